//! All sources, filtered and sorted.

use super::figures::optional;
use crate::{
    claim::SourceKind,
    store::{SourceId, SourceRow},
    web::{
        AppState,
        csv::Table,
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
#[template(path = "sources.html")]
struct SourcesPage {
    frame: Frame,
    list: Listing<SourceRow>,
    /// What articles say they are.
    roles: HashMap<SourceId, String>,
}

/// `GET /sources`
pub(crate) async fn show(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let list = Listing::ask(&state.store, Asked::read(List::Sources, fields), |r, f| r.sources(f)).await?;
    let ids: Vec<SourceId> = list.rows.iter().map(|row| row.id).collect();
    let roles = state.store.read(move |reader| reader.roles(&ids)).await?;
    Ok(frame::send(
        list.status(),
        &SourcesPage {
            frame: Frame::of(Here::Sources),
            list,
            roles,
        },
    ))
}

/// `GET /sources.json`
pub(crate) async fn json(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let rows = filter::all(&state.store, &Asked::read(List::Sources, fields), |r, f| r.sources(f)).await?;
    json::send(&json::Rows::<json::Source<'_>>::from(rows.as_slice()))
}

/// `GET /sources.csv`
pub(crate) async fn csv(
    extract::State(state): extract::State<AppState>,
    site: Site,
    fields: Fields,
) -> Result<Response, Problem> {
    let rows = filter::all(&state.store, &Asked::read(List::Sources, fields), |r, f| r.sources(f)).await?;
    let mut table = Table::new(&[
        "address",
        "id",
        "name",
        "kind",
        "anonymous",
        "articles",
        "figures",
        "quotes",
        "latest",
    ]);
    for s in &rows {
        table.row([
            site.address(&format!("/sources/{}", s.id)),
            s.id.to_string(),
            s.name.clone(),
            s.kind.to_string(),
            s.anonymous.to_string(),
            s.articles.to_string(),
            s.figures.to_string(),
            s.quotes.to_string(),
            optional(&s.latest),
        ])?;
    }
    table.send("sources.csv")
}
