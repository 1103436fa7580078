//! The start page, what is new, the search page, plain pages, and the page for what is not there.

use serde::Serialize;

use super::body::{FEW, split};
use super::decision::DecisionRow;
use super::document::late;
use super::frame::Head;
use super::meeting::{self, MeetingRow};
use super::prose::{self, Placing, document_href};
use super::setting::{Html, Label, Link, Setting};
use super::words::DateView;
use crate::format::Outcome;
use crate::model::{MeetingId, PlainId};
use crate::site::Page;
use crate::site::lists::{News, Published};

/// The start page.
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// The next meetings.
    pub next: Vec<MeetingRow>,
    /// The latest meetings.
    pub latest: Vec<MeetingRow>,
    /// The latest decisions.
    pub decisions: Vec<DecisionRow>,
    /// What was published lately.
    pub news: Vec<NewsRow>,
}

/// What was published lately.
#[derive(Debug, Serialize)]
pub struct NewsView {
    /// The days, newest first.
    pub days: Vec<NewsDay>,
}

/// What was published on a day.
#[derive(Debug, Serialize)]
pub struct NewsDay {
    /// The day.
    pub date: DateView,
    /// What.
    pub rows: Vec<NewsRow>,
}

/// Something that was published.
#[derive(Debug, Serialize)]
pub struct NewsRow {
    /// `agenda`, `minutes` or `document`, and its name.
    pub what: Label,
    /// What it is, and where.
    pub link: Link,
    /// The paper to which a document belongs.
    pub item: Option<Link>,
    /// The meeting.
    pub meeting: Link,
    /// How a document came late.
    pub late: Option<Label>,
    /// The day.
    pub date: DateView,
}

/// The search page: what its script needs to know, and ways of browsing for those without one.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The folder of the index; absent where the site has none.
    pub index: Option<String>,
    /// The committees to choose from.
    pub committees: Vec<Choice>,
    /// The years to choose from, newest first.
    pub years: Vec<Choice>,
    /// The outcomes to choose from.
    pub outcomes: Vec<Choice>,
    /// The kinds of result to choose from.
    pub kinds: Vec<Choice>,
    /// The sections of the site, each with a sentence.
    pub ways: Vec<Way>,
}

/// A value of a filter.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// The value in the page's address.
    pub value: String,
    /// Its name.
    pub text: String,
}

/// A way of browsing.
#[derive(Debug, Serialize)]
pub struct Way {
    /// Where it begins.
    pub link: Link,
    /// What is found there.
    pub text: String,
}

/// A plain page.
#[derive(Debug, Serialize)]
pub struct PlainView {
    /// What it says.
    pub html: Html,
}

/// The page for what is not there.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// The sections of the site, each with a sentence.
    pub ways: Vec<Way>,
}

/// The start page.
pub fn home(setting: &Setting) -> (Head, HomeView) {
    let corpus = setting.corpus;
    let site = &corpus.site;
    let (past, next) = split(setting, &corpus.graph.meetings_by_date);
    let decisions = corpus.graph.resolutions_by_date.iter().rev().take(FEW);
    let view = HomeView {
        next: next.iter().take(FEW).map(|&id| meeting::row(setting, id)).collect(),
        latest: past.iter().rev().take(FEW).map(|&id| meeting::row(setting, id)).collect(),
        decisions: decisions.map(|&id| setting.decision_row(id)).collect(),
        news: setting.lists.news.iter().take(FEW).map(|news| news_row(setting, *news)).collect(),
    };
    (
        Head::new(
            site.title.as_str(),
            setting.words.fill("home.description", &[("authority", &site.authority)]),
        ),
        view,
    )
}

/// What was published lately.
pub fn news(setting: &Setting) -> (Head, NewsView) {
    let mut days: Vec<NewsDay> = Vec::new();
    for &news in &setting.lists.news {
        let row = news_row(setting, news);
        match days.last_mut() {
            Some(day) if day.date == row.date => day.rows.push(row),
            _ => days.push(NewsDay { date: row.date.clone(), rows: vec![row] }),
        }
    }
    (Head::new(setting.words.get("nav.new"), setting.words.get("new.lead")), NewsView { days })
}

fn news_row(setting: &Setting, news: News) -> NewsRow {
    let corpus = setting.corpus;
    let words = setting.words;
    let of_meeting = |id: MeetingId, key: &str| Link {
        text: words.fill(key, &[("name", &meeting::name(setting, id))]),
        ..setting.meeting(id)
    };
    let document = |id| Link {
        href: document_href(setting, id),
        text: corpus.documents[id].title.to_string(),
        lang: None,
    };
    let (word, link, item, meeting, late) = match news.what {
        Published::Agenda(id) => ("agenda", of_meeting(id, "new.agenda_of"), None, id, None),
        Published::Minutes(id) => ("minutes", of_meeting(id, "new.minutes_of"), None, id, None),
        Published::Document(id, file, issue) => ("document", document(file), None, id, late(setting, issue)),
        Published::Paper(item, file, issue) => (
            "document",
            document(file),
            Some(setting.item(item)),
            corpus.items[item].meeting,
            late(setting, issue),
        ),
    };
    NewsRow {
        what: setting.label("news", word),
        link,
        item,
        meeting: Link { text: meeting::name(setting, meeting), ..setting.meeting(meeting) },
        late,
        date: words.date(news.date),
    }
}

/// The ways of browsing.
pub fn ways(setting: &Setting) -> Vec<Way> {
    let sections = super::SECTIONS.iter().filter(|(_, page)| setting.lists.has(setting.corpus, *page));
    let ways = sections.map(|&(key, page)| Way {
        link: setting.link(page, setting.words.pick("nav", key)),
        text: setting.words.pick("ways", key),
    });
    ways.collect()
}

/// The search page.
pub fn search(setting: &Setting) -> (Head, SearchView) {
    let corpus = setting.corpus;
    let words = setting.words;
    let choice = |value: &str, text: String| Choice { value: value.to_owned(), text };
    let searched = corpus.site.front.outputs.search;
    let view = SearchView {
        index: searched.then(|| format!("{}/search/index/", corpus.site.base_path)),
        committees: corpus
            .bodies
            .rows()
            .iter()
            .map(|body| choice(&body.slug, body.title.to_string()))
            .collect(),
        years: setting
            .lists
            .meeting_years
            .iter()
            .rev()
            .map(|(year, _)| choice(&year.to_string(), year.to_string()))
            .collect(),
        outcomes: Outcome::ALL
            .iter()
            .map(|outcome| choice(outcome.word(), words.pick("outcome", outcome.word())))
            .collect(),
        kinds: KINDS.iter().map(|kind| choice(kind, words.pick("search.kind", kind))).collect(),
        ways: ways(setting),
    };
    let lead = if searched { "search.lead" } else { "search.off" };
    (Head::new(words.get("search.title"), words.get(lead)), view)
}

/// The kinds of result, by which the index names them.
const KINDS: &[&str] = &["paper", "decision", "document", "meeting", "person", "committee", "matter", "page"];

/// A plain page.
pub fn plain(setting: &Setting, id: PlainId) -> (Head, PlainView) {
    let page = &setting.corpus.pages[id];
    let html = prose::html(setting, &page.paper.minute, &page.links, Placing::default());
    let mut head = Head::new(page.paper.front.title.as_str(), &page.paper.minute.text);
    head.translations = page
        .translations
        .iter()
        .map(|&other| (Page::Plain(other), setting.corpus.pages[other].language))
        .collect();
    (head, PlainView { html })
}

/// The page for what is not there.
pub fn not_found(setting: &Setting) -> (Head, NotFoundView) {
    let head = Head::new(setting.words.get("not_found.title"), setting.words.get("not_found.lead"));
    (head, NotFoundView { ways: ways(setting) })
}
