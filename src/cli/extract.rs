//! `claimbook extract`: a filter from JSON lines to JSON lines, for other programs.
//!
//! The shapes here are the interface to the outside; they are types of their own so that a change inside does not
//! change them. Spans are `[start, end)` in code points of the line's `text`.

use crate::{
    claim::{Claims, Figure, PassedOver, Quote, Source, Time},
    text::{Span, Text},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Write};

/// One line of input; other keys are ignored.
#[derive(Deserialize)]
struct Input {
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    date: Option<String>,
}

/// One line of output.
#[derive(Serialize)]
struct Output<'a> {
    id: &'a serde_json::Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    text: &'a str,
    figures: Vec<FigureJson>,
    quotes: Vec<QuoteJson<'a>>,
    sources: Vec<SourceJson<'a>>,
    passed_over: Vec<PassedJson>,
}

#[derive(Serialize)]
struct Failure<'a> {
    id: &'a serde_json::Value,
    error: String,
}

type Place = [u32; 2];

#[derive(Serialize)]
struct TimeJson {
    words: Place,
    date: Option<String>,
    precision: Option<&'static str>,
}

#[derive(Serialize)]
struct FigureJson {
    number: Place,
    low: Option<u64>,
    high: Option<u64>,
    hedge: &'static str,
    effect: &'static str,
    group: Option<Place>,
    modality: &'static str,
    source: Option<Place>,
    via: Vec<Place>,
    trigger: Vec<Place>,
    hedge_words: Vec<Place>,
    evidence: Vec<Place>,
    said: Option<TimeJson>,
    when: Option<TimeJson>,
    part_of: Option<usize>,
    repeats: Option<usize>,
    change: Option<&'static str>,
    rule: &'static str,
}

#[derive(Serialize)]
struct QuoteJson<'a> {
    kind: &'static str,
    content: Vec<Place>,
    source: Option<Place>,
    speaker: Option<&'a str>,
    cue: Option<Place>,
    via: Vec<Place>,
    said: Option<TimeJson>,
    rule: &'static str,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    name: &'a str,
    kind: &'static str,
    role: Option<Place>,
    anonymous: bool,
    mentions: Vec<Place>,
}

#[derive(Serialize)]
struct PassedJson {
    number: Place,
    reason: &'static str,
}

/// Answers every line of `input` with one line on `output`, in the same order, as it goes.
///
/// A line that is no article gets `{"id", "error"}` in its place. Returns whether all lines were articles.
///
/// # Errors
/// When reading or writing fails.
pub fn filter(input: impl BufRead, output: &mut impl Write) -> io::Result<bool> {
    let mut all_right = true;
    for line in input.split(b'\n') {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        all_right &= answer(&line, output)?;
        output.write_all(b"\n")?;
        output.flush()?;
    }
    Ok(all_right)
}

fn answer(line: &[u8], output: &mut impl Write) -> io::Result<bool> {
    let fail = |id: &serde_json::Value, error: String, output: &mut _| {
        serde_json::to_writer(output, &Failure { id, error })?;
        Ok(false)
    };
    let input: Input = match serde_json::from_slice(line) {
        Ok(input) => input,
        Err(error) => {
            // say which article it was, if the line tells that much
            let id = serde_json::from_slice::<serde_json::Value>(line)
                .ok()
                .and_then(|mut v| v.get_mut("id").map(serde_json::Value::take));
            return fail(
                &id.unwrap_or_default(),
                format!("not an article with \"id\" and \"text\": {error}"),
                output,
            );
        }
    };
    let date = match input
        .date
        .as_deref()
        .filter(|d| !d.trim().is_empty())
        .map(str::parse::<Date>)
    {
        None => None,
        Some(Ok(date)) => Some(date),
        Some(Err(_)) => {
            return fail(
                &input.id,
                "\"date\" is not a day written like 2025-04-30".into(),
                output,
            );
        }
    };
    let text = Text::clean(&input.text);
    let claims = crate::extract::extract(&text, date);
    write_article(&input.id, input.title.as_deref(), date, &text, &claims, output)?;
    Ok(true)
}

/// Writes one article's line, without the line end.
///
/// # Errors
/// When writing fails.
pub fn write_article(
    id: &serde_json::Value,
    title: Option<&str>,
    date: Option<Date>,
    text: &Text,
    claims: &Claims,
    output: &mut impl Write,
) -> io::Result<()> {
    let shape = Shape { text };
    let line = Output {
        id,
        title,
        date: date.map(|d| d.to_string()),
        text: text.as_str(),
        figures: claims.figures.iter().map(|f| shape.figure(f)).collect(),
        quotes: claims.quotes.iter().map(|q| shape.quote(q)).collect(),
        sources: claims.sources.iter().map(|s| shape.source(s)).collect(),
        passed_over: claims.passed_over.iter().map(|p| shape.passed(p)).collect(),
    };
    Ok(serde_json::to_writer(output, &line)?)
}

struct Shape<'a> {
    text: &'a Text,
}

impl Shape<'_> {
    fn place(&self, span: Span) -> Place {
        let place = self.text.to_chars(span);
        [place.start, place.end]
    }

    fn places(&self, spans: &[Span]) -> Vec<Place> {
        spans.iter().map(|&s| self.place(s)).collect()
    }

    fn time(&self, time: Time) -> TimeJson {
        TimeJson {
            words: self.place(time.words),
            date: time.date.map(|(date, _)| date.to_string()),
            precision: time.date.map(|(_, precision)| precision.as_str()),
        }
    }

    fn figure(&self, f: &Figure) -> FigureJson {
        FigureJson {
            number: self.place(f.number),
            low: f.count.low,
            high: f.count.high,
            hedge: f.hedge.as_str(),
            effect: f.effect.as_str(),
            group: f.group.map(|s| self.place(s)),
            modality: f.modality.as_str(),
            source: f.source.map(|s| self.place(s)),
            via: self.places(&f.via),
            trigger: self.places(&f.trigger),
            hedge_words: self.places(&f.hedge_words),
            evidence: self.places(&f.evidence),
            said: f.said.map(|t| self.time(t)),
            when: f.when.map(|t| self.time(t)),
            part_of: f.part_of,
            repeats: f.repeats,
            change: f.change.map(|c| c.as_str()),
            rule: f.rule,
        }
    }

    fn quote<'q>(&self, q: &'q Quote) -> QuoteJson<'q> {
        QuoteJson {
            kind: q.kind.as_str(),
            content: self.places(&q.content),
            source: q.source.map(|s| self.place(s)),
            speaker: q.speaker.as_deref(),
            cue: q.cue.map(|s| self.place(s)),
            via: self.places(&q.via),
            said: q.said.map(|t| self.time(t)),
            rule: q.rule,
        }
    }

    fn source<'s>(&self, s: &'s Source) -> SourceJson<'s> {
        SourceJson {
            name: &s.name,
            kind: s.kind.as_str(),
            role: s.role.map(|r| self.place(r)),
            anonymous: s.anonymous,
            mentions: self.places(&s.mentions),
        }
    }

    fn passed(&self, p: &PassedOver) -> PassedJson {
        PassedJson {
            number: self.place(p.number),
            reason: p.reason.as_str(),
        }
    }
}
