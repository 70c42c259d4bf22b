//! What search looks through: the title, the paragraphs and the claims of an article, each a row of its own.
//!
//! # The id of a row
//! Hits come out of the index by descending id, so the id says in which order they are shown, and what belongs together:
//!
//! | bits | what |
//! |---|---|
//! | 18 | day of the article since 1700-01-01; 0: none. Newest first |
//! | 33 | number of the paragraph over all articles, descending within an article; the title has one too |
//! | 12 | place in the paragraph: 4095, 4094 … are its claims in order, 0 is the paragraph itself |

use super::words::{folded, spaced_numbers, words};
use crate::{
    claim::Hedge,
    store::{ArticleId, FigureRow, Mention, Paragraph, QuoteRow, Words, Writer, error::Result},
    text::CharSpan,
};
use jiff::civil::{Date, date};
use rusqlite::params;
use std::{cmp::Reverse, collections::HashSet};

/// Bits of the place in the paragraph.
const SLOT_BITS: u32 = 12;
/// Bits of the paragraph's number.
const PARAGRAPH_BITS: u32 = 33;
/// The most claims that one paragraph number holds.
const SLOTS: usize = (1 << SLOT_BITS) - 1;
/// The last day that can be told apart, in the year 2417.
const LAST_DAY: i32 = (1 << 18) - 1;
/// Stands between two pieces of a claim, so that no phrase is found across them. A private character: the index takes it
/// for a word, and nobody can ask for it.
const BETWEEN: &str = " \u{e000}";

/// Something a claim can be found by: words of the article or a value that the program derived from them.
pub(super) struct Piece {
    /// What is searched.
    pub(super) text: String,
    /// The words it is, or stands for.
    pub(super) at: Vec<CharSpan>,
}

/// The paragraph that a row's id says it belongs to.
pub(super) fn paragraph_of(id: i64) -> i64 {
    id >> SLOT_BITS
}

/// Whether a row is a claim, rather than a paragraph or a title.
pub(super) fn is_claim(id: i64) -> bool {
    id & SLOTS as i64 != 0
}

fn id(date: Option<Date>, paragraph: i64, slot: usize) -> i64 {
    let day = date.map_or(0, |day| {
        let days = self::date(1700, 1, 1).until(day).map_or(0, |span| span.get_days());
        days.saturating_add(1).clamp(1, LAST_DAY)
    });
    (i64::from(day) << (PARAGRAPH_BITS + SLOT_BITS)) | (paragraph << SLOT_BITS) | slot as i64
}

/// What a figure is found by: the words from the first to the last of its own, whoever is behind it, and its number and
/// effect in plain digits and words. `start` and `chars` are its paragraph's.
pub(super) fn figure_pieces(figure: &FigureRow, start: u32, chars: &[char]) -> Vec<Piece> {
    let own = std::iter::once(&figure.number)
        .chain(&figure.hedge_words)
        .chain(&figure.trigger)
        .chain(&figure.group)
        .chain(&figure.evidence);
    let end = start + chars.len() as u32;
    let (here, elsewhere): (Vec<&Words>, Vec<&Words>) =
        own.partition(|words| words.at.start >= start && words.at.end <= end);
    let first = here.iter().map(|words| words.at.start).min().unwrap_or(start);
    let last = here.iter().map(|words| words.at.end).max().unwrap_or(first);
    let stretch = &chars[(first - start) as usize..(last - start) as usize];
    let mut pieces = vec![Piece {
        text: stretch.iter().collect(),
        at: vec![CharSpan {
            start: first,
            end: last,
        }],
    }];
    pieces.extend(elsewhere.into_iter().map(piece));
    pieces.push(Piece {
        text: figure.effect.as_str().into(),
        at: figure.trigger.iter().map(|words| words.at).collect(),
    });
    pieces.extend(numbers(figure).map(|number| Piece {
        text: number.to_string(),
        at: vec![figure.number.at],
    }));
    pieces.extend(figure.source.iter().chain(&figure.via).flat_map(behind));
    pieces.extend(figure.said.iter().chain(&figure.when).map(|when| piece(&when.words)));
    pieces
}

/// The numbers the words say, without what the hedge makes of them: "more than 30" says 30.
fn numbers(figure: &FigureRow) -> impl Iterator<Item = u64> {
    let (low, high) = (figure.low, figure.high);
    let (first, second) = match figure.hedge {
        Hedge::Exact | Hedge::About | Hedge::Range => (low, high.filter(|_| high != low)),
        Hedge::AtLeast => (low, None),
        Hedge::MoreThan => (low.map(|n| n.saturating_sub(1)), None),
        Hedge::AtMost => (None, high),
        Hedge::FewerThan => (None, high.map(|n| n.saturating_add(1))),
        // "dozens" says no number
        Hedge::Vague => (None, None),
    };
    first.into_iter().chain(second)
}

/// What a quote is found by: its words, its cue and whoever is behind it.
pub(super) fn quote_pieces(quote: &QuoteRow) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = quote.content.iter().chain(&quote.cue).map(piece).collect();
    pieces.extend(quote.speaker.iter().map(|name| Piece {
        text: name.clone(),
        at: quote.source.iter().map(|mention| mention.words.at).collect(),
    }));
    pieces.extend(quote.source.iter().chain(&quote.via).flat_map(behind));
    pieces.extend(quote.said.iter().map(|when| piece(&when.words)));
    pieces
}

fn piece(words: &Words) -> Piece {
    Piece {
        text: words.words.clone(),
        at: vec![words.at],
    }
}

fn behind(mention: &Mention) -> impl Iterator<Item = Piece> {
    let name = Piece {
        text: mention.name.clone(),
        at: vec![mention.words.at],
    };
    let role = mention.role.as_ref().map(piece);
    [piece(&mention.words), name].into_iter().chain(role)
}

/// A text as the index holds it: its words, then readings of numbers that stand beside them.
fn document(text: &str) -> String {
    let mut document = folded(text);
    for (number, _) in spaced_numbers(text, &words(text)) {
        document.push_str(BETWEEN);
        document.push(' ');
        document.push_str(&number);
    }
    document
}

fn claim_document(pieces: &[Piece]) -> String {
    let all: Vec<String> = pieces.iter().map(|piece| document(&piece.text)).collect();
    let mut seen = HashSet::new();
    let once: Vec<&str> = all
        .iter()
        .map(String::as_str)
        .filter(|document| !document.is_empty() && seen.insert(*document))
        .collect();
    once.join(BETWEEN)
}

/// A claim on its way into the index.
struct Entry {
    claim: i64,
    start: u32,
    document: String,
}

/// A row on its way into the index.
pub(in crate::store) struct Document {
    /// Counts the paragraph numbers of an article down from its title's, 0.
    group: i64,
    slot: usize,
    /// The claim, if it is one.
    pub(in crate::store) claim: Option<i64>,
    /// The paragraph's first code point; `None` for the title.
    pub(in crate::store) start: Option<u32>,
    /// As the index holds it.
    pub(in crate::store) text: String,
}

impl Writer<'_> {
    /// Puts an article into search. It must not be there yet.
    pub(in crate::store) fn index(&mut self, article: ArticleId) -> Result<()> {
        let documents = self.reading().documents(article)?;
        let date = self.reading().title_and_date(article)?.1;
        self.store_documents(article, date, documents)
    }

    /// The same with what [`Reader::documents`](super::Reader::documents) would give.
    pub(in crate::store) fn store_documents(
        &mut self,
        article: ArticleId,
        date: Option<Date>,
        documents: Vec<Document>,
    ) -> Result<()> {
        let numbers = documents.last().map_or(0, |last| last.group + 1);
        let end: i64 = self
            .transaction
            .prepare_cached("UPDATE search_next SET paragraph = paragraph + ?1 RETURNING paragraph")?
            .query_row([numbers], |row| row.get(0))?;
        let number = |one: &Document| id(date, end - 1 - one.group, one.slot);
        // no row of another article stands between these
        let (last, first) = (documents.first().map(number), documents.last().map(number));
        self.transaction
            .prepare_cached("UPDATE article SET search_first = ?2, search_last = ?3 WHERE id = ?1")?
            .execute(params![article, first, last])?;
        let mut insert = self
            .transaction
            .prepare_cached("INSERT INTO search (id, article, claim, start, text) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for one in documents.into_iter().rev() {
            let id = number(&one);
            insert.execute(params![id, article, one.claim, one.start, one.text])?;
            self.waiting.words.push((id, one.text));
        }
        Ok(())
    }
}

impl super::Reader<'_> {
    /// What an article can be found by, in the order of its hits. What has no words is left out: nothing finds it.
    pub(in crate::store) fn documents(&self, article: ArticleId) -> Result<Vec<Document>> {
        let ids = |kind: &str| {
            self.connection
                .prepare_cached("SELECT id FROM claim WHERE article = ?1 AND kind = ?2")?
                .query_map(params![article, kind], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<i64>>>()
        };
        let (figures, quotes) = (ids("figure")?, ids("quote")?);
        let figures = figures.iter().copied().zip(self.figure_rows(&figures)?).collect();
        let quotes = quotes.iter().copied().zip(self.quote_rows(&quotes)?).collect();
        let title = self.title_and_date(article)?.0;
        Ok(documents(title.as_deref(), &self.paragraphs(article)?, figures, quotes))
    }

    fn title_and_date(&self, article: ArticleId) -> Result<(Option<String>, Option<Date>)> {
        Ok(self
            .connection
            .prepare_cached("SELECT title, date FROM article WHERE id = ?1")?
            .query_row([article], |row| Ok((row.get(0)?, crate::store::rows::maybe(row, 1)?)))?)
    }
}

/// What an article can be found by, in the order of its hits: its title, its paragraphs, its claims with their numbers.
pub(in crate::store) fn documents(
    title: Option<&str>,
    paragraphs: &[Paragraph],
    figures: Vec<(i64, FigureRow)>,
    quotes: Vec<(i64, QuoteRow)>,
) -> Vec<Document> {
    let entries = entries(paragraphs, figures, quotes);
    let mut documents = Vec::with_capacity(1 + paragraphs.len() + entries.len());
    if let Some(title) = title {
        documents.push(Document {
            group: 0,
            slot: 0,
            claim: None,
            start: None,
            text: document(title),
        });
    }
    let mut group = 0;
    let mut entries = entries.into_iter().peekable();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(i + 1).map_or(u32::MAX, |next| next.start);
        let start = Some(paragraph.start);
        group += 1;
        let mut slot = SLOTS;
        while let Some(entry) = entries.next_if(|entry| entry.start < next) {
            if slot == 0 {
                // thousands of claims: the paragraph takes another number
                group += 1;
                slot = SLOTS;
            }
            documents.push(Document {
                group,
                slot,
                claim: Some(entry.claim),
                start,
                text: entry.document,
            });
            slot -= 1;
        }
        documents.push(Document {
            group,
            slot: 0,
            claim: None,
            start,
            text: document(&paragraph.text),
        });
    }
    documents.retain(|document| !document.text.is_empty());
    documents
}

/// All claims of an article by their place, figures before quotes that begin with them.
fn entries(
    paragraphs: &[Paragraph],
    mut figures: Vec<(i64, FigureRow)>,
    mut quotes: Vec<(i64, QuoteRow)>,
) -> Vec<Entry> {
    // numbers of claims run backwards
    figures.sort_by_key(|(id, figure)| (figure.number.at.start, figure.number.at.end, Reverse(*id)));
    let whole = |quote: &QuoteRow| {
        let start = quote.content.iter().map(|words| words.at.start).min();
        (start, quote.content.iter().map(|words| words.at.end).max())
    };
    quotes.sort_by_key(|(id, quote)| (whole(quote), Reverse(*id)));
    let mut entries = Vec::with_capacity(figures.len() + quotes.len());
    // figures come in order, so that each paragraph is taken apart once
    let mut chars: (u32, Vec<char>) = (u32::MAX, Vec::new());
    for (claim, figure) in figures {
        let start = figure.number.at.start;
        let i = paragraphs.partition_point(|p| p.start <= start);
        let paragraph = i.checked_sub(1).map(|i| &paragraphs[i]);
        let pieces = paragraph.map(|paragraph| {
            if chars.0 != paragraph.start {
                chars = (paragraph.start, paragraph.text.chars().collect());
            }
            figure_pieces(&figure, chars.0, &chars.1)
        });
        entries.push(Entry {
            claim,
            start,
            document: claim_document(&pieces.unwrap_or_default()),
        });
    }
    for (claim, quote) in quotes {
        entries.push(Entry {
            claim,
            start: quote.content.first().map_or(0, |words| words.at.start),
            document: claim_document(&quote_pieces(&quote)),
        });
    }
    entries.sort_by_key(|entry| entry.start);
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_run_by_date_then_paragraph_then_place() {
        let day = |y| Some(date(y, 1, 1));
        let ordered = [
            id(None, 9, 3),
            id(day(-44), 2, 0),
            id(day(1950), 7, 0),
            id(day(1950), 7, 1),
            id(day(1950), 7, SLOTS),
            id(day(1950), 8, 0),
            id(day(2025), 1, 0),
            id(day(9999), 1, 0),
        ];
        assert!(ordered.is_sorted_by(|a, b| a < b), "{ordered:?}");
        assert!(ordered.iter().all(|&id| id > 0));
        assert_eq!(paragraph_of(id(day(1950), 7, 0)), paragraph_of(id(day(1950), 7, SLOTS)));
        assert!(is_claim(id(day(1950), 7, 1)) && !is_claim(id(day(1950), 7, 0)));
    }
}
