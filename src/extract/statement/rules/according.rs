//! What a phrase with its own source covers: `according to X`, `as per X`, `in the words of X`, `quoted X as saying`.

use super::{
    CLAUSE, Context, Found,
    before::{closes, region},
    reported::second,
};
use crate::{
    extract::statement::{
        adjunct::skip,
        cue::Form,
        extent::{clause_end, trim},
        finite::has_clause,
    },
    language::{Kind, Tags},
};

/// Where something is said.
const PLACES: &[&str] = &[
    "statement",
    "interview",
    "briefing",
    "conference",
    "tweet",
    "post",
    "speech",
    "letter",
    "report",
    "release",
    "message",
    "testimony",
    "remarks",
    "address",
    "email",
];

/// `According to X, A.`, `A, according to X.`, `A, according to X, B`
pub(super) fn according(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if cue.form != Form::Phrase || !cue.has(CLAUSE) {
        return None;
    }
    let d = scene.d;
    let source = cue.given.clone()?;
    let mut left_end = cue.start;
    while left_end > unit.tokens.start && scene.is_comma(left_end - 1) {
        left_end -= 1;
    }
    let quoted = cue.entry.base != "according";
    // "A, the agency quoted X as saying."
    let quoting = quoted
        .then(|| source.via.last().map(|v| v.start))
        .flatten()
        .filter(|&v| v < cue.start && v > unit.tokens.start && scene.is_comma(v - 1) && closes(c, cue.rest).is_some());
    // "A, X was quoted as saying by the agency."
    let quoted_by = (quoted && quoting.is_none() && source.phrase.end <= cue.start)
        .then_some(source.phrase.start)
        .filter(|&s| s > unit.tokens.start && scene.is_comma(s - 1) && closes(c, cue.rest).is_some());
    let left = if let Some(via) = quoting {
        region(c, via - 1)
    } else if let Some(source) = quoted_by {
        region(c, source - 1)
    } else if quoted {
        left_end..left_end
    } else {
        region(c, left_end)
    };
    // "While one in ten has a car, according to the survey, …": the conjunction is the sentence's
    let mut left = left;
    let joins = d.is(left.start, &["while", "although", "though", "whereas"]) && left.start == unit.tokens.start;
    if joins && scene.is_comma(cue.rest) && !(left.clone()).any(|i| scene.is_comma(i)) {
        left.start += 1;
    }
    let mut after = skip(scene, cue.rest, unit.tokens.end);
    // "according to a report released on Monday, …"
    if scene
        .verb_at(after)
        .is_some_and(|(_, v)| v.passive || d.any(v.head, Tags::Participle) && !v.perfect)
    {
        let stop = (after..unit.tokens.end.min(after + 20)).find(|&i| {
            scene.is_comma(i) && scene.mark_of(i).is_none() || scene.opens(i).is_some_and(|m| !scene.is_title(m))
        });
        after = stop.filter(|&i| scene.is_comma(i)).unwrap_or(after);
    }
    let comma = scene.is_comma(after) || scene.is_comma(cue.rest);
    let mut right_start = if scene.is_comma(cue.rest) { cue.rest } else { after };
    if scene.is_comma(right_start) {
        right_start += 1;
        let over = skip(scene, right_start, unit.tokens.end);
        // "according to the mayor, in a letter, …"; "in the first hour" is the content's own
        let place = (right_start..over).any(|i| d.is(i, PLACES));
        if place && scene.is_comma(over) {
            right_start = over + 1;
        }
    }
    // "according to the agency, which cites police, …", "…, a state body, …", "… citing police, …"
    let aside = (d.any(right_start, Tags::Wh) && !d.any(right_start, Tags::Subordinator)
        || d.any(right_start, Tags::Determiner))
        || d.is(right_start, &["citing", "quoting", "formerly", "now", "then", "until"])
        || comma
            && scene
                .noun_at(right_start)
                .is_some_and(|(_, n)| !n.name && d.any(n.head, Tags::Role) && !d.any(n.head, Tags::Plural));
    // what a relative clause tells may be long
    let reach = if d.any(right_start, Tags::Wh) { 40 } else { 16 };
    let close = (right_start..unit.tokens.end.min(right_start + reach)).find(|&i| scene.is_comma(i));
    if let Some(close) = close.filter(|_| aside) {
        let wh = d.any(right_start, Tags::Wh);
        let verbless = wh
            || !d
                .groups_in(right_start..close)
                .iter()
                .any(|g| g.verb().is_some_and(|v| v.finite));
        let clause = close + 1..clause_end(scene, unit, close + 1, cue);
        // "according to Tarsa, the mayor of Ostra, Ana Ruiz, said": the subject and its name
        let named = scene
            .noun_at(close + 1)
            .is_some_and(|(t, n)| n.name && !d.any(right_start, Tags::Wh) && scene.is_comma(t.end));
        let verbless = verbless && !named;
        // "according to the mayor, who is ill, in most towns it is so"
        let begins = scene.noun_at(close + 1).is_some() || wh && d.any(close + 1, Tags::Preposition);
        if verbless && begins && has_clause(scene, clause, true) {
            right_start = close + 1;
        }
    }
    if quoted && d.is(right_start, &["that"]) {
        right_start += 1;
    }
    let right = if right_start < unit.tokens.end && !d.is_kind(right_start, Kind::Stop) && !scene.is_break(right_start)
    {
        right_start..clause_end(scene, unit, right_start, cue)
    } else {
        right_start..right_start
    };
    let right = trim(scene, right);
    let light_left =
        left.is_empty() || (left.start..left.end).all(|i| d.any(i, Tags::Conjunction | Tags::Subordinator));
    // what stands right before the phrase leads on to what is behind it: "but, according to X, …", "including, according to …"
    let leads = left_end > unit.tokens.start && comma && {
        let last = left_end - 1;
        d.any(last, Tags::Conjunction | Tags::Subordinator)
            && !d.any(last, Tags::Adverb)
            && scene.group_end(last).is_none()
            || d.is(last, &["including", "that", "because", "but", "and"])
    };
    // "it was shut and according to X it will stay so"
    let leads = leads
        || d.is(
            left.start,
            &["while", "although", "though", "when", "if", "since", "because"],
        ) && !comma
            && left_end < cue.start
            && has_clause(scene, right.clone(), true)
        || left_end > unit.tokens.start
            && d.is(left_end - 1, &["and", "but"])
            && scene.noun_at(right.start).is_some()
            && has_clause(scene, right.clone(), true);
    let mut found = if light_left || leads {
        // the whole is forward
        if right.is_empty() {
            return None;
        }
        c.clause(vec![right.clone()], Some(source))?
    } else {
        let verbless = !has_clause(scene, left.clone(), true);
        let goes_on = !right.is_empty()
            && !d.any(right.start, Tags::Wh)
            && (verbless && left_end < cue.start && has_clause(scene, right.clone(), true)
                || scene
                    .verb_at(right.start)
                    .is_some_and(|(g, v)| v.finite && !d.is(g.end, &["by"]))
                || left.end > left.start && d.any(left.end - 1, Tags::AUXILIARY)
                || d.is(left.end.saturating_sub(1), &["when", "where", "while", "if"]));
        if goes_on {
            c.clause(vec![left.clone(), right.clone()], Some(source))?
        } else {
            let mut found = c.clause(vec![left], Some(source))?;
            found.until = Some(cue.rest);
            return Some(found);
        }
    };
    second(c, &mut found, right.end);
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn according_to_somebody() {
        for (raw, expected) in [
            (
                "According to police, ten people died.",
                "indirect: ten people died | police | According to",
            ),
            (
                "Ten people died, according to police.",
                "indirect: Ten people died | police | according to",
            ),
            (
                "Ten people died, according to the mayor, Dee Ruiz.",
                "indirect: Ten people died | Dee Ruiz | according to",
            ),
            (
                "One boat was, according to police, among them.",
                "indirect: One boat was / among them | police | according to",
            ),
            (
                "It fell, but, according to her agent, Ruiz lives.",
                "indirect: Ruiz lives | her agent | according to",
            ),
            (
                "Ten died, according to officials, citing early data.",
                "indirect: Ten died | officials | according to | early data",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }
    #[test]
    fn what_is_no_source() {
        for raw in [
            "As per the law, ten seats were added.",
            "Ten seats per ward were added.",
            "As per usual, the town was quiet.",
        ] {
            no_quote(raw);
        }
    }
}
