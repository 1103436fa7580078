//! From counted words to shards of words and postings: the part of the work that looks at everything.

use std::collections::HashMap;
use std::io;

use rayon::prelude::*;
use rust_stemmers::{Algorithm, Stemmer};

use super::dictionary::{Shard, Shards, Term};
use super::harvest::{Harvest, Word};
use super::postings::{self, DECISION, TITLE, Value};
use super::{deflate, postings_path, words_path};
use crate::output::Output;

/// How many bytes of postings one file holds at most before compression, unless one term has more.
const FILE: usize = 12_000;

/// Every word of the site with its terms, and for each term where it stands.
pub struct Vocabulary {
    /// The words in ascending order; English before Welsh where both have one.
    words: Vec<(Word, u32)>,
    /// The end of each term's postings.
    ends: Vec<usize>,
    /// The postings, term after term, units ascending.
    postings: Vec<(u32, Value)>,
}

impl Vocabulary {
    /// Puts the words of all harvests together. The units are numbered through.
    pub fn of(harvests: &[Harvest]) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut terms: HashMap<String, u32> = HashMap::new();
        let mut words: HashMap<&Word, u32> = HashMap::new();
        // For each harvest the term of each of its words.
        let of_word: Vec<Vec<u32>> = harvests
            .iter()
            .map(|harvest| {
                let term = |word| {
                    *words.entry(word).or_insert_with(|| {
                        let next = terms.len() as u32;
                        *terms.entry(stem(&stemmer, word)).or_insert(next)
                    })
                };
                harvest.words.iter().map(term).collect()
            })
            .collect();
        let (ends, postings) = invert(harvests, &of_word, terms.len());
        let mut words: Vec<(Word, u32)> =
            words.into_iter().map(|(word, term)| (word.clone(), term)).collect();
        words.par_sort_unstable_by(|a, b| (&a.0.word, !a.0.english).cmp(&(&b.0.word, !b.0.english)));
        Vocabulary { words, ends, postings }
    }

    /// The shards of the words.
    pub fn shards(&self) -> Shards {
        let mut last = "";
        let once = self.words.iter().map(|(word, _)| word.word.as_str()).filter(|word| {
            let new = *word != last;
            last = word;
            new
        });
        Shards::of(once)
    }

    /// Writes every shard with its postings.
    ///
    /// # Errors
    /// What `out` reports.
    pub fn write(&self, shards: &Shards, out: &dyn Output) -> io::Result<()> {
        let mut members: HashMap<&str, Vec<usize>> = HashMap::new();
        for (position, (word, _)) in self.words.iter().enumerate() {
            if let Some(shard) = shards.shard(&word.word) {
                members.entry(shard).or_default().push(position);
            }
        }
        let names: Vec<&String> = shards.names.iter().collect();
        names.par_iter().try_for_each(|name| {
            let members = members.get(name.as_str()).map_or(&[][..], Vec::as_slice);
            self.write_shard(name, members, out)
        })
    }

    fn write_shard(&self, name: &str, members: &[usize], out: &dyn Output) -> io::Result<()> {
        let mut shard = Shard::default();
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let mut file = Vec::new();
        let mut held = 0u32;
        for &position in members {
            let (word, term) = &self.words[position];
            let next = shard.common.len() as u32;
            let number = *numbers.entry(*term).or_insert(next);
            if number == next {
                let postings = self.postings(*term);
                shard.common.push((postings.len() as u32).checked_ilog2().unwrap_or(0) as u8);
                let mut bytes = Vec::new();
                postings::write(postings, &mut bytes);
                if held > 0 && file.len() + bytes.len() > FILE {
                    out.put(&postings_path(name, shard.starts.len() - 1), &deflate(&file)?)?;
                    file.clear();
                    held = 0;
                }
                if held == 0 {
                    shard.starts.push(number);
                }
                file.extend(bytes);
                held += 1;
            }
            let term = Term { number, welsh: !word.english };
            match shard.words.last_mut() {
                Some((known, terms)) if *known == word.word => terms.push(term),
                _ => shard.words.push((word.word.clone(), vec![term])),
            }
        }
        if held > 0 {
            out.put(&postings_path(name, shard.starts.len() - 1), &deflate(&file)?)?;
        }
        out.put(&words_path(name), &deflate(shard.write().as_bytes())?)
    }

    fn postings(&self, term: u32) -> &[(u32, Value)] {
        let term = term as usize;
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.postings[start..self.ends[term]]
    }
}

/// The term for which a word stands.
fn stem(stemmer: &Stemmer, word: &Word) -> String {
    let plain = word.word.bytes().all(|byte| byte.is_ascii_lowercase());
    if word.english && plain { stemmer.stem(&word.word).into_owned() } else { word.word.clone() }
}

/// Turns "which words stand in a unit" into "in which units a term stands".
fn invert(harvests: &[Harvest], of_word: &[Vec<u32>], terms: usize) -> (Vec<usize>, Vec<(u32, Value)>) {
    // Several words of a unit may be one term, so the rows are more than the postings.
    let mut next = vec![0usize; terms + 1];
    for (harvest, of_word) in harvests.iter().zip(of_word) {
        for count in &harvest.counts {
            next[of_word[count.word as usize] as usize + 1] += 1;
        }
    }
    for term in 0..terms {
        next[term + 1] += next[term];
    }
    let starts = next.clone();
    #[derive(Clone, Copy, Default)]
    struct Row {
        unit: u32,
        weight: u16,
        place: Value,
    }
    let mut rows = vec![Row::default(); starts[terms]];
    let mut lengths = Vec::new();
    let mut unit = 0;
    for (harvest, of_word) in harvests.iter().zip(of_word) {
        let mut start = 0;
        for part in &harvest.units {
            lengths.push(part.length);
            for count in &harvest.counts[start..part.end] {
                let slot = &mut next[of_word[count.word as usize] as usize];
                let title = if count.title { TITLE } else { 0 };
                let decision = if count.decision { DECISION } else { 0 };
                rows[*slot] = Row { unit, weight: count.weight, place: title | decision };
                *slot += 1;
            }
            start = part.end;
            unit += 1;
        }
    }
    let mut ends = Vec::with_capacity(terms);
    let mut postings = Vec::with_capacity(rows.len());
    for term in 0..terms {
        for same in rows[starts[term]..starts[term + 1]].chunk_by(|a, b| a.unit == b.unit) {
            let weight = same.iter().map(|row| u32::from(row.weight)).sum();
            let place = same.iter().fold(0, |place, row| place | row.place);
            postings.push((same[0].unit, place | postings::impact(weight, lengths[same[0].unit as usize])));
        }
        ends.push(postings.len());
    }
    (ends, postings)
}
