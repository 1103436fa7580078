//! What holds of every minute, whatever is typed.

use proptest::prelude::*;

use super::lines::is_space;
use super::*;

/// A paragraph, or what stands in for one, as typed; and its label and words as they should come out.
#[derive(Debug, Clone)]
struct Piece {
    typed: String,
    label: Option<&'static str>,
    words: Vec<String>,
}

fn words(most: usize) -> impl Strategy<Value = Vec<String>> {
    // No word has the shape of a label, opens a block or stands for Markdown.
    proptest::collection::vec("[A-Z]?[a-zŵ’]{2,9}[,;]?", 1..most)
}

fn piece() -> impl Strategy<Value = Piece> {
    const LABELS: [&str; 16] = [
        "7.", "8.", "9.", "(a)", "(b)", "(c)", "i.", "ii.", "(i)", "1)", "2)", "(1).", "ng)", "212.", "(A)",
        "(B)",
    ];
    let space = prop::sample::select(vec![" ", "\u{a0}", "  ", "\t"]);
    let wrap = prop::sample::select(vec![" ", "\n", "\r\n", " \n   ", "\u{a0} "]);
    let label = prop::option::of(prop::sample::select(LABELS.to_vec()));
    let mark = prop::sample::select(vec!["", "*", "**", "_", "~~"]);
    (words(30), label, space, wrap, mark, 0..12).prop_map(|(words, label, space, wrap, mark, shape)| {
        let text = format!("{mark}{}{mark}", words.join(wrap));
        let flat = format!("{mark}{}{mark}", words.join(" "));
        let plain = |typed| Piece { typed, label: None, words: words.clone() };
        match (shape, label) {
            (0, _) => plain(format!("## {flat}")),
            (1, _) => plain(format!("> {flat}")),
            (2, _) => plain(format!("- {flat}\n  - {flat}").replacen(&format!("\n  - {flat}"), "", 1)),
            (3, _) => plain(format!("| {flat} |\n|---|")),
            (4, _) => plain(format!("```\n{}\n```", words.join(" "))),
            (_, Some(label)) => Piece { typed: format!("{label}{space}{text}"), label: Some(label), words },
            (_, None) => plain(text),
        }
    })
}

fn body() -> impl Strategy<Value = (String, Vec<Piece>)> {
    let blank = prop::sample::select(vec!["\n\n", "\r\n\r\n", "\n\u{a0}\n", "\n \t\n\n"]);
    (proptest::collection::vec(piece(), 0..12), blank).prop_map(|(pieces, blank)| {
        let typed: Vec<&str> = pieces.iter().map(|piece| piece.typed.as_str()).collect();
        (typed.join(blank), pieces)
    })
}

/// Text made of what minutes and Markdown are sensitive to.
fn debris() -> impl Strategy<Value = String> {
    const SCRAPS: [&str; 60] = [
        "7.",
        "(a)",
        "i.",
        "8.4",
        "A.",
        "RESOLVED",
        "Resolved:",
        "that",
        "word",
        "Ŵyl",
        "é",
        " ",
        "  ",
        "\u{a0}",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\n    ",
        "> ",
        ">",
        "- ",
        "* ",
        "•\t",
        "#",
        "## ",
        "```",
        "~~~",
        "|",
        "|---|",
        "\n|-|-|\n",
        "---",
        "===",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "[",
        "](",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "[a]: /b",
        "<b>",
        "<!--",
        "-->",
        "&amp;",
        "&#0;",
        "&#7;",
        "\\",
        "\\|",
        "{{ x }}",
        "\u{0}",
        "\u{200b}",
        "\u{feff}",
        "\u{1680}",
        "\u{fffe}",
    ];
    proptest::collection::vec(prop::sample::select(SCRAPS.to_vec()), 0..60).prop_map(|scraps| scraps.concat())
}

/// Everything that holds of any minute.
fn hold(body: &str, base: u32) -> Result<(), TestCaseError> {
    let (minute, findings) = parse(body, base, &Signals::default());
    let file = base..base + body.len() as u32;
    let typed = |range: &Range<u32>| body.get((range.start - base) as usize..(range.end - base) as usize);

    let mut anchors = std::collections::HashSet::new();
    for block in minute.walk() {
        prop_assert!(file.start <= block.source.start && block.source.end <= file.end, "{block:?}");
        prop_assert!(typed(&block.source).is_some(), "{block:?}");
        prop_assert!(
            minute.text.get(block.text.start as usize..block.text.end as usize).is_some(),
            "{block:?}"
        );
        let own = [Some(&block.anchor), block.alias.as_ref()];
        for anchor in own.into_iter().flatten().filter(|anchor| !anchor.is_empty()) {
            prop_assert!(anchors.insert(anchor.clone()), "{anchor} stands twice");
        }
        let cells = match &block.kind {
            BlockKind::Table(table) => table.rows.iter().chain([&table.head]).flatten().collect(),
            _ => Vec::new(),
        };
        let mut at = block.text.start;
        for inline in block.inlines.iter().chain(cells.into_iter().flatten()) {
            if let Inline::Text { range, source } = inline {
                prop_assert!(range.start < range.end && file.contains(source), "{inline:?}");
                let first = minute.slice(range).chars().next().unwrap_or_default();
                let there = body[(source - base) as usize..].chars().next().unwrap_or_default();
                prop_assert!(
                    first == there || there == '&' || (first == ' ' && is_space(there)),
                    "{inline:?}"
                );
                if !matches!(block.kind, BlockKind::Table(_)) {
                    prop_assert!(at <= range.start && range.end <= block.text.end, "{inline:?}");
                    at = range.end;
                }
            }
        }
        let opens = |inline: &&Inline| matches!(inline, Inline::Open(_) | Inline::Link { .. });
        let closes = |inline: &&Inline| matches!(inline, Inline::Close);
        prop_assert_eq!(
            block.inlines.iter().filter(opens).count(),
            block.inlines.iter().filter(closes).count()
        );
    }
    for (at, c) in minute.text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        let source = (minute.source(at as u32) - base) as usize;
        let there = body[source..].chars().next();
        prop_assert!(
            there == Some(c) || body[source..].starts_with('&'),
            "{c:?} at {at} is {there:?} in the file"
        );
    }
    for resolution in &minute.resolutions {
        prop_assert!(resolution.block <= resolution.last && resolution.last < minute.blocks.len());
        prop_assert!(
            resolution
                .parts
                .iter()
                .all(|part| part.block > resolution.block && part.block <= resolution.last)
        );
    }
    for finding in &findings {
        prop_assert!(file.start <= finding.source.start && finding.source.end <= file.end, "{finding:?}");
        prop_assert!(typed(&finding.source).is_some(), "{finding:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn words_and_labels_come_out_as_typed((body, pieces) in body()) {
        let minute = parse(&body, 0, &Signals::default()).0;
        let labels: Vec<&str> = pieces.iter().filter_map(|piece| piece.label).collect();
        prop_assert_eq!(minute.labels().collect::<Vec<_>>(), labels);
        let words: Vec<&str> = pieces.iter().flat_map(|piece| &piece.words).map(String::as_str).collect();
        prop_assert_eq!(minute.text.split_whitespace().collect::<Vec<_>>(), words);
        hold(&body, 0)?;
    }

    #[test]
    fn any_text_is_a_minute(body in debris(), base in 0u32..9) {
        hold(&body, base)?;
    }

    #[test]
    fn any_characters_are_a_minute(body in any::<String>()) {
        hold(&body, 0)?;
    }

    /// No word of plain text is lost, doubled or moved, whatever its lines look like.
    #[test]
    fn every_word_survives(body in "([A-Za-z0-9]{1,3}[.)]?|\\([a-z0-9]\\)|[|>#=+-]{1,3}| {1,4}|\t|\n){0,80}") {
        let minute = parse(&body, 0, &Signals::default()).0;
        let out: String = walk_words(&minute);
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&out), letters(&body));
    }
}

/// Labels and words in the order in which they stand.
fn walk_words(minute: &Minute) -> String {
    let leaves = minute.walk().filter(|block| block.inside().is_empty());
    leaves
        .map(|block| format!("{} {}\n", block.label.as_deref().unwrap_or(""), minute.words(block)))
        .collect()
}

/// What would take minutes or gigabytes if any step were not linear in the length of the text.
#[test]
fn bombs_do_not_go_off() {
    let n = 5_000;
    let line = |scrap: &str| scrap.repeat(n);
    let bombs = [
        line("*"),
        line("*a "),
        line("**a_"),
        line("["),
        line("[a]("),
        line("![["),
        line("[^"),
        line("[^1]"),
        line(">"),
        line("> "),
        line("- "),
        line("`a``"),
        line("<!--"),
        line("<a "),
        line("&"),
        line("\\"),
        line("|"),
        line("a|"),
        line("~~~"),
        line("("),
        line("7. "),
        line("7.\n"),
        line("(a)\n"),
        line("A. x\n"),
        line("8.4\n"),
        line("2024. The\n"),
        line("1. a\n(a) b\n"),
        line("> a\n"),
        line("> a\nb\n"),
        line("- a\nb\n"),
        line("- a\n\n"),
        line("- a\n  - b\nc\n"),
        line("```\n"),
        line("#\n"),
        line("RESOLVED\n\n"),
        line("RESOLVED that\n\n(a) b\n\n"),
        line("x RESOLVED "),
        line("a\n===\n"),
        line("-|-\n"),
        line("<!-- a\n\n"),
        line("[a](\n\n"),
        line("`\n\n"),
        line("*a\n\n"),
        line("[^a]: b\n"),
        line("[a]: /b\n"),
        line("\u{a0}\n"),
        line("\u{0}a"),
        line("a\\\n"),
        line("The same.\n\n"),
        line("7. a\n\n"),
        line("| a | b |\n"),
        format!("|a|b|\n|-|-|\n{}", line("|1|2|\n")),
        format!("{}\n{}\n{}", line("|a"), line("|-"), line("|\n")),
        (0..n / 40).map(|n| format!("{}- a\n", "  ".repeat(n % 80))).collect(),
    ];
    for bomb in bombs {
        let start = std::time::Instant::now();
        let (minute, _) = parse(&bomb, 0, &Signals::default());
        let took = start.elapsed();
        // Generous: a debug build on a busy machine; what is quadratic takes far longer.
        assert!(took.as_secs() < 5, "{:?}… took {took:?}", bomb.chars().take(20).collect::<String>());
        drop(minute);
    }
}
