//! Whom a pronoun means: the latest that fits in number and gender, those who speak and subjects before others.

use super::{
    Known, form,
    mention::{Resolver, gender_of},
    name::{Class, Occurrence},
    wordlist::{Gender, given, heads_body},
};
use crate::{
    claim::SourceKind,
    language::{Document, Kind, NounGroup, Tags},
};
use std::{collections::HashSet, ops::Range};

/// What a pronoun asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    One(Gender),
    Thing,
    Several,
}

/// Groups that are looked back at.
const BACK: usize = 70;

/// Paragraphs that are looked back at.
const PARAGRAPHS: usize = 2;

impl Resolver<'_> {
    /// Whom the pronoun at `m` means; `None` if nobody fits.
    pub(super) fn pronoun(&mut self, m: &Range<usize>, statement: Option<usize>) -> Option<Known> {
        let asked = match self.d.word(m.start) {
            "he" | "him" | "his" | "himself" => Asked::One(Gender::Man),
            "she" | "her" | "herself" => Asked::One(Gender::Woman),
            "it" | "its" | "itself" => Asked::Thing,
            "they" | "them" | "their" => Asked::Several,
            _ => return None,
        };
        let best = self
            .candidates(m.start, asked, statement)
            .or_else(|| self.main_person(m.start, asked))
            .or_else(|| self.main_people(m.start, asked))?;
        if let (Asked::One(gender), Some(entity)) = (asked, best.entity) {
            // "Ruiz", of whom the article knows two: "she" says which
            let own = &self.names.entities[entity];
            if own.key.len() == 1
                && let Some(one) = self.names.of_family(&own.key[0], gender)
            {
                return Some(self.of_entity(one));
            }
            self.learned.entry(entity).or_insert(gender);
        }
        Some(best)
    }

    /// `Amina` in `Amina remembers the night`, `Amina, 32, …`: a person of one name, by a given name that does something or has an
    /// age.
    fn goes_by_one(&self, o: &Occurrence) -> bool {
        let d = self.d;
        let own = &self.names.entities[o.entity];
        let known = own.key.len() == 1 && given(&own.key[0]).is_some();
        let aged = d.is_kind(o.tokens.end, Kind::Comma) && d.is_kind(o.tokens.end + 1, Kind::Number);
        let acts = d
            .group_of(o.tokens.start)
            .is_some_and(|(index, group)| group.tokens == o.tokens && is_subject(d, index));
        known && (aged || acts)
    }

    /// Who speaks in marks that begin at `at` without a cue, where the sentence before is no statement (`said` are those
    /// that are) but is about somebody.
    pub(super) fn steps_in(&self, at: usize, said: &HashSet<usize>) -> Option<Known> {
        let d = self.d;
        let sentence = d.sentence_of(at);
        let before = sentence.checked_sub(1).filter(|s| !said.contains(s))?;
        let tokens = d.sentences[before].tokens.clone();
        let says = |i: usize| {
            d.is(
                i,
                &["said", "says", "say", "told", "added", "wrote", "tweeted", "asked"],
            )
        };
        if d.sentences[before].paragraph != d.paragraph_of(at)
            || tokens.clone().any(|i| d.is_kind(i, Kind::Mark) || says(i))
        {
            return None;
        }
        let found = self.names.after(tokens.start).take(6).find(|o| {
            let own = &self.names.entities[o.entity];
            o.tokens.end <= tokens.end
                && (own.class == Class::Person || own.class == Class::Unknown && own.key.len() > 1)
                && is_first(d, o.tokens.start)
        })?;
        let (index, _) = d.group_of(found.tokens.end - 1)?;
        is_subject(d, index).then(|| self.of_entity(found.entity))
    }

    /// Who speaks in marks that begin at `at` without a cue and stand in another paragraph than what they might go on with:
    /// the only person whom the sentence before names, though it is not about them (`left Ruiz unimpressed`).
    pub(super) fn only_one_named(&self, at: usize, said: &HashSet<usize>) -> Option<Known> {
        let d = self.d;
        let before = d.sentence_of(at).checked_sub(1).filter(|s| !said.contains(s))?;
        let sentence = &d.sentences[before];
        let tokens = sentence.tokens.clone();
        if sentence.paragraph != d.paragraph_of(at) || tokens.clone().any(|i| d.is_kind(i, Kind::Mark)) {
            return None;
        }
        let mut persons = self
            .names
            .after(tokens.start)
            .take_while(|o| o.tokens.end <= tokens.end)
            .filter(|o| self.names.entities[o.entity].class == Class::Person && !d.any(o.tokens.end, Tags::Genitive));
        let first = persons.next()?;
        persons
            .all(|o| o.entity == first.entity)
            .then(|| self.of_entity(first.entity))
    }

    fn candidates(&self, at: usize, asked: Asked, statement: Option<usize>) -> Option<Known> {
        let d = self.d;
        let (sentence, paragraph) = (self.told_before(at), d.paragraph_of(at));
        let end = d.groups.partition_point(|g| g.tokens.start < at);
        let mut best: Option<(i32, usize, Known)> = None;
        for index in (end.saturating_sub(BACK)..end).rev() {
            let group = &d.groups[index];
            let Some(noun) = group.noun() else { continue };
            let start = noun.core.start;
            if listens(d, start, at) {
                continue;
            }
            // "Ruiz and her counterparts": a part of those who are meant
            let first = group.tokens.start;
            if asked == Asked::Several && first > 0 && d.is(first - 1, &["and"]) {
                continue;
            }
            let apart = paragraph - d.paragraph_of(start);
            if apart > PARAGRAPHS {
                break;
            }
            let own = statement
                .and_then(|s| self.contents.get(s))
                .is_some_and(|c| c.iter().any(|piece| piece.contains(&start)));
            let quoted = self.quoted.get(start) == Some(&true);
            // in marks nobody speaks of themselves by name; "prosecutors charged him, they said"
            if own && (quoted || asked == Asked::Thing) {
                continue;
            }
            // "For Ruiz, it made no difference"
            let sentence_start = d.sentences[d.sentence_of(start)].tokens.start;
            let regards = d.is(sentence_start, &["for"])
                && group.tokens.start == sentence_start + 1
                && d.is_kind(group.tokens.end, Kind::Comma)
                && noun.name;
            let subject = regards || is_subject(d, index);
            // "Ruiz was asked by Moss": the answer is hers
            let asks = asked_by(d, group.tokens.start);
            let (known, speaks) = match self.candidate(index, noun, asked) {
                Some((known, speaks)) => (known, speaks && !asks),
                // "Brandt's arrival … He": of whom something is, where it is what the sentence is about
                None => match self.owner(noun, asked).filter(|_| subject) {
                    Some(known) => (known, false),
                    None => continue,
                },
            };
            // what has no name is taken up only where it does something
            if speaks || subject || matches!(asked, Asked::One(_)) && self.is_person(&known) {
                let same = d.sentence_of(start);
                let person = self.is_person(&known);
                // "Ruiz left early. He said": what the sentence before is about, unless somebody speaks in it
                let topic = subject
                    && !speaks
                    && !quoted
                    && !own
                    && !self.told_in(same)
                    && (asked != Asked::Thing || known.entity.is_some());
                let score = 10 * (i32::from(subject) + i32::from(speaks) * 2)
                    - 10 * i32::try_from(sentence.saturating_sub(self.told_before(start)).min(20)).unwrap_or(20)
                    - 5 * i32::try_from(apart).unwrap_or(5)
                    - if quoted { 15 } else { 0 }
                    - if own { 5 } else { 0 }
                    + if known.entity.is_some() { 3 } else { 0 }
                    + if topic && is_first(d, start) { 12 } else { 0 }
                    // "Ruiz left early, he said": what the pronoun's own sentence is about
                    + if subject && !own && same == d.sentence_of(at) && person { 15 } else { 0 };
                // of two in one sentence the first is what it is about, unless both speak
                if best.as_ref().is_none_or(|(other, sentence, _)| {
                    score > *other || score == *other && *sentence == same && subject && !speaks
                }) {
                    best = Some((score, same, known));
                }
            }
        }
        best.map(|(_, _, known)| known)
    }

    /// The one of whom the article tells, where nobody near fits: named more than twice as often as anybody else.
    fn main_person(&self, at: usize, asked: Asked) -> Option<Known> {
        let Asked::One(gender) = asked else { return None };
        let mut persons = self
            .names
            .persons
            .iter()
            .map(|&e| (self.names.entities[e].times, e))
            .filter(|&(_, e)| self.names.entities[e].tokens.start < at);
        let (times, first) = persons.next()?;
        let rival = persons.next().map_or(0, |p| p.0);
        (times >= 3 && times >= 2 * rival && self.gender(first).is_none_or(|g| g == gender))
            .then(|| self.of_entity(first))
    }

    /// Whether somebody has been heard in this sentence.
    fn told_in(&self, sentence: usize) -> bool {
        let tokens = &self.d.sentences[sentence].tokens;
        let next = self.heard.partition_point(|h| h.tokens.start < tokens.start);
        self.heard
            .get(next)
            .is_some_and(|h| h.tokens.start < tokens.end && !asked_by(self.d, h.tokens.start))
    }

    /// The people whom an article tells of, where nobody near fits: named by the same words more than once, and near.
    fn main_people(&self, at: usize, asked: Asked) -> Option<Known> {
        let d = self.d;
        let paragraph = d.paragraph_of(at);
        let end = d.groups.partition_point(|g| g.tokens.start < at);
        (asked == Asked::Several).then_some(())?;
        d.groups[end.saturating_sub(BACK)..end]
            .iter()
            .rev()
            .take_while(|g| paragraph - d.paragraph_of(g.tokens.start) <= PARAGRAPHS)
            .filter_map(|g| g.noun())
            .filter(|n| !n.name && !n.pronoun && n.core.len() > 1 && !self.quoted[n.head])
            .filter(|n| d.any(n.head, Tags::People | Tags::Role) && d.any(n.head, Tags::Plural))
            .map(|n| (n.head - 1..n.head + 1, n.head))
            .find(|(full, head)| {
                let words = d.words(full.clone()).to_lowercase();
                self.people.get(d.word(*head)).is_some_and(|groups| {
                    let same = |&&g: &&usize| {
                        let head = d.groups[g].head();
                        head > 0 && d.words(head - 1..head + 1).to_lowercase() == words
                    };
                    d.any(full.start, Tags::Adjective | Tags::Noun | Tags::Nation | Tags::Name)
                        && groups.iter().take(BACK).filter(same).count() > 1
                })
            })
            .map(|(full, _)| self.plain(&full))
    }

    /// Of whom the thing is that the group names: `Brandt` in `Brandt's arrival`.
    fn owner(&self, noun: &NounGroup, asked: Asked) -> Option<Known> {
        let last = noun
            .possessor
            .end
            .checked_sub(2)
            .filter(|&i| i >= noun.possessor.start)?;
        let Asked::One(_) = asked else { return None };
        // "Brandt's deputy" is somebody else
        if self.d.any(noun.head, Tags::People | Tags::Role) {
            return None;
        }
        let owner = self
            .names
            .before(noun.possessor.end)
            .next()
            .filter(|o| o.tokens.contains(&last))
            .map(|o| o.entity)
            .or_else(|| self.names.find(self.d, last..last + 1))?;
        let known = self.of_entity(owner);
        (self.is_person(&known) && self.fits(&known, asked, last..last + 1)).then_some(known)
    }

    /// How many sentences begin before token `i`, those within quotation marks not counted: they are one breath with the cue.
    fn told_before(&self, i: usize) -> usize {
        self.told.get(self.d.sentence_of(i)).copied().unwrap_or_default()
    }

    fn is_person(&self, known: &Known) -> bool {
        known
            .entity
            .is_some_and(|e| self.names.entities[e].class == Class::Person)
    }

    fn gender(&self, entity: usize) -> Option<Gender> {
        self.learned
            .get(&entity)
            .copied()
            .or(self.names.entities[entity].gender)
    }

    /// Whom a noun group names, if it fits what is asked for; and whether they are a source of something.
    fn candidate(&self, index: usize, noun: &NounGroup, asked: Asked) -> Option<(Known, bool)> {
        let d = self.d;
        let range = noun.core.clone();
        if asked == Asked::Several
            && let Some(team) = self.team_from(&d.groups[index].tokens)
        {
            return Some((team, false));
        }
        if asked == Asked::Several
            && let Some(several) = self.several_from(&d.groups[index].tokens)
        {
            return Some((several, false));
        }
        // a mention resolved before
        let next = self.heard.partition_point(|h| h.tokens.start <= noun.head);
        let heard = self.heard[..next]
            .iter()
            .rev()
            .take(3)
            .find(|h| h.tokens.contains(&noun.head));
        if let Some(heard) = heard {
            // a pronoun that nobody was found for stands for nobody here either
            if noun.pronoun && heard.known.entity.is_none() && heard.known.name == d.words(heard.tokens.clone()) {
                return None;
            }
            // "according to a statement of his family. It said": whose the document is
            let written = asked == Asked::Thing && d.any(noun.head, Tags::Document);
            return (written || self.fits(&heard.known, asked, heard.tokens.clone()))
                .then(|| (heard.known.clone(), true));
        }
        if noun.pronoun {
            return None;
        }
        let occurrence = self
            .names
            .before(noun.core.end)
            .next()
            .filter(|o| o.tokens.contains(&noun.head));
        if let Some(occurrence) = occurrence {
            let entity = &self.names.entities[occurrence.entity];
            let body = matches!(entity.class, Class::Body | Class::Outlet)
                && (entity.key.len() > 1 && entity.tokens.clone().any(|i| heads_body(self.d, i))
                    || entity.class == Class::Outlet);
            if asked == Asked::Several && !body
                || matches!(asked, Asked::One(_))
                    && !(entity.class == Class::Person
                        || entity.class == Class::Unknown && (entity.key.len() > 1 || self.goes_by_one(occurrence)))
            {
                return None;
            }
            let known = self.of_entity(occurrence.entity);
            return self
                .fits(&known, asked, occurrence.tokens.clone())
                .then_some((known, false));
        }
        let tags = d.tags(noun.head);
        let kind = match asked {
            Asked::One(_) => tags.any(Tags::People | Tags::Role) && !tags.any(Tags::Plural),
            Asked::Several => {
                tags.any(Tags::People | Tags::Role) && tags.any(Tags::Plural)
                    || d.is(noun.head, &["couple"])
                    // "the team" takes up others itself
                    || noun.core.len() > 1
                        && d.is(noun.head, &["team", "crew", "family", "group", "staff", "panel"])
            }
            Asked::Thing => tags.any(Tags::Organization | Tags::Media | Tags::Document) && !tags.any(Tags::Plural),
        };
        // "One of the victims agreed … She"
        // but not "Ruiz, a teacher and one of the victims"
        let apposed = range.start > 0 && (d.is(range.start - 1, &["and"]) || d.is_kind(range.start - 1, Kind::Comma));
        let one =
            matches!(asked, Asked::One(_)) && !apposed && d.is(noun.head, &["one"]) && d.is(noun.head + 1, &["of"]);
        if one
            && let Some(other) = d
                .noun_group(noun.head + 2)
                .filter(|n| d.any(n.head, Tags::People | Tags::Role))
        {
            let whole = d.groups[index].tokens.start..other.core.end;
            let known = Known {
                kind: SourceKind::Person,
                anonymous: true,
                ..self.plain(&whole)
            };
            return Some((known, false));
        }
        // "former adviser and general Ivo Brandt": a part of what he is called
        let joined = (noun.head + 2..noun.head + 4)
            .find_map(|i| d.noun_group(i))
            .filter(|_| d.is(noun.head + 1, &["and"]));
        let shared = matches!(asked, Asked::One(_)) && joined.is_some_and(|n| n.name);
        if !kind || noun.name || shared {
            return None;
        }
        // "Researchers took swabs … They": those who were heard before
        let alone = asked == Asked::Several && noun.determiner.is_empty() && range.len() == 1;
        if alone
            && form::is_scientists(d.word(noun.head))
            && let Some(known) = self.heard_people(&range, d.word(noun.head), &[])
            && known.name.contains(' ')
        {
            return Some((known, false));
        }
        // "The officers are back": who the article says they are
        let known = if noun.determiner.is_empty() {
            let mut own = self.with_body(noun);
            // "Doctors at the hospital took swabs. They …"
            let house = d
                .group_of(own.end + 1)
                .filter(|(_, g)| alone && d.is(own.end, &["at", "from"]) && g.tokens.start == own.end + 1)
                .filter(|(_, g)| g.noun().is_some_and(|n| !n.name && d.any(n.head, Tags::Organization)));
            if let Some((_, group)) = house {
                own.end = group.tokens.end;
            }
            // "Brandt's deputy"
            let start = if noun.possessor.is_empty() {
                own.start
            } else {
                noun.possessor.start
            };
            self.plain(&(start..own.end))
        } else {
            let whole = noun.determiner.start.min(range.start)..range.end;
            self.description(&whole).unwrap_or_else(|| self.plain(&range))
        };
        self.fits(&known, asked, range).then_some((known, false))
    }

    /// `researchers at Ostra University and the Flood Office`: with the bodies whose people they are.
    pub(super) fn with_body(&self, noun: &NounGroup) -> Range<usize> {
        noun.core.start..self.bodies_behind(noun.core.end).unwrap_or(noun.core.end)
    }

    /// Where the bodies end that are named from token `end` on: `at Ostra University and the Flood Office`.
    pub(super) fn bodies_behind(&self, end: usize) -> Option<usize> {
        let d = self.d;
        let name = |at: usize| {
            d.group_of(at)
                .filter(|(_, g)| g.tokens.start == at)
                .and_then(|(_, g)| g.noun())
                .filter(|n| n.name && !d.any(n.head, Tags::Time))
        };
        if !d.is(end, &["at", "from", "of"]) {
            return None;
        }
        let first = name(end + 1)?;
        let mut body = first.core.clone().any(|i| heads_body(d, i));
        let mut to = first.core.end;
        // "of Technology", "at Dorle", "(OU) and the Flood Office"
        for _ in 0..6 {
            let at = (to + 2..to + 5)
                .find(|&i| d.is_kind(to, Kind::Open) && d.is_kind(i, Kind::Close))
                .map_or(to, |close| close + 1);
            let of = at == to && d.is(at, &["of", "at", "for"]);
            let Some(other) = name(at + 1).filter(|_| of || d.is(at, &["and"])) else {
                break;
            };
            body |= other.core.clone().any(|i| heads_body(d, i));
            to = other.core.end;
        }
        body.then_some(to)
    }

    fn fits(&self, known: &Known, asked: Asked, tokens: Range<usize>) -> bool {
        match asked {
            Asked::One(gender) => {
                let own = known
                    .entity
                    .and_then(|e| self.gender(e))
                    .or_else(|| gender_of(self.d, tokens));
                known.kind == SourceKind::Person && own.is_none_or(|g| g == gender)
            }
            Asked::Thing => {
                matches!(
                    known.kind,
                    SourceKind::Organization | SourceKind::Media | SourceKind::Document
                ) || known
                    .entity
                    .is_some_and(|e| self.names.entities[e].class == Class::Unknown)
            }
            Asked::Several => matches!(known.kind, SourceKind::Group | SourceKind::Organization),
        }
    }
}

/// `asked by` stands before the group of token `i`.
fn asked_by(d: &Document<'_>, i: usize) -> bool {
    let start = d.group_of(i).map_or(i, |(_, g)| g.tokens.start);
    start > 1
        && d.is(start - 1, &["by"])
        && d.is(
            start - 2,
            &["asked", "questioned", "pressed", "interviewed", "quizzed", "grilled"],
        )
}

/// Nothing but a short lead-in and what describes it stands before it in its sentence.
pub(super) fn is_first(d: &Document<'_>, i: usize) -> bool {
    let start = d.sentences[d.sentence_of(i)].tokens.start;
    i < start + 12 && (start..i).all(|j| d.verb_group(j).is_none())
}

/// "Speaking to Mila Moss, he said", "In an interview with Mila Moss, she said": whoever the pronoun's subject speaks to is
/// another, though of the same sentence.
fn listens(d: &Document<'_>, name: usize, pronoun: usize) -> bool {
    let sentence = d.sentence_of(pronoun);
    let start = d.sentences[sentence].tokens.start;
    if d.sentence_of(name) != sentence || name <= start + 1 || name > start + 20 {
        return false;
    }
    let speaks = d.is(
        start,
        &[
            "asked",
            "speaking",
            "talking",
            "replying",
            "responding",
            "writing",
            "answering",
            "addressing",
            "telling",
            "thanking",
        ],
    );
    let talk = d.is(start, &["in", "during", "after"])
        && (start + 1..name).any(|i| {
            d.is(
                i,
                &[
                    "interview",
                    "conversation",
                    "call",
                    "letter",
                    "email",
                    "message",
                    "reply",
                    "response",
                    "talks",
                    "meeting",
                ],
            ) && (i + 1..(i + 4).min(name)).any(|j| d.is(j, &["with", "to"]))
        });
    // the lead ends with its first comma that no apposition opens
    (speaks || talk)
        && (start..name).all(|i| !d.verb_group(i).is_some_and(|v| v.finite))
        && (name..pronoun).any(|i| d.is_kind(i, Kind::Comma))
}

/// The group is what the clause's verb speaks of: a finite verb comes behind it in the sentence, no preposition stands before it.
pub(super) fn is_subject(d: &Document<'_>, index: usize) -> bool {
    let group = &d.groups[index];
    let start = group.tokens.start;
    let sentence = &d.sentences[d.sentence_of(start)].tokens;
    if start > sentence.start
        && d.any(start - 1, Tags::Preposition)
        && (!d.any(start - 1, Tags::Subordinator) || d.is(start - 1, &["as"]))
    {
        return false;
    }
    if index > 0 && d.groups[index - 1].verb().is_some() && d.groups[index - 1].tokens.end == start {
        return false;
    }
    d.groups[index + 1..]
        .iter()
        .take(8)
        .take_while(|g| g.tokens.start < sentence.end)
        .filter_map(|g| g.verb())
        .any(|v| v.finite)
}
