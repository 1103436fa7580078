//! The relations the other way round: folds over ids.

use super::people::credits;
use crate::format::Credit;
use crate::model::{
    BodyId, Corpus, Graph, ItemId, MeetingId, Part, PersonId, Presence, Relation, ResolutionId, Target,
};

/// Fills [`Corpus::graph`].
pub fn build(corpus: &mut Corpus) {
    let date = |meeting: MeetingId| corpus.meetings[meeting].date;
    let mut meetings: Vec<MeetingId> = corpus.meetings.ids().collect();
    meetings.sort_by_key(|&meeting| (date(meeting), meeting));
    let of_body: Vec<(BodyId, MeetingId)> = meetings
        .iter()
        .flat_map(|&meeting| corpus.meetings[meeting].bodies.iter().map(move |&body| (body, meeting)))
        .collect();
    let items: Vec<ItemId> =
        meetings.iter().flat_map(|&meeting| with_translations(corpus, meeting)).collect();
    let resolutions: Vec<ResolutionId> =
        items.iter().flat_map(|&item| corpus.items[item].resolutions()).collect();
    let resolutions_of_body: Vec<(BodyId, ResolutionId)> = resolutions
        .iter()
        .flat_map(|&resolution| {
            let meeting = corpus.items[corpus.resolutions[resolution].item].meeting;
            corpus.meetings[meeting].bodies.iter().map(move |&body| (body, resolution))
        })
        .collect();
    let approved: Vec<(ItemId, MeetingId)> = meetings
        .iter()
        .filter_map(|&meeting| corpus.meetings[meeting].approved_at.map(|item| (item, meeting)))
        .collect();
    let (links_to_item, links_to_meeting) = links(corpus, &items);
    corpus.graph = Graph {
        meetings_of_body: Relation::from_pairs(corpus.bodies.len(), &of_body),
        resolutions_of_body: Relation::from_pairs(corpus.bodies.len(), &resolutions_of_body),
        resolutions_by_date: resolutions,
        papers_of_person: Relation::from_pairs(corpus.people.table.len(), &papers_of_people(corpus, &items)),
        meetings_of_person: Relation::from_pairs(
            corpus.people.table.len(),
            &meetings_of_people(corpus, &meetings),
        ),
        memberships_of_person: Relation::from_pairs(corpus.people.table.len(), &memberships(corpus)),
        links_to_item: Relation::from_pairs(corpus.items.len(), &links_to_item),
        links_to_meeting: Relation::from_pairs(corpus.meetings.len(), &links_to_meeting),
        approved_by_item: Relation::from_pairs(corpus.items.len(), &approved),
        meetings_by_date: meetings,
    };
}

/// The papers of a meeting in the order of discussion, each followed by its translations.
fn with_translations(corpus: &Corpus, meeting: MeetingId) -> impl Iterator<Item = ItemId> {
    corpus.meetings[meeting]
        .items()
        .flat_map(|item| std::iter::once(item).chain(corpus.items[item].translations.iter().copied()))
}

/// Who is named in which paper, and how. A translation names the same people as its original, and is
/// passed over.
fn papers_of_people(corpus: &Corpus, items: &[ItemId]) -> Vec<(PersonId, (ItemId, Part))> {
    let mut pairs = Vec::new();
    for &id in items {
        let item = &corpus.items[id];
        if item.original.is_some() {
            continue;
        }
        let start = pairs.len();
        let mut add = |credit: &Credit, part: Part| {
            if let Some(person) = corpus.people.of(credit) {
                pairs.push((person, (id, part)));
            }
        };
        credits::of_item(item.front(), &mut |_, credit, part| add(credit, part));
        for (_, target) in &item.links.words {
            if let Target::Person(person) = target {
                pairs.push((*person, (id, Part::Mentioned)));
            }
        }
        pairs[start..].sort();
        dedup_from(&mut pairs, start);
    }
    pairs
}

fn dedup_from<T: PartialEq>(rows: &mut Vec<T>, start: usize) {
    let mut tail = rows.split_off(start);
    tail.dedup();
    rows.append(&mut tail);
}

/// Who was at which meeting, and how.
fn meetings_of_people(corpus: &Corpus, meetings: &[MeetingId]) -> Vec<(PersonId, (MeetingId, Presence))> {
    let mut pairs = Vec::new();
    for &id in meetings {
        let start = pairs.len();
        credits::of_meeting(corpus.meetings[id].front(), &mut |_, credit, presence| {
            if let Some(person) = corpus.people.of(credit) {
                pairs.push((person, (id, presence)));
            }
        });
        pairs[start..].sort();
        dedup_from(&mut pairs, start);
    }
    pairs
}

fn memberships(corpus: &Corpus) -> Vec<(PersonId, (BodyId, u32))> {
    let mut pairs = Vec::new();
    for (id, body) in corpus.bodies.iter() {
        for (index, member) in body.front().members.iter().enumerate() {
            if let Some(person) = corpus.people.of(&member.person) {
                pairs.push((person, (id, index as u32)));
            }
        }
    }
    pairs
}

/// Which papers link to which papers and meetings; each pair once.
#[allow(clippy::type_complexity)]
fn links(corpus: &Corpus, items: &[ItemId]) -> (Vec<(ItemId, ItemId)>, Vec<(MeetingId, ItemId)>) {
    let (mut to_item, mut to_meeting) = (Vec::new(), Vec::new());
    for &id in items {
        let item = &corpus.items[id];
        let (start_items, start_meetings) = (to_item.len(), to_meeting.len());
        let words = item.links.words.iter().map(|(_, target)| target);
        for target in words.chain(item.links.typed.iter().flatten()) {
            match target {
                Target::Item(other, _) if *other != id => to_item.push((*other, id)),
                Target::Meeting(meeting) => to_meeting.push((*meeting, id)),
                _ => {}
            }
        }
        to_item.extend(item.related.iter().map(|&other| (other, id)));
        to_item[start_items..].sort();
        dedup_from(&mut to_item, start_items);
        to_meeting[start_meetings..].sort();
        dedup_from(&mut to_meeting, start_meetings);
    }
    (to_item, to_meeting)
}
