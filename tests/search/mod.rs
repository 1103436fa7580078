//! The index of the sample council: what it finds, and what is not in it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use minutebook::document::Reader;
use minutebook::document::child::Program;
use minutebook::engine::{Silent, World};
use minutebook::link::Options;
use minutebook::output::memory::Memory;
use minutebook::search::query::{address, search};
use minutebook::search::read::Index;

/// The index of the sample council, in memory.
fn sample() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reader = Reader::new(Program::new(env!("CARGO_BIN_EXE_minutebook")));
    let world = World::cold(root, Options::default(), &reader, &Silent).unwrap();
    let memory = Memory::default();
    world.write_search(&memory).unwrap();
    memory.into_files()
}

#[test]
fn queries_find_their_answers() {
    let files = sample();
    let index = Index::open(&files).unwrap();
    let cases = include_str!("cases.json");
    let cases: Value = serde_json::from_str(cases).unwrap();
    let (mut at1, mut at3, mut at10, mut reciprocal, mut count) = (0, 0, 0, 0.0, 0);
    let mut report = String::new();
    for case in cases["cases"].as_array().unwrap() {
        let query = case["query"].as_str().unwrap();
        let found = search(&index, query).unwrap();
        if case["none"] == true {
            assert!(found.hits.is_empty(), "{query} found something");
            continue;
        }
        let expected: Vec<&str> = match &case["expect"] {
            Value::String(one) => vec![one],
            many => many.as_array().unwrap().iter().filter_map(Value::as_str).collect(),
        };
        let addresses: Vec<String> = found
            .hits
            .iter()
            .take(10)
            .map(|hit| {
                let shown = hit.shown.clone().unwrap_or_else(|| index.text(hit.unit).unwrap());
                address(&shown, hit.passage)
            })
            .collect();
        let rank = addresses.iter().position(|address| {
            expected.iter().any(|expected| match expected.contains('#') {
                true => address == expected,
                false => address.split('#').next() == Some(*expected),
            })
        });
        count += 1;
        at1 += usize::from(rank == Some(0));
        at3 += usize::from(rank.is_some_and(|rank| rank < 3));
        at10 += usize::from(rank.is_some());
        reciprocal += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f64);
        if rank != Some(0) {
            report += &format!("{query}: rank {rank:?} of {}; {addresses:#?}\n", found.hits.len());
        }
    }
    let share = |found: usize| found as f64 / f64::from(count);
    let figures = format!(
        "recall@1 {:.3}, @3 {:.3}, @10 {:.3}, mean reciprocal rank {:.3} of {count}\n{report}",
        share(at1),
        share(at3),
        share(at10),
        reciprocal / f64::from(count)
    );
    if std::env::var_os("FIGURES").is_some() {
        std::fs::write("/tmp/search-figures.txt", &figures).unwrap();
    }
    assert!(share(at1) >= 0.75 && share(at3) >= 0.9 && share(at10) >= 0.98, "{figures}");
    assert!(reciprocal / f64::from(count) >= 0.85, "{figures}");
}
