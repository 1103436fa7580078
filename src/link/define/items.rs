//! Papers, closed items and translations, in the order of discussion.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::sittings::{Candidate, language};
use super::{PaperRef, PaperRefs};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::format::{self, Access};
use crate::minute::Minute;
use crate::model::address::slug;
use crate::model::{
    Address, Closure, Corpus, Entry, Item, Links, Meeting, MeetingId, Paper, PlainPage, Resolution, Stub,
};
use crate::parse::{Parsed, Read};
use crate::source::place::{Place, Sitting, stem};

/// First parts of an address that belong to the site itself.
const RESERVED: &[&str] = &[
    "search",
    "data",
    "people",
    "committees",
    "decisions",
    "meetings",
    "documents",
    "matters",
    "new",
    "assets",
    "feeds",
    "calendar",
    "calendars",
    "404",
    "oparl",
    "popolo",
    "akoma-ntoso",
    "api",
    "pages",
    "subscribe",
    "corrections",
    "reuse",
    "_problems",
];

/// Fills meetings with their items and closed items. `closed` holds the paths of all closed papers.
pub(super) fn items(
    candidates: &[Candidate<'_>],
    sittings: &BTreeMap<Sitting, MeetingId>,
    closed: &HashSet<&str>,
    corpus: &mut Corpus,
    refs: &mut PaperRefs,
    diagnostics: &mut Diagnostics,
) {
    let by_file: HashMap<&str, &Candidate<'_>> =
        candidates.iter().map(|candidate| (&**candidate.file, candidate)).collect();
    let mut order: Vec<(NaturalName, &Candidate<'_>)> =
        candidates.iter().map(|candidate| (natural(candidate.file), candidate)).collect();
    order.sort_by(|a, b| (&a.1.sitting, &a.0, a.1.file).cmp(&(&b.1.sitting, &b.0, b.1.file)));
    let mut translations = Vec::new();
    for (_, candidate) in order {
        let Some(&meeting) = sittings.get(&candidate.sitting) else { continue };
        let front = &candidate.paper.front;
        let original = candidate.original.as_deref().and_then(|original| by_file.get(original).copied());
        let original_is_closed =
            candidate.original.as_deref().is_some_and(|original| closed.contains(original));
        if original_is_closed && front.access == Access::Public {
            diagnostics.push(Diagnostic::new(
                Code::TranslationOpen,
                candidate.file,
                At::Field("title".into()),
                "This is the translation of a closed paper, but it is not closed itself.",
                "Add access: and exempt: as in the paper that it translates.",
            ));
            continue;
        }
        if front.access != Access::Public {
            // The translation of a closed paper adds no second line.
            if !original_is_closed {
                let stub = stub(front, &corpus.meetings[meeting]);
                refs.insert(Arc::clone(candidate.file), PaperRef::Stub(meeting, stub.anchor.clone()));
                corpus.meetings[meeting].agenda.push(Entry::Closed(stub));
            }
            continue;
        }
        if takes_reserved_name(candidate, diagnostics) {
            continue;
        }
        let id: Arc<str> = candidate.file.trim_end_matches(".md").into();
        let item = corpus.items.push(Item {
            address: Address::page(&id),
            id,
            paper: without_withdrawn_text(candidate.paper),
            meeting,
            language: candidate.language,
            original: None,
            translations: Vec::new(),
            documents: Vec::new(),
            resolutions: 0..0,
            related: Vec::new(),
            matter: None,
            links: Links::default(),
        });
        refs.insert(Arc::clone(candidate.file), PaperRef::Item(item));
        match original {
            Some(original) => translations.push((item, Arc::clone(original.file))),
            None => corpus.meetings[meeting].agenda.push(Entry::Item(item)),
        }
        // One that is a draft, or cannot be read, is there even so.
        if candidate.original.as_deref().is_some_and(|original| !refs.contains_key(original)) {
            diagnostics.push(Diagnostic::new(
                Code::TranslationWithoutOriginal,
                candidate.file,
                At::File,
                "The file's name says that this is a translation, but the paper that it translates is not there.",
                "Add the paper, or take the language out of the file's name.",
            ));
        }
    }
    for (item, original) in translations {
        if let Some(PaperRef::Item(original)) = refs.get(&original) {
            corpus.items[item].original = Some(*original);
            corpus.items[*original].translations.push(item);
        }
    }
}

/// A name cut into words and numbers, so that 2 comes before 10.
type NaturalName = Vec<(u64, Box<str>)>;

/// The natural order of file names: runs of digits compare as numbers, letter case folded.
fn natural(path: &str) -> NaturalName {
    let (name, _) = stem(path.rsplit('/').next().unwrap_or_default());
    let name = name.to_lowercase();
    let mut key = Vec::new();
    let mut rest = name.as_str();
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let words = rest[digits..].find(|c: char| c.is_ascii_digit()).map_or(rest.len(), |at| at + digits);
        key.push((rest[..digits].parse().unwrap_or(u64::MAX), rest[digits..words].into()));
        rest = &rest[words..];
    }
    key
}

/// The line that a closed item leaves on its meeting's page.
fn stub(front: &format::Item, meeting: &Meeting) -> Stub {
    let name = front.number.as_deref().map(slug).filter(|name| !name.is_empty());
    let base = format!("item-{}", name.as_deref().unwrap_or("closed"));
    let taken = |anchor: &str| {
        meeting.agenda.iter().any(|entry| matches!(entry, Entry::Closed(stub) if &*stub.anchor == anchor))
    };
    let anchor = (1..)
        .map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") })
        .find(|anchor| !taken(anchor))
        .unwrap_or(base);
    Stub {
        anchor: anchor.into(),
        number: front.number.as_deref().map(Into::into),
        title: (*front.title).into(),
        closure: closure(front.access, front.exempt.as_ref()),
    }
}

/// Why something is closed, as far as the public may know.
pub fn closure(access: Access, exempt: Option<&format::Exempt>) -> Closure {
    let text = |text: Option<&format::Text>| text.map(|text| text.as_str().into());
    Closure {
        access,
        paragraphs: exempt.map(|exempt| exempt.paragraphs.clone()).unwrap_or_default(),
        reason: text(exempt.and_then(|exempt| exempt.reason.as_ref())),
        summary: text(exempt.and_then(|exempt| exempt.summary.as_ref())),
    }
}

/// A withdrawn paper keeps its address, number and title; what it said is gone.
fn without_withdrawn_text(paper: &Arc<Paper<format::Item>>) -> Arc<Paper<format::Item>> {
    let front = &paper.front;
    if front.withdrawn.is_none() {
        return Arc::clone(paper);
    }
    Arc::new(Paper {
        file: Arc::clone(&paper.file),
        minute: Minute::default(),
        front: format::Item {
            purpose: None,
            presenters: Vec::new(),
            in_attendance: Vec::new(),
            recommendations: Vec::new(),
            urgent: None,
            documents: Vec::new(),
            resolutions: Vec::new(),
            motions: Vec::new(),
            declarations: Vec::new(),
            actions: Vec::new(),
            related: Vec::new(),
            ..front.clone()
        },
    })
}

/// Whether the paper's address is one that the site needs for itself.
fn takes_reserved_name(candidate: &Candidate<'_>, diagnostics: &mut Diagnostics) -> bool {
    let path = candidate.file.trim_end_matches(".md");
    let parts: Vec<&str> = path.split('/').collect();
    let name = match parts.as_slice() {
        ["committees", _, _, name @ "pack"] => name,
        ["committees", ..] => return false,
        [first, ..] if RESERVED.contains(first) => first,
        _ => return false,
    };
    diagnostics.push(
        Diagnostic::new(
            Code::ReservedAddress,
            candidate.file,
            At::File,
            format!("This paper would take the address /{path}/, and “{name}” is a name that the site needs for itself."),
            "Rename the file or its folder.",
        )
        .about(*name),
    );
    true
}

/// The plain pages.
pub(super) fn plain_pages(
    papers: &[Arc<Parsed>],
    corpus: &mut Corpus,
    refs: &mut PaperRefs,
    diagnostics: &mut Diagnostics,
) {
    let mut by_slug: BTreeMap<Box<str>, Vec<crate::model::PlainId>> = BTreeMap::new();
    let items: HashSet<Address> = corpus.items.rows().iter().map(|item| item.address.clone()).collect();
    for parsed in papers {
        let (Place::Plain { slug, language: suffix }, Read::Page(paper)) = (&parsed.place, &parsed.read)
        else {
            continue;
        };
        let language = language(paper, *suffix, paper.front.language, corpus.site.language, diagnostics);
        let address = Address::page(parsed.file.trim_start_matches("pages/").trim_end_matches(".md"));
        if RESERVED.contains(&&**slug) || items.contains(&address) {
            diagnostics.push(
                Diagnostic::new(
                    Code::ReservedAddress,
                    &parsed.file,
                    At::File,
                    format!(
                        "This page would take the address {address}, which the site needs for something else."
                    ),
                    "Rename the file.",
                )
                .about(&**slug),
            );
            continue;
        }
        let id = corpus.pages.push(PlainPage {
            slug: slug.clone(),
            paper: Arc::clone(paper),
            address,
            language,
            translations: Vec::new(),
            links: Links::default(),
        });
        refs.insert(Arc::clone(&parsed.file), PaperRef::Plain(id));
        by_slug.entry(slug.clone()).or_default().push(id);
    }
    for versions in by_slug.values() {
        for &page in versions {
            corpus.pages[page].translations =
                versions.iter().copied().filter(|other| *other != page).collect();
        }
    }
}

/// The resolutions: those the minutes print, and those that only the front matter gives.
pub fn resolutions(corpus: &mut Corpus) {
    let mut rows = crate::model::Table::new();
    for (id, item) in corpus.items.iter_mut() {
        let start = rows.len() as u32;
        // A translation records the same decisions as its original.
        if item.original.is_none() {
            let found = item.paper.minute.resolutions.len();
            for (number, (found, entry)) in pair(&item.paper.front.resolutions, found).into_iter().enumerate()
            {
                let number = number as u32 + 1;
                rows.push(Resolution {
                    item: id,
                    number,
                    found,
                    entry,
                    address: item.address.join(&format!("resolution-{number}")),
                });
            }
        }
        item.resolutions = start..rows.len() as u32;
    }
    corpus.resolutions = rows;
}

/// Which resolution of the minute each entry of the front matter speaks of, in order. Entries with
/// `text` are resolutions that the minute does not print; where there are no entries, those found
/// stand alone.
fn pair(entries: &[format::Resolution], found: usize) -> Vec<(Option<usize>, Option<usize>)> {
    let mut pairs = Vec::new();
    let mut next = 0;
    for (index, entry) in entries.iter().enumerate() {
        if entry.text.is_some() {
            pairs.push((None, Some(index)));
        } else if next < found {
            pairs.push((Some(next), Some(index)));
            next += 1;
        }
    }
    pairs.extend((next..found).map(|found| (Some(found), None)));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_comes_before_ten() {
        let mut names = ["10-b.md", "2-a.md", "2-a.cy.md", "02-c.md", "a.md", "1.md"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["1.md", "2-a.md", "2-a.cy.md", "02-c.md", "10-b.md", "a.md"]);
    }

    #[test]
    fn entries_meet_the_resolutions_found() {
        let with_text = format::Resolution { text: Some("That x.".into()), ..Default::default() };
        let plain = format::Resolution::default();
        assert_eq!(pair(&[], 2), [(Some(0), None), (Some(1), None)]);
        assert_eq!(
            pair(&[plain.clone(), with_text, plain], 2),
            [(Some(0), Some(0)), (None, Some(1)), (Some(1), Some(2))]
        );
    }
}
