//! What limits a number: the hedges before and behind it, and the count they make of it.

use super::{Form, value::Value};
use crate::{
    claim::{Count, Hedge},
    language::{Document, lexicon::Hasher},
};
use std::{collections::HashMap, ops::Range, sync::LazyLock};

/// What the hedges make of a value.
pub(super) struct Bounds {
    pub(super) count: Count,
    pub(super) hedge: Hedge,
    pub(super) words: Vec<Range<usize>>,
    pub(super) evidence: Vec<Range<usize>>,
    /// The number with everything around it that was read.
    pub(super) whole: Range<usize>,
    pub(super) new: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Effect {
    Limits(Hedge),
    Estimate,
    Known,
    Exact,
    New,
}

struct Phrase {
    words: Vec<&'static str>,
    effect: Effect,
}

/// The phrases before a number by their last word, those behind by their first; the longest first.
struct Phrases {
    before: HashMap<&'static str, Vec<Phrase>, Hasher>,
    after: HashMap<&'static str, Vec<Phrase>, Hasher>,
}

/// The lines of `hedges.txt`: the words, whether they stand behind the number, and what they do.
fn lines() -> impl Iterator<Item = (Vec<&'static str>, bool, Effect)> {
    let mut after = false;
    include_str!("hedges.txt")
        .lines()
        .map(str::trim)
        .filter_map(move |line| {
            if line.is_empty() || line.starts_with('#') {
                return None;
            }
            if line.starts_with('[') {
                after = line == "[after]";
                return None;
            }
            let mut words = line.split_whitespace();
            let effect = match words.next()? {
                "estimate" => Effect::Estimate,
                "known" => Effect::Known,
                "exact" => Effect::Exact,
                "new" => Effect::New,
                hedge => Effect::Limits(hedge.parse().ok()?),
            };
            Some((words.collect(), after, effect))
        })
}

/// For each hedge the phrases that make it, those behind the number with `…` before them.
pub(in crate::extract) fn phrases() -> Vec<(Hedge, Vec<String>)> {
    let of = |hedge: Hedge| {
        lines()
            .filter(|(.., effect)| match effect {
                Effect::Limits(limits) => *limits == hedge,
                Effect::Estimate => hedge == Hedge::About,
                _ => false,
            })
            .map(|(words, after, _)| format!("{}{}", if after { "… " } else { "" }, words.join(" ")))
            .collect()
    };
    Hedge::ALL.iter().map(|&hedge| (hedge, of(hedge))).collect()
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases {
        before: HashMap::default(),
        after: HashMap::default(),
    };
    for (words, after, effect) in lines() {
        let (map, key) = if after {
            (&mut phrases.after, words.first())
        } else {
            (&mut phrases.before, words.last())
        };
        if let Some(&key) = key {
            map.entry(key).or_default().push(Phrase { words, effect });
        }
    }
    for list in phrases.before.values_mut().chain(phrases.after.values_mut()) {
        list.sort_by_key(|p| std::cmp::Reverse(p.words.len()));
    }
    phrases
});

/// Whether these words stand at `from`.
fn stands(d: &Document<'_>, from: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(i, word)| d.word(from + i) == *word)
}

/// Reads the hedges around a value; nothing outside `within` is looked at.
pub(super) fn limit(d: &Document<'_>, value: &Value, within: Range<usize>) -> Bounds {
    let mut bounds = Bounds {
        count: Count {
            low: Some(value.low),
            high: value.high,
        },
        hedge: match value.high {
            None => Hedge::Vague,
            Some(high) if high != value.low => Hedge::Range,
            Some(_) => Hedge::Exact,
        },
        words: Vec::new(),
        evidence: Vec::new(),
        whole: value.tokens.clone(),
        new: d.is(value.tokens.start, &["another"]),
    };
    if matches!(value.form, Form::Ordinal | Form::Compound | Form::Any) {
        return bounds;
    }
    let mut outer = None;
    let mut about = false;
    // no number has more of them
    for _ in 0..4 {
        let start = bounds.whole.start;
        let found = start
            .checked_sub(1)
            .and_then(|last| PHRASES.before.get(d.word(last)))
            .and_then(|list| {
                list.iter().find(|phrase| {
                    start.checked_sub(phrase.words.len()).is_some_and(|from| {
                        from >= within.start && stands(d, from, &phrase.words) && belongs(d, value, from, phrase)
                    })
                })
            });
        let Some(phrase) = found else { break };
        let tokens = start - phrase.words.len()..start;
        bounds.whole.start = tokens.start;
        match phrase.effect {
            Effect::Limits(Hedge::About) => about = true,
            Effect::Limits(Hedge::Range) => {}
            Effect::Limits(hedge) => outer = Some(hedge),
            Effect::Estimate => {
                about = true;
                bounds.evidence.insert(0, tokens.clone());
            }
            Effect::Known => bounds.evidence.insert(0, tokens.clone()),
            Effect::New => bounds.new = true,
            Effect::Exact => {}
        }
        if matches!(phrase.effect, Effect::Limits(_) | Effect::Estimate) {
            bounds.words.insert(0, tokens);
        }
    }
    let end = bounds.whole.end;
    let behind = PHRASES
        .after
        .get(d.word(end))
        .and_then(|list| {
            list.iter()
                .find(|p| end + p.words.len() <= within.end && stands(d, end, &p.words))
        })
        .filter(|phrase| {
            // "five, at least two of them": the words behind belong to the next number
            !(phrase.words.starts_with(&["at"])
                && super::value::cardinal(d, end + phrase.words.len(), within.end).is_some())
        });
    if let Some(phrase) = behind {
        let tokens = end..end + phrase.words.len();
        match phrase.effect {
            Effect::Limits(Hedge::About) => about = true,
            Effect::Limits(hedge) => outer = outer.or(Some(hedge)),
            _ => {}
        }
        bounds.whole.end = tokens.end;
        bounds.words.push(tokens);
    } else if let Some((words, hedge)) = behind_group(d, value, within.end) {
        bounds.words.push(words);
        match hedge {
            Hedge::About => about = true,
            hedge => outer = outer.or(Some(hedge)),
        }
    }
    apply(&mut bounds, value, outer, about);
    bounds
}

/// `66 people or more`: the hedge stands behind what is counted.
fn behind_group(d: &Document<'_>, value: &Value, end: usize) -> Option<(Range<usize>, Hedge)> {
    let (_, group) = d.group_of(value.tokens.end)?;
    let at = group.tokens.end;
    if group.noun().is_none() || group.tokens.start > value.tokens.start || at + 1 >= end || !d.is(at, &["or"]) {
        return None;
    }
    let hedge = match d.word(at + 1) {
        "more" => Hedge::AtLeast,
        "so" => Hedge::About,
        "fewer" | "less" => Hedge::AtMost,
        _ => return None,
    };
    Some((at..at + 2, hedge))
}

/// Whether the words are a hedge at their place.
fn belongs(d: &Document<'_>, value: &Value, from: usize, phrase: &Phrase) -> bool {
    let article = matches!(value.form, Form::Article | Form::No | Form::NoOne);
    match phrase.words.as_slice() {
        // "some a"? no: a lone article takes only what can stand before it
        ["about" | "some" | "around" | "the" | "above" | "below" | "under" | "over" | "passed" | "passes"]
            if article =>
        {
            false
        }
        [.., "from"] => value.high.is_some_and(|high| high > value.low),
        // "has gone up to 23"
        ["up", "to"] => !from.checked_sub(1).is_some_and(|t| {
            d.is(
                t,
                &[
                    "go", "goes", "going", "gone", "went", "climbed", "risen", "rose", "moved", "crept", "shot",
                    "edged", "add", "adds",
                ],
            )
        }),
        // "pushed the toll past 100", "killed past 20", not "drove past 100 houses"
        ["past"] => from.checked_sub(1).is_some_and(|t| {
            let toll = [
                "total",
                "toll",
                "number",
                "count",
                "figure",
                "tally",
                "deaths",
                "dead",
                "fatalities",
            ];
            let harms = ["killed", "killing", "wounded", "wounding", "injured", "injuring"];
            toll.contains(&d.word(t)) || harms.contains(&d.word(t))
        }),
        // "~ Two died": a bullet
        ["~"] => d.token(value.tokens.start).is_some_and(|t| !t.spaced),
        [.., "between"] => value.high.is_some_and(|high| high > value.low),
        // not "told her two people died"
        ["her"] => from == 0 || d.verb_group(from - 1).is_none(),
        _ => true,
    }
}

fn apply(bounds: &mut Bounds, value: &Value, outer: Option<Hedge>, about: bool) {
    let n = value.low;
    let range = bounds.hedge == Hedge::Range;
    if range {
        return;
    }
    let top = value.high;
    match outer {
        Some(Hedge::AtLeast) => {
            bounds.count = Count {
                low: Some(n),
                high: None,
            }
        }
        Some(Hedge::MoreThan) => {
            bounds.count = Count {
                low: Some(n + 1),
                high: None,
            }
        }
        Some(Hedge::AtMost) => {
            bounds.count = Count {
                low: None,
                high: Some(top.unwrap_or(n)),
            }
        }
        Some(Hedge::FewerThan) => {
            bounds.count = Count {
                low: None,
                high: Some(top.unwrap_or(n).saturating_sub(1)),
            }
        }
        _ if about && bounds.hedge == Hedge::Exact => {
            bounds.hedge = Hedge::About;
            return;
        }
        _ => return,
    }
    if let Some(hedge) = outer {
        bounds.hedge = hedge;
    }
}
