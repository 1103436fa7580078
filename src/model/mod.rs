//! The record as plain data: bodies, meetings, items, resolutions, people, documents and matters, in
//! tables addressed by small ids.
//!
//! What the papers say is shared with the parse stage by `Arc`; the tables add only what linking found.
//! Exempt, confidential and draft papers are not in here: a closed item is a [`Stub`], nothing more.

pub mod address;
pub mod id;
pub mod name;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

pub use address::Address;
pub use id::{
    BodyId, DocumentId, Id, ItemId, MatterId, MeetingId, PersonId, PlainId, Relation, ResolutionId,
    Table,
};

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
    /// Addresses that lead on to a page, without the slashes around them.
    pub aliases: std::collections::BTreeSet<Box<str>>,
    /// Who and what belongs to whom, the other way round.
    pub graph: Graph,
}

impl Corpus {
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

/// The people, and how a name finds one.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Everybody with a page, by surname and then name.
    pub table: Table<PersonId, Person>,
    /// Who is meant by a name with an organisation; see [`People::of`].
    pub(crate) by_name: Arc<std::collections::HashMap<name::NameKey, Option<PersonId>>>,
}

impl People {
    /// The person meant by somebody named in a person field: `None` where nobody with a page is, or
    /// where it is not settled who.
    pub fn of(&self, credit: &format::Credit) -> Option<PersonId> {
        let key = name::NameKey::of(credit.name(), credit.organisation());
        self.by_name.get(&key).copied().flatten()
    }
}

impl std::ops::Index<PersonId> for People {
    type Output = Person;
    fn index(&self, id: PersonId) -> &Person {
        &self.table[id]
    }
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The last part of the id: `people/` and this.
    pub slug: Box<str>,
    /// The name without honorific, as the person's file or else the earliest paper writes it.
    pub name: Box<str>,
    /// The honorific, where it is known.
    pub honorific: Option<Box<str>>,
    /// The person's file, where there is one.
    pub paper: Option<Arc<Paper<format::Person>>>,
    /// The organisation, where papers name exactly one.
    pub organisation: Option<Box<str>>,
    /// The person's page.
    pub address: Address,
}

impl Person {
    /// What the person's file says; the empty front matter if there is none.
    pub fn front(&self) -> &format::Person {
        self.paper.as_deref().map_or(&NO_PERSON, |paper| &paper.front)
    }
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

/// How a paper names a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Presented it.
    Presented,
    /// Was in attendance for it.
    InAttendance,
    /// Moved a resolution or motion.
    Moved,
    /// Seconded a resolution or motion.
    Seconded,
    /// Is on record as having voted.
    Voted,
    /// Declared an interest.
    Declared,
    /// Was asked to do something.
    Owns,
    /// Is named in the text.
    Mentioned,
}

/// How a person stood to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// Took the chair.
    Chair,
    /// Was present as a member.
    Present,
    /// Stood in for somebody.
    Substitute,
    /// Sent apologies.
    Apologies,
    /// Was absent without apology.
    Absent,
    /// Was in attendance.
    InAttendance,
}

/// The relations that tables do not hold themselves, each in one place only.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The meetings of a body, by date; joint meetings under each body.
    pub meetings_of_body: Relation<BodyId, MeetingId>,
    /// All meetings by date, then body.
    pub meetings_by_date: Vec<MeetingId>,
    /// The resolutions of a body by date.
    pub resolutions_of_body: Relation<BodyId, ResolutionId>,
    /// All resolutions by date, then body, then order of discussion.
    pub resolutions_by_date: Vec<ResolutionId>,
    /// The papers that name a person and how, by date.
    pub papers_of_person: Relation<PersonId, (ItemId, Part)>,
    /// The meetings whose attendance names a person and how, by date.
    pub meetings_of_person: Relation<PersonId, (MeetingId, Presence)>,
    /// The bodies on which a person has a place: which entry of the body's `members`.
    pub memberships_of_person: Relation<PersonId, (BodyId, u32)>,
    /// The papers that link to a paper, by date.
    pub links_to_item: Relation<ItemId, ItemId>,
    /// The papers that link to a meeting, by date.
    pub links_to_meeting: Relation<MeetingId, ItemId>,
    /// The meetings whose minutes a paper approved.
    pub approved_by_item: Relation<ItemId, MeetingId>,
}

static NO_BODY: std::sync::LazyLock<format::Body> = std::sync::LazyLock::new(Default::default);
static NO_MEETING: std::sync::LazyLock<format::Meeting> = std::sync::LazyLock::new(Default::default);
static NO_PERSON: std::sync::LazyLock<format::Person> = std::sync::LazyLock::new(Default::default);
