//! The pages: router, one module a page, errors, input, highlighting.
//!
//! Every page is one struct with one template and one module, named alike. Every view has a stable address, every
//! filter is in the address, and what a page lists is there as `.csv` and `.json` too. Whatever goes wrong ends in
//! [`error`]'s one page.
//!
//! What is absent: a page that needs JavaScript, an address on another machine, HTML that was uploaded, an error's inner
//! text.

mod assets;
mod csv;
mod download;
pub mod error;
mod filter;
#[cfg(test)]
mod fixture;
mod frame;
pub mod guard;
mod highlight;
mod input;
mod intake;
mod json;
mod marks;
mod pages;
mod parts;
mod plot;
pub mod serve;
mod show;
mod waiting;

use crate::store::Store;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

/// Bytes of a form that holds no file.
const FORM: usize = 256 * 1024;

/// What every page works with; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub store: Store,
}

impl AppState {
    /// The state over a store.
    pub fn new(store: Store) -> AppState {
        AppState { store }
    }
}

/// All addresses. Checks of who asks (Host, origin), headers, time limits are put around it by whoever serves it.
pub fn router(state: AppState) -> Router {
    use pages::{
        apart, article, articles, delete, deleted, edit, figures, help, home, look, original, quotes, same, search,
        source, sources, upload,
    };
    Router::new()
        .route("/", get(home::show))
        .route("/help", get(help::show))
        .route(
            "/upload",
            get(upload::show)
                .post(upload::receive)
                .layer(DefaultBodyLimit::max(upload::MOST_AT_ONCE)),
        )
        .route(
            "/upload.json",
            post(upload::receive_json).layer(DefaultBodyLimit::max(upload::MOST_AT_ONCE)),
        )
        .route(
            "/upload/look",
            post(look::begin).layer(DefaultBodyLimit::max(upload::MOST_AT_ONCE)),
        )
        .route(
            "/upload/look/{id}",
            get(look::show).post(look::decide).layer(DefaultBodyLimit::max(FORM)),
        )
        .route("/sample", post(upload::sample))
        .route("/articles", get(articles::show))
        .route("/articles.csv", get(articles::csv))
        .route("/articles.json", get(articles::json))
        .route("/articles/deleted", get(deleted::show))
        .route("/articles/{id}", get(article::show))
        .route("/articles/{id}/original", get(original::send))
        .route(
            "/articles/{id}/edit",
            get(edit::show).post(edit::save).layer(DefaultBodyLimit::max(FORM)),
        )
        .route("/articles/{id}/delete", get(delete::ask).post(delete::delete))
        .route("/articles/{id}/restore", post(delete::restore))
        .route("/figures", get(figures::show))
        .route("/figures.csv", get(figures::csv))
        .route("/figures.json", get(figures::json))
        .route("/quotes", get(quotes::show))
        .route("/quotes.csv", get(quotes::csv))
        .route("/quotes.json", get(quotes::json))
        .route("/sources", get(sources::show))
        .route("/sources.csv", get(sources::csv))
        .route("/sources.json", get(sources::json))
        .route("/sources/{id}", get(source::show))
        .route("/sources/{id}/same", get(same::show).post(same::decide))
        .route("/sources/{id}/apart", get(apart::show).post(apart::part))
        .route("/sources/{id}/undo", post(source::undo))
        .route("/search", get(search::show))
        .route("/search.json", get(search::json))
        .route("/static/{name}", get(assets::send))
        .route("/favicon.ico", get(assets::favicon))
        .fallback(error::fallback)
        .method_not_allowed_fallback(error::no_such_method)
        .with_state(state)
}
