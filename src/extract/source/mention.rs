//! From one mention to whom it means: names in full, descriptions, documents to those who issue them.

use super::{
    Known,
    firm::calls_firm,
    form, is_outlet, kind_of, letters,
    name::{Class, Names},
    several::{Several, party_word},
    team::{Research, Team},
    wordlist::{Gender, gender_of_word, heads_body, is_given, is_place},
};
use crate::{
    claim::SourceKind,
    extract::{fields, statement::Statement},
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
    pub(super) people: HashMap<&'d str, Vec<usize>>,
    /// Public bodies told of with whose they are, by their head: `the government of Ostra`, `the Ostran government`.
    pub(super) bodies: HashMap<&'d str, Vec<Range<usize>>>,
    /// For each token whether it stands in double quotation marks.
    pub(super) quoted: Vec<bool>,
    /// For each sentence how many begin up to it outside quotation marks.
    pub(super) told: Vec<usize>,
    /// What each statement says, by its index.
    pub(super) contents: Vec<Vec<Range<usize>>>,
    /// Places where persons are named side by side, in order.
    pub(super) several: Vec<Several>,
    /// Places where a team of researchers is named, in order.
    pub(super) teams: Vec<Team>,
    /// How much the text has to do with research.
    pub(super) research: Research,
    /// Gender that a pronoun showed.
    pub(super) learned: HashMap<usize, Gender>,
}

/// How many mentions are looked back at.
pub(super) const BACK: usize = 40;

impl<'d> Resolver<'d> {
    pub(super) fn new(d: &'d Document<'d>, names: &'d Names, statements: &[Statement]) -> Resolver<'d> {
        let mut people: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut bodies: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        for (index, group) in d.groups.iter().enumerate() {
            let Some(noun) = group.noun().filter(|n| !n.pronoun && (!n.name || d.is(n.head, BENCH))) else {
                continue;
            };
            if let Some(full) = of_somebody(d, index, noun) {
                bodies.entry(d.word(noun.head)).or_default().push(full);
            }
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
                        "”" | "»" => false,
                        "\"" | "''" => !open,
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
        let mut resolver = Resolver {
            told,
            d,
            names,
            heard: Vec::new(),
            people,
            bodies,
            quoted,
            contents: statements.iter().map(|s| s.content.clone()).collect(),
            several: Vec::new(),
            teams: Vec::new(),
            research: Research::of(d),
            learned: HashMap::new(),
        };
        resolver.read_several();
        resolver.read_teams();
        resolver
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
            || m.len() == 1 && self.d.is(m.start, &["his", "her", "their", "its"])
        {
            return self.pronoun(&m, statement).unwrap_or_else(|| self.plain(&m));
        }
        self.words(&m, statement, 0)
    }

    /// Whom words that are no pronoun mean.
    pub(super) fn words(&mut self, m: &Range<usize>, statement: Option<usize>, depth: u8) -> Known {
        let d = self.d;
        if let Some(issuer) = (depth < 3).then(|| self.issuer(m, statement, depth)).flatten() {
            return issuer;
        }
        if let Some(team) = self.team_named(m) {
            return team;
        }
        if let Some(one) = self.of_two(m) {
            return one;
        }
        // "Both said no"
        if m.len() == 1
            && party_word(d.word(m.start))
            && let Some(party) = self.party(m, m.start)
        {
            return party;
        }
        if let Some(body) = self.only_body(m) {
            return body;
        }
        // "the Bench", whatever it is written like
        if m.len() == 1
            && d.is(m.start, BENCH)
            && let Some(bench) = self.of_whom(m, m.start)
        {
            return bench;
        }
        if let Some(holder) = self.office_by_letters(m) {
            return self.of_entity(holder);
        }
        if m.len() > 2
            && let Some(several) = self.several_at(m)
        {
            return several;
        }
        if is_named(d, m) {
            return self.named(m);
        }
        if let Some(person) = self.family_name(m) {
            return self.of_entity(person);
        }
        if let Some(name) = self.outlet_called(m) {
            return Known {
                kind: SourceKind::Media,
                ..self.named(&name)
            };
        }
        // "geochemist Dr. Mila Moss": the name, whatever stands before it in its group
        let group = d
            .group_of(m.start)
            .and_then(|(_, g)| g.noun())
            .filter(|n| n.name && n.core == *m);
        if group.is_some() {
            let (prefix, bare) = form::split(d, m.clone());
            if !prefix.is_empty() && bare.len() > 1 && is_named(d, &bare) && !heads_body(d, bare.end - 1) {
                return self.named(&bare);
            }
        }
        if let Some(name) = self.calls_itself(m) {
            return Known {
                kind: SourceKind::Person,
                ..self.named(&name)
            };
        }
        self.description(m).unwrap_or_else(|| self.plain(m))
    }

    /// The one person whose office the text wrote in full and takes up by its letters: `the PLO`, who was `the Police Liaison
    /// Officer`; `the SF`, who was `Superintendent of Ferries (SF), Dorle, Ivo Brandt`.
    fn office_by_letters(&self, m: &Range<usize>) -> Option<usize> {
        let d = self.d;
        let upper = d.token(m.start).is_some_and(|t| t.case == Case::Upper);
        let definite = m.start > 0 && d.is(m.start - 1, &["the"]);
        let letters = d.words(m.clone());
        if m.len() != 1 || !upper || !definite || !(2..=6).contains(&letters.len()) {
            return None;
        }
        // "the AP", "the US", and the body that the text calls so
        let small = letters.to_lowercase();
        let body = self.names.find(d, m.clone()).is_some_and(|e| {
            let own = &self.names.entities[e];
            own.key.len() > 1 && own.class == Class::Body && !d.any(own.tokens.end - 1, Tags::Role | Tags::People)
        });
        if is_outlet(&small) || is_place(&small) || body {
            return None;
        }
        let named = |e: &usize| {
            let own = &self.names.entities[*e];
            own.class == Class::Person
                && own.tokens.start < m.start
                && own.roles.iter().any(|r| {
                    let bracket = r
                        .tokens
                        .clone()
                        .any(|i| d.is_kind(i, Kind::Open) && d.words(i + 1..i + 2) == letters);
                    let bare = r.tokens.start..r.head + 1;
                    // two letters may be those of very much else
                    let usual = matches!(letters, "AG" | "CM" | "DM" | "FM" | "PM" | "SP");
                    let spelled = |tokens| (letters.len() > 2 || usual) && letters::of_office(d, tokens, letters);
                    bracket || spelled(r.tokens.clone()) || spelled(bare)
                })
        };
        let mut holders = (0..self.names.entities.len().min(BACK * 10)).filter(named);
        let one = holders.next()?;
        holders.next().is_none().then_some(one)
    }

    /// Who is meant by a family name that is a word too: `Storm said`, after `Lina Storm`.
    fn family_name(&self, m: &Range<usize>) -> Option<usize> {
        let d = self.d;
        let large = d.token(m.start).is_some_and(|t| t.case == Case::Capital);
        let alone = m.start == 0 || !d.any(m.start - 1, Tags::Determiner | Tags::Possessive | Tags::Adjective);
        if m.len() != 1 || !large || !alone || d.any(m.start, Tags::Plural | Tags::Nation) {
            return None;
        }
        let person = self.names.fuller(&form::key(d, m.clone()), m.start)?;
        let own = &self.names.entities[person];
        let last = own.key.last().is_some_and(|last| last == d.word(m.start));
        (own.class == Class::Person && last && own.tokens.start < m.start).then_some(person)
    }

    /// `Interfax` in `the Interfax news agency`, `the Ostra Herald newspaper`.
    fn outlet_called(&self, m: &Range<usize>) -> Option<Range<usize>> {
        let d = self.d;
        let last = m.end - 1;
        let agency = d.is(last, &["agency"]) && m.len() > 2 && d.is(last - 1, &["news", "press"]);
        let end = last - usize::from(agency);
        let name = m.start..end;
        let large = |i: usize| d.token(i).is_some_and(|t| t.case != Case::Lower) && !d.any(i, Tags::Nation);
        if name.is_empty() || !name.clone().all(large) || !is_named(d, &name) {
            return None;
        }
        let outlet = || {
            let whole = d.words(name.clone()).to_lowercase();
            is_outlet(&whole)
                || self
                    .names
                    .find(d, name.clone())
                    .is_some_and(|e| self.names.entities[e].class == Class::Outlet)
        };
        let small = d.token(last).is_some_and(|t| t.case == Case::Lower);
        (small && (agency || d.any(last, Tags::Media) && outlet())).then_some(name)
    }

    /// A mention that is a name, with or without a title.
    pub(super) fn named(&self, m: &Range<usize>) -> Known {
        let d = self.d;
        // "Ivo Brandt of the Flood Office": the person, not where they belong
        if let Some(of) = m.clone().find(|&i| d.is(i, &["of", "at", "from", "with"]))
            && of > m.start
            && let Some(entity) = self.names.find(d, m.start..of)
            && self.names.entities[entity].class == Class::Person
        {
            return self.of_entity(entity);
        }
        // "Saudi Arabia": no Saudi of that name
        let country = is_place(&d.words(m.clone()).to_lowercase());
        let (prefix, mut bare) = if country {
            (m.start..m.start, m.clone())
        } else {
            form::split(d, m.clone())
        };
        while bare.len() > 1 && form::honours(d, bare.end - 1) {
            bare.end -= 1;
        }
        // "Mila Moss and Dr. Ivo Brandt" are two
        if prefix.clone().any(|i| d.is(i, &["and", "or"])) {
            return self.plain(m);
        }
        let titled = !prefix.is_empty()
            && prefix.clone().any(|i| {
                d.any(i, Tags::Title | Tags::Role | Tags::People | Tags::Media)
                    || form::attribute(d.word(i))
                    || calls_firm(d.word(i))
            });
        // "the Rural Women's League and the Harbour Board"
        let owned = prefix.clone().any(|i| d.any(i, Tags::Genitive));
        let bare = if titled && !owned { bare } else { m.start..bare.end };
        if let Some(entity) = self.names.find(d, bare.clone()) {
            // "Mr Brandt", where his wife bears the name too
            let title = bare.start.checked_sub(1).filter(|&i| d.any(i, Tags::Title));
            let gender = title.and_then(|i| gender_of_word(d.word(i)));
            if let (Some(title), Some(gender), 1) = (title, gender, bare.len()) {
                if let Some(one) = self.names.of_family(d.word(bare.start), gender) {
                    return self.of_entity(one);
                }
                if self.names.entities[entity].couple && self.names.entities[entity].key.len() == 1 {
                    return Known {
                        name: spelled(d, &(title..bare.end)),
                        entity: None,
                        ..self.of_entity(entity)
                    };
                }
            }
            let known = self.of_entity(entity);
            let own = &self.names.entities[entity];
            let key = form::key(d, bare.clone());
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
        let tokens = own.regnal.as_ref().unwrap_or(&own.tokens).clone();
        Known {
            name: spelled(self.d, &tokens),
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
        // "a source close to the talks", "sources familiar with the matter"
        if let Some(source) = m.clone().take(4).find(|&i| d.is(i, &["source", "sources"])) {
            return if d.is(source, &["sources"]) {
                (SourceKind::Group, true)
            } else {
                (SourceKind::Person, true)
            };
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
        } else if tags.any(Tags::Family) {
            (SourceKind::Group, true)
        } else if tags.any(Tags::Name) {
            (SourceKind::Organization, false)
        } else if d.is(head, &["one", "others"]) || !tags.any(Tags::Known) && sounds_like_people(d.word(head)) {
            // "scientists", "the interviewee"
            if d.word(head).ends_with('s') || coordinated {
                (SourceKind::Group, true)
            } else {
                (SourceKind::Person, true)
            }
        } else {
            // what is neither people nor a body and says something, is written: results, a summary
            (SourceKind::Document, false)
        }
    }
}

/// Words of no list whose ending says that somebody does something.
fn sounds_like_people(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    [
        "ist", "ee", "eer", "ian", "ologist", "grapher", "woman", "maker", "worker",
    ]
    .iter()
    .any(|ending| one.ends_with(ending))
        || ["men", "women", "people"].iter().any(|ending| word.ends_with(ending))
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
    let described = described_owner(d, &m);
    while !described && m.len() > 1 && (d.is(m.start, &["the", "a", "an"]) || d.is_kind(m.start, Kind::Comma)) {
        m.start += 1;
    }
    while m.len() > 1 && (d.any(m.end - 1, Tags::Genitive) || d.is(m.end - 1, &["'", "’"])) {
        m.end -= 1;
    }
    m
}

/// As the text has it, white space made single.
pub(super) fn spelled(d: &Document<'_>, m: &Range<usize>) -> String {
    let m = if described_owner(d, m) {
        m.clone()
    } else {
        trimmed(d, m.clone())
    };
    let name = d.words(m).split_whitespace().collect::<Vec<_>>().join(" ");
    // only begins a sentence
    match name.strip_prefix("The ") {
        Some(rest) => format!("the {rest}"),
        None => name,
    }
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
pub(super) fn is_named(d: &Document<'_>, m: &Range<usize>) -> bool {
    let large = |i: usize| {
        d.token(i)
            .is_some_and(|t| t.case != Case::Lower && t.kind == Kind::Word)
    };
    let last = m.end - 1;
    // "Hunter" is a name where it stands alone and is written large within a sentence
    let trade = (m.len() == 1 || m.len() == 2 && !d.any(m.start, Tags::Known))
        && !(m.start > 0 && d.any(m.start - 1, Tags::Determiner | Tags::Possessive))
        && d.any(last, Tags::Name)
        && !d.any(last, Tags::Role | Tags::Plural);
    // "Tide Valley Police"
    let force = m.len() > 1 && d.is(last, &["police"]);
    let office = d.any(last, Tags::Role | Tags::People)
        && !trade
        && !force
        && d.any(last, Tags::Known)
        && m.clone().all(|i| !is_given(d.word(i)));
    let nation = m.len() == 1 && d.any(last, Tags::Nation) && !d.any(last, Tags::Name);
    // begins the sentence and is a common word: "Police", "Officials"
    let common = m.clone().all(|i| !d.any(i, Tags::Name)) && m.clone().any(|i| d.any(i, Tags::Noun));
    // "Researchers at the University of Ostra": people of a body, not the body
    let head = head(d, m);
    let people = head < last && d.any(head, Tags::People | Tags::Role | Tags::Document) && !d.any(head, Tags::Name);
    // "Institute of Tides, River Control and Research"
    let listed = fields::ending(d, m.end, m.start).is_some();
    !office
        && !nation
        && !common
        && !people
        && large(last)
        && m.clone().all(|i| {
            large(i)
                || matches!(d.kind(i), Some(Kind::Number | Kind::Mark | Kind::Dash | Kind::Other))
                || d.any(i, Tags::Genitive | Tags::Preposition | Tags::Conjunction)
                || listed && matches!(d.kind(i), Some(Kind::Comma | Kind::Colon))
                || d.is(
                    i,
                    &[
                        "the", "al", "bin", "de", "la", "van", "von", "der", "del", "da", "el", "di", "du",
                    ],
                )
                || d.token(i).is_some_and(|t| t.kind == Kind::Word) && d.any(i, Tags::Guess)
        })
}

/// Bodies of a state, which speak by whose they are.
const PUBLIC: &[&str] = &[
    "administration",
    "army",
    "bench",
    "cabinet",
    "council",
    "court",
    "detachment",
    "government",
    "legislature",
    "military",
    "ministry",
    "navy",
    "parliament",
    "senate",
];

/// The judges who hear a case together.
const BENCH: &[&str] = &["bench"];

/// A public body with whose it is: `government of Ostra`, `Ostran government`.
fn of_somebody(d: &Document<'_>, index: usize, noun: &NounGroup) -> Option<Range<usize>> {
    if !d.is(noun.head, PUBLIC) || noun.core.end != noun.head + 1 {
        return None;
    }
    let behind = d
        .groups
        .get(index + 1)
        .filter(|g| d.is(noun.head + 1, &["of"]) && g.tokens.start == noun.head + 2);
    let of = behind.and_then(|g| g.noun()).filter(|n| n.name);
    if let Some(of) = of.filter(|_| noun.core.len() == 1) {
        let mut end = of.core.end;
        // "a Bench of Justices Ivo Brandt and Ana Ruiz"
        if d.is(noun.head, BENCH)
            && d.is(end, &["and"])
            && let Some(other) = d.noun_group(end + 1).filter(|n| n.name)
        {
            end = other.core.end;
        }
        return Some(noun.head..end);
    }
    // "the United States government"
    let nation =
        (2..=4).contains(&noun.core.len()) && (noun.core.start..noun.head).all(|i| d.any(i, Tags::Nation | Tags::Name));
    // "the Dorle detachment of the Provincial Police"
    nation.then(|| noun.core.start..of.map_or(noun.core.end, |of| of.core.end))
}

/// What the words of a description say about the gender of one person.
pub(super) fn gender_of(d: &Document<'_>, range: Range<usize>) -> Option<Gender> {
    range.filter_map(|i| gender_of_word(d.word(i))).next()
}

/// "the country’s intelligence agency": the article is the country’s, not the agency’s.
fn described_owner(d: &Document<'_>, m: &Range<usize>) -> bool {
    d.noun_group(m.start).is_some_and(|n| {
        let owner = n.possessor.clone();
        !owner.is_empty()
            && owner.start == m.start
            && owner.end < m.end
            && !owner.clone().any(|i| d.any(i, Tags::Name | Tags::Nation))
    })
}
