//! Warnings that a clerk has looked at: `accept:` entries silence them, and an entry that silences
//! nothing is itself a warning.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At, Severity};
use crate::format::Accept;
use crate::parse::{Parsed, Read};

/// Takes out the warnings that papers accept, and adds one for each entry that accepts nothing.
pub fn accept(papers: &[Arc<Parsed>], diagnostics: &mut Diagnostics) {
    let mut entries: Vec<(&Arc<str>, usize, &Accept, bool)> = papers
        .iter()
        .flat_map(|parsed| {
            of(&parsed.read).iter().enumerate().map(|(index, entry)| (&parsed.file, index, entry, false))
        })
        .collect();
    if entries.is_empty() {
        return;
    }
    entries.sort_by(|a, b| a.0.cmp(b.0).then(a.1.cmp(&b.1)));
    diagnostics.retain(|diagnostic| {
        if diagnostic.code.severity() != Severity::Warning {
            return true;
        }
        let start = entries.partition_point(|(file, ..)| **file < diagnostic.file);
        let mut kept = true;
        for (file, _, entry, used) in &mut entries[start..] {
            if **file != diagnostic.file {
                break;
            }
            let at = entry.at.as_deref().is_none_or(|at| at == diagnostic.subject);
            if entry.code.as_str() == diagnostic.code.slug() && at {
                *used = true;
                kept = false;
            }
        }
        kept
    });
    for (file, index, entry, used) in entries {
        if used {
            continue;
        }
        let field = At::Field(format!("accept[{index}].code"));
        let code = entry.code.as_str();
        diagnostics.push(match Code::from_slug(code) {
            Err(nearest) => {
                let help = match nearest {
                    Some(nearest) => format!("Did you mean {nearest}?"),
                    None => "Copy the code from the warning, where it stands in square brackets.".to_owned(),
                };
                Diagnostic::new(
                    Code::UnknownWord,
                    file,
                    field,
                    format!("There is no warning with the code “{code}”."),
                    help,
                )
                .about(code)
            }
            Ok(known) if known.severity() == Severity::Error => Diagnostic::new(
                Code::UnusedAccept,
                file,
                field,
                format!("“{code}” is an error, and errors cannot be accepted."),
                "Mend what the error says, and take this entry away.",
            )
            .about(code),
            Ok(_) => Diagnostic::new(
                Code::UnusedAccept,
                file,
                field,
                match entry.at.as_deref() {
                    Some(at) => format!("There is no warning {code} about “{at}” in this file any more."),
                    None => format!("There is no warning {code} in this file any more."),
                },
                "Take this entry away.",
            )
            .about(code),
        });
    }
}

/// The `accept:` entries of a file.
fn of(read: &Read) -> &[Accept] {
    match read {
        Read::Site(site) => &site.accept,
        Read::Body(paper) => &paper.front.accept,
        Read::Meeting(paper) => &paper.front.accept,
        Read::Item(paper) => &paper.front.accept,
        Read::Person(paper) => &paper.front.accept,
        Read::Page(paper) => &paper.front.accept,
        Read::Broken => &[],
    }
}
