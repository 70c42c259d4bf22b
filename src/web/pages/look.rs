//! What was understood of a file, before it is stored: looked at, corrected, then kept or not.

use super::upload::{self, UploadForm};
use crate::{
    ingest::{self, Document, Language, Reading},
    store::{Added, ArticleRef, Copy, Details, Draft, NewUpload},
    web::{
        AppState,
        error::Problem,
        filter::Wrong,
        frame::{self, Frame},
        input::{Fields, Form, Id},
        show,
    },
};
use askama::Template;
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

/// So many articles of one file are shown with what was understood of them.
const SHOWN: usize = 100;
/// **Bytes** of the text's beginning, cut where a paragraph ends.
const BEGINNING: usize = 1_500;

#[derive(Template)]
#[template(path = "look.html")]
struct LookPage {
    frame: Frame,
    id: i64,
    name: Option<String>,
    form: UploadForm,
    articles: Vec<Understood>,
    more: usize,
    left_out: Vec<(String, String)>,
    /// What a person should know of it although it was read.
    notices: Vec<String>,
    /// Articles made of these very bytes that were deleted and can be brought back.
    deleted: Vec<ArticleRef>,
    /// The article that these very bytes are already.
    there: Option<ArticleRef>,
    /// Articles of the store that print the same report.
    copies: Vec<Copy>,
}

/// What was understood of an article.
struct Understood {
    member: Option<String>,
    format: &'static str,
    details: Details,
    author: Option<String>,
    /// By its English name, or by its code.
    language: Option<String>,
    /// It is one from which no claims are extracted.
    foreign: Option<Language>,
    words: usize,
    figures: u32,
    quotes: u32,
    sources: u32,
    beginning: Vec<String>,
}

impl LookPage {
    fn single(&self) -> Option<&Understood> {
        match (self.articles.as_slice(), self.more) {
            ([one], 0) => Some(one),
            _ => None,
        }
    }

    fn count(&self) -> usize {
        self.articles.len() + self.more
    }
}

/// `POST /upload/look`: keeps the file for looking at it.
pub(crate) async fn begin(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let (files, mut form) = upload::all_at_once(&state, request).await?;
    let mut refuse = |field: &'static str, message: String, status: StatusCode| {
        form.wrong.push(Wrong { field, message });
        upload::refused(status, std::mem::take(&mut form), "Nothing was stored yet.")
    };
    let mut files = files.into_iter();
    let file = match (files.next(), files.next()) {
        (Some(file), None) => file,
        (None, _) => {
            let message = "Choose a file, or paste a text below.".to_owned();
            return Ok(refuse("file", message, StatusCode::UNPROCESSABLE_ENTITY));
        }
        (Some(_), Some(_)) => {
            let message = "Choose one file to look at; several can only be added.".to_owned();
            return Ok(refuse("file", message, StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let field = if file.name.is_some() { "file" } else { "text" };
    let Some(bytes) = file.bytes else {
        let message = ingest::Refusal::TooLarge.to_string();
        return Ok(refuse(field, message, StatusCode::PAYLOAD_TOO_LARGE));
    };
    let draft = Draft { name: file.name, bytes };
    if let Err(refusal) = read(draft.clone()).await? {
        return Ok(refuse(field, refusal.to_string(), StatusCode::UNPROCESSABLE_ENTITY));
    }
    let id = state.store.write(move |writer| writer.keep_draft(&draft)).await?;
    // what was typed goes with it
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("title", &form.title),
        ("date", &form.date),
        ("outlet", &form.outlet),
        ("address", &form.address),
    ] {
        if !value.trim().is_empty() {
            query.append_pair(name, value.trim());
        }
    }
    let query = query.finish();
    let mark = if query.is_empty() { "" } else { "?" };
    Ok(Redirect::to(&format!("/upload/look/{id}{mark}{query}")).into_response())
}

/// `GET /upload/look/{id}`
pub(crate) async fn show(State(state): State<AppState>, Id(id): Id, asked: Fields) -> Result<Response, Problem> {
    let reading = find(&state, id).await?;
    let mut form = filled(&asked);
    if let [one] = reading.documents.as_slice() {
        // what was typed stays, what was not is as it was read
        let article = &one.article;
        let read = |typed: &mut String, read: Option<String>| {
            if typed.is_empty() {
                *typed = read.unwrap_or_default();
            }
        };
        read(&mut form.title, article.title.clone());
        read(&mut form.date, article.date.map(|date| date.to_string()));
        read(&mut form.outlet, article.outlet.clone());
        read(&mut form.address, article.address.clone());
    }
    // what is wrong with what was typed is told at once
    form.details();
    page(&state, id, reading, form, StatusCode::OK).await
}

/// `POST /upload/look/{id}`: stores it with the details as they stand in the form, or leaves it.
pub(crate) async fn decide(State(state): State<AppState>, Id(id): Id, Form(fields): Form) -> Result<Response, Problem> {
    if fields.get("do") == "leave" {
        state.store.write(move |writer| writer.drop_draft(id)).await?;
        return Ok(Redirect::to("/upload").into_response());
    }
    let reading = find(&state, id).await?;
    let mut form = filled(&fields);
    let details = form.details();
    let single = reading.documents.len() == 1;
    if !form.wrong.is_empty() {
        return page(&state, id, reading, form, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let typed = details.clone();
    let upload = frame::aside(move || with_claims(reading, &typed)).await?;
    let left_out = !upload.1.is_empty();
    let added = state
        .store
        .write(move |writer| {
            let added = writer.add(upload.0)?;
            if let (Added::Stored(ids), true) = (&added, single) {
                for &article in ids {
                    writer.correct(article, &details)?;
                }
            }
            writer.drop_draft(id)?;
            Ok(added)
        })
        .await?;
    let address = match &added {
        Added::Stored(ids) | Added::AlreadyThere(ids) if ids.len() > 1 || left_out => "/articles".to_owned(),
        Added::Stored(ids) => format!("/articles/{}", ids.first().unwrap_or(&0)),
        Added::AlreadyThere(ids) => format!("/articles/{}?already=1", ids.first().unwrap_or(&0)),
    };
    Ok(Redirect::to(&address).into_response())
}

/// The claims are those of the date that stands in the form; the details stay as they were read, and what the form has
/// otherwise is a correction.
fn with_claims(mut reading: Reading, typed: &Details) -> (NewUpload, Vec<ingest::Refused>) {
    let refused = std::mem::take(&mut reading.refused);
    let shared = match reading.documents.len() {
        1 => Details::default(),
        _ => typed.clone(),
    };
    let mut upload = reading.upload(&shared);
    if let [one] = upload.articles.as_mut_slice()
        && one.article.date != typed.date
    {
        (one.claims, one.extractor) = ingest::claims(&one.article.text, typed.date);
    }
    (upload, refused)
}

fn filled(fields: &Fields) -> UploadForm {
    UploadForm {
        title: fields.get("title").to_owned(),
        date: fields.get("date").to_owned(),
        outlet: fields.get("outlet").to_owned(),
        address: fields.get("address").to_owned(),
        ..UploadForm::default()
    }
}

/// What is in the file that is looked at.
async fn find(state: &AppState, id: i64) -> Result<Reading, Problem> {
    let gone = || {
        Problem::new(
            StatusCode::GONE,
            "This file is not kept any more",
            "A file that is looked at is kept for a day, or until it is added. If it was not added, choose it again.",
        )
        .way("The form", "/upload")
        .way("All articles", "/articles")
    };
    let draft = state
        .store
        .read(move |reader| reader.draft(id))
        .await?
        .ok_or_else(gone)?;
    // it could be read when it came
    read(draft).await?.map_err(|_| gone())
}

async fn read(draft: Draft) -> Result<Result<Reading, ingest::Refusal>, Problem> {
    frame::aside(move || ingest::look(draft.name.as_deref(), draft.bytes)).await
}

async fn page(
    state: &AppState,
    id: i64,
    reading: Reading,
    form: UploadForm,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (reading, there, deleted, copies) = state
        .store
        .read(move |reader| {
            let there = reader.made_of(&reading.bytes)?;
            let deleted = reader.deleted_of(&reading.bytes)?;
            let copies = match (&there, reading.documents.as_slice()) {
                (None, [one]) => reader.copies_of_text(one.article.text.as_str())?,
                _ => Vec::new(),
            };
            Ok((reading, there, deleted, copies))
        })
        .await?;
    let date = form.date.parse().ok();
    frame::send_large(move || {
        let single = reading.documents.len() == 1;
        let more = reading.documents.len().saturating_sub(SHOWN);
        let understood = |document: Document| {
            let date = if single {
                date.or(document.article.date)
            } else {
                document.article.date
            };
            understand(document, date)
        };
        let page = LookPage {
            frame: Frame::default(),
            id,
            notices: reading.notices.iter().map(ToString::to_string).collect(),
            deleted,
            name: reading.name,
            form,
            articles: reading.documents.into_iter().take(SHOWN).map(understood).collect(),
            more,
            left_out: reading
                .refused
                .into_iter()
                .map(|r| (r.member, r.why.to_string()))
                .collect(),
            there,
            copies,
        };
        frame::send(status, &page)
    })
    .await
}

fn understand(document: Document, date: Option<jiff::civil::Date>) -> Understood {
    let article = document.article;
    let (claims, _) = ingest::claims(&article.text, date);
    let mut beginning = Vec::new();
    let mut size = 0;
    for paragraph in article.text.paragraphs() {
        let words = article.text.slice(paragraph).trim();
        if !words.is_empty() {
            size += words.len();
            beginning.push(show::shortened(words, BEGINNING));
        }
        if size > BEGINNING {
            break;
        }
    }
    Understood {
        member: document.member,
        format: document.format,
        author: article.author,
        language: article
            .language
            .map(|code| Language::name_of(&code).map_or(code, str::to_owned)),
        foreign: ingest::language(article.text.as_str()).filter(|language| !language.is_read()),
        words: article.text.as_str().split_whitespace().count(),
        figures: claims.figures.len() as u32,
        quotes: claims.quotes.len() as u32,
        sources: claims.sources.len() as u32,
        beginning,
        details: Details {
            title: article.title,
            date: article.date,
            outlet: article.outlet,
            address: article.address,
        },
    }
}
