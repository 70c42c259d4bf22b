//! What is reported with less than a clause: infinitives, gerunds, questions; and numbers as the object of a cue.

use super::{Context, Found, reported::second};
use crate::{
    extract::statement::{
        capable,
        clause::Follows,
        cue::Form,
        extent::{clause_end, trim},
        finite::{has_clause, object_to},
        lexicon::Frames,
    },
    language::{NounGroup, Tags},
};

/// `X promised to A`, `X urged Y to A`
pub(super) fn infinitive(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if cue.form == Form::Passive || cue.form == Form::Phrase {
        return None;
    }
    // "With the union encouraging members to vote": a policy, nothing that is said at a time
    if cue.entry.base == "encourage" && !scene.d.any(cue.verb, Tags::Past | Tags::VerbS) {
        return None;
    }
    let source = c.source()?;
    let finish = |start: usize, cue_end: usize| {
        let end = clause_end(scene, unit, start, cue);
        let mut found = c.clause(vec![trim(scene, start..end)], Some(source.clone()))?;
        found.cue.end = cue_end;
        Some(found)
    };
    let base_end = cue.verb + 1 + cue.entry.tail.len();
    match c.follows() {
        Follows::To(_) if cue.listener.is_some() && cue.has(Frames::ObjectTo) => finish(cue.listener?, base_end),
        Follows::To(start) if cue.has(Frames::To) && cue.listener.is_none() => finish(start, base_end),
        // "wrote to the guild asking to see its books", not "asking not to be named"
        Follows::To(start)
            if cue.entry.base == "ask"
                && cue.form == Form::Gerund
                && scene.d.is(start, &["to"])
                && !scene.d.is(start + 1, &["be", "remain", "stay"]) =>
        {
            finish(start, base_end)
        }
        _ if cue.has(Frames::ObjectTo) && cue.listener.is_none() => {
            let start = base_end;
            let marked = scene.d.any(start, Tags::Determiner) && scene.opens(start + 1).is_some();
            let opens = marked
                || scene.opens(start).is_some()
                || scene.noun_at(start).is_some_and(|(_, n)| c.asks_of(start, n));
            (opens && object_to(scene, start, unit.tokens.end)).then(|| finish(start, base_end))?
        }
        _ => None,
    }
}

impl Context<'_, '_> {
    /// Who can be asked to do something: "asked for the talks to be moved", not "asked for leave to appeal".
    fn asks_of(&self, start: usize, noun: &NounGroup) -> bool {
        let (d, cue) = (self.scene.d, self.cue());
        let thing = !noun.pronoun
            && !noun.name
            && !d.any(noun.head, Tags::People | Tags::Role | Tags::Organization | Tags::Nation);
        // "called for taxes to be cut"
        let done = || {
            (start..start + 12)
                .find_map(|i| self.scene.verb_at(i))
                .is_some_and(|(_, v)| v.infinitive && v.passive)
        };
        cue.entry.tail != ["for"] || !thing || d.is(noun.determiner.start, &["the", "its"]) || done()
    }
}

/// `X asked whether A`
pub(super) fn question(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let Follows::Whether(start) = c.follows() else {
        return None;
    };
    let source = c.source()?;
    let end = clause_end(scene, unit, start, cue);
    if !has_clause(scene, start + 1..end, true) {
        return None;
    }
    let mut found = c.clause(vec![trim(scene, start..end)], Some(source))?;
    second(c, &mut found, end);
    Some(found)
}

/// `X denied A-ing`
pub(super) fn gerund(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let Follows::Ing(start) = c.follows() else {
        return None;
    };
    if !cue.has(Frames::Ing) || start > cue.rest + 3 || cue.form == Form::Passive {
        return None;
    }
    let source = c.source()?;
    let end = clause_end(scene, unit, start, cue);
    c.clause(vec![trim(scene, start..end)], Some(source))
}

/// `X confirmed 12 deaths`: no quote, but whose the number is.
pub(super) fn noun_object(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if !cue.has(Frames::Noun) {
        return None;
    }
    let d = scene.d;
    let source = c.source().filter(|m| capable::can_state(scene, m))?;
    // "raised the toll to 12", but not "raised 12 children"; quakes and places raise tolls and say nothing
    if ["raise", "increase", "revise", "update", "give", "set", "place"].contains(&cue.entry.base) {
        let toll = (cue.rest..cue.rest + 6).any(|i| d.is(i, &["toll", "tally", "count", "number", "estimate"]));
        let speaks = Tags::Organization | Tags::Media | Tags::Role | Tags::Document | Tags::People;
        let who = d.any(source.head, speaks);
        if !toll || !who || cue.form == Form::Passive {
            return None;
        }
    }
    if cue.form == Form::Passive {
        // "12 deaths were confirmed by the ministry"
        let from = c.own().from.max(unit.tokens.start);
        return c.found(None, vec![trim(scene, from..cue.start)], Some(source));
    }
    let start = cue.rest;
    let end = clause_end(scene, unit, start, cue);
    if cue.entry.base == "put" && !(start..end.min(start + 16)).any(|i| d.is(i, &["at"])) {
        return None;
    }
    let content = trim(scene, start..end);
    (content.start..content.end)
        .any(|i| d.any(i, Tags::Number | Tags::Determiner))
        .then(|| c.found(None, vec![content], Some(source)))?
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn less_than_a_clause() {
        for (raw, expected) in [
            (
                "The general thanked them and promised not to forget it.",
                "indirect: not to forget it | The general | promised",
            ),
            (
                "Police urged residents to stay indoors.",
                "indirect: residents to stay indoors | Police | urged",
            ),
            (
                "Police told residents to stay indoors.",
                "indirect: residents to stay indoors | Police | told",
            ),
            (
                "Nour vowed to act and left the room.",
                "indirect: to act | Nour | vowed",
            ),
            (
                "The guard denied killing her.",
                "indirect: killing her | The guard | denied",
            ),
            (
                "Reporters asked whether he would resign.",
                "indirect: whether he would resign | Reporters | asked",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }

    #[test]
    fn not_these() {
        for raw in [
            "Nour agreed to act.",
            "Residents were told to stay indoors.",
            "The council denied funding for the wall.",
            "The ministry denied rumours of a coup.",
        ] {
            no_quote(raw);
        }
    }

    #[test]
    fn numbers_have_a_source_without_a_quote() {
        for (raw, expected) in [
            (
                "The ministry confirmed 12 deaths.",
                "none: 12 deaths | The ministry | confirmed",
            ),
            (
                "State television, citing police, reported 12 deaths.",
                "none: 12 deaths | State television | reported | police",
            ),
            (
                "The ministry raised the toll to 40.",
                "none: the toll to 40 | The ministry | raised",
            ),
            (
                "The opposition put the toll at 40.",
                "none: the toll at 40 | The opposition | put",
            ),
            (
                "Putting the toll at 70, the agency asked for help.",
                "none: the toll at 70 | the agency | Putting",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }
}
