//! The text as tokens, sentences, paragraphs and groups, and the word lists.
