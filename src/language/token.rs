//! The text as tokens: words, numbers, marks and other punctuation.
//!
//! One pass over the characters. Clitics are tokens of their own (`Korea` `’s`, `did` `n’t`), hyphenated words are one
//! (`Anne-Lise`, `12-strong`), a full stop belongs to the abbreviation before it (`Gen.`, `U.S.`).

use super::lexicon;
use crate::text::{Span, Text};
use unicode_normalization::UnicodeNormalization;

/// What a token is by its characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters, with hyphens, inner apostrophes and the full stop of an abbreviation; also `59th`, `1990s`, web addresses.
    Word,
    /// Digits with their grouping and decimals: `4,700`, `15 000`, `1.2`, `4.7k`.
    Number,
    /// A mark that may open or close a quotation: `"`, `“`, `”`, `«`, `»`, `‘`, `’`, `'`, `` ` ``.
    Mark,
    /// `,`
    Comma,
    /// `.` `!` `?` `…` and runs of them.
    Stop,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `—`, `–`, `--`, a hyphen with spaces, a hyphen between numbers.
    Dash,
    /// `(` `[` `{`
    Open,
    /// `)` `]` `}`
    Close,
    /// `%` or `‰`
    Percent,
    /// `$` `€` `£` `¥` …
    Currency,
    /// Any other character.
    Other,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Its letters' case.
    pub case: Case,
    /// White space stands before it (or the paragraph begins).
    pub spaced: bool,
    /// Where its normalised form stands in [`Tokens::keys`].
    key: (u32, u32),
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// No capital first, or no letters.
    Lower,
    /// `Brandt`, `McDonald`, `I`.
    Capital,
    /// Two or more letters, all capitals: `UNICEF`, `U.S.`
    Upper,
}

/// All tokens of a text, with their normalised forms.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    list: Vec<Token>,
    keys: String,
}

impl Tokens {
    /// Appends the tokens of one paragraph.
    pub(super) fn scan(&mut self, text: &Text, paragraph: Span) {
        Scanner {
            text,
            end: paragraph.end(),
            at: paragraph.start(),
            spaced: true,
            tokens: self,
        }
        .run();
    }

    /// All of them, in order.
    pub(super) fn list(&self) -> &[Token] {
        &self.list
    }

    /// The form of token `i` that rules compare with: compatibility forms composed, format characters gone, curly
    /// apostrophes straight, lower case.
    pub(super) fn key(&self, i: usize) -> &str {
        self.list
            .get(i)
            .map_or("", |token| &self.keys[token.key.0 as usize..token.key.1 as usize])
    }
}

struct Scanner<'a> {
    text: &'a Text,
    end: usize,
    at: usize,
    spaced: bool,
    tokens: &'a mut Tokens,
}

/// Characters that show nothing: they may stand inside a word and must not part it.
fn is_format(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '＇')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '_')
}

impl Scanner<'_> {
    /// The last token is an initial, so that an "I." behind it is one too: `Wayne A. I. Moss`.
    fn behind_initial(&self) -> bool {
        let last = self.tokens.list.len().checked_sub(1);
        last.is_some_and(|i| {
            let key = self.tokens.key(i);
            self.tokens.list[i].case != Case::Lower && key.ends_with('.') && key.chars().count() == 2
        })
    }

    fn rest(&self) -> &str {
        &self.text.as_str()[self.at..self.end]
    }

    fn run(mut self) {
        while let Some(c) = self.rest().chars().next() {
            if c.is_whitespace() {
                self.spaced = true;
                self.at += c.len_utf8();
                continue;
            }
            let (len, kind) = self.token(c);
            self.push(len, kind);
        }
    }

    /// Length in bytes and kind of the token that begins here.
    fn token(&self, c: char) -> (usize, Kind) {
        let rest = self.rest();
        let one = |kind| (c.len_utf8(), kind);
        let next = || rest[c.len_utf8()..].chars().next();
        match c {
            c if c.is_numeric() => self.number(),
            c if is_apostrophe(c) => match self.clitic() {
                Some(len) => (len, Kind::Word),
                // '90s
                None if next().is_some_and(|n| n.is_ascii_digit()) && self.decade(1) => (c.len_utf8() + 3, Kind::Word),
                None => one(Kind::Mark),
            },
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '‚' | '‛' | '‹' | '›' | '`' | '´' | '＂' =>
            {
                // doubled single marks (`` and '') count as one
                let doubled = matches!(c, '`' | '´' | '‘') && next() == Some(c);
                (c.len_utf8() * (1 + usize::from(doubled)), Kind::Mark)
            }
            ',' | '，' | '،' => one(Kind::Comma),
            '.' | '!' | '?' | '…' | '。' => {
                let run = rest
                    .find(|c| !matches!(c, '.' | '!' | '?' | '…' | '。'))
                    .unwrap_or(rest.len());
                (run, Kind::Stop)
            }
            ':' => one(Kind::Colon),
            ';' => one(Kind::Semicolon),
            '—' | '–' | '―' | '−' => one(Kind::Dash),
            c if is_hyphen(c) => {
                let run = rest.find(|c| !is_hyphen(c)).unwrap_or(rest.len());
                (run, Kind::Dash)
            }
            '(' | '[' | '{' => one(Kind::Open),
            ')' | ']' | '}' => one(Kind::Close),
            '%' | '‰' => one(Kind::Percent),
            '$' | '€' | '£' | '¥' | '₹' | '₽' | '₩' | '₴' | '₦' | '₺' => one(Kind::Currency),
            c if is_letter(c) || matches!(c, '@' | '#') || is_format(c) => self.word(),
            _ => one(Kind::Other),
        }
    }

    /// `'90s` and its like: two digits and an s, `from` characters on.
    fn decade(&self, from: usize) -> bool {
        let mut next = self.rest().chars().skip(from);
        let digits = next.by_ref().take(2).filter(char::is_ascii_digit).count();
        digits == 2 && next.next() == Some('s') && !next.next().is_some_and(char::is_alphanumeric)
    }

    /// An apostrophe that begins a clitic of the word before: `’s`, `’ll`.
    fn clitic(&self) -> Option<usize> {
        let glued = !self.spaced
            && self
                .tokens
                .list
                .last()
                .is_some_and(|t| matches!(t.kind, Kind::Word | Kind::Number));
        if !glued {
            return None;
        }
        let rest = self.rest();
        let mark = rest.chars().next()?.len_utf8();
        let letters = rest[mark..]
            .find(|c: char| !c.is_alphanumeric())
            .map_or(rest.len(), |i| mark + i);
        ["s", "ll", "re", "ve", "d", "m", "S"]
            .contains(&&rest[mark..letters])
            .then_some(letters)
    }

    fn word(&self) -> (usize, Kind) {
        let rest = self.rest();
        if rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.") {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            return (
                rest[..end]
                    .trim_end_matches(['.', ',', ')', ';', ':', '"', '”', '’', '\''])
                    .len()
                    .max(1),
                Kind::Word,
            );
        }
        let mut len = 0;
        for (i, c) in rest.char_indices() {
            let next = || rest[i + c.len_utf8()..].chars().next();
            let joins = if is_letter(c) || c.is_numeric() || is_format(c) {
                true
            } else if i == 0 {
                matches!(c, '@' | '#')
            } else if is_apostrophe(c) {
                let tail = &rest[i + c.len_utf8()..];
                let letters = &tail[..tail.find(|c: char| !is_letter(c)).unwrap_or(tail.len())];
                // the clitics are tokens of their own; O’Brien, d’Ivoire and Sana’a are one word
                if letters == "t" && rest[..i].ends_with('n') {
                    return match lexicon::negated(&rest[..i]) {
                        // did + n’t, but can + ’t and won’t whole
                        Some(stem) => (stem, Kind::Word),
                        None => (i + c.len_utf8() + 1, Kind::Word),
                    };
                }
                !letters.is_empty() && !["s", "S", "ll", "re", "ve", "d", "m"].contains(&letters)
            } else if is_hyphen(c) || c == '&' || c == '/' {
                // AT&T, him/her, Anne-Lise, U.S.-led
                next().is_some_and(|n| is_letter(n) || (is_hyphen(c) && n.is_numeric()))
                    && rest[..i].ends_with(|p: char| p.is_alphanumeric() || p == '.' || is_format(p))
            } else if c == '.' {
                let mut after = rest[i + 1..].chars();
                // a.m., e.g.
                let small =
                    rest[..i].chars().count() == 1 && after.next().is_some_and(is_letter) && after.next() == Some('.');
                let initials = small
                    || matches!(&rest[..i], "Ph" | "Ph.D")
                    || is_initials(&rest[..i])
                    || &rest[..i] == "I" && self.behind_initial();
                let dotted = next().is_some_and(is_letter);
                // "Ostra.com.br", "Vesper.co.uk"
                let country = is_site(&rest[..i])
                    && rest[i + 1..]
                        .find(|c: char| !c.is_ascii_lowercase())
                        .unwrap_or(rest.len() - i - 1)
                        == 2;
                if dotted && (initials || country || is_domain(&rest[i + 1..])) {
                    true
                } else {
                    let numbers = matches!(&rest[..i], "No" | "Nos")
                        && rest[i + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                    if initials || numbers || lexicon::is_abbreviation(&rest[..i]) {
                        len = i + 1;
                        if rest[i + 1..]
                            .strip_prefix(is_hyphen)
                            .is_some_and(|tail| tail.starts_with(is_letter))
                        {
                            continue;
                        }
                    }
                    break;
                }
            } else {
                false
            };
            if !joins {
                break;
            }
            len = i + c.len_utf8();
        }
        (len.max(rest.chars().next().map_or(1, char::len_utf8)), Kind::Word)
    }

    fn number(&self) -> (usize, Kind) {
        let rest = self.rest();
        let digits = |from: usize| {
            rest[from..]
                .find(|c: char| !c.is_numeric())
                .map_or(rest.len() - from, |i| i)
        };
        let mut len = digits(0);
        let grouped = len <= 3;
        // 1,23,456: lakhs and crores are grouped by two
        if len <= 2 {
            let mut pairs = len;
            while rest[pairs..].starts_with(',') && digits(pairs + 1) == 2 {
                pairs += 3;
            }
            if pairs > len && rest[pairs..].starts_with(',') && digits(pairs + 1) == 3 {
                len = pairs;
            }
        }
        loop {
            let Some(c) = rest[len..].chars().next() else {
                return (len, Kind::Number);
            };
            let after = len + c.len_utf8();
            let group = digits(after);
            let groups = match c {
                ',' | '\'' | '’' => group == 3,
                '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | ' ' => group == 3 && grouped,
                '.' => group > 0,
                _ => false,
            };
            if !groups {
                break;
            }
            len = after + group;
        }
        let tail = &rest[len..];
        let letters = tail.find(|c: char| !is_letter(c)).unwrap_or(tail.len());
        match &tail[..letters] {
            "" => {}
            // 4.7k and 2m are numbers (or measures); anything else is a word that begins with digits: 59th, 7pm, 1990s
            "k" | "K" | "m" | "M" | "bn" | "mn" | "mln" => len += letters,
            _ => return (len + self.word_tail(len), Kind::Word),
        }
        // 12-strong, 29-year-old, but not 10-15
        let tail = &rest[len..];
        let mut chars = tail.chars();
        if chars.next().is_some_and(is_hyphen) && chars.next().is_some_and(is_letter) {
            return (len + self.word_tail(len), Kind::Word);
        }
        (len, Kind::Number)
    }

    /// Letters, digits and hyphens from `from` on.
    fn word_tail(&self, from: usize) -> usize {
        let tail = &self.rest()[from..];
        let end = tail
            .find(|c: char| !(is_letter(c) || c.is_numeric() || is_hyphen(c) || is_format(c)))
            .unwrap_or(tail.len());
        tail[..end].trim_end_matches(is_hyphen).len()
    }

    fn push(&mut self, len: usize, kind: Kind) {
        let bytes = self.at..self.at + len;
        self.at += len;
        let Some(span) = self.text.span(bytes) else { return };
        let word = self.text.slice(span);
        let start = self.tokens.keys.len();
        write_key(word, &mut self.tokens.keys);
        let key = (start as u32, self.tokens.keys.len() as u32);
        self.tokens.list.push(Token {
            span,
            kind,
            case: case(word),
            spaced: self.spaced,
            key,
        });
        self.spaced = false;
    }
}

/// `U.S`, `J`, `a.m`: single letters with full stops between.
fn is_initials(word: &str) -> bool {
    // no abbreviation is longer, and time must not grow with the square of an endless one
    if word.len() > 24 {
        return false;
    }
    let mut letters = word.split('.');
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    let lone = !word.contains('.');
    letters.all(single) && (!lone || word.chars().all(char::is_uppercase) && word != "I")
}

/// What stands before the full stop is an address that a country may close: `ostra.com`, `vesper.co`.
fn is_site(word: &str) -> bool {
    [".com", ".co", ".org", ".net", ".gov", ".edu"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// What follows the full stop reads as the end of a web address: `com`, `org/page`.
fn is_domain(tail: &str) -> bool {
    let end = tail.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(tail.len());
    matches!(
        &tail[..end],
        "com"
            | "org"
            | "net"
            | "gov"
            | "edu"
            | "info"
            | "ru"
            | "uk"
            | "ua"
            | "de"
            | "fr"
            | "in"
            | "cn"
            | "co"
            | "tv"
            | "io"
    ) && !tail[end..].starts_with(char::is_alphanumeric)
}

fn case(word: &str) -> Case {
    // "al-Rashid", "el-Sisi", "d’Arc": names, whose article is small
    const ARTICLES: &[&str] = &[
        "ad", "al", "an", "ar", "as", "ash", "at", "az", "d", "el", "ibn", "ud", "ul",
    ];
    let article = word
        .split_once(['-', '\'', '’'])
        .is_some_and(|(article, rest)| ARTICLES.contains(&article) && rest.starts_with(char::is_uppercase));
    if article {
        return Case::Capital;
    }
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut more = letters.peekable();
            if more.peek().is_some() && more.all(char::is_uppercase) {
                Case::Upper
            } else {
                Case::Capital
            }
        }
        _ => Case::Lower,
    }
}

/// Writes the normalised form of `word`; GROUND: compare on normalised copies, never change the stored text.
fn write_key(word: &str, out: &mut String) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    for c in word.nfkc().filter(|&c| !is_format(c)) {
        match c {
            c if is_apostrophe(c) => out.push('\''),
            c if is_hyphen(c) => out.push('-'),
            c => match decimal(c) {
                Some(digit) => out.push(digit),
                None => out.extend(c.to_lowercase()),
            },
        }
    }
}

/// The ASCII digit of a decimal digit of another script (those that news in English quotes).
fn decimal(c: char) -> Option<char> {
    let zero = match c as u32 {
        0x660..=0x669 => 0x660,
        0x6f0..=0x6f9 => 0x6f0,
        0x966..=0x96f => 0x966,
        0x9e6..=0x9ef => 0x9e6,
        0xe50..=0xe59 => 0xe50,
        _ => return None,
    };
    char::from_digit(c as u32 - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(raw: &str) -> Vec<String> {
        let text = Text::clean(raw);
        let mut tokens = Tokens::default();
        for paragraph in text.paragraphs() {
            tokens.scan(&text, paragraph);
        }
        tokens.list().iter().map(|t| text.slice(t.span).to_owned()).collect()
    }

    #[test]
    fn words_and_their_clitics() {
        for (raw, expected) in [
            ("South Korea’s troops", "South|Korea|’s|troops"),
            ("didn’t can't won't", "did|n’t|can't|won't"),
            ("O’Brien d'Ivoire Sana’a", "O’Brien|d'Ivoire|Sana’a"),
            ("Ada Anne-Lise, 12-strong", "Ada|Anne-Lise|,|12-strong"),
            (
                "Gen. A. B. Smith of the U.S. and U.S.-led",
                "Gen.|A.|B.|Smith|of|the|U.S.|and|U.S.-led",
            ),
            (
                "Wayne A. I. Moss left. So did I. He too",
                "Wayne|A.|I.|Moss|left|.|So|did|I|.|He|too",
            ),
            ("the lawmakers’ word", "the|lawmakers|’|word"),
            ("he said.“No.”", "he|said|.|“|No|.|”"),
            ("on Ostra.com today.", "on|Ostra.com|today|."),
            ("on Ostra.com.br, a site.", "on|Ostra.com.br|,|a|site|."),
            ("a Ph.D. candidate", "a|Ph.D.|candidate"),
            ("on Ostra.com. He left.", "on|Ostra.com|.|He|left|."),
            ("ki\u{ad}lled", "ki\u{ad}lled"),
            ("He died.He was 30.", "He|died|.|He|was|30|."),
        ] {
            assert_eq!(tokens(raw).join("|"), expected, "{raw}");
        }
    }

    #[test]
    fn numbers() {
        for (raw, expected) in [
            ("4,700 and 15 000, 1.2 million", "4,700|and|15 000|,|1.2|million"),
            ("15\u{202f}000", "15\u{202f}000"),
            ("10-15 or 600–800", "10|-|15|or|600|–|800"),
            ("in 2019 500 died", "in|2019|500|died"),
            (
                "the 59th brigade at 7pm in the 1990s",
                "the|59th|brigade|at|7pm|in|the|1990s",
            ),
            ("aged 30, 31.", "aged|30|,|31|."),
            ("a 29-year-old", "a|29-year-old"),
            // a hyphen of three bytes behind an abbreviation's stop
            ("the U.S.‐led force, the U.S.‐", "the|U.S.‐led|force|,|the|U.S.|‐"),
            ("$4.7m, 20%", "$|4.7m|,|20|%"),
            ("1,23,456 and 12,34,567; 1,23", "1,23,456|and|12,34,567|;|1|,|23"),
        ] {
            assert_eq!(tokens(raw).join("|"), expected, "{raw}");
        }
    }

    #[test]
    fn keys_are_normalised() {
        let text = Text::clean("Ki\u{ad}lled ４７ ٣٠ Korea’S");
        let mut tokens = Tokens::default();
        tokens.scan(&text, text.paragraphs()[0]);
        let keys: Vec<_> = (0..tokens.list().len()).map(|i| tokens.key(i)).collect();
        assert_eq!(keys, ["killed", "47", "30", "korea", "'s"]);
    }
}
