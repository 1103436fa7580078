//! Walks the content folder once, in a fixed order, and says which files there are.

use std::io;
use std::path::Path;
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use super::place::{Misplaced, Place, Sitting};
use super::{Listing, disk_path, is_within, reason};
use crate::diagnostic::{Code, Diagnostic, Place as At};

/// Walks a content folder. Symbolic links are never followed; dot files and what editors leave behind
/// are passed over.
///
/// # Errors
/// Only if the folder itself cannot be read; everything below it becomes a diagnostic.
pub fn discover(root: &Path) -> io::Result<Listing> {
    std::fs::read_dir(root)?;
    Ok(walk(root, ""))
}

/// Walks again what is at a content path and below it, after something may have changed there. Says
/// whether there is now anything else than before; what is in the files does not count.
pub fn refresh(listing: &mut Arc<Listing>, path: &str) -> bool {
    if path.split('/').any(is_leftover) {
        return false;
    }
    // What lies above decides whether there is a way to it: a folder may be new, or have become a link.
    let is_folder =
        |path: &str| disk_path(&listing.root, path).symlink_metadata().is_ok_and(|found| found.is_dir());
    let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
    let path = above.find(|folder| !listing.knows(folder) || !is_folder(folder)).unwrap_or(path);
    let found = walk(&listing.root, path);
    let inside = |file: &str| is_within(file, path);
    let same = listing.papers.iter().filter(|(file, _)| inside(file)).eq(&found.papers)
        && listing.files.iter().filter(|file| inside(file)).eq(&found.files)
        && listing.diagnostics.iter().filter(|problem| inside(&problem.file)).eq(&found.diagnostics);
    if same {
        return false;
    }
    let listing = Arc::make_mut(listing);
    listing.papers.retain(|(file, _)| !inside(file));
    listing.files.retain(|file| !inside(file));
    listing.diagnostics.retain(|problem| !inside(&problem.file));
    listing.papers.extend(found.papers);
    listing.files.extend(found.files);
    listing.diagnostics.extend(found.diagnostics);
    listing.sort();
    true
}

/// What is at a content path and below it; the whole folder if the path is empty.
fn walk(root: &Path, from: &str) -> Listing {
    let mut listing = Listing { root: root.to_path_buf(), ..Listing::default() };
    let whole = from.is_empty();
    let start = if whole { root.to_path_buf() } else { disk_path(root, from) };
    let walk = WalkDir::new(start).follow_links(false).follow_root_links(whole).sort_by_file_name();
    let wanted = |entry: &DirEntry| {
        (whole && entry.depth() == 0) || !is_leftover(&entry.file_name().to_string_lossy())
    };
    for entry in walk.into_iter().filter_entry(wanted) {
        match entry {
            Ok(entry) if whole && entry.depth() == 0 => {}
            Ok(entry) => visit(&mut listing, root, &entry),
            // What is gone is no problem.
            Err(error) if error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound) => {}
            Err(error) => {
                let file: Arc<str> = error
                    .path()
                    .and_then(|path| content_path(root, path))
                    .unwrap_or_else(|| "".into())
                    .into();
                let why = error.io_error().map_or_else(|| "it leads back to itself.".into(), reason);
                listing.diagnostics.push(Diagnostic::new(
                    Code::Unreadable,
                    &file,
                    At::File,
                    format!("This folder cannot be read: {why}"),
                    "Check that you may open it.",
                ));
            }
        }
    }
    listing.sort();
    listing
}

/// Sorts one entry into the listing.
fn visit(listing: &mut Listing, root: &Path, entry: &DirEntry) {
    let kind = entry.file_type();
    let Some(path) = content_path(root, entry.path()) else {
        let file: Arc<str> = entry.path().to_string_lossy().into();
        listing.diagnostics.push(Diagnostic::new(
            Code::FileName,
            &file,
            At::File,
            "The name of this file is not valid text, so it cannot become an address.",
            "Rename it with letters, digits and hyphens.",
        ));
        return;
    };
    let file: Arc<str> = path.into();
    if let Some(fault) = hostile(entry.file_name().to_str().unwrap_or_default()) {
        listing.diagnostics.push(Diagnostic::new(
            Code::FileName,
            &file,
            At::File,
            format!("The name of this {} {fault}.", if kind.is_dir() { "folder" } else { "file" }),
            "Rename it with letters, digits and hyphens.",
        ));
        return;
    }
    let is_paper = file.ends_with(".md") || &*file == "site.yaml";
    if kind.is_symlink() {
        listing.diagnostics.push(Diagnostic::new(
            Code::Symlink,
            &file,
            At::File,
            "This is a link to somewhere else, and links are never followed, so that nothing from outside the content folder is published.",
            "Put the file itself here, or take the link away.",
        ));
    } else if kind.is_dir() {
        check_folder(listing, &file);
    } else if !kind.is_file() {
        listing.diagnostics.push(Diagnostic::new(
            Code::Unreadable,
            &file,
            At::File,
            "This is not a file that can be read (a device or a pipe).",
            "Take it out of the content folder.",
        ));
    } else if is_paper {
        match Place::of(&file) {
            Ok(place) => listing.papers.push((file, place)),
            // The folder itself has been reported once.
            Err(Misplaced::NotAMeeting) => {}
            Err(fault) => listing.diagnostics.push(misplaced(&file, fault)),
        }
    } else {
        listing.files.push(file);
    }
}

/// Below a body there are meetings and nothing else.
fn check_folder(listing: &mut Listing, folder: &Arc<str>) {
    let parts: Vec<&str> = folder.split('/').collect();
    if let ["committees", body, name] = parts.as_slice()
        && Sitting::parse(body, name).is_none()
    {
        listing.diagnostics.push(
            Diagnostic::new(
                Code::MisplacedFile,
                folder,
                At::File,
                format!("The folder “{name}” below a body is not a meeting: its name does not begin with a real date."),
                "Name it after the day of the meeting, such as 2023-11-29 or 2023-11-29-special, or move it out of the body's folder.",
            )
            .about(*name),
        );
    }
}

fn misplaced(file: &Arc<str>, fault: Misplaced) -> Diagnostic {
    let (message, help) = match fault {
        Misplaced::NotAMeeting => (
            "This paper is in a folder that is not a meeting.",
            "Move it into a folder named after the day of the meeting, such as 2023-11-29.",
        ),
        Misplaced::TooDeep => (
            "This paper is in a folder inside a meeting's folder, where only documents may be.",
            "Move it up into the meeting's folder, beside index.md.",
        ),
        Misplaced::Nested => (
            "This file is in a folder of its own below people or pages.",
            "Move it up, so that it stands directly in people or pages.",
        ),
        Misplaced::NoTranslation => (
            "Only items and plain pages have translations; this file would translate something else.",
            "Take the language out of the file's name, or move its text into a page.",
        ),
    };
    Diagnostic::new(Code::MisplacedFile, file, At::File, message, help)
}

/// The path below the content folder with `/` between folders; `None` if it is not Unicode.
fn content_path(root: &Path, path: &Path) -> Option<String> {
    let mut out = String::new();
    for part in path.strip_prefix(root).ok()?.components() {
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(part.as_os_str().to_str()?);
    }
    Some(out)
}

/// Dot files, and what editors and desktops leave behind.
pub(super) fn is_leftover(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || [".swp", ".swo", ".tmp", ".bak", ".orig", ".part"].iter().any(|end| lower.ends_with(end))
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&lower.as_str())
}

/// Why a name must not become part of an address or of a file on a visitor's machine.
fn hostile(name: &str) -> Option<&'static str> {
    let device = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let is_device = matches!(device.as_str(), "con" | "prn" | "aux" | "nul")
        || (device.len() == 4
            && (device.starts_with("com") || device.starts_with("lpt"))
            && device.ends_with(|c: char| c.is_ascii_digit()));
    if name.chars().any(char::is_control) {
        Some("holds a control character")
    } else if name
        .chars()
        .any(|c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
    {
        Some("holds an invisible character that turns the direction of reading")
    } else if name.contains(['\\', ':', '*', '?', '"', '<', '>', '|']) {
        Some("holds a character that not every computer allows (one of \\ : * ? \" < > |)")
    } else if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        Some("begins or ends with a space, or ends with a full stop")
    } else if is_device {
        Some("is reserved on Windows computers")
    } else if name.len() > 200 {
        Some("is longer than 200 bytes")
    } else {
        None
    }
}
