//! `minutebook check`

use clap::Args;

use super::{Outcome, Reading, Setting, problems, progress};
use crate::engine::Failure;
use crate::output::Output;

/// Reads everything and reports problems.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    reading: Reading,
}

impl Check {
    pub(super) fn run(&self, setting: &Setting) -> Outcome {
        if !setting.has_content() {
            return Outcome::Failed;
        }
        let bar = progress::bar();
        let mut world = match setting.world(self.reading.options(), &bar) {
            Ok(world) => world,
            Err(outcome) => return outcome,
        };
        // A template may fail on one page only, so every page is made and thrown away.
        if !world.is_blocked() {
            match world.write(&Nowhere, false, &bar) {
                Ok(()) => {}
                Err(Failure::Content(found)) => world.diagnostics.extend(found),
                Err(Failure::Io(error)) => return problems::io(&error, "read the documents"),
            }
        }
        bar.clear();
        problems::show(&world, &world.diagnostics, setting);
        if world.is_blocked() { Outcome::Problems } else { Outcome::Done }
    }
}

/// Takes a site and keeps nothing.
struct Nowhere;

impl Output for Nowhere {
    fn put(&self, _: &str, _: &[u8]) -> std::io::Result<()> {
        Ok(())
    }

    fn copy(&self, _: &str, from: &std::path::Path) -> std::io::Result<()> {
        std::fs::File::open(from).map(drop)
    }

    fn create(&self, _: &str) -> std::io::Result<Box<dyn std::io::Write + '_>> {
        Ok(Box::new(std::io::sink()))
    }
}
