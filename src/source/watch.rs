//! [`Watcher`]: tells what may have changed on disk, as soon as a burst of changes is over.
//!
//! What the system reports is taken as a hint and nothing more: events are lost when a new folder is
//! filled before it is watched, and several come for one save. So a hint names a path, and whoever acts on
//! it looks at what is there.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{CreateKind, EventKind, ModifyKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as System};

use super::discover::is_leftover;

/// A save is over when nothing has happened for so long: most editors write a file in one go.
const QUIET: Duration = Duration::from_millis(6);
/// When more files change than an editor saves at once, it is a copy or a checkout, and pauses in it are longer.
const QUIET_IN_BURST: Duration = Duration::from_millis(120);
/// So many paths are more than an editor saves at once.
const BURST: usize = 6;
/// Whatever goes on is acted upon at least so often.
const LONGEST: Duration = Duration::from_secs(2);
/// With more paths than this it is quicker to look at everything.
const MANY: usize = 64;
/// New folders are looked at a second time after so long, because what was put there at once may not have
/// been reported.
const SECOND_LOOK: Duration = Duration::from_millis(250);
/// How often files are looked at where the system reports nothing. Their contents are compared, because a
/// second save within the same second has the same time.
const POLL: Duration = Duration::from_secs(1);

/// What may have changed on disk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Anything may have.
    pub everything: bool,
    /// What is at these content paths, or below them.
    pub content: BTreeSet<String>,
    /// A file of a theme.
    pub theme: bool,
}

impl Changes {
    /// Anything may have changed.
    pub fn everything() -> Self {
        Changes { everything: true, ..Changes::default() }
    }

    /// What is at one content path may have changed.
    pub fn at(path: &str) -> Self {
        Changes { content: BTreeSet::from([path.to_owned()]), ..Changes::default() }
    }

    /// Whether the file at a content path may have changed.
    pub fn touch(&self, path: &str) -> bool {
        self.everything
            || self.content.contains(path)
            || path.match_indices('/').any(|(at, _)| self.content.contains(&path[..at]))
    }

    fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    fn add(&mut self, other: Changes) {
        self.everything |= other.everything;
        self.theme |= other.theme;
        self.content.extend(other.content);
        if self.content.len() > MANY {
            self.everything = true;
            self.content.clear();
        }
    }
}

/// Watches a site's folder.
pub struct Watcher {
    /// Ends watching when it is dropped.
    system: Box<dyn System + Send>,
    events: Receiver<notify::Result<Event>>,
    /// The folder above both.
    root: PathBuf,
    content: PathBuf,
    themes: PathBuf,
    /// New folders, and when they are to be looked at again.
    again: Option<(Instant, Changes)>,
}

impl Watcher {
    /// Begins to watch the folders `content` and `themes` of `root`, by asking again and again if `poll`.
    ///
    /// # Errors
    /// If the system cannot watch them: on network drives, or when it watches too many files already.
    pub fn new(root: &Path, content: &str, themes: &str, poll: bool) -> io::Result<Self> {
        let root = root.canonicalize()?;
        let (tell, events) = channel();
        let tell = move |event| {
            // Nobody listens when the preview ends.
            let _ = tell.send(event);
        };
        let config = Config::default()
            .with_follow_symlinks(false)
            .with_poll_interval(POLL)
            .with_compare_contents(true);
        let system: Box<dyn System + Send> = match poll {
            true => Box::new(PollWatcher::new(tell, config).map_err(io_error)?),
            false => Box::new(RecommendedWatcher::new(tell, config).map_err(io_error)?),
        };
        let (content, themes) = (root.join(content), root.join(themes));
        let mut watcher = Watcher { system, events, content, themes, again: None, root };
        // Both folders can be taken away and come back, which only the folder above them tells.
        watcher.system.watch(&watcher.root, RecursiveMode::NonRecursive).map_err(io_error)?;
        watcher.system.watch(&watcher.content, RecursiveMode::Recursive).map_err(io_error)?;
        if watcher.themes.is_dir() {
            watcher.system.watch(&watcher.themes, RecursiveMode::Recursive).map_err(io_error)?;
        }
        Ok(watcher)
    }

    /// Waits until something may have changed, and for the end of a burst of changes.
    pub fn wait(&mut self) -> Changes {
        let mut changes = Changes::default();
        while changes.is_empty() {
            let event = match &self.again {
                None => self.events.recv().ok(),
                Some((due, _)) => {
                    match self.events.recv_timeout(due.saturating_duration_since(Instant::now())) {
                        Ok(event) => Some(event),
                        Err(RecvTimeoutError::Disconnected) => None,
                        Err(RecvTimeoutError::Timeout) => {
                            changes.add(self.again.take().map(|(_, folders)| folders).unwrap_or_default());
                            continue;
                        }
                    }
                }
            };
            match event {
                Some(event) => changes.add(self.read(event)),
                // The watching itself has broken down; asking for everything now and then still works.
                None => {
                    std::thread::sleep(LONGEST);
                    return Changes::everything();
                }
            }
        }
        let first = Instant::now();
        while first.elapsed() < LONGEST {
            let burst = changes.everything || changes.content.len() >= BURST;
            match self.events.recv_timeout(if burst { QUIET_IN_BURST } else { QUIET }) {
                Ok(event) => changes.add(self.read(event)),
                Err(_) => break,
            }
        }
        changes
    }

    /// What an event says may have changed.
    fn read(&mut self, event: notify::Result<Event>) -> Changes {
        let Ok(event) = event else { return Changes::everything() };
        if event.need_rescan() {
            return Changes::everything();
        }
        // Reading a file is an event too, and acting on it would never end.
        if !matches!(event.kind, EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_)) {
            return Changes::default();
        }
        let appears = matches!(event.kind, EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(_)));
        let maybe_folder = appears && event.kind != EventKind::Create(CreateKind::File);
        let mut changes = Changes::default();
        for path in &event.paths {
            let change = self.at(path, appears);
            if maybe_folder && path.is_dir() {
                let (_, again) =
                    self.again.get_or_insert_with(|| (Instant::now() + SECOND_LOOK, Changes::default()));
                again.add(change.clone());
            }
            changes.add(change);
        }
        changes
    }

    /// What may have changed when something happened at a path on disk.
    fn at(&mut self, path: &Path, appears: bool) -> Changes {
        for folder in [&self.content, &self.themes] {
            if path == folder {
                if appears && path.is_dir() {
                    // If it cannot be watched again, what it holds is read once at least.
                    let _ = self.system.watch(path, RecursiveMode::Recursive);
                }
                return Changes { theme: true, ..Changes::everything() };
            }
        }
        if path.starts_with(&self.themes) {
            return Changes { theme: true, ..Changes::default() };
        }
        let Ok(inside) = path.strip_prefix(&self.content) else { return Changes::default() };
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        match parts {
            // A name that is no text can only be found by walking.
            None => Changes::everything(),
            Some(parts) if parts.iter().any(|part| is_leftover(part)) => Changes::default(),
            Some(parts) => Changes::at(&parts.join("/")),
        }
    }
}

/// The system's own error where there is one.
fn io_error(error: notify::Error) -> io::Error {
    match error.kind {
        notify::ErrorKind::Io(error) => error,
        notify::ErrorKind::MaxFilesWatch => io::Error::other("too many files are watched already"),
        _ => io::Error::other(error.to_string()),
    }
}
