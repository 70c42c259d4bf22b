//! What stands above or in front of an article's text and tells about it: title, day, author, outlet, address.
//!
//! A header that is no prose (`Title: …`, `Published April 30, 2025`, `date 2025-04-30` in front of the first sentence) is
//! taken out of the text. A byline and a dateline are prose: they are read and stay, so that every word a reader of the
//! article saw is there, and claims in it have a place. A first line is the title, and taken out as one, if a byline, a
//! day or a dateline follows it directly. Where nothing but its look speaks for it, it stays and gives no title: a short
//! first sentence or a subhead taken for the title could not be told from a real one afterwards; the page shows it as the
//! opening either way.

use super::{day, parse_address};
use crate::text::one_line;
use jiff::civil::Date;
use std::ops::Range;

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    pub(super) address: Option<String>,
}

/// So many lines at the beginning, blank ones not counted, can be header.
const LINES: usize = 40;
/// So many lines that look like a title or a subhead can stand among them.
const TITLES: usize = 2;
/// So many paragraphs at the beginning can come before a byline, a stamp or a dateline: title, standfirst, caption.
const BEFORE: usize = 3;

/// Reads the head of a cleaned text; gives what it says and the text without the lines that are header only.
///
/// What is left can be without words: then it was a header and nothing else, and there is no article.
pub(super) fn take(text: &str) -> (Header, String) {
    let mut head = Head::default();
    let mut kept = String::new();
    let mut at = 0;
    let mut lines = text.split_inclusive('\n');
    let mut nonblank = 0;
    // the first line that stays, in `kept`, until the next one tells whether it is the title
    let mut title: Option<Range<usize>> = None;
    let mut signed = false;
    for line in &mut lines {
        let words = line.trim();
        let what = match words {
            "" => Line::Kept,
            _ if nonblank == LINES => Line::Body(words),
            _ => head.line(words, text),
        };
        if !words.is_empty() {
            if let Some(title) = title.take()
                && head.header.title.is_none()
                && stands_below_a_title(&what, words, signed || head.header.author.is_none())
            {
                let words = kept[title.clone()]
                    .trim()
                    .trim_start_matches('#')
                    .trim()
                    .trim_matches('*');
                head.header.title = Some(one_line(words)).filter(|words| !words.is_empty());
                kept.replace_range(title, "");
            }
            signed = head.header.author.is_some();
            if matches!(what, Line::Kept) && head.titles == 1 && kept.trim().is_empty() {
                title = Some(kept.len()..kept.len() + line.len());
            }
        }
        nonblank += usize::from(!words.is_empty());
        match what {
            Line::Taken => {}
            Line::Kept => kept.push_str(line),
            Line::Body(rest) => {
                // all of the line, or what is left of it behind a day in front of the first sentence
                if rest.len() == words.len() {
                    kept.push_str(line);
                } else {
                    kept.push_str(rest);
                    kept.push_str(&line[line.trim_end().len()..]);
                }
                at += line.len();
                head.prose(rest);
                break;
            }
        }
        at += line.len();
    }
    for line in lines.map(str::trim).filter(|line| !line.is_empty()).take(BEFORE) {
        head.later(line);
    }
    let updated = head.updated;
    let mut header = head.header;
    header.date = header.date.or(updated);
    kept.push_str(&text[at..]);
    (header, kept)
}

/// Whether a line stands right below a title and nowhere else: a byline, a day, another header, a dateline. `unsigned`: it
/// named no author.
fn stands_below_a_title(line: &Line<'_>, words: &str, unsigned: bool) -> bool {
    match line {
        Line::Taken => !is_rule(words),
        Line::Kept => !unsigned,
        Line::Body(rest) => rest.len() < words.len() || dateline(rest).is_some(),
    }
}

/// What becomes of a line.
enum Line<'t> {
    /// It is header and nothing else.
    Taken,
    /// It stays, and the head may go on after it.
    Kept,
    /// The article begins with these words of it.
    Body(&'t str),
}

/// What a label in front of a colon announces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Title,
    Date,
    Updated,
    Author,
    Outlet,
    Address,
    /// Who wrote to whom: goes with the rest of the head of a mail, which has a `Subject:`.
    Mail,
    /// Known, but nothing an article has a place for: it stays in the text, and the head goes on.
    Other,
}

/// Labels, in small letters.
const LABELS: &[(Label, &[&str])] = &[
    (Label::Title, &["title", "headline", "subject"]),
    (
        Label::Date,
        &[
            "date",
            "dated",
            "published",
            "published on",
            "published at",
            "date published",
            "publication date",
            "date of publication",
            "publish date",
            "pub date",
            "pubdate",
            "first published",
            "posted",
            "posted on",
            "issued",
            "issued on",
            "release date",
        ],
    ),
    (
        Label::Updated,
        &[
            "updated",
            "updated on",
            "last updated",
            "last updated on",
            "date updated",
            "modified",
            "last modified",
        ],
    ),
    (
        Label::Author,
        &[
            "by",
            "author",
            "authors",
            "byline",
            "written by",
            "reported by",
            "reporter",
            "writer",
        ],
    ),
    (
        Label::Outlet,
        &[
            "source",
            "outlet",
            "publication",
            "publisher",
            "published by",
            "newspaper",
            "agency",
            "news agency",
            "website",
        ],
    ),
    (
        Label::Address,
        &[
            "url",
            "link",
            "address",
            "permalink",
            "web address",
            "source url",
            "original url",
            "canonical url",
        ],
    ),
    (Label::Mail, &["from", "to", "cc", "bcc", "reply-to"]),
    (
        Label::Other,
        &[
            "section",
            "category",
            "categories",
            "tag",
            "tags",
            "keywords",
            "topic",
            "topics",
            "language",
            "location",
            "place",
            "country",
            "edition",
            "page",
            "length",
            "word count",
            "copyright",
            "id",
            "type",
        ],
    ),
];

/// News agencies: their name alone is a byline, and tells a dateline even behind a place that is not in capitals.
const AGENCIES: &[&str] = &[
    "AAP",
    "AFP",
    "ANI",
    "ANSA",
    "AP",
    "Anadolu",
    "Bloomberg",
    "CNA",
    "EFE",
    "IANS",
    "Interfax",
    "KCNA",
    "Kyodo",
    "PA",
    "PTI",
    "RIA",
    "Reuters",
    "SANA",
    "TASS",
    "UPI",
    "WAFA",
    "Xinhua",
    "Yonhap",
    "apa",
    "dpa",
    "epd",
    "ots",
    "sda",
];

/// The head of one text while it is read.
#[derive(Default)]
struct Head {
    header: Header,
    /// A day of updating: what the article is dated by if nothing else does.
    updated: Option<Date>,
    titles: usize,
    taken: bool,
}

impl Head {
    fn line<'t>(&mut self, words: &'t str, text: &str) -> Line<'t> {
        let line = self
            .labelled(words, text)
            .or_else(|| self.dated_first_sentence(words))
            .or_else(|| self.stamp(words).then_some(Line::Taken))
            .or_else(|| self.byline(words).then_some(Line::Kept))
            .or_else(|| self.day_alone(words, text))
            .or_else(|| self.address_alone(words))
            .or_else(|| (self.taken && is_rule(words)).then_some(Line::Taken))
            .or_else(|| self.like_a_title(words));
        self.taken |= matches!(line, Some(Line::Taken));
        line.unwrap_or(Line::Body(words))
    }

    /// `Title: …`
    fn labelled<'t>(&mut self, words: &'t str, text: &str) -> Option<Line<'t>> {
        let (label, value) = label(words)?;
        if value.is_empty() && !matches!(label, Label::Mail | Label::Other) {
            return Some(Line::Taken);
        }
        if value.is_empty() && label == Label::Other {
            return None;
        }
        let header = &mut self.header;
        match label {
            Label::Title => {
                let is_title = value.chars().count() <= 300 && value.contains(char::is_alphanumeric);
                is_title.then(|| fill(&mut header.title, one_line(value)))
            }
            Label::Author => is_name_of_somebody(value).then(|| fill(&mut header.author, one_line(value))),
            Label::Outlet => match parse_address(value) {
                Some(address) => Some(fill(&mut header.address, address)),
                None => is_name_of_somebody(value).then(|| fill(&mut header.outlet, one_line(value))),
            },
            Label::Address => parse_address(value).map(|address| fill(&mut header.address, address)),
            Label::Date | Label::Updated => self
                .stamps(label, value)
                .then_some(Line::Taken)
                // "Date: 03/04/2025": the day stays where a person can read and enter it
                .or_else(|| is_like_a_day(value).then_some(Line::Kept)),
            Label::Mail if is_mail(text) => Some(Line::Taken),
            // "To:" alone can be a line of prose
            Label::Mail => (!value.is_empty()).then_some(Line::Kept),
            Label::Other => Some(Line::Kept),
        }
    }

    /// `date 2025-04-30 Roughly 600 …`: collections put the day in front of the first sentence.
    fn dated_first_sentence<'t>(&mut self, words: &'t str) -> Option<Line<'t>> {
        let rest = strip_word(words, "date")?;
        let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
        if let Some(day) = day::parse(rest) {
            self.published(day);
            return Some(Line::Taken);
        }
        let (day, end) = day::leading(rest)?;
        self.published(day);
        Some(Line::Body(rest[end..].trim_start_matches(|c: char| {
            c.is_whitespace() || ".,:;|–—-".contains(c)
        })))
    }

    /// `Published April 30, 2025 at 5:10pm EDT`, `Updated 1 May 2025`: without a colon, and nothing but a day behind it.
    fn stamp(&mut self, words: &str) -> bool {
        const WORDS: &[(Label, &str)] = &[
            (Label::Date, "first published"),
            (Label::Date, "published"),
            (Label::Date, "posted"),
            (Label::Date, "issued"),
            (Label::Updated, "last updated"),
            (Label::Updated, "updated"),
            (Label::Updated, "last modified"),
        ];
        WORDS
            .iter()
            .find_map(|&(label, word)| Some((label, strip_word(words, word)?)))
            .is_some_and(|(label, rest)| self.stamps(label, rest.trim_start_matches(':').trim()))
    }

    /// One day, or several with marks or the word "updated" between them: `April 30, 2025 | Updated May 1, 2025`.
    fn stamps(&mut self, label: Label, value: &str) -> bool {
        // small letters have the same length as long as they are ASCII
        let lower = value.to_ascii_lowercase();
        let cut = ["last updated", "updated", "last modified", "modified"]
            .iter()
            .filter_map(|word| lower.find(word))
            .min();
        let (first, second) = cut.map_or((value, None), |at| (&value[..at], Some(&value[at..])));
        let first = first.trim_end_matches(['|', '·', '•', ';', ',', '(', '-', '–', '—', ' ']);
        // "April 30, 2025 | 5 min read"
        let alone = first.split(['|', '·', '•']).next().unwrap_or(first);
        let Some(day) = day::parse(first).or_else(|| day::parse(alone)) else {
            return false;
        };
        match label {
            Label::Updated => self.updated = self.updated.or(Some(day)),
            _ => self.published(day),
        }
        if let Some(second) = second {
            self.stamp(second.trim_end_matches(')'));
        }
        true
    }

    fn published(&mut self, day: Date) {
        self.header.date.get_or_insert(day);
    }

    /// `By Jane Doe and John Smith in Kyiv`, also with a day behind a mark.
    fn byline(&mut self, words: &str) -> bool {
        let mut parts = words.split(['|', '·', '•']).map(str::trim);
        let Some(names) = parts.next().and_then(|first| strip_word(first, "by")).map(str::trim) else {
            return false;
        };
        if !is_byline(names) {
            return false;
        }
        self.header.author.get_or_insert_with(|| names.to_owned());
        for part in parts {
            if let Some(day) = day::parse(part) {
                self.published(day);
            } else {
                self.stamp(part);
            }
        }
        true
    }

    /// `April 30, 2025` on a line of its own, unless the text has more such lines: then it is a chronicle.
    fn day_alone<'t>(&mut self, words: &str, text: &str) -> Option<Line<'t>> {
        let day = day::parse(words)?;
        let days = text.lines().filter(|line| day::parse(line).is_some()).take(2).count();
        (days == 1).then(|| {
            self.published(day);
            Line::Taken
        })
    }

    fn address_alone<'t>(&mut self, words: &str) -> Option<Line<'t>> {
        if words.contains(' ') {
            return None;
        }
        parse_address(words).map(|address| fill(&mut self.header.address, address))
    }

    fn like_a_title<'t>(&mut self, words: &str) -> Option<Line<'t>> {
        let short = words.chars().count() <= 150 && !words.ends_with(['.', ':', '”', '"']);
        let is_one = short && self.titles < TITLES && words.contains(char::is_alphabetic);
        is_one.then(|| {
            self.titles += 1;
            self.prose(words);
            Line::Kept
        })
    }

    /// A paragraph a little below the beginning of the prose: read, never taken out.
    fn later(&mut self, words: &str) {
        if !self.byline(words) && !self.stamp(words) {
            self.prose(words);
        }
    }

    /// `PORT MAREN, Oct. 3 (Reuters) — …`: the outlet, and the day if its year is there.
    fn prose(&mut self, words: &str) {
        if let Some(dateline) = dateline(words) {
            self.header.outlet = self.header.outlet.take().or(dateline.outlet);
            self.header.date = self.header.date.or(dateline.date);
        }
    }
}

/// Whether the lines at the beginning, up to the first blank one, have a subject.
fn is_mail(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty()).take(LINES);
    lines
        .by_ref()
        .take_while(|line| !line.trim().is_empty())
        .any(|line| strip_word(line.trim(), "subject").is_some_and(|rest| rest.starts_with(':')))
}

/// Takes a value; a second one that says something else stays in the text.
fn fill<'t>(field: &mut Option<String>, value: String) -> Line<'t> {
    match field {
        Some(first) if *first != value => Line::Kept,
        _ => {
            *field = Some(value);
            Line::Taken
        }
    }
}

/// The label of a line and what stands behind its colon; Markdown's asterisks may be around it.
fn label(words: &str) -> Option<(Label, &str)> {
    let (name, value) = words.split_once([':', '：'])?;
    let is_bold = name.starts_with(['*', '_']);
    let name = if is_bold { name.trim_matches(['*', '_']) } else { name };
    let value = if is_bold {
        value.trim_start_matches(['*', '_'])
    } else {
        value
    };
    let name = name.trim().to_ascii_lowercase();
    let &(label, _) = LABELS.iter().find(|(_, names)| names.contains(&name.as_str()))?;
    Some((label, value.trim()))
}

/// What follows `word` (in small letters) at the beginning of `words`, as a word of its own and in any case.
fn strip_word<'t>(words: &'t str, word: &str) -> Option<&'t str> {
    let start = words.get(..word.len())?;
    let rest = &words[word.len()..];
    (start.eq_ignore_ascii_case(word) && rest.starts_with([' ', ':'])).then_some(rest)
}

/// A line of dashes or the like between header and text.
fn is_rule(words: &str) -> bool {
    words.len() >= 3 && words.bytes().all(|b| b"-=*_~".contains(&b))
}

/// Digits or a month first, and short: a day that was not understood, no sentence.
fn is_like_a_day(value: &str) -> bool {
    let first = value.split([' ', ',', '.']).next().unwrap_or_default();
    value.len() <= 40
        && value.contains(|c: char| c.is_ascii_digit())
        && (value.starts_with(|c: char| c.is_ascii_digit()) || day::is_calendar_word(first))
        && value.split_whitespace().count() <= 6
}

/// A value of `Author:` or `Source:`: a name, not a sentence, which could be a turn of a conversation ("Source: We lost two.").
fn is_name_of_somebody(value: &str) -> bool {
    value.chars().count() <= 100
        && value.split_whitespace().count() <= 12
        && value.contains(char::is_alphabetic)
        && !value.ends_with(['.', '?', '!', '”', '"', ';'])
}

/// What follows "By": names of people, an agency; not "Tuesday, 30 people had died". A first name that is a month's too
/// (May, April) is given up: "By May" is a time.
fn is_byline(names: &str) -> bool {
    if names.len() > 120 || names.contains(|c: char| c.is_ascii_digit() || "?!:;“”\"".contains(c)) {
        return false;
    }
    if names.ends_with('.') && !names.ends_with("Jr.") && !names.ends_with("Sr.") {
        return false;
    }
    let spaced = names.replace(',', " , ").replace('/', " / ");
    let mut parts = spaced
        .split([',', '/'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .flat_map(|part| part.split(" in "))
        .map(str::trim);
    let first = parts.next().unwrap_or_default();
    (is_person(first) || is_agency(first)) && parts.all(|part| part.split(' ').all(is_word_of_a_name))
}

/// Words that begin no person's name, or are no part of one.
const NOT_NAMES: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "their", "our", "my", "its", "all", "some", "no",
    "late", "early", "then", "now", "next", "last",
];

fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let stop = |word: &&str| {
        day::is_calendar_word(word.trim_end_matches('.')) || NOT_NAMES.contains(&word.to_lowercase().as_str())
    };
    // "May" and "April" are first names too, but not in a byline's "By May …" that can be told from a month
    (2..=6).contains(&words.len())
        && !words.first().is_some_and(stop)
        && words.iter().all(|word| is_word_of_a_name(word))
        && words.iter().filter(|word| has_capital(word)).count() >= 2
}

fn is_agency(name: &str) -> bool {
    let short = (2..=5).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    short && !day::is_calendar_word(name) || AGENCIES.contains(&name)
}

/// With a capital, or one of the small words that stand between the parts of a name or say what somebody is.
fn is_word_of_a_name(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "de",
        "da",
        "do",
        "dos",
        "del",
        "della",
        "di",
        "du",
        "der",
        "den",
        "van",
        "von",
        "zu",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "la",
        "le",
        "ter",
        "ten",
        "abu",
        "y",
        "e",
        "the",
        "of",
        "for",
        "with",
        "staff",
        "writer",
        "reporter",
        "correspondent",
        "editor",
        "our",
        "news",
        "special",
        "to",
    ];
    let letters = word
        .chars()
        .all(|c| c.is_alphabetic() || "'’.-‑".contains(c) || ('\u{300}'..'\u{370}').contains(&c));
    letters && !word.is_empty() && (has_capital(word) || SMALL.contains(&word))
}

/// `Torvald`, `al-Khatib`, `d’Arc`; letters of scripts without capitals too.
fn has_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
        || word
            .split_once(['-', '\'', '’'])
            .is_some_and(|(_, rest)| rest.starts_with(char::is_uppercase))
}

/// What a dateline says.
struct Dateline {
    outlet: Option<String>,
    date: Option<Date>,
}

/// The dateline at the beginning of a paragraph. A day without its year gives none.
fn dateline(words: &str) -> Option<Dateline> {
    const LONGEST: usize = 120;
    let head = words
        .char_indices()
        .nth(LONGEST)
        .map_or(words, |(end, _)| &words[..end]);
    let dash = [" — ", " – ", " - ", " -- ", "— ", ") —", ") –", ") -", "—"]
        .iter()
        .filter_map(|dash| head.find(dash).map(|at| at + usize::from(dash.starts_with(')'))))
        .min()?;
    let head = head[..dash].trim();
    let (place, outlet) = match head.strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        Some((place, outlet)) => (place.trim(), Some(outlet.trim())),
        None => (head, None),
    };
    if outlet.is_some_and(|outlet| !is_outlet(outlet)) {
        return None;
    }
    // "MOSCOW. March 3" and "PORT MAREN, Veldt, Oct. 3, 2024": places first, then the day, if any
    let parts: Vec<&str> = place
        .split(',')
        .flat_map(|part| part.split(". "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let places = parts
        .iter()
        .take_while(|part| !part.split([' ', '.']).next().is_some_and(is_part_of_a_day));
    let (places, day) = parts.split_at(places.count());
    let is_day = day.iter().all(|part| {
        part.split([' ', '.'])
            .all(|word| word.is_empty() || is_part_of_a_day(word))
    });
    if !is_day || !places.iter().all(|place| is_place(place)) {
        return None;
    }
    let date = day::parse(&day.join(" "));
    // "The Court of Justice (CJ) – the highest of them – …" has places and an outlet too, but is prose
    let in_capitals = places.first().is_some_and(|place| !place.contains(char::is_lowercase));
    let told = outlet.is_some_and(|outlet| in_capitals || !day.is_empty() || AGENCIES.contains(&outlet));
    (told || (date.is_some() && !places.is_empty())).then(|| Dateline {
        outlet: outlet.map(str::to_owned),
        date,
    })
}

fn is_part_of_a_day(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || day::is_calendar_word(word)
}

/// "PORT MAREN", "Sarn-on-Wey"
fn is_place(words: &str) -> bool {
    let is_word = |word: &str| is_word_of_a_name(word) || ["and", "on", "near", "sur", "am"].contains(&word);
    words.split(' ').count() <= 5 && words.split(' ').all(is_word)
}

/// What stands in the brackets of a dateline: "Reuters", "AP", "The Associated Press", "dpa".
fn is_outlet(words: &str) -> bool {
    let names: Vec<&str> = words.split(' ').collect();
    let is_name = |word: &&str| is_word_of_a_name(word) && word.starts_with(char::is_uppercase);
    AGENCIES.contains(&words)
        || (names.len() <= 4
            && words.chars().count() <= 40
            && !names.first().is_some_and(|word| day::is_calendar_word(word))
            && names.iter().all(is_name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const BODY: &str = "At least 12 people were killed when a ferry sank off Maren on Sunday, the coastguard said.";

    /// Reads a head in front of [`BODY`]; gives what was read and what of the head is left in the text.
    fn read(head: &str) -> (Header, String) {
        let text = format!("{head}{BODY}");
        let (header, kept) = take(&text);
        let left = kept.strip_suffix(BODY).unwrap_or_else(|| panic!("{kept:?}")).trim();
        (header, left.to_owned())
    }

    fn some(words: &str) -> Option<String> {
        Some(words.to_owned())
    }

    #[test]
    fn labelled_lines_in_any_order_and_case() {
        let all = Header {
            title: some("Ferry sinks: 12 dead"),
            date: Some(date(2024, 5, 3)),
            outlet: some("The Harbour Post"),
            author: some("Ilse Torvald"),
            address: some("https://example.org/ferry"),
        };
        for head in [
            "Title: Ferry sinks: 12 dead\nDate: 3 May 2024\nAuthor: Ilse Torvald\nSource: The Harbour Post\nURL: https://example.org/ferry\n\n",
            "URL: https://example.org/ferry\n\nOUTLET: The Harbour Post\n\nPublished: May 3, 2024 at 5:10pm EDT\nby: Ilse Torvald\nHEADLINE: Ferry sinks: 12 dead\n",
            "headline: Ferry sinks: 12 dead\nLink: <https://example.org/ferry>\npublication: The Harbour Post\nwritten by: Ilse Torvald\nUpdated: 4 May 2024\ndate: 2024-05-03T10:00:00Z\n---\n",
            "**Title:** Ferry sinks: 12 dead\n**Date**: Friday, 3 May 2024\n**Author:** Ilse Torvald\n**Source:** The Harbour Post\nhttps://example.org/ferry\n\n",
            "\n\n  Title :  Ferry sinks: 12 dead\nFirst published: 3 May 2024 | Last updated: 4 May 2024\nByline: Ilse Torvald\nNewspaper: The Harbour Post\nAddress: https://example.org/ferry\nAuthor:\n",
        ] {
            assert_eq!(read(head), (all.clone(), String::new()), "{head}");
        }
    }

    #[test]
    fn a_title_is_one_line_without_marks_that_turn_its_direction() {
        let (header, _) = read("Title: Ferry \u{202e}sinks\u{202c}  off\u{a0}Maren\n\n");
        assert_eq!(header.title, some("Ferry sinks off Maren"));
    }

    #[test]
    fn days() {
        for head in [
            "date 2024-05-03 ",
            " date 2024-05-03 ",
            "Date 2024-05-03 ",
            "DATE: 2024-05-03 ",
            "date 2024-05-03: ",
            "Date: 2024-05-03, ",
            "date 3 May 2024 — ",
            "date 2024-05-03\n\n",
            "Published May 3, 2024 at 5:10pm EDT\n",
            "Published on 3 May 2024\n",
            "Posted: Fri 3 May 2024 17:10\n",
            "Published May 3, 2024 5:10pm | Updated May 4, 2024 6:00am\n",
            "Published May 3, 2024 (updated May 4, 2024)\n",
            "Updated 4 May 2024\nPublished 3 May 2024\n",
            "Updated: 3 May 2024\n",
            "Date: 3 May 2024 | 5 min read\n",
            "May 3, 2024\n\n",
            "3 May 2024\n",
            "2024-05-03T10:00:00Z\n",
        ] {
            let (header, left) = read(head);
            assert_eq!(header.date, Some(date(2024, 5, 3)), "{head}");
            assert_eq!(left, "", "{head}");
        }
    }

    #[test]
    fn a_title_that_nothing_marks_stays_and_gives_none() {
        for (head, left) in [
            ("Ferry sinks off Maren\n\n", "Ferry sinks off Maren"),
            ("Ferry sinks off Maren\n---\n", "Ferry sinks off Maren\n---"),
            (
                "Ferry sinks off Maren\n\nThe coast is in mourning\n\nBy Ilse Torvald\n\n",
                "Ferry sinks off Maren\n\nThe coast is in mourning\n\nBy Ilse Torvald",
            ),
            ("The ferry sank.\nBy Ilse Torvald\n", "The ferry sank.\nBy Ilse Torvald"),
        ] {
            let (header, got) = read(head);
            assert_eq!((header.title, got.as_str()), (None, left), "{head}");
        }
    }

    #[test]
    fn a_first_line_right_above_a_byline_a_day_or_a_dateline_is_the_title() {
        for (head, left) in [
            (
                "Ferry sinks off Maren\nBy Ilse Torvald\nMay 3, 2024\n\n",
                "By Ilse Torvald",
            ),
            ("# Ferry sinks off Maren\n\nDate: 3 May 2024\n\n", ""),
            ("**Ferry sinks off Maren**\nPublished May 3, 2024\n\n", ""),
            ("\nFerry sinks off Maren\nMay 3, 2024\n", ""),
            (
                "https://example.org/ferry\nFerry sinks off Maren\nSource: The Harbour Post\n\n",
                "",
            ),
            (
                "Ferry sinks off Maren\n\nPORT MAREN, May 3, 2024 (Reuters) — ",
                "PORT MAREN, May 3, 2024 (Reuters) —",
            ),
            ("Ferry sinks off Maren\ndate 2024-05-03 ", ""),
        ] {
            let (header, got) = read(head);
            assert_eq!(
                (header.title, got.as_str()),
                (some("Ferry sinks off Maren"), left),
                "{head}"
            );
        }
        let (header, left) = read("Ferry sinks\nTitle: Another\n\n");
        assert_eq!((header.title, left.as_str()), (some("Another"), "Ferry sinks"));
    }

    #[test]
    fn bylines_are_read_and_stay() {
        for (line, author) in [
            ("By Ilse Torvald", "Ilse Torvald"),
            ("BY ILSE TORVALD", "ILSE TORVALD"),
            ("By Ilse Torvald and Nuno de Brito", "Ilse Torvald and Nuno de Brito"),
            ("By Ilse Torvald, The Harbour Post", "Ilse Torvald, The Harbour Post"),
            ("By Ilse Torvald in Maren", "Ilse Torvald in Maren"),
            ("By I. K. Torvald, Staff Writer", "I. K. Torvald, Staff Writer"),
            ("By Ahmed al-Khatib", "Ahmed al-Khatib"),
            ("By Siobhán O’Hara, Jean-Luc Moreau", "Siobhán O’Hara, Jean-Luc Moreau"),
            ("By AFP", "AFP"),
            ("By Reuters", "Reuters"),
        ] {
            let (header, left) = read(&format!("Title: Ferry sinks\n{line}\nDate: 3 May 2024\n\n"));
            assert_eq!(header.author.as_deref(), Some(author), "{line}");
            assert_eq!(header.date, Some(date(2024, 5, 3)), "{line}");
            assert_eq!(left, line);
        }
        let (header, left) = read("By Ilse Torvald | Published May 3, 2024\n\n");
        assert_eq!(
            (header.author.as_deref(), header.date),
            (Some("Ilse Torvald"), Some(date(2024, 5, 3)))
        );
        assert_eq!(left, "By Ilse Torvald | Published May 3, 2024");
    }

    #[test]
    fn a_byline_and_a_stamp_below_a_standfirst_are_read_and_stay() {
        let head = "Ferry sinks off Maren\n\nThe boat was full, and the sea was rough.\n\nBy Ilse Torvald\nPublished 3 May 2024\n\n";
        let (header, left) = read(head);
        assert_eq!(header.author.as_deref(), Some("Ilse Torvald"));
        assert_eq!(header.date, Some(date(2024, 5, 3)));
        assert_eq!(left, head.trim());
    }

    #[test]
    fn prose_is_no_header() {
        for head in [
            "Date night turned deadly for two couples on Friday.\n\n",
            "Date palms burnt down: 30 farmers were hurt.\n",
            "By Tuesday, 30 people had died.\n\n",
            "By Tuesday Morning\n\n",
            "By Land and Sea\n\n",
            "By the River\n\n",
            "By then, the police said, two were dead.\n",
            "Title fight ends in riot: 3 dead\n\n",
            "Published reports say 30 died.\n",
            "Published April 30, 2025, the book says that 30 died.\n",
            "Updated figures: 30 dead\n\n",
            "Posted to the front, 30 men died.\n",
            "Source: We lost twelve men.\n",
            "Source of the fire: a stove\n\n",
            "Author: I saw three dead. Nobody came.\n",
            "Address: 12 High Street, Maren\n",
            "Link between fires: police look at 3 deaths\n",
            "Date: to be announced\n",
            "Issued with rifles, 30 men left.\n",
            "30 people died.\n",
            "2025 was a bad year.\n",
            "Subject to change: the count of 30 dead.\n",
            "Q: How many died?\n",
            "To: all stations\n",
        ] {
            let (header, left) = read(head);
            assert_eq!(header, Header::default(), "{head}");
            assert_eq!(left, head.trim(), "{head}");
        }
    }

    #[test]
    fn a_day_that_could_be_two_stays_in_the_text() {
        let (header, left) = read("Title: Ferry sinks\nDate: 03/04/2025\nSource: The Harbour Post\n\n");
        assert_eq!(header.date, None);
        assert_eq!(header.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(left, "Date: 03/04/2025");
    }

    #[test]
    fn the_days_of_a_chronicle_date_no_article() {
        let text = "The siege of Sarn, day by day\n\n3 May 2024\nThe bridge falls.\n\n5 May 2024\nThe mill burns.";
        let (header, kept) = take(text);
        assert_eq!((header.date, kept.as_str()), (None, text));
    }

    #[test]
    fn header_lines_further_down_are_text() {
        let text = format!("{BODY}\n\nDate: 3 May 2024\nTitle: Another\n\nEnd.");
        assert_eq!(take(&text), (Header::default(), text));
    }

    #[test]
    fn a_second_title_stays_in_the_text() {
        let (header, left) = read("Title: One\nHeadline: Two\nTitle: One\n\n");
        assert_eq!((header.title.as_deref(), left.as_str()), (Some("One"), "Headline: Two"));
    }

    #[test]
    fn a_header_that_no_text_follows_leaves_none() {
        for text in [
            "Title: Ferry sinks, 12 dead",
            "Title: Ferry sinks\nDate: 3 May 2024\n",
            "date 2024-05-03",
        ] {
            assert!(!take(text).1.contains(char::is_alphanumeric), "{text}");
        }
    }

    #[test]
    fn the_head_of_a_mail_goes_as_a_whole() {
        let head = "From: Desk <desk@example.org>\nTo: all@example.org\nCc: night@example.org\nSubject: Ferry sinks\nDate: 3 May 2024\n\n";
        let (header, left) = read(head);
        assert_eq!(
            (header.title, header.date),
            (some("Ferry sinks"), Some(date(2024, 5, 3)))
        );
        assert_eq!(left, "");
        let (_, left) = read("From: Desk\nTitle: Ferry sinks\n\n");
        assert_eq!(left, "From: Desk", "no mail");
    }

    #[test]
    fn datelines_are_read_and_stay() {
        let cases = [
            ("PORT MAREN, Oct. 3 (Reuters) — ", Some("Reuters"), None),
            ("KYIV, Ukraine (AP) — ", Some("AP"), None),
            ("ADDIS ABABA, 12 May (Xinhua) -- ", Some("Xinhua"), None),
            (
                "ADDIS ABABA, May 12, 2024 (Xinhua) -- ",
                Some("Xinhua"),
                Some(date(2024, 5, 12)),
            ),
            ("BERLIN (dpa) - ", Some("dpa"), None),
            ("MAREN (The Associated Press) – ", Some("The Associated Press"), None),
            ("MAREN (Reuters) -", Some("Reuters"), None),
            ("(Reuters) - ", Some("Reuters"), None),
            ("Sarn-on-Wey, 3 October 2024 – ", None, Some(date(2024, 10, 3))),
            (
                "MOSCOW. March 3, 2024 (Interfax) - ",
                Some("Interfax"),
                Some(date(2024, 3, 3)),
            ),
        ];
        for (line, outlet, day) in cases {
            let (header, left) = read(line);
            assert_eq!((header.outlet.as_deref(), header.date), (outlet, day), "{line}");
            assert_eq!(left, line.trim());
        }
        let (header, _) = read("Date: 4 October 2024\n\nFerry sinks\n\nPORT MAREN, Oct. 3, 2024 (Reuters) — ");
        assert_eq!(
            (header.outlet.as_deref(), header.date),
            (Some("Reuters"), Some(date(2024, 10, 4)))
        );
    }

    #[test]
    fn dashes_in_prose_make_no_dateline() {
        for line in [
            "The clinic (Sarn General) — ",
            "Torvald (left) — ",
            "The man — ",
            "KYIV — ",
            "Two men (both from Maren) — ",
            "In 2024 – ",
            "Maren, 3 October – ",
            "Police said 12 (Reuters) — ",
            "The Court of Justice of Veldt (CJV) – ",
            "Ministry of Defence (Tower House) – ",
        ] {
            assert_eq!(read(line).0, Header::default(), "{line}");
        }
    }

    #[test]
    fn a_dateline_behind_a_day_in_front() {
        let (header, left) = read("date 2024-05-03 PORT MAREN (Reuters) — ");
        assert_eq!(
            (header.outlet.as_deref(), header.date),
            (Some("Reuters"), Some(date(2024, 5, 3)))
        );
        assert_eq!(left, "PORT MAREN (Reuters) —");
    }
}
