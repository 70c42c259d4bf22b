//! Many uploads at once.

use super::{Added, ArticleId, ArticleRef, NewUpload, Reader, Store, StoreError, error::Result, rows};
use sha2::{Digest, Sha256};
use std::sync::Arc;

impl Store {
    /// Stores these uploads in one transaction and answers after COMMIT, an answer for each in their order. One that does not
    /// fit is refused alone. It is done even if the caller goes away meanwhile.
    ///
    /// That is not a savepoint for each: at a savepoint the index of words writes out what it holds, which makes every batch
    /// slower for the sake of one that hardly ever comes. If one is refused, the transaction is undone and each upload gets
    /// its own.
    ///
    /// # Errors
    /// If the database cannot be written; then none of those that have no answer yet is stored.
    pub async fn add_all(&self, uploads: Vec<NewUpload>) -> Result<Vec<Result<Added>>> {
        if uploads.is_empty() {
            return Ok(Vec::new());
        }
        let uploads = Arc::new(uploads);
        let all = Arc::clone(&uploads);
        let together = self.write(move |writer| all.iter().map(|upload| writer.add_upload(upload)).collect());
        match together.await {
            Ok(added) => {
                let added: Vec<Added> = added;
                Ok(added.into_iter().map(Ok).collect())
            }
            Err(StoreError::Misplaced(_) | StoreError::Crashed) => {
                let mut added = Vec::with_capacity(uploads.len());
                for i in 0..uploads.len() {
                    let all = Arc::clone(&uploads);
                    let one = self.write(move |writer| all.get(i).map(|one| writer.add_upload(one)).transpose());
                    match one.await {
                        Ok(one) => added.extend(one.map(Ok)),
                        Err(error @ (StoreError::Misplaced(_) | StoreError::Crashed)) => added.push(Err(error)),
                        Err(error) => return Err(error),
                    }
                }
                Ok(added)
            }
            Err(error) => Err(error),
        }
    }
}

impl Store {
    /// As [`Store::add_all`], waiting: for the command line.
    ///
    /// # Errors
    /// As there.
    pub fn add_all_now(&self, uploads: Vec<NewUpload>) -> Result<Vec<Result<Added>>> {
        let uploads = Arc::new(uploads);
        let all = Arc::clone(&uploads);
        match self.write_now(move |writer| all.iter().map(|upload| writer.add_upload(upload)).collect()) {
            Ok(added) => {
                let added: Vec<Added> = added;
                Ok(added.into_iter().map(Ok).collect())
            }
            Err(StoreError::Misplaced(_) | StoreError::Crashed) => (0..uploads.len())
                .map(|i| {
                    let all = Arc::clone(&uploads);
                    let one = self.write_now(move |writer| {
                        let one = all.get(i).ok_or(StoreError::Closed)?;
                        writer.add_upload(one)
                    });
                    match one {
                        Err(error) if !matches!(error, StoreError::Misplaced(_) | StoreError::Crashed) => Err(error),
                        one => Ok(one),
                    }
                })
                .collect(),
            Err(error) => Err(error),
        }
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
                 WHERE u.sha256 = ?1 LIMIT 2",
                rows::ARTICLE
            ))?
            .query_map([sha256], |row| Ok((rows::article_ref(row, 0)?, row.get(5)?)))?
            .collect::<rusqlite::Result<Vec<(ArticleRef, bool)>>>()?;
        Ok(match (found.pop(), found.is_empty()) {
            (Some((article, true)), true) => Some(article),
            _ => None,
        })
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
