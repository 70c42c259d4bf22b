//! Phrases that give what follows as somebody's opinion: `In his view, …`, `In the coroner's opinion, …`, `In the opinion of
//! the coroner, …`.

use super::{
    capable,
    cue::{Cue, Form, phrase},
    lexicon::ACCORDING,
    mention::Mention,
    scene::{Scene, Unit},
};
use crate::language::{Kind, Tags};

/// Nouns for what somebody thinks.
const OPINIONS: &[&str] = &["assessment", "estimation", "judgement", "judgment", "opinion", "view"];

/// The first such phrase of a sentence: it begins the sentence or stands between commas.
pub(super) fn opinion(scene: &Scene<'_>, unit: &Unit) -> Option<Cue> {
    let d = scene.d;
    let first = unit.tokens.start;
    let mut at = first;
    while at < unit.tokens.end {
        if d.is(at, &["in", "from"]) && (at == first || scene.is_comma(at - 1)) {
            let found = owned(scene, at).or_else(|| of_whom(scene, unit, at));
            let closed =
                |cue: &Cue| scene.is_comma(cue.rest) || cue.rest >= unit.tokens.end || d.is_kind(cue.rest, Kind::Stop);
            if let Some(cue) = found.filter(|cue| cue.rest <= unit.tokens.end && closed(cue)) {
                return Some(cue);
            }
        }
        at = scene.next(at);
    }
    None
}

/// `in his view`, `in the coroner's opinion`, `from her point of view`.
fn owned(scene: &Scene<'_>, at: usize) -> Option<Cue> {
    let d = scene.d;
    let (tokens, noun) = scene.noun_at(at + 1)?;
    // "from her point of view"
    let point = d.is(noun.head, &["point"]) && d.is(noun.head + 1, &["of"]) && d.is(noun.head + 2, &["view"]);
    if !point && !d.is(noun.head, OPINIONS) {
        return None;
    }
    let rest = tokens.end + if point { 2 } else { 0 };
    let source = if noun.possessor.is_empty() {
        let his = at + 1..at + 2;
        d.is(at + 1, &["his", "her", "their"]).then_some(his)?
    } else {
        let mut owner = noun.possessor.clone();
        while owner.len() > 1 && (d.any(owner.end - 1, Tags::Genitive) || d.is(owner.end - 1, &["'", "’"])) {
            owner.end -= 1;
        }
        owner
    };
    let mention = Mention {
        head: source.end - 1,
        phrase: source.clone(),
        tokens: source,
        via: Vec::new(),
    };
    let pronoun = noun.possessor.is_empty();
    (pronoun || capable::can_state(scene, &mention)).then(|| Cue {
        start: at,
        verb: at,
        tokens: at..rest,
        entry: &ACCORDING,
        form: Form::Phrase,
        listener: None,
        given: Some(mention),
        rest,
        subordinate: false,
    })
}

/// `in the opinion of the coroner`.
fn of_whom(scene: &Scene<'_>, unit: &Unit, at: usize) -> Option<Cue> {
    let d = scene.d;
    let words = d.is(at + 1, &["the"]) && d.is(at + 2, OPINIONS) && d.is(at + 3, &["of"]);
    let cue = words.then(|| phrase(scene, unit, at..at + 4, &ACCORDING)).flatten()?;
    cue.given
        .as_ref()
        .is_some_and(|m| capable::can_state(scene, m))
        .then_some(cue)
}
