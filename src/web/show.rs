//! How values are written on pages: numbers, dates, names of things. Plain words, British.

pub(crate) use super::parts::place;
use crate::{
    claim::{Aside, Change, Effect, Hedge, PassedReason, Precision, SourceKind},
    store::{Alike, ArticleId, ArticleRef, FigureRow, Total, Words},
};
use jiff::{
    Timestamp,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use std::borrow::Borrow;

/// `15,000`
pub(crate) fn count(n: impl std::fmt::Display) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// How many there are: `17`, or `20,000+` where counting stopped.
pub(crate) fn total(n: impl Into<Total>) -> String {
    let Total { n, more } = n.into();
    format!("{}{}", count(n), if more { "+" } else { "" })
}

/// `1 quote`, `2 quotes`, `20,000+ quotes`
pub(crate) fn many(n: impl Into<Total>, one: &str, more: &str) -> String {
    let n = n.into();
    format!("{} {}", total(n), if n.n == 1 && !n.more { one } else { more })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month(date: Date) -> &'static str {
    MONTHS[(date.month() as usize - 1) % 12]
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// `30 Apr 2025`
pub(crate) fn day(date: &Date) -> String {
    format!("{} {} {}", date.day(), &month(*date)[..3], date.year())
}

/// `Wed 30 April 2025`
pub(crate) fn long_day(date: &Date) -> String {
    format!("{} {} {} {}", weekday(*date), date.day(), month(*date), date.year())
}

/// As exactly as it is known: `Wed 30 Apr 2025`, `April 2025`, `2025`.
pub(crate) fn moment((date, precision): &(Date, Precision)) -> String {
    match precision {
        Precision::Day => format!("{} {}", weekday(*date), day(date)),
        Precision::Month => format!("{} {}", month(*date), date.year()),
        Precision::Year => date.year().to_string(),
    }
}

/// Whether a moment is not simply the article's own day.
pub(crate) fn other_day(day: &Option<Date>, (date, precision): &(Date, Precision)) -> bool {
    *precision != Precision::Day || *day != Some(*date)
}

/// As [`moment`], for `<time datetime>`: `2025-04-30`, `2025-04`, `2025`.
pub(crate) fn moment_iso((date, precision): &(Date, Precision)) -> String {
    match precision {
        Precision::Day => date.to_string(),
        Precision::Month => format!("{:04}-{:02}", date.year(), date.month()),
        Precision::Year => format!("{:04}", date.year()),
    }
}

/// What a figure comes to, hedge included: `600 · about`, `31 or more`, `120 to 150`.
pub(crate) fn value(f: &FigureRow) -> String {
    let number = match (f.low, f.high) {
        (Some(low), Some(high)) if low == high => count(low),
        (Some(low), Some(high)) => format!("{} to {}", count(low), count(high)),
        (Some(low), None) => format!("{} or more", count(low)),
        (None, Some(high)) => format!("{} or fewer", count(high)),
        (None, None) => "no number".into(),
    };
    match f.hedge {
        Hedge::About => format!("{number} · about"),
        Hedge::Vague => format!("{number} · vague"),
        _ => number,
    }
}

/// A number for machines beside the words: its low end, or its high one.
pub(crate) fn data(f: &FigureRow) -> Option<u64> {
    f.low.or(f.high)
}

/// The hedge words that stand before the number, in order.
pub(crate) fn before(f: &FigureRow) -> impl Iterator<Item = &Words> {
    f.hedge_words.iter().filter(|w| w.at.start < f.number.at.start)
}

/// The hedge words that stand after the number: "12 or more".
pub(crate) fn behind(f: &FigureRow) -> impl Iterator<Item = &Words> {
    f.hedge_words.iter().filter(|w| w.at.start >= f.number.at.start)
}

/// Whether the words for who was counted say the effect already: "9 bodies", "15 dead soldiers".
pub(crate) fn says_effect(f: &FigureRow) -> bool {
    let said: &[&str] = match f.effect {
        Effect::Killed => &[
            "bodies",
            "body",
            "corpse",
            "corpses",
            "dead",
            "death",
            "deaths",
            "fatalities",
            "fatality",
            "killed",
        ],
        Effect::Injured => &["hurt", "injured", "injuries", "injury", "wounded"],
        Effect::Casualties => &["casualties", "casualty"],
        Effect::Missing => &["missing"],
        Effect::Captured => &[
            "captive",
            "captives",
            "captured",
            "hostage",
            "hostages",
            "pows",
            "prisoner",
            "prisoners",
        ],
        Effect::Detained => &["arrested", "arrests", "detained", "detainee", "detainees"],
        Effect::Displaced => &["displaced", "evacuees", "refugee", "refugees"],
        Effect::Deployed => &["deployed"],
    };
    f.group.as_ref().is_some_and(|group| {
        let mut words = group.words.split(|c: char| !c.is_alphanumeric());
        words.any(|word| said.contains(&word.to_lowercase().as_str()))
    })
}

/// How a change is written: a toll is one of the dead, injured and missing; of people held or driven out it is a total.
pub(crate) fn change(change: &Change, effect: &Effect) -> &'static str {
    match (change, effect) {
        (Change::Total, Effect::Killed | Effect::Injured | Effect::Casualties | Effect::Missing) => "the whole toll",
        (Change::Total, _) => "in total",
        _ => "on top of others",
    }
}

/// A figure in one line of plain text: `At least 31 killed dock workers`, for titles of pictures and places.
pub(crate) fn figure_line(f: &FigureRow) -> String {
    let mut line: Vec<&str> = before(f).map(|w| w.words.as_str()).collect();
    line.push(&f.number.words);
    line.extend(behind(f).map(|w| w.words.as_str()));
    line.extend(f.group.iter().map(|w| w.words.as_str()));
    if !says_effect(f) {
        line.push(f.effect.as_str());
    }
    one_line(&line.join(" "))
}

/// What an article is shown under: its title, or the beginning of its text.
pub(crate) fn title(article: &ArticleRef) -> String {
    match &article.title {
        Some(title) => title.clone(),
        None => shortened(first_sentence(&article.opening), 110),
    }
}

/// Whether a mention says the name already, in whatever case and with or without its article: then the name beside it
/// would tell nothing.
pub(crate) fn same_name(mention: &str, name: &str) -> bool {
    let bare = |words: &str| {
        let lower = words.to_lowercase();
        ["the ", "a ", "an "]
            .iter()
            .find_map(|a| lower.strip_prefix(a).map(str::to_owned))
            .unwrap_or(lower)
    };
    bare(mention) == bare(name)
}

/// The first sentence, as far as that can be seen from its letters; all of the text where it cannot.
///
/// Only for showing: a stop ends a sentence if a capital or a quotation mark follows, and if the word before it is not as
/// short as abbreviations are ("Gen.", "U.S.").
pub(crate) fn first_sentence(text: &str) -> &str {
    let mut words = text.char_indices().peekable();
    while let Some((at, c)) = words.next() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let mut end = at + c.len_utf8();
        if let Some(&(mark, '”' | '"' | '’')) = words.peek() {
            end = mark + text[mark..].chars().next().map_or(0, char::len_utf8);
        }
        let mut behind = text[end..].chars();
        let space = behind.next().is_some_and(char::is_whitespace);
        let begins = behind
            .find(|c| !c.is_whitespace())
            .is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '‘'));
        let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        let abbreviation =
            c == '.' && (word.contains('.') || word.chars().count() <= 4 && word.starts_with(char::is_uppercase));
        if space && begins && !abbreviation {
            return &text[..end];
        }
    }
    text
}

/// Cut at a word, with an ellipsis, to at most so many code points; on one line.
pub(crate) fn shortened(text: impl AsRef<str>, most: usize) -> String {
    let text = one_line(text.as_ref());
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text;
    };
    let cut = &text[..end];
    let words = cut.rfind(' ').filter(|&at| at > end / 2).map_or(cut, |at| &cut[..at]);
    format!("{} …", words.trim_end_matches([' ', ',', ';', ':', '.']))
}

/// With every run of white space as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pieces of a quote as one text, with an ellipsis where the cue interrupts it.
pub(crate) fn content(pieces: &[Words]) -> String {
    pieces
        .iter()
        .map(|w| one_line(&w.words))
        .collect::<Vec<_>>()
        .join(" … ")
}

/// Why a line is set apart.
pub(crate) fn aside(why: impl Borrow<Aside>) -> &'static str {
    match why.borrow() {
        Aside::Promotion => "Advertisement or request to the reader",
        Aside::OtherStory => "Headline of another story",
        Aside::Credit => "Credit",
        Aside::ImageCredit => "Image credit",
    }
}

/// Why a number gave no figure.
pub(crate) fn passed(why: impl Borrow<PassedReason>) -> &'static str {
    match why.borrow() {
        PassedReason::Age => "an age",
        PassedReason::Date => "a date or time of day",
        PassedReason::Duration => "a length of time",
        PassedReason::Money => "a sum of money",
        PassedReason::Percentage => "a share",
        PassedReason::Ordinal => "a place in an order",
        PassedReason::Rate => "a rate",
        PassedReason::Measure => "a measure",
        PassedReason::Name => "part of a name",
        PassedReason::NotPeople => "things or animals, not people",
        PassedReason::NoEffect => "people, but nothing says that they were harmed, held, displaced or deployed",
        PassedReason::NotText => "in a line that is not article text",
    }
}

/// What a source is.
pub(crate) fn source_kind(kind: impl Borrow<SourceKind>, anonymous: impl Borrow<bool>) -> &'static str {
    match (*kind.borrow(), *anonymous.borrow()) {
        (SourceKind::Person, false) => "a person",
        (SourceKind::Person, true) => "an unnamed person",
        (SourceKind::Organization, false) => "an organization",
        (SourceKind::Organization, true) => "an unnamed organization",
        (SourceKind::Group, false) => "a group",
        (SourceKind::Group, true) => "a group of unnamed people",
        (SourceKind::Document, _) => "a document",
        (SourceKind::Media, _) => "a news outlet",
    }
}

/// The address of words of an article.
pub(crate) fn words_place(article: &ArticleId, words: &Words) -> String {
    place(article, &super::marks::words_anchor(words.at))
}

/// Why two sources may be one.
pub(crate) fn alike(why: impl Borrow<Alike>) -> &'static str {
    match why.borrow() {
        Alike::SameName => "the same name, in another article",
        Alike::Initials => "one name may be the initials of the other",
        Alike::MiddleName => "the same but for a middle name or an initial",
        Alike::Order => "the same words in another order",
        Alike::Spelling => "spelled almost alike",
        Alike::Longer => "the same name and a word more",
    }
}

/// The day of a moment, in this computer's own time zone: `23 Nov 2026`.
pub(crate) fn local_day(at: &Timestamp) -> String {
    day(&at.to_zoned(TimeZone::system()).date())
}

/// A field of a filter, as its form calls it.
pub(crate) fn field(name: &str) -> &'static str {
    match name {
        "effect" => "Effect",
        "kind" => "Kind",
        "named" => "Named",
        "source" | "source_id" => "Source",
        "article" | "article_id" => "Article",
        "after" => "Dated from",
        "before" => "Dated to",
        "least" => "Number from",
        "copies" => "Copies",
        "most" => "Number to",
        "page" => "Page",
        "sort" => "Order",
        _ => "Field",
    }
}

/// Which way a column runs, for a screen reader.
pub(crate) fn sort_direction(sort: &str) -> &'static str {
    if matches!(sort, "newest" | "most" | "quotes" | "figures") {
        "descending"
    } else {
        "ascending"
    }
}

/// Which way a column runs, for the eye.
pub(crate) fn sort_arrow(sort: &str) -> &'static str {
    if sort_direction(sort) == "descending" {
        "↓"
    } else {
        "↑"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_at_every_third_digit() {
        for (n, written) in [
            (0u64, "0"),
            (999, "999"),
            (1000, "1,000"),
            (4700, "4,700"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(count(n), written);
        }
        assert_eq!(total(19_999), "19,999");
        assert_eq!(total(20_000), "20,000+");
        assert_eq!(many(1, "quote", "quotes"), "1 quote");
        assert_eq!(many(0, "quote", "quotes"), "0 quotes");
    }

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        let date = Date::constant(2025, 4, 30);
        assert_eq!(day(&date), "30 Apr 2025");
        assert_eq!(long_day(&date), "Wed 30 April 2025");
        assert_eq!(moment(&(date, Precision::Month)), "April 2025");
        assert_eq!(moment_iso(&(date, Precision::Month)), "2025-04");
        assert_eq!(moment(&(date, Precision::Year)), "2025");
        assert_eq!(moment(&(date, Precision::Day)), "Wed 30 Apr 2025");
    }

    #[test]
    fn a_name_is_the_same_with_or_without_its_article() {
        assert!(same_name("The archaeologists", "archaeologists"));
        assert!(same_name("A prosecutor", "a prosecutor"));
        assert!(!same_name("he", "Jon Sandor"));
        assert!(!same_name("Sandor", "Jon Sandor"));
        assert!(!same_name("another", "other"));
    }

    #[test]
    fn the_first_sentence_ends_where_a_reader_would_end_it() {
        for (text, first) in [
            ("Nine men died. The mine had been closed.", "Nine men died."),
            (
                "Lt. Col. Ana Reyes of the U.S. Army said so. Then she left.",
                "Lt. Col. Ana Reyes of the U.S. Army said so.",
            ),
            ("“Run!” she said. They ran.", "“Run!” she said."),
            ("It fell 4.5 metres. “We ran.”", "It fell 4.5 metres."),
            ("No end here", "No end here"),
            ("", ""),
        ] {
            assert_eq!(first_sentence(text), first);
        }
    }

    #[test]
    fn a_toll_is_of_the_dead_the_injured_and_the_missing() {
        assert_eq!(change(&Change::Total, &Effect::Killed), "the whole toll");
        assert_eq!(change(&Change::Total, &Effect::Displaced), "in total");
        assert_eq!(change(&Change::New, &Effect::Displaced), "on top of others");
    }

    #[test]
    fn texts_are_cut_at_words() {
        assert_eq!(shortened("short enough", 40), "short enough");
        assert_eq!(shortened("a few words,  and some\nmore", 15), "a few words …");
        assert_eq!(shortened("é".repeat(9), 4), "éééé …");
    }
}
