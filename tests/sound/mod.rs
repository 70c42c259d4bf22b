//! What holds whatever comes in: shared by the property tests and by the fuzz targets in `fuzz/`.

#![allow(dead_code, reason = "each of them uses a part of it")]

use claimbook::{
    claim::{Claims, Hedge, Modality},
    extract::extract,
    text::{Span, Text},
};

/// A lone pronoun or label of a turn ("I", "you", "Q") that stands for nobody whom the text names: it has no source.
fn is_nobody(mention: &str) -> bool {
    !mention.contains(char::is_whitespace) && mention.chars().filter(|c| c.is_alphanumeric()).count() <= 8
}

/// All places that the claims name.
pub(crate) fn places(claims: &Claims) -> Vec<Span> {
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

/// What holds for the claims of every text.
pub(crate) fn claims(raw: &str) {
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
                claims.source_of(*mention).is_some() || is_nobody(text.slice(*mention)),
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
                claims.source_of(*mention).is_some() || is_nobody(text.slice(*mention)),
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

/// What holds for cleaned text: it stays as it is when it is cleaned again, and it is cut into paragraphs without a gap.
pub(crate) fn cleaning(raw: &str) {
    let text = Text::clean(raw);
    assert_eq!(Text::clean(text.as_str()), text, "clean text stays as it is");
    for c in text.as_str().chars() {
        assert!(c == '\n' || c == '\t' || !c.is_control(), "{c:?} was left");
    }
    assert!(!text.as_str().contains("\n\n\n"), "one blank line at most");
    for line in text.as_str().lines() {
        assert!(!line.ends_with([' ', '\t']), "{line:?} ends in blanks");
    }
    let joined: String = text.paragraphs().into_iter().map(|p| text.slice(p)).collect();
    assert_eq!(joined, text.as_str(), "the paragraphs are the text");
    assert_eq!(text.chars() as usize, text.as_str().chars().count());
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert_eq!(letters(text.as_str()), letters(raw), "no letter is lost");
}
