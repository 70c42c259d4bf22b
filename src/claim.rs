//! What a claim is: figures, quotes, sources and their parts.
//!
//! No behaviour of any stage lives here. Every field that quotes the article is a [`Span`] of its text; values that the
//! program derived (a count, a date, a full name) stand beside the span, never instead of it.

use crate::text::Span;
use jiff::civil::Date;

/// A closed set of words, the same in the program, the database, JSON and on the pages.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant),+ }

        impl $name {
            /// All of them, in the order they are shown.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The word for it in the database, in JSON and in addresses.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownWord;
            fn from_str(word: &str) -> Result<Self, UnknownWord> {
                match word { $($word => Ok($name::$variant),)+ _ => Err(UnknownWord) }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

/// The word is none of the set's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not one of the known words")]
pub struct UnknownWord;

words! {
    /// What happened to the people counted.
    Effect {
        /// Dead, whatever the cause.
        Killed = "killed",
        /// Wounded, hurt, shot; not ill.
        Injured = "injured",
        /// Dead and injured (or missing, or captured) as one number.
        Casualties = "casualties",
        /// Unaccounted for.
        Missing = "missing",
        /// Taken prisoner or hostage, by whomever but an authority.
        Captured = "captured",
        /// Held by an authority.
        Detained = "detained",
        /// Driven from their homes, evacuated.
        Displaced = "displaced",
        /// Sent somewhere to fight or work.
        Deployed = "deployed",
    }
}

words! {
    /// How the text limits a number.
    Hedge {
        /// A bare number.
        Exact = "exact",
        /// Roughly, nearly, some, an estimated.
        About = "about",
        /// n or more.
        AtLeast = "at_least",
        /// n + 1 or more.
        MoreThan = "more_than",
        /// n or fewer.
        AtMost = "at_most",
        /// n - 1 or fewer.
        FewerThan = "fewer_than",
        /// From low to high.
        Range = "range",
        /// A word that is no number: dozens, several.
        Vague = "vague",
    }
}

words! {
    /// Whether the text says that it is so.
    Modality {
        /// It is, was or is believed so.
        Asserted = "asserted",
        /// Somebody denies or disputes that very number or effect.
        Denied = "denied",
        /// Could, may, would, feared, planned.
        Hypothetical = "hypothetical",
    }
}

words! {
    /// Whether a figure is a whole toll or comes on top of one.
    Change {
        /// "bringing the toll to 71"
        Total = "total",
        /// "seven more"
        New = "new",
    }
}

words! {
    /// How much of a quote stands in quotation marks.
    QuoteKind {
        /// All of it.
        Direct = "direct",
        /// A clause that is partly in marks.
        Mixed = "mixed",
        /// Nothing.
        Indirect = "indirect",
    }
}

words! {
    /// What a source is.
    SourceKind {
        /// A human being, named or not.
        Person = "person",
        /// A body: a ministry, an army, a state, a company.
        Organization = "organization",
        /// Several people: lawmakers, witnesses.
        Group = "group",
        /// A statement, a report, a study.
        Document = "document",
        /// A news outlet.
        Media = "media",
    }
}

words! {
    /// How exactly a time expression says when.
    Precision {
        /// A day.
        Day = "day",
        /// A month; its date is the first.
        Month = "month",
        /// A year; its date is the first of January.
        Year = "year",
    }
}

words! {
    /// Why a stretch of the text is not article text.
    Aside {
        /// "TAP HERE FOR OUR MORNING BRIEFING"
        Promotion = "promotion",
        /// The headline of another story.
        OtherStory = "other_story",
        /// "Ostra Wire contributed to this report."
        Credit = "credit",
        /// A photographer's or agency's name after a caption.
        ImageCredit = "image_credit",
    }
}

words! {
    /// Why a number of the text is no figure.
    PassedReason {
        /// Years of a life.
        Age = "age",
        /// A day, month, year or time of day.
        Date = "date",
        /// "six months", "for three days"
        Duration = "duration",
        /// A sum.
        Money = "money",
        /// A share.
        Percentage = "percentage",
        /// "the second death"
        Ordinal = "ordinal",
        /// "100 a day"
        Rate = "rate",
        /// A length, weight, strength.
        Measure = "measure",
        /// Part of a name: "59th brigade", "Group of Seven".
        Name = "name",
        /// Things or animals.
        NotPeople = "not_people",
        /// People to whom nothing of the eight effects happened.
        NoEffect = "no_effect",
        /// In a line that is not article text.
        NotText = "not_text",
    }
}

/// Whole people, both ends inclusive; `None` is open on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Count {
    /// At least so many.
    pub low: Option<u64>,
    /// At most so many.
    pub high: Option<u64>,
}

/// A time the text names, and the date it comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// The words: "on Monday" gives `Monday`.
    pub words: Span,
    /// The date and how exact it is; `None` where the article has no date to count from.
    pub date: Option<(Date, Precision)>,
}

/// A stated number of people who met with an effect: one per number expression and effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number expression alone: `4,700`, `dozens`, `10 to 15`, the `A` of "A soldier was killed".
    pub number: Span,
    /// What the number comes to, hedge included.
    pub count: Count,
    /// How the text limits it.
    pub hedge: Hedge,
    /// The words that do: `Roughly`, `at least`.
    pub hedge_words: Vec<Span>,
    /// What happened.
    pub effect: Effect,
    /// The words that say so: `have been killed`.
    pub trigger: Vec<Span>,
    /// Who: the noun phrase without number, hedge and determiner.
    pub group: Option<Span>,
    /// Whether the text says it is so.
    pub modality: Modality,
    /// Words that say how it is known: `reportedly`, `believed to`.
    pub evidence: Vec<Span>,
    /// The mention of whoever stated it; `None` where the article does so in its own voice.
    pub source: Option<Span>,
    /// Whom that source cites, nearest first.
    pub via: Vec<Span>,
    /// When the source said it.
    pub said: Option<Time>,
    /// When it happened.
    pub when: Option<Time>,
    /// The figure (by its place in [`Claims::figures`]) that this is a part of.
    pub part_of: Option<usize>,
    /// The earlier figure that this says again.
    pub repeats: Option<usize>,
    /// Whether it is a whole toll or an addition to one.
    pub change: Option<Change>,
    /// The name of the rule that found it.
    pub rule: &'static str,
}

/// Words or content that the text gives to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// How much of it stands in marks.
    pub kind: QuoteKind,
    /// In order, never empty. Direct: the words inside the marks, one span a piece. Otherwise the reported clause.
    pub content: Vec<Span>,
    /// The mention the text ties it to.
    pub source: Option<Span>,
    /// Who that is, by the fullest name in the article.
    pub speaker: Option<String>,
    /// The reporting expression: `said`, `told reporters`.
    pub cue: Option<Span>,
    /// Whom the source cites, nearest first.
    pub via: Vec<Span>,
    /// When it was said.
    pub said: Option<Time>,
    /// The name of the rule that found it.
    pub rule: &'static str,
}

/// Who is said to have said it: one per article, however many mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The fullest form in the article.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// The description the text gives: `a member of the harbour board`.
    pub role: Option<Span>,
    /// An unnamed person or unnamed people.
    pub anonymous: bool,
    /// All mentions that carry a quote or figure, as its source or as one it cites, in order. A credit's mention too.
    pub mentions: Vec<Span>,
}

/// A number of the text that gave no figure, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// The number expression.
    pub number: Span,
    /// Why not.
    pub reason: PassedReason,
}

/// Everything that was found in one text. Figures and quotes are in the order of their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// Casualty figures.
    pub figures: Vec<Figure>,
    /// Direct, mixed and indirect quotes.
    pub quotes: Vec<Quote>,
    /// Whoever is behind either, in the order of their first mention.
    pub sources: Vec<Source>,
    /// Stretches (whole paragraphs, or part of a caption) that are not article text, in order.
    pub asides: Vec<(Span, Aside)>,
    /// Numbers that gave no figure, in order.
    pub passed_over: Vec<PassedOver>,
}

impl Claims {
    /// The source that a mention belongs to, by its place in [`Claims::sources`].
    pub fn source_of(&self, mention: Span) -> Option<usize> {
        self.sources
            .iter()
            .position(|source| source.mentions.contains(&mention))
    }
}
