//! Looking at a file before it is stored.

use crate::{HOSTILE, Site};
use axum::http::{StatusCode, header};
use jiff::civil::date;

const REPORT: &[u8] = b"Title: Ferry sinks\nDate: 2024-05-03\nSource: The Harbour Post\n\nAt least 12 people were killed and 30 \
    injured when a ferry sank off the port of Maren on Thursday, the coastguard said.\n\n\"We have never seen such a sea,\" said \
    Ilse Torvald, who leads the coastguard.\n";

async fn look(site: &Site, parts: &[(&str, Option<&str>, &[u8])]) -> String {
    let answer = site.upload_to("/upload/look", parts).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let there = answer.header(header::LOCATION).to_owned();
    assert!(there.starts_with("/upload/look/"), "{there}");
    there
}

fn articles(site: &Site) -> u64 {
    site.store.read_now(|r| r.totals()).unwrap().articles
}

#[tokio::test]
async fn a_file_is_looked_at_corrected_and_added() {
    let site = Site::new();
    let there = look(&site, &[("file", Some("ferry.txt"), REPORT)]).await;
    assert_eq!(articles(&site), 0);
    // as often as one likes
    for _ in 0..2 {
        let page = site.get(&there).await.page(StatusCode::OK);
        for words in [
            "<h1>What was understood</h1>",
            "<bdi>ferry.txt</bdi> is not stored yet",
            "name=\"title\" value=\"Ferry sinks\"",
            "name=\"date\" value=\"2024-05-03\"",
            "name=\"outlet\" value=\"The Harbour Post\"",
            "<dt>Figures</dt><dd>2</dd>",
            "At least 12 people were killed",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
    assert_eq!(articles(&site), 0);
    let fields = [
        ("title", "A ferry sinks"),
        ("date", "2024-05-10"),
        ("outlet", ""),
        ("address", ""),
    ];
    site.post_form(&there, &fields).await.goes_to("/articles/1");
    let page = site.store.read_now(|r| r.article(1)).unwrap().unwrap();
    assert_eq!(page.row.article.title.as_deref(), Some("A ferry sinks"));
    assert_eq!(
        (page.row.article.date, &page.row.article.outlet),
        (Some(date(2024, 5, 10)), &None)
    );
    // what was read is kept apart, and what "Thursday" was follows the date that a person gave
    assert_eq!(page.read.title.as_deref(), Some("Ferry sinks"));
    assert_eq!(page.read.date, Some(date(2024, 5, 3)));
    assert_eq!(page.read.outlet.as_deref(), Some("The Harbour Post"));
    let thursday = page.figures[0].when.as_ref().or(page.figures[0].said.as_ref()).unwrap();
    assert_eq!(thursday.date.map(|(day, _)| day), Some(date(2024, 5, 9)));
    assert!(site.store.verify(|_, _| {}).unwrap().is_empty());
    // it is no draft any more
    let page = site.get(&there).await.page(StatusCode::GONE);
    assert!(page.contains("not kept any more"));
    site.post_form(&there, &fields).await.page(StatusCode::GONE);
    assert_eq!(articles(&site), 1);
}

#[tokio::test]
async fn what_was_typed_beside_the_file_is_there() {
    let site = Site::new();
    let there = look(
        &site,
        &[
            ("text", None, b"Two men died in Maren."),
            ("title", None, HOSTILE.as_bytes()),
            ("date", None, b"soon"),
        ],
    )
    .await;
    let page = site.get(&there).await.page(StatusCode::OK);
    assert!(page.contains("The pasted text is not stored yet"));
    assert!(
        page.contains("&#60;script&#62;") && page.contains("value=\"soon\""),
        "{page}"
    );
    assert!(page.contains("Write the day like 2025-04-30."));
    let wrong = site.post_form(&there, &[("title", "A title"), ("date", "soon")]).await;
    let page = wrong.page(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Nothing was stored yet") && page.contains("value=\"A title\""));
    assert_eq!(articles(&site), 0);
    site.post_form(&there, &[("title", "A title")])
        .await
        .goes_to("/articles/1");
}

#[tokio::test]
async fn a_file_can_be_left() {
    let site = Site::new();
    let there = look(&site, &[("file", Some("ferry.txt"), REPORT)]).await;
    site.post_form(&there, &[("do", "leave"), ("title", "x")])
        .await
        .goes_to("/upload");
    site.get(&there).await.page(StatusCode::GONE);
    // once more changes nothing
    site.post_form(&there, &[("do", "leave")]).await.goes_to("/upload");
    assert_eq!(articles(&site), 0);
}

#[tokio::test]
async fn what_is_there_already_is_said() {
    let site = Site::new();
    site.upload(&[("file", Some("a.txt"), REPORT)])
        .await
        .goes_to("/articles/1");
    let there = look(&site, &[("file", Some("b.txt"), REPORT)]).await;
    let page = site.get(&there).await.page(StatusCode::OK);
    assert!(
        page.contains("These very bytes are here already: <a href=\"/articles/1\">"),
        "{page}"
    );
    site.post_form(&there, &[("title", "Other")])
        .await
        .goes_to("/articles/1?already=1");
    assert!(!site.get("/articles/1").await.text().contains("Other"));
    // another print of the same report
    let print = String::from_utf8(REPORT.to_vec())
        .unwrap()
        .replace("The Harbour Post", "The Courier");
    let there = look(&site, &[("file", Some("c.txt"), print.as_bytes())]).await;
    let page = site.get(&there).await.page(StatusCode::OK);
    assert!(
        page.contains("The same report is here already, printed by <bdi>The Harbour Post</bdi>"),
        "{page}"
    );
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_at_once() {
    let site = Site::new();
    for (parts, status, words) in [
        (
            &[("file", Some("a.png"), &b"\x89PNG\r\n\x1a\n\0\0"[..])][..],
            StatusCode::UNPROCESSABLE_ENTITY,
            "PNG",
        ),
        (
            &[("file", Some(""), &b""[..])][..],
            StatusCode::UNPROCESSABLE_ENTITY,
            "Choose a file",
        ),
        (
            &[
                ("file", Some("a.txt"), &b"Two men died."[..]),
                ("file", Some("b.txt"), &b"Two died."[..]),
            ][..],
            StatusCode::UNPROCESSABLE_ENTITY,
            "Choose one file to look at",
        ),
    ] {
        let page = site.upload_to("/upload/look", parts).await.page(status);
        assert!(page.contains(words), "{words}: {page}");
        assert!(page.contains("Nothing was stored yet"));
    }
    assert_eq!(articles(&site), 0);
    for address in ["/upload/look/7", "/upload/look/9999999999"] {
        site.get(address).await.page(StatusCode::GONE);
    }
    site.get("/upload/look/x").await.page(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_so_many_are_kept() {
    let site = Site::new();
    let mut all = Vec::new();
    for i in 0..12 {
        all.push(
            look(
                &site,
                &[("text", None, format!("Two men died in ward {i}.").as_bytes())],
            )
            .await,
        );
    }
    site.get(&all[1]).await.page(StatusCode::GONE);
    site.get(&all[2]).await.page(StatusCode::OK);
    site.get(&all[11]).await.page(StatusCode::OK);
}

#[tokio::test]
async fn several_take_the_date_and_outlet_that_were_typed() {
    let site = Site::new();
    let lines: &[u8] = b"{\"title\": \"Fire\", \"text\": \"Two men died in Maren on Monday, the mayor said.\"}\n\
        {\"title\": \"Flood\", \"text\": \"Six people drowned near Ossel on Tuesday, police said.\"}\n";
    let parts = [
        ("file", Some("two.jsonl"), lines),
        ("date", None, &b"2024-10-10"[..]),
        ("outlet", None, &b"The Harbour Post"[..]),
    ];
    let there = look(&site, &parts).await;
    let page = site.get(&there).await.page(StatusCode::OK);
    assert!(
        page.contains("value=\"2024-10-10\"") && page.contains("value=\"The Harbour Post\""),
        "{page}"
    );
    assert!(!page.contains("name=\"title\""), "a title is one article's");
    let wrong = site.post_form(&there, &[("date", "soon")]).await;
    wrong.page(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(articles(&site), 0);
    let typed = [("date", "2024-10-10"), ("outlet", "The Harbour Post")];
    site.post_form(&there, &typed).await.goes_to("/articles");
    for article in [1, 2] {
        let json = site.get(&format!("/articles/{article}.json")).await.text();
        assert!(
            json.contains("2024-10-10") && json.contains("The Harbour Post"),
            "{json}"
        );
    }
}

#[tokio::test]
async fn what_was_deleted_before_is_said_and_can_be_brought_back() {
    let site = Site::new();
    let answer = site.upload(&[("file", Some("ferry.txt"), REPORT)]).await;
    answer.goes_to("/articles/1");
    site.post_form("/articles/1/edit", &[("title", "The ferry")])
        .await
        .goes_to("/articles/1");
    site.post("/articles/1/delete").await;
    let there = look(&site, &[("file", Some("again.txt"), REPORT)]).await;
    let page = site.get(&there).await.page(StatusCode::OK);
    for words in [
        "This was here before and was deleted: <bdi>The ferry</bdi>",
        "brings that article back, with what had been corrected",
        ">Bring it back</button>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(articles(&site), 0, "looking at it brings nothing back");
    site.post_form(&there, &[("title", "Another")])
        .await
        .goes_to("/articles/1?already=1");
    assert_eq!(articles(&site), 1);
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    assert!(page.contains("<h1 dir=\"auto\">The ferry</h1>"), "{page}");
    let there = look(&site, &[("file", Some("ferry.txt"), REPORT)]).await;
    let page = site.get(&there).await.page(StatusCode::OK);
    assert!(
        page.contains("These very bytes are here already") && !page.contains("was deleted"),
        "{page}"
    );
}
