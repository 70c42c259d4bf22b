//! Lists of fields in the names of bodies: `Institute of Tides, River Control and Research`, `Ministry of Health, Labour and Welfare`.

use crate::language::{Case, Document, Kind, Tags};

/// A list of fields is not longer than this.
const LONGEST: usize = 12;

/// Endings of words that name a field though no list holds them.
const ENDINGS: &[&str] = &["logy", "ics", "tion", "ment", "ture", "ries", "ity", "nce", "graphy"];

/// Words that name a field though no list holds them and nothing in their form says so.
const FIELDS: &[&str] = &[
    "arts",
    "business",
    "conservation",
    "culture",
    "development",
    "economy",
    "employment",
    "energy",
    "environment",
    "family",
    "finance",
    "fisheries",
    "forestry",
    "heritage",
    "housing",
    "immigration",
    "industry",
    "innovation",
    "justice",
    "labor",
    "labour",
    "livestock",
    "livelihoods",
    "medicine",
    "mining",
    "planning",
    "policy",
    "research",
    "rescue",
    "skills",
    "sports",
    "sport",
    "supply",
    "sustainability",
    "tourism",
    "trade",
    "training",
    "transport",
    "water",
    "welfare",
    "wildlife",
    "youth",
];

/// The end of a list of fields that begins at token `first`: words written large, set off by commas, the last one by `and`.
/// A colon stands for a comma where letters in brackets follow the whole: `Center for Tides: Research and Rescue (CTRR)`.
pub(super) fn list(d: &Document<'_>, first: usize) -> Option<usize> {
    let (mut at, mut commas, mut colon) = (first, 0, false);
    let last = first + LONGEST;
    loop {
        let from = at;
        while at < last && is_field(d, at, commas > 0) {
            at += 1;
        }
        if at == from || at >= last {
            return None;
        }
        if d.is_kind(at, Kind::Comma) {
            commas += 1;
            at += 1 + usize::from(d.is(at + 1, &["and"]));
            if d.is(at - 1, &["and"]) {
                break;
            }
        } else if d.is_kind(at, Kind::Colon) && commas == 0 {
            (colon, commas) = (true, 1);
            at += 1;
        } else if d.is(at, &["and", "&"]) && commas > 0 {
            at += 1;
            break;
        } else {
            return None;
        }
    }
    let from = at;
    while at < last && is_field(d, at, true) {
        at += 1;
    }
    let closed = !colon || d.is_kind(at, Kind::Open) && d.is_kind(at + 2, Kind::Close);
    (at > from && closed && d.sentence_of(first) == d.sentence_of(at - 1)).then_some(at)
}

/// The `of` or `for` of the body whose list of fields ends right before `end`.
pub(super) fn ending(d: &Document<'_>, end: usize, start: usize) -> Option<usize> {
    (start.max(end.saturating_sub(LONGEST + 1))..end)
        .rev()
        .find(|&i| d.is(i, &["of", "for"]))
        .filter(|&of| of > start && list(d, of + 1) == Some(end))
}

/// A word of a field: written large, and known where it could as well be the name of somebody else.
fn is_field(d: &Document<'_>, i: usize, known: bool) -> bool {
    let other = Tags::Role | Tags::Title | Tags::Nation | Tags::Media | Tags::Weekday | Tags::Month;
    is_large(d, i) && (!known || names_field(d, i)) && !d.any(i, other) && !is_body(d, i)
}

/// Written large as a name is.
pub(super) fn is_large(d: &Document<'_>, i: usize) -> bool {
    d.token(i)
        .is_some_and(|t| t.kind == Kind::Word && t.case == Case::Capital)
}

/// The word says what an office or a body is for: `Transport`, `Welfare`.
pub(super) fn names_field(d: &Document<'_>, i: usize) -> bool {
    let word = d.word(i);
    FIELDS.contains(&word)
        || d.any(i, Tags::Known) && d.any(i, Tags::Noun | Tags::Adjective) && !d.any(i, Tags::People)
        || ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// A body of its own, as `Council` is; `Labour` may be a party, and is a field here.
fn is_body(d: &Document<'_>, i: usize) -> bool {
    d.any(i, Tags::Organization) && !FIELDS.contains(&d.word(i))
}
