//! Who is who among those named in person fields. Nobody is merged on a likeness: the same name is one
//! person, unless papers give it different organisations.

pub mod credits;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::format::{self, Credit, PersonKind};
use crate::model::address::slug;
use crate::model::name::{Name, NameKey, sort_key};
use crate::model::{Address, Corpus, Paper, People, Person, PersonId, Table};
use crate::parse::{Parsed, Read};
use crate::source::place::Place;

/// Somebody whom a name may mean, with a page or without one.
#[derive(Debug, Clone)]
pub struct Who {
    /// The person's page; `None` for a member of the public.
    pub person: Option<PersonId>,
    /// The name, for a message.
    pub name: Box<str>,
    /// All names the person goes by, aliases included, as written.
    pub names: Vec<Box<str>>,
    /// Mr, Mrs, Dr …, where it is known.
    pub style: Option<Box<str>>,
    /// Whether the person is a member, where it is known.
    pub member: Option<bool>,
}

/// One naming of somebody in a person field.
struct Naming {
    key: NameKey,
    plain: Box<str>,
    style: Option<Box<str>>,
    office: bool,
    organisation: Option<Box<str>>,
    date: Option<Date>,
    file: Arc<str>,
    field: String,
}

/// A person file, as far as names go.
struct PersonFile<'a> {
    slug: &'a str,
    paper: &'a Arc<Paper<format::Person>>,
    name: Box<str>,
    organisations: Vec<Box<str>>,
}

/// Fills the people and returns everybody whom a text may mean.
pub fn settle(papers: &[Arc<Parsed>], corpus: &mut Corpus, diagnostics: &mut Diagnostics) -> Vec<Who> {
    let files = person_files(papers);
    let mut by_name: BTreeMap<Box<str>, Vec<usize>> = BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        for name in
            std::iter::once(&*file.name).chain(file.paper.front.aliases.iter().map(|alias| alias.as_str()))
        {
            // An alias that is only a surname with its honorific names nobody in a person field.
            if name != &*file.name && Name::parse(name).given.is_empty() {
                continue;
            }
            let known = by_name.entry(NameKey::of(name, None).slug).or_default();
            if !known.contains(&index) {
                known.push(index);
            }
        }
    }
    let namings = namings(corpus);
    let broken = papers
        .iter()
        .any(|parsed| matches!(parsed.place, Place::Person { .. }) && matches!(parsed.read, Read::Broken));
    let mut draft = Draft { files: &files, rows: Vec::new(), keys: HashMap::new(), slugs: BTreeSet::new() };
    for index in 0..files.len() {
        draft.file(index);
    }
    let mut groups: BTreeMap<&str, Vec<&Naming>> = BTreeMap::new();
    for naming in namings.iter().filter(|naming| !naming.key.id) {
        groups.entry(&naming.key.slug).or_default().push(naming);
    }
    for (name, group) in &groups {
        draft.group(name, group, by_name.get(*name).map_or(&[], Vec::as_slice), diagnostics);
    }
    for naming in namings.iter().filter(|naming| naming.key.id) {
        draft.id(naming, broken, diagnostics);
    }
    draft.finish(corpus)
}

fn person_files(papers: &[Arc<Parsed>]) -> Vec<PersonFile<'_>> {
    papers
        .iter()
        .filter_map(|parsed| match (&parsed.place, &parsed.read) {
            (Place::Person { slug }, Read::Person(paper)) => Some(PersonFile {
                slug,
                paper,
                name: paper
                    .front
                    .name
                    .as_deref()
                    .map_or_else(|| name_from(slug), |name| Name::parse(name).plain.into()),
                organisations: paper
                    .front
                    .roles
                    .iter()
                    .filter_map(|role| role.organisation.as_deref())
                    .map(|organisation| slug_of(organisation))
                    .collect(),
            }),
            _ => None,
        })
        .collect()
}

fn slug_of(text: &str) -> Box<str> {
    slug(text).into()
}

/// A name where a person's file gives none: `mark-lobban` is “Mark Lobban”.
fn name_from(slug: &str) -> Box<str> {
    let words: Vec<String> = slug
        .split('-')
        .map(|word| {
            let mut chars = word.chars();
            chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
        })
        .collect();
    words.join(" ").into()
}

/// Everybody named in person fields, in a fixed order: bodies, meetings, items.
fn namings(corpus: &Corpus) -> Vec<Naming> {
    let mut all = Vec::new();
    let mut add = |credit: &Credit, date: Option<Date>, file: &Arc<str>, field: String| {
        let name = Name::parse(credit.name());
        all.push(Naming {
            key: NameKey::of(credit.name(), credit.organisation()),
            plain: name.plain.into(),
            style: name.style().map(Into::into),
            office: name.is_office(),
            organisation: credit.organisation().map(Into::into),
            date,
            file: Arc::clone(file),
            field,
        });
    };
    for body in corpus.bodies.rows() {
        if let Some(paper) = &body.paper {
            for (index, member) in paper.front.members.iter().enumerate() {
                add(&member.person, member.from, &paper.file, format!("members[{index}].person"));
            }
        }
    }
    for meeting in corpus.meetings.rows() {
        if let Some(paper) = &meeting.paper {
            credits::of_meeting(&paper.front, &mut |field, credit, _| {
                add(credit, Some(meeting.date), &paper.file, field);
            });
            for (index, movement) in paper.front.attendance.iter().flat_map(|a| &a.movements).enumerate() {
                let field = format!("attendance.movements[{index}].person");
                add(&movement.person, Some(meeting.date), &paper.file, field);
            }
        }
    }
    for item in corpus.items.rows() {
        let date = corpus.meetings[item.meeting].date;
        credits::of_item(item.front(), &mut |field, credit, _| {
            add(credit, Some(date), &item.paper.file, field());
        });
    }
    all
}

/// A person in the making.
struct Row {
    slug: String,
    name: Box<str>,
    file: Option<usize>,
    organisation: Option<Box<str>>,
    styles: BTreeSet<Box<str>>,
    office: bool,
    public: bool,
}

/// The people in the making, and which key means whom.
struct Draft<'a> {
    files: &'a [PersonFile<'a>],
    rows: Vec<Row>,
    keys: HashMap<NameKey, Option<usize>>,
    slugs: BTreeSet<String>,
}

impl Draft<'_> {
    /// A person with a file.
    fn file(&mut self, index: usize) {
        let file = &self.files[index];
        let front = &file.paper.front;
        let said = front.name.as_deref().map(Name::parse);
        let style = front.honorific.as_deref().or_else(|| said.as_ref().and_then(Name::style));
        let office = style.is_some_and(|style| Name::parse(&format!("{style} x")).is_office())
            || said.as_ref().is_some_and(Name::is_office);
        let style = style.filter(|style| {
            crate::model::name::honorific(style) != Some(crate::model::name::Honorific::Office)
        });
        self.slugs.insert(file.slug.into());
        self.rows.push(Row {
            slug: file.slug.into(),
            name: file.name.clone(),
            file: Some(index),
            organisation: None,
            styles: style.map(Into::into).into_iter().collect(),
            office: office || front.kind == Some(PersonKind::Member),
            public: front.kind == Some(PersonKind::Public),
        });
        let key = NameKey { slug: file.slug.into(), id: true, organisation: None };
        self.keys.insert(key, Some(index));
    }

    /// Everybody called by one name.
    fn group(&mut self, name: &str, group: &[&Naming], files: &[usize], diagnostics: &mut Diagnostics) {
        let mut by_organisation: BTreeMap<Option<Box<str>>, Vec<&Naming>> = BTreeMap::new();
        for naming in group {
            by_organisation.entry(naming.key.organisation.clone()).or_default().push(naming);
        }
        if let [file] = files {
            let knows = &self.files[*file].organisations;
            let (same, other): (Vec<_>, Vec<_>) =
                by_organisation.into_iter().partition(|(organisation, _)| {
                    knows.is_empty()
                        || organisation.as_ref().is_none_or(|organisation| knows.contains(organisation))
                });
            for (_, namings) in same {
                self.assign(Some(*file), &namings);
            }
            for (organisation, namings) in other {
                diagnostics.push(same_name(
                    namings[0],
                    format!(
                        "{} of {} is taken for somebody else than people/{}.md, which names another organisation.",
                        namings[0].plain,
                        namings[0].organisation.as_deref().unwrap_or_default(),
                        self.files[*file].slug
                    ),
                    format!("If they are one person, add a role with that organisation to people/{}.md.", self.files[*file].slug),
                ));
                let row = self.new_row(&namings, organisation.as_deref(), name);
                self.assign(Some(row), &namings);
            }
            return;
        }
        if files.len() > 1 {
            for (organisation, namings) in by_organisation {
                let fitting: Vec<usize> = files
                    .iter()
                    .copied()
                    .filter(|file| {
                        organisation.as_ref().is_some_and(|o| self.files[*file].organisations.contains(o))
                    })
                    .collect();
                if let [file] = fitting.as_slice() {
                    self.assign(Some(*file), &namings);
                    continue;
                }
                let named: Vec<String> =
                    files.iter().map(|file| format!("people/{}", self.files[*file].slug)).collect();
                for naming in &namings {
                    diagnostics.push(
                        Diagnostic::new(
                            Code::NameAmbiguous,
                            &naming.file,
                            At::Field(naming.field.clone()),
                            format!("“{}” may be {}, so nobody is linked.", naming.plain, named.join(" or ")),
                            format!("Write the id instead of the name, such as {}.", named[0]),
                        )
                        .about(&*naming.plain),
                    );
                }
                self.assign(None, &namings);
            }
            return;
        }
        let named: Vec<&Box<str>> = by_organisation.keys().flatten().collect();
        if named.len() <= 1 {
            let row = self.new_row(group, None, name);
            self.assign(Some(row), group);
            return;
        }
        self.several_organisations(name, by_organisation, diagnostics);
    }

    /// One name with several organisations and no person file that says that they are one.
    fn several_organisations(
        &mut self,
        name: &str,
        by_organisation: BTreeMap<Option<Box<str>>, Vec<&Naming>>,
        diagnostics: &mut Diagnostics,
    ) {
        let mut ordered: Vec<(Option<Box<str>>, Vec<&Naming>)> = by_organisation.into_iter().collect();
        // The one who was named first keeps the plain address, so that a later namesake moves nobody.
        ordered.sort_by_key(|(_, namings)| {
            namings.iter().map(|n| (n.date.is_none(), n.date, n.file.clone())).min()
        });
        let organisations: Vec<String> = ordered
            .iter()
            .filter_map(|(_, namings)| namings[0].organisation.as_deref().map(str::to_owned))
            .collect();
        for (organisation, namings) in ordered {
            let Some(organisation) = organisation else {
                diagnostics.push(same_name(
                    namings[0],
                    format!(
                        "“{}” may be of {}, and nothing here says which, so nobody is linked.",
                        namings[0].plain,
                        organisations.join(" or of ")
                    ),
                    format!("Add the organisation, or a file people/{name}.md that lists a role in each if they are one person."),
                ));
                self.assign(None, &namings);
                continue;
            };
            let first = self.slugs.contains(name);
            let row = self.new_row(&namings, first.then_some(&*organisation), name);
            self.assign(Some(row), &namings);
            if first {
                diagnostics.push(same_name(
                    namings[0],
                    format!("“{}” is named with different organisations ({}), and each is taken for another person.", namings[0].plain, organisations.join("; ")),
                    format!("If they are one person, add a file people/{name}.md that lists a role in each organisation."),
                ));
            }
        }
    }

    /// A person without a file; `organisation` tells one of several apart.
    fn new_row(&mut self, namings: &[&Naming], organisation: Option<&str>, name: &str) -> usize {
        let base = match organisation {
            Some(organisation) => format!("{name}-{organisation}"),
            None => name.to_owned(),
        };
        let taken = |slug: &str| self.slugs.contains(slug) || matches!(slug, "members" | "a-to-z" | "");
        let slug = if base.is_empty() { "person".to_owned() } else { base };
        let slug = (1..)
            .map(|n| if n == 1 { slug.clone() } else { format!("{slug}-{n}") })
            .find(|slug| !taken(slug))
            .unwrap_or_default();
        self.slugs.insert(slug.clone());
        let earliest = namings.iter().min_by_key(|n| (n.date.is_none(), n.date, &n.file));
        self.rows.push(Row {
            slug,
            name: earliest.map(|naming| naming.plain.clone()).unwrap_or_default(),
            file: None,
            organisation: namings.iter().find_map(|naming| naming.organisation.clone()),
            styles: BTreeSet::new(),
            office: false,
            public: false,
        });
        self.rows.len() - 1
    }

    /// These namings mean that person, or nobody who is known.
    fn assign(&mut self, row: Option<usize>, namings: &[&Naming]) {
        for naming in namings {
            self.keys.insert(naming.key.clone(), row);
            if let Some(row) = row.and_then(|row| self.rows.get_mut(row)) {
                // What a person's own file says of the honorific stands.
                if row.file.is_none() || row.styles.is_empty() {
                    row.styles.extend(naming.style.clone());
                }
                row.office |= naming.office;
            }
        }
    }

    /// A person given by id.
    fn id(&mut self, naming: &Naming, broken: bool, diagnostics: &mut Diagnostics) {
        if self.keys.contains_key(&naming.key) {
            return;
        }
        let row = self.rows.iter().position(|row| *row.slug == *naming.key.slug);
        self.keys.insert(naming.key.clone(), row);
        if row.is_none() && !broken {
            let nearest = self
                .rows
                .iter()
                .map(|row| (strsim::jaro_winkler(&row.slug, &naming.key.slug), &row.slug))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|(likeness, _)| *likeness > 0.85);
            let help = match nearest {
                Some((_, slug)) => format!("Did you mean people/{slug}?"),
                None => format!("Write the name in full, or add a file people/{}.md.", naming.key.slug),
            };
            diagnostics.push(
                Diagnostic::new(
                    Code::UnknownPersonId,
                    &naming.file,
                    At::Field(naming.field.clone()),
                    format!("Nobody has the id people/{}.", naming.key.slug),
                    help,
                )
                .about(format!("people/{}", naming.key.slug)),
            );
        }
    }

    /// Puts everybody in order and fills the corpus.
    fn finish(self, corpus: &mut Corpus) -> Vec<Who> {
        let mut order: Vec<usize> = (0..self.rows.len()).filter(|&row| !self.rows[row].public).collect();
        order.sort_by_cached_key(|&row| (sort_key(&self.rows[row].name), self.rows[row].slug.clone()));
        let mut ids: Vec<Option<PersonId>> = vec![None; self.rows.len()];
        let mut table = Table::new();
        for row in order {
            let from = &self.rows[row];
            let file = from.file.map(|file| &self.files[file]);
            ids[row] = Some(table.push(Person {
                slug: from.slug.as_str().into(),
                name: from.name.clone(),
                honorific:
                    file.and_then(|file| file.paper.front.honorific.as_deref().map(Into::into)).or_else(
                        || match from.styles.iter().collect::<Vec<_>>().as_slice() {
                            [one] => Some((*one).clone()),
                            _ => None,
                        },
                    ),
                paper: file.map(|file| Arc::clone(file.paper)),
                organisation: from.organisation.clone(),
                address: Address::page(&format!("people/{}", from.slug)),
            }));
        }
        let by_name = self.keys.into_iter().map(|(key, row)| (key, row.and_then(|row| ids[row]))).collect();
        corpus.people = People { table, by_name: Arc::new(by_name) };
        self.rows
            .iter()
            .enumerate()
            .map(|(row, from)| {
                let file = from.file.map(|file| &self.files[file]);
                let aliases = file
                    .iter()
                    .flat_map(|file| file.paper.front.aliases.iter().map(|alias| alias.as_str().into()));
                let kind = file.and_then(|file| file.paper.front.kind);
                Who {
                    person: ids[row],
                    name: from.name.clone(),
                    names: std::iter::once(from.name.clone()).chain(aliases).collect(),
                    style: match from.styles.iter().collect::<Vec<_>>().as_slice() {
                        [one] => Some((*one).clone()),
                        _ => None,
                    },
                    member: match kind {
                        Some(PersonKind::Member) => Some(true),
                        Some(_) => Some(false),
                        None => from.office.then_some(true),
                    },
                }
            })
            .collect()
    }
}

fn same_name(naming: &Naming, message: String, help: String) -> Diagnostic {
    Diagnostic::new(Code::SameName, &naming.file, At::Field(naming.field.clone()), message, help)
        .about(&*naming.plain)
}
