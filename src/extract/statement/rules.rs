//! The rules: each takes a cue and says what it reports. In the order of the table, the most certain first; a cue or mark
//! that a rule has taken is gone for those behind it.

use super::{
    clause::{self, Follows, clause_end, has_clause, skip, trim},
    cue::{Cue, Form},
    lexicon::Frames,
    mention::{self, Mention},
    scene::{Scene, Unit},
};
use crate::{
    claim::QuoteKind,
    language::{Kind, Tags},
};
use std::ops::Range;

/// A unit with its cues and what was taken of it.
pub(super) struct Line {
    pub(super) unit: Unit,
    pub(super) cues: Vec<Cue>,
    /// For each cue its source, where it stands before it or its construction gives it.
    pub(super) sources: Vec<Option<Mention>>,
    /// For each cue whether a rule has taken it.
    pub(super) used: Vec<bool>,
    /// Up to where clauses closed by a cue have been taken, from the left.
    pub(super) from: usize,
}

/// What a rule asks about.
pub(super) struct Context<'a, 'd> {
    pub(super) scene: Scene<'d>,
    /// The units of the paragraph.
    pub(super) lines: &'a [Line],
    /// The unit's place in it.
    pub(super) line: usize,
    /// The cue's place in the unit.
    pub(super) cue: usize,
    /// For each mark of the document whether a rule has taken it.
    pub(super) taken: &'a [bool],
}

/// What a rule found.
#[derive(Debug)]
pub(super) struct Found {
    /// `None`: only for figures.
    pub(super) kind: Option<QuoteKind>,
    pub(super) content: Vec<Range<usize>>,
    pub(super) source: Option<Mention>,
    pub(super) cue: Range<usize>,
    /// A second quote that shares cue and source: a full marked sentence behind a clause.
    pub(super) second: Vec<Range<usize>>,
    /// The content stands before the cue, which closes it: up to where the unit is taken.
    pub(super) until: Option<usize>,
    /// It goes on with the quote of this earlier cue of the unit: "“A,” he said, adding, “B”".
    pub(super) joins: Option<usize>,
}

type Rule = fn(&Context<'_, '_>) -> Option<Found>;

/// The table.
pub(super) const RULES: &[(&str, Rule)] = &[
    ("marks-before-cue", marks_before),
    ("cue-before-marks", marks_after),
    ("according-to", according),
    ("that-clause", that_clause),
    ("clause-before-cue", clause_before),
    ("clause-interrupted", clause_interrupted),
    ("clause-after-cue", bare_clause),
    ("to-infinitive", infinitive),
    ("indirect-question", question),
    ("gerund", gerund),
    ("marked-piece", piece),
    ("number-as-object", noun_object),
];

const CLAUSE: Frames = Frames::That.or(Frames::Bare).or(Frames::Weak).or(Frames::Marks);

impl<'d> Context<'_, 'd> {
    fn own(&self) -> &Line {
        &self.lines[self.line]
    }
    fn unit(&self) -> &Unit {
        &self.own().unit
    }
    fn cue(&self) -> &Cue {
        &self.own().cues[self.cue]
    }
    /// The source, if it can be one for this cue.
    fn source(&self) -> Option<Mention> {
        let mention = self.own().sources[self.cue].clone()?;
        let fits = !self.cue().has(Frames::Evidence) || mention::can_state(&self.scene, &mention);
        fits.then_some(mention)
    }

    /// The source behind an inverted cue: "said Smith".
    fn inverted(&self) -> Option<Mention> {
        let cue = self.cue();
        if cue.form != Form::Finite || cue.listener.is_some() || !cue.has(Frames::That) || cue.has(Frames::Evidence) {
            return None;
        }
        let mention = mention::after(&self.scene, cue.tokens.end, self.unit().tokens.end)?;
        let d = self.scene.d;
        // "said the town fell" is a clause
        let pronoun = d.noun_group(mention.head).is_some_and(|n| n.pronoun);
        let verb_behind = self
            .scene
            .verb_at(mention.phrase.end)
            .is_some_and(|(_, v)| v.finite && !v.passive);
        (!pronoun && !verb_behind && mention::can_state(&self.scene, &mention)).then_some(mention)
    }

    fn found(&self, kind: Option<QuoteKind>, content: Vec<Range<usize>>, source: Option<Mention>) -> Option<Found> {
        let content: Vec<_> = content.into_iter().filter(|c| !c.is_empty()).collect();
        (!content.is_empty()).then(|| Found {
            kind,
            content,
            source,
            cue: self.cue().tokens.clone(),
            second: Vec::new(),
            until: None,
            joins: None,
        })
    }

    /// A clause as content: `mixed` where words of it stand in marks, `direct` where all of it does.
    fn clause(&self, content: Vec<Range<usize>>, source: Option<Mention>) -> Option<Found> {
        let scene = &self.scene;
        let content: Vec<_> = content.into_iter().filter(|c| !c.is_empty()).collect();
        let marks: Vec<usize> = content.iter().flat_map(|c| scene.marks_in(c.clone())).collect();
        if !content.is_empty() && content.iter().all(|c| scene.all_marked(c.clone())) {
            let pieces = marks.iter().map(|&m| scene.marks[m].inside.clone()).collect();
            return self.found(Some(QuoteKind::Direct), pieces, source);
        }
        let mixed = marks.iter().any(|&m| !scene.is_title(m));
        self.found(
            Some(if mixed { QuoteKind::Mixed } else { QuoteKind::Indirect }),
            content,
            source,
        )
    }

    /// The pieces of the units behind this one that are marked sentences and nothing else.
    fn carried_on(&self) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        for line in &self.lines[self.line + 1..] {
            let unit = &line.unit;
            if !line.cues.is_empty()
                || !self.scene.all_marked(unit.tokens.clone())
                || self.scene.opens(unit.tokens.start).is_none()
            {
                break;
            }
            let marks: Vec<usize> = self.scene.marks_in(unit.tokens.clone()).collect();
            if marks.iter().any(|&m| self.taken[m] || self.scene.is_title(m)) {
                break;
            }
            pieces.extend(marks.iter().map(|&m| self.scene.marks[m].inside.clone()));
        }
        pieces
    }

    /// Whether nothing but light words stands outside marks in `range`.
    fn light(&self, range: Range<usize>) -> bool {
        let d = self.scene.d;
        let mut at = range.start;
        while at < range.end {
            let word = d.is_kind(at, Kind::Word) && self.scene.mark_of(at).is_none();
            if word
                && !d.is(
                    at,
                    &[
                        "but",
                        "and",
                        "yet",
                        "so",
                        "still",
                        "however",
                        "also",
                        "then",
                        "meanwhile",
                        "now",
                        "or",
                    ],
                )
                || d.is_kind(at, Kind::Number) && self.scene.mark_of(at).is_none()
            {
                return false;
            }
            at = self.scene.next(at);
        }
        true
    }
}

/// `“A,” X said. “B.”`, `“A,” said X`
fn marks_before(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if !cue.has(CLAUSE) || !matches!(cue.form, Form::Finite | Form::Phrase) {
        return None;
    }
    let behind = |start: usize| {
        let mut at = start;
        while at > unit.tokens.start && (scene.is_comma(at - 1) || scene.d.is_kind(at - 1, Kind::Dash)) {
            at -= 1;
        }
        let mark = at.checked_sub(1).and_then(|last| scene.mark_of(last))?;
        (scene.marks[mark].whole().end == at && mark >= unit.marks.start && !c.taken[mark]).then_some(mark)
    };
    let (mark, source, mut rest) = match (behind(cue.start), c.source()) {
        (Some(mark), _) if cue.form == Form::Phrase => (mark, cue.given.clone()?, cue.rest),
        (Some(mark), _) => {
            let mention = c.inverted()?;
            let rest = mention.phrase.end;
            (mark, mention, rest)
        }
        (None, Some(source)) => (behind(source.phrase.start)?, source, cue.rest),
        _ => return None,
    };
    let from = c.own().from.max(unit.tokens.start);
    let open = scene.marks[mark].open;
    if from > open || !c.light(from..open) {
        return None;
    }
    let mut pieces: Vec<_> = scene
        .marks_in(from..open + 1)
        .filter(|&m| !c.taken[m])
        .map(|m| scene.marks[m].inside.clone())
        .collect();
    let mut until = rest;
    // "…, “B.”" in the same sentence
    rest = skip(scene, rest, unit.tokens.end);
    let mut next = rest;
    while next < unit.tokens.end
        && (scene.is_comma(next)
            || scene.d.is_kind(next, Kind::Colon)
            || scene.d.is_kind(next, Kind::Dash)
            || scene.d.is(next, &["and", "but", "that"]))
    {
        next += 1;
    }
    if let Some(second) = scene.opens(next).filter(|&m| next < unit.tokens.end && !c.taken[m]) {
        pieces.push(scene.marks[second].inside.clone());
        until = scene.marks[second].whole().end;
        next = until;
    }
    if (next..unit.tokens.end).all(|i| scene.is_break(i) || scene.is_comma(i))
        || !c
            .own()
            .cues
            .iter()
            .any(|q| q.start > cue.start && q.form == Form::Finite && q.has(CLAUSE))
    {
        pieces.extend(c.carried_on());
    }
    let mut found = c.found(Some(QuoteKind::Direct), pieces, Some(source))?;
    found.until = Some(until);
    Some(found)
}

/// `X said: “A.”`, `X said that “A” …`
fn marks_after(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if !cue.has(CLAUSE) {
        return None;
    }
    let start = match clause::follows(scene, unit, cue) {
        Follows::Mark(mark, i) if !c.taken[mark] => i,
        Follows::That(i) if scene.opens(i).is_some_and(|m| !c.taken[m]) => i,
        _ => return None,
    };
    let source = c.source()?;
    let end = clause_end(scene, unit, start, cue);
    let first = scene.opens(start)?;
    let behind = scene.marks[first].whole().end;
    let tail = skip(scene, behind, end);
    let over = tail >= end
        || scene.is_comma(behind) && !scene.verb_at(behind + 1).is_some_and(|(_, v)| v.finite)
        || scene.d.is(
            behind,
            &[
                "as", "when", "while", "after", "before", "during", "because", "although", "and", "but",
            ],
        ) && !scene.all_marked(behind..end);
    let whole_words = scene.marks[first].inside.len() > 3;
    let mut found = if scene.all_marked(start..end) {
        c.clause(vec![trim(scene, start..end)], Some(source))?
    } else if over && whole_words {
        c.found(
            Some(QuoteKind::Direct),
            vec![scene.marks[first].inside.clone()],
            Some(source),
        )?
    } else if cue.has(Frames::Bare.or(Frames::Weak).or(Frames::That)) && has_clause(scene, start..end, true) {
        c.clause(vec![trim(scene, start..end)], Some(source))?
    } else if cue.has(Frames::ObjectTo) || !cue.has(Frames::Piece.or(Frames::Marks)) {
        return None;
    } else {
        c.found(
            Some(QuoteKind::Direct),
            vec![scene.marks[first].inside.clone()],
            Some(source),
        )?
    };
    if found.kind == Some(QuoteKind::Direct) {
        // "…, adding, “B”" is the same quote
        if cue.form == Form::Gerund && scene.d.is(cue.verb, &["adding", "continuing", "concluding"]) {
            found.joins = c
                .own()
                .cues
                .iter()
                .position(|q| q.start < cue.start)
                .map(|_| c.cue)
                .and_then(|n| n.checked_sub(1));
        }
        if (end..unit.tokens.end).all(|i| scene.is_break(i) || scene.d.is_kind(i, Kind::Mark)) {
            found.content.extend(c.carried_on());
        }
    }
    Some(found)
}

/// A region that a cue closes: without what opens the sentence but is none of the content ("But", "However,").
fn region(c: &Context<'_, '_>, end: usize) -> Range<usize> {
    let (scene, unit) = (&c.scene, c.unit());
    let d = scene.d;
    let mut start = c.own().from.max(unit.tokens.start);
    start = start.max(scene.behind_dateline(start));
    // a semicolon begins something new
    let mut at = start;
    while at < end {
        if d.is_kind(at, Kind::Semicolon) {
            start = at + 1;
        }
        at = scene.next(at);
    }
    while start < end {
        let lead = d.is(start, &["but", "and", "yet", "so", "or"])
            || d.is(
                start,
                &[
                    "however",
                    "meanwhile",
                    "also",
                    "still",
                    "nevertheless",
                    "furthermore",
                    "moreover",
                ],
            ) && scene.is_comma(start + 1)
            || scene.is_comma(start)
            || d.is_kind(start, Kind::Dash)
            || d.is_kind(start, Kind::Close);
        if !lead {
            break;
        }
        start += 1;
    }
    trim(scene, start..end.max(start))
}

/// `According to X, A.`, `A, according to X.`, `A, according to X, B`
fn according(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if cue.form != Form::Phrase {
        return None;
    }
    let d = scene.d;
    let source = cue.given.clone()?;
    let mut left_end = cue.start;
    while left_end > unit.tokens.start && scene.is_comma(left_end - 1) {
        left_end -= 1;
    }
    let quoted = cue.entry.base != "according";
    let left = if quoted {
        left_end..left_end
    } else {
        region(c, left_end)
    };
    let mut after = skip(scene, cue.rest, unit.tokens.end);
    // "according to a report released on Monday, …"
    if scene
        .verb_at(after)
        .is_some_and(|(_, v)| v.passive || d.any(v.head, Tags::Participle) && !v.perfect)
    {
        let stop = (after..unit.tokens.end.min(after + 20)).find(|&i| scene.is_comma(i) || scene.opens(i).is_some());
        after = stop.filter(|&i| scene.is_comma(i)).unwrap_or(after);
    }
    let comma = scene.is_comma(after) || scene.is_comma(cue.rest);
    let mut right_start = if scene.is_comma(cue.rest) { cue.rest } else { after };
    if scene.is_comma(right_start) {
        right_start += 1;
        let over = skip(scene, right_start, unit.tokens.end);
        if over > right_start && scene.is_comma(over) {
            right_start = over + 1;
        }
    }
    if quoted && d.is(right_start, &["that"]) {
        right_start += 1;
    }
    let right = if right_start < unit.tokens.end && !d.is_kind(right_start, Kind::Stop) && !scene.is_break(right_start)
    {
        right_start..clause_end(scene, unit, right_start, cue)
    } else {
        right_start..right_start
    };
    let right = trim(scene, right);
    let light_left =
        left.is_empty() || (left.start..left.end).all(|i| d.any(i, Tags::Conjunction | Tags::Subordinator));
    // what stands right before the phrase leads on to what is behind it: "but, according to X, …", "including, according to …"
    let leads = left_end > unit.tokens.start && comma && {
        let last = left_end - 1;
        d.any(last, Tags::Conjunction | Tags::Subordinator)
            && !d.any(last, Tags::Adverb)
            && scene.group_end(last).is_none()
            || d.is(last, &["including", "that", "because", "but", "and"])
    };
    let mut found = if light_left || leads {
        // the whole is forward
        if right.is_empty() {
            return None;
        }
        c.clause(vec![right.clone()], Some(source))?
    } else {
        let verbless = !has_clause(scene, left.clone(), true);
        let goes_on = !right.is_empty()
            && !d.any(right.start, Tags::Wh)
            && (verbless && has_clause(scene, right.clone(), true)
                || scene.verb_at(right.start).is_some_and(|(_, v)| v.finite || v.passive)
                || left.end > left.start && d.any(left.end - 1, Tags::AUXILIARY)
                || d.is(left.end.saturating_sub(1), &["when", "where", "while", "if"]));
        if goes_on {
            c.clause(vec![left.clone(), right.clone()], Some(source))?
        } else {
            let mut found = c.clause(vec![left], Some(source))?;
            found.until = Some(cue.rest);
            return Some(found);
        }
    };
    second(c, &mut found, right.end);
    Some(found)
}

/// A full marked sentence behind a clause, after a colon or the full stop: a second quote with the same cue and source.
fn second(c: &Context<'_, '_>, found: &mut Found, end: usize) {
    let (scene, unit) = (&c.scene, c.unit());
    if found.kind == Some(QuoteKind::Direct) {
        return;
    }
    let mut at = end;
    while at < unit.tokens.end && (scene.is_break(at) || scene.mark_of(at).is_none() && scene.d.is_kind(at, Kind::Mark))
    {
        at += 1;
    }
    let mark = scene
        .opens(at)
        .filter(|&m| at > end && at < unit.tokens.end && !c.taken[m] && scene.marks[m].inside.len() > 3);
    if let Some(mark) = mark {
        found.second.push(scene.marks[mark].inside.clone());
        at = scene.marks[mark].whole().end;
    }
    if at >= unit.tokens.end || (at..unit.tokens.end).all(|i| scene.is_break(i)) {
        found.second.extend(c.carried_on());
    }
}

/// `X said that A`
fn that_clause(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let Follows::That(start) = clause::follows(scene, unit, cue) else {
        return None;
    };
    if !cue.has(Frames::That.or(Frames::Bare).or(Frames::Weak)) {
        return None;
    }
    let source = c.source()?;
    let end = clause_end(scene, unit, start, cue);
    let mut found = c.clause(vec![trim(scene, start..end)], Some(source))?;
    second(c, &mut found, end);
    Some(found)
}

/// Whether a cue has nothing behind it: the sentence ends, or a comma and no content.
fn closes(c: &Context<'_, '_>, rest: usize) -> Option<usize> {
    let (scene, unit) = (&c.scene, c.unit());
    let end = unit.tokens.end;
    let over = skip(scene, rest, end);
    let closed = over >= end
        || scene.is_break(over)
        || scene.is_comma(over)
        || scene.d.is_kind(over, Kind::Dash)
        || scene.d.is_kind(over, Kind::Close)
        || scene.d.is_kind(over, Kind::Mark) && scene.mark_of(over).is_none()
        || scene.d.is(
            over,
            &[
                "as",
                "while",
                "after",
                "before",
                "when",
                "without",
                "and",
                "but",
                "because",
                "citing",
                "following",
                "adding",
                "despite",
            ],
        );
    closed.then_some(over)
}

/// `A, X said.`, `A, said X.`
fn clause_before(c: &Context<'_, '_>) -> Option<Found> {
    before_cue(c, false)
}

/// `A, X said, B`: the cue stands in the clause.
fn clause_interrupted(c: &Context<'_, '_>) -> Option<Found> {
    before_cue(c, true)
}

fn before_cue(c: &Context<'_, '_>, interrupted: bool) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let d = scene.d;
    if cue.form != Form::Finite || !cue.has(CLAUSE) {
        return None;
    }
    let comma_before = |start: usize| {
        start > unit.tokens.start
            && (scene.is_comma(start - 1)
                || d.is_kind(start - 1, Kind::Dash)
                || scene
                    .mark_of(start - 1)
                    .is_some_and(|m| scene.marks[m].whole().end == start))
    };
    let (start, source, rest) = if comma_before(cue.start) && c.inverted().is_some() {
        let mention = c.inverted()?;
        (cue.start, mention.clone(), mention.phrase.end)
    } else {
        let source = c.source()?;
        if !comma_before(source.phrase.start) {
            return None;
        }
        (source.phrase.start, source, cue.rest)
    };
    let over = closes(c, rest)?;
    let left = region(c, start);
    if left.is_empty() {
        return None;
    }
    let has_verb = has_clause(scene, left.clone(), true);
    // what the sentence goes on with: "A, X said, with ten injured"
    let mut right = None;
    if scene.is_comma(over) {
        let at = over + 1;
        let verb = scene
            .verb_at(at)
            .is_some_and(|(_, v)| v.finite && !d.any(v.head, Tags::Participle));
        let auxiliary = scene
            .verb_at(at)
            .is_some_and(|(g, v)| v.finite && d.any(g.start, Tags::AUXILIARY | Tags::Modal));
        let infinitive = scene.verb_at(at).is_some_and(|(_, v)| v.infinitive);
        if !has_verb && (verb || auxiliary) || has_verb && (infinitive || d.is(at, &["with"])) {
            let end = clause_end(scene, unit, at, cue);
            right = Some(trim(scene, at..end));
        }
    }
    if interrupted != right.is_some() || !has_verb && right.is_none() {
        return None;
    }
    // "In May, X said, …": the clause comes behind
    let until = right.as_ref().map_or(rest, |r| r.end);
    let mut found = c.clause(std::iter::once(left).chain(right).collect(), Some(source))?;
    found.until = Some(until);
    if over >= unit.tokens.end || scene.is_break(over) {
        found.second = c.carried_on();
    }
    Some(found)
}

/// `X said A`
fn bare_clause(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let Follows::Bare(start) = clause::follows(scene, unit, cue) else {
        return None;
    };
    if !cue.has(Frames::Bare.or(Frames::Weak)) {
        return None;
    }
    let source = c.source()?;
    let end = clause_end(scene, unit, start, cue);
    let mut found = c.clause(vec![trim(scene, start..end)], Some(source))?;
    second(c, &mut found, end);
    Some(found)
}

/// The infinitive that somebody is asked for: `U.S. citizens to leave`, from the noun group at `i`.
fn object_to(scene: &Scene<'_>, i: usize, end: usize) -> bool {
    let mut at = i;
    for _ in 0..14 {
        if at >= end || scene.is_break(at) {
            return false;
        }
        if let Some((_, verb)) = scene.verb_at(at) {
            return verb.infinitive && at > i;
        }
        at = match scene.noun_at(at) {
            Some((tokens, _)) => tokens.end,
            None => scene.next(at),
        };
    }
    false
}

/// `X promised to A`, `X urged Y to A`
fn infinitive(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if cue.form == Form::Passive || cue.form == Form::Phrase {
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
    match clause::follows(scene, unit, cue) {
        Follows::To(_) if cue.listener.is_some() && cue.has(Frames::ObjectTo) => finish(cue.listener?, base_end),
        Follows::To(start) if cue.has(Frames::To) && cue.listener.is_none() => finish(start, base_end),
        _ if cue.has(Frames::ObjectTo) && cue.listener.is_none() => {
            let start = base_end;
            let opens = scene.noun_at(start).is_some() || scene.opens(start).is_some();
            (opens && object_to(scene, start, unit.tokens.end)).then(|| finish(start, base_end))?
        }
        _ => None,
    }
}

/// `X asked whether A`
fn question(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let Follows::Whether(start) = clause::follows(scene, unit, cue) else {
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
fn gerund(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let Follows::Ing(start) = clause::follows(scene, unit, cue) else {
        return None;
    };
    if !cue.has(Frames::Ing) || start > cue.rest + 3 {
        return None;
    }
    let source = c.source()?;
    let end = clause_end(scene, unit, start, cue);
    c.clause(vec![trim(scene, start..end)], Some(source))
}

/// `X called it “A”`: only what stands in marks.
fn piece(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let d = scene.d;
    if !cue.has(Frames::Piece) {
        return None;
    }
    let source = c.source()?;
    let mut pieces = Vec::new();
    let mut at = cue.tokens.start + 1;
    let end = unit.tokens.end.min(at + 60);
    let next_cue = c
        .own()
        .cues
        .iter()
        .zip(&c.own().used)
        .find(|(q, _)| q.start > cue.start && q.has(Frames::Piece))
        .map_or(end, |(q, _)| q.start);
    while at < end.min(next_cue) {
        if d.is_kind(at, Kind::Semicolon) || d.is_kind(at, Kind::Stop) {
            break;
        }
        if let Some(mark) = scene.opens(at) {
            if c.taken[mark] {
                break;
            }
            if !scene.is_title(mark)
                || pieces.is_empty() && at > cue.start && d.is(at - 1, &["as", "a", "an", "it", "him", "her", "them"])
            {
                pieces.push(scene.marks[mark].inside.clone());
            }
        }
        // another clause has begun: "praised the man and the crowd shouted"
        if scene.is_comma(at) && d.is(at + 1, &["and", "but", "while"]) && !pieces.is_empty() {
            break;
        }
        at = scene.next(at);
    }
    c.found(Some(QuoteKind::Direct), pieces, Some(source))
}

/// `X confirmed 12 deaths`: no quote, but whose the number is.
fn noun_object(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if !cue.has(Frames::Noun) {
        return None;
    }
    let d = scene.d;
    let source = c.source().filter(|m| mention::can_state(scene, m))?;
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
