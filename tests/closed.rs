//! What must never be published is in no byte of the output, file names included.

use crate::support::{Project, Site};

/// Stands in everything that is closed, and nowhere else.
const CANARY: &str = "zqcanary";

const EXEMPT: &str =
    "access: exempt\nexempt: { paragraphs: [3], public_interest: Disclosure would weaken the council. }";
const MEETING: &str = "content/committees/cabinet/2024-03-12/";

/// A council in which everything that can be closed holds the canary.
fn council() -> Project {
    let closed = "number: \"8\"\npurpose: To sell Zqcanary01 House.\npresenters: [{ name: Ada Zqcanary02, role: Zqcanary03 Officer }]\n\
         in_attendance: [Bea Zqcanary04]\nrecommendations: [\"That Zqcanary05 be sold.\"]\nurgent: { reason: Zqcanary06. }\n\
         documents: [{ file: 08-zqcanary07.pdf, title: Zqcanary08 valuation }]\n\
         resolutions: [{ outcome: agreed, moved_by: Cal Zqcanary09, vote: { method: recorded, for: 1, names: { for: [Dee Zqcanary10] } } }]\n\
         motions: [{ text: Zqcanary11., moved_by: Eve Zqcanary12 }]\ndeclarations: [{ person: Fay Zqcanary13, interest: Zqcanary14 }]\n\
         actions: [{ owner: Gus Zqcanary15, action: Zqcanary16 }]\nmatter: zqcanary17\naliases: [/zqcanary18/]\n\
         corrections: [{ date: 2024-03-13, reason: Zqcanary19. }]\naccept: [{ code: resolution-candidate, at: zqcanary, reason: Zqcanary20. }]";
    let text = "1. Zqcanary21 House was valued.\n\n| Zqcanary22 | £ |\n|---|---|\n| x | 1 |\n\nRESOLVED that Zqcanary23 be sold.[^1]\n\n[^1]: Zqcanary24.";
    let item = |title: &str, front: &str, text: &str| format!("---\ntitle: {title}\n{front}\n---\n{text}\n");
    Project::new()
        .file("content/site.yaml", "title: Papers\nbase_url: https://papers.example/x/\n")
        .file("content/notes-zqcanary.txt", "zqcanary: listed by nobody")
        .file(&format!("{MEETING}index.md"), "---\nattendance: { present: [Jo Roe] }\ndocuments:\n  - { file: zqcanary30.txt, title: Staffing, access: confidential, exempt: { reason: An order of the court. } }\n---\n")
        .file(&format!("{MEETING}zqcanary30.txt"), "zqcanary31")
        .file(&format!("{MEETING}08-zqcanary40.md"), item("A property", &format!("{EXEMPT}\n{closed}"), text))
        .file(&format!("{MEETING}08-zqcanary40.cy.md"), item("Eiddo", &format!("{EXEMPT}\n{closed}"), text))
        .file(&format!("{MEETING}08-zqcanary07.pdf"), crate::documents::sample("sound.pdf"))
        .file(&format!("{MEETING}09-zqcanary41.md"), item("A case", "number: \"9\"\naccess: confidential\nexempt: { reason: An order of the court. }\nmatter: zqcanary42", text))
        .file(
            &format!("{MEETING}07-roads.md"),
            item(
                "Roads",
                "number: \"7\"\nexclusion: { items: [8, 9], paragraphs: [3] }\nrelated: [08-zqcanary40.md, 10-zqcanary60.md]\npresenters: [Pat Zqpublic]\n\
                 documents:\n  - { file: map.txt, title: Map }\n  - { file: 07-zqcanary50.txt, title: Prices, access: exempt, exempt: { paragraphs: [3], public_interest: Disclosure would weaken the council. } }\n\
                 accept: [{ code: raw-html, at: <b>, reason: zqcanary51 }]\n# zqcanary52 is a comment",
                "See [item 8](08-zqcanary40.md), [item 9](09-zqcanary41.md#p-1), [a draft](10-zqcanary60.md), [what is gone](11-gone.md#zq). Pat Zqpublic spoke of <b>roads</b>.\n\nRESOLVED that the public be excluded.",
            ).replace("[what is gone](11-gone.md#zq)", "[what is gone](11-gone.md)"),
        )
        .file(&format!("{MEETING}map.txt"), "A map.")
        .file(&format!("{MEETING}07-zqcanary50.txt"), "zqcanary53")
        .file(&format!("{MEETING}10-zqcanary60.md"), item("Zqcanary61", &format!("status: draft\n{}\ndocuments: [{{ file: 10-zqcanary62.txt }}]", closed.replace("documents: [{ file: 08-zqcanary07.pdf, title: Zqcanary08 valuation }]\n", "")), text))
        .file(&format!("{MEETING}10-zqcanary62.txt"), "zqcanary63")
        .file(&format!("{MEETING}12-zqcanary64.md"), item("Zqcanary65", &format!("status: draft\n{EXEMPT}\nnumber: zqcanary66"), text))
        .file("content/zqcanary67.md", item("Zqcanary68", "status: draft\ncommittee: Zqcanary69 Board\ndate: 2024-07-01", text))
        .file("content/zqcanary70.md", item("Zqcanary71", "status: draft\ncommittee: Cabinet\ndate: 2031-07-01", text))
        .file("content/committees/zqcanary72/2024-03-12/01-minutes.md", item("Zqcanary73", "status: draft", text))
        .file("content/committees/cabinet/2032-07-06/01-minutes.md", item("Zqcanary74", "status: draft", text))
        .file(
            &format!("{MEETING}11-gone.md"),
            item(
                "A paper that was withdrawn",
                &format!("number: \"11\"\nwithdrawn: {{ date: 2024-04-01, reason: It named a child. }}\n{}", closed.replace("number: \"8\"\n", "").replace("matter: zqcanary17\naliases: [/zqcanary18/]\n", "").replace("corrections: [{ date: 2024-03-13, reason: Zqcanary19. }]\n", "").replace("file: 08-zqcanary07.pdf", "file: 11-zqcanary80.txt")),
                text,
            ),
        )
        .file(&format!("{MEETING}11-zqcanary80.txt"), "zqcanary81")
        .file("content/people/pat-zqpublic.md", "---\nname: Pat Zqpublic\nkind: public\ncontact: zqcanary90@example.org\nward: Zqcanary91\n---\nZqcanary92 lives in Mill Lane.\n")
}

fn assert_clean(site: &Site) {
    for (path, bytes) in site.files() {
        // The index is compressed, and a word is hidden in it as well as in a locked drawer.
        let inflated =
            path.starts_with("search/index/").then(|| minutebook::search::inflate(bytes).ok()).flatten();
        let text = String::from_utf8_lossy(inflated.as_deref().unwrap_or(bytes)).to_lowercase();
        if let Some(at) = text.find(CANARY) {
            let shown: String =
                text[text.floor_char_boundary(at.saturating_sub(60))..].chars().take(120).collect();
            panic!("{path} holds what must not be published:\n{shown}");
        }
        assert!(!path.to_lowercase().contains(CANARY), "{path} names what must not be published");
    }
}

#[test]
fn nothing_closed_is_in_any_byte() {
    let project = council();
    let run = project.run(["check", "--format", "short"]).exit(0);
    assert!(
        run.codes().iter().all(|code| ["unused-accept", "resolution-candidate"].contains(code)),
        "{}",
        run.stdout
    );
    let site = project.build([]);
    assert_clean(&site);
    assert!(site.has("committees/cabinet/2024-03-12/07-roads/index.html"));
    assert!(site.has("committees/cabinet/2024-03-12/map.txt"));
    let meeting = site.text("committees/cabinet/2024-03-12/index.html");
    for seen in ["A property", "A case", "Staffing", "item-8", "item-9"] {
        assert!(meeting.contains(seen), "the meeting's page lacks {seen}");
    }
    assert!(site.text("committees/cabinet/2024-03-12/11-gone/index.html").contains("It named a child."));
    assert!(
        !site
            .paths()
            .iter()
            .any(|path| path.contains("2031") || path.contains("2032") || path.contains("2024-07")),
        "a draft's meeting"
    );
    assert_clean(&project.build(["--no-minify", "--base-url", "https://other.example/"]));
}

#[test]
fn with_drafts_only_drafts_are_added() {
    let project = council();
    let site = project.build(["--drafts"]);
    let draft = "committees/cabinet/2024-03-12/10-zqcanary60/index.html";
    assert!(site.has(draft));
    for path in site.paths() {
        assert!(
            !path.contains("08-zq") && !path.contains("09-zq") && !path.contains("12-zq"),
            "{path}: closed beats draft"
        );
    }
    for (path, bytes) in site.files() {
        // The index is compressed, and a word is hidden in it as well as in a locked drawer.
        let inflated =
            path.starts_with("search/index/").then(|| minutebook::search::inflate(bytes).ok()).flatten();
        let text = String::from_utf8_lossy(inflated.as_deref().unwrap_or(bytes)).to_lowercase();
        for closed in [
            "zqcanary07",
            "zqcanary08",
            "zqcanary30",
            "zqcanary31",
            "zqcanary42",
            "zqcanary50",
            "zqcanary53",
            "zqcanary8",
            "zqcanary9",
        ] {
            assert!(
                !text.contains(closed) || closed == "zqcanary9" && !text.contains("zqcanary90"),
                "{path} holds {closed}"
            );
        }
    }
}

#[test]
fn members_of_the_public_have_no_page() {
    let site = council().build([]);
    assert!(!site.paths().iter().any(|path| path.contains("zqpublic")), "{:?}", site.paths());
    assert!(!site.text("data/people.json").to_lowercase().contains("zqpublic"));
    for (path, page) in site.pages() {
        assert!(!page.contains("people/pat-zqpublic"), "{path} links to a member of the public");
        if path.starts_with("people/") {
            assert!(!page.to_lowercase().contains("zqpublic"), "{path} lists a member of the public");
        }
    }
    let roads = site.data("items");
    let roads =
        roads.as_array().expect("items").iter().find(|item| item["title"] == "Roads").expect("roads").clone();
    assert_eq!(roads["presenters"][0]["person"], serde_json::Value::Null);
}
