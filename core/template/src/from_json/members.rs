//! The members of an object on their way into a struct, and those for which the struct has no field.

use super::{FromJson, Reader, Step};
use crate::json::{Json, Object};
use crate::value::Value;
use std::borrow::Cow;

/// The members of an object that is read property by property.
#[doc(hidden)]
#[derive(Debug)]
pub struct Members<'a> {
    object: &'a Object,
    reader: &'a mut Reader,
    /// Which members have been read.
    read: Vec<bool>,
    /// The member after the one that was read last, which is the next one if both orders are alike.
    next: usize,
}

impl<'a> Members<'a> {
    pub(super) fn new(object: &'a Object, reader: &'a mut Reader) -> Self {
        Self {
            read: vec![false; object.len()],
            object,
            reader,
            next: 0,
        }
    }

    /// A property that may be left out.
    pub fn optional<T: FromJson>(&mut self, key: &'static str) -> Option<Value<T>> {
        let json = self.take(key)?;
        Some(self.reader.value(&Step::Key(key), json))
    }

    /// A property without which the struct is none.
    pub fn required<T: FromJson>(&mut self, key: &'static str) -> Option<Value<T>> {
        match self.take(key) {
            Some(json) => Some(self.reader.value(&Step::Key(key), json)),
            None => self
                .reader
                .note(format!("the required property `{key}` is missing")),
        }
    }

    /// What has not been read, and the order of everything if it is not that of the names.
    #[must_use]
    pub fn rest(self) -> OtherProperties {
        let sorted = self.object.members().is_sorted_by(|(a, _), (b, _)| a < b);
        if sorted && self.read.iter().all(|read| *read) {
            return OtherProperties::new();
        }
        let members = self.object.members().zip(&self.read);
        let entries = members.map(|((key, value), read)| {
            if *read {
                return (key.clone(), None);
            }
            let before = self.reader.misfits.len();
            let _: Option<()> = self.reader.note(format!(
                "{} is set, and the type has no such property",
                value.kind()
            ));
            self.reader.prefix(before, &Step::Key(key));
            (key.clone(), Some(value.clone()))
        });
        OtherProperties(Some(Box::new(entries.collect())))
    }

    fn take(&mut self, key: &str) -> Option<&'a Json> {
        let (index, json) = self.object.find_from(self.next, key)?;
        if let Some(read) = self.read.get_mut(index) {
            *read = true;
        }
        self.next = index + 1;
        Some(json)
    }
}

/// The properties of a struct that its type does not have: newer than this crate, or misspelt.
///
/// They are read from templates, and can be set, for AWS adds properties every week. One that has the name
/// of a property of the type takes its place.
///
/// A struct that was read keeps the order of its properties here, too.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(
    clippy::box_collection,
    reason = "every generated struct has one, and it is nearly always empty"
)]
pub struct OtherProperties(Option<Box<Vec<Entry>>>);

/// A property; without a value it is one of the type, and this is its place.
type Entry = (Cow<'static, str>, Option<Json>);

impl OtherProperties {
    /// No other properties.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Sets a property by its name in CloudFormation, whatever the type knows of it.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Json>) {
        let (name, value) = (name.into(), Some(value.into()));
        let entries = self.0.get_or_insert_default();
        match entries.iter_mut().find(|(other, _)| *other == name) {
            Some((_, old)) => *old = value,
            None => insert_by_name(entries, name, value),
        }
    }

    /// The property of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        let mut found = self.iter().filter(|(other, _)| *other == name);
        found.next().map(|(_, value)| value)
    }

    /// Takes the property of that name out.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let entries = self.0.as_mut()?;
        let (_, value) = entries.iter_mut().find(|(other, _)| other == name)?;
        value.take()
    }

    /// The properties in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        let entries = self.0.iter().flat_map(|entries| entries.iter());
        entries.filter_map(|(name, value)| Some((name.as_ref(), value.as_ref()?)))
    }

    /// Adds them to the properties that the type has, which are complete then, and puts all of them in order.
    #[doc(hidden)]
    pub fn put(&self, object: &mut Object) {
        if let Some(entries) = &self.0 {
            put(entries, object);
        }
    }
}

fn put(entries: &[Entry], object: &mut Object) {
    let mut own = std::mem::take(object);
    let mut all = Vec::with_capacity(own.len().max(entries.len()));
    for (name, value) in entries {
        let typed = own.remove(name);
        if let Some(value) = value.clone().or(typed) {
            all.push((name.clone(), value));
        }
    }
    for (name, value) in own {
        insert_by_name(&mut all, name, value);
    }
    *object = Object::from_unique(all);
}

/// Inserts before the first entry that has a greater name.
pub(crate) fn insert_by_name<T>(
    entries: &mut Vec<(Cow<'static, str>, T)>,
    name: Cow<'static, str>,
    value: T,
) {
    let at = entries.iter().position(|(other, _)| *other > name);
    entries.insert(at.unwrap_or(entries.len()), (name, value));
}
