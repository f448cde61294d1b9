//! The model: the one intermediate representation that both upstream sources are merged into.
//!
//! Emitters read nothing else. It is written to `spec/model.json`, so that a new upstream version is
//! reviewed as a difference of facts before it is one of code.

mod build;
mod from_schema;
mod from_specification;
#[cfg(test)]
mod tests;

pub use build::build;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything that the emitters know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// `ResourceSpecificationVersion` of the specification.
    pub specification: String,
    /// Kinds of ids and ARNs, from the overlay.
    pub identifiers: BTreeMap<String, Identifier>,
    /// Property types that belong to no resource type, such as `Tag`.
    pub globals: BTreeMap<String, PropertyType>,
    /// The resource types by name.
    pub resources: BTreeMap<String, Resource>,
}

/// A kind of id or ARN: what typed references are typed by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Identifier {
    /// What it identifies, as a noun phrase.
    pub what: String,
    /// The bounds of a literal.
    #[serde(flatten)]
    pub bounds: TextBounds,
    /// A text of the kind.
    pub example: String,
    /// AWS's documentation.
    pub link: String,
}

/// A resource type.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// AWS's documentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documentation: Option<String>,
    /// The properties by name.
    pub properties: BTreeMap<String, Property>,
    /// The property types by name, without the resource type in front.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub types: BTreeMap<String, PropertyType>,
    /// What `Fn::GetAtt` gives, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Attribute>,
    /// What `Ref` gives, if it is a known kind of identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The property that takes tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<String>,
    /// Whether properties beyond the published ones are taken.
    #[serde(default, skip_serializing_if = "is_false")]
    pub additional_properties: bool,
}

/// A property type: an object inside a resource's properties.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PropertyType {
    /// AWS's documentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documentation: Option<String>,
    /// The properties by name.
    pub properties: BTreeMap<String, Property>,
}

/// A property.
#[allow(
    clippy::struct_excessive_bools,
    reason = "the facts are independent of each other"
)]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Property {
    /// AWS's documentation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documentation: Option<String>,
    /// Whether it must be set.
    #[serde(default, skip_serializing_if = "is_false")]
    pub required: bool,
    /// Whether the service refuses the resource without it, although CloudFormation calls it optional.
    #[serde(default, skip_serializing_if = "is_false")]
    pub needed: bool,
    /// What a change does.
    pub update: Update,
    /// What the overlay says of changes that upstream calls possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub immutable: Option<Immutable>,
    /// Whether the value is a secret, or holds one.
    #[serde(default, skip_serializing_if = "is_false")]
    pub secret: bool,
    /// Whether AWS advises against it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The name of the field, where the overlay gives one.
    #[serde(default, rename = "rustName", skip_serializing_if = "Option::is_none")]
    pub rust_name: Option<String>,
    /// What values it takes.
    #[serde(rename = "type")]
    pub ty: Ty,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attribute {
    /// Whether the value is a secret.
    #[serde(default, skip_serializing_if = "is_false")]
    pub secret: bool,
    /// What values it has.
    #[serde(rename = "type")]
    pub ty: Ty,
}

/// What a change of a property does, by the name in the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Update {
    /// The resource is changed in place.
    Mutable,
    /// The resource is replaced.
    Immutable,
    /// One or the other, depending on the values.
    Conditional,
}

/// Why a setting cannot change in place although upstream says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Immutable {
    /// The service refuses the change.
    Refused,
    /// The resource is replaced.
    Replacement,
    /// Entries can be added, and nothing else.
    AdditionsOnly,
}

/// What a change of a property does, with everything that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The resource is changed in place.
    NoInterruption,
    /// It depends on the values whether the resource is replaced.
    Conditional,
    /// The resource is replaced.
    Replacement,
    /// The service refuses the change.
    Refused,
    /// Entries can be added, and nothing else.
    AdditionsOnly,
}

impl Property {
    /// What a change does: the overlay knows better than upstream.
    #[must_use]
    pub const fn effect(&self) -> Effect {
        match (self.immutable, self.update) {
            (Some(Immutable::Refused), _) => Effect::Refused,
            (Some(Immutable::AdditionsOnly), _) => Effect::AdditionsOnly,
            (Some(Immutable::Replacement), _) | (None, Update::Immutable) => Effect::Replacement,
            (None, Update::Mutable) => Effect::NoInterruption,
            (None, Update::Conditional) => Effect::Conditional,
        }
    }
}

/// What values a property takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Ty {
    /// A text.
    Text(TextBounds),
    /// A whole number.
    Integer(IntBounds),
    /// A number.
    Double(DoubleBounds),
    /// `true` or `false`.
    Boolean,
    /// Free-form JSON.
    Json,
    /// One of these texts.
    Enum(Vec<String>),
    /// An id or ARN of a kind in [`Model::identifiers`].
    Identifier(IdentifierRef),
    /// A property type of the same resource type.
    Type(String),
    /// A property type in [`Model::globals`].
    Global(String),
    /// A list.
    List(ListOf),
    /// A map from texts.
    Map(MapOf),
}

/// A use of an identifier: its kind, and bounds that are narrower than the kind's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IdentifierRef {
    /// The kind.
    pub kind: String,
    /// The bounds of the property itself.
    #[serde(flatten)]
    pub bounds: TextBounds,
}

impl IdentifierRef {
    /// A use without bounds of its own.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            bounds: TextBounds::default(),
        }
    }
}

/// The values and bounds of a map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MapOf {
    /// What the values are.
    pub values: Box<Ty>,
    /// The least number of entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u32>,
    /// The greatest number of entries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u32>,
}

impl MapOf {
    /// A map without bounds.
    #[must_use]
    pub fn new(values: Ty) -> Self {
        Self {
            values: Box::new(values),
            min_items: None,
            max_items: None,
        }
    }
}

/// The elements and bounds of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ListOf {
    /// What the elements are.
    pub items: Box<Ty>,
    /// The least number of elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u32>,
    /// The greatest number of elements.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u32>,
    /// Whether no element may stand twice.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unique_items: bool,
}

impl ListOf {
    /// A list without bounds.
    #[must_use]
    pub fn new(items: Ty) -> Self {
        Self {
            items: Box::new(items),
            min_items: None,
            max_items: None,
            unique_items: false,
        }
    }
}

/// The bounds of a text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextBounds {
    /// The least number of characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// The greatest number of characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// The regular expression that it matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
}

impl TextBounds {
    /// Whether every text keeps to them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The bounds of a whole number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct IntBounds {
    /// The least value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<i64>,
    /// The greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<i64>,
}

impl IntBounds {
    /// Whether every number keeps to them.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The bounds of a number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DoubleBounds {
    /// The least value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<f64>,
    /// The greatest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<f64>,
}

impl Model {
    /// The text of `spec/model.json`.
    pub fn to_json(&self) -> anyhow::Result<String> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }

    /// Reads `spec/model.json`.
    pub fn from_json(file: &str, text: &str) -> anyhow::Result<Self> {
        use anyhow::Context as _;
        serde_json::from_str(text)
            .with_context(|| format!("{file} is not a model that this version of xtask wrote"))
    }
}

impl Ty {
    /// A text without bounds.
    #[must_use]
    pub fn text() -> Self {
        Self::Text(TextBounds::default())
    }

    /// The type inside all lists and maps.
    #[must_use]
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(list) => list.items.innermost(),
            Self::Map(map) => map.values.innermost(),
            _ => self,
        }
    }

    /// The name by which the overlay and messages call the type.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Text(_) | Self::Enum(_) | Self::Identifier(_) => "String".to_owned(),
            Self::Integer(_) => "Integer".to_owned(),
            Self::Double(_) => "Double".to_owned(),
            Self::Boolean => "Boolean".to_owned(),
            Self::Json => "Json".to_owned(),
            Self::Type(name) | Self::Global(name) => name.clone(),
            Self::List(list) => format!("List<{}>", list.items.name()),
            Self::Map(map) => format!("Map<{}>", map.values.name()),
        }
    }
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_false(value: &bool) -> bool {
    !*value
}
