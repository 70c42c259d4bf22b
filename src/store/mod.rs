//! SQLite: one function a query, one writer, several readers, search.

mod model;

pub use model::*;

use std::path::Path;

/// What went wrong with the database; each says what a person can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file belongs to a newer claimbook.
    #[error("{0} was written by a newer claimbook; use that one, or choose another file with --database")]
    Newer(String),
}

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The database: cheap to clone, shared by all requests.
#[derive(Clone)]
pub struct Store {}

/// What can be asked, inside [`Store::read`] (all questions of one call see the same state).
pub struct Reader<'c> {
    _connection: &'c (),
}

/// What can be changed, inside [`Store::write`]: one transaction, kept if the closure returns `Ok`.
pub struct Writer<'c> {
    _connection: &'c (),
}

#[expect(clippy::todo, missing_docs, clippy::missing_errors_doc)]
impl Store {
    pub fn open(_path: &Path) -> Result<Store> {
        todo!()
    }
    /// Runs on a reader's own thread; the connection stays with the query when the caller goes away.
    pub async fn read<T: Send + 'static>(
        &self,
        _ask: impl FnOnce(&Reader<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        todo!()
    }
    /// Runs on the writer's thread in one `BEGIN IMMEDIATE` transaction; answers after COMMIT.
    pub async fn write<T: Send + 'static>(
        &self,
        _change: impl FnOnce(&mut Writer<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        todo!()
    }
    /// As `read`, waiting: for the command line.
    pub fn read_now<T: Send + 'static>(
        &self,
        _ask: impl FnOnce(&Reader<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        todo!()
    }
    /// As `write`, waiting: for the command line.
    pub fn write_now<T: Send + 'static>(
        &self,
        _change: impl FnOnce(&mut Writer<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        todo!()
    }
}

#[expect(clippy::todo, missing_docs, clippy::missing_errors_doc)]
impl Reader<'_> {
    pub fn totals(&self) -> Result<Totals> {
        todo!()
    }
    /// `None`: there is none, or it is deleted.
    pub fn article(&self, _id: ArticleId) -> Result<Option<ArticlePage>> {
        todo!()
    }
    /// The cleaned text, for extracting again.
    pub fn article_text(&self, _id: ArticleId) -> Result<Option<crate::article::Article>> {
        todo!()
    }
    pub fn is_deleted(&self, _id: ArticleId) -> Result<bool> {
        todo!()
    }
    /// (name, media type, bytes) as uploaded.
    pub fn original(&self, _id: ArticleId) -> Result<Option<(Option<String>, String, Vec<u8>)>> {
        todo!()
    }
    pub fn articles(&self, _filter: &Filter) -> Result<Page<ArticleRow>> {
        todo!()
    }
    pub fn figures(&self, _filter: &Filter) -> Result<Page<FigureRow>> {
        todo!()
    }
    pub fn quotes(&self, _filter: &Filter) -> Result<Page<QuoteRow>> {
        todo!()
    }
    pub fn sources(&self, _filter: &Filter) -> Result<Page<SourceRow>> {
        todo!()
    }
    /// The figures of the filter by effect, for the legend: only effects that occur.
    pub fn effects(&self, _filter: &Filter) -> Result<Vec<(crate::claim::Effect, u32)>> {
        todo!()
    }
    pub fn source(&self, _id: SourceId) -> Result<Option<SourcePage>> {
        todo!()
    }
    /// `query` is what the person typed, whatever it is. Newest first. `page` from 1.
    pub fn search(&self, _query: &str, _page: u32) -> Result<Page<Hit>> {
        todo!()
    }
}

#[expect(clippy::todo, missing_docs, clippy::missing_errors_doc)]
impl Writer<'_> {
    pub fn add(&mut self, _upload: NewUpload) -> Result<Added> {
        todo!()
    }
    /// New claims for an article of the store (its text stays), after `reprocess` or a corrected date.
    pub fn replace_claims(&mut self, _id: ArticleId, _claims: &crate::claim::Claims, _extractor: u32) -> Result<()> {
        todo!()
    }
    /// What a person typed; fields that equal what was read are no correction.
    pub fn correct(&mut self, _id: ArticleId, _details: &Details) -> Result<bool> {
        todo!()
    }
    /// Marks it deleted: it is in no list and no search, and can be restored for a while.
    pub fn delete(&mut self, _id: ArticleId) -> Result<bool> {
        todo!()
    }
    pub fn restore(&mut self, _id: ArticleId) -> Result<bool> {
        todo!()
    }
}
