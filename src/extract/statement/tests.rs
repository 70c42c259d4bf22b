//! Statements in marked text: what the rules' own tests are written with, and what must hold whatever the text.

use super::{Statement, find};
use crate::{
    claim::QuoteKind,
    extract::{aside::Asides, mark},
    language::Document,
    text::Text,
};
use proptest::prelude::*;

/// All statements of a text.
fn statements(raw: &str) -> (Text, Vec<Statement>) {
    let text = Text::clean(raw);
    let document = Document::read(&text);
    let asides = Asides::default();
    let marks = mark::pair(&document, &asides);
    let found = find(&document, &asides, &marks);
    (text, found)
}

/// What a statement is, in the words of the text: `direct: content / content | source | cue | via`. Parts that are absent
/// are `-`; a statement that is no quote is `none`.
fn told(text: &Text, s: &Statement) -> String {
    let join = |spans: &[crate::text::Span]| spans.iter().map(|&x| text.slice(x)).collect::<Vec<_>>().join(" / ");
    let part = |span: Option<crate::text::Span>| span.map_or("-", |x| text.slice(x));
    let kind = s.kind.map_or("none", QuoteKind::as_str);
    let via = if s.spans.via.is_empty() {
        String::new()
    } else {
        format!(" | {}", join(&s.spans.via))
    };
    format!(
        "{kind}: {} | {} | {}{via}",
        join(&s.spans.content),
        part(s.spans.source),
        part(s.spans.cue)
    )
}

/// Checks that `raw` gives exactly these statements, in order.
#[track_caller]
pub(super) fn gives(raw: &str, expected: &[&str]) {
    let (text, found) = statements(raw);
    let found: Vec<String> = found.iter().map(|s| told(&text, s)).collect();
    assert_eq!(found, expected, "{raw}");
}

/// Checks that `raw` gives no quote (it may give a figure its source).
#[track_caller]
pub(super) fn no_quote(raw: &str) {
    let (text, found) = statements(raw);
    let quotes: Vec<String> = found
        .iter()
        .filter(|s| s.kind.is_some())
        .map(|s| told(&text, s))
        .collect();
    assert!(quotes.is_empty(), "{raw}: {quotes:?}");
}

const WORDS: &str = "([“”\"'‘’«»,.;:()—-]|said|told|reporters|that|according|to|the|mayor|Ahmed|Nour|police|and|who|citing|quoted|as|saying|was|were|killed|12|by|on|Monday|in|a|statement|, |\\. |\n\n| ){0,120}";

proptest! {
    #[test]
    fn whatever_the_text(raw in WORDS) {
        let spaced = raw.split_inclusive(' ').collect::<Vec<_>>().join(" ");
        for raw in [raw.clone(), spaced] {
            let (text, found) = statements(&raw);
            let document = Document::read(&text);
            for s in &found {
                prop_assert!(!s.content.is_empty() && s.content.len() == s.spans.content.len());
                let mut end = 0;
                for (tokens, span) in s.content.iter().zip(&s.spans.content) {
                    prop_assert!(tokens.start >= end && tokens.start < tokens.end && span.end() <= text.len());
                    prop_assert_eq!(document.paragraph_of(tokens.start), document.paragraph_of(tokens.end - 1));
                    end = tokens.end;
                }
            }
            let again = statements(&raw).1;
            prop_assert_eq!(format!("{found:?}"), format!("{again:?}"));
        }
    }

    #[test]
    fn whatever_the_characters(raw in "\\PC{0,300}") {
        statements(&raw);
    }
}

#[test]
fn long_lines_of_cues_and_marks_are_read() {
    // no step may look without bound from each of them
    for piece in [
        "he said, ",
        "“he said ",
        "said that ",
        "“a” ",
        "\"",
        "‘a ",
        "according to police, ",
        "the mayor, of ",
        "who said ",
        "said they ",
    ] {
        let raw = piece.repeat(40_000 / piece.len());
        statements(&raw);
    }
}

#[test]
fn the_inner_of_two_reports_is_no_quote_of_its_own() {
    gives(
        "The Herald reported that its source said ten people had died.",
        &[
            "indirect: its source said ten people had died | The Herald | reported",
            "none: ten people had died | its source | said",
        ],
    );
}

#[test]
fn a_marked_sentence_goes_on_with_the_last_speaker() {
    let (_, found) = statements(
        "“It is over,” she said. She wept.\n\n“We lost everything we had in the fire.”\n\nThe band played “The Long Road Home”.",
    );
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[1].rule, found[1].follows, &found[1].cue),
        ("goes-on", Some(0), &None)
    );
}

#[test]
fn a_speech_over_paragraphs_is_one() {
    gives(
        "Costa said: “We will stay.\n\n“We will rebuild every house,” she told the crowd. “No one will stop us.”",
        &["direct: We will stay. / We will rebuild every house, / No one will stop us. | Costa | said"],
    );
}

#[test]
fn a_second_verb_of_the_same_speaker() {
    gives(
        "A committee said 70 people may have died, and accused the operator of “hiding the lists”.",
        &[
            "indirect: 70 people may have died | A committee | said",
            "direct: hiding the lists | A committee | accused",
        ],
    );
    gives(
        "“That is wrong,” said its spokeswoman, Mila Moss, adding that the lists were with the police.",
        &[
            "direct: That is wrong, | Mila Moss | said",
            "indirect: the lists were with the police | Mila Moss | adding",
        ],
    );
    gives(
        "He said, “We will find them,” adding that all was calm.",
        &[
            "direct: We will find them, | He | said",
            "indirect: all was calm | He | adding",
        ],
    );
    // what the villagers did belongs to what he said
    gives(
        "He said the troops left and called the villagers back.",
        &["indirect: the troops left and called the villagers back | He | said"],
    );
}

#[test]
fn an_agency_that_quotes_closes_the_sentence() {
    gives(
        "“The toll is 45,” Xinhua quoted a local official as saying.",
        &["direct: The toll is 45, | a local official | saying | Xinhua"],
    );
    gives(
        "The toll is 45, Xinhua quoted a local official as saying.",
        &["indirect: The toll is 45 | a local official | saying | Xinhua"],
    );
}

#[test]
fn small_clauses_and_cues_alone_are_no_content() {
    for raw in [
        "An inquiry found the strike justified.",
        "The court ruled the arrest unlawful.",
        "The panel considers the matter closed.",
        "Witnesses reported shots fired near the gate.",
        "Police reported a man killed in the raid.",
        "The union reported ten workers injured, two badly.",
        "The ministry reported the governor said.",
    ] {
        no_quote(raw);
    }
    gives(
        "The station reported a block of flats collapsed in the old town.",
        &["indirect: a block of flats collapsed in the old town | The station | reported"],
    );
    gives(
        "The agency reported ten men killed a guard.",
        &["indirect: ten men killed a guard | The agency | reported"],
    );
}

#[test]
fn a_town_and_a_colon_before_it_are_no_content() {
    gives(
        "OSTRA: Ten people died in the blast, said Mila Moss.",
        &["indirect: Ten people died in the blast | Mila Moss | said"],
    );
}

#[test]
fn what_stays_with_a_source() {
    for (raw, expected) in [
        (
            "A source close to the talks said the deal was off.",
            "indirect: the deal was off | A source close to the talks | said",
        ),
        (
            "The Prime Minister’s Office said the deal was off.",
            "indirect: the deal was off | The Prime Minister’s Office | said",
        ),
        (
            "Ms Ruiz – a teacher – said the deal was off.",
            "indirect: the deal was off | Ruiz | said",
        ),
    ] {
        gives(raw, &[expected]);
    }
}

#[test]
fn a_bare_time_behind_the_cue_is_no_part_of_what_is_said() {
    gives(
        "Ivo Brandt said Saturday he doubts it.",
        &["indirect: he doubts it | Ivo Brandt | said"],
    );
    gives(
        "Ivo Brandt said Sunday was quiet.",
        &["indirect: Sunday was quiet | Ivo Brandt | said"],
    );
}

/// `cases.txt`: the quotes of each text, those and no others, with whoever says them.
#[test]
fn cases() {
    let file = include_str!("cases.txt");
    let mut wrong = Vec::new();
    let mut number = 0;
    for case in file.split("\n\n").filter(|case| !case.trim().is_empty()) {
        let mut lines = case.lines().filter(|line| !line.starts_with('#'));
        let Some(raw) = lines.next() else { continue };
        number += 1;
        let expected: Vec<&str> = lines.map(str::trim).collect();
        let text = Text::clean(&raw.replace(" ¶ ", "\n\n"));
        let claims = crate::extract::extract(&text, None);
        let found: Vec<String> = claims.quotes.iter().map(|quote| line(&text, quote)).collect();
        if found != expected {
            wrong.push(format!("{raw}\n  found    {found:#?}\n  expected {expected:#?}"));
        }
    }
    assert!(number > 350, "only {number} cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A quote as `cases.txt` writes it.
fn line(text: &Text, quote: &crate::claim::Quote) -> String {
    let part = |span: Option<crate::text::Span>| span.map_or("-", |x| text.slice(x));
    let content: Vec<&str> = quote.content.iter().map(|&x| text.slice(x)).collect();
    let source = part(quote.source);
    let speaker = match quote.speaker.as_deref() {
        None => "-",
        Some(speaker) if speaker == source => "=",
        Some(speaker) => speaker,
    };
    let via: String = quote.via.iter().map(|&x| format!(" | {}", text.slice(x))).collect();
    format!(
        "{}: {} | {source} | {} | {speaker}{via}",
        quote.kind.as_str(),
        content.join(" / "),
        part(quote.cue)
    )
}
