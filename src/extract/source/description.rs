//! Descriptions that take up somebody named before: `the lawmakers`, `the commission`, `the minister`.

use super::{
    Known,
    body::is_firm_word,
    form, is_outlet,
    mention::{BACK, Heard, Resolver, head},
    name::{Class, Entity},
    pronoun::is_subject,
    role::Role,
    several::party_word,
    wordlist::{gender_of_word, heads_body, is_given, is_place, office},
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
        let firm = bare && is_firm_word(word);
        if firm && let Some(entity) = self.firm(m, paragraph) {
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

    /// "the 22-year-old", whose age the text has not given: the one person whom the sentence before tells of, in the same
    /// paragraph, if none of another age is there.
    fn just_told_of(&self, m: &Range<usize>, age: u64) -> Option<usize> {
        let d = self.d;
        let sentence = d.sentence_of(m.start);
        let before = d.sentences.get(sentence.checked_sub(1)?)?;
        if before.paragraph != d.paragraph_of(m.start) || before.tokens.len() > BACK * 4 {
            return None;
        }
        let tokens = before.tokens.clone();
        let other = |i: usize| {
            d.word(i)
                .strip_suffix("-year-old")
                .and_then(|a| a.parse::<u64>().ok())
                .is_some_and(|a| a != age)
        };
        let first = self
            .names
            .after(tokens.start)
            .next()
            .filter(|o| o.tokens.end <= tokens.end)?;
        let (index, group) = d.group_of(first.tokens.start)?;
        let person = self.names.entities[first.entity].class == Class::Person;
        let subject = group.tokens.start == tokens.start && is_subject(d, index);
        let alone = self
            .names
            .after(tokens.start)
            .take_while(|o| o.tokens.end <= tokens.end)
            // "to meet Amey's corner"
            .filter(|o| o.entity != first.entity && !d.any(o.tokens.end, Tags::Genitive))
            .map(|o| &self.names.entities[o.entity])
            .all(|e| e.class != Class::Person && (e.class != Class::Unknown || e.key.len() == 1));
        // "Judge Ana Ruiz freed a student"
        let nobody =
            d.groups_in(tokens.clone()).iter().filter_map(|g| g.noun()).all(|n| {
                n.name || n.pronoun || !d.any(n.head, Tags::People | Tags::Role) || d.any(n.head, Tags::Plural)
            });
        (person && alone && nobody && subject && !tokens.clone().any(other) && !self.quoted[tokens.start])
            .then_some(first.entity)
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
    fn first_of(&self, what: usize) -> Option<Known> {
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
    fn head_of_state(&self, m: &Range<usize>, own: &[&str]) -> Option<Known> {
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

    /// The people named in full before: `the lawmakers` are the `South Korean lawmakers`.
    fn same_people(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let word = d.word(noun.head);
        let own = words(d, noun.core.start..noun.head);
        if m.end > noun.head + 1 {
            return None;
        }
        let heard = self.heard_people(m, word, &own);
        if heard.as_ref().is_some_and(|known| known.name.contains(' ')) {
            return heard;
        }
        if let Some(full) = self.people.get(word).and_then(|groups| {
            let before = groups.partition_point(|&g| d.groups[g].tokens.end <= m.start);
            groups[..before].iter().rev().take(BACK).find_map(|&g| {
                let other = d.groups[g].noun()?;
                let modifiers = words(d, other.core.start..other.head);
                (modifiers.len() > own.len()
                    && own.iter().all(|w| modifiers.contains(w))
                    && !other.core.clone().any(|i| d.any(i, Tags::Number)))
                .then_some(other)
            })
        }) {
            return Some(self.plain(&full.core.clone()));
        }
        // "scientists from Ostra University published a study … the researchers"
        let general = if form::is_science(word) { "scientists" } else { word };
        let full = form::same_people(general)
            .filter_map(|w| self.people.get(w))
            .filter_map(|groups| {
                let before = groups.partition_point(|&g| d.groups[g].tokens.end <= m.start);
                groups[..before].iter().rev().take(BACK).find_map(|&g| {
                    let other = d.groups[g]
                        .noun()
                        .filter(|n| n.determiner.is_empty() && n.possessor.is_empty())?;
                    let full = self.with_body(other);
                    // "a team of scientists"
                    let of = full.start.checked_sub(1).filter(|&i| d.is(i, &["of"]));
                    let team = of
                        .and_then(|of| d.noun_group(of.checked_sub(1)?))
                        .filter(|n| d.is(n.head, &["team", "group", "panel"]))
                        .map(|n| n.core.start..full.end);
                    team.or_else(|| (full.end > other.core.end).then_some(full))
                })
            })
            .max_by_key(|full| full.start);
        full.filter(|_| own.is_empty()).map(|full| self.plain(&full)).or(heard)
    }

    /// The people who spoke before by this word or one for the same: `the researchers` are `a team of scientists`.
    pub(super) fn heard_people(&self, m: &Range<usize>, word: &str, own: &[&str]) -> Option<Known> {
        let d = self.d;
        let called = |h: &&Heard| {
            let known = &h.known;
            let vague = ["some", "many", "most", "other", "others", "few", "several"];
            if vague
                .iter()
                .any(|v| known.name.to_lowercase().split(' ').next() == Some(v))
            {
                return false;
            }
            let mut first = known.name.split(' ').take(6);
            let team = (form::is_scientists(word) || form::is_science(word))
                && first.any(|w| w == "team")
                && first.next().is_some_and(|w| matches!(w, "of" | "from" | "at"));
            let group = known.kind == SourceKind::Group
                && (form::one_of(d.word(head(d, &h.tokens)), word)
                    || known.name.split(' ').take(6).any(|w| form::one_of(w, word)));
            known.entity.is_none() && (team || group)
        };
        let earlier = self.heard.iter().rev().take(BACK).find(|h| {
            h.tokens.end <= m.start
                && called(h)
                // "some researchers say": not those of the text
                && !d.is(h.tokens.start, &["some", "many", "most", "other", "others", "few", "several"])
        });
        earlier
            .filter(|h| own.is_empty() || h.known.name.to_lowercase().contains(own[0]))
            .map(|h| h.known.clone())
    }

    /// `this person`, `this witness`: the one who spoke last in this paragraph or the one before.
    fn this_one(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let this = noun.core.len() == 1 && d.is(noun.determiner.start, &["this", "that", "the"]);
        let anybody = d.is(noun.head, &["person", "individual", "interviewee"]);
        if !this || noun.determiner.is_empty() || !anybody {
            return None;
        }
        let paragraph = d.paragraph_of(m.start);
        self.heard
            .iter()
            .rev()
            .take_while(|h| d.paragraph_of(h.tokens.start) + 1 >= paragraph)
            .take(BACK)
            .find(|h| h.known.kind == SourceKind::Person)
            .map(|h| h.known.clone())
    }

    /// `the spokesperson`, who was `a Flood Office spokesperson` before: the unnamed one who spoke in this paragraph or the two
    /// before.
    fn same_one(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        // "the same resident"
        let same = noun.core.len() == 2 && d.is(noun.core.start, &["same"]);
        let bare = (noun.core.len() == 1 || same)
            && noun.possessor.is_empty()
            && d.is(noun.determiner.start, &["the", "this"])
            && !noun.determiner.is_empty();
        let word = office(d.word(noun.head));
        // "a mother from Dorle … the woman"
        let kin = gender_of_word(word).filter(|_| matches!(word, "man" | "woman"));
        let paragraph = d.paragraph_of(m.start);
        let spoke = self
            .heard
            .iter()
            .rev()
            .filter(|_| bare && m.end == noun.head + 1)
            .take_while(|h| d.paragraph_of(h.tokens.start) + 2 >= paragraph)
            .take(BACK)
            .find(|h| {
                let head = head(d, &h.tokens);
                h.known.kind == SourceKind::Person
                    && h.known.entity.is_none()
                    && h.known.name.contains(' ')
                    && (office(d.word(head)) == word || kin.is_some() && gender_of_word(d.word(head)) == kin)
            })
            .map(|h| h.known.clone());
        spoke.or_else(|| self.introduced(m, noun).filter(|_| bare && m.end == noun.head + 1))
    }

    /// `the spokesperson`, who was `a spokesperson for Ostra Water` before and did not speak there: the only one in this
    /// paragraph and the one before whom the text brings in with whose they are.
    fn introduced(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let word = office(d.word(noun.head));
        let paragraph = d.paragraph_of(m.start);
        let end = d.groups.partition_point(|g| g.tokens.end <= m.start);
        let mut found = d.groups[end.saturating_sub(10 * BACK)..end]
            .iter()
            .rev()
            .take_while(|g| d.paragraph_of(g.tokens.start) + 1 >= paragraph)
            .filter_map(|g| g.noun())
            .filter(|n| !n.name && !d.any(n.head, Tags::Plural) && office(d.word(n.head)) == word)
            .filter(|n| !n.determiner.is_empty() && d.is(n.determiner.start, &["a", "an"]) && n.possessor.is_empty());
        let one = found.next().filter(|n| d.any(n.head, Tags::Role))?;
        if found.next().is_some() {
            return None;
        }
        let full = if d.is(one.core.end, &["for", "of", "at", "from"]) {
            let (_, of) = d.group_of(one.core.end + 1)?;
            of.noun().filter(|n| n.name && of.tokens.start == one.core.end + 1)?;
            one.core.start..of.tokens.end
        } else {
            Some(one.core.clone()).filter(|core| core.len() > 1)?
        };
        Some(self.plain(&full))
    }

    /// `a judge` who is named only further down, in the manner of a lead: the only one of that office in the article.
    fn named_later(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
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
