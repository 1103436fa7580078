//! Where the fields of a file stand, and reading them.
//!
//! 1. [`split`] finds the two lines of hyphens;
//! 2. [`read`] makes a struct of [`format`](crate::format) of what stands between them, in one pass;
//! 3. only if that fails, `inspect` finds out everything that is wrong, each problem with its place.

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::given::Given;
use super::inspect::inspect;
use super::lines::first_line;
use super::outline::{Outline, is_blank, place_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};

/// Front matter larger than this, in bytes, is refused unread.
pub const MOST_BYTES: usize = 256 * 1024;

/// Front matter nested more deeply than this is refused unread: time to read it grows with the square
/// of the depth.
pub const MOST_LEVELS: usize = 64;

/// What [`split`] found in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Split {
    /// Fields between two lines of three hyphens.
    Fenced {
        /// The bytes of the fields, without the two lines.
        yaml: Range<usize>,
        /// The byte at which the text below begins.
        body: usize,
    },
    /// No front matter: the file is text from the beginning.
    Absent,
    /// A first line of hyphens without a second; where it stands.
    Unclosed(Range<usize>),
    /// Fields without a proper first line of hyphens; where that is missing.
    Unopened(Range<usize>),
}

impl Split {
    /// What to say of a file that ought to have front matter and has none that can be told from its
    /// text; nothing of one that has.
    pub fn problem(&self, file: &Arc<str>) -> Option<Diagnostic> {
        let (place, message, help) = match self {
            Split::Fenced { .. } => return None,
            Split::Absent => (
                Place::File,
                "The file has no front matter.",
                "Begin it with a line of three hyphens, the fields such as `title:`, and another line of \
                 three hyphens.",
            ),
            Split::Unclosed(line) => (
                bytes(line, 0),
                "The front matter is not closed.",
                "Add a line of exactly three hyphens after the last field.",
            ),
            Split::Unopened(line) => (
                bytes(line, 0),
                "The front matter does not begin with a line of exactly three hyphens.",
                "Make the first line three hyphens (`---`) and nothing else.",
            ),
        };
        Some(Diagnostic::new(Code::NoFrontMatter, file, place, message, help))
    }
}

/// Finds the front matter of a file. A byte order mark, blank lines before it, spaces after the
/// hyphens and any kind of line end are allowed.
pub fn split(text: &str) -> Split {
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    // Spaces before the hyphens are kept out: an indented line is no fence.
    let start = text[..start]
        .rfind(['\n', '\r', '\u{feff}'])
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let mut lines = lines(text, start);
    let Some(first) = lines.next() else { return Split::Absent };
    if !is_fence(&text[first.clone()]) {
        let opens = is_dashes(&text[first.clone()]) || looks_like_field(&text[first.clone()]);
        let closed = opens && lines.take(200).any(|line| is_fence(&text[line]));
        return if closed { Split::Unopened(trimmed(text, first)) } else { Split::Absent };
    }
    for line in lines {
        if is_fence(&text[line.clone()]) {
            return Split::Fenced { yaml: first.end..line.start, body: line.end };
        }
    }
    Split::Unclosed(trimmed(text, first))
}

/// The lines of a text from `start`, with their line ends.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let end = bytes.iter().position(|b| matches!(b, b'\n' | b'\r'));
        let length = match end {
            Some(end) if bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n') => end + 2,
            Some(end) => end + 1,
            None => rest.len(),
        };
        let line = at..at + length;
        at = line.end;
        Some(line)
    })
}

fn is_fence(line: &str) -> bool {
    line.strip_prefix("---").is_some_and(|rest| rest.trim_ascii().is_empty())
}

/// A line of dashes of any sort: what a word processor makes of three hyphens.
fn is_dashes(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '–' | '—' | '‑' | '−'))
}

fn looks_like_field(line: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c == '_';
    line.split_once(": ").is_some_and(|(name, _)| !name.is_empty() && name.chars().all(is_letter))
}

fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    line.start..line.start + text[line.clone()].trim_end().len()
}

/// Reads the fields `yaml`, which stand in `file` from byte `yaml_offset` on: between the fences, or
/// the whole of `site.yaml`.
///
/// Returns the value, or every problem found; never both.
pub fn read<T: DeserializeOwned + JsonSchema>(
    yaml: &str,
    yaml_offset: u32,
    file: &Arc<str>,
) -> (Option<T>, Diagnostics) {
    // The library passes over a byte order mark without counting it.
    let fields = yaml.trim_start_matches('\u{feff}');
    let findings = match parse(fields) {
        Ok(value) => return (Some(value), Vec::new()),
        Err(findings) => findings,
    };
    let offset = yaml_offset as usize + yaml.len() - fields.len();
    let diagnostics = findings.into_iter().map(|finding| finding.placed(offset, file)).collect();
    (None, diagnostics)
}

fn parse<T: DeserializeOwned + JsonSchema>(yaml: &str) -> Result<T, Vec<Finding>> {
    if let Some(finding) = too_large(yaml) {
        return Err(vec![finding]);
    }
    // A text without any field is a group of none.
    let fields = if is_blank(yaml) { "{}" } else { yaml };
    if has_special_signs(yaml) && !Outline::of(fields).is_ok_and(|outline| outline.root.is_plain()) {
        let findings = inspect::<T>(fields);
        if !findings.is_empty() {
            return Err(findings);
        }
    }
    let error = match T::deserialize(Given(serde_yaml::Deserializer::from_str(fields))) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let mut findings = inspect::<T>(yaml);
    if findings.is_empty() {
        let at = place_of(&error, yaml);
        findings.push(Finding::new(
            Code::BadYaml,
            at..at,
            "The front matter cannot be understood here.",
            "Compare the line with the format of the field it belongs to.",
        ));
    }
    Err(findings)
}

/// Whether a value may begin with `&`, `*` or `!`, by which YAML names, repeats and types values. A
/// short text can multiply itself by them, or lose a word, so such a file is looked at first.
fn has_special_signs(yaml: &str) -> bool {
    let bytes = yaml.as_bytes();
    bytes.iter().enumerate().any(|(n, byte)| {
        let begins = || n == 0 || matches!(bytes[n - 1], b' ' | b'\t' | b'\n' | b'\r' | b'[' | b'{' | b',');
        let goes_on = || bytes.get(n + 1).is_some_and(|next| !next.is_ascii_whitespace());
        match byte {
            b'!' => begins(),
            b'&' | b'*' => begins() && goes_on(),
            _ => false,
        }
    })
}

/// Says so if the text is too large or nested too deeply to be read in good time.
fn too_large(yaml: &str) -> Option<Finding> {
    if yaml.len() > MOST_BYTES {
        return Some(Finding::new(
            Code::FrontMatterTooLarge,
            first_line(yaml),
            format!(
                "The front matter is {} KB long; {} KB are allowed.",
                yaml.len() / 1024,
                MOST_BYTES / 1024
            ),
            "Move the text below the second line of three hyphens.",
        ));
    }
    let mut brackets = 0_usize;
    // Hyphens (or question marks) in a row at the beginning of a line open a list inside a list.
    let mut in_row = Some(0_usize);
    for (at, byte) in yaml.bytes().enumerate() {
        match byte {
            b'[' | b'{' => brackets += 1,
            b']' | b'}' => brackets = brackets.saturating_sub(1),
            _ => {}
        }
        in_row = match byte {
            b'\n' | b'\r' => Some(0),
            b'-' | b'?' | b':' => in_row.map(|levels| levels + 1),
            b' ' | b'\t' => in_row,
            _ => None,
        };
        if brackets > MOST_LEVELS || in_row.is_some_and(|levels| levels > MOST_LEVELS && byte != b'-') {
            return Some(Finding::new(
                Code::FrontMatterTooLarge,
                at..at + 1,
                format!("The front matter is nested more than {MOST_LEVELS} levels deep here."),
                "Close the brackets that are left open, or put a text that contains brackets in \
                 quotation marks.",
            ));
        }
    }
    None
}

/// A problem of front matter, placed in its own bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub code: Code,
    /// The bytes it is about; `0..0` is the file as a whole.
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
    /// The path of the field.
    pub path: String,
    /// A second place and what is there.
    pub other: Option<(Range<usize>, String)>,
}

impl Finding {
    pub fn new(code: Code, range: Range<usize>, message: impl Into<String>, help: &str) -> Self {
        Finding {
            code,
            range,
            message: message.into(),
            help: help.to_owned(),
            path: String::new(),
            other: None,
        }
    }

    fn placed(self, offset: usize, file: &Arc<str>) -> Diagnostic {
        let place = if self.range == (0..0) { Place::File } else { bytes(&self.range, offset) };
        let diagnostic = Diagnostic::new(self.code, file, place, self.message, self.help).about(self.path);
        match self.other {
            Some((range, note)) => diagnostic.and_at(file, bytes(&range, offset), note),
            None => diagnostic,
        }
    }
}

fn bytes(range: &Range<usize>, offset: usize) -> Place {
    let byte = |at: usize| u32::try_from(offset + at).unwrap_or(u32::MAX);
    Place::Bytes(byte(range.start)..byte(range.end))
}

#[cfg(test)]
mod tests;
