//! Storing an upload with its articles and their claims.

use super::{
    Added, ArticleId, ArticleRef, Details, FigureRow, Mention, NewArticle, NewUpload, Paragraph, QuoteRow, When, Words,
    Writer,
    error::{Result, StoreError},
    field::{self, Field},
    kept::{Found, Kept},
    marks::{self, Marked},
    place,
    search::{index::documents, words::folded},
    source,
};
use crate::{
    article::Article,
    claim::{Claims, Count, Figure, Quote, QuoteKind, Source, SourceKind, Time},
    text::{Span, Text},
};
use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension, Transaction, named_params, params};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// Code points of the text's beginning that name an article without a title.
const OPENING: usize = 160;

impl Writer<'_> {
    /// Stores an upload with all its articles. If the same bytes are there already, only what was deleted of them is
    /// brought back.
    ///
    /// # Errors
    /// If a claim does not fit its text, or the database cannot be written. Then nothing is stored.
    pub fn add(&mut self, upload: NewUpload) -> Result<Added> {
        self.add_upload(&upload)
    }

    /// As [`Writer::add`].
    pub(super) fn add_upload(&mut self, upload: &NewUpload) -> Result<Added> {
        if upload.articles.is_empty() {
            return Err(StoreError::Misplaced("there is no article in the upload".into()));
        }
        let sha256: [u8; 32] = Sha256::digest(&upload.bytes).into();
        let there: Option<i64> = self
            .transaction
            .prepare_cached("SELECT id FROM upload WHERE sha256 = ?1")?
            .query_row([sha256], |row| row.get(0))
            .optional()?;
        if let Some(there) = there {
            let mut ids = self
                .transaction
                .prepare_cached("SELECT id FROM article WHERE upload = ?1 AND replaced_by IS NULL ORDER BY id")?
                .query_map([there], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<ArticleId>>>()?;
            for &id in &ids {
                self.restore(id)?;
            }
            if ids.len() < upload.articles.len() {
                ids.extend(self.add_purged(there, upload)?);
            }
            return Ok(Added::AlreadyThere(ids));
        }
        let now = Timestamp::now().as_millisecond();
        self.transaction
            .prepare_cached(
                "INSERT INTO upload (sha256, name, media_type, size, received, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                sha256,
                upload.name,
                upload.media_type,
                upload.bytes.len() as i64,
                now,
                upload.bytes
            ])?;
        let id = self.transaction.last_insert_rowid();
        let ids = upload
            .articles
            .iter()
            .map(|article| self.add_article(id, article, now))
            .collect::<Result<Vec<_>>>()?;
        for &id in &ids {
            self.name_sources(id, &HashSet::new())?;
        }
        Ok(Added::Stored(ids))
    }

    /// Stores those articles of an upload that are gone for good while others of it were kept: those of no member that is there,
    /// however an older version read it.
    fn add_purged(&mut self, upload: i64, new: &NewUpload) -> Result<Vec<ArticleId>> {
        let now = Timestamp::now().as_millisecond();
        let mut ids = Vec::new();
        for article in &new.articles {
            let sha256: [u8; 32] = Sha256::digest(article.article.text.as_str()).into();
            let there = self
                .transaction
                .prepare_cached(
                    "SELECT 1 FROM article WHERE upload = ?1 AND (member = ?2 OR member IS ?2 AND sha256 = ?3)",
                )?
                .exists(params![upload, article.member, sha256])?;
            if !there {
                let id = self.add_article(upload, article, now)?;
                self.name_sources(id, &HashSet::new())?;
                ids.push(id);
            }
        }
        Ok(ids)
    }

    pub(super) fn add_article(&mut self, upload: i64, new: &NewArticle, now: i64) -> Result<ArticleId> {
        let (article, text) = (&new.article, &new.article.text);
        let row = NewRow {
            upload,
            member: new.member.as_deref(),
            article,
            read: &new.read,
            extractor: new.extractor,
            added: now,
        };
        let (id, folded) = self.insert_article(&row)?;
        self.note_corrections(id, &article_details(article), &new.read, now)?;
        let shown = Shown {
            date: article.date,
            folded: &folded,
        };
        let found = add_claims(&self.transaction, id, text, &new.claims, Some(&shown), &Kept::default())?;
        self.waiting.marks.extend(found.marks);
        let paragraphs: Vec<Paragraph> = text
            .paragraphs()
            .into_iter()
            .map(|paragraph| Paragraph {
                start: text.to_chars(paragraph).start,
                text: text.slice(paragraph).to_owned(),
            })
            .collect();
        let documents = documents(filled(&article.title), &paragraphs, found.figures, found.quotes);
        self.count_in(id, 1)?;
        self.tally(id, 1)?;
        self.store_documents(id, article.date, documents)?;
        self.link_copies(id, text.as_str())?;
        self.set_seal(id)?;
        Ok(id)
    }

    /// The row of a new article, and its text; no claims, and in no list yet. Gives its number, and its heading as it is
    /// compared.
    pub(super) fn insert_article(&mut self, new: &NewRow<'_>) -> Result<(ArticleId, String)> {
        let article = new.article;
        let text = &article.text;
        let (title, outlet, address) = (
            filled(&article.title),
            filled(&article.outlet),
            filled(&article.address),
        );
        let day = |date: Option<Date>| date.map(|date| date.to_string());
        let opening = opening(text);
        let folded = heading(title, &opening, outlet);
        let sha256: [u8; 32] = Sha256::digest(text.as_str()).into();
        self.transaction
            .prepare_cached(
                "INSERT INTO article (upload, member, read_title, read_date, read_outlet, read_address, author, title,
                    date, outlet, address, opening, folded, sha256, chars, extractor, added, typed_apart)
                 VALUES (:upload, :member, :read_title, :read_date, :read_outlet, :read_address, :author, :title, :date,
                    :outlet, :address, :opening, :folded, :sha256, :chars, :extractor, :added, 1)",
            )?
            .execute(named_params! {
                ":upload": new.upload, ":member": new.member, ":read_title": filled(&new.read.title),
                ":read_date": day(new.read.date), ":read_outlet": filled(&new.read.outlet),
                ":read_address": filled(&new.read.address), ":author": filled(&article.author), ":title": title,
                ":date": day(article.date), ":outlet": outlet, ":address": address, ":opening": opening,
                ":folded": folded, ":sha256": sha256, ":chars": text.chars(),
                ":extractor": new.extractor, ":added": new.added,
            })?;
        let id = self.transaction.last_insert_rowid();
        if !place::is_room_for(id) {
            return Err(StoreError::Misplaced(
                "there are four million articles: begin another database".into(),
            ));
        }
        add_paragraphs(&self.transaction, id, text)?;
        Ok((id, folded))
    }

    /// Writes down what is shown where that is not what was read.
    pub(super) fn note_corrections(&self, id: ArticleId, shown: &Details, read: &Details, made: i64) -> Result<()> {
        for ((field, shown), (_, read)) in fields(shown).into_iter().zip(fields(read)) {
            if shown != read {
                self.transaction
                    .prepare_cached(
                        "INSERT INTO correction (article, field, value, made) VALUES (?1, ?2, ?3, ?4)
                         ON CONFLICT DO UPDATE SET value = excluded.value, made = excluded.made
                         WHERE value IS NOT excluded.value",
                    )?
                    .execute(params![id, field, shown, made])?;
            }
        }
        Ok(())
    }

    /// New claims for an article of the store (its text and what a person corrected stay), after `reprocess` or a
    /// corrected date. A claim that is found again keeps its anchor, a source its number.
    ///
    /// # Errors
    /// If there is no such article, a claim does not fit its text, or the database cannot be written.
    pub fn replace_claims(&mut self, id: ArticleId, claims: &Claims, extractor: u32) -> Result<()> {
        let Some(article) = self.reading().any_article_text(id)? else {
            return Err(StoreError::Misplaced(format!("there is no article {id}")));
        };
        let called = self.reading().called(id)?;
        let kept = self.reading().kept(id)?;
        let live = self.hide(id)?;
        self.transaction.execute("DELETE FROM claim WHERE article = ?1", [id])?;
        self.transaction
            .execute("DELETE FROM span WHERE article = ?1 AND claim IS NULL", [id])?;
        self.transaction.execute("DELETE FROM note WHERE article = ?1", [id])?;
        self.transaction
            .execute("DELETE FROM appearance WHERE article = ?1", [id])?;
        let found = add_claims(&self.transaction, id, &article.text, claims, None, &kept)?;
        self.waiting.marks.extend(found.marks);
        self.count_sources_of(id)?;
        self.transaction.execute(
            "UPDATE article SET extractor = ?2 WHERE id = ?1",
            params![id, extractor],
        )?;
        if live {
            self.show(id)?;
        }
        self.name_sources(id, &called)?;
        self.hand_on(id, &kept)?;
        self.set_seal(id)
    }
}

/// What a row of a new article is made of.
pub(super) struct NewRow<'n> {
    pub(super) upload: i64,
    pub(super) member: Option<&'n str>,
    /// As it is shown.
    pub(super) article: &'n Article,
    /// What the file itself says.
    pub(super) read: &'n Details,
    pub(super) extractor: u32,
    /// Milliseconds since 1970.
    pub(super) added: i64,
}

/// What can be corrected of an article.
fn article_details(article: &Article) -> Details {
    Details {
        title: article.title.clone(),
        date: article.date,
        outlet: article.outlet.clone(),
        address: article.address.clone(),
    }
}

/// What can be corrected, by the names that the table of corrections has.
pub(super) fn fields(details: &Details) -> [(&'static str, Option<String>); 4] {
    let text = |field: &Option<String>| filled(field).map(str::to_owned);
    [
        ("title", text(&details.title)),
        ("date", details.date.map(|date| date.to_string())),
        ("outlet", text(&details.outlet)),
        ("address", text(&details.address)),
    ]
}

/// Many in one statement: see [`Claimer::store_spans`].
fn add_paragraphs(transaction: &Transaction<'_>, article: ArticleId, text: &Text) -> Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO paragraph (article, start, text) SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)",
    )?;
    for several in text.paragraphs().chunks(PARAGRAPHS) {
        let rows: Vec<(u32, &str)> = several
            .iter()
            .map(|&paragraph| (text.to_chars(paragraph).start, text.slice(paragraph)))
            .collect();
        insert.execute(params![article, as_json(&rows)?])?;
    }
    Ok(())
}

/// Rows for a statement that takes many.
fn as_json(rows: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(rows).map_err(|error| StoreError::Other(error.to_string()))
}

/// `None` for what is empty.
pub(super) fn filled(field: &Option<String>) -> Option<&str> {
    field.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// The beginning of the first paragraph that tells something, on one line: of one that is not blank, if none does.
fn opening(text: &Text) -> String {
    let paragraphs = || {
        let all = text.paragraphs().into_iter().map(|p| text.slice(p).trim());
        all.filter(|p| !p.is_empty())
    };
    let first = paragraphs().find(|p| !is_head(p)).or_else(|| paragraphs().next());
    let line = first.unwrap_or_default().replace('\n', " ");
    line.chars().take(OPENING).collect::<String>().trim_end().to_owned()
}

/// Whether a line stands above an article and tells nothing of it: a byline, a day of publication, a dateline alone.
fn is_head(line: &str) -> bool {
    const FIRST: &[&str] = &[
        "by ",
        "updated ",
        "updated:",
        "last updated",
        "published ",
        "published:",
        "posted ",
    ];
    let line = line.trim();
    let lower = line.to_lowercase();
    let begins = FIRST.iter().any(|words| lower.starts_with(words)) && !line.ends_with(['.', '!', '?', '”', '"']);
    line.chars().count() <= 120 && (begins || line.ends_with(['—', '–']))
}

/// What the filter by article compares.
pub(super) fn heading(title: Option<&str>, opening: &str, outlet: Option<&str>) -> String {
    format!(
        "{}\n{}",
        folded(title.unwrap_or(opening)),
        folded(outlet.unwrap_or_default())
    )
}

/// So many notes go into one row.
const NOTES: usize = 200;
/// So many spans go into one statement.
const SPANS: usize = 500;
/// So many paragraphs, of 16 KiB at most.
const PARAGRAPHS: usize = 64;

/// A row of `span`, without its article: claim, field, ordinal, start, stop, words, source.
type SpanRow<'a> = (Option<i64>, &'static str, usize, u32, u32, &'a str, i64);

/// Lists are to have the claims at once: with the article's date, and its heading as it is compared.
pub(super) struct Shown<'a> {
    date: Option<Date>,
    folded: &'a str,
}

/// A source as the article has it, with its claims counted.
struct Appearance {
    source: i64,
    name: String,
    kind: SourceKind,
    anonymous: bool,
    folded: String,
    /// The first that the text says of it.
    role: Option<Span>,
    figures: u32,
    quotes: u32,
}

/// What figures and quotes have in common.
struct ClaimRow<'r> {
    /// Which claim of the article it is.
    ordinal: usize,
    kind: &'static str,
    anchor: &'r str,
    class: &'static str,
    place: Span,
    count: Count,
    rule: &'r str,
    fields: Vec<Field>,
}

/// Writes rows of claims for one article.
struct Claimer<'a> {
    transaction: &'a Transaction<'a>,
    article: ArticleId,
    text: &'a Text,
    shown: Option<&'a Shown<'a>>,
    paragraphs: Vec<Span>,
    appearances: Vec<Appearance>,
    /// Where each source stands in `appearances`.
    known: HashMap<i64, usize>,
    /// The source of every mention.
    sources: HashMap<Span, i64>,
    /// Sources by their full name in the article, for quotes that name a speaker but hold no mention.
    names: HashMap<&'a str, i64>,
    local_keys: HashSet<String>,
    /// What the article had before.
    kept: &'a Kept,
    anchors: HashSet<String>,
    /// Spans that are not stored yet.
    waiting: Vec<SpanRow<'a>>,
    /// Who is behind each claim: number, kind, class, sources.
    claims: Vec<(i64, &'static str, &'static str, Vec<i64>)>,
    /// Marks of the names of sources that no article had before.
    new_names: Vec<(i64, String)>,
    /// As they would be read again.
    figures: Vec<(i64, FigureRow)>,
    quotes: Vec<(i64, QuoteRow)>,
}

/// What was stored, for lists and search.
pub(super) struct Noted {
    /// Rows of `mark`: of the article and its claims, if they are shown, and of new sources.
    pub(super) marks: Vec<(i64, String)>,
    figures: Vec<(i64, FigureRow)>,
    quotes: Vec<(i64, QuoteRow)>,
}

/// Stores the claims of an article that has none. `shown`: if lists are to have them at once; otherwise they are shown when
/// [`Writer::show`] says so. `kept`: the sources it had before. Gives what lists and search are to find.
pub(super) fn add_claims<'a>(
    transaction: &'a Transaction<'a>,
    article: ArticleId,
    text: &'a Text,
    claims: &'a Claims,
    shown: Option<&'a Shown<'a>>,
    kept: &'a Kept,
) -> Result<Noted> {
    let mut claimer = Claimer {
        transaction,
        article,
        text,
        shown,
        paragraphs: text.paragraphs(),
        appearances: Vec::new(),
        known: HashMap::new(),
        sources: HashMap::new(),
        names: HashMap::new(),
        local_keys: HashSet::new(),
        kept,
        anchors: HashSet::new(),
        waiting: Vec::new(),
        claims: Vec::new(),
        new_names: Vec::new(),
        figures: Vec::new(),
        quotes: Vec::new(),
    };
    claimer.sources(claims)?;
    let anchors: Vec<String> = claims
        .figures
        .iter()
        .map(|figure| claimer.figure_anchor(figure))
        .collect();
    let (figures, quotes) = ordinals(claims)?;
    for ((figure, anchor), ordinal) in claims.figures.iter().zip(&anchors).zip(figures) {
        claimer.figure(figure, anchor, &anchors, ordinal)?;
    }
    for (quote, ordinal) in claims.quotes.iter().zip(quotes) {
        claimer.quote(quote, ordinal)?;
    }
    claimer.notes(claims)?;
    claimer.store_spans()?;
    claimer.store_appearances()?;
    transaction
        .prepare_cached("UPDATE article SET figures = ?2, quotes = ?3, sources = ?4 WHERE id = ?1")?
        .execute(params![
            article,
            claims.figures.len() as i64,
            claims.quotes.len() as i64,
            claimer.appearances.len() as i64
        ])?;
    Ok(Noted {
        figures: std::mem::take(&mut claimer.figures),
        quotes: std::mem::take(&mut claimer.quotes),
        marks: claimer.marks(),
    })
}

/// The words of a quote, from the first to the last.
fn whole(quote: &Quote) -> Result<Span> {
    let whole = quote.content.iter().copied().reduce(Span::to);
    whole.ok_or_else(|| StoreError::Misplaced("a quote without words".into()))
}

/// Which claim of the article each figure and each quote is, in the order of the text, figures before quotes that begin with
/// them.
fn ordinals(claims: &Claims) -> Result<(Vec<usize>, Vec<usize>)> {
    let mut all: Vec<(Span, usize, usize)> = Vec::with_capacity(claims.figures.len() + claims.quotes.len());
    for (i, figure) in claims.figures.iter().enumerate() {
        all.push((figure.number, 0, i));
    }
    for (i, quote) in claims.quotes.iter().enumerate() {
        all.push((whole(quote)?, 1, i));
    }
    all.sort_unstable_by_key(|&(at, kind, i)| (at.start(), kind, at.end(), i));
    let mut of = [vec![0; claims.figures.len()], vec![0; claims.quotes.len()]];
    for (ordinal, (_, kind, i)) in all.into_iter().enumerate() {
        of[kind][i] = ordinal;
    }
    let [figures, quotes] = of;
    Ok((figures, quotes))
}

impl<'a> Claimer<'a> {
    fn sources(&mut self, claims: &'a Claims) -> Result<()> {
        // a transcript's turn has no cue, its label stands for whoever speaks
        let turns = claims
            .quotes
            .iter()
            .filter(|quote| quote.kind == QuoteKind::Direct && quote.cue.is_none());
        let labels: HashSet<Span> = turns.filter_map(|quote| quote.source).collect();
        let is_label = |source: &Source| {
            !source.mentions.is_empty() && source.mentions.iter().all(|mention| labels.contains(mention))
        };
        let found = claims.sources.iter().map(|source| Found {
            local: source::key(source, self.article, is_label(source)).local,
            mentions: source
                .mentions
                .iter()
                .map(|&mention| self.text.to_chars(mention))
                .collect(),
        });
        let assigned = self.kept.assign(&found.collect::<Vec<_>>());
        self.local_keys
            .extend(self.keys_of(assigned.iter().flatten().copied())?);
        for (source, assigned) in claims.sources.iter().zip(assigned) {
            let id = self.source(source, is_label(source), assigned)?;
            self.names.entry(&source.name).or_insert(id);
        }
        Ok(())
    }

    fn keys_of(&self, sources: impl Iterator<Item = i64>) -> Result<Vec<String>> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT key FROM source WHERE id = ?1")?;
        let keys = sources.map(|id| statement.query_row([id], |row| row.get(0)));
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }

    /// `label`: see [`source::key`]. `number`: that of one it is known to be.
    fn source(&mut self, source: &Source, label: bool, number: Option<i64>) -> Result<i64> {
        let id = match number {
            Some(number) => number,
            None => self.source_of_key(source, source::key(source, self.article, label))?,
        };
        self.appearance(source, id)?;
        Ok(id)
    }

    /// The source of this key; a new one, if it is not there yet.
    fn source_of_key(&mut self, source: &Source, key: source::Key) -> Result<i64> {
        let source::Key { text: mut key, local } = key;
        // two unnamed sources of one article are two, called alike or not; two of one name are one
        let plain = key.clone();
        let mut n = 2;
        while local && (self.local_keys.contains(&key) || source.anonymous && !self.kept.is_free(&key)) {
            key = format!("{plain} #{n}");
            n += 1;
        }
        if local {
            self.local_keys.insert(key.clone());
        }
        let there: Option<i64> = self
            .transaction
            .prepare_cached("SELECT id FROM source WHERE key = ?1")?
            .query_row([&key], |row| row.get(0))
            .optional()?;
        if let Some(id) = there {
            return Ok(id);
        }
        let folded = folded(&source.name);
        self.transaction
            .prepare_cached("INSERT INTO source (key, name, kind, anonymous, folded) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                key,
                source.name,
                source.kind.as_str(),
                source.anonymous,
                folded
            ])?;
        let id = self.transaction.last_insert_rowid();
        self.new_names.push((-id, marks::of_name(&folded)));
        Ok(id)
    }

    /// What the article says of a source.
    fn appearance(&mut self, source: &Source, id: i64) -> Result<()> {
        let mentions = source.mentions.iter().map(|&mention| self.text.slice(mention));
        let names = source::folded_names(&source.name, mentions);
        match self.known.get(&id).and_then(|&i| self.appearances.get_mut(i)) {
            Some(there) => {
                there.folded.push('\n');
                there.folded.push_str(&names);
            }
            None => {
                self.known.insert(id, self.appearances.len());
                self.appearances.push(Appearance {
                    source: id,
                    name: source.name.clone(),
                    kind: source.kind,
                    anonymous: source.anonymous,
                    folded: names,
                    role: None,
                    figures: 0,
                    quotes: 0,
                });
            }
        }
        if let Some(role) = source.role {
            if let Some(there) = self.known.get(&id).and_then(|&i| self.appearances.get_mut(i)) {
                there.role = there.role.into_iter().chain([role]).min_by_key(|role| role.start());
            }
            self.span(None, "role", 0, role, id)?;
        }
        for (n, &mention) in source.mentions.iter().enumerate() {
            self.span(None, "mention", n, mention, id)?;
            self.sources.entry(mention).or_insert(id);
        }
        Ok(())
    }

    /// Made of kind and place alone, so that a claim that is found again has its old address.
    fn figure_anchor(&mut self, figure: &Figure) -> String {
        let place = self.text.to_chars(figure.number);
        let plain = format!("f{}-{}", place.start, place.end);
        let with_effect = format!("{plain}-{}", figure.effect);
        self.free_anchor([plain, with_effect])
    }

    fn quote_anchor(&mut self, whole: Span) -> String {
        let place = self.text.to_chars(whole);
        self.free_anchor([format!("q{}-{}", place.start, place.end)])
    }

    fn free_anchor<const N: usize>(&mut self, wanted: [String; N]) -> String {
        let last = wanted.last().cloned().unwrap_or_default();
        let mut all = wanted.into_iter().chain((2..).map(|n: u32| format!("{last}-{n}")));
        // the chain has no end, and one of them is free
        all.find(|anchor| self.anchors.insert(anchor.clone())).unwrap_or(last)
    }

    fn figure(&mut self, figure: &Figure, anchor: &str, anchors: &[String], ordinal: usize) -> Result<()> {
        let mut fields = Vec::new();
        self.fields(&mut fields, "number", &[figure.number]);
        self.fields(&mut fields, "hedge_words", &figure.hedge_words);
        self.fields(&mut fields, "trigger", &figure.trigger);
        self.fields(&mut fields, "group", figure.group.as_slice());
        self.fields(&mut fields, "evidence", &figure.evidence);
        self.time(&mut fields, "said", figure.said);
        self.time(&mut fields, "when", figure.when);
        let row = ClaimRow {
            ordinal,
            kind: "figure",
            anchor,
            class: figure.effect.as_str(),
            place: figure.number,
            count: figure.count,
            rule: figure.rule,
            fields,
        };
        let claim = self.claim(&row)?;
        let other = |i: Option<usize>| i.and_then(|i| anchors.get(i));
        self.transaction
            .prepare_cached(
                "INSERT INTO figure (claim, hedge, modality, change, part_of, repeats) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                claim,
                figure.hedge.as_str(),
                figure.modality.as_str(),
                figure.change.map(|change| change.as_str()),
                other(figure.part_of),
                other(figure.repeats),
            ])?;
        self.behind(&row, claim, figure.source, None, &figure.via)?;
        let row = FigureRow {
            article: self.article_ref(),
            anchor: anchor.to_owned(),
            number: self.words(figure.number),
            hedge_words: self.all_words(&figure.hedge_words),
            low: figure.count.low.map(|n| people(n).unsigned_abs()),
            high: figure.count.high.map(|n| people(n).unsigned_abs()),
            hedge: figure.hedge,
            effect: figure.effect,
            trigger: self.all_words(&figure.trigger),
            group: figure.group.map(|group| self.words(group)),
            modality: figure.modality,
            evidence: self.all_words(&figure.evidence),
            source: figure.source.map(|mention| self.mention(mention)),
            via: figure.via.iter().map(|&mention| self.mention(mention)).collect(),
            said: self.when(figure.said),
            when: self.when(figure.when),
            part_of: None,
            repeats: None,
            change: figure.change,
            rule: figure.rule.to_owned(),
        };
        self.figures.push((claim, row));
        Ok(())
    }

    fn quote(&mut self, quote: &Quote, ordinal: usize) -> Result<()> {
        let whole = whole(quote)?;
        let anchor = self.quote_anchor(whole);
        let speaker = quote.speaker.as_deref().filter(|name| !name.is_empty());
        let speaker_source = speaker.and_then(|name| self.names.get(name)).copied();
        let pieces: Vec<Span> = quote
            .content
            .iter()
            .flat_map(|&piece| self.in_paragraphs(piece))
            .collect();
        let mut fields = Vec::new();
        self.fields(&mut fields, "content", &pieces);
        self.fields(&mut fields, "cue", quote.cue.as_slice());
        self.time(&mut fields, "said", quote.said);
        let row = ClaimRow {
            ordinal,
            kind: "quote",
            anchor: &anchor,
            class: quote.kind.as_str(),
            place: whole,
            count: Count { low: None, high: None },
            rule: quote.rule,
            fields,
        };
        let claim = self.claim(&row)?;
        self.transaction
            .prepare_cached("INSERT INTO quote (claim, speaker, speaker_source) VALUES (?1, ?2, ?3)")?
            .execute(params![claim, speaker, speaker_source])?;
        self.behind(&row, claim, quote.source, speaker_source, &quote.via)?;
        let row = QuoteRow {
            article: self.article_ref(),
            kind: quote.kind,
            content: self.all_words(&pieces),
            source: quote.source.map(|mention| self.mention(mention)),
            speaker: speaker.map(str::to_owned),
            speaker_source,
            cue: quote.cue.map(|cue| self.words(cue)),
            via: quote.via.iter().map(|&mention| self.mention(mention)).collect(),
            said: self.when(quote.said),
            rule: quote.rule.to_owned(),
            anchor,
        };
        self.quotes.push((claim, row));
        Ok(())
    }

    /// The article's number alone: search asks for no more.
    fn article_ref(&self) -> ArticleRef {
        ArticleRef {
            id: self.article,
            title: None,
            opening: String::new(),
            date: None,
            outlet: None,
        }
    }

    fn words(&self, place: Span) -> Words {
        Words {
            at: self.text.to_chars(place),
            words: self.text.slice(place).to_owned(),
        }
    }

    fn all_words(&self, places: &[Span]) -> Vec<Words> {
        places.iter().map(|&place| self.words(place)).collect()
    }

    fn when(&self, time: Option<Time>) -> Option<When> {
        time.map(|time| When {
            words: self.words(time.words),
            date: time.date,
        })
    }

    /// A mention that was linked with its source.
    fn mention(&self, mention: Span) -> Mention {
        let source = self.sources.get(&mention).copied().unwrap_or_default();
        let appearance = self.known.get(&source).and_then(|&i| self.appearances.get(i));
        Mention {
            words: self.words(mention),
            source,
            name: appearance.map(|one| one.name.clone()).unwrap_or_default(),
            role: appearance.and_then(|one| one.role).map(|role| self.words(role)),
        }
    }

    fn claim(&self, row: &ClaimRow<'_>) -> Result<i64> {
        let id = place::claim_id(self.article, row.ordinal, row.class)?;
        let at = self.text.to_chars(row.place);
        self.transaction
            .prepare_cached(
                "INSERT INTO claim (id, article, anchor, kind, class, start, stop, low, high, rule, parts, place)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                id,
                self.article,
                row.anchor,
                row.kind,
                row.class,
                at.start,
                at.end,
                row.count.low.map(people),
                row.count.high.map(people),
                row.rule,
                field::written(&row.fields)?,
                self.shown.map(|shown| place::claim_place(shown.date, id)),
            ])?;
        Ok(id)
    }

    /// Who says it, and whom they cite.
    fn behind(
        &mut self,
        row: &ClaimRow<'_>,
        claim: i64,
        source: Option<Span>,
        speaker: Option<i64>,
        via: &[Span],
    ) -> Result<()> {
        let transaction = self.transaction;
        let mut link = transaction.prepare_cached(
            "INSERT INTO link (source, article, claim, position, chained) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
        )?;
        let chained = !via.is_empty();
        let mut counted: Vec<i64> = Vec::new();
        if let Some(speaker) = speaker {
            link.execute(params![speaker, self.article, claim, 0, chained])?;
            counted.push(speaker);
        }
        let chain = source.iter().map(|&mention| ("source", 0, mention));
        let chain = chain.chain(via.iter().enumerate().map(|(i, &mention)| ("via", i, mention)));
        for (field, i, mention) in chain {
            let source = self.source_of(mention)?;
            let position = if field == "source" { 0 } else { i as i64 + 1 };
            link.execute(params![source, self.article, claim, position, chained])?;
            if !counted.contains(&source) {
                counted.push(source);
            }
            self.span(Some(claim), field, i, mention, source)?;
        }
        for source in &counted {
            if let Some(one) = self.known.get(source).and_then(|&i| self.appearances.get_mut(i)) {
                match row.kind {
                    "figure" => one.figures += 1,
                    _ => one.quotes += 1,
                }
            }
        }
        self.claims.push((claim, row.kind, row.class, counted));
        Ok(())
    }

    fn store_appearances(&self) -> Result<()> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO appearance
                (article, source, ordinal, name, kind, anonymous, folded, figures, quotes, live, date)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?;
        for (ordinal, one) in self.appearances.iter().enumerate() {
            insert.execute(params![
                self.article,
                one.source,
                ordinal as i64,
                one.name,
                one.kind.as_str(),
                one.anonymous,
                one.folded,
                one.figures,
                one.quotes,
                self.shown.is_some(),
                self.shown.and_then(|shown| shown.date).map(|date| date.to_string())
            ])?;
        }
        Ok(())
    }

    /// Rows of `mark`.
    fn marks(self) -> Vec<(i64, String)> {
        let mut rows = self.new_names;
        if let Some(shown) = self.shown {
            let marked = Marked {
                article: self.article,
                date: shown.date,
                folded: shown.folded,
                sources: self
                    .appearances
                    .iter()
                    .map(|one| (one.source, one.folded.as_str()))
                    .collect(),
                claims: self.claims,
            };
            rows.extend(marked.rows());
        }
        rows
    }

    fn source_of(&mut self, mention: Span) -> Result<i64> {
        if let Some(&id) = self.sources.get(&mention) {
            return Ok(id);
        }
        // the engine lists every mention; should it miss one, the words are kept as a source of their own
        let name = self.text.slice(mention);
        tracing::warn!(article = self.article, mention = name, "a mention belongs to no source");
        let alone = Source {
            name: name.to_owned(),
            kind: SourceKind::Group,
            role: None,
            anonymous: true,
            mentions: vec![mention],
        };
        self.source(&alone, false, None)
    }

    fn field(&self, name: &str, place: Span, more: Option<String>) -> Field {
        let at = self.text.to_chars(place);
        Field(
            name.to_owned(),
            at.start,
            at.end,
            self.text.slice(place).to_owned(),
            more,
        )
    }

    fn fields(&self, fields: &mut Vec<Field>, name: &str, places: &[Span]) {
        fields.extend(places.iter().map(|&place| self.field(name, place, None)));
    }

    fn time(&self, fields: &mut Vec<Field>, name: &str, time: Option<Time>) {
        fields.extend(time.map(|time| {
            let date = time.date.map(|(date, precision)| format!("{date} {precision}"));
            self.field(name, time.words, date)
        }));
    }

    /// Stretches that are not article text, and numbers that gave no figure: many in a row, since nobody asks for one.
    fn notes(&self, claims: &Claims) -> Result<()> {
        let mut notes: Vec<Field> = Vec::with_capacity(claims.asides.len() + claims.passed_over.len());
        for &(stretch, why) in &claims.asides {
            let pieces = self.in_paragraphs(stretch);
            notes.extend(
                pieces
                    .into_iter()
                    .map(|piece| self.field("aside", piece, Some(why.as_str().into()))),
            );
        }
        for passed in &claims.passed_over {
            notes.push(self.field("passed_over", passed.number, Some(passed.reason.as_str().into())));
        }
        notes.sort_by_key(|note| (note.1, note.2));
        let mut insert = self
            .transaction
            .prepare_cached("INSERT INTO note (article, n, start, stop, parts) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (n, row) in notes.chunks(NOTES).enumerate() {
            let start = row.iter().map(|note| note.1).min();
            let stop = row.iter().map(|note| note.2).max();
            insert.execute(params![self.article, n as i64, start, stop, field::written(row)?])?;
        }
        Ok(())
    }

    fn span(
        &mut self,
        claim: Option<i64>,
        field: &'static str,
        ordinal: usize,
        place: Span,
        source: i64,
    ) -> Result<()> {
        let text = self.text;
        let at = text.to_chars(place);
        self.waiting
            .push((claim, field, ordinal, at.start, at.end, text.slice(place), source));
        if self.waiting.len() < SPANS {
            return Ok(());
        }
        self.store_spans()
    }

    /// Many in one statement: what SQLite keeps to undo a statement costs more than the rows.
    fn store_spans(&mut self) -> Result<()> {
        let rows = as_json(&self.waiting)?;
        self.waiting.clear();
        self.transaction
            .prepare_cached(
                "INSERT INTO span (article, claim, field, ordinal, start, stop, words, source)
                 SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6
                 FROM json_each(?2)",
            )?
            .execute(params![self.article, rows])?;
        Ok(())
    }

    /// A stretch cut where paragraphs end: no span crosses one.
    fn in_paragraphs(&self, stretch: Span) -> Vec<Span> {
        let first = self.paragraphs.partition_point(|p| p.end() <= stretch.start());
        let pieces = self.paragraphs[first..]
            .iter()
            .take_while(|p| p.start() < stretch.end());
        pieces
            .filter_map(|p| {
                self.text
                    .span(p.start().max(stretch.start())..p.end().min(stretch.end()))
            })
            .collect()
    }
}

/// SQLite's numbers end at 2^63 - 1: more people than that are not told apart.
fn people(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_is_no_byline_and_no_dateline() {
        for (text, expected) in [
            (
                "By Ilse Torvald\n\nUpdated 3 May 2024\n\nTwo men died.",
                "Two men died.",
            ),
            ("By Ilse Torvald\nTwo men died.", "Two men died."),
            ("PORT MAREN (AP) —\n\nTwo men died.", "Two men died."),
            (
                "By Tuesday, two men had died.\n\nMore follows.",
                "By Tuesday, two men had died.",
            ),
            ("Ferry sinks\n\nTwo men died.", "Ferry sinks"),
            ("By Ilse Torvald", "By Ilse Torvald"),
        ] {
            assert_eq!(opening(&Text::clean(text)), expected, "{text}");
        }
    }
}
