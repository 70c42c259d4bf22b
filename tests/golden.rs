//! Whole articles, with all that is found in them, reviewed by eye.
//!
//! `tests/golden/NAME.txt` is an article written for this test, `NAME.claims` what the program finds in it, written so that a
//! person can check it against the text. After a change of rules: `UPDATE_GOLDEN=1 cargo test --test golden`, then read the diff.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use claimbook::{
    claim::{Claims, Count, Time},
    ingest,
    store::Details,
    text::{Span, Text},
};
use std::{fmt::Write as _, fs, path::Path};

#[test]
fn articles_give_the_claims_that_were_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    names.sort();
    assert!(names.len() >= 7, "the golden articles are missing");
    let mut changed = Vec::new();
    for path in names {
        let upload = ingest::read(None, fs::read(&path).unwrap(), &Details::default()).unwrap();
        let found = write(&upload.articles[0].article.text, &upload.articles[0].claims);
        let reviewed = path.with_extension("claims");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&reviewed, &found).unwrap();
        }
        if fs::read_to_string(&reviewed).unwrap_or_default() != found {
            changed.push(format!("{}:\n{found}", path.display()));
        }
    }
    assert!(
        changed.is_empty(),
        "not what was reviewed; if it is right, UPDATE_GOLDEN=1 cargo test --test golden\n{}",
        changed.join("\n")
    );
}

/// One line a claim; what is absent is left out.
fn write(text: &Text, claims: &Claims) -> String {
    let mut out = String::new();
    let words = |span: Span| text.slice(span).replace('\n', " ");
    let all = |spans: &[Span]| spans.iter().map(|&s| words(s)).collect::<Vec<_>>().join(" / ");
    let time = |time: Time| match time.date {
        Some((date, precision)) => format!("{} = {date} ({precision})", words(time.words)),
        None => format!("{} = ?", words(time.words)),
    };
    out += "FIGURES\n";
    for (i, f) in claims.figures.iter().enumerate() {
        let mut line = format!("{i}. {}", words(f.number));
        let mut field = |name: &str, value: String| {
            if !value.is_empty() {
                write!(line, " | {name}: {value}").unwrap();
            }
        };
        field("group", f.group.map(words).unwrap_or_default());
        field("effect", format!("{} ({})", f.effect, all(&f.trigger)));
        field("count", format!("{} {}", f.hedge, range(f.count)));
        field("hedge", all(&f.hedge_words));
        field(
            "modality",
            if f.modality.as_str() == "asserted" {
                String::new()
            } else {
                f.modality.to_string()
            },
        );
        field("evidence", all(&f.evidence));
        field("says", f.source.map(words).unwrap_or_default());
        field("via", all(&f.via));
        field("said", f.said.map(time).unwrap_or_default());
        field("when", f.when.map(time).unwrap_or_default());
        field("part of", f.part_of.map(|n| n.to_string()).unwrap_or_default());
        field("repeats", f.repeats.map(|n| n.to_string()).unwrap_or_default());
        field("change", f.change.map(|c| c.to_string()).unwrap_or_default());
        writeln!(out, "{line}").unwrap();
    }
    out += "\nQUOTES\n";
    for q in &claims.quotes {
        let speaker = q.speaker.as_deref().unwrap_or("?");
        let source = q.source.map(words).unwrap_or_default();
        let cue = q.cue.map(words).unwrap_or_default();
        write!(out, "{}: {speaker} [{source} | {cue}]", q.kind).unwrap();
        if !q.via.is_empty() {
            write!(out, " via {}", all(&q.via)).unwrap();
        }
        if let Some(said) = q.said {
            write!(out, " said {}", time(said)).unwrap();
        }
        writeln!(out, "\n    {}", all(&q.content)).unwrap();
    }
    out += "\nSOURCES\n";
    for s in &claims.sources {
        let role = s.role.map(|r| format!(", {}", words(r))).unwrap_or_default();
        let anonymous = if s.anonymous { ", unnamed" } else { "" };
        writeln!(out, "{} ({}{anonymous}){role}: {}", s.name, s.kind, all(&s.mentions)).unwrap();
    }
    out += "\nNOT ARTICLE TEXT\n";
    for (span, aside) in &claims.asides {
        writeln!(out, "{aside}: {}", words(*span)).unwrap();
    }
    out += "\nPASSED OVER\n";
    for passed in &claims.passed_over {
        writeln!(out, "{}: {}", words(passed.number), passed.reason).unwrap();
    }
    out
}

fn range(count: Count) -> String {
    match (count.low, count.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("{low} and up"),
        (None, Some(high)) => format!("up to {high}"),
        (None, None) => "?".to_owned(),
    }
}
