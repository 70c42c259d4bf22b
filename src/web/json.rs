//! What pages hold, as JSON. The shapes are the interface to the outside and types of their own: a change inside does not
//! change them. Places are `[start, end)` in Unicode code points of the article's text.

use super::{error::Problem, pages::search::address, show};
use crate::{
    claim::Precision,
    ingest,
    store::{
        self, ArticlePage, ArticleRef, ArticleRow, ArticleSource, Copy, Decisions, Difference, FigureRow, Hit, Mention,
        QuoteRow, SourcePage, SourceRow, Total, When, Words,
    },
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// Sends a value as JSON.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn send(value: &impl Serialize) -> Result<Response, Problem> {
    let bytes = serde_json::to_vec(value).map_err(|error| {
        tracing::error!(%error, "JSON could not be written");
        Problem::internal()
    })?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Rows of a list.
#[derive(Serialize)]
pub(crate) struct Rows<T> {
    /// How many.
    pub total: usize,
    /// All of them.
    pub rows: Vec<T>,
}

impl<'r, R, T: From<&'r R>> From<&'r [R]> for Rows<T> {
    fn from(rows: &'r [R]) -> Rows<T> {
        Rows {
            total: rows.len(),
            rows: rows.iter().map(T::from).collect(),
        }
    }
}

#[derive(Serialize)]
struct Place<'a> {
    start: u32,
    end: u32,
    words: &'a str,
}

impl<'a> From<&'a Words> for Place<'a> {
    fn from(w: &'a Words) -> Place<'a> {
        Place {
            start: w.at.start,
            end: w.at.end,
            words: &w.words,
        }
    }
}

fn places(words: &[Words]) -> Vec<Place<'_>> {
    words.iter().map(Place::from).collect()
}

#[derive(Serialize)]
struct Time<'a> {
    words: Place<'a>,
    date: Option<String>,
    precision: Option<&'static str>,
}

impl<'a> From<&'a When> for Time<'a> {
    fn from(t: &'a When) -> Time<'a> {
        Time {
            words: (&t.words).into(),
            date: t.date.map(|(date, _)| date.to_string()),
            precision: t.date.map(|(_, p): (_, Precision)| p.as_str()),
        }
    }
}

#[derive(Serialize)]
struct MentionJson<'a> {
    mention: Place<'a>,
    id: i64,
    name: &'a str,
    role: Option<Place<'a>>,
}

impl<'a> From<&'a Mention> for MentionJson<'a> {
    fn from(m: &'a Mention) -> MentionJson<'a> {
        MentionJson {
            mention: (&m.words).into(),
            id: m.source,
            name: &m.name,
            role: m.role.as_ref().map(Place::from),
        }
    }
}

#[derive(Serialize)]
struct ArticleName<'a> {
    id: i64,
    title: Option<&'a str>,
    shown_as: String,
    date: Option<String>,
    outlet: Option<&'a str>,
}

impl<'a> From<&'a ArticleRef> for ArticleName<'a> {
    fn from(a: &'a ArticleRef) -> ArticleName<'a> {
        ArticleName {
            id: a.id,
            title: a.title.as_deref(),
            shown_as: show::title(a),
            date: a.date.map(|d| d.to_string()),
            outlet: a.outlet.as_deref(),
        }
    }
}

/// A figure of a list.
#[derive(Serialize)]
pub(crate) struct Figure<'a> {
    article: ArticleName<'a>,
    address: String,
    #[serde(flatten)]
    claim: FigureClaim<'a>,
}

#[derive(Serialize)]
struct FigureClaim<'a> {
    anchor: &'a str,
    number: Place<'a>,
    low: Option<u64>,
    high: Option<u64>,
    hedge: &'static str,
    hedge_words: Vec<Place<'a>>,
    effect: &'static str,
    trigger: Vec<Place<'a>>,
    group: Option<Place<'a>>,
    modality: &'static str,
    evidence: Vec<Place<'a>>,
    source: Option<MentionJson<'a>>,
    via: Vec<MentionJson<'a>>,
    said: Option<Time<'a>>,
    when: Option<Time<'a>>,
    part_of: Option<&'a str>,
    repeats: Option<&'a str>,
    change: Option<&'static str>,
    rule: &'a str,
}

impl<'a> From<&'a FigureRow> for FigureClaim<'a> {
    fn from(f: &'a FigureRow) -> FigureClaim<'a> {
        FigureClaim {
            anchor: &f.anchor,
            number: (&f.number).into(),
            low: f.low,
            high: f.high,
            hedge: f.hedge.as_str(),
            hedge_words: places(&f.hedge_words),
            effect: f.effect.as_str(),
            trigger: places(&f.trigger),
            group: f.group.as_ref().map(Place::from),
            modality: f.modality.as_str(),
            evidence: places(&f.evidence),
            source: f.source.as_ref().map(MentionJson::from),
            via: f.via.iter().map(MentionJson::from).collect(),
            said: f.said.as_ref().map(Time::from),
            when: f.when.as_ref().map(Time::from),
            part_of: f.part_of.as_deref(),
            repeats: f.repeats.as_deref(),
            change: f.change.map(|c| c.as_str()),
            rule: &f.rule,
        }
    }
}

impl<'a> From<&'a FigureRow> for Figure<'a> {
    fn from(f: &'a FigureRow) -> Figure<'a> {
        Figure {
            article: (&f.article).into(),
            address: show::place(f.article.id, &f.anchor),
            claim: f.into(),
        }
    }
}

/// A quote of a list.
#[derive(Serialize)]
pub(crate) struct Quote<'a> {
    article: ArticleName<'a>,
    address: String,
    #[serde(flatten)]
    claim: QuoteClaim<'a>,
}

#[derive(Serialize)]
struct QuoteClaim<'a> {
    anchor: &'a str,
    kind: &'static str,
    content: Vec<Place<'a>>,
    source: Option<MentionJson<'a>>,
    speaker: Option<&'a str>,
    speaker_id: Option<i64>,
    cue: Option<Place<'a>>,
    via: Vec<MentionJson<'a>>,
    said: Option<Time<'a>>,
    rule: &'a str,
}

impl<'a> From<&'a QuoteRow> for QuoteClaim<'a> {
    fn from(q: &'a QuoteRow) -> QuoteClaim<'a> {
        QuoteClaim {
            anchor: &q.anchor,
            kind: q.kind.as_str(),
            content: places(&q.content),
            source: q.source.as_ref().map(MentionJson::from),
            speaker: q.speaker.as_deref(),
            speaker_id: q.speaker_source,
            cue: q.cue.as_ref().map(Place::from),
            via: q.via.iter().map(MentionJson::from).collect(),
            said: q.said.as_ref().map(Time::from),
            rule: &q.rule,
        }
    }
}

impl<'a> From<&'a QuoteRow> for Quote<'a> {
    fn from(q: &'a QuoteRow) -> Quote<'a> {
        Quote {
            article: (&q.article).into(),
            address: show::place(q.article.id, &q.anchor),
            claim: q.into(),
        }
    }
}

/// An article of a list.
#[derive(Serialize)]
pub(crate) struct Article<'a> {
    #[serde(flatten)]
    article: ArticleName<'a>,
    address: String,
    added: String,
    figures: u32,
    quotes: u32,
    sources: u32,
}

impl<'a> From<&'a ArticleRow> for Article<'a> {
    fn from(row: &'a ArticleRow) -> Article<'a> {
        Article {
            article: (&row.article).into(),
            address: format!("/articles/{}", row.article.id),
            added: row.added.to_string(),
            figures: row.figures,
            quotes: row.quotes,
            sources: row.sources,
        }
    }
}

/// A source of a list.
#[derive(Serialize)]
pub(crate) struct Source<'a> {
    id: i64,
    address: String,
    name: &'a str,
    kind: &'static str,
    anonymous: bool,
    articles: u32,
    figures: u32,
    quotes: u32,
    latest: Option<String>,
}

impl<'a> From<&'a SourceRow> for Source<'a> {
    fn from(s: &'a SourceRow) -> Source<'a> {
        Source {
            id: s.id,
            address: format!("/sources/{}", s.id),
            name: &s.name,
            kind: s.kind.as_str(),
            anonymous: s.anonymous,
            articles: s.articles,
            figures: s.figures,
            quotes: s.quotes,
            latest: s.latest.map(|d| d.to_string()),
        }
    }
}

/// A source with everything that its page says besides its figures and quotes, which are lists.
#[derive(Serialize)]
pub(crate) struct WholeSource<'a> {
    #[serde(flatten)]
    row: Source<'a>,
    written: Vec<Written<'a>>,
    roles: Vec<Written<'a>>,
    cites: Vec<Neighbour<'a>>,
    cited_by: Vec<Neighbour<'a>>,
    /// Who was made one with it by hand.
    made_one: Vec<Other<'a>>,
    /// Who was told apart from it by hand.
    different: Vec<Other<'a>>,
    figures_address: String,
    quotes_address: String,
}

/// A way a source is written or described, and one place of it.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    article_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
}

#[derive(Serialize)]
struct Neighbour<'a> {
    #[serde(flatten)]
    source: Other<'a>,
    claims: u32,
}

#[derive(Serialize)]
struct Other<'a> {
    id: i64,
    name: &'a str,
}

impl<'a> From<(&'a SourcePage, &'a Decisions)> for WholeSource<'a> {
    fn from((page, decisions): (&'a SourcePage, &'a Decisions)) -> WholeSource<'a> {
        let written = |words: &'a Words, article: i64, times| Written {
            place: words.into(),
            article_id: article,
            times,
        };
        let neighbours = |all: &'a [(String, i64, u32)]| {
            let one = |(name, id, claims): &'a (String, i64, u32)| Neighbour {
                source: Other { id: *id, name },
                claims: *claims,
            };
            all.iter().map(one).collect()
        };
        let made_one = decisions.merged.iter().map(|m| Other {
            id: m.id,
            name: &m.name,
        });
        let different = decisions.different.iter().map(|(id, name)| Other { id: *id, name });
        WholeSource {
            row: (&page.row).into(),
            written: page
                .variants
                .iter()
                .map(|(w, article, n)| written(w, *article, Some(*n)))
                .collect(),
            roles: page
                .roles
                .iter()
                .map(|(w, article)| written(w, *article, None))
                .collect(),
            cites: neighbours(&page.cites),
            cited_by: neighbours(&page.cited_by),
            made_one: made_one.collect(),
            different: different.collect(),
            figures_address: format!("/figures.json?source_id={}", page.row.id),
            quotes_address: format!("/quotes.json?source_id={}", page.row.id),
        }
    }
}

#[derive(Serialize)]
struct SourceHere<'a> {
    id: i64,
    name: &'a str,
    /// What it is called over all articles since it was made one with another by hand, if that is another name.
    known_as: Option<&'a str>,
    kind: &'static str,
    role: Option<Place<'a>>,
    anonymous: bool,
    mentions: Vec<Place<'a>>,
}

impl<'a> From<&'a ArticleSource> for SourceHere<'a> {
    fn from(s: &'a ArticleSource) -> SourceHere<'a> {
        SourceHere {
            id: s.id,
            name: &s.name,
            known_as: s.known_as.as_deref(),
            kind: s.kind.as_str(),
            role: s.role.as_ref().map(Place::from),
            anonymous: s.anonymous,
            mentions: places(&s.mentions),
        }
    }
}

#[derive(Serialize)]
struct WithReason<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    reason: &'static str,
}

/// A whole article: everything that is on its page.
#[derive(Serialize)]
pub(crate) struct WholeArticle<'a> {
    #[serde(flatten)]
    row: Article<'a>,
    author: Option<&'a str>,
    web_address: Option<&'a str>,
    file: Option<&'a str>,
    /// The language of the text as BCP 47 writes it, where it can be told; claims are extracted from English alone.
    language: Option<&'static str>,
    text: String,
    figures: Vec<FigureClaim<'a>>,
    quotes: Vec<QuoteClaim<'a>>,
    sources: Vec<SourceHere<'a>>,
    asides: Vec<WithReason<'a>>,
    passed_over: Vec<WithReason<'a>>,
    copies: Vec<CopyJson<'a>>,
    /// The address of the reading that is shown in place of this one; of the readings that this one is shown in place of.
    newer: Option<String>,
    older: Vec<String>,
}

/// Another print of the same report.
#[derive(Serialize)]
struct CopyJson<'a> {
    article: ArticleName<'a>,
    address: String,
    /// Which share of this article's words stand in the other, and of the other's in this one: 0 to 1.
    here: f64,
    there: f64,
    /// Figures that are not alike, `[here, there]`, each with its anchor; not given where there are many copies.
    differences: Option<Vec<[Option<FigureClaim<'a>>; 2]>>,
}

impl<'a> From<&'a Copy> for CopyJson<'a> {
    fn from(copy: &'a Copy) -> CopyJson<'a> {
        let sides = |difference: &'a Difference| match difference {
            Difference::Changed(here, there) => [Some((&**here).into()), Some((&**there).into())],
            Difference::OnlyHere(here) => [Some((&**here).into()), None],
            Difference::OnlyThere(there) => [None, Some((&**there).into())],
        };
        CopyJson {
            article: (&copy.article).into(),
            address: format!("/articles/{}", copy.article.id),
            here: f64::from(copy.here) / 1000.0,
            there: f64::from(copy.there) / 1000.0,
            differences: copy.differs.as_ref().map(|all| all.iter().map(sides).collect()),
        }
    }
}

impl<'a> WholeArticle<'a> {
    /// From the article's page and the other prints of its report.
    pub(crate) fn new(page: &'a ArticlePage, copies: &'a [Copy]) -> WholeArticle<'a> {
        WholeArticle {
            copies: copies.iter().map(CopyJson::from).collect(),
            newer: page.versions.newer.map(|(id, _)| format!("/articles/{id}")),
            older: page.versions.older.iter().map(|id| format!("/articles/{id}")).collect(),
            row: (&page.row).into(),
            author: page.author.as_deref(),
            web_address: page.address.as_deref(),
            file: page.file.as_deref(),
            language: ingest::language_of_pieces(page.paragraphs.iter().map(|p| p.text.as_str()))
                .map(|found| found.code),
            text: page.paragraphs.iter().map(|p| p.text.as_str()).collect(),
            figures: page.figures.iter().map(FigureClaim::from).collect(),
            quotes: page.quotes.iter().map(QuoteClaim::from).collect(),
            sources: page.sources.iter().map(SourceHere::from).collect(),
            asides: page
                .asides
                .iter()
                .map(|(w, why)| WithReason {
                    place: w.into(),
                    reason: why.as_str(),
                })
                .collect(),
            passed_over: page
                .passed_over
                .iter()
                .map(|(w, why)| WithReason {
                    place: w.into(),
                    reason: why.as_str(),
                })
                .collect(),
        }
    }
}

/// One page of a search.
#[derive(Serialize)]
pub(crate) struct Search<'a> {
    query: &'a str,
    page: u32,
    total: u32,
    counting_stopped: bool,
    hits: Vec<HitJson<'a>>,
}

#[derive(Serialize)]
struct HitJson<'a> {
    article: ArticleName<'a>,
    address: String,
    kind: &'static str,
    snippet: &'a str,
    /// `[start, end)` in code points of the snippet.
    marks: Vec<[u32; 2]>,
}

impl<'a> Search<'a> {
    /// From what was asked and found.
    pub(crate) fn new(query: &'a str, page: u32, total: Total, hits: &'a [Hit]) -> Search<'a> {
        let hits = hits
            .iter()
            .map(|hit| HitJson {
                article: (&hit.article).into(),
                address: address(hit.article.id, &hit.place),
                kind: match hit.place {
                    store::Place::Figure(_) => "figure",
                    store::Place::Quote(_) => "quote",
                    store::Place::Paragraph(_) => "text",
                    store::Place::Title => "title",
                },
                snippet: &hit.snippet,
                marks: hit.marks.iter().map(|m| [m.start, m.end]).collect(),
            })
            .collect();
        Search {
            query,
            page,
            total: total.n,
            counting_stopped: total.more,
            hits,
        }
    }
}
