use std::fmt::Write;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::format::{self, Clock, Credit};

/// Broken front matters with everything that is said of them. A block is `## name of the kind`, the
/// front matter, `-->` and the problems as `line:column+length code: message | help`. Signs that an
/// editor would hide are written as pictures. `MINUTEBOOK_BLESS=1` writes the file anew.
const BROKEN: &str = include_str!("broken.txt");

const PICTURES: [(char, char); 5] = [('⇥', '\t'), ('␍', '\r'), ('␇', '\u{7}'), ('␊', '\u{2028}'), ('␠', ' ')];

fn problems<T: DeserializeOwned + JsonSchema>(yaml: &str) -> String {
    let (value, mut diagnostics) = read::<T>(yaml, 0, &Arc::from("a.md"));
    assert_eq!(value.is_none(), !diagnostics.is_empty());
    let place = |place: &Place| match place {
        Place::Bytes(range) => {
            let before = &yaml[..range.start as usize];
            let line = before.split('\n').count();
            let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
            let length = yaml[range.start as usize..range.end as usize].chars().count();
            format!("{line}:{column}+{length}")
        }
        _ => "file".to_owned(),
    };
    diagnostics.sort_by_key(|problem| match &problem.place {
        Place::Bytes(range) => (range.start, problem.code),
        _ => (0, problem.code),
    });
    let mut out = String::new();
    for problem in diagnostics {
        let at = place(&problem.place);
        let _ = write!(out, "{at} {}: {} | {}", problem.code, problem.message, problem.help);
        for related in &problem.related {
            let _ = write!(out, " | {} {}", place(&related.place), related.note);
        }
        out.push('\n');
    }
    out
}

#[test]
fn every_mistake_is_placed_and_explained() {
    let mut written = String::new();
    for block in BROKEN.split("## ").skip(1) {
        let (kind, block) = block.split_once('\n').expect("a kind");
        let (shown, _) = block.split_once("-->\n").expect("an arrow");
        let yaml: String = shown
            .chars()
            .map(|c| PICTURES.iter().find(|(picture, _)| *picture == c).map_or(c, |(_, sign)| *sign))
            .collect();
        let problems = match kind {
            "item" => problems::<format::Item>(&yaml),
            "meeting" => problems::<format::Meeting>(&yaml),
            "site" => problems::<format::Site>(&yaml),
            kind => panic!("no such kind: {kind}"),
        };
        let _ = writeln!(written, "## {kind}\n{shown}-->\n{problems}");
    }
    if std::env::var_os("MINUTEBOOK_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/parse/front_matter/broken.txt");
        std::fs::write(path, &written).expect("the file can be written");
    } else {
        for (is, ought) in written.lines().zip(BROKEN.lines()) {
            assert_eq!(is, ought);
        }
        assert_eq!(written.len(), BROKEN.len());
    }
}

fn item(yaml: &str) -> format::Item {
    let (item, problems) = read(yaml, 0, &Arc::from("a.md"));
    item.unwrap_or_else(|| panic!("{yaml:?}: {problems:#?}"))
}

#[test]
fn values_come_out_as_they_were_written() {
    for written in ["7.10", "0123", "yes", "2024", "true", "1e3", "0x1F", "12:30", "No", "7."] {
        let item = item(&format!(
            "title: {written}\nnumber: {written}\npresenters:\n  - name: {written}\n    role: {written}\n"
        ));
        assert_eq!(item.title.as_str(), written);
        assert_eq!(item.number.as_deref(), Some(written));
        let [Credit::Full(presenter)] = item.presenters.as_slice() else { panic!("one presenter") };
        assert_eq!(presenter.name.as_str(), written);
        assert_eq!(presenter.role.as_deref(), Some(written));
    }
    let item = item("title: \"null\"\npresenters: [Mair Pugh, \"7.10\", yes, 0123]\n");
    assert_eq!(item.title.as_str(), "null");
    let names = ["Mair Pugh", "7.10", "yes", "0123"].map(|name| Credit::Name(name.into()));
    assert_eq!(item.presenters, names);
}

#[test]
fn times_need_no_quotation_marks() {
    let (meeting, _) = read::<format::Meeting>("start: 14:00\nend: \"9:30\"\n", 0, &Arc::from("a.md"));
    let meeting = meeting.expect("a meeting");
    assert_eq!(meeting.start, Some(Clock { hour: 14, minute: 0 }));
    assert_eq!(meeting.end, Some(Clock { hour: 9, minute: 30 }));
}

#[test]
fn signs_that_mean_something_to_yaml_do_no_harm_inside_a_value() {
    let item = item("title: Q & A about *the* budget!\npurpose: To note **it**\n");
    assert_eq!(item.purpose.as_deref(), Some("To note **it**"));
    assert_eq!(item.title.as_str(), "Q & A about *the* budget!");
}

#[test]
fn a_file_without_required_fields_may_be_empty() {
    for yaml in ["", "\n\n", "# nothing yet\n", "{}"] {
        let (meeting, problems) = read::<format::Meeting>(yaml, 0, &Arc::from("a.md"));
        assert_eq!((meeting, problems), (Some(format::Meeting::default()), Vec::new()), "{yaml:?}");
    }
}

#[test]
fn places_count_from_the_beginning_of_the_file() {
    let (_, problems) = read::<format::Item>("title: A\ndate: x\n", 4, &Arc::from("a.md"));
    assert_eq!(problems[0].place, Place::Bytes(19..20));
    assert_eq!(problems[0].subject, "date");
    let (_, problems) = read::<format::Site>("\u{feff}minify: no\n", 0, &Arc::from("site.yaml"));
    assert_eq!(problems[0].place, Place::Bytes(11..13));
}

#[test]
fn front_matter_stands_between_two_lines_of_hyphens() {
    let fenced = |text: &str| match split(text) {
        Split::Fenced { yaml, body } => (text[yaml].to_owned(), text[body..].to_owned()),
        other => panic!("{text:?}: {other:?}"),
    };
    let pair = |yaml: &str, body: &str| (yaml.to_owned(), body.to_owned());
    assert_eq!(fenced("---\na: b\n---\nText"), pair("a: b\n", "Text"));
    assert_eq!(fenced("---\n---\n"), pair("", ""));
    assert_eq!(fenced("---\n---"), pair("", ""));
    assert_eq!(fenced("\u{feff}---  \r\na: b\r\n--- \t\r\nText"), pair("a: b\r\n", "Text"));
    assert_eq!(fenced("\n \n---\ra: b\r---\rText"), pair("a: b\r", "Text"));
    assert_eq!(fenced("---\na: |\n  ---\nb: c\n---\n---\n"), pair("a: |\n  ---\nb: c\n", "---\n"));
    for text in ["", "\n", "Text", "Note: this\nis text", "\u{feff}"] {
        assert_eq!(split(text), Split::Absent, "{text:?}");
    }
    assert_eq!(split("---\na: b\n"), Split::Unclosed(0..3));
    assert_eq!(split("\n---"), Split::Unclosed(1..4));
    assert_eq!(split("title: A\n---\nText"), Split::Unopened(0..8));
    assert_eq!(split("—\ntitle: A\n---\nText"), Split::Unopened(0..3));
    assert_eq!(split("----\ntitle: A\n---\nText"), Split::Unopened(0..4));
    assert_eq!(split("  ---\na: b\n---\n"), Split::Unopened(0..5));
    let file = Arc::from("a.md");
    let said = |text: &str| split(text).problem(&file).map(|problem| problem.message);
    assert_eq!(said("---\n---\n"), None);
    assert_eq!(said("Text").as_deref(), Some("The file has no front matter."));
    assert_eq!(said("---\na: b").as_deref(), Some("The front matter is not closed."));
}

#[test]
fn hostile_front_matter_is_refused_in_good_time() {
    let wide = "x,".repeat(80_000);
    let many = "a: b\n".repeat(50_000);
    let unknown: String = (0..2_000).fold(String::new(), |mut text, n| {
        let _ = writeln!(text, "key{n}: b");
        text
    });
    let bomb = format!("title: A\nrelated: &a [{wide}]\naliases: [{}]\n", "*a,".repeat(20_000));
    let nested: String = (0..700).fold(String::new(), |mut text, n| {
        let _ = writeln!(text, "{}a:", " ".repeat(n));
        text
    });
    let billion = (1..40).fold("a0: &a0 [x,x,x,x,x,x,x,x,x]\n".to_owned(), |mut text, n| {
        let _ = writeln!(text, "a{n}: &a{n} [{}]", format!("*a{},", n - 1).repeat(9));
        text
    });
    let tags = format!("title: {}x\n", "!a ".repeat(60_000));
    let broken = "title: a: b\n".repeat(20_000);
    let texts = [
        ("brackets", "[".repeat(20_000)),
        ("braces", format!("title: {}", "{a: ".repeat(20_000))),
        ("hyphens", "- ".repeat(100_000)),
        ("questions", "? ".repeat(100_000)),
        ("a long text", format!("title: {}", "x".repeat(300_000))),
        ("a wide list", format!("title: [{wide}]\n")),
        ("one key again and again", many),
        ("unknown keys", unknown),
        ("a list of one list, repeated", bomb),
        ("lists of lists of lists", billion),
        ("levels", nested),
        ("tags", tags),
        ("colons", broken),
        ("quotes", "title: \"".repeat(25_000)),
        ("anchors", "&a ".repeat(80_000)),
        ("no fields", "word\n".repeat(50_000)),
    ];
    for (name, text) in texts {
        let start = Instant::now();
        let (item, problems) = read::<format::Item>(&text, 0, &Arc::from("a.md"));
        assert!(item.is_none() && !problems.is_empty(), "{name}");
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever is typed, reading ends, and every place lies in the text.
    #[test]
    fn nothing_that_can_be_typed_breaks_reading(parts in prop::collection::vec(part(), 0..24)) {
        let yaml = parts.concat();
        let (item, problems) = read::<format::Item>(&yaml, 0, &Arc::from("a.md"));
        prop_assert_eq!(item.is_some(), problems.is_empty());
        for problem in problems {
            let related = problem.related.iter().map(|related| &related.place);
            for place in std::iter::once(&problem.place).chain(related) {
                if let Place::Bytes(range) = place {
                    prop_assert!(yaml.get(range.start as usize..range.end as usize).is_some());
                }
            }
        }
        let fenced = format!("---\n{yaml}\n---\n");
        split(&fenced);
        split(&yaml);
        let places = crate::parse::locate::Places::new(&yaml);
        for path in ["title", "documents[0].file", "documents[1]", "presenters[0].name", "x.y[2].z"] {
            for range in places.field(path).into_iter().chain(places.key(path)) {
                prop_assert!(yaml.get(range).is_some());
            }
        }
    }
}

/// Pieces of which front matter, right or wrong, is made.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "title: ",
            "title",
            "date: ",
            "presenters:",
            "documents:\n",
            "  - file: ",
            "- ",
            "  ",
            "\n",
            "\n",
            "\r\n",
            "\t",
            ": ",
            ":",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "&a ",
            "*a",
            "!x ",
            "| ",
            ">\n",
            "# ",
            "---\n",
            "...\n",
            "? ",
            "@",
            "`",
            "%",
            "\\",
            "~",
            "null",
            "7.10",
            "true",
            "é",
            "🙂",
            "\u{2028}",
            "\u{85}",
            "\u{feff}",
            "\u{7}",
            "2023-02-30",
            "exempt: ",
            "access: exmept\n",
            "<<: ",
            "name: ",
            "vote: {for: ",
            "\u{0}",
            "—",
            "x".repeat(90).leak(),
        ])
        .prop_map(str::to_owned),
        "[a-zé: \\-\"'\\[\\]\n]{0,12}",
    ]
}
