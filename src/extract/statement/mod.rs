//! Who says what: the content, the cue and the mention of its source, and whom that source cites.

mod adjunct;
mod apposition;
mod bare;
mod block;
mod boundary;
mod capable;
mod clause;
mod cue;
mod extent;
mod finish;
mod finite;
mod follow;
mod lexicon;
mod listener;
mod mention;
mod opinion;
mod paragraph;
mod restricted;
mod rules;
mod scene;
#[cfg(test)]
mod tests;
mod transcript;
mod view;

use self::scene::Scene;
use super::{aside::Asides, mark::Marked, rule::Rule};
use crate::{
    claim::{Quote, QuoteKind, Time},
    language::Document,
};
use std::ops::Range;

/// Something that the text gives to somebody; ranges are tokens.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// `None`: it gives a figure its source without being a quote ("the ministry confirmed 12 deaths").
    pub(super) kind: Option<QuoteKind>,
    /// The pieces of the content, in order, never empty.
    pub(super) content: Vec<Range<usize>>,
    /// The mention of the source, as the gold marks it: `Ana Ruiz`, `he`, `the lawmakers`.
    pub(super) source: Option<Range<usize>>,
    /// The reporting expression: `said`, `told reporters`, `according to`.
    pub(super) cue: Option<Range<usize>>,
    /// Mentions of those whom the source cites, nearest first.
    pub(super) via: Vec<Range<usize>>,
    /// Without a cue of its own, it goes on with the speaker of this earlier statement (its index).
    pub(super) follows: Option<usize>,
    /// When it was said.
    pub(super) said: Option<Time>,
    /// Who said it, by the fullest name: filled by the stage of sources.
    pub(super) speaker: Option<String>,
    /// The rule that found it.
    pub(super) rule: &'static str,
    /// For [`Statement::into_quote`], filled when it is made: the same places as spans.
    pub(super) spans: Spans,
}

/// The places of a statement's parts in the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Spans {
    /// Of [`Statement::content`].
    pub(super) content: Vec<crate::text::Span>,
    /// Of [`Statement::source`].
    pub(super) source: Option<crate::text::Span>,
    /// Of [`Statement::cue`].
    pub(super) cue: Option<crate::text::Span>,
    /// Of [`Statement::via`].
    pub(super) via: Vec<crate::text::Span>,
}

impl Statement {
    /// As a quote, if it is one.
    pub(super) fn into_quote(self) -> Option<Quote> {
        let Spans {
            content,
            source,
            cue,
            via,
        } = self.spans;
        Some(Quote {
            kind: self.kind?,
            content,
            source,
            speaker: self.speaker,
            cue,
            via,
            said: self.said,
            rule: self.rule,
        })
    }
}

/// The rules in the order in which they are tried, those without a cue last.
pub(super) fn rules() -> impl Iterator<Item = Rule> {
    rules::RULES
        .iter()
        .map(|(rule, _)| *rule)
        .chain(rules::WITHOUT_CUE.iter().copied())
}

/// Finds all statements, in the order of their contents.
pub(super) fn find(document: &Document<'_>, asides: &Asides, marks: &[Marked]) -> Vec<Statement> {
    let scene = Scene { d: document, marks };
    let mut taken = vec![false; marks.len()];
    let mut found = Vec::new();
    let turns = transcript::turns(&scene, asides, &mut found);
    block::speaker_lines(&scene, asides, &mut taken, &mut found);
    for (n, paragraph) in document.paragraphs.iter().enumerate() {
        if paragraph.capitals || asides.has(paragraph.tokens.start) {
            continue;
        }
        paragraph::read(&scene, asides, n, &mut taken, &mut found);
    }
    follow::carry_on(&scene, asides, &turns, &mut taken, &mut found);
    finish::settle(&scene, found)
}
