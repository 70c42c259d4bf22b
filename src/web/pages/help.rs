//! How to read the marks, what is found, how to search.

use crate::{
    claim::Effect,
    web::frame::{self, Frame},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};

#[derive(Template)]
#[template(path = "help.html")]
struct HelpPage {
    frame: Frame,
}

impl HelpPage {
    fn effects(&self) -> impl Iterator<Item = (Effect, &'static str)> {
        Effect::ALL.iter().map(|&effect| {
            let about = match effect {
                Effect::Killed => "dead, whatever the cause",
                Effect::Injured => "wounded, hurt; not ill",
                Effect::Casualties => "dead and injured (or missing, or captured) as one number",
                Effect::Missing => "unaccounted for",
                Effect::Captured => "taken prisoner or hostage, kidnapped",
                Effect::Detained => "arrested or held by an authority",
                Effect::Displaced => "driven from their homes, evacuated",
                Effect::Deployed => "sent somewhere to fight or work",
            };
            (effect, about)
        })
    }
}

/// `GET /help`
pub(crate) async fn show() -> Response {
    frame::send(
        StatusCode::OK,
        &HelpPage {
            frame: Frame::default(),
        },
    )
}
