//! How fast the program is, from one article to a million claims: one command, one table.
//!
//! ```text
//! cargo bench --bench scale                             # 100,000 claims
//! cargo bench --bench scale -- --claims 1000000
//! cargo bench --bench scale -- --only pages --seconds 20
//! ```
//!
//! The articles come from `tests/support/generator.rs`, their claims from the engine. The database is filled once and
//! kept under `target/`, so that later runs begin at once. `docs/speed.md` says what the rows mean.
#![allow(clippy::print_stdout, reason = "the table is what it is for")]

mod engine;
mod fill;
#[path = "../../tests/support/generator.rs"]
mod generator;
mod http;
mod pages;
mod program;
mod table;

use clap::Parser;
use std::path::{Path, PathBuf};

/// Measures, and prints a table.
#[derive(Parser)]
struct Options {
    /// Claims that the database is filled with
    #[arg(long, default_value_t = 100_000)]
    claims: u64,
    /// Seconds that 20 readers ask, each time
    #[arg(long, default_value_t = 40)]
    seconds: u64,
    /// Only these parts
    #[arg(long, value_delimiter = ',', value_parser = ["engine", "ingest", "program", "pages"])]
    only: Vec<String>,
    /// Only pages whose row has these letters
    #[arg(long, default_value = "")]
    row: String,
    /// What `cargo bench` passes to every benchmark
    #[arg(long, hide = true)]
    bench: bool,
}

impl Options {
    fn wants(&self, part: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|one| one == part)
    }
}

fn main() {
    let options = Options::parse();
    println!("load when it began: {}\n", table::load());
    if options.wants("engine") {
        engine::measure();
    }
    let folder = folder();
    if options.wants("ingest") {
        fill::measure(&folder);
    }
    if options.wants("program") || options.wants("pages") {
        let database = folder.join(format!("scale-{}.db", short(options.claims)));
        let there = fill::fill(&database, options.claims);
        if options.wants("program") {
            program::measure(&database, there);
        }
        if options.wants("pages") {
            pages::measure(&database, options.seconds, &options.row);
        }
    }
    println!("load when it ended: {}", table::load());
}

/// Where databases are kept: the `target` folder that the benchmark itself was built into.
fn folder() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_claimbook"));
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    target.unwrap_or(Path::new("target")).to_owned()
}

/// 100k, 1m.
fn short(claims: u64) -> String {
    match claims {
        n if n % 1_000_000 == 0 => format!("{}m", n / 1_000_000),
        n if n % 1_000 == 0 => format!("{}k", n / 1_000),
        n => n.to_string(),
    }
}
