//! The shape of a resource type, whichever side it was read from.

use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Resource {
    pub(crate) properties: Type,
    pub(crate) attributes: BTreeSet<String>,
    /// The property types by their names.
    pub(crate) types: BTreeMap<String, Type>,
}

/// The properties of a type by their names.
pub(crate) type Type = BTreeMap<String, Property>;

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Property {
    pub(crate) required: bool,
    /// What a change does.
    pub(crate) update: String,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Integer,
    Boolean,
    Json,
    Object(String),
    List(Box<Kind>),
    Map(Box<Kind>),
}
