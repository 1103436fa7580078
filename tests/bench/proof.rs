//! The tests of the benchmark's own parts, run by `cargo test`: a benchmark has no test harness, and tests
//! inside its modules would be dead code in it.
#![allow(dead_code, reason = "the benchmark uses the rest")]

mod content;
mod corpus;
mod floor;
mod jobs;
mod measure;
mod prose;
mod random;
mod table;
mod words;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::process::Command;

use crate::corpus::Corpus;
use crate::jobs::{Job, Sample};
use crate::measure::Cost;
use crate::random::Random;
use crate::words::Vocabulary;

fn fingerprint(size: usize, seed: u64) -> String {
    let corpus = Corpus::new(size, seed);
    let vocabulary = Vocabulary::new();
    let mut hash = blake3::Hasher::new();
    for item in &corpus.items {
        hash.update(corpus.path(item).as_bytes());
        hash.update(content::paper(&corpus, item, &vocabulary).as_bytes());
    }
    hash.finalize().to_hex()[..16].to_owned()
}

/// Figures are comparable only over the same bytes. Change the corpus when it must be changed, and then
/// measure everything again.
#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(fingerprint(300, 1), "b7d2dff2f234eae4");
    assert_ne!(fingerprint(300, 1), fingerprint(300, 2));
}

#[test]
fn what_is_written_is_what_was_generated() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let corpus = Corpus::new(120, 1);
    let bytes = content::write(&corpus, folder.path())?;
    let vocabulary = Vocabulary::new();
    let mut expected = 0;
    for item in &corpus.items {
        let path = folder.path().join("content/committees").join(corpus.path(item) + ".md");
        let text = fs::read_to_string(path)?;
        assert_eq!(text, content::paper(&corpus, item, &vocabulary));
        expected += text.len();
    }
    assert_eq!(bytes, expected as u64);
    let mean = expected / corpus.items.len();
    assert!((5_500..7_500).contains(&mean), "{mean} bytes an item");
    Ok(())
}

#[test]
fn every_size_has_exactly_as_many_items() {
    for size in [1, 2, 8, 9, 10, 100, 1_000, 1_234] {
        let corpus = Corpus::new(size, 1);
        assert_eq!(corpus.items.len(), size);
        assert!(corpus.items.iter().all(|item| item.links.iter().all(|link| *link < item.index)));
    }
}

#[test]
fn paths_and_people_are_unique() {
    let corpus = Corpus::new(3_000, 1);
    let paths: BTreeSet<_> = corpus.items.iter().map(|item| corpus.path(item)).collect();
    assert_eq!(paths.len(), corpus.items.len());
    let surnames: BTreeSet<_> = corpus.people.iter().map(|person| person.name.rsplit(' ').next()).collect();
    assert_eq!(surnames.len(), 120);
    assert_eq!(corpus.bodies.len(), 30);
}

#[test]
fn common_words_are_common() {
    let vocabulary = Vocabulary::new();
    let mut random = Random::new(1, 1);
    let the = (0..10_000).filter(|_| vocabulary.draw(&mut random) == "the").count();
    assert!((200..600).contains(&the), "{the} of 10,000");
}

#[test]
fn minutes_are_as_long_as_minutes_are() {
    let corpus = Corpus::new(600, 1);
    let vocabulary = Vocabulary::new();
    let words =
        |item| prose::minute(&corpus, item, &vocabulary, |_| "x.md".to_owned()).split_whitespace().count();
    let mut lengths: Vec<usize> = corpus.items.iter().map(words).collect();
    lengths.sort_unstable();
    let (least, median, most) = (lengths[0], lengths[lengths.len() / 2], lengths[lengths.len() - 1]);
    assert!(least >= 200 && (600..850).contains(&median) && most < 2_400, "{least}, {median}, {most}");
}

#[test]
fn every_minute_holds_one_resolution() {
    let corpus = Corpus::new(200, 1);
    let vocabulary = Vocabulary::new();
    for item in &corpus.items {
        let text = prose::minute(&corpus, item, &vocabulary, |_| "x.md".to_owned());
        let signals = ["RESOLVED", "Resolved", "Agreed", "Recommended", "Decision"];
        let opened = text.lines().filter(|line| {
            let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || "(). abcde".contains(c));
            signals.iter().any(|signal| line.starts_with(signal))
        });
        assert_eq!(opened.count(), 1, "{text}");
    }
}

#[test]
fn the_floor_writes_the_same_files_as_large() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let (from, to, manifest) = (folder.path().join("a"), folder.path().join("b"), folder.path().join("m"));
    fs::create_dir_all(from.join("x/y/z"))?;
    fs::write(from.join("index.html"), "four")?;
    fs::write(from.join("x/index.html"), "")?;
    fs::write(from.join("x/y/z/index.html"), "sixsix")?;
    let wanted = floor::files(&from)?;
    floor::write_manifest(&wanted, &manifest)?;
    floor::run(&from, &manifest, &to)?;
    assert_eq!(floor::files(&to)?, wanted);
    assert!(floor::run(&from, &manifest, &to).is_err(), "an old output is never written over");
    Ok(())
}

#[test]
fn a_run_is_accounted_for() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let log = folder.path().join("log");
    let work = "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done; sleep 0.1";
    let cost = measure::run(Command::new("sh").args(["-c", work]), &log)?;
    assert!(cost.wall > 0.1 && cost.cpu > 0.0 && cost.peak > 100, "{cost:?}");
    let failed = measure::run(Command::new("sh").args(["-c", "echo reason; exit 3"]), &log);
    assert!(failed.is_err_and(|error| error.to_string().contains("reason")));
    Ok(())
}

fn sample(round: usize, job: Job, wall: f64) -> Sample {
    let cost = Cost { wall, cpu: wall, peak: 2_048, others: 0.0 };
    Sample { size: 10_000, round, job, cost, output: Some((21_225, 203_000_000)) }
}

#[test]
fn ratios_are_taken_within_a_round() {
    let samples = [
        sample(0, Job::Cold, 2.0),
        sample(0, Job::ColdFloor, 1.0),
        sample(1, Job::Cold, 12.0),
        sample(1, Job::ColdFloor, 4.0),
        sample(2, Job::Cold, 3.0),
        sample(2, Job::ColdFloor, 1.2),
    ];
    let text = table::tables(&samples, &[10_000]);
    assert!(text.contains("| 10,000 | cold build, default | 3.000 (2.000-12.000) |"), "{text}");
    assert!(text.contains("| 2.50 (2.00-3.00) × floor |"), "{text}");
    assert!(text.contains("| 21,225 | 203.0 |"), "{text}");
    assert!(!text.contains("unchanged"), "{text}");
}

#[test]
fn an_even_number_of_rounds_has_a_median_too() {
    let text = table::tables(&[sample(0, Job::Check, 4.0), sample(1, Job::Check, 1.0)], &[10_000]);
    assert!(text.contains("| check | 2.500 (1.000-4.000) |"), "{text}");
    assert_eq!(table::thousands(1_234_567), "1,234,567");
    assert_eq!(table::thousands(999), "999");
}
