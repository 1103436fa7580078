//! The resolutions of a minute: where one opens, what it says, and which paragraphs are its parts.
//!
//! A part is told from the next paragraph of the minute by the series its label goes on with, so
//! labels are placed in their series in the same finder.

use super::label::{self, Core, Printed};
use super::series::{Fit, Path, Series};
use super::{
    Block, BlockKind, Finding, FindingKind, Inline, Mark, Minute, Part, Resolution, Signals, TextRange,
};

/// Finds the resolutions, and gives the path of labels of every top-level block (empty without one).
pub(super) fn find(
    minute: &mut Minute,
    source: Source<'_>,
    signals: &Signals,
    findings: &mut Vec<Finding>,
) -> Vec<Path> {
    let printed: Vec<Option<Printed>> =
        minute.blocks.iter().map(|block| block.label.as_deref().and_then(label::parse)).collect();
    let mut followers = vec![None; printed.len()];
    let mut next = None;
    for (n, label) in printed.iter().enumerate().rev() {
        followers[n] = next;
        next = label.as_ref().or(next);
    }

    let mut finder = Finder {
        outer: Series::default(),
        open: None,
        found: Vec::new(),
        paths: vec![Path::new(); minute.blocks.len()],
        depths: vec![0; minute.blocks.len()],
    };
    let mut inside = Vec::new();
    for (n, block) in minute.blocks.iter().enumerate() {
        let label = block.label.as_deref().zip(printed[n].as_ref());
        let label = label.map(|(typed, printed)| Label { typed, printed, next: followers[n] });
        let signal = signal(minute, block, source, signals);
        candidates(minute, block, signal.clone(), signals, &mut inside);
        match &block.kind {
            BlockKind::Paragraph => match signal {
                Some(signal) => finder.open(n, block, label, signal, minute),
                None => finder.paragraph(n, block, label, minute.slice(&block.text)),
            },
            BlockKind::Heading(_) => {
                finder.close();
                finder.outer.heading();
            }
            BlockKind::Bullets(_) | BlockKind::Quote(_) | BlockKind::Table(_) | BlockKind::Code(_) => {
                finder.attach(n, block, minute.slice(&block.text));
            }
            BlockKind::Rule | BlockKind::Footnote { .. } => {}
        }
    }
    finder.close();
    findings.extend(inside.into_iter().map(|range| {
        Finding {
            kind: FindingKind::ResolutionCandidate,
            source: minute.origin.range(&range),
            words: minute
                .slice(&(range.start..minute.text.len() as u32))
                .chars()
                .take(60)
                .take_while(|&c| c != '\n')
                .collect(),
        }
    }));
    let Finder { found, paths, depths, .. } = finder;
    for (block, depth) in minute.blocks.iter_mut().zip(depths) {
        block.depth = depth;
    }
    minute.resolutions = found;
    paths
}

/// The text of the file that a minute was read from, and where it starts in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub body: &'a str,
    pub base: u32,
}

impl Source<'_> {
    /// Whether nothing but spaces and emphasis stands between a place in the file and the line's end.
    fn line_ends(&self, at: u32) -> bool {
        let rest = at.checked_sub(self.base).and_then(|at| self.body.get(at as usize..)).unwrap_or("");
        let rest = rest.trim_start_matches(['*', '_', ' ', '\t', '\u{A0}']);
        rest.is_empty() || rest.starts_with(['\n', '\r'])
    }
}

/// The signal with which a paragraph opens; neither code nor what is struck out is one.
fn signal(minute: &Minute, block: &Block, source: Source<'_>, signals: &Signals) -> Option<TextRange> {
    let first =
        block.inlines.iter().find(|inline| !matches!(inline, Inline::Open(Mark::Emphasis | Mark::Strong)))?;
    if matches!(first, Inline::Code(_) | Inline::Open(Mark::Strike)) {
        return None;
    }
    let words = minute.slice(&block.text);
    let start = block.text.end - words.trim_start().len() as u32;
    let ends = |len: usize| source.line_ends(minute.origin.range(&(start..start + len as u32)).end);
    let len = signals.at_start(words.trim_start(), ends)?;
    Some(start..start + len as u32)
}

/// Reports signals that open no resolution because they stand inside a paragraph, or in a heading or list.
fn candidates(
    minute: &Minute,
    block: &Block,
    signal: Option<TextRange>,
    signals: &Signals,
    found: &mut Vec<TextRange>,
) {
    match &block.kind {
        BlockKind::Heading(_) => found.extend(signal),
        BlockKind::Paragraph => {
            let start = signal.map_or(block.text.start, |signal| signal.end);
            let inside = signals.inside(minute.slice(&(start..block.text.end)));
            found
                .extend(inside.into_iter().map(|range| start + range.start as u32..start + range.end as u32));
        }
        BlockKind::Bullets(entries) => {
            for block in entries.iter().flatten() {
                candidates(minute, block, None, signals, found);
            }
        }
        _ => {}
    }
}

/// A label, and the one after it.
#[derive(Clone, Copy)]
struct Label<'a> {
    typed: &'a str,
    printed: &'a Printed,
    next: Option<&'a Printed>,
}

/// The walk over the blocks.
struct Finder {
    /// The series of the minute; parts of resolutions have their own.
    outer: Series,
    open: Option<Open>,
    found: Vec<Resolution>,
    paths: Vec<Path>,
    depths: Vec<u8>,
}

/// A resolution whose end has not been found yet.
struct Open {
    resolution: Resolution,
    parts: Series,
    /// Whether nothing has been said yet but the signal.
    is_bare: bool,
    /// Whether what was said last leads up to what follows: it ends in a colon.
    leads_up: bool,
    /// Blocks since the signal that belong to it only if a part follows.
    held: Vec<TextRange>,
}

impl Finder {
    /// A signal opens a resolution.
    fn open(
        &mut self,
        n: usize,
        block: &Block,
        label: Option<Label<'_>>,
        signal: TextRange,
        minute: &Minute,
    ) {
        // A signal by itself before another only announces it: `Decision:`, then `RESOLVED that …`.
        if self.open.as_ref().is_some_and(|open| open.is_bare && open.resolution.last + 1 == n) {
            self.open = None;
        }
        self.close();
        self.outer_block(n, label);
        let rest = minute.slice(&(signal.end..block.text.end));
        let said = rest.trim_start_matches(|c: char| c.is_whitespace() || ":-–—,;.".contains(c));
        let text: Vec<TextRange> = (!said.is_empty())
            .then(|| block.text.end - said.len() as u32..block.text.end)
            .into_iter()
            .collect();
        self.open = Some(Open {
            is_bare: text.is_empty(),
            leads_up: text.is_empty() || leads_up(said),
            parts: Series::default(),
            held: Vec::new(),
            resolution: Resolution { block: n, signal, text, parts: Vec::new(), last: n },
        });
    }

    /// A paragraph that opens no resolution goes on with one, or ends it.
    fn paragraph(&mut self, n: usize, block: &Block, label: Option<Label<'_>>, words: &str) {
        if let Some(open) = &mut self.open {
            let resolution = &mut open.resolution;
            match label {
                Some(label) if is_part(&open.parts, &self.outer, label) => {
                    let (path, depth) = open.parts.place(label.typed, label.printed, label.next);
                    if resolution.parts.is_empty() {
                        resolution.text.append(&mut open.held);
                    }
                    open.held.clear();
                    let lead = &self.paths[resolution.block];
                    if !lead.is_empty() {
                        // Decimals name their parents themselves.
                        let parents = if path.starts_with(lead) { &[][..] } else { lead };
                        self.paths[n] = parents.iter().chain(&path).cloned().collect();
                        self.depths[n] = self.depths[resolution.block] + 1;
                    }
                    self.depths[n] += depth;
                    resolution.parts.push(Part { block: n, path, text: block.text.clone() });
                    resolution.last = n;
                    (open.is_bare, open.leads_up) = (false, leads_up(words));
                    return;
                }
                None if open.is_bare && resolution.last + 1 == n => {
                    resolution.text.push(block.text.clone());
                    resolution.last = n;
                    (open.is_bare, open.leads_up) = (false, leads_up(words));
                    return;
                }
                // "and" and "or" between parts end nothing.
                None if is_conjunction(words) => return,
                _ => self.close(),
            }
        }
        self.outer_block(n, label);
    }

    /// A list, table, quote or code stands after a signal or a part. It is what that leads up to, or
    /// else ends nothing.
    fn attach(&mut self, n: usize, block: &Block, words: &str) {
        let Some(open) = &mut self.open else { return };
        let bullets = matches!(block.kind, BlockKind::Bullets(_));
        if (bullets || open.leads_up) && open.held.is_empty() {
            let resolution = &mut open.resolution;
            match resolution.parts.last_mut() {
                Some(part) => part.text.end = block.text.end,
                None => resolution.text.push(block.text.clone()),
            }
            resolution.last = n;
            (open.is_bare, open.leads_up) = (false, leads_up(words));
        } else {
            open.held.push(block.text.clone());
        }
    }

    fn outer_block(&mut self, n: usize, label: Option<Label<'_>>) {
        match label {
            Some(label) => {
                (self.paths[n], self.depths[n]) = self.outer.place(label.typed, label.printed, label.next)
            }
            None => self.outer.paragraph(),
        }
    }

    fn close(&mut self) {
        self.found.extend(self.open.take().map(|open| open.resolution));
    }
}

/// Whether a labelled paragraph is part of a resolution rather than the next paragraph of the minute.
fn is_part(parts: &Series, outer: &Series, label: Label<'_>) -> bool {
    let goes_on = outer.goes_on(label.printed, label.next);
    match (&label.printed.core, parts.fit(label.printed, label.next)) {
        // Decimals name their parents, so there is no doubt about `8.5` after `8.4 RESOLVED` and `8.4.1`.
        (Core::Decimal(_), _) => !goes_on,
        (_, Fit::Next(_)) => true,
        _ => !goes_on,
    }
}

fn leads_up(words: &str) -> bool {
    words.trim_end().ends_with(':')
}

fn is_conjunction(words: &str) -> bool {
    let word = words.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    matches!(word.as_str(), "and" | "or" | "and/or" | "a" | "ac" | "neu")
}
