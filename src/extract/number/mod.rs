//! Number expressions: what they are worth and how the text limits them.

use super::aside::Asides;
use crate::{
    claim::{Count, Hedge},
    language::Document,
};
use std::ops::Range;

/// A number expression with its hedge.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// The expression alone: `4,700`, `10 to 15`, `dozens`, `a` (only before a noun).
    pub(super) tokens: Range<usize>,
    /// Hedge included.
    pub(super) count: Count,
    /// How it is limited.
    pub(super) hedge: Hedge,
    /// The words that limit it, each a range of tokens.
    pub(super) hedge_words: Vec<Range<usize>>,
}

/// Finds them, in order.
pub(super) fn find(document: &Document<'_>, asides: &Asides) -> Vec<Number> {
    let _ = (document, asides);
    Vec::new()
}
