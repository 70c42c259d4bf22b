//! Bodies that a description takes up: `the company`, `the commission`, `the three-judge court`.

use super::{
    Known,
    description::words,
    firm::is_firm_word,
    form,
    mention::Resolver,
    name::{Class, Names},
};
use crate::language::{NounGroup, Tags};
use std::ops::Range;

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

/// Says of a body that it is a state's (in small letters): `ministry`.
pub(super) fn is_public(word: &str) -> bool {
    PUBLIC.contains(&word)
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
        full.any(|i| is_public(self.d.word(i)))
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
