//! [`Source`]: a document's file, opened once, hashed, and looked at.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::finding::Finding;
use super::kind::{HEAD, Kind, Shape};

/// A document's file. Everything that is read of it is read through this one opened file, so that what
/// is found out belongs to the hash even if somebody puts another file in its place meanwhile.
#[derive(Debug)]
pub(crate) struct Source {
    file: File,
    /// Its SHA-256 in lower-case hexadecimal.
    pub sha256: Box<str>,
    /// What can be told without reading it.
    pub look: Look,
}

/// What can be told of a file without reading it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// Its size in bytes.
    pub bytes: u64,
    /// What its name says.
    pub named: Kind,
    /// What its first bytes look like.
    pub shape: Shape,
}

impl Source {
    /// Opens and hashes a file.
    ///
    /// # Errors
    /// If it cannot be read, or is not a regular file: devices and pipes could block for ever.
    pub fn open(path: &Path) -> io::Result<Self> {
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
        }
        let mut file = File::open(path)?;
        let mut hash = Sha256::new();
        let mut buffer = vec![0; 64 * 1024];
        let mut head = Vec::with_capacity(HEAD);
        let mut bytes = 0;
        loop {
            let count = match file.read(&mut buffer) {
                Ok(0) => break,
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hash.update(&buffer[..count]);
            head.extend_from_slice(&buffer[..count.min(HEAD - head.len())]);
            bytes += count as u64;
        }
        let sha256 = format!("{:x}", hash.finalize()).into();
        let look = Look { bytes, named: Kind::of_name(path), shape: Shape::of(&head) };
        Ok(Source { file, sha256, look })
    }

    /// The file from its start, for another process to read.
    ///
    /// # Errors
    /// If the file cannot be wound back.
    pub fn into_file(mut self) -> io::Result<File> {
        self.file.rewind()?;
        Ok(self.file)
    }

    /// Up to `limit` bytes of the file from its start.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn read(&mut self, limit: u64) -> io::Result<Vec<u8>> {
        self.file.rewind()?;
        let mut bytes = Vec::new();
        (&mut self.file).take(limit).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Look {
    /// Whether the content is something else than the name says: no bytes, or another shape than the
    /// name asks for, or another kind, where reading it has told the kind.
    pub fn mismatch(self, content: Option<Kind>) -> Option<Finding> {
        if self.bytes == 0 {
            return Some(Finding::Empty);
        }
        let fits = self.named.shape()? == self.shape && content.is_none_or(|content| content == self.named);
        // An archive may hold anything, even what an office document holds.
        if fits || (self.named == Kind::Zip && self.shape == Shape::Zip) {
            return None;
        }
        Some(Finding::WrongType(content.or(self.shape.kind())))
    }
}
