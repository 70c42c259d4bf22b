//! What is written to the store and what is read from it.
//!
//! Read types carry places in code points ([`CharSpan`]) together with the words that stand there, so that a page needs
//! no text to show a row. They are not the engine's types: rules are names here, spans come with their words.

use crate::{
    article::Article,
    claim::{Aside, Change, Claims, Effect, Hedge, Modality, PassedReason, Precision, QuoteKind, SourceKind},
    text::CharSpan,
};
use jiff::{Timestamp, civil::Date};

/// An article's number: `/articles/{id}`.
pub type ArticleId = i64;
/// A source's number, one for all articles: `/sources/{id}`.
pub type SourceId = i64;

/// One upload with everything that was read from it, ready to be stored in one transaction.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// The file's name as it was given; `None` for pasted text.
    pub name: Option<String>,
    /// What it was taken for: `text/plain`.
    pub media_type: &'static str,
    /// The bytes as they arrived; their SHA-256 is unique in the store.
    pub bytes: Vec<u8>,
    /// One or more articles.
    pub articles: Vec<NewArticle>,
}

/// One article of an upload with its claims.
#[derive(Clone, Debug)]
pub struct NewArticle {
    /// Its name inside the upload (a file in an archive, a row); `None` where the upload is the article.
    pub member: Option<String>,
    /// What it was read from, in one word: `html`, `pdf`, `text`.
    pub format: &'static str,
    /// As it is shown: as it was read, or with what a person typed beside the file.
    pub article: Article,
    /// What the file itself says; what `article` has otherwise is kept as a correction.
    pub read: Details,
    /// What the engine found in its text.
    pub claims: Claims,
    /// [`crate::extract::VERSION`] that found them (given, so that the store names no engine).
    pub extractor: u32,
}

/// What is known of the bytes that an article came from, for reading them piece by piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Original {
    /// The file's name as it was given; `None` for pasted text.
    pub name: Option<String>,
    /// How many bytes.
    pub size: u64,
    pub(super) upload: i64,
}

/// What became of an upload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// Stored now.
    Stored(Vec<ArticleId>),
    /// The same bytes were there already: these articles came from them.
    /// An article among them that had been deleted is brought back.
    AlreadyThere(Vec<ArticleId>),
}

/// What a person can correct about an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// See [`Article::title`].
    pub title: Option<String>,
    /// See [`Article::date`].
    pub date: Option<Date>,
    /// See [`Article::outlet`].
    pub outlet: Option<String>,
    /// See [`Article::address`].
    pub address: Option<String>,
}

/// Words of an article and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// Place in code points of the article's text.
    pub at: CharSpan,
    /// What the text says there.
    pub words: String,
}

/// A time the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// The words.
    pub words: Words,
    /// What they come to.
    pub date: Option<(Date, Precision)>,
}

/// A mention of a source, and the source it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words of the mention.
    pub words: Words,
    /// The source's page.
    pub source: SourceId,
    /// The fullest name in the article: derived, shown apart from the words.
    pub name: String,
    /// What the article says it is.
    pub role: Option<Words>,
}

/// What a list needs to name an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRef {
    /// Its number.
    pub id: ArticleId,
    /// Its title; `None`: untitled.
    pub title: Option<String>,
    /// The beginning of its text (at most 160 code points of the first paragraph), under which an untitled one is shown.
    pub opening: String,
    /// The day of publication.
    pub date: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
}

/// A row of the list of articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleRow {
    /// The article.
    pub article: ArticleRef,
    /// When it was stored.
    pub added: Timestamp,
    /// How many figures.
    pub figures: u32,
    /// How many quotes.
    pub quotes: u32,
    /// How many sources.
    pub sources: u32,
}

/// A deleted article that can be brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeletedRow {
    /// The article.
    pub article: ArticleRef,
    /// When it was deleted.
    pub deleted: Timestamp,
    /// From then on it may be removed for good.
    pub until: Timestamp,
}

/// A figure with everything a person needs to judge it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureRow {
    /// Where it stands.
    pub article: ArticleRef,
    /// Its address within the article: `f8-11`.
    pub anchor: String,
    /// The number as written.
    pub number: Words,
    /// The hedge as written.
    pub hedge_words: Vec<Words>,
    /// See [`crate::claim::Count`].
    pub low: Option<u64>,
    /// See [`crate::claim::Count`].
    pub high: Option<u64>,
    /// How the text limits it.
    pub hedge: Hedge,
    /// What happened.
    pub effect: Effect,
    /// The words that say so.
    pub trigger: Vec<Words>,
    /// Who was counted.
    pub group: Option<Words>,
    /// Whether it is so.
    pub modality: Modality,
    /// How it is known.
    pub evidence: Vec<Words>,
    /// Who says so.
    pub source: Option<Mention>,
    /// Whom they cite, nearest first.
    pub via: Vec<Mention>,
    /// When it was said.
    pub said: Option<When>,
    /// When it happened.
    pub when: Option<When>,
    /// Anchor of the figure it is a part of.
    pub part_of: Option<String>,
    /// Anchor of the figure it says again.
    pub repeats: Option<String>,
    /// Whether total or new.
    pub change: Option<Change>,
    /// The rule that found it.
    pub rule: String,
}

/// A quote with everything a person needs to judge it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteRow {
    /// Where it stands.
    pub article: ArticleRef,
    /// Its address within the article, from the start of the first piece to the end of the last: `q450-659`.
    pub anchor: String,
    /// How much of it is in marks.
    pub kind: QuoteKind,
    /// Its pieces, never empty.
    pub content: Vec<Words>,
    /// The mention that said it.
    pub source: Option<Mention>,
    /// The name of the speaker where there is one, even where no mention stands beside the quote.
    pub speaker: Option<String>,
    /// The speaker's page, if the speaker is one of the article's sources.
    pub speaker_source: Option<SourceId>,
    /// The reporting expression.
    pub cue: Option<Words>,
    /// Whom the source cites, nearest first.
    pub via: Vec<Mention>,
    /// When it was said.
    pub said: Option<When>,
    /// The rule that found it.
    pub rule: String,
}

/// A source as one article has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleSource {
    /// Its page.
    pub id: SourceId,
    /// The fullest name in the article.
    pub name: String,
    /// What it is called over all articles, if a person made it one with another that has another name.
    pub known_as: Option<String>,
    /// What it is.
    pub kind: SourceKind,
    /// The description the text gives.
    pub role: Option<Words>,
    /// Unnamed.
    pub anonymous: bool,
    /// Its mentions, in order.
    pub mentions: Vec<Words>,
    /// How many of the article's figures it states or is cited for.
    pub figures: u32,
    /// How many of the article's quotes it says or is cited for.
    pub quotes: u32,
}

/// One paragraph of an article's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// First code point in the article's text.
    pub start: u32,
    /// The text, line breaks after it included: paragraphs joined are the text.
    pub text: String,
}

/// An article without its text and claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleHead {
    /// Title, date, outlet, counts.
    pub row: ArticleRow,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its address on the web.
    pub address: Option<String>,
    /// The file's name it came from.
    pub file: Option<String>,
    /// Details as the program read them; differs from what is shown where a person corrected them.
    pub read: Details,
    /// Other readings of the same upload's member.
    pub versions: Versions,
}

/// The other readings of an article's upload that there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// The reading that is shown in place of this one, and when it was made; `None`: this is the newest.
    pub newer: Option<(ArticleId, Timestamp)>,
    /// Those that this one is shown in place of, the newest first.
    pub older: Vec<ArticleId>,
    /// When this reading was made in place of an older one; `None`: when the article was added.
    pub reread: Option<Timestamp>,
}

/// How an article lies, without its words: by this it is cut into parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Code points of the text.
    pub chars: u32,
    /// The first code point of every paragraph, in order.
    pub paragraphs: Vec<u32>,
    /// Every claim, in the order in which they are counted: by place, what is outside first.
    pub claims: Vec<ClaimPlace>,
}

/// Where a claim stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimPlace {
    /// Its address within the article.
    pub anchor: String,
    /// From its first to its last code point.
    pub at: CharSpan,
}

/// A whole article for its page, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticlePage {
    /// Title, date, outlet, counts.
    pub row: ArticleRow,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its address on the web.
    pub address: Option<String>,
    /// The file's name it came from.
    pub file: Option<String>,
    /// Details as the program read them; differs from what is shown where a person corrected them.
    pub read: Details,
    /// Other readings of the same upload's member.
    pub versions: Versions,
    /// The text.
    pub paragraphs: Vec<Paragraph>,
    /// In the order of their places.
    pub figures: Vec<FigureRow>,
    /// In the order of their places.
    pub quotes: Vec<QuoteRow>,
    /// In the order of their first mentions.
    pub sources: Vec<ArticleSource>,
    /// What is not article text.
    pub asides: Vec<(Words, Aside)>,
    /// Numbers that gave no figure.
    pub passed_over: Vec<(Words, PassedReason)>,
}

/// A source over all articles, for its page and the list of sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// Its page.
    pub id: SourceId,
    /// Its name, as most articles have it; of several names, as the article that was stored first has it.
    pub name: String,
    /// What it is.
    pub kind: SourceKind,
    /// Unnamed.
    pub anonymous: bool,
    /// In how many articles.
    pub articles: u32,
    /// How many figures it states or is cited for: as many as the list with [`Filter::source_id`] has.
    pub figures: u32,
    /// How many quotes it says or is cited for.
    pub quotes: u32,
    /// The day of the latest article.
    pub latest: Option<Date>,
}

/// What became of making two sources one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Merged {
    /// They are one now.
    Now {
        /// Whose page it is.
        stays: SourceId,
        /// Whose address leads there.
        goes: SourceId,
    },
    /// They were one already, on this page.
    Already(SourceId),
    /// One of them occurs in no article any more.
    Gone,
}

/// What became of parting what an article says from a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parted {
    /// It has a page of its own now.
    Now {
        /// That page.
        own: SourceId,
        /// Whom it was parted from.
        from: SourceId,
    },
    /// The source occurs in this article alone: there is nothing to part it from.
    Alone,
    /// The article does not have this source any more.
    Gone,
}

/// What making two sources one would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Whose page stays.
    pub stays: SourceRow,
    /// Whose address would lead there.
    pub goes: SourceRow,
    /// What both would be called.
    pub name: String,
    /// In how many articles both occur.
    pub shared: u32,
    /// Whether a person said that they are different.
    pub different: bool,
}

/// A source that a person made one with another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedRow {
    /// Its number, by which this is undone.
    pub id: SourceId,
    /// What its own articles call it.
    pub name: String,
    /// In how many articles it occurs by itself.
    pub articles: u32,
    /// The other one it was made one with, if that is not the one whose page it is.
    pub through: Option<String>,
    /// When.
    pub made: Timestamp,
}

/// An article that a person parted from a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartedRow {
    /// The article.
    pub article: ArticleRef,
    /// The number of what was parted, by which this is undone.
    pub own: SourceId,
    /// Whose page is at the other end: the parted one's, or that of the source it was parted from.
    pub other: SourceId,
    /// What that one is called.
    pub name: String,
    /// When.
    pub made: Timestamp,
}

/// What a person decided about a source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Who was made one with it, in the order it was done.
    pub merged: Vec<MergedRow>,
    /// What was parted from it (at most 100).
    pub parted_from: Vec<PartedRow>,
    /// What of it was parted from others (at most 100).
    pub parted_here: Vec<PartedRow>,
    /// Who is told apart from it (at most 100): number and name.
    pub different: Vec<(SourceId, String)>,
}

/// A source as one article has it, for the list of a source's articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppearanceRow {
    /// The article.
    pub article: ArticleRef,
    /// Its number in this article: the source's own, or that of one that was made one with it.
    pub source: SourceId,
    /// The fullest name in the article.
    pub name: String,
    /// What the article says it is.
    pub role: Option<Words>,
    /// Its first mention.
    pub mention: Option<Words>,
    /// How many of the article's figures it states or is cited for.
    pub figures: u32,
    /// How many of the article's quotes it says or is cited for.
    pub quotes: u32,
}

/// Why a source may be the same as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// The same name, of general words, in another article: "the Interior Ministry".
    SameName,
    /// One name is the initials of the other.
    Initials,
    /// One has a middle name or an initial that the other has not, or an initial for a name.
    MiddleName,
    /// The same words in another order.
    Order,
    /// One letter or two are written otherwise.
    Spelling,
    /// One name is the other and a word such as "agency".
    Longer,
}

/// What a source's page says besides its figures and quotes (those are lists with a filter).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePage {
    /// Name and numbers.
    pub row: SourceRow,
    /// The ways its mentions are written, with how often, the commonest first (at most 50), and one place of each.
    pub variants: Vec<(Words, ArticleId, u32)>,
    /// Descriptions that articles give it (at most 20, no doubles), each with its place.
    pub roles: Vec<(Words, ArticleId)>,
    /// Sources it cites (at most 50): name, page, how many claims.
    pub cites: Vec<(String, SourceId, u32)>,
    /// Sources that cite it (at most 50).
    pub cited_by: Vec<(String, SourceId, u32)>,
}

/// Which way a list runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Latest article date first; articles without a date last.
    #[default]
    Newest,
    /// Earliest date first; without a date last.
    Oldest,
    /// Highest number first (figures), most articles first (sources).
    Most,
    /// Lowest number first (figures).
    Least,
    /// By name (sources, articles by title).
    Name,
    /// Most figures first (sources).
    Figures,
    /// Most quotes first (sources).
    Quotes,
}

/// What becomes of figures that an earlier print of the same report has too, with the same effect, numbers, hedge and
/// modality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copies {
    /// They are left out: each report counts once, and an update's new numbers stay.
    Hide,
    /// They alone are shown.
    Only,
}

/// Which rows of a list, and which page of them. Every field is in the page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Figures: with this effect.
    pub effect: Option<Effect>,
    /// Quotes: of this kind.
    pub kind: Option<QuoteKind>,
    /// Sources: of this kind.
    pub source_kind: Option<SourceKind>,
    /// Sources: whether they are named.
    pub named: Option<bool>,
    /// Stated or said by, or citing, a source with this number.
    pub source_id: Option<SourceId>,
    /// Stated or said by, or citing, a source whose name or mention has these words (any case, accents ignored).
    /// For the list of sources: whose name does. For the list of articles: which has such a source.
    pub source: Option<String>,
    /// In this article.
    pub article_id: Option<ArticleId>,
    /// In an article whose title (or opening, if untitled) or outlet has these words.
    pub article: Option<String>,
    /// Article date on or after.
    pub after: Option<Date>,
    /// Article date on or before.
    pub before: Option<Date>,
    /// Figures from this number on: `low`, or `high` where `low` is open, is at least this. "At least four" is not
    /// among those from 4,700 on, though nothing it says rules them out; a figure without a number is never among them.
    pub least: Option<u64>,
    /// Figures up to this number: `high`, or `low` where `high` is open, is at most this.
    pub most: Option<u64>,
    /// Figures: whether those that repeat an earlier print of the same report are left out.
    pub copies: Option<Copies>,
    /// Which way.
    pub order: Order,
    /// The page, from 1; 0 is taken for 1.
    pub page: u32,
}

/// Rows on one page of a list.
pub const PAGE: u32 = 50;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// At most [`PAGE`] of them.
    pub rows: Vec<T>,
    /// How many there are in all, as far as they were counted: to [`COUNTED`] at most, and to fewer where finding them takes
    /// long.
    pub total: u32,
    /// Whether there may be more than were counted.
    pub more: bool,
}

impl<T> Page<T> {
    /// How many there are in all, and whether there may be more.
    pub fn counted(&self) -> Total {
        Total {
            n: self.total,
            more: self.more,
        }
    }
}

/// Counting stops here: a page says "20,000+".
pub const COUNTED: u32 = 20_000;

/// How many there are, as far as they were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// So many were counted.
    pub n: u32,
    /// There may be more.
    pub more: bool,
}

impl From<u32> for Total {
    /// As many as counting goes stand for more.
    fn from(n: u32) -> Total {
        Total {
            n: n.min(COUNTED),
            more: n >= COUNTED,
        }
    }
}

impl From<&u32> for Total {
    fn from(n: &u32) -> Total {
        (*n).into()
    }
}

impl From<&Total> for Total {
    fn from(total: &Total) -> Total {
        *total
    }
}

/// Something that search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// In which article.
    pub article: ArticleRef,
    /// What was found.
    pub place: Place,
    /// The sentence or paragraph around it, cut to some 300 code points, with ellipses where it was cut.
    pub snippet: String,
    /// What of the snippet met the query, as code points of it.
    pub marks: Vec<CharSpan>,
}

/// Where a hit leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A figure; boxed because it is large.
    Figure(Box<FigureRow>),
    /// A quote.
    Quote(Box<QuoteRow>),
    /// A paragraph of the text that starts at this code point: `#p{start}`.
    Paragraph(u32),
    /// The title.
    Title,
}

/// How many of each there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles, deleted ones not counted.
    pub articles: u64,
    /// Figures.
    pub figures: u64,
    /// Quotes.
    pub quotes: u64,
    /// Sources.
    pub sources: u64,
}
