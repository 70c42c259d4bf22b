//! The outlet's own credits: `Ostra Wire contributed to this report`, `(Reporting by Ivo Brandt; …)`.

use super::PHRASES;
use crate::{
    extract::source::is_outlet,
    language::{Document, Tags},
};
use std::ops::Range;

/// The outlets that a line of credits names; `None` if it is none.
pub(super) fn credit(d: &Document<'_>, body: &Range<usize>) -> Option<Vec<Range<usize>>> {
    if body.len() > 80 {
        return None;
    }
    let sign = d.words(body.start..body.start + 1) == "©" || d.words(body.start.saturating_sub(1)..body.start) == "©";
    if sign {
        return Some(Vec::new());
    }
    if let Some(end) = PHRASES.end("credit", d, body.start) {
        // "Reporting by the agency was banned" is a sentence: a name or a colon follows
        let named = d.is(
            body.start,
            &["copyright", "all", "this", "our", "contributors", "contributing"],
        ) || (end..body.end.min(end + 3))
            .any(|i| d.any(i, Tags::Name) || d.is(i, &["agencies", "staff", "our"]));
        if named && !(d.is(body.start, &["copyright", "contributing", "our"]) && said(d, body)) {
            return Some(outlets(d, end..body.end, false));
        }
    }
    let contributed = body.clone().find(|&i| d.is(i, &["contributed"]))?;
    PHRASES.end("contributed", d, contributed)?;
    Some(outlets(d, body.start..contributed, true))
}

/// Somebody speaks in it.
fn said(d: &Document<'_>, body: &Range<usize>) -> bool {
    body.clone()
        .any(|i| d.is(i, &["said", "says", "told", "was", "were", "is", "are"]))
}

/// The names of outlets among these tokens. `alone` ones may have a name that no list holds, if they stand by themselves.
fn outlets(d: &Document<'_>, tokens: Range<usize>, alone: bool) -> Vec<Range<usize>> {
    let groups: Vec<_> = d
        .groups_in(tokens.clone())
        .iter()
        .filter_map(|g| g.noun().map(|n| (g, n)))
        .collect();
    let mut found = Vec::new();
    for (_, noun) in &groups {
        let core = noun.core.clone();
        // "Associated Press writer Ivo Moss": up to the word for the job
        let job = core.clone().find(|&i| {
            d.is(
                i,
                &[
                    "writer",
                    "writers",
                    "reporter",
                    "reporters",
                    "correspondent",
                    "correspondents",
                    "journalist",
                    "journalists",
                    "staff",
                ],
            )
        });
        let name = core.start..job.unwrap_or(core.end);
        let words = d.words(name.clone()).to_lowercase();
        if is_outlet(&words) || job.is_some() && !name.is_empty() && d.any(name.start, Tags::Name) {
            found.push(name);
        }
    }
    if found.is_empty() && alone && groups.len() == 1 && groups[0].1.name && groups[0].1.core.len() == 1 {
        found.push(groups[0].1.core.clone());
    }
    found
}
