//! Words of an index that begin alike, written out.
//!
//! FTS5 collects all rows of all words that begin so before it gives the first one. Where these words are few they are
//! rather looked for one by one: then rows come at once, and no more are read than are asked for.

use super::error::Result;
use rusqlite::{Connection, OptionalExtension};

/// So many words are written out; of more, FTS5 collects the rows.
const FEW: usize = 32;

/// An index whose words can be listed, by the name of its list (`fts5vocab`, one row for each time a word occurs).
#[derive(Clone, Copy, Debug)]
pub(super) enum Vocabulary {
    /// That of `mark`.
    Marks,
    /// That of `search_words`.
    Words,
}

impl Vocabulary {
    /// The words that begin so, in order; `None`: there are too many.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub(super) fn beginning(self, connection: &Connection, with: &str) -> Result<Option<Vec<String>>> {
        let mut next = connection.prepare_cached(match self {
            Vocabulary::Marks => "SELECT term FROM mark_vocabulary WHERE term >= ?1 LIMIT 1",
            Vocabulary::Words => "SELECT term FROM search_vocabulary WHERE term >= ?1 LIMIT 1",
        })?;
        let mut found = Vec::new();
        let mut from = with.to_owned();
        loop {
            let word: Option<String> = next
                // porter works on bytes, and may leave half a character of a word that is not English
                .query_row([&from], |row| {
                    Ok(String::from_utf8_lossy(row.get_ref(0)?.as_bytes()?).into_owned())
                })
                .optional()?;
            let Some(word) = word.filter(|word| word.starts_with(with)) else {
                return Ok(Some(found));
            };
            if found.len() == FEW {
                return Ok(None);
            }
            // no word goes on with such a character, so that this is the place right behind it
            from = format!("{word}\u{1}");
            found.push(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::open;
    use rusqlite::params;

    #[test]
    fn few_words_that_begin_alike_are_written_out() {
        let folder = tempfile::tempdir().unwrap();
        let connection = open::writer(&folder.path().join("words.db")).unwrap();
        let mut insert = connection
            .prepare("INSERT INTO mark (rowid, marks) VALUES (?1, ?2)")
            .unwrap();
        let all = ["fs_dam", "fs_dame", "fs_damé fs_damx", "fs_dan", "ft_dam", "fs_da"];
        for (i, marks) in all.iter().enumerate() {
            insert.execute(params![i as i64, marks]).unwrap();
        }
        for i in 0..=FEW as i64 {
            insert.execute(params![100 + i, format!("fi_{i}")]).unwrap();
        }
        let beginning = |with: &str| Vocabulary::Marks.beginning(&connection, with).unwrap();
        assert_eq!(
            beginning("fs_dam").unwrap(),
            ["fs_dam", "fs_dame", "fs_damx", "fs_damé"]
        );
        assert_eq!(beginning("fs_damx").unwrap(), ["fs_damx"]);
        assert_eq!(beginning("fs_z").unwrap(), Vec::<String>::new());
        assert_eq!(beginning("zz").unwrap(), Vec::<String>::new());
        assert_eq!(beginning("fi_"), None);
        assert_eq!(beginning("fi_1").unwrap().len(), 11);
    }
}
