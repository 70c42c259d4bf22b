//! What a source is called over all articles: as most of the articles that are shown have it, of several the one that was
//! stored first. Articles may write the same name differently, and only some say who a person is.

use super::{ArticleId, Reader, SourceId, Writer, error::Result, merge::MEMBERS, search::words::folded};
use rusqlite::{OptionalExtension, params};
use std::collections::HashSet;

/// A source as an article has it: number, name, kind, whether it is unnamed.
pub(super) type Called = (SourceId, String, String, bool);

/// The rule, as a query of (name, kind, anonymous) over these sources, which are one: a query of their numbers.
pub(super) fn best(sources: &str) -> String {
    format!(
        "SELECT name, kind, anonymous FROM appearance WHERE source IN ({sources}) AND live = 1
         GROUP BY name, kind, anonymous ORDER BY count(*) DESC, min(article) LIMIT 1"
    )
}

impl Reader<'_> {
    /// The sources of an article that is shown; none of another.
    pub(super) fn called(&self, article: ArticleId) -> Result<HashSet<Called>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(m.survivor, p.source), p.name, p.kind, p.anonymous
                 FROM appearance p LEFT JOIN merged m ON m.source = p.source WHERE p.article = ?1 AND p.live = 1",
        )?;
        let all = statement.query_map([article], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        Ok(all.collect::<rusqlite::Result<_>>()?)
    }

    /// Sources that lists show under another name than the articles': number and that name.
    pub(super) fn misnamed(&self) -> Result<Vec<(SourceId, String)>> {
        let mut statement = self
            .connection
            .prepare("SELECT id, name, kind, anonymous, folded FROM source WHERE articles > 0 ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut misnamed = Vec::new();
        while let Some(row) = rows.next()? {
            let called: Called = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let compared: String = row.get(4)?;
            if self.best(called.0)?.is_none_or(|best| best != called) || compared != folded(&called.1) {
                misnamed.push((called.0, called.1));
            }
        }
        Ok(misnamed)
    }

    /// What a source is to be called: by all that are shown as it; one that is shown as another, by its own articles.
    fn best(&self, source: SourceId) -> Result<Option<Called>> {
        let shown = self.survivor(source)? == source;
        let mut statement = self
            .connection
            .prepare_cached(&best(if shown { MEMBERS } else { "?" }))?;
        let best = statement.query_row([source], |row| Ok((source, row.get(0)?, row.get(1)?, row.get(2)?)));
        Ok(best.optional()?)
    }
}

impl Writer<'_> {
    /// Names the sources of an article anew after it was shown, hidden or its claims replaced. `before`: what
    /// [`Reader::called`] gave then.
    pub(super) fn name_sources(&mut self, article: ArticleId, before: &HashSet<Called>) -> Result<()> {
        let after = self.reading().called(article)?;
        let lost = before.difference(&after).map(|called| called.0);
        let mut changed: HashSet<SourceId> = lost.collect();
        for called in after.difference(before) {
            // one article more that calls it as it is called already changes nothing: the usual case, and the quick one
            if !self.is_called(called)? {
                changed.insert(called.0);
            }
        }
        for source in changed {
            self.name_source(source)?;
        }
        Ok(())
    }

    /// Names one source anew.
    pub(super) fn name_source(&mut self, source: SourceId) -> Result<()> {
        if let Some((id, name, kind, anonymous)) = self.reading().best(source)? {
            self.transaction
                .prepare_cached("UPDATE source SET name = ?2, kind = ?3, anonymous = ?4, folded = ?5 WHERE id = ?1")?
                .execute(params![id, name, kind, anonymous, folded(&name)])?;
            self.waiting.renamed.insert(id);
        }
        Ok(())
    }

    fn is_called(&self, (id, name, kind, anonymous): &Called) -> Result<bool> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT 1 FROM source WHERE id = ?1 AND name = ?2 AND kind = ?3 AND anonymous = ?4")?;
        Ok(statement.exists(params![id, name, kind, anonymous])?)
    }
}
