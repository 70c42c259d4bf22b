//! What ends a content: another who speaks, what the writer says of it, what the speaker left open, where it was said.

use super::{
    adjunct::skip,
    cue::{self, Cue},
    lexicon::{self, Frames},
    mention,
    scene::{REACH, Scene, Unit},
};
use crate::language::{Kind, Tags, VerbGroup};

/// What somebody did not do who was asked for more.
const TELLING: &[&str] = &[
    "elaborate",
    "give",
    "provide",
    "say",
    "specify",
    "comment",
    "name",
    "identify",
    "explain",
];

/// "declined to elaborate", "gave no details", "did not say how": what the speaker left open.
pub(super) fn says_no_more(scene: &Scene<'_>, i: usize) -> bool {
    let d = scene.d;
    d.is(i, &["declined", "refused"])
        || d.is(i, &["gave", "provided", "offered", "gives"]) && d.is(i + 1, &["no", "few", "little"])
        || d.is(i, &["did", "would", "could"])
            && d.is(i + 1, &["not", "n't"])
            && (d.is(i + 2, TELLING) || d.is(i + 2, &["disclose"]))
        || d.is(i, &["didn't", "wouldn't", "couldn't"]) && d.is(i + 1, TELLING)
}

/// A cue whose clause stands between commas behind its subject: "Ruiz, who said", "Ruiz, saying".
pub(super) fn set_off(scene: &Scene<'_>, unit: &Unit, cue: &Cue) -> bool {
    let d = scene.d;
    let mut at = cue.start;
    while at > unit.tokens.start && d.any(at - 1, Tags::Adverb) && scene.noun_ending(at - 1).is_none() {
        at -= 1;
    }
    if cue.form != cue::Form::Gerund {
        if at == unit.tokens.start || !d.is(at - 1, &["who", "which"]) {
            return false;
        }
        at -= 1;
    }
    if at <= unit.tokens.start + 1 || !scene.is_comma(at - 1) || scene.noun_ending(at - 2).is_none() {
        return false;
    }
    // the sentence has no verb yet
    d.groups_in(unit.tokens.start.max(at.saturating_sub(REACH))..at)
        .iter()
        .all(|g| g.verb().is_none_or(|v| !v.finite))
}

/// A verb in the tense of the cue that only takes pieces in marks ("accused", "called", "described"), and one stands behind it.
pub(super) fn quotes_piece(scene: &Scene<'_>, verb: VerbGroup, cue: &Cue, end: usize) -> bool {
    let d = scene.d;
    let same = verb.finite
        && !verb.passive
        && verb.modal.is_none()
        && cue.form == cue::Form::Finite
        && d.any(verb.head, Tags::Past) == d.any(cue.verb, Tags::Past);
    same && only_pieces(scene, verb) && marks_behind(scene, verb, end)
}

/// A verb that takes pieces in marks and no clause.
pub(super) fn only_pieces(scene: &Scene<'_>, verb: VerbGroup) -> bool {
    lexicon::look_up(scene.d.word(verb.head))
        .any(|e| e.tail.is_empty() && e.frames.any(Frames::Piece) && !e.frames.any(Frames::That.or(Frames::Bare)))
}

/// Words in marks stand soon behind a verb, in its clause.
pub(super) fn marks_behind(scene: &Scene<'_>, verb: VerbGroup, end: usize) -> bool {
    (verb.head + 1..end.min(verb.head + 25))
        .take_while(|&i| !scene.is_break(i))
        .any(|i| scene.opens(i).is_some_and(|m| !scene.is_title(m)))
}

/// What stands behind the comma of a subordinate clause goes on with the sentence: a subject, no apposition.
pub(super) fn main_clause(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    if scene.d.any(i, Tags::Existential) {
        return true;
    }
    let Some((tokens, noun)) = scene.noun_at(i) else {
        return subject_and_verb(scene, i, end);
    };
    if scene.d.any(noun.head, Tags::Wh) {
        return false;
    }
    // set between two commas, with the verb of the clause behind the second: an apposition
    let closed = scene.is_comma(tokens.end) && scene.verb_at(tokens.end + 1).is_some_and(|(_, v)| v.finite);
    !closed && (noun.pronoun || (i..end.min(i + 40)).any(|j| scene.verb_at(j).is_some_and(|(_, v)| v.finite)))
}

/// A subject with a finite verb right behind it begins at `i`.
pub(super) fn subject_and_verb(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let mut at = i;
    for _ in 0..6 {
        if at >= end {
            return false;
        }
        if let Some((_, v)) = scene.verb_at(at) {
            return v.finite && at > i;
        }
        at = match scene.noun_at(at) {
            Some((tokens, _)) => tokens.end,
            None if scene.d.is_kind(at, Kind::Word)
                && !scene.d.any(at, Tags::Subordinator | Tags::Wh | Tags::Conjunction) =>
            {
                at + 1
            }
            None => return false,
        };
    }
    false
}

/// A subject and a finite verb of speech begin at `i`.
pub(super) fn other_speaks(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let mut at = i;
    for _ in 0..6 {
        if at >= end {
            return false;
        }
        if let Some((_, v)) = scene.verb_at(at) {
            let tense = v.gerund
                || scene.d.any(v.head, Tags::Past | Tags::VerbS)
                || scene.d.any(i, Tags::Plural | Tags::Subject)
                || scene
                    .noun_at(i)
                    .is_some_and(|(_, n)| scene.d.any(n.head, Tags::Plural) || scene.d.is(n.head, &["police"]));
            let tense = tense || mention::is_quantity(scene, i);
            return (v.finite || v.gerund) && tense && !v.passive && v.modal.is_none() && cue::reports(scene, v.head);
        }
        // "her deputy, Ivo Brandt, said"
        if at > i && scene.is_comma(at) {
            let name = scene.noun_at(at + 1).filter(|(t, n)| n.name && scene.is_comma(t.end));
            let Some((name, _)) = name else { return false };
            at = name.end + 1;
            continue;
        }
        at = match scene.noun_at(at) {
            Some((tokens, _)) => tokens.end,
            None if scene.d.is_kind(at, Kind::Word) && !scene.d.any(at, Tags::Subordinator | Tags::Wh) => at + 1,
            None => return false,
        };
    }
    false
}

/// A subject, a verb that takes pieces in marks, and such a piece begin at `i`: "critics called that “a joke”".
pub(super) fn other_calls(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let d = scene.d;
    let Some((tokens, noun)) = scene.noun_at(i) else {
        return false;
    };
    let pronoun = noun.pronoun && (d.any(i, Tags::Subject) || mention::is_quantity(scene, i)) && !d.any(i, Tags::Wh);
    let verb = scene
        .verb_at(tokens.end)
        .filter(|(_, v)| v.finite && !v.passive && v.modal.is_none());
    let people = scene
        .d
        .any(noun.head, Tags::People | Tags::Role | Tags::Organization | Tags::Name);
    (people && !noun.pronoun || pronoun)
        && verb.is_some_and(|(group, v)| {
            lexicon::look_up(scene.d.word(v.head)).any(|e| e.frames.any(Frames::Piece) && !e.frames.any(Frames::That))
                && (group.end..end.min(group.end + 12))
                    .take_while(|&at| !scene.is_comma(at) && !scene.is_break(at))
                    .any(|at| scene.opens(at).is_some_and(|m| !scene.is_title(m)))
        })
}

/// A noun group for a saying or step, set behind a comma and last in the sentence with what hangs on it.
pub(super) fn comment(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let d = scene.d;
    let Some((tokens, noun)) = scene.noun_at(i) else {
        return false;
    };
    let kind = d.is(
        noun.head,
        &[
            "move",
            "warning",
            "claim",
            "charge",
            "allegation",
            "accusation",
            "decision",
            "step",
            "statement",
            "remark",
            "comment",
        ],
    );
    let relative = d.is(tokens.end, &["that", "which"]) || scene.noun_at(tokens.end).is_some();
    kind && noun.name == d.any(noun.head, Tags::Name)
        && (relative
            || d.groups_in(tokens.end..end.min(tokens.end + 20))
                .iter()
                .all(|g| g.verb().is_none_or(|v| !v.finite)))
}

/// ", the lawmakers said" at the end of a clause: who and the verb, then nothing.
pub(super) fn closes_with_cue(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let mut at = i;
    for _ in 0..8 {
        if at >= end {
            return false;
        }
        if let Some((tokens, v)) = scene.verb_at(at) {
            let hears = scene.d.is(v.head, &["heard"]);
            // "nobody was told" closes nothing
            if !(v.finite && !v.passive && (cue::reports(scene, v.head) || hears)) || at == i {
                return false;
            }
            let over = skip(scene, tokens.end, end);
            return over >= end || scene.is_comma(over) || scene.is_break(over);
        }
        at = match scene.noun_at(at) {
            Some((tokens, noun)) if !scene.is_time(noun) => tokens.end,
            _ if scene.d.is(at, &["of", "for", "from", "and", "also", "later"]) => at + 1,
            _ => return false,
        };
    }
    false
}

/// Where something is said: "in a statement", "at a news conference", "on Twitter", and then nothing more.
pub(super) fn closes_with_place(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    let d = scene.d;
    let Some((tokens, noun)) = scene.noun_at(at + 1) else {
        return false;
    };
    let place = d.is(
        noun.head,
        &[
            "statement",
            "interview",
            "briefing",
            "conference",
            "tweet",
            "post",
            "speech",
            "twitter",
            "facebook",
            "telegram",
            "address",
            "release",
            "alert",
            "letter",
            "report",
            "message",
            "testimony",
            "podcast",
            "broadcast",
        ],
    );
    if !place || d.is(at, &["on", "at"]) && d.is(noun.head, &["report", "statement", "letter", "alert"]) {
        return false;
    }
    if d.is(noun.head, &["report", "letter", "message", "address"]) && d.is(tokens.end, &["of", "by", "from", "that"]) {
        return false;
    }
    let over = skip(scene, tokens.end, end);
    over >= end
        || scene.is_break(over)
        || scene.is_comma(over) && scene.verb_at(over + 1).is_some_and(|(_, v)| v.gerund)
}
