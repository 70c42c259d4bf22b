//! One person whom a description takes up without an office of their own: `the 43-year-old`, `the same resident`, `this witness`,
//! `the spokesperson` who was brought in as one.

use super::{
    Known,
    mention::{BACK, Resolver, head},
    name::Class,
    pronoun::is_subject,
    wordlist::{gender_of_word, office},
};
use crate::{
    claim::SourceKind,
    language::{NounGroup, Tags},
};
use std::ops::Range;

impl Resolver<'_> {
    /// "the 22-year-old", whose age the text has not given: the one person whom the sentence before tells of, in the same
    /// paragraph, if none of another age is there.
    pub(super) fn just_told_of(&self, m: &Range<usize>, age: u64) -> Option<usize> {
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

    /// `this person`, `this witness`: the one who spoke last in this paragraph or the one before.
    pub(super) fn this_one(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
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
    pub(super) fn same_one(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
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
    pub(super) fn introduced(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
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
}
