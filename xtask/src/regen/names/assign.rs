//! The Rust name of everything in the model, and the paths that `spec/names.lock` freezes.

use super::scope::{Scope, attributes, variants};
use super::split::words;
use super::{camel, field, module, resource_name, type_name, unshadowing};
use crate::regen::model::{Model, Property, Resource, Ty};
use anyhow::{Context as _, Result, anyhow};
use std::collections::{BTreeMap, BTreeSet};

/// The names of the whole crate.
#[derive(Debug)]
pub struct Names {
    resources: BTreeMap<String, ResourceNames>,
    globals: ResourceNames,
}

/// The names of a resource type and of everything in its module.
#[derive(Debug, Default)]
pub struct ResourceNames {
    /// The module of the service, which is its feature as well.
    pub service: String,
    /// The module of the resource type in it.
    pub module: String,
    /// The struct.
    pub ident: String,
    fields: BTreeMap<String, String>,
    types: BTreeMap<String, TypeNames>,
    attributes: BTreeMap<String, String>,
    /// By property type (or none) and property.
    stems: BTreeMap<Key, String>,
    enums: BTreeMap<Key, EnumNames>,
    /// The properties that have a type in `bounds`.
    bounded: BTreeSet<Key>,
}

/// A property type (or none, for the resource's own) and a property.
type Key = (Option<String>, String);

/// The names of a property type.
#[derive(Debug)]
pub struct TypeNames {
    /// The struct.
    pub ident: String,
    fields: BTreeMap<String, String>,
}

/// The names of an enum.
#[derive(Debug)]
pub struct EnumNames {
    /// The enum.
    pub ident: String,
    /// The values and their variants, in upstream's order.
    pub variants: Vec<(String, String)>,
}

impl Names {
    /// Names everything in the model.
    pub fn assign(model: &Model) -> Result<Self> {
        let mut resources = BTreeMap::new();
        let mut structs = Scope::new("the resource types of a service");
        for (cfn_type, resource) in &model.resources {
            let names = ResourceNames::assign(cfn_type, resource)
                .with_context(|| format!("cannot name `{}`", cfn_type.escape_debug()))?;
            let ResourceNames {
                service,
                module,
                ident,
                ..
            } = &names;
            for item in [module, ident, &format!("{ident}Ref")] {
                structs.insert(cfn_type, format!("{service}::{item}"))?;
            }
            resources.insert(cfn_type.clone(), names);
        }
        let types = Resource {
            types: model.globals.clone(),
            ..Resource::default()
        };
        let mut globals = ResourceNames::default();
        globals.assign_types(&types, super::global_name)?;
        globals.assign_items("", &types)?;
        Ok(Self { resources, globals })
    }

    /// The names of a resource type.
    pub fn resource(&self, cfn_type: &str) -> Result<&ResourceNames> {
        self.resources
            .get(cfn_type)
            .ok_or_else(|| anyhow!("`{}` has no name", cfn_type.escape_debug()))
    }

    /// All resource types and their names.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &ResourceNames)> {
        self.resources
            .iter()
            .map(|(cfn_type, names)| (cfn_type.as_str(), names))
    }

    /// The names of the property types that belong to no resource type.
    #[must_use]
    pub const fn globals(&self) -> &ResourceNames {
        &self.globals
    }

    /// Everything that is published: upstream's name and the path in the crate.
    #[must_use]
    pub fn paths(&self) -> BTreeMap<String, String> {
        let mut paths = BTreeMap::new();
        for (cfn_type, names) in &self.resources {
            names.add_paths(cfn_type, &mut paths);
        }
        for (name, types) in &self.globals.types {
            paths.insert(name.clone(), types.ident.clone());
        }
        paths
    }
}

impl ResourceNames {
    fn assign(cfn_type: &str, resource: &Resource) -> Result<Self> {
        let module = module(cfn_type)?;
        let mut names = Self {
            service: module.service,
            module: module.resource,
            ident: resource_name(cfn_type)?,
            fields: fields(cfn_type, &resource.properties)?,
            attributes: attributes(cfn_type, resource.attributes.keys().map(String::as_str))?,
            ..Self::default()
        };
        names.assign_types(resource, type_name)?;
        names.assign_items(cfn_type, resource)?;
        Ok(names)
    }

    fn assign_types(
        &mut self,
        resource: &Resource,
        name_type: impl Fn(&str) -> Result<String>,
    ) -> Result<()> {
        for (name, property_type) in &resource.types {
            let ident = name_type(name)?;
            self.types.insert(
                name.clone(),
                TypeNames {
                    ident,
                    fields: fields(name, &property_type.properties)?,
                },
            );
        }
        Ok(())
    }

    /// Names what the properties bring along: enums, bounds, and the traits of required properties.
    fn assign_items(&mut self, cfn_type: &str, resource: &Resource) -> Result<()> {
        let mut items = Scope::new(format!("the items of {cfn_type}"));
        let types = self
            .types
            .iter()
            .map(|(name, types)| (name.as_str(), &types.ident));
        for (name, ident) in std::iter::once((cfn_type, &self.ident)).chain(types) {
            for suffix in ["", "Builder", "Optional"] {
                items.insert(name, format!("{ident}{suffix}"))?;
            }
        }
        items.insert(cfn_type, format!("{}Ref", self.ident))?;
        let mut stems = Scope::new(format!("the properties of {cfn_type}"));
        let own = (None, &resource.properties);
        let nested = resource
            .types
            .iter()
            .map(|(name, property_type)| (Some(name.clone()), &property_type.properties));
        for (owner, properties) in std::iter::once(own).chain(nested) {
            let prefix = owner
                .as_ref()
                .and_then(|owner| self.types.get(owner))
                .map(|types| types.ident.clone());
            for (property, facts) in properties {
                let key = (owner.clone(), property.clone());
                let place = format!("{}/{property}", owner.as_deref().unwrap_or_default());
                let stem = |name: &str| match &prefix {
                    Some(prefix) => Ok(unshadowing(format!("{prefix}{}", camel(&words(name))))),
                    None => type_name(name),
                };
                self.stems
                    .insert(key.clone(), free(&mut stems, &place, stem(property)?));
                match facts.ty.innermost() {
                    Ty::Enum(values) => {
                        let singular = if matches!(facts.ty, Ty::List(_)) {
                            singular(property)
                        } else {
                            property.clone()
                        };
                        let ident = free(&mut items, &place, stem(&singular)?);
                        let by_value = variants(values.iter().map(String::as_str))?;
                        let variants = values.iter().filter_map(|value| {
                            Some((value.clone(), by_value.get(value)?.clone()))
                        });
                        self.enums.insert(
                            key,
                            EnumNames {
                                ident,
                                variants: variants.collect(),
                            },
                        );
                    }
                    Ty::Text(bounds) if !bounds.is_empty() => drop(self.bounded.insert(key)),
                    Ty::Integer(bounds) if !bounds.is_empty() => drop(self.bounded.insert(key)),
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// The names of a property type.
    pub fn property_type(&self, name: &str) -> Result<&TypeNames> {
        self.types
            .get(name)
            .ok_or_else(|| anyhow!("there is no property type `{}`", name.escape_debug()))
    }

    /// The field of a property.
    pub fn field(&self, owner: Option<&str>, property: &str) -> Result<&str> {
        let fields = match owner {
            None => &self.fields,
            Some(owner) => &self.property_type(owner)?.fields,
        };
        fields
            .get(property)
            .map(String::as_str)
            .ok_or_else(|| unnamed(owner, property))
    }

    /// The method of an attribute.
    pub fn attribute(&self, name: &str) -> Result<&str> {
        self.attributes
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| unnamed(None, name))
    }

    /// The enum of a property.
    pub fn enumeration(&self, owner: Option<&str>, property: &str) -> Result<&EnumNames> {
        self.enums
            .get(&key(owner, property))
            .ok_or_else(|| unnamed(owner, property))
    }

    /// Whether a property type or an enum has that identifier.
    #[must_use]
    pub fn has_type(&self, ident: &str) -> bool {
        let types = self.types.values().map(|names| &names.ident);
        let enums = self.enums.values().map(|names| &names.ident);
        types.chain(enums).any(|taken| taken == ident)
    }

    /// The type in `bounds` of a property.
    pub fn bounds(&self, owner: Option<&str>, property: &str) -> Result<&str> {
        self.stem(owner, property)
    }

    /// The name of a property that is unique among all properties of the resource type.
    pub fn stem(&self, owner: Option<&str>, property: &str) -> Result<&str> {
        self.stems
            .get(&key(owner, property))
            .map(String::as_str)
            .ok_or_else(|| unnamed(owner, property))
    }

    fn add_paths(&self, cfn_type: &str, paths: &mut BTreeMap<String, String>) {
        let Self {
            service,
            module,
            ident,
            fields,
            types,
            attributes,
            stems,
            enums,
            bounded,
        } = self;
        paths.insert(cfn_type.to_owned(), format!("{service}::{ident}"));
        for (property, field) in fields {
            paths.insert(
                format!("{cfn_type}/{property}"),
                format!("{service}::{ident}::{field}"),
            );
        }
        for (name, types) in types {
            let path = format!("{service}::{module}::{}", types.ident);
            for (property, field) in &types.fields {
                paths.insert(
                    format!("{cfn_type}.{name}/{property}"),
                    format!("{path}::{field}"),
                );
            }
            paths.insert(format!("{cfn_type}.{name}"), path);
        }
        for (attribute, method) in attributes {
            paths.insert(
                format!("{cfn_type}@{attribute}"),
                format!("{service}::{ident}Ref::{method}"),
            );
        }
        let place = |(owner, property): &Key| {
            let owner = owner
                .as_ref()
                .map(|owner| format!(".{owner}"))
                .unwrap_or_default();
            format!("{cfn_type}{owner}/{property}")
        };
        for (key, names) in enums {
            let path = format!("{service}::{module}::{}", names.ident);
            for (value, variant) in &names.variants {
                paths.insert(
                    format!("{}#{value:?}", place(key)),
                    format!("{path}::{variant}"),
                );
            }
        }
        for key in bounded {
            if let Some(stem) = stems.get(key) {
                paths.insert(
                    format!("{}#bounds", place(key)),
                    format!("{service}::{module}::bounds::{stem}"),
                );
            }
        }
    }
}

fn key(owner: Option<&str>, property: &str) -> Key {
    (owner.map(str::to_owned), property.to_owned())
}

fn unnamed(owner: Option<&str>, property: &str) -> anyhow::Error {
    anyhow!(
        "`{}/{}` has no name",
        owner.unwrap_or_default().escape_debug(),
        property.escape_debug()
    )
}

fn fields(
    owner: &str,
    properties: &BTreeMap<String, Property>,
) -> Result<BTreeMap<String, String>> {
    let mut scope = Scope::new(format!("the properties of {owner}"));
    properties
        .iter()
        .map(|(name, property)| {
            let given = property.rust_name.clone();
            let field = given.map_or_else(|| field(name), Ok)?;
            Ok((name.clone(), scope.insert(name, field)?))
        })
        .collect()
}

/// The first free name: the wanted one, or that with a number. Once published it is frozen.
fn free(scope: &mut Scope, place: &str, wanted: String) -> String {
    let numbered = (2..).map(|number| format!("{wanted}{number}"));
    let mut candidates = std::iter::once(wanted.clone()).chain(numbered);
    candidates
        .find_map(|name| scope.insert(place, name).ok())
        .unwrap_or(wanted)
}

/// The name of one element of a list: `ExplicitAuthFlows` has `ExplicitAuthFlow`s.
fn singular(name: &str) -> String {
    let keep = ["ss", "us", "is"]
        .iter()
        .any(|ending| name.ends_with(ending));
    match (name.strip_suffix("ies"), name.strip_suffix('s')) {
        (Some(stem), _) if !stem.is_empty() => format!("{stem}y"),
        (None, Some(stem)) if !keep && !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_its_elements_in_the_singular() {
        let plurals = [
            "ExplicitAuthFlows",
            "AliasAttributes",
            "Policies",
            "Status",
            "Access",
            "S",
            "EnabledMfas",
        ];
        let singulars = [
            "ExplicitAuthFlow",
            "AliasAttribute",
            "Policy",
            "Status",
            "Access",
            "S",
            "EnabledMfa",
        ];
        assert_eq!(plurals.map(singular), singulars);
    }
}
