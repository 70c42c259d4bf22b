//! What a source's page says.

mod key;

pub(super) use key::{Key, compared, is_generic, key};

use super::{
    AppearanceRow, ArticleId, COUNTED, PAGE, Page, Reader, SourceId, SourcePage,
    error::Result,
    merge::MEMBERS,
    model::Words,
    rows::{ARTICLE, UNLISTED, article_ref, json, known, words_at},
    search::words::folded,
};
use crate::claim::Source;
use rusqlite::{OptionalExtension, Row, named_params, params};
use std::collections::HashMap;

/// Name and mentions as a filter compares them.
pub(super) fn folded_names<'a>(name: &str, mentions: impl Iterator<Item = &'a str>) -> String {
    let mut all = vec![folded(name)];
    for mention in mentions {
        let mention = folded(mention);
        if !all.contains(&mention) {
            all.push(mention);
        }
    }
    all.join("\n")
}

impl Reader<'_> {
    /// A source over all articles; `None` if there is none of this number, it occurs in no article any more, or a person
    /// made it one with another: see [`Reader::survivor`].
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn source(&self, id: SourceId) -> Result<Option<SourcePage>> {
        let Some(row) = self.source_row(id)? else {
            return Ok(None);
        };
        let members = json(&self.members(id)?);
        // the place shown is the one in the article that was stored first
        let variants = self
            .connection
            .prepare_cached(&format!(
                "SELECT s.start, s.stop, s.words, min(s.article), count(*) AS times FROM span s
                 WHERE s.claim IS NULL AND s.source IN (SELECT value FROM json_each(?1)) AND s.field = 'mention'
                    AND s.article NOT IN ({UNLISTED})
                 GROUP BY s.words ORDER BY times DESC, s.words LIMIT 50"
            ))?
            .query_map([&members], |row| Ok((words_at(row, 0)?, row.get(3)?, row.get(4)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let roles: Vec<(Words, i64)> = self
            .connection
            .prepare_cached(&format!(
                "SELECT s.start, s.stop, s.words, min(s.article) FROM span s
                 WHERE s.claim IS NULL AND s.source IN (SELECT value FROM json_each(?1)) AND s.field = 'role'
                    AND s.article NOT IN ({UNLISTED})
                 GROUP BY s.words ORDER BY count(*) DESC, min(s.article) LIMIT 20"
            ))?
            .query_map([&members], |row| Ok((words_at(row, 0)?, row.get(3)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Some(SourcePage {
            row,
            variants,
            roles,
            cites: self.neighbours(&members, 1)?,
            cited_by: self.neighbours(&members, -1)?,
        }))
    }

    /// Where a source is found that occurs in no article any more because its name is compared in another way by now; `None`:
    /// nowhere.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn successor(&self, id: SourceId) -> Result<Option<SourceId>> {
        let known = self
            .connection
            .prepare_cached("SELECT name, kind, anonymous FROM source WHERE id = ?1 AND instr(key, ':') = 0")?
            .query_row([id], |row| {
                Ok(Source {
                    name: row.get(0)?,
                    kind: known(row, 1)?,
                    role: None,
                    anonymous: row.get(2)?,
                    mentions: Vec::new(),
                })
            })
            .optional()?;
        let Some(key) = known.map(|source| key(&source, 0, false)).filter(|key| !key.local) else {
            return Ok(None);
        };
        let now: Option<SourceId> = self
            .connection
            .prepare_cached("SELECT id FROM source WHERE key = ?1 AND id <> ?2")?
            .query_row(params![key.text, id], |row| row.get(0))
            .optional()?;
        let now = now.map(|now| self.survivor(now)).transpose()?;
        Ok(now
            .map(|now| self.source_row(now))
            .transpose()?
            .flatten()
            .map(|row| row.id))
    }

    /// A page of the articles a source occurs in, latest first: what each has of it. `page` from 1.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn appearances(&self, id: SourceId, page: u32) -> Result<Page<AppearanceRow>> {
        let _deadline = self.deadline.start();
        let members = json(&self.members(id)?);
        let offset = i64::from(page.max(1) - 1) * i64::from(PAGE);
        let mut rows = self
            .connection
            .prepare_cached(&format!(
                "SELECT {ARTICLE}, p.source, p.name, p.figures, p.quotes
                 FROM appearance p JOIN article a ON a.id = p.article
                 WHERE p.live = 1 AND p.source IN (SELECT value FROM json_each(?1))
                 ORDER BY p.date DESC, p.article DESC, p.ordinal LIMIT {PAGE} OFFSET ?2"
            ))?
            .query_map(params![members, offset], appearance_row)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        for row in &mut rows {
            self.name_in_article(row)?;
        }
        let total: u32 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM appearance WHERE live = 1 AND source IN (SELECT value FROM json_each(?1))",
            )?
            .query_row([&members], |row| row.get(0))?;
        Ok(Page {
            rows,
            total: total.min(COUNTED),
            more: total >= COUNTED,
        })
    }

    /// What one article has of a source, by the number it has there; `None` if the article has it not (any more).
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn appearance(&self, article: ArticleId, source: SourceId) -> Result<Option<AppearanceRow>> {
        let row = self
            .connection
            .prepare_cached(&format!(
                "SELECT {ARTICLE}, p.source, p.name, p.figures, p.quotes
                 FROM appearance p JOIN article a ON a.id = p.article
                 WHERE p.live = 1 AND p.article = ?1 AND p.source = ?2"
            ))?
            .query_row([article, source], appearance_row)
            .optional()?;
        let Some(mut row) = row else { return Ok(None) };
        self.name_in_article(&mut row)?;
        Ok(Some(row))
    }

    /// Fills in the first mention and what the article says it is.
    fn name_in_article(&self, row: &mut AppearanceRow) -> Result<()> {
        let first = |field: &str| {
            self.connection
                .prepare_cached(
                    "SELECT start, stop, words FROM span WHERE claim IS NULL AND article = ?1 AND source = ?2 AND field = ?3
                     ORDER BY start LIMIT 1",
                )?
                .query_row(params![row.article.id, row.source, field], |row| words_at(row, 0))
                .optional()
        };
        (row.mention, row.role) = (first("mention")?, first("role")?);
        Ok(())
    }

    /// What articles most often say a source is ("Interior Minister"), for those of these sources of which any says it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn roles(&self, sources: &[SourceId]) -> Result<HashMap<SourceId, String>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT s.words FROM span s
             WHERE s.claim IS NULL AND s.source IN ({MEMBERS}) AND s.field = 'role'
                AND s.article NOT IN ({UNLISTED})
             GROUP BY s.words ORDER BY count(*) DESC, min(s.article) LIMIT 1"
        ))?;
        let mut roles = HashMap::new();
        for &id in sources {
            if let Some(role) = statement.query_row([id], |row| row.get(0)).optional()? {
                roles.insert(id, role);
            }
        }
        Ok(roles)
    }

    /// The sources one step further along the chains these are in (1), or one step nearer to the claim (-1).
    fn neighbours(&self, members: &str, step: i64) -> Result<Vec<(String, SourceId, u32)>> {
        // whoever is cited stands in an index of few
        let (index, whom) = match step {
            1 => ("link_further", "n.position > 0"),
            _ => ("link_claim", "l.position > 0"),
        };
        let rows = self
            .connection
            .prepare_cached(&format!(
                "SELECT o.name, o.id, count(DISTINCT l.claim) AS claims
                 FROM link l INDEXED BY link_chained
                 CROSS JOIN link n INDEXED BY {index} ON n.claim = l.claim AND n.position = l.position + :step
                 LEFT JOIN merged m ON m.source = n.source
                 CROSS JOIN source o ON o.id = coalesce(m.survivor, n.source)
                 WHERE l.chained = 1 AND l.source IN (SELECT value FROM json_each(:members)) AND {whom}
                    AND n.source NOT IN (SELECT value FROM json_each(:members))
                    -- a claim's number begins with its article's
                    AND l.claim >> 24 NOT IN ({UNLISTED})
                 GROUP BY o.id ORDER BY claims DESC, o.name LIMIT 50"
            ))?
            .query_map(named_params! { ":members": members, ":step": step }, |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(rows)
    }
}

/// The columns [`ARTICLE`], then source, name, figures, quotes.
fn appearance_row(row: &Row<'_>) -> rusqlite::Result<AppearanceRow> {
    Ok(AppearanceRow {
        article: article_ref(row, 0)?,
        source: row.get(5)?,
        name: row.get(6)?,
        role: None,
        mention: None,
        figures: row.get(7)?,
        quotes: row.get(8)?,
    })
}
