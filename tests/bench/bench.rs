//! The benchmark: `cargo bench`, or `cargo bench -- --sizes 1000,10000 --rounds 5`.
//!
//! Generates councils of several sizes from a fixed seed, lets the program build them, and prints what that
//! cost beside the floor: reading the same sources and writing the same files with nothing in between.
//! See `README.md` in this folder.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program whose results are what it prints")]

mod content;
mod corpus;
mod floor;
mod jobs;
mod measure;
mod prose;
mod random;
mod table;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::{Parser, Subcommand};

use crate::jobs::Bench;
use crate::table::{tables, thousands};

/// Measures minutebook over generated councils and prints tables in Markdown.
#[derive(Parser)]
#[command(name = "cargo bench --")]
struct Arguments {
    /// How many items each council has
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000, 50_000], value_parser = size)]
    sizes: Vec<usize>,
    /// How many times each job is done
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Where the councils and their sites are written; nothing is deleted there
    #[arg(long, value_name = "DIR", default_value = concat!(env!("CARGO_TARGET_TMPDIR"), "/bench"))]
    work: PathBuf,
    /// Which council is drawn; figures are comparable only for the same one
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program to measure
    #[arg(long, value_name = "FILE", default_value = env!("CARGO_BIN_EXE_minutebook"))]
    program: PathBuf,
    /// What cargo adds when it starts a benchmark
    #[arg(long, hide = true, global = true)]
    bench: bool,
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Only write a council of ITEMS items into the new folder DIR
    Corpus { items: usize, dir: PathBuf },
    /// Read everything in SOURCES and write what MANIFEST lists into the new folder OUTPUT
    Floor { sources: PathBuf, manifest: PathBuf, output: PathBuf },
}

fn size(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|size| *size > 0).ok_or_else(|| "a size is a whole number from 1".to_owned())
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.task {
        None => bench(&arguments),
        Some(Task::Corpus { items, dir }) => corpus(*items, arguments.seed, dir),
        Some(Task::Floor { sources, manifest, output }) => floor::run(sources, manifest, output),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn corpus(items: usize, seed: u64, dir: &Path) -> io::Result<()> {
    let bytes = content::write(&corpus::Corpus::new(items, seed), dir)?;
    println!("{} items, {:.1} MB, in {}", thousands(items), bytes as f64 / 1e6, dir.display());
    Ok(())
}

fn bench(arguments: &Arguments) -> io::Result<()> {
    fs::create_dir_all(&arguments.work)?;
    let this = std::env::current_exe()?;
    let mut samples = Vec::new();
    for &size in &arguments.sizes {
        let bench = Bench::new(&arguments.program, &this, &arguments.work, size, arguments.seed)?;
        for round in 0..arguments.rounds {
            bench.round(round, |sample| {
                eprintln!(
                    "{} items, round {}: {}: {:.2} s wall, {:.2} s processor, {} MB",
                    thousands(size),
                    round + 1,
                    sample.job.name(),
                    sample.cost.wall,
                    sample.cost.cpu,
                    sample.cost.peak / 1024
                );
                samples.push(sample);
            })?;
        }
    }
    println!("{}\n", machine());
    println!("{}", tables(&samples, &arguments.sizes));
    eprintln!(
        "The councils and every output are in {}; delete it when no more runs follow.",
        arguments.work.display()
    );
    Ok(())
}

/// On what the figures were taken.
fn machine() -> String {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let model = read("/proc/cpuinfo");
    let model = model.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown model");
    let model = model.trim_start_matches([' ', '\t', ':']);
    let memory = read("/proc/meminfo");
    let memory = memory.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).unwrap_or_default();
    format!(
        "minutebook {} on {processors} processors ({model}), {:.0} GB, Linux {}.",
        env!("CARGO_PKG_VERSION"),
        memory / 1024.0 / 1024.0,
        read("/proc/sys/kernel/osrelease").trim()
    )
}
