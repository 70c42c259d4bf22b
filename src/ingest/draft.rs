//! An article as a reader leaves it, before its text is cleaned and its head is read.

use super::{Refusal, header};
use crate::{article::Article, text::Text};
use jiff::civil::Date;

/// What a reader found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// As [`Document::format`](super::Document::format).
    pub(super) format: &'static str,
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    pub(super) address: Option<String>,
    /// As the file names it: a hint where the text is short.
    pub(super) language: Option<String>,
    pub(super) text: String,
    /// What its head is for.
    pub(super) head: Head,
}

/// What is done with the head of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Head {
    /// It is taken off; what the file says about the article wins over it.
    #[default]
    Off,
    /// It is taken off, and wins: a document's properties tell of the file, who saved it and when, as much as of the article.
    First,
    /// It is read, but nothing is taken off: all of the text is text of the article.
    Kept,
}

impl Draft {
    /// Cleans the text and takes its head off; what the file itself says about the article wins over its head.
    pub(super) fn finish(self) -> Result<Article, Refusal> {
        let cleaned = Text::clean(&self.text);
        let (header, body) = header::take(cleaned.as_str());
        let body = if self.head == Head::Kept {
            cleaned.as_str()
        } else {
            &body
        };
        // Taking lines out of a clean text can leave a blank line at the beginning or two in a row.
        let text = Text::clean(body.trim_matches('\n').trim_end());
        if !text.as_str().contains(char::is_alphanumeric) {
            return Err(Refusal::Empty);
        }
        let (first, second) = match self.head {
            Head::First => (
                (header.title, header.date, header.outlet, header.author),
                (self.title, self.date, self.outlet, self.author),
            ),
            _ => (
                (self.title, self.date, self.outlet, self.author),
                (header.title, header.date, header.outlet, header.author),
            ),
        };
        Ok(Article {
            title: first.0.or(second.0),
            date: first.1.or(second.1),
            outlet: first.2.or(second.2),
            author: first.3.or(second.3),
            address: self.address.or(header.address),
            language: super::tongue::language(text.as_str())
                .map(|found| found.code.to_owned())
                .or_else(|| self.language.as_deref().and_then(code)),
            text,
        })
    }
}

/// "en-GB", "en_US", "EN": "en"; `None` for what is no code.
fn code(named: &str) -> Option<String> {
    let first = named.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    ((2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase())).then_some(first)
}
