//! Figures: numbers that count people to whom something happened.
//!
//! A sentence is read as a row of items (`clause.rs`) with its counted phrases (`mention.rs`). A table of rules (`frame.rs`; the
//! rules in `noun.rs`, `lost.rs`, `object.rs`, `result.rs`, `subject.rs`, `toll.rs`) says which effect each met with, by the argument frames
//! of the verbs of harm (`predicate.rs`, `outcome.rs`, `done.rs`; words in `cue.rs` and its lists), and leaves out what is never
//! counted (`counted.rs`). What has no effect of its own may take over its neighbour's (`relation.rs`, `them.rs`, `parts.rs`) or that of a sentence
//! nearby (`they.rs`, `bodies.rs`, `who.rs`).
//! `modality.rs` says whether it is so (`refuted.rs`: what somebody calls false), `evidence.rs` how it is known. At the end the
//! article's figures are compared with each other (`repeat.rs`).

mod bodies;
mod clause;
mod counted;
mod cue;
mod done;
mod evidence;
mod frame;
mod lost;
mod mention;
mod modality;
mod noun;
mod object;
mod outcome;
mod parts;
mod predicate;
mod refuted;
mod relation;
mod repeat;
mod result;
mod subject;
mod them;
mod they;
mod toll;
mod who;

use super::{
    number::{Form, Number},
    rule::Rule,
};
use crate::{
    claim::{Change, Effect, Figure, PassedOver, PassedReason},
    language::{Document, Tags},
    text::Span,
};
use clause::Clauses;
use cue::Human;
use frame::Found;
use std::ops::Range;

/// Finds the figures, in the order of their places, and says of every other number why it is none.
pub(super) fn find(document: &Document<'_>, numbers: &[Number]) -> (Vec<Figure>, Vec<PassedOver>) {
    let mut figures: Vec<Figure> = Vec::new();
    let mut passed = Vec::new();
    // figures that are parts of something by what they say
    let mut parts = Vec::new();
    let mut next = 0;
    for (s, sentence) in document.sentences.iter().enumerate() {
        let from = next;
        while numbers.get(next).is_some_and(|n| n.tokens.start < sentence.tokens.end) {
            next += 1;
        }
        if from == next {
            continue;
        }
        let clauses = Clauses::read(document, numbers, from..next, sentence.tokens.clone());
        let mut found: Vec<Option<Found>> = (0..clauses.mentions.len()).map(|m| frame::find(&clauses, m)).collect();
        who::name(&clauses, &mut found, &figures);
        relation::carry_over(&clauses, &mut found);
        // "Their bodies were found on Friday.": of the people counted here
        let later = document
            .sentences
            .get(s + 1)
            .filter(|l| l.paragraph == sentence.paragraph);
        let bodies = later
            .and_then(|later| bodies::found(document, later.tokens.clone()))
            .and_then(|words| {
                let whose = bodies::only_people(&clauses, clauses.items.len())?;
                Some((whose, bodies::their_bodies(words)))
            });
        // "They were killed by guards."
        let told = bodies.or_else(|| {
            let later = later.filter(|later| they::may_tell(&clauses, later.tokens.clone()))?;
            let mut end = next;
            while numbers.get(end).is_some_and(|n| n.tokens.start < later.tokens.end) {
                end += 1;
            }
            they::told_later(
                &clauses,
                &Clauses::read(document, numbers, next..end, later.tokens.clone()),
            )
        });
        let mut reasons: Vec<Option<PassedReason>> = (from..next).map(|n| reason(&numbers[n])).collect();
        // where each mention's figure comes to stand
        let mut places: Vec<Option<usize>> = vec![None; found.len()];
        for (m, slot) in found.iter().enumerate() {
            let mention = &clauses.mentions[m];
            let slot = slot.as_ref().filter(|f| !is_rule_or_rate(&clauses, m, f));
            let told = told.as_ref().filter(|(whose, _)| *whose == m).map(|(_, found)| found);
            if slot.is_none()
                && told.is_none()
                && let Some(Some(reason)) = reasons.get_mut(mention.number - from)
                && mention.human == Human::No
            {
                *reason = PassedReason::NotPeople;
            }
            // "kidnapped three traders and beheaded them": a second effect
            let second = slot
                .filter(|slot| slot.effect != Effect::Killed)
                .and_then(|slot| them::done_to_them(&clauses, m, Some(slot)))
                .filter(|second| second.effect == Effect::Killed);
            let second = second.or_else(|| {
                told.filter(|told| slot.is_none_or(|s| s.effect != Effect::Killed && s.effect != told.effect))
                    .cloned()
            });
            for (i, slot) in slot.into_iter().chain(&second).enumerate() {
                let Some(figure) = self::figure(&clauses, m, slot, &places) else {
                    continue;
                };
                if i == 0 {
                    places[m] = Some(figures.len());
                    let part = mention.part && mention.counts_effect;
                    // "among the dead were three women, a child": the list goes on
                    let goes_on = slot.rule == "listed"
                        && m > 0
                        && places[m - 1].is_some_and(|before| parts.last() == Some(&before));
                    if part
                        || goes_on
                        || matches!(
                            slot.rule,
                            "including" | "among-the-dead" | "of-the-dead" | "who-they-were"
                        )
                    {
                        parts.push(figures.len());
                    }
                }
                figures.push(figure);
                if let Some(reason) = reasons.get_mut(mention.number - from) {
                    *reason = None;
                }
            }
        }
        passed.extend((from..next).zip(reasons).filter_map(|(n, reason)| {
            Some(PassedOver {
                number: numbers[n].span,
                reason: reason?,
            })
        }));
    }
    repeat::died_elsewhere(document, &mut figures);
    repeat::part_of_earlier(&mut figures, &parts);
    repeat::mark_repeats(document, &mut figures);
    (figures, passed)
}

/// The rules, in the order in which they are tried.
pub(super) fn rules() -> impl Iterator<Item = Rule> {
    let two = frame::RULES.iter().map(|(rule, _)| *rule);
    two.chain(relation::RULES.iter().map(|(rule, _)| *rule))
        .chain(relation::LOOK_AGAIN.iter().copied())
}

/// Why a number is passed over if nothing else is found; `None` for small words nobody would take for one.
fn reason(number: &Number) -> Option<PassedReason> {
    if number.other.is_some() {
        return number.other;
    }
    matches!(number.form, Form::Numeral | Form::Pair | Form::Strength).then_some(PassedReason::NoEffect)
}

/// A condition or definition ("fires where six or more guests are killed"), or something that happens again and again ("every
/// year").
fn is_rule_or_rate(c: &Clauses<'_, '_>, m: usize, found: &Found) -> bool {
    let d = c.d;
    let place = c.places[m];
    let number = &c.numbers[c.mentions[m].number];
    let trigger = found.trigger.last().map_or(0..0, Clone::clone);
    let present = trigger.clone().any(|t| d.is(t, &["is", "are", "die", "dies"]));
    let or_more = number
        .hedge_words
        .iter()
        .any(|w| d.is(w.start, &["or"]) && w.start >= number.tokens.end);
    let general = place > 0
        && (place.saturating_sub(3)..place).any(|i| {
            c.kind(i) == Some(clause::ItemKind::Relative) || d.is(c.items[i].tokens.start, &["when", "if", "whenever"])
        });
    if present && or_more && general {
        return true;
    }
    // "every year 4,000 people die"
    let start = c.items[place].tokens.start;
    if (start.saturating_sub(4).max(c.sentence.start)..start).any(|t| {
        d.is(t, &["every", "each"]) && d.is(t + 1, &["day", "week", "month", "year", "hour", "minute"]) && t + 1 < start
    }) {
        return true;
    }
    // "for every person killed, three are hurt"
    let every = (c.sentence.start..c.sentence.end.min(c.sentence.start + 3))
        .any(|t| d.is(t, &["for"]) && d.is(t + 1, &["every", "each"]) && t < start);
    if every {
        return true;
    }
    let from = c.items[place]
        .tokens
        .end
        .min(trigger.start.max(c.items[place].tokens.end));
    let end = c.sentence.end.min(from.max(trigger.end) + 8);
    (from..end)
        .take_while(|&t| !d.is_kind(t, crate::language::Kind::Comma))
        .any(|t| {
            let unit = d.is(t + 1, &["day", "week", "month", "year", "hour", "minute"]) && t + 1 < c.sentence.end;
            d.is(t, &["per"]) && d.is_kind(t + 1, crate::language::Kind::Number)
                || unit
                    && (d.is(t, &["every", "each", "per"])
                        || d.is(t, &["a"])
                            && t == trigger.end.max(c.items[place].tokens.end)
                            // "were arrested a month after the attack"
                            && !d.is(t + 2, &["after", "later", "ago", "earlier", "before", "into", "since"]))
                || d.is(t, &["annually"])
        })
}

fn figure(c: &Clauses<'_, '_>, m: usize, found: &Found, places: &[Option<usize>]) -> Option<Figure> {
    let d = c.d;
    let mention = &c.mentions[m];
    let number = c.numbers.get(mention.number)?;
    let modality = modality::modality(c, m, found);
    let evidence = evidence::evidence(c, m, found);
    let group = found.group.clone().or_else(|| mention.group.clone());
    let change = found.change.or_else(|| {
        if mention.new {
            Some(Change::New)
        } else {
            says_total(d, number).then_some(Change::Total)
        }
    });
    let mut trigger = found.trigger.clone();
    // "a fire there killed two": an adverb of place
    for words in &mut trigger {
        if words.len() > 1 && d.is(words.start, &["there"]) && !d.any(words.start + 1, Tags::Be) {
            words.start += 1;
        }
    }
    trigger.sort_by_key(|t| (t.start, t.end));
    Some(Figure {
        number: number.span,
        count: number.count,
        hedge: number.hedge,
        hedge_words: spans(d, &number.hedge_words),
        effect: found.effect,
        trigger: spans(d, &trigger),
        group: group.and_then(|g| d.span(g)),
        modality,
        evidence: spans(d, &evidence),
        source: None,
        via: Vec::new(),
        said: None,
        when: None,
        part_of: found.part_of.and_then(|p| places.get(p).copied().flatten()),
        repeats: None,
        change,
        rule: found.rule,
    })
}

/// `a total of 12`, `12 in total`
fn says_total(d: &Document<'_>, number: &Number) -> bool {
    (number.whole.start..number.tokens.start).any(|t| d.is(t, &["total"]))
        || d.is(number.tokens.end, &["in"]) && d.is(number.tokens.end + 1, &["total", "all"])
}

fn spans(d: &Document<'_>, ranges: &[Range<usize>]) -> Vec<Span> {
    let mut end = 0;
    let mut out = Vec::new();
    for range in ranges {
        if let Some(span) = d.span(range.clone())
            && range.start >= end
        {
            end = range.end;
            out.push(span);
        }
    }
    out
}

#[cfg(test)]
mod tests;
