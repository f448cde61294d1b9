//! What of the upstream sources goes into the repository: the selected resource types, without prose, and
//! the lock that says where they came from.
//!
//! A pure function of its input: the same sources and the same selection give the same bytes, and pinning
//! what is pinned changes nothing.

mod lock;
mod prose;
#[cfg(test)]
mod tests;

use super::load::check_type_name;
use super::load::json::{self, Here};
use anyhow::{Context as _, Error, Result, anyhow};
pub use lock::{Lock, LockedSource};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The file of the selected part of the resource specification.
const SPECIFICATION: &str = "specification.json";

/// What the whole specification is called in messages.
const UPSTREAM: &str = "the resource specification";

/// The pinned files, by their path below `spec/upstream/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// `specification.json`, and `schemas/aws-cognito-userpool.json` and so on.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Pin {
    /// A file by its path.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn file(&self, path: &str) -> Result<&[u8]> {
        let file = self
            .files
            .get(path)
            .with_context(|| format!("{path} is not among the pinned files"))?;
        Ok(file)
    }

    /// The SHA-256 of each file, for the lock.
    #[must_use]
    pub fn digests(&self) -> BTreeMap<String, String> {
        self.files
            .iter()
            .map(|(path, bytes)| (path.clone(), super::digest::sha256(bytes)))
            .collect()
    }
}

/// Takes the `selected` resource types out of the sources; `schemas` go by their file names.
///
/// Of what is not selected nothing is checked but that it is JSON: a mistake of AWS's in some other service
/// stops nobody.
///
/// # Errors
///
/// A selected type is in neither source, or a source cannot be read.
pub fn pin(
    spec_bytes: &[u8],
    schemas: &BTreeMap<String, Vec<u8>>,
    selected: &BTreeSet<String>,
) -> Result<Pin> {
    let specification = Source::open(spec_bytes)?;
    let mut files = BTreeMap::new();
    let mut in_specification = BTreeSet::new();
    for name in selected {
        let schema = schema(schemas, name)?;
        if specification.resource_types.contains_key(name) {
            in_specification.insert(name.as_str());
        } else if schema.is_none() {
            return Err(unknown(&specification, schemas, name));
        }
        if let Some((file, mut schema)) = schema {
            prose::strip(&mut schema);
            files.insert(format!("schemas/{file}"), render(schema)?);
        }
    }
    files.insert(
        SPECIFICATION.to_owned(),
        render(specification.part(&in_specification))?,
    );
    Ok(Pin { files })
}

/// The names of all resource types of both sources.
///
/// # Errors
///
/// A source cannot be read.
pub fn resource_types(
    spec_bytes: &[u8],
    schemas: &BTreeMap<String, Vec<u8>>,
) -> Result<BTreeSet<String>> {
    let mut names: BTreeSet<_> = Source::open(spec_bytes)?
        .resource_types
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    for (file, bytes) in schemas {
        let schema = json::parse(file, bytes)?;
        names.insert(
            Here::root(file, &schema)
                .need("typeName")?
                .string()?
                .to_owned(),
        );
    }
    Ok(names)
}

/// The schema of a resource type with its file, if there is one that spells the type so.
fn schema(schemas: &BTreeMap<String, Vec<u8>>, type_name: &str) -> Result<Option<(String, Value)>> {
    let file = file_name(type_name);
    let Some(bytes) = schemas.get(&file) else {
        return Ok(None);
    };
    let schema = json::parse(&file, bytes)?;
    let found = Here::root(&file, &schema);
    let found = found.need("typeName")?;
    if found.string()? != type_name {
        return Ok(None);
    }
    // The file's name is made of it.
    check_type_name(type_name, &found)?;
    Ok(Some((file, schema)))
}

/// The file of a resource type's schema, as AWS names it: `aws-cognito-userpool.json`.
fn file_name(type_name: &str) -> String {
    format!("{}.json", type_name.replace("::", "-").to_ascii_lowercase())
}

/// The error that a selected type is in no source, with the one that differs in case.
fn unknown(specification: &Source, schemas: &BTreeMap<String, Vec<u8>>, name: &str) -> Error {
    let in_specification = specification
        .resource_types
        .keys()
        .find(|known| known.eq_ignore_ascii_case(name))
        .cloned();
    let in_schemas = || {
        let file = file_name(name);
        let schema = json::parse(&file, schemas.get(&file)?).ok()?;
        Some(schema.get("typeName")?.as_str()?.to_owned())
    };
    let hint = match in_specification.or_else(in_schemas) {
        Some(known) => format!("did you mean `{}`?", json::shorten(&known)),
        None => "correct or remove it in spec/resources.toml".to_owned(),
    };
    anyhow!(
        "the selected resource type `{}` is neither in the resource specification nor in the schemas: {hint}",
        json::shorten(name)
    )
}

/// JSON with sorted keys, as it is committed.
fn render(mut value: Value) -> Result<Vec<u8>> {
    value.sort_all_objects();
    let mut bytes = serde_json::to_vec_pretty(&value).context("cannot write JSON")?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The resource specification, read as far as a selection needs.
struct Source {
    version: String,
    resource_types: Map<String, Value>,
    property_types: Map<String, Value>,
}

impl Source {
    fn open(bytes: &[u8]) -> Result<Self> {
        let mut document = json::parse(UPSTREAM, bytes)?;
        let root = Here::root(UPSTREAM, &document);
        let version = root
            .need("ResourceSpecificationVersion")?
            .string()?
            .to_owned();
        let mut take = |key| {
            Here::root(UPSTREAM, &document).need(key)?.object()?;
            let object = document.get_mut(key).and_then(Value::as_object_mut);
            Ok::<_, Error>(object.map(std::mem::take).unwrap_or_default())
        };
        Ok(Self {
            version,
            resource_types: take("ResourceTypes")?,
            property_types: take("PropertyTypes")?,
        })
    }

    /// A specification of nothing but the selected resource types, their property types, and those of
    /// everybody's that they reach.
    fn part(&self, selected: &BTreeSet<&str>) -> Value {
        let own = |name: &str| {
            name.split_once('.')
                .is_some_and(|(owner, _)| selected.contains(owner))
        };
        let mut resource_types = Map::new();
        let mut property_types = Map::new();
        let mut reached = Vec::new();
        for (name, resource) in self
            .resource_types
            .iter()
            .filter(|(name, _)| selected.contains(name.as_str()))
        {
            resource_types.insert(name.clone(), resource.clone());
            reached.extend(self.common(name, resource));
        }
        for (name, property_type) in self.property_types.iter().filter(|(name, _)| own(name)) {
            property_types.insert(name.clone(), property_type.clone());
            let owner = name.split_once('.').map_or("", |(owner, _)| owner);
            reached.extend(self.common(owner, property_type));
        }
        while let Some((name, property_type)) = reached.pop() {
            if property_types
                .insert(name.to_owned(), property_type.clone())
                .is_none()
            {
                reached.extend(self.common("", property_type));
            }
        }
        let mut part = Map::new();
        part.insert(
            "ResourceSpecificationVersion".to_owned(),
            Value::String(self.version.clone()),
        );
        part.insert("ResourceTypes".to_owned(), Value::Object(resource_types));
        part.insert("PropertyTypes".to_owned(), Value::Object(property_types));
        Value::Object(part)
    }

    /// The property types of everybody's that a type of `owner` refers to.
    fn common(&self, owner: &str, ty: &Value) -> Vec<(&str, &Value)> {
        let members =
            ["Properties", "Attributes"].map(|key| ty.get(key).and_then(Value::as_object));
        let members = members
            .into_iter()
            .flatten()
            .flat_map(Map::values)
            .chain([ty]);
        let names = members.flat_map(|member| {
            ["Type", "ItemType"].map(|key| member.get(key).and_then(Value::as_str))
        });
        let names = names.flatten().filter(|name| {
            !name.contains('.') && !self.property_types.contains_key(&format!("{owner}.{name}"))
        });
        names
            .filter_map(|name| self.property_types.get_key_value(name))
            .map(|(name, ty)| (name.as_str(), ty))
            .collect()
    }
}
