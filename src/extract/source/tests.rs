//! Speakers and sources of short texts, with the mentions marked.

use super::*;
use crate::{
    claim::QuoteKind,
    extract::{aside, statement::Spans},
    text::Text,
};

/// The speakers of a text: the mentions stand in angle brackets, the content of each runs from the mention to the next
/// bracket or the sentence's end.
fn sources(marked: &str) -> (Text, Vec<Option<String>>, Vec<Source>) {
    let mut raw = String::new();
    let mut places = Vec::new();
    for c in marked.chars() {
        match c {
            '<' => places.push((raw.len(), 0)),
            '>' => places.last_mut().unwrap().1 = raw.len(),
            c => raw.push(c),
        }
    }
    let text = Text::clean(&raw);
    let document = Document::read(&text);
    let mut statements: Vec<Statement> = places
        .iter()
        .map(|&(start, end)| {
            let source = document.tokens_in(text.span(start..end).unwrap());
            let sentence = &document.sentences[document.sentence_of(source.start)].tokens;
            let content = if source.end + 2 < sentence.end {
                source.end + 1..sentence.end
            } else {
                sentence.start..source.start.max(sentence.start + 1)
            };
            Statement {
                kind: Some(QuoteKind::Indirect),
                content: vec![content],
                source: Some(source),
                cue: None,
                via: Vec::new(),
                follows: None,
                said: None,
                speaker: None,
                rule: "test",
                spans: Spans::default(),
            }
        })
        .collect();
    let asides = aside::find(&document);
    let sources = resolve(&document, &asides, &mut statements, &[]);
    let speakers = statements.into_iter().map(|s| s.speaker).collect();
    (text.clone(), speakers, sources)
}

fn speakers(marked: &str) -> Vec<String> {
    sources(marked).1.into_iter().map(Option::unwrap_or_default).collect()
}

#[test]
fn short_names_are_given_in_full() {
    for (marked, expected) in [
        (
            "Interior Minister Ivo Brandt spoke. <Brandt> said ten died.",
            &["Ivo Brandt"][..],
        ),
        (
            "<Park Ji-sung>, a member of the council, said so. <Park> said no.",
            &["Park Ji-sung", "Park Ji-sung"],
        ),
        ("<Mr Brandt> said no. The mayor, Ivo Brandt, had left.", &["Ivo Brandt"]),
        (
            "The Ostra Relief Agency (ORA) has staff there. <The ORA> said ten died.",
            &["Ostra Relief Agency"],
        ),
        (
            "Staff of the Office for River Safety came. <ORS> said ten died.",
            &["Office for River Safety"],
        ),
        (
            "<Ostra’s Central Flood Commission> said ten died. <The commission> said no more.",
            &["Ostra’s Central Flood Commission", "Ostra’s Central Flood Commission"],
        ),
        (
            "The Catholic Conference of Ostra (CCO) met. WASHINGTON (Reuters) is first. <Reuters> said ten died.",
            &["Reuters"],
        ),
        (
            "President of Ukraine Ivan Brandt came. <Brandt> said ten died.",
            &["Ivan Brandt"],
        ),
        (
            "<Vice President Mila Moss> left. <The president> said no.",
            &["Mila Moss", "president"],
        ),
        (
            "<Haitham bin Tariq Al Said> said no. <Haitham> said so again.",
            &["Haitham bin Tariq Al Said", "Haitham bin Tariq Al Said"],
        ),
        (
            "Ursula von der Leyen came. <Von der Leyen> said ten died.",
            &["Ursula von der Leyen"],
        ),
        (
            "Former deputy prime minister Yusuf bin Ali al-Rashid came. <Al-Rashid> said no.",
            &["Yusuf bin Ali al-Rashid"],
        ),
        (
            "Luiz Inácio Lula da Silva won. <Lula> said no.",
            &["Luiz Inácio Lula da Silva"],
        ),
        (
            "Grey Heron Logistics sold it. <Grey Heron> said no.",
            &["Grey Heron Logistics"],
        ),
        (
            "Coast radio reporter Mila Moss came. Astronomer <Mila Moss> said no.",
            &["Mila Moss"],
        ),
        (
            "14:52 Coastguard: 112 rescued\n\n<The coastguard> said ten died.",
            &["coastguard"],
        ),
        (
            "The Ostra Academy of Arts met. <The academy> said no.",
            &["Ostra Academy of Arts"],
        ),
        // the article is the country's
        (
            "<The country’s intelligence agency> said ten died. <The agency> said no more.",
            &["the country’s intelligence agency", "the country’s intelligence agency"],
        ),
        (
            "The operator, Linea Azul, paid. <The company> said ten died.",
            &["Linea Azul"],
        ),
        (
            "<The Red Lantern relief society> said ten died. <The society> said no more.",
            &["Red Lantern relief society", "Red Lantern relief society"],
        ),
        // not whoever shares a word
        ("Mila Moss lives in New York. <York> said no.", &["York"]),
        ("The Moscow Times wrote of it. <Moscow> said no.", &["Moscow"]),
    ] {
        assert_eq!(speakers(marked), expected, "{marked}");
    }
}

#[test]
fn what_kind_they_are() {
    for (marked, expected) in [
        (
            "The operator, Linea Azul, paid. <Linea Azul> said no.",
            SourceKind::Organization,
        ),
        ("<Blue Tern>, the ferry company, said no.", SourceKind::Organization),
        ("<Blue Tern> said its crews were safe.", SourceKind::Organization),
        ("<The Red Lantern relief society> said no.", SourceKind::Organization),
        ("<Grey Heron Logistics> said no.", SourceKind::Organization),
        ("<Scientists> said no.", SourceKind::Group),
        ("<An interviewee> said no.", SourceKind::Person),
        ("<A summary> said no.", SourceKind::Document),
        ("<Blue Tern>, the ferry company’s skipper, said no.", SourceKind::Person),
    ] {
        assert_eq!(sources(marked).2[0].kind, expected, "{marked}");
    }
}

#[test]
fn nobody_to_look_up() {
    assert!(sources("<I> said no. <You> said no. <We> said no.").2.is_empty());
}

#[test]
fn who_asks_and_who_answers() {
    let answered = |lead: &str| {
        let raw = format!("{lead}\n\nQ: Why?\n\nA: It burnt.\n\nQ: And then?\n\nA: We ran.");
        let claims = crate::extract::extract(&Text::clean(&raw), None);
        assert!(claims.sources.iter().all(|s| s.name.len() > 1), "{lead}");
        let turns: Vec<_> = claims.quotes.iter().filter(|q| q.rule == "turn").collect();
        assert_eq!(turns.len(), 4, "{lead}");
        (turns[2].speaker.clone(), turns[3].speaker.clone())
    };
    for (lead, asks, answers) in [
        (
            "Mila Moss runs the flood service. We asked her about it.",
            None,
            Some("Mila Moss"),
        ),
        (
            "Mila Moss, the novelist, spoke to The Daily Lantern on Monday.",
            Some("Daily Lantern"),
            Some("Mila Moss"),
        ),
        (
            "Ivo Brandt, a reporter for the Courier, sat down with Mila Moss.",
            Some("Ivo Brandt"),
            Some("Mila Moss"),
        ),
        (
            "Here is our interview with Mila Moss about the fire.",
            None,
            Some("Mila Moss"),
        ),
        (
            "Mila Moss saw it. She spoke to the Review.",
            Some("Review"),
            Some("Mila Moss"),
        ),
        ("The fire burnt for two days.", None, None),
        // nothing says which of them asks
        ("Ivo Brandt spoke to Mila Moss on Monday.", None, None),
    ] {
        assert_eq!(
            answered(lead),
            (asks.map(str::to_owned), answers.map(str::to_owned)),
            "{lead}"
        );
    }
}

#[test]
fn pronouns() {
    for (marked, expected) in [
        (
            "<Ivo Brandt> said ten died. <He> said more were missing.",
            &["Ivo Brandt", "Ivo Brandt"][..],
        ),
        (
            "Mila Moss met Ivo Brandt in Ostra. <She> said ten died.",
            &["Mila Moss"],
        ),
        (
            "<Mila Moss> said Ivo Brandt had left. <He> said no.",
            &["Mila Moss", "Ivo Brandt"],
        ),
        (
            "<Ostra> confirmed ten deaths. <It> said more were missing.",
            &["Ostra", "Ostra"],
        ),
        (
            "<Police officers> said ten died. <They> said more were missing.",
            &["Police officers", "Police officers"],
        ),
        (
            "<A witness> said ten died. <She> said more were missing.",
            &["witness", "witness"],
        ),
        ("Rain fell all night. <He> said no.", &["He"]),
    ] {
        assert_eq!(speakers(marked), expected, "{marked}");
    }
}

#[test]
fn descriptions() {
    for (marked, expected) in [
        (
            "<Ostran lawmakers> said ten died. <The lawmakers> said no more.",
            &["Ostran lawmakers", "Ostran lawmakers"][..],
        ),
        (
            "Foreign Minister Ivo Brandt came. <The minister> said ten died.",
            &["Ivo Brandt"],
        ),
        (
            "Foreign Minister Ivo Brandt came. <The health minister> said ten died.",
            &["health minister"],
        ),
        (
            "Deputy Governor Ivo Brandt came. <The governor> said ten died.",
            &["governor"],
        ),
        (
            "<A minister> said ten died. Foreign Minister Ivo Brandt came.",
            &["minister"],
        ),
        (
            "<Znamya.com> said ten died. <The website> said more were missing.",
            &["Znamya.com", "Znamya.com"],
        ),
        ("<Officials> said ten died.", &["Officials"]),
    ] {
        assert_eq!(speakers(marked), expected, "{marked}");
    }
}

#[test]
fn documents_speak_for_those_who_issue_them() {
    for (marked, expected) in [
        ("<A study by Oxfam> said ten died.", "Oxfam"),
        ("According to <data from the Flood Archive>, ten died.", "Flood Archive"),
        (
            "The Ostra Relief Agency (ORA) came. <The ORA’s situation report> said ten died.",
            "Ostra Relief Agency",
        ),
        ("<A statement> said ten died.", "statement"),
        ("<A police statement> said ten died.", "police"),
        ("Ivo Brandt has written. <His memoirs> said ten died.", "Ivo Brandt"),
    ] {
        assert_eq!(speakers(marked), [expected], "{marked}");
    }
}

#[test]
fn sources_have_kind_role_and_mentions() {
    let (text, _, sources) = sources(
        "Kremlin spokesman <Ivo Brandt> said ten died. <Mila Moss>, a member of the flood committee, said no. <Brandt> said yes. <Ostran lawmakers> said no. <The Ostra Times> said maybe.\n\nReuters contributed to this report.",
    );
    let shown: Vec<_> = sources
        .iter()
        .map(|s| {
            (
                s.name.as_str(),
                s.kind.as_str(),
                s.role.map_or("", |r| text.slice(r)),
                s.anonymous,
                s.mentions.len(),
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            ("Ivo Brandt", "person", "Kremlin spokesman", false, 2),
            ("Mila Moss", "person", "a member of the flood committee", false, 1),
            ("Ostran lawmakers", "group", "", true, 1),
            ("Ostra Times", "media", "", false, 1),
            ("Reuters", "media", "", false, 1),
        ]
    );
}

/// `cases*.txt`: who says each quote of a text, read as a whole.
#[test]
fn cases() {
    let mut wrong = Vec::new();
    let mut number = 0;
    let files = [
        include_str!("cases.txt"),
        include_str!("cases_bodies.txt"),
        include_str!("cases_documents.txt"),
        include_str!("cases_names.txt"),
        include_str!("cases_only.txt"),
        include_str!("cases_teams.txt"),
    ];
    for case in files.iter().flat_map(|file| file.split("\n\n")) {
        let mut lines = case.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let Some(raw) = lines.next() else { continue };
        number += 1;
        let expected: Vec<&str> = lines.map(str::trim).collect();
        let text = Text::clean(&raw.replace(" ¶ ", "\n\n"));
        let found: Vec<String> = crate::extract::extract(&text, None)
            .quotes
            .iter()
            .map(|quote| {
                let mention = quote.source.map_or("-", |source| text.slice(source));
                let speaker = quote.speaker.as_deref().unwrap_or("-");
                format!("{mention} | {}", if speaker == mention { "=" } else { speaker })
            })
            .collect();
        if found != expected {
            wrong.push(format!("{raw}\n  found    {found:#?}\n  expected {expected:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(number > 100, "{number} cases were read");
}
