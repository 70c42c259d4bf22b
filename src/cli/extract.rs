//! `claimbook extract`: a filter from JSON lines to JSON lines, for other programs.
//!
//! The shapes here are the interface to the outside; they are types of their own so that a change inside does not
//! change them. Spans are `[start, end)` in code points of the line's `text`.

use super::{Failure, Outcome, complain};
use crate::{
    claim::{Claims, Figure, PassedOver, Quote, Source, Time},
    ingest,
    text::{Span, Text},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::{
    io::{self, BufRead, BufWriter, IsTerminal, Write},
    path::PathBuf,
};

/// Write what is in articles as JSON lines, without storing anything
///
/// Reads JSON lines {"id", "text", "title"?, "date"?} from standard input, or files named as arguments, and writes one JSON
/// line per article, in the same order, as it goes. A file may be text, a web page, PDF, Word, OpenDocument, an e-mail,
/// Markdown, CSV, JSON lines or a ZIP archive of these; what stands in it is found by its content, not by its name. Places are [start, end) in code points of that line's "text".
/// A line or file that is no article gets {"id", "error"} in its place; the others are still answered, and then the exit
/// status is 1.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimbook extract < articles.jsonl > claims.jsonl\n  claimbook extract article.txt"
)]
pub(super) struct Options {
    /// Files with one or more articles each; without any, JSON lines are read from standard input
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
}

/// Answers standard input or the files. An output that is closed early is no failure: whoever reads has had enough.
pub(super) fn run(options: &Options) -> Outcome {
    let mut output = BufWriter::new(io::stdout().lock());
    let done = if options.files.is_empty() {
        if io::stdin().is_terminal() {
            complain("reading JSON lines from the terminal; name a file instead, or end with Ctrl-D");
        }
        filter(io::stdin().lock(), &mut output)
    } else {
        files(&options.files, &mut output)
    };
    match done {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // what is left in the buffer has nowhere to go
            drop(output.into_parts());
            Ok(true)
        }
        Err(error) => Err(Failure(format!(
            "reading or writing failed ({error}); check the disk and the input"
        ))),
        Ok(all_right) => Ok(all_right),
    }
}

/// Answers every file with one line for each article in it; its name is the `id`.
fn files(files: &[PathBuf], output: &mut impl Write) -> io::Result<bool> {
    let mut all_right = true;
    for file in files {
        let name = file.to_string_lossy();
        let id = |member: Option<&str>| match member {
            Some(member) => serde_json::Value::from(format!("{name}/{member}")),
            None => serde_json::Value::from(&*name),
        };
        let mut refused = Vec::new();
        match super::ingest::look(file) {
            Ok(reading) => {
                for notice in &reading.notices {
                    let notice = super::plain(notice);
                    complain(format_args!("{}: {notice}", super::shown(file)));
                }
                for document in &reading.documents {
                    let article = &document.article;
                    let (claims, _) = ingest::claims(&article.text, article.date);
                    let details = Details {
                        title: article.title.as_deref(),
                        date: article.date,
                        author: article.author.as_deref(),
                        outlet: article.outlet.as_deref(),
                        url: article.address.as_deref(),
                        language: article.language.as_deref(),
                        format: Some(document.format),
                    };
                    write_article(&id(document.member.as_deref()), details, &article.text, &claims, output)?;
                    output.write_all(b"\n")?;
                }
                refused.extend(
                    reading
                        .refused
                        .into_iter()
                        .map(|member| (Some(member.member), member.why.to_string())),
                );
            }
            Err(error) => refused.push((None, error)),
        }
        for (member, error) in refused {
            all_right = false;
            let id = id(member.as_deref());
            let place = member.map_or_else(
                || super::shown(file),
                |member| format!("{}/{member}", super::shown(file)),
            );
            complain(format_args!("{place}: refused. {error}"));
            serde_json::to_writer(&mut *output, &Failed { id: &id, error })?;
            output.write_all(b"\n")?;
        }
        output.flush()?;
    }
    Ok(all_right)
}

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
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    text: &'a str,
    figures: Vec<FigureJson>,
    quotes: Vec<QuoteJson<'a>>,
    sources: Vec<SourceJson<'a>>,
    passed_over: Vec<PassedJson>,
}

#[derive(Serialize)]
struct Failed<'a> {
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
        serde_json::to_writer(output, &Failed { id, error })?;
        Ok(false)
    };
    let input: Input = match serde_json::from_slice(line) {
        Ok(input) => input,
        Err(error) => {
            let (id, why) = not_an_article(line, &error);
            return fail(&id, why, output);
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
    let details = Details {
        title: input.title.as_deref(),
        date,
        ..Details::default()
    };
    write_article(&input.id, details, &text, &claims, output)?;
    Ok(true)
}

/// Which article it was, if the line tells that much, and what is wrong with it.
fn not_an_article(line: &[u8], error: &serde_json::Error) -> (serde_json::Value, String) {
    use serde_json::Value;
    let Ok(mut value) = serde_json::from_slice::<Value>(line) else {
        let why = match error.classify() {
            serde_json::error::Category::Eof => "the line ends before its JSON does; each article is one line",
            _ if std::str::from_utf8(line).is_err() => "the line is not UTF-8",
            _ => "the line is not JSON",
        };
        return (id_at_the_beginning(line), format!("{why} (column {})", error.column()));
    };
    let Some(object) = value.as_object_mut() else {
        return (
            Value::Null,
            "the line is no object: {\"id\": …, \"text\": …} is needed".into(),
        );
    };
    let why = match (object.get("id"), object.get("text")) {
        (None, _) => "\"id\" is missing",
        (_, None) => "\"text\" is missing",
        (_, Some(text)) if !text.is_string() => "\"text\" is not a string",
        _ if object
            .get("title")
            .is_some_and(|title| !title.is_string() && !title.is_null()) =>
        {
            "\"title\" is not a string"
        }
        _ if object
            .get("date")
            .is_some_and(|date| !date.is_string() && !date.is_null()) =>
        {
            "\"date\" is not a string like \"2025-04-30\""
        }
        _ => "a key stands twice",
    };
    (object.remove("id").unwrap_or_default(), why.to_owned())
}

/// The `id` of a broken line, where it is the first key and whole.
fn id_at_the_beginning(line: &[u8]) -> serde_json::Value {
    let rest = line.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    let rest = rest
        .and_then(|rest| rest.strip_prefix(b"\"id\""))
        .map(<[u8]>::trim_ascii_start);
    let rest = rest.and_then(|rest| rest.strip_prefix(b":"));
    let whole = rest.and_then(|rest| {
        let mut values = serde_json::Deserializer::from_slice(rest).into_iter();
        let id = values.next()?.ok()?;
        let behind = rest.get(values.byte_offset()..)?.trim_ascii_start();
        behind.starts_with(b",").then_some(id)
    });
    whole.unwrap_or_default()
}

/// What is known about an article beside its text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Details<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// The day it was published.
    pub date: Option<Date>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Its address on the web.
    pub url: Option<&'a str>,
    /// The language of its text, as BCP 47 writes it.
    pub language: Option<&'a str>,
    /// What it was read from: `html`, `pdf`, `text`.
    pub format: Option<&'static str>,
}

/// Writes one article's line, without the line end.
///
/// # Errors
/// When writing fails.
pub fn write_article(
    id: &serde_json::Value,
    details: Details<'_>,
    text: &Text,
    claims: &Claims,
    output: &mut impl Write,
) -> io::Result<()> {
    let shape = Shape { text };
    let line = Output {
        id,
        title: details.title,
        date: details.date.map(|d| d.to_string()),
        author: details.author,
        outlet: details.outlet,
        url: details.url,
        language: details.language,
        format: details.format,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_article_says_what_is_missing() {
        for (line, id, why) in [
            ("{\"id\": 7}", "7", "\"text\" is missing"),
            ("{\"text\": \"x\"}", "null", "\"id\" is missing"),
            ("{\"id\": \"a\", \"text\": 5}", "\"a\"", "\"text\" is not a string"),
            (
                "{\"id\": 7, \"text\": \"x\", \"date\": 5}",
                "7",
                "\"date\" is not a string",
            ),
            ("[1, 2]", "null", "no object"),
            (
                "{\"id\": \"a\", \"text\": \"x",
                "\"a\"",
                "the line ends before its JSON does",
            ),
            ("{\"id\": 12", "null", "the line ends before its JSON does"),
            ("{\"id\": 12, text: 5}", "12", "not JSON"),
        ] {
            let mut out = Vec::new();
            assert!(!filter(line.as_bytes(), &mut out).unwrap());
            let said: serde_json::Value = serde_json::from_slice(&out).unwrap();
            assert_eq!(said["id"].to_string(), id, "{line}");
            assert!(said["error"].as_str().unwrap().contains(why), "{line}: {said}");
        }
    }
}
