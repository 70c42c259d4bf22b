//! A figure for the tests of what draws it.

use crate::{
    claim::{Effect, Hedge, Modality},
    store::{ArticleRef, FigureRow, Words},
};

/// One dead, and nothing else said.
pub(crate) fn figure(article: ArticleRef, number: Words) -> FigureRow {
    FigureRow {
        article,
        anchor: format!("f{}-{}", number.at.start, number.at.end),
        number,
        hedge_words: vec![],
        low: Some(1),
        high: Some(1),
        hedge: Hedge::Exact,
        effect: Effect::Killed,
        trigger: vec![],
        group: None,
        modality: Modality::Asserted,
        evidence: vec![],
        source: None,
        via: vec![],
        said: None,
        when: None,
        part_of: None,
        repeats: None,
        change: None,
        rule: "test".into(),
    }
}
