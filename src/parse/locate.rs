//! Where a field stands in the text. Nothing keeps places while all is well, so they are found
//! again from the text when a problem is shown.

use std::ops::Range;

use super::outline::Outline;
use super::syntax::first_line;

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
