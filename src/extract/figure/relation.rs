//! What ties counted phrases to each other: lists and elision, subsets, parts that add up; and figures of the article
//! that say an earlier one again.

use super::{
    clause::{Clauses, ItemKind as I},
    counted,
    cue::{self, Human},
    frame::Found,
    predicate,
    subject::{self, Walk},
};
use crate::{
    claim::{Change, Effect, Figure, Hedge, Modality},
    extract::{
        number::Form,
        rule::{Rule, rule},
    },
    language::{Document, Tags},
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
    (rule("listed", "a further member of a list", "The blast killed ten soldiers and **two** civilians."), listed),
    (rule("gapped", "the verb is not said again", "One died in Ostra, **two** in Velin."), gapped),
    (rule("how-badly", "a part of the wounded, by how badly", "Forty were hurt in the crush, **three** seriously."), how_badly),
];

/// What is done with those found by the others.
#[rustfmt::skip]
pub(super) const LOOK_AGAIN: &[Rule] = &[
    DONE_TO_THEM,
    PARTS_ADD_UP,
    DIED_ELSEWHERE,
];
pub(super) const DONE_TO_THEM: Rule = rule(
    "done-to-them",
    "them, where nobody else can be meant",
    "Gunmen fired at **two** officers, killing them.",
);
const PARTS_ADD_UP: Rule = rule(
    "parts-add-up",
    "parts that come to an earlier number",
    "Five people, **three** men and two women, were hurt.",
);
const DIED_ELSEWHERE: Rule = rule(
    "died-elsewhere",
    "stabbed or shot, and said before to have died",
    "Three officers were killed on Monday. The **three** officers were stabbed.",
);

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
    for m in 0..c.mentions.len() {
        if found[m].is_none()
            && let Some(them) = done_to_them(c, m, None)
        {
            found[m] = Some(Found {
                rule: DONE_TO_THEM.name,
                ..them
            });
        }
    }
    add_up(c, found);
    mark_parts(c, found);
    name_whole(c, found);
    describe(c, found);
}

/// `one of them a child`, `one a tourist`: the second number only says who the first one is.
fn describe(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
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
fn mark_parts(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
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
fn name_whole(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
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
    if !c.d.is(c.items[next].tokens.start, &["in", "on", "at", "from", "near"]) || c.kind(next) != Some(I::Preposition)
    {
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
                    .find(|&p| c.places[p] < i && found[p].as_ref().is_some_and(|f| f.verb == Some(i)))?;
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
    Some(Found {
        part_of: Some(p),
        ..same_as(found, p)?
    })
}

/// The found mention before `m`, nearest first.
fn parent(found: &[Option<Found>], m: usize) -> Option<usize> {
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
    let said = predicate::of_object(c, verb, Human::Yes, c.mentions[p].head)?;
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
            let said = predicate::of_object(c, j, Human::Yes, mention.head)
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
            || c.d.is(word, &["with", "to"]) && c.d.is(word - 1, &["compared"]));
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
        .filter(|v| c.d.any(v.head, Tags::Be) && v.negation.is_none())?;
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
    let (effect, word) = (0..comma).rev().find_map(|i| {
        let word = c.items[i].tokens.end.checked_sub(1)?;
        let effect = cue::adjective(c.d, word).or_else(|| cue::noun(c.d, word).map(|(effect, _)| effect))?;
        Some((effect, word))
    })?;
    Some(Found::new((effect, word..word + 1), None))
}

/// `shot at two officers, killing them`, `kidnapped three traders and later beheaded them`: what is done to them is done to the
/// people counted before, if nobody else can be meant. Gives a second effect where the number has one of its own.
pub(super) fn done_to_them(c: &Clauses<'_, '_>, m: usize, found: Option<&Found>) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    let number = &c.numbers[mention.number];
    let several = number.count.low.or(number.count.high).is_some_and(|n| n > 1);
    if !several || mention.human != Human::Yes || mention.counts_effect || mention.part {
        return None;
    }
    // not whose doing it is: something governs the phrase
    let governed = c.before(place).is_some_and(|i| {
        c.kind(i) == Some(I::Preposition)
            || c.verb(i)
                .is_some_and(|v| !v.passive && cue::roles(c.d, v.head) & cue::SPEECH == 0)
    });
    if !governed {
        return None;
    }
    for i in place + 1..c.items.len().min(place + 17) {
        let item = &c.items[i];
        match item.kind {
            I::Noun if item.tokens.len() == 1 && c.d.is(item.tokens.start, &["them"]) => {
                if let Some(new) = harms_them(c, place, i).filter(|new| found.is_none_or(|f| f.effect != new.effect)) {
                    return Some(new);
                }
            }
            // others who could be meant
            I::Noun | I::Relative => {
                let plural = c
                    .head(i)
                    .is_some_and(|h| c.d.any(h, Tags::Plural) && cue::human(c.d, h) != Human::No);
                let pronoun = c.d.noun_group(item.tokens.start).is_some_and(|n| n.pronoun);
                if plural && !pronoun {
                    return None;
                }
            }
            I::Counted(_) | I::Other | I::Break | I::Open => return None,
            _ => {}
        }
    }
    None
}

/// What the verb before the `them` at item `them` does to them; behind the phrase at `place`.
fn harms_them(c: &Clauses<'_, '_>, place: usize, them: usize) -> Option<Found> {
    let verb = c.before(them).filter(|&v| v > place)?;
    let group = c.verb(verb).filter(|v| v.negation.is_none())?;
    let words = c.items[verb].tokens.clone();
    // "leaving them wounded", "shot them dead"
    let behind = c.items.get(them + 1).filter(|item| {
        matches!(item.kind, I::Harm | I::Verb)
            && item.tokens.len() == 1
            && cue::adjective(c.d, item.tokens.start).is_some()
    });
    let becomes = behind.and_then(|item| cue::adjective(c.d, item.tokens.start));
    let effect = if c.d.is(group.head, &["leaving", "left", "leave"]) {
        becomes?
    } else {
        let (effect, _) = predicate::of_object(c, verb, Human::Yes, None)?;
        becomes.filter(|e| *e == Effect::Killed).unwrap_or(effect)
    };
    let mut new = Found::new((effect, words), Some(verb));
    new.trigger.extend(behind.map(|item| item.tokens.clone()));
    Some(new)
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
    if matches!(subject::walk(c, m), Walk::Other) {
        return None;
    }
    // what goes on behind it must fit the end of a list
    let next = c.after(place);
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
            || matches!(c.kind(n), Some(I::Noun))
                && (mention.head.is_some() || c.d.is(c.items[n].tokens.start, &["each"]))
    });
    if !fits {
        return None;
    }
    let bare = mention.head.is_none();
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
                    predicate::of_object(c, i, mention.human, mention.head).filter(|_| predicate::has_object(c, i))?;
                return Some(Found::new(said, Some(i)));
            }
            _ => return None,
        }
    }
    None
}

/// `20 bodies were found, eleven women and nine men`: numbers behind a comma, dash or colon that add up to an earlier one.
fn add_up(c: &Clauses<'_, '_>, found: &mut [Option<Found>]) {
    let worth = |m: usize| {
        let count = c.numbers[c.mentions[m].number].count;
        count.low.or(count.high).unwrap_or_default()
    };
    for p in 0..found.len() {
        // "among the dead were three nurses, a doctor and two porters": they are parts themselves
        let whole = |f: &Found| f.part_of.is_none() && !matches!(f.rule, "among-the-dead" | "including");
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

/// `The three officers were stabbed`, where the article said before that three were killed: they died.
pub(super) fn died_elsewhere(d: &Document<'_>, figures: &mut [Figure]) {
    const BACK: usize = 20;
    for i in 0..figures.len() {
        let figure = &figures[i];
        let wounded = figure.effect == Effect::Injured
            && figure.count.low.is_some_and(|n| n > 1)
            && figure.trigger.last().is_some_and(|&span| {
                d.tokens_in(span)
                    .any(|t| d.is(t, &["stabbed", "shot", "attacked", "hit"]))
            });
        let number = d.tokens_in(figure.number).start;
        if !wounded || !number.checked_sub(1).is_some_and(|t| d.is(t, &["the", "all"])) {
            continue;
        }
        let head = |f: &Figure| {
            f.group
                .and_then(|g| d.tokens_in(g).end.checked_sub(1))
                .map(|t| d.word(t))
        };
        let died = figures[i.saturating_sub(BACK)..i].iter().any(|other| {
            other.effect == Effect::Killed
                && other.modality == Modality::Asserted
                && other.count == figure.count
                && same_people((other, head(other)), (figure, head(figure)))
        });
        if died {
            figures[i].effect = Effect::Killed;
            figures[i].rule = DIED_ELSEWHERE.name;
        }
    }
}

/// A part of the dead, wounded … that the article counted before: `Among the dead were three nurses`. `parts` are the figures that
/// are parts of something by what they say.
pub(super) fn part_of_earlier(figures: &mut [Figure], parts: &[usize]) {
    const BACK: usize = 20;
    for &i in parts {
        let figure = &figures[i];
        let least = figure.count.low.or(figure.count.high).unwrap_or(1);
        if figure.part_of.is_some() || least == 0 {
            continue;
        }
        let whole = (i.saturating_sub(BACK)..i).rev().find(|&j| {
            let other = &figures[j];
            other.effect == figure.effect
                && other.modality == figure.modality
                && other.part_of.is_none()
                && !parts.contains(&j)
                && other.count.low.or(other.count.high).is_some_and(|n| n > least)
        });
        figures[i].part_of = whole;
    }
}

/// Marks figures that say an earlier one of the article again: same effect, the same number (however it is limited), compatible
/// group. One person is the same only in the same words and beside another repetition.
pub(super) fn mark_repeats(d: &Document<'_>, figures: &mut [Figure]) {
    // an article has few figures; what lies further back than this is not looked at
    const BACK: usize = 60;
    // whom each counts: the last word of its group
    let heads: Vec<Option<&str>> = figures
        .iter()
        .map(|f| d.tokens_in(f.group?).end.checked_sub(1).map(|t| d.word(t)))
        .collect();
    // the number itself: "more than 20" and "at least 20" and "20" are the same
    let base = |f: &Figure| match (f.hedge, f.count.low, f.count.high) {
        // "dozens" is no twelve
        (Hedge::Vague, low, _) => (low.unwrap_or_default(), Some(0)),
        (Hedge::MoreThan, Some(low), _) => (low.saturating_sub(1), None),
        (Hedge::FewerThan, _, Some(high)) => (high.saturating_add(1), None),
        (Hedge::Range, low, high) => (low.unwrap_or_default(), high),
        (_, low, high) => (low.or(high).unwrap_or_default(), None),
    };
    for i in 0..figures.len() {
        let figure = &figures[i];
        let one = base(figure) == (1, None);
        let fits = |j: usize| {
            let other = &figures[j];
            other.effect == figure.effect
                && base(other) == base(figure)
                && base(figure).0 > 0
                && other.modality == figure.modality
                && other.change != Some(Change::New)
                && if one {
                    heads[i].is_some() && heads[i] == heads[j]
                } else {
                    same_people((other, heads[j]), (figure, heads[i]))
                }
        };
        if figure.change == Some(Change::New) || figure.part_of.is_some() {
            continue;
        }
        let near = |i: usize| d.sentence_of(d.tokens_in(figures[i].number).start);
        // "a man and two women": one person beside others who are said again
        let beside = |j: usize| {
            [i.checked_sub(1), Some(i + 1)].into_iter().flatten().any(|k| {
                k < figures.len()
                    && near(k) == near(i)
                    && base(&figures[k]) != (1, None)
                    && j.abs_diff(i) > 1
                    && [j.checked_sub(1), Some(j + 1)].into_iter().flatten().any(|l| {
                        l < i
                            && near(l) == near(j)
                            && figures[l].effect == figures[k].effect
                            && base(&figures[l]) == base(&figures[k])
                            && heads[l] == heads[k]
                    })
            })
        };
        let earlier = (i.saturating_sub(BACK)..i).find(|&j| fits(j) && (!one || beside(j)));
        figures[i].repeats = earlier;
    }
}

/// Figures with the last words of their groups.
fn same_people((a, head_a): (&Figure, Option<&str>), (b, head_b): (&Figure, Option<&str>)) -> bool {
    let general = ["people", "persons", "others", "victims"];
    match (a.group, b.group) {
        (Some(_), Some(_)) => {
            head_a == head_b
                || head_a.is_some_and(|h| general.contains(&h))
                || head_b.is_some_and(|h| general.contains(&h))
        }
        _ => a.effect != Effect::Deployed,
    }
}
