//! The search index: what is written under `/search/index/`, and how it is asked.
//!
//! The search page's script and `minutebook search` read the same files, by the same rules; no server
//! takes part. The index is made from the record, never from pages: what is closed or a draft is not in
//! the record, and so is not here.
//!
//! # From the record to the index
//!
//! 1. [`record`]: what can be found, in families whose text is kept together, oldest first;
//! 2. [`passage`]: what a record says, in stretches that can be opened;
//! 3. [`harvest`]: each family's text is written, its words are counted ([`tokens`]);
//! 4. [`fold`]: words become terms, and terms get their postings;
//! 5. [`dictionary`] and [`postings`] are written shard by shard.
//!
//! # Files, format 1
//!
//! All but `index.json` are compressed (DEFLATE, RFC 1951, without a header), so that they are small on
//! any server; numbers in them are [`varint`]s.
//!
//! | file | what it holds |
//! | --- | --- |
//! | `index.json` | [`Head`]: what must be known before anything else |
//! | `records` | a column for each property of a record; see [`columns`] |
//! | `people` | who is named in what, as JSON: `[slug, name, [records]]`, each record counted from the one before |
//! | `words/S` | the words of shard S and their terms; see [`dictionary`] |
//! | `postings/S-N` | where the terms of shard S stand: for each the number of units, the length of what follows, the units, each counted from the one before, and a byte for each ([`postings`]) |
//! | `texts/F-N` | the text of some units of family F, as JSON |
//!
//! A *record* is what a result shows: a paper, a file, a person. A *unit* is a stretch of its text of
//! about a page; most records have one. Units are numbered through, oldest first, so that a new paper
//! comes last and an edited one stays where it is: either changes the files of its own words only. No
//! file holds anything that is computed from the whole collection but its size.
//!
//! Files are fetched with the index's stamp in their address, so that a browser never puts files of two
//! builds together.

pub mod columns;
pub mod dictionary;
mod fold;
mod harvest;
mod passage;
pub mod postings;
pub mod query;
pub mod read;
pub mod record;
pub mod tokens;
pub mod varint;

use std::io::{self, Write};

use quick_xml::escape::escape;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::document::Text;
use crate::format::Outcome;
use crate::model::{Corpus, Document};
use crate::output::Output;
use crate::site::Page;
use fold::Vocabulary;
use harvest::Harvest;

/// The folder of the index, from the site's root.
pub const FOLDER: &str = "search/index";
/// The version of the format.
pub const FORMAT: u32 = 1;

/// How many families are worked on as one piece: enough that each word is met several times.
const PIECE: usize = 32;

/// What the index is made from.
pub struct Source<'a> {
    /// The record.
    pub corpus: &'a Corpus,
    /// All pages; lists among them are found by their headings.
    pub pages: &'a [Page],
    /// The heading of a list, meeting or decision.
    pub heading: &'a (dyn Fn(Page) -> Option<String> + Sync),
    /// Reads the text of a file.
    pub text: &'a (dyn Fn(&Document) -> io::Result<Text> + Sync),
}

/// What must be known before anything else: `index.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The version of the format.
    pub format: u32,
    /// Changes whenever any file of the index does.
    pub stamp: String,
    /// How many units there are.
    pub units: u32,
    /// The slugs of the bodies.
    pub bodies: Vec<String>,
    /// Which bodies met together: positions in `bodies`.
    pub sets: Vec<Vec<u32>>,
    /// The kinds of record by number.
    pub kinds: Vec<String>,
    /// The outcomes by bit.
    pub outcomes: Vec<String>,
    /// Words that are not in the index, in one line.
    pub stop: String,
    /// The shards of words, in one line.
    pub shards: String,
}

/// Writes the index.
///
/// # Errors
/// What the source or the output reports.
pub fn write(source: &Source, out: &dyn Output) -> io::Result<()> {
    let families = record::families(source.corpus, source.pages);
    let numbered: Vec<(usize, &record::Family)> = families.iter().enumerate().collect();
    let harvests = numbered
        .par_chunks(PIECE)
        .map(|piece| {
            let mut harvest = Harvest::default();
            piece.iter().try_for_each(|(number, family)| harvest.family(source, *number, family, out))?;
            Ok(harvest)
        })
        .collect::<io::Result<Vec<Harvest>>>()?;
    let mut stamp = blake3::Hasher::new();
    harvests.iter().for_each(|harvest| {
        stamp.update(harvest.stamp.finalize().as_bytes());
    });
    let columns = columns::Columns::of(source.corpus, &harvests);
    let people = columns::people(source.corpus, &harvests);
    let vocabulary = Vocabulary::of(&harvests);
    drop(harvests);
    let shards = vocabulary.shards();
    vocabulary.write(&shards, out)?;
    let records = columns.write();
    stamp.update(&records).update(&people);
    out.put(&file("records"), &deflate(&records)?)?;
    out.put(&file("people"), &deflate(&people)?)?;
    let head = Head {
        format: FORMAT,
        stamp: stamp.finalize().to_hex()[..12].to_owned(),
        units: columns.marks.len() as u32,
        bodies: source.corpus.bodies.rows().iter().map(|body| body.slug.to_string()).collect(),
        sets: columns.sets.clone(),
        kinds: record::Kind::ALL.iter().map(|kind| kind.word().to_owned()).collect(),
        outcomes: Outcome::ALL.iter().map(|outcome| outcome.word().to_owned()).collect(),
        stop: tokens::STOP.join(" "),
        shards: Vec::from_iter(shards.names).join(" "),
    };
    out.put(&file("index.json"), &serde_json::to_vec(&head)?)
}

/// Writes `opensearch.xml` (OpenSearch 1.1), by which a browser can search the site from its address
/// bar. It needs the public address, so without one there is none.
///
/// # Errors
/// What the output reports.
pub fn describe(corpus: &Corpus, out: &dyn Output) -> io::Result<()> {
    let Some(base) = &corpus.site.base_url else { return Ok(()) };
    // The rules allow 16 characters for the short name.
    let name: String = corpus.site.title.chars().take(16).collect();
    let (name, title, base) =
        (escape(name.trim()), escape(corpus.site.title.as_str()), escape(base.as_str()));
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{name}</ShortName>\n<Description>{title}</Description>\n<InputEncoding>UTF-8</InputEncoding>\n\
         <Language>{language}</Language>\n<Url type=\"text/html\" template=\"{base}/search/?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        language = corpus.site.language.word(),
    );
    out.put("opensearch.xml", xml.as_bytes())
}

fn file(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

fn words_path(shard: &str) -> String {
    file(&format!("words/{shard}"))
}

fn postings_path(shard: &str, number: usize) -> String {
    file(&format!("postings/{shard}-{number}"))
}

fn text_path(family: u32, number: usize) -> String {
    file(&format!("texts/{family}-{number}"))
}

/// Compresses the content of a file.
fn deflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder =
        flate2::write::DeflateEncoder::new(Vec::with_capacity(bytes.len() / 2), flate2::Compression::new(6));
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The content of a file as it was before it was compressed.
///
/// # Errors
/// If it is not compressed.
pub fn inflate(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut decoder = flate2::write::DeflateDecoder::new(Vec::with_capacity(bytes.len() * 3));
    decoder.write_all(bytes)?;
    decoder.finish()
}
