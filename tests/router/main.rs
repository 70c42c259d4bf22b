//! The whole router, driven as a browser drives it, over a store of its own: every page in every state.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod copies;
mod harbour;
mod language;
mod long;
mod look;
mod many;
mod merge;
#[path = "../program/older.rs"]
mod older;
mod strange;
mod versions;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use claimbook::{
    claim::*,
    store::{Added, NewUpload, Store},
    text::Text,
    web::{AppState, router},
};
use harbour::{figure, place, quote, sample, source, upload};
use tempfile::TempDir;
use tower::ServiceExt;

/// Words that would do harm if they were not escaped, in every place where they end up.
const HOSTILE: &str = "\"><script>alert('x')</script>&amp;{{ 7*7 }}<!--";

struct Site {
    router: Router,
    store: Store,
    _folder: TempDir,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |v| v.to_str().unwrap())
    }

    /// The page, after checking what holds for every page.
    #[track_caller]
    fn page(&self, status: StatusCode) -> String {
        let page = self.text();
        assert_eq!(self.status, status, "{page}");
        assert_eq!(self.header(header::CONTENT_TYPE), "text/html; charset=utf-8");
        for needed in [
            "<html lang=\"en\">",
            "class=\"skip\"",
            "<nav aria-label=\"Main\">",
            "name=\"q\"",
            "<h1",
            "</html>",
        ] {
            assert!(page.contains(needed), "{needed} is missing");
        }
        assert_eq!(page.matches("<h1").count(), 1);
        // the scripts are ours: an article in parts has one, the form for files another
        assert_eq!(
            page.matches("<script").count(),
            page.matches("<script src=\"/static/place.js?v=").count()
                + page.matches("<script src=\"/static/upload.js?v=").count()
        );
        for absent in ["style=\"", "onclick", "href=\"javascript:", "src=\"http"] {
            assert!(!page.contains(absent), "{absent} is on the page");
        }
        well_formed(&page);
        page
    }

    #[track_caller]
    fn goes_to(&self, address: &str) {
        assert_eq!(
            (self.status, self.header(header::LOCATION)),
            (StatusCode::SEE_OTHER, address),
            "{}",
            self.text()
        );
    }
}

/// Every tag is closed in order and no id stands twice.
#[track_caller]
fn well_formed(page: &str) {
    const VOID: &[&str] = &["meta", "link", "input", "br", "hr", "!doctype"];
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::HashSet::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end = rest.find('>').expect("a tag ends");
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        let name = tag.trim_start_matches('/').split([' ', '\n', '/']).next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "closed out of order");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            if name == "a" {
                assert!(!open.contains(&"a"), "a link in a link: {tag}");
            }
            open.push(name);
        }
        if let Some(id) = tag.split(" id=\"").nth(1).and_then(|id| id.split('"').next()) {
            assert!(ids.insert(id.to_owned()), "id {id} stands twice");
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
}

impl Site {
    fn new() -> Site {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("book.db")).unwrap();
        Site {
            router: router(AppState::new(store.clone())),
            store,
            _folder: folder,
        }
    }

    fn with(uploads: impl IntoIterator<Item = NewUpload>) -> Site {
        let site = Site::new();
        for upload in uploads {
            site.add(upload);
        }
        site
    }

    fn add(&self, upload: NewUpload) -> i64 {
        match self.store.write_now(|writer| writer.add(upload)).unwrap() {
            Added::Stored(ids) | Added::AlreadyThere(ids) => ids[0],
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }

    async fn get(&self, address: &str) -> Answer {
        self.send(
            Request::get(address)
                .header(header::HOST, "127.0.0.1:7070")
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    async fn post(&self, address: &str) -> Answer {
        self.send(Request::post(address).body(Body::empty()).unwrap()).await
    }

    async fn post_form(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends the upload form; a part is its name, its file's name, and its bytes.
    async fn upload(&self, parts: &[(&str, Option<&str>, &[u8])]) -> Answer {
        self.upload_to("/upload", parts).await
    }

    async fn upload_to(&self, address: &str, parts: &[(&str, Option<&str>, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, file, bytes) in parts {
            let file = file
                .map(|f| format!("; filename=\"{f}\"\r\nContent-Type: text/plain"))
                .unwrap_or_default();
            body.extend(
                format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").into_bytes(),
            );
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--edge--\r\n");
        let request = Request::post(address).header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.send(request.body(Body::from(body)).unwrap()).await
    }
}

/// A short article with one figure, one quote and one source.
fn small(i: u32) -> NewUpload {
    let text = format!(
        "Title: Report {i}\nDate: 2031-02-{:02}\n\nPolice in Vell said {} people were hurt.",
        i % 28 + 1,
        i + 10
    );
    upload(&format!("{i}.txt"), &text, move |t| {
        let police = place(t, "Police in Vell");
        let number = (i + 10).to_string();
        let n = u64::from(i + 10);
        Claims {
            figures: vec![Figure {
                group: Some(place(t, "people")),
                trigger: vec![place(t, "were hurt")],
                source: Some(police),
                ..figure(place(t, &number), Some(n), Some(n), Hedge::Exact, Effect::Injured)
            }],
            quotes: vec![Quote {
                source: Some(police),
                cue: Some(place(t, "said")),
                ..quote(
                    QuoteKind::Indirect,
                    vec![place(t, &format!("{number} people were hurt"))],
                )
            }],
            sources: vec![source("Police in Vell", SourceKind::Organization, vec![police])],
            ..Claims::default()
        }
    })
}

/// An article whose every field is hostile.
fn hostile() -> NewUpload {
    let text = format!("{HOSTILE} said 12 {HOSTILE} were killed.");
    let mut new = upload(&format!("{HOSTILE}.txt"), &text, |t: &Text| {
        let source_at = place(t, HOSTILE);
        let group = harbour::after(t, "12", HOSTILE);
        Claims {
            figures: vec![Figure {
                group: Some(group),
                source: Some(source_at),
                trigger: vec![place(t, "were killed")],
                ..figure(place(t, "12"), Some(12), Some(12), Hedge::Exact, Effect::Killed)
            }],
            quotes: vec![Quote {
                source: Some(source_at),
                speaker: Some(HOSTILE.into()),
                ..quote(QuoteKind::Mixed, vec![place(t, "12").to(group)])
            }],
            sources: vec![source(HOSTILE, SourceKind::Person, vec![source_at])],
            ..Claims::default()
        }
    });
    let article = &mut new.articles[0].article;
    article.title = Some(HOSTILE.into());
    article.outlet = Some(HOSTILE.into());
    article.author = Some(HOSTILE.into());
    article.address = Some("javascript:alert(1)".into());
    new
}

const LISTS: [&str; 4] = ["/articles", "/figures", "/quotes", "/sources"];

#[tokio::test]
async fn an_empty_book_greets_and_offers_the_sample() {
    let site = Site::new();
    let page = site.get("/").await.page(StatusCode::OK);
    assert!(page.contains("action=\"/upload\"") && page.contains("action=\"/sample\""));
    for list in LISTS {
        let page = site.get(list).await.page(StatusCode::OK);
        assert!(
            page.contains("Nothing is stored yet") && page.contains("href=\"/upload\""),
            "{list}"
        );
    }
    let page = site.get("/search?q=fire").await.page(StatusCode::OK);
    assert!(page.contains("Nothing was found"));

    let answer = site.post("/sample").await;
    answer.goes_to("/articles/1");
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    assert!(
        page.contains("Fire and blasts at Port Maren")
            && page.contains("Thu 6 March 2025")
            && page.contains("Coast Wire")
    );
    site.post("/sample").await.goes_to("/articles/1?already=1");
}

#[tokio::test]
async fn the_article_page_marks_every_claim_and_leads_both_ways() {
    let site = Site::with([sample()]);
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    let upload = sample();
    let text = &upload.articles[0].article.text;
    let claims = &upload.articles[0].claims;
    let total = claims.figures.len() + claims.quotes.len();
    let mut anchors: Vec<String> = Vec::new();
    for f in &claims.figures {
        let at = text.to_chars(f.number);
        anchors.push(format!("f{}-{}", at.start, at.end));
    }
    for q in &claims.quotes {
        let (first, last) = (text.to_chars(q.content[0]), text.to_chars(*q.content.last().unwrap()));
        anchors.push(format!("q{}-{}", first.start, last.end));
    }
    for anchor in &anchors {
        assert!(page.contains(&format!(" id=\"{anchor}\"")), "{anchor} has no place");
        assert!(
            page.contains(&format!("class=\"n\" href=\"#{anchor}\"")),
            "{anchor} has no card"
        );
    }
    for n in 1..=total {
        assert!(page.contains(&format!("id=\"n{n}\"")), "card {n}");
        assert!(
            page.contains(&format!("<a href=\"#n{n}\" aria-label="))
                || page.contains(&format!("class=\"ref\" href=\"#n{n}\"")),
            "way to card {n}"
        );
    }
    // what the text says and what was worked out
    assert!(page.contains("<span class=\"hedge\">At least</span> 31"));
    assert!(page.contains("<p class=\"is\"><data value=\"31\">31 or more</data>"));
    assert!(page.contains("class=\"fig killed denied k"));
    assert!(page.contains("class=\"fig deployed hypothetical k"));
    assert!(page.contains("Rule <code>people-harmed</code>"));
    // set apart, with the reason
    assert!(page.contains("Headline of another story: no claims taken from it</span> READ MORE"));
    assert!(page.contains("Numbers passed over (7)") && page.contains("an age"));
    assert!(page.contains("in quote 1"));
    assert!(page.contains("part of"));
}

#[tokio::test]
async fn an_untitled_article_is_shown_under_its_first_sentence() {
    let site = Site::with([upload(
        "a.txt",
        "Nine men died in Vell.\n\nThe mine had been closed.",
        |_| Claims::default(),
    )]);
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    assert!(
        page.contains("Untitled") && page.contains("<h1 class=\"untitled\" dir=\"auto\">Nine men died in Vell.</h1>")
    );
    assert!(page.contains("href=\"/articles/1/edit\">Give it a title"));
    assert!(page.contains("No figure and no quote was found"));
    assert!(site.get("/articles").await.page(StatusCode::OK).contains("untitled"));
    for list in ["/figures", "/quotes", "/sources"] {
        assert!(
            site.get(list).await.page(StatusCode::OK).contains("were found"),
            "{list}"
        );
    }
}

#[tokio::test]
async fn one_uploaded_file_leads_to_its_article() {
    let site = Site::new();
    let body = "Two men died.".as_bytes();
    site.upload(&[("file", Some("a.txt"), body)])
        .await
        .goes_to("/articles/1");
    site.upload(&[("file", Some("b.txt"), body)])
        .await
        .goes_to("/articles/1?already=1");
    let page = site.get("/articles/1?already=1").await.page(StatusCode::OK);
    assert!(page.contains("These very bytes were here already"));
    assert!(
        !site
            .get("/articles/1")
            .await
            .page(StatusCode::OK)
            .contains("These very bytes")
    );

    // as a browser sends the form: an empty file, the text, the details
    let fields: [(&str, Option<&str>, &[u8]); 6] = [
        ("file", Some(""), b""),
        ("text", None, "Three men died.".as_bytes()),
        ("title", None, "A mine".as_bytes()),
        ("date", None, b"2031-02-03"),
        ("outlet", None, "The Vell Post".as_bytes()),
        ("address", None, b"https://vell.example/mine"),
    ];
    site.upload(&fields).await.goes_to("/articles/2");
    let page = site.get("/articles/2").await.page(StatusCode::OK);
    for shown in [
        "A mine",
        "Mon 3 February 2031",
        "The Vell Post",
        "href=\"https://vell.example/mine\"",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[tokio::test]
async fn several_files_are_told_apart() {
    let site = Site::new();
    site.upload(&[("file", Some("a.txt"), b"Two men died.")])
        .await
        .goes_to("/articles/1");
    let answer = site
        .upload(&[
            ("file", Some("a.txt"), b"Two men died."),
            ("file", Some("b.txt"), b"Three men died."),
            ("file", Some("c.pdf"), b"\x89PNG\r\n\x1a\n\x00\x01"),
            ("text", None, b"Four men died."),
            ("title", None, b"For which of them?"),
        ])
        .await;
    let page = answer.page(StatusCode::OK);
    assert!(page.contains("2 stored, 1 already there, 1 not stored"));
    for shown in [
        "href=\"/articles/1\"",
        "href=\"/articles/2\"",
        "href=\"/articles/3\"",
        "c.pdf",
        "an image (PNG)",
        "The pasted text",
        "were left out",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
    assert!(
        !site
            .get("/articles/3")
            .await
            .page(StatusCode::OK)
            .contains("For which of them?")
    );
    let none = site
        .upload(&[
            ("file", Some("c.pdf"), b"\x89PNG\r\n\x1a\n"),
            ("file", Some("d.txt"), b"  "),
        ])
        .await;
    assert!(
        none.page(StatusCode::UNPROCESSABLE_ENTITY)
            .contains("0 stored, 2 not stored")
    );
}

#[tokio::test]
async fn a_refused_upload_comes_back_filled_in() {
    let site = Site::new();
    let details: [(&str, Option<&str>, &[u8]); 4] = [
        ("title", None, HOSTILE.as_bytes()),
        ("date", None, b"soon"),
        ("outlet", None, b"The Vell Post"),
        ("address", None, b"javascript:alert(1)"),
    ];
    let with = |first| [&[first][..], &details].concat();

    let page = site
        .upload(&with(("text", None, "Two <b>men</b> died.".as_bytes())))
        .await
        .page(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Two &#60;b&#62;men&#60;/b&#62; died.</textarea>"));
    assert!(
        page.contains("&#60;script&#62;")
            && page.contains("value=\"soon\"")
            && page.contains("value=\"The Vell Post\"")
    );
    assert!(page.contains("Write the day like 2025-04-30.") && page.contains("id=\"wrong-address\""));
    assert!(page.contains("<details open>"));

    let page = site
        .upload(&with(("file", Some("a.txt"), b"Two men died.")))
        .await
        .page(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Choose the file again") && page.contains("value=\"The Vell Post\""));

    let page = site
        .upload(&[("file", Some("a.pdf"), b"\x89PNG\r\n\x1a\n")])
        .await
        .page(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert!(page.contains("an image (PNG)") && page.contains("id=\"wrong-file\""));

    let page = site
        .upload(&[("file", Some("empty.txt"), b"")])
        .await
        .page(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("There is no text in it"));

    let page = site
        .upload(&[("file", Some(""), b""), ("text", None, b"  \r\n")])
        .await
        .page(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Choose a file, or paste a text below."));

    let large = vec![b'x'; 20 * 1024 * 1024 + 1];
    let page = site
        .upload(&[("file", Some("large.txt"), &large), ("outlet", None, b"The Vell Post")])
        .await
        .page(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.contains("larger than 20 MiB") && page.contains("value=\"The Vell Post\""));

    assert_eq!(site.store.read_now(|r| r.totals()).unwrap().articles, 0);
}

#[tokio::test]
async fn an_upload_that_is_no_form_is_told_so() {
    let site = Site::new();
    let plain = Request::post("/upload")
        .header(header::CONTENT_TYPE, "text/plain")
        .body(Body::from("x"))
        .unwrap();
    site.send(plain).await.page(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    for (kind, body) in [
        ("multipart/form-data", "x"),
        (
            "multipart/form-data; boundary=edge",
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncut",
        ),
        ("multipart/form-data; boundary=edge", "no parts at all"),
    ] {
        let request = Request::post("/upload")
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let page = site.send(request).await.page(StatusCode::BAD_REQUEST);
        assert!(page.contains("did not arrive whole"), "{body}");
    }
    let announced = Request::post("/upload")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header(header::CONTENT_LENGTH, "99999999999")
        .body(Body::empty())
        .unwrap();
    site.send(announced).await.page(StatusCode::PAYLOAD_TOO_LARGE);
    let many: Vec<(&str, Option<&str>, &[u8])> = vec![("file", Some("a.txt"), b"x"); 201];
    let page = site.upload(&many).await.page(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        page.contains("200 files had arrived before that and stay stored"),
        "{page}"
    );
    assert_eq!(site.store.read_now(|r| r.totals()).unwrap().articles, 1);
    let fields: Vec<(&str, Option<&str>, &[u8])> = vec![("other", None, b"x"); 100];
    let page = site.upload(&fields).await.page(StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.contains("Nothing was stored"), "{page}");
}

#[tokio::test]
async fn details_are_corrected_and_a_wrong_correction_comes_back() {
    let site = Site::with([small(1)]);
    let page = site.get("/articles/1/edit").await.page(StatusCode::OK);
    assert!(page.contains("value=\"Report 1\"") && page.contains("value=\"2031-02-02\""));

    let wrong = site
        .post_form(
            "/articles/1/edit",
            &[
                ("title", HOSTILE),
                ("date", "31 of May"),
                ("outlet", ""),
                ("address", "x"),
            ],
        )
        .await;
    let page = wrong.page(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.contains("value=\"31 of May\"")
            && page.contains("id=\"wrong-date\"")
            && page.contains("id=\"wrong-address\"")
    );
    assert!(site.get("/articles/1").await.text().contains("Report 1"));

    let fields = [
        ("title", " A  better\ttitle "),
        ("date", "2031-02-09"),
        ("outlet", "Vell Post"),
        ("address", "https://vell.example/1"),
    ];
    site.post_form("/articles/1/edit", &fields).await.goes_to("/articles/1");
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    assert!(
        page.contains(">A better title</h1>") && page.contains("Sun 9 February 2031") && page.contains("given by hand")
    );
    let page = site.get("/articles/1/edit").await.page(StatusCode::OK);
    assert!(
        page.contains("Report 1") && page.contains("2 Feb 2031"),
        "what was read stays in view"
    );

    let json = Request::post("/articles/1/edit")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{}"))
        .unwrap();
    site.send(json).await.page(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let long = "x".repeat(300 * 1024);
    site.post_form("/articles/1/edit", &[("title", &long)])
        .await
        .page(StatusCode::PAYLOAD_TOO_LARGE);
    site.post_form("/articles/99/edit", &fields)
        .await
        .page(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn deleting_is_asked_done_and_undone() {
    let site = Site::with([small(1), small(2)]);
    let page = site.get("/articles/1/delete").await.page(StatusCode::OK);
    assert!(page.contains("Delete this article?") && page.contains("Report 1"));
    for _ in 0..2 {
        site.post("/articles/1/delete").await.goes_to("/articles/1/delete");
    }
    let page = site.get("/articles/1/delete").await.page(StatusCode::OK);
    assert!(page.contains("The article is deleted") && page.contains("action=\"/articles/1/restore\""));
    for address in [
        "/articles/1",
        "/articles/1.json",
        "/articles/1/edit",
        "/articles/1/original",
    ] {
        let page = site.get(address).await.page(StatusCode::GONE);
        assert!(page.contains("action=\"/articles/1/restore\""), "{address}");
    }
    let list = site.get("/articles").await.page(StatusCode::OK);
    assert!(!list.contains("Report 1") && list.contains("href=\"/articles/deleted\">Deleted articles (1)<"));
    let page = site.get("/articles/deleted").await.page(StatusCode::OK);
    assert!(page.contains("Report 1") && page.contains("action=\"/articles/1/restore\""));
    assert!(page.contains("for 30 days") && page.contains("can be brought back until the end of "));
    site.get("/articles/deleted?page=2").await.page(StatusCode::NOT_FOUND);
    site.get("/articles/deleted?page=x").await.page(StatusCode::BAD_REQUEST);
    for _ in 0..2 {
        site.post("/articles/1/restore").await.goes_to("/articles/1");
    }
    assert!(site.get("/articles/1").await.page(StatusCode::OK).contains("Report 1"));
    assert!(!site.get("/articles").await.text().contains("Deleted articles"));
    let page = site.get("/articles/deleted").await.page(StatusCode::OK);
    assert!(page.contains("No article is deleted"));
    for address in ["/articles/99/delete", "/articles/99/restore"] {
        site.post(address).await.page(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn lists_filter_sort_and_turn_pages() {
    let site = Site::with((0..60).map(small));
    let page = site.get("/figures").await.page(StatusCode::OK);
    assert!(page.contains("60 figures") && page.contains("page 1 of 2") && page.contains("href=\"/figures?page=2\""));
    assert!(page.contains("<svg role=\"group\""));
    assert!(page.contains("<dt>Lowest</dt>") && page.contains("<dt>Highest</dt>") && page.contains("<dt>Latest</dt>"));
    let page = site.get("/figures?page=2").await.page(StatusCode::OK);
    assert!(page.contains("Rows 51 to 60 of 60") && page.contains("href=\"/figures\" rel=\"prev\""));
    let page = site.get("/figures?page=3").await.page(StatusCode::NOT_FOUND);
    assert!(page.contains("There is no page 3") && page.contains("href=\"/figures?page=2\""));
    for list in LISTS {
        site.get(list).await.page(StatusCode::OK);
        let page = site
            .get(&format!("{list}?source=nobody+of+that+name"))
            .await
            .page(StatusCode::OK);
        assert!(
            page.contains("match") && page.contains("nobody of that name") && page.contains("Clear the filter"),
            "{list}"
        );
    }
    let page = site
        .get("/figures?least=65&most=67&sort=least")
        .await
        .page(StatusCode::OK);
    assert!(page.contains("3 figures") && page.contains("value=\"65\""));
    let order: Vec<usize> = ["65", "66", "67"]
        .iter()
        .map(|n| page.find(&format!("<span class=\"is\">{n}</span>")).expect(n))
        .collect();
    assert!(order.is_sorted());
    let page = site.get("/figures?effect=killed").await.page(StatusCode::OK);
    assert!(page.contains("No figures match") && page.contains("<option selected>killed</option>"));
    let page = site.get("/figures?article_id=8").await.page(StatusCode::OK);
    assert!(page.contains("this article: Report 7") && page.contains("name=\"article_id\" value=\"8\""));
    assert!(
        site.get("/quotes?source_id=1")
            .await
            .page(StatusCode::OK)
            .contains("this source: Police in Vell")
    );
    assert!(
        site.get("/quotes?source_id=99")
            .await
            .page(StatusCode::OK)
            .contains("which is not there")
    );
    let page = site
        .get("/quotes?kind=indirect&article=Report+7")
        .await
        .page(StatusCode::OK);
    assert!(page.contains("/articles/8#q"), "every row leads to its words");
    assert!(
        site.get("/sources?kind=organization")
            .await
            .page(StatusCode::OK)
            .contains("Police in Vell")
    );
}

#[tokio::test]
async fn a_wrong_filter_keeps_the_form_and_names_the_field() {
    let site = Site::with([small(1)]);
    for (address, field, value) in [
        ("/figures?effect=dead&source=Police", "wrong-effect", "Police"),
        ("/figures?least=lots", "wrong-least", "lots"),
        ("/figures?after=yesterday", "wrong-after", "yesterday"),
        ("/quotes?kind=loud&article=Report", "wrong-kind", "Report"),
        ("/sources?before=2031-13-01", "wrong-before", "2031-13-01"),
    ] {
        let page = site.get(address).await.page(StatusCode::BAD_REQUEST);
        assert!(page.contains(&format!("id=\"{field}\"")), "{address}");
        assert!(page.contains(&format!("value=\"{value}\"")), "{address}");
    }
    let hostile = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect::<String>();
    for list in LISTS {
        for field in [
            "source",
            "article",
            "after",
            "sort",
            "page",
            "effect",
            "kind",
            "least",
            "article_id",
            "source_id",
        ] {
            let answer = site.get(&format!("{list}?{field}={hostile}")).await;
            answer.page(answer.status);
            assert!(
                answer.status.is_success() || answer.status == StatusCode::BAD_REQUEST,
                "{list} {field}"
            );
        }
        site.get(&format!("{list}?q=%ff%00&source=%00%ff"))
            .await
            .page(StatusCode::OK);
        let page = site
            .get(&format!("{list}.csv?after=x"))
            .await
            .page(StatusCode::BAD_REQUEST);
        assert!(page.contains("The filter was not understood"));
    }
}

#[tokio::test]
async fn a_search_without_a_word_says_what_is_missing() {
    let site = Site::with([small(1)]);
    for query in ["-killed", "%22", "*", "%22%22+-%22a+b%22"] {
        let page = site.get(&format!("/search?q={query}")).await.page(StatusCode::OK);
        assert!(page.contains("A word to look for is missing"), "{query}");
    }
    for query in ["", "xyzzy", "xyzzy+-killed"] {
        let page = site.get(&format!("/search?q={query}")).await.page(StatusCode::OK);
        assert!(!page.contains("A word to look for is missing"), "{query}");
    }
}

#[tokio::test]
async fn a_beginning_of_one_letter_is_said_to_be_left_out() {
    let site = Site::with([small(1)]);
    for (query, left_out) in [("k*", true), ("xyzzy+k*", true), ("xyzzy", false), ("xy*", false)] {
        let page = site.get(&format!("/search?q={query}")).await.page(StatusCode::OK);
        assert_eq!(
            page.contains("Not looked for: <code dir=\"auto\">k*</code>."),
            left_out,
            "{query}"
        );
        assert_eq!(page.contains("A word to look for is missing"), query == "k*", "{query}");
    }
}

#[tokio::test]
async fn claims_of_the_same_words_share_them_in_a_search() {
    let site = Site::with([sample()]);
    let page = site.get("/search?q=killed").await.page(StatusCode::OK);
    let (mut words, mut places) = (Vec::new(), 0);
    for entry in page
        .split("<ol class=\"places\">")
        .skip(1)
        .flat_map(|list| list.split("<li>").skip(1))
    {
        words.push(
            entry
                .split("</p>")
                .next()
                .unwrap()
                .split('>')
                .skip(2)
                .collect::<Vec<_>>()
                .join(">"),
        );
        places += entry.matches("<p class=\"note\">").count();
    }
    assert!(places > words.len(), "{places} {words:?}");
    words.sort();
    words.dedup();
    assert!(
        page.matches("<li><p class=\"words\"").count() == words.len(),
        "{words:?}"
    );
}

#[tokio::test]
async fn sources_say_what_they_are() {
    let site = Site::with([sample()]);
    let page = site.get("/sources").await.page(StatusCode::OK);
    assert!(page.contains("a surgeon at St Brendan’s Hospital</span>"));
    // how many of each kind, each a filter
    let rows = site.get("/sources.json").await;
    let rows: serde_json::Value = serde_json::from_slice(&rows.bytes).unwrap();
    let of = |kind: &str| {
        rows["rows"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|row| row["kind"] == kind)
            .count()
    };
    for kind in ["person", "organization", "group"] {
        let legend = format!("<a href=\"/sources?kind={kind}\">{kind} {}</a>", of(kind));
        assert!(of(kind) > 0 && page.contains(&legend), "{legend}");
    }
    let unnamed = site.get("/sources?named=no&sort=quotes").await.page(StatusCode::OK);
    assert!(unnamed.contains("unnamed") && !unnamed.contains("Salma al-Ahmadi"));
    assert!(unnamed.contains("/sources.csv?named=no&#38;sort=quotes"));
    let named = site.get("/sources?named=yes&kind=person").await.page(StatusCode::OK);
    assert!(
        named.contains("Salma al-Ahmadi") && named.contains("organization "),
        "other kinds are one step away"
    );
    let wrong = site.get("/sources?named=perhaps").await.page(StatusCode::BAD_REQUEST);
    assert!(wrong.contains("Choose one of: yes, no."));
}

#[tokio::test]
async fn the_greeting_leads_to_what_was_deleted() {
    let site = Site::with([small(1)]);
    assert!(!site.get("/").await.text().contains("/articles/deleted"));
    site.post("/articles/1/delete").await.goes_to("/articles/1/delete");
    let page = site.get("/").await.page(StatusCode::OK);
    assert!(page.contains("href=\"/articles/deleted\">Deleted articles (1)<"));
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_page() {
    let site = Site::with([small(1)]);
    for (address, to) in [
        ("/articles/1/", "/articles/1"),
        ("/figures/", "/figures"),
        ("/figures//?least=4", "/figures?least=4"),
    ] {
        let answer = site.get(address).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{address}");
        assert_eq!(answer.header(header::LOCATION), to);
    }
    for address in ["//example.org/", "/\\example.org/".replace('\\', "%5C").as_str()] {
        let answer = site.get(address).await;
        let to = answer.header(header::LOCATION);
        assert!(!to.starts_with("//") && !to.contains('\\'), "{address}: {to}");
    }
}

#[tokio::test]
async fn names_that_a_list_does_not_know_are_told() {
    let site = Site::with([small(1)]);
    for list in LISTS {
        let page = site
            .get(&format!("{list}?from=2031&source=Po&source=Po"))
            .await
            .page(StatusCode::OK);
        assert!(
            page.contains("Not understood: from, source (more than once)."),
            "{list}"
        );
        for ending in [".csv", ".json"] {
            let page = site
                .get(&format!("{list}{ending}?from=2031"))
                .await
                .page(StatusCode::BAD_REQUEST);
            assert!(page.contains("Not understood: from."), "{list}{ending}");
        }
        assert!(!site.get(list).await.text().contains("Not understood"), "{list}");
    }
    // the form sends what is empty too
    let page = site.get("/figures?effect=&source=&after=").await.page(StatusCode::OK);
    assert!(!page.contains("Not understood"));
}

#[tokio::test]
async fn control_characters_do_not_come_back() {
    let site = Site::with([small(1)]);
    let text = site.get("/search?q=a%00%1bb").await.text();
    assert!(text.contains("value=\"ab\"") && !text.contains(['\0', '\u{1b}', '\u{fffd}']));
    let title = [
        ("title", "a\0b\n\u{202e}c\u{1b}"),
        ("outlet", ""),
        ("date", ""),
        ("address", ""),
    ];
    site.post_form("/articles/1/edit", &title).await.goes_to("/articles/1");
    assert!(site.get("/articles/1").await.page(StatusCode::OK).contains("ab c</h1>"));
}

#[tokio::test]
async fn the_same_rows_are_there_as_files() {
    let site = Site::with((0..60).map(small));
    for (list, rows) in [("articles", 60), ("figures", 60), ("quotes", 60), ("sources", 1)] {
        let answer = site.get(&format!("/{list}.csv")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.header(header::CONTENT_TYPE).starts_with("text/csv"));
        assert_eq!(
            answer.header(header::CONTENT_DISPOSITION),
            format!("attachment; filename=\"{list}.csv\"; filename*=UTF-8''{list}.csv")
        );
        let mut reader = csv::Reader::from_reader(answer.bytes.as_slice());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows, "{list}");
        assert!(records[0][0].starts_with("http://127.0.0.1:7070/"), "{:?}", &records[0]);
        let json: serde_json::Value = serde_json::from_slice(&site.get(&format!("/{list}.json")).await.bytes).unwrap();
        assert_eq!(json["rows"].as_array().unwrap().len(), rows, "{list}");
    }
    let answer = site.get("/figures.csv?least=65&most=67").await;
    let text = answer.text();
    assert_eq!(text.lines().count(), 4);
    assert!(
        text.contains(",Report 55,") && text.contains(",65,20,22,65,65,exact,"),
        "{text}"
    );
}

#[tokio::test]
async fn no_cell_of_a_csv_is_a_formula() {
    let site = Site::with([upload("f.txt", "=HYPERLINK(1) said +12 men died.", |t| {
        let who = place(t, "=HYPERLINK(1)");
        Claims {
            figures: vec![Figure {
                source: Some(who),
                ..figure(place(t, "+12"), Some(12), Some(12), Hedge::Exact, Effect::Killed)
            }],
            sources: vec![source("=HYPERLINK(1)", SourceKind::Person, vec![who])],
            ..Claims::default()
        }
    })]);
    for list in ["articles", "figures", "sources"] {
        let answer = site.get(&format!("/{list}.csv")).await;
        let mut cells = 0;
        for record in csv::Reader::from_reader(answer.bytes.as_slice()).records() {
            for cell in record.unwrap().iter() {
                assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{list}: {cell}");
                cells += usize::from(cell.starts_with("'=") || cell.starts_with("'+"));
            }
        }
        assert!(cells > 0, "{list}");
    }
}

#[tokio::test]
async fn an_article_is_there_as_json_and_as_it_was_uploaded() {
    let site = Site::with([sample()]);
    let answer = site.get("/articles/1.json").await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    let json: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
    let text: Vec<char> = json["text"].as_str().unwrap().chars().collect();
    let upload = sample();
    assert_eq!(json["text"].as_str().unwrap(), upload.articles[0].article.text.as_str());
    let mut places = 0;
    let mut check = |place: &serde_json::Value| {
        let (start, end) = (
            place["start"].as_u64().unwrap() as usize,
            place["end"].as_u64().unwrap() as usize,
        );
        assert_eq!(
            text[start..end].iter().collect::<String>(),
            place["words"].as_str().unwrap()
        );
        places += 1;
    };
    for f in json["figures"].as_array().unwrap() {
        check(&f["number"]);
        f["trigger"].as_array().unwrap().iter().for_each(&mut check);
    }
    for q in json["quotes"].as_array().unwrap() {
        q["content"].as_array().unwrap().iter().for_each(&mut check);
    }
    for key in ["asides", "passed_over"] {
        json[key].as_array().unwrap().iter().for_each(&mut check);
    }
    assert!(places > 40);
    assert_eq!(json["figures"].as_array().unwrap().len(), 11);

    let answer = site.get("/articles/1/original").await;
    assert_eq!(answer.bytes, harbour::SAMPLE.as_bytes());
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/octet-stream");
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert!(
        answer
            .header(header::CONTENT_DISPOSITION)
            .starts_with("attachment; filename=\"harbour-fire.txt\"")
    );
    site.get("/articles/1.csv").await.goes_to("/figures.csv?article_id=1");
}

#[tokio::test]
async fn a_source_has_everything_it_is_quoted_and_cited_for() {
    let site = Site::with([sample()]);
    let list = site.get("/sources").await.page(StatusCode::OK);
    let address_of = |name: &str| {
        let before = &list[..list.find(&format!("<bdi>{name}</bdi>")).expect(name)];
        let start = before.rfind("/sources/").unwrap();
        before[start..].trim_end_matches("\">").to_owned()
    };
    let page = site.get(&address_of("Salma al-Ahmadi")).await.page(StatusCode::OK);
    assert!(page.contains("a surgeon at St Brendan’s Hospital") && page.contains("We have enough blood"));
    assert!(page.contains(">she</a>"), "the ways it is written");
    let page = site
        .get(&address_of("the interior ministry"))
        .await
        .page(StatusCode::OK);
    assert!(page.contains("Whom it cites") && page.contains("the city’s two main hospitals"));
    let page = site
        .get(&address_of("the city’s two main hospitals"))
        .await
        .page(StatusCode::OK);
    assert!(page.contains("Who cites it"));
    // each of its links inside an article leads to a place
    let article = site.get("/articles/1").await.text();
    for link in page.split("href=\"/articles/1#").skip(1) {
        let anchor = link.split('"').next().unwrap();
        assert!(article.contains(&format!("id=\"{anchor}\"")), "{anchor}");
    }
    for wrong in ["/sources/9999", "/sources/0", "/sources/x", "/sources/9999.json"] {
        assert!(
            site.get(wrong)
                .await
                .page(StatusCode::NOT_FOUND)
                .contains("No source at this address")
        );
    }
}

#[tokio::test]
async fn search_leads_to_the_place_and_survives_everything() {
    let site = Site::with([sample(), small(1)]);
    let article = site.get("/articles/1").await.text();
    for query in ["fertiliser", "2300", "%22never+be+found%22", "crane+drivers"] {
        site.get(&format!("/search?q={query}")).await.page(StatusCode::OK);
    }
    let page = site.get("/search?q=fertiliser").await.page(StatusCode::OK);
    assert!(page.contains("<mark>fertiliser</mark>") && page.contains("value=\"fertiliser\""));
    let mut links = 0;
    for link in page.split("href=\"/articles/1#").skip(1) {
        let anchor = link.split('"').next().unwrap();
        assert!(article.contains(&format!("id=\"{anchor}\"")), "{anchor}");
        links += 1;
    }
    assert!(links > 0);
    let json = site.get("/search.json?q=fertiliser").await;
    let json: serde_json::Value = serde_json::from_slice(&json.bytes).unwrap();
    let hit = &json["hits"][0];
    let mark = |i: usize| hit["marks"][0][i].as_u64().unwrap() as usize;
    let marked: String = hit["snippet"]
        .as_str()
        .unwrap()
        .chars()
        .skip(mark(0))
        .take(mark(1) - mark(0))
        .collect();
    assert_eq!(marked, "fertiliser");
    assert!(hit["address"].as_str().unwrap().starts_with("/articles/1#"));
    assert!(
        site.get("/search?q=2300")
            .await
            .page(StatusCode::OK)
            .contains("<mark>2,300</mark>")
    );
    assert!(site.get("/search").await.page(StatusCode::OK).contains("Type words"));
    assert!(
        site.get("/search?q=zzzz+fire")
            .await
            .page(StatusCode::OK)
            .contains("without “<bdi>zzzz</bdi>”")
    );
    site.get("/search?q=fire&page=0").await.page(StatusCode::BAD_REQUEST);
    site.get("/search?q=fire&page=99").await.page(StatusCode::NOT_FOUND);
    let long = "x%20%22AND%28".repeat(400);
    for query in [
        "%22",
        "%00",
        "*",
        "-",
        "%22%22%22",
        "AND+OR+NOT",
        "a:b",
        "(",
        "%ff%fe",
        "NEAR(a,b)",
        "^x",
        &long,
    ] {
        site.get(&format!("/search?q={query}")).await.page(StatusCode::OK);
    }
    let hostile = url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect::<String>();
    let page = site.get(&format!("/search?q={hostile}")).await.page(StatusCode::OK);
    assert!(page.contains("&#60;script&#62;"));
}

#[tokio::test]
async fn hostile_words_are_words_on_every_page() {
    let site = Site::with([hostile()]);
    for address in [
        "/",
        "/articles",
        "/articles/1",
        "/articles/1/edit",
        "/articles/1/delete",
        "/figures",
        "/quotes",
        "/sources",
        "/sources/1",
        "/search?q=killed",
    ] {
        let page = site.get(address).await.page(StatusCode::OK);
        assert!(page.contains("&#60;script&#62;"), "{address} does not show it");
        assert!(page.contains("{{ 7*7 }}"), "{address} evaluates it");
    }
    let page = site.get("/articles/1").await.text();
    assert!(!page.contains("href=\"javascript"));
    let name = site.get("/articles/1/original").await;
    assert!(
        name.header(header::CONTENT_DISPOSITION)
            .starts_with("attachment; filename=\"")
    );
}

#[tokio::test]
async fn every_way_of_failing_is_the_one_page() {
    let site = Site::with([small(1)]);
    for address in [
        "/nowhere",
        "/articles/x",
        "/articles/0",
        "/articles/01",
        "/articles/-1",
        "/articles/1.xml",
        "/articles/99999999999999999999",
        "/articles/9182",
        "/articles/9182/original",
        "/articles/9182/edit",
        "/articles/9182/delete",
        "/articles/%ff",
        "/articles/%3Cscript%3E",
        "/static/none.css",
        "/static/..%2f..%2fCargo.toml",
    ] {
        let page = site.get(address).await.page(StatusCode::NOT_FOUND);
        assert!(page.contains("(404)") && page.contains("Ways on"), "{address}");
    }
    for (method, address) in [
        (Method::POST, "/"),
        (Method::DELETE, "/articles/1"),
        (Method::PUT, "/figures"),
        (Method::GET, "/sample"),
        (Method::GET, "/articles/1/restore"),
        (Method::PATCH, "/upload"),
        (Method::from_bytes(b"BREW").unwrap(), "/help"),
    ] {
        let request = Request::builder()
            .method(method.clone())
            .uri(address)
            .body(Body::empty())
            .unwrap();
        let answer = site.send(request).await;
        assert!(
            answer.page(StatusCode::METHOD_NOT_ALLOWED).contains("(405)"),
            "{address}"
        );
        assert!(
            !answer.header(header::ALLOW).is_empty(),
            "{method} {address} says what is allowed"
        );
    }
    let head = Request::head("/articles/1").body(Body::empty()).unwrap();
    let answer = site.send(head).await;
    assert_eq!((answer.status, answer.bytes.len()), (StatusCode::OK, 0));
}

#[tokio::test]
async fn the_stylesheet_is_kept_under_its_version() {
    let site = Site::new();
    let page = site.get("/help").await.page(StatusCode::OK);
    let address = page
        .split("stylesheet\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let style = site.get(address).await;
    assert_eq!(style.header(header::CONTENT_TYPE), "text/css; charset=utf-8");
    assert!(style.header(header::CACHE_CONTROL).contains("immutable"));
    assert_eq!(
        site.get("/static/style.css").await.header(header::CACHE_CONTROL),
        "no-cache"
    );
    let tag = style.header(header::ETAG);
    let again = Request::get(address)
        .header(header::IF_NONE_MATCH, tag)
        .body(Body::empty())
        .unwrap();
    let again = site.send(again).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    let other = Request::get(address)
        .header(header::IF_NONE_MATCH, "\"other\"")
        .body(Body::empty())
        .unwrap();
    assert_eq!(site.send(other).await.status, StatusCode::OK);
    assert_eq!(
        site.get("/favicon.ico").await.header(header::CONTENT_TYPE),
        "image/svg+xml"
    );
    let text = style.text();
    assert!(
        !text.contains("http:") && !text.contains("https:") && !text.contains("@import"),
        "nothing from elsewhere"
    );
}

#[tokio::test]
async fn numbers_are_found_however_they_are_written() {
    let none = |_: &Text| Claims::default();
    let site = Site::with([
        upload("a.txt", "Six hundred houses burnt in Vell.", none),
        upload("b.txt", "The dam held 600 boats back at Ossel.", none),
        upload("c.txt", "Some 15,000 trees fell; the U.S. consulate stayed open.", none),
        upload("d.txt", "Fifteen thousand trees fell in Halm.", none),
    ]);
    for (query, articles) in [
        ("600", &[1, 2][..]),
        ("six+hundred", &[1, 2]),
        ("Six+Hundred+boats", &[2]),
        ("15k", &[3, 4]),
        ("15,000+trees", &[3, 4]),
        ("fifteen+thousand", &[3, 4]),
        ("US+consulate", &[3]),
        ("%22six+hundred%22", &[1]),
        ("seven+hundred", &[]),
    ] {
        let answer = site.get(&format!("/search.json?q={query}")).await.text();
        let found: Vec<u32> = (1..=4)
            .filter(|id| answer.contains(&format!("/articles/{id}#")))
            .collect();
        assert_eq!(found, articles, "{query}: {answer}");
    }
    let page = site.get("/search?q=six+hundred").await.page(StatusCode::OK);
    assert!(
        page.contains("<mark>600</mark>") && page.contains("<mark>Six hundred</mark>"),
        "{page}"
    );
}

#[tokio::test]
async fn a_date_that_can_be_two_is_offered_both_ways() {
    let site = Site::new();
    let file =
        b"Title: Flood at Ossel\nDate: 03/07/2024\nSource: The Harbour Post\n\nTwo men died on Monday, the mayor said.";
    let article = site
        .upload(&[("file", Some("a.txt"), file)])
        .await
        .header(header::LOCATION)
        .to_owned();
    let page = site.get(&article).await.page(StatusCode::OK);
    assert!(page.contains("can be read in two ways"), "{page}");
    let offered: Vec<&str> = page
        .split(&format!("href=\"{article}/edit?date="))
        .skip(1)
        .map(|s| &s[..10])
        .collect();
    assert_eq!(offered, ["2024-07-03", "2024-03-07"]);
    let form = site
        .get(&format!("{article}/edit?date=2024-07-03"))
        .await
        .page(StatusCode::OK);
    assert!(form.contains("value=\"2024-07-03\""), "{form}");
    let odd = site
        .get(&format!("{article}/edit?date=%22%3E"))
        .await
        .page(StatusCode::OK);
    assert!(!odd.contains("2024-07-03"));
    site.post_form(
        &format!("{article}/edit"),
        &[("title", "Flood at Ossel"), ("date", "2024-07-03")],
    )
    .await
    .goes_to(&article);
    let page = site.get(&article).await.page(StatusCode::OK);
    assert!(page.contains("Wed 3 July 2024") && !page.contains("two ways"), "{page}");
}
