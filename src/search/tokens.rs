//! Words of a text, as the index holds them and as a query is read.
//!
//! The search page's script reads text by the same rules (`readWords` in `search-worker.js`), and a
//! test compares the two word by word, so a change here is a change there.
//!
//! A word is a run of letters, digits and combining marks. An apostrophe before a letter and a point or
//! comma between digits do not end it: `council's`, `13.6`, `2,914`. It is held folded: taken apart by
//! compatibility (NFKD), without accents, in small letters, without the `'s` of possession, other
//! apostrophes and commas.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that stand in nearly every text and say nothing about it, in English, questions included, and
/// in Welsh. They are not in the index; a phrase in quotation marks is compared with the text itself.
pub const STOP: &[&str] = &[
    "a", "about", "am", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "did", "do",
    "does", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is",
    "it", "its", "many", "much", "of", "on", "or", "she", "should", "so", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "to", "was", "we", "were", "what", "when",
    "where", "which", "who", "whose", "why", "will", "with", "would", "you", "ac", "ar", "at", "bod", "ei",
    "eu", "fod", "gan", "gyda", "hyn", "mae", "mewn", "na", "neu", "ni", "o", "oedd", "oes", "roedd", "sy",
    "wedi", "wrth", "y", "ydy", "ym", "yma", "yn", "yr", "yw",
];

/// A word and where it stands in the text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The word, folded. Never empty.
    pub word: String,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
}

/// The words of a text in order.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// The words of a text; see [`tokens`].
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let rest = self.text.get(self.at..)?;
            let start = self.at + rest.find(is_letter)?;
            let end = word_end(self.text, start);
            self.at = end;
            let word = fold(&self.text[start..end]);
            if !word.is_empty() {
                return Some(Token { word, range: start..end });
            }
        }
    }
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && (c.is_alphanumeric() || is_combining_mark(c)))
}

/// Where the word ends that begins at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let mut before = '\0';
    let mut letters = text[start..].char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if is_letter(c) {
            before = c;
            continue;
        }
        let after = letters.peek().map_or('\0', |(_, c)| *c);
        let joins = match c {
            '\'' | '’' => after.is_alphabetic(),
            '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
            _ => false,
        };
        if !joins {
            return start + at;
        }
    }
    text.len()
}

/// A word as the index holds it.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        let plain: String = word.nfkd().filter(|c| !is_combining_mark(*c)).collect();
        for c in plain.to_lowercase().chars() {
            match c {
                '’' => folded.push('\''),
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' => folded.push('d'),
                c => folded.push(c),
            }
        }
    }
    if folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
    }
    folded.retain(|c| c.is_alphanumeric() || c == '.');
    folded
}

/// Whether a word, folded, is one of [`STOP`].
pub fn is_stop(word: &str) -> bool {
    // The list is short, and nearly every word that is compared is longer than all of its words.
    word.len() <= 6 && STOP.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).map(|token| token.word).collect()
    }

    /// The search page's script is held to the same list.
    #[test]
    fn words_are_folded() {
        let cases: Vec<(String, Vec<String>)> =
            serde_json::from_str(include_str!("../../tests/search/words.json")).unwrap();
        for (text, expected) in cases {
            assert_eq!(words(&text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_cover_the_words_in_the_text() {
        let text = "Tŷ’r cyngor";
        let found: Vec<&str> = tokens(text).map(|token| &text[token.range]).collect();
        assert_eq!(found, ["Tŷ’r", "cyngor"]);
    }
}
