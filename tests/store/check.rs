//! What guards the database: the span trigger, verify, migrations, backups.

use crate::{Fresh, fresh, sample::*};
use claimbook::{claim::*, store::*, text::Text};
use proptest::prelude::*;
use rusqlite::{Connection, params};
use std::fs;

pub(crate) fn findings(db: &Fresh) -> Vec<String> {
    db.store.verify(|_, _| {}).unwrap()
}

/// The file itself, beside the store.
pub(crate) fn file(db: &Fresh) -> Connection {
    let file = Connection::open(db.path()).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    file
}

#[test]
fn the_database_refuses_words_that_are_not_in_the_text() {
    let db = fresh();
    let id = db.add(dam());
    let other = db.add(upload("Quite another text.", None, |_| Claims::default()));
    let file = file(&db);
    let insert = |article: i64, claim: Option<i64>, start: u32, stop: u32, words: &str| {
        let field = if claim.is_some() { "via" } else { "mention" };
        file.execute(
            "INSERT INTO span (article, claim, field, ordinal, start, stop, words, source)
             VALUES (?1, ?2, ?3, 7, ?4, ?5, ?6, 1)",
            params![article, claim, field, start, stop, words],
        )
    };
    let in_row = |table: &str, article: i64, start: u32, stop: u32, words: &str| {
        let parts = |field: &str| format!("[[\"{field}\",{start},{stop},{words:?},\"credit\"]]");
        match table {
            "note" => file.execute(
                "INSERT INTO note (article, n, start, stop, parts) VALUES (?1, 9, 1, 2, ?2)",
                params![article, parts("aside")],
            ),
            _ => file.execute(
                "INSERT INTO claim (id, article, anchor, kind, class, start, stop, rule, parts)
                 VALUES ((?1 << 24) + 16, ?1, 'f0-1', 'figure', 'killed', 0, 1, 'x', ?2)",
                params![article, parts("number")],
            ),
        }
    };
    let first: i64 = file
        .query_row("SELECT min(id) FROM claim", [], |row| row.get(0))
        .unwrap();
    insert(id, Some(first), 9, 11, "31").unwrap();
    insert(id, None, 9, 11, "31").unwrap();
    for table in ["note", "claim"] {
        in_row(table, id, 9, 11, "31").unwrap();
        file.execute_batch("DELETE FROM note WHERE n = 9; DELETE FROM claim WHERE anchor = 'f0-1'")
            .unwrap();
    }
    let end = DAM.find("\n\n").unwrap() as u32;
    for (article, claim, start, stop, words) in [
        (id, Some(first), 9, 11, "32"),             // other words
        (id, Some(first), 9, 11, "31 "),            // longer than the place
        (id, Some(first), 9, 12, "31"),             // shorter
        (id, Some(first), 10, 12, "31"),            // beside it
        (id, Some(first), 11, 11, ""),              // nothing
        (id, Some(first), 11, 9, "31"),             // backwards
        (id, None, 90_000, 90_002, "31"),           // beyond the text
        (id, None, end - 1, end + 6, ".\n\nSome "), // across paragraphs
        (other, Some(first), 0, 5, "Quite"),        // the claim of another article
        (99, None, 0, 1, "A"),                      // no article
    ] {
        let refused = insert(article, claim, start, stop, words);
        assert!(refused.is_err(), "{words:?} at {start}-{stop} of {article}");
        for table in ["note", "claim"] {
            // such a claim would be the other article's own
            if article != other {
                let refused = in_row(table, article, start, stop, words);
                assert!(refused.is_err(), "{table}: {words:?} at {start}-{stop} of {article}");
            }
        }
    }
    for (table, parts) in [
        ("claim", "[]"),
        ("claim", r#"[["aside",9,11,"31"]]"#),
        ("note", r#"[["aside",9,11,"31"]]"#),
    ] {
        let insert = match table {
            "note" => "INSERT INTO note (article, n, start, stop, parts) VALUES (1, 9, 1, 2, ?1)",
            _ => {
                "INSERT INTO claim (id, article, anchor, kind, class, start, stop, rule, parts)
                 VALUES ((1 << 24) + 16, 1, 'f0-1', 'figure', 'killed', 0, 1, 'x', ?1)"
            }
        };
        assert!(file.execute(insert, [parts]).is_err(), "{table}: {parts}");
    }
    for change in [
        "UPDATE span SET words = 'x'",
        "UPDATE span SET start = start + 1, stop = stop + 1",
        "UPDATE claim SET parts = '[]'",
        "UPDATE claim SET start = start - 1",
        "UPDATE note SET parts = '[]'",
        "UPDATE paragraph SET text = 'x'",
        "DELETE FROM paragraph",
        "INSERT INTO paragraph (article, start, text) VALUES (1, 99999, 'x')",
        "UPDATE search SET text = 'x'",
    ] {
        assert!(file.execute_batch(change).is_err(), "{change}");
    }
}

#[test]
fn nothing_of_an_article_is_stored_if_a_claim_does_not_fit() {
    let db = fresh();
    // two paragraphs are no place of a group
    let bad = upload(DAM, None, |text| Claims {
        figures: vec![Figure {
            group: text.span(0..200),
            ..figure(place(text, "31"), Some(31), None, Hedge::Exact, Effect::Killed)
        }],
        ..Claims::default()
    });
    let refused = db.store.write_now(|w| w.add(bad));
    assert!(matches!(refused, Err(StoreError::Misplaced(_))), "{refused:?}");
    let none = NewUpload {
        articles: Vec::new(),
        ..dam()
    };
    assert!(matches!(
        db.store.write_now(|w| w.add(none)),
        Err(StoreError::Misplaced(_))
    ));
    assert_eq!(db.read(|r| r.totals()), Totals::default());
    assert!(matches!(db.write(|w| w.add(dam())), Added::Stored(_)));
}

#[test]
fn verify_finds_what_was_changed_behind_its_back() {
    let damages = [
        (
            "DROP TRIGGER paragraph_stays; UPDATE paragraph SET text = replace(text, '31', '13')",
            "its text is not",
        ),
        (
            "DROP TRIGGER paragraph_stays; UPDATE paragraph SET text = text || 'x'",
            "does not follow",
        ),
        ("UPDATE upload SET bytes = zeroblob(size)", "bytes of upload"),
        (
            "DROP TRIGGER claim_stays; UPDATE claim SET parts = json_insert(parts, '$[#]', json('[\"group\",0,2,\"zz\"]'))",
            "the group “zz” is not",
        ),
        (
            "DROP TRIGGER span_stays; UPDATE span SET start = start - 1, stop = stop - 1 WHERE field = 'mention'",
            "the mention",
        ),
        (
            "DROP TRIGGER note_stays; UPDATE note SET parts = replace(parts, 'passed_over', 'aside')",
            "beside its text",
        ),
        (
            "DROP TRIGGER claim_stays; UPDATE claim SET parts = replace(parts, 'number', 'when')",
            "not one number",
        ),
        (
            "DROP TRIGGER claim_stays; UPDATE claim SET parts = replace(parts, 'content', 'cue')",
            "a quote has no words",
        ),
        (
            "DELETE FROM figure WHERE claim = (SELECT min(claim) FROM figure)",
            "number of claims",
        ),
        ("DELETE FROM claim WHERE kind = 'quote'", "number of claims"),
        ("UPDATE claim SET low = 32 WHERE low = 31", "beside its text"),
        ("UPDATE figure SET hedge = 'vague'", "beside its text"),
        ("UPDATE quote SET speaker = 'Somebody else'", "beside its text"),
        ("UPDATE source SET name = 'Somebody else'", "name of source"),
        ("UPDATE article SET title = 'Another'", "beside its text"),
        ("DELETE FROM link", "somebody behind a claim"),
        (
            "UPDATE claim SET anchor = 'f1-2' WHERE id = (SELECT min(id) FROM claim)",
            "address of a claim",
        ),
        ("UPDATE figure SET repeats = 'f0-1'", "one that is not there"),
        ("UPDATE appearance SET date = '2020-01-01'", "another date"),
        ("UPDATE claim SET place = place + (1 << 46)", "another date"),
        ("UPDATE claim SET place = NULL", "another date"),
        ("UPDATE tally SET n = n + 1 WHERE what = 'killed'", "totals"),
        ("UPDATE tally SET n = n + 1 WHERE what = 'source'", "totals"),
        ("DELETE FROM mark WHERE rowid = -1", "Lists do not find"),
        (
            "INSERT INTO mark (rowid, marks) VALUES (7, 'k_figure')",
            "Lists do not find",
        ),
        ("UPDATE article SET search_last = search_last - 1", "search has not all"),
        ("UPDATE source SET figures = 9", "numbers of source"),
        ("UPDATE source SET name = 'x' WHERE id = 1", "name of source"),
        ("UPDATE source SET anonymous = 1 - anonymous", "name of source"),
        ("UPDATE source SET folded = ' x'", "name of source"),
        ("UPDATE link SET source = 77", "row of source that is not there"),
        ("DELETE FROM search WHERE claim IS NOT NULL", "search has not all"),
        (
            "DROP TRIGGER search_stays; UPDATE search SET text = 'x';
             INSERT INTO search_words (search_words) VALUES ('rebuild')",
            "search has not all",
        ),
        (
            "DROP TRIGGER search_removed; DELETE FROM search WHERE start = 0",
            "search index",
        ),
        (
            "DROP TRIGGER search_stays; UPDATE search SET text = 'x'",
            "search index",
        ),
        (
            "INSERT INTO search_words (search_words, rowid, text) SELECT 'delete', id, text FROM search",
            "search index",
        ),
    ];
    for (damage, expected) in damages {
        let db = fresh();
        db.add(dam());
        assert_eq!(findings(&db), [""; 0], "before {damage}");
        file(&db).execute_batch(damage).unwrap();
        let found = findings(&db);
        assert!(
            found.iter().any(|finding| finding.contains(expected)),
            "{damage}: {found:?}"
        );
    }
}

#[test]
fn verify_reads_torn_files() {
    let db = fresh();
    for i in 0..30 {
        db.add(upload(&format!("{DAM}{i}"), None, dam_claims));
    }
    let path = db.path();
    drop(db.store);
    let whole = fs::read(&path).unwrap();
    assert!(Store::verify_file(&path, |_| {}).unwrap().is_clean());
    for page in (1..whole.len() / 4096).step_by(3) {
        let mut torn = whole.clone();
        torn[page * 4096..(page + 1) * 4096].fill(0);
        let _ = fs::remove_file(path.with_extension("db-wal"));
        fs::write(&path, torn).unwrap();
        let found = Store::verify_file(&path, |_| {}).unwrap().wrong;
        assert!(!found.is_empty(), "page {page} of {}", whole.len() / 4096);
    }
    assert!(matches!(
        Store::verify_file(&path.with_file_name("nothing.db"), |_| {}),
        Err(StoreError::Missing(_))
    ));
}

#[test]
fn a_database_of_the_first_version_is_read_by_this_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../migrations/01-first.sql"))
        .unwrap();
    old.execute_batch(include_str!("version-01.sql")).unwrap();
    old.execute_batch("PRAGMA user_version = 1; PRAGMA application_id = 1129071179")
        .unwrap();
    drop(old);

    // checking does not bring it up to date
    let bytes = fs::read(&path).unwrap();
    let verified = Store::verify_file(&path, |_| {}).unwrap();
    assert_eq!(verified.wrong, [""; 0]);
    assert!(
        verified.unchecked.len() == 1 && verified.unchecked[0].contains("older claimbook"),
        "{verified:?}"
    );
    assert!(fs::read(&path).unwrap() == bytes, "verify changed the file");
    let mut changed = bytes.clone();
    let words = b"The river came at night";
    let at = (0..bytes.len()).find(|&at| bytes[at..].starts_with(words)).unwrap();
    changed[at] = b'X';
    fs::write(&path, &changed).unwrap();
    assert!(
        !Store::verify_file(&path, |_| {}).unwrap().wrong.is_empty(),
        "a letter of an old text"
    );
    fs::write(&path, &bytes).unwrap();

    let store = Store::open(&path).unwrap();
    assert_eq!(store.verify(|_, _| {}).unwrap(), [""; 0]);
    let page = store.read_now(|r| r.article(1)).unwrap().unwrap();
    assert_eq!(page.row.article.title.as_deref(), Some("Flood at Ossel"));
    assert_eq!(page.read.title, None);
    assert_eq!(page.figures[0].number.words, "Two");
    assert_eq!(page.quotes[0].content[0].words, "The river came at night,");
    assert_eq!(page.sources.len(), 2);
    for query in ["killed", "2", "\"came at night\"", "flood"] {
        assert_eq!(store.read_now(move |r| r.search(query, 1)).unwrap().total, 1, "{query}");
    }
    // and it can go on being used
    store.write_now(|w| w.add(dam())).unwrap();
    store.write_now(|w| w.delete(1)).unwrap();
    store.write_now(|w| w.restore(1)).unwrap();
    assert_eq!(store.verify(|_, _| {}).unwrap(), [""; 0]);
}

#[test]
fn a_backup_is_a_whole_database_of_its_own() {
    let db = fresh();
    let id = db.add(dam());
    let to = db.folder.path().join("copy.db");
    db.store.backup(&to).unwrap();
    db.write(move |w| w.delete(id));
    let copy = Store::open(&to).unwrap();
    assert_eq!(copy.verify(|_, _| {}).unwrap(), [""; 0]);
    assert_eq!(copy.read_now(|r| r.totals()).unwrap().figures, 3);
    assert_eq!(copy.read_now(|r| r.search("never forget", 1)).unwrap().total, 1);

    let before = fs::read(&to).unwrap();
    assert!(matches!(db.store.backup(&to), Err(StoreError::Exists(_))));
    assert_eq!(fs::read(&to).unwrap(), before);
    let nowhere = db.folder.path().join("no/such/folder/copy.db");
    assert!(matches!(db.store.backup(&nowhere), Err(StoreError::Backup(..))));
    assert!(matches!(db.store.backup(&db.path()), Err(StoreError::Exists(_))));
    let left: Vec<_> = fs::read_dir(db.folder.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert!(
        !left.iter().any(|name| name.to_string_lossy().contains("part")),
        "{left:?}"
    );
}

#[test]
fn what_an_earlier_backup_left_is_in_nobodys_way() {
    let db = fresh();
    db.add(dam());
    let to = db.folder.path().join("copy.db");
    let left = db.folder.path().join(format!("copy.db.part-{}", std::process::id()));
    fs::write(&left, "half a copy").unwrap();
    db.store.backup(&to).unwrap();
    assert!(Store::verify_file(&to, |_| {}).unwrap().is_clean());
    assert_eq!(fs::read(&left).unwrap(), b"half a copy", "it may be another program's");
}

#[cfg(target_os = "linux")]
#[test]
fn a_backup_has_the_very_name_that_was_given() {
    use std::os::unix::ffi::OsStrExt;
    let db = fresh();
    db.add(dam());
    let folder = db.folder.path().join("copies");
    fs::create_dir(&folder).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"copy-\xff.db");
    db.store.backup(&folder.join(name)).unwrap();
    let files: Vec<_> = fs::read_dir(&folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(files, [name]);
    assert!(fs::metadata(folder.join(name)).unwrap().len() > 0);
}

#[test]
fn claims_found_again_keep_their_addresses() {
    let db = fresh();
    let id = db.add(dam());
    let before = db.read(move |r| r.article(id)).unwrap();
    let typed = Details {
        title: Some("Dam".into()),
        ..before.read.clone()
    };
    db.write(move |w| w.correct(id, &typed));
    assert_eq!(db.read(|r| r.articles_with_older_extractor(1)), [] as [i64; 0]);
    assert_eq!(db.read(|r| r.articles_with_older_extractor(2)), [id]);

    // nothing is found any more: the sources are nowhere
    db.write(move |w| w.replace_claims(id, &Claims::default(), 2));
    assert_eq!(
        db.read(|r| r.totals()),
        Totals {
            articles: 1,
            figures: 0,
            quotes: 0,
            sources: 0
        }
    );
    assert!(db.read(|r| r.sources(&Filter::default())).rows.is_empty());
    assert_eq!(findings(&db), [""; 0]);
    assert_eq!(db.read(|r| r.articles_with_older_extractor(2)), [] as [i64; 0]);

    db.write(move |w| w.replace_claims(id, &dam_claims(&Text::clean(DAM)), 3));
    let after = db.read(move |r| r.article(id)).unwrap();
    assert_eq!(after.row.article.title.as_deref(), Some("Dam"));
    assert_eq!(after.paragraphs, before.paragraphs);
    assert_eq!(after.sources, before.sources, "with their numbers");
    let anchors = |page: &ArticlePage| {
        let figures = page.figures.iter().map(|f| f.anchor.clone());
        figures
            .chain(page.quotes.iter().map(|q| q.anchor.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(anchors(&after), anchors(&before));
    assert_eq!(findings(&db), [""; 0]);

    // of a deleted one too, which stays deleted
    db.write(move |w| w.delete(id));
    db.write(move |w| w.replace_claims(id, &dam_claims(&Text::clean(DAM)), 4));
    assert_eq!(db.read(|r| r.totals()), Totals::default());
    assert!(
        db.store
            .write_now(|w| w.replace_claims(99, &Claims::default(), 4))
            .is_err()
    );
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn two_claims_of_one_place_have_two_addresses() {
    let db = fresh();
    let id = db.add(upload("They killed or wounded 20 people.", None, |text| {
        let number = place(text, "20");
        let content = place(text, "They killed or wounded 20 people");
        let of = |effect| figure(number, Some(20), Some(20), Hedge::Exact, effect);
        Claims {
            figures: vec![of(Effect::Killed), of(Effect::Injured), of(Effect::Injured)],
            quotes: vec![
                quote(QuoteKind::Direct, vec![content]),
                quote(QuoteKind::Indirect, vec![content]),
            ],
            ..Claims::default()
        }
    }));
    let page = db.read(move |r| r.article(id)).unwrap();
    let figures: Vec<_> = page.figures.iter().map(|f| f.anchor.as_str()).collect();
    assert_eq!(figures, ["f23-25", "f23-25-injured", "f23-25-injured-2"]);
    let quotes: Vec<_> = page.quotes.iter().map(|q| q.anchor.as_str()).collect();
    assert_eq!(quotes, ["q0-32", "q0-32-2"]);
    assert_eq!(findings(&db), [""; 0]);
}

fn two_floods() -> NewUpload {
    NewUpload {
        articles: [
            upload("One flood.", None, |_| Claims::default()),
            upload("Two floods.", None, |_| Claims::default()),
        ]
        .into_iter()
        .flat_map(|upload| upload.articles)
        .collect(),
        bytes: b"both".to_vec(),
        ..dam()
    }
}

#[test]
fn what_was_deleted_long_ago_goes_for_good() {
    let db = fresh();
    let id = db.add(dam());
    let Added::Stored(both) = db.write(|w| w.add(two_floods())) else {
        panic!()
    };
    assert_eq!(db.write(|w| w.purge(0)), 0);
    let first = both[0];
    db.write(move |w| w.delete(first));
    db.write(move |w| w.delete(id));
    assert_eq!(db.write(|w| w.purge(1)), 0, "deleted today");
    // of the other upload one article is still wanted, and its bytes with it
    assert_eq!(db.write(|w| w.purge(0)), 2);
    assert!(!db.read(move |r| r.is_deleted(id)));
    assert!(!db.write(move |w| w.restore(id)));
    assert!(!db.write(move |w| w.restore(first)));
    let kept = both[1];
    assert!(
        db.read(move |r| r.original(kept))
            .is_some_and(|(_, _, bytes)| bytes == b"both")
    );
    assert_eq!(findings(&db), [""; 0]);
    let left = |sql: &str| file(&db).query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(left("SELECT count(*) FROM upload"), 1);
    assert_eq!(left("SELECT count(*) FROM paragraph"), 1);
    let local = "SELECT count(*) FROM source WHERE instr(key, ':') > 0";
    assert_eq!(left(local), 0, "sources that are nobody in other articles");
    let Added::AlreadyThere(back) = db.write(|w| w.add(two_floods())) else {
        panic!("its bytes are there")
    };
    assert!(back[0] == kept && back.len() == 2 && back[1] > id, "{back:?}");
    let again = db.add(dam());
    assert_ne!(again, id, "an address is never given to another article");
    assert_eq!(db.read(move |r| r.article(again)).unwrap().sources.len(), 4);
    assert_eq!(findings(&db), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn any_text_is_stored_as_it_is(
        raw in "(\\PC|[ \n\r\t\u{0}\u{85}\u{ad}\u{200b}\u{feff}\u{fffe}\u{ffff}\u{301}\u{10ffff}“”’]|[a-z]{1,9} |\n\n|4,700 ){0,120}",
        cuts in prop::collection::vec((0usize..300, 1usize..40), 0..12),
    ) {
        let db = fresh();
        let cleaned = Text::clean(&raw);
        let id = db.add(upload(&raw, None, |text| {
            let paragraphs = text.paragraphs();
            // spans anywhere within a paragraph
            let spans: Vec<_> = cuts
                .iter()
                .filter_map(|&(start, length)| {
                    let span = text.span(start..start + length)?;
                    paragraphs.iter().any(|p| p.contains(span)).then_some(span)
                })
                .collect();
            let mut claims = Claims::default();
            for (i, &span) in spans.iter().enumerate() {
                match i % 3 {
                    0 => claims.figures.push(Figure {
                        source: Some(span),
                        ..figure(span, Some(i as u64), Some(u64::MAX), Hedge::Range, Effect::Killed)
                    }),
                    1 => claims.quotes.push(Quote {
                        source: Some(span),
                        speaker: Some(text.slice(span).into()),
                        ..quote(QuoteKind::Direct, vec![span])
                    }),
                    _ => claims.sources.push(source(text.slice(span), SourceKind::Person, vec![span])),
                }
            }
            claims
        }));
        let page = db.read(move |r| r.article(id)).unwrap();
        let joined: String = page.paragraphs.iter().map(|p| p.text.as_str()).collect();
        prop_assert_eq!(joined.as_str(), cleaned.as_str());
        let text = db.read(move |r| r.article_text(id)).unwrap().text;
        prop_assert_eq!(text, cleaned);
        prop_assert_eq!(findings(&db), [""; 0]);
        // what it says can be asked for, whatever it is
        db.read(move |r| r.search(&raw, 1));
        db.write(move |w| w.delete(id));
        db.write(move |w| w.purge(0));
        prop_assert_eq!(findings(&db), [""; 0]);
    }
}
