//! Which words lead to which postings: the words of the texts in shards by their first letters, each
//! with the terms it stands for.
//!
//! A shard is text. Its first line holds, for each file of postings that belongs to it, the number of
//! the first term in it. Every other line is a word, folded, in ascending order, and the terms it stands
//! for (one, or two where English and Welsh papers have it): `=` and a letter for a new term, numbered
//! on from the one before; `-` and a number for an earlier term, counted back from the newest; before
//! either, `~` where the word stands in Welsh papers. The letter says how common the term is: the binary
//! logarithm of its number of units, as a digit to base 36.
//!
//! So the reader needs no stemmer: `library` and `libraries` lead to the same postings.

use std::collections::BTreeSet;

/// How many words of one first letter stand in one shard before they are parted by the second letter.
const WORDS: usize = 1_200;

/// The shards: the beginnings of words by which they are named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shards {
    /// `a` for all words with that letter, `co` where a letter is parted.
    pub names: BTreeSet<String>,
}

impl Shards {
    /// The shards for these words, in ascending order.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut shards = Shards::default();
        let (mut first, mut count) = (String::new(), 0);
        let mut seconds: BTreeSet<String> = BTreeSet::new();
        let mut close = |first: &str, count: usize, seconds: &mut BTreeSet<String>| {
            let seconds = std::mem::take(seconds);
            if count > WORDS {
                shards.names.extend(seconds);
            } else if count > 0 {
                shards.names.insert(first.to_owned());
            }
        };
        // Words that begin with neither a Latin letter nor a digit share a shard, but are sorted in
        // more than one place.
        let mut others = 0;
        for word in words {
            let name = beginning(word, 1);
            if name == OTHERS {
                others += 1;
                continue;
            }
            if name != first {
                close(&first, count, &mut seconds);
                (first, count) = (name, 0);
            }
            count += 1;
            seconds.insert(beginning(word, 2));
        }
        close(&first, count, &mut seconds);
        if others > 0 {
            shards.names.insert(OTHERS.to_owned());
        }
        shards
    }

    /// The shard that a word stands in, if it stands anywhere.
    pub fn shard(&self, word: &str) -> Option<&str> {
        let long = self.names.get(&beginning(word, 2));
        long.or_else(|| self.names.get(&beginning(word, 1))).map(String::as_str)
    }

    /// The shards whose words may begin with `prefix`.
    pub fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.names
            .iter()
            .map(String::as_str)
            .filter(move |name| prefix.starts_with(name) || name.starts_with(prefix))
    }
}

/// The shard of words that begin with neither a Latin letter nor a digit.
const OTHERS: &str = "_";

/// The first letters of a word by which its shard is named: file names on any computer.
fn beginning(word: &str, letters: usize) -> String {
    let plain: String = word.chars().take(letters).take_while(char::is_ascii_alphanumeric).collect();
    if plain.is_empty() { OTHERS.to_owned() } else { plain }
}

/// A term that a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Its number in the shard.
    pub number: u32,
    /// Whether the word stands in Welsh papers.
    pub welsh: bool,
}

/// A shard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shard {
    /// The number of the first term in each file of postings.
    pub starts: Vec<u32>,
    /// The words, in ascending order.
    pub words: Vec<(String, Vec<Term>)>,
    /// How common each term is: the binary logarithm of its number of units.
    pub common: Vec<u8>,
}

impl Shard {
    /// The shard as its file holds it.
    pub fn write(&self) -> String {
        let starts: Vec<String> = self.starts.iter().map(u32::to_string).collect();
        let mut text = starts.join(" ");
        let mut next = 0;
        for (word, terms) in &self.words {
            text.push('\n');
            text.push_str(word);
            for term in terms {
                if term.welsh {
                    text.push('~');
                }
                if term.number == next {
                    text.push('=');
                    text.push(char::from_digit(u32::from(self.common[next as usize]), 36).unwrap_or('z'));
                    next += 1;
                } else {
                    text.push_str(&format!("-{}", next - 1 - term.number));
                }
            }
        }
        text
    }

    /// Reads what [`Shard::write`] wrote; `None` if it is something else.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let starts =
            lines.next()?.split(' ').map(|number| number.parse().ok()).collect::<Option<Vec<u32>>>()?;
        let mut shard = Shard { starts, ..Shard::default() };
        for line in lines {
            let end = line.find(['~', '=', '-'])?;
            let (word, mut rest) = line.split_at(end);
            let mut terms = Vec::new();
            while !rest.is_empty() {
                let welsh = rest.starts_with('~');
                rest = rest.trim_start_matches('~');
                let tail = rest.get(1..)?;
                let end = tail.find(['~', '=', '-']).unwrap_or(tail.len());
                let newest = shard.common.len() as u32;
                let number = if rest.starts_with('=') {
                    shard.common.push(tail.chars().next()?.to_digit(36)? as u8);
                    newest
                } else {
                    newest.checked_sub(1)?.checked_sub(tail[..end].parse().ok()?)?
                };
                terms.push(Term { number, welsh });
                rest = &tail[end..];
            }
            shard.words.push((word.to_owned(), terms));
        }
        Some(shard)
    }

    /// The terms of a word.
    pub fn terms(&self, word: &str) -> &[Term] {
        match self.words.binary_search_by(|(known, _)| known.as_str().cmp(word)) {
            Ok(position) => &self.words[position].1,
            Err(_) => &[],
        }
    }

    /// The words that begin with `prefix`.
    pub fn beginning<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a (String, Vec<Term>)> {
        let start = self.words.partition_point(|(word, _)| word.as_str() < prefix);
        self.words[start..].iter().take_while(move |(word, _)| word.starts_with(prefix))
    }

    /// In which file of postings a term stands, and as which one of it.
    pub fn place(&self, term: u32) -> Option<(usize, usize)> {
        let file = self.starts.partition_point(|start| *start <= term).checked_sub(1)?;
        Some((file, (term - self.starts[file]) as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_comes_back() {
        let term = |number, welsh| Term { number, welsh };
        let shard = Shard {
            starts: vec![0, 2],
            words: vec![
                ("libraries".into(), vec![term(0, false)]),
                ("library".into(), vec![term(0, false)]),
                ("llyfrgell".into(), vec![term(1, false), term(2, true)]),
                ("los".into(), vec![term(1, false)]),
            ],
            common: vec![3, 0, 12],
        };
        assert_eq!(shard.write(), "0 2\nlibraries=3\nlibrary-0\nllyfrgell=0~=c\nlos-1");
        assert_eq!(Shard::read(&shard.write()), Some(shard.clone()));
        assert_eq!(shard.place(2), Some((1, 0)));
        assert_eq!(shard.terms("library"), [term(0, false)]);
        assert_eq!(shard.beginning("lib").count(), 2);
        assert_eq!(Shard::read("0\nword"), None);
        assert_eq!(Shard::read("0\nword-1"), None);
    }

    #[test]
    fn a_letter_with_many_words_is_parted() {
        let many: Vec<String> =
            (0..2_000).map(|n| format!("c{}{n:04}", if n < 1_000 { 'a' } else { 'o' })).collect();
        let words = ["10", "a", "bus"].into_iter().chain(many.iter().map(String::as_str)).chain(["д"]);
        let shards = Shards::of(words);
        assert_eq!(Vec::from_iter(&shards.names), ["1", "_", "a", "b", "ca", "co"]);
        assert_eq!(shards.shard("council"), Some("co"));
        assert_eq!(shards.shard("bus"), Some("b"));
        assert_eq!(shards.shard("да"), Some("_"));
        assert_eq!(shards.shard("cycle"), None);
        assert_eq!(shards.beginning("c").collect::<Vec<_>>(), ["ca", "co"]);
    }
}
