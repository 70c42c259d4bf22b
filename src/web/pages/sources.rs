//! All sources, filtered and sorted.

use crate::{
    claim::SourceKind,
    store::{Filter, Reader, SourceId, SourceRow},
    web::{
        AppState,
        csv::{Table, optional},
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
    /// Of the rows of the filter, whatever their kind.
    kinds: Vec<(SourceKind, u32)>,
    /// What articles say they are.
    roles: HashMap<SourceId, String>,
}

/// `GET /sources`
pub(crate) async fn show(extract::State(state): extract::State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let ask = |reader: &Reader<'_>, filter: &Filter| {
        let (page, kinds) = reader.sources_and_kinds(filter)?;
        let ids: Vec<SourceId> = page.rows.iter().map(|row| row.id).collect();
        let kinds = if ids.is_empty() { Vec::new() } else { kinds };
        Ok((page, (kinds, reader.roles(&ids)?)))
    };
    let (list, (kinds, roles)) = Listing::ask_more(&state.store, Asked::read(List::Sources, fields), ask).await?;
    Ok(frame::send(
        list.status(),
        &SourcesPage {
            frame: Frame::of(Here::Sources),
            list,
            kinds,
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
