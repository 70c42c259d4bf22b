//! What flags and environment say, checked once.

use std::{
    env,
    path::{Path, PathBuf},
};

/// The port that is served unless another is named.
pub const PORT: u16 = 8417;

/// A setting that cannot be used, and what to do about it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// There is no home directory to put the database in.
    #[error("the place for the database is not known, since there is no home directory; name a file with --database")]
    NoHome,
    /// The database's path is a folder.
    #[error("{} is a folder; name a file in it with --database, such as {}", .0.display(), .0.join("claimbook.db").display())]
    Folder(PathBuf),
    /// A command that needs a database found none.
    #[error(
        "there is no database at {}; put articles into one with claimbook ingest, or name another with --database", .0.display()
    )]
    NoDatabase(PathBuf),
    /// The port in the environment is no port.
    #[error("CLAIMBOOK_PORT is {0:?}, which is no port; set it to a number from 0 (any that is free) to 65535")]
    Port(String),
}

/// The database to use: `given`, else the one in the user's data directory.
///
/// # Errors
/// If the path is a folder, or there is no data directory.
pub fn database(given: Option<&Path>) -> Result<PathBuf, ConfigError> {
    let path = match given.filter(|path| !path.as_os_str().is_empty()) {
        Some(path) => path.to_owned(),
        None => etcetera::choose_base_strategy()
            .map(|places| {
                etcetera::BaseStrategy::data_dir(&places)
                    .join("claimbook")
                    .join("claimbook.db")
            })
            .map_err(|_| ConfigError::NoHome)?,
    };
    if path.is_dir() {
        Err(ConfigError::Folder(path))
    } else {
        Ok(path)
    }
}

/// As [`database`], for commands that work on what is there.
///
/// # Errors
/// Also if there is no such file.
pub fn existing_database(given: Option<&Path>) -> Result<PathBuf, ConfigError> {
    let path = database(given)?;
    if path.exists() {
        Ok(path)
    } else {
        Err(ConfigError::NoDatabase(path))
    }
}

/// The port to serve: `given`, else the environment's `CLAIMBOOK_PORT`, else [`PORT`].
///
/// # Errors
/// If the environment holds something else than a port.
pub fn port(given: Option<u16>) -> Result<u16, ConfigError> {
    match (given, env::var_os("CLAIMBOOK_PORT")) {
        (Some(port), _) => Ok(port),
        (None, None) => Ok(PORT),
        (None, Some(words)) => port_of(&words.to_string_lossy()),
    }
}

fn port_of(words: &str) -> Result<u16, ConfigError> {
    match words.trim() {
        "" => Ok(PORT),
        words => words.parse().map_err(|_| ConfigError::Port(words.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports() {
        assert_eq!(port_of("0"), Ok(0));
        assert_eq!(port_of(" 8080 "), Ok(8080));
        assert_eq!(port_of(""), Ok(PORT));
        for words in ["65536", "-1", "http", "80 80"] {
            assert_eq!(port_of(words), Err(ConfigError::Port(words.to_owned())));
        }
    }

    #[test]
    fn databases() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        assert_eq!(database(Some(&file)), Ok(file.clone()));
        assert_eq!(existing_database(Some(&file)), Err(ConfigError::NoDatabase(file)));
        assert_eq!(
            database(Some(folder.path())),
            Err(ConfigError::Folder(folder.path().to_owned()))
        );
        let usual = database(None).unwrap();
        assert!(usual.ends_with("claimbook/claimbook.db"), "{}", usual.display());
        assert_eq!(database(Some(Path::new(""))), Ok(usual));
    }
}
