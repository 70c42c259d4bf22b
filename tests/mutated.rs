//! Files of every format with bytes flipped, cut out, doubled and put in: read or refused, never a panic.

#![cfg(feature = "app")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(dead_code, reason = "the writers of files have more than is used here")]

#[path = "formats/pages.rs"]
mod pages;
#[path = "formats/press.rs"]
mod press;
#[path = "formats/sites.rs"]
mod sites;
#[path = "sound/reader.rs"]
mod sound;
#[path = "formats/write.rs"]
mod write;

use claimbook::ingest;
use press::STORIES;
use proptest::{prelude::*, sample::Index};
use std::{
    io::{Cursor, Read},
    path::Path,
};

/// One change of a file.
#[derive(Clone, Debug)]
enum Edit {
    Flip(Index, u8),
    Cut(Index, usize),
    Double(Index, usize),
    Put(Index, &'static [u8]),
    End(Index),
}

/// What opens, closes or escapes something in one of the formats.
const TOKENS: &[&[u8]] = &[
    b"<",
    b"</",
    b">",
    b"<!--",
    b"]]>",
    b"<table><tr><td>",
    b"</p></div></body>",
    b"&#x110000;",
    b"&amp",
    b"\"",
    b",\"",
    b"\r\n--edge\r\n",
    b"\r\n\r\n",
    b"=",
    b"=?UTF-8?B?/w==?=",
    b"Content-Transfer-Encoding: base64\r\n",
    b"{\"text\": \"",
    b"}\n{",
    b"---\n",
    b"```\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"endobj",
    b"endstream",
    b" 0 R ",
    b"-9999999999",
    b"\0",
    b"\xff\xfe",
    "\u{feff}\u{202e}\u{301}".as_bytes(),
];

fn edit() -> impl Strategy<Value = Edit> {
    let place = any::<Index>;
    prop_oneof![
        4 => (place(), any::<u8>()).prop_map(|(at, byte)| Edit::Flip(at, byte)),
        2 => (place(), 1usize..200).prop_map(|(at, n)| Edit::Cut(at, n)),
        2 => (place(), 1usize..3000).prop_map(|(at, n)| Edit::Double(at, n)),
        4 => (place(), prop::sample::select(TOKENS)).prop_map(|(at, token)| Edit::Put(at, token)),
        1 => place().prop_map(Edit::End),
    ]
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit(), 1..12)
}

fn mutated(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for edit in edits {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        let end = |at: usize, n: usize| (at + n).min(length);
        match *edit {
            Edit::Flip(at, byte) => bytes[at.index(length)] ^= byte,
            Edit::Cut(at, n) => drop(bytes.drain(at.index(length)..end(at.index(length), n))),
            Edit::Double(at, n) => {
                let at = at.index(length);
                let again = bytes[at..end(at, n)].to_vec();
                bytes.splice(at..at, again);
            }
            Edit::Put(at, token) => drop(bytes.splice(at.index(length)..at.index(length), token.iter().copied())),
            Edit::End(at) => bytes.truncate(at.index(length)),
        }
    }
    bytes
}

/// The same for what is packed in an archive: the packing stays sound, so that what is in it is read.
fn mutated_inside(archive: Vec<u8>, member: Index, edits: &[Edit]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().unwrap().into_owned(), bytes));
    }
    let at = member.index(files.len());
    files[at].1 = mutated(std::mem::take(&mut files[at].1), edits);
    let files: Vec<_> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.clone()))
        .collect();
    write::zip(&files)
}

fn page(number: Index) -> String {
    let all: Vec<pages::Layout> = pages::LAYOUTS
        .iter()
        .chain(sites::LAYOUTS)
        .map(|&(_, layout)| layout)
        .collect();
    let layout = all[number.index(all.len())];
    layout(&STORIES[number.index(STORIES.len())])
}

/// One file of each format that is packed.
fn packed(number: Index) -> Vec<u8> {
    let story = &STORIES[number.index(STORIES.len())];
    match number.index(3) {
        0 => write::docx(story),
        1 => write::odt(story),
        _ => write::zip(&[
            ("page.html", page(number).into_bytes()),
            ("talks.docx", write::docx(story)),
            ("ferry.eml", write::mail(story)),
            ("all.csv", write::csv(STORIES, b';')),
            (
                "inner.zip",
                write::zip(&[("a.md", write::markdown(story).into_bytes())]),
            ),
        ]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 500, ..ProptestConfig::default() })]

    #[test]
    fn web_pages(number in any::<Index>(), edits in edits()) {
        sound::reader(mutated(page(number).into_bytes(), &edits));
    }

    #[test]
    fn mails_and_saved_pages(number in any::<Index>(), edits in edits()) {
        let story = &STORIES[number.index(STORIES.len())];
        for mail in [
            write::mail(story),
            write::mail_with("See attached.", &[("a.docx", write::docx(story)), ("b.html", page(number).into_bytes())]),
            write::mhtml(story, &page(number)),
            write::mailbox(&[write::mail(story), write::mail_with("See attached.", &[("a.docx", write::docx(story))])]),
        ] {
            sound::reader(mutated(mail, &edits));
        }
    }

    #[test]
    fn archives_and_documents(number in any::<Index>(), member in any::<Index>(), edits in edits()) {
        sound::reader(mutated(packed(number), &edits));
        sound::reader(mutated_inside(packed(number), member, &edits));
    }

    #[test]
    fn tables_and_marked_up_texts(number in any::<Index>(), edits in edits()) {
        let story = &STORIES[number.index(STORIES.len())];
        for file in [
            write::csv(STORIES, b','),
            write::csv(STORIES, b';'),
            b"date,text\n05/06/2024,Two men died.\nWed 05/06/2024,Three men died.\n31.12.2024 10:15,Four men died.\n".to_vec(),
            write::json_lines(STORIES),
            write::json(STORIES),
            write::markdown(story).into_bytes(),
            story.text().into_bytes(),
        ] {
            sound::reader(mutated(file, &edits));
        }
    }

    #[test]
    fn any_bytes_behind_the_mark_of_a_format(
        mark in prop::sample::select(vec![
            b"%PDF-1.7\n".as_slice(), b"PK\x03\x04", b"<html>", b"<?xml version=\"1.0\"?>", b"MIME-Version: 1.0\r\nFrom: a@b.c\r\n",
            b"{\"text\": ", b"[{", b"title,text\n", b"---\n", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"",
        ]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        ingest::read_pdfs_with(Path::new(env!("CARGO_BIN_EXE_claimbook")));
        sound::reader([mark, &bytes].concat());
    }
}

proptest! {
    // each is a process of its own
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 50, ..ProptestConfig::default() })]

    #[test]
    fn pdf_files(number in any::<Index>(), edits in edits()) {
        ingest::read_pdfs_with(Path::new(env!("CARGO_BIN_EXE_claimbook")));
        let story = &STORIES[number.index(STORIES.len())];
        sound::reader(mutated(write::pdf(story, 1 + number.index(2)), &edits));
    }
}

/// What the check is for: a file of each format as it was written is read.
#[test]
fn what_was_not_changed_is_read() {
    for story in STORIES {
        for bytes in [
            write::docx(story),
            write::mail(story),
            write::csv(STORIES, b','),
            mutated(write::odt(story), &[]),
        ] {
            sound::reader(bytes.clone());
            assert!(ingest::look(None, bytes).is_ok());
        }
    }
}
