//! The tests of the benchmark's own parts, run by `cargo test`: a benchmark has no test harness.
#![allow(dead_code, reason = "the benchmark uses the rest")]

mod content;
mod corpus;
mod floor;
mod jobs;
mod measure;
mod prose;
mod random;
mod table;
mod words;
