//! Many uploads at once.

use super::{Added, ArticleId, ArticleRef, NewUpload, Reader, Store, StoreError, Writer, error::Result, rows};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// So many uploads are stored in one transaction by whoever has many.
pub const UPLOADS_AT_ONCE: usize = 100;
/// And of so many **bytes**, with their texts, unless one alone has more.
pub const BYTES_AT_ONCE: usize = 8 * 1024 * 1024;

impl Store {
    /// Stores these uploads in one transaction and answers after COMMIT, an answer for each in their order. One that does not
    /// fit is refused alone. It is done even if the caller goes away meanwhile.
    ///
    /// That is not a savepoint for each: at a savepoint the index of words writes out what it holds, which makes every batch
    /// slower for the sake of one that hardly ever fails. If anything fails, the transaction is undone and each upload gets its
    /// own, so that what can be stored is.
    ///
    /// The answers end with the first error that the next one would meet too: a disk that is full. What was answered before
    /// stays stored.
    pub async fn add_all(&self, uploads: Vec<NewUpload>) -> Vec<Result<Added>> {
        let uploads = Arc::new(uploads);
        let all = Arc::clone(&uploads);
        let together = self.write(move |writer| all.iter().map(|upload| writer.add_upload(upload)).collect());
        if let Some(answers) = answers(together.await) {
            return answers;
        }
        let mut answers = Answers::default();
        for i in 0..uploads.len() {
            let all = Arc::clone(&uploads);
            let one = self.write(move |writer| add_one(writer, &all, i)).await;
            if !answers.go_on_after(one) {
                break;
            }
        }
        answers.0
    }

    /// As [`Store::add_all`], waiting: for the command line.
    pub fn add_all_now(&self, uploads: Vec<NewUpload>) -> Vec<Result<Added>> {
        let uploads = Arc::new(uploads);
        let all = Arc::clone(&uploads);
        let together = self.write_now(move |writer| all.iter().map(|upload| writer.add_upload(upload)).collect());
        if let Some(answers) = answers(together) {
            return answers;
        }
        let mut answers = Answers::default();
        for i in 0..uploads.len() {
            let all = Arc::clone(&uploads);
            if !answers.go_on_after(self.write_now(move |writer| add_one(writer, &all, i))) {
                break;
            }
        }
        answers.0
    }
}

/// What each upload of one transaction came to; `None` if the transaction was undone.
fn answers(together: Result<Vec<Added>>) -> Option<Vec<Result<Added>>> {
    together.ok().map(|added| added.into_iter().map(Ok).collect())
}

fn add_one(writer: &mut Writer<'_>, uploads: &[NewUpload], i: usize) -> Result<Added> {
    let one = uploads.get(i).ok_or(StoreError::Closed)?;
    writer.add_upload(one)
}

/// What uploads came to that have a transaction each.
#[derive(Default)]
struct Answers(Vec<Result<Added>>);

impl Answers {
    /// Notes one, and says whether the next can fare otherwise.
    fn go_on_after(&mut self, one: Result<Added>) -> bool {
        let of_one = matches!(one, Ok(_) | Err(StoreError::Misplaced(_) | StoreError::Crashed));
        self.0.push(one);
        of_one
    }
}

impl Reader<'_> {
    /// The article that was made of these very bytes, if they are an article and nothing else; `None` if they are new, hold
    /// several articles, or theirs was deleted. For what is sent again and need not be read again.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn made_of(&self, bytes: &[u8]) -> Result<Option<ArticleRef>> {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        let mut found = self
            .connection
            .prepare_cached(&format!(
                "SELECT {}, a.member IS NULL AND a.deleted_at IS NULL FROM upload u JOIN article a ON a.upload = u.id
                 WHERE u.sha256 = ?1 AND a.replaced_by IS NULL LIMIT 2",
                rows::ARTICLE
            ))?
            .query_map([sha256], |row| Ok((rows::article_ref(row, 0)?, row.get(5)?)))?
            .collect::<rusqlite::Result<Vec<(ArticleRef, bool)>>>()?;
        Ok(match (found.pop(), found.is_empty()) {
            (Some((article, true)), true) => Some(article),
            _ => None,
        })
    }

    /// The articles that were made of these very bytes and deleted, and can be brought back, in their order.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn deleted_of(&self, bytes: &[u8]) -> Result<Vec<ArticleRef>> {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        Ok(self
            .connection
            .prepare_cached(&format!(
                "SELECT {} FROM upload u JOIN article a ON a.upload = u.id
                 WHERE u.sha256 = ?1 AND a.deleted_at IS NOT NULL AND a.replaced_by IS NULL ORDER BY a.id",
                rows::ARTICLE
            ))?
            .query_map([sha256], |row| rows::article_ref(row, 0))?
            .collect::<rusqlite::Result<_>>()?)
    }

    /// What names these articles, and their names inside their uploads, in their order; those that are not there are left out.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn names(&self, ids: &[ArticleId]) -> Result<Vec<(ArticleRef, Option<String>)>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {}, a.member FROM json_each(?1) i CROSS JOIN article a ON a.id = i.value ORDER BY i.key",
            rows::ARTICLE
        ))?;
        let names = statement.query_map([rows::json(ids)], |row| Ok((rows::article_ref(row, 0)?, row.get(5)?)))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }
}
