//! Supporting documents: public files, and the rows by which papers list them.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Address, Closure, DocumentId, ItemId, MeetingId};
use crate::format;

/// A file that is copied as it is: its content path, size and hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    /// The path in the content folder.
    pub path: Arc<str>,
    /// Its size in bytes.
    pub bytes: u64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: Box<str>,
    /// What sort of file it is.
    pub kind: crate::document::Kind,
    /// Its pages or slides, where they can be counted.
    pub pages: Option<u32>,
    /// The language it says it is in, as a BCP 47 tag.
    pub language: Option<Box<str>>,
    /// Whether a PDF is tagged for assistive technology; `None` for other kinds.
    pub tagged: Option<bool>,
    /// Whether a PDF has text and not just pictures of it; `None` for other kinds.
    pub text_layer: Option<bool>,
}

/// A supporting document as a paper lists it.
#[derive(Debug, Clone)]
pub enum Attachment {
    /// A document that the public may read.
    Open {
        /// A file of the site, or an address elsewhere.
        source: AttachmentSource,
        /// What the paper calls it.
        title: Box<str>,
        /// What sort of document it is.
        kind: Option<format::DocumentKind>,
        /// How it came to the meeting.
        issue: format::Issue,
        /// The day it was published.
        published: Option<Date>,
        /// The language it is written in.
        language: format::Language,
    },
    /// A document announced and not there yet: to follow, without a file.
    Awaited {
        /// What the paper calls it.
        title: Box<str>,
        /// What sort of document it is.
        kind: Option<format::DocumentKind>,
    },
    /// A document closed to the public: a row with its title and reason.
    Closed {
        /// Its neutral title.
        title: Box<str>,
        /// Why it is closed.
        closure: Closure,
    },
}

/// Where an open document is.
#[derive(Debug, Clone, PartialEq)]
pub enum AttachmentSource {
    /// A file of the site.
    File(DocumentId),
    /// An address elsewhere.
    Url(Box<str>),
}

/// A public file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file itself.
    pub file: DocumentFile,
    /// Its address.
    pub address: Address,
    /// What the first paper that lists it calls it.
    pub title: Box<str>,
    /// What sort of document that paper says it is.
    pub kind: Option<format::DocumentKind>,
    /// The latest day on which a paper says it was published.
    pub published: Option<Date>,
    /// The papers that list it.
    pub items: Vec<ItemId>,
    /// The meetings that list it.
    pub meetings: Vec<MeetingId>,
}
