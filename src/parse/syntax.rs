//! What keeps front matter from being YAML, said of the line where a clerk sees it.
//!
//! The library stops at the first thing it cannot read. So that all problems come out in one run,
//! that thing is made harmless, byte for byte, and the text read again.

use std::ops::Range;

use super::front_matter::Finding;
use super::lines::{
    blank, entry_around, field_name, first_line, is_name, line_range, line_rest, line_separator, runs_on,
    tab_in_indentation, value_start,
};
use super::outline::{MOST_VALUES, Outline, Trouble};
use crate::diagnostic::Code;
use crate::format::when::quoted;

/// So many broken fields are reported in one run; each costs a reading of the text.
const MOST_REPAIRS: usize = 25;

/// What could be read of a text, and what could not.
pub(super) struct Mended {
    /// What stands in the text once broken fields are left out; nothing if that cannot be told.
    pub outline: Option<Outline>,
    /// What is broken.
    pub findings: Vec<Finding>,
    /// The names of the fields left out.
    pub lost: Vec<String>,
    /// Lines that were made harmless: of what stands there no more is to be said.
    pub patched: Vec<Range<usize>>,
}

/// How a text is made readable again after a problem, every byte staying where it was.
enum Repair {
    /// The sign at this byte becomes an ordinary letter.
    Sign(usize),
    /// These bytes become spaces.
    Rest(Range<usize>),
    /// The outermost field becomes blank lines.
    Entry,
}

/// Reads all that can be read of `yaml`.
pub(super) fn mend(yaml: &str) -> Mended {
    let mut mended = Mended { outline: None, findings: Vec::new(), lost: Vec::new(), patched: Vec::new() };
    let mut text = without_control_characters(yaml, &mut mended.findings);
    for _ in 0..MOST_REPAIRS {
        let trouble = match Outline::of(&text) {
            Ok(outline) => {
                if outline.more {
                    mended.findings.push(second_document(&text));
                }
                mended.outline = Some(outline);
                return mended;
            }
            Err(trouble) => trouble,
        };
        let (at, from, message) = match trouble {
            Trouble::Syntax { at, from, message } => (at, from, message),
            Trouble::TooMany => {
                mended.findings.push(Finding::new(
                    Code::FrontMatterTooLarge,
                    first_line(yaml),
                    format!(
                        "The front matter holds more than {MOST_VALUES} values, or repeats itself (with \
                         `&` and `*`) until it does."
                    ),
                    "Shorten its lists, and write out what `&` and `*` stand for.",
                ));
                return mended;
            }
        };
        let (finding, repair) = explain(&text, at, from, &message);
        let line = line_range(&text, finding.range.start);
        // A line that gives trouble twice is left out with its whole field, and only reported once.
        let again = mended.patched.contains(&line);
        match repair {
            Repair::Sign(at) if !again && text[at..].starts_with(|c: char| c.is_ascii()) => {
                text.replace_range(at..at + 1, "x");
            }
            Repair::Rest(part) if !again => blank(&mut text, part),
            _ => {
                let entry = entry_around(&text, finding.range.start);
                if text[entry.clone()].trim().is_empty() {
                    mended.findings.push(finding);
                    return mended;
                }
                if let Some(name) = field_name(&text[entry.clone()]) {
                    mended.lost.push(name.to_owned());
                }
                blank(&mut text, entry);
            }
        }
        mended.patched.push(line);
        if !again {
            mended.findings.push(finding);
        }
    }
    mended
}

/// Puts what the library noticed at `at`, while reading something that began at `from`, into words.
fn explain(text: &str, at: usize, from: Option<usize>, message: &str) -> (Finding, Repair) {
    let bad =
        |range: Range<usize>, message: &str, help: &str| Finding::new(Code::BadYaml, range, message, help);
    if message.starts_with("recursion limit") {
        let finding = Finding::new(
            Code::FrontMatterTooLarge,
            line_range(text, at),
            "The front matter is nested too deeply here.",
            "Take some of the levels of indentation, hyphens or brackets out.",
        );
        return (finding, Repair::Entry);
    }
    if let Some(quote) = unclosed_quote(text, at, from, message) {
        let help = if text[quote..].starts_with('\'') {
            "Add the closing quotation mark at the end of the value; if this is an apostrophe, put the \
             whole value in double quotation marks."
        } else {
            "Add the closing quotation mark at the end of the value."
        };
        let finding = bad(line_rest(text, quote), "A quotation mark is opened here and not closed.", help);
        return (finding, Repair::Sign(quote));
    }
    if let Some(tab) = tab_in_indentation(text, at).or_else(|| tab_in_indentation(text, from?)) {
        let finding = bad(
            tab,
            "A tab stands where only spaces may stand.",
            "Delete it and indent with spaces, as many as on the lines beside it.",
        );
        return (finding, Repair::Entry);
    }
    let place = at.min(text.trim_end().len());
    let separator = line_separator(text, place).or_else(|| line_separator(text, from?));
    if let Some(separator) = separator {
        let finding = bad(
            separator.clone(),
            "An invisible line separator stands here.",
            "Delete it; it came with text copied from another program.",
        );
        return (finding, Repair::Rest(separator));
    }
    if message.contains("mapping values are not allowed") {
        let finding = colon(text, place);
        let repair = if finding.range == (place..place + 1) { Repair::Sign(place) } else { Repair::Entry };
        return (finding, repair);
    }
    if let Some(finding) = after_closing(text, place) {
        let rest = finding.range.clone();
        return (finding, Repair::Rest(rest));
    }
    if message.contains("while parsing a flow") {
        let open = from.unwrap_or(place);
        let (mark, kind) = if text[open..].starts_with('{') { ("}", "curly") } else { ("]", "square") };
        let finding = bad(
            line_rest(text, open),
            &format!("A {kind} bracket is opened here and not closed."),
            &format!(
                "Add `{mark}` where the list or group ends, with a comma between its entries; if the \
                 bracket belongs to the text, put the whole value in quotation marks."
            ),
        );
        return (finding, Repair::Entry);
    }
    if let Some(sign) = forbidden_beginning(text, place, from, message) {
        let sign_as_text = match text[sign..].chars().next() {
            Some('`') | None => "a backquote".to_owned(),
            Some(c) => format!("`{c}`"),
        };
        let finding = bad(
            line_rest(text, sign),
            &format!("A value cannot begin with {sign_as_text} unless it stands in quotation marks."),
            "Put the whole value in quotation marks.",
        );
        return (finding, Repair::Sign(sign));
    }
    if message.contains("escape") {
        let finding = bad(
            line_range(text, place),
            "A backslash inside double quotation marks has a meaning of its own.",
            "Write two backslashes, or use single quotation marks (') around the value.",
        );
        let backslash = text[..place].rfind('\\').unwrap_or(place);
        return (finding, Repair::Sign(backslash));
    }
    if message.contains("could not find expected ':'") {
        return (no_colon(text, from.unwrap_or(place)), Repair::Entry);
    }
    let line = line_range(text, place);
    if message.contains("block mapping") || message.contains("block collection") {
        if !text[line.clone()].trim_start().starts_with('-') && field_name(&text[line.clone()]).is_none() {
            return (no_colon(text, place), Repair::Entry);
        }
        let finding = bad(
            line,
            "This line is indented differently from the lines it belongs to.",
            "Begin it exactly below the first letter of its neighbours; entries of a list begin with a \
             hyphen.",
        );
        return (finding, Repair::Entry);
    }
    let finding = bad(
        line,
        "The front matter cannot be understood at this line.",
        "Compare it with the lines around it: a field is `name: value`, an entry of a list begins with \
         a hyphen, and a value with unusual signs stands in quotation marks.",
    );
    (finding, Repair::Entry)
}

/// A colon with more text behind it, which would begin a second field on the same line.
fn colon(text: &str, at: usize) -> Finding {
    let line = line_range(text, at);
    let written = &text[line.clone()];
    let name = field_name(written);
    let value = name.and_then(|_| written.split_once(':')).map(|(_, value)| value.trim());
    let before = &text[line.start..at];
    match (name, value) {
        // The colon is the line's first: the line is indented below a field that is complete.
        (Some(name), _) if !before.contains(':') => Finding::new(
            Code::BadYaml,
            line,
            format!("`{name}` is indented below a field that already has a value."),
            "Begin the line exactly below the first letter of the field above it.",
        ),
        (Some(name), Some(value)) => {
            let help = if value.contains('"') || value.chars().count() > 80 {
                "Put the whole value in quotation marks.".to_owned()
            } else {
                format!("Put the whole value in quotation marks: `{name}: \"{value}\"`.")
            };
            Finding::new(
                Code::BadYaml,
                at..at + 1,
                format!("A second colon stands in the value of `{name}`."),
                &help,
            )
        }
        _ => Finding::new(
            Code::BadYaml,
            at..at + 1,
            "A colon stands here in the middle of a text.",
            "Put the whole text in quotation marks.",
        ),
    }
}

/// Text behind the quotation mark or bracket with which a value has ended.
fn after_closing(text: &str, at: usize) -> Option<Finding> {
    let line = line_range(text, at);
    let value = value_start(text, line.clone())?;
    let opened = text[value..].chars().next()?;
    let before = text.get(value..at)?.trim_end();
    let ended = match opened {
        '[' => before.ends_with(']'),
        '{' => before.ends_with('}'),
        '"' | '\'' => before.len() > 1 && before.ends_with(opened),
        _ => false,
    };
    if !ended || text[at..line.end].trim().is_empty() {
        return None;
    }
    let (thing, help) = match opened {
        '\'' => (
            "quotation mark",
            "Use double quotation marks around the value, or write an apostrophe inside single ones \
             twice ('').",
        ),
        '"' => (
            "quotation mark",
            "Put the whole value in single quotation marks ('), or write \\\" for the marks inside it.",
        ),
        _ => ("bracket", "If the bracket belongs to the text, put the whole value in quotation marks."),
    };
    Some(Finding::new(Code::BadYaml, at..line.end, format!("Text follows the closing {thing}."), help))
}

/// A line that is no field.
fn no_colon(text: &str, at: usize) -> Finding {
    let line = line_range(text, at);
    let written = text[line.clone()].trim();
    if let Some((name, rest)) = written.split_once(':')
        && !rest.starts_with(char::is_whitespace)
        && is_name(name)
    {
        return Finding::new(
            Code::BadYaml,
            line,
            format!("A space is missing after `{name}:`."),
            &format!("Write `{name}: {}`.", quoted(rest).trim_matches('`')),
        );
    }
    Finding::new(
        Code::BadYaml,
        line,
        "This line is not of the form `name: value`.",
        "Write the field's name, a colon and a space before the value, or indent the line if it goes on \
         with the one above.",
    )
}

/// The quotation mark that opens a value and is not closed.
fn unclosed_quote(text: &str, at: usize, from: Option<usize>, message: &str) -> Option<usize> {
    if message.contains("while scanning a quoted scalar") && message.contains("unexpected end") {
        let whole = from?;
        // A mark that was closed too early can open a second text further down; the first is meant.
        return Some(runs_on(text, whole).unwrap_or(whole));
    }
    runs_on(text, at)
}

/// A sign that has a meaning of its own at the beginning of a value.
fn forbidden_beginning(text: &str, at: usize, from: Option<usize>, message: &str) -> Option<usize> {
    let known = [
        "cannot start any token",
        "alphabetic or numeric character",
        "unknown anchor",
        "parsing a tag",
        "scanning a tag",
        "tag handle",
        "scanning a block scalar",
        "block sequence entries are not allowed",
        "mapping keys are not allowed",
        "scanning a directive",
        "directive name",
        "did not find expected node content",
        "scanning an alias",
        "scanning an anchor",
    ];
    if !known.iter().any(|problem| message.contains(problem)) {
        return None;
    }
    let value = value_start(text, line_range(text, from.unwrap_or(at)))?;
    let sign = text[value..].chars().next()?;
    if "@`%*&!|>?-,]}#".contains(sign) { Some(value) } else { Some(at) }
}

/// A line that ends the document inside the front matter.
fn second_document(text: &str) -> Finding {
    let mut start = 0;
    let mut found = 0..0;
    let mut seen = false;
    for line in text.split_inclusive('\n') {
        let is_end = matches!(line.trim_end(), "---" | "...");
        if is_end && seen {
            found = start..start + 3;
            break;
        }
        seen |= !line.trim().is_empty() && !line.starts_with('#');
        start += line.len();
    }
    Finding::new(
        Code::BadYaml,
        found,
        "The fields end at this line, but more follows.",
        "Delete this line, or what stands below it.",
    )
}

/// The text with characters that YAML does not know made spaces, each reported.
fn without_control_characters(yaml: &str, findings: &mut Vec<Finding>) -> String {
    let known = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{85}' => true,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    };
    let mut text = yaml.to_owned();
    for (at, c) in yaml.char_indices().filter(|(_, c)| !known(*c)) {
        if findings.len() < MOST_REPAIRS {
            findings.push(Finding::new(
                Code::BadYaml,
                at..at + c.len_utf8(),
                format!("An invisible control character (U+{:04X}) stands here.", u32::from(c)),
                "Delete it; it came with text copied from another program.",
            ));
        }
        blank(&mut text, at..at + c.len_utf8());
    }
    text
}
