//! Articles written for these tests, with the claims a careful reader finds in them.

use claimbook::{
    article::Article,
    claim::*,
    store::{Details, NewArticle, NewUpload},
    text::{Span, Text},
};
use jiff::civil::{Date, date};

pub(crate) const DAM: &str = "At least 31 people were killed when the Karsk dam burst on Monday, the Ardenian Interior Ministry said, citing rescue workers.\n\nSome 4,700 others had to leave their homes. “We will never forget them,” Prime Minister Ilse Varga told reporters. “They deserved better.”\n\nCLICK HERE FOR MORE\n\nA witness, who is 54, said two dozen were missing near Łomża’s café.\n";

pub(crate) const DATE: Date = date(2031, 3, 5);

/// The first place of `words` in the text.
#[track_caller]
pub(crate) fn place(text: &Text, words: &str) -> Span {
    let start = text
        .as_str()
        .find(words)
        .unwrap_or_else(|| panic!("{words:?} is not in the text"));
    text.span(start..start + words.len()).unwrap()
}

/// A figure with its number alone.
pub(crate) fn figure(number: Span, low: Option<u64>, high: Option<u64>, hedge: Hedge, effect: Effect) -> Figure {
    Figure {
        number,
        count: Count { low, high },
        hedge,
        hedge_words: Vec::new(),
        effect,
        trigger: Vec::new(),
        group: None,
        modality: Modality::Asserted,
        evidence: Vec::new(),
        source: None,
        via: Vec::new(),
        said: None,
        when: None,
        part_of: None,
        repeats: None,
        change: None,
        rule: "number-verb",
    }
}

/// A quote with its content alone.
pub(crate) fn quote(kind: QuoteKind, content: Vec<Span>) -> Quote {
    Quote {
        kind,
        content,
        source: None,
        speaker: None,
        cue: None,
        via: Vec::new(),
        said: None,
        rule: "cue-clause",
    }
}

/// A source with its mentions.
pub(crate) fn source(name: &str, kind: SourceKind, mentions: Vec<Span>) -> Source {
    Source {
        name: name.into(),
        kind,
        role: None,
        anonymous: false,
        mentions,
    }
}

pub(crate) fn dam_claims(text: &Text) -> Claims {
    let at = |words| place(text, words);
    let monday = Some(Time {
        words: at("Monday"),
        date: Some((date(2031, 3, 3), Precision::Day)),
    });
    Claims {
        figures: vec![
            Figure {
                hedge_words: vec![at("At least")],
                trigger: vec![at("were killed")],
                group: Some(at("people")),
                source: Some(at("Ardenian Interior Ministry")),
                via: vec![at("rescue workers")],
                when: monday,
                change: Some(Change::Total),
                ..figure(at("31"), Some(31), None, Hedge::AtLeast, Effect::Killed)
            },
            Figure {
                hedge_words: vec![at("Some")],
                trigger: vec![at("leave their homes")],
                group: Some(at("others")),
                ..figure(at("4,700"), Some(4700), Some(4700), Hedge::About, Effect::Displaced)
            },
            Figure {
                trigger: vec![at("missing")],
                source: Some(at("A witness")),
                repeats: Some(0),
                part_of: Some(1),
                ..figure(at("two dozen"), Some(24), Some(24), Hedge::Exact, Effect::Missing)
            },
        ],
        quotes: vec![
            Quote {
                source: Some(at("Ilse Varga")),
                speaker: Some("Ilse Varga".into()),
                cue: Some(at("told reporters")),
                ..quote(
                    QuoteKind::Direct,
                    vec![at("We will never forget them,"), at("They deserved better.")],
                )
            },
            Quote {
                source: Some(at("A witness")),
                cue: Some(at("said two").to(at("said two"))),
                ..quote(
                    QuoteKind::Indirect,
                    vec![at("two dozen were missing near Łomża’s café")],
                )
            },
        ],
        sources: vec![
            source(
                "Ardenian Interior Ministry",
                SourceKind::Organization,
                vec![at("Ardenian Interior Ministry")],
            ),
            Source {
                anonymous: true,
                ..source("rescue workers", SourceKind::Group, vec![at("rescue workers")])
            },
            Source {
                role: Some(at("Prime Minister")),
                ..source("Ilse Varga", SourceKind::Person, vec![at("Ilse Varga")])
            },
            Source {
                anonymous: true,
                ..source("A witness", SourceKind::Person, vec![at("A witness")])
            },
        ],
        asides: vec![(at("CLICK HERE FOR MORE"), Aside::Promotion)],
        passed_over: vec![PassedOver {
            number: at("54"),
            reason: PassedReason::Age,
        }],
    }
}

/// An article with its claims, as an upload of its own.
pub(crate) fn upload(text: &str, date: Option<Date>, claims: impl FnOnce(&Text) -> Claims) -> NewUpload {
    let bytes = text.as_bytes().to_vec();
    let text = Text::clean(text);
    let claims = claims(&text);
    NewUpload {
        name: Some("article.txt".into()),
        media_type: "text/plain",
        bytes,
        articles: vec![NewArticle {
            member: None,
            format: "text",
            article: Article {
                title: None,
                date,
                outlet: Some("The Ardenian Courier".into()),
                author: Some("Mara Quell".into()),
                address: None,
                language: None,
                text,
            },
            read: Details {
                date,
                outlet: Some("The Ardenian Courier".into()),
                ..Details::default()
            },
            claims,
            extractor: 1,
        }],
    }
}

/// The article about the dam.
pub(crate) fn dam() -> NewUpload {
    upload(DAM, Some(DATE), dam_claims)
}
