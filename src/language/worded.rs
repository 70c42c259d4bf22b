//! Names that are made of plain words, with a verb or a small word among them: `Save the Children`, `Doctors Without Borders`.

use super::{
    tags::Tags,
    token::{Case, Kind, Tokens},
};
use std::ops::Range;

/// Bodies whose names no capital letter tells from a sentence's words, in small letters.
const BODIES: &[&[&str]] = &[
    &["breaking", "the", "silence"],
    &["committee", "to", "protect", "journalists"],
    &["feed", "the", "children"],
    &["save", "the", "children"],
    &["stop", "the", "war", "coalition"],
];

/// Small words that stand in such names with a small letter: all of them in [`BODIES`], and `without` before `Borders`.
const SMALL: &[&str] = &["the", "to", "without"];

/// Small words that are a name's where a capital is among capitals: `Action Against Hunger`, `Mothers Against Drunk Driving`.
const LARGE: &[&str] = &["against", "beyond", "without"];

/// So many words such a name goes on at most behind its small word.
const FAR: usize = 4;

/// Whether the word at token `i` is a small one that stands within a name.
pub(crate) fn is_within(word: &str, tags: Tags) -> bool {
    tags.any(Tags::Name) && SMALL.contains(&word)
}

/// Marks the words of such names in one sentence as those of a name.
pub(super) fn mark(tokens: &Tokens, tags: &mut [Tags], words: Range<usize>) {
    let capital = |i: usize| words.contains(&i) && tokens.list()[i].case == Case::Capital;
    // a headline has its words in capitals anyway
    let plain = |i: usize| {
        let token = &tokens.list()[i];
        token.kind == Kind::Word && token.case == Case::Lower && tokens.key(i).len() > 3
    };
    let mut prose = None;
    for i in words.clone() {
        let key = tokens.key(i);
        let mut name = None;
        if LARGE.contains(&key) && capital(i) && i > words.start && capital(i - 1) && capital(i + 1) {
            let title = tags[i - 1].any(Tags::Title | Tags::Role);
            let prose = *prose.get_or_insert_with(|| words.clone().any(plain));
            let end = (i + 1..words.end.min(i + 1 + FAR))
                .find(|&j| !capital(j))
                .unwrap_or(words.end.min(i + 1 + FAR));
            name = Some(i - 1..end).filter(|_| prose && !title);
        } else if key == "without"
            && i > words.start
            && capital(i - 1)
            && capital(i + 1)
            && tokens.key(i + 1) == "borders"
        {
            name = Some(i - 1..i + 2);
        } else if capital(i) {
            let fits = |body: &&&[&str]| {
                body.iter().enumerate().all(|(n, word)| {
                    words.contains(&(i + n)) && tokens.key(i + n) == *word && (capital(i + n) || SMALL.contains(word))
                })
            };
            name = BODIES.iter().find(fits).map(|body| i..i + body.len());
        }
        let Some(name) = name else { continue };
        for at in name.clone() {
            tags[at] = Tags::Name | Tags::Noun | Tags::Known;
        }
        tags[name.end - 1] |= Tags::Organization;
    }
}
