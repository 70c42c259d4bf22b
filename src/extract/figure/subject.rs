//! The verb whose subject the counted phrase is: `ten people, police said, have died`.

use super::{
    clause::{Clauses, ItemKind as I},
    cue::{self, Human},
    frame::Found,
    predicate::{self, Said},
};
use crate::{claim::Effect, language::Tags};

/// What the walk to the right of a phrase comes to.
#[derive(Debug)]
pub(super) enum Walk {
    /// A verb that says what happened to it.
    Harm(Said, usize),
    /// A verb that says something else.
    Other,
    /// No verb.
    Nothing,
}

/// `ten people were killed`, `ten people, police said, have died`.
pub(super) fn subject(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    match walk(c, m) {
        Walk::Harm(said, verb) => Some(Found::new(said, Some(verb))),
        _ => None,
    }
}

/// Whether the phrase can only have a verb right behind it or in a relative clause: it is the object of a preposition or of
/// another verb.
fn is_governed(c: &Clauses<'_, '_>, place: usize) -> bool {
    let Some(before) = c.before(place) else { return false };
    match c.kind(before) {
        Some(I::Preposition) => true,
        Some(I::Verb) => c
            .verb(before)
            // "the court was told both had died"
            .is_some_and(|v| cue::roles(c.d, v.head) & cue::SPEECH == 0 || v.passive && !c.d.is(v.head, &["told"])),
        _ => false,
    }
}

/// From the phrase to the verb it is the subject of.
pub(super) fn walk(c: &Clauses<'_, '_>, m: usize) -> Walk {
    let mention = &c.mentions[m];
    walk_from(c, c.places[m], mention.human, mention.head)
}

/// From the item at `place`, a counted phrase or a noun group like `they`, to the verb it is the subject of.
pub(super) fn walk_from(c: &Clauses<'_, '_>, place: usize, human: Human, head: Option<usize>) -> Walk {
    let itself = c.items[place].kind;
    let governed = is_governed(c, place);
    let (mut relative, mut passed_participle, mut passed_finite) = (false, false, false);
    // "troops deployed to …": only if nothing else is said of them
    let mut deployed = None;
    let end = |passed: bool, deployed: Option<(Said, usize)>| match deployed {
        Some((said, verb)) => Walk::Harm(said, verb),
        None if passed => Walk::Other,
        None => Walk::Nothing,
    };
    let mut i = place + 1;
    let limit = c.items.len().min(place + 26);
    let mut previous = itself;
    while i < limit {
        let kind = c.items[i].kind;
        match kind {
            I::Adverb | I::Mark => {
                i += 1;
                continue;
            }
            I::Harm => {
                // "150 soldiers, 95 civilians and hundreds of rebels dead"
                if matches!(previous, I::Counted(_))
                    && !governed
                    && !passed_finite
                    && let Some(effect) = cue::adjective(c.d, c.items[i].tokens.start)
                {
                    return Walk::Harm((effect, c.items[i].tokens.clone()), i);
                }
            }
            // "…, said the mayor" says nothing of it
            I::Comma
                if c.verb(i + 1).is_some_and(|v| {
                    cue::roles(c.d, v.head) & cue::SPEECH != 0 && !v.passive && c.kind(i + 2) == Some(I::Noun)
                }) =>
            {
                return end(passed_finite, deployed);
            }
            // "…, police said."
            I::Comma if closing(c, i) => return end(passed_finite, deployed),
            I::Comma if aside(c, i) => {
                i += 4;
                previous = I::Comma;
                continue;
            }
            I::Comma | I::And | I::But => {
                // "swept away five children, who drowned"
                let who = kind == I::Comma
                    && c.items
                        .get(i + 1)
                        .is_some_and(|item| c.d.is(item.tokens.start, &["who"]));
                if governed && !relative && previous == itself && !who {
                    // "the graves of two sons, killed in the shelling"
                    if kind == I::Comma
                        && is_described(c, i + 1)
                        && let Some(said) = predicate::of_subject(c, i + 1, human, head)
                    {
                        return Walk::Harm(said, i + 1);
                    }
                    return Walk::Nothing;
                }
                // "two pilots ejected safely and one was killed": a new subject
                if passed_participle
                    && kind != I::Comma
                    && c.after(i).is_some_and(|n| {
                        matches!(c.kind(n), Some(I::Counted(_)))
                            && c.after(n).is_some_and(|v| c.kind(v) == Some(I::Verb))
                    })
                {
                    return end(true, deployed);
                }
                // said of the last one named
                let named = matches!(previous, I::Counted(_))
                    || c.head(i - 1)
                        .is_some_and(|h| c.d.any(h, Tags::People) && c.d.any(h, Tags::Plural));
                if (passed_finite || passed_participle)
                    && kind == I::Comma
                    && previous != itself
                    && named
                    && is_described(c, i + 1)
                {
                    return Walk::Other;
                }
                if passed_finite {
                    let next = c.after(i);
                    let verb = next.filter(|&n| c.verb(n).is_some_and(|v| v.finite));
                    let Some(verb) = verb else { return Walk::Other };
                    return match predicate::of_subject(c, verb, human, head) {
                        Some(said) => Walk::Harm(said, verb),
                        None => Walk::Other,
                    };
                }
                if kind == I::But && !c.d.is(c.items[i].tokens.start, &["or", "nor"]) {
                    return Walk::Nothing;
                }
            }
            I::Relative => {
                // "six men for smuggling 39 people who suffocated": said of the last ones named
                let others = matches!(previous, I::Counted(p) if previous != itself
                    && !c.mentions[p].part
                    && c.mentions[p].head.is_some()
                    && c.mentions[p].human == Human::Yes);
                if others {
                    return end(passed_finite || passed_participle, deployed);
                }
                // "where", "in which" lead somewhere else
                let who = c.d.is(c.items[i].tokens.start, &["who", "which", "whom"]) && previous != I::Preposition;
                if !who && !c.d.is(c.items[i].tokens.start, &["that"]) {
                    return if governed { Walk::Nothing } else { Walk::Other };
                }
                relative = true;
            }
            I::Subordinator => {
                if c.d.is(c.items[i].tokens.start, &["that"]) && matches!(previous, I::Counted(_) | I::Noun) {
                    relative = true;
                } else {
                    return Walk::Nothing;
                }
            }
            I::Preposition | I::Including | I::Open | I::Close => {}
            I::Break => {
                if !c.d.is_kind(c.items[i].tokens.start, crate::language::Kind::Dash) {
                    return Walk::Nothing;
                }
            }
            I::Noun | I::Counted(_) => {
                let allowed = matches!(
                    previous,
                    I::And | I::But | I::Comma | I::Preposition | I::Including | I::Open | I::Break | I::Verb | I::Relative
                ) || time_word(c, i)
                    // "on board the helicopter"
                    || i > 0 && c.head(i - 1).is_some_and(|h| c.d.is(h, &["board"]))
                    || matches!(previous, I::Counted(p) if previous != itself && c.mentions[p].part)
                    // "most of them teenagers"
                    || i > 0 && c.d.is(c.items[i - 1].tokens.start, &["them", "whom"]);
                if !allowed {
                    return Walk::Nothing;
                }
            }
            I::Verb => {
                let Some(verb) = c.verb(i) else { return Walk::Nothing };
                // "hundreds came to the funeral of a policeman killed there": said of the last one named
                let other = match previous {
                    I::Noun => c
                        .head(i - 1)
                        .is_some_and(|h| cue::human(c.d, h) == Human::Yes && !c.d.any(h, Tags::Time)),
                    I::Counted(p) => {
                        previous != itself
                            && c.mentions[p].head.is_some()
                            && !c.d.is(c.items[i - 2].tokens.start, &["among"])
                    }
                    _ => false,
                };
                let reduced = c.items[i].tokens.len() == 1
                    && c.d.any(verb.head, Tags::Participle)
                    && cue::harm(c.d, verb.head)
                        .next()
                        .is_some_and(|harm| harm.frame != cue::SUBJECT);
                if other && reduced && (passed_participle || passed_finite) && !relative {
                    previous = kind;
                    i += 1;
                    continue;
                }
                let said = predicate::of_subject(c, i, human, head);
                if verb.gerund || verb.infinitive {
                    passed_participle = true;
                } else if relative {
                    if let Some(said) = said {
                        return Walk::Harm(said, i);
                    }
                    relative = false;
                    passed_participle = true;
                } else if matches!(previous, I::And | I::But) && !passed_participle {
                    return Walk::Nothing;
                } else {
                    let bare = c.items[i].tokens.end == verb.head + 1
                        && c.items[i].tokens.len() == 1
                        && c.d.any(verb.head, Tags::Participle);
                    if governed && !(bare && previous == itself) {
                        return Walk::Nothing;
                    }
                    match said {
                        Some(said) if said.0 == Effect::Deployed && bare => deployed = deployed.or(Some((said, i))),
                        Some(said) => return Walk::Harm(said, i),
                        None => {}
                    }
                    // "a doctor said the woman was dead": the clause behind is about somebody else
                    let says = !verb.passive && cue::roles(c.d, verb.head) & cue::SPEECH != 0;
                    if passed_finite || says && predicate::has_object(c, i) {
                        return end(true, deployed);
                    }
                    // "…, a shopkeeper said."
                    let closes = says
                        && c.after(i)
                            .is_none_or(|n| matches!(c.kind(n), Some(I::Other | I::Comma | I::Break)));
                    if bare && !closes && !predicate::has_object(c, i) && !passed_participle {
                        passed_participle = true;
                    } else {
                        passed_finite = true;
                    }
                }
            }
            I::Other => return end(passed_finite, deployed),
        }
        previous = kind;
        i += 1;
    }
    end(passed_finite, deployed)
}

/// A bare participle of harm that says more of the phrase before it: `two sons, killed in the war`.
fn is_described(c: &Clauses<'_, '_>, at: usize) -> bool {
    c.verb(at).is_some_and(|v| {
        c.items[at].tokens.len() == 1
            && c.d.any(v.head, Tags::Participle)
            && !v.gerund
            && cue::harm(c.d, v.head).any(|h| h.frame & (cue::OBJECT | cue::PEOPLE) != 0)
            && !predicate::has_object(c, at)
            && c.kind(at + 1) == Some(I::Preposition)
    })
}

/// `, police said,`
fn aside(c: &Clauses<'_, '_>, comma: usize) -> bool {
    c.kind(comma + 1) == Some(I::Noun)
        && c.verb(comma + 2)
            .is_some_and(|v| cue::roles(c.d, v.head) & cue::SPEECH != 0)
        && c.kind(comma + 3) == Some(I::Comma)
}

/// `, police said`, `, local officials told reporters`: who says what came before.
fn closing(c: &Clauses<'_, '_>, comma: usize) -> bool {
    if !matches!(c.kind(comma + 1), Some(I::Noun | I::Counted(_))) {
        return false;
    }
    // "officials of the ministry said"
    let verb = match c.kind(comma + 2) {
        Some(I::Preposition) if c.kind(comma + 3) == Some(I::Noun) => comma + 4,
        _ => comma + 2,
    };
    let says = c
        .verb(verb)
        .is_some_and(|v| cue::roles(c.d, v.head) & cue::SPEECH != 0 && !v.passive);
    let ends = |i: Option<usize>| i.is_none_or(|i| c.kind(i) == Some(I::Other) && i + 2 >= c.items.len());
    let next = c.after(verb);
    let told = next
        .filter(|&i| c.kind(i) == Some(I::Noun) && c.verb(verb).is_some_and(|v| c.d.is(v.head, &["told", "tells"])));
    says && (ends(next)
        || told.is_some_and(|i| {
            let behind = c.after(i);
            ends(behind) || behind.is_some_and(|i| matches!(c.kind(i), Some(I::Preposition | I::Comma)))
        }))
}

fn time_word(c: &Clauses<'_, '_>, i: usize) -> bool {
    c.head(i)
        .is_some_and(|h| c.d.any(h, Tags::Time | Tags::Weekday | Tags::Month))
}
