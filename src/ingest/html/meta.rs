//! What a page says about its article: JSON-LD first, then `meta`, then marks in the text, then the look of things.

use super::{
    data::{self, Said},
    tree::{NodeId, Tree, is_block},
};
use crate::{
    ingest::{day, parse_address},
    text::one_line,
};
use jiff::civil::Date;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) outlet: Option<String>,
    pub(super) author: Option<String>,
    pub(super) address: Option<String>,
    pub(super) language: Option<String>,
    /// The text of the article as JSON-LD has it, as plain text.
    pub(super) body: Option<String>,
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "publication-date",
    "published_time",
    "article.published",
    "article_date_original",
    "date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.available",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "displaydate",
    "release_date",
    "rnews:datepublished",
    "ptime",
    "firstpublished",
    "bt:pubdate",
    "shareaholic:article_published_time",
    "citation_date",
    "citation_publication_date",
    "timestamp",
    "created",
    "prism.publicationdate",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "article:updated_time",
    "moddate",
    "revised",
];
const TITLES: &[&str] = &[
    "og:title",
    "twitter:title",
    "headline",
    "dc.title",
    "dcterms.title",
    "title",
    "sailthru.title",
    "parsely-title",
    "citation_title",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "dc.author",
    "byl",
    "byline",
    "sailthru.author",
    "parsely-author",
    "cxenseparse:author",
    "article:author_name",
    "twitter:data1",
    "citation_author",
];
const OUTLETS: &[&str] = &[
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "cre",
    "source",
    "article:publisher",
    "copyright",
    "citation_journal_title",
    "apple-mobile-web-app-title",
];

/// Reads what a page says about its article.
pub(super) fn of(tree: &Tree) -> Meta {
    let said = data::said(tree);
    let metas = Metas::of(tree);
    let head = metas.value(TITLES);
    let page_title = named(tree, "title")
        .next()
        .map(|node| tree.words(node))
        .filter(|title| !title.is_empty());
    let outlet = outlet(&said, &metas, page_title.as_deref());
    let title = title(tree, &said, head, page_title.as_deref(), outlet.as_deref());
    let address = address(tree, &said, &metas);
    let date = date(tree, &said, &metas, address.as_deref());
    Meta {
        title,
        date,
        author: author(tree, &said, &metas),
        outlet,
        address,
        language: said
            .language
            .clone()
            .or_else(|| data::language(tree))
            .or_else(|| metas.value(&["og:locale", "content-language", "dc.language"])),
        body: said.body.map(|body| super::plain(&body)),
    }
}

fn named<'t>(tree: &'t Tree, name: &'static str) -> impl Iterator<Item = NodeId> + 't {
    (1..tree.len()).filter(move |&node| tree.name(node) == name)
}

/// The `meta` elements: names in small letters and what they say.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(tree: &Tree) -> Metas {
        let one = |node| {
            let name = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|name| tree.attribute(node, name))?;
            let value = one_line(tree.attribute(node, "content")?);
            (!value.is_empty()).then(|| (name.trim().to_ascii_lowercase(), value))
        };
        Metas(named(tree, "meta").filter_map(one).take(500).collect())
    }

    /// The value under the first of these names that has one.
    fn value(&self, names: &[&str]) -> Option<String> {
        self.values(names).next()
    }

    fn values<'m>(&'m self, names: &'m [&str]) -> impl Iterator<Item = String> + 'm {
        names
            .iter()
            .flat_map(|wanted| self.0.iter().filter(move |(name, _)| name == wanted))
            .map(|(_, value)| value.clone())
    }
}

/// Marks between a page's title and the name of the site.
const PARTS: &[&str] = &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / "];

fn outlet(said: &Said, metas: &Metas, page_title: Option<&str>) -> Option<String> {
    let good = |name: &String| {
        let length = name.chars().count();
        (2..=80).contains(&length)
            && !name.starts_with("http")
            && !name.starts_with('@')
            && name.contains(char::is_alphabetic)
    };
    let name = said.outlet.as_deref().map(super::plain_line).filter(|name| good(name));
    name.or_else(|| metas.values(OUTLETS).find(|name| good(name)))
        .or_else(|| {
            // "Two men died in Sarn | The Harbour Post"
            let title = page_title?;
            let (at, mark) = PARTS
                .iter()
                .take(4)
                .filter_map(|mark| Some((title.rfind(mark)?, mark)))
                .max()?;
            let name = title[at + mark.len()..].trim().to_owned();
            let capitals = name
                .split(' ')
                .all(|word| word.starts_with(|c: char| !c.is_lowercase()) || matches!(word, "of" | "the" | "and"));
            (good(&name) && capitals && name.split(' ').count() <= 4 && title[..at].split(' ').count() >= 3)
                .then_some(name)
        })
}

fn title(tree: &Tree, said: &Said, head: Option<String>, page: Option<&str>, outlet: Option<&str>) -> Option<String> {
    let without_site = |title: &str| {
        let title = one_line(title);
        for mark in PARTS {
            if let Some((words, site)) = title.rsplit_once(mark) {
                let is_site =
                    outlet.is_some_and(|outlet| alike(site, outlet)) || *mark == " | " && site.split(' ').count() <= 4;
                if is_site && words.split(' ').count() >= 2 {
                    return words.trim().to_owned();
                }
            }
        }
        title
    };
    let is_title = |title: &String| {
        (2..=400).contains(&title.chars().count()) && !outlet.is_some_and(|outlet| alike(title, outlet))
    };
    let headlines: Vec<String> = named(tree, "h1")
        .map(|node| tree.words(node))
        .filter(|title| is_title(title))
        .take(10)
        .collect();
    let marked = || {
        (1..tree.len())
            .filter(|&node| tree.attribute(node, "itemprop") == Some("headline") && tree.name(node) != "meta")
            .map(|node| tree.words(node))
            .find(|title| is_title(title))
    };
    let from_head = said
        .title
        .as_deref()
        .map(super::plain_line)
        .filter(|title| is_title(title))
        .or_else(|| {
            head.map(|title| super::plain_line(&without_site(&title)))
                .filter(is_title)
        });
    let from_page = || page.map(without_site).filter(is_title);
    // the headline that stands on the page, if it is the one the head names
    if let Some(words) = from_head.as_deref().or(page)
        && let Some(headline) = headlines.iter().find(|headline| shares_words(headline, words))
    {
        return Some(headline.clone());
    }
    from_head
        .or_else(marked)
        .or_else(|| (headlines.len() == 1).then(|| headlines[0].clone()))
        .or_else(from_page)
        .or_else(|| headlines.into_iter().next())
}

fn alike(one: &str, other: &str) -> bool {
    let folded = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    folded(one) == folded(other)
}

/// Whether two titles are the same one, written differently.
fn shares_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.len() > 1)
            .map(str::to_lowercase)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|word| other.contains(word)).count();
    !one.is_empty() && shared * 10 >= one.len() * 7 && shared * 10 >= other.len() * 4
}

fn author(tree: &Tree, said: &Said, metas: &Metas) -> Option<String> {
    let clean = |name: &str| {
        let name = super::plain_line(name);
        let name = name
            .strip_prefix("By ")
            .or_else(|| name.strip_prefix("by "))
            .or_else(|| name.strip_prefix("BY "))
            .unwrap_or(&name);
        let name = name
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•'))
            .to_owned();
        let good = (2..=150).contains(&name.chars().count())
            && name.contains(char::is_alphabetic)
            && !name.contains("http")
            && !name.contains('@')
            && !name.contains("minute")
            && !name.ends_with(" read");
        good.then_some(name)
    };
    let marked = |node: NodeId| {
        let is = |name: &str, word: &str| {
            tree.attribute(node, name)
                .is_some_and(|value| value.split_whitespace().any(|w| w == word))
        };
        is("itemprop", "author") || is("rel", "author")
    };
    let bylines = |node: NodeId| {
        let class = tree.attribute(node, "class").unwrap_or_default().to_ascii_lowercase();
        [
            "byline",
            "author-name",
            "author_name",
            "authorname",
            "article-author",
            "article__author",
        ]
        .iter()
        .any(|word| class.contains(word))
    };
    let text = |node: NodeId| {
        let words = tree.words(node);
        (words.chars().count() <= 150)
            .then_some(words)
            .and_then(|words| clean(&words))
    };
    said.author
        .as_deref()
        .and_then(clean)
        .or_else(|| metas.values(AUTHORS).find_map(|name| clean(&name)))
        .or_else(|| (1..tree.len()).filter(|&node| marked(node)).find_map(text))
        .or_else(|| {
            (1..tree.len())
                .filter(|&node| bylines(node))
                .find_map(text)
                .and_then(|line| first_names(&line))
        })
}

/// "By Jane Doe": the name.
pub(super) fn byline(line: &str) -> Option<String> {
    let start = line.get(..3)?;
    start
        .eq_ignore_ascii_case("by ")
        .then(|| first_names(&line[3..]))
        .flatten()
}

/// "Jane Doe and John Smith, 3 May 2024": the names.
fn first_names(line: &str) -> Option<String> {
    let names = line.split(['|', '·', '•', '\n']).next()?.trim();
    let cut = names.find(|c: char| c.is_ascii_digit()).unwrap_or(names.len());
    let mut names = names[..cut].trim_end_matches([',', ' ', '-', '–', '—', '(']).trim();
    for word in [" Published", " Updated", " Posted", " on "] {
        names = names.split(word).next().unwrap_or(names);
    }
    let words = names.split_whitespace().count();
    ((1..=14).contains(&words) && names.starts_with(char::is_uppercase)).then(|| names.trim().to_owned())
}

fn address(tree: &Tree, said: &Said, metas: &Metas) -> Option<String> {
    let canonical = named(tree, "link")
        .filter(|&node| {
            tree.attribute(node, "rel")
                .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
        })
        .find_map(|node| tree.attribute(node, "href").and_then(parse_address));
    canonical
        .or_else(|| {
            metas
                .value(&["og:url", "twitter:url", "dc.identifier"])
                .and_then(|address| parse_address(&address))
        })
        .or_else(|| said.address.as_deref().and_then(parse_address))
}

fn date(tree: &Tree, said: &Said, metas: &Metas, address: Option<&str>) -> Option<Date> {
    let times = |is: &dyn Fn(NodeId) -> bool| {
        (1..tree.len()).filter(|&node| is(node)).find_map(|node| {
            tree.attribute(node, "datetime")
                .or_else(|| tree.attribute(node, "content"))
                .and_then(day_of)
                .or_else(|| day_of(&tree.words(node)))
        })
    };
    let marked = |node: NodeId| {
        let published = |value: &str| value.split_whitespace().any(|word| word == "datePublished");
        tree.attribute(node, "itemprop").is_some_and(published) || tree.attribute(node, "pubdate").is_some()
    };
    let classed = |node: NodeId| {
        let class = tree.attribute(node, "class").unwrap_or_default().to_ascii_lowercase();
        let id = tree.attribute(node, "id").unwrap_or_default().to_ascii_lowercase();
        let word = |name: &str| {
            ["date", "publish", "timestamp", "posted", "pubtime"]
                .iter()
                .any(|word| name.contains(word))
        };
        (word(&class) || word(&id)) && !class.contains("update") && !class.contains("modified")
    };
    let stamp = |node: NodeId| {
        classed(node)
            .then(|| tree.words(node))
            .filter(|words| words.chars().count() <= 90)
            .and_then(|words| day_of(&words))
    };
    said.published
        .as_deref()
        .and_then(day_of)
        .or_else(|| metas.values(PUBLISHED).find_map(|value| day_of(&value)))
        .or_else(|| times(&marked))
        .or_else(|| {
            let outside = |&node: &NodeId| {
                !tree
                    .ancestors(node)
                    .any(|around| matches!(tree.name(around), "aside" | "nav" | "footer" | "li"))
            };
            named(tree, "time").filter(outside).find_map(|node| {
                tree.attribute(node, "datetime")
                    .and_then(day_of)
                    .or_else(|| day_of(&tree.words(node)))
            })
        })
        .or_else(|| address.and_then(day_in_address))
        .or_else(|| (1..tree.len()).find_map(stamp))
        .or_else(|| below_the_title(tree))
        .or_else(|| said.modified.as_deref().and_then(day_of))
        .or_else(|| metas.values(MODIFIED).find_map(|value| day_of(&value)))
}

/// A day as programs and people write it, with words such as "Published" around it.
pub(super) fn day_of(value: &str) -> Option<Date> {
    let value = value.trim();
    let digits = value
        .get(..8)
        .filter(|day| value.len() >= 8 && day.bytes().all(|b| b.is_ascii_digit()));
    let compact = || {
        let digits = digits.filter(|_| !value[8..].starts_with(|c: char| c.is_ascii_digit()) || value.len() == 14)?;
        format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])
            .parse()
            .ok()
    };
    let iso = || value.get(..10).and_then(|day| day.replace('/', "-").parse().ok());
    let words = || {
        let start = value.find(|c: char| c.is_ascii_digit())?;
        // the month may stand before the day
        let before = value[..start].trim_end().rfind([' ', ':']).map_or(0, |at| at + 1);
        let tail = |at: usize| {
            let tail = &value[at..];
            day::parse(tail)
                .or_else(|| day::parse(tail.split(['|', '·', '•', '(']).next().unwrap_or(tail)))
                .or_else(|| day::leading(tail).map(|(day, _)| day))
        };
        day::parse(value).or_else(|| tail(before)).or_else(|| tail(start))
    };
    let day: Date = iso().or_else(compact).or_else(words)?;
    // "0001-01-01" and "1970-01-01" are what programs write for "unknown"
    (day.year() > 1970).then_some(day)
}

/// In a short line not far below the title, where nothing names it.
fn below_the_title(tree: &Tree) -> Option<Date> {
    const NEAR: usize = 60;
    const SHORT: usize = 60;
    let title = named(tree, "h1").next()?;
    let lines = (title + 1..tree.len())
        .take(NEAR)
        .filter(|&node| is_block(tree.name(node)));
    let lines = lines
        .map(|node| tree.words(node))
        .filter(|line| line.chars().count() <= SHORT);
    lines.into_iter().find_map(|line| day_of(&line))
}

/// ".../2024/05/03/two-men-died".
fn day_in_address(address: &str) -> Option<Date> {
    let parts: Vec<&str> = address.split(['/', '?']).collect();
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        (digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| text.parse::<i16>().ok())
            .flatten()
    };
    parts.windows(3).find_map(|three| {
        let (year, month, day) = (
            number(three[0], 4..=4)?,
            number(three[1], 1..=2)?,
            number(three[2], 1..=2)?,
        );
        Date::new(year, month.try_into().ok()?, day.try_into().ok()?)
            .ok()
            .filter(|day| (1990..2100).contains(&day.year()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days() {
        for (value, day) in [
            ("2024-05-03T23:30:00-05:00", Some(date(2024, 5, 3))),
            ("2024/05/03", Some(date(2024, 5, 3))),
            ("20240503", Some(date(2024, 5, 3))),
            ("20240503101500", Some(date(2024, 5, 3))),
            ("Fri, 03 May 2024 10:00:00 GMT", Some(date(2024, 5, 3))),
            ("Published: May 3, 2024 at 10:15 a.m.", Some(date(2024, 5, 3))),
            ("Posted on 3 May 2024 | 5 min read", Some(date(2024, 5, 3))),
            ("0001-01-01T00:00:00", None),
            ("1714731300", None),
            ("03/04/2025", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(day_of(value), day, "{value}");
        }
    }

    #[test]
    fn days_in_addresses() {
        assert_eq!(
            day_in_address("https://example.org/news/2024/05/03/fire"),
            Some(date(2024, 5, 3))
        );
        assert_eq!(day_in_address("https://example.org/news/2024/13/03/fire"), None);
        assert_eq!(day_in_address("https://example.org/12/05/03"), None);
    }

    fn meta(page: &str) -> Meta {
        of(&Tree::parse(page))
    }

    #[test]
    fn json_ld_wins_over_meta() {
        let page = r#"<html lang="en-GB"><head><title>Ferry sinks off Maren | The Harbour Post</title>
            <meta property="og:title" content="Ferry sinks">
            <meta name="author" content="Web desk">
            <link rel=canonical href="https://post.example/2024/05/03/ferry">
            <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"x"},
            {"@type":["NewsArticle"],"headline":"Ferry sinks off Maren &amp; Sarn","datePublished":"2024-05-03T10:00:00+02:00",
            "author":[{"@type":"Person","name":"Ilse Torvald"},{"name":"Jon Reyk"}],"publisher":{"name":"The Harbour Post"}}]}</script>
            </head><body><h1>Ferry sinks off Maren & Sarn</h1>"#;
        let meta = meta(page);
        assert_eq!(meta.title.as_deref(), Some("Ferry sinks off Maren & Sarn"));
        assert_eq!(meta.author.as_deref(), Some("Ilse Torvald, Jon Reyk"));
        assert_eq!(meta.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(meta.date, Some(date(2024, 5, 3)));
        assert_eq!(meta.address.as_deref(), Some("https://post.example/2024/05/03/ferry"));
        assert_eq!(meta.language.as_deref(), Some("en-GB"));
    }

    #[test]
    fn without_metadata_the_page_tells() {
        let page = "<title>Ferry sinks off Maren - The Harbour Post</title><h1>Ferry sinks off Maren</h1>
            <div class=byline>By Ilse Torvald | May 3, 2024</div><span class='post-date'>Posted on May 3, 2024</span><p>x";
        let meta = meta(page);
        assert_eq!(meta.title.as_deref(), Some("Ferry sinks off Maren"));
        assert_eq!(meta.author.as_deref(), Some("Ilse Torvald"));
        assert_eq!(meta.outlet.as_deref(), Some("The Harbour Post"));
        assert_eq!(meta.date, Some(date(2024, 5, 3)));
    }

    #[test]
    fn broken_json_ld_is_no_harm() {
        for json in [
            "{",
            "[[[[",
            "{\"@type\":\"NewsArticle\"",
            "null",
            "<!-- {\"@type\":\"NewsArticle\",\"headline\":\"A\nB\"} -->",
        ] {
            meta(&format!("<script type=application/ld+json>{json}</script>"));
        }
    }
}
