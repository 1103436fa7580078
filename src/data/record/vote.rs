//! [`Vote`]: how a resolution or motion was voted on.

use schemars::JsonSchema;
use serde::Serialize;

use super::Named;
use crate::format::{self, Casting, VoteMethod};
use crate::model::Corpus;

/// How something was voted on. A figure that is null is unknown, not zero.
#[derive(Serialize, JsonSchema)]
pub(super) struct Vote<'a> {
    /// How the vote was taken; not_recorded if the minutes do not say.
    pub(super) method: VoteMethod,
    /// How many voted for.
    #[serde(rename = "for")]
    pub(super) in_favour: Option<u32>,
    /// How many voted against.
    pub(super) against: Option<u32>,
    /// How many abstained.
    pub(super) abstain: Option<u32>,
    /// Which way the chair's second vote went on a tie.
    pub(super) casting: Option<Casting>,
    /// Who voted how.
    pub(super) names: Option<VoteNames<'a>>,
}

/// Who voted how, in a recorded vote.
#[derive(Serialize, JsonSchema)]
pub(super) struct VoteNames<'a> {
    /// Those who voted for.
    #[serde(rename = "for")]
    in_favour: Vec<Named<'a>>,
    /// Those who voted against.
    against: Vec<Named<'a>>,
    /// Those who abstained.
    abstain: Vec<Named<'a>>,
}

impl<'a> Vote<'a> {
    /// A vote as the front matter has it.
    pub(super) fn of(corpus: &'a Corpus, vote: &'a format::Vote) -> Self {
        Vote {
            method: vote.method,
            in_favour: vote.in_favour,
            against: vote.against,
            abstain: vote.abstain,
            casting: vote.casting,
            names: vote.names.as_ref().map(|names| VoteNames {
                in_favour: Named::all(corpus, &names.in_favour),
                against: Named::all(corpus, &names.against),
                abstain: Named::all(corpus, &names.abstain),
            }),
        }
    }
}
