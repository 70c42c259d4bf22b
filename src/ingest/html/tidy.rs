//! Lines that stand in the article's part of a page and are none of its text.

use super::{
    blocks::{Block, Kind},
    tree::NodeId,
};
use crate::ingest::day;
use std::collections::HashSet;

/// Takes out the title (it is kept apart), bylines and days above the text, calls to read something else, lists of links,
/// credits, what stands there twice, and what trails behind the last sentence.
///
/// Gives with what is left the bylines and days that were taken out.
///
/// `confirmed`: elements whose words the metadata has; they stay.
pub(super) fn tidy(
    mut blocks: Vec<Block>,
    title: Option<&str>,
    author: Option<&str>,
    confirmed: Option<&HashSet<NodeId>>,
) -> (Vec<Block>, Vec<String>) {
    let sure = |block: &Block| confirmed.is_some_and(|nodes| nodes.contains(&block.node)) && block.text.len() > 60;
    drop_links(&mut blocks, &sure);
    for block in &mut blocks {
        drop_lines(block);
    }
    blocks.retain(|block| !block.text.is_empty() && (sure(block) || !is_call(block)));
    let title = title.map(words).filter(|title| !title.is_empty());
    if let Some(title) = &title
        && let Some(at) = blocks.iter().take(6).position(|block| words(&block.text) == *title)
    {
        // what stands above the title is the way to it
        let above = blocks[..at]
            .iter()
            .all(|block| block.text.chars().count() < 60 && !is_sentence(&block.text));
        blocks.drain(if above { 0..at + 1 } else { at..at + 1 });
    }
    let details = drop_head(&mut blocks, title.as_deref(), author);
    drop_repeated(&mut blocks);
    drop_tail(&mut blocks, &sure);
    drop_empty_headings(&mut blocks);
    (blocks, details)
}

/// Letters and digits, in small letters.
fn words(text: &str) -> String {
    let mut words = String::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        words.extend(word.chars().flat_map(char::to_lowercase));
        words.push(' ');
    }
    words
}

fn chars(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

fn is_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['”', '"', '’', '\'', ')', '»', ']']);
    end.ends_with(['.', '!', '?', '…', '。', ':']) && text.split_whitespace().count() >= 4
}

/// Lists of links, whole; and single lines that are links and no sentence.
fn drop_links(blocks: &mut Vec<Block>, sure: &impl Fn(&Block) -> bool) {
    let mut kept = Vec::with_capacity(blocks.len());
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(block) = rest.next() {
        let mut group = vec![block];
        if group[0].group.is_some() && matches!(group[0].kind, Kind::Item | Kind::Row) {
            while let Some(next) = rest.next_if(|next| next.group == group[0].group) {
                group.push(next);
            }
        }
        let all: usize = group.iter().map(|block| chars(&block.text)).sum();
        let linked: usize = group.iter().map(|block| block.linked).sum();
        let is_list = group[0].group.is_some();
        // a sentence with many links in it is a sentence
        let links = match group[0].kind {
            _ if group.iter().any(sure) => false,
            Kind::Item | Kind::Row if is_list => linked * 2 > all,
            Kind::Heading => linked * 10 > all * 9,
            Kind::Row => false,
            _ => linked * 10 > all * 9 || linked * 10 > all * 6 && (all < 120 || !is_sentence(&group[0].text)),
        };
        if links {
            // "Read more:" above it
            while kept.last().is_some_and(|above: &Block| {
                above.kind != Kind::Row
                    && above.text.chars().count() < 60
                    && (above.text.ends_with(':') || above.kind == Kind::Heading)
                    && is_list
            }) {
                kept.pop();
            }
        } else {
            kept.append(&mut group);
        }
    }
    *blocks = kept;
}

/// Beginnings of lines that lead elsewhere, in small letters; only short lines are looked at.
const CALLS: &[&str] = &[
    "read more",
    "read also",
    "read next",
    "read the full",
    "read our",
    "also read",
    "read:",
    "read |",
    "related:",
    "related stories",
    "related articles",
    "related news",
    "related topics",
    "related content",
    "related coverage",
    "see also",
    "see more",
    "more:",
    "more on this",
    "more from",
    "more about",
    "more stories",
    "more news",
    "watch:",
    "watch |",
    "watch more",
    "listen:",
    "listen to this",
    "recommended",
    "don't miss",
    "don’t miss",
    "you may also",
    "you might also",
    "most read",
    "most popular",
    "trending",
    "editor's pick",
    "editor’s pick",
    "editors' pick",
    "advertisement",
    "advertising",
    "sponsored",
    "story continues below",
    "article continues",
    "continue reading",
    "continues below",
    "scroll to continue",
    "scroll down",
    "loading",
    "please wait",
    "share this",
    "share on",
    "share via",
    "share your",
    "share article",
    "share:",
    "copy link",
    "link copied",
    "follow us",
    "follow on",
    "follow live",
    "sign up",
    "signup",
    "subscribe",
    "newsletter",
    "get the latest",
    "get our",
    "get breaking",
    "join our",
    "join us",
    "click here",
    "click to",
    "tap here",
    "tap to",
    "download our",
    "download the app",
    "download app",
    "enable javascript",
    "please enable",
    "this video",
    "your browser",
    "javascript is",
    "view comments",
    "show comments",
    "leave a comment",
    "leave a reply",
    "post a comment",
    "add a comment",
    "comments are closed",
    "comments (",
    "print this",
    "email this",
    "send us",
    "have a tip",
    "got a tip",
    "contact us",
    "do you have",
    "back to top",
    "top of page",
    "next story",
    "previous story",
    "next article",
    "previous article",
    "all rights reserved",
    "copyright",
    "©",
    "tags:",
    "topics:",
    "filed under",
    "categories:",
    "explore more",
    "view gallery",
    "view all",
    "show all",
    "skip to",
    "jump to",
    "report a typo",
    "report an error",
    "spotted a mistake",
    "support our",
    "support independent",
    "donate",
    "become a member",
    "log in",
    "login to",
    "register",
    "create an account",
    "already a subscriber",
    "already a member",
    "to continue reading",
    "unlock this",
    "try for free",
    "cancel anytime",
    "manage your",
    "we use cookies",
    "accept all",
    "this site uses cookies",
    "first published on",
    "add us as",
    "add as a preferred",
    "make us preferred",
    "prefer us on",
    "set as preferred",
    "open image",
    "open in",
    "enlarge image",
    "image source",
    "image caption",
    "media caption",
    "hide caption",
    "toggle caption",
    "play video",
    "play audio",
    "play all",
    "play now",
    "watch now",
    "live updates:",
    "go to",
    "read in",
    "para leer",
    "lea también",
    "lire aussi",
    "à lire aussi",
    "mehr zum thema",
    "lesen sie auch",
    "leggi anche",
    "leia também",
    "leia mais",
    "читайте также",
    "auch interessant",
    "lees ook",
    "weiterlesen",
    "anzeige",
];

/// Lines that are such a call and nothing else, in small letters.
const WORDS: &[&str] = &[
    "share",
    "tweet",
    "email",
    "print",
    "save",
    "comment",
    "comments",
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "telegram",
    "reddit",
    "x",
    "pinterest",
    "copy",
    "ad",
    "ads",
    "close",
    "menu",
    "search",
    "home",
    "next",
    "previous",
    "prev",
    "more",
    "live",
    "breaking",
    "breaking news",
    "news",
    "world",
    "video",
    "photos",
    "gallery",
    "view gallery",
    "view comments",
    "shares",
    "play",
    "pause",
    "mute",
    "unmute",
    "listen",
    "top",
    "reply",
    "like",
    "follow",
    "following",
    "text size",
    "font size",
    "a a",
    "aa",
    "bookmark",
    "gift",
    "cite",
    "print article",
    "share full article",
    "notifications",
    "settings",
    "edition",
    "opinion",
    "exclusive",
    "analysis",
    "explainer",
    "feature",
    "updated",
    "published",
    "by",
    "source",
    "sources",
    "tags",
    "topics",
    "related",
    "caption",
    "photo",
    "image",
    "credit",
    "n/a",
    "ok",
    "yes",
    "no",
    "expand",
    "collapse",
    "hide",
    "show",
];

/// Whether a line calls to click, follow, buy, comment.
fn is_call(block: &Block) -> bool {
    let text = block
        .text
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | ')' | '[' | ']'));
    let length = text.chars().count();
    if length > 200 {
        return false;
    }
    let lower = text.to_lowercase();
    if WORDS.contains(&lower.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start()) {
        // a cell of a table may be a word
        return block.kind != Kind::Row;
    }
    let call = CALLS.iter().find(|call| {
        let rest = lower.strip_prefix(**call);
        rest.is_some_and(|rest| {
            call.ends_with(|c: char| !c.is_alphanumeric()) || !rest.starts_with(|c: char| c.is_alphanumeric())
        })
    });
    let Some(call) = call else {
        return block.kind == Kind::Caption && is_credit(text) || is_offer(&lower) || is_of_the_browser(&lower);
    };
    // "Read more than once, the letter …", "Related charges were dropped." are sentences: links, capitals, colons tell
    let rest = &lower[call.len()..];
    let links = block.linked * 3 > chars(text);
    let announces = call.ends_with(':') || rest.starts_with([':', '|', '-', '–', '—']) || rest.trim().is_empty();
    let shouts = text
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(12)
        .all(char::is_uppercase);
    let command = matches!(
        call.split(' ').next(),
        Some(
            "sign"
                | "subscribe"
                | "click"
                | "tap"
                | "download"
                | "follow"
                | "share"
                | "copy"
                | "join"
                | "scroll"
                | "advertisement"
                | "©"
                | "loading"
                | "enable"
                | "skip"
                | "unlock"
                | "print"
                | "toggle"
                | "hide"
                | "already"
        )
    );
    links
        || announces
        || shouts
        || !is_sentence(text)
        || command && length < 160
        || matches!(*call, "all rights reserved" | "copyright")
}

/// "Our morning letter has all that matters. Sign up here.": a letter, an app or a subscription is offered, and one is told
/// where.
fn is_offer(lower: &str) -> bool {
    const OFFERED: &[&str] = &[
        "newsletter",
        "letter",
        "inbox",
        "briefing",
        "app",
        "subscription",
        "subscriber",
        "subscribers",
        "channel",
        "channels",
        "alerts",
        "podcast",
    ];
    const WHERE: &[&str] = &[
        "sign up here",
        "sign up now",
        "sign up today",
        "sign up for free",
        "subscribe here",
        "subscribe now",
        "subscribe today",
        "subscribe for free",
        "download it here",
        "download the app",
        "follow us here",
        "click here",
        "join here",
        "register here",
    ];
    WHERE.iter().any(|end| lower.ends_with(end))
        && lower
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| OFFERED.contains(&word))
}

/// "To play this video you need to enable JavaScript in your browser."
fn is_of_the_browser(lower: &str) -> bool {
    let needs = [
        "enable",
        "turn on",
        "turn off",
        "requires",
        "support",
        "disabled",
        "update your",
        "upgrade your",
    ];
    let what = lower.contains("javascript") || lower.contains("browser") || lower.contains("ad blocker");
    what && lower.chars().count() <= 120
        && needs.iter().any(|need| lower.contains(need))
        && [
            "your browser",
            "this video",
            "this site",
            "this page",
            "this content",
            "to view",
            "to play",
        ]
        .iter()
        .any(|w| lower.contains(w))
}

/// "Getty Images", "Photo: AP", "(Reuters)": no words about the picture.
fn is_credit(text: &str) -> bool {
    const NAMES: &[&str] = &[
        "getty",
        "reuters",
        "afp",
        "ap",
        "epa",
        "shutterstock",
        "istock",
        "alamy",
        "photograph",
        "photo",
        "image",
        "images",
        "credit",
        "picture",
        "file",
        "via",
        "handout",
        "courtesy",
        "foto",
        "photo by",
        "anadolu",
        "pa",
        "dpa",
    ];
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let named = parts.iter().filter(|word| NAMES.contains(word)).count();
    named > 0 && parts.len() <= 8 && !is_sentence(text) && named * 4 >= parts.len()
}

/// Lines within a block (parted by single breaks) that are calls.
fn drop_lines(block: &mut Block) {
    if !block.text.contains('\n') {
        return;
    }
    let lines: Vec<&str> = block
        .text
        .lines()
        .filter(|line| {
            let line = Block {
                text: (*line).to_owned(),
                linked: 0,
                ..block.clone()
            };
            !is_call(&line)
        })
        .collect();
    block.text = lines.join("\n");
}

/// Bylines, days and sections above the first paragraph; gives them.
fn drop_head(blocks: &mut Vec<Block>, title: Option<&str>, author: Option<&str>) -> Vec<String> {
    let author = author.map(words).filter(|author| !author.is_empty());
    let mut dropped = Vec::new();
    for block in blocks.iter_mut().take(8) {
        if block.kind == Kind::Row {
            continue;
        }
        let is_long = block.text.chars().count() >= 100 && !block.text.contains('\n');
        if is_long && block.kind != Kind::Caption {
            break;
        }
        let several = block.text.contains('\n');
        let (out, stays): (Vec<&str>, Vec<&str>) = block.text.lines().partition(|line| {
            is_detail(line, author.as_deref()) || several && title.is_some_and(|title| words(line) == title)
        });
        if !out.is_empty() {
            dropped.extend(out.into_iter().map(str::to_owned));
            block.text = stays.join("\n");
        }
    }
    blocks.retain(|block| !block.text.is_empty());
    dropped
}

/// "By Jane Doe", "3 May 2024, 10:15", "5 min read".
fn is_detail(line: &str, author: Option<&str>) -> bool {
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = line.to_lowercase();
    if line.chars().count() > 120 || is_sentence(line) {
        return false;
    }
    let bare = words(line);
    let by = bare.strip_prefix("by ").unwrap_or(&bare);
    if author.is_some_and(|author| by == author || bare.starts_with("by ") && by.contains(author.trim())) {
        return true;
    }
    let stamp = [
        "published",
        "updated",
        "last updated",
        "posted",
        "last modified",
        "first published",
        "modified",
        "created",
        "date",
    ];
    let rest = stamp.iter().find_map(|word| lower.strip_prefix(word));
    if let Some(rest) = rest
        && (rest.contains(|c: char| c.is_ascii_digit()) || rest.trim().is_empty())
    {
        return true;
    }
    // "May 3", "10:15 GMT, Friday": a day without its year
    let calendar = bare.split(' ').filter(|word| !word.is_empty()).all(|word| {
        word.bytes().all(|b| b.is_ascii_digit())
            || day::is_calendar_word(word)
            || matches!(
                word,
                "at" | "on"
                    | "am"
                    | "pm"
                    | "a"
                    | "p"
                    | "m"
                    | "gmt"
                    | "utc"
                    | "bst"
                    | "est"
                    | "edt"
                    | "et"
                    | "cet"
                    | "cest"
                    | "st"
                    | "th"
                    | "nd"
                    | "rd"
            )
    });
    if calendar {
        return true;
    }
    let reads = lower.ends_with("min read")
        || lower.ends_with("minute read")
        || lower.ends_with("minutes read")
        || lower.ends_with(" ago");
    reads || day::parse(line).is_some() || day::leading(line).is_some_and(|(_, end)| line.len() - end <= 24)
}

/// The same words twice: a copy for small screens, a sentence pulled out of the text.
fn drop_repeated(blocks: &mut Vec<Block>) {
    let all: Vec<String> = blocks.iter().map(|block| words(&block.text)).collect();
    let mut seen: HashSet<&str> = HashSet::new();
    let mut stays = Vec::with_capacity(all.len());
    for (block, text) in blocks.iter().zip(&all) {
        let long = text.len() >= 40;
        stays.push(!long || seen.insert(text) || block.kind == Kind::Row);
    }
    // a quotation that stands in a paragraph nearby, too
    const NEAR: usize = 12;
    for (at, block) in blocks.iter().enumerate() {
        let pulled = block.kind == Kind::Quote || block.kind == Kind::Heading || block.kind == Kind::Caption;
        if pulled && all[at].len() >= 40 {
            let near = at.saturating_sub(NEAR)..(at + NEAR).min(blocks.len());
            let twice = near.clone().any(|other| {
                other != at
                    && blocks[other].kind == Kind::Paragraph
                    && all[other].len() > all[at].len()
                    && all[other].contains(all[at].as_str())
            });
            stays[at] &= !twice;
        }
    }
    let mut stays = stays.into_iter();
    blocks.retain(|_| stays.next().unwrap_or(true));
}

/// What trails behind the last sentence: labels, names, headings of what was left out.
fn drop_tail(blocks: &mut Vec<Block>, sure: &impl Fn(&Block) -> bool) {
    while let Some(last) = blocks.last() {
        let short = last.text.chars().count() < 70 && !is_sentence(&last.text);
        let goes = match last.kind {
            _ if sure(last) => false,
            Kind::Heading => true,
            Kind::Paragraph | Kind::Quote | Kind::Caption => short && !last.text.ends_with(['”', '"']),
            Kind::Item => short && last.linked > 0,
            Kind::Row => false,
        };
        // a page of short lines is left as it is
        if !goes || blocks.len() == 1 {
            return;
        }
        blocks.pop();
    }
}

/// Headings right above another of the same kind that nothing stands below were headings of what was left out; a title and
/// its subtitle are two, so only runs of three go.
fn drop_empty_headings(blocks: &mut Vec<Block>) {
    let heading: Vec<bool> = blocks.iter().map(|block| block.kind == Kind::Heading).collect();
    let mut at = 0;
    blocks.retain(|_| {
        let in_run = heading[at] && heading.get(at + 1) == Some(&true) && heading.get(at + 2) == Some(&true);
        at += 1;
        !in_run
    });
}
