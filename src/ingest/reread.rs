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
