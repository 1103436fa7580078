//! A small corpus made by hand, for the tests of the sinks.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::date;
use serde::de::DeserializeOwned;

use crate::format;
use crate::minute::{Minute, Signals};
use crate::model::name::NameKey;
use crate::model::*;
use crate::output::memory::Memory;

/// What a sink wrote, as text.
pub(crate) fn files(memory: Memory) -> BTreeMap<String, String> {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    memory.into_files().into_iter().map(|(path, bytes)| (path, text(bytes))).collect()
}

/// Front matter from YAML.
pub(crate) fn front<F: DeserializeOwned>(yaml: &str) -> F {
    serde_yaml::from_str(yaml).expect("front matter of a test")
}

/// A paper of a test.
pub(crate) fn paper<F: DeserializeOwned>(file: &str, yaml: &str, minute: Minute) -> Arc<Paper<F>> {
    Arc::new(Paper { file: file.into(), front: front(yaml), minute })
}

/// A minute as typed.
fn minute(text: &str) -> Minute {
    crate::minute::parse(text, 0, &Signals::default()).0
}

const CABINET: &str = "title: Cabinet
kind: executive
parent: council
aliases: [The Executive]
active: { from: 2019-05-20 }
members:
  - { person: people/jane-roe, role: Chair, from: 2023-05-18 }
  - { person: Tomos Bell, to: 2022-01-31 }
";

const MEETING: &str = "kind: ordinary
start: '14:00'
venue: Shire Hall
status: held
minutes: { status: draft }
published: { agenda: 2024-03-04, minutes: 2024-03-20 }
attendance:
  chair: Jane Roe
  present: [Jane Roe]
  apologies: [{ name: Tomos Bell, substitute: { name: A Visitor, organisation: Glen Parish Council } }, C Dee]
  movements: [{ person: Jane Roe, left: '15:10', item: '2' }]
aliases: ['/mg/ieListDocuments.aspx?CId=4&MId=77&Ver=4']
";

const FARES: &str = "title: Bus fares
number: '2'
purpose: To set the fares.
presenters: [{ name: Jane Roe, role: Leader }, { name: Pat Ash, organisation: Glen Buses }]
recommendations: [That the fares be set.]
resolutions:
  - outcome: agreed
    moved_by: Jane Roe
    vote: { method: recorded, for: 8, against: 0, names: { for: [Jane Roe], against: [] } }
  - { text: That officers be thanked., vote: { method: not_recorded } }
motions: [{ text: That it be put off., kind: amendment, outcome: lost, vote: { method: show_of_hands, for: 1, against: 7 } }]
declarations: [{ person: Tomos Bell, kind: voluntary, action: stayed }]
actions: [{ owner: Pat Ash, action: Print the table, due: May }]
exclusion: { items: ['3'], paragraphs: [3] }
corrections: [{ date: 2024-04-02, reason: A fare was misprinted. }]
aliases: [/old/fares/, /old/fares.html, /old/fares.aspx, '/docs/s1:2.pdf', /old/FARES/]
";

const WITHDRAWN: &str = "title: A paper taken back
number: '4'
purpose: SECRETPURPOSE
recommendations: [SECRETADVICE]
resolutions: [{}]
withdrawn: { date: 2024-05-01, reason: It named a child. }
";

/// Every kind of block.
const MINUTE: &str = "7. The Leader spoke *briefly*.\\
She thanked [officers](https://x.example/).[^post]

Nobody else did.

### Discussion

> first
>
> second

- one
- two

  more of two

| Zone | Fare |
|---|---|
| A | £1.20 |
| B | £2.40 |

```
7. not
  a label
```

---

RESOLVED: that

(a) fares be set;

(b) they be reviewed.

[^post]: Two posts were vacant.
";

/// Two bodies, two meetings on one day, a paper with a translation, one that was withdrawn, one closed.
pub(crate) fn corpus() -> Corpus {
    let mut corpus = Corpus {
        site: Site {
            title: "Glen papers".into(),
            base_url: Some("https://papers.glen.example/x".into()),
            base_path: "/x".into(),
            ..Site::default()
        },
        as_of: date(2024, 6, 1),
        ..Corpus::default()
    };
    let body = |slug: &str, title: &str, paper, parent| Body {
        slug: slug.into(),
        title: title.into(),
        paper,
        parent,
        address: Address::page(&format!("committees/{slug}")),
    };
    let council = corpus.bodies.push(body("council", "Council", None, None));
    let file = paper("committees/cabinet/index.md", CABINET, Minute::default());
    let cabinet = corpus.bodies.push(body("cabinet", "Cabinet", Some(file), Some(council)));

    for (slug, name, front) in [
        (
            "jane-roe",
            "Jane Roe",
            Some(
                "name: Jane Roe\nhonorific: Mrs\naliases: [J Roe]\nroles: [{ role: Leader, from: 2021-05-18 }]",
            ),
        ),
        ("tomos-bell", "Tomos Bell", None),
    ] {
        let id = corpus.people.table.push(Person {
            slug: slug.into(),
            name: name.into(),
            honorific: front.map(|_| "Mrs".into()),
            paper: front.map(|front| paper(&format!("people/{slug}.md"), front, Minute::default())),
            organisation: None,
            address: Address::page(&format!("people/{slug}")),
        });
        std::sync::Arc::make_mut(&mut corpus.people.by_name).insert(NameKey::of(name, None), Some(id));
        std::sync::Arc::make_mut(&mut corpus.people.by_name)
            .insert(NameKey::of(&format!("people/{slug}"), None), Some(id));
    }
    let [jane, tomos] = [0, 1].map(PersonId::new);
    corpus.graph.memberships_of_person =
        Relation::from_pairs(2, &[(jane, (cabinet, 0)), (tomos, (cabinet, 1))]);

    let closure = Closure {
        access: format::Access::Exempt,
        paragraphs: vec![3],
        reason: None,
        summary: Some("A sale.".into()),
    };
    let stub = Stub {
        anchor: "item-3".into(),
        number: Some("3".into()),
        title: "Property".into(),
        closure: closure.clone(),
    };
    let [fares, welsh, withdrawn] = [0, 1, 2].map(ItemId::new);
    let folder = "committees/cabinet/2024-03-12";
    let meeting = corpus.meetings.push(Meeting {
        body: cabinet,
        bodies: vec![cabinet, council],
        date: date(2024, 3, 12),
        word: None,
        paper: Some(paper(&format!("{folder}/index.md"), MEETING, Minute::default())),
        address: Address::page(folder),
        agenda: vec![Entry::Item(fares), Entry::Closed(stub), Entry::Item(withdrawn)],
        documents: Vec::new(),
        approved_at: None,
    });
    corpus.meetings.push(Meeting {
        body: cabinet,
        bodies: vec![cabinet],
        date: date(2024, 3, 12),
        word: Some("special".into()),
        paper: None,
        address: Address::page(&format!("{folder}-special")),
        agenda: Vec::new(),
        documents: Vec::new(),
        approved_at: Some(fares),
    });

    let table = DocumentId::new(0);
    let open = |source, title: &str| Attachment::Open {
        source,
        title: title.into(),
        kind: Some(format::DocumentKind::Appendix),
        issue: format::Issue::Agenda,
        published: Some(date(2024, 3, 4)),
        language: format::Language::En,
    };
    let documents = vec![
        open(AttachmentSource::File(table), "Table of fares"),
        open(AttachmentSource::Url("https://law.example/act".into()), "The Act"),
        Attachment::Awaited { title: "Late report".into(), kind: None },
        Attachment::Closed { title: "Closed report".into(), closure },
    ];
    let secret = minute("8. SECRETTEXT\n\nRESOLVED: SECRETLY");
    let item = |name: &str, file, language, original, resolutions| Item {
        id: format!("{folder}/{name}").into(),
        paper: file,
        address: Address::page(&format!("{folder}/{name}")),
        meeting,
        language,
        original,
        translations: Vec::new(),
        documents: Vec::new(),
        resolutions,
        related: Vec::new(),
        matter: None,
        links: Links::default(),
    };
    let welsh_front = "title: Prisiau bysiau\nlanguage: cy";
    corpus.items.push(Item {
        documents,
        translations: vec![welsh],
        related: vec![withdrawn],
        matter: Some(MatterId::new(0)),
        ..item(
            "02-fares",
            paper(&format!("{folder}/02-fares.md"), FARES, minute(MINUTE)),
            format::Language::En,
            None,
            0..2,
        )
    });
    corpus.items.push(item(
        "02-fares.cy",
        paper(&format!("{folder}/02-fares.cy.md"), welsh_front, Minute::default()),
        format::Language::Cy,
        Some(fares),
        0..2,
    ));
    corpus.items.push(item(
        "04-back",
        paper(&format!("{folder}/04-back.md"), WITHDRAWN, secret),
        format::Language::En,
        None,
        2..3,
    ));
    for (item, number, found, name) in
        [(fares, 1, Some(0), "02-fares"), (fares, 2, None, "02-fares"), (withdrawn, 1, Some(0), "04-back")]
    {
        corpus.resolutions.push(Resolution {
            item,
            number,
            found,
            entry: Some(number as usize - 1),
            address: Address::page(&format!("{folder}/{name}/resolution-{number}")),
        });
    }
    corpus.documents.push(Document {
        file: DocumentFile {
            path: format!("{folder}/02 fares.pdf").into(),
            bytes: 2048,
            sha256: "ab".repeat(32).into(),
            kind: crate::document::Kind::Pdf,
            pages: Some(3),
            language: Some("en-GB".into()),
            tagged: Some(true),
            text_layer: None,
        },
        address: Address::file(&format!("{folder}/02 fares.pdf")),
        title: "Table of fares".into(),
        kind: Some(format::DocumentKind::Appendix),
        published: Some(date(2024, 3, 4)),
        items: vec![fares],
        meetings: Vec::new(),
    });
    corpus.matters.push(Matter {
        slug: "bus-fares".into(),
        title: "Bus fares".into(),
        items: vec![fares],
        address: Address::page("matters/bus-fares"),
    });
    corpus
}
