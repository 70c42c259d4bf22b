//! Puts the statements in order, finds which stand within others, and fills their places.

use super::{Spans, Statement, scene::Scene};
use crate::claim::QuoteKind;

/// In order of their contents; a statement whose cue stands in another's content only gives figures their source.
pub(super) fn settle(scene: &Scene<'_>, mut list: Vec<Statement>) -> Vec<Statement> {
    let d = scene.d;
    for statement in &mut list {
        statement.content.retain(|c| !c.is_empty());
        statement.content.sort_by_key(|c| c.start);
        statement.spans = Spans {
            content: statement.content.iter().filter_map(|c| d.span(c.clone())).collect(),
            source: statement.source.clone().and_then(|r| d.span(r)),
            cue: statement.cue.clone().and_then(|r| d.span(r)),
            via: statement.via.iter().filter_map(|r| d.span(r.clone())).collect(),
        };
    }
    list.retain(|s| !s.content.is_empty() && s.spans.content.len() == s.content.len());
    list.sort_by_key(|s| {
        (
            s.content[0].start,
            std::cmp::Reverse(s.content.last().map_or(0, |c| c.end)),
            s.cue.as_ref().map(|c| c.start),
        )
    });
    // what stands within others; then again, without those: their contents may reach further than what holds them
    let all = vec![false; list.len()];
    let held = within(&list, &all);
    let mut inner = within(&list, &held);
    // of two that hold each other's cue the one that begins first stays
    let mut freed: Vec<usize> = Vec::new();
    for n in 0..list.len() {
        inner[n] &= held[n];
        if !held[n] || inner[n] {
            continue;
        }
        let cue = list[n].cue.as_ref().map_or(0, |c| c.start);
        inner[n] = freed
            .iter()
            .rev()
            .take(8)
            .any(|&f| list[f].content.iter().any(|piece| piece.contains(&cue)));
        if !inner[n] {
            freed.push(n);
        }
    }
    for (s, inner) in list.iter_mut().zip(inner) {
        if inner {
            s.kind = None;
        }
    }
    // who spoke last
    let mut last = None;
    for (n, statement) in list.iter_mut().enumerate() {
        if statement.follows.is_some() {
            statement.follows = last;
        }
        if statement.kind == Some(QuoteKind::Direct) || statement.kind.is_some() && statement.source.is_some() {
            last = Some(n);
        }
    }
    list
}

/// For each statement whether its cue stands in the content of another, of those that are not `without`. Looked for among the
/// pieces, which are in order by their start.
fn within(list: &[Statement], without: &[bool]) -> Vec<bool> {
    let mut pieces: Vec<(usize, usize, usize)> = Vec::new();
    for (n, s) in list.iter().enumerate() {
        if s.kind.is_some() && !without[n] {
            pieces.extend(s.content.iter().map(|c| (c.start, c.end, n)));
        }
    }
    pieces.sort_unstable();
    // for each piece the furthest end of those up to it
    let mut reach = Vec::with_capacity(pieces.len());
    let mut furthest = 0;
    for piece in &pieces {
        furthest = furthest.max(piece.1);
        reach.push(furthest);
    }
    let mut inner = vec![false; list.len()];
    for (n, s) in list.iter().enumerate() {
        let Some(cue) = s.cue.as_ref() else { continue };
        let mut at = pieces.partition_point(|p| p.0 <= cue.start);
        while at > 0 && reach[at - 1] > cue.start {
            at -= 1;
            if pieces[at].1 > cue.start && pieces[at].2 != n {
                inner[n] = true;
                break;
            }
        }
    }
    inner
}
