//! What the text calls the bearer of a name.

use super::wordlist::{is_given, is_rank};
use crate::language::{Case, Document, Group, Kind, NounGroup, Tags};
use std::ops::Range;

/// What the text calls somebody.
#[derive(Clone, Debug)]
pub(super) struct Role {
    /// The description as it stands there.
    pub(super) tokens: Range<usize>,
    /// The noun that says what they are.
    pub(super) head: usize,
}

/// What the text calls the bearer of this name: before it, behind a comma, or before a comma.
pub(super) fn roles(d: &Document<'_>, group: &Group, prefix: &Range<usize>, name: &Range<usize>) -> Vec<Role> {
    let mut roles = Vec::new();
    let describes = |i: usize| d.any(i, Tags::Role | Tags::People) && !d.any(i, Tags::Title);
    if let Some(head) = prefix.clone().rev().find(|&i| describes(i)) {
        // "denouncing Republican nominee Ivo Brandt"
        let start = (prefix.start..head)
            .rev()
            .take_while(|&i| !d.any(i, Tags::Preposition) && (!d.any(i, Tags::Ing) || d.any(i, Tags::Adjective)))
            .last()
            .unwrap_or(head);
        roles.push(Role {
            tokens: start..head + 1,
            head,
        });
    }
    // "the party's chairman, Ivo Brandt,", "the president of the club, Ivo Brandt,"
    let closed = d.is_kind(name.end, Kind::Comma)
        || d.is_kind(name.end, Kind::Stop)
        || d.verb_group(name.end).is_some()
            && name.start > 1
            // "After talks with the Chief of Staff (COS), Ivo Brandt said"
            && with_letters(d, name.start - 1).is_some_and(|r| {
                let before = (r.tokens.start.saturating_sub(2)..r.tokens.start).rev();
                before.take_while(|&i| d.any(i, Tags::Preposition | Tags::Determiner)).all(|i| !d.any(i, Tags::Preposition))
            });
    // "Inspector of Mines (IM), Dorle, Ivo Brandt": a name behind it
    let place = d.is_kind(name.end, Kind::Comma) && d.noun_group(name.end + 1).is_some_and(|n| n.name);
    // "The Minister, Dr. Mila Moss,", "The Chief of Staff, General Ivo Brandt,"
    let titles = prefix.clone().all(|i| d.any(i, Tags::Title) || is_rank(d.word(i)));
    if titles
        && closed
        && group.tokens.start == prefix.start.min(name.start)
        && let Some(comma) = group.tokens.start.checked_sub(1).filter(|&c| d.is_kind(c, Kind::Comma))
        && let Some(role) = with_letters(d, comma)
            .filter(|_| !place)
            .or_else(|| before_comma(d, comma))
        && d.any(role.head, Tags::Role | Tags::People | Tags::Organization)
        && !d.any(role.head, Tags::Plural)
    {
        roles.push(role);
    }
    if let Some(role) = of_field(d, name.start) {
        roles.push(role);
    }
    if let Some(role) = apposition(d, name.end).or_else(|| predicate(d, name.end)) {
        roles.push(role);
    }
    roles
}

/// The office whose field stands between it and the name at token `at`: `High Commissioner for Human Tides` `Mila Moss`.
fn of_field(d: &Document<'_>, at: usize) -> Option<Role> {
    let large = |i: usize| {
        d.token(i)
            .is_some_and(|t| t.kind == Kind::Word && t.case == Case::Capital)
    };
    let field = (at.saturating_sub(4)..at)
        .rev()
        .take_while(|&i| large(i) && d.any(i, Tags::Known) || d.is(i, &["and"]))
        .last()?;
    // "the Minister of Health and Ana Ruiz": two
    if d.is(at - 1, &["and"]) {
        return None;
    }
    let joint = field.checked_sub(1).filter(|&i| d.is(i, &["of", "for"]))?;
    let office = d.noun_group(joint.checked_sub(1)?)?;
    let held = office.core.end == joint && d.any(office.head, Tags::Role | Tags::People) && large(office.head);
    (held && !d.any(office.head, Tags::Plural)).then_some(Role {
        tokens: office.core.start..at,
        head: office.head,
    })
}

/// The description that ends at a comma: `the party’s chairman`, `the president of the club`.
fn before_comma(d: &Document<'_>, comma: usize) -> Option<Role> {
    let (_, group) = d.group_of(comma.checked_sub(1)?)?;
    let noun = group.noun().filter(|n| n.core.end == comma)?;
    // "the Minister", "the Police Liaison Officer": an office is one though it is written large
    let office =
        |n: &NounGroup| d.any(n.head, Tags::Role | Tags::People) && n.core.clone().all(|i| !is_given(d.word(i)));
    let whose = |n: &NounGroup| (!n.name || office(n)) && (!n.determiner.is_empty() || !n.possessor.is_empty());
    if let Some(of) = group
        .tokens
        .start
        .checked_sub(1)
        .filter(|&i| d.is(i, &["of", "for", "at", "in"]))
        && let Some(office) = of.checked_sub(1).and_then(|i| d.noun_group(i))
        && office.core.end == of
        && whose(office)
        && d.any(office.head, Tags::Role | Tags::People)
    {
        return Some(Role {
            tokens: office.core.start..comma,
            head: office.head,
        });
    }
    // "Vesper's foreign minister", but "its foreign minister"
    let owned = !noun.possessor.is_empty() && d.any(noun.possessor.start, Tags::Name | Tags::Nation);
    let start = if owned { noun.possessor.start } else { noun.core.start };
    whose(noun).then_some(Role {
        tokens: start..comma,
        head: noun.head,
    })
}

/// The office with its letters in brackets that stands before a comma, a place perhaps between: `Superintendent of Ferries
/// (SF), Dorle,`.
fn with_letters(d: &Document<'_>, comma: usize) -> Option<Role> {
    let mut close = comma.checked_sub(1)?;
    // the place
    if d.is_kind(close, Kind::Word) {
        let (_, place) = d.group_of(close)?;
        let between = place
            .tokens
            .start
            .checked_sub(1)
            .filter(|&i| d.is_kind(i, Kind::Comma))?;
        close = between.checked_sub(1).filter(|_| place.tokens.len() <= 2)?;
    }
    let open = close.checked_sub(2)?;
    if !d.is_kind(close, Kind::Close) || !d.is_kind(open, Kind::Open) {
        return None;
    }
    let (_, last) = d.group_of(open.checked_sub(1)?)?;
    let of = last.tokens.start.checked_sub(1).filter(|&i| d.is(i, &["of", "for"]));
    let office = match of {
        Some(of) => d.noun_group(of.checked_sub(1)?).filter(|n| n.core.end == of)?,
        None => last.noun()?,
    };
    let held = d.any(office.head, Tags::Role | Tags::People) && !d.any(office.head, Tags::Plural);
    (held && last.tokens.end == open).then_some(Role {
        tokens: office.core.start..close + 1,
        head: office.head,
    })
}

/// `is the chief executive of Ostra Water` behind a name.
fn predicate(d: &Document<'_>, verb: usize) -> Option<Role> {
    let (_, group) = d.group_of(verb)?;
    let is = group.tokens.len() == 1 && group.tokens.start == verb && d.is(verb, &["is", "was", "became"]);
    let (_, noun_group) = d.group_of(verb + 1).filter(|_| is)?;
    let noun = noun_group.noun()?;
    let office = d.any(noun.head, Tags::Role)
        && !d.any(noun.head, Tags::Plural | Tags::Name)
        && noun_group.tokens.start == verb + 1
        && noun.possessor.is_empty();
    let end = noun_group.tokens.end;
    let of = if d.is(end, &["of", "at", "for"]) {
        d.group_of(end + 1)
            .filter(|(_, g)| g.tokens.start == end + 1 && g.noun().is_some_and(|n| !n.pronoun))
            .map(|(_, g)| g.tokens.end)
    } else {
        None
    };
    office.then(|| Role {
        tokens: verb + 1..of.unwrap_or(end),
        head: noun.head,
    })
}

/// `, a member of the committee,` behind a name.
fn apposition(d: &Document<'_>, comma: usize) -> Option<Role> {
    if !d.is_kind(comma, Kind::Comma) {
        return None;
    }
    let sentence = d.sentences.get(d.sentence_of(comma))?.tokens.clone();
    let first = d.noun_group(comma + 1).filter(|n| !n.name && !n.pronoun)?;
    let (_, group) = d.group_of(comma + 1)?;
    if group.tokens.start != comma + 1
        || !d.any(
            first.head,
            Tags::People | Tags::Role | Tags::Organization | Tags::Media | Tags::Document,
        )
    {
        return None;
    }
    if d.any(first.head, Tags::Plural) {
        return None;
    }
    let mut end = group.tokens.end;
    while end < sentence.end.min(comma + 24) {
        let kind = d.kind(end)?;
        if matches!(
            kind,
            Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Close
        ) {
            break;
        }
        if kind != Kind::Word && kind != Kind::Number || d.any(end, Tags::Wh) {
            // the clause behind it is none of the description, but what is before it is
            return d.any(end, Tags::Wh).then_some(Role {
                tokens: comma + 1..end,
                head: first.head,
            });
        }
        if d.verb_group(end).is_some_and(|v| v.finite) {
            return None;
        }
        end += 1;
    }
    let closed = end < sentence.end
        && matches!(
            d.kind(end),
            Some(Kind::Comma | Kind::Stop | Kind::Semicolon | Kind::Dash | Kind::Close)
        );
    closed.then_some(Role {
        tokens: comma + 1..end,
        head: first.head,
    })
}
