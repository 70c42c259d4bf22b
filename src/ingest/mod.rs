//! Bytes of a file or a form to articles with their claims.
//!
//! [`look`] recognises the format by what is in the bytes (`format.rs`), never by the file's name, and hands them to the
//! reader for it: one file a reader. One upload holds one article or many (`shelf.rs` collects them); a member that cannot be
//! read is told by its name, and the others go on. [`Reading::upload`] then finds the claims; [`read`] is both in one.

mod archive;
mod columns;
mod day;
mod decode;
mod docx;
mod draft;
mod format;
mod header;
mod html;
mod lines;
mod mail;
mod markdown;
mod odt;
mod packed;
mod pdf;
mod plain;
mod refusal;
mod reread;
mod shelf;
mod table;
mod tongue;
mod xml;

pub use columns::{Notice, Remark, WhyNoDay};
pub use day::{TwoDays, parse as parse_day, two_days};
pub use pdf::{COMMAND as READ_PDF, read_pdfs_with, serve as read_pdf};
pub use refusal::{Refusal, Refused};
pub use reread::{Plan, reread};
pub use tongue::{Language, language, language_of_pieces};

use crate::{
    article::Article,
    claim::Claims,
    extract,
    store::{Details, NewArticle, NewUpload},
    text::Text,
};
use jiff::civil::Date;
use shelf::Shelf;

/// The most **bytes** one file may have.
pub const LARGEST: usize = 20 * 1024 * 1024;

/// The most **bytes** the text of one article may have: far more than any article has, and as much as can be read for
/// claims and shown without holding up everybody else.
pub const LONGEST: usize = 6_000_000;

/// The most articles one upload may hold.
pub const MOST_ARTICLES: usize = 5_000;

/// What is in an upload, before anything looks for claims: for a preview, or for [`Reading::upload`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The file's name, without its folders; `None` for pasted text.
    pub name: Option<String>,
    /// What the upload as a whole is: `text/html`, `application/zip`.
    pub media_type: &'static str,
    /// The bytes as they arrived.
    pub bytes: Vec<u8>,
    /// Its articles in the order they stand in it, never empty.
    pub documents: Vec<Document>,
    /// The members that could not be read, in the same order; empty unless the upload is an archive, a mail or a table.
    pub refused: Vec<Refused>,
    /// What a person should know of it although it was read.
    pub notices: Vec<Notice>,
}

/// One article of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its name inside the upload: the path in an archive, "row 3" of a table; `None` where the upload is the article.
    /// No two of an upload have the same.
    pub member: Option<String>,
    /// What it was read from, in one word: `html`, `pdf`, `text`.
    pub format: &'static str,
    /// Title, date, author, outlet, address, language and cleaned text.
    pub article: Article,
}

/// Reads an upload and does not look for claims yet.
///
/// `name` is the file's name as it was given, `None` for pasted text.
///
/// # Errors
/// With the reason, if no article of it can be read.
///
/// ```
/// let reading = claimbook::ingest::look(Some("a.txt"), b"Title: A fire\n\nTwo men died.".to_vec())?;
/// let [document] = reading.documents.as_slice() else { panic!("more than one") };
/// assert_eq!((document.format, &document.member), ("text", &None));
/// assert_eq!(document.article.title.as_deref(), Some("A fire"));
/// # Ok::<(), claimbook::ingest::Refusal>(())
/// ```
pub fn look(name: Option<&str>, bytes: Vec<u8>) -> Result<Reading, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    let mut shelf = Shelf::default();
    let media_type = shelf.open(None, &bytes)?;
    let (documents, refused, notices) = shelf.take()?;
    Ok(Reading {
        name: name.and_then(file_name),
        media_type,
        bytes,
        documents,
        refused,
        notices,
    })
}

impl Reading {
    /// Finds the claims, for the store. `typed` are details from a form, and a date among them is what the article's time
    /// words are resolved against. Each that is there wins over what was read, if the upload is one article. One of several
    /// takes only a date and an outlet, where it names none itself.
    pub fn upload(self, typed: &Details) -> NewUpload {
        let single = self.documents.len() == 1;
        let articles = self.documents.into_iter().map(|document| {
            let read = details_of(&document.article);
            let article = if single {
                with_details(document.article, typed)
            } else {
                Article {
                    date: document.article.date.or(typed.date),
                    outlet: document.article.outlet.or_else(|| typed.outlet.clone()),
                    ..document.article
                }
            };
            let (claims, extractor) = claims(&article.text, article.date);
            NewArticle {
                member: document.member,
                format: document.format,
                article,
                read,
                claims,
                extractor,
            }
        });
        NewUpload {
            articles: articles.collect(),
            name: self.name,
            media_type: self.media_type,
            bytes: self.bytes,
        }
    }
}

/// Reads an upload and finds the claims of its articles: [`look`], then [`Reading::upload`]. Which members of an archive were
/// refused is not told; where that matters, take the two steps.
///
/// # Errors
/// With the reason, if no article of it can be read.
///
/// ```
/// use claimbook::{ingest, store::Details};
/// let upload = ingest::read(None, b"Title: A fire\nDate: 3 May 2024\n\nTwo men died.".to_vec(), &Details::default())?;
/// let article = &upload.articles[0].article;
/// assert_eq!(article.title.as_deref(), Some("A fire"));
/// assert_eq!(article.date, Some(jiff::civil::date(2024, 5, 3)));
/// assert_eq!(article.text.as_str(), "Two men died.");
/// # Ok::<(), ingest::Refusal>(())
/// ```
pub fn read(name: Option<&str>, bytes: Vec<u8>, typed: &Details) -> Result<NewUpload, Refusal> {
    Ok(look(name, bytes)?.upload(typed))
}

/// What the engine finds in a text of that date, and the version of the engine: for an article of the store whose date was
/// corrected or whose claims are out of date.
///
/// The engine knows English; in a text of another language there are no claims.
pub fn claims(text: &Text, date: Option<Date>) -> (Claims, u32) {
    let claims = match language(text.as_str()) {
        Some(other) if !other.is_read() => Claims::default(),
        _ => extract::extract(text, date),
    };
    (claims, extract::VERSION)
}

/// An address of a page on the web in its usual spelling; `None` if it is none (only `http` and `https`, with a host).
///
/// A missing scheme is taken for `https` where the rest begins with `www.`.
///
/// ```
/// use claimbook::ingest::parse_address;
/// assert_eq!(parse_address(" www.example.org/a b ").as_deref(), Some("https://www.example.org/a%20b"));
/// assert_eq!(parse_address("javascript:alert(1)"), None);
/// ```
pub fn parse_address(words: &str) -> Option<String> {
    let words = words.trim().trim_start_matches('<').trim_end_matches('>');
    let www = words.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let address = url::Url::parse(&if www {
        format!("https://{words}")
    } else {
        words.to_owned()
    })
    .ok()?;
    let host = address.host_str().is_some_and(|host| !host.is_empty());
    (matches!(address.scheme(), "http" | "https") && host).then(|| address.into())
}

/// What the file itself says.
fn details_of(article: &Article) -> Details {
    Details {
        title: article.title.clone(),
        date: article.date,
        outlet: article.outlet.clone(),
        address: article.address.clone(),
    }
}

fn with_details(article: Article, typed: &Details) -> Article {
    Article {
        title: typed.title.clone().or(article.title),
        date: typed.date.or(article.date),
        outlet: typed.outlet.clone().or(article.outlet),
        address: typed.address.clone().or(article.address),
        ..article
    }
}

/// The name alone: some browsers send the whole path of the file, which is nobody's business.
fn file_name(given: &str) -> Option<String> {
    let name: String = given
        .rsplit(['/', '\\'])
        .next()?
        .chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect();
    let name = name.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    /// An article of the project's own, with its date in front of the first sentence as some collections have it.
    const DATED: &str = " date 2024-10-03 Roughly 40 dock workers have been hurt in clashes at the port of Maren, union \
        leaders said on Thursday, citing the harbour clinic.\n\n“We will not go back,” said Ilse Torvald, who leads the \
        union.\n\nThe Harbour Post contributed to this report.";

    fn read_text(text: &str) -> Article {
        let upload = read(None, text.as_bytes().to_vec(), &Details::default()).unwrap();
        upload.articles.into_iter().next().unwrap().article
    }

    #[test]
    fn a_date_in_front_of_the_first_sentence_is_taken_off() {
        let article = read_text(DATED);
        assert_eq!(article.date, Some(date(2024, 10, 3)));
        assert_eq!(article.title, None);
        assert_eq!(article.text.as_str(), &DATED[" date 2024-10-03 ".len()..]);
    }

    #[test]
    fn what_was_typed_wins_over_headers() {
        let typed = Details {
            title: Some("Typed".into()),
            date: Some(date(2020, 1, 2)),
            outlet: None,
            address: Some("https://example.org/".into()),
        };
        let bytes = b"Title: Read\nDate: 2019-05-06\nSource: The Harbour Post\n\nTwo men died.".to_vec();
        let upload = read(Some("C:\\news\\a.txt"), bytes, &typed).unwrap();
        assert_eq!(upload.name.as_deref(), Some("a.txt"));
        let article = &upload.articles[0].article;
        assert_eq!(article.title.as_deref(), Some("Typed"));
        assert_eq!(article.date, Some(date(2020, 1, 2)));
        assert_eq!(article.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(article.address.as_deref(), Some("https://example.org/"));
        assert_eq!(article.text.as_str(), "Two men died.");
    }

    #[test]
    fn nothing_is_refused() {
        for nothing in [
            "",
            " ",
            "\n\n\t \r\n",
            "\u{feff}",
            "\u{feff}\u{200b}\n",
            "– – –",
            "Title: x\nDate: 2024-01-01\n",
            "Subject: x\n\n",
        ] {
            let got = read(None, nothing.as_bytes().to_vec(), &Details::default());
            assert_eq!(got.unwrap_err(), Refusal::Empty, "{nothing:?}");
        }
    }

    #[test]
    fn too_much_is_refused_and_the_most_is_not() {
        let words = |n: usize| "word ".repeat(n / 5 + 1).into_bytes()[..n].to_vec();
        assert_eq!(
            read(None, words(LARGEST + 1), &Details::default()).unwrap_err(),
            Refusal::TooLarge
        );
        assert!(read(None, words(LARGEST / 20), &Details::default()).is_ok());
    }

    #[test]
    fn a_text_longer_than_any_article_is_refused_before_it_is_read_for_claims() {
        let words = |n: usize| "word ".repeat(n / 5).into_bytes();
        let refused = read(None, words(LONGEST + 10), &Details::default()).unwrap_err();
        assert_eq!(refused, Refusal::TooLong);
        assert!(refused.to_string().contains("Cut it into its articles"));
    }

    #[test]
    fn names_lose_their_folders() {
        assert_eq!(file_name("/home/me/a.txt").as_deref(), Some("a.txt"));
        assert_eq!(file_name("a\nb.txt").as_deref(), Some("ab.txt"));
        assert_eq!(file_name("folder/"), None);
        assert_eq!(file_name(""), None);
    }

    #[test]
    fn addresses_are_of_the_web() {
        for (words, address) in [
            ("https://Example.org/a", Some("https://example.org/a")),
            ("<http://example.org>", Some("http://example.org/")),
            ("WWW.example.org", Some("https://www.example.org/")),
            ("ftp://example.org/", None),
            ("12 High Street", None),
            ("example.org/a", None),
            ("data:text/html,x", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(parse_address(words).as_deref(), address, "{words}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_an_article_or_a_refusal(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            if let Ok(upload) = read(None, bytes, &Details::default()) {
                prop_assert!(upload.articles.iter().all(|a| !a.article.text.is_empty()));
            }
        }

        /// Taking a header off leaves the words of the article alone.
        #[test]
        fn whatever_the_head_the_text_that_follows_stays(
            head in "((Title|Date|By|Source|URL|date|Published)(: | )?[ -~]{0,40}\n{0,2}){0,4}",
        ) {
            const BODY: &str = "The bridge over the Sarn gave way on Sunday, and three people drowned, the police said.";
            let article = read_text(&format!("{head}\n\n{BODY}"));
            prop_assert!(article.text.as_str().ends_with(BODY), "{:?}", article.text.as_str());
        }
    }
}
