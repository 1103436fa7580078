//! What is said to the person at the terminal: problems, results, and why something could not be done.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the only place that prints")]

use std::io::{IsTerminal, Write};

use super::{Format, Outcome, Setting};
use crate::diagnostic::{Diagnostic, report};
use crate::engine::{CONTENT, World};
use crate::source;

/// Shows problems: for people on standard error, for programs on standard output.
pub fn show(world: &World, diagnostics: &[Diagnostic], setting: &Setting) {
    let content = setting.site.join(CONTENT);
    let shown_as = content.strip_prefix("./").unwrap_or(&content).to_string_lossy().into_owned();
    let text = |file: &str| source::read(&world.listing.root, &file.into()).ok();
    let mut found = report::report(diagnostics.to_vec(), &text);
    if world.options.strict {
        found = found.strict();
    }
    let words = match setting.format {
        Format::Human => {
            let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            found.human(&shown_as, colour, world.files_read)
        }
        Format::Short => found.short(&shown_as),
        Format::Json => found.json(&shown_as),
    };
    // A reader that has gone away is no reason to fail.
    let _ = match setting.format {
        Format::Human => std::io::stderr().write_all(words.as_bytes()),
        Format::Short | Format::Json => std::io::stdout().write_all(words.as_bytes()),
    };
}

/// Says what was done.
pub fn tell(words: &str) {
    let _ = writeln!(std::io::stdout(), "{words}");
}

/// Says why something cannot be done.
pub fn complain(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// Says that the disk refused, and what was being tried.
pub fn io(error: &std::io::Error, tried: &str) -> Outcome {
    complain(&format!("minutebook could not {tried}: {}", source::reason(error)));
    Outcome::Failed
}
