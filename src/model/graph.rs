//! [`Graph`]: the relations that tables do not hold themselves.

use super::{BodyId, ItemId, MeetingId, PersonId, Relation, ResolutionId};

/// How a paper names a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Presented it.
    Presented,
    /// Was in attendance for it.
    InAttendance,
    /// Moved a resolution or motion.
    Moved,
    /// Seconded a resolution or motion.
    Seconded,
    /// Is on record as having voted.
    Voted,
    /// Declared an interest.
    Declared,
    /// Was asked to do something.
    Owns,
    /// Is named in the text.
    Mentioned,
}

/// How a person stood to a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// Took the chair.
    Chair,
    /// Was present as a member.
    Present,
    /// Stood in for somebody.
    Substitute,
    /// Sent apologies.
    Apologies,
    /// Was absent without apology.
    Absent,
    /// Was in attendance.
    InAttendance,
}

/// The relations that tables do not hold themselves, each in one place only.
#[derive(Debug, Clone, Default)]
pub struct Graph {
    /// The meetings of a body, by date; joint meetings under each body.
    pub meetings_of_body: Relation<BodyId, MeetingId>,
    /// All meetings by date, then body.
    pub meetings_by_date: Vec<MeetingId>,
    /// The resolutions of a body by date.
    pub resolutions_of_body: Relation<BodyId, ResolutionId>,
    /// All resolutions by date, then body, then order of discussion.
    pub resolutions_by_date: Vec<ResolutionId>,
    /// The papers that name a person and how, by date.
    pub papers_of_person: Relation<PersonId, (ItemId, Part)>,
    /// The meetings whose attendance names a person and how, by date.
    pub meetings_of_person: Relation<PersonId, (MeetingId, Presence)>,
    /// The bodies on which a person has a place: which entry of the body's `members`.
    pub memberships_of_person: Relation<PersonId, (BodyId, u32)>,
    /// The papers that link to a paper, by date.
    pub links_to_item: Relation<ItemId, ItemId>,
    /// The papers that link to a meeting, by date.
    pub links_to_meeting: Relation<MeetingId, ItemId>,
    /// The meetings whose minutes a paper approved.
    pub approved_by_item: Relation<ItemId, MeetingId>,
}
