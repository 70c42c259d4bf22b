//! Names that people give of themselves: `a protester using the pseudonym Katri`, `a nurse who gave her name as Mila`.

use super::mention::{Resolver, head};
use crate::language::{Document, Kind, Tags};
use std::ops::Range;

/// So far behind the mention the name stands at most.
const FAR: usize = 16;

/// Words that lead to such a name.
const LEADS: &[&str] = &[
    "calling",
    "called",
    "gave",
    "giving",
    "goes",
    "going",
    "identified",
    "identify",
    "known",
    "named",
    "nicknamed",
    "used",
    "uses",
    "using",
    "went",
];

/// Words right before it.
const BEFORE: &[&str] = &[
    "alias",
    "as",
    "by",
    "called",
    "handle",
    "himself",
    "herself",
    "name",
    "named",
    "nickname",
    "nicknamed",
    "of",
    "pseudonym",
    "themselves",
];

impl Resolver<'_> {
    /// The name by which the unnamed person of the mention goes, behind it in its sentence.
    pub(super) fn calls_itself(&self, m: &Range<usize>) -> Option<Range<usize>> {
        let d = self.d;
        let noun = head(d, m);
        let one = d.any(noun, Tags::People | Tags::Role) && !d.any(noun, Tags::Plural | Tags::Name);
        if !one || !d.noun_group(m.start).is_some_and(|n| n.possessor.is_empty()) {
            return None;
        }
        let sentence = &d.sentences[d.sentence_of(m.start)].tokens;
        let behind = noun + 1;
        let start = behind + usize::from(d.is_kind(behind, Kind::Comma));
        let start = start + usize::from(d.is(start, &["who"]));
        let lead = start + usize::from(d.any(start, Tags::Adverb));
        // "who asked to be identified by", "who wished to be known only as"
        let asks = d.is(
            lead,
            &["asked", "wanted", "wished", "preferred", "requested", "agreed", "chose"],
        );
        let end = sentence.end.min(behind + FAR);
        let lead = if asks {
            (lead..end.min(lead + 5)).find(|&i| d.is(i, LEADS))?
        } else {
            Some(lead).filter(|&i| d.is(i, LEADS))?
        };
        let name = (lead + 1..end)
            .take_while(|&i| i == lead + 1 || steps(d, i - 1))
            .find_map(|i| {
                let (_, group) = d.group_of(i)?;
                let noun = group.noun().filter(|n| n.name && n.head >= i)?;
                let first = (i..=noun.head).find(|&j| d.any(j, Tags::Name) && !small(d, j))?;
                let led =
                    d.is(first - 1, BEFORE) || d.is_kind(first - 1, Kind::Comma) && d.is(first - 2, &["name", "names"]);
                (led && (first..=noun.head).all(|j| !small(d, j))).then_some(first..noun.head + 1)
            })?;
        (name.len() <= 3).then_some(name)
    }
}

fn small(d: &Document<'_>, i: usize) -> bool {
    d.words(i..i + 1).starts_with(char::is_lowercase)
}

/// A word that may stand between the lead and the name.
fn steps(d: &Document<'_>, i: usize) -> bool {
    small(d, i) && !d.is(i, &["said", "told", "says", "and", "but", "that"]) || d.is_kind(i, Kind::Comma)
}
