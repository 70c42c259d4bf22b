//! The words of a text in the form they are compared in: small letters without accents, soft hyphens and joiners, digits
//! of any script as 0–9, a number with its thousands parted ("4,700") as one word.

use compact_str::CompactString;
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// So many words of what a person typed are looked at.
pub(in crate::store) const WORDS: usize = 16;
/// So many characters of a word.
pub(in crate::store) const LETTERS: usize = 64;
/// So many characters of what was typed: more than [`WORDS`] words of [`LETTERS`].
const TYPED: usize = 2_000;

/// One word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Word {
    /// As it is compared. Nearly every word fits into it without memory of its own.
    pub(in crate::store) text: CompactString,
    /// Where it stands, in **bytes** of the text.
    pub(in crate::store) at: Range<usize>,
}

/// The words of `text`, in order.
pub(in crate::store) fn words(text: &str) -> Vec<Word> {
    // English has a word every six bytes or so
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6 + 1);
    // a word is open until a character comes that belongs to none
    let mut open = false;
    let mut rest = text.char_indices();
    while let Some((at, c)) = rest.next() {
        let end = at + c.len_utf8();
        if c.is_ascii_alphanumeric() {
            // as far as plain letters go: nearly every word, at once
            let plain = rest.as_str().bytes().take_while(u8::is_ascii_alphanumeric).count();
            push_plain(&mut words, &mut open, text, at..end + plain);
            if plain > 0 {
                rest.nth(plain - 1);
            }
        } else if c.is_ascii() {
            open = false;
        } else if is_invisible(c) {
            // neither part of a word nor its end
        } else {
            for part in std::iter::once(c).nfkd() {
                if is_combining_mark(part) || is_invisible(part) {
                    if let (true, Some(word)) = (open, words.last_mut()) {
                        word.at.end = end;
                    }
                } else if part.is_alphanumeric() {
                    for letter in part.to_lowercase() {
                        match letter_without_mark(letter) {
                            Some(plain) => plain.chars().for_each(|l| push(&mut words, &mut open, l, at..end)),
                            None if is_combining_mark(letter) => {}
                            None => push(&mut words, &mut open, digit(letter).unwrap_or(letter), at..end),
                        }
                    }
                } else {
                    open = false;
                }
            }
        }
    }
    join_thousands(text, words)
}

/// The beginning of what a person typed, which is as much as is looked at.
pub(in crate::store) fn looked_at(typed: &str) -> &str {
    match typed.char_indices().nth(TYPED) {
        Some((end, _)) => &typed[..end],
        None => typed,
    }
}

/// The beginnings of words that a person typed, as [`folded`] has them: each after a blank, no more and no longer than
/// are looked at.
pub(in crate::store) fn beginnings(typed: &str) -> Vec<String> {
    let words = words(looked_at(typed)).into_iter().take(WORDS);
    words
        .map(|word| std::iter::once(' ').chain(word.text.chars().take(LETTERS)).collect())
        .collect()
}

/// The words of `text` with a blank before each: "the Interior Ministry" gives " the interior ministry". A word, or
/// the beginning of one, is in a text if " word" is in this.
pub(in crate::store) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    for word in words(text) {
        out.push(' ');
        out.push_str(&word.text);
    }
    out
}

/// Numbers whose thousands are parted by a plain blank ("4 700"): both readings are possible, so they stand beside
/// the words rather than in their place. With the indexes of the words they are made of.
pub(super) fn spaced_numbers(text: &str, words: &[Word]) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let mut end = i + 1;
        if begins_number(&words[i].text) {
            while words
                .get(end)
                .is_some_and(|w| is_group(&w.text) && &text[words[end - 1].at.end..w.at.start] == " ")
            {
                end += 1;
            }
        }
        if end > i + 1 {
            found.push((words[i..end].iter().map(|w| w.text.as_str()).collect(), i..end));
        }
        i = end;
    }
    found
}

/// Letters and digits of ASCII.
fn push_plain(words: &mut Vec<Word>, open: &mut bool, text: &str, at: Range<usize>) {
    let mut small = CompactString::new(&text[at.clone()]);
    small.make_ascii_lowercase();
    match words.last_mut() {
        Some(word) if *open => {
            word.text.push_str(&small);
            word.at.end = at.end;
        }
        _ => words.push(Word { text: small, at }),
    }
    *open = true;
}

fn push(words: &mut Vec<Word>, open: &mut bool, letter: char, at: Range<usize>) {
    match words.last_mut() {
        Some(word) if *open => {
            word.text.push(letter);
            word.at.end = at.end;
        }
        _ => words.push(Word {
            text: CompactString::from_iter([letter]),
            at,
        }),
    }
    *open = true;
}

/// Format characters: soft hyphen, zero-width space and joiners, directions, byte order mark, variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that Unicode does not take apart but people type without their stroke.
fn letter_without_mark(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// The digit of any script as 0–9. Unicode keeps the ten digits of a script together; these are the zeros.
fn digit(c: char) -> Option<char> {
    const ZEROS: &[u32] = &[
        0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20,
        0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0,
        0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
    ];
    let code = c as u32;
    let zero = ZEROS[..ZEROS.partition_point(|&zero| zero <= code)].last()?;
    char::from_digit(code.checked_sub(*zero).filter(|&value| value < 10)?, 10)
}

fn begins_number(word: &str) -> bool {
    word.len() <= 3 && !word.starts_with('0') && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_group(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit())
}

/// Makes "4", "700" one word where a comma, an apostrophe or a blank that does not break stands between them.
fn join_thousands(text: &str, words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    // whether the last word is a number that goes on
    let mut number = false;
    for word in words {
        if number
            && is_group(&word.text)
            && let Some(last) = joined.last_mut()
            // two words of one character ("¼" is read as 1⁄4) have nothing between them
            && let Some(between) = text.get(last.at.end..word.at.start)
            && matches!(between, "," | "\u{a0}" | "\u{202f}" | "\u{2009}" | "\u{2007}" | "'" | "’" | "٬" | "，")
        {
            last.text.push_str(&word.text);
            last.at.end = word.at.end;
            continue;
        }
        number = begins_number(&word.text);
        joined.push(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(folded(text).trim_start(), expected, "{text:?}");
    }

    #[test]
    fn a_character_of_two_words_is_no_thousands() {
        // panicked: the words of "¼" share a place
        words("¼00:");
        words("4¼700");
    }

    #[test]
    fn what_cannot_be_seen_is_ignored() {
        check("k\u{ad}illed kil\u{200b}led \u{feff}Killed", "killed killed killed");
        check("Café CAFE\u{301} ﬁre Łódź Straße", "cafe cafe fire lodz strasse");
        check("country’s country's", "country s country s");
        check("“Never — forget…”", "never forget");
        check("", "");
        check("—…“”", "");
    }

    #[test]
    fn numbers_are_one_word_however_they_are_written() {
        for text in [
            "4,700",
            "4700",
            "4\u{a0}700",
            "4\u{202f}700",
            "4’700",
            "٤٧٠٠",
            "４，７００",
            "४७००",
            "4,7\u{ad}00",
        ] {
            check(text, "4700");
        }
        check("1,234,567 dead", "1234567 dead");
        check("in 2024, 120 died", "in 2024 120 died");
        check("4700,120", "4700 120");
        check("0,700 and 1.200", "0 700 and 1 200");
        check("12,34", "12 34");
        check("4, 700", "4 700");
    }

    #[test]
    fn numbers_with_plain_blanks_can_be_read_both_ways() {
        let text = "On May 14 200 of 1 234 567 people and 2024 300";
        let words = words(text);
        let found: Vec<_> = spaced_numbers(text, &words).into_iter().map(|(n, _)| n).collect();
        assert_eq!(found, ["14200", "1234567"]);
    }

    proptest! {
        #[test]
        fn words_stand_where_they_say(text in "(\\PC|[ ,.’'“0-9a-zé\u{ad}\u{301}\u{200b}٤½㎢ﷺ]){0,80}") {
            let words = words(&text);
            for pair in words.windows(2) {
                prop_assert!(pair[0].at.start <= pair[1].at.start);
            }
            for word in &words {
                prop_assert!(text.get(word.at.clone()).is_some_and(|w| !w.is_empty()));
                prop_assert!(!word.text.is_empty() && !word.text.contains(' '));
            }
            let again = folded(&folded(&text));
            prop_assert_eq!(again, folded(&text));
        }
    }
}
