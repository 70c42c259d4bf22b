//! The engine alone, and whether twice the text takes twice the time, through to the stored claims.

use crate::{generator, table};
use claimbook::{extract, ingest, language::Document, store::*, text::Text};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

pub(crate) fn measure() {
    speed();
    linearity();
}

fn speed() {
    let texts: Vec<Text> = (0..1_500)
        .map(|n| generator::upload(n).articles.remove(0).article.text)
        .collect();
    let bytes: usize = texts.iter().map(Text::len).sum();
    let claims: usize = texts
        .iter()
        .map(|t| extract::extract(t, None))
        .map(|c| c.figures.len() + c.quotes.len())
        .sum();
    table::head("Extraction on one core", &["what", "MB/s", "articles/s"]);
    let row = |what: &str, run: &dyn Fn(&Text)| {
        // the best of five: what else the machine does only makes it slower
        let best = (0..5)
            .map(|_| timed(|| texts.iter().for_each(run)))
            .min()
            .unwrap_or_default();
        let seconds = best.as_secs_f64();
        table::row(&[
            what.to_owned(),
            format!("{:.1}", bytes as f64 / 1e6 / seconds),
            table::count((texts.len() as f64 / seconds) as u64),
        ]);
    };
    row("text to claims", &|text| drop(black_box(extract::extract(text, None))));
    row("of it, words and sentences", &|text| {
        drop(black_box(Document::read(text)))
    });
    table::end();
    println!(
        "{} articles of {:.1} KB with {:.1} claims each (on average).\n",
        table::count(texts.len() as u64),
        bytes as f64 / 1e3 / texts.len() as f64,
        claims as f64 / texts.len() as f64
    );
}

fn linearity() {
    table::head(
        "One long article",
        &[
            "MB",
            "claims",
            "extraction s",
            "stored s",
            "extraction: times the one before",
            "stored: times the one before",
        ],
    );
    let mut before: Option<(f64, f64)> = None;
    for size in [1_250_000, 2_500_000, 5_000_000] {
        let bytes = generator::long_text(size).into_bytes();
        let text = Text::clean(&String::from_utf8_lossy(&bytes));
        let extracted = (0..3)
            .map(|_| timed(|| drop(black_box(extract::extract(&text, None)))))
            .min()
            .unwrap_or_default()
            .as_secs_f64();
        let mut claims = 0;
        let stored = (0..2)
            .map(|_| {
                let folder = tempfile::tempdir_in(crate::folder()).expect("target can be written");
                let store = Store::open(&folder.path().join("long.db")).expect("a new database");
                let bytes = bytes.clone();
                timed(|| {
                    let upload = ingest::read(None, bytes, &Details::default()).expect("it is plain text");
                    claims = upload.articles[0].claims.figures.len() + upload.articles[0].claims.quotes.len();
                    store.write_now(move |w| w.add(upload)).expect("it can be stored");
                })
            })
            .min()
            .unwrap_or_default()
            .as_secs_f64();
        let times = |now: f64, before: Option<f64>| before.map_or("–".to_owned(), |b| format!("{:.2}", now / b));
        table::row(&[
            format!("{:.2}", size as f64 / 1e6),
            table::count(claims as u64),
            format!("{extracted:.2}"),
            format!("{stored:.2}"),
            times(extracted, before.map(|b| b.0)),
            times(stored, before.map(|b| b.1)),
        ]);
        before = Some((extracted, stored));
    }
    table::end();
}

pub(crate) fn timed(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}
