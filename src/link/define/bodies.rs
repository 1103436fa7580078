//! Which bodies there are, and which one a name means.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::format;
use crate::model::address::slug;
use crate::model::{Address, Body, BodyId, Corpus, Paper};
use crate::parse::{Parsed, Read};
use crate::source::place::Place;

/// The names by which papers may call a body, letter case and spaces folded.
#[derive(Default)]
pub(super) struct BodyNames {
    /// By folder.
    pub(super) by_slug: HashMap<Arc<str>, BodyId>,
    by_name: HashMap<String, Vec<BodyId>>,
    /// Whether a body's file could not be read, so that a name unknown here may be known there.
    incomplete: bool,
}

impl BodyNames {
    fn learn(&mut self, name: &str, body: BodyId) {
        let known = self.by_name.entry(fold(name)).or_default();
        if !known.contains(&body) {
            known.push(body);
        }
    }
}

/// Letter case and spaces folded.
fn fold(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The bodies that folders make.
pub(super) fn bodies(
    papers: &[&Arc<Parsed>],
    corpus: &mut Corpus,
    diagnostics: &mut Diagnostics,
) -> BodyNames {
    let mut files: BTreeMap<Arc<str>, Option<&Arc<Parsed>>> = BTreeMap::new();
    for parsed in papers {
        match &parsed.place {
            Place::Body { body } => {
                files.insert((**body).into(), Some(parsed));
            }
            Place::Meeting(sitting) | Place::Item { sitting, .. } => {
                files.entry((*sitting.body).into()).or_default();
            }
            Place::Alone { body: Some(body), .. } => {
                files.entry((**body).into()).or_default();
            }
            _ => {}
        }
    }
    let mut names = BodyNames::default();
    for (folder, file) in files {
        let paper = match file.map(|parsed| &parsed.read) {
            Some(Read::Body(paper)) => Some(Arc::clone(paper)),
            Some(_) => {
                names.incomplete = true;
                None
            }
            None => None,
        };
        let front = paper.as_deref().map(|paper| &paper.front);
        let title =
            front.and_then(|front| front.title.as_deref()).map_or_else(|| named_from(&folder), str::to_owned);
        let others: Vec<String> = front
            .map(|front| front.short_title.iter().chain(&front.aliases).map(ToString::to_string).collect())
            .unwrap_or_default();
        let id = corpus.bodies.push(Body {
            slug: Arc::clone(&folder),
            title: title.clone().into(),
            paper,
            parent: None,
            address: Address::page(&format!("committees/{folder}")),
        });
        names.by_slug.insert(Arc::clone(&folder), id);
        names.learn(&folder, id);
        names.learn(&title, id);
        for name in others {
            names.learn(&name, id);
        }
    }
    let parents: Vec<(BodyId, Option<BodyId>)> = corpus
        .bodies
        .iter()
        .filter_map(|(id, body)| {
            let parent = body.front().parent.as_deref()?;
            let found = names.by_slug.get(parent).copied().filter(|parent| *parent != id);
            if found.is_none() {
                diagnostics.push(unknown_body(body.paper.as_ref()?, "parent", parent, corpus));
            }
            Some((id, found))
        })
        .collect();
    for (id, parent) in parents {
        corpus.bodies[id].parent = parent;
    }
    names
}

/// A body's name where nothing but its folder gives one: `adult-social-care-board` is “Adult Social
/// Care Board”.
fn named_from(folder: &str) -> String {
    let mut title = String::new();
    for (index, word) in folder.split(['-', '_', ' ']).filter(|word| !word.is_empty()).enumerate() {
        if index > 0 {
            title.push(' ');
        }
        let small = matches!(word, "and" | "of" | "the" | "for" | "in" | "on" | "to");
        let mut chars = word.chars();
        match chars.next() {
            Some(first) if index == 0 || !small => title.extend(first.to_uppercase().chain(chars)),
            _ => title.push_str(word),
        }
    }
    title
}

/// `parent:` or `bodies:` names a folder that is not there.
pub(super) fn unknown_body<F>(paper: &Paper<F>, field: &str, name: &str, corpus: &Corpus) -> Diagnostic {
    let nearest = corpus
        .bodies
        .rows()
        .iter()
        .map(|body| (strsim::jaro_winkler(&body.slug, name), &body.slug))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.8);
    let help = match nearest {
        Some((_, slug)) => format!("Did you mean “{slug}”? Write the name of a folder in committees."),
        None => "Write the name of a folder in committees.".to_owned(),
    };
    Diagnostic::new(
        Code::UnknownBody,
        &paper.file,
        At::Field(field.into()),
        format!("There is no body in a folder called “{name}”."),
        help,
    )
    .about(name)
}

/// The body that `committee:` names; a new one if no body is called that and `may_create`.
pub(super) fn named_body(
    paper: &Paper<format::Item>,
    name: &str,
    may_create: bool,
    corpus: &mut Corpus,
    names: &mut BodyNames,
    diagnostics: &mut Diagnostics,
) -> Option<BodyId> {
    match names.by_name.get(&fold(name)).map(Vec::as_slice) {
        Some([body]) => return Some(*body),
        Some(several) => {
            let titles: Vec<&str> = several.iter().map(|body| &*corpus.bodies[*body].title).collect();
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownBody,
                    &paper.file,
                    At::Field("committee".into()),
                    format!("Several bodies are called “{name}”: {}.", titles.join(", ")),
                    "Write the full title of the one that is meant.",
                )
                .about(name),
            );
            return None;
        }
        None if !may_create => return None,
        None => {}
    }
    let folder: Arc<str> = slug(name).into();
    if let Some(&body) = names.by_slug.get(&folder) {
        return Some(body);
    }
    if folder.is_empty() {
        diagnostics.push(
            Diagnostic::new(
                Code::UnknownBody,
                &paper.file,
                At::Field("committee".into()),
                format!("“{name}” cannot be the name of a body."),
                "Write the name of the body in letters.",
            )
            .about(name),
        );
        return None;
    }
    let similar = corpus
        .bodies
        .rows()
        .iter()
        .map(|body| (strsim::normalized_damerau_levenshtein(&fold(&body.title), &fold(name)), &body.title))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness >= 0.75 && !names.incomplete);
    if let Some((_, title)) = similar {
        diagnostics.push(
            Diagnostic::new(
                Code::SimilarBody,
                &paper.file,
                At::Field("committee".into()),
                format!("“{name}” is taken for a new body, but there is one called {title}."),
                format!("Write {title} if that is meant, or add “{name}” to its aliases."),
            )
            .about(name),
        );
    }
    let id = corpus.bodies.push(Body {
        slug: Arc::clone(&folder),
        title: name.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        paper: None,
        parent: None,
        address: Address::page(&format!("committees/{folder}")),
    });
    names.learn(&folder, id);
    names.learn(name, id);
    names.by_slug.insert(folder, id);
    Some(id)
}
