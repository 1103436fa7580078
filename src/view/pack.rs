//! A whole meeting as one page, to read and to print.

use serde::Serialize;

use super::document::DocumentRow;
use super::frame::Head;
use super::item::{self, ActionView, DeclarationView, MinutePiece};
use super::meeting::{AgendaRow, MeetingView, agenda_row, meeting, name, trail};
use super::prose::Placing;
use super::setting::{Link, Named, Setting};
use crate::model::{Entry, MeetingId};

/// A whole meeting as one page: the agenda before it, the minutes after.
#[derive(Debug, Serialize)]
pub struct PackView {
    /// The meeting as its own page shows it.
    pub meeting: MeetingView,
    /// The meeting's own page.
    pub page: Link,
    /// The items in order.
    pub items: Vec<PackItem>,
}

/// An item of a whole meeting.
#[derive(Debug, Serialize)]
pub struct PackItem {
    /// The line of the agenda.
    pub row: AgendaRow,
    /// The fragment of the item on the page.
    pub anchor: String,
    /// The language of the paper, where it is not the page's.
    pub lang: Option<&'static str>,
    /// The recital.
    pub purpose: Option<String>,
    /// Why it was taken at short notice.
    pub urgent: Option<String>,
    /// Who presented it.
    pub presenters: Vec<Named>,
    /// Who else was in attendance for it.
    pub in_attendance: Vec<Named>,
    /// What the report asks for.
    pub recommendations: Vec<String>,
    /// The minute.
    pub minute: Vec<MinutePiece>,
    /// Interests declared.
    pub declarations: Vec<DeclarationView>,
    /// What somebody was asked to do.
    pub actions: Vec<ActionView>,
    /// The supporting documents.
    pub documents: Vec<DocumentRow>,
}

/// A whole meeting as one page.
pub fn pack(setting: &Setting, id: MeetingId) -> (Head, PackView) {
    let (below, meeting) = meeting(setting, id);
    let record = &setting.corpus.meetings[id];
    let items = record.agenda.iter().enumerate().map(|(index, entry)| pack_item(setting, index + 1, entry));
    let items = items.collect();
    let key = if meeting.minuted { "pack.minutes" } else { "pack.agenda" };
    let name = name(setting, id);
    let mut head = Head::new(
        setting.words.fill(key, &[("body", &meeting.row.body)]),
        setting.words.fill("pack.description", &[("name", &name)]),
    );
    head.context = below.context;
    head.trail = trail(setting, id);
    (head, PackView { meeting, page: setting.meeting(id), items })
}

fn pack_item(setting: &Setting, position: usize, entry: &Entry) -> PackItem {
    let row = agenda_row(setting, entry);
    let anchor = row.anchor.clone().unwrap_or_else(|| format!("item-{position}-of-agenda"));
    let mut out = PackItem {
        row,
        anchor,
        lang: None,
        purpose: None,
        urgent: None,
        presenters: Vec::new(),
        in_attendance: Vec::new(),
        recommendations: Vec::new(),
        minute: Vec::new(),
        declarations: Vec::new(),
        actions: Vec::new(),
        documents: Vec::new(),
    };
    if let Entry::Item(id) = entry {
        // The item's own view says what may be shown; the pack only places it among others.
        let (_, view) = item::item(setting, *id);
        let placing = Placing { prefix: format!("item-{position}-"), heading: 4, home: None };
        out.lang = setting.lang(setting.corpus.items[*id].language);
        out.minute = if view.withdrawn.is_some() { Vec::new() } else { item::minute(setting, *id, placing) };
        out.purpose = view.purpose;
        out.urgent = view.urgent;
        out.presenters = view.presenters;
        out.in_attendance = view.in_attendance;
        out.recommendations = view.recommendations;
        out.declarations = view.declarations;
        out.actions = view.actions;
        out.documents = view.documents;
    }
    out
}
