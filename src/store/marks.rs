//! What lists are found by: an index of marks of every article and claim that is shown, by their places.
//!
//! | mark | an article or a claim has it |
//! |---|---|
//! | `k_article`, `k_figure`, `k_quote` | of this kind |
//! | `c_killed`, `c_direct` … | a claim of this class |
//! | `ai_17` | an article, if source 17 occurs in it |
//! | `fi_17`, `qi_17` | a figure, a quote, if source 17 is behind it |
//! | `as_ministry`, `fs_ministry`, `qs_ministry` | the same, if a name or mention of such a source has this word |
//! | `at_flood`, `ft_flood`, `qt_flood` | if the title (or the opening) or the outlet of the article has this word |
//!
//! Each kind has marks of its own, so that a list of one kind passes none of the others. A filter is thus an expression for
//! MATCH, whose hits come out in the order of their places: newest first. Dates are bounds of the places. The names of sources themselves have marks too, `n_ministry`, under their numbers below zero.
//!
//! Nothing here is more than a copy: `derived` makes it anew when what it says changes with the program.

use super::{
    ArticleId, Filter, Reader, SourceId, Writer,
    error::Result,
    place,
    rows::{LISTED, maybe},
    search::words::{LETTERS, beginnings},
    vocabulary::Vocabulary,
};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{HashMap, HashSet};

/// What an article's marks are made of.
#[derive(Default)]
pub(super) struct Marked<'a> {
    pub(super) article: ArticleId,
    pub(super) date: Option<Date>,
    /// Title and outlet as they are compared.
    pub(super) folded: &'a str,
    /// Its sources: number, names as they are compared.
    pub(super) sources: Vec<(SourceId, &'a str)>,
    /// Its claims: number, kind, class, who is behind it.
    pub(super) claims: Vec<(i64, &'a str, &'a str, Vec<SourceId>)>,
}

impl Marked<'_> {
    /// The marks of the article and its claims, by their places.
    pub(super) fn rows(&self) -> Vec<(i64, String)> {
        let titles = [Kind::Article, Kind::Figure, Kind::Quote].map(|kind| words(kind.marks(Of::Title), self.folded));
        let names: HashMap<SourceId, &str> = self.sources.iter().copied().collect();
        let mut rows: Vec<(i64, String)> = Vec::with_capacity(self.claims.len() + 1);
        for (id, kind, class, behind) in &self.claims {
            let mut marks = format!("k_{kind} c_{class}");
            let kind = if *kind == "figure" { Kind::Figure } else { Kind::Quote };
            let behind = behind.iter().filter_map(|id| Some((*id, *names.get(id)?)));
            add_sources(&mut marks, kind, behind);
            marks.push_str(&titles[kind as usize]);
            rows.push((place::claim_place(self.date, *id), marks));
        }
        let mut marks = String::from("k_article");
        add_sources(&mut marks, Kind::Article, self.sources.iter().copied());
        marks.push_str(&titles[Kind::Article as usize]);
        rows.push((place::article_place(self.date, self.article), marks));
        rows
    }
}

fn add_sources<'a>(marks: &mut String, kind: Kind, sources: impl Iterator<Item = (SourceId, &'a str)>) {
    let mut names = String::new();
    for (id, folded) in sources {
        marks.push_str(&format!(" {}{id}", kind.marks(Of::Source)));
        names.push('\n');
        names.push_str(folded);
    }
    marks.push_str(&words(kind.marks(Of::SourceName), &names));
}

/// The words of folded text, each once, with a blank and `before` before it.
fn words(before: &str, folded: &str) -> String {
    let mut seen = HashSet::new();
    let mut marks = String::new();
    for word in folded.split_whitespace() {
        let end = word.char_indices().nth(LETTERS).map_or(word.len(), |(end, _)| end);
        if seen.insert(&word[..end]) {
            marks.push(' ');
            marks.push_str(before);
            marks.push_str(&word[..end]);
        }
    }
    marks
}

/// What a list is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Article,
    Figure,
    Quote,
}

/// What a mark is made of, besides kind and class.
#[derive(Clone, Copy)]
enum Of {
    Source,
    SourceName,
    Title,
}

impl Kind {
    fn mark(self) -> &'static str {
        match self {
            Kind::Article => "k_article",
            Kind::Figure => "k_figure",
            Kind::Quote => "k_quote",
        }
    }

    /// How its marks of one sort begin.
    fn marks(self, of: Of) -> &'static str {
        match (self, of) {
            (Kind::Article, Of::Source) => "ai_",
            (Kind::Article, Of::SourceName) => "as_",
            (Kind::Article, Of::Title) => "at_",
            (Kind::Figure, Of::Source) => "fi_",
            (Kind::Figure, Of::SourceName) => "fs_",
            (Kind::Figure, Of::Title) => "ft_",
            (Kind::Quote, Of::Source) => "qi_",
            (Kind::Quote, Of::SourceName) => "qs_",
            (Kind::Quote, Of::Title) => "qt_",
        }
    }
}

/// What is looked for among the marks: all that has the marks and lies between two places.
///
/// Nearly all have the marks of a kind or of a common class, and to pass those takes longer than anything: other marks say
/// the kind themselves, and where there are some the class is read from the places.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    kind: Kind,
    class: Option<&'static str>,
    marks: Vec<String>,
    first: i64,
    last: i64,
    /// Whether there is nothing but a kind and a class.
    pub(super) plain: bool,
}

impl Wanted {
    /// One more mark, or some.
    fn and(&mut self, marks: String) {
        self.marks.push(marks);
        self.plain = false;
    }

    fn expression(&self) -> String {
        match (self.marks.is_empty(), self.class) {
            (false, _) => self.marks.join(" AND "),
            (true, Some(class)) => format!("c_{class}"),
            (true, None) => self.kind.mark().into(),
        }
    }

    /// Whether what has the marks is of the kind and class.
    fn is_of_kind(&self, place: i64) -> bool {
        let class = place::class_of(place);
        match (self.kind, self.class) {
            (_, Some(wanted)) => class == Some(wanted),
            (Kind::Article, _) => class.is_none(),
            (Kind::Figure, _) => class.is_some_and(place::is_effect),
            (Kind::Quote, _) => class.is_some_and(|class| !place::is_effect(class)),
        }
    }

    /// Whether a place says all that is asked: a kind, a class, days or an article.
    pub(super) fn is_in_places(&self) -> bool {
        self.marks.is_empty()
    }

    /// Whether a place is among those that are asked for, as far as places say it.
    pub(super) fn has_place(&self, place: i64) -> bool {
        (self.first..=self.last).contains(&place) && self.is_of_kind(place)
    }

    fn between(&mut self, first: i64, last: i64) {
        self.first = self.first.max(first);
        self.last = self.last.min(last);
        self.plain = false;
    }

    /// Of this class alone.
    pub(super) fn of_class(&self, class: &'static str) -> Wanted {
        Wanted {
            class: Some(class),
            ..self.clone()
        }
    }
}

/// Every word that was typed, or one that begins so, as an expression for MATCH; `None`: nothing has them.
fn having(connection: &Connection, before: &str, typed: &str) -> Result<Option<String>> {
    let mut all = Vec::new();
    for word in beginnings(typed) {
        // letters and digits only, behind a blank
        let mark = format!("{before}{}", word.trim_start());
        all.push(match Vocabulary::Marks.beginning(connection, &mark)? {
            Some(marks) if marks.is_empty() => return Ok(None),
            Some(marks) => format!("(\"{}\")", marks.join("\" OR \"")),
            None => format!("\"{mark}\" *"),
        });
    }
    Ok((!all.is_empty()).then(|| all.join(" AND ")))
}

/// One of these sources, as an expression for MATCH.
fn any_of(kind: Kind, sources: &[SourceId]) -> String {
    let before = kind.marks(Of::Source);
    let all: Vec<String> = sources.iter().map(|id| format!("{before}{id}")).collect();
    format!("({})", all.join(" OR "))
}

impl Reader<'_> {
    /// What the filter lets through, but for numbers of people and (of a list of sources) what it says of them; `None`:
    /// nothing.
    pub(super) fn wanted(&self, filter: &Filter, kind: Kind) -> Result<Option<Wanted>> {
        let mut wanted = Wanted {
            kind,
            class: None,
            marks: Vec::new(),
            first: 0,
            last: i64::MAX,
            plain: true,
        };
        if let (Kind::Figure, Some(effect)) = (kind, filter.effect) {
            wanted = wanted.of_class(effect.as_str());
        }
        if let (Kind::Quote, Some(kind)) = (kind, filter.kind) {
            wanted = wanted.of_class(kind.as_str());
        }
        if let Some(id) = filter.source_id {
            wanted.and(any_of(kind, &self.members(id)?));
        }
        if let Some(typed) = filter.source.as_deref().filter(|text| !text.trim().is_empty()) {
            let words = having(self.connection, kind.marks(Of::SourceName), typed)?;
            let merged = self.merged_named(typed)?;
            wanted.and(match (words, merged.is_empty()) {
                // nothing of this kind has such a name itself, but what was made one with another may be shown by it
                (None, false) => any_of(kind, &merged),
                (None, true) => return Ok(None),
                (Some(words), true) => words,
                (Some(words), false) => format!("(({words}) OR {})", any_of(kind, &merged)),
            });
        }
        if let Some(typed) = filter.article.as_deref().filter(|text| !text.trim().is_empty()) {
            let Some(words) = having(self.connection, kind.marks(Of::Title), typed)? else {
                return Ok(None);
            };
            wanted.and(words);
        }
        if let Some(date) = filter.after {
            wanted.between(place::of_day(date).0, i64::MAX);
        }
        if let Some(date) = filter.before {
            wanted.between(place::DATED, place::of_day(date).1);
        }
        if let Some(id) = filter.article_id {
            let id = self.newest(id)?;
            let Some(date) = self.day_of(id)? else {
                return Ok(None);
            };
            let (first, last) = place::claims_of(id);
            wanted.between(place::claim_place(date, first), place::claim_place(date, last));
        }
        Ok(Some(wanted))
    }

    /// The date of an article that is shown; `None`: it is not.
    fn day_of(&self, article: ArticleId) -> Result<Option<Option<Date>>> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT date FROM article WHERE id = ?1 AND {LISTED}"))?
            .query_row([article], |row| maybe(row, 0))
            .optional()?)
    }

    /// Visits the places, the newest first, until `visit` gives `false`.
    pub(super) fn walk(&self, wanted: &Wanted, mut visit: impl FnMut(i64) -> Result<bool>) -> Result<()> {
        self.walk_rows(
            "SELECT rowid FROM mark WHERE mark MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC",
            &wanted.expression(),
            (wanted.first, wanted.last),
            |place| match wanted.is_of_kind(place) {
                true => visit(place),
                false => Ok(true),
            },
        )
    }

    /// The same, the oldest first, what has no date last, and each article's in the order of its text.
    pub(super) fn walk_oldest(&self, wanted: &Wanted, mut visit: impl FnMut(i64) -> Result<bool>) -> Result<()> {
        // those of one article come backwards
        let mut held: Vec<i64> = Vec::new();
        let mut go_on = true;
        for (first, last) in [(place::DATED, i64::MAX), (0, place::DATED - 1)] {
            let bounds = (wanted.first.max(first), wanted.last.min(last));
            if !go_on || bounds.0 > bounds.1 {
                continue;
            }
            self.walk_rows(
                "SELECT rowid FROM mark WHERE mark MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid",
                &wanted.expression(),
                bounds,
                |place| {
                    if !wanted.is_of_kind(place) {
                        return Ok(true);
                    }
                    let of = place::article_of(place);
                    if held.last().is_some_and(|&last| place::article_of(last) != of) {
                        go_on = backwards(&mut held, &mut visit)?;
                    }
                    held.push(place);
                    Ok(go_on)
                },
            )?;
            go_on = go_on && backwards(&mut held, &mut visit)?;
        }
        Ok(())
    }

    /// Sources that are called so: their numbers.
    pub(super) fn sources_named(&self, typed: &str) -> Result<Vec<SourceId>> {
        let mut found = Vec::new();
        if let Some(expression) = having(self.connection, "n_", typed)? {
            self.walk_rows(
                "SELECT rowid FROM mark WHERE mark MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC",
                &expression,
                (i64::MIN, -1),
                |id| {
                    found.push(-id);
                    Ok(true)
                },
            )?;
        }
        Ok(found)
    }

    /// Sources that a person made one with another, if the name that they have since has the words.
    fn merged_named(&self, typed: &str) -> Result<Vec<SourceId>> {
        let words = beginnings(typed);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT m.source, m.survivor, s.folded FROM merged m JOIN source s ON s.id = m.survivor ORDER BY m.source",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let folded = row.get_ref(2)?.as_str().unwrap_or_default();
            if words.iter().all(|word| folded.contains(word.as_str())) {
                found.push(row.get(0)?);
                found.push(row.get(1)?);
            }
        }
        Ok(found)
    }

    fn walk_rows(
        &self,
        sql: &str,
        expression: &str,
        (first, last): (i64, i64),
        mut visit: impl FnMut(i64) -> Result<bool>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![expression, first, last])?;
        while let Some(row) = rows.next()? {
            if !visit(row.get(0)?)? {
                break;
            }
        }
        Ok(())
    }
}

/// Visits and forgets what was held, the last first, until `visit` gives `false`.
fn backwards(held: &mut Vec<i64>, visit: &mut impl FnMut(i64) -> Result<bool>) -> Result<bool> {
    for place in held.drain(..).rev() {
        if !visit(place)? {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Writer<'_> {
    /// Takes away the marks of an article that is shown with this date.
    pub(super) fn unmark(&mut self, article: ArticleId, date: Option<Date>) -> Result<()> {
        let mut remove = self.transaction.prepare_cached("DELETE FROM mark WHERE rowid = ?1")?;
        let mut claims = self
            .transaction
            .prepare_cached("SELECT place FROM claim WHERE article = ?1 AND place IS NOT NULL")?;
        let mut rows = claims.query([article])?;
        while let Some(row) = rows.next()? {
            remove.execute([row.get::<_, i64>(0)?])?;
        }
        remove.execute([place::article_place(date, article)])?;
        Ok(())
    }
}

/// The marks of an article and its claims by their places, from what stands in the database.
pub(super) fn rows(connection: &Connection, article: ArticleId) -> Result<Vec<(i64, String)>> {
    let (folded, date): (String, Option<Date>) = connection
        .prepare_cached("SELECT folded, date FROM article WHERE id = ?1")?
        .query_row([article], |row| Ok((row.get(0)?, maybe(row, 1)?)))?;
    let sources = connection
        .prepare_cached("SELECT source, folded FROM appearance WHERE article = ?1")?
        .query_map([article], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(SourceId, String)>>>()?;
    let mut behind = connection.prepare_cached("SELECT DISTINCT source FROM link WHERE claim = ?1")?;
    let claims = connection
        .prepare_cached("SELECT id, kind, class FROM claim WHERE article = ?1")?
        .query_map([article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<(i64, String, String)>>>()?;
    let mut marked = Marked {
        article,
        date,
        folded: &folded,
        sources: sources.iter().map(|(id, folded)| (*id, folded.as_str())).collect(),
        claims: Vec::with_capacity(claims.len()),
    };
    for (id, kind, class) in &claims {
        let sources = behind
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<SourceId>>>()?;
        marked.claims.push((*id, kind, class, sources));
    }
    Ok(marked.rows())
}

/// The marks of a source's name (folded).
pub(super) fn of_name(folded: &str) -> String {
    words("n_", folded)
}
