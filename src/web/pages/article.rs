//! An article with its claims marked in place and beside it.

use super::{derived_speaker, role_beside};
use crate::{
    claim::{Effect, Modality, QuoteKind},
    store::{ArticleId, ArticlePage, Copy, Difference, MOST, Mention, QuoteRow, Store, Words},
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
    /// Other prints of the same report.
    copies: Vec<Copy>,
}

impl ArticleView<'_> {
    fn is_web(&self, address: &str) -> bool {
        url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
    }

    /// What the other print is to this article, before its link.
    fn likeness(&self, copy: &Copy) -> String {
        let percent = |thousandths: u32| match thousandths {
            1000 => "all".to_owned(),
            n => format!("{} %", n / 10),
        };
        match (copy.here >= MOST, copy.there >= MOST) {
            (true, true) if copy.here == 1000 && copy.there == 1000 => "word for word the same".to_owned(),
            // the smaller share, so that it is never said to be more alike than it is
            (true, true) => format!("{} the same", percent(copy.here.min(copy.there).min(999))),
            (true, false) => format!("a longer one, with {} of this article in it", percent(copy.here)),
            _ => format!("a shorter one, {} of it in this article", percent(copy.there)),
        }
    }

    /// Whether it came before or after, if days are known.
    fn order(&self, copy: &Copy) -> &'static str {
        match (self.page.row.article.date, copy.article.date) {
            (Some(here), Some(there)) if there < here => "earlier",
            (Some(here), Some(there)) if there > here => "later",
            (Some(_), Some(_)) => "the same day",
            _ => "",
        }
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
    let (page, copies) = find(&state.store, id).await?;
    let already = !asked.get("already").is_empty();
    match ending {
        "json" => {
            frame::send_large(move || {
                json::send(&json::WholeArticle::new(&page, &copies)).unwrap_or_else(IntoResponse::into_response)
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
                    copies,
                };
                frame::send(StatusCode::OK, &view)
            })
            .await
        }
    }
}

/// The article with the other prints of its report, or the page that says that there is none, or that it was deleted.
///
/// # Errors
/// With that page.
async fn find(store: &Store, id: ArticleId) -> Result<(ArticlePage, Vec<Copy>), Problem> {
    let (page, copies, deleted) = store
        .read(move |reader| {
            let page = reader.article(id)?;
            let copies = page.as_ref().map_or(Ok(Vec::new()), |_| reader.copies(id))?;
            let deleted = page.is_none() && reader.is_deleted(id)?;
            Ok((page, copies, deleted))
        })
        .await?;
    match page {
        Some(page) => Ok((page, copies)),
        None if deleted => Err(Problem::deleted(id)),
        None => Err(Problem::no_article(&format!("/articles/{id}"))),
    }
}

fn uri_path(uri: &Uri) -> String {
    show::shortened(uri.path(), 120)
}
