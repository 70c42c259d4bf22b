//! Sources that stay who they are when an article's claims are found again.
//!
//! A source that occurs in one article alone is known by a key that says little ("7: a witness"), and what a person decided
//! about it must not come to somebody else because the program now finds one witness more, or names him otherwise. It is
//! known again by the places of its mentions, since the text never changes: so it keeps its number, and with it its address
//! and all that was decided. One that occurs in several articles is known by its key; if that becomes another, and none of the
//! articles has the old one any more, whoever stands in its place takes over what was decided.

use super::{ArticleId, Reader, SourceId, Writer, error::Result};
use crate::text::CharSpan;
use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashMap, HashSet},
};

/// A source an article had.
#[derive(Clone, Debug)]
struct Former {
    id: SourceId,
    /// It occurs in this article alone.
    local: bool,
    /// A person decided something about it.
    decided: bool,
    /// Of its mentions, in order.
    mentions: Vec<CharSpan>,
}

/// The sources an article had before its claims were found again; none of a new article.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    former: Vec<Former>,
    /// Keys of this article's sources about which something was decided, here or not here at the moment.
    keys: HashSet<String>,
}

/// A source as it was found again.
pub(super) struct Found {
    /// Whether its key stands for nobody outside the article.
    pub(super) local: bool,
    /// Places of its mentions.
    pub(super) mentions: Vec<CharSpan>,
}

impl Kept {
    /// The numbers that sources found again keep, one for each of `found`; `None`: that of its key.
    pub(super) fn assign(&self, found: &[Found]) -> Vec<Option<SourceId>> {
        let mut assigned = vec![None; found.len()];
        let mut there: HashMap<CharSpan, Vec<usize>> = HashMap::new();
        for (i, new) in found.iter().enumerate() {
            for &mention in &new.mentions {
                there.entry(mention).or_default().push(i);
            }
        }
        let decided_first = [true, false].map(|decided| self.former.iter().filter(move |old| old.decided == decided));
        for old in decided_first.into_iter().flatten().filter(|old| old.local) {
            let near: BTreeSet<usize> = old
                .mentions
                .iter()
                .filter_map(|m| there.get(m))
                .flatten()
                .copied()
                .collect();
            let free = near
                .into_iter()
                .filter(|&i| assigned[i].is_none() && (old.decided || found[i].local));
            let fits = free.map(|i| (old.fit(&found[i].mentions), Reverse(i)));
            if let Some((1.., Reverse(i))) = fits.max() {
                assigned[i] = Some(old.id);
            }
        }
        assigned
    }

    /// Whether a source that is named by what it is, and stands at no former place, may have this key: not if somebody
    /// decided about another of that key.
    pub(super) fn is_free(&self, key: &str) -> bool {
        !self.keys.contains(key)
    }
}

impl Kept {
    /// The same for a newer reading of the article: each mention where its words stand there, and the sources of this article
    /// alone as those of the new one.
    pub(super) fn moved(
        mut self,
        from: ArticleId,
        to: ArticleId,
        place: impl Fn(CharSpan) -> Option<CharSpan>,
    ) -> Kept {
        // a mention that is nowhere any more still counts
        const NOWHERE: CharSpan = CharSpan {
            start: u32::MAX,
            end: u32::MAX,
        };
        for mention in self.former.iter_mut().flat_map(|old| &mut old.mentions) {
            *mention = place(*mention).unwrap_or(NOWHERE);
        }
        let (from, to) = (format!("{from}: "), format!("{to}: "));
        self.keys = self
            .keys
            .iter()
            .map(|key| match key.strip_prefix(&from) {
                Some(rest) => format!("{to}{rest}"),
                None => key.clone(),
            })
            .collect();
        self
    }

    /// The sources about which a person decided something.
    pub(super) fn decided(&self) -> impl Iterator<Item = SourceId> {
        self.former.iter().filter(|old| old.decided).map(|old| old.id)
    }
}

impl Former {
    /// How well a source found again at these places fits: 0, not at all. Where the first mention stands, which names it, or
    /// most of the others.
    fn fit(&self, mentions: &[CharSpan]) -> usize {
        let shared = self
            .mentions
            .iter()
            .filter(|mention| mentions.contains(mention))
            .count();
        let first = self.mentions.first().is_some_and(|first| mentions.contains(first));
        match first || 2 * shared > self.mentions.len() {
            true => shared + if first { self.mentions.len() } else { 0 },
            false => 0,
        }
    }
}

impl Reader<'_> {
    /// The sources an article has now.
    pub(super) fn kept(&self, article: ArticleId) -> Result<Kept> {
        let mut former: Vec<Former> = self
            .connection
            .prepare_cached(
                "SELECT p.source, s.key >= ?1 || ': ' AND s.key < ?1 || ':!',
                    EXISTS (SELECT 1 FROM merged m WHERE m.source = p.source OR m.leads_to = p.source)
                    OR EXISTS (SELECT 1 FROM parted d WHERE d.own = p.source)
                    OR EXISTS (SELECT 1 FROM different d WHERE d.one = p.source OR d.other = p.source)
                 FROM appearance p JOIN source s ON s.id = p.source WHERE p.article = ?1 ORDER BY p.ordinal",
            )?
            .query_map([article], |row| {
                Ok(Former {
                    id: row.get(0)?,
                    local: row.get(1)?,
                    decided: row.get(2)?,
                    mentions: Vec::new(),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let places: HashMap<SourceId, usize> = former.iter().enumerate().map(|(i, one)| (one.id, i)).collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT source, start, stop FROM span WHERE article = ?1 AND claim IS NULL AND field = 'mention'
             ORDER BY start, stop",
        )?;
        let mut rows = statement.query([article])?;
        while let Some(row) = rows.next()? {
            let place = places.get(&row.get(0)?);
            if let Some(one) = place.and_then(|&i| former.get_mut(i)) {
                one.mentions.push(CharSpan {
                    start: row.get(1)?,
                    end: row.get(2)?,
                });
            }
        }
        let keys = self
            .connection
            .prepare_cached(
                "SELECT key FROM source s WHERE key >= ?1 || ': ' AND key < ?1 || ':!' AND (
                    EXISTS (SELECT 1 FROM merged m WHERE m.source = s.id OR m.leads_to = s.id)
                    OR EXISTS (SELECT 1 FROM parted d WHERE d.own = s.id)
                    OR EXISTS (SELECT 1 FROM different d WHERE d.one = s.id OR d.other = s.id))",
            )?
            .query_map([article], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Kept { former, keys })
    }
}

impl Writer<'_> {
    /// Hands on what was decided about sources of several articles that no article has any more under their old key. Gives
    /// those in whose place somebody else stands now.
    pub(super) fn hand_on(&mut self, article: ArticleId, before: &Kept) -> Result<Vec<SourceId>> {
        let mut handed_on = Vec::new();
        let vanished: Vec<&Former> = before.former.iter().filter(|old| old.decided && !old.local).collect();
        if vanished.is_empty() {
            return Ok(handed_on);
        }
        let now = self.reading().kept(article)?;
        for old in vanished {
            let somewhere = self
                .transaction
                .prepare_cached("SELECT 1 FROM appearance WHERE source = ?1 AND (live = 1 OR article = ?2)")?
                .exists([old.id, article])?;
            let heir = now.former.iter().rev().max_by_key(|new| old.fit(&new.mentions));
            let Some(heir) = heir.filter(|new| !somewhere && old.fit(&new.mentions) > 0) else {
                continue;
            };
            handed_on.push(old.id);
            let top = self.reading().survivor(old.id)?;
            if !heir.decided && heir.id != top {
                self.transaction
                    .prepare_cached(
                        "INSERT INTO different (one, other, made) SELECT min(?2, d.id), max(?2, d.id), d.made FROM
                            (SELECT other AS id, made FROM different WHERE one = ?1
                             UNION ALL SELECT one, made FROM different WHERE other = ?1) d WHERE d.id <> ?2
                         ON CONFLICT DO NOTHING",
                    )?
                    .execute([old.id, heir.id])?;
                if self.is_merged(old.id)? {
                    self.take_over(heir.id, old.id)?;
                }
            }
        }
        Ok(handed_on)
    }

    fn is_merged(&self, id: SourceId) -> Result<bool> {
        let mut statement = self
            .transaction
            .prepare_cached("SELECT 1 FROM merged WHERE source = ?1 OR leads_to = ?1")?;
        Ok(statement.exists([id])?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(starts: &[u32]) -> Vec<CharSpan> {
        let span = |&start: &u32| CharSpan { start, end: start + 5 };
        starts.iter().map(span).collect()
    }

    fn former(id: SourceId, decided: bool, starts: &[u32]) -> Former {
        Former {
            id,
            local: true,
            decided,
            mentions: at(starts),
        }
    }

    fn found(local: bool, starts: &[u32]) -> Found {
        Found {
            local,
            mentions: at(starts),
        }
    }

    #[test]
    fn a_source_is_known_again_by_its_places() {
        let kept = Kept {
            former: vec![former(1, false, &[100]), former(2, true, &[200, 240])],
            keys: HashSet::new(),
        };
        // one witness more, before the others
        let again = [found(true, &[50]), found(true, &[100]), found(true, &[200])];
        assert_eq!(kept.assign(&again), [None, Some(1), Some(2)]);
        // named in full by now: what was decided stays, what was not is known by its name
        let named = [found(false, &[100]), found(false, &[200])];
        assert_eq!(kept.assign(&named), [None, Some(2)]);
        // a "he" alone does not make it the same
        assert_eq!(kept.assign(&[found(true, &[240, 300])]), [None]);
        assert_eq!(Kept::default().assign(&again), [None, None, None]);
    }

    #[test]
    fn nobody_is_known_again_twice() {
        let kept = Kept {
            former: vec![former(1, true, &[10, 20, 30])],
            keys: HashSet::new(),
        };
        let parted = [found(true, &[20, 30]), found(true, &[10])];
        assert_eq!(kept.assign(&parted), [None, Some(1)], "where its name stands");
        let both = [found(true, &[10, 20]), found(true, &[10, 20])];
        assert_eq!(kept.assign(&both), [Some(1), None]);
    }
}
