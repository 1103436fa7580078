//! From papers to a record: everything that needs more than one file.
//!
//! The steps, in order; each adds to what the one before it settled:
//!
//! 1. [`define`]: bodies, meetings and papers exist; closed and draft papers are taken out, before
//!    anything can refer to them;
//! 2. [`people`]: who is who among those named in person fields;
//! 3. [`attach`]: supporting documents become public files, or rows without a name;
//! 4. [`target`] and [`prose`]: what each text links to (a map over papers);
//! 5. [`graph`]: the relations the other way round (folds over ids);
//! 6. [`audit`]: what is contradictory, missing or doubtful.

pub mod accept;
mod attach;
mod audit;
mod define;
mod findings;
mod graph;
mod latest;
mod memory;
mod people;
mod presence;
mod prose;
mod target;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::Diagnostics;
use crate::model::{Corpus, DocumentFile, Links};
use crate::parse::{Parsed, Read};
use crate::source::Listing;

/// What a build is asked for, apart from the content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Draft papers are shown, and marked.
    pub drafts: bool,
    /// The public address, instead of the one in `site.yaml`.
    pub base_url: Option<String>,
    /// The day from which "next" and "latest" count.
    pub as_of: Option<Date>,
    /// Warnings count as errors.
    pub strict: bool,
}

/// Links all papers into one record. `files` holds the facts of every file that a paper lists
/// (see [`listed_files`]). `memory` keeps what was found in texts from one time to the next; an empty one
/// changes nothing but the time it takes.
pub fn link(
    papers: &[Arc<Parsed>],
    listing: &Listing,
    files: &HashMap<Arc<str>, DocumentFile>,
    options: &Options,
    memory: &mut Memory,
) -> (Corpus, Diagnostics) {
    let mut diagnostics: Diagnostics =
        papers.iter().flat_map(|parsed| parsed.diagnostics.iter().cloned()).collect();
    let mut corpus = Corpus::default();
    let papers_by_path = define::define(papers, options, &mut corpus, &mut diagnostics);
    let who = people::settle(papers, &mut corpus, &mut diagnostics);
    attach::attach(papers, listing, files, &papers_by_path, &mut corpus, &mut diagnostics);
    define::resolutions(&mut corpus);
    target::relate(&papers_by_path, &mut corpus, &mut diagnostics);
    corpus.as_of = options.as_of.unwrap_or_else(|| latest::newest(&corpus));
    corpus.aliases = old_addresses(&corpus);

    let resolver = target::Resolver::new(&corpus, &papers_by_path, listing);
    let texts = memory.read(&corpus, &who, &resolver);
    let pages: Vec<(Links, Diagnostics)> = corpus
        .pages
        .rows()
        .iter()
        .map(|page| {
            let mut found = Diagnostics::new();
            let typed = resolver.typed(&page.paper.file, &page.paper.minute, &mut found);
            (Links { typed, words: Vec::new() }, found)
        })
        .collect();
    let others: Vec<(Arc<str>, Links, Diagnostics)> = papers
        .par_iter()
        .filter_map(|parsed| {
            let minute = match &parsed.read {
                Read::Body(paper) => &paper.minute,
                Read::Meeting(paper) => &paper.minute,
                Read::Person(paper) => &paper.minute,
                Read::Item(_) | Read::Page(_) | Read::Site(_) | Read::Broken => return None,
            };
            let mut found = Diagnostics::new();
            let typed = resolver.typed(&parsed.file, minute, &mut found);
            (!typed.is_empty()).then(|| (Arc::clone(&parsed.file), Links { typed, words: Vec::new() }, found))
        })
        .collect();
    for (file, links, found) in others {
        corpus.text_links.insert(file, links);
        diagnostics.extend(found);
    }
    for ((_, item), (links, found)) in corpus.items.iter_mut().zip(texts) {
        item.links = links;
        diagnostics.extend(found);
    }
    for ((_, page), (links, found)) in corpus.pages.iter_mut().zip(pages) {
        page.links = links;
        diagnostics.extend(found);
    }
    graph::build(&mut corpus);
    audit::audit(papers, &corpus, &mut diagnostics);
    findings::report(papers, &mut diagnostics);
    (corpus, diagnostics)
}

pub use attach::listed_files;
pub use memory::Memory;

/// Every old address that a public paper claims, without the slashes around it.
fn old_addresses(corpus: &Corpus) -> BTreeSet<Box<str>> {
    let items = corpus.items.rows().iter().flat_map(|item| &item.front().aliases);
    let meetings = corpus.meetings.rows().iter().flat_map(|meeting| &meeting.front().aliases);
    let pages = corpus.pages.rows().iter().flat_map(|page| &page.paper.front.aliases);
    items.chain(meetings).chain(pages).map(|alias| alias.trim_matches('/').into()).collect()
}

#[cfg(test)]
mod tests;
