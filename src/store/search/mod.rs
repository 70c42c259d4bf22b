//! Full-text search: what a person typed to places in articles.
//!
//! The index (FTS5) holds titles, paragraphs and claims in a form to compare by ([`words`]); [`query`] makes an expression
//! of what was typed; what is shown is cut and marked from the stored text ([`snippet`]).

pub(super) mod index;
mod numbers;
mod query;
mod snippet;
mod stems;
pub(super) mod words;

pub(super) use stems::Stems;

use super::{
    ArticleId, ArticleRef, COUNTED, FigureRow, Hit, PAGE, Page, Paragraph, Place, QuoteRow, Reader, Result, Total,
    Words,
    rows::{ARTICLE, article_ref, json},
};
use crate::text::CharSpan;
use index::{Piece, is_claim, paragraph_of};
use query::{Query, Term};
use rusqlite::Rows;
use snippet::Found;
use std::{
    cmp::Reverse,
    collections::HashMap,
    time::{Duration, Instant},
};

/// Once a page is full, others are counted until this time has passed.
const COUNTING: Duration = Duration::from_millis(8);

/// In so many paragraphs of a quote it is looked which shows the most of the query.
const TRIED: usize = 8;

/// Whether a search for this can find anything: `-blast` and `*` hold no word to look for.
pub fn has_word_to_find(query: &str) -> bool {
    !Query::parse(query).wanted.is_empty()
}

/// Beginnings of words that are too short to look for: half of all words would be found.
pub fn too_short(query: &str) -> Vec<String> {
    Query::parse(query).short
}

/// A row of the index that is shown.
struct Row {
    article: ArticleId,
    claim: Option<i64>,
    /// The paragraph's first code point; `None` for the title.
    start: Option<u32>,
}

impl Reader<'_> {
    /// Finds places that have all the words: claims, and paragraphs and titles where no claim of theirs was found. `query`
    /// is what the person typed, whatever it is: all words by default, "phrases", -word, word*. Newest first. `page` from
    /// 1.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn search(&self, query: &str, page: u32) -> Result<Page<Hit>> {
        let _deadline = self.deadline.start();
        let mut query = Query::parse(query);
        {
            let mut stems = self.stems.borrow_mut();
            query.learn(&mut stems)?;
            query.write_out(&mut stems, self.connection)?;
        }
        let (ids, total) = self.places(&query, page)?;
        let rows = self.hits(&ids, &query.wanted)?;
        Ok(Page {
            rows,
            total: total.n,
            more: total.more,
        })
    }

    /// The rows of a page, and how many there are in all. Places with several common words are found by passing all that have
    /// one of them; so counting ends, once the page is full, where it has taken long.
    fn places(&self, query: &Query, page: u32) -> Result<(Vec<i64>, Total)> {
        let mut found = Places::new(page);
        let Some(wanted) = query::all(&query.wanted) else {
            return Ok(found.done());
        };
        const MATCH: &str = "SELECT rowid FROM search_words WHERE search_words MATCH ?1 ORDER BY rowid DESC";
        let mut statement = self.connection.prepare_cached(MATCH)?;
        let mut rows = statement.query([wanted])?;
        let unwanted = query::any(&query.unwanted);
        let mut other_statement = self.connection.prepare(MATCH)?;
        let mut unwanted = match unwanted {
            Some(unwanted) => Some(Descending::new(other_statement.query([unwanted])?)),
            None => None,
        };
        let start = Instant::now();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if found.is_passed(id) {
                continue;
            }
            if let Some(unwanted) = &mut unwanted
                && unwanted.has(paragraph_of(id))?
            {
                continue;
            }
            if found.is_full() && (found.total >= COUNTED || start.elapsed() > COUNTING) {
                found.more = true;
                break;
            }
            found.take(id);
        }
        Ok(found.done())
    }

    fn hits(&self, ids: &[i64], terms: &[Term]) -> Result<Vec<Hit>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self.index_rows(ids)?;
        let claims: Vec<i64> = rows.iter().filter_map(|row| row.claim).collect();
        let (figures, quotes) = self.by_kind(&claims)?;
        let rows_of_figures = self.figure_rows(&figures)?;
        let mut figures: HashMap<i64, FigureRow> = figures.into_iter().zip(rows_of_figures).collect();
        let rows_of_quotes = self.quote_rows(&quotes)?;
        let mut quotes: HashMap<i64, QuoteRow> = quotes.into_iter().zip(rows_of_quotes).collect();
        let articles = self.article_refs(&rows)?;
        let mut stems = self.stems.borrow_mut();
        let mut places: Vec<(ArticleId, u32)> = rows.iter().filter_map(|row| Some((row.article, row.start?))).collect();
        let mut met_in: HashMap<i64, (Vec<Met>, Vec<Words>)> = HashMap::with_capacity(quotes.len());
        for (&id, quote) in &quotes {
            let met = self.met(index::quote_pieces(quote), terms, &mut stems)?;
            let best = best_of(quote, &met);
            places.extend(best.iter().map(|piece| (quote.article.id, piece.at.start)));
            met_in.insert(id, (met, best));
        }
        let paragraphs = self.paragraphs_at(&places)?;

        let mut hits = Vec::with_capacity(rows.len());
        for row in &rows {
            let Some(article) = articles.get(&row.article) else {
                continue;
            };
            let paragraph = |start: u32| paragraphs.get(&(row.article, start));
            let figure = row.claim.and_then(|id| figures.remove(&id));
            let quote = row.claim.and_then(|id| quotes.remove(&id));
            let (snippet, place) = match (figure, quote, row.start) {
                (Some(figure), _, Some(start)) => {
                    let Some(here) = paragraph(start) else { continue };
                    let chars: Vec<char> = here.text.chars().collect();
                    let pieces = index::figure_pieces(&figure, here.start, &chars);
                    let met = self.met(pieces, terms, &mut stems)?;
                    let found = find(here, &met, terms, &mut stems)?;
                    let focus = within(figure.number.at, here);
                    (found.snippet(focus), Place::Figure(Box::new(figure)))
                }
                (_, Some(quote), _) => {
                    let (met, pieces) = row.claim.and_then(|id| met_in.remove(&id)).unwrap_or_default();
                    let mut best: Option<(Found<'_>, Option<CharSpan>)> = None;
                    let mut tried = Vec::with_capacity(pieces.len());
                    for piece in &pieces {
                        let Some(here) = paragraph(piece.at.start).filter(|here| !tried.contains(&here.start)) else {
                            continue;
                        };
                        tried.push(here.start);
                        self.deadline.check()?;
                        let found = find(here, &met, terms, &mut stems)?;
                        if best.as_ref().is_none_or(|(best, _)| found.met() > best.met()) {
                            best = Some((found, within(piece.at, here)));
                        }
                    }
                    let Some((found, focus)) = best else { continue };
                    (found.snippet(focus), Place::Quote(Box::new(quote)))
                }
                (None, None, Some(start)) => {
                    let Some(here) = paragraph(start) else { continue };
                    let found = Found::new(here.text.trim_end(), terms, &mut stems)?;
                    (found.snippet(None), Place::Paragraph(start))
                }
                (None, None, None) => {
                    let title = article.title.as_deref().unwrap_or_default();
                    (Found::new(title, terms, &mut stems)?.snippet(None), Place::Title)
                }
                (Some(_), None, None) => continue,
            };
            hits.push(Hit {
                article: article.clone(),
                place,
                snippet: snippet.text,
                marks: snippet.marks,
            });
        }
        Ok(hits)
    }

    /// What of the query stands in every piece of a claim: each is looked through once, however many paragraphs the claim
    /// runs over.
    fn met(&self, pieces: Vec<Piece>, terms: &[Term], stems: &mut Stems) -> Result<Vec<Met>> {
        let met = pieces.into_iter().map(|piece| {
            // a claim may have thousands, and SQLite's own clock does not run here
            self.deadline.check()?;
            let inside = Found::new(&piece.text, terms, stems)?;
            Ok(Met {
                terms: (0..terms.len()).filter(|&term| inside.has(term)).collect(),
                at: piece.at,
            })
        });
        met.collect()
    }

    fn index_rows(&self, ids: &[i64]) -> Result<Vec<Row>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT article, claim, start FROM search WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id DESC",
        )?;
        let rows = statement.query_map([json(ids)], |row| {
            Ok(Row {
                article: row.get(0)?,
                claim: row.get(1)?,
                start: row.get(2)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Claims apart: figures, quotes.
    fn by_kind(&self, claims: &[i64]) -> Result<(Vec<i64>, Vec<i64>)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, kind = 'figure' FROM claim WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id",
        )?;
        let rows = statement.query_map([json(claims)], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows = rows.collect::<rusqlite::Result<Vec<(i64, bool)>>>()?;
        let of = |wanted| {
            rows.iter()
                .filter(|&&(_, figure)| figure == wanted)
                .map(|&(id, _)| id)
                .collect()
        };
        Ok((of(true), of(false)))
    }

    fn article_refs(&self, rows: &[Row]) -> Result<HashMap<ArticleId, ArticleRef>> {
        let ids: Vec<ArticleId> = rows.iter().map(|row| row.article).collect();
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {ARTICLE} FROM article a WHERE a.id IN (SELECT value FROM json_each(?1))"
        ))?;
        let rows = statement.query_map([json(&ids)], |row| article_ref(row, 0))?;
        let articles = rows.map(|article| article.map(|article| (article.id, article)));
        Ok(articles.collect::<rusqlite::Result<_>>()?)
    }

    /// The paragraphs that hold these code points.
    fn paragraphs_at(&self, places: &[(ArticleId, u32)]) -> Result<HashMap<(ArticleId, u32), Paragraph>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT j.value ->> 0, j.value ->> 1, p.start, p.text FROM json_each(?1) j
             JOIN paragraph p ON p.article = j.value ->> 0 AND p.start = (SELECT start FROM paragraph
                WHERE article = j.value ->> 0 AND start <= j.value ->> 1 ORDER BY start DESC LIMIT 1)",
        )?;
        let pairs: Vec<String> = places
            .iter()
            .map(|(article, start)| format!("[{article},{start}]"))
            .collect();
        let rows = statement.query_map([format!("[{}]", pairs.join(","))], |row| {
            let paragraph = Paragraph {
                start: row.get(2)?,
                text: row.get(3)?,
            };
            Ok(((row.get(0)?, row.get(1)?), paragraph))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Collects a page of what is found, and counts it.
struct Places {
    first: u64,
    ids: Vec<i64>,
    total: u32,
    more: bool,
    /// The paragraph that the last claim stands in.
    claims_of: Option<i64>,
}

impl Places {
    fn new(page: u32) -> Places {
        Places {
            first: u64::from(page.max(1) - 1) * u64::from(PAGE),
            ids: Vec::new(),
            total: 0,
            more: false,
            claims_of: None,
        }
    }

    /// Whether it is a paragraph of which a claim was found.
    fn is_passed(&self, id: i64) -> bool {
        !is_claim(id) && self.claims_of == Some(paragraph_of(id))
    }

    /// Takes a row, each with a lower number than the one before.
    fn take(&mut self, id: i64) {
        if is_claim(id) {
            self.claims_of = Some(paragraph_of(id));
        }
        if u64::from(self.total) >= self.first && !self.is_full() {
            self.ids.push(id);
        }
        self.total += 1;
    }

    /// Whether the page has all its rows.
    fn is_full(&self) -> bool {
        self.ids.len() >= PAGE as usize
    }

    fn done(self) -> (Vec<i64>, Total) {
        let total = Total {
            n: self.total.min(COUNTED),
            more: self.more || self.total >= COUNTED,
        };
        (self.ids, total)
    }
}

/// Rows of the index by descending id, to be asked whether they have a paragraph: each time of the same or a lower number.
struct Descending<'r> {
    rows: Rows<'r>,
    /// `None`: at the end.
    paragraph: Option<i64>,
}

impl<'r> Descending<'r> {
    fn new(rows: Rows<'r>) -> Descending<'r> {
        Descending {
            rows,
            paragraph: Some(i64::MAX),
        }
    }

    fn has(&mut self, paragraph: i64) -> Result<bool> {
        while self.paragraph.is_some_and(|last| last > paragraph) {
            self.paragraph = match self.rows.next()? {
                Some(row) => Some(paragraph_of(row.get(0)?)),
                None => None,
            };
        }
        Ok(self.paragraph == Some(paragraph))
    }
}

/// A piece of a claim: the terms that stand in it, and the words it is or stands for.
struct Met {
    terms: Vec<usize>,
    at: Vec<CharSpan>,
}

/// The pieces of a quote's words that have the most terms, in order of those, then of the text: one of them is shown.
fn best_of(quote: &QuoteRow, met: &[Met]) -> Vec<Words> {
    // the quote's own words come first among its pieces
    let mut pieces: Vec<(usize, &Words)> = met.iter().map(|met| met.terms.len()).zip(&quote.content).collect();
    pieces.sort_by_key(|&(terms, _)| Reverse(terms));
    pieces.into_iter().take(TRIED).map(|(_, words)| words.clone()).collect()
}

/// The terms in a claim's paragraph: as words, or else where words stand for them.
fn find<'p>(here: &'p Paragraph, pieces: &[Met], terms: &[Term], stems: &mut Stems) -> Result<Found<'p>> {
    let mut found = Found::new(here.text.trim_end(), terms, stems)?;
    let missing: Vec<usize> = (0..terms.len()).filter(|&term| !found.has(term)).collect();
    if missing.is_empty() {
        return Ok(found);
    }
    for piece in pieces {
        for &term in missing.iter().filter(|term| piece.terms.contains(term)) {
            for place in piece.at.iter().filter_map(|&place| within(place, here)) {
                found.note(term, place);
            }
        }
    }
    Ok(found)
}

/// A place of the article as one of the paragraph.
fn within(place: CharSpan, paragraph: &Paragraph) -> Option<CharSpan> {
    Some(CharSpan {
        start: place.start.checked_sub(paragraph.start)?,
        end: place.end.checked_sub(paragraph.start)?,
    })
}
