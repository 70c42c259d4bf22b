//! The tables in `docs/` are made from the program. `UPDATE_DOCS=1 cargo test --test docs` writes them; without it a page that is
//! out of date fails, and so does a rule whose example it does not find.
//!
//! On a page a table stands between `<!-- NAME: … -->` and `<!-- end -->`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use claimbook::{
    claim::{Claims, Hedge},
    extract::{self, Rule},
    text::{Span, Text},
};
use std::{fs, path::Path};

#[test]
fn figures() {
    // one after the other: both write the page
    check("figures.md", "hedges", &hedges());
    // the word of the example that is marked must be the number of a figure that this rule found
    check(
        "figures.md",
        "rules",
        &rules(&extract::figure_rules(), "effect", |claims, rule, marked| {
            let figure = claims.figures.iter().find(|f| f.number == marked && f.rule == rule)?;
            Some(figure.effect.to_string())
        }),
    );
}

#[test]
fn quotes() {
    // what is marked must be the first piece of a quote that this rule found; a number, one that it gives its source
    check(
        "quotes.md",
        "rules",
        &rules(&extract::quote_rules(), "kind", |claims, rule, marked| {
            let quote = claims
                .quotes
                .iter()
                .find(|q| q.rule == rule && begins(q.content[0], marked));
            let figure = claims.figures.iter().find(|f| f.number == marked && f.source.is_some());
            quote.map(|q| q.kind.to_string()).or(figure.map(|_| "none".to_owned()))
        }),
    );
}

/// Direct quotes may hold more than the example marks: their comma, their next sentence.
fn begins(content: Span, marked: Span) -> bool {
    content.start() == marked.start() && content.end() >= marked.end()
}

/// Each hedge with what it makes of n, shown by the program itself, and every phrase of its list.
fn hedges() -> String {
    let mut table = String::from("| hedge | at least | at most | phrases |\n| --- | --- | --- | --- |\n");
    let side = |side: Option<u64>| match side {
        None => "open".to_owned(),
        Some(n) => match n.cmp(&20) {
            std::cmp::Ordering::Less => "n − 1".to_owned(),
            std::cmp::Ordering::Equal => "n".to_owned(),
            std::cmp::Ordering::Greater => "n + 1".to_owned(),
        },
    };
    for (hedge, phrases) in extract::hedge_phrases() {
        if phrases.is_empty() || hedge == Hedge::Range {
            continue;
        }
        let mut bounds = Vec::new();
        for phrase in &phrases {
            let sentence = match phrase.strip_prefix("… ") {
                Some(behind) => format!("The blast killed 20 {behind}."),
                // "~20": with a space it is a bullet
                None => format!("The blast killed {phrase} 20 people.").replace("~ ", "~"),
            };
            // "exceeded 20" has a verb of its own
            let sentence = if claims_of(&sentence).figures.is_empty() {
                format!("The death toll {phrase} 20.")
            } else {
                sentence
            };
            let claims = claims_of(&sentence);
            let figure = claims
                .figures
                .first()
                .unwrap_or_else(|| panic!("nothing found: {sentence}"));
            assert_eq!(figure.hedge, hedge, "{sentence}");
            bounds.push((side(figure.count.low), side(figure.count.high)));
        }
        bounds.dedup();
        let [(low, high)] = bounds.as_slice() else {
            panic!("{hedge}: {bounds:?}");
        };
        let phrases: Vec<_> = phrases.iter().map(|p| format!("`{p}`")).collect();
        table += &format!("| `{hedge}` | {low} | {high} | {} |\n", phrases.join(", "));
    }
    table
}

fn claims_of(text: &str) -> Claims {
    extract::extract(&Text::clean(text), None)
}

/// A table with a row a rule; `found` is what the program finds in the rule's example, or `None` if it is not what it should be.
fn rules(rules: &[Rule], last: &str, found: impl Fn(&Claims, &str, Span) -> Option<String>) -> String {
    let mut table = format!("| rule | what it reads | example | {last} |\n| --- | --- | --- | --- |\n");
    for rule in rules {
        let raw = rule.example.replace(" ¶ ", "\n\n");
        let at = raw.find("**").unwrap();
        let end = raw[at + 2..].find("**").unwrap() + at;
        let text = Text::clean(&raw.replace("**", ""));
        let claims = extract::extract(&text, None);
        let Some(found) = found(&claims, rule.name, text.span(at..end).unwrap()) else {
            panic!("{} does not find its example: {}\n{claims:#?}", rule.name, rule.example);
        };
        let (name, about, example) = (rule.name, rule.about, rule.example);
        table += &format!("| `{name}` | {about} | {example} | {found} |\n");
    }
    table
}

/// Compares a section of a page with what it should be, or writes it.
fn check(page: &str, section: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page);
    let text = fs::read_to_string(&path).unwrap();
    let begin = text
        .find(&format!("<!-- {section}:"))
        .expect("the section's first line");
    let from = begin + text[begin..].find('\n').unwrap() + 1;
    let to = from + text[from..].find("<!-- end -->").expect("the section's last line");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        // nothing between the marks and a table, or it is no table
        fs::write(&path, format!("{}\n{table}\n{}", &text[..from], &text[to..])).unwrap();
        return;
    }
    assert_eq!(
        text[from..to].trim(),
        table.trim(),
        "docs/{page}: {section} is out of date: UPDATE_DOCS=1 cargo test --test docs"
    );
}
