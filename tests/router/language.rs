//! Texts that are not English: stored and searchable, and every page says that no claims are extracted from them.

use crate::Site;
use axum::http::{StatusCode, header};

const GERMAN: &str = "Bei einem Brand in einer Konservenfabrik sind am Samstag nach Angaben der Polizei mindestens sieben Menschen \
    ums Leben gekommen. Weitere 23 wurden verletzt, vier von ihnen schwer, teilte die Feuerwehr mit. „Die Türen waren \
    verschlossen“, sagte eine Arbeiterin.\n";
const ENGLISH: &str = "At least seven people were killed on Saturday in a fire at a cannery, the police said. Another 23 were \
    injured, four of them badly, according to the fire brigade. “The doors were locked,” a worker said.\n";
const NOTE: &str = "Claims are only extracted from English";
const GERMAN_NOTE: &str = "Claims are only extracted from English; this text seems to be in German";
const NOTHING_FOUND: &str = "No figure and no quote was found";

async fn add(site: &Site, name: &str, text: &str) -> String {
    let answer = site.upload(&[("file", Some(name), text.as_bytes())]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.header(header::LOCATION).to_owned()
}

async fn language(site: &Site, address: &str) -> serde_json::Value {
    let answer = site.get(&format!("{address}.json")).await;
    let mut article: serde_json::Value = serde_json::from_slice(&answer.bytes).unwrap();
    article["language"].take()
}

#[tokio::test]
async fn a_text_of_another_language_is_kept_and_says_so() {
    let site = Site::new();
    let there = add(&site, "brand.txt", GERMAN).await;
    let page = site.get(&there).await.page(StatusCode::OK);
    assert!(page.contains(GERMAN_NOTE), "{page}");
    // that nothing was found would be another thing
    assert!(!page.contains(NOTHING_FOUND));
    assert_eq!(language(&site, &there).await, "de");
    let totals = site.store.read_now(|r| r.totals()).unwrap();
    assert_eq!((totals.articles, totals.figures, totals.quotes), (1, 0, 0));
    let found = site.get("/search?q=Konservenfabrik").await.page(StatusCode::OK);
    assert!(found.contains(&format!("href=\"{there}")), "{found}");
}

#[tokio::test]
async fn an_english_text_has_no_note() {
    let site = Site::new();
    let there = add(&site, "fire.txt", ENGLISH).await;
    let page = site.get(&there).await.page(StatusCode::OK);
    assert!(!page.contains(NOTE) && !page.contains(NOTHING_FOUND), "{page}");
    assert_eq!(language(&site, &there).await, "en");
    assert!(site.store.read_now(|r| r.totals()).unwrap().figures >= 2);
    // nor has one in which nothing was found
    let there = add(
        &site,
        "spring.txt",
        "The cannery of Sarn opens its doors to visitors in spring. There will be music in the yard, and the harbour has \
         new benches where the old boats used to lie in the winter.",
    )
    .await;
    let page = site.get(&there).await.page(StatusCode::OK);
    assert!(!page.contains(NOTE) && page.contains(NOTHING_FOUND), "{page}");
}

#[tokio::test]
async fn a_short_text_is_not_judged() {
    let site = Site::new();
    for (name, text) in [
        ("a.txt", "Sieben Tote in Sarn."),
        ("b.txt", "Ilse Torvald, Jón Reyk, Núñez"),
        ("c.txt", "Two men died in Sarn."),
    ] {
        let there = add(&site, name, text).await;
        let page = site.get(&there).await.page(StatusCode::OK);
        assert!(!page.contains(NOTE), "{text}: {page}");
    }
    assert!(language(&site, "/articles/1").await.is_null());
}

#[tokio::test]
async fn every_part_of_a_long_text_says_it() {
    let site = Site::new();
    let text: String = (0..900).map(|n| format!("{n}. {GERMAN}\n")).collect();
    let there = add(&site, "lang.txt", &text).await;
    for part in ["", "?part=2", "?part=3"] {
        let page = site.get(&format!("{there}{part}")).await.page(StatusCode::OK);
        assert!(page.contains("Part 1") || page.contains("Part 2"), "it is in parts");
        assert!(page.contains(GERMAN_NOTE) && !page.contains(NOTHING_FOUND), "{part}");
    }
}

#[tokio::test]
async fn it_is_said_before_it_is_stored_and_when_it_is() {
    let site = Site::new();
    let answer = site
        .upload_to("/upload/look", &[("file", Some("brand.txt"), GERMAN.as_bytes())])
        .await;
    let page = site.get(answer.header(header::LOCATION)).await.page(StatusCode::OK);
    assert!(page.contains(GERMAN_NOTE), "{page}");
    assert!(page.contains("<dt>Language</dt><dd>German</dd>"), "{page}");
    let answer = site
        .upload_to("/upload/look", &[("file", Some("fire.txt"), ENGLISH.as_bytes())])
        .await;
    let page = site.get(answer.header(header::LOCATION)).await.page(StatusCode::OK);
    assert!(!page.contains(NOTE), "{page}");
    assert!(page.contains("<dt>Language</dt><dd>English</dd>"), "{page}");
    // among others
    let files = [
        ("file", Some("fire.txt"), ENGLISH.as_bytes()),
        ("file", Some("brand.txt"), GERMAN.as_bytes()),
    ];
    let page = site.upload(&files).await.page(StatusCode::OK);
    assert_eq!(
        page.matches("seems to be in German: claims are only").count(),
        1,
        "{page}"
    );
}
