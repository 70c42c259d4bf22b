//! The reader for Word documents (Office Open XML).

use super::{
    Refusal, day,
    draft::{Draft, Head},
    lines::Lines,
    packed::Packed,
    xml::{self, Piece},
};

const WHAT: &str = "Word document";

/// One article: the body and the notes below it; what is deleted or stands beside it as a comment is not read.
pub(super) fn read(bytes: &[u8], left: &mut usize) -> Result<Draft, Refusal> {
    let mut packed = Packed::open(bytes, WHAT)?;
    let document = packed.xml("word/document.xml", left)?.ok_or(Refusal::Damaged(WHAT))?;
    let mut body = Body::default();
    body.read(&document);
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = packed.xml(notes, left).ok().flatten() {
            body.read(&notes);
        }
    }
    let core = packed.xml("docProps/core.xml", left).ok().flatten().unwrap_or_default();
    let [title, author, created, modified, language] =
        xml::values(&core, ["title", "creator", "created", "modified", "language"]);
    Ok(Draft {
        format: "docx",
        title: body.title.or_else(|| title.filter(|title| is_title(title))),
        author: author.filter(|author| is_author(author)),
        date: created
            .as_deref()
            .and_then(day::parse)
            .or_else(|| modified.as_deref().and_then(day::parse)),
        language,
        text: body.lines.finish(),
        head: Head::First,
        ..Draft::default()
    })
}

/// What programs write where nobody wrote a title is none.
pub(super) fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let file = [
        ".doc", ".docx", ".odt", ".rtf", ".pdf", ".txt", ".indd", ".qxd", ".html",
    ]
    .iter()
    .any(|end| lower.ends_with(end));
    let default = [
        "untitled",
        "document",
        "microsoft word",
        "powerpoint",
        "dokument",
        "normal.dot",
        "template",
    ];
    !file && !default.iter().any(|word| lower.starts_with(word)) && title.contains(char::is_alphabetic)
}

/// Names of accounts are no names of people.
pub(super) fn is_author(author: &str) -> bool {
    let lower = author.to_lowercase();
    let account = [
        "user",
        "admin",
        "administrator",
        "owner",
        "python-docx",
        "author",
        "unknown",
        "microsoft",
        "default",
        "openoffice",
        "libreoffice",
    ];
    !account.iter().any(|name| lower.starts_with(name))
        && author.contains(char::is_alphabetic)
        && author.chars().count() <= 150
}

/// Reads paragraphs.
#[derive(Default)]
struct Body {
    lines: Lines,
    title: Option<String>,
    /// How deep we are in something that is not read.
    skipped: usize,
    in_text: bool,
    is_item: bool,
    is_title: bool,
}

impl Body {
    fn read(&mut self, document: &str) {
        // where the XML breaks off, what came before it is read
        xml::walk(document, |piece| match piece {
            Piece::Start(element) => {
                let name = element.name();
                // the second writing of the same words, for older programs; words that were moved away or deleted
                if self.skipped > 0
                    || matches!(
                        name.as_str(),
                        "Fallback" | "del" | "moveFrom" | "pPrChange" | "rPrChange"
                    )
                {
                    self.skipped += 1;
                    return;
                }
                match name.as_str() {
                    "p" => {
                        // a text box stands inside a paragraph
                        self.lines.end(self.is_item);
                        (self.is_item, self.is_title) = (false, false);
                    }
                    "t" => self.in_text = true,
                    "tab" | "ptab" => self.lines.push(" "),
                    "br" | "cr" => self.lines.push("\n"),
                    "noBreakHyphen" => self.lines.push("-"),
                    "numPr" => self.is_item = true,
                    "pStyle" => {
                        let style = element.attribute("val").unwrap_or_default().to_lowercase();
                        self.is_title = matches!(style.as_str(), "title" | "titel" | "titre" | "titolo");
                        self.is_item |= style.starts_with("list");
                    }
                    "tr" => self.lines.start_row(),
                    "tc" => self.lines.start_cell(),
                    _ => {}
                }
            }
            Piece::End(name) => {
                if self.skipped > 0 {
                    self.skipped -= 1;
                    return;
                }
                match name.as_str() {
                    "t" => self.in_text = false,
                    "p" => {
                        if self.is_title && self.title.is_none() {
                            self.title =
                                Some(crate::text::one_line(self.lines.line())).filter(|title| !title.is_empty());
                            self.lines.drop_line();
                        }
                        self.lines.end(self.is_item);
                        self.is_item = false;
                    }
                    "tr" => self.lines.end_row(),
                    _ => {}
                }
            }
            Piece::Text(text) => {
                if self.in_text && self.skipped == 0 {
                    self.lines.push(&text);
                }
            }
        });
        (self.skipped, self.in_text) = (0, false);
    }
}
