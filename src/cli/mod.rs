//! The command line: one module a command. Each says what went wrong in one sentence with the way out, on standard error.

mod ahead;
mod backup;
pub mod extract;
mod files;
mod ingest;
mod reprocess;
mod serve;
mod verify;

use crate::{
    config::{self, ConfigError},
    store::{Store, StoreError},
};
use clap::{Parser, Subcommand};
use std::{
    fmt,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Finds every casualty figure, quote and source in news articles, each with its exact place in the text.
///
/// Without a command claimbook starts its pages and prints their address: open it in a browser. Everything stays on this
/// machine: the pages can be reached only from here, and nothing is sent anywhere.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = AFTER_HELP, subcommand_help_heading = "Commands")]
struct Cli {
    /// The database: one file that holds articles, claims and uploads; it is made if there is none
    #[arg(long, global = true, value_name = "FILE", env = "CLAIMBOOK_DATABASE")]
    database: Option<PathBuf>,

    #[command(flatten)]
    serve: serve::Options,

    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER_HELP: &str = "\
Examples:
  claimbook --open                      start, and open the pages in the browser
  claimbook ingest reports/*.txt        put articles into the database
  claimbook extract article.txt         what is in one article, as JSON; nothing is stored
  claimbook backup monday.db            a copy of the database, also while the pages are served
  claimbook --database war.db --port 0  another database, any port that is free

The database is, unless --database names another,
  ~/.local/share/claimbook/claimbook.db  on Linux and macOS ($XDG_DATA_HOME counts)
  %APPDATA%\\claimbook\\claimbook.db       on Windows

Exit status: 0 if all went well; 1 if something was refused, is wrong or could not be done (the
reason is on standard error); 2 if the command line was not understood.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the pages and print their address (what happens without a command)
    Serve(serve::Options),
    Ingest(ingest::Options),
    Extract(extract::Options),
    /// Check the whole database: every place, digest, count and the search index
    ///
    /// Pages can be read meanwhile. At the end, while the search index is checked, nothing can be stored or changed: in a
    /// large database for some seconds or longer.
    Verify,
    Reprocess(reprocess::Options),
    Backup(backup::Options),
    /// Reads a PDF file for the program itself: see `ingest/pdf`
    #[command(name = crate::ingest::READ_PDF, hide = true)]
    ReadPdf,
}

/// Why a command could not do its work: one sentence with the way out.
#[derive(Debug)]
struct Failure(String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure(error.to_string())
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Failure {
        Failure(error.to_string())
    }
}

/// What a command comes to: whether all was right, where something was not but the rest was done.
type Outcome = Result<bool, Failure>;

/// Reads the command line and does what it says.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    // the file that runs, also when a new version has been put in its place
    let running = PathBuf::from("/proc/self/exe");
    if let Some(program) = running
        .exists()
        .then_some(running)
        .or_else(|| std::env::current_exe().ok())
    {
        crate::ingest::read_pdfs_with(&program);
    }
    let database = cli.database.as_deref();
    let outcome = match cli.command {
        None => serve::run(database, cli.serve),
        Some(Command::Serve(options)) => serve::run(database, options.or(cli.serve)),
        Some(command) if cli.serve.any() => Err(Failure(format!(
            "--port and --open are for claimbook serve; leave them out of claimbook {}",
            command.name()
        ))),
        Some(Command::Ingest(options)) => ingest::run(database, &options),
        Some(Command::Extract(options)) => extract::run(&options),
        Some(Command::Verify) => verify::run(database),
        Some(Command::Reprocess(options)) => reprocess::run(database, &options),
        Some(Command::Backup(options)) => backup::run(database, &options),
        Some(Command::ReadPdf) => match crate::ingest::read_pdf() {
            Ok(()) => Ok(true),
            Err(error) => Err(Failure(error.to_string())),
        },
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            complain(&failure);
            ExitCode::FAILURE
        }
    }
}

impl Command {
    fn name(&self) -> &'static str {
        match self {
            Command::Serve(_) => "serve",
            Command::Ingest(_) => "ingest",
            Command::Extract(_) => "extract",
            Command::Verify => "verify",
            Command::Reprocess(_) => "reprocess",
            Command::Backup(_) => "backup",
            Command::ReadPdf => crate::ingest::READ_PDF,
        }
    }
}

/// A line on standard error; if nobody reads it, it is lost.
fn complain(what: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "claimbook: {what}");
}

/// A line on standard output. If nobody reads it any more, the work still goes on.
fn say(what: impl fmt::Display) {
    let _ = writeln!(io::stdout(), "{what}");
}

/// The database of a command that works on what is there.
fn open_existing(database: Option<&Path>) -> Result<Store, Failure> {
    open(&config::existing_database(database)?)
}

/// Opens a database, and says what a person has to know of the file.
fn open(database: &Path) -> Result<Store, Failure> {
    if Store::is_older(database) {
        complain(
            "the database is of an older version and is brought up to date first, once; a large one takes minutes",
        );
    }
    let store = Store::open(database)?;
    for notice in store.notices() {
        complain(notice);
    }
    Ok(store)
}

/// A path for a terminal: a name may hold control characters, which a terminal would obey.
fn shown(path: &Path) -> String {
    plain(path.display())
}

/// Words from outside for a terminal, which would obey control characters.
fn plain(words: impl fmt::Display) -> String {
    words.to_string().replace(char::is_control, "\u{fffd}")
}

/// "1 article", "12 articles".
fn several(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// A bar on standard error for `length` steps (0: not known yet); nothing is drawn where standard error is no terminal or
/// there is only one step.
fn progress(length: usize) -> indicatif::ProgressBar {
    if length == 1 {
        return indicatif::ProgressBar::hidden();
    }
    let bar = indicatif::ProgressBar::new(length as u64);
    if let Ok(style) = indicatif::ProgressStyle::with_template("{bar:30} {pos} of {len}  {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn flags_stand_before_and_after_the_command() {
        for line in [
            "--port 0 --database a.db",
            "serve --port 0 --database a.db",
            "--port 0 --database a.db serve",
        ] {
            let cli = Cli::parse_from(std::iter::once("claimbook").chain(line.split(' ')));
            assert_eq!(cli.database.as_deref(), Some(Path::new("a.db")));
            let port = match cli.command {
                Some(Command::Serve(options)) => options.or(cli.serve).port,
                _ => cli.serve.port,
            };
            assert_eq!(port, Some(0), "{line}");
        }
    }

    #[test]
    fn help_tells_where_things_are() {
        let help = Cli::command().render_long_help().to_string();
        for words in [
            "claimbook.db",
            "Exit status",
            "Examples",
            "ingest",
            "CLAIMBOOK_DATABASE",
            "CLAIMBOOK_PORT",
        ] {
            assert!(help.contains(words), "{words}");
        }
    }

    #[test]
    fn names_of_files_cannot_steer_a_terminal() {
        assert_eq!(shown(Path::new("a\u{1b}[2Jb.txt")), "a\u{fffd}[2Jb.txt");
    }
}
