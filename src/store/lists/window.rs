//! A page of what comes by.

use crate::store::{COUNTED, PAGE, Page};

/// Collects a page of what comes by, and counts it all as far as counting goes.
pub(super) struct Window {
    pub(super) first: usize,
    pub(super) rows: Vec<i64>,
    pub(super) limit: usize,
    pub(super) seen: usize,
    /// Whether to go on for the count alone.
    pub(super) counts: bool,
    /// How many there are, if that is known.
    pub(super) all: Option<u32>,
}

impl Window {
    pub(super) fn new(page: u32, limit: u32, counts: bool) -> Window {
        Window {
            first: offset(page),
            rows: Vec::new(),
            limit: limit as usize,
            seen: 0,
            counts,
            all: None,
        }
    }

    /// Takes one; gives whether to go on.
    pub(super) fn take(&mut self, one: i64) -> bool {
        if self.seen >= self.first && self.rows.len() < self.limit {
            self.rows.push(one);
        }
        self.seen += 1;
        if self.all.is_some_and(|all| self.seen >= all as usize) {
            return false;
        }
        self.rows.len() < self.limit && self.seen < self.first + self.limit
            || self.counts && self.seen < COUNTED as usize
    }

    /// Whether the page is full.
    pub(super) fn is_full(&self) -> bool {
        self.rows.len() >= self.limit
    }

    pub(super) fn page(self) -> Page<i64> {
        counted_page(self.rows, self.seen as u32)
    }
}

/// A page without rows.
pub(super) fn nothing<T>() -> Page<T> {
    counted_page(Vec::new(), 0)
}

/// A page of so many in all.
pub(super) fn counted_page<T>(rows: Vec<T>, total: u32) -> Page<T> {
    Page {
        rows,
        total: total.min(COUNTED),
        more: total >= COUNTED,
    }
}

/// Rows before a page.
pub(super) fn offset(page: u32) -> usize {
    (page.max(1) - 1) as usize * PAGE as usize
}
