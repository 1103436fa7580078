//! The rows of a table: where its cells are, and what its second line says of its columns.

use std::ops::Range;

use super::Align;
use super::lines::{Line, is_space};

/// The columns that a line below the head of a table sets up.
pub(super) fn columns(words: &str) -> Option<Vec<Align>> {
    if !words.starts_with(['|', '-', ':']) || !words.contains('|') || !words.contains('-') {
        return None;
    }
    let words = words.strip_prefix('|').unwrap_or(words);
    let words = words.strip_suffix('|').unwrap_or(words);
    let column = |cell: &str| {
        let cell = cell.trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        let valid = !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-');
        valid.then(|| match (cell.starts_with(':'), cell.ends_with(':')) {
            (false, false) => Align::None,
            (true, false) => Align::Left,
            (true, true) => Align::Centre,
            (false, true) => Align::Right,
        })
    };
    words.split('|').map(column).collect()
}

fn is_after_backslash(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}

/// The cells of a row, at most so many: more bars than columns are text of the last cell, for
/// nothing of a record may be lost.
pub(super) fn cells(line: &Line, text: &str, most: usize) -> Vec<Range<u32>> {
    let words = line.words(text);
    let bytes = words.as_bytes();
    let mut start = usize::from(bytes.first() == Some(&b'|'));
    let closed = bytes.len() > start && bytes.ends_with(b"|") && !is_after_backslash(bytes, bytes.len() - 1);
    let end = bytes.len() - usize::from(closed);
    let cell = |range: Range<usize>| {
        let text = &words[range.clone()];
        let start = range.end - text.trim_start_matches(is_space).len();
        let end = start + words[start..range.end].trim_end_matches(is_space).len();
        line.start + start as u32..line.start + end as u32
    };
    let mut cells = Vec::new();
    let first = start;
    for at in (first..end).filter(|&at| bytes[at] == b'|' && !is_after_backslash(bytes, at)) {
        if cells.len() + 1 < most {
            cells.push(cell(start..at));
            start = at + 1;
        }
    }
    cells.push(cell(start..end));
    cells
}
