use std::collections::BTreeMap;

use super::*;
use crate::data::tests::sample::{corpus, files};
use crate::model::Id;
use crate::output::memory::Memory;

fn written(corpus: &Corpus, pages: Vec<Page>) -> BTreeMap<String, String> {
    let memory = Memory::default();
    write(corpus, &Plan { pages, ..Plan::default() }, &memory).expect("memory takes everything");
    files(memory)
}

#[test]
fn pages_stand_in_the_order_of_the_plan_with_the_days_that_are_known() {
    let meetings = [0, 1].map(crate::model::MeetingId::new);
    let items = [0, 1, 2].map(ItemId::new);
    let pages = vec![
        Page::Home,
        Page::NotFound,
        Page::Meeting(meetings[0]),
        Page::Meeting(meetings[1]),
        Page::Item(items[0]),
        Page::Item(items[1]),
        Page::Resolution(crate::model::ResolutionId::new(0)),
    ];
    let files = written(&corpus(), pages);
    let root = "https://papers.glen.example/x";
    let folder = format!("{root}/committees/cabinet/2024-03-12");
    let expected = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <url><loc>{root}/</loc></url>\n\
         <url><loc>{folder}/</loc><lastmod>2024-05-01</lastmod></url>\n\
         <url><loc>{folder}-special/</loc></url>\n\
         <url><loc>{folder}/02-fares/</loc><lastmod>2024-04-02</lastmod></url>\n\
         <url><loc>{folder}/02-fares.cy/</loc><lastmod>2024-03-04</lastmod></url>\n\
         <url><loc>{folder}/02-fares/resolution-1/</loc><lastmod>2024-04-02</lastmod></url>\n\
         </urlset>\n"
    );
    assert_eq!(files["sitemap.xml"], expected);
    assert_eq!(files["robots.txt"], format!("User-agent: *\nAllow: /\n\nSitemap: {root}/sitemap.xml\n"));
}

#[test]
fn without_a_public_address_there_is_no_sitemap() {
    let mut corpus = corpus();
    corpus.site.base_url = None;
    let files = written(&corpus, vec![Page::Home]);
    assert_eq!(files.keys().collect::<Vec<_>>(), ["robots.txt"]);
    assert_eq!(files["robots.txt"], "User-agent: *\nAllow: /\n");
}

#[test]
fn a_large_site_has_an_index() {
    let years = (0..i16::MAX).chain(0..13_000).map(Page::MeetingsYear);
    let files = written(&corpus(), years.collect());
    assert_eq!(
        files.keys().collect::<Vec<_>>(),
        ["robots.txt", "sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    );
    assert_eq!(files["sitemap-1.xml"].matches("<url>").count(), ADDRESSES);
    assert_eq!(
        files["sitemap-2.xml"].matches("<url>").count(),
        usize::from(i16::MAX.unsigned_abs()) + 13_000 - ADDRESSES
    );
    assert!(
        files["sitemap.xml"]
            .contains("<sitemap><loc>https://papers.glen.example/x/sitemap-2.xml</loc></sitemap>")
    );
}
