//! A world that has followed any number of changes equals one read afresh: every file of the site, and every
//! problem. The changes are what happens to a folder of papers: saves, slips, renames, whole folders moved,
//! people, settings and templates changed, and all of it mended again. Seeds are fixed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use minutebook::diagnostic::report::report;
use minutebook::document::child::Program;
use minutebook::document::{Cache, Reader};
use minutebook::engine::{Failure, Silent, Store, World};
use minutebook::link::Options;
use minutebook::output::memory::Memory;
use minutebook::source;
use minutebook::source::watch::Changes;

use crate::support::{PROGRAM, Project, diff, repository};

/// So many changes are made for each seed.
const STEPS: usize = 90;

/// The meetings of the sample council that are enough for every kind of page.
const MEETINGS: &[&str] = &[
    "council/2025-02-13",
    "cabinet/2025-10-07",
    "cabinet/2026-03-10",
    "libraries-review-panel/2024-06-11",
    "planning-committee/2024-12-11",
];

/// Numbers that look like chance and are the same each time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// A small council that things happen to.
struct Council {
    project: Project,
    /// Its files as they were at first.
    pristine: BTreeMap<String, Vec<u8>>,
    chance: Chance,
}

impl Council {
    fn new(seed: u64) -> Self {
        let project = Project::new();
        let content = repository("content");
        let mut pristine = BTreeMap::new();
        for (path, bytes) in files(&content) {
            let in_meeting = path.strip_prefix("committees/").is_some_and(|path| {
                path.split('/').count() == 2
                    || MEETINGS.iter().any(|meeting| path.starts_with(&format!("{meeting}/")))
            });
            if in_meeting || path == "site.yaml" || path.starts_with("people/") || path.starts_with("pages/")
            {
                project.write(&format!("content/{path}"), &bytes);
                pristine.insert(path, bytes);
            }
        }
        Council { project, pristine, chance: Chance(seed) }
    }

    fn content(&self) -> PathBuf {
        self.project.path().join("content")
    }

    /// A file that there is now, of those that fit.
    fn any(&mut self, fits: impl Fn(&str) -> bool) -> Option<String> {
        let found: Vec<String> = files(&self.content()).into_keys().filter(|path| fits(path)).collect();
        (!found.is_empty()).then(|| self.chance.pick(&found).clone())
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        self.project.write(&format!("content/{path}"), bytes);
    }

    fn read(&self, path: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.content().join(path)).unwrap_or_default()).into_owned()
    }

    /// Rewrites a text.
    fn rewrite(&self, path: &str, change: impl Fn(&str) -> String) -> Vec<String> {
        self.write(path, change(&self.read(path)));
        vec![path.to_owned()]
    }

    fn rename(&self, from: &str, to: &str) -> Vec<String> {
        let to_disk = self.content().join(to);
        fs::create_dir_all(to_disk.parent().expect("a folder")).expect("a folder to move to");
        // Where something is in the way, nothing happens, as on any computer.
        let _ = fs::rename(self.content().join(from), to_disk);
        vec![from.to_owned(), to.to_owned()]
    }

    /// Something happens; what it is called, and the changes that a watcher would tell of.
    fn happen(&mut self) -> (String, Changes) {
        let is_paper = |path: &str| path.ends_with(".md");
        let is_item = |path: &str| {
            path.ends_with(".md") && path.starts_with("committees/") && path.split('/').count() == 4
        };
        let number = self.chance.below(1000);
        let mut theme = false;
        let mut name = "nothing".to_owned();
        let mut paths = Vec::new();
        match self.chance.below(26) {
            0..=3 => {
                let Some(path) = self.any(is_paper) else { return (name, Changes::default()) };
                let line = number % 40;
                let text = format!(
                    "Paragraph {number} by Councillor Okonkwo, see item 3 and Minute 2.\n\nRESOLVED that {number} be noted."
                );
                paths = self.rewrite(&path, |old| format!("{}\n{text}\n", cut(old, 60 + line)));
                name = format!("edit {path}");
            }
            4 => {
                let Some(path) = self.any(is_item) else { return (name, Changes::default()) };
                paths =
                    self.rewrite(&path, |old| old.replacen("title:", &format!("title: \"{number}\" # "), 1));
                name = format!("title of {path}");
            }
            5 => {
                let Some(path) = self.any(is_paper) else { return (name, Changes::default()) };
                paths = self
                    .rewrite(&path, |old| old.replacen("title:", "titel:", 1).replacen("name:", "nmae:", 1));
                name = format!("break {path}");
            }
            6 => {
                let Some(path) = self.any(is_paper) else { return (name, Changes::default()) };
                paths = self.rewrite(&path, |old| cut(old, 5).to_owned());
                name = format!("half-written {path}");
            }
            7 => {
                let Some(path) = self.any(is_paper) else { return (name, Changes::default()) };
                self.write(&path, b"---\ntitle: \xff\xfe\n---\n");
                paths = vec![path.clone()];
                name = format!("not text {path}");
            }
            8 => {
                let Some(path) = self.any(|_| true) else { return (name, Changes::default()) };
                fs::remove_file(self.content().join(&path)).expect("a file to delete");
                paths = vec![path.clone()];
                name = format!("delete {path}");
            }
            9 => {
                let Some(path) = self.any(is_item) else { return (name, Changes::default()) };
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                paths = self.rename(&path, &format!("{folder}/{number:02}-renamed.md"));
                name = format!("rename {path}");
            }
            10 => {
                let Some(path) = self.any(is_item) else { return (name, Changes::default()) };
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
                paths = self.rename(
                    &folder,
                    &format!("committees/cabinet/2025-{:02}-{:02}", number % 12 + 1, number % 28 + 1),
                );
                name = format!("move {folder}");
            }
            11 => {
                let Some(path) = self.any(is_item) else { return (name, Changes::default()) };
                let copy = path.replace(".md", &format!("-copy-{number}.md"));
                self.write(&copy, self.read(&path));
                name = format!("copy to {copy}");
                paths = vec![copy];
            }
            12 => {
                let Some(path) = self.any(|path| path.starts_with("people/")) else {
                    return (name, Changes::default());
                };
                paths = self.rewrite(&path, |old| {
                    old.replacen("name:", &format!("honorific: Dr\naliases: [\"Chris {number}\"]\nname:"), 1)
                });
                name = format!("person {path}");
            }
            13 => {
                let Some(path) = self.any(|path| path.starts_with("people/")) else {
                    return (name, Changes::default());
                };
                let person = ["Aled Pryce", "Siân Okonkwo", "Mary Ann Holt"][number % 3];
                paths = self.rewrite(&path, |old| {
                    let kept: String =
                        old.split_inclusive('\n').filter(|line| !line.starts_with("name:")).collect();
                    kept.replacen("---\n", &format!("---\nname: {person}\n"), 1)
                });
                name = format!("name of {path}");
            }
            14 => {
                let template = "{% extends \"default/item.html\" %}{% block main %}NUMBER {{ super() }}{% endblock main %}";
                self.project.write(
                    "themes/default/templates/item.html",
                    template.replace("NUMBER", &number.to_string()),
                );
                theme = true;
                name = "template".to_owned();
            }
            15 => {
                let template =
                    ["{% if %}", "{{ view.nothing_of_the_kind }}", "{% extends \"nowhere.html\" %}"]
                        [number % 3];
                self.project.write("themes/default/templates/home.html", template);
                theme = true;
                name = "broken template".to_owned();
            }
            16 => {
                let _ = fs::remove_dir_all(self.project.path().join("themes"));
                theme = true;
                name = "no theme".to_owned();
            }
            17 => {
                let lines = [
                    "title: Another council",
                    "signal_words: [NODWYD]",
                    "language: cy",
                    "theme: none-of-the-kind",
                    "jurisdiction: wales",
                    "base_url: https://papers.example.org/council",
                    "titel: wrong",
                    "outputs: { data: false }",
                ];
                let line = lines[number % lines.len()];
                let key = line.split(':').next().unwrap_or_default();
                paths = self.rewrite("site.yaml", |old| {
                    let kept = old.split_inclusive('\n').filter(|other| !other.starts_with(key));
                    format!("{}{line}\n", kept.collect::<String>())
                });
                name = format!("site.yaml {line}");
            }
            18 => {
                let Some(path) = self.any(is_item) else { return (name, Changes::default()) };
                paths = self.rewrite(&path, |old| {
                    old.replacen(
                        "---\n",
                        "---\naccess: exempt\nexempt: { paragraphs: [3], public_interest: Prices. }\n",
                        1,
                    )
                });
                name = format!("close {path}");
            }
            19 => {
                let Some(path) = self.any(is_item) else { return (name, Changes::default()) };
                paths = self.rewrite(&path, |old| old.replacen("---\n", "---\nstatus: draft\n", 1));
                name = format!("draft {path}");
            }
            20 => {
                let Some(path) = self.any(|path| path.ends_with(".pdf") || path.ends_with(".docx")) else {
                    return (name, Changes::default());
                };
                self.write(&path, format!("not what it says {number}"));
                paths = vec![path.clone()];
                name = format!("document {path}");
            }
            21 => {
                let Some(path) = self.any(is_item) else { return (name, Changes::default()) };
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
                self.write(&format!("{folder}/note-{number}.txt"), format!("Note {number}"));
                paths = self.rewrite(&path, |old| {
                    let old: String =
                        old.split_inclusive('\n').filter(|line| !line.starts_with("documents:")).collect();
                    old.replacen(
                        "---\n",
                        &format!("---\ndocuments: [{{ file: note-{number}.txt, title: Note }}]\n"),
                        1,
                    )
                });
                paths.push(format!("{folder}/note-{number}.txt"));
                name = format!("note for {path}");
            }
            22 => {
                for leftover in [
                    "committees/.swap.md",
                    "committees/cabinet/~$open.docx",
                    "committees/cabinet/notes/loose.md",
                    "people/a/b.md",
                ] {
                    self.write(leftover, "---\ntitle: x\n---\n");
                    paths.push(leftover.to_owned());
                }
                #[cfg(unix)]
                {
                    let _ = std::os::unix::fs::symlink("..", self.content().join("committees/cabinet/loop"));
                    paths.push("committees/cabinet/loop".to_owned());
                }
                name = "strays".to_owned();
            }
            // Most of the time things are mended, or soon nothing would be left to look at.
            23 => {
                let broken: Vec<String> = self.pristine.keys().cloned().collect();
                let path = self.chance.pick(&broken).clone();
                self.write(&path, &self.pristine[&path]);
                name = format!("repair {path}");
                paths = vec![path];
            }
            _ => return self.mend(),
        }
        let changes = Changes { theme, content: paths.into_iter().collect(), everything: false };
        (name, changes)
    }

    /// What cannot be read is put back as it was, and so is the theme.
    fn repair(&self, held: &[std::sync::Arc<str>]) -> Changes {
        let _ = fs::remove_dir_all(self.project.path().join("themes"));
        for path in held {
            match self.pristine.get(&**path) {
                Some(bytes) => self.write(path, bytes),
                None => fs::remove_file(self.content().join(&**path)).expect("a file to delete"),
            }
        }
        Changes { theme: true, content: held.iter().map(ToString::to_string).collect(), everything: false }
    }

    /// Everything is put back as it was.
    fn mend(&self) -> (String, Changes) {
        fs::remove_dir_all(self.content()).expect("the content to take away");
        let _ = fs::remove_dir_all(self.project.path().join("themes"));
        for (path, bytes) in &self.pristine {
            self.write(path, bytes);
        }
        ("mend everything".to_owned(), Changes::everything())
    }

    /// What is on disk, read afresh.
    fn cold(&self, reader: &Reader) -> World {
        World::cold(self.project.path(), options(), reader, &Silent).expect("the content is there")
    }
}

fn options() -> Options {
    Options { drafts: true, ..Options::default() }
}

/// The beginning of a text, so many lines of it.
fn cut(text: &str, lines: usize) -> &str {
    let end: usize = text.split_inclusive('\n').take(lines).map(str::len).sum();
    &text[..end]
}

/// The files below a folder, with their bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            let (path, kind) = (entry.path(), entry.file_type().expect("a kind"));
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() {
                let name =
                    path.strip_prefix(folder).expect("a path below").to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(path).expect("a file to read"));
            }
        }
    }
    found
}

/// The problems of a world in words.
fn problems(world: &World) -> String {
    report(world.diagnostics.clone(), &|file| source::read(&world.listing.root, &file.into()).ok())
        .short("content")
}

/// Every file that a build without minifying would write; what is wrong, if it would write nothing.
fn site(world: &World) -> BTreeMap<String, Vec<u8>> {
    let memory = Memory::default();
    match world.write(&memory, false, &Silent) {
        Ok(()) => memory.into_files(),
        Err(Failure::Content(found)) => {
            BTreeMap::from([("problems".to_owned(), format!("{found:?}").into_bytes())])
        }
        Err(Failure::Io(error)) => panic!("memory refuses a file: {error}"),
    }
}

fn same(name: &str, followed: &World, afresh: &World) -> bool {
    diff::expect(&format!("the problems after: {name}"), &problems(afresh), &problems(followed));
    // What cannot be read any more is shown as it was, which a world read afresh does not know.
    let theme_is_broken = afresh.diagnostics.iter().any(|problem| problem.file.starts_with("../"));
    if !followed.held.is_empty() || theme_is_broken {
        return false;
    }
    let (followed, afresh) = (site(followed), site(afresh));
    let list = |site: &BTreeMap<String, Vec<u8>>| site.keys().cloned().collect::<Vec<_>>().join("\n");
    diff::expect(&format!("the files after: {name}"), &list(&afresh), &list(&followed));
    for (path, bytes) in &afresh {
        if followed[path] != *bytes {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('<', "\n<");
            diff::expect(&format!("{path} after: {name}"), &text(bytes), &text(&followed[path]));
        }
    }
    true
}

/// Makes changes, and compares after each.
fn follow(seed: u64) {
    let mut council = Council::new(seed);
    let cache = Cache::new(council.project.path().join(".minutebook/documents"));
    let reader = Reader { cache: Some(cache), ..Reader::new(Program::new(PROGRAM)) };
    let mut store = Store::new(council.project.path(), options(), reader.clone());
    store.take_in(&Changes::everything(), &Silent).expect("the content is there");
    let mut followed = store.world(&Silent).expect("a world");
    let mut compared = 0;
    let mut story = Vec::new();
    for step in 0..STEPS {
        // Now and then several things happen at once, and now and then the watcher has lost count.
        let mut changes = Changes::default();
        if council.chance.below(2) == 0 {
            changes = council.repair(&followed.held);
            story.push(format!("{step}: repair {:?}", followed.held));
        }
        for _ in 0..=usize::from(council.chance.below(5) == 0) * 3 {
            let (name, more) = council.happen();
            story.push(format!("{step}: {name}"));
            changes.everything |= more.everything;
            changes.theme |= more.theme;
            changes.content.extend(more.content);
        }
        if council.chance.below(12) == 0 {
            changes = Changes { theme: true, ..Changes::everything() };
        }
        if store.take_in(&changes, &Silent).expect("the content is there") {
            followed = store.world(&Silent).expect("a world");
        }
        let last = story.iter().rev().take(8).rev().cloned().collect::<Vec<_>>().join("; ");
        compared += usize::from(same(&format!("seed {seed}, {last}"), &followed, &council.cold(&reader)));
    }
    assert!(compared > STEPS / 3, "only {compared} of {STEPS} sites were compared");
    let (name, changes) = council.mend();
    store.take_in(&changes, &Silent).expect("the content is there");
    let mended = store.world(&Silent).expect("a world");
    assert!(same(&name, &mended, &council.cold(&reader)), "what is mended can be compared");
}

#[test]
fn any_changes_lead_to_the_same_site() {
    follow(1);
}

#[test]
fn other_changes_lead_to_the_same_site() {
    follow(2);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let council = Council::new(3);
    let reader = Reader::new(Program::new(PROGRAM));
    let with = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| {
            let world = council.cold(&reader);
            (problems(&world), site(&world))
        })
    };
    assert!(with(1) == with(5), "one thread makes another site than five");
}

#[test]
fn what_cannot_be_read_is_shown_as_it_was() {
    let council = Council::new(4);
    let reader = Reader::new(Program::new(PROGRAM));
    let mut store = Store::new(council.project.path(), options(), reader);
    store.take_in(&Changes::everything(), &Silent).expect("the content is there");
    let before = site(&store.world(&Silent).expect("a world"));
    let path = "committees/cabinet/2025-10-07/04-hopestow-market-charter.md";
    let mended = council.read(path);
    for broken in [mended.replacen("title:", "titel:", 1), String::new(), mended.replacen("---", "--", 1)] {
        council.write(path, broken);
        assert!(store.take_in(&Changes::at(path), &Silent).expect("the content is there"));
        let world = store.world(&Silent).expect("a world");
        assert_eq!(world.held, [path.into()]);
        assert!(world.diagnostics.iter().any(|problem| &*problem.file == path && problem.is_error()));
        assert!(site(&world) == before, "a broken save changed the pages");
    }
    council.write(path, &mended);
    store.take_in(&Changes::at(path), &Silent).expect("the content is there");
    let world = store.world(&Silent).expect("a world");
    assert!(world.held.is_empty() && site(&world) == before);
    // The same bytes again are no change.
    council.write(path, &mended);
    assert!(!store.take_in(&Changes::at(path), &Silent).expect("the content is there"));
}
