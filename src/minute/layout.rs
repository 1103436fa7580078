//! The block structure of a minute: paragraphs and their labels, headings, quotes, bullets, tables, code.
//!
//! Minutes are not quite Markdown: labels open paragraphs, lines of an editor that does not wrap are
//! paragraphs each, nothing is code for being indented. So blocks are told apart here, and what each
//! says is written out, one paragraph of plain Markdown after the other, for [`super::tree`] to read
//! its emphasis and links from. No paragraph can be taken for anything else there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::label::is_escaped;
use super::lines::{Line, is_space};
use super::opening::{Fence, Opening, bullet, is_rule, is_underline};
use super::sourced::Sourced;
use super::{Align, FindingKind, table};

/// Quotes and lists inside one another are told apart up to here; what is deeper is text.
const DEEPEST: usize = 32;

/// Empty cells are added to short rows up to this many in a minute, lest a wide head over many
/// short rows use up all memory.
const MOST_EMPTY_CELLS: usize = 100_000;

/// Stands before every line of the Markdown written out. It is a space to Markdown's rules on
/// emphasis, yet not one that may be indentation, so no line can open a block but a paragraph.
const GUARD: &str = "\u{1680}";

/// A minute taken apart. Ranges are bytes of the clean text, chunks are bytes of the Markdown.
pub(super) struct Layout {
    /// The words of all blocks, as paragraphs of Markdown.
    pub markdown: Sourced,
    /// The blocks.
    pub blocks: Vec<Laid>,
    /// The names of the footnotes that have a text.
    pub footnotes: BTreeSet<Box<str>>,
    /// What is doubtful, and where in the clean text.
    pub findings: Vec<(FindingKind, Range<u32>)>,
}

/// What a paragraph, heading or cell says, as a range of the Markdown; empty if nothing.
pub(super) type Chunk = Range<u32>;

/// A block.
pub(super) struct Laid {
    pub kind: Kind,
    pub source: Range<u32>,
}

/// The kinds of block; see [`super::BlockKind`].
pub(super) enum Kind {
    Paragraph { label: Option<Range<u32>>, chunk: Chunk },
    Heading(u8, Chunk),
    Quote(Vec<Laid>),
    Bullets(Vec<Vec<Laid>>),
    Table { columns: Vec<Align>, head: Vec<Chunk>, rows: Vec<Vec<Chunk>> },
    Code(Vec<Range<u32>>),
    Rule,
    Footnote { name: Box<str>, blocks: Vec<Laid> },
}

/// Takes a minute apart.
pub(super) fn lay_out(clean: &Sourced, lines: &[Line]) -> Layout {
    let mut writer = Writer {
        clean,
        text: &clean.text,
        empty_cells: 0,
        layout: Layout {
            markdown: Sourced::default(),
            blocks: Vec::new(),
            footnotes: BTreeSet::new(),
            findings: Vec::new(),
        },
    };
    writer.layout.blocks = writer.blocks(lines, 0);
    writer.layout
}

struct Writer<'a> {
    clean: &'a Sourced,
    text: &'a str,
    empty_cells: usize,
    layout: Layout,
}

impl<'a> Writer<'a> {
    /// The blocks in some lines, at a depth of quotes, lists and footnotes. At depth 0 labels count.
    fn blocks(&mut self, lines: &[Line], depth: usize) -> Vec<Laid> {
        let mut blocks = Vec::new();
        let mut n = 0;
        while let Some(line) = lines.get(n) {
            if line.is_blank() {
                n += 1;
                continue;
            }
            let from = n;
            n = match self.opening(line, depth) {
                Opening::Text => match self.table_head(lines, n) {
                    Some(columns) => self.table(lines, n, columns, &mut blocks),
                    None => self.text(lines, n, depth, &mut blocks),
                },
                Opening::Heading(level) => {
                    self.heading(line, level, &mut blocks);
                    n + 1
                }
                Opening::Rule => {
                    blocks.push(Laid { kind: Kind::Rule, source: line.start..line.end });
                    n + 1
                }
                Opening::Fence(fence) => self.code(lines, n, fence, &mut blocks),
                Opening::Definition => {
                    let chunk = self.definition(line);
                    let kind = Kind::Paragraph { label: None, chunk };
                    blocks.push(Laid { kind, source: line.start..line.end });
                    n + 1
                }
                Opening::Quote => {
                    let (inner, end) = self.quoted(lines, n, depth);
                    let kind = Kind::Quote(self.blocks(&inner, depth + 1));
                    blocks.push(Laid { kind, source: span(&lines[from..end]) });
                    end
                }
                Opening::Bullet(_) => self.bullets(lines, n, depth, &mut blocks),
                Opening::Footnote(name, mark) => {
                    let first = line.rest(self.text, line.start + mark);
                    let (inner, end) = self.entry(lines, n, first, 2, depth);
                    self.layout.footnotes.insert(name.into());
                    let kind = Kind::Footnote { name: name.into(), blocks: self.blocks(&inner, depth + 1) };
                    blocks.push(Laid { kind, source: span(&lines[from..end]) });
                    end
                }
            };
        }
        blocks
    }

    fn opening(&self, line: &Line, depth: usize) -> Opening<'a> {
        match Opening::of(line.words(self.text)) {
            Opening::Quote | Opening::Bullet(_) if depth == DEEPEST => Opening::Text,
            Opening::Footnote(name, _) if depth > 0 || self.layout.footnotes.contains(name) => Opening::Text,
            opening => opening,
        }
    }

    /// Whether a line at this depth starts with a label.
    fn label(&self, line: &Line, depth: usize) -> Option<u32> {
        line.mark.label().filter(|_| depth == 0)
    }

    /// Whether line `n` is part of a run of text: neither blank nor the opening of another block.
    fn is_text(&self, lines: &[Line], n: usize, depth: usize) -> bool {
        lines
            .get(n)
            .is_some_and(|line| !line.is_blank() && matches!(self.opening(line, depth), Opening::Text))
            && self.table_head(lines, n).is_none()
    }

    /// A run of text, as paragraphs.
    fn text(&mut self, lines: &[Line], from: usize, depth: usize, blocks: &mut Vec<Laid>) -> usize {
        let first = &lines[from];
        if depth == DEEPEST
            && (first.words(self.text).starts_with('>') || bullet(first.words(self.text)).is_some())
        {
            self.layout.findings.push((FindingKind::TooDeep, first.start..first.end));
        }
        if let Some(line) = lines.get(from + 1)
            && is_underline(line.words(self.text))
            && self.label(first, depth).is_none()
            && !first.is_long(self.text)
        {
            let chunk = self.chunk(first.start..first.end, false);
            blocks.push(Laid { kind: Kind::Heading(1, chunk), source: first.start..line.end });
            return from + 2;
        }

        let len = 1 + (from + 1..).take_while(|&n| self.is_text(lines, n, depth)).count();
        let run = &lines[from..from + len];
        let all_apart = run.iter().any(|line| line.is_long(self.text));
        let mut n = 0;
        while n < run.len() {
            let line = &run[n];
            let label = self.label(line, depth).map(|len| line.start..line.start + len);
            self.doubt(line, depth);
            if let Some(label) = &label
                && label.end == line.end
            {
                // The label stands alone on its line; its text is the next paragraph, if that has no own label.
                let kind = Kind::Paragraph { label: Some(label.clone()), chunk: 0..0 };
                blocks.push(Laid { kind, source: label.clone() });
                n += 1;
                continue;
            }
            let end = if all_apart {
                n + 1
            } else {
                n + 1 + run[n + 1..].iter().take_while(|line| self.label(line, depth).is_none()).count()
            };
            for line in &run[n + 1..end] {
                self.doubt(line, depth);
            }
            let start = label.as_ref().map_or(line.start, |label| self.after_spaces(label.end..line.end));
            let chunk = self.paragraph(start, &run[n..end]);
            let source = line.start..run[end - 1].end;
            match blocks.last_mut() {
                Some(Laid { kind: Kind::Paragraph { label: Some(_), chunk: empty }, source: whole })
                    if label.is_none() && empty.end == 0 =>
                {
                    *empty = chunk;
                    whole.end = source.end;
                }
                _ => blocks.push(Laid { kind: Kind::Paragraph { label, chunk }, source }),
            }
            n = end;
        }
        from + len
    }

    fn doubt(&mut self, line: &Line, depth: usize) {
        use super::label::Mark;
        let (kind, len) = match line.mark {
            Mark::Doubtful(len) => (FindingKind::DoubtfulLabel, len),
            Mark::Severing(len) => (FindingKind::SeveringLabel, len),
            Mark::Text | Mark::Label(_) => return,
        };
        if depth == 0 {
            self.layout.findings.push((kind, line.start..line.start + len));
        }
    }

    fn after_spaces(&self, range: Range<u32>) -> u32 {
        let rest = &self.text[range.start as usize..range.end as usize];
        range.end - rest.trim_start_matches(is_space).len() as u32
    }

    /// Writes out a paragraph that begins at `start` in the first of some lines.
    fn paragraph(&mut self, start: u32, lines: &[Line]) -> Chunk {
        let markdown = &mut self.layout.markdown;
        let from = markdown.end();
        markdown.put(GUARD);
        for (n, line) in lines.iter().enumerate() {
            let mut start = if n == 0 { start } else { line.start };
            if is_escaped(&self.text[start as usize..line.end as usize]) {
                start += 1;
            }
            markdown.copy(self.clean, start..line.end);
            if n + 1 == lines.len() {
                break;
            }
            let escaped =
                line.words(self.text).bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
            if line.breaks && !escaped {
                markdown.put("  ");
            }
            if line.breaks || escaped {
                markdown.put("\n");
                markdown.put(GUARD);
            } else {
                markdown.put_for(" ", self.clean.origin.at(line.end));
            }
        }
        let end = markdown.end();
        markdown.put("\n\n");
        from..end
    }

    /// Writes out words as a paragraph; in a table `\|` is a bar.
    fn chunk(&mut self, range: Range<u32>, in_table: bool) -> Chunk {
        if range.is_empty() {
            return 0..0;
        }
        let markdown = &mut self.layout.markdown;
        let from = markdown.end();
        markdown.put(GUARD);
        let mut kept = range.start;
        if in_table {
            for (at, _) in self.text[range.start as usize..range.end as usize].match_indices("\\|") {
                let at = range.start + at as u32;
                markdown.copy(self.clean, kept..at);
                kept = at + 1;
            }
        }
        markdown.copy(self.clean, kept..range.end);
        let end = markdown.end();
        markdown.put("\n\n");
        from..end
    }

    fn heading(&mut self, line: &Line, level: u8, blocks: &mut Vec<Laid>) {
        let words = line.words(self.text);
        let start = self.after_spaces(line.start + u32::from(level)..line.end);
        // Hashes may close a heading, too.
        let open = words.trim_end_matches('#');
        let closed = open.is_empty() || open.ends_with(char::is_whitespace);
        let end = if closed { line.start + open.trim_end_matches(is_space).len() as u32 } else { line.end };
        if start < end {
            let chunk = self.chunk(start..end, false);
            blocks.push(Laid { kind: Kind::Heading(level, chunk), source: line.start..line.end });
        }
    }

    /// Writes out the address behind `[name]` as it stands: whatever Markdown makes of it.
    fn definition(&mut self, line: &Line) -> Chunk {
        let markdown = &mut self.layout.markdown;
        let from = markdown.end();
        markdown.copy(self.clean, line.start..line.end);
        let end = markdown.end();
        markdown.put("\n\n");
        from..end
    }

    fn code(&mut self, lines: &[Line], from: usize, fence: Fence, blocks: &mut Vec<Laid>) -> usize {
        let mut n = from + 1;
        let mut code = Vec::new();
        let mut closed = false;
        while let Some(line) = lines.get(n).filter(|_| !closed) {
            closed = fence.closed_by(line.words(self.text));
            if !closed {
                let line = line.dedent(self.text, lines[from].indent);
                code.push(line.from..line.to);
            }
            n += 1;
        }
        blocks.push(Laid { kind: Kind::Code(code), source: span(&lines[from..n]) });
        n
    }

    /// The lines inside a quote, and where it ends.
    fn quoted(&self, lines: &[Line], from: usize, depth: usize) -> (Vec<Line>, usize) {
        let mut inside = Inside::default();
        let mut n = from;
        while let Some(line) = lines.get(n) {
            if line.words(self.text).starts_with('>') {
                let after = line.start + 1;
                let space =
                    u32::from(self.text.as_bytes().get(after as usize) == Some(&b' ') && after < line.to);
                inside.push(line.rest(self.text, after + space), self.text);
                n += 1;
            } else {
                let lazy = self.lazy(&inside, lines, n, depth);
                if lazy == 0 {
                    break;
                }
                inside.lines.extend_from_slice(&lines[n..n + lazy]);
                n += lazy;
            }
        }
        (inside.lines, n)
    }

    fn bullets(&mut self, lines: &[Line], from: usize, depth: usize, blocks: &mut Vec<Laid>) -> usize {
        let mut entries = Vec::new();
        let mut n = from;
        let mut end = from;
        while let Some(line) = lines.get(n) {
            if line.is_blank() {
                n += 1;
                continue;
            }
            let Opening::Bullet(mark) = self.opening(line, depth) else { break };
            let mut first = line.rest(self.text, line.start + mark);
            first.indent = 0;
            let (inner, next) = self.entry(lines, n, first, line.indent + 2, depth);
            entries.push(self.blocks(&inner, depth + 1));
            (n, end) = (next, next);
        }
        blocks.push(Laid { kind: Kind::Bullets(entries), source: span(&lines[from..end]) });
        end
    }

    /// The lines of a list entry or a footnote that starts with `first` and goes on with lines indented
    /// by so many columns; and where it ends, blank lines after it left out.
    fn entry(
        &self,
        lines: &[Line],
        from: usize,
        first: Line,
        indent: u32,
        depth: usize,
    ) -> (Vec<Line>, usize) {
        let mut inside = Inside::default();
        inside.push(first, self.text);
        let (mut end, mut kept) = (from + 1, 1);
        let mut n = end;
        while let Some(line) = lines.get(n) {
            if line.is_blank() {
                inside.push(*line, self.text);
                n += 1;
                continue;
            }
            // A label ends whatever stands open: it opens a paragraph of the minute.
            if line.indent >= indent && self.label(line, depth).is_none() {
                inside.push(line.dedent(self.text, indent), self.text);
                n += 1;
            } else {
                let lazy = self.lazy(&inside, lines, n, depth);
                if lazy == 0 {
                    break;
                }
                inside.lines.extend_from_slice(&lines[n..n + lazy]);
                n += lazy;
            }
            (end, kept) = (n, inside.lines.len());
        }
        inside.lines.truncate(kept);
        (inside.lines, end)
    }

    /// How many lines from line `n` go on with the wrapped paragraph that ends a quote or list entry,
    /// though they lack its mark or indentation.
    fn lazy(&self, inside: &Inside, lines: &[Line], n: usize, depth: usize) -> usize {
        let Some(last) = inside.lines.last().filter(|line| !line.is_blank()) else { return 0 };
        let mut words = last.words(self.text);
        // Quotes and entries inside this one end in text if what they hold does.
        for _ in 0..DEEPEST {
            match (words.strip_prefix('>'), bullet(words)) {
                (Some(rest), _) => words = rest.trim_start(),
                (_, Some(mark)) => words = words[mark as usize..].trim_start(),
                _ => break,
            }
        }
        let in_text =
            !words.is_empty() && !words.starts_with(['#', '>']) && !words.contains('|') && !is_rule(words);
        if !in_text || inside.is_long || inside.fence.is_some() {
            return 0;
        }
        let len = (n..).take_while(|&n| self.is_text(lines, n, depth)).count();
        let run = &lines[n..n + len];
        if run.iter().any(|line| line.is_long(self.text)) {
            return 0;
        }
        run.iter().take_while(|line| self.label(line, depth).is_none()).count()
    }

    /// The columns of the table whose head is line `n`, if one is.
    fn table_head(&self, lines: &[Line], n: usize) -> Option<Vec<Align>> {
        let columns = table::columns(lines.get(n + 1)?.words(self.text))?;
        let head = lines[n].words(self.text);
        let counts =
            head.contains('|') && table::cells(&lines[n], self.text, usize::MAX).len() == columns.len();
        counts.then_some(columns)
    }

    fn table(&mut self, lines: &[Line], from: usize, columns: Vec<Align>, blocks: &mut Vec<Laid>) -> usize {
        let width = columns.len();
        let head = self.row(&lines[from], width);
        let mut rows = Vec::new();
        let mut n = from + 2;
        // A line without a bar is no row, whatever stands before it: minutes go on below a table.
        while let Some(line) = lines.get(n) {
            let words = line.words(self.text);
            if !words.contains('|') || words.starts_with(['>', '#']) || Fence::opened(words).is_some() {
                break;
            }
            rows.push(self.row(line, width));
            n += 1;
        }
        let kind = Kind::Table { columns, head, rows };
        blocks.push(Laid { kind, source: span(&lines[from..n]) });
        n
    }

    fn row(&mut self, line: &Line, width: usize) -> Vec<Chunk> {
        let cells = table::cells(line, self.text, width);
        let mut row: Vec<Chunk> = cells.iter().map(|cell| self.chunk(cell.clone(), true)).collect();
        let missing = (width - row.len().min(width)).min(MOST_EMPTY_CELLS - self.empty_cells);
        self.empty_cells += missing;
        row.resize(row.len() + missing, 0..0);
        row
    }
}

/// The lines inside a quote or list entry, as they are gathered.
#[derive(Default)]
struct Inside {
    lines: Vec<Line>,
    /// The fence that stands open after them.
    fence: Option<Fence>,
    /// Whether a long line stands since the last blank one.
    is_long: bool,
}

impl Inside {
    fn push(&mut self, line: Line, text: &str) {
        let words = line.words(text);
        self.fence = match self.fence {
            Some(open) => Some(open).filter(|open| !open.closed_by(words)),
            None => Fence::opened(words),
        };
        self.is_long = !line.is_blank() && (self.is_long || line.is_long(text));
        self.lines.push(line);
    }
}

/// From the first byte to the last of some lines.
fn span(lines: &[Line]) -> Range<u32> {
    match lines {
        [first, .., last] => first.start..last.end,
        [line] => line.start..line.end,
        [] => 0..0,
    }
}
