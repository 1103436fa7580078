//! Where finished bytes go. Everything before this is pure; only the implementations of [`Output`]
//! touch a disk.

pub mod disk;
pub mod memory;

use std::io;
use std::path::Path;

/// Takes the files of a site. May be called from several threads at once.
pub trait Output: Sync {
    /// Writes one file. `path` is relative to the site's root, with `/` between folders.
    ///
    /// # Errors
    /// Whatever the place behind it reports; the site is then not finished.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()>;

    /// Copies one file from the content folder, byte for byte.
    ///
    /// # Errors
    /// As for [`Output::put`], or if `from` cannot be read.
    fn copy(&self, path: &str, from: &Path) -> io::Result<()>;

    /// A writer for a file that is too large to be held whole; the file is complete when the writer
    /// is dropped after a last successful flush.
    ///
    /// # Errors
    /// As for [`Output::put`].
    fn create(&self, path: &str) -> io::Result<Box<dyn io::Write + '_>>;
}
