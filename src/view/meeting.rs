//! A meeting: its facts, who was there, its agenda and documents; and the whole meeting as one page.

use serde::Serialize;

use super::document::{self, ClosureView, DocumentRow};
use super::frame::Head;
use super::paper::{PaperRow, is_draft, outcomes, paper_rows};
use super::prose::{self, Placing};
use super::setting::{Html, Label, Link, Named, Setting, elsewhere};
use super::words::DateView;
use crate::format::{Credit, MinutesStatus};
use crate::model::{Entry, Meeting, MeetingId};
use crate::site::Page;

/// What every list of meetings shows of one.
#[derive(Debug, Clone, Serialize)]
pub struct MeetingRow {
    /// Its page.
    pub href: String,
    /// The body, or the bodies of a joint meeting: "Cabinet".
    pub body: String,
    /// Its own title, where it has one.
    pub title: Option<String>,
    /// The day.
    pub date: DateView,
    /// What tells it from the other meeting of that day.
    pub word: Option<String>,
    /// When it begins.
    pub time: Option<String>,
    /// Where.
    pub venue: Option<String>,
    /// Special, annual, joint; absent for an ordinary one.
    pub kind: Option<Label>,
    /// What became of it, where the record says.
    pub status: Option<Label>,
    /// Draft or approved, where the record says.
    pub minutes: Option<Label>,
    /// How many items: "12 items"; absent for none.
    pub items: Option<String>,
}

/// Whether minutes are draft or approved.
#[derive(Debug, Serialize)]
pub struct Approval {
    /// `draft` or `approved`.
    pub status: Label,
    /// One sentence that says so plainly.
    pub sentence: String,
    /// The paper that approved them.
    pub paper: Option<Link>,
}

/// A meeting.
#[derive(Debug, Serialize)]
pub struct MeetingView {
    /// What lists show of it too.
    pub row: MeetingRow,
    /// The bodies that met.
    pub bodies: Vec<Link>,
    /// Whether it is still to come.
    pub upcoming: bool,
    /// When it ended.
    pub end: Option<String>,
    /// In a room, at a distance, or both.
    pub mode: Option<Label>,
    /// The recording.
    pub webcast: Option<String>,
    /// Whether the minutes are draft or approved; absent where nothing is said.
    pub approval: Option<Approval>,
    /// The day the agenda came out.
    pub agenda_published: Option<DateView>,
    /// The day the minutes came out.
    pub minutes_published: Option<DateView>,
    /// What the meeting's file says.
    pub text: Html,
    /// The language of that text, where it is not the page's.
    pub text_lang: Option<&'static str>,
    /// Who was there; absent where the record does not say.
    pub attendance: Option<AttendanceView>,
    /// The agenda in order.
    pub agenda: Vec<AgendaRow>,
    /// Whether an item was closed to the public.
    pub closed: bool,
    /// The documents of the meeting as a whole.
    pub documents: Vec<DocumentRow>,
    /// The whole meeting as one page.
    pub pack: String,
    /// Whether there are minutes yet.
    pub minuted: bool,
    /// Papers that link to the meeting.
    pub linked_from: Vec<PaperRow>,
    /// The meeting of the body before it.
    pub previous: Option<Link>,
    /// The meeting of the body after it.
    pub next: Option<Link>,
    /// How to cite it, and its stable address.
    pub cite: String,
    /// Its stable address.
    pub address: String,
}

/// Who was at a meeting.
#[derive(Debug, Serialize)]
pub struct AttendanceView {
    /// Who took the chair.
    pub chair: Option<Named>,
    /// The members who were there.
    pub present: Vec<Named>,
    /// Apologies, with who stood in.
    pub apologies: Vec<ApologyView>,
    /// The members who were not there and sent no apology.
    pub absent: Vec<Named>,
    /// Who else was there.
    pub in_attendance: Vec<Named>,
    /// Who came late or left early.
    pub movements: Vec<MovementView>,
}

/// An apology for absence.
#[derive(Debug, Serialize)]
pub struct ApologyView {
    /// Who sent it.
    pub person: Named,
    /// Who stood in.
    pub substitute: Option<Named>,
}

/// Somebody came late or left early.
#[derive(Debug, Serialize)]
pub struct MovementView {
    /// Who.
    pub person: Named,
    /// One phrase: "arrived at 2.20 pm, during item 5".
    pub text: String,
}

/// A line of an agenda.
#[derive(Debug, Serialize)]
pub struct AgendaRow {
    /// The number as printed.
    pub number: Option<String>,
    /// The title.
    pub title: String,
    /// Its page; absent for a closed item.
    pub href: Option<String>,
    /// The fragment of a closed item on the meeting's page.
    pub anchor: Option<String>,
    /// The language of the title, where it is not the page's.
    pub lang: Option<&'static str>,
    /// Why it is closed.
    pub closure: Option<ClosureView>,
    /// The outcomes of its decisions.
    pub outcomes: Vec<Label>,
    /// Whether the paper is a draft that only a preview shows.
    pub draft: bool,
    /// Whether the paper was withdrawn.
    pub withdrawn: bool,
    /// Whether it was taken at short notice.
    pub urgent: bool,
    /// The same paper in other languages.
    pub translations: Vec<Link>,
    /// How many documents: "2 documents"; absent for none.
    pub documents: Option<String>,
}

/// The name of a meeting: "Cabinet, 29 November 2023", and which one where there were two that day.
pub fn name(setting: &Setting, id: MeetingId) -> String {
    let meeting = &setting.corpus.meetings[id];
    let date = setting.words.date(meeting.date).short;
    let bodies = body_names(setting, meeting);
    match &meeting.word {
        Some(word) => format!("{bodies}, {date} ({})", word.replace('-', " ")),
        None => format!("{bodies}, {date}"),
    }
}

pub(super) fn body_names(setting: &Setting, meeting: &Meeting) -> String {
    let names: Vec<String> =
        meeting.bodies.iter().map(|&body| setting.corpus.bodies[body].title.to_string()).collect();
    document::list(setting, &names)
}

/// The pages above those of a meeting's papers, the meeting included.
pub fn trail(setting: &Setting, id: MeetingId) -> Vec<Link> {
    let mut trail = above(setting, id);
    trail.push(setting.meeting(id));
    trail
}

fn above(setting: &Setting, id: MeetingId) -> Vec<Link> {
    let meeting = &setting.corpus.meetings[id];
    vec![setting.link(Page::Bodies, setting.words.get("nav.committees")), setting.body(meeting.body)]
}

/// What a list shows of a meeting.
pub fn row(setting: &Setting, id: MeetingId) -> MeetingRow {
    use crate::format::MeetingKind;
    let meeting = &setting.corpus.meetings[id];
    let front = meeting.front();
    MeetingRow {
        href: setting.page(Page::Meeting(id)),
        body: body_names(setting, meeting),
        title: front.title.as_ref().map(ToString::to_string),
        date: setting.words.date(meeting.date),
        word: meeting.word.as_ref().map(|word| word.replace('-', " ")),
        time: front.start.map(|start| setting.words.time(start)),
        venue: front.venue.as_ref().map(ToString::to_string),
        kind: front
            .kind
            .filter(|kind| *kind != MeetingKind::Ordinary)
            .map(|kind| setting.label("meeting_kind", kind.word())),
        status: front.status.map(|status| setting.label("meeting_status", status.word())),
        minutes: front.minutes.as_ref().map(|minutes| setting.label("minutes_status", minutes.status.word())),
        items: (!meeting.agenda.is_empty()).then(|| setting.words.count("count.items", meeting.agenda.len())),
    }
}

/// Whether the minutes of a meeting are draft or approved; nothing where its file does not say.
pub fn approval(setting: &Setting, id: MeetingId) -> Option<Approval> {
    let meeting = &setting.corpus.meetings[id];
    let status = meeting.front().minutes.as_ref()?.status;
    let words = setting.words;
    let paper = meeting.approved_at.map(|item| setting.item(item));
    let day = meeting
        .approved_at
        .map(|item| words.date(setting.corpus.meetings[setting.corpus.items[item].meeting].date).short);
    let sentence = match (status, day) {
        (MinutesStatus::Draft, _) => words.get("minutes.draft").to_owned(),
        (MinutesStatus::Approved, Some(day)) => words.fill("minutes.approved_on", &[("date", &day)]),
        (MinutesStatus::Approved, None) => words.get("minutes.approved").to_owned(),
    };
    Some(Approval { status: setting.label("minutes_status", status.word()), sentence, paper })
}

/// A meeting.
pub fn meeting(setting: &Setting, id: MeetingId) -> (Head, MeetingView) {
    let corpus = setting.corpus;
    let words = setting.words;
    let meeting = &corpus.meetings[id];
    let front = meeting.front();
    let row = row(setting, id);
    let title = setting.heading(Page::Meeting(id));
    let date = setting.meeting_date(id);
    let place = row.venue.as_deref().map(|venue| format!(", {venue}")).unwrap_or_default();
    let description = words.fill(
        "meeting.description",
        &[
            ("name", &name(setting, id)),
            ("place", &place),
            ("items", &setting.words.count("count.items", meeting.agenda.len())),
        ],
    );
    let mut head = Head::new(title, description).among(date);
    head.trail = above(setting, id);
    let published = front.published.clone().unwrap_or_default();
    let (previous, next) = neighbours(setting, id);
    let view = MeetingView {
        bodies: meeting.bodies.iter().map(|&body| setting.body(body)).collect(),
        upcoming: meeting.date > setting.today(),
        end: front.end.map(|end| words.time(end)),
        mode: front.mode.map(|mode| setting.label("mode", mode.word())),
        webcast: front.webcast.as_deref().and_then(elsewhere),
        approval: approval(setting, id),
        agenda_published: published.agenda.map(|date| words.date(date)),
        minutes_published: published.minutes.map(|date| words.date(date)),
        text: text(setting, meeting),
        text_lang: front.language.and_then(|language| setting.lang(language)),
        attendance: attendance(setting, meeting),
        agenda: meeting.agenda.iter().map(|entry| agenda_row(setting, entry)).collect(),
        closed: meeting.agenda.iter().any(|entry| matches!(entry, Entry::Closed(_))),
        documents: document::rows(setting, &meeting.documents),
        pack: setting.page(Page::Pack(id)),
        minuted: minuted(setting, meeting),
        linked_from: paper_rows(setting, corpus.graph.links_to_meeting.of(id).iter().rev().copied()),
        previous,
        next,
        cite: name(setting, id),
        address: setting.public(Page::Meeting(id)),
        row,
    };
    (head, view)
}

/// A line of an agenda.
pub fn agenda_row(setting: &Setting, entry: &Entry) -> AgendaRow {
    match entry {
        Entry::Item(id) => {
            let item = &setting.corpus.items[*id];
            let front = item.front();
            let link = setting.item(*id);
            let translations = item.translations.iter().map(|&other| {
                let language = setting.corpus.items[other].language;
                Link {
                    text: setting.words.pick("language", language.word()),
                    lang: setting.lang(language),
                    ..setting.item(other)
                }
            });
            let withdrawn = front.withdrawn.is_some();
            let documents = if withdrawn { 0 } else { item.documents.len() };
            AgendaRow {
                number: front.number.as_ref().map(ToString::to_string),
                title: link.text,
                href: Some(link.href),
                anchor: None,
                lang: link.lang,
                closure: None,
                outcomes: if withdrawn { Vec::new() } else { outcomes(setting, *id) },
                draft: is_draft(item),
                withdrawn,
                urgent: front.urgent.is_some(),
                translations: translations.collect(),
                documents: (documents > 0).then(|| setting.words.count("count.documents", documents)),
            }
        }
        Entry::Closed(stub) => AgendaRow {
            number: stub.number.as_deref().map(str::to_owned),
            title: stub.title.to_string(),
            href: None,
            anchor: Some(stub.anchor.to_string()),
            lang: None,
            closure: Some(document::closure(setting, &stub.closure)),
            outcomes: Vec::new(),
            draft: false,
            withdrawn: false,
            urgent: false,
            translations: Vec::new(),
            documents: None,
        },
    }
}

/// Whether any paper of the meeting has a minute.
fn minuted(setting: &Setting, meeting: &Meeting) -> bool {
    meeting.items().any(|id| !setting.corpus.items[id].minute().blocks.is_empty())
}

fn text(setting: &Setting, meeting: &Meeting) -> Html {
    match &meeting.paper {
        Some(paper) => prose::html(
            setting,
            &paper.minute,
            setting.corpus.text_links(&paper.file),
            Placing { heading: 2, ..Placing::default() },
        ),
        None => Html::default(),
    }
}

fn attendance(setting: &Setting, meeting: &Meeting) -> Option<AttendanceView> {
    let attendance = meeting.front().attendance.as_ref()?;
    let named = |list: &[Credit]| list.iter().map(|credit| setting.named(credit)).collect();
    let movements = attendance.movements.iter().map(|movement| {
        let words = setting.words;
        let at = |key, clock| words.fill(key, &[("time", &words.time(clock))]);
        let arrived = movement.arrived.map(|clock| at("attendance.arrived", clock));
        let left = movement.left.map(|clock| at("attendance.left", clock));
        let item = movement.item.as_ref().map(|item| words.fill("attendance.during", &[("number", item)]));
        let parts: Vec<String> = [arrived, left, item].into_iter().flatten().collect();
        MovementView { person: setting.named(&movement.person), text: parts.join(", ") }
    });
    Some(AttendanceView {
        chair: attendance.chair.as_ref().map(|chair| setting.named(chair)),
        present: named(&attendance.present),
        apologies: attendance
            .apologies
            .iter()
            .map(|apology| ApologyView {
                person: setting.named(&apology.credit()),
                substitute: apology.substitute().map(|credit| setting.named(credit)),
            })
            .collect(),
        absent: named(&attendance.absent),
        in_attendance: attendance
            .in_attendance
            .iter()
            .map(|credit| setting.named_on(credit, meeting.date))
            .collect(),
        movements: movements.collect(),
    })
}

/// The meetings of the body before and after this one.
fn neighbours(setting: &Setting, id: MeetingId) -> (Option<Link>, Option<Link>) {
    let corpus = setting.corpus;
    let list = corpus.graph.meetings_of_body.of(corpus.meetings[id].body);
    let Some(position) = list.iter().position(|other| *other == id) else { return (None, None) };
    let before = position.checked_sub(1).map(|index| setting.meeting(list[index]));
    (before, list.get(position + 1).map(|&other| setting.meeting(other)))
}
