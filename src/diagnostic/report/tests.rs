use super::*;

const BUDGET: &str = "committees/cabinet/2023-11-29/07-draft-budget.md";

/// A paper with everything that makes columns hard: a byte order mark, carriage returns, letters of
/// several bytes, a tab, a control character.
const TEXT: &str = "\u{feff}---\r\ntitle: Trefn y cyfarfod – drafft\r\ndocuments:\r\n  - file: a.pdf\r\n  - \
                    file: b.pdf\r\n---\r\n\tŵyn and text\u{7} here\r\n";

fn texts(path: &str) -> Option<String> {
    match path {
        BUDGET => Some(TEXT.to_owned()),
        "a.md" => Some("---\ntitle: x\n---\n".to_owned()),
        "site.yaml" => Some("title: Marlbrook\ncolours:\n  primary: navy\n".to_owned()),
        _ => None,
    }
}

fn problem(code: Code, file: &str, place: Place) -> Diagnostic {
    let file = Arc::from(file);
    Diagnostic::new(code, &file, place, "Something is wrong.", "Put it right.")
}

fn sample() -> Report {
    let and = TEXT.find("and").unwrap_or_default() as u32;
    let list = vec![
        problem(Code::RawHtml, BUDGET, Place::Bytes(and..and + 3)),
        problem(Code::NoFrontMatter, BUDGET, Place::File),
        problem(Code::MissingDocument, BUDGET, Place::Field("documents[1].file".into()))
            .about("b.pdf")
            .and_at(&Arc::from("a.md"), Place::Field("title".into()), "named here")
            .and_at(&Arc::from(BUDGET), Place::Key("documents[0].file".into()), "and here"),
        problem(Code::ColourShape, "site.yaml", Place::Field("colours.primary".into())),
        problem(Code::Unreadable, "z.md", Place::File),
        problem(Code::MissingField, "a.md", Place::Field("committee".into())),
    ];
    report(list, &texts)
}

#[test]
fn for_a_person() {
    assert_eq!(
        sample().human("content/", false, 12),
        "\
error[missing-field]: Something is wrong.
 --> content/a.md:2:1
  |
2 | title: x
  | ^^^^^^^^
  |
  = help: Put it right.

error[no-front-matter]: Something is wrong.
 --> content/committees/cabinet/2023-11-29/07-draft-budget.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: Put it right.

error[missing-document]: Something is wrong.
 --> content/committees/cabinet/2023-11-29/07-draft-budget.md:5:11
  |
5 |   - file: b.pdf
  |           ^^^^^
  |
 ::: content/a.md:2:8
  |
2 | title: x
  |        - named here
  |
 ::: content/committees/cabinet/2023-11-29/07-draft-budget.md:4:5
  |
4 |   - file: a.pdf
  |     ---- and here
  |
  = help: Put it right.

warning[raw-html]: Something is wrong.
 --> content/committees/cabinet/2023-11-29/07-draft-budget.md:7:6
  |
7 |     ŵyn and text\u{fffd} here
  |         ^^^
  |
  = help: Put it right.

error[colour-shape]: Something is wrong.
 --> content/site.yaml:3:12
  |
3 |   primary: navy
  |            ^^^^
  |
  = help: Put it right.

error[unreadable]: Something is wrong.
--> content/z.md:1:1
 = help: Put it right.

5 errors, 1 warning in 12 files.
"
    );
    assert!(sample().human("", true, 12).contains("\u{1b}["));
}

#[test]
fn one_on_a_line() {
    assert_eq!(
        sample().short(""),
        "\
a.md:2:1: error[missing-field]: Something is wrong. Put it right.
committees/cabinet/2023-11-29/07-draft-budget.md:1:1: error[no-front-matter]: Something is wrong. Put it right.
committees/cabinet/2023-11-29/07-draft-budget.md:5:11: error[missing-document]: Something is wrong. Put it right.
committees/cabinet/2023-11-29/07-draft-budget.md:7:6: warning[raw-html]: Something is wrong. Put it right.
site.yaml:3:12: error[colour-shape]: Something is wrong. Put it right.
z.md:1:1: error[unreadable]: Something is wrong. Put it right.
"
    );
}

#[test]
fn for_programs() {
    let json = sample().json("content");
    assert_eq!(json.lines().count(), 6);
    assert_eq!(
        json.lines().nth(2),
        Some(
            r#"{"code":"missing-document","severity":"error","path":"content/committees/cabinet/2023-11-29/07-draft-budget.md","line":5,"column":11,"end_line":5,"end_column":16,"message":"Something is wrong.","help":"Put it right.","subject":"b.pdf","related":[{"path":"content/a.md","line":2,"column":8,"end_line":2,"end_column":9,"note":"named here"},{"path":"content/committees/cabinet/2023-11-29/07-draft-budget.md","line":4,"column":5,"end_line":4,"end_column":9,"note":"and here"}]}"#
        )
    );
}

#[test]
fn the_summary_counts() {
    assert_eq!(Report::default().summary(1), "No problems in 1 file.");
    assert_eq!(sample().strict().summary(12), "6 errors in 12 files.");
}

#[test]
fn nothing_typed_reaches_the_terminal_as_a_command() {
    let file = Arc::from("a\u{1b}[2J.md");
    let hostile = Diagnostic::new(
        Code::ControlCharacters,
        &file,
        Place::Bytes(0..1),
        "Red \u{1b}[31m, back \u{202e}wards,\nnext \u{9b}line.",
        "Delete \u{7}it.",
    )
    .about("\u{9b}x\u{e0041}");
    let report = report(vec![hostile], &|_| Some("\u{1b}[31m\u{9b}\u{202e} text".to_owned()));
    for text in [report.human("c\u{1b}", false, 1), report.short("c\u{1b}"), report.json("c\u{1b}")] {
        let harmful = |c: char| is_unprintable(c) && c != '\n';
        assert!(!text.contains(harmful), "{text:?}");
    }
    assert!(
        report.short("").starts_with("a<U+001B>[2J.md:1:1: warning[control-characters]: Red <U+001B>[31m")
    );
    let json: serde_json::Value = serde_json::from_str(&report.json("")).expect("it is JSON");
    assert_eq!(json["path"], "a\u{1b}[2J.md");
    assert_eq!(json["subject"], "\u{9b}x\u{e0041}");
}

#[test]
fn a_line_of_megabytes_is_cut_around_the_place() {
    let line = "ŵ".repeat(3_000_000);
    let text = format!("{line}HERE{line}\nend");
    let at = line.len() as u32;
    let list = (0..2_000).map(|n| problem(Code::RawHtml, "a.md", Place::Bytes(at + n * 2..at + n * 2 + 4)));
    let report = report(list.collect(), &|_| Some(text.clone()));
    let first = &report.problems[0];
    assert_eq!(first.at.span.column, 3_000_001);
    let shown = report.problems[0].at.excerpt.as_ref().expect("a line");
    assert_eq!(&shown.text[shown.marked.clone()], "HERE");
    assert_eq!(shown.text.chars().count(), 61 + 120 + 2);
    assert!(shown.text.starts_with('…') && shown.text.ends_with('…'));
    let alone = Report { problems: vec![first.clone()] }.human("", false, 1);
    assert!(alone.contains(" --> a.md:1:3000001\n"), "{alone}");
    assert!(alone.len() < 2_000);
}

#[test]
fn places_outside_the_text_are_brought_inside() {
    let list = [(7, 9), (2, 3), (3, 1), (90, 95)]
        .map(|(start, end)| problem(Code::RawHtml, "a.md", Place::Bytes(start..end)));
    let report = report(list.to_vec(), &|_| Some("é\nŵ".to_owned()));
    let spans: Vec<_> = report
        .problems
        .iter()
        .map(|problem| (problem.at.span.line, problem.at.span.column, problem.at.span.end_column))
        .collect();
    assert_eq!(spans, [(1, 2, 1), (2, 1, 1), (2, 2, 2), (2, 2, 2)]);
    assert!(!report.human("", false, 1).is_empty());
}
