//! What a word can be: parts of speech and the classes of meaning that rules ask for, as one set of bits.

/// A set of [tags](Tags). A word of the lexicon has all that it *can* be; a token keeps those that its place allows.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Tags(u64);

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident = $word:literal),+ $(,)?) => {
        #[expect(non_upper_case_globals, reason = "they read as words in rules: `tags.any(Noun | Adjective)`")]
        impl Tags {
            tags!(@each 0; $($(#[$doc])* $name)+);
            /// Each with the word that the lists use for it.
            pub(super) const NAMED: &[(Tags, &str)] = &[$((Tags::$name, $word)),+];
        }
    };
    (@each $n:expr; $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        $(#[$doc])* pub const $name: Tags = Tags(1 << ($n));
        tags!(@each $n + 1; $($rest)*);
    };
    (@each $n:expr;) => {};
}

tags! {
    /// A common noun.
    Noun = "noun",
    /// Means several: `troops`, `these`.
    Plural = "plural",
    /// A name, or a part of one.
    Name = "name",
    /// Base or plain present: `kill`.
    VerbBase = "verb",
    /// `kills`
    VerbS = "verb_s",
    /// `killed`, `went`
    Past = "past",
    /// `killed`, `gone`
    Participle = "participle",
    /// `killing`
    Ing = "ing",
    /// An adjective.
    Adjective = "adj",
    /// An adverb.
    Adverb = "adv",
    /// `the`, `a`, `some`
    Determiner = "det",
    /// `of`, `in`
    Preposition = "prep",
    /// `he`, `them`, `who`
    Pronoun = "pron",
    /// A pronoun that can be a subject: `he`, not `him`.
    Subject = "subject",
    /// `and`, `or`, `but`
    Conjunction = "conj",
    /// `that`, `because`, `after`
    Subordinator = "sub",
    /// `who`, `which`, `where`
    Wh = "wh",
    /// A form of be.
    Be = "be",
    /// A form of have.
    Have = "have",
    /// A form of do.
    Do = "do",
    /// `will`, `could`
    Modal = "modal",
    /// `to`
    To = "to",
    /// `not`, `no`, `never`
    Negation = "neg",
    /// `his`, `their`
    Possessive = "poss",
    /// `’s`, and `’` after a plural
    Genitive = "possessive",
    /// `there`
    Existential = "existential",
    /// Digits, `five`, `dozens`
    Number = "number",
    /// `third`, `59th`
    Ordinal = "ordinal",
    /// Names a human being or several: `soldier`, `people`.
    People = "people",
    /// Names people by what they are to others: `spokesman`, `president`.
    Role = "role",
    /// A number of people as one: `family`, `crew`.
    Family = "family",
    /// Heads the name or description of a body: `ministry`, `army`.
    Organization = "organization",
    /// `newspaper`, `broadcaster`
    Media = "media",
    /// `statement`, `report`
    Document = "document",
    /// `day`, `Monday`, `yesterday`
    Time = "time",
    /// `Monday`
    Weekday = "weekday",
    /// `April`
    Month = "month",
    /// A unit: `miles`, `percent`
    Measure = "measure",
    /// Of a nation or people: `Korean`
    Nation = "nation",
    /// `Mr.`, `Gen.`, `Dr.`: stands before a name.
    Title = "title",
    /// In no list, and its ending says nothing: most likely a noun.
    Guess = "guess",
    /// In the lexicon at all (the others are guessed from their ending).
    Known = "known",
}

impl Tags {
    /// None.
    pub const NONE: Tags = Tags(0);
    /// Any form of a verb.
    pub const VERB: Tags = Tags(Tags::VerbBase.0 | Tags::VerbS.0 | Tags::Past.0 | Tags::Participle.0 | Tags::Ing.0);
    /// A form that can stand as the verb of a clause by itself.
    pub const FINITE: Tags = Tags(Tags::VerbBase.0 | Tags::VerbS.0 | Tags::Past.0);
    /// A form of be, have or do.
    pub const AUXILIARY: Tags = Tags(Tags::Be.0 | Tags::Have.0 | Tags::Do.0);
    /// Anything that can head a noun group.
    pub const NOMINAL: Tags = Tags(Tags::Noun.0 | Tags::Name.0 | Tags::Pronoun.0);

    /// Whether at least one of `other` is in it.
    pub const fn any(self, other: Tags) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of `other` are in it.
    pub const fn all(self, other: Tags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Without `other`.
    #[must_use]
    pub const fn without(self, other: Tags) -> Tags {
        Tags(self.0 & !other.0)
    }

    /// Only what is in `other` too.
    #[must_use]
    pub const fn only(self, other: Tags) -> Tags {
        Tags(self.0 & other.0)
    }

    /// In both or either.
    #[must_use]
    pub const fn or(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }

    /// No tag at all.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl std::ops::BitOr for Tags {
    type Output = Tags;
    fn bitor(self, other: Tags) -> Tags {
        self.or(other)
    }
}

impl std::ops::BitOrAssign for Tags {
    fn bitor_assign(&mut self, other: Tags) {
        *self = self.or(other);
    }
}

impl std::fmt::Debug for Tags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<_> = Tags::NAMED
            .iter()
            .filter(|(tag, _)| self.any(*tag))
            .map(|(_, word)| *word)
            .collect();
        f.write_str(&words.join("+"))
    }
}
