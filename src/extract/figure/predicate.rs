//! What a verb says of its subject: the argument frames. With its noun: `outcome.rs`; of its object: `done.rs`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    outcome::{
        brought_down, by_own_hand, held, leaves_home, light, not_seen, to_their_deaths, told_to_leave, with_wounds,
    },
};
use crate::{
    claim::Effect,
    language::{Tags, VerbGroup},
};
use std::ops::Range;

/// What is said, and the words that say it.
pub(super) type Said = (Effect, Range<usize>);

/// What the verb group at item `at` says happened to its subject.
pub(super) fn of_subject(c: &Clauses<'_, '_>, at: usize, human: Human, head: Option<usize>) -> Option<Said> {
    subject(c, at, human, head, 0)
}

fn subject(c: &Clauses<'_, '_>, at: usize, human: Human, head: Option<usize>, depth: u8) -> Option<Said> {
    let verb = c.verb(at)?;
    let from = c.items[at].tokens.start;
    let said = |effect: Effect, to: usize| Some((effect, from..c.items[to].tokens.end));
    let roles = cue::roles(c.d, verb.head);
    let next = c.after(at);
    // "were missing", "have gone missing", "are unaccounted for"
    if (c.d.any(verb.head, Tags::Ing) || c.d.is(verb.head, &["unaccounted"]))
        && let Some(effect) = cue::adjective(c.d, verb.head)
    {
        return said(effect, at);
    }
    if !verb.passive
        && c.d.is(verb.head, &["fell", "fallen"])
        && let Some(i) = next.filter(|&i| c.d.is(c.items[i].tokens.start, &["in"]))
        && c.head(i + 1)
            .is_some_and(|h| c.d.is(h, &["combat", "battle", "action", "fighting", "war"]))
    {
        return said(Effect::Killed, i + 1);
    }
    let participle = c.d.any(verb.head, Tags::Participle) && !verb.gerund && !verb.perfect;
    if (verb.passive || participle) && to_death(c, at) {
        return said(Effect::Killed, at + 2);
    }
    for harm in cue::harm(c.d, verb.head) {
        if harm.effect == Effect::Displaced && is_place(c, human, head) {
            continue;
        }
        // 'have been "neutralised"': the auxiliary stands before the mark
        let parted = depth > 0
            && participle
            && human == Human::Yes
            && harm.frame != cue::SUBJECT
            && !verb.infinitive
            && !has_object(c, at);
        if parted || happens_to_subject(c, at, &verb, harm.frame, human, head) {
            let end = match harm.particle {
                Some("to") if !to_death(c, at) => continue,
                Some("to") => at + 2,
                Some(_) => at + 1,
                None => at,
            };
            if harm.effect == Effect::Displaced && harm.frame == cue::SUBJECT && runs_away(c, at, head) {
                return None;
            }
            let effect = if harm.effect == Effect::Injured && fatally(c, at) {
                Effect::Killed
            } else {
                harm.effect
            };
            return joined(c, effect, from, end.min(c.items.len() - 1));
        }
    }
    let next = next?;
    if roles & cue::LIGHT != 0
        && !verb.passive
        && let Some(found) = light(c, at, &verb)
    {
        return Some(found);
    }
    if let Some(found) = told_to_leave(c, at, &verb, head) {
        return Some(found);
    }
    if let Some(found) = leaves_home(c, at, &verb).or_else(|| with_wounds(c, at)) {
        return Some(found);
    }
    if let Some(found) = by_own_hand(c, at, &verb) {
        return Some(found);
    }
    if let Some(found) = to_their_deaths(c, at, &verb).or_else(|| brought_down(c, at, &verb)) {
        return Some(found);
    }
    // "had to flee"
    if c.d.is(verb.head, &["had", "has", "have"])
        && verb.modal.is_none()
        && verb.negation.is_none()
        && depth == 0
        && c.verb(next).is_some_and(|v| v.infinitive)
    {
        let (effect, words) = subject(c, next, human, head, depth + 1)?;
        return Some((effect, from..words.end));
    }
    // "tourists held by militants", "three held over a fire"
    let by = participle
        && !verb.infinitive
        && !has_auxiliary(c, at, &verb)
        && c.d.is(c.items[next].tokens.start, &["by", "over", "in", "on"]);
    if (verb.passive || by) && roles & cue::HOLD != 0 {
        return held(c, at, next);
    }
    if let Some(found) = not_seen(c, at, &verb) {
        return Some(found);
    }
    if verb.passive && c.d.is(verb.head, &["hit", "struck"]) {
        let by_bullets = c.kind(next) == Some(I::Preposition)
            && c.head(next + 1).is_some_and(|h| {
                c.d.is(
                    h,
                    &[
                        "gunfire",
                        "bullet",
                        "bullets",
                        "shrapnel",
                        "gunshots",
                        "gunshot",
                        "shots",
                        "splinters",
                    ],
                )
            });
        return if by_bullets {
            said(Effect::Injured, next + 1)
        } else {
            None
        };
    }
    // "were pulled out dead", "were washed up dead"
    let out = usize::from(c.d.is(c.items[next].tokens.start, &["out", "up", "in", "ashore", "from"]));
    if verb.passive
        && let Some(item) = c.items.get(next + out)
        && c.d.is(item.tokens.start, &["dead", "lifeless"])
        && item.tokens.len() == 1
    {
        return said(Effect::Killed, next + out);
    }
    let leads = roles & cue::LINK != 0
        && (verb.passive || is_being(c, &verb) || c.d.is(verb.head, &["went", "remain", "remained", "remains", "lay"]))
        || c.d.is(
            verb.head,
            &["become", "became", "appear", "appeared", "seem", "seemed", "go", "goes"],
        );
    // "presumed dead", "feared killed": without a form of be
    let bare = c.d.any(verb.head, Tags::Participle) && roles & cue::LINK != 0;
    if !leads && !bare || depth >= 3 {
        return None;
    }
    let mut next = next;
    if c.d.is(c.items[next].tokens.start, &["as"]) {
        next = c.after(next)?;
    }
    // "was, the fire service said, among the dead"
    if c.kind(next) == Some(I::Comma) {
        let close = (next + 1..c.items.len().min(next + 9)).find(|&i| c.kind(i) == Some(I::Comma))?;
        next = c.after(close)?;
    }
    match c.kind(next)? {
        // "were among those wounded"
        I::Including => {
            let word = c.items.get(next + 1)?.tokens.start;
            let effect = cue::adjective(c.d, word).or_else(|| {
                c.verb(next + 1)
                    .and_then(|v| cue::harm(c.d, v.head).next())
                    .map(|h| h.effect)
            })?;
            said(effect, next + 1)
        }
        I::Harm => {
            let effect = cue::adjective(c.d, c.items[next].tokens.start)?;
            joined(c, effect, from, next)
        }
        I::Verb => {
            let inner = c.verb(next)?;
            let chained = inner.infinitive || inner.gerund || c.d.any(inner.head, Tags::Participle);
            if !chained {
                return None;
            }
            let (effect, words) = subject(c, next, human, head, depth + 1)?;
            Some((effect, from..words.end))
        }
        I::Preposition => {
            let noun = c.head(next + 1)?;
            let word = c.items[next].tokens.start;
            let group = c.items[next + 1].tokens.clone();
            if c.d.is(word, &["among"]) {
                let (effect, counts) = cue::noun(c.d, noun)?;
                return if counts == cue::Counts::Effects {
                    said(effect, next + 1)
                } else {
                    None
                };
            }
            let grave = group
                .clone()
                .any(|t| c.d.is(t, &["critical", "serious", "grave", "intensive"]));
            if c.d.is(word, &["in"]) && c.d.is(noun, &["condition", "care", "conditions"]) && grave {
                return said(Effect::Injured, next + 1);
            }
            // "remains in hospital in a critical condition"
            if c.d.is(noun, &["hospital"])
                && let Some(state) = c.items.get(next + 3)
                && c.d.is(c.items[next + 2].tokens.start, &["in"])
                && c.d.is(state.tokens.end - 1, &["condition"])
                && state
                    .tokens
                    .clone()
                    .any(|t| c.d.is(t, &["critical", "serious", "grave"]))
            {
                return said(Effect::Injured, next + 3);
            }
            if c.d.is(word, &["behind"]) && c.d.is(noun, &["bars"]) {
                return said(Effect::Detained, next + 1);
            }
            if c.d.is(word, &["in", "under"]) && c.d.is(noun, &["custody", "detention", "arrest", "prison", "jail"]) {
                return said(Effect::Detained, next + 1);
            }
            if c.d.is(word, &["from", "out"])
                && c.d.is(verb.head, &["forced", "driven", "displaced"])
                && (next + 1..c.items.len().min(next + 4)).any(|i| {
                    c.head(i)
                        .is_some_and(|h| c.d.is(h, &["home", "homes", "houses", "villages"]))
                })
            {
                return said(Effect::Displaced, next + 1);
            }
            None
        }
        I::Noun => {
            let noun = c.head(next)?;
            if c.d.is(noun, &["hostage", "prisoner", "captive"]) && c.items[next].tokens.len() == 1 {
                return said(Effect::Captured, next);
            }
            None
        }
        _ => None,
    }
}

/// A form of be is the whole verb.
fn is_being(c: &Clauses<'_, '_>, verb: &VerbGroup) -> bool {
    c.d.any(verb.head, Tags::Be)
}

/// The verb has an auxiliary be, or is a bare participle with nothing behind it that could be its object.
fn happens_to_subject(
    c: &Clauses<'_, '_>,
    at: usize,
    verb: &VerbGroup,
    frame: cue::Bits,
    human: Human,
    head: Option<usize>,
) -> bool {
    if human == Human::No {
        return false;
    }
    if frame == cue::SUBJECT {
        return !verb.gerund || c.d.is(verb.head, &["dying"]);
    }
    if frame == cue::PEOPLE && human != Human::Yes && head.is_some() || frame == cue::NAMED && human != Human::Yes {
        return false;
    }
    let participle = c.d.any(verb.head, Tags::Participle);
    let auxiliary = c.items[at].tokens.start < verb.head && has_auxiliary(c, at, verb);
    if verb.passive && auxiliary {
        return true;
    }
    // "have killed", "to kill", "killing" are active
    if !participle || auxiliary || verb.infinitive || verb.gerund {
        return false;
    }
    if frame == cue::NAMED && !c.d.is(verb.head, &["sent", "deployed", "stationed", "dispatched"]) {
        return false;
    }
    !has_object(c, at) && !shoots(c, at, head)
}

/// Whoever the subject is shoots at somebody: `gunmen shot at …`, `a man shot at police`; not `a man shot at close range`.
pub(super) fn shoots(c: &Clauses<'_, '_>, at: usize, head: Option<usize>) -> bool {
    let end = c.items[at].tokens.end;
    if !c.d.is(end, &["at"])
        || !c
            .verb(at)
            .is_some_and(|v| c.d.is(v.head, &["shot"]) && !has_auxiliary(c, at, &v))
    {
        return false;
    }
    let vehicles = ["car", "cars", "vehicle", "vehicles", "bus", "convoy", "truck", "patrol"];
    let target =
        c.d.noun_group(end + 1)
            .is_some_and(|n| c.d.any(n.head, Tags::People) || vehicles.contains(&c.d.word(n.head)));
    target || head.is_some_and(|h| cue::is_listed(c.d, h, "attackers"))
}

pub(super) fn has_auxiliary(c: &Clauses<'_, '_>, at: usize, verb: &VerbGroup) -> bool {
    (c.items[at].tokens.start..verb.head).any(|t| c.d.any(t, Tags::AUXILIARY | Tags::Modal))
}

/// A noun group or counted phrase follows the verb directly, and is no time word.
pub(super) fn has_object(c: &Clauses<'_, '_>, at: usize) -> bool {
    // "shot and killed two": they share the object
    if let Some(join) = c.after(at).filter(|&i| matches!(c.kind(i), Some(I::And | I::But)))
        && let Some(second) = c.after(join)
        && c.verb(second).is_some_and(|v| v.finite && !v.passive)
        && c.items[second].tokens.len() <= 2
    {
        return takes_object(c, second);
    }
    takes_object(c, at)
}

fn takes_object(c: &Clauses<'_, '_>, at: usize) -> bool {
    // "locked up thousands"
    let particle = c.after(at).filter(|&i| {
        let word = c.items[i].tokens.start;
        c.kind(i) == Some(I::Preposition) && c.d.is(word, &["up", "down", "off", "out"])
            // "shot dead five"
            || c.kind(i) == Some(I::Harm) && c.verb(at).is_some_and(|v| v.head + 1 == word) && c.d.is(word, &["dead"])
    });
    c.after(particle.unwrap_or(at)).is_some_and(|next| match c.kind(next) {
        Some(I::Counted(m)) => c.mentions[m].human != Human::No || c.mentions[m].head.is_some(),
        Some(I::Noun) => c
            .head(next)
            .is_some_and(|h| !c.d.any(h, Tags::Time | Tags::Weekday | Tags::Month)),
        // "the two men killed by …" has none
        _ => false,
    })
}

/// What is evacuated may be a place: a word of no list must look like one for people (`islanders`).
pub(super) fn is_place(c: &Clauses<'_, '_>, human: Human, head: Option<usize>) -> bool {
    let ends = [
        "ers", "ors", "ists", "ians", "ans", "ees", "ites", "men", "women", "is", "ants", "ents",
    ];
    human == Human::Maybe && head.is_some_and(|h| !ends.iter().any(|end| c.d.word(h).ends_with(end)))
}

/// People of a place: to leave is to leave their homes.
pub(super) fn lives_there(c: &Clauses<'_, '_>, head: usize) -> bool {
    let live = [
        "residents",
        "villagers",
        "inhabitants",
        "families",
        "households",
        "homeowners",
        "locals",
        "islanders",
        "townspeople",
    ];
    live.contains(&c.d.word(head))
}

/// An adverb says that it was deadly: `fatally`.
pub(super) fn fatally(c: &Clauses<'_, '_>, at: usize) -> bool {
    let tokens = c.items[at].tokens.clone();
    let from = tokens.start.saturating_sub(1).max(c.sentence.start);
    (from..c.sentence.end.min(tokens.end + 1)).any(|t| c.d.is(t, &["fatally", "mortally"]))
}

/// `to death` stands behind item `at`.
pub(super) fn to_death(c: &Clauses<'_, '_>, at: usize) -> bool {
    c.items
        .get(at + 1)
        .is_some_and(|item| c.d.is(item.tokens.start, &["to"]) && c.d.is(item.tokens.start + 1, &["death"]))
}

/// `fled the scene`, or those who fled are the attackers.
fn runs_away(c: &Clauses<'_, '_>, at: usize, head: Option<usize>) -> bool {
    let scene = c.after(at).is_some_and(|next| {
        c.head(next).is_some_and(|h| {
            c.d.is(
                h,
                &[
                    "scene",
                    "spot",
                    "area",
                    "car",
                    "vehicle",
                    "motorcycle",
                    "custody",
                    "prison",
                ],
            )
        })
    });
    // "two fled" is about people who got away, "thousands fled" is not
    let few = head.is_none()
        && !takes_object(c, at)
        && (at.saturating_sub(3)..at)
            .rev()
            .find_map(|i| match c.kind(i) {
                Some(I::Counted(m)) => c.numbers[c.mentions[m].number].count.low,
                _ => None,
            })
            .is_some_and(|low| low < 20);
    scene || few || head.is_some_and(|h| cue::is_listed(c.d, h, "attackers"))
}

/// "dead or missing", "were killed and wounded" count as one; "shot and killed" says the graver.
fn joined(c: &Clauses<'_, '_>, effect: Effect, from: usize, end: usize) -> Option<Said> {
    let plain = Some((effect, from..c.items[end].tokens.end));
    let Some(join) = c.after(end).filter(|&i| matches!(c.kind(i), Some(I::And | I::But))) else {
        return plain;
    };
    let either = c.d.is(c.items[join].tokens.start, &["or"]);
    let Some(second) = c.after(join) else { return plain };
    let other = match c.kind(second) {
        Some(I::Harm) => cue::adjective(c.d, c.items[second].tokens.start),
        Some(I::Verb) => c.verb(second).and_then(|verb| {
            if c.d.is(verb.head, &["missing"]) {
                return Some(Effect::Missing);
            }
            let participle = c.d.any(verb.head, Tags::Participle) && !has_auxiliary(c, second, &verb);
            let harm = cue::harm(c.d, verb.head).find(|h| h.frame & (cue::OBJECT | cue::PEOPLE | cue::NAMED) != 0)?;
            (participle && !has_object(c, second)).then_some(harm.effect)
        }),
        _ => None,
    };
    match other {
        Some(other) => Some((one_effect(effect, other, either), from..c.items[second].tokens.end)),
        None => plain,
    }
}

/// The one effect that two words joined by `or` (or `and`) state of the same people.
pub(super) fn one_effect(first: Effect, second: Effect, either: bool) -> Effect {
    use Effect::{Captured, Casualties, Detained, Injured, Killed, Missing};
    match (first, second) {
        _ if first == second => first,
        (Killed, Injured) | (Injured, Killed) if !either => match first {
            // "shot and killed"
            Injured => Killed,
            _ => Casualties,
        },
        (Killed | Injured | Casualties, Injured | Missing | Captured | Killed | Detained) if either => Casualties,
        (Injured | Missing | Captured, Killed) if either => Casualties,
        (_, Killed) => Killed,
        _ => first,
    }
}
