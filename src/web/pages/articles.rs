//! All articles, filtered and sorted.

use crate::{
    store::{ArticleId, ArticleRow},
    web::{
        AppState,
        csv::{Table, article},
        error::Problem,
        filter::{self, Asked, List, Listing, State},
        frame::{self, Frame, Here},
        input::{Fields, Site},
        json, show,
    },
};
use askama::Template;
use axum::{extract, response::Response};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "articles.html")]
struct ArticlesPage {
    frame: Frame,
    list: Listing<ArticleRow>,
    /// How many other prints of its report each article has.
    copies: HashMap<ArticleId, u32>,
    /// How many deleted ones can be brought back.
    deleted: u32,
}

/// `GET /articles`
pub(crate) async fn show(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let list = Listing::ask(&state.store, Asked::read(List::Articles, fields), |r, f| r.articles(f)).await?;
    let ids: Vec<ArticleId> = list.rows.iter().map(|row| row.article.id).collect();
    let (copies, deleted) = state
        .store
        .read(move |reader| Ok((reader.copies_of(&ids)?, reader.deleted(1)?.total)))
        .await?;
    Ok(frame::send(
        list.status(),
        &ArticlesPage {
            frame: Frame::of(Here::Articles),
            list,
            copies,
            deleted,
        },
    ))
}

/// `GET /articles.json`
pub(crate) async fn json(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let rows = filter::all(&state.store, &Asked::read(List::Articles, fields), |r, f| r.articles(f)).await?;
    json::send(&json::Rows::<json::Article<'_>>::from(rows.as_slice()))
}

/// `GET /articles.csv`
pub(crate) async fn csv(
    extract::State(state): extract::State<AppState>,
    site: Site,
    fields: Fields,
) -> Result<Response, Problem> {
    let rows = filter::all(&state.store, &Asked::read(List::Articles, fields), |r, f| r.articles(f)).await?;
    let mut table = Table::new(&[
        "address",
        "article_id",
        "article_title",
        "article_opening",
        "article_date",
        "outlet",
        "added",
        "figures",
        "quotes",
        "sources",
    ]);
    for row in &rows {
        let mut cells = vec![site.address(&format!("/articles/{}", row.article.id))];
        cells.extend(article(&row.article));
        cells.extend([
            row.added.to_string(),
            row.figures.to_string(),
            row.quotes.to_string(),
            row.sources.to_string(),
        ]);
        table.row(cells)?;
    }
    table.send("articles.csv")
}
