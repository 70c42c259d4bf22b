//! Opening the database file: is it ours, is it new enough, how SQLite is set.

use super::{
    derived,
    error::{Result, StoreError, shown},
};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig};
use rusqlite_migration::{M, Migrations};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    time::Duration,
};

/// "CLBK": SQLite keeps it in the file's header, so that other programs' databases are told apart.
const APPLICATION: i32 = 0x434c_424b;

/// How every file of SQLite's begins.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// How long a write waits for another program's.
const PATIENCE: Duration = Duration::from_secs(5);

/// Every version of the schema, oldest first. A migration that was published is never changed.
fn migrations() -> Vec<M<'static>> {
    vec![
        M::up(include_str!("../../migrations/01-first.sql")),
        M::up(include_str!("../../migrations/02-seal.sql")),
        // its SQL is run there
        M::up_with_hook("", derived::to_version_3),
        M::up(include_str!("../../migrations/04-decided.sql")),
        M::up(include_str!("../../migrations/05-copies.sql")),
        M::up(include_str!("../../migrations/06-drafts.sql")),
        M::up(include_str!("../../migrations/07-versions.sql")),
        M::up(include_str!("../../migrations/08-vocabulary.sql")),
        M::up(include_str!("../../migrations/09-fewer-steps.sql")),
    ]
}

/// The connection of the writer: makes folder and file where there are none, and brings the schema up to date.
///
/// # Errors
/// If the place cannot be used or the file is not ours. A file that is not ours is not touched.
pub(super) fn writer(path: &Path) -> Result<Connection> {
    let unwritable = |why: std::io::Error| StoreError::Unwritable(shown(path), why.to_string());
    if path.is_dir() {
        return Err(StoreError::Folder(shown(path)));
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    if path.exists() && !looks_like_sqlite(path).map_err(unwritable)? {
        return Err(StoreError::Foreign(shown(path)));
    }
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        ours(&connection, path)?;
        if connection.is_readonly("main")? {
            return Err(StoreError::ReadOnly);
        }
        set(&connection)?;
        // what undoes a single statement is kept in memory, not written to a file
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // in pages: an article changes some eighty or more, many of them again with the next article, and each is copied into
        // the file once a checkpoint. A log of 16 MiB is read again in a moment after a crash
        connection.pragma_update(None, "wal_autocheckpoint", 4_000)?;
        migrate(&mut connection, path)?;
        derived::bring_up_to_date(&mut connection)?;
        Ok(connection)
    };
    open().map_err(|error: StoreError| error.opening(path))
}

/// A connection to a file that lies where nothing can be written, or that may only be read.
///
/// # Errors
/// If there is no such file, it cannot be read like that, it is not ours or not of this version.
pub(super) fn reading(path: &Path) -> Result<Connection> {
    let connection = reading_any(path)?;
    match is_current(&connection).map_err(|error| error.opening(path))? {
        true => Ok(connection),
        false => Err(StoreError::ReadOnly),
    }
}

/// The same of any version.
fn reading_any(path: &Path) -> Result<Connection> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let log = beside(path, "-wal");
        let connection = if log.metadata().is_ok_and(|log| log.len() > 0) {
            // the newest articles are in the log; SQLite must be able to share it with other programs
            Connection::open_with_flags(path, flags)?
        } else {
            // without a log to share: otherwise SQLite would insist on making one
            let address = std::path::absolute(path)
                .ok()
                .and_then(|path| url::Url::from_file_path(path).ok());
            let address =
                address.ok_or_else(|| StoreError::Unwritable(shown(path), "a name that is no path".into()))?;
            Connection::open_with_flags(format!("{address}?immutable=1"), flags | OpenFlags::SQLITE_OPEN_URI)?
        };
        connection.busy_timeout(PATIENCE)?;
        ours(&connection, path)?;
        set_for_reading(&connection)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    };
    open().map_err(|error: StoreError| error.opening(path))
}

/// A connection for checking a file as it is: it is not brought up to date, and a log beside it is not folded into it.
///
/// # Errors
/// If there is no such file, it cannot be read or is not ours.
pub(super) fn looking(path: &Path) -> Result<Connection> {
    let unreadable = |why: std::io::Error| StoreError::Unwritable(shown(path), why.to_string());
    if path.is_dir() {
        return Err(StoreError::Folder(shown(path)));
    }
    if !looks_like_sqlite(path).map_err(unreadable)? {
        return Err(StoreError::Foreign(shown(path)));
    }
    let open = || {
        let has_log = beside(path, "-wal").metadata().is_ok_and(|log| log.len() > 0);
        // the search index can be checked only by a connection that could write
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(PATIENCE)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log)?;
        ours(&connection, path)?;
        if connection.is_readonly("main")? {
            return Err(StoreError::ReadOnly);
        }
        set_for_reading(&connection)?;
        Ok(connection)
    };
    match open().map_err(|error: StoreError| error.opening(path)) {
        Err(StoreError::ReadOnly | StoreError::Unwritable(..)) => reading_any(path),
        opened => opened,
    }
}

/// Whether the head of a file says that it is ours and of an older version. SQLite is not asked: it would look at the log.
pub(super) fn is_older(path: &Path) -> bool {
    let mut head = [0; 72];
    let read = fs::File::open(path).and_then(|mut file| file.read_exact(&mut head));
    // https://www.sqlite.org/fileformat.html: the user version is at 60, the application at 68
    let number = |at: usize| i32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let older = 1..i32::try_from(migrations().len()).unwrap_or(i32::MAX);
    read.is_ok() && head.starts_with(MAGIC) && number(68) == APPLICATION && older.contains(&number(60))
}

/// Whether the schema is the one that this program writes.
///
/// # Errors
/// If the database cannot be read.
pub(super) fn is_current(connection: &Connection) -> Result<bool> {
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok(version == migrations().len() as i64 && derived::is_current(connection)?)
}

/// Folds the log into the file and empties it.
///
/// # Errors
/// If the file cannot be written to.
pub(super) fn empty_log(connection: &Connection) -> Result<()> {
    // what it says (how many frames) is of no use here; another program may keep it from being done
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

/// The file that SQLite keeps beside the database under its name and this ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A connection that can only read.
///
/// # Errors
/// If the file cannot be opened any more.
pub(super) fn reader(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    set(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// A connection for checking and copying, apart from those of the requests.
///
/// # Errors
/// If the file cannot be opened any more.
pub(super) fn aside(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    set(&connection)?;
    Ok(connection)
}

/// Empty files are taken; others must begin as SQLite's do.
fn looks_like_sqlite(path: &Path) -> std::io::Result<bool> {
    let mut head = Vec::new();
    fs::File::open(path)?.take(16).read_to_end(&mut head)?;
    Ok(head.is_empty() || head == MAGIC)
}

/// Refuses another application's database and one of a newer version, before anything is written.
fn ours(connection: &Connection, path: &Path) -> Result<()> {
    let number = |pragma: &str| connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
    let application = number("application_id")?;
    let version = number("user_version")?;
    let empty = connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| {
        row.get::<_, bool>(0)
    })?;
    match application {
        0 if empty && version == 0 => Ok(()),
        id if id == i64::from(APPLICATION) && version > migrations().len() as i64 => {
            Err(StoreError::Newer(shown(path)))
        }
        id if id == i64::from(APPLICATION) => Ok(()),
        _ => Err(StoreError::Foreign(shown(path))),
    }
}

/// WAL with FULL: an article that was acknowledged survives a power failure. The cache is 16 MiB a connection.
fn set(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    set_for_reading(connection)
}

fn set_for_reading(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "cache_size", -16384)?;
    // the schema's own functions and triggers are all that a foreign hand could have put into the file
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    // first, so that a file whose making was cut short is still known as ours
    let application: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != APPLICATION {
        connection.pragma_update(None, "application_id", APPLICATION)?;
    }
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    let all = Migrations::new(migrations());
    match all.to_latest(connection) {
        Ok(()) => {}
        Err(rusqlite_migration::Error::MigrationDefinition(_)) => return Err(StoreError::Newer(shown(path))),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => {
            // two programs may have begun with the same empty file: then the other one has done it
            let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            if version != migrations().len() as i64 {
                return Err(err.into());
            }
        }
        Err(other) => return Err(StoreError::Other(other.to_string())),
    }
    Ok(())
}
