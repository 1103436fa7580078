//! A project in a folder of its own, the real program run in it, and what came of it.
//!
//! A test reads like a session at a terminal:
//!
//! ```ignore
//! Project::new()
//!     .file("content/budget.md", "---\ntitle: Budget\n---\n")
//!     .run(["check", "--format", "short"])
//!     .exit(1)
//!     .stdout("content/budget.md:1:1: error[no-committee]: …\n");
//! ```

pub mod diff;
pub mod fixture;
pub mod text;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_minutebook");

/// The variable that makes tests write what they get instead of comparing it.
const REWRITE: &str = "MINUTEBOOK_REWRITE_GOLDEN";

/// A file or folder of the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Whether expectations are to be rewritten.
pub fn rewriting() -> bool {
    std::env::var_os(REWRITE).is_some_and(|value| !value.is_empty() && value != "0")
}

/// Compares what came out with the file that says what should, or rewrites that file.
#[track_caller]
pub fn expect_file(path: &Path, actual: &str) {
    if rewriting() {
        fs::create_dir_all(path.parent().expect("an expectation is in a folder")).expect("a folder for it");
        fs::write(path, actual).expect("an expectation is written");
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    diff::expect(&path.display().to_string(), &expected, actual);
}

/// A folder with a site's sources.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// A project without any file.
    pub fn new() -> Self {
        Project { folder: tempfile::tempdir().expect("a folder for the project") }
    }

    /// A project with a copy of a folder's files: `content` and what else is there.
    pub fn of(folder: &Path) -> Self {
        let project = Project::new();
        copy(folder, project.path());
        project
    }

    /// A project with the sample council.
    pub fn sample() -> Self {
        let project = Project::new();
        copy(&repository("content"), &project.path().join("content"));
        project
    }

    /// The smallest site that builds: one paper.
    pub fn one_file() -> Self {
        Project::new().file(
            "content/budget.md",
            "---\ntitle: Budget\ncommittee: Cabinet\ndate: 2024-03-12\n---\nRESOLVED that the budget be noted.\n",
        )
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, with the folders it needs.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(path, bytes);
        self
    }

    /// Writes a file, with the folders it needs.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder in the project");
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Takes a file away.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("a file to take away");
    }

    /// Changes a file's text, which must hold `from`.
    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path().join(path)).expect("a text to edit");
        assert!(text.contains(from), "{path} does not hold “{from}”");
        self.write(path, text.replace(from, to));
    }

    /// The program, about to be run in the project's folder, with nothing of the caller's terminal.
    pub fn command<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        command.env_remove("RAYON_NUM_THREADS").env("TZ", "Pacific/Kiritimati");
        command
    }

    /// Runs the program to its end.
    pub fn run<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(&self, arguments: I) -> Run {
        Run::of(self.command(arguments))
    }

    /// Builds the site, which must succeed, and reads it.
    #[track_caller]
    pub fn build<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Site {
        let arguments = ["build"].into_iter().chain(arguments).collect::<Vec<_>>();
        self.run(arguments).exit(0);
        self.site()
    }

    /// What is published in `public/`.
    pub fn site(&self) -> Site {
        Site::read(&self.path().join("public"))
    }
}

/// A finished run of the program.
pub struct Run {
    line: String,
    /// The exit status; `None` if it was ended by a signal.
    pub status: Option<i32>,
    /// What it wrote to standard output.
    pub stdout: String,
    /// What it wrote to standard error.
    pub stderr: String,
}

impl Run {
    /// Runs a command to its end.
    pub fn of(mut command: Command) -> Self {
        let arguments: Vec<String> =
            command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
        let output = command.output().expect("the program starts");
        let text = |bytes| String::from_utf8(bytes).expect("what the program prints is text");
        Run {
            line: format!("minutebook {}", arguments.join(" ")),
            status: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Expects an exit status.
    #[track_caller]
    pub fn exit(self, status: i32) -> Self {
        assert_eq!(
            self.status,
            Some(status),
            "{}\n--- standard output\n{}--- standard error\n{}",
            self.line,
            self.stdout,
            self.stderr
        );
        self
    }

    /// Expects the whole of standard output.
    #[track_caller]
    pub fn stdout(self, expected: &str) -> Self {
        diff::expect(&format!("standard output of {}", self.line), expected, &self.stdout);
        self
    }

    /// Expects the whole of standard error.
    #[track_caller]
    pub fn stderr(self, expected: &str) -> Self {
        diff::expect(&format!("standard error of {}", self.line), expected, &self.stderr);
        self
    }

    /// Expects words somewhere in what was printed.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        let all = format!("{}{}", self.stdout, self.stderr);
        assert!(all.contains(words), "{} does not say “{words}”:\n{all}", self.line);
        self
    }

    /// Expects that nothing is printed that holds these words.
    #[track_caller]
    pub fn never_says(self, words: &str) -> Self {
        let all = format!("{}{}", self.stdout, self.stderr);
        assert!(!all.contains(words), "{} says “{words}”:\n{all}", self.line);
        self
    }

    /// The codes of the problems printed with `--format short`, in order.
    pub fn codes(&self) -> Vec<&str> {
        self.stdout
            .lines()
            .map(|line| line.split('[').nth(1).and_then(|rest| rest.split(']').next()).unwrap_or(line))
            .collect()
    }
}

/// The files of a published site, by path.
#[derive(Clone, PartialEq, Eq)]
pub struct Site {
    files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    /// Reads a folder; an empty site if it is not there.
    pub fn read(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        each_file(folder, &mut |path| {
            files.insert(relative(folder, path), fs::read(path).expect("a published file"));
        });
        Site { files }
    }

    /// The paths, sorted.
    pub fn paths(&self) -> Vec<&str> {
        self.files.keys().map(String::as_str).collect()
    }

    /// Path and bytes of each file.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The files that are HTML, with their text.
    pub fn pages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files()
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("a page is text")))
    }

    /// A file's text.
    #[track_caller]
    pub fn text(&self, path: &str) -> &str {
        let Some(bytes) = self.files.get(path) else {
            panic!("no file {path} among\n{}", self.paths().join("\n"))
        };
        std::str::from_utf8(bytes).expect("a text")
    }

    /// A file of `/data/`.
    #[track_caller]
    pub fn data(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(self.text(&format!("data/{name}.json"))).expect("data is JSON")
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Expects two sites to be the same, byte for byte.
    #[track_caller]
    pub fn same_as(&self, other: &Site) {
        diff::expect("the list of files", &self.paths().join("\n"), &other.paths().join("\n"));
        for (path, bytes) in self.files() {
            if bytes != other.files[path] {
                let text = |bytes| String::from_utf8_lossy(bytes).replace('<', "\n<");
                diff::expect(path, &text(bytes), &text(&other.files[path]));
            }
        }
    }
}

/// Every file below a folder, in no particular order.
fn each_file(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() {
            each_file(&path, visit);
        } else {
            visit(&path);
        }
    }
}

/// The path below a folder, with `/` between folders.
fn relative(folder: &Path, path: &Path) -> String {
    let path = path.strip_prefix(folder).expect("a file below the folder");
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Copies a folder's files.
fn copy(from: &Path, to: &Path) {
    each_file(from, &mut |path| {
        let target = to.join(relative(from, path));
        fs::create_dir_all(target.parent().expect("a file is in a folder")).expect("a folder in the project");
        fs::copy(path, target).expect("a file is copied");
    });
}
