//! Descriptions by an office: `the minister`, `the head of state`, `the Ukrainian leader`, `a judge` of a lead.

use super::{
    Known,
    description::words,
    mention::{BACK, Resolver},
    role::Role,
    wordlist::{heads_body, is_place},
};
use crate::language::{Document, NounGroup, Tags, lexicon};
use std::ops::Range;

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

/// Offices of which a lead speaks of one: `A judge ruled on Monday`.
const SINGLE: &[&str] = &[
    "archbishop",
    "bishop",
    "coroner",
    "governor",
    "judge",
    "justice",
    "magistrate",
    "mayor",
    "senator",
    "sheriff",
];

/// Who is named only behind the lead is named up to this paragraph.
const LEAD: usize = 3;

impl Resolver<'_> {
    /// Who holds the office that the description names.
    pub(super) fn holder(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        // of a party are many
        if d.is(noun.head, &["republican", "democrat"]) {
            return None;
        }
        let holders = self.names.of_office(d.word(noun.head));
        let own = words(d, noun.core.start..noun.head);
        let owner = words(d, noun.possessor.clone());
        // "the Turkish minister": whose minister, besides which
        let nation = |i: &usize| d.any(*i, Tags::Nation) && !d.any(*i, Tags::Plural);
        let rest: Vec<usize> = (noun.core.start..noun.head).filter(|i| !nation(i)).collect();
        let rest: Vec<&str> = rest.into_iter().flat_map(|i| words(d, i..i + 1)).collect();
        let nations: Vec<&str> = (noun.core.start..noun.head).filter(nation).map(|i| d.word(i)).collect();
        let only = holders
            .first()
            .is_some_and(|first| holders.iter().take(BACK).all(|h| h.1 == first.1));
        let fits = |&&(at, entity): &&(usize, usize)| {
            let Some(role) = self.names.entities[entity].roles.iter().find(|r| r.head == at) else {
                return true;
            };
            let (other, places) = described(d, role);
            // a deputy is not the one
            other.iter().all(|w| !DEPUTIES.contains(w) || own.contains(w))
                && own
                    .iter()
                    .all(|w| !matches!(*w, "vice" | "deputy" | "assistant") || other.contains(w))
                // a minister of something is not the prime minister
                && (!own.contains(&"prime") || other.contains(&"prime") || d.is(role.head, &["premier"]))
                && agree(&rest, &other)
                && agree(&owner, &places)
                && (nations.is_empty() || only || !places.is_empty())
                && agree(&nations, &places)
        };
        if holders.is_empty() && d.is(noun.head, &["leader"]) && noun.core.clone().any(|i| d.any(i, Tags::Nation)) {
            return self.head_of_state(m, &own);
        }
        let before = holders.partition_point(|&(at, _)| at < m.start);
        let found = holders[..before].iter().rev().take(BACK).find(fits).or_else(|| {
            // named only later: where nobody else holds it
            let later: Vec<_> = holders[before..].iter().take(BACK).filter(fits).collect();
            let first = *later.first()?;
            later.iter().all(|(_, entity)| *entity == first.1).then_some(first)
        })?;
        Some(self.of_entity(found.1))
    }

    /// "the head of state": the only president or monarch of the text; "the head of government": its only premier. `what` is the
    /// token of `state` or `government`.
    pub(super) fn first_of(&self, what: usize) -> Option<Known> {
        let d = self.d;
        let offices: &[&str] = match d.word(what) {
            "state" => &["president", "monarch"],
            "government" => &["minister", "chancellor"],
            _ => return None,
        };
        let mut found: Option<usize> = None;
        for &(at, entity) in offices.iter().flat_map(|o| self.names.of_office(o).iter().take(BACK)) {
            let role = self.names.entities[entity].roles.iter().find(|r| r.head == at);
            let Some((other, places)) = role.map(|r| described(d, r)) else {
                continue;
            };
            // "president of the bakers' union", "the Lazio president"
            let state = |w: &str| is_place(w) || lexicon::look_up(w).any(Tags::Nation);
            let of = d.is(at + 1, &["of", "for", "at"]);
            let behind = at + 2 + usize::from(d.is(at + 2, &["the"]));
            // "its president, Ana Ruiz"
            let his = role.is_some_and(|r| r.tokens.start > 0 && d.any(r.tokens.start - 1, Tags::Possessive));
            if of && !state(d.word(behind)) || !places.iter().all(|w| state(w)) || his {
                continue;
            }
            // "the club president", "the roads minister"
            let first = if d.is(at, &["minister"]) {
                other == ["prime"]
            } else {
                other.is_empty()
            };
            if !first || d.is(at, &["secretary"]) {
                continue;
            }
            if found.is_some_and(|f| f != entity) {
                return None;
            }
            found = Some(entity);
        }
        found.map(|entity| self.of_entity(entity))
    }

    /// "the Ukrainian leader": the only president, premier or monarch of that nation named before.
    pub(super) fn head_of_state(&self, m: &Range<usize>, own: &[&str]) -> Option<Known> {
        let d = self.d;
        let mut found: Option<usize> = None;
        for office in ["president", "minister", "chancellor", "monarch"] {
            for &(at, entity) in self.names.of_office(office).iter().take(BACK) {
                let role = self.names.entities[entity].roles.iter().find(|r| r.head == at);
                let fits = at < m.start
                    && role.is_some_and(|r| {
                        let (other, places) = described(d, r);
                        let first = office != "minister" || other.contains(&"prime");
                        first
                            && !places.is_empty()
                            && agree(own, &places)
                            && !other.iter().any(|w| DEPUTIES.contains(w))
                    });
                if fits && found.is_some_and(|f| f != entity) {
                    return None;
                }
                found = found.or(fits.then_some(entity));
            }
        }
        found.map(|entity| self.of_entity(entity))
    }

    /// `a judge` who is named only further down, in the manner of a lead: the only one of that office in the article.
    pub(super) fn named_later(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let lead = d.paragraph_of(m.start) == 0 && d.is(noun.determiner.start, &["a", "an"]);
        if !lead || noun.determiner.is_empty() || !SINGLE.contains(&d.word(noun.head)) || !noun.possessor.is_empty() {
            return None;
        }
        let holders = self.names.of_office(d.word(noun.head));
        let (at, entity) = *holders.first()?;
        let alone = holders.iter().take(BACK).all(|h| h.1 == entity);
        let near = at > m.start && d.paragraph_of(at) <= LEAD && self.names.entities[entity].tokens.start > m.start;
        // "another judge, Mila Moss"
        let other = d
            .group_of(at)
            .is_none_or(|(_, g)| d.is(g.tokens.start, &["another", "other", "second"]));
        (alone && near && !other).then(|| self.of_entity(entity))
    }
}

/// What describes the noun of a role: common words, and names of places and nations.
fn described<'d>(d: &'d Document<'_>, role: &Role) -> (Vec<&'d str>, Vec<&'d str>) {
    let place = |i: &usize| {
        let named = d.any(*i, Tags::Name) && !d.any(*i, Tags::Known) && !DEPUTIES.contains(&d.word(*i));
        d.any(*i, Tags::Nation) || named && !heads_body(d, *i)
    };
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
