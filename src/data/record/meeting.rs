//! [`Meeting`]: a line of `meetings`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Elsewhere, Named, Record, body_id, elsewhere, files, meeting_id};
use crate::data::csv::Row;
use crate::format::{self, Access, Clock, MeetingKind, MeetingStatus, MinutesStatus, Mode};
use crate::model::{Corpus, Entry, MeetingId, Stub};

/// A meeting.
#[derive(Serialize, JsonSchema)]
pub(in crate::data) struct Meeting<'a> {
    /// The id of its body, the day, and a word where the body met twice on that day.
    id: String,
    /// Its page, from the root of the site.
    url: String,
    /// A title of its own, where it has one.
    title: Option<&'a str>,
    /// The id of the body; of a joint meeting the first.
    body: String,
    /// The ids of all bodies that met, the first included.
    bodies: Vec<String>,
    /// The day.
    date: Date,
    /// When it began.
    start: Option<Clock>,
    /// When it ended.
    end: Option<Clock>,
    /// Where it was held.
    venue: Option<&'a str>,
    /// Whether people met in a room, at a distance, or both.
    mode: Option<Mode>,
    /// The address of the recording.
    webcast: Option<&'a str>,
    /// What became of it.
    status: Option<MeetingStatus>,
    /// How it was called.
    kind: Option<MeetingKind>,
    /// Whether its minutes are draft or approved; null if the record does not say.
    minutes_status: Option<MinutesStatus>,
    /// The id of the item that approved its minutes.
    approved_at: Option<&'a str>,
    /// The day on which its agenda was published.
    agenda_published: Option<Date>,
    /// The day on which its minutes were published.
    minutes_published: Option<Date>,
    /// Who was there; null if the record does not say.
    attendance: Option<Attendance<'a>>,
    /// The ids of its public items, in the order of discussion.
    items: Vec<&'a str>,
    /// Its items that are closed to the public, as far as the public may know of them.
    closed_items: Vec<ClosedItem<'a>>,
    /// The ids of the public files of the meeting as a whole.
    documents: Vec<&'a str>,
    /// Public documents of the meeting as a whole that are kept elsewhere.
    documents_elsewhere: Vec<Elsewhere<'a>>,
}

/// Who was at a meeting.
#[derive(Serialize, JsonSchema)]
struct Attendance<'a> {
    /// Who took the chair.
    chair: Option<Named<'a>>,
    /// The members who were there.
    present: Vec<Named<'a>>,
    /// The members who sent apologies.
    apologies: Vec<Apology<'a>>,
    /// The members who were not there and sent no apology.
    absent: Vec<Named<'a>>,
    /// Who else was there.
    in_attendance: Vec<Named<'a>>,
    /// Who came late or left early.
    movements: Vec<Movement<'a>>,
}

/// An apology for absence.
#[derive(Serialize, JsonSchema)]
struct Apology<'a> {
    /// Who sent it.
    #[serde(flatten)]
    member: Named<'a>,
    /// Who stood in.
    substitute: Option<Named<'a>>,
}

/// Somebody came late or left early.
#[derive(Serialize, JsonSchema)]
struct Movement<'a> {
    /// Who.
    person: Named<'a>,
    /// When the person came.
    arrived: Option<Clock>,
    /// When the person left.
    left: Option<Clock>,
    /// The number of the item that was being taken, as printed.
    item: Option<&'a str>,
}

/// An item closed to the public.
#[derive(Serialize, JsonSchema)]
struct ClosedItem<'a> {
    /// Its number as printed.
    number: Option<&'a str>,
    /// Its neutral title.
    title: &'a str,
    /// Exempt or confidential.
    access: Access,
    /// The paragraphs of Schedule 12A (in Scotland, 7A) that apply.
    paragraphs: &'a [u8],
    /// For what is confidential: the prohibition that applies.
    reason: Option<&'a str>,
    /// What may be said in public.
    summary: Option<&'a str>,
}

impl<'a> Meeting<'a> {
    /// The record of a meeting.
    pub(in crate::data) fn of(corpus: &'a Corpus, id: MeetingId) -> Self {
        let meeting = &corpus.meetings[id];
        let front = meeting.front();
        let published = front.published.as_ref();
        let closed = meeting.agenda.iter().filter_map(|entry| match entry {
            Entry::Closed(stub) => Some(ClosedItem::of(stub)),
            Entry::Item(_) => None,
        });
        Meeting {
            id: meeting_id(corpus, meeting),
            url: meeting.address.encoded(),
            title: front.title.as_deref(),
            body: body_id(corpus, meeting.body),
            bodies: meeting.bodies.iter().map(|&body| body_id(corpus, body)).collect(),
            date: meeting.date,
            start: front.start,
            end: front.end,
            venue: front.venue.as_deref(),
            mode: front.mode,
            webcast: front.webcast.as_deref(),
            status: front.status,
            kind: front.kind,
            minutes_status: front.minutes.as_ref().map(|minutes| minutes.status),
            approved_at: meeting.approved_at.map(|item| &*corpus.items[item].id),
            agenda_published: published.and_then(|published| published.agenda),
            minutes_published: published.and_then(|published| published.minutes),
            attendance: front.attendance.as_ref().map(|attendance| Attendance::of(corpus, attendance)),
            items: meeting.items().map(|item| &*corpus.items[item].id).collect(),
            closed_items: closed.collect(),
            documents: files(corpus, &meeting.documents),
            documents_elsewhere: elsewhere(&meeting.documents),
        }
    }
}

impl<'a> Attendance<'a> {
    fn of(corpus: &'a Corpus, attendance: &'a format::Attendance) -> Self {
        let movement = |movement: &'a format::Movement| Movement {
            person: Named::of(corpus, &movement.person),
            arrived: movement.arrived,
            left: movement.left,
            item: movement.item.as_deref(),
        };
        Attendance {
            chair: Named::maybe(corpus, attendance.chair.as_ref()),
            present: Named::all(corpus, &attendance.present),
            apologies: attendance.apologies.iter().map(|apology| Apology::of(corpus, apology)).collect(),
            absent: Named::all(corpus, &attendance.absent),
            in_attendance: Named::all(corpus, &attendance.in_attendance),
            movements: attendance.movements.iter().map(movement).collect(),
        }
    }
}

impl<'a> Apology<'a> {
    fn of(corpus: &'a Corpus, apology: &'a format::Apology) -> Self {
        Apology {
            member: Named::of_apology(corpus, apology),
            substitute: Named::maybe(corpus, apology.substitute()),
        }
    }
}

impl<'a> ClosedItem<'a> {
    fn of(stub: &'a Stub) -> Self {
        ClosedItem {
            number: stub.number.as_deref(),
            title: &stub.title,
            access: stub.closure.access,
            paragraphs: &stub.closure.paragraphs,
            reason: stub.closure.reason.as_deref(),
            summary: stub.closure.summary.as_deref(),
        }
    }
}

impl Record for Meeting<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "url",
        "title",
        "body",
        "bodies",
        "date",
        "start",
        "end",
        "venue",
        "mode",
        "webcast",
        "status",
        "kind",
        "minutes_status",
        "approved_at",
        "agenda_published",
        "minutes_published",
        "attendance",
        "items",
        "closed_items",
        "documents",
        "documents_elsewhere",
    ];

    fn cells(&self, row: &mut Row) {
        row.text(&self.id)
            .text(&self.url)
            .maybe(self.title)
            .text(&self.body)
            .list(&self.bodies)
            .maybe(Some(self.date))
            .maybe(self.start)
            .maybe(self.end)
            .maybe(self.venue)
            .maybe(self.mode.map(Mode::word))
            .maybe(self.webcast)
            .maybe(self.status.map(MeetingStatus::word))
            .maybe(self.kind.map(MeetingKind::word))
            .maybe(self.minutes_status.map(MinutesStatus::word))
            .maybe(self.approved_at)
            .maybe(self.agenda_published)
            .maybe(self.minutes_published)
            .json(self.attendance.as_ref())
            .list(&self.items)
            .json_list(&self.closed_items)
            .list(&self.documents)
            .json_list(&self.documents_elsewhere);
    }
}
