//! Where typed links and `related:` lead: other papers, documents, pages, fragments, and addresses
//! elsewhere.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::attach::is_web_address;
use super::define::{PaperRef, PaperRefs};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::minute::{Inline, Minute};
use crate::model::address::slug;
use crate::model::{Address, Corpus, DocumentId, Id, ItemId, Matter, MatterId, Target};
use crate::source::Listing;

/// Why a target leads nowhere.
struct Fault {
    code: Code,
    message: String,
    help: String,
}

/// Finds what links lead to.
pub struct Resolver<'a> {
    corpus: &'a Corpus,
    refs: &'a PaperRefs,
    listing: &'a Listing,
    documents: HashMap<&'a str, DocumentId>,
}

impl<'a> Resolver<'a> {
    /// A resolver over everything that has been defined.
    pub fn new(corpus: &'a Corpus, refs: &'a PaperRefs, listing: &'a Listing) -> Self {
        let documents = corpus.documents.iter().map(|(id, document)| (&*document.file.path, id)).collect();
        Resolver { corpus, refs, listing, documents }
    }

    /// The target of each link of a text, in reading order.
    pub fn typed(
        &self,
        file: &Arc<str>,
        minute: &Minute,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Option<Target>> {
        let mut targets = Vec::new();
        for block in minute.walk() {
            block.for_each_inline(&mut |inline| {
                let Inline::Link { target, source } = inline else { return };
                match self.resolve(file, minute, target) {
                    Ok(found) => targets.push(found),
                    Err(fault) => {
                        targets.push(None);
                        diagnostics.push(
                            Diagnostic::new(
                                fault.code,
                                file,
                                At::Bytes(source.clone()),
                                fault.message,
                                fault.help,
                            )
                            .about(&**target),
                        );
                    }
                }
            });
        }
        targets
    }

    /// Where one target leads; `None` where it is to stay plain text.
    fn resolve(&self, file: &str, minute: &Minute, target: &str) -> Result<Option<Target>, Fault> {
        if let Some(fragment) = target.strip_prefix('#') {
            return match minute.has_anchor(fragment) {
                true => Ok(Some(Target::Address(target.into()))),
                false => Err(no_fragment(fragment)),
            };
        }
        if let Some(scheme) = scheme(target) {
            let known = match scheme.as_str() {
                "http" | "https" => is_web_address(target),
                "mailto" | "tel" => true,
                _ => false,
            };
            return if known { Ok(Some(Target::Elsewhere(target.into()))) } else { Err(bad_url(target)) };
        }
        if target.starts_with("//") || target.contains(|c: char| c.is_control()) {
            return Err(bad_url(target));
        }
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        if path.starts_with('/') {
            return Ok(Some(Target::Address(target.into())));
        }
        let path = relative(file, path).ok_or_else(|| Fault {
            code: Code::DanglingLink,
            message: format!("The link to “{target}” leads out of the content folder."),
            help: "Link to a paper by its path from this file, such as ../2024-01-17/03-minutes.md.".into(),
        })?;
        if let Some(found) = self.refs.get(path.as_str()) {
            return self.paper(found, fragment);
        }
        if let Some(document) = self.documents.get(path.as_str()) {
            return Ok(Some(Target::Document(*document)));
        }
        // A folder stands for what its index.md describes.
        let index = format!("{}/index.md", path.trim_end_matches('/'));
        if let Some(found) = self.refs.get(index.as_str()) {
            return self.paper(found, fragment);
        }
        if self.listing.has_file(&path) {
            return Err(Fault {
                code: Code::DanglingLink,
                message: format!(
                    "The link leads to “{target}”, which no public paper lists among its documents, so it is not published."
                ),
                help: "Add the file to documents: of a public paper, or take the link away.".into(),
            });
        }
        Err(self.nothing_there(file, target, &path))
    }

    /// A link to a paper, perhaps to a fragment of it.
    fn paper(&self, found: &PaperRef, fragment: Option<&str>) -> Result<Option<Target>, Fault> {
        Ok(match found {
            PaperRef::Item(item) => {
                if let Some(fragment) = fragment
                    && !self.corpus.items[*item].minute().has_anchor(fragment)
                {
                    return Err(no_fragment(fragment));
                }
                Some(Target::Item(*item, fragment.map(Into::into)))
            }
            PaperRef::Stub(meeting, anchor) => Some(Target::Stub(*meeting, anchor.clone())),
            PaperRef::Meeting(meeting) => Some(Target::Meeting(*meeting)),
            PaperRef::Body(body) => Some(Target::Body(*body)),
            PaperRef::Plain(plain) => Some(Target::Plain(*plain)),
            PaperRef::Person(slug) => self
                .corpus
                .people
                .table
                .iter()
                .find(|(_, person)| person.slug == *slug)
                .map(|(person, _)| Target::Person(person)),
            PaperRef::Hidden => None,
        })
    }

    fn nothing_there(&self, file: &str, target: &str, path: &str) -> Fault {
        Fault {
            code: Code::DanglingLink,
            message: format!("The link leads to “{target}”, and there is no such paper."),
            help: match nearest(self.refs, file, path) {
                Some(known) => format!("Did you mean {known}?"),
                None => "Correct the path, or take the link away.".into(),
            },
        }
    }
}

fn no_fragment(fragment: &str) -> Fault {
    Fault {
        code: Code::DanglingLink,
        message: format!(
            "The link leads to the paragraph “#{fragment}”, and the paper has none of that name."
        ),
        help: "Copy the address of the paragraph from the page, or link to the paper as a whole.".into(),
    }
}

fn bad_url(target: &str) -> Fault {
    let short: String = target.chars().take(60).collect();
    Fault {
        code: Code::BadUrl,
        message: format!("“{short}” is not an address to which a paper may link."),
        help: "Use an address that begins with https://, http://, mailto: or tel:, or the path of another paper.".into(),
    }
}

/// The scheme of an absolute address (RFC 3986, section 3.1), in small letters; control characters
/// before the colon are passed over, as browsers do.
fn scheme(target: &str) -> Option<String> {
    let head = target.split(['/', '?', '#']).next()?;
    let (scheme, _) = head.split_once(':')?;
    let scheme: String = scheme.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    Some(scheme.to_ascii_lowercase())
}

/// The content path of `path` as seen from `file`; `None` if it leads out of the content folder.
pub fn relative(file: &str, path: &str) -> Option<String> {
    let decoded = percent_decode(path)?;
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn percent_decode(text: &str) -> Option<String> {
    if !text.contains('%') {
        return Some(text.to_owned());
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// Fills what front matter says of other papers: `related:`, `approved_at:` and `matter:`.
pub fn relate(refs: &PaperRefs, corpus: &mut Corpus, diagnostics: &mut Diagnostics) {
    let mut matters: BTreeMap<String, Vec<ItemId>> = BTreeMap::new();
    for index in 0..corpus.items.len() {
        let id = ItemId::new(index);
        let paper = Arc::clone(&corpus.items[id].paper);
        for (index, path) in paper.front.related.iter().enumerate() {
            let found = relative(&paper.file, path).and_then(|path| refs.get(path.as_str()));
            match found {
                Some(PaperRef::Item(other)) if *other != id => corpus.items[id].related.push(*other),
                Some(_) => {}
                None => diagnostics.push(dangling(
                    Code::DanglingRelated,
                    &paper.file,
                    format!("related[{index}]"),
                    path,
                    refs,
                )),
            }
        }
        if let Some(matter) = paper.front.matter.as_deref().filter(|_| corpus.items[id].original.is_none()) {
            matters.entry(slug(matter)).or_default().push(id);
        }
    }
    for index in 0..corpus.meetings.len() {
        let id = crate::model::MeetingId::new(index);
        let Some(paper) = corpus.meetings[id].paper.clone() else { continue };
        let Some(path) = paper.front.minutes.as_ref().and_then(|minutes| minutes.approved_at.as_deref())
        else {
            continue;
        };
        match relative(&paper.file, path).and_then(|path| refs.get(path.as_str())) {
            Some(PaperRef::Item(item)) => corpus.meetings[id].approved_at = Some(*item),
            Some(_) => {}
            None => diagnostics.push(dangling(
                Code::ApprovedDangling,
                &paper.file,
                "minutes.approved_at".into(),
                path,
                refs,
            )),
        }
    }
    for (slug, mut items) in matters {
        if slug.is_empty() {
            continue;
        }
        items.sort_by_key(|item| (corpus.meetings[corpus.items[*item].meeting].date, *item));
        let first = items[0];
        let id: MatterId = corpus.matters.push(Matter {
            title: (*corpus.items[first].front().title).into(),
            address: Address::page(&format!("matters/{slug}")),
            slug: slug.into(),
            items: items.clone(),
        });
        for item in items {
            corpus.items[item].matter = Some(id);
        }
    }
}

/// A path in the front matter at which nothing stands.
fn dangling(code: Code, file: &Arc<str>, field: String, path: &str, refs: &PaperRefs) -> Diagnostic {
    let wanted = relative(file, path).unwrap_or_else(|| path.to_owned());
    let help = match nearest(refs, file, &wanted) {
        Some(known) => format!("Did you mean {known}?"),
        None => "Write the path from this file, such as ../2024-01-17/03-minutes.md.".to_owned(),
    };
    Diagnostic::new(code, file, At::Field(field), format!("There is no paper “{path}”."), help).about(path)
}

/// The path that leads from `file` to another content path.
fn from_here(file: &str, to: &str) -> String {
    let here: Vec<&str> = file.split('/').collect();
    let there: Vec<&str> = to.split('/').collect();
    let folders = here.len() - 1;
    let shared = here[..folders].iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders - shared);
    up.chain(there[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

/// The paper whose path is most like the one wanted, as a path from `file`: the same name elsewhere, or
/// a name that differs by a slip. The paper that asks is never meant.
fn nearest(refs: &PaperRefs, file: &str, wanted: &str) -> Option<String> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let wanted_name = name(wanted);
    refs.keys()
        .filter(|known| ***known != *file)
        .map(|known| {
            let names = strsim::normalized_damerau_levenshtein(&name(known), &wanted_name);
            (names + 0.1 * strsim::normalized_levenshtein(known, wanted), names, known)
        })
        .filter(|(_, names, _)| *names > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.2.cmp(a.2)))
        .map(|(_, _, known)| from_here(file, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_from_the_paper() {
        assert_eq!(relative("a/b/07.md", "../c/x.md").as_deref(), Some("a/c/x.md"));
        assert_eq!(relative("a/b/07.md", "x%20y.md").as_deref(), Some("a/b/x y.md"));
        assert_eq!(relative("a/07.md", "../../x.md"), None);
        for (file, to, path) in [
            ("a/b/07.md", "a/b/08.md", "08.md"),
            ("a/b/07.md", "a/c/03.md", "../c/03.md"),
            ("07.md", "a/c/03.md", "a/c/03.md"),
            ("a/b/07.md", "x.md", "../../x.md"),
        ] {
            assert_eq!(from_here(file, to), path);
            assert_eq!(relative(file, path).as_deref(), Some(to));
        }
        assert_eq!(scheme("JavaScript:alert(1)").as_deref(), Some("javascript"));
        assert_eq!(scheme("java\tscript:x").as_deref(), Some("javascript"));
        assert_eq!(scheme("a/b:c"), None);
    }
}
