//! Who is the same source in two articles.

use crate::{
    claim::{Source, SourceKind},
    store::search::words::words,
};
use std::{collections::HashSet, sync::LazyLock};

/// See the file.
static GENERIC: LazyLock<HashSet<&'static str>> = LazyLock::new(|| entries(include_str!("generic.txt")).collect());

/// Where a word stands that is a title: see the file.
struct Titles {
    anywhere: HashSet<&'static str>,
    first: HashSet<&'static str>,
    sovereign: HashSet<&'static str>,
    behind: HashSet<&'static str>,
}

static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let section = |heading: &str| {
        let all = include_str!("titles.txt");
        let behind = all.split_once(heading).map_or("", |(_, behind)| behind);
        entries(behind.split_once("\n[").map_or(behind, |(this, _)| this)).collect()
    };
    Titles {
        anywhere: section("\n[anywhere]\n"),
        first: section("\n[first]\n"),
        sovereign: section("\n[sovereign]\n"),
        behind: section("\n[behind]\n"),
    }
});

fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether names made of this word alone stand for somebody else in every article.
pub(in crate::store) fn is_generic(word: &str) -> bool {
    GENERIC.contains(word)
}

/// What a source is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Key {
    /// Unique over all sources.
    pub(in crate::store) text: String,
    /// Whether it stands for nobody outside its article. Such a key begins with the article's number and a colon.
    pub(in crate::store) local: bool,
}

/// The key of a source of this article. `label`: its mentions are all labels of a transcript's turns ("WN", "SMITH").
///
/// A named source is the same in all articles that name it so, whatever the case, accents, quotation marks, stops between
/// initials, a leading "the", an abbreviation in brackets behind it, a possessive ending and, of a person, the title. Whoever
/// is unnamed, is called by what he is ("a witness", "Police"), by a label or by a number, or is a person of whom the
/// article gives one name only, with or without a title, stays within the article: words given to the wrong one are worse
/// than a source too many.
pub(in crate::store) fn key(source: &Source, article: i64, label: bool) -> Key {
    let name = without_brackets(source.name.trim());
    let name = name.trim_end_matches(['’', '\'']);
    let name = name
        .strip_suffix("’s")
        .or_else(|| name.strip_suffix("'s"))
        .unwrap_or(name);
    let small = name.chars().any(char::is_lowercase) && !name.chars().any(char::is_uppercase);
    let mut plain = compared(name);
    let mut short = false;
    if source.kind == SourceKind::Person {
        short = without_titles(&mut plain);
    }
    let says_who = |word: &String| !is_generic(word) && word.chars().any(char::is_alphabetic);
    let label = label && plain.len() == 1 && !name.chars().any(char::is_lowercase);
    let local = source.anonymous || small || short || label || !plain.iter().any(says_who);
    let plain = match plain.is_empty() {
        true => name.to_owned(),
        false => plain.join(" "),
    };
    let text = match local {
        true => format!("{article}: {plain}"),
        false => plain,
    };
    Key { text, local }
}

/// The words of a name as names are compared: without a leading "the", initials as one word ("U.S." as "us").
pub(in crate::store) fn compared(name: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut initials = false;
    for word in words(name) {
        let letter = word.text.chars().count() == 1 && word.text.chars().all(char::is_alphabetic);
        match all.last_mut() {
            Some(last) if initials && letter => last.push_str(&word.text),
            _ => all.push(word.text.into_string()),
        }
        initials = letter;
    }
    if all.len() > 1 && all[0] == "the" {
        all.remove(0);
    }
    all
}

/// "World Relief Board (WRB)" is the board.
fn without_brackets(name: &str) -> &str {
    match name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        Some((before, _)) if !before.trim().is_empty() => before.trim_end(),
        _ => name,
    }
}

/// Takes the titles off a person's name where a given and a family name are left. Whether less than that says who it is.
fn without_titles(name: &mut Vec<String>) -> bool {
    let titles = &*TITLES;
    while name.len() > 1 && name.last().is_some_and(|word| titles.behind.contains(word.as_str())) {
        name.pop();
    }
    let is = |set: &HashSet<&str>, word: &String| set.contains(word.as_str());
    let anywhere = |word: &String| is(&titles.anywhere, word);
    let first = |word: &String| anywhere(word) || is(&titles.first, word) || is(&titles.sovereign, word);
    let mut front = name.iter().rposition(anywhere).map_or(0, |i| i + 1);
    if front + 2 > name.len() {
        front = name.iter().take_while(|word| anywhere(word)).count();
    }
    front += name[front..]
        .iter()
        .take_while(|word| first(word) || is_generic(word))
        .count();
    let left = name.len().saturating_sub(front);
    if left >= 2 {
        // "King Charles Adrian" is not Charles Adrian
        let sovereign = front > 0 && is(&titles.sovereign, &name[front - 1]);
        name.drain(..front - usize::from(sovereign));
        return false;
    }
    let sovereign = left == 1 && front > 0 && is(&titles.sovereign, &name[front - 1]);
    if sovereign {
        name.drain(..front - 1);
    }
    !sovereign && left < 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::search::words::folded;
    use SourceKind::*;

    fn of(name: &str, kind: SourceKind) -> Key {
        let source = Source {
            name: name.into(),
            kind,
            role: None,
            anonymous: false,
            mentions: Vec::new(),
        };
        key(&source, 1, false)
    }

    #[track_caller]
    fn one(kind: SourceKind, names: &[&str]) {
        let known = of(names[0], kind);
        assert!(!known.local, "{known:?}");
        for name in names {
            assert_eq!(of(name, kind), known, "{name}");
        }
    }

    #[test]
    fn named_sources_are_one_however_they_are_written() {
        one(
            Organization,
            &[
                "Ministry of Health of Ardenia",
                "the Ministry of Health of Ardenia",
                "The ministry of health of Ardenia’s",
                "MINISTRY OF HEALTH OF ARDÉNIA",
                "Ministry of Health of Ardenia (MHA)",
            ],
        );
        one(
            Organization,
            &[
                "U.S. Geological Survey",
                "US Geological Survey",
                "the U. S. Geological Survey",
            ],
        );
        one(Person, &["J. K. Møller", "J.K. Moller", "JK MØLLER"]);
        one(Person, &["Recep Yılmazoğlu", "Recep Yilmazoglu", "Recep Yılmazoğlu's"]);
        assert!(!of("Reuters", Media).local);
    }

    #[test]
    fn a_person_is_the_same_with_a_title_and_without() {
        one(
            Person,
            &[
                "Ilse Varga",
                "President Ilse Varga",
                "Dr. Ilse Varga",
                "Lt. Gen. Ilse Varga",
                "House Speaker Ilse Varga",
                "NAFO Secretary-General Ilse Varga",
                "Ilse Varga QC",
            ],
        );
        one(Person, &["Pope Adrian", "POPE ADRIAN"]);
        one(Person, &["Martin Oduya King", "Dr Martin Oduya King"]);
        assert_ne!(of("Adrian Karsk", Person), of("King Adrian Karsk", Person));
        // of a body it is a part of the name
        assert_ne!(of("General Motors Vell", Organization), of("Motors Vell", Organization));
        assert_ne!(of("Ilse Varga", Person), of("Ilse A. Varga", Person));
    }

    #[test]
    fn a_family_name_alone_is_nobody_outside_its_article() {
        for name in [
            "Lee",
            "Mr. Lee",
            "President Lee",
            "Lt. Col. Lee",
            "Judge Lee",
            "General",
            "Prime Minister Lee",
            "Lee MP",
        ] {
            assert!(of(name, Person).local, "{name}");
        }
    }

    #[test]
    fn unnamed_and_general_sources_stay_within_their_article() {
        for (name, kind, anonymous) in [
            ("officials", Group, false),
            ("a witness", Person, false),
            ("Police", Organization, false),
            ("the Interior Ministry", Organization, false),
            ("A senior Ardenian official", Person, true),
            ("Lee", Person, false),
            ("2017", Document, false),
            ("—", Document, false),
        ] {
            let source = Source {
                name: name.into(),
                kind,
                role: None,
                anonymous,
                mentions: Vec::new(),
            };
            assert!(key(&source, 1, false).local, "{name}");
            assert_ne!(key(&source, 1, false), key(&source, 2, false), "{name}");
        }
    }

    #[test]
    fn the_label_of_a_turn_is_one_articles() {
        let source = |name: &str| Source {
            name: name.into(),
            kind: Organization,
            role: None,
            anonymous: false,
            mentions: Vec::new(),
        };
        assert!(key(&source("VT"), 1, true).local);
        assert!(!key(&source("VT"), 1, false).local, "a body is called so");
        // who is named in full is known by that
        assert!(!key(&source("Vell Today"), 1, true).local);
        assert!(!key(&source("ILSE VARGA"), 1, true).local);
    }

    #[test]
    fn words_of_the_lists_are_in_the_form_they_are_compared_in() {
        let titles = entries(include_str!("titles.txt")).filter(|line| !line.starts_with('['));
        for word in entries(include_str!("generic.txt")).chain(titles) {
            assert_eq!(folded(word), format!(" {word}"));
        }
        assert!(TITLES.anywhere.len() > 20 && TITLES.behind.len() > 5 && TITLES.sovereign.contains("pope"));
    }
}
