//! [`Item`]: a line of `items`.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::vote::Vote;
use super::{Elsewhere, Named, Record, body_id, elsewhere, files, meeting_id, resolution_id, strings};
use crate::data::csv::Row;
use crate::format::{
    self, Access, ActionStatus, DeclarationAction, InterestKind, ItemStatus, Language, MotionKind,
    MotionOutcome,
};
use crate::model::{Corpus, Item as Paper, ItemId};

/// A public agenda item. Its text is in the file of its year.
#[derive(Default, Serialize, JsonSchema)]
pub(in crate::data) struct Item<'a> {
    /// The path of its file in the content folder, without `.md`.
    id: &'a str,
    /// Its page, from the root of the site.
    url: String,
    /// Its title.
    title: &'a str,
    /// Its number as printed: 7, 212.2, 77/21, (a), 7.10.
    number: Option<&'a str>,
    /// The id of the body; of a joint meeting the first.
    body: String,
    /// The id of the meeting.
    meeting: String,
    /// The day of the meeting.
    date: Date,
    /// The language it is written in.
    language: Language,
    /// The id of the item of which this is the translation.
    translation_of: Option<&'a str>,
    /// Who presented the item.
    presenters: Vec<Named<'a>>,
    /// Who else was in attendance for the item.
    in_attendance: Vec<Named<'a>>,
    /// The recital between title and minutes.
    purpose: Option<&'a str>,
    /// The labels printed before its paragraphs, in order and exactly as typed.
    labels: Vec<&'a str>,
    /// The ids of its resolutions; a translation has its original's.
    resolutions: Vec<String>,
    /// The ids of its public files.
    documents: Vec<&'a str>,
    /// Its public documents that are kept elsewhere.
    documents_elsewhere: Vec<Elsewhere<'a>>,
    /// Who may read it. Only public items are records.
    access: Access,
    /// The subject that travels between meetings and bodies, as one word.
    matter: Option<&'a str>,
    /// Whether the paper is final.
    status: ItemStatus,
    /// What the report asked for, before the decision.
    recommendations: Vec<&'a str>,
    /// Why it was taken at short notice, if it was.
    urgent: Option<&'a str>,
    /// What its resolution excluded press and public from.
    exclusion: Option<Exclusion<'a>>,
    /// Motions and amendments, in the order they were put.
    motions: Vec<Motion<'a>>,
    /// Interests declared.
    declarations: Vec<Declaration<'a>>,
    /// What somebody was asked to do.
    actions: Vec<Action<'a>>,
    /// The ids of other items that it names as belonging to it.
    related: Vec<&'a str>,
    /// Changes made after first publication.
    corrections: Vec<Correction<'a>>,
    /// That the paper was withdrawn: what it said is left out.
    withdrawn: Option<Correction<'a>>,
}

/// What a resolution excluded press and public from.
#[derive(Serialize, JsonSchema)]
struct Exclusion<'a> {
    /// The numbers of the items, as printed.
    items: Vec<&'a str>,
    /// The paragraphs of Schedule 12A (in Scotland, 7A) on which it rests.
    paragraphs: &'a [u8],
}

/// A motion or amendment.
#[derive(Serialize, JsonSchema)]
struct Motion<'a> {
    /// What was moved.
    text: &'a str,
    /// What sort of motion it was.
    kind: Option<MotionKind>,
    /// What became of it.
    outcome: Option<MotionOutcome>,
    /// Who moved it.
    moved_by: Option<Named<'a>>,
    /// Who seconded it.
    seconded_by: Option<Named<'a>>,
    /// How it was voted on; null if the record does not say.
    vote: Option<Vote<'a>>,
}

/// An interest that a member declared.
#[derive(Serialize, JsonSchema)]
struct Declaration<'a> {
    /// Who declared it.
    person: Named<'a>,
    /// What sort of interest it is.
    kind: Option<InterestKind>,
    /// The interest.
    interest: Option<&'a str>,
    /// What the member then did.
    action: Option<DeclarationAction>,
    /// Leave to take part despite the interest.
    dispensation: Option<&'a str>,
}

/// Something that somebody was asked to do.
#[derive(Serialize, JsonSchema)]
struct Action<'a> {
    /// Who is to do it.
    owner: Option<Named<'a>>,
    /// What is to be done.
    action: &'a str,
    /// By when: a day, or words such as "January meeting".
    due: Option<&'a str>,
    /// Whether it is done.
    status: Option<ActionStatus>,
}

/// A change made after first publication.
#[derive(Serialize, JsonSchema)]
struct Correction<'a> {
    /// The day it was made.
    date: Date,
    /// Why.
    reason: &'a str,
}

impl<'a> Item<'a> {
    /// The record of an item.
    pub(in crate::data) fn of(corpus: &'a Corpus, id: ItemId) -> Self {
        let paper = &corpus.items[id];
        let meeting = &corpus.meetings[paper.meeting];
        let front = paper.front();
        let known = Item {
            id: &paper.id,
            url: paper.address.encoded(),
            title: &front.title,
            number: front.number.as_deref(),
            body: body_id(corpus, meeting.body),
            meeting: meeting_id(corpus, meeting),
            date: meeting.date,
            language: paper.language,
            translation_of: paper.original.map(|original| &*corpus.items[original].id),
            status: front.status,
            corrections: front.corrections.iter().map(correction).collect(),
            withdrawn: front.withdrawn.as_ref().map(correction),
            ..Item::default()
        };
        if known.withdrawn.is_some() { known } else { known.with_content(corpus, paper) }
    }

    /// What the paper says, which goes when it is withdrawn.
    fn with_content(self, corpus: &'a Corpus, paper: &'a Paper) -> Self {
        let front = paper.front();
        Item {
            presenters: Named::all(corpus, &front.presenters),
            in_attendance: Named::all(corpus, &front.in_attendance),
            purpose: front.purpose.as_deref(),
            labels: paper.minute().labels().collect(),
            resolutions: paper.resolutions().map(|id| resolution_id(corpus, id)).collect(),
            documents: files(corpus, &paper.documents),
            documents_elsewhere: elsewhere(&paper.documents),
            matter: paper.matter.map(|matter| &*corpus.matters[matter].slug),
            recommendations: strings(&front.recommendations),
            urgent: front.urgent.as_ref().map(|urgent| urgent.reason.as_str()),
            exclusion: front.exclusion.as_ref().map(|exclusion| Exclusion {
                items: strings(&exclusion.items),
                paragraphs: &exclusion.paragraphs,
            }),
            motions: front.motions.iter().map(|motion| Motion::of(corpus, motion)).collect(),
            declarations: front.declarations.iter().map(|one| Declaration::of(corpus, one)).collect(),
            actions: front.actions.iter().map(|action| Action::of(corpus, action)).collect(),
            related: paper.related.iter().map(|&id| &*corpus.items[id].id).collect(),
            ..self
        }
    }
}

impl<'a> Motion<'a> {
    fn of(corpus: &'a Corpus, motion: &'a format::Motion) -> Self {
        Motion {
            text: &motion.text,
            kind: motion.kind,
            outcome: motion.outcome,
            moved_by: Named::maybe(corpus, motion.moved_by.as_ref()),
            seconded_by: Named::maybe(corpus, motion.seconded_by.as_ref()),
            vote: motion.vote.as_ref().map(|vote| Vote::of(corpus, vote)),
        }
    }
}

impl<'a> Declaration<'a> {
    fn of(corpus: &'a Corpus, declaration: &'a format::Declaration) -> Self {
        Declaration {
            person: Named::of(corpus, &declaration.person),
            kind: declaration.kind,
            interest: declaration.interest.as_deref(),
            action: declaration.action,
            dispensation: declaration.dispensation.as_deref(),
        }
    }
}

impl<'a> Action<'a> {
    fn of(corpus: &'a Corpus, action: &'a format::Action) -> Self {
        Action {
            owner: Named::maybe(corpus, action.owner.as_ref()),
            action: &action.action,
            due: action.due.as_deref(),
            status: action.status,
        }
    }
}

fn correction(correction: &format::Correction) -> Correction<'_> {
    Correction { date: correction.date, reason: &correction.reason }
}

impl Record for Item<'_> {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "url",
        "title",
        "number",
        "body",
        "meeting",
        "date",
        "language",
        "translation_of",
        "presenters",
        "presenters_person",
        "in_attendance",
        "in_attendance_person",
        "purpose",
        "labels",
        "resolutions",
        "documents",
        "documents_elsewhere",
        "access",
        "matter",
        "status",
        "recommendations",
        "urgent",
        "exclusion",
        "motions",
        "declarations",
        "actions",
        "related",
        "corrections",
        "withdrawn",
    ];

    fn cells(&self, row: &mut Row) {
        row.text(self.id)
            .text(&self.url)
            .text(self.title)
            .maybe(self.number)
            .text(&self.body)
            .text(&self.meeting)
            .maybe(Some(self.date))
            .text(self.language.word())
            .maybe(self.translation_of)
            .people(&self.presenters)
            .people(&self.in_attendance)
            .maybe(self.purpose)
            .list(&self.labels)
            .list(&self.resolutions)
            .list(&self.documents)
            .json_list(&self.documents_elsewhere)
            .text(self.access.word())
            .maybe(self.matter)
            .text(self.status.word())
            .json_list(&self.recommendations)
            .maybe(self.urgent)
            .json(self.exclusion.as_ref())
            .json_list(&self.motions)
            .json_list(&self.declarations)
            .json_list(&self.actions)
            .list(&self.related)
            .json_list(&self.corrections)
            .json(self.withdrawn.as_ref());
    }
}
