//! The lines of a minute: control characters dropped, line ends told apart, blank lines recognised.

use super::label::Mark;
use super::sourced::Sourced;
use super::{Finding, FindingKind};

/// A line in a run with one longer than this many characters is a paragraph by itself: somebody's
/// editor did not wrap, so every line end is meant. (`content-format`, "The minute", 1)
const LONGEST_WRAPPED: usize = 100;

/// One line, or what is left of it inside a quote or a list entry. Offsets are bytes of the clean text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// The first byte, spaces included.
    pub from: u32,
    /// The first byte that is not a space.
    pub start: u32,
    /// The end of the last character that is not a space; `start` if the line is blank.
    pub end: u32,
    /// The end, spaces included, line end excluded.
    pub to: u32,
    /// Columns of plain spaces and tabs (to every fourth column) before `start`.
    pub indent: u32,
    /// Two or more plain spaces stand at the end: Markdown's line break.
    pub breaks: bool,
    /// What the start of the line is, were it to open a paragraph.
    pub mark: Mark,
}

impl Line {
    /// The line between two offsets, line end excluded.
    pub fn new(text: &str, from: u32, to: u32) -> Line {
        let line = &text[from as usize..to as usize];
        let front = line.trim_start_matches(is_space);
        let body = front.trim_end_matches(is_space);
        let start = to - front.len() as u32;
        let end = start + body.len() as u32;
        let mut indent = 0;
        for byte in line.bytes() {
            match byte {
                b' ' => indent += 1,
                b'\t' => indent += 4 - indent % 4,
                _ => break,
            }
        }
        let tail = &text[end as usize..to as usize];
        let breaks = !body.is_empty() && tail.len() >= 2 && tail.bytes().all(|byte| byte == b' ');
        Line { from, start, end, to, indent, breaks, mark: Mark::Text }
    }

    /// Whether nothing but spaces, no-break and zero-width ones included, stands on the line.
    pub fn is_blank(&self) -> bool {
        self.start == self.end
    }

    /// The words of the line.
    pub fn words<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether the line is too long to have been wrapped by hand.
    pub fn is_long(&self, text: &str) -> bool {
        (self.end - self.start) as usize > LONGEST_WRAPPED
            && self.words(text).chars().nth(LONGEST_WRAPPED).is_some()
    }

    /// The rest of the line from `at`, a byte between its first and its end.
    pub fn rest(&self, text: &str, at: u32) -> Line {
        Line { breaks: self.breaks, ..Line::new(text, at, self.to) }
    }

    /// The line without its first `columns` columns of indentation.
    pub fn dedent(&self, text: &str, columns: u32) -> Line {
        let mut from = self.from;
        let mut column = 0;
        for byte in text[self.from as usize..self.start as usize].bytes() {
            match byte {
                b' ' => column += 1,
                b'\t' => column += 4 - column % 4,
                _ => break,
            }
            if column > columns {
                break;
            }
            from += 1;
        }
        Line { from, indent: self.indent.saturating_sub(columns), ..*self }
    }
}

/// Spaces of every width, none included, and marks of direction: nothing that can be read.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The text without control characters and noncharacters, each byte knowing its place in the file.
/// Line ends of all kinds are kept; what stands for another kind of space becomes a space.
pub(super) fn clean(body: &str, base: u32, findings: &mut Vec<Finding>) -> Sourced {
    let mut clean = Sourced::default();
    let mut dropped = 0;
    let mut first = 0..0;
    let mut kept = 0;
    for (at, c) in body.char_indices().filter(|&(_, c)| is_dropped(c)) {
        clean.put_for(&body[kept..at], base + kept as u32);
        if c.is_whitespace() {
            clean.put_for(" ", base + at as u32);
        }
        kept = at + c.len_utf8();
        dropped += 1;
        if dropped == 1 {
            first = base + at as u32..base + kept as u32;
        }
    }
    clean.put_for(&body[kept..], base + kept as u32);
    if dropped > 0 {
        findings.push(Finding {
            kind: FindingKind::ControlCharacters(dropped),
            source: first,
            words: String::new(),
        });
    }
    clean
}

fn is_dropped(c: char) -> bool {
    let noncharacter = (c as u32 & 0xFFFE) == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}');
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || noncharacter
}

/// The lines of a text: ended by a line feed, a carriage return or both.
pub(super) fn split(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut from = 0;
    for at in 0..=bytes.len() {
        match bytes.get(at) {
            Some(b'\n' | b'\r') => {}
            None if from < at => {}
            _ => continue,
        }
        let after_return = bytes.get(at) == Some(&b'\n') && at > 0 && bytes[at - 1] == b'\r';
        if !(after_return && from == at) {
            lines.push(Line::new(text, from as u32, at as u32));
        }
        from = at + 1;
    }
    lines
}
