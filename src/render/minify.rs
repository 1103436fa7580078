//! A page made smaller without changing its words.
//!
//! The minifier drops the space between inline elements that stand directly in `div`, `main`,
//! `section` and the like. Templates keep every run of words in `p`, `li`, `td`, `dd` or a heading,
//! and a test compares the visible words of every page before and after.

use std::panic::{AssertUnwindSafe, catch_unwind};

use minify_html::Cfg;

/// How many elements may be open at once: the minifier calls itself for each.
const DEPTH: usize = 500;

/// Elements that never stay open.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// The page made smaller; unchanged where it is nested too deeply, or where the minifier fails.
pub fn minify(html: String) -> String {
    if too_deep(&html) {
        return html;
    }
    let mut cfg = Cfg::new();
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    let small = catch_unwind(AssertUnwindSafe(|| minify_html::minify(html.as_bytes(), &cfg)));
    match small.map(String::from_utf8) {
        Ok(Ok(small)) => small,
        _ => html,
    }
}

/// Whether more than [`DEPTH`] elements are open anywhere. Counts tags as they are written, which is
/// enough for markup of our own.
fn too_deep(html: &str) -> bool {
    let mut open = 0usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('/') {
            open = open.saturating_sub(1);
            continue;
        }
        let name = rest.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let closed = rest.find('>').is_some_and(|end| rest[..end].ends_with('/'));
        if name.is_empty() || closed || VOID.contains(&name) {
            continue;
        }
        open += 1;
        if open > DEPTH {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_apart() {
        let page = "<!DOCTYPE html><html lang=\"en\"><body><p>  One  <b>two</b> <a href=\"/x/\">three</a>\n four </p></body></html>";
        assert_eq!(
            minify(page.into()),
            "<!doctype html><html lang=en><body><p>One <b>two</b> <a href=/x/>three</a> four</p></body></html>"
        );
    }

    #[test]
    fn deep_pages_are_left_alone() {
        let deep = "<div>".repeat(DEPTH + 1);
        assert_eq!(minify(deep.clone()), deep);
        assert!(!too_deep(&"<br><p>x</p>".repeat(DEPTH + 1)));
    }
}
