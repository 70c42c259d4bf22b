//! What became of the subject by a verb together with its noun: `lost their lives`, `were taken hostage`, `fell to their deaths`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue,
    predicate::{Said, has_object, lives_there},
};
use crate::{
    claim::Effect,
    language::{Tags, VerbGroup},
};

/// `suffered injuries`, `lost their lives`, `received gunshot wounds`.
pub(super) fn light(c: &Clauses<'_, '_>, at: usize, verb: &VerbGroup) -> Option<Said> {
    let from = c.items[at].tokens.start;
    let lost = c.d.is(verb.head, &["lose", "lost", "losing", "loses"]);
    for i in at + 1..c.items.len().min(at + 5) {
        match c.kind(i)? {
            I::Noun => {
                let head = c.head(i)?;
                let end = c.items[i].tokens.end;
                if lost {
                    return match c.d.word(head) {
                        "life" | "lives" => Some((Effect::Killed, from..end)),
                        "home" | "homes" => Some((Effect::Displaced, from..end)),
                        _ => None,
                    };
                }
                // "various degrees of injury"
                let head = if c.d.is(head, &["degrees", "degree", "kinds", "variety"])
                    && c.d.is(c.items.get(i + 1)?.tokens.start, &["of"])
                {
                    c.head(i + 2)?
                } else {
                    head
                };
                let end = end.max(head + 1);
                if c.d.is(
                    head,
                    &[
                        "injury",
                        "injuries",
                        "wound",
                        "wounds",
                        "burns",
                        "bruises",
                        "cuts",
                        "lacerations",
                        "fractures",
                        "concussion",
                    ],
                ) {
                    return Some((deadly(c, from..end), from..end));
                }
            }
            I::Preposition | I::Adverb | I::And | I::Comma => {}
            // it groups as a verb
            I::Verb if !lost && c.d.is(c.items[i].tokens.start, &["burns", "cuts", "bruises"]) => {
                return Some((Effect::Injured, from..c.items[i].tokens.end));
            }
            I::Verb | I::Harm => {}
            _ => return None,
        }
        if c.kind(i) == Some(I::Comma) {
            return None;
        }
    }
    None
}

/// `fatal injuries` are no injuries.
fn deadly(c: &Clauses<'_, '_>, mut words: std::ops::Range<usize>) -> Effect {
    match words.any(|t| c.d.is(t, &["fatal", "mortal"])) {
        true => Effect::Killed,
        false => Effect::Injured,
    }
}

/// `took his own life`, `committed suicide`, `laid down their lives`; `killed himself`, but not of an attacker.
pub(super) fn by_own_hand(c: &Clauses<'_, '_>, at: usize, verb: &VerbGroup) -> Option<Said> {
    let from = c.items[at].tokens.start;
    if verb.passive || verb.negation.is_some() {
        return None;
    }
    let next = c.after(at)?;
    let word = c.items[next].tokens.start;
    if c.d.is(verb.head, &["commit", "committed", "commits", "committing"]) && c.d.is(word, &["suicide"]) {
        return Some((Effect::Killed, from..word + 1));
    }
    let whose = |i: usize| c.d.is(c.items[i].tokens.start, &["his", "her", "their"]);
    let life = |i: usize| c.head(i).filter(|&h| whose(i) && c.d.is(h, &["life", "lives"]));
    let ends = [
        "ended", "end", "ends", "took", "take", "takes", "taken", "gave", "given",
    ];
    if ends.contains(&c.d.word(verb.head)) {
        return life(next).map(|head| (Effect::Killed, from..head + 1));
    }
    // "laid down their lives"
    if c.d.is(verb.head, &["laid", "lay"]) && c.d.is(word, &["down"]) {
        return life(next + 1).map(|head| (Effect::Killed, from..head + 1));
    }
    // "went down with the ship"
    if c.d.is(verb.head, &["went", "gone", "go"])
        && c.d.is(word, &["down"])
        && c.d.is(word + 1, &["with"])
        && c.d.noun_group(word + 2).is_some_and(|n| {
            c.d.is(n.head, &["ship", "boat", "vessel", "plane", "ferry", "submarine"])
        })
    {
        return Some((Effect::Killed, from..word + 2));
    }
    let own = ["himself", "herself", "themselves"];
    let kills = cue::harm(c.d, verb.head).any(|h| h.effect == Effect::Killed && h.particle.is_none());
    let others = c.after(next).is_some_and(|i| c.kind(i) == Some(I::And));
    let attacker = (at.saturating_sub(6)..at).any(|i| c.head(i).is_some_and(|h| cue::is_listed(c.d, h, "attackers")));
    (kills && own.contains(&c.d.word(word)) && !others && !attacker).then_some((Effect::Killed, from..word + 1))
}

/// `were told to leave`, of residents; `to leave the area`.
pub(super) fn told_to_leave(c: &Clauses<'_, '_>, at: usize, verb: &VerbGroup, head: Option<usize>) -> Option<Said> {
    if !verb.infinitive || !c.d.is(verb.head, &["leave"]) {
        return None;
    }
    let words = c.items[at].tokens.clone();
    let next = c.after(at);
    let area = [
        "area",
        "areas",
        "town",
        "village",
        "villages",
        "city",
        "island",
        "region",
        "neighbourhood",
    ];
    let place = next.and_then(|i| c.head(i)).filter(|&h| area.contains(&c.d.word(h)));
    let alone = next.is_none_or(|i| {
        matches!(
            c.kind(i),
            Some(I::Preposition | I::Subordinator | I::Comma | I::Other | I::And)
        )
    }) && head.is_some_and(|h| lives_there(c, h));
    (place.is_some() || alone).then(|| (Effect::Displaced, words.start..place.map_or(words.end, |h| h + 1)))
}

/// `has not been seen since`, `have not been heard from since the wreck`.
pub(super) fn not_seen(c: &Clauses<'_, '_>, at: usize, verb: &VerbGroup) -> Option<Said> {
    let words = c.items[at].tokens.clone();
    let gone = verb.passive && verb.perfect && verb.negation.is_some() && c.d.is(verb.head, &["seen", "heard"]);
    let since = (words.end..c.sentence.end.min(words.end + 5)).find(|&t| c.d.is(t, &["since"]))?;
    gone.then_some((Effect::Missing, words.start..since + 1))
}

/// `were moved to shelters`, `had to leave their homes`.
pub(super) fn leaves_home(c: &Clauses<'_, '_>, at: usize, verb: &VerbGroup) -> Option<Said> {
    let from = c.items[at].tokens.start;
    let to = |i: usize| Some((Effect::Displaced, from..c.items[i].tokens.end));
    let next = c.after(at)?;
    let moved = [
        "moved",
        "taken",
        "transferred",
        "brought",
        "led",
        "shifted",
        "ferried",
        "airlifted",
        "bused",
        "bussed",
    ];
    if verb.passive && moved.contains(&c.d.word(verb.head)) {
        let refuge = ["shelter", "shelters", "safety", "safe", "refuge", "ground"];
        let goes = c.d.is(c.items[next].tokens.start, &["to", "into"]);
        // "relief camps", not those of prisoners
        let camp = |h: usize| c.d.is(h, &["camp", "camps"]) && c.d.is(h - 1, &["relief", "refugee", "evacuation"]);
        return (goes
            && c.head(next + 1)
                .is_some_and(|h| refuge.contains(&c.d.word(h)) || camp(h)))
        .then(|| to(next + 1))?;
    }
    // "are staying in shelters"
    let stays = [
        "staying",
        "sheltering",
        "sleeping",
        "living",
        "housed",
        "accommodated",
        "sheltered",
        "camped",
    ];
    if stays.contains(&c.d.word(verb.head)) && (verb.passive || c.d.any(verb.head, Tags::Ing)) && !verb.gerund {
        let inside = c.d.is(c.items[next].tokens.start, &["in", "at"]);
        // "evacuation centres"
        let centre = |h: usize| {
            c.d.is(h, &["centre", "center", "centres", "centers"])
                && c.d.is(h - 1, &["evacuation", "relief", "displacement", "reception"])
        };
        return (inside
            && c.head(next + 1)
                .is_some_and(|h| c.d.is(h, &["shelters", "shelter", "camps", "tents"]) || centre(h)))
        .then(|| to(next + 1))?;
    }
    // "had to leave"
    let leaving = if c.d.any(verb.head, Tags::Have) { next } else { at };
    let leave = c.verb(leaving)?;
    let object = c.after(leaving)?;
    let left = !leave.passive
        && c.d.is(
            leave.head,
            &[
                "leave",
                "leaving",
                "left",
                "abandon",
                "abandoned",
                "abandoning",
                "vacate",
                "vacated",
            ],
        );
    let homes = c.d.is(c.items[object].tokens.start, &["their"])
        && c.head(object)
            .is_some_and(|h| c.d.is(h, &["homes", "houses", "villages", "home"]));
    (left && homes).then(|| to(object))?
}

/// `fell to their deaths`, `were swept to their deaths`, `met his death`, `are critical`.
pub(super) fn to_their_deaths(c: &Clauses<'_, '_>, at: usize, verb: &VerbGroup) -> Option<Said> {
    let words = c.items[at].tokens.clone();
    if c.d.any(verb.head, Tags::Be) && verb.negation.is_none() {
        let adjective = (words.end..words.end + 2).find(|&t| c.d.is(t, &["critical"]) && t < c.sentence.end)?;
        let closes = !c.d.any(adjective + 1, Tags::Noun) && !c.d.is(adjective + 1, &["of", "to"]);
        return closes.then_some((Effect::Injured, words.start..adjective + 1));
    }
    let next = c.after(at)?;
    let met = c.d.is(
        verb.head,
        &[
            "met",
            "found",
            "attained",
            "achieved",
            "embraced",
            "embrace",
            "embracing",
        ],
    );
    let noun = if c.d.is(c.items[next].tokens.start, &["to"]) {
        next + 1
    } else {
        next
    };
    if noun == next && !met {
        return None;
    }
    let head = c.head(noun).filter(|&h| c.d.is(h, &["death", "deaths", "martyrdom"]))?;
    let whose =
        c.d.is(c.items[noun].tokens.start, &["their", "his", "her", "martyrdom"]);
    (whose && (verb.passive || !has_object(c, at) || met)).then_some((Effect::Killed, words.start..head + 1))
}

/// `is fighting for his life`, `fell into enemy hands`, `took refuge`.
pub(super) fn brought_down(c: &Clauses<'_, '_>, at: usize, verb: &VerbGroup) -> Option<Said> {
    let from = c.items[at].tokens.start;
    let next = c.after(at)?;
    let word = c.items[next].tokens.start;
    if verb.passive {
        return None;
    }
    if c.d.is(verb.head, &["fighting", "fights", "fight", "fought"]) && c.d.is(word, &["for"]) {
        let life = c.head(next + 1).filter(|&h| c.d.is(h, &["life", "lives"]))?;
        return Some((Effect::Injured, from..life + 1));
    }
    if c.d.is(verb.head, &["fell", "fallen", "fall"]) && c.d.is(word, &["into"]) {
        let hands = c.head(next + 1).filter(|&h| c.d.is(h, &["hands", "captivity"]))?;
        return Some((Effect::Captured, from..hands + 1));
    }
    let sought = ["took", "taken", "take", "taking", "sought", "seek", "seeking", "found"];
    let refuge = c.head(next).filter(|&h| c.d.is(h, &["refuge", "shelter"]))?;
    (c.items[next].tokens.len() == 1 && sought.contains(&c.d.word(verb.head)))
        .then_some((Effect::Displaced, from..refuge + 1))
}

/// `were taken to hospital with burns`, `escaped with minor injuries`.
pub(super) fn with_wounds(c: &Clauses<'_, '_>, at: usize) -> Option<Said> {
    let from = c.items[at].tokens.start;
    for i in at + 1..c.items.len().min(at + 8) {
        match c.kind(i)? {
            I::Preposition
                if c.d.is(c.items[i].tokens.start, &["with"])
                    || c.d.is(c.items[i].tokens.start, &["for"])
                        && c.verb(at)
                            .is_some_and(|v| c.d.is(v.head, &["treated", "hospitalised", "hospitalized"])) =>
            {
                let hurt = ["injury", "injuries", "wound", "wounds", "burns", "fractures"];
                // "burns" groups as a verb
                if let Some(i) =
                    (i + 1..i + 3).find(|&j| c.d.is(c.items.get(j).map_or(0, |item| item.tokens.start), &["burns"]))
                {
                    return Some((Effect::Injured, from..c.items[i].tokens.end));
                }
                // "with life-threatening injuries" may be two items
                let noun = (i + 1..i + 3).find(|&j| c.kind(j) == Some(I::Noun))?;
                let head = c.head(noun)?;
                let end = c.items[noun].tokens.end;
                return hurt
                    .contains(&c.d.word(head))
                    .then(|| (deadly(c, from..end), from..end));
            }
            I::Preposition | I::Noun | I::Adverb => {}
            _ => return None,
        }
    }
    None
}

/// `were taken hostage`, `is being held by the rebels`, `were taken into custody`.
pub(super) fn held(c: &Clauses<'_, '_>, at: usize, next: usize) -> Option<Said> {
    let from = c.items[at].tokens.start;
    let word = c.items[next].tokens.start;
    let noun = c.head(next).or_else(|| c.head(next + 1));
    let end = |i: usize| c.items[i.min(c.items.len() - 1)].tokens.end;
    if c.d.is(
        word,
        &["hostage", "captive", "prisoner", "hostages", "captives", "prisoners"],
    ) {
        return Some((Effect::Captured, from..end(next)));
    }
    let noun = noun?;
    if c.kind(next) == Some(I::Preposition) {
        if c.d
            .is(noun, &["custody", "detention", "jail", "prison", "jails", "prisons"])
        {
            return Some((Effect::Detained, from..end(next + 1)));
        }
        // "held over a fire", "held in dawn raids", "held on suspicion of murder"
        let held = c.verb(at).is_some_and(|v| c.d.is(v.head, &["held"]));
        if held
            && (c.d.is(word, &["over"])
                || c.d.is(word, &["in"])
                    && c.d
                        .is(noun, &["raid", "raids", "connection", "swoop", "swoops", "probe"])
                || c.d.is(word, &["on"]) && c.d.is(noun, &["suspicion", "charges"]))
        {
            return Some((Effect::Detained, from..end(at)));
        }
        if c.d.is(noun, &["captivity"]) {
            return Some((Effect::Captured, from..end(next + 1)));
        }
        if c.d.is(word, &["by"]) {
            let captor = c.d.any(noun, Tags::People) && !c.d.any(noun, Tags::Organization)
                || cue::is_listed(c.d, noun, "attackers");
            let authority = c.d.is(noun, &["police", "authorities", "army", "officers", "court"]);
            return match (authority, captor) {
                (true, _) => Some((Effect::Detained, from..end(at))),
                (_, true) => Some((Effect::Captured, from..end(at))),
                _ => None,
            };
        }
    }
    None
}
