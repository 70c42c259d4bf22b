//! By what words a figure says how it is known: `reportedly`, `believed to`.

use super::{
    clause::{Clauses, ItemKind as I},
    frame::Found,
};
use crate::language::Tags;
use std::ops::Range;

/// Adverbs that say how it is known.
const EVIDENCE: &[&str] = &[
    "reportedly",
    "allegedly",
    "apparently",
    "presumably",
    "supposedly",
    "purportedly",
    "believed",
    "thought",
    "understood",
    "confirmed",
    "unconfirmed",
    "reported",
    "presumed",
    "officially",
];

/// The words near the mention and its trigger that say how it is known, in order.
pub(super) fn evidence(c: &Clauses<'_, '_>, m: usize, found: &Found) -> Vec<Range<usize>> {
    let place = c.places[m];
    let mut words = c.numbers[c.mentions[m].number].evidence.clone();
    let verb = found.verb.unwrap_or(place);
    let (from, to) = (place.min(verb), place.max(verb));
    for i in from.saturating_sub(3)..c.items.len().min(to + 3) {
        let item = &c.items[i];
        let outside = i < from || i > to;
        if outside && matches!(item.kind, I::Comma | I::And | I::But | I::Relative | I::Break) && i > to {
            break;
        }
        if matches!(item.kind, I::Counted(other) if other != m) || item.kind == I::Noun && !outside {
            continue;
        }
        for t in item.tokens.clone() {
            let adverb = EVIDENCE[..6].contains(&c.d.word(t));
            // "believed to have been killed": the verb that leads to the trigger
            let leads = !adverb
                && EVIDENCE.contains(&c.d.word(t))
                && item.kind == I::Verb
                && found.trigger.iter().any(|w| w.contains(&t));
            if adverb {
                words.push(t..t + 1);
            } else if leads {
                let end = if c.d.any(t + 1, Tags::To) { t + 2 } else { t + 1 };
                words.push(t..end);
            }
        }
    }
    words.sort_by_key(|w| (w.start, w.end));
    words.dedup();
    let mut end = 0;
    words.retain(|w| {
        let apart = w.start >= end;
        end = end.max(w.end);
        apart
    });
    words
}
