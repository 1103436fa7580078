//! PDF: facts from the catalog and page tree, text page by page. Runs in the second process.

use std::collections::HashSet;

use lopdf::xref::XrefRecovery;
use lopdf::{DecompressError, Document, Error, LoadOptions, Object, ObjectId};

use super::finding::{Finding, Read};
use super::page::PageReader;
use super::text::Sink;
use super::{Kind, Limits, Reading, language_tag, title_line};

/// Pages looked at to tell a scan; spread over the document, the first and last included.
const SAMPLE: usize = 4;

/// Fewer characters than this on a page, taken over the sample, make a scan: page numbers and stamps
/// are often text even there.
const CHARACTERS_OF_A_PAGE: usize = 20;

/// What a PDF says about itself.
pub fn facts(bytes: &[u8], limits: &Limits) -> Reading {
    match load(bytes, limits) {
        Ok(document) => read_facts(&document, limits),
        Err(finding) => Reading { kind: Some(Kind::Pdf), ..Reading::failed(finding) },
    }
}

/// The text of a PDF.
///
/// # Errors
/// Why it is not complete; `sink` has the pages up to there.
pub(crate) fn text(bytes: &[u8], limits: &Limits, sink: &mut Sink) -> Read<()> {
    let document = load(bytes, limits)?;
    let (pages, mut outcome) = pages(&document);
    let mut reader = PageReader::new(&document, limits);
    for (number, page) in (1..).zip(pages) {
        let (text, read) = reader.text(page, sink.left());
        sink.push(Some(number), &text)?;
        // A page that cannot be read does not hide those after it.
        outcome = outcome.and(read);
    }
    outcome
}

fn load(bytes: &[u8], limits: &Limits) -> Read<Document> {
    let options = LoadOptions {
        max_decompressed_size: usize::try_from(limits.inflated).ok(),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| finding(&error))?;
    // Under an owner's password alone the document has been decrypted by now.
    if document.is_encrypted() { Err(Finding::Encrypted) } else { Ok(document) }
}

/// What an error of the PDF library means for the document.
pub(crate) fn finding(error: &Error) -> Finding {
    match error {
        Error::InvalidPassword | Error::Decryption(_) | Error::UnsupportedSecurityHandler(_) => {
            Finding::Encrypted
        }
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Finding::TooLarge,
        _ => Finding::Damaged,
    }
}

fn read_facts(document: &Document, limits: &Limits) -> Reading {
    let mut reading = Reading { kind: Some(Kind::Pdf), ..Reading::default() };
    if let Ok(catalog) = document.catalog() {
        let marked = catalog
            .get_deref(b"MarkInfo", document)
            .and_then(Object::as_dict)
            .and_then(|info| info.get_deref(b"Marked", document))
            .and_then(Object::as_bool)
            .unwrap_or(false);
        let tree = catalog.get_deref(b"StructTreeRoot", document).and_then(Object::as_dict);
        reading.tagged = Some(marked && tree.is_ok());
        reading.language = catalog
            .get_deref(b"Lang", document)
            .and_then(lopdf::decode_text_string)
            .ok()
            .and_then(|tag| language_tag(&tag));
    }
    reading.title = document
        .trailer
        .get_deref(b"Info", document)
        .and_then(Object::as_dict)
        .and_then(|info| info.get_deref(b"Title", document))
        .and_then(lopdf::decode_text_string)
        .ok()
        .and_then(|title| title_line(&title));

    let (pages, outcome) = pages(document);
    if let Err(finding) = outcome {
        reading.found(finding);
    }
    if pages.is_empty() {
        return reading;
    }
    reading.pages = u32::try_from(pages.len()).ok();
    match has_text_layer(document, &pages, limits) {
        (true, _) => reading.text_layer = Some(true),
        (false, Ok(())) => {
            reading.text_layer = Some(false);
            reading.found(Finding::NoTextLayer);
        }
        (false, Err(finding)) => reading.found(finding),
    }
    reading
}

/// The pages in order, and whether that is certain to be all of them. A page that is met twice means
/// that the page tree runs in a circle: the pages are then those met until it closed.
fn pages(document: &Document) -> (Vec<ObjectId>, Read<()>) {
    let mut seen = HashSet::new();
    let mut pages = Vec::new();
    let mut outcome = Ok(());
    for page in document.page_iter() {
        if seen.insert(page) {
            pages.push(page);
        } else {
            outcome = Err(Finding::Damaged);
        }
    }
    let whole = pages.iter().all(|page| document.get_dictionary(*page).is_ok());
    if pages.is_empty() || !whole || document.xref_recovery == Some(XrefRecovery::Reconstructed) {
        outcome = Err(Finding::Damaged);
    }
    (pages, outcome)
}

/// Whether there is text on the pages, and whether those looked at could be read.
fn has_text_layer(document: &Document, pages: &[ObjectId], limits: &Limits) -> (bool, Read<()>) {
    let sample = pages.len().min(SAMPLE);
    let room = usize::try_from(limits.text).unwrap_or(usize::MAX);
    let mut reader = PageReader::new(document, limits);
    let mut outcome = Ok(());
    let mut characters = 0;
    for index in 0..sample {
        let page = pages[index * (pages.len() - 1) / (sample - 1).max(1)];
        let (text, read) = reader.text(page, room);
        outcome = outcome.and(read);
        characters += text.chars().filter(|it| !it.is_whitespace()).count();
        if characters >= sample * CHARACTERS_OF_A_PAGE {
            return (true, outcome);
        }
    }
    (false, outcome)
}
