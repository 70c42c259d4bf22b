//! What holds for the readers whatever file comes in: shared by the property tests and by the fuzz target `reader`.

use claimbook::{
    ingest::{self, Refusal},
    text::Text,
};
use std::collections::HashSet;

/// The most **bytes** of text of one upload, as the sentence of [`Refusal::TooMuch`] tells it.
const MOST_TEXT: usize = 64_000_000;

/// Whatever the bytes are, there are articles or a sentence that says why not.
pub(crate) fn reader(bytes: Vec<u8>) {
    let reading = match ingest::look(Some("file.bin"), bytes.clone()) {
        Ok(reading) => reading,
        Err(refusal) => return sentence(&refusal),
    };
    assert!(reading.bytes == bytes, "the original is kept as it is");
    let documents = &reading.documents;
    assert!(!documents.is_empty() && documents.len() <= ingest::MOST_ARTICLES);
    assert!(documents.iter().map(|d| d.article.text.len()).sum::<usize>() <= MOST_TEXT);
    let mut members = HashSet::new();
    for document in documents {
        assert!(members.insert(&document.member), "{:?} is there twice", document.member);
        let article = &document.article;
        let text = article.text.as_str();
        assert!(text.contains(char::is_alphanumeric), "an article has words");
        assert!(text.len() <= ingest::LONGEST);
        assert_eq!(Text::clean(text), article.text, "the text is clean");
        for detail in [&article.title, &article.author, &article.outlet, &article.address]
            .into_iter()
            .flatten()
        {
            assert!(!detail.trim().is_empty(), "what is not known is not there");
            assert!(!detail.contains(char::is_control), "one line: {detail:?}");
        }
        let code = |code: &String| (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
        assert!(article.language.as_ref().is_none_or(code), "{:?}", article.language);
    }
    reading.refused.iter().for_each(|refused| sentence(&refused.why));
}

/// A refusal is said in words, and is none that covers up a panic of a reader.
fn sentence(refusal: &Refusal) {
    assert_ne!(*refusal, Refusal::Damaged("file"), "a reader panicked");
    let words = refusal.to_string();
    assert!(words.ends_with('.') && words.starts_with(char::is_uppercase), "{words}");
    assert!(words.len() < 10_000, "{} bytes of a sentence", words.len());
    if let Refusal::Members(refused) = refusal {
        refused.iter().for_each(|refused| sentence(&refused.why));
    }
}
