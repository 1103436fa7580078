//! The site as a list of pages: which there are, at which address, and what is copied beside them.
//!
//! - [`page`]: every kind of page, and where it is
//! - [`lists`]: the record cut into the lists that pages show
//! - [`mod@plan`]: all pages of a corpus

pub mod lists;
pub mod page;
pub mod plan;

pub use lists::Lists;
pub use page::{Page, Register};
pub use plan::{Plan, plan};
