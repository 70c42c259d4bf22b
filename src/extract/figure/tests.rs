//! Figures in marked text: `<killed>12</killed>` is a number with that effect. Everything else is checked by its own field.

use crate::{
    claim::{Change, Effect, Figure, Hedge, Modality, PassedReason},
    extract::{aside::Asides, number},
    language::Document,
    text::Text,
};

fn figures(raw: &str) -> (Text, Vec<Figure>) {
    let text = Text::clean(raw);
    let document = Document::read(&text);
    let numbers = number::find(&document, &Asides::default());
    let figures = super::find(&document, &numbers).0;
    (text, figures)
}

/// The text without its marks, and what is marked: (effect, number).
fn unmarked(marked: &str) -> (String, Vec<(usize, String)>) {
    let (mut raw, mut expected) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some(open) = rest.find('<') {
        raw.push_str(&rest[..open]);
        let end = rest[open..].find('>').expect("a closed mark") + open;
        let name = &rest[open + 1..end];
        if !name.starts_with('/') {
            assert!(name.parse::<Effect>().is_ok(), "{name} is no effect: {marked}");
            expected.push((raw.len(), name.to_owned()));
        }
        rest = &rest[end + 1..];
    }
    raw.push_str(rest);
    (raw, expected)
}

/// Checks that exactly the marked numbers are figures, with the marked effects.
fn check(marked: &str) {
    let (raw, expected) = unmarked(marked);
    let (_, found) = figures(&raw);
    let found: Vec<_> = found
        .iter()
        .map(|f| (f.number.start(), f.effect.as_str().to_owned()))
        .collect();
    assert_eq!(found, expected, "{marked}");
}

#[test]
fn verbs_and_their_objects() {
    for marked in [
        "The blast killed <killed>12</killed> people and wounded <injured>20</injured>.",
        "Rebels shot and killed <killed>two</killed> policemen.",
        "Gunmen gunned down <killed>three</killed> farmers.",
        "Raiders hacked to death <killed>four</killed> herders.",
        "A mob beat <killed>two</killed> men to death.",
        "A gunman shot <killed>three</killed> people dead.",
        "Police arrested <detained>nine</detained> people and the army detained <detained>five</detained> more.",
        "Gunmen abducted <captured>30</captured> pupils.",
        "The fire killed <killed>a</killed> nurse and <killed>two</killed> patients.",
        "Floods have displaced <displaced>4,000</displaced> people.",
        "Ostra sent <deployed>300</deployed> soldiers to Velin.",
        "Two attackers killed <killed>three</killed> men.",
        "The quake claimed <killed>40</killed> lives.",
        "Rebels took <captured>12</captured> people hostage.",
    ] {
        check(marked);
    }
}

#[test]
fn verbs_and_their_subjects() {
    for marked in [
        "<killed>Ten</killed> people died.",
        "<killed>Ten</killed> people have been killed since Monday.",
        "<killed>Ten</killed> people, police said, were killed.",
        "<injured>Two</injured> nurses and <injured>a</injured> porter were injured.",
        "Officials said <killed>six</killed> people died.",
        "<killed>Ten</killed> people who were on the bus died.",
        "<killed>Ten</killed> people travelling on the bus died.",
        "<missing>Forty</missing> miners are missing.",
        "<killed>Five</killed> people were found dead.",
        "<killed>Five</killed> people were shot dead.",
        "<killed>Five</killed> people are confirmed dead.",
        "<killed>Five</killed> people are believed to have been killed.",
        "<injured>Five</injured> people suffered serious injuries.",
        "<killed>Five</killed> people lost their lives.",
        "<displaced>Hundreds</displaced> of families fled.",
        "<captured>Six</captured> sailors were taken hostage.",
        "<killed>Two</killed> of the nine climbers died.",
        "<killed>No one</killed> was killed.",
        "A family of <killed>five</killed> died.",
        "<killed>Four</killed> of a family of six were killed.",
        "<killed>Three</killed> members of a crew of 12 died.",
        "<killed>Three</killed> from a family of five died.",
        "The brigade lost <casualties>300</casualties> men, dead and wounded.",
        "<killed>Two</killed> members who work with the firm were killed.",
        "<displaced>4,000</displaced> people were told to evacuate.",
        "<displaced>Thousands</displaced> fled when the river rose.",
        "<killed>One</killed> child was, the mayor said, among the dead.",
        "<killed>77</killed> people, most of them teenagers, were killed.",
    ] {
        check(marked);
    }
}

#[test]
fn nouns_and_results() {
    for marked in [
        "The crash left <killed>12</killed> dead and <injured>30</injured> injured.",
        "It left <killed>two</killed> policemen and <killed>five</killed> protesters dead.",
        "It left <killed>61</killed> migrants, including women, dead.",
        "It left <displaced>15,000</displaced> homeless.",
        "The number of people killed has risen to <killed>95</killed>.",
        "Local media put the number of dead at <killed>12</killed>.",
        "They pulled out <killed>nine</killed> bodies, bringing the total to <killed>31</killed>.",
        "There were <injured>13</injured> students with minor injuries.",
        "It forced <displaced>58,000</displaced> people to evacuate.",
        "With <injured>25</injured> others injured, the hospital is full.",
        "The storm caused <killed>seven</killed> deaths.",
        "There were <killed>no</killed> deaths.",
        "The deaths of <killed>four</killed> children shocked the town.",
        "The toll, which stood at <killed>56</killed> on Monday, may rise.",
        "Rescuers found <killed>35</killed> bodies.",
        "The bodies of <killed>two</killed> men were found.",
        "The army suffered about <casualties>4,700</casualties> casualties.",
        "<killed>Three</killed> dead soldiers were brought home.",
        "The death toll rose to <killed>71</killed>.",
        "The death toll rose from <killed>60</killed> to <killed>71</killed>.",
        "The collapse brought the death toll to <killed>71</killed>.",
        "<killed>Six</killed> killed, <injured>12</injured> wounded in Ostra.",
        "<casualties>Twenty</casualties> people are dead or missing.",
        "The shells killed or wounded <casualties>20</casualties> men.",
    ] {
        check(marked);
    }
}

#[test]
fn lists_and_parts() {
    for marked in [
        "<killed>14</killed> people, including <killed>three</killed> children, were killed.",
        "The fire killed <killed>14</killed> people, including <killed>three</killed> children.",
        "It killed <killed>nine</killed>, <killed>six</killed> of them children.",
        "It wounded <injured>eight</injured>, <injured>six</injured> of whom were officers.",
        "<killed>One</killed> man died in Ostra, <killed>two</killed> in Velin and <killed>five</killed> in Moss.",
        "<killed>Three</killed> were killed, including <killed>an</killed> officer, and <injured>nine</injured> wounded, <injured>three</injured> porters among them.",
        "At least <killed>three</killed> people, <killed>one</killed> of them a child, drowned.",
        "He was one of <missing>43</missing> students who disappeared.",
        "He said two pilots ejected safely and <killed>one</killed> was killed.",
        "Some 60 people are in hospital, <injured>12</injured> of them in a critical condition.",
        "He was killed along with his cook and <killed>another</killed> man.",
        "Ostra has sent <deployed>1,500</deployed> troops and could deploy <deployed>3,000</deployed> more.",
        "Nine drove off and <missing>14</missing> others are unaccounted for.",
        "Among the dead were <killed>four</killed> children and <killed>two</killed> officers, said Colonel Moss.",
        "Among the dead were <killed>three</killed> nurses and <killed>a</killed> doctor.",
        "<killed>20</killed> bodies were found, <killed>eleven</killed> women and <killed>nine</killed> men.",
        "It listed <injured>21</injured> injured people in Ostra, <injured>36</injured> in Velin and <injured>seven</injured> in Moss.",
        "He said <injured>90</injured> porters were wounded, as were <injured>17</injured> from the army.",
    ] {
        check(marked);
    }
}

#[test]
fn numbers_that_are_no_figures() {
    for raw in [
        "The bus carried 30 passengers.",
        "Two gunmen attacked a village.",
        "A man attacked the village.",
        "Two soldiers killed him.",
        "About 12 percent of the people died.",
        "He died in 2019.",
        "He died on 12 May.",
        "Moss, 45, was killed.",
        "Ahmed Moss was killed.",
        "Moss, a soldier, was killed.",
        "The storm killed 20 cows.",
        "The rebels captured three villages.",
        "The firm lost 200 jobs.",
        "Malaria kills 400,000 people every year.",
        "About 35,000 people were infected.",
        "Three people were rescued.",
        "Fires where six or more guests are killed count.",
        "Two gunmen fled the scene.",
        "The singer of Grateful Dead was 78.",
        "The dead man was found by two boys.",
        "He led both legislative bodies.",
        "They proposed another body to regulate it.",
        "Bishop Ivo Moss of the Velin diocese, 79, died.",
        "The player, world number 27, was arrested.",
        "Some 15 per 100,000 people die.",
        "About 20 people were hospitalised.",
    ] {
        let (_, found) = figures(raw);
        assert!(found.is_empty(), "{raw}: {found:?}");
    }
}

#[test]
fn modality() {
    use Modality::{Asserted, Denied, Hypothetical};
    for (raw, expected) in [
        ("Twelve people were killed.", Asserted),
        ("Twelve people may have been killed.", Hypothetical),
        ("Twelve people are feared dead.", Hypothetical),
        ("Twelve people are believed to have been killed.", Asserted),
        ("Officials fear that twelve people have died.", Hypothetical),
        ("They threatened to kill twelve hostages.", Hypothetical),
        ("Ostra plans to send 300 soldiers.", Hypothetical),
        ("Ostra will send 300 soldiers.", Hypothetical),
        ("The army ordered 4,000 people to evacuate.", Hypothetical),
        ("The army forced 4,000 people to evacuate.", Asserted),
        ("The army denied that twelve people were killed.", Denied),
        ("Reports of 15 dead soldiers are false.", Denied),
        ("Claims that 15 soldiers died are baseless, the army said.", Denied),
        ("Reports of 15 dead soldiers came in.", Asserted),
        ("The army denied killing twelve people.", Denied),
        ("No one was killed.", Asserted),
        ("Hundreds of deaths could be avoided.", Hypothetical),
    ] {
        let (_, found) = figures(raw);
        assert_eq!(
            found.iter().map(|f| f.modality).collect::<Vec<_>>(),
            [expected],
            "{raw}"
        );
    }
}

#[test]
fn fields() {
    let words = |text: &Text, spans: &[crate::text::Span]| -> Vec<String> {
        spans.iter().map(|s| text.slice(*s).to_owned()).collect()
    };
    let (text, found) = figures("At least 600 Ostran troops have reportedly been killed.");
    let figure = &found[0];
    assert_eq!(figure.group.map(|g| text.slice(g)), Some("Ostran troops"));
    assert_eq!(words(&text, &figure.trigger), ["have reportedly been killed"]);
    assert_eq!(words(&text, &figure.hedge_words), ["At least"]);
    assert_eq!(words(&text, &figure.evidence), ["reportedly"]);
    let (text, found) = figures("It killed nine, six of them women and children.");
    assert_eq!(found[1].group.map(|g| text.slice(g)), Some("women and children"));
    let (text, found) = figures("One member of the Harbour Guard was believed to have died.");
    assert_eq!(
        found[0].group.map(|g| text.slice(g)),
        Some("member of the Harbour Guard")
    );
    assert_eq!(words(&text, &found[0].evidence), ["believed to"]);
    for (raw, group) in [
        ("Seven deaths were reported.", None),
        ("Three others were injured.", Some("others")),
        ("A family of five died.", Some("family")),
        ("The 12-strong crew died.", Some("crew")),
        ("Hundreds of young people died.", Some("young people")),
        ("Two of Moss's victims died.", Some("Moss's victims")),
        ("Six deaths were of children.", Some("children")),
        ("Seven more were injured.", None),
        ("Some 8,000 men and boys were killed.", Some("men and boys")),
        ("He killed ten soldiers and policemen.", Some("soldiers and policemen")),
        ("He killed ten men and police said so.", Some("men")),
    ] {
        let (text, found) = figures(raw);
        assert_eq!(found[0].group.map(|g| text.slice(g)), group, "{raw}");
    }
}

#[test]
fn relations() {
    let (_, found) = figures(
        "The fire killed 14 people, including three children.\n\nSeven more were injured. The 14 people died at night. \
         The death toll rose to 15.",
    );
    assert_eq!(found[1].part_of, Some(0));
    assert_eq!(found[2].change, Some(Change::New));
    assert_eq!(found[3].repeats, Some(0));
    assert_eq!(found[4].change, Some(Change::Total));
    assert_eq!(
        (found[0].part_of, found[0].repeats, found[0].change),
        (None, None, None)
    );
}

/// For each figure what it is a part of, and what it says again.
fn ties(raw: &str) -> Vec<(Option<usize>, Option<usize>)> {
    figures(raw).1.iter().map(|f| (f.part_of, f.repeats)).collect()
}

#[test]
fn nothing_is_counted_twice() {
    const ALONE: (Option<usize>, Option<usize>) = (None, None);
    for (raw, expected) in [
        // parts in a later sentence
        (
            "The blast killed 20 people. Among the dead were three nurses, a doctor and two porters.",
            &[ALONE, (Some(0), None), (Some(0), None), (Some(0), None)][..],
        ),
        (
            "The blast wounded 20 people. Four of the wounded are children.",
            &[ALONE, (Some(0), None)],
        ),
        ("Four of the wounded are children.", &[ALONE]),
        // places of a list are no parts of one another
        (
            "Police counted 21 injured in Ostra, 12 in Velin and nine in Tarn.",
            &[ALONE, ALONE, ALONE],
        ),
        (
            "Five people died, two in Ostra and three in Velin.",
            &[ALONE, (Some(0), None), (Some(0), None)],
        ),
        // however it is limited
        (
            "At least 20 people were killed. The 20 people died at once.",
            &[ALONE, (None, Some(0))],
        ),
        (
            "More than 20 people were killed. Over 20 died at once.",
            &[ALONE, (None, Some(0))],
        ),
        ("Dozens were killed. Twelve died in Velin.", &[ALONE, ALONE]),
        // one person is the same only beside others who are
        (
            "He wounded a man and two women. Two women and a man were wounded.",
            &[ALONE, ALONE, (None, Some(1)), (None, Some(0))],
        ),
        ("A man was killed in Ostra. A man was killed in Velin.", &[ALONE, ALONE]),
        ("Twelve died. Twelve more died.", &[ALONE, ALONE]),
    ] {
        assert_eq!(ties(raw), expected, "{raw}");
    }
}

#[test]
fn what_a_toll_was_before_is_no_total() {
    let change = |raw: &str| figures(raw).1.iter().map(|f| f.change).collect::<Vec<_>>();
    assert_eq!(change("The toll rose to 71 from 60."), [Some(Change::Total), None]);
    assert_eq!(change("The toll rose from 60 to 71."), [None, Some(Change::Total)]);
    assert_eq!(
        change("The toll rose by 11 to 71."),
        [Some(Change::New), Some(Change::Total)]
    );
    assert_eq!(change("Police counted 23 deaths, up from 19."), [None, None]);
}

#[test]
fn a_second_effect_of_one_number() {
    let (text, found) = figures("Raiders seized three traders and later beheaded them.");
    let all: Vec<_> = found.iter().map(|f| (text.slice(f.number), f.effect)).collect();
    assert_eq!(all, [("three", Effect::Captured), ("three", Effect::Killed)]);
    for (raw, count) in [
        ("Gunmen killed two officers and shot them.", 1),
        ("Raiders seized three traders and later fed them.", 1),
        ("Two gunmen fired at a bus and soldiers killed them.", 0),
        ("Two boys met friends and hurt them.", 0),
    ] {
        assert_eq!(figures(raw).1.len(), count, "{raw}");
    }
}

#[test]
fn bodies_that_a_later_sentence_finds() {
    for marked in [
        "Eight officers were kidnapped on Monday. On Tuesday their bodies were found.",
        "The gang forced fifteen men off a bus. Days later their bodies were discovered in a field.",
    ] {
        let (text, found) = figures(marked);
        let killed: Vec<_> = found.iter().filter(|f| f.effect == Effect::Killed).collect();
        assert_eq!(killed.len(), 1, "{marked}");
        assert_eq!(text.slice(killed[0].trigger[0]).split(' ').next(), Some("bodies"));
    }
    for raw in [
        "Eight officers met ten soldiers. On Tuesday their bodies were found.",
        "Eight officers spoke to nurses. On Tuesday their bodies were found.",
        "Eight officers spoke. Their bodies ached.",
        "Eight officers spoke. Their bodies were not found.",
        "Eight officers spoke.\n\nTheir bodies were found.",
        "A man was late. Their bodies were found.",
    ] {
        assert!(figures(raw).1.is_empty(), "{raw}");
    }
}

#[test]
fn passed_over_with_a_reason() {
    let reason = |raw: &str| {
        let text = Text::clean(raw);
        let document = Document::read(&text);
        let (_, passed) = super::find(&document, &number::find(&document, &Asides::default()));
        passed.iter().map(|p| p.reason).collect::<Vec<_>>()
    };
    for (raw, expected) in [
        ("It paid USD 2 million.", PassedReason::Money),
        ("Fees rose by Rs 500.", PassedReason::Money),
        ("The pike weighed 82 pounds.", PassedReason::Measure),
        ("Under a 2005 law, courts may do so.", PassedReason::Date),
        ("One in five voters agreed.", PassedReason::Rate),
        ("Ivo Brandt, 45, spoke.", PassedReason::Age),
        ("The 59th brigade came.", PassedReason::Ordinal),
        ("Flight 370 left.", PassedReason::Name),
        ("Two thirds agreed.", PassedReason::Percentage),
        ("Wolves took 12 sheep.", PassedReason::NotPeople),
        ("Some 200 guests came.", PassedReason::NoEffect),
        ("They met for six hours.", PassedReason::Duration),
    ] {
        assert!(reason(raw).contains(&expected), "{raw}: {:?}", reason(raw));
    }
    // a pronoun is no number
    assert!(reason("This one is new.").is_empty());
    let text = Text::clean("In 2019 about 30 houses and 12 people were seen; 5 percent, $3, six days.");
    let document = Document::read(&text);
    let numbers = number::find(&document, &Asides::default());
    let (found, passed) = super::find(&document, &numbers);
    assert!(found.is_empty());
    let reasons: Vec<_> = passed.iter().map(|p| (text.slice(p.number), p.reason)).collect();
    assert_eq!(
        reasons,
        [
            ("2019", PassedReason::Date),
            ("30", PassedReason::NotPeople),
            ("12", PassedReason::NoEffect),
            ("5", PassedReason::Percentage),
            ("3", PassedReason::Money),
            ("six", PassedReason::Duration),
        ]
    );
}

mod whatever_the_text {
    use super::figures;
    use proptest::prelude::*;

    const WORDS: &[&str] = &[
        "killed",
        "dead",
        "12",
        "people",
        "were",
        "two",
        "of",
        "the",
        "and",
        "or",
        ",",
        ".",
        "“",
        "”",
        "(",
        ")",
        "including",
        "at least",
        "more than",
        "between",
        "to",
        "death",
        "toll",
        "rose",
        "a",
        "man",
        "who",
        "that",
        "soldiers",
        "injured",
        "another",
        "no",
        "none",
        "them",
        "whom",
        "4,700",
        "million",
        "dozen",
        "all but",
        "1.5",
        "family",
        "-strong",
        "’s",
        "from",
        "shot",
        "—",
        "as",
        "is",
        "believed",
        "not",
        "\n\n",
        "99999999999999999999",
        "hundred",
        "thousand",
        "Moss",
    ];

    #[test]
    fn nothing_is_taken_from_the_next_paragraph() {
        let (_, found) = figures("12 of\n\ndead killed");
        assert!(found.is_empty(), "{found:?}");
    }

    proptest! {
        #[test]
        fn spans_are_sound(picks in prop::collection::vec(0..WORDS.len(), 0..60), noise in "\\PC{0,20}") {
            let mut raw = picks.iter().map(|&i| WORDS[i]).collect::<Vec<_>>().join(" ");
            raw.push_str(&noise);
            let (text, found) = figures(&raw);
            prop_assert_eq!(&found, &figures(&raw).1);
            let paragraphs = text.paragraphs();
            let mut last = 0;
            for (i, figure) in found.iter().enumerate() {
                prop_assert!(figure.number.start() >= last);
                last = figure.number.start();
                let paragraph = paragraphs.iter().find(|p| p.contains(figure.number));
                let spans = figure.trigger.iter().chain(&figure.hedge_words).chain(&figure.evidence).chain(&figure.group);
                for span in spans {
                    prop_assert!(paragraph.is_some_and(|p| p.contains(*span)));
                }
                prop_assert!(figure.part_of.is_none_or(|p| p < i));
                prop_assert!(figure.repeats.is_none_or(|p| p < i));
                prop_assert!(!figure.trigger.is_empty());
                if let (Some(low), Some(high)) = (figure.count.low, figure.count.high) {
                    prop_assert!(low <= high);
                }
            }
        }
    }
}

/// What a mark of `cases.txt` says: `<killed denied at_least =20.. |soldiers>`.
struct Marked {
    at: usize,
    effect: Effect,
    modality: Modality,
    hedge: Hedge,
    /// Where it is given.
    count: Option<(Option<u64>, Option<u64>)>,
    /// Where it is given; `Some(None)`: no group.
    group: Option<Option<String>>,
}

/// The lines of `cases.txt`: as they stand, without their marks, and the marks.
fn cases() -> Vec<(&'static str, String, Vec<Marked>)> {
    let lines = include_str!("cases.txt").lines().filter(|l| !l.is_empty());
    let mut cases = Vec::new();
    for line in lines.filter(|l| !l.starts_with(['#', '['])) {
        let (mut raw, mut expected) = (String::new(), Vec::new());
        for (i, piece) in line.replace("\\n", "\n\n").split('<').enumerate() {
            if i == 0 || piece.starts_with('/') {
                raw += piece.strip_prefix("/>").unwrap_or(piece);
                continue;
            }
            let (mark, rest) = piece.split_once('>').expect("a closed mark");
            let (mark, group) = match mark.split_once('|') {
                Some((mark, group)) => (mark, Some(Some(group.to_owned()).filter(|g| g != "-"))),
                None => (mark, None),
            };
            let mut words = mark.split_whitespace();
            let mut marked = Marked {
                at: raw.len(),
                effect: words.next().unwrap().parse().expect("an effect"),
                modality: Modality::Asserted,
                hedge: Hedge::Exact,
                count: None,
                group,
            };
            for word in words {
                if let Some(count) = word.strip_prefix('=') {
                    let (low, high) = count.split_once("..").unwrap_or((count, count));
                    marked.count = Some((low.parse().ok(), high.parse().ok()));
                } else if let Ok(known) = word.parse() {
                    marked.modality = known;
                } else {
                    marked.hedge = word.parse().expect("a modality or a hedge");
                }
            }
            expected.push(marked);
            raw += rest;
        }
        cases.push((line, raw, expected));
    }
    cases
}

/// `cases.txt`: every figure of a sentence as it is marked, and no other.
#[test]
fn sentences_of_many_styles() {
    let mut wrong = Vec::new();
    for (line, raw, expected) in cases() {
        let (text, found) = figures(&raw);
        let same = found.len() == expected.len()
            && found.iter().zip(&expected).all(|(f, m)| {
                (f.number.start(), f.effect, f.modality, f.hedge) == (m.at, m.effect, m.modality, m.hedge)
                    && m.count.is_none_or(|c| c == (f.count.low, f.count.high))
                    && m.group
                        .as_ref()
                        .is_none_or(|g| g.as_deref() == f.group.map(|g| text.slice(g)))
            });
        if !same {
            let found: Vec<_> = found
                .iter()
                .map(|f| {
                    let group = f.group.map(|g| text.slice(g));
                    (f.number.start(), f.effect, f.modality, f.hedge, f.count, group, f.rule)
                })
                .collect();
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of each effect, hedge and modality `cases.txt` has enough to say something, and as many sentences that give nothing.
#[test]
fn sentences_of_every_kind() {
    const LEAST: usize = 10;
    let cases = cases();
    let with = |has: &dyn Fn(&Marked) -> bool| cases.iter().filter(|(.., marks)| marks.iter().any(has)).count();
    for &effect in Effect::ALL {
        assert!(with(&|m| m.effect == effect) >= LEAST, "{effect}");
    }
    for &hedge in Hedge::ALL {
        assert!(with(&|m| m.hedge == hedge) >= LEAST, "{hedge}");
    }
    for &modality in Modality::ALL {
        assert!(with(&|m| m.modality == modality) >= LEAST, "{modality}");
    }
    let kinds = Effect::ALL.len() + Hedge::ALL.len() + Modality::ALL.len();
    let nothing = cases.iter().filter(|(.., marks)| marks.is_empty()).count();
    assert!(nothing >= LEAST * kinds, "only {nothing} sentences that give nothing");
}

#[test]
fn stabbed_and_known_to_be_dead() {
    check(
        "<killed>Three</killed> officers were killed on Monday. Doctors said the <killed>three</killed> officers were \
         stabbed in their offices.",
    );
    check("<killed>Two</killed> guards were killed. The <injured>three</injured> officers were stabbed.");
    check("<killed>Three</killed> guards were killed. <injured>Three</injured> officers were stabbed.");
}
