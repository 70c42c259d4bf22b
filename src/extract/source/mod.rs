//! From mentions to sources: full names, pronouns, descriptions, roles, kinds.

mod alias;
mod beside;
mod body;
mod description;
mod document;
mod firm;
mod form;
mod full;
mod interview;
mod issued;
mod letters;
mod mention;
mod name;
mod noted;
mod office;
mod only;
mod outlet;
mod people;
mod pronoun;
mod role;
mod several;
mod team;
#[cfg(test)]
mod tests;
mod unnamed;
mod wordlist;

pub(super) use outlet::is_outlet;

use self::{
    mention::Resolver,
    name::{Class, Names},
};
use super::{aside::Asides, statement::Statement};
use crate::{
    claim::{Figure, Source, SourceKind},
    language::Document,
    text::Span,
};
use std::{
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Somebody that a mention came to.
#[derive(Clone, Debug)]
struct Known {
    name: String,
    kind: SourceKind,
    anonymous: bool,
    role: Option<Range<usize>>,
    /// The name of the article it is, if it is one.
    entity: Option<usize>,
}

/// Fills the statements' speakers and gives the article's sources, in the order of their first mentions.
pub(super) fn resolve(
    document: &Document<'_>,
    asides: &Asides,
    statements: &mut [Statement],
    figures: &[Figure],
) -> Vec<Source> {
    let names = Names::read(document, asides);
    let mut list = Sources::default();
    let mut resolver = Resolver::new(document, &names, statements);
    // all mentions in the order of their places: what was said before helps with what comes behind
    let mut mentions: Vec<(Range<usize>, Option<usize>)> = Vec::new();
    for (index, statement) in statements.iter().enumerate().filter(|(_, s)| s.kind.is_some()) {
        // the others are there for figures, which name their sources themselves
        mentions.extend(statement.source.clone().map(|source| (source, Some(index))));
        mentions.extend(statement.via.iter().map(|via| (via.clone(), None)));
    }
    for figure in figures {
        mentions.extend(
            figure
                .source
                .iter()
                .chain(&figure.via)
                .map(|span| (document.tokens_in(*span), None)),
        );
    }
    mentions.retain(|(tokens, _)| tokens.start < tokens.end);
    mentions.sort_by_key(|(tokens, statement)| (tokens.start, tokens.end, statement.is_none(), *statement));
    let interview = interview::read(document, &names, statements);
    let initials = interview::initials(document, &names, statements);
    let mut speakers: Vec<Option<usize>> = vec![None; statements.len()];
    let mut last: Option<(Range<usize>, usize)> = None;
    for (tokens, statement) in mentions {
        // "I", "you": nobody that can be looked up
        if tokens.len() == 1 && document.is(tokens.start, &["i", "you", "we", "me", "us"]) {
            continue;
        }
        let label = statement.and_then(|s| interview::label(document, &statements[s]));
        if let (Some(label), Some(statement)) = (label, statement) {
            let entity = match label {
                interview::Label::Asks => interview.asks,
                interview::Label::Answers => interview.answers,
            };
            if let Some(entity) = entity {
                let source = list.add(document, resolver.of_entity(entity), &tokens);
                speakers[statement] = Some(source);
            }
            continue;
        }
        let named = statement
            .and_then(|s| interview::letters(document, &statements[s]))
            .and_then(|letters| initials.get(letters).copied().flatten());
        if let (Some(entity), Some(statement)) = (named, statement) {
            speakers[statement] = Some(list.add(document, resolver.of_entity(entity), &tokens));
            continue;
        }
        // one mention carries several statements
        let source = match &last {
            Some((same, source)) if *same == tokens => *source,
            _ => {
                let known = resolver.resolve(&tokens, statement);
                list.add(document, known, &tokens)
            }
        };
        resolver.heard(&tokens, &list.known[source]);
        if let Some(statement) = statement {
            speakers[statement] = Some(source);
        }
        last = Some((tokens, source));
    }
    for outlet in asides.credited() {
        let known = mention::outlet(document, &names, outlet.clone());
        list.add(document, known, outlet);
    }
    let said: Vec<usize> = statements
        .iter()
        .flat_map(|s| s.source.iter().chain(&s.content))
        .map(|tokens| document.sentence_of(tokens.start))
        .collect();
    let said: HashSet<usize> = said.into_iter().collect();
    let labelled = || {
        let turns = statements.iter().zip(&speakers);
        turns.filter(|(s, _)| s.rule == "turn" && s.source.is_some())
    };
    let asker = labelled().next().and_then(|(_, speaker)| *speaker);
    let asker = asker.filter(|_| labelled().all(|(s, speaker)| *speaker == asker && interview::asks(document, s)));
    let ends: Vec<Option<usize>> = statements
        .iter()
        .map(|s| s.content.last().and_then(|content| content.end.checked_sub(1)))
        .collect();
    for (index, statement) in statements.iter_mut().enumerate() {
        // a question without a label among questions that all have the same one
        if let Some(asker) = asker.filter(|_| interview::unlabelled(statement) && interview::asks(document, statement))
        {
            speakers[index] = Some(asker);
        } else if let Some(entity) = interview.answers.filter(|_| interview::unlabelled(statement)) {
            let named = names.entities[entity].tokens.clone();
            speakers[index] = Some(list.add(document, resolver.of_entity(entity), &named));
        }
        if speakers[index].is_none() {
            // "Brandt was angry, too. “We lost everything.”": not whoever spoke before
            let first = statement.content.first().filter(|_| statement.follows.is_some());
            let other = first.and_then(|content| resolver.steps_in(content.start, &said));
            let other = other.or_else(|| {
                let (at, before) = (first?.start, (*ends.get(statement.follows?)?)?);
                let apart = document.paragraph_of(before) != document.paragraph_of(at);
                apart.then(|| resolver.only_one_named(at, &said)).flatten()
            });
            let other = other.map(|known| list.of(known));
            speakers[index] = other.or_else(|| statement.follows.filter(|&f| f < index).and_then(|f| speakers[f]));
        }
        statement.speaker = speakers[index]
            .and_then(|s| list.known.get(s))
            .map(|known| known.name.clone());
    }
    list.into_sources(document)
}

/// The sources found so far.
#[derive(Debug, Default)]
struct Sources {
    known: Vec<Known>,
    mentions: Vec<Vec<Span>>,
    by_name: HashMap<String, usize>,
    /// Whose mention a place is. It stays so, though something else may lead to the same place: a label and a figure, say.
    owners: HashMap<Span, usize>,
}

impl Sources {
    fn add(&mut self, document: &Document<'_>, known: Known, tokens: &Range<usize>) -> usize {
        let span = document.span(tokens.clone());
        if let Some(&owner) = span.and_then(|span| self.owners.get(&span)) {
            return owner;
        }
        let index = self.of(known);
        if let Some(span) = span {
            self.owners.insert(span, index);
            self.mentions[index].push(span);
        }
        index
    }

    /// The source of this name.
    fn of(&mut self, known: Known) -> usize {
        let key = known.name.to_lowercase().replace('’', "'");
        *self.by_name.entry(key).or_insert_with(|| {
            self.known.push(known);
            self.mentions.push(Vec::new());
            self.known.len() - 1
        })
    }

    fn into_sources(self, document: &Document<'_>) -> Vec<Source> {
        let mut sources: Vec<Source> = self
            .known
            .into_iter()
            .zip(self.mentions)
            .map(|(known, mut mentions)| {
                mentions.sort_unstable();
                mentions.dedup();
                Source {
                    name: known.name,
                    kind: known.kind,
                    role: known.role.and_then(|tokens| document.span(tokens)),
                    anonymous: known.anonymous,
                    mentions,
                }
            })
            .filter(|source| !source.mentions.is_empty())
            .collect();
        sources.sort_by_key(|source| source.mentions[0]);
        sources
    }
}

/// What kind of source bears a name.
fn kind_of(class: Class) -> SourceKind {
    match class {
        Class::Person | Class::Unknown => SourceKind::Person,
        Class::Body | Class::Place => SourceKind::Organization,
        Class::Outlet => SourceKind::Media,
    }
}
