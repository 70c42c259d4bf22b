//! Deleted articles, as long as they can be brought back.

use crate::{
    store::{DeletedRow, PAGE, Page, RESTORABLE_DAYS},
    web::{
        AppState,
        error::Problem,
        frame::{self, Frame, Here},
        input::Fields,
        show,
    },
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "deleted.html")]
struct DeletedPage {
    frame: Frame,
    page: u32,
    list: Page<DeletedRow>,
}

impl DeletedPage {
    fn pages(&self) -> u32 {
        self.list.total.div_ceil(PAGE).max(1)
    }

    /// The last day that is over before the article may go.
    fn last_day(&self, row: &DeletedRow) -> String {
        let until = row.until.to_zoned(jiff::tz::TimeZone::UTC).date();
        show::day(&until.yesterday().unwrap_or(until))
    }
}

/// `GET /articles/deleted`
pub(crate) async fn show(State(state): State<AppState>, fields: Fields) -> Result<Response, Problem> {
    let page = match fields.get("page") {
        "" => 1,
        page => page
            .parse()
            .ok()
            .filter(|&page| page > 0 && page <= u32::MAX / PAGE)
            .ok_or_else(|| {
                Problem::new(
                    StatusCode::BAD_REQUEST,
                    "The page was not understood",
                    "Pages are counted from 1.",
                )
                .way("Deleted articles", "/articles/deleted")
            })?,
    };
    let list = state.store.read(move |reader| reader.deleted(page)).await?;
    let status = if list.rows.is_empty() && page > 1 {
        StatusCode::NOT_FOUND
    } else {
        StatusCode::OK
    };
    let frame = Frame::of(Here::Articles);
    Ok(frame::send(status, &DeletedPage { frame, page, list }))
}
