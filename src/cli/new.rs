//! `minutebook new`

use std::io::Write;
use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use super::{Outcome, Setting, problems};
use crate::engine::CONTENT;
use crate::model::address::slug;
use crate::scaffold::{self, Skeleton};
use crate::source::{disk_path, place::stem};

/// Writes a skeleton.
#[derive(Debug, Args)]
pub struct New {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// A meeting: its folder and index.md
    #[command(after_help = "Example:\n  minutebook new meeting planning-committee 2026-05-14 --word special")]
    Meeting {
        /// The body: the name of its folder in content/committees
        body: String,
        /// The day, as 2026-05-14
        date: Date,
        /// A word that tells this meeting from another of the same day
        #[arg(long)]
        word: Option<String>,
    },
    /// An item at the end of a meeting's agenda, as a draft
    #[command(
        after_help = "Example:\n  minutebook new item planning-committee 2026-05-14 \"Mill Lane car park\""
    )]
    Item {
        /// The body: the name of its folder in content/committees
        body: String,
        /// The day of the meeting, as 2026-05-14
        date: Date,
        /// The title
        title: String,
        /// Which meeting of that day, where there are two
        #[arg(long)]
        word: Option<String>,
    },
    /// A person
    #[command(after_help = "Example:\n  minutebook new person \"Jane Roe\"")]
    Person {
        /// The name, without Mr, Mrs or Councillor
        name: String,
    },
}

impl New {
    pub(super) fn run(&self, setting: &Setting) -> Outcome {
        let content = setting.site.join(CONTENT);
        let skeleton = match &self.what {
            What::Meeting { body, date, word } => match sitting(&content, body, *date, word.as_deref()) {
                Some(sitting) => scaffold::meeting(&sitting),
                None => return Outcome::Failed,
            },
            What::Item { body, date, title, word } => match sitting(&content, body, *date, word.as_deref()) {
                Some(sitting) => {
                    let folder = disk_path(&content, &sitting.path());
                    scaffold::item(&sitting, items_in(&folder) + 1, title)
                }
                None => return Outcome::Failed,
            },
            What::Person { name } if slug(name).is_empty() => {
                problems::complain(&format!(
                    "“{name}” holds no letters from which a file's name could be made."
                ));
                return Outcome::Failed;
            }
            What::Person { name } => scaffold::person(name),
        };
        write(&content, &skeleton)
    }
}

/// The meeting's folder, if it can be one.
fn sitting(
    content: &Path,
    body: &str,
    date: Date,
    word: Option<&str>,
) -> Option<crate::source::place::Sitting> {
    let folder = slug(body);
    if folder.is_empty() || word.is_some_and(|word| slug(word).is_empty()) {
        problems::complain(
            "The body and the word are names of folders: write them with letters, digits and hyphens.",
        );
        return None;
    }
    // A folder that is there counts as it is written.
    let folder = if content.join("committees").join(body).is_dir() { body } else { &folder };
    scaffold::sitting(folder, date, word)
}

/// How many items a meeting's folder holds: the highest number that begins a file's name.
fn items_in(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.ends_with(".md"))
        .filter_map(|name| {
            let (stem, _) = stem(&name);
            stem.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<usize>().ok())
        })
        .max()
        .unwrap_or(0)
}

/// Writes a skeleton where nothing stands yet.
fn write(content: &Path, skeleton: &Skeleton) -> Outcome {
    let path = disk_path(content, &skeleton.path);
    let made = path
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::File::options().write(true).create_new(true).open(&path))
        .and_then(|mut file| file.write_all(skeleton.text.as_bytes()));
    match made {
        Ok(()) => {
            problems::tell(&path.display().to_string());
            Outcome::Done
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            problems::complain(&format!("{} is there already, and stays as it is.", path.display()));
            Outcome::Failed
        }
        Err(error) => problems::io(&error, &format!("write {}", path.display())),
    }
}
