//! What the format promises of a minute, sentence by sentence.

use super::*;

fn read(body: &str) -> Minute {
    parse(body, 0, &Signals::default()).0
}

fn findings(body: &str) -> Vec<(FindingKind, String)> {
    parse(body, 0, &Signals::default()).1.into_iter().map(|finding| (finding.kind, finding.words)).collect()
}

/// A minute in brief: a block `kind label: words`, what is inside it in brackets, entries apart by `/`.
fn brief(body: &str) -> String {
    fn write(minute: &Minute, block: &Block) -> String {
        let kind = match &block.kind {
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Quote(_) => "quote".to_owned(),
            BlockKind::Bullets(_) => "list".to_owned(),
            BlockKind::Table(_) => "table".to_owned(),
            BlockKind::Code(_) => "code".to_owned(),
            BlockKind::Rule => "rule".to_owned(),
            BlockKind::Footnote { name, .. } => format!("note {name}"),
        };
        let label = block.label.as_ref().map(|label| format!(" {label}")).unwrap_or_default();
        let inside: Vec<String> = block.inside().iter().map(|run| all(minute, run)).collect();
        let words = match &block.kind {
            _ if !inside.is_empty() => format!(" [{}]", inside.join(" / ")),
            BlockKind::Rule => String::new(),
            _ => format!(": {}", minute.words(block).replace('\n', "⏎").replace('\t', "→")),
        };
        format!("{kind}{label}{words}")
    }
    fn all(minute: &Minute, blocks: &[Block]) -> String {
        blocks.iter().map(|block| write(minute, block)).collect::<Vec<_>>().join(" ; ")
    }
    let minute = read(body);
    all(&minute, &minute.blocks)
}

fn check(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(brief(body), *expected, "{body:?}");
    }
}

/// The inlines of the first block, marked up again.
fn marked(body: &str) -> String {
    let minute = read(body);
    let mut out = String::new();
    let mut open = Vec::new();
    for inline in &minute.blocks[0].inlines {
        match inline {
            Inline::Text { range, .. } => out.push_str(minute.slice(range)),
            Inline::Code(range) => out.push_str(&format!("<code {}>", minute.slice(range))),
            Inline::Open(mark) => {
                out.push_str(&format!("<{mark:?}>"));
                open.push(format!("{mark:?}"));
            }
            Inline::Link { target, .. } => {
                out.push_str(&format!("<{target}>"));
                open.push(target.to_string());
            }
            Inline::Close => out.push_str(&format!("</{}>", open.pop().unwrap())),
            Inline::Footnote(name) => out.push_str(&format!("<note {name}>")),
            Inline::Break => out.push_str("<br>"),
        }
    }
    assert!(open.is_empty());
    out
}

const LONG: &str = "The Committee had before it a report on the condition of bridges, which had been deferred from its last meeting.";

// 1. Blank lines, line ends

#[test]
fn lines_of_spaces_of_any_kind_are_blank() {
    for blank in ["", "  ", "\t", "\u{a0}", "\u{a0} \u{a0}", "\u{200b}", "\u{feff}", "\u{2003}"] {
        for end in ["\n", "\r\n", "\r"] {
            assert_eq!(
                brief(&format!("One.{end}{blank}{end}Two.{end}")),
                "p: One. ; p: Two.",
                "{blank:?} {end:?}"
            );
        }
    }
    check(&[("", ""), ("\u{feff}", ""), ("\u{feff}7. One.", "p 7.: One."), (" \u{a0}\n\u{a0}", "")]);
}

#[test]
fn wrapped_lines_join_but_long_ones_do_not() {
    check(&[
        ("The Chair\nthanked\r\nthe   \u{a0}\nClerk.", "p: The Chair thanked the Clerk."),
        ("   The Chair\n\t\tthanked all.", "p: The Chair thanked all."),
    ]);
    assert_eq!(brief(&format!("Minutes:\n{LONG}\nAnswer.")), format!("p: Minutes: ; p: {LONG} ; p: Answer."));
    // Exactly a hundred characters, however many bytes, are still wrapped by hand.
    let hundred = "ŵ".repeat(100);
    assert_eq!(brief(&format!("{hundred}\ntwo")), format!("p: {hundred} two"));
    assert_eq!(brief(&format!("{hundred}!\ntwo")), format!("p: {hundred}! ; p: two"));
    // A run ends where another block begins.
    assert_eq!(
        brief(&format!("One\ntwo\n# {LONG}\nthree\nfour")),
        format!("p: One two ; h1: {LONG} ; p: three four")
    );
    // In quotes and lists, too.
    assert_eq!(brief(&format!("> {LONG}\n> Two.")), format!("quote [p: {LONG} ; p: Two.]"));
    assert_eq!(brief(&format!("- {LONG}\nTwo.")), format!("list [p: {LONG}] ; p: Two."));
}

// 2. Printed labels

#[test]
fn labels_open_paragraphs_and_are_kept_as_typed() {
    check(&[
        ("A. One.\nB. Two.\n7. Three.\n(a) four", "p A.: One. ; p B.: Two. ; p 7.: Three. ; p (a): four"),
        ("7. One\nand more\n8. Two", "p 7.: One and more ; p 8.: Two"),
        ("   7.\u{a0}\u{a0} One.\n\t(a)\ttwo", "p 7.: One. ; p (a): two"),
        // Gaps, repeats, restarts.
        ("3. A\n\n7. B\n\n7. C\n\n1. D", "p 3.: A ; p 7.: B ; p 7.: C ; p 1.: D"),
        (
            "(1).  Members asked.\n1) One\n2.No\n11.A Member",
            "p (1).: Members asked. ; p 1): One ; p 2.: No ; p 11.: A Member",
        ),
        ("f) un\n\nff) dau\n\ng) tri\n\nng) pedwar", "p f): un ; p ff): dau ; p g): tri ; p ng): pedwar"),
        ("8.4 The Chair\n8.5 The Clerk", "p 8.4: The Chair ; p 8.5: The Clerk"),
        // Nothing is indented code, nothing is renumbered.
        ("        7. One.\n\n     Two.", "p 7.: One. ; p: Two."),
        (
            "2024. The budget\nwas agreed in\n2025. The rest",
            "p 2024.: The budget was agreed in 2025. The rest",
        ),
    ]);
    let minute = read(
        "13. A\n\n(b) B\n\n> 1. quoted\n\n| 2. | x |\n|---|---|\n| 3. | y |\n\n```\n4. code\n```\n\n- 5. entry\n\n14. C",
    );
    assert_eq!(minute.labels().collect::<Vec<_>>(), ["13.", "(b)", "14."]);
}

#[test]
fn a_label_alone_takes_the_next_paragraph() {
    check(&[
        ("8.4\nThe Chair\nspoke.", "p 8.4: The Chair spoke."),
        ("7.\n\n\u{a0}\n\nThe Chair.\n\nThe Clerk.", "p 7.: The Chair. ; p: The Clerk."),
        ("7.\n8.\n# End\ntext", "p 7.:  ; p 8.:  ; h1: End ; p: text"),
        ("7.", "p 7.: "),
    ]);
    assert_eq!(brief(&format!("7.\n{LONG}\nTwo.")), format!("p 7.: {LONG} ; p: Two."));
    assert_eq!(read("7.\n\nThe Chair.").blocks[0].source, 0..14);
}

#[test]
fn what_is_no_label_stays_text() {
    check(&[
        ("2.5 million pounds", "p: 2.5 million pounds"),
        ("8.30 pm", "p: 8.30 pm"),
        ("J. Smith said so.", "p: J. Smith said so."),
        ("It began in\n2024. The rest followed.", "p: It began in 2024. The rest followed."),
        (r"\7. A Member", "p: 7. A Member"),
        (r"\(a) A Member", "p: (a) A Member"),
        (r"7\. A Member", "p: 7. A Member"),
        ("It came to\n\\7. Later", "p: It came to 7. Later"),
        ("> 1. One\n> 2. Two", "quote [p: 1. One 2. Two]"),
        ("> \\7. One", "quote [p: 7. One]"),
        ("- 1. One\n- 2) Two", "list [p: 1. One / p: 2) Two]"),
        ("| No. | Item |\n|---|---|\n| 7. | Plan |\n8. | Budget", "table: No.→Item⏎7.→Plan⏎8.→Budget"),
        ("```\n7. One\n```", "code: 7. One"),
        ("# 7. Budget", "h1: 7. Budget"),
    ]);
    let doubtful = |words: &str| vec![(FindingKind::DoubtfulLabel, words.to_owned())];
    assert_eq!(findings("J. Smith said so."), doubtful("J."));
    assert_eq!(findings("2024. The budget"), doubtful("2024."));
    assert_eq!(findings("(a)The budget"), doubtful("(a)"));
    assert_eq!(findings("2.5 million\n\n8.30 pm\n\nIt began in\n2024. The rest.\n\n- J. Smith"), []);
    assert_eq!(
        findings("agreed under item\n14. The Chair"),
        [(FindingKind::SeveringLabel, "14.".to_owned())]
    );
}

// Blocks

#[test]
fn blocks_are_told_apart() {
    check(&[
        ("# One\n## Two ##\n#Three\n####### Four\n#", "h1: One ; h2: Two ; p: #Three ####### Four"),
        ("One\n---\ntwo\n***\n_ _ _", "p: One ; rule ; p: two ; rule ; rule"),
        ("Title\n=====\ntext", "h1: Title ; p: text"),
        ("One\ntwo\n===", "p: One two ==="),
        ("7. One\n===", "p 7.: One ==="),
        ("~~~ text\n  code\n\n~~~\nafter", "code:   code⏎ ; p: after"),
        ("  ```\n  code\n   more\n  ```", "code: code⏎ more"),
        ("```\nnever closed", "code: never closed"),
        ("One\n> two\n> three\nfour\n\nfive", "p: One ; quote [p: two three four] ; p: five"),
        ("> one\n7. two", "quote [p: one] ; p 7.: two"),
        ("> one\n>> two\n>\n> - three", "quote [p: one ; quote [p: two] ; list [p: three]]"),
        ("- one\n- two\n\n\n- three\n\nfour", "list [p: one / p: two / p: three] ; p: four"),
        (
            "- one\n  more\n\n  second\n  - nested\n    deeper\nlazy",
            "list [p: one more ; p: second ; list [p: nested deeper lazy]]",
        ),
        (
            "* one\n    * two\n        * three\n* four",
            "list [p: one ; list [p: two ; list [p: three]] / p: four]",
        ),
        (
            "·         Carbon plan\n•\tBudget\n          continued",
            "list [p: Carbon plan / p: Budget continued]",
        ),
        ("-         Carbon plan\n\n          Second.", "list [p: Carbon plan ; p: Second.]"),
        ("- one\n\n  ```\n  7. code\n  ```\n- two", "list [p: one ; code: 7. code / p: two]"),
        ("- one\n  (a) two", "list [p: one] ; p (a): two"),
        ("-\n*\n+", "p: - * +"),
        ("-one\n*two\n– three", "p: -one *two – three"),
    ]);
}

#[test]
fn tables_lose_nothing() {
    check(&[
        ("Budget\n| A | B |\n|:--|--:|\n| 1 | 2 |\nafter", "p: Budget ; table: A→B⏎1→2 ; p: after"),
        ("A | B\n-|-\n1\n2 | 3", "table: A→B ; p: 1 2 | 3"),
        ("| A |\n|---|\n| 1 | 2 | 3 |", "table: A⏎1 | 2 | 3"),
        ("| A | B |\n|---|---|\n| 1 |\n|| 2 |", "table: A→B⏎1→⏎→2"),
        (
            r"| A\|B | `c\|d` |
|---|---|",
            "table: A|B→c|d",
        ),
        ("| A | B |\n|---|", "p: | A | B | |---|"),
        ("- a | b\n|---|---|", "list [p: a | b] ; p: |---|---|"),
    ]);
    let minute = read("| A | B | C | D |\n|---|:--|:-:|--:|\n| *1* |");
    let BlockKind::Table(table) = &minute.blocks[0].kind else { panic!("no table") };
    assert_eq!(table.columns, [Align::None, Align::Left, Align::Centre, Align::Right]);
    assert_eq!((table.rows[0].len(), table.rows[0][0].len(), table.rows[0][3].len()), (4, 3, 0));
}

#[test]
fn footnotes_are_tied_to_their_references() {
    let body = "Grants[^1] fell[^none].\n\n[^1]: Net of fees,\nas agreed.\n\n  Second.\n\n[^2]: Unused.";
    check(&[(
        body,
        "p: Grants fell[^none]. ; note 1 [p: Net of fees, as agreed. ; p: Second.] ; note 2 [p: Unused.]",
    )]);
    assert_eq!(marked(body), "Grants<note 1> fell[^none].");
    let found = [(FindingKind::MissingFootnote, "[^none]".into()), (FindingKind::UnusedFootnote, "2".into())];
    assert_eq!(findings(body), found);
    // Only the first text of a name is one.
    check(&[("a[^1]\n\n[^1]: b\n\n[^1]: c", "p: a ; note 1 [p: b] ; p: : c")]);
}

#[test]
fn inlines_are_markdown() {
    for (body, expected) in [
        (
            "*a* **b** ~~c~~ `d` _e_",
            "<Emphasis>a</Emphasis> <Strong>b</Strong> <Strike>c</Strike> <code d> <Emphasis>e</Emphasis>",
        ),
        ("**“a”** _“b”_", "<Strong>“a”</Strong> <Emphasis>“b”</Emphasis>"),
        ("7. _a_ b", "<Emphasis>a</Emphasis> b"),
        (
            "[a *b*](../x.md#p-7) <https://example.org>",
            "<../x.md#p-7>a <Emphasis>b</Emphasis></../x.md#p-7> <https://example.org>https://example.org</https://example.org>",
        ),
        ("see [a][b]\n\n[b]: ../x.md", "see <../x.md>a</../x.md>"),
        ("see [Note]\n\n[Note]: withdrawn", "see [Note]"),
        ("![A map](map.png) [![x](y)](z)", "<map.png>A map</map.png> <z>x</z>"),
        ("a  \nb\\\nc \nd\\", "a<br>b<br>c d\\"),
        ("a &pound;5 &amp; \\*b\\*", "a £5 & *b*"),
        ("``a ` b`` ` c `", "<code a ` b> <code c>"),
        ("{{ a }} {% b %} {a}", "{{ a }} {% b %} {a}"),
        ("\"quoted\" -- it's ...", "\"quoted\" -- it's ..."),
        ("*a\nb*", "<Emphasis>a b</Emphasis>"),
    ] {
        assert_eq!(marked(body), expected, "{body:?}");
    }
    assert_eq!(brief("a  \nb"), "p: a b");
    assert_eq!(brief("[b]: ../x.md\n\n[Note]: withdrawn."), "p: [Note]: withdrawn.");
}

// 7. Raw HTML

#[test]
fn raw_html_shows_as_text() {
    check(&[
        (
            "<div class=\"x\">\n\na <b>b</b> <!-- c -->\n\n</div>",
            "p: <div class=\"x\"> ; p: a <b>b</b> <!-- c --> ; p: </div>",
        ),
        ("<script>alert(1)</script>", "p: <script>alert(1)</script>"),
    ]);
    assert_eq!(findings("a <b>b</b>\n\nc < d"), [(FindingKind::RawHtml, "<b>".to_owned())]);
}

#[test]
fn control_characters_are_dropped_and_counted() {
    let (minute, findings) = parse("7.\u{1}\u{c}On\u{0}e.\u{fffe}", 100, &Signals::default());
    assert_eq!((minute.text.as_str(), minute.blocks[0].label.as_deref()), ("One.", Some("7.")));
    assert_eq!(findings[0].kind, FindingKind::ControlCharacters(4));
    assert_eq!(findings[0].source, 102..103);
    assert_eq!((minute.source(0), minute.source(2), minute.source(4)), (104, 107, 109));
}

#[test]
fn what_is_nested_too_deeply_is_text() {
    let body = format!("{}end", "> ".repeat(40));
    let minute = read(&body);
    assert_eq!(minute.text, format!("{}end", "> ".repeat(8)));
    assert_eq!(findings(&body)[0].0, FindingKind::TooDeep);
    let body = format!("{}end{}", "_a *b ".repeat(40), "*_".repeat(40));
    assert!(findings(&body).iter().any(|finding| finding.0 == FindingKind::TooDeep));
}

// 3. Anchors

fn anchors(body: &str) -> Vec<String> {
    let both = |block: &Block| match &block.alias {
        Some(alias) => format!("{}={alias}", block.anchor),
        None => block.anchor.to_string(),
    };
    read(body).blocks.iter().map(both).collect()
}

#[test]
fn anchors_tell_paragraphs_by_label_or_words() {
    assert_eq!(
        anchors("8. A\n\n(a) B\n\n(b) C\n\n8.4 D\n\n9. E\n\nA) F"),
        ["p-8", "p-8-a", "p-8-b", "p-8-4", "p-9", "p-9-A"]
    );
    assert_eq!(anchors("7. A\n\n7. B\n\n(2) C\n\n7. D"), ["p-7", "p-7-3", "p-7-2", "p-7-4"]);
    assert_eq!(
        anchors("# Background\n\n# Background\n\n---\n\n```\n```"),
        ["h-background", "h-background-2", "", ""]
    );
    let plain = anchors("The Chair spoke.\n\nThe  *Chair*\nspoke.\n\n> a\n\n- b\n\n|c|\n|-|");
    assert!(
        plain[0].starts_with("p-") && plain[0].len() == 8 && plain[1] == format!("{}-2", plain[0]),
        "{plain:?}"
    );
    assert!(
        plain[2].starts_with("q-") && plain[3].starts_with("l-") && plain[4].starts_with("t-"),
        "{plain:?}"
    );
    let depths: Vec<u8> =
        read("8. A\n\n(a) B\n\n(i) C\n\n9. D").blocks.iter().map(|block| block.depth).collect();
    assert_eq!(depths, [0, 1, 2, 0]);
}

#[test]
fn anchors_of_resolutions_count() {
    assert_eq!(
        anchors(
            "13. RESOLVED that:\n\n1. the plan\n\n(a) be noted\n\n(b) be sent\n\n2. the fee be paid\n\n14. Next\n\nRESOLVED:\n\n(a) x"
        ),
        [
            "resolution-1=p-13",
            "resolution-1-1=p-13-1",
            "resolution-1-1-a=p-13-1-a",
            "resolution-1-1-b=p-13-1-b",
            "resolution-1-2=p-13-2",
            "p-14",
            "resolution-2",
            "resolution-2-a"
        ]
    );
    assert_eq!(
        anchors("8.4 RESOLVED that\n\n8.4.1 The plan\n\n8.5 The Chair"),
        ["resolution-1=p-8-4", "resolution-1-8-4-1=p-8-4-1", "p-8-5"]
    );
}

// 4. Resolutions

/// Resolutions in brief: `signal: text | label text (path) | …`.
fn resolutions(body: &str) -> Vec<String> {
    let minute = read(body);
    let brief = |resolution: &Resolution| {
        let text: Vec<_> = resolution.text.iter().map(|range| minute.slice(range)).collect();
        let mut brief = format!("{}: {}", minute.slice(&resolution.signal), text.join("⏎"));
        for part in &resolution.parts {
            let text = minute.slice(&part.text).replace('\n', "⏎");
            brief.push_str(&format!(" | {} {text} ({})", minute.part_label(part), part.path.join(" ")));
        }
        brief
    };
    minute.resolutions.iter().map(brief).collect()
}

#[test]
fn signals_open_resolutions() {
    for (body, expected) in [
        ("RESOLVED: That it be noted.", "RESOLVED: That it be noted."),
        ("RESOLVED:\u{a0}\u{a0} That it be noted.", "RESOLVED: That it be noted."),
        ("RESOLVED:That it be noted.", "RESOLVED: That it be noted."),
        ("RESOLVED  that it be noted.", "RESOLVED: that it be noted."),
        ("RESOLVED:- That it be noted.", "RESOLVED: That it be noted."),
        ("RESOLVED – That it be noted.", "RESOLVED: That it be noted."),
        ("RESOLVED -That it be noted.", "RESOLVED: That it be noted."),
        ("RESOLVED-That it be noted.", "RESOLVED: That it be noted."),
        ("RESOLVED the Panel agreed to note it.", "RESOLVED: the Panel agreed to note it."),
        ("13. RESOLVED that it be noted.", "RESOLVED: that it be noted."),
        ("(4) RESOLVED that it be noted.", "RESOLVED: that it be noted."),
        ("**RESOLVED** that it be noted.", "RESOLVED: that it be noted."),
        ("*RESOLVED:* That it be noted.", "RESOLVED: That it be noted."),
        ("**_RESOLVED:_ That** it be noted.", "RESOLVED: That it be noted."),
        ("AGREED to note it.", "AGREED: to note it."),
        ("RECOMMENDED to Council", "RECOMMENDED: to Council"),
        ("DECISION\n\nThe plan is approved.", "DECISION: The plan is approved."),
        ("PENDERFYNWYD: nodi’r adroddiad.", "PENDERFYNWYD: nodi’r adroddiad."),
        ("Resolved: That it be noted.", "Resolved: That it be noted."),
        ("Resolved - that it be noted.", "Resolved: that it be noted."),
        ("Agreed – to note it.", "Agreed: to note it."),
        ("Agreed that it be noted.", "Agreed: that it be noted."),
        ("Agreed unanimously to note it.", "Agreed: unanimously to note it."),
        ("Recommended to Council", "Recommended: to Council"),
        ("Decision\n\nThe plan is approved.", "Decision: The plan is approved."),
        ("**Resolved**\nthe plan", "Resolved: the plan"),
        ("Penderfynwyd yn unfrydol nodi’r adroddiad.", "Penderfynwyd: yn unfrydol nodi’r adroddiad."),
        ("Decision: \n\nRESOLVED that it be noted.", "RESOLVED: that it be noted."),
        ("RESOLVED:", "RESOLVED: "),
    ] {
        assert_eq!(resolutions(body), [expected], "{body:?}");
    }
    for body in [
        "Resolved issues were listed.",
        "Agreed actions were listed.",
        "RESOLVEDLY done.",
        "DECISION-MAKING was discussed.",
        "TO RESOLVE That it be noted.",
        "Decisions: none.",
        "> RESOLVED that it be noted.",
        "| RESOLVED |\n|---|\n| RESOLVED |",
        "```\nRESOLVED that\n```",
        "`RESOLVED` that",
        "~~RESOLVED~~ that",
        "“RESOLVED that it be noted” was struck out.",
        "It was RESOLVED that it be noted.",
        "# RESOLVED",
        "- RESOLVED that it be noted.",
    ] {
        assert_eq!(resolutions(body), [""; 0], "{body:?}");
    }
    let signals = Signals::new(&["cytunwyd".to_owned(), "RESOLVED UNANIMOUSLY".to_owned()]);
    let (minute, _) = parse("CYTUNWYD nodi.\n\nRESOLVED UNANIMOUSLY that\n\nCytunwyd nodi.", 0, &signals);
    assert_eq!(
        minute.resolutions.iter().map(|r| minute.slice(&r.signal)).collect::<Vec<_>>(),
        ["CYTUNWYD", "RESOLVED UNANIMOUSLY"]
    );
}

#[test]
fn signals_in_mid_sentence_are_candidates() {
    let candidate = |words: &str| vec![(FindingKind::ResolutionCandidate, words.to_owned())];
    assert_eq!(
        findings("After a vote it was RESOLVED that it be noted."),
        candidate("RESOLVED that it be noted.")
    );
    assert_eq!(findings("It was,\nResolved: that it be noted."), candidate("Resolved: that it be noted."));
    assert_eq!(
        findings("Resolved, on the motion of the Chair"),
        candidate("Resolved, on the motion of the Chair")
    );
    assert_eq!(findings("- RESOLVED that"), candidate("RESOLVED that"));
    assert_eq!(findings("## Decision\n\nThe plan."), candidate("Decision"));
    assert_eq!(
        findings("RESOLVED that, as AGREED before, it be noted."),
        candidate("AGREED before, it be noted.")
    );
    for quiet in
        ["THE BOARD HAS RESOLVED IT", "> it was RESOLVED that", "UNRESOLVED matters", "They agreed that"]
    {
        assert_eq!(findings(quiet), [], "{quiet}");
    }
}

#[test]
fn parts_are_the_labelled_paragraphs_after_a_signal() {
    for (body, expected) in [
        (
            "13. RESOLVED the Panel agreed to:\ni. Note it.\n\nDocuments:",
            "RESOLVED: the Panel agreed to: | i. Note it. (i)",
        ),
        // What ends a resolution: an unlabelled paragraph, a heading, the series from before.
        ("RESOLVED that\n\n(a) one\n\nThe Chair left.\n\n(b) two", "RESOLVED: that | (a) one (a)"),
        ("RESOLVED that\n\n(a) one\n\n# Votes\n\n(b) two", "RESOLVED: that | (a) one (a)"),
        ("13. RESOLVED that\n\n(a) one\n\n14. The Chair\n\n(b) two", "RESOLVED: that | (a) one (a)"),
        (
            "12. Text\n\nRESOLVED that\n\n1. one\n\n2. two\n\n13. The Chair",
            "RESOLVED: that | 1. one (1) | 2. two (2)",
        ),
        ("13. RESOLVED that\n\n(a) one\n\n15. The Chair", "RESOLVED: that | (a) one (a)"),
        ("(1) Text\n\n(2) RESOLVED that\n\n(3) Text", "RESOLVED: that"),
        ("1. Text\n\nRESOLVED that\n\n1. one\n\n2. two", "RESOLVED: that | 1. one (1) | 2. two (2)"),
        // "and" and "or" do not.
        (
            "RESOLVED that\n\n(a) one\n\nand\n\n(b) two; and\n\nor;\n\n(c) three",
            "RESOLVED: that | (a) one (a) | (b) two; and (b) | (c) three (c)",
        ),
        (
            "RESOLVED that\n\n1. one\n\n(a) x\n\n(b) y\n\n2. two",
            "RESOLVED: that | 1. one (1) | (a) x (1 a) | (b) y (1 b) | 2. two (2)",
        ),
        // A signal by itself, and what it leads up to.
        ("RESOLVED:\n\nThat it be noted.\n\nMore.", "RESOLVED: That it be noted."),
        ("RESOLVED\n\nThat\n\n(a) one\n\n(b) two", "RESOLVED: That | (a) one (a) | (b) two (b)"),
        ("RESOLVED that:\n\n- one\n- two\n\nMore.", "RESOLVED: that:⏎one\ntwo"),
        (
            "RESOLVED that\n\n(a) shares be:\n\n- one\n- two\n\n(b) it be paid",
            "RESOLVED: that | (a) shares be:⏎one⏎two (a) | (b) it be paid (b)",
        ),
        ("RESOLVED that this be noted.\n\n> Quoted.\n\nMore.", "RESOLVED: that this be noted."),
        ("13.\n\nRESOLVED that\n\n(a) one", "RESOLVED: that | (a) one (a)"),
    ] {
        assert_eq!(resolutions(body)[..1], [expected.to_owned()], "{body:?}");
    }
    let two = "RESOLVED that\n\n(a) one\n\nRESOLVED that\n\n(a) two";
    assert_eq!(resolutions(two), ["RESOLVED: that | (a) one (a)", "RESOLVED: that | (a) two (a)"]);
    let minute = read("RESOLVED that\n\n(a) one\n\nand\n\n(b) two\n\nand\n\nMore.");
    assert_eq!((minute.resolutions[0].block, minute.resolutions[0].last), (0, 3));
}

#[test]
fn the_text_is_walked_in_order() {
    let minute = read("One.\n\n- a\n  - b\n\n> c\n\nTwo.");
    let words: Vec<_> =
        minute.walk().filter(|block| block.inside().is_empty()).map(|block| minute.words(block)).collect();
    assert_eq!(words, ["One.", "a", "b", "c", "Two."]);
    assert_eq!(minute.text, "One.\na\nb\nc\nTwo.");
    assert_eq!(minute.word_count(), 5);
    assert_eq!(minute.words(&minute.blocks[1]), "a\nb");
}

/// The traits of a published minute together: a list that lost its beginning, an answer set apart,
/// lines that were never wrapped, a glued label, a resolution inside a numbered paragraph.
#[test]
fn a_minute_as_published() {
    let body = format!(
        "Minutes:\nThe Harbour Master and the Head of Moorings (Leisure, Trade & Ferries) were in attendance.\n\
         A. {LONG}\nB. Whether dredging would go on was asked.\nThe Harbour Master said that it would.\n\
         7. A Member asked after the ferry.\nIn response it was said:\n(a) that it ran;\n(b) that it paid.\n\
         11.A Member thanked the crew.\n12. It was noted.\n13. RESOLVED the Panel agreed to:\n\
         i. Note the report.\n\u{a0} \nSupporting documents:"
    );
    let (minute, findings) = parse(&body, 400, &Signals::default());
    assert_eq!(
        minute.labels().collect::<Vec<_>>(),
        ["A.", "B.", "7.", "(a)", "(b)", "11.", "12.", "13.", "i."]
    );
    assert_eq!(resolutions(&body), ["RESOLVED: the Panel agreed to: | i. Note the report. (i)"]);
    let labelled = |block: &&Block| block.label.is_some();
    let anchors: Vec<_> = minute.blocks.iter().filter(labelled).map(|block| &*block.anchor).collect();
    let expected = ["p-A", "p-B", "p-7", "p-7-a", "p-7-b", "p-11", "p-12", "resolution-1", "resolution-1-i"];
    assert_eq!(anchors, expected);
    let apart = &minute.blocks[4];
    assert_eq!(
        (apart.label.as_deref(), minute.words(apart)),
        (None, "The Harbour Master said that it would.")
    );
    assert_eq!(
        &body[apart.source.start as usize - 400..apart.source.end as usize - 400],
        minute.words(apart)
    );
    assert_eq!(findings, []);
}
