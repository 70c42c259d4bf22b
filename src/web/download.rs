//! Answers that a browser saves as a file.

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::Response,
};

/// A file with this name. It is never shown in the browser, whatever is in it.
pub(crate) fn file(name: &str, media_type: &'static str, bytes: impl Into<Body>) -> Response {
    let mut response = Response::new(bytes.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_str(&disposition(name)).unwrap_or(HeaderValue::from_static("attachment")),
    );
    response
}

/// `Content-Disposition` per RFC 6266: the name in ASCII for old programs, and in UTF-8 (RFC 8187) for all others.
fn disposition(name: &str) -> String {
    // a name, not a path; nothing invisible, nothing that turns the direction of writing
    let clean: String = name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'))
        .take(150)
        .collect();
    let clean = match clean.trim().trim_start_matches('.') {
        "" => "article.txt",
        name => name,
    };
    let ascii: String = clean
        .chars()
        .map(|c| {
            if c.is_ascii() && !matches!(c, '"' | '\\' | '%') {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut utf8 = String::new();
    for byte in clean.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            utf8.push(char::from(byte));
        } else {
            utf8.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{utf8}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_and_encoded() {
        for (name, header) in [
            (
                "story.txt",
                "attachment; filename=\"story.txt\"; filename*=UTF-8''story.txt",
            ),
            (
                "a \"b\"%.txt",
                "attachment; filename=\"a _b__.txt\"; filename*=UTF-8''a%20%22b%22%25.txt",
            ),
            (
                "žena.txt",
                "attachment; filename=\"_ena.txt\"; filename*=UTF-8''%C5%BEena.txt",
            ),
            (
                "../../etc/passwd",
                "attachment; filename=\"passwd\"; filename*=UTF-8''passwd",
            ),
            (
                "x\r\nSet-Cookie: a",
                "attachment; filename=\"xSet-Cookie: a\"; filename*=UTF-8''xSet-Cookie%3A%20a",
            ),
            ("", "attachment; filename=\"article.txt\"; filename*=UTF-8''article.txt"),
            (
                "..",
                "attachment; filename=\"article.txt\"; filename*=UTF-8''article.txt",
            ),
        ] {
            assert_eq!(disposition(name), header);
        }
    }
}
