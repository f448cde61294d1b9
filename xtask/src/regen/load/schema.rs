//! A resource provider schema: the document with its definitions and the marks on its properties.

mod node;
#[cfg(test)]
mod tests;

use super::check_type_name;
use super::json::{self, Here};
use anyhow::{Result, bail};
pub use node::{Additional, JsonType, Node};
use std::collections::{BTreeMap, BTreeSet};

/// Keys of the document that say nothing about what a template may hold.
const IGNORED: &[&str] = &[
    "$id",
    "$schema",
    "additionalIdentifiers",
    "documentationUrl",
    "handlers",
    "lifecycle",
    "propertyTransform",
    "replacementStrategy",
    "resourceLink",
    "sourceUrl",
    "typeConfiguration",
];

/// A provider schema.
///
/// The sets of properties hold paths such as `Policies/PasswordPolicy`, with `*` for the items of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// The resource type, such as `AWS::Cognito::UserPool`.
    pub type_name: String,
    /// The link to its documentation, which few schemas have.
    pub documentation: Option<String>,
    /// The document as a schema: the resource's properties, and what is required.
    pub root: Node,
    /// By name; also the targets of references that lead elsewhere, by their pointer: `#/properties/Arn`.
    pub definitions: BTreeMap<String, Node>,
    /// A change of these replaces the resource.
    pub create_only: BTreeSet<String>,
    /// A change of these may replace the resource.
    pub conditional_create_only: BTreeSet<String>,
    /// What the service sets.
    pub read_only: BTreeSet<String>,
    /// What the service never shows.
    pub write_only: BTreeSet<String>,
    /// What should not be used any more.
    pub deprecated: BTreeSet<String>,
    /// What identifies a resource, in order.
    pub primary_identifier: Vec<String>,
    /// The property that takes the tags, if the resource can have some.
    pub tags: Option<String>,
    /// What is new or odd in the file and was passed over.
    pub notes: Vec<String>,
}

impl Schema {
    /// Reads a schema; `file` names it in messages.
    ///
    /// # Errors
    ///
    /// It is not JSON, or not a provider schema; the message names the place.
    pub fn parse(file: &str, bytes: &[u8]) -> Result<Self> {
        let document = json::parse(file, bytes)?;
        let here = Here::root(file, &document);
        if document.get("ResourceSpecificationVersion").is_some() {
            return Err(
                here.error("this is the resource specification; expected a provider schema")
            );
        }
        let type_name = here.need("typeName")?;
        check_type_name(type_name.string()?, &type_name)?;
        here.need("properties")?;

        let mut reader = node::Reader::new(&document);
        let mut tagging = Tagging::default();
        let mut schema = Self {
            type_name: type_name.string()?.to_owned(),
            documentation: None,
            root: Node::default(),
            definitions: BTreeMap::new(),
            create_only: BTreeSet::new(),
            conditional_create_only: BTreeSet::new(),
            read_only: BTreeSet::new(),
            write_only: BTreeSet::new(),
            deprecated: BTreeSet::new(),
            primary_identifier: Vec::new(),
            tags: None,
            notes: Vec::new(),
        };
        for entry in here.entries()? {
            match entry.name() {
                "typeName" => {}
                "documentationUrl" => schema.documentation = Some(entry.string()?.to_owned()),
                "definitions" => schema.definitions = reader.nodes(&entry)?,
                "createOnlyProperties" => schema.create_only.extend(reader.paths(&entry)?),
                "conditionalCreateOnlyProperties" => {
                    schema.conditional_create_only.extend(reader.paths(&entry)?);
                }
                "readOnlyProperties" => schema.read_only.extend(reader.paths(&entry)?),
                "writeOnlyProperties" => schema.write_only.extend(reader.paths(&entry)?),
                "deprecatedProperties" => schema.deprecated.extend(reader.paths(&entry)?),
                "primaryIdentifier" => schema.primary_identifier = reader.paths(&entry)?,
                "taggable" => tagging.older = Some(entry.boolean()?),
                "tagging" => tagging.read(&entry, &mut reader)?,
                name if IGNORED.contains(&name) => {}
                _ => reader.keyword(&mut schema.root, &entry)?,
            }
        }
        while let Some(pointer) = reader.next_pointer() {
            if let Some(target) = document.pointer(node::fragment(&pointer)) {
                let target = reader.node(&Here::pointed(file, &pointer, target))?;
                schema.definitions.insert(pointer, target);
            }
        }
        for definition in schema.definitions.values() {
            // AWS has definitions of this kind that nothing refers to; to follow one is an error.
            if let Err(circle) = schema.resolve(definition) {
                reader.note(circle.to_string(), &here);
            }
        }
        schema.tags = tagging.property(&schema.root);
        schema.notes = reader.into_notes();
        Ok(schema)
    }

    /// The node itself, or what its reference leads to in the end.
    ///
    /// What stands beside the reference is not merged into the result.
    ///
    /// # Errors
    ///
    /// The references go round in a circle.
    pub fn resolve<'a>(&'a self, node: &'a Node) -> Result<&'a Node> {
        let mut seen = Vec::new();
        let mut current = node;
        while let Some(name) = &current.reference {
            let is_circle = seen.contains(&name.as_str());
            seen.push(name);
            if is_circle {
                let circle = seen.join(" -> ");
                bail!(
                    "{}: the references of definitions go round in a circle: {circle}",
                    self.type_name
                );
            }
            let Some(next) = self.definitions.get(name) else {
                bail!("{}: there is no definition `{name}`", self.type_name);
            };
            current = next;
        }
        Ok(current)
    }
}

/// What a schema says about tags, in the current and in the older way.
#[derive(Default)]
struct Tagging {
    taggable: Option<bool>,
    path: Option<String>,
    older: Option<bool>,
}

impl Tagging {
    fn read(&mut self, here: &Here<'_, '_>, reader: &mut node::Reader<'_>) -> Result<()> {
        for entry in here.entries()? {
            match entry.name() {
                "taggable" => self.taggable = Some(entry.boolean()?),
                "tagProperty" => self.path = reader.path(&entry)?,
                "cloudFormationSystemTags" | "permissions" | "tagOnCreate" | "tagUpdatable" => {}
                _ => reader.unknown(&entry),
            }
        }
        Ok(())
    }

    /// The property that takes the tags, which is `Tags` unless the schema says otherwise.
    ///
    /// Tags inside a list of another property (`TagSpecifications/*/Tags`) are none of the resource's own.
    fn property(self, root: &Node) -> Option<String> {
        let is_taggable = self.taggable.or(self.older).unwrap_or(true);
        let name = self.path.unwrap_or_else(|| "Tags".to_owned());
        (is_taggable && root.properties.contains_key(&name)).then_some(name)
    }
}
