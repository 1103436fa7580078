//! Supporting documents: what is known about a file before it is published, and the text in it.
//!
//! A document comes from anybody's machine, so it is not trusted. Plain files are read here; PDF and
//! office files are read by a second process of our own program, which has limits on time, memory and
//! output and is ended when it goes over one. Whatever a file does costs at most a [`Finding`].
//!
//! A document goes through these steps:
//!
//! 1. `source`: the file is opened once, hashed, and its first bytes are compared with its name
//! 2. [`cache`]: what an earlier run found out about the same bytes is taken from there
//! 3. [`child`]: otherwise a second process is started, watched and, if need be, stopped
//! 4. [`extract`]: in that process, the file is read: [`pdf`] and `page`, or [`office`]
//! 5. [`plain`]: text and HTML need no second process
//!
//! Nothing here knows of papers, pages of the site or diagnostics.

pub mod cache;
pub mod child;
pub mod extract;
pub mod finding;
pub mod kind;
pub mod office;
pub(crate) mod page;
pub mod pdf;
pub mod plain;
pub mod reader;
mod source;
pub mod text;

use serde::{Deserialize, Serialize};

pub use cache::Cache;
pub use finding::Finding;
pub use kind::Kind;
pub use reader::Reader;
pub use text::{Passage, Text};

/// What is known about a supporting document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, in lower-case hexadecimal.
    pub sha256: Box<str>,
    /// What its name says it is; where the name says nothing, what its content says.
    pub kind: Kind,
    /// What its content says.
    pub reading: Reading,
}

/// What the content of a document says about itself. Depends on nothing but its bytes, so it can be
/// remembered by their hash.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What it is, where that can be told from the content.
    pub kind: Option<Kind>,
    /// Its pages or slides: counted in a PDF or presentation, otherwise as the program that wrote it
    /// noted down.
    pub pages: Option<u32>,
    /// The language it says it is in, as a BCP 47 tag (`en-GB`).
    pub language: Option<Box<str>>,
    /// The title in its properties, which may have little to do with what it is called.
    pub title: Option<Box<str>>,
    /// Whether a PDF is tagged for assistive technology; `None` for other kinds.
    pub tagged: Option<bool>,
    /// Whether a PDF has text and not just pictures of it; `None` for other kinds.
    pub text_layer: Option<bool>,
    /// What is wrong with it, in the order of [`Finding`], each once.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// A reading that came to nothing.
    pub(crate) fn failed(finding: Finding) -> Self {
        Reading { findings: vec![finding], ..Reading::default() }
    }

    /// Adds a finding, once.
    pub(crate) fn found(&mut self, finding: Finding) {
        if let Err(place) = self.findings.binary_search(&finding) {
            self.findings.insert(place, finding);
        }
    }
}

/// How much a document may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Milliseconds from start to answer.
    pub time: u64,
    /// Bytes of address space of the second process. Held on Linux only: elsewhere the limits on file
    /// and inflated bytes have to do.
    pub memory: u64,
    /// Bytes of a file that is read at all; larger ones are hashed and no more.
    pub file: u64,
    /// Bytes that the compressed parts of one document may inflate to.
    pub inflated: u64,
    /// Bytes of text that are kept of one document.
    pub text: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Limits { time: 10_000, memory: 1024 * MIB, file: 256 * MIB, inflated: 128 * MIB, text: 16 * MIB }
    }
}

/// The tag as BCP 47 writes it, if it is one: programs also write `en_GB`, `none` and worse.
pub(crate) fn language_tag(written: &str) -> Option<Box<str>> {
    let tag = written.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let primary = parts.next().is_some_and(|part| {
        (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    let rest = parts
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    (primary && rest && tag != "zxx").then(|| tag.into())
}

/// A title as it can be shown: one line, not empty, not endless.
pub(crate) fn title_line(written: &str) -> Option<Box<str>> {
    let line: String = text::tidy(written).replace('\n', " ").chars().take(500).collect();
    (!line.is_empty()).then(|| line.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_tags_are_tidied_or_refused() {
        assert_eq!(language_tag("en-GB").as_deref(), Some("en-GB"));
        assert_eq!(language_tag(" cy_GB ").as_deref(), Some("cy-GB"));
        for bad in ["", "none", "zxx", "English (United Kingdom)", "e", "en-"] {
            assert_eq!(language_tag(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_finding_is_noted_once() {
        let mut reading = Reading::failed(Finding::TooLarge);
        reading.found(Finding::Damaged);
        reading.found(Finding::TooLarge);
        assert_eq!(reading.findings, [Finding::Damaged, Finding::TooLarge]);
    }
}
