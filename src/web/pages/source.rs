//! A source: everything it is quoted or cited for, in all articles, and what was decided by hand about who it is.

use crate::{
    claim::{Modality, QuoteKind},
    store::{
        Alike, ArticleId, Decisions, FigureRow, Filter, Page, QuoteRow, Reader, Result as Stored, SourceId, SourcePage,
        SourceRow,
    },
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame, Here},
        input::{Fields, Form, Id, Name, id},
        json, show,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "source.html")]
struct SourceView {
    frame: Frame,
    page: SourcePage,
    figures: Page<FigureRow>,
    quotes: Page<QuoteRow>,
    decisions: Decisions,
    alike: Vec<(SourceRow, Alike)>,
    done: Option<Done>,
}

/// What was just done, told at the head of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// Two were made one.
    MadeOne,
    /// They were one before.
    WereOne,
    /// What an article says was parted from a source.
    Parted,
    /// A name was parted from the others it was one with, of whom one is this.
    Left(SourceId),
    /// It was noted that this one is not the same.
    Different(SourceId),
    /// Something was taken back.
    Undone,
    /// There was nothing to take back any more.
    WasUndone,
}

impl Done {
    /// The words in an address.
    fn words(self) -> (&'static str, Option<SourceId>) {
        match self {
            Done::MadeOne => ("one", None),
            Done::WereOne => ("were-one", None),
            Done::Parted => ("parted", None),
            Done::Left(from) => ("left", Some(from)),
            Done::Different(from) => ("different", Some(from)),
            Done::Undone => ("undone", None),
            Done::WasUndone => ("was-undone", None),
        }
    }

    fn read(fields: &Fields) -> Option<Done> {
        let from = id(fields.get("from"));
        Some(match fields.get("done") {
            "one" => Done::MadeOne,
            "were-one" => Done::WereOne,
            "parted" => Done::Parted,
            "left" => Done::Left(from?),
            "different" => Done::Different(from?),
            "undone" => Done::Undone,
            "was-undone" => Done::WasUndone,
            _ => return None,
        })
    }

    /// Leads to the page of a source, which tells it.
    pub(super) fn at(self, source: SourceId) -> Response {
        let (words, from) = self.words();
        let from = from.map(|from| format!("&from={from}")).unwrap_or_default();
        Redirect::to(&format!("/sources/{source}?done={words}{from}")).into_response()
    }
}

impl SourceView {
    /// Whether an article of it can be parted from the rest.
    fn can_be_parted(&self) -> bool {
        self.page.row.articles > 1 || !self.decisions.merged.is_empty()
    }

    fn is_decided(&self) -> bool {
        self.decisions != Decisions::default()
    }
}

/// There is no such source (any more).
pub(super) fn none() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "No source at this address",
        "There is no such source in this book. The articles that named it may have been deleted, or the address may have \
         a slip in it.",
    )
    .way("All sources", "/sources")
    .way("Search", "/search")
}

/// The source is in no article but the older reading of one.
fn only_in_older(article: ArticleId) -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "This source is in an older reading alone",
        "The article that names it was read again from its file, and the newer text does not have this source. The older \
         reading still has a page.",
    )
    .way("The older reading", format!("/articles/{article}"))
    .way("All sources", "/sources")
}

/// Under whose number a source is shown, whatever became of this one; `None`: in no article.
pub(super) fn shown_as(reader: &Reader<'_>, id: SourceId) -> Stored<Option<SourceId>> {
    let survivor = reader.survivor(id)?;
    if reader.source_row(survivor)?.is_some() {
        return Ok(Some(survivor));
    }
    reader.successor(survivor)
}

/// `GET /sources/{id}`, `/sources/{id}.json`. The address of one that is shown as another leads there.
pub(crate) async fn show(State(state): State<AppState>, Name(name): Name, asked: Fields) -> Result<Response, Problem> {
    let (stem, ending) = match name.strip_suffix(".json") {
        Some(stem) => (stem, ".json"),
        None => (name.as_str(), ""),
    };
    let id = id(stem).ok_or_else(none)?;
    let found = state
        .store
        .read(move |reader| {
            let Some(shown) = shown_as(reader, id)? else {
                return Ok(None);
            };
            if shown != id {
                return Ok(Some(Err(shown)));
            }
            let Some(page) = reader.source(id)? else {
                return Ok(None);
            };
            Ok(Some(Ok((page, reader.decisions(id)?))))
        })
        .await?;
    let Some(found) = found else {
        let older = state.store.read(move |reader| reader.only_in_older(id)).await?;
        return Err(older.map_or_else(none, only_in_older));
    };
    let (page, decisions) = match found {
        Ok(found) => found,
        // not for ever: it may be undone
        Err(shown) => return Ok(Redirect::to(&format!("/sources/{shown}{ending}")).into_response()),
    };
    if ending == ".json" {
        return json::send(&json::WholeSource::from((&page, &decisions)));
    }
    let (figures, quotes, alike) = state
        .store
        .read(move |reader| {
            let filter = Filter {
                source_id: Some(id),
                ..Filter::default()
            };
            Ok((reader.figures(&filter)?, reader.quotes(&filter)?, reader.alike(id)?))
        })
        .await?;
    Ok(frame::send(
        StatusCode::OK,
        &SourceView {
            frame: Frame::of(Here::Sources),
            page,
            figures,
            quotes,
            decisions,
            alike,
            done: Done::read(&asked),
        },
    ))
}

/// `POST /sources/{id}/undo`: takes back one decision about a source: `merged`, `parted` (the number that was merged or
/// parted) or `different` (the other's). Once more changes nothing.
pub(crate) async fn undo(State(state): State<AppState>, Id(at): Id, Form(fields): Form) -> Result<Response, Problem> {
    let which = |name: &str| id(fields.get(name));
    let (merged, parted, different) = (which("merged"), which("parted"), which("different"));
    let (undone, shown) = state
        .store
        .write(move |writer| {
            let undone = match (merged, parted, different) {
                (Some(merged), None, None) => writer.unmerge(merged)?.is_some(),
                (None, Some(parted), None) => writer.put_back(parted)?.is_some(),
                (None, None, Some(other)) => writer.tell_no_more(at, other).map(|()| true)?,
                _ => return Ok((None, None)),
            };
            let reader = writer.reading();
            let mut shown = shown_as(&reader, at)?;
            if let (None, Some(other)) = (shown, merged.or(parted)) {
                shown = shown_as(&reader, other)?;
            }
            Ok((Some(undone), shown))
        })
        .await?;
    let undone = undone.ok_or_else(|| {
        Problem::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "It is not clear what to undo",
            "The form names no decision, or several. Use the buttons on the source's page.",
        )
        .way("The source", format!("/sources/{at}"))
    })?;
    let done = if undone { Done::Undone } else { Done::WasUndone };
    Ok(match shown {
        Some(shown) => done.at(shown),
        // put back: the page it had is no more, and the source it was parted from has been deleted meanwhile
        None => Redirect::to("/sources").into_response(),
    })
}
