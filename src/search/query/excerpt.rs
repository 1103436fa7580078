//! The words of a passage around what was looked for.

use std::ops::Range;

use super::expand::Meaning;
use crate::search::tokens::{Token, tokens};

/// How many words an excerpt has at most.
const WORDS: usize = 40;

/// A stretch of a passage: text that was looked for, and text that was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether it was looked for.
    pub marked: bool,
}

/// The part of a passage with the most of the words, cut into pieces. Ends that are cut off are marked by
/// an ellipsis of their own.
pub fn excerpt<'a>(text: &'a str, meanings: &[Meaning]) -> Vec<Piece<'a>> {
    let tokens: Vec<Token> = tokens(text).collect();
    let place = |token: &Token| meanings.iter().position(|meaning| meaning.surfaces.contains(&token.word));
    let places: Vec<Option<usize>> = tokens.iter().map(place).collect();
    let shown = best(&places, meanings.len());
    let from = if shown.start == 0 { 0 } else { tokens[shown.start].range.start };
    let to = if shown.end >= tokens.len() { text.len() } else { tokens[shown.end - 1].range.end };
    let mut pieces = Vec::new();
    let mut push = |text: &'a str, marked| {
        if !text.is_empty() {
            pieces.push(Piece { text, marked });
        }
    };
    if from > 0 {
        push("… ", false);
    }
    let mut at = from;
    for (token, place) in tokens[shown.clone()].iter().zip(&places[shown]) {
        if place.is_some() {
            push(&text[at..token.range.start], false);
            push(&text[token.range.clone()], true);
            at = token.range.end;
        }
    }
    push(&text[at..to], false);
    if to < text.len() {
        push(" …", false);
    }
    pieces
}

/// The first stretch of so many words that has the most different words of the query.
fn best(places: &[Option<usize>], words: usize) -> Range<usize> {
    if places.len() <= WORDS {
        return 0..places.len();
    }
    let mut inside = vec![0u32; words];
    let (mut distinct, mut most, mut first) = (0, 0, 0);
    for (at, place) in places.iter().enumerate() {
        // Some words before the first that was looked for make it readable.
        let window = WORDS - 8;
        if let Some(word) = *place {
            inside[word] += 1;
            distinct += usize::from(inside[word] == 1);
        }
        if at >= window
            && let Some(word) = places[at - window]
        {
            inside[word] -= 1;
            distinct -= usize::from(inside[word] == 0);
        }
        if distinct > most {
            (most, first) = (distinct, at);
        }
    }
    // `first` is where the window that has most ends; it is shown with some words on either side.
    let end = (first + 8).min(places.len()).max(WORDS);
    end - WORDS..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_looked_for_is_marked_and_shown() {
        let text = format!("{} the Council's libraries, {}", "word ".repeat(60), "after ".repeat(60));
        let meaning = |word: &str| Meaning { surfaces: vec![word.into()], ..Meaning::default() };
        let pieces = excerpt(&text, &[meaning("council"), meaning("libraries")]);
        let marked: Vec<&str> = pieces.iter().filter(|piece| piece.marked).map(|piece| piece.text).collect();
        assert_eq!(marked, ["Council's", "libraries"]);
        assert_eq!((pieces[0].text, pieces.last().unwrap().text), ("… ", " …"));
        let words: usize = pieces.iter().map(|piece| tokens(piece.text).count()).sum();
        assert_eq!(words, WORDS);
        assert_eq!(excerpt("", &[]), []);
    }
}
