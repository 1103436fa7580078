//! From laid-out blocks to the tree: their words into one text, their emphasis, links and notes into inlines.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::layout::{Chunk, Kind, Laid, Layout};
use super::sourced::Sourced;
use super::{Block, BlockKind, Finding, FindingKind, Inline, Mark, Table};

/// Emphasis inside emphasis and the like is marked up to here; deeper, only its words are kept.
const DEEPEST: usize = 32;

/// The text and blocks of a minute; anchors are still to come.
pub(super) fn grow(clean: &Sourced, layout: Layout, findings: &mut Vec<Finding>) -> (Sourced, Vec<Block>) {
    let Layout { markdown, blocks, footnotes, findings: doubts } = layout;
    findings.extend(doubts.into_iter().map(|(kind, range)| Finding {
        kind,
        words: excerpt(clean.slice(&range)),
        source: clean.origin.range(&range),
    }));
    // Footnotes of the old kind are the ones that need no text in the same Markdown; theirs are blocks by now.
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_OLD_FOOTNOTES;
    let events = Parser::new_ext(&markdown.text, options).into_offset_iter();
    let mut grower = Grower {
        clean,
        markdown: &markdown,
        footnotes: &footnotes,
        referred: BTreeSet::new(),
        events: Events { events, peeked: None },
        text: Sourced::default(),
        findings,
    };
    let blocks = grower.blocks(blocks);
    let (text, referred) = (grower.text, grower.referred);
    for block in &blocks {
        if let BlockKind::Footnote { name, .. } = &block.kind
            && !referred.contains(name)
        {
            let source = block.source.clone();
            findings.push(Finding { kind: FindingKind::UnusedFootnote, source, words: name.to_string() });
        }
    }
    (text, blocks)
}

/// The first words of what a finding is about.
fn excerpt(words: &str) -> String {
    words.chars().take(60).collect()
}

/// Markdown's events, those of one chunk after the other.
struct Events<'a> {
    events: OffsetIter<'a>,
    peeked: Option<(Event<'a>, Range<usize>)>,
}

impl<'a> Events<'a> {
    /// The next event, if it belongs to what ends at `end`.
    fn before(&mut self, end: u32) -> Option<(Event<'a>, Range<usize>)> {
        let next = self.peeked.take().or_else(|| self.events.next())?;
        if next.1.start < end as usize {
            return Some(next);
        }
        self.peeked = Some(next);
        None
    }
}

struct Grower<'a> {
    clean: &'a Sourced,
    markdown: &'a Sourced,
    footnotes: &'a BTreeSet<Box<str>>,
    referred: BTreeSet<Box<str>>,
    events: Events<'a>,
    text: Sourced,
    findings: &'a mut Vec<Finding>,
}

impl Grower<'_> {
    fn blocks(&mut self, laid: Vec<Laid>) -> Vec<Block> {
        laid.into_iter().filter_map(|laid| self.block(laid)).collect()
    }

    /// A block, unless it is one without words that only Markdown needs.
    fn block(&mut self, Laid { kind, source }: Laid) -> Option<Block> {
        let before = self.text.end();
        let mut label = None;
        let mut inlines = Vec::new();
        let kind = match kind {
            Kind::Paragraph { label: range, chunk } => {
                label = range.map(|range| Box::from(self.clean.slice(&range)));
                self.separate("\n");
                inlines = self.inlines(chunk);
                if label.is_none() && inlines.is_empty() {
                    self.text.truncate(before);
                    return None;
                }
                BlockKind::Paragraph
            }
            Kind::Heading(level, chunk) => {
                self.separate("\n");
                inlines = self.inlines(chunk);
                BlockKind::Heading(level)
            }
            Kind::Quote(blocks) => BlockKind::Quote(self.blocks(blocks)),
            Kind::Bullets(entries) => {
                BlockKind::Bullets(entries.into_iter().map(|entry| self.blocks(entry)).collect())
            }
            Kind::Footnote { name, blocks } => BlockKind::Footnote { name, blocks: self.blocks(blocks) },
            Kind::Table { columns, head, rows } => {
                let head = self.row(head);
                let rows = rows.into_iter().map(|row| self.row(row)).collect();
                BlockKind::Table(Table { columns, head, rows })
            }
            Kind::Code(lines) => {
                self.separate("\n");
                let start = self.text.end();
                for (n, line) in lines.into_iter().enumerate() {
                    if n > 0 {
                        self.text.put("\n");
                    }
                    self.text.copy(self.clean, line);
                }
                BlockKind::Code(start..self.text.end())
            }
            Kind::Rule => BlockKind::Rule,
        };
        let end = self.text.end();
        // What was written first, if not at the very beginning, is what separates it from before.
        let text = if before > 0 && end > before { before + 1..end } else { before..end };
        let source = self.clean.origin.range(&source);
        Some(Block { kind, label, depth: 0, anchor: Box::default(), alias: None, text, inlines, source })
    }

    fn separate(&mut self, separator: &str) {
        if self.text.end() > 0 {
            self.text.put(separator);
        }
    }

    fn row(&mut self, cells: Vec<Chunk>) -> Vec<Vec<Inline>> {
        let cell = |(n, chunk)| {
            self.separate(if n == 0 { "\n" } else { "\t" });
            self.inlines(chunk)
        };
        cells.into_iter().enumerate().map(cell).collect()
    }

    /// What a chunk says.
    fn inlines(&mut self, chunk: Chunk) -> Vec<Inline> {
        let mut inlines = Vec::new();
        // Whether each element that stands open in the Markdown stands open in the inlines.
        let mut open: Vec<bool> = Vec::new();
        let mut in_link = 0;
        let mut raw = false;
        let mut deep = false;
        while let Some((event, range)) = self.events.before(chunk.end) {
            let range = range.start as u32..range.end as u32;
            match event {
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                Event::Start(tag) => {
                    let opened = match tag {
                        Tag::Emphasis => Some(Inline::Open(Mark::Emphasis)),
                        Tag::Strong => Some(Inline::Open(Mark::Strong)),
                        Tag::Strikethrough => Some(Inline::Open(Mark::Strike)),
                        // A picture is a link to it: pages ask no other host for anything.
                        Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                            in_link += 1;
                            let source = self.markdown.origin.range(&range);
                            (in_link == 1).then(|| Inline::Link { target: dest_url.as_ref().into(), source })
                        }
                        _ => None,
                    };
                    let opened = opened.filter(|_| open.len() < DEEPEST);
                    if open.len() == DEEPEST && !deep {
                        deep = true;
                        self.find(FindingKind::TooDeep, &range);
                    }
                    open.push(opened.is_some());
                    inlines.extend(opened);
                }
                Event::End(tag) => {
                    if matches!(tag, TagEnd::Link | TagEnd::Image) {
                        in_link -= 1;
                    }
                    if open.pop() == Some(true) {
                        inlines.push(Inline::Close);
                    }
                }
                Event::Code(_) => {
                    let start = self.text.end();
                    self.code(range);
                    inlines.push(Inline::Code(start..self.text.end()));
                }
                Event::FootnoteReference(name) if self.footnotes.contains(name.as_ref()) => {
                    let name: Box<str> = name.as_ref().into();
                    self.referred.insert(name.clone());
                    inlines.push(Inline::Footnote(name));
                }
                Event::FootnoteReference(_) => {
                    self.find(FindingKind::MissingFootnote, &range);
                    self.words(&mut inlines, range);
                }
                Event::InlineHtml(_) | Event::Html(_) => {
                    if !raw {
                        raw = true;
                        self.find(FindingKind::RawHtml, &range);
                    }
                    self.words(&mut inlines, range);
                }
                Event::HardBreak => {
                    self.text.put(" ");
                    inlines.push(Inline::Break);
                }
                Event::Text(words) if *words != *self.markdown.slice(&range) => {
                    // A named character, such as `&pound;`.
                    let start = self.text.end();
                    let source = self.markdown.origin.at(range.start);
                    let typed = words.contains(char::is_control);
                    let words = if typed { self.markdown.slice(&range) } else { &words };
                    self.text.put_for(words, source);
                    self.note(&mut inlines, start);
                }
                Event::Text(_) => self.words(&mut inlines, range),
                _ => {}
            }
        }
        inlines
    }

    /// Adds words of the Markdown as they stand.
    fn words(&mut self, inlines: &mut Vec<Inline>, range: Range<u32>) {
        let start = self.text.end();
        self.text.copy(self.markdown, range);
        self.note(inlines, start);
    }

    /// Adds what has been written since `start` to the inlines.
    fn note(&self, inlines: &mut Vec<Inline>, start: u32) {
        let end = self.text.end();
        match inlines.last_mut() {
            _ if start == end => {}
            Some(Inline::Text { range, .. }) => range.end = end,
            _ => inlines.push(Inline::Text { range: start..end, source: self.text.origin.at(start) }),
        }
    }

    /// Adds what stands between backticks, without the space that sets it off from them.
    fn code(&mut self, range: Range<u32>) {
        let typed = self.markdown.slice(&range);
        let ticks = typed.bytes().take_while(|&byte| byte == b'`').count() as u32;
        let inside = typed.trim_matches('`');
        let set_off = inside.starts_with(' ') && inside.ends_with(' ') && !inside.trim().is_empty();
        let margin = ticks + u32::from(set_off);
        self.text.copy(self.markdown, range.start + margin..range.end - margin);
    }

    fn find(&mut self, kind: FindingKind, range: &Range<u32>) {
        let words = excerpt(self.markdown.slice(range));
        self.findings.push(Finding { kind, source: self.markdown.origin.range(range), words });
    }
}
