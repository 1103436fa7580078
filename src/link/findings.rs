//! What the minute parser found doubtful, in words for a clerk.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place as At};
use crate::minute::{Finding, FindingKind};
use crate::parse::Parsed;

/// Adds a diagnostic for every finding.
pub fn report(papers: &[Arc<Parsed>], diagnostics: &mut Diagnostics) {
    for parsed in papers {
        diagnostics.extend(parsed.findings.iter().map(|finding| worded(&parsed.file, finding)));
    }
}

fn worded(file: &Arc<str>, finding: &Finding) -> Diagnostic {
    let words: String = finding.words.chars().take(60).collect();
    let (code, message, help) = match &finding.kind {
        FindingKind::RawHtml => (
            Code::RawHtml,
            format!("“{words}” is HTML, which is shown as text and not obeyed."),
            "Take it away, or write what you mean in Markdown.".to_owned(),
        ),
        FindingKind::DoubtfulLabel => (
            Code::DoubtfulLabel,
            format!("“{words}” looks like the label of a paragraph, and is taken for text."),
            "If it is a label, start a paragraph of its own with it; if not, write a backslash before its full stop or bracket.".to_owned(),
        ),
        FindingKind::SeveringLabel => (
            Code::DoubtfulLabel,
            format!("“{words}” is taken for the label of a new paragraph, but may be a number at the end of the sentence before."),
            "If it belongs to the sentence, write it on the same line, or write a backslash before its full stop.".to_owned(),
        ),
        FindingKind::ControlCharacters(count) => (
            Code::ControlCharacters,
            match count {
                1 => "The text holds an invisible control character, which is left out.".to_owned(),
                count => format!("The text holds {count} invisible control characters, which are left out."),
            },
            "Take out what stands here: such characters often come with text copied from a PDF.".to_owned(),
        ),
        FindingKind::ResolutionCandidate => (
            Code::ResolutionCandidate,
            format!("“{words}” may be a resolution, but does not stand at the start of a paragraph."),
            "If it is one, start a paragraph with it, or add an entry with text: to resolutions.".to_owned(),
        ),
        FindingKind::TooDeep => (
            Code::TooDeep,
            "Quotations, lists or emphasis are nested too deeply here.".to_owned(),
            "Write it with fewer levels.".to_owned(),
        ),
        FindingKind::MissingFootnote => (
            Code::MissingFootnote,
            format!("There is no footnote {words} in this paper."),
            format!("Add a line beginning with {words}: and the footnote's text, or take the mark away."),
        ),
        FindingKind::UnusedFootnote => (
            Code::MissingFootnote,
            format!("Nothing refers to the footnote “{words}”."),
            format!("Write [^{words}] where it belongs, or take it away."),
        ),
    };
    Diagnostic::new(code, file, At::Bytes(finding.source.clone()), message, help).about(words)
}
