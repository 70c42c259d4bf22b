//! Rules by the verb whose object the counted phrase is: `killed ten people`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue, done,
    frame::Found,
    predicate,
};
use crate::{claim::Effect, language::Tags};

/// `took 12 people hostage`, `is holding 20 hostages`.
pub(super) fn hostages(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let mention = &c.mentions[m];
    let place = c.places[m];
    let before = c.before(place);
    let verb = before.filter(|&i| c.verb(i).is_some_and(|v| cue::roles(c.d, v.head) & cue::HOLD != 0));
    let captives = ["hostage", "hostages", "captive", "captives", "prisoner", "prisoners"];
    // "59 hostages are still being held", "seventy hostages remain in captivity"
    if let Some(head) = mention
        .head
        .filter(|&h| c.d.is(h, &["hostages", "hostage", "captives"]))
        && let Some(verb) = c.after(place).filter(|&i| {
            c.verb(i).is_some_and(|v| {
                v.passive && cue::roles(c.d, v.head) & cue::HOLD != 0
                    || c.d.is(v.head, &["remain", "remained", "remains"])
            })
        })
    {
        let mut found = Found::new((Effect::Captured, head..head + 1), Some(verb));
        found.trigger.push(c.items[verb].tokens.clone());
        return Some(found);
    }
    if let Some(found) = taken_by_force(c, m, verb) {
        return Some(found);
    }
    if let Some(verb) = verb {
        let words = c.items[verb].tokens.clone();
        if let Some(head) = mention.head.filter(|&h| captives.contains(&c.d.word(h))) {
            return Some(Found::new((Effect::Captured, words.start..head + 1), Some(verb)));
        }
        if let Some(found) = holding(c, m, verb) {
            return Some(found);
        }
        // "took 174 passengers and 12 crew hostage": the word may be in one group with the last
        let joined = matches!(c.kind(place + 1), Some(I::And | I::Comma));
        let last = match c.kind(place + 2) {
            Some(I::Counted(last)) if joined => Some(last),
            _ => None,
        };
        if last
            .and_then(|last| c.mentions[last].head)
            .is_some_and(|h| captives.contains(&c.d.word(h)))
        {
            return Some(Found::new((Effect::Captured, words), Some(verb)));
        }
        let joined = last.is_some();
        let next = c.items.get(if joined { place + 3 } else { place + 1 })?;
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

/// `Gunmen took 140 pupils from a school`: whoever took them by force.
fn taken_by_force(c: &Clauses<'_, '_>, m: usize, verb: Option<usize>) -> Option<Found> {
    let (mention, place, verb) = (&c.mentions[m], c.places[m], verb?);
    let v = c.verb(verb)?;
    let takes = c.d.is(v.head, &["took", "taken", "taking", "take"]) && !v.passive && !v.infinitive;
    let people = mention.human == cue::Human::Yes && mention.head.is_some() && mention.own.is_none();
    let who = c
        .before(verb)
        .and_then(|i| c.head(i))
        .filter(|&h| c.d.any(h, Tags::Plural))?;
    let armed = cue::is_listed(c.d, who, "attackers");
    // "took two men to hospital"
    let next = c.after(place);
    let away = next.is_none_or(|i| {
        matches!(c.kind(i), Some(I::And | I::Other | I::Comma | I::Subordinator))
            || c.d.is(
                c.items[i].tokens.start,
                &["from", "during", "in", "at", "on", "away", "with"],
            )
    });
    (takes && people && armed && away).then(|| Found::new((Effect::Captured, c.items[verb].tokens.clone()), Some(verb)))
}

/// `Separatists are holding six engineers`, `police are holding two men`.
fn holding(c: &Clauses<'_, '_>, m: usize, verb: usize) -> Option<Found> {
    let v = c.verb(verb)?;
    let mention = &c.mentions[m];
    let named = mention.human == cue::Human::Yes && mention.head.is_some();
    // "police held 46 people"; others hold more than prisoners
    let held = c.d.is(v.head, &["held", "hold", "holds"]) && !v.passive && !v.infinitive;
    if !(c.d.is(v.head, &["holding"]) || held) || v.gerund || !named {
        return None;
    }
    // "is believed to be holding"
    let mut before = c.before(verb)?;
    if c.kind(before) == Some(I::Verb) {
        before = c.before(before)?;
    }
    let holder = c.head(before)?;
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
    let group = c.items[before].tokens.clone();
    let force = |t: usize| authority.contains(&c.d.word(t)) || c.d.is(t, &["gendarmerie", "gendarmes", "troopers"]);
    if authority.contains(&c.d.word(holder)) || group.clone().any(force) {
        let other = c.mentions[m].head.is_some_and(|h| c.d.is(h, &["ground", "ranks"]));
        return (!other).then(|| Found::new((Effect::Detained, words), Some(verb)));
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
    // "shot 67 in the final round"
    let end = c.items[place].tokens.end;
    if mention.head.is_none()
        && c.d.is(c.verb(verb)?.head, &["shot", "shoots", "shoot"])
        && (end..c.sentence.end.min(end + 6)).any(|t| c.d.is(t, &["round", "par", "birdies", "hole"]))
    {
        return None;
    }
    // "swept six children to their deaths"
    if let Some(to) = c.after(place).filter(|&i| c.d.is(c.items[i].tokens.start, &["to"]))
        && mention.human != cue::Human::No
        && !c.verb(verb)?.passive
        && c.d.is(c.items[to].tokens.end, &["their", "his", "her"])
        && c.d.is(c.items[to].tokens.end + 1, &["death", "deaths"])
    {
        let mut found = Found::new((Effect::Killed, c.items[verb].tokens.clone()), Some(verb));
        found.trigger.push(c.items[to].tokens.start..c.items[to].tokens.end + 2);
        return Some(found);
    }
    let (mut effect, words) = done::of_object(c, verb, mention.human, mention.head)?;
    if predicate::to_death(c, place) || predicate::to_death(c, verb) {
        effect = Effect::Killed;
    }
    Some(Found::new((effect, words), Some(verb)))
}

/// `put 60,000 people behind bars`, `moved 1,500 people to safety`, `treated 43 people for burns`: the place or thing behind says it.
pub(super) fn led_to(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let verb = governor(c, place)?;
    let v = c.verb(verb)?;
    let next = c.after(place).filter(|&i| c.kind(i) == Some(I::Preposition))?;
    let noun = c.head(next + 1)?;
    let preposition = c.items[next].tokens.start;
    let word = c.d.word(v.head);
    let put = [
        "put", "puts", "putting", "threw", "thrown", "throwing", "placed", "placing", "took", "taken", "taking",
        "sent", "sending", "kept", "keeping", "held", "holding", "landed",
    ];
    let moved = [
        "move",
        "moved",
        "moving",
        "took",
        "taken",
        "taking",
        "brought",
        "bringing",
        "led",
        "leading",
        "transferred",
        "transferring",
        "airlifted",
        "ferried",
        "bused",
        "bussed",
        "shifted",
        "shifting",
        "carried",
    ];
    let treated = ["treat", "treated", "treating", "treats"];
    let effect = if put.contains(&word)
        && (c.d.is(preposition, &["behind"]) && c.d.is(noun, &["bars"])
            || c.d.is(preposition, &["in", "into", "to", "under"])
                && c.d.is(noun, &["jail", "prison", "custody", "detention", "arrest"]))
    {
        Effect::Detained
    } else if moved.contains(&word)
        && c.d.is(preposition, &["to", "into"])
        && c.d.is(
            noun,
            &["safety", "shelter", "shelters", "ground", "camps", "refuge", "places"],
        )
        || c.d.is(v.head, &["left", "leaves", "leave", "leaving"])
            && c.d.is(preposition, &["without"])
            && c.d.is(noun, &["homes", "home", "shelter", "roof", "housing"])
    {
        Effect::Displaced
    } else if treated.contains(&word)
        && c.d.is(preposition, &["for"])
        && c.d.is(noun, &["wounds", "injuries", "burns", "wound", "fractures"])
    {
        Effect::Injured
    } else {
        return None;
    };
    if v.passive {
        return None;
    }
    let mut found = Found::new((effect, c.items[verb].tokens.clone()), Some(verb));
    found.trigger.push(preposition..c.items[next + 1].tokens.end);
    Some(found)
}

/// `the 17 missionaries the gang kidnapped`, `the nine men whom they shot`: the phrase is the object of the clause behind it.
pub(super) fn whom(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    mention.head?;
    let mut subject = place + 1;
    let led = c.kind(subject) == Some(I::Relative) || c.kind(subject) == Some(I::Subordinator);
    if led {
        if !c.d.is(c.items[subject].tokens.start, &["whom", "that", "who"]) {
            return None;
        }
        subject += 1;
    }
    if c.kind(subject) != Some(I::Noun) {
        return None;
    }
    let pronoun = c.d.noun_group(c.items[subject].tokens.start).is_some_and(|n| n.pronoun);
    let definite =
        c.d.is(c.items[subject].tokens.start, &["the", "his", "her", "their", "its"]);
    let verb = c.after(subject).filter(|&i| i <= subject + 2)?;
    let v = c.verb(verb)?;
    let past = c.d.any(v.head, Tags::Past) || v.perfect;
    if !(led || pronoun || definite) || v.passive || !past || v.negation.is_some() || predicate::has_object(c, verb) {
        return None;
    }
    if let Some(said) = done::of_object(c, verb, mention.human, mention.head) {
        return Some(Found::new(said, Some(verb)));
    }
    // "free the 22 sailors it has held since May"
    let end = c.items[verb].tokens.end;
    let kept = c.d.is(v.head, &["held", "holding", "seized", "taken"])
        && (c.d.is(end, &["since", "captive", "hostage", "for"]) || end >= c.sentence.end)
        && mention.human == cue::Human::Yes;
    let police = c.d.is(c.head(subject)?, &["police", "authorities"]);
    let effect = if police { Effect::Detained } else { Effect::Captured };
    kept.then(|| Found::new((effect, c.items[verb].tokens.clone()), Some(verb)))
}

/// `asked for 5,000 more soldiers`: nobody has been sent yet.
pub(super) fn asked_for(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    let forces = mention.head.is_some_and(|h| cue::is_listed(c.d, h, "forces"));
    let preposition = c.before(place).filter(|&i| c.d.is(c.items[i].tokens.start, &["for"]))?;
    let verb = c.before(preposition).filter(|&i| i + 1 == preposition)?;
    let asks = c.verb(verb).is_some_and(|v| {
        c.d.is(
            v.head,
            &[
                "ask",
                "asked",
                "asks",
                "asking",
                "call",
                "called",
                "calls",
                "calling",
                "appealed",
                "appealing",
            ],
        ) && !v.passive
    });
    (forces && asks).then(|| {
        Found::new(
            (
                Effect::Deployed,
                c.items[verb].tokens.start..c.items[preposition].tokens.end,
            ),
            Some(verb),
        )
    })
}

/// `700 soldiers as missing`, behind a verb that lists or reports.
pub(super) fn listed_as(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let verb = governor(c, place)?;
    let v = c.verb(verb)?;
    let next = c.after(place).filter(|&i| c.d.is(c.items[i].tokens.start, &["as"]))?;
    let word = c.items.get(next + 1)?.tokens.start;
    let effect = cue::adjective(c.d, word)?;
    if cue::roles(c.d, v.head) & (cue::LINK | cue::SPEECH) == 0 || v.passive {
        return None;
    }
    let mut found = Found::new((effect, c.items[verb].tokens.clone()), Some(verb));
    found.trigger.push(word..word + 1);
    Some(found)
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
            || c.d.is(n.head, &["leave", "abandon"])
                && (predicate::has_object(c, next) || c.mentions[m].head.is_some_and(|h| predicate::lives_there(c, h)));
        let mut found = Found::new((Effect::Displaced, words), Some(verb));
        found.trigger.push(c.items[next].tokens.clone());
        return leaves.then_some(found);
    }
    // "sent thousands fleeing"
    if c.verb(next).is_some_and(|n| c.d.is(n.head, &["fleeing"])) {
        let mut found = Found::new((Effect::Displaced, words), Some(verb));
        found.trigger.push(c.items[next].tokens.clone());
        return Some(found);
    }
    let homes = c.d.is(c.items[next].tokens.start, &["from", "out"])
        && (next + 1..next + 4).any(|i| c.head(i).is_some_and(|h| c.d.is(h, &["home", "homes", "houses"])));
    homes.then(|| Found::new((Effect::Displaced, words), Some(verb)))
}
