//! Documents of every kind, sound and unsound, read through the real second process.

mod build;
mod hostile;
mod sample;

use std::fs;
use std::path::PathBuf;

use minutebook::document::child::Program;
use minutebook::document::{Cache, Facts, Finding, Kind, Reader, Text};
use tempfile::TempDir;

pub use sample::sample;

use build::{archive, docx, line, office, open_document, pdf, relations};

/// A folder of documents, and a reader for it.
struct Desk {
    folder: TempDir,
    reader: Reader,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        Desk { folder, reader: Reader::new(Program::new(env!("CARGO_BIN_EXE_minutebook"))) }
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).expect("a document for the test");
        path
    }

    fn facts(&self, name: &str, bytes: impl AsRef<[u8]>) -> Facts {
        self.reader.inspect(&self.put(name, bytes)).expect("a readable file")
    }

    fn text(&self, name: &str, bytes: impl AsRef<[u8]>) -> Text {
        self.reader.text(&self.put(name, bytes)).expect("a readable file")
    }
}

/// The passages as `page: text`.
fn passages(text: &Text) -> Vec<String> {
    let page = |page: Option<u32>| page.map_or("-".to_owned(), |page| page.to_string());
    text.passages.iter().map(|it| format!("{}: {}", page(it.page), it.text)).collect()
}

#[test]
fn a_pdf() {
    let desk = Desk::new();
    let pages = [&line("The budget gap for next year")[..], "", &line("Reserves of \\2433 million")[..]];
    let bytes = pdf(&pages).bytes();
    let facts = desk.facts("report.pdf", &bytes);
    assert_eq!(facts.bytes, bytes.len() as u64);
    assert_eq!((facts.kind, facts.sha256.len()), (Kind::Pdf, 64));
    assert_eq!(facts.reading.pages, Some(3));
    assert_eq!(facts.reading.language.as_deref(), Some("en-GB"));
    assert_eq!(facts.reading.title.as_deref(), Some("Budget – drŵft"));
    assert_eq!((facts.reading.tagged, facts.reading.text_layer), (Some(true), Some(false)));
    assert_eq!(facts.reading.findings, [Finding::NoTextLayer], "41 characters on three pages are stamps");

    let text = desk.text("report.pdf", &bytes);
    assert_eq!(passages(&text), ["1: The budget gap for next year", "3: Reserves of £3 million"]);
    assert_eq!(text.findings, []);

    let plenty = line("A page of a report has more than twenty characters");
    let facts = desk.facts("report.pdf", pdf(&[&plenty]).bytes());
    assert_eq!((facts.reading.text_layer, facts.reading.findings), (Some(true), vec![]));
}

#[test]
fn words_and_lines_of_a_pdf_follow_from_places() {
    let desk = Desk::new();
    let page = |content: &str| desk.text("a.pdf", pdf(&[content]).bytes()).passages.remove(0).text;
    // New lines within one text object; kerning within a word; a wide kern between words.
    assert_eq!(page("BT /F1 12 Tf 72 700 Td (one) Tj 0 -14 Td (two) Tj ET"), "one\ntwo");
    assert_eq!(page("BT /F1 12 Tf 72 700 Td [(com) 20 (mit) -15 (tee) -300 (met)] TJ ET"), "committee met");
    assert_eq!(page("BT /F1 12 Tf 14 TL 72 700 Td (a) Tj T* (b) Tj (c) ' 0 0 (d) \" ET"), "a\nb\nc\nd");
    // A footnote number stays on its line; matrices count as moves do.
    assert_eq!(page("BT /F1 12 Tf 1 0 0 1 72 700 Tm (noted) Tj 1 0 0 1 120 704 Tm (2) Tj ET"), "noted 2");
    assert_eq!(
        page(
            "q 0.1 0 0 0.1 0 0 cm BT /F1 120 Tf 720 7000 Td (a) Tj ET BT 720 6800 Td /F1 120 Tf (b) Tj ET Q"
        ),
        "a\nb"
    );
    assert_eq!(page("BT /F9 12 Tf (unknown font) Tj /F1 12 Tf (known) Tj ET"), "known");
}

#[test]
fn text_in_forms_of_a_pdf() {
    use lopdf::{Object, Stream, dictionary};
    let desk = Desk::new();
    let mut made = pdf(&["q /X1 Do Q BT /F1 12 Tf 72 100 Td (below) Tj ET"]);
    let form = made.document.new_object_id();
    let font = made.font;
    let resources = dictionary! {
        "Font" => dictionary! { "F1" => font }, "XObject" => dictionary! { "X1" => form },
    };
    // The form draws itself as well: that must come to an end.
    let head = dictionary! { "Type" => "XObject", "Subtype" => "Form", "Resources" => resources.clone() };
    made.document.objects.insert(form, Stream::new(head, (line("within") + " /X1 Do").into_bytes()).into());
    let page = made.document.page_iter().next().expect("a page");
    made.document.get_dictionary_mut(page).expect("a page").set("Resources", Object::Dictionary(resources));
    let text = desk.text("form.pdf", made.bytes());
    assert_eq!(passages(&text), [format!("1: {}below", "within\n".repeat(8))]);
}

#[test]
fn a_word_document() {
    let desk = Desk::new();
    let body = "<w:p><w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr><w:r><w:t>Draft </w:t></w:r><w:r><w:t>bud</w:t></w:r>\
        <w:r><w:t>get &#x2013; 5 &lt; 6</w:t></w:r></w:p>\
        <w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>\
        <w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:r><w:tab/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>\
        <w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>shown</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
        <w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
        <mc:Fallback><w:p><w:r><w:t>box again</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t>after</w:t></w:r></w:p>";
    let more = [
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "word/comments.xml",
            "<w:comments><w:comment><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:comment></w:comments>",
        ),
    ];
    let main = format!("<w:document><w:body>{body}</w:body></w:document>");
    let bytes = office("word/document.xml", &main, &more);
    let facts = desk.facts("report.docx", &bytes);
    assert_eq!((facts.kind, facts.reading.kind), (Kind::Docx, Some(Kind::Docx)));
    assert_eq!(facts.reading.pages, Some(4));
    assert_eq!(facts.reading.title.as_deref(), Some("Waste & recycling"));
    assert_eq!(facts.reading.language.as_deref(), Some("en-GB"));
    assert_eq!((facts.reading.tagged, &facts.reading.findings[..]), (None, &[][..]));
    let text = desk.text("report.docx", &bytes);
    assert_eq!(passages(&text), ["-: Draft budget – 5 < 6\nnew shown\ncell\nbox\nafter", "-: A note."]);
}

#[test]
fn a_workbook() {
    let desk = Desk::new();
    let workbook = "<workbook><sheets><sheet name='Grants' sheetId='1' r:id='rId1'/>\
        <sheet name='Working' sheetId='2' state='hidden' r:id='rId2'/><sheet name='Totals' sheetId='3' r:id='rId3'/></sheets></workbook>";
    let table = relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "worksheet", "worksheets/sheet2.xml"),
        ("rId3", "worksheet", "/xl/worksheets/sheet3.xml"),
        ("rId4", "sharedStrings", "sharedStrings.xml"),
    ]);
    let sheet = |rows: &str| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let more = [
        ("xl/_rels/workbook.xml.rels", &table[..]),
        (
            "xl/sharedStrings.xml",
            "<sst><si><t>Village hall</t></si><si><r><t>Play</t></r><r><t>ground</t></r><rPh><t>x</t></rPh></si></sst>",
        ),
        (
            "xl/worksheets/sheet1.xml",
            &sheet(
                "<row><c t='s'><v>1</v></c><c><v>1250.5</v></c></row><row><c t='s'><v>0</v></c><c t='b'><v>1</v></c></row>",
            ),
        ),
        ("xl/worksheets/sheet2.xml", &sheet("<row><c><v>999</v></c></row>")),
        (
            "xl/worksheets/sheet3.xml",
            &sheet("<row><c t='inlineStr'><is><t>All</t></is></c><c t='str'><f>A1</f><v>sum</v></c></row>"),
        ),
    ];
    let bytes = office("xl/workbook.xml", workbook, &more);
    assert_eq!(desk.facts("grants.xlsx", &bytes).reading.pages, None);
    let text = desk.text("grants.xlsx", &bytes);
    assert_eq!(passages(&text), ["-: Grants\nPlayground 1250.5\nVillage hall", "-: Totals\nAll sum"]);
}

#[test]
fn a_presentation() {
    let desk = Desk::new();
    let main = "<p:presentation><p:sldIdLst><p:sldId id='256' r:id='rId2'/><p:sldId id='257' r:id='rId1'/><p:sldId id='258' r:id='rId3'/></p:sldIdLst></p:presentation>";
    let table = relations(&[
        ("rId1", "slide", "slides/slide1.xml"),
        ("rId2", "slide", "slides/slide2.xml"),
        ("rId3", "slide", "slides/slide3.xml"),
    ]);
    let slide = |text: &str, more: &str| {
        format!(
            "<p:sld{more}><a:p><a:r><a:t>{text}</a:t></a:r><a:br/><a:r><a:t>end</a:t></a:r></a:p></p:sld>"
        )
    };
    let more = [
        ("ppt/_rels/presentation.xml.rels", &table[..]),
        ("ppt/slides/slide1.xml", &slide("hidden", " show='0'")),
        ("ppt/slides/slide2.xml", &slide("Libraries", "")),
        ("ppt/slides/slide3.xml", &slide("Buses", "")),
        ("ppt/notesSlides/notesSlide1.xml", &slide("speak slowly", "")),
    ];
    let bytes = office("ppt/presentation.xml", main, &more);
    assert_eq!(desk.facts("slides.pptx", &bytes).reading.pages, Some(3));
    assert_eq!(passages(&desk.text("slides.pptx", &bytes)), ["1: Libraries\nend", "3: Buses\nend"]);
}

#[test]
fn open_documents() {
    let desk = Desk::new();
    let body = "<office:text><text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>\
        <text:h>Cyllideb<text:s text:c='9'/>ddrafft</text:h><text:p>Un<office:annotation><text:p>comment</text:p></office:annotation>\
        <text:tab/>dau<text:line-break/>tri</text:p></office:text>";
    let bytes = open_document("text", body, "");
    let facts = desk.facts("cynllun.odt", &bytes);
    assert_eq!((facts.kind, facts.reading.pages), (Kind::Odt, Some(7)));
    assert_eq!(facts.reading.language.as_deref(), Some("cy-GB"));
    assert_eq!(facts.reading.title.as_deref(), Some("Cynllun"));
    assert_eq!(
        passages(&desk.text("cynllun.odt", &bytes)),
        ["-: Cyllideb ddrafft\nUn dau\ntri", "-: Fenwick Council"]
    );

    let sheet = "<table:table table:name='Grants'><table:table-row><table:table-cell><text:p>Hall</text:p></table:table-cell>\
        <table:table-cell><text:p>12</text:p></table:table-cell></table:table-row></table:table>";
    assert_eq!(
        passages(&desk.text("g.ods", open_document("spreadsheet", sheet, "")))[0],
        "-: Grants\nHall 12"
    );

    let slides = "<draw:page><text:p>One</text:p><presentation:notes><text:p>note</text:p></presentation:notes></draw:page>\
        <draw:page/><draw:page><text:p>Three</text:p></draw:page>";
    assert_eq!(
        passages(&desk.text("s.odp", open_document("presentation", slides, "")))[..2],
        ["1: One", "3: Three"]
    );
}

#[test]
fn plain_files() {
    let desk = Desk::new();
    let facts = desk.facts("note.txt", "Cyfarfod y cyngor\r\n\r\nnos Lun");
    assert_eq!((facts.kind, &facts.reading.findings[..]), (Kind::Text, &[][..]));
    assert_eq!(passages(&desk.text("note.txt", b"\xA35 grant\r\n\r\nagreed")), ["-: £5 grant\nagreed"]);
    let page = "<html lang=en><title>Old page</title><p>Agreed &amp; noted";
    let facts = desk.facts("old.html", page);
    assert_eq!(
        (facts.reading.title.as_deref(), facts.reading.language.as_deref()),
        (Some("Old page"), Some("en"))
    );
    assert_eq!(passages(&desk.text("old.html", page)), ["-: Agreed & noted"]);
    assert_eq!(desk.facts("photo.jpg", b"\xFF\xD8\xFF\xE0").reading.findings, []);
    assert_eq!(desk.text("photo.jpg", b"\xFF\xD8\xFF\xE0"), Text::default());
    assert_eq!(desk.facts("unknown.xyz", b"\x00\x01").reading.findings, []);
    assert_eq!(desk.facts("unknown.xyz", pdf(&[""]).bytes()).kind, Kind::Pdf);
}

#[test]
fn content_that_is_not_what_the_name_says() {
    let desk = Desk::new();
    let pdf = pdf(&[&line("A page of a report has enough characters")]).bytes();
    let findings = |name: &str, bytes: &[u8]| desk.facts(name, bytes).reading.findings;
    let wrong = |kind| vec![Finding::WrongType(kind)];
    assert_eq!(findings("a.pdf", b"just words"), wrong(Some(Kind::Text)));
    assert_eq!(findings("a.docx", &pdf), wrong(Some(Kind::Pdf)));
    assert_eq!(findings("a.txt", &pdf), wrong(Some(Kind::Pdf)));
    assert_eq!(findings("a.docx", &open_document("text", "<office:text/>", "")), wrong(Some(Kind::Odt)));
    assert_eq!(findings("a.docx", &archive(&[("readme.txt", "hello")])), wrong(Some(Kind::Zip)));
    assert_eq!(findings("a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"), wrong(None));
    assert_eq!(findings("a.pdf", &docx("<w:p/>")), wrong(Some(Kind::Zip)));
    assert_eq!(findings("a.zip", &docx("<w:p/>")), []);
    assert_eq!(findings("a.png", b"\0\0\0\0"), wrong(None));
    for name in ["a.pdf", "a.docx", "a.txt", "a.xyz"] {
        assert_eq!(findings(name, b""), [Finding::Empty], "{name}");
        assert_eq!(desk.text(name, b""), Text::default(), "{name}");
    }
    // What a file is decides how its text is read.
    assert_eq!(desk.text("a.txt", &pdf).passages.len(), 1);
}

#[test]
fn results_come_from_the_cache() {
    let mut desk = Desk::new();
    let cache = desk.folder.path().join("cache/documents");
    desk.reader.cache = Some(Cache::new(&cache));
    let bytes = docx("<w:p><w:r><w:t>kept</w:t></w:r></w:p>");
    let facts = desk.facts("a.docx", &bytes);
    let text = desk.text("a.docx", &bytes);

    // A reader that can start nothing finds both, under another name too.
    let mut idle = desk.reader.clone();
    idle.program = Program::new("/nonexistent");
    assert_eq!(idle.inspect(&desk.put("b.docx", &bytes)).expect("from the cache"), facts);
    assert_eq!(idle.text(&desk.put("b.docx", &bytes)).expect("from the cache"), text);
    assert_eq!(
        idle.inspect(&desk.put("b.odt", &bytes)).expect("from the cache").reading.findings,
        [Finding::WrongType(Some(Kind::Docx))]
    );
    assert!(idle.inspect(&desk.put("c.docx", docx("other"))).is_err());

    // Broken entries are replaced.
    for entry in fs::read_dir(&cache).expect("a cache") {
        fs::write(entry.expect("an entry").path(), "{\"version\":1,").expect("an entry to break");
    }
    assert_eq!(desk.facts("a.docx", &bytes), facts);
    assert_eq!(idle.inspect(&desk.put("b.docx", &bytes)).expect("from the cache"), facts);
}

#[test]
fn many_documents_at_once_come_in_order() {
    let desk = Desk::new();
    let paths: Vec<PathBuf> = (1..=12)
        .map(|pages| {
            let content = line("A page of a report has enough characters");
            desk.put(&format!("{pages}.pdf"), pdf(&vec![&content[..]; pages]).bytes())
        })
        .collect();
    let pages = desk.reader.inspect_all(&paths).into_iter().map(|facts| facts.expect("a PDF").reading.pages);
    assert!(pages.eq((1..=12).map(Some)));
}
