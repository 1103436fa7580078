//! The register of decisions across all bodies.

use serde::Serialize;

use super::body::FEW;
use super::decision::DecisionRow;
use super::frame::Head;
use super::setting::{Count, Link, Pager, Setting};
use crate::format::Outcome;
use crate::model::ResolutionId;
use crate::site::lists::{decided_on, years};
use crate::site::page::ROWS;
use crate::site::{Page, Register};

/// A part of the register.
#[derive(Debug, Serialize)]
pub struct RegisterView {
    /// Whether this is the start of the register.
    pub overview: bool,
    /// How many decisions the part holds: "241 decisions".
    pub count: String,
    /// The decisions on this page, newest first.
    pub decisions: Vec<DecisionRow>,
    /// The way through the pages.
    pub pager: Option<Pager>,
    /// For a body: its years.
    pub years: Vec<Count>,
    /// The body, for its part of the register.
    pub body: Option<Link>,
}

/// The ways into the register, which all its pages share.
#[derive(Debug, Serialize)]
pub struct RegisterMenu {
    /// By year, newest first.
    pub years: Vec<Count>,
    /// By body, those with decisions.
    pub bodies: Vec<Count>,
    /// By outcome.
    pub outcomes: Vec<Count>,
}

/// The ways into the register.
pub fn menu(setting: &Setting) -> RegisterMenu {
    let corpus = setting.corpus;
    let words = setting.words;
    let count = |register, text: String, n: usize| Count {
        href: setting.page(Page::Decisions(register, 1)),
        text,
        count: words.count("count.decisions", n),
        current: false,
    };
    let years = setting.lists.decision_years.iter().rev();
    let bodies = corpus.bodies.iter().filter_map(|(id, body)| {
        let n = corpus.graph.resolutions_of_body.of(id).len();
        (n > 0).then(|| count(Register::Body(id), body.title.to_string(), n))
    });
    // In the order of the format, what is not recorded last.
    let outcomes = Outcome::ALL.iter().copied().map(Some).chain([None]).filter_map(|outcome| {
        let n = setting.lists.outcomes.get(&outcome)?.len();
        Some(count(Register::Outcome(outcome), outcome_name(setting, outcome), n))
    });
    RegisterMenu {
        years: years
            .map(|(year, range)| count(Register::Year(*year), year.to_string(), range.len()))
            .collect(),
        bodies: bodies.collect(),
        outcomes: outcomes.collect(),
    }
}

fn outcome_name(setting: &Setting, outcome: Option<Outcome>) -> String {
    setting.words.pick("outcome", outcome.map_or("not_recorded", Outcome::word))
}

/// The decisions of a part of the register, in order of date.
fn list<'a>(setting: &Setting<'a>, register: Register) -> &'a [ResolutionId] {
    let graph = &setting.corpus.graph;
    match register {
        Register::Overview => &graph.resolutions_by_date,
        Register::Year(year) => {
            let found = setting.lists.decision_years.iter().find(|(other, _)| *other == year);
            found.map_or(&[], |(_, range)| &graph.resolutions_by_date[range.clone()])
        }
        Register::Body(body) => graph.resolutions_of_body.of(body),
        Register::BodyYear(body, year) => {
            let all = graph.resolutions_of_body.of(body);
            let start = all.partition_point(|&id| decided_on(setting.corpus, id).year() < year);
            let end = all.partition_point(|&id| decided_on(setting.corpus, id).year() <= year);
            &all[start..end]
        }
        Register::Outcome(outcome) => setting.lists.outcomes.get(&outcome).map_or(&[], Vec::as_slice),
    }
}

/// A page of the register.
pub fn decisions(setting: &Setting, register: Register, number: u32) -> (Head, RegisterView) {
    let corpus = setting.corpus;
    let words = setting.words;
    let list = list(setting, register);
    let overview = register == Register::Overview;
    let rows = if overview { FEW * 2 } else { ROWS };
    let shown = list.iter().rev().skip((number as usize).saturating_sub(1) * ROWS).take(rows);
    let body = match register {
        Register::Body(body) | Register::BodyYear(body, _) => Some(body),
        _ => None,
    };
    let shown_year = if let Register::BodyYear(_, year) = register { Some(year) } else { None };
    let body_years = body.map(|body| {
        let all = corpus.graph.resolutions_of_body.of(body);
        let years = years(all, |&id| decided_on(corpus, id)).into_iter().rev();
        let counts = years.map(|(year, range)| Count {
            href: setting.page(Page::Decisions(Register::BodyYear(body, year), 1)),
            text: year.to_string(),
            count: words.count("count.decisions", range.len()),
            current: shown_year == Some(year),
        });
        counts.collect()
    });
    let view = RegisterView {
        overview,
        count: words.count("count.decisions", list.len()),
        decisions: shown.map(|&id| setting.decision_row(id)).collect(),
        pager: if overview {
            None
        } else {
            setting.pager(number, list.len(), |number| Page::Decisions(register, number))
        },
        years: body_years.unwrap_or_default(),
        body: body.map(|body| setting.body(body)),
    };
    let name = |id| corpus.bodies[id].title.to_string();
    let title = setting.heading(Page::Decisions(register, number));
    let description = words.fill("decisions.description", &[("title", &title), ("count", &view.count)]);
    let mut head = Head::new(title, description);
    if number > 1 {
        head.context = view.pager.as_ref().map(|pager| pager.text.clone());
    }
    if !overview {
        head.trail.push(setting.link(Page::Decisions(Register::Overview, 1), words.get("nav.decisions")));
    }
    if let Register::BodyYear(body, _) = register {
        head.trail.push(setting.link(Page::Decisions(Register::Body(body), 1), name(body)));
    }
    (head, view)
}
