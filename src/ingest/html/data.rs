//! What a page holds as JSON: what it says about itself (JSON-LD), and, where a script is to write the article into the page,
//! the article.

use super::tree::{NodeId, ROOT, Tree};
use serde_json::{Map, Value};

/// What JSON-LD says about the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) author: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) address: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
}

/// Nested deeper than this it says nothing about the article.
const DEEP: usize = 12;

/// The types of articles, the surest first.
const TYPES: &[&str] = &[
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "BackgroundNewsArticle",
    "OpinionNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "Article",
    "BlogPosting",
    "Report",
    "SocialMediaPosting",
    "WebPage",
    "CreativeWork",
];

/// Reads every JSON-LD script of a page.
pub(super) fn said(tree: &Tree) -> Said {
    let mut best: Option<(usize, Said)> = None;
    for script in scripts(tree) {
        if tree
            .attribute(script, "type")
            .is_none_or(|kind| !kind.trim().eq_ignore_ascii_case("application/ld+json"))
        {
            continue;
        }
        if let Some(value) = parse(&content(tree, script)) {
            walk(&value, 0, &mut best);
        }
    }
    best.map(|(_, said)| said).unwrap_or_default()
}

fn scripts(tree: &Tree) -> impl Iterator<Item = NodeId> {
    (1..tree.len()).filter(|&node| tree.name(node) == "script")
}

fn content(tree: &Tree, node: NodeId) -> String {
    tree.children(node).filter_map(|child| tree.text(child)).collect()
}

/// JSON as pages have it: in comment marks, with line breaks inside strings, with a semicolon behind it.
fn parse(text: &str) -> Option<Value> {
    let start = text.find(['{', '['])?;
    let end = text.rfind(['}', ']'])?;
    let json = text.get(start..=end)?;
    serde_json::from_str(json).ok().or_else(|| {
        let spaced: String = json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&spaced).ok()
    })
}

fn walk(value: &Value, deep: usize, best: &mut Option<(usize, Said)>) {
    if deep > DEEP {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, deep + 1, best)),
        Value::Object(object) => {
            if let Some(rank) = rank(object) {
                let said = read(object);
                let better = best
                    .as_ref()
                    .is_none_or(|(before, other)| (rank, other.body.is_some()) < (*before, said.body.is_some()));
                if better {
                    *best = Some((rank, said));
                }
            }
            for (key, value) in object {
                // other articles are not this one
                if !matches!(
                    key.as_str(),
                    "relatedLink"
                        | "isRelatedTo"
                        | "hasPart"
                        | "itemListElement"
                        | "citation"
                        | "mentions"
                        | "isPartOf"
                ) {
                    walk(value, deep + 1, best);
                }
            }
        }
        _ => {}
    }
}

fn rank(object: &Map<String, Value>) -> Option<usize> {
    let kinds = object.get("@type")?;
    let is = |kind: &str| match kinds {
        Value::String(one) => one.rsplit('/').next() == Some(kind),
        Value::Array(several) => several.iter().any(|one| one.as_str() == Some(kind)),
        _ => false,
    };
    TYPES.iter().position(|kind| is(kind))
}

fn read(object: &Map<String, Value>) -> Said {
    let text = |key: &str| object.get(key).and_then(string);
    let body = text("articleBody").or_else(|| live_blog(object));
    Said {
        title: text("headline").or_else(|| text("name")),
        published: text("datePublished").or_else(|| text("dateCreated")),
        modified: text("dateModified"),
        author: object.get("author").or_else(|| object.get("creator")).and_then(names),
        outlet: object
            .get("publisher")
            .and_then(names)
            .or_else(|| object.get("sourceOrganization").and_then(names)),
        address: text("url").or_else(|| object.get("mainEntityOfPage").and_then(address)),
        language: object.get("inLanguage").and_then(names),
        body,
    }
}

/// The entries of a live blog, the newest first as they stand.
fn live_blog(object: &Map<String, Value>) -> Option<String> {
    let updates = object.get("liveBlogUpdate")?.as_array()?;
    let bodies: Vec<String> = updates
        .iter()
        .filter_map(|update| update.as_object()?.get("articleBody").and_then(string))
        .collect();
    (!bodies.is_empty()).then(|| bodies.join("\n\n"))
}

fn string(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Array(values) => values.first().and_then(string),
        _ => None,
    }
}

/// A name, an object with a name, or several of these.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(_) => string(value),
        Value::Object(object) => object
            .get("name")
            .or_else(|| object.get("alternateName"))
            .and_then(names),
        Value::Array(values) => {
            let mut all: Vec<String> = values.iter().take(8).filter_map(names).collect();
            all.dedup();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::Object(object) => object.get("@id").or_else(|| object.get("url")).and_then(string),
        _ => string(value),
    }
}

/// The article of a page that holds it only as data for its scripts: the paragraphs, still marked up.
///
/// Of all strings that are prose we take those that stand together: as in a tree of elements, we go down from the whole as
/// long as one part holds nearly all.
pub(super) fn body(tree: &Tree) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for script in scripts(tree) {
        let kind = tree.attribute(script, "type").unwrap_or_default();
        let content = content(tree, script);
        // what a script sets: `window.state = {…}; …`
        let value = if kind.contains("json") && !kind.contains("ld+json") {
            parse(&content)
        } else if kind.is_empty() || kind.contains("javascript") {
            assigned(&content)
        } else {
            None
        };
        let Some(value) = value else { continue };
        let mut part = &value;
        let mut weight = weigh(part, "");
        while let Some((child, of_child)) = heaviest(part) {
            if of_child * 10 < weight * 8 {
                break;
            }
            (part, weight) = (child, of_child);
        }
        if best.as_ref().is_none_or(|(before, _)| *before < weight) && weight >= 200 {
            let mut paragraphs = Vec::new();
            collect(part, "", &mut paragraphs);
            best = Some((weight, paragraphs.join("\n\n")));
        }
    }
    best.map(|(_, body)| body)
}

/// The first object that a script assigns.
fn assigned(script: &str) -> Option<Value> {
    let start =
        script.match_indices('{').take(40).map(|(at, _)| at).find(|&at| {
            script[..at].trim_end().ends_with(['=', '(']) && script[at + 1..].trim_start().starts_with('"')
        })?;
    let mut values = serde_json::Deserializer::from_str(&script[start..]).into_iter::<Value>();
    values.next()?.ok()
}

/// How much prose a part holds.
fn weigh(value: &Value, key: &str) -> usize {
    match value {
        Value::String(text) if is_prose(key, text) => text.len(),
        Value::Array(values) => values.iter().map(|value| weigh(value, key)).sum(),
        Value::Object(object) => object.iter().map(|(key, value)| weigh(value, key)).sum(),
        _ => 0,
    }
}

fn heaviest(value: &Value) -> Option<(&Value, usize)> {
    let weighed = |(value, key)| (value, weigh(value, key));
    match value {
        Value::Array(values) => values
            .iter()
            .map(|value| weighed((value, "")))
            .max_by_key(|&(_, weight)| weight),
        Value::Object(object) => object
            .iter()
            .map(|(key, value)| weighed((value, key)))
            .max_by_key(|&(_, weight)| weight),
        _ => None,
    }
}

fn collect(value: &Value, key: &str, paragraphs: &mut Vec<String>) {
    match value {
        Value::String(text) if is_prose(key, text) => paragraphs.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| collect(value, key, paragraphs)),
        Value::Object(object) => object.iter().for_each(|(key, value)| collect(value, key, paragraphs)),
        _ => {}
    }
}

/// Sentences, under a key that does not say they are about something else.
fn is_prose(key: &str, text: &str) -> bool {
    const OTHER: &[&str] = &[
        "description",
        "summary",
        "excerpt",
        "alt",
        "seo",
        "meta",
        "bio",
        "css",
        "style",
        "query",
        "disclaimer",
        "copyright",
    ];
    let key = key.to_ascii_lowercase();
    let plain = text.trim();
    if OTHER.iter().any(|other| key.contains(other)) {
        return false;
    }
    // a piece of a page is a heading or a list, too
    const TAGS: &[&str] = &[
        "<p",
        "<h2",
        "<h3",
        "<h4",
        "<ul",
        "<ol",
        "<table",
        "<blockquote",
        "<figure",
    ];
    if TAGS.iter().any(|tag| plain.starts_with(tag)) {
        return true;
    }
    if plain.len() < 30 {
        return false;
    }
    let words = plain.split(' ').take(2000).count();
    let ends = plain.ends_with(['.', '!', '?', '”', '"', '>', '…', ':', '’']);
    ends && words >= 5 && plain.len() < words * 14 && !plain.starts_with(['{', '[']) && !plain.starts_with("http")
}

/// The name of a page's language as its root says it.
pub(super) fn language(tree: &Tree) -> Option<String> {
    tree.children(ROOT)
        .find(|&node| tree.name(node) == "html")
        .and_then(|node| tree.attribute(node, "lang"))
        .map(str::to_owned)
}
