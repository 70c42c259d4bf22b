//! `claimbook ingest`: files into the database.

use super::{
    Failure, Outcome,
    ahead::Ahead,
    complain,
    files::{self, Found},
    open, plain, progress, say, several, shown,
};
use crate::{
    background, config,
    ingest::{self, LARGEST, Notice, Reading, Refused},
    store::{Added, ArticleId, BYTES_AT_ONCE, Details, NewUpload, Store, StoreError, UPLOADS_AT_ONCE},
};
use indicatif::ProgressBar;
use std::{
    fs::File,
    io::{self, Read},
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::mpsc,
    thread::{self, available_parallelism},
};

/// Put articles from files into the database
///
/// Folders are gone through with all folders in them; files whose names begin with a dot are left out there. Each file is
/// stored whole or not at all, with its claims. A file that cannot be read is said so, and the others are still stored; then
/// the exit status is 1. A file whose bytes are in the database already is not stored twice, so running the same command
/// again is safe.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  claimbook ingest article.txt\n  claimbook ingest reports/\n  pbpaste | claimbook ingest -"
)]
pub(super) struct Options {
    /// Files, and folders of them; - is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// So many files all cores together are ahead of what is being stored: the next transaction is ready when one is written.
const AHEAD: usize = 2 * UPLOADS_AT_ONCE;
const CRASHED: &str = "The program failed while reading it. Nothing of it was stored.";

pub(super) fn run(database: Option<&Path>, options: &Options) -> Outcome {
    let store = open(&config::database(database)?)?;
    // articles that an older version stored are compared with the new ones
    while store.read_now(|reader| reader.has_uncompared())? {
        store.write_now(|writer| writer.link_older_copies(50))?;
    }
    let files = files::below(&options.paths);
    let mut work = Work {
        store: &store,
        bar: progress(files.len()),
        waiting: Vec::new(),
        size: 0,
        stored: 0,
        there: 0,
        refused: Vec::new(),
    };
    let done = each_read(&store, &files, |file, read| work.take(file, read?)).and_then(|()| work.flush());
    work.bar.finish_and_clear();
    done?;
    work.sum_up(files.len());
    Ok(work.refused.is_empty())
}

/// Reads the files on all cores while those before them are stored, and hands over what they hold in their order. Each core
/// reads every second file (third, fourth, … with more of them) and waits when it is ahead, so that no more than that is ever
/// in memory. One thread stores, for which the others make way: it is the one that all wait for.
fn each_read(
    store: &Store,
    files: &[Found],
    mut take: impl FnMut(&Found, Result<Result<Taken, String>, Failure>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let cores = available_parallelism().map_or(1, NonZero::get).min(files.len()).max(1);
    let ahead = Ahead::of(cores);
    thread::scope(|scope| {
        let ahead = &ahead;
        let _taking = ahead.taking();
        let read: Vec<_> = (0..cores)
            .map(|core| {
                let (give, read) = mpsc::sync_channel(AHEAD.div_ceil(cores));
                scope.spawn(move || {
                    background::give_way();
                    for file in files.iter().skip(core).step_by(cores) {
                        if !ahead.room(core) {
                            break;
                        }
                        let read = catch_unwind(AssertUnwindSafe(|| read_file(store, file)));
                        let read = read.unwrap_or_else(|_| Ok(Err(CRASHED.to_owned())));
                        let bytes = bytes_of(&read);
                        ahead.read(core, bytes);
                        // nobody takes it any more where the store could not be written
                        if give.send((bytes, read)).is_err() {
                            break;
                        }
                    }
                });
                read
            })
            .collect();
        for (i, file) in files.iter().enumerate() {
            let core = i % cores;
            let read = match read[core].recv() {
                Ok((bytes, read)) => {
                    ahead.taken(core, bytes);
                    read
                }
                Err(_) => Ok(Err(CRASHED.to_owned())),
            };
            take(file, read)?;
        }
        Ok(())
    })
}

/// Reads one file and finds its claims; the reason why not, in words.
fn read_file(store: &Store, file: &Found) -> Result<Result<Taken, String>, Failure> {
    let path = match file {
        Found::Wrong(_, why) => return Ok(Err(why.clone())),
        Found::File(path) => path,
    };
    let bytes = match bytes(path) {
        Ok(bytes) => bytes,
        Err(why) => return Ok(Err(why)),
    };
    let (there, bytes) = store.read_now(move |reader| Ok((reader.made_of(&bytes)?, bytes)))?;
    if let Some(article) = there {
        return Ok(Ok(Taken::There(article.id)));
    }
    let read = ingest::look(name_of(path).as_deref(), bytes).map(|mut reading| {
        let refused = std::mem::take(&mut reading.refused);
        let notices = std::mem::take(&mut reading.notices);
        Taken::New(refused, notices, Box::new(reading.upload(&Details::default())))
    });
    Ok(read.map_err(|refusal| refusal.to_string()))
}

/// What a file that was read takes of the memory, about.
fn bytes_of(read: &Result<Result<Taken, String>, Failure>) -> usize {
    match read {
        Ok(Ok(Taken::New(_, _, upload))) => size(upload),
        _ => 0,
    }
}

fn size(upload: &NewUpload) -> usize {
    let texts = upload.articles.iter().map(|new| new.article.text.len());
    upload.bytes.len() + texts.sum::<usize>()
}

/// What is to be told of a file when it is stored.
struct Told {
    name: String,
    /// Members that are left out.
    refused: Vec<Refused>,
    /// What a person should know of it although it was read.
    notices: Vec<Notice>,
}

/// Files on their way into the store.
struct Work<'s> {
    store: &'s Store,
    bar: ProgressBar,
    /// What is read and not stored yet.
    waiting: Vec<(Told, NewUpload)>,
    size: usize,
    stored: usize,
    there: usize,
    /// Name and reason.
    refused: Vec<(String, String)>,
}

impl Work<'_> {
    /// What a file holds, or why it cannot be read.
    fn take(&mut self, file: &Found, read: Result<Taken, String>) -> Result<(), Failure> {
        let name = match file {
            Found::File(path) | Found::Wrong(path, _) if is_standard_input(path) => "standard input".to_owned(),
            Found::File(path) | Found::Wrong(path, _) => shown(path),
        };
        self.bar.set_message(name.clone());
        match read {
            Ok(Taken::There(article)) => {
                // told in their order
                self.flush()?;
                self.there += 1;
                self.tell(Ok(format!("{name}: already there as {}", addresses(&[article]))));
            }
            Ok(Taken::New(refused, notices, upload)) => {
                self.size += size(&upload);
                let told = Told { name, refused, notices };
                self.waiting.push((told, *upload));
                if self.size > BYTES_AT_ONCE || self.waiting.len() >= UPLOADS_AT_ONCE {
                    self.flush()?;
                }
            }
            Err(why) => {
                self.flush()?;
                self.refuse(name, why);
            }
        }
        Ok(())
    }

    /// Stores what waits, in one transaction, and tells of it after that.
    fn flush(&mut self) -> Result<(), Failure> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.size = 0;
        let (mut names, mut uploads) = (Vec::new(), Vec::new());
        for (told, upload) in self.waiting.drain(..) {
            names.push(told);
            uploads.push(upload);
        }
        let added = self.store.add_all_now(uploads);
        for (told, added) in names.into_iter().zip(added) {
            let Told { name, refused, notices } = told;
            match added {
                Ok(Added::Stored(ids)) => {
                    self.stored += 1;
                    self.tell(Ok(format!("{name}: stored as {}", addresses(&ids))));
                    for notice in notices {
                        let notice = plain(notice);
                        self.bar.suspend(|| complain(format_args!("{name}: {notice}")));
                    }
                }
                Ok(Added::AlreadyThere(ids)) => {
                    self.there += 1;
                    self.tell(Ok(format!("{name}: already there as {}", addresses(&ids))));
                }
                Err(error @ (StoreError::Misplaced(_) | StoreError::Crashed)) => {
                    self.refuse(name.clone(), format!("It was not stored: {error}."));
                }
                // the others would fail in the same way
                Err(error) => return Err(Failure(format!("{name} was not stored: {error}"))),
            }
            for Refused { member, why } in refused {
                let member = format!("{name}, {}", plain(member));
                self.bar.suspend(|| complain(format_args!("{member}: left out. {why}")));
                self.refused.push((member, why.to_string()));
            }
        }
        Ok(())
    }

    fn refuse(&mut self, name: String, why: String) {
        self.tell(Err(format!("{name}: refused. {why}")));
        self.refused.push((name, why));
    }

    fn tell(&self, line: Result<String, String>) {
        self.bar.suspend(|| match line {
            Ok(line) => say(line),
            Err(line) => complain(line),
        });
        self.bar.inc(1);
    }

    /// After many lines, once more what was refused, a line for each reason.
    fn sum_up(&self, files: usize) {
        const MANY: usize = 20;
        const NAMED: usize = 3;
        if files < 2 {
            return;
        }
        let refused = files - self.stored - self.there;
        let left_out = match self.refused.len() - refused {
            0 => String::new(),
            some => format!("; {} left out of what was stored", several(some, "part", "parts")),
        };
        complain(format_args!(
            "{}: {} stored, {} already there, {refused} refused{left_out}",
            several(files, "file", "files"),
            self.stored,
            self.there
        ));
        if files <= MANY {
            return;
        }
        let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
        for (name, why) in &self.refused {
            match reasons.iter_mut().find(|(reason, _)| reason == why) {
                Some((_, names)) => names.push(name),
                None => reasons.push((why, vec![name])),
            }
        }
        for (reason, names) in reasons {
            let more = match names.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let named: Vec<&str> = names.iter().take(NAMED).copied().collect();
            complain(format_args!(
                "  {} not read: {}{more}. {reason}",
                names.len(),
                named.join(", ")
            ));
        }
    }
}

enum Taken {
    There(ArticleId),
    New(Vec<Refused>, Vec<Notice>, Box<NewUpload>),
}

/// Reads one file; the reason why not, in words.
pub(super) fn look(file: &Path) -> Result<Reading, String> {
    ingest::look(name_of(file).as_deref(), bytes(file)?).map_err(|refusal| refusal.to_string())
}

fn name_of(file: &Path) -> Option<String> {
    let name = file.file_name().filter(|_| !is_standard_input(file));
    name.map(|name| name.to_string_lossy().into_owned())
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
    const NAMED: usize = 5;
    let addresses: Vec<String> = ids.iter().take(NAMED).map(|id| format!("/articles/{id}")).collect();
    let more = match ids.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    addresses.join(", ") + &more
}
