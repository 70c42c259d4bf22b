//! Articles made by counting, each with figures, quotes and sources of its own, and what the database should say of them.

#![allow(dead_code, reason = "each of them uses a part of it")]

use claimbook::{
    ingest,
    store::{ArticlePage, Details, Mention, Store},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// A file that can be uploaded.
pub(crate) struct Story {
    /// "Flood at Ossel 12": no two are alike, so that it names the article.
    pub(crate) title: String,
    /// The name of the file.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

/// So many stories, numbered from `first` on; each of `paragraphs` paragraphs after the first.
pub(crate) fn stories(first: usize, count: usize, paragraphs: usize) -> Vec<Story> {
    const PLACES: [&str; 5] = ["Ossel", "Dunfrey", "Maren", "Sarn", "Kelby Sound"];
    const PEOPLE: [&str; 4] = ["Tomas Reik", "Ilse Torvald", "Anna Brook", "Piet Hallam"];
    const HARM: [&str; 4] = ["killed", "injured", "arrested", "displaced"];
    (first..first + count)
        .map(|i| {
            let place = PLACES[i % PLACES.len()];
            let title = format!("Flood at {place} {i}");
            let mut text = format!(
                "Title: {title}\nDate: {} May 2024\nSource: The Harbour Post\n\nAt least {} people were killed when the river \
                 rose at {place} on Thursday, the fire brigade said.\n",
                i % 28 + 1,
                i + 2
            );
            for p in 0..paragraphs {
                let (who, harm) = (PEOPLE[(i + p) % PEOPLE.len()], HARM[(i + p) % HARM.len()]);
                text += &format!(
                    "\n“We have never seen such a flood as the {p}th of these,” {who}, who leads the brigade, told The \
                     Harbour Post. About {} people were {harm}, including {} children, the mayor of {place} said – “a bitter \
                     day”.\n",
                    10 * i + 30 + p,
                    p % 7 + 2
                );
            }
            Story {
                name: format!("story-{i}.txt"),
                title,
                bytes: text.into_bytes(),
            }
        })
        .collect()
}

/// What every article is, in words that do not depend on when and in which order they were stored: by title.
pub(crate) type Told = BTreeMap<String, String>;

/// What the database should say of these, asked of a database of their own.
pub(crate) fn expected(stories: &[Story]) -> Told {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("expected.db");
    let store = Store::open(&path).unwrap();
    for story in stories {
        let upload = ingest::read(Some(&story.name), story.bytes.clone(), &Details::default()).unwrap();
        store.write_now(|writer| writer.add(upload)).unwrap();
    }
    drop(store);
    let told = told(&path);
    assert_eq!(told.len(), stories.len());
    assert!(
        told.values()
            .all(|article| article.contains("figure f") && article.contains("quote q"))
    );
    told
}

/// What the database says of every article that is not deleted. Fails if it is not in order.
#[track_caller]
pub(crate) fn told(path: &Path) -> Told {
    let store = Store::open(path).unwrap_or_else(|error| panic!("{error}"));
    let findings = store.verify(|_, _| {}).unwrap();
    assert!(findings.is_empty(), "verify: {findings:#?}");
    store
        .read_now(|reader| {
            let mut told = Told::new();
            for id in reader.article_ids()? {
                let page = reader.article(id)?.unwrap();
                let title = page.row.article.title.clone().unwrap_or_default();
                let there = told.insert(title.clone(), in_words(&page));
                assert!(there.is_none(), "{title} is there twice");
            }
            Ok(told)
        })
        .unwrap()
}

/// Every article of `told` is whole, and none of `promised` is missing.
#[track_caller]
pub(crate) fn whole(told: &Told, expected: &Told, promised: &BTreeSet<String>) {
    for (title, article) in told {
        assert_eq!(Some(article), expected.get(title), "{title} is not what it should be");
    }
    let lost: Vec<_> = promised.iter().filter(|title| !told.contains_key(*title)).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
}

fn in_words(page: &ArticlePage) -> String {
    let mention = |m: &Mention| format!("{:?} {} {:?}", m.words, m.name, m.role);
    let mut words = format!(
        "{:?} {:?} {:?} {:?}\n",
        page.read, page.author, page.row.figures, page.row.quotes
    );
    for paragraph in &page.paragraphs {
        words += &format!("{paragraph:?}\n");
    }
    for f in &page.figures {
        let behind: Vec<_> = f.source.iter().chain(&f.via).map(mention).collect();
        words += &format!(
            "figure {} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {behind:?} {:?}\n",
            f.anchor, f.number, f.low, f.high, f.hedge, f.effect, f.group, f.trigger, f.part_of
        );
    }
    for q in &page.quotes {
        let behind: Vec<_> = q.source.iter().chain(&q.via).map(mention).collect();
        words += &format!(
            "quote {} {:?} {:?} {behind:?} {:?} {:?}\n",
            q.anchor, q.kind, q.content, q.speaker, q.cue
        );
    }
    for s in &page.sources {
        words += &format!(
            "source {} {:?} {:?} {} {}\n",
            s.name, s.role, s.mentions, s.figures, s.quotes
        );
    }
    words
}
