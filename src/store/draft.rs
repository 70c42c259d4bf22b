//! Uploads that somebody looks at before deciding whether to store them.
//!
//! They are bytes and nothing else: no article, no claim, in no list and no count. Deciding takes the bytes away in the same
//! transaction that stores the article, so that nothing is lost in between and nothing is there by half.

use super::{Reader, Writer, error::Result};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// Milliseconds after which a draft is removed, when another is kept or the pages are started.
const A_DAY: i64 = 24 * 60 * 60 * 1000;

/// So many are kept: whoever looks at more has gone away from the first of them.
const KEPT: u32 = 10;

/// An upload that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The file's name as it was given; `None` for pasted text.
    pub name: Option<String>,
    /// As they arrived.
    pub bytes: Vec<u8>,
}

impl Writer<'_> {
    /// Keeps an upload for a day, or until others are looked at. Gives its number.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn keep_draft(&mut self, draft: &Draft) -> Result<i64> {
        let now = Timestamp::now().as_millisecond();
        self.transaction
            .prepare_cached("INSERT INTO draft (name, size, received, bytes) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![draft.name, draft.bytes.len() as i64, now, draft.bytes])?;
        let id = self.transaction.last_insert_rowid();
        self.transaction
            .prepare_cached("DELETE FROM draft WHERE id <= ?1")?
            .execute([id - i64::from(KEPT)])?;
        self.drop_old_drafts()?;
        Ok(id)
    }

    /// Takes away those that are older than a day.
    pub(super) fn drop_old_drafts(&mut self) -> Result<()> {
        self.transaction
            .prepare_cached("DELETE FROM draft WHERE received < ?1")?
            .execute([Timestamp::now().as_millisecond() - A_DAY])?;
        Ok(())
    }

    /// Takes it away. Gives `false` if there was none.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn drop_draft(&mut self, id: i64) -> Result<bool> {
        Ok(self
            .transaction
            .prepare_cached("DELETE FROM draft WHERE id = ?1")?
            .execute([id])?
            > 0)
    }
}

impl Reader<'_> {
    /// An upload that is looked at; `None`: it was stored, or is kept no longer.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn draft(&self, id: i64) -> Result<Option<Draft>> {
        Ok(self
            .connection
            .prepare_cached("SELECT name, bytes FROM draft WHERE id = ?1")?
            .query_row([id], |row| {
                Ok(Draft {
                    name: row.get(0)?,
                    bytes: row.get(1)?,
                })
            })
            .optional()?)
    }
}
