//! Any text and any bytes are survived: the program says what is wrong and ends with 0 or 1, and never by
//! a panic.

use proptest::prelude::*;

use crate::support::{Project, Run};

/// Runs that must end as a run ends.
fn survived(project: &Project) {
    for command in [&["check", "--format", "json"][..], &["build"]] {
        let run: Run = project.run(command);
        assert!(matches!(run.status, Some(0 | 1)), "{:?}\n{}", run.status, run.stderr);
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    }
}

/// Pieces that minutes are made of, and that trip their readers.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "7. ", "(a) ", "11.A Member", "A. ", "i) ", "8.4 ", "RESOLVED", "RESOLVED: ", "Resolved that ", "AGREED", "\n", "\n\n", "> ", "- ",
            "| a | b |\n|---|---|\n| 1. | 2 |\n", "[^1]", "[^1]: note\n", "Mr Roe", "Cllr J Roe", "Jo Roe", "meeting of 12 March 2024", "item 7",
            "Minute 45", "Cabinet", "[x](#p-7)", "[x](../x.md)", "<b>", "<!--", "{{ x }}", "{% raw %}", "```", "~~~\n", "    ", "\t", "\u{a0}",
            "\u{202e}", "\u{0}", "\u{feff}", "&nbsp;", "\\7.", "**", "_", "~~", "![i](x.png)", "---\n", "# ", "https://example.org", "\r\n", "ŷ", "𝔊",
            "e\u{301}", "1. 2. 3. ", "£4.5", "8.30 pm", "2019.",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "(?s).{0,8}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn any_text_may_be_a_minute(texts in prop::collection::vec(text(), 6)) {
        let project = Project::new().file("content/people/jo-roe.md", "---\nname: Jo Roe\n---\n");
        for (number, text) in texts.iter().enumerate() {
            project.write(
                &format!("content/committees/cabinet/2024-03-1{number}/07-x.md"),
                format!("---\ntitle: X\nnumber: \"7\"\npresenters: [Jo Roe]\n---\n{text}"),
            );
        }
        survived(&project);
    }

    #[test]
    fn any_text_may_be_front_matter(texts in prop::collection::vec(text(), 7), value in "\\PC{0,20}") {
        let fields = ["title", "number", "date", "presenters", "exempt", "documents", "resolutions"];
        let project = Project::new()
            .file("content/site.yaml", &texts[0])
            .file("content/a.md", format!("---\n{}\n---\n", texts[1]))
            .file("content/committees/cabinet/index.md", format!("---\nmembers: {}\n---\n", texts[2]))
            .file("content/people/jo-roe.md", format!("---\nname: {value}\naliases: [{}]\n---\n", texts[3]));
        for (number, field) in fields.iter().enumerate() {
            project.write(
                &format!("content/committees/cabinet/2024-03-12/0{number}.md"),
                format!("---\ntitle: X\n{field}: {}\n---\n", if number % 2 == 0 { &value } else { &texts[number] }),
            );
        }
        survived(&project);
    }

    #[test]
    fn any_bytes_may_be_files(bytes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 6)) {
        let project = Project::new()
            .file("content/committees/cabinet/2024-03-12/01.md", "---\ntitle: X\ndocuments: [{ file: a.pdf }, { file: b.docx }, { file: c.html }]\n---\n")
            .file("content/committees/cabinet/2024-03-12/02.md", &bytes[0])
            .file("content/committees/cabinet/2024-03-12/a.pdf", &bytes[1])
            .file("content/committees/cabinet/2024-03-12/b.docx", &bytes[2])
            .file("content/committees/cabinet/2024-03-12/c.html", &bytes[3])
            .file("content/site.yaml", &bytes[4])
            .file("content/people/x.md", &bytes[5]);
        survived(&project);
    }
}
