//! A source: everything it is quoted or cited for, in all articles.

use crate::{
    claim::{Modality, QuoteKind},
    store::{ArticleId, FigureRow, Filter, Page, QuoteRow, SourcePage, Words},
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame, Here},
        input::{Name, id},
        marks::words_anchor,
        show,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "source.html")]
struct SourceView {
    frame: Frame,
    page: SourcePage,
    figures: Page<FigureRow>,
    quotes: Page<QuoteRow>,
}

impl SourceView {
    /// The address of words of an article.
    fn place(&self, article: &ArticleId, words: &Words) -> String {
        show::place(*article, &words_anchor(words.at))
    }
}

/// `GET /sources/{id}`
pub(crate) async fn show(State(state): State<AppState>, Name(name): Name) -> Result<Response, Problem> {
    let none = || {
        Problem::new(
            StatusCode::NOT_FOUND,
            "No source at this address",
            "There is no such source in this book. The articles that named it may have been deleted, or the address may \
             have a slip in it.",
        )
        .way("All sources", "/sources")
        .way("Search", "/search")
    };
    let id = id(&name).ok_or_else(none)?;
    let found = state
        .store
        .read(move |reader| {
            let Some(page) = reader.source(id)? else {
                return Ok(None);
            };
            let filter = Filter {
                source_id: Some(id),
                ..Filter::default()
            };
            Ok(Some((page, reader.figures(&filter)?, reader.quotes(&filter)?)))
        })
        .await?;
    let (page, figures, quotes) = found.ok_or_else(none)?;
    Ok(frame::send(
        StatusCode::OK,
        &SourceView {
            frame: Frame::of(Here::Sources),
            page,
            figures,
            quotes,
        },
    ))
}
