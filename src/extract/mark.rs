//! Quotation marks: which opens, which closes, and what they hold.

use super::aside::Asides;
use crate::language::Document;
use std::ops::Range;

/// A stretch in quotation marks, outermost marks only.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// The token of the opening mark.
    pub(super) open: usize,
    /// The token of the closing mark; `None` where it never closes and ends with its paragraph.
    pub(super) close: Option<usize>,
    /// The tokens inside, marks excluded; never empty.
    pub(super) inside: Range<usize>,
    /// Opens a paragraph and is carried on by the next, which opens with a mark too: one speech over several paragraphs.
    pub(super) goes_on: bool,
}

/// Pairs the marks of each paragraph, in order.
pub(super) fn pair(document: &Document<'_>, asides: &Asides) -> Vec<Marked> {
    let _ = (document, asides);
    Vec::new()
}
