//! `sitemap.xml` (sitemaps.org, version 0.9) and `robots.txt` (RFC 9309).
//!
//! A sitemap needs absolute addresses, so there is none without a `base_url`. `lastmod` is the day a
//! page's content says it last changed, and is left out where it does not say; a build has no clock.

use std::io::{self, BufWriter, Write};

use jiff::civil::Date;
use quick_xml::escape::escape;

use crate::model::{Attachment, Corpus, Entry, ItemId, Meeting};
use crate::output::Output;
use crate::site::{Page, Plan};

/// How many addresses one sitemap holds; the rules allow 50,000.
const ADDRESSES: usize = 45_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Writes `robots.txt`, and the sitemap where the public address is known: one file, or above 45,000
/// pages `sitemap.xml` as an index of `sitemap-1.xml`, `sitemap-2.xml` and so on. Pages stand in the
/// order of the plan.
///
/// # Errors
/// What `out` reports.
pub fn write(corpus: &Corpus, plan: &Plan, out: &dyn Output) -> io::Result<()> {
    let Some(base) = corpus.site.base_url.as_deref() else {
        return out.put("robots.txt", b"User-agent: *\nAllow: /\n");
    };
    out.put("robots.txt", format!("User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n").as_bytes())?;
    let base = escape(base);
    let pages: Vec<Page> = plan.pages.iter().copied().filter(|page| page.is_indexable()).collect();
    let parts = pages.chunks(ADDRESSES);
    if parts.len() <= 1 {
        return urls(corpus, &base, &pages, out.create("sitemap.xml")?);
    }
    let mut index = BufWriter::new(out.create("sitemap.xml")?);
    open(&mut index, "sitemapindex")?;
    for (part, pages) in (1..).zip(parts) {
        let name = format!("sitemap-{part}.xml");
        urls(corpus, &base, pages, out.create(&name)?)?;
        writeln!(index, "<sitemap><loc>{base}/{name}</loc></sitemap>")?;
    }
    writeln!(index, "</sitemapindex>")?;
    index.flush()
}

fn urls(corpus: &Corpus, base: &str, pages: &[Page], to: impl Write) -> io::Result<()> {
    let mut to = BufWriter::with_capacity(1 << 16, to);
    open(&mut to, "urlset")?;
    for &page in pages {
        let address = page.address(corpus).encoded();
        write!(to, "<url><loc>{base}{}</loc>", escape(&*address))?;
        if let Some(day) = last_changed(corpus, page) {
            write!(to, "<lastmod>{day}</lastmod>")?;
        }
        writeln!(to, "</url>")?;
    }
    writeln!(to, "</urlset>")?;
    to.flush()
}

fn open(to: &mut impl Write, root: &str) -> io::Result<()> {
    writeln!(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"{NAMESPACE}\">")
}

/// The day on which the content of a page last changed, where the papers say so.
fn last_changed(corpus: &Corpus, page: Page) -> Option<Date> {
    match page {
        Page::Item(item) => item_changed(corpus, item),
        Page::Resolution(resolution) => item_changed(corpus, corpus.resolutions[resolution].item),
        Page::Meeting(meeting) | Page::Pack(meeting) => meeting_changed(corpus, &corpus.meetings[meeting]),
        _ => None,
    }
}

fn item_changed(corpus: &Corpus, item: ItemId) -> Option<Date> {
    let item = &corpus.items[item];
    let front = item.front();
    let corrected = front.corrections.iter().chain(&front.withdrawn).map(|change| change.date).max();
    let first = published(&corpus.meetings[item.meeting], !item.minute().blocks.is_empty());
    // Either of these is known to be the last or to come after what is not known; a document alone
    // says nothing, since the minute may have followed it.
    let known = corrected.max(first)?;
    Some(known.max(newest(&item.documents).unwrap_or(known)))
}

/// A meeting's page and pack hold all its items, so they changed when any of these did.
fn meeting_changed(corpus: &Corpus, meeting: &Meeting) -> Option<Date> {
    let minuted = meeting.items().any(|item| !corpus.items[item].minute().blocks.is_empty());
    let known = published(meeting, minuted)?;
    let items = meeting.agenda.iter().filter_map(|entry| match entry {
        Entry::Item(item) => item_changed(corpus, *item),
        Entry::Closed(_) => None,
    });
    items.chain(newest(&meeting.documents)).chain([known]).max()
}

/// The day on which the minutes came out, or the agenda where there are no minutes yet.
fn published(meeting: &Meeting, minuted: bool) -> Option<Date> {
    let published = meeting.front().published.as_ref()?;
    if minuted { published.minutes } else { published.agenda }
}

fn newest(attachments: &[Attachment]) -> Option<Date> {
    let day = |attachment: &Attachment| match attachment {
        Attachment::Open { published, .. } => *published,
        Attachment::Awaited { .. } | Attachment::Closed { .. } => None,
    };
    attachments.iter().filter_map(day).max()
}

#[cfg(test)]
mod tests;
