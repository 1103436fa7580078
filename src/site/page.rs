//! [`Page`]: every kind of page that the site has.

use crate::format::Outcome;
use crate::model::{Address, BodyId, Corpus, ItemId, MatterId, MeetingId, PersonId, PlainId, ResolutionId};

/// How many rows a page of a register or list holds before it goes on on the next page.
pub const ROWS: usize = 100;

/// A page of the site. A new kind is a compile error in views and templates until it is handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Page {
    /// The start page.
    Home,
    /// All bodies, by kind.
    Bodies,
    /// A body: remit, members, years.
    Body(BodyId),
    /// The meetings of a body in a year.
    BodyYear(BodyId, i16),
    /// The years in which there were meetings, and the next ones.
    Meetings,
    /// The meetings of a year, month by month.
    MeetingsYear(i16),
    /// The meetings of a month, as a calendar and as a list.
    MeetingsMonth(i16, i8),
    /// A meeting.
    Meeting(MeetingId),
    /// A whole meeting to read and print as one.
    Pack(MeetingId),
    /// A paper.
    Item(ItemId),
    /// A resolution, to be cited.
    Resolution(ResolutionId),
    /// People from A to Z: those of one letter, or the list of letters.
    People(Option<char>),
    /// The members by ward.
    Members,
    /// A person.
    Person(PersonId),
    /// The papers of a person in a year, where the person's page does not hold them all.
    PersonYear(PersonId, i16),
    /// The register of decisions.
    Decisions(Register, u32),
    /// The documents: the list of years, or a page (from 1) of those of a year.
    Documents(Option<(i16, u32)>),
    /// All matters; a page from 1.
    Matters(u32),
    /// A matter.
    Matter(MatterId),
    /// What was published lately.
    WhatIsNew,
    /// The search page.
    Search,
    /// A plain page.
    Plain(PlainId),
    /// What is shown where there is nothing.
    NotFound,
}

/// Which decisions a page of the register lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Register {
    /// The start of the register: years, bodies and outcomes with counts, and the latest decisions.
    Overview,
    /// Those of a year.
    Year(i16),
    /// Those of a body.
    Body(BodyId),
    /// Those of a body in a year.
    BodyYear(BodyId, i16),
    /// Those with an outcome; `None` for those whose outcome is not recorded.
    Outcome(Option<Outcome>),
}

impl Page {
    /// Where the page is.
    pub fn address(self, corpus: &Corpus) -> Address {
        let page = |path: String| Address::page(&path);
        match self {
            Page::Home => page(String::new()),
            Page::Bodies => page("committees".into()),
            Page::Body(body) => corpus.bodies[body].address.clone(),
            Page::BodyYear(body, year) => corpus.bodies[body].address.join(&year.to_string()),
            Page::Meetings => page("meetings".into()),
            Page::MeetingsYear(year) => page(format!("meetings/{year}")),
            Page::MeetingsMonth(year, month) => page(format!("meetings/{year}/{month:02}")),
            Page::Meeting(meeting) => corpus.meetings[meeting].address.clone(),
            Page::Pack(meeting) => corpus.meetings[meeting].address.join("pack"),
            Page::Item(item) => corpus.items[item].address.clone(),
            Page::Resolution(resolution) => corpus.resolutions[resolution].address.clone(),
            Page::People(None) => page("people".into()),
            Page::People(Some(letter)) => page(format!("people/a-to-z/{}", letter.to_lowercase())),
            Page::Members => page("people/members".into()),
            Page::Person(person) => corpus.people[person].address.clone(),
            Page::PersonYear(person, year) => corpus.people[person].address.join(&year.to_string()),
            Page::Decisions(register, number) => paged(register.address(corpus), number),
            Page::Documents(None) => page("documents".into()),
            Page::Documents(Some((year, number))) => paged(page(format!("documents/{year}")), number),
            Page::Matters(number) => paged(page("matters".into()), number),
            Page::Matter(matter) => corpus.matters[matter].address.clone(),
            Page::WhatIsNew => page("new".into()),
            Page::Search => page("search".into()),
            Page::Plain(plain) => corpus.pages[plain].address.clone(),
            Page::NotFound => Address::file("404.html"),
        }
    }

    /// Whether search engines are to know the page: those are in the sitemap, the others say `noindex`.
    pub fn is_indexable(self) -> bool {
        self != Page::NotFound
    }

    /// The kind of page in one word: the name of its template, and `data-page-kind` in its markup.
    pub fn kind(self) -> &'static str {
        match self {
            Page::Home => "home",
            Page::Bodies => "committees",
            Page::Body(_) => "committee",
            Page::BodyYear(..) => "committee-year",
            Page::Meetings => "meetings",
            Page::MeetingsYear(_) => "meetings-year",
            Page::MeetingsMonth(..) => "meetings-month",
            Page::Meeting(_) => "meeting",
            Page::Pack(_) => "pack",
            Page::Item(_) => "item",
            Page::Resolution(_) => "resolution",
            Page::People(_) => "people",
            Page::Members => "members",
            Page::Person(_) => "person",
            Page::PersonYear(..) => "person-year",
            Page::Decisions(..) => "decisions",
            Page::Documents(_) => "documents",
            Page::Matters(_) => "matters",
            Page::Matter(_) => "matter",
            Page::WhatIsNew => "new",
            Page::Search => "search",
            Page::Plain(_) => "plain",
            Page::NotFound => "not-found",
        }
    }
}

impl Register {
    /// Where the first page of this part of the register is.
    pub fn address(self, corpus: &Corpus) -> Address {
        match self {
            Register::Overview => Address::page("decisions"),
            Register::Year(year) => Address::page(&format!("decisions/{year}")),
            Register::Body(body) => {
                Address::page(&format!("decisions/committees/{}", corpus.bodies[body].slug))
            }
            Register::BodyYear(body, year) => {
                Address::page(&format!("decisions/committees/{}/{year}", corpus.bodies[body].slug))
            }
            Register::Outcome(outcome) => Address::page(&format!(
                "decisions/outcomes/{}",
                outcome.map_or("not_recorded", Outcome::word)
            )),
        }
    }
}

/// The address of page `number` (from 1) of a list.
fn paged(first: Address, number: u32) -> Address {
    if number <= 1 { first } else { first.join(&format!("page-{number}")) }
}
