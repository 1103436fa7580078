//! `minutebook schema`

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Outcome, problems};
use crate::parse::schema;

/// Prints the JSON Schema of a kind of front matter.
#[derive(Debug, Args)]
pub struct Schema {
    /// Which kind
    #[arg(value_enum, required_unless_present = "into")]
    kind: Option<Kind>,
    /// Write all of them to this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "kind")]
    into: Option<PathBuf>,
}

/// The kinds of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Item,
    Meeting,
    Body,
    Person,
    Page,
    Site,
}

impl Schema {
    pub(super) fn run(&self) -> Outcome {
        if let Some(kind) = self.kind {
            let schema = match kind {
                Kind::Item => schema::item(),
                Kind::Meeting => schema::meeting(),
                Kind::Body => schema::body(),
                Kind::Person => schema::person(),
                Kind::Page => schema::page(),
                Kind::Site => schema::site(),
            };
            problems::tell(&format!("{schema:#}"));
        }
        if let Some(folder) = &self.into {
            if let Err(error) = std::fs::create_dir_all(folder) {
                return problems::io(&error, &format!("write to {}", folder.display()));
            }
            for (name, schema) in schema::all() {
                let path = folder.join(format!("{name}.schema.json"));
                if let Err(error) = std::fs::write(&path, format!("{schema:#}\n")) {
                    return problems::io(&error, &format!("write {}", path.display()));
                }
                problems::tell(&path.display().to_string());
            }
        }
        Outcome::Done
    }
}
