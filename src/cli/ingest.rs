//! `claimbook ingest`: files into the database.

use super::{Failure, Outcome, complain, progress, say, several, shown};
use crate::{
    config,
    ingest::{self, LARGEST, Reading, Refused},
    store::{Added, ArticleId, Details, NewUpload, Store},
};
use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Put articles from files into the database
///
/// Each file is stored whole or not at all, with its claims. A file that cannot be read is said so, and the others are still
/// stored; then the exit status is 1. A file whose bytes are in the database already is not stored twice, so running the
/// same command again is safe.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimbook ingest article.txt\n  claimbook ingest reports/*.txt\n  pbpaste | claimbook ingest -"
)]
pub(super) struct Options {
    /// Files with one or more articles each; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(super) fn run(database: Option<&Path>, options: &Options) -> Outcome {
    let store = Store::open(&config::database(database)?)?;
    let bar = progress(options.files.len());
    let (mut stored, mut there, mut refused, mut members) = (0, 0, 0, 0usize);
    for file in &options.files {
        let name = if is_standard_input(file) {
            "standard input".to_owned()
        } else {
            shown(file)
        };
        bar.set_message(name.clone());
        let line = match read(file) {
            Ok((upload, left_out)) => {
                for member in left_out {
                    members += 1;
                    bar.suspend(|| complain(format_args!("{name}/{}: refused. {}", member.member, member.why)));
                }
                match store.write_now(move |writer| writer.add(upload)) {
                    Ok(Added::Stored(ids)) => {
                        stored += 1;
                        Ok(format!("{name}: stored as {}", addresses(&ids)))
                    }
                    Ok(Added::AlreadyThere(ids)) => {
                        there += 1;
                        Ok(format!("{name}: already there as {}", addresses(&ids)))
                    }
                    // the others would fail in the same way
                    Err(error) => {
                        bar.finish_and_clear();
                        return Err(Failure(format!("{name} was not stored: {error}")));
                    }
                }
            }
            Err(why) => {
                refused += 1;
                Err(format!("{name}: refused. {why}"))
            }
        };
        bar.suspend(|| match line {
            Ok(line) => say(line),
            Err(line) => complain(line),
        });
        bar.inc(1);
    }
    bar.finish_and_clear();
    if options.files.len() > 1 {
        let files = several(options.files.len(), "file", "files");
        complain(format_args!(
            "{files}: {stored} stored, {there} already there, {refused} refused"
        ));
    }
    Ok(refused == 0 && members == 0)
}

/// Reads one file and finds its claims; the reason why not, in words.
fn read(file: &Path) -> Result<(NewUpload, Vec<Refused>), String> {
    let mut reading = look(file)?;
    let refused = std::mem::take(&mut reading.refused);
    Ok((reading.upload(&Details::default()), refused))
}

/// Reads one file; the reason why not, in words.
pub(super) fn look(file: &Path) -> Result<Reading, String> {
    let name = file
        .file_name()
        .filter(|_| !is_standard_input(file))
        .map(|name| name.to_string_lossy());
    ingest::look(name.as_deref(), bytes(file)?).map_err(|refusal| refusal.to_string())
}

/// A file with that name is `./-`.
fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

/// At most one byte more than may be read: what a device or a pipe gives could be without end.
fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    let sentence = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "There is no such file. Check the name.".to_owned(),
        io::ErrorKind::PermissionDenied => "You may not read this file. Give yourself the right to.".to_owned(),
        _ => format!("It cannot be read ({error}). Check the file, then try again."),
    };
    let mut bytes = Vec::new();
    if is_standard_input(file) {
        let input = io::stdin().lock().take(LARGEST as u64 + 1).read_to_end(&mut bytes);
        input.map_err(|error| format!("Standard input cannot be read ({error})."))?;
        return Ok(bytes);
    }
    if file.is_dir() {
        return Err("This is a folder. Name the files in it, for example with an asterisk: FOLDER/*.txt".to_owned());
    }
    File::open(file)
        .and_then(|open| open.take(LARGEST as u64 + 1).read_to_end(&mut bytes))
        .map_err(sentence)?;
    Ok(bytes)
}

fn addresses(ids: &[ArticleId]) -> String {
    let addresses: Vec<String> = ids.iter().map(|id| format!("/articles/{id}")).collect();
    addresses.join(", ")
}
