//! What the documentation shows works: front matter and papers are read without a problem, commands are
//! understood.

use std::fs;

use crate::cli::understood;
use crate::support::{Project, repository};

/// The code blocks of a Markdown file: what is written behind the fence, and the text.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let fence: String = line.trim_start().chars().take_while(|c| *c == '`').collect();
        if fence.len() < 3 {
            continue;
        }
        let info = line.trim_start()[fence.len()..].trim().to_owned();
        let body: Vec<&str> = lines.by_ref().take_while(|line| line.trim() != fence).collect();
        blocks.push((info, body.join("\n") + "\n"));
    }
    blocks
}

/// Documents of the repository that show how something is written or done.
fn documents() -> Vec<(String, String)> {
    ["README.md", "themes/default/README.md", "tests/bench/README.md"]
        .into_iter()
        .filter_map(|name| Some((name.to_owned(), fs::read_to_string(repository(name)).ok()?)))
        .collect()
}

#[test]
fn papers_in_the_documentation_are_sound() {
    for (name, text) in documents() {
        for (info, block) in blocks(&text) {
            let kind = info.split([' ', ',']).next().unwrap_or_default();
            if kind == "markdown" && block.starts_with("---\n") || kind == "yaml" {
                let said = read(kind, &block);
                assert!(said.is_empty(), "{name} shows\n{block}\nof which is said\n{said}");
            }
        }
    }
}

/// What is said of an example by itself: whether its fields and its text are well formed. That other
/// papers and documents are not there is no fault of an example.
fn read(kind: &str, block: &str) -> String {
    let paper = match (kind, block.starts_with("---\n")) {
        (_, true) => block.to_owned(),
        _ => format!("---\n{block}---\n"),
    };
    const ELSEWHERE: [&str; 9] = [
        "missing-document",
        "dangling-link",
        "dangling-related",
        "approved-dangling",
        "exclusion-missing",
        "exclusion-unknown-item",
        "unknown-body",
        "unknown-person-id",
        "voter-not-present",
    ];
    let place = |path: &str, text: &str| {
        let project = Project::new().file(path, text);
        let run = project.run(["check", "--format", "short"]);
        let lines = run
            .stdout
            .lines()
            .filter(|line| !ELSEWHERE.iter().any(|code| line.contains(&format!("[{code}]"))));
        lines.collect::<Vec<_>>().join("\n")
    };
    // An example does not say which kind of file it is of; it is sound if it is sound as one of them.
    let attempts = [
        place("content/committees/cabinet/2024-03-12/07-item.md", &paper),
        place("content/item.md", &paper),
        place("content/committees/cabinet/2024-03-12/index.md", &paper),
        place("content/committees/cabinet/index.md", &paper),
        place("content/people/jo-roe.md", &paper),
        place("content/pages/page.md", &paper),
        if kind == "yaml" { place("content/site.yaml", block) } else { "-".to_owned() },
    ];
    match attempts.iter().any(String::is_empty) {
        true => String::new(),
        false => attempts[0].clone(),
    }
}

#[test]
fn commands_in_the_documentation_exist() {
    let project = Project::new();
    for (name, text) in documents() {
        for (info, block) in blocks(&text) {
            if !["console", "sh", "bash", "shell"].contains(&info.as_str()) {
                continue;
            }
            for line in block.lines() {
                let line = line.trim_start_matches("$ ").split(" #").next().unwrap_or_default().trim();
                let command = match line.strip_prefix("cargo run --release -- ") {
                    Some(rest) => format!("minutebook {rest}"),
                    None => line.to_owned(),
                };
                if command.starts_with("minutebook ") {
                    understood(&project, &command);
                } else if let Some(program) =
                    command.split(' ').next().filter(|word| word.contains('/') && !word.contains(':'))
                {
                    assert!(repository(program).exists(), "{name} speaks of {program}, which does not exist");
                }
            }
        }
    }
}

#[test]
fn examples_of_the_problems_are_of_the_format() {
    // What is shown as right must not hold what is unknown to the format.
    for code in minutebook::diagnostic::Code::ALL {
        let right = code.entry().right;
        if right.starts_with("title: ") && !right.contains("\n---") && !right.contains('(') {
            let said = read("yaml", &format!("{right}\n"));
            assert!(said.is_empty(), "{code} shows as right\n{right}\nof which is said\n{said}");
        }
    }
}
