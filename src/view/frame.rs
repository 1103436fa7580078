//! [`Frame`]: what every page says about itself, whatever its kind.

use serde::Serialize;

use super::setting::{Link, Setting, excerpt};
use crate::format::Language;
use crate::site::Page;

/// What a view says about its page; [`Frame::new`] makes the rest.
#[derive(Debug, Clone)]
pub struct Head {
    /// The page's heading.
    pub title: String,
    /// What tells it from pages with the same heading: "Cabinet, 29 November 2023".
    pub context: Option<String>,
    /// What is on the page, in a sentence or two.
    pub description: String,
    /// The pages above it, outermost first, without the start page.
    pub trail: Vec<Link>,
    /// The same page in other languages, with their addresses and languages.
    pub translations: Vec<(Page, Language)>,
}

impl Head {
    /// A page with a heading and a description.
    pub fn new(title: impl Into<String>, description: impl Into<String>) -> Self {
        Head {
            title: title.into(),
            context: None,
            description: description.into(),
            trail: Vec::new(),
            translations: Vec::new(),
        }
    }

    /// Puts the page below another one.
    #[must_use]
    pub fn below(mut self, link: Link) -> Self {
        self.trail.push(link);
        self
    }

    /// Tells it from pages with the same heading.
    #[must_use]
    pub fn among(mut self, context: impl Into<String>) -> Self {
        self.context = Some(context.into());
        self
    }
}

/// What every template sees as `page`.
#[derive(Debug, Serialize)]
pub struct Frame {
    /// The kind of page in one word.
    pub kind: &'static str,
    /// The section of the site, the key of its name under `words.nav`; empty on pages outside them.
    pub section: &'static str,
    /// The page's heading.
    pub title: String,
    /// The text of `<title>`, unique in the site.
    pub head_title: String,
    /// What is on the page, in at most 160 characters.
    pub description: String,
    /// The language of the page.
    pub lang: &'static str,
    /// The page's own address, ready for `href`.
    pub href: String,
    /// The page's public address, where the site has one.
    pub canonical: Option<String>,
    /// The pages above it, the start page first.
    pub breadcrumbs: Vec<Link>,
    /// The same page in other languages.
    pub translations: Vec<Translation>,
    /// Whether search engines should leave it out.
    pub hidden: bool,
}

/// The same page in another language.
#[derive(Debug, Serialize)]
pub struct Translation {
    /// The language.
    pub lang: &'static str,
    /// The language's own name for itself.
    pub name: String,
    /// The page.
    pub href: String,
    /// Its public address, where the site has one.
    pub canonical: Option<String>,
}

impl Frame {
    /// Completes what a view says about its page.
    pub fn new(setting: &Setting, page: Page, head: Head) -> Self {
        let site = &setting.corpus.site;
        let words = setting.words;
        let canonical = |page: Page| {
            Some(format!("{}{}", site.base_url.as_deref()?, page.address(setting.corpus).encoded()))
        };
        let mut breadcrumbs = Vec::new();
        if page != Page::Home {
            breadcrumbs.push(setting.link(Page::Home, words.get("nav.home")));
            breadcrumbs.extend(head.trail);
        }
        let site_title = (page != Page::Home || head.title != site.title).then_some(&site.title);
        let parts = [Some(&head.title), head.context.as_ref(), site_title];
        let translations = head.translations.into_iter().map(|(page, language)| Translation {
            lang: language.word(),
            name: words.pick("language", language.word()),
            href: setting.page(page),
            canonical: canonical(page),
        });
        Frame {
            kind: page.kind(),
            section: section(page),
            head_title: parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" – "),
            description: excerpt(&head.description, 160),
            lang: setting.language().word(),
            href: setting.page(page),
            canonical: canonical(page).filter(|_| page != Page::NotFound),
            breadcrumbs,
            translations: translations.collect(),
            hidden: !page.is_indexable(),
            title: head.title,
        }
    }
}

/// The section of the site in which a page stands: the key of its name under `nav`.
fn section(page: Page) -> &'static str {
    match page {
        Page::Home | Page::Plain(_) | Page::NotFound => "",
        Page::Bodies | Page::Body(_) | Page::BodyYear(..) => "committees",
        Page::Meetings | Page::MeetingsYear(_) | Page::MeetingsMonth(..) => "meetings",
        Page::Meeting(_) | Page::Pack(_) | Page::Item(_) => "committees",
        Page::Resolution(_) | Page::Decisions(..) => "decisions",
        Page::People(_) | Page::Members | Page::Person(_) | Page::PersonYear(..) => "people",
        Page::Documents(_) => "documents",
        Page::Matters(_) | Page::Matter(_) => "matters",
        Page::WhatIsNew => "new",
        Page::Search => "search",
    }
}
