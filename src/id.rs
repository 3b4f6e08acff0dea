//! Typed indices: one type for each kind of thing, and lists that accept only indices of their own kind.

use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Index, IndexMut, Range, RangeFrom, RangeTo};

/// The index of a thing in a list of its kind, from 0.
pub trait Id: Copy + Ord + Hash + fmt::Debug {
    /// Makes the id for `index`.
    fn at(index: usize) -> Self;

    /// Returns the index.
    fn index(self) -> usize;

    /// Returns the next id.
    fn after(self) -> Self {
        Self::at(self.index() + 1)
    }

    /// Returns the previous id; none for the first.
    fn before(self) -> Option<Self> {
        self.index().checked_sub(1).map(Self::at)
    }

    /// Returns each id in a range.
    fn each(range: Range<Self>) -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (range.start.index()..range.end.index()).map(Self::at)
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(usize);

        impl $name {
            /// The first id.
            pub const FIRST: Self = $name(0);
        }

        impl Id for $name {
            fn at(index: usize) -> Self {
                $name(index)
            }

            fn index(self) -> usize {
                self.0
            }
        }
    )*};
}

ids! {
    /// A rule of a set of rules.
    RuleId
    /// An option of a rule.
    OptionId
    /// Something that a rule distinguishes.
    DistinctionId
    /// A side of a distinction.
    SideId
    /// An entity of a set of rules.
    EntityId
    /// A sentence in a document.
    SentenceId
    /// A value in a document.
    MentionId
    /// A cue in a document.
    CueId
    /// A segment of a sentence.
    SegmentId
    /// An operator of a sentence.
    OperatorId
}

/// A list that is indexed only by ids of the kind `I`. It can also be used as a slice where no index is needed.
///
/// ```
/// use contradict::id::{EntityId, Id, IdVec};
/// let mut names = IdVec::<EntityId, &str>::default();
/// let mill = names.push("the mill");
/// assert_eq!((names[mill], mill.index(), mill.before()), ("the mill", 0, None));
/// ```
///
/// An id of another kind is not accepted:
///
/// ```compile_fail
/// use contradict::id::{EntityId, Id, IdVec, RuleId};
/// let names = IdVec::<EntityId, &str>::from(vec!["the mill"]);
/// names[RuleId::at(0)];
/// ```
///
/// A bare number is not accepted either:
///
/// ```compile_fail
/// use contradict::id::{EntityId, IdVec};
/// let names = IdVec::<EntityId, &str>::from(vec!["the mill"]);
/// names[0];
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdVec<I, T> {
    list: Vec<T>,
    id: PhantomData<I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// Returns the item with this id, if there is one.
    pub fn get(&self, id: I) -> Option<&T> {
        self.list.get(id.index())
    }

    /// Adds an item, and returns its id.
    pub fn push(&mut self, thing: T) -> I {
        let id = self.end();
        self.list.push(thing);
        id
    }

    /// Returns the id after the last one.
    pub fn end(&self) -> I {
        I::at(self.list.len())
    }

    /// Returns all ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.list.len()).map(I::at)
    }

    /// Returns all items with their ids, in order.
    pub fn enumerate(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.list.iter().enumerate().map(|(index, thing)| (I::at(index), thing))
    }

    /// Returns the id of the first item for which `is_before` is false; all items for which it is true must come first.
    pub fn partition_point(&self, is_before: impl FnMut(&T) -> bool) -> I {
        I::at(self.list.partition_point(is_before))
    }
}

impl<I, T> Default for IdVec<I, T> {
    fn default() -> Self {
        IdVec::from(Vec::new())
    }
}

impl<I, T> From<Vec<T>> for IdVec<I, T> {
    fn from(list: Vec<T>) -> Self {
        IdVec { list, id: PhantomData }
    }
}

impl<I, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(things: A) -> Self {
        Vec::from_iter(things).into()
    }
}

impl<I, T> Extend<T> for IdVec<I, T> {
    fn extend<A: IntoIterator<Item = T>>(&mut self, things: A) {
        self.list.extend(things);
    }
}

impl<I, T> Deref for IdVec<I, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.list
    }
}

impl<I, T> DerefMut for IdVec<I, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.list
    }
}

impl<'a, I, T> IntoIterator for &'a IdVec<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

impl<I: Id, T> Index<I> for IdVec<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.list[id.index()]
    }
}

impl<I: Id, T> Index<&I> for IdVec<I, T> {
    type Output = T;

    fn index(&self, id: &I) -> &T {
        &self.list[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for IdVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.list[id.index()]
    }
}

impl<I: Id, T> Index<Range<I>> for IdVec<I, T> {
    type Output = [T];

    fn index(&self, ids: Range<I>) -> &[T] {
        &self.list[ids.start.index()..ids.end.index()]
    }
}

impl<I: Id, T> IndexMut<Range<I>> for IdVec<I, T> {
    fn index_mut(&mut self, ids: Range<I>) -> &mut [T] {
        &mut self.list[ids.start.index()..ids.end.index()]
    }
}

impl<I: Id, T> Index<RangeTo<I>> for IdVec<I, T> {
    type Output = [T];

    fn index(&self, ids: RangeTo<I>) -> &[T] {
        &self.list[..ids.end.index()]
    }
}

impl<I: Id, T> Index<RangeFrom<I>> for IdVec<I, T> {
    type Output = [T];

    fn index(&self, ids: RangeFrom<I>) -> &[T] {
        &self.list[ids.start.index()..]
    }
}
