//! What stands in an article's text and is not article text: calls to click, headlines of other stories, credits.
//!
//! Captions, teasers and subheads are text; of a caption only the credit is left out.

mod credit;
mod picture;

use crate::{
    claim::Aside,
    language::{Case, Document, Kind, Paragraph, Tags, lexicon::Hasher},
    text::Span,
};
use std::{collections::HashMap, ops::Range, sync::LazyLock};

/// The stretches that are not article text.
#[derive(Debug, Default)]
pub(super) struct Asides {
    list: Vec<(Span, Aside)>,
    /// Their tokens, in the same order.
    tokens: Vec<Range<usize>>,
    /// The outlets that credits name, in order.
    credited: Vec<Range<usize>>,
}

impl Asides {
    /// Whether token `i` is in one: no stage takes anything from it.
    pub(super) fn has(&self, i: usize) -> bool {
        let next = self.tokens.partition_point(|range| range.end <= i);
        self.tokens.get(next).is_some_and(|range| range.contains(&i))
    }

    /// The mentions of the outlets that have their part in the article, as its credits say.
    pub(super) fn credited(&self) -> &[Range<usize>] {
        &self.credited
    }

    /// For [`crate::claim::Claims::asides`].
    pub(super) fn into_list(self) -> Vec<(Span, Aside)> {
        self.list
    }

    fn add(&mut self, document: &Document<'_>, tokens: Range<usize>, kind: Aside) {
        let Some(span) = document.span(tokens.clone()) else {
            return;
        };
        if let (Some(last), Some((before, same))) = (self.tokens.last_mut(), self.list.last_mut()) {
            // two sentences of one line
            if last.end == tokens.start
                && *same == kind
                && document.paragraph_of(last.start) == document.paragraph_of(tokens.start)
            {
                last.end = tokens.end;
                *before = before.to(span);
                return;
            }
        }
        self.list.push((span, kind));
        self.tokens.push(tokens);
    }
}

/// The phrases of `phrases.txt` by the heading they stand under, each list by first word.
struct Phrases(HashMap<&'static str, ByFirst, Hasher>);

type ByFirst = HashMap<&'static str, Vec<Vec<&'static str>>, Hasher>;

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases: HashMap<_, ByFirst, Hasher> = HashMap::default();
    let mut heading = "";
    for line in include_str!("aside/phrases.txt").lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            heading = name;
            continue;
        }
        // clitics are tokens of their own
        let words: Vec<&str> = line.split(' ').flat_map(clitics).collect();
        if let Some(first) = words.first() {
            phrases
                .entry(heading)
                .or_default()
                .entry(*first)
                .or_default()
                .push(words);
        }
    }
    Phrases(phrases)
});

fn clitics(word: &'static str) -> Vec<&'static str> {
    match word {
        "don't" => vec!["do", "n't"],
        _ => match word.strip_suffix("'s") {
            Some(stem) => vec![stem, "'s"],
            None => vec![word],
        },
    }
}

impl Phrases {
    /// The end of the longest phrase of this list that begins at token `i`.
    fn end(&self, list: &str, d: &Document<'_>, i: usize) -> Option<usize> {
        let phrases = self.0.get(list)?.get(d.word(i))?;
        phrases
            .iter()
            .filter(|words| words.iter().enumerate().all(|(n, word)| d.word(i + n) == *word))
            .map(|words| i + words.len())
            .max()
    }
}

/// Finds them, in order.
pub(super) fn find(document: &Document<'_>) -> Asides {
    let mut asides = Asides::default();
    let prose = prose(document);
    // a text wholly in capitals is text
    let ordinary = prose.iter().filter(|p| **p).count() >= 2;
    let mut begun = false;
    // after a line "Related Coverage": headlines, at most so many
    let mut headlines = 0;
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        begun |= prose[index];
        let body = trimmed(document, paragraph.tokens.clone());
        if body.is_empty() {
            continue;
        }
        if prose[index] {
            headlines = 0;
        }
        let calling = || {
            document.sentences[paragraph.sentences.clone()]
                .iter()
                .all(|s| calls(document, &s.tokens))
        };
        if story_label(document, &body) {
            asides.add(document, paragraph.tokens.clone(), Aside::OtherStory);
        } else if promotion(document, &body) || calling() {
            headlines = if PHRASES.end("alone", document, body.start).is_some() {
                6
            } else {
                0
            };
            asides.add(document, paragraph.tokens.clone(), Aside::Promotion);
        } else if let Some(outlets) = credit::credit(document, &body) {
            asides.credited.extend(outlets);
            asides.add(document, paragraph.tokens.clone(), Aside::Credit);
        } else if headlines > 0 && body.len() > 3 && !stops(document, &body) {
            headlines -= 1;
            asides.add(document, paragraph.tokens.clone(), Aside::OtherStory);
        } else if begun && ordinary && is_headline(document, paragraph, &body) {
            asides.add(document, paragraph.tokens.clone(), Aside::OtherStory);
        } else {
            parts(document, paragraph, &mut asides);
        }
    }
    asides
}

/// For each paragraph whether it is a sentence or more in ordinary case.
fn prose(d: &Document<'_>) -> Vec<bool> {
    d.paragraphs
        .iter()
        .map(|p| !p.capitals && p.tokens.len() >= 8 && (p.tokens.len() > 30 || stops(d, &trimmed(d, p.tokens.clone()))))
        .collect()
}

/// Ends in a full stop (a closing mark or bracket may follow), an ellipsis or a colon.
fn stops(d: &Document<'_>, body: &Range<usize>) -> bool {
    let last = (body.start..body.end)
        .rev()
        .take(4)
        .find(|&i| !matches!(d.kind(i), Some(Kind::Mark | Kind::Close)));
    last.is_some_and(|i| {
        d.is_kind(i, Kind::Stop) && !d.is(i, &["!", "?"]) || d.is_kind(i, Kind::Colon) || d.word(i).ends_with('.')
    })
}

/// Without the signs that lead or close such a line: arrows, stars, bullets, dashes, brackets.
fn trimmed(d: &Document<'_>, mut tokens: Range<usize>) -> Range<usize> {
    let idle = |i| matches!(d.kind(i), Some(Kind::Other | Kind::Dash | Kind::Open));
    while tokens.start < tokens.end && idle(tokens.start) {
        tokens.start += 1;
    }
    while tokens.start < tokens.end && matches!(d.kind(tokens.end - 1), Some(Kind::Other | Kind::Dash)) {
        tokens.end -= 1;
    }
    tokens
}

/// "READ MORE: Dam was never inspected": a label with the headline of another story behind it.
fn story_label(d: &Document<'_>, body: &Range<usize>) -> bool {
    if body.len() > 45 {
        return false;
    }
    let Some(end) = PHRASES.end("story", d, body.start) else {
        return false;
    };
    let parted = d.is_kind(end, Kind::Colon) || d.is_kind(end, Kind::Dash) || d.is(end, &["|", "»", ">", "►"]);
    // a headline, no word or two; "Watch: it was all they could do." is a sentence
    let sentence = stops(d, body) && d.token(end + 1).is_some_and(|t| t.case == Case::Lower);
    parted && body.end >= end + 4 && !sentence
}

/// The line is a call to go somewhere else, or the label of one.
fn promotion(d: &Document<'_>, body: &Range<usize>) -> bool {
    let start = body.start;
    let only_stops = |from: usize| {
        (from..body.end).all(|i| {
            matches!(
                d.kind(i),
                Some(Kind::Stop | Kind::Colon | Kind::Close | Kind::Other | Kind::Dash)
            )
        })
    };
    if PHRASES.end("alone", d, start).is_some_and(only_stops) {
        return true;
    }
    // a line, not a paragraph that begins like one
    if body.len() > 45 {
        return false;
    }
    let parted = |i: usize| d.is_kind(i, Kind::Colon) || d.is(i, &["|", "»", ">", "►"]);
    let small = |end: usize| {
        d.token(end + 1)
            .is_some_and(|t| t.case == Case::Lower && t.kind == Kind::Word)
    };
    if PHRASES
        .end("colon", d, start)
        .is_some_and(|end| parted(end) && !(stops(d, body) && small(end)))
    {
        return true;
    }
    PHRASES.end("label", d, start).is_some_and(|end| {
        parted(end) && !(d.is(start, &["more"]) && stops(d, body))
            || d.is_kind(end, Kind::Dash)
            || end - start > 1
                && d.token(end)
                    .is_some_and(|t| t.kind == Kind::Word && t.case != Case::Lower)
                && !stops(d, body)
                && !d.is(start, &["more"])
    })
}

/// The sentence asks the reader to do something with the outlet.
fn calls(d: &Document<'_>, sentence: &Range<usize>) -> bool {
    let body = trimmed(d, sentence.clone());
    if body.is_empty() || body.len() > 45 || body.clone().any(|i| d.is_kind(i, Kind::Mark)) {
        return false;
    }
    if PHRASES.end("opens", d, body.start).is_some() {
        return true;
    }
    // "SUBSCRIBE TO THE COURIER'S MORNING BRIEFING": nobody else is told to
    if PHRASES.end("asks", d, body.start).is_some() && body.len() <= 20 {
        return true;
    }
    // "To sign up for alerts, click here", "… straight to your inbox"
    let closing = body.end.saturating_sub(5).max(body.start)..body.end;
    if body.len() <= 30
        && closing
            .clone()
            .any(|i| PHRASES.end("closes", d, i).is_some_and(|end| end + 1 >= body.end))
        && !body
            .clone()
            .any(|i| d.any(i, Tags::Subject) && !d.is(i, &["you", "it", "we"]))
    {
        return true;
    }
    PHRASES.end("verb", d, body.start).is_some()
        && body.clone().any(|i| PHRASES.end("thing", d, i).is_some())
        && (body
            .clone()
            .any(|i| d.is(i, &["our", "us", "here", "your", "now", "today"]))
            || d.is(body.start, &["subscribe", "sign", "download", "follow"]))
        && !body
            .clone()
            .any(|i| d.any(i, Tags::Subject) && !d.is(i, &["you", "it"]))
}

/// A line wholly in capitals, long enough to tell a story, between paragraphs of this one.
fn is_headline(d: &Document<'_>, paragraph: &Paragraph, body: &Range<usize>) -> bool {
    if !paragraph.capitals || body.len() > 40 || stops(d, body) {
        return false;
    }
    let words = body.clone().filter(|&i| d.is_kind(i, Kind::Word)).count();
    // what a subhead of some words lacks: somebody does something
    let tells = d.groups_in(body.clone()).windows(2).any(|g| {
        g[0].noun().is_some_and(|n| !n.pronoun)
            && g[1].verb().is_some_and(|v| v.finite)
            && g[0].tokens.end == g[1].tokens.start
    });
    words >= 6 || words >= 4 && tells
}

/// Credits of pictures at the paragraph's end, and sentences in it that call to do something.
fn parts(d: &Document<'_>, paragraph: &Paragraph, asides: &mut Asides) {
    let picture = picture::credit(d, &paragraph.tokens);
    for sentence in &d.sentences[paragraph.sentences.clone()] {
        let end = picture
            .as_ref()
            .map_or(sentence.tokens.end, |p| sentence.tokens.end.min(p.start));
        let tokens = sentence.tokens.start..end;
        if tokens.start < tokens.end && calls(d, &tokens) {
            asides.add(d, tokens, Aside::Promotion);
        }
    }
    if let Some(tokens) = picture {
        asides.add(d, tokens, Aside::ImageCredit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    /// What is found in a text that has the paragraphs of an ordinary article around these lines.
    fn found(line: &str) -> Vec<(String, &'static str)> {
        let raw = format!(
            "Ten people died in the northern town of Ostra on Sunday, the police said.\n\n{line}\n\nThe river had risen for three days before it broke the dam above the town."
        );
        let text = Text::clean(&raw);
        let document = Document::read(&text);
        let asides = find(&document);
        for i in 0..document.len() {
            let span = document.token(i).unwrap().span;
            assert_eq!(asides.has(i), asides.list.iter().any(|(s, _)| s.contains(span)));
        }
        asides
            .list
            .iter()
            .map(|(span, kind)| (text.slice(*span).to_owned(), kind.as_str()))
            .collect()
    }

    #[test]
    fn lines_that_are_no_text() {
        for (line, kind) in [
            ("CLICK HERE TO GET THE OSTRA TODAY APP", "promotion"),
            ("Read more: Dam was never inspected", "other_story"),
            ("READ MORE: HOW THE DAM CAME TO BE BUILT", "other_story"),
            ("READ: What we know about the flood", "other_story"),
            ("RELATED: Minister 'ignored warnings'", "other_story"),
            (
                "You may be interested in: Keeper of dam 'was asleep', court told",
                "other_story",
            ),
            ("WATCH: Dashcam shows moment dam breaks", "other_story"),
            ("Watch: Rescuers reach the valley", "other_story"),
            ("SUBSCRIBE TO THE COURIER'S MORNING BRIEFING", "promotion"),
            ("Sign up to the Courier's evening newsletter", "promotion"),
            (
                "Get the latest news from across the valley straight to your inbox",
                "promotion",
            ),
            ("Download the Courier app for breaking news alerts", "promotion"),
            ("Listen to the best of Radio Tarn on Sounds", "promotion"),
            (
                "Follow Tarn News on Facebook and X. Send your story ideas to tarn@example.com",
                "promotion",
            ),
            ("For the latest headlines, follow our news channel", "promotion"),
            ("Got a story? Email newsdesk@example.com", "promotion"),
            ("To sign up for breaking news alerts, click here", "promotion"),
            ("Do you know more? Contact our reporters on 0123 456789.", "promotion"),
            ("Have you been affected by the floods? Tell us your story.", "promotion"),
            ("Enjoying this article? Support independent journalism.", "promotion"),
            ("FOLLOW LIVE UPDATES ON OUR BLOG", "promotion"),
            ("Related Coverage Minister resigns over dam", "promotion"),
            ("Advertisement", "promotion"),
            ("[Story continues below]", "promotion"),
            ("Subscribe to our newsletter for the news of the valley.", "promotion"),
            ("Follow us on Facebook and Twitter", "promotion"),
            (
                "For more news of the valley, sign up for our daily newsletter.",
                "promotion",
            ),
            ("Download our app!", "promotion"),
            ("MINISTER DENIES DAM WAS UNSAFE AS ANGER GROWS IN OSTRA", "other_story"),
            ("PREMIER BLASTS RIVALS, ASKING IF THEY ‘WANT FLOODS’", "other_story"),
            ("Reuters contributed to this report.", "credit"),
            ("(Reporting by Mila Moss in Ostra; Editing by Ivo Brandt)", "credit"),
            ("Additional reporting by Ivo Brandt", "credit"),
            ("With files from The Associated Press", "credit"),
            ("© 2024 Ostra Media Group", "credit"),
            ("Getty Images", "image_credit"),
            ("Photo: AP", "image_credit"),
            ("Mila Moss via Getty Images.", "image_credit"),
        ] {
            assert_eq!(found(line), [(line.to_owned(), kind)]);
        }
    }

    #[test]
    fn of_a_caption_only_the_credit() {
        for (line, credit) in [
            (
                "Rescuers carry a child from the water. (Xinhua/Ivo Brandt)",
                "(Xinhua/Ivo Brandt)",
            ),
            (
                "Rescuers carry a child from the water (AP Photo/Ivo Brandt)",
                "(AP Photo/Ivo Brandt)",
            ),
            ("Rescuers carry a child. Image: Mila Moss.", "Image: Mila Moss."),
            ("The dam in 2019  (Image: ODW)", "(Image: ODW)"),
            (
                "The dam before it broke. File photo by Ivo Brandt",
                "File photo by Ivo Brandt",
            ),
            (
                "Rescuers carry a child. Ivo Brandt/Getty Images",
                "Ivo Brandt/Getty Images",
            ),
        ] {
            assert_eq!(found(line), [(credit.to_owned(), "image_credit")], "{line}");
        }
    }

    #[test]
    fn text_stays_text() {
        for line in [
            "STATE OF EMERGENCY",
            "Sign language was used at the meeting.",
            "Follow the money, the prosecutor told the court.",
            "Listen to the people, he said.",
            "Have you seen the river? It rose a metre.",
            "Get out of the valley now, residents were told.",
            "Support for the dam fell.",
            "Contact with the village was lost.",
            "Send soldiers, the mayor begged.",
            "Watch: it was all they could do.",
            "What we know so far",
            "THE DAM THAT BROKE",
            "The army (known as the ODF) sent troops.",
            "The two met in Ostra (Reuters reported it first) on Sunday.",
            "“Click here,” the message said, and thousands did.",
            "He told them to follow the river and to read the signs.",
            "Related families were housed together, the mayor said.",
            "More: the word was on every wall of the town.",
            "He said: Image is everything to them.",
            "More than 20 people were hurt when a bus left the road.",
            "The company contributed to this disaster, the report found.",
            "Share of the vote: the party took 40 seats.",
            "Watch towers stood along the river.",
            "Read the letter, she said, and you will know.",
            "Photographs showed the dam.",
            "Download speeds fell as people called home.",
        ] {
            assert_eq!(found(line), [], "{line}");
        }
    }

    #[test]
    fn a_text_in_capitals_is_text() {
        let text = Text::clean(
            "TEN PEOPLE DIED IN OSTRA WHEN A DAM BROKE\n\nPOLICE SAID THE RIVER HAD RISEN FOR DAYS BEFORE\n\nMORE RAIN IS EXPECTED IN THE VALLEY",
        );
        assert!(find(&Document::read(&text)).list.is_empty());
    }

    #[test]
    fn headlines_under_a_label_are_other_stories() {
        let kinds: Vec<_> =
            found("Related stories\n\nMinister resigns over dam in Ostra\n\nFive hurt as bus leaves road")
                .into_iter()
                .map(|(_, kind)| kind)
                .collect();
        assert_eq!(kinds, ["promotion", "other_story", "other_story"]);
    }

    #[test]
    fn credited_outlets() {
        for (line, names) in [
            ("Reuters contributed to this report.", &["Reuters"][..]),
            (
                "Reuters and The Associated Press contributed to this report.",
                &["Reuters", "Associated Press"],
            ),
            (
                "Associated Press writer Ivo Brandt contributed to this report.",
                &["Associated Press"],
            ),
            ("Mila Moss in Ostra contributed to this report.", &[]),
            ("With files from The Canadian Press", &["Canadian Press"]),
        ] {
            let text = Text::clean(line);
            let document = Document::read(&text);
            let asides = find(&document);
            let found: Vec<_> = asides.credited().iter().map(|r| document.words(r.clone())).collect();
            assert_eq!(found, names, "{line}");
        }
    }
}
