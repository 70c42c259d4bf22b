//! What holds for every text, however hostile: places are in bounds and in one paragraph, nothing is lost, the same text
//! gives the same claims, and time grows with the length.

use claimbook::{
    claim::{Claims, Hedge, Modality},
    extract::extract,
    text::{Span, Text},
};
use proptest::prelude::*;

/// All places that the claims name.
fn places(claims: &Claims) -> Vec<Span> {
    let mut all = Vec::new();
    for f in &claims.figures {
        all.push(f.number);
        all.extend(f.group);
        all.extend(f.source);
        for list in [&f.via, &f.trigger, &f.hedge_words, &f.evidence] {
            all.extend(list.iter().copied());
        }
        all.extend(f.said.into_iter().chain(f.when).map(|t| t.words));
    }
    for q in &claims.quotes {
        all.extend(q.content.iter().chain(&q.via).copied());
        all.extend(q.source.into_iter().chain(q.cue).chain(q.said.map(|t| t.words)));
    }
    for s in &claims.sources {
        all.extend(s.mentions.iter().copied().chain(s.role));
    }
    all.extend(claims.asides.iter().map(|(span, _)| *span));
    all.extend(claims.passed_over.iter().map(|p| p.number));
    all
}

fn check(raw: &str) {
    let text = Text::clean(raw);
    let date = Some(jiff::civil::date(2025, 4, 30));
    let claims = extract(&text, date);
    assert_eq!(claims, extract(&text, date), "the same text gives the same claims");
    let paragraphs = text.paragraphs();
    for span in places(&claims) {
        assert!(
            text.as_str().get(span.range()).is_some(),
            "in bounds, on character boundaries"
        );
        let paragraph = paragraphs[paragraphs.partition_point(|p| p.end() <= span.start())];
        assert!(paragraph.contains(span), "in one paragraph: {:?}", text.slice(span));
        assert_eq!(text.slice(span).trim(), text.slice(span), "no white space at the ends");
        assert_eq!(
            text.to_bytes(text.to_chars(span)),
            Some(span),
            "out in code points and back"
        );
    }
    assert!(
        claims.figures.is_sorted_by_key(|f| f.number.start()),
        "figures in the order of their places"
    );
    assert!(
        claims.quotes.is_sorted_by_key(|q| q.content[0].start()),
        "quotes in the order of their places"
    );
    for (i, f) in claims.figures.iter().enumerate() {
        if let (Some(low), Some(high)) = (f.count.low, f.count.high) {
            assert!(low <= high);
        }
        assert!(
            f.count.low.is_some() || f.count.high.is_some(),
            "a figure says something"
        );
        assert!(f.hedge != Hedge::Exact || f.count.low == f.count.high);
        assert!(f.part_of.is_none_or(|p| p != i && p < claims.figures.len()));
        assert!(
            f.repeats.is_none_or(|r| r < i),
            "only an earlier figure can be repeated"
        );
        assert!(f.modality != Modality::Denied || !f.trigger.is_empty());
        assert!(!f.rule.is_empty());
        for mention in f.source.iter().chain(&f.via) {
            assert!(
                claims.source_of(*mention).is_some(),
                "every mention belongs to a source"
            );
        }
        let same = claims
            .figures
            .iter()
            .filter(|g| g.number == f.number && g.effect == f.effect)
            .count();
        assert_eq!(same, 1, "one figure per number and effect");
    }
    for q in &claims.quotes {
        assert!(!q.content.is_empty());
        assert!(
            q.content.windows(2).all(|w| w[0].end() <= w[1].start()),
            "pieces in order"
        );
        for mention in q.source.iter().chain(&q.via) {
            assert!(
                claims.source_of(*mention).is_some(),
                "every mention belongs to a source"
            );
        }
    }
    for s in &claims.sources {
        assert!(!s.name.trim().is_empty() && !s.mentions.is_empty());
        for mention in &s.mentions {
            let owners = claims.sources.iter().filter(|o| o.mentions.contains(mention)).count();
            assert_eq!(owners, 1, "one source a mention");
        }
    }
}

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
        check(&raw);
    }

    #[test]
    fn any_text_gives_sound_claims(raw in "\\PC{0,400}") {
        check(&raw);
    }
}

#[test]
fn odd_texts_give_sound_claims() {
    for raw in [
        "", " ", "\n\n\n", "“", "”", "\"\"", "600", "killed", "said", "A", "“A”", "No.", "1,1,1,1", "’s", "U.S.", "...",
    ] {
        check(raw);
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
            places(&claims)
                .iter()
                .all(|span| text.as_str().get(span.range()).is_some())
        );
    }
}
