//! The one page for every way of failing.

use super::frame::{Frame, html_response};
use crate::store::{ArticleId, StoreError};
use askama::Template;
use axum::{
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Redirect, Response},
};

/// A way on from an error: a link and what it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    /// The words of the link.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// Something that a person is told instead of what they asked for.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    title: String,
    message: String,
    ways: Vec<Way>,
    /// The article that can be brought back.
    restore: Option<ArticleId>,
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'p> {
    frame: Frame,
    problem: &'p Problem,
}

impl ErrorPage<'_> {
    /// What the number means, in the words people know.
    fn kind(&self) -> &'static str {
        match self.problem.status.as_u16() {
            400 | 422 => "Not understood",
            403 => "Not allowed",
            404 => "Not found",
            405 => "Not possible here",
            408 => "Too slow",
            409 => "Replaced",
            410 => "Deleted",
            413 => "Too large",
            415 => "Another format",
            421 => "Another address",
            507 => "No room",
            503 | 504 => "Took too long",
            _ => "Something went wrong",
        }
    }
}

impl Problem {
    /// A problem without ways on: the page offers the start page and search.
    pub(crate) fn new(status: StatusCode, title: impl Into<String>, message: impl Into<String>) -> Problem {
        Problem {
            status,
            title: title.into(),
            message: message.into(),
            ways: Vec::new(),
            restore: None,
        }
    }

    /// With one more way on.
    #[must_use]
    pub(crate) fn way(mut self, label: impl Into<String>, href: impl Into<String>) -> Problem {
        self.ways.push(Way {
            label: label.into(),
            href: href.into(),
        });
        self
    }

    /// The same for one that came after so many files of the same form had been stored.
    #[must_use]
    pub(crate) fn after(mut self, stored: usize) -> Problem {
        const NOTHING: [&str; 2] = ["Nothing was stored and nothing was changed.", "Nothing was stored."];
        if stored > 0 {
            let files = super::show::many(stored as u32, "file", "files");
            let told =
                format!("{files} had arrived before that and stay stored; sending them again adds nothing twice.");
            self.message = match NOTHING.iter().find(|nothing| self.message.contains(*nothing)) {
                Some(nothing) => self.message.replace(nothing, &told),
                None => format!("{} {told}", self.message),
            };
        }
        self
    }

    /// For a script instead of a person's page.
    pub(crate) fn into_json(self) -> Response {
        let body = serde_json::json!({ "error": { "title": self.title, "message": self.message } });
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    /// Nothing is at this address.
    pub(crate) fn no_article(address: &str) -> Problem {
        Problem::new(
            StatusCode::NOT_FOUND,
            "No article at this address",
            format!("There is no article {address} in this book. The address may have a slip in it."),
        )
        .way("All articles", "/articles")
        .way("Search for words you remember from it", "/search")
    }

    /// A newer reading is shown in place of the article, and is what can be changed: at its address with this ending.
    pub(crate) fn replaced(id: ArticleId, newer: ArticleId, ending: &str) -> Problem {
        Problem::new(
            StatusCode::CONFLICT,
            "There is a newer reading of this article",
            "Its file was read again, and its text came out otherwise. Lists, search and counts have the newer reading; the \
             older one stays as it is. What is changed, is changed in the newer one.",
        )
        .way("The same for the newer reading", format!("/articles/{newer}{ending}"))
        .way("The newer reading", format!("/articles/{newer}"))
        .way("The older one", format!("/articles/{id}"))
    }

    /// The article was deleted and can be brought back.
    pub(crate) fn deleted(id: ArticleId) -> Problem {
        Problem {
            restore: Some(id),
            ..Problem::new(
                StatusCode::GONE,
                "This article was deleted",
                "It is in no list and in no search any more. Nothing of it is lost yet: it can be brought back.",
            )
            .way(
                "Deleted articles, and until when each can be brought back",
                "/articles/deleted",
            )
            .way("All articles", "/articles")
        }
    }

    /// Nothing the person could have done differently; what it was stands in the log.
    pub(crate) fn internal() -> Problem {
        Problem::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "This page could not be made",
            "Something went wrong inside claimbook. Nothing you stored was changed by it. What it was stands in the \
             window in which claimbook runs. Trying again may help.",
        )
    }

    /// A task that panicked or was cut off.
    pub(crate) fn from_panic(error: tokio::task::JoinError) -> Problem {
        tracing::error!(%error, "a task ended early");
        Problem::internal()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Problem {
        match error {
            StoreError::TooSlow(_) => {
                tracing::warn!(%error, "a question was given up");
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "That took too long",
                    "The question was given up so that others are answered. Ask for less: fewer or rarer words, or a \
                     narrower filter.",
                )
            }
            StoreError::Full => {
                tracing::error!(%error, "nothing could be stored");
                Problem::new(
                    StatusCode::INSUFFICIENT_STORAGE,
                    "The disk is full",
                    "Nothing was stored and nothing was changed. Make room on the disk, then try again.",
                )
            }
            StoreError::Locked => {
                tracing::warn!(%error, "the database is in use");
                Problem::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "Another program is writing",
                    "The database was in use for longer than is waited for, and nothing was changed. Try again when the \
                     other program has finished.",
                )
            }
            StoreError::ReadOnly => {
                tracing::error!(%error, "nothing could be stored");
                Problem::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "The database may only be read",
                    "Nothing was changed. The file, or the place where it is, does not allow writing.",
                )
            }
            _ => {
                tracing::error!(%error, "the database did not answer");
                Problem::internal()
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(mut self) -> Response {
        if self.ways.is_empty() {
            self = self
                .way("The start page", "/")
                .way("All articles", "/articles")
                .way("Search", "/search");
        }
        match (ErrorPage {
            frame: Frame::default(),
            problem: &self,
        })
        .render()
        {
            Ok(html) => html_response(self.status, html),
            Err(error) => {
                tracing::error!(%error, "the error page could not be written");
                (self.status, "Something went wrong inside claimbook.").into_response()
            }
        }
    }
}

/// The error page, for whoever stands around the router. `ways_on` are pairs of words and address; if there are none, the
/// page offers its own.
pub fn page(status: StatusCode, title: &str, message: &str, ways_on: &[(&str, &str)]) -> Response {
    ways_on
        .iter()
        .fold(Problem::new(status, title, message), |problem, (label, href)| {
            problem.way(*label, *href)
        })
        .into_response()
}

/// An address that no route has: with a slash too many it leads to the one without, anything else to the error page.
pub(crate) async fn fallback(method: Method, uri: Uri) -> Response {
    let path = uri.path();
    let bare = path.trim_end_matches('/');
    // "//host/" would lead to another machine
    let inside = bare.starts_with('/') && !bare.starts_with("//") && !bare.contains('\\');
    if bare.len() < path.len() && inside && matches!(method, Method::GET | Method::HEAD) {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        return Redirect::permanent(&format!("{bare}{query}")).into_response();
    }
    no_such_page(uri).await.into_response()
}

/// An address that no page has.
pub(crate) async fn no_such_page(uri: Uri) -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "No page at this address",
        format!(
            "claimbook has no page {}. The address may have a slip in it.",
            super::show::shortened(uri.path(), 120)
        ),
    )
}

/// A page that cannot be asked in this way.
pub(crate) async fn no_such_method(method: Method, uri: Uri) -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "This page cannot do that",
        format!(
            "{} does not answer to {}. If you came here by the address alone, the page that leads here has a button \
             for it.",
            super::show::shortened(uri.path(), 120),
            super::show::shortened(method.as_str(), 20),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn body(response: Response) -> String {
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn nothing_from_inside_is_shown() {
        for error in [
            StoreError::Other("near SELECT: syntax".into()),
            StoreError::Damaged("near SELECT: syntax".into()),
            StoreError::Misplaced("near SELECT: syntax".into()),
            StoreError::Disk("near SELECT: syntax".into()),
            StoreError::Crashed,
        ] {
            let response = Problem::from(error).into_response();
            assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
            let page = body(response).await;
            assert!(
                page.contains("This page could not be made") && !page.contains("SELECT"),
                "{page}"
            );
        }
    }

    #[tokio::test]
    async fn what_a_person_can_change_is_said() {
        for (error, status, words) in [
            (
                StoreError::TooSlow("near SELECT"),
                StatusCode::SERVICE_UNAVAILABLE,
                "fewer or rarer words",
            ),
            (
                StoreError::Locked,
                StatusCode::SERVICE_UNAVAILABLE,
                "Another program is writing",
            ),
            (StoreError::Full, StatusCode::INSUFFICIENT_STORAGE, "Make room"),
            (
                StoreError::ReadOnly,
                StatusCode::INTERNAL_SERVER_ERROR,
                "may only be read",
            ),
        ] {
            let response = Problem::from(error).into_response();
            assert_eq!(response.status(), status);
            let page = body(response).await;
            assert!(page.contains(words) && !page.contains("SELECT"), "{page}");
        }
    }

    #[tokio::test]
    async fn whoever_stands_around_the_router_can_send_it_too() {
        let response = page(
            StatusCode::MISDIRECTED_REQUEST,
            "A <title>",
            "A <message>",
            &[("Home", "http://127.0.0.1:1/")],
        );
        assert_eq!(response.status(), StatusCode::MISDIRECTED_REQUEST);
        let page = body(response).await;
        assert!(page.contains("A &#60;title&#62;") && page.contains("A &#60;message&#62;"));
        assert!(page.contains("<a href=\"http://127.0.0.1:1/\">Home</a>") && page.contains("(421)"));
    }
}
