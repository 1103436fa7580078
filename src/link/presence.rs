//! Who was there: lists of attendance and recorded votes agree with themselves and with each other.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::format::{self, Credit, Vote};
use crate::model::name::NameKey;
use crate::model::{Corpus, Meeting};

/// Nobody stands twice in one list, nor was present and away at once.
pub(super) fn attendance(meeting: &Meeting, corpus: &Corpus, diagnostics: &mut Diagnostics) {
    let Some((paper, attendance)) =
        meeting.paper.as_ref().and_then(|paper| Some((paper, paper.front.attendance.as_ref()?)))
    else {
        return;
    };
    let apologies: Vec<Credit> = attendance.apologies.iter().map(format::Apology::credit).collect();
    let mut seen: HashMap<NameKey, &str> = HashMap::new();
    for (list, credits) in
        [("present", &attendance.present), ("apologies", &apologies), ("absent", &attendance.absent)]
    {
        for (index, credit) in credits.iter().enumerate() {
            if let Some(other) = seen.insert(who(credit, corpus), list) {
                let what = match other == list {
                    true => format!("{} stands twice under {list}:.", credit.name()),
                    false => format!("{} stands under {other}: and under {list}:.", credit.name()),
                };
                let field = At::Field(format!("attendance.{list}[{index}]"));
                let help = "Take one of the two away.";
                diagnostics.push(
                    Diagnostic::new(Code::NameListedTwice, &paper.file, field, what, help)
                        .about(credit.name()),
                );
            }
        }
    }
}

/// Names and numbers of a recorded vote agree, and whoever voted was there.
pub(super) fn votes(meeting: &Meeting, corpus: &Corpus, diagnostics: &mut Diagnostics) {
    let attendance = meeting.front().attendance.as_ref();
    let there: Option<HashSet<NameKey>> =
        attendance.filter(|attendance| !attendance.present.is_empty()).map(|attendance| {
            let substitutes = attendance.apologies.iter().filter_map(|apology| apology.substitute());
            attendance
                .present
                .iter()
                .chain(&attendance.chair)
                .chain(substitutes)
                .map(|credit| who(credit, corpus))
                .collect()
        });
    for item in meeting.items() {
        let paper = &corpus.items[item].paper;
        let resolutions = paper.front.resolutions.iter().enumerate();
        let resolutions = resolutions
            .map(|(i, r)| (format!("resolutions[{i}]"), &r.moved_by, &r.seconded_by, r.vote.as_ref()));
        let motions = paper.front.motions.iter().enumerate();
        let motions =
            motions.map(|(i, m)| (format!("motions[{i}]"), &m.moved_by, &m.seconded_by, m.vote.as_ref()));
        for (field, mover, seconder, vote) in resolutions.chain(motions) {
            for (role, did, credit) in
                [("moved_by", "moved this", mover), ("seconded_by", "seconded this", seconder)]
            {
                if let Some((credit, there)) = credit.as_ref().zip(there.as_ref())
                    && !there.contains(&who(credit, corpus))
                {
                    diagnostics.push(not_there(&paper.file, format!("{field}.{role}"), credit, did));
                }
            }
            if let Some(vote) = vote {
                check_vote(&paper.file, &format!("{field}.vote"), vote, there.as_ref(), corpus, diagnostics);
            }
        }
    }
}

/// Somebody who took part in a decision without being at the meeting.
fn not_there(file: &Arc<str>, field: String, credit: &Credit, did: &str) -> Diagnostic {
    Diagnostic::new(
        Code::VoterNotPresent,
        file,
        At::Field(field),
        format!("{} {did}, but is not among those present at the meeting.", credit.name()),
        "Correct the name here, or the attendance of the meeting.",
    )
    .about(credit.name())
}

/// One key for one person, however the name is written.
fn who(credit: &Credit, corpus: &Corpus) -> NameKey {
    match corpus.people.of(credit) {
        Some(person) => NameKey { slug: corpus.people[person].slug.clone(), id: true, organisation: None },
        None => NameKey::of(credit.name(), None),
    }
}

fn check_vote(
    file: &Arc<str>,
    field: &str,
    vote: &Vote,
    there: Option<&HashSet<NameKey>>,
    corpus: &Corpus,
    diagnostics: &mut Diagnostics,
) {
    let Some(names) = &vote.names else { return };
    let sides = [
        ("for", vote.in_favour, &names.in_favour),
        ("against", vote.against, &names.against),
        ("abstain", vote.abstain, &names.abstain),
    ];
    let mut seen: HashMap<NameKey, &str> = HashMap::new();
    for (side, count, credits) in sides {
        if let Some(count) = count
            && count as usize != credits.len()
            && !(credits.is_empty()
                && count > 0
                && names.in_favour.is_empty()
                && names.against.is_empty()
                && names.abstain.is_empty())
        {
            diagnostics.push(
                Diagnostic::new(
                    Code::VoteCount,
                    file,
                    At::Field(format!("{field}.{side}")),
                    format!("The number says {count} ({side}), but {} stand under names.", credits.len()),
                    "Correct the number or the names; both are shown as they stand.",
                )
                .about(side),
            );
        }
        for (index, credit) in credits.iter().enumerate() {
            let at = At::Field(format!("{field}.names.{side}[{index}]"));
            let key = who(credit, corpus);
            if let Some(other) = seen.insert(key.clone(), side) {
                diagnostics.push(
                    Diagnostic::new(
                        Code::NameListedTwice,
                        file,
                        at.clone(),
                        format!("{} stands twice in this vote ({other} and {side}).", credit.name()),
                        "Take one of the two away.",
                    )
                    .about(credit.name()),
                );
            }
            if there.is_some_and(|there| !there.contains(&key)) {
                diagnostics.push(not_there(file, format!("{field}.names.{side}[{index}]"), credit, "voted"));
            }
        }
    }
}
