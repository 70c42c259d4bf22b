//! What a person decided about who is who: two sources are one and the same, what one article says of a source is somebody
//! else's, two that look alike are different.
//!
//! Decisions stand in tables of their own, apart from what the program found, and each is undone by taking its row away.
//!
//! - **Merged** sources keep the rows the program made for them: whoever reads resolves a source to its *survivor*. Each
//!   merged source leads to one other; there are no rings, so that every step can be undone alone and in any order.
//! - **Parted** is what one article says of a source: its rows name another source, made for that. There is a row for each
//!   such article, and the key of the other source begins with the article's number, as those of all that occur in one
//!   article alone.
//!
//! That a decision stays when claims are found again: see [`super::kept`].

use super::{
    ArticleId, Merged, Parted, Reader, SourceId, SourceRow, Writer,
    error::Result,
    lists::source_row,
    model::{Decisions, MergedRow, PartedRow, Preview},
    rows::{ARTICLE, LISTED, article_ref, json},
    search::words::folded,
};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

/// Whoever is shown as the source `?`, as a query of numbers: the survivor and all that lead to it; of one who was never
/// merged, that one.
pub(super) const MEMBERS: &str = "WITH top (id) AS
        (SELECT coalesce(m.survivor, w.id) FROM (SELECT ? AS id) w LEFT JOIN merged m ON m.source = w.id)
    SELECT id FROM top UNION ALL SELECT m.source FROM top JOIN merged m ON m.survivor = top.id";

/// The columns of a source that lists show.
pub(super) const SOURCE: &str = "s.id, s.name, s.kind, s.anonymous, s.articles, s.figures, s.quotes, s.latest";

impl Reader<'_> {
    /// Under whose number a source is shown: its own, unless a person said that it is one with another.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn survivor(&self, id: SourceId) -> Result<SourceId> {
        let survivor = self
            .connection
            .prepare_cached("SELECT survivor FROM merged WHERE source = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?;
        Ok(survivor.unwrap_or(id))
    }

    /// All that are shown as this source, the survivor first.
    pub(super) fn members(&self, id: SourceId) -> Result<Vec<SourceId>> {
        let mut statement = self.connection.prepare_cached(MEMBERS)?;
        let members = statement.query_map([id], |row| row.get(0))?;
        Ok(members.collect::<rusqlite::Result<_>>()?)
    }

    /// A source's line in lists; `None` if it occurs in no article, or is shown as another.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn source_row(&self, id: SourceId) -> Result<Option<SourceRow>> {
        let row = self
            .connection
            .prepare_cached(&format!(
                "SELECT {SOURCE} FROM source s WHERE s.id = ?1 AND s.articles > 0"
            ))?
            .query_row([id], source_row)
            .optional()?;
        Ok(row)
    }

    /// What making these two one would come to. `None` if either is not there any more, or they are one already.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn merge_preview(&self, one: SourceId, other: SourceId) -> Result<Option<Preview>> {
        let (one, other) = (self.survivor(one)?, self.survivor(other)?);
        let (Some(one), Some(other)) = (self.source_row(one)?, self.source_row(other)?) else {
            return Ok(None);
        };
        if one.id == other.id {
            return Ok(None);
        }
        let members = [self.members(one.id)?, self.members(other.id)?];
        let shared: u32 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM (
                    SELECT article FROM appearance WHERE live = 1 AND source IN (SELECT value FROM json_each(?1))
                    INTERSECT
                    SELECT article FROM appearance WHERE live = 1 AND source IN (SELECT value FROM json_each(?2)))",
            )?
            .query_row([json(&members[0]), json(&members[1])], |row| row.get(0))?;
        let together = json(&members.concat());
        let name: String = self
            .connection
            .prepare_cached(&super::naming::best("SELECT value FROM json_each(?1)"))?
            .query_row([together], |row| row.get(0))?;
        let different = self.is_different(&members[0], &members[1])?;
        let (stays, goes) = match outranks(&other, &one) {
            true => (other, one),
            false => (one, other),
        };
        Ok(Some(Preview {
            stays,
            goes,
            name,
            shared,
            different,
        }))
    }

    /// What was decided by hand about a source that is shown.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn decisions(&self, id: SourceId) -> Result<Decisions> {
        let members = json(&self.members(id)?);
        let merged = self
            .connection
            .prepare_cached(
                "SELECT m.source, s.name, m.leads_to, m.made,
                    (SELECT count(*) FROM appearance p WHERE p.source = m.source AND p.live = 1),
                    (SELECT name FROM source WHERE id = m.leads_to)
                 FROM merged m JOIN source s ON s.id = m.source WHERE m.survivor = ?1 ORDER BY m.made, m.source",
            )?
            .query_map([id], |row| {
                Ok(MergedRow {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    through: if row.get::<_, i64>(2)? == id { None } else { row.get(5)? },
                    made: timestamp(row.get(3)?),
                    articles: row.get(4)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let parted = |condition: &str, shown: &str| {
            self.connection
                .prepare_cached(&format!(
                    "SELECT {ARTICLE}, d.own, coalesce(m.survivor, {shown}), s.name, d.made
                     FROM parted d JOIN article a ON a.id = d.article AND {LISTED}
                     LEFT JOIN merged m ON m.source = {shown}
                     JOIN source s ON s.id = coalesce(m.survivor, {shown})
                     WHERE {condition} IN (SELECT value FROM json_each(?1)) ORDER BY d.made, d.own LIMIT 100"
                ))?
                .query_map([&members], |row| {
                    Ok(PartedRow {
                        article: article_ref(row, 0)?,
                        own: row.get(5)?,
                        other: row.get(6)?,
                        name: row.get(7)?,
                        made: timestamp(row.get(8)?),
                    })
                })?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        let different = self
            .connection
            .prepare_cached(
                "SELECT DISTINCT s.id, s.name FROM (
                    SELECT other AS id FROM different WHERE one IN (SELECT value FROM json_each(?1))
                    UNION SELECT one FROM different WHERE other IN (SELECT value FROM json_each(?1))) d
                 LEFT JOIN merged m ON m.source = d.id
                 JOIN source s ON s.id = coalesce(m.survivor, d.id) AND s.articles > 0 ORDER BY s.folded LIMIT 100",
            )?
            .query_map([&members], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Decisions {
            merged,
            parted_from: parted("d.source", "d.own")?,
            parted_here: parted("d.own", "d.source")?,
            different,
        })
    }

    fn is_different(&self, ones: &[SourceId], others: &[SourceId]) -> Result<bool> {
        let there = self
            .connection
            .prepare_cached(
                "SELECT 1 FROM different WHERE
                    one IN (SELECT value FROM json_each(?1)) AND other IN (SELECT value FROM json_each(?2))
                    OR one IN (SELECT value FROM json_each(?2)) AND other IN (SELECT value FROM json_each(?1))",
            )?
            .exists([json(ones), json(others)])?;
        Ok(there)
    }

    /// Sources that lead to another survivor than following them gives; there are none in a sound database.
    pub(super) fn misled(&self) -> Result<Vec<SourceId>> {
        // UNION ends a ring, whose members then have no way to an end
        let mut statement = self.connection.prepare(
            "WITH RECURSIVE way (source, id) AS (
                SELECT source, leads_to FROM merged
                UNION SELECT w.source, m.leads_to FROM way w JOIN merged m ON m.source = w.id)
             SELECT source FROM merged m WHERE survivor IS NOT
                (SELECT id FROM way w WHERE w.source = m.source AND w.id NOT IN (SELECT source FROM merged))
             UNION SELECT d.own FROM parted d JOIN source s ON s.id = d.source JOIN source o ON o.id = d.own
                WHERE o.key <> d.article || ': ' || s.key || ' (by hand)'",
        )?;
        let ids = statement.query_map([], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

/// Whether the address of `one` stays rather than that of `other`.
fn outranks(one: &SourceRow, other: &SourceRow) -> bool {
    let rank = |row: &SourceRow| (row.articles, row.figures + row.quotes, -row.id);
    rank(one) > rank(other)
}

fn timestamp(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

impl Writer<'_> {
    /// Makes two sources one: the page of the one with more articles stays, the other's address leads there.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn merge(&mut self, one: SourceId, other: SourceId) -> Result<Merged> {
        let reader = self.reading();
        let (one, other) = (reader.survivor(one)?, reader.survivor(other)?);
        if one == other {
            return Ok(match reader.source_row(one)? {
                Some(_) => Merged::Already(one),
                None => Merged::Gone,
            });
        }
        let (Some(first), Some(second)) = (reader.source_row(one)?, reader.source_row(other)?) else {
            return Ok(Merged::Gone);
        };
        let (goes, stays) = match outranks(&second, &first) {
            true => (one, other),
            false => (other, one),
        };
        self.tell_no_more(one, other)?;
        self.lead(goes, stays, Timestamp::now().as_millisecond())?;
        self.regroup(&[goes, stays])?;
        Ok(Merged::Now { stays, goes })
    }

    /// Writes down that one who is nobody's yet leads to another.
    pub(super) fn lead(&mut self, source: SourceId, to: SourceId, made: i64) -> Result<()> {
        let survivor = self.reading().survivor(to)?;
        self.transaction
            .prepare_cached("INSERT INTO merged (source, leads_to, survivor, made) VALUES (?1, ?2, ?3, ?4)")?
            .execute([source, to, survivor, made])?;
        self.transaction
            .prepare_cached("UPDATE merged SET survivor = ?2 WHERE survivor = ?1")?
            .execute([source, survivor])?;
        Ok(())
    }

    /// Shows a source that nothing was decided about as the one that `former` is shown as, in whose place it stands.
    pub(super) fn take_over(&mut self, source: SourceId, former: SourceId) -> Result<()> {
        let top = self.reading().survivor(former)?;
        let made: i64 = self
            .transaction
            .prepare_cached("SELECT max(made) FROM merged WHERE source = ?1 OR leads_to = ?1")?
            .query_row([former], |row| row.get(0))?;
        self.lead(source, top, made)?;
        self.regroup(&[source, top])
    }

    /// Undoes that a source was made one with another; whoever had been made one with it before stays with it. Gives the
    /// source it was shown as; `None` if it was not merged.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn unmerge(&mut self, source: SourceId) -> Result<Option<SourceId>> {
        let survivor = self.reading().survivor(source)?;
        if survivor == source {
            return Ok(None);
        }
        self.transaction
            .prepare_cached("DELETE FROM merged WHERE source = ?1")?
            .execute([source])?;
        self.all_lead_to(source)?;
        self.regroup(&[survivor, source])?;
        Ok(Some(survivor))
    }

    /// Whoever leads to `top`, through however many others, is shown as it.
    fn all_lead_to(&mut self, top: SourceId) -> Result<()> {
        self.transaction
            .prepare_cached(
                "UPDATE merged SET survivor = ?1 WHERE source IN (
                    WITH RECURSIVE below (id) AS (SELECT source FROM merged WHERE leads_to = ?1
                        UNION SELECT m.source FROM merged m JOIN below b ON m.leads_to = b.id)
                    SELECT id FROM below)",
            )?
            .execute([top])?;
        Ok(())
    }

    /// Takes one source alone out of those it is one with; they stay together. Gives whom they are shown as then.
    fn leave(&mut self, source: SourceId) -> Result<Option<SourceId>> {
        let before = self.reading().survivor(source)?;
        let parent: Option<SourceId> = self
            .transaction
            .prepare_cached("DELETE FROM merged WHERE source = ?1 RETURNING leads_to")?
            .query_row([source], |row| row.get(0))
            .optional()?;
        let to = match parent {
            Some(parent) => Some(parent),
            // the first of them that was made one with it takes its place
            None => self
                .transaction
                .prepare_cached(
                    "DELETE FROM merged WHERE source =
                        (SELECT source FROM merged WHERE leads_to = ?1 ORDER BY made, source LIMIT 1) RETURNING source",
                )?
                .query_row([source], |row| row.get(0))
                .optional()?,
        };
        let Some(to) = to else { return Ok(None) };
        self.transaction
            .prepare_cached("UPDATE merged SET leads_to = ?2 WHERE leads_to = ?1")?
            .execute([source, to])?;
        let top = if parent.is_some() { before } else { to };
        self.all_lead_to(top)?;
        self.regroup(&[source, top])?;
        Ok(Some(top))
    }

    /// Says that what this article has of a source is not the source of the other articles. `source` is as the article has
    /// it: see the table `appearance`.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn part(&mut self, article: ArticleId, source: SourceId) -> Result<Parted> {
        let found = self
            .transaction
            .prepare_cached(
                "SELECT s.key, p.name, p.kind, p.anonymous,
                    (SELECT count(*) FROM (SELECT 1 FROM appearance o JOIN article a ON a.id = o.article
                        WHERE o.source = ?2 AND a.replaced_by IS NULL LIMIT 2))
                 FROM appearance p JOIN source s ON s.id = p.source WHERE p.article = ?1 AND p.source = ?2 AND p.live = 1",
            )?
            .query_row([article, source], |row| {
                let columns: (String, String, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok((columns, row.get::<_, u32>(4)?))
            })
            .optional()?;
        let Some(((key, name, kind, anonymous), articles)) = found else {
            return Ok(Parted::Gone);
        };
        if articles < 2 {
            return Ok(match self.leave(source)? {
                Some(from) => Parted::Now { own: source, from },
                None => Parted::Alone,
            });
        }
        let own: SourceId = self
            .transaction
            .prepare_cached(
                "INSERT INTO source (key, name, kind, anonymous, folded) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (key) DO UPDATE SET key = key RETURNING id",
            )?
            .query_row(
                params![
                    format!("{article}: {key} (by hand)"),
                    name,
                    kind,
                    anonymous,
                    folded(&name)
                ],
                |row| row.get(0),
            )?;
        self.transaction
            .prepare_cached(
                "INSERT INTO parted (own, article, source, made) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (own) DO UPDATE SET made = excluded.made",
            )?
            .execute([own, article, source, Timestamp::now().as_millisecond()])?;
        self.give(article, source, own)?;
        let from = self.reading().survivor(source)?;
        Ok(Parted::Now { own, from })
    }

    /// Undoes [`Writer::part`]: what the article says is the first source's again. Gives whom that is shown as; `None` if
    /// it was not parted.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn put_back(&mut self, own: SourceId) -> Result<Option<SourceId>> {
        let parted = self
            .transaction
            .prepare_cached("DELETE FROM parted WHERE own = ?1 RETURNING article, source")?
            .query_row([own], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((article, source)) = parted else {
            return Ok(None);
        };
        self.give(article, own, source)?;
        Ok(Some(self.reading().survivor(source)?))
    }

    /// Makes what an article says of one source another's.
    fn give(&mut self, article: ArticleId, from: SourceId, to: SourceId) -> Result<()> {
        let there = self
            .transaction
            .prepare_cached("SELECT 1 FROM appearance WHERE article = ?1 AND source = ?2")?
            .exists([article, to])?;
        if there {
            // the article has that one too: they become one in it
            self.transaction
                .prepare_cached(
                    "UPDATE appearance SET folded = folded || char(10) ||
                        coalesce((SELECT folded FROM appearance WHERE article = ?1 AND source = ?2), '')
                     WHERE article = ?1 AND source = ?3",
                )?
                .execute([article, from, to])?;
            self.transaction
                .prepare_cached("DELETE FROM appearance WHERE article = ?1 AND source = ?2")?
                .execute([article, from])?;
        }
        for change in [
            "UPDATE appearance SET source = ?3 WHERE article = ?1 AND source = ?2",
            "UPDATE OR REPLACE link SET source = ?3 WHERE article = ?1 AND source = ?2",
            "UPDATE quote SET speaker_source = ?3 WHERE speaker_source = ?2
                AND claim IN (SELECT id FROM claim WHERE article = ?1)",
            "UPDATE span SET source = ?3 WHERE source = ?2 AND (claim IS NULL AND article = ?1
                OR claim IN (SELECT id FROM claim WHERE article = ?1))",
        ] {
            let mut change = self.transaction.prepare_cached(change)?;
            change.execute([article, from, to])?;
        }
        if there {
            self.transaction
                .prepare_cached(
                    "UPDATE appearance SET
                        figures = (SELECT count(DISTINCT l.claim) FROM link l JOIN claim c ON c.id = l.claim
                            WHERE l.source = ?2 AND l.article = ?1 AND c.kind = 'figure'),
                        quotes = (SELECT count(DISTINCT l.claim) FROM link l JOIN claim c ON c.id = l.claim
                            WHERE l.source = ?2 AND l.article = ?1 AND c.kind = 'quote')
                     WHERE article = ?1 AND source = ?2",
                )?
                .execute([article, to])?;
        }
        self.count_sources_of(article)?;
        let survivors = [self.reading().survivor(from)?, self.reading().survivor(to)?];
        self.regroup(&survivors)?;
        // one that was made for this has a name now
        self.waiting.renamed.insert(to);
        self.remark(article)?;
        self.set_seal(article)
    }

    /// Notes that two sources, whatever they are called, are not the same. Gives `false` if they were made one meanwhile,
    /// or one of them is gone.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn tell_apart(&mut self, one: SourceId, other: SourceId) -> Result<bool> {
        let reader = self.reading();
        let (one, other) = (reader.survivor(one)?, reader.survivor(other)?);
        if one == other || reader.source_row(one)?.is_none() || reader.source_row(other)?.is_none() {
            return Ok(false);
        }
        self.transaction
            .prepare_cached("INSERT INTO different (one, other, made) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
            .execute([one.min(other), one.max(other), Timestamp::now().as_millisecond()])?;
        Ok(true)
    }

    /// Undoes [`Writer::tell_apart`].
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn tell_no_more(&mut self, one: SourceId, other: SourceId) -> Result<()> {
        let reader = self.reading();
        let (ones, others) = (json(&reader.members(one)?), json(&reader.members(other)?));
        for (a, b) in [(&ones, &others), (&others, &ones)] {
            self.transaction
                .prepare_cached(
                    "DELETE FROM different WHERE one IN (SELECT value FROM json_each(?1))
                        AND other IN (SELECT value FROM json_each(?2))",
                )?
                .execute([a, b])?;
        }
        Ok(())
    }

    /// Counts and names sources anew after who is one with whom changed. `sources`: one of each group, and whoever is shown
    /// no more.
    fn regroup(&mut self, sources: &[SourceId]) -> Result<()> {
        let mut articles: Vec<ArticleId> = Vec::new();
        let mut groups: Vec<String> = Vec::new();
        for &id in sources {
            self.recount(id)?;
            self.name_source(id)?;
            groups.push(json(&self.reading().members(id)?));
        }
        // of an article that has several of them, the number of sources is another
        let all = groups.join(",").replace("],[", ",");
        let mut statement = self.transaction.prepare_cached(
            "SELECT article FROM appearance WHERE source IN (SELECT value FROM json_each(?1))
             GROUP BY article HAVING count(*) > 1",
        )?;
        for article in statement.query_map([all], |row| row.get(0))? {
            articles.push(article?);
        }
        drop(statement);
        for article in articles {
            self.count_sources_of(article)?;
        }
        Ok(())
    }

    /// The number of sources of an article: of those that are one, it has one.
    pub(super) fn count_sources_of(&mut self, article: ArticleId) -> Result<()> {
        self.transaction
            .prepare_cached(
                "UPDATE article SET sources = (SELECT count(DISTINCT coalesce(m.survivor, p.source))
                    FROM appearance p LEFT JOIN merged m ON m.source = p.source WHERE p.article = ?1)
                 WHERE id = ?1",
            )?
            .execute([article])?;
        Ok(())
    }

    /// The numbers that lists show of a source: of all that are shown as it; none, if it is shown as another.
    fn recount(&mut self, id: SourceId) -> Result<()> {
        if self.reading().survivor(id)? != id {
            self.transaction
                .prepare_cached("UPDATE source SET articles = 0, figures = 0, quotes = 0, latest = NULL WHERE id = ?1")?
                .execute([id])?;
            return Ok(());
        }
        let members = json(&self.reading().members(id)?);
        self.transaction
            .prepare_cached(
                "UPDATE source SET articles = n.articles, figures = n.figures, quotes = n.quotes, latest = n.latest
                 FROM (SELECT count(DISTINCT article) AS articles, coalesce(sum(figures), 0) AS figures,
                        coalesce(sum(quotes), 0) AS quotes, max(date) AS latest
                     FROM appearance WHERE live = 1 AND source IN (SELECT value FROM json_each(?2))) n WHERE source.id = ?1",
            )?
            .execute(params![id, members])?;
        let shared = self
            .transaction
            .prepare_cached(
                "SELECT article FROM appearance WHERE live = 1 AND source IN (SELECT value FROM json_each(?1))
                 GROUP BY article HAVING count(*) > 1",
            )?
            .query_map([&members], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<ArticleId>>>()?;
        for article in shared {
            self.count_once(article, id, -1)?;
        }
        Ok(())
    }

    /// Takes (-1) what several who are one have in common in an article off the numbers of their survivor, or puts it back
    /// (1): a claim of two of them is one claim.
    fn count_once(&mut self, article: ArticleId, survivor: SourceId, sign: i64) -> Result<()> {
        self.transaction
            .prepare_cached(&format!(
                "UPDATE source SET figures = source.figures + ?3 * n.figures, quotes = source.quotes + ?3 * n.quotes
                 FROM (SELECT count(*) FILTER (WHERE kind = 'figure') AS figures,
                        count(*) FILTER (WHERE kind = 'quote') AS quotes
                     FROM (SELECT kind, row_number() OVER (PARTITION BY claim) AS n
                         FROM (SELECT DISTINCT c.kind, l.claim, l.source FROM link l JOIN claim c ON c.id = l.claim
                             WHERE l.article = ?2 AND l.source IN ({MEMBERS})))
                     WHERE n > 1) n WHERE source.id = ?1",
                MEMBERS = MEMBERS.replace('?', "?1")
            ))?
            .execute([survivor, article, sign])?;
        Ok(())
    }

    /// Puts the sources of an article into the numbers that lists show of them (1), or takes them out (-1).
    pub(super) fn count_in(&mut self, article: ArticleId, sign: i64) -> Result<()> {
        self.transaction
            .prepare_cached(
                "UPDATE source SET articles = source.articles + ?2, figures = source.figures + ?2 * a.figures,
                    quotes = source.quotes + ?2 * a.quotes,
                    latest = (SELECT max(date) FROM (
                        SELECT max(date) AS date FROM appearance WHERE source = a.source AND live = 1
                        UNION ALL SELECT (SELECT max(date) FROM appearance WHERE source = m.source AND live = 1)
                            FROM merged m WHERE m.survivor = a.source))
                 FROM (SELECT coalesce(m.survivor, p.source) AS source, sum(p.figures) AS figures, sum(p.quotes) AS quotes
                     FROM appearance p LEFT JOIN merged m ON m.source = p.source WHERE p.article = ?1 GROUP BY 1) a
                 WHERE source.id = a.source",
            )?
            .execute([article, sign])?;
        let several = self
            .transaction
            .prepare_cached(
                "SELECT coalesce(m.survivor, p.source) FROM appearance p LEFT JOIN merged m ON m.source = p.source
                 WHERE p.article = ?1 GROUP BY 1 HAVING count(*) > 1",
            )?
            .query_map([article], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<SourceId>>>()?;
        if several.is_empty() {
            return Ok(());
        }
        for survivor in several {
            self.count_once(article, survivor, -sign)?;
        }
        self.count_sources_of(article)
    }
}
