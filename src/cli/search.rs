//! `minutebook search`

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::{Outcome, Reading, Setting, problems, progress};
use crate::output::memory::Memory;
use crate::search::query::{Found, address, excerpt, search};
use crate::search::read::{Files, Index};
use crate::search::{FOLDER, record};

/// Searches the site.
#[derive(Debug, Args)]
pub struct Search {
    /// What to look for: words, "a phrase", -an -excluded -word
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "WORDS")]
    words: Vec<String>,
    /// The folder of the site, as build wrote it; without one, the content is read
    #[arg(short, long, value_name = "DIR", default_value = "public")]
    output: PathBuf,
    /// How many results are shown
    #[arg(short = 'n', long, value_name = "NUMBER", default_value_t = 10)]
    number: usize,
    #[command(flatten)]
    reading: Reading,
}

impl Search {
    pub(super) fn run(&self, setting: &Setting) -> Outcome {
        let folder = setting.site.join(&self.output);
        let answered = if folder.join(FOLDER).join("index.json").is_file() {
            self.answer(&Folder(folder))
        } else {
            if !setting.has_content() {
                return Outcome::Failed;
            }
            let bar = progress::bar();
            let world = match setting.world(self.reading.options(), &bar) {
                Ok(world) => world,
                Err(outcome) => return outcome,
            };
            let memory = Memory::default();
            let written = world.write_search(&memory);
            bar.clear();
            written.and_then(|()| self.answer(&memory.into_files()))
        };
        match answered {
            Ok(()) => Outcome::Done,
            Err(error) => problems::io(&error, "read the search index"),
        }
    }

    fn answer(&self, files: &dyn Files) -> io::Result<()> {
        let index = Index::open(files)?;
        let typed = self.words.join(" ");
        let found = search(&index, &typed)?;
        for line in lines(&index, &found, self.number)? {
            println!("{line}");
        }
        Ok(())
    }
}

/// What is printed: how many were found, then for each its title, place and day, address, and text.
fn lines(index: &Index, found: &Found, number: usize) -> io::Result<Vec<String>> {
    let instead: Vec<&str> =
        found.meanings.iter().filter_map(|meaning| meaning.corrected.as_deref()).collect();
    let mut lines = Vec::new();
    if !instead.is_empty() {
        lines.push(format!("Looking for: {}", instead.join(", ")));
    }
    lines.push(match found.hits.len() {
        0 => "Nothing was found. Try fewer words, or other words for the same thing.".to_owned(),
        1 => "1 result".to_owned(),
        count => format!("{count} results"),
    });
    for hit in found.hits.iter().take(number) {
        let shown = match &hit.shown {
            Some(shown) => shown.clone(),
            None => index.text(hit.unit)?,
        };
        let kind = record::Kind::ALL
            .get(index.columns.kinds[hit.record as usize] as usize)
            .map_or("", |kind| kind.word());
        let day = index.columns.date(hit.record as usize).map(|date| date.to_string()).unwrap_or_default();
        let place = [kind, &shown.place, &day]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        lines.push(String::new());
        lines.push(format!("{} ({place})", shown.title));
        lines.push(address(&shown, hit.passage));
        let passage = hit.passage.and_then(|passage| shown.passages.get(passage)).or(shown.passages.first());
        if let Some((_, _, text)) = passage {
            let pieces = excerpt::excerpt(text, &found.meanings);
            lines.push(pieces.iter().map(|piece| piece.text).collect());
        }
    }
    Ok(lines)
}

/// A site as build wrote it.
struct Folder(PathBuf);

impl Files for Folder {
    fn get(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(self.0.join(path))
    }
}
