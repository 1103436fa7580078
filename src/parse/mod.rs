//! From the text of one file to what it says: a pure map, the same for a file wherever it stands.
//!
//! - [`front_matter`]: the YAML between the fences, and everything that may be wrong with it
//! - [`crate::minute`]: the text below
//! - [`schema`]: the fields of each kind of file as JSON Schema, for editors
//! - [`locate`]: where a field stands in the text, found again when a problem is shown
//!
//! No type of the YAML library leaves this module.

pub mod front_matter;
mod given;
mod inspect;
mod lines;
pub mod locate;
mod marks;
mod outline;
pub mod schema;
mod shape;
mod syntax;
mod wording;

use std::sync::Arc;

use crate::diagnostic::Diagnostics;
use crate::format;
use crate::minute::{self, Finding, Minute, Signals};
use crate::model::Paper;
use crate::source::Place;
use front_matter::Split;

/// One file, parsed.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// Its content path.
    pub file: Arc<str>,
    /// What it is by its path.
    pub place: Place,
    /// What it says.
    pub read: Read,
    /// What is wrong with it by itself.
    pub diagnostics: Diagnostics,
    /// What is doubtful in its text.
    pub findings: Vec<Finding>,
}

/// What a file says.
#[derive(Debug, Clone)]
pub enum Read {
    /// `site.yaml`
    Site(Arc<format::Site>),
    /// A body's file.
    Body(Arc<Paper<format::Body>>),
    /// A meeting's file.
    Meeting(Arc<Paper<format::Meeting>>),
    /// An item.
    Item(Arc<Paper<format::Item>>),
    /// A person's file.
    Person(Arc<Paper<format::Person>>),
    /// A plain page.
    Page(Arc<Paper<format::Page>>),
    /// Nothing that could be read: the file keeps its place, so that references to it are not wrong too.
    Broken,
}

impl Parsed {
    /// A file that could not be read at all.
    pub fn broken(file: Arc<str>, place: Place, diagnostics: Diagnostics) -> Self {
        Parsed { file, place, read: Read::Broken, diagnostics, findings: Vec::new() }
    }
}

/// Parses one file. `signals` are the words that open a resolution on this site.
pub fn parse(file: Arc<str>, place: Place, text: &str, signals: &Signals) -> Parsed {
    let mut diagnostics = Diagnostics::new();
    let mut findings = Vec::new();
    let read = match &place {
        Place::Site => {
            let (site, problems) = front_matter::read::<format::Site>(text, 0, &file);
            diagnostics.extend(problems);
            site.map(|site| Read::Site(Arc::new(site)))
        }
        Place::Body { .. } => {
            paper(&file, text, false, signals, &mut diagnostics, &mut findings).map(Read::Body)
        }
        Place::Meeting(_) => {
            paper(&file, text, false, signals, &mut diagnostics, &mut findings).map(Read::Meeting)
        }
        Place::Item { .. } | Place::Alone { .. } => {
            paper(&file, text, true, signals, &mut diagnostics, &mut findings).map(Read::Item)
        }
        Place::Person { .. } => {
            paper(&file, text, false, signals, &mut diagnostics, &mut findings).map(Read::Person)
        }
        Place::Plain { .. } => {
            paper(&file, text, true, signals, &mut diagnostics, &mut findings).map(Read::Page)
        }
    };
    Parsed { file, place, read: read.unwrap_or(Read::Broken), diagnostics, findings }
}

/// A file with front matter and text; `required` if it says nothing without front matter.
fn paper<F>(
    file: &Arc<str>,
    text: &str,
    required: bool,
    signals: &Signals,
    diagnostics: &mut Diagnostics,
    findings: &mut Vec<Finding>,
) -> Option<Arc<Paper<F>>>
where
    F: serde::de::DeserializeOwned + schemars::JsonSchema,
{
    let split = front_matter::split(text);
    let (yaml, body) = match &split {
        Split::Fenced { yaml, body } => (yaml.clone(), *body),
        // A text alone will do where no field is required.
        Split::Absent if !required => (0..0, 0),
        _ => {
            diagnostics.extend(split.problem(file));
            return None;
        }
    };
    let (front, problems) = front_matter::read::<F>(&text[yaml.clone()], yaml.start as u32, file);
    diagnostics.extend(problems);
    let (minute, found): (Minute, Vec<Finding>) = minute::parse(&text[body..], body as u32, signals);
    findings.extend(found);
    Some(Arc::new(Paper { file: Arc::clone(file), front: front?, minute }))
}
