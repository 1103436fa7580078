//! All pages of a corpus.

use super::Page;
use crate::model::Corpus;

/// Which pages there are.
#[derive(Debug, Default)]
pub struct Plan {
    /// The pages, in a fixed order.
    pub pages: Vec<Page>,
}

/// All pages of a corpus.
pub fn plan(_corpus: &Corpus) -> Plan {
    Plan::default()
}
