//! Rows as CSV (RFC 4180), safe to open in a spreadsheet.

use super::{error::Problem, show};
use crate::store::{ArticleRef, Mention, When, Words};
use axum::response::Response;

/// A table that is being written.
pub(crate) struct Table {
    writer: ::csv::Writer<Vec<u8>>,
}

impl Table {
    /// A table with these names of columns.
    pub(crate) fn new(columns: &[&str]) -> Table {
        let mut writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .from_writer(Vec::new());
        // writing to memory does not fail, and all rows have as many cells as the first
        let _ = writer.write_record(columns);
        Table { writer }
    }

    /// Adds a row; as many cells as there are columns.
    ///
    /// # Errors
    /// If there are not.
    pub(crate) fn row<I: IntoIterator<Item = String>>(&mut self, cells: I) -> Result<(), Problem> {
        self.writer
            .write_record(cells.into_iter().map(guarded))
            .map_err(|error| {
                tracing::error!(%error, "a row of CSV could not be written");
                Problem::internal()
            })
    }

    /// The table as a file to save.
    ///
    /// # Errors
    /// If it cannot be finished.
    pub(crate) fn send(self, name: &str) -> Result<Response, Problem> {
        let bytes = self.writer.into_inner().map_err(|error| {
            tracing::error!(%error, "CSV could not be finished");
            Problem::internal()
        })?;
        Ok(super::download::file(
            name,
            "text/csv; charset=utf-8; header=present",
            bytes,
        ))
    }
}

/// A spreadsheet takes a cell that begins like this for a formula; a quotation mark in front keeps it text.
fn guarded(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell
    }
}

/// Cells that name an article: id, title, opening, date, outlet.
pub(crate) fn article(a: &ArticleRef) -> [String; 5] {
    [
        a.id.to_string(),
        a.title.clone().unwrap_or_default(),
        show::one_line(&a.opening),
        optional(&a.date),
        a.outlet.clone().unwrap_or_default(),
    ]
}

/// Cells of a source: mention, name, role, id, start, end.
pub(crate) fn source(mention: &Option<Mention>) -> [String; 6] {
    mention.as_ref().map_or_else(Default::default, |m| {
        [
            m.words.words.clone(),
            m.name.clone(),
            m.role.as_ref().map(|w| w.words.clone()).unwrap_or_default(),
            m.source.to_string(),
            m.words.at.start.to_string(),
            m.words.at.end.to_string(),
        ]
    })
}

/// Cells of whom a source cites, nearest first: mentions, names.
pub(crate) fn via(via: &[Mention]) -> [String; 2] {
    let all = |of: fn(&Mention) -> &str| via.iter().map(of).collect::<Vec<_>>().join(" | ");
    [all(|m| &m.words.words), all(|m| &m.name)]
}

/// Cells of a time: words, date, precision.
pub(crate) fn time(time: &Option<When>) -> [String; 3] {
    time.as_ref().map_or_else(Default::default, |t| {
        [
            t.words.words.clone(),
            optional(&t.date.map(|(d, _)| d)),
            optional(&t.date.map(|(_, p)| p)),
        ]
    })
}

/// A cell of several places' words.
pub(crate) fn joined(words: &[Words]) -> String {
    words.iter().map(|w| w.words.as_str()).collect::<Vec<_>>().join(" | ")
}

/// A cell that may be empty.
pub(crate) fn optional(value: &Option<impl ToString>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(guarded(cell.into()), format!("'{cell}"));
        }
        assert_eq!(guarded("4,700".into()), "4,700");
        assert_eq!(guarded(String::new()), "");
    }

    #[test]
    fn rows_are_quoted_as_rfc_4180_has_it() {
        let mut table = Table::new(&["a", "b"]);
        table.row(["x, \"y\"".to_owned(), "two\nlines".to_owned()]).unwrap();
        let bytes = table.writer.into_inner().unwrap();
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n"
        );
    }
}
