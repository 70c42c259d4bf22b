//! Who asks and who answers where the turns of an interview say no more than "Q" and "A": what the article says before them.

use super::name::{Class, Entity, Names};
use crate::{
    extract::statement::Statement,
    language::{Case, Document, Group, Kind, Tags},
};
use std::{collections::HashMap, ops::Range};

/// Names of the article by their index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Interview {
    pub(super) asks: Option<usize>,
    pub(super) answers: Option<usize>,
}

/// Of the text before the first turn no more is read.
const LEAD: usize = 400;

/// Whom a bare label means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Asks,
    Answers,
}

/// The label of a turn, if it is a bare one.
pub(super) fn label(d: &Document<'_>, statement: &Statement) -> Option<Label> {
    let source = statement
        .source
        .as_ref()
        .filter(|s| statement.rule == "turn" && s.len() == 1)?;
    if d.is(source.start, &["q", "q.", "question"]) {
        Some(Label::Asks)
    } else if d.is(source.start, &["a", "a.", "answer"]) {
        Some(Label::Answers)
    } else {
        None
    }
}

/// A turn without a label: an answer between questions that have one.
pub(super) fn unlabelled(statement: &Statement) -> bool {
    statement.rule == "turn" && statement.source.is_none()
}

/// The turn ends with a question.
pub(super) fn asks(d: &Document<'_>, statement: &Statement) -> bool {
    let end = statement.content.last().map_or(0, |content| content.end);
    end.checked_sub(1)
        .is_some_and(|last| d.is_kind(last, Kind::Stop) && d.words(last..end).contains('?'))
}

/// So many labels of letters are looked up at most.
const LABELS: usize = 16;

/// Whom labels of letters mean, where turns have such: persons by their initials (`WST`: William S. Tarn), bodies by theirs or
/// by letters of their one word (`HL`: Harbour Lantern, `LN`: Lanternews); `None` where two share them.
pub(super) fn initials(d: &Document<'_>, names: &Names, statements: &[Statement]) -> HashMap<String, Option<usize>> {
    let mut labels: Vec<&str> = Vec::new();
    for label in statements.iter().filter_map(|s| letters(d, s)) {
        if labels.len() < LABELS && !labels.contains(&label) {
            labels.push(label);
        }
    }
    let mut found: HashMap<String, Option<usize>> = HashMap::new();
    for by in [of_person, of_body, of_one_word] {
        for (n, own) in names.entities.iter().enumerate() {
            for label in labels.iter().filter(|label| by(d, own, label)) {
                found
                    .entry((*label).to_owned())
                    .and_modify(|one| *one = one.filter(|&e| e == n))
                    .or_insert(Some(n));
            }
        }
        // what persons bear, bodies don't
        labels.retain(|label| !found.contains_key(*label));
        if labels.is_empty() {
            break;
        }
    }
    found
}

/// The first letters of a name's words are these.
fn begin(d: &Document<'_>, own: &Entity, letters: &str) -> bool {
    let large = |i: &usize| d.token(*i).is_some_and(|t| t.case != Case::Lower);
    let words = own.tokens.clone().filter(large);
    words
        .filter_map(|i| d.words(i..i + 1).chars().next())
        .eq(letters.chars())
}

fn of_person(d: &Document<'_>, own: &Entity, letters: &str) -> bool {
    matches!(own.class, Class::Person | Class::Unknown) && own.tokens.len() == letters.len() && begin(d, own, letters)
}

fn of_body(d: &Document<'_>, own: &Entity, letters: &str) -> bool {
    matches!(own.class, Class::Body | Class::Outlet) && begin(d, own, letters)
}

/// The letters stand in this order in the one word that the outlet goes by.
fn of_one_word(d: &Document<'_>, own: &Entity, letters: &str) -> bool {
    if own.class != Class::Outlet || own.key.len() != 1 || own.key[0] == letters.to_lowercase() {
        return false;
    }
    let (word, letters) = (d.word(own.tokens.start), letters.to_lowercase());
    let mut rest = word.chars();
    word.starts_with(&letters[..1]) && letters.chars().all(|letter| rest.any(|c| c == letter))
}

/// The label of a turn, if it is of two or three capitals.
pub(super) fn letters<'d>(d: &Document<'d>, statement: &Statement) -> Option<&'d str> {
    let source = statement
        .source
        .as_ref()
        .filter(|s| statement.rule == "turn" && s.len() == 1)?;
    let letters = d.words(source.clone());
    ((2..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase())).then_some(letters)
}

/// Reads who asks and who answers; nobody where the lead does not say or names several.
pub(super) fn read(d: &Document<'_>, names: &Names, statements: &[Statement]) -> Interview {
    let first = statements
        .iter()
        .filter(|s| label(d, s).is_some() || unlabelled(s))
        .filter_map(|s| s.source.as_ref().or_else(|| s.content.first()))
        .map(|s| s.start)
        .min();
    let Some(first) = first else {
        return Interview::default();
    };
    let lead = Lead {
        d,
        names,
        tokens: 0..first.min(LEAD),
    };
    let (mut asks, mut answers) = (Vec::new(), Vec::new());
    let groups = d.groups_in(lead.tokens.clone());
    for (n, group) in groups.iter().enumerate() {
        let Some((asking, answering)) = lead.told(groups, n, group) else {
            continue;
        };
        asks.extend(asking);
        answers.extend(answering);
    }
    let one = |mut list: Vec<usize>| {
        list.sort_unstable();
        list.dedup();
        if list.len() == 1 { list.pop() } else { None }
    };
    Interview {
        asks: one(asks),
        answers: one(answers),
    }
}

struct Lead<'a, 'd> {
    d: &'a Document<'d>,
    names: &'a Names,
    tokens: Range<usize>,
}

impl Lead<'_, '_> {
    /// Who asks and who answers, as this group tells.
    fn told(&self, groups: &[Group], n: usize, group: &Group) -> Option<(Option<usize>, Option<usize>)> {
        let d = self.d;
        let head = group.head();
        let behind = group.tokens.end;
        if let Some(noun) = group.noun() {
            // "an interview with Ana Ruiz", "questions to Ana Ruiz"
            let with = d.is(noun.head, &["interview", "conversation", "q&a", "chat"]) && d.is(behind, &["with"])
                || d.is(noun.head, &["questions"]) && d.is(behind, &["to", "for"]);
            return with.then(|| (None, self.name_behind(groups, n)));
        }
        let subject = n.checked_sub(1).map(|before| &groups[before]);
        // "Jon Feld, a reporter for the Courier, sat down with": whom the sentence begins with
        let sentence = d.sentence_of(group.tokens.start);
        let subject = match subject.filter(|g| d.is_kind(g.tokens.end, Kind::Comma)) {
            Some(_) => groups[n.saturating_sub(6)..n]
                .iter()
                .find(|g| d.sentence_of(g.tokens.start) == sentence && self.named(g).is_some()),
            None => subject,
        };
        let by = subject.and_then(|g| self.named(g).or_else(|| self.her(g)));
        if d.is(
            head,
            &["interviewed", "interviews", "asked", "asks", "questioned", "questions"],
        ) {
            if group.verb().is_some_and(|v| v.passive) {
                return Some((None, None));
            }
            return Some((by, self.name_behind(groups, n)));
        }
        if d.is(
            head,
            &[
                "answered",
                "answers",
                "replied",
                "replies",
                "took",
                "takes",
                "responded",
            ],
        ) && (behind..behind + 6).any(|i| d.is(i, &["questions"]))
        {
            return Some((None, by));
        }
        let talks = d.is(
            head,
            &["spoke", "speaks", "talked", "talks", "chatted", "sat", "met", "spoken"],
        ) && (behind..behind + 3).any(|i| d.is(i, &["to", "with"]));
        if !talks {
            return None;
        }
        let other = self.name_behind(groups, n);
        let us = groups.get(n + 1).is_some_and(|g| d.is(g.head(), &["us", "me"]));
        let we = subject.is_some_and(|g| d.is(g.head(), &["we", "i"]));
        let reports = |entity: Option<usize>, group: Option<&Group>| {
            entity.is_some_and(|e| {
                let own = &self.names.entities[e];
                let office = own.roles.iter().any(|r| {
                    d.is(
                        r.head,
                        &[
                            "reporter",
                            "correspondent",
                            "editor",
                            "journalist",
                            "presenter",
                            "host",
                            "writer",
                        ],
                    )
                });
                let of_outlet = group.and_then(Group::noun).is_some_and(|g| !g.possessor.is_empty());
                own.class != Class::Person && own.class != Class::Unknown || office || of_outlet
            })
        };
        if we || reports(by, subject) && !reports(other, groups.get(n + 1)) {
            Some((by, other))
        } else if us || reports(other, groups.get(n + 1)) && !reports(by, subject) {
            Some((other, by))
        } else {
            Some((None, None))
        }
    }

    /// The name in one of the next groups of the sentence, before another verb.
    fn name_behind(&self, groups: &[Group], n: usize) -> Option<usize> {
        let d = self.d;
        let sentence = d.sentence_of(groups[n].tokens.start);
        groups[n + 1..]
            .iter()
            .take(4)
            .take_while(|g| g.verb().is_none() && d.sentence_of(g.tokens.start) == sentence)
            .find_map(|g| self.named(g).or_else(|| self.her(g)))
    }

    fn named(&self, group: &Group) -> Option<usize> {
        let noun = group.noun().filter(|n| n.name)?;
        let at = self.names.before(noun.core.end).next()?;
        at.tokens.contains(&noun.head).then_some(at.entity)
    }

    /// "We asked her", "She spoke to": the only person named before.
    fn her(&self, group: &Group) -> Option<usize> {
        let d = self.d;
        let pronoun = group.noun().is_some_and(|n| n.pronoun) || d.any(group.head(), Tags::Pronoun);
        if !pronoun || !d.is(group.tokens.start, &["her", "him", "them", "she", "he", "they"]) {
            return None;
        }
        let mut persons = self
            .names
            .before(group.tokens.start)
            .map(|o| o.entity)
            .filter(|&e| matches!(self.names.entities[e].class, Class::Person | Class::Unknown))
            .filter(|&e| self.names.entities[e].key.len() > 1);
        let first = persons.next()?;
        persons.take(40).all(|e| e == first).then_some(first)
    }
}
