//! The text of a minute as one tree that every reader shares: page, search, feeds and data.
//!
//! The steps, in order (`content-format`, "The minute"):
//!
//! 1. [`lines`]: blank lines, line ends and printed labels are settled on the raw text;
//! 2. [`label`]: what a printed label is, and which series it goes on with;
//! 3. [`tree`]: Markdown becomes blocks, without ordered lists, indented code or raw HTML;
//! 4. [`anchor`]: every paragraph gets the address it is cited by;
//! 5. [`resolution`]: resolutions and their parts are found.
//!
//! All words of a minute stand once, in [`Minute::text`]; blocks hold ranges into it.

pub mod anchor;
pub mod label;
pub mod lines;
pub mod resolution;
pub mod tree;

use std::ops::Range;

/// A range of bytes in [`Minute::text`].
pub type TextRange = Range<u32>;

/// A minute (or another text of a paper): its words and their structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Minute {
    /// Every word, labels left out, block after block in reading order. Blocks are separated by a
    /// line feed; table cells by a tab; nothing separates the inlines of one block.
    pub text: String,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// The resolutions found, in order; numbered from 1 by position.
    pub resolutions: Vec<Resolution>,
}

/// A paragraph, heading, table, … of a minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is, with its children.
    pub kind: BlockKind,
    /// The label printed before a paragraph, exactly as typed (`7.`, `(a)`, `212.2.1`, `11.`).
    pub label: Option<Box<str>>,
    /// How deeply the label is nested under other labels: 0 for `7.`, 1 for `(a)` under it.
    pub depth: u8,
    /// The fragment the block is cited by, without `#`: `p-8-a`, `p-3f9a1c`, `resolution-1`,
    /// `resolution-1-i`. Empty where nothing is cited (rules, blocks inside quotes and lists).
    pub anchor: Box<str>,
    /// The inlines of a paragraph or heading; empty for the rest.
    pub inlines: Vec<Inline>,
    /// Where the block stands in the source file, in bytes from the start of the file.
    pub source: Range<u32>,
}

/// The kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading with its level as typed, 1 to 6. Pages shift it below their own headings.
    Heading(u8),
    /// A quotation.
    Quote(Vec<Block>),
    /// A bullet list: its entries, each a run of blocks.
    Bullets(Vec<Vec<Block>>),
    /// A table.
    Table(Table),
    /// A fenced block of code, kept character by character: its range in the text.
    Code(TextRange),
    /// A thematic break.
    Rule,
    /// A footnote's text, under the name by which it is referred to.
    Footnote {
        /// The name between `[^` and `]`.
        name: Box<str>,
        /// What it says.
        blocks: Vec<Block>,
    },
}

/// A table: one head row and its body rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The alignment of each column.
    pub columns: Vec<Align>,
    /// The cells of the head row.
    pub head: Vec<Vec<Inline>>,
    /// The rows, each as many cells as there are columns.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a table column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Not said.
    None,
    /// Left.
    Left,
    /// Centre.
    Centre,
    /// Right.
    Right,
}

/// A piece of a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words: a range of [`Minute::text`], and where they start in the source file, in bytes.
    /// Source and text run in parallel for the whole range.
    Text {
        /// The words.
        range: TextRange,
        /// The byte of the file at which they start.
        source: u32,
    },
    /// Code: a range of [`Minute::text`].
    Code(TextRange),
    /// A mark opens.
    Open(Mark),
    /// The innermost open mark closes.
    Close,
    /// A link opens; closed by [`Inline::Close`]. The target is as typed; the linker resolves it.
    Link {
        /// The address or relative path, as typed.
        target: Box<str>,
        /// Where the link stands in the source file, in bytes.
        source: Range<u32>,
    },
    /// A reference to a footnote by its name.
    Footnote(Box<str>),
    /// A line end that is to be seen (two spaces or a backslash at the end of a line).
    Break,
}

/// Emphasis and the like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `*emphasis*`
    Emphasis,
    /// `**strong**`
    Strong,
    /// `~~struck out~~`
    Strike,
}

/// A resolution found in a minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// The top-level block whose paragraph opens with the signal word.
    pub block: usize,
    /// The signal as printed, emphasis ignored: `RESOLVED`, `Agreed`.
    pub signal: TextRange,
    /// What stands between the signal and the first part: one range per paragraph, leading
    /// punctuation (`:`, `-`, `–`) and spaces left out. May be empty.
    pub text: Vec<TextRange>,
    /// The labelled parts, in order, nested ones after their parent.
    pub parts: Vec<Part>,
    /// The last block that belongs to the resolution.
    pub last: usize,
}

/// A part (limb) of a resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The top-level block it is.
    pub block: usize,
    /// Its labels from the outermost inwards, reduced to letters and digits: `["1", "a"]`.
    pub path: Vec<Box<str>>,
    /// Its words.
    pub text: TextRange,
}

/// The words that open a resolution, and the site's own additions to them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Signals {
    words: Vec<String>,
}
