//! The rules: each takes a cue and says what it reports. In the order of the table, the most certain first; a cue or mark
//! that a rule has taken is gone for those behind it.

mod according;
mod as_said;
mod before;
mod marked;
mod relative;
mod reported;
mod verbal;

use super::{
    capable,
    clause::Follows,
    cue::{Cue, Form},
    lexicon::Frames,
    mention::{self, Mention},
    scene::{Scene, Unit},
};
use crate::{
    claim::QuoteKind,
    extract::rule::{Rule, rule},
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

type Find = fn(&Context<'_, '_>) -> Option<Found>;

/// The table: the rules that look at a cue, the most certain first.
#[rustfmt::skip]
pub(super) const RULES: &[(Rule, Find)] = &[
    (rule("marks-before-cue", "words in marks, then who says them; what follows in marks belongs to it", "“**We left early**,” Ana Ruiz said. “It was dark.”"), marked::marks_before),
    (rule("cue-before-marks", "who says it, then words in marks", "Ruiz told reporters: “**We left early.**”"), marked::marks_after),
    (rule("according-to", "what “according to”, “as per” or “in the words of” covers; “X quoted Y as saying”", "According to the mayor, **ten people died**."), according::according),
    (rule("as-said", "a clause with “as X said” in it, before it or behind it", "**The dam**, as engineers noted, **was old**."), as_said::as_said),
    (rule("relative-clause", "a relative clause whose subject is its pronoun, with the cue in it", "Two fires broke out, **which** the mayor said **were under control**."), relative::relative),
    (rule("that-clause", "a clause behind “that”", "Ruiz said on Monday that **ten people had died**."), reported::that_clause),
    (rule("clause-before-cue", "a clause that a cue closes", "**Ten people have died**, officials said."), before::clause_before),
    (rule("clause-interrupted", "a clause that a cue stands in", "**The town**, officials said, was lost."), before::clause_interrupted),
    (rule("clause-after-cue", "a clause without “that”", "Ruiz said **the dam had broken**."), reported::bare_clause),
    (rule("to-infinitive", "what somebody promises to do, or asks others to do", "Police urged **residents to stay indoors**."), verbal::infinitive),
    (rule("indirect-question", "a question in other words", "Reporters asked **whether he would resign**."), verbal::question),
    (rule("gerund", "what somebody denies or recalls doing", "The guard denied **killing her**."), verbal::gerund),
    (rule("marked-piece", "a few words in marks near a verb of naming, praise or blame", "Ruiz called the raid “**madness**”."), marked::piece),
    (rule("number-as-object", "a number that somebody states without a clause: gives a figure its source, is no quote", "The ministry confirmed **12** deaths."), verbal::noun_object),
];

/// The rules that need no cue, for the page that lists them.
#[rustfmt::skip]
pub(super) const WITHOUT_CUE: &[Rule] = &[
    rule("turn", "the turn of a transcript or an interview, behind a label", "RUIZ: **How did it start?** ¶ NOUR: We saw smoke. ¶ RUIZ: And then? ¶ NOUR: We ran."),
    rule("speaker-line", "words set off before a line that names the speaker", "“**We have lost a friend.**” ¶ — Ana Ruiz, mayor of Ostra"),
    rule("cue-before-block", "a paragraph in marks behind one that ends in “X wrote:”", "In a letter the mayor wrote: ¶ “**We have lost a friend.** We will not forget her.”"),
    rule("name-and-colon", "a name, a colon, words in marks", "Ana Ruiz, mayor of Ostra: “**We need blankets and clean water.**”"),
    rule("clause-and-colon", "a clause without a cue, a colon, a full sentence in marks: by the clause’s subject", "Ana Ruiz had a blunt message: “**We will not leave this town.**”"),
    rule("goes-on", "a sentence in marks that goes on with the last speaker", "“It is over,” she said. She wept. ¶ “**We lost everything we had in the fire.**”"),
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
            && !capable::can_state(scene, &mention);
        let fits = !unsaid
            && !participle
            && (!cue.has(Frames::Evidence) || capable::can_state(scene, &mention))
            && (!cue.has(Frames::Hearer) || capable::hears(scene, &mention))
            && (!cue.has(Frames::Outlet) || capable::is_outlet(scene, &mention));
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
        let pronoun = pronoun && !mention::is_quantity(&self.scene, mention.tokens.start);
        // "says a report published on Monday": a participle
        let verb_behind = self.scene.verb_at(mention.phrase.end).is_some_and(|(group, v)| {
            let participle = d.any(v.head, Tags::Participle) && group.len() == 1 && d.any(group.end, Tags::Preposition);
            v.finite && !v.passive && !participle
        });
        let states = capable::can_state(&self.scene, &mention) || mention::is_quantity(&self.scene, mention.head);
        (!pronoun && !verb_behind && states).then_some(mention)
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
