//! [`ItemText`]: an item with its minute, a line of `items-YEAR`.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::meeting_id;
use crate::format::Language;
use crate::minute::{Block, BlockKind, Inline, Minute, Table, TextRange};
use crate::model::{Corpus, ItemId};

/// A public agenda item with its text.
#[derive(Serialize, JsonSchema)]
pub(in crate::data) struct ItemText<'a> {
    /// The item's id, as in `items`.
    id: &'a str,
    /// Its page, from the root of the site.
    url: String,
    /// Its title.
    title: &'a str,
    /// The id of the meeting.
    meeting: String,
    /// The day of the meeting.
    date: Date,
    /// The language the text is written in.
    language: Language,
    /// The minute, block after block in reading order. Empty if it is not written yet.
    blocks: Vec<TextBlock<'a>>,
}

/// A paragraph, heading, table, … of a minute.
#[derive(Serialize, JsonSchema)]
struct TextBlock<'a> {
    /// What it is.
    kind: TextKind,
    /// The label printed before it, exactly as typed: `7.`, `(a)`.
    label: Option<&'a str>,
    /// The fragment by which it is cited on the item's page.
    anchor: Option<&'a str>,
    /// The level of a heading as typed, 1 to 6; null for the rest.
    level: Option<u8>,
    /// The name by which a footnote is referred to; null for the rest.
    name: Option<&'a str>,
    /// The words alone. A line feed parts lines, paragraphs, entries of a list and rows of a table (the first
    /// row is the head); a tab parts the cells of a row.
    text: Cow<'a, str>,
}

/// The kinds of block.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum TextKind {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// A quotation.
    Quote,
    /// A bullet list.
    List,
    /// A table.
    Table,
    /// Text kept character by character.
    Code,
    /// A line across the page.
    Rule,
    /// The text of a footnote.
    Footnote,
}

impl<'a> ItemText<'a> {
    /// The text of an item.
    pub(in crate::data) fn of(corpus: &'a Corpus, id: ItemId) -> Self {
        let item = &corpus.items[id];
        let meeting = &corpus.meetings[item.meeting];
        let minute = item.minute();
        ItemText {
            id: &item.id,
            url: item.address.encoded(),
            title: &item.front().title,
            meeting: meeting_id(corpus, meeting),
            date: meeting.date,
            language: item.language,
            blocks: minute.blocks.iter().map(|block| TextBlock::of(minute, block)).collect(),
        }
    }
}

impl<'a> TextBlock<'a> {
    fn of(minute: &'a Minute, block: &'a Block) -> Self {
        let (kind, level, name) = match &block.kind {
            BlockKind::Paragraph => (TextKind::Paragraph, None, None),
            BlockKind::Heading(level) => (TextKind::Heading, Some(*level), None),
            BlockKind::Quote(_) => (TextKind::Quote, None, None),
            BlockKind::Bullets(_) => (TextKind::List, None, None),
            BlockKind::Table(_) => (TextKind::Table, None, None),
            BlockKind::Code(_) => (TextKind::Code, None, None),
            BlockKind::Rule => (TextKind::Rule, None, None),
            BlockKind::Footnote { name, .. } => (TextKind::Footnote, None, Some(&**name)),
        };
        TextBlock {
            kind,
            label: block.label.as_deref(),
            anchor: Some(&*block.anchor).filter(|anchor| !anchor.is_empty()),
            level,
            name,
            text: text(minute, block),
        }
    }
}

/// The words of a block: of a paragraph, mostly a piece of the minute as it is.
fn text<'a>(minute: &'a Minute, block: &Block) -> Cow<'a, str> {
    match &block.inlines[..] {
        [Inline::Text { range, .. }] => Cow::Borrowed(slice(minute, range)),
        _ => {
            let mut out = String::new();
            words(minute, block, &mut out);
            Cow::Owned(out)
        }
    }
}

/// The words of one block.
fn words(minute: &Minute, block: &Block, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph | BlockKind::Heading(_) => inlines(minute, &block.inlines, out),
        BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => lines(minute, blocks, out),
        BlockKind::Bullets(entries) => {
            for entry in entries {
                line_feed(out);
                lines(minute, entry, out);
            }
        }
        BlockKind::Table(table) => rows(minute, table, out),
        BlockKind::Code(range) => out.push_str(slice(minute, range)),
        BlockKind::Rule => {}
    }
}

/// Blocks inside another, a line each, with the labels that are printed before them.
fn lines(minute: &Minute, blocks: &[Block], out: &mut String) {
    for block in blocks {
        line_feed(out);
        if let Some(label) = &block.label {
            out.push_str(label);
            out.push(' ');
        }
        words(minute, block, out);
    }
}

fn rows(minute: &Minute, table: &Table, out: &mut String) {
    for row in std::iter::once(&table.head).chain(&table.rows) {
        line_feed(out);
        for (column, cell) in row.iter().enumerate() {
            if column > 0 {
                out.push('\t');
            }
            // Tabs and line feeds are the shape of the table.
            let mut cell_words = String::new();
            inlines(minute, cell, &mut cell_words);
            out.push_str(&cell_words.replace(['\t', '\n'], " "));
        }
    }
}

fn line_feed(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn inlines(minute: &Minute, inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { range, .. } | Inline::Code(range) => out.push_str(slice(minute, range)),
            Inline::Break => out.push('\n'),
            Inline::Open(_) | Inline::Close | Inline::Link { .. } | Inline::Footnote(_) => {}
        }
    }
}

fn slice<'a>(minute: &'a Minute, range: &TextRange) -> &'a str {
    minute.text.get(range.start as usize..range.end as usize).unwrap_or_default()
}

/// The words of `range`, which lies in one paragraph of `blocks`: line ends that are to be seen stand
/// between inlines, not in the minute's text, and would otherwise be lost.
pub(super) fn words_of<'a>(minute: &'a Minute, blocks: &[Block], range: &TextRange) -> Cow<'a, str> {
    let whole = slice(minute, range);
    let inlines = || blocks.iter().flat_map(|block| &block.inlines);
    if !inlines().any(|inline| *inline == Inline::Break) {
        return Cow::Borrowed(whole);
    }
    let mut text = String::with_capacity(whole.len());
    let mut broken = false;
    for inline in inlines() {
        let (Inline::Text { range: piece, .. } | Inline::Code(piece)) = inline else {
            broken |= *inline == Inline::Break;
            continue;
        };
        let (start, end) = (piece.start.max(range.start), piece.end.min(range.end));
        if start < end {
            if broken && !text.is_empty() {
                text.push('\n');
            }
            broken = false;
            text.push_str(slice(minute, &(start..end)));
        }
    }
    Cow::Owned(text)
}
