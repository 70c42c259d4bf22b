//! How fast files are read and searched for claims: `cargo bench --bench formats`. One core.
//!
//! The pages are the layouts of `tests/formats`, with their menus, boxes and scripts; the PDF file is 300 pages of the same
//! articles, read in this process.
#![allow(
    clippy::unwrap_used,
    dead_code,
    reason = "the writers of the tests unwrap, and have more than is used here"
)]

#[path = "../tests/formats/pages.rs"]
mod pages;
#[path = "../tests/formats/press.rs"]
mod press;
#[path = "../tests/formats/write.rs"]
mod write;

use claimbook::{ingest, store::Details};
use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};
use press::{Part, STORIES, Story};

fn main() {
    divan::main();
}

/// Pages a second, from the bytes to the claims: as they are (a few KB), and as heavy as those of large outlets.
#[divan::bench(args = [false, true])]
fn web_pages_to_claims(bencher: Bencher<'_, '_>, heavy: bool) {
    let all: Vec<Vec<u8>> = pages::LAYOUTS
        .iter()
        .flat_map(|(_, layout)| STORIES.iter().map(layout))
        .map(|page| if heavy { burdened(&page) } else { page }.into_bytes())
        .collect();
    bencher
        .counter(ItemsCount::new(all.len()))
        .counter(BytesCount::new(all.iter().map(Vec::len).sum::<usize>()))
        .with_inputs(|| all.clone())
        .bench_values(|all| {
            all.into_iter()
                .map(|page| ingest::read(None, page, &Details::default()).unwrap())
                .map(|upload| upload.articles[0].claims.figures.len())
                .sum::<usize>()
        });
}

/// With 600 links and 100 KB of script in front of the end: some 180 KB.
fn burdened(page: &str) -> String {
    let links: String = (0..600)
        .map(|n| {
            format!(
                "<li class=\"nav__item nav__item--{n}\"><a class=\"nav__link\" href=\"/section/topic-{n}\">Topic {n} and more</a></li>\n"
            )
        })
        .collect();
    let script = "window.dataLayer.push({event:\"view\",slots:[1,2,3]});\n".repeat(2_000);
    let burden = format!("<nav class=\"footer-nav\"><ul>{links}</ul></nav><script>{script}</script></body>");
    page.replacen("</body>", &burden, 1)
}

/// One file, from the bytes to the text.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn pdf_of_300_pages(bencher: Bencher<'_, '_>) {
    let file = long_pdf(300);
    bencher
        .counter(BytesCount::new(file.len()))
        .with_inputs(|| file.clone())
        .bench_values(|file| ingest::look(None, file).unwrap().documents[0].article.text.len());
}

/// At least so many pages.
fn long_pdf(pages: usize) -> Vec<u8> {
    let paragraphs: Vec<&'static str> = STORIES.iter().flat_map(Story::paragraphs).collect();
    // a page holds some seven of them
    let parts: Vec<Part> = paragraphs
        .iter()
        .cycle()
        .take(pages * 12)
        .map(|words| Part::P(words))
        .collect();
    let story = Story {
        parts: parts.leak(),
        ..STORIES[0]
    };
    let file = write::pdf(&story, 1);
    let count = file.windows(12).filter(|bytes| bytes == b"/Type /Page ").count();
    assert!(count >= pages, "{count} pages");
    file
}
