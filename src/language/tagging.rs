//! What each word is at its place: the lexicon says what it can be, the neighbours say which of these it is.
//!
//! A handful of rules from left to right, each dropping readings that its neighbours rule out (constraint grammar, Karlsson
//! 1990, in miniature). Where they do not decide, several readings stay and the stages ask for any of them.

use super::{
    Paragraph, Sentence, lexicon,
    tags::Tags,
    token::{Case, Kind, Token, Tokens},
    worded,
};

/// Whether all words are in capitals: four or more, so that `UN`, `FBI RAID` say nothing yet.
pub(super) fn in_capitals(tokens: &[Token]) -> bool {
    let words = tokens
        .iter()
        .filter(|t| t.kind == Kind::Word && t.span.end() - t.span.start() > 1);
    let (mut upper, mut all) = (0, 0);
    for word in words {
        all += 1;
        upper += usize::from(word.case == Case::Upper);
    }
    all >= 4 && upper * 10 >= all * 9
}

/// The tags of all tokens.
pub(super) fn tag(tokens: &Tokens, sentences: &[Sentence], paragraphs: &[Paragraph]) -> Vec<Tags> {
    let mut tags: Vec<Tags> = Vec::with_capacity(tokens.list().len());
    for sentence in sentences {
        let capitals = paragraphs[sentence.paragraph].capitals;
        let words = sentence.tokens.clone();
        for i in words.clone() {
            tags.push(alone(tokens, i, words.start, capitals));
        }
        if !capitals {
            worded::mark(tokens, &mut tags, words.clone());
        }
        for i in words.clone() {
            let kept = narrow(tokens, &tags, i, words.clone());
            tags[i] = kept;
        }
    }
    tags
}

/// Whether nothing but opening marks stands before token `i` in its sentence, or a mark or colon stands right before it: a capital
/// there may be only the beginning.
fn begins(tokens: &Tokens, i: usize, start: usize) -> bool {
    i == start
        || matches!(
            tokens.list()[i - 1].kind,
            Kind::Mark | Kind::Open | Kind::Colon | Kind::Stop
        )
        || i - start < 8 && (start..i).all(|j| tokens.list()[j].kind != Kind::Word)
}

/// What a token can be, by its form, its case and whether it begins the sentence.
fn alone(tokens: &Tokens, i: usize, start: usize, capitals: bool) -> Tags {
    let token = &tokens.list()[i];
    match token.kind {
        Kind::Number => return Tags::Number,
        Kind::Word => {}
        // an apostrophe after a plural, closing nothing: the quotation stage decides, here it only must not part groups
        Kind::Mark
            if matches!(tokens.key(i), "'" | "’") && !token.spaced && i > start && tokens.key(i - 1).ends_with('s') =>
        {
            return Tags::NONE;
        }
        _ => return Tags::NONE,
    }
    let key = tokens.key(i);
    let tags = lexicon::look_up(key);
    if capitals || token.case == Case::Lower {
        return tags;
    }
    if let Some(number) = key.split('-').next().filter(|n| lexicon::number(n).is_some()) {
        // Twenty, One-hundred
        let _ = number;
        return tags;
    }
    const FUNCTION: Tags = Tags::Determiner
        .or(Tags::Preposition)
        .or(Tags::Pronoun)
        .or(Tags::Conjunction)
        .or(Tags::Subordinator)
        .or(Tags::Wh)
        .or(Tags::AUXILIARY)
        .or(Tags::Modal)
        .or(Tags::To)
        .or(Tags::Negation)
        .or(Tags::Possessive)
        .or(Tags::Existential)
        .or(Tags::Genitive);
    if tags.any(FUNCTION) && token.case == Case::Capital && !matches!(key, "may" | "will") {
        return tags;
    }
    if tags.any(FUNCTION) && matches!(key, "i" | "a") {
        return tags;
    }
    let begins = begins(tokens, i, start);
    // "“It is over,” Will wrote": a name, whatever may begin here
    let past = tokens
        .list()
        .get(i + 1)
        .is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower)
        && lexicon::look_up(tokens.key(i + 1)).any(Tags::Past)
        && !lexicon::look_up(tokens.key(i + 1)).any(Tags::VerbBase | Tags::Noun | Tags::Pronoun);
    if key == "will" && token.case == Case::Capital && past {
        return Tags::Noun | Tags::Name;
    }
    // months, weekdays and nations are written large anyway
    let always = tags.any(Tags::Weekday | Tags::Month | Tags::Nation);
    if always {
        // "Jan Brummel", "April Jones": not behind what leads to a date
        let leads = i > start
            && (matches!(
                tokens.key(i - 1),
                "in" | "since"
                    | "until"
                    | "by"
                    | "last"
                    | "next"
                    | "this"
                    | "from"
                    | "to"
                    | "through"
                    | "of"
                    | "on"
                    | "late"
                    | "early"
                    | "and"
                    | "between"
            ) || tokens.list()[i - 1].kind == Kind::Number);
        let given = matches!(key, "jan" | "april" | "june" | "august")
            && !leads
            && tokens.list().get(i + 1).is_some_and(|t| {
                t.kind == Kind::Word && t.case == Case::Capital && !lexicon::look_up(tokens.key(i + 1)).any(Tags::Known)
            });
        if given {
            return Tags::Noun | Tags::Name;
        }
        // "May": a month, unless it begins a sentence
        let month = tags.any(Tags::Month) && !begins;
        return if month {
            tags.without(Tags::Modal | Tags::VERB)
        } else {
            tags
        };
    }
    if !begins || token.case == Case::Upper {
        // written large for itself: a name, or a part of one; classes of meaning stay (`Commission`, `President`)
        return tags.without(
            Tags::VERB
                | Tags::AUXILIARY
                | Tags::Modal
                | Tags::Adverb
                | Tags::Preposition
                | Tags::Pronoun
                | Tags::Subject
                // "WHO said", "IT workers"
                | if token.case == Case::Upper { FUNCTION.without(Tags::Genitive) } else { Tags::NONE },
        ) | Tags::Name;
    }
    let large_behind = || {
        let next = tokens.list().get(i + 1);
        next.is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower)
    };
    if !tags.any(Tags::Known) && !tags.any(Tags::Noun) && large_behind() {
        // "Mohamed Ruiz": no participle, whatever its ending
        return Tags::Noun | Tags::Guess | Tags::Name;
    }
    // "Ahmed, 34, told", "Ahmed told": a participle has no age, and no verb stands behind it
    let next = tokens.list().get(i + 1);
    let aged = next.is_some_and(|t| t.kind == Kind::Comma)
        && tokens.list().get(i + 2).is_some_and(|t| t.kind == Kind::Number)
        && tokens.list().get(i + 3).is_some_and(|t| t.kind == Kind::Comma);
    let acts = next.is_some_and(|t| t.kind == Kind::Word) && {
        let behind = lexicon::look_up(tokens.key(i + 1));
        behind.any(Tags::Past | Tags::VerbS | Tags::AUXILIARY | Tags::Genitive)
            && behind.any(Tags::Known)
            && !behind.any(Tags::Noun | Tags::Adjective)
    };
    // "Blumenthal said", "Kelly, who": no adjective or adverb either, whatever the ending
    let apposed = next.is_some_and(|t| t.kind == Kind::Comma)
        && tags.any(Tags::Adjective | Tags::VERB)
        && matches!(
            tokens.list().get(i + 2).map_or("", |_| tokens.key(i + 2)),
            "who" | "whose"
        );
    let ending = tags.any(Tags::VERB | Tags::Adjective | Tags::Adverb) && !tags.any(Tags::Noun);
    // "Hunter said": somebody of a trade would have an article
    if tags.all(Tags::Known | Tags::People)
        && !tags.any(Tags::Plural | Tags::Role | Tags::Family | Tags::Nation)
        && (acts || aged)
    {
        return tags | Tags::Name;
    }
    // "Day said", likewise
    if tags.all(Tags::Known | Tags::Time) && !tags.any(Tags::Plural) && acts {
        return tags | Tags::Name;
    }
    if !tags.any(Tags::Known) && ending && (aged || acts || apposed) {
        return Tags::Noun | Tags::Guess | Tags::Name;
    }
    if !tags.any(Tags::Known) && tags.any(Tags::Noun) {
        // begins the sentence and is in no list: Moss, Ostra.com
        return tags.without(Tags::Plural) | Tags::Name;
    }
    let next_large = tokens
        .list()
        .get(i + 1)
        .is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower);
    if next_large && tags.any(Tags::Noun | Tags::Adjective) && !tags.any(Tags::Adverb | Tags::Participle | Tags::Number)
    {
        // "National Intelligence Service …", "Police Chief Moss"
        return tags | Tags::Name;
    }
    tags
}

/// Words whose "to" leads a noun, never a verb.
pub(super) const NO_INFINITIVE: &[&str] = &["according", "due", "prior", "owing", "thanks", "contrary"];

/// Drops the readings of token `i` that its neighbours rule out.
fn narrow(tokens: &Tokens, tags: &[Tags], i: usize, sentence: std::ops::Range<usize>) -> Tags {
    let own = tags[i];
    if tokens.list()[i].kind != Kind::Word {
        return own;
    }
    let keep = |wanted: Tags, classes: Tags| {
        // of the parts of speech only `wanted`; everything else (meaning, number) stays
        let parts = Tags::VERB
            | Tags::Noun
            | Tags::Adjective
            | Tags::Adverb
            | Tags::Preposition
            | Tags::Subordinator
            | Tags::Conjunction;
        let kept = own.without(parts).or(own.only(wanted)).or(classes);
        if kept.any(parts | Tags::Name | Tags::Pronoun | Tags::Determiner | Tags::Number) {
            kept
        } else {
            own
        }
    };
    // the next and the previous word that is no adverb
    let mut p = i;
    let previous = loop {
        // never far: time must not grow with the square of a run of adverbs
        if p == sentence.start || p + 6 < i {
            break Tags::NONE;
        }
        p -= 1;
        if tokens.list()[p].kind != Kind::Word && tokens.list()[p].kind != Kind::Number {
            break Tags::NONE;
        }
        let other = Tags::Noun | Tags::VERB | Tags::Determiner | Tags::Pronoun | Tags::Adjective | Tags::Preposition;
        if tags[p].any(other) || !tags[p].any(Tags::Adverb | Tags::Negation) {
            break tags[p];
        }
    };
    let next = if i + 1 < sentence.end { tags[i + 1] } else { Tags::NONE };
    let verbal = own.any(Tags::VERB);
    let nominal = own.any(Tags::Noun);

    // "Ruiz et al cite research"
    if verbal && p + 1 == i && p > sentence.start && tokens.key(p) == "al" && tokens.key(p - 1) == "et" {
        return keep(Tags::VERB, Tags::NONE);
    }
    if tokens.key(i) == "that" {
        // a conjunction before what begins a noun group of its own, or behind a verb; a determiner behind a preposition
        return if previous.any(Tags::Noun | Tags::Name)
            && !previous.any(Tags::VERB)
            && next.any(Tags::Past | Tags::AUXILIARY | Tags::Modal)
            && !next.any(Tags::Noun)
        {
            // "the blast that killed ten": stands for the noun before it
            own.without(Tags::Determiner | Tags::Subordinator)
        } else if previous.any(Tags::Preposition) && !previous.any(Tags::Adverb) {
            own.without(Tags::Subordinator)
        } else if next.any(
            Tags::Determiner
                | Tags::Possessive
                | Tags::Pronoun
                | Tags::Name
                | Tags::Number
                | Tags::Plural
                | Tags::Existential,
        ) || previous.any(Tags::VERB) && next.any(Tags::Noun | Tags::Adjective)
        {
            own.without(Tags::Determiner | Tags::Pronoun)
        } else {
            own
        };
    }
    // "he further claimed", "has since said"
    if own.all(Tags::Adverb | Tags::Adjective)
        && next.any(Tags::Past | Tags::VerbS)
        && !next.any(Tags::Noun)
        && previous.any(Tags::Noun | Tags::Name | Tags::Pronoun)
    {
        return own.without(Tags::Adjective);
    }
    // "has so far claimed 36 lives"
    if tokens.key(i) == "far" && i > sentence.start && tokens.key(i - 1) == "so" {
        return own.without(Tags::Adjective);
    }
    // "he's", "there's", "who's": a verb; "the town's" is none
    let own_key = tokens.key(i);
    if own_key == "'s"
        && i > sentence.start
        && (tags[i - 1].any(Tags::Subject | Tags::Existential | Tags::Wh)
            || matches!(tokens.key(i - 1), "that" | "here" | "this"))
    {
        return Tags::Be | Tags::VerbS | Tags::Known;
    }
    if tokens.key(i) == "since" && previous.any(Tags::Have) && next.any(Tags::Participle) {
        return Tags::Adverb | Tags::Known;
    }
    let object = Tags::Determiner | Tags::Possessive | Tags::Pronoun | Tags::Subordinator | Tags::Name;
    // a word of no list where only a verb can stand: "to extradite them", "would pressure the"
    let base = own.any(Tags::Guess) && !own.any(Tags::Name) && previous.any(Tags::To) && !previous.any(Tags::Noun)
        || own.any(Tags::Noun) && !verbal && !own.any(Tags::Name) && previous.any(Tags::Modal) && next.any(object);
    if base {
        return own.without(Tags::Noun) | Tags::VerbBase;
    }
    // "the remaining four", "the surviving two"
    if own.any(Tags::Ing)
        && previous.any(Tags::Determiner | Tags::Possessive)
        && matches!(tokens.key(i), "remaining" | "surviving")
        && (next.any(Tags::Number) || tokens.list().get(i + 1).is_some_and(|t| t.kind == Kind::Number))
    {
        return Tags::Adjective | Tags::Known;
    }
    // "said lead author Ana Ruiz"
    if tokens.key(i) == "lead"
        && next.any(Tags::People | Tags::Role)
        && !previous.any(Tags::To | Tags::Modal | Tags::Plural | Tags::Pronoun)
    {
        return Tags::Adjective | Tags::Known;
    }
    // "the killing took place", "a stabbing had": behind an article, with nothing that it describes or takes
    let article = matches!(tokens.key(i.wrapping_sub(1)), "the" | "a" | "an") && previous.any(Tags::Determiner);
    let described = Tags::Noun | Tags::Name | Tags::Adjective | Tags::Nation | Tags::Number | Tags::Ing;
    let verb_next = Tags::Past | Tags::AUXILIARY | Tags::Modal;
    if article
        && own.any(Tags::Ing)
        && own.any(Tags::Known)
        && !own.any(Tags::Noun | Tags::Adjective)
        && (next.any(verb_next) && !next.any(Tags::Noun | Tags::Adjective) || next.any(Tags::Preposition | Tags::To))
        && !next.any(described | object.without(Tags::Name))
    {
        return Tags::Noun | Tags::Known;
    }
    // "more were missing": a form of be is one whatever stands before it
    if !verbal || own.any(Tags::Be) {
        return own;
    }
    if nominal && own.any(Tags::Ing) && own.any(Tags::Known) && !own.any(Tags::FINITE) {
        // "an apartment building", "the car bombing", not "troops fighting"
        let compound = previous.any(Tags::Noun | Tags::Adjective | Tags::Name | Tags::Genitive | Tags::Determiner)
            && !previous.any(Tags::Plural | Tags::Be)
            && !next.any(object.without(Tags::Name));
        if compound {
            return keep(Tags::Noun, Tags::NONE);
        }
    }
    // "Seven died, the port authority tweets.": closes the sentence, behind a comma and a singular
    if nominal
        && own.any(Tags::VerbS)
        && previous.any(Tags::Noun | Tags::Name)
        && !previous.any(Tags::Plural | Tags::Adjective)
        && tokens.list().get(i + 1).is_some_and(|t| t.kind == Kind::Stop)
        && i + 2 >= sentence.end
        && matches!(
            tokens.key(i),
            "tweets" | "reports" | "claims" | "notes" | "estimates" | "comments" | "posts" | "states"
        )
        && (sentence.start.max(i.saturating_sub(5))..i)
            .find(|&j| tokens.list()[j].kind == Kind::Comma)
            .is_some_and(|comma| tags[comma + 1].any(Tags::Determiner | Tags::Name) && i - comma > 1)
    {
        return keep(Tags::VerbS, Tags::NONE);
    }
    // "Official figures show unemployment fell", "Data from the ministry show 40%"
    if tokens.key(i) == "show" && own.any(Tags::VerbBase) && next.any(Tags::Noun | Tags::Number | object) {
        let documents = Tags::Document | Tags::Plural;
        let far = (sentence.start.max(i.saturating_sub(6))..i)
            .find(|&j| tags[j].all(documents))
            .is_some_and(|j| j + 1 == i || tags[j + 1].any(Tags::Preposition));
        if far {
            return keep(Tags::VerbBase, Tags::NONE);
        }
    }
    // "Did the bombing kill 60 people?"
    let asked = tags[sentence.start].any(Tags::Do | Tags::Modal) && next.any(Tags::Number);
    if own.any(Tags::VerbBase)
        && !asked
        && !own.any(Tags::Past | Tags::Noun | Tags::AUXILIARY)
        && previous.any(Tags::Noun | Tags::Adjective | Tags::Name)
        && !previous.any(Tags::Plural | Tags::VERB | Tags::Adverb | Tags::Modal)
        && !next.any(object)
    {
        // no verb agrees with a singular in this form: "a gas leak"
        return keep(Tags::Noun, Tags::Noun);
    }
    // "according to witness notes": no infinitive behind these
    let no_infinitive = || p > sentence.start && NO_INFINITIVE.contains(&tokens.key(p - 1));
    if previous.any(Tags::To) && nominal && no_infinitive() {
        return keep(Tags::Noun | Tags::Adjective, Tags::NONE);
    }
    // "Farmers claim flood rules are …"
    if previous.all(Tags::Plural | Tags::People)
        && own.any(Tags::VerbBase)
        && next.any(Tags::Noun | Tags::Adjective)
        && matches!(
            tokens.key(i),
            "claim" | "report" | "fear" | "estimate" | "doubt" | "suspect"
        )
    {
        return keep(Tags::VerbBase, Tags::NONE);
    }
    if previous.any(Tags::To) && !previous.any(Tags::Noun) && own.any(Tags::VerbBase) {
        return keep(Tags::VerbBase, Tags::NONE);
    }
    if previous.any(Tags::Modal | Tags::Do) && own.any(Tags::VerbBase) {
        return keep(Tags::VerbBase, Tags::NONE);
    }
    if previous.any(Tags::Have) && own.any(Tags::Participle) && !previous.any(Tags::Noun) {
        return keep(Tags::Participle, Tags::NONE);
    }
    if previous.any(Tags::Be) && own.any(Tags::Participle | Tags::Ing) {
        return keep(Tags::Participle | Tags::Ing, Tags::NONE);
    }
    if previous.any(Tags::Subject) && own.any(Tags::FINITE) && !previous.any(Tags::Determiner) {
        return keep(Tags::FINITE, Tags::NONE);
    }
    // "some said they fled": a quantity may be the subject
    let quantity = p + 1 == i
        && matches!(
            tokens.key(p),
            "some" | "most" | "several" | "many" | "all" | "both" | "few" | "others"
        )
        // "were both killed when"
        && !(p > sentence.start && tags[p - 1].any(Tags::Be));
    // "some say the offer is poor"
    let now = quantity
        && p == sentence.start
        && matches!(
            tokens.key(i),
            "say" | "fear" | "believe" | "think" | "argue" | "claim" | "suspect" | "doubt"
        )
        && next.any(object | Tags::Possessive | Tags::Noun);
    if now {
        return keep(Tags::VerbBase, Tags::NONE);
    }
    let said =
        quantity && own.any(Tags::Past) && !nominal && next.any(object | Tags::Possessive) && !next.any(Tags::Noun);
    if said {
        return keep(Tags::Past, Tags::NONE);
    }
    // "three more die"
    let more = p + 1 == i
        && tokens.key(p) == "more"
        && p > sentence.start
        && (tags[p - 1].any(Tags::Number) || tokens.list()[p - 1].kind == Kind::Number);
    let determined = previous.any(Tags::Determiner | Tags::Possessive | Tags::Genitive)
        && !(more && !nominal && own.any(Tags::VerbBase))
        && !previous.any(Tags::Subordinator | Tags::Pronoun)
        || matches!(tokens.key(p), "her" | "his") && p + 1 == i;
    if determined || previous.any(Tags::Preposition) && !previous.any(Tags::Subordinator | Tags::To) {
        // "the start": any verb can be a noun there; "the cut was", but "the wounded were"
        let noun = if own.all(Tags::VerbBase | Tags::Participle)
            && !next.any(Tags::Noun | Tags::Name | Tags::Adjective | Tags::Nation)
            && determined
        {
            return keep(Tags::Noun, Tags::Noun);
        } else if own.any(Tags::Noun | Tags::Adjective | Tags::Participle | Tags::Ing) {
            Tags::NONE
        } else {
            Tags::Noun
        };
        return keep(Tags::Noun | Tags::Adjective | Tags::Participle | Tags::Ing, noun);
    }
    // "a new coating that", "an old paint of": behind "a" and an adjective no verb can stand
    let described = p + 1 == i
        && p > sentence.start
        && previous.any(Tags::Adjective)
        && !previous.any(Tags::Noun | Tags::VERB | Tags::Pronoun)
        && matches!(tokens.key(p - 1), "a" | "an")
        && (next.any(Tags::Preposition | Tags::Wh) || i + 1 < sentence.end && tokens.key(i + 1) == "that");
    if described && verbal && !nominal && own.any(Tags::VerbBase | Tags::Ing) && !own.any(Tags::Participle) {
        return keep(Tags::Noun, Tags::Noun);
    }
    if previous.any(Tags::Adjective | Tags::Number | Tags::Nation)
        && nominal
        && !previous.any(Tags::Noun | Tags::Name | Tags::VERB)
    {
        return keep(Tags::Noun | Tags::Participle | Tags::Ing, Tags::NONE);
    }
    // "Ana Ruiz works at the hospital"
    if nominal
        && matches!(tokens.key(i), "works" | "lives" | "runs")
        && previous.all(Tags::Name)
        && next.any(Tags::Preposition)
    {
        return keep(Tags::VerbS, Tags::NONE);
    }
    if nominal && own.any(Tags::VerbBase | Tags::VerbS) && !own.any(Tags::Past) {
        let object = Tags::Determiner
            | Tags::Possessive
            | Tags::Pronoun
            | Tags::Subordinator
            | Tags::Number
            | Tags::Wh
            | Tags::Adjective
            | Tags::Name
            | Tags::Nation;
        // "Gunmen kill 12, wound five": headlines go on with a second verb
        let harms = matches!(
            tokens.key(i),
            "wound"
                | "wounds"
                | "hurt"
                | "hurts"
                | "arrest"
                | "arrests"
                | "murder"
                | "murders"
                | "capture"
                | "captures"
        ) && next.any(Tags::Number)
            && i > sentence.start
            && (tokens.list()[i - 1].kind == Kind::Comma || matches!(tokens.key(i - 1), "and" | "&"));
        if harms {
            return keep(Tags::FINITE, Tags::NONE);
        }
        let agrees = if own.any(Tags::VerbS) {
            // "The Lake Times reports that": one body, whatever its last letter
            let body = p + 1 == i
                && matches!(
                    tokens.key(p),
                    "times" | "news" | "nations" | "states" | "affairs" | "sciences" | "studies"
                )
                && previous.any(Tags::Name);
            previous.any(Tags::Name | Tags::Noun | Tags::Pronoun | Tags::Wh)
                && (!previous.any(Tags::Plural | Tags::Nation)
                    || body
                    // "the United Nations reports 12 deaths"
                    || p > sentence.start
                        && p + 1 == i
                        && next.any(Tags::Number)
                        && tokens.list()[p].case == Case::Capital
                        && tokens.list()[p - 1].case == Case::Capital)
        } else {
            previous.any(Tags::Plural)
        };
        // "The study reports “…”", "The law states: “…”"
        let kind = |j: usize| tokens.list().get(j).map(|t| t.kind);
        let quotes = own.any(Tags::VerbS)
            && matches!(
                tokens.key(i),
                "claims"
                    | "comments"
                    | "notes"
                    | "reports"
                    | "reads"
                    | "states"
                    | "tweets"
                    | "posts"
                    | "answers"
                    | "replies"
            )
            && previous.any(Tags::Noun | Tags::Name)
            && !previous.any(Tags::Plural | Tags::Adjective)
            && (p + 1 == i || i > 0 && kind(i - 1) == Some(Kind::Comma))
            && (kind(i + 1) == Some(Kind::Mark) && tokens.list()[i + 1].spaced
                || matches!(kind(i + 1), Some(Kind::Colon | Kind::Comma)) && kind(i + 2) == Some(Kind::Mark)
                || kind(i + 1) == Some(Kind::Colon) && previous.any(Tags::Name | Tags::Organization));
        if quotes {
            return keep(Tags::VerbS, Tags::NONE);
        }
        // "The militia claims to have killed two"
        if tokens.key(i) == "claims"
            && previous.any(Tags::Name | Tags::Noun)
            && tokens.list().get(i + 2).is_some()
            && tokens.key(i + 1) == "to"
            && matches!(tokens.key(i + 2), "have" | "be" | "represent")
        {
            return keep(Tags::VerbS, Tags::NONE);
        }
        // "Ostra Today, a daily, claims the town fell"
        let behind_comma = i > sentence.start
            && tokens.list()[i - 1].kind == Kind::Comma
            && next.any(Tags::Determiner | Tags::Possessive | Tags::Subject | Tags::Name);
        return if (agrees || behind_comma) && next.any(object) && !next.any(Tags::Genitive) {
            keep(Tags::FINITE, Tags::NONE)
        } else if previous.any(Tags::Wh) {
            own
        } else {
            keep(Tags::Noun | Tags::Adjective, Tags::NONE)
        };
    }
    own
}

#[cfg(test)]
mod tests {
    use crate::{
        language::{Document, Tags},
        text::Text,
    };

    /// The tags of the word in angle brackets.
    fn tags(marked: &str) -> Tags {
        let start = marked.find('<').unwrap();
        let text = Text::clean(&marked.replace(['<', '>'], ""));
        let document = Document::read(&text);
        document.tags(document.token_at(start))
    }

    #[test]
    fn neighbours_decide() {
        for (marked, is, is_not) in [
            ("They <fear> it.", Tags::VerbBase, Tags::Noun),
            ("The <attack> was heard.", Tags::Noun, Tags::VERB),
            ("He wants to <attack> them.", Tags::VerbBase, Tags::Noun),
            ("Officials <report> that ten died.", Tags::VerbBase, Tags::Noun),
            ("The <reports> of deaths came.", Tags::Noun, Tags::VERB),
            ("The site <claims> the city fell.", Tags::VerbS, Tags::Noun),
            ("The Lake Times <reports> that it fell.", Tags::VerbS, Tags::Noun),
            ("The United Nations <estimates> that it fell.", Tags::VerbS, Tags::Noun),
            ("The old <times> that he knew are gone.", Tags::Noun, Tags::VerbS),
            ("Ten were <killed>.", Tags::Participle, Tags::Past),
            ("He had <killed> ten.", Tags::Participle, Tags::Past),
            ("the Central Military <Commission> said", Tags::Name, Tags::VERB),
            ("<Lee> said no.", Tags::Name, Tags::VERB),
            ("the blast <that> killed ten", Tags::Pronoun, Tags::Determiner),
            ("He left on <May> 5.", Tags::Month, Tags::Modal),
            ("Ten <may> have died.", Tags::Modal, Tags::Month.only(Tags::Name)),
            ("North <Korean> troops", Tags::Nation, Tags::VERB),
            ("It<’s> over.", Tags::Be, Tags::Genitive),
            ("The town<’s> hall fell.", Tags::Genitive, Tags::Be),
            ("<Some> said they fled.", Tags::Determiner, Tags::VERB),
            ("Some <said> they fled.", Tags::Past, Tags::Participle),
            ("Some <wounded> men fled.", Tags::Participle, Tags::NONE),
            ("She and Marc <are> leaving.", Tags::VerbBase, Tags::NONE),
            ("He has <since> said so.", Tags::Adverb, Tags::Subordinator),
            ("Salma <al-Ahmadi> spoke.", Tags::Name, Tags::VERB),
            (
                "the <anti-Ahmadi> march",
                Tags::NONE.or(Tags::Adjective).or(Tags::Noun),
                Tags::Name,
            ),
            ("It has so <far> claimed 36 lives.", Tags::Adverb, Tags::Adjective),
            ("Hallam <further> claimed that it fell.", Tags::Adverb, Tags::Adjective),
            ("according to <witness> notes", Tags::Noun, Tags::VERB),
            ("Farmers <claim> flood rules are ignored.", Tags::VerbBase, Tags::Noun),
            ("The <claim> was false.", Tags::Noun, Tags::VERB),
            ("Gunmen kill 12, <wound> five.", Tags::VerbBase, Tags::Noun),
            ("He died of a <wound>, five days later.", Tags::Noun, Tags::VERB),
            ("<Police> said so.", Tags::Organization, Tags::Name),
        ] {
            let found = tags(marked);
            assert!(found.any(is) && !found.any(is_not), "{marked}: {found:?}");
        }
    }
}
