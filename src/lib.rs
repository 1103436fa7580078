#![doc = include_str!("ARCHITECTURE.md")]

pub mod data;
pub mod diagnostic;
pub mod document;
pub mod format;
pub mod link;
pub mod minute;
pub mod model;
pub mod output;
pub mod parse;
pub mod redirects;
pub mod render;
pub mod scaffold;
pub mod site;
pub mod sitemap;
pub mod source;
pub mod view;
