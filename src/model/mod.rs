//! The record as plain data: bodies, meetings, items, resolutions, people, documents and matters, in
//! tables addressed by small ids.
//!
//! What the papers say is shared with the parse stage by `Arc`; the tables add only what linking found.
//! Exempt, confidential and draft papers are not in here: a closed item is a [`Stub`], nothing more.

pub mod address;
mod document;
mod graph;
pub mod id;
pub mod name;
mod people;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

pub use address::Address;
pub use document::{Attachment, AttachmentSource, Document, DocumentFile};
pub use graph::{Graph, Part, Presence};
pub use id::{
    BodyId, DocumentId, Id, ItemId, MatterId, MeetingId, PersonId, PlainId, Relation, ResolutionId, Table,
};
pub use people::{People, Person};

use crate::format;
use crate::minute::{Minute, TextRange};

/// Everything that may be published.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The authority and its settings.
    pub site: Site,
    /// The day from which "next" and "latest" count: a build has no clock.
    pub as_of: Date,
    /// The bodies, by title.
    pub bodies: Table<BodyId, Body>,
    /// The meetings, in the order of their folders.
    pub meetings: Table<MeetingId, Meeting>,
    /// The public papers, in the order of their files.
    pub items: Table<ItemId, Item>,
    /// The resolutions, item after item; those of a translation are its original's.
    pub resolutions: Table<ResolutionId, Resolution>,
    /// The people with a page, by surname.
    pub people: People,
    /// The public files.
    pub documents: Table<DocumentId, Document>,
    /// The matters, by slug.
    pub matters: Table<MatterId, Matter>,
    /// The plain pages.
    pub pages: Table<PlainId, PlainPage>,
    /// What the texts of bodies, meetings and people link to, by their files.
    pub text_links: std::collections::BTreeMap<Arc<str>, Links>,
    /// Addresses that lead on to a page, without the slashes around them.
    pub aliases: std::collections::BTreeSet<Box<str>>,
    /// Who and what belongs to whom, the other way round.
    pub graph: Graph,
}

impl Corpus {
    /// What the text of a body's, meeting's or person's file links to.
    pub fn text_links(&self, file: &str) -> &Links {
        self.text_links.get(file).unwrap_or(&NO_LINKS)
    }

    /// What the front matter says of a resolution, where it says anything.
    pub fn entry(&self, resolution: ResolutionId) -> Option<&format::Resolution> {
        let row = &self.resolutions[resolution];
        self.items[row.item].front().resolutions.get(row.entry?)
    }

    /// What was decided, in one word, where the record says so.
    pub fn outcome(&self, resolution: ResolutionId) -> Option<format::Outcome> {
        self.entry(resolution)?.outcome
    }
}

/// The authority and its settings: `site.yaml` with its defaults filled in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Site {
    /// The settings as written.
    pub front: Arc<format::Site>,
    /// The name of the site.
    pub title: String,
    /// The name of the legal publisher; the site's title if the settings do not say.
    pub authority: String,
    /// The public address without the final slash, if there is one.
    pub base_url: Option<String>,
    /// The path under which the site is served, without the final slash; empty at the root.
    pub base_path: String,
    /// The language of the interface and of papers that do not say otherwise.
    pub language: format::Language,
    /// Whose law applies.
    pub jurisdiction: format::Jurisdiction,
    /// The main colour as `#rrggbb`.
    pub primary: String,
    /// The second colour as `#rrggbb`.
    pub secondary: String,
    /// The crest, a file of the content folder.
    pub crest: Option<DocumentFile>,
}

/// A body.
#[derive(Debug, Clone)]
pub struct Body {
    /// Its folder's name.
    pub slug: Arc<str>,
    /// Its name.
    pub title: Box<str>,
    /// Its file, where it has one.
    pub paper: Option<Arc<Paper<format::Body>>>,
    /// The body it reports to.
    pub parent: Option<BodyId>,
    /// Its page.
    pub address: Address,
}

impl Body {
    /// What its file says; the empty front matter if it has none.
    pub fn front(&self) -> &format::Body {
        self.paper.as_deref().map_or(&NO_BODY, |paper| &paper.front)
    }

    /// The shorter name for lists: the short title, or else the title.
    pub fn short_title(&self) -> &str {
        self.front().short_title.as_deref().unwrap_or(&self.title)
    }

    /// Whether the body had ceased to exist on `day`.
    pub fn dissolved(&self, day: Date) -> bool {
        self.front().active.and_then(|active| active.to).is_some_and(|to| to < day)
    }
}

/// A meeting.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// The body that met; of a joint meeting the first, under which it has its address.
    pub body: BodyId,
    /// All bodies that met, the first included.
    pub bodies: Vec<BodyId>,
    /// The day.
    pub date: Date,
    /// The word after the date in the folder's name, where the body met twice on a day.
    pub word: Option<Box<str>>,
    /// Its file, where it has one.
    pub paper: Option<Arc<Paper<format::Meeting>>>,
    /// Its page.
    pub address: Address,
    /// The agenda in the order of discussion.
    pub agenda: Vec<Entry>,
    /// The documents of the meeting as a whole.
    pub documents: Vec<Attachment>,
    /// The paper that approved its minutes.
    pub approved_at: Option<ItemId>,
}

impl Meeting {
    /// What its file says; the empty front matter if it has none.
    pub fn front(&self) -> &format::Meeting {
        self.paper.as_deref().map_or(&NO_MEETING, |paper| &paper.front)
    }

    /// The public papers of the agenda, in order.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = ItemId> {
        self.agenda.iter().filter_map(|entry| match entry {
            Entry::Item(item) => Some(*item),
            Entry::Closed(_) => None,
        })
    }
}

/// A line of an agenda.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A public paper.
    Item(ItemId),
    /// An item closed to the public.
    Closed(Stub),
}

/// All that the public may know of a closed item.
#[derive(Debug, Clone, PartialEq)]
pub struct Stub {
    /// The fragment by which it is found on its meeting's page: `item-8`.
    pub anchor: Box<str>,
    /// Its number as printed.
    pub number: Option<Box<str>>,
    /// Its neutral title.
    pub title: Box<str>,
    /// Why it is closed.
    pub closure: Closure,
}

/// Why something is closed to the public.
#[derive(Debug, Clone, PartialEq)]
pub struct Closure {
    /// Exempt or confidential.
    pub access: format::Access,
    /// The paragraphs of Schedule 12A (or 7A) that apply.
    pub paragraphs: Vec<u8>,
    /// For what is confidential: the prohibition that applies.
    pub reason: Option<Box<str>>,
    /// What may be said in public.
    pub summary: Option<Box<str>>,
}

/// A file of the content with front matter, as parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper<F> {
    /// Its path in the content folder.
    pub file: Arc<str>,
    /// The front matter.
    pub front: F,
    /// The text below it.
    pub minute: Minute,
}

/// A public paper: an agenda item with its minute.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its content path without `.md`: the id by which data refer to it.
    pub id: Arc<str>,
    /// What it says.
    pub paper: Arc<Paper<format::Item>>,
    /// Its page.
    pub address: Address,
    /// The meeting that took it.
    pub meeting: MeetingId,
    /// The language it is written in.
    pub language: format::Language,
    /// The paper of which this is the translation.
    pub original: Option<ItemId>,
    /// Its translations.
    pub translations: Vec<ItemId>,
    /// Its supporting documents.
    pub documents: Vec<Attachment>,
    /// Its resolutions.
    pub resolutions: Range<u32>,
    /// Other papers that its front matter names.
    pub related: Vec<ItemId>,
    /// The matter it belongs to.
    pub matter: Option<MatterId>,
    /// What its text links to.
    pub links: Links,
}

impl Item {
    /// The front matter.
    pub fn front(&self) -> &format::Item {
        &self.paper.front
    }

    /// The text.
    pub fn minute(&self) -> &Minute {
        &self.paper.minute
    }

    /// The ids of its resolutions.
    pub fn resolutions(&self) -> impl DoubleEndedIterator<Item = ResolutionId> + use<> {
        self.resolutions.clone().map(|index| ResolutionId::new(index as usize))
    }
}

/// What a text links to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Links {
    /// Words that link: people, meetings, items and bodies recognised in the text; sorted, apart from
    /// each other, each within one [`crate::minute::Inline::Text`].
    pub words: Vec<(TextRange, Target)>,
    /// The target of each [`crate::minute::Inline::Link`], in reading order; `None` leaves plain text.
    pub typed: Vec<Option<Target>>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A person's page.
    Person(PersonId),
    /// A paper's page, at a fragment perhaps.
    Item(ItemId, Option<Box<str>>),
    /// A closed item's line on its meeting's page.
    Stub(MeetingId, Box<str>),
    /// A meeting's page.
    Meeting(MeetingId),
    /// A body's page.
    Body(BodyId),
    /// A plain page.
    Plain(PlainId),
    /// A public file.
    Document(DocumentId),
    /// A page of this site given by its address, or a fragment of the same page.
    Address(Box<str>),
    /// An address elsewhere.
    Elsewhere(Box<str>),
}

/// A resolution.
#[derive(Debug, Clone)]
pub struct Resolution {
    /// The paper whose minute records it.
    pub item: ItemId,
    /// Its number within the paper, from 1; its anchor is `resolution-` and this.
    pub number: u32,
    /// Which resolution of the minute it is; `None` where the front matter alone gives its text.
    pub found: Option<usize>,
    /// Which entry of the front matter's `resolutions` speaks of it.
    pub entry: Option<usize>,
    /// Its page.
    pub address: Address,
}

/// A subject that travels between meetings and bodies.
#[derive(Debug, Clone)]
pub struct Matter {
    /// Its slug.
    pub slug: Box<str>,
    /// Its title: that of its earliest paper.
    pub title: Box<str>,
    /// Its papers by date, translations left out.
    pub items: Vec<ItemId>,
    /// Its page.
    pub address: Address,
}

/// A plain page.
#[derive(Debug, Clone)]
pub struct PlainPage {
    /// Its slug.
    pub slug: Box<str>,
    /// What it says.
    pub paper: Arc<Paper<format::Page>>,
    /// Its page.
    pub address: Address,
    /// The language it is written in.
    pub language: format::Language,
    /// The same page in other languages.
    pub translations: Vec<PlainId>,
    /// What its text links to.
    pub links: Links,
}

static NO_BODY: std::sync::LazyLock<format::Body> = std::sync::LazyLock::new(Default::default);
static NO_MEETING: std::sync::LazyLock<format::Meeting> = std::sync::LazyLock::new(Default::default);
static NO_LINKS: Links = Links { words: Vec::new(), typed: Vec::new() };
