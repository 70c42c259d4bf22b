//! Any file is read or refused with a sentence. PDF files are read in this process.

#![no_main]

#[path = "../../tests/sound/reader.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::reader(bytes.to_vec()));
