//! What is at an address: a page made for the moment, a document, or a file that the theme and the data
//! make.

use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::sync::OnceLock;

use tiny_http::{Header, Response, StatusCode};

use crate::engine::World;
use crate::output::memory::Memory;
use crate::site::Page;

/// Everything that can be asked for.
pub struct Shelf {
    world: World,
    pages: HashMap<String, Page>,
    documents: HashMap<String, std::path::PathBuf>,
    assets: HashMap<String, Vec<u8>>,
    /// What is made beside the pages; made when somebody first asks for some of it.
    extras: OnceLock<BTreeMap<String, Vec<u8>>>,
}

/// An answer that is wholly in memory.
pub type Answer = Response<Cursor<Vec<u8>>>;

impl Shelf {
    /// A shelf for one site.
    pub fn new(world: World) -> Self {
        let pages = world.plan.pages.iter().map(|page| (page.address(&world.corpus).output_path(), *page)).collect();
        let files = world.corpus.documents.rows().iter().map(|document| &document.file).chain(&world.corpus.site.crest);
        let documents = files.map(|file| (file.path.to_string(), world.listing.disk_path(&file.path))).collect();
        let assets = world.theme.assets(&world.corpus).into_iter().collect();
        Shelf { world, pages, documents, assets, extras: OnceLock::new() }
    }

    /// The answer to a request for `url`.
    pub fn answer(&self, url: &str) -> Answer {
        let path = url.split(['?', '#']).next().unwrap_or("/");
        let base = &self.world.corpus.site.base_path;
        let Some(path) = path.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/')) else {
            return moved(&format!("{base}/"));
        };
        let Some(path) = decode(path) else { return self.not_found() };
        let name = path.trim_start_matches('/');
        let file = if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
        if let Some(page) = self.pages.get(&file) {
            return self.page(*page, if *page == Page::NotFound { 404 } else { 200 });
        }
        if !name.ends_with('/') && self.pages.contains_key(&format!("{name}/index.html")) {
            return moved(&format!("{base}{}/", crate::model::address::encode(&path)));
        }
        if let Some(bytes) = self.assets.get(&file) {
            return with_type(bytes.clone(), 200, content_type(&file));
        }
        if let Some(path) = self.documents.get(&file) {
            return match std::fs::read(path) {
                Ok(bytes) => with_type(bytes, 200, content_type(&file)),
                Err(_) => self.not_found(),
            };
        }
        match self.extras().get(&file) {
            Some(bytes) => with_type(bytes.clone(), 200, content_type(&file)),
            None => self.not_found(),
        }
    }

    fn page(&self, page: Page, status: u16) -> Answer {
        match self.world.pages().render(page) {
            Ok(html) => with_type(html.into_bytes(), status, "text/html; charset=utf-8"),
            Err(problem) => with_type(
                format!("{problem}\n").into_bytes(),
                500,
                "text/plain; charset=utf-8",
            ),
        }
    }

    fn not_found(&self) -> Answer {
        self.page(Page::NotFound, 404)
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

fn moved(to: &str) -> Answer {
    let mut answer = with_type(Vec::new(), 301, "text/plain; charset=utf-8");
    if let Ok(header) = Header::from_bytes("Location", to) {
        answer.add_header(header);
    }
    answer
}

fn with_type(bytes: Vec<u8>, status: u16, content_type: &str) -> Answer {
    let mut answer = Response::from_data(bytes).with_status_code(StatusCode(status));
    for (name, value) in [("Content-Type", content_type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")] {
        if let Ok(header) = Header::from_bytes(name, value) {
            answer.add_header(header);
        }
    }
    answer
}

/// The media type of a file by its ending (RFC 9110, section 8.3).
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        _ => "application/octet-stream",
    }
}

/// A path without percent-encoding; `None` if what comes out is not text.
fn decode(path: &str) -> Option<String> {
    let mut out = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next()?, bytes.next()?];
            out.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).ok()
}
