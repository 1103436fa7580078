//! One fixture for each problem, in `tests/check`: files that bring it about, and everything that is said
//! of them.

use std::collections::BTreeSet;
use std::fs;

use minutebook::diagnostic::Code;

use crate::support::fixture::Fixture;
use crate::support::{Project, repository};

/// Words of programmers, in which no message may speak to a clerk.
const JARGON: &[&str] = &[
    "serde",
    "YAML",
    "mapping",
    "scalar",
    "sequence",
    "deserial",
    "parse",
    "token",
    "struct",
    "enum",
    "null",
    "None",
    "Some(",
    "unwrap",
    "panic",
    "regex",
    "boolean",
    "integer",
    "string",
    "Err(",
    "invalid type",
    "os error",
    "stdin",
    "variant",
];

#[test]
fn every_problem_has_a_fixture_that_is_said_as_written() {
    let mut faults = Vec::new();
    for code in Code::ALL {
        let path = repository(&format!("tests/check/{code}.md"));
        if !path.exists() {
            faults.push(format!("tests/check/{code}.md is missing"));
            continue;
        }
        let outcome = std::panic::catch_unwind(|| {
            let fixture = Fixture::read(&path);
            for printed in fixture.check() {
                said_well(*code, &fixture, &printed);
            }
        });
        if let Err(panic) = outcome {
            let words = panic.downcast_ref::<String>().cloned().unwrap_or_default();
            faults.push(format!("{code}: {words}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// Each line names a place that exists, the problem and no other, what is wrong and how to mend it.
fn said_well(code: Code, fixture: &Fixture, printed: &str) {
    assert!(printed.contains(&format!("[{code}]")), "nothing is said of it:\n{printed}");
    for line in printed.lines() {
        let severity = code.severity().word();
        let (place, rest) = line.split_once(&format!(": {severity}[")).expect("a place and a severity");
        let mut parts = place.rsplitn(3, ':');
        let (column, row, file) = (parts.next(), parts.next(), parts.next());
        let number = |part: Option<&str>| part.and_then(|part| part.parse::<usize>().ok()).expect("a number");
        let (column, row) = (number(column), number(row));
        if let Ok(text) = fs::read_to_string(fixture.project().path().join(file.expect("a file"))) {
            let length = text.lines().nth(row - 1).map_or(0, |line| line.chars().count());
            assert!(column <= length + 1, "line {row} has {length} characters:\n{line}");
        }
        let said = rest.strip_prefix(&format!("{code}]: "));
        let said = said.unwrap_or_else(|| panic!("another problem than {code}:\n{line}"));
        assert!(said.ends_with(['.', '?', '…', '!']), "not a sentence:\n{line}");
        let sentences = said.matches(". ").count() + said.matches("? ").count() + said.matches("… ").count();
        assert!(sentences >= 1, "nothing says how to mend it:\n{line}");
        for word in JARGON {
            assert!(!said.contains(word), "a clerk does not know “{word}”:\n{line}");
        }
    }
}

#[test]
fn every_fixture_is_of_a_problem() {
    let known: BTreeSet<String> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    for entry in fs::read_dir(repository("tests/check")).expect("the fixtures") {
        let name = entry.expect("a fixture").file_name().into_string().expect("a name");
        assert!(known.contains(&name), "tests/check/{name} is of no problem that exists");
    }
}

#[test]
fn every_problem_is_explained() {
    let project = Project::new();
    for code in Code::ALL {
        let entry = code.entry();
        project
            .run(["explain", code.slug()])
            .exit(0)
            .says(entry.title)
            .says(entry.explanation)
            .says("Wrong:")
            .says("Right:")
            .stderr("");
    }
    let list = project.run(["explain"]).exit(0);
    assert_eq!(list.stdout.lines().count(), Code::ALL.len());
    project.run(["explain", "unkown-key"]).exit(2).says("Did you mean unknown-key?");
}
