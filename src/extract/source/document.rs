//! Documents speak for those who issue them: `the ministry's weekly report`, `a study by Oxfam`, `her memoirs`.

use super::{
    Known,
    issued::{by_later, is_ruling, issued_by, posted_on},
    mention::{Resolver, is_named, trimmed},
    wordlist::heads_body,
};
use crate::language::{Case, Document, NounGroup, Tags};
use std::ops::Range;

/// So many groups are looked back at for where the document was told of first.
pub(super) const BACK: usize = 120;

/// Names that are no issuer though a document bears them: "a Twitter post".
pub(super) const CARRIERS: &[&str] = &[
    "twitter",
    "facebook",
    "instagram",
    "telegram",
    "whatsapp",
    "youtube",
    "x",
    "tiktok",
    "weibo",
    "internet",
    "satellite",
    "video",
    "cctv",
    "tv",
    "dna",
    "gps",
    "radar",
    "drone",
    "dashcam",
    "bodycam",
    "phone",
    "mobile",
    "telephone",
    "telemetry",
    "location",
    "sales",
    "tax",
    "payroll",
    "toxicology",
    "vaccination",
];

impl Resolver<'_> {
    /// Who issues the document that the mention names: `the ministry's weekly report`, `data from the Harbour Archive`.
    pub(super) fn issuer(&mut self, m: &Range<usize>, statement: Option<usize>, depth: u8) -> Option<Known> {
        let d = self.d;
        // the owner's name may be of several groups: "the Centre for Aviation's database"
        if let Some(genitive) = m.clone().take(12).skip(1).find(|&i| d.any(i, Tags::Genitive))
            && d.noun_group(genitive)
                .is_some_and(|n| self.is_document(n) && n.possessor.end == genitive + 1)
            && is_named(d, &trimmed(d, m.start..genitive))
        {
            return Some(self.named(&trimmed(d, m.start..genitive)));
        }
        if let Some(court) = self.decided(m) {
            return Some(court);
        }
        // "a Ministry of Tides statement"
        let last = m.end - 1;
        let body = trimmed(d, m.start..last);
        if m.len() > 3
            && d.token(last).is_some_and(|t| t.case == Case::Lower)
            && d.is(body.start + 1, &["of", "for"])
            && heads_body(d, body.start)
            && !d.any(body.start, Tags::Document)
            && d.noun_group(last)
                .is_some_and(|n| n.head == last && self.is_document(n) && n.possessor.is_empty())
            && is_named(d, &body)
        {
            return Some(self.named(&body));
        }
        let noun = d.noun_group(m.start)?.clone();
        // "part of the judge's statement", "the findings of the report"
        if let Some(whole) = part_of(d, m, &noun).filter(|_| depth < 3)
            && let Some(issuer) = self.issuer(&whole, statement, depth + 1)
        {
            return Some(issuer);
        }
        if !self.is_document(&noun) || noun.name || noun.pronoun || noun.head >= m.end {
            return None;
        }
        let owner = trimmed(d, noun.possessor.clone());
        // "Friday's ruling" is nobody's
        let day = owner
            .clone()
            .any(|i| d.any(i, Tags::Weekday | Tags::Month | Tags::Time));
        if !owner.is_empty() && !day {
            return Some(self.words(&owner, statement, depth + 1));
        }
        if let Some(his) = noun.determiner.clone().find(|&i| d.any(i, Tags::Possessive)) {
            return self.pronoun(&(his..his + 1), statement);
        }
        let of = noun.head + 1;
        if d.is(of, &["by", "from"]) && of + 1 < m.end {
            let other = trimmed(d, of + 1..m.end);
            if let Some(team) = self.team_at(other.start) {
                return Some(team);
            }
            let group = d.noun_group(other.start)?;
            if group.name || d.any(group.head, Tags::Organization | Tags::People | Tags::Role) {
                return Some(self.words(&other, statement, depth + 1));
            }
        }
        // "a message posted on Ruiz's Telegram channel"
        if let Some(owner) = posted_on(d, of) {
            return Some(self.words(&trimmed(d, owner), statement, depth + 1));
        }
        // "a report released on Tuesday by the Flood Office", "a tweet on Monday by Ana Ruiz": the mention may be the document
        // alone
        if let Some(by) = issued_by(d, of).or_else(|| by_later(d, of))
            && let Some(issuer) = self.issuer_at(by + 1, depth + 1)
        {
            return Some(issuer);
        }
        // "The physician, Ana Ruiz, issued a statement saying": whoever the sentence says issued it
        if of >= m.end
            && let Some(issuer) = self.issues(m.start)
        {
            return Some(issuer);
        }
        // "an Oxfam study", "government reports"
        let before = noun.core.start..noun.head;
        // "Phone data", "City records" at the beginning of a sentence: a common word, large there as any would be
        let first = d.sentences[d.sentence_of(before.start)].tokens.start == before.start;
        let guessed = |i: usize| {
            first && i == before.start && d.any(i, Tags::Known)
            && !d.any(i, Tags::Nation)
            // "Flood Office data"
            && !d.any(i + 1, Tags::Name)
        };
        let mut named = before
            .clone()
            .filter(|&i| d.any(i, Tags::Name) && !guessed(i) && !CARRIERS.contains(&d.word(i)))
            // "a March 14 Flood Office release"
            .filter(|&i| !d.any(i, Tags::Month | Tags::Weekday | Tags::Time));
        let (first, last) = (named.clone().next(), named.next_back());
        if let (Some(first), Some(last)) = (first, last)
            && (first..=last).all(|i| d.any(i, Tags::Name))
        {
            return Some(self.named(&(first..last + 1)));
        }
        // "The Flood Office issued a warning. … read the warning": whoever issued the one told of before
        if of >= m.end
            && noun.determiner.clone().any(|i| d.is(i, &["the", "this", "that"]))
            && let Some(issuer) = self.issued_before(&noun)
        {
            return Some(issuer);
        }
        // "city records", "court papers": kept somewhere, by nobody that speaks in them
        if d.is(noun.head, RECORDS) && noun.possessor.is_empty() {
            return None;
        }
        let body = before
            .clone()
            .find(|&i| d.any(i, Tags::Organization) && !d.any(i, Tags::Name))?;
        // "a federal court decision", "a Vesperian police report"
        let kind = |i: usize| d.any(i, Tags::Nation) || d.is(i, KINDS);
        let start = (before.start..body).rev().take_while(|&i| kind(i)).last();
        let m = start.unwrap_or(body)..body + 1;
        Some(self.description(&m).unwrap_or_else(|| self.plain(&m)))
    }

    /// `the summary of the decision`: the court told of before, of several the one named most.
    fn decided(&self, m: &Range<usize>) -> Option<Known> {
        let d = self.d;
        let noun = d.noun_group(m.start)?;
        let written = self.is_document(noun) || d.is(noun.head, &["summary", "text", "part", "excerpt"]);
        let ruling = is_ruling(d.word(m.end - 1));
        if !written || !ruling || !d.is(noun.head + 1, &["of", "from"]) || noun.head + 3 != m.end - 1 {
            return None;
        }
        let court = |e: usize| {
            let key = &self.names.entities[e].key;
            key.len() > 1 && key.iter().any(|w| w == "court")
        };
        let told: Vec<usize> = self
            .names
            .before(m.start)
            .take(BACK)
            .map(|o| o.entity)
            .filter(|&e| court(e))
            .collect();
        let key = |e: usize| &self.names.entities[e].key;
        let most = told.iter().copied().max_by_key(|&e| self.names.entities[e].times)?;
        // "the High Court" is the "High Court of Ostra"
        let full = told.into_iter().filter(|&e| key(e).starts_with(key(most)));
        full.max_by_key(|&e| key(e).len()).map(|e| self.of_entity(e))
    }

    fn is_document(&self, noun: &NounGroup) -> bool {
        let d = self.d;
        d.any(noun.head, Tags::Document)
            || d.is(
                noun.head,
                &[
                    "account",
                    "page",
                    "website",
                    "site",
                    "database",
                    "post",
                    "posts",
                    "statistics",
                    "figures",
                    "data",
                    "blog",
                    "channel",
                    "decision",
                    "decree",
                    "description",
                    "edict",
                    "judgement",
                    "motion",
                    "opinion",
                    "order",
                    "proclamation",
                    "research",
                    "submission",
                    "suit",
                ],
            )
    }
}

/// What is kept or written at a place that a word before it names: no statement of that body.
const RECORDS: &[&str] = &["archives", "data", "documents", "files", "footage", "papers", "records"];

/// Words that say which of the bodies of a state one is.
const KINDS: &[&str] = &[
    "appeals",
    "appellate",
    "central",
    "city",
    "constitutional",
    "county",
    "criminal",
    "district",
    "federal",
    "high",
    "local",
    "military",
    "municipal",
    "national",
    "provincial",
    "regional",
    "state",
    "supreme",
];

/// Parts of a document, which say what it says.
const PARTS: &[&str] = &[
    "abstract",
    "conclusion",
    "conclusions",
    "excerpt",
    "extract",
    "findings",
    "part",
    "parts",
    "passage",
    "results",
    "section",
    "summary",
    "text",
    "version",
    "wording",
];

/// The document that the mention names a part of: `the judge's statement` in `part of the judge's statement`.
fn part_of(d: &Document<'_>, m: &Range<usize>, noun: &NounGroup) -> Option<Range<usize>> {
    let of = noun.head + 1;
    let part = d.is(noun.head, PARTS) || d.is(noun.head, &["hypothesis", "premise", "thesis"]);
    let link = part && d.is(of, &["of", "from", "in"])
        || d.is(
            noun.head,
            &["annex", "appendix", "foreword", "introduction", "preface", "summary"],
        ) && d.is(of, &["of", "to", "in"]);
    if link && of + 1 < m.end {
        return Some(of + 1..m.end);
    }
    // the mention may be the part alone
    let (_, group) = d.group_of(of + 1).filter(|_| link && of == m.end)?;
    Some(of + 1..group.tokens.end)
}
