//! Matters: subjects that travel between meetings and bodies.

use serde::Serialize;

use super::frame::Head;
use super::paper::{PaperRow, paper_row};
use super::picture;
use super::setting::{Html, Link, Pager, Setting};
use crate::model::{Matter, MatterId};
use crate::site::Page;
use crate::site::page::ROWS;

/// A page of all matters.
#[derive(Debug, Serialize)]
pub struct MattersView {
    /// The matters.
    pub matters: Vec<MatterRow>,
    /// The way through the pages.
    pub pager: Option<Pager>,
}

/// A matter in a list.
#[derive(Debug, Serialize)]
pub struct MatterRow {
    /// The matter.
    pub matter: Link,
    /// How many papers.
    pub count: String,
    /// From its first paper to its last.
    pub period: Option<String>,
}

/// A matter.
#[derive(Debug, Serialize)]
pub struct MatterView {
    /// Its papers in order, each with the body that took it.
    pub path: Vec<Step>,
    /// The bodies it went through, each once.
    pub bodies: Vec<Link>,
    /// The path as a picture.
    pub picture: Option<Html>,
}

/// A step of a matter.
#[derive(Debug, Serialize)]
pub struct Step {
    /// The paper.
    pub paper: PaperRow,
    /// Whether it came to another body than the step before.
    pub moved: bool,
    /// Whether the meeting is still to come.
    pub upcoming: bool,
}

/// A page of all matters.
pub fn matters(setting: &Setting, number: u32) -> (Head, MattersView) {
    let words = setting.words;
    let table = &setting.corpus.matters;
    let shown = table.iter().skip((number as usize).saturating_sub(1) * ROWS).take(ROWS);
    let view = MattersView {
        matters: shown.map(|(id, matter)| row(setting, id, matter)).collect(),
        pager: setting.pager(number, table.len(), Page::Matters),
    };
    let mut head = Head::new(words.get("nav.matters"), words.get("matters.lead"));
    if number > 1 {
        head.context = view.pager.as_ref().map(|pager| pager.text.clone());
        head.trail.push(setting.link(Page::Matters(1), words.get("nav.matters")));
    }
    (head, view)
}

fn row(setting: &Setting, id: MatterId, matter: &Matter) -> MatterRow {
    let date =
        |item: &crate::model::ItemId| setting.corpus.meetings[setting.corpus.items[*item].meeting].date;
    let (first, last) = (matter.items.first().map(date), matter.items.last().map(date));
    let period = if first == last {
        first.map(|date| setting.words.date(date).short)
    } else {
        setting.words.period(first, last)
    };
    MatterRow {
        matter: setting.link(Page::Matter(id), &*matter.title),
        count: setting.words.count("count.papers", matter.items.len()),
        period,
    }
}

/// A matter.
pub fn matter(setting: &Setting, id: MatterId) -> (Head, MatterView) {
    let corpus = setting.corpus;
    let matter = &corpus.matters[id];
    let mut bodies: Vec<Link> = Vec::new();
    let mut last = None;
    let mut path = Vec::with_capacity(matter.items.len());
    for &item in &matter.items {
        let meeting = &corpus.meetings[corpus.items[item].meeting];
        let paper = paper_row(setting, item);
        if !bodies.contains(&paper.body) {
            bodies.push(paper.body.clone());
        }
        path.push(Step {
            paper,
            moved: last.is_some_and(|last| last != meeting.body),
            upcoming: meeting.date > setting.today(),
        });
        last = Some(meeting.body);
    }
    let lane = |link: &Link| bodies.iter().position(|body| body == link).unwrap_or(0);
    let steps: Vec<(usize, String)> =
        path.iter().map(|step: &Step| (lane(&step.paper.body), step.paper.date.short.clone())).collect();
    let names: Vec<String> = bodies.iter().map(|body| body.text.clone()).collect();
    let values = [("title", &*matter.title), ("bodies", &super::document::list(setting, &names))];
    let title = setting.words.fill("matter.title", &values);
    let mut head = Head::new(title, setting.words.fill("matter.description", &values));
    head.trail.push(setting.link(Page::Matters(1), setting.words.get("nav.matters")));
    let same = corpus.matters.rows().iter().filter(|other| other.title == matter.title).count();
    if same > 1 {
        head.context = Some(matter.slug.to_string());
    }
    (head, MatterView { path, bodies, picture: picture::path(&names, &steps) })
}
