//! A part of an article that is too long for one page: how the whole lies, and what of it is read for a part.

use super::{ArticleId, ArticlePage, ClaimPlace, Outline, Reader, error::Result};
use crate::text::CharSpan;
use rusqlite::{OptionalExtension, params};
use std::ops::Range;

impl Reader<'_> {
    /// How long the article is: code points of its text, and claims; `None`: there is none, or it is deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn article_length(&self, id: ArticleId) -> Result<Option<(u32, u32)>> {
        Ok(self
            .connection
            .prepare_cached("SELECT chars, figures + quotes FROM article WHERE id = ?1 AND deleted_at IS NULL")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    /// Where the article's paragraphs begin and its claims stand, without any of their words; `None`: there is none, or it
    /// is deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn article_outline(&self, id: ArticleId) -> Result<Option<Outline>> {
        let Some((chars, _)) = self.article_length(id)? else {
            return Ok(None);
        };
        let paragraphs = self
            .connection
            .prepare_cached("SELECT start FROM paragraph WHERE article = ?1 ORDER BY start")?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let claims = self
            .connection
            .prepare_cached(
                "SELECT anchor, start, stop FROM claim WHERE article = ?1 ORDER BY start, stop DESC, kind, id DESC",
            )?
            .query_map([id], |row| {
                Ok(ClaimPlace {
                    anchor: row.get(0)?,
                    at: CharSpan {
                        start: row.get(1)?,
                        end: row.get(2)?,
                    },
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Some(Outline {
            chars,
            paragraphs,
            claims,
        }))
    }

    /// As [`Reader::article`], of the code points `within` alone: the paragraphs that begin there, the claims that have
    /// words there, the sources that are mentioned there.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn article_part(&self, id: ArticleId, within: Range<u32>) -> Result<Option<ArticlePage>> {
        self.article_within(id, Some(within))
    }

    /// The claims of one kind that have words in `within`, in the order of their places.
    pub(super) fn claims_within(&self, id: ArticleId, kind: &str, within: &Range<u32>) -> Result<Vec<i64>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id FROM claim WHERE article = ?1 AND kind = ?2 AND start < ?4 AND stop > ?3
                 ORDER BY start, stop, id DESC",
            )?
            .query_map(params![id, kind, within.start, within.end], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?)
    }
}
