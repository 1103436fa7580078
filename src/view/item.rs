//! A paper: purpose, recommendations, minute, decisions, documents, and the ways on from it.

use serde::Serialize;

use super::decision::{self, DecisionFacts, MotionView};
use super::document::{self, DocumentRow};
use super::frame::Head;
use super::meeting::{self, Approval};
use super::paper::{Context, PaperRow, is_draft, paper_context, paper_rows};
use super::prose::{self, Placing};
use super::setting::{Html, Label, Link, Named, Setting, excerpt};
use super::words::DateView;
use crate::format::Correction;
use crate::minute::BlockKind;
use crate::model::{Entry, Item, ItemId, Target, address};
use crate::site::Page;

/// A paper.
#[derive(Debug, Serialize)]
pub struct ItemView {
    /// The number as printed.
    pub number: Option<String>,
    /// The bodies that met, the first one first.
    pub bodies: Vec<Link>,
    /// The meeting.
    pub meeting: Link,
    /// The day.
    pub date: DateView,
    /// Whether the meeting is still to come.
    pub upcoming: bool,
    /// Whether the paper is a draft that only a preview shows.
    pub draft: bool,
    /// Whether the minutes are draft or approved; absent where nothing is said.
    pub approval: Option<Approval>,
    /// What is left where the paper was withdrawn; everything below is then empty.
    pub withdrawn: Option<Change>,
    /// Changes made after publication.
    pub corrections: Vec<Change>,
    /// The recital.
    pub purpose: Option<String>,
    /// Why it was taken at short notice.
    pub urgent: Option<String>,
    /// Who presented it.
    pub presenters: Vec<Named>,
    /// Who else was in attendance for it.
    pub in_attendance: Vec<Named>,
    /// What the report asks for.
    pub recommendations: Vec<String>,
    /// The minute, in order; empty where there is none yet.
    pub minute: Vec<MinutePiece>,
    /// The same minute in other languages, to stand beside it.
    pub beside: Vec<OtherText>,
    /// Motions and amendments.
    pub motions: Vec<MotionView>,
    /// Interests declared.
    pub declarations: Vec<DeclarationView>,
    /// What somebody was asked to do.
    pub actions: Vec<ActionView>,
    /// What press and public were excluded from.
    pub exclusion: Option<ExclusionView>,
    /// The supporting documents.
    pub documents: Vec<DocumentRow>,
    /// The meetings whose minutes it approved.
    pub approved: Vec<Link>,
    /// The matter it belongs to.
    pub matter: Option<Link>,
    /// Other papers of the same matter, newest first.
    pub same_matter: Vec<PaperRow>,
    /// Papers that the clerk says belong to it.
    pub related: Vec<PaperRow>,
    /// Papers that its text links to.
    pub links_to: Vec<PaperRow>,
    /// Papers that link to it, newest first.
    pub linked_from: Vec<PaperRow>,
    /// The item before it on the agenda.
    pub previous: Option<Link>,
    /// The item after it on the agenda.
    pub next: Option<Link>,
    /// How to cite it.
    pub cite: Cite,
}

/// A stretch of a minute.
#[derive(Debug, Serialize)]
pub struct MinutePiece {
    /// The stretch as HTML.
    pub html: Html,
    /// The facts, where the stretch is a resolution.
    pub decision: Option<DecisionFacts>,
}

/// A minute in another language, beside that of the page.
#[derive(Debug, Serialize)]
pub struct OtherText {
    /// Its page, in the language's own name for itself.
    pub page: Link,
    /// The language of the text.
    pub lang: &'static str,
    /// The title.
    pub title: String,
    /// The minute, in order.
    pub pieces: Vec<OtherPiece>,
}

/// A stretch of a minute in another language.
#[derive(Debug, Serialize)]
pub struct OtherPiece {
    /// The stretch as HTML.
    pub html: Html,
    /// Whether it is a resolution. The facts about it stand with the minute of the page.
    pub resolution: bool,
}

/// A correction or withdrawal.
#[derive(Debug, Serialize)]
pub struct Change {
    /// The day it was made.
    pub date: DateView,
    /// Why.
    pub reason: String,
}

/// An interest that a member declared.
#[derive(Debug, Serialize)]
pub struct DeclarationView {
    /// Who declared it.
    pub person: Named,
    /// What sort of interest it is.
    pub kind: Option<Label>,
    /// The interest.
    pub interest: Option<String>,
    /// What the member then did.
    pub action: Option<Label>,
    /// Leave to take part.
    pub dispensation: Option<String>,
}

/// Something that somebody was asked to do.
#[derive(Debug, Serialize)]
pub struct ActionView {
    /// Who is to do it.
    pub owner: Option<Named>,
    /// What is to be done.
    pub action: String,
    /// By when: a day written out, or the words of the paper.
    pub due: Option<String>,
    /// Whether it is done.
    pub status: Option<Label>,
}

/// What press and public were excluded from.
#[derive(Debug, Serialize)]
pub struct ExclusionView {
    /// One sentence that names the items.
    pub sentence: String,
    /// The paragraphs of the Schedule, in words.
    pub paragraphs: Vec<String>,
}

/// How to cite a paper.
#[derive(Debug, Serialize)]
pub struct Cite {
    /// The reference.
    pub text: String,
    /// The stable address.
    pub address: String,
    /// Decisions and their parts.
    pub decisions: Vec<Link>,
    /// The paragraphs without a printed label, by their first words.
    pub paragraphs: Vec<Link>,
}

/// A paper.
pub fn item(setting: &Setting, id: ItemId) -> (Head, ItemView) {
    let corpus = setting.corpus;
    let item = &corpus.items[id];
    let front = item.front();
    let meeting = &corpus.meetings[item.meeting];
    let context = paper_context(setting, id);
    let head = head(setting, id, &context);
    let (previous, next) = neighbours(setting, item.original.unwrap_or(id));
    let cite = Cite {
        text: context.full,
        address: setting.public(Page::Item(id)),
        decisions: Vec::new(),
        paragraphs: Vec::new(),
    };
    let mut view = ItemView {
        number: front.number.as_ref().map(ToString::to_string),
        bodies: meeting.bodies.iter().map(|&body| setting.body(body)).collect(),
        meeting: setting.meeting(item.meeting),
        date: setting.words.date(meeting.date),
        upcoming: meeting.date > setting.today(),
        draft: is_draft(item),
        approval: meeting::approval(setting, item.meeting),
        withdrawn: front.withdrawn.as_ref().map(|change| self::change(setting, change)),
        corrections: front.corrections.iter().map(|change| self::change(setting, change)).collect(),
        purpose: None,
        urgent: None,
        presenters: Vec::new(),
        in_attendance: Vec::new(),
        recommendations: Vec::new(),
        minute: Vec::new(),
        beside: Vec::new(),
        motions: Vec::new(),
        declarations: Vec::new(),
        actions: Vec::new(),
        exclusion: None,
        documents: Vec::new(),
        approved: Vec::new(),
        matter: None,
        same_matter: Vec::new(),
        related: Vec::new(),
        links_to: Vec::new(),
        linked_from: paper_rows(setting, corpus.graph.links_to_item.of(id).iter().rev().copied()),
        previous,
        next,
        cite,
    };
    if front.withdrawn.is_none() {
        fill(setting, id, item, &mut view);
    }
    (head, view)
}

/// What a paper says, which a withdrawn one no longer does.
fn fill(setting: &Setting, id: ItemId, item: &Item, view: &mut ItemView) {
    let corpus = setting.corpus;
    let front = item.front();
    let date = corpus.meetings[item.meeting].date;
    view.purpose = front.purpose.as_ref().map(ToString::to_string);
    view.urgent = front.urgent.as_ref().map(|urgent| urgent.reason.to_string());
    view.presenters = front.presenters.iter().map(|credit| setting.named_on(credit, date)).collect();
    view.in_attendance = front.in_attendance.iter().map(|credit| setting.named_on(credit, date)).collect();
    view.recommendations = front.recommendations.iter().map(ToString::to_string).collect();
    view.minute = minute(setting, id, Placing { heading: 3, ..Placing::default() });
    view.beside = beside(setting, id);
    view.motions = setting.motions(item);
    view.declarations = declarations(setting, item);
    view.actions = actions(setting, item);
    view.exclusion = front.exclusion.as_ref().map(|exclusion| {
        let items: Vec<String> = exclusion.items.iter().map(ToString::to_string).collect();
        let key = if items.len() == 1 { "item.excluded_one" } else { "item.excluded" };
        let schedule = corpus.site.jurisdiction.word();
        let text = |number: &u8| {
            let key = format!("schedule.{schedule}.{number}");
            let text = setting.words.get(&key);
            (text != key).then(|| {
                setting.words.fill("closed.paragraph", &[("number", &number.to_string()), ("text", text)])
            })
        };
        ExclusionView {
            sentence: setting.words.fill(key, &[("items", &document::list(setting, &items))]),
            paragraphs: exclusion.paragraphs.iter().filter_map(text).collect(),
        }
    });
    view.documents = document::rows(setting, &item.documents);
    view.approved =
        corpus.graph.approved_by_item.of(id).iter().map(|&meeting| setting.meeting(meeting)).collect();
    if let Some(matter) = item.matter {
        view.matter = Some(setting.link(Page::Matter(matter), &*corpus.matters[matter].title));
        let own = item.original.unwrap_or(id);
        let others = corpus.matters[matter].items.iter().rev().copied().filter(|other| *other != own);
        view.same_matter = paper_rows(setting, others);
    }
    // What stands in one list need not stand in the next.
    let same = |id: &ItemId| item.matter.is_some() && corpus.items[*id].matter == item.matter;
    view.related = paper_rows(setting, item.related.iter().copied().filter(|id| !same(id)));
    view.links_to = paper_rows(setting, links_out(item, id).into_iter());
    cite(setting, id, item, &mut view.cite);
}

/// The minute of a paper with the facts about its resolutions; resolutions that it does not print
/// come last.
pub fn minute(setting: &Setting, id: ItemId, placing: Placing) -> Vec<MinutePiece> {
    let corpus = setting.corpus;
    let item = &corpus.items[id];
    let ids = decision::of_item(setting, id);
    let of_found =
        |position: usize| ids.iter().copied().find(|&id| corpus.resolutions[id].found == Some(position));
    let prefix = placing.prefix.clone();
    let mut out: Vec<MinutePiece> = prose::pieces(setting, item.minute(), &item.links, placing)
        .into_iter()
        .map(|piece| MinutePiece {
            html: piece.html,
            decision: piece.resolution.and_then(of_found).map(|id| setting.decision(id)),
        })
        .collect();
    for &id in ids.iter().filter(|&&id| corpus.resolutions[id].found.is_none()) {
        let resolution = &corpus.resolutions[id];
        let mut html = format!("<p id=\"{prefix}resolution-{}\">", resolution.number);
        prose::escape(&mut html, &decision::text(&corpus.items[resolution.item], resolution));
        html.push_str("</p>");
        out.push(MinutePiece { html: Html(html), decision: Some(setting.decision(id)) });
    }
    out
}

/// The same paper in its other languages.
fn versions(setting: &Setting, id: ItemId) -> impl Iterator<Item = ItemId> {
    let items = &setting.corpus.items;
    let original = items[id].original.unwrap_or(id);
    std::iter::once(original)
        .chain(items[original].translations.iter().copied())
        .filter(move |&other| other != id)
}

/// The minute in the other languages of the paper, those that say something.
fn beside(setting: &Setting, id: ItemId) -> Vec<OtherText> {
    let said = versions(setting, id).filter_map(|other| {
        let item = &setting.corpus.items[other];
        let lang = item.language.word();
        let placing = Placing { prefix: format!("{lang}-"), heading: 3, home: None };
        let pieces: Vec<OtherPiece> = prose::pieces(setting, item.minute(), &item.links, placing)
            .into_iter()
            .map(|piece| OtherPiece { html: piece.html, resolution: piece.resolution.is_some() })
            .collect();
        (item.front().withdrawn.is_none() && !pieces.is_empty()).then(|| OtherText {
            page: Link { text: setting.words.pick("language", lang), ..setting.item(other) },
            lang,
            title: item.front().title.to_string(),
            pieces,
        })
    });
    said.collect()
}

fn head(setting: &Setting, id: ItemId, context: &Context) -> Head {
    let item = &setting.corpus.items[id];
    let front = item.front();
    let said = if front.withdrawn.is_some() {
        setting.words.get("item.withdrawn_lead")
    } else {
        front.purpose.as_deref().unwrap_or(&item.minute().text)
    };
    let description = format!("{}. {}", context.full.trim_end_matches('.'), excerpt(said, 160));
    let mut head = Head::new(front.title.as_str(), description).among(&context.place);
    head.trail = context.trail.clone();
    head.translations = versions(setting, id)
        .map(|other| (Page::Item(other), setting.corpus.items[other].language))
        .collect();
    head
}

fn change(setting: &Setting, change: &Correction) -> Change {
    Change { date: setting.words.date(change.date), reason: change.reason.to_string() }
}

fn declarations(setting: &Setting, item: &Item) -> Vec<DeclarationView> {
    let declarations = item.front().declarations.iter().map(|declaration| DeclarationView {
        person: setting.named(&declaration.person),
        kind: declaration.kind.map(|kind| setting.label("interest_kind", kind.word())),
        interest: declaration.interest.as_ref().map(ToString::to_string),
        action: declaration.action.map(|action| setting.label("declaration_action", action.word())),
        dispensation: declaration.dispensation.as_ref().map(ToString::to_string),
    });
    declarations.collect()
}

fn actions(setting: &Setting, item: &Item) -> Vec<ActionView> {
    let due = |due: &str| match due.parse::<jiff::civil::Date>() {
        Ok(date) => setting.words.date(date).short,
        Err(_) => due.to_owned(),
    };
    let actions = item.front().actions.iter().map(|action| ActionView {
        owner: action.owner.as_ref().map(|owner| setting.named(owner)),
        action: action.action.to_string(),
        due: action.due.as_deref().map(due),
        status: action.status.map(|status| setting.label("action_status", status.word())),
    });
    actions.collect()
}

/// The papers that a text links to, each once, in the order of the text.
fn links_out(item: &Item, own: ItemId) -> Vec<ItemId> {
    let mut out = Vec::new();
    let targets = item.links.words.iter().map(|(_, target)| target).chain(item.links.typed.iter().flatten());
    for target in targets {
        if let Target::Item(id, _) = target
            && *id != own
            && !out.contains(id)
        {
            out.push(*id);
        }
    }
    out
}

/// The lines of the agenda before and after a paper, closed ones included.
fn neighbours(setting: &Setting, id: ItemId) -> (Option<Link>, Option<Link>) {
    let corpus = setting.corpus;
    let meeting_id = corpus.items[id].meeting;
    let agenda = &corpus.meetings[meeting_id].agenda;
    let Some(position) = agenda.iter().position(|entry| matches!(entry, Entry::Item(other) if *other == id))
    else {
        return (None, None);
    };
    let link = |entry: &Entry| match entry {
        Entry::Item(id) => {
            let number = corpus.items[*id].front().number.as_deref();
            let link = setting.item(*id);
            Link { text: numbered(number, &excerpt(&link.text, 80)), ..link }
        }
        Entry::Closed(stub) => Link {
            href: format!("{}#{}", setting.page(Page::Meeting(meeting_id)), address::encode(&stub.anchor)),
            text: numbered(stub.number.as_deref(), &excerpt(&stub.title, 80)),
            lang: None,
        },
    };
    let before = position.checked_sub(1).map(|index| link(&agenda[index]));
    (before, agenda.get(position + 1).map(link))
}

/// A title after its printed number.
fn numbered(number: Option<&str>, title: &str) -> String {
    match number {
        Some(number) => format!("{number} {title}"),
        None => title.to_owned(),
    }
}

fn cite(setting: &Setting, id: ItemId, item: &Item, cite: &mut Cite) {
    for id in decision::of_item(setting, id) {
        let resolution = &setting.corpus.resolutions[id];
        let owner = &setting.corpus.items[resolution.item];
        let facts = setting.decision(id);
        cite.decisions.push(Link { href: facts.href.clone(), text: facts.name, lang: None });
        cite.decisions.extend(decision::parts(setting, owner, resolution, &facts.href));
    }
    let minute = item.minute();
    for block in &minute.blocks {
        if matches!(block.kind, BlockKind::Paragraph)
            && block.label.is_none()
            && block.anchor.starts_with("p-")
        {
            cite.paragraphs.push(Link {
                href: format!("#{}", address::encode(&block.anchor)),
                text: excerpt(minute.words(block), 40),
                lang: None,
            });
        }
    }
}
