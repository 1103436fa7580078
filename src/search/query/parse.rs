//! A query as somebody types it: words, "phrases" and -excluded words.

use crate::search::tokens::{is_stop, tokens};

/// A query taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The words that are looked for, each once, in order; those of phrases included, and words that
    /// are in every text left out.
    pub words: Vec<String>,
    /// Phrases: words that must follow each other in the text.
    pub phrases: Vec<Vec<String>>,
    /// Words that must not stand in what is found.
    pub excluded: Vec<String>,
}

impl Query {
    /// Takes a query apart. Whatever is typed is a query.
    pub fn parse(typed: &str) -> Self {
        let mut query = Query::default();
        // An odd quotation mark at the end is a phrase that is still being typed.
        for (position, part) in typed.replace(['“', '”', '„'], "\"").split('"').enumerate() {
            if position % 2 == 0 {
                part.split_whitespace().for_each(|piece| query.piece(piece));
            } else {
                query.phrase(part);
            }
        }
        query
    }

    fn piece(&mut self, piece: &str) {
        let (excluded, piece) = match piece.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, piece),
        };
        for word in tokens(piece).map(|token| token.word).filter(|word| !is_stop(word)) {
            let list = if excluded { &mut self.excluded } else { &mut self.words };
            if !list.contains(&word) {
                list.push(word);
            }
        }
    }

    fn phrase(&mut self, text: &str) {
        let phrase: Vec<String> = tokens(text).map(|token| token.word).collect();
        for word in phrase.iter().filter(|word| !is_stop(word)) {
            if !self.words.contains(word) {
                self.words.push(word.clone());
            }
        }
        if phrase.len() > 1 {
            self.phrases.push(phrase);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_phrases_and_exclusions_are_told_apart() {
        let query = Query::parse("the “flood  scheme” -Brockmere’s walls \"to be\" well-known -");
        assert_eq!(query.words, ["flood", "scheme", "walls", "well", "known"]);
        assert_eq!(query.phrases, [vec!["flood", "scheme"], vec!["to", "be"]]);
        assert_eq!(query.excluded, ["brockmere"]);
        assert_eq!(Query::parse("\"market char").phrases, [["market", "char"]]);
        assert_eq!(Query::parse("  "), Query::default());
    }
}
