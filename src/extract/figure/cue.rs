//! The lists: which words say what happened to people, and which verbs lead to them.

use crate::{
    claim::Effect,
    language::{
        Case, Document, Tags,
        lexicon::{self, Hasher},
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// A set of marks.
pub(super) type Bits = u32;

/// The object of the verb is who it happens to.
pub(super) const OBJECT: Bits = 1;
/// The subject is.
pub(super) const SUBJECT: Bits = 1 << 1;
/// The object is, if it names human beings.
pub(super) const PEOPLE: Bits = 1 << 2;
/// The object is, but only a noun that names human beings, no bare number.
pub(super) const NAMED: Bits = 1 << 11;
/// Parts that verbs play, see `roles.txt`.
pub(super) const LINK: Bits = 1 << 3;
pub(super) const TOLL: Bits = 1 << 4;
pub(super) const SPEECH: Bits = 1 << 5;
pub(super) const UNREAL: Bits = 1 << 6;
pub(super) const DENY: Bits = 1 << 7;
pub(super) const LIGHT: Bits = 1 << 8;
pub(super) const HOLD: Bits = 1 << 9;
pub(super) const FLIGHT: Bits = 1 << 10;

const ROLES: &[(&str, Bits)] = &[
    ("link", LINK),
    ("toll", TOLL),
    ("speech", SPEECH),
    ("unreal", UNREAL),
    ("deny", DENY),
    ("light", LIGHT),
    ("hold", HOLD),
    ("flight", FLIGHT),
];

/// A verb that says what happened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Harm {
    pub(super) effect: Effect,
    pub(super) frame: Bits,
    /// Must follow the verb: `down`.
    pub(super) particle: Option<&'static str>,
}

/// How a noun counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    /// `ten deaths`, `deaths of ten`
    Effects,
    /// `the murder of ten`
    Events,
    /// `ten bodies`
    Group,
}

#[derive(Default)]
struct Cues {
    verbs: HashMap<String, Vec<Harm>, Hasher>,
    roles: HashMap<String, Bits, Hasher>,
    nouns: HashMap<String, (Effect, Counts), Hasher>,
    adjectives: HashMap<&'static str, Effect, Hasher>,
    people: HashSet<(&'static str, &'static str), Hasher>,
}

static CUES: LazyLock<Cues> = LazyLock::new(Cues::read);

/// The lines of a list that say something, each with the head of its section.
fn lines(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    list.lines().map(str::trim).filter_map(move |line| {
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        if let Some(head) = line.strip_prefix('[') {
            section = head.trim_end_matches(']');
            return None;
        }
        Some((section, line))
    })
}

impl Cues {
    fn read() -> Cues {
        let mut cues = Cues::default();
        for (section, line) in lines(include_str!("harm.txt")) {
            let mut head = section.split_whitespace();
            let (Some(part), Some(Ok(effect))) = (head.next(), head.next().map(str::parse::<Effect>)) else {
                continue;
            };
            let (words, particle) = match line.split_once(" + ") {
                Some((words, particle)) => (words, Some(particle)),
                None => (line, None),
            };
            let mut forms = words.split_whitespace();
            let Some(base) = forms.next() else { continue };
            match part {
                "verb" => {
                    let frame = match head.next() {
                        Some("subject") => SUBJECT,
                        Some("people") => PEOPLE,
                        Some("named") => NAMED,
                        _ => OBJECT,
                    };
                    let harm = Harm {
                        effect,
                        frame,
                        particle,
                    };
                    let mut all: Vec<String> = lexicon::verb_forms(words).into_iter().flatten().collect();
                    all.sort();
                    all.dedup();
                    for form in all {
                        cues.verbs.entry(form).or_default().push(harm);
                    }
                }
                "noun" => {
                    let counts = match head.next() {
                        Some("of") => Counts::Events,
                        Some("group") => Counts::Group,
                        _ => Counts::Effects,
                    };
                    cues.nouns.insert(base.to_owned(), (effect, counts));
                    match forms.next() {
                        Some("=") => {}
                        Some(plural) => drop(cues.nouns.insert(plural.to_owned(), (effect, counts))),
                        None => drop(cues.nouns.insert(lexicon::plural(base), (effect, counts))),
                    }
                }
                _ => drop(cues.adjectives.insert(base, effect)),
            }
        }
        for (section, line) in lines(include_str!("roles.txt")) {
            let Some((_, bit)) = ROLES.iter().find(|(name, _)| *name == section) else {
                continue;
            };
            for form in lexicon::verb_forms(line).into_iter().flatten() {
                *cues.roles.entry(form).or_default() |= bit;
            }
        }
        for form in ["is", "are", "am", "'s", "'re", "were", "being"] {
            *cues.roles.entry(form.to_owned()).or_default() |= LINK | TOLL;
        }
        *cues.roles.entry("has".to_owned()).or_default() |= LIGHT;
        *cues.roles.entry("having".to_owned()).or_default() |= LIGHT;
        for (section, line) in lines(include_str!("people.txt")) {
            cues.people.insert((section, line));
        }
        cues
    }
}

/// What the verb `head` can do to people, its particle looked for behind it.
pub(super) fn harm<'a>(d: &'a Document<'_>, head: usize) -> impl Iterator<Item = Harm> + 'a {
    CUES.verbs
        .get(d.word(head))
        .into_iter()
        .flatten()
        .copied()
        .filter(move |harm| harm.particle.is_none_or(|p| d.word(head + 1) == p))
}

/// Whether the verb `head` is one that can go on with "to death", whatever stands between.
pub(super) fn can_be_to_death(d: &Document<'_>, head: usize) -> bool {
    CUES.verbs
        .get(d.word(head))
        .is_some_and(|list| list.iter().any(|harm| harm.particle == Some("to")))
}

/// The parts the verb `head` can play.
pub(super) fn roles(d: &Document<'_>, head: usize) -> Bits {
    CUES.roles.get(d.word(head)).copied().unwrap_or_default()
}

/// What the noun counts, if it is one of harm.
pub(super) fn noun(d: &Document<'_>, i: usize) -> Option<(Effect, Counts)> {
    // "the Grateful Dead": a name says nothing of the kind
    CUES.nouns.get(d.word(i)).copied().filter(|_| !d.any(i, Tags::Name))
}

/// What the adjective says, if it is one of harm.
pub(super) fn adjective(d: &Document<'_>, i: usize) -> Option<Effect> {
    let effect = CUES.adjectives.get(d.word(i)).copied()?;
    // "Mia was there": the army's initials are in capitals
    let initials = d.is(i, &["kia", "wia", "mia", "ekia"]);
    (!initials || d.token(i).is_some_and(|t| t.case == Case::Upper)).then_some(effect)
}

/// Whether the list `people.txt` has the word in that section.
pub(super) fn is_listed(d: &Document<'_>, i: usize, section: &str) -> bool {
    CUES.people.contains(&(section, d.word(i)))
}

/// An unknown plural whose ending says that it is no human being: `infections`.
fn is_abstract(word: &str) -> bool {
    [
        "tions", "sions", "ments", "ances", "ences", "ities", "ships", "nesses", "ings", "isms", "ures", "ages",
        "phones", "craft",
    ]
    .iter()
    .any(|end| word.ends_with(end))
}

/// How surely a word names human beings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Human {
    /// A thing, an animal, a place.
    No,
    /// Unknown to the lists.
    Maybe,
    /// It does.
    Yes,
}

/// Whether the noun `i` names human beings.
pub(super) fn human(d: &Document<'_>, i: usize) -> Human {
    let tags = d.tags(i);
    if crate::extract::number::is_age(d, i) {
        return Human::Yes;
    }
    // "four battalions": how many people is not said
    let units = [
        "battalions",
        "brigades",
        "regiments",
        "platoons",
        "squads",
        "squadrons",
        "divisions",
        "units",
        "teams",
    ];
    if is_listed(d, i, "animals") || units.contains(&d.word(i)) {
        Human::No
    } else if tags.any(Tags::People | Tags::Family | Tags::Role | Tags::Nation)
        || is_listed(d, i, "people")
        || is_listed(d, i, "forces")
    {
        Human::Yes
    } else if tags.any(Tags::Guess) || tags.any(Tags::Name) && !tags.any(Tags::Measure | Tags::Month | Tags::Weekday) {
        Human::Maybe
    } else if !tags.any(Tags::Known) && tags.any(Tags::Plural) && !is_abstract(d.word(i)) {
        // an unknown plural: "Houthis", "Rohingyas", "vapers"
        Human::Maybe
    } else {
        Human::No
    }
}
