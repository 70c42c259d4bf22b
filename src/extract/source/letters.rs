//! Names that letters stand for: `Ostra Gas and Electric Company (OG&E)`, `TOW (Tide and Ostra Wrestling)`.

use super::{firm::is_firm, form::LONGEST};
use crate::{
    extract::fields,
    language::{Case, Document, Kind},
};
use std::ops::Range;

/// The words before the bracket at token `open` whose first letters are those in it: `Ostra Gas and Electric (OG&E)`.
pub(super) fn spelled_out(d: &Document<'_>, open: usize) -> Option<Range<usize>> {
    let short = d.words(open + 1..open + 2);
    let letters: Vec<char> = short.chars().filter(char::is_ascii_alphabetic).collect();
    if letters.len() < 3 || letters.len() > LONGEST || !letters.iter().all(char::is_ascii_uppercase) {
        return None;
    }
    let sentence = d.sentences[d.sentence_of(open)].tokens.start;
    let (mut at, mut rest) = (open, letters.len());
    // "Ostra Gas and Electric Company (OG&E)"
    let firm = open - 1;
    let form = (is_firm(&[d.word(firm).to_owned()]) || d.is(firm, &["company"]))
        && initial(d, firm).is_none_or(|c| c != letters[rest - 1]);
    if form {
        at = firm;
    }
    let mut plain = form;
    while rest > 0 {
        if at <= sentence || open - at >= 2 * LONGEST {
            return None;
        }
        at -= 1;
        let first = initial(d, at)?;
        if fields::is_large(d, at) || d.token(at).is_some_and(|t| t.case == Case::Upper) {
            if first != letters[rest - 1] {
                return None;
            }
            rest -= 1;
        } else {
            // in groups of names these stand anyway
            plain |= d.is_kind(at, Kind::Comma) || d.is(at, &["and", "&"]);
            let joins = d.is(at, &["of", "for", "and", "the", "on", "&", "in", "de", "du", "des"]);
            if !joins && !d.is_kind(at, Kind::Comma) {
                return None;
            }
        }
    }
    (plain && at + 1 < open && d.sentence_of(at) == d.sentence_of(open)).then_some(at..open)
}

/// The letters before the bracket at token `open` and the name in it whose words begin with them: `TRW (Tide Ring Wrestling)`.
pub(super) fn spelled_behind(d: &Document<'_>, open: usize) -> Option<(usize, Range<usize>)> {
    let short = open.checked_sub(1)?;
    let letters = d.words(short..open);
    if !(3..=LONGEST).contains(&letters.len()) || !letters.chars().all(|c| c.is_ascii_uppercase()) {
        return None;
    }
    let close = (open + 1..d.len().min(open + LONGEST)).find(|&i| !d.is_kind(i, Kind::Word))?;
    let name = open + 1..close;
    let large = |i: usize| d.token(i).is_some_and(|t| t.case != Case::Lower);
    let joins = |i: usize| d.is(i, &["of", "for", "and", "the", "on", "in", "de", "du", "des"]);
    let first: String = name
        .clone()
        .filter(|&i| large(i))
        .filter_map(|i| initial(d, i))
        .collect();
    (d.is_kind(close, Kind::Close) && first == letters && name.clone().all(|i| large(i) || joins(i)))
        .then_some((short, name))
}

/// Whether letters stand for an office, written `Superintendent of Ferries` or `Police Liaison Officer`: `SF`, `PLO`.
pub(super) fn of_office(d: &Document<'_>, office: Range<usize>, letters: &str) -> bool {
    let first: String = office
        .clone()
        .filter(|&i| {
            d.token(i)
                .is_some_and(|t| t.kind == Kind::Word && t.case == Case::Capital)
        })
        .filter_map(|i| initial(d, i))
        .collect();
    first.len() > 1 && first == letters
}

/// The letter that the word at token `i` begins with.
fn initial(d: &Document<'_>, i: usize) -> Option<char> {
    d.words(i..i + 1).chars().next()
}
