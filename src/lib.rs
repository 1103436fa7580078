//! minutebook
pub mod document;
pub mod format;
pub mod minute;
pub mod model;
pub mod site;
