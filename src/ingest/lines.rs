//! Paragraphs, list items and rows of a document, put together into one text.

/// The lines so far, and the one that is being read.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    line: String,
    /// Cells of the row that is being read, one level for each table in a table.
    rows: Vec<Vec<String>>,
    /// Whether the line before was an item or a row: no blank line follows it before another.
    tight: bool,
}

impl Lines {
    /// Words of the line that is being read.
    pub(super) fn push(&mut self, words: &str) {
        self.line.push_str(words);
    }

    /// What has been read of the line.
    pub(super) fn line(&self) -> &str {
        &self.line
    }

    /// Ends the line without keeping it.
    pub(super) fn drop_line(&mut self) {
        self.line.clear();
    }

    /// Ends a paragraph, or an item of a list.
    pub(super) fn end(&mut self, is_item: bool) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(line);
            return;
        }
        self.add(line, is_item, if is_item { "- " } else { "" });
    }

    fn add(&mut self, line: &str, tight: bool, mark: &str) {
        if !self.text.is_empty() {
            self.text.push_str(if tight && self.tight { "\n" } else { "\n\n" });
        }
        self.text.push_str(mark);
        self.text.push_str(line);
        self.tight = tight;
    }

    pub(super) fn start_row(&mut self) {
        self.end(false);
        self.rows.push(Vec::new());
    }

    pub(super) fn start_cell(&mut self) {
        self.end(false);
        if let Some(row) = self.rows.last_mut() {
            row.push(String::new());
        }
    }

    /// A row of data is one line with bars between its cells; one that lays text out (one cell, or long ones) is the
    /// paragraphs in it.
    pub(super) fn end_row(&mut self) {
        self.end(false);
        let Some(cells) = self.rows.pop() else { return };
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let lays_out = filled < 2 || cells.iter().any(|cell| cell.chars().count() > 400);
        if lays_out {
            for paragraph in cells.iter().flat_map(|cell| cell.lines()) {
                self.line.push_str(paragraph);
                self.end(false);
            }
            return;
        }
        let row = cells
            .iter()
            .map(|cell| cell.replace('\n', " "))
            .collect::<Vec<_>>()
            .join(" | ");
        if self.rows.is_empty() {
            self.add(&row, true, "");
        } else {
            self.line.push_str(&row);
            self.end(false);
        }
    }

    /// All of it.
    pub(super) fn finish(mut self) -> String {
        while !self.rows.is_empty() {
            self.end_row();
        }
        self.end(false);
        self.text
    }
}
