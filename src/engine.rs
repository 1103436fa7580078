//! The stages in order: files in, a record and a plan out, and bytes for each page on request.
//!
//! [`World`] is a site as it stands at one moment. Whoever wants the bytes of a page, to write them or
//! to show them, asks [`World::pages`]; there is no other way from a page to its bytes. Worlds are made by a
//! [`Store`], which remembers what it has read, so that a change costs little more than what changed.

mod store;
mod theme;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::data;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::{self, Reader};
use crate::link::Options;
use crate::model::{Corpus, Document, DocumentFile};
use crate::output::Output;
use crate::redirects;
use crate::render::{Pages, Theme, minify};
use crate::search;
use crate::site::{Lists, Page, Plan};
use crate::sitemap;
use crate::source::Listing;
use crate::source::watch::Changes;
pub use store::Store;

/// The folder of the content, below the site's own folder.
pub const CONTENT: &str = "content";
/// The folder of a site's own themes, below the site's own folder.
pub const THEMES: &str = "themes";
/// The folder of what may be deleted at any time, below the site's own folder.
pub const CACHE: &str = ".minutebook";

/// Told how far a long piece of work has come; shown on a terminal, silent elsewhere.
pub trait Progress: Sync {
    /// A stage begins that has `total` steps.
    fn stage(&self, name: &str, total: usize);
    /// So many more steps are done.
    fn step(&self, count: usize);
}

/// Tells nobody.
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &str, _: usize) {}
    fn step(&self, _: usize) {}
}

/// A site as it stands at one moment.
pub struct World {
    /// The site's own folder, which holds [`CONTENT`].
    pub root: PathBuf,
    /// What was asked for.
    pub options: Options,
    /// The content folder.
    pub listing: Arc<Listing>,
    /// The record.
    pub corpus: Corpus,
    /// The record cut into the lists that pages show.
    pub lists: Lists,
    /// Its pages.
    pub plan: Plan,
    /// How pages look.
    pub theme: Arc<Theme>,
    /// Every problem, accepted warnings left out.
    pub diagnostics: Diagnostics,
    /// The papers that cannot be read as they stand, and are shown as they last could be: in preview
    /// only, because a build has no earlier state.
    pub held: Vec<Arc<str>>,
    /// How many files were read.
    pub files_read: usize,
    /// What looks into documents.
    pub reader: Reader,
}

impl World {
    /// Reads a site from disk: discover, parse, link, plan. Content that is wrong becomes diagnostics.
    /// `reader` looks into documents.
    ///
    /// # Errors
    /// If the content folder cannot be read at all, or if `reader` cannot start its second process.
    pub fn cold(root: &Path, options: Options, reader: &Reader, progress: &dyn Progress) -> io::Result<Self> {
        let mut store = Store::new(root, options, reader.clone());
        store.take_in(&Changes::everything(), progress)?;
        store.world(progress)
    }

    /// Whether anything stands in the way of publishing: an error, or under [`Options::strict`] a warning.
    pub fn is_blocked(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| self.options.strict || diagnostic.code.severity() == Severity::Error)
    }

    /// What makes the bytes of pages, as preview shows them and as a build writes them before making
    /// them smaller.
    pub fn pages(&self) -> Pages<'_> {
        self.theme.pages(&self.corpus, &self.lists)
    }

    /// A page as preview shows it, and as a build writes it before making it smaller.
    ///
    /// # Errors
    /// What is wrong with the theme's file that cannot make it.
    pub fn render(&self, page: Page) -> Result<String, Diagnostic> {
        self.pages().render(page).map_err(|problem| theme::problem(&self.root, self.theme_name(), &problem))
    }

    fn theme_name(&self) -> &str {
        self.corpus.site.front.theme.as_deref().unwrap_or("default")
    }

    /// Writes the whole site. Nothing may be published if this fails.
    ///
    /// # Errors
    /// The problems of templates, or what the output reports.
    pub fn write(&self, output: &dyn Output, minify: bool, progress: &dyn Progress) -> Result<(), Failure> {
        let minify = minify && self.corpus.site.front.minify.unwrap_or(true);
        progress.stage("Writing pages", self.plan.pages.len());
        let pages = self.pages();
        let problems: Vec<Diagnostic> = self
            .plan
            .pages
            .par_iter()
            .map(|&page| {
                let html = match pages.render(page) {
                    Ok(html) => html,
                    Err(problem) => return Ok(Some(theme::problem(&self.root, self.theme_name(), &problem))),
                };
                let html = if minify { minify::minify(html) } else { html };
                output.put(&page.address(&self.corpus).output_path(), html.as_bytes())?;
                progress.step(1);
                Ok(None)
            })
            .collect::<io::Result<Vec<Option<Diagnostic>>>>()?
            .into_iter()
            .flatten()
            .collect();
        if !problems.is_empty() {
            // One template fails on many pages; it is said once.
            let mut once: Vec<Diagnostic> = Vec::new();
            once.extend(problems.into_iter().filter({
                let mut seen = std::collections::BTreeSet::new();
                move |problem| seen.insert((problem.file.clone(), problem.message.clone()))
            }));
            return Err(Failure::Content(once));
        }
        progress.stage("Copying documents", self.corpus.documents.len());
        let documents = self.corpus.documents.rows().iter().map(|document| &document.file);
        let files: Vec<&DocumentFile> = documents.chain(&self.corpus.site.crest).collect();
        files.par_iter().try_for_each(|file| {
            progress.step(1);
            output.copy(&file.path, &self.listing.disk_path(&file.path))
        })?;
        for (path, bytes) in self.theme.assets(&self.corpus) {
            output.put(&path, &bytes)?;
        }
        progress.stage("Writing data", 0);
        self.write_extras(output)?;
        Ok(())
    }

    /// Writes what is made beside pages, documents and the theme's files: data, sitemap, redirects.
    ///
    /// # Errors
    /// What the output reports.
    pub fn write_extras(&self, output: &dyn Output) -> io::Result<()> {
        if self.corpus.site.front.outputs.data {
            data::write(&self.corpus, output)?;
        }
        if self.corpus.site.front.outputs.search {
            self.write_search(output)?;
            search::describe(&self.corpus, output)?;
        }
        sitemap::write(&self.corpus, &self.plan, output)?;
        redirects::write(&self.corpus, &self.plan, output)
    }

    /// Writes the search index.
    ///
    /// # Errors
    /// What the output reports, or if `reader` cannot start its second process.
    pub fn write_search(&self, output: &dyn Output) -> io::Result<()> {
        let text = |document: &Document| {
            let path = self.listing.disk_path(&document.file.path);
            match self.reader.text(&path) {
                // A file that is gone by now was in order when it was listed.
                Err(error) if error.kind() != io::ErrorKind::Other => Ok(document::Text::default()),
                text => text,
            }
        };
        let heading = |page| self.theme.heading(&self.corpus, &self.lists, page);
        let source =
            search::Source { corpus: &self.corpus, pages: &self.plan.pages, heading: &heading, text: &text };
        search::write(&source, output)
    }
}

/// Why a site could not be written.
#[derive(Debug)]
pub enum Failure {
    /// Something in the site's own files is wrong.
    Content(Diagnostics),
    /// The disk refuses.
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Io(error)
    }
}
