//! [`Store`]: what has been read of a site, by file, and the worlds made from it.
//!
//! Work on one file is remembered by the file's content. Work on all of them (linking, planning) is done
//! again for every world: it is cheap, and so there is no invalidation to get wrong. A world made after any
//! number of changes equals one read afresh, but for one thing: a paper or theme that cannot be read any
//! more is shown as it last could be. What is wrong is always told of the files as they stand.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::{CONTENT, Progress, Silent, World, theme};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::document::{self, Reader};
use crate::link::{self, Options};
use crate::minute::Signals;
use crate::model::{Corpus, DocumentFile};
use crate::parse::{self, Parsed, Read};
use crate::render::{Theme, ThemeFiles};
use crate::site::{self, Lists, Plan};
use crate::source::watch::Changes;
use crate::source::{self, Listing, Place};

/// A file that changed so shortly before it was looked at may change again without a new time, because
/// file systems keep times in steps of up to two seconds.
const STEP: Duration = Duration::from_secs(2);

/// What has been read of a site so far.
pub struct Store {
    root: PathBuf,
    options: Options,
    reader: Reader,
    listing: Arc<Listing>,
    /// The words that open a resolution, as the last `site.yaml` that could be read says.
    signals: Signals,
    papers: BTreeMap<Arc<str>, KeptPaper>,
    documents: BTreeMap<Arc<str>, KeptDocument>,
    /// The facts of the documents that could be read.
    facts: HashMap<Arc<str>, DocumentFile>,
    theme: Option<KeptTheme>,
    /// What was found in the texts of the papers as they stand, and as they are shown.
    texts: link::Memory,
    shown_texts: link::Memory,
    /// Whether anything was taken in since the last world.
    changed: bool,
}

/// A paper as last read.
#[derive(Clone)]
struct KeptPaper {
    /// The hash of its text; nothing if it could not be read.
    hash: Option<blake3::Hash>,
    parsed: Arc<Parsed>,
    /// The last version that could be read, if the present one cannot.
    good: Option<Arc<Parsed>>,
}

/// A document as last inspected.
#[derive(Default)]
struct KeptDocument {
    stamp: Option<Stamp>,
    problems: Diagnostics,
}

/// A theme as last loaded.
struct KeptTheme {
    name: Option<String>,
    files: ThemeFiles,
    shown: Arc<Theme>,
    problems: Diagnostics,
}

/// Size and time of a file: while they stay, so do its bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    size: u64,
    modified: SystemTime,
}

impl Stamp {
    /// The stamp of a file, unless it is too young to be trusted.
    fn of(path: &Path) -> Option<Stamp> {
        let found = path.metadata().ok()?;
        let modified = found.modified().ok()?;
        let settled = modified.elapsed().is_ok_and(|age| age > STEP);
        settled.then_some(Stamp { size: found.len(), modified })
    }
}

/// Everything that is made from all papers together.
struct Linked {
    corpus: Corpus,
    lists: Lists,
    plan: Plan,
    diagnostics: Diagnostics,
}

impl Store {
    /// A store for the site in the folder `root`, of which nothing has been read. `reader` looks into
    /// documents.
    pub fn new(root: &Path, options: Options, reader: Reader) -> Self {
        Store {
            root: root.to_path_buf(),
            options,
            reader,
            listing: Arc::default(),
            signals: Signals::new(&[]),
            papers: BTreeMap::new(),
            documents: BTreeMap::new(),
            facts: HashMap::new(),
            theme: None,
            texts: link::Memory::default(),
            shown_texts: link::Memory::default(),
            changed: false,
        }
    }

    /// Reads what may have changed, and says whether anything did since the last [`Store::world`].
    ///
    /// # Errors
    /// If the content folder cannot be read at all, or if the reader cannot start its second process; what
    /// was read before then stays as it was.
    pub fn take_in(&mut self, changes: &Changes, progress: &dyn Progress) -> io::Result<bool> {
        progress.stage("Finding files", 0);
        self.list(changes)?;
        self.read_papers(changes, progress);
        self.read_documents(changes, progress)?;
        if changes.everything
            || changes.theme
            || self.theme_name() != self.theme.as_ref().and_then(|kept| kept.name.clone())
        {
            self.load_theme();
        }
        Ok(self.changed)
    }

    /// The site as it now stands.
    ///
    /// # Errors
    /// If `site.yaml` cannot be read any more, and everything has to be read again to tell what is wrong,
    /// and that fails: see [`Store::take_in`].
    pub fn world(&mut self, progress: &dyn Progress) -> io::Result<World> {
        let truth: Vec<Arc<Parsed>> = self.papers.values().map(|kept| Arc::clone(&kept.parsed)).collect();
        let held: Vec<Arc<str>> = self
            .papers
            .values()
            .filter(|kept| kept.good.is_some())
            .map(|kept| Arc::clone(&kept.parsed.file))
            .collect();
        let mut texts = std::mem::take(&mut self.texts);
        let mut linked = self.link(&truth, &mut texts, progress);
        self.texts = texts;
        if !held.is_empty() {
            let shown =
                self.papers.values().map(|kept| Arc::clone(kept.good.as_ref().unwrap_or(&kept.parsed)));
            let diagnostics = match held.iter().any(|file| &**file == "site.yaml") {
                // The words that open a resolution come from there, so every paper reads otherwise without it.
                true => {
                    let mut afresh = Store::new(&self.root, self.options.clone(), self.reader.clone());
                    afresh.take_in(&Changes::everything(), &Silent)?;
                    afresh.world(&Silent)?.diagnostics
                }
                false => linked.diagnostics,
            };
            let shown: Vec<Arc<Parsed>> = shown.collect();
            let mut texts = std::mem::take(&mut self.shown_texts);
            linked = Linked { diagnostics, ..self.link(&shown, &mut texts, &Silent) };
            self.shown_texts = texts;
        }
        self.changed = false;
        let theme =
            self.theme.as_ref().map_or_else(|| Arc::new(Theme::built_in()), |kept| Arc::clone(&kept.shown));
        Ok(World {
            root: self.root.clone(),
            files_read: truth.len(),
            options: self.options.clone(),
            listing: Arc::clone(&self.listing),
            corpus: linked.corpus,
            lists: linked.lists,
            plan: linked.plan,
            theme,
            held,
            diagnostics: linked.diagnostics,
            reader: self.reader.clone(),
        })
    }

    fn link(&self, papers: &[Arc<Parsed>], texts: &mut link::Memory, progress: &dyn Progress) -> Linked {
        progress.stage("Linking", 0);
        let (corpus, mut diagnostics) = link::link(papers, &self.listing, &self.facts, &self.options, texts);
        let doubtful = self.documents.iter().filter(|(_, kept)| !kept.problems.is_empty());
        let mut doubtful: Vec<_> = doubtful.collect();
        if !doubtful.is_empty() {
            // Some may be listed only by an earlier version of a paper that cannot be read now.
            let listed = link::listed_files(papers, &self.listing);
            doubtful.retain(|(path, _)| listed.binary_search(path).is_ok());
        }
        diagnostics.extend(doubtful.into_iter().flat_map(|(_, kept)| kept.problems.iter().cloned()));
        diagnostics.extend(self.listing.diagnostics.iter().cloned());
        progress.stage("Planning", 0);
        let lists = Lists::of(&corpus);
        let plan = site::plan(&corpus, &lists);
        diagnostics.extend(site::plan::check(&plan, &corpus));
        diagnostics.extend(self.theme.iter().flat_map(|kept| kept.problems.iter().cloned()));
        diagnostics.extend(theme::faint_colours(&corpus));
        link::accept::accept(papers, &mut diagnostics);
        Linked { corpus, lists, plan, diagnostics }
    }

    /// Finds out which files there are.
    fn list(&mut self, changes: &Changes) -> io::Result<()> {
        if changes.everything {
            let listing = source::discover(&self.root.join(CONTENT))?;
            self.changed |= listing != *self.listing;
            self.listing = Arc::new(listing);
        } else {
            for path in &changes.content {
                self.changed |= source::discover::refresh(&mut self.listing, path);
            }
        }
        Ok(())
    }

    /// Reads and parses the papers that may have changed. `site.yaml` comes first, because it says which
    /// words open a resolution.
    fn read_papers(&mut self, changes: &Changes, progress: &dyn Progress) {
        let listing = Arc::clone(&self.listing);
        let before = self.papers.len();
        self.papers.retain(|file, _| listing.papers.binary_search_by(|(other, _)| other.cmp(file)).is_ok());
        self.changed |= self.papers.len() != before;
        let mut again = false;
        if let Some((file, place)) = listing.papers.iter().find(|(_, place)| *place == Place::Site)
            && (changes.touch(file) || !self.papers.contains_key(file))
            && let Some(read) = self.read_paper(file, place)
        {
            self.keep(read);
        }
        let site = self.papers.get("site.yaml");
        let words: Option<Vec<String>> = match site.map(|kept| &kept.parsed.read) {
            Some(Read::Site(site)) => Some(site.signal_words.iter().map(ToString::to_string).collect()),
            // A settings file that cannot be read changes nothing, unless nothing is known.
            Some(_) if site.is_some_and(|kept| kept.good.is_some()) => None,
            _ => Some(Vec::new()),
        };
        if let Some(signals) = words.map(|words| Signals::new(&words))
            && signals != self.signals
        {
            self.signals = signals;
            again = true;
        }
        let wanted: Vec<&(Arc<str>, Place)> = listing
            .papers
            .iter()
            .filter(|(file, place)| {
                *place != Place::Site && (again || changes.touch(file) || !self.papers.contains_key(file))
            })
            .collect();
        progress.stage("Reading papers", wanted.len());
        if again {
            for kept in self.papers.values_mut() {
                kept.hash = None;
            }
        }
        let read: Vec<Option<KeptPaper>> = wanted
            .into_par_iter()
            .map(|(file, place)| {
                progress.step(1);
                self.read_paper(file, place)
            })
            .collect();
        for read in read.into_iter().flatten() {
            self.keep(read);
        }
    }

    /// Reads and parses one paper; nothing if it says what it said before.
    fn read_paper(&self, file: &Arc<str>, place: &Place) -> Option<KeptPaper> {
        let before = self.papers.get(file);
        match source::read(&self.listing.root, file) {
            Ok(text) => {
                let hash = blake3::hash(text.as_bytes());
                if before.is_some_and(|before| before.hash == Some(hash)) {
                    return None;
                }
                let parsed = parse::parse(Arc::clone(file), place.clone(), &text, &self.signals);
                Some(KeptPaper { hash: Some(hash), parsed: Arc::new(parsed), good: None })
            }
            Err(problem) => {
                let parsed = Parsed::broken(Arc::clone(file), place.clone(), vec![problem]);
                let same = before.is_some_and(|before| {
                    before.hash.is_none() && before.parsed.diagnostics == parsed.diagnostics
                });
                (!same).then(|| KeptPaper { hash: None, parsed: Arc::new(parsed), good: None })
            }
        }
    }

    /// Keeps a paper, and its last good version beside it if it cannot be read.
    fn keep(&mut self, mut read: KeptPaper) {
        self.changed = true;
        let file = Arc::clone(&read.parsed.file);
        if let (Read::Broken, Some(before)) = (&read.parsed.read, self.papers.remove(&file)) {
            read.good = match before.parsed.read {
                Read::Broken => before.good,
                _ => Some(before.parsed),
            };
        }
        self.papers.insert(file, read);
    }

    /// Learns the facts of every file that a public paper lists.
    fn read_documents(&mut self, changes: &Changes, progress: &dyn Progress) -> io::Result<()> {
        if !self.changed && !changes.everything && changes.content.is_empty() {
            return Ok(());
        }
        let shown: Vec<Arc<Parsed>> = self
            .papers
            .values()
            .flat_map(|kept| std::iter::once(&kept.parsed).chain(&kept.good))
            .cloned()
            .collect();
        let paths = link::listed_files(&shown, &self.listing);
        self.documents.retain(|path, _| paths.binary_search(path).is_ok());
        self.facts.retain(|path, _| paths.binary_search(path).is_ok());
        let wanted: Vec<Arc<str>> = paths
            .into_iter()
            .filter(|path| match self.documents.get(path) {
                None => true,
                Some(kept) if changes.everything => {
                    kept.stamp.is_none() || kept.stamp != Stamp::of(&self.listing.disk_path(path))
                }
                Some(_) => changes.touch(path),
            })
            .collect();
        progress.stage("Reading documents", wanted.len());
        let read: Vec<(Arc<str>, KeptDocument, Option<DocumentFile>)> = wanted
            .into_par_iter()
            .map(|path| {
                progress.step(1);
                let (kept, facts) = self.read_document(&path)?;
                Ok((path, kept, facts))
            })
            .collect::<io::Result<_>>()?;
        for (path, kept, facts) in read {
            let before = self.documents.get(&path);
            self.changed |= before.is_none_or(|before| before.problems != kept.problems)
                || self.facts.get(&path) != facts.as_ref();
            self.documents.insert(Arc::clone(&path), kept);
            match facts {
                Some(facts) => self.facts.insert(path, facts),
                None => self.facts.remove(&path),
            };
        }
        Ok(())
    }

    fn read_document(&self, path: &Arc<str>) -> io::Result<(KeptDocument, Option<DocumentFile>)> {
        let on_disk = self.listing.disk_path(path);
        let stamp = Stamp::of(&on_disk);
        let facts = match self.reader.inspect(&on_disk) {
            Ok(facts) => facts,
            // A document that is there cannot be the reason.
            Err(error) if error.kind() == io::ErrorKind::Other => return Err(error),
            Err(error) => {
                let problem = Diagnostic::new(
                    Code::Unreadable,
                    path,
                    At::File,
                    format!("This document cannot be read: {}", source::reason(&error)),
                    "Check that you may open it.",
                );
                return Ok((KeptDocument { stamp: None, problems: vec![problem] }, None));
            }
        };
        let name = path.rsplit('/').next().unwrap_or(path);
        let problems = facts.reading.findings.iter().map(|finding| {
            Diagnostic::new(
                code_of(*finding),
                path,
                At::File,
                format!("{}.", finding.message(name)),
                finding.help(),
            )
            .about(name)
        });
        let kept = KeptDocument { stamp, problems: problems.collect() };
        let facts = DocumentFile {
            path: Arc::clone(path),
            bytes: facts.bytes,
            sha256: facts.sha256,
            kind: facts.kind,
            pages: facts.reading.pages,
            language: facts.reading.language,
            tagged: facts.reading.tagged,
            text_layer: facts.reading.text_layer,
        };
        Ok((kept, Some(facts)))
    }

    /// The theme that the last `site.yaml` that could be read names.
    fn theme_name(&self) -> Option<String> {
        let kept = self.papers.get("site.yaml")?;
        match &kept.good.as_ref().unwrap_or(&kept.parsed).read {
            Read::Site(site) => site.theme.as_deref().map(ToString::to_string),
            _ => None,
        }
    }

    /// Loads the theme if it is another than before; one that cannot be used leaves the last one that could.
    fn load_theme(&mut self) {
        let name = self.theme_name();
        let read = theme::read(&self.root, name.as_deref());
        let files = read.as_ref().map(ThemeFiles::clone).unwrap_or_default();
        let same = |kept: &KeptTheme| read.is_ok() && kept.name == name && kept.files == files;
        if self.theme.as_ref().is_some_and(same) {
            return;
        }
        let (theme, problems) = theme::load(&self.root, name.as_deref(), read);
        let shown = match self.theme.take() {
            Some(before) if !problems.is_empty() && before.name == name => before.shown,
            _ => Arc::new(theme),
        };
        self.changed = true;
        self.theme = Some(KeptTheme { name, files, shown, problems });
    }
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
