//! The lists of this stage: given names, places, and what words say about gender.

use super::{
    firm::{closes_firm, is_firm_name},
    form::folded,
};
use crate::language::{Document, Tags};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Of a person, as far as names, titles and words for people tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Man,
    Woman,
}

static GIVEN: LazyLock<HashMap<String, Option<Gender>>> = LazyLock::new(|| {
    let mut given = HashMap::new();
    for line in include_str!("given.txt").lines() {
        let (gender, names) = match line.split_at_checked(2) {
            Some(("m ", names)) => (Some(Gender::Man), names),
            Some(("f ", names)) => (Some(Gender::Woman), names),
            Some(("b ", names)) => (None, names),
            _ => continue,
        };
        for name in names.split_whitespace() {
            // names are looked up as they stand in the text and without their accents
            given.entry(folded(name)).or_insert(gender);
            given.insert(name.to_owned(), gender);
        }
    }
    given
});

static PLACES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    include_str!("places.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .flat_map(|line| [line.to_owned(), folded(line)])
        .collect()
});

/// Whether this is somebody's given name (in small letters).
pub(super) fn is_given(name: &str) -> bool {
    bearers(name).is_some()
}

/// Whose given name this is (in small letters), unless men and women bear it.
pub(super) fn given(name: &str) -> Option<Gender> {
    bearers(name).flatten()
}

fn bearers(name: &str) -> Option<Option<Gender>> {
    GIVEN.get(name).copied().or_else(|| {
        let (first, _) = name.split_once('-')?;
        GIVEN.get(first).copied()
    })
}

/// A country or a capital (in small letters).
pub(super) fn is_place(name: &str) -> bool {
    PLACES.contains(name)
}

/// What a word for a person says: `spokeswoman`, `Mr.`, `king`.
pub(super) fn gender_of_word(word: &str) -> Option<Gender> {
    const MEN: &[&str] = &[
        "boy",
        "boyfriend",
        "brother",
        "dad",
        "duke",
        "emperor",
        "father",
        "gentleman",
        "grandfather",
        "guy",
        "husband",
        "king",
        "lord",
        "man",
        "monk",
        "mr",
        "mr.",
        "nephew",
        "pope",
        "priest",
        "prince",
        "sheikh",
        "sir",
        "son",
        "tsar",
        "uncle",
        "widower",
    ];
    const WOMEN: &[&str] = &[
        "actress",
        "aunt",
        "dame",
        "daughter",
        "duchess",
        "empress",
        "girl",
        "girlfriend",
        "grandmother",
        "lady",
        "miss",
        "mother",
        "mom",
        "mum",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "niece",
        "nun",
        "princess",
        "queen",
        "sister",
        "widow",
        "wife",
        "woman",
        "mme",
        "mme.",
        "madam",
    ];
    if WOMEN.contains(&word) || word.ends_with("woman") {
        Some(Gender::Woman)
    } else if MEN.contains(&word) || word.ends_with("sman") || word.ends_with("policeman") || word.ends_with("chairman")
    {
        Some(Gender::Man)
    } else {
        None
    }
}

/// One word for offices that news call by several: `spokeswoman` and `spokesman`, `Foreign Secretary` and `foreign minister`.
pub(super) fn office(word: &str) -> &str {
    match word {
        "spokesman" | "spokeswoman" | "spokesperson" => "spokesperson",
        "chairman" | "chairwoman" | "chairperson" | "chair" => "chair",
        "secretary" | "premier" | "minister" => "minister",
        "head" | "chief" | "boss" => "head",
        "policeman" | "policewoman" | "officer" => "officer",
        "congressman" | "congresswoman" | "senator" | "lawmaker" | "legislator" | "mp" | "parliamentarian" => {
            "lawmaker"
        }
        "attorney" | "lawyer" | "barrister" | "solicitor" => "lawyer",
        "academic" | "scholar" | "professor" | "lecturer" => "professor",
        "eyewitness" | "witness" => "witness",
        "pope" | "pontiff" => "pope",
        "king" | "queen" | "monarch" => "monarch",
        "surgeon" | "physician" | "doctor" => "doctor",
        other => other,
    }
}

/// The office that a title stands for: `Sen.` senator.
pub(super) fn rank(title: &str) -> Option<&'static str> {
    Some(match title.trim_end_matches('.') {
        "adm" => "admiral",
        "brig" => "brigadier",
        "capt" => "captain",
        "cllr" | "coun" => "councillor",
        "cmdr" => "commander",
        "col" => "colonel",
        "const" | "cst" | "pc" => "constable",
        "cpl" => "corporal",
        "det" => "detective",
        "dr" => "doctor",
        "gen" => "general",
        "gov" => "governor",
        "insp" => "inspector",
        "lt" => "lieutenant",
        "maj" => "major",
        "prof" => "professor",
        "rep" | "sen" => "senator",
        "sgt" => "sergeant",
        "supt" => "superintendent",
        _ => return None,
    })
}

/// A rank that stands before a name as a title does: `General`, `Vice Admiral`.
pub(super) fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "admiral"
            | "brigadier"
            | "captain"
            | "colonel"
            | "commodore"
            | "general"
            | "lieutenant"
            | "major"
            | "marshal"
            | "professor"
            | "rear"
            | "sergeant"
            | "vice"
    )
}

/// A noun that heads the name of a body in capitals though the lexicon does not say so.
const BODIES: &[&str] = &[
    "act",
    "administration",
    "airlines",
    "airways",
    "archive",
    "authorities",
    "borders",
    "bureau",
    "center",
    "centers",
    "centre",
    "channel",
    "church",
    "city",
    "co.",
    "corp",
    "corp.",
    "corps",
    "coalition",
    "command",
    "committee",
    "congress",
    "council",
    "court",
    "crescent",
    "cross",
    "defence",
    "defense",
    "department",
    "directorate",
    "embassy",
    "enforcement",
    "fire",
    "force",
    "forces",
    "foundation",
    "front",
    "fund",
    "group",
    "guard",
    "guards",
    "holdings",
    "hospital",
    "house",
    "inc",
    "inc.",
    "institute",
    "institution",
    "intelligence",
    "interior",
    "investigation",
    "kremlin",
    "league",
    "ltd",
    "ltd.",
    "management",
    "ministry",
    "mission",
    "motors",
    "movement",
    "museum",
    "nations",
    "navy",
    "network",
    "office",
    "organisation",
    "organization",
    "parliament",
    "party",
    "patrol",
    "police",
    "presidency",
    "productions",
    "program",
    "programme",
    "project",
    "security",
    "senate",
    "service",
    "services",
    "society",
    "state",
    "states",
    "station",
    "studios",
    "survey",
    "systems",
    "treasury",
    "tribunal",
    "trust",
    "union",
    "university",
    "watch",
    "works",
];

/// Movements and public bodies that go by a name which does not say what they are, in small letters.
const KNOWN: &[&str] = &[
    "ansarullah",
    "centcom",
    "daesh",
    "europol",
    "fatah",
    "frontex",
    "greenpeace",
    "hamas",
    "hezbollah",
    "hizbollah",
    "hizbullah",
    "interpol",
    "isil",
    "isis",
    "kremlin",
    "likud",
    "mossad",
    "oxfam",
    "pentagon",
    "roscosmos",
    "scotland yard",
    "taliban",
    "unesco",
    "unicef",
    "vatican",
    "wagner group",
    "al-qaeda",
    "al-shabaab",
    "boko haram",
    "islamic state",
    "white house",
    "downing street",
    "red cross",
];

/// A body that goes by a word which does not say what it is (in small letters): `hamas`.
pub(super) fn is_known_body(name: &str) -> bool {
    KNOWN.contains(&name) || is_firm_name(name)
}

/// The word at token `i` heads the name of a body, an outlet or a document: `Commission`, `Ministry`, `Times`.
pub(super) fn heads_body(d: &Document<'_>, i: usize) -> bool {
    d.any(i, Tags::Organization | Tags::Media | Tags::Document) || BODIES.contains(&d.word(i)) || closes_firm(d.word(i))
}
