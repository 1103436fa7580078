//! The record as open data: what is written under `/data/`, for people who reuse it.
//!
//! # Files
//!
//! | file | one record a |
//! | --- | --- |
//! | `bodies` | committee, board, council |
//! | `meetings` | meeting |
//! | `items` | public agenda item (each translation is a record of its own) |
//! | `resolutions` | resolution |
//! | `people` | person with a page |
//! | `documents` | public file |
//! | `items-YEAR` | item of a meeting in that year, with its text |
//!
//! Beside every `X.json` stands `X.schema.json` (JSON Schema, draft 2020-12), which describes every
//! field. The six tables come as `X.csv` too. Records may gain fields; none changes its meaning.
//!
//! # JSON
//!
//! An array of objects, one record a line, so that two versions can be compared line by line.
//!
//! - `id` is the path of the source file without `.md`: `committees/cabinet/2023-11-29/07-draft-budget`,
//!   `people/jane-roe`. A document's has its extension; a resolution's is its item's with
//!   `#resolution-1`. It stays while the file stays where it is.
//! - `url` is the page or file, from the root of the site, without the path under which the site is served.
//! - A field that refers to another record holds its `id`.
//! - What is absent is `null`, or an empty list. It is unknown: a vote whose figures were not
//!   recorded has `null` for them, never 0.
//! - Days are `2023-11-29`, times of day `14:00`.
//! - Somebody named has `name` as the paper prints it, `role`, `organisation`, and `person`: the id of
//!   the person's record, or `null` for a member of the public or where it is not settled who is meant.
//!
//! # Text
//!
//! `items-2023.json` holds the minutes: for each item its `blocks` in reading order, each with `kind`
//! (`paragraph`, `heading`, `quote`, `list`, `table`, `code`, `rule`, `footnote`), the `label` printed
//! before it (`7.`, `(a)`), the `anchor` by which it is cited (its address is `url`, `#`, `anchor`) and
//! perhaps an `alias` of that, the `level` of a heading, the `name` of a footnote, and `text`: the words
//! alone, without emphasis and links. Inside one text a line feed parts the paragraphs of a quotation,
//! the entries of a list and the rows of a table; a tab parts the cells of a row, the first row being
//! the head.
//!
//! # CSV
//!
//! RFC 4180 with a head row: UTF-8 without a byte order mark, commas, CRLF, every cell in quotes.
//! Columns are the fields of the JSON, except:
//!
//! - an empty cell is `null`;
//! - lists of ids, labels and names stand in one cell, parted by `; `;
//! - people are two columns: `presenters` has the names, `presenters_person` the ids in the same order,
//!   with nothing between the separators for somebody who has none;
//! - the parts of a resolution are lines of one cell, each its label and its text;
//! - a vote and a period are a column for each field: `vote_for`, `active_from`;
//! - every other list or object is JSON in the cell.
//!
//! A cell that a spreadsheet could run as a formula (it begins with `=`, `+`, `-`, `@`, their wide forms,
//! a tab or a line feed) has an apostrophe before it. Line ends within a cell are line feeds; other
//! control characters are replaced by U+FFFD. The JSON is exact in both respects.
//!
//! # What is not here
//!
//! Papers and documents closed to the public are no records. A meeting's `closed_items` says what the
//! public may know of them. Of a withdrawn paper the record stays, without what it said.

mod csv;
mod json;
mod record;
mod schema;

#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use crate::model::{Corpus, ItemId};
use crate::output::Output;
use record::{Body, Document, Item, ItemText, Meeting, Person, Record, Resolution};

/// Writes the files of one table.
type Table = fn(&Corpus, &dyn Output) -> io::Result<()>;

/// Writes everything under `/data/`. One record at a time is held in memory; the tables are written
/// side by side.
///
/// # Errors
/// What `out` reports.
pub fn write(corpus: &Corpus, out: &dyn Output) -> io::Result<()> {
    let tables: [Table; 6] = [items, resolutions, documents, meetings, people, bodies];
    let (tables, texts) = rayon::join(
        || tables.par_iter().try_for_each(|table| table(corpus, out)),
        || items_by_year(corpus).par_iter().try_for_each(|(year, items)| texts(corpus, out, *year, items)),
    );
    tables.and(texts)
}

fn bodies(corpus: &Corpus, out: &dyn Output) -> io::Result<()> {
    table(out, "bodies", corpus.bodies.ids().map(|id| Body::of(corpus, id)))
}

fn meetings(corpus: &Corpus, out: &dyn Output) -> io::Result<()> {
    table(out, "meetings", corpus.meetings.ids().map(|id| Meeting::of(corpus, id)))
}

fn items(corpus: &Corpus, out: &dyn Output) -> io::Result<()> {
    table(out, "items", corpus.items.ids().map(|id| Item::of(corpus, id)))
}

fn resolutions(corpus: &Corpus, out: &dyn Output) -> io::Result<()> {
    let stands = |id: &_| corpus.items[corpus.resolutions[*id].item].front().withdrawn.is_none();
    table(out, "resolutions", corpus.resolutions.ids().filter(stands).map(|id| Resolution::of(corpus, id)))
}

fn people(corpus: &Corpus, out: &dyn Output) -> io::Result<()> {
    table(out, "people", corpus.people.table.ids().map(|id| Person::of(corpus, id)))
}

fn documents(corpus: &Corpus, out: &dyn Output) -> io::Result<()> {
    table(out, "documents", corpus.documents.ids().map(|id| Document::of(corpus, id)))
}

fn texts(corpus: &Corpus, out: &dyn Output, year: i16, items: &[ItemId]) -> io::Result<()> {
    let name = format!("items-{year}");
    let mut rows = json::Rows::new(out.create(&format!("data/{name}.json"))?)?;
    for &id in items {
        rows.push(&ItemText::of(corpus, id))?;
    }
    rows.finish()?;
    put_schema::<ItemText<'_>>(out, &name)
}

/// Writes one table as JSON and CSV, each record into both, and its schema.
fn table<R: Record>(out: &dyn Output, name: &str, records: impl Iterator<Item = R>) -> io::Result<()> {
    let mut rows = json::Rows::new(out.create(&format!("data/{name}.json"))?)?;
    let mut sheet = csv::Sheet::new(out.create(&format!("data/{name}.csv"))?, R::COLUMNS)?;
    for record in records {
        rows.push(&record)?;
        sheet.push(|row| record.cells(row))?;
    }
    rows.finish()?;
    sheet.finish()?;
    put_schema::<R>(out, name)
}

fn put_schema<R: schemars::JsonSchema>(out: &dyn Output, name: &str) -> io::Result<()> {
    out.put(&format!("data/{name}.schema.json"), &schema::of_list::<R>(name))
}

/// The items whose text is published, by the year of their meeting.
fn items_by_year(corpus: &Corpus) -> BTreeMap<i16, Vec<ItemId>> {
    let mut years: BTreeMap<i16, Vec<ItemId>> = BTreeMap::new();
    for (id, item) in corpus.items.iter() {
        if item.front().withdrawn.is_none() {
            years.entry(corpus.meetings[item.meeting].date.year()).or_default().push(id);
        }
    }
    years
}
