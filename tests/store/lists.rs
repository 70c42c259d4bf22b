//! Lists: what filters let through, in which order, and what a source's page says.

use crate::{Fresh, fresh, sample::*};
use claimbook::{claim::*, store::*};
use jiff::civil::date;

/// Three articles: the dam, another of a later day with the same ministry, and one without a date.
fn three() -> (Fresh, [ArticleId; 3]) {
    let db = fresh();
    let dam = db.add(dam());
    let later = "The death toll rose to between 40 and 45, the Ardenian interior ministry said. “We need help,” Ilse Varga said. Ilse Varga denied that 60 were dead.";
    let later = db.add(upload(later, Some(date(2031, 3, 9)), |text| {
        let at = |words| place(text, words);
        let second = text
            .as_str()
            .rfind("Ilse")
            .map(|i| text.span(i..i + 10).unwrap())
            .unwrap();
        Claims {
            figures: vec![
                Figure {
                    source: Some(at("the Ardenian interior ministry")),
                    ..figure(at("40 and 45"), Some(40), Some(45), Hedge::Range, Effect::Killed)
                },
                Figure {
                    source: Some(second),
                    via: vec![at("the Ardenian interior ministry")],
                    modality: Modality::Denied,
                    ..figure(at("60"), Some(60), Some(60), Hedge::Exact, Effect::Killed)
                },
            ],
            quotes: vec![Quote {
                speaker: Some("Ilse Varga".into()),
                ..quote(QuoteKind::Direct, vec![at("We need help,")])
            }],
            sources: vec![
                source(
                    "the Ardenian Interior Ministry",
                    SourceKind::Organization,
                    vec![at("the Ardenian interior ministry")],
                ),
                source("Ilse Varga", SourceKind::Person, vec![at("Ilse Varga"), second]),
            ],
            ..Claims::default()
        }
    }));
    let undated = db.add(upload("Officials said dozens were hurt.", None, |text| {
        let at = |words| place(text, words);
        Claims {
            figures: vec![Figure {
                source: Some(at("Officials")),
                ..figure(at("dozens"), Some(12), None, Hedge::Vague, Effect::Injured)
            }],
            sources: vec![source("Officials", SourceKind::Group, vec![at("Officials")])],
            ..Claims::default()
        }
    }));
    let typed = Details {
        title: Some("Hurt in Öster-Vale".into()),
        outlet: Some("100%_News".into()),
        ..Details::default()
    };
    db.write(move |w| w.correct(undated, &typed));
    (db, [dam, later, undated])
}

fn numbers(db: &Fresh, filter: Filter) -> Vec<String> {
    let page = db.read(move |r| r.figures(&filter));
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.into_iter().map(|row| row.number.words).collect()
}

fn all() -> Filter {
    Filter::default()
}

#[test]
fn figures_are_filtered_and_sorted() {
    let (db, [dam, later, _]) = three();
    #[track_caller]
    fn check(db: &Fresh, filter: Filter, expected: &[&str]) {
        assert_eq!(numbers(db, filter.clone()), expected, "{filter:?}");
        // the legend counts the same rows
        let (rows, counted) = db.read({
            let filter = filter.clone();
            move |r| Ok((r.effects(&filter)?, r.figures_and_effects(&filter)?.1))
        });
        assert!(counted.is_none_or(|counted| counted == rows), "{filter:?}");
        assert_eq!(
            rows.iter().map(|(_, total)| total.n as usize).sum::<usize>(),
            expected.len(),
            "{filter:?}"
        );
        assert!(rows.is_sorted_by_key(|&(effect, _)| effect), "{rows:?}");
        assert!(rows.iter().all(|(_, total)| total.n > 0 && !total.more), "{rows:?}");
    }
    let newest = ["40 and 45", "60", "31", "4,700", "two dozen", "dozens"];
    check(&db, all(), &newest);
    let order = |order| Filter { order, ..all() };
    check(
        &db,
        order(Order::Oldest),
        &["31", "4,700", "two dozen", "40 and 45", "60", "dozens"],
    );
    check(
        &db,
        order(Order::Most),
        &["4,700", "60", "40 and 45", "31", "two dozen", "dozens"],
    );
    check(
        &db,
        order(Order::Least),
        &["dozens", "two dozen", "31", "40 and 45", "60", "4,700"],
    );

    let killed = Some(Effect::Killed);
    check(
        &db,
        Filter {
            effect: killed,
            ..all()
        },
        &["40 and 45", "60", "31"],
    );
    check(
        &db,
        Filter {
            article_id: Some(dam),
            ..all()
        },
        &["31", "4,700", "two dozen"],
    );
    check(
        &db,
        Filter {
            after: Some(date(2031, 3, 6)),
            ..all()
        },
        &["40 and 45", "60"],
    );
    check(
        &db,
        Filter {
            before: Some(DATE),
            ..all()
        },
        &["31", "4,700", "two dozen"],
    );
    // "40 and 45" begins below, and "at least 31" and "dozens" say nothing of any number above
    check(
        &db,
        Filter {
            least: Some(45),
            ..all()
        },
        &["60", "4,700"],
    );
    check(
        &db,
        Filter {
            most: Some(40),
            ..all()
        },
        &["31", "two dozen", "dozens"],
    );
    check(
        &db,
        Filter {
            least: Some(31),
            most: Some(31),
            effect: killed,
            ..all()
        },
        &["31"],
    );

    let said_by = |name: &str| Filter {
        source: Some(name.into()),
        ..all()
    };
    check(&db, said_by("interior ministry"), &["40 and 45", "60", "31"]);
    check(&db, said_by("MINISTRY árdenian"), &["40 and 45", "60", "31"]);
    check(&db, said_by("rescue"), &["31"]);
    check(&db, said_by("witn"), &["two dozen"]);
    check(&db, said_by("itness"), &[]);
    check(&db, said_by("%"), &[]);
    check(&db, said_by("' OR 1=1 --"), &[]);
    check(&db, said_by("  "), &newest);
    let in_article = |name: &str| Filter {
        article: Some(name.into()),
        ..all()
    };
    check(&db, in_article("oster vale"), &["dozens"]);
    check(&db, in_article("100%_n"), &["dozens"]);
    check(&db, in_article("death toll"), &["40 and 45", "60"]);
    check(&db, in_article("courier"), &newest[..5]);
    check(&db, in_article("_"), &[]);
    check(
        &db,
        Filter {
            article: Some("courier".into()),
            source: Some("varga".into()),
            article_id: Some(later),
            ..all()
        },
        &["60"],
    );
    assert!(
        db.read(|r| r.figures(&Filter {
            page: u32::MAX,
            ..all()
        }))
        .rows
        .is_empty()
    );
}

#[test]
fn quotes_and_articles_are_filtered_and_sorted() {
    let (db, [dam, later, undated]) = three();
    let quotes = |filter: Filter| {
        let page = db.read(move |r| r.quotes(&filter));
        page.rows
            .into_iter()
            .map(|row| row.content[0].words.clone())
            .collect::<Vec<_>>()
    };
    let (help, never, dozen) = (
        "We need help,",
        "We will never forget them,",
        "two dozen were missing near Łomża’s café",
    );
    assert_eq!(quotes(all()), [help, never, dozen]);
    assert_eq!(
        quotes(Filter {
            order: Order::Oldest,
            ..all()
        }),
        [never, dozen, help]
    );
    assert_eq!(
        quotes(Filter {
            kind: Some(QuoteKind::Indirect),
            ..all()
        }),
        [dozen]
    );
    // the speaker is found where no mention stands beside the words
    assert_eq!(
        quotes(Filter {
            source: Some("varga".into()),
            ..all()
        }),
        [help, never]
    );

    let articles = |filter: Filter| {
        let page = db.read(move |r| r.articles(&filter));
        page.rows.into_iter().map(|row| row.article.id).collect::<Vec<_>>()
    };
    assert_eq!(articles(all()), [later, dam, undated]);
    assert_eq!(
        articles(Filter {
            order: Order::Oldest,
            ..all()
        }),
        [dam, later, undated]
    );
    assert_eq!(
        articles(Filter {
            order: Order::Name,
            ..all()
        }),
        [dam, undated, later]
    );
    assert_eq!(
        articles(Filter {
            order: Order::Most,
            ..all()
        }),
        [dam, later, undated]
    );
    assert_eq!(
        articles(Filter {
            order: Order::Least,
            ..all()
        }),
        [undated, later, dam]
    );
    assert_eq!(
        articles(Filter {
            source: Some("varga".into()),
            ..all()
        }),
        [later, dam]
    );
    assert_eq!(
        articles(Filter {
            article: Some("dam karsk".into()),
            ..all()
        }),
        [dam]
    );
    assert_eq!(
        articles(Filter {
            after: Some(DATE),
            before: Some(DATE),
            ..all()
        }),
        [dam]
    );
}

#[test]
fn a_source_is_one_over_all_articles() {
    let (db, [dam, later, _]) = three();
    let page = db.read(|r| {
        r.sources(&Filter {
            order: Order::Most,
            ..all()
        })
    });
    let rows: Vec<_> = page
        .rows
        .iter()
        .map(|s| (s.name.as_str(), s.articles, s.figures, s.quotes))
        .collect();
    assert_eq!(
        rows,
        [
            ("Ardenian Interior Ministry", 2, 3, 0),
            ("Ilse Varga", 2, 1, 2),
            ("A witness", 1, 1, 1),
            ("rescue workers", 1, 1, 0),
            ("Officials", 1, 1, 0),
        ]
    );
    let names = |filter: Filter| {
        let page = db.read(move |r| r.sources(&filter));
        page.rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    assert_eq!(
        names(Filter {
            order: Order::Name,
            source_kind: Some(SourceKind::Group),
            ..all()
        }),
        ["Officials", "rescue workers"]
    );
    assert_eq!(
        names(Filter {
            source: Some("varg".into()),
            ..all()
        }),
        ["Ilse Varga"]
    );
    assert_eq!(
        names(Filter {
            article_id: Some(later),
            order: Order::Name,
            ..all()
        }),
        ["Ardenian Interior Ministry", "Ilse Varga"]
    );
    assert_eq!(
        names(Filter {
            before: Some(DATE),
            order: Order::Name,
            ..all()
        })
        .len(),
        4
    );
    assert_eq!(
        names(Filter {
            article: Some("oster".into()),
            ..all()
        }),
        ["Officials"]
    );

    let ministry = page.rows[0].id;
    let varga = page.rows[1].id;
    let by_ministry = db.read(move |r| {
        r.figures(&Filter {
            source_id: Some(ministry),
            ..all()
        })
    });
    assert_eq!(
        by_ministry.total, page.rows[0].figures,
        "a number leads to as many rows"
    );
    assert_eq!(
        db.read(move |r| r.quotes(&Filter {
            source_id: Some(varga),
            ..all()
        }))
        .total,
        2
    );

    let ministry = db.read(move |r| r.source(ministry)).unwrap();
    assert_eq!(ministry.row, page.rows[0]);
    let variants: Vec<_> = ministry
        .variants
        .iter()
        .map(|(w, a, n)| (w.words.as_str(), *a, *n))
        .collect();
    assert_eq!(
        variants,
        [
            ("Ardenian Interior Ministry", dam, 1),
            ("the Ardenian interior ministry", later, 1)
        ]
    );
    let cites: Vec<_> = ministry.cites.iter().map(|(name, _, n)| (name.as_str(), *n)).collect();
    assert_eq!(cites, [("rescue workers", 1)]);
    let cited_by: Vec<_> = ministry
        .cited_by
        .iter()
        .map(|(name, _, n)| (name.as_str(), *n))
        .collect();
    assert_eq!(cited_by, [("Ilse Varga", 1)]);
    let varga = db.read(move |r| r.source(varga)).unwrap();
    assert_eq!(varga.roles.len(), 1);
    assert_eq!(varga.roles[0].0.words, "Prime Minister");
    assert_eq!(varga.variants[0].2, 3);

    // what a deleted article said is gone from it, and back with it
    db.write(move |w| w.delete(later));
    let after = db.read(move |r| r.source(varga.row.id)).unwrap();
    assert_eq!((after.row.articles, after.row.quotes, after.variants[0].2), (1, 1, 1));
    assert_eq!(after.row.latest, Some(DATE));
    db.write(move |w| w.restore(later));
    assert_eq!(db.read(move |r| r.source(varga.row.id)).unwrap().row, varga.row);
    assert!(db.read(|r| r.source(9_999)).is_none());
}

#[test]
fn unnamed_sources_are_not_taken_for_each_other() {
    let db = fresh();
    for i in 0..2 {
        db.add(upload(
            &format!("A witness said one died. A witness said two died. {i}"),
            None,
            |text| {
                let at = |words| place(text, words);
                let second = text.span(25..34).unwrap();
                Claims {
                    figures: vec![
                        Figure {
                            source: Some(at("A witness")),
                            ..figure(at("one"), Some(1), Some(1), Hedge::Exact, Effect::Killed)
                        },
                        Figure {
                            source: Some(second),
                            ..figure(at("two"), Some(2), Some(2), Hedge::Exact, Effect::Killed)
                        },
                    ],
                    sources: vec![
                        source("A witness", SourceKind::Person, vec![at("A witness")]),
                        source("A witness", SourceKind::Person, vec![second]),
                    ],
                    ..Claims::default()
                }
            },
        ));
    }
    let page = db.read(|r| r.sources(&Filter::default()));
    assert_eq!(page.total, 4);
    assert!(page.rows.iter().all(|row| row.articles == 1 && row.figures == 1));
}

#[test]
fn long_lists_have_pages_and_stop_counting() {
    let db = fresh();
    let text = "1 died. ".repeat(2_100);
    for i in 0..10 {
        db.add(upload(&format!("{text}{i}"), Some(date(2030, 1, 1 + i)), |text| {
            Claims {
                figures: (0..2_100)
                    .map(|i| {
                        figure(
                            text.span(i * 8..i * 8 + 1).unwrap(),
                            Some(1),
                            Some(1),
                            Hedge::Exact,
                            Effect::Killed,
                        )
                    })
                    .collect(),
                ..Claims::default()
            }
        }));
    }
    let page = |page| {
        db.read(move |r| {
            r.figures(&Filter {
                page,
                ..Filter::default()
            })
        })
    };
    let (first, second, last) = (page(1), page(2), page(420));
    assert_eq!((first.rows.len(), first.total), (PAGE as usize, COUNTED));
    assert_eq!(page(0), first);
    assert!(
        first
            .rows
            .iter()
            .chain(&second.rows)
            .map(|row| row.number.at.start)
            .is_sorted()
    );
    assert_eq!(last.rows.len(), PAGE as usize);
    assert_eq!(last.rows[0].article.date, Some(date(2030, 1, 1)));
    assert_eq!(
        page(421),
        Page {
            rows: Vec::new(),
            total: COUNTED,
            more: true
        }
    );
    assert_eq!(db.read(|r| r.totals()).figures, 21_000, "totals are exact");
    let hits = db.read(|r| r.search("1", 1));
    assert_eq!(hits.rows.len(), PAGE as usize);
    assert!(hits.more && (PAGE..=COUNTED).contains(&hits.total), "{}", hits.total);
}

#[test]
fn very_many_words_in_a_filter_are_no_error() {
    let db = fresh();
    db.add(dam());
    // as many as are looked at are compared; the rest is not
    let many: String = (0..3_000).map(|i| format!("w{i} ")).collect();
    let long = "a".repeat(100_000);
    let varga = format!("{}{many}", "Varga ".repeat(16));
    for (typed, found) in [(many, false), (long, false), (varga, true)] {
        let filter = Filter {
            source: Some(typed.clone()),
            ..Filter::default()
        };
        let all = filter.clone();
        assert_eq!(db.read(move |r| r.quotes(&all)).total > 0, found);
        let all = filter.clone();
        assert_eq!(db.read(move |r| r.sources(&all)).total > 0, found);
        let all = filter.clone();
        assert_eq!(db.read(move |r| r.articles(&all)).total > 0, found);
        db.read(move |r| r.figures(&filter));
        let filter = Filter {
            article: Some(typed),
            ..Filter::default()
        };
        assert_eq!(db.read(move |r| r.figures(&filter)).total, 0);
    }
}

#[test]
fn a_source_is_called_as_most_articles_call_it() {
    let db = fresh();
    let add = |n: u32, name: &'static str, kind| {
        db.add(upload(&format!("{name} spoke in town {n}."), None, |text| Claims {
            sources: vec![source(name, kind, vec![place(text, name)])],
            ..Claims::default()
        }))
    };
    let called = || {
        let rows = db.read(|r| r.sources(&Filter::default())).rows;
        assert_eq!(db.store.verify(|_, _| {}).unwrap(), [""; 0]);
        assert_eq!(rows.len(), 1, "{rows:?}");
        let named = Filter {
            source: Some(rows[0].name.clone()),
            ..Filter::default()
        };
        assert_eq!(db.read(move |r| r.sources(&named)).rows, rows, "found by its name");
        (rows[0].name.clone(), rows[0].kind)
    };
    let (shouted, plain) = (
        ("ILSE VARGA".to_owned(), SourceKind::Person),
        ("Ilse Varga".to_owned(), SourceKind::Person),
    );
    add(1, "ILSE VARGA", SourceKind::Person);
    assert_eq!(called(), shouted);
    let second = add(2, "Ilse Varga", SourceKind::Person);
    assert_eq!(called(), shouted, "of as many the oldest");
    let third = add(3, "Ilse Varga", SourceKind::Person);
    assert_eq!(called(), plain);
    db.write(move |w| w.delete(third));
    assert_eq!(called(), shouted);
    db.write(move |w| w.restore(third));
    assert_eq!(called(), plain);
    db.write(move |w| w.replace_claims(second, &Claims::default(), 2));
    assert_eq!(called(), shouted);
}

#[test]
fn the_claims_of_a_source_that_says_much_are_those_of_one_that_says_little() {
    // page by page the list is found in another way: along the order of all claims, or from the source's own
    let db = fresh();
    let text = "The Ardenian Interior Ministry spoke. The Red Lantern spoke. ".to_owned() + &"1 died. ".repeat(120);
    for day in 1..4 {
        db.add(upload(&format!("{text}{day}"), Some(date(2030, 1, day)), |text| {
            let ministry = place(text, "Ardenian Interior Ministry");
            let lantern = place(text, "Red Lantern");
            let first = text.as_str().find("1 died").unwrap();
            Claims {
                figures: (0..120)
                    .map(|i| {
                        let number = text.span(first + i * 8..first + i * 8 + 1).unwrap();
                        let (people, effect) = match i % 3 {
                            0 => (i as u64, Effect::Injured),
                            _ => (1, Effect::Killed),
                        };
                        Figure {
                            source: Some(if i % 10 == 0 { lantern } else { ministry }),
                            ..figure(number, Some(people), Some(people), Hedge::Exact, effect)
                        }
                    })
                    .collect(),
                sources: vec![
                    source("Ardenian Interior Ministry", SourceKind::Organization, vec![ministry]),
                    source("Red Lantern", SourceKind::Organization, vec![lantern]),
                ],
                ..Claims::default()
            }
        }));
    }
    let sources = db.read(|r| r.sources(&Filter::default())).rows;
    assert_eq!(sources.iter().map(|s| s.figures).collect::<Vec<_>>(), [36, 324]);
    for one in sources {
        for order in [Order::Newest, Order::Oldest, Order::Most, Order::Least] {
            for effect in [None, Some(Effect::Injured)] {
                let filter = Filter {
                    effect,
                    order,
                    ..Filter::default()
                };
                let listed = |filter: Filter| {
                    let (mut rows, mut totals) = (Vec::new(), Vec::new());
                    for page in 1..9 {
                        let filter = Filter { page, ..filter.clone() };
                        let mut part = db.read(move |r| r.figures(&filter));
                        if !part.rows.is_empty() {
                            totals.push(part.total as usize);
                        }
                        rows.append(&mut part.rows);
                    }
                    assert!(
                        totals.iter().all(|&total| total == rows.len()),
                        "{filter:?}: {totals:?}"
                    );
                    rows
                };
                let mut expected = listed(filter.clone());
                expected.retain(|row| row.source.as_ref().is_some_and(|m| m.source == one.id));
                let of = Filter {
                    source_id: Some(one.id),
                    ..filter
                };
                assert_eq!(listed(of.clone()), expected, "{of:?}");
                let first = db.read({
                    let of = of.clone();
                    move |r| r.first_figure(&of)
                });
                assert_eq!(first.as_ref(), expected.first());
                let order = |order| Filter { order, ..of.clone() };
                let (least, most) = (listed(order(Order::Least)), listed(order(Order::Most)));
                let extremes = db.read(move |r| r.extremes(&of));
                assert_eq!(extremes, (least.first().cloned(), most.first().cloned()));
            }
        }
    }
}
