//! `claimbook reprocess`: the claims of stored articles, found again; or the articles, read again.

use super::{Outcome, complain, open_existing, plain, progress, say, several};
use crate::{
    extract,
    ingest::{self, Plan},
    store::{self, ArticleId, Became, RereadUpload, Store, StoreError, Stored},
};
use indicatif::ProgressBar;
use std::path::Path;

/// Find the claims of stored articles again, or read the articles again, with the rules of this version
///
/// The texts stay as they are, and so do the addresses of claims that are found again. With --reread every file is read again
/// from the bytes that were kept. Where its text comes out otherwise, that becomes a new version of the article: lists, search
/// and counts have it in place of the old one, whose page stays at its address and leads to the new one. Where only title,
/// date, author, outlet or address come out otherwise, they are taken over. What was corrected or decided by hand stays; what
/// has no place in the new text is told by name and stays with the old version. Each file is changed in one step: if this is
/// interrupted, run it again, and what is done already stays as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(super) struct Options {
    /// Only articles whose claims were found by other rules than this version's
    #[arg(long)]
    outdated: bool,

    /// Read every file again that articles came from, and keep what comes out otherwise as new versions
    #[arg(long, conflicts_with = "outdated")]
    reread: bool,
}

const AFTER_HELP: &str = "\
Examples:
  claimbook reprocess --outdated        after an update: better rules for claims
  claimbook backup before.db            a copy, to be on the safe side
  claimbook reprocess --reread          after an update: better reading of files";

pub(super) fn run(database: Option<&Path>, options: &Options) -> Outcome {
    let store = open_existing(database)?;
    if options.reread {
        return reread(&store);
    }
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

/// What reading again came to, over all uploads.
#[derive(Default)]
struct Summary {
    unchanged: usize,
    details: usize,
    versions: usize,
    added: usize,
    /// Files or articles that could not be read.
    unread: usize,
}

fn reread(store: &Store) -> Outcome {
    let uploads = store.read_now(|reader| reader.uploads_listed())?;
    let bar = progress(uploads.len());
    let mut sum = Summary::default();
    for &upload in &uploads {
        if let Err(error) = reread_one(store, upload, &mut sum, &bar) {
            bar.finish_and_clear();
            return Err(error.into());
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    let mut words = vec![format!("{} unchanged", sum.unchanged)];
    let mut add = |count: usize, what: String| {
        if count > 0 {
            words.push(what);
        }
    };
    add(sum.details, format!("{} with other details", sum.details));
    add(sum.versions, several(sum.versions, "new version", "new versions"));
    add(sum.added, format!("{} more found in them", sum.added));
    add(sum.unread, format!("{} could not be read again", sum.unread));
    let files = several(uploads.len(), "file", "files");
    say(format_args!("read {files} again; articles: {}", words.join(", ")));
    Ok(sum.unread == 0)
}

/// One upload, in one transaction.
///
/// It is read before the transaction, which would keep the pages from writing for so long. A page may correct or delete an
/// article in between: then it is read once more.
fn reread_one(store: &Store, upload: i64, sum: &mut Summary, bar: &ProgressBar) -> store::Result<()> {
    loop {
        let Some(stored) = store.read_now(move |reader| reader.stored_upload(upload))? else {
            return Ok(());
        };
        let name = match &stored.name {
            Some(name) => plain(name),
            None => "pasted text".to_owned(),
        };
        bar.set_message(name.clone());
        let before = stored.articles.clone();
        let plan = match ingest::reread(stored) {
            Ok(plan) => plan,
            Err(why) => {
                sum.unread += before.len();
                let which = addresses(&before);
                bar.suspend(|| complain(format_args!("{which} ({name}): could not be read again. {why}")));
                return Ok(());
            }
        };
        let unchanged = plan.unchanged;
        let (plan, done) = match plan.changes.is_empty() && plan.more.is_empty() {
            true => (plan, Ok(Some(RereadUpload::default()))),
            false => {
                let (changes, more) = (plan.changes.clone(), plan.more.clone());
                (
                    plan,
                    store.write_now(move |writer| writer.reread(upload, &changes, &more)),
                )
            }
        };
        match done {
            Ok(None) => {}
            Ok(Some(done)) => {
                sum.unchanged += unchanged;
                tell(&name, &plan, &done, sum, bar);
                return Ok(());
            }
            Err(error @ (StoreError::Misplaced(_) | StoreError::Crashed)) => {
                sum.unread += before.len();
                let which = addresses(&before);
                bar.suspend(|| complain(format_args!("{which} ({name}): stays as it is: {error}")));
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
}

/// What became of the articles of an upload, a line each that a person may want to look at.
fn tell(name: &str, plan: &Plan, done: &RereadUpload, sum: &mut Summary, bar: &ProgressBar) {
    let line = |words: String| bar.suspend(|| say(words));
    for ((was, _), now) in plan.changes.iter().zip(&done.articles) {
        let old = was.id;
        match now.became {
            Became::Unchanged => sum.unchanged += 1,
            Became::Details => sum.details += 1,
            Became::Version(new) => {
                sum.versions += 1;
                line(format!(
                    "/articles/{old} ({name}): its text comes out otherwise, now /articles/{new}"
                ));
            }
        }
        if !now.stayed.is_empty() {
            line(format!(
                "/articles/{old} ({name}): the file has another {}; what stands there may have been typed and stays",
                now.stayed.join(" and another ")
            ));
        }
        if !now.left.is_empty() {
            line(format!(
                "/articles/{old} ({name}): what was decided by hand about {} has no place in the new text and stays with the \
                 old one",
                now.left.join("; ").replace(char::is_control, " ")
            ));
        }
    }
    sum.added += done.added.len();
    if !done.added.is_empty() {
        let all: Vec<String> = done.added.iter().map(|id| format!("/articles/{id}")).collect();
        line(format!("{name}: holds more articles, now {}", all.join(" ")));
    }
    if plan.not_stored > 0 {
        line(format!(
            "{name}: {} in it not stored, which could not be read before or were deleted for good; send the file again to add \
             them",
            several(plan.not_stored, "article is", "articles are")
        ));
    }
    for (was, why) in &plan.missing {
        sum.unread += 1;
        let why = match why {
            Some(why) => why.to_string(),
            None => "It is not found in the file any more.".to_owned(),
        };
        bar.suspend(|| {
            complain(format_args!(
                "/articles/{} ({name}): could not be read again. {why}",
                was.id
            ))
        });
    }
}

fn addresses(articles: &[Stored]) -> String {
    let all: Vec<String> = articles
        .iter()
        .map(|article| format!("/articles/{}", article.id))
        .collect();
    all.join(" ")
}
