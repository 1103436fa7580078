//! Skeletons of new papers, for `minutebook new`: correct as they stand, with comments that say what
//! else can be written.

use jiff::civil::Date;

use crate::model::address::slug;
use crate::source::place::Sitting;

/// A file to be written: its content path and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skeleton {
    /// The path in the content folder.
    pub path: String,
    /// The text.
    pub text: String,
}

/// A meeting of the body in folder `body`.
pub fn meeting(sitting: &Sitting) -> Skeleton {
    let text = format!(
        "---\n\
         kind: {}\n\
         status: scheduled\n\
         # start: \"14:00\"\n\
         # venue: Council Chamber, Town Hall\n\
         # mode: in_person            # in_person, remote or hybrid\n\
         # attendance:\n\
         #   chair: Jane Roe\n\
         #   present: [Jane Roe, John Doe]\n\
         #   apologies:\n\
         #     - name: Mary Major\n\
         #       substitute: Richard Miles\n\
         # minutes: {{ status: draft }}\n\
         ---\n",
        if sitting.word.as_deref() == Some("special") { "special" } else { "ordinary" }
    );
    Skeleton { path: format!("{}/index.md", sitting.path()), text }
}

/// An item of a meeting; `order` is its place on the agenda, from 1.
pub fn item(sitting: &Sitting, order: usize, title: &str) -> Skeleton {
    let name = slug(title);
    let name = if name.is_empty() { "item".to_owned() } else { name };
    let text = format!(
        "---\n\
         title: {}\n\
         number: \"{order}\"\n\
         # purpose: To consider the report.\n\
         # presenters:\n\
         #   - name: Jane Roe\n\
         #     role: Head of Planning\n\
         # recommendations: [\"That the report be noted.\"]\n\
         # documents:\n\
         #   - file: {order:02}-report.pdf\n\
         #     title: Report\n\
         #     kind: report\n\
         # resolutions:                # one entry for each RESOLVED in the minute, in order\n\
         #   - outcome: noted\n\
         status: draft                # take this line away to publish\n\
         ---\n\n",
        quoted(title)
    );
    Skeleton { path: format!("{}/{order:02}-{name}.md", sitting.path()), text }
}

/// A person.
pub fn person(name: &str) -> Skeleton {
    let text = format!(
        "---\n\
         name: {}\n\
         # honorific: Councillor\n\
         # kind: member               # member, officer, external or public (public has no page)\n\
         # ward: Castle\n\
         # contact: jane.roe@council.example\n\
         # roles:\n\
         #   - role: Leader of the Council\n\
         #     from: 2024-05-16\n\
         # aliases: [J Roe]\n\
         ---\n",
        quoted(name)
    );
    Skeleton { path: format!("people/{}.md", slug(name)), text }
}

/// A meeting's folder from its parts; `None` if the word cannot be part of an address.
pub fn sitting(body: &str, date: Date, word: Option<&str>) -> Option<Sitting> {
    let folder = match word {
        None => date.to_string(),
        Some(word) => format!("{date}-{}", slug(word)),
    };
    Sitting::parse(body, &folder)
}

/// A title as YAML: in double quotes, so that colons and hashes in it mean nothing.
fn quoted(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minute::Signals;
    use crate::parse::{Read, parse};
    use crate::source::Place;

    #[test]
    fn skeletons_are_correct_as_they_stand() {
        let sitting = sitting("planning-committee", jiff::civil::date(2026, 5, 14), None).unwrap();
        for skeleton in [meeting(&sitting), item(&sitting, 7, "Mill Lane: \"new\" #1"), person("Jane O'Roe")]
        {
            let place = Place::of(&skeleton.path).unwrap();
            let parsed = parse(skeleton.path.as_str().into(), place, &skeleton.text, &Signals::new(&[]));
            assert_eq!(parsed.diagnostics, [], "{}", skeleton.path);
            assert!(!matches!(parsed.read, Read::Broken), "{}", skeleton.path);
        }
    }

    #[test]
    fn comments_in_skeletons_are_correct_too() {
        let sitting = sitting("planning-committee", jiff::civil::date(2026, 5, 14), Some("special")).unwrap();
        for skeleton in [meeting(&sitting), item(&sitting, 7, "Mill Lane"), person("Jane Roe")] {
            let text = skeleton.text.replace("\n# ", "\n").replace("\n#   ", "\n  ");
            let place = Place::of(&skeleton.path).unwrap();
            let parsed = parse(skeleton.path.as_str().into(), place, &text, &Signals::new(&[]));
            assert_eq!(parsed.diagnostics, [], "{text}");
        }
    }
}
