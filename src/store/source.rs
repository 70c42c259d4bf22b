//! Who is the same source in two articles, and what a source's page says.

use super::{
    Reader, SourceId, SourcePage,
    error::Result,
    lists::source_row,
    model::Words,
    rows::words_at,
    search::words::{folded, words},
};
use crate::claim::{Source, SourceKind};
use rusqlite::{OptionalExtension, named_params};
use std::collections::HashMap;

/// Names made of these words alone stand for somebody else in every article: "Police", "the Interior Ministry".
const GENERIC: &[&str] = &[
    "a",
    "administration",
    "advocates",
    "affairs",
    "agencies",
    "agency",
    "aide",
    "aides",
    "air",
    "ambulance",
    "an",
    "analyst",
    "analysts",
    "and",
    "another",
    "armed",
    "army",
    "attorney",
    "authorities",
    "authority",
    "board",
    "bureau",
    "cabinet",
    "center",
    "central",
    "centre",
    "chief",
    "city",
    "civil",
    "coast",
    "command",
    "commander",
    "commission",
    "committee",
    "company",
    "council",
    "county",
    "court",
    "critics",
    "defence",
    "defense",
    "department",
    "diplomat",
    "diplomats",
    "director",
    "district",
    "doctor",
    "doctors",
    "document",
    "documents",
    "eight",
    "emergency",
    "experts",
    "family",
    "federal",
    "fire",
    "five",
    "force",
    "forces",
    "foreign",
    "four",
    "general",
    "governor",
    "government",
    "group",
    "groups",
    "guard",
    "health",
    "high",
    "hospital",
    "hospitals",
    "human",
    "intelligence",
    "interior",
    "investigators",
    "joint",
    "journalists",
    "judge",
    "justice",
    "lawmakers",
    "lawyer",
    "lawyers",
    "leader",
    "leaders",
    "local",
    "man",
    "management",
    "manager",
    "many",
    "mayor",
    "media",
    "medics",
    "military",
    "militants",
    "minister",
    "ministry",
    "most",
    "national",
    "navy",
    "neighbors",
    "neighbours",
    "newspaper",
    "newspapers",
    "nine",
    "observers",
    "of",
    "office",
    "officer",
    "officers",
    "official",
    "officials",
    "one",
    "operator",
    "opposition",
    "organisation",
    "organization",
    "other",
    "others",
    "palace",
    "parliament",
    "people",
    "police",
    "president",
    "presidential",
    "prime",
    "prosecutor",
    "prosecutors",
    "protesters",
    "province",
    "provincial",
    "public",
    "rebels",
    "regional",
    "report",
    "reports",
    "rescue",
    "rescuers",
    "residents",
    "rights",
    "school",
    "scientists",
    "secretary",
    "security",
    "senate",
    "senior",
    "service",
    "services",
    "seven",
    "several",
    "sheriff",
    "six",
    "soldiers",
    "some",
    "source",
    "sources",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staff",
    "state",
    "statement",
    "study",
    "supreme",
    "survivors",
    "team",
    "ten",
    "the",
    "three",
    "town",
    "troops",
    "two",
    "union",
    "university",
    "victims",
    "villagers",
    "white",
    "witness",
    "witnesses",
    "woman",
    "workers",
];

/// What a source is known by.
///
/// A named source is the same in all articles that name it so, whatever the case, accents, quotation marks, a leading
/// "the" and a possessive ending. Whoever is unnamed, is called by what he is ("a witness", "Police") or is a
/// person of whom the article gives one name only stays within the article: words given to the wrong one are worse
/// than a source too many.
pub(super) fn key(source: &Source, article: i64) -> (String, bool) {
    let name = source.name.trim();
    let name = name.trim_end_matches(['’', '\'']);
    let name = name
        .strip_suffix("’s")
        .or_else(|| name.strip_suffix("'s"))
        .unwrap_or(name);
    let mut plain: Vec<String> = words(name).into_iter().map(|word| word.text).collect();
    if plain.len() > 1 && plain[0] == "the" {
        plain.remove(0);
    }
    let cased = name.chars().any(char::is_lowercase) && !name.chars().any(char::is_uppercase);
    let local = source.anonymous
        || cased
        || plain.is_empty()
        || plain.iter().all(|word| GENERIC.contains(&word.as_str()))
        || (source.kind == SourceKind::Person && plain.len() == 1);
    let plain = if plain.is_empty() {
        name.to_owned()
    } else {
        plain.join(" ")
    };
    if local {
        (format!("{article}: {plain}"), true)
    } else {
        (plain, false)
    }
}

/// Name and mentions as a filter compares them.
pub(super) fn folded_names<'a>(name: &str, mentions: impl Iterator<Item = &'a str>) -> String {
    let mut all = vec![folded(name)];
    for mention in mentions {
        let mention = folded(mention);
        if !all.contains(&mention) {
            all.push(mention);
        }
    }
    all.join("\n")
}

impl Reader<'_> {
    /// A source over all articles; `None` if there is none of this number, or it occurs in no article any more.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn source(&self, id: SourceId) -> Result<Option<SourcePage>> {
        let row = self
            .connection
            .prepare_cached(
                "SELECT id, name, kind, anonymous, articles, figures, quotes, latest FROM source
                 WHERE id = ?1 AND articles > 0",
            )?
            .query_row([id], source_row)
            .optional()?;
        let Some(row) = row else { return Ok(None) };
        // the place shown is the one in the article that was stored first
        let variants = self
            .connection
            .prepare_cached(
                "SELECT s.start, s.stop, s.words, min(s.article), count(*) AS times FROM span s
                 WHERE s.claim IS NULL AND s.source = ?1 AND s.field = 'mention'
                    AND s.article NOT IN (SELECT id FROM article WHERE deleted_at IS NOT NULL)
                 GROUP BY s.words ORDER BY times DESC, s.words LIMIT 50",
            )?
            .query_map([id], |row| Ok((words_at(row, 0)?, row.get(3)?, row.get(4)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let roles: Vec<(Words, i64)> = self
            .connection
            .prepare_cached(
                "SELECT s.start, s.stop, s.words, min(s.article) FROM span s
                 WHERE s.claim IS NULL AND s.source = ?1 AND s.field = 'role'
                    AND s.article NOT IN (SELECT id FROM article WHERE deleted_at IS NOT NULL)
                 GROUP BY s.words ORDER BY count(*) DESC, min(s.article) LIMIT 20",
            )?
            .query_map([id], |row| Ok((words_at(row, 0)?, row.get(3)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Some(SourcePage {
            row,
            variants,
            roles,
            cites: self.neighbours(id, 1)?,
            cited_by: self.neighbours(id, -1)?,
        }))
    }

    /// What articles most often say a source is ("Interior Minister"), for those of these sources of which any says it.
    ///
    /// # Errors
    /// If the database cannot be read.
    pub fn roles(&self, sources: &[SourceId]) -> Result<HashMap<SourceId, String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.words FROM span s
             WHERE s.claim IS NULL AND s.source = ?1 AND s.field = 'role'
                AND s.article NOT IN (SELECT id FROM article WHERE deleted_at IS NOT NULL)
             GROUP BY s.words ORDER BY count(*) DESC, min(s.article) LIMIT 1",
        )?;
        let mut roles = HashMap::new();
        for &id in sources {
            if let Some(role) = statement.query_row([id], |row| row.get(0)).optional()? {
                roles.insert(id, role);
            }
        }
        Ok(roles)
    }

    /// The sources one step further along the chains this one is in (1), or one step nearer to the claim (-1).
    fn neighbours(&self, id: SourceId, step: i64) -> Result<Vec<(String, SourceId, u32)>> {
        let rows = self
            .connection
            .prepare_cached(
                "SELECT o.name, o.id, count(DISTINCT l.claim) AS claims
                 -- CROSS: most claims have one source, and the others need no look at the claim
                 FROM link l
                 CROSS JOIN link n ON n.claim = l.claim AND n.position = l.position + :step
                 CROSS JOIN claim c ON c.id = l.claim
                 CROSS JOIN source o ON o.id = n.source
                 WHERE l.source = :id AND l.position + :step >= 0 AND n.source <> :id AND c.live = 1
                 GROUP BY o.id ORDER BY claims DESC, o.name LIMIT 50",
            )?
            .query_map(named_params! { ":id": id, ":step": step }, |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, kind: SourceKind, anonymous: bool) -> Source {
        Source {
            name: name.into(),
            kind,
            role: None,
            anonymous,
            mentions: Vec::new(),
        }
    }

    #[test]
    fn named_sources_are_one_however_they_are_written() {
        use SourceKind::*;
        let known = key(&source("Ministry of Health of Ardenia", Organization, false), 1);
        for name in [
            "the Ministry of Health of Ardenia",
            "The ministry of health of Ardenia’s",
            "MINISTRY OF HEALTH OF ARDÉNIA",
        ] {
            assert_eq!(key(&source(name, Organization, false), 2), known, "{name}");
        }
        assert!(!known.1);
        assert!(!key(&source("Reuters", Media, false), 1).1);
        assert!(!key(&source("Ilse Varga", Person, false), 1).1);
    }

    #[test]
    fn unnamed_and_general_sources_stay_within_their_article() {
        use SourceKind::*;
        for (name, kind, anonymous) in [
            ("officials", Group, false),
            ("a witness", Person, false),
            ("Police", Organization, false),
            ("the Interior Ministry", Organization, false),
            ("A senior Ardenian official", Person, true),
            ("Lee", Person, false),
            ("—", Document, false),
        ] {
            let source = source(name, kind, anonymous);
            assert!(key(&source, 1).1, "{name}");
            assert_ne!(key(&source, 1), key(&source, 2), "{name}");
        }
    }

    #[test]
    fn generic_words_are_in_the_form_they_are_compared_in() {
        for word in GENERIC {
            assert_eq!(folded(word), format!(" {word}"));
        }
    }
}
