//! Headings of pages that no paper names: lists, meetings, decisions. Their views show them, and the
//! search finds the pages by them.

use super::setting::Setting;
use crate::format::Outcome;
use crate::site::{Page, Register};

/// The heading of a page; `None` for pages that a paper, file, person or matter names, and for those
/// that are not looked for.
pub fn heading(setting: &Setting, page: Page) -> Option<String> {
    let words = setting.words;
    let corpus = setting.corpus;
    let get = |key: &str| Some(words.get(key).to_owned());
    let fill = |key: &str, values: &[(&str, &str)]| Some(words.fill(key, values));
    match page {
        Page::Bodies => get("nav.committees"),
        Page::Meetings => get("nav.meetings"),
        Page::People(None) => get("nav.people"),
        Page::Members => get("members.title"),
        Page::Decisions(Register::Overview, _) => get("nav.decisions"),
        Page::Documents(None) => get("nav.documents"),
        Page::Matters(_) => get("nav.matters"),
        Page::WhatIsNew => get("nav.new"),
        Page::BodyYear(body, year) => fill(
            "committee.meetings_of_year",
            &[("body", &corpus.bodies[body].title), ("year", &year.to_string())],
        ),
        Page::MeetingsYear(year) => fill("meetings.of_year", &[("year", &year.to_string())]),
        Page::MeetingsMonth(year, month) => {
            fill("meetings.of_month", &[("month", &words.month_of_year(year, month))])
        }
        Page::People(Some(letter)) => fill("people.of_letter", &[("letter", &letter.to_string())]),
        Page::Documents(Some((year, _))) => fill("documents.of_year", &[("year", &year.to_string())]),
        Page::Decisions(Register::Year(year), _) => fill("decisions.of_year", &[("year", &year.to_string())]),
        Page::Decisions(Register::Body(body), _) => {
            fill("decisions.of_body", &[("body", &corpus.bodies[body].title)])
        }
        Page::Decisions(Register::BodyYear(body, year), _) => fill(
            "decisions.of_body_year",
            &[("body", &corpus.bodies[body].title), ("year", &year.to_string())],
        ),
        Page::Decisions(Register::Outcome(outcome), _) => {
            let name = words.pick("outcome", outcome.map_or("not_recorded", Outcome::word));
            fill("decisions.of_outcome", &[("outcome", &name)])
        }
        Page::Meeting(id) => {
            let meeting = &corpus.meetings[id];
            match &meeting.front().title {
                Some(title) => Some(title.to_string()),
                None => fill("meeting.title", &[("body", &super::meeting::body_names(setting, meeting))]),
            }
        }
        Page::Resolution(id) => {
            let resolution = &corpus.resolutions[id];
            let name = words.fill("decision.name", &[("number", &resolution.number.to_string())]);
            fill(
                "decision.title",
                &[("name", &name), ("title", &corpus.items[resolution.item].front().title)],
            )
        }
        Page::Home
        | Page::Body(_)
        | Page::Pack(_)
        | Page::Item(_)
        | Page::Person(_)
        | Page::PersonYear(..)
        | Page::Matter(_)
        | Page::Search
        | Page::Plain(_)
        | Page::NotFound => None,
    }
}

impl Setting<'_> {
    /// The heading of a page that has one of its own; see [`heading`].
    pub fn heading(&self, page: Page) -> String {
        heading(self, page).unwrap_or_default()
    }
}
