//! Putting articles in: how fast, beside what the disk and SQLite allow; and the databases that pages are measured on.

use crate::{engine::timed, generator, table};
use claimbook::store::{NewUpload, Store};
use rusqlite::{Connection, params};
use std::{
    path::Path,
    sync::{
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    time::{Duration, Instant},
};

/// Articles of one measurement.
const ARTICLES: u64 = 2_000;
/// Articles of one transaction, where it is several.
const BATCH: usize = 100;

/// The best time so far, with its processor time, and what is timed.
type Run<'r> = (&'r mut (Duration, f64), &'r dyn Fn() -> Duration);

/// Ingest beside the ceiling of the same machine in the same minute.
pub(crate) fn measure(folder: &Path) {
    let texts: Vec<String> = (0..ARTICLES).map(generator::article).collect();
    let read: Vec<NewUpload> = (0..ARTICLES).map(generator::upload).collect();
    let claims: usize = read.iter().map(claims_of).sum();
    // the order is turned round in the second run; the better of both counts
    let [
        mut ceiling,
        mut batches_ceiling,
        mut one,
        mut stored,
        mut batches,
        mut files,
    ] = [(Duration::MAX, 0.0); 6];
    for turn in [false, true] {
        let runs: &mut [Run<'_>] = &mut [
            (&mut ceiling, &|| bare(folder, &read, 1)),
            (&mut one, &|| whole(folder)),
            (&mut stored, &|| stored_only(folder, &read, 1)),
            (&mut batches, &|| stored_only(folder, &read, BATCH)),
            (&mut batches_ceiling, &|| bare(folder, &read, BATCH)),
            (&mut files, &|| of_files(folder, &texts)),
        ];
        if turn {
            runs.reverse();
        }
        for (best, run) in runs {
            let cpu = table::cpu();
            let time = run();
            if time < best.0 {
                **best = (time, table::cpu() - cpu);
            }
        }
    }
    table::head("Ingest", &["what", "articles/s", "of the ceiling", "CPU ms an article"]);
    let rate = |time: Duration| ARTICLES as f64 / time.as_secs_f64();
    let row = |what: &str, (time, cpu): (Duration, f64), (of, _): (Duration, f64)| {
        table::row(&[
            what.to_owned(),
            table::count(rate(time) as u64),
            format!("{:.0} %", 100.0 * rate(time) / rate(of)),
            format!("{:.2}", cpu * 1e3 / ARTICLES as f64),
        ]);
    };
    row("ceiling: bare rows, a transaction each", ceiling, ceiling);
    row("claimbook ingest, a folder of files (CPU: not its own)", files, ceiling);
    row("bytes to stored claims, a transaction each", one, ceiling);
    row("of it, storing alone", stored, ceiling);
    row(
        "ceiling: bare rows, 100 a transaction",
        batches_ceiling,
        batches_ceiling,
    );
    row("storing alone, 100 a transaction", batches, batches_ceiling);
    table::end();
    println!(
        "{} articles of {:.1} KB with {:.1} claims each, WAL and FULL.\n",
        table::count(ARTICLES),
        texts.iter().map(String::len).sum::<usize>() as f64 / 1e3 / ARTICLES as f64,
        claims as f64 / ARTICLES as f64
    );
}

fn claims_of(upload: &NewUpload) -> usize {
    let claims = upload.articles.iter().map(|a| &a.claims);
    claims.map(|c| c.figures.len() + c.quotes.len()).sum()
}

/// As `claimbook ingest` does it, one after the other.
fn whole(folder: &Path) -> Duration {
    let place = tempfile::tempdir_in(folder).expect("target can be written");
    let store = Store::open(&place.path().join("ingest.db")).expect("a new database");
    let texts: Vec<String> = (0..ARTICLES).map(generator::article).collect();
    timed(|| {
        for text in texts {
            let upload = claimbook::ingest::read(Some("a.txt"), text.into_bytes(), &Default::default());
            let upload = upload.expect("it is plain text");
            store.write_now(move |w| w.add(upload)).expect("it can be stored");
        }
    })
}

/// The program itself, from its start to its end.
fn of_files(folder: &Path, texts: &[String]) -> Duration {
    let place = tempfile::tempdir_in(folder).expect("target can be written");
    let files = place.path().join("files");
    std::fs::create_dir(&files).expect("a new folder");
    for (i, text) in texts.iter().enumerate() {
        std::fs::write(files.join(format!("{i:06}.txt")), text).expect("there is room");
    }
    let mut ingest = std::process::Command::new(env!("CARGO_BIN_EXE_claimbook"));
    ingest
        .arg("--database")
        .arg(place.path().join("files.db"))
        .arg("ingest")
        .arg(&files);
    timed(|| {
        let output = ingest.output().expect("the program is there");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    })
}

fn stored_only(folder: &Path, read: &[NewUpload], batch: usize) -> Duration {
    let place = tempfile::tempdir_in(folder).expect("target can be written");
    let store = Store::open(&place.path().join("ingest.db")).expect("a new database");
    let batches: Vec<Vec<NewUpload>> = read.chunks(batch).map(<[NewUpload]>::to_vec).collect();
    timed(|| {
        for batch in batches {
            add(&store, batch);
        }
    })
}

fn add(store: &Store, batch: Vec<NewUpload>) {
    let added = store.write_now(move |w| batch.into_iter().try_for_each(|upload| w.add(upload).map(drop)));
    added.expect("it can be stored");
}

/// What SQLite itself needs for an article: its bytes, its text, its claims' words, an index of the words; no checks, no
/// sources, no lists.
fn bare(folder: &Path, read: &[NewUpload], batch: usize) -> Duration {
    let place = tempfile::tempdir_in(folder).expect("target can be written");
    let mut connection = Connection::open(place.path().join("bare.db")).expect("a new database");
    let set = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384;
        CREATE TABLE article (id INTEGER PRIMARY KEY, sha256 BLOB UNIQUE, title TEXT, date TEXT, bytes BLOB, text TEXT);
        CREATE TABLE claim (id INTEGER PRIMARY KEY, article INTEGER, start INTEGER, stop INTEGER, words TEXT);
        CREATE INDEX claim_article ON claim (article);
        CREATE VIRTUAL TABLE words USING fts5 (text, content = 'article', content_rowid = 'id', tokenize = 'porter unicode61');";
    connection.execute_batch(set).expect("SQLite takes it");
    timed(|| {
        for batch in read.chunks(batch) {
            let transaction = connection.transaction().expect("nobody else writes");
            for upload in batch {
                insert(&transaction, upload).expect("SQLite takes it");
            }
            transaction.commit().expect("there is room");
        }
    })
}

fn insert(connection: &Connection, upload: &NewUpload) -> rusqlite::Result<()> {
    let new = &upload.articles[0];
    let text = &new.article.text;
    let sha256 = <sha2::Sha256 as sha2::Digest>::digest(&upload.bytes);
    connection
        .prepare_cached("INSERT INTO article (sha256, title, date, bytes, text) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            sha256.as_slice(),
            new.article.title,
            new.article.date.map(|d| d.to_string()),
            upload.bytes,
            text.as_str()
        ])?;
    let id = connection.last_insert_rowid();
    let mut claim =
        connection.prepare_cached("INSERT INTO claim (article, start, stop, words) VALUES (?1, ?2, ?3, ?4)")?;
    let figures = new.claims.figures.iter().map(|f| f.number);
    let quotes = new.claims.quotes.iter().map(|q| q.content[0]);
    for span in figures.chain(quotes) {
        claim.execute(params![id, span.start() as i64, span.end() as i64, text.slice(span)])?;
    }
    connection
        .prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
        .execute(params![id, text.as_str()])?;
    Ok(())
}

/// What a filled database holds.
#[derive(Clone, Copy)]
pub(crate) struct Filled {
    pub(crate) articles: u64,
    pub(crate) claims: u64,
}

/// A database with at least so many claims; what is missing is added.
pub(crate) fn fill(database: &Path, claims: u64) -> Filled {
    let store = Store::open(database).expect("the database can be opened");
    let totals = || store.read_now(|r| r.totals()).expect("it can be read");
    let before = totals();
    let start = Instant::now();
    let mut there = before.figures + before.quotes;
    let next = AtomicU64::new(before.articles);
    if there < claims {
        eprintln!("filling {} up to {} claims", database.display(), table::count(claims));
        std::thread::scope(|scope| {
            let (send, receive) = mpsc::sync_channel::<Vec<NewUpload>>(4);
            for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
                let (send, next) = (send.clone(), &next);
                scope.spawn(move || {
                    loop {
                        let first = next.fetch_add(BATCH as u64, Ordering::Relaxed);
                        let batch = (first..first + BATCH as u64).map(generator::upload).collect();
                        if send.send(batch).is_err() {
                            break;
                        }
                    }
                });
            }
            drop(send);
            let mut shown = Instant::now();
            for batch in receive {
                there += batch.iter().map(claims_of).sum::<usize>() as u64;
                add(&store, batch);
                if shown.elapsed() > Duration::from_secs(10) {
                    shown = Instant::now();
                    eprintln!(
                        "{} claims after {:.0} s",
                        table::count(there),
                        start.elapsed().as_secs_f64()
                    );
                }
                if there >= claims {
                    break;
                }
            }
        });
    }
    let now = totals();
    let filled = Filled {
        articles: now.articles,
        claims: now.figures + now.quotes,
    };
    if now.articles > before.articles {
        println!(
            "Filled {} articles in {:.0} s.\n",
            table::count(now.articles - before.articles),
            start.elapsed().as_secs_f64()
        );
    }
    filled
}
