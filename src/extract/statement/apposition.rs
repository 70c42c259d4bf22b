//! Subjects with something set beside them between commas: "Ruiz, a member of the board, told".

use super::{
    capable::is_person,
    mention::{Mention, after, ending, unbracket},
    scene::Scene,
};
use crate::language::{Kind, Tags};
use std::ops::Range;

/// `both in Ostra`: where those before the comma are.
fn lies_in(scene: &Scene<'_>, i: usize) -> bool {
    scene.d.is(i, &["both", "all", "each"]) && scene.d.any(i + 1, Tags::Preposition)
}

/// Whether a segment between commas describes what stands before it.
fn describes(scene: &Scene<'_>, segment: &Range<usize>) -> bool {
    let d = scene.d;
    let first = segment.start;
    // "which …", "43", "of Leeds", "while campaigning in Leeds", "citing police"
    if d.any(first, Tags::Wh | Tags::Preposition | Tags::Subordinator)
        || d.is_kind(first, Kind::Number)
        || d.is(first, &["citing", "quoting", "aged", "age", "speaking"])
    {
        return true;
    }
    if lies_in(scene, first) {
        return true;
    }
    if scene
        .verb_at(first)
        .is_some_and(|(_, v)| v.gerund || v.passive || !v.finite || d.any(v.head, Tags::Participle))
    {
        return true;
    }
    match scene.noun_at(first) {
        Some((_, noun)) if noun.pronoun => false,
        // "a member of …", "the town's fire chief", "president of Ostra College", "director of …"
        Some((_, noun)) => {
            // "Deputy Director of the board": words of office only, no name among them
            let known = noun.core.clone().all(|i| d.any(i, Tags::Known));
            let office = known && noun.core.clone().any(|i| d.any(i, Tags::Role | Tags::People));
            let head = d.any(noun.head, Tags::Role | Tags::Title)
                || noun.core.len() == 1 && d.any(noun.head, Tags::Known) && d.any(noun.head + 1, Tags::Preposition);
            !noun.determiner.is_empty() || !noun.possessor.is_empty() || !noun.name || office || head
        }
        None => false,
    }
}

/// The subject among segments between commas, the nearest to the verb first.
pub(super) fn apposed(scene: &Scene<'_>, segments: &[Range<usize>], verb: usize) -> Option<Mention> {
    let d = scene.d;
    let mut via = Vec::new();
    for (n, segment) in segments.iter().enumerate() {
        // "Ruiz, meanwhile, told", "the campaign, for example, said"
        let aside = segment.len() <= 3
            && (d.any(segment.start, Tags::Adverb) && scene.noun_at(segment.start).is_none()
                || d.is(segment.start, &["for", "in"])
                    && d.is(
                        segment.start + 1,
                        &["example", "instance", "turn", "fact", "part", "addition"],
                    ));
        if aside && n + 1 < segments.len() {
            let Some(next) = segments.get(n + 1) else { continue };
            // what stands before it is the subject, unless it is itself set off
            if describes(scene, next) && n + 2 < segments.len() {
                continue;
            }
            let mut mention = ending(scene, unbracket(scene, next.end, next.start), next.start)?;
            mention.phrase.end = verb;
            mention.via = via;
            return Some(mention);
        }
        if let Some(cited) = cited(scene, segment) {
            via.push(cited);
            continue;
        }
        let next = segments.get(n + 1);
        let whole = || {
            Some(segment).and_then(|s| ending(scene, unbracket(scene, s.end, s.start), s.start).map(|m| (s.clone(), m)))
        };
        let person = scene
            .noun_at(segment.start)
            .is_some_and(|(t, noun)| is_person(scene, noun) && t.end >= unbracket(scene, segment.end, segment.start));
        // "Brandt, R-Ky., said", "Ruiz, of Ostra, N.C., said": a place behind a description
        let key = d.word(segment.start);
        // "police in Ostra, Texas, said"
        let lies = segment.len() == 1
            && next.is_some_and(|s| {
                scene.noun_ending(s.end - 1).is_some_and(|(t, noun)| {
                    noun.name
                        && t.start > s.start
                        && d.is(t.start - 1, &["in", "near", "outside"])
                        && scene
                            .noun_ending(t.start.saturating_sub(2))
                            .is_some_and(|(t, n)| t.start >= s.start && !n.name)
                })
            });
        if person && lies {
            let here = next.and_then(|s| ending(scene, s.end, s.start).filter(|m| m.tokens.end == s.end));
            if let Some(mut mention) = here.filter(|m| d.is(m.head, &["police"])) {
                mention.tokens.end = segment.end;
                mention.phrase.end = verb;
                mention.via = via;
                return Some(mention);
            }
            continue;
        }
        let party = segment.len() <= 2 && ["r-", "d-", "i-"].iter().any(|p| key.starts_with(p));
        let place = person
            && n + 1 < segments.len()
            && next.is_some_and(|s| d.any(s.start, Tags::Preposition) && n + 2 < segments.len());
        if party || place {
            let here = next
                .filter(|s| !describes(scene, s))
                .and_then(|s| ending(scene, unbracket(scene, s.end, s.start), s.start));
            if let Some(mut mention) = here {
                mention.phrase.end = verb;
                mention.via = via;
                return Some(mention);
            }
            continue;
        }
        if person {
            // "The mayor of Ostra, Ana Ruiz," the name; "Brandt, the mayor of Ostra, Lower Vale," a place
            let description = next.filter(|s| describes(scene, s));
            let named_before = segments.get(n + 2).is_some_and(|s| {
                scene
                    .noun_ending(unbracket(scene, s.end, s.start).saturating_sub(1))
                    .is_some_and(|(t, noun)| {
                        // "the college at Ostra, the town's rector, Ana Ruiz": a place
                        let hangs = t.start > s.start + 1 && d.any(t.start - 1, Tags::Preposition);
                        // "Speaking to Reuters, the mayor, Ana Ruiz": whoever the lead names
                        let lead =
                            d.any(s.start, Tags::Preposition) || scene.verb_at(s.start).is_some_and(|(_, v)| v.gerund);
                        let place = hangs && (lead || scene.noun_ending(t.start - 2).is_some());
                        is_person(scene, noun) && t.start >= s.start && !place
                    })
            });
            if description.is_some() && named_before {
                continue;
            }
            let (s, mut mention) = whole()?;
            mention.phrase = description
                .filter(|r| !d.any(r.start, Tags::Preposition | Tags::Wh))
                .map_or(s.start, |r| r.start)..verb;
            mention.via = via;
            return Some(mention);
        }
        if describes(scene, segment) && next.is_some() {
            // it describes the segment before it, if that ends in somebody
            let end = next.map_or(segment.end, |s| unbracket(scene, s.end, s.start));
            let start = next.map_or(segment.start, |s| s.start);
            if let Some(mut mention) = ending(scene, end, start) {
                // "Harvest of Hope, a charity,": the body's whole name
                let body = scene.noun_at(segment.start).is_some_and(|(_, n)| {
                    d.any(n.head, Tags::Organization) && !d.any(n.head, Tags::People | Tags::Role)
                });
                if body && mention.tokens.len() == 1 && d.is(mention.tokens.end, &["of", "for"]) {
                    mention.tokens.end = end;
                }
                let fits = lies_in(scene, segment.start)
                    || d.any(segment.start, Tags::Wh | Tags::Preposition)
                    || scene.verb_at(segment.start).is_some()
                    || d.is_kind(segment.start, Kind::Number)
                    || mention_is_named(scene, &mention)
                    || next.is_some_and(|s| s.start == mention.phrase.start);
                // "because many officers, including Ruiz, believed": a clause of its own
                let clause = next.is_some_and(|s| {
                    let because =
                        |i: usize| d.is(i, &["because", "although", "though", "while", "when", "but", "that"]);
                    s.clone().take(40).skip(1).any(because)
                });
                let described_again = !clause
                    && !lies_in(scene, segment.start)
                    && next.is_some_and(|s| describes(scene, s))
                    && segments.get(n + 2).is_some()
                    && !mention_is_person(scene, &mention);
                if fits && !described_again {
                    mention.phrase.end = verb;
                    mention.via = via;
                    return Some(mention);
                }
            }
            continue;
        }
        if let Some((_, mut mention)) = whole() {
            mention.phrase.end = verb;
            mention.via = via;
            return Some(mention);
        }
        // "Director Ana Ruiz of the board (OHB), announced"
        return None;
    }
    None
}

fn mention_is_named(scene: &Scene<'_>, mention: &Mention) -> bool {
    scene.d.any(mention.head, Tags::Name)
}

fn mention_is_person(scene: &Scene<'_>, mention: &Mention) -> bool {
    scene
        .d
        .noun_group(mention.head)
        .is_some_and(|noun| is_person(scene, noun))
}

/// Whom "citing the police" cites.
fn cited(scene: &Scene<'_>, segment: &Range<usize>) -> Option<Range<usize>> {
    if !scene.d.is(segment.start, &["citing", "quoting"]) {
        return None;
    }
    after(scene, segment.start + 1, segment.end).map(|m| m.tokens)
}
