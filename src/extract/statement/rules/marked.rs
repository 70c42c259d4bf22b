//! Quotes in marks: whole sentences beside a cue, and pieces of one.

use super::{CLAUSE, Context, Found, before::region};
use crate::{
    claim::QuoteKind,
    extract::statement::{
        adjunct::skip,
        clause::Follows,
        cue::{Cue, Form},
        extent::{clause_end, trim},
        finite::has_clause,
        lexicon::Frames,
    },
    language::{Case, Kind, Tags},
};

/// `“A,” X said. “B.”`, `“A,” said X`
pub(super) fn marks_before(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if !cue.has(CLAUSE) || !matches!(cue.form, Form::Finite | Form::Phrase) {
        return None;
    }
    let behind = |start: usize| {
        let mut at = start;
        while at > unit.tokens.start && (scene.is_comma(at - 1) || scene.d.is_kind(at - 1, Kind::Dash)) {
            at -= 1;
        }
        let mark = at.checked_sub(1).and_then(|last| scene.mark_of(last))?;
        (scene.marks[mark].whole().end == at && mark >= unit.marks.start && !c.taken[mark]).then_some(mark)
    };
    // "“A,” the agency quoted X as saying"
    let quoting = || {
        let via = cue.given.as_ref()?.via.last()?;
        // "state news agency TASNA quoted": what it is stands before its name
        let from = scene.d.group_of(via.start).map_or(via.start, |(_, g)| g.tokens.start);
        (via.end <= cue.start).then(|| behind(from))?
    };
    let closing = behind(cue.start).or_else(|| quoting().filter(|_| cue.form == Form::Phrase));
    let (mark, source, mut rest) = match (closing, c.source()) {
        (Some(mark), _) if cue.form == Form::Phrase => (mark, cue.given.clone()?, cue.rest),
        (Some(mark), _) => {
            let mention = c.inverted()?;
            let rest = mention.phrase.end;
            (mark, mention, rest)
        }
        (None, Some(source)) => (behind(source.phrase.start)?, source, cue.rest),
        _ => return None,
    };
    let from = c.own().from.max(unit.tokens.start);
    let open = scene.marks[mark].open;
    if from > open {
        return None;
    }
    let light = c.light(from..open);
    // "When the list came, “I was speechless,” she said": the words before the mark are the writer's
    let colon = open > from && scene.d.is_kind(open - 1, Kind::Colon);
    let sentence = (colon || open > from && scene.is_comma(open - 1)) && {
        let inside = scene.marks[mark].inside.clone();
        inside.len() > 4
            && !scene.is_title(mark)
            && scene.d.token(inside.start).is_some_and(|t| t.case != Case::Lower)
            && (colon || has_clause(scene, inside, true))
    };
    if !light && !sentence {
        return None;
    }
    let first = if light { from } else { open };
    let mut pieces: Vec<_> = scene
        .marks_in(first..open + 1)
        .filter(|&m| !c.taken[m])
        .map(|m| scene.marks[m].inside.clone())
        .collect();
    let mut until = rest;
    // "…, “B.”" in the same sentence
    rest = skip(scene, rest, unit.tokens.end);
    // "…, wiping away tears, “B.”"
    let doing = scene.is_comma(rest)
        && scene
            .verb_at(rest + 1)
            .is_some_and(|(_, v)| v.gerund && !super::super::cue::reports(scene, v.head));
    if doing
        && let Some(comma) = (rest + 1..unit.tokens.end.min(rest + 20))
            .find(|&i| scene.is_comma(i) || scene.is_break(i) || scene.mark_of(i).is_some())
            .filter(|&i| scene.is_comma(i) && scene.opens(i + 1).is_some())
    {
        rest = comma;
    }
    // "“…,” said Ivo Falk, a farmer, “and then I ran.”", "said Ivo, 12, “…”"
    let apart = |c: usize| scene.is_comma(c) && scene.opens(c + 1).is_some();
    if scene.is_comma(rest)
        && scene.opens(rest + 1).is_none()
        && let Some(comma) = (rest + 1..unit.tokens.end.min(rest + 24))
            .find(|&i| apart(i) || scene.is_break(i) || scene.mark_of(i).is_some())
            .filter(|&i| apart(i))
        && scene
            .d
            .groups_in(rest + 1..comma)
            .iter()
            .all(|g| g.verb().is_none_or(|v| !v.finite) || scene.d.is(g.tokens.start - 1, &["who"]))
    {
        rest = comma;
    }
    let mut next = rest;
    while next < unit.tokens.end
        && (scene.is_comma(next)
            || matches!(scene.d.kind(next), Some(Kind::Colon | Kind::Semicolon))
            || scene.d.is_kind(next, Kind::Dash)
            || scene.d.is(next, &["and", "but", "that"]))
    {
        next += 1;
    }
    if let Some(second) = scene.opens(next).filter(|&m| next < unit.tokens.end && !c.taken[m]) {
        pieces.push(scene.marks[second].inside.clone());
        until = scene.marks[second].whole().end;
        next = until;
    }
    if (next..unit.tokens.end).all(|i| scene.is_break(i) || scene.is_comma(i))
        || !c.own().cues.iter().any(|q| {
            q.start > cue.start
                && q.form == Form::Finite
                && q.has(CLAUSE)
                && scene.d.any(q.verb, Tags::Past | Tags::VerbS)
        })
    {
        pieces.extend(c.carried_on());
    }
    let mut found = c.found(Some(QuoteKind::Direct), pieces, Some(source))?;
    found.until = Some(until);
    Some(found)
}

/// `X said: “A.”`, `X said that “A” …`
pub(super) fn marks_after(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    if !cue.has(CLAUSE) {
        return None;
    }
    let start = match c.follows() {
        Follows::Mark(mark, i) if !c.taken[mark] => i,
        Follows::That(i) if scene.opens(i).is_some_and(|m| !c.taken[m]) => i,
        _ => return None,
    };
    let source = c.source()?;
    // "The road was closed, the mayor said: “We had no choice.”": a clause, then a sentence, both said
    if let Some(left) = clause_before(c, source.phrase.start, start) {
        let mut found = c.clause(vec![left], Some(source))?;
        let mark = scene.opens(start)?;
        found.until = Some(scene.marks[mark].whole().end);
        found.second.push(scene.marks[mark].inside.clone());
        found.second.extend(c.carried_on());
        return Some(found);
    }
    let d = scene.d;
    let end = clause_end(scene, unit, start, cue);
    let first = scene.opens(start)?;
    let behind = scene.marks[first].whole().end;
    let tail = skip(scene, behind, end);
    let over = tail >= end
        || scene.is_comma(behind) && !scene.verb_at(behind + 1).is_some_and(|(_, v)| v.finite)
        || scene.d.is(
            behind,
            &[
                "as", "when", "while", "after", "before", "during", "because", "although", "and", "but",
            ],
        ) && !scene.all_marked(behind..end);
    let inside = scene.marks[first].inside.clone();
    // "a banner saying “keep it open” hung from the bridge"
    let sentence_goes_on = cue.form == Form::Gerund
        && scene.verb_at(behind).is_some_and(|(_, v)| v.finite)
        && !scene.is_comma(cue.start - 1);
    if sentence_goes_on
        && !has_clause(scene, scene.marks[first].inside.clone(), true)
        && scene.marks[first].inside.len() < 3
    {
        return None;
    }
    let over = over || sentence_goes_on;
    let moment = !cue.has(Frames::Evidence) && d.is(behind, &["as", "when", "while", "after", "before"]);
    let whole_words = moment || inside.len() > 3 || has_clause(scene, inside, true);
    let mut found = if scene.all_marked(start..end) {
        c.clause(vec![trim(scene, start..end)], Some(source))?
    } else if over && whole_words {
        c.found(
            Some(QuoteKind::Direct),
            vec![scene.marks[first].inside.clone()],
            Some(source),
        )?
    } else if cue.has(Frames::Bare.or(Frames::Weak).or(Frames::That)) && has_clause(scene, start..end, true) {
        c.clause(vec![trim(scene, start..end)], Some(source))?
    } else if cue.has(Frames::ObjectTo) || !cue.has(Frames::Piece.or(Frames::Marks)) {
        return None;
    } else {
        c.found(
            Some(QuoteKind::Direct),
            vec![scene.marks[first].inside.clone()],
            Some(source),
        )?
    };
    if found.kind == Some(QuoteKind::Direct) {
        // "…, adding, “B”" is the same quote
        if cue.form == Form::Gerund && goes_on(c) {
            found.joins = c
                .own()
                .cues
                .iter()
                .position(|q| q.start < cue.start)
                .map(|_| c.cue)
                .and_then(|n| n.checked_sub(1));
        }
        let later = |q: &Cue| q.start > end && q.form == Form::Finite && q.has(CLAUSE);
        if !c.own().cues.iter().any(later) {
            found.content.extend(c.carried_on());
        }
    }
    Some(found)
}

/// "…, adding, “B”", "…,” further remarking, “B”": the same speaker goes on, nothing else said between.
fn goes_on(c: &Context<'_, '_>) -> bool {
    let (d, cue) = (c.scene.d, c.cue());
    if d.is(cue.verb, &["adding", "continuing", "concluding"]) {
        return true;
    }
    let also = |i: usize| d.is(i, &["also", "further", "later", "then"]);
    (cue.start.saturating_sub(1)..cue.verb).any(also)
        && c.cue > 0
        && c.own().cues[c.cue - 1].has(Frames::That)
        && (cue.start.saturating_sub(3)..cue.start).any(|i| c.scene.mark_of(i).is_some())
}

/// The clause that a cue before a colon and marks closes: `A, X said: “B.”`
fn clause_before(c: &Context<'_, '_>, source: usize, mark: usize) -> Option<std::ops::Range<usize>> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let d = scene.d;
    let colon = d.is_kind(mark.checked_sub(1)?, Kind::Colon);
    let comma = source > unit.tokens.start && scene.is_comma(source - 1);
    if !colon || !comma || cue.form != Form::Finite || !cue.has(Frames::Bare.or(Frames::Weak)) {
        return None;
    }
    let left = region(c, source);
    // "When the list came, Ruiz said: “…”", "Speaking on Monday, Ruiz said: “…”": the writer's
    let dependent = d.any(left.start, Tags::Preposition) && !has_clause(scene, left.clone(), false)
        || d.any(left.start, Tags::Subordinator | Tags::Wh)
        || scene
            .verb_at(left.start)
            .is_some_and(|(_, v)| v.gerund || d.any(v.head, Tags::Participle))
        || (left.clone()).any(|i| scene.opens(i).is_some());
    (!left.is_empty() && !dependent && has_clause(scene, left.clone(), true)).then_some(left)
}

/// `X called it “A”`: only what stands in marks.
pub(super) fn piece(c: &Context<'_, '_>) -> Option<Found> {
    let (scene, cue, unit) = (&c.scene, c.cue(), c.unit());
    let d = scene.d;
    let next = cue.has(Frames::PieceNext);
    let viewed = cue.has(Frames::PieceAs) && cue.form == Form::Finite;
    if !(viewed || cue.has(Frames::Piece) || next && scene.opens(cue.tokens.end).is_some()) {
        return None;
    }
    let source = c.source()?;
    let mut pieces = Vec::new();
    let mut at = cue.tokens.start + 1;
    // verbs of speech take whole clauses; a piece of less stands near them
    let clause = cue.has(CLAUSE);
    let end = unit.tokens.end;
    let most = if clause { 20 } else { 60 };
    let mut steps = 0;
    let next_cue = c
        .own()
        .cues
        .iter()
        .zip(&c.own().used)
        .find(|(q, _)| q.start > cue.start && q.has(Frames::Piece))
        .map_or(end, |(q, _)| q.start);
    while at < end.min(next_cue) && steps < most {
        // a marked stretch is one step, so that a long one does not hide the next
        steps += 1;
        if d.is_kind(at, Kind::Semicolon)
            || d.is_kind(at, Kind::Stop)
            || clause && pieces.is_empty() && d.is_kind(at, Kind::Dash)
            || clause
                && pieces.is_empty()
                && scene.is_comma(at)
                && scene.opens(at + 1).is_none()
                && !d.is(at + 1, &["when", "where"])
        {
            break;
        }
        if let Some(mark) = scene.opens(at) {
            let as_one = d.is(at - 1, &["as"]) || d.is(at - 1, &["a", "an"]) && d.is(at - 2, &["as"]);
            if c.taken[mark] || viewed && !as_one {
                break;
            }
            if !scene.is_title(mark)
                || pieces.is_empty()
                    && !cue.has(Frames::That)
                    && at > cue.start
                    && d.is(at - 1, &["as", "a", "an", "it", "him", "her", "them"])
            {
                pieces.push(scene.marks[mark].inside.clone());
            }
        }
        // another clause has begun: "praised the man and the crowd shouted"
        if scene.is_comma(at) && d.is(at + 1, &["and", "but", "while"]) && !pieces.is_empty() {
            break;
        }
        at = scene.next(at);
    }
    // "blamed “human error”": nobody is said to have said so little
    let few = |piece: &std::ops::Range<usize>| {
        piece.clone().filter(|&i| d.is_kind(i, Kind::Word)).count() < 3
            && !piece
                .clone()
                .any(|i| d.any(i, Tags::VERB | Tags::AUXILIARY) && !d.any(i, Tags::Noun | Tags::Adjective))
    };
    // but "condemned it as “barbaric”"
    let called = |piece: &std::ops::Range<usize>| {
        let behind = piece.start.checked_sub(2);
        behind.is_some_and(|i| d.is(i, &["as"]) || d.is(i, &["a", "an"]) && i > 0 && d.is(i - 1, &["as"]))
    };
    if matches!(cue.entry.base, "blame" | "condemn") && pieces.iter().all(|p| few(p) && !called(p)) {
        return None;
    }
    c.found(Some(QuoteKind::Direct), pieces, Some(source))
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn marks_and_cue() {
        for (raw, expected) in [
            (
                "“We left early,” Ana Ruiz said.",
                "direct: We left early, | Ana Ruiz | said",
            ),
            (
                "\"We left early,\" said Ana Ruiz, 43, of Leeds.",
                "direct: We left early, | Ana Ruiz | said",
            ),
            (
                "‘We left early,’ said the miners’ leader.",
                "direct: We left early, | the miners’ leader | said",
            ),
            (
                "“We left,” Ruiz told reporters. “It was late.”",
                "direct: We left, / It was late. | Ruiz | told reporters",
            ),
            (
                "“We left,” she said, “and it was late.”",
                "direct: We left, / and it was late. | she | said",
            ),
            ("“Is it far?” a woman asked.", "direct: Is it far? | a woman | asked"),
            ("“Is it far?” Ruiz asked.", "direct: Is it far? | Ruiz | asked"),
            ("Ruiz said: “We left early.”", "direct: We left early. | Ruiz | said"),
            (
                "Ruiz said, “We left”, adding, “It was late.”",
                "direct: We left / It was late. | Ruiz | said",
            ),
            (
                "Ruiz wrote on X, “We left early.”",
                "direct: We left early. | Ruiz | wrote",
            ),
            (
                "In the words of one survivor, “it was hell”.",
                "direct: it was hell | one survivor | In the words of",
            ),
            (
                "“All is lost,” read a statement from the school.",
                "direct: All is lost, | a statement from the school | read",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }

    #[test]
    fn pieces() {
        for (raw, expected) in [
            ("Ruiz called the raid “madness”.", "direct: madness | Ruiz | called"),
            (
                "The mayor described it as a “cowardly act”.",
                "direct: cowardly act | The mayor | described",
            ),
            (
                "The raid was described as “unlawful” by the court.",
                "direct: unlawful | the court | described",
            ),
            (
                "The bishop called for “calm”.",
                "direct: calm | The bishop | called for",
            ),
        ] {
            gives(raw, &[expected]);
        }
    }

    #[test]
    fn marks_without_a_speaker() {
        for raw in [
            "The film “The Last Road” opened on Friday.",
            "His brother, nicknamed “the Fox”, was arrested.",
            "So-called “smart” bombs were used in the raid.",
            "The farmers' union wasn't theirs in the '90s.",
            "RAID WAS ‘MADNESS’, SAYS MAYOR OF SMALL TOWN",
        ] {
            no_quote(raw);
        }
    }
}
