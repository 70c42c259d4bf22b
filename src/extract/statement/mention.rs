//! The mention of a source: who stands before the verb, behind it, behind "according to".

use super::{
    apposition::apposed,
    bare::{bare, body_before},
    capable::{bad_subject, is_person},
    restricted::narrowed,
    scene::{REACH, Scene},
};
use crate::{
    extract::fields,
    language::{Case, Kind, NounGroup, Tags},
};
use std::ops::Range;

/// A phrase that can be a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// What the statement gives as its source.
    pub(super) tokens: Range<usize>,
    /// The word that says what it is.
    pub(super) head: usize,
    /// The whole phrase, titles, appositions and brackets included.
    pub(super) phrase: Range<usize>,
    /// Whom it cites ("The Daily, citing police, reported").
    pub(super) via: Vec<Range<usize>>,
}

/// Quantities that stand for people: "most said".
const QUANTITIES: &[&str] = &[
    "most", "many", "some", "several", "both", "all", "others", "few", "another",
];

/// Whether a word stands for one or some of several people: "one of them", "most of the guards".
pub(super) fn is_quantity(scene: &Scene<'_>, i: usize) -> bool {
    scene.d.is(i, QUANTITIES) || scene.d.is(i, &["one"])
}

/// Who is somebody to another: "an aide to the mayor".
const SERVES: &[&str] = &[
    "adviser",
    "advisers",
    "advisor",
    "advisors",
    "aide",
    "aides",
    "ambassador",
    "assistant",
    "assistants",
    "consultant",
    "counsel",
    "deputy",
    "envoy",
    "secretary",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "witness",
    "witnesses",
];

/// Prepositions that hang a phrase on a noun.
const OF: &[&str] = &[
    "of", "from", "at", "for", "within", "inside", "with", "by", "on", "to", "in", "near", "among", "behind",
];

/// The mention that begins at token `i`, to the right: a noun group with what hangs on it, others joined by "and", and the
/// name set beside it ("the mayor, Dee Ruiz,").
pub(super) fn after(scene: &Scene<'_>, i: usize, end: usize) -> Option<Mention> {
    let d = scene.d;
    let (tokens, noun) = scene.noun_at(i)?;
    if scene.is_time(noun) || tokens.end > end {
        return None;
    }
    // "Center for River Safety scientist Ana Ruiz": the name itself, behind its body and office
    if d.is(tokens.end, &["of", "for"])
        && d.any(noun.head, Tags::Organization)
        && let Some((inner, person)) = scene
            .noun_at(tokens.end + 1)
            .filter(|(t, n)| is_person(scene, n) && t.end <= end)
    {
        let own = bare(scene, &inner, person);
        if own.start > inner.start && own.len() > 1 && d.any(own.start - 1, Tags::Role | Tags::People) {
            return Some(Mention {
                tokens: own,
                head: person.head,
                phrase: i..inner.end,
                via: Vec::new(),
            });
        }
    }
    let (mut kept, mut to) = hang(scene, &tokens, noun, end);
    // "the Institute of Tides, River Control and Research"
    let named = noun.name && d.any(noun.head, Tags::Organization) && d.is(tokens.end, &["of", "for"]);
    if let Some(list) = fields::list(d, tokens.end + 1).filter(|&list| named && list <= end) {
        (kept.end, to) = (list, list);
    }
    to = bracket(scene, to, end);
    if let Some(person) = behind_campus(scene, noun, to, end) {
        return Some(Mention {
            phrase: i..person.phrase.end,
            ..person
        });
    }
    let mut head = noun.head;
    // "neighbours and guards"
    if d.is(to, &["and"])
        && !noun.pronoun
        && let Some((other, second)) = scene.noun_at(to + 1).filter(|(_, n)| !n.pronoun && !scene.is_time(n))
    {
        let verb_behind = scene.verb_at(other.end).is_some_and(|(_, v)| v.finite);
        if !verb_behind && other.end <= end {
            let (kept_second, stop) = hang(scene, &other, second, end);
            kept = kept.start..kept_second.end;
            head = second.head;
            to = bracket(scene, stop, end);
        }
    }
    // "the Ostra mayor, Dee Ruiz": the apposed name wins
    if scene.is_comma(to)
        && !noun.name
        && (!noun.pronoun || is_quantity(scene, noun.head))
        && let Some((name, apposed)) = scene.noun_at(to + 1).filter(|(t, n)| {
            is_person(scene, n) && (t.len() > 1 || scene.is_comma(t.end) && scene.noun_at(t.end + 1).is_some())
        })
    {
        // "police in Ostra, Vesper,": where the place lies
        let place = d.any(to - 1, Tags::Name) && name.len() == 1 && to > tokens.end;
        if place && scene.is_comma(name.end) {
            if kept.end == to && d.is(noun.head, &["police"]) {
                kept.end = name.end;
            }
            to = name.end;
        }
        let closed = !place
            && (name.end >= end
                || scene.is_comma(name.end)
                || scene.is_break(name.end)
                || d.is_kind(name.end, Kind::Mark));
        if closed && name.end <= end && (d.any(noun.head, Tags::People | Tags::Role) || is_quantity(scene, noun.head)) {
            kept = bare(scene, &name, apposed);
            head = apposed.head;
            to = name.end;
        }
    }
    Some(Mention {
        tokens: kept,
        head,
        phrase: i..to,
        via: Vec::new(),
    })
}

/// The end of a bracket that opens at `i`.
fn bracket(scene: &Scene<'_>, i: usize, end: usize) -> usize {
    if !scene.d.is_kind(i, Kind::Open) {
        return i;
    }
    (i..end.min(i + 12))
        .find(|&j| scene.d.is_kind(j, Kind::Close))
        .map_or(i, |j| j + 1)
}

/// Who speaks for a body whose name has a comma before its town: `Pavel Kosta` in `University of Ostra, Dorle chancellor Pavel
/// Kosta` and in `University of Ostra, Dorle’s chancellor, Pavel Kosta`. The body's first part ends before token `comma`.
fn behind_campus(scene: &Scene<'_>, body: &NounGroup, comma: usize, end: usize) -> Option<Mention> {
    let d = scene.d;
    if !body.name || !d.any(body.head, Tags::Organization) || !scene.is_comma(comma) {
        return None;
    }
    let (tokens, noun) = scene.noun_at(comma + 1).filter(|(t, _)| t.end <= end)?;
    let office = |i: usize| d.any(i, Tags::Role | Tags::People);
    let town = noun.possessor.clone();
    let owned = !town.is_empty() && town.start == tokens.start && office(noun.head);
    if owned && d.any(town.start, Tags::Name) && scene.is_comma(tokens.end) {
        let (name, person) = scene
            .noun_at(tokens.end + 1)
            .filter(|(t, n)| t.end <= end && is_person(scene, n))?;
        return Some(Mention {
            tokens: bare(scene, &name, person),
            head: person.head,
            phrase: tokens.start..name.end,
            via: Vec::new(),
        });
    }
    let own = Some(bare(scene, &tokens, noun)).filter(|_| is_person(scene, noun))?;
    let led = own.start > tokens.start + 1 && office(own.start - 1) && d.any(tokens.start, Tags::Name);
    (led && own.len() > 1 && !office(tokens.start)).then(|| Mention {
        tokens: own,
        head: noun.head,
        phrase: tokens.clone(),
        via: Vec::new(),
    })
}

/// What hangs on a noun group with prepositions: how much of it the mention keeps, and where the whole ends.
fn hang(scene: &Scene<'_>, tokens: &Range<usize>, noun: &NounGroup, end: usize) -> (Range<usize>, usize) {
    let d = scene.d;
    let own = bare(scene, tokens, noun);
    let others = d.is(noun.head, &["others"]);
    let of = d.is(tokens.end, &["of"]) || others && d.is(tokens.end, &["at", "from", "in"]);
    if noun.pronoun && !(is_quantity(scene, noun.head) && of) {
        return (own, tokens.end);
    }
    // "Mayor of Ostra Ana Ruiz", "speaker of the house Ana Ruiz": the name stands behind the place, in one group
    if d.is(tokens.end, &["of", "to", "for", "at"]) && d.any(noun.head, Tags::Role | Tags::People) {
        let named = scene
            .noun_at(tokens.end + 1)
            .filter(|(t, n)| n.name && t.end <= end && n.core.len() >= 3);
        if let Some((name, object)) = named {
            let own = |i: usize| !d.any(i, Tags::Known) && d.any(i, Tags::Name);
            let two = object.core.end - 2..object.core.end;
            let small = d.token(two.start - 1).is_some_and(|t| t.case == Case::Lower);
            if two.clone().all(own) && (object.determiner.is_empty() || small || object.core.len() > 3) {
                return (two, name.end);
            }
        }
    }
    let cut = own.start > tokens.start;
    let person = cut && !d.any(noun.head, Tags::Organization | Tags::Media)
        || is_person(scene, noun) && !d.any(noun.head, Tags::Organization);
    let (mut kept_end, mut to) = (tokens.end, tokens.end);
    let mut keeps = true;
    // "a source close to the talks"
    if d.is(to, &["close"])
        && d.is(to + 1, &["to"])
        && let Some((next, _)) = scene.noun_at(to + 2).filter(|(t, _)| t.end <= end)
    {
        to = next.end;
        kept_end = to;
    }
    // "the officer in charge of the sector"
    if !noun.name
        && d.is(to, &["in"])
        && d.is(to + 1, &["charge"])
        && d.is(to + 2, &["of"])
        && let Some((next, _)) = scene.noun_at(to + 3).filter(|(t, _)| t.end <= end)
    {
        to = next.end;
        kept_end = to;
    }
    for _ in 0..4 {
        if !d.is(to, OF) || to + 1 >= end {
            break;
        }
        // "more than a hundred neighbours": not a mention's; "in Kyiv", "during …": where and when it speaks
        let Some((next, object)) = scene.noun_at(to + 1) else {
            break;
        };
        if next.end > end || scene.is_time(object) {
            break;
        }
        // "familiar with", "according to"; "for" and "on" after a name begin something else
        let of = d.is(
            to,
            &[
                "of", "for", "at", "from", "within", "inside", "with", "by", "behind", "among",
            ],
        );
        let of = of || d.is(to, &["on"]) && noun.name && object.name;
        // "an aide to the mayor": whose aide
        let of = of || d.is(to, &["to"]) && d.is(noun.head, SERVES) && !noun.name;
        let place = !of && d.is(to, &["in", "near", "on", "to"]);
        // "police in Ostra": which police; "researchers in Vesper": which of those everywhere
        let some = d.is(noun.head, &["police", "researchers", "scientists"]) && noun.determiner.is_empty();
        let force = some && own.len() == 1 && d.is(to, &["in"]) && object.name;
        if place
            && !force
            && !others
            && !d.any(noun.head, Tags::Organization | Tags::Document | Tags::Media)
            && !d.is(noun.head, &["embassy", "consulate", "source", "sources"])
        {
            keeps = false;
        }
        let embassy = force || others && d.is(to, &["in"]) || d.is(noun.head, &["embassy", "consulate", "mission"]);
        if place && !embassy && !d.is(noun.head, &["source", "sources"]) {
            keeps = false;
        }
        to = next.end;
        if keeps && (of || embassy || place) {
            kept_end = to;
        }
        to = bracket(scene, to, end);
        // "the Ministry of Health and Sports"
    }
    // "Harvest of Hope": a body whose name is made of plain words, "of" among them
    let of_words = own.len() == 1
        && d.any(own.start, Tags::Noun)
        && d.any(own.start, Tags::Known)
        && !d.any(own.start, Tags::People | Tags::Role | Tags::Title)
        && d.is(own.end, &["of"])
        && scene
            .noun_at(own.end + 1)
            .is_some_and(|(t, n)| n.name && n.determiner.is_empty() && t.end <= kept_end.max(to));
    // "ABC of Ostra": which of the outlets of that name
    let outlet = d.is(own.end, &["of"])
        && crate::extract::source::is_outlet(&d.words(own.clone()).to_lowercase())
        && scene
            .noun_at(own.end + 1)
            .is_some_and(|(t, n)| n.name && t.len() == 1 && t.end == to);
    if outlet {
        return (own.start..to, to);
    }
    if person && of_words {
        return (own.start..kept_end.max(own.end), to);
    }
    if person {
        return (own.clone(), to);
    }
    (own.start..kept_end.max(own.end), to)
}

/// The subject of the verb group that begins at `verb`: to its left, over what is set between commas and brackets.
/// `start` is how far back it may lie.
pub(super) fn before(scene: &Scene<'_>, verb: usize, start: usize) -> Option<Mention> {
    let d = scene.d;
    let start = start.max(verb.saturating_sub(REACH));
    let mut via = Vec::new();
    // adverbs: "also said", "Ruiz later said"
    let mut at = verb;
    while at > start
        && !d.is(at - 1, QUANTITIES)
        && d.any(at - 1, Tags::Adverb)
        && scene.noun_ending(at - 1).is_none()
        && scene.verb_ending(at - 1).is_none()
    {
        at -= 1;
    }
    // "the report itself outlined"
    if at > start + 1
        && d.is(at - 1, &["himself", "herself", "itself", "themselves"])
        && scene.noun_ending(at - 2).is_some_and(|(_, n)| !n.pronoun)
    {
        at -= 1;
    }
    // a time between: "officials on Monday said", "Ruiz Tuesday said"
    for _ in 0..2 {
        if at <= start {
            break;
        }
        if let Some((time, noun)) = scene.noun_ending(at - 1)
            && scene.is_time(noun)
            && time.start > start
        {
            let preposition = d.is(time.start - 1, &["on", "in", "late", "early", "at", "over"]);
            // "Reports as of Wednesday said"
            let as_of = time.start > start + 1 && d.is(time.start - 1, &["of"]) && d.is(time.start - 2, &["as"]);
            let next = time.start - usize::from(preposition) - 2 * usize::from(as_of);
            if next > start
                && (scene.noun_ending(next - 1).is_some()
                    || scene.is_comma(next - 1)
                    || d.is_kind(next - 1, Kind::Close))
            {
                at = next;
                continue;
            }
        }
        break;
    }
    let mut segments = Vec::new();
    let mut end = at;
    if end > start && scene.is_comma(end - 1) {
        // "Ana Ruiz, a member of the board, told": the segments between commas, from right to left
        end -= 1;
        let mut seg_end = end;
        let mut j = end;
        while j > start && segments.len() < 6 {
            let (step, is_end) = (j - 1, j - 1 == start);
            let mark = scene.mark_of(step);
            // a piece in marks belongs to its segment; a quotation ends what the subject may lie in
            if let Some(m) = mark {
                let last = scene.marks[m].inside.end - 1;
                let open = scene.marks[m].open;
                if !scene.is_comma(last) && !scene.is_break(last) && open > start {
                    j = open;
                    continue;
                }
            }
            if scene.is_comma(step) || scene.is_break(step) || mark.is_some() || d.is_kind(step, Kind::Dash) {
                if step + 1 < seg_end {
                    segments.push(step + 1..seg_end);
                }
                if !scene.is_comma(step) {
                    break;
                }
                seg_end = step;
            } else if is_end && step < seg_end {
                segments.push(step..seg_end);
            }
            j -= 1;
        }
        return apposed(scene, &segments, at);
    }
    // "Ms Ruiz – a teacher – told"
    if end > start && d.is_kind(end - 1, Kind::Dash) {
        let open = (start.max(end.saturating_sub(16))..end - 1)
            .rev()
            .find(|&j| d.is_kind(j, Kind::Dash) && scene.mark_of(j).is_none());
        end = open.filter(|&o| o > start).unwrap_or(end);
    }
    end = unbracket(scene, end, start);
    let mut mention = ending(scene, end, start)?;
    mention.phrase.end = at;
    // "The mayor of Ostra Ana Ruiz": one group already; "…, Ana Ruiz said": the description before a comma
    mention.via.append(&mut via);
    Some(mention)
}

/// Where a share begins that stands before the group at token `of_what`: `More than 90% of`, `half of`, `two thirds of`.
fn share_of(scene: &Scene<'_>, of_what: usize, start: usize) -> Option<usize> {
    let d = scene.d;
    let of = of_what.checked_sub(1).filter(|&i| i > start && d.is(i, &["of"]))?;
    let mut first = of - 1;
    let part = d.is(
        first,
        &["%", "percent", "cent", "half", "third", "thirds", "quarter", "quarters"],
    ) || d.words(first..of).ends_with('%');
    if !part {
        return None;
    }
    let measures = |i: usize| {
        d.is_kind(i, Kind::Number)
            || d.any(i, Tags::Number)
            || d.is(
                i,
                &[
                    "a", "about", "almost", "at", "least", "more", "nearly", "one", "over", "per", "than", "under",
                ],
            )
    };
    while first > start && of - first < 6 && measures(first - 1) {
        first -= 1;
    }
    Some(first)
}

/// Before a bracket that closes at `end`.
pub(super) fn unbracket(scene: &Scene<'_>, end: usize, start: usize) -> usize {
    if end == start || !scene.d.is_kind(end - 1, Kind::Close) {
        return end;
    }
    (start.max(end.saturating_sub(14))..end)
        .rev()
        .find(|&j| scene.d.is_kind(j, Kind::Open))
        .unwrap_or(end)
}

/// The noun phrase that ends right before `end`: climbs from the last group over prepositions to the one that it all
/// hangs on.
pub(super) fn ending(scene: &Scene<'_>, end: usize, start: usize) -> Option<Mention> {
    let d = scene.d;
    if end <= start {
        return None;
    }
    // "most said", "several told"
    if d.is(end - 1, QUANTITIES) && scene.noun_ending(end - 1).is_none() {
        let head = end - 1;
        return Some(Mention {
            tokens: head..end,
            head,
            phrase: head..end,
            via: Vec::new(),
        });
    }
    // "A woman who lives nearby": what the clause hangs on
    if let Some(inner) = narrowed(scene, end, start) {
        let mut mention = ending(scene, inner, start)?;
        mention.phrase.end = end;
        // "researchers studying the outbreak": what says who they are, of those without a name
        let people = d.any(mention.head, Tags::People | Tags::Role) && !d.any(mention.head, Tags::Name);
        let unnamed = scene.noun_at(mention.tokens.start).is_some_and(|(t, n)| {
            !n.pronoun
                && n.determiner.clone().all(|i| d.is(i, &["a", "an"]))
                && t.end == mention.tokens.end
                && n.head == mention.head
        });
        if people && unnamed && mention.tokens.end == inner && scene.verb_at(inner).is_some_and(|(_, v)| v.gerund) {
            mention.tokens.end = end;
        }
        return Some(mention);
    }
    let (mut tokens, mut noun) = scene.noun_ending(end - 1)?;
    // "Ana Ruiz of the University of Vale, Ostra": where the body lies, no comma behind it
    if tokens.start > start + 3
        && noun.name
        && noun.determiner.is_empty()
        && tokens.len() <= 3
        && scene.is_comma(tokens.start - 1)
        && (start..tokens.start - 1).all(|i| !scene.is_comma(i))
        && let Some(mention) = ending(scene, tokens.start - 1, start)
        && mention.phrase.start == start
        && mention.tokens.len() > 1
        && d.is(mention.tokens.end, &["of", "at", "from"])
        && d.noun_group(mention.head)
            .is_some_and(|n| is_person(scene, n) && !d.any(n.head, Tags::Known))
        && (mention.tokens.end..tokens.start).any(|i| d.any(i, Tags::Organization) && d.any(i, Tags::Name))
    {
        return Some(mention);
    }
    // "what the scientists call"
    if tokens.len() > 1 && d.is(tokens.start, &["what"]) {
        tokens.start += 1;
    }
    if tokens.start < start {
        return None;
    }
    let (mut whole_name, mut climbed) = (false, false);
    let mut listed = None;
    // "Institute of Tides, River Control and Research"
    if let Some((body, head)) = fields::ending(d, end, start)
        .and_then(|of| scene.noun_ending(of - 1))
        .filter(|(t, n)| t.start >= start && n.name && d.any(n.head, Tags::Organization))
    {
        (tokens, noun) = (body, head);
        listed = Some(noun.head);
    }
    for _ in 0..5 {
        if tokens.start <= start + 1 {
            break;
        }
        // "Chamber of Deputies Speaker Ana Ruiz": the name itself, its office between it and what stands before
        let own = bare(scene, &tokens, noun);
        let group = body_before(scene, own.start);
        // the Representatives are a house's, an office would be its holder's
        let office = d.any(noun.core.start, Tags::Role | Tags::Title) && !d.word(noun.core.start).ends_with('s');
        if noun.name && own.start >= noun.core.start + 2 && !office && !group {
            break;
        }
        let mut link = tokens.start - 1;
        // "of about 30 survivors"
        if d.any(link, Tags::Adverb) && link > start + 1 && !d.is(link, OF) {
            link -= 1;
        }
        // "the Office for Flood Control and Relief": "and" within a name
        if d.is(link, &["and", "&"]) && noun.name && noun.determiner.is_empty() && link > start + 1 {
            let inner = scene.noun_ending(link - 1).filter(|(t, n)| {
                n.name && t.start > start + 1 && n.determiner.is_empty() && d.is(t.start - 1, &["of", "for"])
            });
            // "Ana Ruiz of the Rose and Ivo Brandt Foundation": what is behind "and" is a body, without an article of its own
            let person = scene
                .noun_ending(link - 1)
                .filter(|(t, n)| n.name && t.start > start + 1 && d.is(t.start - 1, &["of", "from", "at"]))
                .filter(|_| d.any(noun.head, Tags::Organization) && d.any(noun.head, Tags::Name))
                .and_then(|(t, _)| scene.noun_ending(t.start - 2))
                .filter(|(t, n)| t.start >= start && is_person(scene, n) && !d.any(n.head, Tags::Known));
            if let Some((head, head_noun)) = person {
                (tokens, noun) = (head, head_noun);
                climbed = true;
                continue;
            }
            let Some((inside, _)) = inner else { break };
            let Some((head, head_noun)) = scene
                .noun_ending(inside.start - 2)
                .filter(|(t, n)| n.name && t.start >= start && d.any(n.head, Tags::Organization | Tags::Noun))
                // "Ruiz of the Harbour Board and Ivo Brandt of the Tide Institute"
                .filter(|(_, n)| !climbed || d.any(n.head, Tags::Organization))
            else {
                break;
            };
            (tokens, noun) = (head, head_noun);
            whole_name = true;
            continue;
        }
        let time = scene.is_time(noun) && d.is(link, &["during", "over", "after", "before", "since", "around"]);
        if !d.is(link, OF) && !time {
            break;
        }
        let left = unbracket(scene, link, start);
        // "a source close to the talks"
        let close = d.is(link, &["to"]) && left > start + 1 && d.is(left - 1, &["close"]);
        let left = left - usize::from(close);
        let Some((head, head_noun)) = left
            .checked_sub(1)
            .filter(|&l| l >= start)
            .and_then(|l| scene.noun_ending(l))
        else {
            break;
        };
        if head.start < start {
            break;
        }
        // "X met with Y said" cannot be; but "In Kyiv on Monday officials": a group that itself hangs on nothing before it
        (tokens, noun) = (head, head_noun);
        climbed = true;
    }
    if scene.is_time(noun) || bad_subject(scene, noun) {
        return None;
    }
    let (mut kept, _) = hang(scene, &tokens, noun, end);
    // "what Fisk described as": the pronoun is the verb's object
    if d.is(kept.start, &["what"]) && kept.len() > 1 && !noun.pronoun {
        kept.start += 1;
    }
    if listed == Some(noun.head) {
        kept.end = end;
    }
    if whole_name && kept.start == tokens.start && !is_person(scene, noun) {
        kept.end = kept.end.max(end);
    }
    let mut from = tokens.start;
    // "Jarva University (JU) data": a bracket within the phrase
    if noun.determiner.is_empty()
        && noun.possessor.is_empty()
        && d.any(noun.head, Tags::Document | Tags::People | Tags::Role | Tags::Plural)
        && from > start + 3
        && d.is_kind(from - 1, Kind::Close)
    {
        let before = unbracket(scene, from, start)
            .checked_sub(1)
            .and_then(|last| scene.noun_ending(last))
            .filter(|(t, n)| n.name && t.start >= start && d.any(n.head, Tags::Organization));
        if let Some((body, _)) = before {
            from = body.start;
            kept.start = body.start;
        }
    }
    // "Dale & Orley": one name
    let firm = from
        .checked_sub(2)
        .filter(|&i| i >= start && d.is(i + 1, &["&"]) && noun.name && noun.core.start == from);
    if let Some((other, _)) = firm
        .and_then(|i| scene.noun_ending(i))
        .filter(|(t, n)| t.start >= start && n.name)
        && kept.start == tokens.start
    {
        let own = scene
            .noun_at(other.start)
            .map_or(other.clone(), |(t, n)| bare(scene, &t, n));
        (from, kept.start) = (other.start, own.start);
    }
    // "More than 90% of the sailors": so many, not all of them
    let share = (!noun.pronoun && !noun.name)
        .then(|| share_of(scene, from, start))
        .flatten();
    if let Some(first) = share.filter(|_| kept.start == tokens.start) {
        from = first;
        kept.start = first;
    }
    // "The Harbour Board and the Coast Office"
    if from >= start + 2 && d.is(from - 1, &["and"]) && !noun.pronoun {
        let left = unbracket(scene, from - 1, start);
        if let Some((other, first)) = left
            .checked_sub(1)
            .filter(|&l| l >= start)
            .and_then(|l| scene.noun_ending(l))
        {
            let begins = |i: usize| {
                scene.is_comma(i - 1)
                    || scene.is_break(i - 1)
                    || d.is_kind(i - 1, Kind::Mark)
                    || d.any(i - 1, Tags::Subordinator) && !d.any(i - 1, Tags::Preposition)
                    || scene
                        .verb_ending(i - 1)
                        .is_some_and(|v| super::cue::reports(scene, v.head))
            };
            let opens = other.start <= start || begins(other.start);
            // "author and campaigner Ana Ruiz" is one
            let offices = [
                "president",
                "chairman",
                "chair",
                "director",
                "founder",
                "chief",
                "head",
                "manager",
                "editor",
                "owner",
            ];
            let office = !first.name || d.any(first.head, Tags::Role) || d.is(first.head, &offices);
            let field = !d.any(
                first.head,
                Tags::People | Tags::Organization | Tags::Media | Tags::Document | Tags::Plural | Tags::Name,
            );
            // … and "trade and industry commissioner Ana Ruiz"
            let one = (first.determiner.is_empty() && office && d.any(first.head, Tags::People | Tags::Role)
                || !first.pronoun && !scene.is_time(first) && field)
                && !d.any(first.head, Tags::Plural)
                && (is_person(scene, noun) || kept.start >= tokens.end)
                && kept.start > tokens.start;
            // "scientists from the Ostra Institute and the Academy of Sciences", "the mayor of Ostra and the Red Cross"
            // "Road Transport and Bridges Minister Ana Ruiz": the fields of one office, written large
            let large = |i: usize| fields::is_large(d, i);
            let fields = first.determiner.is_empty()
                && first.core.clone().all(large)
                && fields::names_field(d, first.head)
                && !d.any(
                    first.head,
                    Tags::People | Tags::Role | Tags::Organization | Tags::Media | Tags::Document | Tags::Nation,
                )
                && kept.start > tokens.start + 1
                && kept.len() > 1
                && d.any(kept.start - 1, Tags::Role | Tags::People | Tags::Title)
                && (tokens.start..kept.start).all(large);
            let one = one || fields && noun.determiner.is_empty() && noun.possessor.is_empty();
            let whole = other
                .start
                .checked_sub(2)
                .filter(|&l| !opens && l >= start && d.is(l + 1, &["from", "of", "at", "with", "in", "by", "for"]))
                .and_then(|l| scene.noun_ending(l))
                // "researchers from the Institute of Tides (IT) and the Academy": what the first body hangs on
                .and_then(|(t, n)| {
                    let from = t
                        .start
                        .checked_sub(2)
                        .filter(|_| n.name)
                        .filter(|_| d.is(t.start - 1, &["from", "at"]));
                    from.map_or(Some((t, n)), |l| scene.noun_ending(l))
                })
                .filter(|(t, n)| t.start >= start && !n.name && !n.pronoun && !scene.is_time(n))
                .filter(|(_, n)| d.any(n.head, Tags::People | Tags::Role | Tags::Organization | Tags::Document))
                .filter(|(t, _)| t.start <= start || begins(t.start))
                .filter(|_| !noun.pronoun);
            if let Some((whole, head)) = whole {
                return Some(Mention {
                    tokens: whole.start..kept.end,
                    head: head.head,
                    phrase: whole.start..end,
                    via: Vec::new(),
                });
            }
            // "Ana Ruiz of the Harbour Board and Ivo Brandt"
            let with_body = other
                .start
                .checked_sub(2)
                .filter(|&l| !opens && l >= start && d.is(l + 1, &["of", "from", "at", "with"]))
                .filter(|_| first.name && is_person(scene, noun) && !d.any(noun.head, Tags::Known))
                .and_then(|l| scene.noun_ending(l))
                .filter(|(t, n)| t.start >= start && is_person(scene, n) && !d.any(n.head, Tags::Known | Tags::Role))
                .filter(|(t, _)| t.start <= start || begins(t.start));
            // "Ana Ruiz of Ostra College and contributor to Tides"
            let and_office = other
                .start
                .checked_sub(2)
                .filter(|&l| !opens && l >= start && d.is(l + 1, &["of", "from", "at", "with"]))
                .filter(|_| first.name && !noun.name && noun.determiner.is_empty() && noun.possessor.is_empty())
                .filter(|_| d.any(noun.head, Tags::Role | Tags::People) && !d.any(noun.head, Tags::Plural))
                .and_then(|l| scene.noun_ending(l))
                .filter(|(t, n)| t.start >= start && is_person(scene, n) && !d.any(n.head, Tags::Known | Tags::Role))
                .filter(|(t, _)| t.start <= start || begins(t.start));
            if let Some((person, head)) = and_office {
                return Some(Mention {
                    tokens: bare(scene, &person, head),
                    head: head.head,
                    phrase: person.start..end,
                    via: Vec::new(),
                });
            }
            if let Some((person, head)) = with_body {
                from = person.start;
                kept = bare(scene, &person, head).start..kept.end;
            } else if one {
                from = other.start;
            } else if opens && !scene.is_time(first) && !first.pronoun && other.start >= start {
                from = other.start;
                kept = bare(scene, &other, first).start..kept.end;
            }
        }
    }
    Some(Mention {
        tokens: kept,
        head: noun.head,
        phrase: from..end,
        via: Vec::new(),
    })
}
