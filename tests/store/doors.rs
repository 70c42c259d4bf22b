//! Opening, closing, and many at once.

use crate::{fresh, sample::*};
use claimbook::{claim::Claims, store::*};
use rusqlite::Connection;
use std::{fs, path::Path, sync::mpsc};

fn refused(path: &Path) -> StoreError {
    match Store::open(path) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => error,
    }
}

#[test]
fn what_is_no_database_of_ours_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);

    assert!(matches!(refused(folder.path()), StoreError::Folder(_)));

    for (name, bytes) in [
        ("notes.txt", b"Remember the milk.".as_slice()),
        ("short", b"x"),
        ("cut", b"SQLite format 3"),
        ("torn", b"SQLite format 3\0 but then nothing that a database has"),
    ] {
        fs::write(at(name), bytes).unwrap();
        let error = refused(&at(name));
        assert!(
            matches!(error, StoreError::Foreign(_) | StoreError::Damaged(_)),
            "{name}: {error:?}"
        );
        assert_eq!(fs::read(at(name)).unwrap(), bytes, "{name}");
    }

    let other = Connection::open(at("other.db")).unwrap();
    other.execute_batch("CREATE TABLE t (x)").unwrap();
    drop(other);
    let before = fs::read(at("other.db")).unwrap();
    assert!(matches!(refused(&at("other.db")), StoreError::Foreign(_)));
    assert_eq!(fs::read(at("other.db")).unwrap(), before);

    // a file stands where a folder is needed
    let under = at("notes.txt").join("deeper/claims.db");
    assert!(matches!(refused(&under), StoreError::Unwritable(..)));

    // every message names the way out
    for error in [refused(folder.path()), refused(&at("notes.txt")), refused(&under)] {
        assert!(error.to_string().contains("--database"), "{error}");
    }

    fs::write(at("empty"), b"").unwrap();
    assert!(Store::open(&at("empty")).is_ok());
}

#[test]
fn a_newer_database_is_not_touched() {
    let db = fresh();
    let path = db.path();
    drop(db.store);
    let newer = Connection::open(&path).unwrap();
    newer.execute_batch("PRAGMA user_version = 99").unwrap();
    drop(newer);
    let before = fs::read(&path).unwrap();
    let error = refused(&path);
    assert!(matches!(error, StoreError::Newer(_)), "{error:?}");
    assert!(error.to_string().contains("newer claimbook"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn closing_leaves_one_whole_file() {
    let db = fresh();
    db.add(dam());
    let path = db.path();
    drop(db.store.clone());
    assert_eq!(db.read(|r| r.totals()).articles, 1, "another handle goes on");
    drop(db.store);
    let left: Vec<_> = fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left, ["claims.db"], "the write-ahead log was folded in");
    let again = Store::open(&path).unwrap();
    assert_eq!(again.read_now(|r| r.totals()).unwrap().articles, 1);
}

#[test]
fn a_store_that_another_one_writes_to_says_so() {
    let db = fresh();
    let other = Connection::open(db.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let locked = db.store.write_now(|w| w.add(dam()));
    assert!(matches!(locked, Err(StoreError::Locked)), "{locked:?}");
    assert_eq!(db.read(|r| r.totals()).articles, 0, "reading goes on");
    other.execute_batch("ROLLBACK").unwrap();
    db.add(dam());
}

#[tokio::test(flavor = "multi_thread")]
async fn four_writers_and_four_readers_all_succeed() {
    let db = fresh();
    let mut tasks = Vec::new();
    for writer in 0..4 {
        let store = db.store.clone();
        tasks.push(tokio::spawn(async move {
            for i in 0..50 {
                let one = upload(&format!("{DAM}{writer} {i}"), Some(DATE), dam_claims);
                let added = store.write(|w| w.add(one)).await.unwrap();
                assert!(matches!(added, Added::Stored(_)));
            }
        }));
        let store = db.store.clone();
        tasks.push(tokio::spawn(async move {
            for _ in 0..50 {
                let (totals, list) = store
                    .read(|r| Ok((r.totals()?, r.figures(&Filter::default())?.total)))
                    .await
                    .unwrap();
                assert_eq!(totals.figures, u64::from(list), "one state for all questions of a call");
            }
        }));
    }
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(db.store.read(|r| r.totals()).await.unwrap().articles, 200);
    let store = db.store.clone();
    let findings = tokio::task::spawn_blocking(move || store.verify(|_, _| {}))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(findings, [""; 0]);
}

#[tokio::test]
async fn callers_that_go_away_stop_nothing() {
    let db = fresh();
    let (go, wait) = mpsc::channel::<()>();
    let (began, begun) = tokio::sync::oneshot::channel();
    let first = db.store.write(move |w| {
        let _ = began.send(());
        let _ = wait.recv();
        w.add(dam())
    });
    // asked, begun, and dropped
    tokio::select! {
        biased;
        _ = first => panic!("it waits for us"),
        begun = begun => begun.unwrap(),
    }
    // asked and dropped before it begins: it is done all the same
    let second = db
        .store
        .write(|w| w.add(upload("A flood.", None, |_| Claims::default())));
    tokio::select! {
        biased;
        _ = second => panic!("the first one is not done"),
        () = tokio::task::yield_now() => {}
    }
    for _ in 0..200 {
        let read = db.store.read(|r| r.totals());
        tokio::select! {
            biased;
            () = std::future::ready(()) => drop(read),
        }
    }
    go.send(()).unwrap();
    let third = db
        .store
        .write(|w| w.add(upload("Two floods.", None, |_| Claims::default())))
        .await
        .unwrap();
    assert!(matches!(third, Added::Stored(_)));
    assert_eq!(db.store.read(|r| r.totals()).await.unwrap().articles, 3);
}

#[tokio::test]
async fn a_panic_undoes_its_transaction_and_nothing_else() {
    let db = fresh();
    for _ in 0..8 {
        let crashed = db
            .store
            .write(|w| {
                w.add(dam())?;
                if true {
                    panic!("in the middle of a change");
                }
                Ok(())
            })
            .await;
        assert!(matches!(crashed, Err(StoreError::Crashed)), "{crashed:?}");
        let crashed = db
            .store
            .read(|_| -> Result<()> { panic!("in the middle of a question") })
            .await;
        assert!(matches!(crashed, Err(StoreError::Crashed)), "{crashed:?}");
    }
    let refused = db
        .store
        .write(|w| {
            w.add(dam())?;
            Err::<(), _>(StoreError::Closed)
        })
        .await;
    assert!(matches!(refused, Err(StoreError::Closed)));
    assert_eq!(db.store.read(|r| r.totals()).await.unwrap().articles, 0);
    assert!(matches!(
        db.store.write(|w| w.add(dam())).await.unwrap(),
        Added::Stored(_)
    ));
}

#[test]
fn the_last_handle_may_be_dropped_by_a_question() {
    let db = fresh();
    let mine = db.store.clone();
    let (done, wait) = mpsc::channel();
    db.read(move |r| {
        std::thread::spawn(move || {
            drop(mine);
            let _ = done.send(());
        });
        r.totals()
    });
    drop(db.store);
    wait.recv().unwrap();
}
