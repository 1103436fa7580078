//! The lines of front matter that is no YAML, read as a clerk reads them.

use std::ops::Range;

/// Where the value of a line begins, after hyphens and the field's name.
pub(super) fn value_start(text: &str, line: Range<usize>) -> Option<usize> {
    let written = &text[line.clone()];
    let entry = written.trim_start_matches([' ', '\t']);
    let entry = entry.strip_prefix("- ").map_or(entry, str::trim_start);
    let value = match entry.split_once(':') {
        Some((name, value)) if is_name(name) => value.trim_start_matches([' ', '\t']),
        _ => entry,
    };
    let value = value.trim_end_matches(['\n', '\r']);
    if value.is_empty() {
        return None;
    }
    let end = line.start + written.trim_end_matches(['\n', '\r']).len();
    Some(end - value.len())
}

/// The name of the field that a line begins.
pub(super) fn field_name(line: &str) -> Option<&str> {
    let line = line.trim_start().lines().next()?;
    let line = line.strip_prefix("- ").unwrap_or(line).trim_start();
    let (name, rest) = line.split_once(':')?;
    let name = name.trim_end().trim_matches(['"', '\'']);
    (is_name(name) && (rest.is_empty() || rest.starts_with([' ', '\t', '\r']))).then_some(name)
}

/// Whether a text can be the name of a field.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 40 && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

/// The outermost field around `at`: its line and the indented ones below it.
pub(super) fn entry_around(text: &str, at: usize) -> Range<usize> {
    let at = at.min(text.trim_end().len());
    let begins = |line: &str| line.starts_with(|c: char| !c.is_whitespace() && !"#-]})".contains(c));
    let mut entry = 0..text.len();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) {
            if start <= at {
                entry.start = start;
            } else {
                entry.end = start;
                break;
            }
        }
        start += line.len();
    }
    entry
}

/// Replaces a part by spaces, line ends kept, so that every byte behind it stays where it was.
pub(super) fn blank(text: &mut String, part: Range<usize>) {
    let spaces: String = text[part.clone()]
        .bytes()
        .map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' })
        .collect();
    text.replace_range(part, &spaces);
}

/// The line around `at`, without indentation and line end.
pub(super) fn line_range(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
    let line = &text[start..end];
    let indentation = line.len() - line.trim_start().len();
    if line.trim().is_empty() { start..start } else { start + indentation..start + line.trim_end().len() }
}

/// From `at` to the end of its line.
pub(super) fn line_rest(text: &str, at: usize) -> Range<usize> {
    at..line_range(text, at).end.max(at)
}

/// The first line that says something.
pub(super) fn first_line(text: &str) -> Range<usize> {
    line_range(text, text.len() - text.trim_start().len())
}

/// A line end that editors do not show and YAML counts: it comes with text copied from elsewhere.
pub(super) fn line_separator(text: &str, at: usize) -> Option<Range<usize>> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    let (found, c) =
        text[start..end].char_indices().find(|(_, c)| matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}'))?;
    Some(start + found..start + found + c.len_utf8())
}

/// The first value, up to the line of `limit`, that opens a quotation mark, does not close it on its
/// line, and is followed by a line that looks like the next field.
pub(super) fn runs_on(text: &str, limit: usize) -> Option<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        if range.start > limit {
            return None;
        }
        let Some(value) = value_start(text, range.clone()) else { continue };
        let written = text[value..range.end].trim_end();
        let mark = match written.chars().next() {
            Some(mark @ ('"' | '\'')) => mark,
            _ => continue,
        };
        let closed = written.chars().skip(1).filter(|c| *c == mark).count() > 0;
        let next = text[range.end..].lines().find(|line| !line.trim().is_empty());
        if !closed && next.is_none_or(|next| field_name(next).is_some()) {
            return Some(value);
        }
    }
    None
}

/// The first tab in the indentation of the line around `at`.
pub(super) fn tab_in_indentation(text: &str, at: usize) -> Option<Range<usize>> {
    let line = line_range(text, at.min(text.trim_end().len()));
    let start = text[..line.start].rfind('\n').map_or(0, |end| end + 1);
    let written = &text[start..line.end];
    let indentation = written.len() - written.trim_start_matches([' ', '\t', '-']).len();
    let tab = start + written[..indentation].find('\t')?;
    Some(tab..tab + 1)
}
