//! What is contradictory, missing or doubtful in the record: nothing here changes it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::attach::is_web_address;
use super::presence;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::format::{self, Access, Jurisdiction, MinutesStatus};
use crate::model::{Corpus, Entry, Meeting, Paper};
use crate::parse::{Parsed, Read};

/// Checks everything that concerns more than the shape of one file.
pub fn audit(papers: &[Arc<Parsed>], corpus: &Corpus, diagnostics: &mut Diagnostics) {
    for parsed in papers {
        match &parsed.read {
            Read::Item(paper) => {
                let front = &paper.front;
                closure(&paper.file, "", front.access, front.exempt.as_ref(), corpus, diagnostics);
                documents(&paper.file, &front.documents, corpus, diagnostics);
                if front.access == Access::Public {
                    resolutions(paper, diagnostics);
                }
            }
            Read::Meeting(paper) => {
                documents(&paper.file, &paper.front.documents, corpus, diagnostics);
                minutes(paper, diagnostics);
                sitting(paper, diagnostics);
                address(&paper.file, "webcast", paper.front.webcast.as_deref(), diagnostics);
            }
            Read::Body(paper) => {
                for (index, member) in paper.front.members.iter().enumerate() {
                    order(&paper.file, &format!("members[{index}].to"), member.from, member.to, diagnostics);
                }
                let active = paper.front.active.unwrap_or_default();
                order(&paper.file, "active.to", active.from, active.to, diagnostics);
            }
            Read::Person(paper) => {
                address(&paper.file, "interests", paper.front.interests.as_deref(), diagnostics);
                for (index, role) in paper.front.roles.iter().enumerate() {
                    order(&paper.file, &format!("roles[{index}].to"), role.from, role.to, diagnostics);
                }
            }
            Read::Site(_) | Read::Page(_) | Read::Broken => {}
        }
    }
    for meeting in corpus.meetings.rows() {
        presence::attendance(meeting, corpus, diagnostics);
        presence::votes(meeting, corpus, diagnostics);
        approval(meeting, corpus, diagnostics);
        exclusions(meeting, papers, corpus, diagnostics);
    }
    aliases(papers, diagnostics);
}

/// A period that ends before it begins.
fn order(
    file: &Arc<str>,
    field: &str,
    from: Option<jiff::civil::Date>,
    to: Option<jiff::civil::Date>,
    diagnostics: &mut Diagnostics,
) {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        diagnostics.push(
            Diagnostic::new(
                Code::DatesOutOfOrder,
                file,
                At::Field(field.into()),
                format!("This ends on {to}, before it begins on {from}."),
                "Correct one of the two dates.",
            )
            .about(to.to_string()),
        );
    }
}

/// A meeting that ends before it begins.
fn sitting(paper: &Paper<format::Meeting>, diagnostics: &mut Diagnostics) {
    if let (Some(start), Some(end)) = (paper.front.start, paper.front.end)
        && end < start
    {
        diagnostics.push(
            Diagnostic::new(
                Code::DatesOutOfOrder,
                &paper.file,
                At::Field("end".into()),
                format!("The meeting ends at {end}, before it begins at {start}."),
                "Correct one of the two times; if it went on past midnight, accept the warning.",
            )
            .about(end.to_string()),
        );
    }
}

/// Minutes approved before they were taken.
fn approval(meeting: &Meeting, corpus: &Corpus, diagnostics: &mut Diagnostics) {
    let Some((paper, item)) = meeting.paper.as_ref().zip(meeting.approved_at) else { return };
    let approved = corpus.meetings[corpus.items[item].meeting].date;
    if approved < meeting.date {
        diagnostics.push(
            Diagnostic::new(
                Code::DatesOutOfOrder,
                &paper.file,
                At::Field("minutes.approved_at".into()),
                format!(
                    "These minutes were approved on {approved}, before the meeting of {} was held.",
                    meeting.date
                ),
                "Correct the path: it leads to a paper of an earlier meeting.",
            )
            .about(approved.to_string()),
        );
    }
}

/// An address on the web that a field gives.
fn address(file: &Arc<str>, field: &str, url: Option<&str>, diagnostics: &mut Diagnostics) {
    if let Some(url) = url.filter(|url| !is_web_address(url)) {
        diagnostics.push(
            Diagnostic::new(
                Code::BadUrl,
                file,
                At::Field(field.into()),
                format!("“{url}” is not a web address."),
                "Write it whole, beginning with https://.",
            )
            .about(url),
        );
    }
}

/// Something closed says why, in the way its jurisdiction demands.
fn closure(
    file: &Arc<str>,
    prefix: &str,
    access: Access,
    exempt: Option<&format::Exempt>,
    corpus: &Corpus,
    diagnostics: &mut Diagnostics,
) {
    let field = |name: &str| At::Field(format!("{prefix}{name}"));
    match access {
        Access::Public => {
            if exempt.is_some() {
                diagnostics.push(Diagnostic::new(
                    Code::ExemptWithoutReason,
                    file,
                    field("exempt"),
                    "This says why it is exempt, but not access: exempt, so it would be published.",
                    "Add access: exempt, or take exempt: away if the public may read it.",
                ));
            }
        }
        Access::Exempt => {
            let paragraphs = exempt.map_or(&[][..], |exempt| &exempt.paragraphs);
            let reason = exempt.and_then(|exempt| exempt.public_interest.as_ref());
            if paragraphs.is_empty() || reason.is_none() {
                diagnostics.push(Diagnostic::new(
                    Code::ExemptWithoutReason,
                    file,
                    field(if exempt.is_some() { "exempt" } else { "access" }),
                    match (paragraphs.is_empty(), reason) {
                        (true, None) => "This is exempt, but says neither under which paragraph nor why the public interest is in closing it.",
                        (true, Some(_)) => "This is exempt, but does not say under which paragraph of Schedule 12A.",
                        (false, _) => "This is exempt, but does not say why the public interest is in closing it.",
                    },
                    "Write exempt: { paragraphs: [3], public_interest: \"…\" } with the numbers and the reason.",
                ));
            }
            let (first, last, schedule) = match corpus.site.jurisdiction {
                Jurisdiction::England => (1, 7, "Part 1 of Schedule 12A"),
                Jurisdiction::Wales => (12, 18, "Part 4 of Schedule 12A"),
                Jurisdiction::Scotland => (1, 15, "Part I of Schedule 7A"),
            };
            for (index, paragraph) in paragraphs.iter().enumerate() {
                if !(first..=last).contains(paragraph) {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::ExemptParagraph,
                            file,
                            field(&format!("exempt.paragraphs[{index}]")),
                            format!("{schedule} has no paragraph {paragraph}: its paragraphs are {first} to {last}."),
                            "Correct the number, or jurisdiction: in site.yaml.",
                        )
                        .about(paragraph.to_string()),
                    );
                }
            }
        }
        Access::Confidential => {
            if exempt.is_none_or(|exempt| {
                exempt.reason.is_none() && exempt.public_interest.is_none() && exempt.summary.is_none()
            }) {
                diagnostics.push(Diagnostic::new(
                    Code::ConfidentialWithoutReason,
                    file,
                    field("access"),
                    "This is confidential, but does not say which prohibition applies.",
                    "Write exempt: { reason: \"…\" } with the prohibition, in words that the public may read.",
                ));
            }
            if exempt.is_some_and(|exempt| !exempt.paragraphs.is_empty()) {
                diagnostics.push(Diagnostic::new(
                    Code::ExemptParagraph,
                    file,
                    field("exempt.paragraphs"),
                    "What is confidential has no paragraph of Schedule 12A: the law closes it outright.",
                    "Take the paragraphs away, or write access: exempt.",
                ));
            }
        }
    }
}

fn documents(
    file: &Arc<str>,
    documents: &[format::Document],
    corpus: &Corpus,
    diagnostics: &mut Diagnostics,
) {
    for (index, document) in documents.iter().enumerate() {
        let prefix = format!("documents[{index}].");
        closure(file, &prefix, document.access, document.exempt.as_ref(), corpus, diagnostics);
        if document.access != Access::Public && document.title.is_none() {
            diagnostics.push(Diagnostic::new(
                Code::MissingField,
                file,
                At::Field(format!("documents[{index}]")),
                "A closed document needs a title, because the name of its file is not shown.",
                "Add title: with neutral words that the public may read.",
            ));
        }
    }
}

/// As many entries as the minute holds, or none.
fn resolutions(paper: &Paper<format::Item>, diagnostics: &mut Diagnostics) {
    let entries = paper.front.resolutions.iter().filter(|entry| entry.text.is_none()).count();
    let found = &paper.minute.resolutions;
    if paper.front.resolutions.is_empty() || entries == found.len() || paper.front.withdrawn.is_some() {
        return;
    }
    let listed: Vec<String> = found
        .iter()
        .enumerate()
        .map(|(index, resolution)| {
            let words = paper.minute.resolution_text(resolution);
            let short: String = words.chars().take(50).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            format!(
                "({}) {} {}{more}",
                index + 1,
                paper.minute.slice(&resolution.signal),
                short.trim().trim_end_matches(['.', ';'])
            )
        })
        .collect();
    let count = |n: usize| match n {
        0 => "no resolution".to_owned(),
        1 => "1 resolution".to_owned(),
        n => format!("{n} resolutions"),
    };
    let mut diagnostic = Diagnostic::new(
        Code::ResolutionsCount,
        &paper.file,
        At::Key("resolutions".into()),
        format!(
            "The front matter speaks of {}, but the minute holds {}{}",
            count(entries),
            count(found.len()),
            if listed.is_empty() { ".".to_owned() } else { format!(": {}.", listed.join("; ")) }
        ),
        "Write one entry for each, in order; {} passes one over, and an entry with text: is one that the minute does not print.",
    );
    for resolution in found {
        if let Some(block) = paper.minute.blocks.get(resolution.block) {
            diagnostic =
                diagnostic.and_at(&paper.file, At::Bytes(block.source.clone()), "a resolution stands here");
        }
    }
    diagnostics.push(diagnostic);
}

/// Approved minutes name what approved them.
fn minutes(paper: &Paper<format::Meeting>, diagnostics: &mut Diagnostics) {
    let Some(minutes) = &paper.front.minutes else { return };
    if minutes.status == MinutesStatus::Approved && minutes.approved_at.is_none() {
        diagnostics.push(Diagnostic::new(
            Code::ApprovedNotFound,
            &paper.file,
            At::Field("minutes.status".into()),
            "These minutes are called approved, but nothing says which meeting approved them.",
            "Add approved_at: with the path of the paper that approved them.",
        ));
    }
}

/// A closed item is named by a resolution of its meeting that excludes press and public (Local
/// Government Act 1972, s. 100A(4) and (5)).
fn exclusions(meeting: &Meeting, papers: &[Arc<Parsed>], corpus: &Corpus, diagnostics: &mut Diagnostics) {
    let closed: Vec<&crate::model::Stub> = meeting
        .agenda
        .iter()
        .filter_map(|entry| match entry {
            Entry::Closed(stub) => Some(stub),
            Entry::Item(_) => None,
        })
        .collect();
    let fold = |number: &str| number.trim().trim_end_matches('.').to_lowercase();
    let mut named: HashSet<String> = HashSet::new();
    for item in meeting.items() {
        let paper = &corpus.items[item].paper;
        let Some(exclusion) = &paper.front.exclusion else { continue };
        for (index, number) in exclusion.items.iter().enumerate() {
            named.insert(fold(number));
            let known =
                closed.iter().any(|stub| stub.number.as_deref().is_some_and(|n| fold(n) == fold(number)))
                    || meeting.items().any(|other| {
                        corpus.items[other].front().number.as_deref().is_some_and(|n| fold(n) == fold(number))
                    });
            if !known {
                diagnostics.push(
                    Diagnostic::new(
                        Code::ExclusionUnknownItem,
                        &paper.file,
                        At::Field(format!("exclusion.items[{index}]")),
                        format!("The meeting has no item {number}."),
                        "Write the numbers as they are printed on the agenda.",
                    )
                    .about(&**number),
                );
            }
        }
    }
    for stub in closed {
        let is_named = stub.number.as_deref().is_some_and(|number| named.contains(&fold(number)));
        if is_named {
            continue;
        }
        // The stub does not say which file it came from; only the officer's own list may.
        let source = papers.iter().find_map(|parsed| match &parsed.read {
            Read::Item(paper)
                if paper.front.access != Access::Public
                    && paper.file.starts_with(meeting.address.as_str().trim_matches('/'))
                    && *paper.front.title == *stub.title =>
            {
                Some(&paper.file)
            }
            _ => None,
        });
        if let Some(file) = source {
            diagnostics.push(
                Diagnostic::new(
                    Code::ExclusionMissing,
                    file,
                    At::Field("access".into()),
                    "This item is closed, but no exclusion: of its meeting names it.",
                    "Add exclusion: { items: [...], paragraphs: [...] } to the item whose resolution excluded press and public.",
                )
                .about(stub.number.as_deref().unwrap_or_default()),
            );
        }
    }
}

/// Old addresses are addresses, and no two papers claim the same one.
fn aliases(papers: &[Arc<Parsed>], diagnostics: &mut Diagnostics) {
    let mut claimed: BTreeMap<String, (Arc<str>, String)> = BTreeMap::new();
    for parsed in papers {
        let aliases = match &parsed.read {
            Read::Item(paper) if paper.front.access == Access::Public => &paper.front.aliases,
            Read::Meeting(paper) => &paper.front.aliases,
            Read::Page(paper) => &paper.front.aliases,
            _ => continue,
        };
        for (index, alias) in aliases.iter().enumerate() {
            let field = format!("aliases[{index}]");
            let bad = !alias.starts_with('/')
                || alias.starts_with("//")
                || alias.split('/').any(|part| matches!(part, "." | ".."))
                || alias.contains(|c: char| c.is_control() || matches!(c, '\\' | '"' | '<' | '>' | '#'));
            if bad {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AliasShape,
                        &parsed.file,
                        At::Field(field),
                        format!("“{}” is not the address of a page of this site.", &**alias),
                        "Write what comes after the site's name, beginning with /, such as /old/minutes-12/.",
                    )
                    .about(&**alias),
                );
                continue;
            }
            if let Some((file, other)) =
                claimed.insert(alias.trim_matches('/').to_owned(), (Arc::clone(&parsed.file), field.clone()))
            {
                diagnostics.push(
                    Diagnostic::new(
                        Code::AliasCollision,
                        &parsed.file,
                        At::Field(field),
                        format!("Another paper, {file}, claims the address {} too.", &**alias),
                        "Take the alias away from one of the two: an address can lead to one place only.",
                    )
                    .about(&**alias)
                    .and_at(&file, At::Field(other), "claimed here too"),
                );
            }
        }
    }
}
