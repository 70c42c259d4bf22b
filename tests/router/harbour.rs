//! The sample article with the claims that a careful reader finds in it, so that these tests do not depend on what the
//! engine finds.

use claimbook::{
    claim::*,
    ingest,
    store::{Details, NewUpload},
    text::{Span, Text},
};
use jiff::civil::date;

/// The bytes of the sample article.
pub(crate) const SAMPLE: &str = include_str!("../../static/sample.txt");

/// The first place of `words` at or behind the first place of `from`.
#[track_caller]
pub(crate) fn after(text: &Text, from: &str, words: &str) -> Span {
    let all = text.as_str();
    let from = all.find(from).unwrap_or_else(|| panic!("{from:?} is not in the text"));
    let start = from
        + all[from..]
            .find(words)
            .unwrap_or_else(|| panic!("{words:?} is not in the text"));
    text.span(start..start + words.len()).unwrap()
}

/// The first place of `words`.
#[track_caller]
pub(crate) fn place(text: &Text, words: &str) -> Span {
    after(text, words, words)
}

/// A figure with its number alone.
pub(crate) fn figure(number: Span, low: Option<u64>, high: Option<u64>, hedge: Hedge, effect: Effect) -> Figure {
    Figure {
        number,
        count: Count { low, high },
        hedge,
        hedge_words: vec![],
        effect,
        trigger: vec![],
        group: None,
        modality: Modality::Asserted,
        evidence: vec![],
        source: None,
        via: vec![],
        said: None,
        when: None,
        part_of: None,
        repeats: None,
        change: None,
        rule: "people-harmed",
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
        via: vec![],
        said: None,
        rule: match kind {
            QuoteKind::Direct => "marks-cue",
            QuoteKind::Mixed => "clause-part-in-marks",
            QuoteKind::Indirect => "clause-of-speech",
        },
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

/// Any text as an upload with these claims.
pub(crate) fn upload(name: &str, bytes: &str, claims: impl FnOnce(&Text) -> Claims) -> NewUpload {
    let mut upload = ingest::read(Some(name), bytes.as_bytes().to_vec(), &Details::default()).unwrap();
    let article = &mut upload.articles[0];
    article.claims = claims(&article.article.text);
    upload
}

/// The sample article as an upload with its claims.
pub(crate) fn sample() -> NewUpload {
    upload("harbour-fire.txt", SAMPLE, claims)
}

fn claims(t: &Text) -> Claims {
    let at = |words| place(t, words);
    let ministry = at("the interior ministry");
    let hospitals = at("the city’s two main hospitals");
    let thursday = Some(Time {
        words: at("Thursday"),
        date: Some((date(2025, 3, 6), Precision::Day)),
    });
    let arell = at("Tomas Arell");
    let arell2 = after(t, "Arell said 14", "Arell");
    let authority = at("The port authority");
    let council = at("the city council");
    let committee = at("A committee of dockers’ families");
    let company = at("The company");
    let voss = at("Hedda Voss");
    let radio = at("Coast Radio");
    let prosecutor = at("a prosecutor");
    let prosecutor2 = at("The prosecutor");
    let sandor = at("Jon Sandor");
    let salma = at("Salma al-Ahmadi");
    let she = after(t, "not yet 20", "she");
    Claims {
        figures: vec![
            Figure {
                hedge_words: vec![at("At least")],
                group: Some(at("people")),
                trigger: vec![at("were killed")],
                source: Some(ministry),
                via: vec![hospitals],
                said: thursday,
                ..figure(at("31"), Some(31), None, Hedge::AtLeast, Effect::Killed)
            },
            Figure {
                hedge_words: vec![at("more than")],
                trigger: vec![at("injured")],
                source: Some(ministry),
                via: vec![hospitals],
                said: thursday,
                ..figure(at("120"), Some(121), None, Hedge::MoreThan, Effect::Injured)
            },
            Figure {
                group: Some(at("dock workers")),
                trigger: vec![at("were missing")],
                source: Some(arell2),
                ..figure(at("14"), Some(14), Some(14), Hedge::Exact, Effect::Missing)
            },
            Figure {
                group: Some(at("crane drivers")),
                source: Some(arell2),
                part_of: Some(2),
                ..figure(at("three"), Some(3), Some(3), Hedge::Exact, Effect::Missing)
            },
            Figure {
                trigger: vec![after(t, "the number of missing", "missing")],
                source: Some(authority),
                ..figure(at("nine"), Some(9), Some(9), Hedge::Exact, Effect::Missing)
            },
            Figure {
                hedge_words: vec![at("About")],
                group: Some(at("residents of the old quarter")),
                trigger: vec![at("were evacuated")],
                source: Some(council),
                ..figure(at("2,300"), Some(2300), Some(2300), Hedge::About, Effect::Displaced)
            },
            Figure {
                hedge_words: vec![at("as many as")],
                group: Some(after(t, "as many as 70", "people")),
                trigger: vec![at("may have died")],
                modality: Modality::Hypothetical,
                source: Some(committee),
                ..figure(at("70"), None, Some(70), Hedge::AtMost, Effect::Killed)
            },
            Figure {
                group: Some(after(t, "70 workers", "workers")),
                trigger: vec![at("had been killed")],
                modality: Modality::Denied,
                source: Some(company),
                ..figure(
                    after(t, "denied that", "70"),
                    Some(70),
                    Some(70),
                    Hedge::Exact,
                    Effect::Killed,
                )
            },
            Figure {
                group: Some(at("managers of a haulage company")),
                trigger: vec![at("detained")],
                source: Some(radio),
                via: vec![prosecutor],
                said: None,
                ..figure(at("four"), Some(4), Some(4), Hedge::Exact, Effect::Detained)
            },
            Figure {
                group: Some(at("soldiers")),
                trigger: vec![at("would deploy")],
                modality: Modality::Hypothetical,
                source: Some(sandor),
                ..figure(at("200"), Some(200), Some(200), Hedge::Exact, Effect::Deployed)
            },
            Figure {
                group: Some(after(t, "killed two", "sailors")),
                trigger: vec![after(t, "there killed", "killed")],
                when: Some(Time {
                    words: at("2011"),
                    date: Some((date(2011, 1, 1), Precision::Year)),
                }),
                ..figure(
                    after(t, "killed two", "two"),
                    Some(2),
                    Some(2),
                    Hedge::Exact,
                    Effect::Killed,
                )
            },
        ],
        quotes: vec![
            Quote {
                source: Some(ministry),
                cue: Some(after(t, "the interior ministry said", "said")),
                via: vec![hospitals],
                said: thursday,
                ..quote(
                    QuoteKind::Indirect,
                    vec![at(
                        "At least 31 people were killed and more than 120 injured when a fire set off a chain of explosions at the container harbour of Port Maren",
                    )],
                )
            },
            Quote {
                source: Some(arell),
                speaker: Some("Tomas Arell".into()),
                cue: Some(at("told reporters")),
                ..quote(
                    QuoteKind::Direct,
                    vec![
                        at("We are still pulling people out of the sheds,"),
                        at("Nobody here has slept, and nobody will."),
                    ],
                )
            },
            Quote {
                source: Some(arell2),
                speaker: Some("Tomas Arell".into()),
                cue: Some(after(t, "Arell said 14", "said")),
                ..quote(
                    QuoteKind::Indirect,
                    vec![at(
                        "14 dock workers were missing, among them three crane drivers whose cabins fell into the basin",
                    )],
                )
            },
            Quote {
                source: Some(council),
                cue: Some(at("according to")),
                ..quote(
                    QuoteKind::Indirect,
                    vec![at(
                        "About 2,300 residents of the old quarter were evacuated before dawn because of smoke from burning fertiliser",
                    )],
                )
            },
            Quote {
                source: Some(committee),
                cue: Some(after(t, "families said", "said")),
                ..quote(QuoteKind::Indirect, vec![at("as many as 70 people may have died")])
            },
            Quote {
                source: Some(committee),
                cue: Some(at("accused")),
                ..quote(QuoteKind::Direct, vec![at("hiding the lists of who was on shift.")])
            },
            Quote {
                source: Some(voss),
                cue: Some(after(t, "it is cruel", "said")),
                speaker: Some("Hedda Voss".into()),
                ..quote(QuoteKind::Direct, vec![at("That number is wrong and it is cruel,")])
            },
            Quote {
                source: Some(voss),
                cue: Some(at("adding")),
                speaker: Some("Hedda Voss".into()),
                said: Some(Time {
                    words: after(t, "Wednesday", "Wednesday"),
                    date: Some((date(2025, 3, 5), Precision::Day)),
                }),
                ..quote(
                    QuoteKind::Indirect,
                    vec![at("all shift lists were handed to the police on Wednesday evening")],
                )
            },
            Quote {
                source: Some(prosecutor2),
                cue: Some(after(t, "The prosecutor said", "said")),
                ..quote(
                    QuoteKind::Mixed,
                    vec![at("the containers had been declared as “household goods.”")],
                )
            },
            Quote {
                source: Some(sandor),
                cue: Some(after(t, "Jon Sandor said", "said")),
                ..quote(
                    QuoteKind::Indirect,
                    vec![at("The government would deploy 200 soldiers to clear the quays")],
                )
            },
            Quote {
                source: Some(salma),
                cue: Some(after(t, "Hospital, said", "said")),
                ..quote(
                    QuoteKind::Indirect,
                    vec![at("eight of the injured were in a critical condition")],
                )
            },
            Quote {
                source: Some(she),
                speaker: Some("Salma al-Ahmadi".into()),
                cue: Some(after(t, "she said", "said")),
                ..quote(
                    QuoteKind::Direct,
                    vec![
                        at("Some of them are not yet 20,"),
                        at("We have enough blood, thank God. What we do not have is enough hands."),
                    ],
                )
            },
        ],
        sources: vec![
            source("the interior ministry", SourceKind::Organization, vec![ministry]),
            Source {
                anonymous: true,
                ..source(
                    "the city’s two main hospitals",
                    SourceKind::Organization,
                    vec![hospitals],
                )
            },
            Source {
                role: Some(at("the fire chief of Port Maren")),
                ..source("Tomas Arell", SourceKind::Person, vec![arell, arell2])
            },
            source("The port authority", SourceKind::Organization, vec![authority]),
            source("the city council", SourceKind::Organization, vec![council]),
            Source {
                anonymous: true,
                ..source("A committee of dockers’ families", SourceKind::Group, vec![committee])
            },
            source("Nordmar Terminals", SourceKind::Organization, vec![company]),
            source("Hedda Voss", SourceKind::Person, vec![voss]),
            source("Coast Radio", SourceKind::Media, vec![radio]),
            Source {
                anonymous: true,
                ..source("a prosecutor", SourceKind::Person, vec![prosecutor, prosecutor2])
            },
            Source {
                role: Some(at("Prime Minister")),
                ..source("Jon Sandor", SourceKind::Person, vec![sandor])
            },
            Source {
                role: Some(at("a surgeon at St Brendan’s Hospital")),
                ..source("Salma al-Ahmadi", SourceKind::Person, vec![salma, she])
            },
        ],
        asides: vec![
            (
                at("READ MORE: HOW PORT MAREN BECAME THE BUSIEST HARBOUR ON THE COAST"),
                Aside::OtherStory,
            ),
            (at("Photo: Coast Wire"), Aside::ImageCredit),
        ],
        passed_over: vec![
            PassedOver {
                number: after(t, "Most of them", "two"),
                reason: PassedReason::NotPeople,
            },
            PassedOver {
                number: at("40"),
                reason: PassedReason::Measure,
            },
            PassedOver {
                number: at("600"),
                reason: PassedReason::NotPeople,
            },
            PassedOver {
                number: after(t, "within three", "three"),
                reason: PassedReason::Duration,
            },
            PassedOver {
                number: at("eight"),
                reason: PassedReason::NoEffect,
            },
            PassedOver {
                number: after(t, "not yet", "20"),
                reason: PassedReason::Age,
            },
            PassedOver {
                number: at("2011"),
                reason: PassedReason::Date,
            },
        ],
    }
}
