//! What is measured, and in which order.
//!
//! A round does every job once, each floor right after the build that it belongs to, so that a busy minute of
//! the machine falls on both. Nothing large is deleted on the way: on ext4, creating files soon after
//! deleting as many costs many times as much as on fresh ground. Old outputs are moved aside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::content::{self, SITE, SITE_PAGES_ONLY};
use crate::corpus::Corpus;
use crate::floor;
use crate::measure::{Cost, run};

/// A kind of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Job {
    /// `check`: everything read and judged, nothing written.
    Check,
    /// A first build with nothing but pages, not minified.
    Pages,
    /// The floor under [`Job::Pages`].
    PagesFloor,
    /// A first build as it is by default: search, feeds, data, minified.
    Cold,
    /// The floor under [`Job::Cold`].
    ColdFloor,
    /// The same again.
    Unchanged,
    /// Again after the text of one item was edited.
    OneEdit,
    // To come, when the program has them: preview (start to first page; edit to page for a body, a title,
    // a person and a template), a query, and Hugo, Zola, Eleventy and Pagefind doing the same work.
}

impl Job {
    /// Every job in the order of a round.
    pub const ALL: [Job; 7] =
        [Job::Check, Job::Pages, Job::PagesFloor, Job::Cold, Job::ColdFloor, Job::Unchanged, Job::OneEdit];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Job::Check => "check",
            Job::Pages => "cold build, pages only",
            Job::PagesFloor => "floor of pages only",
            Job::Cold => "cold build, default",
            Job::ColdFloor => "floor of default",
            Job::Unchanged => "unchanged build",
            Job::OneEdit => "one edited item, build",
        }
    }

    /// What it is compared with, run by run, and what that is called.
    pub fn yardstick(self) -> Option<(Job, &'static str)> {
        match self {
            Job::Pages => Some((Job::PagesFloor, "floor")),
            Job::Cold => Some((Job::ColdFloor, "floor")),
            Job::Unchanged | Job::OneEdit => Some((Job::Cold, "cold")),
            _ => None,
        }
    }
}

/// One job done once.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// How many items the corpus has.
    pub size: usize,
    /// Which round, from 0.
    pub round: usize,
    /// What was done.
    pub job: Job,
    /// What it cost.
    pub cost: Cost,
    /// How many files the output has, and how many bytes; nothing where there is none.
    pub output: Option<(usize, u64)>,
}

/// A generated site on which jobs are run.
pub struct Bench<'a> {
    /// The program measured.
    pub program: &'a Path,
    /// This program, which is also the floor.
    pub this: &'a Path,
    folder: PathBuf,
    size: usize,
    /// The item that is edited: one from the middle.
    edited: String,
}

impl<'a> Bench<'a> {
    /// Generates the site of this size below `work`, or takes the one of an earlier run.
    pub fn new(program: &'a Path, this: &'a Path, work: &Path, size: usize, seed: u64) -> io::Result<Self> {
        let folder = work.join(format!("{size}-items-seed-{seed}"));
        let corpus = Corpus::new(size, seed);
        let edited = corpus.path(&corpus.items[size / 2]);
        let bench = Bench { program, this, folder, size, edited };
        if !bench.site().is_dir() {
            // Generated beside its place, so that half a corpus is never taken for one.
            let making = bench.folder.join("making");
            fs::create_dir_all(&bench.folder)?;
            set_aside(&making, &bench.folder.join("aside"))?;
            content::write(&corpus, &making)?;
            fs::rename(&making, bench.site())?;
        }
        Ok(bench)
    }

    /// Does every job once and hands over each sample as it is taken.
    pub fn round(&self, round: usize, mut take: impl FnMut(Sample)) -> io::Result<()> {
        let mut sample = |job, cost, files: Option<&[floor::Entry]>| {
            let output = files.map(|files| (files.len(), files.iter().map(|(_, size)| size).sum()));
            take(Sample { size: self.size, round, job, cost, output });
        };
        for (site, build, floor_job) in
            [(SITE_PAGES_ONLY, Job::Pages, Job::PagesFloor), (SITE, Job::Cold, Job::ColdFloor)]
        {
            self.make_cold(site)?;
            if build == Job::Pages {
                sample(Job::Check, self.minutebook(&["check"])?, None);
                self.make_cold(site)?;
            }
            let cost = self.build()?;
            let files = floor::files(&self.output())?;
            sample(build, cost, Some(&files));
            sample(floor_job, self.floor(&files)?, Some(&files));
        }
        sample(Job::Unchanged, self.build()?, None);
        sample(Job::OneEdit, self.build_after_edit(round)?, None);
        Ok(())
    }

    fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    fn output(&self) -> PathBuf {
        self.site().join("public")
    }

    fn minutebook(&self, arguments: &[&str]) -> io::Result<Cost> {
        let mut command = Command::new(self.program);
        run(command.args(arguments).current_dir(self.site()), &self.folder.join("log"))
    }

    fn build(&self) -> io::Result<Cost> {
        self.minutebook(&["build", "--output", "public"])
    }

    /// Moves away everything but the content: the output, and whatever the program remembers.
    fn make_cold(&self, site: &str) -> io::Result<()> {
        for entry in fs::read_dir(self.site())? {
            let entry = entry?;
            if entry.file_name() != "content" {
                set_aside(&entry.path(), &self.folder.join("aside"))?;
            }
        }
        fs::write(self.site().join("content/site.yaml"), site)
    }

    fn floor(&self, files: &[floor::Entry]) -> io::Result<Cost> {
        let manifest = self.folder.join("manifest");
        floor::write_manifest(files, &manifest)?;
        let output = self.folder.join("floor");
        set_aside(&output, &self.folder.join("aside"))?;
        let mut command = Command::new(self.this);
        command.arg("floor").arg(self.site().join("content")).arg(&manifest).arg(&output);
        run(&mut command, &self.folder.join("log"))
    }

    /// Edits the text of one item, builds, and makes sure that the edit came out.
    fn build_after_edit(&self, round: usize) -> io::Result<Cost> {
        let source = self.site().join("content/committees").join(self.edited.clone() + ".md");
        let page = self.output().join("committees").join(&self.edited).join("index.html");
        let before = fs::read_to_string(&source)?;
        let word = format!("edited{}{round}", std::process::id());
        fs::write(&source, before.replace("\nRESOLVED", &format!("\nThis was {word}.\n\nRESOLVED")))?;
        let cost = self.build();
        fs::write(&source, before)?;
        let cost = cost?;
        if fs::read_to_string(&page)?.contains(&word) {
            Ok(cost)
        } else {
            Err(io::Error::other(format!(
                "the edit of {} did not reach {}",
                source.display(),
                page.display()
            )))
        }
    }
}

/// Moves a file or folder, if there is one, into the folder `aside`, where nothing is ever removed: the
/// count of what lies there is a name that is still free.
fn set_aside(path: &Path, aside: &Path) -> io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    fs::create_dir_all(aside)?;
    let place = aside.join(fs::read_dir(aside)?.count().to_string());
    fs::rename(path, place)
}
