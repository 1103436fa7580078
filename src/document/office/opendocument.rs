//! The text of OpenDocument texts, spreadsheets and presentations (OpenDocument 1.3, part 3), without
//! comments, deleted text and speaker's notes.

use super::super::Kind;
use super::super::finding::{Finding, Read};
use super::super::text::Sink;
use super::package::Package;
use super::xml::{self, Node, Then};

/// Reads the content, then headers and footers: a passage for a text, for each sheet or each slide.
///
/// # Errors
/// Why the text is not complete.
pub(crate) fn text(package: &mut Package, sink: &mut Sink) -> Read<()> {
    let content = package.part("content.xml")?.ok_or(Finding::Damaged)?;
    read(&content, package.kind, sink)?;
    match package.part("styles.xml")? {
        Some(styles) => read(&styles, Kind::Odt, sink),
        None => Ok(()),
    }
}

fn read(part: &str, kind: Kind, sink: &mut Sink) -> Read<()> {
    let mut text = String::new();
    let mut slide = None;
    let mut paragraphs = 0_usize;
    let outcome = xml::walk(part, |node| {
        match node {
            Node::Open("tracked-changes" | "annotation" | "notes", _) => return Ok(Then::Skip),
            Node::Open("page", _) if kind == Kind::Odp => {
                slide = Some(slide.map_or(1, |number: u32| number.saturating_add(1)));
            }
            Node::Open("table", element) if kind == Kind::Ods => {
                text.extend(element.prefixed("name"));
                text.push('\n');
            }
            Node::Open("p" | "h", _) => paragraphs += 1,
            // However many spaces it stands for, one parts words as well.
            Node::Open("s" | "tab", _) if paragraphs > 0 => text.push(' '),
            Node::Open("line-break", _) => text.push('\n'),
            Node::Text(words) if paragraphs > 0 => text.push_str(words),
            Node::Close("p" | "h") => {
                paragraphs = paragraphs.saturating_sub(1);
                text.push(if kind == Kind::Ods { ' ' } else { '\n' });
            }
            Node::Close("table-cell") => text.push('\t'),
            Node::Close("table-row") => text.push('\n'),
            Node::Close("page") if kind == Kind::Odp => sink.push(slide, &std::mem::take(&mut text))?,
            Node::Close("table") if kind == Kind::Ods => sink.push(None, &std::mem::take(&mut text))?,
            _ => {}
        }
        if text.len() > sink.left() { Err(Finding::TooLarge) } else { Ok(Then::Go) }
    });
    sink.push(slide, &text)?;
    outcome
}
