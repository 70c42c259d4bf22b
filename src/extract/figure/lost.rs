//! Rules by who is looked for or has not come back: `searching for six others`, `a trawler with nine men aboard is missing`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    frame::Found,
};
use crate::{claim::Effect, language::Tags};

/// `rescuers are searching for six others`, `the search for five crew goes on`: whoever is looked for by rescuers.
pub(super) fn searched_for(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    let preposition = c.before(place).filter(|&i| c.d.is(c.items[i].tokens.start, &["for"]))?;
    let mut looks = c.before(preposition)?;
    // "searching on Friday for"
    if c.kind(looks) == Some(I::Noun) && looks >= 2 && c.kind(looks - 1) == Some(I::Preposition) {
        looks -= 2;
    }
    // "the search continued for"
    let goes_on = c.verb(looks).is_some_and(|v| {
        c.d.is(v.head, &["continued", "continues", "resumed", "resumes", "continuing"])
    });
    if goes_on {
        looks = c.before(looks)?;
    }
    let head = c
        .verb(looks)
        .filter(|v| !v.passive && v.negation.is_none())
        .map(|v| v.head)
        .or_else(|| c.head(looks))?;
    if !c.d.is(
        head,
        &[
            "search",
            "searching",
            "searched",
            "searches",
            "looking",
            "hunt",
            "hunting",
            "combing",
        ],
    ) {
        return None;
    }
    const RESCUE: &[&str] = &[
        "rescuers",
        "rescuer",
        "rescue",
        "divers",
        "coastguard",
        "coastguards",
        "lifeboat",
        "lifeboats",
        "firefighters",
        "bodies",
        "rubble",
        "wreckage",
        "debris",
        "survivors",
        "drowned",
        "capsized",
        "sank",
        "avalanche",
        "landslide",
    ];
    let rescue = c
        .sentence
        .clone()
        .take(60)
        .any(|t| RESCUE.contains(&c.d.word(t)) || c.d.is(t, &["coast"]) && c.d.is(t + 1, &["guard"]));
    // people who get lost rather than wanted
    let lost = [
        "hikers",
        "hiker",
        "climbers",
        "climber",
        "fishermen",
        "sailors",
        "crew",
        "miners",
        "swimmers",
        "divers",
        "skiers",
        "walkers",
        "passengers",
        "toddlers",
        "toddler",
    ];
    let rescue = rescue || mention.head.is_some_and(|h| lost.contains(&c.d.word(h)));
    let wanted = mention.head.is_some_and(|h| cue::is_listed(c.d, h, "attackers"));
    let people = mention.human == Human::Yes && mention.head.is_some() && mention.own.is_none();
    (rescue && people && !wanted).then(|| {
        let verb = c.verb(looks).map(|_| looks);
        Found::new((Effect::Missing, head..c.items[preposition].tokens.end), verb)
    })
}

/// `the whereabouts of eight sailors are unknown`, `the fate of three others was not known`.
pub(super) fn whereabouts(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let of = c.before(place).filter(|&i| c.d.is(c.items[i].tokens.start, &["of"]))?;
    let noun = c.before(of)?;
    let head = c.head(noun).filter(|&h| c.d.is(h, &["whereabouts", "fate"]))?;
    let verb = c.after(place).filter(|&i| c.kind(i) == Some(I::Verb))?;
    let v = c.verb(verb)?;
    let end = c.items[verb].tokens.end;
    let unknown = c.d.is(end, &["unknown", "unclear", "uncertain"]) && end < c.sentence.end
        || v.negation.is_some() && c.d.is(v.head, &["known"])
        || c.d.is(v.head, &["remain", "remained", "remains"]) && c.d.is(end, &["unknown", "unclear", "uncertain"]);
    let mut found = Found::new((Effect::Missing, head..head + 1), None);
    found.trigger.push(if c.d.is(v.head, &["known"]) {
        c.items[verb].tokens.clone()
    } else {
        end..end + 1
    });
    unknown.then_some(found)
}

/// `Five boats with 31 men aboard are missing`: who is in what is missing.
pub(super) fn aboard(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    let before = c.before(place)?;
    let inside = c.d.is(c.items[before].tokens.start, &["with"])
        || c.verb(before)
            .is_some_and(|v| c.d.is(v.head, &["carrying"]) && v.gerund);
    let what = c.before(before).and_then(|i| c.head(i))?;
    let craft = [
        "boat",
        "boats",
        "ship",
        "ships",
        "ferry",
        "vessel",
        "vessels",
        "trawler",
        "trawlers",
        "plane",
        "planes",
        "aircraft",
        "helicopter",
        "helicopters",
        "submarine",
        "yacht",
        "dinghy",
        "jet",
        "tanker",
        "canoe",
        "canoes",
    ];
    if !inside || mention.human != Human::Yes || !craft.contains(&c.d.word(what)) {
        return None;
    }
    for i in place + 1..c.items.len().min(place + 9) {
        match c.kind(i)? {
            I::Verb => {
                let v = c.verb(i)?;
                let end = c.items[i].tokens.end;
                let gone = c.d.is(v.head, &["disappeared", "vanished"]) && v.finite;
                let missing = (c.d.any(v.head, Tags::Be) || c.d.is(v.head, &["went", "gone", "remains", "remained"]))
                    && c.d.is(end, &["missing"]);
                let own = c.d.is(v.head, &["missing"]) && c.items[i].tokens.len() > 1;
                let words = c.items[i].tokens.start..end + usize::from(missing);
                return (gone || missing || own)
                    .then(|| Found::new((Effect::Missing, words), Some(i)))
                    .filter(|_| v.negation.is_none());
            }
            I::Adverb | I::Preposition | I::Noun | I::Comma => {}
            _ => return None,
        }
    }
    None
}
