//! The bytes of an upload as they came.

use crate::web::{AppState, download, error::Problem, input::Id};
use axum::{extract::State, response::Response};

/// `GET /articles/{id}/original`
pub(crate) async fn send(State(state): State<AppState>, Id(id): Id) -> Result<Response, Problem> {
    let (original, deleted) = state
        .store
        .read(move |reader| Ok((reader.original(id)?, reader.is_deleted(id)?)))
        .await?;
    match original {
        _ if deleted => Err(Problem::deleted(id)),
        // whatever it is, it is saved and never shown: uploaded HTML would be a page of this site
        Some((name, _, bytes)) => Ok(download::file(
            name.as_deref().unwrap_or("pasted text.txt"),
            "application/octet-stream",
            bytes,
        )),
        None => Err(Problem::no_article(&format!("/articles/{id}"))),
    }
}
