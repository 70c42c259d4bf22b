//! What is around every page, and how a page is sent.

use super::error::Problem;
use crate::background;
use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Which part of the site a page belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Here {
    /// None of the four.
    #[default]
    Elsewhere,
    /// Articles, one or all.
    Articles,
    /// Figures.
    Figures,
    /// Quotes.
    Quotes,
    /// Sources, one or all.
    Sources,
}

/// What the base template needs from every page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frame {
    /// For the navigation.
    pub here: Here,
    /// What stands in the search box.
    pub query: String,
}

impl Frame {
    /// A page of this part of the site.
    pub(crate) fn of(here: Here) -> Frame {
        Frame {
            here,
            query: String::new(),
        }
    }

    /// Whether the navigation marks this part.
    pub(crate) fn is(&self, here: &str) -> bool {
        matches!(
            (self.here, here),
            (Here::Articles, "articles")
                | (Here::Figures, "figures")
                | (Here::Quotes, "quotes")
                | (Here::Sources, "sources")
        )
    }

    /// The address of the script that finds a place of an article in parts.
    pub(crate) fn place_script(&self) -> &'static str {
        super::assets::place_script_address()
    }

    /// The address of the script that sends many files.
    pub(crate) fn upload_script(&self) -> &'static str {
        super::assets::upload_script_address()
    }

    /// The stylesheet's address: changes when it does.
    pub(crate) fn style(&self) -> &'static str {
        super::assets::style_address()
    }
}

/// Renders a page and sends it.
pub(crate) fn send(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => html_response(status, html),
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            Problem::internal().into_response()
        }
    }
}

/// Does work that takes the processor for long, as reading a file does: on a thread of its own, behind those that answer
/// readers. It goes on when whoever waits for it goes away.
///
/// # Errors
/// If it panicked; it is logged.
pub(crate) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    let (done, answer) = tokio::sync::oneshot::channel();
    let run = move || {
        background::give_way();
        let _ = done.send(work());
    };
    if let Err(error) = std::thread::Builder::new().name("aside".into()).spawn(run) {
        tracing::error!(%error, "no thread could be started");
        return Err(Problem::internal());
    }
    answer.await.map_err(|_| {
        tracing::error!("work that was done aside ended early");
        Problem::internal()
    })
}

/// As [`send`], for pages that may be large: rendering leaves the other requests alone.
///
/// # Errors
/// If rendering stopped; it is logged.
pub(crate) async fn send_large(page: impl FnOnce() -> Response + Send + 'static) -> Result<Response, Problem> {
    tokio::task::spawn_blocking(page).await.map_err(Problem::from_panic)
}

pub(crate) fn html_response(status: StatusCode, html: String) -> Response {
    // the one character that no HTML can hold, in a field that is shown again as it was sent
    let html = if html.contains('\0') {
        html.replace('\0', "\u{fffd}")
    } else {
        html
    };
    let mut response = (status, html).into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    // asked for again each time, but kept for going back: a form that was filled in is still filled in
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}
