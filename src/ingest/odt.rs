//! The reader for OpenDocument texts.

use super::{
    Refusal, day,
    docx::{is_author, is_title},
    draft::{Draft, Head},
    lines::Lines,
    packed::Packed,
    xml::{self, Piece},
};
use std::collections::HashSet;

const WHAT: &str = "OpenDocument text";

/// One article: the text; what is deleted or stands beside it as a comment is not read.
pub(super) fn read(bytes: &[u8], left: &mut usize) -> Result<Draft, Refusal> {
    let mut packed = Packed::open(bytes, WHAT)?;
    let manifest = packed
        .xml("META-INF/manifest.xml", left)
        .ok()
        .flatten()
        .unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Refusal::Locked(WHAT));
    }
    let content = packed.xml("content.xml", left)?.ok_or(Refusal::Damaged(WHAT))?;
    let (title, text) = body(&content);
    let meta = packed.xml("meta.xml", left).ok().flatten().unwrap_or_default();
    let [named, first_author, author, created, changed, language] = xml::values(
        &meta,
        [
            "title",
            "initial-creator",
            "creator",
            "creation-date",
            "date",
            "language",
        ],
    );
    Ok(Draft {
        format: "odt",
        title: title.or_else(|| named.filter(|title| is_title(title))),
        author: first_author.or(author).filter(|author| is_author(author)),
        date: created
            .as_deref()
            .and_then(day::parse)
            .or_else(|| changed.as_deref().and_then(day::parse)),
        language,
        text,
        head: Head::First,
        ..Draft::default()
    })
}

/// Title, if a paragraph has the style of one, and text.
fn body(content: &str) -> (Option<String>, String) {
    let mut lines = Lines::default();
    let mut title: Option<String> = None;
    let mut title_styles: HashSet<String> = HashSet::from(["Title".to_owned()]);
    let (mut in_body, mut skipped, mut paragraphs, mut items) = (false, 0usize, 0usize, 0usize);
    let mut is_titled = false;
    xml::walk(content, |piece| match piece {
        Piece::Start(element) => {
            let name = element.name();
            if skipped > 0
                || matches!(
                    name.as_str(),
                    "tracked-changes" | "annotation" | "note-citation" | "forms" | "desc" | "index-title-template"
                )
            {
                skipped += 1;
                return;
            }
            match name.as_str() {
                "style" if element.attribute("parent-style-name").as_deref() == Some("Title") => {
                    title_styles.extend(element.attribute("name"));
                }
                "text" => in_body = true,
                "p" | "h" => {
                    // a note or a text box stands inside a paragraph
                    lines.end(items > 0);
                    paragraphs += 1;
                    is_titled = element
                        .attribute("style-name")
                        .is_some_and(|style| title_styles.contains(&style));
                }
                "s" => {
                    let count = element
                        .attribute("c")
                        .and_then(|count| count.parse::<usize>().ok())
                        .unwrap_or(1);
                    lines.push(&" ".repeat(count.min(8)));
                }
                "tab" => lines.push(" "),
                "line-break" => lines.push("\n"),
                "list-item" => items += 1,
                "table-row" => lines.start_row(),
                "table-cell" => lines.start_cell(),
                _ => {}
            }
        }
        Piece::End(name) => {
            if skipped > 0 {
                skipped -= 1;
                return;
            }
            match name.as_str() {
                "p" | "h" => {
                    paragraphs = paragraphs.saturating_sub(1);
                    if is_titled && title.is_none() {
                        title = Some(crate::text::one_line(lines.line())).filter(|title| !title.is_empty());
                        lines.drop_line();
                    }
                    is_titled = false;
                    lines.end(items > 0);
                }
                "list-item" => items = items.saturating_sub(1),
                "table-row" => lines.end_row(),
                _ => {}
            }
        }
        Piece::Text(text) => {
            if in_body && paragraphs > 0 && skipped == 0 {
                // line ends and indents of the XML are none of the text
                let mut words = text.replace(['\n', '\r', '\t'], " ");
                while words.contains("  ") {
                    words = words.replace("  ", " ");
                }
                lines.push(&words);
            }
        }
    });
    (title, lines.finish())
}
