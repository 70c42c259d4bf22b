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
    /// Everything in `text` is text of the article: its head is read, but nothing is taken off.
    pub(super) whole: bool,
}

impl Draft {
    /// Cleans the text and takes its head off; what the file itself says about the article wins over its head.
    pub(super) fn finish(self) -> Result<Article, Refusal> {
        let cleaned = Text::clean(&self.text);
        let (header, body) = header::take(cleaned.as_str());
        let body = if self.whole { cleaned.as_str() } else { &body };
        // Taking lines out of a clean text can leave a blank line at the beginning or two in a row.
        let text = Text::clean(body.trim_matches('\n').trim_end());
        if !text.as_str().contains(char::is_alphanumeric) {
            return Err(Refusal::Empty);
        }
        Ok(Article {
            title: self.title.or(header.title),
            date: self.date.or(header.date),
            outlet: self.outlet.or(header.outlet),
            author: self.author.or(header.author),
            address: self.address.or(header.address),
            language: None,
            text,
        })
    }
}
