//! From a word of a query to terms of the index: the word itself, words that begin with it, or words
//! that differ from it by a slip.

use std::io;

use crate::search::dictionary::{Shard, Term};
use crate::search::read::Index;

/// How many words a beginning or a slip stands for at most.
const WORDS: usize = 8;

/// How many shards are few enough to be read all, for a word whose first letter is wrong; otherwise only
/// a first letter too many or swapped is made good.
const FAR: usize = 60;

/// A word of a query with what it stands for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meaning {
    /// The terms.
    pub senses: Vec<Sense>,
    /// The words that lead to these terms, as texts have them.
    pub surfaces: Vec<String>,
    /// What was looked for instead, where the word stands in no text.
    pub corrected: Option<String>,
}

/// A term that a word of a query stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Sense {
    /// The shard.
    pub shard: String,
    /// The number of the term in the shard.
    pub term: u32,
    /// How surely it is meant, up to 1.
    pub weight: f64,
}

impl Meaning {
    fn add(&mut self, name: &str, shard: &Shard, term: u32, weight: f64) {
        if self.senses.iter().any(|sense| sense.term == term && sense.shard == name) {
            return;
        }
        self.senses.push(Sense { shard: name.to_owned(), term, weight });
        let same = shard.words.iter().filter(|(_, terms)| terms.iter().any(|other| other.number == term));
        self.surfaces.extend(same.map(|(word, _)| word.clone()));
    }
}

/// What a word stands for.
///
/// # Errors
/// If a file of the index cannot be read.
pub fn meaning(index: &Index, word: &str) -> io::Result<Meaning> {
    let mut meaning = Meaning::default();
    if let Some(name) = index.shards.shard(word) {
        let shard = index.shard(name)?;
        for term in shard.terms(word) {
            meaning.add(name, &shard, term.number, 1.0);
        }
        // Welsh has no stemmer here, so its words stand for the longer and shorter ones too.
        if shard.terms(word).iter().any(|term| term.welsh) && word.chars().count() >= 4 {
            for (other, terms) in &shard.words {
                let related =
                    other.starts_with(word) || (other.chars().count() >= 4 && word.starts_with(other));
                for term in terms.iter().filter(|term| term.welsh && related) {
                    meaning.add(name, &shard, term.number, 0.6);
                }
            }
        }
    }
    if meaning.senses.is_empty() && word.chars().count() >= 2 {
        begins(index, word, &mut meaning)?;
    }
    if meaning.senses.is_empty() {
        slips(index, word, &mut meaning)?;
    }
    Ok(meaning)
}

/// Words that begin with what was typed, the most common first.
fn begins(index: &Index, word: &str, meaning: &mut Meaning) -> io::Result<()> {
    let mut found: Vec<(u8, String, String, Term)> = Vec::new();
    for name in index.shards.beginning(word) {
        let shard = index.shard(name)?;
        for (other, terms) in shard.beginning(word) {
            for &term in terms {
                found.push((shard.common[term.number as usize], other.clone(), name.to_owned(), term));
            }
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (_, _, name, term) in found.into_iter().take(WORDS) {
        let shard = index.shard(&name)?;
        meaning.add(&name, &shard, term.number, 0.8);
    }
    Ok(())
}

/// How many letters may differ.
fn allowed(word: &str) -> usize {
    match word.chars().count() {
        _ if word.contains(|c: char| c.is_ascii_digit()) => 0,
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Words that differ by a slip: those with the fewest differences, the most common first. Most slips
/// leave the first letters alone, so that shards farther off are looked at only if nothing is near.
fn slips(index: &Index, word: &str, meaning: &mut Meaning) -> io::Result<()> {
    let most = allowed(word);
    if most == 0 {
        return Ok(());
    }
    let letters: Vec<char> = word.chars().collect();
    let own = index.shards.shard(word).into_iter().collect::<Vec<_>>();
    let first = letters[0].to_string();
    let near = index.shards.beginning(&first).collect::<Vec<_>>();
    let second = letters[1].to_string();
    let far = match index.shards.names.len() {
        0..=FAR => index.shards.names.iter().map(String::as_str).collect::<Vec<_>>(),
        _ => index.shards.beginning(&second).collect(),
    };
    for shards in [own, near, far] {
        let mut found: Vec<(usize, u8, String, String, Term)> = Vec::new();
        for name in shards {
            let shard = index.shard(name)?;
            for (other, terms) in &shard.words {
                let Some(distance) = distance(&letters, &other.chars().collect::<Vec<_>>(), most) else {
                    continue;
                };
                for &term in terms {
                    found.push((
                        distance,
                        shard.common[term.number as usize],
                        other.clone(),
                        name.to_owned(),
                        term,
                    ));
                }
            }
        }
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then_with(|| a.2.cmp(&b.2)));
        let Some(best) = found.first() else { continue };
        let (least, corrected) = (best.0, best.2.clone());
        for (_, _, _, name, term) in found.into_iter().take_while(|row| row.0 == least).take(WORDS) {
            let shard = index.shard(&name)?;
            meaning.add(&name, &shard, term.number, 0.8);
        }
        meaning.corrected = Some(corrected);
        return Ok(());
    }
    Ok(())
}

/// How many letters must be put in, left out, changed or swapped with the next to make one word of the
/// other; `None` if more than `most`.
pub fn distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut older: Vec<usize> = Vec::new();
    let mut old: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = old[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = changed.min(old[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(older[j - 2] + 1);
            }
        }
        if row.iter().all(|&distance| distance > most) {
            return None;
        }
        older = std::mem::replace(&mut old, row);
    }
    Some(old[b.len()]).filter(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        let count =
            |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), 2);
        assert_eq!(count("comittee", "committee"), Some(1));
        assert_eq!(count("recieve", "receive"), Some(1));
        assert_eq!(count("libary", "library"), Some(1));
        assert_eq!(count("abc", "abc"), Some(0));
        assert_eq!(count("planning", "painting"), None);
        assert_eq!(count("", "ab"), Some(2));
    }
}
