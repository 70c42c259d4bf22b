//! What can go wrong with the database, each in a sentence that says the way out.

use rusqlite::ErrorCode;
use std::path::Path;

/// What went wrong with the database; each says what a person can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file belongs to a newer claimbook.
    #[error("{0} was written by a newer claimbook; use that one, or choose another file with --database")]
    Newer(String),
    /// The folder or the file cannot be made or opened.
    #[error("{0} cannot be opened ({1}); choose a place you may write to with --database")]
    Unwritable(String, String),
    /// The path leads to a folder.
    #[error("{0} is a folder; name a file in it with --database")]
    Folder(String),
    /// The file is something else.
    #[error("{0} is not a claimbook database and is left as it is; choose another file with --database")]
    Foreign(String),
    /// There is no file to check.
    #[error("there is no database at {0}; name the right file with --database")]
    Missing(String),
    /// Another program is writing and does not finish.
    #[error("the database is in use by another program; wait until that has finished, then try again")]
    Locked,
    /// The file may only be read.
    #[error(
        "the database cannot be written to; give yourself the right to write to it, or choose another file with --database"
    )]
    ReadOnly,
    /// No room is left.
    #[error("the disk is full, nothing was changed; make room and try again")]
    Full,
    /// The file is torn.
    #[error("the database is damaged ({0}); run `claimbook verify`, and go back to a backup if it agrees")]
    Damaged(String),
    /// The disk or the system failed.
    #[error("the disk failed to read or write the database ({0}); check the disk, then try again")]
    Disk(String),
    /// A question took longer than is good for anybody.
    #[error("{0}")]
    TooSlow(&'static str),
    /// The claims do not fit the text, or the upload has no article: a fault of the program, not of the person.
    #[error("the article was not stored because what was found in it does not fit its text ({0}); please report this")]
    Misplaced(String),
    /// The copy cannot be written.
    #[error("the backup {0} cannot be written ({1}); choose a place with enough room that you may write to")]
    Backup(String, String),
    /// A backup would overwrite a file.
    #[error("{0} is there already; choose another name for the backup")]
    Exists(String),
    /// A question or change ended in a panic; what it had changed is undone.
    #[error("the program made a mistake at the database, nothing was changed; please report this")]
    Crashed,
    /// The store is being closed.
    #[error("the database is closed because the program is ending; start it again")]
    Closed,
    /// Anything else SQLite says.
    #[error("the database could not answer ({0}); please report this")]
    Other(String),
}

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

impl StoreError {
    /// The error of opening `path`: words that name it where they can.
    pub(super) fn opening(self, path: &Path) -> StoreError {
        match self {
            StoreError::Other(why) | StoreError::Disk(why) => StoreError::Unwritable(shown(path), why),
            other => other,
        }
    }
}

/// A path for a message.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// A search or a list that was given up.
pub(super) const TOO_SLOW: &str = "this takes too long to answer; ask with fewer or less common words";

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        let why = error.to_string();
        match error {
            E::SqliteFailure(code, message) => match code.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Locked,
                ErrorCode::ReadOnly => StoreError::ReadOnly,
                ErrorCode::DiskFull => StoreError::Full,
                ErrorCode::OperationInterrupted => StoreError::TooSlow(TOO_SLOW),
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => StoreError::Damaged(why),
                ErrorCode::SystemIoFailure => StoreError::Disk(why),
                // what the triggers and checks of the schema refuse
                ErrorCode::ConstraintViolation => StoreError::Misplaced(message.unwrap_or(why)),
                _ => StoreError::Other(why),
            },
            // the schema holds words, dates and numbers only as this program writes them
            E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) => {
                StoreError::Damaged(why)
            }
            _ => StoreError::Other(why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn every_way_of_failing_has_its_own_words() {
        let of = |code| StoreError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert!(matches!(of(ffi::SQLITE_FULL), StoreError::Full));
        assert!(matches!(of(ffi::SQLITE_BUSY_SNAPSHOT), StoreError::Locked));
        assert!(matches!(of(ffi::SQLITE_READONLY_DBMOVED), StoreError::ReadOnly));
        assert!(matches!(of(ffi::SQLITE_CORRUPT_VTAB), StoreError::Damaged(_)));
        assert!(matches!(of(ffi::SQLITE_IOERR_FSYNC), StoreError::Disk(_)));
        assert!(matches!(of(ffi::SQLITE_INTERRUPT), StoreError::TooSlow(_)));
        assert!(matches!(of(ffi::SQLITE_CONSTRAINT_TRIGGER), StoreError::Misplaced(_)));
        assert!(matches!(of(ffi::SQLITE_NOMEM), StoreError::Other(_)));
        let path = Path::new("claims.db");
        assert!(matches!(
            of(ffi::SQLITE_CANTOPEN).opening(path),
            StoreError::Unwritable(..)
        ));
        assert!(matches!(of(ffi::SQLITE_FULL).opening(path), StoreError::Full));
    }
}
