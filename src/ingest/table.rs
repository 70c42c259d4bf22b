//! The readers for tables and lists of articles: CSV, JSON lines, JSON.

use super::{
    Refusal,
    columns::{Days, Missed},
    draft::{Draft, Head},
    html, parse_address,
    shelf::Shelf,
};
use crate::text::one_line;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// What a column or key holds, by its name in small letters; the surest names first.
const TEXT: &[&str] = &[
    "text",
    "body",
    "article_text",
    "articletext",
    "article text",
    "articlebody",
    "article_body",
    "article body",
    "fulltext",
    "full_text",
    "full text",
    "content",
    "maintext",
    "main_text",
    "article",
    "story",
    "cleaned_text",
    "body_text",
    "contents",
];
const TITLE: &[&str] = &["title", "headline", "name", "subject"];
const DATE: &[&str] = &[
    "date",
    "published",
    "publication_date",
    "publish_date",
    "date_publish",
    "datepublished",
    "date_published",
    "pubdate",
    "pub_date",
    "publishedat",
    "published_at",
    "day",
    "datetime",
    "time",
    "timestamp",
    "created",
];
const AUTHOR: &[&str] = &["author", "authors", "byline", "creator", "writer"];
const OUTLET: &[&str] = &[
    "outlet",
    "source",
    "publisher",
    "publication",
    "newspaper",
    "site",
    "site_name",
    "source_name",
    "agency",
];
const ADDRESS: &[&str] = &[
    "url",
    "link",
    "address",
    "permalink",
    "canonical_url",
    "source_url",
    "uri",
];
const LANGUAGE: &[&str] = &["language", "lang"];
/// Keys under which a list of articles stands.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "data",
    "results",
    "documents",
    "docs",
    "rows",
    "entries",
    "stories",
    "hits",
];

/// The delimiter of a table with a column of texts; `None`: it is none.
pub(super) fn delimiter(text: &str) -> Option<u8> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.len() > 4000 {
        return None;
    }
    [b',', b';', b'\t', b'|'].into_iter().find(|&delimiter| {
        let (mut reader, names) = table(text, delimiter);
        let short = names.iter().all(|name| name.chars().count() <= 40);
        // "Text" above a text is a heading, not a table
        let named = names.len() >= 2 && short && column(&names, TEXT).is_some();
        let mut rows = reader.records().take(20);
        named && rows.any(|row| row.is_ok_and(|row| row.len() == names.len()))
    })
}

/// The rows of a table, and the names of its columns; none if its head cannot be read.
fn table(text: &str, delimiter: u8) -> (csv::Reader<&[u8]>, Vec<String>) {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let names = reader
        .headers()
        .map(|names| names.iter().map(folded).collect())
        .unwrap_or_default();
    (reader, names)
}

fn folded(name: &str) -> String {
    name.trim().trim_start_matches('\u{feff}').to_lowercase()
}

fn column(names: &[String], wanted: &[&str]) -> Option<usize> {
    wanted
        .iter()
        .find_map(|wanted| names.iter().position(|name| name == wanted))
}

/// Rows as they were read, until their days are known: what they are called, and why one could not be read.
type Rows = Vec<(String, Result<Row, Refusal>)>;

/// An article of a table without its day.
struct Row {
    draft: Draft,
    /// The column that a day stands in, and what stands there.
    dated: Option<(&'static str, String)>,
}

/// Reads every row of a table; the first is row 2, as programs for tables count.
pub(super) fn read_csv(shelf: &mut Shelf, member: Option<&str>, text: &str, delimiter: u8) -> Result<(), Refusal> {
    let (mut reader, names) = table(text, delimiter);
    if column(&names, TEXT).is_none() {
        return Err(Refusal::NoColumn);
    }
    let mut rows = Rows::new();
    for (at, cells) in reader.records().enumerate() {
        // the text is UTF-8 and rows may be of any length: nothing else can go wrong
        let cells = cells.map_err(|_| Refusal::Damaged("table"))?;
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let of = |name: &str| {
            let column = names.iter().position(|there| there == name)?;
            cells.get(column).map(str::to_owned)
        };
        rows.push((inside(member, &format!("row {}", at + 2)), Ok(row("csv", of))));
    }
    put_all(shelf, member, rows)
}

/// Reads JSON lines: an article a line.
pub(super) fn read_lines(shelf: &mut Shelf, member: Option<&str>, text: &str) -> Result<(), Refusal> {
    let mut some = false;
    let mut rows = Rows::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let read = match serde_json::from_str::<Value>(line) {
            Ok(Value::Row(entries)) => {
                some |= entries.iter().any(|(key, _)| TEXT.contains(&key.as_str()));
                Ok(row_of("jsonl", &entries))
            }
            Ok(_) => Err(Refusal::NoColumn),
            Err(_) => Err(Refusal::Damaged("line")),
        };
        rows.push((inside(member, &format!("line {}", at + 1)), read));
    }
    if !some {
        return Err(Refusal::NoColumn);
    }
    put_all(shelf, member, rows)
}

/// Reads JSON: one article, a list of them, or an object with such a list.
pub(super) fn read_json(shelf: &mut Shelf, member: Option<&str>, text: &str) -> Result<(), Refusal> {
    let value: Value = serde_json::from_str(text).map_err(|_| Refusal::Damaged("JSON file"))?;
    let values = match value {
        Value::Row(row)
            if row
                .iter()
                .any(|(key, value)| TEXT.contains(&key.as_str()) && matches!(value, Value::Text(_))) =>
        {
            return put_one(shelf, member, row_of("json", &row));
        }
        Value::Row(row) => row
            .into_iter()
            .filter(|(key, _)| LISTS.contains(&key.as_str()))
            .find_map(|(_, value)| match value {
                Value::List(values) => Some(values),
                _ => None,
            })
            .ok_or(Refusal::NoColumn)?,
        Value::List(values) => values,
        _ => return Err(Refusal::NoColumn),
    };
    let is_article =
        |value: &Value| matches!(value, Value::Row(row) if row.iter().any(|(key, _)| TEXT.contains(&key.as_str())));
    if !values.iter().any(is_article) {
        return Err(Refusal::NoColumn);
    }
    let rows = values.iter().enumerate().map(|(at, value)| {
        let name = inside(member, &format!("article {}", at + 1));
        match value {
            Value::Row(row) => (name, Ok(row_of("json", row))),
            _ => (name, Err(Refusal::NoColumn)),
        }
    });
    put_all(shelf, member, rows.collect())
}

/// Takes all rows, now that their columns say how days are written in them.
fn put_all(shelf: &mut Shelf, member: Option<&str>, rows: Rows) -> Result<(), Refusal> {
    let mut days = Days::default();
    let all = rows.iter().filter_map(|(_, row)| row.as_ref().ok()?.dated.as_ref());
    all.for_each(|(column, words)| days.see(column, words));
    let mut missed = Missed::default();
    for (name, row) in rows {
        let read = row.and_then(|row| row.put(shelf, Some(&name), &days, &mut missed));
        shelf.note(name, read)?;
    }
    shelf.tell(missed.notices(member));
    Ok(())
}

/// Takes the only article of a file.
fn put_one(shelf: &mut Shelf, member: Option<&str>, row: Row) -> Result<(), Refusal> {
    let mut missed = Missed::default();
    row.put(shelf, member, &Days::default(), &mut missed)?;
    shelf.tell(missed.notices(member));
    Ok(())
}

impl Row {
    fn put(self, shelf: &mut Shelf, name: Option<&str>, days: &Days, missed: &mut Missed) -> Result<(), Refusal> {
        let day = self.dated.as_ref().map(|(column, words)| days.day(column, words));
        let draft = Draft {
            date: day.and_then(Result::ok),
            ..self.draft
        };
        shelf.put(name, draft)?;
        if let (Some((column, words)), Some(Err(why))) = (self.dated, day) {
            missed.add(column, &words, why);
        }
        Ok(())
    }
}

fn row_of(format: &'static str, entries: &[(String, Value)]) -> Row {
    row(format, |name| {
        let (_, value) = entries.iter().find(|(key, _)| key == name)?;
        value.words()
    })
}

fn inside(member: Option<&str>, row: &str) -> String {
    match member {
        Some(member) => format!("{member}, {row}"),
        None => row.to_owned(),
    }
}

/// An article of the cells under these names.
fn row(format: &'static str, of: impl Fn(&str) -> Option<String>) -> Row {
    let filled = |name: &str| of(name).filter(|cell| !cell.trim().is_empty());
    let first = |names: &[&str]| names.iter().find_map(|name| filled(name));
    let line = |names: &[&str]| {
        first(names)
            .map(|words| one_line(&words))
            .filter(|words| !words.is_empty())
    };
    let text = first(TEXT).unwrap_or_default();
    let source = line(OUTLET);
    let marked_up = ["</p>", "<br>", "<br/>", "<br />", "</div>"]
        .iter()
        .any(|tag| text.contains(tag));
    let draft = Draft {
        format,
        title: line(TITLE),
        date: None,
        author: line(AUTHOR),
        // a source that is an address is where it was found
        outlet: source.clone().filter(|outlet| parse_address(outlet).is_none()),
        address: line(ADDRESS).or(source).and_then(|address| parse_address(&address)),
        language: line(LANGUAGE),
        text: if marked_up { html::plain(&text) } else { text },
        head: Head::Off,
    };
    let dated = DATE.iter().find_map(|&name| Some((name, one_line(&filled(name)?))));
    Row { draft, dated }
}

/// JSON without what is no text: numbers, empty lists. It is never much larger than what it was read from.
enum Value {
    Text(String),
    List(Vec<Value>),
    Row(Vec<(String, Value)>),
    Other,
}

impl Value {
    /// A text, a list of texts (paragraphs, authors), the name of an object.
    fn words(&self) -> Option<String> {
        match self {
            Value::Text(text) => Some(text.clone()),
            Value::List(values) => {
                let words: Vec<String> = values.iter().filter_map(Value::words).collect();
                let separator = if words.iter().any(|words| words.chars().count() > 60) {
                    "\n\n"
                } else {
                    ", "
                };
                (!words.is_empty()).then(|| words.join(separator))
            }
            Value::Row(row) => row
                .iter()
                .find(|(key, _)| matches!(key.as_str(), "name" | "text" | "title"))
                .and_then(|(_, value)| value.words()),
            Value::Other => None,
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Value, A::Error> {
                let mut list = Vec::new();
                while let Some(value) = values.next_element()? {
                    if !matches!(value, Value::Other) {
                        list.push(value);
                    }
                }
                Ok(if list.is_empty() {
                    Value::Other
                } else {
                    Value::List(list)
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
                let mut row = Vec::new();
                while let Some(key) = entries.next_key::<String>()? {
                    let key = folded(&key);
                    let known = [TEXT, TITLE, DATE, AUTHOR, OUTLET, ADDRESS, LANGUAGE, LISTS]
                        .iter()
                        .any(|names| names.contains(&key.as_str()));
                    if known {
                        row.push((key, entries.next_value()?));
                    } else {
                        entries.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(if row.is_empty() { Value::Other } else { Value::Row(row) })
            }

            fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
                Ok(Value::Other)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
                Ok(Value::Other)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
                Ok(Value::Other)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
                Ok(Value::Other)
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Other)
            }
        }
        deserializer.deserialize_any(Any)
    }
}
