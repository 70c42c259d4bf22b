//! Every kind of page over HTTP: one reader alone, twenty readers, twenty readers while articles come in.

use crate::{
    generator::{self, COMMON, HEAVIEST, RARE, RAREST},
    http::Client,
    program::Serving,
    table::{self, Times},
};
use rusqlite::{Connection, OptionalExtension};
use std::{
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

/// Readers at once, each asking once a second.
const READERS: u64 = 20;
/// Requests of one kind by one reader alone.
const ALONE: usize = 30;
/// Articles of one form, while articles come in.
const AT_ONCE: u64 = 10;

/// A kind of page, and addresses of that kind.
struct Kind {
    group: &'static str,
    name: String,
    paths: Vec<String>,
}

pub(crate) fn measure(database: &Path, seconds: u64, wanted: &str) {
    let (mut kinds, articles) = kinds(database);
    kinds.retain(|kind| kind.name.contains(wanted));
    if kinds.is_empty() {
        println!("No page's row has \"{wanted}\".");
        return;
    }
    let serving = Serving::start(database);
    let port = serving.port;

    let mut client = Client::new(port);
    let mut alone = vec![Times::default(); kinds.len()];
    let mut sizes = vec![0; kinds.len()];
    for (i, kind) in kinds.iter().enumerate() {
        // once before, so that the first row does not pay for reading the file from the disk
        for path in kind
            .paths
            .iter()
            .cycle()
            .take(ALONE + 1)
            .skip(usize::from(kind.paths.len() > 1))
        {
            let answer = client.get(path);
            assert_eq!(answer.status, 200, "{path}");
            sizes[i] = answer.bytes;
            alone[i].add(answer.time);
        }
    }
    let quiet = readers(port, &kinds, seconds);

    let added = AtomicU64::new(0);
    let over = AtomicBool::new(false);
    let start = Instant::now();
    let busy = thread::scope(|scope| {
        scope.spawn(|| {
            let mut client = Client::new(port);
            while !over.load(Ordering::Relaxed) {
                let first = articles + added.load(Ordering::Relaxed);
                let files: Vec<(String, String)> = (first..first + AT_ONCE)
                    .map(|n| (format!("story-{n}.txt"), generator::article(n)))
                    .collect();
                let answer = client.upload(&files);
                assert!(answer.status < 400, "an upload was answered with {}", answer.status);
                added.fetch_add(AT_ONCE, Ordering::Relaxed);
            }
        });
        let times = readers(port, &kinds, seconds);
        over.store(true, Ordering::Relaxed);
        times
    });
    let rate = added.load(Ordering::Relaxed) as f64 / start.elapsed().as_secs_f64();
    let after = serving.memory();

    table::head(
        "Pages over HTTP, ms",
        &[
            "page",
            "KB",
            "alone median",
            "alone 99 %",
            "20 readers median",
            "99 %",
            "with ingest median",
            "99 %",
        ],
    );
    let mut groups: Vec<(&str, [Times; 3])> = Vec::new();
    for (i, kind) in kinds.iter().enumerate() {
        let times = [&alone[i], &quiet[i], &busy[i]];
        if groups.last().is_none_or(|(name, _)| *name != kind.group) {
            groups.push((kind.group, Default::default()));
        }
        if let Some((_, all)) = groups.last_mut() {
            all.iter_mut().zip(times).for_each(|(all, one)| all.all(one));
        }
        let mut cells = vec![kind.name.clone(), format!("{:.0}", sizes[i] as f64 / 1e3)];
        cells.extend(times.iter().flat_map(|t| [t.percentile(50.0), t.percentile(99.0)]));
        table::row(&cells);
    }
    table::end();

    table::head(
        &format!("All of a group, ms ({READERS} readers, each once a second, {seconds} s)"),
        &["group", "while", "requests", "median", "99 %", "longest"],
    );
    let mut every: [Times; 3] = Default::default();
    for (_, times) in &groups {
        every.iter_mut().zip(times).for_each(|(every, one)| every.all(one));
    }
    groups.push(("all", every));
    for (name, times) in &groups {
        for (while_, times) in ["one reader alone", "20 readers", "20 readers and an ingest"]
            .iter()
            .zip(times)
        {
            table::row(&[
                (*name).to_owned(),
                (*while_).to_owned(),
                table::count(times.len() as u64),
                times.percentile(50.0),
                times.percentile(99.0),
                times.percentile(100.0),
            ]);
        }
    }
    table::end();
    println!(
        "Meanwhile the ingest (forms of {AT_ONCE} files, one after the other) stored {rate:.0} articles a second."
    );
    println!("Memory after it: {after}.\n");
}

/// Twenty readers, each at its own moment of every second, through all addresses.
fn readers(port: u16, kinds: &[Kind], seconds: u64) -> Vec<Times> {
    let all = Mutex::new(vec![Times::default(); kinds.len()]);
    let turn = AtomicU64::new(0);
    let start = Instant::now();
    thread::scope(|scope| {
        for reader in 0..READERS {
            let (all, turn) = (&all, &turn);
            scope.spawn(move || {
                let mut client = Client::new(port);
                for second in 0..seconds {
                    let due = Duration::from_millis(second * 1000 + reader * 1000 / READERS);
                    thread::sleep(due.saturating_sub(start.elapsed()));
                    let n = turn.fetch_add(1, Ordering::Relaxed) as usize;
                    let (kind, round) = (n % kinds.len(), n / kinds.len());
                    let paths = &kinds[kind].paths;
                    let answer = client.get(&paths[round % paths.len()]);
                    assert_eq!(answer.status, 200, "{}", paths[round % paths.len()]);
                    if let Ok(mut all) = all.lock() {
                        all[kind].add(answer.time);
                    }
                }
            });
        }
    });
    all.into_inner().unwrap_or_default()
}

/// What is asked, and the number of articles.
fn kinds(database: &Path) -> (Vec<Kind>, u64) {
    let connection = Connection::open(database).expect("the database is there");
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let articles = number("SELECT max(id) FROM article").unwrap_or(0);
    let heaviest = connection
        .query_row("SELECT id FROM source WHERE name = ?1", [HEAVIEST], |row| row.get(0))
        .optional()
        .ok()
        .flatten()
        .unwrap_or(1);
    let sources = number("SELECT max(id) FROM source").unwrap_or(1);
    let usual =
        number("SELECT id FROM source WHERE articles > 0 ORDER BY articles DESC LIMIT 1 OFFSET 200").unwrap_or(1);
    let longest = number("SELECT id FROM article ORDER BY chars DESC LIMIT 1").unwrap_or(1);
    let person: String = connection
        .query_row(
            "SELECT name FROM source WHERE kind = 'person' AND anonymous = 0 AND articles > 0 ORDER BY articles LIMIT 1",
            [],
            |row| row.get(0),
        )
        .unwrap_or_default();

    // the last page of a list that is shorter than what is counted
    let deep = (articles / 50).clamp(1, 400);

    // numbers of sources have gaps
    let existing = |id: i64| {
        let sql = format!("SELECT id FROM source WHERE id >= {id} AND articles > 0 ORDER BY id LIMIT 1");
        format!("/sources/{}", number(&sql).unwrap_or(1))
    };

    let mut kinds = Vec::new();
    let mut add = |group: &'static str, name: String, paths: Vec<String>| kinds.push(Kind { group, name, paths });
    add("pages", "/".into(), vec!["/".into()]);
    let spread = |n: i64, last: i64| (last * n / 17).max(1);
    add(
        "pages",
        "/articles/{id}".into(),
        (1..17).map(|n| format!("/articles/{}", spread(n, articles))).collect(),
    );
    add(
        "pages",
        "/articles/{id}, the longest".into(),
        vec![format!("/articles/{longest}")],
    );
    add(
        "pages",
        "/articles/{id}.json".into(),
        vec![format!("/articles/{}.json", articles / 2 + 1)],
    );
    add(
        "pages",
        "/sources/{id}".into(),
        (1..17).map(|n| existing(spread(n, sources))).collect(),
    );
    add(
        "pages",
        "/sources/{id}, 200th".into(),
        vec![format!("/sources/{usual}")],
    );
    add(
        "pages",
        "/sources/{id}, the heaviest".into(),
        vec![format!("/sources/{heaviest}")],
    );

    let person = person.replace(' ', "+");
    for (list, filters) in [
        (
            "articles",
            vec![
                "",
                "page=40",
                "page={deep}",
                "sort=oldest",
                "sort=name",
                "sort=name&page={deep}",
                "after=2019-01-01&before=2019-01-31",
                "after=2016-01-01",
                "article=market",
                "article=velodrome",
                "article=courier",
                "article=courier&sort=name",
                "source=ministry",
                "source={person}",
                "source=nobody",
                "source_id={heaviest}",
                "source=police&article=blast&after=2020-01-01",
            ],
        ),
        (
            "figures",
            vec![
                "",
                "page=40",
                "page={deep}",
                "sort=oldest",
                "sort=most",
                "sort=least",
                "effect=killed",
                "effect=captured",
                "effect=killed&sort=most",
                "effect=captured&sort=least",
                "effect=deployed&sort=oldest",
                "after=2019-01-01&before=2019-01-31",
                "before=2016-01-01&sort=most",
                "least=1000",
                "least=1000&most=1100",
                "least=3999&most=3999",
                "source=ministry",
                "source=police",
                "source={person}",
                "source=nobody",
                "article=market",
                "article=velodrome",
                "article=nothing",
                "source_id={heaviest}",
                "source_id={usual}",
                "article_id={article}",
                "effect=injured&source=ministry&after=2020-01-01&least=50",
                "source=ministry&article=courier&sort=most",
                "copies=hide",
                "copies=hide&effect=killed&sort=most",
                "copies=hide&least=1000",
                "copies=only",
                "copies=only&source=ministry",
            ],
        ),
        (
            "quotes",
            vec![
                "",
                "page={deep}",
                "sort=oldest",
                "kind=direct",
                "kind=mixed",
                "kind=indirect&after=2020-01-01",
                "source=ministry",
                "source={person}",
                "article=market",
                "article=velodrome",
                "source_id={heaviest}",
                "article_id={article}",
                "kind=direct&source=police&before=2018-01-01",
            ],
        ),
        (
            "sources",
            vec![
                "",
                "page=40",
                "sort=name",
                "sort=newest",
                "sort=oldest",
                "kind=person",
                "kind=media",
                "source=anton",
                "source={person}",
                "source=nobody",
                "article=market",
                "article=velodrome",
                "after=2019-01-01&before=2019-01-31",
                "after=2016-01-01",
                "article=courier&kind=organization",
                "article_id={article}",
            ],
        ),
    ] {
        for filter in filters {
            let name = format!("/{list}{}{filter}", if filter.is_empty() { "" } else { "?" });
            let path = name
                .replace("{person}", &person)
                .replace("{heaviest}", &heaviest.to_string())
                .replace("{usual}", &usual.to_string())
                .replace("{article}", &(articles / 3 + 1).to_string())
                .replace("{deep}", &deep.to_string());
            add("lists", name, vec![path]);
        }
    }
    for typed in [
        COMMON,
        RARE,
        RAREST,
        "nowhere-to-be-found",
        "market",
        "killed injured",
        "killed said people police",
        "killed belfry",
        "velodrome surreptitiously",
        "\"were killed\"",
        "\"broke its banks\"",
        "\"under the rubble\" colonel",
        "\"killed were\"",
        "kill*",
        "k*",
        "observ*",
        "velod*",
        "4,700",
        "killed -police",
        "the a of in",
        "Kars* bomb children ministry",
    ] {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("q", typed)
            .finish();
        add("search", format!("/search {typed}"), vec![format!("/search?{query}")]);
    }
    add(
        "search",
        format!("/search {COMMON}, page 300"),
        vec![format!("/search?q={COMMON}&page=300")],
    );
    (kinds, articles.unsigned_abs())
}
