//! Why something was refused, in words for the person who sent it.

/// Why an upload, or a member of one, was refused. Every sentence says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is nothing in it, or only white space.
    #[error("There is no text in it. Choose a file that holds an article, or paste its text.")]
    Empty,
    /// A format that is not read, by its name: "an image (PNG)".
    #[error(
        "This is {0}. Its format is not read: open it, copy the article's text and paste it into the form, or save it as \
         plain text."
    )]
    NotRead(&'static str),
    /// Bytes that no text has, of no format that is known by name.
    #[error(
        "This is not text: it holds bytes that no text has. Save the article as plain text and send that, or paste its \
         text into the form."
    )]
    NotText,
    /// More than [`LARGEST`](super::LARGEST) bytes.
    #[error("This is larger than 20 MiB, the most that one file may have. Cut it into smaller files and send those.")]
    TooLarge,
    /// A text of more than [`LONGEST`](super::LONGEST) bytes.
    #[error(
        "This text is longer than any news article: more than 6 million characters. Cut it into its articles and send \
         those."
    )]
    TooLong,
    /// More pages than are read.
    #[error("This PDF file has more than 3,000 pages. Cut it into its articles and send those.")]
    TooManyPages,
    /// What a packed file holds is more than is unpacked, or than one upload may hold.
    #[error(
        "There is more in it than one file may hold: 5,000 articles, 64 MB of text, 512 MB unpacked. Cut it into smaller \
         files and send those."
    )]
    TooMuch,
    /// Packed into so many others that it is left alone.
    #[error("This is an archive inside archives inside archives. Unpack it and send what is in it.")]
    TooDeep,
    /// Needs a password: "PDF file".
    #[error("This {0} is locked with a password. Open it with the password, save a copy without one, and send that.")]
    Locked(&'static str),
    /// Pictures of pages.
    #[error(
        "This PDF file holds pictures of pages, not text. Run text recognition (OCR) over it and send the result, or type \
         the text into the form."
    )]
    Scan,
    /// Known by its form, and broken inside: "Word document".
    #[error(
        "This {0} is damaged: it cannot be read. Open it in the program it was made with, save it again, and send that; or \
         paste its text into the form."
    )]
    Damaged(&'static str),
    /// Took more memory than one file is given: "PDF file".
    #[error(
        "This {0} takes more memory to read than one file is given. Print it to a new file, or copy the article's text and \
         paste it into the form."
    )]
    TooHeavy(&'static str),
    /// Took longer than anything sound does: "PDF file".
    #[error(
        "This {0} takes too long to read. Print it to a new file, or copy the article's text and paste it into the form."
    )]
    TooSlow(&'static str),
    /// A web page on which no article was found.
    #[error(
        "No article was found on this web page. Open it in a browser, copy the article's text and paste it into the form."
    )]
    NoArticle,
    /// A table or a list in which no column or key holds text.
    #[error(
        "No column of this table holds articles. Name the one with their text \"text\" and send it again; \"title\", \
         \"date\", \"author\", \"outlet\" and \"url\" are read too."
    )]
    NoColumn,
    /// An archive or a mail of which no member could be read.
    #[error("None of what is in it can be read. {}", told(.0))]
    Members(Vec<Refused>),
}

/// A member of an upload that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its name inside the upload, as [`Document::member`](super::Document::member).
    pub member: String,
    /// Why.
    pub why: Refusal,
}

/// The first few by name.
fn told(refused: &[Refused]) -> String {
    const TOLD: usize = 3;
    let mut words: Vec<String> = refused
        .iter()
        .take(TOLD)
        .map(|refused| format!("{}: {}", refused.member, refused.why))
        .collect();
    if refused.len() > TOLD {
        words.push(format!("And {} more.", refused.len() - TOLD));
    }
    words.join(" ")
}
