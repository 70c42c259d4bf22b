//! Where the claims of an article stand in its paragraphs, and in which order their cards stand beside them.

use super::{
    highlight::{Element, Marked, Piece, Ref, weave},
    parts::Parts,
};
use crate::{
    claim::{Aside, Modality, QuoteKind},
    store::{ArticlePage, FigureRow, Mention, QuoteRow, SourceId, Words},
    text::CharSpan,
};
use std::{
    borrow::Borrow,
    collections::{HashMap, HashSet},
    ops::Range,
};

/// Claims of one paragraph that light up together have a class k1 to k8; beyond eight it starts again.
const GROUPS: usize = 8;

/// A claim with its row.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Claim<'p> {
    /// A figure.
    Figure(&'p FigureRow),
    /// A quote.
    Quote(&'p QuoteRow),
}

impl<'p> Claim<'p> {
    /// Its address within the article.
    pub(crate) fn anchor(&self) -> &'p str {
        match self {
            Claim::Figure(f) => &f.anchor,
            Claim::Quote(q) => &q.anchor,
        }
    }

    /// Where its number, or a piece of its content, begins.
    fn places(&self) -> impl Iterator<Item = u32> {
        let (number, content) = match *self {
            Claim::Figure(f) => (Some(f.number.at.start), [].as_slice()),
            Claim::Quote(q) => (None, q.content.as_slice()),
        };
        number.into_iter().chain(content.iter().map(|w| w.at.start))
    }

    /// From its first to its last code point, number or content alone.
    fn at(&self) -> CharSpan {
        match self {
            Claim::Figure(f) => f.number.at,
            Claim::Quote(q) => CharSpan {
                start: q.content.first().map_or(0, |w| w.at.start),
                end: q.content.last().map_or(0, |w| w.at.end),
            },
        }
    }
}

/// What stands beside a paragraph for one claim.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Card<'p> {
    /// Counted over the whole article, from 1.
    pub number: usize,
    /// The group of the paragraph that lights up with it, 1 to 8.
    pub k: usize,
    /// The claim.
    pub claim: Claim<'p>,
    /// The number of the quote that a figure stands in.
    pub inside: Option<usize>,
    /// The claim that it is a part of.
    pub part_of: Option<Other>,
    /// The claim that it says again.
    pub repeats: Option<Other>,
}

/// Another claim of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Other {
    /// Its number.
    pub number: usize,
    /// The first code point of a claim that is not on this page.
    pub away: Option<u32>,
}

/// A paragraph with its marks and cards.
#[derive(Debug)]
pub(crate) struct MarkedParagraph<'p> {
    /// First code point: its address is `#p{start}`.
    pub start: u32,
    /// Its text, without the line breaks at its end, woven with the marks.
    pub pieces: Vec<Piece<'p>>,
    /// Why all of it is no article text.
    pub aside: Option<Aside>,
    /// Parts of it that are no article text.
    pub asides: Vec<(&'p Words, Aside)>,
    /// In the order of their places.
    pub cards: Vec<Card<'p>>,
}

/// What a part of a claim is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Part {
        hedge: bool,
    },
    /// What the text says that a source is.
    Description,
    Source(SourceId),
}

impl Role {
    /// Parts of one kind in one place are one element.
    fn kind(self) -> u8 {
        match self {
            Role::Part { .. } => 0,
            Role::Description => 1,
            Role::Source(_) => 2,
        }
    }
}

/// A part of one or more claims in one paragraph. Places are code points of the article.
struct Part {
    at: CharSpan,
    role: Role,
    groups: u8,
}

/// The claims' own words in one paragraph.
struct Body<'p> {
    at: CharSpan,
    class: String,
    id: Option<String>,
    /// A figure's number: it is a link to its card.
    number: Option<(usize, &'p FigureRow)>,
}

#[derive(Default)]
struct Bucket<'p> {
    bodies: Vec<Body<'p>>,
    parts: Vec<Part>,
    /// (code point, is the quote direct, claim)
    refs: Vec<(u32, bool, usize)>,
    cards: Vec<Card<'p>>,
    asides: Vec<(&'p Words, Aside)>,
    passed: Vec<CharSpan>,
}

/// The article's paragraphs with everything that is marked in them. Linear in text and claims. Of a part of an article
/// `parts` says how claims are counted over the whole; a quote that began before the part is marked and has its card where it
/// goes on.
pub(crate) fn mark_up<'p>(page: &'p ArticlePage, parts: Option<&Parts>) -> Vec<MarkedParagraph<'p>> {
    let (Some(first), Some(last)) = (page.paragraphs.first(), page.paragraphs.last()) else {
        return Vec::new();
    };
    let here = first.start..last.start + last.text.chars().count() as u32;
    let home = |at: u32| {
        let paragraph = page.paragraphs.partition_point(|p| p.start <= at).saturating_sub(1);
        here.contains(&at).then_some(paragraph)
    };
    let mut buckets: Vec<Bucket<'_>> = page.paragraphs.iter().map(|_| Bucket::default()).collect();

    let mut claims: Vec<Claim<'_>> = page
        .figures
        .iter()
        .map(Claim::Figure)
        .chain(page.quotes.iter().map(Claim::Quote))
        .collect();
    // what is outside comes first
    claims.sort_by_key(|c| (c.at().start, std::cmp::Reverse(c.at().end)));
    let numbers: HashMap<&str, usize> = claims
        .iter()
        .enumerate()
        .rev()
        .map(|(i, c)| {
            (
                c.anchor(),
                parts
                    .and_then(|parts| parts.claim(c.anchor()))
                    .map_or(i + 1, |(n, _)| n),
            )
        })
        .collect();
    let other = |anchor: &str| match numbers.get(anchor) {
        Some(&number) => Some(Other { number, away: None }),
        None => parts?
            .claim(anchor)
            .map(|(number, at)| Other { number, away: Some(at) }),
    };

    let mut ids = HashSet::new();
    for (i, &claim) in claims.iter().enumerate() {
        let number = numbers.get(claim.anchor()).copied().unwrap_or(i + 1);
        let Some(own) = claim.places().find_map(home) else {
            continue;
        };
        let k = buckets[own].cards.len() % GROUPS + 1;
        let mut card = Card {
            number,
            k,
            claim,
            inside: None,
            part_of: None,
            repeats: None,
        };
        let mut part = |words: &Words, role: Role| {
            let Some(there) = home(words.at.start) else { return };
            // classes of groups mean something in their own paragraph only
            let groups = if there == own { 1u8 << (k - 1) } else { 0 };
            buckets[there].parts.push(Part {
                at: words.at,
                role,
                groups,
            });
        };
        let plain = Role::Part { hedge: false };
        let (mention, via, said) = match claim {
            Claim::Figure(f) => {
                f.hedge_words.iter().for_each(|w| part(w, Role::Part { hedge: true }));
                f.trigger
                    .iter()
                    .chain(&f.evidence)
                    .chain(&f.group)
                    .for_each(|w| part(w, plain));
                f.when.iter().for_each(|t| part(&t.words, plain));
                (&f.source, &f.via, &f.said)
            }
            Claim::Quote(q) => {
                q.cue.iter().for_each(|w| part(w, plain));
                (&q.source, &q.via, &q.said)
            }
        };
        for m in mention.iter().chain(via) {
            part(&m.words, Role::Source(m.source));
        }
        said.iter().for_each(|t| part(&t.words, plain));
        for role in mention.iter().filter_map(|m: &Mention| m.role.as_ref()) {
            part(role, Role::Description);
        }

        let mut id = ids.insert(claim.anchor()).then(|| claim.anchor().to_owned());
        match claim {
            Claim::Figure(f) => {
                let state = match f.modality {
                    Modality::Asserted => "",
                    Modality::Denied => " denied",
                    Modality::Hypothetical => " hypothetical",
                };
                card.part_of = f.part_of.as_deref().and_then(other);
                card.repeats = f.repeats.as_deref().and_then(other);
                let bucket = &mut buckets[own];
                if bucket
                    .bodies
                    .iter()
                    .rev()
                    .take(4)
                    .any(|b| b.number.is_some() && overlap(b.at, f.number.at))
                {
                    // the number of another figure is the link already: this one gets a reference behind it
                    bucket.refs.push((f.number.at.end, false, number));
                }
                bucket.bodies.push(Body {
                    at: f.number.at,
                    class: format!("fig {}{state} k{k}", f.effect),
                    id,
                    number: Some((number, f)),
                });
            }
            Claim::Quote(q) => {
                for words in &q.content {
                    let Some(there) = home(words.at.start) else { continue };
                    let group = if there == own { format!(" k{k}") } else { String::new() };
                    buckets[there].bodies.push(Body {
                        at: words.at,
                        class: format!("quote {}{group}", q.kind),
                        id: id.take(),
                        number: None,
                    });
                }
                // where it ends, on this page at least
                let ends = q.content.iter().rev().find_map(|w| Some((home(w.at.start)?, w.at.end)));
                if let Some((there, end)) = ends {
                    buckets[there].refs.push((end, q.kind == QuoteKind::Direct, number));
                }
            }
        }
        buckets[own].cards.push(card);
    }
    for source in &page.sources {
        let mentions = source.mentions.iter().map(|w| (w, Role::Source(source.id)));
        for (words, role) in mentions.chain(source.role.iter().map(|w| (w, Role::Description))) {
            let Some(there) = home(words.at.start) else { continue };
            buckets[there].parts.push(Part {
                at: words.at,
                role,
                groups: 0,
            });
        }
    }
    for (words, why) in &page.asides {
        // one may run over several paragraphs, and over the ends of a part
        let (from, to) = (words.at.start.max(here.start), words.at.end.min(here.end));
        if let Some((from, to)) = home(from).zip(home(to.saturating_sub(1))) {
            for bucket in buckets.get_mut(from..=to).into_iter().flatten() {
                bucket.asides.push((words, *why));
            }
        }
    }
    for (words, _) in &page.passed_over {
        if let Some(there) = home(words.at.start) {
            buckets[there].passed.push(words.at);
        }
    }

    let mut out = Vec::with_capacity(buckets.len());
    for (paragraph, bucket) in page.paragraphs.iter().zip(buckets) {
        out.push(bucket.finish(paragraph.start, paragraph.text.trim_end_matches('\n')));
    }
    out
}

/// The address of a mention or description of a source: its `id` in the text.
pub(crate) fn words_anchor(at: CharSpan) -> String {
    format!("w{}-{}", at.start, at.end)
}

/// The address of a number that gave no figure: its `id` in the text.
pub(crate) fn passed_anchor(at: impl Borrow<CharSpan>) -> String {
    let at = at.borrow();
    format!("x{}-{}", at.start, at.end)
}

fn overlap(a: CharSpan, b: CharSpan) -> bool {
    a.start < b.end && b.start < a.end
}

impl<'p> Bucket<'p> {
    fn finish(mut self, start: u32, text: &'p str) -> MarkedParagraph<'p> {
        let places = Places::new(start, text);
        let whole = CharSpan {
            start,
            end: start + places.chars,
        };
        let aside = self
            .asides
            .iter()
            .find(|(w, _)| w.at.start <= whole.start && whole.end <= w.at.end)
            .map(|(_, a)| *a);
        if aside.is_some() {
            self.asides.clear();
        }

        for i in 0..self.cards.len() {
            if let Claim::Figure(f) = self.cards[i].claim {
                // the innermost quote around it is the last that began before it
                self.cards[i].inside = self.cards[..i]
                    .iter()
                    .rev()
                    .find(|c| matches!(c.claim, Claim::Quote(q) if q.content.iter().any(|w| w.at.start <= f.number.at.start && f.number.at.end <= w.at.end)))
                    .map(|c| c.number);
            }
        }

        let mut ranges = Vec::new();
        let mut push = |at: CharSpan, element: Element, class: String, id: Option<String>| {
            if let Some(at) = places.bytes(at) {
                ranges.push(Marked { at, element, class, id });
            }
        };
        for (words, _) in &self.asides {
            push(words.at, Element::Span, "aside".into(), None);
        }
        let mut numbers = Vec::new();
        // quotes first: of equal places they are outside
        self.bodies.sort_by_key(|b| b.number.is_some());
        for body in self.bodies {
            push(body.at, Element::Mark, body.class, body.id);
            if let Some((number, f)) = body.number {
                let state = match f.modality {
                    Modality::Asserted => String::new(),
                    other => format!(", {other}"),
                };
                // the sign in the box is not read aloud, so the effect is said
                let label = format!("{}, {}{state}, claim {number}", f.number.words, f.effect);
                let (href, label) = (format!("#n{number}"), Some(label));
                push(body.at, Element::Link { href, label }, String::new(), None);
                numbers.push(body.at);
            }
        }
        numbers.sort_unstable();
        let mut addressed = HashSet::new();
        for part in merged(self.parts) {
            let class = classes(&part);
            let is_part = matches!(part.role, Role::Part { .. });
            let id = (!is_part && addressed.insert(part.at)).then(|| words_anchor(part.at));
            let element = match part.role {
                Role::Source(id) if !covers_number(&numbers, part.at) => Element::Link {
                    href: format!("/sources/{id}"),
                    label: None,
                },
                _ => Element::Span,
            };
            push(part.at, element, class, id);
        }
        let mut passed_ids = HashSet::new();
        for at in self.passed {
            if passed_ids.insert(at) {
                push(at, Element::Span, "passed".into(), Some(passed_anchor(at)));
            }
        }
        let refs = self
            .refs
            .into_iter()
            .map(|(at, direct, number)| {
                let at = places.byte(at);
                let mark = text[at..].chars().next().filter(|&c| direct && closes_a_quotation(c));
                Ref {
                    at: at + mark.map_or(0, char::len_utf8),
                    number,
                }
            })
            .collect();
        MarkedParagraph {
            start,
            pieces: weave(text, ranges, refs),
            aside,
            asides: self.asides,
            cards: self.cards,
        }
    }
}

/// One part for one place and role, with the groups of all claims that share it.
fn merged(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by_key(|p| (p.at, p.role.kind(), p.role));
    let mut out: Vec<Part> = Vec::new();
    for part in parts {
        match out.last_mut() {
            Some(last) if last.at == part.at && last.role.kind() == part.role.kind() => {
                last.groups |= part.groups;
                last.role = last.role.max(part.role);
            }
            _ => out.push(part),
        }
    }
    // a plain part of another paragraph's claim shows nothing
    out.retain(|p| p.groups != 0 || p.role != Role::Part { hedge: false });
    out
}

fn classes(part: &Part) -> String {
    let mut class = String::from(match part.role {
        Role::Source(_) => "source",
        Role::Part { hedge: true } => "hedge",
        Role::Part { hedge: false } | Role::Description => "",
    });
    for k in (0..GROUPS).filter(|k| part.groups & (1 << k) != 0) {
        if !class.is_empty() {
            class.push(' ');
        }
        class.push_str(&format!("k{}", k + 1));
    }
    class
}

fn covers_number(numbers: &[CharSpan], at: CharSpan) -> bool {
    let before = numbers.partition_point(|n| n.start < at.end);
    before.checked_sub(1).is_some_and(|i| overlap(numbers[i], at))
}

fn closes_a_quotation(c: char) -> bool {
    matches!(
        c,
        '”' | '"' | '’' | '\'' | '»' | '«' | '“' | '‘' | '›' | '‹' | '」' | '』'
    )
}

/// Code points of the article to bytes of one paragraph.
struct Places {
    start: u32,
    chars: u32,
    len: usize,
    /// The byte of every code point; empty for ASCII.
    bytes: Vec<usize>,
}

impl Places {
    fn new(start: u32, text: &str) -> Places {
        let bytes: Vec<usize> = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(byte, _)| byte).collect()
        };
        let chars = if bytes.is_empty() { text.len() } else { bytes.len() };
        Places {
            start,
            chars: chars as u32,
            len: text.len(),
            bytes,
        }
    }

    /// What lies outside is moved to the nearer end.
    fn byte(&self, at: u32) -> usize {
        let chars = at.saturating_sub(self.start) as usize;
        if self.bytes.is_empty() {
            chars.min(self.len)
        } else {
            self.bytes.get(chars).copied().unwrap_or(self.len)
        }
    }

    fn bytes(&self, at: CharSpan) -> Option<Range<usize>> {
        let range = self.byte(at.start)..self.byte(at.end);
        (range.start < range.end).then_some(range)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        claim::{Effect, PassedReason, SourceKind},
        store::{ArticleRef, ArticleRow, ArticleSource, Details, Paragraph, Versions},
        text::Text,
        web::fixture,
    };
    use proptest::prelude::*;

    fn reference() -> ArticleRef {
        ArticleRef {
            id: 1,
            title: None,
            opening: String::new(),
            date: None,
            outlet: None,
        }
    }

    /// A page of this text without claims.
    fn page(text: &str) -> ArticlePage {
        let text = Text::clean(text);
        let paragraphs = text
            .paragraphs()
            .into_iter()
            .map(|p| Paragraph {
                start: text.to_chars(p).start,
                text: text.slice(p).to_owned(),
            })
            .collect();
        ArticlePage {
            row: ArticleRow {
                article: reference(),
                added: jiff::Timestamp::UNIX_EPOCH,
                figures: 0,
                quotes: 0,
                sources: 0,
            },
            author: None,
            address: None,
            file: None,
            read: Details::default(),
            versions: Versions::default(),
            paragraphs,
            figures: vec![],
            quotes: vec![],
            sources: vec![],
            asides: vec![],
            passed_over: vec![],
        }
    }

    fn words(page: &ArticlePage, at: CharSpan) -> Words {
        let text: String = page.paragraphs.iter().map(|p| p.text.as_str()).collect();
        let words = text
            .chars()
            .skip(at.start as usize)
            .take((at.end - at.start) as usize)
            .collect();
        Words { at, words }
    }

    /// The first place of these words.
    fn find(page: &ArticlePage, wanted: &str) -> Words {
        let text: String = page.paragraphs.iter().map(|p| p.text.as_str()).collect();
        let byte = text.find(wanted).expect(wanted);
        let start = text[..byte].chars().count() as u32;
        words(
            page,
            CharSpan {
                start,
                end: start + wanted.chars().count() as u32,
            },
        )
    }

    fn mention(words: Words) -> Mention {
        Mention {
            name: words.words.clone(),
            words,
            source: 7,
            role: None,
        }
    }

    fn figure(number: Words) -> FigureRow {
        fixture::figure(reference(), number)
    }

    fn quote(kind: QuoteKind, content: Vec<Words>) -> QuoteRow {
        QuoteRow {
            article: reference(),
            anchor: format!("q{}-{}", content[0].at.start, content[content.len() - 1].at.end),
            kind,
            content,
            source: None,
            speaker: None,
            speaker_source: None,
            cue: None,
            via: vec![],
            said: None,
            rule: "test".into(),
        }
    }

    /// `<mark.classes#id>…</mark>`, with references in braces.
    fn drawn(paragraph: &MarkedParagraph<'_>) -> String {
        let mut out = String::new();
        let with = |tag: &str, class: &str, id: &Option<String>| {
            let id = id.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
            format!(
                "<{tag}{}{id}>",
                class.split_whitespace().map(|c| format!(".{c}")).collect::<String>()
            )
        };
        for piece in &paragraph.pieces {
            match piece {
                Piece::Text(t) => out.push_str(t),
                Piece::Mark(class, id) => out.push_str(&with("mark", class, id)),
                Piece::Span(class, id) => out.push_str(&with("span", class, id)),
                Piece::Link(class, id, href, _) => out.push_str(&with(&format!("a {href} "), class, id)),
                Piece::End(tag) => out.push_str(&format!("</{tag}>")),
                Piece::Ref(n) => out.push_str(&format!("{{{n}}}")),
            }
        }
        out
    }

    #[test]
    fn a_figure_stands_in_its_quote_and_all_parts_have_its_group() {
        let mut page = page("At least 31 people died, the ministry said.");
        let mut f = figure(find(&page, "31"));
        f.hedge_words = vec![find(&page, "At least")];
        f.group = Some(find(&page, "people"));
        f.source = Some(mention(find(&page, "the ministry")));
        let mut q = quote(QuoteKind::Indirect, vec![find(&page, "At least 31 people died")]);
        q.source = Some(mention(find(&page, "the ministry")));
        q.cue = Some(find(&page, "said"));
        page.figures = vec![f];
        page.quotes = vec![q];
        let marked = mark_up(&page, None);
        assert_eq!(
            drawn(&marked[0]),
            "<mark.quote.indirect.k1#q0-23><span.hedge.k2>At least</span> <mark.fig.killed.k2#f9-11><a #n2 >31</a></mark> \
             <span.k2>people</span> died</mark>{1}, <a /sources/7 .source.k1.k2#w25-37>the ministry</a> <span.k1>said</span>."
        );
        assert_eq!(
            marked[0]
                .cards
                .iter()
                .map(|c| (c.number, c.k, c.inside))
                .collect::<Vec<_>>(),
            [(1, 1, None), (2, 2, Some(1))]
        );
    }

    #[test]
    fn the_reference_of_a_direct_quote_stands_behind_the_closing_mark() {
        let mut page = page("“We ran,” she said. “Nobody stayed.” Then 3 died.");
        page.quotes = vec![quote(
            QuoteKind::Direct,
            vec![find(&page, "We ran,"), find(&page, "Nobody stayed.")],
        )];
        page.figures = vec![figure(find(&page, "3"))];
        assert_eq!(
            drawn(&mark_up(&page, None)[0]),
            "“<mark.quote.direct.k1#q1-35>We ran,</mark>” she said. “<mark.quote.direct.k1>Nobody stayed.</mark>”{1} Then \
             <mark.fig.killed.k2#f42-43><a #n2 >3</a></mark> died."
        );
    }

    #[test]
    fn a_quote_over_paragraphs_keeps_its_group_at_home_and_its_reference_at_the_end() {
        let mut page = page("“First part.\n\n“Second part,” he said.");
        page.quotes = vec![quote(
            QuoteKind::Direct,
            vec![find(&page, "First part."), find(&page, "Second part,")],
        )];
        let marked = mark_up(&page, None);
        assert_eq!(drawn(&marked[0]), "“<mark.quote.direct.k1#q1-27>First part.</mark>");
        assert_eq!(
            drawn(&marked[1]),
            "“<mark.quote.direct>Second part,</mark>”{1} he said."
        );
        assert_eq!((marked[0].cards.len(), marked[1].cards.len()), (1, 0));
    }

    #[test]
    fn a_number_inside_a_mention_stays_the_link() {
        let mut page = page("Two survivors said one man died.");
        let mut f = figure(find(&page, "Two"));
        f.source = Some(mention(find(&page, "Two survivors")));
        page.figures = vec![f];
        assert_eq!(
            drawn(&mark_up(&page, None)[0]),
            "<span.source.k1#w0-13><mark.fig.killed.k1#f0-3><a #n1 >Two</a></mark> survivors</span> said one man died."
        );
    }

    #[test]
    fn two_figures_of_one_number_are_both_reached() {
        let mut page = page("The 12 were seized and shot.");
        let (a, mut b) = (figure(find(&page, "12")), figure(find(&page, "12")));
        b.anchor = "f4-6-captured".into();
        b.effect = Effect::Captured;
        page.figures = vec![a, b];
        assert_eq!(
            drawn(&mark_up(&page, None)[0]),
            "The <mark.fig.killed.k1#f4-6><a #n1 ><mark.fig.captured.k2#f4-6-captured><span>12</span></mark></a></mark>{2} \
             were seized and shot."
        );
    }

    #[test]
    fn lines_that_are_no_article_text_say_why() {
        let mut page = page("Nine died.\n\nREAD MORE: 4 WAYS\n\nA quay. Photo: Coast Wire");
        page.asides = vec![
            (find(&page, "READ MORE: 4 WAYS"), Aside::OtherStory),
            (find(&page, "Photo: Coast Wire"), Aside::ImageCredit),
        ];
        page.passed_over = vec![(find(&page, "4"), PassedReason::NotText)];
        let marked = mark_up(&page, None);
        assert_eq!(
            marked.iter().map(|p| p.aside).collect::<Vec<_>>(),
            [None, Some(Aside::OtherStory), None]
        );
        assert_eq!(drawn(&marked[1]), "READ MORE: <span.passed#x23-24>4</span> WAYS");
        assert_eq!(drawn(&marked[2]), "A quay. <span.aside>Photo: Coast Wire</span>");
        assert_eq!(marked[2].asides.len(), 1);
    }

    #[test]
    fn mentions_of_sources_without_claims_are_marked_too() {
        let mut page = page("Coast Wire contributed.");
        let credit = find(&page, "Coast Wire");
        page.sources = vec![ArticleSource {
            id: 3,
            name: "Coast Wire".into(),
            known_as: None,
            kind: SourceKind::Media,
            role: None,
            anonymous: false,
            mentions: vec![credit],
            figures: 0,
            quotes: 0,
        }];
        assert_eq!(
            drawn(&mark_up(&page, None)[0]),
            "<a /sources/3 .source#w0-10>Coast Wire</a> contributed."
        );
    }

    #[test]
    fn nothing_to_show_is_no_fault() {
        let mut empty = page("x");
        empty.paragraphs.clear();
        assert!(mark_up(&empty, None).is_empty());
    }

    proptest! {
        #[test]
        fn every_claim_has_its_place_and_the_text_stays_as_it_is(
            text in "[a-zé“” ]{1,40}(\n\n[a-zé“” 0-9]{1,40}){0,3}",
            spans in prop::collection::vec((0u32..160, 1u32..25, 0u8..5), 0..20),
        ) {
            let mut page = page(&text);
            let mut anchors = HashSet::new();
            for (start, len, what) in spans {
                // a span lies in one paragraph, as the engine's do
                let Some(p) = page.paragraphs.iter().rev().find(|p| p.start <= start) else { continue };
                let end_of_paragraph = p.start + p.text.trim_end_matches('\n').chars().count() as u32;
                let at = CharSpan { start, end: (start + len).min(end_of_paragraph) };
                if at.start >= at.end { continue }
                let found = words(&page, at);
                match what {
                    0 => {
                        let f = figure(found);
                        if anchors.insert(f.anchor.clone()) { page.figures.push(f) }
                    }
                    1 | 2 => {
                        let q = quote(if what == 1 { QuoteKind::Direct } else { QuoteKind::Mixed }, vec![found]);
                        if anchors.insert(q.anchor.clone()) { page.quotes.push(q) }
                    }
                    3 => if let Some(f) = page.figures.last_mut() { f.source = Some(mention(found)) },
                    _ => page.passed_over.push((found, PassedReason::Age)),
                }
            }
            let marked = mark_up(&page, None);
            let (mut ids, mut joined, mut refs, mut numbers) = (HashSet::new(), String::new(), HashSet::new(), HashSet::new());
            for p in &marked {
                let mut open = 0;
                for piece in &p.pieces {
                    match piece {
                        Piece::Text(t) => joined.push_str(t),
                        Piece::End(_) => open -= 1,
                        Piece::Ref(n) => { refs.insert(*n); }
                        Piece::Mark(_, id) | Piece::Span(_, id) | Piece::Link(_, id, ..) => {
                            open += 1;
                            if let Some(id) = id { prop_assert!(ids.insert(id.clone()), "twice: {}", id); }
                            if let Piece::Link(_, _, href, _) = piece { numbers.insert(href.clone()); }
                        }
                    }
                }
                prop_assert_eq!(open, 0);
            }
            let whole: String = page.paragraphs.iter().map(|p| p.text.trim_end_matches('\n')).collect();
            prop_assert_eq!(joined, whole);
            prop_assert!(anchors.iter().all(|a| ids.contains(a)));
            for card in marked.iter().flat_map(|p| &p.cards) {
                let reached = refs.contains(&card.number) || numbers.contains(&format!("#n{}", card.number));
                prop_assert!(reached, "no way from the text to card {}", card.number);
            }
            prop_assert_eq!(marked.iter().map(|p| p.cards.len()).sum::<usize>(), anchors.len());
        }
    }
}
