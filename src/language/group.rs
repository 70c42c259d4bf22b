//! Noun groups and verb groups, as FASTUS (Appelt et al. 1993) has them: the unambiguous cores of phrases, found from
//! left to right within a sentence. What hangs on them (of-phrases, relative clauses) is for the stages.

use super::{
    Document,
    tags::Tags,
    token::{Case, Kind},
};
use std::ops::Range;

/// A noun or verb group: its tokens and what they are.
#[derive(Clone, Debug)]
pub struct Group {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// Which of the two, with its parts.
    pub kind: GroupKind,
}

/// The parts of a group.
#[derive(Clone, Debug)]
pub enum GroupKind {
    /// `the country’s intelligence agency`
    Noun(NounGroup),
    /// `had not been killed`
    Verb(VerbGroup),
}

/// The parts of a noun group, as tokens.
#[derive(Clone, Debug)]
pub struct NounGroup {
    /// The word that names what it is: the last one.
    pub head: usize,
    /// `the`, `a`, `his`, `all the`; empty if none.
    pub determiner: Range<usize>,
    /// Up to and with the last `’s`, its own determiner included: `the country’s`; empty if none.
    pub possessor: Range<usize>,
    /// Behind determiner and possessor to the head: `intelligence agency`, numbers and hedges among it included.
    pub core: Range<usize>,
    /// Ends in a proper name.
    pub name: bool,
    /// A pronoun by itself.
    pub pronoun: bool,
}

/// The parts of a verb group.
#[derive(Clone, Copy, Debug)]
pub struct VerbGroup {
    /// The main verb.
    pub head: usize,
    /// It can be the verb of a clause: not `to kill`, `killing`, nor a bare participle that can only be one.
    pub finite: bool,
    /// A form of be before a participle; or a bare participle.
    pub passive: bool,
    /// Begins with `to`.
    pub infinitive: bool,
    /// The main verb ends in -ing and no form of be stands before it.
    pub gerund: bool,
    /// A form of have stands in it.
    pub perfect: bool,
    /// `could`, `will` …: the token.
    pub modal: Option<usize>,
    /// `not`, `n’t`, `never`: the token.
    pub negation: Option<usize>,
}

impl Group {
    /// The word that carries the meaning: the head of either kind.
    pub fn head(&self) -> usize {
        match &self.kind {
            GroupKind::Noun(noun) => noun.head,
            GroupKind::Verb(verb) => verb.head,
        }
    }

    /// As a noun group.
    pub fn noun(&self) -> Option<&NounGroup> {
        match &self.kind {
            GroupKind::Noun(noun) => Some(noun),
            GroupKind::Verb(_) => None,
        }
    }

    /// As a verb group.
    pub fn verb(&self) -> Option<&VerbGroup> {
        match &self.kind {
            GroupKind::Verb(verb) => Some(verb),
            GroupKind::Noun(_) => None,
        }
    }
}

/// All groups of a document, in order.
pub(super) fn find(document: &Document<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    for sentence in &document.sentences {
        let end = sentence.tokens.end;
        let mut i = sentence.tokens.start;
        while i < end {
            let group = verb(document, i, end).or_else(|| noun(document, i, end));
            i = group.as_ref().map_or(i + 1, |g| g.tokens.end);
            groups.extend(group);
        }
    }
    groups
}

/// Words of a name that a number goes on with.
const NUMBERED: &[&str] = &["channel", "news", "radio", "tv", "television"];

/// A verb group that begins at token `i`.
fn verb(d: &Document<'_>, i: usize, end: usize) -> Option<Group> {
    let (mut modal, mut negation, mut be, mut have, mut done) = (None, None, false, false, false);
    // "not to forget"
    let not = usize::from(d.is(i, &["not", "never"]) && d.any(i + 1, Tags::To));
    let noun_behind = || i > 0 && d.is(i - 1, super::tagging::NO_INFINITIVE);
    let infinitive = d.any(i + not, Tags::To) && !noun_behind() && leads_to_base(d, i + not + 1, end);
    let mut at = i;
    if infinitive {
        at += not + 1;
        negation = (not > 0).then_some(i);
    }
    let mut head = None;
    // never longer than this: no verb has more auxiliaries and adverbs before it
    let limit = end.min(i + 12);
    while at < limit {
        let tags = d.tags(at);
        if !d.is_kind(at, Kind::Word) {
            break;
        }
        if tags.any(Tags::Modal) && !tags.any(Tags::Name) && modal.is_none() && !be && !have {
            modal = Some(at);
            negation = negation.or(tags.any(Tags::Negation).then_some(at));
        } else if tags.any(Tags::Negation) && tags.any(Tags::Adverb) {
            if at == i && !(next_verbal(d, at + 1, limit)) {
                return None;
            }
            negation = negation.or(Some(at));
        } else if tags.any(Tags::AUXILIARY) && !tags.any(Tags::Name) {
            be |= tags.any(Tags::Be);
            have |= tags.any(Tags::Have);
            done |= tags.any(Tags::Do);
            head = Some(at);
        } else if (is_adverb(tags) || at > i && d.is(at, &["earlier", "first", "further", "long", "once"]))
            && (at > i || next_verbal(d, at + 1, limit))
        {
            // "has also sent", "reportedly killed"; a closing adverb is none of the group's
            if !next_verbal(d, at + 1, limit) {
                break;
            }
        } else if tags.any(Tags::VERB)
            && !tags.any(Tags::Name)
            && is_main(d, at, modal.is_some() || be || have || done || infinitive, be)
        {
            head = Some(at);
            at += 1;
            break;
        } else {
            break;
        }
        at += 1;
    }
    let head = head.or(modal)?;
    // trailing adverbs and negations that led to no verb stay, negations only
    let stop = (head + 1)
        .max(negation.map_or(0, |n| n + 1))
        .max(modal.map_or(0, |m| m + 1))
        .min(at.max(head + 1));
    let tags = d.tags(head);
    let auxiliary = be || have || done || modal.is_some();
    let main_is_auxiliary = tags.any(Tags::AUXILIARY);
    let passive =
        !main_is_auxiliary && tags.any(Tags::Participle) && (be || !auxiliary && !infinitive && !tags.any(Tags::Past));
    let gerund = tags.any(Tags::Ing) && !be;
    let finite = !infinitive
        && !gerund
        && (auxiliary && first_is_finite(d, i, head, modal.is_some())
            || !auxiliary && tags.any(Tags::FINITE)
            || main_is_auxiliary && tags.any(Tags::FINITE));
    Some(Group {
        tokens: i..stop,
        kind: GroupKind::Verb(VerbGroup {
            head,
            finite,
            passive,
            infinitive,
            gerund,
            perfect: have && !main_is_auxiliary,
            modal,
            negation,
        }),
    })
}

/// The first auxiliary is finite: `was killed`, not `being killed`, `having been killed`.
fn first_is_finite(d: &Document<'_>, from: usize, head: usize, modal: bool) -> bool {
    modal
        || (from..=head)
            .find(|&t| d.any(t, Tags::AUXILIARY))
            .is_some_and(|t| d.any(t, Tags::FINITE))
}

fn is_adverb(tags: Tags) -> bool {
    tags.any(Tags::Adverb)
        && !tags.any(
            Tags::Determiner
                | Tags::Preposition
                | Tags::Subordinator
                | Tags::Conjunction
                | Tags::Wh
                | Tags::Name
                | Tags::Adjective
                | Tags::Noun,
        )
}

/// `to` leads a verb: a base form follows, adverbs between.
fn leads_to_base(d: &Document<'_>, from: usize, end: usize) -> bool {
    (from..end.min(from + 3))
        .find(|&t| !is_adverb(d.tags(t)) && !d.any(t, Tags::Negation))
        .is_some_and(|t| {
            let tags = d.tags(t);
            (tags.any(Tags::VerbBase) || d.is(t, &["be", "have", "do"])) && !tags.any(Tags::Name)
        })
}

/// `11 sustained minor injuries`: behind a bare number it says what became of them, and describes no noun.
fn befalls(d: &Document<'_>, at: usize) -> bool {
    at > 0
        && (d.is_kind(at - 1, Kind::Number)
            || d.any(at - 1, Tags::Number)
            || d.is(at - 1, &["all", "many", "most", "several", "some"]))
        && d.is(
            at,
            &[
                "became",
                "died",
                "escaped",
                "fled",
                "incurred",
                "needed",
                "received",
                "remained",
                "stayed",
                "suffered",
                "sustained",
            ],
        )
}

/// A verb follows, adverbs and negations between.
fn next_verbal(d: &Document<'_>, from: usize, end: usize) -> bool {
    (from..end.min(from + 4))
        .find(|&t| !is_adverb(d.tags(t)) && !d.tags(t).all(Tags::Negation | Tags::Adverb))
        .is_some_and(|t| {
            d.any(t, Tags::VERB | Tags::AUXILIARY | Tags::Modal) && !d.any(t, Tags::Name) && is_main(d, t, false, false)
        })
}

/// Whether a word that can be a verb is one here, rather than an adjective or noun in a noun group.
fn is_main(d: &Document<'_>, at: usize, auxiliary: bool, be: bool) -> bool {
    let tags = d.tags(at);
    let be = be || at > 0 && d.any(at - 1, Tags::Be);
    if be && tags.any(Tags::Adjective) && !tags.any(Tags::Participle | Tags::Ing) {
        return false;
    }
    if tags.any(Tags::AUXILIARY | Tags::Modal) || auxiliary && !tags.any(Tags::Ing) || be {
        return true;
    }
    // "low-lying areas", "long-standing rivals"
    if tags.any(Tags::Ing) && d.word(at).contains('-') && d.any(at + 1, Tags::Noun | Tags::Name) {
        return false;
    }
    let only_participle = tags.any(Tags::Participle | Tags::Ing) && !tags.any(Tags::FINITE);
    let next = at + 1;
    // "wounded soldiers", "fighting men": before a noun and not behind one it describes
    let describes = tags.any(Tags::Participle | Tags::Ing)
        && d.any(next, Tags::Noun | Tags::Name | Tags::Adjective)
        && !d.any(
            next,
            Tags::Determiner | Tags::Preposition | Tags::Pronoun | Tags::Time | Tags::VERB.without(Tags::Participle),
        )
        && (at == 0 && !d.any(next, Tags::Name)
            || at > 0
                && d.any(
                    at - 1,
                    Tags::Determiner | Tags::Number | Tags::Possessive | Tags::Genitive | Tags::Adjective,
                )
            || at > 0
                && !tags.any(Tags::Ing)
                && d.any(at - 1, Tags::FINITE | Tags::Preposition)
                && !d.any(at - 1, Tags::Subordinator));
    if describes && !befalls(d, at) {
        return false;
    }
    // "the missing", "20 wounded": nouns
    let alone = tags.any(Tags::Noun)
        && at > 0
        && d.any(at - 1, Tags::Determiner | Tags::Number)
        && !d.any(at - 1, Tags::Pronoun | Tags::Subordinator);
    if alone && (only_participle || tags.any(Tags::People)) {
        return false;
    }
    // a noun reading that stayed ("attack", "report"): the verb only where nothing else can be
    let noun = tags.any(Tags::Noun)
        && !tags.any(Tags::Past)
        && (tags.any(Tags::VerbBase | Tags::VerbS) || !tags.any(Tags::Participle | Tags::Ing));
    !noun
}

/// Small words inside names: `Ministry of Defence` is left to the stages, `Ursula von der Leyen` and `Ahmed al Masri` are one.
pub(crate) const PARTICLES: &[&str] = &[
    "abu", "af", "al", "av", "ben", "bin", "bint", "binti", "da", "das", "de", "del", "della", "den", "der", "di",
    "do", "dos", "du", "e", "el", "ibn", "la", "las", "le", "los", "ould", "san", "ten", "ter", "ul", "van", "von",
    "y", "zu", "zur",
];

/// A noun group that begins at token `i`.
fn noun(d: &Document<'_>, i: usize, end: usize) -> Option<Group> {
    let first = d.tags(i);
    if !matches!(d.kind(i)?, Kind::Word | Kind::Number | Kind::Currency) {
        return None;
    }
    if d.is(i, &["least", "most"]) && i > 0 && d.is(i - 1, &["at"]) {
        return None;
    }
    // "09:14 Police say": the time of day is none of the noun's
    let glued = |at: usize| d.token(at).is_some_and(|t| !t.spaced);
    let clock = d.is_kind(i, Kind::Number)
        && i > 1
        && d.is_kind(i - 1, Kind::Colon)
        && d.is_kind(i - 2, Kind::Number)
        && glued(i)
        && glued(i - 1);
    if clock {
        return None;
    }
    // a pronoun stands alone; "that", "these", "both", "each" only where no noun follows
    let determiner = first.any(Tags::Determiner | Tags::Possessive);
    if first.any(Tags::Pronoun) && !(determiner && opens_noun(d, i + 1, end)) {
        let lone = !first.any(Tags::Subordinator)
            || !opens_noun(d, i + 1, end) && !d.any(i + 1, Tags::Subject | Tags::Determiner);
        return lone.then(|| Group {
            tokens: i..i + 1,
            kind: GroupKind::Noun(NounGroup {
                head: i,
                determiner: i..i,
                possessor: i..i,
                core: i..i + 1,
                name: false,
                pronoun: true,
            }),
        });
    }
    let mut at = i;
    let mut determiners = i..i;
    // all the, both her, half a
    while at < end
        && at < i + 3
        && d.any(at, Tags::Determiner | Tags::Possessive)
        && !d.any(at, Tags::Subject)
        && d.is_kind(at, Kind::Word)
    {
        at += 1;
        determiners.end = at;
    }
    let mut possessor = i..i;
    let mut core = at;
    let mut head = None;
    while at < end {
        let tags = d.tags(at);
        let kind = d.kind(at)?;
        match kind {
            Kind::Number => {
                // "… in 2019 500 people": a number behind a head begins another group
                if head.is_some() && !d.any(at - 1, Tags::Name | Tags::Month) {
                    break;
                }
                at += 1;
                continue;
            }
            Kind::Currency if head.is_none() => {
                at += 1;
                continue;
            }
            Kind::Mark if is_plural_genitive(d, at, end) => {
                possessor = i..at + 1;
                at += 1;
                core = at;
                head = None;
                continue;
            }
            Kind::Word => {}
            _ => break,
        }
        if tags.any(Tags::Genitive) && head.is_some() {
            if !opens_noun(d, at + 1, end) {
                break;
            }
            possessor = i..at + 1;
            at += 1;
            core = at;
            head = None;
            continue;
        }
        let particle = head.is_some()
            && PARTICLES.contains(&d.word(at))
            && (d.any(at - 1, Tags::Name) || PARTICLES.contains(&d.word(at - 1)) && at > core + 1)
            // "van der Leyen", "de los Ángeles"
            && (at + 1..end.min(at + 3))
                .find(|&i| !PARTICLES.contains(&d.word(i)))
                .is_some_and(|i| d.any(i, Tags::Name))
            && d.token(at).is_some_and(|t| t.case == Case::Lower);
        if particle {
            at += 1;
            continue;
        }
        // "a source close to the talks"
        if head.is_some_and(|h| h + 1 == at && d.any(h, Tags::People | Tags::Role))
            && d.is(at, &["close"])
            && d.is(at + 1, &["to"])
        {
            break;
        }
        if tags.any(Tags::Pronoun | Tags::Conjunction | Tags::Modal | Tags::AUXILIARY | Tags::Wh)
            && !tags.any(Tags::Name | Tags::Number | Tags::Determiner)
        {
            break;
        }
        if head.is_some()
            && tags.any(Tags::Determiner | Tags::Possessive | Tags::Preposition | Tags::Subordinator)
            && !tags.any(Tags::Name)
        {
            break;
        }
        if tags.any(Tags::Noun | Tags::Name)
            && !(tags.any(Tags::VERB) && !tags.any(Tags::Name) && head.is_some() && is_main(d, at, false, false))
        {
            // a day or date behind a head stands for itself: "troops Monday"
            if head.is_some() && tags.any(Tags::Weekday | Tags::Month) && !d.any(at + 1, Tags::Noun) {
                break;
            }
            // "on Friday officials": a day behind its preposition heads nothing more
            let day = head == Some(i) && d.any(i, Tags::Weekday) && i > 0 && d.is(i - 1, &["on"]);
            if day && tags.any(Tags::Plural) && !tags.any(Tags::Name | Tags::Time) {
                break;
            }
            // "the first time Ruiz spoke", "the day Ruiz left": a clause of its own
            if head.is_some_and(|h| h + 1 == at && d.any(h, Tags::Time) && is_small(d, h))
                && tags.any(Tags::Name)
                && !is_small(d, at)
                && d.any(at + 1, Tags::FINITE | Tags::AUXILIARY)
            {
                break;
            }
            // "yesterday officials": time words of one word head nothing more
            if head.is_some() && tags.any(Tags::Time) && tags.any(Tags::Adverb) {
                break;
            }
            head = Some(at);
            at += 1;
            continue;
        }
        // "Channel 9", "News 12": the number is the name's
        let numbered =
            head.is_some_and(|h| h + 1 == at && d.token(h).is_some_and(|t| t.case != Case::Lower) && d.is(h, NUMBERED));
        if numbered && d.is_kind(at, Kind::Number) {
            head = Some(at);
            at += 1;
            continue;
        }
        let describes = tags.any(Tags::Adjective | Tags::Number | Tags::Ordinal | Tags::Nation)
            || tags.any(Tags::Participle | Tags::Ing) && describes_next(d, at, end)
            || tags.any(Tags::Determiner) && head.is_none() && at > core && tags.any(Tags::Adjective)
            || is_adverb(tags) && describes_next(d, at, end)
            || head.is_none()
                && d.is(at, &["about", "around", "over", "nearly", "some"])
                && d.any(at + 1, Tags::Number)
                && at > i;
        if !describes || befalls(d, at) || head.is_some() && !opens_noun(d, at, end) {
            break;
        }
        if head.is_some() && !tags.any(Tags::Name) {
            // an adjective behind a noun begins something else ("troops alive"), unless a noun goes on with it
            // after all: "Russian armed forces", "Kyiv regional governor", but not "in Kyiv last week", "in Kyiv several people"
            // "chief medical officer", "deputy prime minister"
            let rank = d.is(at - 1, &["chief", "deputy", "vice", "assistant", "lead"]);
            let goes_on = (d.any(at - 1, Tags::Nation | Tags::Name) || rank)
                && tags.any(Tags::Adjective)
                && (tags.any(Tags::Known) || !tags.any(Tags::Past))
                && !tags.any(Tags::Determiner | Tags::Number)
                && d.any(at + 1, Tags::Noun | Tags::Name | Tags::Adjective)
                && !d.any(at + 1, Tags::Time);
            if !goes_on {
                break;
            }
        }
        at += 1;
    }
    // "the wounded", "20 dead", "the others": what describes heads where no noun comes
    let head = match head {
        Some(head) => head,
        None => {
            let last = at.checked_sub(1).filter(|&l| l >= core && l >= i)?;
            if !d.any(
                last,
                Tags::Number | Tags::Adjective | Tags::Participle | Tags::Ordinal | Tags::Nation | Tags::Determiner,
            ) && !d.is_kind(last, Kind::Number)
            {
                return None;
            }
            // a lone adjective or participle is no group
            if determiners.is_empty()
                && possessor.is_empty()
                && !d.any(last, Tags::Number)
                && !(core..last).any(|t| d.any(t, Tags::Number))
            {
                return None;
            }
            last
        }
    };
    let stop = head + 1;
    if stop <= core && determiners.is_empty() {
        return None;
    }
    let tags = d.tags(head);
    Some(Group {
        tokens: i..stop,
        kind: GroupKind::Noun(NounGroup {
            head,
            determiner: determiners.start..determiners.end.min(stop),
            possessor,
            core: core.min(head)..stop,
            name: tags.any(Tags::Name),
            pronoun: false,
        }),
    })
}

/// `lawmakers’ word`: an apostrophe glued to a plural with a noun behind it.
fn is_plural_genitive(d: &Document<'_>, at: usize, end: usize) -> bool {
    d.is(at, &["'", "’"])
        && at > 0
        && d.token(at).is_some_and(|t| !t.spaced)
        && d.word(at - 1).ends_with('s')
        && d.token(at + 1).is_some_and(|t| t.spaced)
        && opens_noun(d, at + 1, end)
}

/// A noun comes soon, with nothing before it that is not part of its group.
fn opens_noun(d: &Document<'_>, from: usize, end: usize) -> bool {
    for at in from..end.min(from + 5) {
        let tags = d.tags(at);
        if d.is_kind(at, Kind::Number) {
            return true;
        }
        if !d.is_kind(at, Kind::Word) {
            return false;
        }
        if tags.any(Tags::Noun | Tags::Name | Tags::Number) && !tags.any(Tags::Pronoun) {
            return true;
        }
        if tags.any(Tags::Modal | Tags::AUXILIARY | Tags::Preposition | Tags::Conjunction | Tags::Pronoun | Tags::Wh) {
            return false;
        }
        if !tags.any(
            Tags::Adjective
                | Tags::Nation
                | Tags::Ordinal
                | Tags::Participle
                | Tags::Ing
                | Tags::Adverb
                | Tags::Determiner,
        ) {
            return false;
        }
    }
    false
}

/// An adverb, participle or -ing form that belongs to a noun behind it.
fn describes_next(d: &Document<'_>, at: usize, end: usize) -> bool {
    let next = d.tags(at + 1);
    at + 1 < end
        && d.is_kind(at + 1, Kind::Word)
        && next.any(Tags::Noun | Tags::Name | Tags::Adjective | Tags::Participle | Tags::Nation)
        && !next.any(Tags::Determiner | Tags::Preposition | Tags::Pronoun)
        || d.is_kind(at + 1, Kind::Number)
        || next.any(Tags::Number) && d.any(at, Tags::Adverb)
}

/// Written small.
fn is_small(d: &Document<'_>, i: usize) -> bool {
    d.token(i).is_some_and(|t| t.case == Case::Lower)
}

#[cfg(test)]
mod tests {
    use crate::{
        language::{Document, GroupKind},
        text::Text,
    };

    /// Noun groups in square brackets, verb groups in braces.
    fn bracketed(raw: &str) -> String {
        let text = Text::clean(raw);
        let document = Document::read(&text);
        let mut out = String::new();
        let mut at = 0;
        for group in &document.groups {
            let span = document.span(group.tokens.clone()).unwrap();
            let (open, close) = if matches!(group.kind, GroupKind::Noun(_)) {
                ('[', ']')
            } else {
                ('{', '}')
            };
            out.push_str(&raw[at..span.start()]);
            out.push(open);
            out.push_str(text.slice(span));
            out.push(close);
            at = span.end();
        }
        out + &raw[at..]
    }

    #[test]
    fn groups() {
        for expected in [
            "[Two soldiers] {were killed} and [three others] {wounded} in [the northern town] of [Ostra].",
            "[The country’s intelligence agency] {said} [it] {had sent} [troops] to [the front].",
            "About [300 South Ostran marines] {have also been killed}.",
            "[Aro] {thanked} [South Ostra] for {sending} [nurses].",
            "[Peruvian Senator Inés María Vega Luján] {said} [six Peruvian miners] {were killed}.",
            "At least [12] {died} when [a bus] {hit} [a parked lorry] near [Ostra] on [Sunday].",
            "[A suicide bomber] {killed} [a policeman] and {wounded} [20 others].",
            "[Reuters] {reported} [its source] {said} that [the 59th brigade] {had lost} [20 men].",
            "[The blast] {left} [ten dead] and [dozens injured].",
            "[The death toll] {rose} to [71] after [four more bodies] {were found}.",
            "{Killing} [two] and {injuring} [five soldiers], [the rebels] {withdrew}.",
            "[Residents] {fear} that [the fighting] {will go on}."
                .replace(" on}", "} on")
                .as_str(),
            "[Governor Mila Moss], [a former teacher], {told} [reporters] that [no one] {was hurt}.",
            "[He] {did not say} how [many people] {were missing}.",
            "[Ministry] of [Defence spokesman Ivo Brandt] {promised} {not to close} [their schools].",
            "[Police] {are searching} for [the missing].",
            "[The wounded soldiers] {could have been taken} to [hospital].",
        ] {
            let raw = expected.replace(['[', ']', '{', '}'], "");
            assert_eq!(bracketed(&raw), *expected);
        }
    }
}
