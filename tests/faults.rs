//! Disks that are full, places that can only be read, files that are torn: a sentence that a person understands, reading
//! goes on where it can, and the file is never made worse.

#![cfg(all(feature = "app", unix))]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod program;
#[path = "program/story.rs"]
mod story;

use claimbook::store::Store;
use program::{Place, Ran, Server, bare};
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use story::{Story, expected, stories, told, whole};

/// Random numbers, the same in every run (SplitMix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }
}

fn ingest(place: &Place, database: &Path, stories: &[Story]) -> Ran {
    for story in stories {
        place.file(&story.name, &story.bytes);
    }
    let mut command = place.command(&["ingest"]);
    command
        .args(stories.iter().map(|s| &s.name))
        .env("CLAIMBOOK_DATABASE", database);
    Ran::from(command.output().unwrap())
}

fn run(place: &Place, database: &Path, arguments: &[&str]) -> Ran {
    let mut command = place.command(arguments);
    command.env("CLAIMBOOK_DATABASE", database);
    Ran::from(command.output().unwrap())
}

/// A closed database with these stories.
fn filled(place: &Place, stories: &[Story]) -> PathBuf {
    let path = place.path("claims.db");
    let ran = ingest(place, &path, stories);
    assert_eq!(ran.status, 0, "{ran:?}");
    path
}

/// The stories that the program said it had stored.
fn promised(ran: &Ran, stories: &[Story]) -> BTreeSet<String> {
    let stored = |story: &&Story| ran.out.contains(&format!("{}: stored as", story.name));
    stories.iter().filter(stored).map(|s| s.title.clone()).collect()
}

/// No page shows what goes on inside the program.
#[track_caller]
fn no_innards(page: &str) {
    for innards in [
        "panicked",
        "SqliteFailure",
        "malformed",
        "Error {",
        "disk image",
        "SQLITE_",
    ] {
        assert!(!page.contains(innards), "{innards}: {page}");
    }
}

fn mounted(options: &str, what: &str, at: &Path) -> bool {
    let mount = |program: &str| {
        let mut command = Command::new(program);
        command.args(["-t", "tmpfs", "-o", options, what]).arg(at);
        command.output().is_ok_and(|ran| ran.status.success())
    };
    mount("mount")
}

/// A small disk of its own, taken away again when it is dropped.
struct Disk(PathBuf);

impl Disk {
    /// `None`, aloud, where a disk cannot be made.
    fn new(place: &Place, test: &str) -> Option<Disk> {
        let at = place.path("disk");
        fs::create_dir(&at).unwrap();
        if mounted("size=3m", "tmpfs", &at) {
            Some(Disk(at))
        } else {
            eprintln!("SKIPPED in {test}: a small disk can be made only by root, where mounting is allowed");
            None
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn read_only(&self) {
        assert!(mounted("remount,ro", "tmpfs", &self.0));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk() {
    let place = Place::new();
    let Some(disk) = Disk::new(&place, "a_full_disk") else {
        return;
    };
    let stories = stories(0, 60, 8);
    let expected = expected(&stories);
    let path = disk.path("claims.db");
    fs::write(disk.path("ballast"), vec![b'x'; 1_000_000]).unwrap();

    let ran = ingest(&place, &path, &stories);
    assert_eq!(ran.status, 1, "it was never full: {ran:?}");
    for words in ["was not stored", "disk is full", "make room"] {
        assert!(ran.err.contains(words), "{words}: {ran:?}");
    }
    let promised = promised(&ran, &stories);
    assert!(
        !promised.is_empty() && promised.len() < stories.len(),
        "{}",
        promised.len()
    );

    // reading goes on
    let server = Server::at(&path);
    for target in ["/", "/articles", "/articles/1", "/search?q=killed", "/figures.json"] {
        assert_eq!(server.get(target).status, 200, "{target}");
    }
    let large = "Two men died at Ossel, the mayor said.\n\n".repeat(20_000);
    let refused = server.upload("large.txt", large.as_bytes());
    assert_eq!(refused.status, 507, "{}", refused.body);
    assert!(refused.body.contains("Make room"), "{}", refused.body);
    no_innards(&refused.body);
    assert_eq!(server.get("/articles/1").status, 200);
    drop(server);
    let there = told(&path);
    whole(&there, &expected, &promised);

    // and once there is room, so does writing
    fs::remove_file(disk.path("ballast")).unwrap();
    let rest: Vec<Story> = stories.into_iter().take(promised.len() + 2).collect();
    let ran = ingest(&place, &path, &rest);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(told(&path).len(), rest.len());
    assert_eq!(run(&place, &path, &["verify"]).status, 0);

    // no room even to begin
    fs::write(disk.path("ballast"), []).unwrap();
    let mut ballast = vec![b'x'; 4_000_000];
    while fs::write(disk.path("ballast"), &ballast).is_err() && ballast.len() > 4096 {
        ballast.truncate(ballast.len() - 4096);
    }
    let ran = ingest(&place, &disk.path("second.db"), &rest[..1]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("disk") && ran.err.lines().count() == 1, "{ran:?}");
}

/// The fault that every system can make: a file that may not grow.
#[test]
fn a_file_that_may_not_grow() {
    let place = Place::new();
    let stories = stories(0, 30, 8);
    let expected = expected(&stories);
    for story in &stories {
        place.file(&story.name, &story.bytes);
    }
    let mut command = Command::new("sh");
    command
        .args(["-c", "trap '' XFSZ; ulimit -f 1200; exec \"$0\" \"$@\""])
        .arg(env!("CARGO_BIN_EXE_claimbook"))
        .arg("--database")
        .arg(place.path("claims.db"))
        .arg("ingest")
        .args(stories.iter().map(|s| &s.name))
        .current_dir(place.folder.path());
    let ran = Ran::from(command.output().unwrap());
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(
        ran.err.contains("was not stored") && ran.err.contains("disk"),
        "{ran:?}"
    );
    let promised = promised(&ran, &stories);
    assert!(!promised.is_empty());
    whole(&told(&place.path("claims.db")), &expected, &promised);
    assert_eq!(place.run(&["verify"]).status, 0);
}

/// The place can be read and not written to: by being mounted so, or (for who is not root) by its rights.
fn can_only_be_read(place: &Place, test: &str) -> Option<(PathBuf, Option<Disk>)> {
    let stories = stories(0, 4, 2);
    if let Some(disk) = Disk::new(place, test) {
        let path = disk.path("claims.db");
        assert_eq!(ingest(place, &path, &stories).status, 0);
        disk.read_only();
        return Some((path, Some(disk)));
    }
    let folder = place.path("disk");
    let path = folder.join("claims.db");
    assert_eq!(ingest(place, &path, &stories).status, 0);
    set_mode(&path, 0o444);
    set_mode(&folder, 0o555);
    // rights do not bind root
    let bound = fs::write(folder.join("probe"), "").is_err();
    bound.then_some((path, None))
}

fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_place_that_can_only_be_read() {
    let place = Place::new();
    let Some((path, _disk)) = can_only_be_read(&place, "a_place_that_can_only_be_read") else {
        return;
    };
    let before = fs::read(&path).unwrap();
    {
        let server = Server::at(&path);
        for target in ["/", "/articles", "/articles/1", "/search?q=killed", "/figures.csv"] {
            assert_eq!(server.get(target).status, 200, "{target}");
        }
        let refused = server.upload("a.txt", b"Two men died at Ossel, the mayor said.");
        assert!(
            refused.status >= 400 && refused.body.contains("only be read"),
            "{}",
            refused.body
        );
        no_innards(&refused.body);
        assert_eq!(server.get("/articles/1").status, 200);
    }
    let ran = ingest(&place, &path, &stories(7, 1, 1));
    assert!(ran.status == 1 && ran.err.contains("cannot be written"), "{ran:?}");
    let ran = run(&place, &path, &["reprocess"]);
    assert!(ran.status == 1 && ran.err.contains("cannot be written"), "{ran:?}");
    let ran = run(&place, &path, &["verify"]);
    assert!(
        ran.status == 1 && ran.out.contains("can only be read") && ran.out.lines().count() == 1,
        "{ran:?}"
    );
    let copy = place.path("copy.db");
    let ran = run(&place, &path, &["backup", copy.to_str().unwrap()]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(told(&copy).len(), 4);
    assert_eq!(fs::read(&path).unwrap(), before);
    let none = path.with_file_name("none.db");
    let ran = ingest(&place, &none, &stories(7, 1, 1));
    assert!(
        ran.status == 1 && ran.err.contains("none.db") && ran.err.contains("--database"),
        "{ran:?}"
    );
    set_mode_back(&path);
}

/// So that the folder can be removed again.
fn set_mode_back(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(path.parent().unwrap(), fs::Permissions::from_mode(0o755));
}

#[test]
fn a_place_that_can_only_be_read_after_a_kill() {
    let place = Place::new();
    let Some(disk) = Disk::new(&place, "a_place_that_can_only_be_read_after_a_kill") else {
        return;
    };
    let path = disk.path("claims.db");
    let mut server = Server::at(&path);
    for story in stories(0, 3, 1) {
        assert_eq!(server.upload(&story.name, &story.bytes).status, 303);
    }
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    drop(server);
    assert!(path.with_extension("db-wal").exists());
    for shared in [true, false] {
        if !shared {
            assert!(mounted("remount,rw", "tmpfs", &disk.0));
            fs::remove_file(path.with_extension("db-shm")).unwrap();
        }
        disk.read_only();
        // all of it or a sentence, never an older state
        match Store::open(&path) {
            Ok(store) => assert_eq!(store.read_now(|r| r.totals()).unwrap().articles, 3, "{shared}"),
            Err(error) => {
                let said = error.to_string();
                assert!(
                    said.contains("claims.db") && said.contains("--database"),
                    "{shared}: {said}"
                );
            }
        }
    }
}

#[test]
fn another_program_is_writing() {
    let place = Place::new();
    let path = filled(&place, &stories(0, 3, 1));
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let ran = ingest(&place, &path, &stories(5, 1, 1));
    assert!(
        ran.status == 1 && ran.err.contains("in use by another program"),
        "{ran:?}"
    );
    let server = Server::at(&path);
    assert_eq!(server.get("/articles/1").status, 200);
    assert_eq!(server.get("/search?q=killed").status, 200);
    let refused = server.upload("a.txt", b"Two men died at Ossel, the mayor said.");
    assert_eq!(refused.status, 503, "{}", refused.body);
    assert!(refused.body.contains("Try again"), "{}", refused.body);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(
        server.upload("a.txt", b"Two men died at Ossel, the mayor said.").status,
        303
    );
}

/// What each command says of a file that is damaged: a sentence, and the file stays as it is.
#[track_caller]
fn handled(place: &Place, path: &Path, what: &str) {
    let before = fs::read(path).unwrap();
    let verify = run(place, path, &["verify"]);
    assert!(verify.status == 0 || verify.status == 1, "{what}: {verify:?}");
    let ran = run(place, path, &["backup", &format!("{}.copy", path.display())]);
    let _ = fs::remove_file(format!("{}.copy", path.display()));
    for ran in [&verify, &ran] {
        for innards in ["panicked", "RUST_BACKTRACE", "Error {"] {
            assert!(
                !ran.err.contains(innards) && !ran.out.contains(innards),
                "{what}: {ran:?}"
            );
        }
    }
    match Server::try_at(path) {
        Ok(server) => {
            for target in [
                "/",
                "/articles",
                "/articles/1",
                "/articles/2",
                "/search?q=killed",
                "/figures",
                "/sources",
            ] {
                let page = server.get(target);
                assert!(page.status >= 200, "{what}: {target}");
                no_innards(&page.body);
            }
        }
        Err(said) => {
            assert!(
                said.lines().count() == 1 && said.starts_with("claimbook: "),
                "{what}: {said}"
            );
            assert_eq!(verify.status, 1, "{what}: {verify:?}");
        }
    }
    assert!(fs::read(path).unwrap() == before, "{what}: the file was changed");
}

#[test]
fn a_file_that_was_cut_short() {
    let place = Place::new();
    let path = filled(&place, &stories(0, 12, 4));
    let bytes = fs::read(&path).unwrap();
    let mut chance = Chance(11);
    for i in 0..8 {
        let length = match i {
            0 => 50,
            1 => 4096,
            2 => bytes.len() - 1,
            3 => bytes.len() - 4096,
            _ => chance.below(bytes.len()),
        };
        fs::write(&path, &bytes[..length]).unwrap();
        handled(&place, &path, &format!("cut to {length} of {}", bytes.len()));
        let verify = run(&place, &path, &["verify"]);
        assert_eq!(verify.status, 1, "cut to {length}: {verify:?}");
    }
}

/// A value, whatever is in it.
fn words(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(bytes) => format!("“{}”", String::from_utf8_lossy(bytes)),
        other => format!("{other:?}"),
    }
}

/// Everything that stands in the database's own tables.
fn contents(path: &Path) -> rusqlite::Result<BTreeMap<&'static str, Vec<Vec<String>>>> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let file = Connection::open_with_flags(path, flags)?;
    [
        "upload",
        "article",
        "correction",
        "paragraph",
        "source",
        "appearance",
        "claim",
        "figure",
        "quote",
        "link",
        "span",
    ]
    .into_iter()
    .map(|table| {
        let mut statement = file.prepare(&format!("SELECT * FROM {table} NOT INDEXED"))?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|i| row.get_ref(i).map(words)).collect())?;
        Ok((table, rows.collect::<rusqlite::Result<_>>()?))
    })
    .collect()
}

#[test]
fn bits_that_flipped() {
    let place = Place::new();
    let path = filled(&place, &stories(0, 6, 3));
    let bytes = fs::read(&path).unwrap();
    let whole = contents(&path).unwrap();
    let mut chance = Chance(5);
    let mut missed = Vec::new();
    let mut found = 0;
    for i in 0..400 {
        let (at, bit) = (chance.below(bytes.len()), chance.below(8));
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << bit;
        fs::write(&path, &flipped).unwrap();
        let findings = Store::verify_file(&path, |_| {}).map(|verified| verified.wrong);
        for name in ["claims.db-wal", "claims.db-shm"] {
            let _ = fs::remove_file(place.path(name));
        }
        match findings {
            Ok(findings) if findings.is_empty() => {
                let now = match contents(&path) {
                    Ok(now) => now,
                    Err(error) => {
                        missed.push(format!("byte {at}: {error}"));
                        continue;
                    }
                };
                for (table, rows) in &whole {
                    for (before, after) in rows.iter().zip(&now[table]) {
                        for (column, (before, after)) in before.iter().zip(after).enumerate() {
                            if before != after {
                                missed.push(format!("byte {at}: column {column} of {table}: {before} is {after}"));
                            }
                        }
                    }
                    if rows.len() != now[table].len() {
                        missed.push(format!("byte {at}: {table} has other rows"));
                    }
                }
            }
            _ => found += 1,
        }
        assert!(
            fs::read(&path).unwrap() == flipped,
            "byte {at}: verify changed the file"
        );
        if i % 40 == 0 {
            handled(&place, &path, &format!("bit {bit} of byte {at}"));
        }
    }
    eprintln!(
        "400 flipped bits: {found} found, {} that changed something missed",
        missed.len()
    );
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_letter_of_a_text_is_looked_at() {
    let place = Place::new();
    let stories = stories(0, 2, 2);
    let path = filled(&place, &stories);
    let bytes = fs::read(&path).unwrap();
    // wherever the file holds these words: the upload, the text, a claim's words, search
    let words: &[u8] = "We have never seen such a flood".as_bytes();
    let places: Vec<usize> = (0..bytes.len() - words.len())
        .filter(|&at| bytes[at..].starts_with(words))
        .collect();
    assert!(places.len() >= 6, "{}", places.len());
    for at in places {
        for i in 0..words.len() {
            let mut changed = bytes.clone();
            changed[at + i] = if words[i] == b'o' { b'a' } else { b'o' };
            fs::write(&path, &changed).unwrap();
            // what search compares is no text of the article, and blanks are nothing to it
            let findings = Store::verify_file(&path, |_| {}).unwrap().wrong;
            assert!(!findings.is_empty(), "letter {i} at {at}");
        }
    }
}

/// A server with these stories that was killed: the newest of them are only in the write-ahead log.
fn killed(place: &Place, stories: &[Story]) -> PathBuf {
    let path = place.path("claims.db");
    let mut server = Server::at(&path);
    for story in stories {
        assert_eq!(server.upload(&story.name, &story.bytes).status, 303);
    }
    server.child.kill().unwrap();
    server.child.wait().unwrap();
    path
}

#[test]
fn a_log_that_is_torn_or_gone() {
    let place = Place::new();
    let stories = stories(0, 8, 4);
    let expected = expected(&stories);
    let path = killed(&place, &stories);
    let (log, shared) = (path.with_extension("db-wal"), path.with_extension("db-shm"));
    let (file_bytes, log_bytes, shared_bytes) = (
        fs::read(&path).unwrap(),
        fs::read(&log).unwrap(),
        fs::read(&shared).unwrap(),
    );
    let put = |log_bytes: &[u8]| {
        fs::write(&path, &file_bytes).unwrap();
        fs::write(&shared, &shared_bytes).unwrap();
        fs::write(&log, log_bytes).unwrap();
    };

    put(&log_bytes);
    assert_eq!(told(&path), expected, "a whole log gives everything");

    let mut chance = Chance(3);
    for i in 0..12 {
        let at = chance.below(log_bytes.len());
        let mut torn = log_bytes.clone();
        if i % 2 == 0 {
            torn.truncate(at);
        } else {
            torn[at] ^= 1 << chance.below(8);
        }
        put(&torn);
        // what is there is whole; what is lost is lost from the end
        let there = told(&path);
        whole(&there, &expected, &BTreeSet::new());
        let first: Vec<_> = stories.iter().take(there.len()).map(|s| s.title.as_str()).collect();
        assert!(
            first.iter().all(|title| there.contains_key(*title)),
            "at {at}: {:?}",
            there.keys()
        );
        let ran = ingest(&place, &path, &stories);
        assert_eq!(ran.status, 0, "{ran:?}");
        assert_eq!(told(&path), expected, "a second run adds what was missing");
    }
}

/// Every file of the database, by its name.
fn beside(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.starts_with("claims.db") {
            files.insert(name.clone(), fs::read(path.with_file_name(name)).unwrap());
        }
    }
    files
}

#[test]
fn what_a_damaged_log_has_lost_is_told() {
    let place = Place::new();
    let stories = stories(0, 8, 4);
    let path = killed(&place, &stories);
    let all = beside(&path);
    assert_eq!(all.len(), 3, "file, log and what is shared of it");
    let log = &all["claims.db-wal"];
    let put = |log: Option<&[u8]>, shared: bool| {
        for name in beside(&path).keys() {
            fs::remove_file(path.with_file_name(name)).unwrap();
        }
        fs::write(&path, &all["claims.db"]).unwrap();
        if let Some(log) = log {
            fs::write(path.with_file_name("claims.db-wal"), log).unwrap();
        }
        if shared {
            fs::write(path.with_file_name("claims.db-shm"), &all["claims.db-shm"]).unwrap();
        }
    };

    for shared in [true, false] {
        put(Some(log), shared);
        let ran = run(&place, &path, &["verify"]);
        assert_eq!(
            (ran.status, ran.out.as_str()),
            (0, "everything is as it should be\n"),
            "{shared}: {ran:?}"
        );
        assert_eq!(
            beside(&path)["claims.db"],
            all["claims.db"],
            "verify folded the log into the file"
        );
        assert_eq!(beside(&path)["claims.db-wal"], *log);
        assert!(Store::open(&path).unwrap().notices().is_empty(), "{shared}");
    }

    let mut chance = Chance(17);
    let page = 4096 + 24;
    // the head, the first and the last frame, the end of the last, and anywhere
    let mut places = vec![
        0,
        9,
        17,
        25,
        32,
        40,
        50,
        log.len() - page,
        log.len() - page + 9,
        log.len() - 1,
    ];
    places.extend((0..20).map(|_| chance.below(log.len())));
    for (i, &at) in places.iter().enumerate() {
        let shared = i % 2 == 0;
        let bit = chance.below(8);
        let what = format!("bit {bit} of byte {at}, {shared}");
        let mut flipped = log.clone();
        flipped[at] ^= 1 << bit;
        put(Some(&flipped), shared);
        let ran = run(&place, &path, &["verify"]);
        assert!(ran.status == 1 && ran.out.contains("may be missing"), "{what}: {ran:?}");
        assert_eq!(
            beside(&path)["claims.db"],
            all["claims.db"],
            "{what}: verify changed the file"
        );
        assert_eq!(beside(&path)["claims.db-wal"], flipped, "{what}");
        let again = run(&place, &path, &["verify"]);
        assert_eq!(again.out, ran.out, "{what}: told once");

        // the copy stays, and so does the notice until a person takes it away
        let ran = ingest(&place, &path, &stories[..1]);
        assert!(ran.status == 0 && ran.err.contains("may be missing"), "{what}: {ran:?}");
        assert_eq!(beside(&path)["claims.db-wal-damaged-1"], flipped, "{what}");
        let ran = ingest(&place, &path, &stories);
        assert!(ran.status == 0 && ran.err.contains("may be missing"), "{what}: {ran:?}");
        assert_eq!(told(&path), expected(&stories), "{what}");
        if i % 10 == 0 {
            let server = Server::at(&path);
            assert!(server.get("/").body.contains("may be missing"), "{what}");
            let ran = run(&place, &path, &["verify"]);
            assert!(
                ran.status == 1 && ran.out.contains("claims.db-wal-damaged-1.txt"),
                "{what}: {ran:?}"
            );
            fs::remove_file(path.with_file_name("claims.db-wal-damaged-1.txt")).unwrap();
            assert!(!server.get("/").body.contains("may be missing"), "{what}");
            drop(server);
            assert_eq!(run(&place, &path, &["verify"]).status, 0, "{what}");
        }
    }

    // what was cut off or taken away is known from what was shared
    for length in [Some(log.len() - 1), Some(log.len() / 2), Some(0), None] {
        put(length.map(|length| &log[..length]), true);
        let ran = run(&place, &path, &["verify"]);
        assert!(
            ran.status == 1 && ran.out.contains("removed or cut short"),
            "{length:?}: {ran:?}"
        );
        let store = Store::open(&path).unwrap();
        assert!(store.notices()[0].contains("removed or cut short"), "{length:?}");
    }

    // a change that was being written when the power went was never acknowledged; without what was shared nobody can tell it from
    // one that was
    let mut torn = log.clone();
    let end = torn.len();
    torn[end - 100..].fill(0);
    put(Some(&torn), false);
    let ran = run(&place, &path, &["verify"]);
    assert!(ran.out.contains("lost power"), "{ran:?}");
    // its frames alone, without its end, are nothing to speak of
    put(Some(&log[..end - 10]), false);
    assert_eq!(run(&place, &path, &["verify"]).status, 0);
}

#[test]
fn a_log_that_is_gone() {
    let place = Place::new();
    let stories = stories(0, 8, 4);
    let expected = expected(&stories);
    let path = filled(&place, &stories[..3]);
    killed(&place, &stories[3..]);
    fs::remove_file(path.with_extension("db-wal")).unwrap();
    handled(&place, &path, "a log that is gone");
    let there = told(&path);
    whole(
        &there,
        &expected,
        &stories[..3].iter().map(|s| s.title.clone()).collect(),
    );
    let ran = ingest(&place, &path, &stories);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(told(&path), expected);
}

#[test]
fn messages_name_the_way_out() {
    let place = Place::new();
    let path = filled(&place, &stories(0, 6, 3));
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let mut command = bare(&["--port", "0", "--database"]);
    let ran = Ran::from(command.arg(&path).output().unwrap());
    ran.complains(&["damaged", "verify", "backup"]);
    let ran = run(&place, &path, &["verify"]);
    assert!(ran.status == 1 && ran.err.contains("go back to a backup"), "{ran:?}");
}
