//! [`Named`]: somebody named in a paper.

use schemars::JsonSchema;
use serde::Serialize;

use super::person_id;
use crate::format::{Apology, Credit};
use crate::model::{Corpus, PersonId};

/// Somebody named in a paper.
#[derive(Serialize, JsonSchema)]
pub(in crate::data) struct Named<'a> {
    /// The name as the paper prints it.
    pub(in crate::data) name: &'a str,
    /// The post held at the time.
    pub(super) role: Option<&'a str>,
    /// For whom.
    pub(super) organisation: Option<&'a str>,
    /// The id of the person's record; null for a member of the public, or where it is not settled who is meant.
    pub(in crate::data) person: Option<String>,
}

impl<'a> Named<'a> {
    /// Somebody as credited.
    pub(super) fn of(corpus: &'a Corpus, credit: &'a Credit) -> Self {
        Named::new(corpus, corpus.people.of(credit), credit.name(), credit.role(), credit.organisation())
    }

    /// Somebody who sent an apology.
    pub(super) fn of_apology(corpus: &'a Corpus, apology: &'a Apology) -> Self {
        let (name, role, organisation) = match apology {
            Apology::Name(name) => (name, None, None),
            Apology::Full(detail) => (&detail.name, detail.role.as_deref(), detail.organisation.as_deref()),
        };
        Named::new(corpus, corpus.people.of(&apology.credit()), name, role, organisation)
    }

    fn new(
        corpus: &'a Corpus,
        person: Option<PersonId>,
        name: &'a str,
        role: Option<&'a str>,
        organisation: Option<&'a str>,
    ) -> Self {
        // Where a paper gives an id, the name is the person's own.
        let name = match person {
            Some(id) if name.starts_with("people/") => &corpus.people[id].name,
            _ => name,
        };
        Named { name, role, organisation, person: person.map(|id| person_id(corpus, id)) }
    }

    /// Everybody in a list.
    pub(super) fn all(corpus: &'a Corpus, credits: &'a [Credit]) -> Vec<Self> {
        credits.iter().map(|credit| Named::of(corpus, credit)).collect()
    }

    /// Somebody, where anybody is named.
    pub(super) fn maybe(corpus: &'a Corpus, credit: Option<&'a Credit>) -> Option<Self> {
        credit.map(|credit| Named::of(corpus, credit))
    }
}
