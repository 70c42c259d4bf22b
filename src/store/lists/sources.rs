//! Lists of sources: by name, by the articles they occur in, by what they are.

use super::{
    FEW, counted, typed,
    window::{Window, counted_page, offset},
};
use crate::{
    claim::SourceKind,
    store::{
        ArticleId, COUNTED, Filter, Order, PAGE, Page, Reader, SourceRow,
        error::Result,
        marks::{Kind, Wanted},
        merge::{MEMBERS, SOURCE},
        place,
        rows::{json, known, maybe},
    },
};
use jiff::civil::Date;
use rusqlite::{Row, params};
use std::collections::{HashMap, HashSet};

/// The sources of so many articles are collected; those of more are tried one by one.
const COLLECTED: usize = 1_000;

/// So many are tried for the count alone.
const TRIED: usize = 1_000;

/// How many sources there are of each kind: only kinds that occur, in their usual order.
pub type Kinds = Vec<(SourceKind, u32)>;

/// Which sources a filter says.
enum Among {
    All,
    These(Vec<i64>),
    /// Of these, or of all, whoever occurs in the articles that are wanted, which are many.
    Tried(Wanted, Option<Vec<i64>>),
}

impl Reader<'_> {
    /// A page of the list of sources. Their numbers are those over all articles, whatever the filter.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn sources(&self, filter: &Filter) -> Result<Page<SourceRow>> {
        let _deadline = self.deadline.start();
        self.sources_of(filter, self.sources_among(filter)?)
    }

    /// The same with those of the filter, whatever their kind, by what they are, for the legend: only kinds that occur, in
    /// their usual order. None where there are too many articles to tell.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn sources_and_kinds(&self, filter: &Filter) -> Result<(Page<SourceRow>, Kinds)> {
        let _deadline = self.deadline.start();
        let among = self.sources_among(filter)?;
        let kinds = self.kinds_among(filter, &among)?;
        Ok((self.sources_of(filter, among)?, kinds))
    }

    fn sources_of(&self, filter: &Filter, among: Among) -> Result<Page<SourceRow>> {
        let by = match filter.order {
            Order::Newest => "latest DESC, id DESC",
            Order::Oldest => "latest IS NULL, latest, id",
            Order::Most => "articles DESC, figures + quotes DESC, id",
            Order::Least => "articles, figures + quotes, id",
            Order::Name => "folded, id",
            Order::Figures => "figures DESC, articles DESC, id",
            Order::Quotes => "quotes DESC, articles DESC, id",
        };
        let among = match among {
            Among::All => None,
            Among::These(ids) => Some(ids),
            Among::Tried(_, None)
                if filter.named.is_none() && filter.article_id.is_none() && typed(&filter.article).is_none() =>
            {
                return self.sources_between(filter, by);
            }
            Among::Tried(wanted, among) => return self.sources_tried(&wanted, filter, by, among),
        };
        let (rows, total) = match among {
            Some(among) if among.len() <= FEW => {
                let sql = format!(
                    "SELECT id, kind, anonymous FROM source WHERE id IN (SELECT value FROM json_each(?1)) AND articles > 0 ORDER BY {by}"
                );
                let mut window = Window::new(filter.page, PAGE, true);
                self.window_along(&sql, [json(&among)], &mut window, |row, _| is_asked_for(row, filter))?;
                let page = window.page();
                (page.rows, page.total)
            }
            Some(mut among) => {
                among.sort_unstable();
                self.every_source(filter, by, None, |id| Ok(among.binary_search(&id).is_ok()))?
            }
            None if filter.source_kind.is_none() && filter.named.is_none() => {
                // of an order without an index no more is sorted than is shown
                let limit = offset(filter.page) + PAGE as usize;
                let mut window = Window::new(filter.page, PAGE, false);
                // the oldest come out of the index of the newest backwards, but for those without a date
                let parts = match filter.order {
                    Order::Oldest => vec![("latest IS NOT NULL", "latest, id"), ("latest IS NULL", "id")],
                    _ => vec![("1", by)],
                };
                for (which, by) in parts {
                    if window.rows.len() < window.limit {
                        let sql =
                            format!("SELECT id FROM source WHERE articles > 0 AND {which} ORDER BY {by} LIMIT {limit}");
                        self.window_along(&sql, [], &mut window, |_, _| Ok(true))?;
                    }
                }
                (window.rows, counted(self.totals()?.sources))
            }
            None => {
                let tally = self.tally()?;
                let kinds = SourceKind::ALL
                    .iter()
                    .filter(|&&kind| filter.source_kind.is_none_or(|only| only == kind));
                let total: u32 = kinds.map(|&kind| of_kind(&tally, kind, filter.named)).sum();
                self.every_source(filter, by, Some(total), |_| Ok(true))?
            }
        };
        Ok(counted_page(self.source_rows(&rows)?, total))
    }

    /// Which sources the filter says, but for what they are.
    fn sources_among(&self, filter: &Filter) -> Result<Among> {
        let only = filter.source_id.map(|id| self.survivor(id)).transpose()?;
        let mut among: Option<Vec<i64>> = only.map(|id| vec![id]);
        if let Some(name) = typed(&filter.source) {
            // by a name, too, that one has no more since a person made it one with another
            let survivors = self.survivors()?;
            let named = self.sources_named(name)?.into_iter();
            let mut named: Vec<i64> = named.map(|id| survivors.get(&id).copied().unwrap_or(id)).collect();
            named.sort_unstable();
            named.dedup();
            if let Some(only) = only {
                named.retain(|id| *id == only);
            }
            among = Some(named);
        }
        let anywhere = filter.article_id.is_none()
            && typed(&filter.article).is_none()
            && filter.after.is_none()
            && filter.before.is_none();
        if anywhere {
            return Ok(among.map_or(Among::All, Among::These));
        }
        let there = Filter {
            article_id: filter.article_id,
            article: filter.article.clone(),
            after: filter.after,
            before: filter.before,
            ..Filter::default()
        };
        let Some(wanted) = self.wanted(&there, Kind::Article)? else {
            return Ok(Among::These(Vec::new()));
        };
        Ok(match self.appearing(&wanted, among.as_deref())? {
            Some(found) => Among::These(found),
            None => Among::Tried(wanted, among),
        })
    }

    /// The survivors of those that a person made one with another.
    fn survivors(&self) -> Result<HashMap<i64, i64>> {
        let mut statement = self.connection.prepare_cached("SELECT source, survivor FROM merged")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many there are of each kind.
    fn kinds_among(&self, filter: &Filter, among: &Among) -> Result<Kinds> {
        let these = match among {
            Among::All => {
                let tally = self.tally()?;
                let kinds = SourceKind::ALL
                    .iter()
                    .map(|&kind| (kind, of_kind(&tally, kind, filter.named)));
                return Ok(kinds.filter(|&(_, n)| n > 0).collect());
            }
            Among::These(ids) => json(ids),
            Among::Tried(..) => return Ok(Vec::new()),
        };
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, count(*) FROM source WHERE articles > 0 AND anonymous IS NOT ?1
                AND id IN (SELECT value FROM json_each(?2)) GROUP BY kind",
        )?;
        let row = |row: &Row<'_>| Ok((known::<SourceKind>(row, 0)?, row.get::<_, u32>(1)?.min(COUNTED)));
        // of the named there are none who are unnamed, and the other way round
        let mut kinds = statement
            .query_map(params![filter.named, these], row)?
            .collect::<rusqlite::Result<Kinds>>()?;
        kinds.sort_unstable_by_key(|&(kind, _)| SourceKind::ALL.iter().position(|&one| one == kind));
        Ok(kinds)
    }

    /// Sources that occur in some articles; `None`: there are too many articles, or more sources than are counted, to find
    /// them by their articles.
    fn appearing(&self, wanted: &Wanted, among: Option<&[i64]>) -> Result<Option<Vec<i64>>> {
        let among: Option<HashSet<i64>> = among.map(|ids| ids.iter().copied().collect());
        let survivors = self.survivors()?;
        let mut articles: Vec<ArticleId> = Vec::new();
        self.walk(wanted, |place| {
            articles.push(place::article_of(place));
            Ok(articles.len() <= COLLECTED)
        })?;
        if articles.len() > COLLECTED {
            return Ok(None);
        }
        let mut found = HashSet::new();
        let mut statement = self
            .connection
            .prepare_cached("SELECT source FROM appearance WHERE article = ?1")?;
        for article in articles {
            let mut rows = statement.query([article])?;
            while let Some(row) = rows.next()? {
                let own: i64 = row.get(0)?;
                let id = survivors.get(&own).copied().unwrap_or(own);
                if among.as_ref().is_none_or(|among| among.contains(&id)) {
                    found.insert(id);
                }
            }
            if found.len() >= COUNTED as usize {
                return Ok(None);
            }
        }
        Ok(Some(found.into_iter().collect()))
    }

    /// A page of the sources that occur between two days on which there are very many articles.
    fn sources_between(&self, filter: &Filter, by: &str) -> Result<Page<SourceRow>> {
        let day = |date: Option<Date>, open: &str| date.map_or(open.to_owned(), |date| date.to_string());
        let (first, last) = (day(filter.after, ""), day(filter.before, "~"));
        // those whose latest article is between them are counted fast, and are mostly enough
        let kind = filter.source_kind.map(SourceKind::as_str);
        let latest: u32 = self
            .connection
            .prepare_cached(&format!(
                "SELECT count(*) FROM (SELECT 1 FROM source INDEXED BY source_newest
                    WHERE articles > 0 AND latest BETWEEN ?1 AND ?2 AND (?3 IS NULL OR kind = ?3) LIMIT {COUNTED})"
            ))?
            .query_row(params![first, last, kind], |row| row.get(0))?;
        let mut there = self.connection.prepare_cached(&format!(
            "SELECT 1 FROM appearance WHERE source IN ({}) AND live = 1 AND date BETWEEN ?2 AND ?3",
            MEMBERS.replace('?', "?1")
        ))?;
        let mut window = Window::new(filter.page, PAGE, latest < COUNTED);
        let all = self.tried_along(
            by,
            filter,
            &mut window,
            |id| Ok(there.exists(params![id, first, last])?),
        )?;
        let page = window.page();
        Ok(Page {
            rows: self.source_rows(&page.rows)?,
            total: page.total.max(latest),
            more: page.more || !all || latest >= COUNTED,
        })
    }

    /// A page of the sources that occur in very many articles: each is tried, in the order of the list.
    fn sources_tried(
        &self,
        wanted: &Wanted,
        filter: &Filter,
        by: &str,
        among: Option<Vec<i64>>,
    ) -> Result<Page<SourceRow>> {
        let mut articles: Vec<ArticleId> = self.every(wanted)?.into_iter().map(place::article_of).collect();
        articles.sort_unstable();
        let among: Option<HashSet<i64>> = among.map(|ids| ids.into_iter().collect());
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT article FROM appearance WHERE source IN ({MEMBERS}) AND live = 1"
        ))?;
        let mut window = Window::new(filter.page, PAGE, true);
        let all = self.tried_along(by, filter, &mut window, |id| {
            if among.as_ref().is_some_and(|among| !among.contains(&id)) {
                return Ok(false);
            }
            let mut rows = statement.query([id])?;
            while let Some(row) = rows.next()? {
                if articles.binary_search(&row.get(0)?).is_ok() {
                    return Ok(true);
                }
            }
            Ok(false)
        })?;
        let page = window.page();
        Ok(Page {
            rows: self.source_rows(&page.rows)?,
            total: page.total,
            more: page.more || !all,
        })
    }

    /// Tries sources in this order until the page is full, and at least [`TRIED`] of them for the count. Gives whether all
    /// were tried.
    fn tried_along(
        &self,
        by: &str,
        filter: &Filter,
        window: &mut Window,
        mut fits: impl FnMut(i64) -> Result<bool>,
    ) -> Result<bool> {
        let sql = format!("SELECT id, kind, anonymous FROM source WHERE articles > 0 ORDER BY {by}");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let mut tried = 0;
        while let Some(row) = rows.next()? {
            if !is_asked_for(row, filter)? {
                continue;
            }
            if tried >= TRIED && window.is_full() {
                return Ok(false);
            }
            tried += 1;
            let id: i64 = row.get(0)?;
            if fits(id)? && !window.take(id) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A page of the sources that fit, along the index of the order, and how many there are: `total`, where that is known.
    fn every_source(
        &self,
        filter: &Filter,
        by: &str,
        total: Option<u32>,
        mut fits: impl FnMut(i64) -> Result<bool>,
    ) -> Result<(Vec<i64>, u32)> {
        let sql = format!("SELECT id, kind, anonymous FROM source WHERE articles > 0 ORDER BY {by}");
        let mut window = Window::new(filter.page, PAGE, total.is_none());
        // of a rare kind the last one may stand long before the end of the index
        window.all = total.filter(|&total| total < COUNTED);
        self.window_along(&sql, [], &mut window, |row, id| {
            Ok(is_asked_for(row, filter)? && fits(id)?)
        })?;
        let page = window.page();
        Ok((page.rows, total.unwrap_or(page.total).min(COUNTED)))
    }

    /// The sources with these numbers, in this order.
    fn source_rows(&self, ids: &[i64]) -> Result<Vec<SourceRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {SOURCE} FROM source s WHERE s.id IN (SELECT value FROM json_each(?1))"
        ))?;
        let rows = statement.query_map([json(ids)], source_row)?;
        let mut rows: HashMap<i64, SourceRow> = rows
            .map(|row| row.map(|row| (row.id, row)))
            .collect::<rusqlite::Result<_>>()?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
    }
}

/// Whether a source (id, kind, anonymous) is of the kind that is asked for, and named or not as is asked.
fn is_asked_for(row: &Row<'_>, filter: &Filter) -> Result<bool> {
    let of_kind = match filter.source_kind {
        Some(kind) => row.get_ref(1)?.as_str().is_ok_and(|is| is == kind.as_str()),
        None => true,
    };
    let named = match filter.named {
        Some(named) => row.get::<_, bool>(2)? != named,
        None => true,
    };
    Ok(of_kind && named)
}

/// How many sources there are of a kind; of those that are named, or not, if that is asked.
fn of_kind(tally: &HashMap<String, i64>, kind: SourceKind, named: Option<bool>) -> u32 {
    let of = |what: &str| tally.get(what).map_or(0, |n| n.unsigned_abs());
    let named_ones = if named == Some(false) { 0 } else { of(kind.as_str()) };
    let others = match named {
        Some(true) => 0,
        _ => of(&format!("{} unnamed", kind.as_str())),
    };
    counted(named_ones + others)
}

/// id, name, kind, anonymous, articles, figures, quotes, latest.
pub(in crate::store) fn source_row(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
    Ok(SourceRow {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: known(row, 2)?,
        anonymous: row.get(3)?,
        articles: row.get(4)?,
        figures: row.get(5)?,
        quotes: row.get(6)?,
        latest: maybe(row, 7)?,
    })
}

#[cfg(test)]
mod tests {
    use crate::store::open;

    #[test]
    fn sources_are_sorted_and_counted_without_a_look_at_their_rows() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open::writer(&folder.path().join("plan.db")).unwrap();
        for sql in [
            "SELECT id FROM source WHERE articles > 0 ORDER BY quotes DESC, articles DESC, id LIMIT 50",
            "SELECT id, kind, anonymous FROM source WHERE articles > 0 ORDER BY articles DESC, figures + quotes DESC, id",
            "SELECT kind, count(*) FROM source WHERE articles > 0 AND anonymous IS NOT ?1 GROUP BY kind",
        ] {
            let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values: &[&dyn rusqlite::ToSql] = if sql.contains('?') { &[&true] } else { &[] };
            let steps = statement.query_map(values, |row| row.get::<_, String>(3));
            let plan: String = steps.unwrap().map(|step| step.unwrap() + "\n").collect();
            assert!(plan.contains("COVERING INDEX source_most"), "{sql}: {plan}");
        }
    }
}
