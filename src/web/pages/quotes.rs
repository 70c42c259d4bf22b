//! All quotes, filtered and sorted.

use super::{derived_speaker, role_beside};
use crate::{
    claim::QuoteKind,
    store::{Mention, QuoteRow, Words},
    web::{
        AppState,
        csv::{Table, article, joined, optional, source, time, via},
        error::Problem,
        filter::{self, Asked, List, Listing, State},
        frame::{self, Frame, Here},
        input::{Fields, Site},
        json, show,
    },
};
use askama::Template;
use axum::{extract, response::Response};

#[derive(Template)]
#[template(path = "quotes.html")]
struct QuotesPage {
    frame: Frame,
    list: Listing<QuoteRow>,
}

impl QuotesPage {
    fn speaker<'q>(&self, quote: &'q QuoteRow) -> Option<&'q str> {
        derived_speaker(quote)
    }

    fn role<'m>(&self, mention: &'m Mention) -> Option<&'m Words> {
        role_beside(mention)
    }
}

/// `GET /quotes`
pub(crate) async fn show(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let list = Listing::ask(&state.store, Asked::read(List::Quotes, fields), |r, f| r.quotes(f)).await?;
    Ok(frame::send(
        list.status(),
        &QuotesPage {
            frame: Frame::of(Here::Quotes),
            list,
        },
    ))
}

/// `GET /quotes.json`
pub(crate) async fn json(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let rows = filter::all(&state.store, &Asked::read(List::Quotes, fields), |r, f| r.quotes(f)).await?;
    json::send(&json::Rows::<json::Quote<'_>>::from(rows.as_slice()))
}

const COLUMNS: &[&str] = &[
    "address",
    "article_id",
    "article_title",
    "article_opening",
    "article_date",
    "outlet",
    "kind",
    "content",
    "content_places",
    "speaker",
    "cue",
    "source",
    "source_name",
    "source_role",
    "source_id",
    "source_start",
    "source_end",
    "via",
    "via_names",
    "said_words",
    "said_date",
    "said_precision",
    "rule",
];

/// `GET /quotes.csv`
pub(crate) async fn csv(
    extract::State(state): extract::State<AppState>,
    site: Site,
    fields: Fields,
) -> Result<Response, Problem> {
    let rows = filter::all(&state.store, &Asked::read(List::Quotes, fields), |r, f| r.quotes(f)).await?;
    let mut table = Table::new(COLUMNS);
    for q in &rows {
        let places: Vec<String> = q
            .content
            .iter()
            .map(|w| format!("{}-{}", w.at.start, w.at.end))
            .collect();
        let mut cells = vec![site.address(&show::place(q.article.id, &q.anchor))];
        cells.extend(article(&q.article));
        cells.extend([
            q.kind.to_string(),
            joined(&q.content),
            places.join(" | "),
            optional(&q.speaker),
            q.cue.as_ref().map(|w| w.words.clone()).unwrap_or_default(),
        ]);
        cells.extend(source(&q.source));
        cells.extend(via(&q.via));
        cells.extend(time(&q.said));
        cells.push(q.rule.clone());
        table.row(cells)?;
    }
    table.send("quotes.csv")
}
