//! What a person does with an article that is there: correct, delete, restore.

use super::{
    ArticleId, Details, Writer,
    add::{fields, filled, heading},
    error::Result,
    marks, place,
    rows::{LISTED, maybe},
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension, named_params, params};
use std::collections::HashSet;

impl Writer<'_> {
    /// Notes what a person typed; fields that equal what was read are no correction, and undo an earlier one. Blank
    /// fields say that there is no title (outlet, address). The claims stay as they are: if the date changed, extract
    /// again and [`Writer::replace_claims`].
    ///
    /// Gives `false` if there is no such article or it is deleted.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn correct(&mut self, id: ArticleId, details: &Details) -> Result<bool> {
        let Some(read) = self.reading().details_read(id)? else {
            return Ok(false);
        };
        let typed = Details {
            title: filled(&details.title).map(str::to_owned),
            date: details.date,
            outlet: filled(&details.outlet).map(str::to_owned),
            address: filled(&details.address).map(str::to_owned),
        };
        for ((field, typed), (_, read)) in fields(&typed).into_iter().zip(fields(&read)) {
            if typed == read {
                self.transaction
                    .prepare_cached("DELETE FROM correction WHERE article = ?1 AND field = ?2")?
                    .execute(params![id, field])?;
            }
        }
        self.note_corrections(id, &typed, &read, Timestamp::now().as_millisecond())?;
        self.hide(id)?;
        self.set_details(id, &typed)?;
        self.show(id)?;
        self.set_seal(id)?;
        Ok(true)
    }

    /// Writes what is shown of an article that is hidden.
    pub(super) fn set_details(&mut self, id: ArticleId, shown: &Details) -> Result<()> {
        let opening: String = self
            .transaction
            .prepare_cached("SELECT opening FROM article WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        self.transaction
            .prepare_cached(
                "UPDATE article SET title = :title, date = :date, outlet = :outlet, address = :address, folded = :folded
                 WHERE id = :id",
            )?
            .execute(named_params! {
                ":id": id, ":title": shown.title, ":date": shown.date.map(|date| date.to_string()),
                ":outlet": shown.outlet, ":address": shown.address,
                ":folded": heading(shown.title.as_deref(), &opening, shown.outlet.as_deref()),
            })?;
        Ok(())
    }

    /// Marks it deleted, with the older readings that it is shown in place of: it is in no list and no search, and can be
    /// restored for a while.
    ///
    /// Gives `false` if there is no such article, it is deleted already, or replaced by a newer reading.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn delete(&mut self, id: ArticleId) -> Result<bool> {
        let called = self.reading().called(id)?;
        if !self.hide(id)? {
            return Ok(false);
        }
        self.name_sources(id, &called)?;
        self.transaction
            .prepare_cached("UPDATE article SET deleted_at = ?2 WHERE id = ?1 OR replaced_by = ?1")?
            .execute(params![id, Timestamp::now().as_millisecond()])?;
        Ok(true)
    }

    /// Brings a deleted article back as it was, with its older readings; of one of those, the newest and all others.
    ///
    /// Gives `false` if there is no such article or it is not deleted.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn restore(&mut self, id: ArticleId) -> Result<bool> {
        let id = self.reading().newest(id)?;
        let restored = self
            .transaction
            .prepare_cached("UPDATE article SET deleted_at = NULL WHERE id = ?1 AND deleted_at IS NOT NULL")?
            .execute([id])?;
        self.transaction
            .prepare_cached("UPDATE article SET deleted_at = NULL WHERE replaced_by = ?1")?
            .execute([id])?;
        if restored > 0 {
            self.show(id)?;
            self.name_sources(id, &HashSet::new())?;
        }
        Ok(restored > 0)
    }

    /// Removes for good the articles that were deleted more than so many days ago, and their uploads when no other
    /// article is left of them; uploads too that were only looked at, a day ago or longer. Gives the number of articles
    /// removed.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn purge(&mut self, days: u32) -> Result<usize> {
        self.drop_old_drafts()?;
        let before = Timestamp::now().as_millisecond() - i64::from(days) * 24 * 60 * 60 * 1000;
        let gone = self
            .transaction
            // older readings before the one that replaces them
            .prepare("SELECT id, upload FROM article WHERE deleted_at <= ?1 ORDER BY id")?
            .query_map([before], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(ArticleId, i64)>>>()?;
        for &(article, upload) in &gone {
            self.forget_marks(article)?;
            for change in [
                "DELETE FROM claim WHERE article = ?1",
                "DELETE FROM span WHERE claim IS NULL AND article = ?1",
                "DELETE FROM article WHERE id = ?1",
                // whoever is a source in this article alone: see `source::key`, whose other keys have no colon. One that others
                // were made one with still leads to them
                "DELETE FROM mark WHERE rowid IN (SELECT -id FROM source WHERE key >= ?1 || ': ' AND key < ?1 || ':!'
                    AND id NOT IN (SELECT source FROM merged UNION ALL SELECT leads_to FROM merged))",
                "DELETE FROM source WHERE key >= ?1 || ': ' AND key < ?1 || ':!'
                    AND id NOT IN (SELECT source FROM merged UNION ALL SELECT leads_to FROM merged)",
            ] {
                self.transaction.prepare_cached(change)?.execute([article])?;
            }
            self.transaction
                .prepare_cached("DELETE FROM upload WHERE id = ?1 AND id NOT IN (SELECT upload FROM article)")?
                .execute([upload])?;
        }
        Ok(gone.len())
    }

    /// Puts an article with its claims and sources into lists, counts and search. It must not be there yet.
    pub(super) fn show(&mut self, id: ArticleId) -> Result<()> {
        self.transaction
            .prepare_cached(
                "UPDATE appearance SET live = 1, date = (SELECT date FROM article WHERE id = ?1) WHERE article = ?1",
            )?
            .execute([id])?;
        self.count_in(id, 1)?;
        self.place(id)
    }

    /// Puts an article and its claims into lists and search.
    pub(super) fn place(&mut self, id: ArticleId) -> Result<()> {
        let date: Option<Date> = self
            .transaction
            .prepare_cached("SELECT date FROM article WHERE id = ?1")?
            .query_row([id], |row| maybe(row, 0))?;
        self.transaction
            .prepare_cached("UPDATE claim SET place = ?2 + id WHERE article = ?1")?
            .execute(params![id, place::claim_place(date, 0)])?;
        let marks = marks::rows(&self.transaction, id)?;
        self.waiting.marks.extend(marks);
        self.tally(id, 1)?;
        self.index(id)
    }

    /// Counts an article that is shown, and its claims: 1 in, -1 out.
    pub(super) fn tally(&self, id: ArticleId, step: i64) -> Result<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO tally (what, n)
                 SELECT class, ?2 * count(*) FROM claim WHERE article = ?1 GROUP BY class
                 UNION ALL SELECT 'article', ?2
                 ON CONFLICT (what) DO UPDATE SET n = n + excluded.n",
            )?
            .execute(params![id, step])?;
        Ok(())
    }

    /// Marks an article anew, in which somebody else was put for a source.
    pub(super) fn remark(&mut self, id: ArticleId) -> Result<()> {
        let shown = self
            .transaction
            .prepare_cached(&format!("SELECT date FROM article WHERE id = ?1 AND {LISTED}"))?
            .query_row([id], |row| maybe::<Date>(row, 0))
            .optional()?;
        if let Some(date) = shown {
            self.waiting.write(&self.transaction)?;
            self.unmark(id, date)?;
            let marks = marks::rows(&self.transaction, id)?;
            self.waiting.marks.extend(marks);
        }
        Ok(())
    }

    /// Takes an article out of lists, counts and search. Gives `false` if it was not there.
    pub(super) fn hide(&mut self, id: ArticleId) -> Result<bool> {
        let shown = self
            .transaction
            .prepare_cached(&format!(
                "SELECT date, search_first, search_last FROM article WHERE id = ?1 AND {LISTED}"
            ))?
            .query_row([id], |row| {
                Ok((
                    maybe::<Date>(row, 0)?,
                    row.get::<_, Option<i64>>(1)?,
                    row.get::<_, Option<i64>>(2)?,
                ))
            })
            .optional()?;
        let Some((date, first, last)) = shown else {
            return Ok(false);
        };
        // what this very transaction has added must be there to be taken away
        self.waiting.write(&self.transaction)?;
        self.unmark(id, date)?;
        self.transaction
            .prepare_cached("DELETE FROM search WHERE id BETWEEN ?1 AND ?2")?
            .execute([first, last])?;
        self.tally(id, -1)?;
        for change in [
            "UPDATE article SET search_first = NULL, search_last = NULL WHERE id = ?1",
            "UPDATE claim SET place = NULL WHERE article = ?1",
            "UPDATE appearance SET live = 0 WHERE article = ?1",
        ] {
            self.transaction.prepare_cached(change)?.execute([id])?;
        }
        self.count_in(id, -1)?;
        Ok(true)
    }
}
