//! The records, one struct per table, with what they share.
//!
//! These structs are the published shape: they are written as JSON and make the schemas, and their
//! field comments are the descriptions in them.

mod body;
mod document;
mod item;
mod meeting;
mod named;
mod person;
mod resolution;
mod text;
mod vote;

use schemars::JsonSchema;
use serde::Serialize;

use super::csv::Row;
use crate::format;
use crate::model::{Attachment, AttachmentSource, Corpus, Meeting as MeetingRow, PersonId, ResolutionId};

pub(super) use body::Body;
pub(super) use document::Document;
pub(super) use item::Item;
pub(super) use meeting::Meeting;
pub(super) use named::Named;
pub(super) use person::Person;
pub(super) use resolution::Resolution;
pub(super) use text::ItemText;

/// What one line of a table says.
pub(super) trait Record: Serialize + JsonSchema {
    /// The names of the columns in CSV.
    const COLUMNS: &'static [&'static str];
    /// Fills one cell for each column.
    fn cells(&self, row: &mut Row);
}

/// The id of a body.
fn body_id(corpus: &Corpus, id: crate::model::BodyId) -> String {
    format!("committees/{}", corpus.bodies[id].slug)
}

/// The id of a meeting: under its first body, the day, and the word if it has one.
fn meeting_id(corpus: &Corpus, meeting: &MeetingRow) -> String {
    let body = &corpus.bodies[meeting.body].slug;
    match &meeting.word {
        Some(word) => format!("committees/{body}/{}-{word}", meeting.date),
        None => format!("committees/{body}/{}", meeting.date),
    }
}

/// The id of a person.
fn person_id(corpus: &Corpus, id: PersonId) -> String {
    format!("people/{}", corpus.people[id].slug)
}

/// The id of a resolution.
fn resolution_id(corpus: &Corpus, id: ResolutionId) -> String {
    let resolution = &corpus.resolutions[id];
    format!("{}#resolution-{}", corpus.items[resolution.item].id, resolution.number)
}

/// Texts of front matter as plain strings.
fn strings(texts: &[format::Text]) -> Vec<&str> {
    texts.iter().map(|text| text.as_str()).collect()
}

/// From when to when; an absent end is open or unknown.
#[derive(Serialize, JsonSchema)]
struct Period {
    /// The first day.
    from: Option<jiff::civil::Date>,
    /// The last day.
    to: Option<jiff::civil::Date>,
}

/// A document that is kept elsewhere, and so is no record here.
#[derive(Serialize, JsonSchema)]
struct Elsewhere<'a> {
    /// What the paper calls it.
    title: &'a str,
    /// Where it is.
    url: &'a str,
    /// What sort of document it is.
    kind: Option<format::DocumentKind>,
    /// The day it was published.
    published: Option<jiff::civil::Date>,
}

/// The ids of the public files among what a paper lists.
fn files<'a>(corpus: &'a Corpus, attachments: &'a [Attachment]) -> Vec<&'a str> {
    attachments
        .iter()
        .filter_map(|attachment| match attachment {
            Attachment::Open { source: AttachmentSource::File(id), .. } => {
                Some(&*corpus.documents[*id].file.path)
            }
            _ => None,
        })
        .collect()
}

/// The public documents kept elsewhere among what a paper lists.
fn elsewhere(attachments: &[Attachment]) -> Vec<Elsewhere<'_>> {
    attachments
        .iter()
        .filter_map(|attachment| match attachment {
            Attachment::Open { source: AttachmentSource::Url(url), title, kind, published, .. } => {
                Some(Elsewhere { title, url, kind: *kind, published: *published })
            }
            _ => None,
        })
        .collect()
}
