//! Number expressions in marked text: `<12>` is the number; the line says what it comes to.

use super::find;
use crate::{claim::PassedReason, extract::aside::Asides, language::Document, text::Text};

/// Every number of a text as "words low-high hedge", in order; those that count nothing as "words reason".
fn read(raw: &str) -> Vec<String> {
    let text = Text::clean(raw);
    let document = Document::read(&text);
    find(&document, &Asides::default())
        .into_iter()
        .map(|number| {
            let words = text.slice(number.span);
            match number.other {
                Some(reason) => format!("{words} {reason}"),
                None => {
                    let side = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
                    format!(
                        "{words} {}-{} {}",
                        side(number.count.low),
                        side(number.count.high),
                        number.hedge
                    )
                }
            }
        })
        .collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
}

#[test]
fn values() {
    check(&[
        ("They counted 4,700 troops.", &["4,700 4700-4700 exact"]),
        ("They counted 15 000 troops.", &["15 000 15000-15000 exact"]),
        ("They counted 15.000 troops.", &["15.000 15000-15000 exact"]),
        (
            "They counted 1.2 million people.",
            &["1.2 million 1200000-1200000 exact"],
        ),
        ("They counted twenty-five men.", &["twenty-five 25-25 exact"]),
        (
            "They counted three hundred and four men.",
            &["three hundred and four 304-304 exact"],
        ),
        (
            "They counted two thousand five hundred and twelve men.",
            &["two thousand five hundred and twelve 2512-2512 exact"],
        ),
        (
            "They counted half a million people.",
            &["half a million 500000-500000 exact"],
        ),
        ("They counted a dozen men.", &["a dozen 12-12 exact"]),
        ("They counted two dozen men.", &["two dozen 24-24 exact"]),
        ("They counted a couple of men.", &["a couple 2-2 exact"]),
        ("They counted a 12-strong crew.", &["12 12-12 exact"]),
        (
            "All but two of the twenty died.",
            &["All but two of the twenty 18-18 exact"],
        ),
        ("No one was hurt.", &["No one 0-0 exact"]),
        ("Not a single soldier was hurt.", &["Not a single 0-0 exact"]),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("They counted 10 to 15 men.", &["10 to 15 10-15 range"]),
        ("They counted 10-15 men.", &["10-15 10-15 range"]),
        ("They counted some 600–800 men.", &["600–800 600-800 range"]),
        ("They counted between 10 and 15 men.", &["10 and 15 10-15 range"]),
        ("They counted two or three men.", &["two or three 2-3 range"]),
        // a change, no range
        ("The toll rose from 10 to 15.", &["10 10-10 exact", "15 15-15 exact"]),
        (
            "They lost five men and ten women.",
            &["five 5-5 exact", "ten 10-10 exact"],
        ),
    ]);
}

#[test]
fn hedges() {
    check(&[
        ("At least 12 died.", &["12 12- at_least"]),
        ("No fewer than 12 died.", &["12 12- at_least"]),
        ("More than 12 died.", &["12 13- more_than"]),
        ("Over 12 died.", &["12 13- more_than"]),
        ("Up to 12 died.", &["12 -12 at_most"]),
        ("As many as 12 died.", &["12 -12 at_most"]),
        ("No more than 12 died.", &["12 -12 at_most"]),
        ("Fewer than 12 died.", &["12 -11 fewer_than"]),
        ("Nearly 12 died.", &["12 12-12 about"]),
        ("An estimated 1,200 people died.", &["1,200 1200-1200 about"]),
        ("Some 1,200 people died.", &["1,200 1200-1200 about"]),
        ("Twelve or more people died.", &["Twelve 12- at_least"]),
        ("Twelve or so people died.", &["Twelve 12-12 about"]),
        ("At least a dozen people died.", &["a dozen 12- at_least"]),
        ("A total of 12 died.", &["12 12-12 exact"]),
    ]);
}

#[test]
fn vague_words() {
    check(&[
        ("Dozens died.", &["Dozens 12- vague"]),
        ("Several people died.", &["Several 3- vague"]),
        ("Several hundred people died.", &["Several hundred 300- vague"]),
        ("A few dozen people died.", &["A few dozen 36- vague"]),
        ("A number of people died.", &["A number 3- vague"]),
        ("Tens of thousands died.", &["Tens of thousands 10000- vague"]),
        ("Hundreds of thousands died.", &["Hundreds of thousands 100000- vague"]),
        ("More than several people", &["several 4- more_than"]),
    ]);
}

#[test]
fn what_counts_nobody() {
    let one = |raw: &str, reason: PassedReason| {
        let found = read(raw);
        assert!(
            found.iter().any(|line| line.ends_with(reason.as_str())),
            "{raw}: {found:?}"
        );
    };
    one("About 12 percent died.", PassedReason::Percentage);
    one("Two thirds of them died.", PassedReason::Percentage);
    one("It cost $12 million.", PassedReason::Money);
    one("It cost 300 euros.", PassedReason::Money);
    one("It was on 12 April.", PassedReason::Date);
    one("It began in 2014.", PassedReason::Date);
    one("It began at 10:39.", PassedReason::Date);
    one("Mila Moss, 45, said so.", PassedReason::Age);
    one("A man aged 45 said so.", PassedReason::Age);
    one("A 45-year-old man said so.", PassedReason::Age);
    one("It lasted six long hours.", PassedReason::Duration);
    one("It weighed 12 kg.", PassedReason::Measure);
    one("The third death came later.", PassedReason::Ordinal);
    one("About 100 a day die.", PassedReason::Rate);
    one("The Group of Seven met.", PassedReason::Name);
    one("A Boeing 707 crashed.", PassedReason::Name);
}

#[test]
fn small_words_are_numbers_only_before_people() {
    check(&[
        ("A soldier was killed.", &["A 1-1 exact"]),
        ("A bridge was destroyed.", &[]),
        ("Another man was killed.", &["Another 1-1 exact"]),
        ("Both men and women came.", &[]),
        ("Both men were killed.", &["Both 2-2 exact"]),
    ]);
}
