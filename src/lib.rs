//! minutebook
pub mod format;
pub mod minute;
pub mod model;
pub mod site;
