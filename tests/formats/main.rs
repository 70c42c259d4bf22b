//! Files of every format, made here from articles of the project's own, are read back whole: word by word.

#![cfg(feature = "app")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod pages;
mod press;
mod sites;
mod write;

use claimbook::ingest::{self, Document, Reading, Refusal};
use press::{STORIES, Story};
use std::collections::HashMap;

/// How alike two texts are: the harmonic mean of how many words of each are in the other, each word as often as it stands
/// there.
fn likeness(read: &str, known: &str) -> f64 {
    fn words(text: &str) -> HashMap<String, usize> {
        let mut counts = HashMap::new();
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            *counts.entry(word.to_lowercase()).or_default() += 1;
        }
        counts
    }
    let (read, known) = (words(read), words(known));
    let common: usize = known
        .iter()
        .map(|(word, &n)| n.min(read.get(word).copied().unwrap_or_default()))
        .sum();
    2.0 * common as f64 / (read.values().sum::<usize>() + known.values().sum::<usize>()) as f64
}

fn look(bytes: Vec<u8>) -> Reading {
    ingest::look(Some("file.bin"), bytes).unwrap()
}

fn single(bytes: Vec<u8>) -> Document {
    let mut reading = look(bytes);
    assert_eq!(reading.documents.len(), 1);
    assert!(reading.refused.is_empty(), "{:?}", reading.refused);
    reading.documents.remove(0)
}

#[track_caller]
fn is_whole(document: &Document, story: &Story, what: &str) {
    let text = document.article.text.as_str();
    let likeness = likeness(text, &story.text());
    assert!(likeness >= 0.98, "{what}: {likeness:.3}\n{}\n{text}", story.title);
}

#[test]
fn web_pages_of_all_layouts() {
    let mut wrong = Vec::new();
    for &(name, layout) in pages::LAYOUTS.iter().chain(sites::LAYOUTS) {
        for story in STORIES {
            let document = single(layout(story).into_bytes());
            assert_eq!(document.format, "html");
            let article = &document.article;
            let likeness = likeness(article.text.as_str(), &story.text());
            // cargo test --test formats web_pages -- --nocapture
            println!("{likeness:.3} {name}: {}", story.title);
            if likeness < 0.98 {
                wrong.push(format!("{name}: {likeness:.3}\n{}", article.text.as_str()));
            }
            let known = (Some(story.title), Some(story.date), Some(story.outlet), Some("en"));
            let read = (
                article.title.as_deref(),
                article.date,
                article.outlet.as_deref(),
                article.language.as_deref(),
            );
            if read != known {
                wrong.push(format!("{name}: {read:?}, not {known:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn word_documents() {
    for story in STORIES {
        let document = single(write::docx(story));
        assert_eq!(document.format, "docx");
        is_whole(&document, story, "docx");
        assert_eq!(document.article.title.as_deref(), Some(story.title));
        assert_eq!(document.article.author.as_deref(), Some(story.author));
        assert_eq!(document.article.date, Some(story.date));
    }
}

#[test]
fn open_documents() {
    for story in STORIES {
        let document = single(write::odt(story));
        assert_eq!(document.format, "odt");
        is_whole(&document, story, "odt");
        assert_eq!(document.article.title.as_deref(), Some(story.title));
        assert_eq!(document.article.author.as_deref(), Some(story.author));
        assert_eq!(document.article.date, Some(story.date));
    }
}

#[test]
fn pdf_files_in_one_and_in_two_columns() {
    for story in STORIES {
        for columns in [1, 2] {
            let document = single(write::pdf(story, columns));
            assert_eq!(document.format, "pdf");
            is_whole(&document, story, &format!("pdf, columns: {columns}"));
            let article = &document.article;
            assert_eq!(article.title.as_deref(), Some(story.title));
            assert_eq!(article.author.as_deref(), Some(story.author));
            assert_eq!(article.date, Some(story.date));
            // running heads, page numbers and hyphens at line ends are none of the text
            assert!(
                !article.text.as_str().contains("Page "),
                "{columns}\n{}",
                article.text.as_str()
            );
            let paragraphs: Vec<&str> = article.text.as_str().split("\n\n").collect();
            for paragraph in story.paragraphs() {
                assert!(
                    paragraphs.contains(&paragraph),
                    "{columns}: {paragraph}\n{}",
                    article.text.as_str()
                );
            }
        }
    }
}

#[test]
fn pdf_files_without_text_or_locked_say_so() {
    assert_eq!(ingest::look(None, write::pdf_scan()).unwrap_err(), Refusal::Scan);
    assert_eq!(
        ingest::look(None, b"%PDF-1.7\n%\xe2\xe3\n".to_vec()).unwrap_err(),
        Refusal::Damaged("PDF file")
    );
}

#[test]
fn encrypted_pdf_files_say_so() {
    let key = "c3".repeat(32);
    for encrypted in [
        // RC4 with 40 and 128 bits, AES, and a way that is none of the standard's; the password is not the empty one
        format!("/Filter /Standard /V 1 /R 2 /P -44 /O <{key}> /U <{key}>"),
        format!("/Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{key}> /U <{key}>"),
        format!(
            "/Filter /Standard /V 4 /R 4 /Length 128 /P -44 /O <{key}> /U <{key}> /StmF /StdCF /StrF /StdCF \
             /CF << /StdCF << /CFM /AESV2 /AuthEvent /DocOpen /Length 16 >> >>"
        ),
        "/Filter /Adobe.PubSec /V 2 /SubFilter /adbe.pkcs7.s4".to_owned(),
    ] {
        let refused = ingest::look(None, write::pdf_locked(&STORIES[0], &encrypted)).unwrap_err();
        assert_eq!(refused, Refusal::Locked("PDF file"), "{encrypted}");
        assert!(refused.to_string().contains("locked with a password"));
    }
    // what makes the difference is the entry alone
    assert_eq!(single(write::pdf(&STORIES[0], 1)).format, "pdf");
}

#[test]
fn mails_with_the_article_in_the_body() {
    for story in STORIES {
        let document = single(write::mail(story));
        assert_eq!(document.format, "eml");
        is_whole(&document, story, "eml");
        assert_eq!(document.article.title.as_deref(), Some(story.title));
        assert_eq!(document.article.date, Some(story.date));
    }
}

#[test]
fn mails_with_articles_attached() {
    let files = [
        ("ferry.docx", write::docx(&STORIES[0])),
        ("cannery.html", pages::LAYOUTS[0].1(&STORIES[1]).into_bytes()),
        ("scan.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
    ];
    let reading = look(write::mail_with("See attached.", &files));
    let members: Vec<_> = reading
        .documents
        .iter()
        .map(|document| document.member.as_deref().unwrap())
        .collect();
    assert_eq!(members, ["ferry.docx", "cannery.html"]);
    is_whole(&reading.documents[0], &STORIES[0], "attached");
    is_whole(&reading.documents[1], &STORIES[1], "attached");
    assert_eq!(reading.refused.len(), 1);
    assert_eq!(reading.refused[0].member, "scan.png");
    assert!(matches!(reading.refused[0].why, Refusal::NotRead("an image (PNG)")));
    // an article in the body stands before what is attached
    let reading = look(write::mail_with(&STORIES[2].text(), &files[..1]));
    let members: Vec<_> = reading
        .documents
        .iter()
        .map(|document| document.member.as_deref().unwrap())
        .collect();
    assert_eq!(members, ["message", "ferry.docx"]);
}

#[test]
fn mailboxes_of_several_mails() {
    let attached = write::mail_with("See attached.", &[("ferry.docx", write::docx(&STORIES[0]))]);
    let mailbox = write::mailbox(&[
        write::mail(&STORIES[1]),
        attached,
        write::mail(&STORIES[2]),
        b"\r\n".to_vec(),
    ]);
    let reading = look(mailbox.clone());
    let members: Vec<_> = reading
        .documents
        .iter()
        .map(|document| document.member.as_deref().unwrap())
        .collect();
    assert_eq!(members, ["mail 1", "mail 2/ferry.docx", "mail 3"]);
    for (document, story) in reading.documents.iter().zip([1, 0, 2]) {
        is_whole(document, &STORIES[story], "mailbox");
    }
    assert_eq!(reading.documents[2].article.title.as_deref(), Some(STORIES[2].title));
    // in an archive, and with other ends of lines
    let unix: Vec<u8> = mailbox.into_iter().filter(|&b| b != b'\r').collect();
    let reading = look(write::zip(&[("inbox.mbox", unix)]));
    assert_eq!(
        reading.documents[1].member.as_deref(),
        Some("inbox.mbox/mail 2/ferry.docx")
    );
}

#[test]
fn a_line_that_begins_with_from_ends_no_mail() {
    let body = "From Monday to Friday two men died at Sarn in 2024\r\nMayor: it was too much.\r\n\r\nFrom the harbour at 10:15:00 on \
        3 May 2024\r\nthe ferry left, and never came back to port.\r\n\r\nFrom here nobody sees it.";
    for before in ["", "From desk@example.org Tue Dec  2 09:00:00 2025\r\n"] {
        let mail = format!(
            "{before}From: desk@example.org\r\nSubject: A week\r\nMessage-ID: <3@example.org>\r\n\r\n{body}\r\n"
        );
        let text = single(mail.into_bytes()).article.text;
        for words in [
            "From Monday to Friday",
            "Mayor: it was",
            "From the harbour",
            "From here nobody",
        ] {
            assert!(text.as_str().contains(words), "{words}: {}", text.as_str());
        }
    }
}

#[test]
fn a_column_of_days_says_in_which_order_they_are() {
    let table = |days: &[&str]| {
        let mut table = "date,text\n".to_owned();
        for (n, day) in days.iter().enumerate() {
            table += &format!("{day},{n} men died at Sarn and nobody knows why.\n");
        }
        look(table.into_bytes())
    };
    let dates = |reading: &Reading| -> Vec<String> {
        let dates = reading.documents.iter().map(|document| document.article.date);
        dates
            .map(|date| date.map_or("none".to_owned(), |date| date.to_string()))
            .collect()
    };
    let reading = table(&["05/06/2024", "13/06/2024"]);
    assert_eq!(dates(&reading), ["2024-06-05", "2024-06-13"]);
    assert_eq!(reading.notices, []);
    let reading = table(&["05/06/2024", "06/13/2024"]);
    assert_eq!(dates(&reading), ["2024-05-06", "2024-06-13"]);
    let reading = table(&["05/06/2024", "06/06/2024", "07/06/2024"]);
    assert_eq!(dates(&reading), ["none", "2024-06-06", "none"]);
    let notices: Vec<String> = reading.notices.iter().map(ToString::to_string).collect();
    assert_eq!(notices.len(), 1);
    assert!(
        notices[0].starts_with(
            "2 articles have no date, since “05/06/2024” and its like in the column “date” can be read in two ways"
        ),
        "{}",
        notices[0]
    );
    // a list in an archive says which it is about
    let list = br#"[{"date": "05/06/2024", "text": "Two men died at Sarn."}]"#.to_vec();
    let reading = look(write::zip(&[("a.json", list), ("b.txt", b"Two men died.".to_vec())]));
    assert!(
        reading.notices[0]
            .to_string()
            .starts_with("a.json: One article has no date")
    );
}

#[test]
fn pages_saved_as_one_file() {
    for story in STORIES {
        let document = single(write::mhtml(story, &pages::LAYOUTS[1].1(story)));
        assert_eq!(document.format, "mhtml");
        is_whole(&document, story, "mhtml");
        assert_eq!(document.article.title.as_deref(), Some(story.title));
    }
}

#[test]
fn markdown() {
    for story in STORIES {
        let document = single(write::markdown(story).into_bytes());
        assert_eq!(document.format, "markdown");
        is_whole(&document, story, "markdown");
        assert_eq!(document.article.title.as_deref(), Some(story.title));
        assert_eq!(document.article.date, Some(story.date));
    }
}

#[test]
fn tables_and_lists_of_articles() {
    for (format, bytes) in [
        ("csv", write::csv(STORIES, b',')),
        ("csv", write::csv(STORIES, b';')),
        ("jsonl", write::json_lines(STORIES)),
        ("json", write::json(STORIES)),
    ] {
        let reading = look(bytes);
        assert_eq!(reading.documents.len(), STORIES.len());
        for (document, story) in reading.documents.iter().zip(STORIES) {
            assert_eq!(document.format, format);
            is_whole(document, story, format);
            let article = &document.article;
            assert_eq!(article.title.as_deref(), Some(story.title));
            assert_eq!(article.date, Some(story.date));
            assert_eq!(article.author.as_deref(), Some(story.author));
            assert_eq!(article.outlet.as_deref(), Some(story.outlet));
            assert_eq!(article.address.as_deref(), Some(story.address));
        }
    }
    let reading = look(write::csv(STORIES, b','));
    let members: Vec<_> = reading
        .documents
        .iter()
        .map(|document| document.member.as_deref().unwrap())
        .collect();
    assert_eq!(members, ["row 2", "row 3", "row 4"]);
}

#[test]
fn archives_of_all_of_these() {
    let files = [
        ("mail/ferry.eml", write::mail(&STORIES[0])),
        ("page.html", pages::LAYOUTS[2].1(&STORIES[1]).into_bytes()),
        ("page_files/script.js", b"var x = 1;".to_vec()),
        ("__MACOSX/._page.html", vec![0, 5, 22, 7]),
        ("talks.docx", write::docx(&STORIES[2])),
        ("empty.txt", Vec::new()),
        (
            "inner.zip",
            write::zip(&[
                ("a.odt", write::odt(&STORIES[0])),
                ("a.odt.txt", b"Two men died in Sarn.".to_vec()),
            ]),
        ),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec()),
    ];
    let reading = look(write::zip(&files));
    assert_eq!(reading.media_type, "application/zip");
    let members: Vec<_> = reading
        .documents
        .iter()
        .map(|document| (document.member.as_deref().unwrap(), document.format))
        .collect();
    assert_eq!(
        members,
        [
            ("mail/ferry.eml", "eml"),
            ("page.html", "html"),
            ("talks.docx", "docx"),
            ("inner.zip/a.odt", "odt"),
            ("inner.zip/a.odt.txt", "text")
        ]
    );
    for (at, story) in [(0, 0), (1, 1), (2, 2), (3, 0)] {
        is_whole(&reading.documents[at], &STORIES[story], "zip");
    }
    let refused: Vec<_> = reading
        .refused
        .iter()
        .map(|refused| (refused.member.as_str(), &refused.why))
        .collect();
    assert_eq!(
        refused,
        [
            ("empty.txt", &Refusal::Empty),
            ("photo.jpg", &Refusal::NotRead("an image (JPEG)"))
        ]
    );
}

#[test]
fn what_cannot_be_read_says_so() {
    let refused = |bytes: Vec<u8>| ingest::look(None, bytes).unwrap_err();
    let locked = [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(),
        &"EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>(),
    ]
    .concat();
    assert_eq!(refused(locked), Refusal::Locked("Office document"));
    assert_eq!(
        refused(write::docx(&STORIES[0])[..400].to_vec()),
        Refusal::Damaged("Word document")
    );
    assert!(
        matches!(refused(write::zip(&[("a.png", b"\x89PNG\r\n\x1a\n".to_vec())])), Refusal::Members(members) if members.len() == 1)
    );
    assert_eq!(refused(write::zip(&[])), Refusal::Empty);
    assert_eq!(refused(b"{\"a\": 1}\n{\"a\": 2}".to_vec()), Refusal::NoColumn);
    assert_eq!(refused(b"[{\"a\": 1}]".to_vec()), Refusal::NoColumn);
    let deep = (0..4).fold(b"Two men died.".to_vec(), |inner, _| write::zip(&[("inner", inner)]));
    assert!(matches!(refused(deep), Refusal::Members(members) if members[0].why == Refusal::TooDeep));
    for refusal in [
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec()),
        refused(b"{\\rtf1 a}".to_vec()),
    ] {
        assert!(refusal.to_string().contains("copy the article's text"), "{refusal}");
    }
}

#[test]
fn bombs_are_refused() {
    // 30 MB of spaces in 30 KB, as a member and inside a document
    let bomb = vec![b' '; 30_000_000];
    let refused = ingest::look(None, write::zip(&[("a.txt", bomb.clone())])).unwrap_err();
    assert!(matches!(refused, Refusal::Members(members) if members[0].why == Refusal::TooLarge));
    let refused = ingest::look(
        None,
        write::zip(&[("[Content_Types].xml", Vec::new()), ("word/document.xml", bomb)]),
    )
    .unwrap_err();
    assert_eq!(refused, Refusal::TooLarge);
    // entities that would unfold to gigabytes are left alone
    let entities: String = (1..12)
        .map(|n| format!("<!ENTITY e{n} \"&e{};&e{};&e{};\">", n - 1, n - 1, n - 1))
        .collect();
    let xml = format!(
        "<!DOCTYPE d [<!ENTITY e0 \"ha\">{entities}]><w:document><w:body><w:p><w:r><w:t>Two men died.&e11;</w:t></w:r></w:p></w:body></w:document>"
    );
    let document = single(write::zip(&[
        ("[Content_Types].xml", Vec::new()),
        ("word/document.xml", xml.into_bytes()),
    ]));
    assert_eq!(document.article.text.as_str(), "Two men died.");
}

#[test]
fn other_languages_are_stored_without_claims() {
    let text = "Bei einem Brand in einer Konservenfabrik sind am Samstag nach Angaben der Polizei mindestens sieben Menschen ums Leben gekommen. \
        Weitere 23 wurden verletzt, vier von ihnen schwer, teilte die Feuerwehr mit. „Die Türen waren verschlossen“, sagte eine Arbeiterin.";
    let reading = look(text.as_bytes().to_vec());
    assert_eq!(reading.documents[0].article.language.as_deref(), Some("de"));
    let upload = reading.upload(&Default::default());
    assert_eq!(upload.articles[0].claims, Default::default());
    assert_eq!(upload.articles[0].article.text.as_str(), text);
}
