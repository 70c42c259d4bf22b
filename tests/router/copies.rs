//! Pages about articles that print the same report.

use crate::Site;
use axum::http::StatusCode;
use claimbook::{ingest, store::Details};

const REPORT: &str = "At least 12 people were killed and 30 injured when a ferry sank off the port of Maren on Thursday, the \
    coastguard said.\n\n“We have never seen such a sea,” said Ilse Torvald, who leads the coastguard. “Nobody could have crossed \
    it.”\n\nDivers from three towns searched the wreck until nightfall, and the mayor opened the school to the families.\n";

fn print(site: &Site, head: &str, report: &str) -> i64 {
    let text = format!("{head}\n\n{report}").into_bytes();
    site.add(ingest::read(None, text, &Details::default()).unwrap())
}

fn ferry() -> Site {
    let site = Site::new();
    print(
        &site,
        "Title: Ferry sinks\nDate: 2024-05-03\nSource: The Harbour Post",
        REPORT,
    );
    print(
        &site,
        "Title: <b>Fourteen</b> die\nDate: 2024-05-04\nSource: The <i>Courier</i>",
        &REPORT.replace("12", "14"),
    );
    print(
        &site,
        "Title: Mine floods\nDate: 2024-05-05",
        "Seven miners were killed when a shaft near Karsk was flooded on Monday, the inspectorate said.\n",
    );
    site
}

#[tokio::test]
async fn an_article_tells_its_other_prints_and_what_differs() {
    let site = ferry();
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    for words in [
        "The same report is here once more",
        "<bdi>The &#60;i&#62;Courier&#60;/i&#62;</bdi>",
        "(later): 95 % the same",
        "href=\"/articles/2\"",
        "killed</span>: here <a href=\"/articles/1#f9-11\" class=\"words\"><span class=\"hedge\">At least</span> 12</a>, there <a \
         href=\"/articles/2#f9-11\" class=\"words\"><span class=\"hedge\">At least</span> 14</a>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("injured</span>: "), "what is the same is no difference");
    let page = site.get("/articles/2").await.page(StatusCode::OK);
    assert!(page.contains("(earlier): 95 % the same"), "{page}");
    let page = site.get("/articles/3").await.page(StatusCode::OK);
    assert!(!page.contains("same report"));

    let json: serde_json::Value = serde_json::from_slice(&site.get("/articles/1.json").await.bytes).unwrap();
    let copy = &json["copies"][0];
    assert_eq!(
        (&copy["address"], &copy["article"]["id"]),
        (&"/articles/2".into(), &2.into())
    );
    assert_eq!(copy["here"], 0.95);
    assert_eq!(copy["differences"][0][0]["low"], 12);
    assert_eq!(copy["differences"][0][1]["low"], 14);
    assert_eq!(copy["differences"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn lists_show_prints_and_count_each_report_once_if_asked() {
    let site = ferry();
    let page = site.get("/articles").await.page(StatusCode::OK);
    assert_eq!(page.matches("1 other print<").count(), 2, "{page}");
    let page = site.get("/figures").await.page(StatusCode::OK);
    assert!(
        page.contains("1 figure on this page repeats an earlier print"),
        "{page}"
    );
    assert!(page.contains("href=\"/figures?copies=hide\""));
    assert!(page.contains("repeats <a href=\"/articles/1#f"));
    assert!(page.contains("<b>5 figures</b>"));
    let page = site.get("/figures?copies=hide").await.page(StatusCode::OK);
    assert!(
        page.contains("<b>4 figures</b> · <span dir=\"auto\">each report once</span>"),
        "{page}"
    );
    assert!(page.contains("href=\"/figures?copies=only\""));
    let page = site.get("/figures?copies=only").await.page(StatusCode::OK);
    assert!(page.contains("<b>1 figure</b>"), "{page}");
    let page = site.get("/figures?copies=none").await.page(StatusCode::BAD_REQUEST);
    assert!(page.contains("Choose one of: hide, only."), "{page}");
    let csv = site.get("/figures.csv?copies=hide").await.text();
    assert_eq!(csv.lines().count(), 5, "{csv}");
}

#[tokio::test]
async fn many_prints_stay_readable() {
    let site = Site::new();
    for i in 0..12 {
        print(&site, &format!("Title: Ferry {i}\nSource: Outlet {i}"), REPORT);
    }
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    assert!(page.contains("The same report is here 11 more times"), "{page}");
    assert_eq!(page.matches("word for word the same").count(), 8);
    assert!(page.contains("Also: <a href="));
    site.store.write_now(|w| w.delete(2)).unwrap();
    let page = site.get("/articles/1").await.page(StatusCode::OK);
    assert!(page.contains("here 10 more times"));
}

/// The same number of others, and another vague word, is news.
#[tokio::test]
async fn what_is_counted_or_said_otherwise_is_no_repetition() {
    let site = Site::new();
    let report = REPORT
        .replace("At least 12 people", "Two soldiers")
        .replace("and 30 ", "and several others ");
    let prints = [
        report.clone(),
        report.replace("soldiers", "divers"),
        report.replace("several others", "many others"),
    ];
    for (day, report) in prints.iter().enumerate() {
        print(&site, &format!("Title: Ferry\nDate: 2024-05-0{}", day + 3), report);
    }
    let shown = async |article: usize| {
        let csv = site
            .get(&format!("/figures.csv?copies=hide&article_id={article}"))
            .await;
        csv.text().lines().count() - 1
    };
    assert_eq!((shown(1).await, shown(2).await, shown(3).await), (2, 1, 1));
    let page = site.get("/articles/3").await.page(StatusCode::OK);
    assert!(!page.contains("The figures are the same"), "{page}");
}
