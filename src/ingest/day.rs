//! Days as people and programs write them in headers: read leniently, never guessed.

use crate::language::lexicon;
use jiff::civil::{Date, Weekday};

/// The day that `words` name, and nothing but a day: with or without weekday, time and zone around it.
///
/// The day stands as it is written; a zone does not move it. `None` for anything else, and where a day could be another
/// one: no year, `03/04/2025` (March or April), a weekday that the day was not.
///
/// ```
/// use claimbook::ingest::parse_day;
/// use jiff::civil::date;
/// assert_eq!(parse_day("April 30, 2025 at 5:10pm EDT"), Some(date(2025, 4, 30)));
/// assert_eq!(parse_day("2025-04-30T10:00:00Z"), Some(date(2025, 4, 30)));
/// assert_eq!(parse_day("03/04/2025"), None);
/// ```
pub fn parse(words: &str) -> Option<Date> {
    // longer than any day with its time: a sentence
    if words.len() > 100 {
        return None;
    }
    let mut found = Found::default();
    let mut chunks = words
        .split(|c: char| c.is_whitespace() || ",;|·•()–—".contains(c))
        .filter(|chunk| !chunk.is_empty())
        .peekable();
    while let Some(chunk) = chunks.next() {
        let before_a_time_word = chunks.peek().is_some_and(|next| is_half_day(next) || is_zone(next));
        found.take(chunk, before_a_time_word)?;
    }
    found.day()
}

/// A day at the top of a text that can be read in two ways: `Date: 03/07/2024`. It was not taken, since a guess would be wrong
/// half the time; a person can say which it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwoDays {
    /// As it stands there.
    pub words: String,
    /// With the day first.
    pub day_first: Date,
    /// With the month first.
    pub month_first: Date,
}

/// So many lines at the top of a text may be its header.
const HEADER: usize = 12;

/// The day at the top of a text that can be read in two ways, if one stands there: in a line of its own, with or without a word
/// for what it is before it.
pub fn two_days(text: &str) -> Option<TwoDays> {
    text.lines().take(HEADER).find_map(|line| {
        if line.len() > 100 {
            return None;
        }
        let rest = line.trim_start_matches(|c: char| c.is_alphabetic() || " :".contains(c));
        let label = line[..line.len() - rest.len()]
            .trim_end_matches([' ', ':'])
            .to_lowercase();
        let known = [
            "",
            "date",
            "published",
            "posted",
            "updated",
            "publication date",
            "date published",
            "published on",
        ];
        let words = rest.split([' ', ',', ';']).next()?;
        let [a, b, year] = three(words).filter(|[.., year]| year.len() == 4)?;
        let (a, b, year) = (a.parse::<i8>().ok()?, b.parse::<i8>().ok()?, year.parse().ok()?);
        let (day_first, month_first) = (date(year, b, a)?, date(year, a, b)?);
        let alone = rest[words.len()..].chars().all(|c| !c.is_alphabetic()) || rest.len() < words.len() + 16;
        (known.contains(&label.as_str()) && day_first != month_first && alone).then(|| TwoDays {
            words: words.to_owned(),
            day_first,
            month_first,
        })
    })
}

/// The day that `words` are with the day first, and with the month first: `05/06/2024` is two, `13/06/2024` and `Wed 05/06/2024`
/// are one, `5 June 2024` is none of these.
pub(super) fn both(words: &str) -> (Option<Date>, Option<Date>) {
    let chunk = words
        .split(|c: char| c.is_whitespace() || ",;".contains(c))
        .find_map(|chunk| three(chunk).map(|three| (chunk, three)));
    let Some((chunk, [a, b, year])) = chunk.filter(|(_, [.., year])| year.len() == 4) else {
        return (None, None);
    };
    let with = |day: &str, month: &str| parse(&words.replacen(chunk, &format!("{year}-{month}-{day}"), 1));
    (with(a, b), with(b, a))
}

/// The day at the beginning of `words`, and how many **bytes** it takes, with the time that may follow it.
pub(super) fn leading(words: &str) -> Option<(Date, usize)> {
    let ends = || words.match_indices(' ').map(|(at, _)| at);
    let first = ends().next()?;
    if let Some(day) = iso(words[..first].trim_end_matches([':', ',', ';', '.'])) {
        // "10:00 GMT" belongs to it; a word in capitals without a time before it is the article's first
        let mut end = first;
        let mut chunks = words[first + 1..].split(' ');
        if let Some(time) = chunks.next().filter(|chunk| chunk.contains(':') && is_time(chunk)) {
            end += 1 + time.len();
            if let Some(zone) = chunks.next().filter(|chunk| is_zone(chunk)) {
                end += 1 + zone.len();
            }
        }
        return Some((day, end));
    }
    // "30 April 2025", then "Wednesday, 30 April 2025"
    ends()
        .skip(2)
        .take(2)
        .find_map(|end| parse(&words[..end]).map(|day| (day, end)))
}

/// The pieces of a day found so far.
#[derive(Default)]
struct Found {
    whole: Option<Date>,
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<Weekday>,
}

impl Found {
    /// Takes one word; `None` if it has no place in a day.
    fn take(&mut self, chunk: &str, before_a_time_word: bool) -> Option<()> {
        let bare = chunk.trim_end_matches('.');
        if let Some(day) = iso(bare).or_else(|| numeric(bare)).or_else(|| dashed(bare)) {
            return set(&mut self.whole, day);
        }
        if let Some(month) = month(bare) {
            return set(&mut self.month, month);
        }
        if let Some(weekday) = weekday(bare) {
            return set(&mut self.weekday, weekday);
        }
        if let Some(number) = number(bare) {
            return match (bare.bytes().take_while(u8::is_ascii_digit).count(), before_a_time_word) {
                (1 | 2, true) | (4, true) => Some(()),
                (1 | 2, false) => set(&mut self.day, number as i8),
                (4, false) if self.year.is_none() && bare.len() == 4 => set(&mut self.year, number as i16),
                // "1715" after the year
                (4, false) if bare.len() == 4 => Some(()),
                _ => None,
            };
        }
        let known = is_time(bare) || is_half_day(bare) || is_zone(bare) || is_filler(bare);
        known.then_some(())
    }

    fn day(self) -> Option<Date> {
        let day = match (self.whole, self.year, self.month, self.day) {
            (Some(day), None, None, None) => day,
            (None, Some(year), Some(month), Some(day)) => date(year, month, day)?,
            _ => return None,
        };
        (self.weekday.is_none_or(|weekday| weekday == day.weekday())).then_some(day)
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    (1000..3000).contains(&year).then(|| Date::new(year, month, day).ok())?
}

/// `2025-04-30`, also with slashes or dots, also with a time after `T`.
fn iso(chunk: &str) -> Option<Date> {
    let (day, time) = match chunk.split_once(['T', 't']) {
        Some((day, time)) => (day, Some(time)),
        None => (chunk, None),
    };
    if time.is_some_and(|time| !is_time(time)) {
        return None;
    }
    let [year, month, day] = three(day)?;
    (year.len() == 4).then(|| date(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// `30/04/2025`, `04/30/2025`: only where one of the two numbers can be no month, or both are the same.
fn numeric(chunk: &str) -> Option<Date> {
    let [a, b, year] = three(chunk)?;
    if year.len() != 4 {
        return None;
    }
    let (a, b, year) = (a.parse::<i8>().ok()?, b.parse::<i8>().ok()?, year.parse().ok()?);
    match (a, b) {
        (13.., 1..=12) => date(year, b, a),
        (1..=12, 13..) => date(year, a, b),
        (a, b) if a == b => date(year, a, b),
        _ => None,
    }
}

/// `30-Apr-2025`
fn dashed(chunk: &str) -> Option<Date> {
    let mut parts = chunk.split(['-', '/']);
    let (day, name, year, None) = (parts.next()?, parts.next()?, parts.next()?, parts.next()) else {
        return None;
    };
    (year.len() == 4).then(|| date(year.parse().ok()?, month(name)?, day.parse().ok()?))?
}

/// Three numbers with the same mark between them.
fn three(chunk: &str) -> Option<[&str; 3]> {
    let mark = chunk
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| "-/.".contains(*c))?;
    let mut parts = chunk.split(mark);
    let three = [parts.next()?, parts.next()?, parts.next()?];
    let digits = |part: &&str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    (parts.next().is_none() && three.iter().all(digits)).then_some(three)
}

/// `30`, `30th`, `2025`
fn number(chunk: &str) -> Option<u16> {
    let end = chunk.find(|c: char| !c.is_ascii_digit()).unwrap_or(chunk.len());
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&chunk[end..].to_ascii_lowercase().as_str());
    (ordinal && (1..=4).contains(&end)).then(|| chunk[..end].parse().ok())?
}

fn month(word: &str) -> Option<i8> {
    lexicon::month(&word.to_ascii_lowercase())
}

fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let word = word.to_ascii_lowercase();
    let is = |day: &str| word == day || (word.len() >= 3 && word.len() <= 5 && day.starts_with(&word));
    DAYS.iter().find(|(day, _)| is(day)).map(|&(_, weekday)| weekday)
}

/// Whether the word is a month's or a weekday's name: such a word begins no person's name.
pub(super) fn is_calendar_word(word: &str) -> bool {
    weekday(word).is_some() || month(word).is_some()
}

/// `5:10pm`, `17.10`, `10:00:00Z`, `10:00+03:00`, `5pm`, `17h10`
fn is_time(chunk: &str) -> bool {
    let lower = chunk.to_ascii_lowercase();
    let (mut digits, mut marks) = (0, 0);
    for c in lower.chars() {
        match c {
            '0'..='9' => digits += 1,
            ':' | '.' | 'h' | '+' | '-' | 'a' | 'p' | 'm' | 'z' => marks += 1,
            _ => return false,
        }
    }
    lower.starts_with(|c: char| c.is_ascii_digit()) && digits >= 1 && marks >= 1
}

/// `am`, `p.m.`
fn is_half_day(chunk: &str) -> bool {
    let letters: String = chunk.chars().filter(|&c| c != '.').collect();
    ["am", "pm"].contains(&letters.to_ascii_lowercase().as_str())
}

/// `EDT`, `GMT`, `UTC+3`, `+0000`, `Z`
fn is_zone(chunk: &str) -> bool {
    let (name, offset) = match chunk.find(['+', '-', '−']) {
        Some(at) => chunk.split_at(at),
        None => (chunk, ""),
    };
    let named = name == "Z" || ((2..=5).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase()));
    let shifted = offset.chars().skip(1).all(|c| c.is_ascii_digit() || c == ':') && offset.chars().count() != 1;
    let is_name = named && month(name).is_none() && weekday(name).is_none();
    shifted && if name.is_empty() { !offset.is_empty() } else { is_name }
}

fn is_filler(chunk: &str) -> bool {
    const FILLERS: &[&str] = &[
        "at", "on", "of", "the", "local", "time", "hours", "hrs", "noon", "midnight", "-", "@",
    ];
    FILLERS.contains(&chunk.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_in_many_forms() {
        for words in [
            "2025-04-30",
            "2025/04/30",
            "2025-4-30",
            "2025-04-30T10:00:00Z",
            "2025-04-30T10:00:00.000+03:00",
            "2025-04-30 10:00:00 UTC",
            "30 April 2025",
            "30 April, 2025",
            "30th of April 2025",
            "April 30, 2025",
            "April 30th 2025",
            "APRIL 30, 2025",
            "Apr. 30, 2025",
            "Apr 30 2025",
            "30-Apr-2025",
            "30 Apr 2025 10.15",
            "30 Apr 2025 1715 GMT",
            "1715 GMT 30 April 2025",
            "30 April 2025, 1715 hours",
            "Wed, 30 Apr 2025 10:00:00 +0000",
            "Wednesday 30 April 2025 10.15 BST",
            "Wednesday, April 30, 2025",
            "April 30, 2025 at 5:10pm EDT",
            "April 30, 2025 at 5:10 p.m. ET",
            "5 pm, April 30, 2025",
            "April 30, 2025 5:10 PM (GMT+2)",
            "April 30, 2025 | 5:10pm UTC−4",
            "April 30, 2025 – 17:10",
            "30/04/2025",
            "04/30/2025",
            "30.04.2025",
            "  April 30, 2025.",
        ] {
            assert_eq!(parse(words), Some(date(2025, 4, 30)), "{words}");
        }
        assert_eq!(parse("3/3/2025"), Some(date(2025, 3, 3)));
        assert_eq!(parse("May 5, 2025"), Some(date(2025, 5, 5)));
        assert_eq!(parse("MAY 5, 2025"), Some(date(2025, 5, 5)));
        assert_eq!(parse("Sept. 1, 2025"), Some(date(2025, 9, 1)));
        assert_eq!(parse("Tues. Sept. 2, 2025"), Some(date(2025, 9, 2)));
    }

    #[test]
    fn no_day_is_guessed() {
        for words in [
            "",
            "03/04/2025",
            "3.4.2025",
            "03-04-2025",
            "4/30/25",
            "April 30",
            "30 April",
            "April 2025",
            "2025",
            "Wednesday",
            "Monday, April 30, 2025",
            "February 30, 2025",
            "2025-13-01",
            "2025-02-29",
            "April 30, 2025 and May 1, 2025",
            "2025-04-30 2025-05-01",
            "April 30, 2025 was a Wednesday",
            "yesterday",
            "2 hours ago",
            "night",
            "600",
            "30 people died in April 2025",
            "0500-01-01",
            "T10:00",
            "2025-04-30Talks",
        ] {
            assert_eq!(parse(words), None, "{words}");
        }
    }

    #[test]
    fn a_day_in_front_of_a_sentence() {
        for (words, rest) in [
            ("2025-04-30 Roughly 600 men", " Roughly 600 men"),
            ("2025-04-30 AN EXPLOSION killed", " AN EXPLOSION killed"),
            ("2025-04-30 10:00 GMT Two men died", " Two men died"),
            ("2025-04-30T10:00:00Z Two men died", " Two men died"),
            ("30 April 2025 AT LEAST 12 died", " AT LEAST 12 died"),
            ("April 30, 2025 Two men died", " Two men died"),
            ("Wednesday, April 30, 2025 Two men died", " Two men died"),
        ] {
            let (day, end) = leading(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((day, &words[end..]), (date(2025, 4, 30), rest));
        }
        for words in [
            "night turned deadly for two",
            "2025 people died in it",
            "30 people died in it",
            "palms burnt down",
        ] {
            assert_eq!(leading(words), None, "{words}");
        }
    }

    #[test]
    fn a_day_that_can_be_two_is_seen_and_not_taken() {
        for text in [
            "Date: 03/07/2024\n\nTwo men died.",
            "03.07.2024\nTwo men died.",
            "Flood at Ossel\n\nPublished: 03-07-2024 10:15 GMT\n\nTwo men died.",
            "DATE 03/07/2024, 10:15",
        ] {
            let found = two_days(text).unwrap_or_else(|| panic!("{text:?}"));
            assert_eq!(
                (found.day_first, found.month_first),
                (jiff::civil::date(2024, 7, 3), jiff::civil::date(2024, 3, 7)),
                "{text:?}"
            );
        }
        for text in [
            "",
            "Date: 30/04/2025",
            "Date: 04/04/2025",
            "Date: 2025-03-04",
            "Date: 03/07/24",
            "Two men died on 03/07/2024, the mayor said.",
            "03/07/2024 was a day that nobody in the valley forgets.",
            "Ratio: 03/07/2024",
            "Date: 3/7/2024/5",
            "1.2.3\n10/12/0000",
        ] {
            assert_eq!(two_days(text), None, "{text:?}");
        }
        let late = format!("{}Date: 03/07/2024", "A line.\n".repeat(30));
        assert_eq!(two_days(&late), None);
    }
}
