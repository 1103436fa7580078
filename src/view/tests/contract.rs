//! The view contract in the theme's README is made from the views themselves, so that it cannot drift.
//! `MINUTEBOOK_REWRITE_GOLDEN=1 cargo test contract` writes it anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

const MARK: &str =
    "<!-- From here on made from the views by `MINUTEBOOK_REWRITE_GOLDEN=1 cargo test contract`. -->\n";

/// Each template with its view.
const TEMPLATES: &[(&str, &str)] = &[
    ("home", "HomeView"),
    ("committees", "BodiesView"),
    ("committee", "BodyView"),
    ("committee-year", "BodyYearView"),
    ("meetings", "MeetingsView"),
    ("meetings-year", "MeetingsYearView"),
    ("meetings-month", "MeetingsMonthView"),
    ("meeting", "MeetingView"),
    ("pack", "PackView"),
    ("item", "ItemView"),
    ("resolution", "ResolutionView"),
    ("people", "PeopleView"),
    ("members", "MembersView"),
    ("person", "PersonView"),
    ("person-year", "PersonYearView"),
    ("decisions", "RegisterView"),
    ("documents", "DocumentsView"),
    ("matters", "MattersView"),
    ("matter", "MatterView"),
    ("new", "NewsView"),
    ("search", "SearchView"),
    ("plain", "PlainView"),
    ("not-found", "NotFoundView"),
];

/// A view as its source declares it.
#[derive(Default)]
struct Declared {
    doc: String,
    fields: Vec<(String, String, String)>,
}

/// The structs of the views that are serialised, from their sources.
fn declared(folder: &Path) -> BTreeMap<String, Declared> {
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("views").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    let mut views = BTreeMap::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")) {
        let source = std::fs::read_to_string(file).expect("source");
        let (mut doc, mut serialised, mut open) = (String::new(), false, None::<(String, Declared)>);
        for line in source.lines().map(str::trim) {
            if let Some(text) = line.strip_prefix("/// ") {
                doc = format!("{doc} {text}").trim().to_owned();
                continue;
            }
            if line.starts_with("#[derive(") {
                serialised = line.contains("Serialize");
                continue;
            }
            if let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")) {
                open =
                    serialised.then(|| (name.to_owned(), Declared { doc: doc.clone(), fields: Vec::new() }));
            } else if line == "}" {
                views.extend(open.take());
            } else if let (Some((_, view)), Some(field)) = (&mut open, line.strip_prefix("pub "))
                && let Some((name, kind)) = field.trim_end_matches(',').split_once(": ")
            {
                view.fields.push((name.to_owned(), kind.to_owned(), doc.clone()));
            }
            (doc, serialised) = (String::new(), false);
        }
    }
    views
}

/// The type of a field in the words of a theme's author.
fn kind(views: &BTreeMap<String, Declared>, rust: &str) -> String {
    if let Some(inner) = rust.strip_prefix("Option<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("{} or `null`", kind(views, inner));
    }
    if let Some(inner) = rust.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("list of {}", kind(views, inner));
    }
    match rust.trim_start_matches("setting::") {
        "String" | "&'static str" => "text".into(),
        "bool" => "true or false".into(),
        "Html" => "HTML".into(),
        "u32" | "usize" | "i16" | "i8" => "number".into(),
        name if views.contains_key(name) => match TEMPLATES.iter().find(|(_, view)| *view == name) {
            Some((template, _)) => format!("[{template}.html](#{template}html)"),
            None => format!("[{name}](#{})", name.to_lowercase()),
        },
        other => panic!("a theme's author has no word for {other}"),
    }
}

fn contract(views: &BTreeMap<String, Declared>) -> String {
    let mut out = String::from(MARK);
    let table = |out: &mut String, title: &str, name: &str| {
        let view = views.get(name).unwrap_or_else(|| panic!("no view {name}"));
        let _ = write!(out, "\n### {title}\n\n{}\n\n| field | type | meaning |\n|---|---|---|\n", view.doc);
        for (field, rust, doc) in &view.fields {
            let _ = writeln!(out, "| `{field}` | {} | {doc} |", kind(views, rust));
        }
    };
    out.push_str("\n## What every template sees\n");
    table(&mut out, "`site`", "SiteView");
    table(&mut out, "`page`", "Frame");
    out.push_str("\n## `view`: one for each template\n");
    for (template, view) in TEMPLATES {
        table(&mut out, &format!("{template}.html"), view);
    }
    out.push_str("\n## The pieces that views share\n\nTemplates of the register of decisions also see `register`, a [RegisterMenu](#registermenu).\n");
    let shown =
        |name: &str| ["SiteView", "Frame"].contains(&name) || TEMPLATES.iter().any(|(_, view)| *view == name);
    for name in views.keys().filter(|name| !shown(name)) {
        table(&mut out, name, name);
    }
    out
}

#[test]
fn the_readme_tells_the_contract() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("themes/default/README.md");
    let readme = std::fs::read_to_string(&path).expect("the theme's README");
    let written = readme.split(MARK).next().unwrap_or_default();
    let expected = format!("{written}{}", contract(&declared(&root.join("src/view"))));
    if std::env::var_os("MINUTEBOOK_REWRITE_GOLDEN").is_some() {
        std::fs::write(&path, expected).expect("the theme's README");
    } else {
        assert!(
            readme == expected,
            "the view contract has changed: run `MINUTEBOOK_REWRITE_GOLDEN=1 cargo test contract`"
        );
    }
}
