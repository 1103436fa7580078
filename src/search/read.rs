//! An index that has been written, and its files as they are needed.

use std::collections::HashMap;
use std::io;
use std::sync::Mutex;

use serde::Deserialize;

use super::columns::Columns;
use super::dictionary::{Shard, Shards};
use super::postings::{self, Value};
use super::record::Kind;
use super::{FORMAT, Head, file, inflate, postings_path, text_path, words_path};

/// Where the files of a site are: a folder, or memory.
pub trait Files {
    /// The bytes of a file by its path from the site's root.
    ///
    /// # Errors
    /// If there is no such file, or it cannot be read.
    fn get(&self, path: &str) -> io::Result<Vec<u8>>;
}

impl Files for std::collections::BTreeMap<String, Vec<u8>> {
    fn get(&self, path: &str) -> io::Result<Vec<u8>> {
        std::collections::BTreeMap::get(self, path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// A unit as its file holds it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Shown {
    /// The address from the site's root.
    #[serde(rename = "u")]
    pub url: String,
    /// The title of its record.
    #[serde(rename = "t")]
    pub title: String,
    /// The bodies that met.
    #[serde(rename = "w")]
    pub place: String,
    /// The paper that a file belongs to; empty for other records.
    #[serde(rename = "o")]
    pub parent: String,
    /// The language of its text.
    #[serde(rename = "l")]
    pub language: String,
    /// Its passages: fragment, 1 if it is part of a decision, text.
    #[serde(rename = "p")]
    pub passages: Vec<(String, u8, String)>,
}

/// An index. What has been read once is kept.
pub struct Index<'a> {
    files: &'a dyn Files,
    /// What must be known before anything else.
    pub head: Head,
    /// The properties of the records.
    pub columns: Columns,
    /// The shards of its words.
    pub shards: Shards,
    /// The record of each unit.
    pub record_of: Vec<u32>,
    /// The file of each unit's text: family, number, and which unit of the file it is.
    places: Vec<(u32, u32, u32)>,
    read: Mutex<HashMap<String, Vec<u8>>>,
}

impl<'a> Index<'a> {
    /// Opens an index.
    ///
    /// # Errors
    /// If there is none, or one that this version does not read.
    pub fn open(files: &'a dyn Files) -> io::Result<Self> {
        let head: Head = serde_json::from_slice(&files.get(&file("index.json"))?)?;
        if head.format != FORMAT {
            return Err(io::Error::other(format!("the index is of format {}, not {FORMAT}", head.format)));
        }
        let columns =
            Columns::read(&inflate(&files.get(&file("records"))?)?, head.sets.clone()).ok_or_else(broken)?;
        let shards = Shards {
            names: head.shards.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
        };
        let record_of = (0..)
            .zip(&columns.units)
            .flat_map(|(record, &units)| std::iter::repeat_n(record, units as usize));
        let record_of = record_of.collect();
        let mut place = None;
        let places = columns.marks.iter().map(|mark| {
            let next = match (place, mark) {
                (None, _) => (0, 0, 0),
                (Some((family, number, unit)), 0) => (family, number, unit + 1),
                (Some((family, number, _)), 1) => (family, number + 1, 0),
                (Some((family, ..)), _) => (family + 1, 0, 0),
            };
            place = Some(next);
            next
        });
        let places = places.collect();
        Ok(Index { files, shards, record_of, places, columns, head, read: Mutex::default() })
    }

    /// The paper of a record that is a decision: the last paper before it.
    pub fn paper_of(&self, record: u32) -> Option<u32> {
        let kind = |record: u32| self.columns.kinds.get(record as usize).copied();
        (kind(record)? == Kind::Decision as u32)
            .then(|| (0..record).rev().find(|&other| kind(other) == Some(Kind::Paper as u32)))
            .flatten()
    }

    fn get(&self, path: String) -> io::Result<Vec<u8>> {
        let mut read = self.read.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(bytes) = read.get(&path) {
            return Ok(bytes.clone());
        }
        let bytes = inflate(&self.files.get(&path)?)?;
        read.insert(path, bytes.clone());
        Ok(bytes)
    }

    /// A shard of words.
    ///
    /// # Errors
    /// If its file is missing or is something else.
    pub fn shard(&self, name: &str) -> io::Result<Shard> {
        let bytes = self.get(words_path(name))?;
        std::str::from_utf8(&bytes).ok().and_then(Shard::read).ok_or_else(broken)
    }

    /// The postings of a term of a shard.
    ///
    /// # Errors
    /// If their file is missing or is something else.
    pub fn postings(&self, name: &str, shard: &Shard, term: u32) -> io::Result<Vec<(u32, Value)>> {
        let (number, position) = shard.place(term).ok_or_else(broken)?;
        let postings =
            postings::read(&self.get(postings_path(name, number))?, position).ok_or_else(broken)?;
        let inside = postings.iter().all(|(unit, _)| (*unit as usize) < self.record_of.len());
        if inside { Ok(postings) } else { Err(broken()) }
    }

    /// A unit's text.
    ///
    /// # Errors
    /// If its file is missing or is something else.
    pub fn text(&self, unit: u32) -> io::Result<Shown> {
        let &(family, number, position) = self.places.get(unit as usize).ok_or_else(broken)?;
        let units: Vec<Shown> = serde_json::from_slice(&self.get(text_path(family, number as usize))?)?;
        units.into_iter().nth(position as usize).ok_or_else(broken)
    }
}

fn broken() -> io::Error {
    io::Error::other("a file of the search index is damaged")
}
