//! What a person typed, as a query of the index. There is no input that is not one; some find nothing.

use super::{
    numbers,
    stems::Stems,
    words::{LETTERS, WORDS, looked_at, spaced_numbers, words},
};
use crate::store::{error::Result, vocabulary::Vocabulary};
use rusqlite::Connection;

/// Endings that stemming takes off. A beginning that reaches into one ("displacem*") must find the stem.
const ENDINGS: &[&str] = &[
    "able", "al", "ally", "ance", "ation", "ed", "ement", "ence", "er", "ers", "es", "ful", "ible", "ies", "ing",
    "ings", "ion", "ions", "ism", "ist", "ity", "ive", "ization", "ize", "ly", "ment", "ments", "ness", "ous",
];

/// A word, the beginning of a word, or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Term {
    /// Ways to read it, each words in a row: "4 700" is these two words or the word 4700.
    readings: Vec<Vec<String>>,
    /// The last word may go on.
    open: bool,
    /// Stems that a word which begins so may have, though they are shorter.
    stems: Vec<String>,
    /// All stems of the index that begin so, where it is one word and they are few.
    written_out: Vec<String>,
}

/// What is looked for, and what must not be there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) wanted: Vec<Term>,
    pub(super) unwanted: Vec<Term>,
    /// Beginnings of one letter or digit, which nothing is looked for by.
    pub(super) short: Vec<String>,
}

/// One word or phrase as it was typed.
#[derive(Clone)]
struct Typed<'t> {
    text: &'t str,
    unwanted: bool,
    phrase: bool,
    open: bool,
}

impl Query {
    /// All words by default, "phrases", -word, word*.
    pub(super) fn parse(typed: &str) -> Query {
        let typed = looked_at(typed);
        let mut query = Query::default();
        let mut left = WORDS;
        let mut all = split(typed).into_iter().peekable();
        while let Some(mut one) = all.next() {
            // a number of several words, or digits in groups with blanks between: one term
            if !one.phrase && !one.open {
                let mut end = one.text.len();
                let from = one.text.as_ptr() as usize - typed.as_ptr() as usize;
                while let Some(next) = all.peek().filter(|next| !next.phrase && !next.open && !next.unwanted) {
                    let next_end = next.text.as_ptr() as usize - typed.as_ptr() as usize + next.text.len();
                    let longer = &typed[from..next_end];
                    if is_one_number(longer) {
                        all.next();
                    } else if next.text.eq_ignore_ascii_case("and") && joined_by_and(longer, &all) {
                        // what comes behind it belongs to the number, or this would be none
                        all.next();
                        continue;
                    } else {
                        break;
                    }
                    end = longer.len();
                }
                one.text = &typed[from..from + end];
            }
            let Some(term) = Term::new(&one, &mut left) else {
                continue;
            };
            if term.beginning().is_some_and(|word| word.len() == 1) {
                query.short.push(format!("{}*", one.text.trim_end_matches('*')));
                continue;
            }
            let list = if one.unwanted {
                &mut query.unwanted
            } else {
                &mut query.wanted
            };
            if !list.contains(&term) {
                list.push(term);
            }
        }
        query
    }

    /// Finds the stems that beginnings of words need.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub(super) fn learn(&mut self, stems: &mut Stems) -> Result<()> {
        for term in self.wanted.iter_mut().chain(&mut self.unwanted) {
            term.learn(stems)?;
        }
        Ok(())
    }

    /// Finds the stems that this index has for beginnings of words, where they are few: that is faster to look for.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(super) fn write_out(&mut self, stems: &mut Stems, connection: &Connection) -> Result<()> {
        for term in self.wanted.iter_mut().chain(&mut self.unwanted) {
            term.write_out(stems, connection)?;
        }
        Ok(())
    }
}

impl Term {
    fn new(typed: &Typed<'_>, left: &mut usize) -> Option<Term> {
        let mut all = words(typed.text);
        let mut open = typed.open;
        if all.len() > *left {
            all.truncate(*left);
            open = false;
        }
        let numbers = spaced_numbers(typed.text, &all);
        let mut plain: Vec<String> = all.into_iter().map(|word| word.text.into_string()).collect();
        let last = plain.len().checked_sub(1)?;
        for (i, word) in plain.iter_mut().enumerate() {
            if let Some((end, _)) = word.char_indices().nth(LETTERS) {
                word.truncate(end);
                open |= i == last;
            }
        }
        *left -= plain.len();
        let mut readings = vec![plain];
        if !typed.phrase && !open {
            readings.extend(numbers::others(&readings[0]));
            readings.extend(letters(typed.text));
        }
        if !numbers.is_empty() {
            let mut joined = readings[0].clone();
            for (number, at) in numbers.into_iter().rev() {
                joined.splice(at, [number]);
            }
            readings.push(joined);
        }
        Some(Term {
            readings,
            open,
            stems: Vec::new(),
            written_out: Vec::new(),
        })
    }

    /// The one word whose beginning it is.
    fn beginning(&self) -> Option<&str> {
        match (self.open, self.readings.as_slice()) {
            (true, [reading]) if reading.len() == 1 => reading.first().map(String::as_str),
            _ => None,
        }
    }

    fn write_out(&mut self, stems: &mut Stems, connection: &Connection) -> Result<()> {
        if let Some(word) = self.beginning()
            && let Some(found) = Vocabulary::Words.beginning(connection, stems.of(word))?
        {
            stems.learn(found.iter().map(String::as_str))?;
            // a stem that is not its own stem could not be looked for
            if found.iter().all(|stem| stems.of(stem) == stem) {
                self.written_out = found;
            }
        }
        Ok(())
    }

    fn learn(&mut self, stems: &mut Stems) -> Result<()> {
        stems.learn(self.readings.iter().flatten().map(String::as_str))?;
        let Some(word) = self.beginning() else {
            return Ok(());
        };
        let mut whole = Vec::new();
        for ending in ENDINGS {
            for (i, _) in ending.char_indices() {
                if word.ends_with(&ending[..i]) {
                    whole.push(format!("{word}{}", &ending[i..]));
                }
            }
        }
        stems.learn(whole.iter().map(String::as_str))?;
        let shorter = |stem: &&str| stem.len() >= 3 && stem.len() < word.len() && word.starts_with(*stem);
        self.stems = whole
            .iter()
            .map(|w| stems.of(w))
            .filter(shorter)
            .map(str::to_owned)
            .collect();
        self.stems.sort_unstable();
        self.stems.dedup();
        Ok(())
    }

    /// As an expression for MATCH. Words have letters and digits only; they are quoted all the same.
    fn expression(&self) -> String {
        let phrase = |words: &[String], open: bool| {
            let star = if open { " *" } else { "" };
            format!("\"{}\"{star}", words.join(" ").replace('"', "\"\""))
        };
        let mut all: Vec<String> = match self.written_out.is_empty() {
            true => self.readings.iter().map(|reading| phrase(reading, self.open)).collect(),
            false => self
                .written_out
                .iter()
                .map(|stem| phrase(std::slice::from_ref(stem), false))
                .collect(),
        };
        all.extend(self.stems.iter().map(|stem| phrase(std::slice::from_ref(stem), false)));
        match all.as_slice() {
            [one] => one.clone(),
            _ => format!("({})", all.join(" OR ")),
        }
    }

    /// Where it stands among words: indexes of the first word and of the one after the last. The words' stems must have
    /// been learnt.
    pub(super) fn places<'a>(&'a self, words: &'a [&'a str], stems: &'a Stems) -> impl Iterator<Item = (usize, usize)> {
        let meets = move |reading: &[String], i: usize, j: usize| {
            let (wanted, there) = (reading[j].as_str(), words[i + j]);
            let (stem, stem_there) = (stems.of(wanted), stems.of(there));
            if self.open && j + 1 == reading.len() {
                there.starts_with(wanted)
                    || stem_there.starts_with(stem)
                    || (reading.len() == 1 && self.stems.iter().any(|s| s == stem_there))
            } else {
                stem == stem_there
            }
        };
        (0..words.len()).filter_map(move |i| {
            let fits = |reading: &&Vec<String>| {
                i + reading.len() <= words.len() && (0..reading.len()).all(|j| meets(reading, i, j))
            };
            let reading = self.readings.iter().find(fits)?;
            Some((i, i + reading.len()))
        })
    }
}

/// Digits in groups of three with blanks between them, whether these break or not, or a number in words.
fn is_one_number(text: &str) -> bool {
    let words = words(text);
    let spoken = || numbers::value(&words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>()).is_some();
    match words.as_slice() {
        [one] => one.text.bytes().all(|b| b.is_ascii_digit()),
        _ => spaced_numbers(text, &words).first().map(|(_, at)| at.clone()) == Some(0..words.len()) || spoken(),
    }
}

/// Whether the words and the one that comes behind them are one number: "six hundred and" before "twelve".
fn joined_by_and<'t>(text: &str, rest: &(impl Iterator<Item = Typed<'t>> + Clone)) -> bool {
    let Some(next) = rest.clone().nth(1) else {
        return false;
    };
    !next.phrase && !next.open && !next.unwanted && is_one_number(&format!("{text} {}", next.text))
}

/// "US" may stand there as "U.S.", "UN" as "U.N.": the letters of a short word that was typed in capitals.
fn letters(typed: &str) -> Option<Vec<String>> {
    let capitals = (2..=5).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_uppercase());
    capitals.then(|| {
        typed
            .chars()
            .map(|letter| letter.to_ascii_lowercase().to_string())
            .collect()
    })
}

/// All of the terms, as an expression for MATCH; `None` if there are none.
pub(super) fn all(terms: &[Term]) -> Option<String> {
    let all: Vec<String> = terms.iter().map(Term::expression).collect();
    (!all.is_empty()).then(|| all.join(" AND "))
}

/// Any of the terms, as an expression for MATCH; `None` if there are none.
pub(super) fn any(terms: &[Term]) -> Option<String> {
    let all: Vec<String> = terms.iter().map(Term::expression).collect();
    (!all.is_empty()).then(|| all.join(" OR "))
}

/// Cuts what was typed at blanks and quotation marks.
fn split(typed: &str) -> Vec<Typed<'_>> {
    let mut all = Vec::new();
    let mut rest = typed;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return all;
        }
        let (unwanted, after) = match rest.strip_prefix('-') {
            Some(after) => (true, after),
            None => (false, rest),
        };
        let mut chars = after.chars();
        let opening = chars.next().filter(|&c| is_mark(c));
        let (text, phrase);
        if opening.is_some() {
            // up to the next mark of any shape: nobody types guillemets inside curly ones; one that is missing is at the end
            let inside = chars.as_str();
            let end = inside.find(is_mark).unwrap_or(inside.len());
            text = &inside[..end];
            phrase = true;
            rest = inside[end..].trim_start_matches(is_mark);
        } else {
            let end = after
                .find(|c: char| c.is_whitespace() || is_mark(c))
                .unwrap_or(after.len());
            text = &after[..end];
            phrase = false;
            rest = &after[end..];
        }
        let open = match phrase {
            true => rest.starts_with('*'),
            false => text.ends_with('*'),
        };
        all.push(Typed {
            text,
            unwanted,
            phrase,
            open,
        });
    }
}

/// Quotation marks that set off a phrase; single ones are apostrophes.
fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, wanted: &str, unwanted: &str) {
        let query = Query::parse(typed);
        assert_eq!(all(&query.wanted).unwrap_or_default(), wanted, "{typed:?}");
        assert_eq!(any(&query.unwanted).unwrap_or_default(), unwanted, "{typed:?}");
    }

    #[test]
    fn words_phrases_beginnings_and_what_must_not_be_there() {
        check("Kursk casualties", r#""kursk" AND "casualties""#, "");
        check(r#""never forget" -troops"#, r#""never forget""#, r#""troops""#);
        check(
            "“never forget” -“special forces”",
            r#""never forget""#,
            r#""special forces""#,
        );
        check("deploy* -kill*", r#""deploy" *"#, r#""kill" *"#);
        check(r#""never forg"*"#, r#""never forg" *"#, "");
        check("country’s anti-aircraft", r#""country s" AND "anti aircraft""#, "");
        check("a a a", r#""a""#, "");
        check(r#"dead"in Kursk"now"#, r#""dead" AND "in kursk" AND "now""#, "");
        check("--x", "", r#""x""#);
    }

    #[test]
    fn a_beginning_of_one_letter_is_no_word_to_look_for() {
        let short = |typed| Query::parse(typed).short;
        check("k* blast", r#""blast""#, "");
        assert_eq!(short("k* blast -4*"), ["k*", "4*"]);
        assert_eq!(short("ki* k 中* \"k\""), Vec::<String>::new());
    }

    #[test]
    fn numbers_are_read_however_they_are_written() {
        for typed in ["4,700", "4700", "4\u{a0}700", "٤٧٠٠"] {
            check(typed, r#""4700""#, "");
        }
        check("4 700", r#"("4 700" OR "4700")"#, "");
        check(
            "about 1 234 567 dead",
            r#""about" AND ("1 234 567" OR "1234567") AND "dead""#,
            "",
        );
        check(
            r#""about 4 700 dead""#,
            r#"("about 4 700 dead" OR "about 4700 dead")"#,
            "",
        );
        check(
            "2024 300 12 dead",
            r#""2024" AND ("300" OR "three hundred") AND ("12" OR "twelve") AND "dead""#,
            "",
        );
    }

    #[test]
    fn numbers_are_found_in_words_and_in_digits() {
        check("six hundred dead", r#"("six hundred" OR "600") AND "dead""#, "");
        check("Two Hundred and fifty", r#"("two hundred and fifty" OR "250")"#, "");
        check(
            "two hundred and fled",
            r#"("two hundred" OR "200") AND "and" AND "fled""#,
            "",
        );
        check(
            "fifteen thousand",
            r#"("fifteen thousand" OR "15000" OR "15 thousand" OR "15k")"#,
            "",
        );
        check(
            "15k",
            r#"("15k" OR "15000" OR "fifteen thousand" OR "15 thousand")"#,
            "",
        );
        check("dead -twelve", r#""dead""#, r#"("twelve" OR "12")"#);
        // one is a word like others; what is in marks is meant as it stands; a beginning is no number
        check("one hundred", r#"("one hundred" OR "100")"#, "");
        check(
            r#"one "six hundred" seven*"#,
            r#""one" AND "six hundred" AND "seven" *"#,
            "",
        );
        check("forty-seven", r#"("forty seven" OR "47")"#, "");
    }

    #[test]
    fn capitals_are_found_with_their_full_stops() {
        check("US troops", r#"("us" OR "u s") AND "troops""#, "");
        check("us UN", r#""us" AND ("un" OR "u n")"#, "");
        check("A KURSK OBLAST", r#""a" AND ("kursk" OR "k u r s k") AND "oblast""#, "");
    }

    #[test]
    fn what_has_no_letter_or_digit_is_no_term() {
        for typed in [
            "", " ", "\"", "\"\"", "-", "*", "- *", "—…", "\u{0}", "\u{e000}", "-\"", "()",
        ] {
            assert_eq!(Query::parse(typed), Query::default(), "{typed:?}");
        }
        check(
            "NEAR(a b) AND OR NOT",
            r#""near a" AND "b" AND ("and" OR "a n d") AND ("or" OR "o r") AND ("not" OR "n o t")"#,
            "",
        );
        check("text:dead ^dead", r#""text dead" AND "dead""#, "");
    }

    #[test]
    fn a_query_has_bounds() {
        let many = Query::parse(&"w1 w2 w3 ".repeat(9_000));
        assert_eq!(many.wanted.len(), 3);
        let different: String = (0..99).map(|i| format!("w{i} ")).collect();
        assert_eq!(Query::parse(&different).wanted.len(), WORDS);
        let phrase = Query::parse(&format!("\"{different}\""));
        assert_eq!(phrase.wanted[0].readings[0].len(), WORDS);
        let long = Query::parse(&"é".repeat(500));
        assert_eq!(long.wanted[0].readings[0][0].len(), LETTERS);
        assert!(long.wanted[0].open, "the beginning of it is looked for");
    }

    #[test]
    fn a_beginning_that_reaches_into_an_ending_finds_the_stem() {
        let mut stems = Stems::new().unwrap();
        for (typed, stem) in [
            ("displacem*", "displac"),
            ("killi*", "kill"),
            ("forgett*", "forget"),
            ("deployi*", "deploy"),
        ] {
            let mut query = Query::parse(typed);
            query.learn(&mut stems).unwrap();
            assert!(
                query.wanted[0].stems.iter().any(|s| s == stem),
                "{typed}: {:?}",
                query.wanted[0].stems
            );
        }
        let mut query = Query::parse("war*");
        query.learn(&mut stems).unwrap();
        assert!(query.wanted[0].stems.is_empty(), "{:?}", query.wanted[0].stems);
    }
}
