//! Small integer ids, and tables addressed by them.
//!
//! Ids are for lookup only: they follow the order of the sorted source files, so they may break a tie,
//! but they mean nothing outside one run and are never printed.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// A dense id: a position in a [`Table`].
pub trait Id: Copy + Eq + Ord + std::hash::Hash + fmt::Debug {
    /// The id of position `index`.
    fn new(index: usize) -> Self;
    /// The position.
    fn index(self) -> usize;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);
        impl Id for $name {
            fn new(index: usize) -> Self { $name(index as u32) }
            fn index(self) -> usize { self.0 as usize }
        }
    )+};
}

ids! {
    /// A body.
    BodyId,
    /// A meeting.
    MeetingId,
    /// A public agenda item (a paper with a page).
    ItemId,
    /// A resolution.
    ResolutionId,
    /// A person with a page.
    PersonId,
    /// A public file.
    DocumentId,
    /// A matter.
    MatterId,
    /// A plain page.
    PlainId,
}

/// A vector addressed by one kind of id.
#[derive(Clone, PartialEq)]
pub struct Table<I, T> {
    rows: Vec<T>,
    ids: PhantomData<fn(I)>,
}

impl<I: Id, T> Table<I, T> {
    /// An empty table.
    pub fn new() -> Self {
        Table { rows: Vec::new(), ids: PhantomData }
    }

    /// Adds a row and returns its id.
    pub fn push(&mut self, row: T) -> I {
        self.rows.push(row);
        I::new(self.rows.len() - 1)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The ids in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::new)
    }

    /// The rows with their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(i, row)| (I::new(i), row))
    }

    /// The rows, to change them.
    pub fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = (I, &mut T)> {
        self.rows.iter_mut().enumerate().map(|(i, row)| (I::new(i), row))
    }

    /// The rows alone.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }
}

impl<I: Id, T> Default for Table<I, T> {
    fn default() -> Self {
        Table::new()
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rows.fmt(f)
    }
}

impl<I: Id, T> FromIterator<T> for Table<I, T> {
    fn from_iter<It: IntoIterator<Item = T>>(rows: It) -> Self {
        Table { rows: rows.into_iter().collect(), ids: PhantomData }
    }
}

/// A one-to-many relation held in two flat arrays: for each `A`, its `B`s in the order they were given.
#[derive(Debug, Clone, PartialEq)]
pub struct Relation<A, B> {
    starts: Vec<u32>,
    targets: Vec<B>,
    from: PhantomData<fn(A)>,
}

impl<A: Id, B: Copy> Relation<A, B> {
    /// The relation of `rows` many `A`s given as pairs. Pairs of one `A` keep their order.
    pub fn from_pairs(rows: usize, pairs: &[(A, B)]) -> Self {
        let mut starts = vec![0u32; rows + 1];
        for (a, _) in pairs {
            starts[a.index() + 1] += 1;
        }
        for i in 0..rows {
            starts[i + 1] += starts[i];
        }
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|&i| pairs[i].0.index());
        Relation { starts, targets: order.into_iter().map(|i| pairs[i].1).collect(), from: PhantomData }
    }

    /// The `B`s of `a`.
    pub fn of(&self, a: A) -> &[B] {
        match (self.starts.get(a.index()), self.starts.get(a.index() + 1)) {
            (Some(&start), Some(&end)) => &self.targets[start as usize..end as usize],
            _ => &[],
        }
    }
}

impl<A, B> Default for Relation<A, B> {
    fn default() -> Self {
        Relation { starts: Vec::new(), targets: Vec::new(), from: PhantomData }
    }
}
