//! Full-text search: what a person typed to places in articles.

mod stems;
pub(super) mod words;

pub(super) use stems::Stems;

use super::{Hit, Page, Reader, Result};

impl Reader<'_> {
    /// `query` is what the person typed, whatever it is. Newest first. `page` from 1.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn search(&self, query: &str, page: u32) -> Result<Page<Hit>> {
        let _ = (query, page, self.stems);
        Ok(Page {
            rows: Vec::new(),
            total: 0,
        })
    }
}
