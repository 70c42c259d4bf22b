//! Uploads that are read again with today's readers.
//!
//! A text never changes. Where the same bytes come out as another text, a new article is made which replaces the old one: it
//! alone is in lists, counts and search. The old one keeps its text, claims and page, so that an address that somebody kept
//! leads somewhere. What people decided by hand goes over to the new one wherever the words it is about stand in both; what
//! finds no place there stays with the old one, and is told by name.
//!
//! All readings of one article lead to the newest (`replaced_by`); they are deleted and brought back together.

use super::{
    ArticleId, Details, NewArticle, Reader, SourceId, Versions, Writer,
    add::{NewRow, add_claims, fields, filled},
    error::{Result, StoreError},
    kept::Kept,
    moved::Moved,
    rows::{LISTED, maybe},
};
use crate::{article::Article, claim::Claims, text::Text};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// An upload of which lists have at least one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUpload {
    /// The file's name as it was given.
    pub name: Option<String>,
    /// The bytes as they arrived.
    pub bytes: Vec<u8>,
    /// The newest readings of its articles that are not deleted, in the order they were stored.
    pub articles: Vec<Stored>,
    /// The names inside the upload of the articles that are deleted.
    pub deleted: Vec<Option<String>>,
}

/// An article as it was read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its number.
    pub id: ArticleId,
    /// Its name inside the upload.
    pub member: Option<String>,
    /// What is shown of it.
    pub shown: Details,
    read: Details,
    author: Option<String>,
    sha256: [u8; 32],
    corrected: Vec<String>,
    typed_apart: bool,
}

/// The same member of an upload, read again.
#[derive(Clone, Debug)]
pub struct Again {
    /// Its name inside the upload.
    pub member: Option<String>,
    /// The text with what the file itself says.
    pub article: Article,
    /// What the engine found in the text, counted from the date that [`Stored::shown_after`] gives, and its version; `None` if
    /// [`Stored::needs_claims`] says that they stay as they are.
    pub claims: Option<(Claims, u32)>,
}

/// What reading an article again came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reread {
    /// What became of it.
    pub became: Became,
    /// Details that stay as they were although the file says otherwise, because a person may have typed them: an older version
    /// did not keep apart what was typed and what was read.
    pub stayed: Vec<&'static str>,
    /// Sources about which a person decided something, and that are not in the new text.
    pub left: Vec<String>,
}

/// What reading an upload again came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RereadUpload {
    /// For each change that was asked for, in their order.
    pub articles: Vec<Reread>,
    /// Articles that were stored beside those.
    pub added: Vec<ArticleId>,
}

/// What became of an article that was read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// Nothing is different.
    Unchanged,
    /// Its text is the same; what nobody corrected of its details is as it was read now.
    Details,
    /// Its text is another: this article replaces it.
    Version(ArticleId),
}

impl Stored {
    /// What is shown of it once the file was read like this: what a person corrected stays.
    pub fn shown_after(&self, read: &Details) -> Details {
        let stays = |field: &str| self.corrected.iter().any(|c| c == field) || self.stayed(read).contains(&field);
        let pick = |field: &str| if stays(field) { &self.shown } else { read };
        let text = |field: &Option<String>| filled(field).map(str::to_owned);
        Details {
            title: text(&pick("title").title),
            date: pick("date").date,
            outlet: text(&pick("outlet").outlet),
            address: text(&pick("address").address),
        }
    }

    /// Whether its claims have to be found again: in another text, or counted from another day.
    pub fn needs_claims(&self, again: &Article) -> bool {
        self.sha256 != digest(&again.text) || self.shown_after(&details_of(again)).date != self.shown.date
    }

    /// Whether the text is the same.
    pub fn is_text(&self, text: &Text) -> bool {
        self.sha256 == digest(text)
    }

    /// Whether nothing is different.
    pub fn is_like(&self, again: &Again) -> bool {
        self.is_text(&again.article.text)
            && details_of(&again.article) == self.read
            && filled(&again.article.author) == self.author.as_deref()
            && again.member == self.member
    }

    /// Details that may have been typed, and are not what the file says now.
    fn stayed(&self, read: &Details) -> Vec<&'static str> {
        if self.typed_apart {
            return Vec::new();
        }
        let before = fields(&self.read).into_iter().zip(fields(read));
        before
            .filter(|((_, before), (_, now))| before.is_some() && before != now)
            .map(|((field, _), _)| field)
            .filter(|field| !self.corrected.iter().any(|c| c == field))
            .collect()
    }
}

fn digest(text: &Text) -> [u8; 32] {
    Sha256::digest(text.as_str()).into()
}

/// What can be corrected, without blanks around it.
fn details_of(article: &Article) -> Details {
    let text = |field: &Option<String>| filled(field).map(str::to_owned);
    Details {
        title: text(&article.title),
        date: article.date,
        outlet: text(&article.outlet),
        address: text(&article.address),
    }
}

impl Reader<'_> {
    /// The uploads of which lists have an article, in the order they were stored.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn uploads_listed(&self) -> Result<Vec<i64>> {
        let ids = self
            .connection
            .prepare_cached(&format!(
                "SELECT id FROM upload u WHERE EXISTS (SELECT 1 FROM article WHERE upload = u.id AND {LISTED}) ORDER BY id"
            ))?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(ids)
    }

    /// An upload with what was made of it; `None`: there is none, or lists have no article of it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn stored_upload(&self, upload: i64) -> Result<Option<StoredUpload>> {
        let ids = self
            .connection
            .prepare_cached(&format!(
                "SELECT id FROM article WHERE upload = ?1 AND {LISTED} ORDER BY id"
            ))?
            .query_map([upload], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<ArticleId>>>()?;
        let mut articles = Vec::new();
        for &id in &ids {
            articles.extend(self.stored(id)?);
        }
        if articles.is_empty() {
            return Ok(None);
        }
        let deleted = self
            .connection
            .prepare_cached("SELECT member FROM article WHERE upload = ?1 AND deleted_at IS NOT NULL ORDER BY id")?
            .query_map([upload], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let found = self
            .connection
            .prepare_cached("SELECT name, bytes FROM upload WHERE id = ?1")?
            .query_row([upload], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        Ok(found.map(|(name, bytes)| StoredUpload {
            name,
            bytes,
            articles,
            deleted,
        }))
    }

    /// An article as it was read, if lists have it.
    fn stored(&self, id: ArticleId) -> Result<Option<Stored>> {
        let corrected = self
            .connection
            .prepare_cached("SELECT field FROM correction WHERE article = ?1 ORDER BY field")?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let details = |row: &Row<'_>, i: usize| -> rusqlite::Result<Details> {
            Ok(Details {
                title: row.get(i)?,
                date: maybe(row, i + 1)?,
                outlet: row.get(i + 2)?,
                address: row.get(i + 3)?,
            })
        };
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT member, author, sha256, typed_apart, title, date, outlet, address, read_title, read_date, read_outlet,
                    read_address
                 FROM article WHERE id = ?1 AND {LISTED}"
            ))?
            .query_row([id], |row| {
                Ok(Stored {
                    id,
                    member: row.get(0)?,
                    author: row.get(1)?,
                    sha256: row.get(2)?,
                    typed_apart: row.get(3)?,
                    shown: details(row, 4)?,
                    read: details(row, 8)?,
                    corrected,
                })
            })
            .optional()?)
    }

    /// The newest reading of what this article is a reading of: itself, unless it was replaced.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn newest(&self, id: ArticleId) -> Result<ArticleId> {
        let newest = self
            .connection
            .prepare_cached("SELECT replaced_by FROM article WHERE id = ?1")?
            .query_row([id], |row| row.get::<_, Option<ArticleId>>(0))
            .optional()?;
        Ok(newest.flatten().unwrap_or(id))
    }

    /// The other readings that there are.
    pub(super) fn versions(&self, id: ArticleId) -> rusqlite::Result<Versions> {
        let time = |written: Option<i64>| written.and_then(|made| Timestamp::from_millisecond(made).ok());
        let (newer, reread) = self
            .connection
            .prepare_cached(
                "SELECT a.replaced_by, n.reread, a.reread FROM article a LEFT JOIN article n ON n.id = a.replaced_by
                 WHERE a.id = ?1",
            )?
            .query_row([id], |row| {
                let newer: Option<ArticleId> = row.get(0)?;
                let made = time(row.get(1)?).unwrap_or_default();
                Ok((newer.map(|newer| (newer, made)), time(row.get(2)?)))
            })?;
        let older = self
            .connection
            .prepare_cached("SELECT id FROM article WHERE replaced_by = ?1 ORDER BY id DESC")?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Versions { newer, older, reread })
    }

    /// An article in whose older reading alone a source occurs: that reading, which still has a page.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn only_in_older(&self, source: SourceId) -> Result<Option<ArticleId>> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT p.article FROM appearance p JOIN article a ON a.id = p.article
                 WHERE p.source = ?1 AND a.replaced_by IS NOT NULL AND a.deleted_at IS NULL ORDER BY p.article DESC LIMIT 1",
            )?
            .query_row([source], |row| row.get(0))
            .optional()?)
    }
}

impl Writer<'_> {
    /// Takes over what was read again of an upload: its articles, and `more` of it that is stored beside them. `None`: an article
    /// is not as it was any more (deleted, corrected, read again by somebody else), and nothing was done.
    ///
    /// # Errors
    /// If a claim does not fit its text, claims are missing, or the database cannot be written.
    pub fn reread(
        &mut self,
        upload: i64,
        changes: &[(Stored, Again)],
        more: &[NewArticle],
    ) -> Result<Option<RereadUpload>> {
        for (was, _) in changes {
            if self.reading().stored(was.id)?.as_ref() != Some(was) {
                return Ok(None);
            }
        }
        let mut done = RereadUpload::default();
        for (was, again) in changes {
            done.articles.push(self.reread_one(was, again)?);
        }
        for new in more {
            let id = self.add_article(upload, new, Timestamp::now().as_millisecond())?;
            self.name_sources(id, &HashSet::new())?;
            done.added.push(id);
        }
        Ok(Some(done))
    }

    fn reread_one(&mut self, was: &Stored, again: &Again) -> Result<Reread> {
        let read = details_of(&again.article);
        let shown = was.shown_after(&read);
        let stayed = was.stayed(&read);
        if was.needs_claims(&again.article) && again.claims.is_none() {
            return Err(StoreError::Misplaced(
                "there are no claims for another text or date".into(),
            ));
        }
        if was.is_like(again) {
            return Ok(Reread {
                became: Became::Unchanged,
                stayed: Vec::new(),
                left: Vec::new(),
            });
        }
        let (became, left) = match (was.is_text(&again.article.text), &again.claims) {
            (false, Some((claims, extractor))) => {
                let (id, left) = self.replace(was, again, &shown, claims, *extractor)?;
                (Became::Version(id), left)
            }
            (_, claims) => {
                self.read_details(was.id, again, &shown, &read)?;
                if let Some((claims, extractor)) = claims.as_ref().filter(|_| shown.date != was.shown.date) {
                    self.replace_claims(was.id, claims, *extractor)?;
                }
                (Became::Details, Vec::new())
            }
        };
        Ok(Reread { became, stayed, left })
    }

    /// Other details of the same text.
    fn read_details(&mut self, id: ArticleId, again: &Again, shown: &Details, read: &Details) -> Result<()> {
        self.hide(id)?;
        self.transaction
            .prepare_cached(
                "UPDATE article SET member = ?2, read_title = ?3, read_date = ?4, read_outlet = ?5, read_address = ?6,
                    author = ?7, typed_apart = 1
                 WHERE id = ?1",
            )?
            .execute(params![
                id,
                again.member,
                read.title,
                read.date.map(|date| date.to_string()),
                read.outlet,
                read.address,
                filled(&again.article.author),
            ])?;
        self.set_details(id, shown)?;
        self.keep_corrections(id, id, shown, read)?;
        self.show(id)?;
        self.set_seal(id)
    }

    /// What a person corrected of one reading, for another or for the same with other details: what the file says by now is no
    /// correction any more.
    fn keep_corrections(&mut self, from: ArticleId, to: ArticleId, shown: &Details, read: &Details) -> Result<()> {
        self.transaction
            .prepare_cached(
                "INSERT INTO correction (article, field, value, made)
                 SELECT ?2, field, value, made FROM correction WHERE article = ?1 AND ?1 <> ?2",
            )?
            .execute([from, to])?;
        for ((field, shown), (_, read)) in fields(shown).into_iter().zip(fields(read)) {
            if shown == read {
                self.transaction
                    .prepare_cached("DELETE FROM correction WHERE article = ?1 AND field = ?2")?
                    .execute(params![to, field])?;
            }
        }
        self.note_corrections(to, shown, read, Timestamp::now().as_millisecond())
    }

    /// Stores another text in place of an article's. Gives its number, and the names of the sources about which something was
    /// decided that does not hold in it.
    fn replace(
        &mut self,
        was: &Stored,
        again: &Again,
        shown: &Details,
        claims: &Claims,
        extractor: u32,
    ) -> Result<(ArticleId, Vec<String>)> {
        let old = was.id;
        let text = &again.article.text;
        let before = self.reading().any_article_text(old)?;
        let before = before.ok_or_else(|| StoreError::Misplaced(format!("there is no article {old}")))?;
        let (called, kept) = (self.reading().called(old)?, self.reading().kept(old)?);
        let fitting = self.fitting_readings(old)?;
        let (upload, added): (i64, i64) = self
            .transaction
            .prepare_cached("SELECT upload, added FROM article WHERE id = ?1")?
            .query_row([old], |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.hide(old)?;
        let article = Article {
            title: shown.title.clone(),
            date: shown.date,
            outlet: shown.outlet.clone(),
            address: shown.address.clone(),
            ..again.article.clone()
        };
        let read = details_of(&again.article);
        let (id, _) = self.insert_article(&NewRow {
            upload,
            member: again.member.as_deref(),
            article: &article,
            read: &read,
            extractor,
            added,
        })?;
        self.transaction
            .prepare_cached("UPDATE article SET reread = ?2 WHERE id = ?1")?
            .execute([id, Timestamp::now().as_millisecond()])?;
        self.transaction
            .prepare_cached("UPDATE article SET replaced_by = ?2 WHERE id = ?1 OR replaced_by = ?1")?
            .execute([old, id])?;
        self.keep_corrections(old, id, shown, &read)?;

        let moved = Moved::between(&before.text, text);
        let kept = kept.moved(old, id, |place| moved.place(place));
        self.rename_local(old, id)?;
        let found = add_claims(&self.transaction, id, text, claims, None, &kept)?;
        self.waiting.marks.extend(found.marks);
        self.give_back_local(id, old)?;
        self.count_sources_of(id)?;
        self.link_copies(id, text.as_str())?;
        self.show(id)?;
        // each anew: of names that as many articles have, the one that was stored first counts, and this one is now the last
        let now = self.reading().called(id)?;
        let named: HashSet<SourceId> = called.iter().chain(&now).map(|called| called.0).collect();
        for source in named {
            self.name_source(source)?;
        }
        let handed_on = self.hand_on(id, &kept)?;
        let left = self.left((old, id), &kept, handed_on)?;
        self.set_seal(id)?;
        for reading in fitting {
            self.set_seal(reading)?;
        }
        Ok((id, left))
    }

    /// This reading and those before it whose seals fit: what is done to them now is meant. One that was changed behind the
    /// program's back goes on being found.
    fn fitting_readings(&self, id: ArticleId) -> Result<Vec<ArticleId>> {
        let all = self
            .transaction
            .prepare_cached("SELECT id, seal FROM article WHERE id = ?1 OR replaced_by = ?1")?
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<(ArticleId, Option<[u8; 32]>)>>>()?;
        let mut fitting = Vec::new();
        for (reading, seal) in all {
            if seal.is_none_or(|seal| self.reading().seal(reading).is_ok_and(|now| now == seal)) {
                fitting.push(reading);
            }
        }
        Ok(fitting)
    }

    /// Makes the sources of one article alone those of another, with their numbers and all that was decided about them.
    fn rename_local(&self, from: ArticleId, to: ArticleId) -> Result<()> {
        self.transaction
            .prepare_cached(
                "UPDATE source SET key = ?2 || substr(key, length(?1) + 1) WHERE key >= ?1 || ': ' AND key < ?1 || ':!'",
            )?
            .execute([from.to_string(), to.to_string()])?;
        self.transaction
            .prepare_cached("UPDATE parted SET article = ?2 WHERE article = ?1")?
            .execute([from, to])?;
        Ok(())
    }

    /// Undoes that for those that do not occur in the newer article.
    fn give_back_local(&self, from: ArticleId, to: ArticleId) -> Result<()> {
        let gone = self
            .transaction
            .prepare_cached(
                "UPDATE source SET key = ?2 || substr(key, length(?1) + 1)
                 WHERE key >= ?1 || ': ' AND key < ?1 || ':!'
                    AND NOT EXISTS (SELECT 1 FROM appearance p WHERE p.source = source.id AND p.article = ?3)
                 RETURNING id",
            )?
            .query_map(params![from.to_string(), to.to_string(), from], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<SourceId>>>()?;
        let mut parted = self
            .transaction
            .prepare_cached("UPDATE parted SET article = ?2 WHERE own = ?1")?;
        for own in gone {
            parted.execute([own, to])?;
        }
        Ok(())
    }

    /// What the old article calls the sources about which something was decided, that no article has any more that lists have, and in whose place
    /// nobody stands.
    fn left(&self, (old, new): (ArticleId, ArticleId), kept: &Kept, handed_on: Vec<SourceId>) -> Result<Vec<String>> {
        let mut names = Vec::new();
        let mut seen: HashSet<SourceId> = handed_on.into_iter().collect();
        let mut somewhere = self
            .transaction
            .prepare_cached("SELECT 1 FROM appearance WHERE source = ?1 AND (live = 1 OR article = ?2)")?;
        let mut name = self
            .transaction
            .prepare_cached("SELECT name FROM appearance WHERE article = ?1 AND source = ?2")?;
        for source in kept.decided() {
            if seen.insert(source) && !somewhere.exists([source, new])? {
                names.push(name.query_row([old, source], |row| row.get(0))?);
            }
        }
        Ok(names)
    }
}
