//! Which part of a page is the article.
//!
//! What no article holds goes first: menus, forms, what is hidden, what names itself as sharing, related or comments. Then the
//! paragraphs that are left are weighed, and from the whole page we go down to the smallest part that holds nearly all of
//! them; a part that names itself as the article's body is where we begin, if enough of the weight is in it. What the page
//! says in its metadata about the text (`articleBody`) is evidence: paragraphs it confirms stay whatever stands around them.

use super::{
    blocks::{self, Block, Kind},
    tidy,
    tree::{NodeId, ROOT, Tree, is_block},
    words::{Hint, Hints, hints},
};
use std::collections::{HashMap, HashSet};

/// Less text than this, in **characters**, is looked for again with fewer things left out.
const LITTLE: usize = 250;
/// So much, in **characters** of sound paragraphs, is an article, whatever stands beside it.
const ARTICLE: usize = 400;
/// So many words in a row make two texts the same at that place.
const RUN: usize = 4;

/// The lines of the article on a page.
///
/// `title`: as the metadata has it; `said`: the text as the metadata has it.
pub(super) fn find(tree: &Tree, title: Option<&str>, author: Option<&str>, said: Option<&str>) -> Found {
    let evidence = said.map(Evidence::new).filter(|evidence| evidence.words >= 40);
    let mut best = Found::default();
    for strict in [true, false] {
        let page = Page::weigh(tree, strict, evidence.as_ref());
        let (blocks, details) = tidy::tidy(page.article(), title, author, page.confirmed.as_ref());
        if length(&blocks) > length(&best.blocks) {
            best = Found { blocks, details };
        }
        if length(&best.blocks) >= LITTLE {
            break;
        }
    }
    best
}

/// The article on a page.
#[derive(Default)]
pub(super) struct Found {
    /// Its lines.
    pub(super) blocks: Vec<Block>,
    /// Bylines and days that stood above them.
    pub(super) details: Vec<String>,
}

/// **Characters** of text.
fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.chars().count()).sum()
}

/// What the metadata says the text is, as runs of words.
struct Evidence {
    runs: HashSet<u64>,
    words: usize,
}

impl Evidence {
    fn new(said: &str) -> Evidence {
        let words = folded(said);
        Evidence {
            runs: runs(&words).collect(),
            words: words.len(),
        }
    }

    /// Whether a block is part of it.
    fn confirms(&self, text: &str) -> bool {
        let words = folded(text);
        let (mut all, mut found) = (0, 0);
        for run in runs(&words) {
            all += 1;
            found += usize::from(self.runs.contains(&run));
        }
        all >= 2 && found * 10 >= all * 6
    }
}

/// Words in small letters without marks.
fn folded(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn runs(words: &[String]) -> impl Iterator<Item = u64> {
    use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
    // the same numbers each time
    let state = BuildHasherDefault::<DefaultHasher>::default();
    words.windows(RUN).map(move |run| state.hash_one(run))
}

/// A page with every part weighed.
struct Page<'t> {
    tree: &'t Tree,
    hints: Vec<Hints>,
    /// Goes, with all in it.
    gone: Vec<bool>,
    /// How much of an article is in it: characters of sound paragraphs.
    weight: Vec<usize>,
    /// How many titles of other stories are in it: headings that are a link to another page, whole.
    titles: Vec<usize>,
    /// Paragraphs that the metadata confirms, if it holds most of the text.
    confirmed: Option<HashSet<NodeId>>,
}

/// What stands in a block itself, not in blocks within it.
#[derive(Clone, Copy, Default)]
struct Own {
    chars: usize,
    linked: usize,
    stops: usize,
}

impl<'t> Page<'t> {
    fn weigh(tree: &'t Tree, strict: bool, evidence: Option<&Evidence>) -> Page<'t> {
        let hints = (0..tree.len()).map(|node| hints(tree, node)).collect();
        let mut page = Page {
            tree,
            hints,
            gone: vec![false; tree.len()],
            weight: Vec::new(),
            titles: Vec::new(),
            confirmed: None,
        };
        page.leave_out(|page, node| page.is_never_text(node));
        let own = page.own();
        page.titles = page.summed(|node| usize::from(page.is_linked_heading(node)));
        page.weight = page.weights(&own);
        page.confirmed = evidence.and_then(|evidence| page.confirm(evidence));
        if let Some(confirmed) = &page.confirmed {
            let of = |node: &NodeId| own[*node].chars;
            page.weight = page.summed(|node| if confirmed.contains(&node) { of(&node) } else { 0 });
        }
        if strict {
            let sums = page.summed_own(&own);
            let (all, keeps) = (page.weight[ROOT], page.bodies());
            page.hint_at_comments();
            let alike = page.alike(all);
            page.leave_out(|page, node| !alike[node] && page.is_apart(node, all, &sums, &keeps));
            if page.confirmed.is_none() {
                page.weight = page.weights(&own);
            }
        }
        page
    }

    /// Marks what goes, with all in it.
    fn leave_out(&mut self, goes: impl Fn(&Self, NodeId) -> bool) {
        for node in 1..self.tree.len() {
            // an element comes before what it holds
            self.gone[node] = self.gone[node] || self.gone[self.tree.parent(node)] || goes(self, node);
        }
    }

    /// Whatever is in it, it is no text of the article.
    fn is_never_text(&self, node: NodeId) -> bool {
        let tree = self.tree;
        let name = tree.name(node);
        // what AMP shows until something else has come, or if it never comes
        if tree.name(tree.parent(node)).starts_with("amp-")
            && tree
                .attributes(node)
                .any(|(name, _)| matches!(name, "placeholder" | "fallback"))
        {
            return true;
        }
        let hides = || {
            tree.attributes(node).any(|(name, value)| match name {
                "hidden" => !value.eq_ignore_ascii_case("false"),
                "style" => is_hidden_style(value),
                "role" => matches!(
                    value,
                    "navigation"
                        | "banner"
                        | "contentinfo"
                        | "search"
                        | "dialog"
                        | "alertdialog"
                        | "menu"
                        | "menubar"
                        | "tablist"
                        | "toolbar"
                        | "complementary"
                        | "button"
                ),
                _ => false,
            })
        };
        match name {
            "script"
            | "style"
            | "template"
            | "noscript"
            | "head"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "applet"
            | "audio"
            | "video"
            | "canvas"
            | "button"
            | "select"
            | "input"
            | "textarea"
            | "option"
            | "progress"
            | "dialog"
            | "map"
            | "nav"
            | "menu"
            | "title"
            | "legend"
            | "label"
            | "link"
            | "meta"
            | "amp-ad"
            | "amp-embed"
            | "amp-sticky-ad"
            | "amp-list"
            | "amp-consent"
            | "amp-sidebar"
            | "amp-social-share"
            | "amp-user-notification"
            | "amp-next-page" => true,
            "" => tree.text(node).is_none() && hides(),
            "html" | "body" | "main" | "article" => false,
            // the sign of a note, not a word
            "sup" => is_note(&tree.words(node)),
            _ => hides(),
        }
    }

    /// The text that stands in each block itself.
    fn own(&self) -> Vec<Own> {
        let tree = self.tree;
        let mut block = vec![ROOT; tree.len()];
        let mut linked = vec![false; tree.len()];
        let mut own = vec![Own::default(); tree.len()];
        for node in 1..tree.len() {
            let (parent, name) = (tree.parent(node), tree.name(node));
            block[node] = if is_block(name) { node } else { block[parent] };
            linked[node] = linked[parent] || name == "a" && !is_anchor(tree.attribute(node, "href"));
            if self.gone[node] {
                continue;
            }
            if let Some(text) = tree.text(node) {
                let own = &mut own[block[node]];
                let mut before = ' ';
                for c in text.chars() {
                    // white space counts once
                    own.chars += usize::from(!c.is_whitespace() || !before.is_whitespace());
                    own.linked += usize::from(linked[node] && (!c.is_whitespace() || !before.is_whitespace()));
                    own.stops +=
                        usize::from(matches!(c, ',' | ';' | '，' | '、') || is_stop(before) && c.is_whitespace());
                    before = c;
                }
                own.stops += usize::from(is_stop(before));
            }
        }
        own
    }

    fn weights(&self, own: &[Own]) -> Vec<usize> {
        self.summed(|node| {
            let Own { chars, linked, stops } = own[node];
            let plain = chars - linked;
            let sound = linked * 2 < chars && (plain >= 80 || plain >= 25 && stops > 0);
            match self.tree.name(node) {
                _ if self.gone[node] || !sound => 0,
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption" | "caption" | "th" | "address" | "summary" => 0,
                "li" | "td" | "dd" | "dt" => plain / 2,
                _ => plain,
            }
        })
    }

    /// What each node has itself and all in it.
    fn summed(&self, of: impl Fn(NodeId) -> usize) -> Vec<usize> {
        let mut sums: Vec<usize> = (0..self.tree.len()).map(of).collect();
        for node in (1..self.tree.len()).rev() {
            sums[self.tree.parent(node)] += sums[node];
        }
        sums
    }

    /// Characters and those of them in links, in each node and all in it.
    fn summed_own(&self, own: &[Own]) -> Vec<(usize, usize)> {
        let chars = self.summed(|node| own[node].chars);
        let linked = self.summed(|node| own[node].linked);
        chars.into_iter().zip(linked).collect()
    }

    /// The paragraphs that the metadata confirms, if they are most of what it says.
    fn confirm(&self, evidence: &Evidence) -> Option<HashSet<NodeId>> {
        let mut confirmed = HashSet::new();
        let mut words = 0;
        for block in blocks::of(self.tree, ROOT, &self.gone) {
            if evidence.confirms(&block.text) {
                confirmed.insert(block.node);
                words += folded(&block.text).len();
            }
        }
        (words * 10 >= evidence.words * 6).then_some(confirmed)
    }

    /// Parts that name themselves the article's text and hold a good deal of the weight, and what is around them: they stay.
    fn bodies(&self) -> Vec<bool> {
        let mut keeps = vec![false; self.tree.len()];
        for node in 1..self.tree.len() {
            if self.is_body(node) && self.weight[node] * 10 >= self.weight[ROOT] * 3 {
                keeps[node] = true;
                for around in self.tree.ancestors(node) {
                    keeps[around] = true;
                }
            }
        }
        keeps
    }

    /// Whatever stands below a heading such as "Comments (13)" is what readers say, if several of them do.
    fn hint_at_comments(&mut self) {
        let mut seen = HashSet::new();
        for node in 1..self.tree.len() {
            let around = self.tree.parent(node);
            // of several such headings in one part the first says what is above them all
            if !is_heading(self.tree.name(node)) || !is_comments(&self.tree.words(node)) || !seen.insert(around) {
                continue;
            }
            let before = self.tree.children(around).take_while(|&child| child != node);
            // what has its paragraphs above that heading is not headed by it
            let first = before.map(|child| self.weight[child]).sum::<usize>() * 10 <= self.weight[around];
            if first && is_block(self.tree.name(around)) && !matches!(self.tree.name(around), "body" | "main") {
                self.hints[around].add(Hint::Comments);
            }
        }
    }

    /// Parts of one class that hold a good deal of the weight together, each for itself little: a text cut into pieces, each
    /// of which says "paywall".
    fn alike(&self, all: usize) -> Vec<bool> {
        let mut together: HashMap<&str, usize> = HashMap::new();
        let class = |node: NodeId| {
            let hints = self.hints[node];
            let class = self
                .tree
                .attribute(node, "class")
                .map(str::trim)
                .filter(|class| !class.is_empty())?;
            (!hints.has(Hint::Comments) && (hints.has(Hint::Apart) || hints.has(Hint::Doubtful))).then_some(class)
        };
        let live = |node: &NodeId| !self.gone[*node] && self.weight[*node] > 0;
        for node in (1..self.tree.len()).filter(live) {
            if let Some(class) = class(node) {
                let inner = self
                    .tree
                    .ancestors(node)
                    .any(|around| self.tree.attribute(around, "class") == Some(class));
                *together.entry(class).or_default() += if inner { 0 } else { self.weight[node] };
            }
        }
        let is =
            |node: NodeId| class(node).is_some_and(|class| together.get(class).is_some_and(|sum| sum * 10 > all * 4));
        (0..self.tree.len()).map(is).collect()
    }

    fn is_body(&self, node: NodeId) -> bool {
        let named = self.hints[node].has(Hint::Body) && !self.hints[node].has(Hint::Comments);
        named && is_block(self.tree.name(node)) || self.is_marked_body(node)
    }

    fn is_marked_body(&self, node: NodeId) -> bool {
        let value = self.tree.attribute(node, "itemprop");
        value.is_some_and(|value| value.split_whitespace().any(|word| word == "articleBody"))
    }

    /// Whether an element names itself as something else than the article, and is.
    fn is_apart(&self, node: NodeId, all: usize, sums: &[(usize, usize)], keeps: &[bool]) -> bool {
        let (name, hints) = (self.tree.name(node), self.hints[node]);
        let text = self.tree.text(node).is_some();
        if text || keeps[node] || matches!(name, "html" | "body" | "main" | "a" | "em" | "strong" | "b" | "i") {
            return false;
        }
        if let Some(confirmed) = &self.confirmed
            && (confirmed.contains(&node) || self.weight[node] > 0)
        {
            return false;
        }
        let (weight, (chars, linked)) = (self.weight[node], sums[node]);
        let most = |tenths: usize| weight * 10 > all * tenths;
        let mostly_links = linked * 2 > chars;
        let block = is_block(name);
        let in_article = || {
            let mut around = self.tree.ancestors(node);
            around.any(|around| self.tree.name(around) == "article" || self.is_body(around))
        };
        match name {
            "footer" => return !most(4),
            "aside" => return !most(5),
            "form" if !most(3) => return true,
            "header" if !in_article() && !most(3) && !self.holds_title(node) => return true,
            "address" => return !most(5),
            _ => {}
        }
        // however many readers write, it is no article as long as there is one beside it
        if hints.has(Hint::Comments) && (!most(8) || all - weight.min(all) >= ARTICLE) {
            return true;
        }
        if hints.has(Hint::Apart) && !most(6) {
            return true;
        }
        if hints.has(Hint::Details)
            && block
            && chars < 250
            && weight * 10 <= all
            && !self.holds_title(node)
            && weight < 80
        {
            return true;
        }
        if hints.has(Hint::Media)
            && block
            && weight == 0
            && chars < 250
            && !self.holds_caption(node)
            && !self.holds_title(node)
        {
            return true;
        }
        // a story of its own: its title is a link, and a line or two say what it is about
        if hints.has(Hint::Doubtful) && block && weight * 10 <= all * 2 && self.titles[node] > 0 {
            return true;
        }
        if hints.has(Hint::Doubtful) && is_folded(self.tree, node) && weight * 10 <= all {
            return true;
        }
        let thin =
            chars < 40 || weight == 0 && !self.holds_title(node) && !self.holds_caption(node) && linked * 4 > chars;
        hints.has(Hint::Doubtful) && !most(4) && block && (mostly_links || thin) && !hints.has(Hint::Standfirst)
            || block
                && mostly_links
                && linked > 40
                && weight == 0
                && !matches!(name, "p" | "li" | "td" | "th" | "tr")
                && !self.holds_title(node)
    }

    fn holds_title(&self, node: NodeId) -> bool {
        self.holds(node, 4, &|name| name == "h1")
    }

    /// Whether it is the title of another story: a heading below the first that is a link to another page, whole.
    fn is_linked_heading(&self, node: NodeId) -> bool {
        if !is_heading(self.tree.name(node)) || self.tree.name(node) == "h1" || self.gone[node] {
            return false;
        }
        let mut links = self.tree.children(node).filter(|&child| self.tree.name(child) == "a");
        let (Some(link), None) = (links.next(), links.next()) else {
            return false;
        };
        !is_anchor(self.tree.attribute(link, "href")) && self.tree.words(link) == self.tree.words(node)
    }

    fn holds_caption(&self, node: NodeId) -> bool {
        self.tree.name(node) == "figure" || self.holds(node, 4, &|name| name == "figcaption")
    }

    /// Whether an element of such a name is in it, not more than so many levels down.
    fn holds(&self, node: NodeId, levels: usize, is: &dyn Fn(&str) -> bool) -> bool {
        let mut children = self.tree.children(node);
        is(self.tree.name(node)) || levels > 0 && children.any(|child| self.holds(child, levels - 1, is))
    }

    /// The blocks of the article.
    fn article(&self) -> Vec<Block> {
        let all = self.weight[ROOT];
        let start = self.start(all);
        let part = self.narrow(start);
        let mut blocks = Vec::new();
        blocks.extend(self.standfirst(part));
        for part in self.with_neighbours(part) {
            blocks.extend(blocks::of(self.tree, part, &self.gone));
        }
        blocks
    }

    /// Where to begin: the part that names itself best and holds enough; the page, if none does.
    fn start(&self, all: usize) -> NodeId {
        if self.confirmed.is_some() {
            return ROOT;
        }
        let live = |&node: &NodeId| !self.gone[node] && self.weight[node] > 0;
        let enough = |&node: &NodeId| {
            // named by a word of the standard rather than by somebody's class
            let tenths = if self.is_marked_body(node) { 25 } else { 40 };
            self.weight[node] * 100 >= all * tenths
        };
        let tiers: [&dyn Fn(NodeId) -> bool; 4] = [
            &|node| self.is_marked_body(node),
            &|node| self.is_body(node),
            &|node| self.tree.name(node) == "article",
            &|node| self.tree.name(node) == "main" || self.tree.attribute(node, "role") == Some("main"),
        ];
        for is in tiers {
            let candidates: Vec<NodeId> = (1..self.tree.len()).filter(|&node| is(node)).filter(live).collect();
            // the first of the heaviest, and of nested ones the outer
            if let Some(&best) = candidates
                .iter()
                .min_by_key(|&&node| std::cmp::Reverse(self.weight[node]))
                && enough(&best)
            {
                return best;
            }
            // the text cut into several parts that name themselves alike: what holds them all, if it holds little else
            let outer: Vec<NodeId> = candidates
                .iter()
                .copied()
                .filter(|&node| {
                    !self
                        .tree
                        .ancestors(node)
                        .any(|around| candidates.binary_search(&around).is_ok())
                })
                .collect();
            let sum: usize = outer.iter().map(|&node| self.weight[node]).sum();
            if outer.len() > 1 && sum * 10 >= all * 4 {
                let common = self.common(&outer);
                if self.weight[common] * 10 <= sum * 14 {
                    return common;
                }
            }
        }
        ROOT
    }

    /// The innermost element that holds all of them.
    fn common(&self, nodes: &[NodeId]) -> NodeId {
        let mut path: Vec<NodeId> = self.tree.ancestors(nodes[0]).collect();
        for &node in &nodes[1..] {
            let around: HashSet<NodeId> = self.tree.ancestors(node).collect();
            path.retain(|node| around.contains(node));
        }
        path.first().copied().unwrap_or(ROOT)
    }

    /// Goes down as long as one child holds nearly everything.
    fn narrow(&self, start: NodeId) -> NodeId {
        let mut part = start;
        loop {
            let heaviest = self
                .tree
                .children(part)
                .filter(|&child| !self.gone[child] && self.tree.text(child).is_none())
                .max_by_key(|&child| self.weight[child]);
            // in the article's own part little is astray: a heading, a caption, a first paragraph
            let share = if start == ROOT { 80 } else { 95 };
            match heaviest {
                Some(child)
                    if self.weight[child] * 100 >= self.weight[part] * share
                        && self.weight[child] > 0
                        && is_container(self.tree.name(child)) =>
                {
                    part = child;
                }
                _ => return part,
            }
        }
    }

    /// The part, and what stands beside it or beside what is around it and is text of the same article: a first paragraph
    /// in a box of its own, the second half behind an advertisement.
    fn with_neighbours(&self, part: NodeId) -> Vec<NodeId> {
        let mut parts = vec![part];
        let mut inner = part;
        for around in self.tree.ancestors(part).take(4) {
            if matches!(self.tree.name(around), "body" | "html") || around == ROOT {
                break;
            }
            let mut behind = false;
            let mut beside = Vec::new();
            for child in self.tree.children(around) {
                if child == inner {
                    behind = true;
                    beside.append(&mut parts);
                } else if !self.gone[child] && self.is_of_the_article(child, part, behind) {
                    beside.push(child);
                }
            }
            parts = beside;
            inner = around;
            if matches!(self.tree.name(around), "article" | "main") {
                break;
            }
        }
        parts
    }

    fn is_of_the_article(&self, node: NodeId, part: NodeId, behind: bool) -> bool {
        let weight = self.weight[node];
        if self.confirmed.is_some() {
            return weight > 0;
        }
        let alike = self
            .tree
            .attribute(node, "class")
            .is_some_and(|class| !class.is_empty() && self.tree.attribute(part, "class") == Some(class));
        match self.tree.name(node) {
            "p" => weight >= 60,
            "div" | "section" | "blockquote" | "span" => {
                weight >= 60
                    && (alike
                        || !behind
                        || weight * 5 >= self.weight[part] && !self.holds(node, 3, &|name| name == "article"))
            }
            _ => false,
        }
    }

    /// The paragraph between title and text that sums the article up, if it stands outside of the text's part; or the points
    /// of a list.
    fn standfirst(&self, part: NodeId) -> Vec<Block> {
        let scope = self.tree.ancestors(part).take(6).last().unwrap_or(ROOT);
        let Some(title) = (0..part).rev().find(|&node| self.tree.name(node) == "h1") else {
            return Vec::new();
        };
        let mut around = self.tree.ancestors(title);
        if !around.any(|node| node == scope || self.tree.name(node) == "article") {
            return Vec::new();
        }
        let inside: HashSet<NodeId> = self.tree.ancestors(part).collect();
        let candidates = (title..part).filter(|&node| {
            let is_named = self.hints[node].has(Hint::Standfirst)
                || matches!(
                    self.tree.attribute(node, "itemprop"),
                    Some("description" | "alternativeHeadline")
                );
            !self.gone[node] && is_named && !inside.contains(&node)
        });
        let named = candidates
            .filter_map(|node| {
                blocks::of(self.tree, node, &self.gone)
                    .into_iter()
                    .find(|block| block.text.chars().count() >= 40)
            })
            .map(|block| Block {
                kind: Kind::Paragraph,
                ..block
            })
            .next();
        let points = || {
            let lists = (title..part)
                .filter(|&node| self.tree.name(node) == "ul" && !self.gone[node] && !inside.contains(&node));
            let points = lists.map(|list| blocks::of(self.tree, list, &self.gone));
            points.into_iter().find(|points| {
                let prose = |block: &Block| block.linked == 0 && block.text.chars().count() >= 40;
                !points.is_empty() && points.len() <= 8 && points.iter().all(prose)
            })
        };
        named.map(|block| vec![block]).or_else(points).unwrap_or_default()
    }
}

/// Whether an element can hold paragraphs rather than be one.
fn is_container(name: &str) -> bool {
    is_block(name)
        && !matches!(
            name,
            "p" | "blockquote" | "pre" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "tr"
        )
        || matches!(name, "" | "span" | "font")
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '”' | '"' | '»')
}

/// A link to a place on the same page, or to nothing.
pub(super) fn is_anchor(href: Option<&str>) -> bool {
    href.is_none_or(|href| href.trim().is_empty() || href.trim_start().starts_with('#'))
}

fn is_hidden_style(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).take(400).collect();
    let style = style.to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// `[1]`, `12`, `a`: the sign of a note.
fn is_note(words: &str) -> bool {
    let inside = words.trim_start_matches('[').trim_end_matches(']');
    let sign = inside.chars().all(|c| c.is_ascii_digit()) && inside.len() <= 3 || inside.chars().count() == 1;
    sign && words.starts_with('[')
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// "Comments (13)", "13 responses", "Leave a reply". A word that may head a part of an article needs a number beside it.
fn is_comments(heading: &str) -> bool {
    const SURE: &[&str] = &[
        "comment",
        "comments",
        "reader comments",
        "readers comments",
        "what readers say",
        "what our readers say",
        "join the conversation",
        "join the discussion",
        "leave a comment",
        "leave a reply",
        "have your say",
        "kommentare",
        "commentaires",
        "comentarios",
        "reacties",
    ];
    const COUNTED: &[&str] = &[
        "response",
        "responses",
        "reply",
        "replies",
        "discussion",
        "conversation",
    ];
    if heading.chars().count() > 40 {
        return false;
    }
    let words: String = heading
        .chars()
        .filter(|c| c.is_alphabetic() || c.is_whitespace())
        .collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ").to_lowercase();
    let counted = heading.contains(|c: char| c.is_ascii_digit());
    SURE.contains(&words.as_str()) || counted && COUNTED.contains(&words.as_str())
}

/// What opens when it is asked to.
fn is_folded(tree: &Tree, node: NodeId) -> bool {
    let class = tree.attribute(node, "class").unwrap_or_default().to_ascii_lowercase();
    class.contains("accordion") || class.contains("collapsible")
}
