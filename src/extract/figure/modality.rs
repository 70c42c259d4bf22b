//! Whether the text says that it is so, and by what words it is known.

use super::{
    clause::{Clauses, ItemKind as I},
    cue,
    frame::Found,
};
use crate::{
    claim::Modality,
    extract::number::Form,
    language::{Kind, Tags, VerbGroup},
};
use std::ops::Range;

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

/// Adverbs that say how it is known.
const EVIDENCE: &[&str] = &[
    "reportedly",
    "allegedly",
    "apparently",
    "presumably",
    "supposedly",
    "purportedly",
    "believed",
    "thought",
    "understood",
    "confirmed",
    "unconfirmed",
    "reported",
    "presumed",
    "officially",
];

/// The modality of what was found for the mention at `place`.
pub(super) fn modality(c: &Clauses<'_, '_>, m: usize, found: &Found) -> Modality {
    let place = c.places[m];
    let number = &c.numbers[c.mentions[m].number];
    let zero = matches!(number.form, Form::No | Form::NoOne | Form::Any);
    let verb = found.verb;
    let trigger = found.trigger.first().cloned().unwrap_or(0..0);
    if let Some(group) = verb.and_then(|i| c.verb(i)) {
        if !zero && group.negation.is_some() {
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
            if !zero && group.negation.is_some() {
                return Modality::Denied;
            }
        }
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
    if !zero && called_false(c, place) {
        return Modality::Denied;
    }
    let first = verb.map_or(place, |v| v.min(place));
    backwards(c, first, verb, zero)
}

/// What somebody may call false.
const REPORTS: &[&str] = &[
    "reports",
    "report",
    "claims",
    "claim",
    "rumours",
    "rumors",
    "rumour",
    "rumor",
    "allegations",
    "allegation",
    "assertions",
    "assertion",
    "posts",
    "news",
    "suggestions",
    "suggestion",
    "stories",
    "story",
    "accounts",
    "figures",
    "figure",
    "number",
    "toll",
    "information",
];

/// What it is then called.
const FALSE: &[&str] = &[
    "false",
    "untrue",
    "baseless",
    "fake",
    "unfounded",
    "fabricated",
    "wrong",
    "incorrect",
    "groundless",
    "lie",
    "lies",
    "fabrication",
    "fabrications",
    "hoax",
    "disinformation",
    "misinformation",
    "propaganda",
    "nonsense",
    "rubbish",
    "inaccurate",
    "invented",
    "misleading",
    "exaggerated",
];

/// The verbs that call it so; without such a word they say nothing: `dismissed as false reports of 30 deaths`.
const CALL: &[&str] = &[
    "dismiss",
    "dismissed",
    "dismisses",
    "dismissing",
    "call",
    "called",
    "calls",
    "calling",
    "describe",
    "described",
    "describes",
    "describing",
    "brand",
    "branded",
    "brands",
    "label",
    "labelled",
    "labeled",
    "labels",
    "slam",
    "slammed",
    "reject",
    "rejected",
    "rejects",
    "rejecting",
    "deny",
    "denied",
    "denies",
    "denying",
];

fn is_report(c: &Clauses<'_, '_>, i: usize) -> bool {
    c.head(i).is_some_and(|h| REPORTS.contains(&c.d.word(h)))
}

/// `reports of 15 dead are false`, `no truth in claims that ten died`, `it is not true that ten died`, `dismissed reports
/// that ten died`, `called reports of ten deaths fabricated`.
fn called_false(c: &Clauses<'_, '_>, place: usize) -> bool {
    let calls_false = |tokens: Range<usize>| tokens.into_iter().any(|t| FALSE.contains(&c.d.word(t)));
    let from = place.saturating_sub(8);
    // what the report says begins behind it; another comma or clause parts them
    let report = (from..place)
        .rev()
        .take_while(|&i| !matches!(c.kind(i), Some(I::Comma | I::Break | I::Relative | I::Other)))
        .find(|&i| is_report(c, i));
    let Some(report) = report else {
        // "it is not true that", "it is untrue that"
        return (from..place)
            .rev()
            .take_while(|&i| !matches!(c.kind(i), Some(I::Comma | I::Break | I::Relative | I::Other)))
            .any(|i| {
                let leads = c.kind(i) == Some(I::Subordinator) && c.d.is(c.items[i].tokens.start, &["that"]);
                let Some(be) = (i.saturating_sub(3)..i)
                    .rev()
                    .filter(|_| leads)
                    .find(|&j| c.verb(j).is_some_and(|v| c.d.any(v.head, Tags::Be)))
                else {
                    return false;
                };
                let negated = c.verb(be).is_some_and(|v| v.negation.is_some());
                let said = c.items[be].tokens.end..c.items[i].tokens.start;
                let so = said
                    .clone()
                    .any(|t| c.d.is(t, &["true", "correct", "accurate", "case"]));
                negated && so || !negated && calls_false(said)
            });
    };
    // "there is no truth in reports"
    if report >= 2
        && c.head(report - 2)
            .is_some_and(|h| c.d.is(h, &["truth", "substance", "basis", "foundation"]))
        && c.items[report - 2]
            .tokens
            .clone()
            .any(|t| c.d.is(t, &["no", "any", "little"]))
    {
        return true;
    }
    // "dismissed reports that", "dismissed as false claims of", "called reports of ten deaths fabricated"
    let calls = (report.saturating_sub(4)..report).rev().find_map(|i| {
        let v = c.verb(i)?;
        (!v.passive && v.negation.is_none() && CALL.contains(&c.d.word(v.head))).then_some((i, v.head))
    });
    if let Some((verb, head)) = calls {
        let only = verb + 1 == report && c.d.word(head).starts_with("dismiss");
        if only || calls_false(c.items[verb].tokens.end..c.items[report].tokens.end) {
            return true;
        }
    }
    let end = c.items.len().min(place + 14);
    for i in place + 1..end {
        match c.kind(i) {
            Some(I::Comma | I::Break | I::Other) | None => return false,
            _ => {}
        }
        let next = c.items[i].tokens.end;
        let be = c
            .verb(i)
            .is_some_and(|v| c.d.any(v.head, Tags::Be) && v.negation.is_none());
        if be && calls_false(next..c.sentence.end.min(next + 3)) {
            return true;
        }
        if calls.is_some() && calls_false(c.items[i].tokens.clone()) {
            return true;
        }
        // "claims that ten died have been dismissed, denied"
        if c.verb(i).is_some_and(|v| {
            v.passive
                && v.negation.is_none()
                && (cue::roles(c.d, v.head) & cue::DENY != 0 || c.d.is(v.head, &["dismissed", "discredited"]))
        }) {
            return true;
        }
    }
    false
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

/// The words near the mention and its trigger that say how it is known, in order.
pub(super) fn evidence(c: &Clauses<'_, '_>, m: usize, found: &Found) -> Vec<Range<usize>> {
    let place = c.places[m];
    let mut words = c.numbers[c.mentions[m].number].evidence.clone();
    let verb = found.verb.unwrap_or(place);
    let (from, to) = (place.min(verb), place.max(verb));
    for i in from.saturating_sub(3)..c.items.len().min(to + 3) {
        let item = &c.items[i];
        let outside = i < from || i > to;
        if outside && matches!(item.kind, I::Comma | I::And | I::But | I::Relative | I::Break) && i > to {
            break;
        }
        if matches!(item.kind, I::Counted(other) if other != m) || item.kind == I::Noun && !outside {
            continue;
        }
        for t in item.tokens.clone() {
            let adverb = EVIDENCE[..6].contains(&c.d.word(t));
            // "believed to have been killed": the verb that leads to the trigger
            let leads = !adverb
                && EVIDENCE.contains(&c.d.word(t))
                && item.kind == I::Verb
                && found.trigger.iter().any(|w| w.contains(&t));
            if adverb {
                words.push(t..t + 1);
            } else if leads {
                let end = if c.d.any(t + 1, Tags::To) { t + 2 } else { t + 1 };
                words.push(t..end);
            }
        }
    }
    words.sort_by_key(|w| (w.start, w.end));
    words.dedup();
    let mut end = 0;
    words.retain(|w| {
        let apart = w.start >= end;
        end = end.max(w.end);
        apart
    });
    words
}
