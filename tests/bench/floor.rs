//! The floor under a build: what the machine needs to read the same sources and to write files as many and
//! as large in the same folders, on two threads, with no generator in between.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

/// How many threads read and write.
const THREADS: usize = 2;

/// A file of an output folder: its path below it, and its size in bytes.
pub type Entry = (PathBuf, u64);

/// Every file below a folder, in order of path.
pub fn files(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).map_err(io::Error::other)?;
            files.push((path.to_path_buf(), entry.metadata()?.len()));
        }
    }
    Ok(files)
}

/// Writes down what a floor run has to write: a file a line, size, tab, path.
pub fn write_manifest(files: &[Entry], manifest: &Path) -> io::Result<()> {
    let lines: String = files.iter().map(|(path, size)| format!("{size}\t{}\n", path.display())).collect();
    fs::write(manifest, lines)
}

/// Reads every file below `sources`, then writes what `manifest` lists into `output`, which must not
/// exist: over an old folder, or soon after one was deleted, other things would be measured.
pub fn run(sources: &Path, manifest: &Path, output: &Path) -> io::Result<()> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(THREADS).build().map_err(io::Error::other)?;
    threads.install(|| {
        files(sources)?.par_iter().try_for_each(|(path, _)| {
            std::hint::black_box(fs::read(sources.join(path))?);
            io::Result::Ok(())
        })?;
        let wanted = read_manifest(manifest)?;
        fs::create_dir(output)?;
        let folders: BTreeSet<&Path> = wanted.iter().flat_map(|(path, _)| path.ancestors().skip(1)).collect();
        // Parents sort before their children, and the first is the output folder itself.
        for folder in folders.into_iter().skip(1) {
            fs::create_dir(output.join(folder))?;
        }
        let largest = wanted.iter().map(|(_, size)| *size).max().unwrap_or(0);
        let bytes = vec![b'x'; usize::try_from(largest).map_err(io::Error::other)?];
        wanted.par_iter().try_for_each(|(path, size)| fs::write(output.join(path), &bytes[..*size as usize]))
    })
}

fn read_manifest(manifest: &Path) -> io::Result<Vec<Entry>> {
    let entry = |line: &str| -> Option<Entry> {
        let (size, path) = line.split_once('\t')?;
        Some((PathBuf::from(path), size.parse().ok()?))
    };
    let text = fs::read_to_string(manifest)?;
    text.lines()
        .map(|line| entry(line).ok_or_else(|| io::Error::other(format!("not a manifest line: {line}"))))
        .collect()
}
