//! Bodies: all of them by kind, one with its members and years, and its meetings of a year.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::decision::DecisionRow;
use super::frame::Head;
use super::meeting::{self, MeetingRow};
use super::picture::{self, Mark, Square};
use super::prose::{self, Placing};
use super::setting::{Count, Html, Label, Link, Named, Setting};
use crate::format::{BodyKind, Credit, Member, Outcome};
use crate::model::name::sort_key;
use crate::model::{BodyId, MeetingId, ResolutionId};
use crate::site::lists::{decided_on, years};
use crate::site::{Page, Register};

/// How many of the next meetings and latest decisions a page shows.
pub const FEW: usize = 6;

/// All bodies.
#[derive(Debug, Serialize)]
pub struct BodiesView {
    /// The bodies that exist, by kind.
    pub groups: Vec<BodyGroup>,
    /// Those that no longer do.
    pub dissolved: Vec<BodyRow>,
}

/// Bodies of one kind.
#[derive(Debug, Serialize)]
pub struct BodyGroup {
    /// The kind, in the plural.
    pub title: String,
    /// The bodies.
    pub bodies: Vec<BodyRow>,
}

/// A body in a list.
#[derive(Debug, Serialize)]
pub struct BodyRow {
    /// The body.
    pub body: Link,
    /// The body it reports to.
    pub parent: Option<String>,
    /// The next meeting, or else the latest one.
    pub meeting: Option<MeetingRow>,
    /// Whether that meeting is still to come.
    pub upcoming: bool,
    /// From when to when it existed.
    pub period: Option<String>,
}

/// A body.
#[derive(Debug, Serialize)]
pub struct BodyView {
    /// What sort of body it is.
    pub kind: Option<Label>,
    /// From when to when it existed.
    pub period: Option<String>,
    /// Whether it no longer exists.
    pub dissolved: bool,
    /// The body it reports to.
    pub parent: Option<Link>,
    /// The bodies that report to it.
    pub children: Vec<Link>,
    /// Its remit.
    pub remit: Html,
    /// The language of the remit, where it is not the page's.
    pub remit_lang: Option<&'static str>,
    /// Its members now.
    pub members: Vec<MemberRow>,
    /// Those who were.
    pub former: Vec<MemberRow>,
    /// The next meetings.
    pub next: Vec<MeetingRow>,
    /// The latest meetings.
    pub latest: Vec<MeetingRow>,
    /// The years with meetings, newest first.
    pub years: Vec<Count>,
    /// The latest decisions.
    pub decisions: Vec<DecisionRow>,
    /// All its decisions.
    pub register: Option<Count>,
    /// Its decisions by outcome for each of the latest years, newest first.
    pub outcomes: Vec<OutcomesOfYear>,
}

/// Somebody's place on a body.
#[derive(Debug, Serialize)]
pub struct MemberRow {
    /// Who.
    pub person: Named,
    /// Chair, vice-chair …
    pub role: Option<String>,
    /// From when to when.
    pub period: Option<String>,
}

/// The meetings of a body in a year.
#[derive(Debug, Serialize)]
pub struct BodyYearView {
    /// The body.
    pub body: Link,
    /// The year.
    pub year: i16,
    /// The years with meetings, newest first.
    pub years: Vec<Count>,
    /// The meetings, in order.
    pub meetings: Vec<MeetingRow>,
    /// The decisions of the body in that year.
    pub register: Option<Count>,
    /// The attendance of each member, by surname.
    pub attendance: Vec<MemberAttendance>,
}

/// Attendance of a member at the meetings of a body in a year, as far as the papers record it.
#[derive(Debug, Serialize)]
pub struct MemberAttendance {
    /// Who.
    pub person: Named,
    /// The whole in a sentence.
    pub sentence: String,
    /// The meetings as squares, in order.
    pub picture: Option<Html>,
}

/// Decisions of a body in a year, by outcome.
#[derive(Debug, Serialize)]
pub struct OutcomesOfYear {
    /// The year.
    pub year: i16,
    /// The whole in a sentence.
    pub sentence: String,
    /// The same as a bar.
    pub picture: Option<Html>,
}

/// All bodies.
pub fn bodies(setting: &Setting) -> (Head, BodiesView) {
    let corpus = setting.corpus;
    let today = setting.today();
    let rows = |kind: Option<Option<BodyKind>>| -> Vec<BodyRow> {
        let ids = corpus.bodies.iter().filter(|(_, body)| match kind {
            Some(kind) => !body.dissolved(today) && body.front().kind == kind,
            None => body.dissolved(today),
        });
        ids.map(|(id, _)| row(setting, id)).collect()
    };
    let kinds = BodyKind::ALL.iter().copied().map(Some).chain([None]);
    let groups = kinds.filter_map(|kind| {
        let bodies = rows(Some(kind));
        let title = setting.words.pick("body_kinds", kind.map_or("none", BodyKind::word));
        (!bodies.is_empty()).then_some(BodyGroup { title, bodies })
    });
    let view = BodiesView { groups: groups.collect(), dissolved: rows(None) };
    (Head::new(setting.words.get("nav.committees"), setting.words.get("committees.lead")), view)
}

fn row(setting: &Setting, id: BodyId) -> BodyRow {
    let body = &setting.corpus.bodies[id];
    let (past, next) = split(setting, setting.corpus.graph.meetings_of_body.of(id));
    let meeting = next.first().or(past.last()).map(|&meeting| meeting::row(setting, meeting));
    let active = body.front().active.unwrap_or_default();
    BodyRow {
        body: setting.body(id),
        parent: body.parent.map(|parent| setting.corpus.bodies[parent].title.to_string()),
        upcoming: !next.is_empty(),
        meeting,
        period: setting.words.period(active.from, active.to),
    }
}

/// Meetings in order of date, cut into those before and those from the day that counts as today.
pub fn split<'a>(setting: &Setting, meetings: &'a [MeetingId]) -> (&'a [MeetingId], &'a [MeetingId]) {
    meetings.split_at(meetings.partition_point(|&id| setting.corpus.meetings[id].date < setting.today()))
}

/// A body.
pub fn body(setting: &Setting, id: BodyId) -> (Head, BodyView) {
    let corpus = setting.corpus;
    let words = setting.words;
    let body = &corpus.bodies[id];
    let front = body.front();
    let today = setting.today();
    let meetings = corpus.graph.meetings_of_body.of(id);
    let (past, next) = split(setting, meetings);
    let decisions = corpus.graph.resolutions_of_body.of(id);
    let member = |member: &&Member| {
        member.to.is_none_or(|to| to >= today) && member.from.is_none_or(|from| from <= today)
    };
    let members = |current: bool| {
        front.members.iter().filter(move |row| member(row) == current).map(|row| member_row(setting, row))
    };
    let active = front.active.unwrap_or_default();
    let remit = body.paper.as_ref().map(|paper| {
        prose::html(
            setting,
            &paper.minute,
            setting.corpus.text_links(&paper.file),
            Placing { heading: 3, ..Placing::default() },
        )
    });
    let said = body.paper.as_ref().map_or("", |paper| paper.minute.text.trim());
    let description = if said.is_empty() {
        words.fill("committee.description", &[("body", &body.title)])
    } else {
        said.to_owned()
    };
    let view = BodyView {
        kind: front.kind.map(|kind| setting.label("body_kind", kind.word())),
        period: words.period(active.from, active.to),
        dissolved: body.dissolved(today),
        parent: body.parent.map(|parent| setting.body(parent)),
        children: corpus
            .bodies
            .iter()
            .filter(|(_, other)| other.parent == Some(id))
            .map(|(id, _)| setting.body(id))
            .collect(),
        remit: remit.unwrap_or_default(),
        remit_lang: front.language.and_then(|language| setting.lang(language)),
        members: members(true).collect(),
        former: members(false).collect(),
        next: next.iter().take(FEW).map(|&id| meeting::row(setting, id)).collect(),
        latest: past.iter().rev().take(FEW).map(|&id| meeting::row(setting, id)).collect(),
        years: year_counts(setting, id, None),
        decisions: decisions.iter().rev().take(FEW).map(|&id| setting.decision_row(id)).collect(),
        register: register(setting, Register::Body(id), decisions.len()),
        outcomes: outcomes(setting, decisions),
    };
    let mut head = Head::new(&*body.title, description);
    head.trail.push(setting.link(Page::Bodies, words.get("nav.committees")));
    (head, view)
}

fn member_row(setting: &Setting, member: &Member) -> MemberRow {
    MemberRow {
        person: setting.named(&member.person),
        role: member.role.as_ref().map(ToString::to_string),
        period: setting.words.period(member.from, member.to),
    }
}

fn year_counts(setting: &Setting, id: BodyId, shown: Option<i16>) -> Vec<Count> {
    let date = |meeting: &MeetingId| -> Date { setting.corpus.meetings[*meeting].date };
    let years = years(setting.corpus.graph.meetings_of_body.of(id), date).into_iter().rev();
    let counts = years.map(|(year, range)| Count {
        href: setting.page(Page::BodyYear(id, year)),
        text: year.to_string(),
        count: setting.words.count("count.meetings", range.len()),
        current: shown == Some(year),
    });
    counts.collect()
}

/// A link to a part of the register of decisions, if it lists any.
fn register(setting: &Setting, register: Register, decisions: usize) -> Option<Count> {
    (decisions > 0).then(|| Count {
        href: setting.page(Page::Decisions(register, 1)),
        text: setting.words.get("committee.all_decisions").to_owned(),
        count: setting.words.count("count.decisions", decisions),
        current: false,
    })
}

/// Decisions in order of date, by year and outcome; the latest ten years.
fn outcomes(setting: &Setting, decisions: &[ResolutionId]) -> Vec<OutcomesOfYear> {
    let years = years(decisions, |&id| decided_on(setting.corpus, id));
    let years: Vec<_> = years.into_iter().rev().take(10).collect();
    let most = years.iter().map(|(_, range)| range.len()).max().unwrap_or(0);
    let of_year = |(year, range): (i16, std::ops::Range<usize>)| {
        let mut counts: BTreeMap<Option<Outcome>, usize> = BTreeMap::new();
        for &id in &decisions[range] {
            *counts.entry(setting.corpus.outcome(id)).or_default() += 1;
        }
        // In the order of the format, what is not recorded last.
        let kinds = Outcome::ALL.iter().copied().map(Some).chain([None]);
        let parts: Vec<(&str, usize)> = kinds
            .filter_map(|kind| Some((kind.map_or("not_recorded", Outcome::word), *counts.get(&kind)?)))
            .collect();
        let texts: Vec<String> = parts
            .iter()
            .map(|(word, n)| {
                setting.words.fill(
                    "committee.outcome",
                    &[("outcome", &setting.words.pick("outcome", word)), ("n", &n.to_string())],
                )
            })
            .collect();
        OutcomesOfYear { year, sentence: texts.join(", "), picture: picture::bar(&parts, most) }
    };
    years.into_iter().map(of_year).collect()
}

/// The attendance of each member at some meetings, by surname.
fn attendance(setting: &Setting, meetings: impl Iterator<Item = MeetingId>) -> Vec<MemberAttendance> {
    let corpus = setting.corpus;
    let mut rows: BTreeMap<(String, String), (Named, Vec<Square>)> = BTreeMap::new();
    for id in meetings {
        let Some(attendance) = &corpus.meetings[id].front().attendance else { continue };
        let day = setting.words.date(corpus.meetings[id].date).short;
        let mut seen: Vec<(String, String)> = Vec::new();
        let mut add = |credit: &Credit, mark: Mark| {
            let named = setting.named(credit);
            let plain =
                corpus.people.of(credit).map_or(named.name.clone(), |id| corpus.people[id].name.to_string());
            let key = (sort_key(&plain), named.href.clone().unwrap_or_default());
            // Whoever took the chair may be among those present too.
            if !seen.contains(&key) {
                seen.push(key.clone());
                let named = Named { name: plain, role: None, organisation: None, ..named };
                rows.entry(key).or_insert_with(|| (named, Vec::new())).1.push((mark, day.clone()));
            }
        };
        attendance.chair.iter().chain(&attendance.present).for_each(|credit| add(credit, Mark::Full));
        for apology in &attendance.apologies {
            add(&apology.credit(), Mark::Empty);
            if let Some(substitute) = apology.substitute() {
                add(substitute, Mark::Half);
            }
        }
        attendance.absent.iter().for_each(|credit| add(credit, Mark::Cross));
    }
    let kinds = [
        (Mark::Full, "present"),
        (Mark::Half, "substitute"),
        (Mark::Empty, "apologies"),
        (Mark::Cross, "absent"),
    ];
    let row = |(person, squares): (Named, Vec<Square>)| {
        let parts = kinds.iter().filter_map(|(mark, word)| {
            let n = squares.iter().filter(|(other, _)| other == mark).count();
            (n > 0).then(|| setting.words.count(&format!("person.attended.{word}"), n))
        });
        let sentence = parts.collect::<Vec<_>>().join(", ");
        MemberAttendance { person, sentence, picture: picture::squares(&squares) }
    };
    rows.into_values().map(row).collect()
}

/// The meetings of a body in a year.
pub fn body_year(setting: &Setting, id: BodyId, year: i16) -> (Head, BodyYearView) {
    let corpus = setting.corpus;
    let body = &corpus.bodies[id];
    let meetings =
        corpus.graph.meetings_of_body.of(id).iter().filter(|&&id| corpus.meetings[id].date.year() == year);
    let decisions = corpus.graph.resolutions_of_body.of(id);
    let decisions = decisions.iter().filter(|&&id| decided_on(corpus, id).year() == year).count();
    let values = [("body", &*body.title), ("year", &year.to_string())];
    let view = BodyYearView {
        body: setting.body(id),
        year,
        years: year_counts(setting, id, Some(year)),
        meetings: meetings.clone().map(|&id| meeting::row(setting, id)).collect(),
        register: register(setting, Register::BodyYear(id, year), decisions),
        attendance: attendance(setting, meetings.clone().copied()),
    };
    let mut head = Head::new(
        setting.heading(Page::BodyYear(id, year)),
        setting.words.fill("committee.year_description", &values),
    );
    head.trail = vec![setting.link(Page::Bodies, setting.words.get("nav.committees")), setting.body(id)];
    (head, view)
}
