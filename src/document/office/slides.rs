//! The text of a PowerPoint presentation (PresentationML, ISO/IEC 29500-1, 19): a passage for each slide
//! that is not hidden, without the speaker's notes.

use std::collections::HashMap;

use super::super::finding::{Finding, Read};
use super::super::text::Sink;
use super::package::Package;
use super::xml::{self, Node, Then};

/// The parts of all slides, hidden ones included, in the order in which they are shown.
///
/// # Errors
/// As for [`Package::part`].
pub fn slides(package: &mut Package) -> Read<Vec<String>> {
    let main = package.main.clone();
    let parts: HashMap<String, String> =
        package.relations(&main)?.into_iter().map(|it| (it.id, it.target)).collect();
    let mut slides = Vec::new();
    xml::walk(&package.part(&main)?.ok_or(Finding::Damaged)?, |node| {
        if let Node::Open("sldId", element) = node {
            let part = element.prefixed("id").and_then(|id| parts.get(&id));
            slides.push(part.ok_or(Finding::Damaged)?.clone());
        }
        Ok(Then::Go)
    })?;
    Ok(slides)
}

/// Reads the slides in the order in which they are shown.
///
/// # Errors
/// Why the text is not complete.
pub(crate) fn text(package: &mut Package, sink: &mut Sink) -> Read<()> {
    for (number, name) in (1..).zip(slides(package)?) {
        let part = package.part(&name)?.ok_or(Finding::Damaged)?;
        let mut text = String::new();
        let outcome = slide(&part, sink.left(), &mut text);
        sink.push(Some(number), &text)?;
        outcome?;
    }
    Ok(())
}

fn slide(part: &str, room: usize, text: &mut String) -> Read<()> {
    let mut within = false;
    xml::walk(part, |node| {
        match node {
            Node::Open("sld", element) if element.plain("show").as_deref() == Some("0") => {
                return Ok(Then::Skip);
            }
            // A fallback says again what the choice before it said.
            Node::Open("Fallback", _) => return Ok(Then::Skip),
            Node::Open("t", _) => within = true,
            Node::Close("t") => within = false,
            Node::Open("br", _) | Node::Close("p") => text.push('\n'),
            Node::Text(words) if within => text.push_str(words),
            _ => {}
        }
        if text.len() > room { Err(Finding::TooLarge) } else { Ok(Then::Go) }
    })
}
