//! `They were killed`, `shot them dead`, `the men died`: what a later clause says of people counted before.

use super::{
    bodies,
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    frame::Found,
    predicate::Said,
    subject::{self, Walk},
    them,
};
use crate::{
    claim::Effect,
    extract::rule::{Rule, rule},
    language::Tags,
};

pub(super) const TOLD_LATER: Rule = rule(
    "told-later",
    "they, them, the men, where nobody else can be meant",
    "**Three** gunmen stormed the clinic. They were killed by guards.",
);

/// Words for people of whom more has been said.
const GENERAL: &[&str] = &[
    "men", "women", "people", "victims", "captives", "hostages", "pair", "trio",
];

/// How far into a sentence the words for the people are looked for, in items.
const FAR: usize = 24;

/// Whether a sentence may say something of people of the one before: a cheap look, before it is read.
pub(super) fn may_tell(c: &Clauses<'_, '_>, tokens: std::ops::Range<usize>) -> bool {
    let d = c.d;
    let mentioned = |t: usize| {
        c.mentions
            .iter()
            .any(|m| m.head.is_some_and(|h| d.word(h) == d.word(t)) && d.any(t, Tags::Plural))
    };
    let several = |m: &super::mention::Mention| {
        let count = c.numbers[m.number].count;
        m.human != Human::No && !m.counts_effect && count.low.or(count.high).is_some_and(|n| n > 1)
    };
    c.mentions.iter().any(several)
        && tokens.clone().take(2 * FAR).any(|t| {
            d.is(t, &["they", "them", "occupants"]) || t < tokens.start + 5 && (mentioned(t) || d.is(t, GENERAL))
        })
}

/// What the sentence `l` says of people that the sentence before, `c`, counts: which phrase, and what.
pub(super) fn told_later(c: &Clauses<'_, '_>, l: &Clauses<'_, '_>) -> Option<(usize, Found)> {
    let by_name = named_again(c, l);
    if let Some((m, item)) = by_name
        && let Some(said) = said_of(l, item)
    {
        return Some((m, told(said)));
    }
    let whose = by_name
        .map(|(m, _)| m)
        .or_else(|| bodies::only_people(c, c.items.len()))?;
    for i in 0..l.items.len().min(FAR) {
        let item = &l.items[i];
        match item.kind {
            I::Noun if item.tokens.len() == 1 && l.d.is(item.tokens.start, &["they"]) => {
                // "Relatives said they …" may be the relatives
                let said = said_of(l, i).filter(|said| led(l, i) || by_name.is_some() || said.0 == Effect::Killed);
                if let Some(said) = said {
                    return Some((whose, told(said)));
                }
            }
            // "The car exploded, killing them", or "killing the occupants": who was in it
            I::Noun
                if item.tokens.len() == 1 && l.d.is(item.tokens.start, &["them"])
                    || l.head(i).is_some_and(|h| l.d.is(h, &["occupants"])) && carried(c, whose) =>
            {
                if let Some(new) = them::harms_them(l, None, i) {
                    return Some((
                        whose,
                        Found {
                            verb: None,
                            rule: TOLD_LATER.name,
                            ..new
                        },
                    ));
                }
            }
            // "The men were shot", said of farmers
            I::Noun if i < 3 && general(l, i) => {
                if let Some(said) = said_of(l, i) {
                    return Some((whose, told(said)));
                }
            }
            // others who could be meant, but for whoever does something to them
            I::Counted(_) | I::Noun if by_name.is_none() && i > 0 => {
                let subject = l.after(i).is_some_and(|v| l.verb(v).is_some_and(|v| !v.passive));
                let plural = l
                    .head(i)
                    .is_some_and(|h| l.d.any(h, Tags::Plural) && cue::human(l.d, h) == Human::Yes);
                if plural && !subject {
                    return None;
                }
            }
            _ => {}
        }
    }
    None
}

/// The same within one sentence: `Police chased six men until they were shot`.
pub(super) fn told_in_sentence(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let count = c.numbers[c.mentions[m].number].count;
    if c.mentions[m].human == Human::No || count.low.or(count.high).is_none_or(|n| n < 2) {
        return None;
    }
    let they = (place + 2..c.items.len().min(place + FAR))
        .find(|&i| c.items[i].tokens.len() == 1 && c.d.is(c.items[i].tokens.start, &["they"]))?;
    if !led(c, they) || bodies::only_people(c, they) != Some(m) {
        return None;
    }
    said_of(c, they).map(told)
}

fn told(said: Said) -> Found {
    Found {
        rule: TOLD_LATER.name,
        ..Found::new(said, None)
    }
}

/// The phrase of `c` whose noun the sentence `l` begins with: `The gunmen`.
fn named_again(c: &Clauses<'_, '_>, l: &Clauses<'_, '_>) -> Option<(usize, usize)> {
    let first = (0..l.items.len().min(4)).find(|&i| matches!(l.kind(i), Some(I::Noun | I::Counted(_))))?;
    if l.kind(first) != Some(I::Noun) || !l.d.is(l.items[first].tokens.start, &["the", "these", "those", "all"]) {
        return None;
    }
    let head = l
        .head(first)
        .filter(|&h| l.d.any(h, Tags::Plural) && h + 1 == l.items[first].tokens.end)?;
    let same = |m: &usize| {
        let mention = &c.mentions[*m];
        let number = &c.numbers[mention.number];
        number.count.low.or(number.count.high).is_some_and(|n| n > 1)
            && mention.human == Human::Yes
            && !mention.part
            && mention.head.is_some_and(|h| c.d.word(h) == l.d.word(head))
    };
    let mut which = (0..c.mentions.len()).filter(same);
    let m = which.next()?;
    which.next().is_none().then_some((m, first))
}

/// What a clause with the noun or pronoun at item `i` as its subject says happened to it, in so many words.
fn said_of(l: &Clauses<'_, '_>, i: usize) -> Option<Said> {
    let Walk::Harm(said, verb) = subject::walk_from(l, i, Human::Yes, None) else {
        return None;
    };
    let real = (i + 1..=verb).filter_map(|v| l.verb(v)).all(|v| {
        v.modal.is_none()
            && v.negation.is_none()
            && !v.infinitive
            && cue::roles(l.d, v.head) & cue::DENY == 0
            && !l.d.is(v.head, &["feared"])
    });
    let happened = matches!(
        said.0,
        Effect::Killed | Effect::Injured | Effect::Captured | Effect::Detained | Effect::Missing
    );
    // "If they are killed", "Families feared they were dead"
    let unsure = (0..i).any(|j| {
        l.d.is(l.items[j].tokens.start, &["if", "unless", "whether", "that"]) && j + 3 > i
            || l.verb(j)
                .is_some_and(|v| cue::roles(l.d, v.head) & (cue::DENY | cue::UNREAL) != 0 && j + 4 > i)
    });
    (real && happened && !unsure).then_some(said)
}

/// Nobody else's words lead to the pronoun at item `i`: it begins the sentence or a clause of time.
fn led(l: &Clauses<'_, '_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return true };
    matches!(
        l.kind(before),
        Some(I::Comma | I::Subordinator | I::And | I::Adverb | I::Break | I::Mark)
    ) || l.d.is(
        l.items[before].tokens.start,
        &[
            "before", "after", "until", "when", "while", "as", "but", "where", "since",
        ],
    )
}

/// `the men`, `the victims`: said of people of another name.
fn general(l: &Clauses<'_, '_>, i: usize) -> bool {
    let item = &l.items[i].tokens;
    item.len() == 2 && l.d.is(item.start, &["the", "these"]) && l.d.is(item.start + 1, GENERAL)
}

/// The phrase is who something carries: `a car carrying two men`.
fn carried(c: &Clauses<'_, '_>, m: usize) -> bool {
    let place = c.places[m];
    c.before(place).is_some_and(|i| {
        c.verb(i)
            .is_some_and(|v| c.d.is(v.head, &["carrying", "carried", "transporting", "containing"]))
            || c.d.is(c.items[i].tokens.start, &["with"])
    })
}
