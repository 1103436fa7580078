//! [`Rows`]: an array of records as JSON, one record a line.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

/// Room for many records, so that the place behind is not called for each of them.
const BUFFER: usize = 1 << 16;

/// An array being written.
pub(super) struct Rows<W: Write> {
    to: BufWriter<W>,
    /// What stands before the next record.
    before: &'static [u8],
}

impl<W: Write> Rows<W> {
    /// Opens the array.
    pub(super) fn new(to: W) -> io::Result<Self> {
        let mut to = BufWriter::with_capacity(BUFFER, to);
        to.write_all(b"[")?;
        Ok(Rows { to, before: b"\n" })
    }

    /// Writes a record.
    pub(super) fn push(&mut self, record: &impl Serialize) -> io::Result<()> {
        self.to.write_all(self.before)?;
        self.before = b",\n";
        Ok(serde_json::to_writer(&mut self.to, record)?)
    }

    /// Closes the array; without this the file is not complete.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.to.write_all(b"\n]\n")?;
        self.to.flush()
    }
}
