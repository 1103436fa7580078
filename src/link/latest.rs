//! The day from which "next" and "latest" count, where nobody says: a build has no clock.

use jiff::civil::Date;

use crate::format::MeetingStatus;
use crate::model::{Attachment, Corpus, Meeting};

/// The newest day on which anything was held or published.
pub fn newest(corpus: &Corpus) -> Date {
    let held =
        corpus.meetings.rows().iter().filter(|meeting| was_held(meeting, corpus)).map(|meeting| meeting.date);
    let papers_out = corpus.meetings.rows().iter().flat_map(|meeting| {
        let published = meeting.front().published.clone().unwrap_or_default();
        [published.agenda, published.minutes].into_iter().flatten()
    });
    let documents = corpus.items.rows().iter().flat_map(|item| &item.documents);
    let documents = documents.chain(corpus.meetings.rows().iter().flat_map(|meeting| &meeting.documents));
    let documents = documents.filter_map(|attachment| match attachment {
        Attachment::Open { published, .. } => *published,
        Attachment::Awaited { .. } | Attachment::Closed { .. } => None,
    });
    let corrections = corpus.items.rows().iter().flat_map(|item| {
        let front = item.front();
        front.corrections.iter().chain(&front.withdrawn).map(|correction| correction.date)
    });
    held.chain(papers_out).chain(documents).chain(corrections).max().unwrap_or_default()
}

/// Whether the record shows that a meeting took place: its status says so, or its minutes are there.
fn was_held(meeting: &Meeting, corpus: &Corpus) -> bool {
    match meeting.front().status {
        Some(MeetingStatus::Held | MeetingStatus::Adjourned | MeetingStatus::Inquorate) => true,
        Some(_) => false,
        None => meeting.items().any(|item| !corpus.items[item].minute().blocks.is_empty()),
    }
}
