//! The words that open a resolution, and where they stand in a text.

use std::ops::Range;

use super::Signals;

/// The signal words in capitals, in which nothing need follow them.
const CAPITALS: [&str; 5] = ["RESOLVED", "AGREED", "RECOMMENDED", "DECISION", "PENDERFYNWYD"];

/// The same as English and as Welsh words, and what must follow them. Welsh puts the verb first, so
/// that what is resolved follows at once: that (bod, na, nad, y, yr), to (i), unanimously (yn unfrydol).
const CAPITALISED: [(&[&str], &[&str]); 2] = [
    (&["Resolved", "Agreed", "Recommended", "Decision"], &["that", "to", "unanimously"]),
    (&["Penderfynwyd"], &["bod", "na", "nad", "y", "yr", "i", "yn"]),
];

impl Default for Signals {
    fn default() -> Self {
        Signals::new(&[])
    }
}

impl Signals {
    /// The words of the format with those that a site adds, which count in capitals.
    pub fn new(extra: &[String]) -> Self {
        let extra = extra.iter().map(|word| word.trim().to_uppercase()).filter(|word| !word.is_empty());
        let mut words: Vec<String> = CAPITALS.map(String::from).into_iter().chain(extra).collect();
        // The longest first: `RESOLVED UNANIMOUSLY` before `RESOLVED`.
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        Signals { words }
    }

    /// The length of the signal at the start of a text; `ends` tells whether a line ends at a byte of it.
    pub(super) fn at_start(&self, text: &str, ends: impl Fn(usize) -> bool) -> Option<usize> {
        let capitals =
            self.words.iter().find(|word| text.starts_with(word.as_str()) && is_whole(&text[word.len()..]));
        if let Some(word) = capitals {
            return Some(word.len());
        }
        CAPITALISED.iter().find_map(|(words, followers)| {
            let word = words.iter().find(|word| text.starts_with(**word) && is_whole(&text[word.len()..]))?;
            let rest = text[word.len()..].trim_start();
            let next = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
            let follows = rest.is_empty()
                || rest.starts_with([':', '-', '–'])
                || followers.contains(&next.as_str())
                || ends(word.len());
            follows.then_some(word.len())
        })
    }

    /// The signals inside a text that opens with none, as ranges of it: words in capitals, and what is as
    /// striking.
    pub(super) fn inside(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for word in &self.words {
            for (at, _) in text.match_indices(word.as_str()) {
                let before = &text[..at];
                // In a text all in capitals, the word is nothing out of the ordinary.
                let shouted = before.split_whitespace().next_back().is_some_and(|word| {
                    word.chars().filter(|c| c.is_alphabetic()).count() > 1
                        && !word.contains(char::is_lowercase)
                });
                if !before.ends_with(|c: char| c.is_alphanumeric() || c == '-')
                    && is_whole(&text[at + word.len()..])
                    && !shouted
                {
                    found.push(at..at + word.len());
                }
            }
        }
        // A capital in mid-sentence, or a comma that keeps the word from opening a resolution.
        for word in ["Resolved:", "Agreed:", "Recommended:", "Penderfynwyd:", "Resolved,", "Penderfynwyd,"] {
            found.extend(text.match_indices(word).map(|(at, word)| at..at + word.len()));
        }
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        found.dedup_by_key(|range| range.start);
        found
    }
}

/// Whether a word ends where this text goes on. `DECISION-MAKING` is a word; `RESOLVED-That` is two.
fn is_whole(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('-') => {
            let next = chars.as_str().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            next.is_empty() || matches!(next.to_lowercase().as_str(), "that" | "to")
        }
        next => !next.is_some_and(char::is_alphanumeric),
    }
}
