//! Clauses: where the content of a cue begins and where it ends.

use super::{
    adjunct::{behind_dashes, skip},
    cue::{self, Cue},
    extent::clause_end,
    finite::{has_clause, opens_with_verb},
    lexicon::Frames,
    scene::{Scene, Unit},
};
use crate::language::{Kind, Tags, lexicon};

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

/// What follows a cue, over adjuncts.
pub(super) fn follows(scene: &Scene<'_>, unit: &Unit, cue: &Cue) -> Follows {
    let d = scene.d;
    let end = unit.tokens.end;
    let from = behind_dashes(scene, cue.rest, end).unwrap_or(cue.rest);
    let direct = at(scene, unit, cue, from);
    let over = skip(scene, from, end);
    // "said at a briefing on Monday the rules should change"
    let mut found = if over == from {
        direct
    } else {
        at(scene, unit, cue, over)
    };
    // "said Saturday he doubts it"
    let time = scene.noun_at(from).is_some_and(|(_, n)| scene.is_time(n));
    // "said late on Friday the quay had sunk", "said earlier she might go"
    let rough = d.is(
        from,
        &["late", "early", "later", "earlier", "shortly", "soon", "afterwards"],
    ) && scene.noun_at(from).is_none()
        && (d.any(from + 1, Tags::Preposition)
            || d.any(
                over,
                Tags::Subject | Tags::Determiner | Tags::Possessive | Tags::Existential | Tags::Name,
            ));
    let adjunct = over > from
        && (d.any(from, Tags::Preposition)
            || time
            || rough
            || matches!(found, Follows::That(_) | Follows::Whether(_)) && d.any(from, Tags::Adverb))
        && matches!(direct, Follows::Bare(_) | Follows::Noun(_))
        && matches!(
            found,
            Follows::Bare(_) | Follows::That(_) | Follows::Mark(..) | Follows::Whether(_)
        );
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
    // "told CNN, neighbours had tried to save him"
    if let Follows::Nothing(i) = found
        && scene.is_comma(i)
        && cue.listener.is_some()
        && cue.has(Frames::Bare)
        && scene.noun_at(i + 1).is_some_and(|(_, n)| !d.any(n.head, Tags::Wh))
        && let f @ Follows::Bare(_) = at(scene, unit, cue, i + 1)
    {
        return f;
    }
    // "told the Herald, a local paper, that …", "told the Herald, which broke the story, “…”"
    if let Follows::Nothing(i) = found
        && scene.is_comma(i)
        && cue.listener.is_some()
        && (d.any(i + 1, Tags::Determiner) || d.is(i + 1, &["which", "who"]))
        && let Some(close) = (i + 1..end.min(i + 20)).find(|&j| scene.is_comma(j) || scene.mark_of(j).is_some())
        && scene.is_comma(close)
        && let f @ (Follows::That(_) | Follows::Mark(..)) = at(scene, unit, cue, close + 1)
    {
        return f;
    }
    // "said, citing police, that …"; "noted on Monday, the dead were …"; "said, “…”"
    if let Follows::Nothing(i) = found
        && (scene.is_comma(i) || d.is_kind(i, Kind::Colon))
    {
        let mut next = i + 1;
        if scene.is_comma(i) && scene.verb_at(next).is_some_and(|(_, v)| v.gerund) || d.is(next, &["according"]) {
            // "said, adding, “…”": the second cue's own
            let other = scene
                .verb_at(next)
                .is_some_and(|(_, v)| cue::reports(scene, v.head) && !d.is(v.head, &["citing", "quoting"]));
            if other {
                return found;
            }
            // an aside between commas, then "that" or a mark
            let close = (next..end.min(next + 30)).find(|&j| scene.is_comma(j));
            // "reported, citing police, there were ten dead"
            if let Some(close) = close.filter(|_| cue.has(Frames::Bare) && d.is(next, &["citing", "quoting"])) {
                let behind = at(scene, unit, cue, close + 1);
                if matches!(behind, Follows::That(_) | Follows::Mark(..) | Follows::Bare(_)) {
                    return behind;
                }
            }
            if let Some(close) = close.filter(|&c| d.is(c + 1, &["that"]) || scene.opens(c + 1).is_some()) {
                next = close + 1;
                return match at(scene, unit, cue, next) {
                    f @ (Follows::That(_) | Follows::Mark(..)) => f,
                    _ => found,
                };
            }
            return found;
        }
        // "said, in remarks that Radio Vesper aired in May, “…”"
        let colon = |j: usize| d.is_kind(j, Kind::Colon) && scene.opens(j + 1).is_some();
        let set_off = (next..end.min(next + 16)).find(|&j| scene.is_comma(j) || colon(j) || scene.mark_of(j).is_some());
        if d.any(next, Tags::Preposition)
            && let Some(comma) = set_off
                .filter(|&c| colon(c) || scene.is_comma(c) && (scene.opens(c + 1).is_some() || d.is(c + 1, &["that"])))
            && d.groups_in(next..comma)
                .iter()
                .all(|g| g.verb().is_none_or(|v| !v.finite || d.any(v.head, Tags::Participle)))
        {
            return match at(scene, unit, cue, comma + 1) {
                f @ (Follows::That(_) | Follows::Mark(..)) => f,
                _ => found,
            };
        }
        let inner = skip(scene, next, end);
        // "said, in answer to the report, “…”"
        let behind = inner + usize::from(inner > next && scene.is_comma(inner));
        for start in [next, inner, behind] {
            match at(scene, unit, cue, start) {
                f @ (Follows::Mark(..) | Follows::That(_)) => return f,
                // "alleged, by way of example, the state had paid"
                f @ Follows::Bare(_) if start == behind && behind > inner && d.any(next, Tags::Preposition) => {
                    return f;
                }
                // "said, if elected, she would"
                Follows::Whether(_) if start == next && d.is(next, &["if"]) => return Follows::Bare(next),
                f @ Follows::Bare(_)
                    if start == next
                        && (over > from
                            || d.is(next, &["if", "as", "while", "when", "although", "unless"])
                                && !d.is(next + 1, &["of"])
                            || d.is_kind(i, Kind::Colon)) =>
                {
                    return f;
                }
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
    // "said only that it was over"
    if d.is(i, &["only", "simply", "merely", "just"]) && d.is(i + 1, &["that"]) && i + 2 < end {
        return Follows::That(i + 2);
    }
    if d.is(i, &["that"]) {
        // "that aid would be stopped": two verbs in a row, so the first is a noun
        let behind = scene.verb_at(i + 1).is_some_and(|(group, v)| {
            v.finite && !(group.len() == 1 && d.any(group.end, Tags::AUXILIARY | Tags::Modal))
        });
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
    // "found when food was scarce, they ate bark": a clause that begins with one of its own
    if d.is(i, &["when", "if", "while", "although", "because", "once", "unless"])
        && cue.has(Frames::Bare.or(Frames::Weak))
    {
        let comma =
            (i..end.min(i + 20)).find(|&j| scene.is_comma(j) || scene.is_break(j) || scene.mark_of(j).is_some());
        let goes_on = comma.is_some_and(|c| {
            scene.is_comma(c)
                && scene
                    .noun_at(c + 1)
                    .is_some_and(|(t, _)| scene.verb_at(t.end).is_some_and(|(_, v)| v.finite))
                && has_clause(scene, i + 1..c, true)
        });
        if goes_on {
            return Follows::Bare(i);
        }
    }
    // "told the crowd to “stay calm”"
    if d.is(i, &["to"])
        && cue.has(Frames::To.or(Frames::ObjectTo))
        && scene
            .opens(i + 1)
            .is_some_and(|m| i + 1 < end && opens_with_verb(scene, m))
    {
        return Follows::To(i);
    }
    if let Some((_, verb)) = scene.verb_at(i) {
        if verb.infinitive {
            return Follows::To(i);
        }
        // "denied being there", "denied having met her"
        if d.is(i, &["being", "having"]) && cue.has(Frames::Ing) {
            return Follows::Ing(i);
        }
        // "a dynamic he said could change": no subject, so none of the cue's own
        if verb.finite && !d.any(i, Tags::Existential) {
            return Follows::Nothing(i);
        }
        if verb.gerund && !gerund_is_noun(scene, i) && (cue.has(Frames::Ing) || !has_clause(scene, i..end, false)) {
            return Follows::Ing(i);
        }
    }
    if scene.is_comma(i) || scene.is_break(i) || d.is_kind(i, Kind::Dash) || d.is_kind(i, Kind::Close) {
        return Follows::Nothing(i);
    }
    if d.any(i, Tags::Conjunction) && !d.is(i, &["both", "either", "neither"]) {
        return Follows::Nothing(i);
    }
    // a phrase with one of these is the verb's own: "wrote for the paper", "reported on the war"
    let phrase = d.is(
        i,
        &[
            "for", "of", "to", "with", "about", "on", "from", "into", "against", "in", "at", "during", "so", "because",
        ],
    ) && !(d.is(i, &["about", "at"])
        && !scene.in_clock(i + 2)
        && (d.any(i + 1, Tags::Number) || d.is(i + 1, &["least", "most"])))
        // "The ministry reports: in Ostra two drones were shot down"
        && !d.is_kind(i - 1, Kind::Colon);
    if !phrase && has_clause(scene, i..clause_end(scene, unit, i, cue), cue.has(Frames::Bare)) {
        return Follows::Bare(i);
    }
    if scene.noun_at(i).is_some() {
        return Follows::Noun(i);
    }
    Follows::Nothing(i)
}

/// A word in -ing that is a noun or describes one: "denied funding for it", "reported warming seas appear …".
fn gerund_is_noun(scene: &Scene<'_>, i: usize) -> bool {
    let d = scene.d;
    // "recalled seeing two men run"
    if d.is(
        i,
        &["seeing", "hearing", "watching", "finding", "feeling", "having", "being"],
    ) {
        return false;
    }
    let noun = lexicon::look_up(d.word(i)).any(Tags::Noun) && d.any(i + 1, Tags::Preposition);
    let subject = scene
        .noun_at(i + 1)
        .filter(|(_, n)| n.determiner.is_empty() && !n.pronoun);
    noun || subject.is_some_and(|(t, _)| scene.verb_at(t.end).is_some_and(|(_, v)| v.finite))
}
