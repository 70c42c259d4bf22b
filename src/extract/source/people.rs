//! Several people whom a description takes up: `the lawmakers`, `the researchers`.

use super::{
    Known,
    description::words,
    form,
    mention::{BACK, Heard, Resolver, head},
};
use crate::{
    claim::SourceKind,
    language::{NounGroup, Tags},
};
use std::ops::Range;

impl Resolver<'_> {
    /// The people named in full before: `the lawmakers` are the `South Korean lawmakers`.
    pub(super) fn same_people(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
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
}
