//! One paragraph: its units, their cues, and the rules over them.

use super::{
    Spans, Statement, adjunct, block, capable, clause, cue,
    lexicon::Frames,
    mention::{self, Mention},
    rules::{Context, Found, Line, RULES},
    scene::Scene,
};
use crate::{
    claim::QuoteKind,
    extract::{aside::Asides, rule::Rule},
    language::{Kind, Tags},
};
use std::ops::Range;

/// Appends the statements of a paragraph.
pub(super) fn read(scene: &Scene<'_>, asides: &Asides, paragraph: usize, taken: &mut [bool], out: &mut Vec<Statement>) {
    let mut lines: Vec<Line> = scene
        .units(paragraph)
        .into_iter()
        .map(|unit| line(scene, unit))
        .collect();
    // for each unit and cue the statement it became
    let mut became: Vec<Vec<Option<usize>>> = lines.iter().map(|l| vec![None; l.cues.len()]).collect();
    for (Rule { name, .. }, rule) in RULES {
        for n in 0..lines.len() {
            for q in 0..lines[n].cues.len() {
                if lines[n].used[q] {
                    continue;
                }
                let context = Context {
                    scene: *scene,
                    lines: &lines,
                    line: n,
                    cue: q,
                    taken,
                };
                let Some(found) = rule(&context) else { continue };
                if found.kind == Some(QuoteKind::Direct)
                    && found
                        .content
                        .iter()
                        .any(|c| scene.mark_of(c.start).is_some_and(|m| taken[m]))
                {
                    continue;
                }
                for m in found
                    .content
                    .iter()
                    .chain(&found.second)
                    .flat_map(|c| scene.marks_in(c.clone()))
                {
                    taken[m] = true;
                }
                lines[n].used[q] = true;
                if let Some(until) = found.until {
                    lines[n].from = lines[n].from.max(until);
                }
                let before = found.joins.and_then(|j| became[n][j]);
                if let Some(earlier) = before.filter(|&e| out[e].kind == Some(QuoteKind::Direct)) {
                    out[earlier].content.extend(found.content);
                    continue;
                }
                became[n][q] = Some(out.len());
                let via = via(scene, &lines[n], q, &found);
                push(found, via, name, out);
            }
        }
    }
    for line in &lines {
        out.extend(block::named_before_colon(scene, &line.unit, taken));
        out.extend(block::behind_clause(scene, line, taken));
    }
    out.extend(block::behind_colon(scene, asides, paragraph, &lines, taken));
}

fn line(scene: &Scene<'_>, unit: super::scene::Unit) -> Line {
    let mut cues = cue::find(scene, &unit);
    let mut sources: Vec<Option<Mention>> = Vec::with_capacity(cues.len());
    let mut earlier: Vec<(usize, Mention)> = Vec::new();
    for found in &mut cues {
        opening(scene, &unit, found);
        let source = cue::subject(scene, &unit, found, &earlier);
        // "…,” said Ana Ruiz, adding that …": whoever stands behind it
        let speaker = behind(scene, &unit, found).or_else(|| source.clone());
        if let Some(mention) = speaker.filter(|_| found.form == cue::Form::Finite) {
            // only the last matters, and the first
            earlier.truncate(1);
            earlier.push((found.verb, mention));
        }
        let before = source
            .as_ref()
            .filter(|_| found.form == cue::Form::Finite)
            .and_then(|m| m.phrase.start.checked_sub(1));
        found.subordinate |= before.is_some_and(|b| {
            b >= unit.tokens.start
                && scene.d.is(
                    b,
                    &[
                        "while", "although", "though", "whereas", "if", "when", "after", "since", "because", "as",
                        "before",
                    ],
                )
        });
        // "records that showed the money had gone, but …": the relative clause ends where the sentence goes on
        let relative = found.form == cue::Form::Finite && source.is_some();
        found.subordinate |= relative
            && found.start > unit.tokens.start
            && scene.d.is(found.start - 1, &["that"])
            && scene.noun_at(found.start - 1).is_some();
        sources.push(source);
    }
    Line {
        from: unit.tokens.start,
        used: vec![false; cues.len()],
        follows: cues.iter().map(|c| clause::follows(scene, &unit, c)).collect(),
        unit,
        cues,
        sources,
    }
}

/// "Said one nurse: “…”": a verb that opens the sentence has who speaks behind it.
fn opening(scene: &Scene<'_>, unit: &super::scene::Unit, cue: &mut cue::Cue) {
    let d = scene.d;
    let opens =
        cue.start == unit.tokens.start && cue.form == cue::Form::Finite && d.any(cue.verb, Tags::Past | Tags::VerbS);
    if !opens
        || !cue.has(Frames::That)
        || !cue.has(Frames::Marks)
        || cue.has(Frames::Evidence)
        || cue.listener.is_some()
    {
        return;
    }
    let Some(mention) = mention::after(scene, cue.tokens.end, unit.tokens.end) else {
        return;
    };
    // "Asked by reporters, he said": no speaker
    let end = adjunct::skip(scene, mention.phrase.end, unit.tokens.end);
    let clear =
        d.is_kind(end, Kind::Colon) || scene.is_comma(end) || d.is(end, &["that"]) || scene.opens(end).is_some();
    let pronoun = d.noun_group(mention.head).is_some_and(|n| n.pronoun);
    let content = (end..unit.tokens.end.min(end + 3)).any(|i| scene.opens(i).is_some() || d.is(i, &["that"]));
    if clear && content && !pronoun && capable::can_state(scene, &mention) {
        cue.rest = mention.phrase.end;
        cue.given = Some(mention);
    }
}

/// Who stands behind a verb that closes what was said: "…, said Ana Ruiz".
fn behind(scene: &Scene<'_>, unit: &super::scene::Unit, cue: &cue::Cue) -> Option<Mention> {
    let before = cue.start.checked_sub(1).filter(|&b| b > unit.tokens.start)?;
    let closes = scene.is_comma(before)
        || scene
            .mark_of(before)
            .is_some_and(|m| scene.marks[m].whole().end == cue.start);
    if !closes || cue.listener.is_some() || !cue.has(Frames::That) || cue.has(Frames::Evidence) {
        return None;
    }
    let mention = mention::after(scene, cue.tokens.end, unit.tokens.end)?;
    let pronoun = scene.d.noun_group(mention.head).is_some_and(|n| n.pronoun);
    let clause = scene.verb_at(mention.phrase.end).is_some_and(|(_, v)| v.finite);
    (!pronoun && !clause && capable::can_state(scene, &mention)).then_some(mention)
}

/// Whom the source cites: between its commas, or behind the cue or content ("…, citing police").
fn via(scene: &Scene<'_>, line: &Line, q: usize, found: &Found) -> Vec<Range<usize>> {
    let d = scene.d;
    let mut via = found.source.as_ref().map(|m| m.via.clone()).unwrap_or_default();
    let cue = &line.cues[q];
    let end = line.unit.tokens.end;
    let next = line.cues.get(q + 1).map_or(end, |c| c.start.max(cue.rest));
    let mut at = cue.tokens.end;
    let limit = end.min(at + 120);
    while at < limit {
        let cites = d.is(at, &["citing", "quoting"]) && (scene.is_comma(at - 1) || at <= cue.rest + 1);
        if cites {
            // another speaker's own: not past the next cue that is no "citing"
            if (at < next || next >= end || d.is(next, &["citing", "quoting"]))
                && let Some(mention) = mention::after(scene, at + 1, end)
                && !via.contains(&mention.tokens)
            {
                via.push(mention.tokens);
            }
            break;
        }
        // "— as reported by the Herald —", "as quoted by Tass"
        let carried = d.is(at, &["as"])
            && d.is(at + 1, &["reported", "quoted", "cited", "carried"])
            && d.is(at + 2, &["by"])
            && at < next;
        if carried {
            if let Some(mention) = mention::after(scene, at + 3, end).filter(|m| !via.contains(&m.tokens)) {
                via.push(mention.tokens);
            }
            break;
        }
        if d.is_kind(at, Kind::Semicolon) {
            break;
        }
        at = scene.next(at);
    }
    via
}

fn push(found: Found, via: Vec<Range<usize>>, rule: &'static str, out: &mut Vec<Statement>) {
    let statement = |kind, content| Statement {
        kind,
        content,
        source: found.source.as_ref().map(|m| m.tokens.clone()),
        cue: Some(found.cue.clone()),
        via: via.clone(),
        follows: None,
        said: None,
        speaker: None,
        rule,
        spans: Spans::default(),
    };
    out.push(statement(found.kind, found.content.clone()));
    if !found.second.is_empty() {
        out.push(statement(Some(QuoteKind::Direct), found.second.clone()));
    }
}
