//! A person: posts, places on bodies, papers, attendance.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::Head;
use super::meeting;
use super::paper::{PaperRow, paper_row};
use super::picture::{self, Mark, Square};
use super::prose::{self, Placing};
use super::setting::{Contact, Count, Html, Label, Link, Setting, contact, elsewhere};
use crate::model::{BodyId, ItemId, Part, PersonId, Presence};
use crate::site::Page;
use crate::site::page::ROWS;

/// A person.
#[derive(Debug, Serialize)]
pub struct PersonView {
    /// Member, officer, external.
    pub kind: Option<Label>,
    /// The organisation.
    pub organisation: Option<String>,
    /// The ward.
    pub ward: Option<String>,
    /// How to reach the person.
    pub contact: Option<Contact>,
    /// The register of interests.
    pub interests: Option<String>,
    /// What the person's file says.
    pub text: Html,
    /// The language of that text, where it is not the page's.
    pub text_lang: Option<&'static str>,
    /// Other names in papers.
    pub aliases: Vec<String>,
    /// Posts held.
    pub roles: Vec<RoleRow>,
    /// Places on bodies now.
    pub memberships: Vec<MembershipRow>,
    /// Places on bodies before.
    pub former: Vec<MembershipRow>,
    /// How many papers name the person, by how.
    pub parts: Vec<PartCount>,
    /// The papers by year, newest first, where they fit on the page.
    pub papers: Vec<PapersOfYear>,
    /// The years with papers, where those do not fit on the page.
    pub years: Vec<Count>,
    /// Attendance by year, newest first.
    pub attendance: Vec<AttendanceOfYear>,
}

/// A post held.
#[derive(Debug, Serialize)]
pub struct RoleRow {
    /// The post.
    pub role: String,
    /// For whom.
    pub organisation: Option<String>,
    /// From when to when.
    pub period: Option<String>,
}

/// A place on a body.
#[derive(Debug, Serialize)]
pub struct MembershipRow {
    /// The body.
    pub body: Link,
    /// Chair, vice-chair …
    pub role: Option<String>,
    /// From when to when.
    pub period: Option<String>,
}

/// How many papers name the person in one way.
#[derive(Debug, Serialize)]
pub struct PartCount {
    /// Presented, moved, voted …
    pub part: Label,
    /// How many: "12 papers".
    pub count: String,
}

/// Papers of a year.
#[derive(Debug, Serialize)]
pub struct PapersOfYear {
    /// The year.
    pub year: i16,
    /// The papers, newest first.
    pub papers: Vec<PersonPaper>,
}

/// A paper that names the person.
#[derive(Debug, Serialize)]
pub struct PersonPaper {
    /// The paper.
    pub paper: PaperRow,
    /// How it names the person.
    pub parts: Vec<Label>,
}

/// How often a person was at meetings in a year. Counts only what the papers record.
#[derive(Debug, Serialize)]
pub struct AttendanceOfYear {
    /// The year.
    pub year: i16,
    /// Present as a member, in the chair included.
    pub present: usize,
    /// Of these, in the chair.
    pub chair: usize,
    /// Stood in for somebody.
    pub substitute: usize,
    /// Sent apologies.
    pub apologies: usize,
    /// Absent without apology.
    pub absent: usize,
    /// In attendance.
    pub in_attendance: usize,
    /// The whole in a sentence.
    pub sentence: String,
    /// The meetings as squares, in order.
    pub picture: Option<Html>,
}

/// The papers of a person in a year.
#[derive(Debug, Serialize)]
pub struct PersonYearView {
    /// The person.
    pub person: Link,
    /// The years with papers, newest first.
    pub years: Vec<Count>,
    /// The papers, newest first.
    pub papers: Vec<PersonPaper>,
}

/// The name with honorific and letters after it.
pub fn full_name(setting: &Setting, id: PersonId) -> String {
    let person = &setting.corpus.people[id];
    let after = person.front().post_nominals.as_deref();
    let parts = [person.honorific.as_deref(), Some(&*person.name), after];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The bodies on which a person sits on the day that counts as today, and those before.
pub fn memberships(setting: &Setting, id: PersonId, current: bool) -> Vec<(BodyId, MembershipRow)> {
    let corpus = setting.corpus;
    let today = setting.today();
    let rows = corpus.graph.memberships_of_person.of(id).iter().filter_map(|&(body, index)| {
        let member = corpus.bodies[body].front().members.get(index as usize)?;
        let now = member.to.is_none_or(|to| to >= today) && !corpus.bodies[body].dissolved(today);
        let row = MembershipRow {
            body: setting.body(body),
            role: member.role.as_ref().map(ToString::to_string),
            period: setting.words.period(member.from, member.to),
        };
        (now == current).then_some((body, row))
    });
    rows.collect()
}

/// A person.
pub fn person(setting: &Setting, id: PersonId) -> (Head, PersonView) {
    let corpus = setting.corpus;
    let words = setting.words;
    let person = &corpus.people[id];
    let front = person.front();
    let papers = papers(setting, id);
    let fits = papers.len() <= ROWS;
    let text = person.paper.as_ref().map(|paper| {
        prose::html(
            setting,
            &paper.minute,
            setting.corpus.text_links(&paper.file),
            Placing { heading: 2, ..Placing::default() },
        )
    });
    let mut by_year: Vec<PapersOfYear> = Vec::new();
    if fits {
        for (year, item, parts) in &papers {
            if by_year.last().is_none_or(|last| last.year != *year) {
                by_year.push(PapersOfYear { year: *year, papers: Vec::new() });
            }
            if let Some(last) = by_year.last_mut() {
                last.papers.push(person_paper(setting, *item, parts));
            }
        }
    }
    let name = full_name(setting, id);
    let note =
        [front.ward.as_ref().map(ToString::to_string), person.organisation.as_deref().map(str::to_owned)];
    let note: Vec<String> = note.into_iter().flatten().collect();
    let view = PersonView {
        kind: front.kind.map(|kind| setting.label("person_kind", kind.word())),
        organisation: person.organisation.as_deref().map(str::to_owned),
        ward: front.ward.as_ref().map(ToString::to_string),
        contact: front.contact.as_deref().map(contact),
        interests: front.interests.as_deref().and_then(elsewhere),
        text: text.unwrap_or_default(),
        text_lang: front.language.and_then(|language| setting.lang(language)),
        aliases: front.aliases.iter().map(ToString::to_string).collect(),
        roles: front
            .roles
            .iter()
            .map(|role| RoleRow {
                role: role.role.to_string(),
                organisation: role.organisation.as_ref().map(ToString::to_string),
                period: words.period(role.from, role.to),
            })
            .collect(),
        memberships: memberships(setting, id, true).into_iter().map(|(_, row)| row).collect(),
        former: memberships(setting, id, false).into_iter().map(|(_, row)| row).collect(),
        parts: part_counts(setting, id),
        papers: by_year,
        years: if fits { Vec::new() } else { year_counts(setting, id, &papers, None) },
        attendance: attendance(setting, id),
    };
    let description = words.fill(
        "person.description",
        &[("name", &name), ("papers", &words.count("count.papers", papers.len()))],
    );
    let mut head =
        Head::new(name, description).below(setting.link(Page::People(None), words.get("nav.people")));
    // Two people may share a name: the ward or organisation, or at last the address, tells them apart.
    head.context = match twins(setting, id) {
        false => None,
        true if note.is_empty() => Some(person.slug.to_string()),
        true => Some(format!("{} ({})", note.join(", "), person.slug)),
    };
    (head, view)
}

/// Whether a neighbour in the order of names has the same name.
fn twins(setting: &Setting, id: PersonId) -> bool {
    let people = &setting.corpus.people;
    let letter = crate::site::lists::letter(&people[id]);
    let same = setting.lists.letters.get(&letter).map_or(&[][..], Vec::as_slice);
    same.iter().any(|&other| other != id && people[other].name.eq_ignore_ascii_case(&people[id].name))
}

/// The papers that name a person, newest first, each once with every way in which it does.
pub fn papers(setting: &Setting, id: PersonId) -> Vec<(i16, ItemId, Vec<Part>)> {
    let corpus = setting.corpus;
    let mut out: Vec<(i16, ItemId, Vec<Part>)> = Vec::new();
    for &(item, part) in corpus.graph.papers_of_person.of(id).iter().rev() {
        match out.last_mut() {
            Some((_, last, parts)) if *last == item => {
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
            _ => out.push((corpus.meetings[corpus.items[item].meeting].date.year(), item, vec![part])),
        }
    }
    out
}

fn part_word(part: Part) -> &'static str {
    match part {
        Part::Presented => "presented",
        Part::InAttendance => "in_attendance",
        Part::Moved => "moved",
        Part::Seconded => "seconded",
        Part::Voted => "voted",
        Part::Declared => "declared",
        Part::Owns => "owns",
        Part::Mentioned => "mentioned",
    }
}

fn person_paper(setting: &Setting, item: ItemId, parts: &[Part]) -> PersonPaper {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    PersonPaper {
        paper: paper_row(setting, item),
        parts: parts.into_iter().map(|part| setting.label("part", part_word(part))).collect(),
    }
}

fn part_counts(setting: &Setting, id: PersonId) -> Vec<PartCount> {
    let mut counts: BTreeMap<Part, usize> = BTreeMap::new();
    for (_, _, parts) in papers(setting, id) {
        for part in parts {
            *counts.entry(part).or_default() += 1;
        }
    }
    let counts = counts.into_iter().map(|(part, n)| PartCount {
        part: setting.label("part", part_word(part)),
        count: setting.words.count("count.papers", n),
    });
    counts.collect()
}

fn year_counts(
    setting: &Setting,
    id: PersonId,
    papers: &[(i16, ItemId, Vec<Part>)],
    shown: Option<i16>,
) -> Vec<Count> {
    let mut years: BTreeMap<i16, usize> = BTreeMap::new();
    for (year, ..) in papers {
        *years.entry(*year).or_default() += 1;
    }
    let counts = years.into_iter().rev().map(|(year, n)| Count {
        href: setting.page(Page::PersonYear(id, year)),
        text: year.to_string(),
        count: setting.words.count("count.papers", n),
        current: shown == Some(year),
    });
    counts.collect()
}

fn attendance(setting: &Setting, id: PersonId) -> Vec<AttendanceOfYear> {
    let corpus = setting.corpus;
    let words = setting.words;
    let mut years: BTreeMap<i16, AttendanceOfYear> = BTreeMap::new();
    let mut squares: BTreeMap<i16, Vec<Square>> = BTreeMap::new();
    for &(meeting, presence) in corpus.graph.meetings_of_person.of(id) {
        let year = corpus.meetings[meeting].date.year();
        let row = years.entry(year).or_insert_with(|| AttendanceOfYear {
            year,
            present: 0,
            chair: 0,
            substitute: 0,
            apologies: 0,
            absent: 0,
            in_attendance: 0,
            sentence: String::new(),
            picture: None,
        });
        let mark = match presence {
            Presence::Chair | Presence::Present | Presence::InAttendance => Mark::Full,
            Presence::Substitute => Mark::Half,
            Presence::Apologies => Mark::Empty,
            Presence::Absent => Mark::Cross,
        };
        squares.entry(year).or_default().push((mark, meeting::name(setting, meeting)));
        match presence {
            Presence::Chair => {
                row.chair += 1;
                row.present += 1;
            }
            Presence::Present => row.present += 1,
            Presence::Substitute => row.substitute += 1,
            Presence::Apologies => row.apologies += 1,
            Presence::Absent => row.absent += 1,
            Presence::InAttendance => row.in_attendance += 1,
        }
    }
    let mut rows: Vec<AttendanceOfYear> = years.into_values().rev().collect();
    for row in &mut rows {
        let counts = [
            ("present", row.present),
            ("substitute", row.substitute),
            ("apologies", row.apologies),
            ("absent", row.absent),
            ("in_attendance", row.in_attendance),
        ];
        let parts: Vec<String> = counts
            .iter()
            .filter(|(_, n)| *n > 0)
            .map(|(word, n)| words.count(&format!("person.attended.{word}"), *n))
            .collect();
        row.sentence = parts.join(", ");
        row.picture = squares.get(&row.year).and_then(|squares| picture::squares(squares));
    }
    rows
}

/// The papers of a person in a year.
pub fn person_year(setting: &Setting, id: PersonId, year: i16) -> (Head, PersonYearView) {
    let papers = papers(setting, id);
    let shown = papers.iter().filter(|(other, ..)| *other == year);
    let name = full_name(setting, id);
    let values = [("name", name.as_str()), ("year", &year.to_string())];
    let view = PersonYearView {
        person: setting.person(id),
        years: year_counts(setting, id, &papers, Some(year)),
        papers: shown.map(|(_, item, parts)| person_paper(setting, *item, parts)).collect(),
    };
    let mut head = Head::new(
        setting.words.fill("person.papers_of_year", &values),
        setting.words.fill("person.year_description", &values),
    );
    head.trail = vec![setting.link(Page::People(None), setting.words.get("nav.people")), setting.person(id)];
    if twins(setting, id) {
        head.context = Some(setting.corpus.people[id].slug.to_string());
    }
    (head, view)
}
