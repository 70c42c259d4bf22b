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

    const FOURTH: &str =
        "The company that owns the ferry, Sarn Lines, said that it would help the divers in every way it can.";
    const FIFTH: &str =
        "It was the third boat to be lost in this strait in ten years, and the second that was not to sail.";

    fn article(class: &str) -> String {
        [FIRST, SECOND, THIRD, FOURTH, FIFTH, "Nobody has said so far why it was let out of port on that day of all days, and who signed the papers for it."]
            .map(|words| format!("<div class=\"{class}\"><p>{words}</p></div>"))
            .concat()
    }

    #[test]
    fn a_text_cut_into_pieces_of_one_name_stays_whatever_the_name() {
        let text = text(&page(
            "",
            "",
            &format!("<div>{}</div>", article("paywall")),
            "<div class=paywall><b>Pay now</b></div>",
        ));
        for words in [FIRST, SECOND, THIRD, FOURTH, FIFTH] {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert!(!text.contains("Pay now"), "{text}");
    }

    #[test]
    fn what_readers_say_goes_however_long_it_is() {
        let said = "<li><b>sailor</b><p>I have said for years that this would happen, and nobody in this town ever listened to me.</p></li>";
        for heading in ["Comments (13)", "13 responses", "Leave a reply"] {
            let comments = format!("<section><h2>{heading}</h2><ol>{}</ol></section>", said.repeat(60));
            let text = text(&page("", "", &format!("<div>{}</div>", article("x")), &comments));
            assert!(
                text.contains(FIFTH) && !text.contains("I have said"),
                "{heading}: {text}"
            );
        }
        // a part of an article may be called like that
        for heading in ["Discussion", "Responses", "Comments by the ministry"] {
            let part = format!("<section><h2>{heading}</h2><p>{FOURTH}</p><p>{FIFTH}</p></section>");
            let text = text(&page(
                "",
                "",
                &format!("<div>{}{part}</div>", article("x").replace(FIFTH, "")),
                "",
            ));
            assert!(text.contains(FIFTH), "{heading}: {text}");
        }
    }

    #[test]
    fn a_card_of_another_story_goes_and_entries_with_linked_titles_stay() {
        let card = "<div class=story-card><h4><a href=/2>Pool to close</a></h4><p>The council wants to close the old hall, which has lost much money, and to build a new one.</p></div>";
        let page_with_card = page("", "", &format!("<div>{}{card}</div>", article("x")), "");
        assert!(
            !text(&page_with_card).contains("The council"),
            "{}",
            text(&page_with_card)
        );
        let entries: String = [FIRST, SECOND, THIRD, FOURTH, FIFTH]
            .map(|words| format!("<div class=live-card><h4><a href=/live/1>What is new</a></h4><p>{words}</p></div>"))
            .concat();
        let read = text(&page("", "", &format!("<main>{entries}</main>"), ""));
        for words in [FIRST, SECOND, THIRD, FOURTH, FIFTH] {
            assert!(read.contains(words), "{words}: {read}");
        }
    }

    #[test]
    fn calls_to_sign_up_and_words_of_the_player_are_no_text() {
        let calls = "<p>Our morning letter has all that matters. Sign up here.</p><p>To play this video you need to enable JavaScript in your browser.</p>\
            <p>Residents can sign up here, at the town hall, until Friday, a clerk said.</p>";
        let read = text(&page(
            "",
            "",
            &format!("<div><p>{FIRST}</p>{calls}<p>{SECOND}</p><p>{THIRD}</p></div>"),
            "",
        ));
        assert!(
            !read.contains("morning letter") && !read.contains("JavaScript"),
            "{read}"
        );
        assert!(read.contains("Residents can sign up here"), "{read}");
    }

    #[test]
    fn a_day_below_the_title_is_taken_where_nothing_names_it() {
        let body = format!(
            "<div id=c><h1>Ferry sinks</h1><div class=d>2024-05-03, 08:15 | Jon Reyk</div><div class=n>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div></div>"
        );
        assert_eq!(
            read(&page("", "", &body, "")).unwrap().date,
            Some(jiff::civil::date(2024, 5, 3))
        );
        let body = body.replace("2024-05-03, 08:15 | Jon Reyk", "12 comments");
        assert_eq!(read(&page("", "", &body, "")).unwrap().date, None);
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
            "<h2>Comments (3)</h2>",
            "<div class=card><h2><a href=/x>y</a></h2>",
            "<ul><li>One, two, three, four, five, six, seven, eight, nine.</ul>",
        ] {
            let _ = read(&piece.repeat(6_000));
        }
    }
}
