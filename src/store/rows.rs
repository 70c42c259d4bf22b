//! Rows of the database to what pages show. However many claims, their spans come in one query.

use super::{
    ArticleId, ArticleRef, FigureRow, Mention, QuoteRow, Reader, SourceId, When, Words,
    error::{Result, StoreError},
    field::{self, Field},
};
use crate::{claim::Precision, text::CharSpan};
use jiff::civil::Date;
use rusqlite::{Row, types::Type};
use std::{collections::HashMap, str::FromStr};

/// Whether lists, counts and search have an article: not deleted, and not replaced by a newer reading.
pub(super) const LISTED: &str = "deleted_at IS NULL AND replaced_by IS NULL";

/// The articles that they do not have.
pub(super) const UNLISTED: &str = "SELECT id FROM article WHERE deleted_at IS NOT NULL UNION ALL SELECT id FROM article WHERE replaced_by IS NOT NULL";

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

/// A mention of a source.
struct Named {
    field: String,
    words: Words,
    source: SourceId,
}

/// The mentions in some claims, and the sources they name.
struct Parts {
    mentions: HashMap<i64, Vec<Named>>,
    sources: Sources,
}

/// What an article says of a source: under whose number it is shown, its name and role there.
type Sources = HashMap<(ArticleId, SourceId), (SourceId, String, Option<Words>)>;

impl Parts {
    fn read(reader: &Reader<'_>, ids: &str) -> Result<Parts> {
        let mut mentions: HashMap<i64, Vec<Named>> = HashMap::new();
        let mut statement = reader.connection.prepare_cached(
            "SELECT claim, field, start, stop, words, source FROM span
             WHERE claim IN (SELECT value FROM json_each(?1)) ORDER BY claim, field, ordinal",
        )?;
        let mut rows = statement.query([ids])?;
        while let Some(row) = rows.next()? {
            mentions.entry(row.get(0)?).or_default().push(Named {
                field: row.get(1)?,
                words: words_at(row, 2)?,
                source: row.get(5)?,
            });
        }
        let mut sources = HashMap::new();
        let mut statement = reader.connection.prepare_cached(
            "SELECT DISTINCT p.article, p.source, coalesce(m.survivor, p.source), p.name, r.start, r.stop, r.words
             FROM span s
             JOIN appearance p ON p.article = s.article AND p.source = s.source
             LEFT JOIN merged m ON m.source = p.source
             LEFT JOIN span r ON r.claim IS NULL AND r.article = p.article AND r.source = p.source AND r.field = 'role'
             WHERE s.claim IN (SELECT value FROM json_each(?1)) ORDER BY r.start",
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
        Ok(Parts { mentions, sources })
    }

    fn of(&mut self, claim: i64, article: ArticleId, fields: &str) -> Result<ClaimParts<'_>> {
        Ok(ClaimParts {
            article,
            fields: field::read(fields)?,
            mentions: self.mentions.remove(&claim).unwrap_or_default(),
            sources: &self.sources,
        })
    }
}

/// The fields of one claim that quote the article.
struct ClaimParts<'p> {
    article: ArticleId,
    fields: Vec<Field>,
    mentions: Vec<Named>,
    sources: &'p Sources,
}

impl ClaimParts<'_> {
    fn take(&mut self, name: &str) -> impl Iterator<Item = Field> {
        self.fields.extract_if(.., move |field| field.0 == name)
    }

    fn all(&mut self, name: &str) -> Vec<Words> {
        self.take(name).map(Field::words).collect()
    }

    fn one(&mut self, name: &str) -> Option<Words> {
        self.all(name).into_iter().next()
    }

    fn when(&mut self, name: &str) -> Result<Option<When>> {
        let Some(field) = self.take(name).next() else {
            return Ok(None);
        };
        let date = field.4.as_deref().map(date_and_precision).transpose()?;
        Ok(Some(When {
            words: field.words(),
            date,
        }))
    }

    fn mentions(&mut self, name: &str) -> Result<Vec<Mention>> {
        let mentions = self.mentions.extract_if(.., |mention| mention.field == name);
        let mention = |named: Named| {
            let known = self.sources.get(&(self.article, named.source));
            let known = known.ok_or_else(|| StoreError::Damaged("a source of a claim is missing".into()))?;
            let (source, name, role) = known;
            Ok(Mention {
                words: named.words,
                source: *source,
                name: name.clone(),
                role: role.clone(),
            })
        };
        mentions.map(mention).collect()
    }
}

/// What words of time come to: "2024-05-02 day".
fn date_and_precision(text: &str) -> Result<(Date, Precision)> {
    let parsed = text
        .split_once(' ')
        .and_then(|(date, precision)| Some((date.parse().ok()?, precision.parse().ok()?)));
    parsed.ok_or_else(|| StoreError::Damaged(format!("“{text}” is no day")))
}

/// How a row is put together: from its own columns and the claim's spans.
type Make<T> = fn(&Row<'_>, &mut ClaimParts<'_>) -> Result<T>;

impl Reader<'_> {
    /// The figures with these row numbers, in this order.
    pub(super) fn figure_rows(&self, ids: &[i64]) -> Result<Vec<FigureRow>> {
        let sql = format!(
            "SELECT c.id, {ARTICLE}, c.anchor, c.class, c.low, c.high, c.rule, f.hedge, f.modality, f.change, f.part_of,
                f.repeats, c.parts
             FROM claim c JOIN figure f ON f.claim = c.id JOIN article a ON a.id = c.article
             WHERE c.id IN (SELECT value FROM json_each(?1))"
        );
        self.claim_rows(ids, &sql, figure_row)
    }

    /// The quotes with these row numbers, in this order.
    pub(super) fn quote_rows(&self, ids: &[i64]) -> Result<Vec<QuoteRow>> {
        let sql = format!(
            "SELECT c.id, {ARTICLE}, c.anchor, c.class, c.rule, q.speaker,
                coalesce(m.survivor, q.speaker_source), c.parts
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
            let fields: String = row.get("parts")?;
            made.insert(id, make(row, &mut parts.of(id, row.get(1)?, &fields)?)?);
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
        said: parts.when("said")?,
        when: parts.when("when")?,
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
        said: parts.when("said")?,
        rule: row.get(8)?,
    })
}
