//! People, and how a name finds one.

use std::collections::HashMap;
use std::sync::Arc;

use super::name::NameKey;
use super::{Address, Paper, PersonId, Table};
use crate::format;

/// The people, and how a name finds one.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Everybody with a page, by surname and then name.
    pub table: Table<PersonId, Person>,
    /// Who is meant by a name with an organisation; see [`People::of`].
    pub(crate) by_name: Arc<HashMap<NameKey, Option<PersonId>>>,
}

impl People {
    /// The person meant by somebody named in a person field: `None` where nobody with a page is, or
    /// where it is not settled who.
    pub fn of(&self, credit: &format::Credit) -> Option<PersonId> {
        let key = NameKey::of(credit.name(), credit.organisation());
        self.by_name.get(&key).copied().flatten()
    }
}

impl std::ops::Index<PersonId> for People {
    type Output = Person;
    fn index(&self, id: PersonId) -> &Person {
        &self.table[id]
    }
}

/// A person.
#[derive(Debug, Clone)]
pub struct Person {
    /// The last part of the id: `people/` and this.
    pub slug: Box<str>,
    /// The name without honorific, as the person's file or else the earliest paper writes it.
    pub name: Box<str>,
    /// The honorific, where it is known.
    pub honorific: Option<Box<str>>,
    /// The person's file, where there is one.
    pub paper: Option<Arc<Paper<format::Person>>>,
    /// The organisation, where papers name exactly one.
    pub organisation: Option<Box<str>>,
    /// The person's page.
    pub address: Address,
}

impl Person {
    /// What the person's file says; the empty front matter if there is none.
    pub fn front(&self) -> &format::Person {
        self.paper.as_deref().map_or(&NO_PERSON, |paper| &paper.front)
    }
}

static NO_PERSON: std::sync::LazyLock<format::Person> = std::sync::LazyLock::new(Default::default);
