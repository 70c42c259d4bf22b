//! Making two sources one: found by name, compared, done, each step a page that needs no script.

use super::source::{Done, none, shown_as};
use crate::{
    store::{
        AppearanceRow, Filter, Merged, Order, PAGE, Page, Preview, Result as Stored, SourceId, SourcePage, SourceRow,
    },
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame, Here},
        input::{Fields, Form, Id, id},
        show,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "same.html")]
struct SamePage {
    frame: Frame,
    source: SourceRow,
    asked: String,
    /// What was found by name; `None`: nothing was asked.
    found: Option<Page<SourceRow>>,
    /// The two side by side.
    compared: Option<Compared>,
}

/// So many articles of each are named.
const ARTICLES: usize = 3;

/// Two sources, and what making them one would come to.
struct Compared {
    preview: Preview,
    /// Each with its latest articles.
    pages: [(SourcePage, Vec<AppearanceRow>); 2],
}

impl Compared {
    /// Articles of both, those that they share once.
    fn articles(&self) -> u32 {
        let (stays, goes) = (&self.preview.stays, &self.preview.goes);
        (stays.articles + goes.articles).saturating_sub(self.preview.shared)
    }

    fn is_of_two_kinds(&self) -> bool {
        self.preview.stays.kind != self.preview.goes.kind
    }
}

/// The other source of the form is not there.
fn no_other() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "The other source is not there",
        "No article names it any more, or the address has a slip in it. Nothing was changed.",
    )
    .way("All sources", "/sources")
}

/// `GET /sources/{id}/same`: with `name`, sources of that name; with `other`, the two compared.
pub(crate) async fn show(State(state): State<AppState>, Id(at): Id, asked: Fields) -> Result<Response, Problem> {
    let other = match asked.get("other") {
        "" => None,
        other => Some(id(other).ok_or_else(no_other)?),
    };
    let name = asked.get("name").to_owned();
    let asks = name.clone();
    let found = state
        .store
        .read(move |reader| {
            let shown = shown_as(reader, at)?;
            let Some(source) = shown.map(|id| reader.source_row(id)).transpose()?.flatten() else {
                return Ok(None);
            };
            let mut found = None;
            if other.is_none() && !asks.is_empty() {
                let filter = Filter {
                    source: Some(asks),
                    ..Filter::default()
                };
                let mut page = reader.sources(&Filter {
                    order: Order::Most,
                    ..filter
                })?;
                let before = page.rows.len();
                page.rows.retain(|row| row.id != source.id);
                page.total -= (before - page.rows.len()) as u32;
                found = Some(page);
            }
            let Some(other) = other else {
                return Ok(Some((source, found, None)));
            };
            let Some(other) = shown_as(reader, other)? else {
                return Ok(Some((source, found, Some(Err(None)))));
            };
            let compared = match reader.merge_preview(source.id, other)? {
                None => Err(Some(source.id)),
                Some(preview) => {
                    let whole = |id| -> Stored<_> {
                        let mut articles = reader.appearances(id, 1)?.rows;
                        articles.truncate(ARTICLES);
                        Ok(reader.source(id)?.map(|page| (page, articles)))
                    };
                    match (whole(preview.stays.id)?, whole(preview.goes.id)?) {
                        (Some(stays), Some(goes)) => Ok(Compared {
                            preview,
                            pages: [stays, goes],
                        }),
                        _ => Err(None),
                    }
                }
            };
            Ok(Some((source, found, Some(compared))))
        })
        .await?;
    let (source, found, compared) = found.ok_or_else(none)?;
    let compared = match compared {
        None => None,
        Some(Ok(compared)) => Some(compared),
        Some(Err(None)) => return Err(no_other()),
        Some(Err(Some(one))) => return Ok(Done::WereOne.at(one)),
    };
    Ok(frame::send(
        StatusCode::OK,
        &SamePage {
            frame: Frame::of(Here::Sources),
            source,
            asked: name,
            found,
            compared,
        },
    ))
}

/// `POST /sources/{id}/same`: makes the two one; with `say=different` notes that they are not. Once more changes nothing.
pub(crate) async fn decide(State(state): State<AppState>, Id(at): Id, Form(fields): Form) -> Result<Response, Problem> {
    let other: SourceId = id(fields.get("other")).ok_or_else(no_other)?;
    if fields.get("say") == "different" {
        let noted = state.store.write(move |writer| writer.tell_apart(at, other)).await?;
        return Ok(match noted {
            true => Done::Different(other).at(at),
            false => Redirect::to(&format!("/sources/{at}")).into_response(),
        });
    }
    match state.store.write(move |writer| writer.merge(at, other)).await? {
        Merged::Now { stays, .. } => Ok(Done::MadeOne.at(stays)),
        Merged::Already(one) => Ok(Done::WereOne.at(one)),
        Merged::Gone => Err(no_other()),
    }
}
