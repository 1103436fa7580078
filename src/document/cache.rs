//! [`Cache`]: what is known about documents, kept from run to run in a folder outside the published one.
//!
//! An entry is named by the SHA-256 of the document and what it holds: `<sha256>.facts.json` or
//! `<sha256>.text.json`. It counts only if it was written by the same version under the same limits. A
//! cache saves work and does nothing else: one that cannot be read or written is passed over in silence,
//! and may be deleted at any time. (An index by path, size and time of change, which would save the
//! hashing too, can stand beside the entries: `index.json` is kept free for it.)

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Limits;
use super::extract::Want;

/// The version of entries: goes up whenever a reader learns to say more, or something else, of the same
/// document.
pub const VERSION: u32 = 1;

/// A folder of entries.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Entry<T> {
    version: u32,
    limits: Limits,
    value: T,
}

impl Cache {
    /// The cache in `folder`, which is made when the first entry is written.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Cache { folder: folder.into() }
    }

    /// What is remembered of a document.
    pub(crate) fn get<T: DeserializeOwned>(&self, sha256: &str, want: Want, limits: &Limits) -> Option<T> {
        let entry = fs::read(self.entry(sha256, want)).ok()?;
        let entry: Entry<T> = serde_json::from_slice(&entry).ok()?;
        (entry.version == VERSION && entry.limits == *limits).then_some(entry.value)
    }

    /// Remembers something of a document. Written aside and renamed, so that no entry is ever half
    /// there, whoever else writes it.
    pub(crate) fn put<T: Serialize>(&self, sha256: &str, want: Want, limits: &Limits, value: &T) {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let entry = Entry { version: VERSION, limits: *limits, value };
        let Ok(entry) = serde_json::to_vec(&entry) else { return };
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let aside = self.folder.join(format!(".{sha256}.{}.{number}", std::process::id()));
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&aside, entry))
            .and_then(|()| fs::rename(&aside, self.entry(sha256, want)));
        if written.is_err() {
            let _ = fs::remove_file(&aside);
        }
    }

    fn entry(&self, sha256: &str, want: Want) -> PathBuf {
        let name = match want {
            Want::Facts => "facts",
            Want::Text => "text",
        };
        self.folder.join(format!("{sha256}.{name}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Finding, Reading};
    use super::*;

    #[test]
    fn entries_are_found_again_unless_something_changed() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path().join("deep/cache"));
        let limits = Limits::default();
        let reading = Reading { pages: Some(3), ..Reading::failed(Finding::WrongType(None)) };
        assert_eq!(cache.get::<Reading>("ab", Want::Facts, &limits), None);
        cache.put("ab", Want::Facts, &limits, &reading);
        assert_eq!(cache.get("ab", Want::Facts, &limits), Some(reading.clone()));
        assert_eq!(cache.get::<Reading>("ab", Want::Text, &limits), None);
        assert_eq!(cache.get::<Reading>("ab", Want::Facts, &Limits { text: 1, ..limits }), None);
        let names: Vec<_> = fs::read_dir(&cache.folder).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names, ["ab.facts.json"]);

        for broken in ["", "{", "[]", "{\"version\":0}", "\0\0"] {
            fs::write(cache.entry("ab", Want::Facts), broken).unwrap();
            assert_eq!(cache.get::<Reading>("ab", Want::Facts, &limits), None, "{broken}");
        }
        cache.put("ab", Want::Facts, &limits, &reading);
        assert_eq!(cache.get("ab", Want::Facts, &limits), Some(reading));
    }

    #[test]
    fn a_cache_that_cannot_be_written_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file"), "").unwrap();
        let cache = Cache::new(folder.path().join("file"));
        cache.put("ab", Want::Facts, &Limits::default(), &Reading::default());
        assert_eq!(cache.get::<Reading>("ab", Want::Facts, &Limits::default()), None);
    }
}
