//! [`ItemText`]: an item with its minute, a line of `items-YEAR`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::meeting_id;
use crate::format::Language;
use crate::minute::{Block, BlockKind, Minute};
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
    /// A second fragment that leads there: that of its label, where the first is a resolution's.
    alias: Option<&'a str>,
    /// The level of a heading as typed, 1 to 6; null for the rest.
    level: Option<u8>,
    /// The name by which a footnote is referred to; null for the rest.
    name: Option<&'a str>,
    /// The words alone. A line feed parts the paragraphs of a quotation, the entries of a list and the rows of
    /// a table (the first row is the head); a tab parts the cells of a row.
    text: &'a str,
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
            alias: block.alias.as_deref(),
            level,
            name,
            text: minute.words(block),
        }
    }
}
