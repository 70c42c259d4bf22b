//! What a number is where it counts no people: an age, a date, a sum, a measure.

use super::{
    Form,
    value::{Value, cardinal},
};
use crate::{
    claim::PassedReason,
    language::{Case, Document, Kind, Tags},
};
use std::ops::Range;

/// Words for money behind a number.
const MONEY: &[&str] = &[
    "dollar", "dollars", "euro", "euros", "pound", "pounds", "rouble", "roubles", "ruble", "rubles", "rupee", "rupees",
    "yen", "yuan", "peso", "pesos", "dinar", "dinars", "lira", "franc", "francs", "shekel", "shekels", "krona", "cent",
    "cents", "usd", "eur", "gbp", "hryvnia", "hryvnias", "naira", "riyal", "riyals", "dirham", "dirhams", "won",
    "rand", "baht", "taka", "birr", "ringgit", "kronor", "kroner", "zloty",
];

/// Codes of money before a number, written large.
const CURRENCIES: &[&str] = &[
    "usd", "eur", "gbp", "rs", "rs.", "inr", "chf", "cad", "aud", "jpy", "cny", "rmb", "ngn", "kes", "ksh", "zar",
    "pkr", "bdt", "php", "idr", "rub", "uah", "try", "brl", "mxn", "sgd", "hkd", "nzd", "sek", "nok", "dkk", "pln",
    "aed", "sar",
];

/// Words that a number follows as a name: `Flight 370`, `Article 5`.
const LABELS: &[&str] = &[
    "flight",
    "article",
    "section",
    "chapter",
    "highway",
    "route",
    "room",
    "page",
    "no.",
    "nos.",
    "number",
    "channel",
    "region",
    "zone",
    "phase",
    "day",
    "level",
    "category",
    "class",
    "grade",
    "route",
    "interstate",
    "gate",
    "bus",
    "train",
    "boeing",
    "airbus",
    "volume",
    "verse",
    "psalm",
    "season",
    "episode",
    "unit",
    "station",
    "camp",
    "line",
    "road",
    "block",
    "sector",
    "ward",
    "platform",
    "terminal",
    "runway",
    "tower",
    "building",
    "apollo",
    "type",
    "covid",
    "version",
    "resolution",
    "step",
    "part",
    "item",
    "group",
    "figure",
    "table",
    "under",
];

/// Why the number cannot count people; `None` where it may.
pub(super) fn other(
    d: &Document<'_>,
    value: &Value,
    whole: &Range<usize>,
    sentence: Range<usize>,
) -> Option<PassedReason> {
    match value.form {
        Form::Ordinal => return Some(PassedReason::Ordinal),
        Form::Compound => {
            return Some(match d.word(value.tokens.start) {
                word if word.contains("-old") => PassedReason::Age,
                word if ["storey", "story", "mile", "metre", "meter"]
                    .iter()
                    .any(|unit| word.contains(unit)) =>
                {
                    PassedReason::Measure
                }
                _ => PassedReason::Duration,
            });
        }
        Form::Numeral => {}
        _ => return None,
    }
    let (first, last) = (value.tokens.start, value.tokens.end - 1);
    let digits = d.is_kind(first, Kind::Number);
    let before = |n: usize| whole.start.checked_sub(n).filter(|&i| i >= sentence.start);
    let next = value.tokens.end;
    let inside = |i: usize| i < sentence.end;
    if inside(next) && (d.is_kind(next, Kind::Percent) || d.is(next, &["percent", "per-cent", "percentage", "pct"]))
        || d.is(next, &["per"]) && d.is(next + 1, &["cent"])
    {
        return Some(PassedReason::Percentage);
    }
    // two thirds
    let share = [
        "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths", "half",
    ];
    if inside(next) && d.is(next, &share) {
        return Some(PassedReason::Percentage);
    }
    // "USD 2 million", "Rs 500"
    let code = first > sentence.start
        && (CURRENCIES.contains(&d.word(first - 1)) && d.token(first - 1).is_some_and(|t| t.case != Case::Lower));
    // "weighed 82 pounds"
    if d.is(next, &["pounds", "pound"])
        && (first.saturating_sub(4).max(sentence.start)..first)
            .any(|t| d.is(t, &["weighed", "weighing", "weighs", "weight", "gained", "shed"]))
    {
        return Some(PassedReason::Measure);
    }
    if code
        || first > sentence.start && d.is_kind(first - 1, Kind::Currency)
        || inside(next) && (MONEY.contains(&d.word(next)) || d.is_kind(next, Kind::Currency))
    {
        return Some(PassedReason::Money);
    }
    if let Some(reason) = date(d, value, before(1), next, &sentence) {
        return Some(reason);
    }
    if let Some(reason) = age(d, value, whole, before(1), next, &sentence) {
        return Some(reason);
    }
    // "six hours later", "the next three days"
    let unit =
        (next..sentence.end.min(next + 3)).find(|&i| d.any(i, Tags::Noun) || !d.any(i, Tags::Adjective | Tags::Adverb));
    // "killed 14 last week": when, not how long
    let when = d.is(next, &["last", "next", "this", "earlier", "later"]) && d.any(next + 1, Tags::Time | Tags::Noun);
    if let Some(unit) = unit.filter(|&i| d.is_kind(i, Kind::Word) && !when) {
        let time = [
            "second",
            "minute",
            "hour",
            "day",
            "night",
            "week",
            "weekend",
            "fortnight",
            "month",
            "year",
            "decade",
            "century",
            "centurie",
            "morning",
            "evening",
            "winter",
            "summer",
            "season",
            "semester",
        ];
        let word = d.word(unit);
        if time.contains(&word) || word.strip_suffix('s').is_some_and(|word| time.contains(&word)) {
            return Some(PassedReason::Duration);
        }
        if d.any(unit, Tags::Measure) && !d.any(unit, Tags::People) && unit == next {
            return Some(PassedReason::Measure);
        }
    }
    if value.fraction {
        return Some(PassedReason::Measure);
    }
    if d.is(next, &["°", "km", "kg", "kph", "mph", "x", "×"]) && inside(next) {
        return Some(PassedReason::Measure);
    }
    if let Some(label) = before(1).filter(|_| whole.start == first) {
        let token = d.token(label);
        let glued = d.token(first).is_some_and(|t| !t.spaced);
        if glued && digits && matches!(d.kind(label), Some(Kind::Dash | Kind::Other)) {
            return Some(PassedReason::Name);
        }
        // "Boeing 707", "Region 11"; numbers in words stand in names too: "Group of Seven"
        let large = token.is_some_and(|t| t.case != Case::Lower && t.kind == Kind::Word);
        let name = d.any(label, Tags::Name) && large && digits && !d.any(next, Tags::People | Tags::Plural);
        let named = large && LABELS.contains(&d.word(label)) || d.is(label, &["no.", "nos.", "flight", "magnitude"]);
        if named && digits || name && !opens_clause(d, next) {
            return Some(PassedReason::Name);
        }
        if digits && d.is(label, &["number", "rank", "ranked"]) {
            return Some(PassedReason::Name);
        }
        if d.is(label, &["magnitude"]) {
            return Some(PassedReason::Measure);
        }
        // "a form three student", "grade 10 pupils"
        let year = d.is(label, &["form", "class", "grade", "year", "standard", "std"]);
        if year && value.low <= 13 && d.any(next, Tags::People) {
            return Some(PassedReason::Name);
        }
    }
    let capital = d.token(last).is_some_and(|t| t.case == Case::Capital) && first > sentence.start;
    // a headline run into the text: "SHOOTING Three people …"
    let headline = capital && d.token(first - 1).is_some_and(|t| t.case == Case::Upper);
    if capital && !digits && !headline && d.is_kind(first - 1, Kind::Word) {
        // "Group of Seven", "the Big Four"
        return Some(PassedReason::Name);
    }
    // "15 per 100,000 people"
    if d.is(next, &["per"]) || before(1).is_some_and(|b| d.is(b, &["per"])) {
        return Some(PassedReason::Rate);
    }
    if in_every(d, value, &sentence) {
        return Some(PassedReason::Rate);
    }
    // "100 a day", "20 per week"
    // "14,000 a year ago" is none
    let rate = d.is(next, &["a", "per", "each", "every"])
        && d.any(next + 1, Tags::Time)
        && !d.is(next + 2, &["ago", "earlier", "before", "later", "after"]);
    (rate && next + 1 < sentence.end).then_some(PassedReason::Rate)
}

/// A verb follows, so that the number is its subject.
fn opens_clause(d: &Document<'_>, next: usize) -> bool {
    d.verb_group(next).is_some()
}

fn date(
    d: &Document<'_>,
    value: &Value,
    before: Option<usize>,
    next: usize,
    sentence: &Range<usize>,
) -> Option<PassedReason> {
    let first = value.tokens.start;
    if !d.is_kind(first, Kind::Number) {
        let hour = d.is(next, &["o'clock", "a.m.", "p.m.", "am", "pm"]);
        return hour.then_some(PassedReason::Date);
    }
    let month = |i: usize| d.any(i, Tags::Month) && d.token(i).is_some_and(|t| t.case != Case::Lower);
    let word = d.word(first);
    let plain = word.bytes().all(|b| b.is_ascii_digit());
    let year = plain && word.len() == 4 && (1500..2100).contains(&value.low);
    let day = plain && (1..=31).contains(&value.low);
    let last_month = before.is_some_and(month) || first > sentence.start && month(first - 1);
    if (day || year) && last_month
        || day && next < sentence.end && month(next) && before.is_none_or(|b| !d.is(b, &["least"]))
    {
        return Some(PassedReason::Date);
    }
    // April 5, 2025
    if year
        && first >= sentence.start + 2
        && d.is_kind(first - 1, Kind::Comma)
        && d.is_kind(first - 2, Kind::Number)
        && first >= sentence.start + 3
        && month(first - 3)
    {
        return Some(PassedReason::Date);
    }
    // 13:40, 2025-04-30, 12/5
    let colon = |i: usize| d.is_kind(i, Kind::Colon) && d.token(i).is_some_and(|t| !t.spaced);
    if next + 1 < sentence.end
        && colon(next)
        && d.is_kind(next + 1, Kind::Number)
        && d.token(next + 1).is_some_and(|t| !t.spaced)
        || first >= sentence.start + 2
            && colon(first - 1)
            && d.is_kind(first - 2, Kind::Number)
            && d.token(first).is_some_and(|t| !t.spaced)
        || d.is(next, &["a.m.", "p.m.", "am", "pm", "o'clock", "gmt", "utc", "hrs"])
    {
        return Some(PassedReason::Date);
    }
    let range_of_years = value
        .high
        .is_some_and(|high| high != value.low && (1500..2100).contains(&high))
        && (1500..2100).contains(&value.low);
    if range_of_years {
        return Some(PassedReason::Date);
    }
    if !year {
        return None;
    }
    // "in 2019", "since 1991", "the 2008 war", "(1999)"; a counted noun or a verb behind makes it a number
    let led = before.is_none_or(|b| {
        d.is(
            b,
            &[
                "in", "since", "by", "until", "from", "of", "to", "through", "during", "before", "after", "early",
                "late", "mid", "year", "around", "and", "autumn", "summer", "winter", "spring", "fall", "for",
            ],
        ) || !d.is_kind(b, Kind::Word)
    }) || first > sentence.start
        && d.is(first - 1, &["the", "early", "late", "mid", "his", "its", "their", "in"]);
    // "In 2017 38 people died"
    let another = d.is_kind(next, Kind::Number) || d.any(next, Tags::Number);
    let people = |head: usize| head > first && d.any(head, Tags::People) && d.any(head, Tags::Plural);
    let counts =
        !another && (d.any(next, Tags::People | Tags::Nation) || d.noun_group(first).is_some_and(|g| people(g.head)));
    // "a 2005 law", "the party's 2020 convention"
    let describes = d
        .noun_group(first)
        .is_some_and(|g| g.head > first && !d.any(g.head, Tags::Plural | Tags::People));
    ((led || describes) && !counts).then_some(PassedReason::Date)
}

fn age(
    d: &Document<'_>,
    value: &Value,
    whole: &Range<usize>,
    before: Option<usize>,
    next: usize,
    sentence: &Range<usize>,
) -> Option<PassedReason> {
    let age = Some(PassedReason::Age);
    let aged = |i: usize| d.is(i, &["aged", "age", "ages", "turned", "turning"]);
    if before.is_some_and(|b| d.is(b, &["of"]) && b > sentence.start && aged(b - 1)) {
        return age;
    }
    if before.is_some_and(aged) {
        return age;
    }
    // "aged 50 and 60", "aged 3, 5 and 9"
    if let Some(b) = before.filter(|&b| d.is(b, &["and", "to", "or"]) || d.is_kind(b, Kind::Comma))
        && value.low < 120
        && !d.any(next, Tags::Noun | Tags::Adjective)
        && (b.saturating_sub(8).max(sentence.start)..b)
            .rev()
            .take_while(|&t| {
                d.is_kind(t, Kind::Number)
                    || d.is_kind(t, Kind::Comma)
                    || d.any(t, Tags::Number)
                    || d.is(t, &["and", "between", "of"])
                    || aged(t)
            })
            .any(aged)
    {
        return age;
    }
    // "between 18 and 25 years old", "12 years of age"
    if d.is(next, &["years", "year", "months", "weeks", "yrs"])
        && (d.is(next + 1, &["old", "older", "younger"]) || d.is(next + 1, &["of"]) && d.is(next + 2, &["age"]))
    {
        return age;
    }
    if value.low > 120 || value.high.is_none() {
        return None;
    }
    // "children under 10", "men over 60"
    let limit = whole.start < value.tokens.start && d.is(whole.start, &["under", "over", "below", "above"]);
    if limit
        && whole.start > sentence.start
        && d.tags(whole.start - 1).all(Tags::People | Tags::Plural)
        && !d.any(whole.start - 1, Tags::VERB | Tags::Adjective)
        && !d.any(next, Tags::Noun | Tags::Adjective | Tags::Nation)
    {
        return age;
    }
    // "Ivo Brandt, 45, said"; "Brandt (45)"
    // "Bishop Moss of the Velin diocese, 79, died"
    let named = |i: usize| {
        d.any(i, Tags::Name | Tags::Noun)
            && !d.any(i, Tags::Month | Tags::Weekday | Tags::Time)
            && (d.any(i, Tags::Name) || !d.any(i, Tags::Plural))
    };
    let b = before?;
    let opened = d.is_kind(b, Kind::Comma) && (d.is_kind(next, Kind::Comma) || d.is_kind(next, Kind::Stop))
        || d.is_kind(b, Kind::Open) && d.is_kind(next, Kind::Close);
    let alone = value.tokens.start == b + 1;
    let after_name = b > sentence.start && named(b - 1) && d.is_kind(value.tokens.start, Kind::Number);
    (opened && alone && after_name).then_some(PassedReason::Age)
}

/// `one in five children`, `nine out of ten died`: either number.
fn in_every(d: &Document<'_>, value: &Value, sentence: &Range<usize>) -> bool {
    let people_or_verb = |i: usize| i < sentence.end && (d.any(i, Tags::People) || d.verb_group(i).is_some());
    let preposition = |i: usize| {
        if d.is(i, &["in"]) {
            Some(1)
        } else if d.is(i, &["out"]) && d.is(i + 1, &["of"]) {
            Some(2)
        } else {
            None
        }
    };
    let every = |i: usize| i + usize::from(d.is(i, &["every"]));
    let whole = |low: u64, at: usize| {
        cardinal(d, at, sentence.end).is_some_and(|(of, _, stop)| {
            // "one in four of the 8,000"
            low < of && of <= 1_000 && (people_or_verb(stop) || d.is(stop, &["of"]))
        })
    };
    if let Some(length) = preposition(value.tokens.end) {
        return value.high == Some(value.low) && whole(value.low, every(value.tokens.end + length));
    }
    // the second number
    let first = value.tokens.start;
    (2..=4)
        .filter_map(|back| first.checked_sub(back).filter(|&i| i >= sentence.start))
        .any(|i| {
            cardinal(d, i, first).is_some_and(|(low, _, stop)| {
                preposition(stop).is_some_and(|length| every(stop + length) == first) && whole(low, first)
            })
        })
}
