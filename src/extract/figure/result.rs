//! Rules by the result that stands behind the counted phrase: `five people dead`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue,
    frame::Found,
    noun::second_harm,
    predicate,
};
use crate::{claim::Effect, language::Tags};

/// `five people dead`, `25 others injured`: the result stands right behind.
pub(super) fn result_behind(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    if let Some((effect, word)) = c.mentions[m].own.filter(|_| c.mentions[m].result) {
        let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Verb));
        return Some(Found::new((effect, word..word + 1), before));
    }
    let mut next = c.after(place)?;
    // "found four of the hostages, all dead"
    if c.kind(next) == Some(I::Comma)
        && let Some(all) = c
            .items
            .get(next + 1)
            .filter(|item| c.d.is(item.tokens.start, &["all", "both"]))
    {
        if all.tokens.len() == 2
            && let Some(effect) = cue::adjective(c.d, all.tokens.start + 1)
        {
            let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Verb));
            return Some(Found::new((effect, all.tokens.start + 1..all.tokens.end), before));
        }
        if let Some(result) = c
            .after(next + 1)
            .or(Some(next + 1))
            .filter(|&i| c.kind(i) == Some(I::Harm))
        {
            next = result;
        }
    }
    if next > place + 3 {
        return None;
    }
    let item = &c.items[next];
    if item.kind == I::Harm {
        let effect = cue::adjective(c.d, item.tokens.start)?;
        let mut said = (effect, item.tokens.clone());
        if let Some(join) = c.after(next).filter(|&i| matches!(c.kind(i), Some(I::And | I::But)))
            && let Some(second) = c.after(join)
            && let Some(other) = second_harm(c, second)
        {
            let either = c.d.is(c.items[join].tokens.start, &["or"]);
            said = (
                predicate::one_effect(effect, other, either),
                item.tokens.start..c.items[second].tokens.end,
            );
        }
        let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Verb));
        return Some(Found::new(said, before));
    }
    let verb = c.verb(next)?;
    // "two children fighting for life"
    if c.d.is(verb.head, &["fighting"])
        && let Some(life) = c
            .after(next)
            .filter(|&i| c.d.is(c.items[i].tokens.start, &["for"]))
            .and_then(|i| c.head(i + 1))
            .filter(|&h| c.d.is(h, &["life", "lives"]))
    {
        return Some(Found::new((Effect::Injured, item.tokens.start..life + 1), Some(next)));
    }
    // "47 others nursing injuries"
    if c.d.is(verb.head, &["nursing"])
        && let Some(hurt) = c
            .after(next)
            .and_then(|i| c.head(i))
            .filter(|&h| c.d.is(h, &["injuries", "wounds", "burns"]))
    {
        return Some(Found::new((Effect::Injured, item.tokens.start..hurt + 1), Some(next)));
    }
    // "a gunman shot at a car": he did it
    // "200 held as fans clash", "Two men held after raid"
    if c.d.is(verb.head, &["held"])
        && item.tokens.len() == 1
        && next == place + 1
        && c.before(place)
            .is_none_or(|i| matches!(c.kind(i), Some(I::Comma | I::And | I::Break | I::Other)))
        && c.after(next).is_none_or(|i| {
            c.kind(i) == Some(I::Other) || c.d.is(c.items[i].tokens.start, &["as", "after", "following", "over"])
        })
    {
        let mention = &c.mentions[m];
        let people = mention.human == cue::Human::Yes || mention.head.is_none();
        return people.then(|| Found::new((Effect::Detained, item.tokens.clone()), Some(next)));
    }
    if predicate::shoots(c, next, c.mentions[m].head) {
        return None;
    }
    // "reports of a man being shot"
    if c.d.is(item.tokens.start, &["being"]) && verb.passive && verb.negation.is_none() && next == place + 1 {
        let mention = &c.mentions[m];
        return predicate::of_subject(c, next, mention.human, mention.head)
            .filter(|said| said.0 != Effect::Deployed)
            .map(|said| Found::new(said, Some(next)));
    }
    let bare = item.tokens.end == verb.head + 1
        && (c.d.any(verb.head, Tags::Participle) || c.d.is(verb.head, &["missing"]))
        && !has_auxiliary(c, next)
        && !predicate::has_object(c, next);
    if !bare {
        return None;
    }
    let mention = &c.mentions[m];
    // "five members of a patrol deployed nearby were wounded": not what the sentence is about
    predicate::of_subject(c, next, mention.human, mention.head)
        .filter(|said| said.0 != Effect::Deployed)
        .map(|said| Found::new(said, Some(next)))
}

/// The verb group has an auxiliary or `to` before its main verb.
fn has_auxiliary(c: &Clauses<'_, '_>, at: usize) -> bool {
    let Some(verb) = c.verb(at) else { return false };
    (c.items[at].tokens.start..verb.head).any(|t| c.d.any(t, Tags::AUXILIARY | Tags::Modal | Tags::To))
}

/// `left two policemen and five protesters dead`, `left 61 migrants, including children, dead`.
pub(super) fn left(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    let place = c.places[m];
    let verb = (place.saturating_sub(8)..place)
        .rev()
        .take_while(|&i| {
            matches!(
                c.kind(i),
                Some(I::Verb | I::Counted(_) | I::Noun | I::Comma | I::And | I::Adverb)
            )
        })
        .find(|&i| c.kind(i) == Some(I::Verb))?;
    if !c.d.is(c.verb(verb)?.head, &["left", "leave", "leaves", "leaving"]) || c.verb(verb)?.passive {
        return None;
    }
    for i in place + 1..c.items.len().min(place + 12) {
        match c.kind(i)? {
            I::Harm => {
                let effect = cue::adjective(c.d, c.items[i].tokens.start)?;
                return Some(Found::new((effect, c.items[i].tokens.clone()), Some(verb)));
            }
            I::Counted(other) if c.mentions[other].result || c.mentions[other].counts_effect => {
                let (effect, word) = c.mentions[other].own.filter(|_| c.mentions[other].result)?;
                return Some(Found::new((effect, word..word + 1), Some(verb)));
            }
            I::Counted(_) | I::Noun | I::Comma | I::And | I::Including | I::Preposition | I::Adverb => {}
            _ => return None,
        }
    }
    None
}
