//! Clauses: where the content of a cue begins and where it ends.

use super::{
    adjunct::{behind_dashes, skip},
    cue::{self, Cue},
    extent::clause_end,
    lexicon::Frames,
    scene::{REACH, Scene, Unit},
};
use crate::language::{Case, Kind, Tags, lexicon};
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
    let adjunct = over > from
        && (d.any(from, Tags::Preposition) || time)
        && matches!(direct, Follows::Bare(_) | Follows::Noun(_))
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

/// Forms that are participles too, of verbs without an object: right behind a noun they are its verb.
const INTRANSITIVE: &[&str] = &[
    "appeared",
    "arrived",
    "collapsed",
    "died",
    "disappeared",
    "erupted",
    "escaped",
    "existed",
    "failed",
    "happened",
    "lived",
    "occurred",
    "persisted",
    "remained",
    "seemed",
    "slept",
    "survived",
    "vanished",
    "worked",
    "belonged",
    "consisted",
    "tended",
];

/// Whether these tokens hold a finite verb with a subject, other than that of a relative clause. Where `bare`, a form that
/// may as well be a participle will do.
pub(super) fn has_clause(scene: &Scene<'_>, tokens: Range<usize>, bare: bool) -> bool {
    let d = scene.d;
    let end = tokens.end.min(tokens.start + REACH);
    let (mut subject, mut relative) = (false, 0usize);
    let mut named = false;
    let mut first_noun = 0;
    let mut at = tokens.start;
    // "told Reuters | fires were set": the rest of a group that the listener took the first words of
    if let Some((_, group)) = d.group_of(at)
        && group.noun().is_some()
        && group.tokens.start < at
        && group.tokens.end < end
    {
        subject = true;
        at = group.tokens.end;
    }
    while at < end {
        if let Some(mark) = scene.opens(at) {
            // words in marks may be the clause's subject or hold its verb
            let inside = scene.marks[mark].inside.clone();
            // "wrote on the wall, “We …”": a quotation of its own
            let sentence = d.token(inside.start).is_some_and(|t| t.case != Case::Lower);
            if at > tokens.start
                && !scene.is_title(mark)
                && (scene.is_comma(at - 1) && sentence || d.is_kind(at - 1, Kind::Colon))
            {
                return false;
            }
            // "the call by saying “…”": another verb's
            if at > tokens.start
                && scene
                    .verb_ending(at - 1)
                    .is_some_and(|v| v.gerund && cue::reports(scene, v.head))
            {
                at = scene.marks[mark].whole().end;
                continue;
            }
            // "posted a photo with the caption “We won”": the noun's
            let named = !bare && at > tokens.start && scene.noun_ending(at - 1).is_some_and(|(_, n)| !n.pronoun);
            if relative == 0 && !named && own_clause(scene, inside.clone()) {
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
            // "a deal it brokered": a relative clause without its pronoun
            let reduced = at > tokens.start && at == first_noun && noun.pronoun && d.any(noun.head, Tags::Subject);
            let wh = reduced
                || d.any(noun.head, Tags::Wh)
                || noun.pronoun && d.is(noun.head, &["that"]) && at > tokens.start;
            if wh {
                relative += 1;
            } else {
                subject = true;
                named = noun.name && noun.determiner.is_empty();
            }
            if at == tokens.start && !scene.is_time(noun) {
                first_noun = group.end;
            }
            at = group.end;
            continue;
        }
        if let Some((group, verb)) = scene.verb_at(at) {
            subject |= d.any(at, Tags::Existential);
            // "claimed fraud and made challenges": joined to the cue's own verb
            let joined = at > tokens.start
                && d.any(at - 1, Tags::Conjunction)
                && !d.is(at, &["elsewhere", "abroad", "nearby", "there", "here"])
                && (!bare || at > tokens.start + 1 && scene.is_comma(at - 2));
            // ", based on early data": a participle
            let hangs = at > tokens.start
                && scene.is_comma(at - 1)
                && d.is(
                    at,
                    &[
                        "based",
                        "compared",
                        "followed",
                        "aimed",
                        "designed",
                        "known",
                        "dubbed",
                        "accompanied",
                    ],
                );
            if verb.finite && subject && !joined && !hangs {
                let more =
                    d.any(group.end, Tags::Number | Tags::Determiner) || d.is(group.end, &["more", "over", "nearly"]);
                // "anyone accused of a crime"
                let narrows = at > tokens.start
                    && group.len() == 1
                    && d.is(
                        at - 1,
                        &[
                            "anyone",
                            "anybody",
                            "someone",
                            "somebody",
                            "everyone",
                            "everybody",
                            "those",
                        ],
                    )
                    && (d.any(group.end, Tags::Preposition) || scene.verb_at(group.end).is_some_and(|(_, v)| v.gerund));
                let sure = bare
                    || more
                    || !d.any(verb.head, Tags::Participle)
                    || verb.modal.is_some()
                    || verb.perfect
                    || verb.head > group.start
                    || at > tokens.start
                        && d.any(at - 1, Tags::Subject)
                    || at > tokens.start && d.is(at - 1, &["longer", "never"])
                    || d.is(group.end, &["that"])
                    || INTRANSITIVE.contains(&d.word(verb.head))
                    // "Ruiz intended to appeal": a name has no bare participle behind it
                    || named && scene.verb_at(group.end).is_some_and(|(_, v)| v.infinitive)
                    // "raised or sold the birds"
                    || d.is(group.end, &["or"])
                        && scene.verb_at(group.end + 1).is_some_and(|(next, v)| {
                            d.any(v.head, Tags::Past) && scene.noun_at(next.end).is_some_and(|(_, n)| !scene.is_time(n))
                        })
                    // "had “unintentionally” shot down"
                    || d.any(verb.head, Tags::AUXILIARY) && scene.opens(group.end).is_some()
                    || scene.noun_at(group.end).is_some_and(|(_, n)| !scene.is_time(n));
                if relative > 0 {
                    relative -= 1;
                } else if sure && !narrows {
                    return true;
                }
            }
            at = group.end;
            continue;
        }
        if subject && !bare && d.is(at, &["although", "though", "because", "when", "while", "if", "as"]) {
            return false;
        }
        // "pledged funds and Ostra is paying": two subjects would have a verb in the plural
        if subject && !bare && d.is(at, &["and", "but"]) {
            let other = scene
                .noun_at(at + 1)
                .and_then(|(t, _)| scene.verb_at(t.end).map(|_| t.end));
            if other.is_some_and(|v| d.is(v, &["is", "was", "has", "does"])) {
                return false;
            }
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
        // "said more were missing"
        if d.is(
            at,
            &[
                "more", "most", "some", "many", "several", "few", "much", "enough", "none", "another",
            ],
        ) && scene.verb_at(at + 1).is_some_and(|(_, v)| v.finite)
        {
            subject = true;
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

/// The infinitive that somebody is asked for: `residents to leave`, from the noun group at `i`.
pub(super) fn object_to(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let mut at = i;
    for _ in 0..14 {
        if at >= end || scene.is_break(at) {
            return false;
        }
        if let Some((_, verb)) = scene.verb_at(at) {
            // "called for the sale of the firm and to let": joined to something else
            return verb.infinitive && at > i && !scene.d.any(at - 1, Tags::Conjunction);
        }
        // "urged people to “stay calm”"
        if at > i
            && scene.d.is(at, &["to"])
            && let Some(mark) = scene.opens(at + 1)
        {
            let first = scene.marks[mark].inside.start;
            let first = first + usize::from(scene.d.is(first, &["not", "never"]));
            return scene.d.any(first, Tags::VerbBase);
        }
        at = match scene.noun_at(at) {
            Some((tokens, _)) => tokens.end,
            None => scene.next(at),
        };
    }
    false
}
