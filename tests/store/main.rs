//! The store through its public doors.

#![allow(clippy::unwrap_used, reason = "tests")]

mod batch;
mod check;
mod copies;
mod doors;
mod generated;
mod lists;
mod merge;
mod sample;
mod search;
mod upgrade;
mod versions;

use claimbook::{claim::*, store::*};
use sample::*;
use std::path::PathBuf;

/// A new database in a folder that goes when it is dropped.
struct Fresh {
    store: Store,
    folder: tempfile::TempDir,
}

impl Fresh {
    fn path(&self) -> PathBuf {
        self.folder.path().join("deep/down/claims.db")
    }

    fn read<T: Send + 'static>(&self, ask: impl FnOnce(&Reader<'_>) -> Result<T> + Send + 'static) -> T {
        self.store.read_now(ask).unwrap()
    }

    fn write<T: Send + 'static>(&self, change: impl FnOnce(&mut Writer<'_>) -> Result<T> + Send + 'static) -> T {
        self.store.write_now(change).unwrap()
    }

    fn add(&self, upload: NewUpload) -> ArticleId {
        match self.write(|w| w.add(upload)) {
            Added::Stored(ids) => ids[0],
            there => panic!("{there:?}"),
        }
    }
}

fn fresh() -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("deep/down/claims.db")).unwrap();
    Fresh { store, folder }
}

#[test]
fn an_article_comes_back_as_it_was_given() {
    let db = fresh();
    let id = db.add(dam());
    let page = db.read(move |r| r.article(id)).unwrap();

    let joined: String = page.paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(joined, DAM);
    assert_eq!(page.row.article.opening, DAM.split('\n').next().unwrap());
    assert_eq!(page.row.article.date, Some(DATE));
    assert_eq!((page.row.figures, page.row.quotes, page.row.sources), (3, 2, 4));
    assert_eq!(page.author.as_deref(), Some("Mara Quell"));
    assert_eq!(page.file.as_deref(), Some("article.txt"));

    let killed = &page.figures[0];
    assert_eq!(killed.anchor, "f9-11");
    assert_eq!(
        (killed.low, killed.high, killed.hedge),
        (Some(31), None, Hedge::AtLeast)
    );
    assert_eq!(killed.number.words, "31");
    assert_eq!(killed.hedge_words[0].words, "At least");
    assert_eq!(killed.group.as_ref().unwrap().words, "people");
    assert_eq!(killed.source.as_ref().unwrap().name, "Ardenian Interior Ministry");
    assert_eq!(killed.via[0].words.words, "rescue workers");
    assert_eq!(
        killed.when.as_ref().unwrap().date,
        Some((jiff::civil::date(2031, 3, 3), Precision::Day))
    );
    assert_eq!(killed.change, Some(Change::Total));
    let missing = &page.figures[2];
    assert_eq!(missing.repeats.as_deref(), Some("f9-11"));
    assert_eq!(missing.part_of.as_deref(), Some(page.figures[1].anchor.as_str()));

    let said = &page.quotes[0];
    let words: Vec<_> = said.content.iter().map(|w| w.words.as_str()).collect();
    assert_eq!(words, ["We will never forget them,", "They deserved better."]);
    assert_eq!(
        said.anchor,
        format!("q{}-{}", said.content[0].at.start, said.content[1].at.end)
    );
    let varga = said.source.as_ref().unwrap();
    assert_eq!(varga.role.as_ref().unwrap().words, "Prime Minister");
    assert_eq!(said.speaker_source, Some(varga.source));

    let names: Vec<_> = page.sources.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Ardenian Interior Ministry",
            "rescue workers",
            "Ilse Varga",
            "A witness"
        ]
    );
    assert_eq!((page.sources[3].figures, page.sources[3].quotes), (1, 1));
    assert_eq!(page.sources[1].figures, 1);
    assert_eq!(page.asides[0].0.words, "CLICK HERE FOR MORE");
    assert_eq!(page.asides[0].1, Aside::Promotion);
    assert_eq!(page.passed_over[0].0.words, "54");
    assert_eq!(page.passed_over[0].1, PassedReason::Age);

    // every place is where it says, in code points
    let text: Vec<char> = DAM.chars().collect();
    for words in [
        &killed.number,
        &missing.number,
        &said.content[1],
        &page.passed_over[0].0,
    ] {
        let there: String = text[words.at.start as usize..words.at.end as usize].iter().collect();
        assert_eq!(there, words.words);
    }
    let (name, kind, bytes) = db.read(move |r| r.original(id)).unwrap();
    assert_eq!(
        (name.as_deref(), kind.as_str(), bytes.as_slice()),
        (Some("article.txt"), "text/plain", DAM.as_bytes())
    );
    assert_eq!(db.read(move |r| r.article_text(id)).unwrap().text.as_str(), DAM);
}

#[test]
fn the_same_bytes_are_stored_once_and_bring_back_what_was_deleted() {
    let db = fresh();
    let id = db.add(dam());
    assert_eq!(db.write(|w| w.add(dam())), Added::AlreadyThere(vec![id]));
    assert!(db.write(move |w| w.delete(id)));
    assert!(db.read(move |r| r.is_deleted(id)));
    assert_eq!(db.write(|w| w.add(dam())), Added::AlreadyThere(vec![id]));
    assert!(db.read(move |r| r.article(id)).is_some());
    assert_eq!(db.read(|r| r.totals()).articles, 1);
}

#[test]
fn a_deleted_article_is_nowhere_and_comes_back_whole() {
    let db = fresh();
    let id = db.add(dam());
    let everything = move |db: &Fresh| {
        let varga = db.read(|r| {
            r.sources(&Filter {
                source: Some("varga".into()),
                ..Filter::default()
            })
        });
        (
            db.read(|r| r.totals()),
            db.read(|r| r.articles(&Filter::default())),
            db.read(|r| r.figures(&Filter::default())),
            db.read(|r| r.quotes(&Filter::default())),
            db.read(|r| r.sources(&Filter::default())),
            db.read(|r| r.effects(&Filter::default())),
            varga
                .rows
                .first()
                .map(|row| row.id)
                .map(|id| db.read(move |r| r.source(id))),
            db.read(move |r| r.article(id)),
        )
    };
    let before = everything(&db);
    let varga = before.4.rows.iter().find(|s| s.name == "Ilse Varga").unwrap().id;
    assert_eq!(
        before.0,
        Totals {
            articles: 1,
            figures: 3,
            quotes: 2,
            sources: 4
        }
    );

    assert!(db.write(move |w| w.delete(id)));
    assert!(!db.write(move |w| w.delete(id)), "deleted twice");
    let gone = everything(&db);
    assert_eq!(gone.0, Totals::default());
    assert_eq!(
        (gone.1.total, gone.2.total, gone.3.total, gone.4.total, gone.5.len()),
        (0, 0, 0, 0, 0)
    );
    assert!(gone.7.is_none());
    assert!(db.read(move |r| r.source(varga)).is_none());
    assert!(db.read(move |r| r.original(id)).is_none());
    assert!(!db.write(move |w| w.correct(id, &Details::default())));

    assert!(db.write(move |w| w.restore(id)));
    assert!(!db.write(move |w| w.restore(id)), "restored twice");
    assert_eq!(everything(&db), before);
}

#[test]
fn what_was_corrected_stands_beside_what_was_read() {
    let db = fresh();
    let id = db.add(dam());
    let typed = Details {
        title: Some(" Dam bursts at Karsk ".into()),
        date: Some(jiff::civil::date(2031, 3, 4)),
        outlet: Some("".into()),
        address: None,
    };
    assert!(db.write(move |w| w.correct(id, &typed)));
    let page = db.read(move |r| r.article(id)).unwrap();
    assert_eq!(page.row.article.title.as_deref(), Some("Dam bursts at Karsk"));
    assert_eq!(page.row.article.date, Some(jiff::civil::date(2031, 3, 4)));
    assert_eq!(page.row.article.outlet, None);
    assert_eq!((page.read.title, page.read.date), (None, Some(DATE)));
    assert_eq!(page.read.outlet.as_deref(), Some("The Ardenian Courier"));
    // lists go by the corrected date
    let on = |day| Filter {
        after: Some(day),
        before: Some(day),
        ..Filter::default()
    };
    assert_eq!(db.read(move |r| r.figures(&on(jiff::civil::date(2031, 3, 4)))).total, 3);
    assert_eq!(db.read(move |r| r.figures(&on(DATE))).total, 0);
    assert_eq!(
        db.read(|r| r.sources(&Filter::default())).rows[0].latest,
        Some(jiff::civil::date(2031, 3, 4))
    );
    // typing what was read undoes it
    let read = Details {
        date: Some(DATE),
        outlet: Some("The Ardenian Courier".into()),
        ..Details::default()
    };
    assert!(db.write(move |w| w.correct(id, &read)));
    let page = db.read(move |r| r.article(id)).unwrap();
    assert_eq!(page.row.article.outlet.as_deref(), Some("The Ardenian Courier"));
    assert!(!db.write(|w| w.correct(999, &Details::default())));
}
