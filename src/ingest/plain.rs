//! The reader for plain text, Markdown and whatever else is text without a form that is known.

use super::{Refusal, header};
use crate::{article::Article, text::Text};

/// One article: cleaned, with its header read and taken off.
pub(super) fn read(decoded: &str) -> Result<Article, Refusal> {
    let cleaned = Text::clean(decoded);
    let (header, body) = header::take(cleaned.as_str());
    // Taking lines out of a clean text can leave a blank line at the beginning or two in a row.
    let text = Text::clean(body.trim_matches('\n').trim_end());
    if !text.as_str().contains(char::is_alphanumeric) {
        return Err(Refusal::Empty);
    }
    Ok(Article {
        title: header.title,
        date: header.date,
        outlet: header.outlet,
        author: header.author,
        address: header.address,
        text,
    })
}
