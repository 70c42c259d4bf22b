//! Quotations set off as paragraphs: behind "X said:", or before a line that names the speaker.

use super::{
    Spans, Statement, capable, cue, finite, mention,
    rules::Line,
    scene::{Scene, Unit},
};
use crate::{
    claim::QuoteKind,
    extract::aside::Asides,
    language::{Case, Kind, Tags},
};
use std::ops::Range;

/// A speaker line has no more tokens than this.
const LINE: usize = 16;

fn direct(
    content: Vec<Range<usize>>,
    source: Range<usize>,
    cue: Option<Range<usize>>,
    rule: &'static str,
) -> Statement {
    Statement {
        kind: Some(QuoteKind::Direct),
        content,
        source: Some(source),
        cue,
        via: Vec::new(),
        follows: None,
        said: None,
        speaker: None,
        rule,
        spans: Spans::default(),
    }
}

/// "X said:" at the end of a paragraph, and the next is in marks.
pub(super) fn behind_colon(
    scene: &Scene<'_>,
    asides: &Asides,
    paragraph: usize,
    lines: &[Line],
    taken: &mut [bool],
) -> Option<Statement> {
    let d = scene.d;
    let line = lines.last()?;
    let last = line.unit.tokens.end.checked_sub(1)?;
    if !d.is_kind(last, Kind::Colon) {
        return None;
    }
    let cue = line
        .cues
        .iter()
        .rposition(|c| super::cue::speaks(scene, c.verb) || !c.entry.tail.is_empty())?;
    let source = line.sources[cue].clone().filter(|_| !line.used[cue])?;
    let next = d
        .paragraphs
        .get(paragraph + 1)
        .filter(|next| !asides.has(next.tokens.start))?;
    let marks: Vec<usize> = scene.marks_in(next.tokens.clone()).collect();
    if !scene.all_marked(next.tokens.clone()) || marks.iter().any(|&m| taken[m]) {
        return None;
    }
    for &m in &marks {
        taken[m] = true;
    }
    let content = marks.iter().map(|&m| scene.marks[m].inside.clone()).collect();
    Some(direct(
        content,
        source.tokens,
        Some(line.cues[cue].tokens.clone()),
        "cue-before-block",
    ))
}

/// Marked paragraphs, and paragraphs behind a colon, that a line "— Ana Ruiz, mayor" follows.
pub(super) fn speaker_lines(scene: &Scene<'_>, asides: &Asides, taken: &mut [bool], out: &mut Vec<Statement>) {
    let d = scene.d;
    for n in 1..d.paragraphs.len() {
        let (quotation, line) = (d.paragraphs[n - 1].tokens.clone(), d.paragraphs[n].tokens.clone());
        if asides.has(quotation.start) || asides.has(line.start) {
            continue;
        }
        let Some(source) = speaker_line(scene, line) else {
            continue;
        };
        let marks: Vec<usize> = scene.marks_in(quotation.clone()).collect();
        if scene.all_marked(quotation.clone()) && marks.iter().all(|&m| !taken[m]) {
            for &m in &marks {
                taken[m] = true;
            }
            let content = marks.iter().map(|&m| scene.marks[m].inside.clone()).collect();
            out.push(direct(content, source, None, "speaker-line"));
            continue;
        }
        // without marks: only where the paragraph before leads to it
        let led = n > 1
            && d.paragraphs[n - 2]
                .tokens
                .end
                .checked_sub(1)
                .is_some_and(|last| d.is_kind(last, Kind::Colon));
        if led && marks.iter().all(|&m| !taken[m]) {
            out.push(direct(vec![quotation], source, None, "speaker-line"));
        }
    }
}

/// Who a line that begins with a dash names.
fn speaker_line(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let d = scene.d;
    if !d.is_kind(tokens.start, Kind::Dash) || tokens.len() > LINE {
        return None;
    }
    let verbless = d
        .groups_in(tokens.clone())
        .iter()
        .all(|g| g.verb().is_none_or(|v| !v.finite));
    let mention = mention::after(scene, tokens.start + 1, tokens.end)?;
    let ends = d.is_kind(tokens.end - 1, Kind::Stop) && tokens.len() > 6;
    (verbless && !ends).then_some(mention.tokens)
}

/// "Ruiz had a blunt message: “We will not stop.”", "The office released a statement: “…”": a clause without a cue that leads
/// to a full sentence in marks, by whoever its subject is.
pub(super) fn behind_clause(scene: &Scene<'_>, line: &Line, taken: &mut [bool]) -> Option<Statement> {
    let d = scene.d;
    let unit = &line.unit;
    let mark = *scene
        .marks_in(unit.tokens.clone())
        .find(|&m| !scene.is_title(m) && scene.marks[m].inside.len() > 2 && m >= unit.marks.start)
        .as_ref()?;
    let open = scene.marks[mark].open;
    let colon = open
        .checked_sub(1)
        .filter(|&i| i > unit.tokens.start && d.is_kind(i, Kind::Colon))?;
    let inside = scene.marks[mark].inside.clone();
    let sentence = d
        .token(inside.start)
        .is_some_and(|t| t.case != Case::Lower || t.kind != Kind::Word)
        && finite::has_clause(scene, inside, true);
    let used = line
        .used
        .iter()
        .zip(&line.cues)
        .any(|(used, cue)| *used || cue.start > colon);
    if taken[mark] || !sentence || used || !scene.all_marked(colon + 1..unit.tokens.end) {
        return None;
    }
    let mention = cue::main_subject(scene, unit, colon)?;
    let noun = d.noun_group(mention.head)?;
    let somebody = noun.pronoun && d.is(mention.head, &["he", "she", "they"])
        || capable::is_person(scene, noun)
        || d.any(
            mention.head,
            Tags::People | Tags::Role | Tags::Organization | Tags::Media | Tags::Document,
        );
    // "The president’s message was blunt": whose it is
    let own = !noun.possessor.is_empty()
        && d.is(
            noun.head,
            &[
                "message", "answer", "response", "reply", "warning", "verdict", "advice", "plea", "words",
            ],
        );
    let source = if own {
        let end = noun.possessor.end - 1;
        noun.possessor.start..end.max(noun.possessor.start + 1)
    } else if somebody {
        mention.tokens
    } else {
        return None;
    };
    let marks: Vec<usize> = scene.marks_in(colon + 1..unit.tokens.end).collect();
    for &m in &marks {
        taken[m] = true;
    }
    let content = marks.iter().map(|&m| scene.marks[m].inside.clone()).collect();
    // the verb that introduces it, if it says anything ("addressed the crowd", not "had a message")
    let verb = d
        .groups_in(mention.phrase.end..colon)
        .iter()
        .find_map(|g| g.verb().filter(|v| v.finite))
        .map(|v| v.head)
        .filter(|&v| !d.any(v, Tags::AUXILIARY | Tags::Modal));
    Some(direct(content, source, verb.map(|v| v..v + 1), "clause-and-colon"))
}

/// "Ana Ruiz, mayor of Ostra: “We need blankets.”": a sentence that only names who speaks before the colon.
pub(super) fn named_before_colon(scene: &Scene<'_>, unit: &Unit, taken: &mut [bool]) -> Option<Statement> {
    let d = scene.d;
    let start = scene.behind_dateline(unit.tokens.start);
    let colon = (start..unit.tokens.end.min(start + LINE)).find(|&i| d.is_kind(i, Kind::Colon))?;
    let mark = scene
        .opens(colon + 1)
        .filter(|&m| colon + 1 < unit.tokens.end && !taken[m])?;
    let rest = colon + 1..unit.tokens.end;
    let words = scene.marks[mark].inside.len() > 3 && !scene.is_title(mark);
    let verbless = d.groups_in(start..colon).iter().all(|g| g.verb().is_none());
    if !words || !verbless || !scene.all_marked(rest.clone()) || scene.mark_of(start).is_some() {
        return None;
    }
    let (_, noun) = scene.noun_at(start)?;
    let mention = mention::after(scene, start, colon)?;
    // "Verdict: “…”" names nobody
    let named = capable::is_person(scene, noun)
        && noun
            .core
            .clone()
            .any(|i| d.any(i, Tags::Name) && !d.any(i, Tags::Known))
        && d.any(noun.head, Tags::Name);
    let somebody = d.any(noun.head, Tags::People | Tags::Role) && !noun.determiner.is_empty();
    let whole = mention.phrase.end == colon || scene.is_comma(mention.phrase.end);
    if !(named || somebody) || !whole {
        return None;
    }
    let marks: Vec<usize> = scene.marks_in(rest).collect();
    for &m in &marks {
        taken[m] = true;
    }
    let content = marks.iter().map(|&m| scene.marks[m].inside.clone()).collect();
    Some(direct(content, mention.tokens, None, "name-and-colon"))
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn set_off() {
        gives(
            "In a letter the mayor wrote:\n\n“We have lost a friend. We will not forget her.”",
            &["direct: We have lost a friend. We will not forget her. | the mayor | wrote"],
        );
        gives(
            "“We have lost a friend.”\n\n— Ana Ruiz, mayor of Ostra",
            &["direct: We have lost a friend. | Ana Ruiz | -"],
        );
        gives(
            "The call was recorded:\n\nThere are ten people in here. We cannot get out.\n\n– a dispatcher, Ostra",
            &["direct: There are ten people in here. We cannot get out. | a dispatcher | -"],
        );
    }

    #[test]
    fn not_set_off() {
        no_quote("The road was closed.\n\n— Ana Ruiz, mayor of Ostra");
        no_quote("“The Long Road Home”\n\n— It opened on Friday in all cinemas of the town.");
    }
}
