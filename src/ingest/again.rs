//! Claims of a text that is stored already: its date was corrected, or the rules are newer.

use crate::{claim::Claims, extract, text::Text};
use jiff::civil::Date;

/// What the engine finds in `text` when it was published on `date`, and the version of the rules that found it.
pub fn claims_of(text: &Text, date: Option<Date>) -> (Claims, u32) {
    (extract::extract(text, date), extract::VERSION)
}
