//! A digest of what is stored of an article beside its text: its details, claims, places and sources.
//!
//! The text and the upload have digests of their own. With this one `verify` finds any other change that nobody made: in a
//! number, a hedge, a name.

use super::{ArticleId, Reader, Writer, error::Result};
use rusqlite::{Connection, types::ValueRef};
use sha2::{Digest, Sha256};

/// Everything but what changes by itself: whether it is deleted, which extractor read it, the copies that lists filter by,
/// what a source is called over all articles.
const PARTS: [&str; 7] = [
    "SELECT u.name, u.media_type, u.received, a.member, a.read_title, a.read_date, a.read_outlet, a.read_address, a.author,
        a.title, a.date, a.outlet, a.address, a.opening, a.folded, a.added
     FROM article a JOIN upload u ON u.id = a.upload WHERE a.id = ?1",
    // a row more if it is replaced, so that other seals stay as they are
    "SELECT field, value, made FROM correction WHERE article = ?1
     UNION ALL SELECT 'replaced by', replaced_by, NULL FROM article WHERE id = ?1 AND replaced_by IS NOT NULL
     ORDER BY field",
    "SELECT p.source, p.ordinal, p.name, p.kind, p.anonymous, p.folded, p.figures, p.quotes, s.key
     FROM appearance p JOIN source s ON s.id = p.source WHERE p.article = ?1 ORDER BY p.source",
    "SELECT c.id, c.anchor, c.kind, c.class, c.start, c.stop, c.low, c.high, c.rule, c.parts, f.hedge, f.modality, f.change,
        f.part_of, f.repeats, q.speaker, q.speaker_source
     FROM claim c LEFT JOIN figure f ON f.claim = c.id LEFT JOIN quote q ON q.claim = c.id
     WHERE c.article = ?1 ORDER BY c.id",
    "SELECT l.claim, l.position, l.source FROM claim c JOIN link l ON l.claim = c.id WHERE c.article = ?1
     ORDER BY l.claim, l.position, l.source",
    "SELECT * FROM (
        SELECT id, article, claim, field, ordinal, start, stop, words, source FROM span WHERE article = ?1 AND claim IS NULL
        UNION ALL
        SELECT s.id, s.article, s.claim, s.field, s.ordinal, s.start, s.stop, s.words, s.source
        FROM claim c JOIN span s ON s.claim = c.id WHERE c.article = ?1)
     ORDER BY id",
    "SELECT n, start, stop, parts FROM note WHERE article = ?1 ORDER BY n",
];

impl Reader<'_> {
    /// The digest of what stands there now.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn seal(&self, id: ArticleId) -> Result<[u8; 32]> {
        digest(self.connection, &PARTS, id)
    }
}

impl Writer<'_> {
    /// Notes that what stands there now was meant.
    pub(super) fn set_seal(&mut self, id: ArticleId) -> Result<()> {
        set(&self.transaction, id)
    }
}

/// Notes that what stands there now was meant.
pub(super) fn set(connection: &Connection, id: ArticleId) -> Result<()> {
    let seal = digest(connection, &PARTS, id)?;
    connection
        .prepare_cached("UPDATE article SET seal = ?2 WHERE id = ?1")?
        .execute(rusqlite::params![id, seal])?;
    Ok(())
}

/// One digest of what these queries say of an article.
pub(super) fn digest(connection: &Connection, parts: &[&str], id: ArticleId) -> Result<[u8; 32]> {
    let mut digest = Sha256::new();
    for (part, sql) in parts.iter().enumerate() {
        digest.update([b'#', part as u8]);
        let mut statement = connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                add(&mut digest, row.get_ref(column)?);
            }
        }
    }
    Ok(digest.finalize().into())
}

/// Kind, length and value, so that no two rows of values give the same bytes.
fn add(digest: &mut Sha256, value: ValueRef<'_>) {
    let mut bytes = |kind: u8, bytes: &[u8]| {
        digest.update([kind]);
        digest.update((bytes.len() as u64).to_le_bytes());
        digest.update(bytes);
    };
    match value {
        ValueRef::Null => bytes(b'n', &[]),
        ValueRef::Integer(value) => bytes(b'i', &value.to_le_bytes()),
        ValueRef::Real(value) => bytes(b'r', &value.to_le_bytes()),
        ValueRef::Text(value) => bytes(b't', value),
        ValueRef::Blob(value) => bytes(b'b', value),
    }
}
