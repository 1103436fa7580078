pub(crate) mod sample;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use self::sample::{corpus, files, paper};
use super::csv::harmless;
use super::*;
use crate::minute::{Block, BlockKind, Minute};
use crate::output::memory::Memory;

fn written(corpus: &Corpus) -> BTreeMap<String, String> {
    let memory = Memory::default();
    write(corpus, &memory).expect("memory takes everything");
    files(memory)
}

/// Set to any value to take what is written now as what is expected.
const REWRITE: &str = "MINUTEBOOK_REWRITE_GOLDEN";

#[test]
fn the_published_shape_is_as_agreed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/tests/golden");
    let files = written(&corpus());
    if std::env::var_os(REWRITE).is_some() {
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".json")) {
            std::fs::write(folder.join(path.trim_start_matches("data/")), text)
                .expect("a golden file is written");
        }
    }
    let mut names: Vec<String> = files.keys().filter(|path| path.ends_with(".json")).cloned().collect();
    names.sort();
    let mut golden: Vec<String> = std::fs::read_dir(&folder)
        .expect("golden files")
        .map(|entry| format!("data/{}", entry.expect("an entry").file_name().display()))
        .collect();
    golden.sort();
    assert_eq!(names, golden);
    for name in names {
        let expected =
            std::fs::read_to_string(folder.join(name.trim_start_matches("data/"))).expect("a golden file");
        assert_eq!(files[&name], expected, "{name}; {REWRITE}=1 takes it over");
    }
}

/// Every table follows its schema, and no CSV says anything else than the JSON.
fn hold_together(files: &BTreeMap<String, String>) {
    let json = |path: &str| serde_json::from_str::<Value>(&files[path]).expect("strict JSON");
    for path in files.keys().filter(|path| path.ends_with(".json") && !path.ends_with(".schema.json")) {
        let schema = json(&path.replace(".json", ".schema.json"));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let validator =
            jsonschema::options().should_validate_formats(true).build(&schema).expect("a valid schema");
        let records = json(path);
        let problems: Vec<String> = validator.iter_errors(&records).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{path}: {problems:?}");

        let count = records.as_array().expect("an array").len();
        assert_eq!(files[path].lines().count(), count + 2, "{path}: one record a line");

        let Some(sheet) = files.get(&path.replace(".json", ".csv")) else { continue };
        let mut reader = ::csv::Reader::from_reader(sheet.as_bytes());
        let head = reader.headers().expect("a head row").clone();
        let rows: Vec<::csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("even rows");
        assert_eq!(rows.len(), count);
        for (row, record) in rows.iter().zip(records.as_array().expect("an array")) {
            for (column, cell) in head.iter().zip(row) {
                assert_eq!(cell, harmless(&expected_cell(record, column)), "{path}: {column}");
            }
            for field in record.as_object().expect("an object").keys() {
                let spread = format!("{field}_");
                assert!(
                    head.iter().any(|column| column == field || column.starts_with(&spread)),
                    "{path}: {field}"
                );
            }
        }
    }
}

/// What the documentation of the CSV says of a cell, worked out from the JSON alone.
fn expected_cell(record: &Value, column: &str) -> String {
    let join = |list: &[Value], field: Option<&str>| {
        let words = list.iter().map(|one| field.map_or(one, |field| &one[field]));
        words.map(|word| word.as_str().unwrap_or("")).collect::<Vec<_>>().join("; ")
    };
    if let Some(field) = column.strip_suffix("_person") {
        let people = people(&record[field]);
        return if people.iter().all(|one| one["person"].is_null()) {
            String::new()
        } else {
            join(&people, Some("person"))
        };
    }
    for whole in ["vote", "active"] {
        if let Some(field) = column.strip_prefix(whole).and_then(|field| field.strip_prefix('_')) {
            return expected_cell(&record[whole], field);
        }
    }
    let value = &record[column];
    match (column, value) {
        (_, Value::Null) => String::new(),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(_) | Value::Bool(_)) => value.to_string(),
        (_, Value::Array(list)) if list.is_empty() => String::new(),
        ("presenters" | "in_attendance" | "moved_by" | "seconded_by", value) => {
            join(&people(value), Some("name"))
        }
        ("parts", Value::Array(parts)) => {
            let line = |part: &Value| {
                format!("{} {}", part["label"].as_str().unwrap_or(""), part["text"].as_str().unwrap_or(""))
            };
            parts.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        ("recommendations", value) => value.to_string(),
        (_, Value::Array(list)) if list.iter().all(Value::is_string) => join(list, None),
        (_, value) => value.to_string(),
    }
}

fn people(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

#[test]
fn files_follow_their_schemas_and_csv_their_json() {
    hold_together(&written(&corpus()));
    hold_together(&written(&Corpus::default()));
}

#[test]
fn ends_of_lines_are_those_of_rfc_4180() {
    let files = written(&corpus());
    let sheet = &files["data/people.csv"];
    assert!(sheet.starts_with("\"id\",\"url\",\"name\","));
    assert_eq!(sheet.matches("\r\n").count(), 3);
    assert!(!sheet.replace("\r\n", "").contains(['\r', '\n']));
}

#[test]
fn what_is_closed_or_withdrawn_says_nothing() {
    let files = written(&corpus());
    for (path, text) in &files {
        assert!(!text.contains("SECRET") && !text.contains("Closed report"), "{path}");
        assert!(!text.contains("04-back#resolution"), "{path}");
    }
    let meetings: Value = serde_json::from_str(&files["data/meetings.json"]).expect("JSON");
    assert_eq!(meetings[0]["closed_items"][0]["title"], "Property");
    assert_eq!(meetings[0]["items"].as_array().map(Vec::len), Some(2));
}

#[test]
fn an_unknown_figure_is_null_and_a_nought_is_a_nought() {
    let files = written(&corpus());
    let resolutions: Value = serde_json::from_str(&files["data/resolutions.json"]).expect("JSON");
    assert_eq!(
        (&resolutions[0]["vote"]["against"], &resolutions[0]["vote"]["abstain"]),
        (&0.into(), &Value::Null)
    );
    assert_eq!(resolutions[1]["vote"]["method"], "not_recorded");
    assert!(resolutions[1]["vote"]["for"].is_null());
}

/// A minute of one paragraph whose words, label and anchor are `text`.
fn paragraph(text: &str) -> Minute {
    let block = Block {
        kind: BlockKind::Paragraph,
        label: Some(text.into()),
        depth: 0,
        anchor: text.into(),
        alias: None,
        text: 0..text.len() as u32,
        inlines: Vec::new(),
        source: 0..0,
    };
    Minute { text: text.to_owned(), blocks: vec![block], ..Minute::default() }
}

#[test]
fn hostile_texts_stay_data() {
    let hostile = [
        "=HYPERLINK(\"http://x.example\")",
        "+1",
        "-2",
        "@SUM(A1)",
        "＝1",
        "\"\"",
        "a\",\"b",
        "a;b; =1",
        "</script><!--",
        "\u{2028}\u{2029}",
        "\u{FEFF}x",
        "\u{0}\u{1b}[31m\u{7f}\u{85}",
        "\r\n=1",
        "\r=1",
        "line\rline\r\nline\n",
        "\t=1",
        "'quoted'",
        "null",
        "\u{202e}txt",
        "👩‍👩‍👧",
        "e\u{301}",
        "\\u0000",
        "{{ x }}",
        "a\u{fffe}b",
    ];
    let mut corpus = corpus();
    let meeting = corpus.items.rows()[0].meeting;
    for (index, text) in hostile.iter().enumerate() {
        let mut paper =
            Arc::unwrap_or_clone(paper::<crate::format::Item>("x.md", "title: x", paragraph(text)));
        paper.front.title = (*text).into();
        paper.front.purpose = Some((*text).into());
        paper.front.presenters = vec![crate::format::Credit::Name((*text).into())];
        paper.front.recommendations = vec![(*text).into()];
        corpus.items.push(crate::model::Item {
            id: format!("{text}-{index}").into(),
            paper: Arc::new(paper),
            address: crate::model::Address::page(text),
            meeting,
            documents: Vec::new(),
            related: Vec::new(),
            translations: Vec::new(),
            matter: None,
            original: None,
            resolutions: 0..0,
            ..corpus.items.rows()[0].clone()
        });
    }
    let files = written(&corpus);
    hold_together(&files);
    let texts: Value = serde_json::from_str(&files["data/items-2024.json"]).expect("JSON");
    let texts = texts.as_array().expect("an array");
    for (text, record) in hostile.iter().zip(&texts[texts.len() - hostile.len()..]) {
        assert_eq!(record["blocks"][0]["text"], *text);
        assert!(record["url"].as_str().is_some_and(|url| url.bytes().all(|byte| byte.is_ascii_graphic())));
    }
    let mut reader =
        ::csv::ReaderBuilder::new().has_headers(false).from_reader(files["data/items.csv"].as_bytes());
    for cell in
        reader.records().flat_map(|row| row.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>())
    {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝']), "{cell:?}");
        assert!(!cell.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{cell:?}");
    }
}

#[test]
fn one_thread_or_many_write_the_same() {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    assert_eq!(one.install(|| written(&corpus())), written(&corpus()));
}
