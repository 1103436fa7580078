//! [`Body`]: a line of `bodies`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Named, Period, Record, body_id, strings};
use crate::data::csv::Row;
use crate::format::BodyKind;
use crate::model::{BodyId, Corpus};

/// A body: council, committee, board.
#[derive(Serialize, JsonSchema)]
pub(in crate::data) struct Body<'a> {
    /// `committees/` and the name of its folder.
    id: String,
    /// Its page, from the root of the site.
    url: String,
    /// Its name.
    title: &'a str,
    /// A shorter name for lists.
    short_title: Option<&'a str>,
    /// What sort of body it is.
    kind: Option<BodyKind>,
    /// The id of the body it reports to.
    parent: Option<String>,
    /// Other names by which papers call it.
    aliases: Vec<&'a str>,
    /// From when to when it existed.
    active: Option<Period>,
    /// Its members, former ones included.
    members: Vec<Member<'a>>,
}

/// Somebody's place on a body.
#[derive(Serialize, JsonSchema)]
struct Member<'a> {
    /// The member's name.
    name: &'a str,
    /// The id of the person's record.
    person: Option<String>,
    /// Chair, vice-chair, co-opted member.
    role: Option<&'a str>,
    /// Since when.
    from: Option<Date>,
    /// Until when.
    to: Option<Date>,
}

impl<'a> Body<'a> {
    /// The record of a body.
    pub(in crate::data) fn of(corpus: &'a Corpus, id: BodyId) -> Self {
        let body = &corpus.bodies[id];
        let front = body.front();
        let member = |member: &'a crate::format::Member| {
            let Named { name, person, .. } = Named::of(corpus, &member.person);
            Member { name, person, role: member.role.as_deref(), from: member.from, to: member.to }
        };
        Body {
            id: body_id(corpus, id),
            url: body.address.encoded(),
            title: &body.title,
            short_title: front.short_title.as_deref(),
            kind: front.kind,
            parent: body.parent.map(|parent| body_id(corpus, parent)),
            aliases: strings(&front.aliases),
            active: front.active.map(|active| Period { from: active.from, to: active.to }),
            members: front.members.iter().map(member).collect(),
        }
    }
}

impl Record for Body<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "url",
        "title",
        "short_title",
        "kind",
        "parent",
        "aliases",
        "active_from",
        "active_to",
        "members",
    ];

    fn cells(&self, row: &mut Row) {
        let active = self.active.as_ref();
        row.text(&self.id)
            .text(&self.url)
            .text(self.title)
            .maybe(self.short_title)
            .maybe(self.kind.map(BodyKind::word))
            .maybe(self.parent.as_deref())
            .list(&self.aliases)
            .maybe(active.and_then(|active| active.from))
            .maybe(active.and_then(|active| active.to))
            .json_list(&self.members);
    }
}
