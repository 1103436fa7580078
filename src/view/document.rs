//! Supporting documents, and why something is closed to the public.

use serde::Serialize;

use super::frame::Head;
use super::prose::document_href;
use super::setting::{Count, Label, Link, Pager, Setting, elsewhere};
use super::words::DateView;
use crate::format::{Access, DocumentKind, Issue};
use crate::model::{Attachment, AttachmentSource, Closure, Document, DocumentId};
use crate::site::Page;
use crate::site::page::ROWS;

/// A row of a list of documents.
#[derive(Debug, Serialize)]
pub struct DocumentRow {
    /// `open`, `awaited` (to follow and not there yet) or `closed`.
    pub state: &'static str,
    /// What the paper calls it.
    pub title: String,
    /// The language of title and document, where it is not the page's.
    pub lang: Option<&'static str>,
    /// The file; absent unless the document is open.
    pub href: Option<String>,
    /// What sort of document it is.
    pub kind: Option<Label>,
    /// How it came to the meeting, where that was not with the agenda.
    pub late: Option<Label>,
    /// The day it was published.
    pub published: Option<DateView>,
    /// Type, size and pages in one phrase: "PDF, 340 kB, 12 pages".
    pub format: Option<String>,
    /// Why it is closed.
    pub closure: Option<ClosureView>,
}

/// Why something is closed to the public. Never holds the public-interest reasoning.
#[derive(Debug, Serialize)]
pub struct ClosureView {
    /// `exempt` or `confidential`.
    pub access: Label,
    /// One sentence that names the law.
    pub sentence: String,
    /// The paragraphs that apply, in words.
    pub paragraphs: Vec<String>,
    /// For what is confidential: the prohibition.
    pub reason: Option<String>,
    /// What may be said in public.
    pub summary: Option<String>,
}

/// Documents of a year, or the years.
#[derive(Debug, Serialize)]
pub struct DocumentsView {
    /// The years, newest first.
    pub years: Vec<Count>,
    /// The documents on this page.
    pub documents: Vec<RegisteredDocument>,
    /// The way through the pages.
    pub pager: Option<Pager>,
}

/// A document with the papers that list it.
#[derive(Debug, Serialize)]
pub struct RegisteredDocument {
    /// The document.
    pub document: DocumentRow,
    /// The papers and meetings that list it.
    pub listed: Vec<Link>,
}

/// The rows of a paper's or meeting's documents.
pub fn rows(setting: &Setting, attachments: &[Attachment]) -> Vec<DocumentRow> {
    attachments.iter().map(|attachment| row(setting, attachment)).collect()
}

fn row(setting: &Setting, attachment: &Attachment) -> DocumentRow {
    let empty = |state, title: &str| DocumentRow {
        state,
        title: title.to_owned(),
        lang: None,
        href: None,
        kind: None,
        late: None,
        published: None,
        format: None,
        closure: None,
    };
    match attachment {
        Attachment::Open { source, title, kind, issue, published, language } => {
            let (href, format) = match source {
                AttachmentSource::File(id) => {
                    (Some(document_href(setting, *id)), Some(format(setting, &setting.corpus.documents[*id])))
                }
                AttachmentSource::Url(url) => (elsewhere(url), None),
            };
            DocumentRow {
                href,
                format,
                lang: setting.lang(*language),
                kind: kind_label(setting, *kind),
                late: late(setting, *issue),
                published: published.map(|date| setting.words.date(date)),
                ..empty("open", title)
            }
        }
        Attachment::Awaited { title, kind } => DocumentRow {
            kind: kind_label(setting, *kind),
            late: late(setting, Issue::ToFollow),
            ..empty("awaited", title)
        },
        Attachment::Closed { title, closure } => {
            DocumentRow { closure: Some(self::closure(setting, closure)), ..empty("closed", title) }
        }
    }
}

/// How a document came to the meeting, where that was not with the agenda.
pub fn late(setting: &Setting, issue: Issue) -> Option<Label> {
    (issue != Issue::Agenda).then(|| setting.label("issue", issue.word()))
}

fn kind_label(setting: &Setting, kind: Option<DocumentKind>) -> Option<Label> {
    kind.map(|kind| setting.label("document_kind", kind.word()))
}

/// Type, size and pages: "PDF, 340 kB, 12 pages".
fn format(setting: &Setting, document: &Document) -> String {
    let name = document.file.path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    let key = format!("file_type.{extension}");
    let known = setting.words.get(&key);
    let kind = if known == key { extension.to_uppercase() } else { known.to_owned() };
    let pages = document.file.pages.map(|pages| setting.words.count("count.pages", pages as usize));
    let parts =
        [Some(kind).filter(|kind| !kind.is_empty()), Some(setting.words.size(document.file.bytes)), pages];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Why something is closed, in the words of the law that applies.
pub fn closure(setting: &Setting, closure: &Closure) -> ClosureView {
    let words = setting.words;
    let schedule = setting.corpus.site.jurisdiction.word();
    let sentence = match closure.access {
        Access::Exempt if !closure.paragraphs.is_empty() => {
            let numbers: Vec<String> = closure.paragraphs.iter().map(ToString::to_string).collect();
            let key = if numbers.len() == 1 { "closed.exempt_one" } else { "closed.exempt_several" };
            let law = words.pick("schedule", &format!("{schedule}.law"));
            words.fill(key, &[("paragraphs", &list(setting, &numbers)), ("law", &law)])
        }
        Access::Exempt => words.get("closed.exempt").to_owned(),
        _ => words.get("closed.confidential").to_owned(),
    };
    let paragraph = |number: &u8| {
        let key = format!("schedule.{schedule}.{number}");
        let text = words.get(&key);
        (text != key)
            .then(|| words.fill("closed.paragraph", &[("number", &number.to_string()), ("text", text)]))
    };
    ClosureView {
        access: setting.label("access", closure.access.word()),
        sentence,
        paragraphs: closure.paragraphs.iter().filter_map(paragraph).collect(),
        reason: closure.reason.as_deref().map(str::to_owned),
        summary: closure.summary.as_deref().map(str::to_owned),
    }
}

/// "a", "a and b", "a, b and c".
pub fn list(setting: &Setting, parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => setting.words.fill("list.and", &[("first", &first.join(", ")), ("last", last)]),
    }
}

/// The list of years, or a page of the documents of one.
pub fn documents(setting: &Setting, of: Option<(i16, u32)>) -> (Head, DocumentsView) {
    let words = setting.words;
    let title = words.get("nav.documents").to_owned();
    let years = setting.lists.documents.iter().rev().map(|(&year, list)| Count {
        href: setting.page(Page::Documents(Some((year, 1)))),
        text: year.to_string(),
        count: words.count("count.documents", list.len()),
        current: of.is_some_and(|(shown, _)| shown == year),
    });
    let years: Vec<Count> = years.collect();
    let Some((year, number)) = of else {
        let view = DocumentsView { years, documents: Vec::new(), pager: None };
        return (Head::new(title, words.get("documents.lead")), view);
    };
    let list: &[DocumentId] = setting.lists.documents.get(&year).map_or(&[], Vec::as_slice);
    let shown = list.iter().skip((number as usize).saturating_sub(1) * ROWS).take(ROWS);
    let view = DocumentsView {
        years,
        documents: shown.map(|&id| registered(setting, id)).collect(),
        pager: setting.pager(number, list.len(), |number| Page::Documents(Some((year, number)))),
    };
    let mut head = Head::new(setting.heading(Page::Documents(Some((year, 1)))), words.get("documents.lead"))
        .below(setting.link(Page::Documents(None), title));
    head.context = view.pager.as_ref().filter(|_| number > 1).map(|pager| pager.text.clone());
    (head, view)
}

fn registered(setting: &Setting, id: DocumentId) -> RegisteredDocument {
    let document = &setting.corpus.documents[id];
    let row = DocumentRow {
        state: "open",
        title: document.title.to_string(),
        lang: None,
        href: Some(document_href(setting, id)),
        kind: kind_label(setting, document.kind),
        late: None,
        published: document.published.map(|date| setting.words.date(date)),
        format: Some(format(setting, document)),
        closure: None,
    };
    let papers = document.items.iter().map(|&item| {
        let meeting = &setting.corpus.meetings[setting.corpus.items[item].meeting];
        let mut link = setting.item(item);
        let body = setting.corpus.bodies[meeting.body].short_title();
        link.text = format!("{}, {body}, {}", link.text, setting.words.date(meeting.date).short);
        link
    });
    let meetings = document.meetings.iter().map(|&meeting| {
        let body = setting.corpus.bodies[setting.corpus.meetings[meeting].body].short_title();
        let link = setting.meeting(meeting);
        Link { text: format!("{body}, {}", link.text), ..link }
    });
    RegisteredDocument { document: row, listed: papers.chain(meetings).take(10).collect() }
}
