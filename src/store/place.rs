//! Where lists have articles and claims: one number that says date, article, place in it, and class.
//!
//! | bits | what |
//! |---|---|
//! | 17 | day of the article since 1800-01-01; 0: none. Days beyond the ends are taken for the ends |
//! | 22 | number of the article |
//! | 20 | place in the article, from the last of all downwards: the article itself, then its claims in the order of the text |
//! | 4 | class of the claim; 15: the article |
//!
//! Newest first is thus downwards. Without the day it is the number of a claim (`claim.id`), which stays when the date is
//! corrected; the claims of an article stand together.

use super::{ArticleId, StoreError, error::Result};
use crate::claim::{Effect, QuoteKind};
use jiff::civil::{Date, date};

const CLASS_BITS: u32 = 4;
const ORDINAL_BITS: u32 = 20;
const ARTICLE_BITS: u32 = 22;
const ID_BITS: u32 = ARTICLE_BITS + ARTICLE_LOW;
/// Bits below the article's number.
const ARTICLE_LOW: u32 = ORDINAL_BITS + CLASS_BITS;
const LAST_DAY: i64 = (1 << 17) - 1;
/// The class bits of an article.
const ARTICLE: i64 = (1 << CLASS_BITS) - 1;
/// The first place that belongs to a day.
pub(super) const DATED: i64 = 1 << ID_BITS;

/// What a claim is, in the order of the class bits.
pub(super) const CLASSES: [&str; 11] = [
    Effect::Killed.as_str(),
    Effect::Injured.as_str(),
    Effect::Casualties.as_str(),
    Effect::Missing.as_str(),
    Effect::Captured.as_str(),
    Effect::Detained.as_str(),
    Effect::Displaced.as_str(),
    Effect::Deployed.as_str(),
    QuoteKind::Direct.as_str(),
    QuoteKind::Mixed.as_str(),
    QuoteKind::Indirect.as_str(),
];

/// The number of a claim: the `ordinal`th (from 0) of its article.
///
/// # Errors
/// If the article has more claims, or the database more articles, than can be told apart (a million; four million).
pub(super) fn claim_id(article: ArticleId, ordinal: usize, class: &str) -> Result<i64> {
    let class = CLASSES.iter().position(|&one| one == class).unwrap_or_default() as i64;
    let top = (1 << ORDINAL_BITS) - 2;
    if ordinal as i64 > top {
        return Err(StoreError::Misplaced(
            "one article has more than a million claims".into(),
        ));
    }
    Ok((article << ARTICLE_LOW) | ((top - ordinal as i64) << CLASS_BITS) | class)
}

/// Whether an article of this number can be stored.
pub(super) fn is_room_for(article: ArticleId) -> bool {
    (0..1 << ARTICLE_BITS).contains(&article)
}

/// The place of an article.
pub(super) fn article_place(date: Option<Date>, article: ArticleId) -> i64 {
    claim_place(date, (article << ARTICLE_LOW) | ((1 << ARTICLE_LOW) - 1))
}

/// The place of a claim.
pub(super) fn claim_place(date: Option<Date>, claim: i64) -> i64 {
    (day(date) << ID_BITS) | claim
}

/// The first place of a day, and the last.
pub(super) fn of_day(date: Date) -> (i64, i64) {
    let first = day(Some(date)) << ID_BITS;
    (first, first + (DATED - 1))
}

/// The claim that has a place.
pub(super) fn claim_of(place: i64) -> i64 {
    place & (DATED - 1)
}

/// The article that a place is of.
pub(super) fn article_of(place: i64) -> ArticleId {
    claim_of(place) >> ARTICLE_LOW
}

/// The numbers that claims of an article can have: the first, and the last.
pub(super) fn claims_of(article: ArticleId) -> (i64, i64) {
    (
        article << ARTICLE_LOW,
        (article << ARTICLE_LOW) + ((1 << ARTICLE_LOW) - 1),
    )
}

/// The class of the claim that has a place; `None`: it is an article's.
pub(super) fn class_of(place: i64) -> Option<&'static str> {
    CLASSES.get((place & ARTICLE) as usize).copied()
}

/// Whether a class is a figure's effect, rather than a quote's kind.
pub(super) fn is_effect(class: &str) -> bool {
    CLASSES[..Effect::ALL.len()].contains(&class)
}

fn day(day: Option<Date>) -> i64 {
    day.map_or(0, |day| {
        let days = date(1800, 1, 1).until(day).map_or(0, |span| i64::from(span.get_days()));
        (days + 1).clamp(1, LAST_DAY)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_run_by_date_then_article_then_the_text_backwards() {
        let day = |year| Some(date(year, 1, 1));
        let claim = |date, article, ordinal, class| claim_place(date, claim_id(article, ordinal, class).unwrap());
        let ordered = [
            claim(None, 9, 3, "killed"),
            claim(None, 9, 2, "killed"),
            article_place(None, 9),
            claim(day(-44), 1, 0, "direct"),
            claim(day(1950), 7, 1, "killed"),
            claim(day(1950), 7, 0, "indirect"),
            article_place(day(1950), 7),
            claim(day(1950), 8, 0, "killed"),
            article_place(day(2025), 1),
            article_place(day(9999), 1),
        ];
        assert!(ordered.is_sorted_by(|a, b| a < b), "{ordered:?}");
        assert!(ordered.iter().all(|&place| place >= 0));
    }

    #[test]
    fn a_place_says_what_it_is_of() {
        for class in CLASSES {
            let id = claim_id(1_234, 56, class).unwrap();
            let place = claim_place(Some(date(2024, 2, 29)), id);
            assert_eq!((claim_of(place), article_of(place)), (id, 1_234));
            assert_eq!(class_of(place), Some(class));
            let (first, last) = claims_of(1_234);
            assert!((first..=last).contains(&id));
            let (first, last) = of_day(date(2024, 2, 29));
            assert!((first..=last).contains(&place));
        }
        let article = article_place(None, 1_234);
        assert_eq!((article_of(article), class_of(article)), (1_234, None));
    }

    #[test]
    fn what_cannot_be_told_apart_is_refused() {
        assert!(claim_id(1, 1 << 20, "killed").is_err());
        assert!(is_room_for(4_000_000) && !is_room_for(5_000_000));
    }
}
