//! Credits of pictures at the end of captions.

use super::PHRASES;
use crate::language::{Case, Document, Kind, Tags};
use std::ops::Range;

/// The credit that closes a caption: `(Xinhua/Ivo Brandt)`, `Image: Mila Moss.`, `Bloomberg via Getty Images.`
pub(super) fn credit(d: &Document<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let mut end = tokens.end;
    while end > tokens.start && d.is_kind(end - 1, Kind::Stop) {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|&l| l >= tokens.start)?;
    // "Photo: Mila Moss", with or without a sentence before it
    let colon = (tokens.start..end).rev().take(14).find(|&i| d.is_kind(i, Kind::Colon));
    if let Some(colon) = colon {
        for start in colon.saturating_sub(2).max(tokens.start)..colon {
            let large = d.token(start).is_some_and(|t| t.case != Case::Lower);
            if large
                && PHRASES.end("picture", d, start) == Some(colon)
                && colon + 1 < end
                && end - colon <= 10
                && (colon + 1..end).all(|i| credit_word(d, i) || d.is_kind(i, Kind::Close) || d.is_kind(i, Kind::Open))
            {
                let bracket = usize::from(start > tokens.start && d.is_kind(start - 1, Kind::Open));
                return Some(start - bracket..tokens.end);
            }
        }
    }
    if d.is_kind(last, Kind::Close) {
        let open = (tokens.start..last)
            .rev()
            .take(14)
            .find(|&i| d.is_kind(i, Kind::Open))?;
        let inside = open + 1..last;
        let names = inside.clone().all(|i| credit_word(d, i));
        let picture = PHRASES.end("picture", d, inside.start).is_some_and(|e| e < inside.end);
        let agency = inside.clone().any(|i| PHRASES.end("agency", d, i).is_some());
        // "(Xinhua/Ivo Brandt)"; with a full stop behind it the bracket may be part of a sentence
        let slash = names && end == tokens.end && d.words(inside.clone()).contains('/') && inside.len() > 1;
        if picture && (names || agency) || agency && names || slash {
            return Some(open..tokens.end);
        }
    }
    // the last sentence is nothing but a credit
    let sentence = d.sentences.get(d.sentence_of(last))?;
    let start = sentence.tokens.start.max(tokens.start);
    if start >= end || end - start > 10 || !(start..end).all(|i| credit_word(d, i)) {
        return None;
    }
    let by = PHRASES
        .end("picture", d, start)
        .is_some_and(|e| e < end && d.any(e - 1, Tags::Preposition));
    // "Ivo Brandt/Getty Images" is written without spaces
    let piece = |i: usize, names: &[&str]| d.word(i).split('/').any(|word| names.contains(&word));
    let library = (start..end).any(|i| piece(i, &["getty", "shutterstock", "istock"]))
        || piece(start, &["ap", "reuters", "xinhua", "epa", "afp"])
            && (start..end).any(|i| piece(i, &["photo"]) || d.word(i).contains('/'));
    let agency = end - start <= 3 && PHRASES.end("agency", d, start) == Some(end) && tokens.start == start;
    (by || library || agency).then_some(start..tokens.end)
}

/// A word that can stand in a credit: a name, a small word that joins names, a sign between them, a year.
fn credit_word(d: &Document<'_>, i: usize) -> bool {
    let Some(token) = d.token(i) else { return false };
    match token.kind {
        Kind::Word => {
            token.case != Case::Lower
                || d.is(
                    i,
                    &[
                        "via", "by", "for", "of", "and", "from", "the", "de", "van", "von", "al", "photo", "file",
                        "images", "courtesy", "image", "handout",
                    ],
                )
                || !d.any(i, Tags::Known) && token.span.end() - token.span.start() < 20
        }
        Kind::Number => d.words(i..i + 1).len() <= 4,
        Kind::Comma | Kind::Other | Kind::Dash | Kind::Stop | Kind::Colon => true,
        _ => false,
    }
}
