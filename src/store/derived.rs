//! What is made of the rest, and made anew when the program makes it otherwise than the one that wrote the file: places in
//! lists, marks, search, tallies.

use super::{
    ArticleId, Writer,
    deadline::Deadline,
    error::{Result, StoreError},
    marks,
    rows::LISTED,
    seal,
    search::Stems,
    waiting::Waiting,
};
use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{HookError, HookResult};
use std::cell::RefCell;

/// The version of what this program derives: to be raised when marks, words of search or places are made otherwise.
pub(super) const VERSION: i64 = 2;

/// Whether what is derived is what this program would derive.
///
/// # Errors
/// If it cannot be read.
pub(super) fn is_current(connection: &Connection) -> Result<bool> {
    let version: i64 = connection.query_row("SELECT version FROM derived", [], |row| row.get(0))?;
    Ok(version == VERSION)
}

/// Derives everything anew if an older program did it. One transaction: whoever ends the program meanwhile loses nothing but
/// the time.
///
/// # Errors
/// If the database cannot be written.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<()> {
    if is_current(connection)? {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if is_current(&transaction)? {
        // another program did it while this one waited
        return Ok(());
    }
    transaction.execute_batch(
        "INSERT INTO mark (mark) VALUES ('delete-all');
         INSERT INTO search_words (search_words) VALUES ('delete-all');
         DROP TRIGGER search_removed;
         DELETE FROM search;
         CREATE TRIGGER search_removed AFTER DELETE ON search
         BEGIN INSERT INTO search_words (search_words, rowid, text) VALUES ('delete', OLD.id, OLD.text); END;
         UPDATE search_next SET paragraph = 1;
         UPDATE tally SET n = 0;
         UPDATE claim SET place = NULL WHERE place IS NOT NULL;
         UPDATE tally SET n = (SELECT count(*) FROM source WHERE articles > 0) WHERE what = 'source';
         UPDATE tally SET n = s.n FROM (SELECT kind || iif(anonymous, ' unnamed', '') AS what, count(*) AS n FROM source
            WHERE articles > 0 GROUP BY 1) s WHERE tally.what = s.what;",
    )?;
    // in the order of their places, of which the indexes are written fastest
    let articles = transaction
        .prepare(&format!("SELECT id FROM article WHERE {LISTED} ORDER BY date, id"))?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<ArticleId>>>()?;
    let unsealed = transaction
        .prepare("SELECT id FROM article WHERE seal IS NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<ArticleId>>>()?;
    let (stems, deadline) = (RefCell::new(Stems::new()?), Deadline::default());
    let mut writer = Writer {
        transaction,
        stems: &stems,
        deadline: &deadline,
        waiting: Waiting::default(),
    };
    {
        let mut sources = writer
            .transaction
            .prepare("SELECT id, folded FROM source ORDER BY id DESC")?;
        let mut insert = writer
            .transaction
            .prepare("INSERT INTO mark (rowid, marks) VALUES (-?1, ?2)")?;
        let mut rows = sources.query([])?;
        while let Some(row) = rows.next()? {
            let (id, folded): (i64, String) = (row.get(0)?, row.get(1)?);
            insert.execute(rusqlite::params![id, marks::of_name(&folded)])?;
        }
    }
    for several in articles.chunks(1_000) {
        for &id in several {
            writer.place(id)?;
        }
        writer.waiting.write(&writer.transaction)?;
    }
    for id in unsealed {
        seal::set(&writer.transaction, id)?;
    }
    writer
        .transaction
        .execute("UPDATE derived SET version = ?1", [VERSION])?;
    writer.transaction.commit()?;
    Ok(())
}

/// What version 2 of the schema sealed.
const SEALED_BY_2: [&str; 6] = [
    "SELECT u.name, u.media_type, u.received, a.member, a.read_title, a.read_date, a.read_outlet, a.read_address, a.author,
        a.title, a.date, a.outlet, a.address, a.opening, a.folded, a.added
     FROM article a JOIN upload u ON u.id = a.upload WHERE a.id = ?1",
    "SELECT field, value, made FROM correction WHERE article = ?1 ORDER BY field",
    "SELECT p.source, p.ordinal, p.name, p.kind, p.anonymous, p.folded, p.figures, p.quotes, s.key
     FROM appearance p JOIN source s ON s.id = p.source WHERE p.article = ?1 ORDER BY p.source",
    "SELECT c.id, c.anchor, c.kind, c.class, c.start, c.stop, c.low, c.high, c.rule, f.hedge, f.modality, f.change,
        f.part_of, f.repeats, q.speaker, q.speaker_source
     FROM claim c LEFT JOIN figure f ON f.claim = c.id LEFT JOIN quote q ON q.claim = c.id
     WHERE c.article = ?1 ORDER BY c.id",
    "SELECT l.claim, l.position, l.source FROM claim c JOIN link l ON l.claim = c.id WHERE c.article = ?1
     ORDER BY l.claim, l.position, l.source",
    "SELECT * FROM (
        SELECT id, claim, field, ordinal, start, stop, words, source, date, precision, reason
        FROM span WHERE article = ?1 AND claim IS NULL
        UNION ALL
        SELECT s.id, s.claim, s.field, s.ordinal, s.start, s.stop, s.words, s.source, s.date, s.precision, s.reason
        FROM claim c JOIN span s ON s.claim = c.id WHERE c.article = ?1)
     ORDER BY id",
];

/// The third version of the schema has the same in other tables. What was changed behind the program's back before must not
/// be sealed as if it were meant: its seal fits nothing from now on, so that `verify` goes on saying so.
pub(super) fn to_version_3(transaction: &rusqlite::Transaction<'_>) -> HookResult {
    let failed = |error: StoreError| HookError::Hook(error.to_string());
    let sealed = transaction
        .prepare("SELECT id, seal FROM article WHERE seal IS NOT NULL")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(ArticleId, [u8; 32])>>>()?;
    let mut note = transaction.prepare("UPDATE article SET seal = ?2 WHERE id = ?1")?;
    for (id, seal) in sealed {
        let fits = seal::digest(transaction, &SEALED_BY_2, id).map_err(failed)? == seal;
        note.execute(rusqlite::params![id, (!fits).then_some([0_u8; 32])])?;
    }
    drop(note);
    transaction.flush_prepared_statement_cache();
    transaction.execute_batch(include_str!("../../migrations/03-lists.sql"))?;
    Ok(())
}
