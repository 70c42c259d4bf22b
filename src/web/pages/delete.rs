//! Deleting an article: asked first, and undone for a while.

use crate::{
    store::{ArticleId, ArticleRow, RESTORABLE_DAYS, Store},
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame, Here},
        input::Id,
        show,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

#[derive(Template)]
#[template(path = "delete.html")]
struct DeletePage {
    frame: Frame,
    id: ArticleId,
    /// `None`: it is deleted.
    article: Option<ArticleRow>,
}

/// `GET /articles/{id}/delete`: asks, or says that it is done and can be undone.
pub(crate) async fn ask(State(state): State<AppState>, Id(id): Id) -> Result<Response, Problem> {
    let (page, deleted) = state
        .store
        .read(move |reader| Ok((reader.article_head(id)?, reader.is_deleted(id)?)))
        .await?;
    if let Some((newer, _)) = page.as_ref().and_then(|page| page.versions.newer) {
        return Err(Problem::replaced(id, newer, "/delete"));
    }
    if page.is_none() && !deleted {
        return Err(Problem::no_article(&format!("/articles/{id}")));
    }
    let page = DeletePage {
        frame: Frame::of(Here::Articles),
        id,
        article: page.map(|p| p.row),
    };
    Ok(frame::send(StatusCode::OK, &page))
}

/// `POST /articles/{id}/delete`; once more changes nothing.
pub(crate) async fn delete(State(state): State<AppState>, Id(id): Id) -> Result<Response, Problem> {
    state.store.write(move |writer| writer.delete(id)).await?;
    known(&state.store, id).await?;
    Ok(Redirect::to(&format!("/articles/{id}/delete")).into_response())
}

/// `POST /articles/{id}/restore`; once more changes nothing.
pub(crate) async fn restore(State(state): State<AppState>, Id(id): Id) -> Result<Response, Problem> {
    state.store.write(move |writer| writer.restore(id)).await?;
    known(&state.store, id).await?;
    Ok(Redirect::to(&format!("/articles/{id}")).into_response())
}

async fn known(store: &Store, id: ArticleId) -> Result<(), Problem> {
    let (head, deleted) = store
        .read(move |reader| Ok((reader.article_head(id)?, reader.is_deleted(id)?)))
        .await?;
    match head {
        Some(_) => Ok(()),
        None if deleted => Ok(()),
        None => Err(Problem::no_article(&format!("/articles/{id}"))),
    }
}
