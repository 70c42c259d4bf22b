//! Reported clauses: behind a cue, before it, around it.

use super::{Context, Found};
use crate::{
    claim::QuoteKind,
    extract::statement::{
        clause::Follows,
        cue::Form,
        extent::{clause_end, trim},
        finite::has_clause,
        lexicon::Frames,
        mention::Mention,
        scene::Scene,
    },
    language::{Kind, Tags},
};
use std::ops::Range;

/// A full marked sentence behind a clause, after a colon or the full stop: a second quote with the same cue and source.
pub(super) fn second(c: &Context<'_, '_>, found: &mut Found, end: usize) {
    let (scene, unit) = (&c.scene, c.unit());
    if found.kind == Some(QuoteKind::Direct) {
        return;
    }
    let mut at = end;
    while at < unit.tokens.end && (scene.is_break(at) || scene.mark_of(at).is_none() && scene.d.is_kind(at, Kind::Mark))
    {
        at += 1;
    }
    let mark = scene
        .opens(at)
        .filter(|&m| at > end && at < unit.tokens.end && !c.taken[m] && scene.marks[m].inside.len() > 3);
    if let Some(mark) = mark {
        found.second.push(scene.marks[mark].inside.clone());
        at = scene.marks[mark].whole().end;
    }
    if at >= unit.tokens.end || (at..unit.tokens.end).all(|i| scene.is_break(i)) {
        found.second.extend(c.carried_on());
    }
}

/// `X said that A`
pub(super) fn that_clause(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let Follows::That(start) = c.follows() else {
        return None;
    };
    if !cue.has(Frames::That.or(Frames::Bare).or(Frames::Weak)) {
        return None;
    }
    let source = c.source()?;
    let end = clause_end(scene, unit, start, cue);
    // "held that post for ten years"
    // … "pointed out that sum as a fair price"
    let verbs = |range: Range<usize>| {
        scene
            .d
            .groups_in(range)
            .iter()
            .any(|g| g.verb().is_some_and(|v| v.finite))
    };
    let whole =
        cue.has(Frames::Bare.or(Frames::Weak)) && (verbs(start..end) || scene.marks_in(start..end).next().is_some());
    if !whole && !has_clause(scene, start..end, true) {
        return None;
    }
    let mut found = c.clause(vec![trim(scene, start..end)], Some(source))?;
    second(c, &mut found, end);
    Some(found)
}

/// "reported a man killed in the raid", "shots fired": what happened to somebody as a bare participle, no clause.
fn small_clause(scene: &Scene<'_>, content: &Range<usize>) -> bool {
    let d = scene.d;
    let mut verbs = d
        .groups_in(content.start..content.end.min(content.start + 40))
        .iter()
        .filter_map(|g| g.verb().filter(|v| v.finite).map(|v| (g, v)))
        .peekable();
    verbs.peek().is_some()
        && verbs.all(|(group, verb)| {
            let bare = verb.head == group.tokens.start;
            let happened = d.is(
                verb.head,
                &[
                    "killed",
                    "injured",
                    "wounded",
                    "hurt",
                    "arrested",
                    "detained",
                    "captured",
                    "fired",
                    "displaced",
                    "seized",
                    "destroyed",
                    "damaged",
                    "hospitalised",
                    "hospitalized",
                    "shot",
                    "found",
                    "evacuated",
                    "rescued",
                    "burnt",
                    "burned",
                    "torched",
                    "infected",
                ],
            );
            let object = scene.noun_at(group.tokens.end).is_some_and(|(_, n)| !scene.is_time(n));
            bare && happened && !object
        })
}

/// "far from where the maps said it would be", "knew what she thought he was": of the clause a word before the source is
/// asked for, and its verb has nothing behind it.
fn asked_for(c: &Context<'_, '_>, source: &Mention, content: &Range<usize>) -> bool {
    let (d, cue) = (c.scene.d, c.cue());
    let from = source.phrase.start.saturating_sub(1).max(c.unit().tokens.start);
    let asks = (from..cue.start).any(|i| d.is(i, &["where", "what", "who", "how", "when"]) && d.any(i, Tags::Wh));
    asks && content.end.checked_sub(1).is_some_and(|last| {
        c.scene
            .verb_ending(last)
            .is_some_and(|v| d.any(v.head, Tags::AUXILIARY) || v.modal == Some(v.head))
    })
}

/// `X said A`
pub(super) fn bare_clause(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let Follows::Bare(start) = c.follows() else {
        return None;
    };
    if !cue.has(Frames::Bare.or(Frames::Weak))
        || cue.form == Form::Passive
        || cue.form == Form::Gerund && cue.subordinate
    {
        return None;
    }
    let source = c.source()?;
    // "the insider who wrote columns and a book was named": the verb is the main clause's
    let restrictive = cue.start > unit.tokens.start + 1
        && matches!(
            cue.entry.base,
            "write" | "post" | "report" | "announce" | "reveal" | "claim"
        )
        && scene.d.is(cue.start - 1, &["who", "which", "that"])
        && scene.d.any(cue.start - 1, Tags::Wh | Tags::Pronoun)
        && !scene.is_comma(cue.start - 2);
    if restrictive
        && !scene.d.any(
            start,
            Tags::Subject | Tags::Determiner | Tags::Possessive | Tags::Existential,
        )
    {
        return None;
    }
    let end = clause_end(scene, unit, start, cue);
    let content = trim(scene, start..end);
    // "Ten died, officials reported the governor said.": another's cue, no content
    let cue_only = content.len() <= 10
        && content.end.checked_sub(1).is_some_and(|last| {
            scene
                .verb_ending(last)
                .is_some_and(|v| v.finite && !v.passive && super::super::cue::speaks(scene, v.head))
        })
        && scene
            .d
            .groups_in(content.clone())
            .iter()
            .filter(|g| g.verb().is_some())
            .count()
            == 1;
    if cue_only || cue.entry.base == "report" && small_clause(scene, &content) || asked_for(c, &source, &content) {
        return None;
    }
    let mut found = c.clause(vec![content], Some(source))?;
    second(c, &mut found, end);
    Some(found)
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn behind_the_cue() {
        for (raw, expected) in [
            (
                "Ruiz said that ten people had died.",
                "indirect: ten people had died | Ruiz | said",
            ),
            (
                "Ruiz said on Monday ten people had died.",
                "indirect: ten people had died | Ruiz | said",
            ),
            (
                "The army’s spokesman, Col. Ali Nour, told Reuters they fled.",
                "indirect: they fled | Ali Nour | told Reuters",
            ),
            (
                "Ruiz confirmed on the same day that they fled.",
                "indirect: they fled | Ruiz | confirmed",
            ),
            ("Ruiz said he “never” slept.", "mixed: he “never” slept | Ruiz | said"),
            (
                "The Herald, citing police, reported that they fled.",
                "indirect: they fled | The Herald | reported | police",
            ),
            (
                "Tass quoted a guard as saying that they fled.",
                "indirect: they fled | a guard | saying | Tass",
            ),
            ("Ruiz said Tuesday that he slept.", "indirect: he slept | Ruiz | said"),
            ("Most said they were tired.", "indirect: they were tired | Most | said"),
            ("Ruiz said it’s over.", "indirect: it’s over | Ruiz | said"),
            (
                "Nour, while visiting Leeds, said it was over.",
                "indirect: it was over | Nour | said",
            ),
            (
                "While Ruiz said they fled, the town was calm.",
                "indirect: they fled | Ruiz | said",
            ),
            (
                "Ruiz said he slept without elaborating.",
                "indirect: he slept | Ruiz | said",
            ),
            (
                "A guard, who spoke on condition of anonymity, said they fled.",
                "indirect: they fled | A guard | said",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }

    #[test]
    fn two_quotes_of_one_cue_or_two() {
        gives(
            "Ruiz said the town was lost: “There is nobody left in it.”",
            &[
                "indirect: the town was lost | Ruiz | said",
                "direct: There is nobody left in it. | Ruiz | said",
            ],
        );
        gives(
            "Ruiz said they fled, adding that two were hurt.",
            &[
                "indirect: they fled | Ruiz | said",
                "indirect: two were hurt | Ruiz | adding",
            ],
        );
        gives(
            "Ruiz said he slept, despite reports saying he fled.",
            &[
                "indirect: he slept | Ruiz | said",
                "indirect: he fled | reports | saying",
            ],
        );
        gives(
            "Police said they fled, while the mayor said they were taken.",
            &[
                "indirect: they fled | Police | said",
                "indirect: they were taken | the mayor | said",
            ],
        );
    }

    #[test]
    fn what_is_not_said() {
        for raw in [
            "No faction claimed responsibility for the fire.",
            "The governor did not say how many had died.",
            "The office refused to say whether he was held.",
            "It was reported that ten people had died.",
            "The mayor declared a day of mourning.",
            "The blast claimed three lives.",
            "The report about the deaths of those who fled was long.",
        ] {
            no_quote(raw);
        }
    }
}
