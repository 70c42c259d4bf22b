//! Taking articles in: the form, what it sends, and what became of it.

use crate::{
    ingest::{self, Refusal},
    store::{ArticleId, BYTES_AT_ONCE, Details},
    text::one_line,
    web::{
        AppState,
        error::Problem,
        filter::Wrong,
        frame::{self, Frame},
        guard,
        input::{broken_off, has_type},
        intake::{self, Fate, Kept, Sent, Told},
        json, show,
    },
};
use askama::Template;
use axum::{
    extract::{FromRequest, Multipart, Request, State, multipart::MultipartError},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Serialize;

/// Bytes of all that one form sends.
pub(crate) const MOST_AT_ONCE: usize = guard::BODY as usize;
/// Files of one form.
const FILES: usize = 200;
/// Fields of one form that are no files.
const FIELDS: usize = 20;
/// Bytes of a title, a date, an outlet, an address.
const DETAIL: usize = 4 * 1024;

/// The form, as it is shown and shown again.
#[derive(Clone, Debug, Default)]
pub(crate) struct UploadForm {
    /// What stands in the large field for files.
    pub invitation: &'static str,
    /// Whether the part for pasted text is open.
    pub open: bool,
    /// Above the form: why it came back.
    pub problem: Option<String>,
    /// What stands in the fields.
    pub text: String,
    /// See [`Details::title`].
    pub title: String,
    /// See [`Details::date`].
    pub date: String,
    /// See [`Details::outlet`].
    pub outlet: String,
    /// See [`Details::address`].
    pub address: String,
    /// What is wrong with them.
    pub wrong: Vec<Wrong>,
}

impl UploadForm {
    /// An empty form.
    pub(crate) fn inviting(invitation: &'static str) -> UploadForm {
        UploadForm {
            invitation,
            ..UploadForm::default()
        }
    }

    /// What is wrong with a field.
    pub(crate) fn wrong_with(&self, name: &str) -> Option<&str> {
        self.wrong.iter().find(|w| w.field == name).map(|w| w.message.as_str())
    }

    /// The details that were typed, as far as they can be understood; what cannot is added to `wrong`.
    pub(crate) fn details(&mut self) -> Details {
        let line = |value: &str| Some(one_line(value)).filter(|v| !v.is_empty());
        let details = Details {
            title: line(&self.title),
            date: ingest::parse_day(&self.date),
            outlet: line(&self.outlet),
            address: ingest::parse_address(&self.address),
        };
        let mut wrong = |field: &'static str, message: &str| {
            self.wrong.push(Wrong {
                field,
                message: message.to_owned(),
            })
        };
        if details.date.is_none() && !self.date.trim().is_empty() {
            wrong("date", "Write the day like 2025-04-30.");
        }
        for (field, value, most) in [("title", &details.title, 500), ("outlet", &details.outlet, 200)] {
            if value.as_ref().is_some_and(|v| v.chars().count() > most) {
                wrong(field, &format!("This is longer than {most} characters: shorten it."));
            }
        }
        if details.address.is_none() && !self.address.trim().is_empty() {
            wrong(
                "address",
                "Write the whole address, beginning with https:// or http://.",
            );
        } else if details.address.as_ref().is_some_and(|a| a.len() > 2000) {
            wrong(
                "address",
                "This is longer than 2,000 characters: leave out what follows the “?”.",
            );
        }
        details
    }
}

#[derive(Template)]
#[template(path = "upload.html")]
struct UploadPage {
    frame: Frame,
    form: UploadForm,
}

#[derive(Template)]
#[template(path = "uploaded.html")]
struct UploadedPage {
    frame: Frame,
    told: Vec<Told>,
    details_left_out: bool,
}

impl UploadedPage {
    fn headline(&self) -> String {
        let Counts { stored, there, refused } = Counts::of(&self.told);
        let kept = self.told.iter().filter(|one| one.fate == Fate::Stored);
        let articles: usize = kept.map(|one| one.articles.len()).sum();
        let mut parts = vec![match articles == stored {
            true => format!("{stored} stored"),
            // archives and tables hold several
            false => format!(
                "{} stored, of {}",
                show::many(articles as u32, "article", "articles"),
                show::many(stored as u32, "file", "files")
            ),
        }];
        if there > 0 {
            parts.push(format!("{there} already there"));
        }
        if refused > 0 {
            parts.push(format!("{refused} not stored"));
        }
        parts.join(", ")
    }
}

/// How many files became what.
#[derive(Serialize)]
struct Counts {
    stored: usize,
    #[serde(rename = "already_there")]
    there: usize,
    refused: usize,
}

impl Counts {
    fn of(told: &[Told]) -> Counts {
        let are = |fate: fn(&Fate) -> bool| told.iter().filter(|one| fate(&one.fate)).count();
        Counts {
            stored: are(|fate| *fate == Fate::Stored),
            there: are(|fate| *fate == Fate::AlreadyThere),
            refused: are(|fate| matches!(fate, Fate::Refused(..))),
        }
    }
}

/// What became of the files, for a script.
#[derive(Serialize)]
struct UploadedJson<'a> {
    #[serde(flatten)]
    counts: Counts,
    files: Vec<FileJson<'a>>,
}

/// One file, in the order they were sent.
#[derive(Serialize)]
struct FileJson<'a> {
    name: &'a str,
    /// `stored`, `already_there` or `refused`.
    outcome: &'static str,
    reason: Option<&'a str>,
    articles: Vec<KeptJson<'a>>,
    left_out: Vec<LeftOutJson<'a>>,
    /// What a person should know of it although it was read, a sentence or two each.
    notices: &'a [String],
}

#[derive(Serialize)]
struct KeptJson<'a> {
    id: ArticleId,
    address: String,
    member: Option<&'a str>,
    shown_as: &'a str,
    /// The English name of its language, if it was now stored and no claims are extracted from that language.
    other_language: Option<&'static str>,
}

#[derive(Serialize)]
struct LeftOutJson<'a> {
    member: &'a str,
    reason: &'a str,
}

impl<'a> From<&'a Told> for FileJson<'a> {
    fn from(told: &'a Told) -> FileJson<'a> {
        let (outcome, reason) = match &told.fate {
            Fate::Stored => ("stored", None),
            Fate::AlreadyThere => ("already_there", None),
            Fate::Refused(reason, _) => ("refused", Some(reason.as_str())),
        };
        let kept = |one: &'a Kept| KeptJson {
            id: one.id,
            address: format!("/articles/{}", one.id),
            member: one.member.as_deref(),
            shown_as: &one.title,
            other_language: one.foreign.map(|language| language.name),
        };
        FileJson {
            notices: &told.notices,
            name: &told.name,
            outcome,
            reason,
            articles: told.articles.iter().map(kept).collect(),
            left_out: told
                .left_out
                .iter()
                .map(|(member, reason)| LeftOutJson { member, reason })
                .collect(),
        }
    }
}

/// What has arrived of a form so far.
#[derive(Default)]
struct Arriving {
    /// Whether files may be stored while others arrive; otherwise the first two are as many as are wanted.
    keep: bool,
    /// Whole files that are not stored yet.
    files: Vec<Sent>,
    /// Their **bytes**.
    size: usize,
    /// What became of the files before them.
    told: Vec<Told>,
    form: UploadForm,
}

/// `GET /upload`
pub(crate) async fn show() -> Response {
    let form = UploadForm {
        open: true,
        ..UploadForm::inviting("Drop articles here, or choose files")
    };
    frame::send(
        StatusCode::OK,
        &UploadPage {
            frame: Frame::default(),
            form,
        },
    )
}

/// `POST /upload`: the article, or the page that tells what became of each file; with `Accept: application/json` the same
/// for a script.
pub(crate) async fn receive(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let accepted = request.headers().get(header::ACCEPT);
    let json = accepted.is_some_and(|accepted| accepted.to_str().is_ok_and(|a| a.starts_with("application/json")));
    if json {
        return Ok(receive_json(State(state), request).await);
    }
    let mut arriving = arrive(&state, request, true).await?;
    if !arriving.told.is_empty() {
        return receive_several(&state, arriving).await;
    }
    match <[Sent; 1]>::try_from(std::mem::take(&mut arriving.files)) {
        Ok([file]) => receive_one(&state, file, arriving.form).await,
        Err(files) if files.is_empty() => {
            let mut form = arriving.form;
            form.wrong.push(Wrong {
                field: "file",
                message: "Choose a file, or paste a text below.".into(),
            });
            Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, form, "Nothing was sent."))
        }
        Err(files) => receive_several(&state, Arriving { files, ..arriving }).await,
    }
}

/// `POST /upload.json`: what became of each file, however many.
pub(crate) async fn receive_json(State(state): State<AppState>, request: Request) -> Response {
    receive_for_script(&state, request)
        .await
        .unwrap_or_else(Problem::into_json)
}

async fn receive_for_script(state: &AppState, request: Request) -> Result<Response, Problem> {
    let mut arriving = arrive(state, request, true).await?;
    let single = arriving.told.is_empty() && arriving.files.len() == 1;
    let typed = match single {
        true => arriving.form.details(),
        false => Details::default(),
    };
    if single && let Some(wrong) = arriving.form.wrong.first() {
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "A detail was not understood",
            format!("{}: {} Nothing was stored.", wrong.field, wrong.message),
        ));
    }
    let before = kept(&arriving.told);
    let stored = intake::store(state, arriving.files, typed).await;
    arriving.told.extend(stored.map_err(|problem| problem.after(before))?);
    if arriving.told.is_empty() {
        return Err(Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Nothing was sent",
            "The form holds no file and no text. Nothing was stored.",
        ));
    }
    let mut response = json::send(&UploadedJson {
        counts: Counts::of(&arriving.told),
        files: arriving.told.iter().map(FileJson::from).collect(),
    })?;
    *response.status_mut() = status(&arriving.told);
    Ok(response)
}

/// `POST /sample`
pub(crate) async fn sample(State(state): State<AppState>) -> Result<Response, Problem> {
    let file = Sent {
        name: Some("harbour-fire.txt".to_owned()),
        bytes: Some(include_bytes!("../../../static/sample.txt").to_vec()),
    };
    let told = intake::store(&state, vec![file], Details::default()).await?;
    told.first().and_then(to_article).ok_or_else(|| {
        tracing::error!("the sample article was refused");
        Problem::internal()
    })
}

async fn receive_one(state: &AppState, file: Sent, mut form: UploadForm) -> Result<Response, Problem> {
    let details = form.details();
    let is_file = file.name.is_some();
    let status = if form.wrong.is_empty() {
        let mut told = intake::store(state, vec![file], details).await?;
        let Some(one) = told.first_mut() else {
            return Err(Problem::internal());
        };
        match &one.fate {
            // one of which only parts were read, or that holds several, is told on a page of its own
            Fate::Stored | Fate::AlreadyThere => {
                return match to_article(one)
                    .filter(|_| one.articles.len() == 1 && one.left_out.is_empty() && one.notices.is_empty())
                {
                    Some(there) => Ok(there),
                    None => Ok(outcomes(told, false)),
                };
            }
            Fate::Refused(reason, status) => {
                form.wrong.push(Wrong {
                    field: if is_file { "file" } else { "text" },
                    message: reason.clone(),
                });
                *status
            }
        }
    } else if file.bytes.is_none() {
        form.wrong.push(Wrong {
            field: "file",
            message: Refusal::TooLarge.to_string(),
        });
        StatusCode::PAYLOAD_TOO_LARGE
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    if is_file && form.wrong_with("file").is_none() {
        form.wrong.push(Wrong {
            field: "file",
            message: "Choose the file again: a browser does not keep it.".into(),
        });
    }
    Ok(refused(status, form, "Nothing was stored yet."))
}

async fn receive_several(state: &AppState, mut arriving: Arriving) -> Result<Response, Problem> {
    let before = kept(&arriving.told);
    let stored = intake::store(state, arriving.files, Details::default()).await;
    arriving.told.extend(stored.map_err(|problem| problem.after(before))?);
    let form = &arriving.form;
    let details_left_out = [&form.title, &form.date, &form.outlet, &form.address]
        .iter()
        .any(|v| !v.trim().is_empty());
    Ok(outcomes(arriving.told, details_left_out))
}

/// 200 if anything is in the store now; if all were refused, what the first was refused with.
fn status(told: &[Told]) -> StatusCode {
    let mut refused = told.iter().map(|one| match one.fate {
        Fate::Refused(_, status) => Some(status),
        _ => None,
    });
    let first = refused.next().flatten();
    let all = first.is_some() && refused.all(|status| status.is_some());
    match (first, told.len()) {
        (Some(status), 1) => status,
        (Some(_), _) if all => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    }
}

/// The page that tells what became of each file.
fn outcomes(told: Vec<Told>, details_left_out: bool) -> Response {
    frame::send(
        status(&told),
        &UploadedPage {
            frame: Frame::default(),
            told,
            details_left_out,
        },
    )
}

/// How many files are in the store now.
fn kept(told: &[Told]) -> usize {
    let Counts { stored, there, .. } = Counts::of(told);
    stored + there
}

fn to_article(told: &Told) -> Option<Response> {
    let id = told.articles.first()?.id;
    let address = match told.fate {
        Fate::Stored => format!("/articles/{id}"),
        Fate::AlreadyThere => format!("/articles/{id}?already=1"),
        Fate::Refused(..) => return None,
    };
    Some(Redirect::to(&address).into_response())
}

pub(crate) fn refused(status: StatusCode, mut form: UploadForm, problem: &str) -> Response {
    form.invitation = "Drop articles here, or choose files";
    form.open = true;
    form.problem = Some(problem.to_owned());
    frame::send(
        status,
        &UploadPage {
            frame: Frame::default(),
            form,
        },
    )
}

/// The files and fields of a form, none of them stored, if it has no more files than one can look at.
///
/// # Errors
/// If the form did not arrive whole.
pub(crate) async fn all_at_once(state: &AppState, request: Request) -> Result<(Vec<Sent>, UploadForm), Problem> {
    let arriving = arrive(state, request, false).await?;
    Ok((arriving.files, arriving.form))
}

/// Takes the form in. Of many files those that have arrived are stored while the others are on their way, so that they are
/// never all in memory.
async fn arrive(state: &AppState, request: Request, keep: bool) -> Result<Arriving, Problem> {
    let mut arriving = Arriving {
        keep,
        ..Arriving::default()
    };
    match take_in(state, request, &mut arriving).await {
        Ok(()) => Ok(arriving),
        Err(problem) => Err(problem.after(kept(&arriving.told))),
    }
}

async fn take_in(state: &AppState, request: Request, arriving: &mut Arriving) -> Result<(), Problem> {
    if !has_type(&request, "multipart/form-data") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "The upload came in another format",
            "This address takes a form with files, sent as multipart/form-data: curl -F file=@article.txt does that.",
        )
        .way("The form", "/upload"));
    }
    // told at once where the size is announced, instead of after all of it has arrived
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > MOST_AT_ONCE as u64) {
        return Err(too_much());
    }
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_much(),
        status => broken_off(status, "the form").way("The form", "/upload"),
    };
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|rejection| broken_off(rejection.status(), "the form").way("The form", "/upload"))?;
    let (mut files, mut fields) = (0, 0);
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(str::to_owned);
        let is_file = field == "file";
        let count = if is_file { &mut files } else { &mut fields };
        *count += 1;
        if files > FILES || fields > FIELDS {
            if arriving.keep {
                let told = intake::store(state, std::mem::take(&mut arriving.files), Details::default()).await?;
                arriving.told.extend(told);
            }
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "Too many files at once",
                format!("One form takes up to {FILES} files. Nothing was stored. Send the others with another form."),
            )
            .way("The form", "/upload"));
        }
        let most = if is_file || field == "text" {
            ingest::LARGEST
        } else {
            DETAIL
        };
        let (mut bytes, mut whole) = (Vec::new(), true);
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            // the rest is read and dropped, so that the fields after it come back filled in
            if bytes.len() + chunk.len() > most {
                whole = false;
            } else if whole {
                bytes.extend_from_slice(&chunk);
            }
        }
        if is_file {
            // a browser sends an empty part where no file was chosen
            let chosen = name.as_deref().is_some_and(|n| !n.is_empty()) || !bytes.is_empty() || !whole;
            if chosen {
                let name = Some(
                    name.filter(|n| !n.is_empty())
                        .unwrap_or_else(|| "a file without a name".to_owned()),
                );
                arriving.size += bytes.len();
                arriving.files.push(Sent {
                    name,
                    bytes: whole.then_some(bytes),
                });
                if !arriving.keep {
                    arriving.files.truncate(2);
                } else if arriving.files.len() > 1 && arriving.size > BYTES_AT_ONCE {
                    let told = intake::store(state, std::mem::take(&mut arriving.files), Details::default()).await?;
                    arriving.told.extend(told);
                    arriving.size = 0;
                }
            }
            continue;
        }
        let value = String::from_utf8_lossy(&bytes).into_owned();
        let form = &mut arriving.form;
        let (slot, field): (&mut String, &'static str) = match field.as_str() {
            "text" => (&mut form.text, "text"),
            "title" => (&mut form.title, "title"),
            "date" => (&mut form.date, "date"),
            "outlet" => (&mut form.outlet, "outlet"),
            "address" => (&mut form.address, "address"),
            _ => continue,
        };
        *slot = value;
        if !whole {
            let message = if field == "text" {
                Refusal::TooLarge.to_string()
            } else {
                "This is too long: shorten it.".to_owned()
            };
            form.wrong.push(Wrong { field, message });
        }
    }
    if !arriving.form.text.trim().is_empty() {
        let whole = arriving.form.wrong_with("text").is_none();
        arriving.files.push(Sent {
            name: None,
            bytes: whole.then(|| arriving.form.text.clone().into_bytes()),
        });
    }
    Ok(())
}

fn too_much() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "That is too much at once",
        format!(
            "One form takes up to {} MB in all, and up to {} MB a file. Nothing was stored. Send fewer files at once.",
            MOST_AT_ONCE / 1024 / 1024,
            ingest::LARGEST / 1024 / 1024
        ),
    )
    .way("The form", "/upload")
}
