//! Documents speak for those who issue them: `the ministry's weekly report`, `a study by Oxfam`, `her memoirs`.

use super::{
    Known,
    mention::{Resolver, is_named, trimmed},
};
use crate::language::{Document, Kind, NounGroup, Tags};
use std::ops::Range;

/// So many groups are looked back at for where the document was told of first.
const BACK: usize = 120;

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
        if let Some(court) = self.decided(m) {
            return Some(court);
        }
        let noun = d.noun_group(m.start)?.clone();
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
        // "The Flood Office issued a warning. … read the warning": whoever issued the one told of before
        if of >= m.end
            && noun.determiner.clone().any(|i| d.is(i, &["the", "this", "that"]))
            && let Some(issuer) = self.issued_before(&noun)
        {
            return Some(issuer);
        }
        let body = before
            .clone()
            .find(|&i| d.any(i, Tags::Organization) && !d.any(i, Tags::Name))?;
        let nation = body > before.start && d.any(body - 1, Tags::Nation);
        let m = body - usize::from(nation)..body + 1;
        Some(self.description(&m).unwrap_or_else(|| self.plain(&m)))
    }

    /// `the summary of the decision`: the court told of before, of several the one named most.
    fn decided(&self, m: &Range<usize>) -> Option<Known> {
        let d = self.d;
        let noun = d.noun_group(m.start)?;
        let written = self.is_document(noun) || d.is(noun.head, &["summary", "text", "part", "excerpt"]);
        let ruling = d.is(
            m.end - 1,
            &["decision", "judgment", "judgement", "opinion", "ruling", "verdict"],
        );
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

    /// Who issues the document that begins at token `at`, as the object of a verb: the name that is its subject.
    fn issues(&mut self, at: usize) -> Option<Known> {
        let d = self.d;
        let (n, group) = d.group_of(at)?;
        let before = n.checked_sub(1).map(|v| &d.groups[v])?;
        let verb = before
            .verb()
            .filter(|v| v.finite && before.tokens.end == group.tokens.start)?;
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
        let noun = subject.noun().filter(|s| {
            subject.tokens.end == before.tokens.start || s.name && d.is_kind(subject.tokens.end, Kind::Comma)
        })?;
        // "The government of Ostra issued": what it all hangs on; of two bodies side by side nobody is picked
        let mut start = subject.tokens.start;
        while start > sentence.start + 1
            && d.is(start - 1, &["of", "for", "from", "at", "in", "on"])
            && let Some((_, left)) = d.group_of(start - 2).filter(|(_, g)| g.noun().is_some())
            && left.tokens.end == start - 1
        {
            start = left.tokens.start;
        }
        if start > sentence.start && d.is(start - 1, &["and", "or", "including"]) {
            return None;
        }
        let whole = trimmed(d, start..subject.tokens.end);
        if noun.pronoun {
            return self.pronoun(&whole, None);
        }
        if start < subject.tokens.start {
            let head = d.noun_group(start)?;
            let issuer = head.name || d.any(head.head, Tags::Organization | Tags::Role | Tags::People);
            return issuer.then(|| self.words(&whole, None, 2));
        }
        let name = trimmed(d, noun.core.clone());
        if noun.name {
            return is_named(d, &name).then(|| self.named(&name));
        }
        let issuer = d.any(noun.head, Tags::Organization | Tags::Role | Tags::People);
        issuer.then(|| self.description(&subject.tokens).unwrap_or_else(|| self.plain(&whole)))
    }

    /// Who issued the document of this name that the text told of last: `a warning issued by the Flood Office`, `the Flood
    /// Office issued a warning`.
    fn issued_before(&mut self, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let word = d.word(noun.head);
        let (n, _) = d.group_of(noun.head)?;
        let found: Vec<usize> = d.groups[n.saturating_sub(BACK)..n]
            .iter()
            .rev()
            .filter_map(|g| g.noun().map(|other| (g.tokens.start, other.head)))
            .filter(|(_, head)| {
                let other = d.word(*head);
                other == word || other.strip_suffix('s') == Some(word)
            })
            .take(4)
            .map(|(start, _)| start)
            .collect();
        found.into_iter().find_map(|start| {
            let (_, group) = d.group_of(start)?;
            let behind = group.tokens.end;
            if let Some(by) = issued_by(d, behind) {
                let group = d.group_of(by + 1).map(|(_, g)| g.tokens.clone())?;
                let other = trimmed(d, group);
                return is_named(d, &other).then(|| self.named(&other));
            }
            if d.is(behind, &["by", "from"]) {
                let other = d.noun_group(behind + 1).filter(|n| n.name)?.core.clone();
                return is_named(d, &other).then(|| self.named(&other));
            }
            // "a Vesper Herald report"
            let noun = group.noun()?;
            let core = noun.core.start..noun.head;
            if !core.is_empty()
                && core
                    .clone()
                    .all(|i| d.any(i, Tags::Name) && !CARRIERS.contains(&d.word(i)))
            {
                return Some(self.named(&core));
            }
            // "The mayor, in a statement, said": whoever spoke in it
            let sentence = &d.sentences[d.sentence_of(start)].tokens;
            let told = [
                "affidavit",
                "announcement",
                "complaint",
                "declaration",
                "email",
                "filing",
                "letter",
                "memo",
                "message",
                "note",
                "post",
                "release",
                "ruling",
                "statement",
                "tweet",
                "verdict",
            ];
            if start > sentence.start && d.is(start - 1, &["in"]) && told.contains(&word) {
                let next = self.heard.partition_point(|h| h.tokens.start < sentence.start);
                let speaker = self.heard[next..].iter().find(|h| h.tokens.start < sentence.end);
                return speaker.map(|h| h.known.clone());
            }
            self.issues(start)
        })
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
