//! Lists of articles, figures, quotes and sources: filtered, sorted, a page at a time.
//!
//! What a filter lets through is found among the [marks](super::marks), as places: newest first. Other orders walk along an
//! index of the schema and ask for each row whether it is among them; few places are rather looked up and sorted.

mod numbers;
mod sources;
mod window;

pub use sources::Kinds;
pub(super) use sources::source_row;

use super::{
    ArticleId, ArticleRow, COUNTED, Copies, FigureRow, Filter, Order, PAGE, Page, QuoteRow, Reader, SourceId, Total,
    Totals,
    copies::REPEATED,
    error::{Result, StoreError},
    marks::{Kind, Wanted},
    place,
    rows::{ARTICLE, LISTED, article_ref, json},
};
use crate::claim::Effect;
use jiff::Timestamp;
use numbers::People;
use rusqlite::{OptionalExtension, Params, Row};
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};
use window::{Window, counted_page, nothing};

/// So many rows are looked up and sorted; where there are more, the index of the order is walked along.
const FEW: usize = 2_000;

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

/// A filter field that a person left blank is none.
fn typed(field: &Option<String>) -> Option<&str> {
    field.as_deref().filter(|text| !text.trim().is_empty())
}

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

    /// Numbers of claims. With a `limit` below a page they are not counted. And how many figures there are of each class, where the
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
        if let (true, None, Some(people)) = (wanted.plain && limit == PAGE, filter.effect, further.people)
            && let Some(left_out) = self.left_out(&wanted, &further)?
            && self.numbered(people, COUNTED + left_out.len() as u32)?.is_none()
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
                    if let (Kind::Figure, Some(class)) = (kind, place::class_of(place)) {
                        *counted.entry(class).or_default() += 1;
                    }
                    Ok(window.take(place::claim_of(place)))
                })?;
                let all = order != Order::Oldest || window.seen < COUNTED as usize;
                classes = (kind == Kind::Figure && window.counts && all).then_some(counted);
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
        let mut visit = |place| match self.is_let_through(further, place)? {
            true => visit(place),
            false => Ok(true),
        };
        if let (Some((Copies::Only, articles)), None, false) = (&further.copies, further.people, oldest)
            && articles.len() <= FEW
            && wanted.is_in_places()
        {
            // few articles can have what is asked for: no others are passed
            for place in self.figures_in(articles, wanted)? {
                if !visit(place)? {
                    break;
                }
            }
            return Ok(());
        }
        match further.people {
            Some(people) => self.of_number(wanted, people, oldest, visit),
            None if oldest => self.walk_oldest(wanted, visit),
            None => self.walk(wanted, visit),
        }
    }

    /// The figures of some numbers of people that are left out since an earlier print has them; `None`: they are not known at
    /// once.
    fn left_out(&self, wanted: &Wanted, further: &Further) -> Result<Option<Vec<i64>>> {
        let articles = match &further.copies {
            None => return Ok(Some(Vec::new())),
            Some((Copies::Hide, articles)) if articles.len() <= FEW => articles,
            Some(_) => return Ok(None),
        };
        let mut left_out = Vec::new();
        for place in self.figures_in(articles, wanted)? {
            if further
                .people
                .map_or(Ok(true), |people| self.is_numbered(place, people))?
                && !self.is_let_through(further, place)?
            {
                left_out.push(place);
            }
        }
        Ok(Some(left_out))
    }

    /// The places of the figures of these articles that are asked for, the newest first.
    fn figures_in(&self, articles: &HashSet<ArticleId>, wanted: &Wanted) -> Result<Vec<i64>> {
        let mut of_article = self
            .connection
            .prepare_cached("SELECT place FROM claim WHERE article = ?1 AND kind = 'figure' AND place IS NOT NULL")?;
        let mut places: Vec<i64> = Vec::new();
        for article in articles {
            let mut rows = of_article.query([article])?;
            while let Some(row) = rows.next()? {
                places.push(row.get(0)?);
            }
        }
        places.retain(|&place| wanted.has_place(place));
        places.sort_unstable_by_key(|&place| Reverse(place));
        Ok(places)
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
        let left_out = match further.people {
            Some(_) if wanted.plain => self.left_out(&wanted, &further)?,
            _ => None,
        };
        match (further.people, left_out) {
            _ if wanted.plain && further.is_nothing() => {
                let tally = self.tally()?;
                let of = |class: &'static str| (class, counted(tally.get(class).map_or(0, |n| n.unsigned_abs())));
                counts = Effect::ALL.iter().map(|effect| of(effect.as_str())).collect();
                if let Some(only) = filter.effect {
                    counts.retain(|class, _| *class == only.as_str());
                }
            }
            (Some(people), Some(left_out)) => {
                self.by_class(filter.effect, people, &mut counts)?;
                for class in left_out.into_iter().filter_map(place::class_of) {
                    if let Some(n) = counts.get_mut(class) {
                        *n = n.saturating_sub(1);
                    }
                }
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

    /// The numbers on a page of what a query gives.
    fn page_of(&self, sql: &str, values: impl Params, page: u32) -> Result<Vec<i64>> {
        let mut window = Window::new(page, PAGE, false);
        self.window_along(sql, values, &mut window, |_, _| Ok(true))?;
        Ok(window.rows)
    }

    /// The numbers on a page of what a query gives and fits.
    fn page_among(&self, sql: &str, page: u32, mut fits: impl FnMut(i64) -> Result<bool>) -> Result<Vec<i64>> {
        let mut window = Window::new(page, PAGE, false);
        self.window_along(sql, [], &mut window, |_, id| fits(id))?;
        Ok(window.rows)
    }

    /// Shows a window what a query gives and fits, by its row and the number that begins it, until the window has enough.
    fn window_along(
        &self,
        sql: &str,
        values: impl Params,
        window: &mut Window,
        mut fits: impl FnMut(&Row<'_>, i64) -> Result<bool>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if fits(row, id)? && !window.take(id) {
                break;
            }
        }
        Ok(())
    }
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

/// As far as counting goes.
fn counted(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX).min(COUNTED)
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
