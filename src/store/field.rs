//! Fields that quote the article, many in one row: `claim.parts` and `note.parts`, as JSON.

use super::{
    Words,
    error::{Result, StoreError},
};
use crate::text::CharSpan;
use serde::{Deserialize, Serialize};

/// Field, start and stop (code points), words; the time that they come to ("2024-05-02 day"), or the reason of a note.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Field(
    pub(super) String,
    pub(super) u32,
    pub(super) u32,
    pub(super) String,
    #[serde(default, skip_serializing_if = "Option::is_none")] pub(super) Option<String>,
);

impl Field {
    pub(super) fn words(self) -> Words {
        Words {
            at: CharSpan {
                start: self.1,
                end: self.2,
            },
            words: self.3,
        }
    }
}

/// As a row holds them.
pub(super) fn written(fields: &[Field]) -> Result<String> {
    serde_json::to_string(fields).map_err(|error| StoreError::Other(error.to_string()))
}

/// What a row holds.
pub(super) fn read(row: &str) -> Result<Vec<Field>> {
    serde_json::from_str(row).map_err(|error| StoreError::Damaged(error.to_string()))
}
