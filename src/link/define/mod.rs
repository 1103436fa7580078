//! Which bodies, meetings and papers there are, and where. Closed and draft papers are taken out here,
//! before anything can refer to them.
//!
//! - [`site`]: the settings
//! - [`bodies`]: bodies, and which one a name means
//! - [`sittings`]: meetings, and which one an item belongs to
//! - [`items`]: papers, closed items and translations, in the order of discussion

mod bodies;
mod items;
mod site;
mod sittings;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Options;
use crate::diagnostic::Diagnostics;
use crate::format::{Access, ItemStatus};
use crate::model::{BodyId, Corpus, ItemId, MeetingId, PlainId};
use crate::parse::{Parsed, Read};
use crate::source::place::Place;

pub use items::{closure, resolutions};

/// What a content path is, for those who refer to it.
#[derive(Debug, Clone, PartialEq)]
pub enum PaperRef {
    /// A public paper.
    Item(ItemId),
    /// A closed item: its line on the meeting's page.
    Stub(MeetingId, Box<str>),
    /// A meeting.
    Meeting(MeetingId),
    /// A body.
    Body(BodyId),
    /// A plain page.
    Plain(PlainId),
    /// A person's file, by slug.
    Person(Box<str>),
    /// There, but not public or not readable: refer to it as plain text.
    Hidden,
}

/// Every content path that papers may refer to.
pub type PaperRefs = HashMap<Arc<str>, PaperRef>;

/// Whether a file is an item that is not to be published yet.
fn is_draft(parsed: &Parsed) -> bool {
    matches!(&parsed.read, Read::Item(paper) if paper.front.status == ItemStatus::Draft)
}

/// Whether a file is an item that is closed to the public.
fn is_closed(parsed: &Parsed) -> bool {
    matches!(&parsed.read, Read::Item(paper) if paper.front.access != Access::Public)
}

/// Fills site, bodies, meetings, items and plain pages; returns what each path is.
pub fn define(
    papers: &[Arc<Parsed>],
    options: &Options,
    corpus: &mut Corpus,
    diagnostics: &mut Diagnostics,
) -> PaperRefs {
    corpus.site = site::site(papers, options, diagnostics);
    let mut refs: PaperRefs =
        papers.iter().map(|parsed| (Arc::clone(&parsed.file), PaperRef::Hidden)).collect();
    // Not even the committee or the meeting that only a draft names may be seen.
    let shown: Vec<&Arc<Parsed>> =
        papers.iter().filter(|parsed| options.drafts || !is_draft(parsed)).collect();
    let mut names = bodies::bodies(&shown, corpus, diagnostics);
    let candidates = sittings::place_items(&shown, corpus, &mut names, diagnostics);
    let sittings = sittings::meetings(&shown, &candidates, corpus, &names, diagnostics);
    for (sitting, meeting) in &sittings {
        refs.insert(format!("{}/index.md", sitting.path()).into(), PaperRef::Meeting(*meeting));
    }
    for (id, body) in corpus.bodies.iter() {
        refs.insert(format!("committees/{}/index.md", body.slug).into(), PaperRef::Body(id));
    }
    let closed: HashSet<&str> =
        papers.iter().filter(|parsed| is_closed(parsed)).map(|parsed| &*parsed.file).collect();
    items::items(&candidates, &sittings, &closed, corpus, &mut refs, diagnostics);
    items::plain_pages(papers, corpus, &mut refs, diagnostics);
    for parsed in papers {
        if let (Place::Person { slug }, Read::Person(_)) = (&parsed.place, &parsed.read) {
            refs.insert(Arc::clone(&parsed.file), PaperRef::Person(slug.clone()));
        }
    }
    refs
}
