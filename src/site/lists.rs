//! [`Lists`]: the record cut into the lists that pages show, made once per corpus.
//!
//! A page looks its rows up here; without this every page of a register would walk the whole corpus.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::Page;
use crate::format::{Issue, Outcome};
use crate::model::{
    Attachment, AttachmentSource, Corpus, DocumentId, Id, ItemId, MeetingId, Person, PersonId, ResolutionId,
    name,
};

/// How many lines "What is new" holds.
pub const NEWS: usize = 60;

/// The record cut into the lists that pages show.
#[derive(Debug, Default)]
pub struct Lists {
    /// The years with meetings, each with its range of [`crate::model::Graph::meetings_by_date`].
    pub meeting_years: Vec<(i16, Range<usize>)>,
    /// The years with decisions, each with its range of [`crate::model::Graph::resolutions_by_date`].
    pub decision_years: Vec<(i16, Range<usize>)>,
    /// The decisions by outcome, by date; `None` where no outcome is recorded.
    pub outcomes: BTreeMap<Option<Outcome>, Vec<ResolutionId>>,
    /// The documents of a year, newest first.
    pub documents: BTreeMap<i16, Vec<DocumentId>>,
    /// The people by the first letter of their surname, in the order of the people's table.
    pub letters: BTreeMap<char, Vec<PersonId>>,
    /// What was published lately, newest first; at most [`NEWS`].
    pub news: Vec<News>,
    /// For each resolution its position among those of the body whose meeting took it.
    positions: Vec<u32>,
}

/// Something that was published on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct News {
    /// The day.
    pub date: Date,
    /// What was published.
    pub what: Published,
}

/// What was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Published {
    /// The agenda of a meeting.
    Agenda(MeetingId),
    /// The minutes of a meeting.
    Minutes(MeetingId),
    /// A document of a paper, and how it came to the meeting.
    Paper(ItemId, DocumentId, Issue),
    /// A document of a meeting as a whole, and how it came to the meeting.
    Document(MeetingId, DocumentId, Issue),
}

impl Lists {
    /// Cuts up a corpus.
    pub fn of(corpus: &Corpus) -> Self {
        let graph = &corpus.graph;
        let mut lists = Lists {
            meeting_years: years(&graph.meetings_by_date, |&meeting| corpus.meetings[meeting].date),
            decision_years: years(&graph.resolutions_by_date, |&id| decided_on(corpus, id)),
            positions: vec![0; corpus.resolutions.len()],
            ..Lists::default()
        };
        for &id in &graph.resolutions_by_date {
            lists.outcomes.entry(corpus.outcome(id)).or_default().push(id);
        }
        for body in corpus.bodies.ids() {
            for (position, &id) in graph.resolutions_of_body.of(body).iter().enumerate() {
                if corpus.meetings[corpus.items[corpus.resolutions[id].item].meeting].body == body {
                    lists.positions[id.index()] = position as u32;
                }
            }
        }
        for (id, person) in corpus.people.table.iter() {
            lists.letters.entry(letter(person)).or_default().push(id);
        }
        for id in corpus.documents.ids() {
            if let Some(date) = document_date(corpus, id) {
                lists.documents.entry(date.year()).or_default().push(id);
            }
        }
        for documents in lists.documents.values_mut() {
            documents.sort_by_key(|&id| {
                (std::cmp::Reverse(document_date(corpus, id)), corpus.documents[id].title.clone())
            });
        }
        lists.news = news(corpus);
        lists
    }

    /// Whether a section of the site has anything in it; a section without is left out.
    pub fn has(&self, corpus: &Corpus, page: Page) -> bool {
        match page {
            Page::Documents(_) => !corpus.documents.is_empty(),
            Page::Matters(_) => !corpus.matters.is_empty(),
            Page::WhatIsNew => !self.news.is_empty(),
            _ => true,
        }
    }

    /// The decision before and the one after this, of the same body.
    pub fn neighbours(
        &self,
        corpus: &Corpus,
        id: ResolutionId,
    ) -> (Option<ResolutionId>, Option<ResolutionId>) {
        let body = corpus.meetings[corpus.items[corpus.resolutions[id].item].meeting].body;
        let list = corpus.graph.resolutions_of_body.of(body);
        let Some(&position) = self.positions.get(id.index()) else { return (None, None) };
        let position = position as usize;
        let before = position.checked_sub(1).and_then(|index| list.get(index)).copied();
        (before, list.get(position + 1).copied())
    }
}

/// Cuts a list in the order of its dates into years, each with its range.
pub fn years<T>(list: &[T], date: impl Fn(&T) -> Date) -> Vec<(i16, Range<usize>)> {
    let mut years: Vec<(i16, Range<usize>)> = Vec::new();
    for (index, row) in list.iter().enumerate() {
        let year = date(row).year();
        match years.last_mut() {
            Some((last, range)) if *last == year => range.end = index + 1,
            _ => years.push((year, index..index + 1)),
        }
    }
    years
}

/// The day on which a resolution was passed: that of its meeting.
pub fn decided_on(corpus: &Corpus, id: ResolutionId) -> Date {
    corpus.meetings[corpus.items[corpus.resolutions[id].item].meeting].date
}

/// The letter under which a person stands from A to Z: the first of the surname, accents folded; `#`
/// where it is no letter.
pub fn letter(person: &Person) -> char {
    match name::sort_key(&person.name).trim_start().chars().next() {
        Some(c) if c.is_alphabetic() => c.to_uppercase().next().unwrap_or(c),
        _ => '#',
    }
}

/// The day by which a document stands in the list of documents: that of the first meeting for which it
/// is listed, or else the day it was published.
pub fn document_date(corpus: &Corpus, id: DocumentId) -> Option<Date> {
    let document = &corpus.documents[id];
    let papers = document.items.iter().map(|&item| corpus.items[item].meeting);
    let meetings = papers.chain(document.meetings.iter().copied());
    meetings.map(|meeting| corpus.meetings[meeting].date).min().or(document.published)
}

fn news(corpus: &Corpus) -> Vec<News> {
    let mut news = Vec::new();
    let mut add = |date: Option<Date>, what: Published| {
        if let Some(date) = date.filter(|date| *date <= corpus.as_of) {
            news.push(News { date, what });
        }
    };
    let files = |list: &[Attachment]| -> Vec<(DocumentId, Issue, Option<Date>)> {
        let open = list.iter().filter_map(|attachment| match attachment {
            Attachment::Open { source: AttachmentSource::File(id), issue, published, .. } => {
                Some((*id, *issue, *published))
            }
            _ => None,
        });
        open.collect()
    };
    for (id, meeting) in corpus.meetings.iter() {
        let published = meeting.front().published.clone().unwrap_or_default();
        add(published.agenda, Published::Agenda(id));
        add(published.minutes, Published::Minutes(id));
        for (document, issue, date) in files(&meeting.documents) {
            // What came with the agenda is told by the agenda's own line.
            add(date.filter(|_| published.agenda != date), Published::Document(id, document, issue));
        }
        for item in meeting.items() {
            for (document, issue, date) in files(&corpus.items[item].documents) {
                add(date.filter(|_| published.agenda != date), Published::Paper(item, document, issue));
            }
        }
    }
    let place = |what: Published| match what {
        Published::Agenda(meeting) | Published::Minutes(meeting) | Published::Document(meeting, ..) => {
            meeting
        }
        Published::Paper(item, ..) => corpus.items[item].meeting,
    };
    // A stable sort keeps the papers of a meeting in the order of discussion.
    news.sort_by(|a, b| {
        b.date.cmp(&a.date).then_with(|| {
            let (a, b) = (&corpus.meetings[place(a.what)], &corpus.meetings[place(b.what)]);
            (a.date, a.address.as_str()).cmp(&(b.date, b.address.as_str()))
        })
    });
    news.truncate(NEWS);
    news
}
