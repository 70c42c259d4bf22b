//! Rows of the database to what pages show. However many claims, their spans come in one query.

use super::{
    ArticleId, ArticleRef, FigureRow, Mention, QuoteRow, Reader, SourceId, When, Words,
    error::{Result, StoreError},
};
use crate::{claim::Precision, text::CharSpan};
use jiff::civil::Date;
use rusqlite::{Row, types::Type};
use std::{collections::HashMap, str::FromStr};

/// The columns of [`article_ref`], of a table `a`.
pub(super) const ARTICLE: &str = "a.id, a.title, a.opening, a.date, a.outlet";

/// One of a closed set of words, or a date.
pub(super) fn known<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    i: usize,
) -> rusqlite::Result<T> {
    parse(i, &row.get::<_, String>(i)?)
}

/// The same where there may be none.
pub(super) fn maybe<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(
    row: &Row<'_>,
    i: usize,
) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(i)?.map(|word| parse(i, &word)).transpose()
}

fn parse<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(i: usize, word: &str) -> rusqlite::Result<T> {
    word.parse()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(i, Type::Text, Box::new(error)))
}

/// Start, stop and words, from column `i` on.
pub(super) fn words_at(row: &Row<'_>, i: usize) -> rusqlite::Result<Words> {
    Ok(Words {
        at: CharSpan {
            start: row.get(i)?,
            end: row.get(i + 1)?,
        },
        words: row.get(i + 2)?,
    })
}

/// The columns [`ARTICLE`], from column `i` on.
pub(super) fn article_ref(row: &Row<'_>, i: usize) -> rusqlite::Result<ArticleRef> {
    Ok(ArticleRef {
        id: row.get(i)?,
        title: row.get(i + 1)?,
        opening: row.get(i + 2)?,
        date: maybe::<Date>(row, i + 3)?,
        outlet: row.get(i + 4)?,
    })
}

/// Numbers for `json_each`, so that one statement serves any number of them.
pub(super) fn json(ids: &[i64]) -> String {
    let mut list = String::from("[");
    for (i, id) in ids.iter().enumerate() {
        if i > 0 {
            list.push(',');
        }
        list.push_str(&id.to_string());
    }
    list.push(']');
    list
}

/// One field's span.
struct Part {
    field: String,
    words: Words,
    source: Option<SourceId>,
    date: Option<(Date, Precision)>,
}

/// The spans of some claims, and the sources they name.
struct Parts {
    parts: HashMap<i64, Vec<Part>>,
    sources: Sources,
}

/// What an article says of a source: under whose number it is shown, its name and role there.
type Sources = HashMap<(ArticleId, SourceId), (SourceId, String, Option<Words>)>;

impl Parts {
    fn read(reader: &Reader<'_>, ids: &str) -> Result<Parts> {
        let mut parts: HashMap<i64, Vec<Part>> = HashMap::new();
        let mut statement = reader.connection.prepare_cached(
            "SELECT claim, field, start, stop, words, source, date, precision FROM span
             WHERE claim IN (SELECT value FROM json_each(?1)) ORDER BY claim, field, ordinal",
        )?;
        let mut rows = statement.query([ids])?;
        while let Some(row) = rows.next()? {
            parts.entry(row.get(0)?).or_default().push(Part {
                field: row.get(1)?,
                words: words_at(row, 2)?,
                source: row.get(5)?,
                date: maybe::<Date>(row, 6)?.zip(maybe::<Precision>(row, 7)?),
            });
        }
        let mut sources = HashMap::new();
        let mut statement = reader.connection.prepare_cached(
            "SELECT DISTINCT p.article, p.source, coalesce(m.survivor, p.source), p.name, r.start, r.stop, r.words
             FROM span s
             JOIN appearance p ON p.article = s.article AND p.source = s.source
             LEFT JOIN merged m ON m.source = p.source
             LEFT JOIN span r ON r.claim IS NULL AND r.article = p.article AND r.source = p.source AND r.field = 'role'
             WHERE s.claim IN (SELECT value FROM json_each(?1)) AND s.source IS NOT NULL ORDER BY r.start",
        )?;
        let mut rows = statement.query([ids])?;
        while let Some(row) = rows.next()? {
            let role = match row.get::<_, Option<u32>>(4)? {
                Some(_) => Some(words_at(row, 4)?),
                None => None,
            };
            let shown = (row.get(2)?, row.get(3)?, role);
            sources.entry((row.get(0)?, row.get(1)?)).or_insert(shown);
        }
        Ok(Parts { parts, sources })
    }

    fn of(&mut self, claim: i64, article: ArticleId) -> ClaimParts<'_> {
        ClaimParts {
            article,
            parts: self.parts.remove(&claim).unwrap_or_default(),
            sources: &self.sources,
        }
    }
}

/// The spans of one claim.
struct ClaimParts<'p> {
    article: ArticleId,
    parts: Vec<Part>,
    sources: &'p Sources,
}

impl ClaimParts<'_> {
    fn take(&mut self, field: &str) -> impl Iterator<Item = Part> {
        self.parts.extract_if(.., move |part| part.field == field)
    }

    fn all(&mut self, field: &str) -> Vec<Words> {
        self.take(field).map(|part| part.words).collect()
    }

    fn one(&mut self, field: &str) -> Option<Words> {
        self.all(field).into_iter().next()
    }

    fn when(&mut self, field: &str) -> Option<When> {
        let part = self.take(field).next();
        part.map(|part| When {
            words: part.words,
            date: part.date,
        })
    }

    fn mentions(&mut self, field: &str) -> Result<Vec<Mention>> {
        let parts: Vec<Part> = self.take(field).collect();
        let mention = |part: Part| {
            let source = part.source.unwrap_or_default();
            let known = self.sources.get(&(self.article, source));
            let known = known.ok_or_else(|| StoreError::Damaged("a source of a claim is missing".into()))?;
            let (source, name, role) = known;
            Ok(Mention {
                words: part.words,
                source: *source,
                name: name.clone(),
                role: role.clone(),
            })
        };
        parts.into_iter().map(mention).collect()
    }
}

/// How a row is put together: from its own columns and the claim's spans.
type Make<T> = fn(&Row<'_>, &mut ClaimParts<'_>) -> Result<T>;

impl Reader<'_> {
    /// The figures with these row numbers, in this order.
    pub(super) fn figure_rows(&self, ids: &[i64]) -> Result<Vec<FigureRow>> {
        let sql = format!(
            "SELECT c.id, {ARTICLE}, c.anchor, c.class, c.low, c.high, c.rule, f.hedge, f.modality, f.change, f.part_of,
                f.repeats
             FROM claim c JOIN figure f ON f.claim = c.id JOIN article a ON a.id = c.article
             WHERE c.id IN (SELECT value FROM json_each(?1))"
        );
        self.claim_rows(ids, &sql, figure_row)
    }

    /// The quotes with these row numbers, in this order.
    pub(super) fn quote_rows(&self, ids: &[i64]) -> Result<Vec<QuoteRow>> {
        let sql = format!(
            "SELECT c.id, {ARTICLE}, c.anchor, c.class, c.rule, q.speaker,
                coalesce(m.survivor, q.speaker_source)
             FROM claim c JOIN quote q ON q.claim = c.id JOIN article a ON a.id = c.article
             LEFT JOIN merged m ON m.source = q.speaker_source
             WHERE c.id IN (SELECT value FROM json_each(?1))"
        );
        self.claim_rows(ids, &sql, quote_row)
    }

    fn claim_rows<T>(&self, ids: &[i64], sql: &str, make: Make<T>) -> Result<Vec<T>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let list = json(ids);
        let mut parts = Parts::read(self, &list)?;
        let mut made = HashMap::with_capacity(ids.len());
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([&list])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            made.insert(id, make(row, &mut parts.of(id, row.get(1)?))?);
        }
        Ok(ids.iter().filter_map(|id| made.remove(id)).collect())
    }
}

fn figure_row(row: &Row<'_>, parts: &mut ClaimParts<'_>) -> Result<FigureRow> {
    let number = parts.one("number");
    let people = |i| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(i)?.and_then(|n| u64::try_from(n).ok()));
    Ok(FigureRow {
        article: article_ref(row, 1)?,
        anchor: row.get(6)?,
        number: number.ok_or_else(|| StoreError::Damaged("a figure has no number".into()))?,
        hedge_words: parts.all("hedge_words"),
        low: people(8)?,
        high: people(9)?,
        hedge: known(row, 11)?,
        effect: known(row, 7)?,
        trigger: parts.all("trigger"),
        group: parts.one("group"),
        modality: known(row, 12)?,
        evidence: parts.all("evidence"),
        source: parts.mentions("source")?.into_iter().next(),
        via: parts.mentions("via")?,
        said: parts.when("said"),
        when: parts.when("when"),
        part_of: row.get(14)?,
        repeats: row.get(15)?,
        change: maybe(row, 13)?,
        rule: row.get(10)?,
    })
}

fn quote_row(row: &Row<'_>, parts: &mut ClaimParts<'_>) -> Result<QuoteRow> {
    Ok(QuoteRow {
        article: article_ref(row, 1)?,
        anchor: row.get(6)?,
        kind: known(row, 7)?,
        content: parts.all("content"),
        source: parts.mentions("source")?.into_iter().next(),
        speaker: row.get(9)?,
        speaker_source: row.get(10)?,
        cue: parts.one("cue"),
        via: parts.mentions("via")?,
        said: parts.when("said"),
        rule: row.get(8)?,
    })
}
