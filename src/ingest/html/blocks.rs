//! A part of a page as lines of text.

use super::{
    body::is_anchor,
    tree::{NodeId, Tree, is_block},
};

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    /// Of a list.
    Item,
    /// Of a table: its cells with a bar between them.
    Row,
    Caption,
    Quote,
}

/// A line of text, or several with single breaks between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// How many **characters** of it are links to other pages.
    pub(super) linked: usize,
    /// The element it stands in.
    pub(super) node: NodeId,
    /// The list or table it is of.
    pub(super) group: Option<NodeId>,
}

/// The lines of a part, without what is gone.
pub(super) fn of(tree: &Tree, part: NodeId, gone: &[bool]) -> Vec<Block> {
    let mut lines = Lines {
        tree,
        gone,
        blocks: Vec::new(),
        text: String::new(),
        linked: 0,
        kind: Kind::Paragraph,
        node: part,
        group: None,
        in_link: false,
        pre: false,
    };
    // a paragraph of its own is a part, too
    lines.element(part);
    lines.flush();
    lines.blocks
}

struct Lines<'a> {
    tree: &'a Tree,
    gone: &'a [bool],
    blocks: Vec<Block>,
    /// The line so far.
    text: String,
    linked: usize,
    kind: Kind,
    node: NodeId,
    group: Option<NodeId>,
    in_link: bool,
    pre: bool,
}

impl Lines<'_> {
    fn element(&mut self, node: NodeId) {
        let name = self.tree.name(node);
        if name == "br" {
            return self.line_break();
        }
        if name == "hr" {
            return self.flush();
        }
        if name == "tr" {
            return self.row(node);
        }
        if !is_block(name) {
            let outer = self.in_link;
            self.in_link |= name == "a" && !is_anchor(self.tree.attribute(node, "href"));
            // "<span>Two men</span><span>died</span>" is written like that for its looks, and says what it says
            self.children(node);
            self.in_link = outer;
            return;
        }
        self.flush();
        let outer = (self.kind, self.node, self.group, self.pre);
        self.node = node;
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.kind = Kind::Heading,
            "li" | "dt" | "dd" => self.kind = Kind::Item,
            // an entry of a live page, written as a list of articles
            "article" if self.kind == Kind::Item => self.kind = Kind::Paragraph,
            "figcaption" | "caption" => self.kind = Kind::Caption,
            "blockquote" => self.kind = Kind::Quote,
            "figure" => self.kind = Kind::Caption,
            "ul" | "ol" | "dl" | "table" => self.group = Some(node),
            "pre" => self.pre = true,
            _ => {}
        }
        self.children(node);
        self.flush();
        (self.kind, self.node, self.group, self.pre) = outer;
    }

    fn children(&mut self, node: NodeId) {
        for child in self.tree.children(node) {
            if self.gone[child] {
                continue;
            }
            match self.tree.text(child) {
                Some(text) => self.words(text),
                None => self.element(child),
            }
        }
    }

    /// A row of a table of data is one line; a cell of a table that lays the page out holds blocks of its own.
    fn row(&mut self, node: NodeId) {
        self.flush();
        let cells: Vec<NodeId> = self
            .tree
            .children(node)
            .filter(|&child| !self.gone[child] && matches!(self.tree.name(child), "td" | "th"))
            .collect();
        let rows: Vec<Vec<Block>> = cells.iter().map(|&cell| self.cell(cell)).collect();
        let filled = rows.iter().filter(|blocks| !blocks.is_empty()).count();
        let long =
            |blocks: &Vec<Block>| blocks.len() > 3 || blocks.iter().any(|block| block.text.chars().count() > 400);
        if filled < 2 || rows.iter().any(long) {
            self.blocks.extend(rows.into_iter().flatten());
            return;
        }
        let mut row = Block {
            kind: Kind::Row,
            text: String::new(),
            linked: 0,
            node,
            group: self.group,
        };
        for cell in rows {
            if !row.text.is_empty() {
                row.text.push_str(" | ");
            }
            for (i, block) in cell.into_iter().enumerate() {
                if i > 0 {
                    row.text.push(' ');
                }
                row.text.push_str(&block.text.replace('\n', " "));
                row.linked += block.linked;
            }
        }
        self.blocks.push(row);
    }

    fn cell(&mut self, cell: NodeId) -> Vec<Block> {
        let before = std::mem::take(&mut self.blocks);
        self.element(cell);
        std::mem::replace(&mut self.blocks, before)
    }

    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' && self.pre {
                self.text.push('\n');
            } else if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else {
                self.text.push(c);
                self.linked += usize::from(self.in_link);
            }
        }
    }

    /// One break is a line end, two are the end of a paragraph.
    fn line_break(&mut self) {
        let kept = self.text.trim_end_matches(' ').len();
        self.text.truncate(kept);
        if self.text.ends_with('\n') {
            self.flush();
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let text = text.trim_matches(|c: char| c.is_whitespace());
        if text.contains(char::is_alphanumeric) {
            self.blocks.push(Block {
                kind: self.kind,
                text: text.to_owned(),
                linked,
                node: self.node,
                group: self.group,
            });
        }
    }
}

/// The lines as one text: a blank line between them, none within a list or a table.
pub(super) fn joined(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        if let Some(before) = before {
            let together = before.kind == block.kind
                && matches!(block.kind, Kind::Item | Kind::Row)
                && before.group == block.group;
            text.push_str(if together { "\n" } else { "\n\n" });
        }
        if block.kind == Kind::Item {
            text.push_str("- ");
        }
        text.push_str(&block.text);
        before = Some(block);
    }
    text
}
