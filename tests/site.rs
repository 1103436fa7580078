//! Small sites with what comes of them, compared file by file: `tests/site/NAME/content` and
//! `tests/site/NAME/expected`, which holds
//!
//! - `files.txt`: the path of every file of the site
//! - `data/`: the tables of `/data/` as they are
//! - an outline of each page of an item, meeting, resolution or person

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::text::{attribute, outline, unescape, visible};
use crate::support::{Project, Site, expect_file, repository, rewriting};

/// Pages whose outlines are compared.
const KINDS: [&str; 4] = ["item", "meeting", "resolution", "person"];

#[test]
fn small_sites_come_out_as_expected() {
    let mut names: Vec<_> = fs::read_dir(repository("tests/site"))
        .expect("the sites")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    names.sort();
    assert!(names.len() >= 3);
    for folder in names {
        let project = Project::of(&folder);
        let check = project.run(["check", "--format", "short"]).exit(0);
        expect_file(&folder.join("expected/problems.txt"), &check.stdout);
        let site = project.build([]);
        compare(&folder.join("expected"), &site);
    }
}

/// The paths of a site's files, but for those of the search index, which change with every word.
fn outside_index(site: &Site) -> Vec<&str> {
    site.paths().into_iter().filter(|path| !path.starts_with("search/index/")).collect()
}

/// Compares a site with a folder of expectations, which must hold nothing else.
fn compare(expected: &Path, site: &Site) {
    let mut known: BTreeSet<String> = ["files.txt", "problems.txt"].map(str::to_owned).into();
    expect_file(&expected.join("files.txt"), &format!("{}\n", outside_index(site).join("\n")));
    for (path, page) in site.pages() {
        let kind = page
            .find("data-page-kind=")
            .map(|at| &page[at..])
            .and_then(|rest| rest.split(['"', '=', ' ', '>']).find(|it| KINDS.contains(it)));
        let is_kind = kind.is_some_and(|kind| {
            page.contains(&format!("data-page-kind={kind}"))
                || page.contains(&format!("data-page-kind=\"{kind}\""))
        });
        if is_kind {
            let name = format!("{}.txt", path.trim_end_matches("/index.html"));
            expect_file(&expected.join(&name), &outline(page));
            known.insert(name);
        }
    }
    for (path, bytes) in site.files() {
        if path.starts_with("data/") && path.ends_with(".json") && !path.ends_with(".schema.json") {
            expect_file(&expected.join(path), std::str::from_utf8(bytes).expect("JSON is text"));
            known.insert(path.to_owned());
        }
    }
    for path in Site::read(expected).paths() {
        if rewriting() && !known.contains(path) {
            fs::remove_file(expected.join(path)).expect("an expectation that is none any more");
        } else {
            assert!(known.contains(path), "{path} is expected, and the site has no such page");
        }
    }
}

#[test]
fn a_paper_of_many_labels_keeps_them_in_order_as_typed() {
    let site = Project::of(&repository("tests/site/labels")).build([]);
    let labels = ["A.", "B.", "C.", "7.", "8.", "(a)", "(b)", "(c)", "9.", "10.", "11.", "12.", "13.", "i."];
    let item = &site.data("items")[0];
    assert_eq!(item["labels"], serde_json::json!(labels));
    let page = site.text("budget/index.html");
    let mut from = page.find("<main").expect("a main part");
    let mut anchors = BTreeSet::new();
    for label in labels {
        // Each label is a link to its own paragraph, in the order of the paper.
        let link = format!(">{label}</a>");
        let at = from
            + page[from..]
                .find(&link)
                .unwrap_or_else(|| panic!("no link for {label} after the one before it"));
        let tag = &page[page[..at].rfind("<a ").expect("a link")..=at];
        let anchor = attribute(tag, "href").expect("an address");
        assert!(
            anchor.starts_with('#') && page.contains(&format!("id={}", &anchor[1..]))
                || page.contains(&format!("id=\"{}\"", &anchor[1..])),
            "{label}: {anchor}"
        );
        assert!(anchors.insert(anchor.clone()), "{label}: {anchor} stands twice");
        from = at + link.len();
    }
    // The label that was glued to its word is the label, and the word is the text.
    assert!(
        visible(page).contains("11. A Member said") || visible(page).contains("11.A Member said"),
        "{}",
        visible(page)
    );
    let resolutions = site.data("resolutions");
    let resolutions = resolutions.as_array().expect("resolutions");
    assert_eq!(resolutions.len(), 1);
    assert_eq!(resolutions[0]["text"], "the Harbours Cabinet Committee agreed to:");
    let parts = resolutions[0]["parts"].as_array().expect("parts");
    assert_eq!(parts.len(), 1);
    assert_eq!(parts[0]["label"], "i.");
    assert!(parts[0]["text"].as_str().is_some_and(|text| text.starts_with("Note the draft budget")));
    assert!(site.has("budget/resolution-1/index.html"));
    // Unlabelled answers stand apart: paragraphs of their own, between labelled ones.
    let text = &site.data("items-2023")[0]["blocks"];
    let blocks: Vec<(Option<&str>, &str)> = text
        .as_array()
        .expect("blocks")
        .iter()
        .map(|block| (block["label"].as_str(), block["text"].as_str().unwrap_or_default()))
        .collect();
    let at = |words: &str| {
        blocks
            .iter()
            .position(|(_, text)| text.starts_with(words))
            .unwrap_or_else(|| panic!("no paragraph “{words}”"))
    };
    let answer = at("Mr Penhale said that they were talking");
    assert_eq!(
        (blocks[answer - 1].0, blocks[answer].0, blocks[answer + 1].0),
        (Some("C."), None, Some("7."))
    );
    let answer = at("In response to this question");
    assert_eq!(
        (blocks[answer - 1].0, blocks[answer].0, blocks[answer + 1].0),
        (Some("8."), None, Some("(a)"))
    );
    // Those in attendance have pages; a Mr whom nobody knows is nobody's link.
    assert!(site.has("people/iris-calloway/index.html") && site.has("people/tomas-brandt/index.html"));
    assert_eq!(site.data("people").as_array().expect("people").len(), 2);
    for words in ["Penhale", "Calder", "Sayle", "Drummond"] {
        assert!(!links(page).iter().any(|(text, _)| text.contains(words)), "{words} is linked");
    }
    let full = links(page)
        .into_iter()
        .filter(|(text, target)| text == "Iris Calloway" && target.ends_with("/people/iris-calloway/"));
    assert!(full.count() >= 2);
}

#[test]
fn one_file_is_a_site() {
    let site = Project::of(&repository("tests/site/one-file")).build([]);
    for path in [
        "index.html",
        "ferry/index.html",
        "ferry/resolution-1/index.html",
        "people/duncan-garrity/index.html",
        "committees/harbour-and-islands-partnership-board/index.html",
        "committees/harbour-and-islands-partnership-board/2017-07-12/index.html",
    ] {
        assert!(site.has(path), "{path}");
    }
    let page = site.text("ferry/index.html");
    let to_presenter: Vec<_> = links(page)
        .into_iter()
        .filter(|(_, target)| target == "/people/duncan-garrity/")
        .map(|(text, _)| text)
        .collect();
    assert!(to_presenter.iter().filter(|text| *text == "Mr Garrity").count() >= 4, "{to_presenter:?}");
    for words in ["Abernethy", "Quill", "Ferreira", "Oduya"] {
        assert!(!links(page).iter().any(|(text, _)| text.contains(words)), "{words} is linked");
    }
    let resolution = &site.data("resolutions")[0];
    assert_eq!(
        (&resolution["text"], &resolution["parts"]),
        (&"That the update be noted.".into(), &serde_json::json!([]))
    );
    let blocks = &site.data("items-2017")[0]["blocks"];
    assert!(
        blocks.as_array().is_some_and(|blocks| blocks.iter().all(|block| !block["text"]
            .as_str()
            .unwrap_or_default()
            .trim()
            .is_empty())),
        "lines of no-break spaces are blank: {blocks}"
    );
    assert_eq!(blocks.as_array().map(Vec::len), Some(6));
}

/// Words and target of each link of a page.
fn links(page: &str) -> Vec<(String, String)> {
    page.split("<a ")
        .skip(1)
        .filter_map(|rest| {
            let tag = format!("<a {}", &rest[..rest.find('>')?]);
            let words = &rest[rest.find('>')? + 1..rest.find("</a>")?];
            Some((visible(words), attribute(&tag, "href")?))
        })
        // Links within the page are no links to people or papers.
        .filter(|(_, target)| !target.starts_with('#'))
        .collect()
}

#[test]
fn the_sample_council_comes_out_as_expected() {
    let project = Project::sample();
    project.run(["check", "--strict", "--format", "short"]).exit(0).stdout("");
    let site = project.build(["--strict"]);
    let expected = repository("tests/sample");
    expect_file(&expected.join("files.txt"), &format!("{}\n", outside_index(&site).join("\n")));
    for name in ["bodies", "meetings", "resolutions", "people", "documents"] {
        expect_file(&expected.join(format!("{name}.json")), site.text(&format!("data/{name}.json")));
    }
}

#[test]
fn every_link_of_the_sample_council_leads_somewhere() {
    for base in ["", "/papers/of/the-council"] {
        let url = format!("https://papers.example{base}/");
        let site = Project::sample().build(["--base-url", &url]);
        for (path, page) in site.pages() {
            let ids: BTreeSet<String> =
                page.split('<').filter_map(|tag| attribute(&format!("<{tag}"), "id")).collect();
            for tag in page.split('<').filter(|tag| tag.starts_with(|c: char| c.is_ascii_lowercase())) {
                let tag = &tag[..tag.find('>').map_or(tag.len(), |at| at + 1)];
                for target in ["href", "src"].iter().filter_map(|name| attribute(tag, name)) {
                    if let Some(fragment) = target.strip_prefix('#') {
                        assert!(
                            fragment.is_empty() || ids.contains(fragment),
                            "{path} links to its own #{fragment}"
                        );
                        continue;
                    }
                    if target.starts_with("mailto:")
                        || target.starts_with("tel:")
                        || target.starts_with("data:")
                    {
                        continue;
                    }
                    let Some(local) = target.strip_prefix(url.trim_end_matches('/')).or_else(|| {
                        target.strip_prefix('/').map(|_| {
                            target
                                .strip_prefix(base)
                                .unwrap_or_else(|| panic!("{path} leaves the base path: {target}"))
                        })
                    }) else {
                        assert!(
                            target.starts_with("https://") || target.starts_with("http://"),
                            "{path} links to {target}"
                        );
                        assert!(
                            tag.starts_with("a ") || tag.contains("canonical") || tag.contains("license"),
                            "{path} asks another host: {tag}"
                        );
                        continue;
                    };
                    let (file, fragment) = local.split_once('#').unwrap_or((local, ""));
                    let file = decoded(file.split('?').next().unwrap_or(file).trim_start_matches('/'));
                    let file = if file.is_empty() || file.ends_with('/') {
                        format!("{file}index.html")
                    } else {
                        file
                    };
                    assert!(site.has(&file), "{path} links to {target}, and there is no {file}");
                    if !fragment.is_empty() && file.ends_with(".html") {
                        let there = site.text(&file);
                        assert!(
                            there.contains(&format!("id=\"{fragment}\""))
                                || there.contains(&format!("id={fragment}")),
                            "{path} links to {target}, and there is no such place"
                        );
                    }
                }
            }
        }
    }
}

fn decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = (*first == b'%').then(|| std::str::from_utf8(tail.get(..2)?).ok()).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    unescape(&String::from_utf8_lossy(&bytes))
}
