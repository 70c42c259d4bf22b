//! The one page for every way of failing.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// The error page.
pub fn page(status: StatusCode, title: &str, message: &str, _ways_on: &[(&str, &str)]) -> Response {
    (status, format!("{title}\n\n{message}\n")).into_response()
}
