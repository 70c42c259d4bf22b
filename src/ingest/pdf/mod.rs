//! The reader for PDF files.
//!
//! A PDF is a program that draws pages, and what goes wrong in reading one can be more than an error: endless work, or more
//! memory than there is. So the program is started once more for each file (`claimbook read-pdf`, which no list of commands
//! shows), with limits of its own, and is killed when it takes too long. `glyphs.rs` has hayro draw the pages and notes where
//! the letters come to stand, `layout.rs` makes lines, columns and paragraphs of them.

mod glyphs;
mod layout;

use super::{
    Refusal, day,
    docx::{is_author, is_title},
    draft::{Draft, Head},
};
use crate::text::one_line;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use serde::{Deserialize, Serialize};
use std::{
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    sync::{Mutex, OnceLock, PoisonError},
    time::{Duration, Instant},
};

const WHAT: &str = "PDF file";
/// The name of the command that reads one.
pub const COMMAND: &str = "read-pdf";
/// A file of 300 pages takes less than a second of these.
const PATIENCE: Duration = Duration::from_secs(40);
/// The most **bytes** of memory the reading may take. 300 pages of text take 31 MiB, a file of 12 MB pictures with text 34, and
/// as much text as an article may have a hundred.
#[cfg(unix)]
const MEMORY: u64 = 128 * 1024 * 1024;
/// The most **bytes** of addresses, of which the program itself takes some: for systems that do not count memory.
#[cfg(unix)]
const ADDRESSES: u64 = 256 * 1024 * 1024;
/// The most pages that are read.
const PAGES: usize = 3_000;

/// One file is read at a time, so that several do not take several times the memory.
static TURN: Mutex<()> = Mutex::new(());

static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Has PDF files read by this program (`PROGRAM read-pdf`), in a process of their own. Without it they are read in this one.
pub fn read_pdfs_with(program: &Path) {
    // the first one stays: there is one program
    let _ = PROGRAM.set(program.to_owned());
}

/// What the other process answers.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Answer {
    title: Option<String>,
    author: Option<String>,
    created: Option<String>,
    text: String,
    refused: Option<Why>,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
enum Why {
    Locked,
    Scan,
    Damaged,
    TooSlow,
    TooManyPages,
    TooLong,
}

/// One article.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Refusal> {
    let answer = match PROGRAM.get() {
        Some(program) => elsewhere(program, bytes)?,
        None => here(bytes),
    };
    match answer.refused {
        Some(Why::Locked) => return Err(Refusal::Locked(WHAT)),
        Some(Why::Scan) => return Err(Refusal::Scan),
        Some(Why::Damaged) => return Err(Refusal::Damaged(WHAT)),
        Some(Why::TooSlow) => return Err(Refusal::TooSlow(WHAT)),
        Some(Why::TooManyPages) => return Err(Refusal::TooManyPages),
        Some(Why::TooLong) => return Err(Refusal::TooLong),
        None => {}
    }
    Ok(Draft {
        format: "pdf",
        title: answer.title,
        author: answer.author,
        date: answer.created.as_deref().and_then(day::parse),
        text: answer.text,
        head: Head::First,
        ..Draft::default()
    })
}

/// Lets the other process read, and ends it when it takes too long.
fn elsewhere(program: &Path, bytes: &[u8]) -> Result<Answer, Refusal> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let started = Instant::now();
    let mut child = Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| Refusal::Damaged(WHAT))?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(Refusal::Damaged(WHAT));
    };
    // one thread a pipe: a pipe that is full on one side waits for the other
    let mut ended = None;
    let answer = std::thread::scope(|scope| {
        scope.spawn(move || {
            // it may end before it has read all
            let _ = input.write_all(bytes);
        });
        let answer = scope.spawn(move || {
            let mut answer = Vec::new();
            let most = 4 * super::LONGEST as u64;
            output.take(most).read_to_end(&mut answer).map(|_| answer)
        });
        loop {
            match child.try_wait() {
                Ok(Some(status)) => {
                    ended = Some(status);
                    break;
                }
                Ok(None) if started.elapsed() < PATIENCE => std::thread::sleep(Duration::from_millis(2)),
                _ => {
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(Refusal::TooSlow(WHAT));
                }
            }
            if answer.is_finished() {
                ended = child.wait().ok();
                break;
            }
        }
        answer.join().ok().and_then(Result::ok).ok_or(Refusal::Damaged(WHAT))
    })?;
    serde_json::from_slice(&answer).map_err(|_| ended.map_or(Refusal::Damaged(WHAT), why_no_answer))
}

/// A Rust program that gets no memory aborts; one that takes too much of the processor is ended by the system.
#[cfg(unix)]
fn why_no_answer(ended: ExitStatus) -> Refusal {
    use std::os::unix::process::ExitStatusExt;
    const ABORTED: i32 = 6;
    const KILLED: i32 = 9;
    const TOO_MUCH_WORK: i32 = 24;
    match ended.signal() {
        Some(ABORTED) => Refusal::TooHeavy(WHAT),
        Some(KILLED | TOO_MUCH_WORK) => Refusal::TooSlow(WHAT),
        _ => Refusal::Damaged(WHAT),
    }
}

#[cfg(not(unix))]
fn why_no_answer(_: ExitStatus) -> Refusal {
    Refusal::Damaged(WHAT)
}

/// The other process: reads a file from standard input, and answers on standard output. It limits itself first.
///
/// # Errors
/// If its standard input or output fail.
pub fn serve() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        // where a limit cannot be set, the others hold
        let _ = rlimit::setrlimit(rlimit::Resource::AS, ADDRESSES, ADDRESSES);
        let _ = rlimit::setrlimit(rlimit::Resource::DATA, MEMORY, MEMORY);
        let _ = rlimit::setrlimit(rlimit::Resource::CPU, PATIENCE.as_secs(), PATIENCE.as_secs());
        let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(super::LARGEST as u64)
        .read_to_end(&mut bytes)?;
    let mut output = std::io::stdout().lock();
    serde_json::to_writer(&mut output, &here(&bytes))?;
    output.flush()
}

/// Reads in this process.
fn here(bytes: &[u8]) -> Answer {
    let refused = |why| Answer {
        refused: Some(why),
        ..Answer::default()
    };
    let started = Instant::now();
    let pdf = match Pdf::new(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)) => return refused(Why::Locked),
        Err(LoadPdfError::Decryption(_)) => return refused(Why::Locked),
        Err(LoadPdfError::Invalid) => return refused(Why::Damaged),
    };
    if pdf.pages().len() > PAGES {
        return refused(Why::TooManyPages);
    }
    let mut pages = Vec::new();
    let (mut letters, mut unknown, mut pictures) = (0, 0, 0);
    for page in pdf.pages().iter() {
        if started.elapsed() > PATIENCE {
            return refused(Why::TooSlow);
        }
        let drawn = glyphs::of(&pdf, page);
        letters += drawn.letters.len();
        // a letter has a byte at least: what would be refused later takes no more memory
        if letters > super::LONGEST {
            return refused(Why::TooLong);
        }
        unknown += drawn.unknown;
        pictures += drawn.pictures;
        pages.push(layout::page(drawn));
    }
    if letters < 20 && pictures > 0 || unknown > letters {
        return refused(Why::Scan);
    }
    let (headline, text) = layout::text(pages);
    let info = pdf.metadata();
    let words = |bytes: &Option<Box<[u8]>>| {
        bytes
            .as_deref()
            .map(pdf_string)
            .map(|words| one_line(&words))
            .filter(|words| !words.is_empty())
    };
    Answer {
        title: headline.or_else(|| words(&info.title).filter(|title| is_title(title))),
        author: words(&info.author).filter(|author| is_author(author)),
        created: info
            .creation_date
            .as_ref()
            .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        text,
        refused: None,
    }
}

/// UTF-16 with its mark, UTF-8, or what is nearest to the encoding of PDF for the letters of names.
fn pdf_string(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
        },
    }
}
