//! Those who study something together, as the article introduces them: `Ana Ruiz of Ostra University and colleagues`, `a team led
//! by Ana Ruiz`, `researchers mostly from Ostra University`; and what takes them up: `the team`, `the researchers`, `Ruiz et al`,
//! `the study`.

use super::{
    Known, form,
    mention::{Resolver, spelled},
    name::Class,
};
use crate::{
    claim::SourceKind,
    language::{Document, Kind, NounGroup, Tags},
};
use std::{collections::HashMap, ops::Range};

/// A place where a team is named.
#[derive(Clone, Debug)]
pub(super) struct Team {
    pub(super) tokens: Range<usize>,
    /// The family name of the one whom it is named for.
    lead: Option<String>,
    /// The name before that, where it stands.
    given: Option<String>,
    /// Whether it says more than `Ruiz et al`.
    full: bool,
    /// The first place of the same team.
    same: usize,
}

/// So many places are kept of one article.
const MOST: usize = 200;

/// Those who work with somebody.
const COLLEAGUES: &[&str] = &[
    "co-authors",
    "co-workers",
    "coauthors",
    "collaborators",
    "colleagues",
    "coworkers",
];

/// What a body of researchers is called.
const TEAMS: &[&str] = &["consortium", "group", "team"];

/// What such a team writes or makes.
const WORKS: &[&str] = &[
    "analysis",
    "article",
    "findings",
    "model",
    "paper",
    "publication",
    "report",
    "research",
    "results",
    "review",
    "study",
    "survey",
    "work",
];

/// Words that say no more of a team or its work than the noun does.
const SAME: &[&str] = &["new", "latest", "research", "scientific", "study"];

/// Those who do research: `scientists`, `chemists`.
fn researchers(word: &str) -> bool {
    form::is_scientists(word) && word != "experts" || form::is_science(word) || word == "engineers"
}

impl Resolver<'_> {
    /// Reads off all places where a team is named.
    pub(super) fn read_teams(&mut self) {
        let d = self.d;
        let mut teams = Vec::new();
        for (index, group) in d.groups.iter().enumerate() {
            let Some(noun) = group.noun().filter(|n| !n.pronoun) else {
                continue;
            };
            let team = self
                .of_colleagues(index, noun)
                .or_else(|| self.led(noun))
                .or_else(|| self.of_body(noun));
            teams.extend(team);
            if teams.len() == MOST {
                break;
            }
        }
        teams.sort_by_key(|t: &Team| (t.tokens.start, std::cmp::Reverse(t.tokens.end)));
        let mut by_lead: HashMap<String, Vec<usize>> = HashMap::new();
        for index in 0..teams.len() {
            let Some(lead) = teams[index].lead.clone() else {
                teams[index].same = index;
                continue;
            };
            // two of one family are two
            let alike = by_lead.entry(lead).or_default();
            let same = alike
                .iter()
                .copied()
                .find(|&other| teams[other].may_be(&teams[index].given));
            teams[index].same = same.unwrap_or(index);
            if same.is_none() {
                alike.push(index);
            }
        }
        self.teams = teams;
    }

    /// `Ana Ruiz of Ostra University and her colleagues`, `Ruiz et al`, ending in this group.
    fn of_colleagues(&self, index: usize, noun: &NounGroup) -> Option<Team> {
        let d = self.d;
        let last = noun.core.end - 1;
        let al = d.is(last, &["al", "al."]) && last > 0 && d.is(last - 1, &["et"]);
        let end = noun.core.end + usize::from(al && d.words(noun.core.end..noun.core.end + 1) == ".");
        let behind = if al {
            last - 1
        } else {
            let start = d.groups[index].tokens.start;
            let plain = (start..noun.head).all(|i| d.any(i, Tags::Possessive) || d.is(i, &["other"]));
            let and = start.checked_sub(1).filter(|&i| d.is(i, &["and"]))?;
            // "the coach and his team" are no researchers
            let team = TEAMS.contains(&d.word(noun.head)) && start < noun.head;
            let colleagues = COLLEAGUES.contains(&d.word(noun.head));
            (plain && (self.research.told && team || self.research.named && colleagues)).then_some(and)?
        };
        let named = self.names.before(behind).take(4).find(|o| {
            o.tokens.end <= behind
                && matches!(self.names.entities[o.entity].class, Class::Person | Class::Unknown)
                && (o.tokens.end == behind || self.behind_body(o.tokens.end) == behind)
        });
        let (start, family) = match named {
            Some(o) => (o.tokens.start, o.tokens.end - 1),
            None if al && noun.core.start < behind => (noun.core.start, behind - 1),
            None => {
                let (_, before) = d.group_of(behind.checked_sub(1)?)?;
                let name = before
                    .noun()
                    .filter(|n| n.name && n.core.end == behind && !d.any(n.head, Tags::Plural | Tags::Role))?;
                (name.core.start, behind - 1)
            }
        };
        Some(Team {
            tokens: start..end,
            lead: Some(form::folded(d.word(family))),
            given: given_before(d, start, family),
            full: !al,
            same: 0,
        })
    }

    /// `a team of scientists led by Ana Ruiz of Ostra University`, `a team from Ostra University`.
    fn led(&self, noun: &NounGroup) -> Option<Team> {
        let d = self.d;
        let new = noun.determiner.is_empty() || d.is(noun.determiner.start, &["a", "an"]);
        if !TEAMS.contains(&d.word(noun.head)) || !new || !noun.possessor.is_empty() || noun.name {
            return None;
        }
        let mut end = noun.core.end;
        let people = d
            .noun_group(end + 1)
            .filter(|n| d.is(end, &["of"]) && researchers(d.word(n.head)) && !n.name);
        if let Some(people) = people {
            end = self.with_body(people).end;
        } else if self.research.told {
            end = self.with_body(noun).end;
        }
        let led = d.is(end, &["led", "headed", "directed"]) && d.is(end + 1, &["by"]);
        let by = self.names.after(end + 2).take(3).find(|o| {
            led && d.group_of(end + 2).is_some_and(|(_, g)| o.tokens.end <= g.tokens.end)
                && self.names.entities[o.entity].class == Class::Person
        });
        let lead = by.map(|o| form::folded(d.word(o.tokens.end - 1)));
        if let Some(by) = by {
            end = self.behind_body(by.tokens.end);
        }
        let science = people.is_some() || self.research.told;
        (science && end > noun.core.end).then_some(Team {
            tokens: noun.core.start..end,
            lead,
            given: by.and_then(|o| given_before(d, o.tokens.start, o.tokens.end - 1)),
            full: true,
            same: 0,
        })
    }

    /// `researchers mostly from Ostra University`, where they do something or did it.
    fn of_body(&self, noun: &NounGroup) -> Option<Team> {
        let d = self.d;
        let own = noun.core.start;
        let new = noun.determiner.is_empty() && noun.possessor.is_empty() && own + 1 >= noun.head;
        let vague = ["other", "others", "some", "many", "most", "several", "few", "former"];
        if !researchers(d.word(noun.head)) || !new || noun.name && own < noun.head || d.is(own, &vague) {
            return None;
        }
        // "scientists at Ostra" who stand behind anything but `by` are not those whom it is about
        let alone = own == 0 || !d.any(own - 1, Tags::Preposition | Tags::Conjunction) || d.is(own - 1, &["by"]);
        let team = own > 1 && d.is(own - 1, &["of"]) && TEAMS.contains(&d.word(own - 2));
        if !alone && !team {
            return None;
        }
        let comma = usize::from(d.is_kind(noun.core.end, Kind::Comma));
        let from = noun.core.end + comma;
        let mostly = usize::from(d.is(from, &["mainly", "mostly", "largely", "primarily", "chiefly"]));
        if comma > mostly {
            return None;
        }
        let end = self.bodies_behind(from + mostly)?;
        Some(Team {
            tokens: own..end,
            lead: None,
            given: None,
            full: true,
            same: 0,
        })
    }

    /// The source that a team is, by the fullest of its names.
    fn of_team(&self, team: usize) -> Known {
        let same = self.teams[team].same;
        let full = self
            .teams
            .iter()
            .filter(|t| t.same == same)
            .max_by_key(|t| (t.full, t.tokens.len()));
        Known {
            name: spelled(self.d, &full.unwrap_or(&self.teams[team]).tokens),
            kind: SourceKind::Group,
            anonymous: false,
            role: None,
            entity: None,
        }
    }

    /// The team whose name the mention is, or begins where the mention is cut short before `and colleagues`.
    pub(super) fn team_named(&self, m: &Range<usize>) -> Option<Known> {
        let d = self.d;
        let first = self.teams.partition_point(|t| t.tokens.start < m.start);
        let (index, team) = (first..self.teams.len())
            .map(|t| (t, &self.teams[t]))
            .take_while(|(_, t)| t.tokens.start < m.end)
            .find(|(_, t)| m.end == t.tokens.end || m.end + 1 == t.tokens.end && d.is(m.end, &["."]))?;
        // "biologist Ana Ruiz and colleagues": with what she is
        (team.lead.is_some() && team.tokens.start - m.start < 4 || team.tokens.start == m.start)
            .then(|| self.of_team(index))
    }

    /// The team that begins at noun group `index`: what `they` may mean.
    pub(super) fn team_from(&self, tokens: &Range<usize>) -> Option<Known> {
        let at = self.teams.partition_point(|t| t.tokens.start < tokens.start);
        self.teams.get(at).filter(|t| t.tokens.start < tokens.end)?;
        Some(self.of_team(at))
    }

    /// The team whose document it is: `a study by biologist Ana Ruiz and colleagues`, the issuer beginning at token `at`.
    pub(super) fn team_at(&self, at: usize) -> Option<Known> {
        let (_, group) = self.d.group_of(at)?;
        let first = self.teams.partition_point(|t| t.tokens.start < at);
        let team = self.teams.get(first).filter(|t| t.tokens.start < group.tokens.end)?;
        team.lead.is_some().then(|| self.of_team(first))
    }

    /// The team that a description takes up: `the team`, `the researchers`, `Ruiz's team`, `the study`. Where the text knows
    /// more than one, nobody.
    pub(super) fn team(&self, m: &Range<usize>, noun: &NounGroup) -> Option<Known> {
        let d = self.d;
        let word = d.word(noun.head);
        let people = researchers(word) && word != "engineers" && !form::is_science(word);
        let work = WORKS.contains(&word);
        if self.teams.is_empty() || m.end != noun.head + 1 || !(people || work || TEAMS.contains(&word)) {
            return None;
        }
        let before = self.teams.partition_point(|t| t.tokens.start < m.start);
        // "Ruiz's team", "Ruiz et al's paper"
        if let Some(last) = noun.possessor.end.checked_sub(2).filter(|&i| i >= noun.possessor.start) {
            let lead = form::folded(d.word(last));
            let al = d.is(last, &["al", "al."]);
            let given = given_before(d, noun.possessor.start, last);
            return (0..before)
                .rev()
                .find(|&t| {
                    let team = &self.teams[t];
                    let own = team.lead.as_ref() == Some(&lead) && team.may_be(&given);
                    own && !work || al && team.tokens.contains(&last)
                })
                .map(|t| self.of_team(t));
        }
        if !noun.determiner.clone().any(|i| d.is(i, &["the", "this"])) {
            return None;
        }
        let own: Vec<usize> = (noun.core.start..noun.head).filter(|&i| !d.is(i, SAME)).collect();
        let named = |t: &Team| own.iter().all(|&i| t.tokens.clone().any(|j| d.word(j) == d.word(i)));
        let paragraph = d.paragraph_of(m.start);
        let mut found: Option<usize> = None;
        let mut near = false;
        for (index, team) in self.teams[..before].iter().enumerate().filter(|(_, t)| named(t)) {
            match found {
                None => found = Some(index),
                Some(first) if self.teams[first].same == team.same || self.is_alike(first, index) => {}
                // another's work that is cited further up
                Some(first) if !team.full && d.paragraph_of(self.teams[first].tokens.start) == 0 => {
                    near |= d.paragraph_of(team.tokens.start) + 1 >= paragraph;
                }
                Some(_) => return None,
            }
        }
        found.filter(|_| !near).map(|t| self.of_team(t))
    }

    /// Two places that name the same team though not by the same person: they share the body, or one stands within the other.
    fn is_alike(&self, a: usize, b: usize) -> bool {
        let d = self.d;
        let (a, b) = (&self.teams[a].tokens, &self.teams[b].tokens);
        let general = [
            "university",
            "institute",
            "college",
            "national",
            "centre",
            "center",
            "laboratory",
        ];
        let own = |i: &usize| d.any(*i, Tags::Name) && !d.is(*i, &general);
        b.start < a.end || a.clone().filter(own).any(|i| b.clone().any(|j| d.word(i) == d.word(j)))
    }
}

/// The name before the family name at token `family`, of a name that begins at `start`.
fn given_before(d: &Document<'_>, start: usize, family: usize) -> Option<String> {
    let before = family.checked_sub(1).filter(|&i| i >= start && d.any(i, Tags::Name))?;
    Some(form::folded(d.word(before)))
}

impl Team {
    /// Whether it can be named for somebody of this given name.
    fn may_be(&self, given: &Option<String>) -> bool {
        self.given.is_none() || given.is_none() || self.given == *given
    }
}

/// Words of those who tell of research.
const STUDIES: &[&str] = &[
    "journal",
    "paper",
    "professor",
    "research",
    "researcher",
    "scientist",
    "study",
];

/// How much a text has to do with research.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Research {
    /// It has a word of research at all.
    pub(super) named: bool,
    /// It tells of research: of those who do it, or of a study more than once.
    pub(super) told: bool,
}

impl Research {
    /// Reads a text for it.
    pub(super) fn of(d: &Document<'_>) -> Self {
        let mut studies = 0;
        let mut research = Self::default();
        for i in 0..d.len() {
            let word = d.word(i);
            if word == "al" {
                research.told |= i > 0 && d.is(i - 1, &["et"]);
            } else if word.len() < "paper".len() {
                continue;
            } else if STUDIES.contains(&word) {
                studies += 1;
            } else if word.ends_with('s') && researchers(word) {
                research.named = true;
                research.told |= d.any(i, Tags::Plural);
            }
            if research.told {
                break;
            }
        }
        research.told |= studies > 1;
        research.named |= research.told || studies > 0;
        research
    }
}
