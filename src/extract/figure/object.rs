//! Rules by the verb whose object the counted phrase is: `killed ten people`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue,
    frame::Found,
    predicate,
};
use crate::claim::Effect;

/// `took 12 people hostage`, `is holding 20 hostages`.
pub(super) fn hostages(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
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
        if let Some(found) = holding(c, m, verb) {
            return Some(found);
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

/// `Separatists are holding six engineers`, `police are holding two men`.
fn holding(c: &Clauses<'_, '_>, m: usize, verb: usize) -> Option<Found> {
    let v = c.verb(verb)?;
    let mention = &c.mentions[m];
    let named = mention.human == cue::Human::Yes && mention.head.is_some();
    if !c.d.is(v.head, &["holding"]) || v.gerund || !named {
        return None;
    }
    let holder = c.head(c.before(verb)?)?;
    let words = c.items[verb].tokens.clone();
    let authority = [
        "police",
        "authorities",
        "army",
        "officers",
        "guards",
        "government",
        "prosecutors",
    ];
    if authority.contains(&c.d.word(holder)) {
        return Some(Found::new((Effect::Detained, words), Some(verb)));
    }
    cue::is_listed(c.d, holder, "attackers").then(|| Found::new((Effect::Captured, words), Some(verb)))
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
pub(super) fn object(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let verb = governor(c, place)?;
    let mention = &c.mentions[m];
    // "beat two men to death"
    if predicate::to_death(c, place) && cue::can_be_to_death(c.d, c.verb(verb)?.head) {
        let mut found = Found::new((Effect::Killed, c.items[verb].tokens.clone()), Some(verb));
        let end = c.items[place].tokens.end;
        found.trigger.push(end..end + 2);
        return Some(found);
    }
    let (mut effect, words) = predicate::of_object(c, verb, mention.human, mention.head)?;
    if predicate::to_death(c, place) || predicate::to_death(c, verb) {
        effect = Effect::Killed;
    }
    Some(Found::new((effect, words), Some(verb)))
}

/// `forced 58,000 people to evacuate`
pub(super) fn forced(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
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
        "driven",
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
