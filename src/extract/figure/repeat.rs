//! Figures of the article that say an earlier one again, or are a part of one.

use crate::{
    claim::{Change, Effect, Figure, Hedge, Modality},
    extract::rule::{Rule, rule},
    language::Document,
};

pub(super) const DIED_ELSEWHERE: Rule = rule(
    "died-elsewhere",
    "stabbed or shot, and said before to have died",
    "Three officers were killed on Monday. The **three** officers were stabbed.",
);

/// `The three officers were stabbed`, where the article said before that three were killed: they died.
pub(super) fn died_elsewhere(d: &Document<'_>, figures: &mut [Figure]) {
    const BACK: usize = 20;
    for i in 0..figures.len() {
        let figure = &figures[i];
        let wounded = figure.effect == Effect::Injured
            && figure.count.low.is_some_and(|n| n > 1)
            && figure.trigger.last().is_some_and(|&span| {
                d.tokens_in(span)
                    .any(|t| d.is(t, &["stabbed", "shot", "attacked", "hit"]))
            });
        let number = d.tokens_in(figure.number).start;
        if !wounded {
            continue;
        }
        // "shot three guards. All three died."
        let paragraph = d.paragraph_of(number);
        let died_later = figures[i + 1..].iter().take(3).any(|other| {
            let at = d.tokens_in(other.number).start;
            let all = d.is(at, &["both"]) || at > 0 && d.is(at - 1, &["the", "all"]);
            other.effect == Effect::Killed
                && other.modality == Modality::Asserted
                && other.count == figure.count
                && all
                && d.paragraph_of(at) == paragraph
        });
        if died_later {
            figures[i].effect = Effect::Killed;
            figures[i].rule = DIED_ELSEWHERE.name;
            continue;
        }
        if !number.checked_sub(1).is_some_and(|t| d.is(t, &["the", "all"])) {
            continue;
        }
        let head = |f: &Figure| {
            f.group
                .and_then(|g| d.tokens_in(g).end.checked_sub(1))
                .map(|t| d.word(t))
        };
        let before = &figures[i.saturating_sub(BACK)..i];
        // as many at most, where the article has told of nobody who was wounded: "killing four. … The three officers were stabbed"
        let unhurt = !before.iter().any(|other| other.effect == Effect::Injured);
        let died = before.iter().any(|other| {
            other.effect == Effect::Killed
                && other.modality == Modality::Asserted
                && (other.count == figure.count
                    || unhurt && other.count.low == other.count.high && other.count.low > figure.count.low)
                && same_people((other, head(other)), (figure, head(figure)))
        });
        if died {
            figures[i].effect = Effect::Killed;
            figures[i].rule = DIED_ELSEWHERE.name;
        }
    }
}

/// A part of the dead, wounded … that the article counted before: `Among the dead were three nurses`. `parts` are the figures that
/// are parts of something by what they say.
pub(super) fn part_of_earlier(figures: &mut [Figure], parts: &[usize]) {
    const BACK: usize = 20;
    for &i in parts {
        let figure = &figures[i];
        let least = figure.count.low.or(figure.count.high).unwrap_or(1);
        if figure.part_of.is_some() || least == 0 {
            continue;
        }
        let whole = (i.saturating_sub(BACK)..i).rev().find(|&j| {
            let other = &figures[j];
            other.effect == figure.effect
                && other.modality == figure.modality
                && other.part_of.is_none()
                && !parts.contains(&j)
                && other.count.low.or(other.count.high).is_some_and(|n| n > least)
        });
        figures[i].part_of = whole;
    }
}

/// Marks figures that say an earlier one of the article again: same effect, the same number (however it is limited), compatible
/// group. One person is the same only in the same words and beside another repetition.
pub(super) fn mark_repeats(d: &Document<'_>, figures: &mut [Figure]) {
    // an article has few figures; what lies further back than this is not looked at
    const BACK: usize = 60;
    // whom each counts: the last word of its group
    let heads: Vec<Option<&str>> = figures
        .iter()
        .map(|f| d.tokens_in(f.group?).end.checked_sub(1).map(|t| d.word(t)))
        .collect();
    // the number itself: "more than 20" and "at least 20" and "20" are the same
    let base = |f: &Figure| match (f.hedge, f.count.low, f.count.high) {
        // "dozens" is no twelve
        (Hedge::Vague, low, _) => (low.unwrap_or_default(), Some(0)),
        (Hedge::MoreThan, Some(low), _) => (low.saturating_sub(1), None),
        (Hedge::FewerThan, _, Some(high)) => (high.saturating_add(1), None),
        (Hedge::Range, low, high) => (low.unwrap_or_default(), high),
        (_, low, high) => (low.or(high).unwrap_or_default(), None),
    };
    for i in 0..figures.len() {
        let figure = &figures[i];
        let one = base(figure) == (1, None);
        let fits = |j: usize| {
            let other = &figures[j];
            other.effect == figure.effect
                && base(other) == base(figure)
                && base(figure).0 > 0
                && other.modality == figure.modality
                && other.change != Some(Change::New)
                && if one {
                    heads[i].is_some() && heads[i] == heads[j]
                } else {
                    same_people((other, heads[j]), (figure, heads[i]))
                }
        };
        if figure.change == Some(Change::New) || figure.part_of.is_some() {
            continue;
        }
        let near = |i: usize| d.sentence_of(d.tokens_in(figures[i].number).start);
        // "a man and two women": one person beside others who are said again
        let beside = |j: usize| {
            [i.checked_sub(1), Some(i + 1)].into_iter().flatten().any(|k| {
                k < figures.len()
                    && near(k) == near(i)
                    && base(&figures[k]) != (1, None)
                    && j.abs_diff(i) > 1
                    && [j.checked_sub(1), Some(j + 1)].into_iter().flatten().any(|l| {
                        l < i
                            && near(l) == near(j)
                            && figures[l].effect == figures[k].effect
                            && base(&figures[l]) == base(&figures[k])
                            && heads[l] == heads[k]
                    })
            })
        };
        let earlier = (i.saturating_sub(BACK)..i).find(|&j| fits(j) && (!one || beside(j)));
        figures[i].repeats = earlier;
    }
}

/// Figures with the last words of their groups.
fn same_people((a, head_a): (&Figure, Option<&str>), (b, head_b): (&Figure, Option<&str>)) -> bool {
    let general = ["people", "persons", "others", "victims"];
    match (a.group, b.group) {
        (Some(_), Some(_)) => {
            head_a == head_b
                || head_a.is_some_and(|h| general.contains(&h))
                || head_b.is_some_and(|h| general.contains(&h))
        }
        _ => a.effect != Effect::Deployed,
    }
}
