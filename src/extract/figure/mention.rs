//! A number with what it counts: `at least [two] of the [rebels]`, `[five] dead [soldiers]`, a bare `[12]`.

use super::cue::{self, Counts, Human};
use crate::{
    claim::Effect,
    extract::number::{Form, Number},
    language::{Case, Document, GroupKind, Kind, Tags},
};
use std::ops::Range;

/// A counted phrase.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Its number, by its place in the list.
    pub(super) number: usize,
    /// Hedges, number and phrase.
    pub(super) tokens: Range<usize>,
    /// The noun phrase counted; `None` for a bare number, and where only an effect is counted.
    pub(super) group: Option<Range<usize>>,
    /// The head of the phrase.
    pub(super) head: Option<usize>,
    /// Whether what is counted is human.
    pub(super) human: Human,
    /// The effect that the phrase states by itself, and the word that does.
    pub(super) own: Option<(Effect, usize)>,
    /// `seven deaths`: the head is the effect.
    pub(super) counts_effect: bool,
    /// `42 people dead`: the effect stands behind the group, in one noun group with it.
    pub(super) result: bool,
    /// `two of them`, `six of whom`: a part of what was counted before.
    pub(super) part: bool,
    /// `two of the dead`: the number is one of a whole that its effect word names.
    pub(super) new: bool,
    /// The number that a whole has, when the phrase names it: `nine` of `two of the nine`.
    pub(super) whole: Option<usize>,
}

/// The counted phrase of number `n`; `None` where the number cannot count people.
pub(super) fn read(d: &Document<'_>, numbers: &[Number], n: usize, sentence: &Range<usize>) -> Option<Mention> {
    let number = numbers.get(n)?;
    if number.other.is_some() {
        return None;
    }
    let mut mention = unhedged(d, numbers, n, sentence)?;
    // "66 people or more": the hedge belongs to the phrase
    if let Some(words) = number.hedge_words.last().filter(|w| w.start == mention.tokens.end) {
        mention.tokens.end = words.end;
    }
    Some(mention)
}

fn unhedged(d: &Document<'_>, numbers: &[Number], n: usize, sentence: &Range<usize>) -> Option<Mention> {
    let number = numbers.get(n)?;
    let mut at = number.whole.end.max(number.tokens.end);
    let mut mention = Mention {
        number: n,
        tokens: number.whole.start..at,
        group: None,
        head: None,
        human: Human::Maybe,
        own: None,
        counts_effect: false,
        result: false,
        part: false,
        new: number.new,
        whole: None,
    };
    // determiners and adjectives before the number in its own group: "the first 12", "a 12-strong crew"
    if let Some((_, group)) = d.group_of(number.tokens.start) {
        while mention.tokens.start > group.tokens.start
            && d.any(
                mention.tokens.start - 1,
                Tags::Determiner | Tags::Possessive | Tags::Adjective,
            )
            && !d.any(mention.tokens.start - 1, Tags::Name | Tags::Number)
        {
            mention.tokens.start -= 1;
        }
        // "the judge's two bodyguards"
        if group
            .noun()
            .is_some_and(|n| !n.possessor.is_empty() && n.possessor.end == mention.tokens.start)
        {
            mention.tokens.start = group.tokens.start;
        }
    }
    if number.form == Form::NoOne {
        mention.human = Human::Yes;
    }
    if d.is(number.tokens.start, &["anyone", "anybody"]) {
        mention.human = Human::Yes;
        return Some(mention);
    }
    let end = sentence.end;
    // seven more, three others is a group
    while at < end && d.is(at, &["more", "additional", "further", "extra"]) && !d.is(at + 1, &["than"]) {
        mention.new = true;
        at += 1;
        mention.tokens.end = at;
    }
    // "seven people more" is rare enough
    // "four of the six", "four out of the six"
    let of = at + usize::from(d.is(at, &["out"]));
    if of < end && d.is(of, &["of"]) {
        partitive(d, numbers, &mut mention, of, end);
        return Some(mention);
    }
    // 60 “terrorists”
    if d.is_kind(at, Kind::Mark)
        && let Some((_, group)) = d.group_of(at + 1).filter(|(_, g)| g.tokens.start == at + 1)
        && let Some(noun) = group.noun()
        && d.is_kind(group.tokens.end, Kind::Mark)
        && group.tokens.end < end
        && cue::human(d, noun.head) == Human::Yes
        && d.any(noun.head, Tags::Plural)
        && noun.determiner.is_empty()
    {
        mention.group = Some(group.tokens.clone());
        mention.head = Some(noun.head);
        mention.human = Human::Yes;
        mention.tokens.end = group.tokens.end + 1;
        return Some(mention);
    }
    // "13 (inmates) dead"
    if d.is_kind(at, Kind::Open)
        && let Some((_, group)) = d.group_of(at + 1).filter(|(_, g)| g.tokens.start == at + 1)
        && let Some(noun) = group.noun()
        && d.is_kind(group.tokens.end, Kind::Close)
        && group.tokens.end < end
        && cue::human(d, noun.head) == Human::Yes
    {
        mention.group = Some(group.tokens.clone());
        mention.head = Some(noun.head);
        mention.human = Human::Yes;
        mention.tokens.end = group.tokens.end + 1;
        return Some(mention);
    }
    if at < end
        && let Some(group) = d.group_of(at).map(|(_, g)| g)
        && let GroupKind::Noun(noun) = &group.kind
        && (group.tokens.start <= number.tokens.start || group.tokens.start == at || group.tokens.contains(&(at - 1)))
        && noun.head >= at
        && !noun.pronoun
        && !stands_apart(d, at)
        // "fell to 48 this year", "killed 14 last week"
        && !(group.tokens.start == at && (noun.determiner.contains(&at) || d.any(noun.head, Tags::Time)))
        && !(d.is(at, &["last", "this", "next", "earlier", "later"]) && d.any(noun.head, Tags::Time))
    {
        if noun.possessor.end > at
            && let Some(people) = behind_initials(d, noun.head, end)
        {
            phrase(d, &mut mention, at, people, end);
            return Some(mention);
        }
        if noun.possessor.end > at {
            // "12 people’s lives", "two soldiers’ bodies"
            mention.human = Human::No;
            mention.tokens.end = noun.head + 1;
            let article = number.form == Form::Article;
            if let Some((effect, counts)) = cue::noun(d, noun.head)
                && (counts != Counts::Events || article)
            {
                mention.human = Human::Yes;
                mention.own = Some((effect, noun.head));
                mention.group = trimmed(d, at..noun.possessor.end - 1);
                // whether a body is a dead one is to be seen
                mention.head = (article && counts == Counts::Group).then_some(noun.head);
            }
            return Some(mention);
        }
        let describes_only = !d.any(noun.head, Tags::NOMINAL | Tags::Nation | Tags::Participle)
            && cue::adjective(d, noun.head).is_none();
        if !describes_only {
            phrase(d, &mut mention, at, full_head(d, noun.head, end), end);
        }
        return Some(mention);
    }
    if let Some(head) = family(d, number, sentence) {
        if of_counted(d, head, sentence) {
            mention.human = Human::No;
            return Some(mention);
        }
        mention.group = Some(head..head + 1);
        mention.head = Some(head);
        mention.human = Human::Yes;
        mention.tokens.start = d.group_of(head).map_or(head, |(_, g)| g.tokens.start);
        mention.tokens.end = at;
    }
    Some(mention)
}

/// The head where the grouping stopped short of it: `two male` + `foreign visitors`, `53 measles` + `related deaths`.
fn full_head(d: &Document<'_>, head: usize, end: usize) -> usize {
    if let Some(people) = behind_initials(d, head, end) {
        return people;
    }
    let mut next = head + 1;
    if d.is(next, &["related", "linked"]) && next < end {
        next += 1;
    } else if !d.is(head, &["male", "female", "adult", "civilian", "minor", "teenage"]) {
        return head;
    }
    let Some((_, group)) = d.group_of(next).filter(|(_, g)| g.tokens.start == next && next < end) else {
        return head;
    };
    match group.noun() {
        Some(noun)
            if noun.determiner.is_empty()
                && !noun.pronoun
                && !d.any(noun.head, Tags::Time | Tags::Name)
                && !d.any(next, Tags::Number) =>
        {
            noun.head
        }
        _ => head,
    }
}

/// `three Harbour Workers' Party (HWP) fighters`: who is counted, behind the initials of what they belong to.
fn behind_initials(d: &Document<'_>, head: usize, end: usize) -> Option<usize> {
    const NAME: usize = 8;
    if !d.any(head, Tags::Name | Tags::Organization) {
        return None;
    }
    let open = (head + 1..end.min(head + NAME))
        .find(|&t| !(d.any(t, Tags::Name | Tags::Nation) || d.is(t, &["of", "in", "for", "the", "and", "-"])))
        .filter(|&t| d.is_kind(t, Kind::Open) && d.is_kind(t + 2, Kind::Close) && t + 3 < end)?;
    let (_, group) = d.group_of(open + 3).filter(|(_, g)| g.tokens.start == open + 3)?;
    let noun = group.noun().filter(|n| n.determiner.is_empty() && !n.pronoun)?;
    let people = d.any(noun.head, Tags::Plural) && cue::human(d, noun.head) == Human::Yes;
    (people && !d.any(open + 3, Tags::Number)).then_some(noun.head)
}

/// A day or time that the grouping took in: "killed five Monday".
fn stands_apart(d: &Document<'_>, at: usize) -> bool {
    d.any(at, Tags::Weekday | Tags::Month) && !d.any(at + 1, Tags::People)
}

/// The family, crew or team that `a family of five` counts.
fn family(d: &Document<'_>, number: &Number, sentence: &Range<usize>) -> Option<usize> {
    let of = number.whole.start.checked_sub(1).filter(|&i| i > sentence.start)?;
    let head = of - 1;
    (d.is(of, &["of"])
        && d.any(head, Tags::Family)
        && (!d.any(head, Tags::Plural) || d.is(head, &["crew"]))
        && number.form == Form::Numeral)
        .then_some(head)
}

/// `four of a family of six`, `three members of a crew of 12`: some of the family are counted, not all of it.
fn of_counted(d: &Document<'_>, head: usize, sentence: &Range<usize>) -> bool {
    let start = d.group_of(head).map_or(head, |(_, g)| g.tokens.start);
    let Some(before) = start
        .checked_sub(2)
        .filter(|&i| i >= sentence.start && d.is(i + 1, &["of", "from", "in", "among"]))
    else {
        return false;
    };
    let number =
        |i: usize| d.is_kind(i, Kind::Number) || d.any(i, Tags::Number) || d.is(i, &["members", "some", "most"]);
    number(before)
        || d.group_of(before)
            .is_some_and(|(_, g)| (g.tokens.start..=before).any(number))
}

/// The phrase from `at` to `head`, its own effect, and an of-phrase that belongs to it.
fn phrase(d: &Document<'_>, mention: &mut Mention, at: usize, head: usize, end: usize) {
    mention.head = Some(head);
    mention.tokens.end = head + 1;
    mention.human = cue::human(d, head);
    // "16 INJURED IN NIGHTCLUB FIRE": in a headline everything reads as one name
    if (head > at || d.any(head, Tags::Name))
        && d.token(at).is_some_and(|t| t.case == Case::Upper)
        && let Some(effect) = cue::adjective(d, at)
    {
        mention.own = Some((effect, at));
        mention.head = Some(at);
        mention.counts_effect = true;
        mention.human = Human::Yes;
        mention.tokens.end = at + 1;
        return;
    }
    let describing = (at..head)
        .rev()
        .find_map(|t| cue::adjective(d, t).map(|effect| (effect, t)));
    // "600 made homeless", "12 presumed dead"
    let led = |t: usize| {
        d.is(
            t,
            &[
                "made",
                "left",
                "rendered",
                "presumed",
                "believed",
                "confirmed",
                "reported",
                "feared",
            ],
        )
    };
    if head > at
        && let Some(effect) = cue::adjective(d, head)
        && (at..head).all(led)
    {
        mention.own = Some((effect, head));
        mention.counts_effect = true;
        mention.human = Human::Yes;
        return;
    }
    if head > at
        && let Some(effect) = cue::adjective(d, head)
        && cue::human(d, head - 1) == Human::Yes
    {
        mention.own = Some((effect, head));
        mention.human = Human::Yes;
        mention.result = true;
        mention.group = trimmed(d, at..head);
        return;
    }
    match cue::noun(d, head) {
        Some((effect, Counts::Effects)) => {
            mention.own = Some((effect, head));
            mention.counts_effect = true;
            mention.human = Human::Yes;
            if d.is(head, &["life", "lives"]) {
                // only with a verb that takes them
                mention.own = None;
            }
        }
        Some((effect, Counts::Group)) => {
            mention.own = Some((effect, head));
            mention.human = Human::Yes;
            mention.group = trimmed(d, at..head + 1);
        }
        _ => {
            if head == at
                && !d.any(head, Tags::Name)
                && let Some(effect) = cue::adjective(d, head)
            {
                mention.own = Some((effect, head));
                mention.counts_effect = true;
                mention.human = Human::Yes;
                return;
            }
            if mention.human != Human::No || d.is(head, &["cases"]) {
                mention.own = describing;
            }
            mention.group = trimmed(d, at..head + 1);
        }
    }
    if mention.counts_effect {
        return;
    }
    of_phrase(d, mention, end);
    second_noun(d, mention, end);
}

/// `8,000 men and boys`: a second plural without a number of its own is counted with the first.
fn second_noun(d: &Document<'_>, mention: &mut Mention, end: usize) {
    let and = mention.tokens.end;
    let plural = |t: usize| d.any(t, Tags::Plural) && d.any(t, Tags::People);
    if and + 1 >= end || !d.is(and, &["and"]) || !plural(and - 1) {
        return;
    }
    let Some(group) = d
        .group_of(and + 1)
        .map(|(_, g)| g)
        .filter(|g| g.tokens.start == and + 1)
    else {
        return;
    };
    let Some(noun) = group.noun() else { return };
    let bare = noun.determiner.is_empty() && noun.possessor.is_empty() && !noun.name && plural(noun.head);
    let counted = group
        .tokens
        .clone()
        .any(|t| d.any(t, Tags::Number) || d.is_kind(t, Kind::Number));
    // "killed ten men and police said …": the second is a subject of its own
    let object = mention.tokens.start > 0 && d.verb_group(mention.tokens.start - 1).is_some();
    let subject = d.verb_group(group.tokens.end).is_some_and(|v| object || !v.passive);
    if bare && !counted && !subject && group.tokens.end <= end {
        mention.tokens.end = group.tokens.end;
        if let Some(span) = &mut mention.group {
            span.end = group.tokens.end;
        }
    }
}

/// "member of the Coast Guard", "citizens of Ukraine": the of-phrase belongs to the group.
fn of_phrase(d: &Document<'_>, mention: &mut Mention, end: usize) {
    for _ in 0..2 {
        let of = mention.tokens.end;
        if of + 1 >= end || !d.is(of, &["of"]) || mention.human == Human::No {
            return;
        }
        let Some(group) = d.group_of(of + 1).map(|(_, g)| g) else {
            return;
        };
        // "a boy of five", "a mother of two": read over
        let number = d.any(of + 1, Tags::Number) || d.is_kind(of + 1, Kind::Number);
        if number && group.tokens == (of + 1..of + 2) {
            if mention.head.is_some_and(|h| !d.any(h, Tags::Plural | Tags::Family)) {
                mention.tokens.end = of + 2;
            }
            return;
        }
        let Some(noun) = group.noun().filter(|n| !n.pronoun) else {
            return;
        };
        // "eight members of one family"
        let counted = group
            .tokens
            .clone()
            .any(|t| (d.any(t, Tags::Number) || d.is_kind(t, Kind::Number)) && !(d.is(t, &["one"]) && t == of + 1));
        if counted || d.any(noun.head, Tags::Time) || group.tokens.start != of + 1 {
            return;
        }
        mention.tokens.end = group.tokens.end;
        if let Some(span) = &mut mention.group {
            span.end = group.tokens.end;
        }
    }
}

/// `two of the nine soldiers`, `hundreds of people`, `three of them`.
fn partitive(d: &Document<'_>, numbers: &[Number], mention: &mut Mention, of: usize, end: usize) {
    let mut at = of + 1;
    // "12 of" at the sentence's end counts nothing
    if at >= end {
        return;
    }
    // "all of the", "two of the": determiners
    if d.is(at, &["them", "whom", "us", "those", "which", "these"]) {
        mention.part = true;
        mention.tokens.end = at + 1;
        mention.human = Human::Maybe;
        // "five of those injured"
        if d.is(at, &["those"])
            && at + 1 < end
            && let Some(effect) = cue::adjective(d, at + 1)
        {
            mention.own = Some((effect, at + 1));
            mention.counts_effect = true;
            mention.human = Human::Yes;
            mention.tokens.end = at + 2;
        }
        return;
    }
    let Some(group) = d
        .group_of(at)
        .map(|(_, g)| g)
        .filter(|g| g.tokens.start == at || g.tokens.contains(&of))
    else {
        return;
    };
    let Some(noun) = group.noun().filter(|n| !n.pronoun) else {
        return;
    };
    if noun.possessor.is_empty() {
        at = noun.determiner.end.max(at);
    } else if d.any(at, Tags::Determiner) {
        at += 1;
    }
    // a number inside belongs to the whole: "two of the nine"
    let inner = numbers[mention.number + 1..]
        .iter()
        .take(2)
        .position(|n| n.tokens.start >= of && n.tokens.end <= group.tokens.end && n.form == Form::Numeral);
    if let Some(inner) = inner {
        let inner = mention.number + 1 + inner;
        mention.whole = Some(inner);
        at = numbers[inner].tokens.end.max(at);
    }
    // "one of 43 students who disappeared": forty-three did
    let next = group.tokens.end + usize::from(d.is(group.tokens.end, &["still", "now", "already"]));
    let described = d.is(next, &["who", "that"])
        || d.verb_group(next)
            .is_some_and(|v| v.head == next && d.any(next, Tags::Participle | Tags::Ing) && !d.any(next, Tags::Be));
    if inner.is_some()
        && described
        && noun.determiner.is_empty()
        && d.is(numbers[mention.number].tokens.start, &["one"])
    {
        mention.human = Human::No;
        mention.tokens.end = of;
        return;
    }
    mention.tokens.end = group.tokens.end;
    if at > noun.head {
        return;
    }
    phrase(d, mention, at, noun.head, end);
    // "four of her security detail": what has members that can be hurt
    let collective = !d.any(noun.head, Tags::Plural) && (!noun.determiner.is_empty() || !noun.possessor.is_empty());
    if mention.human == Human::No && collective && !cue::is_listed(d, noun.head, "animals") {
        mention.human = Human::Maybe;
    }
    if mention.counts_effect {
        // "three of the dead", but "hundreds of deaths"
        mention.part = !noun.determiner.is_empty();
        return;
    }
    // "hundreds of Peruvian and allied service members"
    let after = mention.tokens.end;
    if d.any(noun.head, Tags::Nation | Tags::Adjective)
        && d.is(after, &["and", "or"])
        && after + 1 < end
        && let Some(group) = d.group_of(after + 1).map(|(_, g)| g)
        && let Some(next) = group.noun()
        && next.determiner.is_empty()
        && cue::human(d, next.head) == Human::Yes
        && !d.any(after + 1, Tags::Number)
    {
        mention.tokens.end = group.tokens.end;
        mention.head = Some(next.head);
        mention.human = Human::Yes;
        if let Some(span) = &mut mention.group {
            span.end = group.tokens.end;
        }
    }
}

/// Without determiners and counting words at its beginning.
fn trimmed(d: &Document<'_>, mut tokens: Range<usize>) -> Option<Range<usize>> {
    while tokens.start + 1 < tokens.end
        && (d.any(tokens.start, Tags::Determiner | Tags::Number) && !d.any(tokens.start, Tags::Noun)
            || d.is(tokens.start, &["more", "additional", "further"]))
        && !d.is(tokens.start, &["other"])
    {
        tokens.start += 1;
    }
    (!tokens.is_empty()).then_some(tokens)
}
