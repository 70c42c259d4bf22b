//! The reader for Markdown.

use super::{
    day,
    draft::{Draft, Head},
    html,
    lines::Lines,
    parse_address,
};
use crate::text::one_line;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Whether a text is written in Markdown: it begins with a block of details, or shows two different marks that prose has
/// no use for.
pub(super) fn is(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if details(text).is_some_and(|(lines, _)| {
        lines
            .iter()
            .any(|(key, _)| matches!(key.as_str(), "title" | "date" | "author"))
    }) {
        return true;
    }
    let lines = || text.lines().take(400);
    let heading = lines().any(|line| {
        let words = line.trim_start_matches('#');
        (1..=4).contains(&(line.len() - words.len())) && words.starts_with(' ') && words.contains(char::is_alphabetic)
    });
    let link = lines().any(|line| line.contains("](http") || line.contains("](/"));
    let bold = lines().any(|line| {
        let mut parts = line.split("**");
        parts.next();
        parts
            .next()
            .is_some_and(|inside| !inside.is_empty() && !inside.starts_with(' ') && !inside.ends_with(' '))
            && parts.next().is_some()
    });
    let list = lines()
        .filter(|line| line.starts_with("- ") || line.starts_with("* "))
        .count()
        >= 2;
    let quote = lines().any(|line| line.starts_with("> "));
    let table = lines().any(|line| line.starts_with('|') && line.contains("---"));
    (heading || link || table)
        && [heading, link, bold, list, quote, table]
            .iter()
            .filter(|&&mark| mark)
            .count()
            >= 2
}

/// `key: value` lines between lines of three dashes, and where the text begins behind them.
fn details(text: &str) -> Option<(Vec<(String, String)>, usize)> {
    let rest = text.strip_prefix("---")?;
    let rest = rest.strip_prefix('\r').unwrap_or(rest).strip_prefix('\n')?;
    let mut at = text.len() - rest.len();
    let mut found = Vec::new();
    for line in rest.split_inclusive('\n').take(60) {
        at += line.len();
        let line = line.trim_end();
        if matches!(line, "---" | "...") {
            return Some((found, at));
        }
        if let Some((key, value)) = line.split_once(':')
            && !key.starts_with([' ', '-', '#'])
        {
            let value = value.trim().trim_matches(['"', '\'']).trim();
            found.push((key.trim().to_lowercase(), one_line(value)));
        }
    }
    None
}

/// One article: its text without the marks.
pub(super) fn read(text: &str) -> Draft {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let (details, start) = details(text).unwrap_or_default();
    let of = |names: &[&str]| {
        let found = details
            .iter()
            .find(|(key, value)| names.contains(&key.as_str()) && !value.is_empty());
        found.map(|(_, value)| value.clone())
    };
    let (headline, body) = body(&text[start..]);
    let title = of(&["title", "headline"]).or_else(|| headline.clone());
    let body = match headline {
        Some(headline) if title.as_ref() != Some(&headline) => format!("{headline}\n\n{body}"),
        _ => body,
    };
    Draft {
        format: "markdown",
        title,
        date: of(&["date", "published", "pubdate"]).and_then(|date| day::parse(&date)),
        author: of(&["author", "authors", "byline"]).map(|author| author.trim_matches(['[', ']']).to_owned()),
        outlet: of(&["outlet", "source", "publisher", "publication"]).filter(|outlet| parse_address(outlet).is_none()),
        address: of(&["url", "link", "canonical", "source"]).and_then(|address| parse_address(&address)),
        language: of(&["lang", "language"]),
        text: body,
        head: Head::Off,
    }
}

/// The heading it begins with, and the rest.
fn body(text: &str) -> (Option<String>, String) {
    let mut lines = Lines::default();
    let mut title = None;
    let (mut items, mut begun) = (0usize, false);
    let mut hidden = 0usize;
    for event in Parser::new_ext(
        text,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES,
    ) {
        match event {
            Event::Start(Tag::Item) => {
                lines.end(items > 0);
                items += 1;
            }
            Event::End(TagEnd::Item) => {
                lines.end(true);
                items = items.saturating_sub(1);
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) if !begun => {
                title = Some(one_line(lines.line())).filter(|title| !title.is_empty());
                lines.drop_line();
                begun = true;
            }
            Event::Start(Tag::TableRow | Tag::TableHead) => lines.start_row(),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => lines.end_row(),
            Event::Start(Tag::TableCell) => lines.start_cell(),
            Event::End(TagEnd::TableCell) => {}
            // what a picture shows is told to those who do not see it
            Event::Start(Tag::Image { .. }) => hidden += 1,
            Event::End(TagEnd::Image) => hidden = hidden.saturating_sub(1),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::CodeBlock
                | TagEnd::BlockQuote(_)
                | TagEnd::FootnoteDefinition,
            ) => {
                begun |= !lines.line().trim().is_empty();
                lines.end(items > 0);
            }
            Event::Text(words) | Event::Code(words) if hidden == 0 => lines.push(&words),
            Event::SoftBreak => lines.push(" "),
            Event::HardBreak => lines.push("\n"),
            Event::Html(markup) => {
                lines.push(&html::plain(&markup));
                lines.end(items > 0);
            }
            _ => {}
        }
    }
    (title, lines.finish())
}
