//! Supporting documents: which files become public, and which leave only a row.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::define::{PaperRefs, closure};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::format::{self, Access, Issue, Language};
use crate::model::{
    Address, Attachment, AttachmentSource, Corpus, Document, DocumentFile, DocumentId, Id, ItemId, MeetingId,
};
use crate::parse::{Parsed, Read};
use crate::source::Listing;

/// Who lists a document.
#[derive(Clone, Copy)]
enum Owner {
    Item(ItemId),
    Meeting(MeetingId),
}

/// The content path of a listed file: beside the paper or deeper, never outside. `None` if the words
/// lead anywhere else.
fn path_of(paper: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => return None,
            part => parts.push(part),
        }
    }
    if file.starts_with('/') || file.contains('\\') || parts.is_empty() {
        return None;
    }
    let folder = paper.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = parts.join("/");
    Some(if folder.is_empty() { name } else { format!("{folder}/{name}") })
}

/// Every file that a paper lists openly, sorted: their facts are needed before linking.
pub fn listed_files(papers: &[Arc<Parsed>], listing: &Listing) -> Vec<Arc<str>> {
    let mut paths = BTreeSet::new();
    for_each(papers, &mut |file, paper_access, _, document| {
        if paper_access == Access::Public && document.access == Access::Public {
            paths.extend(document.file.as_deref().and_then(|name| path_of(file, name)));
        }
    });
    for parsed in papers {
        if let Read::Site(site) = &parsed.read {
            paths.extend(site.crest.as_deref().and_then(|name| path_of("site.yaml", name)));
        }
    }
    listing.files.iter().filter(|file| paths.contains(&***file)).cloned().collect()
}

/// Fills the documents of items and meetings, and the table of public files.
pub fn attach(
    papers: &[Arc<Parsed>],
    listing: &Listing,
    files: &HashMap<Arc<str>, DocumentFile>,
    refs: &PaperRefs,
    corpus: &mut Corpus,
    diagnostics: &mut Diagnostics,
) {
    let closed = closed_files(papers);
    check_all(papers, listing, &closed, diagnostics);
    let mut ids: BTreeMap<Arc<str>, DocumentId> = BTreeMap::new();
    for index in 0..corpus.meetings.len() {
        let id = MeetingId::new(index);
        let Some(paper) = corpus.meetings[id].paper.clone() else { continue };
        let language = paper.front.language.unwrap_or(corpus.site.language);
        let documents = attachments(
            &paper.file,
            &paper.front.documents,
            language,
            Owner::Meeting(id),
            files,
            &mut ids,
            corpus,
        );
        corpus.meetings[id].documents = documents;
    }
    for index in 0..corpus.items.len() {
        let id = ItemId::new(index);
        let paper = Arc::clone(&corpus.items[id].paper);
        let language = corpus.items[id].language;
        let documents = attachments(
            &paper.file,
            &paper.front.documents,
            language,
            Owner::Item(id),
            files,
            &mut ids,
            corpus,
        );
        corpus.items[id].documents = documents;
    }
    crest(listing, files, refs, corpus, diagnostics);
}

/// The crest is a file that `site.yaml` lists.
fn crest(
    listing: &Listing,
    files: &HashMap<Arc<str>, DocumentFile>,
    refs: &PaperRefs,
    corpus: &mut Corpus,
    diagnostics: &mut Diagnostics,
) {
    let front = Arc::clone(&corpus.site.front);
    let Some(name) = front.crest.as_deref() else { return };
    let site: Arc<str> = "site.yaml".into();
    let path =
        path_of(&site, name).filter(|path| listing.has_file(path) && !refs.contains_key(path.as_str()));
    let picture = path.as_deref().is_some_and(|path| path.ends_with(".svg") || path.ends_with(".png"));
    match path.and_then(|path| files.get(path.as_str()).cloned()) {
        Some(file) if picture => corpus.site.crest = Some(file),
        _ => diagnostics.push(
            Diagnostic::new(
                Code::MissingDocument,
                &site,
                At::Field("crest".into()),
                format!("There is no picture “{name}” (SVG or PNG) in the content folder."),
                "Put the picture there, or correct its name.",
            )
            .about(name),
        ),
    }
}

/// Which files closed papers and closed entries list, and where.
fn closed_files(papers: &[Arc<Parsed>]) -> HashMap<String, (Arc<str>, String)> {
    let mut closed = HashMap::new();
    for_each(papers, &mut |file, paper_access, index, document| {
        if (paper_access != Access::Public || document.access != Access::Public)
            && let Some(path) = document.file.as_deref().and_then(|name| path_of(file, name))
        {
            closed.entry(path).or_insert((Arc::clone(file), format!("documents[{index}].file")));
        }
    });
    closed
}

/// Every document that any paper lists, with the paper's own access.
fn for_each<'a>(
    papers: &'a [Arc<Parsed>],
    each: &mut dyn FnMut(&'a Arc<str>, Access, usize, &'a format::Document),
) {
    for parsed in papers {
        let (file, access, documents) = match &parsed.read {
            Read::Item(paper) => (&paper.file, paper.front.access, &paper.front.documents),
            Read::Meeting(paper) => (&paper.file, Access::Public, &paper.front.documents),
            _ => continue,
        };
        for (index, document) in documents.iter().enumerate() {
            each(file, access, index, document);
        }
    }
}

/// Every listed document is there, inside the content folder, and either closed or public.
fn check_all(
    papers: &[Arc<Parsed>],
    listing: &Listing,
    closed: &HashMap<String, (Arc<str>, String)>,
    diagnostics: &mut Diagnostics,
) {
    for_each(papers, &mut |file, paper_access, index, document| {
        let at = At::Field(format!("documents[{index}].file"));
        let is_closed = paper_access != Access::Public || document.access != Access::Public;
        match (document.file.as_deref(), document.url.as_deref()) {
            (Some(_), Some(_)) => diagnostics.push(Diagnostic::new(
                Code::DocumentSource,
                file,
                At::Field(format!("documents[{index}].url")),
                "A document has either file: or url:, not both.",
                "Take one of the two lines away.",
            )),
            (None, None) if document.issue != Issue::ToFollow && !is_closed => diagnostics.push(Diagnostic::new(
                Code::DocumentSource,
                file,
                At::Field(format!("documents[{index}]")),
                "Nothing says where this document is.",
                "Add file: with the name of a file beside this paper, or url: with an address, or issue: to_follow if it is still to come.",
            )),
            (None, Some(url)) if !is_web_address(url) => diagnostics.push(
                Diagnostic::new(
                    Code::BadUrl,
                    file,
                    At::Field(format!("documents[{index}].url")),
                    format!("“{url}” is not a web address."),
                    "Write it whole, beginning with https://, or use file: for a file beside this paper.",
                )
                .about(url),
            ),
            (Some(name), None) => match path_of(file, name) {
                None => diagnostics.push(
                    Diagnostic::new(
                        Code::DocumentOutside,
                        file,
                        at,
                        format!("“{name}” does not lie beside this paper or deeper."),
                        "Put the file beside this paper, and write its name alone.",
                    )
                    .about(name),
                ),
                Some(path) if !listing.has_file(&path) => diagnostics.push(missing(file, at, name, &path, listing)),
                Some(path) if !is_closed => {
                    if let Some((other, field)) = closed.get(&path) {
                        diagnostics.push(
                            Diagnostic::new(
                                Code::DocumentTwiceClosed,
                                file,
                                at,
                                format!("“{name}” is listed here as public, but {other} lists it as closed."),
                                "Decide which is right; until then nothing is published.",
                            )
                            .about(name)
                            .and_at(other, At::Field(field.clone()), "listed as closed here"),
                        );
                    }
                }
                Some(_) => {}
            },
            _ => {}
        }
    });
}

fn missing(file: &Arc<str>, at: At, name: &str, path: &str, listing: &Listing) -> Diagnostic {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let nearest = listing
        .files
        .iter()
        .filter(|known| known.rsplit_once('/').map_or("", |(f, _)| f) == folder)
        .map(|known| known.rsplit('/').next().unwrap_or_default())
        .map(|known| (strsim::jaro_winkler(known, name), known))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.8);
    let help = match nearest {
        Some((_, known)) => format!("Did you mean “{known}”?"),
        None => {
            "Put the file beside this paper, or correct its name; capital and small letters count.".to_owned()
        }
    };
    Diagnostic::new(Code::MissingDocument, file, at, format!("There is no file “{name}” here."), help)
        .about(name)
}

/// Whether an address leads to a page or file on the web.
pub fn is_web_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'))
}

/// The documents of one paper, as the public sees them.
fn attachments(
    file: &Arc<str>,
    documents: &[format::Document],
    language: Language,
    owner: Owner,
    files: &HashMap<Arc<str>, DocumentFile>,
    ids: &mut BTreeMap<Arc<str>, DocumentId>,
    corpus: &mut Corpus,
) -> Vec<Attachment> {
    let mut rows = Vec::new();
    for document in documents {
        if document.access != Access::Public {
            rows.push(Attachment::Closed {
                title: document.title.as_deref().unwrap_or_default().into(),
                closure: closure(document.access, document.exempt.as_ref()),
            });
            continue;
        }
        let path = document.file.as_deref().and_then(|name| path_of(file, name));
        let title: Box<str> = match (&document.title, &path, &document.url) {
            (Some(title), _, _) => title.as_str().into(),
            (None, Some(path), _) => title_from(path),
            (None, None, Some(url)) => url.as_str().into(),
            (None, None, None) => "".into(),
        };
        let source = match (path, &document.url) {
            (Some(path), _) => {
                let Some((path, facts)) = files.get_key_value(path.as_str()) else { continue };
                let id = *ids.entry(Arc::clone(path)).or_insert_with(|| {
                    corpus.documents.push(Document {
                        file: facts.clone(),
                        address: Address::file(path),
                        title: title.clone(),
                        kind: document.kind,
                        published: None,
                        items: Vec::new(),
                        meetings: Vec::new(),
                    })
                });
                let row = &mut corpus.documents[id];
                row.published = row.published.max(document.published);
                match owner {
                    Owner::Item(item) => row.items.push(item),
                    Owner::Meeting(meeting) => row.meetings.push(meeting),
                }
                AttachmentSource::File(id)
            }
            (None, Some(url)) => AttachmentSource::Url(url.as_str().into()),
            (None, None) => {
                rows.push(Attachment::Awaited { title, kind: document.kind });
                continue;
            }
        };
        rows.push(Attachment::Open {
            source,
            title,
            kind: document.kind,
            issue: document.issue,
            published: document.published,
            language: document.language.unwrap_or(language),
        });
    }
    rows
}

/// A title where the paper gives none: the file's name without its ending, hyphens as spaces.
fn title_from(path: &str) -> Box<str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    name.replace(['-', '_'], " ").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_files_stay_beside_their_paper() {
        assert_eq!(path_of("a/b/07.md", "x.pdf").as_deref(), Some("a/b/x.pdf"));
        assert_eq!(path_of("a/b/07.md", "./deep/x.pdf").as_deref(), Some("a/b/deep/x.pdf"));
        assert_eq!(path_of("07.md", "x.pdf").as_deref(), Some("x.pdf"));
        for outside in ["../x.pdf", "/etc/passwd", "deep/../../x.pdf", "..\\x.pdf", "", "."] {
            assert_eq!(path_of("a/b/07.md", outside), None, "{outside}");
        }
    }
}
