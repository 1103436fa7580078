//! A project written in one Markdown file, with what the program says of it.
//!
//! A path in backticks on a line of its own names the file in the code block that follows. The first
//! word behind the fence says how the file is made: `link` for a symbolic link to what the block says,
//! `hex` for bytes in hexadecimal, `size` for an empty file of so many bytes, `made` for a document of
//! `tests/documents`; anything else is text. A block marked `console` holds a command and its whole
//! output. Blocks whose text holds a fence have a longer one.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Project, rewriting};
use crate::documents::sample;

/// A fixture as it is written.
pub struct Fixture {
    path: PathBuf,
    text: String,
    project: Project,
    commands: Vec<Console>,
}

/// A command with its output, and where the output stands in the fixture's text.
struct Console {
    arguments: Vec<String>,
    output: std::ops::Range<usize>,
}

impl Fixture {
    /// Reads a fixture and makes its files.
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let project = Project::new();
        let mut commands = Vec::new();
        let (mut name, mut at) = (None, 0);
        while at < text.len() {
            let line = line_at(&text, at);
            at += line.len();
            let fence = &line[..line.len() - line.trim_start_matches('`').len()];
            if fence.len() < 3 {
                let named = line.trim_end().strip_prefix('`').and_then(|rest| rest.strip_suffix('`'));
                name = named.map(str::to_owned).or(name.filter(|_| line.trim().is_empty()));
                continue;
            }
            let info = line[fence.len()..].trim();
            let end = at
                + text[at..]
                    .find(&format!("{fence}\n"))
                    .unwrap_or_else(|| panic!("{}: a block without end", path.display()));
            let body = &text[at..end];
            if info == "console" {
                let first = line_at(body, 0);
                let arguments = first
                    .trim_end()
                    .strip_prefix("$ minutebook ")
                    .expect("a block marked console begins with a command");
                let arguments = arguments.split(' ').map(str::to_owned).collect();
                commands.push(Console { arguments, output: at + first.len()..end });
            } else if let Some(name) = name.take() {
                make(&project, &name, info, body);
            }
            at = end + fence.len() + 1;
        }
        Fixture { path: path.to_path_buf(), text, project, commands }
    }

    /// The project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Runs its commands and compares what they print, or rewrites it. Returns what was printed.
    #[track_caller]
    pub fn check(&self) -> Vec<String> {
        assert!(!self.commands.is_empty(), "{}: no command", self.path.display());
        let runs: Vec<String> =
            self.commands.iter().map(|command| self.project.run(&command.arguments).stdout).collect();
        let mut text = self.text.clone();
        for (command, output) in self.commands.iter().zip(&runs).rev() {
            text.replace_range(command.output.clone(), output);
        }
        if rewriting() {
            fs::write(&self.path, text).expect("a fixture is written");
        } else {
            super::diff::expect(&self.path.display().to_string(), &self.text, &text);
        }
        runs
    }
}

/// Makes a file of the project.
fn make(project: &Project, name: &str, how: &str, body: &str) {
    match how {
        "link" => {
            let path = project.path().join(name);
            fs::create_dir_all(path.parent().expect("a link is in a folder")).expect("a folder for it");
            #[cfg(unix)]
            std::os::unix::fs::symlink(body.trim(), path).expect("a symbolic link");
        }
        "hex" => {
            let byte = |hex| u8::from_str_radix(hex, 16).expect("a byte in hexadecimal");
            project.write(name, body.split_whitespace().map(byte).collect::<Vec<u8>>());
        }
        "size" => {
            project.write(name, "");
            let file = fs::File::options().write(true).open(project.path().join(name)).expect("the file");
            file.set_len(body.trim().parse().expect("a number of bytes")).expect("a file of that size");
        }
        "made" => project.write(name, sample(body.trim())),
        _ => project.write(name, body),
    }
}

/// The line that begins at `at`, with its end.
fn line_at(text: &str, at: usize) -> &str {
    text[at..].split_inclusive('\n').next().unwrap_or_default()
}
