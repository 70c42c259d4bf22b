//! What the fuzz targets look for, on stable and in a few seconds: searches, filters and forms of any bytes.

#![cfg(feature = "app")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "sound/app.rs"]
mod app;
#[path = "sound/mod.rs"]
mod sound;

use proptest::prelude::*;

/// Pieces of a form, sound or not.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "--edge\r\n",
        "--edge",
        "\r\n--edge--\r\n",
        "\r\n--edge\r\n",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n",
        "Content-Disposition: form-data; name=\"text\"\r\n",
        "Content-Disposition: form-data; name=\"date\"\r\n",
        "Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''%e2%82%ac.txt\r\n",
        "Content-Disposition: form-data; name=\"\"; filename=\"\r\n",
        "Content-Type: text/plain; charset=utf-16\r\n",
        "Content-Transfer-Encoding: base64\r\n",
        "\r\n",
        "\n",
        "Two men died, the mayor said.",
        "2025-02-30",
        "%PDF-1.7\n",
        "\u{0}\u{1}\u{feff}",
    ]);
    prop_oneof![
        6 => known.prop_map(|words| words.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..40),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_search_is_answered(words in prop_oneof![
        "\\PC{0,60}",
        "([\"*^:(){}+-]|AND|OR|NOT|NEAR|text|fire|4,?700|café|\u{301}|\u{200b}| ){0,20}",
    ]) {
        app::query(&words);
    }

    #[test]
    fn any_form_is_stored_or_refused(pieces in prop::collection::vec(piece(), 0..16)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(app::form(pieces.concat()));
    }
}

/// Found by the fuzz target `extract`: the label of an answer was one source, and another where a figure named it.
#[test]
fn the_label_of_an_answer_is_one_source() {
    sound::claims("S spoke to the R\nQ:?\nA:n\nQ:.\nA:2 missing");
}
