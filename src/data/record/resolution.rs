//! [`Resolution`]: a line of `resolutions`.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::vote::Vote;
use super::{Named, Record, body_id, meeting_id, resolution_id};
use crate::data::csv::Row;
use crate::format::{Casting, Outcome};
use crate::minute::{self, Minute};
use crate::model::{Corpus, ResolutionId};

/// A resolution.
#[derive(Serialize, JsonSchema)]
pub(in crate::data) struct Resolution<'a> {
    /// The id of its item, and `#resolution-` with its number.
    id: String,
    /// Its page, from the root of the site.
    url: String,
    /// The id of the item whose minute records it.
    item: &'a str,
    /// The id of the body; of a joint meeting the first.
    body: String,
    /// The id of the meeting.
    meeting: String,
    /// The day of the meeting.
    date: Date,
    /// Its number within the item, from 1.
    number: u32,
    /// The word that opens it, as printed (RESOLVED, RECOMMENDED); null if the minute does not print the resolution.
    signal: Option<&'a str>,
    /// What stands between that word and the first part. May be empty where there are parts.
    text: Cow<'a, str>,
    /// Its labelled parts in order, nested ones after their parent.
    parts: Vec<Part<'a>>,
    /// What was decided, in one word; null if the record does not say.
    outcome: Option<Outcome>,
    /// To whom, where it is recommended or referred.
    to: Option<&'a str>,
    /// Who moved it.
    moved_by: Option<Named<'a>>,
    /// Who seconded it.
    seconded_by: Option<Named<'a>>,
    /// How it was voted on; null if the record does not say.
    vote: Option<Vote<'a>>,
}

/// A labelled part of a resolution.
#[derive(Serialize, JsonSchema)]
struct Part<'a> {
    /// Its label as printed: `(a)`, `i.`
    label: Option<&'a str>,
    /// Its words.
    text: &'a str,
    /// Its labels from the outermost inwards, letters and digits only: `["1", "a"]`.
    path: Vec<&'a str>,
    /// The fragment by which it is cited on the item's page.
    anchor: Option<&'a str>,
}

impl<'a> Resolution<'a> {
    /// The record of a resolution.
    pub(in crate::data) fn of(corpus: &'a Corpus, id: ResolutionId) -> Self {
        let resolution = &corpus.resolutions[id];
        let item = &corpus.items[resolution.item];
        let meeting = &corpus.meetings[item.meeting];
        let minute = item.minute();
        let found = resolution.found.and_then(|index| minute.resolutions.get(index));
        let entry = corpus.entry(id);
        let typed = entry.and_then(|entry| entry.text.as_deref());
        Resolution {
            id: resolution_id(corpus, id),
            url: resolution.address.encoded(),
            item: &item.id,
            body: body_id(corpus, meeting.body),
            meeting: meeting_id(corpus, meeting),
            date: meeting.date,
            number: resolution.number,
            signal: found.map(|found| minute.slice(&found.signal)),
            text: match found {
                Some(found) => Cow::Owned(minute.resolution_text(found)),
                None => Cow::Borrowed(typed.unwrap_or_default()),
            },
            parts: found.map_or_else(Vec::new, |found| parts(minute, found)),
            outcome: corpus.outcome(id),
            to: entry.and_then(|entry| entry.to.as_deref()),
            moved_by: Named::maybe(corpus, entry.and_then(|entry| entry.moved_by.as_ref())),
            seconded_by: Named::maybe(corpus, entry.and_then(|entry| entry.seconded_by.as_ref())),
            vote: entry.and_then(|entry| entry.vote.as_ref()).map(|vote| Vote::of(corpus, vote)),
        }
    }
}

fn parts<'a>(minute: &'a Minute, found: &'a minute::Resolution) -> Vec<Part<'a>> {
    let part = |part: &'a minute::Part| {
        let block = minute.blocks.get(part.block);
        Part {
            label: block.and_then(|block| block.label.as_deref()),
            text: minute.slice(&part.text),
            path: part.path.iter().map(|label| &**label).collect(),
            anchor: block.map(|block| &*block.anchor).filter(|anchor| !anchor.is_empty()),
        }
    };
    found.parts.iter().map(part).collect()
}

impl Record for Resolution<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "url",
        "item",
        "body",
        "meeting",
        "date",
        "number",
        "signal",
        "text",
        "parts",
        "outcome",
        "to",
        "moved_by",
        "moved_by_person",
        "seconded_by",
        "seconded_by_person",
        "vote_method",
        "vote_for",
        "vote_against",
        "vote_abstain",
        "vote_casting",
        "vote_names",
    ];

    fn cells(&self, row: &mut Row) {
        let vote = self.vote.as_ref();
        let lines: Vec<String> = self
            .parts
            .iter()
            .map(|part| format!("{} {}", part.label.unwrap_or_default(), part.text).trim_start().to_owned())
            .collect();
        row.text(&self.id)
            .text(&self.url)
            .text(self.item)
            .text(&self.body)
            .text(&self.meeting)
            .maybe(Some(self.date))
            .maybe(Some(self.number))
            .maybe(self.signal)
            .text(&self.text)
            .text(&lines.join("\n"))
            .maybe(self.outcome.map(Outcome::word))
            .maybe(self.to)
            .people(self.moved_by.as_slice())
            .people(self.seconded_by.as_slice())
            .maybe(vote.map(|vote| vote.method.word()))
            .maybe(vote.and_then(|vote| vote.in_favour))
            .maybe(vote.and_then(|vote| vote.against))
            .maybe(vote.and_then(|vote| vote.abstain))
            .maybe(vote.and_then(|vote| vote.casting).map(casting))
            .json(vote.and_then(|vote| vote.names.as_ref()));
    }
}

fn casting(vote: Casting) -> &'static str {
    match vote {
        Casting::For => "for",
        Casting::Against => "against",
    }
}
