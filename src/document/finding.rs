//! [`Finding`]: what can be wrong with a document, and how to say so.

use serde::{Deserialize, Serialize};

use super::Kind;

/// Something wrong with a document. None of them stops anything by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// It has no bytes at all.
    Empty,
    /// Its content is not what its name says: with what it is, where that can be told.
    WrongType(Option<Kind>),
    /// It cannot be read without a password.
    Encrypted,
    /// It cannot be read, or only in part.
    Damaged,
    /// It is a PDF of pictures: nothing in it can be searched, copied or read aloud.
    NoTextLayer,
    /// It, what it inflates to, or its text is larger than [`super::Limits`] allow.
    TooLarge,
    /// Reading it took longer than [`super::Limits::time`].
    TookTooLong,
}

/// What reading a part of a document comes to.
pub(crate) type Read<T> = Result<T, Finding>;

impl Finding {
    /// One sentence that says what is wrong with the file of this name.
    pub fn message(self, file: &str) -> String {
        match self {
            Finding::Empty => format!("`{file}` is an empty file"),
            Finding::WrongType(Some(kind)) => {
                format!("`{file}` is not what its name says: its content is {}", kind.described())
            }
            Finding::WrongType(None) => format!("`{file}` is not what its name says"),
            Finding::Encrypted => format!("`{file}` cannot be opened without a password"),
            Finding::Damaged => format!("`{file}` is damaged: some or all of it cannot be read"),
            Finding::NoTextLayer => {
                format!("`{file}` is a scan: its pages are pictures that cannot be searched or read aloud")
            }
            Finding::TooLarge => {
                format!("`{file}` is too large to be read whole, so it is not fully searched or checked")
            }
            Finding::TookTooLong => {
                format!("`{file}` took too long to read, so it is not searched or checked")
            }
        }
    }

    /// One sentence that says how to mend it.
    pub fn help(self) -> &'static str {
        match self {
            Finding::Empty => "Copy the document here again from where it is kept.",
            Finding::WrongType(_) => {
                "Save it again in the format that its name says, or give it the ending that fits its content."
            }
            Finding::Encrypted => "Save it again without a password.",
            Finding::Damaged => {
                "Open it in the program that it was written with and export it again, or copy it here again."
            }
            Finding::NoTextLayer => {
                "Export it from the original document, or run text recognition over the scan."
            }
            Finding::TooLarge => "Split it into several documents, or export it with smaller pictures.",
            Finding::TookTooLong => {
                "Export it again from the program that it was written with, or split it into several documents."
            }
        }
    }
}
