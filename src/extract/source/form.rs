//! The form of a name: where it begins and ends among the words around it, and what its words are.

use super::{
    firm::calls_firm,
    is_outlet,
    wordlist::{heads_body, is_given, is_place},
};
use crate::{
    extract::fields,
    language::{Case, Document, Kind, NounGroup, PARTICLES, Tags, lexicon},
};
use std::ops::Range;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// What stands only in names of persons: `Haitham bin Tariq`, `Ursula von der Leyen`.
pub(super) fn of_person(d: &Document<'_>, name: &Range<usize>) -> bool {
    // "Park Ji-sung": the second part of a given name is written small
    if name.len() == 2 && of_two_parts(d, name.end - 1) {
        return true;
    }
    (name.start + 1..name.end.saturating_sub(1))
        .any(|i| d.is(i, &["bin", "bint", "binti", "ibn", "ould", "von", "van", "abu", "ben"]))
}

/// A given name as Korean and Chinese names have it: `Ji-sung`.
fn of_two_parts(d: &Document<'_>, i: usize) -> bool {
    d.words(i..i + 1).split_once('-').is_some_and(|(first, second)| {
        first.len() <= 6
            && first.starts_with(char::is_uppercase)
            && (2..=6).contains(&second.len())
            && second.chars().all(char::is_lowercase)
            && !d.any(i, Tags::Known)
    })
}

/// In the word lists, as few names are.
pub(super) fn common_word(word: &str) -> bool {
    lexicon::look_up(word).any(Tags::Known)
}

/// In the word lists as a verb.
pub(super) fn common_verb(word: &str) -> bool {
    lexicon::look_up(word).all(Tags::Known) && lexicon::look_up(word).any(Tags::VERB)
}

/// The group ends in a name: not in a nation's adjective, a day or a word for an office ("the President").
pub(super) fn is_name(d: &Document<'_>, noun: &NounGroup) -> bool {
    let head = noun.head;
    let large = d
        .token(head)
        .is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower);
    // "the President", "Vice President", but "Ginger Baker", "Hunter said"
    let called = noun.core.len() > 1 && d.any(head - 1, Tags::Name) && !d.any(head - 1, Tags::Known);
    let alone = called || noun.core.len() == 1 && noun.determiner.is_empty() && noun.possessor.is_empty();
    let trade = alone && !d.any(head, Tags::Role | Tags::Title | Tags::Plural);
    // "Tide Valley Police"
    let force = noun.core.len() > 1 && d.is(head, &["police"]);
    let office = d.any(head, Tags::Role | Tags::People | Tags::Title)
        && !trade
        && !force
        && d.any(head, Tags::Known)
        && noun.core.clone().all(|i| !is_given(d.word(i)));
    noun.name && large && !office && !noun.pronoun && !d.any(head, Tags::Weekday | Tags::Month)
}

/// The words that count in a name: no articles, genitives, joining words' case.
pub(super) fn key(d: &Document<'_>, name: Range<usize>) -> Vec<String> {
    name.filter(|&i| {
        !d.any(i, Tags::Genitive) && !d.is(i, &["the", "'", "’", "'s"]) && d.is_kind(i, Kind::Word)
            || d.is_kind(i, Kind::Number)
    })
    .take(LONGEST)
    .map(|i| folded(d.word(i)))
    .collect()
}

/// A word of a name without its accents: the text may write `Doğan` here and `Dogan` there.
pub(super) fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'ı' => 'i',
            'ł' => 'l',
            'ø' => 'o',
            'đ' => 'd',
            '’' => '\'',
            c => c,
        })
        .collect()
}

/// Two spellings of one name in other letters: `Namea` and `Namee`, `Orlenky` and `Orlenkyy`. They begin alike and differ
/// in one letter, which is a vowel, a doubled letter or a `y`; short names differ too easily.
pub(super) fn respelled(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (long, short) = if a.len() >= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 5 || long.len() - short.len() > 1 || long[..2] != short[..2] {
        return false;
    }
    let same = long.iter().zip(short).take_while(|(x, y)| x == y).count();
    if same == long.len() {
        return false;
    }
    let soft = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h');
    if long.len() == short.len() {
        return soft(long[same]) && soft(short[same]) && long[same + 1..] == short[same + 1..];
    }
    (soft(long[same]) || long[same - 1] == long[same]) && long[same + 1..] == short[same..]
}

/// Words that news use for the same people in turn.
const SAME_PEOPLE: &[&[&str]] = &[
    &[
        "academics",
        "authors",
        "biologists",
        "experts",
        "physicists",
        "researchers",
        "scholars",
        "scientists",
    ],
    &["activists", "demonstrators", "protesters", "protestors"],
    &["attorneys", "lawyers", "solicitors"],
    &[
        "congressmen",
        "deputies",
        "lawmakers",
        "legislators",
        "mps",
        "parliamentarians",
        "representatives",
        "senators",
    ],
    &["cops", "officers", "police", "policemen"],
    &["doctors", "medics", "physicians", "surgeons"],
    &["fighters", "guerrillas", "gunmen", "insurgents", "militants", "rebels"],
    &["firefighters", "firemen"],
    &["locals", "residents", "villagers"],
];

/// The words for the same people as `word`, itself among them.
pub(super) fn same_people(word: &str) -> impl Iterator<Item = &str> {
    let others = SAME_PEOPLE
        .iter()
        .find(|list| list.contains(&word))
        .copied()
        .unwrap_or_default();
    std::iter::once(word).chain(others.iter().copied().filter(move |w| *w != word))
}

/// The same word, or one that stands for the same people: `researchers` and `scientists`.
pub(super) fn one_of(a: &str, b: &str) -> bool {
    a == b
        || SAME_PEOPLE.iter().any(|list| list.contains(&a) && list.contains(&b))
        || is_science(a) && is_scientists(b)
        || is_science(b) && is_scientists(a)
}

/// Words for those who study something, whatever it is.
pub(super) fn is_scientists(word: &str) -> bool {
    matches!(
        word,
        "academics" | "authors" | "experts" | "researchers" | "scholars" | "scientists"
    )
}

/// A word for those of one science: `archaeologists`, `astronomers`.
pub(super) fn is_science(word: &str) -> bool {
    ["ologists", "nomers", "physicists", "chemists", "biologists", "graphers"]
        .iter()
        .any(|end| word.ends_with(end))
        && word != "photographers"
}

/// Letters behind a name that are none of it: `Mila Moss QC`.
pub(super) fn honours(d: &Document<'_>, i: usize) -> bool {
    d.token(i).is_some_and(|t| t.case != Case::Lower)
        && d.is(
            i,
            &[
                "qc", "kc", "sc", "mp", "msp", "mep", "mla", "mna", "obe", "mbe", "cbe", "kbe", "dbe", "frs", "phd",
                "md", "esq", "esq.",
            ],
        )
}

/// Joined by a small word: `Ministry of Defence`.
pub(super) fn joins(d: &Document<'_>, name: &Range<usize>) -> bool {
    name.clone()
        .any(|i| d.is(i, &["of", "for", "and", "on", "&"]) || i > name.start && in_town(d, i))
}

/// The `in` of `the Ostran Embassy in Vesper`.
fn in_town(d: &Document<'_>, i: usize) -> bool {
    d.is(i, &["in"]) && i > 0 && d.is(i - 1, &["embassy", "consulate"])
}

/// Where the name begins if its owner is named before it: `South Ostra’s Central Harbour Commission`.
pub(super) fn owner(d: &Document<'_>, noun: &NounGroup) -> Option<usize> {
    let possessor = noun.possessor.clone();
    let mut start = possessor.start;
    while start < possessor.end && d.any(start, Tags::Determiner) {
        start += 1;
    }
    let last = possessor.end.checked_sub(2)?;
    let named = (start..=last).all(|i| d.any(i, Tags::Name | Tags::Nation));
    (start < possessor.end && (named || of_people(d, noun))).then_some(start)
}

/// A body named for its people: `Women’s March`, `the Anglers’ Conference`.
pub(super) fn of_people(d: &Document<'_>, noun: &NounGroup) -> bool {
    let large = |i: usize| d.token(i).is_some_and(|t| t.case == Case::Capital);
    noun.possessor.end.checked_sub(2).is_some_and(|last| {
        last >= noun.possessor.start
            && large(last)
            && d.any(last, Tags::People | Tags::Role)
            && d.any(last, Tags::Plural)
            && !d.any(last, Tags::Nation | Tags::Organization)
            && !d.is(last, &["police", "others"])
            && noun.core.clone().all(large)
    })
}

/// The name that begins in group `g` with what joins on to it, and the group behind: `Office` `for` `Harbour Safety` `and` `Salvage`.
pub(super) fn extended(d: &Document<'_>, g: usize, noun: &NounGroup) -> (Range<usize>, usize) {
    let mut name = noun.core.clone();
    let mut next = g + 1;
    let mut of = false;
    while let Some(group) = d.groups.get(next) {
        let Some(other) = group.noun().filter(|n| n.name && n.possessor.is_empty()) else {
            break;
        };
        let gap = name.end..other.core.start;
        if gap.is_empty() || gap.len() > 2 || d.sentence_of(gap.start) != d.sentence_of(other.core.start) {
            break;
        }
        let large = other.core.clone().all(|i| {
            d.token(i)
                .is_some_and(|t| t.case != Case::Lower || t.kind == Kind::Number)
        });
        let article = gap.len() == 2 && d.is(gap.start + 1, &["the"]) || gap.len() == 1;
        // "House member Ivo Brandt of Ostra": a person's name, whatever stands before it
        let person = name.clone().any(|i| is_given(d.word(i))) && !heads_body(d, name.end - 1);
        let heads = !person && (name.clone().any(|i| heads_body(d, i)) || of_people(d, noun));
        // "Institute of Tides, River Control and Research"
        if heads
            && gap.len() == 1
            && d.is(gap.start, &["of", "for"])
            && let Some(end) = fields::list(d, other.core.start)
            && end - name.start <= LONGEST
        {
            name.end = end;
            next += 1;
            while d.groups.get(next).is_some_and(|g| g.tokens.end <= end) {
                next += 1;
            }
            break;
        }
        // "Speaker of the House Mila Moss" names two
        if other.core.clone().any(|i| is_given(d.word(i))) {
            break;
        }
        let joined = match d.word(gap.start) {
            // "Dale & Orley"
            "&" => gap.len() == 1 && !person,
            // "ABC of Ostra"
            "of" if gap.len() == 1 && is_outlet(&d.words(name.clone()).to_lowercase()) => {
                is_place(&d.words(other.core.clone()).to_lowercase())
            }
            "of" | "for" | "on" => heads && !(gap.len() == 2 && d.any(other.head, Tags::People)),
            "and" => {
                gap.len() == 1
                    && (of && !heads_body(d, other.head)
                        // "Ostra Fire and Rescue Service": a field, though one may go by it
                        || (!heads_body(d, name.end - 1) || d.is(name.end - 1, &["fire", "gas", "oil", "power", "water"]) && other.core.len() > 1)
                            && heads_body(d, other.head)
                            // "Ostra's Disaster and Emergency Office"
                            && (name.len() > 1 || !noun.possessor.is_empty()))
            }
            // "the Ostran Embassy in Vesper"
            "in" => gap.len() == 1 && in_town(d, gap.start),
            _ => false,
        };
        if !(large && article && joined) || other.core.end - name.start > LONGEST {
            break;
        }
        of |= d.is(gap.start, &["of", "for"]);
        name.end = other.core.end;
        next += 1;
    }
    (name, next)
}

/// Endings of words that say something of the bearer of the name behind them.
const ATTRIBUTES: &[&str] = &[
    "-backed",
    "-based",
    "-born",
    "-controlled",
    "-educated",
    "-funded",
    "-headquartered",
    "-judge",
    "-member",
    "-led",
    "-owned",
    "-run",
    "-speaking",
    "-trained",
];

/// Says something of the bearer of a name and is no part of it: `Ostra-based`, `three-judge`.
pub(super) fn attribute(word: &str) -> bool {
    ATTRIBUTES.iter().any(|end| word.ends_with(end))
}

/// The first word of its sentence, which is written large whatever it is.
pub(super) fn begins_sentence(d: &Document<'_>, i: usize) -> bool {
    d.sentences[d.sentence_of(i)].tokens.start == i
}

/// What stands before a name in its group and the name itself: `Senate spokesman` `Ivo Brandt`.
pub(super) fn split(d: &Document<'_>, core: Range<usize>) -> (Range<usize>, Range<usize>) {
    let last = core.end - 1;
    let body = heads_body(d, last) || joins(d, &core);
    let mut start = core.start;
    for i in core.start..last {
        let Some(token) = d.token(i) else { break };
        let small = token.kind == Kind::Word && token.case == Case::Lower;
        // "van der", "al": part of the name once it has begun
        let particle = small
            && i > start
            && (!d.any(i, Tags::Known) && d.word(i).len() <= 4
                || PARTICLES.contains(&d.word(i))
                || d.is(i, &["of", "for", "and", "the", "on"])
                || in_town(d, i));
        let called = d.any(i, Tags::Title)
            // "Fourteen-year-old Ana"
            || d.word(i).ends_with("-year-old")
            || d.word(i).contains("-of-") && d.any(i, Tags::People)
            // "the Ostra-based Tide Court"
            || attribute(d.word(i))
            // "Newspaper Ostra Dag" at the beginning of a sentence
            || i == core.start
                && d.is(i, &["newspaper", "broadcaster", "website", "tabloid"])
                && begins_sentence(d, i)
            // "Chipmaker Varno"
            || !body && i == core.start && calls_firm(d.word(i)) && !d.is(i, &["bank", "giant"]) && begins_sentence(d, i)
            || !body && d.is(i, &["justice"])
            || !body
                && d.any(i, Tags::Role | Tags::People)
                && d.any(i, Tags::Known)
                && !d.any(i, Tags::Plural)
                // "Public Health Infobase": words of bodies
                && !d.is(i, &["public", "national", "human", "youth", "child", "consumer", "animal"])
                // "Canadian Health Infobase", but "Canadian Mila Moss"
                && !(d.any(i, Tags::Nation)
                    && (i + 1..core.end).all(|j| !is_given(d.word(j)))
                    && (i + 1..core.end).any(|j| d.any(j, Tags::Noun | Tags::Adjective) && d.any(j, Tags::Known)))
                && !is_given(d.word(i));
        if small && !particle || called {
            start = i + 1;
        }
    }
    // "the President of Ukraine Ivo Brandt", "Republican Mila Moss": what is no part of a person's name before the given name
    if !body && !is_given(d.word(start)) {
        let first = (start + 1..last).find(|&i| is_given(d.word(i)) || of_two_parts(d, i));
        // "DSP Ngozi Eze", "Mum-of-two Mila Moss"
        let short = |i: usize| {
            let word = d.words(i..i + 1);
            word.len() <= 5 && d.token(i).is_some_and(|t| t.case == Case::Upper) && !word.contains('.')
                || word.contains("-of-")
        };
        let foreign =
            |i: usize| short(i) || d.any(i, Tags::Known | Tags::Nation | Tags::Weekday) || is_place(d.word(i));
        if let Some(first) = first
            && ((start..first).all(foreign)
                || is_place(&d.words(start..first).to_lowercase())
                // "Flood Committee Represenative Ivo Brandt": a body's words before a name of two
                || first + 1 == last
                    && (of_two_parts(d, first) || first >= start + 2 && (start..first).any(|i| heads_body(d, i))))
        {
            start = first;
        }
    }
    // "IM Mila Moss": letters of a title that no list holds
    let plain =
        |i: usize| d.token(i).is_some_and(|t| t.case == Case::Capital) && !d.any(i, Tags::Known) && !heads_body(d, i);
    let letters = d.words(start..start + 1);
    if !body
        && core.end - start == 3
        && (2..=3).contains(&letters.len())
        && d.token(start).is_some_and(|t| t.case == Case::Upper)
        && !letters.contains('.')
        && (start + 1..core.end).all(plain)
    {
        start += 1;
    }
    while start < last && d.any(start, Tags::Weekday | Tags::Month) {
        start += 1;
    }
    (core.start..start, start..core.end)
}

/// What stands in brackets behind a name and says where to look.
const LABELS: &[&str] = &[
    "audio", "chart", "file", "graphic", "link", "map", "pdf", "photo", "photos", "pic", "sic", "video",
];

/// `(FSB)` behind a name, if it begins as the name does: not `WASHINGTON (Reuters)`.
pub(super) fn acronym_behind(d: &Document<'_>, name: &Range<usize>) -> Option<String> {
    let at = name.end;
    let one = d.is_kind(at, Kind::Open) && d.is_kind(at + 2, Kind::Close) && d.is_kind(at + 1, Kind::Word);
    let large = d.token(at + 1).is_some_and(|t| t.case != Case::Lower);
    let first = d.word(at + 1).chars().next();
    let begins = name.clone().any(|i| d.word(i).chars().next() == first);
    // "the National Freedom Army (ELV)": letters of its name in its own language
    let upper = d
        .token(at + 1)
        .is_some_and(|t| t.case == Case::Upper && t.kind == Kind::Word);
    let own = d.word(at + 1);
    // "the Flood Office (PHOTO)"
    if one && LABELS.contains(&own) {
        return None;
    }
    if one
        && upper
        && name.len() > 1
        && (2..=6).contains(&own.len())
        && d.any(name.end - 1, Tags::Organization)
        && !is_outlet(own)
        && !is_place(own)
        && !d.any(at + 1, Tags::Nation)
    {
        return Some(own.to_owned());
    }
    (one && large && begins && (d.word(name.start).chars().next() == first || name.len() > 2))
        .then(|| d.word(at + 1).to_owned())
}

/// A name is not longer than this.
pub(super) const LONGEST: usize = 14;
