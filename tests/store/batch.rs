//! Many uploads at once.

use crate::{check::findings, fresh, sample::*};
use claimbook::{claim::*, store::*};

fn small(i: u32) -> NewUpload {
    upload(&format!("Ward {i} closed its school."), None, |_| Claims::default())
}

/// One whose claim lies over two paragraphs, where no claim may.
fn misplaced() -> NewUpload {
    upload(DAM, None, |text| Claims {
        figures: vec![Figure {
            group: text.span(0..200),
            ..figure(place(text, "31"), Some(31), None, Hedge::Exact, Effect::Killed)
        }],
        ..Claims::default()
    })
}

#[test]
fn what_does_not_fit_is_refused_alone() {
    let db = fresh();
    let answers = db.store.add_all_now(vec![small(1), misplaced(), small(2), small(1)]);
    assert!(
        matches!(
            &answers[..],
            [
                Ok(Added::Stored(one)),
                Err(StoreError::Misplaced(_)),
                Ok(Added::Stored(two)),
                Ok(Added::AlreadyThere(again)),
            ] if one == again && one != two
        ),
        "{answers:?}"
    );
    assert_eq!(db.read(|r| r.totals()).articles, 2);
    assert_eq!(findings(&db), [""; 0]);
}

#[tokio::test]
async fn all_are_answered_in_their_order() {
    let db = fresh();
    let answers = db.store.add_all((0..40).map(small).collect()).await;
    let ids: Vec<ArticleId> = answers
        .into_iter()
        .map(|answer| match answer {
            Ok(Added::Stored(ids)) => ids[0],
            other => panic!("{other:?}"),
        })
        .collect();
    assert!(ids.is_sorted() && ids.len() == 40);
    let names = db.read(move |r| r.names(&[ids[7], 999, ids[3]]));
    let names: Vec<_> = names.iter().map(|(article, _)| article.opening.as_str()).collect();
    assert_eq!(names, ["Ward 7 closed its school.", "Ward 3 closed its school."]);
    assert!(db.store.add_all(Vec::new()).await.is_empty());
}

#[test]
fn what_was_made_of_bytes_is_known_by_them() {
    let db = fresh();
    let (bytes, id) = (small(1).bytes, db.add(small(1)));
    let made = |bytes: &[u8]| {
        let bytes = bytes.to_vec();
        db.read(move |r| r.made_of(&bytes)).map(|article| article.id)
    };
    assert_eq!(made(&bytes), Some(id));
    assert_eq!(made(b"other"), None);
    // what was deleted must be brought back, and what holds several may not be all there
    db.write(move |w| w.delete(id));
    assert_eq!(made(&bytes), None);
    let mut several = small(2);
    let other = small(3).articles.remove(0);
    several.articles.push(NewArticle {
        member: Some("b.txt".into()),
        ..other
    });
    let bytes = several.bytes.clone();
    db.add(several);
    assert_eq!(made(&bytes), None);
}
