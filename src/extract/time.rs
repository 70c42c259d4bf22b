//! Time words: which belong to a statement or a figure, and the date they come to.

mod expression;

use self::expression::Expression;
use super::statement::Statement;
use crate::{
    claim::{Figure, Time},
    language::{Document, Kind, Tags},
};
use jiff::civil::Date;
use std::ops::Range;

/// Fills `said` and `when`.
pub(super) fn resolve(
    document: &Document<'_>,
    date: Option<Date>,
    statements: &mut [Statement],
    figures: &mut [Figure],
) {
    let expressions = expression::find(document, date);
    if expressions.is_empty() {
        return;
    }
    let mut taken = vec![false; expressions.len()];
    for statement in statements.iter_mut() {
        if let Some(index) = said(document, &expressions, statement) {
            taken[index] = true;
            statement.said = time(document, &expressions[index]);
        }
    }
    for i in 0..figures.len() {
        figures[i].when = match when(document, &expressions, &taken, &figures[i]) {
            Some(index) => time(document, &expressions[index]),
            None => i.checked_sub(1).and_then(|p| {
                let together = together(document, &figures[p], &figures[i]);
                figures[p].when.filter(|_| together)
            }),
        };
    }
}

fn time(document: &Document<'_>, expression: &Expression) -> Option<Time> {
    Some(Time {
        words: document.span(expression.tokens.clone())?,
        date: expression.date,
    })
}

/// The expressions that lie within these tokens, with their index.
fn within<'e>(
    expressions: &'e [Expression],
    tokens: &Range<usize>,
) -> impl DoubleEndedIterator<Item = (usize, &'e Expression)> + Clone + use<'e> {
    let from = expressions.partition_point(|e| e.tokens.start < tokens.start);
    let to = expressions.partition_point(|e| e.tokens.start < tokens.end);
    expressions[from..to.max(from)]
        .iter()
        .enumerate()
        .map(move |(n, e)| (from + n, e))
}

/// Further than this from the cue no time belongs to it.
const FAR: usize = 24;

/// The time that belongs to the statement's cue: behind it (`said on Monday`), between it and its source (`he on Monday told`), or before
/// both (`Just a day before, he had said`). Never one inside what is said.
fn said(d: &Document<'_>, expressions: &[Expression], statement: &Statement) -> Option<usize> {
    let cue = statement.cue.clone().filter(|c| !c.is_empty())?;
    let sentence = d.sentences.get(d.sentence_of(cue.start))?.tokens.clone();
    let inside = |i: usize| statement.content.iter().any(|piece| piece.contains(&i));
    let (mut from, mut to) = (cue.start, cue.end);
    if let Some(source) = statement.source.as_ref().filter(|s| sentence.contains(&s.start)) {
        from = from.min(source.start);
        to = to.max(source.end);
    }
    let first = statement.source.as_ref().map_or(cue.end, |s| s.end.min(cue.end));
    // between or behind: no content and no other clause in between
    let behind = within(expressions, &(from..sentence.end.min(to + FAR)))
        .filter(|(_, e)| !inside(e.tokens.start))
        .find(|(_, e)| {
            e.tokens.start < to
                && (first..e.tokens.start).all(|i| {
                    !d.any(i, Tags::Wh) && (cue.contains(&i) || d.verb_group(i).is_none_or(|v| cue.contains(&v.head)))
                })
                || e.tokens.start >= to
                    && (to..e.tokens.start).all(|i| {
                        !inside(i)
                            && !matches!(d.kind(i), Some(Kind::Semicolon | Kind::Colon | Kind::Stop | Kind::Mark))
                            && !d.verb_group(i).is_some_and(|v| v.finite || v.infinitive)
                            && !d.any(i, Tags::Wh)
                            && !d.is(
                                i,
                                &[
                                    "after",
                                    "since",
                                    "before",
                                    "until",
                                    "when",
                                    "while",
                                    "as",
                                    "about",
                                    "following",
                                    "over",
                                ],
                            )
                    })
                    && !d.is(
                        e.tokens.start.wrapping_sub(1),
                        &["after", "since", "before", "until", "from", "by", "following"],
                    )
        });
    if let Some((index, _)) = behind {
        return Some(index);
    }
    // before both, with nothing but the source's own words between
    let before = within(expressions, &(sentence.start.max(from.saturating_sub(FAR))..from))
        .rev()
        .find(|(_, e)| !inside(e.tokens.start))?;
    let led = before.1.tokens.start == sentence.start
        || (sentence.start..before.1.tokens.start).all(|i| {
            d.any(
                i,
                Tags::Preposition | Tags::Adverb | Tags::Conjunction | Tags::Determiner,
            ) || d.is_kind(i, Kind::Mark)
        });
    let gap = before.1.tokens.end..from;
    let free = gap
        .clone()
        .all(|i| !inside(i) && d.verb_group(i).is_none() && !matches!(d.kind(i), Some(Kind::Semicolon | Kind::Colon)));
    let skips = !d.is(
        before.1.tokens.start.wrapping_sub(1),
        &["since", "until", "after", "before", "by"],
    );
    (led && free && skips).then_some(before.0)
}

/// The time in the figure's own clause.
fn when(d: &Document<'_>, expressions: &[Expression], taken: &[bool], figure: &Figure) -> Option<usize> {
    let number = d.tokens_in(figure.number);
    let sentence = d.sentences.get(d.sentence_of(number.start))?.tokens.clone();
    let mut clause = number.clone();
    for span in figure.trigger.iter().chain(&figure.group) {
        let tokens = d.tokens_in(*span);
        if !tokens.is_empty() && sentence.contains(&tokens.start) && tokens.end <= sentence.end {
            clause = clause.start.min(tokens.start)..clause.end.max(tokens.end);
        }
    }
    let window = sentence.start.max(clause.start.saturating_sub(FAR))..sentence.end.min(clause.end + FAR);
    let passable = |gap: Range<usize>| {
        !gap.clone().any(|i| {
            matches!(d.kind(i), Some(Kind::Semicolon | Kind::Stop | Kind::Mark | Kind::Colon))
                || d.any(i, Tags::Wh)
                || d.verb_group(i).is_some_and(|v| v.finite && !clause.contains(&v.head))
                || d.any(i, Tags::Subordinator) && !d.any(i, Tags::Preposition)
                || d.is(i, &["after", "since", "before", "until", "when", "while", "following"])
        })
    };
    // "since 1998, when 112 people died"
    let lead = (clause.start.saturating_sub(4).max(sentence.start)..number.start)
        .rev()
        .find(|&i| d.is(i, &["when"]))
        .filter(|&i| (i + 1..number.start).all(|t| d.verb_group(t).is_none_or(|v| v.head >= clause.start)));
    if let Some(when) = lead {
        let close = when - usize::from(when > sentence.start && d.is_kind(when - 1, Kind::Comma));
        let found = within(expressions, &(close.saturating_sub(8).max(sentence.start)..close))
            .find(|(index, e)| e.tokens.end == close && !taken[*index]);
        if let Some((index, _)) = found {
            return Some(index);
        }
    }
    let own = within(expressions, &window)
        .filter(|(index, e)| {
            !taken[*index]
                && !in_dateline(d, &e.tokens)
                && !d.is(
                    e.tokens.start.wrapping_sub(1),
                    &["since", "until", "before", "by", "after", "from"],
                )
        })
        .filter_map(|(index, e)| {
            let gap = if e.tokens.start >= clause.end {
                clause.end..e.tokens.start
            } else if e.tokens.end <= clause.start {
                e.tokens.end..clause.start
            } else {
                clause.start..clause.start
            };
            let len = gap.len();
            passable(gap).then_some((len, index))
        })
        .min()
        .map(|(_, index)| index);
    own.or_else(|| {
        // "ten were killed when a bomb went off in a market on Tuesday": the clause that says how
        let when = (clause.end..sentence.end.min(clause.end + 10))
            .take_while(|&i| d.is_kind(i, Kind::Word) || d.is_kind(i, Kind::Number))
            .find(|&i| d.is(i, &["when", "as"]))?;
        let free = (clause.end..when).all(|i| d.verb_group(i).is_none() && !d.any(i, Tags::Wh));
        let (index, time) =
            within(expressions, &(when..sentence.end.min(when + FAR))).find(|(index, _)| !taken[*index])?;
        let mut verbs = 0;
        let near = (when + 1..time.tokens.start).all(|i| {
            let begins = d.verb_group(i).is_some_and(|v| v.finite && v.head == i);
            verbs += usize::from(begins);
            d.is_kind(i, Kind::Word)
                && !d.any(i, Tags::Wh)
                && !d.is(i, &["after", "since", "before", "until", "while", "said"])
        });
        (free && near && verbs <= 1).then_some(index)
    })
}

/// `killed six guards and wounded two`: nothing but the verb's words and `and` between one figure and the next.
fn together(d: &Document<'_>, first: &Figure, second: &Figure) -> bool {
    let (from, to) = (d.tokens_in(first.number).end, d.tokens_in(second.number).start);
    from < to
        && to - from <= 8
        && d.sentence_of(from) == d.sentence_of(to)
        && (from..to).any(|i| d.is(i, &["and"]))
        && (from..to)
            .all(|i| d.is_kind(i, Kind::Word) && !d.any(i, Tags::Wh | Tags::Subordinator | Tags::Weekday | Tags::Month))
}

/// `PORT MAREN, March 6 (Coast Wire) –`: when the report was filed, not when it happened.
fn in_dateline(d: &Document<'_>, time: &Range<usize>) -> bool {
    // no dateline is longer
    const LONG: usize = 16;
    let Some(paragraph) = d.paragraphs.get(d.paragraph_of(time.start)).map(|p| &p.tokens) else {
        return false;
    };
    let begins = time.start < paragraph.start + LONG
        && (paragraph.start..time.start).all(|i| d.any(i, Tags::Name) || !d.is_kind(i, Kind::Word))
        && d.is_kind(paragraph.start, Kind::Word);
    let end = paragraph.end.min(time.end + LONG);
    let dash = (time.end..end).find(|&i| d.is_kind(i, Kind::Dash) || d.verb_group(i).is_some());
    begins && time.start > paragraph.start && dash.is_some_and(|i| d.is_kind(i, Kind::Dash))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{claim::QuoteKind, extract::statement::Spans, text::Text};

    /// The time of the one statement of a text, `{content}`, `<source>`, `[cue]`, in an article of Wednesday, 30 April 2025.
    fn said_in(marked: &str) -> Option<(String, String)> {
        let mut raw = String::new();
        let mut open = Vec::new();
        let (mut content, mut source, mut cue) = (Vec::new(), None, None);
        for c in marked.chars() {
            match c {
                '{' | '<' | '[' => open.push(raw.len()),
                '}' => content.push(open.pop().unwrap()..raw.len()),
                '>' => source = Some(open.pop().unwrap()..raw.len()),
                ']' => cue = Some(open.pop().unwrap()..raw.len()),
                c => raw.push(c),
            }
        }
        let text = Text::clean(&raw);
        let document = Document::read(&text);
        let tokens = |range: std::ops::Range<usize>| document.tokens_in(text.span(range).unwrap());
        let mut statements = [Statement {
            kind: Some(QuoteKind::Indirect),
            content: content.into_iter().map(tokens).collect(),
            source: source.map(tokens),
            cue: cue.map(tokens),
            via: Vec::new(),
            follows: None,
            said: None,
            speaker: None,
            rule: "test",
            spans: Spans::default(),
        }];
        resolve(
            &document,
            Some(jiff::civil::date(2025, 4, 30)),
            &mut statements,
            &mut [],
        );
        statements[0].said.map(|time| {
            (
                text.slice(time.words).to_owned(),
                time.date.map_or_else(String::new, |(date, _)| date.to_string()),
            )
        })
    }

    #[test]
    fn times_of_the_cue() {
        for (marked, words, date) in [
            ("<Moss> [said] on Monday {that ten died}.", "Monday", "2025-04-28"),
            ("<Moss> [said] Saturday {ten died}.", "Saturday", "2025-04-26"),
            ("“{Ten died},” <Moss> [said] late on Monday.", "Monday", "2025-04-28"),
            (
                "<Moss> [told] the agency in Ostra on Sunday {that ten died}.",
                "Sunday",
                "2025-04-27",
            ),
            ("<Moss> on Tuesday [said] {ten died}.", "Tuesday", "2025-04-29"),
            (
                "Earlier this week, <Ostra> [confirmed] {it had sent troops}.",
                "Earlier this week",
                "2025-04-01",
            ),
            (
                "He came on Saturday. Just a day before, <Moss> had [said] {they were close}.",
                "a day before",
                "2025-04-25",
            ),
            ("{Ten died on Friday}, <Moss> [said] on Monday.", "Monday", "2025-04-28"),
        ] {
            assert_eq!(said_in(marked), Some((words.to_owned(), date.to_owned())), "{marked}");
        }
    }

    #[test]
    fn times_of_something_else() {
        for marked in [
            "<Moss> [said] {ten died on Monday}.",
            "On Monday, {ten people died}, <police> [said].",
            "<Moss>, who was freed on Monday when the court met, [said] {no}.",
            "<Moss> [said] {no}; on Monday ten died.",
            "<Moss> [said] {no} after ten died on Monday.",
        ] {
            assert_eq!(said_in(marked), None, "{marked}");
        }
    }

    /// The time of the last figure of a text, in the same article.
    fn when_in(raw: &str) -> Option<String> {
        let text = Text::clean(raw);
        crate::extract::extract(&text, Some(jiff::civil::date(2025, 4, 30)))
            .figures
            .last()
            .expect("a figure")
            .when
            .map(|time| text.slice(time.words).to_owned())
    }

    #[test]
    fn times_of_what_happened() {
        for (raw, words) in [
            (
                "Ten people were killed when a bomb exploded beside a market on Tuesday.",
                "Tuesday",
            ),
            (
                "A bomb exploded beside a market on Tuesday, killing ten people.",
                "Tuesday",
            ),
            ("It was the worst flood since 1998, when 112 people died.", "1998"),
            (
                "In January 2024, gunmen killed six guards and wounded two.",
                "January 2024",
            ),
            ("In 2011, a smaller fire there killed two sailors.", "2011"),
            ("A gunman killed three people in March, police said on Monday.", "March"),
        ] {
            assert_eq!(when_in(raw).as_deref(), Some(words), "{raw}");
        }
        for raw in [
            "OSTRA, April 29 (Coast Wire) – Ten people died in a fire.",
            "Ten people died after fighting broke out on Monday.",
            "Ten people were killed, the ministry said on Monday.",
        ] {
            assert_eq!(when_in(raw), None, "{raw}");
        }
    }
}
