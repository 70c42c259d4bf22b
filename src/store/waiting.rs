//! Rows of the full-text indexes that wait for the end of the transaction.
//!
//! FTS5 writes out what it holds as a segment of its own, to be merged later, whenever a row's number is lower than that of
//! the one before. Articles come in any order; so their rows are kept until the end, and written upwards.

use super::{SourceId, error::Result, marks};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// What is written when the transaction ends.
#[derive(Default)]
pub(super) struct Waiting {
    /// Rows of `mark`, which has none of their numbers.
    pub(super) marks: Vec<(i64, String)>,
    /// Rows of `search_words`, which has none of their numbers.
    pub(super) words: Vec<(i64, String)>,
    /// Sources whose names have marks already, and have others now.
    pub(super) renamed: BTreeSet<SourceId>,
}

impl Waiting {
    /// Writes it all.
    pub(super) fn write(&mut self, connection: &Connection) -> Result<()> {
        if self.marks.is_empty() && self.words.is_empty() && self.renamed.is_empty() {
            return Ok(());
        }
        let renamed = std::mem::take(&mut self.renamed);
        if !renamed.is_empty() {
            let mut name = connection.prepare_cached("SELECT folded FROM source WHERE id = ?1")?;
            let mut old = connection.prepare_cached("DELETE FROM mark WHERE rowid = ?1")?;
            for source in renamed {
                let folded: String = name.query_row([source], |row| row.get(0))?;
                // one that is new in this transaction has its first name waiting here
                self.marks.retain(|(id, _)| *id != -source);
                old.execute([-source])?;
                self.marks.push((-source, marks::of_name(&folded)));
            }
        }
        self.marks.sort_unstable_by_key(|row| row.0);
        let mut insert = connection.prepare_cached("INSERT INTO mark (rowid, marks) VALUES (?1, ?2)")?;
        for (id, marks) in self.marks.drain(..) {
            insert.execute(params![id, marks])?;
        }
        self.words.sort_unstable_by_key(|row| row.0);
        let mut insert = connection.prepare_cached("INSERT INTO search_words (rowid, text) VALUES (?1, ?2)")?;
        for (id, text) in self.words.drain(..) {
            insert.execute(params![id, text])?;
        }
        Ok(())
    }
}
