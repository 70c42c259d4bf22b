//! The rules: each takes a cue and says what it reports. In the order of the table, the most certain first; a cue or mark
//! that a rule has taken is gone for those behind it.

mod marked;
mod reported;
mod verbal;

use super::{
    clause::Follows,
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
    /// For each cue what follows it.
    pub(super) follows: Vec<Follows>,
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
    ("marks-before-cue", marked::marks_before),
    ("cue-before-marks", marked::marks_after),
    ("according-to", reported::according),
    ("that-clause", reported::that_clause),
    ("clause-before-cue", reported::clause_before),
    ("clause-interrupted", reported::clause_interrupted),
    ("clause-after-cue", reported::bare_clause),
    ("to-infinitive", verbal::infinitive),
    ("indirect-question", verbal::question),
    ("gerund", verbal::gerund),
    ("marked-piece", marked::piece),
    ("number-as-object", verbal::noun_object),
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
    fn follows(&self) -> Follows {
        self.own().follows[self.cue]
    }
    /// The source, if it can be one for this cue.
    fn source(&self) -> Option<Mention> {
        let mention = self.own().sources[self.cue].clone()?;
        let (scene, cue) = (&self.scene, self.cue());
        let d = scene.d;
        let lead = mention
            .phrase
            .start
            .checked_sub(1)
            .filter(|&i| i >= self.unit().tokens.start);
        // "Neither Ruiz nor the firm said", "If Ruiz says", "Had Ruiz said": nothing is said
        let unsaid = lead.is_some_and(|i| {
            d.is(i, &["nor", "neither", "unless", "not"])
                || d.is(i, &["if"]) && cue.form == Form::Finite
                || d.is(i, &["had", "should", "were"]) && i == self.unit().tokens.start
        }) || d.is(mention.tokens.start, &["neither"]);
        // "the comment reported in the paper": a participle, no verb of the comment's
        let participle = cue.form == Form::Finite
            && d.any(cue.verb, Tags::Participle)
            && d.any(cue.rest, Tags::Preposition)
            && !d.any(cue.rest, Tags::Subordinator)
            && !matches!(cue.entry.base, "say" | "tell" | "add" | "read" | "write")
            && !mention::can_state(scene, &mention);
        let fits = !unsaid
            && !participle
            && (!cue.has(Frames::Evidence) || mention::can_state(scene, &mention))
            && (!cue.has(Frames::Hearer) || mention::hears(scene, &mention))
            && (!cue.has(Frames::Outlet) || mention::is_outlet(scene, &mention));
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
