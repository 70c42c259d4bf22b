//! Clauses that somebody is said to have said with "as": "As Ruiz noted, the dam was old", "The dam, as Ruiz noted, was old".

use super::{
    Context, Found,
    before::{closes, region},
};
use crate::{
    extract::statement::{
        adjunct::skip,
        clause::Follows,
        cue::Form,
        extent::{clause_end, trim},
        finite::has_clause,
        lexicon::Frames,
    },
    language::{Kind, Tags},
};

/// Verbs that stand with "as" for the whole clause: "as he resigned" and "as he told her" do not.
const VERBS: &[&str] = &[
    "say",
    "note",
    "report",
    "point",
    "put",
    "explain",
    "observe",
    "argue",
    "suggest",
    "warn",
    "write",
    "acknowledge",
    "admit",
    "mention",
    "claim",
    "predict",
    "remark",
    "state",
    "stress",
    "indicate",
    "reveal",
];

/// `As X said, A.`, `A, as X said, B.`, `A, as X said.`
pub(super) fn as_said(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let d = scene.d;
    let passive = cue.form == Form::Passive;
    if !passive && cue.form != Form::Finite
        || !VERBS.contains(&cue.entry.base)
        || !cue.has(Frames::Bare.or(Frames::Weak).or(Frames::Marks))
        || !passive && !matches!(c.follows(), Follows::Nothing(_) | Follows::Mark(..))
    {
        return None;
    }
    let source = c.source()?;
    // "As reported by the ministry, A"
    let subject = if passive { cue.start } else { source.phrase.start };
    let rest = if passive { source.phrase.end } else { cue.rest };
    let lead = subject.checked_sub(1).filter(|&l| l >= unit.tokens.start)?;
    let set_off = lead == unit.tokens.start || scene.is_comma(lead - 1) || d.is_kind(lead - 1, Kind::Dash);
    if !d.is(lead, &["as"]) || !set_off {
        return None;
    }
    // "Petrie said, as reported by the Chronicle, …": how it came, of what Petrie says
    let carried = c.own().cues[..c.cue]
        .iter()
        .any(|q| q.form == Form::Finite && skip(scene, q.rest, lead) + 1 >= lead);
    if carried {
        return None;
    }
    let over = closes(c, rest)?;
    // "as X said of him", "as X said when": more than the aside
    let ends = over >= unit.tokens.end || scene.is_break(over) || scene.is_comma(over) || d.is_kind(over, Kind::Dash);
    if !ends {
        return None;
    }
    let left = region(c, lead);
    let right = if scene.is_comma(over) {
        let end = clause_end(scene, unit, over + 1, cue);
        // "…, as X said, was old, and the town is poor": a clause of the writer's
        let other = (over + 1..end).find(|&i| {
            scene.is_comma(i)
                && d.is(i + 1, &["and", "but"])
                && scene
                    .noun_at(i + 2)
                    .is_some_and(|(t, _)| scene.verb_at(t.end).is_some_and(|(_, v)| v.finite))
        });
        trim(scene, over + 1..other.filter(|_| !left.is_empty()).unwrap_or(end))
    } else {
        over..over
    };
    let content = if left.is_empty() {
        if !has_clause(scene, right.clone(), true) {
            return None;
        }
        vec![right.clone()]
    } else if scene.all_marked(left.clone()) {
        return None;
    } else {
        // "The dam was old, as Ruiz said, and broke": what comes behind is the writer's
        let whole = has_clause(scene, left.clone(), true)
            && !scene
                .verb_ending(left.end - 1)
                .is_some_and(|v| v.finite && d.any(left.end - 1, Tags::AUXILIARY | Tags::Modal));
        if whole {
            vec![left.clone()]
        } else if right.is_empty() || d.any(right.start, Tags::Conjunction) {
            return None;
        } else {
            vec![left.clone(), right.clone()]
        }
    };
    let until = content.last().map_or(rest, |r| r.end.max(rest));
    let mut found = c.clause(content, Some(source))?;
    found.until = Some(until);
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn before_in_and_behind_the_clause() {
        for (raw, expected) in [
            (
                "As Ruiz noted, the dam was old.",
                "indirect: the dam was old | Ruiz | noted",
            ),
            (
                "The dam, as Ruiz noted, was old.",
                "indirect: The dam / was old | Ruiz | noted",
            ),
            (
                "The dam was old, as Ruiz noted on Monday.",
                "indirect: The dam was old | Ruiz | noted",
            ),
            (
                "It is the only dam that is, as engineers noted, wholly safe.",
                "indirect: It is the only dam that is / wholly safe | engineers | noted",
            ),
            (
                "As reported by the ministry, two died.",
                "indirect: two died | the ministry | reported",
            ),
            (
                "Two died on Monday, as reported by the ministry.",
                "indirect: Two died on Monday | the ministry | reported",
            ),
            (
                "As the mayor put it, “the dam is dead”.",
                "direct: the dam is dead | the mayor | put it",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }

    #[test]
    fn as_for_while() {
        for raw in [
            "As reported earlier, two drones were shot down.",
            "As Ruiz resigned, the dam broke.",
            "As the mayor spoke, the dam broke.",
            "The dam broke as Ruiz wrote.",
        ] {
            no_quote(raw);
        }
    }
}
