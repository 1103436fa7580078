//! [`Document`]: a line of `documents`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Record, meeting_id};
use crate::data::csv::Row;
use crate::format::DocumentKind;
use crate::model::{Corpus, DocumentId};

/// A public file.
#[derive(Serialize, JsonSchema)]
pub(in crate::data) struct Document<'a> {
    /// Its path in the content folder, with its extension.
    id: &'a str,
    /// The file itself, from the root of the site.
    url: String,
    /// What the first paper that lists it calls it.
    title: &'a str,
    /// What sort of document it is.
    kind: Option<DocumentKind>,
    /// The ids of the items that list it.
    items: Vec<&'a str>,
    /// The ids of the meetings that list it.
    meetings: Vec<String>,
    /// Its media type; application/octet-stream if unknown.
    #[serde(rename = "type")]
    media_type: &'static str,
    /// Its size in bytes.
    bytes: u64,
    /// Its SHA-256 in hexadecimal.
    sha256: &'a str,
    /// How many pages or slides it has, where they can be counted.
    pages: Option<u32>,
    /// The language it says it is in, as a BCP 47 tag.
    language: Option<&'a str>,
    /// Whether a PDF is tagged for assistive technology; null for other kinds.
    tagged: Option<bool>,
    /// Whether a PDF has text and not just pictures of it; null for other kinds.
    text_layer: Option<bool>,
    /// The latest day on which a paper says it was published.
    published: Option<Date>,
}

impl<'a> Document<'a> {
    /// The record of a file.
    pub(in crate::data) fn of(corpus: &'a Corpus, id: DocumentId) -> Self {
        let document = &corpus.documents[id];
        Document {
            id: &document.file.path,
            url: document.address.encoded(),
            title: &document.title,
            kind: document.kind,
            items: document.items.iter().map(|&id| &*corpus.items[id].id).collect(),
            meetings: document.meetings.iter().map(|&id| meeting_id(corpus, &corpus.meetings[id])).collect(),
            media_type: document.file.kind.media_type(),
            bytes: document.file.bytes,
            sha256: &document.file.sha256,
            pages: document.file.pages,
            language: document.file.language.as_deref(),
            tagged: document.file.tagged,
            text_layer: document.file.text_layer,
            published: document.published,
        }
    }
}

impl Record for Document<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "url",
        "title",
        "kind",
        "items",
        "meetings",
        "type",
        "bytes",
        "sha256",
        "pages",
        "language",
        "tagged",
        "text_layer",
        "published",
    ];

    fn cells(&self, row: &mut Row) {
        row.text(self.id)
            .text(&self.url)
            .text(self.title)
            .maybe(self.kind.map(DocumentKind::word))
            .list(&self.items)
            .list(&self.meetings)
            .text(self.media_type)
            .maybe(Some(self.bytes))
            .text(self.sha256)
            .maybe(self.pages)
            .maybe(self.language)
            .maybe(self.tagged)
            .maybe(self.text_layer)
            .maybe(self.published);
    }
}
