//! Names of news outlets.

use std::{collections::HashSet, sync::LazyLock};

static OUTLETS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("outlets.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
});

/// Last words of outlets' names that say what they are: `Ostra Gazette`.
const HEADS: &[&str] = &[
    "agency",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "examiner",
    "express",
    "gazette",
    "globe",
    "herald",
    "inquirer",
    "journal",
    "magazine",
    "mirror",
    "news",
    "newspaper",
    "newspapers",
    "observer",
    "post",
    "press",
    "radio",
    "review",
    "standard",
    "star",
    "telegraph",
    "television",
    "times",
    "today",
    "tribune",
    "tv",
    "weekly",
];

/// Whether this name (in small letters, without "the") is a news outlet's.
pub(in crate::extract) fn is_outlet(name: &str) -> bool {
    if OUTLETS.contains(name) {
        return true;
    }
    let mut words = name.split(' ');
    let last = words.next_back().unwrap_or_default();
    let site = last.len() > 4
        && [".com", ".org", ".net", ".ru", ".ua", ".com.au", ".com.br", ".co.uk"]
            .iter()
            .any(|end| last.ends_with(end));
    site || words.next().is_some()
        && HEADS.contains(&last)
        && !matches!(
            last,
            "agency" | "star" | "post" | "standard" | "mirror" | "globe" | "review" | "express"
        )
        || name.ends_with("news agency")
        || name.ends_with("press agency")
}
