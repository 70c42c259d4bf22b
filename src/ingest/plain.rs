//! The reader for plain text and whatever else is text without a form that is known.

use super::draft::Draft;

/// One article: all of the text; its head tells about it.
pub(super) fn read(decoded: &str) -> Draft {
    Draft {
        format: "text",
        text: decoded.to_owned(),
        ..Draft::default()
    }
}
