//! Articles that print the same report.

use crate::{Fresh, check::findings, fresh};
use claimbook::{
    ingest,
    store::{Added, ArticleId, Copies, Copy, Details, Difference, Filter, NewUpload, Store},
};
use jiff::civil::date;
use proptest::prelude::*;
use rusqlite::Connection;

/// A wire story of the project's own.
const WIRE: [&str; 6] = [
    "At least 12 people were killed and 30 injured when a ferry sank off the port of Maren on Thursday, the coastguard said.",
    "The boat had left Dunfrey at dawn with more passengers than it was built for, according to the harbour master, who had \
     warned the company twice in the past year.",
    "“We have never seen such a sea,” said Ilse Torvald, who leads the coastguard. “Nobody could have crossed it.”",
    "Divers from three towns searched the wreck until nightfall, and the mayor of Maren opened the school gymnasium to the \
     families who were waiting on the quay.",
    "The company that runs the ferry denied that the boat had been overloaded and promised to help the investigators.",
    "Two other ferries of the same yard were taken out of service on Friday, the transport ministry said in a statement.",
];

/// Another story, as long.
const OTHER: [&str; 4] = [
    "Seven miners were killed when a shaft near Karsk was flooded on Monday, the Ardenian labour inspectorate said.",
    "The pumps had been switched off for repairs the night before, a foreman who survived told the local radio station.",
    "Prime Minister Jon Sandor promised that the families would be paid, and called for an inquiry into the owners.",
    "It was the third such accident in the district since the new tunnels were opened two years ago.",
];

/// What an outlet puts under everything.
const BOILERPLATE: &str = "The Harbour Post has been read on both coasts since 1911. It belongs to its readers, and no party, \
    ministry or company has a say in what it prints. Write to the editors if you have seen something that everybody should know.";

fn print(head: &str, paragraphs: &[&str]) -> NewUpload {
    let text = format!("{head}\n\n{}\n", paragraphs.join("\n\n"));
    ingest::read(Some("print.txt"), text.into_bytes(), &Details::default()).unwrap()
}

fn copies(db: &Fresh, id: ArticleId) -> Vec<Copy> {
    db.read(move |r| r.copies(id))
}

/// (article, here, there)
fn links(db: &Fresh, id: ArticleId) -> Vec<(ArticleId, u32, u32)> {
    copies(db, id).iter().map(|c| (c.article.id, c.here, c.there)).collect()
}

fn numbers(difference: &Difference) -> String {
    match difference {
        Difference::Changed(here, there) => format!("{} → {} {}", here.number.words, there.number.words, here.effect),
        Difference::OnlyHere(here) => format!("here {} {}", here.number.words, here.effect),
        Difference::OnlyThere(there) => format!("there {} {}", there.number.words, there.effect),
    }
}

#[test]
fn the_same_text_from_another_file_is_linked_both_ways() {
    let db = fresh();
    let first = db.add(print("Title: Ferry sinks\nSource: The Harbour Post", &WIRE));
    let other = db.add(print("Title: Twelve die at sea\nSource: The Courier", &WIRE));
    let apart = db.add(print("Title: Mine floods", &OTHER));
    assert_eq!(links(&db, first), [(other, 1000, 1000)]);
    assert_eq!(links(&db, other), [(first, 1000, 1000)]);
    assert_eq!(copies(&db, other)[0].differs.as_deref(), Some(&[][..]));
    assert!(links(&db, apart).is_empty());
    assert_eq!(
        db.read(move |r| r.copies_of(&[first, other, apart])),
        [(first, 1), (other, 1)].into()
    );
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn the_shortest_texts_are_linked_if_they_are_the_same() {
    let db = fresh();
    let one = db.add(print("Title: a", &["Two men died."]));
    let two = db.add(print("Title: b", &["Two men died."]));
    let three = db.add(print("Title: c", &["Two men died in Maren."]));
    assert_eq!(links(&db, one), [(two, 1000, 1000)]);
    assert!(links(&db, three).is_empty());
}

#[test]
fn an_update_is_linked_and_its_figures_are_compared() {
    let db = fresh();
    let first = db.add(print("Date: 2024-05-03", &WIRE));
    let mut later = WIRE.map(str::to_owned);
    later[0] = later[0].replace("12", "14");
    let mut later: Vec<&str> = later.iter().map(String::as_str).collect();
    later.push("Three children were among those who were injured, a nurse told reporters on Saturday.");
    let later = db.add(print("Date: 2024-05-04", &later));
    let told = copies(&db, first);
    assert_eq!(told.len(), 1);
    assert!(told[0].here > 900 && told[0].there > 800, "{told:?}");
    let differs: Vec<String> = told[0].differs.as_ref().unwrap().iter().map(numbers).collect();
    assert_eq!(differs, ["12 → 14 killed", "there Three injured"]);
    let back: Vec<String> = copies(&db, later)[0]
        .differs
        .as_ref()
        .unwrap()
        .iter()
        .map(numbers)
        .collect();
    assert_eq!(back, ["14 → 12 killed", "here Three injured"]);
}

#[test]
fn a_short_article_inside_a_long_one_is_linked_as_that() {
    let db = fresh();
    let long: Vec<&str> = WIRE.iter().chain(&OTHER).copied().collect();
    let long = db.add(print("Title: The week", &long));
    let brief = db.add(print("Title: Brief", &WIRE[..2]));
    let (_, here, there) = links(&db, brief)[0];
    assert_eq!(here, 1000);
    assert!(there < 400, "{there}");
    assert_eq!(links(&db, long)[0].0, brief);
}

#[test]
fn a_paragraph_under_everything_links_nothing() {
    let db = fresh();
    let mut ids = Vec::new();
    for i in 0..150 {
        let own = format!(
            "Ward {i} of the town of Maren{i} voted for candidate number {} of the list that mayor Reik{i} leads, with {} votes \
             counted by the evening of day {i} in school {i}, street {i}, and hall {i}; the {i}th count, led by judge Varga{i}, \
             found {} spoiled papers in box {i}, and inspector Hallam{i} closed the file on table {i}.",
            i + 7,
            i * 31,
            i % 5
        );
        ids.push(db.add(print(&format!("Title: Ward {i}"), &[&own, BOILERPLATE])));
    }
    for id in ids {
        assert!(links(&db, id).is_empty(), "{id}");
    }
    // and does not keep a copy from being found
    let first = db.add(print("Title: a", &[WIRE[0], WIRE[1], WIRE[2], BOILERPLATE]));
    let copy = db.add(print("Title: b", &[WIRE[0], WIRE[1], WIRE[2], WIRE[3]]));
    assert_eq!(links(&db, copy).iter().map(|l| l.0).collect::<Vec<_>>(), [first]);
}

#[test]
fn many_prints_of_one_report_are_all_told() {
    let db = fresh();
    let first = db.add(print("Title: 0", &WIRE));
    for i in 1..30 {
        db.add(print(&format!("Title: {i}\nSource: Outlet {i}"), &WIRE));
    }
    let told = copies(&db, first);
    assert_eq!(told.len(), 29);
    // the figures of some are compared, not of hundreds
    assert!(told[0].differs.is_some() && told[28].differs.is_none());
    assert_eq!(links(&db, 30).len(), 29);
}

#[test]
fn links_survive_deletion_and_end_with_the_article() {
    let db = fresh();
    let first = db.add(print("Title: a", &WIRE));
    let second = db.add(print("Title: b", &WIRE));
    db.write(move |w| w.delete(first));
    assert!(links(&db, second).is_empty());
    assert!(db.read(move |r| r.copies_of(&[second])).is_empty());
    // one that comes while the other is away is linked too
    let third = db.add(print("Title: c", &WIRE));
    assert_eq!(links(&db, third), [(second, 1000, 1000)]);
    db.write(move |w| w.restore(first));
    assert_eq!(links(&db, third).len(), 2);
    assert_eq!(findings(&db), [""; 0]);
    db.write(move |w| w.delete(first));
    // everything deleted is due
    assert_eq!(db.write(|w| w.purge(0)), 1);
    assert_eq!(links(&db, third), [(second, 1000, 1000)]);
    assert_eq!(findings(&db), [""; 0]);
    // and may come again
    let again = db.add(print("Title: a", &WIRE));
    assert_eq!(links(&db, again).len(), 2);
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn figures_that_an_earlier_print_has_can_be_left_out() {
    let db = fresh();
    let first = db.add(print("Date: 2024-05-03\nSource: Wire", &WIRE));
    let update = WIRE[0].replace("12", "14");
    let second = db.add(print(
        "Date: 2024-05-04\nSource: Courier",
        &[&update, WIRE[1], WIRE[2], WIRE[3], WIRE[4], WIRE[5]],
    ));
    let count = |copies: Option<Copies>| {
        let filter = Filter {
            copies,
            ..Filter::default()
        };
        let page = db.read(move |r| r.figures(&filter));
        let rows: Vec<_> = page
            .rows
            .iter()
            .map(|f| (f.article.id, f.number.words.clone()))
            .collect();
        assert_eq!(page.total as usize, rows.len());
        // with numbers too, and the legend counts the same
        for least in [1, 13, 25] {
            let filter = Filter {
                copies,
                least: Some(least),
                ..Filter::default()
            };
            let (of_number, effects) = db.read(move |r| Ok((r.figures(&filter)?, r.effects(&filter)?)));
            let expected = page.rows.iter().filter(|f| f.low >= Some(least)).count();
            assert_eq!(of_number.rows.len(), expected, "{copies:?} {least}");
            let counted: u32 = effects.iter().map(|(_, total)| total.n).sum();
            assert_eq!(counted as usize, expected, "{copies:?} {least}");
        }
        rows
    };
    let row = |id, words: &str| (id, words.to_owned());
    assert_eq!(count(None).len(), 4);
    // 14 is in no earlier print: it stays
    assert_eq!(
        count(Some(Copies::Hide)),
        [row(second, "14"), row(first, "12"), row(first, "30")]
    );
    assert_eq!(count(Some(Copies::Only)), [row(second, "30")]);
    let all = db.read(|r| r.figures(&Filter::default())).rows;
    let earlier = db.read(move |r| r.earlier_prints(&all));
    let earlier: Vec<_> = earlier.iter().map(|e| e.as_ref().map(|e| e.article.id)).collect();
    assert_eq!(earlier, [None, Some(first), None, None]);
    // who is first is gone: the other counts
    db.write(move |w| w.delete(first));
    assert_eq!(count(Some(Copies::Hide)).len(), 2);
    // an article that merely holds another one repeats nothing: its own figures are more than that
    db.write(move |w| w.restore(first));
    let long: Vec<&str> = WIRE.iter().chain(&OTHER).chain(&OTHER).copied().collect();
    let long = db.add(print("Date: 2024-05-06", &long));
    assert!(count(Some(Copies::Only)).iter().all(|(id, _)| *id != long));
}

#[test]
fn articles_of_an_older_version_are_compared_in_steps() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.db");
    let store = Store::open(&path).unwrap();
    for upload in [
        print("Title: a", &WIRE),
        print("Title: b", &OTHER),
        print("Title: c", &WIRE),
    ] {
        store.write_now(|w| w.add(upload)).unwrap();
    }
    drop(store);
    // as an older version left it
    Connection::open(&path)
        .unwrap()
        .execute_batch("UPDATE article SET runs = NULL; DELETE FROM run_mark; DELETE FROM copy")
        .unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.verify(|_, _| {}).unwrap(), [""; 0]);
    // a new one meets the old ones when it is their turn
    let Added::Stored(new) = store.write_now(|w| w.add(print("Title: d", &WIRE))).unwrap() else {
        panic!("it is new");
    };
    assert_eq!(store.write_now(|w| w.link_older_copies(2)).unwrap(), 1);
    assert_eq!(store.write_now(|w| w.link_older_copies(2)).unwrap(), 0);
    assert_eq!(store.write_now(|w| w.link_older_copies(2)).unwrap(), 0);
    let told = store.read_now(move |r| r.copies(new[0])).unwrap();
    assert_eq!(told.iter().map(|c| c.article.id).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(store.verify(|_, _| {}).unwrap(), [""; 0]);
}

#[test]
fn verify_finds_links_that_were_changed() {
    for (damage, expected) in [
        ("UPDATE copy SET same = 900 WHERE article = 1", "said to share so much"),
        ("DELETE FROM copy WHERE article = 2", "said to share so much"),
        ("DELETE FROM copy WHERE article = 1", "said to share so much"),
        ("DELETE FROM run_mark WHERE article = 2", "not found by the words"),
        ("UPDATE article SET runs = 3 WHERE id = 1", "not found by the words"),
        ("INSERT INTO run_mark VALUES (1, 99)", "no article has"),
        (
            "INSERT INTO copy VALUES (1, 3, 800); INSERT INTO copy VALUES (3, 1, 800)",
            "said to share so much",
        ),
    ] {
        let db = fresh();
        for upload in [
            print("Title: a", &WIRE),
            print("Title: b", &WIRE),
            print("Title: c", &OTHER),
        ] {
            db.add(upload);
        }
        assert_eq!(findings(&db), [""; 0]);
        Connection::open(db.path()).unwrap().execute_batch(damage).unwrap();
        let found = findings(&db);
        assert!(found.iter().any(|f| f.contains(expected)), "{damage}: {found:?}");
    }
}

#[test]
fn corrected_details_change_which_print_is_the_first() {
    let db = fresh();
    let first = db.add(print("Date: 2024-05-03", &WIRE));
    let second = db.add(print("Date: 2024-05-04", &WIRE));
    let only = Filter {
        copies: Some(Copies::Only),
        ..Filter::default()
    };
    let repeats = |filter: &Filter| {
        let filter = filter.clone();
        let rows = db.read(move |r| r.figures(&filter)).rows;
        rows.iter().map(|f| f.article.id).collect::<Vec<_>>()
    };
    assert_eq!(repeats(&only), [second, second]);
    let details = Details {
        date: Some(date(2024, 5, 1)),
        ..Details::default()
    };
    db.write(move |w| w.correct(second, &details));
    assert_eq!(repeats(&only), [first, first]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is cut out or put in: who is linked shares what is said, both ways, and whole prints are always found.
    #[test]
    fn whatever_was_cut_links_say_what_is_so(cuts in proptest::collection::vec(proptest::collection::vec(0..10usize, 1..10), 1..5)) {
        let db = fresh();
        let all: Vec<&str> = WIRE.iter().chain(&OTHER).copied().collect();
        db.add(print("Title: whole", &all));
        for (i, cut) in cuts.iter().enumerate() {
            let paragraphs: Vec<&str> = cut.iter().map(|&i| all[i]).collect();
            db.add(print(&format!("Title: cut {i}"), &paragraphs));
        }
        db.add(print("Title: whole again", &all));
        // verify compares every pair that is linked
        prop_assert_eq!(findings(&db), [""; 0]);
        prop_assert!(links(&db, 1).iter().any(|&(id, here, there)| id == cuts.len() as i64 + 2 && (here, there) == (1000, 1000)));
        for id in 1..=cuts.len() as i64 + 2 {
            for (other, here, there) in links(&db, id) {
                prop_assert!(links(&db, other).contains(&(id, there, here)));
            }
        }
    }
}
