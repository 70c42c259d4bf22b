//! Checks everything that can be checked without extracting again: SQLite's own structure, digests, every place.

use super::{
    ArticleId, Reader, Store, StoreError,
    deadline::Deadline,
    error::{Result, shown},
    field::{self, Field},
    log, marks, open, place,
    rows::{LISTED, maybe},
    search::Stems,
};
use jiff::civil::Date;
use rusqlite::{Connection, Row, params_from_iter};
use sha2::{Digest, Sha256};
use std::{
    cell::RefCell,
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

/// So many findings are told; of the rest only the number.
const TOLD: usize = 200;

/// What is wrong, a sentence each.
#[derive(Default)]
struct Findings {
    told: Vec<String>,
    more: usize,
}

impl Findings {
    fn add(&mut self, finding: String) {
        if self.told.len() < TOLD {
            self.told.push(finding);
        } else {
            self.more += 1;
        }
    }

    fn finish(mut self) -> Vec<String> {
        if self.more > 0 {
            self.told.push(format!("There are {} more findings.", self.more));
        }
        self.told
    }
}

/// How far checking is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many of so many articles are done.
    Articles(u64, u64),
    /// The search index is being checked: this is one step, in a large database a long one.
    Index,
}

/// What checking came to, a sentence each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// What is wrong.
    pub wrong: Vec<String>,
    /// What could not be looked at, and what to do about that.
    pub unchecked: Vec<String>,
}

impl Verified {
    /// Everything was looked at, and nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.wrong.is_empty() && self.unchecked.is_empty()
    }
}

impl Store {
    /// Checks the whole database and says what is wrong or could not be checked, a sentence each; nothing: all is well. Waits
    /// until it is done; requests are answered meanwhile. `progress` is told how many of how many articles are done.
    ///
    /// # Errors
    /// If the file cannot be opened. Damage is a finding, not an error.
    pub fn verify(&self, mut progress: impl FnMut(u64, u64)) -> Result<Vec<String>> {
        let connection = if self.can_write() {
            open::aside(self.path())?
        } else {
            open::reading(self.path())?
        };
        let mut verified = check(&connection, |step| {
            if let Step::Articles(done, all) = step {
                progress(done, all);
            }
        })?;
        verified.wrong.append(&mut verified.unchecked);
        Ok(verified.wrong)
    }

    /// The same for a file that is there, even if it is too damaged to be opened as a store, and for the log beside it. Neither
    /// is changed: an older database is not brought up to date, and a log is not folded into the file. Of a damaged log a copy
    /// is kept, as by [`Store::open`].
    ///
    /// # Errors
    /// If there is no file, it is not ours, or it cannot be opened.
    pub fn verify_file(path: &Path, progress: impl FnMut(Step)) -> Result<Verified> {
        if !path.exists() {
            return Err(StoreError::Missing(shown(path)));
        }
        let kept = log::keep(path);
        let opened = open::looking(path);
        let mut unwritten = None;
        match (&opened, kept) {
            (Err(StoreError::Foreign(_) | StoreError::Newer(_)), Some(kept)) => kept.undo(),
            (_, kept) => unwritten = kept.and_then(|kept| kept.words),
        }
        let noticed = log::notices(path).into_iter().map(|(_, words)| words);
        let noticed: Vec<String> = noticed.chain(unwritten).collect();
        let mut verified = match opened {
            Ok(connection) => check(&connection, progress)?,
            Err(StoreError::Damaged(why)) => Verified {
                wrong: vec![format!("The database cannot be opened: {why}.")],
                ..Verified::default()
            },
            Err(error) => return Err(error),
        };
        verified.wrong.splice(0..0, noticed);
        Ok(verified)
    }
}

const OLDER: &str = "This database was written by an older claimbook. Its structure, its uploads and its texts were checked, its claims \
    and its search were not. To have everything checked: make a copy of the file, start claimbook with it, which brings it up to \
    date, and verify it again.";

fn check(connection: &Connection, mut progress: impl FnMut(Step)) -> Result<Verified> {
    let mut findings = Findings::default();
    let mut unchecked = Vec::new();
    let stems = RefCell::new(Stems::new()?);
    let deadline = Deadline::default();
    // one state for all questions, whatever is written meanwhile
    let transaction = connection.unchecked_transaction()?;
    let reader = Reader {
        connection: &transaction,
        stems: &stems,
        deadline: &deadline,
    };
    let current = open::is_current(reader.connection)?;
    let parts: &[fn(&Reader<'_>, &mut Findings) -> Result<()>] = match current {
        true => &[structure, references, counts, tallies, uploads, marks_of_copies],
        false => &[structure, references, uploads],
    };
    for part in parts {
        if let Err(error) = part(&reader, &mut findings) {
            findings.add(format!("A check could not be finished: {error}."));
        }
    }
    match reader.every_article() {
        Ok(ids) => {
            for (i, &id) in ids.iter().enumerate() {
                let checked = match current {
                    true => reader.check_article(id, &mut findings),
                    false => reader.check_text(id, &mut findings).map(drop),
                };
                if let Err(error) = checked {
                    findings.add(format!("Article {id} cannot be read: {error}."));
                }
                progress(Step::Articles(i as u64 + 1, ids.len() as u64));
            }
        }
        Err(error) => findings.add(format!("The articles cannot be listed: {error}.")),
    }
    // a connection that may only read has no tables of its own either
    let may_write = !connection.is_readonly("main")?;
    if current && may_write {
        match are_marked(&transaction) {
            Ok(true) => {}
            Ok(false) => findings.add("Lists do not find what is there, or find more.".into()),
            Err(error) => findings.add(format!("The marks that lists are found by cannot be read: {error}.")),
        }
    }
    drop(transaction);
    if !current {
        unchecked.push(OLDER.into());
        return Ok(Verified {
            wrong: findings.finish(),
            unchecked,
        });
    }
    progress(Step::Index);
    // rank 1 compares the index with what it was made of; rank 0 misses torn pages. The marks are made of nothing that is kept
    for (index, rank) in [("search_words", 1), ("mark", 0)] {
        let checked = connection.execute(
            &format!("INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', {rank})"),
            [],
        );
        match checked.map_err(StoreError::from) {
            Ok(_) => {}
            Err(StoreError::Locked) => return Err(StoreError::Locked),
            // the check writes nothing, but SQLite takes it for a change
            Err(StoreError::ReadOnly) => {
                unchecked.push(
                    "The search index was not checked, since the file can only be read; to have it checked, verify a copy \
                     where you may write."
                        .into(),
                );
                break;
            }
            Err(error) => findings.add(format!("The search index does not fit the articles: {error}.")),
        }
    }
    Ok(Verified {
        wrong: findings.finish(),
        unchecked,
    })
}

fn structure(reader: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    let mut statement = reader.connection.prepare("PRAGMA integrity_check(100)")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let said: String = row.get(0)?;
        if said != "ok" {
            findings.add(format!("The file's structure is damaged: {said}."));
        }
    }
    Ok(())
}

fn references(reader: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    let mut statement = reader.connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let id = id.map(|id| format!(" {id}")).unwrap_or_default();
        findings.add(format!(
            "Row{id} of {table} points to a row of {parent} that is not there."
        ));
    }
    Ok(())
}

/// The numbers that lists and pages show.
fn counts(reader: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    let mut statement = reader.connection.prepare(
        "SELECT s.id, s.name FROM source s
         LEFT JOIN (
            SELECT n.source, n.articles, n.figures - coalesce(t.figures, 0) AS figures,
                n.quotes - coalesce(t.quotes, 0) AS quotes, n.latest
            FROM (SELECT coalesce(m.survivor, p.source) AS source, count(DISTINCT p.article) AS articles,
                    sum(p.figures) AS figures, sum(p.quotes) AS quotes, max(p.date) AS latest
                FROM appearance p LEFT JOIN merged m ON m.source = p.source WHERE p.live = 1 GROUP BY 1) n
            -- a claim of two who are one is one claim
            LEFT JOIN (SELECT source, sum(kind = 'figure') AS figures, sum(kind = 'quote') AS quotes
                FROM (SELECT w.source, c.kind, row_number() OVER (PARTITION BY w.source, w.claim) AS n
                    FROM (SELECT DISTINCT coalesce(m.survivor, l.source) AS source, l.source AS one, l.claim
                        FROM (SELECT source FROM merged UNION SELECT survivor FROM merged) g
                        JOIN link l ON l.source = g.source LEFT JOIN merged m ON m.source = l.source) w
                    JOIN claim c ON c.id = w.claim AND c.live = 1)
                WHERE n > 1 GROUP BY source) t ON t.source = n.source) a ON a.source = s.id
         WHERE s.articles <> coalesce(a.articles, 0) OR s.figures <> coalesce(a.figures, 0)
            OR s.quotes <> coalesce(a.quotes, 0) OR s.latest IS NOT a.latest",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        findings.add(format!(
            "The numbers of source {id} ({name}) are not those of its articles."
        ));
    }
    for id in reader.misled()? {
        findings.add(format!(
            "What was decided by hand about source {id} is not carried out, or does not fit."
        ));
    }
    for (id, name) in reader.misnamed()? {
        findings.add(format!(
            "The name of source {id} ({name}) is not the one that most of its articles have."
        ));
    }
    Ok(())
}

/// The totals of what is shown.
fn tallies(reader: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    let sql = "WITH real (what, n) AS (
            SELECT class, count(*) FROM claim WHERE live = 1 GROUP BY class
            UNION ALL SELECT 'article', count(*) FROM article WHERE deleted_at IS NULL AND replaced_by IS NULL
            UNION ALL SELECT 'source', count(*) FROM source WHERE articles > 0
            UNION ALL SELECT kind || iif(anonymous, ' unnamed', ''), count(*) FROM source WHERE articles > 0 GROUP BY 1)
        SELECT 1 FROM real r FULL JOIN tally t ON t.what = r.what WHERE coalesce(r.n, 0) <> coalesce(t.n, 0)
        UNION ALL SELECT 1 FROM search s LEFT JOIN article a ON a.id = s.article
            WHERE s.id NOT BETWEEN a.search_first AND a.search_last OR a.search_first IS NULL";
    if reader.connection.prepare(sql)?.exists([])? {
        findings.add("The totals are not those of what is shown, or search has rows of no article.".into());
    }
    Ok(())
}

/// Whether lists find what is there: the marks that the index has, beside those that there should be.
fn are_marked(connection: &Connection) -> Result<bool> {
    let of = |mark: &str, id: i64| {
        let mut hasher = DefaultHasher::new();
        (mark, id).hash(&mut hasher);
        hasher.finish()
    };
    let mut wanted: (u64, u64) = (0, 0);
    let mut want = |id: i64, marks: &str| {
        let once: HashSet<&str> = marks.split_whitespace().collect();
        for mark in once {
            wanted = (wanted.0 + 1, wanted.1.wrapping_add(of(mark, id)));
        }
    };
    let mut sources = connection.prepare("SELECT id, folded FROM source")?;
    let mut rows = sources.query([])?;
    while let Some(row) = rows.next()? {
        want(-row.get::<_, i64>(0)?, &marks::of_name(&row.get::<_, String>(1)?));
    }
    let mut articles = connection.prepare(&format!("SELECT id FROM article WHERE {LISTED}"))?;
    let mut rows = articles.query([])?;
    while let Some(row) = rows.next()? {
        for (id, marks) in marks::rows(connection, row.get(0)?)? {
            want(id, &marks);
        }
    }
    let mut found: (u64, u64) = (0, 0);
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.mark_instance USING fts5vocab ('main', 'mark', 'instance')",
    )?;
    let mut instances = connection.prepare("SELECT term, doc FROM temp.mark_instance")?;
    let mut rows = instances.query([])?;
    while let Some(row) = rows.next()? {
        let mark = String::from_utf8_lossy(row.get_ref(0)?.as_bytes().unwrap_or_default());
        found = (found.0 + 1, found.1.wrapping_add(of(&mark, row.get(1)?)));
    }
    Ok(wanted == found)
}

fn uploads(reader: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    let mut statement = reader.connection.prepare("SELECT id FROM upload ORDER BY id")?;
    let ids: Vec<i64> = statement
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = reader
        .connection
        .prepare("SELECT sha256, bytes FROM upload WHERE id = ?1")?;
    for id in ids {
        let row = |row: &Row<'_>| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?));
        match statement.query_row([id], row) {
            Ok((sha256, bytes)) if sha256 == Sha256::digest(&bytes).as_slice() => {}
            Ok(_) => findings.add(format!("The bytes of upload {id} are not those that were uploaded.")),
            Err(error) => findings.add(format!("Upload {id} cannot be read: {error}.")),
        }
    }
    Ok(())
}

fn marks_of_copies(reader: &Reader<'_>, findings: &mut Findings) -> Result<()> {
    if reader.has_stray_marks()? {
        findings.add("Copies are looked for by marks that no article has.".into());
    }
    Ok(())
}

impl Reader<'_> {
    fn every_article(&self) -> Result<Vec<ArticleId>> {
        let mut statement = self.connection.prepare("SELECT id FROM article ORDER BY id")?;
        Ok(statement
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// Checks the text of an article, and gives it, and its characters.
    fn check_text(&self, id: ArticleId, findings: &mut Findings) -> Result<(String, Vec<char>)> {
        let mut say = |what: String| findings.add(format!("Article {id}: {what}."));
        let paragraphs = self.paragraphs(id)?;
        let mut text = String::new();
        let mut chars: Vec<char> = Vec::new();
        for paragraph in &paragraphs {
            if paragraph.start as usize != chars.len() {
                say(format!(
                    "the paragraph at {} does not follow the one before it",
                    paragraph.start
                ));
            }
            text.push_str(&paragraph.text);
            chars.extend(paragraph.text.chars());
        }
        let (sha256, length): (Vec<u8>, i64) = self
            .connection
            .prepare_cached("SELECT sha256, chars FROM article WHERE id = ?1")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if sha256 != Sha256::digest(&text).as_slice() || length != chars.len() as i64 {
            say("its text is not the one that was stored".into());
        }
        Ok((text, chars))
    }

    fn check_article(&self, id: ArticleId, findings: &mut Findings) -> Result<()> {
        let (text, chars) = self.check_text(id, findings)?;
        let mut say = |what: String| findings.add(format!("Article {id}: {what}."));
        let (listed, date): (bool, Option<Date>) = self
            .connection
            .prepare_cached(&format!("SELECT {LISTED}, date FROM article WHERE id = ?1"))?
            .query_row([id], |row| Ok((row.get(0)?, maybe(row, 1)?)))?;
        let first_place = listed.then(|| place::claim_place(date, 0));
        let sealed = self
            .connection
            .prepare_cached("SELECT seal FROM article WHERE id = ?1")?
            .query_row([id], |row| row.get::<_, Option<Vec<u8>>>(0))?;
        if sealed.is_some_and(|sealed| sealed != self.seal(id).unwrap_or_default()) {
            say("what is stored beside its text (details, claims, places, sources) is not what was stored".into());
        }

        for what in self.wrong_with_copies(id, &text)? {
            say(what);
        }

        // spans of claims are reached through their claims: they have no index by article
        let mut statement = self.connection.prepare_cached(
            "SELECT start, stop, words, field FROM span WHERE claim IS NULL AND article = ?1
             UNION ALL SELECT s.start, s.stop, s.words, s.field FROM claim c JOIN span s ON s.claim = c.id
             WHERE c.article = ?1",
        )?;
        let mut places = statement
            .query_map([id], |row| {
                Ok(Field(row.get(3)?, row.get(0)?, row.get(1)?, row.get(2)?, None))
            })?
            .collect::<rusqlite::Result<Vec<Field>>>()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT parts, NULL, NULL, NULL FROM note WHERE article = ?1
             UNION ALL SELECT parts, kind, start, stop FROM claim WHERE article = ?1",
        )?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let fields = field::read(&row.get::<_, String>(0)?)?;
            if let Some(kind) = row.get::<_, Option<String>>(1)? {
                let (start, stop): (u32, u32) = (row.get(2)?, row.get(3)?);
                let of = |name: &str| {
                    fields
                        .iter()
                        .filter(|f| f.0 == name)
                        .map(|f| (f.1, f.2))
                        .collect::<Vec<_>>()
                };
                if kind == "figure" && of("number") != [(start, stop)] {
                    say("a figure has not one number, or another place than its number".into());
                }
                let words = of("content");
                let whole = words.iter().map(|w| w.0).min().zip(words.iter().map(|w| w.1).max());
                if kind == "quote" && whole != Some((start, stop)) {
                    say("a quote has no words, or another place than its words".into());
                }
            }
            places.extend(fields);
        }
        for Field(field, start, stop, words, _) in places {
            let there = chars.get(start as usize..stop as usize);
            if !there.is_some_and(|there| there.iter().copied().eq(words.chars())) {
                say(format!(
                    "the {field} “{words}” is not what the text says at {start}–{stop}"
                ));
            }
        }

        for (what, sql) in [
            (
                "it has not the number of claims and sources that were stored",
                "SELECT 1 FROM article a WHERE id = ?1 AND (
                    a.figures <> (SELECT count(*) FROM claim c JOIN figure f ON f.claim = c.id
                        WHERE c.article = a.id AND c.kind = 'figure')
                    OR a.quotes <> (SELECT count(*) FROM claim c JOIN quote q ON q.claim = c.id
                        WHERE c.article = a.id AND c.kind = 'quote')
                    OR a.figures + a.quotes <> (SELECT count(*) FROM claim WHERE article = a.id)
                    OR a.sources <> (SELECT count(DISTINCT coalesce(m.survivor, p.source)) FROM appearance p
                        LEFT JOIN merged m ON m.source = p.source WHERE p.article = a.id))",
            ),
            (
                "the address of a claim is not that of its place",
                "SELECT 1 FROM claim WHERE article = ?1 AND
                    anchor || '-' NOT LIKE substr(kind, 1, 1) || start || '-' || stop || '-%'",
            ),
            (
                "a figure is part of, or repeats, one that is not there",
                "SELECT 1 FROM claim c JOIN figure f ON f.claim = c.id WHERE c.article = ?1 AND (
                    f.part_of IS NOT NULL AND NOT EXISTS
                        (SELECT 1 FROM claim o WHERE o.article = ?1 AND o.anchor = f.part_of AND o.kind = 'figure')
                    OR f.repeats IS NOT NULL AND NOT EXISTS
                        (SELECT 1 FROM claim o WHERE o.article = ?1 AND o.anchor = f.repeats AND o.kind = 'figure'))",
            ),
            (
                "lists have its claims or sources with another date, or show them though it is deleted or replaced",
                "SELECT 1 FROM article a JOIN appearance c ON c.article = a.id
                 WHERE a.id = ?1 AND (c.live <> (a.deleted_at IS NULL AND a.replaced_by IS NULL) OR c.live = 1 AND c.date IS NOT a.date)
                 UNION ALL SELECT 1 FROM claim WHERE article = ?1 AND place IS NOT ?2 + id",
            ),
            (
                "a claim that is told from hand to hand is not noted as such, or another one is",
                "SELECT 1 FROM claim c JOIN link l ON l.claim = c.id
                 WHERE c.article = ?1 AND l.chained <> EXISTS (SELECT 1 FROM link f WHERE f.claim = c.id AND f.position > 0)",
            ),
            (
                "the newer reading that it is replaced by is none of its upload, is itself replaced, or is not deleted with it",
                "SELECT 1 FROM article a LEFT JOIN article n ON n.id = a.replaced_by
                 WHERE a.id = ?1 AND a.replaced_by IS NOT NULL AND (n.id IS NULL OR n.id <= a.id OR n.upload <> a.upload
                    OR n.replaced_by IS NOT NULL OR n.deleted_at IS NOT a.deleted_at)",
            ),
            (
                "somebody behind a claim is not among its sources",
                "SELECT 1 FROM claim c JOIN link l ON l.claim = c.id WHERE c.article = ?1 AND (l.article <> ?1 OR NOT EXISTS
                    (SELECT 1 FROM appearance p WHERE p.article = ?1 AND p.source = l.source))
                 UNION ALL SELECT 1 FROM claim c JOIN span s ON s.claim = c.id
                 WHERE c.article = ?1 AND s.source IS NOT NULL AND NOT EXISTS
                    (SELECT 1 FROM link l WHERE l.claim = c.id AND l.source = s.source)",
            ),
        ] {
            let mut statement = self.connection.prepare_cached(sql)?;
            let values = [Some(id), first_place];
            let asked = &values[..statement.parameter_count()];
            if statement.exists(params_from_iter(asked))? {
                say(what.into());
            }
        }

        let mut found = HashSet::new();
        let mut statement = self.connection.prepare_cached(
            "SELECT claim, start, text FROM article a JOIN search s ON s.id BETWEEN a.search_first AND a.search_last
                 WHERE a.id = ?1",
        )?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let text: String = row.get(2)?;
            found.insert((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<u32>>(1)?, text));
        }
        let documents = if listed { self.documents(id)? } else { Vec::new() };
        let wanted: HashSet<_> = documents
            .into_iter()
            .map(|one| (one.claim, one.start, one.text))
            .collect();
        if found != wanted {
            say("search has not all of it, or more, or other words".into());
        }
        Ok(())
    }
}
