//! Any text is cleaned once and for all.

#![no_main]

#[path = "../../tests/sound/mod.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|text: &str| sound::cleaning(text));
