//! What holds for the app whatever comes in: shared by the property tests and by the fuzz targets in `fuzz/`.

#![allow(dead_code, reason = "each of them uses a part of it")]

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use claimbook::{
    ingest,
    store::{Details, Filter, Place, Store, StoreError},
    web::{AppState, router},
};
use std::sync::OnceLock;
use tempfile::TempDir;
use tower::ServiceExt;

const TEXT: &str = "Title: Fire at the cannery of Sarn\nDate: 3 May 2024\nSource: The Harbour Post\n\nAt least 12 people were \
    killed when a fire broke out in Łomża’s café on Thursday, the fire brigade said.\n\n“We have never seen such a fire,” said \
    Ilse Torvald, who leads the brigade. Some 4,700 fled.\n";

/// A database with one article, for as long as the process lives.
fn store() -> &'static Store {
    static STORE: OnceLock<(Store, TempDir)> = OnceLock::new();
    let (store, _) = STORE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("claims.db")).unwrap();
        let upload = ingest::read(Some("fire.txt"), TEXT.into(), &Details::default()).unwrap();
        store.write_now(|writer| writer.add(upload)).unwrap();
        (store, folder)
    });
    store
}

/// Whatever is searched for, there is an answer, and its marks are places of what is shown.
pub(crate) fn query(words: &str) {
    let owned = words.to_owned();
    match store().read_now(move |reader| reader.search(&owned, 1)) {
        Ok(page) => {
            for hit in page.rows {
                let length = hit.snippet.chars().count() as u32;
                assert!(
                    hit.marks.iter().all(|mark| mark.start < mark.end && mark.end <= length),
                    "{hit:?}"
                );
                assert!(hit.marks.windows(2).all(|two| two[0].end <= two[1].start), "{hit:?}");
                assert!(!matches!(hit.place, Place::Title) || hit.article.title.is_some());
            }
        }
        Err(StoreError::TooSlow(_)) => {}
        Err(error) => panic!("{words:?}: {error}"),
    }
    let filter = Filter {
        source: Some(words.to_owned()),
        article: Some(words.to_owned()),
        ..Filter::default()
    };
    store()
        .read_now(move |reader| {
            Ok((
                reader.figures(&filter)?,
                reader.quotes(&filter)?,
                reader.sources(&filter)?,
                reader.articles(&filter)?,
            ))
        })
        .unwrap();
}

/// Whatever is sent to the form, it is stored or refused, on a page or with a way to one.
pub(crate) async fn form(body: Vec<u8>) {
    let pages: Router = router(AppState::new(store().clone()));
    let request = Request::post("/upload").header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
    let answer = pages.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
    assert!(!answer.status().is_server_error(), "{}", answer.status());
    let is_page = answer
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "text/html; charset=utf-8");
    assert!(is_page || answer.headers().contains_key(header::LOCATION));
}
