//! Who may name whom: data goes down one list of modules and nowhere back. Reads the source files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Every module of the crate and the modules it may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("article", &["text"]),
    ("claim", &["text"]),
    ("language", &["text"]),
    ("extract", &["text", "claim", "language"]),
    ("background", &[]),
    ("store", &["text", "article", "claim", "background"]),
    ("ingest", &["text", "article", "claim", "language", "extract", "store"]),
    ("web", &["text", "article", "claim", "store", "ingest", "background"]),
    ("config", &[]),
    ("cli", EVERYTHING),
    ("lib", EVERYTHING),
    ("main", EVERYTHING),
];

const EVERYTHING: &[&str] = &[
    "text",
    "article",
    "claim",
    "language",
    "extract",
    "background",
    "store",
    "ingest",
    "web",
    "config",
    "cli",
];

/// Libraries that belong to one module.
const LIBRARIES: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("rusqlite_migration", "store"),
    ("axum", "web"),
    ("askama", "web"),
];

#[test]
fn every_module_names_only_what_is_below_it() {
    let files = sources();
    assert!(files.len() > 10, "the sources were not found");
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            violations(
                file,
                &fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap(),
            )
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_breaks_the_rules_is_seen() {
    for (file, code, seen) in [
        ("src/text/mod.rs", "use crate::claim::Figure;", "names claim"),
        ("src/text/span.rs", "fn f() { crate::store::x() }", "names store"),
        (
            "src/store/mod.rs",
            "use crate::{\n  article::Article,\n  text::{Text, Span},\n  extract,\n};",
            "names extract",
        ),
        (
            "src/store/add.rs",
            "use crate::{article::{self, Article}, ingest::read};",
            "names ingest",
        ),
        (
            "src/web/pages/home.rs",
            "let c = crate :: extract :: extract(t);",
            "names extract",
        ),
        (
            "src/web/pages/home.rs",
            "use super::super::super::cli::run;",
            "names cli",
        ),
        ("src/ingest/mod.rs", "use super::web;", "names web"),
        ("src/ingest/header.rs", "use super::super::web::{self};", "names web"),
        ("src/claim.rs", "use super::store::Store;", "names store"),
        ("src/claim.rs", "use crate::*;", "names everything"),
        (
            "src/extract/mod.rs",
            "macro_rules! m { () => { $crate::article::x() } }",
            "names article",
        ),
        ("src/cli/mod.rs", "use rusqlite::Connection;", "uses rusqlite"),
        ("src/web/mod.rs", "fn f(e: rusqlite::Error) {}", "uses rusqlite"),
        ("src/main.rs", "axum::serve()", "uses axum"),
        (
            "src/store/mod.rs",
            "#[derive(askama::Template)] struct S;",
            "uses askama",
        ),
        ("src/web/mod.rs", "use claimbook::extract::extract;", "names the crate"),
        ("src/newcomer.rs", "", "has no place"),
        // what follows a string, a character, a lifetime or a comment is read again
        (
            "src/text/mod.rs",
            r##"let s = r#"a"b"#; let t = '"'; use crate::web; "##,
            "names web",
        ),
        (
            "src/text/mod.rs",
            "fn f<'a>(s: &'a str) { '\\''; \"\\\"\"; crate::web::x() }",
            "names web",
        ),
        ("src/text/mod.rs", "/* one /* two */ */ use crate::web;", "names web"),
    ] {
        let found = violations(Path::new(file), code);
        assert!(found.iter().any(|v| v.contains(seen)), "{file}: {code}\n{found:?}");
    }
}

#[test]
fn what_keeps_the_rules_is_not() {
    for (file, code) in [
        (
            "src/text/mod.rs",
            "use std::fmt; mod span; pub use span::Span; // crate::store\n/* crate::web */",
        ),
        (
            "src/text/mod.rs",
            "/// See [`crate::claim::Figure`].\nfn f() { \"crate::web\"; r#\"use crate::web;\"#; }",
        ),
        (
            "src/store/mod.rs",
            "use crate::{article::Article, claim::{Claims, Effect}, text}; use rusqlite::Connection;",
        ),
        (
            "src/store/model.rs",
            "use super::{web_like, text}; use crate::store::model::Page;",
        ),
        (
            "src/web/pages/home.rs",
            "use super::super::error; use crate::web::error::page; use axum::Router;",
        ),
        (
            "src/ingest/mod.rs",
            "pub(crate) fn f() {} pub(in crate::ingest) fn g() {} use crate::extract::extract;",
        ),
        (
            "src/cli/serve.rs",
            "use crate::{web::{self, AppState}, store::Store, config};",
        ),
        ("src/extract/mod.rs", "let article = 1; let store = article; x.web();"),
    ] {
        assert_eq!(violations(Path::new(file), code), [""; 0], "{file}: {code}");
    }
}

fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                files.push(path.strip_prefix(root).unwrap().to_owned());
            }
        }
    }
    files.sort();
    files
}

/// What of the rules the code of one file breaks. `file` begins with `src/`.
fn violations(file: &Path, code: &str) -> Vec<String> {
    // src/web/pages/home.rs is crate::web::pages::home; src/web/mod.rs is crate::web
    let mut path: Vec<String> = file
        .with_extension("")
        .iter()
        .skip(1)
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    if path.last().is_some_and(|last| last == "mod") {
        path.pop();
    }
    let module = path[0].clone();
    let Some((_, may)) = LAYERS.iter().find(|(name, _)| *name == module) else {
        return vec![format!(
            "{}: {module} has no place in the layers: give it one in tests/layering.rs",
            file.display()
        )];
    };
    let tokens = tokens(code);
    let mut found = BTreeSet::new();
    for at in 0..tokens.len() {
        // a name behind "." is a method's or a field's; one behind "::" is not the beginning of a path
        let begins = at == 0 || (tokens[at - 1] != "." && tokens[at - 1] != "::");
        if !begins || tokens.get(at + 1).is_none_or(|next| next != "::") {
            continue;
        }
        let mut named = BTreeSet::new();
        match tokens[at].as_str() {
            "crate" => named = first_names(&tokens[at + 2..]),
            "super" => {
                let mut rest = &tokens[at..];
                let mut steps = 0;
                while let [first, second, more @ ..] = rest
                    && first == "super"
                    && second == "::"
                {
                    steps += 1;
                    rest = more;
                }
                // A module inside the file is one step further from the root: counting from the file errs to the strict
                // side, for names that are modules of the crate.
                if steps >= path.len() {
                    named = first_names(rest);
                    named.retain(|name| LAYERS.iter().any(|(layer, _)| layer == name));
                }
            }
            "claimbook" if module != "main" => {
                found.insert("names the crate by its own name".to_owned());
            }
            library => {
                if let Some((_, home)) = LIBRARIES
                    .iter()
                    .find(|(name, home)| *name == library && *home != module)
                {
                    found.insert(format!("uses {library}, which belongs to {home}"));
                }
            }
        }
        for name in named {
            if name == "*" {
                found.insert("names everything with a glob".to_owned());
            } else if name != module && LAYERS.iter().any(|(layer, _)| *layer == name) && !may.contains(&name.as_str())
            {
                found.insert(format!("names {name}, which {module} may not"));
            }
        }
    }
    found
        .into_iter()
        .map(|what| format!("{} {what}", file.display()))
        .collect()
}

/// The first names of the paths that go on here: `a` of `a::b`, `a` and `c` of `{a::{b}, c}`.
fn first_names(tokens: &[String]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if tokens.first().is_none_or(|first| first != "{") {
        names.extend(tokens.first().cloned());
        return names;
    }
    let (mut depth, mut begins) = (0, false);
    for token in tokens {
        match token.as_str() {
            "{" => {
                depth += 1;
                begins = depth == 1;
                continue;
            }
            "}" => depth -= 1,
            "," if depth == 1 => {
                begins = true;
                continue;
            }
            name if begins => {
                names.insert(name.to_owned());
            }
            _ => {}
        }
        begins = false;
        if depth == 0 {
            break;
        }
    }
    names
}

/// Names and marks of Rust code, without comments, strings and characters. `::` is one token.
fn tokens(code: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment(rest),
            '"' => string(rest),
            '\'' => character(rest),
            ':' if rest.starts_with("::") => {
                tokens.push("::".to_owned());
                2
            }
            c if c.is_alphanumeric() || c == '_' => {
                let end = rest
                    .find(|c: char| !c.is_alphanumeric() && c != '_')
                    .unwrap_or(rest.len());
                let raw = &rest[end..];
                let hashes = raw.len() - raw.trim_start_matches('#').len();
                if matches!(&rest[..end], "r" | "br" | "cr") && raw[hashes..].starts_with('"') {
                    let close = format!("\"{}", "#".repeat(hashes));
                    let inner = end + hashes + 1;
                    rest[inner..]
                        .find(&close)
                        .map_or(rest.len(), |at| inner + at + close.len())
                } else {
                    tokens.push(rest[..end].to_owned());
                    end
                }
            }
            c if c.is_whitespace() => c.len_utf8(),
            c => {
                tokens.push(c.to_string());
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    tokens
}

/// The length of a comment that may hold others.
fn comment(code: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < code.len() {
        if code[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if code[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += code[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of a string with its marks.
fn string(code: &str) -> usize {
    let mut escaped = true;
    for (at, c) in code.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    code.len()
}

/// The length of a character with its marks; of the mark alone where it begins a lifetime.
fn character(code: &str) -> usize {
    let mut chars = code.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => code[3..].find('\'').map_or(code.len(), |at| 3 + at + 1),
        Some(_) => match chars.next() {
            Some((at, '\'')) => at + 1,
            _ => 1,
        },
        None => 1,
    }
}
