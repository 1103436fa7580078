//! The text of a document: [`Passage`]s, and the `Sink` that gathers them within a limit.

use serde::{Deserialize, Serialize};

use super::finding::{Finding, Read};

/// A stretch of a document's text: a page, a slide, a sheet, or the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The page of a PDF or the slide of a presentation, from 1: what `#page=` takes. `None` where the
    /// format has no fixed pages.
    pub page: Option<u32>,
    /// The text: one space between words, no empty lines, no control characters. Never empty.
    pub text: String,
}

/// The text of a document as a reader sees it: no comments, deletions, speaker notes or hidden parts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The passages in the order of the document.
    pub passages: Vec<Passage>,
    /// Why the text is not complete; empty if it is.
    pub findings: Vec<Finding>,
}

/// Gathers passages up to a limit.
#[derive(Debug)]
pub(crate) struct Sink {
    passages: Vec<Passage>,
    left: usize,
}

impl Sink {
    /// What a passage is charged beside its text, so that a million short ones cost something.
    const OVERHEAD: usize = 32;

    /// A sink that takes `limit` bytes.
    pub fn new(limit: u64) -> Self {
        Sink { passages: Vec::new(), left: usize::try_from(limit).unwrap_or(usize::MAX) }
    }

    /// How many bytes may still come: what a reader may gather before it pushes.
    pub fn left(&self) -> usize {
        self.left
    }

    /// Adds a passage, unless it is empty. One that is too long is cut short.
    ///
    /// # Errors
    /// [`Finding::TooLarge`] if the limit is reached.
    pub fn push(&mut self, page: Option<u32>, text: &str) -> Read<()> {
        let mut text = tidy(text);
        if text.is_empty() {
            return Ok(());
        }
        let room = self.left.saturating_sub(Self::OVERHEAD);
        let whole = text.len() <= room;
        text.truncate(text.floor_char_boundary(room));
        self.left = room - text.len();
        if !text.is_empty() {
            self.passages.push(Passage { page, text });
        }
        if whole { Ok(()) } else { Err(Finding::TooLarge) }
    }

    /// The text, complete if the reader ended well.
    pub fn finish(self, outcome: Read<()>) -> Text {
        Text { passages: self.passages, findings: outcome.err().into_iter().collect() }
    }
}

/// Text with its spaces in order: one between words, none at the ends of lines, no empty lines; without
/// control characters, with words put together that a soft hyphen cuts at the end of a line, and with
/// ligatures taken apart, as nobody types them who looks for a word.
pub(crate) fn tidy(text: &str) -> String {
    const SOFT_HYPHEN: char = '\u{AD}';
    let mut tidied = String::with_capacity(text.len());
    let mut broken = false;
    for line in text.split(['\n', '\r', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let start = tidied.len();
        for word in line.split(|c: char| c.is_whitespace() || (c.is_control() && c != '\0')) {
            let kept = |c: &char| *c != SOFT_HYPHEN && *c != '\0' && *c != '\u{FEFF}';
            let mut characters = word.chars().filter(kept).peekable();
            if characters.peek().is_none() {
                continue;
            }
            if tidied.len() > start {
                tidied.push(' ');
            } else if start > 0 && !broken {
                tidied.push('\n');
            }
            for character in characters {
                match ligature(character) {
                    Some(letters) => tidied.push_str(letters),
                    None => tidied.push(character),
                }
            }
        }
        if tidied.len() > start {
            broken = line.trim_end().ends_with(SOFT_HYPHEN);
        }
    }
    tidied
}

/// The letters of a Latin ligature: typesetters write `specification` with one.
fn ligature(character: char) -> Option<&'static str> {
    match character {
        '\u{FB00}' => Some("ff"),
        '\u{FB01}' => Some("fi"),
        '\u{FB02}' => Some("fl"),
        '\u{FB03}' => Some("ffi"),
        '\u{FB04}' => Some("ffl"),
        '\u{FB05}' | '\u{FB06}' => Some("st"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_put_in_order() {
        assert_eq!(tidy("  Draft \t budget\u{a0}2024 \r\n\n\n to\0ber \u{1}"), "Draft budget 2024\ntober");
        assert_eq!(tidy("com\u{ad}mit\u{ad}\ntee met\n"), "committee met");
        assert_eq!(tidy("speci\u{FB01}c o\u{FB03}cer"), "specific officer");
        assert_eq!(tidy(" \n\t\u{ad}\n"), "");
    }

    #[test]
    fn a_sink_cuts_at_its_limit() {
        let mut sink = Sink::new(40);
        assert_eq!(sink.push(Some(1), "  "), Ok(()));
        assert_eq!(sink.push(Some(1), "ŵŵŵŵŵŵ"), Err(Finding::TooLarge));
        assert_eq!(sink.push(Some(2), "more"), Err(Finding::TooLarge));
        let text = sink.finish(Err(Finding::TooLarge));
        assert_eq!(text.passages, [Passage { page: Some(1), text: "ŵŵŵŵ".into() }]);
        assert_eq!(text.findings, [Finding::TooLarge]);
    }
}
