//! Number expressions: what they are worth and how the text limits them.
//!
//! `value.rs` reads the expression, `hedge.rs` what limits it, `sense.rs` whether it can count people at all or is an
//! age, a date, a sum.

mod hedge;
mod sense;
mod value;

pub(super) use hedge::phrases as hedge_phrases;
pub(super) use value::is_age;

use super::aside::Asides;
use crate::{
    claim::{Count, Hedge, PassedReason},
    language::Document,
    text::Span,
};
use std::ops::Range;

/// A number expression with its hedge.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// The expression alone: `4,700`, `10 to 15`, `dozens`, `a` (only before a noun).
    pub(super) tokens: Range<usize>,
    /// Its place: that of the tokens, but `12` of `12-strong`.
    pub(super) span: Span,
    /// Hedge included.
    pub(super) count: Count,
    /// How it is limited.
    pub(super) hedge: Hedge,
    /// The words that limit it, each a range of tokens.
    pub(super) hedge_words: Vec<Range<usize>>,
    /// Words among them that say how it is known: `an estimated`.
    pub(super) evidence: Vec<Range<usize>>,
    /// From the first hedge or determiner to the end of a hedge behind: `at least the 12`.
    pub(super) whole: Range<usize>,
    /// How it is written.
    pub(super) form: Form,
    /// On top of what was counted before: `another`, `a further`.
    pub(super) new: bool,
    /// Why it cannot count people, if its neighbours say so.
    pub(super) other: Option<PassedReason>,
}

/// How a number is written, as far as rules ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits and number words, vague ones too.
    Numeral,
    /// `a`, `an`, `another`: one, before or for a singular.
    Article,
    /// `no`, `not a single`
    No,
    /// `no one`, `nobody`, `none`
    NoOne,
    /// `any`: nothing, but only under a negation.
    Any,
    /// `both`, `a couple`
    Pair,
    /// `12-strong`, `five-member`
    Strength,
    /// `third`, `59th`: never a count.
    Ordinal,
    /// `25-year-old`, `six-day`: never a count.
    Compound,
}

/// Finds them, in order.
pub(super) fn find(document: &Document<'_>, asides: &Asides) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    for sentence in &document.sentences {
        let (start, end) = (sentence.tokens.start, sentence.tokens.end);
        let mut from = start;
        let mut i = start;
        while i < end {
            let Some(value) = value::read(document, i, end) else {
                i += 1;
                continue;
            };
            i = value.tokens.end.max(i + 1);
            let Some(span) = value.span.or_else(|| document.span(value.tokens.clone())) else {
                continue;
            };
            let bounds = hedge::limit(document, &value, from..end);
            from = bounds.whole.end;
            i = i.max(from);
            numbers.push(Number {
                other: asides
                    .has(value.tokens.start)
                    .then_some(PassedReason::NotText)
                    .or_else(|| sense::other(document, &value, &bounds.whole, start..end)),
                tokens: value.tokens,
                span,
                count: bounds.count,
                hedge: bounds.hedge,
                hedge_words: bounds.words,
                evidence: bounds.evidence,
                whole: bounds.whole,
                form: value.form,
                new: bounds.new,
            });
        }
    }
    numbers
}

#[cfg(test)]
mod tests;
