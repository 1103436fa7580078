//! Asking the index. The search page's script does the same in a browser, step by step:
//!
//! 1. [`parse`]: words, phrases and excluded words of what was typed;
//! 2. [`expand`]: the terms that each word stands for;
//! 3. [`rank`]: the records that have them, the best first;
//! 4. [`excerpt`]: what is shown of a record.

pub mod excerpt;
pub mod expand;
pub mod parse;
pub mod rank;

use std::io;

pub use parse::Query;
pub use rank::{Found, Hit};

use super::read::{Index, Shown};

/// Answers a query as typed, without filters.
///
/// # Errors
/// If a file of the index cannot be read.
pub fn search(index: &Index, typed: &str) -> io::Result<Found> {
    rank::search(index, &Query::parse(typed), &|_| true)
}

/// Where a result leads: the page, at the passage that answers.
pub fn address(shown: &Shown, passage: Option<usize>) -> String {
    let anchor =
        passage.and_then(|passage| shown.passages.get(passage)).map_or("", |(anchor, ..)| anchor.as_str());
    match anchor {
        "" => shown.url.clone(),
        anchor => format!("{}#{}", shown.url, crate::model::address::encode(anchor)),
    }
}
