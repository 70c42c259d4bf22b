//! The articles of one upload while it is read, and how much of it may still be read.

use super::{
    Document, LONGEST, MOST_ARTICLES, Notice, Refusal, Refused, archive, docx,
    draft::Draft,
    format::{self, Format},
    html, mail, markdown, odt, pdf, plain, table,
};
use std::{collections::HashSet, panic::AssertUnwindSafe};

/// The most **bytes** that the texts of one upload have together.
const MOST_TEXT: usize = 64_000_000;

/// The most **bytes** that are unpacked of one upload.
const MOST_UNPACKED: usize = 512 * 1024 * 1024;
/// So many archives and mails may be inside one another.
const DEEPEST: usize = 3;
/// So many members are told as refused; an archive of nothing else is refused itself.
const MOST_REFUSED: usize = 5_000;

/// So many notices are told: an archive may hold as many tables as it likes.
const MOST_NOTICES: usize = 100;

/// Collects articles.
pub(super) struct Shelf {
    documents: Vec<Document>,
    refused: Vec<Refused>,
    notices: Vec<Notice>,
    members: HashSet<String>,
    text: usize,
    left: usize,
    depth: usize,
}

impl Default for Shelf {
    fn default() -> Shelf {
        Shelf {
            documents: Vec::new(),
            refused: Vec::new(),
            notices: Vec::new(),
            members: HashSet::new(),
            text: 0,
            left: MOST_UNPACKED,
            depth: 0,
        }
    }
}

impl Shelf {
    /// Reads a file: the upload (`member` is `None`), or something inside it. Gives its media type.
    ///
    /// A reader that panics is a defect of ours or of a library; what it was given is refused as damaged, with all that was in
    /// it, and the rest of the upload goes on.
    pub(super) fn open(&mut self, member: Option<&str>, bytes: &[u8]) -> Result<&'static str, Refusal> {
        let format = format::recognise(bytes);
        if format.holds_others() {
            if self.depth == DEEPEST {
                return Err(Refusal::TooDeep);
            }
            let (depth, documents) = (self.depth, self.documents.len());
            self.depth += 1;
            let read = std::panic::catch_unwind(AssertUnwindSafe(|| match &format {
                Format::Mail => mail::read(self, member, bytes).map(|()| "message/rfc822"),
                Format::Csv(text, delimiter) => table::read_csv(self, member, text, *delimiter).map(|()| "text/csv"),
                Format::JsonLines(text) => table::read_lines(self, member, text).map(|()| "application/jsonl"),
                Format::Json(text) => table::read_json(self, member, text).map(|()| "application/json"),
                _ => archive::read(self, member, bytes).map(|()| "application/zip"),
            }));
            self.depth = depth;
            return read.unwrap_or_else(|_| {
                self.documents.truncate(documents);
                Err(Refusal::Damaged("file"))
            });
        }
        let left = &mut self.left;
        let read = std::panic::catch_unwind(AssertUnwindSafe(|| match format {
            Format::Text(text) => Ok((plain::read(&text), "text/plain")),
            Format::Markdown(text) => Ok((markdown::read(&text), "text/markdown")),
            Format::Mhtml => Ok((mail::read_page(bytes)?, "multipart/related")),
            Format::Html(page) => Ok((html::read(&page)?, "text/html")),
            Format::Pdf(bytes) => Ok((pdf::read(bytes)?, "application/pdf")),
            Format::Docx => Ok((
                docx::read(bytes, left)?,
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            )),
            Format::Odt => Ok((odt::read(bytes, left)?, "application/vnd.oasis.opendocument.text")),
            Format::NotRead(what) => Err(Refusal::NotRead(what)),
            Format::Locked(what) => Err(Refusal::Locked(what)),
            // those that hold others have been read
            _ => Err(Refusal::NotText),
        }));
        let (draft, media_type) = read.unwrap_or(Err(Refusal::Damaged("file")))?;
        self.put(member, draft)?;
        Ok(media_type)
    }

    /// The same for something inside an upload.
    pub(super) fn open_member(&mut self, member: &str, bytes: &[u8]) -> Result<(), Refusal> {
        self.open(Some(member), bytes).map(|_| ())
    }

    /// How many bytes may still be unpacked.
    pub(super) fn left(&mut self) -> &mut usize {
        &mut self.left
    }

    /// Notes what became of a member. What no other member could be read after ends the reading.
    pub(super) fn note(&mut self, member: String, read: Result<(), Refusal>) -> Result<(), Refusal> {
        match read {
            Ok(()) => Ok(()),
            Err(Refusal::TooMuch) => Err(Refusal::TooMuch),
            Err(_) if self.refused.len() == MOST_REFUSED => Err(Refusal::TooMuch),
            Err(why) => {
                self.refused.push(Refused { member, why });
                Ok(())
            }
        }
    }

    /// Notes what a person should know.
    pub(super) fn tell(&mut self, notices: impl Iterator<Item = Notice>) {
        self.notices
            .extend(notices.take(MOST_NOTICES.saturating_sub(self.notices.len())));
    }

    /// How many articles there are so far.
    pub(super) fn len(&self) -> usize {
        self.documents.len()
    }

    /// Takes an article and puts it before those that came after the first `at`.
    pub(super) fn put_at(&mut self, at: usize, member: &str, draft: Draft) -> Result<(), Refusal> {
        self.put(Some(member), draft)?;
        self.documents[at..].rotate_right(1);
        Ok(())
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
        let member = member.map(|member| self.unlike_others(member));
        self.documents.push(Document {
            member,
            format,
            article,
        });
        Ok(())
    }

    /// The name of a member; an archive may have two of the same.
    fn unlike_others(&mut self, member: &str) -> String {
        let numbered = (2..).map(|number| format!("{member} ({number})"));
        let name = std::iter::once(member.to_owned())
            .chain(numbered)
            .find(|name| !self.members.contains(name));
        let name = name.unwrap_or_default();
        self.members.insert(name.clone());
        name
    }

    /// What was read, if anything was.
    #[expect(clippy::type_complexity, reason = "three lists that are taken apart at once")]
    pub(super) fn take(self) -> Result<(Vec<Document>, Vec<Refused>, Vec<Notice>), Refusal> {
        match (self.documents.is_empty(), self.refused.is_empty()) {
            (false, _) => Ok((self.documents, self.refused, self.notices)),
            (true, true) => Err(Refusal::Empty),
            (true, false) => Err(Refusal::Members(self.refused)),
        }
    }
}
