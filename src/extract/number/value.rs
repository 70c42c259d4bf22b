//! What a number expression is worth: digits with any grouping, words up to billions, ranges, vague words.

use super::Form;
use crate::{
    language::{Document, Kind, Tags, lexicon},
    text::Span,
};
use std::ops::Range;

/// A number expression without what limits it.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) tokens: Range<usize>,
    /// Where it is a part of a token.
    pub(super) span: Option<Span>,
    pub(super) low: u64,
    /// `None`: a vague word, which has only a floor.
    pub(super) high: Option<u64>,
    pub(super) form: Form,
    /// `1.5` and nothing that makes it whole: a measure.
    pub(super) fraction: bool,
}

/// The largest number that is read: more people than have ever lived.
const MOST: u64 = 200_000_000_000;

/// The expression that begins at token `i`.
pub(super) fn read(d: &Document<'_>, i: usize, end: usize) -> Option<Value> {
    let value = |tokens: Range<usize>, low: u64, high: Option<u64>, form: Form| {
        Some(Value {
            tokens,
            span: None,
            low,
            high,
            form,
            fraction: false,
        })
    };
    if d.is_kind(i, Kind::Number) {
        return range(d, i, end);
    }
    if !d.is_kind(i, Kind::Word) {
        return None;
    }
    let next = i + 1;
    let has_next = next < end;
    let vague = |d: &Document<'_>, at: usize| -> Option<Value> {
        // several dozen, a few hundred: floors multiply
        match multiplier(d.word(at)).or_else(|| plural_multiplier(d.word(at))) {
            Some(times) if at < end => value(i..at + 1, 3 * times, None, Form::Numeral),
            _ => value(i..at, 3, None, Form::Numeral),
        }
    };
    match d.word(i) {
        // "this one is"
        "one"
            if i > 0
                && d.is(i - 1, &["this", "that", "which", "each", "every", "any", "some"])
                && d.sentences.get(d.sentence_of(i)).is_some_and(|s| s.tokens.start < i) =>
        {
            return None;
        }
        "all" if d.is(next, &["but"]) => return all_but(d, i, end),
        "a" | "an" | "another" if has_next => {
            match d.word(next) {
                "few" | "handful" => return vague(d, next + 1),
                "number" if d.is(next + 1, &["of"]) => return value(i..next + 1, 3, None, Form::Numeral),
                "quarter" if d.is(next + 1, &["of"]) && d.is(next + 2, &["a"]) && next + 3 < end => {
                    let times = multiplier(d.word(next + 3)).filter(|&times| times >= 100)?;
                    return value(i..next + 4, times / 4, Some(times / 4), Form::Numeral);
                }
                "couple" | "pair" if d.word(i) != "another" => return value(i..next + 1, 2, Some(2), Form::Pair),
                _ if couple(d, i).is_some() => {
                    let head = couple(d, i)?;
                    return value(i..head + 1, 2, Some(2), Form::Pair);
                }
                "score" if d.is(next + 1, &["of"]) => return value(i..next + 1, 20, Some(20), Form::Numeral),
                word if multiplier(word).is_some() => {
                    let (low, _, stop) = cardinal(d, next, end)?;
                    return value(i..stop, low, Some(low), Form::Numeral);
                }
                _ => {}
            }
            return article(d, i, end);
        }
        "half" if d.is(next, &["a"]) => {
            let times = multiplier(d.word(next + 1)).filter(|_| next + 1 < end)?;
            return value(i..next + 2, times / 2, Some(times / 2), Form::Numeral);
        }
        // "twin sisters"
        "twin" if d.tags(next).all(Tags::People | Tags::Plural) => return value(i..next, 2, Some(2), Form::Pair),
        "half-a-dozen" => return value(i..next, 6, Some(6), Form::Numeral),
        "several" | "many" | "numerous" | "multiple" | "countless"
            if d.token(i).is_some() && !d.is(i.wrapping_sub(1), &["how", "as", "so", "too"]) =>
        {
            return vague(d, next);
        }
        "tens" | "dozens" | "scores" | "hundreds" | "thousands" | "millions" => {
            let mut low = plural_multiplier(d.word(i))?;
            let mut stop = next;
            if d.is(next, &["of"])
                && next + 1 < end
                && let Some(times) = plural_multiplier(d.word(next + 1)).filter(|_| d.word(i) != "scores")
            {
                low *= times;
                stop = next + 2;
            }
            stop = if_not(d, stop, end).unwrap_or(stop);
            return value(i..stop, low, None, Form::Numeral);
        }
        "not" if d.is(next, &["a"]) && d.is(next + 1, &["single"]) && next + 1 < end => {
            return value(i..next + 2, 0, Some(0), Form::No);
        }
        "not" if d.is(next, &["one"]) && has_next => return value(i..next + 1, 0, Some(0), Form::No),
        "no" if d.is(next, &["one"]) && has_next => return value(i..next + 1, 0, Some(0), Form::NoOne),
        "no-one" | "nobody" | "none" => return value(i..next, 0, Some(0), Form::NoOne),
        "no" if has_next && !d.is(next, &["more", "fewer", "less", "longer"]) && d.noun_group(next).is_some() => {
            return value(i..next, 0, Some(0), Form::No);
        }
        "any" | "anyone" | "anybody" => return value(i..next, 0, Some(0), Form::Any),
        "both" if !pairs_words(d, i, end) => return value(i..next, 2, Some(2), Form::Pair),
        _ => {}
    }
    if d.any(i, Tags::Ordinal) && !d.any(i, Tags::Weekday) {
        return value(i..next, 0, None, Form::Ordinal);
    }
    if d.word(i).contains('-') {
        if let Some(compound) = compound(d, i) {
            return Some(compound);
        }
    } else {
        // most words are none
        lexicon::number(d.word(i))?;
    }
    range(d, i, end)
}

/// `thousands, if not tens of thousands,`, `dozens, perhaps hundreds,`: where the second word, which the text does not stand by, ends.
fn if_not(d: &Document<'_>, from: usize, end: usize) -> Option<usize> {
    let mut at = from + usize::from(d.is_kind(from, Kind::Comma));
    if d.is(at, &["if"]) && d.is(at + 1, &["not"]) {
        at += 2;
    } else {
        at += usize::from(d.is(at, &["and", "or"]));
        if !d.is(at, &["perhaps", "possibly", "maybe"]) {
            return None;
        }
        at += 1;
        at += usize::from(d.is(at, &["even"]));
    }
    if at >= end {
        return None;
    }
    plural_multiplier(d.word(at))?;
    let mut stop = at + 1;
    if d.is(stop, &["of"]) && stop + 1 < end && plural_multiplier(d.word(stop + 1)).is_some() {
        stop += 2;
    }
    Some(stop)
}

/// `both A and B`: a conjunction, no number. Looked for within the next few tokens only.
fn pairs_words(d: &Document<'_>, i: usize, end: usize) -> bool {
    d.any(i + 1, Tags::Preposition | Tags::Name)
        || (i + 1..end.min(i + 7))
            .take_while(|&t| d.is_kind(t, Kind::Word) && !d.any(t, Tags::AUXILIARY | Tags::Modal))
            // "both men and women", not "wounded both men and fled"
            .any(|t| d.is(t, &["and"]) && d.verb_group(t + 1).is_none())
}

/// `a`, `an`, `another` before a singular that names a human being, or `another` by itself.
fn article(d: &Document<'_>, i: usize, end: usize) -> Option<Value> {
    let one = |tokens: Range<usize>| Value {
        tokens,
        span: None,
        low: 1,
        high: Some(1),
        form: Form::Article,
        fraction: false,
    };
    if d.is(i, &["another"]) {
        // "another eight": the counting word is the number
        let counts = d.is_kind(i + 1, Kind::Number) || d.any(i + 1, Tags::Number);
        if counts && i + 1 < end {
            return None;
        }
    }
    // "and another injured" groups like a noun
    let lone = d.is(i, &["another"])
        && d.noun_group(i)
            .is_none_or(|g| g.head == i || g.head == i + 1 && d.any(g.head, Tags::Participle));
    // "a woman's death": of one person
    let whose = d.noun_group(i).is_some_and(|group| {
        let possessor = group.possessor.end.wrapping_sub(2);
        group.possessor.start == i
            && d.is(i, &["a", "an", "another"])
            && group.possessor.contains(&possessor)
            && d.any(possessor, Tags::People | Tags::Family | Tags::Role)
            && !d.any(possessor, Tags::Plural)
            && !(i + 1..possessor).any(|t| d.any(t, Tags::Ordinal))
    });
    let singular = d.noun_group(i).is_some_and(|group| {
        // "a nurse dead", in one group
        let result = d.is(group.head, &["dead", "wounded", "injured", "missing", "homeless"]) && group.head > i + 1;
        let head = group.head - usize::from(result);
        group.determiner.contains(&i)
            && group.possessor.is_empty()
            && (is_agent(d, i, head) || d.any(head, Tags::People | Tags::Family | Tags::Role | Tags::Nation) || is_age(d, head))
            && !d.any(head, Tags::Plural)
            // "a fifth person" is an ordinal
            && !(i + 1..group.head).any(|t| d.any(t, Tags::Ordinal))
            // "a family of five": five is the number
            && !(d.any(group.head, Tags::Family) && d.is(group.head + 1, &["of"]) && (d.any(group.head + 2, Tags::Number) || d.is_kind(group.head + 2, Kind::Number)))
    });
    // "a 12-strong crew": the strength is the number
    let strength = d
        .noun_group(i)
        .is_some_and(|group| (i + 1..group.head).any(|t| compound(d, t).is_some_and(|v| v.form == Form::Strength)));
    ((lone || singular || whose) && !strength).then(|| one(i..i + 1))
}

/// A word of no list that looks like somebody's trade, where only somebody can stand: `the arrest of a tapper`, `killed a harpist`,
/// `a tapper was shot`; `at` is its article.
fn is_agent(d: &Document<'_>, at: usize, i: usize) -> bool {
    let word = d.word(i);
    let looks = d.any(i, Tags::Guess)
        && !d.any(i, Tags::Name)
        && word.len() > 4
        && ["er", "or", "ist"].iter().any(|end| word.ends_with(end))
        && !["over", "ever", "meter"].iter().any(|end| word.ends_with(end));
    if !looks || at == 0 {
        return false;
    }
    let harmed = |t: usize| {
        d.is(
            t,
            &[
                "killed",
                "killing",
                "kills",
                "arrested",
                "arresting",
                "murdered",
                "murdering",
                "detained",
                "wounded",
                "wounding",
                "injured",
                "injuring",
                "abducted",
                "kidnapped",
            ],
        )
    };
    let noun = d.is(at - 1, &["of"])
        && at > 1
        && d.is(
            at - 2,
            &[
                "arrest",
                "death",
                "murder",
                "killing",
                "detention",
                "abduction",
                "kidnapping",
            ],
        );
    let subject = d.verb_group(i + 1).is_some_and(|v| v.passive && harmed(v.head));
    harmed(at - 1) || noun || subject
}

/// The head of `an elderly couple`: two people.
fn couple(d: &Document<'_>, i: usize) -> Option<usize> {
    let group = d
        .noun_group(i)
        .filter(|g| g.determiner.contains(&i) && g.possessor.is_empty())?;
    (d.is(group.head, &["couple"]) && group.head > i + 1 && !d.is(group.head + 1, &["of"])).then_some(group.head)
}

/// `all but two of the twenty`: eighteen, in all its words.
fn all_but(d: &Document<'_>, i: usize, end: usize) -> Option<Value> {
    let (less, _, stop) = cardinal(d, i + 2, end)?;
    let mut at = stop;
    if !d.is(at, &["of"]) {
        return None;
    }
    at += 1;
    if d.any(at, Tags::Determiner | Tags::Possessive) {
        at += 1;
    }
    let (of, _, stop) = cardinal(d, at, end)?;
    let low = of.checked_sub(less)?;
    Some(Value {
        tokens: i..stop,
        span: None,
        low,
        high: Some(low),
        form: Form::Numeral,
        fraction: false,
    })
}

/// `12-strong`, `five-member`; `25-year-old`, `six-day`.
fn compound(d: &Document<'_>, i: usize) -> Option<Value> {
    if !d.is_kind(i, Kind::Word) {
        return None;
    }
    let word = d.word(i);
    let (first, rest) = word.split_once('-')?;
    let low = match small(first) {
        Some(n) => n,
        None => digits(first).filter(|n| n.fract() == 0.0).map(|n| n as u64)?,
    };
    let form = match rest {
        "strong" | "member" | "man" | "person" | "woman" | "member-strong" => Form::Strength,
        _ if [
            "year", "month", "day", "week", "hour", "minute", "mile", "storey", "story", "metre", "meter",
        ]
        .iter()
        .any(|unit| rest.starts_with(unit)) =>
        {
            Form::Compound
        }
        _ => return None,
    };
    let span = d.token(i)?.span;
    // the first part's length in the text: the key may be shorter or longer where the text has format characters
    let raw = d.text.slice(span);
    let part = raw.find(['-', '\u{2010}', '\u{2011}'])?;
    Some(Value {
        tokens: i..i + 1,
        span: d.text.span(span.start()..span.start() + part),
        low,
        high: Some(low),
        form,
        fraction: false,
    })
}

/// `19-year-old` by itself: somebody of that age.
pub(in crate::extract) fn is_age(d: &Document<'_>, i: usize) -> bool {
    let word = d.word(i);
    let word = word.strip_suffix('s').unwrap_or(word);
    word.strip_suffix("-old")
        .is_some_and(|age| age.ends_with("-year") || age.ends_with("-month") || age.ends_with("-week"))
}

/// A cardinal, and a second one that makes it a range: `10 to 15`, `10-15`, `10 or 12`.
fn range(d: &Document<'_>, i: usize, end: usize) -> Option<Value> {
    let (low, fraction, stop) = cardinal(d, i, end)?;
    let mut value = Value {
        tokens: i..stop,
        span: None,
        low,
        high: Some(low),
        form: Form::Numeral,
        fraction,
    };
    let between = i > 0 && d.is(i - 1, &["between"]);
    // "rose from 60 to 71", "rose by 11 to 71", but "From 60 to 70 people died", "anywhere from 60 to 70"
    let from = i > 0
        && d.is(i - 1, &["from", "by"])
        && d.sentences.get(d.sentence_of(i)).is_none_or(|s| s.tokens.start + 1 < i)
        && !(i > 1 && d.is(i - 2, &["anywhere", "somewhere"]));
    let joined = d.is_kind(stop, Kind::Dash)
        || d.is(stop, &["to"]) && !from
        || d.is(stop, &["or"])
        || d.is(stop, &["and"]) && between;
    if joined
        && stop + 1 < end
        && let Some((high, false, last)) = cardinal(d, stop + 1, end)
    {
        // "10 to 15 thousand"
        let scale = [1_000, 1_000_000, 100]
            .into_iter()
            .find(|scale| low < *scale && high >= *scale && last > stop + 2 && stop == i + 1 && low < high / scale);
        let low = scale.map_or(low, |scale| low.saturating_mul(scale));
        if low < high && !fraction {
            value.tokens.end = last;
            value.low = low;
            value.high = Some(high);
        }
    }
    Some(value)
}

/// The worth of the cardinal that begins at `i`, whether it has a fraction left, and where it ends.
pub(super) fn cardinal(d: &Document<'_>, i: usize, end: usize) -> Option<(u64, bool, usize)> {
    if i >= end {
        return None;
    }
    if d.is_kind(i, Kind::Number) {
        let mut value = digits(d.word(i))?;
        let mut at = i + 1;
        while at < end
            && at < i + 4
            && let Some(times) = multiplier(d.word(at))
        {
            value *= times as f64;
            at += 1;
        }
        // 1.2 million comes to a whole number, rounding apart
        let whole = value.round();
        let fraction = (value - whole).abs() > 1e-6;
        return (whole <= MOST as f64).then_some((whole as u64, fraction, at));
    }
    // two and a half million
    let whole = d.word(i).strip_suffix("-and-a-half");
    let (units, scale) = match whole {
        Some(whole) => (small(whole), i + 1),
        None if d.is(i + 1, &["and"]) && d.is(i + 2, &["a"]) && d.is(i + 3, &["half"]) => (small(d.word(i)), i + 4),
        None => (None, i),
    };
    if let Some(units) = units
        && scale < end
        && let Some(times) = multiplier(d.word(scale)).filter(|&times| times >= 100)
    {
        return Some((units * times + times / 2, false, scale + 1));
    }
    let (mut total, mut current, mut at) = (0u64, 0u64, i);
    let mut multiplied = false;
    // no number is written with more words
    let limit = end.min(i + 16);
    while at < limit {
        let word = d.word(at);
        if d.is(at, &["and"]) {
            let continues = multiplied
                && at + 1 < limit
                && small(d.word(at + 1)).is_some_and(|n| n > 0 && current % 100 == 0)
                && multiplier(d.word(at + 2)).is_none();
            if !continues {
                break;
            }
            at += 1;
            continue;
        }
        if let Some(n) = small(word) {
            let fits = at == i
                || multiplied && current % 100 == 0
                || n < 10 && n > 0 && current % 10 == 0 && (20..100).contains(&(current % 100));
            if !fits {
                break;
            }
            current += n;
        } else if let Some(times) = multiplier(word) {
            multiplied = true;
            if times <= 100 {
                current = current.max(1).checked_mul(times)?;
            } else {
                total = total.checked_add(current.max(1).checked_mul(times)?)?;
                current = 0;
            }
        } else {
            break;
        }
        at += 1;
        if total > MOST || current > MOST {
            return None;
        }
    }
    (at > i).then_some((total + current, false, at))
}

/// `hundred`, `dozen`, `million`: what a number before it is multiplied by.
fn multiplier(word: &str) -> Option<u64> {
    matches!(
        word,
        "hundred" | "thousand" | "million" | "billion" | "dozen" | "lakh" | "crore" | "lakhs" | "crores" | "mn" | "bn"
    )
    .then(|| lexicon::number(word))
    .flatten()
}

/// `hundreds`, `dozens`, `tens`
fn plural_multiplier(word: &str) -> Option<u64> {
    matches!(
        word,
        "tens" | "dozens" | "scores" | "hundreds" | "thousands" | "millions"
    )
    .then(|| lexicon::number(word))
    .flatten()
}

/// Number words below a hundred, `twenty-five` included.
fn small(word: &str) -> Option<u64> {
    let one = |word: &str| {
        lexicon::number(word)
            .filter(|&n| n < 100 && multiplier(word).is_none() && plural_multiplier(word).is_none() && word != "score")
    };
    match word.split_once('-') {
        Some((tens, units)) => {
            let (tens, units) = (one(tens)?, one(units)?);
            (tens >= 20 && tens % 10 == 0 && (1..10).contains(&units)).then_some(tens + units)
        }
        None => one(word),
    }
}

/// Digits with grouping and decimals, and `k`, `m`, `bn` behind them.
fn digits(word: &str) -> Option<f64> {
    let number = word.trim_end_matches(|c: char| c.is_alphabetic());
    let scale = match &word[number.len()..] {
        "" => 1.0,
        "k" => 1e3,
        "m" | "mn" | "mln" => 1e6,
        "bn" => 1e9,
        _ => return None,
    };
    let mut plain: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    if plain.is_empty() || plain.len() > 24 {
        return None;
    }
    // 15.000 as continental papers group: every part behind a full stop has three digits
    let mut parts = plain.split('.');
    let first = parts.next().unwrap_or_default();
    let grouped = (1..=3).contains(&first.len())
        && first != "0"
        && plain.contains('.')
        && scale == 1.0
        && parts.all(|part| part.len() == 3);
    if grouped || plain.matches('.').count() > 1 {
        plain.retain(|c| c != '.');
    }
    plain.parse::<f64>().ok().map(|n| n * scale)
}
