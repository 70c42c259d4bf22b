//! Correcting what was read about an article.

use super::{article::find, upload::UploadForm};
use crate::{
    ingest,
    store::{ArticlePage, ArticleRef, Details},
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame, Here},
        input::{Form, Id},
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
#[template(path = "edit.html")]
struct EditPage<'p> {
    frame: Frame,
    article: &'p ArticleRef,
    read: &'p Details,
    form: UploadForm,
}

fn page(status: StatusCode, page: &ArticlePage, form: UploadForm) -> Response {
    let frame = Frame::of(Here::Articles);
    frame::send(
        status,
        &EditPage {
            frame,
            article: &page.row.article,
            read: &page.read,
            form,
        },
    )
}

/// `GET /articles/{id}/edit`
pub(crate) async fn show(State(state): State<AppState>, Id(id): Id) -> Result<Response, Problem> {
    let found = find(&state.store, id).await?;
    let article = &found.row.article;
    let form = UploadForm {
        title: article.title.clone().unwrap_or_default(),
        date: article.date.map(|d| d.to_string()).unwrap_or_default(),
        outlet: article.outlet.clone().unwrap_or_default(),
        address: found.address.clone().unwrap_or_default(),
        ..UploadForm::default()
    };
    Ok(page(StatusCode::OK, &found, form))
}

/// `POST /articles/{id}/edit`
pub(crate) async fn save(State(state): State<AppState>, Id(id): Id, Form(fields): Form) -> Result<Response, Problem> {
    let found = find(&state.store, id).await?;
    let mut form = UploadForm {
        title: fields.get("title").to_owned(),
        date: fields.get("date").to_owned(),
        outlet: fields.get("outlet").to_owned(),
        address: fields.get("address").to_owned(),
        ..UploadForm::default()
    };
    let details = form.details();
    if !form.wrong.is_empty() {
        return Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &found, form));
    }
    let mut again = None;
    if details.date != found.row.article.date
        && let Some(article) = state.store.read(move |reader| reader.article_text(id)).await?
    {
        let date = details.date;
        let work = move || ingest::claims(&article.text, date);
        again = Some(tokio::task::spawn_blocking(work).await.map_err(Problem::from_panic)?);
    }
    let there = state
        .store
        .write(move |writer| {
            let there = writer.correct(id, &details)?;
            if let Some((claims, extractor)) = again.filter(|_| there) {
                writer.replace_claims(id, &claims, extractor)?;
            }
            Ok(there)
        })
        .await?;
    if there {
        Ok(Redirect::to(&format!("/articles/{id}")).into_response())
    } else {
        // deleted since the form was shown
        Err(Problem::deleted(id))
    }
}
