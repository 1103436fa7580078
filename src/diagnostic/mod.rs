//! Problems in content, as plain values: what is wrong, where, and how to mend it.
//!
//! Every stage returns its value together with the [`Diagnostic`]s it met. Nothing here prints, reads
//! a file or ends a run; [`report`] puts a whole list into words once the stages are done.
//!
//! - [`code`]: the table of everything that can be said, with its severity and explanation
//! - [`report`]: places become lines and columns; human, short and JSON output

pub mod code;
mod nearest;
mod place;
pub mod report;

use std::ops::Range;
use std::sync::Arc;

pub use code::{Code, Severity};
pub use nearest::nearest;

/// One problem in the content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which problem it is; decides severity and what `minutebook explain` says.
    pub code: Code,
    /// The file it is in, relative to the content folder, with `/` between folders.
    pub file: Arc<str>,
    /// Where in that file.
    pub place: Place,
    /// One sentence that says what is wrong, without a full stop's worth of jargon.
    pub message: String,
    /// One sentence that says how to mend it.
    pub help: String,
    /// What the problem is about (a name, a file, a label): the `at` by which an `accept` entry names it.
    pub subject: String,
    /// Other places that belong to the same problem, each with a few words.
    pub related: Vec<Related>,
}

/// A second place that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The file, as in [`Diagnostic::file`].
    pub file: Arc<str>,
    /// Where in it.
    pub place: Place,
    /// What is there.
    pub note: String,
}

/// A place in a file. Fields are found again in the text only when the problem is reported, so that
/// good files cost nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// The file as a whole: shown at its first line.
    File,
    /// A value of the front matter (or of `site.yaml`), such as `documents[1].file`.
    Field(String),
    /// A key of the front matter, such as `documents[1].fiel`.
    Key(String),
    /// Bytes of the file.
    Bytes(Range<u32>),
}

impl Diagnostic {
    /// A problem at `place` of `file`. `help` says how to mend it.
    pub fn new(
        code: Code,
        file: &Arc<str>,
        place: Place,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Diagnostic {
            code,
            file: Arc::clone(file),
            place,
            message: message.into(),
            help: help.into(),
            subject: String::new(),
            related: Vec::new(),
        }
    }

    /// Names what the problem is about, so that an `accept` entry can point at it.
    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.subject = subject.into();
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn and_at(mut self, file: &Arc<str>, place: Place, note: impl Into<String>) -> Self {
        self.related.push(Related { file: Arc::clone(file), place, note: note.into() });
        self
    }

    /// Whether the problem stops a build.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// The problems met so far; appended to freely, sorted once at the end.
pub type Diagnostics = Vec<Diagnostic>;
