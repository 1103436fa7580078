//! The properties of records as columns: what filters, counts and order need before any text is fetched.
//!
//! The file `records` begins with the number of records. Then come the columns, each with a number for
//! every record: its units; its kind; its set of bodies (0 for none, else the position in
//! [`super::Head::sets`] and 1); the days since the record before it (the first since the first of
//! January 1900; 0 at the start for records without a date); the bits of its outcomes. Last comes a
//! number for every unit: where its text begins (0: in the file of the unit before, 1: in the next file
//! of the family, 2: in the first file of the next family).

use std::collections::HashMap;

use jiff::civil::{Date, date};

use super::harvest::Harvest;
use super::record::{Record, Subject};
use super::varint;
use crate::model::{Corpus, Id};

/// The day from which days are counted.
const FIRST_DAY: Date = date(1900, 1, 1);

/// The columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// How many units each record has.
    pub units: Vec<u32>,
    /// The kind of each record by its number.
    pub kinds: Vec<u32>,
    /// The bodies of each record: 0, or a position in `sets` and 1.
    pub bodies: Vec<u32>,
    /// The day of each record, counted from the first of January 1900; 0 for none.
    pub days: Vec<u32>,
    /// The outcomes of each record.
    pub outcomes: Vec<u32>,
    /// Where the text of each unit begins.
    pub marks: Vec<u32>,
    /// Which bodies met together; in `index.json`, not in the file.
    pub sets: Vec<Vec<u32>>,
}

impl Columns {
    /// The columns of everything harvested.
    pub(super) fn of(corpus: &Corpus, harvests: &[Harvest]) -> Self {
        let mut columns = Columns {
            sets: corpus.bodies.ids().map(|id| vec![id.index() as u32]).collect(),
            ..Columns::default()
        };
        for (record, units) in harvests.iter().flat_map(|harvest| &harvest.records) {
            columns.units.push(*units);
            columns.kinds.push(record.kind() as u32);
            let set = columns.set(record);
            columns.bodies.push(set);
            let days =
                record.date.and_then(|date| FIRST_DAY.until(date).ok()).map_or(0, |span| span.get_days());
            columns.days.push(u32::try_from(days).unwrap_or(0));
            columns.outcomes.push(u32::from(record.outcomes));
        }
        columns.marks =
            harvests.iter().flat_map(|harvest| &harvest.units).map(|unit| unit.mark as u32).collect();
        columns
    }

    fn set(&mut self, record: &Record) -> u32 {
        let bodies: Vec<u32> = record.bodies.iter().map(|body| body.index() as u32).collect();
        if bodies.is_empty() {
            return 0;
        }
        let position = self.sets.iter().position(|set| *set == bodies).unwrap_or_else(|| {
            self.sets.push(bodies);
            self.sets.len() - 1
        });
        position as u32 + 1
    }

    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Vec::new();
        varint::put(&mut out, self.units.len() as u32);
        let mut column =
            |numbers: &mut dyn Iterator<Item = u32>| numbers.for_each(|number| varint::put(&mut out, number));
        column(&mut self.units.iter().copied());
        column(&mut self.kinds.iter().copied());
        column(&mut self.bodies.iter().copied());
        let before = std::iter::once(0).chain(self.days.iter().copied());
        column(&mut self.days.iter().zip(before).map(|(day, before)| day.saturating_sub(before)));
        column(&mut self.outcomes.iter().copied());
        column(&mut self.marks.iter().copied());
        out
    }

    /// Reads what [`Columns::write`] wrote; `None` if it is something else.
    pub fn read(mut bytes: &[u8], sets: Vec<Vec<u32>>) -> Option<Self> {
        let bytes = &mut bytes;
        let records = varint::take(bytes)? as usize;
        let column = |bytes: &mut &[u8], length: usize| -> Option<Vec<u32>> {
            // Every number takes a byte at least.
            (length <= bytes.len()).then(|| (0..length).map(|_| varint::take(bytes)).collect())?
        };
        let units = column(bytes, records)?;
        let kinds = column(bytes, records)?;
        let bodies = column(bytes, records)?;
        let mut days = column(bytes, records)?;
        let mut day = 0u32;
        for step in &mut days {
            day = day.checked_add(*step)?;
            *step = day;
        }
        let outcomes = column(bytes, records)?;
        let total = units.iter().try_fold(0u32, |sum, units| sum.checked_add(*units))?;
        let marks = column(bytes, total as usize)?;
        Some(Columns { units, kinds, bodies, days, outcomes, marks, sets })
    }

    /// The day of a record.
    pub fn date(&self, record: usize) -> Option<Date> {
        let days = *self.days.get(record).filter(|days| **days > 0)?;
        FIRST_DAY.checked_add(jiff::Span::new().days(days)).ok()
    }
}

/// Who is named in which records: the file `people`.
pub(super) fn people(corpus: &Corpus, harvests: &[Harvest]) -> Vec<u8> {
    let records = harvests.iter().flat_map(|harvest| &harvest.records);
    let numbers: HashMap<Subject, u32> =
        records.zip(0..).map(|((record, _), number)| (record.subject, number)).collect();
    let mut rows: Vec<(&str, &str, Vec<u32>)> = Vec::new();
    for (id, person) in corpus.people.table.iter() {
        let papers = corpus.graph.papers_of_person.of(id).iter().map(|(item, _)| Subject::Item(*item));
        let meetings =
            corpus.graph.meetings_of_person.of(id).iter().map(|(meeting, _)| Subject::Meeting(*meeting));
        let subjects = papers.chain(meetings).chain([Subject::Person(id)]);
        let mut named: Vec<u32> = subjects.filter_map(|subject| numbers.get(&subject).copied()).collect();
        named.sort_unstable();
        named.dedup();
        let before: Vec<u32> = std::iter::once(0).chain(named.iter().copied()).collect();
        named.iter_mut().zip(before).for_each(|(number, before)| *number -= before);
        rows.push((&person.slug, &person.name, named));
    }
    // Numbers and strings are always valid JSON.
    serde_json::to_vec(&rows).unwrap_or_default()
}
