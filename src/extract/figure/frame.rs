//! Which effect a counted phrase met with: a table of rules, the most certain first.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Counts, Human},
    predicate::{self, Said},
};
use crate::{
    claim::{Change, Effect},
    extract::number::Form,
    language::Tags,
};
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
    /// A group that stands elsewhere: "six of whom were [police officers]".
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
    ("lives-taken", lives),
    ("effect-counted", effect_counted),
    ("held-captive", hostages),
    ("result-behind", result_behind),
    ("left-behind", left),
    ("among-the-dead", among),
    ("object-of-verb", object),
    ("forced-to", forced),
    ("with-injuries", with_injuries),
    ("deaths-of", of_noun),
    ("toll", super::toll::toll),
    ("subject-of-verb", subject),
    ("named-by-group", named),
];

/// The effect of mention `m` by the first rule that has one.
pub(super) fn find(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    if !may_count(c, m) {
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

/// Things that are never counted as people, whatever the verb.
fn may_count(c: &Clauses<'_, '_>, m: usize) -> bool {
    let mention = &c.mentions[m];
    let number = &c.numbers[mention.number];
    if mention.human == Human::No {
        return false;
    }
    match number.form {
        Form::Any => under_negation(c, c.places[m]),
        Form::Article => !apposed(c, m) && is_dead_body(c, m),
        _ => {
            !(mention.whole.is_none() && c.d.is(number.tokens.start, &["one"]) && one_of_many(c, m))
                && is_dead_body(c, m)
        }
    }
}

/// `Moss, one of the researchers who died`: one with a name.
fn one_of_many(c: &Clauses<'_, '_>, m: usize) -> bool {
    let place = c.places[m];
    c.d.is(c.numbers[c.mentions[m].number].tokens.end, &["of"]) && after_name(c, place)
}

/// What is called a body is a dead one, not a committee.
fn is_dead_body(c: &Clauses<'_, '_>, m: usize) -> bool {
    let mention = &c.mentions[m];
    let Some(head) = mention.head.filter(|&h| c.d.is(h, &["body", "bodies"])) else {
        return true;
    };
    let described = mention.group.clone().unwrap_or(head..head);
    if (described.start..head).any(|t| ["ory", "ive", "ing", "al"].iter().any(|end| c.d.word(t).ends_with(end))) {
        return false;
    }
    if c.numbers[mention.number].form == Form::Numeral {
        return true;
    }
    let whose = c.d.is(head + 1, &["of"]) || (described.start..head).any(|t| cue::adjective(c.d, t).is_some());
    let handled = [
        "found",
        "find",
        "recovered",
        "recover",
        "discovered",
        "pulled",
        "retrieved",
        "buried",
        "dumped",
        "washed",
        "exhumed",
        "seen",
        "saw",
        "identified",
        "lying",
        "lay",
        "carried",
        "removed",
        "returned",
    ];
    whose
        || nearest_verb(c, c.places[m])
            .and_then(|i| c.verb(i))
            .is_some_and(|v| handled.contains(&c.d.word(v.head)))
}

/// A negated verb, `without` or `no` stands before, or the verb behind is negated.
fn under_negation(c: &Clauses<'_, '_>, place: usize) -> bool {
    (place.saturating_sub(6)..place).rev().any(|i| {
        c.verb(i).is_some_and(|v| v.negation.is_some())
            || c.d.is(c.items[i].tokens.start, &["without", "nor", "denied", "deny"])
    })
}

/// `Ivo Brandt, a soldier, was killed`: who has a name is not counted.
fn apposed(c: &Clauses<'_, '_>, m: usize) -> bool {
    after_name(c, c.places[m]) && c.d.is(c.numbers[c.mentions[m].number].tokens.start, &["a", "an"])
}

/// A name and a comma stand before.
fn after_name(c: &Clauses<'_, '_>, place: usize) -> bool {
    place >= 2
        && c.kind(place - 1) == Some(I::Comma)
        && c.kind(place - 2) == Some(I::Noun)
        && c.head(place - 2).is_some_and(|h| c.d.any(h, Tags::Name))
}

/// `claimed 20 lives`, `lost 20 lives`, `20 lives were lost`.
fn lives(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let mention = &c.mentions[m];
    let head = mention
        .head
        .filter(|&h| c.d.is(h, &["lives", "life", "souls", "victims"]))?;
    let place = c.places[m];
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

/// `seven deaths`, `20 wounded`, `35 bodies`.
fn effect_counted(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
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
fn second_harm(c: &Clauses<'_, '_>, i: usize) -> Option<Effect> {
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

/// The verb next to a phrase: behind it, or before it.
fn nearest_verb(c: &Clauses<'_, '_>, place: usize) -> Option<usize> {
    let behind = c.after(place).filter(|&i| c.kind(i) == Some(I::Verb));
    let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Verb));
    behind.or(before).or_else(|| {
        let preposition = c.before(place).filter(|&i| c.kind(i) == Some(I::Preposition))?;
        c.before(preposition).filter(|&i| c.kind(i) == Some(I::Verb))
    })
}

/// `took 12 people hostage`, `is holding 20 hostages`.
fn hostages(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let mention = &c.mentions[m];
    let place = c.places[m];
    let before = c.before(place);
    let verb = before.filter(|&i| c.verb(i).is_some_and(|v| cue::roles(c.d, v.head) & cue::HOLD != 0));
    let captives = ["hostage", "hostages", "captive", "captives", "prisoner", "prisoners"];
    if let Some(verb) = verb {
        let words = c.items[verb].tokens.clone();
        if let Some(head) = mention.head.filter(|&h| captives.contains(&c.d.word(h))) {
            return Some(Found::new((Effect::Captured, words.start..head + 1), Some(verb)));
        }
        let next = c.items.get(place + 1)?;
        if captives.contains(&c.d.word(next.tokens.start)) && next.tokens.len() == 1 {
            let mut found = Found::new((Effect::Captured, words), Some(verb));
            found.trigger.push(next.tokens.clone());
            return Some(found);
        }
        if c.d.is(next.tokens.start, &["into"]) && c.d.is(next.tokens.start + 1, &["custody"]) {
            let mut found = Found::new((Effect::Detained, words), Some(verb));
            found.trigger.push(next.tokens.start..next.tokens.start + 2);
            return Some(found);
        }
    }
    None
}

/// `five people dead`, `25 others injured`: the result stands right behind.
fn result_behind(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    if let Some((effect, word)) = c.mentions[m].own.filter(|_| c.mentions[m].result) {
        let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Verb));
        return Some(Found::new((effect, word..word + 1), before));
    }
    let mut next = c.after(place)?;
    // "found four of the hostages, all dead"
    if c.kind(next) == Some(I::Comma)
        && c.d.is(c.items.get(next + 1)?.tokens.start, &["all", "both"])
        && let Some(result) = c
            .after(next + 1)
            .or(Some(next + 1))
            .filter(|&i| c.kind(i) == Some(I::Harm))
    {
        next = result;
    }
    if next > place + 3 {
        return None;
    }
    let item = &c.items[next];
    if item.kind == I::Harm {
        let effect = cue::adjective(c.d, item.tokens.start)?;
        let mut said = (effect, item.tokens.clone());
        if let Some(join) = c.after(next).filter(|&i| matches!(c.kind(i), Some(I::And | I::But)))
            && let Some(second) = c.after(join)
            && let Some(other) = second_harm(c, second)
        {
            let either = c.d.is(c.items[join].tokens.start, &["or"]);
            said = (
                predicate::one_effect(effect, other, either),
                item.tokens.start..c.items[second].tokens.end,
            );
        }
        let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Verb));
        return Some(Found::new(said, before));
    }
    let verb = c.verb(next)?;
    let bare = item.tokens.end == verb.head + 1
        && c.d.any(verb.head, Tags::Participle)
        && !verb.finite_auxiliary(c, next)
        && !predicate::has_object(c, next);
    if !bare {
        return None;
    }
    let mention = &c.mentions[m];
    // "five members of a patrol deployed nearby were wounded": not what the sentence is about
    predicate::of_subject(c, next, mention.human, mention.head)
        .filter(|said| said.0 != Effect::Deployed)
        .map(|said| Found::new(said, Some(next)))
}

trait Auxiliary {
    fn finite_auxiliary(&self, c: &Clauses<'_, '_>, at: usize) -> bool;
}

impl Auxiliary for crate::language::VerbGroup {
    fn finite_auxiliary(&self, c: &Clauses<'_, '_>, at: usize) -> bool {
        (c.items[at].tokens.start..self.head).any(|t| c.d.any(t, Tags::AUXILIARY | Tags::Modal | Tags::To))
    }
}

/// `left two policemen and five protesters dead`, `left 61 migrants, including children, dead`.
fn left(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let verb = (place.saturating_sub(8)..place)
        .rev()
        .take_while(|&i| {
            matches!(
                c.kind(i),
                Some(I::Verb | I::Counted(_) | I::Noun | I::Comma | I::And | I::Adverb)
            )
        })
        .find(|&i| c.kind(i) == Some(I::Verb))?;
    if !c.d.is(c.verb(verb)?.head, &["left", "leave", "leaves", "leaving"]) || c.verb(verb)?.passive {
        return None;
    }
    for i in place + 1..c.items.len().min(place + 12) {
        match c.kind(i)? {
            I::Harm => {
                let effect = cue::adjective(c.d, c.items[i].tokens.start)?;
                return Some(Found::new((effect, c.items[i].tokens.clone()), Some(verb)));
            }
            I::Counted(other) if c.mentions[other].result || c.mentions[other].counts_effect => {
                let (effect, word) = c.mentions[other].own.filter(|_| c.mentions[other].result)?;
                return Some(Found::new((effect, word..word + 1), Some(verb)));
            }
            I::Counted(_) | I::Noun | I::Comma | I::And | I::Including | I::Preposition | I::Adverb => {}
            _ => return None,
        }
    }
    None
}

/// `among the dead were three firefighters`
fn among(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let be = c
        .before(c.places[m])
        .filter(|&i| c.verb(i).is_some_and(|v| c.d.any(v.head, Tags::Be)))?;
    let noun = c.before(be)?;
    let head = c.items[noun].tokens.end.checked_sub(1)?;
    let effect = cue::adjective(c.d, head).or_else(|| cue::noun(c.d, head).map(|(effect, _)| effect))?;
    let led = (noun.saturating_sub(2)..noun).any(|i| c.d.is(c.items[i].tokens.start, &["among"]));
    led.then(|| Found::new((effect, head..head + 1), Some(be)))
}

/// The item of the verb that governs the phrase at `place` directly, particle or result between: `gunned down ten`.
pub(super) fn governor(c: &Clauses<'_, '_>, place: usize) -> Option<usize> {
    let j = c.before(place)?;
    if c.kind(j) == Some(I::Verb) {
        return Some(j);
    }
    // "killing them both"
    if c.d.is(c.items[j].tokens.start, &["them", "us", "you"]) && c.d.is(c.items[place].tokens.start, &["both", "all"])
    {
        return c.before(j).filter(|&i| c.kind(i) == Some(I::Verb));
    }
    let verb = c.before(j)?;
    let glued = c.verb(verb).is_some_and(|v| c.items[j].tokens.start == v.head + 1);
    if glued && matches!(c.kind(j), Some(I::Preposition | I::Harm)) {
        let v = c.verb(verb)?;
        return cue::harm(c.d, v.head)
            .any(|h| h.particle.is_some_and(|p| p != "to"))
            .then_some(verb);
    }
    // "stabbed to death two men"
    let to = verb;
    if c.head(j).is_some_and(|h| c.d.is(h, &["death"])) && c.d.is(c.items[to].tokens.start, &["to"]) {
        return c.before(to).filter(|&i| c.kind(i) == Some(I::Verb));
    }
    None
}

/// `killed ten people`, `wounding 20`.
fn object(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let verb = governor(c, place)?;
    let mention = &c.mentions[m];
    let (mut effect, words) = predicate::of_object(c, verb, mention.human, mention.head)?;
    if predicate::to_death(c, place) || predicate::to_death(c, verb) {
        effect = Effect::Killed;
    }
    Some(Found::new((effect, words), Some(verb)))
}

/// `forced 58,000 people to evacuate`
fn forced(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let verb = governor(c, place)?;
    let forcing = [
        "force",
        "forced",
        "forces",
        "forcing",
        "compelled",
        "compelling",
        "caused",
        "causing",
        "led",
        "leading",
        "prompted",
        "prompting",
        "ordered",
        "ordering",
        "urged",
        "told",
        "asked",
        "drove",
        "driving",
        "sent",
    ];
    let v = c.verb(verb)?;
    if !forcing.contains(&c.d.word(v.head)) || v.passive {
        return None;
    }
    let next = c.after(place)?;
    let words = c.items[verb].tokens.clone();
    if c.verb(next).is_some_and(|n| n.infinitive) {
        let n = c.verb(next)?;
        let leaves = cue::harm(c.d, n.head).any(|h| h.effect == Effect::Displaced)
            || c.d.is(n.head, &["leave", "abandon"]) && predicate::has_object(c, next);
        let mut found = Found::new((Effect::Displaced, words), Some(verb));
        found.trigger.push(c.items[next].tokens.clone());
        return leaves.then_some(found);
    }
    let homes = c.d.is(c.items[next].tokens.start, &["from", "out"])
        && (next + 1..next + 4).any(|i| c.head(i).is_some_and(|h| c.d.is(h, &["home", "homes", "houses"])));
    homes.then(|| Found::new((Effect::Displaced, words), Some(verb)))
}

/// `13 students with minor injuries`, `12 of them in a critical condition`
fn with_injuries(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
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
        hurt.then(|| Found::new((Effect::Injured, c.items[i].tokens.clone()), None))
    })
}

/// `the deaths of ten people`, `the wounding of thousands`.
fn of_noun(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let of = c
        .before(place)
        .filter(|&i| c.d.is(c.items[i].tokens.start, &["of", "to"]))?;
    let noun = c.before(of)?;
    // "injuries to four people", but "deaths rose to four"
    if c.d.is(c.items[of].tokens.start, &["to"]) && !c.head(noun).is_some_and(|h| c.d.is(h, &["injury", "injuries"])) {
        return None;
    }
    let head = c.head(noun).or_else(|| {
        let v = c.verb(noun)?;
        (v.gerund && c.items[noun].tokens.len() == 1).then_some(v.head)
    })?;
    let (effect, _) = cue::noun(c.d, head)?;
    if c.d.is(head, &["loss", "dead", "missing", "wounded", "injured"]) && c.mentions[m].human != Human::Yes {
        return None;
    }
    Some(Found::new((effect, head..head + 1), nearest_verb(c, noun)))
}

/// What the walk to the right of a phrase comes to.
#[derive(Debug)]
pub(super) enum Walk {
    /// A verb that says what happened to it.
    Harm(Said, usize),
    /// A verb that says something else.
    Other,
    /// No verb.
    Nothing,
}

/// `ten people were killed`, `ten people, police said, have died`.
fn subject(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    match walk(c, m) {
        Walk::Harm(said, verb) => Some(Found::new(said, Some(verb))),
        _ => None,
    }
}

/// Whether the phrase can only have a verb right behind it or in a relative clause: it is the object of a preposition or of
/// another verb.
fn is_governed(c: &Clauses<'_, '_>, place: usize) -> bool {
    let Some(before) = c.before(place) else { return false };
    match c.kind(before) {
        Some(I::Preposition) => true,
        Some(I::Verb) => c
            .verb(before)
            .is_some_and(|v| cue::roles(c.d, v.head) & cue::SPEECH == 0 || v.passive),
        _ => false,
    }
}

/// From the phrase to the verb it is the subject of.
pub(super) fn walk(c: &Clauses<'_, '_>, m: usize) -> Walk {
    let place = c.places[m];
    let mention = &c.mentions[m];
    let governed = is_governed(c, place);
    let (mut relative, mut passed_participle, mut passed_finite) = (false, false, false);
    // "troops deployed to …": only if nothing else is said of them
    let mut deployed = None;
    let end = |passed: bool, deployed: Option<(Said, usize)>| match deployed {
        Some((said, verb)) => Walk::Harm(said, verb),
        None if passed => Walk::Other,
        None => Walk::Nothing,
    };
    let mut i = place + 1;
    let limit = c.items.len().min(place + 26);
    let mut previous = I::Counted(m);
    while i < limit {
        let kind = c.items[i].kind;
        match kind {
            I::Adverb | I::Mark => {
                i += 1;
                continue;
            }
            I::Harm => {
                // "150 soldiers, 95 civilians and hundreds of rebels dead"
                if matches!(previous, I::Counted(_))
                    && !governed
                    && !passed_finite
                    && let Some(effect) = cue::adjective(c.d, c.items[i].tokens.start)
                {
                    return Walk::Harm((effect, c.items[i].tokens.clone()), i);
                }
            }
            I::Comma if aside(c, i) => {
                i += 4;
                previous = I::Comma;
                continue;
            }
            I::Comma | I::And | I::But => {
                if governed && !relative && previous == I::Counted(m) {
                    return Walk::Nothing;
                }
                // "two pilots ejected safely and one was killed": a new subject
                if passed_participle
                    && kind != I::Comma
                    && c.after(i).is_some_and(|n| {
                        matches!(c.kind(n), Some(I::Counted(_)))
                            && c.after(n).is_some_and(|v| c.kind(v) == Some(I::Verb))
                    })
                {
                    return end(true, deployed);
                }
                if passed_finite {
                    let next = c.after(i);
                    let verb = next.filter(|&n| c.verb(n).is_some_and(|v| v.finite));
                    let Some(verb) = verb else { return Walk::Other };
                    return match predicate::of_subject(c, verb, mention.human, mention.head) {
                        Some(said) => Walk::Harm(said, verb),
                        None => Walk::Other,
                    };
                }
                if kind == I::But && !c.d.is(c.items[i].tokens.start, &["or", "nor"]) {
                    return Walk::Nothing;
                }
            }
            I::Relative => {
                // "where", "in which" lead somewhere else
                let who = c.d.is(c.items[i].tokens.start, &["who", "which", "whom"]) && previous != I::Preposition;
                if !who && !c.d.is(c.items[i].tokens.start, &["that"]) {
                    return if governed { Walk::Nothing } else { Walk::Other };
                }
                relative = true;
            }
            I::Subordinator => {
                if c.d.is(c.items[i].tokens.start, &["that"]) && matches!(previous, I::Counted(_) | I::Noun) {
                    relative = true;
                } else {
                    return Walk::Nothing;
                }
            }
            I::Preposition | I::Including | I::Open | I::Close => {}
            I::Break => {
                if !c.d.is_kind(c.items[i].tokens.start, crate::language::Kind::Dash) {
                    return Walk::Nothing;
                }
            }
            I::Noun | I::Counted(_) => {
                let allowed = matches!(
                    previous,
                    I::And | I::But | I::Comma | I::Preposition | I::Including | I::Open | I::Break | I::Verb | I::Relative
                ) || time_word(c, i)
                    || matches!(previous, I::Counted(p) if p != m && c.mentions[p].part)
                    // "most of them teenagers"
                    || i > 0 && c.d.is(c.items[i - 1].tokens.start, &["them", "whom"]);
                if !allowed {
                    return Walk::Nothing;
                }
            }
            I::Verb => {
                let Some(verb) = c.verb(i) else { return Walk::Nothing };
                let said = predicate::of_subject(c, i, mention.human, mention.head);
                if verb.gerund || verb.infinitive {
                    passed_participle = true;
                } else if relative {
                    if let Some(said) = said {
                        return Walk::Harm(said, i);
                    }
                    relative = false;
                    passed_participle = true;
                } else if matches!(previous, I::And | I::But) && !passed_participle {
                    return Walk::Nothing;
                } else {
                    let bare = c.items[i].tokens.end == verb.head + 1
                        && c.items[i].tokens.len() == 1
                        && c.d.any(verb.head, Tags::Participle);
                    if governed && !(bare && previous == I::Counted(m)) {
                        return Walk::Nothing;
                    }
                    match said {
                        Some(said) if said.0 == Effect::Deployed && bare => deployed = deployed.or(Some((said, i))),
                        Some(said) => return Walk::Harm(said, i),
                        None => {}
                    }
                    if passed_finite {
                        return end(true, deployed);
                    }
                    if bare && !predicate::has_object(c, i) && !passed_participle {
                        passed_participle = true;
                    } else {
                        passed_finite = true;
                    }
                }
            }
            I::Other => return end(passed_finite, deployed),
        }
        previous = kind;
        i += 1;
    }
    end(passed_finite, deployed)
}

/// `, police said,`
fn aside(c: &Clauses<'_, '_>, comma: usize) -> bool {
    c.kind(comma + 1) == Some(I::Noun)
        && c.verb(comma + 2)
            .is_some_and(|v| cue::roles(c.d, v.head) & cue::SPEECH != 0)
        && c.kind(comma + 3) == Some(I::Comma)
}

fn time_word(c: &Clauses<'_, '_>, i: usize) -> bool {
    c.head(i)
        .is_some_and(|h| c.d.any(h, Tags::Time | Tags::Weekday | Tags::Month))
}

/// `three dead soldiers`, `four detained leaders`: the group says it.
fn named(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let (effect, word) = c.mentions[m].own?;
    Some(Found::new((effect, word..word + 1), None))
}
