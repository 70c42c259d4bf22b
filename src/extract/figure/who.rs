//! Who they were: `they were two Argentines`, `the victims were a woman and her two sons`, `the dead were identified as three nurses`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    frame::Found,
    noun,
};
use crate::{
    claim::{Effect, Figure, Modality},
    extract::{
        number::Form,
        rule::{Rule, rule},
    },
    language::Tags,
};
use std::ops::Range;

pub(super) const WHO_THEY_WERE: Rule = rule(
    "who-they-were",
    "who they, the victims, the dead were, of whom the text has told before",
    "Three people were killed. The victims were **two** women and a boy.",
);

/// Finds them. `earlier` are the article's figures so far.
pub(super) fn name(c: &Clauses<'_, '_>, found: &mut [Option<Found>], earlier: &[Figure]) {
    for m in 0..c.mentions.len() {
        if found[m].is_none()
            && let Some(mut new) = who_they_were(c, m, found, earlier)
        {
            new.rule = WHO_THEY_WERE.name;
            found[m] = Some(new);
        }
    }
}

fn who_they_were(c: &Clauses<'_, '_>, m: usize, found: &[Option<Found>], earlier: &[Figure]) -> Option<Found> {
    let (mention, place) = (&c.mentions[m], c.places[m]);
    let number = &c.numbers[mention.number];
    // "they were two from Ostra and one from Velin"
    let bare = mention.head.is_none()
        && number.form == Form::Numeral
        && c.after(place)
            .is_some_and(|i| c.d.is(c.items[i].tokens.start, &["from"]));
    if !bare && (mention.human != Human::Yes || mention.part || mention.counts_effect) {
        return None;
    }
    let least = number.count.low.or(number.count.high).filter(|&n| n > 0)?;
    let words = introduced(c, place)?;
    let last = words.end - 1;
    if c.d.is(last, &["they"]) {
        return of_them(c, place, least, found, earlier);
    }
    if !c.d.is(words.start, &["the", "those", "all", "other"]) && words.len() > 1 {
        return None;
    }
    if c.d.is(last, &["victims"]) {
        let harmed = |effect: Effect| {
            let enough = |low: Option<u64>, high: Option<u64>| low.or(high).is_some_and(|n| n >= least);
            earlier
                .iter()
                .rev()
                .take(20)
                .any(|f| f.effect == effect && f.modality != Modality::Denied && enough(f.count.low, f.count.high))
        };
        let effect = [Effect::Killed, Effect::Injured].into_iter().find(|&e| harmed(e))?;
        return Some(Found::new((effect, last..last + 1), None));
    }
    let plural = c.d.any(last, Tags::Plural | Tags::Participle) || cue::adjective(c.d, last).is_some();
    let effect = cue::adjective(c.d, last).or_else(|| {
        let (effect, counts) = cue::noun(c.d, last)?;
        (counts != cue::Counts::Events).then_some(effect)
    })?;
    plural.then(|| Found::new((effect, last..last + 1), None))
}

/// The words that the phrase at item `place` says more of: `[they] were`, `[the victims], four women and a boy,`, `identified [the
/// dead] as`, `[the dead]:`.
fn introduced(c: &Clauses<'_, '_>, place: usize) -> Option<Range<usize>> {
    /// The members of a list and what joins them, in items.
    const LIST: usize = 16;
    let noun = |i: usize| {
        let item = c.items.get(i)?;
        matches!(item.kind, I::Noun | I::Harm | I::Verb).then_some(())?;
        // "those killed", "the dead": determiner and participle may be two items
        let pair = i > 0 && item.tokens.len() == 1 && c.d.is(c.items[i - 1].tokens.start, &["the", "those"]);
        let start = if pair {
            c.items[i - 1].tokens.start
        } else {
            item.tokens.start
        };
        Some(start..item.tokens.end)
    };
    let before = c.before(place)?;
    if c.verb(before)
        .is_some_and(|v| c.d.any(v.head, Tags::Be) && v.negation.is_none() && v.modal.is_none())
    {
        return noun(c.before(before)?);
    }
    if let Some(words) = noun::apposed_to(c, place) {
        return Some(words);
    }
    for i in (place.saturating_sub(LIST)..place).rev() {
        match c.kind(i)? {
            I::Preposition | I::Subordinator if c.d.is(c.items[i].tokens.start, &["as"]) => {
                let says = |i: usize| {
                    c.verb(i).filter(|v| {
                        c.d.is(v.head, &["identified", "named", "identifies", "identifying"]) && v.negation.is_none()
                    })
                };
                let behind = i.checked_sub(1)?;
                return match says(behind) {
                    Some(v) if v.passive => noun(c.before(behind)?),
                    Some(_) => None,
                    None => says(c.before(behind)?).and_then(|_| noun(behind)),
                };
            }
            I::Break if c.d.is(c.items[i].tokens.start, &[":"]) => return noun(i.checked_sub(1)?),
            I::Noun | I::Counted(_) | I::And | I::Comma | I::Open | I::Close | I::Adverb | I::Other => {}
            I::Preposition if c.d.is(c.items[i].tokens.start, &["of", "from", "aged"]) => {}
            _ => return None,
        }
    }
    None
}

/// What `they` met with: the people last counted, in this sentence or the one before.
fn of_them(
    c: &Clauses<'_, '_>,
    place: usize,
    least: u64,
    found: &[Option<Found>],
    earlier: &[Figure],
) -> Option<Found> {
    let fits = |effect: Effect, most: Option<u64>| {
        !matches!(effect, Effect::Displaced | Effect::Deployed) && most.is_none_or(|n| n >= least)
    };
    let here = (0..found.len()).rev().find_map(|p| {
        let of = found[p].as_ref().filter(|_| c.places[p] < place)?;
        let count = c.numbers[c.mentions[p].number].count;
        Some((of, count))
    });
    if let Some((of, count)) = here {
        let open = count.high.is_none();
        return fits(of.effect, count.high.filter(|_| !open)).then(|| Found {
            change: None,
            part_of: None,
            group: None,
            ..of.clone()
        });
    }
    let d = c.d;
    let of = earlier.last()?;
    let at = d.tokens_in(of.number).start;
    let (own, its) = (d.sentence_of(c.sentence.start), d.sentence_of(at));
    let next = its + 1 == own && d.sentences.get(own)?.paragraph == d.sentences.get(its)?.paragraph;
    let trigger = d.tokens_in(*of.trigger.last()?);
    (next && fits(of.effect, of.count.high)).then(|| Found::new((of.effect, trigger), None))
}
