//! Resolutions, motions and votes.

use serde::Serialize;

use super::frame::Head;
use super::paper::paper_context;
use super::picture::{self, Mark, Square};
use super::prose::{self, Placing};
use super::setting::{Html, Label, Link, Named, Setting, excerpt};
use super::words::DateView;
use crate::format::{self, VoteMethod};
use crate::minute;
use crate::model::{Item, ItemId, Resolution, ResolutionId};
use crate::site::Page;

/// The facts about a resolution. What is absent is unknown.
#[derive(Debug, Serialize)]
pub struct DecisionFacts {
    /// Its number within the paper.
    pub number: u32,
    /// "Decision 1".
    pub name: String,
    /// Its own page.
    pub href: String,
    /// What was decided, in one word.
    pub outcome: Option<Label>,
    /// The outcome in a phrase: "Recommended to County Council".
    pub outcome_text: Option<String>,
    /// Who moved it.
    pub moved_by: Option<Named>,
    /// Who seconded it.
    pub seconded_by: Option<Named>,
    /// How it was voted on.
    pub vote: Option<VoteView>,
}

/// A vote. A number that is absent is unknown, never zero.
#[derive(Debug, Serialize)]
pub struct VoteView {
    /// How it was taken.
    pub method: Label,
    /// The whole in a sentence: "Recorded vote: 8 for, 1 against, 2 abstained."
    pub sentence: String,
    /// The numbers that are known.
    pub counts: Vec<VoteCount>,
    /// Which way the chair's casting vote went, in a sentence.
    pub casting: Option<String>,
    /// Who voted how, where names were recorded.
    pub names: Vec<VoteGroup>,
    /// A recorded vote as squares, one a vote.
    pub picture: Option<Html>,
}

/// How many voted one way.
#[derive(Debug, Serialize)]
pub struct VoteCount {
    /// `for`, `against` or `abstain`, and its name.
    pub way: Label,
    /// How many.
    pub number: u32,
}

/// Who voted one way.
#[derive(Debug, Serialize)]
pub struct VoteGroup {
    /// `for`, `against` or `abstain`, and its name.
    pub way: Label,
    /// Who.
    pub people: Vec<Named>,
}

/// A row of the register of decisions.
#[derive(Debug, Serialize)]
pub struct DecisionRow {
    /// Its own page.
    pub href: String,
    /// How it begins.
    pub text: String,
    /// The language of its text, where it is not the page's.
    pub lang: Option<&'static str>,
    /// What was decided, in one word.
    pub outcome: Option<Label>,
    /// The outcome in a phrase; says so where none is recorded.
    pub outcome_text: String,
    /// The paper.
    pub item: Link,
    /// The body.
    pub body: Link,
    /// The day.
    pub date: DateView,
    /// Whether the paper is a draft that only a preview shows.
    pub draft: bool,
}

/// A motion or amendment.
#[derive(Debug, Serialize)]
pub struct MotionView {
    /// What was moved.
    pub text: String,
    /// Motion, amendment or procedural motion.
    pub kind: Option<Label>,
    /// Carried, lost or withdrawn.
    pub outcome: Option<Label>,
    /// Who moved it.
    pub moved_by: Option<Named>,
    /// Who seconded it.
    pub seconded_by: Option<Named>,
    /// How it was voted on.
    pub vote: Option<VoteView>,
}

/// A resolution on a page of its own.
#[derive(Debug, Serialize)]
pub struct ResolutionView {
    /// The facts.
    pub facts: DecisionFacts,
    /// The text with its parts.
    pub html: Html,
    /// The parts with their addresses.
    pub parts: Vec<Link>,
    /// The paper.
    pub item: Link,
    /// The place in the paper where it stands.
    pub in_context: String,
    /// The body.
    pub body: Link,
    /// The meeting.
    pub meeting: Link,
    /// The day.
    pub date: DateView,
    /// How to cite it.
    pub cite: String,
    /// Its stable address.
    pub address: String,
    /// The decision of the body before it.
    pub previous: Option<Link>,
    /// The decision of the body after it.
    pub next: Option<Link>,
}

impl Setting<'_> {
    /// The facts about the resolution with this number, as the front matter gives them.
    pub fn decision(&self, id: ResolutionId) -> DecisionFacts {
        let resolution = &self.corpus.resolutions[id];
        let item = &self.corpus.items[resolution.item];
        let entry = entry(item, resolution);
        let date = self.corpus.meetings[item.meeting].date;
        let named =
            |credit: Option<&format::Credit>| credit.map(|credit| self.named_on(credit, date)).map(plain);
        DecisionFacts {
            number: resolution.number,
            name: self.words.fill("decision.name", &[("number", &resolution.number.to_string())]),
            href: self.page(Page::Resolution(id)),
            outcome: entry
                .and_then(|entry| entry.outcome)
                .map(|outcome| self.label("outcome", outcome.word())),
            outcome_text: entry.and_then(|entry| self.outcome(entry)),
            moved_by: named(entry.and_then(|entry| entry.moved_by.as_ref())),
            seconded_by: named(entry.and_then(|entry| entry.seconded_by.as_ref())),
            vote: entry.and_then(|entry| entry.vote.as_ref()).map(|vote| self.vote(vote)),
        }
    }

    fn outcome(&self, entry: &format::Resolution) -> Option<String> {
        let outcome = self.words.pick("outcome", entry.outcome?.word());
        Some(match &entry.to {
            Some(to) => self.words.fill("decision.outcome_to", &[("outcome", &outcome), ("to", to)]),
            None => outcome,
        })
    }

    /// A vote.
    pub fn vote(&self, vote: &format::Vote) -> VoteView {
        let ways = [("for", vote.in_favour), ("against", vote.against), ("abstain", vote.abstain)];
        let way = |word| self.label("vote.way", word);
        let counts: Vec<VoteCount> = ways
            .iter()
            .filter_map(|&(word, number)| Some(VoteCount { way: way(word), number: number? }))
            .collect();
        let method = self.label("vote.method", vote.method.word());
        let sentence = match (vote.method, counts.is_empty()) {
            (VoteMethod::NotRecorded, true) => self.words.get("vote.not_recorded").to_owned(),
            (_, true) => method.label.clone(),
            _ => {
                let numbers: Vec<String> = counts
                    .iter()
                    .map(|count| {
                        self.words.count(&format!("vote.count.{}", count.way.word), count.number as usize)
                    })
                    .collect();
                self.words
                    .fill("vote.sentence", &[("method", &method.label), ("numbers", &numbers.join(", "))])
            }
        };
        let names = vote.names.clone().unwrap_or_default();
        let picture = (vote.method == VoteMethod::Recorded).then(|| vote_picture(&names, &ways)).flatten();
        let groups = [("for", &names.in_favour), ("against", &names.against), ("abstain", &names.abstain)];
        VoteView {
            method,
            sentence,
            counts,
            picture,
            casting: vote.casting.map(|casting| {
                let word = match casting {
                    format::Casting::For => "for",
                    format::Casting::Against => "against",
                };
                self.words.pick("vote.casting", word)
            }),
            names: groups
                .iter()
                .filter(|(_, people)| !people.is_empty())
                .map(|(word, people)| VoteGroup {
                    way: way(word),
                    people: people.iter().map(|person| self.named(person)).collect(),
                })
                .collect(),
        }
    }

    /// A row of the register.
    pub fn decision_row(&self, id: ResolutionId) -> DecisionRow {
        let resolution = &self.corpus.resolutions[id];
        let item = &self.corpus.items[resolution.item];
        let meeting = &self.corpus.meetings[item.meeting];
        let facts = entry(item, resolution);
        DecisionRow {
            href: self.page(Page::Resolution(id)),
            text: excerpt(&text(item, resolution), 240),
            lang: self.lang(item.language),
            outcome: facts
                .and_then(|entry| entry.outcome)
                .map(|outcome| self.label("outcome", outcome.word())),
            outcome_text: facts
                .and_then(|entry| self.outcome(entry))
                .unwrap_or_else(|| self.words.get("outcome.not_recorded").to_owned()),
            item: self.item(resolution.item),
            body: self.body(meeting.body),
            date: self.words.date(meeting.date),
            draft: super::paper::is_draft(item),
        }
    }

    /// The motions of a paper.
    pub fn motions(&self, item: &Item) -> Vec<MotionView> {
        let motions = item.front().motions.iter().map(|motion| MotionView {
            text: motion.text.to_string(),
            kind: motion.kind.map(|kind| self.label("motion_kind", kind.word())),
            outcome: motion.outcome.map(|outcome| self.label("motion_outcome", outcome.word())),
            moved_by: motion.moved_by.as_ref().map(|credit| self.named(credit)),
            seconded_by: motion.seconded_by.as_ref().map(|credit| self.named(credit)),
            vote: motion.vote.as_ref().map(|vote| self.vote(vote)),
        });
        motions.collect()
    }
}

/// A vote as squares: names where they are on record, or else the numbers that are known.
fn vote_picture(names: &format::VoteNames, ways: &[(&str, Option<u32>)]) -> Option<Html> {
    let groups =
        [(Mark::Full, &names.in_favour), (Mark::Cross, &names.against), (Mark::Empty, &names.abstain)];
    let mut squares: Vec<Square> = groups
        .iter()
        .flat_map(|(mark, people)| people.iter().map(|person| (*mark, person.name().to_owned())))
        .collect();
    if squares.is_empty() {
        for ((mark, _), (_, number)) in groups.iter().zip(ways) {
            squares.extend((0..number.unwrap_or(0).min(500)).map(|_| (*mark, String::new())));
        }
    }
    picture::squares(&squares)
}

/// A mover or seconder is named without the post.
fn plain(named: Named) -> Named {
    Named { role: None, organisation: None, ..named }
}

fn entry<'a>(item: &'a Item, resolution: &Resolution) -> Option<&'a format::Resolution> {
    item.front().resolutions.get(resolution.entry?)
}

fn found<'a>(item: &'a Item, resolution: &Resolution) -> Option<&'a minute::Resolution> {
    item.minute().resolutions.get(resolution.found?)
}

/// The words of a resolution: its own, then its parts with their labels.
pub fn text(item: &Item, resolution: &Resolution) -> String {
    let Some(found) = found(item, resolution) else {
        return entry(item, resolution)
            .and_then(|entry| entry.text.as_deref())
            .unwrap_or_default()
            .to_owned();
    };
    let minute = item.minute();
    let mut out = String::new();
    for range in &found.text {
        push(&mut out, minute.slice(range));
    }
    for part in &found.parts {
        push(&mut out, minute.part_label(part));
        push(&mut out, minute.slice(&part.text));
    }
    out
}

fn push(out: &mut String, words: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(words.trim());
}

/// The parts of a resolution as links: "Decision 1, part i", at `base` with their anchors.
pub fn parts(setting: &Setting, item: &Item, resolution: &Resolution, base: &str) -> Vec<Link> {
    let Some(found) = found(item, resolution) else { return Vec::new() };
    let parts = found.parts.iter().filter_map(|part| {
        let block = item.minute().blocks.get(part.block)?;
        let path = part.path.join(".");
        let number = resolution.number.to_string();
        Some(Link {
            href: format!("{base}#{}", crate::model::address::encode(&block.anchor)),
            text: setting.words.fill("decision.part", &[("number", &number), ("part", &path)]),
            lang: None,
        })
    });
    parts.collect()
}

/// The resolutions of a paper, in order: those of a translation are its original's.
pub fn of_item(setting: &Setting, id: ItemId) -> Vec<ResolutionId> {
    let item = &setting.corpus.items[id];
    let item = item.original.map_or(item, |original| &setting.corpus.items[original]);
    item.resolutions().collect()
}

/// A resolution on a page of its own.
pub fn resolution(setting: &Setting, id: ResolutionId) -> (Head, ResolutionView) {
    let corpus = setting.corpus;
    let resolution = &corpus.resolutions[id];
    let item = &corpus.items[resolution.item];
    let meeting = &corpus.meetings[item.meeting];
    let facts = setting.decision(id);
    let item_href = setting.page(Page::Item(resolution.item));
    let html = match found(item, resolution) {
        Some(found) => {
            let placing = Placing { home: Some(item_href.clone()), ..Placing::default() };
            prose::resolution(setting, item.minute(), &item.links, found, placing)
        }
        None => {
            let mut html = String::from("<p>");
            prose::escape(&mut html, &text(item, resolution));
            Html(html + "</p>")
        }
    };
    let (previous, next) = setting.lists.neighbours(corpus, id);
    let neighbour = |id: Option<ResolutionId>| {
        id.map(|id| {
            let row = setting.decision_row(id);
            Link { href: row.href, text: excerpt(&row.text, 80), lang: row.lang }
        })
    };
    let context = paper_context(setting, resolution.item);
    let title = setting.heading(Page::Resolution(id));
    let cite = setting.words.fill("decision.cite", &[("context", &context.full), ("name", &facts.name)]);
    let mut head = Head::new(title, text(item, resolution)).among(&context.place);
    head.trail = context.trail;
    head.trail.push(setting.item(resolution.item));
    let own = Page::Resolution(id);
    let view = ResolutionView {
        parts: parts(setting, item, resolution, &setting.page(own)),
        html,
        item: setting.item(resolution.item),
        in_context: format!("{item_href}#resolution-{}", resolution.number),
        body: setting.body(meeting.body),
        meeting: setting.meeting(item.meeting),
        date: setting.words.date(meeting.date),
        cite,
        address: setting.public(own),
        previous: neighbour(previous),
        next: neighbour(next),
        facts,
    };
    (head, view)
}

impl Setting<'_> {
    /// The address to cite a page by: the public one where the site has one, or else the path.
    pub fn public(&self, page: Page) -> String {
        match &self.corpus.site.base_url {
            Some(base) => format!("{base}{}", page.address(self.corpus).encoded()),
            None => self.page(page),
        }
    }
}
