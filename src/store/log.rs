//! The write-ahead log, looked at before SQLite does: it takes the log as far as the checksums reach and drops the rest
//! without a word. After a power failure that is right, since only a change that was never acknowledged can be torn. A
//! byte that was changed later loses acknowledged changes, and that must be told.
//!
//! The format: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log> and <https://www.sqlite.org/walformat.html>.

use super::open::beside;
use jiff::Timestamp;
use std::{
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// Bytes of the log's head and of each frame's.
const HEAD: usize = 32;
const FRAME: usize = 24;
/// The version that log and index carry.
const VERSION: u32 = 3_007_000;
/// What is torn now and whole a moment later is being written by another program.
const MOMENT: Duration = Duration::from_millis(100);

/// What is wrong with a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Damage {
    /// It holds more than can be read: so many changes at least.
    Torn(u32),
    /// Its last change is not whole, which a power failure leads to as well.
    Last,
    /// It holds less than was acknowledged: it was cut short or removed.
    Short,
}

impl Damage {
    /// A sentence for the person whose articles they are.
    fn words(self, log: &str) -> String {
        match self {
            Damage::Torn(1) => format!(
                "The log of the newest changes ({log}) is damaged: a change in it cannot be read, so the article that was added last may be missing."
            ),
            Damage::Torn(n) => format!(
                "The log of the newest changes ({log}) is damaged: at least {n} changes in it cannot be read, so articles that were added last may be missing."
            ),
            Damage::Last => format!(
                "The last change in the log ({log}) is not whole. If the computer lost power in that moment, this is usual, and the change had not been confirmed; if not, the article that was added last may be missing."
            ),
            Damage::Short => format!(
                "The log of the newest changes ({log}) was removed or cut short, so articles that were added last may be missing."
            ),
        }
    }
}

/// What to do about it.
const AGAIN: &str = "Add the last files again: what is there already is not stored twice.";

/// Looks for damage and, if there is any, keeps a copy of the log beside the database, with a text that says what happened.
/// The text is the notice until a person removes it. Where nothing can be written, the words alone are kept.
pub(super) fn keep(database: &Path) -> Option<Kept> {
    let damage = damage(database)?;
    let log = beside(database, "-wal");
    let bytes = fs::read(&log).unwrap_or_default();
    let on = Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut words = format!("{on}: {}", damage.words(&name(&log)));
    for number in 1..1000 {
        let (copy, text) = (kept(database, number, ""), kept(database, number, ".txt"));
        if fs::read(&copy).is_ok_and(|there| there == bytes) {
            // seen before: the person knows, or has the notice still
            return Some(Kept::default());
        }
        if copy.exists() || text.exists() {
            continue;
        }
        let told = format!(
            "{words} The log as it was is kept as {}. {AGAIN} When that is done, remove {}, and this notice ends.",
            name(&copy),
            name(&text)
        );
        let written = write_new(&copy, &bytes).and_then(|()| write_new(&text, format!("{told}\n").as_bytes()));
        if written.is_ok() {
            return Some(Kept {
                files: vec![copy, text],
                words: None,
            });
        }
        let _ = fs::remove_file(&copy);
        break;
    }
    words.push(' ');
    words.push_str(AGAIN);
    Some(Kept {
        files: Vec::new(),
        words: Some(words),
    })
}

/// What was kept of a damaged log.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// What was written now.
    files: Vec<PathBuf>,
    /// The notice that could not be written.
    pub(super) words: Option<String>,
}

impl Kept {
    /// Removes it: the database turned out not to be ours.
    pub(super) fn undo(self) {
        for path in self.files {
            let _ = fs::remove_file(path);
        }
    }
}

/// What was noticed and no person has removed yet: files and what they say.
pub(super) fn notices(database: &Path) -> Vec<(PathBuf, String)> {
    let numbers = 1..1000;
    let texts = numbers.map(|number| (kept(database, number, ""), kept(database, number, ".txt")));
    texts
        .take_while(|(copy, text)| copy.exists() || text.exists())
        .filter_map(|(_, text)| {
            let words = fs::read_to_string(&text).ok()?;
            Some((text, words.trim().to_owned()))
        })
        .collect()
}

fn kept(database: &Path, number: u32, ending: &str) -> PathBuf {
    beside(database, &format!("-wal-damaged-{number}{ending}"))
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    io::Write::write_all(&mut file, bytes)?;
    file.sync_all()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads the log twice if something seems wrong, since another program may be writing to it.
fn damage(database: &Path) -> Option<Damage> {
    let first = look(database).ok().flatten()?;
    thread::sleep(MOMENT);
    look(database).ok().flatten().filter(|again| *again == first)
}

fn look(database: &Path) -> io::Result<Option<Damage>> {
    // first, so that what is written meanwhile is in the log and not in the index
    let index = Index::read(&beside(database, "-shm"));
    let file = match File::open(beside(database, "-wal")) {
        Ok(file) => Some(file),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let log = match file {
        Some(file) => Log::read(BufReader::with_capacity(1 << 16, file), page_size(database)?)?,
        None => None,
    };
    Ok(match (log, index) {
        // several changes follow each other only if the first was acknowledged before the next began
        (Some(log), _) if log.behind > 1 => Some(Damage::Torn(log.behind)),
        (Some(log), Some(index)) if log.salts == index.salts && log.whole < index.acknowledged => match log.behind {
            0 => Some(Damage::Short),
            n => Some(Damage::Torn(n)),
        },
        // the index may have been made anew since, from what could be read
        (Some(log), _) if log.behind > 0 => Some(Damage::Last),
        (Some(_), _) => None,
        (None, Some(index)) if index.acknowledged > index.copied => Some(Damage::Short),
        (None, _) => None,
    })
}

/// As the database's own head has it.
fn page_size(database: &Path) -> io::Result<usize> {
    let mut head = Vec::new();
    File::open(database)?.take(18).read_to_end(&mut head)?;
    Ok(match head.get(16..18) {
        Some(&[0, 1]) => 65_536,
        Some(&[high, low]) => usize::from(high) << 8 | usize::from(low),
        _ => 0,
    })
}

/// A log, as far as its checksums reach and behind.
#[derive(Debug, PartialEq, Eq)]
struct Log {
    salts: [u32; 2],
    /// Frames up to the end of the last change that can be read.
    whole: u32,
    /// Ends of changes behind the first frame that cannot be read, that one included.
    behind: u32,
}

impl Log {
    /// `None`: there is nothing in it.
    fn read(mut from: impl Read, page: usize) -> io::Result<Option<Log>> {
        let mut head = Vec::new();
        from.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        if head.len() < HEAD {
            return Ok(None);
        }
        let big = word(&head, 0) & 1 == 1;
        let own_page = word(&head, 8) as usize;
        let sound = word(&head, 0) & !1 == 0x377f_0682
            && word(&head, 4) == VERSION
            && sum([0, 0], &head[..24], big) == [word(&head, 24), word(&head, 28)]
            && is_page(own_page);
        let page = if sound { own_page } else { page };
        if !is_page(page) {
            return Ok(None);
        }
        // SQLite takes nothing of a log with another head. Then the first frame tells what belongs to it
        let mut salts = sound.then(|| [word(&head, 16), word(&head, 20)]);
        let mut chain = sound.then(|| [word(&head, 24), word(&head, 28)]);
        let (mut number, mut whole, mut behind) = (0, 0, 0);
        let mut before: Option<[u32; 2]> = None;
        let mut broken = !sound;
        let mut first_broken = true;
        let mut frame = Vec::with_capacity(FRAME + page);
        loop {
            frame.clear();
            from.by_ref().take((FRAME + page) as u64).read_to_end(&mut frame)?;
            if frame.len() < FRAME + page {
                break;
            }
            number += 1;
            let own = [word(&frame, 8), word(&frame, 12)];
            let stored = [word(&frame, 16), word(&frame, 20)];
            let ends = word(&frame, 4) != 0;
            let salts = *salts.get_or_insert(own);
            let follows = |sums: [u32; 2], big| sum(sum(sums, &frame[..8], big), &frame[FRAME..], big) == stored;
            if !broken && own == salts && word(&frame, 0) != 0 && chain.is_some_and(|sums| follows(sums, big)) {
                chain = Some(stored);
                if ends {
                    whole = number;
                }
            } else {
                broken = true;
                // left from an older log, or from a change that was given up and written over; not if it goes on from the
                // frame before it. One of the two salts may be what was changed
                let ours = own[0] == salts[0] || own[1] == salts[1];
                let goes_on = before.is_some_and(|sums| follows(sums, big) || !sound && follows(sums, !big));
                if ours && ends && (first_broken || goes_on) {
                    behind += 1;
                }
                first_broken = false;
            }
            before = Some(stored);
        }
        Ok((number > 0).then(|| Log {
            salts: salts.unwrap_or_default(),
            whole,
            behind,
        }))
    }
}

fn is_page(size: usize) -> bool {
    size.is_power_of_two() && (512..=65_536).contains(&size)
}

/// What programs that share the log know of it. It outlives them if they are killed.
#[derive(Debug)]
struct Index {
    salts: [u32; 2],
    /// Frames of acknowledged changes.
    acknowledged: u32,
    /// Frames that are in the database's file.
    copied: u32,
}

impl Index {
    /// `None`: there is none, or it is no more than the memory of a program that has ended.
    fn read(path: &Path) -> Option<Index> {
        let mut bytes = Vec::new();
        File::open(path).ok()?.take(136).read_to_end(&mut bytes).ok()?;
        let (first, second) = (bytes.get(..48)?, bytes.get(48..96)?);
        // in the order of the machine's own bytes, the salts as the log has them
        let native = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(u32::from_ne_bytes);
        let sums = [native(40)?, native(44)?];
        let sound = first == second
            && native(0)? == VERSION
            && first[12] == 1
            && sum([0, 0], &first[..40], cfg!(target_endian = "big")) == sums;
        sound.then_some(Index {
            acknowledged: native(16)?,
            salts: [word(first, 32), word(first, 36)],
            copied: native(96)?,
        })
    }
}

/// The number at this byte, the highest byte first.
fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_be_bytes)
}

/// SQLite's checksum, carried on over more bytes.
fn sum([mut a, mut b]: [u32; 2], bytes: &[u8], big: bool) -> [u32; 2] {
    for eight in bytes.chunks_exact(8) {
        let (x, y) = (word(eight, 0), word(eight, 4));
        let (x, y) = if big { (x, y) } else { (x.swap_bytes(), y.swap_bytes()) };
        a = a.wrapping_add(x).wrapping_add(b);
        b = b.wrapping_add(y).wrapping_add(a);
    }
    [a, b]
}
