//! [`Person`]: a line of `people`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Record, body_id, person_id, strings};
use crate::data::csv::Row;
use crate::format::PersonKind;
use crate::model::{Corpus, PersonId};

/// A person with a page: somebody whom a public paper names, members of the public apart.
#[derive(Serialize, JsonSchema)]
pub(in crate::data) struct Person<'a> {
    /// `people/` and the name as one word.
    id: String,
    /// The person's page, from the root of the site.
    url: String,
    /// The name without honorific.
    name: &'a str,
    /// Mr, Mrs, Ms, Dr, Councillor.
    honorific: Option<&'a str>,
    /// Letters after the name.
    post_nominals: Option<&'a str>,
    /// Other names by which papers call this person.
    aliases: Vec<&'a str>,
    /// What the person is to the authority.
    kind: Option<PersonKind>,
    /// The ward or division that a member represents.
    ward: Option<&'a str>,
    /// The organisation, where papers name exactly one.
    organisation: Option<&'a str>,
    /// The address of the register of interests.
    interests: Option<&'a str>,
    /// Posts held, as the person's file has them.
    roles: Vec<Role<'a>>,
    /// Places on bodies, as the bodies' files have them.
    memberships: Vec<Membership<'a>>,
}

/// A post held.
#[derive(Serialize, JsonSchema)]
struct Role<'a> {
    /// The post.
    role: &'a str,
    /// For whom.
    organisation: Option<&'a str>,
    /// Since when.
    from: Option<Date>,
    /// Until when.
    to: Option<Date>,
}

/// A place on a body.
#[derive(Serialize, JsonSchema)]
struct Membership<'a> {
    /// The id of the body.
    body: String,
    /// Chair, vice-chair, co-opted member.
    role: Option<&'a str>,
    /// Since when.
    from: Option<Date>,
    /// Until when.
    to: Option<Date>,
}

impl<'a> Person<'a> {
    /// The record of a person.
    pub(in crate::data) fn of(corpus: &'a Corpus, id: PersonId) -> Self {
        let person = &corpus.people[id];
        let front = person.front();
        let role = |role: &'a crate::format::Role| Role {
            role: &role.role,
            organisation: role.organisation.as_deref(),
            from: role.from,
            to: role.to,
        };
        let membership = |&(body, entry): &(crate::model::BodyId, u32)| {
            let member = corpus.bodies[body].front().members.get(entry as usize)?;
            let role = member.role.as_deref();
            Some(Membership { body: body_id(corpus, body), role, from: member.from, to: member.to })
        };
        Person {
            id: person_id(corpus, id),
            url: person.address.encoded(),
            name: &person.name,
            honorific: person.honorific.as_deref(),
            post_nominals: front.post_nominals.as_deref(),
            aliases: strings(&front.aliases),
            kind: front.kind,
            ward: front.ward.as_deref(),
            organisation: person.organisation.as_deref(),
            interests: front.interests.as_deref(),
            roles: front.roles.iter().map(role).collect(),
            memberships: corpus.graph.memberships_of_person.of(id).iter().filter_map(membership).collect(),
        }
    }
}

impl Record for Person<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "url",
        "name",
        "honorific",
        "post_nominals",
        "aliases",
        "kind",
        "ward",
        "organisation",
        "interests",
        "roles",
        "memberships",
    ];

    fn cells(&self, row: &mut Row) {
        row.text(&self.id)
            .text(&self.url)
            .text(self.name)
            .maybe(self.honorific)
            .maybe(self.post_nominals)
            .list(&self.aliases)
            .maybe(self.kind.map(PersonKind::word))
            .maybe(self.ward)
            .maybe(self.organisation)
            .maybe(self.interests)
            .json_list(&self.roles)
            .json_list(&self.memberships);
    }
}
