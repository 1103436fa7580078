//! The content folder: which files there are, what they are by their place, and what they say.
//!
//! - [`mod@discover`]: walks the folder once
//! - [`place`]: what a file is, known from its path alone
//! - [`watch`]: tells what may have changed since
//!
//! This is the only module that reads the content folder.

pub mod discover;
pub mod place;
pub mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
pub use discover::discover;
pub use place::Place;

/// A content folder as it was found: names only, no text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The folder itself.
    pub root: PathBuf,
    /// The files with front matter, sorted by path, with what each is.
    pub papers: Vec<(Arc<str>, Place)>,
    /// Every other file that a paper may list, sorted by path.
    pub files: Vec<Arc<str>>,
    /// What is wrong with names and places.
    pub diagnostics: Diagnostics,
}

impl Listing {
    /// Whether there is a file of this content path that a paper may list.
    pub fn has_file(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| (**file).cmp(path)).is_ok()
    }

    /// Where a content path is on disk.
    pub fn disk_path(&self, path: &str) -> PathBuf {
        disk_path(&self.root, path)
    }

    /// Whether anything was found at a content path or below it.
    fn knows(&self, path: &str) -> bool {
        fn any<T>(rows: &[T], file: impl Fn(&T) -> &str, path: &str) -> bool {
            // Below a folder all paths follow each other; the folder itself may stand apart from them.
            let below = format!("{path}/");
            let starts =
                [path, below.as_str()].map(|start| rows.get(rows.partition_point(|row| file(row) < start)));
            starts.into_iter().flatten().any(|row| is_within(file(row), path))
        }
        any(&self.papers, |(file, _)| file, path)
            || any(&self.files, |file| file, path)
            || any(&self.diagnostics, |problem| &problem.file, path)
    }

    /// Puts everything in the order of its paths.
    fn sort(&mut self) {
        self.papers.sort();
        self.files.sort();
        self.diagnostics.sort_by(|a, b| a.file.cmp(&b.file));
    }
}

/// Whether a content path is `above` or lies below it; everything is within the empty path.
pub fn is_within(path: &str, above: &str) -> bool {
    above.is_empty() || path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Where a content path is on disk.
pub fn disk_path(root: &Path, path: &str) -> PathBuf {
    path.split('/').fold(root.to_path_buf(), |folder, part| folder.join(part))
}

/// No paper is longer than this, in bytes: a minute of a whole day is a hundredth of it, and a file
/// that is larger has been put in the wrong place.
const LONGEST: u64 = 32 * 1024 * 1024;

/// Reads a paper.
///
/// # Errors
/// A diagnostic that says why it cannot be read: not UTF-8, too large, no permission.
pub fn read(root: &Path, file: &Arc<str>) -> Result<String, Diagnostic> {
    let path = disk_path(root, file);
    let unreadable = |why: String, help: &str| {
        Diagnostic::new(Code::Unreadable, file, At::File, format!("This file cannot be read: {why}"), help)
    };
    let refused = |error: std::io::Error| unreadable(reason(&error), "Check that you may open it.");
    let size = std::fs::metadata(&path).map_err(refused)?.len();
    if size > LONGEST {
        return Err(unreadable(
            format!("it is larger than {} MB.", LONGEST / 1024 / 1024),
            "A paper is text and far smaller: if this is a document, give it its own ending and list it under documents.",
        ));
    }
    let bytes = std::fs::read(&path).map_err(refused)?;
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Diagnostic::new(
            Code::NotUtf8,
            file,
            At::File,
            format!("This file is not UTF-8 text: on line {line} stands something that cannot be read."),
            "Save it again with the encoding UTF-8 (in Word: plain text, then Unicode UTF-8).",
        )
    })
}

/// Why something could not be read, in words for a clerk.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::PermissionDenied => "you have no permission to open it.".into(),
        std::io::ErrorKind::NotFound => "it is no longer there.".into(),
        _ => format!("the computer says “{error}”."),
    }
}
