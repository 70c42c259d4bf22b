//! Which figures of a sentence are parts of which, and whom a number counts that others of the sentence name.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::Human,
    frame::Found,
    relation::parent,
};
use crate::extract::{
    number::Form,
    rule::{Rule, rule},
};

pub(super) const PARTS_ADD_UP: Rule = rule(
    "parts-add-up",
    "parts that come to an earlier number",
    "Five people, **three** men and two women, were hurt.",
);

/// `one of them a child`, `one a tourist`: the second number only says who the first one is.
pub(super) fn describe(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
    for m in 1..found.len() {
        let whose = m - 1;
        let article = c.numbers[c.mentions[m].number].form == Form::Article;
        let adjacent = c.places[m] == c.places[whose] + 1 && c.mentions[whose].head.is_none();
        if article && adjacent && found[whose].is_some() {
            found[m] = None;
            if let Some(found) = &mut found[whose] {
                found.group = c.mentions[m].group.clone();
            }
        }
    }
}

/// What stands behind "including" is a part also where it has the verb of the whole: "14 people, including three children, died".
pub(super) fn mark_parts(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
    for m in 1..found.len() {
        let place = c.places[m];
        // "84 wounded, 19 of them in a critical condition"
        if c.mentions[m].part
            && let Some(effect) = found[m].as_ref().filter(|f| f.part_of.is_none()).map(|f| f.effect)
            && let Some(p) = parent(found, m).filter(|&p| found[p].as_ref().is_some_and(|f| f.effect == effect))
            && !c.mentions[m].counts_effect
            && let Some(found) = &mut found[m]
        {
            found.part_of = Some(p);
        }
        let start = place.saturating_sub(8);
        let at = (start..place)
            .rev()
            .take_while(|&i| {
                matches!(
                    c.kind(i),
                    Some(I::Including | I::Comma | I::And | I::Counted(_) | I::Noun | I::Preposition)
                )
            })
            .find(|&i| c.kind(i) == Some(I::Including));
        let Some(at) = at else { continue };
        let Some(effect) = found[m].as_ref().filter(|f| f.part_of.is_none()).map(|f| f.effect) else {
            continue;
        };
        let whole = (m.saturating_sub(6)..m).rev().find(|&p| {
            c.places[p] < at
                && found[p]
                    .as_ref()
                    .is_some_and(|f| f.effect == effect && f.part_of.is_none())
        });
        if let Some(found) = &mut found[m] {
            found.part_of = whole;
        }
    }
}

/// `Of the 50 people aboard, seven died`: they are people.
pub(super) fn name_whole(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
    if !c
        .items
        .first()
        .is_some_and(|item| c.d.is(item.tokens.start, &["of", "out"]))
    {
        return;
    }
    let Some(whole) = c
        .mentions
        .first()
        .filter(|w| c.places[0] <= 2 && found[0].is_none() && w.human == Human::Yes)
    else {
        return;
    };
    for m in 1..found.len() {
        if let Some(found) = &mut found[m]
            && c.mentions[m].head.is_none()
            && found.group.is_none()
        {
            found.group = whole.group.clone();
        }
    }
}

/// `20 bodies were found, eleven women and nine men`: numbers behind a comma, dash or colon that add up to an earlier one.
pub(super) fn add_up(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
    let worth = |m: usize| {
        let count = c.numbers[c.mentions[m].number].count;
        count.low.or(count.high).unwrap_or_default()
    };
    for p in 0..found.len() {
        // "among the dead were three nurses, a doctor and two porters": they are parts themselves
        let whole =
            |f: &Found| f.part_of.is_none() && !matches!(f.rule, "among-the-dead" | "including" | "who-they-were");
        let Some(parent) = found[p].clone().filter(whole) else {
            continue;
        };
        let whole = worth(p);
        if whole < 2 {
            continue;
        }
        // "36 in Ostra, 29 in Velin and seven in Tarn": a list of places, whatever they come to
        let placed = |m: usize| {
            (c.mentions[m].head.is_none() || c.mentions[m].counts_effect)
                && c.after(c.places[m])
                    .is_some_and(|i| c.d.is(c.items[i].tokens.start, &["in", "at", "near", "from", "on"]))
        };
        let mut sum = 0u64;
        let from = p + 1;
        if from < found.len() && placed(p) && placed(from) {
            continue;
        }
        for m in from..found.len().min(p + 8) {
            // "five people, three men and two women, were hurt": they share the verb
            let own = found[m].as_ref().is_some_and(|f| {
                f.rule != "listed" && f.part_of.is_none() && (f.effect, f.verb) != (parent.effect, parent.verb)
            });
            if own || c.mentions[m].human == Human::No {
                break;
            }
            sum = sum.saturating_add(worth(m));
            if sum > whole {
                break;
            }
            if sum == whole {
                if m > from {
                    for slot in &mut found[from..=m] {
                        *slot = Some(Found {
                            change: None,
                            part_of: Some(p),
                            group: None,
                            rule: PARTS_ADD_UP.name,
                            ..parent.clone()
                        });
                    }
                }
                break;
            }
        }
    }
}
