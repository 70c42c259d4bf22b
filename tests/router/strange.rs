//! Articles and words that nobody writes, and that arrive all the same.

use super::{Answer, Site, well_formed};
use axum::http::{StatusCode, header};
use claimbook::{store::Filter, text::Text};

/// Words that break programs, each for another reason. Each is put into every field there is.
const WORDS: &[&str] = &[
    "",
    " ",
    "\0",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'\"`><svg/onload=alert(1)>",
    "</textarea><script>1</script>",
    "</title><h1>",
    "<!--",
    "]]>",
    "&lt;b&gt;&amp;&#0;&#x110000;",
    "{{7*7}}{% raw %}${7*7}<%= 7 %>",
    "javascript:alert(1)",
    "data:text/html,<script>1</script>",
    "//evil.example/",
    "'; DROP TABLE article; --",
    "\" OR 1=1 --",
    "%' OR '%'='",
    "NEAR(a b, 5) AND NOT OR *",
    "\"unclosed",
    "a* ^b +c -d :e (f",
    "text : killed",
    "%00%0d%0aSet-Cookie:x=1",
    "a\r\nSet-Cookie: x=1\r\n\r\n<b>",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "../../../etc/passwd",
    "C:\\windows\\win.ini",
    "CON",
    "nul\u{0}.txt",
    "\u{202e}txt.exe",
    "\u{2066}left\u{2069}\u{2067}right\u{2069}",
    "ki\u{200b}lled",
    "kil\u{ad}led",
    "\u{fb01}ve \u{fb02}ed",
    "\u{ff11}\u{ff12} people",
    "\u{661}\u{662} people",
    "Z\u{335}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}a",
    "e\u{301} é",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{fe0f}",
    "\u{10ffff}\u{fffe}\u{ffff}",
    "\u{feff}begins with a mark",
    "line\u{2028}separator\u{2029}",
    "\u{85}\u{b}\u{c}\u{1b}[2J",
    "İstanbul ǅ ß ſ K",
    "\u{e0001}\u{e0041}",
    "9999999999999999999999999999 people were killed",
    "-1 people were killed, said 1e309",
    "2025-02-30",
    "9999-12-31",
    "0000-00-00",
    "https://例え.example/?q=\"><b>#x",
    "https://user:pass@127.0.0.1:1/",
];

/// Shapes of articles; `n` says how long. The words in the second place can be searched for.
fn shapes(n: usize) -> Vec<(&'static str, String, &'static str)> {
    vec![
        ("one endless word", "a".repeat(n), ""),
        ("one endless word with marks", "kill\u{301}".repeat(n / 5), ""),
        ("one endless number", "1234567890".repeat(n / 10), ""),
        ("numbers only", "4,700 12 1.5 three 60 ".repeat(n / 22), "4700"),
        ("commas and digits", "1,".repeat(n / 2), "1"),
        (
            "number words",
            "hundred thousand and three million ".repeat(n / 35),
            "million",
        ),
        ("opening marks", "“".repeat(n / 3) + " flood", "flood"),
        ("closing marks", "”’\"'".repeat(n / 8) + " flood", "flood"),
        ("marks in pairs", "“a” ‘b’ \"c\" «d» ".repeat(n / 24), "a"),
        (
            "marks within marks",
            "“‘".repeat(n / 12) + "flood" + &"’”".repeat(n / 12),
            "flood",
        ),
        ("one-word paragraphs", "flood\n\n".repeat(n / 7), "flood"),
        ("one-number paragraphs", "12\n\n".repeat(n / 4), "12"),
        ("marked paragraphs", "“Flood\n\n".repeat(n / 10), "flood"),
        (
            "one sentence without end",
            "the police said that ".repeat(n / 21),
            "police",
        ),
        (
            "cues only",
            "said told announced according to citing ".repeat(n / 40),
            "citing",
        ),
        (
            "names only",
            "Anna Brook Tomas Reik Ilse Torvald ".repeat(n / 35),
            "Torvald",
        ),
        ("pronouns only", "he said she said they said. ".repeat(n / 28), "she"),
        ("tolls only", "12 people were killed, ".repeat(n / 23), "killed"),
        ("full stops", ".".repeat(n) + " flood", "flood"),
        ("dashes and brackets", "—–-([{".repeat(n / 12) + " flood", "flood"),
        ("blanks", format!("flood{}flood", " ".repeat(n)), "flood"),
        (
            "no-break blanks",
            format!("flood{}flood", "\u{a0}".repeat(n / 2)),
            "flood",
        ),
        (
            "invisible characters",
            format!("flo{}od flood", "\u{200b}\u{ad}\u{2060}".repeat(n / 9)),
            "flood",
        ),
        (
            "marks on one letter",
            format!("a{} flood", "\u{301}".repeat(n / 2)),
            "flood",
        ),
        (
            "families of emoji",
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}".repeat(n / 18) + " flood",
            "flood",
        ),
        ("right to left", "\u{202e}killed 12\u{202c} ".repeat(n / 16), "killed"),
        ("capitals", "FLOOD KILLS TWELVE ".repeat(n / 19), "twelve"),
        ("dots between capitals", "U.S. Lt. Col. ".repeat(n / 14), "col"),
        ("addresses", "https://example.org/?a=b&c=<d> ".repeat(n / 31), "example"),
        (
            "tags",
            "flood ".to_owned() + &"<p><b>killed</b> 12 &amp; ".repeat(n / 26),
            "killed",
        ),
        ("weekdays", "on Monday last week in May 2024 ".repeat(n / 32), "Monday"),
        (
            "one of each word",
            WORDS.join(" said 12 people were killed. \n\n"),
            "killed",
        ),
    ]
}

#[track_caller]
fn in_order(answer: &Answer, what: &str) {
    assert!(!answer.status.is_server_error(), "{what}: {}", answer.text());
    if answer.header(header::CONTENT_TYPE).starts_with("text/html") {
        let page = answer.text();
        well_formed(&page);
        for raw in [
            "<script>",
            "<img",
            "<svg",
            "onerror=alert(1)>",
            "</textarea><script",
            "href=\"javascript:",
        ] {
            assert!(!page.contains(raw), "{what}: {raw} stands on the page");
        }
        assert!(!page.contains('\0'), "{what:?}: no HTML can hold this");
    }
}

fn asked(words: &str) -> String {
    url::form_urlencoded::byte_serialize(words.as_bytes()).collect()
}

#[tokio::test]
async fn articles_of_every_shape_are_stored_shown_and_found() {
    let site = Site::new();
    for (shape, text, word) in shapes(20_000) {
        let answer = site.upload(&[("file", Some("a.txt"), text.as_bytes())]).await;
        if answer.status == StatusCode::UNPROCESSABLE_ENTITY
            && Text::clean(&text).as_str().chars().all(|c| !c.is_alphanumeric())
        {
            continue;
        }
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{shape}: {}", answer.text());
        let address = answer.header(header::LOCATION).to_owned();
        let id: i64 = address.rsplit('/').next().unwrap().parse().unwrap();
        let stored = site
            .store
            .read(move |reader| reader.article_text(id))
            .await
            .unwrap()
            .unwrap();
        let cleaned = Text::clean(&text);
        assert!(
            cleaned.as_str().trim().ends_with(stored.text.as_str().trim()),
            "{shape}: other words are stored"
        );
        let page = site.get(&address).await;
        in_order(&page, shape);
        assert_eq!(page.status, StatusCode::OK, "{shape}");
        if !word.is_empty() {
            let found = site.get(&format!("/search?q={}", asked(word))).await;
            in_order(&found, shape);
            let all = site.store.read(move |reader| reader.search(word, 1)).await.unwrap();
            assert!(all.total > 0, "{shape}: {word} is not found");
        }
        for list in [
            "/articles",
            "/figures",
            "/quotes",
            "/sources",
            "/figures.csv",
            "/quotes.json",
        ] {
            in_order(&site.get(list).await, shape);
        }
        // so that the next shape is looked at alone
        site.post(&format!("/articles/{id}/delete")).await;
    }
    assert_eq!(site.store.verify(|_, _| {}).unwrap(), [""; 0]);
}

#[tokio::test]
async fn strange_words_in_every_field() {
    let site = Site::new();
    for (i, words) in WORDS.iter().enumerate() {
        let text = format!("Report {i}. {words} said 12 {words} were killed at {words}. “{words},” {words} said.");
        let name: String = words.chars().filter(|c| *c != '"' && !c.is_control()).collect();
        let answer = site
            .upload(&[
                ("title", None, words.as_bytes()),
                ("outlet", None, words.as_bytes()),
                ("file", Some(&name), text.as_bytes()),
            ])
            .await;
        in_order(&answer, words);
        if words.contains(['\0', '\u{ffff}']) && answer.status == StatusCode::UNSUPPORTED_MEDIA_TYPE {
            continue;
        }
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{words:?}: {}", answer.text());
        let address = answer.header(header::LOCATION).to_owned();
        for field in ["date", "address"] {
            in_order(
                &site
                    .upload(&[(field, None, words.as_bytes()), ("text", None, text.as_bytes())])
                    .await,
                words,
            );
        }
        for page in ["", "/edit", "/delete", "/original"] {
            let answer = site.get(&format!("{address}{page}")).await;
            in_order(&answer, words);
            assert_eq!(answer.status, StatusCode::OK, "{words:?} {page}");
            for (name, value) in &answer.headers {
                assert!(
                    value.as_bytes().iter().all(|&b| b >= b' ' && b != 0x7f),
                    "{words:?}: {name}"
                );
            }
        }
        let edited = site
            .post_form(
                &format!("{address}/edit"),
                &[("title", words), ("outlet", words), ("date", words), ("address", words)],
            )
            .await;
        in_order(&edited, words);
        let q = asked(words);
        for list in ["/figures", "/quotes", "/sources", "/articles"] {
            for field in [
                "article", "source", "q", "after", "least", "effect", "kind", "order", "page", words,
            ] {
                in_order(&site.get(&format!("{list}?{}={q}", asked(field))).await, words);
            }
            for ending in [".csv", ".json"] {
                in_order(
                    &site.get(&format!("{list}{ending}?article={q}&source={q}")).await,
                    words,
                );
            }
        }
        for page in [
            "/search?q=",
            "/search.json?q=",
            "/articles/",
            "/sources/",
            "/static/",
            "/",
        ] {
            in_order(&site.get(&format!("{page}{q}")).await, words);
        }
        // whatever is searched for, nothing breaks; and its letters are found
        let found = site.store.read(move |reader| reader.search(words, 1)).await;
        assert!(found.is_ok(), "{words:?}: {found:?}");
    }
    // and none of it is a formula in any file
    for list in ["/figures.csv", "/quotes.csv", "/sources.csv", "/articles.csv"] {
        let text = site.get(list).await.text();
        let mut rows = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        for row in rows.records() {
            for cell in &row.unwrap() {
                let number = cell.parse::<f64>().is_ok();
                assert!(
                    number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{list}: {cell:?}"
                );
            }
        }
    }
    let all = site
        .store
        .read(|reader| reader.figures(&Filter::default()))
        .await
        .unwrap();
    assert!(all.total > 0);
    assert_eq!(site.store.verify(|_, _| {}).unwrap(), [""; 0]);
}

#[tokio::test]
async fn a_hundred_thousand_paragraphs_of_one_word() {
    let site = Site::new();
    let text = "flood\n\n".repeat(99_999) + "ebb";
    let answer = site.upload(&[("file", Some("a.txt"), text.as_bytes())]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let mut paragraphs = 0;
    for part in 1.. {
        let answer = site.get(&format!("/articles/1?part={part}")).await;
        if answer.status == StatusCode::NOT_FOUND {
            break;
        }
        assert!(answer.bytes.len() < 2_000_000, "part {part}: {}", answer.bytes.len());
        paragraphs += answer.text().matches("<p id=\"p").count();
    }
    assert_eq!(paragraphs, 100_000);
    let found = site.get("/search?q=flood").await.page(StatusCode::OK);
    assert!(found.contains("20,000+ places"), "{found}");
    let last = site.get("/search.json?q=ebb").await.text();
    assert!(last.contains("\"address\":\"/articles/1?at="), "{last}");
}
