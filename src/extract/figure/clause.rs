//! A sentence as a row of items: counted phrases, noun and verb groups, and the small words and marks between them.
//! Rules walk along it, a bounded number of steps.

use super::{
    cue,
    mention::{self, Mention},
};
use crate::{
    extract::number::Number,
    language::{Document, GroupKind, Kind, Tags},
};
use std::ops::Range;

/// One step of a sentence.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) tokens: Range<usize>,
    pub(super) kind: ItemKind,
}

/// What a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// A counted phrase, by its place among the sentence's.
    Counted(usize),
    /// Any other noun group.
    Noun,
    /// A verb group.
    Verb,
    /// `including`, `among them`
    Including,
    /// A preposition.
    Preposition,
    /// `and`, `as well as`, `plus`
    And,
    /// `or`, `but`, `nor`
    But,
    /// `,`
    Comma,
    /// `that`, `if`, `after`
    Subordinator,
    /// `who`, `which`, `where`
    Relative,
    /// An adjective or participle of harm.
    Harm,
    /// An adverb or other adjective.
    Adverb,
    /// A quotation mark.
    Mark,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `;` `:` `—`
    Break,
    /// A full stop and anything else.
    Other,
}

/// A sentence's items and counted phrases.
pub(super) struct Clauses<'d, 't> {
    pub(super) d: &'d Document<'t>,
    pub(super) numbers: &'d [Number],
    pub(super) sentence: Range<usize>,
    pub(super) items: Vec<Item>,
    pub(super) mentions: Vec<Mention>,
    /// For each mention its item.
    pub(super) places: Vec<usize>,
}

impl<'d, 't> Clauses<'d, 't> {
    /// Reads one sentence; `within` are its numbers.
    pub(super) fn read(
        d: &'d Document<'t>,
        numbers: &'d [Number],
        within: Range<usize>,
        sentence: Range<usize>,
    ) -> Clauses<'d, 't> {
        let mut clauses = Clauses {
            d,
            numbers,
            sentence: sentence.clone(),
            items: Vec::new(),
            mentions: Vec::new(),
            places: Vec::new(),
        };
        let mut read_to = sentence.start;
        for n in within {
            // a number inside another's phrase counts nothing by itself
            if numbers[n].tokens.start < read_to {
                continue;
            }
            let Some(mut mention) = mention::read(d, numbers, n, &sentence) else {
                continue;
            };
            mention.tokens.start = mention.tokens.start.max(read_to);
            read_to = mention.tokens.end;
            clauses.mentions.push(mention);
        }
        clauses.row();
        clauses
    }

    fn row(&mut self) {
        let (d, end) = (self.d, self.sentence.end);
        let mut next = 0;
        let mut at = self.sentence.start;
        while at < end {
            if let Some(mention) = self.mentions.get(next).filter(|m| m.tokens.start == at) {
                let tokens = mention.tokens.clone();
                self.places.push(self.items.len());
                self.items.push(Item {
                    tokens: tokens.clone(),
                    kind: ItemKind::Counted(next),
                });
                next += 1;
                at = tokens.end;
                continue;
            }
            let limit = self.mentions.get(next).map_or(end, |m| m.tokens.start.min(end));
            let (stop, kind) = one(d, at, limit);
            self.items.push(Item { tokens: at..stop, kind });
            at = stop;
        }
        self.mentions.truncate(next);
    }

    /// The item `i`, if there is one.
    pub(super) fn kind(&self, i: usize) -> Option<ItemKind> {
        self.items.get(i).map(|item| item.kind)
    }

    /// The next item after `i` that is no adverb and no quotation mark.
    pub(super) fn after(&self, i: usize) -> Option<usize> {
        (i + 1..self.items.len().min(i + 6)).find(|&j| !matches!(self.items[j].kind, ItemKind::Adverb | ItemKind::Mark))
    }

    /// The item before `i` that is no adverb and no quotation mark.
    pub(super) fn before(&self, i: usize) -> Option<usize> {
        (i.saturating_sub(5)..i)
            .rev()
            .find(|&j| !matches!(self.items[j].kind, ItemKind::Adverb | ItemKind::Mark))
    }

    /// The main verb of item `i`, if it is a verb group.
    pub(super) fn verb(&self, i: usize) -> Option<crate::language::VerbGroup> {
        let item = self.items.get(i).filter(|item| item.kind == ItemKind::Verb)?;
        self.d.verb_group(item.tokens.start).copied()
    }

    /// The head of item `i`, if it is a noun group or counted phrase.
    pub(super) fn head(&self, i: usize) -> Option<usize> {
        match self.kind(i)? {
            ItemKind::Counted(m) => self.mentions[m].head,
            ItemKind::Noun => self
                .d
                .noun_group(self.items[i].tokens.start)
                .map(|n| n.head.min(self.items[i].tokens.end - 1)),
            _ => None,
        }
    }
}

/// The item that begins at token `at`: where it ends and what it is.
fn one(d: &Document<'_>, at: usize, limit: usize) -> (usize, ItemKind) {
    use ItemKind as I;
    let single = |kind| (at + 1, kind);
    if d.is(
        at,
        &[
            "including",
            "include",
            "includes",
            "included",
            "notably",
            "particularly",
            "namely",
        ],
    ) {
        return single(I::Including);
    }
    // "aged 5 and 7": what follows describes, and is no object
    if d.is(at, &["aged"]) || d.is(at, &["ages"]) && (d.is_kind(at + 1, Kind::Number) || d.any(at + 1, Tags::Number)) {
        return single(I::Preposition);
    }
    if d.is(at, &["among"]) && d.is(at + 1, &["them", "whom", "those"]) && at + 2 <= limit {
        return (at + 2, I::Including);
    }
    if d.is(at, &["as"]) && d.is(at + 1, &["well"]) && d.is(at + 2, &["as"]) && at + 3 <= limit {
        return (at + 3, I::And);
    }
    if d.is(at, &["plus", "and", "&"]) {
        return single(I::And);
    }
    if d.is(at, &["that"]) && d.any(at, Tags::Subordinator) {
        return single(I::Subordinator);
    }
    if let Some((_, group)) = d.group_of(at) {
        let end = group.tokens.end.min(limit).max(at + 1);
        return match &group.kind {
            GroupKind::Noun(noun) if noun.pronoun && d.any(at, Tags::Wh) => (end, I::Relative),
            // "now 27", "away nine people": before a number that was read with the rest of the group
            GroupKind::Noun(noun) if noun.head >= end && d.any(at, Tags::Adverb) => single(I::Adverb),
            GroupKind::Noun(noun) => {
                if noun.head == at && cue::adjective(d, at).is_some() && group.tokens.len() == 1 {
                    (end, I::Harm)
                } else if group.tokens.start < at && !d.any(noun.head, Tags::NOMINAL) {
                    // "six due to": the number was the whole phrase
                    (end, I::Adverb)
                } else if noun.pronoun && d.is(at, &["that"]) && d.verb_group(at + 1).is_some() {
                    (end, I::Relative)
                } else {
                    (end, I::Noun)
                }
            }
            GroupKind::Verb(_) if group.tokens.start == at && end == group.tokens.end => (end, I::Verb),
            // "were both killed": the rest of a group that a number parts
            GroupKind::Verb(verb) if group.tokens.start < at && verb.head >= at && end == group.tokens.end => {
                (end, I::Verb)
            }
            GroupKind::Verb(verb) if verb.head < end => (end, I::Other),
            GroupKind::Verb(_) => single(I::Other),
        };
    }
    let tags = d.tags(at);
    match d.kind(at) {
        Some(Kind::Comma) => return single(I::Comma),
        Some(Kind::Mark) => return single(I::Mark),
        Some(Kind::Open) => return single(I::Open),
        Some(Kind::Close) => return single(I::Close),
        Some(Kind::Semicolon | Kind::Colon | Kind::Dash) => return single(I::Break),
        Some(Kind::Word) => {}
        _ => return single(I::Other),
    }
    if cue::adjective(d, at).is_some() {
        return single(I::Harm);
    }
    if tags.any(Tags::Wh) {
        return single(if d.is(at, &["when"]) {
            I::Subordinator
        } else {
            I::Relative
        });
    }
    if tags.any(Tags::Subordinator) {
        return single(I::Subordinator);
    }
    if tags.any(Tags::Preposition | Tags::To) && !d.is(at, &["not"]) {
        return single(I::Preposition);
    }
    if tags.any(Tags::Conjunction) {
        return single(I::But);
    }
    if tags.any(Tags::Adverb | Tags::Adjective | Tags::Determiner | Tags::Negation) {
        return single(I::Adverb);
    }
    single(I::Other)
}
