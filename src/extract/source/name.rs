//! The names of an article: persons and bodies, each with its fullest form, what the text calls them and where they stand.
//!
//! Built once, before any mention is looked at, in one pass over the noun groups.

use super::{
    form::{LONGEST, acronym_behind, common_verb, common_word, extended, is_name, joins, key, of_person, owner, split},
    is_outlet,
    role::{Role, roles},
    wordlist::{Gender, gender_of_word, given, heads_body, is_firm, is_place, office, rank},
};
use crate::{
    extract::aside::Asides,
    language::{Case, Document, Group, Kind, PARTICLES, Tags},
};
use std::{collections::HashMap, ops::Range};

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Person,
    Body,
    Outlet,
    /// A country, a town: speaks as a body does.
    Place,
    /// The text does not say.
    Unknown,
}

/// A person, body or place with a name.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The words of the name, small, without articles and genitives.
    pub(super) key: Vec<String>,
    /// The first place where the name stands in this form.
    pub(super) tokens: Range<usize>,
    pub(super) class: Class,
    pub(super) gender: Option<Gender>,
    /// Introduced as somebody's wife, son, sister.
    kin: bool,
    /// What its title says: `Mr`, `Ms`.
    titled: Option<Gender>,
    /// Bears titles of a man in one place and of a woman in another: a family name of two.
    pub(super) couple: bool,
    /// The descriptions the text gives, in order: `Kremlin spokesman`, `a member of the committee`.
    pub(super) roles: Vec<Role>,
    /// How often it is named.
    pub(super) times: u32,
}

/// A place where a name stands.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    pub(super) tokens: Range<usize>,
    pub(super) entity: usize,
}

/// All names of an article.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) entities: Vec<Entity>,
    /// In the order of their places.
    pub(super) occurrences: Vec<Occurrence>,
    by_key: HashMap<String, usize>,
    /// Names of several words by their last, and by their first.
    by_last: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    acronyms: HashMap<String, usize>,
    initials: HashMap<String, usize>,
    /// The persons named most.
    pub(super) persons: Vec<usize>,
    /// Whose age the text gives: `Ana Ruiz, 43,`.
    by_age: HashMap<u64, Option<usize>>,
    /// Roles by the noun that heads them.
    by_office: HashMap<String, Vec<(usize, usize)>>,
}

/// Of the names that share a word, so many are looked at.
const ALIKE: usize = 24;

/// Of one name so many descriptions are kept.
const ROLES: usize = 8;

/// So many are those whom an article is about at most.
const MAIN: usize = 8;

impl Names {
    /// Reads all names of the text.
    pub(super) fn read(d: &Document<'_>, asides: &Asides) -> Names {
        let mut names = Names::default();
        let mut single = Vec::new();
        let mut g = 0;
        while g < d.groups.len() {
            let group = &d.groups[g];
            let Some(noun) = group
                .noun()
                .filter(|n| is_name(d, n) && !asides.has(group.tokens.start))
            else {
                g += 1;
                continue;
            };
            let (mut name, next) = extended(d, g, noun);
            // "14:52 Coastguard: …": a time or a count, none of the name
            while name.len() > 1
                && d.is_kind(name.start, Kind::Number)
                && !is_outlet(&d.words(name.clone()).to_lowercase())
            {
                name.start += 1;
            }
            let (mut prefix, mut name) = split(d, name);
            // "Minister of Information Ivo Brandt": the field of the office is none of the name
            let office = name.start > 2 && d.is(name.start - 1, &["of"]) && d.any(name.start - 2, Tags::Role);
            while office
                && prefix.is_empty() | (prefix.end == name.start)
                && name.len() > 2
                && common_word(d.word(name.start))
            {
                name.start += 1;
                prefix.end = name.start;
            }
            let with_owner = owner(d, noun).filter(|_| heads_body(d, name.end - 1) || next > g + 1);
            let full = with_owner.map_or(name.clone(), |start| start..name.end);
            if d.sentence_of(full.start) == d.sentence_of(full.end - 1) && full.len() <= LONGEST {
                names.add(d, group, prefix, full, &mut single);
            }
            // what joined into one name has names of its own: "the Ministry of Defence"
            g = if next > g + 1 { next } else { g + 1 };
        }
        names.link(single);
        names.note_initials(d);
        names.note_persons();
        names
    }

    /// Takes in one place of a name.
    fn add(
        &mut self,
        d: &Document<'_>,
        group: &Group,
        prefix: Range<usize>,
        name: Range<usize>,
        single: &mut Vec<Occurrence>,
    ) {
        let key = key(d, name.clone());
        if key.is_empty() {
            return;
        }
        let joined = key.join(" ");
        let entity = *self.by_key.entry(joined.clone()).or_insert_with(|| {
            let entity = self.entities.len();
            let acronym = key.len() == 1 && d.token(name.start).is_some_and(|t| t.case == Case::Upper);
            let last = name.end - 1;
            let class = if is_outlet(&joined) {
                Class::Outlet
            } else if is_place(&joined) {
                Class::Place
            } else if key.len() > 1 && (given(&key[0]).is_some() || of_person(d, &name)) && !heads_body(d, last) {
                Class::Person
            } else if heads_body(d, last) || acronym || joins(d, &name) {
                Class::Body
            } else {
                Class::Unknown
            };
            if key.len() > 1 {
                for (map, word) in [
                    (
                        &mut self.by_last,
                        key.iter()
                            .rev()
                            .find(|w| !matches!(w.as_str(), "jr." | "jr" | "sr." | "sr" | "ii" | "iii")),
                    ),
                    (&mut self.by_first, key.first()),
                ] {
                    if let Some(word) = word {
                        map.entry(word.clone()).or_default().push(entity);
                    }
                }
                // "Lula" for "Luiz Inácio Lula da Silva"
                let called = (name.start + 2..name.end)
                    .find(|&i| d.token(i).is_some_and(|t| t.case == Case::Lower) && PARTICLES.contains(&d.word(i)));
                if let Some(at) = called {
                    self.by_first.entry(d.word(at - 1).to_owned()).or_default().push(entity);
                }
            }
            self.entities.push(Entity {
                gender: (class != Class::Body).then(|| given(&key[0])).flatten(),
                key,
                tokens: name.clone(),
                class,
                roles: Vec::new(),
                kin: false,
                titled: None,
                couple: false,
                times: 0,
            });
            entity
        });
        let own = &mut self.entities[entity];
        own.times += 1;
        // "the Taliban", but not "the 27-year-old Mila Moss"
        let article = prefix.is_empty() && name.start > 0 && d.is(name.start - 1, &["the"]);
        if article && own.class == Class::Unknown {
            own.class = Class::Body;
        }
        // "Blue Tern said its crews were safe"
        let behind = name.end;
        let its = d.verb_group(behind).is_some_and(|v| {
            v.finite && (v.head + 1..v.head + 3).any(|i| d.is(i, &["its"])) && !d.is_kind(v.head + 1, Kind::Mark)
        });
        if its && own.class == Class::Unknown && prefix.is_empty() {
            own.class = Class::Body;
        }
        // "in Ostra": a place
        let within = prefix.is_empty()
            && name.len() <= 3
            && name.start > 0
            && d.is(name.start - 1, &["in", "near", "into", "across", "outside"]);
        if within && own.class == Class::Unknown {
            own.class = Class::Place;
        }
        for i in prefix.clone() {
            if d.any(i, Tags::Title) {
                let gender = gender_of_word(d.word(i));
                own.couple |= own.key.len() == 1 && gender.zip(own.titled).is_some_and(|(a, b)| a != b);
                own.titled = own.titled.or(gender);
                // a title knows better than the list of given names: "Ms Francis"
                own.gender = gender.or(own.gender);
                if own.class == Class::Unknown {
                    own.class = Class::Person;
                }
                if let Some(rank) = rank(d.word(i)) {
                    self.by_office
                        .entry(office(rank).to_owned())
                        .or_default()
                        .push((i, entity));
                }
            }
        }
        for role in roles(d, group, &prefix, &name) {
            let word = d.word(role.head);
            own.kin |= d.is(
                role.head,
                &[
                    "wife", "husband", "son", "daughter", "brother", "sister", "mother", "father", "widow", "cousin",
                    "nephew", "niece", "uncle", "aunt", "partner", "mum", "dad",
                ],
            );
            if d.any(role.head, Tags::People | Tags::Role)
                && matches!(own.class, Class::Unknown | Class::Person)
                && own.tokens.len() < 6
            {
                own.class = Class::Person;
                own.gender = own.gender.or(gender_of_word(word));
                self.by_office
                    .entry(office(word).to_owned())
                    .or_default()
                    .push((role.head, entity));
            }
            // "the operator, Linea Azul", "Blue Tern, a charity"
            if d.any(role.head, Tags::Organization)
                && !d.any(role.head, Tags::Role | Tags::People)
                && own.class == Class::Unknown
            {
                own.class = Class::Body;
            }
            if own.roles.len() < ROLES {
                own.roles.push(role);
            }
        }
        let aged = d.is_kind(name.end, Kind::Comma) && d.is_kind(name.end + 1, Kind::Number)
            || d.is_kind(name.end, Kind::Open)
                && d.is_kind(name.end + 1, Kind::Number)
                && d.is_kind(name.end + 2, Kind::Close);
        if let Some(age) = d
            .word(name.end + 1)
            .parse::<u64>()
            .ok()
            .filter(|a| aged && (1..=120).contains(a))
        {
            // of two with one age nobody is meant
            self.by_age
                .entry(age)
                .and_modify(|one| *one = one.filter(|e| *e == entity))
                .or_insert(Some(entity));
        }
        if let Some(short) = acronym_behind(d, &name) {
            self.acronyms.entry(short).or_insert(entity);
        }
        let occurrence = Occurrence { tokens: name, entity };
        if own_is_single(own) {
            single.push(occurrence.clone());
        }
        self.occurrences.push(occurrence);
    }

    /// Gives short names to the full ones they stand for.
    fn link(&mut self, single: Vec<Occurrence>) {
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
    fn fuller(&self, key: &[String], at: usize) -> Option<usize> {
        let (first, last) = (key.first()?, key.last()?);
        let whole = key.join(" ");
        if is_place(&whole) || is_outlet(&whole) && key.len() == 1 {
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
            words.len() >= key.len() && words[words.len() - key.len()..].iter().zip(key).all(|(a, b)| *a == b)
        };
        // "Grey Heron" for "Grey Heron Airlines", but not a town for what is named after it
        let place = self
            .by_key
            .get(&whole)
            .is_some_and(|&e| matches!(self.entities[e].class, Class::Place | Class::Person));
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
            Class::Body => !place && e.key.len() == key.len() + 1 && e.key.starts_with(key) && is_firm(&e.key),
            _ => false,
        };
        best(self.by_last.get(last), &ends).or_else(|| best(self.by_first.get(first), &begins))
    }

    /// The only one of this family name who is of this gender.
    pub(super) fn of_family(&self, last: &str, gender: Gender) -> Option<usize> {
        let persons = self
            .by_last
            .get(last)?
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
        let letters: String = letters.chars().filter(|c| *c != '.').collect();
        self.initials.get(&letters).copied()
    }

    /// Reads off the initials of all bodies: `National Disaster Council` NDC.
    fn note_initials(&mut self, d: &Document<'_>) {
        for (index, entity) in self.entities.iter().enumerate() {
            if entity.class == Class::Person || entity.key.len() < 3 {
                continue;
            }
            let initials: String = entity
                .tokens
                .clone()
                .filter(|&i| {
                    d.token(i)
                        .is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower)
                })
                .filter_map(|i| d.word(i).chars().next())
                .collect();
            if initials.chars().count() >= 3 {
                self.initials.entry(initials).or_insert(index);
            }
        }
    }

    /// The persons named most, the most named first.
    fn note_persons(&mut self) {
        let mut persons: Vec<usize> = (0..self.entities.len())
            .filter(|&e| self.entities[e].class == Class::Person)
            .collect();
        persons.sort_by_key(|&e| std::cmp::Reverse(self.entities[e].times));
        persons.truncate(MAIN);
        self.persons = persons;
    }

    /// Those who hold this office, with the token of the word for it.
    pub(super) fn of_office(&self, word: &str) -> &[(usize, usize)] {
        self.by_office.get(office(word)).map_or(&[], Vec::as_slice)
    }

    /// The only one who is so old.
    pub(super) fn of_age(&self, age: u64) -> Option<usize> {
        let entity = self.by_age.get(&age).copied().flatten()?;
        self.fuller(&self.entities[entity].key, self.entities[entity].tokens.start)
            .or(Some(entity))
    }

    /// The occurrence that begins at or before token `at`, going back.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = &Occurrence> {
        let end = self.occurrences.partition_point(|o| o.tokens.start < at);
        self.occurrences[..end].iter().rev()
    }
}

fn own_is_single(entity: &Entity) -> bool {
    entity.key.len() <= 2 || entity.class == Class::Body
}
