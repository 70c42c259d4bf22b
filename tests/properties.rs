//! What holds for every text, however hostile: places are in bounds and in one paragraph, nothing is lost, the same text
//! gives the same claims, and time grows with the length.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod sound;

use claimbook::{extract::extract, text::Text};
use proptest::prelude::*;

/// Pieces of news English and of what breaks readers of it.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "At least 12 people", "were killed", "said", "the army", "on Monday", "Mila Moss", "he", "told reporters", "according to",
            "officials", "killed", "dozens", "wounded", "No one", "was hurt", "between 10 and 15", "a soldier", "and", "including", "three children",
            "which", "that", "denied", "could", "citing", "adding that", "in the attack", "the death toll rose to 71", "the ministry", "a member of",
            "more than 4,700 casualties", "half a million", "who", "of them", "two of the nine", "both", "15 000", "1.2 million", "20%", "$5m", "aged 30",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![", ", ". ", "\n\n", "\n", " “", "” ", "\"", "'", "’", "‘", "«", "»", " — ", "(", ")", ": ", "; ", "…", "?", "! "])
            .prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => "[\u{ad}\u{200b}\u{200d}\u{301}\u{202e}\u{feff}0-9٠-٩ａ-ｚ\u{a0}]{1,5}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn news_like_text_gives_sound_claims(pieces in prop::collection::vec((piece(), prop::bool::weighted(0.8)), 0..60)) {
        let raw: String = pieces.into_iter().map(|(p, space)| if space { p + " " } else { p }).collect();
        sound::claims(&raw);
    }

    #[test]
    fn any_text_gives_sound_claims(raw in "\\PC{0,400}") {
        sound::claims(&raw);
    }

    #[test]
    fn any_text_is_cleaned_once_and_for_all(
        raw in "(\\PC|[ \t\r\n]{0,4}|[\u{0}-\u{1f}\u{7f}-\u{9f}\u{ad}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}\u{fffe}\u{301}]){0,200}",
    ) {
        sound::cleaning(&raw);
    }
}

#[test]
fn odd_texts_give_sound_claims() {
    for raw in [
        "", " ", "\n\n\n", "“", "”", "\"\"", "600", "killed", "said", "A", "“A”", "No.", "1,1,1,1", "’s", "U.S.", "...",
    ] {
        sound::claims(raw);
    }
    let long = [
        "word".repeat(10_000),
        "9".repeat(20_000),
        "“".repeat(20_000),
        "“” ".repeat(10_000),
        "a.".repeat(20_000),
        "very ".repeat(10_000),
        ", ".repeat(10_000),
        "one hundred ".repeat(5_000),
        "he said ".repeat(5_000),
        "12 killed, ".repeat(4_000),
        "a\n".repeat(20_000),
        "“he said, ".repeat(4_000),
        "Mila Moss and ".repeat(4_000),
    ];
    for raw in long {
        let text = Text::clean(&raw);
        let claims = extract(&text, None);
        assert!(
            sound::places(&claims)
                .iter()
                .all(|span| text.as_str().get(span.range()).is_some())
        );
    }
}
