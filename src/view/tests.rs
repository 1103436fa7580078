//! What views promise to the authors of themes.

mod contract;
