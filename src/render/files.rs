//! [`ThemeFiles`]: the files of a theme by path.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

static DEFAULT: Dir = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of a theme by path, with `/` between folders: `templates/item.html`, `words/en.yaml`,
/// `assets/site.css`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemeFiles {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl ThemeFiles {
    /// No files.
    pub fn new() -> Self {
        ThemeFiles::default()
    }

    /// The default theme, which is part of the program.
    pub fn embedded() -> Self {
        fn collect(dir: &Dir<'static>, files: &mut BTreeMap<String, Cow<'static, [u8]>>) {
            for file in dir.files() {
                files
                    .insert(file.path().to_string_lossy().replace('\\', "/"), Cow::Borrowed(file.contents()));
            }
            dir.dirs().for_each(|dir| collect(dir, files));
        }
        let mut files = BTreeMap::new();
        collect(&DEFAULT, &mut files);
        ThemeFiles { files }
    }

    /// The files of a folder, dot files and symbolic links left out.
    ///
    /// # Errors
    /// If the folder or a file in it cannot be read.
    pub fn read(folder: &Path) -> io::Result<Self> {
        let mut theme = ThemeFiles::new();
        let mut folders = vec![(folder.to_path_buf(), String::new())];
        while let Some((folder, below)) = folders.pop() {
            for entry in std::fs::read_dir(&folder)? {
                let entry = entry?;
                let name = entry.file_name().to_string_lossy().into_owned();
                let (path, kind) = (format!("{below}{name}"), entry.file_type()?);
                if name.starts_with('.') {
                    continue;
                }
                if kind.is_dir() {
                    folders.push((entry.path(), format!("{path}/")));
                } else if kind.is_file() {
                    theme.insert(path, std::fs::read(entry.path())?);
                }
            }
        }
        Ok(theme)
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), Cow::Owned(bytes.into()));
    }

    /// The bytes of a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|bytes| &**bytes)
    }

    /// The files below a folder, by path within it, in order.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let inside = move |(path, bytes): (&'a String, &'a Cow<'static, [u8]>)| {
            Some((path.strip_prefix(folder)?.strip_prefix('/')?, &**bytes))
        };
        self.files.iter().filter_map(inside)
    }
}
