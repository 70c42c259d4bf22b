//! A web page as a tree of what matters for finding its article.
//!
//! html5gum's tokens are put into a tree by fewer rules than a browser has: a browser moves misnested parts about, at a cost
//! that grows with the square of the nesting, and no text of an article hangs on it. Here the work is linear in the length
//! of the page, and nothing is nested deeper than [`DEEPEST`].

use html5gum::{
    Span, Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use std::{convert::Infallible, ops::Range};

/// Elements nested deeper than this are left out, and what is in them belongs to the one at this depth. Pages of newspapers
/// stay below 60. What walks the tree may call itself for each level.
pub(super) const DEEPEST: usize = 200;

/// The number of a node in its tree.
pub(super) type NodeId = usize;

/// The root's number.
pub(super) const ROOT: NodeId = 0;

/// Names of elements that something asks for; all others have the name "".
const NAMES: &[&str] = &[
    "a",
    "abbr",
    "address",
    "amp-img",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "math",
    "menu",
    "meta",
    "nav",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "s",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "script",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Attributes that something asks for.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "charset",
    "class",
    "content",
    "data-component",
    "data-module",
    "data-qa",
    "data-testid",
    "datetime",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "style",
    "title",
    "type",
];

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
];

/// Elements that part the text into lines: a `p` ends where one begins.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Whether an element of that name parts the text into lines.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// A node: an element or a stretch of text.
#[derive(Debug)]
struct Node {
    parent: NodeId,
    first: Option<NodeId>,
    last: Option<NodeId>,
    next: Option<NodeId>,
    what: What,
}

#[derive(Debug)]
enum What {
    /// Name, and where its attributes stand in `Tree::attributes`.
    Element(&'static str, Range<usize>),
    /// Where it stands in `Tree::buffer`.
    Text(Range<usize>),
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// All texts and values, one after the other.
    buffer: String,
    /// Name, and where the value stands in `buffer`.
    attributes: Vec<(&'static str, Range<usize>)>,
}

impl Tree {
    /// Reads a page.
    pub(super) fn parse(page: &str) -> Tree {
        let mut builder = Builder::new();
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            builder.event(event);
            None
        });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(page, emitter).finish();
        builder.tree
    }

    /// The name of an element in small letters; "" for a text and for elements nobody asks for.
    pub(super) fn name(&self, node: NodeId) -> &'static str {
        match self.nodes[node].what {
            What::Element(name, _) => name,
            What::Text(_) => "",
        }
    }

    /// The words of a text.
    pub(super) fn text(&self, node: NodeId) -> Option<&str> {
        match &self.nodes[node].what {
            What::Text(range) => Some(&self.buffer[range.clone()]),
            What::Element(..) => None,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        self.attributes(node).find(|&(n, _)| n == name).map(|(_, value)| value)
    }

    /// All attributes that were kept.
    pub(super) fn attributes(&self, node: NodeId) -> impl Iterator<Item = (&'static str, &str)> {
        let range = match &self.nodes[node].what {
            What::Element(_, range) => range.clone(),
            What::Text(_) => 0..0,
        };
        self.attributes[range]
            .iter()
            .map(|(name, value)| (*name, &self.buffer[value.clone()]))
    }

    /// What an element holds, in order.
    pub(super) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.nodes[node].first, |&child| self.nodes[child].next)
    }

    /// The element a node stands in; the root's is itself.
    pub(super) fn parent(&self, node: NodeId) -> NodeId {
        self.nodes[node].parent
    }

    /// The elements around a node, the nearest first, without itself.
    pub(super) fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors((node != ROOT).then(|| self.parent(node)), |&at| {
            (at != ROOT).then(|| self.parent(at))
        })
    }

    /// How many nodes there are; their numbers are in the order they stand in on the page, an element before what it holds.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// All words in it, with one space between those of different elements.
    pub(super) fn words(&self, node: NodeId) -> String {
        let mut words = String::new();
        self.add_words(node, &mut words);
        crate::text::one_line(&words)
    }

    fn add_words(&self, node: NodeId, words: &mut String) {
        if let Some(text) = self.text(node) {
            words.push_str(text);
        } else if !matches!(self.name(node), "script" | "style" | "template") {
            for child in self.children(node) {
                self.add_words(child, words);
            }
            if is_block(self.name(node)) || self.name(node) == "br" {
                words.push(' ');
            }
        }
    }
}

/// Puts tokens into a tree.
struct Builder {
    tree: Tree,
    /// Elements that are open, the innermost last.
    open: Vec<NodeId>,
    /// How many of each name are open, so that an end tag without a beginning costs nothing.
    counts: Vec<usize>,
    /// Elements that were too deep and are still open.
    skipped: usize,
    /// The tag that is being read, and the attribute of it.
    tag: &'static str,
    first_attribute: usize,
    attribute: Option<&'static str>,
}

impl Builder {
    fn new() -> Builder {
        let root = Node {
            parent: ROOT,
            first: None,
            last: None,
            next: None,
            what: What::Element("", 0..0),
        };
        Builder {
            tree: Tree {
                nodes: vec![root],
                buffer: String::new(),
                attributes: Vec::new(),
            },
            open: vec![ROOT],
            counts: vec![0; NAMES.len()],
            skipped: 0,
            tag: "",
            first_attribute: 0,
            attribute: None,
        }
    }

    fn event(&mut self, event: CallbackEvent<'_>) {
        // such a page is refused: what follows need not be kept
        if self.tree.nodes.len() > super::MOST_NODES {
            return;
        }
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = known(NAMES, name).unwrap_or_default();
                self.first_attribute = self.tree.attributes.len();
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = known(ATTRIBUTES, name);
                if let Some(name) = self.attribute {
                    let at = self.tree.buffer.len();
                    self.tree.attributes.push((name, at..at));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if self.attribute.take().is_some()
                    && let Some((_, range)) = self.tree.attributes.last_mut()
                {
                    self.tree.buffer.push_str(&String::from_utf8_lossy(value));
                    range.end = self.tree.buffer.len();
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => {
                let start = self.tree.buffer.len();
                self.tree.buffer.push_str(&String::from_utf8_lossy(value));
                self.push(What::Text(start..self.tree.buffer.len()));
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn push(&mut self, what: What) -> NodeId {
        let id = self.tree.nodes.len();
        let parent = self.open.last().copied().unwrap_or(ROOT);
        self.tree.nodes.push(Node {
            parent,
            first: None,
            last: None,
            next: None,
            what,
        });
        match self.tree.nodes[parent].last.replace(id) {
            Some(last) => self.tree.nodes[last].next = Some(id),
            None => self.tree.nodes[parent].first = Some(id),
        }
        id
    }

    fn start(&mut self, self_closing: bool) {
        let name = self.tag;
        self.end_implied(name);
        if self.open.len() >= DEEPEST {
            if !VOID.contains(&name) {
                self.skipped += 1;
            }
            return;
        }
        let attributes = self.first_attribute..self.tree.attributes.len();
        let id = self.push(What::Element(name, attributes));
        // "<svg:path/>" and "<amp-ad/>" end themselves; "<div/>" does not
        let ends = VOID.contains(&name) || self_closing && matches!(name, "" | "svg" | "math");
        if !ends {
            self.open.push(id);
            self.count(name, |count| *count += 1);
        }
    }

    /// Ends what an element of that name cannot stand in.
    fn end_implied(&mut self, name: &str) {
        let (ended, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => (&["tbody", "thead", "tfoot"], &["table"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            "body" => (&["head"], &[]),
            _ if is_block(name) => (
                &["p"],
                &["td", "th", "li", "blockquote", "div", "section", "article", "button"],
            ),
            _ => return,
        };
        if ended.iter().all(|name| self.counted(name) == 0) {
            return;
        }
        for at in (1..self.open.len()).rev() {
            let open = self.tree.name(self.open[at]);
            if ended.contains(&open) {
                self.close(at);
                return;
            }
            if within.contains(&open) {
                return;
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        let name = known(NAMES, name).unwrap_or_default();
        if name == "br" {
            self.push(What::Element("br", 0..0));
            return;
        }
        if !name.is_empty() && self.counted(name) == 0 {
            return;
        }
        let is_block = is_block(name);
        for at in (1..self.open.len()).rev() {
            let open = self.tree.name(self.open[at]);
            if open == name {
                self.close(at);
                return;
            }
            // an inline element does not end the blocks in it, and nothing in a cell ends what is around its table
            let bars = if is_block {
                matches!(open, "td" | "th" | "table")
                    && !matches!(name, "table" | "tr" | "tbody" | "thead" | "tfoot" | "body" | "html")
            } else {
                self::is_block(open)
            };
            if bars {
                return;
            }
        }
    }

    /// Closes the open element at that depth with all in it.
    fn close(&mut self, depth: usize) {
        for id in self.open.split_off(depth) {
            let name = self.tree.name(id);
            self.count(name, |count| *count -= 1);
        }
    }

    fn count(&mut self, name: &str, change: impl FnOnce(&mut usize)) {
        if let Some(count) = NAMES.iter().position(|&n| n == name).map(|i| &mut self.counts[i]) {
            change(count);
        }
    }

    fn counted(&self, name: &str) -> usize {
        NAMES.iter().position(|&n| n == name).map_or(0, |i| self.counts[i])
    }
}

fn known(names: &[&'static str], name: &[u8]) -> Option<&'static str> {
    names.iter().find(|known| known.as_bytes() == name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in short: `div(p(a) p(b))`.
    fn shape(page: &str) -> String {
        fn of(tree: &Tree, node: NodeId) -> String {
            if let Some(text) = tree.text(node) {
                return text.trim().to_owned();
            }
            let inside: Vec<String> = tree
                .children(node)
                .map(|child| of(tree, child))
                .filter(|s| !s.is_empty())
                .collect();
            match (tree.name(node), inside.is_empty()) {
                (name, true) => name.to_owned(),
                (name, false) => format!("{name}({})", inside.join(" ")),
            }
        }
        let tree = Tree::parse(page);
        let inside: Vec<String> = tree
            .children(ROOT)
            .map(|child| of(&tree, child))
            .filter(|s| !s.is_empty())
            .collect();
        inside.join(" ")
    }

    #[test]
    fn what_may_be_left_out_is_ended() {
        for (page, tree) in [
            ("<div><p>a<p>b</div>c", "div(p(a) p(b)) c"),
            (
                "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>",
                "ul(li(a) li(b ul(li(c))) li(d))",
            ),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>d",
                "table(tr(td(a) td(b)) tr(td(c))) d",
            ),
            ("<p>a<br>b</br>c<img src=x>d</p>e", "p(a br b br c img d) e"),
            ("<p>a<div>b</div>c</p>d", "p(a) div(b) c d"),
            ("<head><title>t</title><body><p>a", "head(title(t)) body(p(a))"),
        ] {
            assert_eq!(shape(page), tree, "{page}");
        }
    }

    #[test]
    fn what_is_misnested_keeps_its_text() {
        for (page, tree) in [
            ("<b><p>a</b>b</p>c", "b(p(a b) c)"),
            ("<div>a</p></span></div>b", "div(a) b"),
            (
                "<div><table><tr><td>a</div>b</td></tr></table>c</div>d",
                "div(table(tr(td(a b))) c) d",
            ),
            ("<i>a<b>b</i>c</b>d", "i(a b(b)) c d"),
            ("<script>if (a < b) '<p>'</script><p>a", "script(if (a < b) '<p>') p(a)"),
        ] {
            assert_eq!(shape(page), tree, "{page}");
        }
    }

    #[test]
    fn hostile_nesting_stays_shallow_and_keeps_its_text() {
        for open in ["<div>", "<ul><li>", "<b><i>", "<table><tr><td>", "<a><p>"] {
            let page = format!(
                "{}Two men died.{}tail",
                open.repeat(3_000),
                "</b></i></p></x>".repeat(30_000)
            );
            let tree = Tree::parse(&page);
            let deepest = (0..tree.len()).map(|node| tree.ancestors(node).count()).max();
            assert!(deepest <= Some(DEEPEST));
            assert!(tree.words(ROOT).contains("Two men died."), "{open}");
        }
    }

    #[test]
    fn attributes_and_entities_are_read() {
        let tree = Tree::parse("<p class='a b' onclick=x id=c&amp;d hidden>5 &lt; 6&nbsp;&eacute;</p>");
        let p = tree.children(ROOT).next().unwrap();
        let all: Vec<_> = tree.attributes(p).collect();
        assert_eq!(all, [("class", "a b"), ("id", "c&d"), ("hidden", "")]);
        assert_eq!(tree.words(p), "5 < 6 é");
    }
}
