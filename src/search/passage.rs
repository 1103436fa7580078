//! What a record says: its title, where it stands, and its text as [`Passage`]s that can be opened.

use std::io;

use crate::format::{Credit, Language};
use crate::minute::{Block, BlockKind, Minute};
use crate::model::{Corpus, Item, ItemId, MatterId, MeetingId, PersonId, ResolutionId};
use crate::site::Page;

use super::Source;
use super::record::{Record, Subject, standing};

/// A stretch of a record's text that a result can open at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The fragment of the address, without `#`: `p-7`, `resolution-1`, `page=3`. Empty for what has none.
    pub anchor: Box<str>,
    /// Whether it is part of a decision.
    pub decision: bool,
    /// The text, one space between words. Never empty.
    pub text: String,
}

/// What a record says.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The address from the site's root, encoded, without the path under which the site is served.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The bodies that met.
    pub place: String,
    /// What a file belongs to: the title of the paper that lists it.
    pub parent: String,
    /// Its text, in reading order.
    pub passages: Vec<Passage>,
}

/// What a record says.
///
/// # Errors
/// If the text of a file cannot be read.
pub fn content(source: &Source, record: &Record) -> io::Result<Content> {
    let corpus = source.corpus;
    let titles: Vec<&str> = record.bodies.iter().map(|&body| &*corpus.bodies[body].title).collect();
    let mut content = Content { place: titles.join(", "), ..Content::default() };
    let heading = |page| (source.heading)(page).unwrap_or_default();
    let mut out = Passages::default();
    match record.subject {
        Subject::Item(id) => {
            content.url = corpus.items[id].address.encoded();
            content.title = corpus.items[id].front().title.to_string();
            item(corpus, id, &mut out);
        }
        Subject::Document(id) => {
            let document = &corpus.documents[id];
            content.url = document.address.encoded();
            content.title = document.title.to_string();
            let paper = standing(corpus, document);
            content.parent = paper.map(|id| corpus.items[id].front().title.to_string()).unwrap_or_default();
            for passage in (source.text)(document)?.passages {
                let anchor = passage.page.map(|page| format!("page={page}")).unwrap_or_default();
                out.long(&anchor, &passage.text);
            }
        }
        Subject::Meeting(id) => {
            content.url = corpus.meetings[id].address.encoded();
            content.title = heading(Page::Meeting(id));
            meeting(corpus, id, &mut out);
        }
        Subject::Person(id) => {
            content.url = corpus.people[id].address.encoded();
            content.title = person_name(corpus, id);
            person(corpus, id, &mut out);
        }
        Subject::Body(id) => {
            let body = &corpus.bodies[id];
            content.url = body.address.encoded();
            content.title = body.title.to_string();
            let other = body.front().short_title.iter().chain(&body.front().aliases);
            out.facts(other.map(ToString::to_string));
            if let Some(paper) = &body.paper {
                out.minute(&paper.minute);
            }
            out.facts(body.front().members.iter().map(|member| {
                let role = member.role.as_deref().map(|role| format!(" ({role})")).unwrap_or_default();
                format!("{}{role}", name(corpus, &member.person))
            }));
            content.place.clear();
        }
        Subject::Matter(id) => {
            content.url = corpus.matters[id].address.encoded();
            content.title = corpus.matters[id].title.to_string();
            matter(corpus, id, &mut out);
        }
        Subject::Plain(id) => {
            let page = &corpus.pages[id];
            content.url = page.address.encoded();
            content.title = page.paper.front.title.to_string();
            out.minute(&page.paper.minute);
        }
        Subject::List(page) => {
            content.url = page.address(corpus).encoded();
            content.title = heading(page);
        }
        Subject::Resolution(id) => {
            content.url = corpus.resolutions[id].address.encoded();
            content.title = heading(Page::Resolution(id));
            resolution(corpus, id, &mut out);
        }
    }
    content.passages = out.passages;
    Ok(content)
}

fn item(corpus: &Corpus, id: ItemId, out: &mut Passages) {
    let item = &corpus.items[id];
    let front = item.front();
    if front.withdrawn.is_some() {
        return;
    }
    out.push("", false, front.purpose.as_deref().unwrap_or_default());
    out.facts(front.presenters.iter().chain(&front.in_attendance).map(|credit| credited(corpus, credit)));
    front.recommendations.iter().for_each(|text| out.push("", false, text));
    out.minute(item.minute());
    resolutions_not_printed(corpus, item, out);
    front.motions.iter().for_each(|motion| out.push("", false, &motion.text));
    out.facts(front.declarations.iter().map(|declaration| {
        let interest = declaration.interest.as_deref().unwrap_or_default();
        format!("{}: {interest}", name(corpus, &declaration.person))
    }));
    for action in &front.actions {
        let owner =
            action.owner.as_ref().map(|owner| format!("{}: ", name(corpus, owner))).unwrap_or_default();
        out.push("", false, &format!("{owner}{}", &*action.action));
    }
    if let Some(urgent) = &front.urgent {
        out.push("", false, &urgent.reason);
    }
}

fn resolution(corpus: &Corpus, id: ResolutionId, out: &mut Passages) {
    let row = &corpus.resolutions[id];
    let minute = corpus.items[row.item].minute();
    match row.found.and_then(|found| minute.resolutions.get(found)) {
        Some(found) => {
            for block in minute.blocks.iter().take(found.last + 1).skip(found.block) {
                out.push(&block.anchor, true, &words(minute, block));
            }
        }
        None => {
            out.push("", true, corpus.entry(id).and_then(|entry| entry.text.as_deref()).unwrap_or_default())
        }
    }
}

/// Resolutions that stand in the front matter alone.
fn resolutions_not_printed(corpus: &Corpus, item: &Item, out: &mut Passages) {
    let item = item.original.map_or(item, |original| &corpus.items[original]);
    for id in item.resolutions() {
        let row = &corpus.resolutions[id];
        if row.found.is_none()
            && let Some(text) = corpus.entry(id).and_then(|entry| entry.text.as_deref())
        {
            out.push(&format!("resolution-{}", row.number), true, text);
        }
    }
}

fn meeting(corpus: &Corpus, id: MeetingId, out: &mut Passages) {
    let meeting = &corpus.meetings[id];
    let front = meeting.front();
    out.push("", false, front.venue.as_deref().unwrap_or_default());
    if let Some(attendance) = &front.attendance {
        let there = attendance.chair.iter().chain(&attendance.present).chain(&attendance.in_attendance);
        let mut names: Vec<String> = Vec::new();
        for credit in there {
            let name = credited(corpus, credit);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        out.facts(names.into_iter());
    }
    if let Some(paper) = &meeting.paper {
        out.minute(&paper.minute);
    }
}

fn person(corpus: &Corpus, id: PersonId, out: &mut Passages) {
    let person = &corpus.people[id];
    let front = person.front();
    let known = front.aliases.iter().chain(&front.post_nominals).chain(&front.ward).map(ToString::to_string);
    let organisation = person.organisation.iter().map(ToString::to_string);
    out.facts(known.chain(organisation));
    out.facts(front.roles.iter().map(|role| {
        let organisation = role.organisation.as_deref().map(|name| format!(", {name}")).unwrap_or_default();
        format!("{}{organisation}", &*role.role)
    }));
    let places = corpus.graph.memberships_of_person.of(id);
    out.facts(places.iter().map(|&(body, _)| corpus.bodies[body].title.to_string()));
    if let Some(paper) = &person.paper {
        out.minute(&paper.minute);
    }
}

fn matter(corpus: &Corpus, id: MatterId, out: &mut Passages) {
    let mut titles: Vec<String> = Vec::new();
    for &item in &corpus.matters[id].items {
        let title = corpus.items[item].front().title.to_string();
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    out.facts(titles.into_iter());
}

/// A person's name with the honorific, where it is known.
fn person_name(corpus: &Corpus, id: PersonId) -> String {
    let person = &corpus.people[id];
    match &person.honorific {
        Some(honorific) => format!("{honorific} {}", person.name),
        None => person.name.to_string(),
    }
}

/// Somebody named, by name.
fn name(corpus: &Corpus, credit: &Credit) -> String {
    match corpus.people.of(credit) {
        // An id is no name to print.
        Some(id) if credit.name().starts_with("people/") => corpus.people[id].name.to_string(),
        _ => credit.name().trim_start_matches("people/").to_owned(),
    }
}

/// Somebody named, with the post that the paper gives.
fn credited(corpus: &Corpus, credit: &Credit) -> String {
    let parts = [
        Some(name(corpus, credit)),
        credit.role().map(str::to_owned),
        credit.organisation().map(str::to_owned),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The names of the months, so that a meeting is found by its date in words.
pub fn month(language: Language, month: i8) -> &'static str {
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    const CY: [&str; 12] = [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ];
    let names = match language {
        Language::En => EN,
        Language::Cy => CY,
    };
    usize::try_from(month - 1).ok().and_then(|index| names.get(index).copied()).unwrap_or_default()
}

/// The longest passage, in bytes: more of one paragraph or page than this is cut between words, so that
/// what a browser fetches to show it is bounded.
const LONGEST: usize = 4_000;

/// Gathers passages.
#[derive(Default)]
struct Passages {
    passages: Vec<Passage>,
}

impl Passages {
    fn push(&mut self, anchor: &str, decision: bool, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.passages.push(Passage { anchor: anchor.into(), decision, text });
        }
    }

    /// A text of any length.
    fn long(&mut self, anchor: &str, mut text: &str) {
        while text.len() > LONGEST {
            let end = text.floor_char_boundary(LONGEST);
            let end = text[..end].rfind(char::is_whitespace).filter(|end| *end > 0).unwrap_or(end);
            self.push(anchor, false, &text[..end]);
            text = &text[end..];
        }
        self.push(anchor, false, text);
    }

    /// Short statements as one passage.
    fn facts(&mut self, facts: impl Iterator<Item = String>) {
        let facts: Vec<String> = facts.filter(|fact| !fact.is_empty()).collect();
        self.push("", false, &facts.join("; "));
    }

    fn minute(&mut self, minute: &Minute) {
        for (position, block) in minute.blocks.iter().enumerate() {
            let decision =
                minute.resolutions.iter().any(|found| (found.block..=found.last).contains(&position));
            let text = words(minute, block);
            if decision && text.len() <= LONGEST {
                self.push(&block.anchor, true, &text);
            } else {
                self.long(&block.anchor, &text);
            }
        }
    }
}

/// The words of a block as one line.
fn words(minute: &Minute, block: &Block) -> String {
    let words = minute.words(block);
    match block.kind {
        BlockKind::Table(_) => words.replace('\n', "; ").replace('\t', ", "),
        _ => words.to_owned(),
    }
}
