//! Small documents, made up in memory.

use std::io::{Cursor, Write as _};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A PDF with a page for each content stream.
pub struct Pdf {
    pub document: Document,
    pub pages: ObjectId,
    pub font: ObjectId,
}

/// What a program that makes accessible PDFs writes.
pub fn pdf(contents: &[&str]) -> Pdf {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let kids: Vec<Object> = contents
        .iter()
        .map(|content| {
            let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
            let page = dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            };
            document.add_object(page).into()
        })
        .collect();
    let count = kids.len() as i64;
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    document.objects.insert(pages, Object::Dictionary(tree));
    let structure = document.add_object(dictionary! { "Type" => "StructTreeRoot" });
    let catalog = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "Lang" => Object::string_literal("en-GB"),
        "MarkInfo" => dictionary! { "Marked" => true }, "StructTreeRoot" => structure,
    });
    document.trailer.set("Root", catalog);
    let title: Vec<u8> = "\u{FEFF}Budget – dr\u{175}ft".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let info =
        document.add_object(dictionary! { "Title" => Object::String(title, StringFormat::Hexadecimal) });
    document.trailer.set("Info", info);
    Pdf { document, pages, font }
}

impl Pdf {
    pub fn bytes(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.document.save_to(&mut bytes).expect("a PDF is written to memory");
        bytes
    }
}

/// A content stream that shows one line.
pub fn line(text: &str) -> String {
    format!("BT /F1 12 Tf 72 700 Td ({text}) Tj ET")
}

/// A zip archive of parts.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part is begun in memory");
        zip.write_all(text.as_bytes()).expect("a part is written to memory");
    }
    zip.finish().expect("an archive is written to memory").into_inner()
}

/// The relations of a part: id, sort and target of each.
pub fn relations(relations: &[(&str, &str, &str)]) -> String {
    let rows: String = relations
        .iter()
        .map(|(id, kind, target)| {
            format!("<Relationship Id='{id}' Type='http://schemas.example/relationships/{kind}' Target='{target}'/>")
        })
        .collect();
    format!("<Relationships>{rows}</Relationships>")
}

/// An Office Open XML document: its main part, the properties, and further parts.
pub fn office(main: &str, text: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let package = relations(&[
        ("rId1", "officeDocument", main),
        ("rId2", "metadata/core-properties", "docProps/core.xml"),
        ("rId3", "extended-properties", "docProps/app.xml"),
    ]);
    let core = "<cp:coreProperties><dc:title>Waste &amp; recycling</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>";
    let app = "<Properties><Application>Writer</Application><Pages>4</Pages></Properties>";
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", package.as_str()),
        ("docProps/core.xml", core),
        ("docProps/app.xml", app),
        (main, text),
    ];
    parts.extend(more);
    archive(&parts)
}

/// A Word document with this in its body.
pub fn docx(body: &str) -> Vec<u8> {
    office("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"), &[])
}

/// An OpenDocument file of this media type, with this in its body.
pub fn open_document(kind: &str, body: &str, manifest: &str) -> Vec<u8> {
    let meta = "<office:document-meta><office:meta><dc:title>Cynllun</dc:title><dc:language>cy-GB</dc:language>\
        <meta:document-statistic meta:page-count='7'/></office:meta></office:document-meta>";
    archive(&[
        ("mimetype", &format!("application/vnd.oasis.opendocument.{kind}")),
        ("META-INF/manifest.xml", manifest),
        ("meta.xml", meta),
        (
            "content.xml",
            &format!("<office:document-content><office:body>{body}</office:body></office:document-content>"),
        ),
        (
            "styles.xml",
            "<office:document-styles><style:footer><text:p>Fenwick Council</text:p></style:footer></office:document-styles>",
        ),
    ])
}
