//! The text of an Excel workbook (SpreadsheetML, ISO/IEC 29500-1, 18): a passage for each sheet that is
//! not hidden, its name first, then a line for each row.

use std::collections::HashMap;

use super::super::finding::{Finding, Read};
use super::super::text::Sink;
use super::package::Package;
use super::xml::{self, Node, Then};

/// Reads the sheets in the order of their tabs.
///
/// # Errors
/// Why the text is not complete.
pub(crate) fn text(package: &mut Package, sink: &mut Sink) -> Read<()> {
    let main = package.main.clone();
    let shared = match package.relation(&main, "sharedStrings")? {
        Some(name) => shared_strings(&package.part(&name)?.ok_or(Finding::Damaged)?)?,
        None => Vec::new(),
    };
    let parts: HashMap<String, String> =
        package.relations(&main)?.into_iter().map(|it| (it.id, it.target)).collect();
    for (name, id) in sheets(&package.part(&main)?.ok_or(Finding::Damaged)?)? {
        let part = parts.get(&id).ok_or(Finding::Damaged)?;
        let part = package.part(part)?.ok_or(Finding::Damaged)?;
        let mut text = name + "\n";
        let outcome = cells(&part, &shared, sink.left(), &mut text);
        sink.push(None, &text)?;
        outcome?;
    }
    Ok(())
}

/// Names and relations of the visible sheets.
fn sheets(workbook: &str) -> Read<Vec<(String, String)>> {
    let mut sheets = Vec::new();
    xml::walk(workbook, |node| {
        if let Node::Open("sheet", element) = node
            && element.plain("state").is_none_or(|state| state == "visible")
            && let Some(id) = element.prefixed("id")
        {
            sheets.push((element.plain("name").unwrap_or_default(), id));
        }
        Ok(Then::Go)
    })?;
    Ok(sheets)
}

/// The texts that cells refer to by number.
fn shared_strings(part: &str) -> Read<Vec<String>> {
    let mut strings: Vec<String> = Vec::new();
    let mut within = false;
    xml::walk(part, |node| {
        match node {
            // How East Asian text is pronounced.
            Node::Open("rPh", _) => return Ok(Then::Skip),
            Node::Open("si", _) => strings.push(String::new()),
            Node::Open("t", _) => within = true,
            Node::Close("t") => within = false,
            Node::Text(words) if within => {
                if let Some(last) = strings.last_mut() {
                    last.push_str(words);
                }
            }
            _ => {}
        }
        Ok(Then::Go)
    })?;
    Ok(strings)
}

fn cells(part: &str, shared: &[String], room: usize, text: &mut String) -> Read<()> {
    let mut sort = None;
    let mut value = String::new();
    let mut within = false;
    xml::walk(part, |node| {
        match node {
            Node::Open("c", element) => {
                sort = element.plain("t");
                value.clear();
            }
            Node::Open("v" | "t", _) => within = true,
            Node::Close("v" | "t") => within = false,
            Node::Text(words) if within => value.push_str(words),
            Node::Close("c") => {
                match sort.as_deref() {
                    Some("s") => {
                        let string = value.trim().parse().ok().and_then(|index: usize| shared.get(index));
                        text.push_str(string.ok_or(Finding::Damaged)?);
                    }
                    // Truth values and errors are no words.
                    Some("b" | "e") => {}
                    _ => text.push_str(&value),
                }
                text.push('\t');
            }
            Node::Close("row") => text.push('\n'),
            _ => {}
        }
        if text.len() + value.len() > room { Err(Finding::TooLarge) } else { Ok(Then::Go) }
    })
}
