//! What an older reader made of a file: the same bytes with another text.

#![allow(dead_code, reason = "each of them uses a part of it")]

use claimbook::{
    ingest,
    store::{Details, NewUpload},
    text::Text,
};

/// The upload as today's readers read it, but for the text of each article: what `text` makes of it.
pub(crate) fn read(name: &str, bytes: &[u8], text: impl Fn(&str) -> String) -> NewUpload {
    let mut upload = ingest::read(Some(name), bytes.to_vec(), &Details::default()).unwrap();
    for one in &mut upload.articles {
        one.article.text = Text::clean(&text(one.article.text.as_str()));
        (one.claims, one.extractor) = ingest::claims(&one.article.text, one.article.date);
    }
    upload
}
