//! A site on disk. Nothing of the published folder changes until every file is made: a new site is
//! built aside and moved into place whole; an existing one gets only the files that differ, each by
//! rename, so that nobody ever sees half a page.
//!
//! The folder holds a list of its own files, [`MANIFEST`], with the SHA-256 of each. Files that are not
//! on the list of the last build are not ours, and are never deleted.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::Output;

/// The list of a site's own files, in the published folder.
pub const MANIFEST: &str = "site-files.json";

/// What a finished build did to the folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// How many files the site has.
    pub files: usize,
    /// How many of them were new or differed.
    pub changed: usize,
    /// How many files of the last build are gone.
    pub removed: usize,
}

/// A folder that a site is being written to.
pub struct Disk {
    /// The published folder.
    target: PathBuf,
    /// Where files are made until all of them are there; on the same file system.
    stage: PathBuf,
    /// Whether there is no published folder yet, so that the stage becomes it.
    fresh: bool,
    folders: Mutex<HashSet<PathBuf>>,
    files: Mutex<BTreeMap<String, Made>>,
    next: AtomicU64,
}

/// A file of the new site.
struct Made {
    sha256: String,
    /// Where it waits in the stage; `None` if the published one is the same.
    staged: Option<PathBuf>,
}

impl Disk {
    /// Begins a site in `target`.
    ///
    /// # Errors
    /// If the folder beside it cannot be written to.
    pub fn begin(target: &Path) -> io::Result<Self> {
        let target = std::path::absolute(target)?;
        let parent = target.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let name =
            target.file_name().map_or_else(|| "public".into(), |name| name.to_string_lossy().into_owned());
        fs::create_dir_all(&parent)?;
        let fresh = match fs::read_dir(&target) {
            Ok(mut entries) => entries.next().is_none(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(error) => return Err(error),
        };
        // The number of the process keeps two builds at once apart.
        let stage = parent.join(format!(".{name}.minutebook-{}", std::process::id()));
        if stage.exists() {
            fs::remove_dir_all(&stage)?;
        }
        fs::create_dir(&stage)?;
        Ok(Disk {
            target,
            stage,
            fresh,
            folders: Mutex::default(),
            files: Mutex::default(),
            next: AtomicU64::new(0),
        })
    }

    /// Where a file is made, with its folders.
    fn staged_path(&self, path: &str) -> io::Result<PathBuf> {
        if !self.fresh {
            return Ok(self.stage.join(self.next.fetch_add(1, Ordering::Relaxed).to_string()));
        }
        let full = path.split('/').fold(self.stage.clone(), |folder, part| folder.join(part));
        self.make_folders(&self.stage, &full)?;
        Ok(full)
    }

    /// Makes the folders of a file below `root`, each once.
    fn make_folders(&self, root: &Path, file: &Path) -> io::Result<()> {
        let Some(folder) = file.parent().filter(|folder| *folder != root) else { return Ok(()) };
        {
            let known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            if known.contains(folder) {
                return Ok(());
            }
        }
        fs::create_dir_all(folder)?;
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(folder.to_path_buf());
        Ok(())
    }

    fn published_path(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.target.clone(), |folder, part| folder.join(part))
    }

    fn remember(&self, path: &str, sha256: String, staged: Option<PathBuf>) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.to_owned(), Made { sha256, staged });
    }

    /// Publishes what was made: moves it into place, takes away what the last build made and this one
    /// did not, and writes the list of files.
    ///
    /// # Errors
    /// If the disk refuses; what has been moved by then stays.
    pub fn finish(self) -> io::Result<Written> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let before = read_manifest(&self.target);
        let mut written = Written { files: files.len(), ..Written::default() };
        let listing: BTreeMap<&str, &str> =
            files.iter().map(|(path, made)| (path.as_str(), made.sha256.as_str())).collect();
        let manifest = serde_json::to_vec_pretty(&serde_json::json!({
            "what": "The files of this site and the SHA-256 of each. Files that are not listed are not part of it.",
            "version": 1,
            "files": listing,
        }))?;
        if self.fresh {
            fs::write(self.stage.join(MANIFEST), manifest)?;
            if self.target.exists() {
                fs::remove_dir(&self.target)?;
            }
            fs::rename(&self.stage, &self.target)?;
            written.changed = files.len();
            return Ok(written);
        }
        for (path, made) in &files {
            if let Some(staged) = &made.staged {
                let to = self.published_path(path);
                self.make_folders(&self.target, &to)?;
                fs::rename(staged, &to)?;
                written.changed += 1;
            }
        }
        for path in before.keys().filter(|path| !files.contains_key(*path)) {
            let old = self.published_path(path);
            match fs::remove_file(&old) {
                Ok(()) => written.removed += 1,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
            remove_empty_folders(&self.target, &old);
        }
        if written.changed + written.removed > 0 || before.len() != files.len() {
            let staged = self.stage.join("manifest");
            fs::write(&staged, manifest)?;
            fs::rename(staged, self.target.join(MANIFEST))?;
        }
        Ok(written)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Nothing is left behind by a build that failed; the stage of a finished one is gone or empty.
        let _ = fs::remove_dir_all(&self.stage);
    }
}

/// The files that the last build wrote, with their hashes; none if there is no list.
fn read_manifest(target: &Path) -> BTreeMap<String, String> {
    #[derive(serde::Deserialize)]
    struct Manifest {
        files: BTreeMap<String, String>,
    }
    let manifest = fs::read(target.join(MANIFEST))
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Manifest>(&bytes).ok());
    let safe =
        |path: &str| !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    manifest
        .map(|manifest| manifest.files.into_iter().filter(|(path, _)| safe(path)).collect())
        .unwrap_or_default()
}

/// Takes away the folders of a removed file that hold nothing any more.
fn remove_empty_folders(target: &Path, file: &Path) {
    let mut folder = file.parent();
    while let Some(path) = folder.filter(|path| *path != target && path.starts_with(target)) {
        // A folder that still holds something cannot be removed, and that is the test.
        if fs::remove_dir(path).is_err() {
            break;
        }
        folder = path.parent();
    }
}

/// Whether the file holds exactly these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let Ok(mut file) = File::open(path) else { return false };
    if file.metadata().map_or(true, |meta| meta.len() != bytes.len() as u64) {
        return false;
    }
    let mut old = Vec::with_capacity(bytes.len());
    file.read_to_end(&mut old).is_ok() && old == bytes
}

fn hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Output for Disk {
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let sha256 = hex(&Sha256::digest(bytes));
        if !self.fresh && holds(&self.published_path(path), bytes) {
            self.remember(path, sha256, None);
            return Ok(());
        }
        let staged = self.staged_path(path)?;
        fs::write(&staged, bytes)?;
        self.remember(path, sha256, Some(staged));
        Ok(())
    }

    fn copy(&self, path: &str, from: &Path) -> io::Result<()> {
        // Documents are small beside the memory of any machine that reads them.
        self.put(path, &fs::read(from)?)
    }

    fn create(&self, path: &str) -> io::Result<Box<dyn Write + '_>> {
        let staged = self.staged_path(path)?;
        let file = BufWriter::new(File::create(&staged)?);
        Ok(Box::new(Streamed { disk: self, path: path.to_owned(), staged, file, hash: Sha256::new() }))
    }
}

/// A file that is written piece by piece.
struct Streamed<'a> {
    disk: &'a Disk,
    path: String,
    staged: PathBuf,
    file: BufWriter<File>,
    hash: Sha256,
}

impl Write for Streamed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.hash.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Streamed<'_> {
    fn drop(&mut self) {
        let sha256 = hex(&std::mem::take(&mut self.hash).finalize());
        let same = !self.disk.fresh && same_file(&self.staged, &self.disk.published_path(&self.path));
        self.disk.remember(&self.path, sha256, (!same).then(|| self.staged.clone()));
    }
}

/// Whether two files hold the same bytes.
fn same_file(a: &Path, b: &Path) -> bool {
    let (Ok(a), Ok(b)) = (File::open(a), File::open(b)) else { return false };
    if a.metadata().map(|m| m.len()).ok() != b.metadata().map(|m| m.len()).ok() {
        return false;
    }
    let (mut a, mut b) = (io::BufReader::new(a), io::BufReader::new(b));
    let (mut left, mut right) = ([0u8; 16384], [0u8; 16384]);
    loop {
        let (Ok(n), Ok(m)) = (fill(&mut a, &mut left), fill(&mut b, &mut right)) else { return false };
        if left[..n] != right[..m] {
            return false;
        }
        if n == 0 {
            return true;
        }
    }
}

fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_written_and_strangers_stay() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let target = folder.path().join("public");
        let first = Disk::begin(&target)?;
        first.put("index.html", b"one")?;
        first.put("a/b/index.html", b"two")?;
        assert!(!target.exists(), "nothing is published before it is finished");
        assert_eq!(first.finish()?, Written { files: 2, changed: 2, removed: 0 });
        fs::write(target.join("stranger.txt"), "mine")?;

        let second = Disk::begin(&target)?;
        second.put("index.html", b"one")?;
        {
            let mut file = second.create("data.json")?;
            file.write_all(b"[]")?;
            file.flush()?;
        }
        assert_eq!(second.finish()?, Written { files: 2, changed: 1, removed: 1 });
        assert!(target.join("stranger.txt").exists());
        assert!(!target.join("a").exists(), "empty folders go with their files");
        assert_eq!(fs::read(target.join("data.json"))?, b"[]");

        let dropped = Disk::begin(&target)?;
        dropped.put("index.html", b"three")?;
        drop(dropped);
        assert_eq!(fs::read(target.join("index.html"))?, b"one", "a build that is given up changes nothing");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1, "and leaves nothing behind");
        Ok(())
    }
}
