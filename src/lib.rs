//! minutebook
pub mod minute;
