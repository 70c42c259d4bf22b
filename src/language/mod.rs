//! The text as tokens, sentences, paragraphs and groups, and the word lists.
//!
//! [`Document::read`] does all of it in one pass a step, in this order: paragraphs (from the text), tokens
//! (`token.rs`), sentences (`sentence.rs`), what each word is (`lexicon.rs`, then `tagging.rs` by its neighbours), noun and
//! verb groups (`group.rs`). Stages of extraction ask it and never look at the characters themselves, so that what
//! a group or a sentence is stands in one place.

mod group;
pub mod lexicon;
mod sentence;
mod tagging;
mod tags;
mod token;
mod worded;

pub(crate) use group::PARTICLES;
pub use group::{Group, GroupKind, NounGroup, VerbGroup};
pub use tags::Tags;
pub use token::{Case, Kind, Token};

use crate::text::{Span, Text};
use std::ops::Range;

/// A text as the engine sees it. Tokens, sentences, paragraphs and groups are named by their index.
#[derive(Debug)]
pub struct Document<'t> {
    /// The text itself.
    pub text: &'t Text,
    tokens: token::Tokens,
    tags: Vec<Tags>,
    /// In order; every token is in exactly one.
    pub sentences: Vec<Sentence>,
    /// In order; every token is in exactly one. Those without a token are left out.
    pub paragraphs: Vec<Paragraph>,
    /// Noun and verb groups, in order, not overlapping.
    pub groups: Vec<Group>,
    /// For each token the group it is in.
    group_of: Vec<Option<u32>>,
    /// For each token how many groups begin before it.
    groups_before: Vec<u32>,
    /// For each token its sentence.
    sentence_of: Vec<u32>,
}

/// A sentence: its tokens, closing marks included.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The paragraph it is in.
    pub paragraph: usize,
}

/// A paragraph with something in it.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its place in the text, line breaks at its end included.
    pub span: Span,
    /// Its tokens, never empty.
    pub tokens: Range<usize>,
    /// Its sentences, never empty.
    pub sentences: Range<usize>,
    /// All its words are in capitals, so that a capital says nothing.
    pub capitals: bool,
}

impl<'t> Document<'t> {
    /// Reads a text. Linear in its length.
    pub fn read(text: &'t Text) -> Document<'t> {
        let mut tokens = token::Tokens::default();
        let mut paragraphs = Vec::new();
        let mut sentences = Vec::new();
        for span in text.paragraphs() {
            let from = tokens.list().len();
            tokens.scan(text, span);
            let range = from..tokens.list().len();
            if range.is_empty() {
                continue;
            }
            let first = sentences.len();
            sentence::split(&tokens, range.clone(), paragraphs.len(), &mut sentences);
            let capitals = tagging::in_capitals(&tokens.list()[range.clone()]);
            paragraphs.push(Paragraph {
                span,
                tokens: range,
                sentences: first..sentences.len(),
                capitals,
            });
        }
        let tags = tagging::tag(&tokens, &sentences, &paragraphs);
        let mut document = Document {
            text,
            group_of: vec![None; tags.len()],
            groups_before: Vec::with_capacity(tags.len()),
            sentence_of: Vec::with_capacity(tags.len()),
            tokens,
            tags,
            sentences,
            paragraphs,
            groups: Vec::new(),
        };
        for (i, sentence) in document.sentences.iter().enumerate() {
            document.sentence_of.resize(sentence.tokens.end, i as u32);
        }
        document.groups = group::find(&document);
        for (i, group) in document.groups.iter().enumerate() {
            for token in group.tokens.clone() {
                document.group_of[token] = Some(i as u32);
            }
            document.groups_before.resize(group.tokens.start + 1, i as u32);
        }
        document
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether there is no token at all.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    /// The token `i`; `None` beyond the end.
    pub fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.list().get(i)
    }

    /// The normalised form of token `i` (small letters, straight apostrophes, ASCII digits); empty beyond the end.
    pub fn word(&self, i: usize) -> &str {
        self.tokens.key(i)
    }

    /// Whether token `i` is one of these words, given in small letters.
    pub fn is(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.word(i))
    }

    /// What token `i` is, at its place; nothing beyond the end.
    pub fn tags(&self, i: usize) -> Tags {
        self.tags.get(i).copied().unwrap_or_default()
    }

    /// Whether token `i` has at least one of these tags.
    pub fn any(&self, i: usize, tags: Tags) -> bool {
        self.tags(i).any(tags)
    }

    /// Whether token `i` is a small word within a name: `the` in `Save the Children`.
    pub fn within_name(&self, i: usize) -> bool {
        worded::is_within(self.word(i), self.tags(i))
    }

    /// What token `i` is by its characters; `None` beyond the end.
    pub fn kind(&self, i: usize) -> Option<Kind> {
        self.token(i).map(|t| t.kind)
    }

    /// Whether token `i` is of this kind.
    pub fn is_kind(&self, i: usize, kind: Kind) -> bool {
        self.kind(i) == Some(kind)
    }

    /// The place of these tokens, from the first to the last. `None` for an empty range.
    pub fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let last = tokens.end.checked_sub(1)?;
        if tokens.start > last {
            return None;
        }
        Some(self.token(tokens.start)?.span.to(self.token(last)?.span))
    }

    /// The words of these tokens, as the text has them.
    pub fn words(&self, tokens: Range<usize>) -> &'t str {
        self.span(tokens).map_or("", |span| self.text.slice(span))
    }

    /// The group that token `i` is in, and its index.
    pub fn group_of(&self, i: usize) -> Option<(usize, &Group)> {
        let group = (*self.group_of.get(i)?)? as usize;
        Some((group, &self.groups[group]))
    }

    /// The noun group that token `i` is in.
    pub fn noun_group(&self, i: usize) -> Option<&NounGroup> {
        match &self.group_of(i)?.1.kind {
            GroupKind::Noun(noun) => Some(noun),
            GroupKind::Verb(_) => None,
        }
    }

    /// The verb group that token `i` is in.
    pub fn verb_group(&self, i: usize) -> Option<&VerbGroup> {
        match &self.group_of(i)?.1.kind {
            GroupKind::Verb(verb) => Some(verb),
            GroupKind::Noun(_) => None,
        }
    }

    /// The groups whose tokens lie in this range (those that begin in it).
    pub fn groups_in(&self, tokens: Range<usize>) -> &[Group] {
        let before = |i: usize| self.groups_before.get(i).map_or(self.groups.len(), |&n| n as usize);
        let from = before(tokens.start);
        &self.groups[from..before(tokens.end).max(from)]
    }

    /// The sentence that token `i` is in.
    pub fn sentence_of(&self, i: usize) -> usize {
        self.sentence_of.get(i).map_or(self.sentences.len(), |&n| n as usize)
    }

    /// The paragraph that token `i` is in.
    pub fn paragraph_of(&self, i: usize) -> usize {
        self.paragraphs.partition_point(|p| p.tokens.end <= i)
    }

    /// The first token that ends after this **byte** of the text.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.list().partition_point(|t| t.span.end() <= byte)
    }

    /// The tokens within a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let list = self.tokens.list();
        list.partition_point(|t| t.span.start() < span.start())..list.partition_point(|t| t.span.end() <= span.end())
    }
}
