//! SQLite: one function a query, one writer, several readers, search.
//!
//! # What holds here
//! - Every span in the database says what the article's text says at its place: a trigger refuses any other.
//! - An upload is stored whole or not at all. What was acknowledged survives a power failure.
//! - Places are code points here, bytes in the rest of the program.
//! - What a person typed is bound to statements, never part of them.

mod add;
mod alike;
mod article;
mod backup;
mod batch;
mod change;
mod copies;
mod deadline;
mod derived;
mod draft;
mod error;
mod field;
mod kept;
mod lists;
mod log;
mod marks;
mod merge;
mod model;
mod moved;
mod naming;
mod open;
mod part;
mod place;
mod rows;
mod seal;
mod search;
mod shingle;
mod source;
mod threads;
mod verify;
mod version;
mod vocabulary;
mod waiting;

pub use batch::{BYTES_AT_ONCE, UPLOADS_AT_ONCE};
pub use copies::{Copy, Difference, Earlier, MOST};
pub use draft::Draft;
pub use error::{Result, StoreError};
pub use lists::{Effects, Kinds};
pub use model::*;
pub use search::{has_word_to_find, too_short};
pub use verify::{Step, Verified};
pub use version::{Again, Became, Reread, RereadUpload, Stored, StoredUpload};

use crate::background;
use deadline::Deadline;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use search::Stems;
use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::Arc,
};
use threads::Pool;
use waiting::Waiting;

/// Deleted articles can be restored for so many days.
pub const RESTORABLE_DAYS: u32 = 30;

/// Questions that may wait for a thread; whoever asks beyond that waits before the queue.
const WAITING: usize = 64;

/// The database: cheap to clone, shared by all requests. Dropping the last one waits for what is being done and closes
/// the file.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

/// Fields in the order they are closed: the writer last, which folds the write-ahead log into the file.
struct Inner {
    readers: Pool,
    /// `None`: the file, or the place where it is, can only be read.
    writer: Option<Pool>,
    path: PathBuf,
    /// What was noticed about the write-ahead log: a file and what it says.
    notices: Vec<(Option<PathBuf>, String)>,
}

/// What can be asked, inside [`Store::read`] (all questions of one call see the same state).
pub struct Reader<'c> {
    connection: &'c Connection,
    stems: &'c RefCell<Stems>,
    deadline: &'c Deadline,
}

/// What can be changed, inside [`Store::write`]: one transaction, kept if the closure returns `Ok`.
pub struct Writer<'c> {
    transaction: Transaction<'c>,
    stems: &'c RefCell<Stems>,
    deadline: &'c Deadline,
    waiting: Waiting,
}

impl Store {
    /// Whether a file is a database of an older version of this program, which [`Store::open`] takes minutes to bring up to
    /// date if it is large.
    pub fn is_older(path: &Path) -> bool {
        open::is_older(path)
    }

    /// Opens a database; makes the file, and the folders it lies in, where there is none. A file that is something else is
    /// not touched.
    ///
    /// A file that is there and can only be read is opened for reading: see [`Store::can_write`]. If the log of the newest
    /// changes is damaged, a copy of it is kept beside the file first: see [`Store::notices`].
    ///
    /// # Errors
    /// If the place cannot be used, the file is not a database of this program or one of a newer version.
    pub fn open(path: &Path) -> Result<Store> {
        // SQLite drops what it cannot read of the log as soon as it opens the file
        let mut kept = log::keep(path);
        let opened = open::writer(path);
        let mut unwritten = None;
        match (&opened, kept.take()) {
            (Err(StoreError::Foreign(_) | StoreError::Newer(_)), Some(kept)) => kept.undo(),
            (Ok(writer), Some(kept)) => {
                open::empty_log(writer)?;
                unwritten = kept.words;
            }
            (_, Some(kept)) => unwritten = kept.words,
            _ => {}
        }
        let (writer, reader): (_, fn(&Path) -> Result<Connection>) = match opened {
            Ok(writer) => (Some(writer), open::reader),
            Err(error @ (StoreError::ReadOnly | StoreError::Unwritable(..))) => match open::reading(path) {
                Ok(_) => (None, open::reading),
                // what keeps from writing is what has to be changed
                Err(StoreError::ReadOnly | StoreError::Unwritable(..)) => return Err(error),
                Err(error) => return Err(error),
            },
            Err(error) => return Err(error),
        };
        let threads = std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 4));
        let readers = (0..threads)
            .map(|_| reader(path))
            .collect::<Result<Vec<_>>>()
            .map_err(|error| error.opening(path))?;
        let writer = writer.map(|writer| Pool::start("store-writer", vec![writer], WAITING));
        Ok(Store {
            inner: Arc::new(Inner {
                readers: Pool::start("store-reader", readers, WAITING)?,
                writer: writer.transpose()?,
                path: path.to_owned(),
                notices: log::notices(path)
                    .into_iter()
                    .map(|(file, words)| (Some(file), words))
                    .chain(unwritten.map(|words| (None, words)))
                    .collect(),
            }),
        })
    }

    /// Whether anything can be stored or changed; if not, every [`Store::write`] fails with [`StoreError::ReadOnly`].
    pub fn can_write(&self) -> bool {
        self.inner.writer.is_some()
    }

    /// From now on what is written gives way to what is read: for a program that serves pages meanwhile.
    ///
    /// # Errors
    /// If the store is being closed.
    pub fn give_way(&self) -> Result<()> {
        match &self.inner.writer {
            Some(writer) => writer.ask_now(|_| {
                background::give_way();
                Ok(())
            }),
            None => Ok(()),
        }
    }

    /// What a person has to know of the file: that its log was damaged, and what may be missing. Each stands in a file
    /// beside the database until that is removed.
    pub fn notices(&self) -> Vec<&str> {
        let notices = self.inner.notices.iter();
        let notices = notices.filter(|(file, _)| file.as_ref().is_none_or(|file| file.exists()));
        notices.map(|(_, words)| words.as_str()).collect()
    }

    fn writer(&self) -> Result<&Pool> {
        self.inner.writer.as_ref().ok_or(StoreError::ReadOnly)
    }

    /// Where the database lies.
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// Runs on a reader's own thread; the connection stays with the query when the caller goes away.
    ///
    /// # Errors
    /// Those of `ask`; [`StoreError::Crashed`] if it panics.
    pub async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Reader<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.inner.readers.ask(false, |worker| read(worker, ask)).await
    }

    /// Runs on the writer's thread in one `BEGIN IMMEDIATE` transaction; answers after COMMIT. It is done even if the
    /// caller goes away meanwhile.
    ///
    /// # Errors
    /// Those of `change`; [`StoreError::Crashed`] if it panics. Then nothing is changed.
    pub async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Writer<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer()?.ask(true, |worker| write(worker, change)).await
    }

    /// As `read`, waiting: for the command line.
    ///
    /// # Errors
    /// As `read`.
    pub fn read_now<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Reader<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.inner.readers.ask_now(|worker| read(worker, ask))
    }

    /// As `write`, waiting: for the command line.
    ///
    /// # Errors
    /// As `write`.
    pub fn write_now<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Writer<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.writer()?.ask_now(|worker| write(worker, change))
    }
}

impl Writer<'_> {
    /// The state as it is inside this transaction. Lists and searches find what it has added when it is over.
    pub fn reading(&self) -> Reader<'_> {
        Reader {
            connection: &self.transaction,
            stems: self.stems,
            deadline: self.deadline,
        }
    }
}

fn read<T>(worker: &mut threads::Worker, ask: impl FnOnce(&Reader<'_>) -> Result<T>) -> Result<T> {
    // one transaction, so that all questions see the same state; it ends when it is dropped
    let transaction = worker.connection.transaction()?;
    ask(&Reader {
        connection: &transaction,
        stems: &worker.stems,
        deadline: &worker.deadline,
    })
}

fn write<T>(worker: &mut threads::Worker, change: impl FnOnce(&mut Writer<'_>) -> Result<T>) -> Result<T> {
    let transaction = worker
        .connection
        .transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut writer = Writer {
        transaction,
        stems: &worker.stems,
        deadline: &worker.deadline,
        waiting: Waiting::default(),
    };
    let answer = change(&mut writer)?;
    writer.waiting.write(&writer.transaction)?;
    writer.transaction.commit()?;
    Ok(answer)
}
