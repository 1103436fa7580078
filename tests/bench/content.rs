//! The corpus written down in the content format: `content/site.yaml`, a folder a body, a folder a meeting,
//! a file an item.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::corpus::{Corpus, Item, slug};
use crate::prose::minute;
use crate::words::Vocabulary;

/// Writes the whole corpus into `root/content`, which must not exist yet. Gives the bytes of the items.
pub fn write(corpus: &Corpus, root: &Path) -> io::Result<u64> {
    let content = root.join("content");
    let committees = content.join("committees");
    fs::create_dir_all(root)?;
    fs::create_dir(&content)?;
    fs::write(content.join("site.yaml"), SITE)?;
    for (name, kind) in &corpus.bodies {
        let folder = committees.join(slug(name));
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("index.md"), format!("---\ntitle: {name}\nkind: {kind}\n---\n"))?;
    }
    let vocabulary = Vocabulary::new();
    corpus
        .items
        .par_iter()
        .map(|item| {
            let path = committees.join(corpus.path(item) + ".md");
            let text = paper(corpus, item, &vocabulary);
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(path, &text)?;
            Ok(text.len() as u64)
        })
        .sum()
}

/// The settings of the site: everything as it is by default.
pub const SITE: &str = "title: County papers\nbase_url: https://papers.example/\n";

/// The settings of the site with nothing made but pages.
pub const SITE_PAGES_ONLY: &str = "title: County papers\nbase_url: https://papers.example/\nminify: false\n\
    outputs: { search: false, feeds: false, data: false, standards: false, pictures: false }\n";

/// One item as a clerk writes it: front matter, then the minute.
pub fn paper(corpus: &Corpus, item: &Item, vocabulary: &Vocabulary) -> String {
    let mut text = format!("---\ntitle: \"{}\"\nnumber: \"{}\"\npresenters:\n", item.title, item.number);
    for presenter in &item.presenters {
        let person = &corpus.people[*presenter];
        let _ = write!(text, "  - name: {}\n    role: {}\n", person.name, person.role);
    }
    let _ = write!(text, "resolutions:\n  - outcome: {}\n", item.outcome);
    if item.outcome == "referred" {
        let other = usize::from(item.body == 0);
        let _ = writeln!(text, "    to: {}", corpus.bodies[other].0);
    }
    if !item.documents.is_empty() {
        text.push_str("documents:\n");
    }
    for document in &item.documents {
        let _ = write!(
            text,
            "  - title: \"{}\"\n    url: {}\n    kind: {}\n",
            document.title, document.url, document.kind
        );
    }
    text.push_str("---\n\n");
    // From a meeting's folder, two up is the folder of all committees.
    text.push_str(&minute(corpus, item, vocabulary, |to| format!("../../{}.md", corpus.path(to))));
    text
}
