//! What stands between a cue and its content: `on Monday`, `in a statement`, `— as reported by the Herald —`.

use super::scene::Scene;
use crate::language::{Kind, Tags};

/// Prepositions that begin what stands between a cue and its content: "said on Monday in a statement that".
const BETWEEN: &[&str] = &[
    "on",
    "in",
    "at",
    "during",
    "via",
    "to",
    "from",
    "for",
    "through",
    "late",
    "early",
    "about",
    "of",
    "before",
    "after",
    "by",
    "with",
    "outside",
    "inside",
    "near",
    "regarding",
    "concerning",
];

/// What is done with a statement before anybody reads it.
const RELEASED: &[&str] = &[
    "released",
    "issued",
    "posted",
    "published",
    "broadcast",
    "aired",
    "carried",
    "circulated",
    "shared",
    "sent",
    "emailed",
    "distributed",
    "obtained",
    "seen",
    "signed",
];

/// Over adverbs, times and phrases with prepositions from `i` on, and what stands there. `brief` is for where a clause may
/// begin with such a phrase itself.
pub(super) fn skip(scene: &Scene<'_>, i: usize, end: usize) -> usize {
    let d = scene.d;
    let mut at = i;
    for _ in 0..8 {
        if at >= end {
            break;
        }
        if scene.opens(at).is_some() {
            break;
        }
        if let Some((tokens, noun)) = scene.noun_at(at) {
            let verb_behind = scene.verb_at(tokens.end).is_some_and(|(_, v)| v.finite);
            // "announced the second debate": an ordinal
            let ordinal = d.is(noun.head, &["second"]);
            if scene.is_time(noun) && !ordinal && !verb_behind && tokens.end <= end {
                at = tokens.end;
                // "Wednesday morning", "May 5, 2019", "three weeks ago"
                while at < end
                    && (d.is_kind(at, Kind::Number)
                        || d.is(at, &["ago", "earlier", "morning", "evening", "night", "afternoon"]))
                {
                    at += 1;
                }
                continue;
            }
            break;
        }
        // hedges of numbers are the clause's
        let clock = d.is(at, &["at"]) && scene.in_clock(at + 2);
        if d.is(at, &["about", "at"]) && !clock && (d.any(at + 1, Tags::Number) || d.is(at + 1, &["least", "most"])) {
            break;
        }
        // "late on Tuesday", "shortly after midnight", "as of Monday"
        let rough = d.is(at, &["late", "early", "later", "earlier", "shortly", "soon"])
            && d.is(at + 1, &["on", "in", "at", "after", "before"])
            && scene.noun_at(at).is_none();
        let as_of = d.is(at, &["as"]) && d.is(at + 1, &["of"]);
        if (rough || as_of) && at + 1 < end {
            at += 1;
        }
        if d.is(at, BETWEEN) {
            let mut from = at + 1;
            while d.is(from, &["a", "the", "late", "early"]) && scene.noun_at(from).is_none() && from < at + 3 {
                from += 1;
            }
            // "in sentencing that"
            let doing = from == at + 1
                && scene.verb_at(from).is_some_and(|(t, v)| v.gerund && t.len() == 1)
                && (from + 1 >= end
                    || scene.is_comma(from + 1)
                    || d.is_kind(from + 1, Kind::Colon)
                    || d.is(from + 1, &["that"])
                    || d.any(from + 1, Tags::Name));
            if doing {
                at = from + 1 + usize::from(d.any(from + 1, Tags::Name));
                continue;
            }
            let Some((tokens, _)) = scene.noun_at(from) else { break };
            if tokens.end > end {
                break;
            }
            at = tokens.end;
            // "at 12:54 am"
            if scene.in_clock(at) {
                at += 2;
            }
            if at > tokens.end && d.is(at, &["am", "pm", "a.m.", "p.m.", "gmt", "utc", "hrs"]) {
                at += 1;
            }
            // "in March 2023"
            if d.any(tokens.end - 1, Tags::Month) && at < end && d.is_kind(at, Kind::Number) {
                at += 1;
            }
            // "in a statement released through a lawyer"
            let released = scene.verb_at(at).is_some_and(|(t, v)| {
                t.len() == 1 && d.is(v.head, RELEASED) && d.any(t.end, Tags::Preposition) && !d.is(t.end, &["that"])
            });
            if released {
                at += 1;
                continue;
            }
            while d.is(at, &["of", "with", "between", "for"]) {
                let Some((next, _)) = scene.noun_at(at + 1).filter(|(t, _)| t.end <= end) else {
                    break;
                };
                at = next.end;
            }
            continue;
        }
        let adverb = d.any(at, Tags::Adverb)
            && !d.any(
                at,
                Tags::Preposition
                    | Tags::Subordinator
                    | Tags::Determiner
                    | Tags::Existential
                    | Tags::Negation
                    | Tags::Wh,
            )
            && scene.verb_at(at).is_none()
            && !d.is(
                at,
                &[
                    "only",
                    "even",
                    "just",
                    "more",
                    "less",
                    "nearly",
                    "almost",
                    "roughly",
                    "approximately",
                    "so",
                    "as",
                ],
            );
        if adverb || d.is(at, &["separately", "anonymously"]) {
            at += 1;
            continue;
        }
        if d.is_kind(at, Kind::Open)
            && let Some(close) = (at..end.min(at + 14)).find(|&j| d.is_kind(j, Kind::Close))
        {
            at = close + 1;
            continue;
        }
        break;
    }
    at
}

/// Behind what two dashes set off at `i`: "said — as reported by the Herald — that".
pub(super) fn behind_dashes(scene: &Scene<'_>, i: usize, end: usize) -> Option<usize> {
    let d = scene.d;
    let close = (i + 2..end.min(i + 20)).find(|&j| d.is_kind(j, Kind::Dash))?;
    let cites = d.is(i + 1, &["as", "citing", "quoting", "according"]);
    (cites && d.is_kind(i, Kind::Dash) && (i..close).all(|j| scene.mark_of(j).is_none() && !scene.is_break(j)))
        .then_some(close + 1)
}
