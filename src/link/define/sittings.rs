//! Which meetings there are, and which one an item belongs to, from path and front matter together.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::bodies::{BodyNames, named_body, unknown_body};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::format::{self, Language};
use crate::model::address::slug;
use crate::model::{Address, Body, Corpus, Meeting, MeetingId, Paper};
use crate::parse::{Parsed, Read};
use crate::source::place::{Place, Sitting};

/// A paper that takes its place in a meeting.
pub(super) struct Candidate<'a> {
    /// Its content path.
    pub(super) file: &'a Arc<str>,
    /// What it says.
    pub(super) paper: &'a Arc<Paper<format::Item>>,
    /// The meeting that took it.
    pub(super) sitting: Sitting,
    /// The language it is written in.
    pub(super) language: Language,
    /// The path of the paper it translates.
    pub(super) original: Option<String>,
}

/// Where each item belongs: body, day and meeting, from path and front matter together.
pub(super) fn place_items<'a>(
    papers: &[&'a Arc<Parsed>],
    corpus: &mut Corpus,
    names: &mut BodyNames,
    diagnostics: &mut Diagnostics,
) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    let sittings: HashSet<&Sitting> = papers
        .iter()
        .filter_map(|parsed| match &parsed.place {
            Place::Meeting(sitting) | Place::Item { sitting, .. } => Some(sitting),
            _ => None,
        })
        .collect();
    for parsed in papers {
        let Read::Item(paper) = &parsed.read else { continue };
        let front = &paper.front;
        let (folder, suffix, in_meeting) = match &parsed.place {
            Place::Item { sitting, language } => (Some(&sitting.body), *language, Some(sitting)),
            Place::Alone { body, language } => (body.as_ref(), *language, None),
            _ => continue,
        };
        let before = diagnostics.len();
        let said = front
            .committee
            .as_deref()
            .map(|name| named_body(paper, name, folder.is_none(), corpus, names, diagnostics));
        let by_path = folder.and_then(|folder| names.by_slug.get(&**folder).copied());
        let body = match (by_path, said) {
            (Some(path), Some(Some(said))) if path != said => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::PathDisagrees,
                        &paper.file,
                        At::Field("committee".into()),
                        format!(
                            "The folder says this paper belongs to {}, but committee: says {}.",
                            corpus.bodies[path].title, corpus.bodies[said].title
                        ),
                        "Take committee: away, or move the file to the other body's folder.",
                    )
                    .about("committee"),
                );
                Some(path)
            }
            (Some(path), Some(None)) => {
                let name = front.committee.as_deref().unwrap_or_default();
                diagnostics.push(
                    Diagnostic::new(
                        Code::PathDisagrees,
                        &paper.file,
                        At::Field("committee".into()),
                        format!(
                            "The folder says this paper belongs to {}, but committee: says “{name}”.",
                            corpus.bodies[path].title
                        ),
                        "Take committee: away, or add the name to the aliases of that body.",
                    )
                    .about("committee"),
                );
                Some(path)
            }
            (Some(path), _) => Some(path),
            (None, Some(said)) => said,
            (None, None) => {
                diagnostics.push(Diagnostic::new(
                    Code::NoCommittee,
                    &paper.file,
                    At::File,
                    "Nothing says which body took this item: it is not in a meeting's folder, and it has no committee:.",
                    "Add a line such as committee: Planning Committee to its front matter, or move it into a meeting's folder.",
                ));
                None
            }
        };
        let date = match (in_meeting, front.date) {
            (Some(sitting), Some(date)) if sitting.date != date => {
                diagnostics.push(
                    Diagnostic::new(
                        Code::PathDisagrees,
                        &paper.file,
                        At::Field("date".into()),
                        format!(
                            "The folder says the meeting was on {}, but date: says {date}.",
                            sitting.date
                        ),
                        "Take date: away, or move the file to the folder of that day.",
                    )
                    .about("date"),
                );
                Some(sitting.date)
            }
            (Some(sitting), _) => Some(sitting.date),
            (None, Some(date)) => Some(date),
            (None, None) => {
                diagnostics.push(Diagnostic::new(
                    Code::NoDate,
                    &paper.file,
                    At::File,
                    "Nothing says on which day this item was taken: it is not in a meeting's folder, and it has no date:.",
                    "Add a line such as date: 2023-11-29 to its front matter, or move it into a meeting's folder.",
                ));
                None
            }
        };
        let language = language(paper, suffix, front.language, corpus.site.language, diagnostics);
        let (Some(body), Some(date)) = (body, date) else { continue };
        let sitting = match in_meeting {
            Some(sitting) => Some(sitting.clone()),
            None => which_sitting(paper, &corpus.bodies[body], date, &sittings, diagnostics),
        };
        let Some(sitting) = sitting else { continue };
        if diagnostics[before..].iter().any(Diagnostic::is_error) {
            continue;
        }
        candidates.push(Candidate {
            file: &paper.file,
            paper,
            sitting,
            language,
            original: suffix.map(|language| {
                let end = paper.file.len() - format!(".{}.md", language.word()).len();
                format!("{}.md", &paper.file[..end])
            }),
        });
    }
    candidates
}

/// Which meeting of the body on that day an item that stands alone belongs to.
fn which_sitting(
    paper: &Paper<format::Item>,
    body: &Body,
    date: Date,
    sittings: &HashSet<&Sitting>,
    diagnostics: &mut Diagnostics,
) -> Option<Sitting> {
    let mut that_day: Vec<&&Sitting> =
        sittings.iter().filter(|sitting| *sitting.body == *body.slug && sitting.date == date).collect();
    that_day.sort();
    let said = paper.front.meeting.as_deref();
    if let Some(said) = said {
        let named = that_day.iter().find(|sitting| {
            sitting.word.as_deref() == Some(said) || sitting.path().rsplit('/').next() == Some(said)
        });
        return match named {
            Some(sitting) => Some((**sitting).clone()),
            None if that_day.is_empty() => {
                Some(Sitting { body: (*body.slug).into(), date, word: Some(slug(said).into()) })
            }
            None => {
                diagnostics.push(ambiguous_meeting(paper, body, date, &that_day, "meeting"));
                None
            }
        };
    }
    match that_day.as_slice() {
        [] => Some(Sitting { body: (*body.slug).into(), date, word: None }),
        [one] => Some((**one).clone()),
        _ => {
            diagnostics.push(ambiguous_meeting(paper, body, date, &that_day, "date"));
            None
        }
    }
}

fn ambiguous_meeting(
    paper: &Paper<format::Item>,
    body: &Body,
    date: Date,
    that_day: &[&&Sitting],
    field: &str,
) -> Diagnostic {
    let folders: Vec<String> =
        that_day.iter().filter_map(|sitting| sitting.path().rsplit('/').next().map(str::to_owned)).collect();
    Diagnostic::new(
        Code::AmbiguousMeeting,
        &paper.file,
        At::Field(field.into()),
        format!(
            "{} met more than once on {date} ({}), and nothing says which meeting took this item.",
            body.title,
            folders.join(", ")
        ),
        format!(
            "Add a line meeting: {} (or the other), or move the file into that meeting's folder.",
            folders.last().map_or("special", String::as_str)
        ),
    )
    .about(date.to_string())
}

/// The language of a paper, from its name, its front matter and the site.
pub(super) fn language<F>(
    paper: &Paper<F>,
    suffix: Option<Language>,
    said: Option<Language>,
    site: Language,
    diagnostics: &mut Diagnostics,
) -> Language {
    if let (Some(suffix), Some(said)) = (suffix, said)
        && suffix != said
    {
        diagnostics.push(
            Diagnostic::new(
                Code::LanguageDisagrees,
                &paper.file,
                At::Field("language".into()),
                format!("The file's name says .{}, but language: says {}.", suffix.word(), said.word()),
                "Take language: away, or rename the file.",
            )
            .about("language"),
        );
    }
    suffix.or(said).unwrap_or(site)
}

/// The meetings: those with a folder or file, and those that an item standing alone makes.
pub(super) fn meetings(
    papers: &[&Arc<Parsed>],
    candidates: &[Candidate<'_>],
    corpus: &mut Corpus,
    names: &BodyNames,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<Sitting, MeetingId> {
    let mut files: BTreeMap<Sitting, Option<&Arc<Paper<format::Meeting>>>> = BTreeMap::new();
    for parsed in papers {
        match (&parsed.place, &parsed.read) {
            (Place::Meeting(sitting), Read::Meeting(paper)) => {
                files.insert(sitting.clone(), Some(paper));
            }
            (Place::Meeting(sitting) | Place::Item { sitting, .. }, _) => {
                files.entry(sitting.clone()).or_default();
            }
            _ => {}
        }
    }
    for candidate in candidates {
        files.entry(candidate.sitting.clone()).or_default();
    }
    let mut ids = BTreeMap::new();
    for (sitting, paper) in files {
        let Some(&body) = names.by_slug.get(&*sitting.body) else { continue };
        let mut all = vec![body];
        if let Some(paper) = paper {
            for (index, folder) in paper.front.bodies.iter().enumerate() {
                match names.by_slug.get(folder.as_str()) {
                    Some(other) if all.contains(other) => {}
                    Some(other) => all.push(*other),
                    None => {
                        diagnostics.push(unknown_body(paper, &format!("bodies[{index}]"), folder, corpus))
                    }
                }
            }
        }
        let id = corpus.meetings.push(Meeting {
            body,
            bodies: all,
            date: sitting.date,
            word: sitting.word.clone(),
            paper: paper.cloned(),
            address: Address::page(&sitting.path()),
            agenda: Vec::new(),
            documents: Vec::new(),
            approved_at: None,
        });
        ids.insert(sitting, id);
    }
    ids
}
