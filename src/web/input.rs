//! What comes in with a request: addresses, questions after the `?`, forms. Own extractors, so that every way of being
//! wrong ends in the one error page.

use super::error::Problem;
use crate::text::one_line;
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request},
    http::{StatusCode, header, request::Parts},
};

/// The last part of `/articles/{id}` and its like, as it was typed.
pub(crate) struct Name(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Name, Problem> {
        match axum::extract::Path::<String>::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(name)) => Ok(Name(name)),
            // not UTF-8 after decoding
            Err(_) => Err(super::error::no_such_page(parts.uri.clone()).await),
        }
    }
}

/// A number in an address: `/articles/{id}`.
pub(crate) struct Id(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Id, Problem> {
        let Name(name) = Name::from_request_parts(parts, state).await?;
        match id(&name) {
            Some(id) => Ok(Id(id)),
            None => Err(super::error::no_such_page(parts.uri.clone()).await),
        }
    }
}

/// Digits alone, without leading zeros: one number has one address.
pub(crate) fn id(name: &str) -> Option<i64> {
    (name.bytes().all(|b| b.is_ascii_digit()) && !name.starts_with('0'))
        .then(|| name.parse().ok())
        .flatten()
}

/// Names and values, of an address or of a form. Never refused: bytes that are no UTF-8 become U+FFFD, of a name that comes
/// twice the last value counts, and every value is one line ([`one_line`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=b&c=d`.
    pub(crate) fn parse(encoded: &[u8]) -> Fields {
        Fields(
            url::form_urlencoded::parse(encoded)
                .map(|(k, v)| (k.into_owned(), one_line(&v)))
                .collect(),
        )
    }

    /// Names that `known` does not know, and those that come more than once with a value; each once, in order.
    pub(crate) fn unlike(&self, known: impl Fn(&str) -> bool) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for (i, (name, value)) in self.0.iter().enumerate() {
            let again = || self.0[..i].iter().any(|(n, v)| n == name && !v.is_empty());
            let told = match known(name) {
                false => one_line(name),
                true if !value.is_empty() && again() => format!("{name} (more than once)"),
                true => continue,
            };
            if !told.is_empty() && !names.contains(&told) {
                names.push(told);
            }
        }
        names
    }

    /// The value; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(k, _)| k == name).map_or("", |(_, v)| v)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Fields {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Fields, Self::Rejection> {
        Ok(Fields::parse(parts.uri.query().unwrap_or_default().as_bytes()))
    }
}

/// The address of this site, as the request names it, for files that are read elsewhere.
pub(crate) struct Site(String);

impl Site {
    /// A whole address; the path alone where the request names no host.
    pub(crate) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Site {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Site, Self::Rejection> {
        // whoever serves the router lets only names of this machine through; what is written into files is checked again
        let host = parts
            .headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok())
            .unwrap_or_default();
        let plain = host.bytes().all(|b| b.is_ascii_alphanumeric() || b".:-[]".contains(&b));
        Ok(Site(if plain && !host.is_empty() {
            format!("http://{host}")
        } else {
            String::new()
        }))
    }
}

/// The fields of a form without files.
pub(crate) struct Form(pub Fields);

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Form, Problem> {
        if !has_type(&request, "application/x-www-form-urlencoded") {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The form came in another format",
                "This page takes the form that it shows, sent as application/x-www-form-urlencoded.",
            ));
        }
        match Bytes::from_request(request, state).await {
            Ok(bytes) => Ok(Form(Fields::parse(&bytes))),
            Err(rejection) => Err(broken_off(rejection.status(), "the form")),
        }
    }
}

/// Whether the request says that its body is of this type.
pub(crate) fn has_type(request: &Request, wanted: &str) -> bool {
    request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|found| found.trim().eq_ignore_ascii_case(wanted))
}

/// A body that did not arrive: too large, or the connection ended.
pub(crate) fn broken_off(status: StatusCode, what: &str) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(
            status,
            "That is too much at once",
            format!("More arrived than can be taken with {what}. Nothing was stored. Send less at once."),
        ),
        StatusCode::REQUEST_TIMEOUT => Problem::new(
            status,
            "The upload took too long",
            "It stopped arriving before it was complete. Nothing was stored. Send it again.".to_owned(),
        ),
        _ => Problem::new(
            StatusCode::BAD_REQUEST,
            "The form did not arrive whole",
            format!(
                "Not all of {what} arrived, or it is not put together as a form is. Nothing was stored. Send it again."
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_has_one_address() {
        assert_eq!(id("12"), Some(12));
        for wrong in [
            "",
            "0",
            "012",
            "-1",
            "+1",
            "1.0",
            "x",
            "٣",
            "99999999999999999999",
            "1 ",
        ] {
            assert_eq!(id(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn fields_are_never_refused() {
        let fields = Fields::parse(b"q=%FF%00&t=a%00b%0A%E2%80%AEc%1b&a=+1+&a=2&=x&&lone");
        assert_eq!(fields.get("q"), "\u{fffd}");
        assert_eq!(fields.get("t"), "ab c");
        assert_eq!(fields.get("a"), "2");
        assert_eq!(fields.get("lone"), "");
        assert_eq!(fields.get("missing"), "");
    }
}
