//! The piece of a paragraph that a hit shows, and what of it met the query.

use super::{
    query::Term,
    stems::Stems,
    words::{Word, words},
};
use crate::{store::error::Result, text::CharSpan};

/// So many code points of a paragraph are shown, or a few more to end with a word.
const SHOWN: u32 = 300;
/// So many stand before what is shown for, where there is a choice.
const BEFORE: u32 = 80;
/// A word that is longer than this is cut.
const WORD: u32 = 30;
/// So many places are tried as the beginning.
const TRIED: usize = 60;

/// A text with the places of every term in it.
pub(super) struct Found<'t> {
    text: &'t str,
    /// For every term, where it stands, in code points of the text.
    places: Vec<Vec<CharSpan>>,
    chars: u32,
}

/// A snippet and its marks, in code points of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Snippet {
    pub(super) text: String,
    pub(super) marks: Vec<CharSpan>,
}

impl<'t> Found<'t> {
    /// Looks for every term in `text`.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub(super) fn new(text: &'t str, terms: &[Term], stems: &mut Stems) -> Result<Found<'t>> {
        let words = words(text);
        stems.learn(words.iter().map(|word| word.text.as_str()))?;
        let chars = CharsAt::new(text);
        let plain: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let place = |first: &Word, last: &Word| CharSpan {
            start: chars.at(first.at.start),
            end: chars.at(last.at.end),
        };
        let places = terms.iter().map(|term| {
            let places = term.places(&plain, stems);
            places.map(|(i, end)| place(&words[i], &words[end - 1])).collect()
        });
        Ok(Found {
            text,
            places: places.collect(),
            chars: chars.at(text.len()),
        })
    }

    /// Whether a term stands in the text.
    pub(super) fn has(&self, term: usize) -> bool {
        self.places.get(term).is_some_and(|places| !places.is_empty())
    }

    /// Notes that a term is met by other words: a count it comes to, the name of whoever "he" is.
    pub(super) fn note(&mut self, term: usize, place: CharSpan) {
        if place.start < place.end
            && place.end <= self.chars
            && let Some(places) = self.places.get_mut(term)
        {
            places.push(place);
        }
    }

    /// How many terms stand in the text.
    pub(super) fn met(&self) -> usize {
        self.places.iter().filter(|places| !places.is_empty()).count()
    }

    /// The piece with the most terms; around `focus` (the claim), if there is one.
    pub(super) fn snippet(&self, focus: Option<CharSpan>) -> Snippet {
        let (from, to) = self.window(focus);
        let text: String = self
            .text
            .chars()
            .skip(from as usize)
            .take((to - from) as usize)
            .collect();
        // one line; the places stay
        let text = text.replace('\n', " ");
        let end = text.trim_end();
        let to = to - (text.chars().count() - end.chars().count()) as u32;
        let before = if from > 0 { "… " } else { "" };
        let shift = |at: u32| at - from + before.chars().count() as u32;
        let mut marks: Vec<CharSpan> = self
            .places
            .iter()
            .flatten()
            .filter(|place| place.start < to && place.end > from)
            .map(|place| CharSpan {
                start: shift(place.start.max(from)),
                end: shift(place.end.min(to)),
            })
            .collect();
        marks.sort_unstable();
        marks.dedup_by(|next, last| {
            let meets = next.start <= last.end;
            if meets {
                last.end = last.end.max(next.end);
            }
            meets
        });
        let rest = self.text.chars().skip(to as usize).any(|c| !c.is_whitespace());
        let after = if rest { " …" } else { "" };
        Snippet {
            text: format!("{before}{end}{after}"),
            marks,
        }
    }

    fn window(&self, focus: Option<CharSpan>) -> (u32, u32) {
        if self.chars <= SHOWN + WORD {
            return (0, self.chars);
        }
        let starts = self.places.iter().flatten().map(|place| place.start);
        let mut tried: Vec<u32> = starts.chain(focus.map(|focus| focus.start)).collect();
        tried.sort_unstable();
        let holds = |from: u32| match focus {
            Some(focus) => from <= focus.start && focus.end.min(focus.start + SHOWN / 2) <= from + SHOWN,
            None => true,
        };
        let from = tried
            .into_iter()
            .flat_map(|start| [start.saturating_sub(BEFORE), start])
            .chain(focus.map(|focus| focus.start.saturating_sub(BEFORE)))
            .map(|from| from.min(self.chars - SHOWN))
            .filter(|&from| holds(from))
            .take(TRIED)
            // the first of the best
            .min_by_key(|&from| std::cmp::Reverse(self.met_between(from, from + SHOWN)))
            .unwrap_or(0);
        self.whole_words(from, from + SHOWN, focus)
    }

    fn met_between(&self, from: u32, to: u32) -> usize {
        let inside = |place: &CharSpan| place.start >= from && place.end <= to;
        self.places.iter().filter(|places| places.iter().any(inside)).count()
    }

    /// Moves both ends to where a word begins or ends, without losing the focus.
    fn whole_words(&self, from: u32, to: u32, focus: Option<CharSpan>) -> (u32, u32) {
        let first = self
            .places
            .iter()
            .flatten()
            .map(|place| place.start)
            .filter(|&start| start >= from);
        let keep = first.chain(focus.map(|focus| focus.start)).min().unwrap_or(to);
        let chars: Vec<char> = self
            .text
            .chars()
            .skip(from as usize)
            .take((to - from + WORD) as usize)
            .collect();
        let mut start = from;
        if from > 0 {
            let blank = chars.iter().take(WORD as usize).position(|c| c.is_whitespace());
            let next = blank.map_or(from, |blank| from + blank as u32 + 1);
            start = if next <= keep { next } else { from };
        }
        let end = chars[(to - from) as usize..]
            .iter()
            .position(|c| c.is_whitespace())
            .map_or(to.min(self.chars), |blank| to + blank as u32);
        (
            start,
            if chars.len() < (to - from + WORD) as usize {
                self.chars
            } else {
                end
            },
        )
    }
}

/// Code points before every byte of a text.
struct CharsAt(Vec<u32>);

impl CharsAt {
    fn new(text: &str) -> CharsAt {
        let mut chars = Vec::with_capacity(text.len() + 1);
        let mut count = 0;
        for byte in text.bytes() {
            chars.push(count);
            // the last byte of a character counts it
            count += u32::from(byte & 0xC0 != 0x80);
        }
        chars.push(count);
        CharsAt(chars)
    }

    /// Of a byte where a character begins or the text ends.
    fn at(&self, byte: usize) -> u32 {
        self.0.get(byte).or(self.0.last()).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::search::query::Query;
    use proptest::prelude::*;

    fn snippet(text: &str, query: &str, focus: Option<CharSpan>) -> Snippet {
        let mut stems = Stems::new().unwrap();
        let mut query = Query::parse(query);
        query.learn(&mut stems).unwrap();
        Found::new(text, &query.wanted, &mut stems).unwrap().snippet(focus)
    }

    #[track_caller]
    fn check(text: &str, query: &str, expected: &[&str]) {
        let found = snippet(text, query, None);
        let chars: Vec<char> = found.text.chars().collect();
        let marked: Vec<String> = found
            .marks
            .iter()
            .map(|mark| chars[mark.start as usize..mark.end as usize].iter().collect())
            .collect();
        assert_eq!(marked, expected, "{query:?} in {:?}", found.text);
    }

    #[test]
    fn marks_cover_what_met_the_query() {
        check("About 4,700 casualties", "4700 casualty", &["4,700", "casualties"]);
        check("About 4 700 casualties", "4700", &[]);
        check("About 4 700 casualties", "4 700", &["4 700"]);
        check(
            "They were ki\u{ad}lled in a café",
            "killing CAFE",
            &["ki\u{ad}lled", "café"],
        );
        check("“will never forget the heroism”", "\"Never forget\"", &["never forget"]);
        check("the country’s army", "\"country's army\"", &["country’s army"]);
        check(
            "displacement and displaced",
            "displacem*",
            &["displacement", "displaced"],
        );
        check("Cafe\u{301}s", "cafes", &["Cafe\u{301}s"]);
        check("never to forget", "\"never forget\"", &[]);
        check("dead dead", "dead", &["dead", "dead"]);
    }

    #[test]
    fn a_long_paragraph_is_cut_around_what_was_found() {
        let text = format!("{} needle in hay, {}", "straw ".repeat(300), "chaff ".repeat(300));
        let found = snippet(&text, "needle hay", None);
        assert!(
            found.text.starts_with("… straw") && found.text.ends_with("chaff …"),
            "{}",
            found.text
        );
        assert_eq!(found.marks.len(), 2);
        assert!(found.text.chars().count() <= (SHOWN + WORD + 4) as usize);
        let focus = CharSpan { start: 30, end: 35 };
        assert!(snippet(&text, "chaff", Some(focus)).text.starts_with("straw"));
    }

    proptest! {
        #[test]
        fn marks_are_in_order_and_inside(
            text in "(\\PC|[ \n.,’“0-9a-dé\u{ad}\u{301}]|(dead |4,700 |ab )){0,400}",
            query in "(dead|4700|ab|\"a b\"|d\\*|c| ){0,6}",
            at in 0u32..500,
            length in 1u32..50,
        ) {
            let chars = text.chars().count() as u32;
            let focus = (at + length <= chars).then_some(CharSpan { start: at, end: at + length });
            for focus in [None, focus] {
                let found = snippet(&text, &query, focus);
                let shown = found.text.chars().count() as u32;
                prop_assert!(shown <= SHOWN + WORD + 4);
                let mut last = 0;
                for mark in &found.marks {
                    prop_assert!(mark.start >= last && mark.start < mark.end && mark.end <= shown);
                    last = mark.end;
                }
            }
        }
    }
}
