//! Databases of earlier versions, filled with generated articles: nothing is lost on the way to this one.

use crate::fresh;
use claimbook::store::*;
use rusqlite::Connection;
use std::path::Path;

/// A database as version 2 has it, with all that `from` holds, a deleted article and a damaged one.
fn version_2(from: &Path, to: &Path) {
    let old = Connection::open(to).unwrap();
    for migration in [
        include_str!("../../migrations/01-first.sql"),
        include_str!("../../migrations/02-seal.sql"),
    ] {
        old.execute_batch(migration).unwrap();
    }
    old.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA user_version = 2; PRAGMA application_id = 1129071179")
        .unwrap();
    old.execute("ATTACH ?1 AS new", [from.to_str().unwrap()]).unwrap();
    old.execute_batch(include_str!("version-02.sql")).unwrap();
}

#[test]
fn a_database_of_the_second_version_loses_nothing() {
    let db = fresh();
    for number in 0..60 {
        db.add(crate::generated::upload(number));
    }
    db.write(|w| w.delete(7));
    db.store.backup(&db.folder.path().join("new.db")).unwrap();
    let path = db.folder.path().join("old.db");
    version_2(&db.folder.path().join("new.db"), &path);

    assert!(Store::is_older(&path));
    let store = Store::open(&path).unwrap();
    assert_eq!(store.verify(|_, _| {}).unwrap(), [""; 0]);
    assert_eq!(store.read_now(|r| r.totals()).unwrap(), db.read(|r| r.totals()));
    for id in 1..=60 {
        assert_eq!(
            store.read_now(move |r| r.article(id)).unwrap(),
            db.read(move |r| r.article(id)),
            "{id}"
        );
    }
    for order in [Order::Newest, Order::Oldest, Order::Most, Order::Least] {
        let filter = Filter {
            order,
            ..Filter::default()
        };
        let again = filter.clone();
        assert_eq!(
            store.read_now(move |r| r.figures(&again)).unwrap(),
            db.read(move |r| r.figures(&filter))
        );
    }
    for query in ["killed", "\"were killed\"", "market -police", "kill*"] {
        assert_eq!(
            store.read_now(move |r| r.search(query, 1)).unwrap(),
            db.read(move |r| r.search(query, 1))
        );
    }
    store.write_now(|w| w.restore(7)).unwrap();
    store.write_now(|w| w.delete(8)).unwrap();
    assert_eq!(store.verify(|_, _| {}).unwrap(), [""; 0]);
    drop(store);
    assert!(!Store::is_older(&path));
    assert!(!Store::is_older(&db.folder.path().join("none.db")));
}

#[test]
fn what_was_changed_before_an_upgrade_is_found_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let old = Connection::open(&path).unwrap();
    for sql in [
        include_str!("../../migrations/01-first.sql"),
        include_str!("version-01.sql"),
        include_str!("../../migrations/02-seal.sql"),
        // a seal of version 2 that does not fit
        "UPDATE article SET seal = randomblob(32); PRAGMA user_version = 2; PRAGMA application_id = 1129071179",
    ] {
        old.execute_batch(sql).unwrap();
    }
    drop(old);
    let store = Store::open(&path).unwrap();
    let found = store.verify(|_, _| {}).unwrap();
    assert!(
        found.iter().any(|finding| finding.contains("beside its text")),
        "{found:?}"
    );
}
