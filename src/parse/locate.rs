//! Where a field stands in the text. Nothing keeps places while all is well, so they are found
//! again from the text when a problem is shown.

use std::ops::Range;

use super::lines::first_line;
use super::outline::Outline;

/// The fields of one text and their places; read once, however many are asked for.
#[derive(Debug)]
pub struct Places {
    outline: Option<Outline>,
    first: Range<usize>,
}

impl Places {
    /// The places in `yaml`: what stands between the fences, or the whole of `site.yaml`.
    pub fn new(yaml: &str) -> Self {
        Places { outline: Outline::of(yaml).ok(), first: first_line(yaml) }
    }

    /// The bytes of the value at a path such as `documents[1].file`, entries counted from 0. Of a
    /// value that spans lines, those on its first; of a field that is absent, those of what it would
    /// belong to. Nothing if the text is no YAML.
    pub fn field(&self, path: &str) -> Option<Range<usize>> {
        let found = self.outline.as_ref()?.find(path);
        if found.complete {
            // An empty value has no bytes to point at, its key has.
            return Some(match found.key {
                Some(key) if found.node.range.is_empty() => key,
                _ => found.node.range.clone(),
            });
        }
        Some(self.nearest(found.key, &found.node.range))
    }

    /// The bytes of the key at a path such as `documents[1].file`; for an entry of a list, those of
    /// the entry. Otherwise as [`Places::field`].
    pub fn key(&self, path: &str) -> Option<Range<usize>> {
        let found = self.outline.as_ref()?.find(path);
        Some(self.nearest(found.key, &found.node.range))
    }

    fn nearest(&self, key: Option<Range<usize>>, value: &Range<usize>) -> Range<usize> {
        match key {
            Some(key) => key,
            None if value.is_empty() => self.first.clone(),
            None => value.clone(),
        }
    }
}

/// The bytes of one value; see [`Places::field`].
pub fn field(yaml: &str, path: &str) -> Option<Range<usize>> {
    Places::new(yaml).field(path)
}

/// The bytes of one key; see [`Places::key`].
pub fn key(yaml: &str, path: &str) -> Option<Range<usize>> {
    Places::new(yaml).key(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const YAML: &str = "\
title: Drafft – “cyllideb”   # a comment
number: '7'
purpose: >
  To note
  the budget.
presenters:
  - Mair Pugh
  - name: \"Osian \\\"Os\\\" Blake\"   # chair
    role: Director
documents: [{ file: a.pdf }, { file: b.pdf, kind: report }]
related: []
urgent:
matter: a text that goes on
  on a second line
resolutions:
- vote:
    names:
      for: [Mair Pugh, Osian Blake]
-
  outcome: noted
";

    #[test]
    fn fields_and_keys_are_found_again() {
        let places = Places::new(YAML);
        let text = |range: Option<Range<usize>>| range.map(|range| &YAML[range]);
        for (path, value, key) in [
            ("title", "Drafft – “cyllideb”", "title"),
            ("number", "'7'", "number"),
            ("purpose", ">", "purpose"),
            ("presenters", "- Mair Pugh", "presenters"),
            ("presenters[0]", "Mair Pugh", "Mair Pugh"),
            ("presenters[1]", "name: \"Osian \\\"Os\\\" Blake\"", "name: \"Osian \\\"Os\\\" Blake\""),
            ("presenters[1].name", "\"Osian \\\"Os\\\" Blake\"", "name"),
            ("presenters[1].role", "Director", "role"),
            ("documents", "[{ file: a.pdf }, { file: b.pdf, kind: report }]", "documents"),
            ("documents[1].file", "b.pdf", "file"),
            ("documents[1].kind", "report", "kind"),
            ("related", "[]", "related"),
            ("urgent", "urgent", "urgent"),
            ("matter", "a text that goes on", "matter"),
            ("resolutions[0].vote", "names:", "vote"),
            ("resolutions[0].vote.names.for[1]", "Osian Blake", "Osian Blake"),
            ("resolutions[1].outcome", "noted", "outcome"),
        ] {
            assert_eq!(text(places.field(path)), Some(value), "{path}");
            assert_eq!(text(places.key(path)), Some(key), "{path}");
            assert_eq!(field(YAML, path), places.field(path));
        }
        assert_eq!(
            &YAML[places.key("documents[1].file").map_or(0, |range| range.start)..][..11],
            "file: b.pdf"
        );
    }

    #[test]
    fn what_is_absent_is_shown_where_it_would_stand() {
        let places = Places::new(YAML);
        let text = |path: &str| places.field(path).map(|range| &YAML[range]);
        assert_eq!(text("presenters[1].organisation"), Some("name: \"Osian \\\"Os\\\" Blake\""));
        assert_eq!(text("presenters[7]"), Some("presenters"));
        assert_eq!(text("resolutions[0].vote.method"), Some("vote"));
        assert_eq!(text("exempt.paragraphs"), Some("title: Drafft – “cyllideb”"));
        assert_eq!(field("", "title"), Some(0..0));
        assert_eq!(field("title: \"A", "title"), None);
    }
}
