//! `minutebook explain`

use clap::Args;

use super::{Outcome, problems};
use crate::diagnostic::Code;

/// Explains a problem by its code.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, as it stands in square brackets; all codes are listed if there is none
    code: Option<String>,
}

impl Explain {
    pub(super) fn run(&self) -> Outcome {
        let Some(typed) = &self.code else {
            for code in Code::ALL {
                problems::tell(&format!(
                    "{:28} {:8} {}",
                    code.slug(),
                    code.severity().word(),
                    code.entry().title
                ));
            }
            return Outcome::Done;
        };
        match Code::from_slug(typed) {
            Ok(code) => {
                let entry = code.entry();
                problems::tell(&format!(
                    "{}[{}]: {}\n\n{}",
                    code.severity().word(),
                    code.slug(),
                    entry.title,
                    entry.explanation
                ));
                problems::tell(&format!(
                    "\nWrong:\n{}\n\nRight:\n{}",
                    indent(entry.wrong),
                    indent(entry.right)
                ));
                Outcome::Done
            }
            Err(nearest) => {
                let hint = nearest.map(|nearest| format!(" Did you mean {nearest}?")).unwrap_or_default();
                problems::complain(&format!(
                    "There is no problem with the code “{typed}”.{hint} minutebook explain lists them all."
                ));
                Outcome::Failed
            }
        }
    }
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
