//! The text of an article and places in it.
//!
//! Text is the coordinate system of everything else: it is cleaned once ([`Text::clean`]) and never changes
//! after that. This module names no other module of the crate.

mod clean;
mod paragraph;
mod span;

pub use clean::one_line;
pub use span::{CharSpan, Span};

/// How many bytes lie between two remembered positions of [`Text::at`]'s index.
const STEP: usize = 256;

/// Cleaned text that never changes.
///
/// Clean means: lines end in LF, there is no other control character (U+0000–U+001F, U+007F–U+009F), no
/// spaces or tabs at the end of a line, and at most one blank line in a row. Format characters (joiners, soft hyphens) and
/// no-break spaces stay.
///
/// ```
/// use claimbook::text::{CharSpan, Text};
/// let text = Text::clean("Über 30\r\nTote.  \r\n");
/// assert_eq!(text.as_str(), "Über 30\nTote.\n");
/// let span = text.span(6..8).unwrap();
/// assert_eq!(text.slice(span), "30");
/// assert_eq!(text.to_chars(span), CharSpan { start: 5, end: 7 });
/// assert_eq!(text.to_bytes(CharSpan { start: 5, end: 7 }), Some(span));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    text: Box<str>,
    /// Code points before byte `STEP * i` (or before the character that byte lies in); empty for ASCII text.
    at: Vec<u32>,
}

impl Text {
    /// Cleans `raw` (see the type for what that means). Text that is clean already comes back unchanged.
    pub fn clean(raw: &str) -> Text {
        Text::index(clean::clean(raw).into_owned())
    }

    fn index(text: String) -> Text {
        let mut at = Vec::new();
        if !text.is_ascii() {
            let mut chars = 0;
            for (i, byte) in text.bytes().enumerate() {
                if i % STEP == 0 {
                    // inside a character: count from its start, as `char_at` does
                    at.push(chars - u32::from(is_continuation(byte)));
                }
                chars += u32::from(!is_continuation(byte));
            }
        }
        Text {
            text: text.into_boxed_str(),
            at,
        }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Length in code points.
    pub fn chars(&self) -> u32 {
        self.char_at(self.text.len())
    }

    /// The span of these **bytes**; `None` if it is empty, out of bounds or cuts a character.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Option<Span> {
        let whole = bytes.start < bytes.end && self.text.get(bytes.clone()).is_some();
        let (start, end) = (u32::try_from(bytes.start).ok()?, u32::try_from(bytes.end).ok()?);
        whole.then(|| Span::new(start, end))
    }

    /// The span of these **bytes** without white space at its ends; `None` if nothing else is in it.
    pub fn trimmed(&self, bytes: std::ops::Range<usize>) -> Option<Span> {
        let words = self.text.get(bytes.clone())?;
        let start = bytes.start + (words.len() - words.trim_start().len());
        self.span(start..start + words.trim().len())
    }

    /// The words at a place. A span of another text gives the empty string rather than a panic.
    pub fn slice(&self, span: Span) -> &str {
        debug_assert!(self.text.get(span.range()).is_some(), "a span of another text");
        self.text.get(span.range()).unwrap_or_default()
    }

    /// A place in code points.
    pub fn to_chars(&self, span: Span) -> CharSpan {
        CharSpan {
            start: self.char_at(span.start()),
            end: self.char_at(span.end()),
        }
    }

    /// A place in bytes; `None` if it is empty or out of bounds.
    pub fn to_bytes(&self, place: CharSpan) -> Option<Span> {
        self.span(self.byte_at(place.start)?..self.byte_at(place.end)?)
    }

    /// The text cut into its paragraphs, in order: joined they are the text again.
    ///
    /// A paragraph holds the line breaks after it. No claim's span reaches over its end. See
    /// `text/paragraph.rs` for where one ends.
    pub fn paragraphs(&self) -> Vec<Span> {
        paragraph::ends(&self.text)
            .scan(0, |start, end| Some(std::mem::replace(start, end)..end))
            .filter_map(|bytes| self.span(bytes))
            .collect()
    }

    fn char_at(&self, byte: usize) -> u32 {
        let Some(&before) = self.at.get(byte / STEP) else {
            return match self.at.last() {
                // only the end of a text whose length is a multiple of STEP has no entry of its own
                Some(&before) => {
                    before
                        + count(
                            &self.text.as_bytes()[(self.at.len() - 1) * STEP..],
                            &self.text,
                            (self.at.len() - 1) * STEP,
                        )
                }
                None => byte as u32,
            };
        };
        let from = byte / STEP * STEP;
        before + count(&self.text.as_bytes()[from..byte], &self.text, from)
    }

    fn byte_at(&self, chars: u32) -> Option<usize> {
        if self.at.is_empty() {
            return (chars as usize <= self.len()).then_some(chars as usize);
        }
        let step = self.at.partition_point(|&before| before <= chars).saturating_sub(1);
        let mut from = step * STEP;
        while !self.text.is_char_boundary(from) {
            from -= 1;
        }
        let mut left = chars - self.at[step];
        for (i, _) in self.text[from..].char_indices() {
            if left == 0 {
                return Some(from + i);
            }
            left -= 1;
        }
        (left == 0).then_some(self.len())
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Characters that begin in `bytes`, and the one that `from` cuts, if any.
fn count(bytes: &[u8], text: &str, from: usize) -> u32 {
    let begun = bytes.iter().filter(|&&b| !is_continuation(b)).count();
    let cut = !bytes.is_empty() && !text.is_char_boundary(from);
    begun as u32 + u32::from(cut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_survive_the_way_out_and_back(raw in "(\\PC|[äß“”’\u{1F600}\u{0301}\n ]|[a-z .]){0,900}", a in 0usize..3000, b in 0usize..3000) {
            let text = Text::clean(&raw);
            prop_assert_eq!(text.chars() as usize, text.as_str().chars().count());
            if let Some(span) = text.span(a.min(b)..a.max(b)) {
                let place = text.to_chars(span);
                prop_assert_eq!(place.start as usize, text.as_str()[..span.start()].chars().count());
                prop_assert_eq!(place.end as usize, text.as_str()[..span.end()].chars().count());
                prop_assert_eq!(text.to_bytes(place), Some(span));
            }
        }

        #[test]
        fn clean_text_stays_as_it_is(raw in "(\\PC|[\r\n\t \u{85}\u{0}\u{a0}x]){0,300}") {
            let text = Text::clean(&raw);
            prop_assert_eq!(Text::clean(text.as_str()), text.clone());
            prop_assert!(!text.as_str().chars().any(|c| c.is_control() && c != '\n'));
            prop_assert!(!text.as_str().contains("\n\n\n"));
            prop_assert!(text.as_str().lines().all(|l| l.trim_end_matches([' ', '\t']) == l));
        }

        #[test]
        fn paragraphs_joined_are_the_text(raw in "([a-zA-Z .“]{0,90}\n{0,3}){0,12}") {
            let text = Text::clean(&raw);
            let joined: String = text.paragraphs().into_iter().map(|p| text.slice(p)).collect();
            prop_assert_eq!(joined, text.as_str());
        }
    }

    #[test]
    fn a_span_is_never_empty_out_of_bounds_or_inside_a_character() {
        let text = Text::clean("é");
        for bytes in [0..0, 0..1, 1..2, 0..3, 2..2] {
            assert_eq!(text.span(bytes), None);
        }
        assert!(text.span(0..2).is_some());
        assert_eq!(text.to_bytes(CharSpan { start: 0, end: 2 }), None);
        assert_eq!(text.to_bytes(CharSpan { start: 1, end: 1 }), None);
    }

    #[test]
    fn the_end_of_a_text_of_whole_steps_has_a_place() {
        let text = Text::clean(&"é".repeat(STEP));
        assert_eq!(text.chars() as usize, STEP);
        assert_eq!(
            text.to_bytes(CharSpan {
                start: 0,
                end: STEP as u32
            })
            .map(Span::end),
            Some(2 * STEP)
        );
    }
}
