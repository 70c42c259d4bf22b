//! What is never counted, whatever the verb.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    frame::{Found, nearest_verb},
};
use crate::{
    extract::number::Form,
    language::{Kind, Tags},
};

/// Things that are never counted as people, whatever the verb.
pub(super) fn may_count(c: &Clauses<'_, '_>, m: usize) -> bool {
    let mention = &c.mentions[m];
    let number = &c.numbers[mention.number];
    if mention.human == Human::No {
        return false;
    }
    // "two brothers, both miners, died": says who they are
    let place = c.places[m];
    let who_they_are = number.form == Form::Pair
        && mention.head.is_some()
        && c.d.is(number.tokens.start, &["both"])
        && place >= 2
        && c.kind(place - 1) == Some(I::Comma)
        && matches!(c.kind(place - 2), Some(I::Counted(_)))
        && c.kind(place + 1) == Some(I::Comma);
    if who_they_are || all_but(c, m) {
        return false;
    }
    match number.form {
        Form::Any => under_negation(c, c.places[m]),
        Form::Article => !apposed(c, m) && !mourned(c, m) && is_dead_body(c, m),
        _ => {
            !(mention.whole.is_none() && c.d.is(number.tokens.start, &["one"]) && one_of_many(c, m))
                && is_dead_body(c, m)
        }
    }
}

/// `all but two of the dead were pupils`: neither the two nor how many are counted.
pub(super) fn all_but(c: &Clauses<'_, '_>, m: usize) -> bool {
    let start = c.numbers[c.mentions[m].number].whole.start;
    start >= c.sentence.start + 2 && c.d.is(start - 1, &["but"]) && c.d.is(start - 2, &["all"])
}

/// `20 firefighters were sent to the scene`: who turns up there is not deployed.
pub(super) fn to_the_scene(c: &Clauses<'_, '_>, m: usize, found: &Found) -> bool {
    let end = found
        .trigger
        .iter()
        .map(|t| t.end)
        .max()
        .unwrap_or_default()
        .max(c.items[c.places[m]].tokens.end);
    (end..c.sentence.end.min(end + 4)).any(|t| c.d.is(t, &["scene", "spot"]))
}

/// `10 miners were sent to the hospital`, `sent two children home`: nobody who serves there is deployed to a bed; `a work team was
/// sent`: how many they were is not said.
pub(super) fn to_hospital(c: &Clauses<'_, '_>, m: usize) -> bool {
    const PLACES: &[&str] = &[
        "clinic",
        "clinics",
        "home",
        "hospital",
        "hospitals",
        "jail",
        "morgue",
        "prison",
        "school",
    ];
    const FORCES: &[&str] = &[
        "fighters", "guards", "marines", "officers", "police", "soldiers", "troops",
    ];
    let mention = &c.mentions[m];
    let team =
        c.numbers[mention.number].form == Form::Article && mention.head.is_some_and(|h| c.d.any(h, Tags::Family));
    let forces = mention.head.is_some_and(|h| c.d.is(h, FORCES));
    let end = mention.tokens.end;
    let sent = || (end..c.sentence.end.min(end + 4)).find(|&t| c.d.is(t, &["to", "home"]));
    let there = |to: usize| (to..c.sentence.end.min(to + 6)).any(|t| c.d.is(t, PLACES));
    team || !forces && sent().is_some_and(there)
}

/// `two thirds of the 90 passengers`, `most of the twelve`: how many is not said.
pub(super) fn is_share(c: &Clauses<'_, '_>, m: usize) -> bool {
    let start = c.numbers[c.mentions[m].number]
        .whole
        .start
        .min(c.mentions[m].tokens.start);
    let Some(of) = (start.saturating_sub(2).max(c.sentence.start)..start)
        .rev()
        .find(|&t| c.d.is(t, &["of"]))
    else {
        return false;
    };
    let Some(share) = of.checked_sub(1).filter(|&t| t >= c.sentence.start) else {
        return false;
    };
    let word = c.d.word(share);
    // "one in four of the 8,000"
    if share > c.sentence.start
        && (c.d.any(share, Tags::Number) || c.d.is_kind(share, Kind::Number))
        && c.d.is(share - 1, &["in"])
    {
        return true;
    }
    c.d.is_kind(share, Kind::Percent)
        || c.d.is(
            share,
            &[
                "half",
                "third",
                "thirds",
                "quarter",
                "quarters",
                "fifth",
                "fifths",
                "tenth",
                "percent",
                "cent",
                "most",
                "some",
                "majority",
                "proportion",
                "share",
                "percentage",
                "part",
            ],
        )
        || ["-thirds", "-quarters", "-fifths", "-third", "-quarter"]
            .iter()
            .any(|end| word.ends_with(end))
}

/// `Moss, one of the researchers who died`: one with a name.
fn one_of_many(c: &Clauses<'_, '_>, m: usize) -> bool {
    let place = c.places[m];
    c.d.is(c.numbers[c.mentions[m].number].tokens.end, &["of"]) && after_name(c, place)
}

/// `The harbour has lost a pilot and a teacher`: said of one who has died and has a name. What an army lost was counted.
fn mourned(c: &Clauses<'_, '_>, m: usize) -> bool {
    let place = c.places[m];
    let army = (place.saturating_sub(8)..place).any(|i| {
        c.kind(i) == Some(I::Noun)
            && c.head(i).is_some_and(|h| {
                cue::is_listed(c.d, h, "forces")
                    || cue::is_listed(c.d, h, "attackers")
                    || c.d.is(
                        h,
                        &[
                            "army",
                            "navy",
                            "brigade",
                            "battalion",
                            "regiment",
                            "company",
                            "patrol",
                            "unit",
                            "side",
                        ],
                    )
            })
    });
    !army
        && (place.saturating_sub(8)..place)
            .rev()
            .take_while(|&i| {
                matches!(
                    c.kind(i),
                    Some(I::Counted(_) | I::Noun | I::And | I::Comma | I::Preposition | I::Adverb | I::Verb)
                )
            })
            .find_map(|i| c.verb(i))
            .is_some_and(|v| !v.passive && c.d.is(v.head, &["lost", "lose", "losing"]))
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

/// `Ivo Brandt, a soldier and a father, was killed`, `the man, a farmer, died`: it only says who somebody is.
fn apposed(c: &Clauses<'_, '_>, m: usize) -> bool {
    let article = |m: usize| {
        let number = &c.numbers[c.mentions[m].number];
        number.form == Form::Article && c.d.is(number.tokens.start, &["a", "an"])
    };
    let mut m = m;
    // no apposition has more members
    for _ in 0..4 {
        if !article(m) {
            return false;
        }
        let place = c.places[m];
        if after_name(c, place) || after_definite(c, place) {
            return true;
        }
        // "…, a father of two and a volunteer": look at the one before
        let joined = place > 0 && matches!(c.kind(place - 1), Some(I::And | I::Comma));
        let Some(previous) = m.checked_sub(1).filter(|&p| joined && place - c.places[p] <= 5) else {
            return false;
        };
        let one_phrase = (c.places[previous] + 1..place - 1)
            .all(|i| matches!(c.kind(i), Some(I::Preposition | I::Noun | I::Counted(_) | I::Adverb)));
        if !one_phrase {
            return false;
        }
        m = if article(previous) {
            previous
        } else {
            previous.saturating_sub(1)
        };
    }
    false
}

/// A name and a comma stand before, an age between them at most: `Marta Voss, 34, a teacher`.
fn after_name(c: &Clauses<'_, '_>, place: usize) -> bool {
    let name = |i: usize| {
        c.kind(i) == Some(I::Noun) && {
            let last = c.items[i].tokens.end - 1;
            c.head(i).is_some_and(|h| c.d.any(h, Tags::Name)) || c.d.any(last, Tags::Name)
        }
    };
    let comma = |i: usize| c.kind(i) == Some(I::Comma);
    if place < 2 || !comma(place - 1) {
        return false;
    }
    name(place - 2)
        || place >= 4
            && comma(place - 3)
            && name(place - 4)
            && c.d.is_kind(c.items[place - 2].tokens.start, Kind::Number)
            && c.items[place - 2].tokens.len() == 1
}

/// `The victim, a farmer, was shot`: a definite singular before, and a comma behind that closes the apposition before a
/// verb. Without it, it is a list: `the driver, a passenger and a cyclist died`.
fn after_definite(c: &Clauses<'_, '_>, place: usize) -> bool {
    if place < 2 || c.kind(place - 1) != Some(I::Comma) || c.kind(place - 2) != Some(I::Noun) {
        return false;
    }
    let definite =
        c.d.is(c.items[place - 2].tokens.start, &["the", "his", "her", "its", "their"])
            && c.head(place - 2).is_some_and(|h| !c.d.any(h, Tags::Plural));
    let end = c.items.len().min(place + 8);
    let close =
        (place + 1..end).find(|&i| !matches!(c.kind(i), Some(I::Preposition | I::Noun | I::Counted(_) | I::Adverb)));
    definite && close.is_some_and(|i| c.kind(i) == Some(I::Comma) && c.kind(i + 1) == Some(I::Verb))
}
