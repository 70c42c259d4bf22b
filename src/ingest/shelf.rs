//! The articles of one upload while it is read, and how much of it may still be read.

use super::{
    Document, LONGEST, MOST_ARTICLES, Refusal, Refused,
    draft::Draft,
    format::{self, Format},
    html, plain,
};

/// The most **bytes** that the texts of one upload have together.
const MOST_TEXT: usize = 64_000_000;

/// Collects articles.
#[derive(Default)]
pub(super) struct Shelf {
    documents: Vec<Document>,
    refused: Vec<Refused>,
    text: usize,
}

impl Shelf {
    /// Reads a file: the upload (`member` is `None`), or something inside it. Gives its media type.
    pub(super) fn open(&mut self, member: Option<&str>, bytes: &[u8]) -> Result<&'static str, Refusal> {
        match format::recognise(bytes) {
            Format::Text(text) => {
                self.put(member, plain::read(&text))?;
                Ok("text/plain")
            }
            Format::Html(page) => {
                self.put(member, html::read(&page)?)?;
                Ok("text/html")
            }
            Format::NotRead(what) => Err(Refusal::NotRead(what)),
            Format::NotText => Err(Refusal::NotText),
        }
    }

    /// Takes an article.
    pub(super) fn put(&mut self, member: Option<&str>, draft: Draft) -> Result<(), Refusal> {
        let format = draft.format;
        let article = draft.finish()?;
        let length = article.text.len();
        if length > LONGEST {
            return Err(Refusal::TooLong);
        }
        if self.documents.len() == MOST_ARTICLES || self.text + length > MOST_TEXT {
            return Err(Refusal::TooMuch);
        }
        self.text += length;
        self.documents.push(Document {
            member: member.map(str::to_owned),
            format,
            article,
        });
        Ok(())
    }

    /// What was read, if anything was.
    pub(super) fn take(self) -> Result<(Vec<Document>, Vec<Refused>), Refusal> {
        match (self.documents.is_empty(), self.refused.is_empty()) {
            (false, _) => Ok((self.documents, self.refused)),
            (true, true) => Err(Refusal::Empty),
            (true, false) => Err(Refusal::Members(self.refused)),
        }
    }
}
