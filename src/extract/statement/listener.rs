//! Who else stands beside a cue: whom it is said to (`told reporters`), and who is quoted (`quoted X as saying`).

use super::{
    cue::{Cue, Form, reports, tail_at},
    lexicon::{self, Frames},
    mention,
    scene::Scene,
};
use crate::language::{Case, Kind, Tags};

/// "quoted X as saying", "was quoted by X as saying", "cited X as saying": the saying is X's, by way of who quotes.
pub(super) fn quoted_as(scene: &Scene<'_>, cue: &mut Cue, end: usize) {
    let d = scene.d;
    if !matches!(cue.entry.base, "quote" | "cite") {
        return;
    }
    let as_at = (cue.tokens.end..end.min(cue.tokens.end + 25)).find(|&i| d.is(i, &["as"]));
    let Some(as_at) = as_at.filter(|&i| {
        scene
            .verb_at(i + 1)
            .is_some_and(|(_, v)| v.gerund && reports(scene, v.head))
    }) else {
        return;
    };
    let Some(entry) = lexicon::look_up(d.word(as_at + 1)).find(|e| tail_at(scene, as_at + 1, e, end)) else {
        return;
    };
    let mut rest = as_at + 2 + entry.tail.len();
    if cue.form == Form::Passive {
        let by = d
            .is(cue.tokens.end, &["by"])
            .then(|| mention::after(scene, cue.tokens.end + 1, as_at))
            .flatten();
        let Some(mut subject) = mention::before(scene, cue.start, 0) else {
            return;
        };
        // "quoted as saying by the agency"
        let behind = as_at + 2 + entry.tail.len();
        let by_behind = d
            .is(behind, &["by"])
            .then(|| mention::after(scene, behind + 1, end))
            .flatten();
        rest = by_behind.as_ref().map_or(behind, |m| m.phrase.end);
        subject.via.extend(by.or(by_behind).map(|m| m.tokens));
        cue.given = Some(subject);
    } else {
        let Some(mut quoted) = mention::after(scene, cue.tokens.end, as_at) else {
            return;
        };
        quoted
            .via
            .extend(mention::before(scene, cue.start, 0).map(|m| m.tokens));
        cue.given = Some(quoted);
    }
    cue.verb = as_at + 1;
    cue.tokens = as_at + 1..as_at + 2 + entry.tail.len();
    cue.entry = entry;
    cue.form = Form::Phrase;
    cue.rest = rest;
}

/// To whom it is said, behind "to": `said to the crowd`, `explained to reporters`.
fn said_to(scene: &Scene<'_>, cue: &mut Cue, end: usize) {
    let d = scene.d;
    let to = cue.tokens.end;
    let speaks = matches!(
        cue.entry.base,
        "say"
            | "state"
            | "explain"
            | "complain"
            | "remark"
            | "repeat"
            | "report"
            | "announce"
            | "confirm"
            | "reveal"
            | "disclose"
            | "admit"
            | "boast"
            | "whisper"
            | "shout"
    );
    if !speaks || !cue.entry.tail.is_empty() || !d.is(to, &["to"]) {
        return;
    }
    let Some((tokens, noun)) = scene.noun_at(to + 1).filter(|(t, _)| t.end <= end) else {
        return;
    };
    let hears = if noun.pronoun {
        d.is(noun.head, &["him", "her", "them", "me", "us"])
    } else {
        noun.name && !d.any(noun.head, Tags::Weekday | Tags::Month)
            || d.any(noun.head, Tags::People | Tags::Media | Tags::Organization)
            || d.is(
                noun.head,
                &["press", "media", "crowd", "camera", "cameras", "court", "audience"],
            )
    };
    if hears {
        cue.tokens.end = tokens.end;
        cue.rest = tokens.end;
    }
}

/// To whom it is said: `told reporters`.
pub(super) fn listener(scene: &Scene<'_>, cue: &mut Cue, end: usize) {
    let d = scene.d;
    said_to(scene, cue, end);
    if !cue.has(Frames::Listener.or(Frames::Addressee)) {
        return;
    }
    let from = cue.tokens.end;
    let Some((tokens, noun)) = scene.noun_at(from) else {
        return;
    };
    // "warned that, unless aid came, …"
    if d.is(from, &["that"]) && tokens.len() == 1 {
        return;
    }
    if scene.is_time(noun) || tokens.end > end || d.any(noun.head, Tags::Subject) && !d.is(noun.head, &["you", "it"]) {
        return;
    }
    let mut to = tokens.end;
    // "told the court Ruiz had lied": the name begins the clause
    let heard = (noun.possessor.start.min(noun.core.start)..noun.head).find(|&i| {
        d.is(
            i,
            &[
                "media",
                "press",
                "lawmakers",
                "parliament",
                "mps",
                "investors",
                "viewers",
                "fans",
                "court",
                "jury",
                "jurors",
                "inquest",
                "hearing",
                "tribunal",
                "inquiry",
                "police",
                "officers",
                "detectives",
                "magistrates",
                "reporters",
                "journalists",
            ],
        ) && d.token(i).is_some_and(|t| t.case == Case::Lower)
    });
    if let Some(heard) = heard.filter(|_| {
        (noun.name || !noun.possessor.is_empty()) && scene.verb_at(tokens.end).is_some_and(|(_, v)| v.finite)
    }) {
        to = heard + 1;
    }
    // "told The Ostra Post radio broadcasts were used": the outlet's name ends where small letters begin
    let small = (noun.core.start + 1..=noun.head).find(|&i| d.token(i).is_some_and(|t| t.case == Case::Lower));
    if let Some(small) = small
        && scene.verb_at(tokens.end).is_some_and(|(_, v)| v.finite)
        && d.token(noun.core.start).is_some_and(|t| t.case != Case::Lower)
        && (small - noun.core.start > 1
            || crate::extract::source::is_outlet(&d.words(noun.core.start..small).to_lowercase()))
        // "told BBC reporters gathered outside that"
        && !(d.any(tokens.end, Tags::Participle) && (tokens.end..end.min(tokens.end + 10)).any(|i| d.is(i, &["that"])))
    {
        to = small;
    }
    // "told the news site NORD boats had left": what stands behind the last large word begins the clause
    let large = |i: usize| d.token(i).is_some_and(|t| t.case != Case::Lower);
    let last = (noun.core.start..noun.head).rev().find(|&i| large(i));
    let body =
        last.is_some_and(|l| l > noun.core.start && d.any(l - 1, Tags::Media | Tags::Organization) && !large(l - 1));
    if let Some(last) = last.filter(|_| body && to == tokens.end)
        && scene.verb_at(tokens.end).is_some_and(|(_, v)| v.finite)
    {
        to = last + 1;
    }
    // "told Radio Vesper Falk “was a brave man”"
    let outlet = (noun.core.start + 1..=noun.head.min(noun.core.start + 5))
        .find(|&i| crate::extract::source::is_outlet(&d.words(noun.core.start..i).to_lowercase()));
    if let Some(outlet) = outlet
        && scene.opens(to).is_some_and(|m| {
            let inside = scene.marks[m].inside.clone();
            scene.verb_at(inside.start).is_some_and(|(_, v)| v.finite)
                && d.token(inside.start).is_some_and(|t| t.case == Case::Lower)
        })
    {
        to = outlet;
    }
    // "told Ana Ruiz of Radio Vesper, “…”"
    if d.is(to, &["of", "from", "at"])
        && cue.has(Frames::Listener)
        && noun.name
        && let Some((body, object)) = scene.noun_at(to + 1).filter(|(t, n)| n.name && t.end <= end)
        && (d.any(object.head, Tags::Media | Tags::Organization)
            || scene.is_comma(body.end)
            || scene.opens(body.end).is_some()
            || d.is(body.end, &["that"]))
    {
        to = body.end;
    }
    // "the Associated Press news agency", "BBC Radio 4": a group behind that goes on with it; "reporters and families"
    if d.is(to, &["and"])
        && let Some((other, _)) = scene
            .noun_at(to + 1)
            .filter(|(t, n)| !n.pronoun && scene.verb_at(t.end).is_none_or(|(_, v)| !v.finite))
    {
        to = other.end;
    }
    if d.is(to, &["of"]) && cue.has(Frames::Listener) {
        // "told members of the press that"
        if let Some((other, object)) = scene.noun_at(to + 1)
            && !d.any(object.head, Tags::Pronoun)
            && d.any(noun.head, Tags::People)
        {
            to = other.end;
        }
    }
    if !cue.has(Frames::Listener) {
        // "warned residents that", not "warned the dam would break"
        let asked =
            cue.has(Frames::Whether) && d.is(to, &["whether", "if", "why", "how", "what", "where", "when", "who"]);
        // of "asked", only what is asked tells: "asked the guards to leave" has them in the content
        let clear = asked
            || cue.entry.base != "ask"
                && (d.is(to, &["that", "to", "not", "against", "of"])
                    || d.is_kind(to, Kind::Comma)
                    || d.is_kind(to, Kind::Colon)
                    || scene.opens(to).is_some()
                // "warned Pike he faced jail"
                || (d.any(to, Tags::Subject) || d.is(to, &["it"]) && d.any(noun.head, Tags::People))
                    && !d.any(to, Tags::Determiner | Tags::Wh)
                    && (noun.name || noun.pronoun || d.any(noun.head, Tags::People | Tags::Role))
                    && scene.verb_at(to + 1).is_some_and(|(_, v)| v.finite));
        if !clear {
            return;
        }
    }
    cue.listener = Some(from);
    cue.tokens.end = to;
    cue.rest = to;
}
