//! Text and date in, claims out.
//!
//! A cascade in the manner of FASTUS and of CoreNLP's quote annotator: each stage is a table of named rules in a fixed
//! order, the most certain first, and sees only what earlier ones left. The order stands in [`extract`].

mod aside;
mod attribution;
mod fields;
mod figure;
mod mark;
mod number;
mod rule;
mod source;
mod statement;
mod time;

pub use rule::{Rule, figure_rules, hedge_phrases, quote_rules};

use crate::{claim::Claims, language::Document, text::Text};
use jiff::civil::Date;

/// The version of the rules. Stored with every article, so that `reprocess` knows what is out of date.
pub const VERSION: u32 = 1;

/// Finds every figure, quote and source in `text`.
///
/// `date` is the day the article was published; time words are resolved against it. The result depends on nothing else.
/// Cannot fail, and takes time linear in the length of the text.
pub fn extract(text: &Text, date: Option<Date>) -> Claims {
    let document = Document::read(text);
    // what is not article text at all
    let asides = aside::find(&document);
    // quotation marks that belong together
    let marks = mark::pair(&document, &asides);
    // number expressions, and those that count people something happened to
    let numbers = number::find(&document, &asides);
    let (mut figures, passed_over) = figure::find(&document, &numbers);
    // who says what: cue, content, the source's mention, whom it cites
    let mut statements = statement::find(&document, &asides, &marks);
    // when they said it, when it happened
    time::resolve(&document, date, &mut statements, &mut figures);
    // which statement a figure stands in
    attribution::give_sources(&document, &statements, &mut figures);
    // mentions to sources: names in full, pronouns, roles
    let sources = source::resolve(&document, &asides, &mut statements, &figures);
    let quotes = statements
        .into_iter()
        .filter_map(statement::Statement::into_quote)
        .collect();
    Claims {
        figures,
        quotes,
        sources,
        asides: asides.into_list(),
        passed_over,
    }
}
