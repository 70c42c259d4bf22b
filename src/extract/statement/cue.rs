//! Where the text reports: the cues of a unit, outside quotation marks.

use super::{
    adjunct,
    bare::bare,
    capable,
    lexicon::{self, ACCORDING, Entry, Frames, PER},
    listener::{listener, quoted_as},
    mention::{self, Mention},
    opinion,
    scene::{REACH, Scene, Unit},
    view,
};
use crate::language::{self, Kind, Tags, VerbGroup};
use std::ops::Range;

/// How a cue stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `said`
    Finite,
    /// `, saying`
    Gerund,
    /// `was told by`
    Passive,
    /// `according to`
    Phrase,
}

/// A reporting expression at its place.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// The first token of its verb group, auxiliaries and adverbs included.
    pub(super) start: usize,
    /// Its verb.
    pub(super) verb: usize,
    /// The expression itself: verb, what belongs to it, to whom it is said.
    pub(super) tokens: Range<usize>,
    pub(super) entry: &'static Entry,
    pub(super) form: Form,
    /// Where its listener begins, if it has one: "told `residents` to stay" has it in the content.
    pub(super) listener: Option<usize>,
    /// A source that its own construction gives: behind "according to", "quoted X as saying".
    pub(super) given: Option<Mention>,
    /// Where the given source's phrase ends.
    pub(super) rest: usize,
    /// Its clause is a subordinate one ("While X said …, …"): what stands behind the next comma is not said.
    pub(super) subordinate: bool,
}

impl Cue {
    pub(super) fn has(&self, frames: Frames) -> bool {
        self.entry.frames.any(frames)
    }
}

/// Whether a verb reports at all.
pub(super) fn reports(scene: &Scene<'_>, verb: usize) -> bool {
    lexicon::look_up(scene.d.word(verb)).any(|e| {
        tail_at(scene, verb, e, scene.d.len())
            && e.frames.any(Frames::Bare.or(Frames::Weak).or(Frames::Marks))
            && !e.frames.any(Frames::Hearer.or(Frames::Outlet))
    })
}

/// Whether a verb takes the infinitive of what its subject will do.
pub(super) fn promises(scene: &Scene<'_>, verb: usize) -> bool {
    lexicon::look_up(scene.d.word(verb)).any(|e| e.tail.is_empty() && e.frames.any(Frames::To))
}

/// Whether a verb can stand beside whole sentences in marks.
pub(super) fn speaks(scene: &Scene<'_>, verb: usize) -> bool {
    lexicon::look_up(scene.d.word(verb))
        .any(|e| e.tail.is_empty() && e.frames.any(Frames::Marks) && e.frames.any(Frames::That))
}

/// Of one unit so many cues are read, of verbs and of all.
const MANY: usize = 60;

/// The cues of a unit, in order.
pub(super) fn find(scene: &Scene<'_>, unit: &Unit) -> Vec<Cue> {
    let d = scene.d;
    let mut cues: Vec<Cue> = Vec::new();
    for group in d.groups_in(unit.tokens.clone()) {
        // each of them is looked at from all sides: no sentence has so many
        if cues.len() >= MANY {
            break;
        }
        let Some(verb) = group.verb() else { continue };
        if scene.mark_of(verb.head).is_some() {
            continue;
        }
        cues.extend(verb_cue(scene, unit, group.tokens.start, verb));
    }
    let mut at = unit.tokens.start;
    while at < unit.tokens.end && cues.len() < 2 * MANY {
        if d.is(at, &["according"]) && d.is(at + 1, &["to"]) {
            cues.extend(phrase(scene, unit, at..at + 2, &ACCORDING));
        } else if d.is(at, &["in"]) && d.is(at + 1, &["the"]) && d.is(at + 2, &["words"]) && d.is(at + 3, &["of"]) {
            cues.extend(phrase(scene, unit, at..at + 4, &ACCORDING));
        } else if d.is(at, &["as"]) && d.is(at + 1, &["per"]) {
            cues.extend(phrase(scene, unit, at..at + 2, &PER).filter(|c| can_state(scene, c)));
        } else if d.is(at, &["per"])
            && (at == unit.tokens.start || scene.is_comma(at - 1))
            && scene.noun_at(at + 1).is_some_and(|(_, n)| {
                n.name || !n.determiner.is_empty() || d.any(n.head, Tags::Organization | Tags::Plural)
            })
        {
            cues.extend(phrase(scene, unit, at..at + 1, &PER).filter(|c| can_state(scene, c)));
        }
        at = scene.next(at);
    }
    // "In his view, all was lost, Ruiz said": the verb has it
    if cues.is_empty() {
        cues.extend(opinion::opinion(scene, unit));
    }
    // "quoted X as saying" has "saying" for its cue already
    let given: Vec<usize> = cues.iter().filter(|c| c.given.is_some()).map(|c| c.verb).collect();
    cues.retain(|c| c.given.is_some() || !given.contains(&c.verb));
    cues.sort_by_key(|c| c.start);
    cues
}

/// "according to" and its like, with whom it names.
pub(super) fn phrase(scene: &Scene<'_>, unit: &Unit, tokens: Range<usize>, entry: &'static Entry) -> Option<Cue> {
    let mut from = tokens.end;
    // "according to at least two officials", "according to both"
    while scene.d.any(from, Tags::Adverb) && scene.noun_at(from).is_none() && from < tokens.end + 2 {
        from += 1;
    }
    let mut mention = dated(scene, from, unit.tokens.end).or_else(|| mention::after(scene, from, unit.tokens.end))?;
    name_alone(scene, &mut mention);
    Some(Cue {
        start: tokens.start,
        verb: tokens.start,
        rest: mention.phrase.end,
        tokens,
        entry,
        form: Form::Phrase,
        listener: None,
        given: Some(mention),
        subordinate: false,
    })
}

/// "according to a May 9, 2031 notice": the date is a part of its name.
fn dated(scene: &Scene<'_>, i: usize, end: usize) -> Option<Mention> {
    let d = scene.d;
    let month = i + usize::from(d.any(i, Tags::Determiner));
    if !d.any(month, Tags::Month) || !d.is_kind(month + 1, Kind::Number) {
        return None;
    }
    let behind = month + 2 + usize::from(scene.is_comma(month + 2) && d.is_kind(month + 3, Kind::Number));
    let mut mention = mention::after(scene, behind, end).filter(|m| capable::can_state(scene, m))?;
    mention.tokens.start = i;
    mention.phrase.start = i;
    Some(mention)
}

/// "According to Ruiz neighbours were told": with a verb right behind them, they are its subject and the name stands alone.
fn name_alone(scene: &Scene<'_>, mention: &mut Mention) {
    let d = scene.d;
    let Some(noun) = d.noun_group(mention.head) else { return };
    let name = noun.core.start..noun.head;
    let named = noun.determiner.is_empty()
        && !noun.name
        && !name.is_empty()
        && mention.tokens == noun.core
        && mention.phrase.end == noun.head + 1
        && name.clone().all(|i| d.any(i, Tags::Name));
    if named && d.any(noun.head, Tags::Plural) && scene.verb_at(noun.head + 1).is_some_and(|(_, v)| v.finite) {
        mention.head = name.end - 1;
        mention.phrase.end = name.end;
        mention.tokens = name;
    }
}

/// Its given source is somebody or something that can state things: "as per the ministry", not "as per usual".
fn can_state(scene: &Scene<'_>, cue: &Cue) -> bool {
    let d = scene.d;
    // "per figures published by the guild, …"
    let narrowed = scene.verb_at(cue.rest).is_some_and(|(group, v)| {
        group.len() == 1
            && d.any(v.head, Tags::Participle)
            && d.is(group.end, &["by"])
            && (group.end..d.len().min(group.end + 14)).any(|i| scene.is_comma(i))
    });
    let closed = narrowed || cue.rest >= d.len() || scene.is_comma(cue.rest) || scene.is_break(cue.rest);
    // "per the law": a rule, not what somebody says
    let law = |i: usize| {
        d.is(
            i,
            &[
                "decree",
                "law",
                "act",
                "order",
                "ruling",
                "resolution",
                "code",
                "constitution",
                "framework",
                "policy",
                "protocol",
                "agreement",
                "treaty",
                "plan",
                "rules",
                "scheme",
            ],
        )
    };
    closed
        && cue
            .given
            .as_ref()
            .is_some_and(|m| capable::can_state(scene, m) && !law(m.head))
}

fn verb_cue(scene: &Scene<'_>, unit: &Unit, start: usize, verb: &VerbGroup) -> Option<Cue> {
    let d = scene.d;
    let end = unit.tokens.end;
    let word = d.word(verb.head);
    if let Some(heard) = heard_saying(scene, unit, start, verb) {
        return Some(heard);
    }
    lexicon::look_up(word).next()?;
    let worded = view::worded(scene, verb.head, end);
    let entry = match worded {
        Some((entry, _)) => entry,
        None => lexicon::look_up(word).find(|e| {
            let behind = verb.head + 1 + e.tail.len();
            // "admitted to taking it", not "admitted to police that"
            let gerund = e.frames != Frames::Ing || scene.verb_at(behind).is_some_and(|(_, v)| v.gerund);
            tail_at(scene, verb.head, e, end) && gerund
        })?,
    };
    // "saw the part as “a door”"
    let as_mark = |i: usize| d.is(i, &["as"]) && (i + 1..i + 3).any(|j| j < end && scene.opens(j).is_some());
    if entry.frames == Frames::PieceAs && !(verb.head + 1..end.min(verb.head + 20)).any(as_mark) {
        return None;
    }
    // what is not said, what may be said: no statement; "can confirm" is one
    let negated = verb.negation.is_some_and(|n| !d.is(n + 1, &["only", "just"]));
    if negated && entry.base != "deny" || verb.infinitive {
        return None;
    }
    // "without specifying if", "instead of saying", "stopped short of calling it"
    let none = start > unit.tokens.start
        && (d.is(start - 1, &["without"])
            || d.is(start - 1, &["of", "than", "from"])
                && start - 1 > unit.tokens.start
                && d.is(start - 2, &["instead", "short", "rather", "far"]));
    if verb.gerund && none {
        return None;
    }
    let can = |m: usize| {
        d.is(m, &["can"]) && matches!(entry.base, "confirm" | "reveal" | "report" | "say") || d.is(m, &["'d"])
    };
    if verb.modal.is_some_and(|m| !can(m)) {
        return None;
    }
    let mut tail_end = verb.head + 1 + entry.tail.len();
    if let Some((_, behind)) = worded {
        tail_end = behind;
    }
    // "issued the following statement"
    if entry.tail.last() == Some(&"following") {
        tail_end = scene
            .group_end(tail_end - 1)
            .map_or(tail_end, |e| e.clamp(tail_end, end));
    }
    // "comments about", "notes similar to", "reports that were": nouns
    let bare_present = d.any(verb.head, Tags::VerbS | Tags::VerbBase) && verb.head == start;
    if bare_present && language::lexicon::look_up(word).any(Tags::Noun) && entry.tail.is_empty() {
        let adverbial = d.any(tail_end, Tags::Adverb)
            || d.is(tail_end, &["on", "in", "at"])
                && scene.noun_at(tail_end + 1).is_some_and(|(_, n)| scene.is_time(n));
        // "the militia claims to have won"
        let infinitive = scene.verb_at(tail_end).is_some_and(|(_, v)| v.infinitive);
        let preposition =
            d.any(tail_end, Tags::Preposition) && !d.any(tail_end, Tags::Subordinator) && !adverbial && !infinitive;
        let relative =
            d.is(tail_end, &["that", "which", "who"]) && scene.verb_at(tail_end + 1).is_some_and(|(_, v)| v.finite);
        if preposition
            || relative
            // "notes similar to", not "report ancient villagers fished"
            || d.any(tail_end, Tags::Adjective)
                && !d.any(tail_end, Tags::Noun | Tags::Name | Tags::Number | Tags::Determiner)
                && scene.noun_at(tail_end).is_none()
        {
            return None;
        }
    }
    // "the Chuck Ruiz quote", "the politics blog": one thing has no verb in this form
    let plain = d.any(verb.head, Tags::VerbBase)
        && !d.any(verb.head, Tags::Past | Tags::VerbS)
        && verb.modal.is_none()
        && verb.head == start
        && language::lexicon::look_up(word).any(Tags::Noun)
        && start > unit.tokens.start
        && scene.noun_ending(start - 1).is_some_and(|(_, n)| {
            let tags = d.tags(n.head);
            let one = !n.pronoun && !tags.any(Tags::Plural | Tags::Organization | Tags::Media | Tags::Family);
            one && (n.name && !n.determiner.is_empty() && n.core.len() > 1
                || !n.name && tags.any(Tags::Known) && !tags.any(Tags::People | Tags::Role))
        });
    if plain {
        return None;
    }
    let by = d.is(tail_end, &["by"]) && !entry.tail.contains(&"by");
    // "with Ruiz having described it as “madness”"
    let form = if verb.gerund || d.is(start, &["having"]) && !verb.finite {
        Form::Gerund
    } else if verb.passive
        || by && d.any(verb.head, Tags::Participle) && !d.any(verb.head, Tags::VerbS | Tags::VerbBase)
    {
        Form::Passive
    } else if verb.finite {
        Form::Finite
    } else {
        return None;
    };
    // "Roth, asked why she waited, said": a participle between commas
    let set_off = form == Form::Finite
        && start == verb.head
        && entry.frames.any(Frames::ObjectTo.or(Frames::Listener))
        && d.any(verb.head, Tags::Participle)
        && start > unit.tokens.start + 1
        && scene.is_comma(start - 1)
        && scene.noun_ending(start - 2).is_some()
        && (start..end.min(start + 20))
            .take_while(|&i| !scene.is_break(i))
            .find(|&i| scene.is_comma(i))
            .is_some_and(|comma| scene.verb_at(comma + 1).is_some_and(|(_, v)| v.finite));
    if set_off {
        return None;
    }
    // "held a meeting", "decided to go": no reporting without "that"
    if entry.frames == Frames::That && !d.is(adjunct::skip(scene, tail_end, end), &["that"]) {
        return None;
    }
    let mut cue = Cue {
        start,
        verb: verb.head,
        tokens: verb.head..tail_end,
        entry,
        form,
        listener: None,
        given: None,
        rest: tail_end,
        subordinate: false,
    };
    cue.subordinate = form == Form::Gerund && start == unit.tokens.start;
    if matches!(form, Form::Finite | Form::Gerund) {
        quoted_as(scene, &mut cue, end);
        listener(scene, &mut cue, end);
        statement_from(scene, &mut cue, end);
    } else if form == Form::Passive {
        quoted_as(scene, &mut cue, end);
        told_court(scene, unit, &mut cue);
    }
    Some(cue)
}

/// "The court was told Pike had fled": as "The court heard that", whoever said it there.
fn told_court(scene: &Scene<'_>, unit: &Unit, cue: &mut Cue) {
    if cue.entry.base != "tell" || cue.form != Form::Passive || scene.d.is(cue.tokens.end, &["by", "to", "about", "of"])
    {
        return;
    }
    let court = mention::before(scene, cue.start, unit.tokens.start).filter(|m| capable::hears(scene, m));
    if court.is_some() {
        cue.given = court;
        cue.form = Form::Finite;
    }
}

/// "he is heard saying", "she was filmed shouting": what somebody else took down.
fn heard_saying(scene: &Scene<'_>, unit: &Unit, start: usize, verb: &VerbGroup) -> Option<Cue> {
    let d = scene.d;
    let said = verb.head + 1;
    let passive = verb.passive && d.is(verb.head, &["heard", "seen", "filmed", "recorded", "caught"]);
    let (_, gerund) = scene.verb_at(said).filter(|(_, v)| passive && v.gerund)?;
    let entry = lexicon::look_up(d.word(gerund.head)).find(|e| e.tail.is_empty() && e.frames.any(Frames::Marks))?;
    let given = mention::before(scene, start, unit.tokens.start)?;
    let mut cue = Cue {
        start,
        verb: gerund.head,
        tokens: gerund.head..gerund.head + 1,
        entry,
        form: Form::Finite,
        listener: None,
        given: Some(given),
        rest: gerund.head + 1,
        subordinate: false,
    };
    listener(scene, &mut cue, unit.tokens.end);
    Some(cue)
}

/// Whether the words that belong to a cue stand behind its verb.
pub(super) fn tail_at(scene: &Scene<'_>, verb: usize, entry: &Entry, end: usize) -> bool {
    let d = scene.d;
    verb + entry.tail.len() < end
        && entry
            .tail
            .iter()
            .enumerate()
            .all(|(n, word)| d.word(verb + 1 + n) == *word)
}

/// Things with words on them.
const WRITTEN: &[&str] = &[
    "banner", "banners", "placard", "placards", "sign", "signs", "poster", "posters", "leaflet", "leaflets", "flyer",
    "flyers", "flag", "flags", "caption", "plaque", "slogan", "slogans", "note", "petition", "motion",
];

/// The source of a cue that its construction does not give: the subject of its verb, or of the one it is joined to.
/// `earlier` are the sources found for cues before it in the unit.
pub(super) fn subject(scene: &Scene<'_>, unit: &Unit, cue: &Cue, earlier: &[(usize, Mention)]) -> Option<Mention> {
    let d = scene.d;
    let start = unit.tokens.start;
    let of_earlier = || {
        earlier
            .iter()
            .rev()
            .find(|(verb, _)| *verb < cue.start)
            .map(|(_, m)| m.clone())
    };
    match cue.form {
        Form::Phrase => cue.given.clone(),
        Form::Passive => {
            let end = unit.tokens.end.min(cue.tokens.end + 40);
            let mut at = cue.tokens.end;
            while at < end {
                if d.is(at, &["by"]) {
                    return mention::after(scene, at + 1, unit.tokens.end);
                }
                if scene.is_break(at) || scene.verb_at(at).is_some_and(|(_, v)| v.finite) {
                    break;
                }
                at = scene.next(at);
            }
            None
        }
        Form::Gerund if cue.subordinate => subject_behind(scene, unit, cue.rest),
        Form::Gerund => {
            // "with officials reporting", "despite the site claiming", "with the mayor on Tuesday confirming"
            let mut before = cue.start.checked_sub(1).filter(|&b| b >= start)?;
            let mut verb = cue.start;
            if let Some((time, _)) = scene.noun_ending(before).filter(|(_, n)| scene.is_time(n)) {
                let on = time.start > start && d.is(time.start - 1, &["on", "in", "late", "early"]);
                verb = time.start - usize::from(on);
                let whom = verb
                    .checked_sub(1)
                    .filter(|&b| b >= start)
                    .and_then(|b| scene.noun_ending(b).map(|(tokens, _)| (b, tokens)));
                match whom {
                    Some((b, tokens)) if tokens.start > start && d.is(tokens.start - 1, &["with", "despite"]) => {
                        before = b
                    }
                    _ => verb = cue.start,
                }
            }
            if let Some((tokens, noun)) = scene.noun_ending(before) {
                // "the film shows a guard shouting": whom one sees
                let shown = tokens.start > start
                    && scene.verb_ending(tokens.start - 1).is_some_and(|v| {
                        d.is(
                            v.head,
                            &[
                                "shows",
                                "show",
                                "showed",
                                "showing",
                                "saw",
                                "heard",
                                "captured",
                                "captures",
                                "filmed",
                                "recorded",
                                "recalled",
                                "recalls",
                                "remembered",
                                "described",
                            ],
                        )
                    });
                if shown {
                    return mention::before(scene, cue.start, tokens.start);
                }
                let links = tokens.start > start
                    && (d.is(tokens.start - 1, &["with", "despite", "without", "of", "from", "and"]));
                // "a banner saying", "a banner from the tenants saying"
                let says = matches!(cue.entry.base, "say" | "read" | "claim" | "state");
                let written = says && d.is(noun.head, WRITTEN);
                let holds = (tokens.start > start + 1 && links && says)
                    .then(|| scene.noun_ending(tokens.start - 2))
                    .flatten()
                    .filter(|(_, n)| d.is(n.head, WRITTEN));
                let inside = tokens.start > start && (links || d.any(noun.head, Tags::Document | Tags::Media));
                let adjacent = !noun.pronoun && (inside || written);
                // "research from 2011 showing": not the year
                let year = tokens.len() == 1 && d.is_kind(noun.head, Kind::Number);
                if year && tokens.start > start + 1 && d.is(tokens.start - 1, &["from", "of", "in"]) {
                    let (thing, of) = scene.noun_ending(tokens.start - 2).filter(|(t, _)| t.start >= start)?;
                    // "Ruiz cites research from 2011 showing": what she cites she says
                    let cites = thing.start > start
                        && scene
                            .verb_ending(thing.start - 1)
                            .is_some_and(|v| d.is(v.head, &["cite", "cites", "cited"]));
                    if cites {
                        return mention::before(scene, thing.start - 1, start);
                    }
                    return Some(Mention {
                        tokens: bare(scene, &thing, of),
                        head: of.head,
                        phrase: thing.start..tokens.end,
                        via: Vec::new(),
                    });
                }
                if adjacent {
                    if let Some((thing, _)) = holds {
                        return mention::before(scene, verb, thing.start);
                    }
                    // "with Ana Ruiz of Norland calling it a sham": the person
                    let of = tokens.start > start + 1 && d.is(tokens.start - 1, &["of", "from"]);
                    let person = of
                        .then(|| scene.noun_ending(tokens.start - 2))
                        .flatten()
                        .filter(|(t, n)| t.start >= start && noun.name && capable::is_person(scene, n));
                    if let Some((person, _)) = person {
                        return mention::before(scene, verb, person.start);
                    }
                    if tokens.start > start && d.is(tokens.start - 1, &["of", "from"]) {
                        let own = bare(scene, &tokens, noun);
                        return Some(Mention {
                            tokens: own,
                            head: noun.head,
                            phrase: tokens,
                            via: Vec::new(),
                        });
                    }
                    return mention::before(scene, verb, start).filter(|m| !scene.is_time_head(m.head));
                }
            }

            agent(scene, unit, cue.start)
                .or_else(of_earlier)
                .or_else(|| main_subject(scene, unit, cue.start))
        }
        Form::Finite if cue.given.is_some() => cue.given.clone(),
        Form::Finite => {
            // ", who said": whoever stands before
            let mut at = cue.start;
            while at > start && d.any(at - 1, Tags::Adverb) && scene.noun_ending(at - 1).is_none() {
                at -= 1;
            }
            if at > start && d.is(at - 1, &["who", "which"]) && d.any(at - 1, Tags::Wh) {
                // "according to the weather service, which said"
                if at > start + 3
                    && scene.is_comma(at - 2)
                    && let Some(from) = (start.max(at.saturating_sub(20))..at - 2)
                        .rev()
                        .find(|&i| d.is(i, &["according"]) && d.is(i + 1, &["to"]))
                        .filter(|&from| (from..at - 2).all(|i| !scene.is_comma(i)))
                {
                    return mention::after(scene, from + 2, at - 2);
                }
                return mention::before(scene, at - 1, start);
            }
            // "records that showed the money had been moved"
            if let Some((_, noun)) = (at > start + 1 && d.is(at - 1, &["that"]))
                .then(|| scene.noun_ending(at - 2))
                .flatten()
                .filter(|(t, n)| t.start >= start && !n.pronoun && !scene.is_time(n))
            {
                let states = d.any(
                    noun.head,
                    Tags::Document | Tags::Media | Tags::Organization | Tags::People,
                ) || d.is(noun.head, WRITTEN);
                if states {
                    let (tokens, _) = scene.noun_ending(at - 2)?;
                    return Some(Mention {
                        tokens: bare(scene, &tokens, noun),
                        head: noun.head,
                        phrase: tokens,
                        via: Vec::new(),
                    });
                }
                return mention::before(scene, at - 1, start).filter(|m| capable::can_state(scene, m));
            }
            // "and on Twitter referred to"
            let phrase = at
                .checked_sub(1)
                .and_then(|last| scene.noun_ending(last))
                .filter(|(t, _)| {
                    t.start > start + 1
                        && d.is(t.start - 1, &["on", "in", "at", "via", "during"])
                        && d.is(t.start - 2, &["and", "but"])
                });
            let at = phrase.map_or(at, |(t, _)| t.start - 1);
            let joined = at > start && d.is(at - 1, &["and", "but", "or", "then"]);
            if joined {
                return of_earlier().or_else(|| main_subject(scene, unit, at - 1));
            }
            mention::before(scene, cue.start, start)
        }
    }
}

/// The subject of the clause behind the comma that closes a leading gerund: "Putting the toll at 70, the WHO said".
fn subject_behind(scene: &Scene<'_>, unit: &Unit, from: usize) -> Option<Mention> {
    let end = unit.tokens.end.min(from + 40);
    let comma = (from..end).find(|&i| scene.is_comma(i))?;
    let verb = scene
        .d
        .groups_in(comma..end)
        .iter()
        .find(|g| g.verb().is_some_and(|v| v.finite))?;
    mention::before(scene, verb.tokens.start, comma + 1)
}

/// Who does what the first finite verb of the unit says, where that is not its subject: "The plan was described by Ruiz as
/// a farce, saying", "The state accused Ruiz of lying, threatening".
fn agent(scene: &Scene<'_>, unit: &Unit, gerund: usize) -> Option<Mention> {
    let d = scene.d;
    let from = unit.tokens.start.max(gerund.saturating_sub(REACH));
    if gerund <= from || !scene.is_comma(gerund - 1) {
        return None;
    }
    let group = d
        .groups_in(from..gerund)
        .iter()
        .find(|g| g.verb().is_some_and(|v| v.finite) && scene.mark_of(g.tokens.start).is_none())?;
    let (verb, end) = (group.verb()?, group.tokens.end);
    let mention = if verb.passive && d.is(end, &["by"]) {
        mention::after(scene, end + 1, gerund)?
    } else if d.is(verb.head, &["accused", "accuses", "suspected", "suspects"]) && !verb.passive {
        let accused = mention::after(scene, end, gerund)?;
        let of = d.is(accused.phrase.end, &["of"]);
        let deed = scene.verb_at(accused.phrase.end + 1).is_some_and(|(_, v)| v.gerund);
        // "accused him of lying, saying": the accuser's words
        let own = !d.is(
            gerund,
            &["threatening", "promising", "pledging", "vowing", "urging", "asking"],
        );
        Some(accused).filter(|_| of && deed && !own)?
    } else {
        return None;
    };
    scene
        .d
        .noun_group(mention.head)
        .is_some_and(|noun| capable::is_person(scene, noun) || d.any(noun.head, Tags::People | Tags::Role))
        .then_some(mention)
}

/// "released a statement from the coach: …": whose statement it is.
fn statement_from(scene: &Scene<'_>, cue: &mut Cue, end: usize) {
    let d = scene.d;
    let written = ["statement", "message", "letter", "note"];
    let Some(from) = (cue.tokens.end..end.min(cue.tokens.end + 3)).find(|&i| d.is(i, &["from", "by"])) else {
        return;
    };
    if !d.is(from - 1, &written) {
        return;
    }
    let given = mention::after(scene, from + 1, end).filter(|m| d.is_kind(m.phrase.end, Kind::Colon));
    if given.is_some() {
        cue.given = given;
    }
}

/// The subject of the first finite verb of the unit (before `limit`) that is no relative clause's.
pub(super) fn main_subject(scene: &Scene<'_>, unit: &Unit, limit: usize) -> Option<Mention> {
    let d = scene.d;
    let from = unit.tokens.start.max(limit.saturating_sub(REACH));
    for group in d.groups_in(from..limit) {
        let Some(verb) = group.verb() else { continue };
        let at = group.tokens.start;
        if !verb.finite || scene.mark_of(at).is_some() {
            continue;
        }
        let Some(mention) = mention::before(scene, at, from) else {
            continue;
        };
        let first = mention.phrase.start;
        let subordinate =
            first > from && d.any(first - 1, Tags::Subordinator | Tags::Wh) && !d.any(first - 1, Tags::Preposition);
        if !subordinate && !d.any(mention.head, Tags::Wh) {
            return Some(mention);
        }
    }
    None
}
