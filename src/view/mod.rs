//! What templates see: for each kind of page one view, made from the record alone.
//!
//! A view holds no logic and leaves none to the template: days are written out in the page's language,
//! plurals chosen, addresses encoded under the site's base path, and what is absent is `null`. Text is
//! text and escaped by the template; only [`setting::Html`] is markup.
//!
//! - [`setting`]: what a view is made from, and the small pieces that every view shows
//! - [`words`]: the wording of the interface, days and numbers
//! - [`frame`]: what every page says about itself
//! - [`heading`]: headings of lists, meetings and decisions
//! - [`prose`]: minutes as HTML
//! - [`picture`]: votes, attendance, outcomes and paths as pictures
//! - one module per kind of page

pub mod body;
pub mod calendar;
pub mod decision;
pub mod document;
pub mod frame;
pub mod heading;
pub mod home;
pub mod item;
pub mod matter;
pub mod meeting;
pub mod pack;
pub mod paper;
pub mod people;
pub mod person;
pub mod picture;
pub mod prose;
pub mod register;
pub mod setting;
pub mod words;

use serde::Serialize;

use crate::format::Language;
use crate::model::Corpus;
use crate::site::{Page, Register};
pub use frame::Frame;
use frame::Head;
use setting::{Link, Setting};
pub use words::Words;

/// The sections of the site in the order of the navigation: the key of each name, and its page.
pub const SECTIONS: &[(&str, Page)] = &[
    ("committees", Page::Bodies),
    ("meetings", Page::Meetings),
    ("decisions", Page::Decisions(Register::Overview, 1)),
    ("people", Page::People(None)),
    ("documents", Page::Documents(None)),
    ("matters", Page::Matters(1)),
    ("new", Page::WhatIsNew),
];

/// The plain pages that the footer links to where the site has them, by slug.
const FOOTER: &[&str] = &["about", "taking-part", "accessibility", "privacy", "contact"];

/// What every page shares, as templates see it under `site`.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// The name of the site.
    pub title: String,
    /// The legal publisher.
    pub authority: String,
    /// The start page.
    pub home: String,
    /// The path under which the site is served, without the final slash.
    pub base: String,
    /// The search page.
    pub search: String,
    /// Whether the search page has something to search.
    pub searched: bool,
    /// The description of the search for browsers, where the site has a public address.
    pub opensearch: Option<String>,
    /// Whether the record is published as data too, under `/data/`.
    pub data: bool,
    /// The crest.
    pub crest: Option<String>,
    /// The sections of the site.
    pub navigation: Vec<Section>,
    /// Plain pages for the foot of the page.
    pub pages: Vec<Link>,
    /// The licence of what is published.
    pub licence: Option<String>,
    /// How to reach democratic services.
    pub contact: Option<setting::Contact>,
}

/// A section of the site.
#[derive(Debug, Serialize)]
pub struct Section {
    /// Its key, which a page's `page.section` matches.
    pub key: &'static str,
    /// Its first page.
    pub href: String,
    /// Its name.
    pub text: String,
}

/// The language of a page: that of its paper, or else the site's.
pub fn language(page: Page, corpus: &Corpus) -> Language {
    match page {
        Page::Item(id) => corpus.items[id].language,
        Page::Resolution(id) => corpus.items[corpus.resolutions[id].item].language,
        Page::Plain(id) => corpus.pages[id].language,
        _ => corpus.site.language,
    }
}

/// What every page shares, in the language of the setting.
pub fn site(setting: &Setting) -> SiteView {
    let corpus = setting.corpus;
    let site = &corpus.site;
    let sections = SECTIONS.iter().filter(|(_, page)| setting.lists.has(corpus, *page));
    let pages = FOOTER.iter().filter_map(|slug| {
        let mut found = corpus.pages.iter().filter(|(_, page)| *page.slug == **slug).collect::<Vec<_>>();
        // The page in the reader's language, or else whichever there is.
        found.sort_by_key(|(_, page)| page.language != setting.language());
        let (id, page) = found.first()?;
        let lang = setting.lang(page.language);
        Some(Link { lang, ..setting.link(Page::Plain(*id), page.paper.front.title.to_string()) })
    });
    SiteView {
        title: site.title.clone(),
        authority: site.authority.clone(),
        home: setting.page(Page::Home),
        base: site.base_path.clone(),
        search: setting.page(Page::Search),
        searched: site.front.outputs.search,
        opensearch: (site.front.outputs.search && site.base_url.is_some())
            .then(|| format!("{}/opensearch.xml", site.base_path)),
        data: site.front.outputs.data,
        crest: site.crest.as_ref().map(|crest| setting.href(&crate::model::Address::file(&crest.path))),
        navigation: sections
            .map(|&(key, page)| Section {
                key,
                href: setting.page(page),
                text: setting.words.pick("nav", key),
            })
            .collect(),
        pages: pages.collect(),
        licence: site.front.licence.as_ref().map(ToString::to_string),
        contact: site.front.contact.as_deref().map(setting::contact),
    }
}

/// What a template sees of a page: what it says about itself as `page`, and the rest as `view`.
pub fn view(page: Page, setting: &Setting) -> (Frame, tera::Value) {
    fn ready<V: Serialize>((head, view): (Head, V)) -> (Head, tera::Value) {
        (head, tera::Value::from_serializable(&view))
    }
    let (head, view) = match page {
        Page::Home => ready(home::home(setting)),
        Page::Bodies => ready(body::bodies(setting)),
        Page::Body(id) => ready(body::body(setting, id)),
        Page::BodyYear(id, year) => ready(body::body_year(setting, id, year)),
        Page::Meetings => ready(calendar::meetings(setting)),
        Page::MeetingsYear(year) => ready(calendar::meetings_year(setting, year)),
        Page::MeetingsMonth(year, month) => ready(calendar::meetings_month(setting, year, month)),
        Page::Meeting(id) => ready(meeting::meeting(setting, id)),
        Page::Pack(id) => ready(pack::pack(setting, id)),
        Page::Item(id) => ready(item::item(setting, id)),
        Page::Resolution(id) => ready(decision::resolution(setting, id)),
        Page::People(letter) => ready(people::people(setting, letter)),
        Page::Members => ready(people::members(setting)),
        Page::Person(id) => ready(person::person(setting, id)),
        Page::PersonYear(id, year) => ready(person::person_year(setting, id, year)),
        Page::Decisions(register, number) => ready(register::decisions(setting, register, number)),
        Page::Documents(of) => ready(document::documents(setting, of)),
        Page::Matters(number) => ready(matter::matters(setting, number)),
        Page::Matter(id) => ready(matter::matter(setting, id)),
        Page::WhatIsNew => ready(home::news(setting)),
        Page::Search => ready(home::search(setting)),
        Page::Plain(id) => ready(home::plain(setting, id)),
        Page::NotFound => ready(home::not_found(setting)),
    };
    (Frame::new(setting, page, head), view)
}

#[cfg(test)]
mod tests;
