//! Whether the text says that it is so, and by what words it is known.

use super::{
    clause::{Clauses, ItemKind as I},
    cue,
    frame::Found,
    refuted,
};
use crate::{
    claim::{Effect, Modality},
    extract::number::Form,
    language::{Kind, Tags, VerbGroup},
};

/// Nouns whose content has not happened, or not for certain: `fears that …`, `plans to …`.
const UNREAL_NOUNS: &[&str] = &[
    "fear",
    "fears",
    "plan",
    "plans",
    "plot",
    "plots",
    "threat",
    "threats",
    "attempt",
    "attempts",
    "bid",
    "order",
    "orders",
    "conspiracy",
    "intention",
    "proposal",
    "decision",
    "risk",
    "possibility",
    "warning",
    "warnings",
    "effort",
    "efforts",
    "potential",
    "request",
    "offer",
    "prospect",
];

/// Words before "to" that put what follows ahead: `is set to send`.
const AHEAD: &[&str] = &[
    "set",
    "due",
    "likely",
    "ready",
    "about",
    "poised",
    "able",
    "scheduled",
    "expected",
    "planned",
    "willing",
    "prepared",
    "unable",
    "supposed",
    "enough",
    "meant",
    "intended",
    "designed",
    "aimed",
];

/// Verbs that an -ing form follows of what has not happened: `is considering sending 300 more`.
const CONSIDER: &[&str] = &[
    "consider",
    "considers",
    "considered",
    "considering",
    "mull",
    "mulls",
    "mulled",
    "mulling",
    "suggested",
    "suggests",
    "suggesting",
    "discuss",
    "discussed",
    "discussing",
    "contemplate",
    "contemplated",
    "contemplating",
    "proposed",
    "proposes",
    "proposing",
    "avoid",
    "avoided",
    "risk",
    "risks",
    "risked",
    "risking",
];

/// The modality of what was found for the mention at `place`.
pub(super) fn modality(c: &Clauses<'_, '_>, m: usize, found: &Found) -> Modality {
    let place = c.places[m];
    let number = &c.numbers[c.mentions[m].number];
    let zero = matches!(number.form, Form::No | Form::NoOne | Form::Any);
    let verb = found.verb;
    let trigger = found.trigger.first().cloned().unwrap_or(0..0);
    if let Some(group) = verb.and_then(|i| c.verb(i)) {
        // "has not been seen since": that is what happened
        let gone = found.effect == Effect::Missing && c.d.is(group.head, &["seen", "heard", "known"])
            || c.d.is(group.head, &["survive", "survived"]);
        if !zero && !gone && group.negation.is_some() {
            return Modality::Denied;
        }
        // "were ordered to evacuate", "ordered 4,000 people to leave"
        let ordered = cue::roles(c.d, group.head) & cue::UNREAL != 0
            && (group.passive && trigger.end > group.head + 1 || found.trigger.len() > 1);
        if is_unreal(c, &group) || ordered && cue::harm(c.d, group.head).next().is_none() {
            return Modality::Hypothetical;
        }
    }
    // the verb of the trigger's own words: "could have been killed", "are feared dead"
    for i in [verb, verb.and_then(|v| c.after(v))].into_iter().flatten() {
        if let Some(group) = c.verb(i)
            && trigger.contains(&group.head)
        {
            if is_unreal(c, &group) || c.d.is(group.head, &["feared", "fear", "fears"]) {
                return Modality::Hypothetical;
            }
            let gone = found.effect == Effect::Missing && c.d.is(group.head, &["seen", "heard"])
                || c.d.is(group.head, &["survive", "survived"]);
            if !zero && !gone && group.negation.is_some() {
                return Modality::Denied;
            }
        }
    }
    // "were ready to die"
    let ahead = |t: usize| AHEAD.contains(&c.d.word(t)) && c.d.is(t + 1, &["to"]);
    if found.trigger.iter().any(|words| words.clone().any(ahead)) {
        return Modality::Hypothetical;
    }
    // "may exceed 300": the verb belongs to the hedge
    let hedged = number.whole.start.checked_sub(1).is_some_and(|t| {
        c.d.any(number.whole.start, Tags::VERB) && c.d.is(t, &["could", "may", "might", "would", "will", "can"])
    });
    if hedged {
        return Modality::Hypothetical;
    }
    // "dozens feared dead"
    let feared = trigger.start.checked_sub(1).is_some_and(|t| c.d.is(t, &["feared"]));
    if feared || trigger.clone().any(|t| c.d.is(t, &["feared"])) || asked(c) {
        return Modality::Hypothetical;
    }
    if found.rule == "asked-for" {
        return Modality::Hypothetical;
    }
    if found.rule == "deaths-of" && (only_planned(c, place) || only_ordered(c, place, verb)) {
        return Modality::Hypothetical;
    }
    if !zero && refuted::called_false(c, place) {
        return Modality::Denied;
    }
    let first = verb.map_or(place, |v| v.min(place));
    backwards(c, first, verb, zero)
}

/// `Did the army kill 12 civilians?`: asked, not said.
fn asked(c: &Clauses<'_, '_>) -> bool {
    let start = (c.sentence.start..c.sentence.end).find(|&t| !c.d.is_kind(t, Kind::Mark));
    let last = (c.sentence.start..c.sentence.end)
        .rev()
        .find(|&t| !c.d.is_kind(t, Kind::Mark));
    last.is_some_and(|t| c.d.is(t, &["?"])) && start.is_some_and(|t| c.d.any(t, Tags::AUXILIARY | Tags::Modal))
}

/// `ordered the evacuation of 5,000 residents`
fn only_ordered(c: &Clauses<'_, '_>, place: usize, verb: Option<usize>) -> bool {
    let noun = place.checked_sub(2).and_then(|i| c.head(i)).is_some_and(|h| {
        c.d.is(
            h,
            &[
                "evacuation",
                "deployment",
                "deportation",
                "relocation",
                "arrest",
                "detention",
                "execution",
                "expulsion",
            ],
        )
    });
    noun && verb.filter(|&i| i < place).and_then(|i| c.verb(i)).is_some_and(|v| {
        (cue::roles(c.d, v.head) & cue::UNREAL != 0
            || c.d.is(
                v.head,
                &[
                    "approve",
                    "approved",
                    "approves",
                    "authorised",
                    "authorized",
                    "backed",
                    "considered",
                    "proposed",
                ],
            ))
            && !v.passive
    })
}

/// `an evacuation of 9,000 people is planned`: what the noun names has not happened.
fn only_planned(c: &Clauses<'_, '_>, place: usize) -> bool {
    c.after(place).and_then(|i| c.verb(i)).is_some_and(|v| {
        c.d.is(
            v.head,
            &[
                "planned",
                "feared",
                "expected",
                "threatened",
                "considered",
                "proposed",
                "demanded",
                "likely",
                "possible",
            ],
        ) && v.passive
    })
}

/// A modal stands in the group (`will have` and the like included).
fn is_unreal(c: &Clauses<'_, '_>, group: &VerbGroup) -> bool {
    group.modal.is_some_and(|t| {
        c.d.is(
            t,
            &[
                "could", "may", "might", "would", "can", "should", "will", "'ll", "'d", "shall", "must", "cannot",
            ],
        )
    })
}

/// What governs the clause from before: `denied that`, `if`, `plans to`, `fears that`.
fn backwards(c: &Clauses<'_, '_>, from: usize, verb: Option<usize>, zero: bool) -> Modality {
    let infinitive = verb.and_then(|i| c.verb(i)).is_some_and(|v| v.infinitive && !v.perfect);
    if infinitive
        && let Some(i) = verb
        && let Some(before) = c.items[i].tokens.start.checked_sub(1)
        && AHEAD.contains(&c.d.word(before))
    {
        return Modality::Hypothetical;
    }
    let mut verbs = 0;
    let mut first = true;
    for i in (from.saturating_sub(12)..from).rev() {
        let item = &c.items[i];
        let word = item.tokens.start;
        match item.kind {
            I::Verb => {
                let Some(v) = c.verb(i) else { break };
                let roles = cue::roles(c.d, v.head);
                if roles & cue::DENY != 0 && !zero && v.negation.is_none() {
                    return Modality::Denied;
                }
                let fears = c.d.is(
                    v.head,
                    &[
                        "fear",
                        "fears",
                        "feared",
                        "warn",
                        "warned",
                        "warns",
                        "warning",
                        "predict",
                        "predicted",
                    ],
                );
                let gerund = verb.and_then(|i| c.verb(i)).is_some_and(|v| v.gerund);
                if roles & cue::UNREAL != 0 && (infinitive || first && fears)
                    || gerund && first && CONSIDER.contains(&c.d.word(v.head))
                {
                    return Modality::Hypothetical;
                }
                if infinitive && first && is_unreal(c, &v) {
                    return Modality::Hypothetical;
                }
                // "are both killed": its own auxiliary
                if i + 1 == from && c.d.any(v.head, Tags::Be) {
                    continue;
                }
                verbs += 1;
                if verbs >= 2 || v.finite {
                    break;
                }
            }
            I::Noun if (infinitive || first) && c.head(i).is_some_and(|h| UNREAL_NOUNS.contains(&c.d.word(h))) => {
                let leads = c.items.get(i + 1).is_some_and(|next| {
                    matches!(next.kind, I::Subordinator | I::Preposition | I::Verb)
                        && !c.d.is(next.tokens.start, &["after", "in", "on", "when", "by", "at"])
                });
                if leads {
                    return Modality::Hypothetical;
                }
            }
            I::Subordinator if c.d.is(word, &["if", "unless", "whether"]) && !c.d.is(word + 1, &["not"]) => {
                return Modality::Hypothetical;
            }
            // "denied bail after ten died"
            I::Subordinator if !c.d.is(word, &["that"]) => break,
            I::Comma | I::Break | I::Relative | I::Other => break,
            _ => {}
        }
        first = first && item.kind != I::Verb;
    }
    Modality::Asserted
}
