//! `claimbook verify`: is the database what it should be?

use super::{Outcome, complain, progress, say, several};
use crate::{
    config,
    store::{Step, Store},
};
use std::path::Path;

pub(super) fn run(database: Option<&Path>) -> Outcome {
    let path = config::existing_database(database)?;
    let bar = progress(0);
    // looked at as a file, not opened as a store: it may be too damaged for that
    let verified = Store::verify_file(&path, |step| match step {
        Step::Articles(done, all) => {
            bar.set_length(all);
            bar.set_position(done);
        }
        Step::Index => bar.set_message("and now the search index"),
    });
    bar.finish_and_clear();
    let verified = verified?;
    for finding in verified.wrong.iter().chain(&verified.unchecked) {
        say(finding);
    }
    if verified.is_clean() {
        say("everything is as it should be");
    } else if verified.wrong.is_empty() {
        complain("nothing is wrong in what could be checked");
    } else {
        let wrong = several(verified.wrong.len(), "thing is", "things are");
        complain(format_args!(
            "{wrong} wrong; keep a copy of the file, then go back to a backup or put the articles in again"
        ));
    }
    Ok(verified.is_clean())
}
