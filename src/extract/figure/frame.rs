//! Which effect a counted phrase met with: a table of rules, the most certain first.

use super::{
    clause::{Clauses, ItemKind as I},
    counted, lost, noun, object,
    predicate::Said,
    result, subject, toll,
};
use crate::{
    claim::{Change, Effect},
    extract::rule::{Rule, rule},
    language::{Kind, Tags},
};
use std::ops::Range;

/// What a rule found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) effect: Effect,
    /// The words that say so.
    pub(super) trigger: Vec<Range<usize>>,
    /// The item of the verb that says it, or leads to it.
    pub(super) verb: Option<usize>,
    pub(super) change: Option<Change>,
    /// The mention (of the same sentence) that it is a part of.
    pub(super) part_of: Option<usize>,
    /// A group that stands elsewhere: "four of whom were [dock workers]".
    pub(super) group: Option<Range<usize>>,
    pub(super) rule: &'static str,
}

impl Found {
    pub(super) fn new(said: Said, verb: Option<usize>) -> Found {
        Found {
            effect: said.0,
            trigger: vec![said.1],
            verb,
            change: None,
            part_of: None,
            group: None,
            rule: "",
        }
    }
}

type Find = fn(&Clauses<'_, '_>, usize) -> Option<Found>;

/// The rules that need nothing but the sentence, in order.
#[rustfmt::skip]
pub(super) const RULES: &[(Rule, Find)] = &[
    (rule("lives-taken", "lives that are lost, claimed, taken", "The fire claimed **20** lives."), noun::lives),
    (rule("effect-counted", "a number of deaths, wounded, bodies", "Officials confirmed **seven** deaths."), noun::effect_counted),
    (rule("held-captive", "people taken or held hostage, prisoner, in custody", "The rebels took **12** villagers hostage."), object::hostages),
    (rule("result-behind", "what became of them stands right behind", "Rescuers found **five** people dead."), result::result_behind),
    (rule("left-behind", "left … dead, wounded, homeless", "The raid left **61** migrants, including children, dead."), result::left),
    (rule("among-the-dead", "who the dead, the wounded were", "Among the dead were **three** nurses."), noun::among),
    (rule("who-the-harmed-are", "who the dead, the wounded are, behind a comma or dash", "The injured pupils, **three** girls and a boy, are in hospital."), noun::apposed),
    (rule("object-of-verb", "whom a verb of harm is done to", "The blast killed **ten** people."), object::object),
    (rule("forced-to", "who is made to leave", "The flood forced **900** people to leave their homes."), object::forced),
    (rule("led-to", "who is put in jail, brought to safety, treated for wounds", "The raids put **40** men behind bars."), object::led_to),
    (rule("listed-as", "who is listed as missing or dead", "The army lists **700** soldiers as missing."), object::listed_as),
    (rule("with-injuries", "people with wounds, in a grave condition", "Doctors saw **13** pupils with minor injuries."), noun::with_injuries),
    (rule("deaths-of", "a noun of harm and whom it is done to", "The murder of **ten** miners shocked the town."), noun::of_noun),
    (rule("whereabouts", "whose whereabouts or fate are unknown", "The whereabouts of **eight** sailors are unknown."), lost::whereabouts),
    (rule("searched-for", "whom rescuers search for", "Rescuers are searching for **six** other miners."), lost::searched_for),
    (rule("toll", "a toll, or the number of the dead, and what it comes to", "The death toll has risen to **71**."), toll::toll),
    (rule("subject-of-verb", "who died, was killed, went missing", "**Ten** people, police said, have died."), subject::subject),
    (rule("aboard", "who is in a ship or plane that is missing", "A trawler with **nine** men aboard is missing."), lost::aboard),
    (rule("refugees", "refugees who fled or are taken in", "The camp houses **80,000** refugees."), noun::refugees),
    (rule("asked-for", "forces that somebody asks for", "The general asked for **500** more soldiers."), object::asked_for),
    (rule("whom", "the object of a clause behind it", "The **17** nurses the gang kidnapped are alive."), object::whom),
    (rule("named-by-group", "dead, wounded, detained as part of who they are", "He spoke to **four** detained teachers."), noun::named),
];

/// The effect of mention `m` by the first rule that has one.
pub(super) fn find(c: &Clauses<'_, '_>, m: usize) -> Option<Found> {
    if !counted::may_count(c, m) {
        return None;
    }
    let found = RULES.iter().find_map(|(rule, find)| {
        let mut found = find(c, m)?;
        found.rule = rule.name;
        Some(found)
    })?;
    // "the remains of 15 men shot in 1936", "the death of a man shot by police"
    if found.effect == Effect::Injured
        && let Some(died) = noun::of_noun(c, m).filter(|died| died.effect == Effect::Killed)
    {
        return Some(Found {
            rule: "deaths-of",
            ..died
        });
    }
    // "lost 300 men, dead and wounded"
    if found.effect == Effect::Killed
        && let Some(both) = dead_and_wounded(c, m)
    {
        let mut found = found;
        found.effect = Effect::Casualties;
        found.trigger.push(both);
        return Some(found);
    }
    // "25 wounded people who were evacuated": what they are says more than where they went
    if found.effect == Effect::Deployed && (counted::to_the_scene(c, m, &found) || counted::to_hospital(c, m)) {
        return None;
    }
    if !c.mentions[m].counts_effect && counted::is_share(c, m) {
        return None;
    }
    // "five of the injured later died": what became of them says more than what they are called
    if found.rule == "effect-counted"
        && c.mentions[m].part
        && found.effect != Effect::Killed
        && let Some(died) = subject::subject(c, m).filter(|died| died.effect == Effect::Killed)
    {
        return Some(Found {
            rule: "subject-of-verb",
            ..died
        });
    }
    let own = c.mentions[m]
        .own
        .filter(|(own, _)| matches!(own, Effect::Killed | Effect::Injured));
    match own {
        Some((own, word)) if matches!(found.effect, Effect::Displaced | Effect::Deployed | Effect::Detained) => {
            Some(Found {
                rule: "named-by-group",
                ..Found::new((own, word..word + 1), found.verb)
            })
        }
        _ => Some(found),
    }
}

/// `dead and wounded` behind a phrase, which closes there: the number is that of both.
fn dead_and_wounded(c: &Clauses<'_, '_>, m: usize) -> Option<Range<usize>> {
    let d = c.d;
    let behind = c.mentions[m].tokens.end;
    let start = behind + usize::from(d.is_kind(behind, Kind::Comma) || d.is_kind(behind, Kind::Dash));
    let dead = |i: usize| d.is(i, &["dead", "killed"]);
    let wounded = |i: usize| d.is(i, &["wounded", "injured"]);
    let both = dead(start) && wounded(start + 2) || wounded(start) && dead(start + 2);
    let closes = matches!(
        d.kind(start + 3),
        None | Some(Kind::Comma | Kind::Stop | Kind::Semicolon)
    ) || d.any(start + 3, Tags::Preposition);
    (both && d.is(start + 1, &["and", "or"]) && closes && c.sentence.contains(&(start + 2))).then_some(start..start + 3)
}

/// The verb next to a phrase: behind it, or before it.
pub(super) fn nearest_verb(c: &Clauses<'_, '_>, place: usize) -> Option<usize> {
    let behind = c.after(place).filter(|&i| c.kind(i) == Some(I::Verb));
    let before = c.before(place).filter(|&i| c.kind(i) == Some(I::Verb));
    behind.or(before).or_else(|| {
        let preposition = c.before(place).filter(|&i| c.kind(i) == Some(I::Preposition))?;
        c.before(preposition).filter(|&i| c.kind(i) == Some(I::Verb))
    })
}
