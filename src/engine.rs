//! The stages in order: files in, a record and a plan out, and bytes for each page on request.
//!
//! [`World`] is a site as it stands at one moment. Whoever wants the bytes of a page, to write them or
//! to show them, asks [`World::render`]; there is no other way from a page to its bytes.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At, Severity};
use crate::data;
use crate::document::{self, Reader};
use crate::link::{self, Options};
use crate::minute::Signals;
use crate::model::{Corpus, Document, DocumentFile};
use crate::output::Output;
use crate::parse::{self, Parsed, Read};
use crate::render::colour;
use crate::render::{Pages, TemplateProblem, Theme, ThemeFiles, minify};
use crate::site::{self, Lists, Plan};
use crate::source::{self, Listing, Place};
use crate::redirects;
use crate::search;
use crate::sitemap;

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
    pub listing: Listing,
    /// The record.
    pub corpus: Corpus,
    /// The record cut into the lists that pages show.
    pub lists: Lists,
    /// Its pages.
    pub plan: Plan,
    /// How pages look.
    pub theme: Theme,
    /// Every problem, accepted warnings left out.
    pub diagnostics: Diagnostics,
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
        progress.stage("Finding files", 0);
        let listing = source::discover(&root.join(CONTENT))?;
        let (papers, mut diagnostics) = read_papers(&listing, progress);
        let (files, problems) = read_documents(&papers, &listing, reader, progress)?;
        diagnostics.extend(problems);
        diagnostics.extend(listing.diagnostics.iter().cloned());
        progress.stage("Linking", 0);
        let (corpus, problems) = link::link(&papers, &listing, &files, &options);
        diagnostics.extend(problems);
        progress.stage("Planning", 0);
        let lists = Lists::of(&corpus);
        let plan = site::plan(&corpus, &lists);
        diagnostics.extend(site::plan::check(&plan, &corpus));
        let (theme, problems) = load_theme(root, corpus.site.front.theme.as_deref());
        diagnostics.extend(problems);
        diagnostics.extend(faint_colours(&corpus));
        link::accept::accept(&papers, &mut diagnostics);
        Ok(World {
            root: root.to_path_buf(),
            files_read: papers.len(),
            options,
            listing,
            corpus,
            lists,
            plan,
            theme,
            diagnostics,
            reader: reader.clone(),
        })
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
                    Err(problem) => return Ok(Some(template_problem(&self.root, self.theme_name(), &problem))),
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
        let source = search::Source { corpus: &self.corpus, pages: &self.plan.pages, heading: &heading, text: &text };
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

/// The default theme with the site's own theme of that name laid over it; the default theme alone, and
/// what is wrong, if that cannot be used.
fn load_theme(root: &Path, name: Option<&str>) -> (Theme, Diagnostics) {
    let default = ThemeFiles::embedded();
    let name = name.unwrap_or("default");
    let folder = root.join(THEMES).join(name);
    let site: Arc<str> = "site.yaml".into();
    let bare = Theme::built_in;
    let fault = |message: String, help: &str| {
        Diagnostic::new(Code::ThemeMissing, &site, At::Field("theme".into()), message, help).about(name)
    };
    if name.contains(['/', '\\']) || name.starts_with('.') || (name != "default" && !folder.is_dir()) {
        let problem = fault(format!("There is no theme “{name}” in the folder {THEMES}."), "Write the name of a folder there, or take theme: away.");
        return (bare(), vec![problem]);
    }
    let over = match folder.is_dir() {
        true => ThemeFiles::read(&folder),
        false => Ok(ThemeFiles::new()),
    };
    match over.map(|over| Theme::load(&default, &over)) {
        Ok(Ok(theme)) => (theme, Diagnostics::new()),
        Ok(Err(problems)) => (bare(), problems.iter().map(|problem| template_problem(root, name, problem)).collect()),
        Err(error) => {
            let problem = fault(format!("The theme “{name}” cannot be read: {}", source::reason(&error)), "Check that you may open its files.");
            (bare(), vec![problem])
        }
    }
}

/// The site's own colours in which text could not be read on pages.
fn faint_colours(corpus: &Corpus) -> Diagnostics {
    let site: Arc<str> = "site.yaml".into();
    let colours = corpus.site.front.colours.clone().unwrap_or_default();
    [("primary", colours.primary), ("secondary", colours.secondary)]
        .into_iter()
        .filter_map(|(field, value)| {
            let value = value?;
            let contrast = colour::contrast(colour::parse(&value)?, colour::LIGHT);
            (contrast < colour::LEGIBLE).then(|| {
                Diagnostic::new(
                    Code::Contrast,
                    &site,
                    At::Field(format!("colours.{field}")),
                    // Rounded down, so that 4.49 is not said to be 4.5.
                    format!("The colour {} is hard to read on white: its contrast is {:.1} to 1, and text needs {} to 1.", &*value, (contrast * 10.0).floor() / 10.0, colour::LEGIBLE),
                    "Choose a darker colour, or accept the warning: text is then shown in a darker shade of it.",
                )
                .about(&*value)
            })
        })
        .collect()
}

/// What is wrong with a file of the theme in `folder`, among the problems of the content.
fn template_problem(root: &Path, theme: &str, problem: &TemplateProblem) -> Diagnostic {
    let file: Arc<str> = format!("../{THEMES}/{theme}/{}", problem.file).into();
    let text = std::fs::read_to_string(root.join(THEMES).join(theme).join(&problem.file)).unwrap_or_default();
    // The engine counts lines and columns; problems are placed by bytes.
    let line = text.split_inclusive('\n').take(problem.line.saturating_sub(1)).map(str::len).sum::<usize>();
    let column = text[line..].chars().take(problem.column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
    let at = u32::try_from(line + column).unwrap_or_default();
    Diagnostic::new(
        Code::ThemeTemplate,
        &file,
        if problem.line == 0 { At::File } else { At::Bytes(at..at) },
        format!("The theme's file cannot be used: {}.", problem.message.trim_end_matches('.')),
        "Correct the file, or take it away: the default theme's file then stands in for it.",
    )
    .about(problem.file.clone())
}

/// Reads and parses every paper. `site.yaml` comes first, because it says which words open a resolution.
fn read_papers(listing: &Listing, progress: &dyn Progress) -> (Vec<Arc<Parsed>>, Diagnostics) {
    let site: Option<Parsed> = listing
        .papers
        .iter()
        .find(|(_, place)| *place == Place::Site)
        .map(|(file, place)| read_paper(listing, file, place, &Signals::new(&[])));
    let words: Vec<String> = match site.as_ref().map(|site| &site.read) {
        Some(Read::Site(site)) => site.signal_words.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let signals = Signals::new(&words);
    progress.stage("Reading papers", listing.papers.len());
    let papers = listing
        .papers
        .par_iter()
        .map(|(file, place)| {
            progress.step(1);
            Arc::new(read_paper(listing, file, place, &signals))
        })
        .collect();
    (papers, Diagnostics::new())
}

fn read_paper(listing: &Listing, file: &Arc<str>, place: &Place, signals: &Signals) -> Parsed {
    match source::read(&listing.root, file) {
        Ok(text) => parse::parse(Arc::clone(file), place.clone(), &text, signals),
        Err(problem) => Parsed::broken(Arc::clone(file), place.clone(), vec![problem]),
    }
}

/// The facts of every file that a public paper lists.
fn read_documents(
    papers: &[Arc<Parsed>],
    listing: &Listing,
    reader: &Reader,
    progress: &dyn Progress,
) -> io::Result<(HashMap<Arc<str>, DocumentFile>, Diagnostics)> {
    let paths = link::listed_files(papers, listing);
    progress.stage("Reading documents", paths.len());
    let facts: Vec<(Arc<str>, io::Result<document::Facts>)> = paths
        .into_par_iter()
        .map(|path| {
            progress.step(1);
            let facts = reader.inspect(&listing.disk_path(&path));
            (path, facts)
        })
        .collect();
    let mut files = HashMap::new();
    let mut diagnostics = Diagnostics::new();
    for (path, facts) in facts {
        match facts {
            Ok(facts) => {
                let name = path.rsplit('/').next().unwrap_or(&path);
                diagnostics.extend(facts.reading.findings.iter().map(|finding| {
                    Diagnostic::new(code_of(*finding), &path, At::File, format!("{}.", finding.message(name)), finding.help())
                        .about(name)
                }));
                files.insert(
                    Arc::clone(&path),
                    DocumentFile {
                        path,
                        bytes: facts.bytes,
                        sha256: facts.sha256,
                        kind: facts.kind,
                        pages: facts.reading.pages,
                        language: facts.reading.language,
                        tagged: facts.reading.tagged,
                        text_layer: facts.reading.text_layer,
                    },
                );
            }
            // A document that is there cannot be the reason.
            Err(error) if error.kind() == io::ErrorKind::Other => return Err(error),
            Err(error) => diagnostics.push(Diagnostic::new(
                Code::Unreadable,
                &path,
                At::File,
                format!("This document cannot be read: {}", source::reason(&error)),
                "Check that you may open it.",
            )),
        }
    }
    Ok((files, diagnostics))
}

/// Under which code a document's fault is reported.
fn code_of(finding: document::Finding) -> Code {
    use document::Finding;
    match finding {
        Finding::Empty | Finding::WrongType(_) | Finding::Damaged => Code::DocumentDamaged,
        Finding::Encrypted => Code::DocumentLocked,
        Finding::NoTextLayer => Code::DocumentScan,
        Finding::TooLarge | Finding::TookTooLong => Code::DocumentTooLarge,
    }
}
