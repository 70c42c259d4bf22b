//! Many files in one form.

use crate::{Answer, Site};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::Value;

fn body(files: &[(&str, &[u8])], end: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, content) in files {
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n")
                .into_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(end.as_bytes());
    body
}

async fn send(site: &Site, address: &str, accept: &str, body: Vec<u8>) -> Answer {
    let request = Request::post(address)
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header(header::ACCEPT, accept)
        .body(Body::from(body))
        .unwrap();
    site.send(request).await
}

#[track_caller]
fn json(answer: &Answer) -> Value {
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    serde_json::from_slice(&answer.bytes).unwrap()
}

/// A large file that is a short article: the blanks at the ends of its lines are cleaned away.
fn large(i: usize, bytes: usize) -> Vec<u8> {
    let blanks = " ".repeat(bytes);
    format!("Title: Ward {i}\n\nWard {i} closed its school on day {i}.{blanks}\n").into_bytes()
}

fn articles(site: &Site) -> u64 {
    site.store.read_now(|r| r.totals()).unwrap().articles
}

#[tokio::test]
async fn a_script_is_told_what_became_of_each_file() {
    let site = Site::new();
    let files: [(&str, &[u8]); 4] = [
        ("a.txt", b"Title: Two\n\nTwo men died."),
        ("b <b>.png", b"\x89PNG\r\n\x1a\n\0\0"),
        ("a again.txt", b"Title: Two\n\nTwo men died."),
        ("c.txt", b"Three men died."),
    ];
    let answer = send(&site, "/upload.json", "*/*", body(&files, "--edge--\r\n")).await;
    assert_eq!(answer.status, StatusCode::OK);
    let told = json(&answer);
    assert_eq!(
        (&told["stored"], &told["already_there"], &told["refused"]),
        (&2.into(), &1.into(), &1.into())
    );
    let outcomes: Vec<_> = told["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["outcome"].as_str().unwrap())
        .collect();
    assert_eq!(outcomes, ["stored", "refused", "already_there", "stored"]);
    assert_eq!(told["files"][0]["articles"][0]["address"], "/articles/1");
    assert_eq!(told["files"][0]["articles"][0]["shown_as"], "Two");
    assert_eq!(told["files"][2]["articles"][0]["id"], 1);
    assert_eq!(told["files"][1]["name"], "b <b>.png");
    assert!(told["files"][1]["reason"].as_str().unwrap().contains("PNG"));
    // sent again nothing is new; the header asks for the same
    let again = send(&site, "/upload", "application/json", body(&files, "--edge--\r\n")).await;
    let told = json(&again);
    assert_eq!(
        (&told["stored"], &told["already_there"], &told["refused"]),
        (&0.into(), &3.into(), &1.into())
    );
    assert_eq!(articles(&site), 2);
    // a person gets a page, of a browser's header too
    let page = send(
        &site,
        "/upload",
        "text/html,application/xhtml+xml,*/*;q=0.8",
        body(&files, "--edge--\r\n"),
    )
    .await;
    let page = page.page(StatusCode::OK);
    assert!(page.contains("0 stored, 3 already there, 1 not stored"), "{page}");
    assert!(page.contains("<bdi>Two</bdi>"));
}

#[tokio::test]
async fn a_script_is_told_of_errors_too() {
    let site = Site::new();
    for (sent, status) in [
        (body(&[], "--edge--\r\n"), StatusCode::UNPROCESSABLE_ENTITY),
        (body(&[("a.txt", b"cut")], ""), StatusCode::BAD_REQUEST),
    ] {
        let answer = send(&site, "/upload.json", "*/*", sent).await;
        assert_eq!(answer.status, status);
        let told = json(&answer);
        assert!(
            told["error"]["message"]
                .as_str()
                .unwrap()
                .contains("Nothing was stored"),
            "{told}"
        );
    }
    let refused = send(
        &site,
        "/upload.json",
        "*/*",
        body(&[("a.png", b"\x89PNG\r\n\x1a\n\0\0")], "--edge--\r\n"),
    )
    .await;
    assert_eq!(refused.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(json(&refused)["files"][0]["outcome"], "refused");
    let wrong = "--edge\r\nContent-Disposition: form-data; name=\"date\"\r\n\r\nsoon\r\n--edge--\r\n";
    let answer = send(
        &site,
        "/upload.json",
        "*/*",
        body(&[("a.txt", b"Two men died.")], wrong),
    )
    .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        json(&answer)["error"]["message"]
            .as_str()
            .unwrap()
            .contains("2025-04-30")
    );
    assert_eq!(articles(&site), 0);
    // by the address alone there is nothing to see
    assert_eq!(site.get("/upload.json").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn files_of_a_large_form_are_stored_while_others_arrive() {
    let site = Site::new();
    let contents: Vec<Vec<u8>> = (0..7).map(|i| large(i, 3_000_000)).collect();
    let names: Vec<String> = (0..7).map(|i| format!("{i}.txt")).collect();
    let mut files: Vec<(&str, &[u8])> = names
        .iter()
        .map(String::as_str)
        .zip(contents.iter().map(Vec::as_slice))
        .collect();
    // cut off in the middle of the last: what came before the last piece is stored, and said to be
    let answer = send(
        &site,
        "/upload",
        "*/*",
        body(&files[..5], "--edge\r\nContent-Disposition: form-da"),
    )
    .await;
    let page = answer.page(StatusCode::BAD_REQUEST);
    let stored = articles(&site);
    assert!((3..=5).contains(&stored), "{stored}");
    assert!(
        page.contains(&format!("{stored} files had arrived before that and stay stored")),
        "{page}"
    );
    assert!(!page.contains("Nothing was stored"));
    // all of it again
    files.insert(3, ("empty.txt", b" "));
    let page = send(&site, "/upload", "*/*", body(&files, "--edge--\r\n"))
        .await
        .page(StatusCode::OK);
    assert!(
        page.contains(&format!("{} stored, {stored} already there, 1 not stored", 7 - stored)),
        "{page}"
    );
    let told: Vec<usize> = ["0.txt", "2.txt", "empty.txt", "3.txt", "6.txt"]
        .iter()
        .map(|n| page.find(n).unwrap())
        .collect();
    assert!(told.is_sorted(), "in the order they were sent");
    assert_eq!(articles(&site), 7);
    assert!(site.store.verify(|_, _| {}).unwrap().is_empty());
}

#[tokio::test]
async fn what_was_deleted_comes_back_when_it_is_sent_again() {
    let site = Site::new();
    let one = body(&[("a.txt", b"Two men died.")], "--edge--\r\n");
    send(&site, "/upload", "*/*", one.clone()).await.goes_to("/articles/1");
    site.store.write_now(|w| w.delete(1)).unwrap();
    send(&site, "/upload", "*/*", one)
        .await
        .goes_to("/articles/1?already=1");
    site.get("/articles/1").await.page(StatusCode::OK);
}

#[tokio::test]
async fn what_a_table_holds_is_counted_and_what_should_be_known_of_it_told() {
    let site = Site::new();
    let table = "date,text\n05/06/2024,Two men died at Sarn.\n06/07/2024,Three men died at Maren.\n";
    let page = site
        .upload(&[("file", Some("a.csv"), table.as_bytes())])
        .await
        .page(StatusCode::OK);
    for words in [
        "<h1>2 articles stored, of 1 file</h1>",
        "2 articles have no date, since “05/06/2024” and its like",
        "write days like 2024-06-05",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // of one article too, which has a page of its own otherwise
    let table = "date,text\n05/06/2024,Four men died at Ossel.\n";
    let file = [("file", Some("b.csv"), table.as_bytes())];
    let page = site.upload(&file).await.page(StatusCode::OK);
    assert!(
        page.contains("<h1>1 stored</h1>") && page.contains("One article has no date"),
        "{page}"
    );
    let again = site.upload(&file).await;
    assert_ne!(again.status, StatusCode::BAD_REQUEST);
    assert!(
        !again.text().contains("One article has no date"),
        "it was told, or corrected since"
    );
    let json = site
        .upload_to(
            "/upload.json",
            &[("file", Some("c.csv"), "date,text\nsoon,Five men died.".as_bytes())],
        )
        .await;
    let told: serde_json::Value = serde_json::from_slice(&json.bytes).unwrap();
    let notice = told["files"][0]["notices"][0].as_str().unwrap();
    assert!(
        notice.contains("“soon” in the column “date” is not understood as a day"),
        "{notice}"
    );
    let page = site
        .upload_to(
            "/upload/look",
            &[("file", Some("d.csv"), "date,text\nsoon,Six men died.".as_bytes())],
        )
        .await;
    let page = site.get(page.header(header::LOCATION)).await.page(StatusCode::OK);
    assert!(page.contains("is not understood as a day"), "{page}");
}
