//! [`Shelf`]: what is at an address of one world: a page made for the moment, a document, or a file that
//! the theme and the data make.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::answer::{self, Answer, decode};
use super::problems::{self, Counts};
use crate::diagnostic::Diagnostic;
use crate::engine::World;
use crate::model::address::encode;
use crate::output::memory::Memory;
use crate::site::Page;

/// The list of everything that is wrong.
pub const PROBLEMS: &str = "/_problems";
const SCRIPT: &str = "/_preview.js";
const STYLE: &str = "/_preview.css";

/// Everything that can be asked for.
pub struct Shelf {
    world: World,
    counts: Counts,
    pages: OnceLock<HashMap<String, Page>>,
    documents: OnceLock<HashMap<String, PathBuf>>,
    assets: HashMap<String, Vec<u8>>,
    /// Changes when any of the files that every page loads does.
    assets_state: blake3::Hash,
    /// What is made beside the pages; made when somebody first asks for some of it.
    extras: OnceLock<BTreeMap<String, Vec<u8>>>,
    /// The pages that somebody has open, made once for looking at them and showing them.
    made: Mutex<HashMap<String, Arc<Made>>>,
}

/// A page as it is now.
#[derive(Debug)]
pub struct Made {
    /// The page, without anything of the preview's own.
    pub html: String,
    /// Changes when the page does, or what it loads.
    pub state: String,
    /// The status with which it is shown.
    pub status: u16,
    /// What the theme has against it.
    pub problem: Option<Diagnostic>,
    /// Which page it is, if it is one of the site.
    pub page: Option<Page>,
}

impl Shelf {
    /// A shelf for one site.
    pub fn new(world: World) -> Self {
        let assets: Vec<(String, Vec<u8>)> = world.theme.assets(&world.corpus);
        let mut state = blake3::Hasher::new();
        for (path, bytes) in &assets {
            state.update(path.as_bytes()).update(blake3::hash(bytes).as_bytes());
        }
        Shelf {
            counts: Counts::of(&world),
            world,
            pages: OnceLock::new(),
            documents: OnceLock::new(),
            assets: assets.into_iter().collect(),
            assets_state: state.finalize(),
            extras: OnceLock::new(),
            made: Mutex::default(),
        }
    }

    /// The site.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// What is wrong and unfinished in it.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The answer to a request for `url`; `None` if it is to be had from [`Shelf::extra`], which may take long.
    pub fn answer(&self, url: &str) -> Option<Answer> {
        let url = url.split(['?', '#']).next().unwrap_or("/");
        match url {
            SCRIPT => return Some(answer::file(include_bytes!("preview.js").to_vec(), url)),
            STYLE => return Some(answer::file(include_bytes!("preview.css").to_vec(), url)),
            PROBLEMS => return Some(self.page(url)),
            _ => {}
        }
        let base = &self.world.corpus.site.base_path;
        let Some(path) = url.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/')) else {
            return Some(answer::moved(&format!("{base}/")));
        };
        let Some(path) = decode(path) else { return Some(self.page(url)) };
        let name = path.trim_start_matches('/');
        if self.pages().contains_key(&file_of(name)) {
            return Some(self.page(url));
        }
        if !name.ends_with('/') && self.pages().contains_key(&format!("{name}/index.html")) {
            return Some(answer::moved(&format!("{base}{}/", encode(&path))));
        }
        if let Some(bytes) = self.assets.get(name) {
            return Some(answer::file(bytes.clone(), name));
        }
        if let Some(path) = self.documents().get(name) {
            return Some(match std::fs::read(path) {
                Ok(bytes) => answer::file(bytes, name),
                Err(_) => self.page(url),
            });
        }
        None
    }

    /// The answer to a request for something that is made beside the pages.
    pub fn extra(&self, url: &str) -> Answer {
        let path = url.split(['?', '#']).next().unwrap_or("/");
        let path = path.strip_prefix(self.world.corpus.site.base_path.as_str()).unwrap_or(path);
        let name = decode(path.trim_start_matches('/')).unwrap_or_default();
        let file = file_of(&name);
        match self.extras().get(&file) {
            Some(bytes) => answer::file(bytes.clone(), &file),
            None => self.page(url),
        }
    }

    /// The page at an address as somebody sees it, with the preview's own script; what is shown where there
    /// is nothing, if there is none.
    fn page(&self, url: &str) -> Answer {
        let made = self.made(url);
        let script = format!("<script src=\"{SCRIPT}\" data-state=\"{}\"></script>\n", made.state);
        let mut html = made.html.clone();
        let end = html.rfind("</body>").unwrap_or(html.len());
        html.insert_str(end, &script);
        answer::html(html, made.status)
    }

    /// The page at an address as it is now.
    pub fn made(&self, url: &str) -> Arc<Made> {
        let known = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(url).cloned();
        known.unwrap_or_else(|| Arc::new(self.make(url)))
    }

    /// The page at an address as it is now, kept for those who have it open. `before` is what they see, and
    /// stays where the theme cannot make the page any more.
    pub fn keep(&self, url: &str, before: Option<&Arc<Made>>) -> Arc<Made> {
        let mut made = self.made(url);
        if let (Some(before), Some(_)) = (before.filter(|before| before.status == 200), &made.problem) {
            made = Arc::new(Made {
                html: before.html.clone(),
                state: before.state.clone(),
                status: before.status,
                problem: made.problem.clone(),
                page: made.page,
            });
        }
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(url.to_owned(), Arc::clone(&made));
        made
    }

    fn make(&self, url: &str) -> Made {
        if url == PROBLEMS {
            return self.finish(problems::page(&self.world), 200, None, None);
        }
        // An address that is no text leads to no page.
        let path = url.strip_prefix(self.world.corpus.site.base_path.as_str()).and_then(decode);
        let file = path.map(|path| file_of(path.trim_start_matches('/')));
        let page = file.and_then(|file| self.pages().get(&file).copied()).unwrap_or(Page::NotFound);
        let status = if page == Page::NotFound { 404 } else { 200 };
        match self.world.render(page) {
            Ok(html) => self.finish(html, status, None, Some(page)),
            Err(problem) => self.finish(problems::unmade(&problem), 500, Some(problem), Some(page)),
        }
    }

    fn finish(&self, html: String, status: u16, problem: Option<Diagnostic>, page: Option<Page>) -> Made {
        let state =
            blake3::Hasher::new().update(html.as_bytes()).update(self.assets_state.as_bytes()).finalize();
        Made { html, state: state.to_hex()[..16].to_owned(), status, problem, page }
    }

    fn pages(&self) -> &HashMap<String, Page> {
        self.pages.get_or_init(|| {
            let corpus = &self.world.corpus;
            self.world.plan.pages.iter().map(|page| (page.address(corpus).output_path(), *page)).collect()
        })
    }

    fn documents(&self) -> &HashMap<String, PathBuf> {
        self.documents.get_or_init(|| {
            let corpus = &self.world.corpus;
            let files =
                corpus.documents.rows().iter().map(|document| &document.file).chain(&corpus.site.crest);
            files.map(|file| (file.path.to_string(), self.world.listing.disk_path(&file.path))).collect()
        })
    }

    fn extras(&self) -> &BTreeMap<String, Vec<u8>> {
        self.extras.get_or_init(|| {
            let memory = Memory::default();
            // Memory never refuses a file.
            let _ = self.world.write_extras(&memory);
            memory.into_files()
        })
    }
}

/// The file that stands at the end of a path.
fn file_of(name: &str) -> String {
    if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() }
}
