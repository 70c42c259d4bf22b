//! Bytes of a file or a form to articles with their claims.

mod again;

pub use again::claims_of;

use crate::store::{Details, NewUpload};

/// Why an upload was refused, in words for the person who sent it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is nothing in it.
    #[error("There is no text in it.")]
    Empty,
    /// A format that is not read yet, by its name: "a PDF file".
    #[error("This is {0}. Only plain text can be read so far: copy its text and paste it into the form.")]
    NotYet(&'static str),
}

/// Reads an upload: decodes, cleans, takes headers off, extracts. `typed` are details from a form: they win over headers.
///
/// # Errors
/// With the reason, if it cannot be read.
pub fn read(name: Option<&str>, bytes: Vec<u8>, typed: &Details) -> Result<NewUpload, Refusal> {
    let _ = (name, bytes, typed);
    Err(Refusal::Empty)
}
