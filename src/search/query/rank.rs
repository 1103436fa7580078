//! Which records answer a query, and how well: first by postings alone, then, for the best of them, by
//! their text.

use std::collections::{HashMap, HashSet};
use std::io;

use super::expand::{Meaning, meaning};
use super::parse::Query;
use crate::search::postings::{DECISION, IMPACT, TITLE, Value};
use crate::search::read::{Index, Shown};
use crate::search::record::Kind;
use crate::search::tokens::tokens;

/// How many of the best are compared by their text.
pub const READ: usize = 20;
/// How many are read at most to see whether a phrase stands in them.
pub const PHRASE: usize = 40;
/// What a matter counts for: it has its title from a paper, which says more.
const MATTER: f64 = 0.6;
/// What a record must have of the weight of the words, compared with the record that has the most, to
/// be found at all.
const SHARE: f64 = 0.6;

/// A record that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The record.
    pub record: u32,
    /// The unit of it that answers best.
    pub unit: u32,
    /// How well it answers; comparable within one query only.
    pub score: f64,
    /// Its text, for those that were read.
    pub shown: Option<Shown>,
    /// Which passage of the unit answers best; `None` if only the title or the surroundings do.
    pub passage: Option<usize>,
}

/// What a query found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What was found, the best first.
    pub hits: Vec<Hit>,
    /// What the words stood for, in the order of [`Query::words`].
    pub meanings: Vec<Meaning>,
}

/// A word of the query in the index.
struct Weighed {
    /// How much it tells: rare words tell more.
    weight: f64,
    /// What it is worth in each unit.
    units: HashMap<u32, f64>,
    /// The records that have it in their title.
    titles: HashSet<u32>,
}

/// Answers a query. `keep` says whether a record passes the filters.
///
/// # Errors
/// If a file of the index cannot be read.
pub fn search(index: &Index, query: &Query, keep: &dyn Fn(usize) -> bool) -> io::Result<Found> {
    let meanings = query.words.iter().map(|word| meaning(index, word)).collect::<io::Result<Vec<_>>>()?;
    let weighed = meanings.iter().map(|meaning| weigh(index, meaning)).collect::<io::Result<Vec<_>>>()?;
    let mut excluded = Vec::new();
    for word in &query.excluded {
        let Some(name) = index.shards.shard(word) else { continue };
        let shard = index.shard(name)?;
        for term in shard.terms(word) {
            excluded.extend(
                index
                    .postings(name, &shard, term.number)?
                    .iter()
                    .map(|(unit, _)| index.record_of[*unit as usize]),
            );
        }
    }
    excluded.sort_unstable();
    let phrased = |word: &String| query.phrases.iter().any(|phrase| phrase.contains(word));
    let together: Vec<usize> = (0..weighed.len()).filter(|&word| phrased(&query.words[word])).collect();
    let mut hits =
        by_postings(index, &weighed, &together, &|record| excluded.binary_search(&record).is_err());
    let weights: Vec<f64> = weighed.iter().map(|word| word.weight).collect();
    if !query.phrases.is_empty() {
        hits.truncate(PHRASE);
        read(index, &mut hits, &meanings, &weights)?;
        hits.retain(|hit| {
            hit.shown
                .as_ref()
                .is_some_and(|shown| query.phrases.iter().all(|phrase| has_phrase(shown, phrase)))
        });
    }
    hits.retain(|hit| keep(hit.record as usize));
    let best = if query.phrases.is_empty() { READ } else { PHRASE }.min(hits.len());
    read(index, &mut hits[..best], &meanings, &weights)?;
    sort(&mut hits[..best]);
    Ok(Found { hits, meanings })
}

/// Reads the texts of hits that have not been read, and what they tell.
fn read(index: &Index, hits: &mut [Hit], meanings: &[Meaning], weights: &[f64]) -> io::Result<()> {
    for hit in hits.iter_mut().filter(|hit| hit.shown.is_none()) {
        let shown = index.text(hit.unit)?;
        by_text(hit, &shown, meanings, weights);
        hit.shown = Some(shown);
    }
    Ok(())
}

/// The best first; of two that are as good, the newer. Scores that differ by less than a fiftieth are as
/// good as each other.
fn sort(hits: &mut [Hit]) {
    let step = |hit: &Hit| (hit.score.ln() * 50.0).round();
    hits.sort_by(|a, b| step(b).total_cmp(&step(a)).then(b.record.cmp(&a.record)));
}

fn weigh(index: &Index, meaning: &Meaning) -> io::Result<Weighed> {
    let mut units: HashMap<u32, f64> = HashMap::new();
    let mut titles = HashSet::new();
    for sense in &meaning.senses {
        let shard = index.shard(&sense.shard)?;
        for (unit, value) in index.postings(&sense.shard, &shard, sense.term)? {
            if value & TITLE != 0 {
                titles.insert(index.record_of[unit as usize]);
            }
            let worth = sense.weight * worth(value);
            let known = units.entry(unit).or_insert(0.0);
            *known = known.max(worth);
        }
    }
    let (all, with) = (f64::from(index.head.units), units.len() as f64);
    let weight = if units.is_empty() { 0.0 } else { (1.0 + (all - with + 0.5) / (with + 0.5)).ln() };
    Ok(Weighed { weight, units, titles })
}

fn worth(value: Value) -> f64 {
    let title = if value & TITLE == 0 { 0.0 } else { 0.5 };
    let decision = if value & DECISION == 0 { 0.0 } else { 0.2 };
    f64::from(value & IMPACT) / 15.0 + title + decision
}

/// Every record that has enough of the words, the best first. Words of phrases must stand `together` in
/// one unit.
fn by_postings(index: &Index, words: &[Weighed], together: &[usize], keep: &dyn Fn(u32) -> bool) -> Vec<Hit> {
    /// What is known of a record while words are added.
    #[derive(Clone)]
    struct Sum {
        /// What each word is worth at its best.
        words: Vec<f64>,
        /// The sum of each unit that has any of them.
        units: HashMap<u32, f64>,
    }
    let mut sums: HashMap<u32, Sum> = HashMap::new();
    for (position, word) in words.iter().enumerate() {
        let mut units: Vec<(u32, f64)> = word.units.iter().map(|(unit, worth)| (*unit, *worth)).collect();
        units.sort_by_key(|(unit, _)| *unit);
        for (unit, worth) in units {
            let record = index.record_of[unit as usize];
            let sum = sums
                .entry(record)
                .or_insert_with(|| Sum { words: vec![0.0; words.len()], units: HashMap::new() });
            sum.words[position] = sum.words[position].max(worth);
            *sum.units.entry(unit).or_insert(0.0) += worth * word.weight;
        }
    }
    let all: f64 = words.iter().map(|word| word.weight).sum();
    let called = |record: u32| {
        words.iter().filter(|word| word.titles.contains(&record)).map(|word| word.weight).sum::<f64>()
    };
    let papers: HashSet<u32> = sums.keys().copied().collect();
    let mut hits: Vec<(f64, Hit)> = Vec::new();
    let mut sums: Vec<(u32, Sum)> = sums.into_iter().collect();
    sums.sort_unstable_by_key(|(record, _)| *record);
    for (record, sum) in sums {
        let paper = index.paper_of(record).filter(|paper| papers.contains(paper));
        // A decision is found with its paper, unless it is called by its own name.
        if !keep(record) || paper.is_some_and(|paper| called(record) <= called(paper)) {
            continue;
        }
        let has: f64 =
            sum.words.iter().zip(words).filter(|(worth, _)| **worth > 0.0).map(|(_, word)| word.weight).sum();
        let total: f64 = sum.words.iter().zip(words).map(|(worth, word)| worth * word.weight).sum();
        let share = has / all;
        // The first of the best units, so that the order of a map does not matter.
        let mut units: Vec<(u32, f64)> = sum.units.into_iter().collect();
        units.retain(|(unit, _)| together.iter().all(|&word| words[word].units.contains_key(unit)));
        units.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let Some(&(unit, best)) = units.first() else { continue };
        // Words that stand together count for more than words of different pages.
        let kind = if index.columns.kinds[record as usize] == Kind::Matter as u32 { MATTER } else { 1.0 };
        let score = (total + best) / 2.0 * share * share * kind;
        hits.push((share, Hit { record, unit, score, shown: None, passage: None }));
    }
    let most = hits.iter().map(|(share, _)| *share).fold(0.0, f64::max);
    let mut hits: Vec<Hit> =
        hits.into_iter().filter(|(share, _)| *share >= SHARE * most).map(|(_, hit)| hit).collect();
    sort(&mut hits);
    hits
}

/// Adds to a hit's score what its text tells: how near the words are to each other, and how much of the
/// title they are.
fn by_text(hit: &mut Hit, shown: &Shown, meanings: &[Meaning], weights: &[f64]) {
    let all: f64 = weights.iter().sum();
    if all <= 0.0 {
        return;
    }
    let place = |word: &str| {
        meanings.iter().position(|meaning| meaning.surfaces.iter().any(|surface| surface == word))
    };
    let places = |text: &str| tokens(text).map(|token| place(&token.word)).collect::<Vec<Option<usize>>>();
    let mut best = 0.0;
    for (position, (_, decision, text)) in shown.passages.iter().enumerate() {
        let near = nearness(&places(text), weights, all);
        let near = if *decision == 1 { near * 1.1 } else { near };
        if near > best {
            (best, hit.passage) = (near, Some(position));
        }
    }
    let title = places(&shown.title);
    let mut met = vec![false; weights.len()];
    title.iter().flatten().for_each(|&word| met[word] = true);
    let has: f64 = weights.iter().zip(&met).filter(|(_, met)| **met).map(|(weight, _)| weight).sum();
    let cover = title.iter().flatten().count() as f64 / title.len().max(1) as f64;
    hit.score *= 1.0 + best + has / all * (0.5 + 0.5 * cover);
}

/// How much of the query stands in a text, and how closely, from 0 to 1. `places` has for each word of
/// the text the word of the query that it is.
fn nearness(places: &[Option<usize>], weights: &[f64], all: f64) -> f64 {
    let found: Vec<(usize, usize)> =
        places.iter().enumerate().filter_map(|(at, word)| word.map(|word| (at, word))).collect();
    let mut met = vec![0u32; weights.len()];
    found.iter().for_each(|&(_, word)| met[word] += 1);
    let distinct = met.iter().filter(|count| **count > 0).count();
    let has: f64 = weights.iter().zip(&met).filter(|(_, met)| **met > 0).map(|(weight, _)| weight).sum();
    if distinct < 2 {
        // A single word is as near to itself as can be, but that tells little.
        return has / all * if weights.len() == 1 { 1.0 } else { 0.5 };
    }
    // The shortest stretch that has all of the words that the text has.
    let mut window = vec![0u32; weights.len()];
    let (mut start, mut inside, mut shortest) = (0, 0, usize::MAX);
    for &(at, word) in &found {
        window[word] += 1;
        inside += usize::from(window[word] == 1);
        while inside == distinct {
            shortest = shortest.min(at - found[start].0 + 1);
            window[found[start].1] -= 1;
            inside -= usize::from(window[found[start].1] == 0);
            start += 1;
        }
    }
    has / all * (0.5 + 0.5 * (distinct as f64 / shortest as f64).min(1.0))
}

/// Whether the words of a phrase follow each other in the title or a passage.
fn has_phrase(shown: &Shown, phrase: &[String]) -> bool {
    let has = |text: &str| {
        let words: Vec<String> = tokens(text).map(|token| token.word).collect();
        words.windows(phrase.len()).any(|window| window == phrase)
    };
    has(&shown.title) || shown.passages.iter().any(|(_, _, text)| has(text))
}
