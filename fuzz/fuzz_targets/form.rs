//! Any form is stored or refused.

#![no_main]

#[path = "../../tests/sound/app.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(sound::form(bytes.to_vec()));
});
