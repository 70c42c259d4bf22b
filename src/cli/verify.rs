//! `claimbook verify`: is the database what it should be?

use super::{Outcome, complain, progress, say, several};
use crate::{config, store::Store};
use std::path::Path;

pub(super) fn run(database: Option<&Path>) -> Outcome {
    let path = config::existing_database(database)?;
    let bar = progress(0);
    // looked at as a file, not opened as a store: it may be too damaged for that
    let findings = Store::verify_file(&path, |done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let findings = findings?;
    for finding in &findings {
        say(finding);
    }
    if findings.is_empty() {
        say("everything is as it should be");
    } else {
        let wrong = several(findings.len(), "thing is", "things are");
        complain(format_args!(
            "{wrong} wrong; keep a copy of the file, then go back to a backup or put the articles in again"
        ));
    }
    Ok(findings.is_empty())
}
