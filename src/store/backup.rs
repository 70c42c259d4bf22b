//! A copy of the database while it is in use.

use super::{
    Store,
    error::{Result, StoreError, shown},
    open,
};
use rusqlite::types::{ToSqlOutput, ValueRef};
use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
};

impl Store {
    /// Writes the state of this moment to a new file, which is whole and on the disk when this returns. Others go on
    /// reading and writing meanwhile. Waits until it is done.
    ///
    /// # Errors
    /// If `to` exists (it is left as it is) or cannot be written. Then no file is left behind.
    pub fn backup(&self, to: &Path) -> Result<()> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::AlreadyExists => StoreError::Exists(shown(to)),
            io::ErrorKind::StorageFull => StoreError::Full,
            _ => StoreError::Backup(shown(to), error.to_string()),
        };
        if to.symlink_metadata().is_ok() {
            return Err(StoreError::Exists(shown(to)));
        }
        // under another name until it is whole: a copy that was cut short must not be taken for one
        let part = Part::new(to).map_err(failed)?;
        let connection = if self.can_write() {
            open::aside(self.path())?
        } else {
            open::reading(self.path())?
        };
        connection
            .pragma_update(None, "query_only", false)
            .map_err(StoreError::from)?;
        connection
            // its very bytes: a name need not be Unicode
            .execute(
                "VACUUM INTO ?1",
                [ToSqlOutput::Borrowed(ValueRef::Text(
                    part.0.as_os_str().as_encoded_bytes(),
                ))],
            )
            .map_err(StoreError::from)
            .map_err(|error| match error {
                StoreError::Other(why) | StoreError::Disk(why) => StoreError::Backup(shown(to), why),
                other => other,
            })?;
        File::open(&part.0).and_then(|file| file.sync_all()).map_err(failed)?;
        // unlike renaming, linking never overwrites
        match fs::hard_link(&part.0, to) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(failed(error)),
            // a file system without links
            Err(_) if to.symlink_metadata().is_ok() => return Err(StoreError::Exists(shown(to))),
            Err(_) => fs::rename(&part.0, to).map_err(failed)?,
        }
        if let Some(folder) = to.parent() {
            let folder = if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            };
            // some systems cannot open a folder; then its entry is on the disk when the system says so
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

/// So many names are tried.
const NAMES: u32 = 100;

/// A file of ours that goes when this is dropped.
struct Part(PathBuf);

impl Part {
    fn new(to: &Path) -> io::Result<Part> {
        let name = to.file_name().unwrap_or_default();
        let mut n = 0;
        let path = loop {
            let mut name = OsString::from(name);
            name.push(match n {
                0 => format!(".part-{}", std::process::id()),
                n => format!(".part-{}-{n}", std::process::id()),
            });
            let path = to.with_file_name(name);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(_) => break path,
                // left by a program of the same number that was killed
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && n < NAMES => n += 1,
                Err(error) => return Err(error),
            }
        };
        Ok(Part(path))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
