//! What is wrong and unfinished: for a page, for its banner, and for the whole site as a list of things to do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use super::shelf::Made;
use crate::diagnostic::report::{Problem, report};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine::{CONTENT, World};
use crate::format::ItemStatus;
use crate::model::ItemId;
use crate::site::Page;
use crate::source;

/// So many entries are shown under one heading; nobody mends more at a time.
const LONGEST: usize = 300;

/// How much is to do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// What stops a build.
    pub errors: usize,
    /// What a clerk should look at, names included.
    pub warnings: usize,
    /// Warnings about names of which it is not settled whom they mean.
    pub names: usize,
    /// Papers shown here that are not to be published yet.
    pub drafts: usize,
}

impl Counts {
    /// Counts what is to do on a site.
    pub fn of(world: &World) -> Self {
        let mut counts = Counts { drafts: drafts(world).count(), ..Counts::default() };
        for problem in &world.diagnostics {
            counts.names += usize::from(is_name(problem));
            match problem.code.severity() {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
            }
        }
        counts
    }
}

/// A problem as the overlay shows it.
#[derive(Debug, Serialize)]
pub struct Shown {
    severity: &'static str,
    file: String,
    line: usize,
    /// The line itself, cut where the problem begins and ends.
    text: Option<[String; 3]>,
    message: String,
    help: String,
}

/// The problems of the paper from which a page is made, and of the theme.
pub fn of_page(world: &World, url: &str, made: &Made) -> Vec<Shown> {
    let files = made.page.map(|page| files_of(world, page, url)).unwrap_or_default();
    let own = |problem: &&Diagnostic| files.contains(&*problem.file) || problem.code == Code::ThemeTemplate;
    let found = world.diagnostics.iter().filter(own).chain(&made.problem).take(LONGEST).cloned().collect();
    placed(world, found).iter().map(shown).collect()
}

/// The files from which a page is made.
fn files_of(world: &World, page: Page, url: &str) -> BTreeSet<String> {
    let corpus = &world.corpus;
    let item = |item: ItemId| corpus.items[item].paper.file.to_string();
    let mut files = BTreeSet::new();
    match page {
        Page::Item(id) => files.extend([item(id)]),
        Page::Resolution(id) => files.extend([item(corpus.resolutions[id].item)]),
        Page::Meeting(id) => {
            files.extend(corpus.meetings[id].paper.as_ref().map(|paper| paper.file.to_string()))
        }
        Page::Pack(id) => {
            let meeting = &corpus.meetings[id];
            files.extend(meeting.paper.as_ref().map(|paper| paper.file.to_string()));
            files.extend(meeting.items().map(item));
        }
        Page::Body(id) => files.extend(corpus.bodies[id].paper.as_ref().map(|paper| paper.file.to_string())),
        Page::Person(id) => {
            files.extend(corpus.people[id].paper.as_ref().map(|paper| paper.file.to_string()))
        }
        Page::Plain(id) => files.extend([corpus.pages[id].paper.file.to_string()]),
        Page::Home => files.extend(["site.yaml".to_owned()]),
        // The page may be missing because its file is wrong.
        Page::NotFound => {
            let path = super::answer::decode(url.strip_prefix(corpus.site.base_path.as_str()).unwrap_or(url))
                .unwrap_or_default();
            let path = path.trim_matches('/');
            files.extend([format!("{path}.md"), format!("{path}/index.md"), format!("pages/{path}.md")]);
        }
        _ => {}
    }
    files
}

/// Finds the places of problems in their files as they now are.
fn placed(world: &World, problems: Vec<Diagnostic>) -> Vec<Problem> {
    report(problems, &|file| source::read(&world.listing.root, &file.into()).ok()).problems
}

fn shown(problem: &Problem) -> Shown {
    let text = problem.at.excerpt.as_ref().and_then(|line| {
        let (before, rest) = line.text.split_at_checked(line.marked.start)?;
        let (marked, after) = rest.split_at_checked(line.marked.end.checked_sub(line.marked.start)?)?;
        Some([before, marked, after].map(str::to_owned))
    });
    Shown {
        severity: problem.severity.word(),
        file: file_name(&problem.at.file),
        line: problem.at.span.line,
        text,
        message: problem.message.clone(),
        help: problem.help.clone(),
    }
}

/// A file as seen from the site's own folder.
fn file_name(file: &str) -> String {
    match file.strip_prefix("../") {
        Some(outside) => outside.to_owned(),
        None => format!("{CONTENT}/{file}"),
    }
}

fn is_name(problem: &Diagnostic) -> bool {
    matches!(problem.code, Code::NameAmbiguous | Code::SameName)
}

fn drafts(world: &World) -> impl Iterator<Item = ItemId> {
    world.corpus.items.iter().filter(|(_, item)| item.front().status == ItemStatus::Draft).map(|(id, _)| id)
}

/// The list of things to do.
pub fn page(world: &World) -> String {
    let counts = Counts::of(world);
    let addresses = addresses(world);
    let mut main = String::new();
    let is_error = |problem: &&Diagnostic| problem.is_error();
    let groups: [(&str, &str, Vec<&Diagnostic>); 3] = [
        ("errors", "To mend before publishing", world.diagnostics.iter().filter(is_error).collect()),
        ("names", "Names not settled", world.diagnostics.iter().filter(|problem| is_name(problem)).collect()),
        (
            "warnings",
            "To look at",
            world.diagnostics.iter().filter(|problem| !problem.is_error() && !is_name(problem)).collect(),
        ),
    ];
    // Writing to a string cannot fail.
    let _ = write!(
        main,
        "<h1>Things to do</h1>\n<p>{}, {}, {} not yet published, {} not settled.</p>\n",
        number(counts.errors, "error"),
        number(counts.warnings, "warning"),
        number(counts.drafts, "paper"),
        number(counts.names, "name"),
    );
    if !world.held.is_empty() {
        let _ = write!(
            main,
            "<p>{} shown here as before, because the file cannot be read as it stands now.</p>\n",
            if world.held.len() == 1 {
                "One paper is".to_owned()
            } else {
                format!("{} papers are", world.held.len())
            }
        );
    }
    for (id, title, mut problems) in groups {
        if problems.is_empty() {
            continue;
        }
        let all = problems.len();
        problems.sort_by(|a, b| a.file.cmp(&b.file));
        problems.truncate(LONGEST);
        let _ = write!(main, "<section id=\"{id}\">\n<h2>{title} ({all})</h2>\n<ol>\n");
        for problem in placed(world, problems.into_iter().cloned().collect()) {
            entry(&mut main, &problem, addresses.get(&*problem.at.file).map(String::as_str));
        }
        main.push_str("</ol>\n");
        if all > LONGEST {
            let _ = write!(
                main,
                "<p>And {} more: <code>minutebook check</code> lists them all.</p>\n",
                all - LONGEST
            );
        }
        main.push_str("</section>\n");
    }
    if counts.drafts > 0 {
        let _ =
            write!(main, "<section id=\"drafts\">\n<h2>Not yet published ({})</h2>\n<ul>\n", counts.drafts);
        for id in drafts(world).take(LONGEST) {
            let item = &world.corpus.items[id];
            let href = address(world, Page::Item(id));
            let file = file_name(&item.paper.file);
            let _ = write!(
                main,
                "<li><a href=\"{}\">{}</a> <code>{}</code></li>\n",
                escape(&href),
                escape(&item.front().title),
                escape(&file)
            );
        }
        main.push_str("</ul>\n</section>\n");
    }
    if counts == Counts::default() {
        main.push_str("<p>Nothing: every paper can be published as it is.</p>\n");
    }
    let _ = write!(main, "<p><a href=\"{}/\">To the site</a></p>\n", escape(&world.corpus.site.base_path));
    document("Things to do", &main)
}

fn entry(out: &mut String, problem: &Problem, page: Option<&str>) {
    let shown = shown(problem);
    let place = format!("{}, line {}", shown.file, shown.line);
    let _ = write!(
        out,
        "<li class=\"{}\">\n<p><strong>{}</strong></p>\n",
        shown.severity,
        escape(&shown.message)
    );
    let _ = match page {
        Some(page) => write!(out, "<p><a href=\"{}\">{}</a></p>\n", escape(page), escape(&place)),
        None => write!(out, "<p>{}</p>\n", escape(&place)),
    };
    if let Some([before, marked, after]) = &shown.text {
        let _ =
            write!(out, "<pre>{}<mark>{}</mark>{}</pre>\n", escape(before), escape(marked), escape(after));
    }
    let _ = write!(out, "<p>{}</p>\n</li>\n", escape(&shown.help));
}

/// What is shown in place of a page that the theme cannot make.
pub fn unmade(problem: &Diagnostic) -> String {
    let words = format!(
        "<h1>This page cannot be made</h1>\n<p>{}</p>\n<p>{}</p>\n<p>{}</p>\n",
        escape(&file_name(&problem.file)),
        escape(&problem.message),
        escape(&problem.help)
    );
    document("This page cannot be made", &words)
}

fn document(title: &str, main: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – minutebook preview</title>\n\
         <link rel=\"stylesheet\" href=\"/_preview.css\">\n</head>\n<body class=\"minutebook-page\">\n<main>\n{main}</main>\n</body>\n</html>\n"
    )
}

/// The page of each file that has one of its own.
fn addresses(world: &World) -> BTreeMap<&str, String> {
    let corpus = &world.corpus;
    let concerned: BTreeSet<&str> = world.diagnostics.iter().map(|problem| &*problem.file).collect();
    let items = corpus.items.iter().map(|(id, item)| (&*item.paper.file, Page::Item(id)));
    let meetings = corpus
        .meetings
        .iter()
        .filter_map(|(id, meeting)| Some((&*meeting.paper.as_ref()?.file, Page::Meeting(id))));
    let bodies =
        corpus.bodies.iter().filter_map(|(id, body)| Some((&*body.paper.as_ref()?.file, Page::Body(id))));
    let people = corpus
        .people
        .table
        .iter()
        .filter_map(|(id, person)| Some((&*person.paper.as_ref()?.file, Page::Person(id))));
    let pages = corpus.pages.iter().map(|(id, page)| (&*page.paper.file, Page::Plain(id)));
    items
        .chain(meetings)
        .chain(bodies)
        .chain(people)
        .chain(pages)
        .filter(|(file, _)| concerned.contains(file))
        .map(|(file, page)| (file, address(world, page)))
        .collect()
}

fn address(world: &World, page: Page) -> String {
    format!("{}{}", world.corpus.site.base_path, page.address(&world.corpus).encoded())
}

fn number(count: usize, one: &str) -> String {
    match count {
        0 => format!("no {one}s"),
        1 => format!("1 {one}"),
        more => format!("{more} {one}s"),
    }
}

/// Text inside an element or a quoted attribute.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
