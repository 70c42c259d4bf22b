//! Where the content of a cue ends.

use super::{
    adjunct::skip,
    clause::{has_clause, object_to},
    cue::{self, Cue},
    lexicon::{self, Frames},
    mention,
    scene::{REACH, Scene, Unit},
};
use crate::language::{Kind, Tags, VerbGroup};
use std::ops::Range;

/// Gerunds behind "without" that say nothing of the content: "without elaborating".
const WITHOUT: &[&str] = &[
    "elaborating",
    "giving",
    "providing",
    "specifying",
    "naming",
    "identifying",
    "saying",
    "offering",
    "explaining",
    "citing",
    "mentioning",
    "disclosing",
];

/// Where a clause that begins at `start` ends: before the sentence's final punctuation, or where another statement begins.
pub(super) fn clause_end(scene: &Scene<'_>, unit: &Unit, start: usize, cue: &Cue) -> usize {
    let end = unit.tokens.end;
    let mut at = start;
    let mut steps = 0;
    while at < end {
        steps += 1;
        if steps > REACH {
            break;
        }
        if at > start && ends_here(scene, unit, start, at, cue) {
            break;
        }
        at = scene.next(at);
    }
    trim(scene, start..at.min(end)).end
}

fn ends_here(scene: &Scene<'_>, unit: &Unit, start: usize, at: usize, cue: &Cue) -> bool {
    let d = scene.d;
    let end = unit.tokens.end;
    if d.is_kind(at, Kind::Semicolon) {
        return true;
    }
    // "…: “The key factor …”": a quotation of its own
    if d.is_kind(at, Kind::Colon) && scene.opens(at + 1).is_some() {
        return true;
    }
    if d.is_kind(at, Kind::Stop) && at + 1 < end && scene.opens(at + 1).is_some() {
        return true;
    }
    if d.is(at, &["without"]) && d.is(at + 1, WITHOUT) {
        return true;
    }
    let reporting = |i: usize| {
        scene
            .verb_at(i)
            .filter(|(_, v)| cue::reports(scene, v.head) && scene.mark_of(i).is_none())
    };
    // "said, “A,” adding that B"
    if let Some((_, v)) = reporting(at)
        && v.gerund
        && scene.mark_of(at - 1).is_some_and(|m| scene.marks[m].whole().end == at)
    {
        return true;
    }
    // "said there were “fine people,” meaning the guards": the writer's gloss
    let inside_comma = |m: usize| scene.is_comma(scene.marks[m].inside.end - 1) && scene.marks[m].whole().end == at;
    if d.is(at, &["meaning", "referring", "alluding"]) && scene.mark_of(at - 1).is_some_and(inside_comma) {
        return true;
    }
    // "said A, and called it “B”": a second verb with a piece in marks
    let piece = at + usize::from(scene.is_comma(at));
    if d.is(piece, &["and", "but"])
        && scene
            .verb_at(piece + 1)
            .is_some_and(|(_, v)| quotes_piece(scene, v, cue, end))
    {
        return true;
    }
    // "– a claim the army denies": the writer on what was said
    if d.is_kind(at, Kind::Dash) && d.any(at + 1, Tags::Determiner) && comment(scene, at + 1, end) {
        return true;
    }
    let conjunction = at + usize::from(scene.is_comma(at));
    let speaks = cue.form == cue::Form::Finite && cue.entry.base != "report";
    if speaks && d.is(conjunction, &["and", "but"]) && says_no_more(scene, conjunction + 1) {
        return true;
    }
    if scene.is_comma(at) {
        let next = at + 1;
        if let Some((_, v)) = reporting(next) {
            // ", citing …", ", adding that …", ", said officials"; "the prime minister, Ana Ruiz, recommended that" has it for a verb
            return v.gerund || v.finite && (has_clause(scene, start..at, true) || start + 2 >= at);
        }
        // ", blaming “faulty maps”": whoever speaks goes on
        if scene
            .verb_at(next)
            .is_some_and(|(_, v)| v.gerund && only_pieces(scene, v) && marks_behind(scene, v, end))
        {
            return true;
        }
        if d.is(
            next,
            &[
                "citing",
                "quoting",
                "according",
                "though",
                "although",
                "despite",
                "referring",
                "alluding",
            ],
        ) {
            return true;
        }
        // ", meaning the guards" is the writer's; ", meaning nobody may leave" goes on with the content
        if d.is(next, &["meaning"]) && !has_clause(scene, next + 1..end, true) {
            return true;
        }
        // ", with some neighbours claiming that B"; "with shops reporting good sales" goes on with the content
        let clause = |i: usize| {
            let subject = scene.noun_at(i).map(|(tokens, _)| tokens.end);
            d.is(i, &["that"]) || subject.is_some_and(|at| scene.verb_at(at).is_some_and(|(_, v)| v.finite))
        };
        if d.is(next, &["with"])
            && let Some((tokens, _)) = scene.noun_at(next + 1)
            && reporting(tokens.end).is_some_and(|(tokens, v)| v.gerund && clause(tokens.end))
        {
            return true;
        }
        if d.is(next, &["but", "and", "while", "whereas", "yet"]) {
            return other_speaks(scene, next + 1, end) || other_calls(scene, next + 1, end);
        }
        // ", its third such warning this year", ", a move that pleased some": the writer on what was said
        if d.any(next, Tags::Determiner | Tags::Possessive) && comment(scene, next, end) {
            return true;
        }
        // "questioned whether it was so, the mayor said it was"
        if d.any(next, Tags::Name | Tags::Subject)
            && !d.any(next, Tags::Wh)
            && other_speaks(scene, next, end)
            && !closes_with_cue(scene, next, end)
        {
            return true;
        }
        if cue.subordinate && at > cue.rest && main_clause(scene, next, end) {
            return true;
        }
        // "Ruiz, who said A, has resigned": the verb of the sentence
        if scene.verb_at(next).is_some_and(|(_, v)| v.finite)
            && set_off(scene, unit, cue)
            && has_clause(scene, cue.rest..at, true)
        {
            return true;
        }
        // "…, however, a report found"
        if d.is(next, &["however"]) && scene.is_comma(next + 1) {
            return true;
        }
        // ", the lawmakers said": behind a comma a subject and a verb of speech that has nothing behind it
        // "a nurse who, they said, had stayed": the clause goes on behind it
        return closes_with_cue(scene, next, end) && !d.any(at - 1, Tags::Wh | Tags::Subordinator);
    }
    // "promised to act and left": an infinitive or gerund is joined to another, not to a verb of the sentence
    if d.is(at, &["and", "but"])
        && matches!(cue_content(scene, cue), Content::To | Content::Ing)
        && let Some((_, v)) = scene
            .verb_at(at + 1)
            .or_else(|| scene.verb_at(skip(scene, at + 1, end)))
    {
        return v.finite && !d.any(v.head, Tags::VerbBase);
    }
    if d.is(at, &["and", "but", "while", "whereas"]) {
        if let Some((_, v)) = reporting(at + 1) {
            // "said A and added that B"; "said they met and agreed that" belongs to the content
            return v.finite
                && cue.form != cue::Form::Gerund
                && d.any(v.head, Tags::Past) == d.any(cue.verb, Tags::Past)
                && strong(scene, v.head, end);
        }
        return d.is(at, &["while", "whereas", "but"]) && other_speaks(scene, at + 1, end);
    }
    if d.is(at, &["according"]) && d.is(at + 1, &["to"]) {
        return true;
    }
    if d.is(at, &["despite", "although", "though"]) && other_speaks(scene, at + 1, end) {
        return true;
    }
    // "… in a statement", "… in its report": where it was said, at the end
    if d.is(at, &["in", "during", "at", "on", "via"]) {
        return closes_with_place(scene, at, end);
    }
    false
}

/// "declined to elaborate", "gave no details", "did not say how": what the speaker left open.
fn says_no_more(scene: &Scene<'_>, i: usize) -> bool {
    let d = scene.d;
    d.is(i, &["declined", "refused"])
        || d.is(i, &["gave", "provided", "offered", "gives"]) && d.is(i + 1, &["no", "few", "little"])
        || d.is(i, &["did", "would", "could"])
            && d.is(i + 1, &["not", "n't"])
            && d.is(
                i + 2,
                &[
                    "elaborate",
                    "give",
                    "provide",
                    "say",
                    "specify",
                    "comment",
                    "name",
                    "identify",
                    "explain",
                    "disclose",
                ],
            )
        || d.is(i, &["didn't", "wouldn't", "couldn't"])
            && d.is(
                i + 1,
                &[
                    "elaborate",
                    "give",
                    "provide",
                    "say",
                    "specify",
                    "comment",
                    "name",
                    "identify",
                    "explain",
                ],
            )
}

/// A cue whose clause stands between commas behind its subject: "Ruiz, who said", "Ruiz, saying".
fn set_off(scene: &Scene<'_>, unit: &Unit, cue: &Cue) -> bool {
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
fn quotes_piece(scene: &Scene<'_>, verb: VerbGroup, cue: &Cue, end: usize) -> bool {
    let d = scene.d;
    let same = verb.finite
        && !verb.passive
        && verb.modal.is_none()
        && cue.form == cue::Form::Finite
        && d.any(verb.head, Tags::Past) == d.any(cue.verb, Tags::Past);
    same && only_pieces(scene, verb) && marks_behind(scene, verb, end)
}

/// A verb that takes pieces in marks and no clause.
fn only_pieces(scene: &Scene<'_>, verb: VerbGroup) -> bool {
    lexicon::look_up(scene.d.word(verb.head))
        .any(|e| e.tail.is_empty() && e.frames.any(Frames::Piece) && !e.frames.any(Frames::That.or(Frames::Bare)))
}

/// Words in marks stand soon behind a verb, in its clause.
fn marks_behind(scene: &Scene<'_>, verb: VerbGroup, end: usize) -> bool {
    (verb.head + 1..end.min(verb.head + 25))
        .take_while(|&i| !scene.is_break(i))
        .any(|i| scene.opens(i).is_some_and(|m| !scene.is_title(m)))
}

/// What stands behind the comma of a subordinate clause goes on with the sentence: a subject, no apposition.
fn main_clause(scene: &Scene<'_>, i: usize, end: usize) -> bool {
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
fn subject_and_verb(scene: &Scene<'_>, i: usize, end: usize) -> bool {
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

/// A reporting verb at `i` that has a content behind it.
fn strong(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let over = skip(scene, i + 1, end);
    scene.d.is(over, &["that"])
        || scene.verb_at(over).is_some_and(|(_, v)| v.infinitive) && cue::promises(scene, i)
        || scene.opens(over).is_some()
        || scene.is_comma(over)
        || has_clause(scene, over..end.min(over + 40), true)
}

/// What form a cue's content has, by its first words.
#[derive(PartialEq, Eq)]
enum Content {
    To,
    Ing,
    Other,
}

fn cue_content(scene: &Scene<'_>, cue: &Cue) -> Content {
    match scene.verb_at(cue.rest) {
        Some((_, v)) if v.infinitive => Content::To,
        Some((_, v)) if v.gerund && cue.has(Frames::Ing) => Content::Ing,
        _ if cue.has(Frames::ObjectTo) && object_to(scene, cue.verb + 1 + cue.entry.tail.len(), cue.rest + 20) => {
            Content::To
        }
        _ => Content::Other,
    }
}

/// A subject and a finite verb of speech begin at `i`.
fn other_speaks(scene: &Scene<'_>, i: usize, end: usize) -> bool {
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
fn other_calls(scene: &Scene<'_>, i: usize, end: usize) -> bool {
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
fn comment(scene: &Scene<'_>, i: usize, end: usize) -> bool {
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
fn closes_with_cue(scene: &Scene<'_>, i: usize, end: usize) -> bool {
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
fn closes_with_place(scene: &Scene<'_>, at: usize, end: usize) -> bool {
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

/// Without commas, stops and conjunctions at its ends; a full stop inside a closing mark stays.
pub(super) fn trim(scene: &Scene<'_>, tokens: Range<usize>) -> Range<usize> {
    let d = scene.d;
    let (mut start, mut end) = (tokens.start, tokens.end);
    let loose = |i: usize| {
        matches!(
            d.kind(i),
            Some(Kind::Comma | Kind::Stop | Kind::Colon | Kind::Semicolon | Kind::Dash)
        )
    };
    while start < end && (loose(start) || d.is_kind(start, Kind::Close)) {
        start += 1;
    }
    while end > start {
        let last = end - 1;
        let unmatched = d.is_kind(last, Kind::Mark) && scene.mark_of(last).is_none();
        if scene.mark_of(last).is_none()
            && (loose(last) || unmatched || d.is(last, &["and", "but", "while", "whereas"]))
        {
            end -= 1;
        } else {
            break;
        }
    }
    start..end.max(start)
}
