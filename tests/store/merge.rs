//! Who is who, decided by hand: merging, parting, undoing, and that it stays when claims are found again.

use crate::{
    Fresh,
    check::{file, findings},
    fresh,
    sample::*,
    versions,
};
use claimbook::{claim::*, store::*, text::Text};
use jiff::civil::date;
use proptest::prelude::*;

/// An article in which each of these says something, the first citing the second.
fn report(number: usize, names: &[&'static str]) -> NewUpload {
    let says: Vec<String> = names.iter().map(|name| format!("{} said no.", parts(name).0)).collect();
    let text = format!("Report {number}: 1{number} people died.\n\n{}\n", says.join("\n\n"));
    upload(&text, Some(date(2031, 3, 1 + number as i8)), |text| {
        report_claims(text, number, names)
    })
}

/// What stands in the text, and the name in full: "Lee=Sun Lee".
fn parts(name: &'static str) -> (&'static str, &'static str) {
    name.split_once('=').unwrap_or((name, name))
}

fn kind_of(name: &str) -> SourceKind {
    match name.contains("Service") || name == "ARS" {
        true => SourceKind::Organization,
        false => SourceKind::Person,
    }
}

fn report_claims(text: &Text, number: usize, names: &[&'static str]) -> Claims {
    let mention = |i: usize| {
        let before = names[..i]
            .iter()
            .map(|name| format!("{} said no.\n\n", parts(name).0).len())
            .sum::<usize>();
        let start = format!("Report {number}: 1{number} people died.\n\n").len() + before;
        text.span(start..start + parts(names[i]).0.len()).unwrap()
    };
    let n = format!("1{number}").parse().unwrap();
    Claims {
        figures: vec![Figure {
            source: (!names.is_empty()).then(|| mention(0)),
            via: (names.len() > 1).then(|| mention(1)).into_iter().collect(),
            ..figure(
                place(text, &format!("1{number}")),
                Some(n),
                Some(n),
                Hedge::Exact,
                Effect::Killed,
            )
        }],
        quotes: (0..names.len())
            .map(|i| {
                let end = mention(i).end() + " said ".len();
                Quote {
                    source: Some(mention(i)),
                    speaker: Some(parts(names[i]).1.into()),
                    ..quote(QuoteKind::Indirect, vec![text.span(end..end + 2).unwrap()])
                }
            })
            .collect(),
        sources: names
            .iter()
            .enumerate()
            .map(|(i, name)| source(parts(name).1, kind_of(name), vec![mention(i)]))
            .collect(),
        ..Claims::default()
    }
}

fn id_of(db: &Fresh, name: &str) -> SourceId {
    let rows = db.read(|r| r.sources(&Filter::default())).rows;
    let row = rows.iter().find(|row| row.name == name);
    row.unwrap_or_else(|| panic!("{name} is not among {rows:?}")).id
}

fn of(id: SourceId) -> Filter {
    Filter {
        source_id: Some(id),
        ..Filter::default()
    }
}

/// (articles, figures, quotes) as the line says, after checking that the lists say the same.
#[track_caller]
fn numbers(db: &Fresh, id: SourceId) -> (u32, u32, u32) {
    let row = db.read(move |r| r.source_row(id)).unwrap();
    // all on one page
    let lists = (
        db.read(move |r| r.articles(&of(id))).rows.len() as u32,
        db.read(move |r| r.figures(&of(id))).rows.len() as u32,
        db.read(move |r| r.quotes(&of(id))).rows.len() as u32,
    );
    assert_eq!((row.articles, row.figures, row.quotes), lists);
    lists
}

#[track_caller]
fn merge(db: &Fresh, one: SourceId, other: SourceId) -> SourceId {
    match db.write(move |w| w.merge(one, other)) {
        Merged::Now { stays, .. } => stays,
        not => panic!("{not:?}"),
    }
}

/// Everything lists and pages show.
fn everything(db: &Fresh) -> impl PartialEq + std::fmt::Debug + use<> {
    let rows = db.read(|r| r.sources(&Filter::default())).rows;
    let pages: Vec<_> = rows
        .iter()
        .map(|row| row.id)
        .map(|id| db.read(move |r| r.source(id)))
        .collect();
    let articles: Vec<_> = db
        .read(|r| r.article_ids())
        .into_iter()
        .map(|id| db.read(move |r| r.article(id)))
        .collect();
    (rows, pages, articles)
}

fn again(db: &Fresh, article: ArticleId, number: usize, names: &'static [&'static str]) {
    db.write(move |w| {
        let text = w.reading().article_text(article)?.unwrap().text;
        w.replace_claims(article, &report_claims(&text, number, names), 2)
    });
}

const SERVICE: &str = "Ardenian Rescue Service";

#[test]
fn two_that_are_one_are_counted_listed_and_found_as_one() {
    let db = fresh();
    let first = db.add(report(1, &[SERVICE, "Ilse Varga"]));
    db.add(report(2, &[SERVICE]));
    let both = db.add(report(3, &["ARS", SERVICE]));
    let last = db.add(report(4, &["ARS"]));
    let before = everything(&db);
    let (service, short) = (id_of(&db, SERVICE), id_of(&db, "ARS"));
    assert_eq!((numbers(&db, service), numbers(&db, short)), ((3, 3, 3), (2, 2, 2)));

    let preview = db.read(move |r| r.merge_preview(short, service)).unwrap();
    assert_eq!((preview.stays.id, preview.goes.id, preview.shared), (service, short, 1));
    assert_eq!((preview.name.as_str(), preview.different), (SERVICE, false));
    assert_eq!(merge(&db, short, service), service);

    // the figure of the third article is one, though one of them cites the other
    assert_eq!(numbers(&db, service), (4, 4, 5));
    let row = db.read(move |r| r.source_row(service)).unwrap();
    assert_eq!((row.name.as_str(), row.latest), (SERVICE, Some(date(2031, 3, 5))));
    assert_eq!(db.read(|r| r.totals()).sources, 2);
    assert_eq!(db.read(move |r| r.survivor(short)), service);
    assert!(db.read(move |r| r.source(short)).is_none());
    assert_eq!(
        db.read(move |r| r.quotes(&of(short))).total,
        5,
        "an old address asks for the same"
    );
    let page = db.read(move |r| r.source(service)).unwrap();
    let written: Vec<_> = page
        .variants
        .iter()
        .map(|(words, _, n)| (words.words.as_str(), *n))
        .collect();
    assert_eq!(written, [(SERVICE, 3), ("ARS", 2)]);
    assert_eq!((page.cites.len(), page.cited_by.len()), (1, 0), "nobody cites himself");
    let named = |name: &str| Filter {
        source: Some(name.into()),
        ..Filter::default()
    };
    let (long_name, short_name) = (named("rescue service"), named("ars"));
    assert_eq!(
        db.read(move |r| r.quotes(&long_name)).total,
        5,
        "also where only ARS is written"
    );
    let listed = short_name.clone();
    assert_eq!(db.read(move |r| r.quotes(&short_name)).total, 2);
    assert_eq!(
        db.read(move |r| r.sources(&listed)).rows[0].id,
        service,
        "by the name it is not shown under"
    );

    let page = db.read(move |r| r.article(both)).unwrap();
    assert_eq!((page.row.sources, page.sources.len()), (1, 1));
    let one = &page.sources[0];
    assert_eq!(
        (one.id, one.figures, one.quotes, one.mentions.len()),
        (service, 1, 2, 2)
    );
    assert_eq!((one.name.as_str(), one.known_as.as_deref()), ("ARS", Some(SERVICE)));
    let figure = &page.figures[0];
    assert_eq!(
        (figure.source.as_ref().unwrap().source, figure.via[0].source),
        (service, service)
    );
    assert_eq!(figure.source.as_ref().unwrap().name, "ARS", "as the article has it");
    assert_eq!(page.quotes[0].speaker_source, Some(service));
    assert_eq!(findings(&db), [""; 0]);

    // an article that comes, goes and comes back
    let next = db.add(report(5, &["ARS", SERVICE, "Ilse Varga"]));
    assert_eq!(numbers(&db, service), (5, 5, 7));
    assert_eq!(db.read(move |r| r.article(next)).unwrap().row.sources, 2);
    for id in [both, next, last] {
        assert!(db.write(move |w| w.delete(id)));
        assert_eq!(findings(&db), [""; 0]);
    }
    assert_eq!(numbers(&db, service), (2, 2, 2));
    db.write(move |w| w.restore(both));
    assert_eq!(numbers(&db, service), (3, 3, 4));
    for id in [next, last] {
        db.write(move |w| w.restore(id));
    }
    assert_eq!(numbers(&db, service), (5, 5, 7));
    db.write(move |w| w.delete(next));
    db.write(|w| w.purge(0));
    assert_eq!(findings(&db), [""; 0]);

    let decisions = db.read(move |r| r.decisions(service));
    assert_eq!(decisions.merged.len(), 1);
    assert_eq!(
        (decisions.merged[0].id, decisions.merged[0].name.as_str()),
        (short, "ARS")
    );
    assert_eq!((decisions.merged[0].articles, &decisions.merged[0].through), (2, &None));
    assert_eq!(db.write(move |w| w.unmerge(short)), Some(service));
    assert_eq!(db.write(move |w| w.unmerge(short)), None, "undone in another window");
    assert_eq!(everything(&db), before);
    assert_eq!(findings(&db), [""; 0]);
    assert!(db.read(move |r| r.article(first)).is_some());
}

#[test]
fn each_step_of_a_chain_is_undone_alone() {
    let db = fresh();
    for (i, names) in [
        &["Ana Reyes"][..],
        &["Ana B. Reyes"],
        &["A. Reyes"],
        &["Ana Reyes"],
        &["Ana Reyes"],
    ]
    .iter()
    .enumerate()
    {
        db.add(report(i + 1, names));
    }
    db.add(report(6, &["Ana B. Reyes"]));
    let before = everything(&db);
    let (long, middle, short) = (
        id_of(&db, "Ana Reyes"),
        id_of(&db, "Ana B. Reyes"),
        id_of(&db, "A. Reyes"),
    );
    assert_eq!(merge(&db, short, middle), middle);
    assert_eq!(numbers(&db, middle), (3, 3, 3));
    let between = everything(&db);
    // asked for by the one that is shown no more
    assert_eq!(merge(&db, short, long), long);
    assert_eq!(numbers(&db, long), (6, 6, 6));
    assert_eq!(db.read(move |r| r.survivor(short)), long);
    assert_eq!(db.write(move |w| w.merge(short, middle)), Merged::Already(long));
    assert_eq!(db.write(move |w| w.merge(short, short)), Merged::Already(long));
    assert_eq!(db.read(move |r| r.merge_preview(short, middle)), None);
    let through: Vec<_> = db
        .read(move |r| r.decisions(long))
        .merged
        .into_iter()
        .map(|m| (m.id, m.through))
        .collect();
    assert_eq!(through.len(), 2);
    assert!(through.contains(&(middle, None)) && through.contains(&(short, Some("Ana B. Reyes".into()))));
    assert_eq!(findings(&db), [""; 0]);

    // the later step back: the earlier one stays
    assert_eq!(db.write(move |w| w.unmerge(middle)), Some(long));
    assert_eq!(everything(&db), between);
    assert_eq!(merge(&db, long, middle), long);
    // the earlier step back: the later one stays
    assert_eq!(db.write(move |w| w.unmerge(short)), Some(long));
    assert_eq!((numbers(&db, long), numbers(&db, short)), ((5, 5, 5), (1, 1, 1)));
    assert_eq!(db.read(move |r| r.survivor(middle)), long);
    assert_eq!(findings(&db), [""; 0]);
    db.write(move |w| w.unmerge(middle));
    assert_eq!(everything(&db), before);
    // who is nowhere is made one with nobody
    assert_eq!(db.write(move |w| w.merge(short, 999)), Merged::Gone);
    assert_eq!(db.write(move |w| w.merge(999, 999)), Merged::Gone);
    assert_eq!(db.read(move |r| r.merge_preview(short, 999)), None);
}

#[test]
fn an_article_is_parted_and_put_back() {
    let db = fresh();
    let ids: Vec<_> = (1..4)
        .map(|i| db.add(report(i, &["Jon Smith", "Ilse Varga"])))
        .collect();
    let before = everything(&db);
    let smith = id_of(&db, "Jon Smith");
    let article = ids[1];
    let Parted::Now { own, from } = db.write(move |w| w.part(article, smith)) else {
        panic!("not parted")
    };
    assert_eq!(
        (from, numbers(&db, smith), numbers(&db, own)),
        (smith, (2, 2, 2), (1, 1, 1))
    );
    assert_eq!(findings(&db), [""; 0]);
    let page = db.read(move |r| r.article(article)).unwrap();
    assert_eq!(
        (page.sources[0].id, page.figures[0].source.as_ref().unwrap().source),
        (own, own)
    );
    assert_eq!(page.quotes[0].speaker_source, Some(own));
    let here = db.read(move |r| r.decisions(own)).parted_here;
    assert_eq!((here[0].own, here[0].other, here[0].article.id), (own, smith, article));
    let there = db.read(move |r| r.decisions(smith)).parted_from;
    assert_eq!((there[0].own, there[0].other), (own, own));
    // once more, from a page that was shown before
    assert_eq!(db.write(move |w| w.part(article, smith)), Parted::Gone);
    assert_eq!(db.write(move |w| w.part(article, own)), Parted::Alone);
    assert_eq!(db.write(move |w| w.part(99, smith)), Parted::Gone);

    // it stays so when the claims are found again, also by other names
    again(&db, article, 2, &["Jon Smith", "Ilse Varga"]);
    assert_eq!((numbers(&db, smith), numbers(&db, own)), ((2, 2, 2), (1, 1, 1)));
    assert_eq!(findings(&db), [""; 0]);
    db.write(move |w| w.delete(article));
    assert_eq!(
        db.read(move |r| r.decisions(smith)).parted_from,
        [],
        "not while it is deleted"
    );
    db.write(move |w| w.restore(article));
    assert_eq!(numbers(&db, own), (1, 1, 1));

    // whom it is parted from may be one with others, and so may it
    let varga = id_of(&db, "Ilse Varga");
    merge(&db, own, varga);
    assert_eq!(numbers(&db, varga), (3, 3, 4));
    assert_eq!(findings(&db), [""; 0]);
    assert_eq!(db.write(move |w| w.unmerge(own)), Some(varga));
    assert_eq!(db.write(move |w| w.put_back(own)), Some(smith));
    assert_eq!(db.write(move |w| w.put_back(own)), None);
    assert_eq!(everything(&db), before);
    assert_eq!(findings(&db), [""; 0]);
    // an article that goes for good takes its decision along
    db.write(move |w| w.part(article, smith));
    db.write(move |w| w.delete(article));
    db.write(|w| w.purge(0));
    assert_eq!(findings(&db), [""; 0]);
    assert_eq!(numbers(&db, smith), (2, 2, 2));
}

#[test]
fn one_of_several_names_is_parted_from_the_others() {
    let db = fresh();
    db.add(report(1, &["Ana Reyes"]));
    db.add(report(2, &["Ana Reyes"]));
    let alone = db.add(report(3, &["Ana B. Reyes"]));
    db.add(report(4, &["A. Reyes"]));
    let (long, middle, short) = (
        id_of(&db, "Ana Reyes"),
        id_of(&db, "Ana B. Reyes"),
        id_of(&db, "A. Reyes"),
    );
    assert_eq!(merge(&db, short, middle), middle);
    merge(&db, middle, long);
    // whom the others were made one with goes; they stay together
    assert_eq!(
        db.write(move |w| w.part(alone, middle)),
        Parted::Now {
            own: middle,
            from: long
        }
    );
    assert_eq!((numbers(&db, long), numbers(&db, middle)), ((3, 3, 3), (1, 1, 1)));
    assert_eq!(db.read(move |r| r.survivor(short)), long);
    assert_eq!(findings(&db), [""; 0]);
    // and so does the one whose page it is
    let db = fresh();
    let first = db.add(report(1, &["Ana Reyes"]));
    db.add(report(2, &["A. Reyes"]));
    let (long, short) = (id_of(&db, "Ana Reyes"), id_of(&db, "A. Reyes"));
    assert_eq!(merge(&db, long, short), long);
    assert_eq!(
        db.write(move |w| w.part(first, long)),
        Parted::Now { own: long, from: short }
    );
    assert_eq!((numbers(&db, long), numbers(&db, short)), ((1, 1, 1), (1, 1, 1)));
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn what_was_decided_outlives_other_names_and_keys() {
    let db = fresh();
    let lee = db.add(report(1, &["Lee", "Ilse Varga"]));
    db.add(report(2, &["Sun Lee"]));
    db.add(report(3, &["Sun Lee"]));
    db.add(report(4, &["Anders Lee"]));
    let (short, sun) = (id_of(&db, "Lee"), id_of(&db, "Sun Lee"));
    merge(&db, short, sun);
    assert_eq!(numbers(&db, sun), (3, 3, 3));
    // the same article, read better, says another Lee: a person knew better
    let readings: [&'static [&'static str]; 3] = [
        &["Lee=Anders Lee", "Ilse Varga"],
        &["Lee=Mr. Lee", "Ilse Varga"],
        &["Lee", "Ilse Varga"],
    ];
    for names in readings {
        again(&db, lee, 1, names);
        assert_eq!(numbers(&db, sun), (3, 3, 3), "{names:?}");
        assert_eq!(findings(&db), [""; 0]);
    }
    assert_eq!(numbers(&db, sun), (3, 3, 3));
    // it is not found, and found again
    again(&db, lee, 1, &[]);
    assert_eq!(numbers(&db, sun), (2, 2, 2));
    assert_eq!(findings(&db), [""; 0]);
    again(&db, lee, 1, &["Lee", "Ilse Varga"]);
    assert_eq!(numbers(&db, sun), (3, 3, 3));
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn whoever_stands_in_the_place_of_a_name_that_is_gone_takes_over_what_was_decided() {
    let db = fresh();
    let ids = [1, 2].map(|i| db.add(report(i, &["Varga=Ilse Varga", "Jon Brandt"])));
    for i in 3..6 {
        db.add(report(i, &["Ilse Anna Varga"]));
    }
    let (varga, anna) = (id_of(&db, "Ilse Varga"), id_of(&db, "Ilse Anna Varga"));
    assert_eq!(merge(&db, varga, anna), anna);
    // the program comes to call her otherwise: while one article has the old name, nothing is handed on
    again(&db, ids[0], 1, &["Varga=Ilse V. Varga", "Jon Brandt"]);
    assert_eq!((numbers(&db, anna).0, id_of(&db, "Ilse V. Varga") > anna), (4, true));
    assert_eq!(findings(&db), [""; 0]);
    again(&db, ids[1], 2, &["Varga=Ilse V. Varga", "Jon Brandt"]);
    assert_eq!(numbers(&db, anna), (5, 5, 5));
    assert_eq!(
        db.read(move |r| r.survivor(varga)),
        anna,
        "its old address leads there still"
    );
    assert_eq!(findings(&db), [""; 0]);
    // somebody else in the article got nothing of it
    let brandt = id_of(&db, "Jon Brandt");
    assert_eq!(numbers(&db, brandt), (2, 2, 2));
}

#[test]
fn an_old_key_leads_to_the_source_that_has_its_name_now() {
    let db = fresh();
    db.add(report(1, &["Ilse Varga"]));
    let varga = id_of(&db, "Ilse Varga");
    let insert = |id: i64, key: &str, name: &str| {
        let sql = "INSERT INTO source (id, key, name, kind, anonymous, folded) VALUES (?1, ?2, ?3, 'person', 0, '')";
        file(&db).execute(sql, rusqlite::params![id, key, name]).unwrap();
    };
    insert(70, "president ilse varga", "President Ilse Varga");
    insert(71, "7: varga", "Varga");
    insert(72, "jon brandt", "Jon Brandt");
    assert_eq!(db.read(|r| r.successor(70)), Some(varga));
    assert_eq!(db.read(|r| r.successor(71)), None, "of another article");
    assert_eq!(db.read(|r| r.successor(72)), None);
    assert_eq!(db.read(move |r| r.successor(varga)), None, "it is there");
}

#[test]
fn decisions_that_somebody_tampered_with_are_found() {
    let db = fresh();
    let article = db.add(report(1, &["Ilse Varga"]));
    db.add(report(2, &["Ilse Varga"]));
    db.add(report(3, &["Ilse Anna Varga"]));
    let (varga, anna) = (id_of(&db, "Ilse Varga"), id_of(&db, "Ilse Anna Varga"));
    merge(&db, varga, anna);
    db.write(move |w| w.part(article, varga));
    assert_eq!(findings(&db), [""; 0]);
    for (change, back) in [
        (
            "UPDATE merged SET survivor = (SELECT max(id) FROM source)",
            "UPDATE merged SET survivor = leads_to",
        ),
        // a ring
        (
            "INSERT INTO merged SELECT leads_to, source, source, made FROM merged",
            "DELETE FROM merged WHERE rowid = (SELECT min(source) FROM merged)",
        ),
        (
            "UPDATE parted SET source = source + 1",
            "UPDATE parted SET source = source - 1",
        ),
        (
            "UPDATE source SET quotes = quotes + 1",
            "UPDATE source SET quotes = quotes - 1",
        ),
    ] {
        file(&db).execute_batch(change).unwrap();
        assert!(!findings(&db).is_empty(), "{change}");
        file(&db).execute_batch(back).unwrap();
        assert_eq!(findings(&db), [""; 0], "{back}");
    }
}

#[test]
fn two_told_apart_are_not_proposed_and_can_be_made_one_still() {
    let db = fresh();
    db.add(report(1, &[SERVICE, "Ilse Varga"]));
    db.add(report(2, &["ARS", "Ilse Anna Varga"]));
    db.add(report(3, &["Jon Varga", "Varga"]));
    let (service, short) = (id_of(&db, SERVICE), id_of(&db, "ARS"));
    let alike = |db: &Fresh, id| {
        let rows = db.read(move |r| r.alike(id));
        rows.into_iter().map(|(row, why)| (row.name, why)).collect::<Vec<_>>()
    };
    assert_eq!(alike(&db, service), [("ARS".to_owned(), Alike::Initials)]);
    assert_eq!(alike(&db, short), [(SERVICE.to_owned(), Alike::Initials)]);
    let varga = id_of(&db, "Ilse Varga");
    assert_eq!(alike(&db, varga), [("Ilse Anna Varga".to_owned(), Alike::MiddleName)]);
    let jon = id_of(&db, "Jon Varga");
    assert_eq!(alike(&db, jon), [], "a family name is no reason");
    assert!(db.write(move |w| w.tell_apart(short, service)));
    assert!(
        db.write(move |w| w.tell_apart(service, short)),
        "once more changes nothing"
    );
    assert_eq!((alike(&db, service), alike(&db, short)), (vec![], vec![]));
    assert_eq!(
        db.read(move |r| r.decisions(short)).different,
        [(service, SERVICE.to_owned())]
    );
    assert!(db.read(move |r| r.merge_preview(short, service)).unwrap().different);
    db.write(move |w| w.tell_no_more(service, short));
    assert_eq!(alike(&db, short).len(), 1);
    assert!(db.write(move |w| w.tell_apart(service, short)));
    merge(&db, short, service);
    let stays = db.read(move |r| r.survivor(short));
    assert_eq!(db.read(move |r| r.decisions(stays)).different, []);
    assert!(!db.write(move |w| w.tell_apart(service, short)), "they are one");
    assert_eq!(alike(&db, stays), []);
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn a_list_finds_what_was_made_one_by_a_name_that_only_other_lists_have() {
    let db = fresh();
    db.add(report(1, &["Foo Brandt"]));
    // the third is behind no figure
    db.add(report(2, &["Ilse Varga", "Max Oren", "Jon Acker"]));
    db.add(report(3, &["Ilse Varga", "Max Oren", "Jon Acker"]));
    let (foo, jon) = (id_of(&db, "Foo Brandt"), id_of(&db, "Jon Acker"));
    let named = |name: &str| Filter {
        source: Some(name.into()),
        ..Filter::default()
    };
    let figures = |name: &str| {
        let filter = named(name);
        db.read(move |r| r.figures(&filter)).total
    };
    assert_eq!((figures("acker"), figures("brandt")), (0, 1));
    let stays = merge(&db, foo, jon);
    assert_eq!(stays, jon);
    assert_eq!(numbers(&db, jon), (3, 1, 3));
    assert_eq!((figures("acker"), figures("brandt")), (1, 1));
    assert_eq!((figures("nobody"), figures("--")), (0, 0));
}

#[test]
fn sources_are_counted_by_kind_and_filtered_by_whether_they_are_named() {
    let db = fresh();
    db.add(report(1, &[SERVICE, "Ilse Varga"]));
    db.add(report(2, &["Ilse Varga"]));
    db.add(dam());
    let kinds = |filter: Filter| db.read(move |r| Ok(r.sources_and_kinds(&filter)?.1));
    use SourceKind::*;
    assert_eq!(kinds(Filter::default()), [(Person, 2), (Organization, 2), (Group, 1)]);
    let named = |named| Filter {
        named: Some(named),
        ..Filter::default()
    };
    assert_eq!(kinds(named(false)), [(Person, 1), (Group, 1)]);
    let names = |filter: Filter| {
        let rows = db.read(move |r| r.sources(&filter)).rows;
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(names(named(false)), ["A witness", "rescue workers"]);
    assert_eq!(names(named(true)).len(), 3);
    let by = |order| Filter {
        order,
        named: Some(true),
        ..Filter::default()
    };
    assert_eq!(
        names(by(Order::Quotes)),
        ["Ilse Varga", SERVICE, "Ardenian Interior Ministry"]
    );
    assert_eq!(names(by(Order::Figures))[0], "Ilse Varga");
    assert_eq!(names(by(Order::Figures)).len(), 3);
}

/// One thing that may happen to a store with some reports.
#[derive(Clone, Debug)]
enum Step {
    Merge(usize, usize),
    Unmerge(usize),
    Part(usize, usize),
    PutBack(usize),
    Apart(usize, usize),
    Delete(usize),
    Restore(usize),
    Again(usize, usize),
    Reread(usize),
    Add,
}

/// Who speaks in an article that is found again in another way.
const READINGS: [&[&str]; 5] = [
    &["Ana Reyes", "ARS", "Lee"],
    &["Ana Reyes", "Ana B. Reyes"],
    &["Lee", SERVICE, "ARS", "Ana Reyes"],
    &["Ana B. Reyes", "Lee"],
    &[],
];

fn step() -> impl Strategy<Value = Step> {
    let n = 0..9usize;
    prop_oneof![
        4 => (n.clone(), n.clone()).prop_map(|(a, b)| Step::Merge(a, b)),
        2 => n.clone().prop_map(Step::Unmerge),
        3 => (n.clone(), n.clone()).prop_map(|(a, b)| Step::Part(a, b)),
        1 => n.clone().prop_map(Step::PutBack),
        1 => (n.clone(), n.clone()).prop_map(|(a, b)| Step::Apart(a, b)),
        1 => n.clone().prop_map(Step::Delete),
        1 => n.clone().prop_map(Step::Restore),
        2 => (n.clone(), 0..READINGS.len()).prop_map(|(a, b)| Step::Again(a, b)),
        2 => n.clone().prop_map(Step::Reread),
        1 => Just(Step::Add),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_is_decided_the_numbers_are_right_and_all_can_be_undone(steps in prop::collection::vec(step(), 1..14)) {
        let db = fresh();
        let mut articles: Vec<ArticleId> = (1..5).map(|i| db.add(report(i, READINGS[i - 1]))).collect();
        for step in steps {
            let all = 1..=(articles.len() * 4 + 6) as SourceId;
            let pick = |i: usize| *all.clone().collect::<Vec<_>>().get(i * 2).unwrap_or(&1);
            let article = |i: usize| articles[i % articles.len()];
            match step {
                Step::Merge(a, b) => { let (a, b) = (pick(a), pick(b)); db.write(move |w| w.merge(a, b)); }
                Step::Unmerge(a) => { let a = pick(a); db.write(move |w| w.unmerge(a)); }
                Step::Part(a, b) => {
                    let at = article(a);
                    let there = db.read(move |r| {
                        let all = (1..200).map(|id| r.appearance(at, id)).collect::<Result<Vec<_>>>()?;
                        Ok(all.into_iter().flatten().map(|row| row.source).collect::<Vec<_>>())
                    });
                    if let Some(&source) = there.get(b % there.len().max(1)) {
                        db.write(move |w| w.part(at, source));
                    }
                }
                Step::PutBack(a) => {
                    let parted = db.read(|r| {
                        let all = (1..200).map(|id| r.decisions(id)).collect::<Result<Vec<_>>>()?;
                        Ok(all.into_iter().flat_map(|d| d.parted_here).map(|row| row.own).collect::<Vec<_>>())
                    });
                    if let Some(&own) = parted.get(a % parted.len().max(1)) {
                        prop_assert!(db.write(move |w| w.put_back(own)).is_some());
                    }
                }
                Step::Apart(a, b) => { let (a, b) = (pick(a), pick(b)); db.write(move |w| w.tell_apart(a, b)); }
                Step::Delete(a) => { let id = article(a); db.write(move |w| w.delete(id)); }
                Step::Restore(a) => { let id = article(a); db.write(move |w| w.restore(id)); }
                Step::Again(a, b) => {
                    // the text names those of the article; another reading finds some of them, or calls them otherwise
                    let (id, number) = (article(a), a % articles.len() + 1);
                    let own = READINGS[(number - 1) % 4];
                    let names: &'static [&'static str] = match b {
                        0 | 1 => own,
                        2 if own[0] == "Lee" => &["Lee=Anders Lee"],
                        2 => &own[..1],
                        3 => &own[..own.len().min(2)],
                        _ => &[],
                    };
                    db.write(move |w| match w.reading().article_text(id)? {
                        Some(article) => w.replace_claims(id, &report_claims(&article.text, number, names), 2),
                        None => Ok(()),
                    });
                }
                Step::Reread(a) => {
                    // the file comes out with a line more: another article stands for it from now on
                    let (id, number) = (article(a), a % articles.len() + 1);
                    if let Some((upload, was)) = versions::stored(&db, id) {
                        let mut article = db.read(move |r| r.article_text(id)).unwrap();
                        article.text = Text::clean(&format!("{}\nMore follows.", article.text.as_str()));
                        let claims = report_claims(&article.text, number, READINGS[(number - 1) % 4]);
                        let changes = vec![(was, Again { member: None, article, claims: Some((claims, 2)) })];
                        let done = db.write(move |w| w.reread(upload, &changes, &[])).unwrap();
                        articles[number - 1] = versions::new_version(&done.articles[0]);
                    }
                }
                Step::Add => {
                    let number = articles.len() + 1;
                    articles.push(db.add(report(number, READINGS[(number - 1) % 4])));
                }
            }
            prop_assert_eq!(findings(&db), [""; 0]);
        }
        let sources = db.read(|r| r.sources(&Filter::default())).rows;
        for row in &sources {
            prop_assert_eq!(numbers(&db, row.id), (row.articles, row.figures, row.quotes));
        }
        // all of it can be undone, and then nothing differs from what the program says by itself
        let undo = |db: &Fresh| {
            db.write(|w| {
                for id in 1..200 {
                    w.unmerge(id)?;
                }
                for id in (1..200).rev() {
                    w.put_back(id)?;
                }
                Ok(())
            });
        };
        undo(&db);
        prop_assert_eq!(findings(&db), [""; 0]);
        let plain = fresh();
        for (i, _) in articles.iter().enumerate() {
            plain.add(report(i + 1, READINGS[i % 4]));
        }
        for (i, &id) in articles.iter().enumerate() {
            db.write(move |w| w.restore(id));
            let names = READINGS[i % 4];
            db.write(move |w| {
                let text = w.reading().article_text(id)?.unwrap().text;
                w.replace_claims(id, &report_claims(&text, i + 1, names), 2)
            });
        }
        undo(&db);
        let lines = |db: &Fresh| {
            let rows = db.read(|r| r.sources(&Filter::default())).rows;
            let mut rows: Vec<_> = rows.into_iter().map(|s| (s.name, s.articles, s.figures, s.quotes)).collect();
            rows.sort();
            rows
        };
        prop_assert_eq!(lines(&db), lines(&plain));
        prop_assert_eq!(findings(&db), [""; 0]);
    }
}
