//! Counted phrases that take over what another of their sentence met with: lists, elision, subsets.

use super::{
    bodies,
    clause::{Clauses, ItemKind as I},
    counted,
    cue::{self, Human},
    done,
    frame::Found,
    parts, predicate, repeat,
    subject::{self, Walk},
    them, they, who,
};
use crate::{
    claim::{Change, Effect},
    extract::{
        number::Form,
        rule::{Rule, rule},
    },
    language::{Kind, Tags},
};

type Find = fn(&Clauses<'_, '_>, usize, &[Option<Found>]) -> Option<Found>;

/// The rules that look at what others of the sentence met with, in order.
#[rustfmt::skip]
pub(super) const RULES: &[(Rule, Find)] = &[
    (rule("total", "the total of what was counted before", "Two more died, bringing the total to **31**."), total),
    (rule("object-again", "a second verb for the same people", "Ostra has sent 1,500 troops and may send **3,000** more."), sent_too),
    (rule("part-of-whole", "of them, of whom, among them", "Nine people were hurt, **six** of whom were pupils."), part_of_them),
    (rule("including", "included in the number before", "Nine people were hurt, including **two** pupils."), including),
    (rule("up-from", "what a number was before", "Police counted 23 deaths, up from **19** on Friday."), up_from),
    (rule("of-the-dead", "which part of the dead they are", "Of the 54 killed, **19** were children."), of_the_dead),
    (rule("as-were", "as were, so were", "Two guards were killed, as were **seventeen** from the army."), as_were),
    (rule("along-with", "others who met with the same", "Two guards were killed, along with **three** porters."), along_with),
    (rule("listed", "a further member of a list", "The blast killed ten soldiers and **two** civilians."), listed),
    (rule("gapped", "the verb is not said again", "One died in Ostra, **two** in Velin."), gapped),
    (rule("how-badly", "a part of the wounded, by how badly", "Forty were hurt in the crush, **three** seriously."), how_badly),
];

/// What is done with those found by the others.
#[rustfmt::skip]
pub(super) const LOOK_AGAIN: &[Rule] = &[
    them::DONE_TO_THEM,
    who::WHO_THEY_WERE,
    they::TOLD_LATER,
    bodies::THEIR_BODIES,
    parts::PARTS_ADD_UP,
    repeat::DIED_ELSEWHERE,
];

/// Effects that phrases take over from others of their sentence. `found` holds those that stand by themselves.
pub(super) fn carry_over(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
    for m in 0..c.mentions.len() {
        let article = c.numbers[c.mentions[m].number].form == Form::Article;
        if found[m].is_some() || c.mentions[m].human == Human::No || article && !counted::may_count(c, m) {
            continue;
        }
        for (rule, find) in RULES {
            if let Some(mut new) = find(c, m, found) {
                new.rule = rule.name;
                found[m] = Some(new);
                break;
            }
        }
    }
    for (m, slot) in found.iter_mut().enumerate() {
        if slot.is_none() {
            *slot = them::done_to_them(c, m, None).or_else(|| they::told_in_sentence(c, m));
        }
    }
    parts::add_up(c, found);
    parts::mark_parts(c, found);
    parts::name_whole(c, found);
    parts::describe(c, found);
}

/// `bringing the total to 31`
fn total(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    if !super::toll::is_total(c, m) {
        return None;
    }
    let mut new = same_as(found, parent(found, m)?)?;
    new.change = Some(Change::Total);
    Some(new)
}

/// `one died in Ostra, two in Velin`: the verb is not repeated.
fn gapped(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let place = c.places[m];
    let before = c.before(place)?;
    let numeral = c.numbers[c.mentions[m].number].form == Form::Numeral;
    if !matches!(c.kind(before)?, I::And | I::Comma) || c.mentions[m].head.is_some() || !numeral {
        return None;
    }
    let next = c.after(place)?;
    let place_or_time = c.kind(next) == Some(I::Preposition)
        && c.d.is(c.items[next].tokens.start, &["in", "on", "at", "from", "near"])
        || c.kind(next) == Some(I::Noun)
            && c.d.is(c.items[next].tokens.start, &["this", "last"])
            && c.head(next).is_some_and(|h| c.d.any(h, Tags::Time));
    if !place_or_time {
        return None;
    }
    let mut i = before;
    for _ in 0..10 {
        i = i.checked_sub(1)?;
        match c.kind(i)? {
            I::Verb => {
                let p = (0..m)
                    .rev()
                    .take(4)
                    .find(|&p| found[p].as_ref().is_some_and(|f| f.verb == Some(i)))?;
                return same_as(found, p);
            }
            I::Counted(p) if found[p].as_ref().is_some_and(|f| f.rule == "gapped") => return same_as(found, p),
            I::Noun | I::Preposition | I::Comma | I::And | I::Adverb | I::Counted(_) => {}
            _ => return None,
        }
    }
    None
}

/// `40 were hurt, three seriously`: a part, by how badly.
fn how_badly(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let mention = &c.mentions[m];
    let end = mention.tokens.end;
    let badly = c.d.is(
        end,
        &[
            "seriously",
            "critically",
            "badly",
            "severely",
            "gravely",
            "lightly",
            "slightly",
            "fatally",
            "mortally",
        ],
    );
    let before = c.before(c.places[m])?;
    let closes = end + 1 >= c.sentence.end || !c.d.any(end + 1, Tags::Adjective | Tags::Participle | Tags::Noun);
    if !badly || !closes || mention.head.is_some() || !matches!(c.kind(before)?, I::Comma | I::And | I::Break | I::Open)
    {
        return None;
    }
    let p = (m.saturating_sub(4)..m).rev().find(|&p| {
        found[p]
            .as_ref()
            .is_some_and(|f| f.effect == Effect::Injured && f.part_of.is_none())
    })?;
    let same = same_as(found, p)?;
    // "shot three colleagues, one fatally"
    if c.d.is(end, &["fatally", "mortally"]) {
        let fatally = end..end + 1;
        return Some(Found {
            effect: Effect::Killed,
            trigger: vec![fatally],
            ..same
        });
    }
    Some(Found {
        part_of: Some(p),
        ..same
    })
}

/// The found mention before `m`, nearest first.
pub(super) fn parent(found: &[Option<Found>], m: usize) -> Option<usize> {
    (m.saturating_sub(6)..m).rev().find(|&p| found[p].is_some())
}

fn same_as(found: &[Option<Found>], p: usize) -> Option<Found> {
    let parent = found[p].as_ref()?;
    Some(Found {
        change: None,
        part_of: None,
        group: None,
        ..parent.clone()
    })
}

/// `three of them children`, `four of whom were dock workers`.
fn part_of_them(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    // "nine wounded, three porters among them"
    let among =
        c.kind(c.places[m] + 1) == Some(I::Including) && c.d.is(c.items[c.places[m] + 1].tokens.start, &["among"]);
    if !c.mentions[m].part && !among {
        return None;
    }
    let p = parent(found, m)?;
    let place = c.places[m];
    let mut new = same_as(found, p)?;
    new.part_of = Some(p);
    if among {
        return Some(new);
    }
    let next = c.after(place)?;
    match c.kind(next)? {
        I::Noun => {
            new.group = group_at(c, next);
            new.group.as_ref()?;
        }
        I::Verb => {
            let verb = c.verb(next)?;
            let being = c.d.any(verb.head, Tags::Be) && verb.negation.is_none();
            let what = c.after(next)?;
            let human = c.head(what).is_some_and(|h| cue::human(c.d, h) == Human::Yes);
            if !(being && (human || c.kind(what) == Some(I::Adverb))) {
                return None;
            }
            if c.kind(what) == Some(I::Noun) {
                new.group = group_at(c, what);
            }
        }
        _ => {}
    }
    Some(new)
}

/// The core of a noun group that names people.
fn group_at(c: &Clauses<'_, '_>, i: usize) -> Option<std::ops::Range<usize>> {
    let noun = c.d.noun_group(c.items[i].tokens.start)?;
    if cue::human(c.d, noun.head) != Human::Yes || noun.pronoun {
        return None;
    }
    // "41 of them women and children"
    let second = c.d.noun_group(noun.head + 2).filter(|n| {
        c.d.is(noun.head + 1, &["and"])
            && n.core.start == noun.head + 2
            && n.determiner.is_empty()
            && c.d.any(n.head, Tags::Plural)
            && cue::human(c.d, n.head) == Human::Yes
            && n.core.clone().all(|t| !c.d.any(t, Tags::Number))
            && c.d.verb_group(n.head + 1).is_none()
            && n.head < c.sentence.end
    });
    Some(noun.core.start..second.map_or(noun.core.end, |n| n.core.end))
}

/// `has sent 1,500 troops and could deploy 3,000 more`: the bare number counts the same people.
fn sent_too(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let mention = &c.mentions[m];
    if mention.head.is_some() || mention.human == Human::No {
        return None;
    }
    let p = parent(found, m)?;
    let verb = super::object::governor(c, c.places[m])?;
    let said = done::of_object(c, verb, Human::Yes, c.mentions[p].head)?;
    (found[p].as_ref()?.effect == said.0).then(|| Found::new(said, Some(verb)))
}

/// `including three children`.
fn including(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let mention = &c.mentions[m];
    if mention.human == Human::Maybe && mention.head.is_some() && mention.group.is_none() {
        return None;
    }
    let place = c.places[m];
    // behind "including" itself, or further on in its list; an insertion may stand between
    let mut i = place;
    let mut at = None;
    for _ in 0..10 {
        i = i.checked_sub(1)?;
        match c.kind(i)? {
            I::Including => {
                at = Some(i);
                break;
            }
            // "including an officer, and seven wounded, two police …": another count has come between
            I::Counted(q)
                if found[q]
                    .as_ref()
                    .is_some_and(|f| f.part_of.is_none() && f.rule != "including") =>
            {
                return None;
            }
            I::Comma | I::And | I::Adverb | I::Mark | I::Noun | I::Preposition | I::Counted(_) => {}
            _ => return None,
        }
    }
    let at = at?;
    let p = (0..m).rev().take(6).find(|&p| found[p].is_some() && c.places[p] < at);
    if let Some(p) = p {
        let mut new = same_as(found, p)?;
        new.part_of = Some(p);
        return Some(new);
    }
    if mention.human != Human::Yes {
        return None;
    }
    // "killed policemen, including three officers"; "the dead include three children"
    for j in (at.saturating_sub(10)..at).rev() {
        if c.kind(j) == Some(I::Verb) {
            let said = done::of_object(c, j, Human::Yes, mention.head)
                .filter(|_| predicate::has_object(c, j))
                .or_else(|| predicate::of_subject(c, j, Human::Yes, mention.head))?;
            return Some(Found::new(said, Some(j)));
        }
        if c.kind(j) == Some(I::Noun)
            && let Some(head) = c.head(j)
            && c.d.any(head, Tags::Plural)
            && let Some((effect, counts)) = cue::noun(c.d, head)
            && counts != cue::Counts::Events
        {
            return Some(Found::new((effect, head..head + 1), None));
        }
    }
    None
}

/// `23 deaths, up from 19 on Friday`: what it was before.
fn up_from(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let place = c.places[m];
    let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Preposition))?;
    let word = c.items[before].tokens.start;
    let led = word > 0
        && (c.d.is(word, &["from"]) && c.d.is(word - 1, &["up", "down"])
            || c.d.is(word, &["with", "to"]) && c.d.is(word - 1, &["compared"])
            // "400 have died this year, against 260 last year"
            || c.d.is(word, &["against", "versus"]) && c.d.is_kind(word - 1, Kind::Comma) && c.mentions[m].head.is_none());
    if !led || c.mentions[m].human == Human::No || c.mentions[m].own.is_some() {
        return None;
    }
    same_as(found, parent(found, m)?)
}

/// `Of the 54 killed, 19 were children`, `Of the dead, twelve were foreigners`.
fn of_the_dead(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let place = c.places[m];
    let comma = c.before(place).filter(|&i| c.kind(i) == Some(I::Comma))?;
    c.after(place)
        .and_then(|i| c.verb(i))
        .filter(|v| v.finite && v.negation.is_none())?;
    let led = c.d.is(c.sentence.start, &["of", "among"]) && comma <= 8;
    if !led {
        return None;
    }
    if let Some(p) = (0..m).rev().find(|&p| found[p].is_some()) {
        return Some(Found {
            part_of: Some(p),
            ..same_as(found, p)?
        });
    }
    // "Of those who died, 29 were over 70"
    let who = c.d.is(c.sentence.start + 1, &["those"]) && c.kind(2) == Some(I::Relative);
    if who && let Some((effect, words)) = predicate::of_subject(c, 3, Human::Yes, None) {
        return Some(Found::new((effect, words), None));
    }
    let (effect, word) = (0..comma).rev().find_map(|i| {
        let word = c.items[i].tokens.end.checked_sub(1)?;
        let effect = cue::adjective(c.d, word).or_else(|| cue::noun(c.d, word).map(|(effect, _)| effect))?;
        Some((effect, word))
    })?;
    Some(Found::new((effect, word..word + 1), None))
}

/// `, as were twelve from the harbour guard`.
fn as_were(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let place = c.places[m];
    let verb = c.before(place)?;
    let be = c
        .verb(verb)
        .is_some_and(|v| c.d.any(v.head, Tags::AUXILIARY) && v.negation.is_none());
    let led = verb
        .checked_sub(1)
        .is_some_and(|i| c.d.is(c.items[i].tokens.start, &["as", "so"]));
    let p = parent(found, m)?;
    (be && led).then(|| same_as(found, p)).flatten()
}

/// `two guards were killed, along with three passers-by`.
fn along_with(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let before = c.before(c.places[m]).filter(|&i| c.kind(i) == Some(I::Preposition))?;
    let word = c.items[before].tokens.start;
    let led = c.d.is(word, &["alongside"])
        || c.d.is(word, &["with"]) && word > c.sentence.start && c.d.is(word - 1, &["along", "together"]);
    (led && c.mentions[m].human == Human::Yes)
        .then(|| same_as(found, parent(found, m)?))
        .flatten()
}

/// `killed ten soldiers and two civilians`, `21 injured in Ostra, 36 in Velin and seven in Moss`.
fn listed(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>]) -> Option<Found> {
    let place = c.places[m];
    let mention = &c.mentions[m];
    let number = &c.numbers[mention.number];
    if matches!(number.form, Form::No | Form::NoOne | Form::Any) && mention.group.is_none() {
        return None;
    }
    let before = c.before(place)?;
    if !matches!(c.kind(before)?, I::And | I::Comma | I::But) {
        return None;
    }
    if c.kind(before) == Some(I::But) && !c.d.is(c.items[before].tokens.start, &["or", "nor"]) {
        return None;
    }
    // "shot three colleagues, one fatally"
    if mention.head.is_none() && c.d.is(mention.tokens.end, &["fatally", "mortally"]) {
        return None;
    }
    // "two brothers, both teachers": says who they are
    if number.form == Form::Pair && c.kind(before) == Some(I::Comma) && c.d.is(number.tokens.start, &["both"]) {
        return None;
    }
    if matches!(subject::walk(c, m), Walk::Other) {
        return None;
    }
    // what goes on behind it must fit the end of a list
    let next = c.after(place);
    let bare = mention.head.is_none();
    let fits = next.is_none_or(|n| {
        matches!(
            c.kind(n),
            Some(
                I::And
                    | I::Comma
                    | I::Preposition
                    | I::Other
                    | I::Break
                    | I::Close
                    | I::Including
                    | I::Relative
                    | I::Subordinator
            )
        ) || c.verb(n).is_some_and(|v| !v.finite || mention.head.is_some())
            // "two of them children and one a tourist"
            || matches!(c.kind(n), Some(I::Counted(a)) if bare && n == place + 1 && c.numbers[c.mentions[a].number].form == Form::Article)
            || matches!(c.kind(n), Some(I::Noun))
                && (mention.head.is_some() || c.d.is(c.items[n].tokens.start, &["each"]))
    });
    if !fits {
        return None;
    }
    // "three dead, 11 in hospital"
    if bare
        && next.is_some_and(|n| {
            c.d.is(c.items[n].tokens.start, &["in"]) && c.d.is(c.items[n].tokens.end, &["hospital", "hospitals"])
        })
    {
        return None;
    }
    let apposed = number.form == Form::Article && c.kind(before) == Some(I::Comma);
    let mut i = before;
    for _ in 0..12 {
        i = i.checked_sub(1)?;
        match c.kind(i)? {
            I::Counted(p) => {
                if found[p].is_some() {
                    // a bare number goes on only with what was a number of people itself, in the same way
                    if bare
                        && c.kind(before) == Some(I::Comma)
                        && next.is_some_and(|n| c.kind(n) == Some(I::Comma))
                        && i + 1 == before
                    {
                        return None;
                    }
                    return same_as(found, p);
                }
                if c.mentions[p].human == Human::No {
                    return None;
                }
            }
            I::Noun => {
                if apposed {
                    return None;
                }
            }
            I::And | I::Comma | I::Preposition | I::Adverb | I::Mark | I::Including => {}
            // "for trespassing and another for …"
            I::Verb if i > 0 && c.kind(i - 1) == Some(I::Preposition) => {}
            I::Verb => {
                // "was killed along with his cook and another man"
                if c.d.is(c.items[i + 1].tokens.start, &["along", "together", "alongside"]) {
                    let said = predicate::of_subject(c, i, mention.human, mention.head)?;
                    return Some(Found::new(said, Some(i)));
                }
                if bare {
                    return None;
                }
                let said =
                    done::of_object(c, i, mention.human, mention.head).filter(|_| predicate::has_object(c, i))?;
                return Some(Found::new(said, Some(i)));
            }
            _ => return None,
        }
    }
    None
}
