//! [`Package`]: the zip archive that an office document is.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::super::Kind;
use super::super::finding::{Finding, Read};
use super::xml::{self, Node, Then};

/// An office document, opened.
pub struct Package<'a> {
    /// What it is; [`Kind::Zip`] if it is no office document.
    pub kind: Kind,
    /// The part that holds the document proper; empty if it is no office document.
    pub main: String,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes parts may still inflate to.
    budget: u64,
}

/// How one part refers to another.
#[derive(Debug, PartialEq, Eq)]
pub struct Relation {
    /// The id by which the part's text names it.
    pub id: String,
    /// What it is: the last part of the type's address (`officeDocument`, `slide`).
    pub kind: String,
    /// The part referred to.
    pub target: String,
}

impl<'a> Package<'a> {
    /// Opens the archive and finds out what it is. Its parts may inflate to `budget` bytes in all.
    ///
    /// # Errors
    /// [`Finding::Damaged`] if it is no readable archive or lacks the part that it names as its own,
    /// [`Finding::Encrypted`] if it is an OpenDocument file under a password.
    pub fn open(bytes: &'a [u8], budget: u64) -> Read<Self> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| finding(&error))?;
        let mut package = Package { kind: Kind::Zip, main: String::new(), archive, budget };
        if let Some(media_type) = package.part("mimetype")? {
            package.open_document(media_type.trim())?;
        } else {
            package.office_open_xml()?;
        }
        if package.kind != Kind::Zip && package.archive.index_for_name(&package.main).is_none() {
            return Err(Finding::Damaged);
        }
        Ok(package)
    }

    fn open_document(&mut self, media_type: &str) -> Read<()> {
        let kinds = [Kind::Odt, Kind::Ods, Kind::Odp];
        let Some(kind) = kinds.into_iter().find(|kind| kind.media_type() == media_type) else {
            return Ok(());
        };
        if self.part("META-INF/manifest.xml")?.is_some_and(|it| it.contains(":encryption-data")) {
            return Err(Finding::Encrypted);
        }
        self.kind = kind;
        self.main = "content.xml".into();
        Ok(())
    }

    fn office_open_xml(&mut self) -> Read<()> {
        let Some(relation) = self.relation("", "officeDocument")? else { return Ok(()) };
        let folder = relation.split('/').next().unwrap_or_default();
        self.kind = match folder {
            "word" => Kind::Docx,
            "xl" => Kind::Xlsx,
            "ppt" => Kind::Pptx,
            _ => return Ok(()),
        };
        self.main = relation;
        Ok(())
    }

    /// A part as text; `None` if there is none of that name.
    ///
    /// # Errors
    /// [`Finding::Damaged`] or [`Finding::Encrypted`] if it cannot be unpacked, [`Finding::TooLarge`]
    /// if that goes over the budget.
    pub fn part(&mut self, name: &str) -> Read<Option<String>> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(finding(&error)),
        };
        let mut bytes = Vec::new();
        let outcome = file.take(self.budget + 1).read_to_end(&mut bytes);
        // What a damaged part inflated to before it failed is paid for as well.
        let length = bytes.len() as u64;
        if length > self.budget {
            return Err(Finding::TooLarge);
        }
        self.budget -= length;
        outcome.map_err(|_| Finding::Damaged)?;
        let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
        Ok(Some(text.into_owned()))
    }

    /// The parts in the folder of the main part whose name begins with one of `names`, in order.
    pub fn beside_main(&self, names: &[&str]) -> Vec<String> {
        let folder = folder(&self.main);
        let wanted = |part: &str| {
            let name = part.strip_prefix(folder).filter(|name| name.ends_with(".xml"));
            name.is_some_and(|name| names.iter().any(|start| name.starts_with(start)))
        };
        let parts = self.archive.file_names().flatten();
        let mut parts: Vec<String> =
            parts.filter(|part| wanted(part)).map(std::borrow::Cow::into_owned).collect();
        parts.sort_unstable_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        parts
    }

    /// What a part refers to; the empty name stands for the package as a whole.
    ///
    /// # Errors
    /// As for [`Package::part`].
    pub fn relations(&mut self, part: &str) -> Read<Vec<Relation>> {
        let folder = folder(part);
        let table = format!("{folder}_rels/{}.rels", &part[folder.len()..]);
        let Some(table) = self.part(&table)? else { return Ok(Vec::new()) };
        let mut relations = Vec::new();
        xml::walk(&table, |node| {
            if let Node::Open("Relationship", element) = node
                && element.plain("TargetMode").as_deref() != Some("External")
                && let (Some(id), Some(kind), Some(target)) =
                    (element.plain("Id"), element.plain("Type"), element.plain("Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                relations.push(Relation { id, kind, target: resolve(folder, &target) });
            }
            Ok(Then::Go)
        })?;
        Ok(relations)
    }

    /// The first part of a sort that a part refers to.
    ///
    /// # Errors
    /// As for [`Package::part`].
    pub fn relation(&mut self, part: &str, kind: &str) -> Read<Option<String>> {
        let relations = self.relations(part)?;
        Ok(relations.into_iter().find(|it| it.kind == kind).map(|it| it.target))
    }
}

/// The folder of a part, with its slash.
fn folder(part: &str) -> &str {
    part.rfind('/').map_or("", |slash| &part[..=slash])
}

/// The part that `target` means in a part of `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let path = if target.starts_with('/') { target.to_owned() } else { format!("{folder}{target}") };
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn finding(error: &ZipError) -> Finding {
    match error {
        ZipError::InvalidPassword => Finding::Encrypted,
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => Finding::Encrypted,
        _ => Finding::Damaged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved() {
        assert_eq!(resolve("ppt/", "slides/slide1.xml"), "ppt/slides/slide1.xml");
        assert_eq!(resolve("ppt/slides/", "../media/a.png"), "ppt/media/a.png");
        assert_eq!(resolve("word/", "/word/document.xml"), "word/document.xml");
        assert_eq!(resolve("", "../../etc/passwd"), "etc/passwd");
    }
}
