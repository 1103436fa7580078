//! Files as officers write them become plain values, each file by itself.
//!
//! - [`front_matter`]: where the fields of a file stand, and reading them with every problem placed
//! - [`raw`]: the fields of each kind of file; the content format as structs
//! - [`schema`]: the same as JSON Schema, for editors
//! - [`locate`]: where a field stands in the text, found again when a problem is shown
//!
//! No type of the YAML library leaves this module.

pub mod front_matter;
mod given;
mod inspect;
pub mod locate;
mod name;
mod outline;
pub mod raw;
pub mod schema;
mod shape;
mod syntax;
pub mod text;
mod when;
