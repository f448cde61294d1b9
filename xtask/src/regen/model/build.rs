//! Builds the model of the selected resource types from both sources.

use super::{Model, Resource, from_schema, from_specification};
use crate::regen::load::schema::Schema;
use crate::regen::load::specification::Specification;
use anyhow::{Context as _, Result, bail};
use std::collections::{BTreeMap, BTreeSet};

/// Merges what both sources know about the `selected` resource types, without the overlay.
pub fn build(
    specification: &Specification,
    schemas: &BTreeMap<String, Schema>,
    selected: &BTreeSet<String>,
) -> Result<Model> {
    let mut model = Model {
        specification: specification.version.clone(),
        ..Model::default()
    };
    for name in selected {
        let source = specification.resource_types.get(name);
        let schema = schemas.get(name);
        if source.is_none() && schema.is_none() {
            bail!(
                "the resource type `{name}` is in neither source; correct its name in spec/resources.toml"
            );
        }
        let mut resource = source.map_or_else(Resource::default, |source| {
            from_specification::resource(specification, name, source, &mut model.globals)
        });
        if let Some(schema) = schema {
            from_schema::merge(&mut resource, schema)
                .with_context(|| format!("cannot merge the provider schema of `{name}`"))?;
        }
        model.resources.insert(name.clone(), resource);
    }
    Ok(model)
}
