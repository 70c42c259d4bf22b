//! Documents speak for those who issue them: `the ministry's weekly report`, `a study by Oxfam`, `her memoirs`.

use super::{
    Known,
    mention::{Resolver, is_named, trimmed},
};
use crate::language::{Document, Kind, NounGroup, Tags};
use std::ops::Range;

/// Names that are no issuer though a document bears them: "a Twitter post".
const CARRIERS: &[&str] = &[
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
        let noun = d.noun_group(m.start)?.clone();
        if !self.is_document(&noun) || noun.name || noun.pronoun || noun.head >= m.end {
            return None;
        }
        let owner = trimmed(d, noun.possessor.clone());
        if !owner.is_empty() {
            return Some(self.words(&owner, statement, depth + 1));
        }
        if let Some(his) = noun.determiner.clone().find(|&i| d.any(i, Tags::Possessive)) {
            return self.pronoun(&(his..his + 1), statement);
        }
        let of = noun.head + 1;
        if d.is(of, &["by", "from"]) && of + 1 < m.end {
            let other = trimmed(d, of + 1..m.end);
            let group = d.noun_group(other.start)?;
            if group.name || d.any(group.head, Tags::Organization | Tags::People | Tags::Role) {
                return Some(self.words(&other, statement, depth + 1));
            }
        }
        // "a report released on Tuesday by the Flood Office": the mention is the report alone
        if of == m.end
            && let Some(by) = issued_by(d, of)
        {
            let group = d.group_of(by + 1).map(|(_, g)| g.tokens.clone())?;
            let other = trimmed(d, group);
            if d.any(other.end - 1, Tags::Name | Tags::Organization | Tags::Role) {
                return Some(self.words(&other, statement, depth + 1));
            }
        }
        // "The physician, Ana Ruiz, issued a statement saying": whoever the sentence says issued it
        if of >= m.end
            && let Some(issuer) = self.issues(m.start)
        {
            return Some(issuer);
        }
        // "an Oxfam study", "government reports"
        let before = noun.core.start..noun.head;
        let mut named = before
            .clone()
            .filter(|&i| d.any(i, Tags::Name) && !CARRIERS.contains(&d.word(i)));
        let (first, last) = (named.clone().next(), named.next_back());
        if let (Some(first), Some(last)) = (first, last)
            && (first..=last).all(|i| d.any(i, Tags::Name))
        {
            return Some(self.named(&(first..last + 1)));
        }
        let body = before
            .clone()
            .find(|&i| d.any(i, Tags::Organization) && !d.any(i, Tags::Name))?;
        let nation = body > before.start && d.any(body - 1, Tags::Nation);
        let m = body - usize::from(nation)..body + 1;
        Some(self.description(&m).unwrap_or_else(|| self.plain(&m)))
    }

    /// Who issues the document that begins at token `at`, as the object of a verb: the name that is its subject.
    fn issues(&self, at: usize) -> Option<Known> {
        let d = self.d;
        let (n, _) = d.group_of(at)?;
        let before = n.checked_sub(1).map(|v| &d.groups[v])?;
        let verb = before.verb().filter(|v| v.finite && before.tokens.end == at)?;
        let issues = d.is(
            verb.head,
            &[
                "issued",
                "released",
                "published",
                "posted",
                "sent",
                "signed",
                "tweeted",
                "wrote",
                "gave",
                "issues",
                "releases",
            ],
        );
        let sentence = &d.sentences[d.sentence_of(at)].tokens;
        let subject = n
            .checked_sub(2)
            .map(|s| &d.groups[s])
            .filter(|g| issues && g.tokens.start >= sentence.start)?;
        let noun = subject
            .noun()
            .filter(|s| s.name && subject.tokens.end == before.tokens.start)?;
        let name = trimmed(d, noun.core.clone());
        is_named(d, &name).then(|| self.named(&name))
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
                    "description",
                ],
            )
    }
}

/// The `by` behind what says who issued a document: `released on Tuesday by`, `signed by`.
fn issued_by(d: &Document<'_>, at: usize) -> Option<usize> {
    let issued = d.is(
        at,
        &[
            "compiled",
            "conducted",
            "drafted",
            "issued",
            "made",
            "posted",
            "prepared",
            "produced",
            "published",
            "put",
            "released",
            "sent",
            "shared",
            "signed",
            "written",
        ],
    );
    let sentence = &d.sentences.get(d.sentence_of(at))?.tokens;
    (at + 1..sentence.end.min(at + 6))
        .take_while(|&i| issued && d.is_kind(i, Kind::Word) && (i == at + 1 || d.verb_group(i).is_none()))
        .find(|&i| d.is(i, &["by"]) && d.noun_group(i + 1).is_some())
}
