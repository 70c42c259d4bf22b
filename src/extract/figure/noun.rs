//! Rules by what the counted phrase is, or which noun governs it: `seven deaths`, `the deaths of ten`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Counts, Human},
    frame::{Found, nearest_verb},
    predicate,
};
use crate::{claim::Effect, extract::number::Form, language::Tags};
use std::ops::Range;

/// `claimed 20 lives`, `lost 20 lives`, `20 lives were lost`.
pub(super) fn lives(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let mention = &c.mentions[m];
    let place = c.places[m];
    if let Some(found) = cost_lives(c, m).or_else(|| claimed(c, m)).or_else(|| throats(c, m)) {
        return Some(found);
    }
    let head = mention
        .head
        .filter(|&h| c.d.is(h, &["lives", "life", "souls", "victims"]))?;
    let taken = [
        "claim", "claimed", "claims", "claiming", "cost", "costs", "costing", "take", "taken", "took", "taking",
        "lost", "lose", "losing", "loss",
    ];
    let near = [
        c.before(place),
        c.before(place).and_then(|i| c.before(i)),
        c.after(place),
    ];
    let verb = near.into_iter().flatten().find(|&i| {
        c.verb(i).is_some_and(|v| taken.contains(&c.d.word(v.head))) || c.head(i).is_some_and(|h| c.d.is(h, &["loss"]))
    })?;
    let words = c.items[verb].tokens.clone();
    let mut found = Found::new((Effect::Killed, words.clone()), Some(verb));
    if words.start < head {
        found.trigger.push(head..head + 1);
    } else {
        found.trigger.insert(0, head..head + 1);
    }
    Some(found)
}

/// `slit the throats of six farmers`
fn throats(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let of = c
        .before(c.places[m])
        .filter(|&i| c.d.is(c.items[i].tokens.start, &["of"]))?;
    let noun = c.before(of)?;
    let head = c.head(noun).filter(|&h| c.d.is(h, &["throat", "throats"]))?;
    let verb = c.before(noun)?;
    let cuts = ["slit", "slitting", "cut", "cutting", "slashed", "slashing"];
    c.verb(verb)
        .filter(|v| cuts.contains(&c.d.word(v.head)) && v.negation.is_none())?;
    Some(Found::new(
        (Effect::Killed, c.items[verb].tokens.start..head + 1),
        Some(verb),
    ))
}

/// `cost six people their lives`
fn cost_lives(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let verb = c.before(place).filter(|&i| {
        c.verb(i)
            .is_some_and(|v| c.d.is(v.head, &["cost", "costs", "costing"]) && !v.passive)
    })?;
    let lives = c.after(place).filter(|&i| {
        c.d.is(c.items[i].tokens.start, &["their", "his", "her"])
            && c.head(i).is_some_and(|h| c.d.is(h, &["life", "lives"]))
    })?;
    let mut found = Found::new((Effect::Killed, c.items[verb].tokens.clone()), Some(verb));
    found.trigger.push(c.items[lives].tokens.clone());
    Some(found)
}

/// `Cholera outbreak claims 31`: what kills, not who says.
fn claimed(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    let verb = c.before(place).filter(|&i| i + 1 == place).filter(|&i| {
        c.verb(i)
            .is_some_and(|v| c.d.is(v.head, &["claim", "claims", "claimed", "claiming"]) && !v.passive)
    })?;
    let bare = mention.head.is_none() && c.numbers[mention.number].form == Form::Numeral;
    let last = c
        .after(place)
        .is_none_or(|i| matches!(c.kind(i), Some(I::Preposition | I::Other | I::Comma | I::Break)));
    let deadly = c
        .before(verb)
        .and_then(|i| c.head(i))
        .is_some_and(|h| cue::is_listed(c.d, h, "events"));
    (bare && last && deadly).then(|| Found::new((Effect::Killed, c.items[verb].tokens.clone()), Some(verb)))
}

/// `seven deaths`, `20 wounded`, `35 bodies`.
pub(super) fn effect_counted(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let mention = &c.mentions[m];
    let (effect, word) = mention.own?;
    let counted = mention.counts_effect || cue::noun(c.d, word).is_some_and(|(_, counts)| counts == Counts::Group);
    if !counted {
        return None;
    }
    if mention.counts_effect && names_a_charge(c, m, word) {
        return None;
    }
    let mut said = (effect, word..word + 1);
    // "12 dead and wounded", "20 dead or missing"
    let place = c.places[m];
    let item_end = c.items[place].tokens.end;
    if word + 1 == item_end
        && let Some(join) = c.after(place).filter(|&i| matches!(c.kind(i), Some(I::And | I::But)))
        && let Some(second) = c.after(join)
        && let Some(other) = second_harm(c, second)
    {
        let either = c.d.is(c.items[join].tokens.start, &["or"]);
        let joined = predicate::one_effect(effect, other, either);
        said = (joined, word..c.items[second].tokens.end);
    }
    let mut found = Found::new(said, nearest_verb(c, place));
    if mention.counts_effect {
        found.group = whose(c, place);
    }
    Some(found)
}

/// `the injured pupils, three girls and a boy, …`: who the people are that a noun group calls harmed.
pub(super) fn apposed(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let words = apposed_to(c, c.places[m])?;
    let head = words.end - 1;
    let people = cue::human(c.d, head) == Human::Yes && c.d.any(head, Tags::Plural);
    let own = cue::adjective(c.d, head).filter(|_| c.d.any(head, Tags::People));
    let (effect, word) = match own {
        Some(effect) => (effect, head),
        None if people => (words.start..head).find_map(|i| Some((cue::adjective(c.d, i)?, i)))?,
        None => return None,
    };
    Some(Found::new((effect, word..word + 1), None))
}

/// The definite noun group that the counted phrase at item `place` stands behind in apposition, as one of a list.
pub(super) fn apposed_to(c: &Clauses<'_, '_>, place: usize) -> Option<Range<usize>> {
    /// The counted phrases of one list, with what joins them.
    const LIST: usize = 8;
    // "the injured miners, three colleagues said"
    let mut last = place;
    for _ in 0..LIST {
        let next = c.after(last)?;
        let joins = match c.kind(next)? {
            I::Comma => matches!(c.after(next).and_then(|i| c.kind(i)), Some(I::Counted(_) | I::And)),
            I::And | I::Counted(_) => true,
            I::Verb | I::Relative => return None,
            _ => false,
        };
        if !joins {
            break;
        }
        last = next;
    }
    let mut first = place;
    for _ in 0..LIST {
        let before = c.before(first)?;
        match c.kind(before)? {
            I::Counted(_) | I::And => first = before,
            I::Comma | I::Break => {
                let named = before.checked_sub(1)?;
                if matches!(c.kind(named)?, I::Counted(_)) {
                    first = before;
                    continue;
                }
                let item = c.d.group_of(c.items[named].tokens.end - 1)?.1.tokens.clone();
                let head = c.d.noun_group(item.start)?.head;
                let definite = c.d.is(item.start, &["the"]) && item.end == c.items[before].tokens.start;
                return (definite && head + 1 == item.end).then_some(item);
            }
            _ => return None,
        }
    }
    None
}

/// `six deaths of children`, `six deaths were of children`: who they are.
fn whose(c: &Clauses<'_, '_>, place: usize) -> Option<Range<usize>> {
    let mut of = place + 1;
    if c.verb(of).is_some_and(|v| c.d.any(v.head, Tags::Be)) {
        of += 1;
    }
    if !c.d.is(c.items.get(of)?.tokens.start, &["of"]) || c.kind(of + 1) != Some(I::Noun) {
        return None;
    }
    let noun = c.d.noun_group(c.items[of + 1].tokens.start)?;
    (cue::human(c.d, noun.head) == Human::Yes && c.d.any(noun.head, Tags::Plural)).then(|| noun.core.clone())
}

/// An adjective of harm by itself, or a bare participle that ends its phrase.
pub(super) fn second_harm(c: &Clauses<'_, '_>, i: usize) -> Option<Effect> {
    let item = c.items.get(i)?;
    if item.tokens.len() != 1 || !matches!(item.kind, I::Harm | I::Verb | I::Noun) || predicate::has_object(c, i) {
        return None;
    }
    cue::adjective(c.d, item.tokens.start).or_else(|| cue::noun(c.d, item.tokens.start).map(|(effect, _)| effect))
}

/// `two counts of murder`, `three murder charges`: crimes, not people.
fn names_a_charge(c: &Clauses<'_, '_>, m: usize, word: usize) -> bool {
    let mention = &c.mentions[m];
    c.d.is(
        word + 1,
        &[
            "charges", "cases", "trials", "charge", "counts", "warrants", "squad", "squads",
        ],
    ) || mention.head.is_some_and(|h| c.d.is(h, &["counts", "cases"]))
}

/// `among the dead were three firefighters`, `those killed were two sergeants`
pub(super) fn among(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let be = c
        .before(c.places[m])
        .filter(|&i| c.verb(i).is_some_and(|v| c.d.any(v.head, Tags::Be)))?;
    let noun = c.before(be)?;
    let head = c.items[noun].tokens.end.checked_sub(1)?;
    let effect = cue::adjective(c.d, head).or_else(|| cue::noun(c.d, head).map(|(effect, _)| effect))?;
    let led = (noun.saturating_sub(2)..noun).any(|i| c.d.is(c.items[i].tokens.start, &["among"]));
    // "those killed were two sergeants", "the dead were three women"
    let named = c.items[noun].tokens.len() <= 2
        && (c.d.is(c.items[noun].tokens.start, &["the"]) && c.d.is(head, &["dead", "wounded", "injured", "missing"])
            || c.items[noun].tokens.len() == 1
                && noun > 0
                && c.kind(noun - 1) == Some(I::Noun)
                && c.d.is(c.items[noun - 1].tokens.start, &["the", "those"]));
    (led || named).then(|| Found::new((effect, head..head + 1), Some(be)))
}

/// `13 students with minor injuries`, `12 of them in a critical condition`
pub(super) fn with_injuries(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    if let Some(found) = condition_of(c, m).or_else(|| critical(c, m)) {
        return Some(found);
    }
    let next = c.after(c.places[m])?;
    if c.d.is(c.items[next].tokens.start, &["in"]) {
        let words = c.items.get(next + 1)?.tokens.clone();
        let condition = c
            .head(next + 1)
            .is_some_and(|h| c.d.is(h, &["condition", "conditions"]));
        let grave = words.clone().any(|t| c.d.is(t, &["critical", "serious", "grave"]));
        return (condition && grave).then(|| Found::new((Effect::Injured, words), None));
    }
    let with = c
        .after(c.places[m])
        .filter(|&i| c.d.is(c.items[i].tokens.start, &["with"]))?;
    (with + 1..with + 3).find_map(|i| {
        let head = c.head(i)?;
        let hurt = c.d.is(head, &["injury", "injuries", "wound", "wounds", "burns"]);
        let words = c.items[i].tokens.clone();
        let deadly = words.clone().any(|t| c.d.is(t, &["fatal", "mortal"]));
        let effect = if deadly { Effect::Killed } else { Effect::Injured };
        hurt.then(|| Found::new((effect, words), None))
    })
}

/// `12 still critical`, `eight critical`: behind a bare number or people, and nothing that it describes.
fn critical(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let mut at = c.items[c.places[m]].tokens.end;
    at += usize::from(c.d.is(at, &["still", "now", "remain", "stay"]));
    let closes = !c.d.any(at + 1, Tags::Noun | Tags::Adjective | Tags::Name) && !c.d.is(at + 1, &["of", "to"])
        || at + 1 >= c.sentence.end;
    let people = c.mentions[m].head.is_none() || c.mentions[m].human == Human::Yes;
    (people && closes && at < c.sentence.end && c.d.is(at, &["critical"]))
        .then(|| Found::new((Effect::Injured, at..at + 1), None))
}

/// `the condition of three is serious`
fn condition_of(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let of = c.before(place).filter(|&i| c.d.is(c.items[i].tokens.start, &["of"]))?;
    let head = c
        .before(of)
        .and_then(|i| c.head(i))
        .filter(|&h| c.d.is(h, &["condition"]))?;
    let verb = c.after(place).filter(|&i| c.kind(i) == Some(I::Verb))?;
    let from = c.items[verb].tokens.start;
    let grave = (from..c.sentence.end.min(from + 6)).find(|&t| c.d.is(t, &["serious", "critical", "grave"]))?;
    c.verb(verb).filter(|v| v.negation.is_none())?;
    let mut found = Found::new((Effect::Injured, head..head + 1), None);
    found.trigger.push(grave..grave + 1);
    Some(found)
}

/// `the deaths of ten people`, `the wounding of thousands`.
pub(super) fn of_noun(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let of = c
        .before(place)
        .filter(|&i| c.d.is(c.items[i].tokens.start, &["of", "to"]))?;
    let mut noun = c.before(of)?;
    // "the death in action of three men", "the arrest on Monday of two"
    if c.d.is(c.items[of].tokens.start, &["of"])
        && c.kind(noun) == Some(I::Noun)
        && let Some(between) = c.before(noun).filter(|&i| {
            c.d.is(c.items[i].tokens.start, &["in", "on", "by", "at"]) && c.kind(i) == Some(I::Preposition)
        })
        && let Some(governs) = c.before(between)
        && c.head(governs).is_some_and(|h| cue::noun(c.d, h).is_some())
        && c.head(noun).is_some_and(|h| cue::noun(c.d, h).is_none())
    {
        noun = governs;
    }
    // "injuries to four people", but "deaths rose to four"
    if c.d.is(c.items[of].tokens.start, &["to"]) && !c.head(noun).is_some_and(|h| c.d.is(h, &["injury", "injuries"])) {
        return None;
    }
    let head = c.head(noun).or_else(|| {
        let v = c.verb(noun)?;
        (v.gerund && c.items[noun].tokens.len() == 1).then_some(v.head)
    })?;
    let (effect, _) = cue::noun(c.d, head)?;
    if c.d
        .is(head, &["loss", "remains", "dead", "missing", "wounded", "injured"])
        && c.mentions[m].human != Human::Yes
    {
        return None;
    }
    Some(Found::new((effect, head..head + 1), nearest_verb(c, noun)))
}

/// `the camp houses 80,000 refugees`, `two million refugees have crossed the border`.
pub(super) fn refugees(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    let head = mention.head.filter(|&h| c.d.is(h, &["refugees"]))?;
    let hosts = [
        "houses",
        "house",
        "housed",
        "housing",
        "hosts",
        "host",
        "hosted",
        "hosting",
        "shelters",
        "shelter",
        "sheltered",
        "sheltering",
        "registered",
    ];
    let flee = [
        "crossed", "crossing", "fled", "arrived", "poured", "streamed", "flooded", "returned",
    ];
    let verb = [(c.before(place), &hosts[..]), (c.after(place), &flee[..])]
        .into_iter()
        .find_map(|(i, words)| i.filter(|&i| c.verb(i).is_some_and(|v| words.contains(&c.d.word(v.head)))))?;
    let mut found = Found::new((Effect::Displaced, head..head + 1), Some(verb));
    found.trigger.push(c.items[verb].tokens.clone());
    Some(found)
}

/// `three dead soldiers`, `four detained leaders`: the group says it.
pub(super) fn named(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    if let Some((effect, word)) = c.mentions[m].own {
        return Some(Found::new((effect, word..word + 1), None));
    }
    // "some 6,000 political detainees"
    let head = c.mentions[m].head.filter(|&h| c.d.is(h, &["detainees"]))?;
    Some(Found::new((Effect::Detained, head..head + 1), None))
}
