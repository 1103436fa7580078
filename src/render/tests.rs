//! Every template against a record with everything and one with almost nothing.

mod sample;

use std::collections::{BTreeSet, HashMap};

use super::{Theme, ThemeFiles, minify};
use crate::format::Language;
use crate::model::{Corpus, Id, ItemId, ResolutionId};
use crate::site::{Lists, Page};
use sample::{full, pages, sparse};

fn theme() -> Theme {
    load(&ThemeFiles::new())
}

fn load(over: &ThemeFiles) -> Theme {
    Theme::load(&ThemeFiles::embedded(), over).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn render(corpus: &Corpus) -> Vec<(Page, String)> {
    let (theme, lists) = (theme(), Lists::of(corpus));
    let site = theme.pages(corpus, &lists);
    pages(corpus)
        .into_iter()
        .map(|page| (page, site.render(page).unwrap_or_else(|problem| panic!("{page:?}: {problem}"))))
        .collect()
}

fn one(corpus: &Corpus, page: Page) -> String {
    let (theme, lists) = (theme(), Lists::of(corpus));
    theme.pages(corpus, &lists).render(page).unwrap_or_else(|problem| panic!("{problem}"))
}

#[test]
fn every_page_is_made_with_everything_and_with_nothing() {
    for corpus in [sparse(), full()] {
        let mut titles: HashMap<String, Page> = HashMap::new();
        for (page, html) in render(&corpus) {
            assert_eq!(html.matches("<h1").count(), 1, "{page:?}");
            assert!(html.contains(&format!("data-page-kind=\"{}\"", page.kind())));
            for gap in ["{{", "}}", "{%", "style=", "onclick", "<script>", "[object]"] {
                assert!(!html.contains(gap), "{page:?} holds {gap}");
            }
            let title = html
                .split("<title>")
                .nth(1)
                .and_then(|rest| rest.split("</title>").next())
                .unwrap_or_default();
            if let Some(other) = titles.insert(title.to_owned(), page) {
                panic!("{page:?} and {other:?} share the title {title}");
            }
        }
    }
}

#[test]
fn ids_are_unique_and_fragments_lead_somewhere() {
    for (page, html) in render(&full()) {
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{page:?}: {ids:?}");
        for target in html.split(" href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(unique.contains(target), "{page:?}: #{target}");
        }
    }
}

#[test]
fn no_text_of_the_wording_is_missing() {
    let theme = theme();
    let (en, cy) = (theme.words(Language::En), theme.words(Language::Cy));
    // Plural forms differ between languages; every one has `other`.
    let forms = ["zero", "one", "two", "few", "many"];
    let plain = |words: &crate::view::Words| -> Vec<String> {
        let keys = words
            .keys()
            .into_iter()
            .filter(|key| !forms.iter().any(|form| key.ends_with(&format!(".{form}"))));
        keys.map(str::to_owned).collect()
    };
    assert_eq!(plain(en), plain(cy));
    for words in [en, cy] {
        for key in words.keys() {
            let holes = |text: &str| {
                text.split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split('}').next())
                    .map(str::to_owned)
                    .collect::<BTreeSet<_>>()
            };
            if !forms.iter().any(|form| key.ends_with(&format!(".{form}"))) {
                assert_eq!(holes(en.get(key)), holes(cy.get(key)), "{key}");
            }
        }
    }
    // A text that the program asks for and the wording lacks shows as its key.
    for (page, html) in render(&full()) {
        let text = visible(&html);
        for word in text.split_whitespace() {
            let key = word.trim_matches(|c: char| !c.is_alphanumeric());
            let group = key.split('.').next().unwrap_or_default();
            let looks =
                key.contains('.') && en.keys().iter().any(|known| known.starts_with(&format!("{group}.")));
            assert!(!looks, "{page:?} shows {key}");
        }
    }
}

#[test]
fn text_is_escaped_everywhere() {
    for (page, html) in render(&full()) {
        assert!(
            !html.contains("<2024>") && !html.contains("<draft>") && !html.contains("<thanks>"),
            "{page:?}"
        );
    }
    let html = one(&full(), Page::Item(ItemId::new(0)));
    assert!(html.contains("5 &lt; 6 &amp; &quot;more&quot;"), "{html}");
}

#[test]
fn a_minute_keeps_labels_anchors_and_resolutions() {
    let html = one(&full(), Page::Item(ItemId::new(0)));
    for expected in [
        "<p id=\"p-a\" class=\"labelled depth-1\"><a class=\"label\" href=\"#p-a\">(a)</a> <a class=\"person\" href=\"/council/people/jane-roe/\">Mrs Roe</a> said",
        "<h3>Summary</h3><h4>Detail</h4>",
        "<strong><a class=\"paper\" href=\"/council/committees/cabinet/2024-01-18-special/09-gone/#p-1\">the strategy</a></strong> at the end",
        "<p id=\"resolution-1\" class=\"labelled depth-0\"><a class=\"label\" id=\"p-13\" href=\"#resolution-1\">13.</a> <b class=\"signal\">RESOLVED</b> that the committee:",
        "<p id=\"resolution-1-i\" class=\"labelled depth-1\">",
        "<th scope=\"col\">Year</th><td class=\"right\"></td>",
        "id=\"fnref-1-2\"",
        "Recommended to County Council",
        "Recorded vote: 8 for, 1 against",
        "The vote was not recorded.",
        "<p id=\"resolution-2\">That &lt;thanks&gt; be given.</p>",
    ] {
        assert!(html.contains(expected), "{expected}\n{html}");
    }
    assert!(!html.contains("1 against, 0 abstained"), "an unknown number is never zero");
}

#[test]
fn a_withdrawn_paper_says_nothing_but_that() {
    let html = one(&full(), Page::Item(ItemId::new(2)));
    assert!(html.contains("It named somebody."));
    assert!(!html.contains("RESOLVED"));
}

#[test]
fn a_resolution_links_back_to_its_paper() {
    let html = one(&full(), Page::Resolution(ResolutionId::new(0)));
    assert!(html.contains("07-draft-budget/#resolution-1\""), "{html}");
}

#[test]
fn minifying_changes_no_word() {
    for (page, html) in render(&full()) {
        let before = visible(&html);
        let after = visible(&minify::minify(html));
        assert_eq!(before, after, "{page:?}");
    }
}

#[test]
fn a_theme_is_laid_over_the_default_file_by_file() {
    let mut over = ThemeFiles::new();
    over.insert(
        "templates/home.html",
        "{% extends \"default/home.html\" %}{% block head %}<meta name=\"x\">{% endblock head %}",
    );
    over.insert("words/en.yaml", "nav: { home: Start }");
    let theme = load(&over);
    let corpus = full();
    let lists = Lists::of(&corpus);
    let html = theme.pages(&corpus, &lists).render(Page::Bodies).unwrap_or_default();
    assert!(html.contains(">Start</a>") && html.contains(">Committees</a>"), "{html}");
    let html = theme.pages(&corpus, &lists).render(Page::Home).unwrap_or_default();
    assert!(html.contains("<meta name=\"x\">"));
}

#[test]
fn problems_of_a_theme_name_file_line_and_column() {
    let mut over = ThemeFiles::new();
    over.insert("templates/home.html", "<p>\n{{ view. }}");
    over.insert("templates/item.html", "{% if %}");
    let problems = Theme::load(&ThemeFiles::embedded(), &over).err().unwrap_or_default();
    let places: Vec<(&str, usize)> =
        problems.iter().map(|problem| (problem.file.as_str(), problem.line)).collect();
    assert_eq!(places, [("templates/home.html", 2), ("templates/item.html", 1)]);
    let mut over = ThemeFiles::new();
    over.insert("templates/home.html", "<p>\n{{ view.nonsense }}");
    let theme = load(&over);
    let corpus = sparse();
    let lists = Lists::of(&corpus);
    let problem = theme.pages(&corpus, &lists).render(Page::Home).err();
    assert_eq!(problem.map(|problem| (problem.file, problem.line)), Some(("templates/home.html".into(), 2)));
}

#[test]
fn pages_may_be_made_on_several_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let (corpus, theme) = (sparse(), theme());
    let lists = Lists::of(&corpus);
    shared(&theme.pages(&corpus, &lists));
}

/// The words that a reader sees, a space between any two blocks.
fn visible(html: &str) -> String {
    const INLINE: [&str; 9] = ["a", "b", "strong", "em", "s", "code", "span", "time", "sup"];
    let mut out = String::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        rest = &rest[open + 1..];
        // In a title the sign stands for itself.
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
            out.push('<');
            continue;
        }
        let name = rest
            .trim_start_matches('/')
            .split(|c: char| !c.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default();
        if !INLINE.contains(&name) {
            out.push(' ');
        }
        let mut quote = None;
        let end = rest.find(|c: char| match quote {
            Some(open) => {
                if c == open {
                    quote = None;
                }
                false
            }
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                false
            }
            None => c == '>',
        });
        rest = end.map_or("", |end| &rest[end + 1..]);
    }
    out.push_str(rest);
    for (entity, sign) in
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
    {
        out = out.replace(entity, sign);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
