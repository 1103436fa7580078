//! Everybody named in the person fields of what is public, with the place of each naming.

use crate::format::{self, Credit};
use crate::model::{Part, Presence};

/// Calls `each` for every person field of an item, in the order of the format: the path of the field,
/// who is named, and how.
pub fn of_item<'a>(front: &'a format::Item, each: &mut dyn FnMut(&dyn Fn() -> String, &'a Credit, Part)) {
    for (index, credit) in front.presenters.iter().enumerate() {
        each(&|| format!("presenters[{index}]"), credit, Part::Presented);
    }
    for (index, credit) in front.in_attendance.iter().enumerate() {
        each(&|| format!("in_attendance[{index}]"), credit, Part::InAttendance);
    }
    for (index, resolution) in front.resolutions.iter().enumerate() {
        let field = format!("resolutions[{index}]");
        moved(&field, resolution.moved_by.as_ref(), resolution.seconded_by.as_ref(), each);
        voted(&field, resolution.vote.as_ref(), each);
    }
    for (index, motion) in front.motions.iter().enumerate() {
        let field = format!("motions[{index}]");
        moved(&field, motion.moved_by.as_ref(), motion.seconded_by.as_ref(), each);
        voted(&field, motion.vote.as_ref(), each);
    }
    for (index, declaration) in front.declarations.iter().enumerate() {
        each(&|| format!("declarations[{index}].person"), &declaration.person, Part::Declared);
    }
    for (index, action) in front.actions.iter().enumerate() {
        if let Some(owner) = &action.owner {
            each(&|| format!("actions[{index}].owner"), owner, Part::Owns);
        }
    }
}

fn moved<'a>(
    field: &str,
    mover: Option<&'a Credit>,
    seconder: Option<&'a Credit>,
    each: &mut dyn FnMut(&dyn Fn() -> String, &'a Credit, Part),
) {
    if let Some(mover) = mover {
        each(&|| format!("{field}.moved_by"), mover, Part::Moved);
    }
    if let Some(seconder) = seconder {
        each(&|| format!("{field}.seconded_by"), seconder, Part::Seconded);
    }
}

fn voted<'a>(
    field: &str,
    vote: Option<&'a format::Vote>,
    each: &mut dyn FnMut(&dyn Fn() -> String, &'a Credit, Part),
) {
    let Some(names) = vote.and_then(|vote| vote.names.as_ref()) else { return };
    for (list, credits) in
        [("for", &names.in_favour), ("against", &names.against), ("abstain", &names.abstain)]
    {
        for (index, credit) in credits.iter().enumerate() {
            each(&|| format!("{field}.vote.names.{list}[{index}]"), credit, Part::Voted);
        }
    }
}

/// Calls `each` for every person field of a meeting: the path of the field, who is named, and how.
pub fn of_meeting(front: &format::Meeting, each: &mut dyn FnMut(String, &Credit, Presence)) {
    let Some(attendance) = &front.attendance else { return };
    if let Some(chair) = &attendance.chair {
        each("attendance.chair".into(), chair, Presence::Chair);
    }
    for (index, credit) in attendance.present.iter().enumerate() {
        each(format!("attendance.present[{index}]"), credit, Presence::Present);
    }
    for (index, apology) in attendance.apologies.iter().enumerate() {
        each(format!("attendance.apologies[{index}]"), &apology.credit(), Presence::Apologies);
        if let Some(substitute) = apology.substitute() {
            each(format!("attendance.apologies[{index}].substitute"), substitute, Presence::Substitute);
        }
    }
    for (index, credit) in attendance.absent.iter().enumerate() {
        each(format!("attendance.absent[{index}]"), credit, Presence::Absent);
    }
    for (index, credit) in attendance.in_attendance.iter().enumerate() {
        each(format!("attendance.in_attendance[{index}]"), credit, Presence::InAttendance);
    }
}
