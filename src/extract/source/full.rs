//! Short names to the full ones they stand for: `Brandt` to `Ivo Brandt`, `Grey Heron` to `Grey Heron Logistics`.

use super::{
    body::is_public,
    firm::{is_firm, is_firm_name},
    form::{common_verb, common_word, folded, key, respelled},
    is_outlet,
    name::{ALIKE, Class, Entity, Names, Occurrence, ROLES},
    wordlist::{Gender, is_given, is_place},
};
use crate::language::{Case, Document, Tags, lexicon};
use std::{collections::HashMap, ops::Range};

/// Abbreviations that begin names, without full stops, and what they stand for.
const ABBREVIATED: &[(&str, &str)] = &[
    ("eu", "european union"),
    ("uk", "united kingdom"),
    ("un", "united nations"),
    ("us", "united states"),
];

/// Bodies whose name may stand in either order: `Health Ministry`, `Ministry of Health`.
const TURNED: &[&str] = &[
    "academy",
    "board",
    "bureau",
    "college",
    "council",
    "department",
    "government",
    "institute",
    "ministry",
    "museum",
    "office",
    "parliament",
    "university",
];

impl Names {
    /// Gives short names to the full ones they stand for.
    pub(super) fn link(&mut self, single: Vec<Occurrence>) {
        let mut full: HashMap<usize, Option<usize>> = HashMap::new();
        for occurrence in single {
            let short = occurrence.entity;
            let target = match full.get(&short) {
                Some(known) => *known,
                None => {
                    let target = self.fuller(&self.entities[short].key, occurrence.tokens.start);
                    full.insert(short, target);
                    if let Some(target) = target {
                        let short = self.entities[short].clone();
                        let entity = &mut self.entities[target];
                        entity.times += short.times;
                        entity.trades |= short.trades;
                        let room = ROLES.saturating_sub(entity.roles.len());
                        entity.roles.extend(short.roles.into_iter().take(room));
                        entity.gender = entity.gender.or(short.gender);
                        if entity.class == Class::Unknown {
                            entity.class = short.class;
                        }
                    }
                    target
                }
            };
            let Some(target) = target else { continue };
            if let Ok(at) = self
                .occurrences
                .binary_search_by_key(&occurrence.tokens.start, |o| o.tokens.start)
            {
                self.occurrences[at].entity = target;
            }
        }
        // offices of short names belong to the full ones
        for list in self.by_office.values_mut() {
            for (_, entity) in list.iter_mut() {
                if let Some(Some(target)) = full.get(entity) {
                    *entity = *target;
                }
            }
            list.sort_unstable();
        }
    }

    /// The fullest name of which `key` is the beginning or the end.
    pub(super) fn fuller(&self, key: &[String], at: usize) -> Option<usize> {
        let (first, last) = (key.first()?, key.last()?);
        let whole = key.join(" ");
        // "The Lantern" of a text that has "The Daily Lantern"
        if let [word] = key
            && is_outlet(word)
            && let Some(&daily) = self.by_key.get(&format!("daily {word}"))
        {
            return Some(daily);
        }
        // "Bloomberg" is the agency unless the text has somebody of that name
        let namesake = || {
            let alike = self.by_last.get(last).into_iter().flatten().take(ALIKE);
            alike.into_iter().any(|&e| self.entities[e].class == Class::Person)
        };
        let people = lexicon::look_up(&whole).all(Tags::Plural | Tags::Known)
            && lexicon::look_up(&whole).any(Tags::People | Tags::Nation);
        if is_place(&whole) || is_outlet(&whole) && key.len() == 1 && !namesake() || people {
            return None;
        }
        let best = |list: Option<&Vec<usize>>, fits: &dyn Fn(&Entity) -> bool| {
            let list = list?;
            let mut alike: Vec<usize> = list
                .iter()
                .copied()
                .take(ALIKE)
                .filter(|&e| {
                    self.entities[e].key.len() > key.len()
                        && self.entities[e].class != Class::Place
                        && fits(&self.entities[e])
                })
                .collect();
            // the one that is named most; of two, the one named before
            alike.sort_by_key(|&e| {
                let entity = &self.entities[e];
                (
                    std::cmp::Reverse(entity.times),
                    entity.tokens.start > at,
                    entity.tokens.start.abs_diff(at),
                )
            });
            let (first, second) = (alike.first().copied()?, alike.get(1).copied());
            // "the Senate" of a text that names another house once, and only later
            let own = self.by_key.get(&whole).map(|&e| &self.entities[e]);
            let full = &self.entities[first];
            if full.class == Class::Body
                && full.times == 1
                && own.is_some_and(|own| {
                    own.class == Class::Body && own.times >= 3 && own.tokens.start < full.tokens.start
                })
            {
                return None;
            }
            // two of one family: nobody, unless one is named far more often or was the only one up to here
            let persons = |e: usize| matches!(self.entities[e].class, Class::Person | Class::Unknown);
            if let Some(second) = second.filter(|&s| persons(first) && persons(s) && self.differ(first, s, key)) {
                let (a, b) = (&self.entities[first], &self.entities[second]);
                let clear = a.tokens.start < at
                    && (a.times >= 3 && a.times >= 2 * b.times
                        || b.tokens.start > at
                        // "his daughter, Ana Ruiz": introduced by whom the article is about
                        || b.kin && !a.kin && a.times > b.times);
                return clear.then_some(first);
            }
            Some(first)
        };
        let ends = |e: &Entity| {
            let words: Vec<&String> = e
                .key
                .iter()
                .filter(|w| !matches!(w.as_str(), "jr." | "jr" | "sr." | "sr"))
                .collect();
            // "Mila Moss Sent Ivo Brandt": a headline
            let headline =
                e.class != Class::Body && words.len() >= 4 && words[1..words.len() - 1].iter().any(|w| common_verb(w));
            !headline
                && words.len() >= key.len()
                && words[words.len() - key.len()..].iter().zip(key).all(|(a, b)| *a == b)
        };
        // "Grey Heron" for "Grey Heron Airlines", but not a town for what is named after it
        let place = self
            .by_key
            .get(&whole)
            .is_some_and(|&e| matches!(self.entities[e].class, Class::Place | Class::Person));
        // "Meridian" for "Meridian Assessment", not "Dorle" for "Dorle Hospital"
        let worded = |e: &Entity| {
            let rest = &e.key[key.len()..];
            let says = Tags::Organization | Tags::Media;
            let plain = |w: &String| common_word(w) && !is_public(w) && !lexicon::look_up(w).any(says);
            !common_word(first) && rest.iter().all(plain)
        };
        let begins = |e: &Entity| match e.class {
            // "Haitham bin Tariq" for "Haitham bin Tariq Al Said", not a name for the headline that begins with it
            Class::Person if key.len() > 1 => {
                e.key.starts_with(key) && !e.key[key.len()..].iter().any(|w| common_verb(w))
            }
            Class::Person => e.key.starts_with(key) || key.len() == 1 && e.key.contains(&key[0]),
            // "Kim" for "Kim Jong-su", "Xi" for "Xi Jinping"
            Class::Unknown => {
                key.len() == 1
                    && e.key.len() == 2
                    && e.key[0] == key[0]
                    && !common_word(&key[0])
                    && !common_word(&e.key[1])
                    && !is_place(&e.key[1])
            }
            // "Grey Heron" for "Grey Heron Mining Company"
            Class::Body => {
                !place
                    && (key.len() + 1..=key.len() + 2).contains(&e.key.len())
                    && e.key.starts_with(key)
                    && (is_firm(&e.key) || !is_firm_name(&whole) && (e.trades || worded(e)))
            }
            _ => false,
        };
        // "Castelló" for "Ricardo Castelló Neves", but not "María" for "Ana María Ruiz"
        let within = |e: &Entity| {
            let before = e.key.split_last().map_or(&[][..], |(_, before)| before);
            key.len() == 1 && e.class == Class::Person && !is_given(first) && !before.iter().any(|w| common_verb(w))
        };
        best(self.by_last.get(last), &ends)
            .or_else(|| best(self.by_first.get(first), &begins))
            .or_else(|| best(self.by_middle.get(first), &within))
            .or_else(|| self.worded_otherwise(key))
            .or_else(|| self.spelled_otherwise(key))
    }

    /// The same body's name with its words in another order or at length: `Ministry of Health` for `Health Ministry`, `United
    /// States Forest Bureau` for `US Forest Bureau`.
    fn worded_otherwise(&self, key: &[String]) -> Option<usize> {
        let (first, last) = (key.first()?, key.last()?);
        if key.len() < 2 {
            return None;
        }
        let known = |words: &[&str]| {
            let whole = words.join(" ");
            self.by_key.get(&whole).copied().or_else(|| {
                // "Ostra Department of State"
                let ends = |e: &&usize| {
                    let own = &self.entities[**e];
                    own.class == Class::Body
                        && (words.len() + 1..words.len() + 4).contains(&own.key.len())
                        && own.key[own.key.len() - words.len()..]
                            .iter()
                            .zip(words)
                            .all(|(a, b)| a == b)
                };
                let mut alike = self.by_last.get(*words.last()?)?.iter().take(ALIKE).filter(ends);
                let one = alike.next().copied();
                one.filter(|_| alike.next().is_none())
            })
        };
        let words: Vec<&str> = key.iter().map(String::as_str).collect();
        let own: String = first.chars().filter(|c| *c != '.').collect();
        if let Some((_, long)) = ABBREVIATED.iter().find(|(short, _)| *short == own) {
            let long: Vec<&str> = long.split(' ').chain(words[1..].iter().copied()).collect();
            if let Some(entity) = known(&long) {
                return Some(entity);
            }
        }
        if TURNED.contains(&last.as_str()) && !words.contains(&"of") {
            let turned: Vec<&str> = [last.as_str(), "of"]
                .into_iter()
                .chain(words[..words.len() - 1].iter().copied())
                .collect();
            return known(&turned);
        }
        None
    }

    /// The only name whose last word is `key` in another spelling: `Namea` for `Namee`.
    fn spelled_otherwise(&self, key: &[String]) -> Option<usize> {
        let [word] = key else { return None };
        if common_word(word) || is_given(word) {
            return None;
        }
        let begins: String = word.chars().take(2).collect();
        let mut fitting = self
            .by_beginning
            .get(&begins)?
            .iter()
            .copied()
            .take(ALIKE)
            .filter(|&e| self.entities[e].key.last().is_some_and(|last| respelled(word, last)));
        let first = fitting.next()?;
        fitting
            .all(|e| self.entities[e].key.last() == self.entities[first].key.last())
            .then_some(first)
    }

    /// The only one of this family name who is of this gender.
    pub(super) fn of_family(&self, last: &str, gender: Gender) -> Option<usize> {
        let persons = self
            .by_last
            .get(&folded(last))?
            .iter()
            .copied()
            .take(ALIKE)
            .filter(|&e| matches!(self.entities[e].class, Class::Person | Class::Unknown));
        let (known, unknown): (Vec<usize>, Vec<usize>) = persons
            .filter(|&e| self.entities[e].key.len() > 1)
            .partition(|&e| self.entities[e].gender.is_some());
        let fitting: Vec<usize> = known
            .iter()
            .copied()
            .filter(|&e| self.entities[e].gender == Some(gender))
            .collect();
        match (fitting.as_slice(), unknown.as_slice()) {
            ([one], _) => Some(*one),
            // the other one is of the other gender
            ([], [one]) if !known.is_empty() => Some(*one),
            _ => None,
        }
    }

    /// Two full names that share `key` are of two people: neither is the other with more words ("Ana Ruiz", "Ana María Ruiz").
    fn differ(&self, a: usize, b: usize, key: &[String]) -> bool {
        let (a, b) = (&self.entities[a].key, &self.entities[b].key);
        let holds = |long: &[String], short: &[String]| short.iter().all(|w| long.contains(w));
        !holds(a, b) && !holds(b, a) && a.first() != b.first() && !key.contains(&a[0]) && !key.contains(&b[0])
    }

    /// Who bears the name at these tokens: the fullest form.
    pub(super) fn find(&self, d: &Document<'_>, name: Range<usize>) -> Option<usize> {
        let key = key(d, name.clone());
        if key.is_empty() {
            return None;
        }
        if key.len() == 1 {
            if let Some(&entity) = self.acronyms.get(&key[0]) {
                return Some(entity);
            }
            // "the US", "the U.K."
            let letters: String = key[0].chars().filter(|c| *c != '.').collect();
            let written = d.token(name.end - 1).is_some_and(|t| t.case == Case::Upper);
            if let Some((_, long)) = ABBREVIATED.iter().find(|(short, _)| written && *short == letters)
                && let Some(&entity) = self.by_key.get(*long)
            {
                return Some(entity);
            }
            let upper = d.token(name.end - 1).is_some_and(|t| t.case == Case::Upper);
            if upper && let Some(entity) = self.by_initials(&key[0]) {
                return Some(entity);
            }
        }
        self.fuller(&key, name.start)
            .or_else(|| self.by_key.get(&key.join(" ")).copied())
    }

    /// The body whose words begin with these letters.
    fn by_initials(&self, letters: &str) -> Option<usize> {
        let letters: String = letters.chars().filter(|c| !matches!(c, '.' | '&')).collect();
        self.initials.get(&letters).copied()
    }
}
