//! What a line opens: a quote, a list entry, code, a heading, or just text.

use super::lines::is_space;

/// Glyphs that word processors leave where a list had bullets.
const GLYPHS: [char; 8] = ['•', '·', '▪', '◦', '‣', '●', '\u{F0B7}', '\u{F0A7}'];

/// What a line opens.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Opening<'a> {
    Text,
    Heading(u8),
    Rule,
    Fence(Fence),
    /// A quote; its mark is a byte long.
    Quote,
    /// A list entry; its mark is so many bytes long.
    Bullet(u32),
    /// A footnote's text; its mark is so many bytes long.
    Footnote(&'a str, u32),
    /// The address behind `[name]`, which is not seen.
    Definition,
}

impl<'a> Opening<'a> {
    /// What a line with these words opens where nothing but text stands open.
    pub fn of(words: &'a str) -> Self {
        match words.as_bytes().first() {
            Some(b'>') => Opening::Quote,
            Some(b'#') => {
                let level = words.bytes().take_while(|&byte| byte == b'#').count();
                let spaced = words[level..].is_empty() || words[level..].starts_with(char::is_whitespace);
                if level <= 6 && spaced { Opening::Heading(level as u8) } else { Opening::Text }
            }
            Some(b'`' | b'~') => Fence::opened(words).map_or(Opening::Text, Opening::Fence),
            Some(b'*' | b'-' | b'_') if is_rule(words) => Opening::Rule,
            Some(b'[') => match words.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
                Some((name, _)) if is_name(name) => Opening::Footnote(name, name.len() as u32 + 4),
                None if is_definition(words) => Opening::Definition,
                _ => Opening::Text,
            },
            _ => bullet(words).map_or(Opening::Text, Opening::Bullet),
        }
    }
}

/// A fence of code: its character and how often it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fence(u8, usize);

impl Fence {
    /// The fence that a line opens.
    pub fn opened(words: &str) -> Option<Fence> {
        let mark = *words.as_bytes().first().filter(|&&byte| byte == b'`' || byte == b'~')?;
        let len = words.bytes().take_while(|&byte| byte == mark).count();
        // Backticks after a backtick fence make it a code span.
        (len >= 3 && !(mark == b'`' && words[len..].contains('`'))).then_some(Fence(mark, len))
    }

    /// Whether a line closes this fence.
    pub fn closed_by(self, words: &str) -> bool {
        words.len() >= self.1 && words.bytes().all(|byte| byte == self.0)
    }
}

/// The length of a bullet before its entry. A bullet without an entry is text.
pub(super) fn bullet(words: &str) -> Option<u32> {
    let mark = words.chars().next().filter(|&c| matches!(c, '-' | '*' | '+') || GLYPHS.contains(&c))?;
    let rest = &words[mark.len_utf8()..];
    let entry = rest.starts_with(char::is_whitespace) && !rest.chars().all(is_space);
    (entry && !is_rule(words)).then_some(mark.len_utf8() as u32)
}

/// Whether a line is a thematic break: three or more of one of `-*_`, spaces aside.
pub(super) fn is_rule(words: &str) -> bool {
    let Some(&mark @ (b'-' | b'*' | b'_')) = words.as_bytes().first() else { return false };
    let mut marks = 0;
    words.bytes().all(|byte| {
        marks += usize::from(byte == mark);
        byte == mark || byte == b' ' || byte == b'\t'
    }) && marks >= 3
}

/// Whether a line of equals signs is meant to make the line above it a heading.
pub(super) fn is_underline(words: &str) -> bool {
    words.len() >= 3 && words.bytes().all(|byte| byte == b'=')
}

/// Whether `[^name]` names a footnote.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '\\'))
}

/// Whether a line is `[name]: address`. Only what is plainly an address counts, since the line is not
/// seen: `[Note]: withdrawn` is.
fn is_definition(words: &str) -> bool {
    let Some((_, rest)) = words.split_once("]:") else { return false };
    let address = rest.split_whitespace().next().unwrap_or("");
    let fragment = address.split('#').next().unwrap_or("");
    address.contains("://")
        || address.starts_with("mailto:")
        || address.starts_with(['/', '#', '<'])
        || address.starts_with("./")
        || address.starts_with("../")
        || fragment.ends_with(".md")
}
