//! Whether words hold a clause: a subject and its finite verb, or somebody and what is asked of them.

use super::{
    cue,
    scene::{REACH, Scene},
};
use crate::language::{self, Case, Kind, Tags};
use std::ops::Range;

/// Forms that are participles too, of verbs without an object: right behind a noun they are its verb.
const INTRANSITIVE: &[&str] = &[
    "appeared",
    "arrived",
    "collapsed",
    "died",
    "disappeared",
    "drowned",
    "erupted",
    "escaped",
    "existed",
    "failed",
    "fled",
    "happened",
    "lived",
    "occurred",
    "perished",
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
            // "that wages would fall": a noun, whatever its tag
            if verb.finite && group.len() == 1 && d.any(group.end, Tags::AUXILIARY | Tags::Modal) && !subject {
                subject = true;
                at = group.end;
                continue;
            }
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
                    // "a log that said the ship had turned": the clause is the relative one's
                    let takes_clause = cue::reports(scene, verb.head) && scene.noun_at(group.end).is_some();
                    relative -= usize::from(!takes_clause);
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
        if subject && d.is(at, &["although", "though", "because", "whereas"]) {
            return false;
        }
        // "declared a holiday so he could leave"
        if subject && !bare && d.is(at, &["so"]) && d.any(at + 1, Tags::Subject) {
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
        // "problems with the flats, something Clay knew": the writer's
        if subject && scene.is_comma(at) && d.is(at + 1, &["something"]) {
            return false;
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
        // "said more were missing", "said four later died", "said many fled"
        let quantity = d.any(at, Tags::Number)
            || d.is(
                at,
                &[
                    "more",
                    "most",
                    "some",
                    "many",
                    "several",
                    "few",
                    "much",
                    "enough",
                    "none",
                    "another",
                    "all",
                    "both",
                    "hundreds",
                    "thousands",
                    "dozens",
                    "scores",
                ],
            );
        if quantity && let Some((_, v)) = scene.verb_at(at + 1) {
            if v.finite {
                subject = true;
            } else if bare && relative == 0 && INTRANSITIVE.contains(&d.word(v.head)) {
                return true;
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

/// Words in marks behind "to" that begin with a verb: "urged people to “stay calm”", "to “please keep quiet”".
pub(super) fn opens_with_verb(scene: &Scene<'_>, mark: usize) -> bool {
    let d = scene.d;
    let inside = scene.marks[mark].inside.clone();
    let first = inside.start + usize::from(d.is(inside.start, &["not", "never", "please"]));
    let base = language::lexicon::look_up(d.word(first)).any(Tags::VerbBase) || d.any(first, Tags::Guess);
    inside.len() > 1 && base && d.token(first).is_some_and(|t| t.case == Case::Lower)
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
            return opens_with_verb(scene, mark);
        }
        at = match scene.noun_at(at) {
            Some((tokens, _)) => tokens.end,
            None => scene.next(at),
        };
    }
    false
}
