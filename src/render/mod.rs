//! From a page to its HTML: theme, templates, colours, and making the result smaller.
//!
//! - [`files`]: the files of a theme, the default laid under a site's own
//! - [`theme`]: templates and wording loaded and checked; a page rendered
//! - [`colour`]: the council's two colours made legible
//! - [`minify`]: a page made smaller without changing its words

pub mod colour;
pub mod files;
pub mod minify;
pub mod theme;

pub use files::ThemeFiles;
pub use theme::{Pages, TemplateProblem, Theme};

#[cfg(test)]
mod tests;
