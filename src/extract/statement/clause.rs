//! Clauses: where the content of a cue begins and where it ends.

use super::{
    cue::{self, Cue},
    lexicon::Frames,
    scene::{REACH, Scene, Unit},
};
use crate::language::{Case, Kind, Tags};
use std::ops::Range;

/// What follows a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Follows {
    /// "that": the clause begins behind it.
    That(usize),
    /// A clause without it.
    Bare(usize),
    /// `to act`, `not to act`
    To(usize),
    /// `killing her`
    Ing(usize),
    /// `whether`
    Whether(usize),
    /// An opening mark; the mark's index.
    Mark(usize, usize),
    /// A noun group without a verb of its own.
    Noun(usize),
    /// Nothing of its own: the sentence, the clause ends.
    Nothing(usize),
}

/// Prepositions that begin what stands between a cue and its content: "said on Monday in a statement that".
const BETWEEN: &[&str] = &[
    "on", "in", "at", "during", "via", "to", "from", "for", "through", "late", "early", "about", "of", "before",
    "after", "by", "with",
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
            if scene.is_time(noun) && !verb_behind && tokens.end <= end {
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
        if d.is(at, &["about", "at"]) && (d.any(at + 1, Tags::Number) || d.is(at + 1, &["least", "most"])) {
            break;
        }
        if d.is(at, BETWEEN) {
            let mut from = at + 1;
            while d.is(from, &["a", "the", "late", "early"]) && scene.noun_at(from).is_none() && from < at + 3 {
                from += 1;
            }
            let Some((tokens, _)) = scene.noun_at(from) else { break };
            if tokens.end > end {
                break;
            }
            at = tokens.end;
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

/// What follows a cue, over adjuncts.
pub(super) fn follows(scene: &Scene<'_>, unit: &Unit, cue: &Cue) -> Follows {
    let d = scene.d;
    let end = unit.tokens.end;
    let from = cue.rest;
    let direct = at(scene, unit, cue, from);
    let over = skip(scene, from, end);
    // "said at a briefing on Monday the rules should change"
    let mut found = at(scene, unit, cue, over);
    let adjunct = over > from
        && d.any(from, Tags::Preposition)
        && matches!(direct, Follows::Bare(_))
        && matches!(found, Follows::Bare(_) | Follows::That(_) | Follows::Mark(..));
    if !matches!(direct, Follows::Nothing(_)) && !adjunct {
        return direct;
    }
    // "spoke of the dead who …", "hinted at a change": the phrase is the verb's own, no clause follows
    if d.is(from, &["of", "about", "with", "by", "to", "at"])
        && over > from
        && matches!(found, Follows::Bare(_) | Follows::To(_) | Follows::Ing(_))
    {
        let place = d.is(from, &["at"])
            && scene
                .noun_at(from + 1)
                .or_else(|| scene.noun_at(from + 2))
                .is_some_and(|(_, n)| {
                    scene.is_time(n)
                        || d.is(
                            n.head,
                            &[
                                "conference",
                                "briefing",
                                "meeting",
                                "hearing",
                                "rally",
                                "event",
                                "inquest",
                                "trial",
                            ],
                        )
                });
        if !place {
            found = Follows::Noun(over);
        }
    }
    if over > from && matches!(found, Follows::Noun(_)) {
        // the phrase skipped may be the clause's own: "said in Kyiv the dead were …" reads so too, so nothing is changed
        found = Follows::Noun(over);
    }
    // "said, citing police, that …"; "noted on Monday, the dead were …"; "said, “…”"
    if let Follows::Nothing(i) = found
        && (scene.is_comma(i) || d.is_kind(i, Kind::Colon))
    {
        let mut next = i + 1;
        if scene.is_comma(i) && scene.verb_at(next).is_some_and(|(_, v)| v.gerund) || d.is(next, &["according"]) {
            // an aside between commas, then "that" or a mark
            let close = (next..end.min(next + 30)).find(|&j| scene.is_comma(j));
            if let Some(close) = close.filter(|&c| d.is(c + 1, &["that"]) || scene.opens(c + 1).is_some()) {
                next = close + 1;
                return match at(scene, unit, cue, next) {
                    f @ (Follows::That(_) | Follows::Mark(..)) => f,
                    _ => found,
                };
            }
            return found;
        }
        let inner = skip(scene, next, end);
        for start in [next, inner] {
            match at(scene, unit, cue, start) {
                f @ (Follows::Mark(..) | Follows::That(_)) => return f,
                f @ Follows::Bare(_) if start == next && (over > from || d.is_kind(i, Kind::Colon)) => return f,
                _ => {}
            }
        }
    }
    found
}

/// What stands at token `i`.
fn at(scene: &Scene<'_>, unit: &Unit, cue: &Cue, i: usize) -> Follows {
    let d = scene.d;
    let end = unit.tokens.end;
    if i >= end {
        return Follows::Nothing(end);
    }
    if let Some(mark) = scene.opens(i) {
        return Follows::Mark(mark, i);
    }
    if d.is(i, &["that"]) {
        let behind = scene.verb_at(i + 1).is_some_and(|(_, v)| v.finite);
        // "said that was wrong": a pronoun
        return if behind && d.is(i, &["that"]) {
            Follows::Bare(i)
        } else {
            Follows::That(i + 1)
        };
    }
    if d.is(i, &["whether", "if", "how", "why", "what", "where", "when"]) && cue.has(Frames::Whether) {
        return Follows::Whether(i);
    }
    if let Some((_, verb)) = scene.verb_at(i) {
        if verb.infinitive {
            return Follows::To(i);
        }
        // "a dynamic he said could change": no subject, so none of the cue's own
        if verb.finite {
            return Follows::Nothing(i);
        }
        if verb.gerund && (cue.has(Frames::Ing) || !has_clause(scene, i..end, false)) {
            return Follows::Ing(i);
        }
    }
    if scene.is_comma(i) || scene.is_break(i) || d.is_kind(i, Kind::Dash) || d.is_kind(i, Kind::Close) {
        return Follows::Nothing(i);
    }
    if d.any(i, Tags::Conjunction) && !d.is(i, &["both", "either", "neither"]) {
        return Follows::Nothing(i);
    }
    if has_clause(scene, i..clause_end(scene, unit, i, cue), cue.has(Frames::Bare)) {
        return Follows::Bare(i);
    }
    if scene.noun_at(i).is_some() {
        return Follows::Noun(i);
    }
    Follows::Nothing(i)
}

/// Whether these tokens hold a finite verb with a subject, other than that of a relative clause. Where `bare`, a form that
/// may as well be a participle will do.
pub(super) fn has_clause(scene: &Scene<'_>, tokens: Range<usize>, bare: bool) -> bool {
    let d = scene.d;
    let end = tokens.end.min(tokens.start + REACH);
    let (mut subject, mut relative) = (false, 0usize);
    let mut at = tokens.start;
    while at < end {
        if let Some(mark) = scene.opens(at) {
            // words in marks may be the clause's subject or hold its verb
            let inside = scene.marks[mark].inside.clone();
            // "wrote on the wall, “We …”": a quotation of its own
            let sentence = d.token(inside.start).is_some_and(|t| t.case != Case::Lower);
            if at > tokens.start && (scene.is_comma(at - 1) && sentence || d.is_kind(at - 1, Kind::Colon)) {
                return false;
            }
            if relative == 0 && own_clause(scene, inside.clone()) {
                return true;
            }
            if subject
                && relative == 0
                && d.groups_in(inside.clone())
                    .first()
                    .and_then(|g| g.verb())
                    .is_some_and(|v| v.finite)
            {
                return true;
            }
            subject = true;
            at = scene.marks[mark].whole().end;
            continue;
        }
        if let Some((group, noun)) = scene.noun_at(at) {
            let wh = d.any(noun.head, Tags::Wh) || noun.pronoun && d.is(noun.head, &["that"]) && at > tokens.start;
            if wh {
                relative += 1;
            } else {
                subject = true;
            }
            at = group.end;
            continue;
        }
        if let Some((group, verb)) = scene.verb_at(at) {
            if verb.finite && subject {
                let sure = bare
                    || !d.any(verb.head, Tags::Participle)
                    || verb.modal.is_some()
                    || verb.perfect
                    || verb.head > group.start
                    || at > tokens.start && d.any(at - 1, Tags::Subject)
                    || d.is(group.end, &["that"])
                    || scene.noun_at(group.end).is_some_and(|(_, n)| !scene.is_time(n));
                if relative > 0 {
                    relative -= 1;
                } else if sure {
                    return true;
                }
            }
            at = group.end;
            continue;
        }
        // what stands behind is a clause of its own
        if subject && scene.is_comma(at) {
            if d.is(at + 1, &["but"]) {
                return false;
            }
            if !bare {
                match apposition(scene, at, end) {
                    Some(close) => {
                        at = close + 1;
                        continue;
                    }
                    None => return false,
                }
            }
        }
        if d.any(at, Tags::Wh) && !d.is(at, &["what", "how"]) || d.is(at, &["that"]) && subject {
            relative += 1;
        }
        if d.any(at, Tags::Existential) {
            subject = true;
        }
        at += 1;
    }
    false
}

/// Whether these tokens hold a subject and a finite verb.
fn own_clause(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    let mut subject = false;
    scene
        .d
        .groups_in(tokens.start..tokens.end.min(tokens.start + 40))
        .iter()
        .any(|group| match group.verb() {
            Some(verb) => {
                subject
                    && verb.finite
                    && (!scene.d.any(verb.head, Tags::Participle)
                        || verb.modal.is_some()
                        || verb.head > group.tokens.start)
            }
            None => {
                subject = true;
                false
            }
        })
}

/// Where what is set between commas behind the one at `at` closes: a comma soon, with a finite verb behind it.
fn apposition(scene: &Scene<'_>, at: usize, end: usize) -> Option<usize> {
    (at + 1..end.min(at + 16)).find(|&i| scene.is_comma(i) && scene.verb_at(i + 1).is_some_and(|(_, v)| v.finite))
}

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
    let _d = scene.d;
    let end = unit.tokens.end;
    let mut at = start;
    let mut steps = 0;
    while at < end {
        steps += 1;
        if steps > REACH * 2 {
            break;
        }
        if at > start && ends_here(scene, unit, at, cue) {
            break;
        }
        at = scene.next(at);
    }
    trim(scene, start..at.min(end)).end
}

fn ends_here(scene: &Scene<'_>, unit: &Unit, at: usize, cue: &Cue) -> bool {
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
    if scene.is_comma(at) {
        let next = at + 1;
        if let Some((_, v)) = reporting(next) {
            // ", citing …", ", adding that …", ", said officials"
            return v.gerund || v.finite;
        }
        if d.is(
            next,
            &["citing", "quoting", "according", "though", "although", "despite"],
        ) {
            return true;
        }
        if d.is(next, &["but", "and", "while", "whereas", "yet"]) {
            return other_speaks(scene, next + 1, end);
        }
        if cue.subordinate && at > cue.rest && subject_and_verb(scene, next, end) {
            return true;
        }
        // ", the lawmakers said": behind a comma a subject and a verb of speech that has nothing behind it
        return closes_with_cue(scene, next, end);
    }
    // "promised to act and left": an infinitive or gerund is joined to another, not to a verb of the sentence
    if d.is(at, &["and", "but"]) && matches!(cue_content(scene, cue), Content::To | Content::Ing) {
        if let Some((_, v)) = scene.verb_at(at + 1) {
            return v.finite && !d.any(v.head, Tags::VerbBase);
        }
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
            return (v.finite || v.gerund) && cue::reports(scene, v.head);
        }
        at = match scene.noun_at(at) {
            Some((tokens, _)) => tokens.end,
            None if scene.d.is_kind(at, Kind::Word) && !scene.d.any(at, Tags::Subordinator) => at + 1,
            None => return false,
        };
    }
    false
}

/// ", the lawmakers said" at the end of a clause: who and the verb, then nothing.
fn closes_with_cue(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let mut at = i;
    for _ in 0..8 {
        if at >= end {
            return false;
        }
        if let Some((tokens, v)) = scene.verb_at(at) {
            if !(v.finite && cue::reports(scene, v.head)) || at == i {
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
