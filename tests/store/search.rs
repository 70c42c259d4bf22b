//! Search: what it finds, what it marks, and that nothing breaks it.

use crate::{Fresh, fresh, sample::*};
use claimbook::{claim::*, store::*};
use jiff::civil::date;
use proptest::prelude::*;

/// What a search finds: "31 [killed]" for a figure, with the marked words.
fn found(db: &Fresh, query: &str) -> Vec<String> {
    let query = query.to_owned();
    let page = db.read(move |r| r.search(&query, 1));
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.iter().map(shown).collect()
}

fn shown(hit: &Hit) -> String {
    let chars: Vec<char> = hit.snippet.chars().collect();
    let marked =
        |mark: &claimbook::text::CharSpan| chars[mark.start as usize..mark.end as usize].iter().collect::<String>();
    let marks: Vec<String> = hit.marks.iter().map(marked).collect();
    let place = match &hit.place {
        Place::Figure(figure) => format!("figure {}", figure.number.words),
        Place::Quote(quote) => format!("quote {}", quote.content[0].words),
        Place::Paragraph(start) => format!("paragraph {start}"),
        Place::Title => "title".into(),
    };
    format!("{place}: {}", marks.join(" | "))
}

#[track_caller]
fn check(db: &Fresh, query: &str, expected: &[&str]) {
    assert_eq!(found(db, query), expected, "{query:?}");
}

#[test]
fn claims_paragraphs_and_titles_are_found() {
    let db = fresh();
    let id = db.add(dam());
    let typed = Details {
        title: Some("The dam at Karsk".into()),
        date: Some(DATE),
        ..Details::default()
    };
    db.write(move |w| w.correct(id, &typed));

    // a figure by its words, its effect, its digits, its source, whom that cites
    check(&db, "killed people", &["figure 31: people | killed"]);
    check(&db, "\"31 people were killed\"", &["figure 31: 31 people were killed"]);
    check(&db, "31 interior ministry", &["figure 31: 31 | Interior | Ministry"]);
    check(&db, "31 rescue", &["figure 31: 31 | rescue"]);
    for number in ["4700", "4,700", "4 700", "4\u{a0}700", "\"4,700\"", "４７００"] {
        check(&db, number, &["figure 4,700: 4,700"]);
    }
    // words that stand for what was asked
    check(&db, "24", &["figure two dozen: two dozen"]);
    check(&db, "displaced", &["figure 4,700: leave their homes"]);
    // a quote by its words, speaker, role; the claim wins over its paragraph
    check(
        &db,
        "\"never forget\"",
        &["quote We will never forget them,: never forget"],
    );
    check(
        &db,
        "“Never Forget”",
        &["quote We will never forget them,: never forget"],
    );
    check(
        &db,
        "varga deserved",
        &["quote We will never forget them,: Varga | deserved"],
    );
    check(
        &db,
        "prime minister forget",
        &["quote We will never forget them,: forget | Prime | Minister"],
    );
    // accents, what cannot be seen, endings
    check(
        &db,
        "lomza cafe",
        &["quote two dozen were missing near Łomża’s café: Łomża | café"],
    );
    check(
        &db,
        "Łom\u{ad}ża’s",
        &["quote two dozen were missing near Łomża’s café: Łomża’s"],
    );
    // a paragraph where no claim has it, a title
    check(&db, "homes leaving others", &["figure 4,700: others | leave | homes"]);
    let click = DAM[..DAM.find("CLICK").unwrap()].chars().count();
    check(&db, "click here", &[&format!("paragraph {click}: CLICK | HERE")]);
    check(&db, "karsk", &["title: Karsk", "paragraph 0: Karsk"]);
    check(&db, "burst*", &["paragraph 0: burst"]);
    check(&db, "\"dam at karsk\"", &["title: dam at Karsk"]);
    // what must not be there counts for the whole paragraph
    check(&db, "karsk -burst", &["title: Karsk"]);
    check(
        &db,
        "missing -4700",
        &[
            "figure two dozen: missing",
            "quote two dozen were missing near Łomża’s café: missing",
        ],
    );
    check(&db, "31 -\"interior ministry\"", &[]);
    check(&db, "varga -forgetting", &[]);
    // no phrase across the fields of a claim
    check(&db, "\"forget them they deserved\"", &[]);
    for nothing in ["", "-karsk", "\"\"", "nowhere", "-", "* ?", "700"] {
        check(&db, nothing, &[]);
    }
    db.write(move |w| w.delete(id));
    check(&db, "karsk", &[]);
    db.write(move |w| w.restore(id));
    assert_eq!(found(&db, "karsk").len(), 2);
}

#[test]
fn newest_articles_come_first_and_pages_follow_each_other() {
    let db = fresh();
    let days = [
        Some(date(2030, 1, 1)),
        None,
        Some(date(2031, 6, 1)),
        Some(date(2029, 12, 31)),
    ];
    for (i, day) in days.into_iter().enumerate() {
        let text = (0..40)
            .map(|p| format!("Paragraph {p} of number {i} about floods.\n"))
            .collect::<String>();
        db.add(upload(&text, day, |_| Claims::default()));
    }
    let pages: Vec<Page<Hit>> = (0..5).map(|page| db.read(move |r| r.search("floods", page))).collect();
    assert!(pages.iter().all(|page| page.total == 160));
    assert_eq!(pages[0], pages[1], "page 0 is the first");
    let all: Vec<&Hit> = pages[1..].iter().flat_map(|page| &page.rows).collect();
    assert_eq!(all.len(), 160);
    let dates: Vec<_> = all.iter().map(|hit| hit.article.date).collect();
    assert!(dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    let starts: Vec<u32> = all[..40]
        .iter()
        .map(|hit| match hit.place {
            Place::Paragraph(start) => start,
            _ => panic!("{hit:?}"),
        })
        .collect();
    assert!(starts.is_sorted_by(|a, b| a < b), "in the order of reading");
    assert!(db.read(|r| r.search("floods", u32::MAX)).rows.is_empty());
}

#[test]
fn a_corrected_date_moves_the_hits() {
    let db = fresh();
    let old = db.add(upload("A flood.", Some(date(2020, 1, 1)), |_| Claims::default()));
    db.add(upload("Another flood.", Some(date(2021, 1, 1)), |_| Claims::default()));
    let first = |db: &Fresh| db.read(|r| r.search("flood", 1)).rows[0].article.id;
    assert_ne!(first(&db), old);
    let typed = Details {
        date: Some(date(2022, 1, 1)),
        ..Details::default()
    };
    db.write(move |w| w.correct(old, &typed));
    assert_eq!(first(&db), old);
}

#[test]
fn a_paragraph_of_very_many_claims_is_found_whole() {
    let db = fresh();
    let text = "1 hurt ".repeat(2_000);
    db.add(upload(&text, None, |text| Claims {
        figures: (0..2_000)
            .flat_map(|i| {
                let number = text.span(i * 7..i * 7 + 1).unwrap();
                // beyond what one paragraph number holds
                Effect::ALL[..3]
                    .iter()
                    .map(move |&effect| figure(number, Some(1), Some(1), Hedge::Exact, effect))
            })
            .collect(),
        ..Claims::default()
    }));
    assert_eq!(db.read(|r| r.search("1", 1)).total, 6_000);
    assert_eq!(db.store.verify(|_, _| {}).unwrap(), [""; 0]);
}

#[test]
fn a_speech_over_very_many_paragraphs_is_found_in_time() {
    let db = fresh();
    let mut text = "“We begin.\n\n".to_owned();
    for i in 0..2_000 {
        text.push_str(&format!("“Then {i} ways.\n\n"));
    }
    text.push_str("“We end,” Bob Jones said.");
    db.add(upload(&text, None, |text| {
        let pieces = text.paragraphs().into_iter().filter_map(|paragraph| {
            let words = text.slice(paragraph);
            let from = words.find('“')? + '“'.len_utf8();
            let to = words.find(['\n', '”']).unwrap_or(words.len());
            text.span(paragraph.start() + from..paragraph.start() + to)
        });
        Claims {
            quotes: vec![quote(QuoteKind::Direct, pieces.collect())],
            ..Claims::default()
        }
    }));
    // no paragraph has both words: the first of the two is shown
    check(&db, "begin end", &["quote We begin.: begin"]);
    // far from the first, a paragraph with all of them
    let page = db.read(|r| r.search("then we 1999", 1));
    assert_eq!(page.rows[0].snippet, "“Then 1999 ways.");
}

#[test]
fn no_query_fails() {
    let db = fresh();
    db.add(dam());
    db.add(upload("Was abもed, a𐊊ing.", None, |_| Claims::default()));
    let hostile = [
        "\"",
        "'",
        "\"\"\"",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(",
        "NEAR/2",
        "a AND",
        "(a",
        "a)",
        "{a b}:c",
        "text:a",
        "a:b",
        "^a",
        "a^b",
        "+a",
        "a + b",
        "--",
        "-\"",
        "*",
        "**",
        "a**",
        "\"a*",
        "-*",
        "%",
        "_",
        "\\",
        "a'; DROP TABLE article;--",
        "\u{0}",
        "a\u{0}b",
        "\u{feff}",
        "\u{e000}",
        "\u{ffff}",
        "\u{10ffff}",
        "\u{202e}abc",
        "e\u{301}\u{301}",
        "\u{301}",
        "𝟜𝟟𝟘𝟘",
        "½",
        "ﷺ",
        "🙂",
        "ß",
        "İ",
        "𐐀",
        "١٢٣",
        "\u{1f1e6}",
        "\u{11c50}",
        "𞤀",
        "꧁",
        "ꩡ*",
        "-a -b",
        "\"-a\"",
        "abもing",
        "abもed*",
        "-a𐊊ing b",
        "rank",
        "search_words",
        "a\tb\nc\rd",
        "''",
        "``",
        "[a]",
        "<b>",
        "&amp;",
        "$1",
        "?1",
        ":a",
        "@a",
        "#a",
        "/*",
        "*/",
    ];
    for query in hostile {
        found(&db, query);
    }
    check(&db, "abもing", &["paragraph 0: abもed"]);
    assert_eq!(db.store.verify(|_, _| {}).unwrap(), [""; 0]);
    for one in ["\"", "a ", "a*", "-a ", "\"a\" ", "(", "é", "4 700 ", "\u{301}"] {
        found(&db, &one.repeat(50_000));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn no_query_fails_whatever_it_is(
        any in prop::collection::vec("\\PC{0,40}", 20),
        syntax in prop::collection::vec("([\"“”«\\-*()^:+{},.'’ \u{0}\u{ad}]|[a-z]{1,3}|AND|OR|NOT|NEAR|4,700|4 700|never|forget|karsk| ){0,14}", 20),
    ) {
        let db = fresh();
        db.add(dam());
        for query in any.iter().chain(&syntax) {
            found(&db, query);
        }
    }
}
