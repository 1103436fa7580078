//! Office documents: zip archives of XML parts, as Word, Excel, PowerPoint (ISO/IEC 29500) and
//! LibreOffice (OpenDocument, ISO/IEC 26300) write them. Runs in the second process.
//!
//! - [`package`]: the archive, its parts and how they refer to each other
//! - [`properties`]: title, language, pages
//! - [`word`], [`sheet`], [`slides`], [`opendocument`]: the text of each format
//! - [`xml`]: a part as a stream of elements and text

pub mod opendocument;
pub mod package;
pub mod properties;
pub mod sheet;
pub mod slides;
pub mod word;
pub mod xml;

use super::finding::{Finding, Read};
use super::text::Sink;
use super::{Kind, Limits, Reading};
use package::Package;

/// What an office document says about itself; of another archive no more than that it is one.
pub fn facts(bytes: &[u8], limits: &Limits) -> Reading {
    let mut package = match Package::open(bytes, limits.inflated) {
        Ok(package) => package,
        Err(finding) => return Reading::failed(finding),
    };
    let mut reading = Reading { kind: Some(package.kind), ..Reading::default() };
    if let Err(finding) = properties::read(&mut package, &mut reading) {
        reading.found(finding);
    }
    reading
}

/// The text of an office document; none for another archive.
///
/// # Errors
/// Why it is not complete; `sink` has what was read until then.
pub(crate) fn text(bytes: &[u8], limits: &Limits, sink: &mut Sink) -> Read<()> {
    let mut package = Package::open(bytes, limits.inflated)?;
    match package.kind {
        Kind::Docx => word::text(&mut package, sink),
        Kind::Xlsx => sheet::text(&mut package, sink),
        Kind::Pptx => slides::text(&mut package, sink),
        Kind::Odt | Kind::Ods | Kind::Odp => opendocument::text(&mut package, sink),
        _ => Ok(()),
    }
}

/// What an OLE compound file is, as far as it matters here: an office document under a password is
/// stored as one, with a stream of this name (MS-OFFCRYPTO, 2.3.4.4).
pub fn compound_facts(bytes: &[u8]) -> Reading {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encrypted = aho_corasick::AhoCorasick::new([name]).is_ok_and(|search| search.is_match(bytes));
    if encrypted { Reading::failed(Finding::Encrypted) } else { Reading::default() }
}
