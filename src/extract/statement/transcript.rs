//! Turns of a transcript or an interview: paragraphs behind a label that says who speaks.

use super::{Spans, Statement, scene::Scene};
use crate::{
    claim::QuoteKind,
    extract::aside::Asides,
    language::{Case, Kind},
};
use std::{collections::HashMap, ops::Range};

/// Fewer labelled paragraphs than this are no transcript.
const TURNS: usize = 4;

/// Fewer questions behind one and the same label are no interview.
const QUESTIONS: usize = 3;

/// So many paragraphs the answer to a first question has at most that another label opens.
const FIRST: usize = 6;

/// A label has no more tokens than this.
const LABEL: usize = 6;

/// Labels that are no speaker's.
const NO_SPEAKER: &[&str] = &[
    "image", "images", "photo", "photos", "picture", "video", "credit", "source", "sources", "note", "update", "file",
    "related", "more", "where", "when", "who", "what", "why", "how",
];

/// A label and where the text behind it begins.
type Label = (Range<usize>, usize);

/// Appends a statement for each turn and tells which paragraphs are one.
pub(super) fn turns(scene: &Scene<'_>, asides: &Asides, out: &mut Vec<Statement>) -> Vec<bool> {
    let d = scene.d;
    let mut labels: Vec<Option<Label>> = d
        .paragraphs
        .iter()
        .map(|p| label(scene, p.tokens.clone()).filter(|_| !asides.has(p.tokens.start)))
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (name, _) in labels.iter().flatten() {
        *times.entry(d.words(name.clone())).or_default() += 1;
    }
    // "[The] mayor was there": words the editor put in
    for label in &mut labels {
        *label = label
            .take()
            .filter(|(name, _)| !editors(scene, name) || times.get(d.words(name.clone())).is_some_and(|&n| n > 1));
    }
    if !times.values().any(|&n| n > 1) {
        return vec![false; d.paragraphs.len()];
    }
    with_initials(scene, asides, &mut labels, &mut times);
    let speakers = times.values().filter(|&&n| n > 1).count();
    // two who speak in turn, each more than once
    if labels.iter().flatten().count() >= TURNS && speakers >= 2 {
        let recurring = |l: &Option<Label>| {
            l.as_ref()
                .is_some_and(|(name, _)| times.get(d.words(name.clone())).is_some_and(|&n| n > 1))
        };
        if let (Some(mut first), Some(mut last)) =
            (labels.iter().position(recurring), labels.iter().rposition(recurring))
        {
            // "The Courier: …", "Mila Moss: …" before "C: …", "MM: …"
            while first > 0 && labels[first - 1].is_some() {
                first -= 1;
            }
            while labels.get(last + 1).is_some_and(Option::is_some) {
                last += 1;
            }
            return of_all(scene, asides, &labels, first..last + 1, out);
        }
    }
    of_one(scene, asides, &labels, &times, out)
}

/// All who speak have labels: what has none goes on with the turn before it.
fn of_all(
    scene: &Scene<'_>,
    asides: &Asides,
    labels: &[Option<Label>],
    paragraphs: Range<usize>,
    out: &mut Vec<Statement>,
) -> Vec<bool> {
    let d = scene.d;
    let mut is_turn = vec![false; d.paragraphs.len()];
    let mut current: Option<Statement> = None;
    for n in paragraphs {
        let paragraph = &d.paragraphs[n];
        if asides.has(paragraph.tokens.start) || labels[n].is_none() && paragraph.capitals {
            continue;
        }
        if let Some((name, from)) = &labels[n] {
            out.extend(current.take());
            current = Some(turn(Some(name.clone()), *from..paragraph.tokens.end));
        } else if d.is_kind(paragraph.tokens.start, Kind::Dash) && paragraph.tokens.len() <= LABEL {
            // "— Mila Moss": the line of a quotation set apart
            continue;
        } else if let Some(current) = &mut current {
            current.content.push(paragraph.tokens.clone());
        }
        is_turn[n] = true;
    }
    out.extend(current);
    is_turn
}

/// One label, with questions behind it. What stands between them is the answer, if most of them have one.
fn of_one(
    scene: &Scene<'_>,
    asides: &Asides,
    labels: &[Option<Label>],
    times: &HashMap<&str, usize>,
    out: &mut Vec<Statement>,
) -> Vec<bool> {
    let d = scene.d;
    let mut is_turn = vec![false; d.paragraphs.len()];
    let asks = |n: usize| {
        let tokens = d.paragraphs[n].tokens.clone();
        tokens
            .into_iter()
            .any(|i| d.is_kind(i, Kind::Stop) && d.words(i..i + 1).contains('?'))
    };
    let recurring = |name: &Range<usize>| times.get(d.words(name.clone())).is_some_and(|&t| t >= QUESTIONS);
    let mut labelled: Vec<usize> = (0..labels.len())
        .filter(|&n| labels[n].as_ref().is_some_and(|(name, _)| recurring(name)))
        .collect();
    let questions = labelled.iter().filter(|&&n| asks(n)).count();
    if labelled.len() < QUESTIONS || questions * 4 < labelled.len() * 3 {
        return is_turn;
    }
    // the first question may have its asker in full, "The Courier: Why?" before "C: And then?", or a colon alone
    let alone = |n: usize| d.is_kind(d.paragraphs[n].tokens.start, Kind::Colon);
    let first = labelled[0];
    if let Some(opening) = (first.saturating_sub(FIRST)..first)
        .rev()
        .find(|&n| (labels[n].is_some() || alone(n)) && asks(n) && !asides.has(d.paragraphs[n].tokens.start))
    {
        labelled.insert(0, opening);
    }
    // the paragraphs behind each question, up to the next
    let reads = |n: usize| !asides.has(d.paragraphs[n].tokens.start) && !d.paragraphs[n].capitals;
    let between = |from: usize, to: usize| (from + 1..to).filter(|&n| reads(n)).collect::<Vec<_>>();
    let mut answers: Vec<Vec<usize>> = labelled.windows(2).map(|pair| between(pair[0], pair[1])).collect();
    let answered = answers.iter().filter(|a| !a.is_empty()).count();
    let has_answers = answered * 4 >= answers.len() * 3;
    // the last answer is no longer than the others: what comes then is the article's own
    let longest = answers.iter().map(Vec::len).max().unwrap_or(0);
    let last = labelled
        .last()
        .map_or(Vec::new(), |&n| between(n, labels.len().min(n + 1 + longest)));
    answers.push(last);
    for (&n, answer) in labelled.iter().zip(answers) {
        let tokens = d.paragraphs[n].tokens.clone();
        if let Some((name, from)) = &labels[n] {
            out.push(turn(Some(name.clone()), *from..tokens.end));
            is_turn[n] = true;
        } else if alone(n) && tokens.len() > 1 {
            out.push(turn(None, tokens.start + 1..tokens.end));
            is_turn[n] = true;
        }
        if !has_answers || answer.is_empty() {
            continue;
        }
        let mut statement = turn(None, 0..0);
        statement.content = answer.iter().map(|&a| d.paragraphs[a].tokens.clone()).collect();
        // a label that stands once: the answer's
        if let Some((name, from)) = answer.first().and_then(|&a| labels[a].as_ref()) {
            statement.source = Some(name.clone());
            statement.content[0].start = *from;
        }
        for a in answer {
            is_turn[a] = true;
        }
        out.push(statement);
    }
    is_turn
}

/// A label in one pair of square brackets.
fn editors(scene: &Scene<'_>, name: &Range<usize>) -> bool {
    let before = |n: usize| name.start.checked_sub(n).map(|i| scene.d.words(i..i + 1));
    before(1) == Some("[") && before(2) != Some("[")
}

fn turn(source: Option<Range<usize>>, content: Range<usize>) -> Statement {
    Statement {
        kind: Some(QuoteKind::Direct),
        content: vec![content],
        source,
        cue: None,
        via: Vec::new(),
        follows: None,
        said: None,
        speaker: None,
        rule: "turn",
        spans: Spans::default(),
    }
}

/// Adds labels without a colon that are initials, recur, and each stand behind a labelled paragraph: `MS We saw smoke.`
fn with_initials<'d>(
    scene: &Scene<'d>,
    asides: &Asides,
    labels: &mut [Option<Label>],
    times: &mut HashMap<&'d str, usize>,
) {
    let d = scene.d;
    let mut found: Vec<(usize, Label)> = Vec::new();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for n in 1..labels.len() {
        let start = d.paragraphs[n].tokens.start;
        let letters = d.words(start..start + 1);
        let initials = (2..=3).contains(&letters.len())
            && letters.chars().all(|c| c.is_uppercase())
            && d.is_kind(start + 1, Kind::Word)
            && d.token(start + 1).is_some_and(|t| t.spaced && t.case != Case::Lower);
        if labels[n].is_none() && labels[n - 1].is_some() && initials && !asides.has(start) {
            *count.entry(letters).or_default() += 1;
            found.push((n, (start..start + 1, start + 1)));
        }
    }
    for (n, label) in found {
        let letters = d.words(label.0.clone());
        if count.get(letters).is_some_and(|&c| c > 1) {
            *times.entry(letters).or_default() += 1;
            labels[n] = Some(label);
        }
    }
}

/// The label that opens a paragraph, and where its text begins: `SMITH:`, `Q:`, `**Ana Ruiz:**`, `[Ruiz]`, `((Ana Ruiz))`.
fn label(scene: &Scene<'_>, tokens: Range<usize>) -> Option<Label> {
    let d = scene.d;
    let bold = |i: usize| d.is_kind(i, Kind::Other) && d.words(i..i + 1).chars().all(|c| c == '*' || c == '_');
    let over = |mut i: usize| {
        while i < tokens.end && bold(i) {
            i += 1;
        }
        i
    };
    let start = over(tokens.start);
    let end = tokens.end.min(start + LABEL + 6);
    // "Q Did he ask for more?", as official transcripts have it
    let bare_q = d.is(start, &["q"])
        && d.is_kind(start + 1, Kind::Word)
        && d.token(start + 1).is_some_and(|t| t.spaced && t.case != Case::Lower);
    let stopped = d.is(start, &["q.", "a."]) && d.token(start).is_some_and(|t| t.case != Case::Lower);
    let (name, from) = if bare_q || stopped {
        (start..start + 1, start + 1)
    } else if d.is_kind(start, Kind::Open) {
        let twice = d.is_kind(start + 1, Kind::Open);
        let square = d.words(start..start + 1) == "[";
        if !twice && !square {
            return None;
        }
        let open = start + 1 + usize::from(twice);
        let close = (open..end).find(|&i| d.is_kind(i, Kind::Close))?;
        let large = (open..close).all(|i| d.token(i).is_some_and(|t| t.case != Case::Lower));
        if square && (!large || d.token(close + 1).is_some_and(|t| t.case == Case::Lower)) {
            return None;
        }
        let behind = close + 1 + usize::from(twice && d.is_kind(close + 1, Kind::Close));
        (open..close, behind + usize::from(d.is_kind(behind, Kind::Colon)))
    } else {
        let stop = (start + 1..end).find(|&i| !d.is_kind(i, Kind::Word))?;
        // "**Q**: Why?" and "**Q:** Why?"
        let colon_at = over(stop);
        let letter = stop == start + 1 && d.is(start, &["q", "a"]);
        let colon = d.is_kind(colon_at, Kind::Colon) || letter && d.is_kind(colon_at, Kind::Stop);
        let large = (start..stop).all(|i| d.token(i).is_some_and(|t| t.case != Case::Lower));
        if !colon || !large || stop - start > LABEL {
            return None;
        }
        (start..stop, colon_at + 1)
    };
    let from = over(from);
    let speaker = !name.is_empty()
        && !d.is(name.end - 1, NO_SPEAKER)
        && !d.is(name.start, NO_SPEAKER)
        && !scene.is_time_head(name.end - 1);
    (speaker && from < tokens.end).then_some((name, from))
}

#[cfg(test)]
mod tests {
    use crate::extract::statement::tests::{gives, no_quote};

    #[test]
    fn turns_need_no_marks() {
        gives(
            "RUIZ: How did it start?\n\nNOUR: We saw smoke.\n\nThen we ran.\n\nRUIZ: And then?\n\nNOUR: He said it was over.",
            &[
                "direct: How did it start? | RUIZ | -",
                "direct: We saw smoke. / Then we ran. | NOUR | -",
                "direct: And then? | RUIZ | -",
                "direct: He said it was over. | NOUR | -",
                "none: it was over | He | said",
            ],
        );
    }

    #[test]
    fn labels_in_bold_and_brackets() {
        for (asks, answers) in [
            ("**Q:**", "**A:**"),
            ("[Q]", "[A]"),
            ("((Q))", "((A))"),
            ("**Q**:", "**A**:"),
        ] {
            let raw = format!("{asks} Why?\n\n{answers} It burnt.\n\n{asks} And then?\n\n{answers} We ran.");
            gives(
                &raw,
                &[
                    "direct: Why? | Q | -",
                    "direct: It burnt. | A | -",
                    "direct: And then? | Q | -",
                    "direct: We ran. | A | -",
                ],
            );
        }
    }

    #[test]
    fn initials_without_a_colon() {
        gives(
            "RUIZ: Why?\n\nMN The dam broke.\n\nRUIZ: And then?\n\nMN We ran.",
            &[
                "direct: Why? | RUIZ | -",
                "direct: The dam broke. | MN | -",
                "direct: And then? | RUIZ | -",
                "direct: We ran. | MN | -",
            ],
        );
    }

    #[test]
    fn in_full_before_the_initials() {
        gives(
            "The Courier: Why?\n\nMila Moss: It broke.\n\nTC: And then?\n\nMM: We ran.\n\nTC: Where?\n\nMM: Up.",
            &[
                "direct: Why? | The Courier | -",
                "direct: It broke. | Mila Moss | -",
                "direct: And then? | TC | -",
                "direct: We ran. | MM | -",
                "direct: Where? | TC | -",
                "direct: Up. | MM | -",
            ],
        );
    }

    #[test]
    fn one_label_with_questions() {
        // the answers have no label
        gives(
            "Courier: Why?\n\nThe dam broke.\n\nIt was old.\n\nCourier: And then?\n\nWe ran.\n\nCourier: Where to?\n\nUp.",
            &[
                "direct: Why? | Courier | -",
                "direct: The dam broke. / It was old. | - | -",
                "direct: And then? | Courier | -",
                "direct: We ran. | - | -",
                "direct: Where to? | Courier | -",
                "direct: Up. | - | -",
            ],
        );
        // the first asks in full, or behind a colon alone
        for (first, source) in [("The Courier: Why?", "The Courier"), (": Why?", "-")] {
            gives(
                &format!(
                    "{first}\n\nIt broke.\n\nTC: And then?\n\nWe ran.\n\nTC: Where to?\n\nUp.\n\nTC: Why up?\n\nIt was dry."
                ),
                &[
                    &format!("direct: Why? | {source} | -"),
                    "direct: It broke. | - | -",
                    "direct: And then? | TC | -",
                    "direct: We ran. | - | -",
                    "direct: Where to? | TC | -",
                    "direct: Up. | - | -",
                    "direct: Why up? | TC | -",
                    "direct: It was dry. | - | -",
                ],
            );
        }
        // there are no answers: what stands between once is none
        gives(
            "((MN)) Why?\n\n((MN)) And then?\n\nThe town in May.\n\n((MN)) Where to?\n\n((MN)) Who pays?\n\nThe town in June.",
            &[
                "direct: Why? | MN | -",
                "direct: And then? | MN | -",
                "direct: Where to? | MN | -",
                "direct: Who pays? | MN | -",
            ],
        );
    }

    #[test]
    fn a_list_of_labels_is_none() {
        for raw in [
            "Monday: The fire starts.\n\nTuesday: It burns.\n\nMonday: It starts again.\n\nTuesday: It is out.",
            "[The] mayor ran.\n\n[A] guard ran.\n\n[The] guard ran.\n\n[A] mayor ran.",
            "Image: Ivo Brandt.\n\nImage: Ivo Brandt.\n\nImage: Mila Moss.\n\nImage: Ivo Brandt.",
            "Ostra: Ten dead.\n\nDorle: Two dead.\n\nOstra: Four hurt.\n\nOstra: None missing.",
        ] {
            no_quote(raw);
        }
        no_quote("Where: Ostra.\n\nWhen: May 5.\n\nDead: 12.\n\nInjured: 40.\n\nCause: unknown.");
    }
}
