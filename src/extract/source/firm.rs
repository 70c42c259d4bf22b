//! Firms: by the form of their names, by what the text says of them, and whom `the company` takes up.

use super::{
    Known,
    form::begins_sentence,
    is_outlet,
    mention::Resolver,
    name::{Class, Occurrence},
    pronoun::is_subject,
    wordlist::{heads_body, is_given, is_known_body},
};
use crate::language::{Case, Document, Kind, NounGroup, Tags};
use std::{collections::HashSet, ops::Range, sync::LazyLock};

static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("firms.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Nouns that stand for the firm named before.
const NOUNS: &[&str] = &[
    "airline",
    "automaker",
    "bank",
    "bookmaker",
    "bookseller",
    "brewer",
    "brewery",
    "broker",
    "brokerage",
    "builder",
    "carmaker",
    "carrier",
    "chain",
    "chipmaker",
    "company",
    "conglomerate",
    "contractor",
    "corporation",
    "developer",
    "distiller",
    "drugmaker",
    "firm",
    "giant",
    "grocer",
    "housebuilder",
    "insurer",
    "jetmaker",
    "lender",
    "maker",
    "manufacturer",
    "multinational",
    "operator",
    "phonemaker",
    "planemaker",
    "publisher",
    "refiner",
    "retailer",
    "shipbuilder",
    "start-up",
    "startup",
    "steelmaker",
    "subsidiary",
    "supermarket",
    "supplier",
    "toymaker",
    "truckmaker",
    "utility",
];

/// Of these, the words that stand for persons too: `game developer Ivo Brandt`.
const TRADES: &[&str] = &[
    "broker",
    "builder",
    "contractor",
    "developer",
    "grocer",
    "maker",
    "operator",
    "publisher",
    "supplier",
];

/// What only firms have: `Velora shares`, `customers of Velora`.
const OWNED: &[&str] = &[
    "ceo",
    "customers",
    "investors",
    "shareholders",
    "shares",
    "stake",
    "stock",
    "stores",
    "subsidiary",
];

/// A noun that closes the name of a firm, which may go by what stands before it: `Grey Heron Logistics`.
const ENDINGS: &[&str] = &[
    "aerospace",
    "airlines",
    "airways",
    "alloys",
    "analytics",
    "automotive",
    "aviation",
    "bank",
    "beverages",
    "biosciences",
    "biotech",
    "brands",
    "breweries",
    "brewery",
    "broadband",
    "builders",
    "cement",
    "chemicals",
    "co.",
    "communications",
    "company",
    "construction",
    "consulting",
    "corp",
    "corp.",
    "corporation",
    "cruises",
    "dairies",
    "developments",
    "diagnostics",
    "distillers",
    "drilling",
    "dynamics",
    "electric",
    "electronics",
    "energy",
    "engineering",
    "entertainment",
    "express",
    "ferries",
    "financial",
    "foods",
    "foundry",
    "freight",
    "gas",
    "genomics",
    "group",
    "haulage",
    "healthcare",
    "holdings",
    "hotels",
    "inc",
    "inc.",
    "industries",
    "infrastructure",
    "insurance",
    "interactive",
    "investments",
    "laboratories",
    "labs",
    "leasing",
    "line",
    "lines",
    "logistics",
    "ltd",
    "ltd.",
    "metals",
    "minerals",
    "mining",
    "motors",
    "oil",
    "packaging",
    "partners",
    "petrochemicals",
    "petroleum",
    "pharma",
    "pharmaceuticals",
    "pipelines",
    "plastics",
    "plc",
    "power",
    "properties",
    "rail",
    "railway",
    "railways",
    "realty",
    "recruitment",
    "refining",
    "renewables",
    "resorts",
    "resources",
    "robotics",
    "securities",
    "semiconductors",
    "shipping",
    "smelters",
    "software",
    "solutions",
    "staffing",
    "steel",
    "stores",
    "studios",
    "supermarkets",
    "systems",
    "technologies",
    "telecom",
    "terminals",
    "textiles",
    "therapeutics",
    "travel",
    "utilities",
    "ventures",
    "wireless",
];

/// Forms of firms that stand before the name: `PT Vesper Alloy`.
const FORMS: &[&str] = &["jsc", "oao", "ooo", "pao", "pjsc", "pt", "zao"];

/// So many groups are looked back at for the letters of a firm.
const GROUPS: usize = 30;

/// So many places of names are looked back at for the only firm.
const FAR: usize = 400;

/// Stands for a firm named before: `company`, `carmaker`.
pub(super) fn is_firm_word(word: &str) -> bool {
    NOUNS.contains(&word)
}

/// A firm and no person is called so before its name: `the airline Blue Tern`.
pub(super) fn calls_firm(word: &str) -> bool {
    is_firm_word(word) && !TRADES.contains(&word)
}

/// A firm that goes by a name which does not say what it is (in small letters): `boeing`.
pub(super) fn is_firm_name(name: &str) -> bool {
    NAMES.contains(name)
}

/// Closes the name of a firm (in small letters): `logistics`.
pub(super) fn closes_firm(word: &str) -> bool {
    ENDINGS.contains(&word)
}

/// Whether a name (in small letters) is that of a firm.
pub(super) fn is_firm(key: &[String]) -> bool {
    key.last().is_some_and(|last| closes_firm(last)) || begins_firm(key) || is_firm_name(&key.join(" "))
}

/// Whether a name (in small letters) begins with what a firm is by law: `PT Vesper Alloy`.
pub(super) fn begins_firm(key: &[String]) -> bool {
    key.len() > 1 && FORMS.contains(&key[0].as_str())
}

/// The text gives the bearer of this name what only firms have: `Velora’s shareholders`, `Velora chief executive Ana Ruiz`,
/// `shares in Velora`.
pub(super) fn trades(d: &Document<'_>, name: &Range<usize>) -> bool {
    let owned = |i: usize| d.is(i, OWNED) || d.is(i, &["chief"]) && d.is(i + 1, &["executive"]);
    let behind = name.end + usize::from(d.any(name.end, Tags::Genitive));
    let of = name.start > 1 && d.is(name.start - 1, &["of", "at", "in"]);
    // "Dale & Orley"
    let joined = name.clone().any(|i| d.is(i, &["&"]));
    joined
        || owned(behind)
        || of
            && (d.is(name.start - 2, OWNED)
                || d.is(name.start - 2, &["executive"]) && d.is(name.start.saturating_sub(3), &["chief"]))
}

impl Resolver<'_> {
    /// The firm that `the company`, `the German carmaker` take up: named in this paragraph or the one before, by its name or by
    /// what the text calls it; else what bears a name that is no person's or place's, and does something; else the only firm
    /// of the text up to here.
    pub(super) fn firm(&self, m: &Range<usize>, noun: &NounGroup, paragraph: usize) -> Option<usize> {
        let d = self.d;
        // "the German carmaker": of two firms either may be meant
        let described = noun.core.len() > 1;
        let near = || {
            self.names
                .before(m.start)
                .take(12)
                .take_while(|o| d.paragraph_of(o.tokens.start) + 1 >= paragraph)
        };
        let one = |firms: Vec<usize>| {
            let first = *firms.first()?;
            (!described || firms.iter().all(|e| *e == first)).then_some(first)
        };
        let named = |e: &usize| self.is_firm(*e);
        if near().any(|o| named(&o.entity)) {
            return one(near().map(|o| o.entity).filter(named).collect());
        }
        let by_letters = self.firm_by_letters(m, paragraph);
        if by_letters.is_some() {
            return by_letters;
        }
        let earlier = |o: &&Occurrence| d.sentence_of(o.tokens.start) < d.sentence_of(m.start);
        let may_be = |o: &&Occurrence| self.may_be_firm(o.entity, &o.tokens);
        one(near().filter(earlier).filter(may_be).map(|o| o.entity).collect()).or_else(|| {
            let mut all = self.names.before(m.start).take(FAR).map(|o| o.entity).filter(named);
            let first = all.next()?;
            all.all(|e| e == first).then_some(first)
        })
    }

    /// A firm by its name or by what the text says of it.
    fn is_firm(&self, entity: usize) -> bool {
        let own = &self.names.entities[entity];
        let called = || own.roles.iter().any(|r| is_firm_word(self.d.word(r.head)));
        own.class == Class::Body && (own.trades || is_firm(&own.key) || called())
    }

    /// The firm whose letters stand before another noun: `OG&E` in `OG&E staff`.
    fn firm_by_letters(&self, m: &Range<usize>, paragraph: usize) -> Option<usize> {
        let d = self.d;
        let end = d.groups.partition_point(|g| g.tokens.end <= m.start);
        d.groups[end.saturating_sub(GROUPS)..end]
            .iter()
            .rev()
            .take_while(|g| d.paragraph_of(g.tokens.start) + 1 >= paragraph)
            .flat_map(|g| g.tokens.clone())
            .filter(|&i| d.token(i).is_some_and(|t| t.case == Case::Upper))
            .filter_map(|i| self.names.acronyms.get(d.word(i)).copied())
            .find(|&e| is_firm(&self.names.entities[e].key))
    }

    /// `Kestro` in `Kestro opened a shop`: the subject, and neither a person, a place nor a public body by what the text says.
    fn may_be_firm(&self, entity: usize, tokens: &Range<usize>) -> bool {
        let d = self.d;
        let own = &self.names.entities[entity];
        let key = own.key.join(" ");
        let plain = match own.class {
            Class::Unknown => own.key.len() == 1,
            Class::Body => !heads_body(d, own.tokens.end - 1) && !self.is_public(entity) && !is_known_body(&key),
            _ => false,
        };
        let bare = own.gender.is_none()
            && own.roles.is_empty()
            && !self.learned.contains_key(&entity)
            && !self.names.acronyms.contains_key(&own.key[0])
            && !self.names.initials.contains_key(&own.key[0])
            && !is_given(&own.key[0])
            && !d.any(tokens.start, Tags::Plural)
            && (own.key.len() > 1 || !d.any(tokens.start, Tags::Known))
            // "Hackers took the names": a word of no list that begins a sentence
            && !(own.times == 1 && begins_sentence(d, tokens.start) && own.key.last().is_some_and(|w| w.ends_with('s')));
        let subject = || {
            d.group_of(tokens.start).is_some_and(|(index, group)| {
                let clause = d.is_kind(group.tokens.end, Kind::Comma) && d.is(group.tokens.end + 1, &["which"]);
                let verb = d
                    .groups
                    .get(index + 1)
                    .is_some_and(|next| next.tokens.start == tokens.end && next.verb().is_some());
                group.tokens.end == tokens.end && is_subject(d, index) && (verb || clause)
            })
        };
        plain && bare && subject()
    }

    /// The firm or outlet that an article is about: named three times before or more, and twice as often as any other.
    pub(super) fn main_firm(&self, m: &Range<usize>) -> Option<Known> {
        // "the company" is no broadcaster that the article heard it from
        let firm = is_firm_word(self.d.word(m.end - 1));
        let outlet = |e: usize| firm && is_outlet(&self.names.entities[e].key.join(" "));
        let mut firms = self
            .names
            .bodies
            .iter()
            .copied()
            .filter(|&e| !self.is_public(e) && !outlet(e) && self.names.entities[e].tokens.start < m.start);
        let first = firms.next()?;
        let times = |e: usize| self.names.entities[e].times;
        // "Vesper" and "Vesper Corporation" are one
        let key = |e: usize| &self.names.entities[e].key;
        let same = |e: &usize| key(*e).starts_with(key(first)) || key(first).starts_with(key(*e));
        let rival = firms.find(|e| !same(e)).map_or(0, times);
        (times(first) >= 3 && times(first) >= 2 * rival).then(|| self.of_entity(first))
    }
}
