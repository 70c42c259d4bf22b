//! Subjects that a clause set behind them without commas narrows down: "A woman who lives nearby said", "Documents seen by
//! Reuters show", "Two people briefed on the talks told". The subject is what the clause hangs on, not its last noun.

use super::{lexicon::Frames, scene::Scene};
use crate::{
    extract::statement::lexicon,
    language::{Kind, Tags, VerbGroup},
};

/// Such a clause has no more tokens than this.
const LONG: usize = 24;

/// Where the phrase ends that a clause ending right before token `end` narrows down; `None` where there is no such clause.
/// Looks back no further than `start`.
pub(super) fn narrowed(scene: &Scene<'_>, end: usize, start: usize) -> Option<usize> {
    let d = scene.d;
    if let Some(noun_end) = contact(scene, end, start) {
        return Some(noun_end);
    }
    let from = start.max(end.saturating_sub(LONG));
    // the verbs between, the nearest first
    let mut verbs: Vec<(usize, VerbGroup)> = Vec::new();
    let mut at = end;
    while at > from {
        at -= 1;
        if scene.mark_of(at).is_some()
            || scene.is_comma(at)
            || scene.is_break(at)
            || matches!(d.kind(at), Some(Kind::Dash | Kind::Open | Kind::Close))
            || d.any(at, Tags::Conjunction) && !d.is(at, &["and", "or"])
        {
            return None;
        }
        if let Some((_, verb)) = scene.verb_at(at) {
            if let Some(noun_end) = reduced(scene, at, &verb, end, start, &verbs) {
                return Some(noun_end);
            }
            verbs.push((at, verb));
        }
        let pronoun = d.is(at, &["who"]) || d.is(at, &["which", "that"]) && d.any(at, Tags::Pronoun);
        if pronoun && at > start && !verbs.is_empty() {
            return relative(scene, at, end, start, &verbs).then_some(at);
        }
    }
    None
}

/// What somebody did whom the clause names: "the tenants the Chronicle interviewed", "experts we spoke to".
const MET: &[&str] = &[
    "interviewed",
    "surveyed",
    "polled",
    "contacted",
    "questioned",
    "consulted",
    "approached",
    "met",
    "quoted",
    "asked",
    "visited",
    "hired",
    "cited",
];

/// "the tenants the Chronicle interviewed": a clause without its pronoun, between whom it narrows down and the verb.
fn contact(scene: &Scene<'_>, end: usize, start: usize) -> Option<usize> {
    let d = scene.d;
    let last = end.checked_sub(1)?;
    let spoke = d.is(last, &["to", "with"]) && last > start && d.is(last - 1, &["spoke", "talked"]);
    let at = last - usize::from(spoke);
    let verb = scene
        .verb_ending(at)
        .filter(|v| v.head == at && v.finite && !v.passive)?;
    if !(spoke || d.is(verb.head, MET)) {
        return None;
    }
    let (subject, _) = at
        .checked_sub(1)
        .and_then(|i| scene.noun_ending(i))
        .filter(|(t, _)| t.start > start)?;
    let (whom, noun) = scene.noun_ending(subject.start - 1)?;
    let people = d.any(noun.head, Tags::Plural | Tags::People | Tags::Role) && !noun.pronoun && !noun.name;
    (people && whom.start >= start && !scene.is_time(noun)).then_some(subject.start)
}

/// "who lives nearby": its verb stands right behind the pronoun, any other finite one is joined to it.
fn relative(scene: &Scene<'_>, pronoun: usize, end: usize, start: usize, verbs: &[(usize, VerbGroup)]) -> bool {
    let d = scene.d;
    let Some((first, rest)) = verbs.split_last() else {
        return false;
    };
    let own = first.1.finite
        && (pronoun + 1..first.0).all(|i| d.any(i, Tags::Adverb))
        && rest
            .iter()
            .all(|(at, v)| !v.finite || d.any(at - 1, Tags::Conjunction | Tags::Wh | Tags::To));
    // "officials who say Ruiz told": the name may be the subject after all
    let takes_clause = rest.is_empty()
        && lexicon::look_up(d.word(first.1.head))
            .any(|e| e.tail.is_empty() && e.frames.any(Frames::Bare) && !e.frames.any(Frames::Listener))
        && scene
            .noun_ending(end - 1)
            .is_some_and(|(t, _)| t.start == first.1.head + 1);
    own && !takes_clause && antecedent(scene, pronoun, start)
}

/// "seen by Reuters", "briefed on the talks", "living in the town": a bare participle right behind a noun, and behind it only
/// phrases with prepositions (of a gerund its object too).
fn reduced(
    scene: &Scene<'_>,
    at: usize,
    verb: &VerbGroup,
    end: usize,
    start: usize,
    behind: &[(usize, VerbGroup)],
) -> Option<usize> {
    let d = scene.d;
    let bare = verb.head == at && verb.modal.is_none() && (verb.gerund || d.any(verb.head, Tags::Participle));
    // "The findings come a week after": no participle
    let bare = bare && !d.is(verb.head, &["come", "become"]);
    if !bare || at <= start || behind.iter().any(|(_, v)| v.finite) {
        return None;
    }
    let mut next = at + 1;
    // "released Tuesday by"
    while next < end {
        let time = scene.noun_at(next).filter(|(_, n)| scene.is_time(n));
        match time {
            Some((tokens, _)) => next = tokens.end,
            None if d.any(next, Tags::Adverb) && !d.any(next, Tags::Preposition) || d.is(next, &["online"]) => {
                next += 1
            }
            None => break,
        }
    }
    let by = d.is(next, &["by"]);
    let reports = lexicon::look_up(d.word(verb.head)).any(|e| e.frames.any(Frames::That.or(Frames::Bare)));
    // "a note found at the scene": no clause follows
    let place =
        d.is(at, &["found", "discovered"]) && d.is(next, &["at", "in", "on", "near", "inside", "beside", "with"]);
    let online = d.is(at + 1, &["online"]);
    if reports && !by && !place && !online || next >= end && next == at + 1 {
        return None;
    }
    if next < end {
        let phrase = d.any(next, Tags::Preposition) && !d.is(next, &["that", "than"]);
        let object = verb.gerund && scene.noun_at(next).is_some_and(|(_, n)| !n.pronoun);
        if !phrase && !object {
            return None;
        }
        // "In a statement released in Ostra police said": the last noun hangs on a preposition too
        let (tokens, _) = scene.noun_ending(end - 1)?;
        let before = tokens.start.checked_sub(1)?;
        let hangs = d.any(before, Tags::Preposition | Tags::Conjunction) || object && tokens.start == next;
        if !hangs {
            return None;
        }
    }
    // "Ruiz in relaying the news to the house said"
    let link = verb.gerund && at > start + 1 && d.is(at - 1, &["in", "while", "when", "after", "before"]);
    let at = at - usize::from(link);
    antecedent(scene, at, start).then_some(at)
}

/// A noun ends before token `at`, and no preposition at the beginning of the clause leads to it.
fn antecedent(scene: &Scene<'_>, at: usize, start: usize) -> bool {
    let d = scene.d;
    let Some((tokens, noun)) = at.checked_sub(1).and_then(|last| scene.noun_ending(last)) else {
        return at > start && d.is(at - 1, &["those"]);
    };
    let led = tokens.start > start
        && d.any(tokens.start - 1, Tags::Preposition)
        && (tokens.start - 1 == start || scene.noun_ending(tokens.start - 2).is_none());
    tokens.start >= start
        && !scene.is_time(noun)
        && !led
        && (!noun.pronoun || d.is(noun.head, &["those", "one", "another"]))
}
