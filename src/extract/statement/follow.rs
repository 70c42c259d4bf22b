//! Marked sentences without a cue, that go on with the last speaker.

use super::{Spans, Statement, scene::Scene};
use crate::{claim::QuoteKind, extract::aside::Asides, language::Kind};
use std::{collections::HashMap, ops::Range};

/// A marked sentence of fewer words than this may be a title or a slogan.
const WORDS: usize = 4;

/// Appends those of the whole document; `follows` is filled once they are in order.
pub(super) fn carry_on(
    scene: &Scene<'_>,
    asides: &Asides,
    turns: &[bool],
    taken: &mut [bool],
    out: &mut Vec<Statement>,
) {
    let d = scene.d;
    chains(scene, taken, out);
    // paragraphs in which somebody speaks in marks
    let mut speaks = vec![false; d.paragraphs.len()];
    for statement in out
        .iter()
        .filter(|s| matches!(s.kind, Some(QuoteKind::Direct | QuoteKind::Mixed)) && s.source.is_some())
    {
        for piece in &statement.content {
            if let Some(p) = speaks.get_mut(d.paragraph_of(piece.start)) {
                *p = true;
            }
        }
    }
    let mut reported: Vec<usize> = out
        .iter()
        .filter(|s| s.kind == Some(QuoteKind::Indirect) && s.source.is_some())
        .filter_map(|s| s.cue.as_ref().map(|c| c.start))
        .collect();
    reported.sort_unstable();
    // the statement that a speech over paragraphs began with, while it goes on
    let mut open: Option<usize> = None;
    for (n, paragraph) in d.paragraphs.iter().enumerate() {
        let speech = open.take();
        if paragraph.capitals || turns[n] || asides.has(paragraph.tokens.start) {
            continue;
        }
        let before = speaks[n] || n > 0 && speaks[n - 1];
        if !before && !any_in(&reported, &paragraph.tokens) {
            continue;
        }
        // the sentence before says something in other words: "Ruiz told of a year without a roof. “I had no stove.”"
        let mut follows = false;
        for unit in scene.units(n) {
            let tokens = unit.tokens.clone();
            let behind = std::mem::replace(&mut follows, any_in(&reported, &tokens));
            if !(before || speaks[n] || behind) {
                continue;
            }
            if scene.opens(tokens.start).is_none()
                || !scene.all_marked(tokens.clone())
                || unit.marks.clone().any(|m| taken[m] || scene.is_title(m))
            {
                continue;
            }
            let words = tokens.clone().filter(|&i| d.is_kind(i, Kind::Word)).count();
            let sentence = tokens.clone().rev().take(3).any(|i| d.is_kind(i, Kind::Stop));
            if words < WORDS || !sentence {
                continue;
            }
            for m in unit.marks.clone() {
                taken[m] = true;
            }
            speaks[n] = true;
            let content: Vec<_> = unit.marks.clone().map(|m| scene.marks[m].inside.clone()).collect();
            let goes_on = unit.marks.clone().next_back().is_some_and(|m| scene.marks[m].goes_on);
            if let Some(first) = speech.filter(|_| tokens.start == paragraph.tokens.start) {
                out[first].content.extend(content);
                open = goes_on.then_some(first);
                continue;
            }
            open = goes_on.then_some(out.len());
            out.push(Statement {
                kind: Some(QuoteKind::Direct),
                content,
                source: None,
                cue: None,
                via: Vec::new(),
                follows: Some(usize::MAX),
                said: None,
                speaker: None,
                rule: "goes-on",
                spans: Spans::default(),
            });
        }
    }
}

/// Whether one of the sorted places lies in the tokens.
fn any_in(places: &[usize], tokens: &Range<usize>) -> bool {
    let first = places.partition_point(|&p| p < tokens.start);
    places.get(first).is_some_and(|&p| p < tokens.end)
}

/// Speeches over several paragraphs: whoever has one piece has them all.
fn chains(scene: &Scene<'_>, taken: &mut [bool], out: &mut Vec<Statement>) {
    // which statement has the marked stretch that begins at a token
    let mut owners: HashMap<usize, usize> = HashMap::new();
    for (n, statement) in out
        .iter()
        .enumerate()
        .filter(|(_, s)| s.kind == Some(QuoteKind::Direct))
    {
        for piece in &statement.content {
            owners.entry(piece.start).or_insert(n);
        }
    }
    let mut dropped = vec![false; out.len()];
    let mut m = 0;
    while m < scene.marks.len() {
        let mut last = m;
        while scene.marks[last].goes_on && last + 1 < scene.marks.len() {
            last += 1;
        }
        let chain = &scene.marks[m..=last];
        let owner = chain.iter().find_map(|mark| owners.get(&mark.inside.start)).copied();
        if let Some(owner) = owner.filter(|_| last > m) {
            taken[m..=last].fill(true);
            for mark in chain {
                // a second cue at its end ("…,” he told the rally. “…”") only adds its pieces
                match owners.get(&mark.inside.start).copied() {
                    Some(other) if other != owner => {
                        dropped[other] = true;
                        let pieces = std::mem::take(&mut out[other].content);
                        out[owner].content.extend(pieces);
                    }
                    Some(_) => {}
                    None => out[owner].content.push(mark.inside.clone()),
                }
            }
            out[owner].content.sort_by_key(|c| c.start);
        }
        m = last + 1;
    }
    let mut dropped = dropped.into_iter();
    out.retain(|_| !dropped.next().unwrap_or_default());
}
