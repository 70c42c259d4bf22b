//! Lists of articles, figures, quotes and sources: filtered, sorted, a page at a time.
//!
//! What a person typed is only ever bound to a statement, never part of one.

use super::{
    ArticleRow, COUNTED, Copies, FigureRow, Filter, Order, PAGE, Page, QuoteRow, Reader, SourceRow, Totals,
    copies::REPEATED,
    error::Result,
    merge::{MEMBERS, SOURCE},
    rows::{ARTICLE, article_ref, json, known, maybe},
    search::words::beginnings,
};
use crate::claim::{Effect, SourceKind};
use jiff::Timestamp;
use rusqlite::{Row, params_from_iter, types::Value};

/// The conditions of a list, and what is bound to them.
#[derive(Default)]
struct Where {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    /// A condition with a `?` for every value.
    fn and(&mut self, condition: &str, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    /// `column` (folded words, each after a blank) has all words of `typed`, or words that begin so.
    fn has_words(column: &str, typed: &str) -> (String, Vec<Value>) {
        let words = beginnings(typed);
        if words.is_empty() {
            // nothing that could be in a name: nothing has it
            return ("0".into(), Vec::new());
        }
        let one = format!("instr({column}, ?) > 0");
        let condition = vec![one; words.len()].join(" AND ");
        (condition, words.into_iter().map(Value::from).collect())
    }

    /// The source `p` of an article has all words of `typed` in its name or mentions there, or in the name it has over all
    /// articles since a person made it one with another.
    fn named(typed: &str) -> (String, Vec<Value>) {
        let (here, mut values) = Where::has_words("p.folded", typed);
        let (everywhere, again) = Where::has_words("s.folded", typed);
        values.extend(again.clone());
        values.extend(again);
        let condition = format!(
            "({here} OR p.source IN (
                SELECT m.source FROM merged m JOIN source s ON s.id = m.survivor WHERE {everywhere}
                UNION ALL SELECT m.survivor FROM merged m JOIN source s ON s.id = m.survivor WHERE {everywhere}))"
        );
        (condition, values)
    }

    fn sql(&self) -> String {
        match self.conditions.is_empty() {
            true => "1".into(),
            false => self.conditions.join(" AND "),
        }
    }
}

/// A filter field that a person left blank is none.
fn typed(field: &Option<String>) -> Option<&str> {
    field.as_deref().filter(|text| !text.trim().is_empty())
}

/// How the claims of one source are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Walk {
    /// They are looked up and sorted: a source with few of them, a page far behind.
    Claims,
    /// All claims are passed in the order of the list until a page is full: a source that says much of all there is.
    Order,
}

/// What the filter says about a claim `c`, the same for figures and quotes.
fn claims(filter: &Filter, kind: &'static str, how: Walk) -> Where {
    let mut all = Where::default();
    // one article or some sources have few claims, which are looked up and sorted; anything else walks along the index of
    // the order. The plus keeps SQLite from taking that index for the former too.
    let few = filter.article_id.is_some()
        || filter.source_id.is_some() && how == Walk::Claims
        || typed(&filter.source).is_some()
        || filter.copies == Some(Copies::Only);
    let plus = if few { "+" } else { "" };
    all.and(&format!("{plus}c.kind = '{kind}' AND {plus}c.live = 1"), []);
    match (filter.source_id, how) {
        (Some(id), Walk::Claims) => all.and(
            &format!("c.id IN (SELECT claim FROM link WHERE source IN ({MEMBERS}))"),
            [id.into()],
        ),
        (Some(id), Walk::Order) => all.and(
            &format!(
                "EXISTS (SELECT 1 FROM link l WHERE l.source IN ({MEMBERS}) AND l.article = c.article AND l.claim = c.id)"
            ),
            [id.into()],
        ),
        (None, _) => {}
    }
    if let Some(name) = typed(&filter.source) {
        let (condition, values) = Where::named(name);
        all.and(
            &format!(
                // CROSS: SQLite would begin with every link, since it cannot know how few names have the words
                "c.id IN (SELECT l.claim FROM appearance p CROSS JOIN link l ON l.source = p.source AND l.article = p.article
                    WHERE p.live = 1 AND {condition})"
            ),
            values,
        );
    }
    if let Some(id) = filter.article_id {
        all.and("c.article = ?", [id.into()]);
    }
    if let Some(name) = typed(&filter.article) {
        let (condition, values) = Where::has_words("t.folded", name);
        all.and(
            &format!("c.article IN (SELECT t.id FROM article t WHERE t.deleted_at IS NULL AND {condition})"),
            values,
        );
    }
    if let Some(date) = filter.after {
        all.and("c.date >= ?", [date.to_string().into()]);
    }
    if let Some(date) = filter.before {
        all.and("c.date <= ?", [date.to_string().into()]);
    }
    all
}

fn figures(filter: &Filter, how: Walk) -> Where {
    let people = |n: u64| Value::from(i64::try_from(n).unwrap_or(i64::MAX));
    let mut all = claims(filter, "figure", how);
    if let Some(effect) = filter.effect {
        all.and("c.class = ?", [effect.as_str().to_owned().into()]);
    }
    // an end that is open says nothing: "at least four" is no match for 4,700, "up to 60" is none for 3. The plus keeps
    // SQLite on the index of the order
    if let Some(least) = filter.least {
        all.and("+coalesce(c.low, c.high) >= ?", [people(least)]);
    }
    if let Some(most) = filter.most {
        all.and("+coalesce(c.high, c.low) <= ?", [people(most)]);
    }
    match filter.copies {
        Some(Copies::Hide) => all.and(&format!("NOT {REPEATED}"), []),
        Some(Copies::Only) => all.and(&format!("c.article IN (SELECT article FROM copy) AND {REPEATED}"), []),
        None => {}
    }
    all
}

fn quotes(filter: &Filter, how: Walk) -> Where {
    let mut all = claims(filter, "quote", how);
    if let Some(kind) = filter.kind {
        all.and("c.class = ?", [kind.as_str().to_owned().into()]);
    }
    all
}

fn quote_order(order: Order) -> &'static str {
    match order {
        Order::Oldest => "c.date IS NULL, c.date, c.article, c.start, c.id",
        _ => "c.date DESC, c.article DESC, c.start, c.id",
    }
}

/// What the filter says about a source by where it occurs.
fn appearing(filter: &Filter) -> Where {
    let mut all = Where::default();
    if let Some(id) = filter.article_id {
        all.and("p.article = ?", [id.into()]);
    }
    if let Some(name) = typed(&filter.article) {
        let (condition, values) = Where::has_words("t.folded", name);
        all.and(
            &format!("p.article IN (SELECT t.id FROM article t WHERE t.deleted_at IS NULL AND {condition})"),
            values,
        );
    }
    if let Some(date) = filter.after {
        all.and("p.date >= ?", [date.to_string().into()]);
    }
    if let Some(date) = filter.before {
        all.and("p.date <= ?", [date.to_string().into()]);
    }
    all
}

/// An index of the schema has each of these.
fn figure_order(order: Order) -> &'static str {
    match order {
        Order::Newest | Order::Name | Order::Figures | Order::Quotes => "c.date DESC, c.article DESC, c.start, c.id",
        Order::Oldest => "c.date IS NULL, c.date, c.article, c.start, c.id",
        Order::Most => "coalesce(c.high, c.low) DESC, c.date DESC, c.article DESC, c.start, c.id",
        Order::Least => "coalesce(c.low, c.high), c.date DESC, c.article DESC, c.start, c.id",
    }
}

/// What the filter says about a source `s`.
fn sources(filter: &Filter) -> Where {
    let mut all = Where::default();
    all.and("s.articles > 0", []);
    if let Some(kind) = filter.source_kind {
        all.and("s.kind = ?", [kind.as_str().to_owned().into()]);
    }
    if let Some(named) = filter.named {
        all.and("s.anonymous = ?", [Value::from(!named)]);
    }
    if let Some(id) = filter.source_id {
        all.and(
            "s.id = coalesce((SELECT m.survivor FROM merged m WHERE m.source = ?), ?)",
            [id.into(), id.into()],
        );
    }
    if let Some(name) = typed(&filter.source) {
        let (its, mut values) = Where::has_words("s.folded", name);
        let (another, again) = Where::has_words("o.folded", name);
        values.extend(again);
        all.and(
            &format!(
                "({its} OR s.id IN (
                    SELECT m.survivor FROM merged m JOIN source o ON o.id = m.source WHERE {another}))"
            ),
            values,
        );
    }
    let appearing = appearing(filter);
    if !appearing.conditions.is_empty() {
        let condition = format!(
            "s.id IN (SELECT coalesce(m.survivor, p.source) FROM appearance p LEFT JOIN merged m ON m.source = p.source
                WHERE p.live = 1 AND {})",
            appearing.sql()
        );
        all.and(&condition, appearing.values);
    }
    all
}

impl Reader<'_> {
    /// How many of each there are.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn totals(&self) -> Result<Totals> {
        let number = |row: &Row<'_>, i| Ok::<_, rusqlite::Error>(row.get::<_, i64>(i)?.unsigned_abs());
        let totals = self
            .connection
            .prepare_cached(
                "SELECT count(*), coalesce(sum(figures), 0), coalesce(sum(quotes), 0),
                    (SELECT count(*) FROM source WHERE articles > 0)
                 FROM article WHERE deleted_at IS NULL",
            )?
            .query_row([], |row| {
                Ok(Totals {
                    articles: number(row, 0)?,
                    figures: number(row, 1)?,
                    quotes: number(row, 2)?,
                    sources: number(row, 3)?,
                })
            })?;
        Ok(totals)
    }

    /// A page of the list of articles.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn articles(&self, filter: &Filter) -> Result<Page<ArticleRow>> {
        let mut all = Where::default();
        all.and("a.deleted_at IS NULL", []);
        if let Some(id) = filter.source_id {
            all.and(
                &format!("a.id IN (SELECT article FROM appearance WHERE source IN ({MEMBERS}))"),
                [id.into()],
            );
        }
        if let Some(name) = typed(&filter.source) {
            let (condition, values) = Where::named(name);
            all.and(
                &format!("a.id IN (SELECT p.article FROM appearance p WHERE p.live = 1 AND {condition})"),
                values,
            );
        }
        if let Some(id) = filter.article_id {
            all.and("a.id = ?", [id.into()]);
        }
        if let Some(name) = typed(&filter.article) {
            let (condition, values) = Where::has_words("a.folded", name);
            all.and(&condition, values);
        }
        if let Some(date) = filter.after {
            all.and("a.date >= ?", [date.to_string().into()]);
        }
        if let Some(date) = filter.before {
            all.and("a.date <= ?", [date.to_string().into()]);
        }
        let order = match filter.order {
            Order::Newest | Order::Figures | Order::Quotes => "a.date DESC, a.id DESC",
            Order::Oldest => "a.date IS NULL, a.date, a.id",
            Order::Most => "a.figures + a.quotes DESC, a.date DESC, a.id DESC",
            Order::Least => "a.figures + a.quotes, a.date DESC, a.id DESC",
            Order::Name => "a.folded, a.id",
        };
        let columns = format!("{ARTICLE}, a.added, a.figures, a.quotes, a.sources");
        self.page(&columns, "article a", &all, order, filter.page, article_row)
    }

    /// A page of the list of figures.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn figures(&self, filter: &Filter) -> Result<Page<FigureRow>> {
        let ids = self.claim_page(filter, figures, figure_order(filter.order), "figures")?;
        Ok(Page {
            rows: self.figure_rows(&ids.rows)?,
            total: ids.total,
        })
    }

    /// The first of the list of figures alone, without counting the others.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn first_figure(&self, filter: &Filter) -> Result<Option<FigureRow>> {
        let _deadline = self.deadline.start();
        let first = Filter {
            page: 1,
            ..filter.clone()
        };
        let (how, _) = self.walk(&first, "figures")?;
        let all = figures(&first, how);
        let id = self.rows("c.id", "claim c", &all, figure_order(filter.order), 1, 0, |row| {
            row.get(0)
        })?;
        Ok(self.figure_rows(&id)?.into_iter().next())
    }

    /// A page of the list of quotes.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn quotes(&self, filter: &Filter) -> Result<Page<QuoteRow>> {
        let ids = self.claim_page(filter, quotes, quote_order(filter.order), "quotes")?;
        Ok(Page {
            rows: self.quote_rows(&ids.rows)?,
            total: ids.total,
        })
    }

    /// Row numbers of claims. `counted`: the column of a source that counts them.
    fn claim_page(
        &self,
        filter: &Filter,
        all: fn(&Filter, Walk) -> Where,
        order: &str,
        counted: &'static str,
    ) -> Result<Page<i64>> {
        let _deadline = self.deadline.start();
        let (how, claims) = self.walk(filter, counted)?;
        // what a source says in all is known
        let alone = Filter {
            source_id: filter.source_id,
            order: filter.order,
            page: filter.page,
            ..Filter::default()
        };
        let known = claims.filter(|_| *filter == alone);
        let offset = offset(filter.page);
        let rows = self.rows("c.id", "claim c", &all(filter, how), order, PAGE, offset, |row| {
            row.get(0)
        })?;
        let total = match known {
            Some(known) if !rows.is_empty() => known.min(COUNTED),
            _ => self.total("claim c", &all(filter, Walk::Claims), rows.len(), offset)?,
        };
        Ok(Page { rows, total })
    }

    /// The cheaper way to a page of one source's claims, and how many claims the source has.
    fn walk(&self, filter: &Filter, counted: &'static str) -> Result<(Walk, Option<u32>)> {
        let Some(source) = filter.source_id else {
            return Ok((Walk::Claims, None));
        };
        let (claims, every): (u32, i64) = self
            .connection
            .prepare_cached(&format!(
                "SELECT coalesce((SELECT {counted} FROM source
                    WHERE id = coalesce((SELECT survivor FROM merged WHERE source = ?1), ?1)), 0), coalesce((SELECT max(id) FROM claim), 0)"
            ))?
            .query_row([source], |row| Ok((row.get(0)?, row.get(1)?)))?;
        // so many claims are passed until the page is full, if the source's are spread evenly
        let passed = (offset(filter.page) + i64::from(PAGE)).saturating_mul(every / i64::from(claims.max(1)));
        let how = match passed < i64::from(claims) && filter.article_id.is_none() {
            true => Walk::Order,
            false => Walk::Claims,
        };
        Ok((how, Some(claims)))
    }

    /// A page of the list of sources. Their numbers are those over all articles, whatever the filter.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn sources(&self, filter: &Filter) -> Result<Page<SourceRow>> {
        let all = sources(filter);
        let order = match filter.order {
            Order::Newest => "s.latest DESC, s.id DESC",
            Order::Oldest => "s.latest IS NULL, s.latest, s.id",
            Order::Most => "s.articles DESC, s.figures + s.quotes DESC, s.id",
            Order::Least => "s.articles, s.figures + s.quotes, s.id",
            Order::Name => "s.folded, s.id",
            Order::Figures => "s.figures DESC, s.articles DESC, s.id",
            Order::Quotes => "s.quotes DESC, s.articles DESC, s.id",
        };
        // their numbers first: most orders find them in an index that has no names
        let ids = self.page("s.id", "source s", &all, order, filter.page, |row| row.get(0))?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {SOURCE} FROM json_each(?1) n JOIN source s ON s.id = n.value ORDER BY n.key"
        ))?;
        let rows = statement.query_map([json(&ids.rows)], source_row)?;
        Ok(Page {
            rows: rows.collect::<rusqlite::Result<_>>()?,
            total: ids.total,
        })
    }

    /// The sources of the filter by what they are, for the legend: only kinds that occur, in their usual order.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn source_kinds(&self, filter: &Filter) -> Result<Vec<(SourceKind, u32)>> {
        let _deadline = self.deadline.start();
        let all = sources(filter);
        let sql = format!(
            "SELECT s.kind, count(*) FROM source s WHERE {} GROUP BY s.kind",
            all.sql()
        );
        let mut kinds: Vec<(SourceKind, u32)> = self
            .connection
            .prepare_cached(&sql)?
            .query_map(params_from_iter(&all.values), |row| {
                Ok((known::<SourceKind>(row, 0)?, row.get::<_, u32>(1)?.min(COUNTED)))
            })?
            .collect::<rusqlite::Result<_>>()?;
        kinds.sort_unstable_by_key(|&(kind, _)| SourceKind::ALL.iter().position(|&one| one == kind));
        Ok(kinds)
    }

    /// The figures of the filter by effect, for the legend: only effects that occur, in their usual order. Counting each
    /// stops at [`COUNTED`].
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn effects(&self, filter: &Filter) -> Result<Vec<(Effect, u32)>> {
        let _deadline = self.deadline.start();
        let mut effects: Vec<(Effect, u32)> = if is_looked_up(filter) {
            let all = figures(filter, Walk::Claims);
            let sql = format!(
                "SELECT c.class, count(*) FROM claim c WHERE {} GROUP BY c.class",
                all.sql()
            );
            self.connection
                .prepare_cached(&sql)?
                .query_map(params_from_iter(&all.values), |row| {
                    Ok((known::<Effect>(row, 0)?, row.get(1)?))
                })?
                .collect::<rusqlite::Result<_>>()?
        } else {
            // each along its own stretch of an index, and no further than counting goes
            let wanted = |effect: &&Effect| filter.effect.is_none_or(|only| only == **effect);
            let counts = Effect::ALL.iter().filter(wanted).map(|&effect| {
                let one = Filter {
                    effect: Some(effect),
                    ..filter.clone()
                };
                Ok((effect, self.total("claim c", &figures(&one, Walk::Claims), 0, 1)?))
            });
            counts.collect::<Result<_>>()?
        };
        effects.retain(|&(_, n)| n > 0);
        for (_, n) in &mut effects {
            *n = (*n).min(COUNTED);
        }
        effects.sort_unstable_by_key(|&(effect, _)| effect);
        Ok(effects)
    }

    /// One page of rows, and how many there are.
    fn page<T>(
        &self,
        columns: &str,
        table: &str,
        all: &Where,
        order: &str,
        page: u32,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Page<T>> {
        let _deadline = self.deadline.start();
        let offset = offset(page);
        let rows = self.rows(columns, table, all, order, PAGE, offset, row)?;
        let total = self.total(table, all, rows.len(), offset)?;
        Ok(Page { rows, total })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one statement")]
    fn rows<T>(
        &self,
        columns: &str,
        table: &str,
        all: &Where,
        order: &str,
        limit: u32,
        offset: i64,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let condition = all.sql();
        let rows = self
            .connection
            .prepare_cached(&format!(
                "SELECT {columns} FROM {table} WHERE {condition} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
            ))?
            .query_map(params_from_iter(&all.values), row)?
            .collect::<rusqlite::Result<Vec<T>>>()?;
        Ok(rows)
    }

    /// How many rows there are, where so many were found behind `offset`; at most [`COUNTED`].
    fn total(&self, table: &str, all: &Where, found: usize, offset: i64) -> Result<u32> {
        // a first page that is not full, or a later one, says how many there are
        let total = match found as u32 {
            n if n < PAGE && (n > 0 || offset == 0) => u32::try_from(offset).unwrap_or(u32::MAX).saturating_add(n),
            _ => self
                .connection
                .prepare_cached(&format!(
                    "SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {} LIMIT {COUNTED})",
                    all.sql()
                ))?
                .query_row(params_from_iter(&all.values), |row| row.get(0))?,
        };
        Ok(total.min(COUNTED))
    }
}

/// Rows before a page.
fn offset(page: u32) -> i64 {
    i64::from(page.max(1) - 1) * i64::from(PAGE)
}

/// Whether the filter's claims are those of a list that is made first: by a name, a source, an article.
fn is_looked_up(filter: &Filter) -> bool {
    let named = typed(&filter.source).or(typed(&filter.article)).is_some();
    named || filter.source_id.is_some() || filter.article_id.is_some() || filter.copies == Some(Copies::Only)
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
    use super::*;
    use crate::store::open;

    /// What SQLite means to do for the first page of a list of figures.
    fn plan(filter: &Filter) -> String {
        let folder = tempfile::tempdir().unwrap();
        let connection = open::writer(&folder.path().join("plan.db")).unwrap();
        let all = figures(filter, Walk::Claims);
        let sql = format!(
            "EXPLAIN QUERY PLAN SELECT c.id FROM claim c WHERE {} ORDER BY {} LIMIT 50",
            all.sql(),
            figure_order(filter.order)
        );
        let mut statement = connection.prepare(&sql).unwrap();
        let steps = statement.query_map(params_from_iter(&all.values), |row| row.get::<_, String>(3));
        steps.unwrap().map(|step| step.unwrap() + "\n").collect()
    }

    #[test]
    fn lists_walk_along_an_index_and_sort_nothing() {
        for order in [Order::Newest, Order::Oldest, Order::Most, Order::Least, Order::Name] {
            for (article, least) in [(None, None), (Some("dam".to_owned()), Some(4))] {
                let filter = Filter {
                    order,
                    article,
                    least,
                    ..Filter::default()
                };
                let plan = plan(&filter);
                assert!(
                    plan.contains("USING") && !plan.contains("TEMP B-TREE"),
                    "{filter:?}: {plan}"
                );
            }
        }
        let effect = Filter {
            effect: Some(Effect::Killed),
            ..Filter::default()
        };
        let plan = plan(&effect);
        assert!(plan.contains("claim_class") && !plan.contains("TEMP B-TREE"), "{plan}");
    }

    #[test]
    fn lists_of_sources_look_at_no_names() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open::writer(&folder.path().join("plan.db")).unwrap();
        for order in [
            "s.quotes DESC, s.articles DESC, s.id",
            "s.articles DESC, s.figures + s.quotes DESC, s.id",
        ] {
            for named in [None, Some(true)] {
                let filter = Filter {
                    named,
                    source_kind: named.map(|_| SourceKind::Person),
                    ..Filter::default()
                };
                let all = sources(&filter);
                let sql = format!(
                    "EXPLAIN QUERY PLAN SELECT s.id FROM source s WHERE {} ORDER BY {order}",
                    all.sql()
                );
                let mut statement = connection.prepare(&sql).unwrap();
                let steps = statement.query_map(params_from_iter(&all.values), |row| row.get::<_, String>(3));
                let plan: String = steps.unwrap().map(|step| step.unwrap() + "\n").collect();
                assert!(plan.contains("COVERING INDEX source_most"), "{order}: {plan}");
            }
        }
    }

    #[test]
    fn few_claims_are_looked_up() {
        let article = Filter {
            article_id: Some(1),
            ..Filter::default()
        };
        assert!(plan(&article).contains("(article=?)"), "{}", plan(&article));
        let source = Filter {
            source_id: Some(1),
            ..Filter::default()
        };
        assert!(plan(&source).contains("(rowid=?)"), "{}", plan(&source));
    }
}
