//! The claims of any text are sound.

#![no_main]

#[path = "../../tests/sound/mod.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|text: &str| sound::claims(text));
