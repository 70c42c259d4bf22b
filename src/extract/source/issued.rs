//! Who issued a document that the text told of before: `the Flood Office issued a warning` … `the warning`, `scientists from
//! Ostra published a study` … `the paper`, `the union sued` … `the complaint`.

use super::{
    Known,
    document::{BACK, CARRIERS},
    mention::{Resolver, is_named, trimmed},
    name::Class,
};
use crate::language::{Case, Document, Group, Kind, NounGroup, Tags};
use std::ops::Range;

/// Words that news use for one document in turn.
const SORTS: &[&[&str]] = &[
    &[
        "analysis", "article", "findings", "paper", "report", "research", "review", "study", "survey",
    ],
    &[
        "complaint",
        "filing",
        "lawsuit",
        "motion",
        "petition",
        "submission",
        "suit",
    ],
    &[
        "decision",
        "judgement",
        "judgment",
        "opinion",
        "order",
        "ruling",
        "verdict",
    ],
    &["message", "post", "tweet"],
    &["autobiography", "book", "memoir", "memoirs"],
    &["announcement", "communique", "communiqué", "release", "statement"],
];

/// Verbs that say by themselves that such a document was made, with one of its sort.
const MADE: &[(&str, &str)] = &[("ruled", "ruling"), ("sued", "lawsuit"), ("tweeted", "tweet")];

/// Verbs whose subject issues what is their object.
const ISSUES: &[&str] = &[
    "authored",
    "commissioned",
    "compiled",
    "conducted",
    "drafted",
    "filed",
    "gave",
    "issued",
    "issues",
    "made",
    "posted",
    "prepared",
    "produced",
    "published",
    "publishes",
    "released",
    "releases",
    "sent",
    "shared",
    "signed",
    "submitted",
    "tweeted",
    "wrote",
];

/// Participles that say who issued a document: `published by`.
const ISSUED: &[&str] = &[
    "authored",
    "collected",
    "commissioned",
    "compiled",
    "conducted",
    "drafted",
    "filed",
    "gathered",
    "issued",
    "led",
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
    "submitted",
    "tweeted",
    "undertaken",
    "written",
];

/// What is said in such a document whoever speaks says.
const TOLD: &[&str] = &[
    "affidavit",
    "announcement",
    "article",
    "autobiography",
    "blog",
    "book",
    "column",
    "complaint",
    "declaration",
    "email",
    "filing",
    "letter",
    "memo",
    "memoir",
    "memoirs",
    "message",
    "note",
    "post",
    "release",
    "ruling",
    "statement",
    "tweet",
    "verdict",
];

/// So many places where it was told of are looked at.
const PLACES: usize = 10;

/// One word stands for the other's document.
fn same_sort(a: &str, b: &str) -> bool {
    a == b
        || a == "document" && SORTS.iter().any(|sort| sort.contains(&b))
        || SORTS.iter().any(|sort| sort.contains(&a) && sort.contains(&b))
}

/// Words for a court's or judge's decision.
pub(super) fn is_ruling(word: &str) -> bool {
    same_sort(word, "ruling")
}

impl Resolver<'_> {
    /// Who issues the document that begins at token `at`, as the object of a verb: the name that is its subject.
    pub(super) fn issues(&mut self, at: usize) -> Option<Known> {
        let d = self.d;
        let (n, group) = d.group_of(at)?;
        let before = n.checked_sub(1).map(|v| &d.groups[v])?;
        let verb = before
            .verb()
            .filter(|v| v.finite && !v.passive && before.tokens.end == group.tokens.start)?;
        if !d.is(verb.head, ISSUES) {
            return None;
        }
        self.subject(n - 1)
    }

    /// Who does what the verb group `v` says: the subject before it, with all that hangs on it.
    fn subject(&mut self, v: usize) -> Option<Known> {
        let d = self.d;
        let verb = &d.groups[v];
        let sentence = &d.sentences[d.sentence_of(verb.tokens.start)].tokens;
        let subject = v
            .checked_sub(1)
            .map(|s| &d.groups[s])
            .filter(|g| g.tokens.start >= sentence.start)?;
        let noun = subject.noun().filter(|s| {
            subject.tokens.end == verb.tokens.start || s.name && d.is_kind(subject.tokens.end, Kind::Comma)
        })?;
        // "The government of Ostra issued": what it all hangs on; of two bodies side by side nobody is picked, but
        // "scientists from the University of Ostra and the Tide Institute" are some
        let mut start = subject.tokens.start;
        let mut joined = false;
        while start > sentence.start + 1
            && (d.is(start - 1, &["of", "for", "from", "at", "in", "on"]) || d.is(start - 1, &["and"]) && !joined)
            && let Some((_, left)) = d.group_of(start - 2).filter(|(_, g)| g.noun().is_some())
            && left.tokens.end == start - 1
        {
            let and = d.is(start - 1, &["and"]);
            if and && !(noun.name && left.noun().is_some_and(|n| n.name)) {
                break;
            }
            joined |= and;
            start = left.tokens.start;
        }
        if joined {
            let people = d
                .noun_group(start)
                .is_some_and(|n| !n.name && d.any(n.head, Tags::People | Tags::Role) && d.any(n.head, Tags::Plural));
            if !people {
                return None;
            }
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
            return issuer.then(|| self.words(&whole, None, 3));
        }
        let name = trimmed(d, noun.core.clone());
        if noun.name {
            return is_named(d, &name).then(|| self.named(&name));
        }
        let issuer = d.any(noun.head, Tags::Organization | Tags::Role | Tags::People);
        issuer.then(|| self.description(&subject.tokens).unwrap_or_else(|| self.plain(&whole)))
    }

    /// Whom a phrase names that says who issued something, its first group at token `at`: `the Museum of Natural Tides`,
    /// `his family`, `a team from Ostra University`.
    pub(super) fn issuer_at(&mut self, at: usize, depth: u8) -> Option<Known> {
        let d = self.d;
        let (_, group) = d.group_of(at)?;
        let noun = group.noun()?;
        if let Some(team) = self.team_at(at) {
            return Some(team);
        }
        let mut whole = at..group.tokens.end;
        if noun.pronoun
            || noun
                .determiner
                .clone()
                .any(|i| d.is(i, &["any", "every", "no", "some"]))
        {
            return None;
        }
        // "Secretary of the Vale Ana Ruiz": who stands behind what the office is for
        if d.any(noun.head, Tags::Role) && d.is(whole.end, &["of", "for"]) {
            let (_, next) = d.group_of(whole.end + 1)?;
            let person = self
                .names
                .after(whole.end + 1)
                .next()
                .filter(|o| o.tokens.end <= next.tokens.end)
                .map(|o| o.entity)
                .filter(|&e| self.names.entities[e].class == Class::Person);
            if let Some(person) = person {
                return Some(self.of_entity(person));
            }
        }
        let his = d.any(at, Tags::Possessive);
        // a name may go on behind its first group, and its owner's stands at the same place
        let names = self.names.after(at).take(4).take_while(|o| o.tokens.start < whole.end);
        let name = names.map(|o| o.tokens.end).max().filter(|&end| end > whole.end);
        if let Some(end) = name.filter(|&end| d.sentence_of(end - 1) == d.sentence_of(at)) {
            whole.end = end;
        } else if !noun.name {
            whole.end = whole.end.max(self.with_body(noun).end);
            // "the parents of Ada Quist"
            let of = d
                .group_of(whole.end + 1)
                .filter(|_| whole.end == noun.core.end && d.is(whole.end, &["of"]));
            if let Some((_, other)) = of.filter(|(_, g)| g.noun().is_some_and(|n| n.name)) {
                whole.end = other.tokens.end;
            }
        }
        let own = Tags::Name | Tags::Organization | Tags::Role | Tags::People | Tags::Family;
        if !d.any(noun.head, own) && !d.is(noun.head, &["team"]) && name.is_none() {
            return None;
        }
        // "a court", "scientists from Ostra": nobody who was told of before
        let named = noun.name || name.is_some() || his;
        let body = d.any(noun.head, Tags::Organization) && !d.any(noun.head, Tags::People | Tags::Role);
        if !named && body && whole.end == noun.core.end && d.is(at, &["a", "an"]) {
            return None;
        }
        if !named && !d.is(at, &["the", "this", "that", "its", "these", "those"]) && noun.possessor.is_empty() {
            return Some(self.plain(&trimmed(d, whole)));
        }
        let other = if his { whole } else { trimmed(d, whole) };
        Some(self.words(&other, None, depth))
    }

    /// Who issued the document that the text told of before by this word or one for the same: `a warning issued by the Flood
    /// Office`, `the Flood Office issued a warning`, `the court ruled`.
    pub(super) fn issued_before(&mut self, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let word = d.word(noun.head);
        let alone = noun.core.len() == 1 || noun.core.len() == 2 && d.is(noun.core.start, &["same"]);
        let (n, _) = d.group_of(noun.head)?;
        let same = |head: usize| {
            let other = d.word(head);
            other == word || other.strip_suffix('s') == Some(word) || alone && same_sort(word, other)
        };
        let made = |g: &Group| {
            alone
                && g.verb().is_some_and(|v| {
                    !v.passive
                        && MADE
                            .iter()
                            .any(|(verb, sort)| d.is(v.head, &[verb]) && same_sort(word, sort))
                })
        };
        let first = n.saturating_sub(BACK);
        let found: Vec<usize> = (first..n)
            .rev()
            .filter(|&g| {
                let group = &d.groups[g];
                // "the Ostra Survey" is no survey
                let titled =
                    |head| d.token(head).is_some_and(|t| t.case == Case::Capital) && d.any(head - 1, Tags::Name);
                let plain = |head: usize| d.sentences[d.sentence_of(head)].tokens.start == head || !titled(head);
                group.noun().is_some_and(|other| same(other.head) && plain(other.head)) || made(group)
            })
            .take(PLACES)
            .collect();
        found.into_iter().find_map(|g| {
            if d.groups[g].verb().is_some() {
                return self.subject(g);
            }
            self.issued_at(g, word)
        })
    }

    /// Who issued the document that noun group `g` tells of, by what stands around it.
    fn issued_at(&mut self, g: usize, word: &str) -> Option<Known> {
        let d = self.d;
        let group = &d.groups[g];
        let (start, behind) = (group.tokens.start, group.tokens.end);
        let noun = group.noun()?;
        if let Some(by) = issued_by(d, behind) {
            return self.issuer_at(by + 1, 3);
        }
        // "The study was conducted by the Tide Institute"
        if let Some(verb) = d.groups.get(g + 1).filter(|v| v.tokens.start == behind)
            && verb.verb().is_some_and(|v| {
                v.passive && (d.is(v.head, ISSUED) || d.is(v.head, &["carried"]) && d.is(v.head + 1, &["out"]))
            })
            && let Some(by) = by_behind(d, verb.tokens.end)
        {
            return self.issuer_at(by + 1, 3);
        }
        if d.is(behind, &["by", "from"]) {
            return self.issuer_at(behind + 1, 3);
        }
        // "the ministry's report"
        let owner = trimmed(d, noun.possessor.clone());
        if !owner.is_empty() && is_named(d, &owner) {
            return Some(self.named(&owner));
        }
        // "a Vesper Herald report"
        let core = noun.core.start..noun.head;
        let first = d.sentences[d.sentence_of(start)].tokens.start == core.start;
        let guessed = first && d.any(core.start, Tags::Guess);
        let named = |i: usize| d.any(i, Tags::Name) && !CARRIERS.contains(&d.word(i));
        if !core.is_empty() && !guessed && core.clone().all(named) {
            return Some(self.named(&core));
        }
        // "The mayor, in a statement, said": whoever spoke in it
        let sentence = &d.sentences[d.sentence_of(start)].tokens;
        if start > sentence.start && d.is(start - 1, &["in"]) && TOLD.contains(&word) {
            let next = self.heard.partition_point(|h| h.tokens.start < sentence.start);
            let speaker = self.heard[next..].iter().find(|h| h.tokens.start < sentence.end);
            return speaker.map(|h| h.known.clone());
        }
        self.issues(start)
    }
}

/// The `by` behind what says who issued a document: `released on Tuesday by`, `signed by`.
pub(super) fn issued_by(d: &Document<'_>, at: usize) -> Option<usize> {
    d.is(at, ISSUED).then(|| by_behind(d, at + 1)).flatten()
}

/// The `by` behind a participle that ends before token `at`: `out by`, `on Tuesday by`.
fn by_behind(d: &Document<'_>, at: usize) -> Option<usize> {
    let sentence = &d.sentences.get(d.sentence_of(at))?.tokens;
    (at..sentence.end.min(at + 5))
        .take_while(|&i| matches!(d.kind(i), Some(Kind::Word | Kind::Number)) && (i == at || d.verb_group(i).is_none()))
        .find(|&i| d.is(i, &["by"]) && d.noun_group(i + 1).is_some())
}

/// The `by` or `from` behind a document, a time between: `a tweet on Monday by`.
pub(super) fn by_later(d: &Document<'_>, at: usize) -> Option<usize> {
    // "The survey, by Vale Count, found"
    let mut next = at + usize::from(d.is_kind(at, Kind::Comma));
    if d.is(next, &["on", "late", "early", "last", "earlier"]) {
        next += 1;
    }
    if d.any(next, Tags::Time | Tags::Weekday)
        || d.is(next.wrapping_sub(1), &["on", "late", "early", "last", "earlier"])
    {
        let (_, group) = d.group_of(next)?;
        if !group
            .noun()
            .is_some_and(|n| d.any(n.head, Tags::Time | Tags::Weekday | Tags::Month))
        {
            return None;
        }
        next = group.tokens.end;
    }
    (d.is(next, &["by", "from"]) && d.noun_group(next + 1).is_some()).then_some(next)
}

/// Places where somebody posts: `the mayor's Facebook page`.
const CHANNELS: &[&str] = &[
    "account", "blog", "channel", "feed", "handle", "page", "profile", "site", "timeline", "wall", "website",
];

/// Whose account a document stands on, right behind it: `posted on Ruiz's Telegram channel`, `on the council's website`.
/// `his account` says no more than the document does.
pub(super) fn posted_on(d: &Document<'_>, at: usize) -> Option<Range<usize>> {
    let posted = d.is(
        at,
        &[
            "posted",
            "sent",
            "published",
            "shared",
            "uploaded",
            "made",
            "written",
            "put",
            "left",
            "released",
        ],
    );
    let on = at + usize::from(posted);
    let on = on + usize::from(posted && d.is(on, &["online", "up", "out", "later"]));
    if !d.is(on, &["on", "from", "to", "via"]) {
        return None;
    }
    let noun = d.noun_group(on + 1).filter(|n| d.is(n.head, CHANNELS))?;
    let owner = noun.possessor.clone();
    (!owner.is_empty()).then_some(owner)
}
