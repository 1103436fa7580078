//! All pages of a corpus, in a fixed order.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::page::ROWS;
use super::{Lists, Page, Register};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::model::{Address, Corpus, ItemId, PersonId, Target};

/// Which pages there are, and where.
#[derive(Debug, Default)]
pub struct Plan {
    /// The pages, in a fixed order.
    pub pages: Vec<Page>,
}

/// All pages of a corpus.
pub fn plan(corpus: &Corpus, lists: &Lists) -> Plan {
    let mut pages = vec![
        Page::Home,
        Page::Bodies,
        Page::Meetings,
        Page::People(None),
        Page::Members,
        Page::Decisions(Register::Overview, 1),
        Page::Documents(None),
        Page::WhatIsNew,
        Page::Search,
        Page::NotFound,
    ];
    pages.retain(|page| lists.has(corpus, *page));
    pages.extend(lists.letters.keys().map(|letter| Page::People(Some(*letter))));
    pages.extend(lists.meeting_years.iter().map(|(year, _)| Page::MeetingsYear(*year)));
    let months: BTreeSet<(i16, i8)> =
        corpus.meetings.rows().iter().map(|meeting| (meeting.date.year(), meeting.date.month())).collect();
    pages.extend(months.into_iter().map(|(year, month)| Page::MeetingsMonth(year, month)));
    for (year, documents) in &lists.documents {
        pages.extend(numbered(documents.len()).map(|number| Page::Documents(Some((*year, number)))));
    }
    if lists.has(corpus, Page::Matters(1)) {
        pages.extend(numbered(corpus.matters.len()).map(Page::Matters));
    }
    for body in corpus.bodies.ids() {
        pages.push(Page::Body(body));
        let meetings = corpus.graph.meetings_of_body.of(body);
        let years: BTreeSet<i16> =
            meetings.iter().map(|&meeting| corpus.meetings[meeting].date.year()).collect();
        pages.extend(years.into_iter().map(|year| Page::BodyYear(body, year)));
    }
    pages.extend(corpus.meetings.ids().map(Page::Meeting));
    let with_papers = corpus.meetings.iter().filter(|(_, meeting)| meeting.items().next().is_some());
    pages.extend(with_papers.map(|(id, _)| Page::Pack(id)));
    pages.extend(corpus.items.ids().map(Page::Item));
    pages.extend(corpus.resolutions.ids().map(Page::Resolution));
    for person in corpus.people.table.ids() {
        pages.push(Page::Person(person));
        pages.extend(person_years(corpus, person).into_iter().map(|year| Page::PersonYear(person, year)));
    }
    for (register, count) in register_counts(corpus) {
        pages.extend(numbered(count).map(|number| Page::Decisions(register, number)));
    }
    pages.extend(corpus.matters.ids().map(Page::Matter));
    pages.extend(corpus.pages.ids().map(Page::Plain));
    Plan { pages }
}

/// The numbers of the pages that a list of so many rows fills: one even if it is empty.
fn numbered(rows: usize) -> std::ops::RangeInclusive<u32> {
    1..=rows.div_ceil(ROWS).max(1) as u32
}

/// The years of a person's papers, where there are too many for the person's own page.
fn person_years(corpus: &Corpus, person: PersonId) -> BTreeSet<i16> {
    let papers: BTreeSet<ItemId> =
        corpus.graph.papers_of_person.of(person).iter().map(|(item, _)| *item).collect();
    if papers.len() <= ROWS {
        return BTreeSet::new();
    }
    papers.into_iter().map(|item| corpus.meetings[corpus.items[item].meeting].date.year()).collect()
}

/// How many decisions each part of the register lists.
fn register_counts(corpus: &Corpus) -> BTreeMap<Register, usize> {
    let mut counts: BTreeMap<Register, usize> = BTreeMap::new();
    for (id, resolution) in corpus.resolutions.iter() {
        let meeting = &corpus.meetings[corpus.items[resolution.item].meeting];
        let year = meeting.date.year();
        *counts.entry(Register::Year(year)).or_default() += 1;
        *counts.entry(Register::Outcome(corpus.outcome(id))).or_default() += 1;
        for &body in &meeting.bodies {
            *counts.entry(Register::Body(body)).or_default() += 1;
            *counts.entry(Register::BodyYear(body, year)).or_default() += 1;
        }
    }
    counts
}

/// Links given as addresses of this site lead to pages, files or aliases that exist; no two pages or
/// files stand at one address.
pub fn check(plan: &Plan, corpus: &Corpus) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let mut taken: HashMap<String, Option<Arc<str>>> = HashMap::new();
    let source = |page: &Page| match page {
        Page::Item(item) => Some(Arc::clone(&corpus.items[*item].paper.file)),
        Page::Meeting(meeting) => {
            corpus.meetings[*meeting].paper.as_ref().map(|paper| Arc::clone(&paper.file))
        }
        Page::Plain(plain) => Some(Arc::clone(&corpus.pages[*plain].paper.file)),
        Page::Person(person) => corpus.people[*person].paper.as_ref().map(|paper| Arc::clone(&paper.file)),
        _ => None,
    };
    let pages = plan.pages.iter().map(|page| (page.address(corpus), source(page)));
    let files = corpus
        .documents
        .rows()
        .iter()
        .map(|document| (document.address.clone(), Some(Arc::clone(&document.file.path))));
    for (address, file) in pages.chain(files) {
        // Letter case is folded because it does not count on every computer.
        let key = address.output_path().to_lowercase();
        match taken.entry(key) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(file);
            }
            std::collections::hash_map::Entry::Occupied(slot) => {
                let other = slot.get().clone();
                let Some(at) = file.clone().or_else(|| other.clone()) else { continue };
                let other = other.filter(|other| *other != at);
                let whose =
                    other.as_ref().map_or_else(|| "a page of the site".to_owned(), |other| other.to_string());
                let mut diagnostic = Diagnostic::new(
                    Code::AddressCollision,
                    &at,
                    At::File,
                    format!("This would have the address {address}, which {whose} has (capital and small letters do not tell addresses apart on every computer)."),
                    "Rename one of the two.",
                )
                .about(address.as_str());
                if let Some(other) = other {
                    diagnostic = diagnostic.and_at(&other, At::File, "has the same address");
                }
                diagnostics.push(diagnostic);
            }
        }
    }
    aliases(corpus, &taken, &mut diagnostics);
    let papers = corpus.items.rows().iter().map(|item| (&item.paper.file, item.minute(), &item.links));
    let plain = corpus.pages.rows().iter().map(|page| (&page.paper.file, &page.paper.minute, &page.links));
    let bodies = corpus
        .bodies
        .rows()
        .iter()
        .filter_map(|body| body.paper.as_ref())
        .map(|paper| (&paper.file, &paper.minute));
    let meetings = corpus
        .meetings
        .rows()
        .iter()
        .filter_map(|meeting| meeting.paper.as_ref())
        .map(|paper| (&paper.file, &paper.minute));
    let people = corpus
        .people
        .table
        .rows()
        .iter()
        .filter_map(|person| person.paper.as_ref())
        .map(|paper| (&paper.file, &paper.minute));
    let others =
        bodies.chain(meetings).chain(people).map(|(file, minute)| (file, minute, corpus.text_links(file)));
    for (file, minute, links) in papers.chain(plain).chain(others) {
        if !links
            .typed
            .iter()
            .any(|target| matches!(target, Some(Target::Address(address)) if address.starts_with('/')))
        {
            continue;
        }
        let mut number = 0;
        for block in minute.walk() {
            block.for_each_inline(&mut |inline| {
                let crate::minute::Inline::Link { source, .. } = inline else { return };
                let target = links.typed.get(number);
                number += 1;
                let Some(Some(Target::Address(address))) = target else { return };
                let path = address.split(['#', '?']).next().unwrap_or_default();
                if !path.starts_with('/') {
                    return;
                }
                let page = Address::page(path).output_path().to_lowercase();
                let file_path = path.trim_start_matches('/').to_lowercase();
                if !taken.contains_key(&page)
                    && !taken.contains_key(&file_path)
                    && !corpus.aliases.contains(path.trim_matches('/'))
                {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::DanglingLink,
                            file,
                            At::Bytes(source.clone()),
                            format!("The link leads to {path}, and this site has no such page."),
                            "Correct the address, or link to the paper's file by its path.",
                        )
                        .about(&**address),
                    );
                }
            });
        }
    }
    diagnostics
}

/// An old address cannot lead elsewhere where a page or file stands.
fn aliases(corpus: &Corpus, taken: &HashMap<String, Option<Arc<str>>>, diagnostics: &mut Diagnostics) {
    let items = corpus.items.rows().iter().map(|item| (&item.paper.file, &item.front().aliases));
    let meetings = corpus
        .meetings
        .rows()
        .iter()
        .filter_map(|meeting| meeting.paper.as_ref())
        .map(|paper| (&paper.file, &paper.front.aliases));
    let pages = corpus.pages.rows().iter().map(|page| (&page.paper.file, &page.paper.front.aliases));
    for (file, aliases) in items.chain(meetings).chain(pages) {
        for (index, alias) in aliases.iter().enumerate().filter(|(_, alias)| alias.starts_with('/')) {
            let addresses = [Address::page(alias), Address::file(alias)];
            if addresses.iter().any(|address| taken.contains_key(&address.output_path().to_lowercase())) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AliasCollision,
                        file,
                        At::Field(format!("aliases[{index}]")),
                        format!("A page or file of this site already has the address {}.", &**alias),
                        "Take this alias away: an address can lead to one place only.",
                    )
                    .about(&**alias),
                );
            }
        }
    }
}
