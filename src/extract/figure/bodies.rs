//! `Their bodies were found the next day`: what became of the people that the sentence before counts.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    frame::Found,
};
use crate::{
    claim::Effect,
    extract::rule::{Rule, rule},
    language::{Document, Tags},
};
use std::ops::Range;

pub(super) const THEIR_BODIES: Rule = rule(
    "their-bodies",
    "whose bodies a later sentence finds",
    "Rebels kidnapped **eight** officers. Their bodies were found on Friday.",
);

/// The one phrase among the first `end` items of a sentence that counts several people, if nobody else there could be meant by
/// `their`.
pub(super) fn only_people(c: &Clauses<'_, '_>, end: usize) -> Option<usize> {
    let mut only = None;
    for m in (0..c.mentions.len()).take_while(|&m| c.places[m] < end) {
        let mention = &c.mentions[m];
        let number = &c.numbers[mention.number];
        let several = number.count.low.or(number.count.high).is_some_and(|n| n > 1);
        if mention.human != Human::No && several && !mention.counts_effect && only.replace(m).is_some() {
            return None;
        }
    }
    let m = only?;
    let place = c.places[m];
    let definite = c.d.is(c.mentions[m].tokens.start, &["the", "these", "those"]);
    let people = c.mentions[m].human == Human::Yes || definite && c.mentions[m].head.is_none();
    let object = c
        .before(place)
        .and_then(|i| c.verb(i))
        .is_some_and(|v| !v.passive && cue::roles(c.d, v.head) & cue::SPEECH == 0);
    // who begins the sentence may be meant, but does more often than suffers: "Gunmen kidnapped eight officers"
    let others = (1..c.items.len().min(end)).any(|i| {
        let plural = c.kind(i) == Some(I::Noun)
            && c.head(i)
                .is_some_and(|h| c.d.any(h, Tags::Plural) && cue::human(c.d, h) == Human::Yes);
        // what somebody does something to is spoken of, more than who stands by or was there before
        let aside = object && (i < place || i > 0 && c.kind(i - 1) == Some(I::Preposition));
        plural && !aside && !(definite && i > place)
    });
    (people && !others).then_some(m)
}

/// The words of a sentence that find their bodies: `Days later their bodies were found`.
pub(super) fn found(d: &Document<'_>, sentence: Range<usize>) -> Option<Range<usize>> {
    const FAR: usize = 8;
    let from = sentence.start;
    let whose = (from..sentence.end.min(from + FAR))
        .find(|&t| d.is(t, &["their"]) && d.is(t + 1, &["bodies", "corpses", "remains"]) && t + 1 < sentence.end)?;
    let (_, verb) = d
        .group_of(whose + 2)
        .filter(|(_, g)| g.tokens.start == whose + 2 && g.tokens.end <= sentence.end)?;
    let head = d.verb_group(whose + 2).filter(|v| v.negation.is_none())?.head;
    let handled = d.is(
        head,
        &[
            "found",
            "discovered",
            "recovered",
            "dumped",
            "located",
            "retrieved",
            "buried",
            "returned",
            "exhumed",
        ],
    );
    handled.then_some(whose + 1..verb.tokens.end)
}

/// What the rule found, as the others give it.
pub(super) fn their_bodies(words: Range<usize>) -> Found {
    Found {
        rule: THEIR_BODIES.name,
        ..Found::new((Effect::Killed, words), None)
    }
}
