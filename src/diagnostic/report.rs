//! A list of problems in words: for a person, one on a line, or as JSON.
//!
//! 1. [`report`] finds the line and column of every place and sorts the problems;
//! 2. [`Report::human`], [`Report::short`] and [`Report::json`] make text of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use serde_json::json;

pub use super::place::{Excerpt, Span};
use super::place::{Source, is_unprintable};
use super::{Code, Diagnostic, Place, Severity};

/// A problem with its place found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which problem it is.
    pub code: Code,
    /// How much it weighs: as the code says, or an error where warnings count as such.
    pub severity: Severity,
    /// Where it is.
    pub at: Location,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// What it is about; see [`Diagnostic::subject`].
    pub subject: String,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Location, String)>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file, relative to the content folder, with `/` between folders.
    pub file: Arc<str>,
    /// Where in it. The first line, if the file as a whole is meant or cannot be read.
    pub span: Span,
    /// The line itself; nothing if the file is empty or no text.
    pub excerpt: Option<Excerpt>,
}

/// All problems of a run, sorted by file, line, column and code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The problems.
    pub problems: Vec<Problem>,
}

/// Finds the places of `diagnostics`. `text` gives a file's text by its path, or nothing if it is no
/// text or cannot be read; it is asked once for each file that has a problem.
pub fn report(diagnostics: Vec<Diagnostic>, text: &dyn Fn(&str) -> Option<String>) -> Report {
    let mut places: BTreeMap<Arc<str>, Vec<&Place>> = BTreeMap::new();
    for diagnostic in &diagnostics {
        places.entry(Arc::clone(&diagnostic.file)).or_default().push(&diagnostic.place);
        for related in &diagnostic.related {
            places.entry(Arc::clone(&related.file)).or_default().push(&related.place);
        }
    }
    // One file's text at a time is held, and its places are counted through in order.
    let mut found: HashMap<(Arc<str>, &Place), Location> = HashMap::new();
    for (file, places) in places {
        let source = text(&file).map(|text| Source::new(&file, text));
        let mut ranges: Vec<_> = places
            .into_iter()
            .map(|place| (source.as_ref().map_or(0..0, |source| source.bytes(place)), place))
            .collect();
        ranges.sort_by_key(|(range, _)| (range.start, range.end));
        for (bytes, place) in ranges {
            let location = match &source {
                Some(source) => Location {
                    file: Arc::clone(&file),
                    excerpt: Some(source.excerpt(&bytes)).filter(|line| !line.text.trim().is_empty()),
                    span: source.span(bytes),
                },
                None => Location {
                    file: Arc::clone(&file),
                    span: Span { line: 1, column: 1, end_line: 1, end_column: 1, bytes: 0..0 },
                    excerpt: None,
                },
            };
            found.insert((Arc::clone(&file), place), location);
        }
    }
    let find = |file: &Arc<str>, place| found[&(Arc::clone(file), place)].clone();
    let mut problems: Vec<Problem> = diagnostics
        .iter()
        .map(|diagnostic| Problem {
            code: diagnostic.code,
            severity: diagnostic.code.severity(),
            at: find(&diagnostic.file, &diagnostic.place),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            subject: diagnostic.subject.clone(),
            related: diagnostic
                .related
                .iter()
                .map(|related| (find(&related.file, &related.place), related.note.clone()))
                .collect(),
        })
        .collect();
    problems.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    Report { problems }
}

fn sort_key(problem: &Problem) -> (&str, usize, usize, &str, &str) {
    let span = &problem.at.span;
    (&problem.at.file, span.line, span.column, problem.code.slug(), &problem.message)
}

impl Report {
    /// The same problems, every one of them an error.
    #[must_use]
    pub fn strict(mut self) -> Self {
        for problem in &mut self.problems {
            problem.severity = Severity::Error;
        }
        self
    }

    /// How many problems weigh so much.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity == severity).count()
    }

    /// The line that closes a run: `2 errors, 1 warning in 12 files.` `files` is how many were read.
    pub fn summary(&self, files: usize) -> String {
        let number = |n: usize, one: &str| match n {
            1 => format!("1 {one}"),
            n => format!("{n} {one}s"),
        };
        let counts: Vec<String> = [Severity::Error, Severity::Warning]
            .into_iter()
            .map(|severity| (self.count(severity), severity.word()))
            .filter(|(n, _)| *n > 0)
            .map(|(n, word)| number(n, word))
            .collect();
        let counts = if counts.is_empty() { "No problems".to_owned() } else { counts.join(", ") };
        format!("{counts} in {}.", number(files, "file"))
    }

    /// For a person: each problem with the line it is on, its help and its other places, and the
    /// summary at the end. `prefix` is the content folder as the user gave it.
    pub fn human(&self, prefix: &str, colour: bool, files: usize) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let mut out = String::new();
        for problem in &self.problems {
            let level = match problem.severity {
                Severity::Error => Level::ERROR,
                Severity::Warning => Level::WARNING,
            };
            let title = level.primary_title(printable(&problem.message)).id(problem.code.slug());
            let mut group = title.elements(frame(&problem.at, prefix, AnnotationKind::Primary, None));
            for (at, note) in &problem.related {
                group = group.elements(frame(at, prefix, AnnotationKind::Context, Some(note)));
            }
            group = group.element(Level::HELP.message(printable(&problem.help)));
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{}\n", renderer.render(&[group]));
        }
        out.push_str(&self.summary(files));
        out.push('\n');
        out
    }

    /// One problem on a line: `path:line:column: error[code]: message help`.
    pub fn short(&self, prefix: &str) -> String {
        let mut out = String::new();
        for problem in &self.problems {
            let _ = writeln!(
                out,
                "{}:{}:{}: {}[{}]: {} {}",
                printable(&path(prefix, &problem.at.file)),
                problem.at.span.line,
                problem.at.span.column,
                problem.severity.word(),
                problem.code,
                printable(&problem.message),
                printable(&problem.help),
            );
        }
        out
    }

    /// For programs: one JSON object on a line for each problem. Lines and columns count from 1, the
    /// end is exclusive; `path` and `subject` are exactly what they are.
    pub fn json(&self, prefix: &str) -> String {
        let place = |at: &Location| {
            json!({
                "path": path(prefix, &at.file),
                "line": at.span.line,
                "column": at.span.column,
                "end_line": at.span.end_line,
                "end_column": at.span.end_column,
            })
        };
        let mut out = String::new();
        for problem in &self.problems {
            let mut object = json!({ "code": problem.code.slug(), "severity": problem.severity.word() });
            let related: Vec<_> = problem
                .related
                .iter()
                .map(|(at, note)| merged(place(at), json!({ "note": printable(note) })))
                .collect();
            object = merged(object, place(&problem.at));
            object = merged(
                object,
                json!({
                    "message": printable(&problem.message),
                    "help": printable(&problem.help),
                    "subject": problem.subject,
                    "related": related,
                }),
            );
            for c in object.to_string().chars() {
                // Outside its strings JSON has no such characters, so they can be written as escapes.
                if is_unprintable(c) {
                    let mut units = [0; 2];
                    for unit in c.encode_utf16(&mut units) {
                        let _ = write!(out, "\\u{unit:04x}");
                    }
                } else {
                    out.push(c);
                }
            }
            out.push('\n');
        }
        out
    }
}

fn merged(mut object: serde_json::Value, more: serde_json::Value) -> serde_json::Value {
    if let (Some(object), serde_json::Value::Object(more)) = (object.as_object_mut(), more) {
        object.extend(more);
    }
    object
}

/// The path and line of a place, and the line itself with the place marked.
fn frame<'a>(
    at: &'a Location,
    prefix: &str,
    kind: AnnotationKind,
    note: Option<&'a String>,
) -> Vec<Element<'a>> {
    let path = printable(&path(prefix, &at.file)).into_owned();
    let origin = |path| Origin::path(path).line(at.span.line).char_column(at.span.column);
    let Some(line) = &at.excerpt else {
        let note = note.map(|note| Level::NOTE.message(printable(note)).into());
        return std::iter::once(origin(path).into()).chain(note).collect();
    };
    let annotation = kind.span(line.marked.clone()).label(note.map(|note| printable(note)));
    let snippet = Snippet::source(line.text.as_str()).line_start(at.span.line).annotation(annotation);
    // The snippet counts the column in what it shows, which is wrong for a line cut at its beginning.
    match line.text.starts_with('…') {
        true => vec![origin(path).into(), snippet.into()],
        false => vec![snippet.path(path).into()],
    }
}

/// A file's path as the user would write it. A file of the theme stands beside the content folder.
fn path(prefix: &str, file: &str) -> String {
    let prefix = prefix.trim_end_matches(['/', '\\']);
    let (prefix, file) = match file.strip_prefix("../") {
        Some(file) if !prefix.is_empty() => (prefix.rfind(['/', '\\']).map_or("", |at| &prefix[..at]), file),
        _ => (prefix, file),
    };
    if prefix.is_empty() { file.to_owned() } else { format!("{prefix}/{file}") }
}

/// Text that somebody typed, safe to print: on one line, control characters by their number.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unprintable) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => out.push(' '),
            c if is_unprintable(c) => {
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests;
