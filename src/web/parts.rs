//! Articles that are too long for one page are shown in parts, cut between paragraphs.
//!
//! A place is asked for as `/articles/7?at=70003#f70003-70005`: the number is the place's own first code point, so an address
//! of a claim needs nothing to be known of its article and stays what it is however articles are cut. What stands near the
//! beginning is in the first part always, and has the short address that it has in an article of one part.

use crate::store::{ArticleId, Outline};
use std::{borrow::Borrow, collections::HashMap, ops::Range};

/// An article of no more code points than this, and of no more claims than [`CLAIMS_WHOLE`], is one page.
const CHARS_WHOLE: u32 = 120_000;
/// See [`CHARS_WHOLE`].
const CLAIMS_WHOLE: u32 = 750;
/// A part ends with the paragraph that fills so many code points,
const CHARS: u32 = 80_000;
/// or holds so many claims: a card is longer than the words it is about.
const CLAIMS: usize = 500;
/// But no part has fewer code points than this, which is about as much as the longest paragraph has.
const SMALLEST: u32 = 16_000;

/// Whether an article of this length is shown in parts.
pub(crate) fn is_long(chars: u32, claims: u32) -> bool {
    chars > CHARS_WHOLE || claims > CLAIMS_WHOLE
}

/// The address of a place of an article, by its id in the text (`f8-11`, `p120`), whether the article is long or not.
pub(crate) fn place(article: impl Borrow<ArticleId>, anchor: &str) -> String {
    let article = article.borrow();
    match first_char(anchor) {
        Some(at) if at >= SMALLEST => format!("/articles/{article}?at={at}#{anchor}"),
        _ => format!("/articles/{article}#{anchor}"),
    }
}

/// The first code point that an id in the text names.
fn first_char(anchor: &str) -> Option<u32> {
    let digits = anchor.strip_prefix(['f', 'q', 'p', 'w', 'x'])?.split('-').next()?;
    digits
        .parse()
        .ok()
        .filter(|_| digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Where the parts of an article begin, and where its claims stand.
#[derive(Debug)]
pub(crate) struct Parts {
    /// The first code point of every part; the first is 0.
    starts: Vec<u32>,
    chars: u32,
    claims: HashMap<String, (usize, u32)>,
    /// The first code points of the claims, in the order in which they are counted.
    places: Vec<u32>,
}

impl Parts {
    /// Cuts an article: one part if it is short.
    pub(crate) fn of(outline: Outline) -> Parts {
        let mut starts = vec![0];
        if is_long(outline.chars, outline.claims.len() as u32) {
            let (mut begun, mut counted, mut next) = (0, 0, 0);
            for &start in &outline.paragraphs {
                while outline.claims.get(next).is_some_and(|claim| claim.at.start < start) {
                    next += 1;
                }
                let (chars, claims) = (start - begun, next - counted);
                let full = chars >= CHARS || claims >= CLAIMS;
                if full && chars >= SMALLEST && outline.chars.saturating_sub(start) >= SMALLEST {
                    starts.push(start);
                    (begun, counted) = (start, next);
                }
            }
        }
        let places = outline.claims.iter().map(|claim| claim.at.start).collect();
        let claims = outline.claims.into_iter().enumerate();
        Parts {
            starts,
            chars: outline.chars,
            claims: claims.map(|(i, c)| (c.anchor, (i + 1, c.at.start))).collect(),
            places,
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The code points of a part, counted from 1.
    pub(crate) fn range(&self, part: usize) -> Range<u32> {
        let start = self.starts.get(part.saturating_sub(1)).copied().unwrap_or(self.chars);
        start..self.starts.get(part).copied().unwrap_or(u32::MAX)
    }

    /// Number and first code point of a claim.
    pub(crate) fn claim(&self, anchor: &str) -> Option<(usize, u32)> {
        self.claims.get(anchor).copied()
    }

    /// The part that holds a place: `70003`, `f70003-70005`, `n12` (the claim's number), or an address that ends in `#` and
    /// one of those. `None`: that is no place of the text.
    pub(crate) fn holding(&self, place: &str) -> Option<usize> {
        let place = place.rsplit('#').next()?.trim();
        let at = match place.strip_prefix('n').and_then(|n| n.parse::<usize>().ok()) {
            Some(number) => *self.places.get(number.checked_sub(1)?)?,
            None => place.parse().ok().or_else(|| first_char(place))?,
        };
        (at < self.chars).then(|| self.starts.partition_point(|&start| start <= at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{store::ClaimPlace, text::CharSpan};

    /// Paragraphs of `every` code points, with so many claims in each.
    fn outline(chars: u32, every: u32, claims: u32) -> Outline {
        let paragraphs: Vec<u32> = (0..chars).step_by(every as usize).collect();
        let claim = |start: u32| ClaimPlace {
            anchor: format!("f{start}-{}", start + 1),
            at: CharSpan { start, end: start + 1 },
        };
        let claims = paragraphs
            .iter()
            .flat_map(|&p| (0..claims).map(move |i| p + i * (every / claims)));
        Outline {
            chars,
            claims: claims.map(claim).collect(),
            paragraphs,
        }
    }

    #[test]
    fn parts_follow_each_other_and_are_neither_long_nor_short() {
        for (chars, every, claims) in [
            (1, 1, 0),
            (120_000, 400, 2),
            (120_001, 400, 2),
            (5_000_000, 300, 2),
            (5_000_000, 16_000, 900),
            (5_000_000, 16_000, 0),
            (200_000, 3, 0),
            (30_000, 20, 1),
            (130_000, 130_000, 1),
        ] {
            let outline = outline(chars, every, claims);
            let all = outline.claims.len();
            let parts = Parts::of(outline.clone());
            assert_eq!(
                parts.count() > 1,
                is_long(chars, all as u32) && every < chars && chars >= 32_000,
                "{chars} {every}"
            );
            let mut end = 0;
            for part in 1..=parts.count() {
                let range = parts.range(part);
                assert_eq!(range.start, end);
                assert!(outline.paragraphs.contains(&range.start));
                end = range.end;
                let chars = range.end.min(chars) - range.start;
                assert!(parts.count() == 1 || chars >= SMALLEST, "{chars}");
                assert!(every > SMALLEST || chars < CHARS_WHOLE + every, "{chars}");
                let held = outline.claims.iter().filter(|c| range.contains(&c.at.start)).count();
                assert!(
                    held < CLAIMS + SMALLEST as usize / every.max(1) as usize * claims as usize * 2 + 1,
                    "{held}"
                );
                assert_eq!(parts.holding(&range.start.to_string()), Some(part));
            }
            assert_eq!(end, u32::MAX);
        }
    }

    #[test]
    fn places_are_found_however_they_are_written() {
        let parts = Parts::of(outline(400_000, 400, 1));
        assert_eq!(parts.count(), 5);
        for written in [
            "160000",
            "f160000-160001",
            " q160000-170000",
            "#p160000",
            "http://127.0.0.1:80/articles/7#w160000-160004",
            "n401",
        ] {
            assert_eq!(parts.holding(written), Some(3), "{written}");
        }
        for wrong in [
            "",
            "x",
            "f",
            "f-1",
            "400000",
            "n0",
            "n1001",
            "-1",
            "99999999999",
            "z160000",
            "160000-2",
            "f16000٣",
        ] {
            assert_eq!(parts.holding(wrong), None, "{wrong}");
        }
        assert_eq!(parts.claim("f160000-160001"), Some((401, 160_000)));
        assert_eq!(parts.claim("f1-2"), None);
    }

    #[test]
    fn the_address_of_a_place_tells_where_it_is() {
        assert_eq!(place(7, "f8-11"), "/articles/7#f8-11");
        assert_eq!(place(7, "f15999-16001"), "/articles/7#f15999-16001");
        assert_eq!(
            place(7, "f70003-70005-captured"),
            "/articles/7?at=70003#f70003-70005-captured"
        );
        assert_eq!(place(7, "p16000"), "/articles/7?at=16000#p16000");
        assert_eq!(place(7, "odd"), "/articles/7#odd");
    }
}
