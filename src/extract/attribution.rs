//! Which statement a figure stands in, and so whose it is.
//!
//! The innermost statement whose content holds the number gives it its source. Where one cue closes a run of sentences
//! ("…. But …, the lawmakers said."), the sentences before it are the speaker's too, see `Places::run_before`.

use super::statement::Statement;
use crate::{
    claim::{Figure, QuoteKind},
    language::{Document, Kind, Tags},
};
use std::ops::Range;

/// Fills `source`, `via` and `said` of the figures.
pub(super) fn give_sources(document: &Document<'_>, statements: &[Statement], figures: &mut [Figure]) {
    let places = Places::new(document, statements);
    for figure in figures {
        let number = document.tokens_in(figure.number);
        if number.is_empty() {
            continue;
        }
        if let Some(who) = reporting(document, &number).or_else(|| put_by(document, &number)) {
            figure.source = document.span(who);
            continue;
        }
        // the most certain first
        let index = places
            .innermost(document, statements, &number)
            .or_else(|| places.according_first(document, statements, &number))
            .or_else(|| places.which(document, statements, &number));
        if index.is_none()
            && let Some(reports) = by_reports(document, &number)
        {
            figure.source = document.span(reports);
            continue;
        }
        let Some(index) = index.or_else(|| places.run_before(document, statements, &number)) else {
            continue;
        };
        let statement = &statements[index];
        figure.source = statement.source.clone().and_then(|tokens| document.span(tokens));
        figure.via = statement
            .via
            .iter()
            .filter_map(|tokens| document.span(tokens.clone()))
            .collect();
        figure.said = statement.said;
    }
}

/// `…, the next country, Velin, reporting 12 deaths`: who stands right before, set off by a comma, and not whom the sentence is about.
fn reporting(d: &Document<'_>, number: &Range<usize>) -> Option<Range<usize>> {
    let sentence = &d.sentences.get(d.sentence_of(number.start))?.tokens;
    // a hedge may stand between
    let from = number.start.saturating_sub(4).max(sentence.start);
    let verb = (from..number.start)
        .rev()
        .find(|&i| d.is(i, &["reporting", "confirming", "recording"]))?;
    let comma = verb
        .checked_sub(1)
        .filter(|&i| i > sentence.start && d.is_kind(i, Kind::Comma))?;
    let (_, group) = d.group_of(comma - 1).filter(|(_, g)| g.tokens.end == comma)?;
    let noun = group.noun().filter(|n| n.name && !n.pronoun)?;
    let speaks = !d.any(noun.head, Tags::Time | Tags::Weekday | Tags::Month);
    // begins the sentence: then it is whom the sentence is about
    let apposed = group.tokens.start > sentence.start && d.is_kind(group.tokens.start - 1, Kind::Comma);
    (speaks && apposed).then(|| group.tokens.clone())
}

/// `was put at 12 by police`, `was estimated at 12 by the ministry`: who put it there.
fn put_by(d: &Document<'_>, number: &Range<usize>) -> Option<Range<usize>> {
    const PUT: &[&str] = &["counted", "estimated", "given", "listed", "placed", "put", "revised"];
    let sentence = &d.sentences.get(d.sentence_of(number.start))?.tokens;
    let from = number.start.saturating_sub(5).max(sentence.start);
    let put = (from + 1..number.start)
        .filter(|&i| d.is(i, &["as", "at", "to"]))
        .filter_map(|i| d.verb_group(i - 1))
        .any(|verb| verb.passive && PUT.contains(&d.word(verb.head)));
    let by = (number.end..sentence.end.min(number.end + 4)).find(|&i| d.is(i, &["by"]))?;
    let (_, group) = d.group_of(by + 1).filter(|(_, g)| g.tokens.start == by + 1)?;
    let noun = group.noun().filter(|n| !n.pronoun)?;
    let speaks = d.any(noun.head, SPEAKS) && !d.any(noun.head, Tags::Time | Tags::Weekday | Tags::Month);
    (put && speaks).then(|| group.tokens.clone())
}

/// `by reports`, `by early estimates`, `by some accounts` in the number's sentence: what nobody in particular reports.
fn by_reports(d: &Document<'_>, number: &Range<usize>) -> Option<Range<usize>> {
    let sentence = &d.sentences.get(d.sentence_of(number.start))?.tokens;
    let near = number.start.saturating_sub(FAR).max(sentence.start)..(number.end + FAR).min(sentence.end);
    near.filter(|&i| d.is(i, &["by", "per"])).find_map(|by| {
        let noun = d.noun_group(by + 1)?;
        let (_, group) = d.group_of(by + 1)?;
        let plain = group.tokens.start == by + 1 && noun.possessor.is_empty() && !noun.name;
        let any = noun.determiner.is_empty() || d.is(noun.determiner.start, &["some", "most", "several", "other"]);
        let end = group.tokens.end;
        // begins the sentence or is set off: covers what follows; at the sentence's end, what comes before
        let set_off = by == sentence.start || d.is_kind(by - 1, Kind::Comma) || d.any(by - 1, Tags::Conjunction);
        let covers =
            end <= number.start || !matches!(d.kind(end), Some(Kind::Comma | Kind::Word)) || end >= sentence.end;
        (plain && any && set_off && covers && d.is(noun.head, &["reports", "accounts", "estimates"]))
            .then(|| group.tokens.clone())
    })
}

/// Further than this from the number no phrase is looked for.
const FAR: usize = 24;

/// Where the statements' contents lie.
struct Places {
    /// Pieces of content with their statement, by where they begin.
    pieces: Vec<(Range<usize>, usize)>,
    /// For each piece the furthest end of it and all pieces before it, so that looking back can stop.
    reach: Vec<usize>,
    /// For each sentence the statements whose content, source or cue stands in it; at most [`FEW`] are kept.
    in_sentence: Vec<Vec<usize>>,
}

/// Statements that are nested or stand in one sentence: no more are looked at.
const FEW: usize = 12;

impl Places {
    fn new(d: &Document<'_>, statements: &[Statement]) -> Places {
        let mut pieces: Vec<(Range<usize>, usize)> = statements
            .iter()
            .enumerate()
            .flat_map(|(index, s)| s.content.iter().map(move |piece| (piece.clone(), index)))
            .collect();
        pieces.sort_by_key(|(piece, index)| (piece.start, std::cmp::Reverse(piece.end), *index));
        let reach = pieces
            .iter()
            .scan(0, |end, (piece, _)| {
                *end = piece.end.max(*end);
                Some(*end)
            })
            .collect();
        let mut in_sentence = vec![Vec::new(); d.sentences.len()];
        for (index, statement) in statements.iter().enumerate() {
            for range in statement.content.iter().chain(&statement.source).chain(&statement.cue) {
                if range.is_empty() {
                    continue;
                }
                let (first, last) = (d.sentence_of(range.start), d.sentence_of(range.end - 1));
                for list in in_sentence.get_mut(first..=last).into_iter().flatten() {
                    if list.len() < FEW && list.last() != Some(&index) {
                        list.push(index);
                    }
                }
            }
        }
        Places {
            pieces,
            reach,
            in_sentence,
        }
    }

    /// The shortest content that holds the number. Words in marks are given by whoever utters them, whatever is reported within.
    fn innermost(&self, d: &Document<'_>, statements: &[Statement], number: &Range<usize>) -> Option<usize> {
        let end = self.pieces.partition_point(|(piece, _)| piece.start <= number.start);
        let mut holding: Vec<(bool, usize, usize)> = Vec::new();
        for at in (0..end).rev() {
            if self.reach[at] < number.end || holding.len() >= FEW || end - at > 4 * FEW {
                break;
            }
            let (piece, index) = &self.pieces[at];
            if piece.end >= number.end && states(d, &statements[*index]) {
                let uttered = statements[*index].kind == Some(QuoteKind::Direct);
                holding.push((!uttered, piece.len(), *index));
            }
        }
        holding.sort_unstable();
        holding.first().map(|(_, _, index)| *index)
    }

    /// "According to X, … — …": the phrase that begins the sentence covers all of it.
    fn according_first(&self, d: &Document<'_>, statements: &[Statement], number: &Range<usize>) -> Option<usize> {
        let own = d.sentence_of(number.start);
        let start = d.sentences.get(own)?.tokens.start;
        self.in_sentence.get(own)?.iter().copied().find(|&index| {
            let cue = statements[index].cue.as_ref();
            cue.is_some_and(|cue| cue.start == start && d.is(cue.start, &["according", "per"]))
                && statements[index]
                    .source
                    .as_ref()
                    .is_some_and(|source| source.end <= number.start)
        })
    }

    /// "…, according to a report by the office, which counted 12 injured": what a document that was named is said to hold.
    fn which(&self, d: &Document<'_>, statements: &[Statement], number: &Range<usize>) -> Option<usize> {
        let own = d.sentence_of(number.start);
        self.in_sentence.get(own)?.iter().copied().find(|&index| {
            let Some(source) = statements[index]
                .source
                .as_ref()
                .filter(|s| s.end <= number.start && !s.is_empty())
            else {
                return false;
            };
            let document = source
                .clone()
                .filter_map(|i| d.noun_group(i))
                .any(|n| d.any(n.head, Tags::Document));
            // a time may stand between
            let comma = (source.end..number.start.min(source.end + 6)).find(|&i| d.is_kind(i, Kind::Comma));
            document
                && comma.is_some_and(|c| {
                    d.is(c + 1, &["which"]) && d.verb_group(c + 2).is_some_and(|v| v.finite && !v.passive)
                })
        })
    }

    /// The statement that closes a run of sentences with the number's sentence in it.
    ///
    /// All must hold: the number's sentence has no statement of its own; a later sentence of the paragraph, the next one that has
    /// one, ends in its cue (what is said comes first, then who says it), in no marks; it takes up what comes before (begins
    /// with a conjunction, a pronoun or a definite description of what was told) rather than telling something new.
    fn run_before(&self, d: &Document<'_>, statements: &[Statement], number: &Range<usize>) -> Option<usize> {
        let own = d.sentence_of(number.start);
        if !self.in_sentence.get(own)?.is_empty() {
            return None;
        }
        let paragraph = &d.paragraphs[d.sentences[own].paragraph];
        let closing = (own + 1..paragraph.sentences.end)
            .take(3)
            .find(|&s| !self.in_sentence[s].is_empty())?;
        let tokens = &d.sentences[closing].tokens;
        let found = self.in_sentence[closing].iter().copied().find(|&index| {
            let statement = &statements[index];
            let (Some(source), Some(cue), [content]) =
                (&statement.source, &statement.cue, statement.content.as_slice())
            else {
                return false;
            };
            statement.kind == Some(QuoteKind::Indirect)
                && content.end <= source.start.min(cue.start)
                && content.start <= tokens.start + 2
                && source.end.max(cue.end) <= tokens.end
        })?;
        takes_up(d, tokens).then_some(found)
    }
}

/// Heads of those who can state something.
const SPEAKS: Tags = Tags::People
    .or(Tags::Role)
    .or(Tags::Organization)
    .or(Tags::Media)
    .or(Tags::Document)
    .or(Tags::Family)
    .or(Tags::Name)
    .or(Tags::Nation)
    .or(Tags::Pronoun);

/// Somebody can state something: "the virus claimed 60 lives" is no statement, whatever its verb. Quotes have been looked at before.
fn states(d: &Document<'_>, statement: &Statement) -> bool {
    statement.kind.is_some()
        || !claims_deed(d, statement)
            && statement
                .source
                .as_ref()
                .is_none_or(|source| source.clone().take(FAR).any(|i| d.any(i, SPEAKS)))
}

/// `claimed the attack, which killed 22 people`, `claimed responsibility for it`: whose deed it was, not how many it killed.
fn claims_deed(d: &Document<'_>, statement: &Statement) -> bool {
    const DEEDS: &[&str] = &[
        "ambush",
        "assault",
        "attack",
        "attacks",
        "blast",
        "bombing",
        "bombings",
        "credit",
        "explosion",
        "hijacking",
        "operation",
        "raid",
        "responsibility",
        "shooting",
        "strike",
    ];
    let claims = statement
        .cue
        .clone()
        .is_some_and(|mut cue| cue.any(|i| d.is(i, &["claim", "claims", "claimed", "claiming"])));
    let deed = || {
        let start = statement.content.first()?.start;
        d.noun_group(start).map(|n| d.is(n.head, DEEDS))
    };
    claims && deed().unwrap_or_default()
}

/// The sentence goes on with what the one before began: `But …`, `It also …`.
fn takes_up(d: &Document<'_>, sentence: &Range<usize>) -> bool {
    d.any(sentence.start, Tags::Conjunction)
        || d.is(
            sentence.start,
            &[
                "but",
                "and",
                "however",
                "it",
                "they",
                "he",
                "she",
                "this",
                "these",
                "those",
                "also",
                "instead",
                "still",
                "yet",
                "meanwhile",
            ],
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        claim::{Count, Effect, Hedge, Modality},
        extract::statement::Spans,
        text::Text,
    };

    /// The source that each number gets. `{content}`, `<source>` and `[cue]` belong together in their order, `_numbers_` are figures,
    /// `{!content}` is in marks, `{?content}` is no quote.
    fn attributed(marked: &str) -> Vec<(String, Option<String>)> {
        let mut raw = String::new();
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut found: Vec<(char, std::ops::Range<usize>)> = Vec::new();
        let mut chars = marked.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' if matches!(chars.peek(), Some('!' | '?')) => {
                    open.push((chars.next().unwrap(), raw.len()));
                }
                '{' | '<' | '[' => open.push((c, raw.len())),
                '}' | '>' | ']' => {
                    let (kind, start) = open.pop().unwrap();
                    found.push((kind, start..raw.len()));
                }
                '_' if open.last().is_some_and(|(kind, _)| *kind == '_') => {
                    let (_, start) = open.pop().unwrap();
                    found.push(('_', start..raw.len()));
                }
                '_' => open.push(('_', raw.len())),
                c => raw.push(c),
            }
        }
        let text = Text::clean(&raw);
        let document = Document::read(&text);
        let of = |kinds: &[char]| -> Vec<_> {
            let mut list: Vec<_> = found.iter().filter(|(kind, _)| kinds.contains(kind)).cloned().collect();
            list.sort_by_key(|(_, range)| range.start);
            list.into_iter()
                .map(|(kind, range)| (kind, text.span(range).unwrap()))
                .collect()
        };
        let (contents, sources, cues) = (of(&['{', '!', '?']), of(&['<']), of(&['[']));
        let statements: Vec<Statement> = (0..contents.len())
            .map(|i| Statement {
                kind: match contents[i].0 {
                    '!' => Some(QuoteKind::Direct),
                    '?' => None,
                    _ => Some(QuoteKind::Indirect),
                },
                content: vec![document.tokens_in(contents[i].1)],
                source: sources.get(i).map(|(_, span)| document.tokens_in(*span)),
                cue: cues.get(i).map(|(_, span)| document.tokens_in(*span)),
                via: Vec::new(),
                follows: None,
                said: None,
                speaker: None,
                rule: "test",
                spans: Spans::default(),
            })
            .collect();
        let mut figures: Vec<Figure> = of(&['_'])
            .into_iter()
            .map(|(_, number)| Figure {
                number,
                count: Count {
                    low: Some(1),
                    high: Some(1),
                },
                hedge: Hedge::Exact,
                hedge_words: Vec::new(),
                effect: Effect::Killed,
                trigger: Vec::new(),
                group: None,
                modality: Modality::Asserted,
                evidence: Vec::new(),
                source: None,
                via: Vec::new(),
                said: None,
                when: None,
                part_of: None,
                repeats: None,
                change: None,
                rule: "test",
            })
            .collect();
        give_sources(&document, &statements, &mut figures);
        figures
            .iter()
            .map(|f| {
                (
                    text.slice(f.number).to_owned(),
                    f.source.map(|s| text.slice(s).to_owned()),
                )
            })
            .collect()
    }

    fn source_of(marked: &str) -> Vec<Option<String>> {
        attributed(marked).into_iter().map(|(_, source)| source).collect()
    }

    #[test]
    fn the_statement_that_holds_the_number() {
        for (marked, expected) in [
            ("{_Ten_ died}, <police> [said].", &[Some("police")][..]),
            ("_Ten_ died. <Police> [said] {the dam broke}.", &[None]),
            (
                "<The union> [said] {<the army> [reports] {_13_ dead}}.",
                &[Some("the army")],
            ),
            ("<The ministry> [confirmed] {?_12_ deaths}.", &[Some("The ministry")]),
            ("<The virus> [claimed] {?_60_ lives}.", &[None]),
            ("The toll was put at _18_ by police.", &[Some("police")]),
            (
                "The number of dead was put at at least _18_ by the Flood Office.",
                &[Some("the Flood Office")],
            ),
            ("The toll was put at _18_ by Tuesday.", &[None]),
            (
                "<Vesper Dawn> [claimed] {?the attack, which killed _22_ people}.",
                &[None],
            ),
            (
                "<Vesper Dawn> [claimed] {?responsibility for the raid that killed _22_ people}.",
                &[None],
            ),
            (
                "<Vesper Dawn> [claimed] {?the killing of _22_ people}.",
                &[Some("Vesper Dawn")],
            ),
            (
                "<Vesper Dawn> [claimed] {the attack had killed _22_ people}.",
                &[Some("Vesper Dawn")],
            ),
            // what is reported within marks belongs to whoever utters the marks
            ("“{!Police say {_ten_ died}},” <he> [said].", &[Some("he")]),
        ] {
            assert_eq!(
                source_of(marked),
                expected.iter().map(|s| s.map(str::to_owned)).collect::<Vec<_>>(),
                "{marked}"
            );
        }
    }

    #[test]
    fn phrases_that_cover_the_sentence() {
        for (marked, expected) in [
            (
                "On Sunday the storm left nine dead and, by first reports, _30_ injured.",
                Some("first reports"),
            ),
            ("By some accounts, _30_ died.", Some("some accounts")),
            ("The storm left _nine_ dead and, by first reports, 30 injured.", None),
            ("_30_ were hit by reports of the army’s attack.", None),
            ("By his reports, _30_ died.", None),
            (
                "[According to] <officials>, {two men died} — a sailor and _another_ man.",
                Some("officials"),
            ),
            (
                "{76 villages burnt} [according to] <a ministry report> on Sunday, which counted _12_ injured.",
                Some("a ministry report"),
            ),
            (
                "{76 villages burnt} [according to] <the army>, which lost _12_ men.",
                None,
            ),
            (
                "Ostra had most, with the next country, Velin, reporting _12_ deaths.",
                Some("Velin"),
            ),
            ("The office met on Monday, reporting _12_ deaths.", None),
        ] {
            assert_eq!(source_of(marked), [expected.map(str::to_owned)], "{marked}");
        }
    }

    #[test]
    fn a_cue_that_closes_a_run_of_sentences() {
        let run = "The army lost _40_ men in the valley. But {its units have learnt to fight}, <the lawmakers> [said].";
        assert_eq!(source_of(run), [Some("the lawmakers".to_owned())]);
        for not in [
            // it tells something new
            "The army lost _40_ men in the valley. {The river had risen for days}, <the lawmakers> [said].",
            // the cue comes first
            "The army lost _40_ men in the valley. But <the lawmakers> [said] {its units have learnt to fight}.",
            // another paragraph
            "The army lost _40_ men in the valley.\n\nBut {its units have learnt to fight}, <the lawmakers> [said].",
            // words in marks
            "The army lost _40_ men in the valley. “{!But they learn},” <he> [said].",
        ] {
            assert_eq!(source_of(not), [None], "{not}");
        }
    }
}
