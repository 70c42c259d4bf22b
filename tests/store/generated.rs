//! Generated articles, read by the engine and stored: what measuring relies on.

use crate::{check::findings, fresh};
use claimbook::store::*;

#[path = "../support/generator.rs"]
pub(crate) mod generator;

pub(crate) use generator::upload;

#[test]
fn a_number_gives_the_same_article_each_time() {
    for number in [0, 1, 99, 12_345] {
        let one = generator::article(number);
        assert_eq!(one, generator::article(number));
        assert_ne!(one, generator::article(number + 1));
    }
}

#[test]
fn articles_are_as_long_and_as_full_as_news() {
    let uploads: Vec<NewUpload> = (0..200).map(generator::upload).collect();
    let of = |upload: &NewUpload| {
        let claims = &upload.articles[0].claims;
        claims.figures.len() + claims.quotes.len()
    };
    let claims: usize = uploads.iter().map(of).sum();
    assert!((5 * 200..12 * 200).contains(&claims), "{claims}");
    let bytes: usize = uploads.iter().map(|upload| upload.bytes.len()).sum();
    assert!((1_500 * 200..6_000 * 200).contains(&bytes), "{bytes}");
    let has = |word: &str| {
        let texts = uploads.iter().map(|upload| upload.articles[0].article.text.as_str());
        texts.filter(|text| text.contains(word)).count()
    };
    assert!(has(generator::COMMON) > 60 && has(generator::HEAVIEST) > 20);
    assert!(has(generator::RARE) < 5 && has(generator::RAREST) < 5);
}

#[test]
fn articles_of_every_kind_are_stored_whole() {
    let db = fresh();
    for number in 0..40 {
        db.add(generator::upload(number));
    }
    assert_eq!(db.read(|r| r.totals()).articles, 40);
    assert_eq!(findings(&db), [""; 0]);
    let figures = db.read(|r| r.figures(&Filter::default()));
    assert_eq!(
        figures.rows.first(),
        db.read(|r| r.first_figure(&Filter::default())).as_ref()
    );
    // what a source is said to have is what its lists have
    for source in db.read(|r| r.sources(&Filter::default())).rows {
        let of = Filter {
            source_id: Some(source.id),
            ..Filter::default()
        };
        let counted = |figures: bool| {
            let pages = (1..).map(|page| {
                let of = Filter { page, ..of.clone() };
                match figures {
                    true => db.read(move |r| r.figures(&of)).rows.len(),
                    false => db.read(move |r| r.quotes(&of)).rows.len(),
                }
            });
            pages.take_while(|&rows| rows > 0).sum::<usize>()
        };
        let all = (counted(true), counted(false));
        assert_eq!(
            all,
            (source.figures as usize, source.quotes as usize),
            "{}",
            source.name
        );
    }
}

#[test]
fn one_long_article_has_at_least_the_length_asked_for() {
    let text = generator::long_text(20_000);
    assert!((20_000..40_000).contains(&text.len()));
}
