//! Taking articles in: the form, what it sends, and what became of it.

use crate::{
    ingest::{self, Refusal},
    store::{Added, ArticleId, Details, NewUpload},
    text::one_line,
    web::{
        AppState,
        error::Problem,
        filter::Wrong,
        frame::{self, Frame},
        guard,
        input::{broken_off, has_type},
    },
};
use askama::Template;
use axum::{
    extract::{FromRequest, Multipart, Request, State, multipart::MultipartError},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};

/// Bytes of all that one form sends.
pub(crate) const MOST_AT_ONCE: usize = guard::BODY as usize;
/// Files and fields of one form.
const PARTS: usize = 200;
/// Bytes of a title, a date, an outlet, an address.
const DETAIL: usize = 4 * 1024;

/// What text without a file is called.
const PASTED: &str = "The pasted text";

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
    outcomes: Vec<Outcome>,
    details_left_out: bool,
}

impl UploadedPage {
    fn headline(&self) -> String {
        let stored = self
            .outcomes
            .iter()
            .filter(|o| matches!(o.result, Ok((_, false))))
            .count();
        let there = self
            .outcomes
            .iter()
            .filter(|o| matches!(o.result, Ok((_, true))))
            .count();
        let refused = self.outcomes.len() - stored - there;
        let mut parts = vec![format!("{stored} stored")];
        if there > 0 {
            parts.push(format!("{there} already there"));
        }
        if refused > 0 {
            parts.push(format!("{refused} not stored"));
        }
        parts.join(", ")
    }
}

/// What became of one file: its articles and whether they had been there, or why not.
struct Outcome {
    name: String,
    result: Result<(Vec<ArticleId>, bool), String>,
}

/// What arrived.
#[derive(Default)]
struct Sent {
    files: Vec<SentFile>,
    form: UploadForm,
}

struct SentFile {
    name: Option<String>,
    /// `None`: more than [`ingest::LARGEST`].
    bytes: Option<Vec<u8>>,
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

/// `POST /upload`
pub(crate) async fn receive(State(state): State<AppState>, request: Request) -> Result<Response, Problem> {
    let Sent { files, mut form } = receive_form(request).await?;
    let mut items = files;
    if !form.text.trim().is_empty() {
        items.push(SentFile {
            name: None,
            bytes: Some(form.text.clone().into_bytes()),
        });
    }
    if items.is_empty() {
        form.wrong.push(Wrong {
            field: "file",
            message: "Choose a file, or paste a text below.".into(),
        });
        return Ok(refused(StatusCode::UNPROCESSABLE_ENTITY, form, "Nothing was sent."));
    }
    match <[SentFile; 1]>::try_from(items) {
        Ok([item]) => receive_one(&state, item, form).await,
        Err(items) => receive_several(&state, items, &form).await,
    }
}

/// `POST /sample`
pub(crate) async fn sample(State(state): State<AppState>) -> Result<Response, Problem> {
    let bytes = include_bytes!("../../../static/sample.txt").to_vec();
    let read = read("harbour-fire.txt".to_owned().into(), bytes, Details::default()).await?;
    match read {
        Ok(upload) => add(&state, vec![upload])
            .await?
            .first()
            .map(to_article)
            .ok_or_else(Problem::internal),
        Err(refusal) => {
            tracing::error!(%refusal, "the sample article was refused");
            Err(Problem::internal())
        }
    }
}

async fn receive_one(state: &AppState, item: SentFile, mut form: UploadForm) -> Result<Response, Problem> {
    let details = form.details();
    let field = if item.name.is_some() { "file" } else { "text" };
    let (status, reason) = match item.bytes {
        None => (StatusCode::PAYLOAD_TOO_LARGE, too_large()),
        Some(_) if !form.wrong.is_empty() => (StatusCode::UNPROCESSABLE_ENTITY, String::new()),
        Some(bytes) => match read(item.name.clone(), bytes, details).await? {
            Ok(upload) => {
                let name = item.name.unwrap_or_else(|| PASTED.to_owned());
                return Ok(match add(state, vec![upload]).await?.pop() {
                    // an upload can hold several articles
                    Some(Added::Stored(ids)) if ids.len() > 1 => outcomes(
                        vec![Outcome {
                            name,
                            result: Ok((ids, false)),
                        }],
                        false,
                    ),
                    Some(Added::AlreadyThere(ids)) if ids.len() > 1 => outcomes(
                        vec![Outcome {
                            name,
                            result: Ok((ids, true)),
                        }],
                        false,
                    ),
                    Some(added) => to_article(&added),
                    None => return Err(Problem::internal()),
                });
            }
            Err(refusal) => (status_of(&refusal), refusal.to_string()),
        },
    };
    if !reason.is_empty() {
        form.wrong.push(Wrong { field, message: reason });
    }
    if item.name.is_some() && form.wrong_with("file").is_none() {
        form.wrong.push(Wrong {
            field: "file",
            message: "Choose the file again: a browser does not keep it.".into(),
        });
    }
    Ok(refused(status, form, "Nothing was stored yet."))
}

async fn receive_several(state: &AppState, items: Vec<SentFile>, form: &UploadForm) -> Result<Response, Problem> {
    let mut told = Vec::new();
    let mut uploads = Vec::new();
    for item in items {
        let name = item.name.clone().unwrap_or_else(|| PASTED.to_owned());
        let result = match item.bytes {
            None => Err(too_large()),
            Some(bytes) => match read(item.name, bytes, Details::default()).await? {
                Ok(upload) => {
                    uploads.push(upload);
                    Ok((Vec::new(), false))
                }
                Err(refusal) => Err(refusal.to_string()),
            },
        };
        told.push(Outcome { name, result });
    }
    let mut added = add(state, uploads).await?.into_iter();
    for outcome in &mut told {
        if let Ok(result) = &mut outcome.result
            && let Some(added) = added.next()
        {
            *result = match added {
                Added::Stored(ids) => (ids, false),
                Added::AlreadyThere(ids) => (ids, true),
            };
        }
    }
    let details_left_out = [&form.title, &form.date, &form.outlet, &form.address]
        .iter()
        .any(|v| !v.trim().is_empty());
    Ok(outcomes(told, details_left_out))
}

/// The page that tells what became of each file.
fn outcomes(outcomes: Vec<Outcome>, details_left_out: bool) -> Response {
    let none = outcomes.iter().all(|o| o.result.is_err());
    let status = if none {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    frame::send(
        status,
        &UploadedPage {
            frame: Frame::default(),
            outcomes,
            details_left_out,
        },
    )
}

/// Reading and extracting is work for the processor: it leaves the other requests alone.
async fn read(name: Option<String>, bytes: Vec<u8>, details: Details) -> Result<Result<NewUpload, Refusal>, Problem> {
    tokio::task::spawn_blocking(move || ingest::read(name.as_deref(), bytes, &details))
        .await
        .map_err(Problem::from_panic)
}

/// All of them in one transaction; the answers are in the same order.
async fn add(state: &AppState, uploads: Vec<NewUpload>) -> Result<Vec<Added>, Problem> {
    if uploads.is_empty() {
        return Ok(Vec::new());
    }
    Ok(state
        .store
        .write(move |writer| uploads.into_iter().map(|upload| writer.add(upload)).collect())
        .await?)
}

fn to_article(added: &Added) -> Response {
    let address = match added {
        Added::Stored(ids) => ids.first().map(|id| format!("/articles/{id}")),
        Added::AlreadyThere(ids) => ids.first().map(|id| format!("/articles/{id}?already=1")),
    };
    Redirect::to(address.as_deref().unwrap_or("/articles")).into_response()
}

fn refused(status: StatusCode, mut form: UploadForm, problem: &str) -> Response {
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

fn status_of(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotRead(_) | Refusal::NotText => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Refusal::TooLarge | Refusal::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

fn too_large() -> String {
    Refusal::TooLarge.to_string()
}

async fn receive_form(request: Request) -> Result<Sent, Problem> {
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
    let mut sent = Sent::default();
    let mut count = 0;
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        count += 1;
        if count > PARTS {
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "Too many files at once",
                format!("One form takes up to {PARTS} files and fields. Nothing was stored. Send fewer at once."),
            )
            .way("The form", "/upload"));
        }
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().map(str::to_owned);
        let is_file = field == "file";
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
                sent.files.push(SentFile {
                    name,
                    bytes: whole.then_some(bytes),
                });
            }
            continue;
        }
        let value = String::from_utf8_lossy(&bytes).into_owned();
        let form = &mut sent.form;
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
                too_large()
            } else {
                "This is too long: shorten it.".to_owned()
            };
            form.wrong.push(Wrong { field, message });
        }
    }
    Ok(sent)
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
