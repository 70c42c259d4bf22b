//! `claimbook reprocess`: the claims of stored articles, found again.

use super::{Outcome, complain, open_existing, progress, say, several};
use crate::{
    extract, ingest,
    store::{self, ArticleId, Store, StoreError},
};
use std::path::Path;

/// Find the claims of stored articles again, with the rules of this version
///
/// The texts stay as they are, and so do the addresses of claims that are found again. Each article is changed in one
/// step: if this is interrupted, run it again.
#[derive(Debug, clap::Args)]
pub(super) struct Options {
    /// Only articles whose claims were found by other rules than this version's
    #[arg(long)]
    outdated: bool,
}

pub(super) fn run(database: Option<&Path>, options: &Options) -> Outcome {
    let store = open_existing(database)?;
    let ids = if options.outdated {
        store.read_now(|reader| reader.articles_with_older_extractor(extract::VERSION))?
    } else {
        store.read_now(|reader| reader.article_ids())?
    };
    let bar = progress(ids.len());
    let (mut done, mut failed) = (0, 0);
    for id in ids {
        bar.set_message(format!("/articles/{id}"));
        match again(&store, id) {
            Ok(changed) => done += usize::from(changed),
            Err(error @ (StoreError::Misplaced(_) | StoreError::Crashed)) => {
                failed += 1;
                bar.suspend(|| complain(format_args!("/articles/{id} keeps its claims: {error}")));
            }
            Err(error) => {
                bar.finish_and_clear();
                return Err(error.into());
            }
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    match (done, options.outdated) {
        (0, true) if failed == 0 => say("every article's claims are up to date"),
        _ => say(format_args!(
            "found the claims of {} again",
            several(done, "article", "articles")
        )),
    }
    Ok(failed == 0)
}

/// One article, in one transaction; `false` if it has been deleted meanwhile.
///
/// The claims are found before the transaction, which would keep the pages from writing for so long. Its text never
/// changes, but a page may correct its date in between: then they are found once more.
fn again(store: &Store, id: ArticleId) -> store::Result<bool> {
    loop {
        let Some(article) = store.read_now(move |reader| reader.article_text(id))? else {
            return Ok(false);
        };
        let (claims, extractor) = ingest::claims(&article.text, article.date);
        let changed = store.write_now(move |writer| match writer.reading().article_text(id)? {
            None => Ok(Some(false)),
            Some(now) if now.date != article.date => Ok(None),
            Some(_) => writer.replace_claims(id, &claims, extractor).map(|()| Some(true)),
        })?;
        if let Some(changed) = changed {
            return Ok(changed);
        }
    }
}
