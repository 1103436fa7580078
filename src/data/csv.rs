//! [`Sheet`]: a table as CSV (RFC 4180), safe to open in a spreadsheet.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;

use super::record::Named;

/// What stands between the entries of a list in one cell.
const BETWEEN: &str = "; ";

/// A table being written.
pub(super) struct Sheet<W: Write> {
    to: ::csv::Writer<W>,
    row: Row,
}

/// The cells of one record, in the order of the columns.
#[derive(Default)]
pub(super) struct Row {
    cells: ::csv::ByteRecord,
}

impl<W: Write> Sheet<W> {
    /// Writes the names of the columns.
    pub(super) fn new(to: W, columns: &[&str]) -> io::Result<Self> {
        let mut to = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            // Where a semicolon is taken for the separator, quotes still keep a cell together.
            .quote_style(::csv::QuoteStyle::Always)
            .buffer_capacity(1 << 16)
            .from_writer(to);
        to.write_record(columns)?;
        Ok(Sheet { to, row: Row::default() })
    }

    /// Writes the row that `fill` makes.
    pub(super) fn push(&mut self, fill: impl FnOnce(&mut Row)) -> io::Result<()> {
        self.row.cells.clear();
        fill(&mut self.row);
        Ok(self.to.write_byte_record(&self.row.cells)?)
    }

    /// Hands over what is still held; without this the file is not complete.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.to.flush()
    }
}

impl Row {
    /// A text.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.cells.push_field(harmless(text).as_bytes());
        self
    }

    /// A value by its printed form; an empty cell for none.
    pub(super) fn maybe(&mut self, value: Option<impl Display>) -> &mut Self {
        match value {
            Some(value) => self.text(&value.to_string()),
            None => self.text(""),
        }
    }

    /// A list of short texts in one cell.
    pub(super) fn list(&mut self, list: &[impl AsRef<str>]) -> &mut Self {
        let list: Vec<&str> = list.iter().map(AsRef::as_ref).collect();
        self.text(&list.join(BETWEEN))
    }

    /// People: a cell of names, and one of ids.
    pub(super) fn people(&mut self, people: &[Named<'_>]) -> &mut Self {
        let names: Vec<&str> = people.iter().map(|named| named.name).collect();
        let ids: Vec<&str> = people.iter().map(|named| named.person.as_deref().unwrap_or("")).collect();
        self.list(&names);
        if people.iter().any(|named| named.person.is_some()) { self.list(&ids) } else { self.text("") }
    }

    /// A list of anything with a shape of its own: JSON, or an empty cell for none.
    pub(super) fn json_list(&mut self, list: &[impl Serialize]) -> &mut Self {
        self.json((!list.is_empty()).then_some(list))
    }

    /// Anything with a shape of its own: JSON, or an empty cell for none.
    pub(super) fn json(&mut self, value: Option<impl Serialize>) -> &mut Self {
        // The same value has just gone into the JSON file, which would have reported a failure.
        let json = value.and_then(|value| serde_json::to_string(&value).ok());
        self.text(&json.unwrap_or_default())
    }
}

/// A text as it may stand in a cell: an apostrophe before what a spreadsheet would run as a formula,
/// and no control characters but tab and line feed.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if !runs && !text.contains(unfit) {
        return Cow::Borrowed(text);
    }
    let mut cell = String::with_capacity(text.len() + 3);
    if runs {
        cell.push('\'');
    }
    for c in text.replace("\r\n", "\n").chars() {
        cell.push(match c {
            '\r' => '\n',
            c if unfit(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        });
    }
    Cow::Owned(cell)
}

fn unfit(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n')
}
