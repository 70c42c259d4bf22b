//! A hundred kills of the real program, each at a random moment of its work: nothing that it acknowledged is lost, nothing is
//! there in part, and a second run adds exactly what was missing.
//!
//! Takes a minute or two, so it is asked for by the feature `slow`. A failure prints its seed; `CLAIMBOOK_SEED` runs it
//! again (the moments are the same, what the machine has done by then may not be).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "program/older.rs"]
mod older;
mod program;
#[path = "program/story.rs"]
mod story;

use claimbook::store::{Store, UPLOADS_AT_ONCE as TOGETHER};
use program::{Place, Server, form};
use rusqlite::{Connection, OpenFlags, params};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Command, Stdio},
    sync::Mutex,
    thread,
    time::{Duration, Instant, SystemTime},
};
use story::{Story, Told, expected, stories, told, whole};

/// Random numbers that can be had again (SplitMix64).
struct Chance(u64);

impl Chance {
    /// Says its seed where a failed test shows it.
    fn new(test: &str) -> Chance {
        let seed = match env::var("CLAIMBOOK_SEED") {
            Ok(seed) => seed.parse().unwrap(),
            Err(_) => SystemTime::UNIX_EPOCH.elapsed().unwrap().subsec_nanos().into(),
        };
        eprintln!("{test}: CLAIMBOOK_SEED={seed}");
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Some time before `end`.
    fn before(&mut self, end: Duration) -> Duration {
        end.mul_f64((self.next() >> 11) as f64 / (1u64 << 53) as f64)
    }
}

/// How many kills came while there was something to kill: if too few did, the test has shown nothing.
#[derive(Debug, Default)]
struct Kills {
    all: usize,
    in_time: usize,
}

impl Kills {
    fn count(&mut self, in_time: bool) {
        self.all += 1;
        self.in_time += usize::from(in_time);
    }

    #[track_caller]
    fn enough(&self, test: &str) {
        eprintln!("{test}: {self:?}");
        assert!(self.in_time * 8 >= self.all, "{self:?}: nearly all came too late");
    }
}

/// Runs the command and kills it (SIGKILL) after so long. The lines it had written, and whether it was still running.
fn killed(mut command: Command, after: Duration) -> (Vec<String>, bool) {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || {
        let mut lines = Vec::new();
        let mut line = String::new();
        while out.read_line(&mut line).unwrap() > 0 {
            // what is not ended was not said
            lines.extend(line.strip_suffix('\n').map(str::to_owned));
            line.clear();
        }
        lines
    });
    thread::sleep(after);
    let running = child.try_wait().unwrap().is_none();
    child.kill().unwrap();
    child.wait().unwrap();
    (reader.join().unwrap(), running)
}

/// How long the command takes if it is let be.
fn duration(mut command: Command) -> Duration {
    let begun = Instant::now();
    assert!(command.output().unwrap().status.success());
    begun.elapsed()
}

/// The shortest of three times, each after setting up again: so that the kills come in time on a busy machine too.
fn shortest(time: impl Fn() -> Duration) -> Duration {
    (0..3).map(|_| time()).min().unwrap()
}

/// The database is in order by the program's own word.
#[track_caller]
fn verified(place: &Place) {
    let ran = place.run(&["verify"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "everything is as it should be\n"),
        "{ran:?}"
    );
}

fn remove_database(place: &Place) {
    for name in ["claims.db", "claims.db-wal", "claims.db-shm"] {
        let _ = fs::remove_file(place.path(name));
    }
}

/// Copies a closed database over the one of the place.
fn put_database(place: &Place, closed: &Path) {
    remove_database(place);
    fs::copy(closed, place.path("claims.db")).unwrap();
}

/// A closed database with these stories.
fn filled(place: &Place, name: &str, stories: &[Story]) -> std::path::PathBuf {
    write_files(place, stories);
    let mut arguments = vec!["ingest"];
    arguments.extend(stories.iter().map(|s| s.name.as_str()));
    let mut command = place.command(&arguments);
    command.env("CLAIMBOOK_DATABASE", place.path(name));
    duration(command);
    place.path(name)
}

fn write_files(place: &Place, stories: &[Story]) {
    for story in stories {
        place.file(&story.name, &story.bytes);
    }
}

#[test]
fn killed_while_ingesting() {
    let mut chance = Chance::new("ingest");
    let place = Place::new();
    // more than are stored with one transaction
    let stories = stories(0, TOGETHER + 14, 5);
    let expected = expected(&stories);
    write_files(&place, &stories);
    let mut arguments = vec!["ingest"];
    arguments.extend(stories.iter().map(|s| s.name.as_str()));
    let whole_run = shortest(|| {
        remove_database(&place);
        duration(place.command(&arguments))
    });
    let mut kills = Kills::default();
    for _ in 0..25 {
        remove_database(&place);
        let (lines, running) = killed(place.command(&arguments), chance.before(whole_run));
        kills.count(running);
        let said: BTreeSet<String> = lines
            .iter()
            .map(|line| {
                let (name, rest) = line.split_once(": ").unwrap();
                assert!(rest.starts_with("stored as /articles/"), "{line}");
                let story = stories.iter().find(|s| s.name == name).unwrap();
                story.title.clone()
            })
            .collect();
        let there = if place.path("claims.db").exists() {
            told(&place.path("claims.db"))
        } else {
            Told::new()
        };
        whole(&there, &expected, &said);
        // at most the files of one transaction were stored and not yet said, and they are the next ones
        assert!(
            there.len() <= said.len() + TOGETHER,
            "{} there, {} said",
            there.len(),
            said.len()
        );
        assert!(stories[..there.len()].iter().all(|s| there.contains_key(&s.title)));
        let again = place.run(&arguments);
        assert_eq!(again.status, 0, "{again:?}");
        for story in &stories {
            let words = if there.contains_key(&story.title) {
                "already there as"
            } else {
                "stored as"
            };
            assert!(
                again.out.contains(&format!("{}: {words} ", story.name)),
                "{words}: {again:?}"
            );
        }
        assert_eq!(told(&place.path("claims.db")), expected);
        verified(&place);
    }
    kills.enough("ingest");
}

/// What the server answered, if it did before it was killed: status and head.
fn ask(port: u16, head: &str, body: &[u8]) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let head = format!(
        "{head} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Type: multipart/form-data; \
         boundary=edge\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).ok()?;
    let mut answer = Vec::new();
    // a killed server resets the connection: what came before counts if it is a whole head
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, _) = answer.split_once("\r\n\r\n")?;
    Some((head.split(' ').nth(1)?.parse().ok()?, head.to_owned()))
}

fn post_files(port: u16, stories: &[Story]) -> Option<(u16, String)> {
    let files: Vec<(&str, &[u8])> = stories.iter().map(|s| (s.name.as_str(), s.bytes.as_slice())).collect();
    ask(port, "POST /upload", &form(&files))
}

/// Several clients give the server this work, each its own; it is killed after so long. Those pieces that it had acknowledged
/// by then, and whether it was still running.
fn clients<'w, W: Sync>(
    server: &mut Server,
    work: &'w [Vec<W>],
    after: Duration,
    one: impl Fn(u16, &W) -> bool + Sync,
) -> (Vec<&'w W>, bool) {
    let done = Mutex::new(Vec::new());
    let port = server.port;
    let left = Mutex::new(work.len());
    let in_time = thread::scope(|scope| {
        for pieces in work {
            let (done, left, one) = (&done, &left, &one);
            scope.spawn(move || {
                for piece in pieces {
                    if !one(port, piece) {
                        break;
                    }
                    done.lock().unwrap().push(piece);
                }
                *left.lock().unwrap() -= 1;
            });
        }
        thread::sleep(after);
        let in_time = *left.lock().unwrap() > 0;
        server.child.kill().unwrap();
        server.child.wait().unwrap();
        in_time
    });
    (done.into_inner().unwrap(), in_time)
}

/// How long the same clients take on a server that lives.
fn clients_duration<W: Sync>(server: &Server, work: &[Vec<W>], one: impl Fn(u16, &W) -> bool + Sync) -> Duration {
    let begun = Instant::now();
    let port = server.port;
    thread::scope(|scope| {
        for pieces in work {
            let one = &one;
            scope.spawn(move || assert!(pieces.iter().all(|piece| one(port, piece))));
        }
    });
    begun.elapsed()
}

#[test]
fn killed_while_files_are_uploaded() {
    let mut chance = Chance::new("upload");
    let place = Place::new();
    let all = stories(100, 20, 5);
    let expected = expected(&all);
    // two send one file after the other, one sends several at once, which are stored in one step
    let mut all = all.into_iter();
    let work: Vec<Vec<Vec<Story>>> = vec![
        all.by_ref().take(6).map(|story| vec![story]).collect(),
        all.by_ref().take(6).map(|story| vec![story]).collect(),
        vec![all.by_ref().take(4).collect(), all.collect()],
    ];
    let one = |port: u16, files: &Vec<Story>| {
        post_files(port, files).is_some_and(|(status, _)| {
            assert!(status == 303 || status == 200, "{status}");
            true
        })
    };
    let mut kills = Kills::default();
    let whole_run = shortest(|| {
        remove_database(&place);
        clients_duration(&Server::start(&place), &work, one)
    });
    for _ in 0..20 {
        remove_database(&place);
        let mut server = Server::start(&place);
        let (done, in_time) = clients(&mut server, &work, chance.before(whole_run), one);
        kills.count(in_time);
        let said: BTreeSet<String> = done
            .iter()
            .flat_map(|files| files.iter().map(|s| s.title.clone()))
            .collect();
        let there = told(&place.path("claims.db"));
        whole(&there, &expected, &said);
        for files in work.iter().flatten() {
            let stored = files.iter().filter(|s| there.contains_key(&s.title)).count();
            assert!(
                stored == 0 || stored == files.len(),
                "{stored} of {} sent at once",
                files.len()
            );
        }
        let server = Server::start(&place);
        for files in work.iter().flatten().filter(|files| files.len() == 1) {
            let (status, head) = post_files(server.port, files).unwrap();
            assert_eq!(status, 303, "{head}");
            assert_eq!(
                head.contains("?already=1"),
                there.contains_key(&files[0].title),
                "{head}"
            );
        }
        for files in work.iter().flatten().filter(|files| files.len() > 1) {
            assert_eq!(post_files(server.port, files).unwrap().0, 200);
        }
        drop(server);
        assert_eq!(told(&place.path("claims.db")), expected);
        verified(&place);
    }
    kills.enough("upload");
}

#[test]
fn killed_while_the_file_is_made_or_brought_up_to_date() {
    let mut chance = Chance::new("migration");
    let place = Place::new();
    let stories = stories(200, 1, 1);
    let expected = expected(&stories);
    write_files(&place, &stories);
    let arguments = ["ingest", stories[0].name.as_str()];
    let mut kills = Kills::default();

    let whole_run = shortest(|| {
        remove_database(&place);
        duration(place.command(&arguments))
    });
    for _ in 0..5 {
        remove_database(&place);
        let (lines, running) = killed(place.command(&arguments), chance.before(whole_run));
        kills.count(running);
        let again = place.run(&arguments);
        assert_eq!(again.status, 0, "{again:?}");
        if !lines.is_empty() {
            assert!(again.out.contains("already there"), "{lines:?} {again:?}");
        }
        assert_eq!(told(&place.path("claims.db")), expected);
        verified(&place);
    }

    // one as the first version wrote it, large enough for all the migrations since to take their time
    let articles = 200;
    let old = place.path("old.db");
    of_the_first_version(&old, articles);
    let whole_run = shortest(|| {
        put_database(&place, &old);
        duration(place.command(&arguments))
    });
    let version = || {
        let file = Connection::open_with_flags(place.path("claims.db"), OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        file.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))
            .unwrap()
    };
    put_database(&place, &old);
    assert_eq!(place.run(&arguments).status, 0);
    let newest = version();
    let mut old_still = 0;
    for _ in 0..15 {
        put_database(&place, &old);
        let (_, running) = killed(place.command(&arguments), chance.before(whole_run));
        kills.count(running);
        let before = place.run(&["verify"]);
        if before.status == 0 {
            assert_eq!(version(), newest, "{before:?}");
        } else {
            // the schema changes in one step; what is derived from it is made anew in another
            old_still += 1;
            assert!(
                [1, newest].contains(&version()),
                "neither the old version nor the new one"
            );
            assert!(
                before.out.contains("older claimbook") && before.out.lines().count() == 1,
                "{before:?}"
            );
        }
        let again = place.run(&arguments);
        assert_eq!(again.status, 0, "{again:?}");
        verified(&place);
        let store = Store::open(&place.path("claims.db")).unwrap();
        assert_eq!(store.read_now(|reader| reader.totals()).unwrap().articles, articles + 1);
        for id in [1, articles as i64 / 2, articles as i64] {
            let text = store.read_now(move |reader| reader.article_text(id)).unwrap().unwrap();
            assert!(text.text.as_str().contains("The river came at night"));
        }
    }
    eprintln!("migration: {old_still} of 15 were not yet brought up to date");
    kills.enough("migration");
}

/// A database as the first version wrote it: its sample article again and again, each from an upload of its own.
fn of_the_first_version(path: &Path, articles: u64) {
    let file = Connection::open(path).unwrap();
    file.execute_batch(include_str!("../migrations/01-first.sql")).unwrap();
    file.execute_batch(include_str!("store/version-01.sql")).unwrap();
    file.execute_batch("BEGIN; CREATE TEMP TABLE more (n INTEGER PRIMARY KEY)")
        .unwrap();
    for n in 1..articles {
        let bytes = n.to_string();
        file.execute(
            "INSERT INTO upload (id, sha256, name, media_type, size, received, bytes)
             SELECT 1 + ?1, ?2, name, media_type, ?3, received, ?4 FROM upload WHERE id = 1",
            params![
                n as i64,
                Sha256::digest(&bytes).as_slice(),
                bytes.len() as i64,
                bytes.as_bytes()
            ],
        )
        .unwrap();
        file.execute("INSERT INTO more VALUES (?1)", [n as i64]).unwrap();
    }
    // two claims, two paragraphs, and three numbers of paragraphs in search an article
    file.execute_batch(
        "INSERT INTO article (id, upload, member, read_title, read_date, read_outlet, read_address, author, title, date,
            outlet, address, opening, folded, sha256, chars, figures, quotes, sources, extractor, added, deleted_at)
         SELECT id + n, upload + n, member, read_title, read_date, read_outlet, read_address, author, title, date, outlet,
            address, opening, folded, sha256, chars, figures, quotes, sources, extractor, added, deleted_at FROM article, more;
         INSERT INTO correction SELECT article + n, field, value, made FROM correction, more;
         INSERT INTO paragraph SELECT id + 2 * n, article + n, start, text FROM paragraph, more ORDER BY n, start;
         INSERT INTO appearance SELECT article + n, source, ordinal, name, kind, anonymous, folded, figures, quotes, live,
            date FROM appearance, more;
         INSERT INTO claim SELECT id + 2 * n, article + n, anchor, kind, class, start, stop, low, high, rule, live, date
            FROM claim, more;
         INSERT INTO figure SELECT claim + 2 * n, hedge, modality, change, part_of, repeats FROM figure, more;
         INSERT INTO quote SELECT claim + 2 * n, speaker, speaker_source FROM quote, more;
         INSERT INTO link SELECT source, article + n, claim + 2 * n, position FROM link, more;
         INSERT INTO span (article, claim, field, ordinal, start, stop, words, source, date, precision, reason)
            SELECT article + n, claim + 2 * n, field, ordinal, start, stop, words, source, date, precision, reason
            FROM span, more;
         INSERT INTO search SELECT id + n * 12288, article + n, claim + 2 * n, start, text FROM search, more;
         INSERT INTO search_words (rowid, text) SELECT id, text FROM search WHERE article > 1;
         UPDATE search_next SET paragraph = paragraph + 3 * (SELECT count(*) FROM more);
         UPDATE source SET (articles, figures, quotes) = (SELECT count(*), sum(figures), sum(quotes) FROM appearance
            WHERE source = id);
         COMMIT;
         PRAGMA user_version = 1; PRAGMA application_id = 1129071179",
    )
    .unwrap();
}

#[test]
fn killed_while_claims_are_found_again() {
    let mut chance = Chance::new("reprocess");
    let place = Place::new();
    let stories = stories(300, 16, 5);
    let expected = expected(&stories);
    let old = filled(&place, "old.db", &stories);
    Connection::open(&old)
        .unwrap()
        .execute_batch("UPDATE article SET extractor = 0; PRAGMA journal_mode = DELETE")
        .unwrap();
    let outdated = || {
        let file = Connection::open(place.path("claims.db")).unwrap();
        file.query_row("SELECT count(*) FROM article WHERE extractor = 0", [], |row| {
            row.get::<_, i64>(0)
        })
        .unwrap()
    };
    let arguments = ["reprocess", "--outdated"];
    let whole_run = shortest(|| {
        put_database(&place, &old);
        duration(place.command(&arguments))
    });
    let mut kills = Kills::default();
    for _ in 0..20 {
        put_database(&place, &old);
        let (_, running) = killed(place.command(&arguments), chance.before(whole_run));
        kills.count(running);
        assert_eq!(told(&place.path("claims.db")), expected);
        let missing = outdated();
        let again = place.run(&arguments);
        assert_eq!(again.status, 0, "{again:?}");
        let words = match missing {
            0 => "every article's claims are up to date\n".to_owned(),
            1 => "found the claims of 1 article again\n".to_owned(),
            n => format!("found the claims of {n} articles again\n"),
        };
        assert_eq!(again.out, words);
        assert_eq!((outdated(), told(&place.path("claims.db"))), (0, expected.clone()));
        verified(&place);
    }
    kills.enough("reprocess");
}

#[test]
fn killed_while_files_are_read_again() {
    let mut chance = Chance::new("reread");
    let place = Place::new();
    let stories = stories(500, 16, 5);
    let expected = expected(&stories);
    // an older reader took the last paragraph for something else
    let store = Store::open(&place.path("old.db")).unwrap();
    for story in &stories {
        let upload = older::read(&story.name, &story.bytes, |text| {
            text.rsplit_once("\n\n").unwrap().0.to_owned()
        });
        store.write_now(|writer| writer.add(upload)).unwrap();
    }
    drop(store);
    let old = place.path("old.db");
    Connection::open(&old)
        .unwrap()
        .execute_batch("PRAGMA journal_mode = DELETE")
        .unwrap();
    let before = told(&old);
    assert!(
        before
            .iter()
            .all(|(title, article)| expected.get(title) != Some(article))
    );
    let arguments = ["reprocess", "--reread"];
    let whole_run = shortest(|| {
        put_database(&place, &old);
        duration(place.command(&arguments))
    });
    let mut kills = Kills::default();
    for _ in 0..20 {
        put_database(&place, &old);
        let (_, running) = killed(place.command(&arguments), chance.before(whole_run));
        kills.count(running);
        // each is as it was or as it is to be, and there once
        let there = told(&place.path("claims.db"));
        assert_eq!(there.len(), stories.len());
        let done = there
            .iter()
            .filter(|(title, article)| expected.get(*title) == Some(article));
        let done = done.count();
        let kept = there
            .iter()
            .filter(|(title, article)| before.get(*title) == Some(article));
        assert_eq!(done + kept.count(), stories.len());
        let again = place.run(&arguments);
        assert_eq!(again.status, 0, "{again:?}");
        let versions = match stories.len() - done {
            0 => String::new(),
            1 => ", 1 new version".to_owned(),
            n => format!(", {n} new versions"),
        };
        let words = format!("read 16 files again; articles: {done} unchanged{versions}\n");
        assert!(again.out.ends_with(&words), "{words}: {again:?}");
        assert_eq!(told(&place.path("claims.db")), expected);
        verified(&place);
    }
    kills.enough("reread");
}

#[test]
fn killed_while_articles_are_deleted() {
    let mut chance = Chance::new("deletion");
    let place = Place::new();
    let stories = stories(400, 16, 5);
    let expected = expected(&stories);
    let full = filled(&place, "full.db", &stories);
    // stored in the order of their names on the command line
    let title = |id: &usize| stories[id - 1].title.clone();
    let work: Vec<Vec<usize>> = vec![(1..=8).collect(), (9..=16).collect()];
    let delete = |port: u16, id: &usize| {
        ask(port, &format!("POST /articles/{id}/delete"), b"").is_some_and(|(status, head)| {
            assert_eq!(status, 303, "{head}");
            true
        })
    };
    let mut kills = Kills::default();
    let whole_run = shortest(|| {
        put_database(&place, &full);
        clients_duration(&Server::start(&place), &work, delete)
    });
    for _ in 0..10 {
        put_database(&place, &full);
        let mut server = Server::start(&place);
        let (done, in_time) = clients(&mut server, &work, chance.before(whole_run), delete);
        kills.count(in_time);
        let there = told(&place.path("claims.db"));
        whole(&there, &expected, &BTreeSet::new());
        for id in &done {
            assert!(
                !there.contains_key(&title(id)),
                "{} was deleted and is there again",
                title(id)
            );
        }
        // one of each client was under way at most
        assert!(
            there.len() + done.len() + work.len() >= stories.len(),
            "more is gone than was asked for"
        );
        let server = Server::start(&place);
        for id in work.iter().flatten() {
            assert_eq!(
                ask(server.port, &format!("POST /articles/{id}/restore"), b"")
                    .unwrap()
                    .0,
                303
            );
        }
        drop(server);
        assert_eq!(told(&place.path("claims.db")), expected);
        verified(&place);
    }

    // for good: what was deleted long ago goes when the program starts
    Connection::open(&full)
        .unwrap()
        .execute_batch("PRAGMA journal_mode = DELETE")
        .unwrap();
    put_database(&place, &full);
    let server = Server::start(&place);
    assert!(work.iter().flatten().all(|id| delete(server.port, id)));
    drop(server);
    let gone = place.path("gone.db");
    let file = Connection::open(place.path("claims.db")).unwrap();
    file.execute_batch("UPDATE article SET deleted_at = 0; PRAGMA journal_mode = DELETE")
        .unwrap();
    drop(file);
    fs::copy(place.path("claims.db"), &gone).unwrap();
    let arguments = ["reprocess", "--outdated"];
    let whole_run = shortest(|| {
        put_database(&place, &gone);
        duration(place.command(&arguments))
    });
    for _ in 0..5 {
        put_database(&place, &gone);
        let (_, running) = killed(place.command(&arguments), chance.before(whole_run));
        kills.count(running);
        let file = Connection::open(place.path("claims.db")).unwrap();
        let left: i64 = file
            .query_row("SELECT count(*) FROM upload", [], |row| row.get(0))
            .unwrap();
        drop(file);
        assert!(left == 0 || left == stories.len() as i64, "{left} left");
        verified(&place);
        assert_eq!(told(&place.path("claims.db")), Told::new());
    }
    kills.enough("deletion");
}
