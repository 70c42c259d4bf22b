//! Stems of words, by the very tokeniser that the index uses: what it takes for one word is marked as one.

use crate::store::error::Result;
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// Forget all stems beyond so many words.
const REMEMBERED: usize = 50_000;

/// Makes the stems that the index holds for a word, and remembers them.
pub(in crate::store) struct Stems {
    tokeniser: Connection,
    known: HashMap<String, String>,
}

impl Stems {
    /// With an empty memory.
    ///
    /// # Errors
    /// If SQLite has no memory for it.
    pub(in crate::store) fn new() -> Result<Stems> {
        let tokeniser = Connection::open_in_memory()?;
        tokeniser.execute_batch(
            "CREATE VIRTUAL TABLE one USING fts5 (word, tokenize = 'porter unicode61 remove_diacritics 2');
             CREATE VIRTUAL TABLE stem USING fts5vocab (one, instance);",
        )?;
        Ok(Stems {
            tokeniser,
            known: HashMap::new(),
        })
    }

    /// Learns the stems of words (in the form of [`words`](super::words::words)) that [`Stems::of`] is to be asked for.
    ///
    /// # Errors
    /// If SQLite has no memory for it.
    pub(super) fn learn<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> Result<()> {
        if self.known.len() > REMEMBERED {
            self.known.clear();
        }
        let mut new: Vec<&str> = words.filter(|word| !self.known.contains_key(*word)).collect();
        new.sort_unstable();
        new.dedup();
        if new.is_empty() {
            return Ok(());
        }
        let mut found = vec![String::new(); new.len()];
        let transaction = self.tokeniser.transaction()?;
        {
            let mut insert = transaction.prepare_cached("INSERT INTO one (rowid, word) VALUES (?1, ?2)")?;
            for (i, word) in new.iter().enumerate() {
                insert.execute(params![i as i64, word])?;
            }
            let mut stems = transaction.prepare_cached("SELECT doc, term FROM stem ORDER BY doc, offset")?;
            let mut rows = stems.query([])?;
            while let Some(row) = rows.next()? {
                let word: u32 = row.get(0)?;
                // porter works on bytes, and may leave half a character of a word that is not English
                let stem = row.get_ref(1)?.as_bytes().unwrap_or_default();
                if let Some(found) = found.get_mut(word as usize) {
                    found.push_str(&String::from_utf8_lossy(stem));
                }
            }
        }
        // the words are not kept there
        transaction.rollback()?;
        self.known.extend(new.into_iter().map(str::to_owned).zip(found));
        Ok(())
    }

    /// The stem of a word that was learnt; of another one the word itself.
    pub(super) fn of<'s>(&'s self, word: &'s str) -> &'s str {
        self.known.get(word).map_or(word, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_that_is_cut_inside_a_character_is_one_too() {
        let mut stems = Stems::new().unwrap();
        stems.learn(["abもed", "abもing", "a𐊊ing"].into_iter()).unwrap();
        assert_eq!(stems.of("abもed"), stems.of("abもing"));
        assert_eq!(stems.of("a𐊊ing"), "a\u{fffd}");
    }

    #[test]
    fn words_whose_stems_could_not_be_made_are_not_taken_for_each_other() {
        let mut stems = Stems::new().unwrap();
        stems.tokeniser.execute_batch("DROP TABLE stem").unwrap();
        assert!(stems.learn(["killed", "missing"].into_iter()).is_err());
        assert_eq!((stems.of("killed"), stems.of("missing")), ("killed", "missing"));
    }

    #[test]
    fn stems_are_the_index_s() {
        let mut stems = Stems::new().unwrap();
        for _ in 0..2 {
            stems
                .learn(["killed", "killing", "kills", "4700", "casualties", "\u{e000}"].into_iter())
                .unwrap();
        }
        assert_eq!(stems.of("killed"), "kill");
        assert_eq!(stems.of("killing"), "kill");
        assert_eq!(stems.of("casualties"), "casualti");
        assert_eq!(stems.of("4700"), "4700");
        assert_eq!(stems.of("unheard"), "unheard");
    }
}
