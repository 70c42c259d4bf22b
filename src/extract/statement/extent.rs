//! Where the content of a cue ends.

use super::{
    adjunct::skip,
    boundary::{
        closes_with_cue, closes_with_place, comment, main_clause, marks_behind, only_pieces, other_calls, other_speaks,
        quotes_piece, says_no_more, set_off, subject_and_verb,
    },
    cue::{self, Cue},
    finite::{has_clause, object_to},
    lexicon::Frames,
    mention,
    scene::{REACH, Scene, Unit},
};
use crate::language::{Kind, Tags};
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
    // "“A,” further remarking, “B”": adverbs before it
    let marked_end = scene.mark_of(at - 1).is_some_and(|m| scene.marks[m].whole().end == at);
    let adverbs = (at..end.min(at + 3)).take_while(|&i| d.any(i, Tags::Adverb)).count();
    if marked_end && adverbs > 0 && reporting(at + adverbs).is_some_and(|(_, v)| v.gerund) {
        return true;
    }
    // "Although he admitted that they “met once,” he said …": the comma lies in the marks
    if marked_end && cue.subordinate && scene.is_comma(at - 2) && main_clause(scene, at, end) {
        return true;
    }
    // "pledged to “fight on” as she put it", "vowed to “fight on” before naming two more"
    if marked_end && cue_content(scene, cue) == Content::To {
        let behind = d.is(at, &["before", "after", "while"]) && scene.verb_at(at + 1).is_some_and(|(_, v)| v.gerund);
        if behind || d.is(at, &["as"]) && other_speaks(scene, at + 1, end) {
            return true;
        }
    }
    // "“We must go.” (in Norwegian: …)": a bracket behind a whole sentence in marks
    let stopped = |m: usize| d.is_kind(scene.marks[m].inside.end - 1, Kind::Stop);
    if marked_end && d.is_kind(at, Kind::Open) && scene.mark_of(at - 1).is_some_and(stopped) {
        return true;
    }
    // "… – suggesting, others noted, that B": what the writer makes of it
    if d.is_kind(at, Kind::Dash) && reporting(at + 1).is_some_and(|(_, v)| v.gerund) {
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
    // "said Pike was a danger and jailed him for life"
    let sentences = speaks
        && d.any(cue.verb, Tags::Past)
        && d.is(at, &["and"])
        && d.is(
            at + 1,
            &["jailed", "sentenced", "fined", "adjourned", "remanded", "banned"],
        );
    if sentences {
        return true;
    }
    if speaks && d.is(conjunction, &["and", "but"]) && says_no_more(scene, conjunction + 1) {
        return true;
    }
    if scene.is_comma(at) {
        let next = at + 1;
        if let Some((_, v)) = reporting(next) {
            // ", citing …", ", adding that …", ", said officials"; "the prime minister, Ana Ruiz, recommended that" has it for a verb
            return v.gerund || v.finite && has_clause(scene, start..at, true);
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
                "blaming",
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
        // "suggested it would reopen, but that is not what the report says"
        if d.is(next, &["but"]) && d.is(next + 1, &["that", "this"]) && scene.d.any(next + 2, Tags::AUXILIARY) {
            return true;
        }
        // "urged them to vote again, but few did": an infinitive is joined to no clause
        if d.is(next, &["but", "and", "while", "whereas", "yet", "though"])
            && cue_content(scene, cue) == Content::To
            && !d
                .groups_in(start..at)
                .iter()
                .any(|g| g.verb().is_some_and(|v| v.finite))
            && (subject_and_verb(scene, next + 1, end) || mention::is_quantity(scene, next + 1))
        {
            return true;
        }
        if d.is(next, &["but", "and", "while", "whereas", "yet"]) {
            let main = cue.subordinate && d.is(next, &["but"]) && main_clause(scene, next + 1, end);
            return main || other_speaks(scene, next + 1, end) || other_calls(scene, next + 1, end);
        }
        // "argued that the aim was to stop the debate, as the court found": another found it too
        if d.is(next, &["as"]) && closes_with_cue(scene, next + 1, end) && !(next..end).any(|i| scene.is_comma(i)) {
            return true;
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
    // "one said the well was dry and several said the river was too"
    if d.is(at, &["and"]) && cue.form == cue::Form::Finite && other_speaks(scene, at + 1, end) {
        let other = (at + 1..end.min(at + 8)).find_map(reporting);
        if other.is_some_and(|(_, v)| d.word(v.head) == d.word(cue.verb) && strong(scene, v.head, end)) {
            return true;
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
    if d.is(at, &["although", "though"]) && other_speaks(scene, at + 1, end) {
        return true;
    }
    // "despite witnesses saying that B"; "despite two towns certifying their results" goes on with the content
    if d.is(at, &["despite"]) && other_speaks(scene, at + 1, end) {
        let verb = (at + 1..end.min(at + 12)).find_map(reporting);
        return verb.is_none_or(|(_, v)| !v.gerund || strong(scene, v.head, end));
    }
    // "… in a statement", "… in its report": where it was said, at the end
    if d.is(at, &["in", "during", "at", "on", "via"]) {
        return closes_with_place(scene, at, end);
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
    let to_marks = scene.d.is(cue.rest, &["to"]) && scene.opens(cue.rest + 1).is_some() && cue.has(Frames::To);
    match scene.verb_at(cue.rest) {
        _ if to_marks => Content::To,
        Some((_, v)) if v.infinitive => Content::To,
        Some((_, v)) if v.gerund && cue.has(Frames::Ing) => Content::Ing,
        _ if cue.has(Frames::ObjectTo) && object_to(scene, cue.verb + 1 + cue.entry.tail.len(), cue.rest + 20) => {
            Content::To
        }
        _ => Content::Other,
    }
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
