//! Bodies that a description takes up: `the company`, `the commission`, `the three-judge court`.

use super::{
    Known,
    description::words,
    form, is_outlet,
    mention::{BACK, Resolver},
    name::{Class, Names, Occurrence},
    pronoun::is_subject,
    wordlist::{is_firm, is_given},
};
use crate::claim::SourceKind;
use crate::language::{Case, NounGroup, Tags};
use std::ops::Range;

/// Nouns that stand for the firm named before.
const FIRMS: &[&str] = &[
    "airline",
    "automaker",
    "bank",
    "brewer",
    "carmaker",
    "carrier",
    "chain",
    "chipmaker",
    "company",
    "conglomerate",
    "contractor",
    "corporation",
    "developer",
    "drugmaker",
    "firm",
    "giant",
    "insurer",
    "lender",
    "maker",
    "manufacturer",
    "operator",
    "planemaker",
    "publisher",
    "retailer",
    "shipbuilder",
    "startup",
    "start-up",
    "supplier",
    "utility",
];

/// Words that say of a body that it is a state's.
const PUBLIC: &[&str] = &[
    "administration",
    "agency",
    "army",
    "board",
    "bureau",
    "commission",
    "committee",
    "congress",
    "council",
    "court",
    "department",
    "government",
    "house",
    "ministry",
    "navy",
    "office",
    "parliament",
    "party",
    "police",
    "senate",
    "union",
    "university",
];

/// So many places of names are looked back at for a body.
const NAMES: usize = 200;

/// So many bodies of one kind are weighed.
const KINDS: usize = 8;

/// So many groups are looked back at for the letters of a firm.
const GROUPS: usize = 30;

/// Stands for a firm named before: `company`, `carmaker`.
pub(super) fn is_firm_word(word: &str) -> bool {
    FIRMS.contains(&word)
}

impl Names {
    /// The place that the text last called so: `the city of Grey Falls` … `the city`.
    pub(super) fn town(&self, word: &str, at: usize) -> Option<usize> {
        self.towns
            .get(word)?
            .iter()
            .rev()
            .find(|(start, _)| *start < at)
            .map(|(_, entity)| *entity)
    }
}

impl Resolver<'_> {
    /// The firm that was named in this paragraph or the one before: by its name, or by what the text calls it; else what bears
    /// a name that is no person's or place's, and does something.
    pub(super) fn firm(&self, m: &Range<usize>, paragraph: usize) -> Option<usize> {
        let d = self.d;
        let near = || {
            self.names
                .before(m.start)
                .take(12)
                .take_while(|o| d.paragraph_of(o.tokens.start) + 1 >= paragraph)
        };
        let named = near().map(|o| o.entity).find(|&e| {
            let own = &self.names.entities[e];
            own.class == Class::Body && (is_firm(&own.key) || own.roles.iter().any(|r| is_firm_word(d.word(r.head))))
        });
        named.or_else(|| self.firm_by_letters(m, paragraph)).or_else(|| {
            let earlier = |o: &&Occurrence| d.sentence_of(o.tokens.start) < d.sentence_of(m.start);
            near()
                .filter(earlier)
                .find(|o| self.may_be_firm(o.entity, &o.tokens))
                .map(|o| o.entity)
        })
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

    /// `Kestro` in `Kestro opened a shop`: the subject, and neither a person by what the text says nor a place.
    fn may_be_firm(&self, entity: usize, tokens: &Range<usize>) -> bool {
        let d = self.d;
        let own = &self.names.entities[entity];
        let plain = own.class == Class::Unknown
            && own.key.len() == 1
            && own.gender.is_none()
            && !self.learned.contains_key(&entity)
            && !self.names.acronyms.contains_key(&own.key[0])
            && !self
                .heard
                .iter()
                .rev()
                .take(BACK)
                .any(|h| h.known.entity == Some(entity) && h.known.kind == SourceKind::Person)
            && !is_given(&own.key[0])
            && !d.any(tokens.start, Tags::Known | Tags::Plural);
        let subject = || {
            d.group_of(tokens.start).is_some_and(|(index, group)| {
                group.tokens.end == tokens.end
                    && is_subject(d, index)
                    && d.groups
                        .get(index + 1)
                        .is_some_and(|next| next.tokens.start == tokens.end && next.verb().is_some())
            })
        };
        plain && subject()
    }

    /// A ministry, a court, a police force: no firm.
    pub(super) fn is_public(&self, entity: usize) -> bool {
        let own = &self.names.entities[entity];
        // "the NTC": what it stands for
        let full = own
            .key
            .first()
            .filter(|_| own.key.len() == 1)
            .and_then(|k| self.names.acronyms.get(k));
        let mut full = self.names.entities[full.copied().unwrap_or(entity)].tokens.clone();
        full.any(|i| self.d.is(i, PUBLIC))
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

    /// The body named before with the same head: `the commission`, `the emergencies ministry`.
    pub(super) fn same_body(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let word = d.word(noun.head);
        if !(d.any(noun.head, Tags::Organization | Tags::Media | Tags::Family)
            || d.any(noun.head, Tags::Noun)
                && !d.any(noun.head, Tags::People | Tags::Role | Tags::Plural | Tags::Document))
            || m.end > noun.head + 1
            // of two forces either may be meant
            || word == "police" && m.len() == 1
        {
            return None;
        }
        // "the Vale-based body", "the three-judge court": which one no name says
        let own: Vec<&str> = words(d, noun.possessor.start.min(noun.core.start)..noun.head)
            .into_iter()
            .filter(|w| !form::attribute(w))
            .collect();
        let fits = |entity: usize| {
            let key = &self.names.entities[entity].key;
            let class = self.names.entities[entity].class;
            let of = key
                .iter()
                .position(|w| w == "of" || w == "for" || w == "in")
                .and_then(|of| of.checked_sub(1));
            // "Blue Tern Airlines": the airline
            let ends = |w: &String| w == word || w.strip_suffix('s') == Some(word) && is_firm_word(word);
            let heads = key.last().is_some_and(ends)
                || key.first().is_some_and(|w| w == word)
                || of.is_some_and(|before| key[before] == word);
            let roles = &self.names.entities[entity].roles;
            let called = || roles.iter().any(|r| r.tokens.len() == 1 && d.word(r.head) == word);
            // "Tidewatch, a rights group, …": the rights group
            let introduced = || {
                !own.is_empty()
                    && roles.iter().any(|r| {
                        let says = |w: &str| (r.tokens.start..r.head).any(|i| d.word(i) == w);
                        d.word(r.head) == word && own.iter().all(|w| says(w))
                    })
            };
            let named = (key.len() > 1 && heads || class == Class::Body && called())
                && own.iter().all(|w| key.iter().any(|k| k == w));
            class != Class::Person && class != Class::Place && (named || class == Class::Body && introduced())
        };
        if let Some(entity) = self.nearest_or_most(m, &fits) {
            // "the army" of a text with armies of its own kind is no name written small, unless it says all the name does
            return Some(self.of_entity(entity));
        }
        // the same words, written large elsewhere
        let whole = form::key(d, m.clone());
        if let Some(found) = self.names.find(d, m.clone())
            && self.names.entities[found].key == whole
            && whole.len() > 1
        {
            return Some(self.of_entity(found));
        }
        // "Vale's animal foundation", named in full only later
        let mut later = self
            .names
            .after(m.end)
            .take(NAMES)
            .filter(|o| fits(o.entity))
            .map(|o| o.entity);
        let one = later.next().filter(|_| own.len() > 1)?;
        later.all(|e| e == one).then(|| self.of_entity(one))
    }

    /// Of the bodies named before that fit, the nearest; but another that is named there twice as often.
    fn nearest_or_most(&self, m: &Range<usize>, fits: &dyn Fn(usize) -> bool) -> Option<usize> {
        let mut seen: Vec<(usize, usize)> = Vec::new();
        for o in self.names.before(m.start).take(NAMES) {
            if let Some(one) = seen.iter_mut().find(|(entity, _)| *entity == o.entity) {
                one.1 += 1;
            } else if seen.len() < KINDS && fits(o.entity) {
                seen.push((o.entity, 1));
            }
        }
        let (nearest, times) = *seen.first()?;
        let most = seen.iter().max_by_key(|(_, times)| *times)?;
        Some(if most.1 >= 2 * times { most.0 } else { nearest })
    }
}
