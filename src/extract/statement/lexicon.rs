//! The words that report, and what may stand with them: `cues.txt` as a table.

use crate::language::lexicon::{Hasher, verb_forms};
use std::{collections::HashMap, sync::LazyLock};

/// What may stand with a cue, as a set. `cues.txt` says what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Frames(u32);

macro_rules! frames {
    ($($name:ident = $word:literal),+ $(,)?) => {
        #[expect(non_upper_case_globals, reason = "they read as words in rules")]
        impl Frames {
            frames!(@each 0; $($name)+);
            const NAMED: &[(Frames, &str)] = &[$((Frames::$name, $word)),+];
        }
    };
    (@each $n:expr; $name:ident $($rest:tt)*) => {
        pub(super) const $name: Frames = Frames(1 << ($n));
        frames!(@each $n + 1; $($rest)*);
    };
    (@each $n:expr;) => {};
}

frames! {
    That = "that",
    Bare = "bare",
    Weak = "weak",
    Marks = "marks",
    Piece = "piece",
    PieceNext = "piece-next",
    To = "to",
    ObjectTo = "object-to",
    Ing = "ing",
    Whether = "whether",
    Noun = "noun",
    Listener = "listener",
    Addressee = "addressee",
    Evidence = "evidence",
    Hearer = "hearer",
    Outlet = "outlet",
    PieceAs = "piece-as",
}

impl Frames {
    pub(super) const fn any(self, other: Frames) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn or(self, other: Frames) -> Frames {
        Frames(self.0 | other.0)
    }
}

/// A line of `cues.txt`.
#[derive(Debug)]
pub(super) struct Entry {
    /// The base form of its verb.
    pub(super) base: &'static str,
    /// The words behind the verb that belong to it.
    pub(super) tail: Vec<&'static str>,
    /// What may stand with it.
    pub(super) frames: Frames,
}

/// What "according to" is, as an entry.
pub(super) static ACCORDING: LazyLock<Entry> = LazyLock::new(|| Entry {
    base: "according",
    tail: vec!["to"],
    frames: Frames::Bare.or(Frames::Marks).or(Frames::Noun),
});

/// What "as per" and "per" are, as an entry.
pub(super) static PER: LazyLock<Entry> = LazyLock::new(|| Entry {
    base: "according",
    tail: Vec::new(),
    frames: Frames::Bare.or(Frames::Marks).or(Frames::Noun).or(Frames::Evidence),
});

/// What "expressed the hope" is, as an entry: a noun of saying stands between the verb and "that".
pub(super) static WORDED: LazyLock<Entry> = LazyLock::new(|| Entry {
    base: "express",
    tail: Vec::new(),
    frames: Frames::That,
});

static ENTRIES: LazyLock<Vec<Entry>> =
    LazyLock::new(|| lines().filter_map(|line| entry(line).map(|(e, _)| e)).collect());

static BY_FORM: LazyLock<HashMap<String, Vec<usize>, Hasher>> = LazyLock::new(|| {
    let mut by_form: HashMap<String, Vec<usize>, Hasher> = HashMap::default();
    for (i, (_, forms)) in lines().filter_map(entry).enumerate() {
        for form in forms {
            let entries = by_form.entry(form).or_default();
            if !entries.contains(&i) {
                entries.push(i);
            }
        }
    }
    for entries in by_form.values_mut() {
        // the longest first: "go on to say" before "go"
        entries.sort_by_key(|&i| std::cmp::Reverse(ENTRIES[i].tail.len()));
    }
    by_form
});

fn lines() -> impl Iterator<Item = &'static str> {
    include_str!("cues.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn entry(line: &'static str) -> Option<(Entry, [String; 5])> {
    let (words, frames) = line.split_once(" : ")?;
    let (verb, irregular, tail) = match words.split_once('[') {
        Some((verb, rest)) => {
            let (irregular, tail) = rest.split_once(']')?;
            (verb.trim(), irregular, tail)
        }
        None => words
            .split_once(' ')
            .map_or((words, "", ""), |(verb, tail)| (verb, "", tail)),
    };
    let forms = verb_forms(&format!("{verb} {irregular}"))?;
    let frames = frames.split_whitespace().fold(Frames::default(), |all, word| {
        let frame = Frames::NAMED.iter().find(|(_, name)| *name == word);
        debug_assert!(frame.is_some(), "no frame {word}");
        frame.map_or(all, |(frame, _)| all.or(*frame))
    });
    let entry = Entry {
        base: verb,
        tail: tail.split_whitespace().collect(),
        frames,
    };
    Some((entry, forms))
}

/// The entries whose verb has this form (small letters), those with the longest tail first.
pub(super) fn look_up(form: &str) -> impl Iterator<Item = &'static Entry> {
    BY_FORM.get(form).into_iter().flatten().map(|&i| &ENTRIES[i])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Tags, lexicon};

    #[test]
    fn every_line_is_read_and_its_verb_is_known() {
        for line in lines() {
            let (entry, forms) = entry(line).expect(line);
            assert!(entry.frames != Frames::default(), "{line}");
            for form in forms {
                let tags = lexicon::look_up(&form);
                assert!(
                    tags.any(Tags::VERB) && tags.any(Tags::Known),
                    "{form} of {line}: {tags:?}"
                );
            }
        }
    }

    #[test]
    fn the_longest_comes_first() {
        let tails: Vec<_> = look_up("called").map(|e| e.tail.len()).collect();
        assert_eq!(tails, [1, 1, 1, 0]);
        assert!(look_up("said").any(|e| e.frames.any(Frames::Bare)));
        assert!(look_up("walked").next().is_none());
    }
}
