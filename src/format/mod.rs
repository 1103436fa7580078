//! The content format, version 1: front matter as an officer writes it, one struct per kind of file.
//!
//! These structs are the content format. They parse the YAML and make the published JSON Schemas, so
//! the two cannot drift; every key that is not here is an error (a misspelt `exempt` must never
//! publish). Field comments become the descriptions that an editor shows while somebody types.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};

mod clock;
mod name;
mod text;
pub(crate) mod when;

pub use clock::Clock;
pub use text::Text;

/// An agenda item: front matter, then the minute.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The title of the item.
    pub title: Text,
    /// The body that met: its title, short title, alias or folder. Only where the path does not say it.
    pub committee: Option<Text>,
    /// The day of the meeting, as 2023-11-29. Only where the path does not say it.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub date: Option<Date>,
    /// Which meeting of that day, where the body met twice: the word after the date in its folder's name.
    pub meeting: Option<Text>,
    /// The item's number as printed: 7, 212.2, 77/21, A1, (a), 7.10.
    pub number: Option<Text>,
    /// The recital between title and minutes: "To note the draft budget."
    pub purpose: Option<Text>,
    /// The language the paper is written in; the site's own if absent.
    pub language: Option<Language>,
    /// Who presented the item.
    #[serde(default)]
    pub presenters: Vec<Credit>,
    /// Who else was in attendance for the item.
    #[serde(default)]
    pub in_attendance: Vec<Credit>,
    /// What the report asks for, before the decision.
    #[serde(default)]
    pub recommendations: Vec<Text>,
    /// That the item was taken at short notice, and why.
    pub urgent: Option<Urgent>,
    /// The supporting documents.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// Whether the paper is to be published yet.
    #[serde(default)]
    pub status: ItemStatus,
    /// Who may read the paper.
    #[serde(default)]
    pub access: Access,
    /// Why the paper is closed; required with access: exempt.
    pub exempt: Option<Exempt>,
    /// On the item whose resolution excludes press and public: what it excludes them from.
    pub exclusion: Option<Exclusion>,
    /// Facts about the resolutions found in the minute, one entry each, in order ({} passes one over).
    #[serde(default)]
    pub resolutions: Vec<Resolution>,
    /// Motions and amendments, in the order they were put.
    #[serde(default)]
    pub motions: Vec<Motion>,
    /// Interests declared.
    #[serde(default)]
    pub declarations: Vec<Declaration>,
    /// What somebody was asked to do.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// The subject that travels between meetings and bodies, as one word with hyphens.
    pub matter: Option<Text>,
    /// Other papers that belong to this one: paths from this file.
    #[serde(default)]
    pub related: Vec<Text>,
    /// Old addresses that must go on working, each beginning with /.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// Changes made after first publication.
    #[serde(default)]
    pub corrections: Vec<Correction>,
    /// That the paper was withdrawn: its address stays and says so.
    pub withdrawn: Option<Correction>,
    /// Warnings that the clerk has looked at.
    #[serde(default)]
    pub accept: Vec<Accept>,
}

/// A meeting: `index.md` in its folder.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// A title of its own, where it has one.
    pub title: Option<Text>,
    /// How it was called.
    pub kind: Option<MeetingKind>,
    /// When it began, as "14:00".
    pub start: Option<Clock>,
    /// When it ended, as "16:35".
    pub end: Option<Clock>,
    /// Where it was held.
    pub venue: Option<Text>,
    /// Whether people met in a room, at a distance, or both.
    pub mode: Option<Mode>,
    /// The address of the recording.
    pub webcast: Option<Text>,
    /// What became of it.
    pub status: Option<MeetingStatus>,
    /// The folders of all bodies, for a joint meeting.
    #[serde(default)]
    pub bodies: Vec<Text>,
    /// The state of its minutes.
    pub minutes: Option<MinutesState>,
    /// Documents of the meeting as a whole.
    #[serde(default)]
    pub documents: Vec<Document>,
    /// When the papers came out.
    pub published: Option<Published>,
    /// Who was there.
    pub attendance: Option<Attendance>,
    /// The language of the text below, if it is not the site's own.
    pub language: Option<Language>,
    /// Old addresses that must go on working, each beginning with /.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// Warnings that the clerk has looked at.
    #[serde(default)]
    pub accept: Vec<Accept>,
}

/// A body: `index.md` in its folder.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The name of the body.
    pub title: Option<Text>,
    /// A shorter name for lists.
    pub short_title: Option<Text>,
    /// What sort of body it is.
    pub kind: Option<BodyKind>,
    /// The folder of the body it reports to.
    pub parent: Option<Text>,
    /// Other names by which papers call it.
    #[serde(default, rename = "aliases")]
    pub aliases: Vec<Text>,
    /// Its members.
    #[serde(default)]
    pub members: Vec<Member>,
    /// From when to when it existed.
    pub active: Option<Period>,
    /// The language of the text below, if it is not the site's own.
    pub language: Option<Language>,
    /// Warnings that the clerk has looked at.
    #[serde(default)]
    pub accept: Vec<Accept>,
}

/// A person: a file in `people/`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name, without honorific; made from the file's name if absent.
    pub name: Option<Text>,
    /// Mr, Mrs, Ms, Dr, Councillor …
    pub honorific: Option<Text>,
    /// Letters after the name.
    pub post_nominals: Option<Text>,
    /// Other names by which papers call this person.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// What the person is to the authority. A person with kind: public gets no page.
    pub kind: Option<PersonKind>,
    /// Posts held, with dates.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The ward or division that a member represents.
    pub ward: Option<Text>,
    /// How to reach the person: an e-mail address, a telephone number or a sentence.
    pub contact: Option<Text>,
    /// The address of the register of interests.
    pub interests: Option<Text>,
    /// The language of the text below, if it is not the site's own.
    pub language: Option<Language>,
    /// Old addresses that must go on working are under `aliases` of the paper; here are warnings looked at.
    #[serde(default)]
    pub accept: Vec<Accept>,
}

/// A plain page: a file in `pages/`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The title of the page.
    pub title: Text,
    /// The language the page is written in; the site's own if absent.
    pub language: Option<Language>,
    /// Old addresses that must go on working, each beginning with /.
    #[serde(default)]
    pub aliases: Vec<Text>,
    /// Warnings that the clerk has looked at.
    #[serde(default)]
    pub accept: Vec<Accept>,
}

/// The site: `site.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The name of the site.
    pub title: Option<Text>,
    /// The public address, such as <https://papers.example.gov.uk/council/>.
    pub base_url: Option<Text>,
    /// The language of the interface and of papers that do not say otherwise.
    pub language: Option<Language>,
    /// The name of the legal publisher.
    pub authority: Option<Text>,
    /// Whose law applies.
    pub jurisdiction: Option<Jurisdiction>,
    /// The licence of what is published; the Open Government Licence if absent.
    pub licence: Option<Text>,
    /// How to reach democratic services: an e-mail address, a telephone number or a sentence.
    pub contact: Option<Text>,
    /// The folder under `themes/` that is laid over the default theme.
    pub theme: Option<Text>,
    /// The council's two colours.
    pub colours: Option<Colours>,
    /// A picture (SVG or PNG) inside the content folder that stands beside the name.
    pub crest: Option<Text>,
    /// Further words that open a resolution, matched in capitals.
    #[serde(default)]
    pub signal_words: Vec<Text>,
    /// Whether pages are made smaller; true if absent.
    pub minify: Option<bool>,
    /// What is made beside the pages; everything if absent.
    #[serde(default)]
    pub outputs: Outputs,
    /// Warnings that the clerk has looked at.
    #[serde(default)]
    pub accept: Vec<Accept>,
}

/// Somebody named: a name, a person's id, or a name with role and organisation.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Credit {
    /// A name, whole, or the id of a person.
    Name(#[schemars(schema_with = "name::schema")] Text),
    /// A name with what the paper says of the person.
    Full(CreditDetail),
}

impl<'de> Deserialize<'de> for Credit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        name::read(deserializer, Credit::Name, Credit::Full)
    }
}

/// Somebody named, with role and organisation.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditDetail {
    /// The name, whole, or the id of a person.
    pub name: Text,
    /// The post held at the time.
    pub role: Option<Text>,
    /// For whom.
    pub organisation: Option<Text>,
}

/// Why an item was taken at short notice.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Urgent {
    /// The special circumstances.
    pub reason: Text,
}

/// A supporting document: a file beside the paper, or an address elsewhere.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The file, beside this paper or deeper.
    pub file: Option<Text>,
    /// The address of a document that is kept elsewhere.
    pub url: Option<Text>,
    /// What it is called; made from the file's name if absent.
    pub title: Option<Text>,
    /// What sort of document it is.
    pub kind: Option<DocumentKind>,
    /// How it came to the meeting.
    #[serde(default)]
    pub issue: Issue,
    /// The day it was published.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub published: Option<Date>,
    /// Who may read it.
    #[serde(default)]
    pub access: Access,
    /// Why it is closed; required with access: exempt.
    pub exempt: Option<Exempt>,
    /// The language it is written in, if not the paper's.
    pub language: Option<Language>,
}

/// Why something is closed to the public.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exempt {
    /// The paragraphs of Schedule 12A (in Scotland, 7A) that apply.
    #[serde(default)]
    pub paragraphs: Vec<u8>,
    /// Why the public interest in closing it outweighs that in disclosing it. Kept out of the site.
    pub public_interest: Option<Text>,
    /// Why it is confidential: the prohibition that applies. Shown to the public.
    pub reason: Option<Text>,
    /// What may be said in public. Shown to the public.
    pub summary: Option<Text>,
}

/// What a resolution excludes press and public from.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exclusion {
    /// The numbers of the items, as printed.
    pub items: Vec<Text>,
    /// The paragraphs of Schedule 12A on which it rests.
    #[serde(default)]
    pub paragraphs: Vec<u8>,
}

/// Facts about one resolution. What is absent is unknown.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// What was decided, in one word.
    pub outcome: Option<Outcome>,
    /// To whom, with recommended and referred.
    pub to: Option<Text>,
    /// Who moved it.
    pub moved_by: Option<Credit>,
    /// Who seconded it.
    pub seconded_by: Option<Credit>,
    /// How it was voted on.
    pub vote: Option<Vote>,
    /// The text of a resolution that the minute does not print.
    pub text: Option<Text>,
}

/// A motion or amendment.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Motion {
    /// What was moved.
    pub text: Text,
    /// What sort of motion it was.
    pub kind: Option<MotionKind>,
    /// What became of it.
    pub outcome: Option<MotionOutcome>,
    /// Who moved it.
    pub moved_by: Option<Credit>,
    /// Who seconded it.
    pub seconded_by: Option<Credit>,
    /// How it was voted on.
    pub vote: Option<Vote>,
}

/// A vote. A number that is absent is unknown, never zero.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Vote {
    /// How it was taken.
    pub method: VoteMethod,
    /// How many voted for.
    #[serde(rename = "for")]
    pub in_favour: Option<u32>,
    /// How many voted against.
    pub against: Option<u32>,
    /// How many abstained.
    pub abstain: Option<u32>,
    /// The chair's second vote on a tie.
    pub casting: Option<Casting>,
    /// Who voted how.
    pub names: Option<VoteNames>,
}

/// Which way the chair's casting vote went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Casting {
    /// For the motion.
    For,
    /// Against the motion.
    Against,
}

/// Who voted how, in a recorded vote.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoteNames {
    /// Those who voted for.
    #[serde(rename = "for", default)]
    pub in_favour: Vec<Credit>,
    /// Those who voted against.
    #[serde(default)]
    pub against: Vec<Credit>,
    /// Those who abstained.
    #[serde(default)]
    pub abstain: Vec<Credit>,
}

/// An interest that a member declared.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// Who declared it.
    pub person: Credit,
    /// What sort of interest it is.
    pub kind: Option<InterestKind>,
    /// The interest.
    pub interest: Option<Text>,
    /// What the member then did.
    pub action: Option<DeclarationAction>,
    /// Leave to take part despite the interest.
    pub dispensation: Option<Text>,
}

/// Something that somebody was asked to do.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Who is to do it.
    pub owner: Option<Credit>,
    /// What is to be done.
    pub action: Text,
    /// By when: a day, or words such as "January meeting".
    pub due: Option<Text>,
    /// Whether it is done.
    pub status: Option<ActionStatus>,
}

/// A change made after first publication.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The day it was made.
    #[serde(deserialize_with = "when::day")]
    pub date: Date,
    /// Why.
    pub reason: Text,
}

/// A warning that the clerk has looked at.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The code of the warning, such as name-ambiguous.
    pub code: Text,
    /// What the warning names; every warning of that code in this file if absent.
    pub at: Option<Text>,
    /// Why it is right as it stands.
    pub reason: Text,
}

/// The state of a meeting's minutes.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesState {
    /// Draft until a later meeting approves them.
    pub status: MinutesStatus,
    /// The paper of the meeting that approved them: a path from this file.
    pub approved_at: Option<Text>,
}

/// When the papers of a meeting came out.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// The agenda.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub agenda: Option<Date>,
    /// The minutes.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub minutes: Option<Date>,
}

/// Who was at a meeting.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Who took the chair.
    pub chair: Option<Credit>,
    /// The members who were there.
    #[serde(default)]
    pub present: Vec<Credit>,
    /// The members who sent apologies, and who stood in for them.
    #[serde(default)]
    pub apologies: Vec<Apology>,
    /// The members who were not there and sent no apology.
    #[serde(default)]
    pub absent: Vec<Credit>,
    /// Who else was there: officers, visitors, other members.
    #[serde(default)]
    pub in_attendance: Vec<Credit>,
    /// Who came late or left early.
    #[serde(default)]
    pub movements: Vec<Movement>,
}

/// An apology for absence: a name, or a name with role, organisation and substitute.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Apology {
    /// A name, whole, or the id of a person.
    Name(#[schemars(schema_with = "name::schema")] Text),
    /// A name, with who stood in.
    Full(ApologyDetail),
}

impl<'de> Deserialize<'de> for Apology {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        name::read(deserializer, Apology::Name, Apology::Full)
    }
}

/// An apology for absence, with who stood in.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApologyDetail {
    /// The name, whole, or the id of a person.
    pub name: Text,
    /// The post held at the time.
    pub role: Option<Text>,
    /// For whom.
    pub organisation: Option<Text>,
    /// Who stood in.
    pub substitute: Option<Credit>,
}

/// Somebody came late or left early.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Movement {
    /// Who.
    pub person: Credit,
    /// When the person came, as "14:20".
    pub arrived: Option<Clock>,
    /// When the person left, as "15:10".
    pub left: Option<Clock>,
    /// The number of the item that was being taken, as printed.
    pub item: Option<Text>,
}

/// Somebody's place on a body.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Who.
    pub person: Credit,
    /// Chair, vice-chair, co-opted member …
    pub role: Option<Text>,
    /// Since when.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub from: Option<Date>,
    /// Until when.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub to: Option<Date>,
}

/// From when to when; an absent end is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub to: Option<Date>,
}

/// A post held.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The post.
    pub role: Text,
    /// For whom.
    pub organisation: Option<Text>,
    /// Since when.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub from: Option<Date>,
    /// Until when.
    #[serde(default, deserialize_with = "when::optional_day")]
    pub to: Option<Date>,
}

/// The council's two colours, as #rrggbb.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// The main colour: bars, headings, links.
    pub primary: Option<Text>,
    /// The second colour: accents.
    pub secondary: Option<Text>,
}

/// What is made beside the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Outputs {
    /// The search index.
    pub search: bool,
    /// Feeds and calendars.
    pub feeds: bool,
    /// JSON and CSV under `/data/`.
    pub data: bool,
    /// Popolo, OParl and Akoma Ntoso.
    pub standards: bool,
    /// Pictures for sharing.
    pub pictures: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Outputs { search: true, feeds: true, data: true, standards: true, pictures: true }
    }
}

/// Declares an enum whose values are written in snake_case, with the word for each.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? } $($default:ident)?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, serde::Serialize, JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant),+
        }
        impl $name {
            /// Every value, in the order of the format.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The word as written in front matter, and the key of its name in the interface's wording.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }
        $(impl Default for $name { fn default() -> Self { $name::$default } })?
    };
}

words! {
    /// A language of the record or the interface.
    Language {
        /// English.
        En = "en",
        /// Welsh.
        Cy = "cy",
    } En
}
words! {
    /// Whose law applies: which numbers and schedules.
    Jurisdiction {
        /// England.
        England = "england",
        /// Wales.
        Wales = "wales",
        /// Scotland.
        Scotland = "scotland",
    } England
}
words! {
    /// Whether a paper is to be published yet.
    ItemStatus {
        /// To be published.
        Final = "final",
        /// Not to be published yet.
        Draft = "draft",
    } Final
}
words! {
    /// Who may read something.
    Access {
        /// Everybody.
        Public = "public",
        /// Closed under Schedule 12A to the Local Government Act 1972 (in Scotland, 7A to that of 1973).
        Exempt = "exempt",
        /// Closed because disclosure is prohibited.
        Confidential = "confidential",
    } Public
}
words! {
    /// What sort of document it is.
    DocumentKind {
        /// An officer's report.
        Report = "report",
        /// An appendix to a report.
        Appendix = "appendix",
        /// A background paper.
        Background = "background",
        /// Slides shown at the meeting.
        Presentation = "presentation",
        /// Minutes as a file.
        Minutes = "minutes",
        /// Anything else.
        Other = "other",
    }
}
words! {
    /// How a document came to the meeting.
    Issue {
        /// With the agenda.
        Agenda = "agenda",
        /// Announced with the agenda, published later.
        ToFollow = "to_follow",
        /// In a later, numbered addition.
        Supplement = "supplement",
        /// At the meeting itself.
        Tabled = "tabled",
    } Agenda
}
words! {
    /// What was decided, in one word.
    Outcome {
        /// Noted.
        Noted = "noted",
        /// Agreed.
        Agreed = "agreed",
        /// Approved.
        Approved = "approved",
        /// Endorsed.
        Endorsed = "endorsed",
        /// Recommended to another body, which decides.
        Recommended = "recommended",
        /// Referred to another body.
        Referred = "referred",
        /// Put off.
        Deferred = "deferred",
        /// Withdrawn.
        Withdrawn = "withdrawn",
        /// Something else.
        Other = "other",
    }
}
words! {
    /// How a vote was taken.
    VoteMethod {
        /// By voice.
        Voice = "voice",
        /// By show of hands.
        ShowOfHands = "show_of_hands",
        /// With every name recorded.
        Recorded = "recorded",
        /// By ballot.
        Ballot = "ballot",
        /// Nobody dissenting.
        Unanimous = "unanimous",
        /// The minutes do not say how.
        NotRecorded = "not_recorded",
    }
}
words! {
    /// What sort of motion it was.
    MotionKind {
        /// A motion.
        Motion = "motion",
        /// An amendment to a motion.
        Amendment = "amendment",
        /// A motion about procedure.
        Procedural = "procedural",
    }
}
words! {
    /// What became of a motion.
    MotionOutcome {
        /// Carried.
        Carried = "carried",
        /// Lost.
        Lost = "lost",
        /// Withdrawn.
        Withdrawn = "withdrawn",
    }
}
words! {
    /// What sort of interest was declared (Localism Act 2011, ss. 29 to 32).
    InterestKind {
        /// A disclosable pecuniary interest.
        Pecuniary = "pecuniary",
        /// Another significant interest.
        Significant = "significant",
        /// Declared for transparency.
        Voluntary = "voluntary",
    }
}
words! {
    /// What a member did after declaring an interest.
    DeclarationAction {
        /// Stayed.
        Stayed = "stayed",
        /// Left the room.
        Left = "left",
        /// Stayed, and did not vote.
        DidNotVote = "did_not_vote",
    }
}
words! {
    /// Whether an action is done.
    ActionStatus {
        /// Still to do.
        Open = "open",
        /// Done.
        Done = "done",
    }
}
words! {
    /// Whether minutes are approved.
    MinutesStatus {
        /// Not yet approved.
        Draft = "draft",
        /// Approved as a correct record.
        Approved = "approved",
    }
}
words! {
    /// How a meeting was called.
    MeetingKind {
        /// An ordinary meeting.
        Ordinary = "ordinary",
        /// A special or extraordinary meeting.
        Special = "special",
        /// An annual meeting.
        Annual = "annual",
        /// A joint meeting of several bodies.
        Joint = "joint",
    }
}
words! {
    /// Whether people met in a room, at a distance, or both.
    Mode {
        /// In a room.
        InPerson = "in_person",
        /// At a distance.
        Remote = "remote",
        /// Both.
        Hybrid = "hybrid",
    }
}
words! {
    /// What became of a meeting.
    MeetingStatus {
        /// To be held.
        Scheduled = "scheduled",
        /// Held.
        Held = "held",
        /// Cancelled.
        Cancelled = "cancelled",
        /// Put off to another day.
        Postponed = "postponed",
        /// Broken off, to go on another day.
        Adjourned = "adjourned",
        /// Too few members for a lawful meeting.
        Inquorate = "inquorate",
    }
}
words! {
    /// What sort of body it is.
    BodyKind {
        /// All councillors meeting together.
        Council = "council",
        /// The executive or cabinet.
        Executive = "executive",
        /// Overview and scrutiny.
        Scrutiny = "scrutiny",
        /// Planning, licensing and the like.
        Regulatory = "regulatory",
        /// A body that advises before a decision.
        Advisory = "advisory",
        /// A joint committee of several authorities.
        Joint = "joint",
        /// A partnership with other organisations.
        Partnership = "partnership",
    }
}
words! {
    /// What a person is to the authority.
    PersonKind {
        /// An elected or co-opted member.
        Member = "member",
        /// An employee.
        Officer = "officer",
        /// Somebody from another organisation.
        External = "external",
        /// A member of the public, who gets no page.
        Public = "public",
    }
}

impl Credit {
    /// The name as written, or the id of a person.
    pub fn name(&self) -> &str {
        match self {
            Credit::Name(name) => name,
            Credit::Full(detail) => &detail.name,
        }
    }

    /// The post held at the time.
    pub fn role(&self) -> Option<&str> {
        match self {
            Credit::Name(_) => None,
            Credit::Full(detail) => detail.role.as_deref(),
        }
    }

    /// For whom.
    pub fn organisation(&self) -> Option<&str> {
        match self {
            Credit::Name(_) => None,
            Credit::Full(detail) => detail.organisation.as_deref(),
        }
    }
}

impl Apology {
    /// Who sent it.
    pub fn credit(&self) -> Credit {
        match self {
            Apology::Name(name) => Credit::Name(name.clone()),
            Apology::Full(detail) => Credit::Full(CreditDetail {
                name: detail.name.clone(),
                role: detail.role.clone(),
                organisation: detail.organisation.clone(),
            }),
        }
    }

    /// Who stood in.
    pub fn substitute(&self) -> Option<&Credit> {
        match self {
            Apology::Name(_) => None,
            Apology::Full(detail) => detail.substitute.as_ref(),
        }
    }
}
