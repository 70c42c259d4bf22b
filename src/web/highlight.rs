//! Marks in a text: ranges that may nest, touch and cross, woven into pieces from which a template makes HTML.
//!
//! Nothing here knows what a claim is, and nothing here writes HTML: the template does, so that the text passes through
//! its escaping. What holds whatever the ranges are: the text pieces joined are the text; every opening piece is closed
//! in order; a link never holds a link; a range's id stands on its first piece only.

use std::{cmp::Reverse, ops::Range};

/// What a range of the text becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// `<mark>`: the words of a claim.
    Mark,
    /// `<span>`: a part of one.
    Span,
    /// `<a>`: leads somewhere. Where two links would cover the same letters, the later becomes a span.
    Link {
        /// Where to.
        href: String,
        /// What a screen reader says instead of the words; the words themselves if `None`.
        label: Option<String>,
    },
}

/// A range of a text that is to be marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Marked {
    /// **Bytes** of the text.
    pub at: Range<usize>,
    /// What it becomes.
    pub element: Element,
    /// Its classes, separated by spaces; empty for none.
    pub class: String,
    /// The address of its first piece within the page.
    pub id: Option<String>,
}

/// A small numbered link that stands in the text and is no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ref {
    /// Before this **byte** of the text; later where a link would be cut in two.
    pub at: usize,
    /// The number of the claim.
    pub number: usize,
}

/// What a template writes, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Letters of the text.
    Text(&'t str),
    /// `<mark class id>`
    Mark(String, Option<String>),
    /// `<span class id>`
    Span(String, Option<String>),
    /// `<a class id href aria-label>`
    Link(String, Option<String>, String, Option<String>),
    /// The end of the last piece that is still open, by its tag.
    End(&'static str),
    /// A numbered link to a claim's card.
    Ref(usize),
}

/// Weaves ranges into a text.
///
/// Of two ranges that begin together the longer is outside; of two that are the same, the one given first. Ranges that
/// are empty, out of bounds or cut a character are left out. Linear in the text and the ranges, times the number of
/// ranges that cover one place.
pub(crate) fn weave<'t>(text: &'t str, ranges: Vec<Marked>, mut refs: Vec<Ref>) -> Vec<Piece<'t>> {
    let mut ranges: Vec<Marked> = ranges
        .into_iter()
        .filter(|r| r.at.start < r.at.end && text.get(r.at.clone()).is_some())
        .collect();
    // stable: of equal ranges the first given stays outside
    ranges.sort_by_key(|r| (r.at.start, Reverse(r.at.end)));
    let links = part_links(&mut ranges);
    for r in &mut refs {
        r.at = out_of_link(&links, r.at.min(text.len()));
    }
    refs.retain(|r| text.is_char_boundary(r.at));
    refs.sort_by_key(|r| (r.at, r.number));

    let mut stops: Vec<usize> = ranges.iter().flat_map(|r| [r.at.start, r.at.end]).collect();
    stops.extend(refs.iter().map(|r| r.at));
    stops.push(text.len());
    stops.sort_unstable();
    stops.dedup();

    let mut pieces = Vec::with_capacity(stops.len() * 3);
    let mut open: Vec<usize> = Vec::new();
    let mut begun = vec![false; ranges.len()];
    let (mut from, mut next, mut next_ref) = (0, 0, 0);
    for stop in stops {
        if from < stop {
            pieces.push(Piece::Text(&text[from..stop]));
            from = stop;
        }
        // close what ends here, and what stands inside it and does not: that goes on behind
        let mut opening = Vec::new();
        if let Some(outermost) = open.iter().position(|&i| ranges[i].at.end == stop) {
            for i in open.drain(outermost..).rev() {
                pieces.push(Piece::End(tag(&ranges[i].element)));
                if ranges[i].at.end > stop {
                    opening.push(i);
                }
            }
        }
        while let Some(r) = refs.get(next_ref).filter(|r| r.at == stop) {
            pieces.push(Piece::Ref(r.number));
            next_ref += 1;
        }
        while ranges.get(next).is_some_and(|r| r.at.start == stop) {
            opening.push(next);
            next += 1;
        }
        opening.sort_by_key(|&i| (Reverse(ranges[i].at.end), i));
        for i in opening {
            let id = if begun[i] { None } else { ranges[i].id.clone() };
            begun[i] = true;
            pieces.push(start(&ranges[i], id));
            open.push(i);
        }
    }
    pieces
}

/// Turns links that overlap an earlier link into spans; gives the places of those that stay, in order.
fn part_links(ranges: &mut [Marked]) -> Vec<Range<usize>> {
    let mut links: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        if let Element::Link { .. } = range.element {
            if links.last().is_some_and(|last| range.at.start < last.end) {
                range.element = Element::Span;
            } else {
                links.push(range.at.clone());
            }
        }
    }
    links
}

fn out_of_link(links: &[Range<usize>], at: usize) -> usize {
    let before = links.partition_point(|link| link.start < at);
    before.checked_sub(1).map_or(at, |i| links[i].end.max(at))
}

fn tag(element: &Element) -> &'static str {
    match element {
        Element::Mark => "mark",
        Element::Span => "span",
        Element::Link { .. } => "a",
    }
}

fn start<'t>(range: &Marked, id: Option<String>) -> Piece<'t> {
    let class = range.class.clone();
    match &range.element {
        Element::Mark => Piece::Mark(class, id),
        Element::Span => Piece::Span(class, id),
        Element::Link { href, label } => Piece::Link(class, id, href.clone(), label.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    /// The pieces as short markup: `[m1 …]` for a range with its id, `{7}` for a reference.
    fn drawn(pieces: &[Piece<'_>]) -> String {
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(t) => out.push_str(t),
                Piece::Mark(_, id) => out.push_str(&format!("[m{} ", id.as_deref().unwrap_or(""))),
                Piece::Span(_, id) => out.push_str(&format!("[s{} ", id.as_deref().unwrap_or(""))),
                Piece::Link(_, id, ..) => out.push_str(&format!("[a{} ", id.as_deref().unwrap_or(""))),
                Piece::End(_) => out.push(']'),
                Piece::Ref(n) => out.push_str(&format!("{{{n}}}")),
            }
        }
        out
    }

    fn mark(at: Range<usize>, id: &str) -> Marked {
        Marked {
            at,
            element: Element::Mark,
            class: String::new(),
            id: Some(id.into()),
        }
    }

    fn link(at: Range<usize>, id: &str) -> Marked {
        Marked {
            element: Element::Link {
                href: "#x".into(),
                label: None,
            },
            ..mark(at, id)
        }
    }

    #[test]
    fn what_lies_inside_nests() {
        let pieces = weave(
            "at least 31 died",
            vec![mark(9..11, "f"), mark(0..16, "q")],
            vec![Ref { at: 16, number: 1 }],
        );
        assert_eq!(drawn(&pieces), "[mq at least [mf 31] died]{1}");
    }

    #[test]
    fn what_crosses_is_cut_and_only_the_first_piece_has_the_id() {
        let pieces = weave("abcdef", vec![mark(0..4, "1"), mark(2..6, "2")], vec![]);
        assert_eq!(drawn(&pieces), "[m1 ab[m2 cd]][m ef]");
    }

    #[test]
    fn of_equal_ranges_the_first_given_is_outside() {
        let pieces = weave("ab", vec![mark(0..2, "1"), mark(0..2, "2")], vec![]);
        assert_eq!(drawn(&pieces), "[m1 [m2 ab]]");
    }

    #[test]
    fn a_link_never_holds_a_link_and_no_reference_cuts_one() {
        let pieces = weave(
            "two soldiers said",
            vec![link(0..12, "s"), link(0..3, "n")],
            vec![Ref { at: 5, number: 2 }],
        );
        assert_eq!(drawn(&pieces), "[as [sn two] soldiers]{2} said");
    }

    #[test]
    fn ranges_that_are_no_place_of_the_text_are_left_out() {
        let pieces = weave(
            "é",
            vec![mark(0..1, "cuts"), mark(1..1, "empty"), mark(0..9, "beyond")],
            vec![],
        );
        assert_eq!(drawn(&pieces), "é");
        assert!(weave("", vec![], vec![]).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_breaks_whatever_crosses(
            text in "[a-zé“”<& \n]{0,60}",
            spans in prop::collection::vec((0usize..70, 0usize..30, 0u8..3), 0..14),
            refs in prop::collection::vec(0usize..70, 0..5),
        ) {
            let ranges: Vec<Marked> = spans.iter().enumerate().map(|(i, &(start, len, kind))| match kind {
                0 => mark(start..start + len, &i.to_string()),
                1 => link(start..start + len, &i.to_string()),
                _ => Marked { element: Element::Span, ..mark(start..start + len, &i.to_string()) },
            }).collect();
            let valid: HashSet<String> = ranges.iter()
                .filter(|r| r.at.start < r.at.end && text.get(r.at.clone()).is_some())
                .filter_map(|r| r.id.clone()).collect();
            let refs: Vec<Ref> = refs.iter().enumerate().map(|(number, &at)| Ref { at, number }).collect();
            let placed = refs.iter().filter(|r| text.is_char_boundary(r.at.min(text.len()))).count();
            let pieces = weave(&text, ranges, refs);

            let mut joined = String::new();
            let (mut open, mut ids, mut seen_refs) = (Vec::new(), HashSet::new(), 0);
            for piece in &pieces {
                let (tag, id) = match piece {
                    Piece::Text(t) => { prop_assert!(!t.is_empty()); joined.push_str(t); continue; }
                    Piece::Ref(_) => { prop_assert!(!open.contains(&"a")); seen_refs += 1; continue; }
                    Piece::End(tag) => { prop_assert_eq!(open.pop(), Some(*tag)); continue; }
                    Piece::Mark(_, id) => ("mark", id),
                    Piece::Span(_, id) => ("span", id),
                    Piece::Link(_, id, ..) => { prop_assert!(!open.contains(&"a")); ("a", id) }
                };
                open.push(tag);
                if let Some(id) = id { prop_assert!(ids.insert(id.clone()), "twice: {}", id); }
            }
            prop_assert_eq!(joined, text);
            prop_assert!(open.is_empty());
            prop_assert_eq!(ids, valid);
            prop_assert!(seen_refs >= placed);
        }
    }
}
