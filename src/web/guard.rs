//! Who may ask for what: the checks that every request passes before a page sees it, and the headers of every answer.
//!
//! claimbook listens on the user's own machine, where any web page open in the same browser can send it requests. A page
//! that makes its own name point to 127.0.0.1 is told by the `Host` header, one that posts a form across by
//! `Sec-Fetch-Site` or `Origin`. What is absent: cookies, logins, anything that a request could carry by itself.

use super::{error, waiting::Waiting};
use axum::{
    Router,
    body::{Body, HttpBody},
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header},
    middleware::{self, Next},
    response::Response,
};
use hyper::body::Frame;
use std::{
    any::Any,
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep};

/// The most **bytes** that the body of a request may have: some files of [`crate::ingest::LARGEST`] at once.
pub const BODY: u64 = 100 * 1024 * 1024;

/// How long a request may take in all, and how long its body may pause.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the head of the request to the head of the answer.
    pub request: Duration,
    /// The same for an upload: two hundred files are read before it is answered.
    pub upload: Duration,
    /// Between two pieces of the body.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            request: Duration::from_secs(60),
            upload: Duration::from_secs(15 * 60),
            pause: Duration::from_secs(10),
        }
    }
}

/// The pages behind all checks. `port` is the one the server listens on.
pub fn guarded(pages: Router, port: u16, limits: Limits) -> Router {
    // `Router::layer` would leave out requests that no route matches; around the whole router nothing is left out
    Router::new()
        .fallback_service(pages)
        .layer(middleware::from_fn(move |request, next| {
            guard(request, next, port, limits)
        }))
}

async fn guard(request: Request, next: Next, port: u16, limits: Limits) -> Response {
    let mut answer = match check(&request, port) {
        Err(refused) => {
            linger(request);
            refused.page(port)
        }
        Ok(()) => {
            let waiting = request.extensions().get::<Waiting>().cloned();
            let request = request.map(|body| Body::new(Bounded::new(body, limits.pause, waiting)));
            let limit = match request.uri().path().starts_with("/upload") && request.method() == Method::POST {
                true => limits.upload,
                false => limits.request,
            };
            match tokio::time::timeout(limit, catch(next.run(request))).await {
                Ok(Ok(answer)) => answer,
                Ok(Err(_)) => error::page(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "This page could not be made",
                    "Something went wrong inside claimbook. Nothing you stored was changed by it. What it was stands in \
                     the window in which claimbook runs. Trying again may help.",
                    &[],
                ),
                Err(_) => error::page(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "This took too long",
                    "claimbook gave up on it. Ask for less at once, or try again. Files that were being \
                     uploaded may have been stored: the list of articles tells.",
                    &[("All articles", "/articles")],
                ),
            }
        }
    };
    for (name, value) in HEADERS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Reads on for a moment and throws it away: a connection that is closed with bytes unread is reset, and the browser then
/// shows that instead of the answer. A client that asked first whether to send gets its answer without sending.
fn linger(request: Request) {
    const MOMENT: Duration = Duration::from_secs(2);
    let body = request
        .headers()
        .get(header::EXPECT)
        .is_none()
        .then(|| request.into_body());
    if let Some(mut body) = body.filter(|body| !body.is_end_stream()) {
        tokio::spawn(tokio::time::timeout(MOMENT, async move {
            while let Some(Ok(_)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {}
        }));
    }
}

/// The headers of every answer. The pages load nothing from elsewhere, run no script but their own, stand in no frame, tell
/// no other site where a reader came from, and no other site can read them.
const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action \
         'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Why a request goes no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    /// It was sent to another name than ours.
    Host,
    /// Another site's page sent it.
    Origin,
    /// Its body is larger than [`BODY`].
    TooLarge,
}

impl Refused {
    fn page(self, port: u16) -> Response {
        let own = format!("http://127.0.0.1:{port}/");
        let home = [(own.as_str(), own.as_str())];
        match self {
            Refused::Host => error::page(
                StatusCode::MISDIRECTED_REQUEST,
                "claimbook has another address",
                &format!("It answers only at {own}, so that no other name can be made to lead to it."),
                &home,
            ),
            Refused::Origin => error::page(
                StatusCode::FORBIDDEN,
                "Another site sent this",
                "Only claimbook's own pages can change what is stored. Nothing was changed. Open the page here and send \
                 the form from there.",
                &home,
            ),
            Refused::TooLarge => {
                let mut answer = error::page(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "This is too large to send at once",
                    "All files of one upload together may have 100 MiB, and one file 20 MiB. Nothing was stored. Send \
                     fewer files at once, or use claimbook ingest on the command line.",
                    &[("To the form", "/upload")],
                );
                // the rest of the body is not read, so the connection cannot go on
                answer
                    .headers_mut()
                    .insert(header::CONNECTION, HeaderValue::from_static("close"));
                answer
            }
        }
    }
}

fn check(request: &Request, port: u16) -> Result<(), Refused> {
    if !is_for_us(request.uri(), request.headers(), port) {
        return Err(Refused::Host);
    }
    if !request.method().is_safe() && !is_from_us(request.headers(), port) {
        return Err(Refused::Origin);
    }
    let too_large = |length: &HeaderValue| {
        length
            .to_str()
            .ok()
            .and_then(|l| l.parse().ok())
            .is_none_or(|l: u64| l > BODY)
    };
    if request.method() != Method::GET && request.headers().get(header::CONTENT_LENGTH).is_some_and(too_large) {
        return Err(Refused::TooLarge);
    }
    Ok(())
}

/// Exactly one `Host`, ours; and if the request's target names a host too, that one as well.
fn is_for_us(target: &Uri, headers: &HeaderMap, port: u16) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let target_is_ours = match (target.scheme_str(), target.authority()) {
        (None, None) => true,
        (Some("http") | None, Some(authority)) => is_own_name(authority.as_str(), port),
        _ => false,
    };
    target_is_ours && host.to_str().is_ok_and(|host| is_own_name(host, port))
}

/// `127.0.0.1:8417` and its two other spellings, in any letter case.
fn is_own_name(host: &str, port: u16) -> bool {
    let host = host.to_ascii_lowercase();
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .filter_map(|name| host.strip_prefix(name))
        .any(|rest| rest == format!(":{port}") || (rest.is_empty() && port == 80))
}

/// Whether a request that changes something comes from one of our pages or from no page at all.
///
/// Browsers of today say so in `Sec-Fetch-Site`. Their `Origin` is `null` even for our own forms, since our pages send no
/// referrer: it counts only where the other header is absent. A program that is no browser sends neither.
fn is_from_us(headers: &HeaderMap, port: u16) -> bool {
    let only = |name: &str| {
        let mut values = headers.get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => value.to_str().map(Some).map_err(|_| ()),
            _ => Err(()),
        }
    };
    let is_own = |origin: &str| {
        origin
            .to_ascii_lowercase()
            .strip_prefix("http://")
            .is_some_and(|host| is_own_name(host, port))
    };
    match (only("sec-fetch-site"), only("origin")) {
        (Ok(Some("same-origin" | "none")), Ok(origin)) => {
            origin.is_none_or(|origin| origin == "null" || is_own(origin))
        }
        (Ok(None), Ok(origin)) => origin.is_none_or(is_own),
        _ => false,
    }
}

/// Runs to the end, or gives what a panic on the way carried: one request's mistake must not cost its connection.
async fn catch<T>(work: impl Future<Output = T>) -> Result<T, Box<dyn Any + Send>> {
    let mut work = std::pin::pin!(work);
    poll_fn(
        move |context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(done)) => Poll::Ready(Ok(done)),
            Err(panic) => Poll::Ready(Err(panic)),
        },
    )
    .await
}

/// A body that ends in an error if it pauses for too long or grows beyond [`BODY`] without having said so.
struct Bounded {
    body: Body,
    left: u64,
    pause: Duration,
    deadline: Pin<Box<Sleep>>,
    /// Nobody has waited for the next piece yet: what was done with the last one is not the client's pause.
    fresh: bool,
    /// Of the connection, where there is one: it is the client's turn while a piece of the body is missing.
    waiting: Option<Waiting>,
}

impl Bounded {
    fn new(body: Body, pause: Duration, waiting: Option<Waiting>) -> Bounded {
        Bounded {
            body,
            left: BODY,
            pause,
            deadline: Box::pin(tokio::time::sleep(pause)),
            fresh: true,
            waiting,
        }
    }
}

/// Why a body was cut off.
#[derive(Debug, thiserror::Error)]
enum Cut {
    #[error("the rest of the upload did not come in time")]
    Paused,
    #[error("the upload is larger than 100 MiB")]
    TooLarge,
}

impl HttpBody for Bounded {
    type Data = <Body as HttpBody>::Data;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let piece = Pin::new(&mut self.body).poll_frame(context);
        if let Some(waiting) = &self.waiting {
            waiting.our_turn(piece.is_ready());
        }
        match piece {
            Poll::Pending => {
                if std::mem::take(&mut self.fresh) {
                    let next = Instant::now() + self.pause;
                    self.deadline.as_mut().reset(next);
                }
                self.deadline
                    .as_mut()
                    .poll(context)
                    .map(|()| Some(Err(axum::Error::new(Cut::Paused))))
            }
            Poll::Ready(Some(Ok(frame))) => {
                let bytes = frame.data_ref().map_or(0, |data| data.len() as u64);
                let Some(left) = self.left.checked_sub(bytes) else {
                    return Poll::Ready(Some(Err(axum::Error::new(Cut::TooLarge))));
                };
                self.left = left;
                self.fresh = true;
                Poll::Ready(Some(Ok(frame)))
            }
            end => end,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::{get, post};
    use tower::ServiceExt;

    const PORT: u16 = 8417;

    fn app() -> Router {
        let quick = Limits {
            request: Duration::from_millis(300),
            upload: Duration::from_millis(600),
            pause: Duration::from_millis(50),
        };
        let pages = Router::new()
            .route("/", get(|| async { "read" }).post(|| async { "changed" }))
            .route("/slow", get(std::future::pending::<()>))
            .route("/panic", get(async || -> () { panic!("for the test") }))
            .route(
                "/body",
                post(|body: Body| async move {
                    match axum::body::to_bytes(body, usize::MAX).await {
                        Ok(bytes) => bytes.len().to_string(),
                        Err(error) => format!("cut: {error}"),
                    }
                }),
            );
        guarded(pages, PORT, quick)
    }

    async fn answer(request: axum::http::request::Builder, body: Body) -> (StatusCode, HeaderMap, String) {
        let answer = app().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    fn request(method: &str, target: &str) -> axum::http::request::Builder {
        Request::builder()
            .method(method)
            .uri(target)
            .header("host", "127.0.0.1:8417")
    }

    #[tokio::test]
    async fn only_our_own_names_are_answered() {
        for host in [
            "127.0.0.1:8417",
            "localhost:8417",
            "LocalHost:8417",
            "LOCALHOST:8417",
            "[::1]:8417",
        ] {
            let request = Request::builder().uri("/").header("host", host);
            assert_eq!(answer(request, Body::empty()).await.0, StatusCode::OK, "{host}");
        }
        for host in [
            "example.org",
            "example.org:8417",
            "localhost.evil.example:8417",
            "127.0.0.1.nip.io:8417",
            "0.0.0.0:8417",
            "localhost.:8417",
            "127.0.0.1:8418",
            "127.0.0.1",
            "localhost",
            "127.0.0.1:",
            "127.0.0.1:08417",
            "127.1:8417",
            "2130706433:8417",
            "[::ffff:127.0.0.1]:8417",
            "::1:8417",
            "user@127.0.0.1:8417",
            "127.0.0.1:8417@evil.example",
            "127.0.0.1:8417, evil.example",
            "printer.local:8417",
            "wiki.internal:8417",
            " 127.0.0.1:8417",
            "",
        ] {
            for method in ["GET", "HEAD", "POST", "OPTIONS"] {
                let request = Request::builder().method(method).uri("/").header("host", host);
                let (status, ..) = answer(request, Body::empty()).await;
                assert_eq!(status, StatusCode::MISDIRECTED_REQUEST, "{method} {host}");
            }
        }
    }

    #[tokio::test]
    async fn no_host_two_hosts_and_foreign_targets_are_refused() {
        let refused = [
            Request::builder().uri("/"),
            request("GET", "/").header("host", "127.0.0.1:8417"),
            request("GET", "/").header("host", "evil.example"),
            request("GET", "http://evil.example/"),
            request("GET", "http://127.0.0.1:8418/"),
            request("GET", "http://user@127.0.0.1:8417/"),
            request("GET", "https://127.0.0.1:8417/"),
            request("GET", "/").header("host", HeaderValue::from_bytes(b"\xff").unwrap()),
        ];
        for request in refused {
            let shown = format!("{request:?}");
            assert_eq!(
                answer(request, Body::empty()).await.0,
                StatusCode::MISDIRECTED_REQUEST,
                "{shown}"
            );
        }
        let (status, ..) = answer(request("GET", "http://localhost:8417/"), Body::empty()).await;
        assert_eq!(status, StatusCode::OK);
    }

    #[tokio::test]
    async fn only_our_own_pages_change_anything() {
        let allowed: &[&[(&str, &str)]] = &[
            &[],
            &[("sec-fetch-site", "same-origin")],
            &[("sec-fetch-site", "none")],
            // what our own forms send: the pages give no referrer
            &[("sec-fetch-site", "same-origin"), ("origin", "null")],
            &[("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1:8417")],
            &[("origin", "http://127.0.0.1:8417")],
            &[("origin", "http://LOCALHOST:8417")],
            &[("origin", "http://[::1]:8417")],
        ];
        for headers in allowed {
            let request = headers.iter().fold(request("POST", "/"), |r, (n, v)| r.header(*n, *v));
            assert_eq!(answer(request, Body::empty()).await.2, "changed", "{headers:?}");
        }
        let refused: &[&[(&str, &str)]] = &[
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", "http://127.0.0.1:8417")],
            &[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")],
            &[("sec-fetch-site", "")],
            &[("sec-fetch-site", "Same-Origin?")],
            &[("origin", "null")],
            &[("origin", "http://127.0.0.1:8418")],
            &[("origin", "http://127.0.0.1")],
            &[("origin", "https://127.0.0.1:8417")],
            &[("origin", "http://evil.example")],
            &[("origin", "http://127.0.0.1:8417.evil.example")],
            &[("origin", "http://127.0.0.1:8417/")],
            &[("origin", "127.0.0.1:8417")],
            &[("origin", "garbage")],
            &[("origin", "")],
            &[("origin", "http://127.0.0.1:8417"), ("origin", "http://127.0.0.1:8417")],
        ];
        for method in ["POST", "PUT", "DELETE", "PATCH", "ODD"] {
            for headers in refused {
                let request = headers.iter().fold(request(method, "/"), |r, (n, v)| r.header(*n, *v));
                let (status, ..) = answer(request, Body::empty()).await;
                assert_eq!(status, StatusCode::FORBIDDEN, "{method} {headers:?}");
            }
        }
    }

    #[tokio::test]
    async fn reading_needs_no_origin() {
        for method in ["GET", "HEAD"] {
            let request = request(method, "/")
                .header("sec-fetch-site", "cross-site")
                .header("origin", "http://evil.example");
            assert_eq!(answer(request, Body::empty()).await.0, StatusCode::OK);
        }
    }

    #[tokio::test]
    async fn every_answer_has_the_headers() {
        for (request, status) in [
            (request("GET", "/"), 200),
            (request("GET", "/nowhere"), 404),
            (request("PUT", "/"), 405),
            (request("GET", "/slow"), 503),
            (request("GET", "/panic"), 500),
            (request("POST", "/").header("origin", "null"), 403),
            (request("POST", "/body").header("content-length", "999999999"), 413),
            (Request::builder().uri("/"), 421),
        ] {
            let (got, headers, _) = answer(request, Body::empty()).await;
            assert_eq!(got.as_u16(), status);
            for (name, value) in HEADERS {
                assert_eq!(
                    headers.get(&name).map(HeaderValue::as_bytes),
                    Some(value.as_bytes()),
                    "{status} {name}"
                );
            }
        }
    }

    #[tokio::test]
    async fn bodies_are_bounded() {
        let sent = |bytes: usize| request("POST", "/body").header("content-length", bytes.to_string());
        assert_eq!(answer(sent(3), Body::from("abc")).await.2, "3");
        let (status, headers, _) = answer(sent(BODY as usize + 1), Body::empty()).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(headers[header::CONNECTION], "close");
        let (status, ..) = answer(request("POST", "/body").header("content-length", "lots"), Body::empty()).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        // one that does not say how long it is
        let endless = Body::from(vec![b'x'; BODY as usize + 1]);
        let (_, _, said) = answer(request("POST", "/body"), endless).await;
        assert_eq!(said, "cut: the upload is larger than 100 MiB");
    }

    #[tokio::test]
    async fn a_body_that_stalls_is_cut_off() {
        /// One piece, then nothing more.
        struct Stalled(bool);
        impl HttpBody for Stalled {
            type Data = axum::body::Bytes;
            type Error = std::convert::Infallible;
            fn poll_frame(
                mut self: Pin<&mut Self>,
                _: &mut Context<'_>,
            ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
                match std::mem::replace(&mut self.0, true) {
                    false => Poll::Ready(Some(Ok(Frame::data("piece".into())))),
                    true => Poll::Pending,
                }
            }
        }
        let (_, _, said) = answer(request("POST", "/body"), Body::new(Stalled(false))).await;
        assert_eq!(said, "cut: the rest of the upload did not come in time");
    }
}
