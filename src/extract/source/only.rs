//! Bodies that the text calls by the noun their name is headed by: `police` for the one force it names, `the Department`.

use super::{
    Known,
    mention::Resolver,
    name::{ALIKE, Class, Names},
};
use crate::language::{Case, Document, Tags};
use std::ops::Range;

/// Nouns written large that stand for a body named in full elsewhere: `the Department`.
const NOUNS: &[&str] = &[
    "agency",
    "association",
    "authority",
    "board",
    "bureau",
    "centre",
    "center",
    "commission",
    "council",
    "department",
    "federation",
    "foundation",
    "institute",
    "ministry",
    "office",
    "society",
    "trust",
    "university",
];

/// What a police force is called behind `Police`.
const FORCES: &[&str] = &["bureau", "department", "force", "of", "service"];

impl Names {
    /// Notes the noun that heads each body's name: `department` in `Ostra Department of Flood Control`. A force that is
    /// named with a small letter ("Ostran police") is noted too, so that it is known that there are two.
    pub(super) fn note_heads(&mut self, d: &Document<'_>) {
        for (index, entity) in self.entities.iter().enumerate() {
            let key = &entity.key;
            if key.len() < 2 || !matches!(entity.class, Class::Body | Class::Unknown) {
                continue;
            }
            if let Some(at) = key.iter().position(|w| w == "police") {
                let behind = key.get(at + 1);
                if at == 0 || behind.is_none_or(|w| FORCES.contains(&w.as_str())) {
                    self.by_head.entry("police").or_default().push(index);
                    continue;
                }
            }
            let of = key.iter().position(|w| matches!(w.as_str(), "of" | "for" | "on"));
            let head = of.and_then(|of| of.checked_sub(1)).unwrap_or(key.len() - 1);
            if let Some(noun) = NOUNS.iter().find(|n| **n == key[head]) {
                self.by_head.entry(noun).or_default().push(index);
            }
        }
        self.other_police = d.groups.iter().any(|g| {
            g.noun().is_some_and(|n| {
                d.is(n.head, &["police"])
                    && d.token(n.head).is_some_and(|t| t.case == Case::Lower)
                    && (n.core.start..n.head).any(|i| d.any(i, Tags::Nation | Tags::Name))
            })
        });
    }

    /// The only body whose name this noun heads: the fullest of its forms.
    fn only_headed_by(&self, noun: &str) -> Option<usize> {
        let list = self.by_head.get(noun).filter(|list| list.len() <= ALIKE)?;
        let full = list.iter().copied().max_by_key(|&e| self.entities[e].key.len())?;
        let words = &self.entities[full].key;
        list.iter()
            .all(|&e| self.entities[e].key.iter().all(|w| words.contains(w)))
            .then_some(full)
    }
}

impl Resolver<'_> {
    /// Whom one noun means that heads the name of one body of the text and no other: `Police`, `the Department`.
    pub(super) fn only_body(&self, m: &Range<usize>) -> Option<Known> {
        let d = self.d;
        if m.len() != 1 {
            return None;
        }
        let word = d.word(m.start);
        let police = word == "police" && !self.names.other_police;
        let definite = m.start > 0 && d.is(m.start - 1, &["the", "this"]);
        let large = d.token(m.start).is_some_and(|t| t.case == Case::Capital);
        (police || definite && large && NOUNS.contains(&word))
            .then(|| self.names.only_headed_by(word))
            .flatten()
            .map(|entity| self.of_entity(entity))
    }
}
