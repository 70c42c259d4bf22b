//! A rule as its readers see it: the tables in `docs/` are made of these (`tests/docs.rs`).

/// One rule of a stage's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The name that every claim found by it carries: kebab-case.
    pub name: &'static str,
    /// What it looks for, in a few plain words.
    pub about: &'static str,
    /// A sentence in which it finds what stands between `**`.
    pub example: &'static str,
}

/// Short, for tables.
pub(super) const fn rule(name: &'static str, about: &'static str, example: &'static str) -> Rule {
    Rule { name, about, example }
}

/// The rules of the figures, in the order in which they are tried.
pub fn figure_rules() -> Vec<Rule> {
    super::figure::rules().collect()
}

/// The rules of the quotes, in the order in which they are tried. In their examples ` ¶ ` stands for the end of a paragraph.
pub fn quote_rules() -> Vec<Rule> {
    super::statement::rules().collect()
}

/// What limits a number: the hedge and the phrases, in the words of the list. Those that stand behind it begin with `…`.
pub fn hedge_phrases() -> Vec<(crate::claim::Hedge, Vec<String>)> {
    super::number::hedge_phrases()
}
