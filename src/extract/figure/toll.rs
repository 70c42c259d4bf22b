//! Tolls: a noun that stands for a number, and the number it comes to.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Counts, Human},
    frame::Found,
};
use crate::{
    claim::{Change, Effect, Hedge},
    extract::number::Form,
    language::{Kind, Tags},
};
use std::ops::Range;

/// `the death toll rose to 71`, `a toll of 27`, `the number of dead is 12`, `from fourteen to 31`.
pub(super) fn toll(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let mention = &c.mentions[m];
    // "heard from a witness" is no number
    if mention.human == Human::No || c.numbers[mention.number].form == Form::Article {
        return None;
    }
    let place = c.places[m];
    let before = c.before(place)?;
    let word = c.items[before].tokens.start;
    if let Some(found) = bringing_to(c, m) {
        return Some(found);
    }
    // "has passed 200", "are estimated at 4,000": the hedge has the verb
    let exceeds = c.numbers[mention.number]
        .hedge_words
        .iter()
        // "pushed the toll past 100"
        .any(|w| c.d.any(w.start, Tags::VERB) || c.d.is(w.start, &["past"]));
    // "puts the death toll in the hundreds"
    let vague =
        c.numbers[mention.number].hedge == Hedge::Vague && c.d.is(c.numbers[mention.number].whole.start, &["the"]);
    let by = c.d.is(word, &["by"]);
    // "Ostra, the country with the highest number of deaths, had 27,000"
    let has = mention.head.is_none()
        && c.verb(before)
            .is_some_and(|v| c.d.is(v.head, &["had", "has"]) && c.items[before].tokens.len() == 1);
    let leads = match c.kind(before)? {
        I::Preposition | I::Subordinator => {
            c.d.is(word, &["to", "at", "of", "from", "by", "as", "than", "past"]) || vague && c.d.is(word, &["in"])
        }
        I::Verb => c
            .verb(before)
            .is_some_and(|v| cue::roles(c.d, v.head) & cue::TOLL != 0 && !v.passive),
        // "the dead number 40"
        I::Noun if c.head(before).is_some_and(|h| c.d.is(h, &["number"])) => topic(c, before).is_some(),
        // "Death toll now 27"
        I::Noun if before + 1 < place => exceeds || c.head(before).is_some_and(|h| c.d.is(h, &["toll"])),
        I::Noun | I::Comma | I::Relative => exceeds,
        // "has passed 200": the auxiliary of a verb that belongs to the hedge
        I::Other => exceeds && c.d.any(word, Tags::Have | Tags::Be | Tags::Modal),
        // "Death toll: 12", but not "…; no crew were hurt"
        I::Break => !c.d.is_kind(word, Kind::Semicolon),
        _ => false,
    };
    if !leads && !has {
        return None;
    }
    let mut verb = exceeds || has;
    let mut verb_item = None;
    let mut i = match c.kind(before) {
        Some(I::Other) => before.checked_sub(1)?,
        Some(I::Verb) if has => before.checked_sub(1)?,
        _ => before,
    };
    // a toll and its number stand no further apart
    for _ in 0..16 {
        if let Some((effect, words)) = topic(c, i) {
            // "a toll of 27" needs no verb; "deaths in … to 27" does
            let direct = place - i <= 2
                || (i + 1..place)
                    .all(|j| matches!(c.kind(j), Some(I::Preposition | I::Counted(_) | I::Adverb | I::Mark)))
                || c.kind(before) == Some(I::Break);
            let toll = c.head(i).is_some_and(|h| c.d.is(h, &["toll", "tally"]));
            let governing = toll && c.before(i).is_some_and(|b| is_toll_verb(c, b))
                || i >= 3 && of_number(c, i) && is_toll_verb(c, i - 3);
            if !(verb || governing || direct && (toll || !c.d.is(word, &["of", "by", "from", "as", "to", "at"]))) {
                return None;
            }
            if mention.head.is_some() && mention.human != Human::Yes || has && !of_number(c, i) {
                return None;
            }
            // "from a previous 93 injured": the phrase itself says what it counts
            if mention.own.is_some_and(|(own, _)| own != effect) {
                return None;
            }
            let mut found = Found::new((effect, words), verb_item);
            // "rose to 71 from 60": what it was before
            found.change = match c.d.word(word) {
                "from" => None,
                _ if by => Some(Change::New),
                _ => Some(Change::Total),
            };
            return Some(found);
        }
        match c.kind(i)? {
            I::Verb => {
                let v = c.verb(i)?;
                let known = cue::roles(c.d, v.head) & (cue::TOLL | cue::SPEECH | cue::UNREAL) != 0
                    || cue::adjective(c.d, v.head).is_some() && c.items[i].tokens.len() == 1
                    || exceeds && !v.passive && c.items[i].tokens.len() == 1 && c.d.any(v.head, Tags::Participle);
                if !known || c.d.is(v.head, &["said", "say", "told"]) && v.head < c.items[place].tokens.start && verb {
                    return None;
                }
                verb = true;
                verb_item = verb_item.or(Some(i));
            }
            I::Preposition
            | I::Noun
            | I::Counted(_)
            | I::Comma
            | I::Adverb
            | I::Mark
            | I::Harm
            | I::Break
            | I::Open
            | I::Close => {}
            I::Subordinator if c.d.is(c.items[i].tokens.start, &["as", "than", "after"]) => {}
            // "the toll, which stood at 12"
            I::Relative if c.d.is(c.items[i].tokens.start, &["which", "that"]) => {}
            _ => return None,
        }
        i = i.checked_sub(1)?;
    }
    None
}

/// `bringing to 57 the number of soldiers killed`, `brought to 12 the death toll`: the toll stands behind.
fn bringing_to(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let to = c.before(place).filter(|&i| c.d.is(c.items[i].tokens.start, &["to"]))?;
    let verb = c.before(to).filter(|&i| i + 1 == to && is_toll_verb(c, i))?;
    let noun = c.after(place).filter(|&i| c.kind(i) == Some(I::Noun))?;
    let (effect, words) = (noun..noun + 3).find_map(|i| topic(c, i))?;
    let mut found = Found::new((effect, words), Some(verb));
    found.change = Some(Change::Total);
    // "… the number of soldiers killed": whom it counts
    found.group = (noun..noun + 3).find_map(|i| {
        let people = c
            .head(i)
            .is_some_and(|h| cue::human(c.d, h) == Human::Yes && !c.d.is(h, &["dead", "wounded", "missing"]));
        let group = c.d.noun_group(c.items.get(i)?.tokens.start)?;
        (people && of_number(c, i)).then(|| group.core.clone())
    });
    Some(found)
}

/// `bringing the total to 31`: a total of what was counted before. The caller knows what that is.
pub(super) fn is_total(c: &Clauses<'_, '_>, m: usize) -> bool {
    let place = c.places[m];
    let Some(before) = c.before(place) else { return false };
    let figure = |i: usize| {
        c.head(i)
            .is_some_and(|h| c.d.is(h, &["total", "number", "count", "figure", "tally", "toll"]))
    };
    let human = c.mentions[m].head.is_none() || c.mentions[m].human == Human::Yes;
    // "rights groups say the real figure is nearer 4,000"
    if is_toll_verb(c, before) && c.mentions[m].head.is_none() && c.numbers[c.mentions[m].number].form == Form::Numeral
    {
        let definite = |i: usize| c.d.is(c.items[i].tokens.start, &["the", "its", "their", "that"]);
        return c.before(before).is_some_and(|i| figure(i) && definite(i));
    }
    if !c
        .d
        .is(c.items[before].tokens.start, &["to", "at", "past", "above", "beyond"])
    {
        return false;
    }
    c.before(before)
        .is_some_and(|noun| figure(noun) && human && c.before(noun).is_some_and(|v| is_toll_verb(c, v)))
}

fn is_toll_verb(c: &Clauses<'_, '_>, i: usize) -> bool {
    c.verb(i).is_some_and(|v| cue::roles(c.d, v.head) & cue::TOLL != 0)
}

/// The toll that item `i` names: its effect and the words.
fn topic(c: &Clauses<'_, '_>, i: usize) -> Option<(Effect, Range<usize>)> {
    // "Killed: 3 officers", "Dead: 14; injured: 60"
    let begins = i == 0 || matches!(c.kind(i - 1), Some(I::Break | I::Other | I::Comma));
    if begins && c.kind(i + 1) == Some(I::Break) && c.items[i].tokens.len() == 1 {
        let word = c.items[i].tokens.start;
        let effect = cue::adjective(c.d, word).or_else(|| cue::noun(c.d, word).map(|(effect, _)| effect));
        return effect.map(|effect| (effect, word..word + 1));
    }
    // "the number of dead"
    if matches!(c.kind(i)?, I::Harm | I::Verb) && c.items[i].tokens.len() == 1 && of_number(c, i) {
        let effect = cue::adjective(c.d, c.items[i].tokens.start)?;
        return Some((effect, c.items[i].tokens.clone()));
    }
    if c.kind(i)? != I::Noun {
        return None;
    }
    let head = c.head(i)?;
    let group = c.items[i].tokens.clone();
    if c.d.is(head, &["toll", "tolls", "tally"]) {
        let kind = group.clone().rev().find_map(|t| cue::noun(c.d, t));
        let from = head
            .checked_sub(1)
            .filter(|&t| t >= group.start && cue::noun(c.d, t).is_some())
            .unwrap_or(head);
        return Some((kind.map_or(Effect::Killed, |(effect, _)| effect), from..head + 1));
    }
    // "death count", "body count"
    if c.d.is(head, &["count"])
        && let Some((effect, _)) = head
            .checked_sub(1)
            .filter(|&t| t >= group.start)
            .and_then(|t| cue::noun(c.d, t))
    {
        return Some((effect, head - 1..head + 1));
    }
    // "enemy losses amounted to 1,140 personnel"
    let troops = group.clone().any(|t| {
        c.d.is(
            t,
            &[
                "enemy",
                "troops",
                "army",
                "combat",
                "battlefield",
                "military",
                "troop",
                "personnel",
                "human",
                "manpower",
            ],
        )
    });
    if c.d.is(head, &["losses"]) && troops {
        return Some((Effect::Casualties, head..head + 1));
    }
    // "the dead number at least 40"
    if c.d.is(head, &["number"])
        && let Some(effect) = head
            .checked_sub(1)
            .filter(|&t| t >= group.start && c.d.is(group.start, &["the"]))
            .and_then(|t| cue::adjective(c.d, t))
    {
        return Some((effect, head - 1..head));
    }
    // "the number of victims", where people died
    if c.d.is(head, &["victims"]) && of_number(c, i) {
        let died = c.sentence.clone().take(60).any(|t| {
            cue::adjective(c.d, t) == Some(Effect::Killed)
                || cue::noun(c.d, t).is_some_and(|(effect, _)| effect == Effect::Killed)
                || c.d.is(t, &["died", "killed"])
        });
        return died.then_some((Effect::Killed, head..head + 1));
    }
    if let Some((effect, Counts::Effects)) = cue::noun(c.d, head)
        && !c.d.is(head, &["life", "lives"])
    {
        // "the number of deaths", "deaths"
        return (c.d.any(head, Tags::Plural) || of_number(c, i)).then_some((effect, head..head + 1));
    }
    // "the number of people killed", "the number injured"
    let number = c.d.is(head, &["number", "total", "count"]) || of_number(c, i);
    if number {
        let next = c.items.get(i + 1)?;
        let word = next.tokens.start;
        let effect = match next.kind {
            I::Harm => cue::adjective(c.d, word),
            I::Verb => {
                let v = c.verb(i + 1)?;
                cue::adjective(c.d, v.head).or_else(|| cue::harm(c.d, v.head).next().map(|h| h.effect))
            }
            _ => None,
        }?;
        return Some((effect, next.tokens.clone()));
    }
    None
}

/// `the number of` stands before item `i`.
fn of_number(c: &Clauses<'_, '_>, i: usize) -> bool {
    i >= 2
        && c.d.is(c.items[i - 1].tokens.start, &["of"])
        && c.head(i - 2)
            .is_some_and(|h| c.d.is(h, &["number", "numbers", "total", "count"]))
}
