//! What was made of an upload, beside what today's readers make of it.

use super::{Document, Refusal, Refused, claims, details_of, look};
use crate::store::{Again, NewArticle, Stored, StoredUpload};

/// What is to be done with an upload that was read again.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Articles that come out otherwise than they are stored.
    pub changes: Vec<(Stored, Again)>,
    /// Articles that are to be added: of an upload that was taken for one article, and holds several.
    pub more: Vec<NewArticle>,
    /// Articles that come out as they are stored.
    pub unchanged: usize,
    /// Articles that are not found in the upload any more, which stay as they are, with the reason if there is one.
    pub missing: Vec<(Stored, Option<Refusal>)>,
    /// How many articles are in it that the store does not have: they could not be read before, or were deleted for good.
    pub not_stored: usize,
}

/// Reads an upload of the store again. Its articles are known by their names inside it, or by their texts.
///
/// # Errors
/// With the reason, if no article of it can be read any more.
pub fn reread(upload: StoredUpload) -> Result<Plan, Refusal> {
    let StoredUpload {
        name,
        bytes,
        articles,
        deleted,
    } = upload;
    let reading = look(name.as_deref(), bytes)?;
    let mut found: Vec<Option<Document>> = reading.documents.into_iter().map(Some).collect();
    let mut pairs: Vec<(Stored, Option<Document>)> = articles.into_iter().map(|stored| (stored, None)).collect();
    let fits: [fn(&Stored, &Document) -> bool; 2] = [
        |stored, document| stored.member == document.member,
        |stored, document| stored.is_text(&document.article.text),
    ];
    for fits in fits {
        for (stored, taken) in pairs.iter_mut().filter(|(_, taken)| taken.is_none()) {
            let same = |document: &&mut Option<Document>| document.as_ref().is_some_and(|d| fits(stored, d));
            *taken = found.iter_mut().find(same).and_then(Option::take);
        }
    }
    // what was deleted is not missed
    for document in &mut found {
        if document.as_ref().is_some_and(|d| deleted.contains(&d.member)) {
            *document = None;
        }
    }
    let mut rest: Vec<Document> = found.into_iter().flatten().collect();
    let mut more = Vec::new();
    if let [(stored, taken @ None)] = pairs.as_mut_slice()
        && deleted.is_empty()
        && (stored.member.is_none() || rest.len() == 1)
        && !rest.is_empty()
    {
        // the whole upload was this article: what is first in it stands in its place
        *taken = Some(rest.remove(0));
        more.extend(rest.drain(..).map(new_article));
    }
    let mut plan = Plan {
        changes: Vec::new(),
        more,
        unchanged: 0,
        missing: Vec::new(),
        not_stored: rest.len(),
    };
    for (stored, taken) in pairs {
        match taken {
            Some(document) => {
                let again = read_again(&stored, document);
                match stored.is_like(&again) {
                    true => plan.unchanged += 1,
                    false => plan.changes.push((stored, again)),
                }
            }
            None => {
                let why = refusal_of(&stored, &reading.refused);
                plan.missing.push((stored, why));
            }
        }
    }
    Ok(plan)
}

/// With claims, where they have to be found again.
fn read_again(stored: &Stored, document: Document) -> Again {
    let article = document.article;
    let date = stored.shown_after(&details_of(&article)).date;
    let claims = stored.needs_claims(&article).then(|| claims(&article.text, date));
    Again {
        member: document.member,
        article,
        claims,
    }
}

fn new_article(document: Document) -> NewArticle {
    let (claims, extractor) = claims(&document.article.text, document.article.date);
    NewArticle {
        member: document.member,
        format: document.format,
        read: details_of(&document.article),
        article: document.article,
        claims,
        extractor,
    }
}

fn refusal_of(stored: &Stored, refused: &[Refused]) -> Option<Refusal> {
    let named = refused.iter().find(|r| Some(&r.member) == stored.member.as_ref());
    named.map(|refused| refused.why.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ingest::read,
        store::{Added, ArticleId, Became, Details, RereadUpload, Store},
        text::Text,
    };

    const TABLE: &str =
        "title,text\nFire,Two men died at Sarn on Monday.\nFlood,Three women drowned at Maren on Friday.\n";

    struct Book {
        store: Store,
        _folder: tempfile::TempDir,
    }

    impl Book {
        fn with(bytes: &[u8], older: impl Fn(&mut NewArticle)) -> (Book, Vec<ArticleId>) {
            let folder = tempfile::tempdir().unwrap();
            let store = Store::open(&folder.path().join("claims.db")).unwrap();
            let mut upload = read(Some("a"), bytes.to_vec(), &Details::default()).unwrap();
            upload.articles.iter_mut().for_each(older);
            let Added::Stored(ids) = store.write_now(|w| w.add(upload)).unwrap() else {
                panic!("it was there already")
            };
            (Book { store, _folder: folder }, ids)
        }

        fn reread(&self) -> Result<Plan, Refusal> {
            let stored = self
                .store
                .read_now(|r| r.stored_upload(r.uploads_listed()?[0]))
                .unwrap();
            reread(stored.unwrap())
        }

        fn carry_out(&self, plan: &Plan) -> RereadUpload {
            let (changes, more) = (plan.changes.clone(), plan.more.clone());
            let done = self
                .store
                .write_now(move |w| {
                    let upload = w.reading().uploads_listed()?[0];
                    w.reread(upload, &changes, &more)
                })
                .unwrap();
            assert_eq!(self.store.verify(|_, _| {}).unwrap(), [""; 0]);
            done.unwrap()
        }
    }

    #[test]
    fn articles_are_known_by_their_names_and_texts() {
        let (book, ids) = Book::with(TABLE.as_bytes(), |one| {
            if one.article.title.as_deref() == Some("Flood") {
                one.article.text = Text::clean("Three women.");
                one.claims = Default::default();
            }
        });
        let plan = book.reread().unwrap();
        assert_eq!((plan.unchanged, plan.changes.len(), plan.not_stored), (1, 1, 0));
        assert_eq!(plan.changes[0].0.id, ids[1]);
        book.carry_out(&plan);
        assert_eq!(book.reread().unwrap().unchanged, 2, "once more does nothing");

        // another name of the same text is no new article
        let (book, ids) = Book::with(TABLE.as_bytes(), |one| {
            one.member = one.member.take().map(|m| format!("old {m}"))
        });
        let plan = book.reread().unwrap();
        assert_eq!((plan.unchanged, plan.changes.len(), plan.not_stored), (0, 2, 0));
        let done = book.carry_out(&plan);
        assert!(done.articles.iter().all(|one| one.became == Became::Details));
        assert_eq!(plan.changes[1].0.id, ids[1]);
        assert_eq!(book.reread().unwrap().unchanged, 2);
    }

    #[test]
    fn what_was_taken_for_one_article_can_be_several() {
        let (book, ids) = Book::with(TABLE.as_bytes(), |_| {});
        // as a reader had it that took a table for plain text
        let bytes = TABLE.as_bytes().to_vec();
        drop(book);
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("claims.db")).unwrap();
        let mut upload = read(Some("a.csv"), bytes, &Details::default()).unwrap();
        upload.articles.truncate(1);
        upload.articles[0].member = None;
        upload.articles[0].article.text = Text::clean(TABLE);
        upload.articles[0].claims = Default::default();
        store.write_now(|w| w.add(upload)).unwrap();
        let book = Book { store, _folder: folder };
        let plan = book.reread().unwrap();
        assert_eq!((plan.changes.len(), plan.more.len(), plan.not_stored), (1, 1, 0));
        let done = book.carry_out(&plan);
        assert_eq!((done.articles.len(), done.added.len()), (1, 1));
        assert_eq!(book.store.read_now(|r| r.totals()).unwrap().articles, 2);
        let plan = book.reread().unwrap();
        assert_eq!((plan.unchanged, plan.changes.len(), plan.more.len()), (2, 0, 0));
        assert_eq!(ids.len(), 2);
    }

    #[test]
    fn what_was_deleted_does_not_come_back() {
        let (book, ids) = Book::with(TABLE.as_bytes(), |_| {});
        let first = ids[0];
        book.store.write_now(move |w| w.delete(first)).unwrap();
        let plan = book.reread().unwrap();
        assert_eq!((plan.unchanged, plan.more.len(), plan.not_stored), (1, 0, 0));
        // gone for good: it is said to be there, and comes back only if the file is sent again
        book.store.write_now(|w| w.purge(0)).unwrap();
        let plan = book.reread().unwrap();
        assert_eq!((plan.unchanged, plan.more.len(), plan.not_stored), (1, 0, 1));
        let again = read(Some("a"), TABLE.as_bytes().to_vec(), &Details::default()).unwrap();
        book.store.write_now(|w| w.add(again)).unwrap();
        assert_eq!(book.reread().unwrap().unchanged, 2);
    }

    #[test]
    fn what_is_not_found_any_more_stays() {
        let (book, ids) = Book::with(TABLE.as_bytes(), |one| {
            if one.article.title.as_deref() == Some("Flood") {
                one.member = Some("row 9".into());
                one.article.text = Text::clean("Something else.");
                one.claims = Default::default();
            }
        });
        let plan = book.reread().unwrap();
        assert_eq!((plan.unchanged, plan.changes.len(), plan.not_stored), (1, 0, 1));
        assert_eq!((plan.missing[0].0.id, &plan.missing[0].1), (ids[1], &None));
    }
}
