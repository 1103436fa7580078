//! `minutebook build`

use std::path::{Path, PathBuf};

use clap::Args;

use super::timings::Timings;
use super::{Outcome, Reading, Setting, problems, progress};
use crate::engine::{CONTENT, Failure, Progress};
use crate::output::disk::Disk;

/// Writes the site.
#[derive(Debug, Args)]
pub struct Build {
    /// Where the site is written
    #[arg(short, long, value_name = "DIR", default_value = "public")]
    output: PathBuf,
    /// Write pages as they were made, without making them smaller
    #[arg(long)]
    no_minify: bool,
    /// Say at the end how long each stage took
    #[arg(long)]
    timings: bool,
    #[command(flatten)]
    reading: Reading,
}

impl Build {
    pub(super) fn run(&self, setting: &Setting) -> Outcome {
        if !setting.has_content() {
            return Outcome::Failed;
        }
        let target = setting.site.join(&self.output);
        if let Some(why) = unsafe_target(&target, &setting.site.join(CONTENT)) {
            problems::complain(&why);
            return Outcome::Failed;
        }
        let bar = Timings::new(progress::bar());
        let world = match setting.world(self.reading.options(), &bar) {
            Ok(world) => world,
            Err(outcome) => return outcome,
        };
        if world.is_blocked() {
            bar.clear();
            problems::show(&world, &world.diagnostics, setting);
            problems::complain("Nothing was written, and what was published before stays as it was.");
            return Outcome::Problems;
        }
        let disk = match Disk::begin(&target) {
            Ok(disk) => disk,
            Err(error) => return problems::io(&error, &format!("write to {}", target.display())),
        };
        match world.write(&disk, !self.no_minify, &bar) {
            Ok(()) => {}
            Err(Failure::Content(found)) => {
                bar.clear();
                problems::show(&world, &found, setting);
                problems::complain("Nothing was written, and what was published before stays as it was.");
                return Outcome::Problems;
            }
            Err(Failure::Io(error)) => {
                return problems::io(&error, &format!("write to {}", target.display()));
            }
        }
        bar.stage("Publishing", 0);
        let written = match disk.finish() {
            Ok(written) => written,
            Err(error) => return problems::io(&error, &format!("write to {}", target.display())),
        };
        bar.clear();
        problems::show(&world, &world.diagnostics, setting);
        problems::tell(&format!(
            "{} {} in {}: {} new or changed, {} removed.",
            written.files,
            if written.files == 1 { "file" } else { "files" },
            target.display(),
            written.changed,
            written.removed
        ));
        if self.timings {
            problems::complain(&bar.table());
        }
        Outcome::Done
    }
}

/// Why a folder must not be written to: it is, or holds, or lies in the content.
fn unsafe_target(target: &Path, content: &Path) -> Option<String> {
    let real = |path: &Path| {
        // A folder that is not there yet is where its nearest existing parent is.
        let mut rest = Vec::new();
        let mut path = std::path::absolute(path).ok()?;
        loop {
            if let Ok(found) = path.canonicalize() {
                return Some(rest.iter().rev().fold(found, |folder, part| folder.join(part)));
            }
            rest.push(path.file_name()?.to_owned());
            path.pop();
        }
    };
    let (target_real, content_real) = (real(target)?, real(content)?);
    if target_real.starts_with(&content_real) || content_real.starts_with(&target_real) {
        return Some(format!(
            "The site cannot be written to {}, because that is, or holds, the content itself. Name another folder with --output.",
            target.display()
        ));
    }
    (target.exists() && !target.is_dir())
        .then(|| format!("{} is a file, not a folder. Name another folder with --output.", target.display()))
}
