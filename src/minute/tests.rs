//! What the format promises of a minute, sentence by sentence.

use super::*;

fn read(body: &str) -> Minute {
    parse(body, 0, &Signals::default()).0
}

fn findings(body: &str) -> Vec<(FindingKind, String)> {
    parse(body, 0, &Signals::default()).1.into_iter().map(|finding| (finding.kind, finding.words)).collect()
}

/// A minute as one line a block: kind, label, anchors and words, those inside others indented.
fn outline(body: &str) -> String {
    fn write(out: &mut String, minute: &Minute, block: &Block, indent: usize) {
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
        let label = block.label.as_ref().map(|label| format!(" [{label}]")).unwrap_or_default();
        let words = if block.inside().is_empty() { format!(" {:?}", minute.words(block)) } else { String::new() };
        out.push_str(&format!("{}{kind}{label}{words}\n", "  ".repeat(indent)));
        for run in block.inside() {
            if matches!(block.kind, BlockKind::Bullets(_)) {
                out.push_str(&format!("{}-\n", "  ".repeat(indent)));
            }
            run.iter().for_each(|block| write(out, minute, block, indent + 1));
        }
    }
    let minute = read(body);
    let mut out = String::new();
    minute.blocks.iter().for_each(|block| write(&mut out, &minute, block, 0));
    out
}

