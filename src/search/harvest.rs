//! From families of records to files of text and counted words: the part of the work that looks at one
//! family at a time.

use std::collections::HashMap;
use std::io;

use serde::Serialize;

use super::passage::{Content, Passage, content, month};
use super::record::{Family, Record};
use super::tokens::{is_stop, tokens};
use super::{Source, deflate, text_path};
use crate::format::Language;
use crate::output::Output;

/// How many bytes of text one unit holds at most, unless a single passage is longer. Words that stand
/// in one unit are taken to stand together, and a browser fetches a unit to show a result.
const UNIT: usize = 5_000;
/// How many bytes of text one file holds at most, unless a single unit is longer.
const FILE: usize = 8_000;

/// How much a word counts for by where it stands, in quarters.
const TITLE: u16 = 8;
const DECISION: u16 = 6;
const TEXT: u16 = 4;
const CONTEXT: u16 = 1;

/// How often a word stands in a unit.
#[derive(Debug, Clone, Copy)]
pub struct Count {
    /// Which of [`Harvest::words`].
    pub word: u32,
    /// How often, in quarters, weighed by place.
    pub weight: u16,
    /// Whether it stands in the title.
    pub title: bool,
    /// Whether it stands in a decision.
    pub decision: bool,
}

/// A surface word of a text: as it stands there, folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word {
    /// The word.
    pub word: String,
    /// Whether the text is English, and the word has a stem.
    pub english: bool,
}

/// Where a unit's text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// In the file of the unit before it.
    Same = 0,
    /// In the next file of the same family.
    File = 1,
    /// In the first file of the next family.
    Family = 2,
}

/// A unit: as much of a record's text as is fetched and compared as one.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Where its text begins.
    pub mark: Mark,
    /// How many words it has.
    pub length: u32,
    /// The end of its counts in [`Harvest::counts`].
    pub end: usize,
}

/// What some families came to.
#[derive(Default)]
pub struct Harvest {
    /// The records, each with the number of its units.
    pub records: Vec<(Record, u32)>,
    /// The units, record after record.
    pub units: Vec<Unit>,
    /// The words, each once.
    pub words: Vec<Word>,
    /// The counts, unit after unit.
    pub counts: Vec<Count>,
    /// Changes whenever a text does.
    pub stamp: blake3::Hasher,
    known: HashMap<Word, u32>,
}

/// A unit as a browser reads it. The names are short because they stand in every file.
#[derive(Serialize)]
struct Shown<'a> {
    /// Address.
    u: &'a str,
    /// Title.
    t: &'a str,
    /// Bodies.
    w: &'a str,
    /// The paper that a file belongs to.
    o: &'a str,
    /// Language.
    l: &'static str,
    /// Passages: fragment, whether it is part of a decision, text.
    p: Vec<(&'a str, u8, &'a str)>,
}

impl Harvest {
    /// Reads a family, writes its text and counts its words. `number` is its place among the families.
    ///
    /// # Errors
    /// What the source or the output reports.
    pub fn family(
        &mut self,
        source: &Source,
        number: usize,
        family: &Family,
        out: &dyn Output,
    ) -> io::Result<()> {
        let mut contents = Vec::new();
        for record in family {
            contents.push(content(source, record)?);
        }
        let mut file: Vec<Shown> = Vec::new();
        let (mut files, mut held) = (0, 0);
        let mut mark = Mark::Family;
        for (record, content) in family.iter().zip(&contents) {
            let units = cut(&content.passages);
            for (position, passages) in units.iter().enumerate() {
                let size: usize = passages.iter().map(|passage| passage.text.len()).sum();
                if !file.is_empty() && held + size > FILE {
                    self.put(out, number, files, &file)?;
                    file.clear();
                    (files, held, mark) = (files + 1, 0, Mark::File);
                }
                held += size;
                self.count(source, record, content, passages, position == 0, mark);
                mark = Mark::Same;
                file.push(Shown {
                    u: &content.url,
                    t: &content.title,
                    w: &content.place,
                    o: &content.parent,
                    l: record.language.word(),
                    p: passages
                        .iter()
                        .map(|passage| (&*passage.anchor, u8::from(passage.decision), &*passage.text))
                        .collect(),
                });
            }
            self.records.push((record.clone(), units.len() as u32));
        }
        self.put(out, number, files, &file)
    }

    fn put(&mut self, out: &dyn Output, family: usize, file: usize, units: &[Shown]) -> io::Result<()> {
        let json = serde_json::to_vec(units)?;
        self.stamp.update(&json);
        out.put(&text_path(family as u32, file), &deflate(&json)?)
    }

    /// Counts the words of a unit: those of its passages, and of the record's title and surroundings.
    fn count(
        &mut self,
        source: &Source,
        record: &Record,
        content: &Content,
        passages: &[Passage],
        first: bool,
        mark: Mark,
    ) {
        let english = record.language == Language::En;
        let mut counts: HashMap<u32, Count> = HashMap::new();
        let mut length = 0;
        let mut add = |text: &str, weight: u16, title: bool, decision: bool| {
            for token in tokens(text) {
                length += u32::from(weight >= TEXT);
                if is_stop(&token.word) {
                    continue;
                }
                let word = self.intern(Word { word: token.word, english });
                let count =
                    counts.entry(word).or_insert(Count { word, weight: 0, title: false, decision: false });
                count.weight = count.weight.saturating_add(weight);
                count.title |= title;
                count.decision |= decision;
            }
        };
        for passage in passages {
            add(&passage.text, if passage.decision { DECISION } else { TEXT }, false, passage.decision);
        }
        // Later pages of a long file are about the same thing, but are not the place that is called so.
        add(&content.title, if first { TITLE } else { CONTEXT }, first, false);
        add(&content.parent, CONTEXT, false, false);
        for &body in &record.bodies {
            let body = &source.corpus.bodies[body];
            add(&body.title, CONTEXT, false, false);
            body.front().short_title.iter().for_each(|name| add(name, CONTEXT, false, false));
        }
        if let Some(date) = record.date {
            let date = format!("{} {}", month(record.language, date.month()), date.year());
            add(&date, CONTEXT, false, false);
        }
        let mut counts: Vec<Count> = counts.into_values().collect();
        counts.sort_unstable_by_key(|count| count.word);
        self.counts.extend(counts);
        self.units.push(Unit { mark, length, end: self.counts.len() });
    }

    fn intern(&mut self, word: Word) -> u32 {
        let next = self.words.len() as u32;
        *self.known.entry(word).or_insert_with_key(|word| {
            self.words.push(word.clone());
            next
        })
    }
}

/// Passages as units. A record without text is one unit, since it has a title.
fn cut(passages: &[Passage]) -> Vec<&[Passage]> {
    let mut units = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (position, passage) in passages.iter().enumerate() {
        if position > start && size + passage.text.len() > UNIT {
            units.push(&passages[start..position]);
            (start, size) = (position, 0);
        }
        size += passage.text.len();
    }
    units.push(&passages[start..]);
    units
}
