//! The reader for web pages.
//!
//! `tree.rs` makes a tree of the page, `meta.rs` reads what it says about its article (with `data.rs` for what stands in
//! JSON), `body.rs` finds the part that is the article (with `words.rs` for what class names tell), `blocks.rs` makes lines
//! of it, and `tidy.rs` takes out lines that are not its text. All of it is linear in the length of the page.

mod blocks;
mod body;
mod data;
mod meta;
mod tidy;
mod tree;
mod words;

use super::{
    Refusal,
    draft::{Draft, Head},
};
use crate::text::one_line;
use encoding_rs::Encoding;
use std::borrow::Cow;
use tree::{ROOT, Tree};

/// A text of the metadata must be this many times longer than what stands on the page to be taken instead: a page that
/// shows the first lines only, or none.
const LONGER: usize = 2;

/// The most elements and texts a page may have: tens of times more than any article's.
const MOST_NODES: usize = 400_000;

/// Reads a page that is decoded already.
pub(super) fn read(page: &str) -> Result<Draft, Refusal> {
    let tree = Tree::parse(page);
    if tree.len() > MOST_NODES {
        return Err(Refusal::TooLong);
    }
    let meta = meta::of(&tree);
    let found = body::find(
        &tree,
        meta.title.as_deref(),
        meta.author.as_deref(),
        meta.body.as_deref(),
    );
    let mut text = blocks::joined(&found.blocks);
    let length = |text: &str| text.chars().count();
    // what scripts are to write
    if let Some(said) = &meta.body
        && length(said) > length(&text) * LONGER
    {
        text.clone_from(said);
    }
    if length(&text) < 600
        && let Some(data) = data::body(&tree).map(|data| plain(&data))
        && length(&data) > length(&text) * LONGER
    {
        text = data;
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(Refusal::NoArticle);
    }
    Ok(Draft {
        format: "html",
        title: meta.title,
        date: meta
            .date
            .or_else(|| found.details.iter().find_map(|line| meta::day_of(line))),
        outlet: meta.outlet,
        author: meta
            .author
            .or_else(|| found.details.iter().find_map(|line| meta::byline(line))),
        address: meta.address,
        language: meta.language,
        text,
        head: Head::Kept,
    })
}

/// The page in `bytes`, in the encoding that it names itself; `None` if it names none, or a wrong one.
///
/// A byte order mark wins over it, and so does UTF-8 that is sound: pages that are converted keep the old name.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    const LOOK: usize = 4096;
    if Encoding::for_bom(bytes).is_some() || std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOK)]).to_ascii_lowercase();
    let at = head.find("charset")? + "charset".len();
    let label: String = head[at..]
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    let encoding = Encoding::for_label(label.as_bytes())?;
    let (text, wrong) = encoding.decode_without_bom_handling(bytes);
    (!wrong).then_some(text)
}

/// Text that may have marks and entities in it, without them, parted into paragraphs as it was.
pub(super) fn plain(words: &str) -> String {
    if !words.contains(['<', '&']) {
        return words.to_owned();
    }
    let tree = Tree::parse(&words.replace("\n\n", "<p>"));
    let gone = vec![false; tree.len()];
    blocks::joined(&blocks::of(&tree, ROOT, &gone))
}

/// The same on one line.
fn plain_line(words: &str) -> String {
    one_line(&plain(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "A ferry sank off Maren on Friday, and at least 12 people drowned, the coast guard said.";
    const SECOND: &str = "“We saw it go down within minutes,” said Ilse Torvald, who runs the harbour café.";
    const THIRD: &str =
        "Some 40 others were pulled from the water, nine of them hurt, according to the harbour clinic.";

    fn text(page: &str) -> String {
        read(page).unwrap().text
    }

    fn page(head: &str, before: &str, body: &str, after: &str) -> String {
        format!(
            "<!doctype html><html><head><title>Ferry sinks | The Harbour Post</title>{head}</head><body>{before}{body}{after}</body></html>"
        )
    }

    #[test]
    fn menus_sharing_and_related_stories_stay_out() {
        let page = page(
            "",
            "<nav><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></nav><div class=cookie-bar>We use cookies, and so does everybody else. <button>OK</button></div>",
            &format!(
                "<article><h1>Ferry sinks</h1><div class=byline>By Jon Reyk</div><time datetime=2024-05-03>May 3</time>
                 <div class=share-bar><a href=x>Facebook</a></div><p>{FIRST}</p><p><a href=/b>Read more: The year’s worst wrecks</a></p>
                 <p>{SECOND}</p><aside class=related><h3>Related</h3><p>The ministry had warned of old ferries, it said on Monday.</p></aside>
                 <p>{THIRD}</p><div class=newsletter-signup><p>Sign up for our morning letter, free of charge.</p></div></article>"
            ),
            "<section id=comments><p>What a sad day, and what a sad company, if you ask me.</p></section><footer>© The Harbour Post</footer>",
        );
        assert_eq!(text(&page), format!("{FIRST}\n\n{SECOND}\n\n{THIRD}"));
    }

    #[test]
    fn headings_lists_tables_and_captions_stay() {
        let page = page(
            "",
            "",
            &format!(
                "<div class=entry-content><figure><img src=a><figcaption>The ferry before it sank, in 2019.</figcaption></figure><p>{FIRST}</p>
                 <h2>What is known</h2><ul><li>Twelve people are dead.<li>Nine were hurt.</ul><p>{SECOND}</p>
                 <table><tr><th>Year<th>Dead<tr><td>2019<td>3</table><blockquote><p>We will find them.</p></blockquote><p>{THIRD}</p></div>"
            ),
            "",
        );
        assert_eq!(
            text(&page),
            format!(
                "The ferry before it sank, in 2019.\n\n{FIRST}\n\nWhat is known\n\n- Twelve people are dead.\n- Nine were hurt.\n\n{SECOND}\n\n\
                 Year | Dead\n2019 | 3\n\nWe will find them.\n\n{THIRD}"
            )
        );
    }

    #[test]
    fn text_parted_by_breaks_and_tables_for_layout() {
        let page = format!(
            "<table><tr><td width=150><a href=/>Home</a><br><a href=/w>World</a></td><td><font size=5>Ferry sinks</font><br><br>{FIRST}<br><br>{SECOND}<br>\
             <br>{THIRD}</td></tr></table>"
        );
        assert!(
            text(&page).ends_with(&format!("{FIRST}\n\n{SECOND}\n\n{THIRD}")),
            "{}",
            text(&page)
        );
    }

    #[test]
    fn a_page_that_scripts_fill_is_read_from_their_data() {
        let json = serde_json::json!({"props": {"pageProps": {"article": {"title": "Ferry sinks", "body": [
            {"type": "p", "html": format!("<p>{FIRST}</p>")}, {"type": "p", "html": format!("<p>{SECOND}</p>")},
            {"type": "p", "html": format!("<p>{THIRD}</p>")}], "description": "A ferry sank, and that is all this line is to say."}}}});
        let page = page(
            "",
            "<div id=__next></div>",
            &format!("<script id=__NEXT_DATA__ type=application/json>{json}</script>"),
            "",
        );
        assert_eq!(text(&page), format!("{FIRST}\n\n{SECOND}\n\n{THIRD}"));
    }

    #[test]
    fn the_text_in_the_metadata_is_evidence() {
        // a class that says "related" is wrong where the metadata has the words
        let ld = serde_json::json!({"@type": "NewsArticle", "headline": "Ferry sinks", "articleBody": format!("{FIRST} {SECOND} {THIRD}")});
        let page = page(
            &format!("<script type=application/ld+json>{ld}</script>"),
            "",
            &format!("<div class=x><p>{FIRST}</p><div class=related-text><p>{SECOND}</p></div><p>{THIRD}</p></div>"),
            "<div><p>The council met on Monday, and it will meet again on Tuesday, its speaker said.</p></div>",
        );
        assert_eq!(text(&page), format!("{FIRST}\n\n{SECOND}\n\n{THIRD}"));
    }

    #[test]
    fn a_page_without_text_is_refused() {
        for page in [
            "<html><body></body></html>",
            "<nav><a href=/>Home</a></nav>",
            "<script>var x = 'Two men died.'</script>",
        ] {
            assert_eq!(read(page), Err(Refusal::NoArticle), "{page}");
        }
    }

    #[test]
    fn the_encoding_a_page_names_is_its_own() {
        let page = |name: &str| format!("<html><head><meta charset=\"{name}\"></head><p>caf");
        let bytes = [page("windows-1250").as_bytes(), b"\xe9 \x9aest"].concat();
        assert!(decode(&bytes).unwrap().ends_with("café šest"));
        let bytes = [page("utf-8").as_bytes(), "é".as_bytes()].concat();
        assert_eq!(decode(&bytes), None);
        assert_eq!(decode(&[page("nonsense").as_bytes(), b"\xe9"].concat()), None);
    }

    #[test]
    fn hostile_pages_are_read_in_time() {
        for piece in [
            "<ul><li>",
            "<b><i>",
            "<table><tr><td>",
            "<div class=article-body><p>x",
            "<a href=x>",
            "<p>One, two.",
            "<h1>x</h1>",
            "<sup>",
            "<meta name=date>",
        ] {
            let _ = read(&piece.repeat(6_000));
        }
    }
}
