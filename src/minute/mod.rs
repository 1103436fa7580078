//! The text of a minute as one tree that every reader shares: page, search, feeds and data.
//!
//! The steps, in order (`content-format`, "The minute"):
//!
//! 1. `lines`: control characters dropped, blank lines and line ends settled;
//! 2. `label`: which lines start with a printed label;
//! 3. `layout`: paragraphs, headings, quotes, bullets, tables and code told apart, by what each line
//!    is the `opening` of;
//! 4. `tree`: their words into one text, their emphasis, links and notes into inlines;
//! 5. `resolution`: resolutions found by their `signal`, labels placed in their `series`;
//! 6. `anchor`: every paragraph gets the address it is cited by.
//!
//! All words of a minute stand once, in [`Minute::text`]; blocks hold ranges into it. No step fails:
//! whatever is typed is a minute, and what is doubtful about it comes out as a [`Finding`].

mod anchor;
mod label;
mod layout;
mod lines;
mod opening;
mod resolution;
mod series;
mod signal;
mod sourced;
mod table;
mod tree;

use std::ops::Range;

pub use sourced::Origin;

/// A range of bytes in [`Minute::text`].
pub type TextRange = Range<u32>;

/// A minute (or another text of a paper): its words and their structure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Minute {
    /// Every word, labels left out, block after block in reading order. A line feed separates blocks
    /// and the rows of a table, a tab its cells. Nothing separates the inlines of one block; a line end
    /// inside a paragraph is a space.
    pub text: String,
    /// The blocks in reading order.
    pub blocks: Vec<Block>,
    /// The resolutions found, in order; numbered from 1 by position.
    pub resolutions: Vec<Resolution>,
    /// Where each byte of the text stands in the source file.
    pub origin: Origin,
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
    /// The fragment the block is cited by, without `#`, unique in the minute: `p-8-a`, `p-3f9a1c`,
    /// `resolution-1`, `resolution-1-i`; `h-…` for a heading, `t-…` a table, `q-…` a quote, `l-…` a
    /// list. Empty where nothing is cited (code, rules, blocks inside quotes, lists and footnotes).
    pub anchor: Box<str>,
    /// A second fragment that leads here: `p-13` for the paragraph `13. RESOLVED …`, `p-13-i` for its
    /// part. As unique as the first.
    pub alias: Option<Box<str>>,
    /// Its words, those of blocks inside it included.
    pub text: TextRange,
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
    /// The rows, each as many cells as there are columns. (A row may be shorter where filling all of
    /// them up would take unreasonable memory.)
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
    /// Words: a range of [`Minute::text`], as long as no mark, link or note intervenes, and where they
    /// start in the source file, in bytes. [`Minute::source`] tells it for every other byte.
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

/// Something that a clerk should look at. Nothing is lost by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// Where it stands in the source file, in bytes from the start of the file.
    pub source: Range<u32>,
    /// The words in question, or the first of them: the label, the tag, the name of the footnote.
    pub words: String,
}

/// The kinds of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// A tag or comment of HTML, shown as text. Only the first of a paragraph is reported.
    RawHtml,
    /// The start of a line looks like a label but was taken as text: `J. Smith said`, `2024. The`.
    DoubtfulLabel,
    /// A label was taken as such, though it may be a number that ends a sentence wrapped at the line
    /// before: `as agreed under item` / `14. The Chair`.
    SeveringLabel,
    /// Control characters, so many, were dropped; the first is where the source says.
    ControlCharacters(usize),
    /// A signal word stands where it opens no resolution: inside a paragraph, in a list or a heading.
    ResolutionCandidate,
    /// Quotes, lists or emphasis are nested so deeply that the rest was taken as text.
    TooDeep,
    /// A reference to a footnote without text.
    MissingFootnote,
    /// A footnote that nothing refers to.
    UnusedFootnote,
}

/// So many bytes of a text are read at most, so that no offset outgrows its four bytes. It is far more
/// than anybody could have typed.
const LONGEST: usize = 1 << 29;

/// Reads a minute. `body` is the text after the front matter, `base` its byte offset in the file.
/// Whatever the text, the result is a minute; the findings are in the order of the file.
pub fn parse(body: &str, base: u32, signals: &Signals) -> (Minute, Vec<Finding>) {
    let body = &body[..body.floor_char_boundary(LONGEST)];
    let mut findings = Vec::new();
    let clean = lines::clean(body, base, &mut findings);
    let mut lines = lines::split(&clean.text);
    label::mark(&clean.text, &mut lines);
    let layout = layout::lay_out(&clean, &lines);
    let (text, blocks) = tree::grow(&clean, layout, &mut findings);
    let mut minute = Minute { text: text.text, blocks, resolutions: Vec::new(), origin: text.origin };
    let paths = resolution::find(&mut minute, resolution::Source { body, base }, signals, &mut findings);
    anchor::anchor(&mut minute, &paths);
    findings.sort_by_key(|finding| (finding.source.start, finding.source.end));
    (minute, findings)
}

impl Minute {
    /// The words in a range of the text.
    pub fn slice(&self, range: &TextRange) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or("")
    }

    /// The words of a block, those of blocks inside it included.
    pub fn words(&self, block: &Block) -> &str {
        self.slice(&block.text)
    }

    /// Where a byte of the text stands in the source file.
    pub fn source(&self, at: u32) -> u32 {
        self.origin.at(at)
    }

    /// All blocks in reading order, each before those inside it.
    pub fn walk(&self) -> Walk<'_> {
        Walk { rest: vec![self.blocks.iter()] }
    }

    /// The printed labels as typed, in order. Labels in quotes, tables and code are text.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().filter_map(|block| block.label.as_deref())
    }

    /// Whether a fragment leads to a paragraph, heading or resolution of this minute.
    pub fn has_anchor(&self, fragment: &str) -> bool {
        !fragment.is_empty()
            && self.walk().any(|block| &*block.anchor == fragment || block.alias.as_deref() == Some(fragment))
    }

    /// The text of a resolution between its signal and its first part.
    pub fn resolution_text(&self, resolution: &Resolution) -> String {
        let texts: Vec<&str> = resolution.text.iter().map(|range| self.slice(range)).collect();
        texts.join(" ")
    }

    /// How many words the text has.
    pub fn word_count(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// The label printed before a part of a resolution.
    pub fn part_label(&self, part: &Part) -> &str {
        self.blocks.get(part.block).and_then(|block| block.label.as_deref()).unwrap_or("")
    }
}

impl Block {
    /// Calls `each` for every inline of this block itself, cells of a table row by row; not for those
    /// of blocks inside it.
    pub fn for_each_inline<'a>(&'a self, each: &mut dyn FnMut(&'a Inline)) {
        self.inlines.iter().for_each(&mut *each);
        if let BlockKind::Table(table) = &self.kind {
            table.head.iter().chain(table.rows.iter().flatten()).flatten().for_each(each);
        }
    }

    /// The runs of blocks inside this one: one for a quote or footnote, one an entry for bullets.
    pub fn inside(&self) -> &[Vec<Block>] {
        match &self.kind {
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => std::slice::from_ref(blocks),
            BlockKind::Bullets(entries) => entries,
            _ => &[],
        }
    }
}

/// The blocks of a minute in reading order; see [`Minute::walk`].
#[derive(Debug, Clone)]
pub struct Walk<'a> {
    rest: Vec<std::slice::Iter<'a, Block>>,
}

impl<'a> Iterator for Walk<'a> {
    type Item = &'a Block;

    fn next(&mut self) -> Option<&'a Block> {
        while let Some(blocks) = self.rest.last_mut() {
            let Some(block) = blocks.next() else {
                self.rest.pop();
                continue;
            };
            self.rest.extend(block.inside().iter().rev().map(|blocks| blocks.iter()));
            return Some(block);
        }
        None
    }
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
