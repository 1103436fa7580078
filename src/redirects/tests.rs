use std::collections::BTreeMap;

use super::*;
use crate::data::tests::sample::{corpus, files, front};
use crate::model::{Id, ItemId};
use crate::output::memory::Memory;
use crate::site::Page;

fn written(corpus: &Corpus) -> BTreeMap<String, String> {
    let pages = vec![Page::Home, Page::Bodies, Page::Item(ItemId::new(0)), Page::NotFound];
    let memory = Memory::default();
    write(corpus, &Plan { pages, ..Plan::default() }, &memory).expect("memory takes everything");
    files(memory)
}

/// The corpus with other aliases on its first paper, and no other alias.
fn with_aliases(aliases: &[&str]) -> Corpus {
    let mut corpus = corpus();
    let meeting = &mut corpus.meetings[crate::model::MeetingId::new(0)];
    meeting.paper = None;
    let item = &mut corpus.items[ItemId::new(0)];
    let mut paper = (*item.paper).clone();
    paper.front.aliases = aliases.iter().map(|alias| (*alias).into()).collect();
    item.paper = paper.into();
    corpus
}

#[test]
fn every_alias_answers_as_a_page_or_a_rule() {
    let files = written(&corpus());
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["_redirects", "old/fares.aspx/index.html", "old/fares.html", "old/fares/index.html"]);
    let item = "/x/committees/cabinet/2024-03-12/02-fares/";
    assert_eq!(
        files["_redirects"],
        format!(
            "/x/old/fares/ {item} 301\n\
             /x/old/fares.html {item} 301\n\
             /x/old/fares.aspx {item} 301\n\
             /x/docs/s1%3A2.pdf {item} 301\n\
             /x/mg/ieListDocuments.aspx CId=4 MId=77 Ver=4 /x/committees/cabinet/2024-03-12/ 301\n"
        )
    );
    let page = &files["old/fares/index.html"];
    assert!(page.contains(&format!("<meta http-equiv=\"refresh\" content=\"0; url={item}\">")));
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"https://papers.glen.example{item}\">")));
    assert!(page.contains(&format!("<a href=\"{item}\">Bus fares</a>")));
    assert!(
        page.contains("<html lang=\"en\">")
            && page.contains("content=\"noindex\"")
            && page.contains("default-src 'none'")
    );
}

#[test]
fn an_alias_never_takes_what_the_site_has_nor_leaves_it() {
    for alias in [
        "/",
        "/committees/",
        "/Committees",
        "/index.html",
        "/404.html",
        "/404.html/x/",
        "/data/items.json",
        "/robots.txt",
        "/committees/cabinet/2024-03-12/02-fares/",
        "/committees/cabinet/2024-03-12/02%20fares.pdf",
        "/../x/",
        "/a/%2e%2e/%2e%2e/x",
        "//evil.example/",
        "relative",
        "https://old.example/x",
        "/a\\..\\b",
        "/a//b",
        "/x%00",
        "/%ff",
        "?id=1",
        "#x",
    ] {
        let files = written(&with_aliases(&[alias]));
        assert!(files.is_empty(), "{alias}: {files:?}");
    }
}

#[test]
fn two_papers_cannot_share_an_alias() {
    let files = written(&with_aliases(&[
        "/a.html",
        "/A.html",
        "/a.html/b/",
        "/a.html#there",
        "/q?a=1",
        "/q?a=1",
        "/q?a=2",
    ]));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["_redirects", "a.html"]);
    assert_eq!(files["_redirects"].lines().count(), 3);
}

#[test]
fn what_an_author_types_stays_text() {
    let mut corpus = with_aliases(&["/a b/é/", "/q?x=a b%0A&y=:z*", "/q?x=</a>&"]);
    let item = &mut corpus.items[ItemId::new(0)];
    let mut paper = (*item.paper).clone();
    paper.front.title = "</title><script>\"&'".into();
    item.paper = paper.into();
    let files = written(&corpus);
    assert!(
        files["a b/é/index.html"]
            .contains("<title>This page has moved: &lt;/title&gt;&lt;script&gt;&quot;&amp;&apos;</title>")
    );
    let rules: Vec<&str> =
        files["_redirects"].lines().map(|line| line.split_once(" /x/c").expect("a target").0).collect();
    assert_eq!(rules, ["/x/a%20b/%C3%A9/", "/x/q x=%3C/a%3E"]);
}

#[test]
fn meetings_and_pages_redirect_in_their_language() {
    let mut corpus = with_aliases(&[]);
    assert!(written(&corpus).is_empty());
    corpus.pages.push(crate::model::PlainPage {
        slug: "hygyrchedd".into(),
        paper: std::sync::Arc::new(crate::model::Paper {
            file: "pages/hygyrchedd.md".into(),
            front: front("title: Hygyrchedd\naliases: [/hen/]"),
            minute: Default::default(),
        }),
        address: Address::page("hygyrchedd"),
        language: Language::Cy,
        translations: Vec::new(),
        links: Default::default(),
    });
    let page = &written(&corpus)["hen/index.html"];
    assert!(
        page.contains("<html lang=\"cy\">")
            && page.contains("<title>Mae’r dudalen hon wedi symud: Hygyrchedd</title>")
    );
}
