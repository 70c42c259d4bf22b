//! What is noted of names once all of a text are read: who is a man or a woman, initials, who is named most.

use super::{
    firm::{begins_firm, is_firm},
    name::{Class, MAIN, Names},
    wordlist::Gender,
};
use crate::language::{Case, Document, Kind, Tags};
use std::collections::HashMap;

impl Names {
    /// Learns who is a man or a woman from sentences that name one person alone and go on with `his` or `her`; where they
    /// disagree, nothing is learned.
    pub(super) fn note_genders(&mut self, d: &Document<'_>) {
        let mut seen: HashMap<usize, (u32, u32)> = HashMap::new();
        let mut at = 0;
        for sentence in &d.sentences {
            while self
                .occurrences
                .get(at)
                .is_some_and(|o| o.tokens.start < sentence.tokens.start)
            {
                at += 1;
            }
            let from = at;
            while self
                .occurrences
                .get(at)
                .is_some_and(|o| o.tokens.start < sentence.tokens.end)
            {
                at += 1;
            }
            let mut persons = self.occurrences[from..at]
                .iter()
                .filter(|o| matches!(self.entities[o.entity].class, Class::Person | Class::Unknown));
            let Some(first) = persons.next().filter(|_| at - from <= 8) else {
                continue;
            };
            if self.entities[first.entity].gender.is_some() || persons.any(|o| o.entity != first.entity) {
                continue;
            }
            let told = sentence.tokens.start..first.tokens.start;
            let gender = |i: usize| match d.word(i) {
                "he" | "his" | "him" | "himself" => Some(Gender::Man),
                "she" | "her" | "hers" | "herself" => Some(Gender::Woman),
                _ => None,
            };
            // in marks it is somebody else
            if told.clone().any(|i| gender(i).is_some() || d.is_kind(i, Kind::Mark)) {
                continue;
            }
            let after = first.tokens.end..sentence.tokens.end.min(first.tokens.end + 40);
            let shown = after
                .take_while(|&i| !d.is_kind(i, Kind::Mark) && !d.any(i, Tags::People) | d.any(i, Tags::Plural))
                .find_map(gender);
            let votes = seen.entry(first.entity).or_default();
            match shown {
                Some(Gender::Man) => votes.0 += 1,
                Some(Gender::Woman) => votes.1 += 1,
                None => {}
            }
        }
        for (entity, votes) in seen {
            self.entities[entity].gender = match votes {
                (men, 0) if men > 0 => Some(Gender::Man),
                (0, women) if women > 0 => Some(Gender::Woman),
                _ => None,
            };
        }
    }

    /// Reads off the initials of all bodies: `National Disaster Council` NDC, `Ostra Gas and Electric Company` OGEC and OGE.
    /// Letters without
    /// the firm's form that two fit stand for neither.
    pub(super) fn note_initials(&mut self, d: &Document<'_>) {
        let mut short: Vec<(String, usize)> = Vec::new();
        for (index, entity) in self.entities.iter().enumerate() {
            if entity.class == Class::Person || entity.key.len() < 3 {
                continue;
            }
            let initials: String = entity
                .tokens
                .clone()
                .filter(|&i| {
                    d.token(i)
                        .is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower)
                })
                .filter_map(|i| d.word(i).chars().next())
                .collect();
            let letters = initials.chars().count();
            let company = entity.key.last().is_some_and(|w| w == "company");
            if (company || is_firm(&entity.key)) && letters >= 4 {
                let without: String = initials.chars().take(letters - 1).collect();
                short.push((without, index));
                // "PT Vesper Moor Alloy": VMA
                if begins_firm(&entity.key) {
                    short.push((initials.chars().skip(1).collect(), index));
                }
            }
            if letters >= 3 {
                self.initials.entry(initials).or_insert(index);
            }
        }
        short.sort_unstable();
        for same in short.chunk_by(|a, b| a.0 == b.0) {
            if let [(letters, index)] = same {
                self.initials.entry(letters.clone()).or_insert(*index);
            }
        }
    }

    /// The persons named most, the most named first.
    pub(super) fn note_persons(&mut self) {
        let mut persons: Vec<usize> = (0..self.entities.len())
            .filter(|&e| self.entities[e].class == Class::Person)
            .collect();
        persons.sort_by_key(|&e| std::cmp::Reverse(self.entities[e].times));
        persons.truncate(MAIN);
        self.persons = persons;
        let mut bodies: Vec<usize> = (0..self.entities.len())
            .filter(|&e| matches!(self.entities[e].class, Class::Body | Class::Outlet))
            .collect();
        bodies.sort_by_key(|&e| std::cmp::Reverse(self.entities[e].times));
        bodies.truncate(MAIN);
        self.bodies = bodies;
    }
}
