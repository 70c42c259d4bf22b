//! An article with its claims marked in place and beside it.

use super::{derived_speaker, role_beside};
use crate::{
    claim::{Effect, Modality, QuoteKind},
    store::{ArticleId, ArticlePage, Mention, QuoteRow, Store, Words},
    web::{
        AppState,
        error::{self, Problem},
        frame::{self, Frame, Here},
        highlight::Piece,
        input::{Fields, Name, id},
        json,
        marks::{self, Claim, MarkedParagraph},
        show,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "article.html")]
struct ArticleView<'p> {
    frame: Frame,
    page: &'p ArticlePage,
    paragraphs: Vec<MarkedParagraph<'p>>,
    already: bool,
}

impl ArticleView<'_> {
    fn is_web(&self, address: &str) -> bool {
        url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    }

    fn is_corrected(&self) -> bool {
        let (shown, read) = (&self.page.row.article, &self.page.read);
        (&shown.title, &shown.date, &shown.outlet, &self.page.address)
            != (&read.title, &read.date, &read.outlet, &read.address)
    }

    fn speaker<'q>(&self, quote: &'q QuoteRow) -> Option<&'q str> {
        derived_speaker(quote)
    }

    fn role<'m>(&self, mention: &'m Mention) -> Option<&'m Words> {
        role_beside(mention)
    }

    /// Whether anything was worked out for the quote.
    fn derived(&self, quote: &QuoteRow) -> bool {
        derived_speaker(quote).is_some() || quote.said.as_ref().is_some_and(|t| t.date.is_some())
    }
}

/// `GET /articles/{id}`, `/articles/{id}.json`, `/articles/{id}.csv`
pub(crate) async fn show(
    State(state): State<AppState>,
    Name(name): Name,
    asked: Fields,
    uri: Uri,
) -> Result<Response, Problem> {
    let (stem, ending) = name
        .split_once('.')
        .map_or((name.as_str(), ""), |(stem, ending)| (stem, ending));
    let Some(id) = id(stem).filter(|_| matches!(ending, "" | "json" | "csv")) else {
        return Err(if ending.is_empty() {
            Problem::no_article(&uri_path(&uri))
        } else {
            error::no_such_page(uri).await
        });
    };
    let page = find(&state.store, id).await?;
    let already = !asked.get("already").is_empty();
    match ending {
        "json" => {
            frame::send_large(move || {
                json::send(&json::WholeArticle::from(&page)).unwrap_or_else(IntoResponse::into_response)
            })
            .await
        }
        // the rows of an article are a filter of the list; quotes have their own
        "csv" => Ok(Redirect::to(&format!("/figures.csv?article_id={id}")).into_response()),
        _ => {
            frame::send_large(move || {
                let paragraphs = marks::mark_up(&page);
                let view = ArticleView {
                    frame: Frame::of(Here::Articles),
                    page: &page,
                    paragraphs,
                    already,
                };
                frame::send(StatusCode::OK, &view)
            })
            .await
        }
    }
}

/// The article, or the page that says that there is none, or that it was deleted.
///
/// # Errors
/// With that page.
pub(crate) async fn find(store: &Store, id: ArticleId) -> Result<ArticlePage, Problem> {
    let (page, deleted) = store
        .read(move |reader| {
            let page = reader.article(id)?;
            let deleted = page.is_none() && reader.is_deleted(id)?;
            Ok((page, deleted))
        })
        .await?;
    match page {
        Some(page) => Ok(page),
        None if deleted => Err(Problem::deleted(id)),
        None => Err(Problem::no_article(&format!("/articles/{id}"))),
    }
}

fn uri_path(uri: &Uri) -> String {
    show::shortened(uri.path(), 120)
}
