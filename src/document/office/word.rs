//! The text of a Word document (WordprocessingML, ISO/IEC 29500-1, 17): what is printed, without what is
//! deleted, moved away or hidden.

use super::super::finding::{Finding, Read};
use super::super::text::Sink;
use super::package::Package;
use super::xml::{self, Node, Then};

/// Reads the body, then notes, then headers and footers, a passage for each part.
///
/// # Errors
/// Why the text is not complete.
pub(crate) fn text(package: &mut Package, sink: &mut Sink) -> Read<()> {
    let mut parts = vec![package.main.clone()];
    for names in [["footnotes", "endnotes"], ["header", "footer"]] {
        parts.extend(package.beside_main(&names));
    }
    for name in parts {
        let part = package.part(&name)?.ok_or(Finding::Damaged)?;
        let mut text = String::new();
        let outcome = body(&part, sink.left(), &mut text);
        sink.push(None, &text)?;
        outcome?;
    }
    Ok(())
}

fn body(part: &str, room: usize, text: &mut String) -> Read<()> {
    // Runs nest: a text box stands in a run and has runs of its own.
    let mut runs = 0_usize;
    let mut hidden = false;
    let mut printed = false;
    xml::walk(part, |node| {
        match node {
            // A fallback says again what the choice before it said.
            Node::Open("del" | "moveFrom" | "Fallback", _) => return Ok(Then::Skip),
            Node::Open("r", _) => {
                runs += 1;
                hidden = false;
            }
            Node::Open("vanish", element) if runs > 0 => hidden = element.on(),
            Node::Open("t", _) => printed = !hidden,
            Node::Open("tab", _) if runs > 0 => text.push('\t'),
            Node::Open("br" | "cr", _) => text.push('\n'),
            Node::Open("noBreakHyphen", _) => text.push('-'),
            Node::Open(..) => {}
            Node::Text(words) if printed => text.push_str(words),
            Node::Text(_) => {}
            Node::Close("t") => printed = false,
            Node::Close("r") => runs = runs.saturating_sub(1),
            Node::Close("p") => text.push('\n'),
            Node::Close(_) => {}
        }
        if text.len() > room { Err(Finding::TooLarge) } else { Ok(Then::Go) }
    })
}
