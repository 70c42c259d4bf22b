//! One module a page, named as its template.

pub(crate) mod apart;
pub(crate) mod article;
pub(crate) mod articles;
pub(crate) mod delete;
pub(crate) mod deleted;
pub(crate) mod edit;
pub(crate) mod figures;
pub(crate) mod help;
pub(crate) mod home;
pub(crate) mod look;
pub(crate) mod original;
pub(crate) mod quotes;
pub(crate) mod same;
pub(crate) mod search;
pub(crate) mod source;
pub(crate) mod sources;
pub(crate) mod upload;

use super::show::same_name;
use crate::store::{Mention, QuoteRow, Words};

/// The speaker's full name, where it says more than the mention beside the quote does.
fn derived_speaker(quote: &QuoteRow) -> Option<&str> {
    let said = |name: &str| quote.source.as_ref().is_some_and(|m| same_name(&m.words.words, name));
    quote.speaker.as_deref().filter(|name| !said(name))
}

/// What the article says that a source is, where the mention is its full name: beside "she" or a short name the words
/// would look like a part of that mention.
fn role_beside(mention: &Mention) -> Option<&Words> {
    mention
        .role
        .as_ref()
        .filter(|_| same_name(&mention.words.words, &mention.name))
}
