//! Where sentences end.
//!
//! Our own rather than a library's: `sentencex` and its like either part "Lt. Col." and "U.S. President", or keep a
//! quotation of several sentences as one; the figures in a quotation need its sentences.

use super::{
    Sentence, lexicon,
    tags::Tags,
    token::{Case, Kind, Tokens},
};
use std::ops::Range;

/// Appends the sentences of one paragraph's tokens.
pub(super) fn split(tokens: &Tokens, paragraph: Range<usize>, index: usize, out: &mut Vec<Sentence>) {
    let list = tokens.list();
    let mut start = paragraph.start;
    let mut i = paragraph.start;
    while i < paragraph.end {
        let stop = list[i].kind == Kind::Stop;
        let abbreviation = list[i].kind == Kind::Word && tokens.key(i).ends_with('.');
        i += 1;
        if !(stop || abbreviation) {
            continue;
        }
        let mut end = i;
        // marks and brackets that close right behind the stop belong to the sentence
        while end < paragraph.end && !list[end].spaced && closes(tokens, end, paragraph.end) {
            end += 1;
        }
        if end >= paragraph.end {
            break;
        }
        if if stop {
            ends_before(tokens, i - 1, end)
        } else {
            abbreviation_ends(tokens, i - 1, end)
        } {
            out.push(Sentence {
                tokens: start..end,
                paragraph: index,
            });
            start = end;
            i = end;
        }
    }
    if start < paragraph.end {
        out.push(Sentence {
            tokens: start..paragraph.end,
            paragraph: index,
        });
    }
}

/// A closing bracket, or a mark with nothing glued behind it.
fn closes(tokens: &Tokens, i: usize, end: usize) -> bool {
    let list = tokens.list();
    match list[i].kind {
        Kind::Close => true,
        Kind::Mark => {
            !matches!(tokens.key(i), "“" | "„" | "«" | "‘" | "‹" | "``" | "`")
                && (i + 1 >= end
                    || list[i + 1].spaced
                    || matches!(
                        list[i + 1].kind,
                        Kind::Mark | Kind::Close | Kind::Stop | Kind::Comma | Kind::Dash
                    ))
        }
        _ => false,
    }
}

/// The first token from `i` on that is no opening mark or bracket.
fn first_word(tokens: &Tokens, i: usize) -> Option<usize> {
    (i..tokens.list().len())
        .take(4)
        .find(|&i| !matches!(tokens.list()[i].kind, Kind::Mark | Kind::Open | Kind::Other))
}

fn ends_before(tokens: &Tokens, stop: usize, next: usize) -> bool {
    let list = tokens.list();
    let Some(word) = first_word(tokens, next) else {
        return true;
    };
    if !list[next].spaced {
        // "He died.He was 30." but not "example.com" or "3.Abc"
        let before = stop.checked_sub(1).map(|b| &list[b]);
        return tokens.key(stop) == "."
            && list[next].case != Case::Lower
            && before
                .is_some_and(|b| b.kind == Kind::Word && b.case == Case::Lower && b.span.end() - b.span.start() > 1);
    }
    // "“Stop!” he said", "He waited … and left": what goes on in small letters is the same sentence
    list[word].kind != Kind::Word || list[word].case != Case::Lower || lexicon_starts(tokens, word)
}

/// Words written small even where a sentence begins: names of things like `eBay`, numbers like `7pm`, `@handles`.
fn lexicon_starts(tokens: &Tokens, word: usize) -> bool {
    tokens
        .key(word)
        .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '@' | '#'))
}

/// After `U.S.`, `a.m.`, `Inc.`: only where the next word is written large and would not be otherwise.
fn abbreviation_ends(tokens: &Tokens, at: usize, next: usize) -> bool {
    let list = tokens.list();
    if !lexicon::may_end(tokens.key(at)) || !list[next].spaced {
        return false;
    }
    if list[next].kind == Kind::Mark {
        // "in the U.S. “We will …"
        return first_word(tokens, next).is_some_and(|w| list[w].case == Case::Capital);
    }
    const STARTERS: Tags = Tags::Determiner
        .or(Tags::Pronoun)
        .or(Tags::Preposition)
        .or(Tags::Subordinator)
        .or(Tags::Conjunction)
        .or(Tags::Wh)
        .or(Tags::Adverb)
        .or(Tags::Possessive)
        .or(Tags::Number);
    list[next].case == Case::Capital && lexicon::look_up(tokens.key(next)).any(STARTERS)
}

#[cfg(test)]
mod tests {
    use crate::{language::Document, text::Text};

    fn sentences(raw: &str) -> Vec<String> {
        let text = Text::clean(raw);
        let document = Document::read(&text);
        document
            .sentences
            .iter()
            .map(|s| document.words(s.tokens.clone()).to_owned())
            .collect()
    }

    #[test]
    fn ends() {
        for (raw, expected) in [
            ("Ten died. Two fled.", &["Ten died.", "Two fled."][..]),
            (
                "Lt. Col. A. Moss of the U.S. Army spoke at 7 a.m. He left.",
                &["Lt. Col. A. Moss of the U.S. Army spoke at 7 a.m.", "He left."],
            ),
            (
                "“Stop!” he said. “Go.” She went.",
                &["“Stop!” he said.", "“Go.”", "She went."],
            ),
            (
                "\"We lost ten men. It was hard,\" he said.",
                &["\"We lost ten men.", "It was hard,\" he said."],
            ),
            ("It cost 3.5 million. 12 died.", &["It cost 3.5 million.", "12 died."]),
            (
                "He waited … and left. Why? Nobody knows!",
                &["He waited … and left.", "Why?", "Nobody knows!"],
            ),
            (
                "He was in the U.S. President Moss said.",
                &["He was in the U.S. President Moss said."],
            ),
            ("He died.He was 30.", &["He died.", "He was 30."]),
            ("(Ten died.) Two fled.", &["(Ten died.)", "Two fled."]),
            ("One line\nAnother line", &["One line", "Another line"]),
        ] {
            assert_eq!(sentences(raw), expected, "{raw}");
        }
    }
}
