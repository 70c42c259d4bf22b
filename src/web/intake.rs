//! Files that arrived, and what became of each: read one after the other, stored some at a time.
//!
//! What arrived whole is read and stored even if the page that sent it is closed meanwhile. Only so much is held in memory
//! as one transaction takes.

use super::{AppState, error::Problem, frame, show};
use crate::{
    ingest::{self, Language, Refusal, Refused},
    store::{Added, ArticleId, BYTES_AT_ONCE, Details, NewArticle, NewUpload, Store, StoreError, UPLOADS_AT_ONCE},
};
use axum::http::StatusCode;

/// A file that arrived.
pub(crate) struct Sent {
    /// As it was sent; `None` for pasted text.
    pub name: Option<String>,
    /// `None`: more than [`ingest::LARGEST`].
    pub bytes: Option<Vec<u8>>,
}

/// What became of a file.
pub(crate) struct Told {
    /// The file's name.
    pub name: String,
    /// What became of it as a whole.
    pub fate: Fate,
    /// Its articles, in their order.
    pub articles: Vec<Kept>,
    /// What was in it and could not be read: name and reason.
    pub left_out: Vec<(String, String)>,
    /// What a person should know of it although it was read.
    pub notices: Vec<String>,
}

impl Told {
    /// Whether anything of it is in the store.
    fn is_kept(&self) -> bool {
        !self.articles.is_empty()
    }
}

/// What became of a file as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Now.
    Stored,
    /// Its very bytes were there.
    AlreadyThere,
    /// Why not, and with which status that is answered if it was the only one.
    Refused(String, StatusCode),
}

/// An article that is in the store.
pub(crate) struct Kept {
    /// Its number.
    pub id: ArticleId,
    /// Its name inside the file.
    pub member: Option<String>,
    /// What it is shown as.
    pub title: String,
    /// The language of a text that was now stored and from which no claims are extracted.
    pub foreign: Option<Language>,
}

/// What text without a file is called.
const PASTED: &str = "The pasted text";

/// Reads and stores these files, each whole or not at all; the answers are in their order. `typed` is for a file that is one
/// article.
///
/// # Errors
/// If nothing can be stored any more. What was stored before stays.
pub(crate) async fn store(state: &AppState, files: Vec<Sent>, typed: Details) -> Result<Vec<Told>, Problem> {
    let store = state.store.clone();
    // a task of its own: it goes on when whoever waits for it goes away
    tokio::spawn(async move { store_all(&store, files, typed).await })
        .await
        .map_err(Problem::from_panic)?
}

async fn store_all(store: &Store, files: Vec<Sent>, typed: Details) -> Result<Vec<Told>, Problem> {
    let mut told: Vec<Told> = Vec::with_capacity(files.len());
    // those that are read, and which answer is theirs
    let mut waiting: Vec<(usize, Box<NewUpload>)> = Vec::new();
    let mut size = 0;
    for file in files {
        let name = file.name.clone().unwrap_or_else(|| PASTED.to_owned());
        let read = read(store, file, typed.clone()).await?;
        told.push(Told {
            name,
            fate: Fate::Stored,
            articles: Vec::new(),
            left_out: Vec::new(),
            notices: Vec::new(),
        });
        let Some(one) = told.last_mut() else { continue };
        match read {
            Read::Refused(refusal) => one.fate = Fate::Refused(refusal.to_string(), status_of(&refusal)),
            Read::There(article) => {
                one.fate = Fate::AlreadyThere;
                one.articles.push(article);
            }
            Read::New(upload, refused, notices) => {
                one.notices = notices;
                one.left_out = refused.into_iter().map(|r| (r.member, r.why.to_string())).collect();
                let texts = upload.articles.iter().map(|new| new.article.text.len());
                size += upload.bytes.len() + texts.sum::<usize>();
                waiting.push((told.len() - 1, upload));
            }
        }
        if size > BYTES_AT_ONCE || waiting.len() >= UPLOADS_AT_ONCE {
            add(store, std::mem::take(&mut waiting), &mut told).await?;
            size = 0;
        }
    }
    add(store, waiting, &mut told).await?;
    Ok(told)
}

enum Read {
    New(Box<NewUpload>, Vec<Refused>, Vec<String>),
    There(Kept),
    Refused(Refusal),
}

/// Reading and extracting is work for the processor: it leaves the other requests alone.
async fn read(store: &Store, file: Sent, typed: Details) -> Result<Read, Problem> {
    let Some(bytes) = file.bytes else {
        return Ok(Read::Refused(Refusal::TooLarge));
    };
    // what is sent again is not read again
    let (there, bytes) = store.read(move |reader| Ok((reader.made_of(&bytes)?, bytes))).await?;
    if let Some(there) = there {
        return Ok(Read::There(Kept {
            id: there.id,
            member: None,
            title: show::title(&there),
            foreign: None,
        }));
    }
    frame::aside(move || match ingest::look(file.name.as_deref(), bytes) {
        Ok(mut reading) => {
            let refused = std::mem::take(&mut reading.refused);
            let notices = reading.notices.iter().map(ToString::to_string).collect();
            Read::New(Box::new(reading.upload(&typed)), refused, notices)
        }
        Err(refusal) => Read::Refused(refusal),
    })
    .await
}

async fn add(store: &Store, waiting: Vec<(usize, Box<NewUpload>)>, told: &mut [Told]) -> Result<(), Problem> {
    let (places, uploads): (Vec<usize>, Vec<NewUpload>) = waiting.into_iter().map(|(i, upload)| (i, *upload)).unzip();
    let foreign: Vec<Vec<Option<Language>>> = uploads.iter().map(foreign).collect();
    let added = store.add_all(uploads).await;
    for ((place, foreign), added) in places.into_iter().zip(foreign).zip(added) {
        let (fate, ids) = match added {
            Ok(Added::Stored(ids)) => (Fate::Stored, ids),
            Ok(Added::AlreadyThere(ids)) => (Fate::AlreadyThere, ids),
            Err(error @ (StoreError::Misplaced(_) | StoreError::Crashed)) => {
                tracing::error!(%error, "an article could not be stored");
                (not_stored(), Vec::new())
            }
            // the others would fail in the same way
            Err(error) => {
                return Err(Problem::from(error).after(told.iter().take(place).filter(|one| one.is_kept()).count()));
            }
        };
        let named = store.read(move |reader| reader.names(&ids)).await?;
        let Some(one) = told.get_mut(place) else { continue };
        let foreign = if fate == Fate::Stored { foreign } else { Vec::new() };
        if fate != Fate::Stored {
            one.notices.clear();
        }
        one.fate = fate;
        one.articles = named
            .into_iter()
            .zip(foreign.into_iter().chain(std::iter::repeat(None)))
            .map(|((article, member), foreign)| Kept {
                foreign,
                id: article.id,
                member,
                title: show::title(&article),
            })
            .collect();
    }
    Ok(())
}

/// The languages of its texts, where no claims are extracted from them.
fn foreign(upload: &NewUpload) -> Vec<Option<Language>> {
    let one = |new: &NewArticle| {
        if !new.claims.figures.is_empty() || !new.claims.quotes.is_empty() {
            return None;
        }
        ingest::language(new.article.text.as_str()).filter(|language| !language.is_read())
    };
    upload.articles.iter().map(one).collect()
}

/// A mistake of this program with this one file; the others are stored.
fn not_stored() -> Fate {
    Fate::Refused(
        "Something went wrong inside claimbook with this file, and nothing of it was stored. What it was stands in the \
         window in which claimbook runs."
            .to_owned(),
        StatusCode::INTERNAL_SERVER_ERROR,
    )
}

fn status_of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotRead(_) | Refusal::NotText => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::TooLarge | Refusal::TooLong | Refusal::TooManyPages | Refusal::TooMuch | Refusal::TooHeavy(_) => {
            StatusCode::PAYLOAD_TOO_LARGE
        }
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
