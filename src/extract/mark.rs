//! Quotation marks: which opens, which closes, and what they hold.

use super::aside::Asides;
use crate::language::{Document, Kind, Paragraph, Tags};
use std::ops::Range;

/// A stretch in quotation marks, outermost marks only.
#[derive(Clone, Debug)]
pub(super) struct Marked {
    /// The token of the opening mark.
    pub(super) open: usize,
    /// The (last) token of the closing mark; `None` where it never closes and ends with its paragraph.
    pub(super) close: Option<usize>,
    /// The tokens inside, marks excluded; never empty.
    pub(super) inside: Range<usize>,
    /// Does not close, and the next paragraph opens with such a mark too: one speech over several paragraphs.
    pub(super) goes_on: bool,
}

impl Marked {
    /// The tokens with their marks.
    pub(super) fn whole(&self) -> Range<usize> {
        self.open
            ..self
                .close
                .map_or(self.inside.end, |close| close + 1)
                .max(self.inside.end)
    }
}

/// Two marks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `"`
    Straight,
    /// `“ ”`, `„ “`, `” ”`
    Curly,
    /// `« »`, `» «`, `‹ ›`
    Angle,
    /// `‘ ’`, `' '`, `‚ ‘`
    Single,
    /// ``` `` '' ```
    Ticks,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Open,
    Close,
    /// Could be either, as its spacing says nothing.
    Either,
}

/// One mark token and what it can be.
#[derive(Clone, Copy, Debug)]
struct Sign {
    token: usize,
    /// How many tokens it is: two for `''`.
    len: usize,
    style: Style,
    turn: Turn,
}

/// Pairs the marks of each paragraph, in order.
pub(super) fn pair(document: &Document<'_>, asides: &Asides) -> Vec<Marked> {
    let mut marks = Vec::new();
    let opens: Vec<Option<Style>> = document
        .paragraphs
        .iter()
        .map(|p| opening(document, p).filter(|_| !asides.has(p.tokens.start)))
        .collect();
    for (n, paragraph) in document.paragraphs.iter().enumerate() {
        if asides.has(paragraph.tokens.start) {
            continue;
        }
        pair_in(document, paragraph, opens.get(n + 1).copied().flatten(), &mut marks);
    }
    marks
}

/// The style of the mark that opens a paragraph.
fn opening(d: &Document<'_>, paragraph: &Paragraph) -> Option<Style> {
    let first = paragraph.tokens.start;
    let sign = sign(d, first, paragraph.tokens.clone())?;
    (sign.turn != Turn::Close && paragraph.tokens.len() > 2).then_some(sign.style)
}

/// What the mark at token `i` can be; `None` for an apostrophe, a plural's genitive, feet and inches.
fn sign(d: &Document<'_>, i: usize, within: Range<usize>) -> Option<Sign> {
    if !d.is_kind(i, Kind::Mark) {
        return None;
    }
    let key = d.words(i..i + 1);
    let before = (i > within.start).then(|| i - 1);
    let after = (i + 1 < within.end).then_some(i + 1);
    let spaced_before = before.is_none() || d.token(i).is_some_and(|t| t.spaced);
    let spaced_after = after.is_none_or(|a| d.token(a).is_some_and(|t| t.spaced));
    let kind_before = before.and_then(|b| d.kind(b));
    let kind_after = after.and_then(|a| d.kind(a));
    let by_space = || {
        // `and "...we will": dots that a word is glued to begin the words quoted`
        let dots = after.is_some_and(|a| {
            matches!(d.words(a..a + 1), "..." | "…" | "....")
                && d.token(a + 1).is_some_and(|t| t.kind == Kind::Word && !t.spaced)
        });
        if spaced_before && dots && !spaced_after {
            return Turn::Open;
        }
        let opening_before = spaced_before || matches!(kind_before, Some(Kind::Open | Kind::Dash));
        let closing_after = spaced_after
            || matches!(
                kind_after,
                Some(Kind::Comma | Kind::Stop | Kind::Close | Kind::Semicolon | Kind::Colon | Kind::Dash)
            );
        match (opening_before, closing_after) {
            (true, false) => Turn::Open,
            (false, true) => Turn::Close,
            // `and "foo" ,`: punctuation glued to it closes; else a mark by itself
            (true, true) if !spaced_after => Turn::Close,
            (false, false) if kind_after == Some(Kind::Mark) => Turn::Close,
            (false, false) if kind_before == Some(Kind::Mark) => Turn::Open,
            _ => Turn::Either,
        }
    };
    let one = |style, turn| {
        Some(Sign {
            token: i,
            len: 1,
            style,
            turn,
        })
    };
    match key {
        "\"" | "＂" => {
            // 5'11", a 12" gun: a figure before it and no word behind it glued
            let inches = !spaced_before
                && kind_before == Some(Kind::Number)
                && before.is_some_and(|b| {
                    b > within.start
                        && !d.token(b).is_some_and(|t| t.spaced)
                        && d.is_kind(b - 1, Kind::Mark)
                        && b >= 2
                        && d.is_kind(b - 2, Kind::Number)
                });
            if inches { None } else { one(Style::Straight, by_space()) }
        }
        "“" => one(
            Style::Curly,
            if !spaced_before && spaced_after {
                Turn::Close
            } else {
                Turn::Open
            },
        ),
        "„" | "‟" => one(Style::Curly, Turn::Open),
        "”" => one(
            Style::Curly,
            if spaced_before && !spaced_after && !matches!(kind_after, Some(Kind::Comma | Kind::Stop)) {
                Turn::Open
            } else {
                Turn::Close
            },
        ),
        "«" | "‹" => one(
            Style::Angle,
            if !spaced_before && spaced_after {
                Turn::Close
            } else {
                Turn::Open
            },
        ),
        "»" | "›" => one(
            Style::Angle,
            if spaced_before && !spaced_after && kind_after == Some(Kind::Word) {
                Turn::Open
            } else {
                Turn::Close
            },
        ),
        "``" | "‘‘" => one(Style::Ticks, Turn::Open),
        "´´" => one(Style::Ticks, Turn::Close),
        "‚" | "‛" => one(Style::Single, Turn::Open),
        "‘" | "`" => one(
            Style::Single,
            if spaced_after && !spaced_before {
                Turn::Close
            } else {
                Turn::Open
            },
        ),
        _ => {
            // two single ones side by side close what two ticks opened
            let doubled =
                kind_after == Some(Kind::Mark) && !spaced_after && after.is_some_and(|a| d.words(a..a + 1) == key);
            if doubled {
                let turn = if spaced_before { Turn::Open } else { Turn::Close };
                return Some(Sign {
                    token: i,
                    len: 2,
                    style: Style::Ticks,
                    turn,
                });
            }
            if kind_before == Some(Kind::Number) && !spaced_before && kind_after == Some(Kind::Number) && !spaced_after
            {
                return None;
            }
            match by_space() {
                Turn::Either => None,
                turn => one(Style::Single, turn),
            }
        }
    }
}

/// A single mark that may as well be the apostrophe of a plural's genitive: `lawmakers’ word`.
fn maybe_genitive(d: &Document<'_>, sign: Sign) -> bool {
    let i = sign.token;
    i > 0
        && d.word(i - 1).ends_with('s')
        && d.is_kind(i - 1, Kind::Word)
        && d.is_kind(i + 1, Kind::Word)
        && d.any(i + 1, Tags::Noun | Tags::Adjective | Tags::Number | Tags::Name)
        && !d.any(
            i + 1,
            Tags::Determiner | Tags::Preposition | Tags::Pronoun | Tags::Conjunction,
        )
}

fn pair_in(d: &Document<'_>, paragraph: &Paragraph, next: Option<Style>, out: &mut Vec<Marked>) {
    let within = paragraph.tokens.clone();
    let mut signs = Vec::new();
    let mut i = within.start;
    while i < within.end {
        let found = sign(d, i, within.clone());
        i += found.map_or(1, |s| s.len);
        signs.extend(found);
    }
    // from each sign on: how many of its style are left that open and that close
    let mut left = vec![(0usize, 0usize); signs.len() + 1];
    for style in [Style::Straight, Style::Curly, Style::Angle, Style::Single, Style::Ticks] {
        let (mut opens, mut closes) = (0, 0);
        for (n, s) in signs.iter().enumerate().rev() {
            if s.style == style {
                opens += usize::from(s.turn == Turn::Open);
                closes += usize::from(s.turn != Turn::Open);
                left[n] = (opens, closes);
            }
        }
    }
    // for each sign the turn of the next curly one behind it
    let mut curly = vec![None; signs.len()];
    let mut next_curly = None;
    for (n, s) in signs.iter().enumerate().rev() {
        curly[n] = next_curly;
        if s.style == Style::Curly {
            next_curly = Some(s.turn);
        }
    }
    let mut n = 0;
    while n < signs.len() {
        let first = signs[n];
        if first.turn == Turn::Close {
            n += 1;
            continue;
        }
        if first.turn == Turn::Either && left[n].1 < 2 {
            n += 1;
            continue;
        }
        let at_start = first.token == within.start;
        let (closer, after) = closing(d, &signs, &left, &curly, n);
        let inside_from = first.token + first.len;
        match closer {
            Some(close) => {
                let inside = inside_from..close.token;
                if !inside.is_empty() {
                    out.push(Marked {
                        open: first.token,
                        close: Some(close.token + close.len - 1),
                        inside,
                        goes_on: false,
                    });
                }
                n = after;
            }
            None => {
                let end = signs.get(after).map_or(within.end, |s| s.token);
                let goes_on = after >= signs.len() && next == Some(first.style);
                // an apostrophe before a word (’til, 'em) is none, nor a stray single mark
                let real = first.style != Style::Single || at_start && goes_on;
                if real && inside_from < end {
                    out.push(Marked {
                        open: first.token,
                        close: None,
                        inside: inside_from..end,
                        goes_on,
                    });
                    n = after;
                } else {
                    n += 1;
                }
            }
        }
    }
}

/// The sign that closes the one at `n`, and where to go on. Without one: where its stretch ends (the next that opens
/// afresh, or behind the last).
fn closing(
    d: &Document<'_>,
    signs: &[Sign],
    left: &[(usize, usize)],
    curly: &[Option<Turn>],
    n: usize,
) -> (Option<Sign>, usize) {
    let style = signs[n].style;
    let mut depth = 0usize;
    let mut held: Option<usize> = None;
    // a single mark may be an apostrophe and close nowhere: looked for only so far, so that many of them cost no more
    let limit = if style == Style::Single {
        signs.len().min(n + 200)
    } else {
        signs.len()
    };
    // straight marks that have opened within curly ones and not closed
    let mut straight = 0usize;
    for m in n + 1..limit {
        let s = signs[m];
        let inner = straight;
        if s.style == Style::Straight {
            straight = if s.turn == Turn::Close {
                straight.saturating_sub(1)
            } else {
                straight + 1
            };
        }
        // what two ticks opened, a plain double mark may close, and a curly one that opened a straight one
        let same = s.style == style
            || (style, s.style) == (Style::Ticks, Style::Straight) && s.turn == Turn::Close && left[m].0 < left[m].1
            || (style, s.style) == (Style::Curly, Style::Straight)
                && s.turn == Turn::Close
                // `“A," he said. "B.”`: one that no straight mark has opened
                && (curly[m] != Some(Turn::Close) || inner == 0)
            || (style, s.style) == (Style::Straight, Style::Curly) && s.turn == Turn::Close;
        if !same {
            continue;
        }
        match s.turn {
            Turn::Open => {
                let (opens, closes) = left[m];
                if style == Style::Single && held.is_some() {
                    break;
                }
                if closes > opens + depth {
                    depth += 1;
                } else if style == Style::Single {
                    continue;
                } else {
                    // the closing mark was forgotten
                    return (None, m);
                }
            }
            Turn::Close | Turn::Either => {
                if depth > 0 {
                    depth -= 1;
                    continue;
                }
                if style == Style::Single && maybe_genitive(d, s) {
                    held = held.or(Some(m));
                    continue;
                }
                return (Some(s), m + 1);
            }
        }
    }
    match held {
        Some(m) => (Some(signs[m]), m + 1),
        None => (None, signs.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;
    use proptest::prelude::*;

    fn insides(raw: &str) -> Vec<String> {
        let text = Text::clean(raw);
        let document = Document::read(&text);
        pair(&document, &Asides::default())
            .into_iter()
            .map(|m| document.words(m.inside).to_owned())
            .collect()
    }

    #[test]
    fn all_marks_count() {
        for (raw, inside) in [
            ("He said, \"We left early.\"", "We left early."),
            ("He said, “We left early.”", "We left early."),
            ("He said: „We left early.“", "We left early."),
            ("He said, ‘We left early.’", "We left early."),
            ("He said, 'We left early.'", "We left early."),
            ("He said, «We left early».", "We left early"),
            ("He said, ``We left early.''", "We left early."),
            ("He said (\"We left early\").", "We left early"),
            ("\"We left early\" , he said.", "We left early"),
            ("“We left early,\" he said.", "We left early,"),
        ] {
            assert_eq!(insides(raw), [inside], "{raw}");
        }
    }

    #[test]
    fn only_the_outer_ones_count() {
        assert_eq!(
            insides("“They shouted ‘Get out’ and left,” she said."),
            ["They shouted ‘Get out’ and left,"]
        );
        assert_eq!(
            insides("‘They shouted “Get out” and left,’ she said."),
            ["They shouted “Get out” and left,"]
        );
        assert_eq!(
            insides("\"They shouted 'Get out' at 'us',\" she said."),
            ["They shouted 'Get out' at 'us',"]
        );
    }

    #[test]
    fn apostrophes_close_nothing() {
        assert_eq!(
            insides("‘It’s the farmers’ land and we won’t go,’ he said."),
            ["It’s the farmers’ land and we won’t go,"]
        );
        assert_eq!(insides("The farmers' land wasn't theirs in the '90s."), [""; 0]);
        assert_eq!(insides("He is 6'2\" tall and 'til now nobody's friend."), [""; 0]);
        assert_eq!(
            insides("He called it 'madness'. The farmers' union didn't."),
            ["madness"]
        );
    }

    #[test]
    fn what_never_closes_ends_with_its_paragraph() {
        assert_eq!(insides("He said: “We left early.\n\nThe end came."), ["We left early."]);
        assert_eq!(
            insides("“We left. He said so. “We came back.”"),
            ["We left. He said so.", "We came back."]
        );
        assert_eq!(insides("Nothing opened here.” The end."), [""; 0]);
    }

    #[test]
    fn a_speech_may_go_on_in_the_next_paragraph() {
        let text = Text::clean("“We left early.\n\n“We came back late,” he said.");
        let document = Document::read(&text);
        let marks = pair(&document, &Asides::default());
        assert_eq!(marks.iter().map(|m| m.goes_on).collect::<Vec<_>>(), [true, false]);
    }

    proptest! {
        #[test]
        fn pairs_are_in_order_and_within_their_paragraph(raw in "([“”\"'‘’«»„`]{0,2}[a-z,.]{0,4}[ \n]{0,2}[0-9]?){0,60}") {
            let text = Text::clean(&raw);
            let document = Document::read(&text);
            let mut end = 0;
            for mark in pair(&document, &Asides::default()) {
                prop_assert!(mark.open >= end && mark.open < mark.inside.start && !mark.inside.is_empty());
                prop_assert_eq!(document.paragraph_of(mark.open), document.paragraph_of(mark.whole().end - 1));
                end = mark.whole().end;
            }
        }
    }
}
