//! A unit of text that the rules work on, and the questions they ask of it.

use crate::{
    extract::mark::Marked,
    language::{Case, Document, Kind, NounGroup, Tags, VerbGroup},
};
use std::ops::Range;

/// How far a rule looks from where it stands, in tokens (a marked stretch counts as one): no sentence of a newspaper is
/// longer, and without a bound a text without full stops would cost the square of its length.
pub(super) const REACH: usize = 160;

/// The document with its marks.
#[derive(Clone, Copy)]
pub(super) struct Scene<'d> {
    pub(super) d: &'d Document<'d>,
    pub(super) marks: &'d [Marked],
}

/// One or more sentences that marks hold together: `X said: “A. B.”` is one.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) tokens: Range<usize>,
    /// The marks in it, by index.
    pub(super) marks: Range<usize>,
}

impl<'d> Scene<'d> {
    /// The units of a paragraph.
    pub(super) fn units(&self, paragraph: usize) -> Vec<Unit> {
        let paragraph = &self.d.paragraphs[paragraph];
        let mut units = Vec::new();
        let mut start = paragraph.tokens.start;
        let sentences = &self.d.sentences[paragraph.sentences.clone()];
        for (n, sentence) in sentences.iter().enumerate() {
            let end = sentence.tokens.end;
            // "“How big is it?” | Smith asked."
            if sentences
                .get(n + 1)
                .is_some_and(|next| self.is_tag(end, next.tokens.end))
            {
                continue;
            }
            // a sentence that ends inside marks does not end the unit
            let open = end < paragraph.tokens.end
                && self
                    .mark_of(end)
                    .is_some_and(|m| self.marks[m].open < end && end < self.marks[m].whole().end);
            if open || end <= start {
                continue;
            }
            units.push(self.unit(start..end));
            start = end;
        }
        if start < paragraph.tokens.end {
            units.push(self.unit(start..paragraph.tokens.end));
        }
        units
    }

    /// Whether the sentence that begins at `start` only says who spoke the marked one before it: a subject, a verb of speech,
    /// nothing of its own behind it.
    fn is_tag(&self, start: usize, end: usize) -> bool {
        let behind = start
            .checked_sub(1)
            .and_then(|last| self.mark_of(last))
            .is_some_and(|m| self.marks[m].whole().end == start && self.marks[m].close.is_some());
        if !behind {
            return false;
        }
        let mut at = start;
        for _ in 0..6 {
            if let Some((group, verb)) = self.verb_at(at) {
                if at == start || !verb.finite || !super::cue::speaks(self, verb.head) {
                    return false;
                }
                let mut over = group.end;
                if let Some((listener, _)) = self.noun_at(over) {
                    over = listener.end;
                }
                let over = super::adjunct::skip(self, over, end);
                return over >= end
                    // "Another wrote: “…”" says what comes, not what came
                    || self.is_break(over) && !self.d.is_kind(over, Kind::Colon)
                    || self.is_comma(over) && (over..end).all(|i| self.mark_of(i).is_none());
            }
            at = match self.noun_at(at) {
                Some((group, _)) => group.end,
                None if self.is_comma(at) || self.d.is(at, &["of", "for", "from", "the", "a"]) => at + 1,
                None => return false,
            };
            if at >= end {
                return false;
            }
        }
        false
    }

    fn unit(&self, tokens: Range<usize>) -> Unit {
        let from = self.marks.partition_point(|m| m.open < tokens.start);
        let to = self.marks.partition_point(|m| m.open < tokens.end);
        Unit {
            tokens,
            marks: from..to,
        }
    }

    /// Behind a dateline that begins at token `i` ("KYIV, April 30 (Reuters) - "), if a paragraph begins there; else `i`.
    pub(super) fn behind_dateline(&self, i: usize) -> usize {
        let d = self.d;
        let Some(paragraph) = d.paragraphs.get(d.paragraph_of(i)).filter(|p| p.tokens.start == i) else {
            return i;
        };
        let limit = paragraph.tokens.end.min(i + 16);
        // "ISLAMABAD: At least"
        let town = (i..limit)
            .take_while(|&j| {
                d.is_kind(j, Kind::Comma)
                    || d.token(j)
                        .is_some_and(|t| t.kind == Kind::Word && t.case == crate::language::Case::Upper)
            })
            .count();
        if town > 0 && town <= 4 && d.is_kind(i + town, Kind::Colon) && d.word(i).len() > 2 {
            return i + town + 1;
        }
        let Some(dash) = (i..limit).find(|&j| d.is_kind(j, Kind::Dash)) else {
            return i;
        };
        let large = d.token(i).is_some_and(|t| t.case == crate::language::Case::Upper);
        let bracket = dash > i && d.is_kind(dash - 1, Kind::Close);
        let verbless = d.groups_in(i..dash).iter().all(|g| g.verb().is_none_or(|v| !v.finite));
        if verbless && (large || bracket) { dash + 1 } else { i }
    }

    /// The mark that token `i` belongs to, its own tokens included.
    pub(super) fn mark_of(&self, i: usize) -> Option<usize> {
        let next = self.marks.partition_point(|m| m.whole().end <= i);
        self.marks.get(next).filter(|m| m.open <= i).map(|_| next)
    }

    /// The mark that opens at token `i`.
    pub(super) fn opens(&self, i: usize) -> Option<usize> {
        self.mark_of(i).filter(|&m| self.marks[m].open == i)
    }

    /// One step to the right, over a whole marked stretch.
    pub(super) fn next(&self, i: usize) -> usize {
        self.opens(i).map_or(i + 1, |m| self.marks[m].whole().end)
    }

    /// Whether the tokens of `range` outside marks are punctuation and conjunctions only, and a mark is in it.
    pub(super) fn all_marked(&self, range: Range<usize>) -> bool {
        let (mut at, mut any) = (range.start, false);
        while at < range.end {
            match self.mark_of(at) {
                Some(m) => {
                    any = true;
                    at = self.marks[m].whole().end;
                }
                None => {
                    if self.d.is_kind(at, Kind::Word) && !self.d.is(at, &["and", "or", "but", "that"])
                        || self.d.is_kind(at, Kind::Number)
                    {
                        return false;
                    }
                    at += 1;
                }
            }
        }
        any
    }

    /// The marks that lie in `range`.
    pub(super) fn marks_in(&self, range: Range<usize>) -> impl Iterator<Item = usize> + use<'d> {
        let from = self.marks.partition_point(|m| m.whole().end <= range.start);
        let to = self.marks.partition_point(|m| m.open < range.end);
        from..to.max(from)
    }

    /// Marks that hold only a title, a name or a nickname: its words are written large.
    pub(super) fn is_title(&self, mark: usize) -> bool {
        let d = self.d;
        let inside = self.marks[mark].inside.clone();
        if inside.len() > 20 {
            return false;
        }
        // "sad day for RVD": an abbreviation among plain words
        let plain = |i: usize| {
            d.token(i)
                .is_some_and(|t| t.kind == Kind::Word && t.case == Case::Lower)
        };
        let words = inside.clone().filter(|&i| d.is_kind(i, Kind::Word)).count();
        let lower = inside.clone().filter(|&i| plain(i)).count();
        if plain(inside.start) && words >= 3 && lower + 1 >= words {
            return false;
        }
        let (mut large, mut small) = (0, 0);
        for i in inside.clone() {
            let Some(token) = d.token(i) else { continue };
            if token.kind == Kind::Number {
                continue;
            }
            if token.kind != Kind::Word {
                if token.kind == Kind::Stop && i + 1 == inside.end && large > 2 {
                    return false;
                }
                continue;
            }
            let long = token.span.end() - token.span.start() > 3;
            if token.case != crate::language::Case::Lower {
                large += 1;
            } else if long || d.any(i, Tags::VERB | Tags::AUXILIARY) {
                small += 1;
            }
        }
        large > 0 && small == 0 && (large > 1 || !d.any(inside.start, Tags::Adverb | Tags::Negation | Tags::Pronoun))
            || large >= 3 && small == 1
    }

    /// The verb group whose first token is `i`.
    pub(super) fn verb_at(&self, i: usize) -> Option<(Range<usize>, VerbGroup)> {
        let (_, group) = self.d.group_of(i)?;
        let verb = *group.verb()?;
        (group.tokens.start == i).then(|| (group.tokens.clone(), verb))
    }

    /// The verb group whose last token is `i`.
    pub(super) fn verb_ending(&self, i: usize) -> Option<VerbGroup> {
        let (_, group) = self.d.group_of(i)?;
        group.verb().filter(|_| group.tokens.end == i + 1).copied()
    }

    /// The noun group whose first token is `i`.
    pub(super) fn noun_at(&self, i: usize) -> Option<(Range<usize>, &'d NounGroup)> {
        let (_, group) = self.d.group_of(i)?;
        let noun = group.noun()?;
        (group.tokens.start == i).then(|| (group.tokens.clone(), noun))
    }

    /// The noun group whose last token is `i`.
    pub(super) fn noun_ending(&self, i: usize) -> Option<(Range<usize>, &'d NounGroup)> {
        let (_, group) = self.d.group_of(i)?;
        let noun = group.noun()?;
        (group.tokens.end == i + 1).then(|| (group.tokens.clone(), noun))
    }

    /// The end of the group that token `i` is in.
    pub(super) fn group_end(&self, i: usize) -> Option<usize> {
        self.d.group_of(i).map(|(_, g)| g.tokens.end)
    }

    /// A noun group that is a time: `Wednesday`, `last week`.
    pub(super) fn is_time(&self, group: &NounGroup) -> bool {
        self.is_time_head(group.head)
    }

    /// Whether a word heads a time.
    pub(super) fn is_time_head(&self, head: usize) -> bool {
        let tags = self.d.tags(head);
        // "USA Today", "Sunday Times" are none
        let name = tags.any(Tags::Name)
            && !tags.any(Tags::Weekday | Tags::Month)
            && head > 0
            && self.d.any(head - 1, Tags::Name);
        // "Time reported", "Day said": a magazine, a family name
        let bearer = !tags.any(Tags::Plural | Tags::Weekday | Tags::Month)
            && self.d.token(head).is_some_and(|t| t.case == Case::Capital)
            && self
                .verb_at(head + 1)
                .is_some_and(|(_, v)| v.finite && super::cue::reports(self, v.head));
        tags.any(Tags::Weekday | Tags::Month | Tags::Time) && !tags.any(Tags::People) && !name && !bearer
    }

    pub(super) fn is_comma(&self, i: usize) -> bool {
        self.d.is_kind(i, Kind::Comma)
    }

    /// The colon of a time of day: `12:54`.
    pub(super) fn in_clock(&self, i: usize) -> bool {
        let d = self.d;
        d.is_kind(i, Kind::Colon)
            && i > 0
            && d.is_kind(i - 1, Kind::Number)
            && d.is_kind(i + 1, Kind::Number)
            && d.token(i + 1).is_some_and(|t| !t.spaced)
    }

    /// Punctuation that parts clauses.
    pub(super) fn is_break(&self, i: usize) -> bool {
        // "Fallow, R-Ky., said": an abbreviation
        let short = || self.d.is_kind(i, Kind::Stop) && self.is_comma(i + 1) && self.d.words(i..i + 1) == ".";
        matches!(self.d.kind(i), Some(Kind::Semicolon | Kind::Colon | Kind::Stop)) && !short() && !self.in_clock(i)
    }
}
