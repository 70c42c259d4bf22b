//! Places in a text: [`Span`] in bytes for inside, [`CharSpan`] in code points for outside.

use std::ops::Range;

/// A half-open range of **bytes** of one [`Text`](super::Text), never empty, on character boundaries.
///
/// Only a `Text` makes spans from numbers ([`Text::span`](super::Text::span)); spans of the same text may be
/// joined with [`Span::to`]. Inside the program every place is a `Span`; at its borders (database, JSON,
/// pages) it is turned into a [`CharSpan`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// For [`Text`](super::Text) alone: it has checked the bounds.
    pub(super) fn new(start: u32, end: u32) -> Span {
        debug_assert!(start < end);
        Span { start, end }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether every byte of `other` is in `self`.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A half-open range of **Unicode code points** of an article's stored text, as in W3C Web Annotation's
/// text position selector and in Python's and SQLite's `substr`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CharSpan {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}
