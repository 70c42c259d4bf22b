//! Names that stand beside others or go on behind them: owners, bodies before a noun written small, bodies with their letters in
//! brackets.

use super::{
    form::{key, split},
    letters::{spelled_behind, spelled_out},
    name::{Class, Entity, Names, Occurrence, ROLES, calls_body},
    role::Role,
    wordlist::{heads_body, is_given, is_place},
};
use crate::{
    extract::aside::Asides,
    language::{Case, Document, Group, Kind, Tags},
};

/// Nouns written small behind the name of a body: `the Fairer Vale party`.
const CALLED: &[&str] = &[
    "airline",
    "alliance",
    "association",
    "bank",
    "charity",
    "club",
    "company",
    "conglomerate",
    "federation",
    "firm",
    "foundation",
    "group",
    "league",
    "movement",
    "organisation",
    "organization",
    "party",
    "retailer",
    "society",
    "union",
];

impl Names {
    /// Takes in the owner that a group names: `Ivo Brandt` in `Prime Minister Ivo Brandt’s offer`. Only persons in full, which
    /// the text may call by one word later, and bodies in capitals; what is a body's own name has its owner in it.
    pub(super) fn add_owner(&mut self, d: &Document<'_>, group: &Group, single: &mut Vec<Occurrence>) {
        let Some(noun) = group.noun().filter(|n| n.possessor.len() > 1) else {
            return;
        };
        let mut owner = noun.possessor.start..noun.possessor.end - 1;
        while owner.len() > 1 && d.any(owner.start, Tags::Determiner | Tags::Adverb) {
            owner.start += 1;
        }
        let large = |i: usize| d.any(i, Tags::Name) && d.token(i).is_some_and(|t| t.case != Case::Lower);
        if owner.clone().any(|i| d.any(i, Tags::Genitive)) {
            return;
        }
        if owner.len() == 1 {
            let letters = d.token(owner.start).is_some_and(|t| t.case == Case::Upper);
            if letters && !is_place(d.word(owner.start)) && !d.any(owner.start, Tags::Nation) {
                self.add(d, group, owner.start..owner.start, owner, single);
            }
            return;
        }
        let (prefix, name) = split(d, owner);
        let known = |i: usize| d.any(i, Tags::Known) && !is_given(d.word(i));
        let person = is_given(d.word(name.start)) || !prefix.is_empty();
        let body = prefix.is_empty()
            && heads_body(d, name.end - 1)
            && d.any(noun.head, Tags::Role | Tags::People | Tags::Organization);
        let unknown = body || !name.clone().any(known);
        // "chip group Varno's shop"
        let firm = name.len() == 1
            && prefix.end == name.start
            && prefix.end.checked_sub(1).is_some_and(|i| {
                prefix.contains(&i) && d.token(i).is_some_and(|t| t.case == Case::Lower) && calls_body(d, i)
            });
        if firm && large(name.start) && !known(name.start) {
            self.add(d, group, prefix, name, single);
            return;
        }
        if name.len() > 1 && name.len() <= 4 && (person || body) && name.clone().all(large) && unknown {
            self.add(d, group, prefix, name, single);
        }
    }

    /// Takes in bodies whose letters follow in brackets or stand before them, and whose names have commas or plain joints in
    /// them: `Ostra Gas and Electric (OG&E)`, `Vale Tidal, Scientific and Cultural Union (VTSCU)`.
    pub(super) fn add_spelled_out(&mut self, d: &Document<'_>, asides: &Asides) {
        for open in 0..d.len() {
            if !d.is_kind(open, Kind::Open) || asides.has(open) {
                continue;
            }
            let behind = spelled_behind(d, open);
            let before = || d.is_kind(open + 2, Kind::Close).then(|| spelled_out(d, open)).flatten();
            let Some((short, name)) = behind.or_else(|| Some((open + 1, before()?))) else {
                continue;
            };
            let short = d.word(short).to_owned();
            let longer = self
                .acronyms
                .get(&short)
                .is_none_or(|&e| self.entities[e].tokens.len() < name.len());
            let key = key(d, name.clone());
            if !longer {
                continue;
            }
            if let Some(&entity) = self.by_key.get(&key.join(" ")) {
                self.acronyms.insert(short, entity);
                continue;
            }
            let entity = self.entities.len();
            self.by_key.insert(key.join(" "), entity);
            if let Some(last) = key.last() {
                self.by_last.entry(last.clone()).or_default().push(entity);
            }
            self.entities.push(Entity {
                key,
                tokens: name,
                class: Class::Body,
                gender: None,
                roles: Vec::new(),
                regnal: None,
                kin: false,
                titled: None,
                couple: false,
                trades: false,
                times: 1,
            });
            self.acronyms.insert(short, entity);
        }
    }

    /// Takes in the body whose name a noun written small follows: `Fairer Vale` in `the Fairer Vale party`.
    pub(super) fn add_called(&mut self, d: &Document<'_>, group: &Group, single: &mut Vec<Occurrence>) {
        let small = |i: usize| d.token(i).is_some_and(|t| t.case == Case::Lower);
        let Some(noun) = group
            .noun()
            .filter(|n| small(n.head) && CALLED.contains(&d.word(n.head)) && n.possessor.is_empty())
        else {
            return;
        };
        let name = noun.core.start..noun.head;
        let named = |i: usize| d.any(i, Tags::Name) && !small(i) && !d.any(i, Tags::Nation);
        let whole = d.words(name.clone()).to_lowercase();
        // "the Ruiz group", "the Ostra party": somebody's, some place's
        let others = is_given(d.word(name.start)) || is_place(&whole) || name.len() == 1 && is_guess(d, name.start);
        if name.is_empty() || name.len() > 6 || !name.clone().all(named) || others {
            return;
        }
        self.add(d, group, name.start..name.start, name.clone(), single);
        let key = key(d, name).join(" ");
        let Some(&entity) = self.by_key.get(&key) else { return };
        let own = &mut self.entities[entity];
        if own.class == Class::Unknown {
            own.class = Class::Body;
        }
        if own.roles.len() < ROLES {
            own.roles.push(Role {
                tokens: noun.head..noun.head + 1,
                head: noun.head,
            });
        }
    }
}

/// In no list: as likely a person's family name as a body's.
fn is_guess(d: &Document<'_>, i: usize) -> bool {
    !d.any(i, Tags::Known) && d.token(i).is_some_and(|t| t.case == Case::Capital)
}
