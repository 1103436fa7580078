//! Papers in lists, and where a paper stands.

use serde::Serialize;

use super::decision;
use super::meeting;
use super::setting::{Label, Link, Setting};
use super::words::DateView;
use crate::format::ItemStatus;
use crate::model::{Item, ItemId};
use crate::site::page::ROWS;

/// Another paper in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PaperRow {
    /// The paper.
    pub item: Link,
    /// The body.
    pub body: Link,
    /// The day.
    pub date: DateView,
    /// The outcomes of its decisions.
    pub outcomes: Vec<Label>,
    /// Whether it is a draft that only a preview shows.
    pub draft: bool,
}

/// Where a paper stands, in words.
pub struct Context {
    /// What tells it from papers of the same title: "item 7, Cabinet, 29 November 2023".
    pub place: String,
    /// The whole reference: "Cabinet, 29 November 2023, item 7: Draft budget".
    pub full: String,
    /// The pages above it.
    pub trail: Vec<Link>,
}

/// Where a paper stands.
pub fn paper_context(setting: &Setting, id: ItemId) -> Context {
    let corpus = setting.corpus;
    let words = setting.words;
    let item = &corpus.items[id];
    let meeting = &corpus.meetings[item.meeting];
    let name = meeting::name(setting, item.meeting);
    let title = &item.front().title;
    let numbered = match &item.front().number {
        Some(number) => words.fill("item.numbered", &[("number", number.trim_end_matches('.'))]),
        None => String::new(),
    };
    // Two items of a meeting may well have the same title and number, or none.
    let same = |other: &ItemId| {
        let other = corpus.items[*other].front();
        other.title == *title && other.number == item.front().number
    };
    let twins: Vec<ItemId> = meeting.items().filter(same).collect();
    let own = item.original.unwrap_or(id);
    let twin = match twins.iter().position(|other| *other == own) {
        Some(position) if twins.len() > 1 => format!(" ({})", position + 1),
        _ => String::new(),
    };
    let place =
        if numbered.is_empty() { format!("{name}{twin}") } else { format!("{numbered}{twin}, {name}") };
    let full =
        if numbered.is_empty() { format!("{name}: {title}") } else { format!("{name}, {numbered}: {title}") };
    Context { place, full, trail: meeting::trail(setting, item.meeting) }
}

/// Rows for a list of papers, no more than a page holds.
pub fn paper_rows(setting: &Setting, ids: impl Iterator<Item = ItemId>) -> Vec<PaperRow> {
    ids.take(ROWS).map(|id| paper_row(setting, id)).collect()
}

/// A row for a paper.
pub fn paper_row(setting: &Setting, id: ItemId) -> PaperRow {
    let meeting = &setting.corpus.meetings[setting.corpus.items[id].meeting];
    PaperRow {
        item: setting.item(id),
        body: setting.body(meeting.body),
        date: setting.words.date(meeting.date),
        outcomes: outcomes(setting, id),
        draft: is_draft(&setting.corpus.items[id]),
    }
}

/// Whether a paper is a draft, which is in the record only where drafts were asked for.
pub fn is_draft(item: &Item) -> bool {
    item.front().status == ItemStatus::Draft
}

/// The outcomes of a paper's decisions, each once.
pub fn outcomes(setting: &Setting, id: ItemId) -> Vec<Label> {
    let corpus = setting.corpus;
    let mut labels: Vec<Label> = Vec::new();
    for id in decision::of_item(setting, id) {
        if let Some(outcome) = corpus.outcome(id) {
            let label = setting.label("outcome", outcome.word());
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
    }
    labels
}
