//! The rules of `content-format` that need more than one file, on small councils held in memory.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Memory, Options, accept, link};
use crate::diagnostic::Diagnostics;
use crate::minute::Signals;
use crate::model::{Corpus, Entry, Target};
use crate::parse::parse;
use crate::source::{Listing, Place};

/// Links papers given as path and text.
fn council(papers: &[(&str, &str)]) -> (Corpus, Diagnostics) {
    let signals = Signals::new(&[]);
    let mut papers: Vec<_> = papers
        .iter()
        .map(|(path, text)| {
            let place = Place::of(path).unwrap_or_else(|fault| panic!("{path}: {fault:?}"));
            Arc::new(parse((*path).into(), place, text, &signals))
        })
        .collect();
    papers.sort_by(|a, b| a.file.cmp(&b.file));
    let (corpus, mut diagnostics) =
        link(&papers, &Listing::default(), &HashMap::new(), &Options::default(), &mut Memory::default());
    accept::accept(&papers, &mut diagnostics);
    (corpus, diagnostics)
}

/// The words of the first item that link, each with where to.
fn linked(corpus: &Corpus, item: &str) -> Vec<(String, String)> {
    let found = corpus.items.rows().iter().find(|row| &*row.id == item);
    let item = found.unwrap_or_else(|| panic!("no item {item}"));
    let words = item.links.words.iter().map(|(range, target)| {
        let to = match target {
            Target::Person(id) => format!("people/{}", corpus.people[*id].slug),
            Target::Item(id, _) => corpus.items[*id].id.to_string(),
            Target::Meeting(id) => corpus.meetings[*id].address.to_string(),
            Target::Body(id) => corpus.bodies[*id].title.to_string(),
            Target::Stub(_, anchor) => format!("#{anchor}"),
            other => format!("{other:?}"),
        };
        (item.minute().slice(range).to_owned(), to)
    });
    words.collect()
}

fn codes(diagnostics: &Diagnostics) -> Vec<&'static str> {
    let mut codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code.slug()).collect();
    codes.sort_unstable();
    codes
}

const ITEM: &str = "committees/board/2025-03-12/01-x.md";
const ID: &str = "committees/board/2025-03-12/01-x";

/// One item with these presenters (YAML) and this text; the words that link, and the codes.
fn item(front: &str, text: &str, others: &[(&str, &str)]) -> (Vec<(String, String)>, Vec<&'static str>) {
    let paper = format!("---\ntitle: X\n{front}\n---\n{text}\n");
    let mut papers = vec![(ITEM, paper.as_str())];
    papers.extend_from_slice(others);
    let (corpus, diagnostics) = council(&papers);
    (linked(&corpus, ID), codes(&diagnostics))
}

fn words(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(words, to)| (words.as_str(), to.as_str())).collect()
}

#[test]
fn a_surname_with_an_honorific_links_if_the_site_knows_one_such_person() {
    let (found, codes) =
        item("presenters: [Mark Penhale]", "Mr Penhale spoke. Penhale sat. Mr Watling left.", &[]);
    assert_eq!(words(&found), [("Mr Penhale", "people/mark-penhale")]);
    assert!(codes.is_empty());
}

#[test]
fn a_known_honorific_must_agree() {
    let person = ("people/mark-penhale.md", "---\nhonorific: Mr\nkind: officer\n---\n");
    let (found, codes) =
        item("presenters: [Mark Penhale]", "Mrs Penhale spoke, and Councillor Penhale.", &[person]);
    assert!(words(&found).is_empty(), "{found:?}");
    assert!(codes.is_empty());
    let (found, _) = item("presenters: [Mark Penhale]", "Mr. Penhale spoke.", &[person]);
    assert_eq!(words(&found), [("Mr. Penhale", "people/mark-penhale")]);
}

#[test]
fn initials_that_are_known_must_agree() {
    let front = "presenters: [Councillor P A Watling]";
    for (text, links) in [
        ("Councillor P A Watling asked.", true),
        ("Councillor P Watling asked.", true),
        ("Councillor P.A. Watling asked.", true),
        ("Councillor J Watling asked.", false),
        ("Cllr Watling asked.", true),
        ("Councillor Paul Watling asked.", false),
    ] {
        let (found, _) = item(front, text, &[]);
        assert_eq!(!found.is_empty(), links, "{text}: {found:?}");
    }
}

#[test]
fn a_full_name_links_without_honorific_and_never_half_of_a_longer_one() {
    let (found, _) = item("presenters: [R Muir, Iain R Muir]", "Iain R Muir spoke, then R Muir.", &[]);
    assert_eq!(words(&found), [("Iain R Muir", "people/iain-r-muir"), ("R Muir", "people/r-muir")]);
    let (found, _) = item("presenters: [R Muir]", "Iain R Muir spoke.", &[]);
    assert!(found.is_empty());
}

#[test]
fn two_that_fit_are_reported_and_not_linked() {
    let (found, found_codes) =
        item("presenters: [Ann Pike, Bob Pike]", "Mr Pike spoke twice. Mr Pike sat.", &[]);
    assert!(found.is_empty());
    assert_eq!(found_codes, ["name-ambiguous"]);
    // Accepted, the warning is silent.
    let front = "presenters: [Ann Pike, Bob Pike]\naccept: [{ code: name-ambiguous, at: Mr Pike, reason: Nobody knows. }]";
    let (_, found_codes) = item(front, "Mr Pike spoke.", &[]);
    assert!(found_codes.is_empty());
    // An honorific that is known settles it.
    let ann = ("people/ann-pike.md", "---\nhonorific: Mrs\n---\n");
    let bob = ("people/bob-pike.md", "---\nhonorific: Mr\n---\n");
    let (found, found_codes) = item("presenters: [Ann Pike, Bob Pike]", "Mr Pike spoke.", &[ann, bob]);
    assert_eq!(words(&found), [("Mr Pike", "people/bob-pike")]);
    assert!(found_codes.is_empty());
}

#[test]
fn those_at_hand_come_before_everybody_else() {
    let other = ("committees/board/2024-01-10/01-y.md", "---\ntitle: Y\npresenters: [Bob Pike]\n---\n");
    // Full initials fit only the one who is named here; elsewhere they fit whoever is known.
    let (found, _) = item("presenters: [Ann Pike]", "Ms A Pike and Mr B Pike spoke.", &[other]);
    assert_eq!(words(&found), [("Ms A Pike", "people/ann-pike"), ("Mr B Pike", "people/bob-pike")]);
    // A surname alone is not certain while the site knows two.
    let (found, found_codes) = item("presenters: [Ann Pike]", "Ms Pike spoke.", &[other]);
    assert!(found.is_empty());
    assert_eq!(found_codes, ["name-ambiguous"]);
}

#[test]
fn members_of_the_body_on_that_day_are_at_hand() {
    let body = "---\nmembers:\n  - { person: Councillor Ann Pike, to: 2024-05-01 }\n  - { person: Councillor Bob Pike, from: 2024-05-01 }\n---\n";
    let (found, codes) = item("", "Councillor Pike spoke.", &[("committees/board/index.md", body)]);
    assert_eq!(words(&found), [("Councillor Pike", "people/bob-pike")]);
    assert!(codes.is_empty());
}

#[test]
fn an_alias_says_who_is_meant() {
    let ann = ("people/ann-pike.md", "---\naliases: [Ms Pike, Annie Pike]\n---\n");
    let (found, _) = item("presenters: [Ann Pike, Bob Pike]", "Ms Pike and Annie Pike.", &[ann]);
    assert_eq!(words(&found), [("Ms Pike", "people/ann-pike"), ("Annie Pike", "people/ann-pike")]);
}

#[test]
fn particles_belong_to_the_surname() {
    let (found, _) = item("presenters: [Piet van Dael]", "Mr van Dael spoke. Mr Dael did not.", &[]);
    assert_eq!(words(&found), [("Mr van Dael", "people/piet-van-dael")]);
}

#[test]
fn nobody_is_linked_in_headings_links_or_parts_of_words() {
    let text = "## Mr Penhale\n\n[Mr Penhale](https://example.org/) and Mr Penhalestone and Lloyd-Penhale.\n\n- Mr Penhale's view";
    let (found, _) = item("presenters: [Mark Penhale]", text, &[]);
    assert_eq!(words(&found), [("Mr Penhale", "people/mark-penhale")]);
}

#[test]
fn a_member_of_the_public_has_no_page_and_takes_no_link() {
    let ann = ("people/ann-pike.md", "---\nkind: public\n---\n");
    let paper = "---\ntitle: X\npresenters: [Ann Pike]\n---\nMs Pike spoke.\n";
    let (corpus, diagnostics) = council(&[(ITEM, paper), ann]);
    assert!(corpus.people.table.is_empty());
    assert!(linked(&corpus, ID).is_empty());
    assert!(diagnostics.is_empty());
}

#[test]
fn the_same_name_of_two_organisations_is_two_people_until_a_file_says_otherwise() {
    let front = "presenters:\n  - { name: Ann Pike, organisation: Glen Council }\n  - { name: Ms Ann Pike, organisation: Moor Trust }";
    let paper = format!("---\ntitle: X\n{front}\n---\n");
    let (corpus, diagnostics) = council(&[(ITEM, paper.as_str())]);
    let slugs: Vec<_> = corpus.people.table.rows().iter().map(|person| &*person.slug).collect();
    assert_eq!(slugs, ["ann-pike", "ann-pike-moor-trust"]);
    assert_eq!(codes(&diagnostics), ["same-name"]);
    let file = "---\nroles:\n  - { role: Clerk, organisation: Glen Council }\n  - { role: Trustee, organisation: Moor Trust }\n---\n";
    let (corpus, diagnostics) = council(&[(ITEM, paper.as_str()), ("people/ann-pike.md", file)]);
    assert_eq!(corpus.people.table.len(), 1);
    assert!(diagnostics.is_empty());
}

#[test]
fn references_link_where_the_target_is_certain() {
    let others = [
        ("committees/board/2025-03-12/02-y.md", "---\ntitle: Y\nnumber: \"14\"\n---\n"),
        ("committees/board/2024-06-04/01-z.md", "---\ntitle: Z\nnumber: \"45\"\n---\n"),
        ("committees/parks-committee/2024-06-04/01-z.md", "---\ntitle: Z\nnumber: \"46\"\n---\n"),
    ];
    let text = "At its meeting of Tuesday 4 June 2024 (Minute 45), see item 14 and item 14 of the report, Minute 46, \
                the Parks Committee, the meeting on 5 June 2024, and item 99.";
    let (found, codes) = item("number: \"1\"", text, &others);
    assert_eq!(
        words(&found),
        [
            ("meeting of Tuesday 4 June 2024", "/committees/board/2024-06-04/"),
            ("Minute 45", "committees/board/2024-06-04/01-z"),
            ("item 14", "committees/board/2025-03-12/02-y"),
            ("Parks Committee", "Parks Committee"),
        ]
    );
    assert!(codes.is_empty());
}

#[test]
fn a_closed_paper_is_a_line_and_nothing_else() {
    let closed = "---\ntitle: A contract\nnumber: \"8\"\naccess: exempt\nexempt: { paragraphs: [3], public_interest: Bids. }\n\
                  presenters: [Zebedee Canary]\nresolutions: [{ outcome: agreed, moved_by: Quentin Canary }]\n---\nMr Canary spoke.\n\nRESOLVED: That Canary Ltd be paid.\n";
    let exclusion = "exclusion: { items: [8], paragraphs: [3] }";
    let paper =
        format!("---\ntitle: X\n{exclusion}\n---\nSee [the contract](08-secret.md) and item 8. Mr Canary.\n");
    let (corpus, diagnostics) =
        council(&[(ITEM, paper.as_str()), ("committees/board/2025-03-12/08-secret.md", closed)]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(corpus.items.len(), 1);
    assert!(corpus.people.table.is_empty());
    assert_eq!(words(&linked(&corpus, ID)), [("item 8", "#item-8")]);
    let agenda = &corpus.meetings.rows()[0].agenda;
    assert!(
        matches!(&agenda[1], Entry::Closed(stub) if &*stub.title == "A contract" && &*stub.anchor == "item-8")
    );
    assert!(!format!("{:?}", corpus.items.rows()[0].links).contains("secret"));
}

#[test]
fn path_and_front_matter_must_agree() {
    let paper = "---\ntitle: X\ncommittee: Parks Committee\ndate: 2025-03-13\n---\n";
    let (_, diagnostics) = council(&[
        (ITEM, paper),
        ("committees/parks-committee/index.md", "---\ntitle: Parks Committee\n---\n"),
    ]);
    assert_eq!(codes(&diagnostics), ["path-disagrees", "path-disagrees"]);
}

#[test]
fn an_item_that_stands_alone_finds_its_body_by_any_of_its_names() {
    let body =
        "---\ntitle: Parks and Open Spaces Committee\nshort_title: Parks\naliases: [Parks Panel]\n---\n";
    for name in ["parks  and open spaces COMMITTEE", "Parks", "parks panel", "parks-committee"] {
        let paper = format!("---\ntitle: X\ncommittee: {name}\ndate: 2025-03-13\n---\n");
        let (corpus, diagnostics) =
            council(&[("budget.md", paper.as_str()), ("committees/parks-committee/index.md", body)]);
        assert!(diagnostics.is_empty(), "{name}: {diagnostics:?}");
        assert_eq!(corpus.bodies.len(), 1, "{name}");
        assert_eq!(corpus.items.rows()[0].address.as_str(), "/budget/");
        assert_eq!(corpus.meetings.rows()[0].address.as_str(), "/committees/parks-committee/2025-03-13/");
    }
    let paper = "---\ntitle: X\ncommittee: Parks and Open Space Committee\ndate: 2025-03-13\n---\n";
    let (corpus, diagnostics) =
        council(&[("budget.md", paper), ("committees/parks-committee/index.md", body)]);
    assert_eq!(codes(&diagnostics), ["similar-body"]);
    assert_eq!(corpus.bodies.len(), 2);
}

#[test]
fn two_meetings_of_a_day_must_be_told_apart() {
    let special = ("committees/board/2025-03-12-special/index.md", "");
    let plain = ("committees/board/2025-03-12/index.md", "");
    let paper = "---\ntitle: X\ncommittee: Board\ndate: 2025-03-12\n---\n";
    let (_, diagnostics) = council(&[("x.md", paper), plain, special]);
    assert_eq!(codes(&diagnostics), ["ambiguous-meeting"]);
    let paper = "---\ntitle: X\ncommittee: Board\ndate: 2025-03-12\nmeeting: special\n---\n";
    let (corpus, diagnostics) = council(&[("x.md", paper), plain, special]);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let meeting = &corpus.meetings[corpus.items.rows()[0].meeting];
    assert_eq!(meeting.word.as_deref(), Some("special"));
}

#[test]
fn a_broken_file_sets_off_nothing_elsewhere() {
    let paper = "---\ntitle: X\npresenters: [people/ann-pike]\nrelated: [02-y.md]\n---\nSee [Y](02-y.md).\n";
    let (_, diagnostics) = council(&[
        (ITEM, paper),
        ("committees/board/2025-03-12/02-y.md", "---\ntitel: Y\n---\n"),
        ("people/ann-pike.md", "---\nhonorifc: Ms\n---\n"),
    ]);
    assert_eq!(codes(&diagnostics), ["unknown-key", "unknown-key"]);
}
