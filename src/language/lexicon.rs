//! The word lists: what a word can be, by its form.
//!
//! The lists are data, in `lexicon/*.txt`; each says at its head what a line means. Inflected forms are derived here.
//! A word that is in no list is guessed from its ending.

use super::tags::Tags;
use std::{collections::HashMap, sync::LazyLock};

/// Abbreviations whose full stop ends no sentence, without the stop.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "approx", "apr", "aug", "brig", "capt", "cmdr", "co", "col", "const", "corp", "cpl", "cst", "dec",
    "dept", "dr", "est", "etc", "feb", "fr", "ft", "gen", "gov", "govt", "hon", "inc", "insp", "jan", "jr", "jul",
    "jun", "lt", "ltd", "maj", "mar", "messrs", "mr", "mrs", "ms", "mt", "nov", "oct", "prof", "pte", "pvt", "rep",
    "reps", "ret", "rev", "sen", "sens", "sep", "sept", "sgt", "spc", "sr", "st", "supt", "v", "vs",
];

/// Those of them that stand before a name, and so never end a sentence.
const TITLES: &[&str] = &[
    "adm.",
    "brig.",
    "capt.",
    "cmdr.",
    "col.",
    "const.",
    "cpl.",
    "cst.",
    "dr",
    "dr.",
    "fr.",
    "gen.",
    "gov.",
    "hon.",
    "insp.",
    "lt.",
    "maj.",
    "messrs.",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "prof",
    "prof.",
    "pte.",
    "pvt.",
    "rep.",
    "reps.",
    "rev.",
    "sen.",
    "sens.",
    "sgt",
    "sgt.",
    "spc.",
    "st.",
    "supt.",
    "miss",
    "sir",
    "lord",
    "lady",
    "dame",
    "madam",
    "mme",
    "mme.",
    "det",
    "det.",
    "insp",
    "supt",
    "ch",
    "pc",
    "dci",
    "dsi",
    "dsp",
    "asp",
    "sp",
    "cllr",
    "coun",
    "capt",
    "cmdr",
    "col",
    "cpl",
    "lt",
    "maj",
    "brig",
    "gen",
    "adm",
    "sen",
    "rep",
    "gov",
    "rev",
    "monsignor",
    "monsenor",
    "monseñor",
    "msgr",
    "msgr.",
];

/// Where the full stop of an abbreviation may end a sentence too.
const ENDERS: &[&str] = &[
    "co.", "corp.", "etc.", "inc.", "jr.", "ltd.", "sr.", "a.m.", "p.m.", "al.",
];

struct Lexicon {
    words: HashMap<String, Tags, Hasher>,
    numbers: HashMap<&'static str, u64, Hasher>,
}

/// The word lists are ours, so nobody can choose colliding words: a fast hash will do. The texts' words are only looked up.
pub(crate) use rustc_hash::FxBuildHasher as Hasher;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

/// The lines of a list that say something.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

impl Lexicon {
    fn read() -> Lexicon {
        let mut lexicon = Lexicon {
            words: HashMap::default(),
            numbers: HashMap::default(),
        };
        for line in lines(include_str!("lexicon/verbs.txt")) {
            let Some(forms) = verb_forms(line) else { continue };
            let tags = [Tags::VerbBase, Tags::VerbS, Tags::Past, Tags::Participle, Tags::Ing];
            for (form, tag) in forms.iter().zip(tags) {
                lexicon.add(form, tag);
            }
        }
        let mut section = Tags::Noun;
        for line in lines(include_str!("lexicon/nouns.txt")) {
            if let Some(names) = line.strip_prefix('[') {
                section = tags(names.trim_end_matches(']').split_whitespace().filter(|n| *n != "thing")) | Tags::Noun;
                continue;
            }
            let mut forms = line.split_whitespace();
            let Some(singular) = forms.next() else { continue };
            let singular = singular.to_lowercase();
            lexicon.add(&singular, section);
            if section.any(Tags::Plural) {
                continue;
            }
            match forms.next() {
                Some("=") => {}
                Some(plural) => lexicon.add(plural, section | Tags::Plural),
                None => lexicon.add(&with_s(&singular), section | Tags::Plural),
            }
        }
        for line in lines(include_str!("lexicon/adjectives.txt")) {
            lexicon.add(line, Tags::Adjective);
        }
        for line in lines(include_str!("lexicon/nations.txt")) {
            let word = line.trim_end_matches(" =").to_lowercase();
            if !line.ends_with('=') {
                lexicon.add(&with_s(&word), Tags::Nation | Tags::Noun | Tags::People | Tags::Plural);
                lexicon.add(&word, Tags::Noun | Tags::People);
            }
            lexicon.add(&word, Tags::Nation | Tags::Adjective);
        }
        for line in lines(include_str!("lexicon/numbers.txt")) {
            let Some((word, value)) = line.split_once(' ') else {
                continue;
            };
            lexicon.numbers.insert(word, value.trim().parse().unwrap_or_default());
            lexicon.add(word, Tags::Number);
        }
        for word in [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "twentieth",
            "hundredth",
        ] {
            lexicon.add(word, Tags::Ordinal | Tags::Adjective);
        }
        for word in [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "mon.",
            "tue.",
            "wed.",
            "thu.",
            "fri.",
            "sat.",
            "sun.",
        ] {
            lexicon.add(word, Tags::Weekday);
        }
        for word in MONTHS.into_iter().chain([
            "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sept.", "sep.", "oct.", "nov.", "dec.", "sept",
            "jan", "feb", "aug", "oct", "nov", "dec",
        ]) {
            lexicon.add(word, Tags::Month | Tags::Time | Tags::Noun);
        }
        for word in TITLES {
            lexicon.add(word, Tags::Title | Tags::Noun);
        }
        // last: for function words their own tags are all that counts
        for line in lines(include_str!("lexicon/closed.txt")) {
            let mut words = line.split_whitespace();
            let Some(word) = words.next() else { continue };
            let also = lexicon
                .words
                .get(word)
                .copied()
                .unwrap_or_default()
                .without(Tags::VERB | Tags::Adjective | Tags::Adverb);
            lexicon.words.insert(word.to_owned(), tags(words) | also | Tags::Known);
        }
        lexicon
    }

    fn add(&mut self, word: &str, tags: Tags) {
        *self.words.entry(word.to_owned()).or_default() |= tags | Tags::Known;
    }
}

/// The forms of a verb: base, with -s, past, participle, with -ing. `line` is its base form, an irregular one's past and
/// participle behind it. `None` for an empty line.
pub fn verb_forms(line: &str) -> Option<[String; 5]> {
    let mut forms = line.split_whitespace();
    let base = forms.next()?;
    let past = forms.next().map_or_else(|| regular_past(base), str::to_owned);
    let participle = forms.next().map_or_else(|| past.clone(), str::to_owned);
    Some([base.to_owned(), with_s(base), past, participle, with_ing(base)])
}

fn tags(words: impl IntoIterator<Item = &'static str>) -> Tags {
    words.into_iter().fold(Tags::NONE, |all, word| {
        let tag = Tags::NAMED.iter().find(|(_, name)| *name == word).map(|(tag, _)| *tag);
        debug_assert!(tag.is_some(), "no tag {word} in the word lists");
        all | tag.unwrap_or_default()
    })
}

/// What the word with this key can be; guessed from its ending if no list has it.
pub fn look_up(key: &str) -> Tags {
    match LEXICON.words.get(key) {
        Some(&tags) => tags,
        None => guess(key),
    }
}

/// The plural of a regular noun.
pub fn plural(noun: &str) -> String {
    with_s(noun)
}

/// What a number word is worth: `dozen` 12.
pub fn number(key: &str) -> Option<u64> {
    LEXICON.numbers.get(key).copied()
}

/// In the order of the year.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Which month a word names, 1 to 12: `april`, `apr`, `apr.`, `sept.`; given in small letters.
pub fn month(key: &str) -> Option<i8> {
    let word = key.trim_end_matches('.');
    let short = |month: &str| word == &month[..3] || word == "sept" && month == "september";
    let at = MONTHS.iter().position(|month| word == *month || short(month))?;
    i8::try_from(at + 1).ok()
}

/// Whether `word` (without its full stop, in any case) is an abbreviation that takes one.
pub(super) fn is_abbreviation(word: &str) -> bool {
    // in small letters they end sentences more often than they shorten titles
    let Some(first) = word.chars().next() else { return false };
    word.len() <= 6
        && (first.is_uppercase() || matches!(word, "v" | "vs" | "al" | "etc" | "approx" | "est" | "dept"))
        && ABBREVIATIONS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// Whether the full stop of this abbreviation (key, with the stop) may end a sentence.
pub(super) fn may_end(key: &str) -> bool {
    ENDERS.contains(&key) || (key.matches('.').count() >= 2)
}

/// `didn` → the 3 bytes of `did`; `can`, `won`, `shan` have none.
pub(super) fn negated(word: &str) -> Option<usize> {
    let stem = word.len().checked_sub(1)?;
    let lower = word.to_ascii_lowercase();
    [
        "didn", "don", "doesn", "isn", "aren", "wasn", "weren", "haven", "hasn", "hadn", "couldn", "wouldn", "shouldn",
        "mustn", "needn", "mightn",
    ]
    .contains(&lower.as_str())
    .then_some(stem)
}

/// What the ending of an unknown word says.
fn guess(key: &str) -> Tags {
    let ends = |endings: &[&str]| endings.iter().any(|e| key.len() > e.len() + 2 && key.ends_with(e));
    // the last part of a compound says what it is: great-grandmother, ex-soldier, policewoman
    if let Some((first, last)) = key.rsplit_once('-') {
        // twenty-five
        if number(first).is_some() && number(last).is_some() {
            return Tags::Number;
        }
        // "the 43-year-old", "two five-year-olds": somebody, unless a noun follows
        if first.ends_with("-year") && matches!(last, "old" | "olds") {
            let plural = if last == "olds" { Tags::Plural } else { Tags::Adjective };
            return Tags::Noun | Tags::People | plural;
        }
        // "mum-of-two"
        if let Some((parent, _)) = key.split_once("-of-")
            && look_up(parent).any(Tags::People)
        {
            return Tags::Noun | Tags::People | Tags::Role;
        }
        if last.len() > 2 {
            let tags = look_up(last).without(Tags::Known);
            if tags.any(Tags::Noun | Tags::Adjective | Tags::VERB) {
                let tags = tags
                    | if tags.any(Tags::Participle | Tags::Ing) {
                        Tags::Adjective
                    } else {
                        Tags::NONE
                    };
                return if tags.any(Tags::Noun) {
                    tags.without(Tags::FINITE)
                } else {
                    tags
                };
            }
        }
        return Tags::Adjective | Tags::Noun;
    }
    if key.starts_with(|c: char| c.is_ascii_digit()) {
        return if ["th", "st", "nd", "rd"].iter().any(|e| key.ends_with(e)) {
            Tags::Ordinal | Tags::Adjective
        } else {
            Tags::Noun
        };
    }
    if ends(&["men", "women", "ologists", "icians"]) {
        Tags::Noun | Tags::People | Tags::Plural
    } else if ends(&["man", "woman", "ologist", "ician"]) {
        Tags::Noun | Tags::People
    } else if ends(&["ly", "wide"]) {
        // "worldwide"
        Tags::Adverb
    } else if ends(&[
        "tion", "sion", "ment", "ness", "ship", "hood", "ism", "ance", "ence", "ity", "logy",
    ]) {
        Tags::Noun
    } else if ends(&["tions", "sions", "ments", "ances", "ences", "ities", "ships"]) {
        Tags::Noun | Tags::Plural
    } else if ends(&["ing"]) {
        Tags::Ing | Tags::Noun
    } else if ends(&["ed"]) {
        Tags::Past | Tags::Participle | Tags::Adjective
    } else if ends(&[
        "ous", "ful", "less", "able", "ible", "ical", "ish", "ary", "ive", "ic", "al",
    ]) {
        Tags::Adjective
    } else if ends(&["ise", "ize", "ify"]) {
        Tags::VerbBase
    } else if ends(&["ises", "izes", "ifies"]) {
        Tags::VerbS
    } else if key.len() > 3 && key.ends_with('s') && !key.ends_with("ss") {
        Tags::Noun | Tags::Plural
    } else {
        Tags::Noun | Tags::Guess
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// `kill` → `kills`, `carry` → `carries`, `march` → `marches`; plurals go the same way.
fn with_s(word: &str) -> String {
    let before_y = word
        .strip_suffix('y')
        .and_then(|stem| stem.chars().last())
        .is_some_and(|c| !is_vowel(c));
    if before_y {
        format!("{}ies", &word[..word.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|e| word.ends_with(e))
        || matches!(word, "go" | "do" | "echo" | "hero" | "torpedo" | "undergo")
    {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// One vowel and one consonant at the end of one syllable: `drop`, `plan`; not `open`, `answer`. Longer verbs that double
/// (`kidnapped`) stand in the list with their forms.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let [.., a, b, c] = letters.as_slice() else {
        return false;
    };
    let one_syllable = letters.iter().filter(|c| is_vowel(**c)).count() == 1;
    (one_syllable
        || matches!(
            word,
            "admit"
                | "commit"
                | "submit"
                | "permit"
                | "prefer"
                | "refer"
                | "occur"
                | "equip"
                | "regret"
                | "control"
                | "patrol"
                | "cancel"
                | "travel"
                | "kidnap"
                | "fulfil"
                | "forget"
                | "begin"
                | "expel"
                | "overrun"
                | "transfer"
        ))
        && !is_vowel(*a)
        && is_vowel(*b)
        && !is_vowel(*c)
        && !matches!(c, 'w' | 'x' | 'y')
}

fn regular_past(base: &str) -> String {
    if base.ends_with('e') {
        format!("{base}d")
    } else if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(is_vowel)) {
        format!("{stem}ied")
    } else if doubles(base) {
        format!("{base}{}ed", &base[base.len() - 1..])
    } else {
        format!("{base}ed")
    }
}

fn with_ing(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if base.ends_with('e') && !base.ends_with("ee") && base != "be" {
        format!("{}ing", &base[..base.len() - 1])
    } else if doubles(base) {
        format!("{base}{}ing", &base[base.len() - 1..])
    } else {
        format!("{base}ing")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_derived() {
        for (form, tag) in [
            ("killed", Tags::Participle),
            ("kills", Tags::VerbS),
            ("dying", Tags::Ing),
            ("fled", Tags::Past),
            ("dropped", Tags::Past),
            ("opening", Tags::Ing),
            ("carried", Tags::Past),
            ("admitted", Tags::Past),
            ("slain", Tags::Participle),
            ("women", Tags::People),
            ("soldiers", Tags::Plural),
            ("families", Tags::Family),
            ("ministries", Tags::Organization),
            ("russians", Tags::People),
            ("korean", Tags::Nation),
            ("monday", Tags::Weekday),
            ("spokeswomen", Tags::Role),
            ("gen.", Tags::Title),
            ("dozens", Tags::Number),
        ] {
            assert!(look_up(form).all(tag | Tags::Known), "{form} {:?}", look_up(form));
        }
    }

    #[test]
    fn unknown_words_are_guessed_from_their_ending() {
        for (form, tag) in [
            ("ex-soldiers", Tags::People),
            ("ferrywomen", Tags::People),
            ("glorified", Tags::Past),
            ("brazenly", Tags::Adverb),
            ("mobilisation", Tags::Noun),
            ("59th", Tags::Ordinal),
            ("heavily-armed", Tags::Adjective),
            ("twenty-five", Tags::Number),
        ] {
            let tags = look_up(form);
            assert!(tags.any(tag) && !tags.any(Tags::Known), "{form} {tags:?}");
        }
    }

    #[test]
    fn the_tables_are_in_order() {
        assert!(ABBREVIATIONS.is_sorted(), "looked up by binary search");
        assert!(is_abbreviation("Gen") && !is_abbreviation("no") && !is_abbreviation("Generous"));
    }
}
