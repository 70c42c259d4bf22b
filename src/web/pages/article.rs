//! An article with its claims marked in place and beside it.

use super::{derived_speaker, edit::find as find_head, role_beside};
use crate::{
    claim::{Effect, Modality, QuoteKind},
    ingest::{self, Language, TwoDays},
    store::{ArticleId, ArticlePage, Copy, Difference, MOST, Mention, QuoteRow, Store, Words},
    web::{
        AppState,
        error::{self, Problem},
        frame::{self, Frame, Here},
        highlight::Piece,
        input::{self, Fields, Name, id},
        json,
        marks::{self, Claim, MarkedParagraph, Other},
        parts::{self, Parts},
        show,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::{IntoResponse, Redirect, Response},
};
use jiff::{Timestamp, tz::TimeZone};
use std::borrow::Borrow;

#[derive(Template)]
#[template(path = "article.html")]
struct ArticleView<'p> {
    frame: Frame,
    page: &'p ArticlePage,
    paragraphs: Vec<MarkedParagraph<'p>>,
    already: bool,
    /// Other prints of the same report.
    copies: Vec<Copy>,
    /// A date that was seen and could not be taken.
    two_days: Option<TwoDays>,
    /// The language of a text that is not read for claims.
    foreign: Option<Language>,
    /// Which part of it this is, if the article is too long for one page.
    part: Option<Part>,
}

/// A part of an article: where it is among the others.
struct Part {
    article: ArticleId,
    number: usize,
    count: usize,
}

impl Part {
    /// The address of another part.
    fn at(&self, number: impl Borrow<usize>) -> String {
        let number = number.borrow();
        format!("/articles/{}?part={number}", self.article)
    }

    fn is_first(&self) -> bool {
        self.number == 1
    }

    fn is_last(&self) -> bool {
        self.number == self.count
    }
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

    /// The day on which a reading was made.
    fn day_of(&self, made: &Timestamp) -> String {
        show::day(&made.to_zoned(TimeZone::UTC).date())
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

    /// The address of another claim: its card, or its words in another part.
    fn other(&self, other: &Other, anchor: &Option<String>) -> String {
        match (other.away, anchor) {
            (Some(at), Some(anchor)) => format!("?at={at}#{anchor}"),
            _ => format!("#n{}", other.number),
        }
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
    let already = !asked.get("already").is_empty();
    match ending {
        "json" => {
            let page = find(&state.store, id).await?;
            // what was replaced is no other print of what replaces it
            let copies = match page.versions.newer {
                None => state.store.read(move |reader| reader.copies(id)).await?,
                Some(_) => Vec::new(),
            };
            frame::send_large(move || {
                json::send(&json::WholeArticle::new(&page, &copies)).unwrap_or_else(IntoResponse::into_response)
            })
            .await
        }
        // the rows of an article are a filter of the list; quotes have their own
        "csv" => {
            find_head(&state.store, id).await?;
            Ok(Redirect::to(&format!("/figures.csv?article_id={id}")).into_response())
        }
        _ => {
            let (page, parts, number) = find_part(&state.store, id, asked).await?;
            let copies = match number {
                1 if page.versions.newer.is_none() => state.store.read(move |reader| reader.copies(id)).await?,
                _ => Vec::new(),
            };
            // without a claim, it may be that none were looked for; which is told by the beginning of the text
            let beginning = match &parts {
                Some(parts) if number > 1 && is_bare(&page) => {
                    let first = parts.range(1);
                    state.store.read(move |reader| reader.article_part(id, first)).await?
                }
                _ => None,
            };
            frame::send_large(move || {
                let foreign = Some(beginning.as_ref().unwrap_or(&page))
                    .filter(|page| is_bare(page))
                    .and_then(|page| ingest::language_of_pieces(page.paragraphs.iter().map(|p| p.text.as_str())))
                    .filter(|language| !language.is_read());
                let paragraphs = marks::mark_up(&page, parts.as_ref());
                let part = parts.map(|parts| Part {
                    article: id,
                    number,
                    count: parts.count(),
                });
                // only where a date is missing, at the top of the text
                let top = page
                    .paragraphs
                    .iter()
                    .take(6)
                    .filter(|_| page.row.article.date.is_none() && number == 1 && page.versions.newer.is_none());
                let two_days = ingest::two_days(&top.map(|p| p.text.as_str()).collect::<String>());
                let view = ArticleView {
                    two_days,
                    foreign,
                    frame: Frame::of(Here::Articles),
                    page: &page,
                    paragraphs,
                    already,
                    copies,
                    part,
                };
                frame::send(StatusCode::OK, &view)
            })
            .await
        }
    }
}

/// Whether there is no figure and no quote in the whole of the article.
fn is_bare(page: &ArticlePage) -> bool {
    page.row.figures == 0 && page.row.quotes == 0
}

/// The article, or of a long one the part that was asked for, with all its parts and which it is.
async fn find_part(
    store: &Store,
    id: ArticleId,
    asked: Fields,
) -> Result<(ArticlePage, Option<Parts>, usize), Problem> {
    enum Found {
        Whole(Option<ArticlePage>),
        Part(ArticlePage, Parts, usize),
        NoSuchPart(usize),
    }
    let (part, at) = (asked.get("part").to_owned(), asked.get("at").to_owned());
    let number = match part.as_str() {
        "" => Some(1),
        written => input::id(written).and_then(|number| usize::try_from(number).ok()),
    };
    let (asked_part, asked_at) = (!part.is_empty(), !at.is_empty());
    let found = store
        .read(move |reader| {
            let outline = match reader.article_length(id)? {
                Some((chars, claims)) if parts::is_long(chars, claims) => reader.article_outline(id)?,
                _ => None,
            };
            let Some(parts) = outline.map(Parts::of).filter(|parts| parts.count() > 1) else {
                return Ok(match number {
                    Some(1) => Found::Whole(reader.article(id)?),
                    _ => Found::NoSuchPart(1),
                });
            };
            let number = if asked_at && !asked_part {
                parts.holding(&at)
            } else {
                number
            };
            let Some(number) = number.filter(|number| (1..=parts.count()).contains(number)) else {
                return Ok(Found::NoSuchPart(parts.count()));
            };
            Ok(match reader.article_part(id, parts.range(number))? {
                Some(page) => Found::Part(page, parts, number),
                None => Found::Whole(None),
            })
        })
        .await?;
    match found {
        Found::Part(page, parts, number) => Ok((page, Some(parts), number)),
        Found::Whole(Some(page)) => Ok((page, None, 1)),
        Found::Whole(None) => find(store, id).await.map(|page| (page, None, 1)),
        Found::NoSuchPart(count) => {
            // where there is no article, that is what is wrong
            find_head(store, id).await?;
            Err(no_such_part(id, count, asked_at && !asked_part))
        }
    }
}

fn no_such_part(id: ArticleId, count: usize, by_place: bool) -> Problem {
    let has = match count {
        1 => "It is one page.".to_owned(),
        _ => format!("It has {count} parts."),
    };
    let (title, message) = if by_place {
        (
            "No such place in this article",
            format!(
                "A place is written like f70003-70005, as it stands behind the # of its address, and lies in the text. {has}"
            ),
        )
    } else {
        ("The article has no such part", has)
    };
    Problem::new(StatusCode::NOT_FOUND, title, message).way("The article from its beginning", format!("/articles/{id}"))
}

/// The article, or the page that says that there is none, or that it was deleted.
///
/// # Errors
/// With that page.
async fn find(store: &Store, id: ArticleId) -> Result<ArticlePage, Problem> {
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
