//! Any search is answered.

#![no_main]

#[path = "../../tests/sound/app.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|text: &str| sound::query(text));
