//! People from A to Z, and members by ward.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::Head;
use super::person::{full_name, memberships};
use super::setting::{Contact, Count, Link, Setting, contact, elsewhere};
use crate::format::{PersonKind, Role};
use crate::model::PersonId;
use crate::site::Page;
use crate::site::page::ROWS;

/// People by letter.
#[derive(Debug, Serialize)]
pub struct PeopleView {
    /// The letters that have people.
    pub letters: Vec<Count>,
    /// The people: everybody where they fit on a page, or those of the letter.
    pub groups: Vec<PeopleGroup>,
    /// The members by ward; absent where no member is known.
    pub members: Option<String>,
}

/// People of one letter.
#[derive(Debug, Serialize)]
pub struct PeopleGroup {
    /// The letter.
    pub letter: String,
    /// The people, by surname.
    pub people: Vec<PersonRow>,
}

/// A person in a list.
#[derive(Debug, Serialize)]
pub struct PersonRow {
    /// The person's page.
    pub href: String,
    /// The name with honorific and letters after it.
    pub name: String,
    /// Ward, post or organisation, to tell people of one name apart.
    pub note: Option<String>,
}

/// The members by ward.
#[derive(Debug, Serialize)]
pub struct MembersView {
    /// The wards, by name; members without one come last.
    pub wards: Vec<Ward>,
    /// Those who are members no longer.
    pub former: Vec<PersonRow>,
}

/// The members of a ward.
#[derive(Debug, Serialize)]
pub struct Ward {
    /// The name of the ward.
    pub name: String,
    /// Its members.
    pub members: Vec<WardMember>,
}

/// A member with contact and interests.
#[derive(Debug, Serialize)]
pub struct WardMember {
    /// The member.
    pub person: PersonRow,
    /// How to reach the member.
    pub contact: Option<Contact>,
    /// The register of interests.
    pub interests: Option<String>,
    /// The bodies on which the member sits.
    pub bodies: Vec<Link>,
}

/// People by letter: all who fit on a page, or those of a letter.
pub fn people(setting: &Setting, letter: Option<char>) -> (Head, PeopleView) {
    let words = setting.words;
    let lists = setting.lists;
    let title = words.get("nav.people").to_owned();
    let letters = lists.letters.iter().map(|(&other, people)| Count {
        href: setting.page(Page::People(Some(other))),
        text: other.to_string(),
        count: words.count("count.people", people.len()),
        current: letter == Some(other),
    });
    let group = |(letter, people): (&char, &Vec<PersonId>)| PeopleGroup {
        letter: letter.to_string(),
        people: people.iter().map(|&id| person_row(setting, id)).collect(),
    };
    let fits = setting.corpus.people.table.len() <= ROWS;
    let shown = lists.letters.iter().filter(|(other, _)| letter.map_or(fits, |letter| **other == letter));
    let members = setting.corpus.people.table.ids().any(|id| is_member(setting, id));
    let view = PeopleView {
        letters: letters.collect(),
        groups: shown.map(group).collect(),
        members: members.then(|| setting.page(Page::Members)),
    };
    let head = match letter {
        None => Head::new(title, words.get("people.lead")),
        Some(letter) => Head::new(setting.heading(Page::People(Some(letter))), words.get("people.lead"))
            .below(setting.link(Page::People(None), title)),
    };
    (head, view)
}

fn person_row(setting: &Setting, id: PersonId) -> PersonRow {
    let person = &setting.corpus.people[id];
    let role = current_role(setting, id).map(|role| role.role.to_string());
    let note = [
        person.front().ward.as_ref().map(ToString::to_string),
        role,
        person.organisation.as_deref().map(str::to_owned),
    ];
    let note: Vec<String> = note.into_iter().flatten().collect();
    PersonRow {
        href: setting.page(Page::Person(id)),
        name: full_name(setting, id),
        note: (!note.is_empty()).then(|| note.join(", ")),
    }
}

fn current_role<'a>(setting: &Setting<'a>, id: PersonId) -> Option<&'a Role> {
    let today = setting.today();
    let held =
        |role: &&Role| role.from.is_none_or(|from| from <= today) && role.to.is_none_or(|to| to >= today);
    setting.corpus.people[id].front().roles.iter().find(held)
}

fn is_member(setting: &Setting, id: PersonId) -> bool {
    let front = setting.corpus.people[id].front();
    front.kind == Some(PersonKind::Member) || (front.kind.is_none() && front.ward.is_some())
}

/// The members by ward.
pub fn members(setting: &Setting) -> (Head, MembersView) {
    let words = setting.words;
    let corpus = setting.corpus;
    let today = setting.today();
    let mut wards: BTreeMap<(bool, String), Vec<WardMember>> = BTreeMap::new();
    let mut former = Vec::new();
    for id in corpus.people.table.ids().filter(|&id| is_member(setting, id)) {
        let front = corpus.people[id].front();
        let person = person_row(setting, id);
        let ended = |to: Option<jiff::civil::Date>| to.is_some_and(|to| to < today);
        let sits = memberships(setting, id, true);
        if sits.is_empty() && !front.roles.is_empty() && front.roles.iter().all(|role| ended(role.to)) {
            former.push(person);
            continue;
        }
        let mut bodies: Vec<Link> = Vec::new();
        for (_, row) in sits {
            if !bodies.contains(&row.body) {
                bodies.push(row.body);
            }
        }
        let name =
            front.ward.as_ref().map_or_else(|| words.get("members.no_ward").to_owned(), ToString::to_string);
        wards.entry((front.ward.is_none(), name)).or_default().push(WardMember {
            person,
            contact: front.contact.as_deref().map(contact),
            interests: front.interests.as_deref().and_then(elsewhere),
            bodies,
        });
    }
    let wards = wards.into_iter().map(|((_, name), members)| Ward { name, members }).collect();
    let head = Head::new(words.get("members.title"), words.get("members.lead"))
        .below(setting.link(Page::People(None), words.get("nav.people")));
    (head, MembersView { wards, former })
}
