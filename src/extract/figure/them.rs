//! `them`: a later verb of the sentence does something to people counted before.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    done,
    frame::Found,
};
use crate::{
    claim::Effect,
    extract::rule::{Rule, rule},
    language::Tags,
};

pub(super) const DONE_TO_THEM: Rule = rule(
    "done-to-them",
    "them, where nobody else can be meant",
    "Gunmen fired at **two** officers, killing them.",
);

/// `shot at two officers, killing them`, `kidnapped three traders and later beheaded them`: what is done to them is done to the
/// people counted before, if nobody else can be meant. Gives a second effect where the number has one of its own.
pub(super) fn done_to_them(c: &Clauses<'_, '_>, m: usize, found: Option<&Found>) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    let number = &c.numbers[mention.number];
    let several = number.count.low.or(number.count.high).is_some_and(|n| n > 1);
    if !several || mention.human != Human::Yes || mention.counts_effect || mention.part {
        return None;
    }
    // not whose doing it is: something governs the phrase
    let governed = c.before(place).is_some_and(|i| {
        c.kind(i) == Some(I::Preposition)
            || c.verb(i)
                .is_some_and(|v| !v.passive && cue::roles(c.d, v.head) & cue::SPEECH == 0)
    });
    if !governed {
        return None;
    }
    let object = c.before(place).is_some_and(|i| c.kind(i) == Some(I::Verb));
    for i in place + 1..c.items.len().min(place + 17) {
        let item = &c.items[i];
        match item.kind {
            I::Noun if item.tokens.len() == 1 && c.d.is(item.tokens.start, &["them"]) => {
                if let Some(new) =
                    harms_them(c, Some(place), i).filter(|new| found.is_none_or(|f| f.effect != new.effect))
                {
                    return Some(new);
                }
            }
            // others who could be meant; not whom a preposition brings in: "in front of officers"
            I::Noun if object && c.kind(i - 1) == Some(I::Preposition) => {}
            I::Noun | I::Relative => {
                let plural = c
                    .head(i)
                    .is_some_and(|h| c.d.any(h, Tags::Plural) && cue::human(c.d, h) != Human::No);
                let pronoun = c.d.noun_group(item.tokens.start).is_some_and(|n| n.pronoun);
                if plural && !pronoun {
                    return None;
                }
            }
            I::Counted(_) | I::Other | I::Break | I::Open => return None,
            _ => {}
        }
    }
    None
}

/// What the verb before the `them` at item `them` does to them; behind the phrase at `place`, if it is of the same sentence.
pub(super) fn harms_them(c: &Clauses<'_, '_>, place: Option<usize>, them: usize) -> Option<Found> {
    let verb = c.before(them).filter(|&v| place.is_none_or(|place| v > place))?;
    let group = c
        .verb(verb)
        .filter(|v| v.negation.is_none() && (place.is_some() || v.modal.is_none() && !v.infinitive))?;
    let words = c.items[verb].tokens.clone();
    // "leaving them wounded", "shot them dead"
    let behind = c.items.get(them + 1).filter(|item| {
        matches!(item.kind, I::Harm | I::Verb)
            && item.tokens.len() == 1
            && cue::adjective(c.d, item.tokens.start).is_some()
    });
    let becomes = behind.and_then(|item| cue::adjective(c.d, item.tokens.start));
    let effect = if c.d.is(group.head, &["leaving", "left", "leave"]) {
        becomes?
    } else {
        let (effect, _) = done::of_object(c, verb, Human::Yes, None)?;
        becomes.filter(|e| *e == Effect::Killed).unwrap_or(effect)
    };
    let mut new = Found {
        rule: DONE_TO_THEM.name,
        ..Found::new((effect, words), Some(verb))
    };
    new.trigger.extend(behind.map(|item| item.tokens.clone()));
    Some(new)
}
