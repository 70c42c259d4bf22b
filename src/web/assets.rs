//! The stylesheet, the picture of the tab, the scripts: built into the program, so that nothing is loaded from elsewhere.

use super::{error::Problem, input::Fields, input::Name};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: &'static [u8],
    /// The beginning of its SHA-256.
    version: String,
    /// `/static/{name}?v={version}`
    address: String,
}

static ASSETS: LazyLock<[Asset; 4]> = LazyLock::new(|| {
    [
        asset(
            "style.css",
            "text/css; charset=utf-8",
            include_bytes!("../../static/style.css"),
        ),
        asset("icon.svg", "image/svg+xml", include_bytes!("../../static/icon.svg")),
        asset(
            "place.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/place.js"),
        ),
        asset(
            "upload.js",
            "text/javascript; charset=utf-8",
            include_bytes!("../../static/upload.js"),
        ),
    ]
});

fn asset(name: &'static str, media_type: &'static str, bytes: &'static [u8]) -> Asset {
    let version: String = Sha256::digest(bytes)
        .iter()
        .take(6)
        .map(|b| format!("{b:02x}"))
        .collect();
    let address = format!("/static/{name}?v={version}");
    Asset {
        name,
        media_type,
        bytes,
        version,
        address,
    }
}

pub(crate) fn style_address() -> &'static str {
    &ASSETS[0].address
}

pub(crate) fn upload_script_address() -> &'static str {
    &ASSETS[3].address
}

pub(crate) fn place_script_address() -> &'static str {
    &ASSETS[2].address
}

/// Sends one. Under its versioned address it may be kept for good, under the bare one it is asked for again.
pub(crate) async fn send(Name(name): Name, asked: Fields, headers: HeaderMap, uri: Uri) -> Result<Response, Problem> {
    let Some(asset) = ASSETS.iter().find(|a| a.name == name) else {
        return Err(super::error::no_such_page(uri).await);
    };
    Ok(answer(asset, asked.get("v") == asset.version, &headers))
}

/// Browsers that do not read the page's `<link>` ask here.
pub(crate) async fn favicon(headers: HeaderMap) -> Response {
    answer(&ASSETS[1], false, &headers)
}

fn answer(asset: &Asset, versioned: bool, asked: &HeaderMap) -> Response {
    let tag = format!("\"{}\"", asset.version);
    let known = asked
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| {
            value
                .split(',')
                .any(|t| t.trim().trim_start_matches("W/") == tag || t.trim() == "*")
        });
    let cache = if versioned {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, asset.media_type)], asset.bytes).into_response()
    };
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}
