//! Documents for tests that need one beside a paper, by name.

use super::build::{docx, line, open_document, pdf};
use super::hostile::{ENOUGH, encrypted};

/// The bytes of a document: sound, or with the fault that its name says.
pub fn sample(name: &str) -> Vec<u8> {
    let sound = || pdf(&[&line(ENOUGH), &line(ENOUGH)]).bytes();
    match name {
        "sound.pdf" => sound(),
        "sound.docx" | "renamed.pdf" => docx("<w:p><w:r><w:t>The report was noted.</w:t></w:r></w:p>"),
        "cut.pdf" => sound()[..200].to_vec(),
        "empty.pdf" => Vec::new(),
        "locked.pdf" => encrypted("a password"),
        "scan.pdf" => pdf(&["", ""]).bytes(),
        "bomb.odt" => open_document("text", "", &" ".repeat(129 << 20)),
        _ => panic!("no document is made that is called {name}"),
    }
}
