//! Uploads that are read again: what becomes of articles, of their addresses, and of what people decided.

use crate::{
    Fresh,
    check::{file, findings},
    fresh,
    sample::*,
};
use claimbook::{article::Article, claim::*, store::*, text::Text};
use jiff::civil::date;

/// The article about the dam as an older reader had it: with a menu above it, and its first words elsewhere.
const MENU: &str = "Home World Sport Weather\n\n";

fn with_menu() -> NewUpload {
    let mut upload = upload(&format!("{MENU}{DAM}"), Some(DATE), dam_claims);
    upload.bytes = b"the page".to_vec();
    upload
}

/// What is stored of the upload of this article, if lists have it.
pub(crate) fn stored(db: &Fresh, id: ArticleId) -> Option<(i64, Stored)> {
    db.read(move |r| {
        for upload in r.uploads_listed()? {
            let found = r.stored_upload(upload)?.unwrap();
            if let Some(one) = found.articles.into_iter().find(|one| one.id == id) {
                return Ok(Some((upload, one)));
            }
        }
        Ok(None)
    })
}

/// The same article with another text.
fn read_as(text: &str) -> Article {
    Article {
        text: Text::clean(text),
        ..with_menu().articles.remove(0).article
    }
}

fn reread(db: &Fresh, id: ArticleId, article: Article, claims: impl FnOnce(&Text) -> Claims) -> Reread {
    let (upload, was) = stored(db, id).unwrap();
    let claims = was.needs_claims(&article).then(|| (claims(&article.text), 1));
    let again = Again {
        member: was.member.clone(),
        article,
        claims,
    };
    let done = db.write(move |w| w.reread(upload, &[(was, again)], &[])).unwrap();
    assert_eq!(findings(db), [""; 0]);
    done.articles.into_iter().next().unwrap()
}

pub(crate) fn new_version(done: &Reread) -> ArticleId {
    match done.became {
        Became::Version(id) => id,
        other => panic!("{other:?}"),
    }
}

fn found(db: &Fresh, words: &'static str) -> Vec<ArticleId> {
    let hits = db.read(move |r| r.search(words, 1)).rows;
    hits.into_iter().map(|hit| hit.article.id).collect()
}

#[test]
fn another_text_is_a_new_article_in_place_of_the_old_one() {
    let db = fresh();
    let old = db.add(with_menu());
    db.add(two_men());
    let (before, page) = (db.read(|r| r.totals()), db.read(move |r| r.article(old)).unwrap());
    assert_eq!(found(&db, "weather"), [old]);

    let done = reread(&db, old, read_as(DAM), dam_claims);
    let new = new_version(&done);
    assert_eq!((done.stayed.len(), done.left.len()), (0, 0));
    assert_eq!(db.read(|r| r.totals()), before, "counted once");
    assert_eq!(found(&db, "weather"), [] as [ArticleId; 0]);
    assert!(found(&db, "dam").iter().all(|&id| id == new));
    let rows = |f: Filter| {
        db.read(move |r| r.articles(&f))
            .rows
            .into_iter()
            .map(|row| row.article.id)
            .collect::<Vec<_>>()
    };
    assert!(!rows(Filter::default()).contains(&old));
    for order in [Order::Name, Order::Oldest, Order::Most] {
        let filter = Filter {
            order,
            ..Filter::default()
        };
        assert!(
            rows(filter.clone()).contains(&new) && !rows(filter).contains(&old),
            "{order:?}"
        );
    }

    // the old page is as it was, but for what it leads to
    let kept = db.read(move |r| r.article(old)).unwrap();
    assert_eq!(kept.versions.newer.unwrap().0, new);
    assert_eq!(
        ArticlePage {
            versions: Versions::default(),
            ..kept.clone()
        },
        page,
        "with its claims at their places"
    );
    let now = db.read(move |r| r.article(new)).unwrap();
    assert_eq!(
        (now.versions.newer, now.versions.older.as_slice()),
        (None, [old].as_slice())
    );
    assert!(now.versions.reread.is_some());
    assert_eq!(now.row.added, page.row.added, "when it was added is the same");
    assert_eq!(now.figures[0].anchor, "f9-11");
    assert_eq!(page.figures[0].anchor, "f35-37");
    // lists that somebody kept the address of lead to the newest
    let of = |id| Filter {
        article_id: Some(id),
        ..Filter::default()
    };
    assert_eq!(
        db.read(move |r| r.figures(&of(old))),
        db.read(move |r| r.figures(&of(new)))
    );
    assert_eq!(
        db.read(move |r| r.copies(new)),
        [],
        "it is no other print of the report"
    );

    // once more does nothing, and a third reading replaces both
    assert_eq!(reread(&db, new, read_as(DAM), dam_claims).became, Became::Unchanged);
    let newest = new_version(&reread(&db, new, read_as(&format!("{DAM}\nMore follows.")), dam_claims));
    let versions = db.read(move |r| r.article_head(newest)).unwrap().versions;
    assert_eq!(versions.older, [new, old]);
    assert_eq!(
        db.read(move |r| r.article_head(old)).unwrap().versions.newer.unwrap().0,
        newest
    );
    assert_eq!(db.read(|r| r.totals()), before);
    assert_eq!(db.read(|r| r.uploads_listed()).len(), 2);
}

/// A short article about something else.
fn two_men() -> NewUpload {
    upload("Two men died in a fire at the cannery of Sarn.", None, |text| Claims {
        figures: vec![figure(
            place(text, "Two"),
            Some(2),
            Some(2),
            Hedge::Exact,
            Effect::Killed,
        )],
        ..Claims::default()
    })
}

#[test]
fn readings_are_deleted_and_brought_back_together() {
    let db = fresh();
    let old = db.add(with_menu());
    let new = new_version(&reread(&db, old, read_as(DAM), dam_claims));
    assert!(!db.write(move |w| w.delete(old)), "the newest is what is deleted");
    assert!(!db.write(move |w| w.correct(old, &Details::default())));
    assert_eq!(db.write(|w| w.add(with_menu())), Added::AlreadyThere(vec![new]));
    assert_eq!(db.read(|r| r.made_of(b"the page")).unwrap().id, new);

    assert!(db.write(move |w| w.delete(new)));
    assert!(db.read(move |r| Ok(r.is_deleted(old)? && r.is_deleted(new)?)));
    assert_eq!(db.read(|r| r.deleted(1)).rows.len(), 1);
    assert_eq!(
        db.read(|r| r.uploads_listed()),
        [] as [i64; 0],
        "what is deleted is not read again"
    );
    assert_eq!(findings(&db), [""; 0]);
    assert!(db.write(move |w| w.restore(old)), "by either address");
    assert!(db.read(move |r| r.article_head(old)).unwrap().versions.newer.is_some());
    assert_eq!(db.read(|r| r.totals()).articles, 1);
    assert_eq!(findings(&db), [""; 0]);

    db.write(move |w| w.delete(new));
    assert_eq!(
        db.write(|w| w.add(with_menu())),
        Added::AlreadyThere(vec![new]),
        "it comes back"
    );
    assert!(db.read(move |r| r.article_head(old)).is_some());
    db.write(move |w| w.delete(new));
    assert_eq!(db.write(|w| w.purge(0)), 2);
    let left = |sql: &str| file(&db).query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(left("SELECT count(*) FROM upload"), 0);
    assert_eq!(left("SELECT count(*) FROM source WHERE instr(key, ':') > 0"), 0);
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn what_was_corrected_goes_over() {
    let db = fresh();
    let old = db.add(with_menu());
    let typed = Details {
        title: Some("Dam bursts".into()),
        date: Some(date(2031, 3, 4)),
        outlet: Some("The Ardenian Courier".into()),
        address: None,
    };
    let wanted = typed.clone();
    assert!(db.write(move |w| w.correct(old, &typed)));
    let read = Article {
        title: Some("A title that today's reader finds".into()),
        outlet: Some("Courier".into()),
        author: Some("M. Quell".into()),
        ..read_as(DAM)
    };
    let new = new_version(&reread(&db, old, read, dam_claims));
    let page = db.read(move |r| r.article(new)).unwrap();
    let shown = &page.row.article;
    assert_eq!((&shown.title, shown.date), (&wanted.title, wanted.date));
    assert_eq!(shown.outlet.as_deref(), Some("Courier"), "which nobody corrected");
    assert_eq!(page.read.title.as_deref(), Some("A title that today's reader finds"));
    assert_eq!(page.author.as_deref(), Some("M. Quell"));
    // it can be undone still
    let read = page.read.clone();
    assert!(db.write(move |w| w.correct(new, &read)));
    assert_eq!(
        db.read(move |r| r.article(new)).unwrap().row.article.title,
        page.read.title
    );
}

#[test]
fn other_details_of_the_same_text_are_taken_over() {
    let db = fresh();
    let id = db.add(with_menu());
    let typed = Details {
        title: Some("Dam bursts".into()),
        date: Some(DATE),
        ..Details::default()
    };
    db.write(move |w| w.correct(id, &typed));
    let text = format!("{MENU}{DAM}");
    let read = || Article {
        title: Some("As it is read now".into()),
        address: Some("https://courier.example/dam".into()),
        date: Some(date(2031, 3, 6)),
        ..read_as(&text)
    };
    assert_eq!(reread(&db, id, read(), dam_claims).became, Became::Details);
    let page = db.read(move |r| r.article(id)).unwrap();
    assert_eq!(page.row.article.title.as_deref(), Some("Dam bursts"));
    assert_eq!(page.row.article.date, Some(date(2031, 3, 6)));
    assert_eq!(page.row.article.outlet, None, "a person took it away");
    assert_eq!(page.address.as_deref(), Some("https://courier.example/dam"));
    assert_eq!(reread(&db, id, read(), dam_claims).became, Became::Unchanged);
    // what the file says by now is no correction any more
    let read = || Article {
        title: Some("Dam bursts".into()),
        ..read()
    };
    assert_eq!(reread(&db, id, read(), dam_claims).became, Became::Details);
    let again = || Article { title: None, ..read() };
    reread(&db, id, again(), dam_claims);
    assert_eq!(db.read(move |r| r.article(id)).unwrap().row.article.title, None);
}

#[test]
fn what_may_have_been_typed_stays() {
    let db = fresh();
    let id = db.add(with_menu());
    // stored by an older version, which did not keep apart what was typed
    file(&db).execute("UPDATE article SET typed_apart = 0", []).unwrap();
    let text = format!("{MENU}{DAM}");
    let read = || Article {
        title: Some("A title".into()),
        outlet: Some("Courier".into()),
        ..read_as(&text)
    };
    let done = reread(&db, id, read(), dam_claims);
    assert_eq!(
        (done.became, done.stayed.as_slice()),
        (Became::Details, ["outlet"].as_slice())
    );
    let page = db.read(move |r| r.article(id)).unwrap();
    assert_eq!(page.row.article.outlet.as_deref(), Some("The Ardenian Courier"));
    assert_eq!(
        page.row.article.title.as_deref(),
        Some("A title"),
        "where there was none"
    );
    assert_eq!(page.read.outlet.as_deref(), Some("Courier"));
    assert_eq!(reread(&db, id, read(), dam_claims).became, Became::Unchanged);
}

#[test]
fn what_was_typed_beside_the_file_is_kept_apart() {
    let db = fresh();
    let mut new = with_menu();
    new.articles[0].article.title = Some("Typed".into());
    let id = db.add(new);
    let page = db.read(move |r| r.article(id)).unwrap();
    assert_eq!(
        (page.row.article.title.as_deref(), page.read.title),
        (Some("Typed"), None)
    );
    let read = Article {
        title: Some("Read".into()),
        ..read_as(DAM)
    };
    let new = new_version(&reread(&db, id, read, dam_claims));
    assert_eq!(
        db.read(move |r| r.article(new)).unwrap().row.article.title.as_deref(),
        Some("Typed")
    );
}

fn source_named(db: &Fresh, article: ArticleId, name: &str) -> SourceId {
    let page = db.read(move |r| r.article(article)).unwrap();
    page.sources.iter().find(|source| source.name == name).unwrap().id
}

#[test]
fn who_is_who_goes_over_where_the_words_stand() {
    let db = fresh();
    let old = db.add(with_menu());
    let other = db.add(upload("Ilse Varga said no.", None, |text| Claims {
        sources: vec![source(
            "Ilse Varga",
            SourceKind::Person,
            vec![place(text, "Ilse Varga")],
        )],
        ..Claims::default()
    }));
    let (witness, workers) = (
        source_named(&db, old, "A witness"),
        source_named(&db, old, "rescue workers"),
    );
    let varga = source_named(&db, other, "Ilse Varga");
    // the witness is one with the ministry; what the article says of Varga is somebody else's
    let ministry = source_named(&db, old, "Ardenian Interior Ministry");
    db.write(move |w| w.merge(ministry, witness));
    let own = match db.write(move |w| w.part(old, varga)) {
        Parted::Now { own, .. } => own,
        other => panic!("{other:?}"),
    };
    db.write(move |w| w.tell_apart(own, varga));
    assert_eq!(findings(&db), [""; 0]);

    let done = reread(&db, old, read_as(DAM), dam_claims);
    let new = new_version(&done);
    assert_eq!(done.left, [] as [String; 0]);
    assert_eq!(
        source_named(&db, new, "rescue workers"),
        workers,
        "its address is the same"
    );
    assert_eq!(db.read(move |r| r.survivor(ministry)), witness);
    assert_eq!(source_named(&db, new, "Ilse Varga"), own);
    assert_eq!(db.read(move |r| r.source_row(own)).unwrap().articles, 1);
    assert_eq!(db.read(move |r| r.decisions(own)).different.len(), 1);
    let parted = db.read(move |r| r.decisions(own)).parted_here;
    assert_eq!((parted.len(), parted[0].article.id), (1, new));

    // all of it can be undone in the new one
    assert!(db.write(move |w| w.unmerge(ministry)).is_some());
    assert_eq!(source_named(&db, new, "A witness"), witness);
    assert!(db.write(move |w| w.put_back(own)).is_some());
    assert_eq!(source_named(&db, new, "Ilse Varga"), varga);
    assert_eq!(findings(&db), [""; 0]);
    // the witness stands for nobody elsewhere, also now that two readings have him
    assert_eq!(db.write(move |w| w.part(new, witness)), Parted::Alone);
}

#[test]
fn what_has_no_place_in_the_new_text_is_told_and_stays_with_the_old_one() {
    let db = fresh();
    let old = db.add(with_menu());
    let (witness, workers) = (
        source_named(&db, old, "A witness"),
        source_named(&db, old, "rescue workers"),
    );
    db.write(move |w| w.merge(workers, witness));
    let text = DAM.replace(
        "A witness, who is 54, said two dozen were missing near Łomża’s café.",
        "More follows.",
    );
    let done = reread(&db, old, read_as(&text), |text| {
        let at = |words| place(text, words);
        Claims {
            sources: vec![Source {
                anonymous: true,
                ..source("rescue workers", SourceKind::Group, vec![at("rescue workers")])
            }],
            ..Claims::default()
        }
    });
    let new = new_version(&done);
    assert_eq!(done.left, ["A witness"]);
    // the old page has them as one still
    let page = db.read(move |r| r.article(old)).unwrap();
    assert_eq!(page.sources.len(), 3);
    assert_eq!(
        source_named(&db, new, "rescue workers"),
        witness,
        "under whom both were shown"
    );
    assert_eq!(db.read(move |r| r.only_in_older(witness)), Some(old));
    // and what the next reading finds again has its place
    let newest = new_version(&reread(&db, new, read_as(DAM), dam_claims));
    assert_eq!(source_named(&db, newest, "rescue workers"), witness);
    assert!(db.write(move |w| w.unmerge(workers)).is_some());
    assert_eq!(source_named(&db, newest, "rescue workers"), workers);
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn nothing_is_done_to_what_was_changed_meanwhile() {
    let db = fresh();
    let id = db.add(with_menu());
    let (upload, was) = stored(&db, id).unwrap();
    let typed = Details {
        title: Some("Dam".into()),
        ..Details::default()
    };
    db.write(move |w| w.correct(id, &typed));
    let article = read_as(DAM);
    let again = Again {
        member: None,
        claims: Some((dam_claims(&article.text), 1)),
        article,
    };
    let changes = vec![(was, again.clone())];
    assert_eq!(db.write(move |w| w.reread(upload, &changes, &[])), None);
    let (_, was) = stored(&db, id).unwrap();
    let without = vec![(was, Again { claims: None, ..again })];
    assert!(
        db.store.write_now(move |w| w.reread(upload, &without, &[])).is_err(),
        "another text without its claims"
    );
    assert_eq!(db.read(|r| r.totals()).articles, 1);
    assert_eq!(findings(&db), [""; 0]);
}

#[test]
fn readings_that_somebody_tampered_with_are_found() {
    let db = fresh();
    let old = db.add(with_menu());
    let other = db.add(two_men());
    let new = new_version(&reread(&db, old, read_as(DAM), dam_claims));
    for (change, back) in [
        (
            format!("UPDATE article SET replaced_by = {other} WHERE id = {old}"),
            format!("UPDATE article SET replaced_by = {new} WHERE id = {old}"),
        ),
        (
            format!("UPDATE article SET replaced_by = NULL WHERE id = {old}"),
            format!("UPDATE article SET replaced_by = {new} WHERE id = {old}"),
        ),
        (
            format!("UPDATE article SET deleted_at = 1 WHERE id = {old}"),
            format!("UPDATE article SET deleted_at = NULL WHERE id = {old}"),
        ),
    ] {
        file(&db).execute_batch(&change).unwrap();
        assert!(!findings(&db).is_empty(), "{change}");
        file(&db).execute_batch(&back).unwrap();
        assert_eq!(findings(&db), [""; 0], "{back}");
    }
    // a reading that was changed before goes on being found after the next one
    file(&db)
        .execute_batch(&format!("UPDATE article SET author = 'Nobody' WHERE id = {old}"))
        .unwrap();
    let (upload, was) = stored(&db, new).unwrap();
    let article = read_as(&format!("{DAM}\nMore."));
    let again = Again {
        member: None,
        claims: Some((dam_claims(&article.text), 1)),
        article,
    };
    db.write(move |w| w.reread(upload, &[(was, again)], &[]));
    assert!(
        findings(&db)
            .iter()
            .any(|finding| finding.contains(&format!("Article {old}: ")))
    );
}
