//! Descriptions that take up somebody named before: `the lawmakers`, `the commission`, `the minister`.

use super::{
    Known,
    firm::is_firm_word,
    form, is_outlet,
    mention::{BACK, Heard, Resolver, head},
    name::{Class, Entity},
    several::party_word,
    wordlist::{is_given, is_place},
};
use crate::{
    claim::SourceKind,
    language::{Case, Document, Kind, NounGroup, Tags, lexicon},
};
use std::ops::Range;

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

impl Resolver<'_> {
    /// Whom a description means that takes up somebody named before: `the lawmakers`, `the commission`, `the minister`.
    pub(super) fn description(&self, m: &Range<usize>) -> Option<Known> {
        let d = self.d;
        if party_word(d.word(m.end - 1)) && m.len() <= 3 {
            return self.party(m, m.end - 1);
        }
        let noun = &self.within(m)?;
        let (_, group) = d.group_of(m.start)?;
        let head = noun.head;
        if let Some(team) = self.team(m, noun) {
            return Some(team);
        }
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
        // "the 43-year-old"
        if let Some(age) = word.strip_suffix("-year-old").and_then(|a| a.parse().ok()) {
            return definite
                .then(|| self.names.of_age(age).or_else(|| self.just_told_of(m, age)))
                .flatten()
                .map(|entity| self.of_entity(entity));
        }
        if d.is(head, &["head"]) && d.is(head + 1, &["of"]) && d.is(head + 2, &["state", "government"]) {
            return definite.then(|| self.first_of(head + 2)).flatten();
        }
        if tags.any(Tags::People | Tags::Role) && !tags.any(Tags::Plural) && !tags.any(Tags::Organization) {
            if !definite {
                return self.named_later(m, noun);
            }
            return self
                .holder(m, noun)
                .or_else(|| self.spouse(m, noun))
                .or_else(|| self.this_one(m, noun))
                .or_else(|| self.same_one(m, noun));
        }
        let several = tags.any(Tags::People | Tags::Role) && tags.any(Tags::Plural) || form::is_science(word);
        if several && !d.is(head, &["police"]) {
            if !definite {
                return None;
            }
            // "Ruiz's critics" are not "the critics"
            if noun.possessor.clone().any(|i| d.any(i, Tags::Name)) {
                return None;
            }
            let own = words(d, noun.core.start..head);
            let scientists = (form::is_scientists(word) || form::is_science(word)) && m.end == head + 1;
            return scientists
                .then(|| self.heard_people(m, word, &own))
                .flatten()
                .filter(|known| known.name.contains(' '))
                .or_else(|| self.party(m, head))
                .or_else(|| self.same_people(m, noun));
        }
        if definite
            && noun.core.len() == 1
            && m.end == head + 1
            && let Some(town) = self.names.town(word, m.start)
        {
            return Some(self.of_entity(town));
        }
        if let Some(known) = self.same_body(m, noun) {
            return Some(known);
        }
        if definite
            && noun.core.len() == 1
            && m.end == head + 1
            && let Some(known) = self.of_whom(m, head)
        {
            return Some(known);
        }
        if !definite || m.end > head + 1 {
            return None;
        }
        // "his family" … "the family"
        if noun.core.len() == 1
            && tags.any(Tags::Family)
            && d.is(group.tokens.start, &["the"])
            && let Some(his) = self.his(m.start, word)
        {
            return Some(Known {
                name: d.words(his.clone()).to_lowercase(),
                ..self.plain(&his)
            });
        }
        // "the industry publication", but not "the fire service" or "the ombudsman's office" for another body
        let bare = noun.core.len() == 1 && noun.possessor.is_empty();
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
        // "VNN reported … the network": letters, which are nobody's family name
        if bare && matches!(word, "network" | "broadcaster" | "channel" | "station") {
            let letters = |h: &&Heard| {
                let entity = h.known.entity.map(|e| &self.names.entities[e]);
                // "NATO said … The network": the letters of a body that is well known and no outlet
                let other = |e: &Entity| lexicon::look_up(&e.key[0]).any(Tags::Organization) && !is_outlet(&e.key[0]);
                entity
                    .is_some_and(|e| e.class == Class::Body && e.tokens.len() == 1 && !is_place(&e.key[0]) && !other(e))
                    && h.tokens.len() == 1
                    && d.token(h.tokens.start).is_some_and(|t| t.case == Case::Upper)
            };
            let mut heard = near.clone().filter(letters);
            if let Some(one) = heard.next()
                && heard.all(|h| h.known.name == one.known.name)
            {
                return Some(Known {
                    kind: SourceKind::Media,
                    ..one.known.clone()
                });
            }
        }
        // the only outlet that has spoken, however long ago
        if bare && OUTLETS.contains(&word) && word != "agency" {
            let mut media = self
                .heard
                .iter()
                .rev()
                .take(BACK)
                .filter(|h| h.known.kind == SourceKind::Media);
            if let Some(one) = media.next()
                && media.all(|h| h.known.name == one.known.name)
            {
                return Some(one.known.clone());
            }
        }
        // "the Red Lantern relief society" … "the society"; "the country's intelligence agency" … "the agency"
        if bare
            && !tags.any(Tags::Plural | Tags::People | Tags::Role | Tags::Document)
            && let Some(heard) = self
                .heard
                .iter()
                .rev()
                .take(BACK)
                .find(|h| h.tokens.end <= m.start && self.d.word(heard_head(d, h)) == word && h.tokens.len() > 2)
        {
            return Some(heard.known.clone());
        }
        // "the German carmaker", "the energy company"
        let plain = |i: usize| {
            d.any(i, Tags::Nation) || form::attribute(d.word(i)) || d.token(i).is_some_and(|t| t.case == Case::Lower)
        };
        let firm = is_firm_word(word)
            && d.token(head).is_some_and(|t| t.case == Case::Lower)
            && noun.possessor.is_empty()
            && (noun.core.start..head).all(plain);
        if firm && let Some(entity) = self.firm(m, noun, paragraph) {
            return Some(Known {
                kind: SourceKind::Organization,
                ..self.of_entity(entity)
            });
        }
        let place = |h: &&Heard| {
            h.known
                .entity
                .is_none_or(|e| self.names.entities[e].class != Class::Place)
        };
        let public = |h: &&Heard| firm && h.known.entity.is_some_and(|e| self.is_public(e));
        // "his office" is no body that was named for itself
        let his = d.is(noun.determiner.start, &["his", "her"]) && !noun.determiner.is_empty();
        if his {
            return None;
        }
        // "Ostra police … the force"
        if bare && word == "force" {
            let police = |h: &&Heard| d.is(heard_head(d, h), &["police", "constabulary"]);
            return near.clone().find(police).map(|h| h.known.clone());
        }
        let found = near
            .clone()
            .filter(|_| bare && BODIES.contains(&word))
            .filter(|h| place(h) && !public(h))
            .find(|h| h.known.kind == SourceKind::Organization)
            .map(|h| h.known.clone());
        // "Blue Tern said the flight was late. … The airline": who spoke, under a name of common words that is no person's
        let worded = |h: &&Heard| {
            h.known.entity.is_some_and(|e| {
                let own = &self.names.entities[e];
                own.class == Class::Unknown
                    && own.key.len() > 1
                    && own.gender.is_none()
                    && own.roles.is_empty()
                    && !self.learned.contains_key(&e)
                    && !is_given(&own.key[0])
                    && form::common_word(&own.key[0])
            })
        };
        let spoke = near
            .clone()
            .next()
            .filter(worded)
            .filter(|_| bare && matches!(word, "airline" | "carrier"));
        let found = found.or_else(|| {
            spoke.map(|h| Known {
                kind: SourceKind::Organization,
                ..h.known.clone()
            })
        });
        let stands = firm || bare && OUTLETS.contains(&word) && word != "agency";
        found.or_else(|| stands.then(|| self.main_firm(m)).flatten())
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

    /// The public body that the text last told of with whose it is: `the government of Ostra`, `the Ostran government`.
    pub(super) fn of_whom(&self, m: &Range<usize>, head: usize) -> Option<Known> {
        let d = self.d;
        let full = self.bodies.get(d.word(head))?;
        let before = full.partition_point(|b| b.start < m.start);
        let found = full[..before]
            .last()
            .or_else(|| full.first().filter(|_| full.len() == 1))?;
        Some(self.plain(found))
    }

    /// `his family`, as the text called it before: nearest first, unless another was told of since.
    fn his(&self, at: usize, word: &str) -> Option<Range<usize>> {
        let d = self.d;
        let end = d.groups.partition_point(|g| g.tokens.end <= at);
        let (group, noun) = d.groups[end.saturating_sub(10 * BACK)..end]
            .iter()
            .rev()
            .filter_map(|g| g.noun().map(|n| (g, n)))
            .find(|(g, n)| d.word(n.head) == word && !d.is(g.tokens.start, &["the"]))?;
        let his = noun.determiner.len() == 1 && d.is(noun.determiner.start, &["his", "her", "their"]);
        (his && noun.core.len() == 1).then(|| group.tokens.clone())
    }
}

/// The head of a mention that was resolved.
fn heard_head(d: &Document<'_>, heard: &Heard) -> usize {
    head(d, &heard.tokens)
}

/// The words of a stretch that describe: no determiners, genitives, numbers.
pub(super) fn words<'d>(d: &'d Document<'_>, range: Range<usize>) -> Vec<&'d str> {
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
