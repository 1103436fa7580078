//! The house rules that a compiler does not know: which module may use which, and what must not stand
//! in the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the crate may use. Data flows one way, so a row lists only what comes before.
const MAY_USE: &[(&str, &[&str])] = &[
    ("diagnostic", &["parse"]),
    ("format", &[]),
    ("minute", &[]),
    ("model", &["document", "format", "minute"]),
    ("source", &["diagnostic", "format"]),
    ("document", &[]),
    ("parse", &["diagnostic", "format", "minute", "model", "source"]),
    ("link", &["diagnostic", "format", "minute", "model", "parse", "source"]),
    ("site", &["diagnostic", "format", "minute", "model"]),
    ("view", &["format", "minute", "model", "site"]),
    ("render", &["diagnostic", "format", "model", "site", "view"]),
    ("output", &[]),
    ("data", &["format", "minute", "model", "output", "site"]),
    ("sitemap", &["format", "model", "output", "site"]),
    ("redirects", &["format", "model", "output", "site"]),
    ("search", &["document", "format", "minute", "model", "output", "site"]),
    ("scaffold", &["format", "minute", "model", "parse", "source"]),
    (
        "engine",
        &[
            "data",
            "diagnostic",
            "document",
            "format",
            "link",
            "minute",
            "model",
            "output",
            "parse",
            "redirects",
            "render",
            "search",
            "site",
            "sitemap",
            "source",
        ],
    ),
    ("serve", &["diagnostic", "engine", "format", "model", "output", "site", "source"]),
    (
        "cli",
        &[
            "diagnostic",
            "document",
            "engine",
            "format",
            "link",
            "model",
            "output",
            "parse",
            "scaffold",
            "search",
            "serve",
            "source",
        ],
    ),
];

/// Words that only some modules may say: reading files, walking folders, YAML, templates.
const BELONGS_TO: &[(&str, &[&str])] = &[
    ("std::fs", &["source", "output", "document", "render", "serve", "cli", "engine"]),
    ("walkdir::", &["source", "render"]),
    ("serde_yaml::", &["parse", "view", "render"]),
    ("tera::", &["render", "view"]),
    ("minify_html::", &["render"]),
    ("pulldown_cmark::", &["minute"]),
    ("tiny_http::", &["serve"]),
    ("notify::", &["source"]),
    ("println!", &["cli"]),
    ("process::exit", &[]),
];

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    // What only tests use may use anything.
    let only_tests: Vec<PathBuf> = files.iter().flat_map(|(path, text)| test_modules(path, text)).collect();
    files.retain(|(path, _)| !only_tests.iter().any(|own| path.with_extension("").starts_with(own)));
    files.sort();
    assert!(files.len() > 40, "the sources were not found");
    files
}

/// Where the modules are that a file declares for tests only, without ending.
fn test_modules(path: &Path, text: &str) -> Vec<PathBuf> {
    let is_root =
        path.file_stem().is_some_and(|name| ["mod", "lib", "main"].iter().any(|root| name == *root));
    let folder = if is_root { path.parent().unwrap().to_path_buf() } else { path.with_extension("") };
    text.split("#[cfg(test)]\n")
        .skip(1)
        .filter_map(|rest| {
            rest.lines().next()?.split("mod ").nth(1)?.strip_suffix(';').map(|name| folder.join(name))
        })
        .collect()
}

/// The module of the crate that a file belongs to; none for the crate's own root.
fn module(path: &Path) -> Option<String> {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    let first = below.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    (!["lib", "main"].contains(&first.as_str())).then_some(first)
}

/// What a file says apart from comments and the tests inside it.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn data_flows_one_way() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(own) = module(&path) else { continue };
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == own) else {
            faults.push(format!("{own} has no row in MAY_USE"));
            continue;
        };
        for part in code(&text).split("crate::").skip(1) {
            let used: String = part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let is_module = MAY_USE.iter().any(|(name, _)| *name == used);
            if is_module && used != own && !allowed.contains(&used.as_str()) {
                faults.push(format!("{}: {own} must not use {used}", path.display()));
            }
            // `use crate::{a, b}` would hide what is used.
            assert!(!part.starts_with('{'), "{}: write one use for each module", path.display());
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_library_stays_in_its_module() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let Some(own) = module(&path) else { continue };
        for (word, homes) in BELONGS_TO {
            if code(&text).contains(word) && !homes.contains(&own.as_str()) {
                faults.push(format!("{}: {word} does not belong in {own}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_is_left_behind() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for word in ["TODO", "FIXME", "XXX"] {
            if text.contains(word) {
                faults.push(format!("{}: {word}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
