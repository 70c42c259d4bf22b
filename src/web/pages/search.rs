//! Search over claims, texts and titles.

use crate::{
    claim::Modality,
    store::{self, ArticleId, ArticleRef, Hit, PAGE, Place, Total},
    text::CharSpan,
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame, Here},
        highlight::{Element, Marked, Piece, weave},
        input::Fields,
        json, show,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

/// Code points of a query; what is behind them is left out.
const LONGEST: usize = 1000;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'h> {
    frame: Frame,
    total: Total,
    page: u32,
    articles: Vec<Group<'h>>,
    hits: usize,
    /// Something was typed, but no word to look for.
    wordless: bool,
    /// Beginnings of words that were not looked for.
    too_short: Vec<String>,
}

struct Group<'h> {
    article: &'h ArticleRef,
    hits: Vec<Shown<'h>>,
}

/// A stretch of text, and all that was found in it.
struct Shown<'h> {
    pieces: Vec<Piece<'h>>,
    /// Never empty: each with where it leads, behind the article's address.
    places: Vec<(&'h Place, String)>,
}

impl Shown<'_> {
    /// Where the words lead: to the first of what was found in them.
    fn address(&self) -> &str {
        self.places.first().map_or("", |(_, address)| address)
    }
}

impl SearchPage<'_> {
    fn at_page(&self, page: u32) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("q", &self.frame.query);
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        format!("/search?{}", query.finish())
    }

    fn as_json(&self) -> String {
        self.at_page(self.page).replacen("/search?", "/search.json?", 1)
    }

    fn pages_written(&self) -> String {
        let pages = self.total.n.div_ceil(PAGE).max(1);
        format!("{}{}", show::count(pages), if self.total.more { "+" } else { "" })
    }

    fn has_next(&self) -> bool {
        self.hits == PAGE as usize && (self.total.more || self.page < self.total.n.div_ceil(PAGE))
    }

    /// The query with one word less, for a query of two to six plain words.
    fn shorter(&self) -> Vec<(String, String)> {
        let words: Vec<&str> = self.frame.query.split_whitespace().collect();
        if !(2..=6).contains(&words.len()) || self.frame.query.contains('"') {
            return Vec::new();
        }
        (0..words.len())
            .map(|i| {
                let rest: Vec<&str> = words
                    .iter()
                    .enumerate()
                    .filter(|(j, _)| *j != i)
                    .map(|(_, w)| *w)
                    .collect();
                let query = url::form_urlencoded::Serializer::new(String::new())
                    .append_pair("q", &rest.join(" "))
                    .finish();
                (words[i].to_owned(), format!("/search?{query}"))
            })
            .collect()
    }
}

/// `GET /search`
pub(crate) async fn show(State(state): State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let Found {
        query,
        page,
        rows,
        total,
    } = find(&state, &fields).await?;
    let status = if rows.is_empty() && total.n > 0 {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    let wordless = !query.is_empty() && !store::has_word_to_find(&query);
    let view = SearchPage {
        too_short: store::too_short(&query),
        wordless,
        frame: Frame {
            here: Here::Elsewhere,
            query,
        },
        total,
        page,
        articles: grouped(&rows),
        hits: rows.len(),
    };
    Ok(frame::send(status, &view))
}

/// `GET /search.json`: one page of it, as on the page.
pub(crate) async fn json(State(state): State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let Found {
        query,
        page,
        rows,
        total,
    } = find(&state, &fields).await?;
    json::send(&json::Search::new(&query, page, total, &rows))
}

struct Found {
    query: String,
    page: u32,
    rows: Vec<Hit>,
    total: Total,
}

async fn find(state: &AppState, fields: &Fields) -> Result<Found, Problem> {
    let query: String = fields.get("q").chars().take(LONGEST).collect();
    let page = match fields.get("page") {
        "" => 1,
        page => page
            .parse()
            .ok()
            .filter(|&p| p > 0 && p <= u32::MAX / PAGE)
            .ok_or_else(|| {
                Problem::new(
                    StatusCode::BAD_REQUEST,
                    "The page was not understood",
                    "Pages are counted from 1.",
                )
                .way("Search again", "/search")
            })?,
    };
    if query.is_empty() {
        return Ok(Found {
            query,
            page,
            rows: Vec::new(),
            total: Total::from(0),
        });
    }
    let asked = query.clone();
    let found = state.store.read(move |reader| reader.search(&asked, page)).await?;
    Ok(Found {
        query,
        page,
        total: found.counted(),
        rows: found.rows,
    })
}

/// Where a hit leads.
pub(crate) fn address(article: ArticleId, place: &Place) -> String {
    match place {
        Place::Figure(f) => show::place(article, &f.anchor),
        Place::Quote(q) => show::place(article, &q.anchor),
        Place::Paragraph(start) => show::place(article, &format!("p{start}")),
        Place::Title => format!("/articles/{article}"),
    }
}

/// Hits that follow each other and are of one article stand under its name; those of the same words share them.
fn grouped(hits: &[Hit]) -> Vec<Group<'_>> {
    hits.chunk_by(|a, b| a.article.id == b.article.id)
        .filter_map(|of_article| {
            let article = &of_article.first()?.article;
            let same = of_article.chunk_by(|a, b| a.snippet == b.snippet);
            Some(Group {
                article,
                hits: same.filter_map(shown).collect(),
            })
        })
        .collect()
}

/// Hits of the same words, marked with what met the query in any of them.
fn shown(hits: &[Hit]) -> Option<Shown<'_>> {
    let snippet = hits.first()?.snippet.as_str();
    let byte = |chars: u32| {
        snippet
            .char_indices()
            .nth(chars as usize)
            .map_or(snippet.len(), |(byte, _)| byte)
    };
    let mut spans: Vec<CharSpan> = hits.iter().flat_map(|hit| hit.marks.iter().copied()).collect();
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut marked: Vec<CharSpan> = Vec::new();
    for span in spans {
        match marked.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => marked.push(span),
        }
    }
    let marks = marked
        .iter()
        .map(|m| Marked {
            at: byte(m.start)..byte(m.end),
            element: Element::Mark,
            class: String::new(),
            id: None,
        })
        .collect();
    Some(Shown {
        pieces: weave(snippet, marks, Vec::new()),
        places: hits
            .iter()
            .map(|hit| (&hit.place, address(hit.article.id, &hit.place)))
            .collect(),
    })
}
