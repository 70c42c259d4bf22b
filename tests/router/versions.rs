//! Pages of articles whose files were read again.

use crate::{Site, older};
use axum::http::StatusCode;
use claimbook::{ingest, store::Became};

const REPORT: &str = "Title: Ferry sinks\nDate: 2024-05-03\nSource: The Harbour Post\n\nAt least 12 people were killed when a \
    ferry sank off the port of Maren on Thursday, the coastguard said.\n\nA witness said the sea was calm.";

/// A report that an older reader had with a menu and without its last paragraph, read again: old and new number.
fn read_again(site: &Site) -> (i64, i64) {
    let old = site.add(older::read("ferry.txt", REPORT.as_bytes(), |text| {
        let paragraphs = text.rsplit_once("\n\n").unwrap().0;
        format!("Home | News\n\nA fisherman said the harbour was empty.\n\n{paragraphs}")
    }));
    let new = site.store.write_now(|writer| {
        let reader = writer.reading();
        let upload = reader.uploads_listed()?.pop().unwrap();
        let plan = ingest::reread(reader.stored_upload(upload)?.unwrap()).unwrap();
        let done = writer.reread(upload, &plan.changes, &plan.more)?.unwrap();
        match done.articles.as_slice() {
            [one] => match one.became {
                Became::Version(id) => Ok(id),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    });
    (old, new.unwrap())
}

#[tokio::test]
async fn either_reading_leads_to_the_other() {
    let site = Site::new();
    let (old, new) = read_again(&site);
    let page = site.get(&format!("/articles/{old}")).await.page(StatusCode::OK);
    for words in [
        "This is an older reading of the article",
        "the text came out otherwise",
        &format!("<a href=\"/articles/{new}\">the newer reading</a>"),
        "Home | News",
        "id=\"f",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for words in ["/edit\"", "/delete\"", "The same report is here", ".csv"] {
        assert!(!page.contains(words), "{words}: {page}");
    }
    let page = site.get(&format!("/articles/{new}")).await.page(StatusCode::OK);
    for words in [
        "Read again from its file on",
        &format!("The older reading: <a href=\"/articles/{old}\">article {old}</a>"),
        "A witness",
        &format!("/articles/{new}/edit"),
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for words in ["Home | News", "The same report is here"] {
        assert!(!page.contains(words), "{words}: {page}");
    }
    // lists and search have the newer one alone
    for address in ["/articles", "/figures", "/search?q=ferry", "/"] {
        let page = site.get(address).await.page(StatusCode::OK);
        assert!(page.contains(&format!("/articles/{new}")), "{address}: {page}");
        assert!(!page.contains(&format!("/articles/{old}\"")), "{address}: {page}");
        assert!(!page.contains(&format!("/articles/{old}#")), "{address}: {page}");
    }
    let page = site
        .get(&format!("/figures?article_id={old}"))
        .await
        .page(StatusCode::OK);
    assert!(page.contains(&format!("/articles/{new}#")), "{page}");
    for (id, newer, older) in [
        (
            old,
            serde_json::json!(format!("/articles/{new}")),
            serde_json::json!([]),
        ),
        (
            new,
            serde_json::Value::Null,
            serde_json::json!([format!("/articles/{old}")]),
        ),
    ] {
        let answer = site.get(&format!("/articles/{id}.json")).await;
        let json: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
        assert_eq!((&json["newer"], &json["older"]), (&newer, &older));
    }
    assert_eq!(
        site.get(&format!("/articles/{old}/original")).await.bytes,
        site.get(&format!("/articles/{new}/original")).await.bytes
    );
}

#[tokio::test]
async fn what_is_changed_is_the_newer_reading() {
    let site = Site::new();
    let (old, new) = read_again(&site);
    for (address, ending) in [("edit", "/edit"), ("delete", "/delete")] {
        let page = site
            .get(&format!("/articles/{old}/{address}"))
            .await
            .page(StatusCode::CONFLICT);
        assert!(page.contains("There is a newer reading"), "{page}");
        assert!(page.contains(&format!("href=\"/articles/{new}{ending}\"")), "{page}");
    }
    site.post_form(&format!("/articles/{old}/edit"), &[("title", "Other")])
        .await
        .page(StatusCode::CONFLICT);
    site.post(&format!("/articles/{old}/delete")).await;
    site.get(&format!("/articles/{new}")).await.page(StatusCode::OK);
    // deleted and brought back together, by either address
    site.post(&format!("/articles/{new}/delete")).await;
    for id in [old, new] {
        let page = site.get(&format!("/articles/{id}")).await.page(StatusCode::GONE);
        assert!(page.contains("This article was deleted"), "{page}");
    }
    let page = site.get("/articles/deleted").await.page(StatusCode::OK);
    assert!(
        page.contains("1 article") && page.contains(&format!("/articles/{new}/restore")),
        "{page}"
    );
    site.post(&format!("/articles/{old}/restore")).await;
    for id in [old, new] {
        site.get(&format!("/articles/{id}")).await.page(StatusCode::OK);
    }
}

#[tokio::test]
async fn a_source_of_the_older_reading_alone_leads_there() {
    let site = Site::new();
    let (old, _) = read_again(&site);
    let sources = site
        .store
        .read_now(move |reader| Ok(reader.article(old)?.unwrap().sources))
        .unwrap();
    let fisherman = sources
        .iter()
        .find(|source| source.name.contains("fisherman"))
        .unwrap()
        .id;
    let page = site
        .get(&format!("/sources/{fisherman}"))
        .await
        .page(StatusCode::NOT_FOUND);
    assert!(page.contains("in an older reading alone"), "{page}");
    assert!(page.contains(&format!("href=\"/articles/{old}\"")), "{page}");
}
