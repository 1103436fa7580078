//! minutebook
pub mod diagnostic;
pub mod minute;
pub mod parse;
