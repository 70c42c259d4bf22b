//! claimbook finds every casualty figure, quote and source in news articles, keeps each with its exact place in the
//! text, and serves pages to read, search, compare and check them.
//!
//! # The flow
//!
//! Data goes down this list and nowhere back; `tests/layering.rs` checks who names whom.
//!
//! 1. [`text`]: cleaned text and places in it. Names no other module.
//! 2. [`article`], [`claim`]: what an article, a figure, a quote and a source are.
//! 3. [`language`]: the text as tokens, sentences, groups; the word lists.
//! 4. [`extract`]: text and date in, claims out. Pure and linear in the length of the text.
//! 5. `ingest`: bytes of a file or form to an article with its claims.
//! 6. `store`: SQLite: one function a query, the writer, the readers, search.
//! 7. `web`: the router and the pages.
//! 8. `config`, `cli`, `main`: flags and environment, the commands.
//!
//! `background`: how work gives way to readers. Names no other module.
//!
//! The first four are the engine and build alone (`cargo check --no-default-features --lib`).

pub mod article;
pub mod claim;
pub mod extract;
pub mod language;
pub mod text;

#[cfg(feature = "app")]
mod background;
#[cfg(feature = "app")]
pub mod cli;
#[cfg(feature = "app")]
pub mod config;
#[cfg(feature = "app")]
pub mod ingest;
#[cfg(feature = "app")]
pub mod store;
#[cfg(feature = "app")]
pub mod web;
