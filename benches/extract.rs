//! How fast claims are extracted, and whether time grows with the length: `cargo bench --bench extract`.
//!
//! The text is the golden articles, over and over; the rows 1, 2 and 4 hold one article of so many megabytes.

use claimbook::{extract::extract, language::Document, text::Text};
use divan::{Bencher, counter::BytesCount};
use std::{fs, path::Path};

fn main() {
    divan::main();
}

/// The golden articles, repeated to about this many bytes.
fn text(bytes: usize) -> Text {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut articles: Vec<_> = fs::read_dir(folder)
        .expect("the golden articles are in the repository")
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    articles.sort();
    let all: String = articles
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect::<Vec<_>>()
        .join("\n\n");
    let mut out = String::new();
    while out.len() < bytes {
        out += &all;
        out += "\n\n";
    }
    Text::clean(&out)
}

/// One article of the usual size.
#[divan::bench]
fn article_of_5_kb(bencher: Bencher<'_, '_>) {
    let text = text(5_000);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| extract(&text, None));
}

/// One article of so many megabytes: twice the text must take about twice the time.
#[divan::bench(args = [1, 2, 4], sample_count = 5, sample_size = 1)]
fn megabytes(bencher: Bencher<'_, '_>, megabytes: usize) {
    let text = text(megabytes * 1_000_000);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| extract(&text, None));
}

/// The language stage alone: tokens, sentences, groups.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn language_alone(bencher: Bencher<'_, '_>) {
    let text = text(1_000_000);
    bencher
        .counter(BytesCount::new(text.len()))
        .bench(|| Document::read(&text).len());
}
