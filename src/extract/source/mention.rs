//! From one mention to whom it means: names in full, descriptions, documents to those who issue them.

use super::{
    Known, kind_of,
    name::{self, Class, Names, Role},
    wordlist::{Gender, gender_of_word, heads_body},
};
use crate::{
    claim::SourceKind,
    extract::statement::Statement,
    language::{Case, Document, Kind, NounGroup, Tags},
};
use std::{collections::HashMap, ops::Range};

/// A mention that was resolved.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) tokens: Range<usize>,
    pub(super) known: Known,
}

/// Resolves mentions in the order of their places.
pub(super) struct Resolver<'d> {
    pub(super) d: &'d Document<'d>,
    pub(super) names: &'d Names,
    /// What was resolved, in the order of the places.
    pub(super) heard: Vec<Heard>,
    /// Groups of people ("South Korean lawmakers") by their head.
    people: HashMap<&'d str, Vec<usize>>,
    /// For each token whether it stands in double quotation marks.
    pub(super) quoted: Vec<bool>,
    /// For each sentence how many begin up to it outside quotation marks.
    pub(super) told: Vec<usize>,
    /// What each statement says, by its index.
    pub(super) contents: Vec<Vec<Range<usize>>>,
    /// Gender that a pronoun showed.
    pub(super) learned: HashMap<usize, Gender>,
}

/// How many mentions are looked back at.
const BACK: usize = 40;

/// Nouns that stand for the outlet named before.
const OUTLETS: &[&str] = &[
    "website",
    "site",
    "newspaper",
    "paper",
    "outlet",
    "publication",
    "broadcaster",
    "channel",
    "station",
    "network",
    "magazine",
    "daily",
    "portal",
    "weekly",
    "tabloid",
    "agency",
];

/// Nouns that stand for the body named before.
const BODIES: &[&str] = &[
    "agency",
    "organization",
    "organisation",
    "body",
    "company",
    "firm",
    "office",
    "group",
    "charity",
    "institute",
    "watchdog",
    "airline",
    "operator",
    "archive",
    "association",
    "institution",
    "service",
    "centre",
    "center",
    "party",
];

/// Words that make an office another.
const DEPUTIES: &[&str] = &[
    "deputy",
    "vice",
    "former",
    "ex",
    "assistant",
    "acting",
    "shadow",
    "late",
    "then",
    "opposition",
    "first",
];

/// Names that are no issuer though a document bears them: "a Twitter post".
const CARRIERS: &[&str] = &[
    "twitter",
    "facebook",
    "instagram",
    "telegram",
    "whatsapp",
    "youtube",
    "x",
    "tiktok",
    "weibo",
    "internet",
];

impl<'d> Resolver<'d> {
    pub(super) fn new(d: &'d Document<'d>, names: &'d Names, statements: &[Statement]) -> Resolver<'d> {
        let mut people: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, group) in d.groups.iter().enumerate() {
            let Some(noun) = group.noun().filter(|n| !n.pronoun && !n.name) else {
                continue;
            };
            if d.any(noun.head, Tags::People | Tags::Role) && d.any(noun.head, Tags::Plural) {
                people.entry(d.word(noun.head)).or_default().push(index);
            }
        }
        let mut quoted = vec![false; d.len()];
        for paragraph in &d.paragraphs {
            let mut open = false;
            for i in paragraph.tokens.clone() {
                if d.is_kind(i, Kind::Mark) {
                    open = match d.words(i..i + 1) {
                        "“" | "«" | "„" | "``" => true,
                        "”" | "»" | "''" => false,
                        "\"" => !open,
                        _ => open,
                    };
                }
                quoted[i] = open;
            }
        }
        let told = d
            .sentences
            .iter()
            .scan(0, |told, s| {
                *told += usize::from(!quoted[s.tokens.start] || d.is_kind(s.tokens.start, Kind::Mark));
                Some(*told)
            })
            .collect();
        Resolver {
            told,
            d,
            names,
            heard: Vec::new(),
            people,
            quoted,
            contents: statements.iter().map(|s| s.content.clone()).collect(),
            learned: HashMap::new(),
        }
    }

    /// Keeps what a mention came to.
    pub(super) fn heard(&mut self, tokens: &Range<usize>, known: &Known) {
        self.heard.push(Heard {
            tokens: tokens.clone(),
            known: known.clone(),
        });
    }

    /// Whom the mention means. `statement` is the one whose source it is.
    pub(super) fn resolve(&mut self, mention: &Range<usize>, statement: Option<usize>) -> Known {
        let m = trimmed(self.d, mention.clone());
        if m.len() == 1 && self.d.any(m.start, Tags::Pronoun) && !self.d.any(m.start, Tags::Determiner)
            || self.d.is(m.start, &["he", "she", "it", "they"])
        {
            return self.pronoun(&m, statement).unwrap_or_else(|| self.plain(&m));
        }
        self.words(&m, statement, 0)
    }

    /// Whom words that are no pronoun mean.
    fn words(&mut self, m: &Range<usize>, statement: Option<usize>, depth: u8) -> Known {
        let d = self.d;
        if let Some(issuer) = (depth < 3).then(|| self.issuer(m, statement, depth)).flatten() {
            return issuer;
        }
        if is_named(d, m) {
            return self.named(m);
        }
        self.description(m).unwrap_or_else(|| self.plain(m))
    }

    /// A mention that is a name, with or without a title.
    fn named(&self, m: &Range<usize>) -> Known {
        let d = self.d;
        // "Ivo Brandt of the Flood Office": the person, not where they belong
        if let Some(of) = m.clone().find(|&i| d.is(i, &["of", "at", "from", "with"]))
            && of > m.start
            && let Some(entity) = self.names.find(d, m.start..of)
            && self.names.entities[entity].class == Class::Person
        {
            return self.of_entity(entity);
        }
        let (prefix, bare) = name::split(d, m.clone());
        let titled = !prefix.is_empty()
            && prefix
                .clone()
                .any(|i| d.any(i, Tags::Title | Tags::Role | Tags::People));
        let bare = if titled { bare } else { m.clone() };
        if let Some(entity) = self.names.find(d, bare.clone()) {
            let known = self.of_entity(entity);
            let own = &self.names.entities[entity];
            let key = name::key(d, bare.clone());
            // the mention may say more than any name the text has been read to hold
            if own.key.len() >= key.len() {
                return known;
            }
            return Known {
                name: spelled(d, &bare),
                ..known
            };
        }
        self.plain(&bare)
    }

    /// The source that a name of the article is.
    pub(super) fn of_entity(&self, entity: usize) -> Known {
        let own = &self.names.entities[entity];
        Known {
            name: spelled(self.d, &own.tokens),
            kind: kind_of(own.class),
            anonymous: false,
            role: own.roles.first().map(|r| r.tokens.clone()),
            entity: Some(entity),
        }
    }

    /// A mention that stands for itself.
    pub(super) fn plain(&self, m: &Range<usize>) -> Known {
        let d = self.d;
        let (kind, anonymous) = self.kind(m);
        Known {
            name: spelled(d, m),
            kind,
            anonymous,
            role: None,
            entity: None,
        }
    }

    /// What a description is by its head, and whether it leaves somebody unnamed.
    fn kind(&self, m: &Range<usize>) -> (SourceKind, bool) {
        let d = self.d;
        let head = head(d, m);
        let tags = d.tags(head);
        let coordinated = m.clone().any(|i| d.is(i, &["and", "or"]));
        if is_named(d, m) {
            let class = match self.names.find(d, m.clone()) {
                Some(entity) => self.names.entities[entity].class,
                None if heads_body(d, m.end - 1) || m.clone().any(|i| heads_body(d, i)) => Class::Body,
                None => Class::Unknown,
            };
            return (
                if coordinated && class == Class::Unknown {
                    SourceKind::Group
                } else {
                    kind_of(class)
                },
                false,
            );
        }
        if d.is(
            head,
            &[
                "police",
                "military",
                "army",
                "militia",
                "taliban",
                "hezbollah",
                "gendarmerie",
                "authorities",
            ],
        ) || tags.any(Tags::Organization) && !tags.any(Tags::Role)
        {
            return (SourceKind::Organization, false);
        }
        if tags.any(Tags::People | Tags::Role) || tags.any(Tags::Pronoun) {
            return if tags.any(Tags::Plural) || coordinated {
                (SourceKind::Group, true)
            } else {
                (SourceKind::Person, true)
            };
        }
        if tags.any(Tags::Media) {
            (SourceKind::Media, false)
        } else if tags.any(Tags::Document) || d.is(head, &["account", "page", "database", "website", "post", "posts"]) {
            (SourceKind::Document, false)
        } else if tags.any(Tags::Family) || tags.any(Tags::Plural) {
            (SourceKind::Group, true)
        } else if tags.any(Tags::Name) {
            (SourceKind::Organization, false)
        } else {
            (SourceKind::Person, true)
        }
    }

    /// Who issues the document that the mention names: `the WHO's situation report`, `data from the Gun Violence Archive`.
    fn issuer(&mut self, m: &Range<usize>, statement: Option<usize>, depth: u8) -> Option<Known> {
        let d = self.d;
        // the owner's name may be of several groups: "the Centre for Aviation's database"
        if let Some(genitive) = m.clone().take(12).skip(1).find(|&i| d.any(i, Tags::Genitive))
            && d.noun_group(genitive)
                .is_some_and(|n| self.is_document(n) && n.possessor.end == genitive + 1)
            && is_named(d, &trimmed(d, m.start..genitive))
        {
            return Some(self.named(&trimmed(d, m.start..genitive)));
        }
        let noun = d.noun_group(m.start)?.clone();
        if !self.is_document(&noun) || noun.name || noun.pronoun || noun.head >= m.end {
            return None;
        }
        let owner = trimmed(d, noun.possessor.clone());
        if !owner.is_empty() {
            return Some(self.words(&owner, statement, depth + 1));
        }
        if let Some(his) = noun.determiner.clone().find(|&i| d.any(i, Tags::Possessive)) {
            return self.pronoun(&(his..his + 1), statement);
        }
        let of = noun.head + 1;
        if d.is(of, &["by", "from"]) && of + 1 < m.end {
            let other = trimmed(d, of + 1..m.end);
            let group = d.noun_group(other.start)?;
            if group.name || d.any(group.head, Tags::Organization | Tags::People | Tags::Role) {
                return Some(self.words(&other, statement, depth + 1));
            }
        }
        // "an Oxfam study", "government reports"
        let before = noun.core.start..noun.head;
        let named = before
            .clone()
            .filter(|&i| d.any(i, Tags::Name) && !CARRIERS.contains(&d.word(i)));
        let (first, last) = (named.clone().next(), named.last());
        if let (Some(first), Some(last)) = (first, last)
            && (first..=last).all(|i| d.any(i, Tags::Name))
        {
            return Some(self.named(&(first..last + 1)));
        }
        let body = before
            .clone()
            .find(|&i| d.any(i, Tags::Organization) && !d.any(i, Tags::Name))?;
        let nation = body > before.start && d.any(body - 1, Tags::Nation);
        let m = body - usize::from(nation)..body + 1;
        Some(self.description(&m).unwrap_or_else(|| self.plain(&m)))
    }

    fn is_document(&self, noun: &NounGroup) -> bool {
        let d = self.d;
        d.any(noun.head, Tags::Document)
            || d.is(
                noun.head,
                &[
                    "account",
                    "page",
                    "website",
                    "site",
                    "database",
                    "post",
                    "posts",
                    "statistics",
                    "figures",
                    "data",
                    "blog",
                    "channel",
                    "description",
                ],
            )
    }

    /// Whom a description means that takes up somebody named before: `the lawmakers`, `the commission`, `the minister`.
    fn description(&self, m: &Range<usize>) -> Option<Known> {
        let d = self.d;
        let noun = &self.within(m)?;
        let (_, group) = d.group_of(m.start)?;
        let head = noun.head;
        // "a source", "officials": nobody from before
        let definite = group.tokens.clone().take_while(|&i| i <= head).any(|i| {
            d.is(
                i,
                &[
                    "the", "this", "that", "these", "those", "both", "his", "her", "their", "its",
                ],
            )
        }) || !noun.possessor.is_empty();
        let word = d.word(head);
        let tags = d.tags(head);
        if tags.any(Tags::People | Tags::Role) && !tags.any(Tags::Plural) && !tags.any(Tags::Organization) {
            return definite.then(|| self.holder(m, noun)).flatten();
        }
        if tags.any(Tags::People | Tags::Role) && tags.any(Tags::Plural) && !d.is(head, &["police"]) {
            return definite.then(|| self.same_people(m, noun)).flatten();
        }
        if let Some(known) = self.same_body(m, noun) {
            return Some(known);
        }
        if !definite || m.end > head + 1 {
            return None;
        }
        // "the industry publication", but not "the fire service" for another body
        let bare = noun.core.len() == 1;
        let paragraph = d.paragraph_of(m.start);
        let near = self.heard.iter().rev().take(BACK).filter(|h| {
            d.paragraph_of(h.tokens.start) + 1 >= paragraph
                && (h.known.entity.is_some() || h.known.name.starts_with(char::is_uppercase))
        });
        if (bare || !d.any(head - 1, Tags::Name | Tags::Nation) && !d.is(head, &["agency"]))
            && OUTLETS.contains(&word)
            && let Some(heard) = near.clone().find(|h| h.known.kind == SourceKind::Media)
        {
            return Some(heard.known.clone());
        }
        let place = |h: &&Heard| {
            h.known
                .entity
                .is_none_or(|e| self.names.entities[e].class != Class::Place)
        };
        if bare && BODIES.contains(&word) {
            return near
                .clone()
                .filter(place)
                .find(|h| h.known.kind == SourceKind::Organization)
                .map(|h| h.known.clone());
        }
        None
    }

    /// The noun group that the mention begins with, cut to the mention: of `the hotel’s website` only `hotel`.
    fn within(&self, m: &Range<usize>) -> Option<NounGroup> {
        let mut noun = self.d.noun_group(m.start)?.clone();
        if noun.head >= m.end {
            noun = NounGroup {
                head: m.end - 1,
                core: m.clone(),
                possessor: m.start..m.start,
                ..noun
            };
        }
        Some(noun)
    }

    /// Who holds the office that the description names.
    fn holder(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let holders = self.names.of_office(d.word(noun.head));
        let own = words(d, noun.core.start..noun.head);
        let owner = words(d, noun.possessor.clone());
        let fits = |&&(at, entity): &&(usize, usize)| {
            let Some(role) = self.names.entities[entity].roles.iter().find(|r| r.head == at) else {
                return true;
            };
            let (other, places) = described(d, role);
            // a deputy is not the one
            other.iter().all(|w| !DEPUTIES.contains(w) || own.contains(w))
                && agree(&own, &other)
                && agree(&owner, &places)
        };
        let before = holders.partition_point(|&(at, _)| at < m.start);
        let found = holders[..before].iter().rev().take(BACK).find(fits).or_else(|| {
            // named only later: where nobody else holds it
            let later: Vec<_> = holders[before..].iter().take(BACK).filter(fits).collect();
            let first = *later.first()?;
            later.iter().all(|(_, entity)| *entity == first.1).then_some(first)
        })?;
        Some(self.of_entity(found.1))
    }

    /// The people named in full before: `the lawmakers` are the `South Korean lawmakers`.
    fn same_people(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let word = d.word(noun.head);
        let own = words(d, noun.core.start..noun.head);
        if m.end > noun.head + 1 {
            return None;
        }
        let earlier = self.heard.iter().rev().take(BACK).find(|h| {
            h.known.entity.is_none()
                && h.known.kind == SourceKind::Group
                && h.tokens.end <= m.start
                && d.word(head(d, &h.tokens)) == word
        });
        if let Some(heard) = earlier.filter(|h| own.is_empty() || h.known.name.to_lowercase().contains(own[0])) {
            return Some(heard.known.clone());
        }
        let groups = self.people.get(word)?;
        let before = groups.partition_point(|&g| d.groups[g].tokens.end <= m.start);
        let full = groups[..before].iter().rev().take(BACK).find_map(|&g| {
            let other = d.groups[g].noun()?;
            let modifiers = words(d, other.core.start..other.head);
            (modifiers.len() > own.len()
                && own.iter().all(|w| modifiers.contains(w))
                && !other.core.clone().any(|i| d.any(i, Tags::Number)))
            .then_some(other)
        })?;
        Some(self.plain(&full.core.clone()))
    }

    /// The body named before with the same head: `the commission`, `the emergencies ministry`.
    fn same_body(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let word = d.word(noun.head);
        if !(d.any(noun.head, Tags::Organization | Tags::Media | Tags::Family)
            || d.any(noun.head, Tags::Noun)
                && !d.any(noun.head, Tags::People | Tags::Role | Tags::Plural | Tags::Document))
            || m.end > noun.head + 1
        {
            return None;
        }
        let own: Vec<&str> = words(d, noun.possessor.start.min(noun.core.start)..noun.head);
        let fits = |entity: usize| {
            let key = &self.names.entities[entity].key;
            let class = self.names.entities[entity].class;
            let heads = key.last().is_some_and(|w| w == word) || key.first().is_some_and(|w| w == word);
            key.len() > 1
                && heads
                && class != Class::Person
                && class != Class::Place
                && own.iter().all(|w| key.iter().any(|k| k == w))
        };
        let before = self
            .names
            .before(m.start)
            .take(200)
            .find(|o| fits(o.entity))
            .map(|o| o.entity);
        if let Some(entity) = before {
            // "the army" of a text with armies of its own kind is no name written small, unless it says all the name does
            return Some(self.of_entity(entity));
        }
        // the same words, written large elsewhere
        let whole = name::key(d, m.clone());
        let found = self.names.find(d, m.clone())?;
        (self.names.entities[found].key == whole && whole.len() > 1).then(|| self.of_entity(found))
    }
}

/// The outlet that a credit names.
pub(super) fn outlet(d: &Document<'_>, names: &Names, tokens: Range<usize>) -> Known {
    let entity = names.find(d, tokens.clone());
    let name = match entity {
        Some(entity) if names.entities[entity].class == Class::Outlet => spelled(d, &names.entities[entity].tokens),
        _ => spelled(d, &tokens),
    };
    Known {
        name,
        kind: SourceKind::Media,
        anonymous: false,
        role: None,
        entity,
    }
}

/// Without a leading article and a closing genitive.
pub(super) fn trimmed(d: &Document<'_>, mut m: Range<usize>) -> Range<usize> {
    while m.len() > 1 && (d.is(m.start, &["the", "a", "an"]) || d.is_kind(m.start, Kind::Comma)) {
        m.start += 1;
    }
    while m.len() > 1 && (d.any(m.end - 1, Tags::Genitive) || d.is(m.end - 1, &["'", "’"])) {
        m.end -= 1;
    }
    m
}

/// As the text has it, white space made single.
pub(super) fn spelled(d: &Document<'_>, m: &Range<usize>) -> String {
    let m = trimmed(d, m.clone());
    d.words(m).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The head of the mention's first noun group.
pub(super) fn head(d: &Document<'_>, m: &Range<usize>) -> usize {
    m.clone()
        .find_map(|i| d.noun_group(i))
        .map(|noun| noun.head)
        .filter(|head| m.contains(head))
        .unwrap_or(m.end.saturating_sub(1))
}

/// All its words are written large, small joining words apart: a name.
fn is_named(d: &Document<'_>, m: &Range<usize>) -> bool {
    let large = |i: usize| {
        d.token(i)
            .is_some_and(|t| t.case != Case::Lower && t.kind == Kind::Word)
    };
    let last = m.end - 1;
    let office = d.any(last, Tags::Role | Tags::People) && d.any(last, Tags::Known) && !d.any(last, Tags::Name);
    let nation = m.len() == 1 && d.any(last, Tags::Nation) && !d.any(last, Tags::Name);
    // begins the sentence and is a common word: "Police", "Officials"
    let common = m.clone().all(|i| !d.any(i, Tags::Name)) && m.clone().any(|i| d.any(i, Tags::Noun));
    !office
        && !nation
        && !common
        && large(last)
        && m.clone().all(|i| {
            large(i)
                || matches!(d.kind(i), Some(Kind::Number | Kind::Mark | Kind::Dash | Kind::Other))
                || d.any(i, Tags::Genitive | Tags::Preposition | Tags::Conjunction)
                || d.is(
                    i,
                    &[
                        "the", "al", "bin", "de", "la", "van", "von", "der", "del", "da", "el", "di", "du",
                    ],
                )
                || d.token(i).is_some_and(|t| t.kind == Kind::Word) && d.any(i, Tags::Guess)
        })
}

/// The words of a stretch that describe: no determiners, genitives, numbers.
fn words<'d>(d: &'d Document<'_>, range: Range<usize>) -> Vec<&'d str> {
    range
        .filter(|&i| {
            d.is_kind(i, Kind::Word)
                && !d.any(i, Tags::Determiner | Tags::Genitive | Tags::Possessive | Tags::Number)
                && d.words(i..i + 1).len() > 1
        })
        .take(8)
        .map(|i| d.word(i))
        .collect()
}

/// What describes the noun of a role: common words, and names of places and nations.
fn described<'d>(d: &'d Document<'_>, role: &Role) -> (Vec<&'d str>, Vec<&'d str>) {
    let place =
        |i: &usize| d.any(*i, Tags::Nation) || d.any(*i, Tags::Name) && !d.any(*i, Tags::Known) && !heads_body(d, *i);
    let (places, others): (Vec<usize>, Vec<usize>) = (role.tokens.start..role.head).partition(place);
    let words = |list: Vec<usize>| list.into_iter().flat_map(|i| words(d, i..i + 1)).collect();
    (words(others), words(places))
}

/// One of the two says nothing, or they share a word (or its beginning: `Mexico`, `Mexican`).
fn agree(a: &[&str], b: &[&str]) -> bool {
    let alike = |x: &str, y: &str| {
        x == y || x.len() > 3 && y.len() > 3 && x.chars().zip(y.chars()).take(4).all(|(p, q)| p == q)
    };
    a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| alike(x, y)))
}

/// What the words of a description say about the gender of one person.
pub(super) fn gender_of(d: &Document<'_>, range: Range<usize>) -> Option<Gender> {
    range.filter_map(|i| gender_of_word(d.word(i))).next()
}
