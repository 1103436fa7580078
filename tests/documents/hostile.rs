//! Documents that are broken, or made to do harm: each ends in findings, soon, and leaves no process.

use std::io;
use std::time::{Duration, Instant};

use lopdf::{Dictionary, EncryptionState, EncryptionVersion, Object, Permissions, Stream, dictionary};
use minutebook::document::child::Program;
use minutebook::document::{Finding, Limits, Text};
use proptest::prelude::*;

use super::build::{Pdf, archive, docx, line, office, open_document, pdf};
use super::{Desk, passages};

pub const ENOUGH: &str = "A page of a report has enough characters";

fn finding(finding: Finding) -> Vec<Finding> {
    vec![finding]
}

pub fn encrypted(user: &str) -> Vec<u8> {
    let mut made = pdf(&[&line(ENOUGH)]);
    let id = || Object::string_literal("0123456789abcdef");
    made.document.trailer.set("ID", vec![id(), id()]);
    let version = EncryptionVersion::V2 {
        document: &made.document,
        owner_password: "owner",
        user_password: user,
        key_length: 128,
        permissions: Permissions::PRINTABLE,
    };
    let state = EncryptionState::try_from(version).expect("encryption for the test");
    made.document.encrypt(&state).expect("encryption for the test");
    made.bytes()
}

#[test]
fn under_a_password() {
    let desk = Desk::new();
    let locked = encrypted("user");
    assert_eq!(desk.facts("a.pdf", &locked).reading.findings, finding(Finding::Encrypted));
    assert_eq!(desk.text("a.pdf", &locked).findings, finding(Finding::Encrypted));
    // With an owner's password alone everybody may read it.
    let open = encrypted("");
    let facts = desk.facts("a.pdf", &open);
    assert_eq!((facts.reading.pages, facts.reading.findings), (Some(1), vec![]));
    assert_eq!(passages(&desk.text("a.pdf", &open)), [format!("1: {ENOUGH}")]);

    let manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let locked = open_document("text", "<office:text/>", manifest);
    assert_eq!(desk.facts("a.odt", &locked).reading.findings, finding(Finding::Encrypted));
    assert_eq!(desk.text("a.odt", &locked).findings, finding(Finding::Encrypted));

    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.resize(2048, 0);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(desk.facts("a.docx", &locked).reading.findings, finding(Finding::Encrypted));
    assert_eq!(desk.text("a.docx", &locked).findings, finding(Finding::Encrypted));
}

#[test]
fn cut_short() {
    let desk = Desk::new();
    let whole = pdf(&[&line(ENOUGH), &line(ENOUGH)]).bytes();
    for length in [9, 40, whole.len() / 3, whole.len() / 2, whole.len() - 60] {
        let facts = desk.facts("a.pdf", &whole[..length]);
        assert!(facts.reading.findings.contains(&Finding::Damaged), "{length}: {facts:?}");
        assert!(desk.text("a.pdf", &whole[..length]).findings.contains(&Finding::Damaged), "{length}");
    }
    let whole = docx("<w:p><w:r><w:t>Noted.</w:t></w:r></w:p>");
    for length in [4, 30, whole.len() / 2, whole.len() - 30] {
        let findings = desk.facts("a.docx", &whole[..length]).reading.findings;
        assert_eq!(findings, finding(Finding::Damaged), "{length}");
    }
    // A document whose text breaks off is read as far as it goes.
    let text = desk.text("a.docx", docx("<w:p><w:r><w:t>Noted.</w:t></w:r></w:p></w:oops>"));
    assert_eq!(passages(&text), ["-: Noted."]);
    assert_eq!(text.findings, finding(Finding::Damaged));
}

#[test]
fn without_what_it_needs() {
    let desk = Desk::new();
    let facts = |made: &mut Pdf| desk.facts("a.pdf", made.bytes()).reading;
    let mut made = pdf(&[]);
    assert_eq!(facts(&mut made).findings, finding(Finding::Damaged), "no pages");
    made.document.trailer.remove(b"Root");
    assert_eq!(facts(&mut made).findings, finding(Finding::Damaged), "no catalog");
    let empty = office("word/document.xml", "", &[("xl/nothing", "")]);
    assert_eq!(desk.text("a.docx", empty), Text::default());
    let sheets = "<workbook><sheets><sheet name='A' r:id='rId9'/></sheets></workbook>";
    let missing = office("xl/workbook.xml", sheets, &[]);
    assert_eq!(desk.text("a.xlsx", missing).findings, finding(Finding::Damaged));
}

#[test]
fn in_circles() {
    let desk = Desk::new();
    // The root of the page tree is among its own children.
    let mut made = pdf(&[&line(ENOUGH)]);
    let pages = made.pages;
    let page = made.document.page_iter().next().expect("a page");
    let tree = made.document.get_dictionary_mut(pages).expect("a page tree");
    tree.set("Kids", vec![Object::Reference(page), pages.into()]);
    let facts = desk.facts("a.pdf", made.bytes());
    assert_eq!((facts.reading.pages, facts.reading.findings), (Some(1), finding(Finding::Damaged)));
    assert_eq!(passages(&desk.text("a.pdf", made.bytes())), [format!("1: {ENOUGH}")]);
    // A page that is its own parent.
    made.document.get_dictionary_mut(page).expect("a page").set("Parent", page);
    assert_eq!(desk.facts("a.pdf", made.bytes()).reading.findings, finding(Finding::Damaged));
}

#[test]
fn bombs() {
    let mut desk = Desk::new();
    desk.reader.limits = Limits { inflated: 4 << 20, text: 1 << 20, ..Limits::default() };
    let spaces = " ".repeat(8 << 20);
    let words = "<w:p><w:r><w:t>budget gap</w:t></w:r></w:p>".repeat(60_000);
    assert_eq!(
        desk.facts("a.odt", open_document("text", "", &spaces)).reading.findings,
        finding(Finding::TooLarge)
    );
    assert_eq!(desk.text("a.docx", docx(&spaces)).findings, finding(Finding::TooLarge));
    desk.reader.limits.text = 100_000;
    let text = desk.text("a.docx", docx(&words));
    assert_eq!(text.findings, finding(Finding::TooLarge));
    assert!(text.passages[0].text.len() > 90_000, "the text up to the limit is kept");
    // One long string, referred to by each of many cells.
    let cells = "<row><c t='s'><v>0</v></c></row>".repeat(10_000);
    let table = "<Relationships><Relationship Id='a' Type='x/worksheet' Target='s.xml'/>\
        <Relationship Id='b' Type='x/sharedStrings' Target='t.xml'/></Relationships>";
    let more = [
        ("xl/_rels/workbook.xml.rels", table),
        ("xl/s.xml", &format!("<worksheet>{cells}</worksheet>")),
        ("xl/t.xml", &format!("<sst><si><t>{}</t></si></sst>", "gap ".repeat(20_000))),
    ];
    let sheets = "<workbook><sheets><sheet name='A' r:id='a'/></sheets></workbook>";
    assert_eq!(
        desk.text("a.xlsx", office("xl/workbook.xml", sheets, &more)).findings,
        finding(Finding::TooLarge)
    );
    // A page whose content inflates without end, and a drawing that draws itself many times over.
    let mut made = pdf(&[&line(ENOUGH)]);
    let page = made.document.page_iter().next().expect("a page");
    let mut stream = Stream::new(Dictionary::new(), spaces.clone().into_bytes());
    stream.compress().expect("a stream for the test");
    let content = made.document.add_object(stream);
    made.document.get_dictionary_mut(page).expect("a page").set("Contents", content);
    let facts = desk.facts("a.pdf", made.bytes());
    assert_eq!((facts.reading.pages, facts.reading.findings), (Some(1), finding(Finding::TooLarge)));
}

#[test]
fn too_large_a_file_is_hashed_and_no_more() {
    let mut desk = Desk::new();
    desk.reader.limits.file = 100;
    let bytes = pdf(&[&line(ENOUGH)]).bytes();
    let facts = desk.facts("a.pdf", &bytes);
    assert_eq!((facts.bytes, facts.sha256.len()), (bytes.len() as u64, 64));
    assert_eq!(facts.reading.findings, finding(Finding::TooLarge));
    assert_eq!(desk.text("a.pdf", &bytes).findings, finding(Finding::TooLarge));
}

#[cfg(target_os = "linux")]
#[test]
fn memory_is_limited() {
    let mut desk = Desk::new();
    desk.reader.limits = Limits { memory: 64 << 20, inflated: 4 << 30, ..Limits::default() };
    let bytes = docx(&" ".repeat(128 << 20));
    let started = Instant::now();
    let findings = desk.text("a.docx", bytes).findings;
    assert!(findings == [Finding::TooLarge] || findings == [Finding::Damaged], "{findings:?}");
    assert!(started.elapsed() < Duration::from_secs(30));
}

#[test]
fn time_is_limited() {
    let mut desk = Desk::new();
    // Drawings that draw drawings: 100 to the power of 8 in all.
    let mut made = pdf(&["/X8 Do"]);
    let page = made.document.page_iter().next().expect("a page");
    let mut below = None;
    for _ in 0..8 {
        let mut resources = Dictionary::new();
        if let Some(below) = below {
            resources.set("XObject", dictionary! { "X" => Object::Reference(below) });
        }
        let head = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => resources };
        below = Some(made.document.add_object(Stream::new(head, "/X Do ".repeat(100).into_bytes())));
    }
    let resources =
        dictionary! { "XObject" => dictionary! { "X8" => Object::Reference(below.expect("a drawing")) } };
    made.document.get_dictionary_mut(page).expect("a page").set("Resources", resources);
    desk.reader.limits.time = 1500;
    let started = Instant::now();
    assert_eq!(desk.text("a.pdf", made.bytes()).findings, finding(Finding::TookTooLong));
    assert!(started.elapsed() < Duration::from_secs(10));
}

/// What is started instead of our own program: a script.
#[cfg(unix)]
fn script(desk: &Desk, text: &str) -> Program {
    let path = desk.put("program.sh", text);
    Program { path: "/bin/sh".into(), arguments: vec![path.into()] }
}

#[cfg(unix)]
#[test]
fn a_process_that_misbehaves_is_ended() {
    let mut desk = Desk::new();
    desk.reader.limits.time = 500;
    let greeting = "printf 'minutebook extract 1\\n'\n";
    let pid = desk.folder.path().join("pid");
    for (body, wanted) in [
        ("exec sleep 600", Finding::TookTooLong),
        ("exec >&-\nexec sleep 600", Finding::TookTooLong),
        ("exec cat /dev/zero", Finding::TooLarge),
        ("exit 101", Finding::Damaged),
        ("echo '{'", Finding::Damaged),
        ("echo '{}'; exit 1", Finding::Damaged),
        ("kill -ABRT $$", Finding::TooLarge),
        ("kill -XCPU $$", Finding::TookTooLong),
    ] {
        desk.reader.program = script(&desk, &format!("echo $$ > '{}'\n{greeting}{body}\n", pid.display()));
        let started = Instant::now();
        let facts = desk.facts("a.pdf", pdf(&[""]).bytes());
        assert_eq!(facts.reading.findings, [wanted], "{body}");
        assert!(started.elapsed() < Duration::from_secs(20), "{body}");
        let pid = std::fs::read_to_string(&pid).expect("the process said who it is");
        #[cfg(target_os = "linux")]
        assert!(!std::path::Path::new("/proc").join(pid.trim()).exists(), "{body}: process {pid} is left");
    }
}

#[cfg(unix)]
#[test]
fn a_program_that_is_not_ours_is_no_fault_of_the_document() {
    let mut desk = Desk::new();
    let path = desk.put("a.pdf", pdf(&[""]).bytes());
    for text in ["echo hello", "exit 1", "printf 'minutebook extract 999\\n{}'"] {
        desk.reader.program = script(&desk, text);
        assert_eq!(
            desk.reader.inspect(&path).map_err(|error| error.kind()),
            Err(io::ErrorKind::Other),
            "{text}"
        );
    }
    desk.reader.program = Program::new("/nonexistent");
    assert_eq!(desk.reader.inspect(&path).map_err(|error| error.kind()), Err(io::ErrorKind::NotFound));
}

#[test]
fn what_is_no_file() {
    let desk = Desk::new();
    assert!(desk.reader.inspect(desk.folder.path()).is_err());
    assert!(desk.reader.inspect(&desk.folder.path().join("missing.pdf")).is_err());
    #[cfg(unix)]
    assert!(desk.reader.text(std::path::Path::new("/dev/zero")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Changed bytes cost findings at most: no error, no panic, no hang.
    #[test]
    fn any_bytes_are_survived(
        which in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let desk = Desk::new();
        let (name, mut bytes) = match which {
            0 => ("a.pdf", pdf(&[&line(ENOUGH), &line(ENOUGH)]).bytes()),
            1 => ("a.docx", docx("<w:p><w:r><w:t>Noted.</w:t></w:r></w:p>")),
            2 => ("a.odt", open_document("text", "<text:p>Noted.</text:p>", "")),
            _ => ("a.zip", archive(&[("a.html", "<html lang='en'><title>Noted &amp; agreed</title><p>Yes<!-- no -->")])),
        };
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let path = desk.put(name, &bytes);
        let facts = desk.reader.inspect(&path);
        let text = desk.reader.text(&path);
        prop_assert!(facts.is_ok() && text.is_ok(), "{facts:?} {text:?}");
        prop_assert!(facts.is_ok_and(|facts| !facts.reading.findings.contains(&Finding::TookTooLong)));
    }
}
