//! Several people at once: `Ruiz and Moss`, `officers Ana Ruiz and Mila Moss`, and what takes them up again: `they`, `both
//! officers`, `the defendants`, `the pair`.

use super::{
    Known, form,
    mention::{BACK, Resolver, spelled},
    name::Class,
    wordlist::{gender_of_word, given, is_given},
};
use crate::{
    claim::SourceKind,
    language::{Document, Kind, NounGroup, Tags},
};
use std::ops::Range;

/// Several who are named side by side, each with a name of the article.
#[derive(Clone, Debug)]
pub(super) struct Several {
    /// From the first name to the last.
    pub(super) tokens: Range<usize>,
    /// Who they are, in order, each once.
    entities: Vec<usize>,
    /// What the text calls them there: `officers`.
    called: Option<usize>,
    /// Two who share the family name that stands behind the second: `Ivo and Mila Brandt`.
    couple: bool,
}

/// So many places are looked at for another party.
const MANY: usize = 200;

/// More are not taken for one party.
const MOST: usize = 6;

/// Words for several that say nothing of what they do: they take up those who were named side by side.
const PARTIES: &[&str] = &[
    "accused",
    "attackers",
    "authors",
    "brothers",
    "couple",
    "defendants",
    "duo",
    "men",
    "pair",
    "parents",
    "partners",
    "scientists",
    "researchers",
    "siblings",
    "sisters",
    "suspects",
    "trio",
    "women",
];

/// Words for just two.
const TWOS: &[&str] = &["both", "couple", "duo", "pair", "two"];

/// A word that stands for just two or three: `the pair`, `both`.
pub(super) fn party_word(word: &str) -> bool {
    TWOS.contains(&word) || word == "trio"
}

impl Resolver<'_> {
    /// Reads off all places where persons are named side by side.
    pub(super) fn read_several(&mut self) {
        let d = self.d;
        let mut next = 0;
        for (at, first) in self.names.occurrences.iter().enumerate() {
            let by_given_name = first.tokens.len() == 1 && is_given(d.word(first.tokens.start));
            if at < next || !(self.person(first.entity) || by_given_name) {
                continue;
            }
            let mut entities = vec![first.entity];
            let (mut end, mut closed, mut j) = (first.tokens.end, false, at);
            loop {
                // "Ivo Brandt of the Flood Office and Mila Moss"
                let behind = self.behind_body(end);
                let next = self.names.occurrences[j + 1..]
                    .iter()
                    .take(4)
                    .position(|o| o.tokens.start >= behind);
                let Some((n, other)) = next.map(|n| (j + 1 + n, &self.names.occurrences[j + 1 + n])) else {
                    break;
                };
                let joint = joint(d, behind, other.tokens.start);
                let person = self.person(other.entity)
                    && (behind == end || self.names.entities[other.entity].class == Class::Person);
                let Some(last) = joint.filter(|_| entities.len() < MOST && person) else {
                    break;
                };
                if !entities.contains(&other.entity) {
                    entities.push(other.entity);
                }
                end = other.tokens.end;
                j = n;
                closed = last;
                if closed {
                    break;
                }
            }
            // "Ivo and Mila Brandt": the first is no other Ivo
            let shared = by_given_name;
            let sure = !shared && entities.iter().any(|&e| self.names.entities[e].class == Class::Person);
            let couple = shared && last_is_full(d, &self.names.occurrences[j].tokens);
            if !closed || entities.len() < 2 || !sure && !couple {
                continue;
            }
            next = j + 1;
            let tokens = first.tokens.start..end;
            let called = called(d, &tokens);
            self.several.push(Several {
                tokens,
                entities,
                called,
                couple,
            });
        }
    }

    /// Behind the body that a name ending before token `at` belongs to, if one is named: `of the Flood Office (FO)`, `of the
    /// School of Tides at Ostra University`.
    pub(super) fn behind_body(&self, at: usize) -> usize {
        let d = self.d;
        let mut end = at;
        for joint in [&["of", "from", "at", "with"][..], &["of", "at", "for"], &["of", "at"]] {
            let group = d
                .group_of(end + 1)
                .filter(|(_, g)| d.is(end, joint) && g.tokens.start == end + 1 && g.noun().is_some_and(|n| n.name));
            let Some((_, group)) = group else { break };
            let name = self.names.after(end + 1).next();
            let name = name.filter(|o| o.tokens.start < group.tokens.end).map(|o| o.tokens.end);
            end = name.unwrap_or(0).max(group.tokens.end);
            if d.is_kind(end, Kind::Open) {
                end = (end..end + 5)
                    .find(|&i| d.is_kind(i, Kind::Close))
                    .map_or(end, |close| close + 1);
            }
        }
        end
    }

    fn person(&self, entity: usize) -> bool {
        let own = &self.names.entities[entity];
        let last = own.tokens.end - 1;
        own.class == Class::Person
            || own.class == Class::Unknown
                && own.key.len() > 1
                && !self.d.any(
                    last,
                    Tags::Role | Tags::People | Tags::Plural | Tags::Nation | Tags::Known,
                )
    }

    /// `the father`, where a man and a woman of one family name were named before: `Ivo and Mila Brandt`.
    pub(super) fn spouse(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let bare = noun.core.len() == 1 && noun.possessor.is_empty() && d.is(noun.determiner.start, &["the"]);
        if !bare || !d.is(noun.head, &["father", "mother", "husband", "wife"]) {
            return None;
        }
        let asked = gender_of_word(d.word(noun.head))?;
        self.names.before(m.start).take(MANY).find_map(|o| {
            let (first, last) = (o.tokens.start.checked_sub(2)?, o.tokens.end - 1);
            let joined = o.tokens.len() == 2 && d.is(first + 1, &["and"]) && d.noun_group(first)?.core.len() == 1;
            let (one, other) = (given(d.word(first))?, given(d.word(o.tokens.start))?);
            if !joined || one == other {
                return None;
            }
            if other == asked {
                return Some(self.of_entity(o.entity));
            }
            let key = [d.word(first), d.word(last)].map(form::folded).join(" ");
            let entity = self.names.by_key.get(&key).copied();
            Some(entity.map_or_else(
                || Known {
                    name: format!("{} {}", d.words(first..first + 1), d.words(last..last + 1)),
                    kind: SourceKind::Person,
                    anonymous: false,
                    role: None,
                    entity: None,
                },
                |entity| self.of_entity(entity),
            ))
        })
    }

    /// Those who are named at these tokens, side by side.
    pub(super) fn several_at(&self, m: &Range<usize>) -> Option<Known> {
        let at = self.several.partition_point(|s| s.tokens.end <= m.start);
        let found = self.several.get(at)?;
        // "lawyers for Ana Ruiz and Mila Moss": somebody else
        let others = (m.start..found.tokens.start).any(|i| self.d.any(i, Tags::Preposition | Tags::Conjunction));
        (m.start <= found.tokens.start && found.tokens.end == m.end && !others).then(|| self.known_several(found))
    }

    /// Those whose first is named in this group.
    pub(super) fn several_from(&self, group: &Range<usize>) -> Option<Known> {
        let at = self.several.partition_point(|s| s.tokens.start < group.start);
        let found = self.several.get(at)?;
        (found.tokens.start < group.end).then(|| self.known_several(found))
    }

    /// Those named side by side before `at`, the nearest first.
    pub(super) fn several_before(&self, at: usize) -> impl Iterator<Item = &Several> {
        let end = self.several.partition_point(|s| s.tokens.end <= at);
        self.several[..end].iter().rev().take(BACK)
    }

    /// As a source: the full names.
    pub(super) fn known_several(&self, several: &Several) -> Known {
        if several.couple {
            return Known {
                name: spelled(self.d, &several.tokens),
                kind: SourceKind::Group,
                anonymous: false,
                role: None,
                entity: None,
            };
        }
        let names: Vec<String> = several
            .entities
            .iter()
            .map(|&e| spelled(self.d, &self.names.entities[e].tokens))
            .collect();
        let (last, rest) = names
            .split_last()
            .map_or((String::new(), Vec::new()), |(l, r)| (l.clone(), r.to_vec()));
        Known {
            name: format!("{} and {last}", rest.join(", ")),
            kind: SourceKind::Group,
            anonymous: false,
            role: None,
            entity: None,
        }
    }

    /// Of two named side by side, or alone in the sentence or the one before, `the former` or `the latter`.
    pub(super) fn of_two(&self, m: &Range<usize>) -> Option<Known> {
        let d = self.d;
        let latter = d.is(m.end - 1, &["latter"]);
        if !latter && !d.is(m.end - 1, &["former"]) || m.len() > 2 {
            return None;
        }
        let sentence = d.sentence_of(m.start);
        let from = d.sentences[sentence.saturating_sub(1)].tokens.start;
        let mut two: Vec<usize> = Vec::new();
        let mut nearest: Option<&Range<usize>> = None;
        for o in self
            .names
            .before(m.start)
            .take(8)
            .take_while(|o| o.tokens.start >= from)
        {
            // what stands in the sentence before is of no account where this one has two
            if two.len() == 2 && o.tokens.start < d.sentences[sentence].tokens.start {
                break;
            }
            if !two.contains(&o.entity) {
                two.push(o.entity);
            }
            // "the Flood Office and the Harbour Board": these two, whoever else is named
            let between = nearest.map_or(0..0, |behind| o.tokens.end..behind.start);
            if two.len() == 2 && between.len() <= 4 && between.clone().any(|i| d.is(i, &["and"])) {
                break;
            }
            nearest = Some(&o.tokens);
        }
        let [second, first] = two.as_slice() else { return None };
        let known = self.of_entity(if latter { *second } else { *first });
        Some(known)
    }

    /// Whom `both officers`, `the two men`, `the defendants` mean: those who were called so, or the only ones named side by
    /// side.
    pub(super) fn party(&self, m: &Range<usize>, head: usize) -> Option<Known> {
        let d = self.d;
        let word = d.word(head);
        let both = m.clone().take(3).any(|i| d.is(i, &["both", "two", "2"])) || TWOS.contains(&word);
        let three = m.clone().take(3).any(|i| d.is(i, &["three", "3"])) || word == "trio";
        let fits = |s: &&Several| match (both, three) {
            (true, _) => s.entities.len() == 2,
            (_, true) => s.entities.len() == 3,
            _ => true,
        };
        let called = |s: &&Several| s.called.is_some_and(|c| form::one_of(d.word(c), word));
        if let Some(found) = self.several_before(m.start).filter(fits).find(called) {
            return Some(self.known_several(found));
        }
        // more than one party: nobody says which
        let mut all = self
            .several
            .iter()
            .take_while(|s| s.tokens.end <= m.start)
            .take(MANY)
            .filter(fits);
        let first = all.next()?;
        let alone = all.all(|s| s.entities.iter().all(|e| first.entities.contains(e)));
        let bare = m
            .clone()
            .all(|i| i == head || d.any(i, Tags::Number | Tags::Determiner));
        let takes_up = PARTIES.contains(&word) || both && (head + 1 == m.end || d.any(head, Tags::People | Tags::Role));
        (alone && bare && takes_up).then(|| self.known_several(first))
    }
}

/// A given name and a family name.
fn last_is_full(d: &Document<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() == 2 && is_given(d.word(tokens.start))
}

/// What stands between two names that belong together: `,` or `and`, with a title or a short description behind; whether it
/// is the last joint.
fn joint(d: &Document<'_>, from: usize, to: usize) -> Option<bool> {
    if to <= from || to - from > 8 || d.sentence_of(from) != d.sentence_of(to) {
        return None;
    }
    let mut i = from;
    let comma = d.is_kind(i, Kind::Comma);
    i += usize::from(comma);
    let and = d.is(i, &["and", "&"]);
    i += usize::from(and);
    let described = |j: usize| {
        d.any(
            j,
            Tags::Title | Tags::Role | Tags::People | Tags::Adjective | Tags::Noun | Tags::Name,
        )
    };
    ((comma || and)
        && (i..to).all(|j| d.is_kind(j, Kind::Word) && described(j) && !d.any(j, Tags::Plural))
        && i + 5 >= to)
        .then_some(and)
}

/// What the text calls those named at `tokens`: `officers` before them, `, both officers,` behind.
fn called(d: &Document<'_>, tokens: &Range<usize>) -> Option<usize> {
    let people = |i: usize| d.any(i, Tags::People | Tags::Role) && d.any(i, Tags::Plural);
    let before = tokens.start.checked_sub(1)?;
    if people(before) {
        return Some(before);
    }
    if d.is_kind(before, Kind::Comma) && before > 0 && people(before - 1) {
        return Some(before - 1);
    }
    let after = tokens.end;
    let noun = d.noun_group(after + 1).filter(|_| d.is_kind(after, Kind::Comma))?;
    (!noun.name && people(noun.head)).then_some(noun.head)
}
