//! What a verb says of its object: `killed ten`, `sent 500 soldiers`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    predicate::{Said, fatally, has_auxiliary, is_place, one_effect, to_death},
};
use crate::{claim::Effect, extract::number::Form};

/// What the verb group at item `at` says happened to the phrase behind it.
pub(super) fn of_object(c: &Clauses<'_, '_>, at: usize, human: Human, head: Option<usize>) -> Option<Said> {
    let verb = c.verb(at)?;
    if human == Human::No || verb.passive && has_auxiliary(c, at, &verb) {
        return None;
    }
    let words = c.items[at].tokens.clone();
    let lost = c.d.is(verb.head, &["lost", "lose", "loses", "losing"]);
    let harm = cue::harm(c.d, verb.head).find(|harm| {
        let fits = match harm.frame {
            cue::OBJECT => true,
            cue::PEOPLE => human == Human::Yes || head.is_none(),
            cue::NAMED if head.is_none() && harm.effect == Effect::Deployed => {
                !c.d.is(verb.head, SEND) && more_of_them(c, at)
            }
            cue::NAMED => {
                human == Human::Yes
                    && (!c.d.is(verb.head, SEND) || head.is_some_and(|h| cue::is_listed(c.d, h, "forces")))
            }
            _ => false,
        };
        fits && !(harm.effect == Effect::Displaced && is_place(c, human, head))
            && (harm.particle != Some("to") || to_death(c, at))
            && !(lost && loses_other(c, at, head))
    })?;
    let end = match harm.particle {
        Some("to") => words.end + 2,
        Some(_) => words.end.max(verb.head + 2),
        None => words.end,
    };
    // "killed or wounded 20", "shot and killed two"
    if let Some(join) = c.before(at).filter(|&i| matches!(c.kind(i), Some(I::And | I::But)))
        && let Some(first) = c.before(join)
        && let Some(other) = c.verb(first)
        && let Some(other) = cue::harm(c.d, other.head).find(|h| h.frame != cue::SUBJECT && h.particle.is_none())
    {
        let either = c.d.is(c.items[join].tokens.start, &["or"]);
        let effect = one_effect(other.effect, harm.effect, either);
        return Some((effect, c.items[first].tokens.start..end));
    }
    let effect = if harm.effect == Effect::Injured && fatally(c, at) {
        Effect::Killed
    } else {
        harm.effect
    };
    Some((effect, words.start..end))
}

/// `could deploy up to 3,000 more`: a bare number on top of people counted before.
fn more_of_them(c: &Clauses<'_, '_>, at: usize) -> bool {
    c.after(at).is_some_and(|i| match c.kind(i) {
        Some(I::Counted(m)) => c.mentions[m].new && c.numbers[c.mentions[m].number].form == Form::Numeral,
        _ => false,
    })
}

/// `lost 200 customers`, `lost two players to injury`: gone, but alive.
fn loses_other(c: &Clauses<'_, '_>, at: usize, head: Option<usize>) -> bool {
    let leave = [
        "customers",
        "clients",
        "subscribers",
        "supporters",
        "members",
        "voters",
        "followers",
        "fans",
        "viewers",
        "readers",
        "listeners",
        "investors",
        "advertisers",
        "employees",
        "staff",
        "users",
        "delegates",
        "jobs",
    ];
    let end = c.items.len().min(at + 6);
    head.is_some_and(|h| leave.contains(&c.d.word(h)))
        || (at + 1..end).any(|i| {
            c.d.is(c.items[i].tokens.start, &["to"])
                && c.head(i + 1).is_some_and(|h| {
                    c.d.is(
                        h,
                        &["injury", "injuries", "suspension", "illness", "rivals", "retirement"],
                    )
                })
        })
}

const SEND: &[&str] = &[
    "send",
    "sends",
    "sent",
    "sending",
    "post",
    "posts",
    "posted",
    "posting",
    "call",
    "calls",
    "called",
    "calling",
    "activate",
    "activates",
    "activated",
    "activating",
];
