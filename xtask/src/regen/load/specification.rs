//! The `CloudFormation` resource specification: resource types, property types, and their properties.

#[cfg(test)]
mod tests;

use super::check_type_name;
use super::json::{self, Here, Notes};
use anyhow::Result;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A resource specification.
#[derive(Debug, Clone, PartialEq)]
pub struct Specification {
    /// The `ResourceSpecificationVersion`, such as `236.0.0`.
    pub version: String,
    /// By name, such as `AWS::Cognito::UserPool`.
    pub resource_types: BTreeMap<String, SpecResource>,
    /// By name, such as `AWS::Cognito::UserPool.Policies`, or `Tag`, which is everybody's.
    pub property_types: BTreeMap<String, SpecPropertyType>,
    /// What is new in the file and was passed over.
    pub notes: Vec<String>,
}

/// A resource type.
#[derive(Debug, Clone, PartialEq)]
pub struct SpecResource {
    /// The link to its documentation.
    pub documentation: Option<String>,
    /// What a template sets.
    pub properties: BTreeMap<String, SpecProperty>,
    /// What `Fn::GetAtt` gives, by a name that may have dots.
    pub attributes: BTreeMap<String, SpecType>,
    /// Whether properties that are not listed may be set.
    pub additional_properties: bool,
}

/// A property type.
#[derive(Debug, Clone, PartialEq)]
pub enum SpecPropertyType {
    /// An object.
    Object {
        /// The link to its documentation.
        documentation: Option<String>,
        /// What it holds.
        properties: BTreeMap<String, SpecProperty>,
    },
    /// A name for a list, a map or a primitive.
    Alias(SpecProperty),
}

/// A property of a resource type or a property type.
#[derive(Debug, Clone, PartialEq)]
pub struct SpecProperty {
    /// The link to its documentation.
    pub documentation: Option<String>,
    /// Whether a template must set it.
    pub required: bool,
    /// What a change of it does to the resource.
    pub update: SpecUpdate,
    /// Whether a list may hold a value twice.
    pub duplicates_allowed: Option<bool>,
    /// Its type.
    pub ty: SpecType,
}

/// What a change of a property does to the resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpecUpdate {
    /// It is updated.
    Mutable,
    /// It is replaced.
    Immutable,
    /// It is updated or replaced, which depends on more than the specification says.
    Conditional,
}

/// The type of a property or an attribute.
#[derive(Debug, Clone, PartialEq)]
pub enum SpecType {
    /// A primitive.
    Primitive(Primitive),
    /// A property type, as written: `Policies`, `Tag`.
    Named(String),
    /// A list of one type.
    List(Box<SpecType>),
    /// A map from strings to one type.
    Map(Box<SpecType>),
}

/// A primitive type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the specification's own")]
pub enum Primitive {
    String,
    Integer,
    Long,
    Double,
    Boolean,
    Timestamp,
    Json,
}

impl Primitive {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "String" => Self::String,
            "Integer" => Self::Integer,
            "Long" => Self::Long,
            "Double" => Self::Double,
            "Boolean" => Self::Boolean,
            "Timestamp" => Self::Timestamp,
            "Json" => Self::Json,
            _ => return None,
        })
    }
}

impl Specification {
    /// Reads a specification; `file` names it in messages.
    ///
    /// # Errors
    ///
    /// It is not JSON, or not a specification; the message names the place.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let document = json::parse(file, bytes)?;
        let root = Here::root(file, &document);
        if document.get("typeName").is_some() {
            return Err(
                root.error("this is a provider schema; expected the resource specification")
            );
        }
        let property_types = root.need("PropertyTypes")?;
        let mut reader = Reader {
            property_types: property_types.object()?,
            notes: Notes::default(),
        };
        let mut specification = Self {
            version: root
                .need("ResourceSpecificationVersion")?
                .string()?
                .to_owned(),
            resource_types: BTreeMap::new(),
            property_types: BTreeMap::new(),
            notes: Vec::new(),
        };
        for resource in root.need("ResourceTypes")?.entries()? {
            check_type_name(resource.name(), &resource)?;
            let read = reader.resource(&resource)?;
            specification
                .resource_types
                .insert(resource.name().to_owned(), read);
        }
        for property_type in property_types.entries()? {
            let read = reader.property_type(&property_type)?;
            specification
                .property_types
                .insert(property_type.name().to_owned(), read);
        }
        for property_type in property_types.entries()? {
            specification.check_alias(&property_type)?;
        }
        for entry in root.entries()? {
            if ![
                "PropertyTypes",
                "ResourceTypes",
                "ResourceSpecificationVersion",
            ]
            .contains(&entry.name())
            {
                reader.unknown(&entry);
            }
        }
        specification.notes = reader.notes.into_lines();
        Ok(specification)
    }

    /// The property type that a resource type means by `name`, with its full name: its own one, or else
    /// everybody's.
    #[must_use]
    pub fn property_type(&self, resource: &str, name: &str) -> Option<(&str, &SpecPropertyType)> {
        let own = self
            .property_types
            .get_key_value(&format!("{resource}.{name}"));
        let found = own.or_else(|| self.property_types.get_key_value(name));
        found.map(|(name, property_type)| (name.as_str(), property_type))
    }

    /// Refuses an alias that is made of itself: it would be a type without an end.
    fn check_alias(&self, here: &Here<'_, '_>) -> Result<()> {
        let owner = owner(here.name());
        let mut seen = vec![here.name()];
        let mut current = self.property_types.get(here.name());
        while let Some(SpecPropertyType::Alias(property)) = current {
            let mut ty = &property.ty;
            while let SpecType::List(items) | SpecType::Map(items) = ty {
                ty = items;
            }
            let SpecType::Named(name) = ty else { break };
            let Some((name, next)) = self.property_type(owner, name) else {
                break;
            };
            let is_circle = seen.contains(&name);
            seen.push(name);
            if is_circle {
                return Err(here.error(format_args!(
                    "the type is made of itself: {}",
                    seen.join(" -> ")
                )));
            }
            current = Some(next);
        }
        Ok(())
    }
}

/// The resource type that a property type belongs to; nothing for one that is everybody's.
fn owner(property_type: &str) -> &str {
    property_type.split_once('.').map_or("", |(owner, _)| owner)
}

struct Reader<'v> {
    /// The property types as they stand in the file: a name is looked up in them.
    property_types: &'v Map<String, Value>,
    notes: Notes,
}

impl Reader<'_> {
    fn resource(&mut self, here: &Here<'_, '_>) -> Result<SpecResource> {
        let mut resource = SpecResource {
            documentation: None,
            properties: self.properties(here.name(), &here.need("Properties")?)?,
            attributes: BTreeMap::new(),
            additional_properties: false,
        };
        for entry in here.entries()? {
            match entry.name() {
                "Properties" => {}
                "Documentation" => resource.documentation = Some(entry.string()?.to_owned()),
                "AdditionalProperties" => resource.additional_properties = entry.boolean()?,
                "Attributes" => {
                    for attribute in entry.entries()? {
                        let ty = self.attribute(here.name(), &attribute)?;
                        resource.attributes.insert(attribute.name().to_owned(), ty);
                    }
                }
                _ => self.unknown(&entry),
            }
        }
        Ok(resource)
    }

    fn property_type(&mut self, here: &Here<'_, '_>) -> Result<SpecPropertyType> {
        if let Some((owner, name)) = here.name().split_once('.') {
            check_type_name(owner, here)?;
            if name.is_empty() {
                return Err(here.error("the property type has an empty name"));
            }
        }
        let owner = owner(here.name());
        let entries = here.entries()?;
        if !entries.iter().any(|entry| entry.name() == "Properties") {
            return Ok(SpecPropertyType::Alias(self.property(owner, here)?));
        }
        let mut documentation = None;
        let mut properties = BTreeMap::new();
        for entry in &entries {
            match entry.name() {
                "Documentation" => documentation = Some(entry.string()?.to_owned()),
                "Properties" => properties = self.properties(owner, entry)?,
                _ => self.unknown_in_type(entry)?,
            }
        }
        Ok(SpecPropertyType::Object {
            documentation,
            properties,
        })
    }

    fn properties(
        &mut self,
        owner: &str,
        here: &Here<'_, '_>,
    ) -> Result<BTreeMap<String, SpecProperty>> {
        let mut properties = BTreeMap::new();
        for property in here.entries()? {
            properties.insert(property.name().to_owned(), self.property(owner, &property)?);
        }
        Ok(properties)
    }

    fn property(&mut self, owner: &str, here: &Here<'_, '_>) -> Result<SpecProperty> {
        let mut documentation = None;
        let mut duplicates_allowed = None;
        let mut keys = TypeKeys::default();
        for entry in here.entries()? {
            match entry.name() {
                "Required" | "UpdateType" => {}
                "Documentation" => documentation = Some(entry.string()?.to_owned()),
                "DuplicatesAllowed" => duplicates_allowed = Some(entry.boolean()?),
                _ if keys.take(&entry)? => {}
                _ => self.unknown_in_type(&entry)?,
            }
        }
        Ok(SpecProperty {
            documentation,
            ty: self.ty(owner, &keys, here)?,
            required: here.need("Required")?.boolean()?,
            update: update(&here.need("UpdateType")?)?,
            duplicates_allowed,
        })
    }

    fn attribute(&mut self, owner: &str, here: &Here<'_, '_>) -> Result<SpecType> {
        let mut keys = TypeKeys::default();
        for entry in here.entries()? {
            if !keys.take(&entry)? {
                self.unknown_in_type(&entry)?;
            }
        }
        self.ty(owner, &keys, here)
    }

    fn ty(&self, owner: &str, keys: &TypeKeys<'_>, here: &Here<'_, '_>) -> Result<SpecType> {
        match *keys {
            TypeKeys {
                primitive: Some(name),
                ty: None,
                item: None,
                primitive_item: None,
            } => primitive(name, &here.need("PrimitiveType")?),
            TypeKeys {
                ty: Some(collection @ ("List" | "Map")),
                primitive: None,
                item,
                primitive_item,
            } => {
                let items = match (item, primitive_item) {
                    (Some(name), None) => self.named(owner, name, &here.need("ItemType")?)?,
                    (None, Some(name)) => primitive(name, &here.need("PrimitiveItemType")?)?,
                    _ => {
                        return Err(here.error(format_args!(
                            "the type is `{collection}`: expected either `ItemType` or `PrimitiveItemType`, found {}",
                            if item.is_some() { "both" } else { "neither" }
                        )));
                    }
                };
                let items = Box::new(items);
                Ok(if collection == "List" {
                    SpecType::List(items)
                } else {
                    SpecType::Map(items)
                })
            }
            TypeKeys {
                ty: Some(name),
                primitive: None,
                item: None,
                primitive_item: None,
            } => self.named(owner, name, &here.need("Type")?),
            TypeKeys {
                ty: None,
                primitive: None,
                item: None,
                primitive_item: None,
            } => Err(here.expected("a type (the key `Type` or `PrimitiveType`)")),
            _ => Err(here.error(format_args!("expected one type, found {}", keys.written()))),
        }
    }

    /// A property type by name, which must be one.
    fn named(&self, owner: &str, name: &str, here: &Here<'_, '_>) -> Result<SpecType> {
        let own = format!("{owner}.{name}");
        let is_known = |name: &str| self.property_types.contains_key(name);
        // With a dot it would be another resource's type, which the specification does not use.
        if !name.contains('.') && (is_known(&own) || is_known(name)) {
            return Ok(SpecType::Named(name.to_owned()));
        }
        let hint = if Primitive::from_name(name).is_some() {
            "; a primitive belongs in `PrimitiveType` or `PrimitiveItemType`".to_owned()
        } else if name.contains('.') {
            "; a name stands without its resource type".to_owned()
        } else if owner.is_empty() {
            String::new()
        } else {
            let name = json::shorten(name);
            format!(": neither `{owner}.{name}` nor a common `{name}`")
        };
        let name = json::shorten(name);
        Err(here.error(format_args!(
            "the property type `{name}` does not exist{hint}"
        )))
    }

    /// A key that is new to this reader, in an object that says what a value may be.
    ///
    /// All such keys end in `Type`: a new one of these cannot be passed over, any other can.
    fn unknown_in_type(&mut self, here: &Here<'_, '_>) -> Result<()> {
        if here.name().ends_with("Type") {
            return Err(here.error(format_args!(
                "the key `{}` is unknown here and may change the type: teach load/specification.rs what it means",
                json::shorten(here.name())
            )));
        }
        self.unknown(here);
        Ok(())
    }

    fn unknown(&mut self, here: &Here<'_, '_>) {
        let name = json::shorten(here.name());
        self.notes
            .add(format!("the new key `{name}` is passed over"), here);
    }
}

/// The four keys that make a type.
#[derive(Default)]
struct TypeKeys<'v> {
    ty: Option<&'v str>,
    item: Option<&'v str>,
    primitive: Option<&'v str>,
    primitive_item: Option<&'v str>,
}

impl<'v> TypeKeys<'v> {
    /// Takes the entry if it is one of the four.
    fn take(&mut self, entry: &Here<'_, 'v>) -> Result<bool> {
        let key = match entry.name() {
            "Type" => &mut self.ty,
            "ItemType" => &mut self.item,
            "PrimitiveType" => &mut self.primitive,
            "PrimitiveItemType" => &mut self.primitive_item,
            _ => return Ok(false),
        };
        *key = Some(entry.string()?);
        Ok(true)
    }

    /// The keys as they stand in the file, for a message.
    fn written(&self) -> String {
        let keys = [
            ("Type", self.ty),
            ("ItemType", self.item),
            ("PrimitiveType", self.primitive),
            ("PrimitiveItemType", self.primitive_item),
        ];
        let written = keys.iter().filter_map(|(key, value)| {
            value.map(|value| format!("{key} `{}`", json::shorten(value)))
        });
        written.collect::<Vec<_>>().join(", ")
    }
}

fn primitive(name: &str, here: &Here<'_, '_>) -> Result<SpecType> {
    Primitive::from_name(name)
        .map(SpecType::Primitive)
        .ok_or_else(|| here.expected("String, Integer, Long, Double, Boolean, Timestamp or Json"))
}

fn update(here: &Here<'_, '_>) -> Result<SpecUpdate> {
    match here.string()? {
        "Mutable" => Ok(SpecUpdate::Mutable),
        "Immutable" => Ok(SpecUpdate::Immutable),
        "Conditional" => Ok(SpecUpdate::Conditional),
        _ => Err(here.expected("Mutable, Immutable or Conditional")),
    }
}
