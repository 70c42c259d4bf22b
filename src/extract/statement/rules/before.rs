//! Clauses that a cue closes, and those that it stands in.

use super::{CLAUSE, Context, Found};
use crate::{
    extract::statement::{
        adjunct::{behind_dashes, skip},
        clause::Follows,
        cue::Form,
        extent::{clause_end, trim},
        finite::has_clause,
        lexicon::Frames,
        scene::Scene,
    },
    language::{Kind, Tags},
};
use std::ops::Range;

/// A region that a cue closes: without what opens the sentence but is none of the content ("But", "However,").
pub(super) fn region(c: &Context<'_, '_>, end: usize) -> Range<usize> {
    let (scene, unit) = (&c.scene, c.unit());
    let d = scene.d;
    let mut start = c.own().from.max(unit.tokens.start);
    start = start.max(scene.behind_dateline(start));
    // a semicolon begins something new
    let mut at = start;
    while at < end {
        if d.is_kind(at, Kind::Semicolon) {
            start = at + 1;
        }
        at = scene.next(at);
    }
    while start < end {
        let lead = d.is(start, &["but", "and", "yet", "so", "or"])
            || d.is(
                start,
                &[
                    "however",
                    "meanwhile",
                    "also",
                    "still",
                    "nevertheless",
                    "furthermore",
                    "moreover",
                ],
            ) && scene.is_comma(start + 1)
            || scene.is_comma(start)
            || d.is_kind(start, Kind::Dash)
            || d.is_kind(start, Kind::Close);
        if !lead {
            break;
        }
        start += 1;
    }
    trim(scene, start..end.max(start))
}

/// Whether a cue has nothing behind it: the sentence ends, or a comma and no content.
pub(super) fn closes(c: &Context<'_, '_>, rest: usize) -> Option<usize> {
    let (scene, unit) = (&c.scene, c.unit());
    let end = unit.tokens.end;
    let over = skip(scene, rest, end);
    let closed = over >= end
        || scene.is_break(over)
        || scene.is_comma(over)
        || scene.d.is_kind(over, Kind::Dash)
        || scene.d.is_kind(over, Kind::Close)
        || scene.d.is_kind(over, Kind::Mark) && scene.mark_of(over).is_none()
        || scene.d.is(
            over,
            &[
                "as",
                "while",
                "after",
                "before",
                "when",
                "without",
                "and",
                "but",
                "because",
                "citing",
                "following",
                "adding",
                "despite",
            ],
        );
    closed.then_some(over)
}

/// `A, X said.`, `A, said X.`
pub(super) fn clause_before(c: &Context<'_, '_>) -> Option<Found> {
    before_cue(c, false)
}

/// `A, X said, B`: the cue stands in the clause.
pub(super) fn clause_interrupted(c: &Context<'_, '_>) -> Option<Found> {
    before_cue(c, true)
}

pub(super) fn before_cue(c: &Context<'_, '_>, interrupted: bool) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let d = scene.d;
    if cue.form != Form::Finite || !cue.has(CLAUSE) {
        return None;
    }
    let comma_before = |start: usize| {
        start > unit.tokens.start
            && (scene.is_comma(start - 1)
                || d.is_kind(start - 1, Kind::Dash)
                || scene
                    .mark_of(start - 1)
                    .is_some_and(|m| scene.marks[m].whole().end == start))
    };
    // "The Herald reported the mayor, Ana Ruiz, recommended the guards stay": an earlier cue's own clause
    let own = |q: usize| {
        let earlier = &c.own().cues[q];
        earlier.form == Form::Finite
            && earlier.has(Frames::Bare)
            && matches!(c.own().follows[q], Follows::Bare(at) if at < cue.start)
            && (earlier.tokens.end..cue.start).all(|i| !scene.is_break(i) && scene.mark_of(i).is_none())
            && !c.own().used[q]
    };
    let weak = !cue.has(Frames::Bare);
    let earlier = (0..c.cue).any(own);
    if weak && earlier {
        return None;
    }
    let (start, source, rest) = if comma_before(cue.start) && c.inverted().is_some() {
        let mention = c.inverted()?;
        (
            cue.start,
            mention.clone(),
            behind_narrowing(scene, mention.phrase.end, unit.tokens.end),
        )
    } else {
        let source = c.source()?;
        if !comma_before(source.phrase.start) {
            return None;
        }
        (source.phrase.start, source, cue.rest)
    };
    // "A, X said — as reported by Y — B"
    let set_off = behind_dashes(scene, rest, unit.tokens.end);
    let over = match set_off {
        Some(behind) => behind - 1,
        None => closes(c, rest)?,
    };
    let left = region(c, start);
    if left.is_empty() {
        return None;
    }
    // "It closed because, X said, the roof leaked": what stands before the cue only leads to what is said
    let leads = scene.is_comma(over)
        && left.end + 1 >= start
        && d.is(
            left.end - 1,
            &["because", "although", "though", "since", "while", "if", "that"],
        );
    if leads && interrupted {
        let content = trim(scene, over + 1..clause_end(scene, unit, over + 1, cue));
        if !has_clause(scene, content.clone(), true) {
            return None;
        }
        let mut found = c.clause(vec![content.clone()], Some(source))?;
        found.until = Some(content.end);
        return Some(found);
    }
    if leads {
        return None;
    }
    // "landed twice, a thing he described as being hard": nothing is said without a clause of its own or marks
    if !cue.has(Frames::That.or(Frames::Bare).or(Frames::Weak)) && scene.marks_in(left.clone()).next().is_none() {
        return None;
    }
    let opens = opening(scene, left.clone());
    // "Police said ten died, among them a nurse who, they said, had stayed": within the earlier cue's clause
    if earlier && d.any(left.end - 1, Tags::Wh | Tags::Subordinator | Tags::Conjunction) {
        return None;
    }
    let has_verb = opens.is_none() && has_clause(scene, left.clone(), true);
    // what the sentence goes on with: "A, X said, with ten injured"
    let mut right = None;
    if scene.is_comma(over) || set_off.is_some() {
        let at = over + 1;
        let verb = scene
            .verb_at(at)
            .is_some_and(|(_, v)| v.finite && !d.any(v.head, Tags::Participle));
        let auxiliary = scene
            .verb_at(at)
            .is_some_and(|(g, v)| v.finite && d.any(g.start, Tags::AUXILIARY | Tags::Modal));
        let infinitive = scene.verb_at(at).is_some_and(|(_, v)| v.infinitive);
        let goes_on = match opens {
            Some(Opening::Verb) => !d.any(at, Tags::Conjunction | Tags::Subordinator | Tags::Wh) && !verb,
            Some(Opening::Adjunct) => {
                let joined = d.any(at, Tags::Conjunction | Tags::Wh | Tags::Preposition);
                !joined
                    && (!verb || d.any(at, Tags::Existential))
                    && has_clause(scene, at..clause_end(scene, unit, at, cue), true)
            }
            // "gallons of milk, officials said, spilled and ignited"
            None if !has_verb && !verb && !auxiliary => {
                scene.verb_at(at).is_some_and(|(group, v)| {
                    let alone = group.len() == 1 && !v.passive && d.any(v.head, Tags::Past);
                    let joined = d.any(group.end, Tags::Conjunction) && scene.verb_at(group.end + 1).is_some();
                    let object = scene.noun_at(group.end).is_some_and(|(_, n)| !scene.is_time(n));
                    let closed = group.end >= unit.tokens.end || scene.is_break(group.end);
                    alone && (joined || object || closed)
                }) && !d.any(left.start, Tags::Preposition | Tags::Adverb)
            }
            None => {
                !has_verb && (verb || auxiliary)
                    || has_verb && (infinitive || d.is(at, &["with", "because", "unless", "until"]))
            }
        };
        if goes_on {
            let end = clause_end(scene, unit, at, cue);
            right = Some(trim(scene, at..end)).filter(|r| !r.is_empty());
        }
    }
    if interrupted != right.is_some() || !has_verb && right.is_none() {
        return None;
    }

    // "In May, X said, …": the clause comes behind
    let until = right.as_ref().map_or(rest, |r| r.end);
    let mut found = c.clause(std::iter::once(left).chain(right).collect(), Some(source))?;
    found.until = Some(until);
    if over >= unit.tokens.end || scene.is_break(over) {
        found.second = c.carried_on();
    }
    Some(found)
}

/// Behind what narrows down who speaks: "said a report published on Monday", "said a man who lives there".
fn behind_narrowing(scene: &Scene<'_>, i: usize, end: usize) -> usize {
    let d = scene.d;
    let participle = scene.verb_at(i).is_some_and(|(group, v)| {
        d.any(v.head, Tags::Participle) && group.len() == 1 && d.any(group.end, Tags::Preposition)
    });
    if !participle && !d.is(i, &["who"]) {
        return i;
    }
    (i..end.min(i + 24))
        .find(|&j| scene.is_comma(j) || scene.is_break(j) || scene.mark_of(j).is_some())
        .unwrap_or(i)
}

/// How a piece before a cue begins a clause that goes on behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// With a verb that lacks what belongs to it: "they had, he said, paid".
    Verb,
    /// With an adjunct: "in between, she said, they ate".
    Adjunct,
}

fn opening(scene: &Scene<'_>, left: Range<usize>) -> Option<Opening> {
    let d = scene.d;
    let last = left
        .end
        .checked_sub(1)
        .filter(|&l| l > left.start && scene.mark_of(l).is_none())?;
    let open = scene.verb_ending(last).is_some_and(|v| v.finite)
        && (d.any(last, Tags::AUXILIARY | Tags::Modal)
            || d.is(last, &["is", "are", "was", "were", "has", "had", "have", "not"]));
    if open && has_clause(scene, left.clone(), true) {
        return Some(Opening::Verb);
    }
    let first = left.start;
    // where it is said, and by whom it is told: none of the content
    let elsewhere = d.is(
        first,
        &[
            "according",
            "like",
            "unlike",
            "speaking",
            "asked",
            "as",
            "including",
            "for",
        ],
    ) || (left.clone()).any(|i| {
        d.is(
            i,
            &[
                "statement",
                "interview",
                "briefing",
                "tweet",
                "post",
                "speech",
                "twitter",
                "facebook",
                "letter",
                "report",
                "message",
                "testimony",
                "remarks",
                "comments",
                "words",
            ],
        )
    });
    if elsewhere {
        return None;
    }
    let preposition = d.any(first, Tags::Preposition)
        || d.any(first, Tags::Adverb)
        || scene
            .noun_at(first)
            .is_some_and(|(t, n)| scene.is_time(n) && t.end == left.end);
    let verbless = d
        .groups_in(left.clone())
        .iter()
        .all(|g| g.verb().is_none_or(|v| !v.finite));
    let clause = d.is(
        first,
        &[
            "when", "if", "after", "before", "once", "because", "although", "though", "until", "while", "unless",
            "since",
        ],
    ) && !(first..left.end).any(|i| scene.is_comma(i));
    (preposition && verbless && d.groups_in(left.clone()).iter().all(|g| g.verb().is_none()) || clause)
        .then_some(Opening::Adjunct)
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::gives;

    #[test]
    fn before_the_cue_and_around_it() {
        for (raw, expected) in [
            (
                "Ten people have died, the ministry said on Monday.",
                "indirect: Ten people have died | the ministry | said",
            ),
            (
                "But ten people have died, officials said, citing police.",
                "indirect: ten people have died | officials | said | police",
            ),
            (
                "Ten people have died, reported officials.",
                "indirect: Ten people have died | officials | reported",
            ),
            (
                "The raid was “an act of war”, Ruiz said.",
                "mixed: The raid was “an act of war” | Ruiz | said",
            ),
            (
                "The town, officials said, was lost.",
                "indirect: The town / was lost | officials | said",
            ),
            (
                "OSTRA, May 2 (Agency) - Ten people have died, police said.",
                "indirect: Ten people have died | police | said",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }
}
