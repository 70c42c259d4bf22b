//! What is never counted, whatever the verb.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    frame::nearest_verb,
};
use crate::{extract::number::Form, language::Tags};

/// Things that are never counted as people, whatever the verb.
pub(super) fn may_count(c: &Clauses<'_, '_>, m: usize) -> bool {
    let mention = &c.mentions[m];
    let number = &c.numbers[mention.number];
    if mention.human == Human::No {
        return false;
    }
    match number.form {
        Form::Any => under_negation(c, c.places[m]),
        Form::Article => !apposed(c, m) && is_dead_body(c, m),
        _ => {
            !(mention.whole.is_none() && c.d.is(number.tokens.start, &["one"]) && one_of_many(c, m))
                && is_dead_body(c, m)
        }
    }
}

/// `Moss, one of the researchers who died`: one with a name.
fn one_of_many(c: &Clauses<'_, '_>, m: usize) -> bool {
    let place = c.places[m];
    c.d.is(c.numbers[c.mentions[m].number].tokens.end, &["of"]) && after_name(c, place)
}

/// What is called a body is a dead one, not a committee.
fn is_dead_body(c: &Clauses<'_, '_>, m: usize) -> bool {
    let mention = &c.mentions[m];
    let Some(head) = mention.head.filter(|&h| c.d.is(h, &["body", "bodies"])) else {
        return true;
    };
    let described = mention.group.clone().unwrap_or(head..head);
    if (described.start..head).any(|t| ["ory", "ive", "ing", "al"].iter().any(|end| c.d.word(t).ends_with(end))) {
        return false;
    }
    if c.numbers[mention.number].form == Form::Numeral {
        return true;
    }
    let whose = c.d.is(head + 1, &["of"]) || (described.start..head).any(|t| cue::adjective(c.d, t).is_some());
    let handled = [
        "found",
        "find",
        "recovered",
        "recover",
        "discovered",
        "pulled",
        "retrieved",
        "buried",
        "dumped",
        "washed",
        "exhumed",
        "seen",
        "saw",
        "identified",
        "lying",
        "lay",
        "carried",
        "removed",
        "returned",
    ];
    whose
        || nearest_verb(c, c.places[m])
            .and_then(|i| c.verb(i))
            .is_some_and(|v| handled.contains(&c.d.word(v.head)))
}

/// A negated verb, `without` or `no` stands before, or the verb behind is negated.
fn under_negation(c: &Clauses<'_, '_>, place: usize) -> bool {
    (place.saturating_sub(6)..place).rev().any(|i| {
        c.verb(i).is_some_and(|v| v.negation.is_some())
            || c.d.is(c.items[i].tokens.start, &["without", "nor", "denied", "deny"])
    })
}

/// `Ivo Brandt, a soldier, was killed`: who has a name is not counted.
fn apposed(c: &Clauses<'_, '_>, m: usize) -> bool {
    after_name(c, c.places[m]) && c.d.is(c.numbers[c.mentions[m].number].tokens.start, &["a", "an"])
}

/// A name and a comma stand before.
fn after_name(c: &Clauses<'_, '_>, place: usize) -> bool {
    place >= 2
        && c.kind(place - 1) == Some(I::Comma)
        && c.kind(place - 2) == Some(I::Noun)
        && c.head(place - 2).is_some_and(|h| c.d.any(h, Tags::Name))
}
