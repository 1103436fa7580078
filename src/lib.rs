//! minutebook
pub mod format;
pub mod minute;
pub mod model;
pub mod render;
pub mod site;
pub mod view;
