//! Verbs that say something by way of a noun: `expressed the hope that`, `denied reports that`, `gave assurances that`.

use super::{
    lexicon::{self, Entry, Frames, WORDED},
    scene::Scene,
};
use crate::language::{Kind, Tags};

/// Verbs by what they do with the noun, and the nouns.
const VIEWS: &[(&[&str], &[&str])] = &[
    (
        &["express", "voice", "repeat", "reiterate", "restate", "stress"],
        &[
            "hope",
            "hopes",
            "confidence",
            "concern",
            "concerns",
            "fear",
            "fears",
            "belief",
            "view",
            "opinion",
            "doubt",
            "doubts",
            "regret",
            "optimism",
            "disappointment",
            "satisfaction",
            "alarm",
            "worry",
            "worries",
            "conviction",
            "certainty",
            "suspicion",
            "suspicions",
            "surprise",
            "frustration",
            "claim",
            "claims",
            "warning",
            "warnings",
            "accusation",
            "accusations",
            "allegation",
            "allegations",
            "assertion",
            "assertions",
            "position",
        ],
    ),
    (
        &["deny", "reject", "dismiss", "dispute", "refute"],
        &[
            "claim",
            "claims",
            "allegation",
            "allegations",
            "accusation",
            "accusations",
            "report",
            "reports",
            "suggestion",
            "suggestions",
            "rumour",
            "rumours",
            "rumor",
            "rumors",
            "notion",
            "idea",
            "charge",
            "charges",
            "assertion",
            "assertions",
            "speculation",
            "contention",
        ],
    ),
    (
        &["confirm"],
        &[
            "report",
            "reports",
            "rumours",
            "rumors",
            "speculation",
            "news",
            "claims",
        ],
    ),
    (
        &["make", "give", "offer", "issue"],
        &[
            "claim",
            "claims",
            "allegation",
            "allegations",
            "accusation",
            "accusations",
            "assurance",
            "assurances",
            "warning",
            "warnings",
            "promise",
            "guarantee",
            "guarantees",
            "announcement",
            "statement",
            "argument",
        ],
    ),
];

/// The entry of a verb with such a noun behind it and "that" behind the noun, and where the noun ends.
pub(super) fn worded(scene: &Scene<'_>, verb: usize, end: usize) -> Option<(&'static Entry, usize)> {
    let d = scene.d;
    let own = lexicon::look_up(d.word(verb)).next()?;
    let (_, nouns) = VIEWS.iter().find(|(verbs, _)| verbs.contains(&own.base))?;
    let near = (verb + 1..end.min(verb + 6)).take_while(|&i| {
        i == verb + 1
            || d.any(
                i - 1,
                Tags::Determiner | Tags::Possessive | Tags::Adjective | Tags::Adverb | Tags::Noun,
            ) && d.is_kind(i, Kind::Word)
    });
    let noun = near.into_iter().find(|&i| d.is(i, nouns) && d.is(i + 1, &["that"]))?;
    let behind = noun + 1;
    if behind >= end {
        return None;
    }
    // "made claims that were false": the noun's own clause
    if scene
        .verb_at(behind + 1)
        .is_some_and(|(_, v)| v.finite && d.any(v.head, Tags::Past | Tags::VerbS | Tags::AUXILIARY))
    {
        return None;
    }
    let plain = lexicon::look_up(d.word(verb)).find(|e| e.tail.is_empty() && e.frames.any(Frames::That));
    Some((plain.unwrap_or(&WORDED), behind))
}
