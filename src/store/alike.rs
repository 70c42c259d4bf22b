//! Sources that may be one with another: proposed to a person, never made one by the program.
//!
//! What is compared is the names, each in a way that its beginning leads to: so that it is looked up in the index of names
//! and takes no longer the more sources there are that have nothing in common.

use super::{
    Alike, Reader, SourceId, SourceRow,
    error::Result,
    lists::source_row,
    merge::SOURCE,
    rows::json,
    source::{compared, is_generic},
};
use crate::claim::SourceKind;
use std::collections::HashSet;

/// So many are proposed.
const MOST: usize = 12;
/// So many names of one beginning are looked at.
const LOOKED_AT: u32 = 10_000;

impl Reader<'_> {
    /// Sources that may be the same as this one, the likeliest first, each with the reason; none that a person told apart
    /// from it. Of those that stand for nobody outside their article only bodies are among them.
    ///
    /// # Errors
    /// If the database cannot be read, or not in time.
    pub fn alike(&self, id: SourceId) -> Result<Vec<(SourceRow, Alike)>> {
        let _deadline = self.deadline.start();
        let Some(row) = self.source_row(id)?.filter(|row| !row.anonymous) else {
            return Ok(Vec::new());
        };
        let members = self.members(id)?;
        let apart = self.told_apart(&members)?;
        let name = compared(&row.name);
        let mut found: Vec<(SourceRow, Alike)> = Vec::new();
        for beginning in beginnings(&name, row.kind) {
            for other in self.beginning_with(&beginning, row.kind)? {
                if other.id == id || apart.contains(&other.id) || found.iter().any(|(there, _)| there.id == other.id) {
                    continue;
                }
                if let Some(why) = reason((&name, row.kind), (&compared(&other.name), other.kind)) {
                    found.push((other, why));
                }
            }
        }
        found.sort_by_key(|(row, why)| (*why, std::cmp::Reverse(row.articles), row.id));
        found.truncate(MOST);
        Ok(found)
    }

    /// Named sources whose name, with or without "the", begins so.
    fn beginning_with(&self, beginning: &str, kind: SourceKind) -> Result<Vec<SourceRow>> {
        let like = match kind {
            SourceKind::Person => "s.kind = 'person' AND instr(s.key, ':') = 0",
            _ => "s.kind <> 'person'",
        };
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {SOURCE} FROM source s WHERE s.articles > 0 AND s.anonymous = 0
                AND {like} AND s.folded >= ?1 AND s.folded < ?1 || char(1114111) ORDER BY s.folded LIMIT {LOOKED_AT}"
        ))?;
        let mut found = Vec::new();
        for beginning in [format!(" {beginning}"), format!(" the {beginning}")] {
            for row in statement.query_map([beginning], source_row)? {
                found.push(row?);
            }
        }
        Ok(found)
    }

    /// The numbers of sources that a person told apart from these.
    fn told_apart(&self, members: &[SourceId]) -> Result<HashSet<SourceId>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT coalesce(m.survivor, d.id) FROM (
                SELECT other AS id FROM different WHERE one IN (SELECT value FROM json_each(?1))
                UNION SELECT one FROM different WHERE other IN (SELECT value FROM json_each(?1))) d
             LEFT JOIN merged m ON m.source = d.id",
        )?;
        let ids = statement.query_map([json(members)], |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

/// With what the names begin that may be alike to this one.
fn beginnings(name: &[String], kind: SourceKind) -> Vec<String> {
    let Some(first) = name.first() else {
        return Vec::new();
    };
    let initial = |word: &str| word.chars().take(1).collect::<String>();
    let mut all = Vec::new();
    if kind == SourceKind::Person {
        if name.len() < 2 {
            return all;
        }
        // "Ilse Varga": those with a middle name, "I. Varga", "Varga Ilse"
        match is_initial(first) {
            true => all.push(initial(first)),
            false => all.extend([format!("{first} "), format!("{} ", initial(first))]),
        }
        all.extend(name[1..].iter().take(4).map(|word| format!("{word} ")));
        if let Some((beginning, _)) = first.char_indices().nth(3) {
            all.push(first[..beginning].to_owned());
        }
        return all;
    }
    all.push(first.clone());
    match name {
        [abbreviation] if is_abbreviation(abbreviation) => all.push(initial(abbreviation)),
        [_, _, ..] => all.extend(initials(name)),
        _ => {}
    }
    all
}

/// Whether one word may be the initials of several.
fn is_abbreviation(word: &str) -> bool {
    (2..=8).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
}

/// The initials a name may be known by: of all its words, and without the small ones ("the", "of").
fn initials(name: &[String]) -> Vec<String> {
    const SMALL: &[&str] = &["a", "and", "for", "in", "of", "on", "the", "to"];
    let of =
        |words: &mut dyn Iterator<Item = &String>| words.filter_map(|word| word.chars().next()).collect::<String>();
    let mut all = vec![
        of(&mut name.iter().filter(|word| !SMALL.contains(&word.as_str()))),
        of(&mut name.iter()),
    ];
    all.dedup();
    all.retain(|initials| initials.chars().count() >= 2);
    all
}

/// Why one may be the other, if anything says so. A family name in common is no reason.
fn reason((one, kind): (&[String], SourceKind), (other, other_kind): (&[String], SourceKind)) -> Option<Alike> {
    let person = kind == SourceKind::Person;
    if one.is_empty() || other.is_empty() || person != (other_kind == SourceKind::Person) {
        return None;
    }
    if one == other {
        // otherwise they would be one by their key
        return (!person && one.len() > 1).then_some(Alike::SameName);
    }
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if !person {
        if let ([abbreviation], [_, _, ..]) = (short, long)
            && initials(long).contains(abbreviation)
        {
            return Some(Alike::Initials);
        }
        // "Vell Gas", "Vell Gas Company"
        let tail = long.strip_prefix(short)?;
        let says_who = short.iter().any(|word| !is_generic(word));
        let says_what = |word: &String| is_generic(word) || BODY.contains(&word.as_str());
        return (says_who && !tail.is_empty() && tail.iter().all(says_what)).then_some(Alike::Longer);
    }
    let ([first, .., last], [other_first, .., other_last]) = (short, long) else {
        return None;
    };
    let mut sorted = [one.to_vec(), other.to_vec()];
    sorted.iter_mut().for_each(|words| words.sort());
    if sorted[0] == sorted[1] {
        return Some(Alike::Order);
    }
    if last == other_last && may_stand_for(first, other_first) {
        // each middle name of the shorter is one of the longer, in the same order
        let mut left = long[1..long.len() - 1].iter();
        let mut middle = short[1..short.len() - 1].iter();
        return middle
            .all(|word| left.any(|other| may_stand_for(word, other)))
            .then_some(Alike::MiddleName);
    }
    let spelled = short.len() == long.len()
        && short.iter().zip(long).all(|(a, b)| a == b || nearly(a, b))
        && short.iter().zip(long).filter(|(a, b)| a != b).count() == 1;
    spelled.then_some(Alike::Spelling)
}

/// Whether two given names may be one: the same, or one the initial of the other ("I.").
fn may_stand_for(one: &str, other: &str) -> bool {
    one == other || (is_initial(one) || is_initial(other)) && one.chars().next() == other.chars().next()
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Words of what a body is, beside the generic ones.
const BODY: &[&str] = &[
    "agency",
    "association",
    "co",
    "corp",
    "corporation",
    "inc",
    "limited",
    "ltd",
    "news",
    "party",
    "plc",
];

/// Whether two long words differ in one letter, or in how they end.
fn nearly(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 5 || long.len() - short.len() > 2 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let behind = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    // one letter put in, left out or changed; or one more at the end ("Zelensky", "Zelenskyy")
    same + behind >= long.len() - 1 || same == short.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn why(kind: SourceKind, one: &str, other: &str) -> Option<Alike> {
        let (one, other) = (compared(one), compared(other));
        let there = reason((&one, kind), (&other, kind));
        assert_eq!(there, reason((&other, kind), (&one, kind)), "either way");
        if there.is_some() {
            // each leads to the other through the index
            for (from, to) in [(&one, &other), (&other, &one)] {
                let to = to.join(" ");
                let all = beginnings(from, kind);
                assert!(all.iter().any(|beginning| to.starts_with(beginning)), "{all:?}: {to}");
            }
        }
        there
    }

    #[test]
    fn bodies_are_alike_by_initials_and_by_what_they_are() {
        use SourceKind::Organization;
        for (one, other, reason) in [
            ("National Rescue Service", "NRS", Alike::Initials),
            ("The National Rescue Service", "N.R.S.", Alike::Initials),
            ("Ministry of Health of Ardenia", "MHA", Alike::Initials),
            ("Bank of Vell", "BOV", Alike::Initials),
            ("the Interior Ministry", "Interior Ministry", Alike::SameName),
            ("Vell Gas", "Vell Gas Company", Alike::Longer),
            ("VTN", "VTN News", Alike::Longer),
        ] {
            assert_eq!(why(Organization, one, other), Some(reason), "{one}, {other}");
        }
        for (one, other) in [
            ("National Rescue Service", "NRA"),
            ("National Rescue Service", "National Weather Service"),
            ("Vell Gas", "Vell Gas Workers Orchestra"),
            ("National", "National Service"),
            ("Police", "Police"),
            ("Vell", "V"),
        ] {
            assert_eq!(why(Organization, one, other), None, "{one}, {other}");
        }
    }

    #[test]
    fn people_are_alike_by_more_than_a_family_name() {
        use SourceKind::Person;
        for (one, other, reason) in [
            ("Ilse Varga", "Ilse Anna Varga", Alike::MiddleName),
            ("Ilse A. Varga", "Ilse Anna Varga", Alike::MiddleName),
            ("Ilse A. Varga", "Ilse Varga", Alike::MiddleName),
            ("I. Varga", "Ilse Varga", Alike::MiddleName),
            ("Sun Min-ho", "Min-ho Sun", Alike::Order),
            ("Oleh Zarensky", "Oleh Zarenskyy", Alike::Spelling),
            ("Mohamed Brandt", "Mohammed Brandt", Alike::Spelling),
        ] {
            assert_eq!(why(Person, one, other), Some(reason), "{one}, {other}");
        }
        for (one, other) in [
            ("Ilse Varga", "Jon Varga"),
            ("Ilse Varga", "Ilse Brandt"),
            ("Ilse Anna Varga", "Ilse Maria Varga"),
            ("J. Varga", "Ilse Varga"),
            ("Jon Lee", "Jon Leo"),
            ("Jo Varga", "Jane Varga"),
            ("Oleh Karpenko", "Oleg Karpenko"),
            ("Ilse Varga", "Ilse Varga"),
        ] {
            assert_eq!(why(Person, one, other), None, "{one}, {other}");
        }
        let names = [compared("Ilse Varga"), compared("Ilse Varga")];
        assert_eq!(reason((&names[0], Person), (&names[1], SourceKind::Organization)), None);
    }
}
