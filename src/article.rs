//! What an article is, before and apart from the claims in it.

use crate::text::Text;
use jiff::civil::Date;

/// One article as it was read from a file or a form: its text and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// As it stood in a header or was typed in; it gives no claims.
    pub title: Option<String>,
    /// The day it was published. "on Wednesday" and its like are resolved against it.
    pub date: Option<Date>,
    /// Who published it: "Reuters".
    pub outlet: Option<String>,
    /// Who wrote it, from a byline.
    pub author: Option<String>,
    /// Its address on the web.
    pub address: Option<String>,
    /// The language its text is in, as BCP 47 writes it (`en`, `de`); `None` where there is too little to tell.
    pub language: Option<String>,
    /// The text that every span points into.
    pub text: Text,
}
