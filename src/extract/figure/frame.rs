//! Which effect a counted phrase met with: a table of rules, the most certain first.

use super::{
    clause::{Clauses, ItemKind as I},
    counted, noun, object,
    predicate::Said,
    result, subject, toll,
};
use crate::claim::{Change, Effect};
use std::ops::Range;

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) effect: Effect,
    /// The words that say so.
    pub(super) trigger: Vec<Range<usize>>,
    /// The item of the verb that says it, or leads to it.
    pub(super) verb: Option<usize>,
    pub(super) change: Option<Change>,
    /// The mention (of the same sentence) that it is a part of.
    pub(super) part_of: Option<usize>,
    /// A group that stands elsewhere: "four of whom were [dock workers]".
    pub(super) group: Option<Range<usize>>,
    pub(super) rule: &'static str,
}

impl Found {
    pub(super) fn new(said: Said, verb: Option<usize>) -> Found {
        Found {
            effect: said.0,
            trigger: vec![said.1],
            verb,
            change: None,
            part_of: None,
            group: None,
            rule: "",
        }
    }
}

type Rule = fn(&Clauses<'_, '_>, usize) -> Option<Found>;

/// The rules that need nothing but the sentence, in order.
const RULES: &[(&str, Rule)] = &[
    ("lives-taken", noun::lives),
    ("effect-counted", noun::effect_counted),
    ("held-captive", object::hostages),
    ("result-behind", result::result_behind),
    ("left-behind", result::left),
    ("among-the-dead", noun::among),
    ("object-of-verb", object::object),
    ("forced-to", object::forced),
    ("with-injuries", noun::with_injuries),
    ("deaths-of", noun::of_noun),
    ("whereabouts", noun::whereabouts),
    ("toll", toll::toll),
    ("subject-of-verb", subject::subject),
    ("named-by-group", noun::named),
];

/// The rules' names, in order.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(name, _)| *name)
}

/// The effect of mention `m` by the first rule that has one.
pub(super) fn find(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    if !counted::may_count(c, m) {
        return None;
    }
    let found = RULES.iter().find_map(|(name, rule)| {
        let mut found = rule(c, m)?;
        found.rule = name;
        Some(found)
    })?;
    // "25 wounded people who were evacuated": what they are says more than where they went
    let own = c.mentions[m]
        .own
        .filter(|(own, _)| matches!(own, Effect::Killed | Effect::Injured));
    match own {
        Some((own, word)) if matches!(found.effect, Effect::Displaced | Effect::Deployed | Effect::Detained) => {
            Some(Found {
                rule: "named-by-group",
                ..Found::new((own, word..word + 1), found.verb)
            })
        }
        _ => Some(found),
    }
}

/// The verb next to a phrase: behind it, or before it.
pub(super) fn nearest_verb(c: &Clauses<'_, '_>, place: usize) -> Option<usize> {
    let behind = c.after(place).filter(|&i| c.kind(i) == Some(I::Verb));
    let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Verb));
    behind.or(before).or_else(|| {
        let preposition = c.before(place).filter(|&i| c.kind(i) == Some(I::Preposition))?;
        c.before(preposition).filter(|&i| c.kind(i) == Some(I::Verb))
    })
}
