//! Articles that print the same report: found when an article is stored, kept for good, told with what differs.
//!
//! Two articles are linked if most of the words of one of them ([`MOST`]) stand in the other in the same order: another
//! outlet's print of a wire story, an update, a short version and the long one it was cut from. How much is counted in both
//! texts, so that a page can say it; a short article inside a long one is linked, and said to be that. Texts never change,
//! and neither do links: deleted articles keep theirs, and are left out where links are read.

use super::{
    ArticleId, ArticleRef, FigureRow, Reader, Writer,
    error::Result,
    rows::{ARTICLE, LISTED, article_ref, json},
    shingle::{MARKS, Shingles},
};
use crate::{
    claim::{Effect, Hedge},
    text::CharSpan,
};
use rusqlite::{OptionalExtension, params};
use std::{cmp::Reverse, collections::HashMap};

/// Thousandths of an article's words that the other one must have.
pub const MOST: u32 = 700;

/// Fewer words than this in common say nothing, unless they are the whole of both texts.
const FEWEST: usize = 20;

/// So many articles with one mark are looked at, the first that were stored: a mark of more is a paragraph that an outlet
/// puts under everything, or a report that is linked to enough others anyway.
const WITH_ONE_MARK: u32 = 64;

/// So many articles are compared with a new one, the likeliest.
const COMPARED: usize = 64;
/// Of so many that share the most marks the lengths are looked at.
const LOOKED_AT: usize = 128;

macro_rules! same_figure {
    () => {
        "copy k CROSS JOIN article a ON a.id = k.other AND a.deleted_at IS NULL AND a.replaced_by IS NULL
            AND (coalesce(a.date, '9'), a.id) <
                (coalesce((SELECT date FROM article WHERE id = c.article), '9'), c.article)
         CROSS JOIN claim e ON e.article = a.id AND e.kind = 'figure' AND e.class = c.class
            AND e.low IS c.low AND e.high IS c.high
         CROSS JOIN figure f ON f.claim = c.id
         CROSS JOIN figure g ON g.claim = e.id AND g.hedge = f.hedge AND g.modality = f.modality
         WHERE k.article = c.article AND k.same >= 700
            AND coalesce((SELECT lower(value ->> 3) FROM json_each(c.parts) WHERE value ->> 0 = 'group') =
                (SELECT lower(value ->> 3) FROM json_each(e.parts) WHERE value ->> 0 = 'group'), 1)
            AND (f.hedge <> 'vague'
                OR (SELECT lower(value ->> 3) FROM json_each(c.parts) WHERE value ->> 0 = 'number') =
                (SELECT lower(value ->> 3) FROM json_each(e.parts) WHERE value ->> 0 = 'number'))"
    };
}

/// Of a figure `c` of the table of claims: an earlier print of the same report has it too, as [`is_same`] compares them.
/// Earlier is by date, then by when it was stored. An article that only holds a part of another repeats nothing
/// for good: most of its own words must stand in the other.
pub(super) const REPEATED: &str = concat!("EXISTS (SELECT 1 FROM ", same_figure!(), ")");
const SAME_FIGURE: &str = same_figure!();
/// After so many in a row that are no copies, those that are less likely are not looked at any more.
const IN_VAIN: usize = 3;

/// So many copies are told with their figures; more are told without.
const TOLD: usize = 8;

/// Another article that prints the same report, or most of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The other article.
    pub article: ArticleRef,
    /// Thousandths of this article's words that stand in the other.
    pub here: u32,
    /// Thousandths of the other's words that stand in this one.
    pub there: u32,
    /// Figures that are not the same in both, in the order of this text; `None`: not compared, since there are many copies.
    pub differs: Option<Vec<Difference>>,
}

/// A figure of an earlier print of the same report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The article.
    pub article: ArticleRef,
    /// The figure's address in it.
    pub anchor: String,
}

/// A figure that two prints of a report do not have alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Both have it at the same place of the report, with another number, hedge or modality: here, there.
    Changed(Box<FigureRow>, Box<FigureRow>),
    /// Only this article has it.
    OnlyHere(Box<FigureRow>),
    /// Only the other has it.
    OnlyThere(Box<FigureRow>),
}

impl Writer<'_> {
    /// Links a new article with those that print the same report.
    pub(super) fn link_copies(&mut self, id: ArticleId, text: &str) -> Result<()> {
        let mine = Shingles::of(text);
        let runs = mine.different();
        let marks = mine.marks();
        let copies = self.reading().found(id, &mine, runs, &marks)?;
        for (other, here, there) in copies {
            let mut link = self
                .transaction
                .prepare_cached("INSERT OR IGNORE INTO copy (article, other, same) VALUES (?1, ?2, ?3)")?;
            link.execute(params![id, other, here])?;
            link.execute(params![other, id, there])?;
        }
        let mut insert = self
            .transaction
            .prepare_cached("INSERT OR IGNORE INTO run_mark (hash, article) VALUES (?1, ?2)")?;
        for mark in marks {
            insert.execute(params![mark, id])?;
        }
        self.transaction
            .prepare_cached("UPDATE article SET runs = ?2 WHERE id = ?1")?
            .execute(params![id, runs as i64])?;
        Ok(())
    }

    /// Takes away what an article is found by, before it is removed for good; its links go with its row.
    pub(super) fn forget_marks(&mut self, id: ArticleId) -> Result<()> {
        let marks = Shingles::of(&self.reading().whole_text(id)?).marks();
        let mut delete = self
            .transaction
            .prepare_cached("DELETE FROM run_mark WHERE hash = ?1 AND article = ?2")?;
        for mark in marks {
            delete.execute(params![mark, id])?;
        }
        Ok(())
    }

    /// Compares at most so many of the articles that an older version stored with all others. Gives how many are left.
    ///
    /// # Errors
    /// If the database cannot be written.
    pub fn link_older_copies(&mut self, most: u32) -> Result<u32> {
        let ids = self
            .transaction
            .prepare_cached("SELECT id FROM article WHERE runs IS NULL ORDER BY id LIMIT ?1")?
            .query_map([most], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<ArticleId>>>()?;
        for id in ids {
            let text = self.reading().whole_text(id)?;
            self.link_copies(id, &text)?;
        }
        let left = self
            .transaction
            .prepare_cached("SELECT count(*) FROM article WHERE runs IS NULL")?
            .query_row([], |row| row.get(0))?;
        Ok(left)
    }
}

/// Thousandths of the words of either that stand in the other, if they are enough to link them.
fn likeness(mine: &Shingles, theirs: &Shingles) -> Option<(u32, u32)> {
    let share = |shared: usize, words: usize| (shared * 1000 / words.max(1)) as u32;
    let (shared, back) = (mine.shared_with(theirs), theirs.shared_with(mine));
    let (here, there) = (share(shared, mine.words.len()), share(back, theirs.words.len()));
    let enough = shared.min(back) >= FEWEST || here == 1000 && there == 1000;
    (enough && here.max(there) >= MOST).then_some((here, there))
}

/// How many marks a text must share with another to be compared with it: a third of those that it would share if the shorter
/// stood in the longer with every word.
fn needed(runs: usize, others: usize) -> usize {
    let (shorter, longer) = (runs.min(others), runs.max(others).max(1));
    // of the longer's marks, those that fall into the part that is the shorter
    let all = MARKS.min(longer) * shorter;
    all.div_ceil(3 * longer).max(1)
}

impl Reader<'_> {
    /// The articles that print the report of a text, with how much of either stands in the other.
    fn found(&self, id: ArticleId, mine: &Shingles, runs: usize, marks: &[u32]) -> Result<Vec<(ArticleId, u32, u32)>> {
        let mut found = Vec::new();
        let mut in_vain = 0;
        for other in self.candidates(id, runs, marks)? {
            let theirs = Shingles::of(&self.whole_text(other)?);
            match likeness(mine, &theirs) {
                Some((here, there)) => {
                    in_vain = 0;
                    found.push((other, here, there));
                }
                None => in_vain += 1,
            }
            if in_vain == IN_VAIN {
                break;
            }
        }
        Ok(found)
    }

    /// Articles that share enough marks to be worth comparing, the likeliest first; deleted ones too, but none that a newer
    /// reading replaces.
    fn candidates(&self, id: ArticleId, runs: usize, marks: &[u32]) -> Result<Vec<ArticleId>> {
        let mut sharing: Vec<ArticleId> = Vec::new();
        let mut with_mark = self.connection.prepare_cached(&format!(
            "SELECT article FROM run_mark WHERE hash = ?1 AND article <> ?2 LIMIT {WITH_ONE_MARK}"
        ))?;
        for mark in marks {
            let mut rows = with_mark.query(params![mark, id])?;
            while let Some(row) = rows.next()? {
                sharing.push(row.get(0)?);
            }
        }
        // so often as it stands there, an article shares a mark
        sharing.sort_unstable();
        let mut shared: Vec<(usize, ArticleId)> =
            sharing.chunk_by(|a, b| a == b).map(|one| (one.len(), one[0])).collect();
        shared.sort_unstable_by_key(|&(shared, other)| (Reverse(shared), other));
        shared.truncate(LOOKED_AT);
        let mut length = self
            .connection
            .prepare_cached("SELECT runs FROM article WHERE id = ?1 AND replaced_by IS NULL")?;
        let mut likely = Vec::new();
        for (shared, other) in shared {
            let others: Option<i64> = length.query_row([other], |row| row.get(0)).optional()?.flatten();
            let Some(others) = others.and_then(|others| usize::try_from(others).ok()) else {
                continue;
            };
            let needed = needed(runs, others);
            if shared >= needed {
                likely.push((Reverse(shared * 100 / needed), other));
            }
        }
        likely.sort_unstable();
        likely.truncate(COMPARED);
        Ok(likely.into_iter().map(|(_, other)| other).collect())
    }

    /// Whether there are articles that an older version stored, which are compared with no other yet.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn has_uncompared(&self) -> Result<bool> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM article WHERE runs IS NULL")?
            .exists([])?)
    }

    /// What is wrong with how an article of this text is linked with others, a clause each.
    pub(super) fn wrong_with_copies(&self, id: ArticleId, text: &str) -> Result<Vec<String>> {
        let stored: Option<i64> = self
            .connection
            .prepare_cached("SELECT runs FROM article WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        let mut links = self
            .connection
            .prepare_cached(
                "SELECT k.other, k.same, (SELECT same FROM copy WHERE article = k.other AND other = k.article)
                 FROM copy k WHERE k.article = ?1",
            )?
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<Vec<(ArticleId, u32, Option<u32>)>>>()?;
        let mut wrong = Vec::new();
        let Some(stored) = stored else {
            // not compared yet, but others may have been compared with it
            return Ok(wrong);
        };
        let mine = Shingles::of(text);
        let mut mark = self
            .connection
            .prepare_cached("SELECT 1 FROM run_mark WHERE hash = ?1 AND article = ?2")?;
        let mut is_found = stored == mine.different() as i64;
        for hash in mine.marks() {
            is_found &= mark.exists(params![hash, id])?;
        }
        if !is_found {
            wrong.push("copies of it are not found by the words that it has".into());
        }
        // each pair is compared once
        links.retain(|&(other, _, back)| other > id || back.is_none());
        for (other, same, back) in links {
            let theirs = Shingles::of(&self.whole_text(other)?);
            if likeness(&mine, &theirs) != back.map(|back| (same, back)) {
                wrong.push(format!(
                    "it is said to share so much with article {other} as it does not"
                ));
            }
        }
        Ok(wrong)
    }

    /// Whether there are marks of articles that are not there.
    pub(super) fn has_stray_marks(&self) -> Result<bool> {
        Ok(self
            .connection
            .prepare("SELECT 1 FROM run_mark WHERE article NOT IN (SELECT id FROM article)")?
            .exists([])?)
    }

    /// The text of an article, deleted or not.
    fn whole_text(&self, id: ArticleId) -> Result<String> {
        Ok(self.paragraphs(id)?.into_iter().map(|p| p.text).collect())
    }

    /// The other articles that print the same report, the likest first, and what differs in their figures. Deleted ones are
    /// not among them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn copies(&self, id: ArticleId) -> Result<Vec<Copy>> {
        let mut copies = self
            .connection
            .prepare_cached(&format!(
                "SELECT {ARTICLE}, here.same, there.same FROM copy here
                 JOIN copy there ON there.article = here.other AND there.other = here.article
                 JOIN article a ON a.id = here.other
                 WHERE here.article = ?1 AND a.deleted_at IS NULL AND a.replaced_by IS NULL
                 ORDER BY min(here.same, there.same) DESC, here.same DESC, coalesce(a.date, '9'), a.id"
            ))?
            .query_map([id], |row| {
                Ok(Copy {
                    article: article_ref(row, 0)?,
                    here: row.get(5)?,
                    there: row.get(6)?,
                    differs: None,
                })
            })?
            .collect::<rusqlite::Result<Vec<Copy>>>()?;
        if copies.is_empty() {
            return Ok(copies);
        }
        let mine = self.figures_in_words(id)?;
        for copy in copies.iter_mut().take(TOLD) {
            copy.differs = Some(differences(&mine, &self.figures_in_words(copy.article.id)?));
        }
        Ok(copies)
    }

    /// The articles of the store that print the report of a text that is not stored, the likest first; their figures are not
    /// compared. Deleted ones are not among them.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn copies_of_text(&self, text: &str) -> Result<Vec<Copy>> {
        let mine = Shingles::of(text);
        let mut copies = Vec::new();
        for (other, here, there) in self.found(0, &mine, mine.different(), &mine.marks())? {
            let article = self
                .connection
                .prepare_cached(&format!("SELECT {ARTICLE} FROM article a WHERE a.id = ?1 AND {LISTED}"))?
                .query_row([other], |row| article_ref(row, 0))
                .optional()?;
            if let Some(article) = article {
                copies.push(Copy {
                    article,
                    here,
                    there,
                    differs: None,
                });
            }
        }
        copies.sort_by_key(|copy| (Reverse(copy.here.min(copy.there)), Reverse(copy.here), copy.article.id));
        Ok(copies)
    }

    /// How many other prints of its report there are of each of these articles; those without any are left out.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn copies_of(&self, ids: &[ArticleId]) -> Result<HashMap<ArticleId, u32>> {
        let counts = self
            .connection
            .prepare_cached(
                "SELECT c.article, count(*) FROM copy c JOIN article o ON o.id = c.other
                    AND o.deleted_at IS NULL AND o.replaced_by IS NULL
                 WHERE c.article IN (SELECT value FROM json_each(?1)) GROUP BY c.article",
            )?
            .query_map([json(ids)], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        Ok(counts)
    }

    /// For each of these figures: where the first of the earlier prints of the same report has it too.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn earlier_prints(&self, figures: &[FigureRow]) -> Result<Vec<Option<Earlier>>> {
        let ids: Vec<ArticleId> = figures.iter().map(|figure| figure.article.id).collect();
        let copied = self.copies_of(&ids)?;
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {ARTICLE}, e.anchor FROM claim c CROSS JOIN {SAME_FIGURE} AND c.article = ?1 AND c.anchor = ?2
             ORDER BY coalesce(a.date, '9'), a.id, e.start LIMIT 1"
        ))?;
        figures
            .iter()
            .map(|figure| {
                let id = figure.article.id;
                if !copied.contains_key(&id) {
                    return Ok(None);
                }
                let found = statement.query_row(params![id, figure.anchor], |row| {
                    Ok(Earlier {
                        article: article_ref(row, 0)?,
                        anchor: row.get(5)?,
                    })
                });
                Ok(found.optional()?)
            })
            .collect()
    }

    /// A text's words, and its figures with the numbers of the words that they are written with.
    fn figures_in_words(&self, id: ArticleId) -> Result<Counted> {
        let ids = self
            .connection
            .prepare_cached("SELECT id FROM claim WHERE article = ?1 AND kind = 'figure' ORDER BY start, stop, id")?
            .query_map([id], |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        let text = crate::text::Text::clean(&self.whole_text(id)?);
        let shingles = Shingles::of(text.as_str());
        let figures = self
            .figure_rows(&ids)?
            .into_iter()
            .map(|figure| {
                let CharSpan { start, end } = figure.number.at;
                let at = text.to_bytes(CharSpan { start, end }).map_or(0, |span| span.start());
                let word = shingles.words.partition_point(|word| word.at.end <= at);
                (word, figure)
            })
            .collect();
        Ok(Counted { shingles, figures })
    }
}

/// A text with its figures, each with the number of the word that it begins with.
struct Counted {
    shingles: Shingles,
    figures: Vec<(usize, FigureRow)>,
}

/// So many words may stand between a number and the next words that both texts have.
const NEAR: usize = 12;

/// What is not alike in the figures of two prints.
fn differences(mine: &Counted, theirs: &Counted) -> Vec<Difference> {
    let common = mine.shingles.in_common(&theirs.shingles);
    let mut taken = vec![false; theirs.figures.len()];
    let mut left = Vec::new();
    // first what is the same, wherever it stands, so that a paragraph that was moved is no difference
    for (word, figure) in &mine.figures {
        let there = place_there(&common, *word);
        let mut alike: Vec<usize> = (0..theirs.figures.len())
            .filter(|&i| !taken[i] && is_same(figure, &theirs.figures[i].1))
            .collect();
        alike.sort_by_key(|&i| there.map_or(0, |place| theirs.figures[i].0.abs_diff(place)));
        match alike.first() {
            Some(&i) => taken[i] = true,
            None => left.push((there, figure)),
        }
    }
    // then what stands at the same place
    let mut found = Vec::new();
    for (there, figure) in left {
        let beside = there.and_then(|place| {
            (0..theirs.figures.len())
                .filter(|&i| !taken[i] && is_of(figure, theirs.figures[i].1.effect))
                .map(|i| (theirs.figures[i].0.abs_diff(place), i))
                .filter(|&(far, _)| far <= NEAR)
                .min()
        });
        match beside {
            Some((_, i)) => {
                taken[i] = true;
                found.push(Difference::Changed(
                    Box::new(figure.clone()),
                    Box::new(theirs.figures[i].1.clone()),
                ));
            }
            None => found.push(Difference::OnlyHere(Box::new(figure.clone()))),
        }
    }
    let only_there = theirs.figures.iter().zip(&taken).filter(|(_, taken)| !**taken);
    found.extend(only_there.map(|((_, figure), _)| Difference::OnlyThere(Box::new(figure.clone()))));
    found
}

/// Where a word would stand in the other text: as far from the nearest word that both have as it is here.
fn place_there(common: &[(usize, usize)], word: usize) -> Option<usize> {
    let next = common.partition_point(|&(here, _)| here < word);
    let sides = [next.checked_sub(1).and_then(|i| common.get(i)), common.get(next)];
    let nearest = sides.into_iter().flatten().min_by_key(|(here, _)| here.abs_diff(word));
    let &(here, there) = nearest.filter(|(here, _)| here.abs_diff(word) <= NEAR)?;
    Some((there + word).saturating_sub(here))
}

/// Whether two figures say the same: effect, number, hedge and modality; of a vague number its word ("several", "many"), and
/// who was counted where both say so. `same_figure!` says it to the database.
fn is_same(one: &FigureRow, other: &FigureRow) -> bool {
    let group = one.group.as_ref().zip(other.group.as_ref());
    (one.effect, one.low, one.high, one.hedge, one.modality)
        == (other.effect, other.low, other.high, other.hedge, other.modality)
        && (one.hedge != Hedge::Vague || one.number.words.eq_ignore_ascii_case(&other.number.words))
        && group.is_none_or(|(one, other)| one.words.eq_ignore_ascii_case(&other.words))
}

fn is_of(figure: &FigureRow, effect: Effect) -> bool {
    figure.effect == effect
}
