//! Lists of articles, figures, quotes and sources: filtered, sorted, a page at a time.
//!
//! What a filter lets through is found among the [marks](super::marks), as places: newest first. Other orders walk along an
//! index of the schema and ask for each row whether it is among them; few places are rather looked up and sorted.

use super::{
    ArticleId, ArticleRow, COUNTED, Copies, FigureRow, Filter, Order, PAGE, Page, QuoteRow, Reader, SourceId,
    SourceRow, Total, Totals,
    copies::REPEATED,
    error::{Result, StoreError},
    marks::{Kind, Wanted},
    merge::{MEMBERS, SOURCE},
    place,
    rows::{ARTICLE, LISTED, article_ref, json, known, maybe},
};
use crate::claim::{Effect, SourceKind};
use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension, Params, Row, named_params, params};
use std::collections::{HashMap, HashSet};

/// So many rows are looked up and sorted; where there are more, the index of the order is walked along.
const FEW: usize = 2_000;
/// The sources of so many articles are collected; those of more are tried one by one.
const COLLECTED: usize = 1_000;
/// So many are tried for the count alone.
const TRIED: usize = 2_000;

/// Least and most people.
#[derive(Clone, Copy)]
struct People {
    least: i64,
    most: i64,
}

impl People {
    /// `None`: any number, or none.
    fn of(filter: &Filter, kind: Kind) -> Option<People> {
        let people = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        (kind == Kind::Figure && (filter.least.is_some() || filter.most.is_some())).then(|| People {
            least: filter.least.map_or(0, people),
            most: filter.most.map_or(i64::MAX, people),
        })
    }
}

/// What a filter says that marks do not.
struct Further {
    people: Option<People>,
    /// What becomes of figures that repeat an earlier print, and the articles that have copies.
    copies: Option<(Copies, HashSet<ArticleId>)>,
}

impl Further {
    fn is_nothing(&self) -> bool {
        self.people.is_none() && self.copies.is_none()
    }
}

/// How many claims there are of each class.
type Classes = HashMap<&'static str, u32>;

/// How many figures there are of each effect: only effects that occur, in their usual order.
pub type Effects = Vec<(Effect, Total)>;

/// How many sources there are of each kind: only kinds that occur, in their usual order.
pub type Kinds = Vec<(SourceKind, u32)>;

/// A filter field that a person left blank is none.
fn typed(field: &Option<String>) -> Option<&str> {
    field.as_deref().filter(|text| !text.trim().is_empty())
}

/// Collects a page of what comes by, and counts it all as far as counting goes.
struct Window {
    first: usize,
    rows: Vec<i64>,
    limit: usize,
    seen: usize,
    /// Whether to go on for the count alone.
    counts: bool,
}

impl Window {
    fn new(page: u32, limit: u32, counts: bool) -> Window {
        Window {
            first: offset(page),
            rows: Vec::new(),
            limit: limit as usize,
            seen: 0,
            counts,
        }
    }

    /// Takes one; gives whether to go on.
    fn take(&mut self, one: i64) -> bool {
        if self.seen >= self.first && self.rows.len() < self.limit {
            self.rows.push(one);
        }
        self.seen += 1;
        self.rows.len() < self.limit && self.seen < self.first + self.limit
            || self.counts && self.seen < COUNTED as usize
    }

    /// Whether the page is full.
    fn is_full(&self) -> bool {
        self.rows.len() >= self.limit
    }

    fn page(self) -> Page<i64> {
        counted_page(self.rows, self.seen as u32)
    }
}

/// Which sources a filter says.
enum Among {
    All,
    These(Vec<i64>),
    /// Of these, or of all, whoever occurs in the articles that are wanted, which are many.
    Tried(Wanted, Option<Vec<i64>>),
}

/// Figures whose numbers are within bounds. An end that is open says nothing: "at least four" is no match for 4,700, "up to
/// 60" is none for 3.
const WITHIN: &str = "coalesce(low, high) >= :least AND coalesce(high, low) <= :most";

impl Reader<'_> {
    /// How many of each there are.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn totals(&self) -> Result<Totals> {
        let tally = self.tally()?;
        let of = |what: &str| tally.get(what).map_or(0, |n| n.unsigned_abs());
        let (figures, quotes) = place::CLASSES.split_at(Effect::ALL.len());
        Ok(Totals {
            articles: of("article"),
            figures: figures.iter().map(|class| of(class)).sum(),
            quotes: quotes.iter().map(|class| of(class)).sum(),
            sources: of("source"),
        })
    }

    fn tally(&self) -> Result<HashMap<String, i64>> {
        let mut statement = self.connection.prepare_cached("SELECT what, n FROM tally")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A page of the list of articles.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn articles(&self, filter: &Filter) -> Result<Page<ArticleRow>> {
        let _deadline = self.deadline.start();
        let Some(wanted) = self.wanted(filter, Kind::Article)? else {
            return Ok(nothing());
        };
        let known = wanted
            .plain
            .then(|| self.totals())
            .transpose()?
            .map(|t| counted(t.articles));
        let mut window = Window::new(filter.page, PAGE, known.is_none());
        match filter.order {
            Order::Newest => self.walk(&wanted, |place| Ok(window.take(place::article_of(place))))?,
            Order::Oldest => self.walk_oldest(&wanted, |place| Ok(window.take(place::article_of(place))))?,
            Order::Name if wanted.plain => {
                let sql = format!("SELECT id FROM article WHERE {LISTED} ORDER BY folded, id");
                window.rows = self.page_among(&sql, filter.page, |_| Ok(true))?;
            }
            order => {
                let mut found = self.every(&wanted)?;
                found.iter_mut().for_each(|place| *place = place::article_of(*place));
                let by = match order {
                    Order::Most => "figures + quotes DESC, date DESC, id DESC",
                    Order::Least => "figures + quotes, date DESC, id DESC",
                    _ => "folded, id",
                };
                let ids = if order != Order::Name || found.len() <= FEW {
                    let sql =
                        format!("SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY {by}");
                    self.page_of(&sql, [json(&found)], filter.page)?
                } else {
                    found.sort_unstable();
                    let sql = format!("SELECT id FROM article WHERE {LISTED} ORDER BY {by}");
                    self.page_among(&sql, filter.page, |id| Ok(found.binary_search(&id).is_ok()))?
                };
                window.rows = ids;
                window.seen = found.len();
            }
        }
        let page = window.page();
        Ok(counted_page(
            self.article_rows(&page.rows)?,
            known.unwrap_or(page.total),
        ))
    }

    /// The articles with these numbers, in this order.
    fn article_rows(&self, ids: &[ArticleId]) -> Result<Vec<ArticleRow>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {ARTICLE}, a.added, a.figures, a.quotes, a.sources FROM article a
             WHERE a.id IN (SELECT value FROM json_each(?1))"
        ))?;
        let rows = statement.query_map([json(ids)], article_row)?;
        let mut rows: HashMap<ArticleId, ArticleRow> = rows
            .map(|row| row.map(|row| (row.article.id, row)))
            .collect::<rusqlite::Result<_>>()?;
        Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
    }

    /// A page of the list of figures.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn figures(&self, filter: &Filter) -> Result<Page<FigureRow>> {
        Ok(self.figures_and_effects(filter)?.0)
    }

    /// The same with [`Reader::effects`], where counting them all has told that already.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn figures_and_effects(&self, filter: &Filter) -> Result<(Page<FigureRow>, Option<Effects>)> {
        let (ids, classes) = self.claim_page(filter, Kind::Figure, PAGE)?;
        let effects = classes.map(|classes| by_effect(&classes, ids.more));
        Ok((counted_page(self.figure_rows(&ids.rows)?, ids.total), effects))
    }

    /// The first of the list of figures alone, without counting the others.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn first_figure(&self, filter: &Filter) -> Result<Option<FigureRow>> {
        let first = Filter {
            page: 1,
            ..filter.clone()
        };
        let (ids, _) = self.claim_page(&first, Kind::Figure, 1)?;
        Ok(self.figure_rows(&ids.rows)?.into_iter().next())
    }

    /// The figures of the fewest and of the most people.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn extremes(&self, filter: &Filter) -> Result<(Option<FigureRow>, Option<FigureRow>)> {
        let _deadline = self.deadline.start();
        let Some(wanted) = self.wanted(filter, Kind::Figure)? else {
            return Ok((None, None));
        };
        let further = self.further(filter, Kind::Figure)?;
        let found = self.places_found(&wanted)?;
        let first = |order| {
            let filter = Filter {
                order,
                page: 1,
                ..filter.clone()
            };
            let (ids, _) = self.by_number(&filter, &further, found.as_deref(), 1)?;
            Ok::<_, StoreError>(self.figure_rows(&ids)?.into_iter().next())
        };
        Ok((first(Order::Least)?, first(Order::Most)?))
    }

    /// A page of the list of quotes.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn quotes(&self, filter: &Filter) -> Result<Page<QuoteRow>> {
        let (ids, _) = self.claim_page(filter, Kind::Quote, PAGE)?;
        Ok(counted_page(self.quote_rows(&ids.rows)?, ids.total))
    }

    /// Numbers of claims. With a `limit` below a page they are not counted. And how many there are of each class, where the
    /// newest were counted one by one, as far as counting goes.
    fn claim_page(&self, filter: &Filter, kind: Kind, limit: u32) -> Result<(Page<i64>, Option<Classes>)> {
        let _deadline = self.deadline.start();
        let Some(wanted) = self.wanted(filter, kind)? else {
            return Ok((nothing(), None));
        };
        let further = self.further(filter, kind)?;
        let mut known = (wanted.plain && further.is_nothing())
            .then(|| self.plain_total(filter, kind))
            .transpose()?;
        if let Some(id) = filter.source_id.filter(|_| says_only_a_source(filter)) {
            known = Some(self.claims_of_source(id, kind)?);
        }
        if let (true, None, None, Some(people)) = (wanted.plain, filter.effect, &further.copies, further.people)
            && self.numbered(people, COUNTED)?.is_none()
        {
            // more than are counted have such numbers
            known = Some(COUNTED);
        }
        let mut window = Window::new(filter.page, limit, known.is_none() && limit == PAGE);
        let mut classes = None;
        match (filter.order, kind) {
            (Order::Most | Order::Least, Kind::Figure) => {
                let found = self.places_found(&wanted)?;
                let (ids, total) = self.by_number(filter, &further, found.as_deref(), limit)?;
                window.rows = ids;
                window.seen = total;
            }
            (order, _) => {
                let mut counted = Classes::new();
                self.visit(&wanted, &further, order == Order::Oldest, |place| {
                    if let Some(class) = place::class_of(place) {
                        *counted.entry(class).or_default() += 1;
                    }
                    Ok(window.take(place::claim_of(place)))
                })?;
                let all = order != Order::Oldest || window.seen < COUNTED as usize;
                classes = (window.counts && all).then_some(counted);
            }
        }
        let page = window.page();
        Ok((counted_page(page.rows, known.unwrap_or(page.total)), classes))
    }

    /// How many figures or quotes a source is behind.
    fn claims_of_source(&self, id: SourceId, kind: Kind) -> Result<u32> {
        let counted = match kind {
            Kind::Figure => "SELECT figures FROM source WHERE id = ?1",
            _ => "SELECT quotes FROM source WHERE id = ?1",
        };
        let n: Option<u32> = self
            .connection
            .prepare_cached(counted)?
            .query_row([self.survivor(id)?], |row| row.get(0))
            .optional()?;
        Ok(n.unwrap_or(0))
    }

    fn further(&self, filter: &Filter, kind: Kind) -> Result<Further> {
        let copies = filter.copies.filter(|_| kind == Kind::Figure);
        let articles = || {
            let mut statement = self.connection.prepare_cached("SELECT DISTINCT article FROM copy")?;
            let articles = statement.query_map([], |row| row.get(0))?;
            articles.collect::<rusqlite::Result<HashSet<ArticleId>>>()
        };
        let copies = copies
            .map(|copies| Ok::<_, rusqlite::Error>((copies, articles()?)))
            .transpose()?;
        Ok(Further {
            people: People::of(filter, kind),
            // where nothing is repeated, nothing is to be left out
            copies: copies.filter(|(copies, articles)| *copies == Copies::Only || !articles.is_empty()),
        })
    }

    /// Whether a figure is one of those that the filter's word on copies lets through.
    fn is_let_through(&self, further: &Further, place: i64) -> Result<bool> {
        let Some((copies, articles)) = &further.copies else {
            return Ok(true);
        };
        let repeated = articles.contains(&place::article_of(place))
            && self
                .connection
                .prepare_cached(&format!("SELECT 1 FROM claim c WHERE c.id = ?1 AND {REPEATED}"))?
                .exists([place::claim_of(place)])?;
        Ok(repeated == (*copies == Copies::Only))
    }

    /// Visits what the filter lets through, until `visit` gives `false`.
    fn visit(
        &self,
        wanted: &Wanted,
        further: &Further,
        oldest: bool,
        mut visit: impl FnMut(i64) -> Result<bool>,
    ) -> Result<()> {
        let visit = |place| match self.is_let_through(further, place)? {
            true => visit(place),
            false => Ok(true),
        };
        match further.people {
            Some(people) => self.of_number(wanted, people, oldest, visit),
            None if oldest => self.walk_oldest(wanted, visit),
            None => self.walk(wanted, visit),
        }
    }

    /// How many there are of a kind, or of a class.
    fn plain_total(&self, filter: &Filter, kind: Kind) -> Result<u32> {
        let class = match kind {
            Kind::Figure => filter.effect.map(Effect::as_str),
            _ => filter.kind.map(|kind| kind.as_str()),
        };
        let totals = self.totals()?;
        Ok(counted(match (class, kind) {
            (Some(class), _) => self.tally()?.get(class).map_or(0, |n| n.unsigned_abs()),
            (None, Kind::Figure) => totals.figures,
            (None, _) => totals.quotes,
        }))
    }

    /// Every place, the newest first.
    fn every(&self, wanted: &Wanted) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        self.walk(wanted, |place| {
            found.push(place);
            Ok(true)
        })?;
        Ok(found)
    }

    /// Visits figures of some numbers of people, until `visit` gives `false`.
    fn of_number(
        &self,
        wanted: &Wanted,
        people: People,
        oldest: bool,
        mut visit: impl FnMut(i64) -> Result<bool>,
    ) -> Result<()> {
        // few figures have such numbers: they are found first. Where marks say most of it, that is worth it for fewer
        let worth = if wanted.is_in_places() { COUNTED } else { FEW as u32 };
        if let Some(mut few) = self.numbered(people, worth)? {
            few.sort_unstable();
            if wanted.is_in_places() && !oldest {
                few.retain(|&place| wanted.has_place(place));
                for place in few.into_iter().rev() {
                    if !visit(place)? {
                        break;
                    }
                }
                return Ok(());
            }
            let visit = |place: i64| match few.binary_search(&place) {
                Ok(_) => visit(place),
                Err(_) => Ok(true),
            };
            return match oldest {
                true => self.walk_oldest(wanted, visit),
                false => self.walk(wanted, visit),
            };
        }
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT 1 FROM claim INDEXED BY claim_place WHERE kind = 'figure' AND place = :place AND {WITHIN}"
        ))?;
        let visit = |place: i64| match statement
            .exists(named_params! {":place": place, ":least": people.least, ":most": people.most})?
        {
            true => visit(place),
            false => Ok(true),
        };
        match oldest {
            true => self.walk_oldest(wanted, visit),
            false => self.walk(wanted, visit),
        }
    }

    /// The places of the figures of some numbers of people, in any order; `None`: there are more than `most` of them.
    fn numbered(&self, people: People, most: u32) -> Result<Option<Vec<i64>>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT place FROM claim INDEXED BY claim_least
             WHERE kind = 'figure' AND place IS NOT NULL AND class IN ({}) AND {WITHIN} AND coalesce(low, high) <= :most
             LIMIT :limit",
            classes(None)
        ))?;
        let values = named_params! {":least": people.least, ":most": people.most, ":limit": i64::from(most) + 1};
        let found = statement
            .query_map(values, |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        Ok((found.len() <= most as usize).then_some(found))
    }

    /// Every place in ascending order, where there are marks to find them by.
    fn places_found(&self, wanted: &Wanted) -> Result<Option<Vec<i64>>> {
        if wanted.plain {
            return Ok(None);
        }
        let mut found = self.every(wanted)?;
        found.reverse();
        Ok(Some(found))
    }

    /// Figures by their numbers: those of a page, and how many there are. `found`: see [`Reader::places_found`].
    fn by_number(
        &self,
        filter: &Filter,
        further: &Further,
        found: Option<&[i64]>,
        limit: u32,
    ) -> Result<(Vec<i64>, usize)> {
        let (index, number, by, bound) = match filter.order {
            Order::Most => (
                "claim_most",
                "coalesce(high, low)",
                "n DESC, place DESC",
                "coalesce(high, low) >= :least",
            ),
            _ => (
                "claim_least",
                "coalesce(low, high)",
                "n, place DESC",
                "coalesce(low, high) <= :most",
            ),
        };
        let within = match further.people {
            Some(_) => format!("{WITHIN} AND {bound}"),
            None => "1 OR :least OR :most".into(),
        };
        let people = further.people.unwrap_or(People {
            least: 0,
            most: i64::MAX,
        });
        let mut window = Window::new(filter.page, limit, limit == PAGE);
        match found {
            // counted elsewhere
            None => window.counts = !further.is_nothing() && limit == PAGE,
            Some(found) if found.len() <= FEW => {
                let sql = format!(
                    "SELECT place, {number} AS n FROM claim WHERE id IN (SELECT value & {} FROM json_each(:among)) AND ({within})
                     ORDER BY {by}",
                    place::DATED - 1
                );
                let mut statement = self.connection.prepare_cached(&sql)?;
                let values = named_params! {":least": people.least, ":most": people.most, ":among": json(found)};
                let mut rows = statement.query(values)?;
                while let Some(row) = rows.next()? {
                    let place = row.get(0)?;
                    if self.is_let_through(further, place)? {
                        window.take(place::claim_of(place));
                    }
                }
                return Ok((window.rows, window.seen));
            }
            Some(_) => {}
        }
        let total = found.filter(|_| further.is_nothing()).map(<[i64]>::len);
        window.counts = window.counts && total.is_none();
        // each class comes out of the index in order; SQLite merges them as they come
        let of_class = |effect: &Effect| {
            format!(
                "SELECT place, {number} AS n FROM claim INDEXED BY {index}
                 WHERE kind = 'figure' AND place IS NOT NULL AND class = '{effect}' AND ({within})"
            )
        };
        let effects = Effect::ALL
            .iter()
            .filter(|&&effect| filter.effect.is_none_or(|only| only == effect));
        let all: Vec<String> = effects.map(of_class).collect();
        let sql = format!("{} ORDER BY {by}", all.join(" UNION ALL "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(named_params! {":least": people.least, ":most": people.most})?;
        while let Some(row) = rows.next()? {
            let place: i64 = row.get(0)?;
            let fits = found.is_none_or(|found| found.binary_search(&place).is_ok());
            if fits && self.is_let_through(further, place)? && !window.take(place::claim_of(place)) {
                break;
            }
        }
        Ok((window.rows, total.unwrap_or(window.seen)))
    }

    /// The figures of the filter by effect, for the legend: only effects that occur, in their usual order. Counting stops at
    /// [`COUNTED`] figures in all, the newest ones, where the effects of all of them are not known anyway.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn effects(&self, filter: &Filter) -> Result<Effects> {
        let _deadline = self.deadline.start();
        let Some(wanted) = self.wanted(filter, Kind::Figure)? else {
            return Ok(Vec::new());
        };
        let further = self.further(filter, Kind::Figure)?;
        let mut counts = Classes::new();
        let mut more = false;
        match further.people {
            _ if wanted.plain && further.is_nothing() => {
                let tally = self.tally()?;
                let of = |class: &'static str| (class, counted(tally.get(class).map_or(0, |n| n.unsigned_abs())));
                counts = Effect::ALL.iter().map(|effect| of(effect.as_str())).collect();
                if let Some(only) = filter.effect {
                    counts.retain(|class, _| *class == only.as_str());
                }
            }
            Some(people) if wanted.plain && further.copies.is_none() => {
                self.by_class(filter.effect, people, &mut counts)?;
            }
            _ => {
                let mut passed = 0;
                self.visit(&wanted, &further, false, |place| {
                    if let Some(class) = place::class_of(place) {
                        *counts.entry(class).or_default() += 1;
                    }
                    passed += 1;
                    more = passed >= COUNTED;
                    Ok(!more)
                })?;
            }
        }
        Ok(by_effect(&counts, more))
    }

    /// Counts figures of some numbers of people by effect.
    fn by_class(&self, only: Option<Effect>, people: People, counts: &mut Classes) -> Result<()> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT place & 15, count(*) FROM claim INDEXED BY claim_least
             WHERE kind = 'figure' AND place IS NOT NULL AND class IN ({}) AND {WITHIN} AND coalesce(low, high) <= :most
             GROUP BY class",
            classes(only)
        ))?;
        let mut rows = statement.query(named_params! {":least": people.least, ":most": people.most})?;
        while let Some(row) = rows.next()? {
            if let Some(class) = place::class_of(row.get(0)?) {
                counts.insert(class, row.get(1)?);
            }
        }
        Ok(())
    }

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
        let (rows, total) = match &among {
            Some(among) if among.len() <= FEW => {
                let sql = format!(
                    "SELECT id, kind, anonymous FROM source WHERE id IN (SELECT value FROM json_each(?1)) AND articles > 0 ORDER BY {by}"
                );
                let mut window = Window::new(filter.page, PAGE, true);
                self.sources_along(&sql, [json(among)], filter, &mut window, |_| Ok(true))?;
                let page = window.page();
                (page.rows, page.total)
            }
            Some(among) => {
                let mut among = among.clone();
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
                        self.window_along(&sql, [], &mut window, |_| Ok(true))?;
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
        fits: impl FnMut(i64) -> Result<bool>,
    ) -> Result<(Vec<i64>, u32)> {
        let sql = format!("SELECT id, kind, anonymous FROM source WHERE articles > 0 ORDER BY {by}");
        let mut window = Window::new(filter.page, PAGE, total.is_none());
        self.sources_along(&sql, [], filter, &mut window, fits)?;
        let page = window.page();
        Ok((page.rows, total.unwrap_or(page.total).min(COUNTED)))
    }

    fn sources_along(
        &self,
        sql: &str,
        values: impl Params,
        filter: &Filter,
        window: &mut Window,
        mut fits: impl FnMut(i64) -> Result<bool>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if is_asked_for(row, filter)? && fits(id)? && !window.take(id) {
                break;
            }
        }
        Ok(())
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

    /// The numbers on a page of what a query gives.
    fn page_of(&self, sql: &str, values: impl Params, page: u32) -> Result<Vec<i64>> {
        let mut window = Window::new(page, PAGE, false);
        self.window_along(sql, values, &mut window, |_| Ok(true))?;
        Ok(window.rows)
    }

    /// The numbers on a page of what a query gives and fits.
    fn page_among(&self, sql: &str, page: u32, fits: impl FnMut(i64) -> Result<bool>) -> Result<Vec<i64>> {
        let mut window = Window::new(page, PAGE, false);
        self.window_along(sql, [], &mut window, fits)?;
        Ok(window.rows)
    }

    fn window_along(
        &self,
        sql: &str,
        values: impl Params,
        window: &mut Window,
        mut fits: impl FnMut(i64) -> Result<bool>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if fits(id)? && !window.take(id) {
                break;
            }
        }
        Ok(())
    }
}

/// The classes of figures, or the one that is asked for, for an SQL list.
fn classes(only: Option<Effect>) -> String {
    let all = Effect::ALL
        .iter()
        .filter(|&&effect| only.is_none_or(|only| only == effect));
    let all: Vec<String> = all.map(|effect| format!("'{effect}'")).collect();
    all.join(", ")
}

/// Those that occur, in their usual order. `more`: there may be more of each than were counted.
fn by_effect(counts: &Classes, more: bool) -> Effects {
    let effects = Effect::ALL.iter().filter_map(|&effect| {
        let n = counts.get(effect.as_str()).copied().filter(|&n| n > 0)?;
        let more = more || n >= COUNTED;
        Some((
            effect,
            Total {
                n: n.min(COUNTED),
                more,
            },
        ))
    });
    let mut effects: Effects = effects.collect();
    effects.sort_unstable_by_key(|&(effect, _)| effect);
    effects
}

/// Whether a filter says who is behind a claim, and nothing else.
fn says_only_a_source(filter: &Filter) -> bool {
    *filter
        == Filter {
            source_id: filter.source_id,
            order: filter.order,
            page: filter.page,
            ..Filter::default()
        }
}

/// A page without rows.
fn nothing<T>() -> Page<T> {
    counted_page(Vec::new(), 0)
}

/// A page of so many in all.
fn counted_page<T>(rows: Vec<T>, total: u32) -> Page<T> {
    Page {
        rows,
        total: total.min(COUNTED),
        more: total >= COUNTED,
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

/// As far as counting goes.
fn counted(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX).min(COUNTED)
}

/// Rows before a page.
fn offset(page: u32) -> usize {
    (page.max(1) - 1) as usize * PAGE as usize
}

/// The columns [`ARTICLE`], then added, figures, quotes, sources.
pub(super) fn article_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    Ok(ArticleRow {
        article: article_ref(row, 0)?,
        added: Timestamp::from_millisecond(row.get(5)?).unwrap_or_default(),
        figures: row.get(6)?,
        quotes: row.get(7)?,
        sources: row.get(8)?,
    })
}

/// id, name, kind, anonymous, articles, figures, quotes, latest.
pub(super) fn source_row(row: &Row<'_>) -> rusqlite::Result<SourceRow> {
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
