//! Old addresses that must go on working: the `aliases` of items, meetings and plain pages.
//!
//! Each becomes a page that sends the visitor on, wherever the site is hosted, and a line of
//! `_redirects`, by which hosts that read that file (Netlify, Cloudflare Pages) answer with a permanent
//! redirect. An address with a query (`/mgAi.aspx?ID=12`), or with characters that not every file system
//! takes, cannot be a file, so it is a line only; of the two hosts Netlify alone matches queries.

mod alias;

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;

use quick_xml::escape::escape;

use crate::format::Language;
use crate::model::{Address, Corpus};
use crate::output::Output;
use crate::output::disk::MANIFEST;
use crate::site::Plan;
use alias::Alias;

/// A page of this kind needs nothing from anywhere.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'";

/// What stands at the root of the output beside pages and documents, and is no alias's to take.
const OWN: [&str; 6] = ["data", "robots.txt", "sitemap.xml", "_redirects", "_headers", MANIFEST];

/// Writes a redirect page for every alias, and `_redirects` if there is any. An alias is left out if
/// it is no address, leads out of the site, or is taken by a page, a document, the site's own files or
/// an earlier alias.
///
/// # Errors
/// What `out` reports.
pub fn write(corpus: &Corpus, plan: &Plan, out: &dyn Output) -> io::Result<()> {
    let mut moved = moved(corpus).peekable();
    if moved.peek().is_none() {
        return Ok(());
    }
    let mut taken = Taken::by(corpus, plan);
    let mut rules = String::new();
    let mut ruled = HashSet::new();
    for moved in moved {
        let Some(alias) = Alias::parse(moved.from) else { continue };
        let target = format!("{}{}", corpus.site.base_path, moved.to.encoded());
        let file = alias.output_path();
        if let Some(file) = &file {
            if !taken.take(file) {
                continue;
            }
            out.put(file, page(corpus, &moved, &target).as_bytes())?;
        }
        let from = alias.rule(&corpus.site.base_path);
        if ruled.insert(from.clone()) {
            rules.push_str(&format!("{from} {target} 301\n"));
        }
    }
    if rules.is_empty() { Ok(()) } else { out.put("_redirects", rules.as_bytes()) }
}

/// Something that has an old address.
struct Moved<'a> {
    /// The old address as typed.
    from: &'a str,
    /// Where it is now.
    to: &'a Address,
    /// What it is called.
    title: Cow<'a, str>,
    /// The language of the page it leads to.
    language: Language,
}

/// Everything that has an old address, in the order of the tables.
fn moved(corpus: &Corpus) -> impl Iterator<Item = Moved<'_>> {
    let items = corpus.items.rows().iter().flat_map(|item| {
        let front = item.front();
        front.aliases.iter().map(|from| Moved {
            from,
            to: &item.address,
            title: Cow::Borrowed(front.title.as_str()),
            language: item.language,
        })
    });
    let meetings = corpus.meetings.rows().iter().flat_map(|meeting| {
        let front = meeting.front();
        front.aliases.iter().map(|from| Moved {
            from,
            to: &meeting.address,
            title: match &front.title {
                Some(title) => Cow::Borrowed(title.as_str()),
                None => Cow::Owned(format!("{}, {}", corpus.bodies[meeting.body].title, meeting.date)),
            },
            language: front.language.unwrap_or(corpus.site.language),
        })
    });
    let pages = corpus.pages.rows().iter().flat_map(|page| {
        let front = &page.paper.front;
        front.aliases.iter().map(|from| Moved {
            from,
            to: &page.address,
            title: Cow::Borrowed(front.title.as_str()),
            language: page.language,
        })
    });
    items.chain(meetings).chain(pages)
}

/// The page at an old address.
fn page(corpus: &Corpus, moved: &Moved<'_>, target: &str) -> String {
    let heading = match moved.language {
        Language::En => "This page has moved",
        Language::Cy => "Mae’r dudalen hon wedi symud",
    };
    let canonical = match &corpus.site.base_url {
        Some(base) => Cow::Owned(format!("{base}{}", moved.to.encoded())),
        None => Cow::Borrowed(target),
    };
    format!(
        r#"<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta http-equiv="refresh" content="0; url={target}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{heading}: {title}</title>
<link rel="canonical" href="{canonical}">
</head>
<body data-page-kind="redirect">
<main>
<h1>{heading}</h1>
<p><a href="{target}">{title}</a></p>
</main>
</body>
</html>
"#,
        language = moved.language.word(),
        target = escape(target),
        title = escape(&*moved.title),
        canonical = escape(&*canonical),
    )
}

/// The output paths that are in use. Letter case is folded, since some file systems fold it: a redirect
/// must never stand in the place of the page that it leads to.
#[derive(Default)]
struct Taken {
    files: HashSet<String>,
    folders: HashSet<String>,
}

impl Taken {
    /// What the site takes for itself.
    fn by(corpus: &Corpus, plan: &Plan) -> Self {
        let mut taken = Taken::default();
        let pages = plan.pages.iter().map(|page| page.address(corpus).output_path());
        let documents = corpus.documents.rows().iter().map(|document| document.address.output_path());
        for path in OWN.map(str::to_owned).into_iter().chain(pages).chain(documents) {
            taken.take(&path);
        }
        taken
    }

    /// Takes a path, unless something else is there or a file stands where one of its folders would.
    fn take(&mut self, path: &str) -> bool {
        let path = path.to_lowercase();
        let folders = || path.rmatch_indices('/').map(|(end, _)| &path[..end]);
        if self.folders.contains(&path)
            || self.files.contains(&path)
            || folders().any(|it| self.files.contains(it))
        {
            return false;
        }
        for folder in folders() {
            if !self.folders.insert(folder.to_owned()) {
                break;
            }
        }
        self.files.insert(path)
    }
}

#[cfg(test)]
mod tests;
