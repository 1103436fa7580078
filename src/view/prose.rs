//! Minutes as HTML: labels as typed, anchors, resolutions apart, links where the linker found targets.
//!
//! All text is escaped, and every run of words stands inside `p`, `li`, `td`, `th` or a heading, where
//! minifying cannot join two words.

use std::collections::HashMap;
use std::ops::Range;

use super::setting::{Html, Setting, elsewhere};
use crate::minute::{Align, Block, BlockKind, Inline, Mark, Minute, Resolution, Table, TextRange};
use crate::model::{Address, DocumentId, Links, Target, address};
use crate::site::Page;

/// How a text stands on its page.
#[derive(Debug, Clone)]
pub struct Placing {
    /// What stands before every id, so that several texts share a page: empty, or `item-3-`.
    pub prefix: String,
    /// The level of the text's highest heading.
    pub heading: u8,
    /// The page on which the rest of the text is, where only a part of it is shown.
    pub home: Option<String>,
}

impl Default for Placing {
    fn default() -> Self {
        Placing { prefix: String::new(), heading: 2, home: None }
    }
}

/// A stretch of a minute: either running text or one resolution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The stretch as HTML.
    pub html: Html,
    /// The position of the resolution in [`Minute::resolutions`], if it is one.
    pub resolution: Option<usize>,
}

/// The whole text as HTML, resolutions not set apart.
pub fn html(setting: &Setting, minute: &Minute, links: &Links, placing: Placing) -> Html {
    let mut writer = Writer::new(setting, minute, links, placing);
    writer.blocks(&minute.blocks, true);
    writer.finish()
}

/// The text cut into running text and resolutions, in order; footnotes come last.
pub fn pieces(setting: &Setting, minute: &Minute, links: &Links, placing: Placing) -> Vec<Piece> {
    let mut writer = Writer::new(setting, minute, links, placing);
    let mut pieces = Vec::new();
    let mut next = 0;
    let mut push = |html: String, resolution: Option<usize>| {
        if !html.is_empty() {
            pieces.push(Piece { html: Html(html), resolution });
        }
    };
    for (number, resolution) in minute.resolutions.iter().enumerate() {
        let own = whole(minute, resolution);
        if own.start < next {
            continue;
        }
        writer.blocks(&minute.blocks[next..own.start], true);
        push(std::mem::take(&mut writer.out), None);
        next = own.end;
        writer.blocks(&minute.blocks[own], true);
        push(std::mem::take(&mut writer.out), Some(number));
    }
    writer.blocks(&minute.blocks[next..], true);
    push(writer.finish().0, None);
    pieces
}

/// One resolution as HTML, for a page of its own.
pub fn resolution(
    setting: &Setting,
    minute: &Minute,
    links: &Links,
    resolution: &Resolution,
    placing: Placing,
) -> Html {
    let own = whole(minute, resolution);
    let mut writer = Writer::new(setting, minute, links, placing);
    writer.link = count_links(&minute.blocks[..own.start]);
    writer.blocks(&minute.blocks[own], true);
    // Its footnotes are on the paper's page, where its marks lead.
    Html(writer.out)
}

/// The blocks of a resolution.
fn whole(minute: &Minute, resolution: &Resolution) -> Range<usize> {
    let end = minute.blocks.len();
    resolution.block.min(end)..(resolution.last.max(resolution.block) + 1).min(end)
}

struct Writer<'a> {
    setting: &'a Setting<'a>,
    minute: &'a Minute,
    links: &'a Links,
    placing: Placing,
    out: String,
    notes: String,
    /// How many typed links came before.
    link: usize,
    /// The levels of the headings above, as typed: their number gives the level on the page.
    headings: Vec<u8>,
    tables: usize,
    /// The footnotes that are defined, with their numbers, and how often each was referred to.
    footnotes: HashMap<&'a str, (usize, usize)>,
}

impl<'a> Writer<'a> {
    fn new(setting: &'a Setting<'a>, minute: &'a Minute, links: &'a Links, placing: Placing) -> Self {
        let mut footnotes = HashMap::new();
        for block in &minute.blocks {
            if let BlockKind::Footnote { name, .. } = &block.kind {
                let number = footnotes.len() + 1;
                footnotes.entry(&**name).or_insert((number, 0));
            }
        }
        let out = String::with_capacity(minute.text.len() * 3 / 2);
        Writer {
            setting,
            minute,
            links,
            placing,
            out,
            notes: String::new(),
            link: 0,
            headings: Vec::new(),
            tables: 0,
            footnotes,
        }
    }

    fn finish(mut self) -> Html {
        if !self.notes.is_empty() {
            let title = self.setting.words.get("prose.footnotes");
            self.out.push_str("<section class=\"footnotes\" aria-label=\"");
            escape(&mut self.out, title);
            self.out.push_str("\">");
            self.out.push_str(&self.notes);
            self.out.push_str("</section>");
        }
        Html(self.out)
    }

    fn blocks(&mut self, blocks: &'a [Block], cited: bool) {
        for block in blocks {
            self.block(block, cited);
        }
    }

    fn block(&mut self, block: &'a Block, cited: bool) {
        match &block.kind {
            BlockKind::Paragraph => self.paragraph(block, cited),
            BlockKind::Heading(level) => self.heading(*level, block),
            BlockKind::Quote(inner) => {
                self.open("blockquote", block, None, cited);
                self.blocks(inner, false);
                self.out.push_str("</blockquote>");
            }
            BlockKind::Bullets(entries) => {
                self.open("ul", block, None, cited);
                for entry in entries {
                    self.out.push_str("<li>");
                    match entry.as_slice() {
                        [only] if matches!(only.kind, BlockKind::Paragraph) && only.label.is_none() => {
                            self.inlines(&only.inlines)
                        }
                        several => self.blocks(several, false),
                    }
                    self.out.push_str("</li>");
                }
                self.out.push_str("</ul>");
            }
            BlockKind::Table(table) => self.table(table, block, cited),
            BlockKind::Code(range) => {
                self.open("pre", block, None, cited);
                self.out.push_str("<code>");
                let code = self.words(range);
                escape(&mut self.out, code);
                self.out.push_str("</code></pre>");
            }
            BlockKind::Rule => self.out.push_str("<hr>"),
            BlockKind::Footnote { name, blocks } => self.footnote(name, blocks),
        }
    }

    fn paragraph(&mut self, block: &'a Block, cited: bool) {
        let class = match (&block.label, block.depth) {
            (None, 0) => None,
            (None, depth) => Some(format!("depth-{}", depth.min(4))),
            (Some(_), depth) => Some(format!("labelled depth-{}", depth.min(4))),
        };
        self.open("p", block, class.as_deref(), cited);
        if let Some(label) = &block.label {
            if cited && !block.anchor.is_empty() {
                let fragment = self.fragment(&block.anchor);
                self.out.push_str("<a class=\"label\"");
                if let Some(alias) = &block.alias {
                    self.out.push_str(" id=\"");
                    escape(&mut self.out, &self.placing.prefix);
                    escape(&mut self.out, alias);
                    self.out.push('"');
                }
                self.out.push_str(" href=\"");
                escape(&mut self.out, &fragment);
                self.out.push_str("\">");
                escape(&mut self.out, label);
                self.out.push_str("</a> ");
            } else {
                self.out.push_str("<span class=\"label\">");
                escape(&mut self.out, label);
                self.out.push_str("</span> ");
            }
        }
        self.inlines(&block.inlines);
        self.out.push_str("</p>");
    }

    /// Headings keep their order of depth but start below the page's own and never skip a level.
    fn heading(&mut self, typed: u8, block: &'a Block) {
        while self.headings.last().is_some_and(|above| *above >= typed) {
            self.headings.pop();
        }
        self.headings.push(typed);
        let level = (usize::from(self.placing.heading) + self.headings.len() - 1).min(6);
        let tag = ["h1", "h2", "h3", "h4", "h5", "h6"][level - 1];
        self.open(tag, block, None, true);
        if let Some(label) = &block.label {
            self.out.push_str("<span class=\"label\">");
            escape(&mut self.out, label);
            self.out.push_str("</span> ");
        }
        self.inlines(&block.inlines);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// A wide table scrolls by itself: its frame can be focused and has a name, so that it can be
    /// scrolled with the keyboard.
    fn table(&mut self, table: &'a Table, block: &'a Block, cited: bool) {
        self.tables += 1;
        let number = self.tables.to_string();
        self.out.push_str("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"");
        let name = self.setting.words.fill("prose.table", &[("n", &number)]);
        escape(&mut self.out, &name);
        self.out.push_str("\">");
        self.open("table", block, None, cited);
        if table.head.iter().any(|cell| !cell.is_empty()) {
            self.out.push_str("<thead><tr>");
            for (index, cell) in table.head.iter().enumerate() {
                // An empty cell heads nothing.
                let tag = if cell.is_empty() { "td" } else { "th" };
                self.cell(tag, table.columns.get(index), cell);
            }
            self.out.push_str("</tr></thead>");
        } else {
            table.head.iter().for_each(|cell| self.link += count_inline_links(cell));
        }
        self.out.push_str("<tbody>");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (index, cell) in row.iter().enumerate() {
                self.cell("td", table.columns.get(index), cell);
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn cell(&mut self, tag: &str, align: Option<&Align>, cell: &'a [Inline]) {
        self.out.push('<');
        self.out.push_str(tag);
        if tag == "th" {
            self.out.push_str(" scope=\"col\"");
        }
        match align {
            Some(Align::Right) => self.out.push_str(" class=\"right\""),
            Some(Align::Centre) => self.out.push_str(" class=\"centre\""),
            _ => {}
        }
        self.out.push('>');
        self.inlines(cell);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn footnote(&mut self, name: &'a str, blocks: &'a [Block]) {
        let number = self.footnotes.get(name).map_or(0, |(number, _)| *number);
        let body = std::mem::take(&mut self.out);
        self.blocks(blocks, false);
        let text = std::mem::replace(&mut self.out, body);
        let prefix = &self.placing.prefix;
        let back = self.setting.words.fill("prose.footnote_back", &[("name", name)]);
        let notes = &mut self.notes;
        notes.push_str(&format!("<div class=\"footnote\" id=\"{prefix}fn-{number}\"><p class=\"footnote-back\"><a href=\"#{prefix}fnref-{number}\" aria-label=\""));
        escape(notes, &back);
        notes.push_str("\">");
        escape(notes, name);
        notes.push_str("</a></p>");
        notes.push_str(&text);
        notes.push_str("</div>");
    }

    fn footnote_mark(&mut self, name: &str) {
        let Some((number, uses)) = self.footnotes.get_mut(name) else {
            // Nothing to lead to: show what was typed.
            self.out.push_str("[^");
            escape(&mut self.out, name);
            self.out.push(']');
            return;
        };
        *uses += 1;
        let (number, uses) = (*number, *uses);
        let prefix = &self.placing.prefix;
        let home = self.placing.home.as_deref().unwrap_or_default();
        let again = if uses > 1 { format!("-{uses}") } else { String::new() };
        self.out.push_str(&format!(
            "<sup><a id=\"{prefix}fnref-{number}{again}\" href=\"{home}#{prefix}fn-{number}\" aria-label=\""
        ));
        let label = self.setting.words.fill("prose.footnote", &[("name", name)]);
        escape(&mut self.out, &label);
        self.out.push_str("\">");
        escape(&mut self.out, name);
        self.out.push_str("</a></sup>");
    }

    fn inlines(&mut self, inlines: &'a [Inline]) {
        let mut open: Vec<&'static str> = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Text { range, .. } => self.text(range),
                Inline::Code(range) => {
                    self.out.push_str("<code>");
                    let code = self.words(range);
                    escape(&mut self.out, code);
                    self.out.push_str("</code>");
                }
                Inline::Open(mark) => {
                    let tag = match mark {
                        Mark::Emphasis => "em",
                        Mark::Strong => "strong",
                        Mark::Strike => "s",
                    };
                    self.out.push('<');
                    self.out.push_str(tag);
                    self.out.push('>');
                    open.push(tag);
                }
                Inline::Link { .. } => {
                    let links = self.links;
                    let target = links.typed.get(self.link).and_then(Option::as_ref);
                    self.link += 1;
                    let opened = target.is_some_and(|target| self.open_link(target));
                    open.push(if opened { "a" } else { "" });
                }
                Inline::Close => match open.pop() {
                    Some("") | None => {}
                    Some(tag) => {
                        self.out.push_str("</");
                        self.out.push_str(tag);
                        self.out.push('>');
                    }
                },
                Inline::Footnote(name) => self.footnote_mark(name),
                Inline::Break => self.out.push_str("<br>"),
            }
        }
    }

    /// A run of text, with the links that the linker found in it and the signal of a resolution.
    fn text(&mut self, range: &TextRange) {
        let minute = self.minute;
        let links = self.links;
        let mut at = range.start;
        let first = links.words.partition_point(|(words, _)| words.start < range.start);
        let mut words =
            links.words[first..].iter().take_while(|(words, _)| words.end <= range.end).peekable();
        let signals = minute.resolutions.partition_point(|resolution| resolution.signal.end <= range.start);
        let mut signal = minute.resolutions.get(signals).map(|resolution| &resolution.signal);
        while at < range.end {
            if let Some(found) = signal.take_if(|signal| signal.start <= at && at < signal.end) {
                let end = found.end.min(range.end);
                self.out.push_str("<b class=\"signal\">");
                escape(&mut self.out, self.minute.slice(&(at..end)));
                self.out.push_str("</b>");
                at = end;
                continue;
            }
            if let Some((link, target)) = words.next_if(|(words, _)| words.start <= at) {
                let opened = self.open_link(target);
                let text = self.words(link);
                escape(&mut self.out, text);
                if opened {
                    self.out.push_str("</a>");
                }
                at = link.end.max(at + 1);
                continue;
            }
            let mut end = words.peek().map_or(range.end, |(words, _)| words.start);
            if let Some(signal) = signal.filter(|signal| at < signal.start && signal.start < end) {
                end = signal.start;
            }
            let text = self.words(&(at..end));
            escape(&mut self.out, text);
            at = end;
        }
    }

    /// Opens a link; `false` if there is nothing to link to.
    fn open_link(&mut self, target: &Target) -> bool {
        let setting = self.setting;
        let (class, href) = match target {
            Target::Person(id) => ("person", Some(setting.page(Page::Person(*id)))),
            Target::Item(id, fragment) => {
                ("paper", Some(with_fragment(setting.page(Page::Item(*id)), fragment.as_deref())))
            }
            Target::Stub(meeting, anchor) => {
                ("paper", Some(with_fragment(setting.page(Page::Meeting(*meeting)), Some(anchor))))
            }
            Target::Meeting(id) => ("paper", Some(setting.page(Page::Meeting(*id)))),
            Target::Body(id) => ("paper", Some(setting.page(Page::Body(*id)))),
            Target::Plain(id) => ("paper", Some(setting.page(Page::Plain(*id)))),
            Target::Document(id) => ("document", Some(document_href(setting, *id))),
            Target::Address(to) => ("paper", Some(self.own_address(to))),
            Target::Elsewhere(to) => ("elsewhere", elsewhere(to)),
        };
        let Some(href) = href else { return false };
        self.out.push_str("<a class=\"");
        self.out.push_str(class);
        self.out.push_str("\" href=\"");
        escape(&mut self.out, &href);
        self.out.push_str("\">");
        true
    }

    /// An address of this site as typed: a path, or a fragment of the same text.
    fn own_address(&self, to: &str) -> String {
        match to.strip_prefix('#') {
            Some(fragment) => self.fragment(fragment),
            None => {
                let (path, fragment) =
                    to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(fragment)));
                with_fragment(self.setting.href(&Address::file(path)), fragment)
            }
        }
    }

    fn fragment(&self, anchor: &str) -> String {
        // On a page of its own a resolution still has its own anchors; the rest is on the paper's.
        let home =
            self.placing.home.as_deref().filter(|_| !anchor.starts_with("resolution-")).unwrap_or_default();
        with_fragment(home.to_owned(), Some(&format!("{}{anchor}", self.placing.prefix)))
    }

    fn open(&mut self, tag: &str, block: &Block, class: Option<&str>, cited: bool) {
        self.out.push('<');
        self.out.push_str(tag);
        if cited && !block.anchor.is_empty() {
            self.out.push_str(" id=\"");
            escape(&mut self.out, &self.placing.prefix);
            escape(&mut self.out, &block.anchor);
            self.out.push('"');
        }
        if let Some(class) = class {
            self.out.push_str(" class=\"");
            self.out.push_str(class);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn words(&self, range: &TextRange) -> &'a str {
        self.minute.slice(range)
    }
}

/// The `href` of a public file.
pub fn document_href(setting: &Setting, id: DocumentId) -> String {
    setting.href(&setting.corpus.documents[id].address)
}

fn with_fragment(mut href: String, fragment: Option<&str>) -> String {
    if let Some(fragment) = fragment {
        href.push('#');
        href.push_str(&address::encode(fragment.trim_start_matches('#')));
    }
    href
}

fn count_links(blocks: &[Block]) -> usize {
    let each = blocks.iter().map(|block| {
        count_inline_links(&block.inlines)
            + match &block.kind {
                BlockKind::Quote(inner) | BlockKind::Footnote { blocks: inner, .. } => count_links(inner),
                BlockKind::Bullets(entries) => entries.iter().map(|entry| count_links(entry)).sum(),
                BlockKind::Table(table) => table
                    .head
                    .iter()
                    .chain(table.rows.iter().flatten())
                    .map(|cell| count_inline_links(cell))
                    .sum(),
                _ => 0,
            }
    });
    each.sum()
}

fn count_inline_links(inlines: &[Inline]) -> usize {
    inlines.iter().filter(|inline| matches!(inline, Inline::Link { .. })).count()
}

/// Appends text with the characters that mean something in HTML replaced; fit for content and for
/// attributes in double quotes.
pub fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
