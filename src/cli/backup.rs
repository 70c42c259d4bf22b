//! `claimbook backup`: a copy of the database.

use super::{Outcome, open_existing, say, shown};
use std::path::{Path, PathBuf};

/// Copy the database to another file, also while the pages are served
///
/// The copy is of one moment, whole, and a database like any other: claimbook --database COPY opens it.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Where to; a file that is there already is not overwritten
    file: PathBuf,
}

pub(super) fn run(database: Option<&Path>, options: &Options) -> Outcome {
    let store = open_existing(database)?;
    store.backup(&options.file)?;
    say(format_args!(
        "copied {} to {}",
        shown(store.path()),
        shown(&options.file)
    ));
    Ok(true)
}
