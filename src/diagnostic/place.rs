//! From a [`Place`] to bytes, lines and columns of a file's text.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::Place;
use crate::parse::front_matter::{Split, split};
use crate::parse::locate::Places;

/// Columns of an excerpt before and behind the place it shows; a line may be megabytes long.
const BEFORE: usize = 60;
const BEHIND: usize = 120;

/// Where something stands in a file. Lines and columns count from 1; columns count characters, of
/// which a tab is one. The end is the first place that no longer belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span {
    /// The line it begins on.
    pub line: usize,
    /// The column it begins at.
    pub column: usize,
    /// The line it ends on.
    pub end_line: usize,
    /// The column it ends before.
    pub end_column: usize,
    /// Its bytes in the file.
    pub bytes: Range<usize>,
}

/// The line on which something begins, cut if it is very long, with control characters replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line, or the part of it around the place.
    pub text: String,
    /// The bytes of `text` that are meant.
    pub marked: Range<usize>,
}

/// The text of a file, with what is needed to find places in it.
pub(super) struct Source {
    text: String,
    /// The byte at which each line begins.
    lines: Vec<usize>,
    /// The fields and the byte at which they begin, looked for when first asked for.
    fields: OnceCell<Option<(Places, usize)>>,
    is_yaml: bool,
    /// The place last asked for: where its line begins, its byte, and the characters between. Places
    /// are asked for in order, so that a long line is counted through only once.
    last: Cell<(usize, usize, usize)>,
}

impl Source {
    /// The text of the file `path`.
    pub fn new(path: &str, text: String) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (n, byte) in bytes.iter().enumerate() {
            let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(n + 1) != Some(&b'\n'));
            if ends {
                lines.push(n + 1);
            }
        }
        let is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
        Source { text, lines, fields: OnceCell::new(), is_yaml, last: Cell::default() }
    }

    /// The bytes of a place: never outside the text, never inside a character.
    pub fn bytes(&self, place: &Place) -> Range<usize> {
        let found = match place {
            Place::File => None,
            Place::Bytes(range) => Some(range.start as usize..range.end as usize),
            Place::Field(path) => self.fields().and_then(|(places, from)| shift(places.field(path), *from)),
            Place::Key(path) => self.fields().and_then(|(places, from)| shift(places.key(path), *from)),
        };
        let range = found.unwrap_or_else(|| self.first_line());
        let start = self.text.floor_char_boundary(range.start);
        start..self.text.floor_char_boundary(range.end).max(start)
    }

    /// Lines and columns of a range of bytes.
    pub fn span(&self, bytes: Range<usize>) -> Span {
        let (line, column) = self.position(bytes.start);
        let (end_line, end_column) = self.position(bytes.end);
        Span { line, column, end_line, end_column, bytes }
    }

    /// The line on which a range of bytes begins.
    pub fn excerpt(&self, bytes: &Range<usize>) -> Excerpt {
        let line = self.line_at(bytes.start);
        let line = self.lines[line]..self.lines.get(line + 1).copied().unwrap_or(self.text.len());
        let end = line.start + self.text[line.clone()].trim_end_matches(['\n', '\r']).len();
        let start = bytes.start.min(end);
        let first = self.text[line.start..start].char_indices().rev().nth(BEFORE);
        let last = self.text[start..end].char_indices().nth(BEHIND);
        let shown =
            first.map_or(line.start, |(at, _)| line.start + at)..last.map_or(end, |(at, _)| start + at);

        let mut excerpt = Excerpt { text: String::new(), marked: 0..0 };
        if first.is_some() {
            excerpt.text.push('…');
        }
        for (at, c) in self.text[shown.clone()].char_indices() {
            if shown.start + at == start {
                excerpt.marked.start = excerpt.text.len();
            }
            match c {
                '\u{feff}' if shown.start + at == 0 => {}
                '\t' => excerpt.text.push('\t'),
                c if is_unprintable(c) => excerpt.text.push('\u{fffd}'),
                c => excerpt.text.push(c),
            }
            if shown.start + at < bytes.end {
                excerpt.marked.end = excerpt.text.len();
            }
        }
        if start == shown.end {
            excerpt.marked.start = excerpt.text.len();
        }
        excerpt.marked.end = excerpt.marked.end.max(excerpt.marked.start);
        if last.is_some() {
            excerpt.text.push('…');
        }
        excerpt
    }

    fn line_at(&self, byte: usize) -> usize {
        self.lines.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.line_at(byte);
        let start = self.lines[line];
        let (last_start, last_byte, last_chars) = self.last.get();
        let chars = if last_start == start && last_byte <= byte {
            last_chars + self.text[last_byte..byte].chars().count()
        } else {
            self.text[start..byte].chars().count()
        };
        // Only beginnings are remembered to come in order; an end may lie far behind the next of them.
        self.last.set((start, byte, chars));
        let mark = usize::from(line == 0 && chars > 0 && self.text.starts_with('\u{feff}'));
        (line + 1, chars - mark + 1)
    }

    fn first_line(&self) -> Range<usize> {
        let end = self.lines.get(1).copied().unwrap_or(self.text.len());
        0..self.text[..end].trim_end().len()
    }

    fn fields(&self) -> Option<&(Places, usize)> {
        let find = || {
            let yaml = match split(&self.text) {
                _ if self.is_yaml => {
                    let start = self.text.len() - self.text.trim_start_matches('\u{feff}').len();
                    start..self.text.len()
                }
                Split::Fenced { yaml, .. } => yaml,
                _ => return None,
            };
            Some((Places::new(&self.text[yaml.clone()]), yaml.start))
        };
        self.fields.get_or_init(find).as_ref()
    }
}

fn shift(range: Option<Range<usize>>, by: usize) -> Option<Range<usize>> {
    range.map(|range| range.start + by..range.end + by)
}

/// Whether a character would print nothing, move the cursor or turn the writing round.
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}
