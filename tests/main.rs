//! The tests, as one program.
//!
//! - [`check`]: one fixture for each problem, `tests/check/CODE.md`, with what is said of it
//! - [`cli`]: the real program: exit statuses, streams, what it refuses
//! - [`closed`]: what must never be published is in no byte of the output
//! - [`serve`]: the preview as a browser sees it
//! - [`site`]: small sites with what comes of them, `tests/site/NAME/{content,expected}`
//! - [`stable`]: the same content gives the same bytes
//! - [`docs`]: what the documentation shows works
//! - [`documents`]: documents of every kind, read through the real second process
//! - [`hostile`]: any text and any bytes are survived
//! - [`oracle`]: a world that follows changes equals one read afresh
//! - [`search`]: what the index of the sample council finds, and what is not in it
//! - [`tidy`]: the house rules that a compiler does not know
//!
//! `MINUTEBOOK_REWRITE_GOLDEN=1 cargo test --test tests` writes what comes out over what is expected;
//! look at the difference before it is committed.

mod check;
mod cli;
mod closed;
mod docs;
mod documents;
mod hostile;
mod oracle;
mod search;
mod serve;
mod site;
mod stable;
mod support;
mod tidy;
