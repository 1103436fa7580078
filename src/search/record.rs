//! What is searched: one [`Record`] for each thing that a result can be, in the order of the index.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::format::{Language, Outcome};
use crate::model::{
    Attachment, AttachmentSource, BodyId, Corpus, Document, DocumentId, Entry, ItemId, MatterId, MeetingId,
    PersonId, PlainId, ResolutionId,
};
use crate::site::Page;

/// What sort of thing a result is. The numbers are part of the index's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An agenda item with its minute and decisions.
    Paper = 0,
    /// A file that a paper or meeting lists.
    Document = 1,
    /// A meeting.
    Meeting = 2,
    /// A person.
    Person = 3,
    /// A body.
    Committee = 4,
    /// A matter.
    Matter = 5,
    /// A plain page, or a list.
    Page = 6,
    /// A decision on a page of its own.
    Decision = 7,
}

impl Kind {
    /// All kinds by their number.
    pub const ALL: &'static [Kind] = &[
        Kind::Paper,
        Kind::Document,
        Kind::Meeting,
        Kind::Person,
        Kind::Committee,
        Kind::Matter,
        Kind::Page,
        Kind::Decision,
    ];

    /// The word by which a filter names it, and the key of its name in the interface's wording.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Paper => "paper",
            Kind::Document => "document",
            Kind::Meeting => "meeting",
            Kind::Person => "person",
            Kind::Committee => "committee",
            Kind::Matter => "matter",
            Kind::Page => "page",
            Kind::Decision => "decision",
        }
    }
}

/// Which thing of the corpus a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An agenda item.
    Item(ItemId),
    /// A file.
    Document(DocumentId),
    /// A meeting.
    Meeting(MeetingId),
    /// A person.
    Person(PersonId),
    /// A body.
    Body(BodyId),
    /// A matter.
    Matter(MatterId),
    /// A plain page.
    Plain(PlainId),
    /// A list: the meetings of a year, a part of the register of decisions.
    List(Page),
    /// A decision. It comes right after its paper, so that a reader of the index knows which that is.
    Resolution(ResolutionId),
}

/// Something that can be found.
#[derive(Debug, Clone)]
pub struct Record {
    /// What it is.
    pub subject: Subject,
    /// The language of its text.
    pub language: Language,
    /// The day of its meeting, where it has one.
    pub date: Option<Date>,
    /// The bodies that met.
    pub bodies: Vec<BodyId>,
    /// What was decided: bit n for the nth of [`Outcome::ALL`], and [`DECIDED`].
    pub outcomes: u16,
}

/// The bit of [`Record::outcomes`] that says that there is a decision at all.
pub const DECIDED: u16 = 1 << 15;

impl Record {
    /// What sort of thing it is.
    pub fn kind(&self) -> Kind {
        match self.subject {
            Subject::Item(_) => Kind::Paper,
            Subject::Document(_) => Kind::Document,
            Subject::Meeting(_) => Kind::Meeting,
            Subject::Person(_) => Kind::Person,
            Subject::Body(_) => Kind::Committee,
            Subject::Matter(_) => Kind::Matter,
            Subject::Plain(_) | Subject::List(_) => Kind::Page,
            Subject::Resolution(_) => Kind::Decision,
        }
    }

    fn undated(subject: Subject, language: Language) -> Self {
        Record { subject, language, date: None, bodies: Vec::new(), outcomes: 0 }
    }
}

/// Records whose text is kept together: a meeting with its papers and their files, or some of the
/// things that have no date.
pub type Family = Vec<Record>;

/// Everything that can be found, oldest first: a new paper then comes last and moves nothing else.
/// What has no date comes before.
pub fn families(corpus: &Corpus, pages: &[Page]) -> Vec<Family> {
    let language = corpus.site.language;
    let mut families: Vec<Family> = Vec::new();
    let lists = pages.iter().filter(|page| is_list(**page));
    families.push(lists.map(|&page| Record::undated(Subject::List(page), language)).collect());
    families.push(
        corpus.pages.iter().map(|(id, page)| Record::undated(Subject::Plain(id), page.language)).collect(),
    );
    let bodies = corpus.bodies.iter().map(|(id, body)| {
        let own = body.front().language.unwrap_or(language);
        Record { bodies: vec![id], ..Record::undated(Subject::Body(id), own) }
    });
    families.push(bodies.collect());
    // By first letter, so that somebody new moves few of the others.
    let letter = |slug: &str| slug.chars().next();
    let mut people: BTreeMap<Option<char>, Family> = BTreeMap::new();
    for (id, person) in corpus.people.table.iter() {
        let own = person.front().language.unwrap_or(language);
        people.entry(letter(&person.slug)).or_default().push(Record::undated(Subject::Person(id), own));
    }
    families.extend(people.into_values());
    let mut matters: BTreeMap<Option<char>, Family> = BTreeMap::new();
    for (id, matter) in corpus.matters.iter() {
        matters.entry(letter(&matter.slug)).or_default().push(Record::undated(Subject::Matter(id), language));
    }
    families.extend(matters.into_values());
    families.retain(|family| !family.is_empty());
    families.extend(corpus.graph.meetings_by_date.iter().map(|&id| meeting(corpus, id)));
    families
}

/// Whether a page is a list that somebody may look for: of those with several pages the first.
fn is_list(page: Page) -> bool {
    match page {
        Page::Bodies
        | Page::BodyYear(..)
        | Page::Meetings
        | Page::MeetingsYear(_)
        | Page::MeetingsMonth(..)
        | Page::People(_)
        | Page::Members
        | Page::Documents(None)
        | Page::WhatIsNew => true,
        Page::Decisions(_, number) | Page::Documents(Some((_, number))) | Page::Matters(number) => {
            number == 1
        }
        _ => false,
    }
}

/// A meeting, its papers and the files that were first listed there.
fn meeting(corpus: &Corpus, id: MeetingId) -> Family {
    let meeting = &corpus.meetings[id];
    let dated = |subject, language| Record {
        subject,
        language,
        date: Some(meeting.date),
        bodies: meeting.bodies.clone(),
        outcomes: 0,
    };
    let mut family =
        vec![dated(Subject::Meeting(id), meeting.front().language.unwrap_or(corpus.site.language))];
    let files = |family: &mut Family, attachments: &[Attachment], ours: &dyn Fn(&Document) -> bool| {
        for attachment in attachments {
            if let Attachment::Open { source: AttachmentSource::File(file), language, .. } = attachment
                && ours(&corpus.documents[*file])
                && !family.iter().any(|record| record.subject == Subject::Document(*file))
            {
                family.push(dated(Subject::Document(*file), *language));
            }
        }
    };
    for entry in &meeting.agenda {
        let Entry::Item(original) = entry else { continue };
        for &item in std::iter::once(original).chain(&corpus.items[*original].translations) {
            let row = &corpus.items[item];
            family.push(Record {
                outcomes: outcomes(corpus, item),
                ..dated(Subject::Item(item), row.language)
            });
            if row.front().withdrawn.is_none() {
                family.extend(row.resolutions().map(|id| Record {
                    outcomes: outcome(corpus, id),
                    ..dated(Subject::Resolution(id), row.language)
                }));
            }
            // The files of a paper whose text is gone are not searched either.
            if row.front().withdrawn.is_none() {
                let first = |file: &Document| standing(corpus, file) == Some(item);
                files(&mut family, &row.documents, &first);
            }
        }
    }
    let first = |file: &Document| standing(corpus, file).is_none() && file.meetings.first() == Some(&id);
    files(&mut family, &meeting.documents, &first);
    family
}

/// The first paper that lists a file and still stands.
pub fn standing(corpus: &Corpus, file: &Document) -> Option<ItemId> {
    file.items.iter().copied().find(|&item| corpus.items[item].front().withdrawn.is_none())
}

fn outcomes(corpus: &Corpus, id: ItemId) -> u16 {
    let item = &corpus.items[id];
    if item.front().withdrawn.is_some() {
        return 0;
    }
    let original = item.original.map_or(item, |original| &corpus.items[original]);
    original.resolutions().fold(0, |bits, id| bits | outcome(corpus, id))
}

fn outcome(corpus: &Corpus, id: ResolutionId) -> u16 {
    let outcome =
        corpus.outcome(id).and_then(|outcome| Outcome::ALL.iter().position(|other| *other == outcome));
    DECIDED | outcome.map_or(0, |position| 1 << position)
}
