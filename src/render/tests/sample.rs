//! A small record built by hand, with something of everything, for the tests of views and templates.

use std::sync::Arc;

use jiff::civil::{Date, date};
use serde::de::DeserializeOwned;

use crate::format::{self, Issue, Language};
use crate::minute::{self, Align, Block, BlockKind, Inline, Minute, Part as Limb, Table as MinuteTable};
use crate::model::*;
use crate::site::Page;
use crate::site::page::Register;

fn yaml<T: DeserializeOwned>(text: &str) -> T {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn paper<F: DeserializeOwned>(file: &str, front: &str, minute: Minute) -> Arc<Paper<F>> {
    Arc::new(Paper { file: file.into(), front: yaml(front), minute })
}

/// Builds a minute block by block.
#[derive(Default)]
pub struct Writer(pub Minute);

impl Writer {
    pub fn say(&mut self, words: &str) -> Inline {
        let start = self.0.text.len() as u32;
        self.0.text.push_str(words);
        Inline::Text { range: start..self.0.text.len() as u32, source: 0 }
    }

    pub fn block(
        &mut self,
        kind: BlockKind,
        label: Option<&str>,
        depth: u8,
        anchor: &str,
        inlines: Vec<Inline>,
    ) {
        self.0.text.push('\n');
        let text = match (inlines.first(), inlines.last()) {
            (Some(Inline::Text { range: first, .. }), Some(Inline::Text { range: last, .. })) => {
                first.start..last.end
            }
            _ => 0..0,
        };
        let alias = anchor.starts_with("resolution").then(|| anchor.replace("resolution-1", "p-13").into());
        self.0.blocks.push(Block {
            kind,
            label: label.map(Into::into),
            depth,
            anchor: anchor.into(),
            alias,
            text,
            inlines,
            source: 0..0,
        });
    }

    pub fn p(&mut self, label: Option<&str>, depth: u8, anchor: &str, words: &str) {
        let inline = self.say(words);
        self.block(BlockKind::Paragraph, label, depth, anchor, vec![inline]);
    }

    /// A resolution with one part.
    fn resolution(&mut self) {
        let block = self.0.blocks.len();
        let start = self.0.text.len() as u32;
        self.p(Some("13."), 0, "resolution-1", "RESOLVED that the committee:");
        let part = self.0.text.len() as u32;
        self.p(Some("i."), 1, "resolution-1-i", "note the <draft> budget.");
        self.0.resolutions.push(minute::Resolution {
            block,
            signal: start..start + 8,
            text: vec![start + 9..start + 28],
            parts: vec![Limb { block: block + 1, path: vec!["i".into()], text: part..part + 24 }],
            last: block + 1,
        });
    }
}

fn full_minute() -> Minute {
    let mut w = Writer::default();
    let words = w.say("Summary");
    w.block(BlockKind::Heading(1), None, 0, "", vec![words]);
    let words = w.say("Detail");
    w.block(BlockKind::Heading(4), None, 0, "", vec![words]);
    w.p(Some("(a)"), 1, "p-a", "Mrs Roe said 5 < 6 & \"more\".");
    let (a, b, c) = (w.say("See "), w.say("the strategy"), w.say(" at the end"));
    let link = Inline::Link { target: "x".into(), source: 0..0 };
    w.block(
        BlockKind::Paragraph,
        None,
        0,
        "p-3f9a1c",
        vec![
            a,
            Inline::Open(minute::Mark::Strong),
            link,
            b,
            Inline::Close,
            Inline::Close,
            c,
            Inline::Footnote("1".into()),
            Inline::Footnote("1".into()),
        ],
    );
    let (h, c1, c2) = (w.say("Year"), w.say("2024"), w.say("£1m"));
    let table = MinuteTable {
        columns: vec![Align::None, Align::Right],
        head: vec![vec![h], vec![]],
        rows: vec![vec![vec![c1], vec![c2]]],
    };
    w.block(BlockKind::Table(table), None, 0, "p-aaaaaa", vec![]);
    let note = w.say("A note.");
    let inner = Block {
        kind: BlockKind::Paragraph,
        label: None,
        depth: 0,
        anchor: "".into(),
        alias: None,
        text: 0..0,
        inlines: vec![note],
        source: 0..0,
    };
    w.block(BlockKind::Footnote { name: "1".into(), blocks: vec![inner.clone()] }, None, 0, "", vec![]);
    w.block(BlockKind::Bullets(vec![vec![inner.clone()]]), None, 0, "p-bbbbbb", vec![]);
    w.block(BlockKind::Quote(vec![inner]), None, 0, "p-cccccc", vec![]);
    w.resolution();
    w.0
}

fn closure() -> Closure {
    Closure {
        access: format::Access::Exempt,
        paragraphs: vec![3],
        reason: None,
        summary: Some("A lease.".into()),
    }
}

fn item(front: &str, language: Language, minute: Minute, path: &str) -> Item {
    Item {
        id: path.into(),
        paper: paper(&format!("{path}.md"), front, minute),
        address: Address::page(path),
        meeting: MeetingId::new(0),
        language,
        original: None,
        translations: vec![],
        documents: vec![],
        resolutions: 0..0,
        related: vec![],
        matter: None,
        links: Links::default(),
    }
}

/// A record in which every optional thing is there.
pub fn full() -> Corpus {
    let mut corpus = sparse();
    corpus.site.front =
        yaml::<Arc<format::Site>>("{ licence: Open Government Licence v3.0, contact: clerk@example.gov.uk }");
    corpus.site.base_url = Some("https://papers.example.gov.uk/council".into());
    corpus.site.base_path = "/council".into();
    (corpus.site.primary, corpus.site.secondary) = ("#205030".into(), "#ffcc00".into());
    let people = [("jane-roe", "Jane Roe"), ("ann-other", "Ann Other")].map(|(slug, name)| {
        corpus.people.table.push(Person {
            slug: slug.into(),
            name: name.into(),
            honorific: Some("Mrs".into()),
            paper: Some(paper(
                &format!("people/{slug}.md"),
                "{ kind: member, ward: North, contact: 01234 567890, interests: \"https://example.org/x\", aliases: [J Roe], roles: [{ role: Leader, organisation: Glen Council, from: 2020-01-01 }] }",
                Minute::default(),
            )),
            organisation: Some("Glen Council".into()),
            address: Address::page(&format!("people/{slug}")),
        })
    });
    std::sync::Arc::make_mut(&mut corpus.people.by_name)
        .insert(name::NameKey::of("Jane Roe", None), Some(people[0]));
    std::sync::Arc::make_mut(&mut corpus.people.by_name)
        .insert(name::NameKey::of("people/ann-other", None), Some(people[1]));
    let body = BodyId::new(0);
    corpus.bodies[body].paper = Some(paper(
        "committees/cabinet/index.md",
        "{ short_title: Cab, kind: executive, members: [{ person: Jane Roe, role: Chair, from: 2021-05-01 }, { person: Ann Other, to: 2020-05-01 }], active: { from: 2000-01-01 } }",
        {
            let mut w = Writer::default();
            w.p(None, 0, "p-1", "Decides most things.");
            w.0
        },
    ));
    let old = corpus.bodies.push(Body {
        slug: "old".into(),
        title: "Old Board".into(),
        paper: Some(paper(
            "committees/old/index.md",
            "{ kind: partnership, active: { to: 2010-01-01 } }",
            Minute::default(),
        )),
        parent: Some(body),
        address: Address::page("committees/old"),
    });
    let meeting = MeetingId::new(0);
    corpus.meetings[meeting] = Meeting {
        bodies: vec![body, old],
        word: Some("special".into()),
        paper: Some(paper(
            "committees/cabinet/2024-01-18-special/index.md",
            "{ title: Budget meeting, kind: special, start: \"14:00\", end: \"16:35\", venue: Town Hall, mode: hybrid, webcast: \"https://example.org/v\", status: held, minutes: { status: approved, approved_at: x }, published: { agenda: 2024-01-10, minutes: 2024-01-20 }, attendance: { chair: Jane Roe, present: [people/ann-other], apologies: [{ name: A Absent, substitute: Ann Other }], absent: [B Gone], in_attendance: [{ name: C Officer, role: Clerk, organisation: Glen Council }], movements: [{ person: Jane Roe, arrived: \"14:20\", item: \"7\" }] } }",
            {
                let mut w = Writer::default();
                w.p(None, 0, "p-1", "Welcome.");
                w.0
            },
        )),
        ..corpus.meetings[meeting].clone()
    };
    let document = corpus.documents.push(Document {
        file: DocumentFile {
            path: "committees/cabinet/2024-01-18-special/07-a.pdf".into(),
            bytes: 340_400,
            sha256: "00".into(),
            kind: crate::document::Kind::Pdf,
            pages: Some(12),
            language: None,
            tagged: None,
            text_layer: None,
        },
        address: Address::file("committees/cabinet/2024-01-18-special/07 a.pdf"),
        title: "Appendix A".into(),
        kind: Some(format::DocumentKind::Appendix),
        published: Some(date(2024, 1, 12)),
        items: vec![ItemId::new(0)],
        meetings: vec![meeting],
    });
    let open = Attachment::Open {
        source: AttachmentSource::File(document),
        title: "Appendix A".into(),
        kind: Some(format::DocumentKind::Appendix),
        issue: Issue::ToFollow,
        published: Some(date(2024, 1, 12)),
        language: Language::En,
    };
    let attachments = vec![
        open,
        Attachment::Awaited { title: "Report".into(), kind: None },
        Attachment::Closed {
            title: "Lease".into(),
            closure: Closure {
                access: format::Access::Confidential,
                paragraphs: vec![],
                reason: Some("Court order.".into()),
                summary: None,
            },
        },
    ];
    let matter = corpus.matters.push(Matter {
        slug: "budget".into(),
        title: "Budget".into(),
        items: vec![],
        address: Address::page("matters/budget"),
    });
    let front = "title: Draft \"budget\" <2024>\nnumber: '7.'\npurpose: To note it.\npresenters: [{ name: Jane Roe, role: Leader }]\nin_attendance: [Ann Other]\nrecommendations: [That it be noted.]\nurgent: { reason: Late figures. }\nexclusion: { items: ['8', '9'], paragraphs: [3] }\nresolutions: [{ outcome: recommended, to: County Council, moved_by: Jane Roe, seconded_by: Ann Other, vote: { method: recorded, for: 8, against: 1, casting: for, names: { for: [Jane Roe], against: [Ann Other] } } }, { text: That <thanks> be given., vote: { method: not_recorded } }]\nmotions: [{ text: Amend it., kind: amendment, outcome: lost, moved_by: Jane Roe, seconded_by: Ann Other, vote: { method: show_of_hands, for: 2, against: 8, abstain: 0 } }]\ndeclarations: [{ person: Jane Roe, kind: voluntary, interest: A friend., action: stayed, dispensation: Given. }]\nactions: [{ owner: Jane Roe, action: Write., due: 2024-02-01, status: open }, { action: Read., due: January meeting }]\ncorrections: [{ date: 2024-02-01, reason: A typing error. }]";
    let path = "committees/cabinet/2024-01-18-special/07-draft-budget";
    let mut first = item(front, Language::En, full_minute(), path);
    let see = first.paper.minute.text.find("Mrs Roe").unwrap_or(0) as u32;
    first.links = Links {
        words: vec![(see..see + 7, Target::Person(people[0]))],
        typed: vec![Some(Target::Item(ItemId::new(2), Some("p-1".into())))],
    };
    first.documents = attachments.clone();
    first.resolutions = 0..2;
    first.matter = Some(matter);
    first.related = vec![ItemId::new(2)];
    first.translations = vec![ItemId::new(1)];
    let mut second = item("title: Cyllideb ddrafft", Language::Cy, Minute::default(), &format!("{path}.cy"));
    second.original = Some(ItemId::new(0));
    let mut third = item(
        "{ title: Gone, number: '9', withdrawn: { date: 2024-02-02, reason: It named somebody. } }",
        Language::En,
        full_minute(),
        "committees/cabinet/2024-01-18-special/09-gone",
    );
    third.translations = vec![];
    corpus.items = [first, second, third].into_iter().collect();
    corpus.matters[matter].items = vec![ItemId::new(0), ItemId::new(2)];
    corpus.meetings[meeting].agenda = vec![
        Entry::Item(ItemId::new(0)),
        Entry::Closed(Stub {
            anchor: "item-8".into(),
            number: Some("8".into()),
            title: "Lease".into(),
            closure: closure(),
        }),
        Entry::Item(ItemId::new(2)),
    ];
    corpus.meetings[meeting].documents = attachments;
    corpus.meetings[meeting].approved_at = Some(ItemId::new(2));
    for (number, found) in [(1, Some(0)), (2, None)] {
        let address = Address::page(path).join(&format!("resolution-{number}"));
        corpus.resolutions.push(Resolution {
            item: ItemId::new(0),
            number,
            found,
            entry: Some(number as usize - 1),
            address,
        });
    }
    corpus.pages.push(PlainPage {
        slug: "about".into(),
        paper: paper("pages/about.md", "title: About this site", full_minute()),
        address: Address::page("about"),
        language: Language::En,
        translations: vec![],
        links: Links::default(),
    });
    let ids: Vec<ResolutionId> = corpus.resolutions.ids().collect();
    let of = |rows, pairs: &[_]| Relation::from_pairs(rows, pairs);
    corpus.graph = Graph {
        meetings_of_body: Relation::from_pairs(2, &[(body, meeting), (old, meeting)]),
        meetings_by_date: vec![meeting],
        resolutions_of_body: Relation::from_pairs(2, &[(body, ids[0]), (body, ids[1])]),
        resolutions_by_date: ids,
        papers_of_person: Relation::from_pairs(
            2,
            &[(people[0], (ItemId::new(0), Part::Presented)), (people[0], (ItemId::new(0), Part::Moved))],
        ),
        meetings_of_person: Relation::from_pairs(2, &[(people[0], (meeting, Presence::Chair))]),
        memberships_of_person: Relation::from_pairs(2, &[(people[0], (body, 0)), (people[1], (body, 1))]),
        links_to_item: of(3, &[(ItemId::new(2), ItemId::new(0))]),
        links_to_meeting: Relation::from_pairs(1, &[(meeting, ItemId::new(0))]),
        approved_by_item: Relation::from_pairs(3, &[(ItemId::new(0), meeting)]),
    };
    corpus
}

/// A record with one body, one meeting and one paper that say as little as they may.
pub fn sparse() -> Corpus {
    let day: Date = date(2024, 1, 18);
    let mut corpus = Corpus { as_of: date(2024, 1, 25), ..Corpus::default() };
    corpus.site.title = "Glen Council papers".into();
    corpus.site.authority = "Glen Council".into();
    let body = corpus.bodies.push(Body {
        slug: "cabinet".into(),
        title: "Cabinet".into(),
        paper: None,
        parent: None,
        address: Address::page("committees/cabinet"),
    });
    let meeting = corpus.meetings.push(Meeting {
        body,
        bodies: vec![body],
        date: day,
        word: None,
        paper: None,
        address: Address::page("committees/cabinet/2024-01-18"),
        agenda: vec![Entry::Item(ItemId::new(0))],
        documents: vec![],
        approved_at: None,
    });
    corpus.items.push(item(
        "title: Draft budget",
        Language::En,
        Minute::default(),
        "committees/cabinet/2024-01-18/07-draft-budget",
    ));
    corpus.graph.meetings_of_body = Relation::from_pairs(1, &[(body, meeting)]);
    corpus.graph.meetings_by_date = vec![meeting];
    corpus
}

/// Every page of a sample.
pub fn pages(corpus: &Corpus) -> Vec<Page> {
    let mut pages = vec![
        Page::Home,
        Page::Bodies,
        Page::Meetings,
        Page::MeetingsYear(2024),
        Page::MeetingsMonth(2024, 1),
        Page::People(None),
        Page::People(Some('R')),
        Page::Members,
        Page::Documents(None),
        Page::Documents(Some((2024, 1))),
        Page::Matters(1),
        Page::WhatIsNew,
        Page::Search,
        Page::NotFound,
    ];
    pages.extend(corpus.bodies.ids().flat_map(|id| [Page::Body(id), Page::BodyYear(id, 2024)]));
    pages.extend(corpus.meetings.ids().flat_map(|id| [Page::Meeting(id), Page::Pack(id)]));
    pages.extend(corpus.items.ids().map(Page::Item));
    pages.extend(corpus.resolutions.ids().map(Page::Resolution));
    pages.extend(corpus.people.table.ids().flat_map(|id| [Page::Person(id), Page::PersonYear(id, 2024)]));
    pages.extend(corpus.matters.ids().map(Page::Matter));
    pages.extend(corpus.pages.ids().map(Page::Plain));
    let body = BodyId::new(0);
    let parts = [
        Register::Overview,
        Register::Year(2024),
        Register::Body(body),
        Register::BodyYear(body, 2024),
        Register::Outcome(None),
        Register::Outcome(Some(format::Outcome::Recommended)),
    ];
    pages.extend(parts.map(|register| Page::Decisions(register, 1)));
    pages
}
