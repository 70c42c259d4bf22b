//! What somebody calls false: `reports of 15 dead are false`, `dismissed reports that ten died`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue,
};
use crate::language::Tags;
use std::ops::Range;

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
pub(super) fn called_false(c: &Clauses<'_, '_>, place: usize) -> bool {
    let calls_false = |tokens: Range<usize>| tokens.into_iter().any(|t| FALSE.contains(&c.d.word(t)));
    let from = place.saturating_sub(12);
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
        // "are fabricated", one verb
        let called = c
            .verb(i)
            .is_some_and(|v| v.passive && v.negation.is_none() && FALSE.contains(&c.d.word(v.head)));
        if called && c.items[i].tokens.len() > 1 {
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
