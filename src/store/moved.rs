//! Where the words of one text stand in another that was read from the same bytes.

use super::shingle::Shingles;
use crate::text::{CharSpan, Text};

/// Two readings of one article, word beside word.
pub(super) struct Moved<'t> {
    old: &'t Text,
    new: &'t Text,
    from: Shingles,
    to: Shingles,
    /// For each word of the old text the number of the same word in the new one.
    same: Vec<Option<usize>>,
}

impl<'t> Moved<'t> {
    /// Finds the runs of words that either text has once, and goes on from them to both sides as long as the words are the same:
    /// in time linear in the texts.
    pub(super) fn between(old: &'t Text, new: &'t Text) -> Moved<'t> {
        let (from, to) = (Shingles::of(old.as_str()), Shingles::of(new.as_str()));
        let mut same = vec![None; from.words.len()];
        let mut taken = vec![false; to.words.len()];
        let mut pair = |same: &mut Vec<Option<usize>>, here: usize, there: usize| {
            let fits = match (from.words.get(here), to.words.get(there)) {
                (Some(one), Some(other)) => one.text == other.text && same[here].is_none() && !taken[there],
                _ => false,
            };
            if fits {
                same[here] = Some(there);
                taken[there] = true;
            }
            fits
        };
        for (here, there) in from.in_common(&to) {
            pair(&mut same, here, there);
        }
        // the beginnings and the ends of the texts belong together too
        for i in 0..from.words.len() {
            if !pair(&mut same, i, i) && same[i] != Some(i) {
                break;
            }
        }
        for back in 1..=from.words.len().min(to.words.len()) {
            let (here, there) = (from.words.len() - back, to.words.len() - back);
            if !pair(&mut same, here, there) && same[here] != Some(there) {
                break;
            }
        }
        for here in 1..from.words.len() {
            if let Some(before) = same[here - 1] {
                pair(&mut same, here, before + 1);
            }
        }
        for here in (1..from.words.len()).rev() {
            if let Some(there) = same[here].and_then(|there| there.checked_sub(1)) {
                pair(&mut same, here - 1, there);
            }
        }
        Moved {
            old,
            new,
            from,
            to,
            same,
        }
    }

    /// Where the very words of a place of the old text stand in the new one.
    pub(super) fn place(&self, old: CharSpan) -> Option<CharSpan> {
        let span = self.old.to_bytes(old)?;
        let words = &self.from.words;
        let first = words.partition_point(|word| word.at.end <= span.start());
        let end = words.partition_point(|word| word.at.start < span.end());
        let last = end.checked_sub(1).filter(|&last| first <= last)?;
        let (begins, ends) = (self.same[first]?, self.same[last]?);
        if (first..end).any(|word| self.same[word] != Some(begins + word - first)) {
            return None;
        }
        // the place may begin before its first word, or inside it
        let start = (self.to.words[begins].at.start + span.start()).checked_sub(words[first].at.start)?;
        let stop = (self.to.words[ends].at.end + span.end()).checked_sub(words[last].at.end)?;
        let new = self.new.span(start..stop)?;
        (self.new.slice(new) == self.old.slice(span)).then(|| self.new.to_chars(new))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What the words in the old text stand at in the new one: the code point.
    fn moved(old: &str, new: &str, words: &str) -> Option<u32> {
        let (old, new) = (Text::clean(old), Text::clean(new));
        let at = old.as_str().find(words).unwrap();
        let place = old.to_chars(old.span(at..at + words.len()).unwrap());
        Moved::between(&old, &new).place(place).map(|place| place.start)
    }

    #[test]
    fn the_same_words_are_found_where_they_stand_now() {
        let old = "Home | News\n\nThree men drowned near Sarn, Łucja Torvald said. A witness saw it.";
        let new = "Three men drowned near Sarn, Łucja Torvald said. A witness saw it.\n\nMore follows.";
        assert_eq!(moved(old, new, "Łucja Torvald"), Some(29));
        assert_eq!(moved(old, new, "A witness"), Some(49));
        assert_eq!(moved(old, new, "Three"), Some(0));
        assert_eq!(moved(old, new, "News"), None);
    }

    #[test]
    fn other_words_are_not_the_same_place() {
        let old = "The police said three men drowned. A witness saw it.";
        for (new, words, place) in [
            ("The police said four men drowned. A witness saw it.", "three", None),
            (
                "The police said four men drowned. A witness saw it.",
                "A witness",
                Some(34),
            ),
            (
                "The police said three men drowned. a witness saw it.",
                "A witness",
                None,
            ),
            (
                "The police said three men drowned. A  witness saw it.",
                "A witness",
                None,
            ),
            ("", "A witness", None),
        ] {
            assert_eq!(moved(old, new, words), place, "{new}");
        }
    }

    #[test]
    fn of_words_that_stand_twice_each_is_found_beside_its_own() {
        let line = "He said that no one had come to the harbour that night.";
        let old = format!("Menu\n\n{line} One.\n\n{line} Two.");
        let new = format!("{line} One.\n\n{line} Two.");
        let (old, new) = (Text::clean(&old), Text::clean(&new));
        let map = Moved::between(&old, &new);
        let starts = old.as_str().match_indices("harbour").map(|(at, _)| at);
        let places: Vec<u32> = starts
            .filter_map(|at| map.place(old.to_chars(old.span(at..at + 7).unwrap())))
            .map(|place| place.start)
            .collect();
        assert_eq!(places.len(), 2);
        assert!(places[0] < 56 && places[1] > 56, "{places:?}");
    }

    proptest! {
        #[test]
        fn what_is_found_says_the_same(old in "([a-c]{1,2}[ .]){0,40}", new in "([a-c]{1,2}[ .]){0,40}", start in 0_usize..60, length in 1_usize..9) {
            let (old, new) = (Text::clean(&old), Text::clean(&new));
            if let Some(span) = old.span(start..start + length)
                && let Some(place) = Moved::between(&old, &new).place(old.to_chars(span)) {
                let there = new.to_bytes(place).unwrap();
                prop_assert_eq!(new.slice(there), old.slice(span));
            }
        }

        #[test]
        fn every_word_of_a_text_is_found_in_itself(text in "([a-c]{1,2}[ .]){1,40}") {
            let text = Text::clean(&text);
            let map = Moved::between(&text, &text);
            for word in &Shingles::of(text.as_str()).words {
                let place = text.to_chars(text.span(word.at.clone()).unwrap());
                prop_assert_eq!(map.place(place), Some(place));
            }
        }
    }
}
