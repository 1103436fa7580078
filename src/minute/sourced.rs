//! [`Sourced`]: a text made from another, whose bytes know where they come from.

use std::ops::Range;

/// Where the bytes of a text come from: runs of bytes that stand in another text in the same order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    runs: Vec<Run>,
}

/// `len` bytes at `at` in the one text that are those at `source` in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    at: u32,
    len: u32,
    source: u32,
}

impl Origin {
    /// The origin of the byte at `at`, or of the nearest byte before it that has one.
    pub fn at(&self, at: u32) -> u32 {
        match self.runs.partition_point(|run| run.at <= at).checked_sub(1) {
            Some(n) => self.runs[n].source + (at - self.runs[n].at).min(self.runs[n].len),
            None => self.runs.first().map_or(0, |run| run.source),
        }
    }

    /// The origin of a range: from the origin of its first byte to the end of that of its last.
    pub fn range(&self, range: &Range<u32>) -> Range<u32> {
        let start = self.at(range.start);
        if range.end <= range.start {
            return start..start;
        }
        let n = self.runs.partition_point(|run| run.at < range.end);
        let end = n
            .checked_sub(1)
            .map_or(start, |n| self.runs[n].source + (range.end - self.runs[n].at).min(self.runs[n].len));
        start..end.max(start)
    }

    /// The parts of `range` that have an origin, each with it.
    fn runs(&self, range: Range<u32>) -> impl Iterator<Item = (Range<u32>, u32)> + '_ {
        let first = self.runs.partition_point(|run| run.at + run.len <= range.start);
        self.runs[first..].iter().take_while(move |run| run.at < range.end).map(move |run| {
            let start = run.at.max(range.start);
            let end = (run.at + run.len).min(range.end);
            (start..end, run.source + (start - run.at))
        })
    }

    fn push(&mut self, at: u32, len: u32, source: u32) {
        match self.runs.last_mut() {
            _ if len == 0 => {}
            Some(last) if last.at + last.len == at && last.source + last.len == source => last.len += len,
            _ => self.runs.push(Run { at, len, source }),
        }
    }
}

/// A text and the origin of its bytes. Bytes without origin were put in by the program.
#[derive(Debug, Clone, Default)]
pub(super) struct Sourced {
    /// The text.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Sourced {
    /// The length in bytes, which is where the next byte will stand.
    pub fn end(&self) -> u32 {
        self.text.len() as u32
    }

    /// The part of the text in `range`.
    pub fn slice(&self, range: &Range<u32>) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or("")
    }

    /// Adds text that has no origin.
    pub fn put(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Adds text that stands for what is at `source`.
    pub fn put_for(&mut self, text: &str, source: u32) {
        self.origin.push(self.end(), text.len() as u32, source);
        self.text.push_str(text);
    }

    /// Adds what of `range` in `from` has an origin; that is the origin here as well.
    pub fn copy(&mut self, from: &Sourced, range: Range<u32>) {
        for (range, source) in from.origin.runs(range) {
            self.put_for(from.slice(&range), source);
        }
    }

    /// Drops everything from `end` on.
    pub fn truncate(&mut self, end: u32) {
        self.text.truncate(end as usize);
        while self.origin.runs.last().is_some_and(|run| run.at >= end) {
            self.origin.runs.pop();
        }
        if let Some(last) = self.origin.runs.last_mut() {
            last.len = last.len.min(end - last.at);
        }
    }
}
