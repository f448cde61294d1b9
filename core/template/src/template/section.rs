//! A section of a template: elements by logical id, in the order in which they came.

use crate::hash::QuickHash;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// The sections that hold elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SectionKind {
    /// `Parameters`.
    Parameters,
    /// `Mappings`.
    Mappings,
    /// `Conditions`.
    Conditions,
    /// `Rules`.
    Rules,
    /// `Resources`.
    Resources,
    /// `Outputs`.
    Outputs,
}

impl SectionKind {
    /// The key in a template.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Parameters => "Parameters",
            Self::Mappings => "Mappings",
            Self::Conditions => "Conditions",
            Self::Rules => "Rules",
            Self::Resources => "Resources",
            Self::Outputs => "Outputs",
        }
    }
}

/// The elements of one kind, by logical id.
#[derive(Clone, Debug)]
pub struct Section<T> {
    items: Vec<(Arc<str>, T)>,
    index: HashMap<Arc<str>, usize, QuickHash>,
}

impl<T> Default for Section<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            index: HashMap::default(),
        }
    }
}

impl<T> Section<T> {
    /// Adds an element. If the id is taken, it is given back and nothing changes.
    pub(crate) fn insert(&mut self, id: Arc<str>, item: T) -> Result<(), Arc<str>> {
        match self.index.entry(id) {
            Entry::Occupied(taken) => Err(Arc::clone(taken.key())),
            Entry::Vacant(place) => {
                self.items.push((Arc::clone(place.key()), item));
                place.insert(self.items.len() - 1);
                Ok(())
            }
        }
    }

    /// Makes room for so many elements.
    pub fn reserve(&mut self, count: usize) {
        self.items.reserve(count);
        self.index.reserve(count);
    }

    /// The place of the element of that id, from 0.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The element at a place.
    pub(crate) fn at(&self, position: usize) -> Option<(&str, &T)> {
        let (id, item) = self.items.get(position)?;
        Some((id, item))
    }

    /// The element of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&T> {
        self.get_key_value(id).map(|(_, item)| item)
    }

    /// The element of that id, and the id as it is kept.
    #[must_use]
    pub fn get_key_value(&self, id: &str) -> Option<(&str, &T)> {
        self.at(self.position(id)?)
    }

    /// The element of that id, to change it.
    #[must_use]
    pub fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.items
            .get_mut(*self.index.get(id)?)
            .map(|(_, item)| item)
    }

    /// Whether there is an element of that id.
    #[must_use]
    pub fn contains(&self, id: &str) -> bool {
        self.index.contains_key(id)
    }

    /// The ids and elements in order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &T)> {
        self.items.iter().map(|(id, item)| (&**id, item))
    }

    /// The ids and elements in order, to change the elements.
    pub fn iter_mut(&mut self) -> impl ExactSizeIterator<Item = (&str, &mut T)> {
        self.items.iter_mut().map(|(id, item)| (&**id, item))
    }

    /// How many elements there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no element.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}
