//! Time expressions: the words, and the date they come to.

use crate::{
    claim::Precision,
    language::{Document, Kind, Tags, lexicon},
};
use jiff::{
    ToSpan as _,
    civil::{Date, Weekday},
};
use std::ops::Range;

/// A time expression of the text.
#[derive(Clone, Debug)]
pub(super) struct Expression {
    /// The words, without a preposition: `Monday night`, `a day before`.
    pub(super) tokens: Range<usize>,
    /// What they come to; `None` where nothing says from when to count.
    pub(super) date: Option<(Date, Precision)>,
}

/// What an expression says, before it is counted from any date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Meaning {
    /// The latest day of this name.
    Weekday(Weekday),
    /// The latest one before the article's own day.
    LastWeekday(Weekday),
    NextWeekday(Weekday),
    /// So many days from the article's.
    FromToday(i32),
    /// So many days from the day named last.
    FromNamed(i32),
    /// So many weeks, months, years from the article's.
    Weeks(i32),
    Months(i32),
    Years(i32),
    /// A day of the year, the latest one if no year stands there.
    Day {
        month: i8,
        day: i8,
        year: Option<i16>,
    },
    Month {
        month: i8,
        year: Option<i16>,
    },
    Year(i16),
}

/// All time expressions of the text, in order.
pub(super) fn find(d: &Document<'_>, today: Option<Date>) -> Vec<Expression> {
    let mut found = Vec::new();
    // the day named last, and the paragraph that did
    let mut named: Option<(Date, usize)> = None;
    for sentence in &d.sentences {
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let Some((tokens, meaning)) = at(d, i, sentence.tokens.end) else {
                i += 1;
                continue;
            };
            let near = named.filter(|(_, paragraph)| sentence.paragraph <= paragraph + 1);
            let date = date(meaning, today, near.map(|(day, _)| day));
            if let Some((day, Precision::Day)) = date {
                named = Some((day, sentence.paragraph));
            }
            i = tokens.end.max(i + 1);
            found.push(Expression { tokens, date });
        }
    }
    found
}

const PARTS: &[&str] = &["morning", "afternoon", "evening", "night", "noon", "midday"];

/// The expression that begins at token `i`.
fn at(d: &Document<'_>, i: usize, end: usize) -> Option<(Range<usize>, Meaning)> {
    use Meaning::*;
    let part = |from: usize| from + usize::from(from < end && d.is(from, PARTS));
    // "late", "early", "earlier" may lead any of them
    let lead = usize::from(d.is(i, &["late", "early", "earlier", "later"]));
    let w = i + lead;
    if w >= end {
        return None;
    }
    if let Some(day) = weekday(d.word(w)) {
        let mut stop = part(w + 1);
        // "Monday, April 28": the date says it all
        let comma = usize::from(d.is_kind(stop, Kind::Comma));
        if stop == w + 1
            && let Some((date, meaning)) = calendar(d, stop + comma, end)
            && matches!(meaning, Day { .. })
        {
            stop = date.end;
            return Some((i..stop, meaning));
        }
        return Some((i..stop, Weekday(day)));
    }
    if d.is(w, &["last", "past", "previous"]) {
        if let Some(day) = weekday(d.word(w + 1)) {
            return Some((i..part(w + 2), LastWeekday(day)));
        }
        let meaning = match d.word(w + 1) {
            "night" => FromToday(-1),
            "week" | "weekend" => Weeks(-1),
            "month" => Months(-1),
            "year" => Years(-1),
            month => return lexicon::month(month).map(|month| (i..w + 2, Month { month, year: None })),
        };
        return Some((i..w + 2, meaning));
    }
    if d.is(w, &["this"]) {
        if let Some(day) = weekday(d.word(w + 1)) {
            return Some((i..part(w + 2), Weekday(day)));
        }
        let meaning = match d.word(w + 1) {
            "morning" | "afternoon" | "evening" => FromToday(0),
            "week" | "weekend" => Weeks(0),
            "month" => Months(0),
            "year" => Years(0),
            _ => return None,
        };
        return Some((i..w + 2, meaning));
    }
    if d.is(w, &["next"]) {
        if let Some(day) = weekday(d.word(w + 1)) {
            return Some((i..part(w + 2), NextWeekday(day)));
        }
        let meaning = match d.word(w + 1) {
            "week" => Weeks(1),
            "month" => Months(1),
            "year" => Years(1),
            _ => return None,
        };
        return Some((i..w + 2, meaning));
    }
    match d.word(w) {
        "yesterday" => return Some((i..part(w + 1), FromToday(-1))),
        "today" => return Some((i..w + 1, FromToday(0))),
        "tonight" => return Some((i..w + 1, FromToday(0))),
        "overnight" if lead == 0 => return Some((i..w + 1, FromToday(0))),
        "tomorrow" => return Some((i..part(w + 1), FromToday(1))),
        _ => {}
    }
    if lead == 0
        && let Some(found) = counted(d, i, end)
    {
        return Some(found);
    }
    let (tokens, meaning) = calendar(d, w, end)?;
    Some((i..tokens.end, meaning))
}

/// `a day before`, `two weeks ago`, `the same day`, `the day before yesterday`.
fn counted(d: &Document<'_>, i: usize, end: usize) -> Option<(Range<usize>, Meaning)> {
    use Meaning::*;
    if d.is(i, &["the", "that"]) {
        if d.is(i + 1, &["same", "previous", "next", "following"])
            && d.is(i + 2, &["day", "night", "morning", "evening", "afternoon"])
        {
            let days = match d.word(i + 1) {
                "same" => 0,
                "previous" => -1,
                _ => 1,
            };
            return Some((i..i + 3, FromNamed(days)));
        }
        if d.is(i + 1, &["day"]) {
            return match d.word(i + 2) {
                "before" if d.is(i + 3, &["yesterday"]) => Some((i..i + 4, FromToday(-2))),
                "after" if d.is(i + 3, &["tomorrow"]) => Some((i..i + 4, FromToday(2))),
                // "the day before the blast" counts from no date
                "before" if closes(d, i + 3, end) => Some((i..i + 3, FromNamed(-1))),
                "after" if closes(d, i + 3, end) => Some((i..i + 3, FromNamed(1))),
                _ if d.is(i, &["that"]) => Some((i..i + 2, FromNamed(0))),
                _ => None,
            };
        }
        if d.is(i, &["that"]) && d.is(i + 1, PARTS) {
            return Some((i..i + 2, FromNamed(0)));
        }
        return None;
    }
    let number = match d.word(i) {
        "a" | "an" => 1,
        word => i32::try_from(lexicon::number(word).or_else(|| word.parse().ok())?)
            .ok()
            .filter(|n| *n <= 60)?,
    };
    let unit = d.word(i + 1).trim_end_matches('s');
    let sign = match d.word(i + 2) {
        "ago" => -1,
        "earlier" | "previously" => -1,
        "later" => 1,
        "before" if closes(d, i + 3, end) => -1,
        "after" if closes(d, i + 3, end) => 1,
        _ => return None,
    };
    let ago = d.is(i + 2, &["ago"]);
    let meaning = match (unit, ago) {
        ("day", true) => FromToday(-number),
        ("week", true) => Weeks(-number),
        ("month", true) => Months(-number),
        ("year", true) => Years(-number),
        ("day", false) => FromNamed(sign * number),
        ("week", false) => FromNamed(sign * number * 7),
        _ => return None,
    };
    Some((i..i + 3, meaning))
}

/// Nothing follows that `before` or `after` could govern: a comma, a stop, a verb, the end.
fn closes(d: &Document<'_>, i: usize, end: usize) -> bool {
    i >= end
        || !matches!(d.kind(i), Some(Kind::Word | Kind::Number))
        || d.verb_group(i).is_some()
        || d.any(i, Tags::Preposition | Tags::Conjunction | Tags::Subordinator) && !d.any(i, Tags::Determiner)
}

/// `April 3`, `3 April 2024`, `April 3rd, 2024`, `March 2019`, `in March`, `in 2019`, `2024-04-03`.
fn calendar(d: &Document<'_>, i: usize, end: usize) -> Option<(Range<usize>, Meaning)> {
    use Meaning::*;
    let number = |i: usize| {
        let word = d.word(i);
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|e| word.strip_suffix(e))
            .unwrap_or(word);
        (i < end && digits.len() <= 4)
            .then(|| digits.parse::<i16>().ok())
            .flatten()
    };
    let day = |i: usize| number(i).filter(|n| (1..=31).contains(n)).map(|n| n as i8);
    let year = |i: usize| number(i).filter(|n| (1800..=2100).contains(n) && d.word(i).len() == 4);
    // a failed parse is dear
    let iso = |word: &&str| word.len() == 10 && word.as_bytes().get(4) == Some(&b'-');
    if let Some(date) = Some(d.word(i)).filter(iso).and_then(|word| word.parse::<Date>().ok()) {
        return Some((
            i..i + 1,
            Day {
                month: date.month(),
                day: date.day(),
                year: Some(date.year()),
            },
        ));
    }
    if let Some(month) = month(d, i) {
        if let Some(day) = day(i + 1).filter(|_| !d.any(i + 2, Tags::Month)) {
            let comma = usize::from(d.is_kind(i + 2, Kind::Comma));
            return Some(match year(i + 2 + comma) {
                Some(y) => (
                    i..i + 3 + comma,
                    Day {
                        month,
                        day,
                        year: Some(y),
                    },
                ),
                None => (i..i + 2, Day { month, day, year: None }),
            });
        }
        let comma = usize::from(d.is_kind(i + 1, Kind::Comma));
        if let Some(y) = year(i + 1 + comma) {
            return Some((i..i + 2 + comma, Month { month, year: Some(y) }));
        }
        // "March" alone is a name as often: only behind a word that leads times
        let led = i > 0
            && d.is(
                i - 1,
                &[
                    "in", "since", "during", "until", "by", "of", "early", "late", "mid", "this", "between", "from",
                ],
            );
        return led.then_some((i..i + 1, Month { month, year: None }));
    }
    if let Some(day) = day(i) {
        let of = usize::from(d.is(i + 1, &["of"]));
        if let Some(month) = month(d, i + 1 + of) {
            let next = i + 2 + of;
            return Some(match year(next) {
                Some(y) => (
                    i..next + 1,
                    Day {
                        month,
                        day,
                        year: Some(y),
                    },
                ),
                None => (i..next, Day { month, day, year: None }),
            });
        }
    }
    // a number of four digits is a year only where a time is due, and no noun follows
    let year = year(i).filter(|_| d.is_kind(i, Kind::Number))?;
    let led = i > 0 && d.is(i - 1, &["in", "since", "during", "until", "by", "early", "late"]);
    let counts =
        d.any(i + 1, Tags::Noun | Tags::Adjective | Tags::Nation) && !d.any(i + 1, Tags::VERB | Tags::Determiner);
    (led && !counts).then_some((i..i + 1, Year(year)))
}

fn month(d: &Document<'_>, i: usize) -> Option<i8> {
    (d.any(i, Tags::Month) && d.token(i).is_some_and(|t| t.case != crate::language::Case::Lower))
        .then(|| lexicon::month(d.word(i)))
        .flatten()
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.trim_end_matches('.') {
        "monday" | "mon" => Weekday::Monday,
        "tuesday" | "tue" => Weekday::Tuesday,
        "wednesday" | "wed" => Weekday::Wednesday,
        "thursday" | "thu" => Weekday::Thursday,
        "friday" | "fri" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// The date of an expression, counted from the article's day or from the day named last.
fn date(meaning: Meaning, today: Option<Date>, named: Option<Date>) -> Option<(Date, Precision)> {
    use Meaning::*;
    let day = |date: Date| Some((date, Precision::Day));
    match meaning {
        Year(year) => Some((Date::new(year, 1, 1).ok()?, Precision::Year)),
        Month {
            month,
            year: Some(year),
        } => Some((Date::new(year, month, 1).ok()?, Precision::Month)),
        Day {
            month,
            day: of_month,
            year: Some(year),
        } => day(Date::new(year, month, of_month).ok()?),
        FromNamed(days) => day(named?.checked_add(days.days()).ok()?),
        // all others count from the day of the article
        _ => {
            let today = today?;
            let back = |weekday: jiff::civil::Weekday| i32::from(weekday.until(today.weekday()));
            match meaning {
                Weekday(weekday) => day(today.checked_sub(back(weekday).days()).ok()?),
                LastWeekday(weekday) => {
                    let days = back(weekday);
                    day(today.checked_sub(if days == 0 { 7 } else { days }.days()).ok()?)
                }
                NextWeekday(weekday) => {
                    let days = 7 - back(weekday);
                    day(today.checked_add(days.days()).ok()?)
                }
                FromToday(days) => day(today.checked_add(days.days()).ok()?),
                Weeks(weeks) => week(today.checked_add((weeks * 7).days()).ok()?, weeks == 0),
                Months(months) => Some((
                    today.checked_add(months.months()).ok()?.first_of_month(),
                    Precision::Month,
                )),
                Years(years) => Some((today.checked_add(years.years()).ok()?.first_of_year(), Precision::Year)),
                Day {
                    month, day: of_month, ..
                } => {
                    // 29 February: the latest year that has one
                    let mut years =
                        (0..5).filter_map(|back| Date::new(today.year().checked_sub(back)?, month, of_month).ok());
                    day(years.find(|d| *d <= today)?)
                }
                Month { month, .. } => {
                    let year = if month <= today.month() {
                        today.year()
                    } else {
                        today.year().checked_sub(1)?
                    };
                    Some((Date::new(year, month, 1).ok()?, Precision::Month))
                }
                _ => None,
            }
        }
    }
}

/// A week has no precision of its own: the month that most of its days lie in, that of its Thursday; of this week only the
/// days up to the article's count.
fn week(within: Date, so_far: bool) -> Option<(Date, Precision)> {
    let past = i32::from(within.weekday().to_monday_zero_offset());
    let middle = if so_far { past / 2 } else { 3 };
    let middle = within.checked_add((middle - past).days()).ok()?;
    Some((middle.first_of_month(), Precision::Month))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// The expressions of a text and their dates, in an article of Wednesday, 30 April 2025.
    fn found(raw: &str, today: Option<&str>) -> Vec<String> {
        let text = Text::clean(raw);
        let document = Document::read(&text);
        find(&document, today.map(|t| t.parse().unwrap()))
            .into_iter()
            .map(|e| {
                let date = e.date.map_or("-".to_owned(), |(date, precision)| match precision {
                    Precision::Day => date.to_string(),
                    Precision::Month => date.to_string()[..7].to_owned(),
                    Precision::Year => date.to_string()[..4].to_owned(),
                });
                format!("{} = {date}", document.words(e.tokens))
            })
            .collect()
    }

    #[test]
    fn a_week_lies_in_the_month_of_its_middle() {
        for (year, month, day, weeks, expected) in [
            (2025, 4, 30, 0, "2025-04-01"),
            (2025, 4, 9, -1, "2025-04-01"),
            (2025, 3, 4, -1, "2025-02-01"),
            (2025, 1, 7, -1, "2025-01-01"),
            (2025, 5, 4, 0, "2025-05-01"),
        ] {
            let today = jiff::civil::date(year, month, day);
            let (date, precision) = super::date(Meaning::Weeks(weeks), Some(today), None).unwrap();
            assert_eq!(
                (date.to_string().as_str(), precision),
                (expected, Precision::Month),
                "{today}"
            );
        }
    }

    #[test]
    fn dates() {
        for (raw, expected) in [
            ("He said on Monday no.", &["Monday = 2025-04-28"][..]),
            ("He said on Wednesday no.", &["Wednesday = 2025-04-30"]),
            ("He spoke Thursday night.", &["Thursday night = 2025-04-24"]),
            ("He said it late Sunday.", &["late Sunday = 2025-04-27"]),
            (
                "He said yesterday morning that it rained.",
                &["yesterday morning = 2025-04-29"],
            ),
            (
                "He spoke Saturday. Just a day before, he had not.",
                &["Saturday = 2025-04-26", "a day before = 2025-04-25"],
            ),
            (
                "He spoke on Saturday. Two days later, he left the same day.",
                &[
                    "Saturday = 2025-04-26",
                    "Two days later = 2025-04-28",
                    "the same day = 2025-04-28",
                ],
            ),
            ("A day earlier he left.", &["A day earlier = -"]),
            ("He died on April 3 in Ostra.", &["April 3 = 2025-04-03"]),
            ("He died on May 3.", &["May 3 = 2024-05-03"]),
            ("He died on 3 April 2019.", &["3 April 2019 = 2019-04-03"]),
            (
                "He died on April 3rd, 2019, in Ostra.",
                &["April 3rd, 2019 = 2019-04-03"],
            ),
            (
                "It was built in March and burnt in 2019.",
                &["March = 2025-03", "2019 = 2019"],
            ),
            ("It began in August 2018.", &["August 2018 = 2018-08"]),
            ("Earlier this month ten died.", &["Earlier this month = 2025-04"]),
            ("Earlier this week ten died.", &["Earlier this week = 2025-04"]),
            ("Last week ten died.", &["Last week = 2025-04"]),
            (
                "Three days ago ten died; last year, two.",
                &["Three days ago = 2025-04-27", "last year = 2024"],
            ),
            ("On Monday, April 28, ten died.", &["Monday, April 28 = 2025-04-28"]),
            ("He died on February 29.", &["February 29 = 2024-02-29"]),
            (
                "The day before yesterday he left.",
                &["The day before yesterday = 2025-04-28"],
            ),
        ] {
            assert_eq!(found(raw, Some("2025-04-30")), expected, "{raw}");
        }
    }

    #[test]
    fn no_dates() {
        for raw in [
            "They may march in step.",
            "In 2000 people died of it, he said, and 1999 more fled.",
            "The day before the blast he left.",
            "He will be 30 in the end.",
            "A year of war and a day of peace.",
            "The second week.",
        ] {
            assert_eq!(found(raw, Some("2025-04-30")), Vec::<String>::new(), "{raw}");
        }
    }

    #[test]
    fn without_a_day_to_count_from() {
        assert_eq!(
            found("He spoke on Monday, on 3 April 2019 and a day later.", None),
            ["Monday = -", "3 April 2019 = 2019-04-03", "a day later = 2019-04-04"]
        );
    }
}
