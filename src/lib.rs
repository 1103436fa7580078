//! minutebook
pub mod data;
pub mod format;
pub mod minute;
pub mod model;
pub mod output;
pub mod redirects;
pub mod site;
pub mod sitemap;
