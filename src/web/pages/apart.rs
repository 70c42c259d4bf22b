//! Parting what one article says from a source: the articles it occurs in, and the question before it is done.

use super::source::{Done, none, shown_as};
use crate::{
    store::{AppearanceRow, PAGE, Page, Parted, SourceRow},
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame, Here},
        input::{Fields, Form, Id, id},
        show,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "apart.html")]
struct ApartPage {
    frame: Frame,
    source: SourceRow,
    list: Page<AppearanceRow>,
    page: u32,
    /// The one it is asked about; `None`: all are listed.
    asked: Option<AppearanceRow>,
}

impl ApartPage {
    fn pages(&self) -> u32 {
        self.list.total.div_ceil(PAGE).max(1)
    }
}

/// The article does not name the source any more.
fn gone(at: i64) -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "The article has no such source",
        "It was deleted, its claims were found again without it, or this was parted already. Nothing was changed.",
    )
    .way("The source", format!("/sources/{at}"))
    .way("All sources", "/sources")
}

/// `GET /sources/{id}/apart`: the articles; with `article` and `as`, the question about one.
pub(crate) async fn show(State(state): State<AppState>, Id(at): Id, asked: Fields) -> Result<Response, Problem> {
    let page: u32 = asked
        .get("page")
        .parse()
        .ok()
        .filter(|page| (1..=u32::MAX / PAGE).contains(page))
        .unwrap_or(1);
    let about = match (asked.get("article"), asked.get("as")) {
        ("", "") => None,
        (article, source) => Some(id(article).zip(id(source)).ok_or_else(|| gone(at))?),
    };
    let found = state
        .store
        .read(move |reader| {
            let shown = shown_as(reader, at)?;
            let Some(source) = shown.map(|id| reader.source_row(id)).transpose()?.flatten() else {
                return Ok(None);
            };
            let one = match about {
                Some((article, own)) if reader.survivor(own)? == source.id => reader.appearance(article, own)?,
                _ => None,
            };
            let list = reader.appearances(source.id, page)?;
            Ok(Some((source, list, one)))
        })
        .await?;
    let (source, list, one) = found.ok_or_else(none)?;
    if about.is_some() && one.is_none() {
        return Err(gone(source.id));
    }
    let status = match list.rows.is_empty() {
        true => StatusCode::NOT_FOUND,
        false => StatusCode::OK,
    };
    Ok(frame::send(
        status,
        &ApartPage {
            frame: Frame::of(Here::Sources),
            source,
            list,
            page,
            asked: one,
        },
    ))
}

/// `POST /sources/{id}/apart`: parts what the `article` says of the source that it has under the number `as`.
pub(crate) async fn part(State(state): State<AppState>, Id(at): Id, Form(fields): Form) -> Result<Response, Problem> {
    let (article, source) = id(fields.get("article"))
        .zip(id(fields.get("as")))
        .ok_or_else(|| gone(at))?;
    let (parted, is_decided) = state
        .store
        .write(move |writer| {
            let parted = writer.part(article, source)?;
            let is_decided = match parted {
                Parted::Now { own, .. } => !writer.reading().decisions(own)?.parted_here.is_empty(),
                _ => false,
            };
            Ok((parted, is_decided))
        })
        .await?;
    match parted {
        Parted::Now { own, .. } if is_decided => Ok(Done::Parted.at(own)),
        Parted::Now { own, from } => Ok(Done::Left(from).at(own)),
        Parted::Alone => Err(Problem::new(
            StatusCode::CONFLICT,
            "There is nothing to part it from",
            "The source occurs in this article alone and has a page of its own. Nothing was changed.",
        )
        .way("The source", format!("/sources/{source}"))),
        Parted::Gone => Err(gone(at)),
    }
}
