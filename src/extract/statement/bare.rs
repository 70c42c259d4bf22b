//! What of a noun group names a source.

use super::{capable::is_person, scene::Scene};
use crate::language::{Case, Kind, NounGroup, PARTICLES, Tags};
use std::ops::Range;

/// What of a noun group names the source: the bare name without title or office, a body without whose it is, else the
/// whole group.
pub(super) fn bare(scene: &Scene<'_>, tokens: &Range<usize>, noun: &NounGroup) -> Range<usize> {
    let d = scene.d;
    if noun.pronoun || !noun.name {
        return tokens.clone();
    }
    // "Doctors without Borders"
    let within = |i: usize| i > noun.core.start && d.within_name(i);
    let is_name = |i: usize| d.any(i, Tags::Name) && (d.token(i).is_some_and(|t| t.case != Case::Lower) || within(i));
    let body = Tags::Organization | Tags::Media | Tags::Document;
    // "van der", "de los": two of them
    let small = |i: usize| PARTICLES.contains(&d.word(i));
    let core = noun.core.clone();
    // behind the last word that is an office or no name: "palace spokesman | Ivo Brandt"
    let mut from = core.start;
    for i in core.clone() {
        if i + 1 >= core.end {
            break;
        }
        let tags = d.tags(i);
        let particle = d.is_kind(i, Kind::Word)
            && !is_name(i)
            && i > core.start
            // "Mayor de Brandt" too: the particle begins the name
            && (is_name(i - 1) || small(i - 1) || small(i) && d.any(i - 1, Tags::Role | Tags::Title | Tags::People))
            && (is_name(i + 1) || small(i + 1))
            && d.word(i).len() <= 5
            && !(tags.any(Tags::Known) && tags.any(Tags::Noun | Tags::Role | Tags::Organization));
        let office = tags.any(Tags::Role | Tags::Title)
            || d.is(i, &["justice"]) && !d.any(noun.head, body)
            || tags.any(Tags::People)
                && tags.any(Tags::Known)
                // "National Conference", "Human Rights Watch": words of bodies
                && !d.is(i, &["national", "human", "people", "women", "children"])
                && !tags.any(Tags::Nation)
                && !(i + 1..core.end).all(|j| d.any(j, Tags::Known));
        let nation = d.any(i, Tags::Nation) && i == core.start;
        if office || !is_name(i) && !particle && !nation && !d.is_kind(i, Kind::Number) {
            from = i + 1;
        }
    }
    // "the Director General": an office of two words, no name behind one
    if d.is(noun.head, &["general"]) && noun.head > core.start && d.any(noun.head - 1, Tags::Role) {
        return tokens.clone();
    }
    // "Health Ministry", "Security Council": what heads it is a body, so nothing before it is an office
    if d.any(noun.head, body) || d.any(noun.head, Tags::Role | Tags::Title) {
        let large = core.clone().all(|i| is_name(i) || d.any(i, Tags::Nation));
        if large && d.any(noun.head, body) {
            from = core.start;
        } else if d.any(noun.head, Tags::Role | Tags::Title) {
            return tokens.clone();
        }
    }
    // "the Catholic Bishops’ Conference": whose it is belongs to the name
    let owners = noun.possessor.end.checked_sub(2).is_some_and(|i| {
        i >= noun.possessor.start
            && d.any(i, Tags::People | Tags::Role)
            && d.any(i, Tags::Known)
            && !d.any(i, Tags::Nation)
            && d.token(i).is_some_and(|t| t.case != Case::Lower)
    });
    if from == core.start && owners && !is_person(scene, noun) | (core.len() == 1 && d.any(core.start, Tags::Noun)) {
        return tokens.clone();
    }
    // "the Prime Minister's Office" is no office alone
    if from == core.start && (noun.possessor.is_empty() || core.len() == 1 && d.is(core.start, &["office"])) {
        // "The Harbour Board", "the WHO": with its article
        return tokens.clone();
    }
    // a lone nation or place before a body's name belongs to it; before a person's it does not
    while from + 2 < core.end && from > core.start && d.any(from, Tags::Nation) {
        from += 1;
    }
    from..tokens.end
}

/// "worldwide victim group Ending Abuse", "the charity Harvest of Hope": a word for a body, written small, stands before the
/// name at token `i`.
pub(super) fn body_before(scene: &Scene<'_>, i: usize) -> bool {
    let d = scene.d;
    let Some(before) = i.checked_sub(1) else { return false };
    let bodies = [
        "group",
        "charity",
        "company",
        "firm",
        "party",
        "organisation",
        "organization",
        "agency",
        "union",
        "network",
    ];
    d.is(before, &bodies) && d.token(before).is_some_and(|t| t.case == Case::Lower)
}
