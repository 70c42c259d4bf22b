//! One article: its page, its text, the bytes it came from.

use super::{
    ArticleHead, ArticleId, ArticlePage, ArticleSource, COUNTED, DeletedRow, Details, Original, PAGE, Page, Paragraph,
    RESTORABLE_DAYS, Reader, SourceId,
    error::{Result, StoreError},
    field,
    lists::article_row,
    merge::MEMBERS,
    rows::{ARTICLE, LISTED, article_ref, known, maybe, words_at},
};
use crate::{article::Article, text::Text};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use std::{collections::HashMap, ops::Range};

impl Reader<'_> {
    /// What stands above the article's text; `None`: there is none, or it is deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn article_head(&self, id: ArticleId) -> Result<Option<ArticleHead>> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {ARTICLE}, a.added, a.figures, a.quotes, a.sources, a.author, a.address,
                    coalesce(a.member, u.name), a.read_title, a.read_date, a.read_outlet, a.read_address
                 FROM article a JOIN upload u ON u.id = a.upload WHERE a.id = ?1 AND a.deleted_at IS NULL"
            ))?
            .query_row([id], |row| {
                Ok(ArticleHead {
                    row: article_row(row)?,
                    author: row.get(9)?,
                    address: row.get(10)?,
                    file: row.get(11)?,
                    read: details(row, 12)?,
                    versions: self.versions(id)?,
                })
            })
            .optional()?)
    }

    /// Everything that the article's page shows; `None`: there is none, or it is deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn article(&self, id: ArticleId) -> Result<Option<ArticlePage>> {
        self.article_within(id, None)
    }

    /// The whole of it, or a part of the text with what stands there.
    pub(super) fn article_within(&self, id: ArticleId, part: Option<Range<u32>>) -> Result<Option<ArticlePage>> {
        let Some(head) = self.article_head(id)? else {
            return Ok(None);
        };
        let whole = part.is_none();
        let within = part.unwrap_or(0..u32::MAX);
        let mut page = ArticlePage {
            row: head.row,
            author: head.author,
            address: head.address,
            file: head.file,
            read: head.read,
            versions: head.versions,
            paragraphs: self.paragraphs_within(id, &within)?,
            figures: self.figure_rows(&self.claims_within(id, "figure", &within)?)?,
            quotes: self.quote_rows(&self.claims_within(id, "quote", &within)?)?,
            sources: Vec::new(),
            asides: Vec::new(),
            passed_over: Vec::new(),
        };
        let places = self.article_sources(id, &mut page.sources)?;
        self.article_spans(id, &within, &mut page, &places)?;
        if !whole {
            page.sources.retain(|source| !source.mentions.is_empty());
        }
        Ok(Some(page))
    }

    /// The article as it is shown, with its cleaned text, for extracting again; `None`: there is none, or it is deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn article_text(&self, id: ArticleId) -> Result<Option<Article>> {
        if self.is_deleted(id)? {
            return Ok(None);
        }
        self.any_article_text(id)
    }

    /// The same for deleted ones too.
    pub(super) fn any_article_text(&self, id: ArticleId) -> Result<Option<Article>> {
        let details = self
            .connection
            .prepare_cached("SELECT title, date, outlet, address, author FROM article WHERE id = ?1")?
            .query_row([id], |row| Ok((details(row, 0)?, row.get(4)?)))
            .optional()?;
        let Some((details, author)) = details else {
            return Ok(None);
        };
        let text: String = self
            .paragraphs(id)?
            .into_iter()
            .map(|paragraph| paragraph.text)
            .collect();
        Ok(Some(Article {
            title: details.title,
            date: details.date,
            outlet: details.outlet,
            author,
            address: details.address,
            language: None,
            text: Text::clean(&text),
        }))
    }

    /// What was read from the file or form, before anybody corrected it; `None`: there is none, or it is deleted or replaced.
    pub(super) fn details_read(&self, id: ArticleId) -> Result<Option<Details>> {
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT read_title, read_date, read_outlet, read_address FROM article WHERE id = ?1 AND {LISTED}"
            ))?
            .query_row([id], |row| details(row, 0))
            .optional()?)
    }

    /// Whether it is there, but deleted: it can be restored.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn is_deleted(&self, id: ArticleId) -> Result<bool> {
        Ok(self
            .connection
            .prepare_cached("SELECT deleted_at IS NOT NULL FROM article WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()?
            .unwrap_or(false))
    }

    /// A page of the deleted articles that can be brought back, the one deleted last first. `page` from 1.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn deleted(&self, page: u32) -> Result<Page<DeletedRow>> {
        let offset = i64::from(page.max(1) - 1) * i64::from(PAGE);
        let rows = self
            .connection
            .prepare_cached(&format!(
                "SELECT {ARTICLE}, a.deleted_at FROM article a WHERE a.deleted_at IS NOT NULL AND a.replaced_by IS NULL
                 ORDER BY a.deleted_at DESC, a.id DESC LIMIT {PAGE} OFFSET ?1"
            ))?
            .query_map([offset], |row| {
                let deleted: i64 = row.get(5)?;
                let until = deleted.saturating_add(i64::from(RESTORABLE_DAYS) * 24 * 60 * 60 * 1000);
                Ok(DeletedRow {
                    article: article_ref(row, 0)?,
                    deleted: Timestamp::from_millisecond(deleted).unwrap_or_default(),
                    until: Timestamp::from_millisecond(until).unwrap_or_default(),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let total: u32 = self
            .connection
            .prepare_cached("SELECT count(*) FROM article WHERE deleted_at IS NOT NULL AND replaced_by IS NULL")?
            .query_row([], |row| row.get(0))?;
        Ok(Page {
            rows,
            total: total.min(COUNTED),
            more: total >= COUNTED,
        })
    }

    /// (name, media type, bytes) as uploaded; `None`: there is none, or it is deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    #[expect(clippy::type_complexity, reason = "three things that are always taken apart at once")]
    pub fn original(&self, id: ArticleId) -> Result<Option<(Option<String>, String, Vec<u8>)>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT u.name, u.media_type, u.bytes FROM article a JOIN upload u ON u.id = a.upload
                 WHERE a.id = ?1 AND a.deleted_at IS NULL",
            )?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?)
    }

    /// What is known of the bytes as uploaded; `None`: there is no such article, or it is deleted.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn original_about(&self, id: ArticleId) -> Result<Option<Original>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT u.name, u.size, u.id FROM article a JOIN upload u ON u.id = a.upload
                 WHERE a.id = ?1 AND a.deleted_at IS NULL",
            )?
            .query_row([id], |row| {
                Ok(Original {
                    name: row.get(0)?,
                    size: row.get::<_, i64>(1)?.unsigned_abs(),
                    upload: row.get(2)?,
                })
            })
            .optional()?)
    }

    /// The bytes as uploaded, from this byte on, at most so many; empty at the end.
    ///
    /// # Errors
    /// If the database cannot be read, or the upload has been removed since.
    pub fn original_piece(&self, original: &Original, from: u64, at_most: usize) -> Result<Vec<u8>> {
        let blob = self
            .connection
            .blob_open("main", "upload", "bytes", original.upload, true)?;
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(blob.len());
        let mut bytes = vec![0; at_most.min(blob.len() - from)];
        blob.read_at_exact(&mut bytes, from)?;
        Ok(bytes)
    }

    /// The articles whose claims an older extractor than `version` found, oldest first; with `u32::MAX` all. Deleted
    /// and replaced ones are not among them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn articles_with_older_extractor(&self, version: u32) -> Result<Vec<ArticleId>> {
        let ids = self
            .connection
            .prepare_cached(&format!(
                "SELECT id FROM article WHERE extractor < ?1 AND {LISTED} ORDER BY id"
            ))?
            .query_map([version], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// All articles that lists have, in the order they were stored.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn article_ids(&self) -> Result<Vec<ArticleId>> {
        let ids = self
            .connection
            .prepare_cached(&format!("SELECT id FROM article WHERE {LISTED} ORDER BY id"))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// The text of an article, deleted or not.
    pub(super) fn paragraphs(&self, id: ArticleId) -> Result<Vec<Paragraph>> {
        self.paragraphs_within(id, &(0..u32::MAX))
    }

    /// Those that begin within these code points.
    fn paragraphs_within(&self, id: ArticleId, within: &Range<u32>) -> Result<Vec<Paragraph>> {
        let paragraphs = self
            .connection
            .prepare_cached(
                "SELECT start, text FROM paragraph WHERE article = ?1 AND start >= ?2 AND start < ?3 ORDER BY start",
            )?
            .query_map(params![id, within.start, within.end], |row| {
                Ok(Paragraph {
                    start: row.get(0)?,
                    text: row.get(1)?,
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(paragraphs)
    }

    /// The sources of an article, by the number each has there. What a person made one stands where the first of them does.
    fn article_sources(&self, id: ArticleId, sources: &mut Vec<ArticleSource>) -> Result<HashMap<SourceId, usize>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT p.source, coalesce(m.survivor, p.source), p.name, p.kind, p.anonymous, p.figures, p.quotes, s.name
             FROM appearance p LEFT JOIN merged m ON m.source = p.source LEFT JOIN source s ON s.id = m.survivor
             WHERE p.article = ?1 ORDER BY p.ordinal",
        )?;
        let mut rows = statement.query([id])?;
        let (mut places, mut shown) = (HashMap::new(), HashMap::new());
        while let Some(row) = rows.next()? {
            let (own, survivor): (SourceId, SourceId) = (row.get(0)?, row.get(1)?);
            let place = *shown.entry(survivor).or_insert(sources.len());
            places.insert(own, place);
            if let Some(there) = sources.get_mut(place) {
                (there.figures, there.quotes) = self.claims_together(id, survivor)?;
                continue;
            }
            let name: String = row.get(2)?;
            sources.push(ArticleSource {
                id: survivor,
                known_as: row.get::<_, Option<String>>(7)?.filter(|known| *known != name),
                name,
                kind: known(row, 3)?,
                role: None,
                anonymous: row.get(4)?,
                mentions: Vec::new(),
                figures: row.get(5)?,
                quotes: row.get(6)?,
            });
        }
        Ok(places)
    }

    /// How many figures and quotes of an article those have together who are shown as one; a claim of two of them is one.
    fn claims_together(&self, article: ArticleId, survivor: SourceId) -> Result<(u32, u32)> {
        let counts = self
            .connection
            .prepare_cached(&format!(
                "SELECT coalesce(sum(kind = 'figure'), 0), coalesce(sum(kind = 'quote'), 0)
                 FROM (SELECT DISTINCT c.id, c.kind FROM link l JOIN claim c ON c.id = l.claim
                     WHERE l.article = ? AND l.source IN ({MEMBERS}))"
            ))?
            .query_row([article, survivor], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(counts)
    }

    /// Fills in what belongs to no claim: roles, mentions, stretches that are not article text, numbers passed over.
    fn article_spans(
        &self,
        id: ArticleId,
        within: &Range<u32>,
        page: &mut ArticlePage,
        places: &HashMap<SourceId, usize>,
    ) -> Result<()> {
        let mut statement = self.connection.prepare_cached(
            "SELECT start, stop, words, field, source FROM span WHERE article = ?1 AND claim IS NULL
             AND start < ?3 AND stop > ?2 ORDER BY start, stop",
        )?;
        let mut rows = statement.query(params![id, within.start, within.end])?;
        while let Some(row) = rows.next()? {
            let words = words_at(row, 0)?;
            let source = places.get(&row.get(4)?);
            let Some(source) = source.and_then(|&i| page.sources.get_mut(i)) else {
                continue;
            };
            match row.get_ref(3)?.as_str().unwrap_or_default() {
                "role" => {
                    source.role.get_or_insert(words);
                }
                _ => source.mentions.push(words),
            }
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT parts FROM note WHERE article = ?1 AND start < ?3 AND stop > ?2 ORDER BY n")?;
        let mut rows = statement.query(params![id, within.start, within.end])?;
        while let Some(row) = rows.next()? {
            for note in field::read(&row.get::<_, String>(0)?)? {
                if note.1 >= within.end || note.2 <= within.start {
                    continue;
                }
                let why = note.4.clone().unwrap_or_default();
                let unknown = || StoreError::Damaged(format!("“{why}” is no reason"));
                match note.0.as_str() {
                    "aside" => page.asides.push((note.words(), why.parse().map_err(|_| unknown())?)),
                    _ => page
                        .passed_over
                        .push((note.words(), why.parse().map_err(|_| unknown())?)),
                }
            }
        }
        Ok(())
    }
}

/// Title, date, outlet and address, from column `i` on.
fn details(row: &Row<'_>, i: usize) -> rusqlite::Result<Details> {
    Ok(Details {
        title: row.get(i)?,
        date: maybe(row, i + 1)?,
        outlet: row.get(i + 2)?,
        address: row.get(i + 3)?,
    })
}
