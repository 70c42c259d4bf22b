//! Numbers that count people to whom something happened.

use super::number::Number;
use crate::{
    claim::{Figure, PassedOver},
    language::Document,
};

/// Finds the figures among the numbers, in the order of their places, and says of the other numbers why they are none.
///
/// `source`, `via`, `said` and `when` are left empty: later stages fill them.
pub(super) fn find(document: &Document<'_>, numbers: &[Number]) -> (Vec<Figure>, Vec<PassedOver>) {
    let _ = (document, numbers);
    (Vec::new(), Vec::new())
}
