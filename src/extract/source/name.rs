//! The names of an article: persons and bodies, each with its fullest form, what the text calls them and where they stand.
//!
//! Built once, before any mention is looked at, in one pass over the noun groups.

use super::{
    firm::{begins_firm, calls_firm, trades},
    form::{
        LONGEST, acronym_behind, begins_sentence, common_word, extended, folded, honours, is_name, joins, key,
        of_people, of_person, owner, split,
    },
    is_outlet,
    role::{Role, roles},
    wordlist::{Gender, gender_of_word, given, heads_body, is_given, is_known_body, is_place, office, rank},
};
use crate::{
    extract::aside::Asides,
    language::{Case, Document, Group, Kind, PARTICLES, Tags, lexicon},
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
    /// With the title that makes its one word a name: `Pope Leander`.
    pub(super) regnal: Option<Range<usize>>,
    /// Introduced as somebody's wife, son, sister.
    pub(super) kin: bool,
    /// What its title says: `Mr`, `Ms`.
    pub(super) titled: Option<Gender>,
    /// Bears titles of a man in one place and of a woman in another: a family name of two.
    pub(super) couple: bool,
    /// The descriptions the text gives, in order: `Kremlin spokesman`, `a member of the committee`.
    pub(super) roles: Vec<Role>,
    /// The text gives it what only firms have: `its shareholders`.
    pub(super) trades: bool,
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
    pub(super) by_key: HashMap<String, usize>,
    /// Names of several words by their last, and by their first.
    pub(super) by_last: HashMap<String, Vec<usize>>,
    pub(super) by_first: HashMap<String, Vec<usize>>,
    /// Names of persons by the words between: `Ana Ruiz Soto` goes by `Ruiz`.
    pub(super) by_middle: HashMap<String, Vec<usize>>,
    /// Names by the first two letters of their last word, for those that are spelled otherwise elsewhere.
    pub(super) by_beginning: HashMap<String, Vec<usize>>,
    pub(super) acronyms: HashMap<String, usize>,
    pub(super) initials: HashMap<String, usize>,
    /// The persons named most.
    pub(super) persons: Vec<usize>,
    /// The bodies and outlets named most.
    pub(super) bodies: Vec<usize>,
    /// Whose age the text gives: `Ana Ruiz, 43,`.
    by_age: HashMap<u64, Option<usize>>,
    /// Places by what the text calls them, in order: `the city of Grey Falls`.
    pub(super) towns: HashMap<&'static str, Vec<(usize, usize)>>,
    /// Bodies by the noun that heads their name.
    pub(super) by_head: HashMap<&'static str, Vec<usize>>,
    /// The text tells of a police force by a name that is written small: `Ostran police`.
    pub(super) other_police: bool,
    /// Roles by the noun that heads them.
    pub(super) by_office: HashMap<String, Vec<(usize, usize)>>,
}

/// Titles whose bearers go by one name.
const REGNAL: &[&str] = &[
    "emir",
    "emperor",
    "empress",
    "king",
    "patriarch",
    "pope",
    "prince",
    "princess",
    "queen",
    "saint",
    "sultan",
    "tsar",
];

/// What places are called by.
const TOWNS: &[&str] = &[
    "borough",
    "city",
    "commonwealth",
    "county",
    "district",
    "hamlet",
    "island",
    "kingdom",
    "municipality",
    "parish",
    "principality",
    "province",
    "region",
    "republic",
    "state",
    "territory",
    "town",
    "township",
    "village",
];

/// Of the names that share a word, so many are looked at.
pub(super) const ALIKE: usize = 24;

/// Of one name so many descriptions are kept.
pub(super) const ROLES: usize = 8;

/// So many are those whom an article is about at most.
pub(super) const MAIN: usize = 8;

impl Names {
    /// Reads all names of the text.
    pub(super) fn read(d: &Document<'_>, asides: &Asides) -> Names {
        let mut names = Names::default();
        let mut single = Vec::new();
        let mut g = 0;
        while g < d.groups.len() {
            let group = &d.groups[g];
            if !asides.has(group.tokens.start) {
                names.add_owner(d, group, &mut single);
                names.add_called(d, group, &mut single);
            }
            let Some(noun) = group
                .noun()
                .filter(|n| is_name(d, n) && !asides.has(group.tokens.start))
            else {
                g += 1;
                continue;
            };
            let (mut name, next) = extended(d, g, noun);
            // "February 1 Grey Heron": a date that stands before it
            if name.len() > 2 && d.any(name.start, Tags::Month) && d.is_kind(name.start + 1, Kind::Number) {
                name.start += 1;
            }
            // "14:52 Coastguard: …": a time or a count, none of the name
            while name.len() > 1
                && d.is_kind(name.start, Kind::Number)
                && !is_outlet(&d.words(name.clone()).to_lowercase())
            {
                name.start += 1;
            }
            let (mut prefix, mut name) = split(d, name);
            while name.len() > 1 && honours(d, name.end - 1) {
                name.end -= 1;
            }
            // "Mila Moss Defends Vote": a headline goes on behind the name
            let verb = (name.start + 2..name.end).find(|&i| only_verb(d, i));
            if let Some(verb) = verb.filter(|_| is_given(d.word(name.start))) {
                name.end = verb;
            }
            // "Minister of Information Ivo Brandt": the field of the office is none of the name
            let field = prefix.start.min(name.start);
            let office = field > 1 && d.is(field - 1, &["of", "for"]) && d.any(field - 2, Tags::Role | Tags::People);
            while office
                && prefix.is_empty() | (prefix.end == name.start)
                // "Guest of Honour Mila"
                && (name.len() > 2 || name.len() == 2 && !common_word(d.word(name.start + 1)))
                && common_word(d.word(name.start))
            {
                name.start += 1;
                prefix.end = name.start;
            }
            // "Vesper Herald reporter Ivo Brandt": whom he works for has a name too
            let body = prefix.start
                ..prefix
                    .clone()
                    .find(|&i| !d.any(i, Tags::Name) || d.any(i, Tags::Role))
                    .unwrap_or(prefix.end);
            let large = |i: usize| d.token(i).is_some_and(|t| t.case != Case::Lower);
            let called = || heads_body(d, body.end - 1) || is_outlet(&d.words(body.clone()).to_lowercase());
            let firm = || !d.any(body.start, Tags::Known | Tags::Nation) && trades(d, &body);
            if body.end < prefix.end
                && body.clone().all(large)
                && (body.len() > 1 && called() || body.len() == 1 && firm())
            {
                names.add(d, group, body.start..body.start, body, &mut single);
            }
            let with_owner =
                owner(d, noun).filter(|_| heads_body(d, name.end - 1) || next > g + 1 || of_people(d, noun));
            let full = with_owner.map_or(name.clone(), |start| start..name.end);
            if d.sentence_of(full.start) == d.sentence_of(full.end - 1) && full.len() <= LONGEST {
                names.add(d, group, prefix, full, &mut single);
            }
            // what joined into one name has names of its own: "the Ministry of Defence"
            g = if next > g + 1 { next } else { g + 1 };
        }
        names.add_spelled_out(d, asides);
        names.link(single);
        names.note_genders(d);
        names.note_initials(d);
        names.note_heads(d);
        names.note_persons();
        names
    }

    /// Takes in one place of a name.
    pub(super) fn add(
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
            } else if begins_firm(&key) {
                Class::Body
            } else if is_place(&joined) {
                Class::Place
            } else if key.len() > 1 && (is_given(&key[0]) || of_person(d, &name)) && !heads_body(d, last) {
                Class::Person
            } else if heads_body(d, last)
                || acronym
                || joins(d, &name)
                || is_known_body(&joined)
                // "Tidewatch International Ostra"
                || key.len() > 1 && key[1..].iter().any(|w| w == "international") && !is_given(&key[0])
                // "Women’s March"
                || name.clone().any(|i| d.any(i, Tags::Genitive))
            {
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
                    self.by_first.entry(folded(d.word(at - 1))).or_default().push(entity);
                }
                // who is a person may be said later
                if matches!(class, Class::Person | Class::Unknown) {
                    for word in key[1..].iter().rev().skip(1) {
                        self.by_middle.entry(word.clone()).or_default().push(entity);
                    }
                }
                if let Some(last) = key.last().filter(|_| class != Class::Body) {
                    let begins: String = last.chars().take(2).collect();
                    self.by_beginning.entry(begins).or_default().push(entity);
                }
            }
            self.entities.push(Entity {
                gender: (class != Class::Body).then(|| given(&key[0])).flatten(),
                key,
                tokens: name.clone(),
                class,
                roles: Vec::new(),
                regnal: None,
                kin: false,
                titled: None,
                couple: false,
                trades: false,
                times: 0,
            });
            entity
        });
        let own = &mut self.entities[entity];
        own.times += 1;
        // "OSTRA — The mayor …": the form of a dateline is not the name's
        let capitals = |name: &Range<usize>| {
            d.words(name.clone()).len() > 4 && !d.words(name.clone()).contains(char::is_lowercase)
        };
        if own.times < 8 && own.class == Class::Place && capitals(&own.tokens) && !capitals(&name) {
            own.tokens = name.clone();
        }
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
        // "Velora shares", "Velora, which makes pumps"
        let firm = prefix.is_empty() && trades(d, &name);
        let which = d.is_kind(behind, Kind::Comma) && d.is(behind + 1, &["which"]);
        if (firm || which) && own.class == Class::Unknown && prefix.is_empty() {
            own.class = Class::Body;
        }
        own.trades |= firm;
        // "the city of Ostra"
        if prefix.is_empty()
            && name.start > 1
            && d.is(name.start - 1, &["of"])
            && let Some(town) = TOWNS.iter().find(|t| **t == d.word(name.start - 2))
        {
            self.towns.entry(town).or_default().push((name.start, entity));
            if own.class == Class::Unknown {
                own.class = Class::Place;
            }
        }
        // "in Ostra": a place
        let within = prefix.is_empty()
            && name.len() <= 3
            && name.start > 0
            && d.is(name.start - 1, &["in", "near", "into", "across", "outside"]);
        if within && own.class == Class::Unknown {
            own.class = Class::Place;
        }
        // "the airline Blue Tern", "rights group Linea Azul"
        let body = prefix.end.checked_sub(1).filter(|&i| {
            !prefix.is_empty()
                && prefix.end == name.start
                && calls_body(d, i)
                && (d.token(i).is_some_and(|t| t.case == Case::Lower) || begins_sentence(d, i))
        });
        if let Some(head) = body.filter(|_| matches!(own.class, Class::Unknown | Class::Body)) {
            own.class = Class::Body;
            if own.roles.len() < ROLES {
                own.roles.push(Role {
                    tokens: head..head + 1,
                    head,
                });
            }
        }
        // "King Orvan", "Pope Leander XIV"
        let numbered = |word: &String| word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
        if own.regnal.is_none()
            && (own.key.len() == 1 || own.key.len() == 2 && numbered(&own.key[1]))
            && prefix.end == name.start
            && !prefix.is_empty()
            && d.is(prefix.end - 1, REGNAL)
            && d.token(prefix.end - 1).is_some_and(|t| t.case == Case::Capital)
        {
            own.regnal = Some(prefix.end - 1..name.end);
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
        // "her husband, musician Ivo Brandt,"
        let kin = group
            .tokens
            .start
            .checked_sub(2)
            .filter(|&i| d.is_kind(i + 1, Kind::Comma) && d.any(i, Tags::People));
        if let Some(gender) = kin.filter(|&i| is_kin(d, i)).and_then(|i| gender_of_word(d.word(i))) {
            own.kin = true;
            own.gender = own.gender.or(Some(gender));
            if own.class == Class::Unknown {
                own.class = Class::Person;
            }
        }
        for role in roles(d, group, &prefix, &name) {
            let word = d.word(role.head);
            own.kin |= is_kin(d, role.head);
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

    /// The occurrences that begin at token `at` or behind it.
    pub(super) fn after(&self, at: usize) -> impl Iterator<Item = &Occurrence> {
        let start = self.occurrences.partition_point(|o| o.tokens.start < at);
        self.occurrences[start..].iter()
    }

    /// The occurrence that begins at or before token `at`, going back.
    pub(super) fn before(&self, at: usize) -> impl Iterator<Item = &Occurrence> {
        let end = self.occurrences.partition_point(|o| o.tokens.start < at);
        self.occurrences[..end].iter().rev()
    }
}

/// A verb that is nothing else, as `Defends`, `Described`.
fn only_verb(d: &Document<'_>, i: usize) -> bool {
    let tags = lexicon::look_up(d.word(i));
    tags.all(Tags::Known) && tags.any(Tags::VERB) && !tags.any(Tags::Noun | Tags::Adjective | Tags::Name)
}

/// Somebody's relative.
fn is_kin(d: &Document<'_>, i: usize) -> bool {
    const KIN: &[&str] = &[
        "wife", "husband", "son", "daughter", "brother", "sister", "mother", "father", "widow", "cousin", "nephew",
        "niece", "uncle", "aunt", "partner", "mum", "dad",
    ];
    d.is(i, KIN)
}

/// A body and no person is called so before its name: `rights group Linea Azul`.
pub(super) fn calls_body(d: &Document<'_>, i: usize) -> bool {
    (d.any(i, Tags::Organization) || calls_firm(d.word(i))) && !d.any(i, Tags::Role | Tags::People | Tags::Plural)
}

fn own_is_single(entity: &Entity) -> bool {
    entity.key.len() <= 2 || entity.class == Class::Body
}
