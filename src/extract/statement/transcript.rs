//! Turns of a transcript or an interview: paragraphs behind a label that says who speaks.

use super::{Spans, Statement, scene::Scene};
use crate::{
    claim::QuoteKind,
    extract::aside::Asides,
    language::{Case, Kind},
};
use std::{collections::HashMap, ops::Range};

/// Fewer labelled paragraphs than this are no transcript.
const TURNS: usize = 4;

/// A label has no more tokens than this.
const LABEL: usize = 6;

/// Appends a statement for each turn and tells which paragraphs are one.
pub(super) fn turns(scene: &Scene<'_>, asides: &Asides, out: &mut Vec<Statement>) -> Vec<bool> {
    let d = scene.d;
    let mut is_turn = vec![false; d.paragraphs.len()];
    let labels: Vec<Option<(Range<usize>, usize)>> = d
        .paragraphs
        .iter()
        .map(|p| label(scene, p.tokens.clone()).filter(|_| !asides.has(p.tokens.start)))
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (name, _) in labels.iter().flatten() {
        *times.entry(d.words(name.clone())).or_default() += 1;
    }
    // two who speak in turn, each more than once
    let recurring = |name: &Range<usize>| times.get(d.words(name.clone())).is_some_and(|&n| n > 1);
    let (first, last) = (
        labels
            .iter()
            .position(|l| l.as_ref().is_some_and(|(n, _)| recurring(n))),
        labels
            .iter()
            .rposition(|l| l.as_ref().is_some_and(|(n, _)| recurring(n))),
    );
    let (Some(first), Some(last)) = (first, last) else {
        return is_turn;
    };
    let speakers = times.values().filter(|&&n| n > 1).count();
    if labels.iter().flatten().count() < TURNS || speakers < 2 {
        return is_turn;
    }
    let mut turn: Option<Statement> = None;
    for (n, paragraph) in d.paragraphs.iter().enumerate().take(last + 1).skip(first) {
        let (source, from) = match &labels[n] {
            Some((name, from)) => (Some(name.clone()), *from),
            None => (None, paragraph.tokens.start),
        };
        if asides.has(paragraph.tokens.start) || source.is_none() && paragraph.capitals {
            continue;
        }
        let content = from..paragraph.tokens.end;
        if let Some(source) = source {
            out.extend(turn.take());
            turn = Some(Statement {
                kind: Some(QuoteKind::Direct),
                content: vec![content],
                source: Some(source),
                cue: None,
                via: Vec::new(),
                follows: None,
                said: None,
                speaker: None,
                rule: "turn",
                spans: Spans::default(),
            });
        } else if let Some(turn) = &mut turn {
            turn.content.push(content);
        }
        is_turn[n] = true;
    }
    out.extend(turn);
    is_turn
}

/// The label that opens a paragraph, and where its text begins: `SMITH:`, `Q:`, `Ana Ruiz:`, `((Ana Ruiz))`.
fn label(scene: &Scene<'_>, tokens: Range<usize>) -> Option<(Range<usize>, usize)> {
    let d = scene.d;
    let start = tokens.start;
    let end = tokens.end.min(start + LABEL + 4);
    // "Q Did he ask for more?", as official transcripts have it
    let bare_q = d.is(start, &["q"])
        && d.is_kind(start + 1, Kind::Word)
        && d.token(start + 1).is_some_and(|t| t.spaced && t.case != Case::Lower);
    let dotted = d.is(start, &["q.", "a."]) && d.token(start).is_some_and(|t| t.case != Case::Lower);
    let (name, from) = if bare_q || dotted {
        (start..start + 1, start + 1)
    } else if d.is_kind(start, Kind::Open) && d.is_kind(start + 1, Kind::Open) {
        let close = (start + 2..end).find(|&i| d.is_kind(i, Kind::Close))?;
        let behind = close + 1 + usize::from(d.is_kind(close + 1, Kind::Close));
        let behind = behind + usize::from(d.is_kind(behind, Kind::Colon));
        (start + 2..close, behind)
    } else {
        let stop = (start + 1..end).find(|&i| !d.is_kind(i, Kind::Word))?;
        let letter = stop == start + 1 && d.is(start, &["q", "a"]);
        let colon = d.is_kind(stop, Kind::Colon) || letter && d.is_kind(stop, Kind::Stop);
        let large = (start..stop).all(|i| d.token(i).is_some_and(|t| t.case != Case::Lower));
        if !colon || !large || stop - start > LABEL {
            return None;
        }
        (start..stop, stop + 1)
    };
    (!name.is_empty() && from < tokens.end).then_some((name, from))
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn turns_need_no_marks() {
        gives(
            "RUIZ: How did it start?\n\nNOUR: We saw smoke.\n\nThen we ran.\n\nRUIZ: And then?\n\nNOUR: He said it was over.",
            &[
                "direct: How did it start? | RUIZ | -",
                "direct: We saw smoke. / Then we ran. | NOUR | -",
                "direct: And then? | RUIZ | -",
                "direct: He said it was over. | NOUR | -",
                "none: it was over | He | said",
            ],
        );
    }

    #[test]
    fn a_list_of_labels_is_none() {
        no_quote("Where: Ostra.\n\nWhen: May 5.\n\nDead: 12.\n\nInjured: 40.\n\nCause: unknown.");
    }
}
