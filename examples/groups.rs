//! Prints a text with its noun groups in [], its verb groups in {}, one sentence a line: for looking at what the
//! language stage makes of it. `cargo run --no-default-features --example groups < article.txt`

use claimbook::{language::Document, text::Text};
use std::io::Read as _;

#[expect(clippy::print_stdout, reason = "that is what it is for")]
fn main() -> std::io::Result<()> {
    let mut raw = String::new();
    std::io::stdin().read_to_string(&mut raw)?;
    let text = Text::clean(&raw);
    let document = Document::read(&text);
    for sentence in &document.sentences {
        let mut line = String::new();
        for i in sentence.tokens.clone() {
            let group = document.group_of(i).map(|(_, g)| g);
            let open = group
                .filter(|g| g.tokens.start == i)
                .map_or("", |g| if g.noun().is_some() { "[" } else { "{" });
            let close = group
                .filter(|g| g.tokens.end == i + 1)
                .map_or("", |g| if g.noun().is_some() { "]" } else { "}" });
            let space = if document.token(i).is_some_and(|t| t.spaced) {
                " "
            } else {
                ""
            };
            line += &format!("{space}{open}{}{close}", document.words(i..i + 1));
        }
        println!("{line}");
    }
    Ok(())
}
