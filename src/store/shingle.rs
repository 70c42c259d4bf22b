//! What two texts have in common: runs of words.
//!
//! A text is the set of its runs of five words ("shingles"), as search compares words: no case, no accents, no
//! punctuation. Of all its hashes the smallest few are its marks: the bottom-k sketch of Broder (1997), MinHash with one hash
//! function. Texts that share much share most of their marks, texts that share a phrase hardly ever one, and a text that
//! stands inside one four times as long still shares a quarter. Marks only find candidates; how much two texts share is
//! counted in the texts.

use super::search::words::{Word, words};
use std::collections::HashMap;

/// Words of a run. Five in a row that two texts share by chance are rare, and a changed word spoils no more than five runs.
const RUN: usize = 5;

/// So many marks has a text.
pub(super) const MARKS: usize = 12;

/// A text as its runs of words.
pub(super) struct Shingles {
    /// The words in order, with their places.
    pub(super) words: Vec<Word>,
    /// The hash of the run that begins with each word; a text of fewer than [`RUN`] words has one run, of all of them.
    runs: Vec<u64>,
    /// The different ones, the smallest first.
    sorted: Vec<u64>,
}

impl Shingles {
    /// The runs of a text.
    pub(super) fn of(text: &str) -> Shingles {
        let words = words(text);
        let hashes: Vec<u64> = words.iter().map(|word| hash(word.text.as_bytes())).collect();
        let runs = match hashes.len() {
            0 => Vec::new(),
            n => hashes.windows(RUN.min(n)).map(hash_of_run).collect(),
        };
        let mut sorted = runs.clone();
        sorted.sort_unstable();
        sorted.dedup();
        Shingles { words, runs, sorted }
    }

    /// How many different runs there are.
    pub(super) fn different(&self) -> usize {
        self.sorted.len()
    }

    /// The marks that the text is found by: at most [`MARKS`], each once.
    pub(super) fn marks(&self) -> Vec<u32> {
        let smallest = self.sorted.iter().take(MARKS);
        // the order was made by the upper half, so that the lower half is as good as any other hash
        let mut marks: Vec<u32> = smallest.map(|&run| run as u32).collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// How many of the words stand in runs that the other text has too.
    pub(super) fn shared_with(&self, other: &Shingles) -> usize {
        let mut shared = 0;
        let mut counted = 0;
        for (i, run) in self.runs.iter().enumerate() {
            if other.sorted.binary_search(run).is_ok() {
                let end = (i + RUN).min(self.words.len());
                shared += end - counted.max(i);
                counted = end;
            }
        }
        shared
    }

    /// Pairs of words, by their numbers here and there, that stand in a run which both texts have exactly once; in the order
    /// of this text.
    pub(super) fn in_common(&self, other: &Shingles) -> Vec<(usize, usize)> {
        let (mine, theirs) = (self.single_runs(), other.single_runs());
        let mut pairs = Vec::new();
        for (here, run) in self.runs.iter().enumerate() {
            if mine.contains_key(run)
                && let Some(&there) = theirs.get(run)
            {
                pairs.extend((0..RUN.min(self.words.len())).map(|i| (here + i, there + i)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup_by_key(|pair| pair.0);
        pairs
    }

    fn single_runs(&self) -> HashMap<u64, usize> {
        let mut places: HashMap<u64, Option<usize>> = HashMap::with_capacity(self.runs.len());
        for (i, &run) in self.runs.iter().enumerate() {
            places.entry(run).and_modify(|place| *place = None).or_insert(Some(i));
        }
        places
            .into_iter()
            .filter_map(|(run, place)| Some((run, place?)))
            .collect()
    }
}

/// FNV-1a: the same on every machine and in every version, since its values are stored.
fn hash(bytes: &[u8]) -> u64 {
    let mixed = bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    mix(mixed)
}

fn hash_of_run(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(words.len() as u64, |hash, word| mix(hash.rotate_left(5) ^ word))
}

/// The last step of SplitMix64: every bit of the result depends on every bit given.
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STORY: &str = "At least 12 people were killed when a ferry sank off the port of Maren on Thursday, the coastguard \
        said. Nobody could have crossed it, said Ilse Torvald, who leads the coastguard.";

    fn shared(one: &str, other: &str) -> (usize, usize) {
        let (one, other) = (Shingles::of(one), Shingles::of(other));
        (one.shared_with(&other), one.words.len())
    }

    #[test]
    fn only_words_count() {
        let other = STORY
            .to_uppercase()
            .replace(", ", " – ")
            .replace("killed", "kil\u{ad}led");
        let (all, words) = shared(STORY, &other);
        assert_eq!((all, words), (32, 32));
        assert_eq!(Shingles::of(STORY).marks(), Shingles::of(&other).marks());
    }

    #[test]
    fn a_word_that_differs_is_not_shared() {
        assert_eq!(shared(STORY, &STORY.replace("Thursday", "Friday")), (31, 32));
        assert_eq!(shared(STORY, "Two men died in a fire at the cannery of Sarn."), (0, 32));
        // what stands twice is counted once in each place
        assert_eq!(shared("a b c d e a b c d e", "a b c d e f"), (10, 10));
    }

    #[test]
    fn a_part_shares_all_of_its_words_with_the_whole() {
        let part = &STORY[..STORY.find(" Nobody").unwrap()];
        assert_eq!(shared(part, STORY), (20, 20));
        assert_eq!(shared(STORY, part), (20, 32));
    }

    #[test]
    fn the_shortest_texts_have_one_run() {
        assert_eq!(shared("Two men died.", "two men DIED"), (3, 3));
        assert_eq!(shared("Two men died.", "Two men"), (0, 3));
        assert_eq!(shared("", ""), (0, 0));
        assert!(Shingles::of("– – –").marks().is_empty());
    }

    #[test]
    fn words_that_both_texts_have_are_paired() {
        let (one, other) = (
            Shingles::of(STORY),
            Shingles::of(&format!("Updated: {STORY}").replace("12", "14")),
        );
        let pairs = one.in_common(&other);
        assert!(
            pairs
                .iter()
                .all(|&(here, there)| one.words[here].text == other.words[there].text)
        );
        assert_eq!(
            pairs.first(),
            Some(&(3, 4)),
            "the words before the number are not in a run of five"
        );
        assert_eq!(pairs.len(), 29);
        // the same run twice says nothing about where it stands
        assert!(
            Shingles::of("a b c d e a b c d e")
                .in_common(&Shingles::of("a b c d e"))
                .is_empty()
        );
    }

    #[test]
    fn the_hashes_are_those_that_are_stored() {
        // databases hold them: a change here needs a migration that compares everything again
        assert_eq!(Shingles::of("Two men died.").marks(), [4_127_269_023]);
    }

    proptest! {
        #[test]
        fn sharing_has_bounds_and_a_text_shares_all_with_itself(one in "([a-d]{1,2} ){0,40}", other in "([a-d]{1,2} ){0,40}") {
            let (one, other) = (Shingles::of(&one), Shingles::of(&other));
            prop_assert!(one.shared_with(&other) <= one.words.len());
            prop_assert_eq!(one.shared_with(&one), one.words.len());
            prop_assert_eq!(one.shared_with(&other) == 0, other.shared_with(&one) == 0);
            prop_assert!(one.marks().len() <= MARKS);
        }
    }
}
