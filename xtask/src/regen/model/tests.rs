//! Tests of the pass: each rule of the merge on a small input.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes the expected texts, with hashes"
)]

/// What the specification alone gives.
mod base;
/// Schemas that are odd, circular or made to break the generator.
mod hostile;
/// What the schemas add.
mod merge;

use super::{Model, Property, Resource, build};
use crate::regen::load::schema::Schema;
use crate::regen::load::specification::Specification;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const THING: &str = "AWS::Test::Thing";

/// A property of the specification.
fn property(ty: &str) -> Value {
    json!({ "PrimitiveType": ty, "Required": false, "UpdateType": "Mutable" })
}

/// A property of a property type.
fn named(ty: &str) -> Value {
    json!({ "Type": ty, "Required": false, "UpdateType": "Mutable" })
}

/// A property that is a list or a map of a property type.
fn collection(ty: &str, items: &str) -> Value {
    json!({ "Type": ty, "ItemType": items, "Required": false, "UpdateType": "Mutable" })
}

fn specification(resources: &Value, types: &Value) -> Specification {
    let text = json!({
        "ResourceSpecificationVersion": "1",
        "ResourceTypes": resources,
        "PropertyTypes": types,
    });
    Specification::parse("specification.json", text.to_string().as_bytes()).unwrap()
}

fn try_merge(specification: &Specification, schema: Option<&Value>) -> anyhow::Result<Model> {
    let mut schemas = BTreeMap::new();
    if let Some(schema) = schema {
        let mut schema = schema.clone();
        schema["typeName"] = THING.into();
        let schema = Schema::parse("schema.json", schema.to_string().as_bytes())?;
        schemas.insert(THING.to_owned(), schema);
    }
    build(specification, &schemas, &BTreeSet::from([THING.to_owned()]))
}

/// A resource type that both sources have.
fn both(properties: &Value, types: &Value, schema: &Value) -> Resource {
    let resources = json!({ THING: { "Properties": properties } });
    let model = try_merge(&specification(&resources, types), Some(schema)).unwrap();
    model.resources[THING].clone()
}

/// A resource type that only the schemas have.
fn newer(schema: &Value) -> Resource {
    let model = try_merge(&specification(&json!({}), &json!({})), Some(schema)).unwrap();
    model.resources[THING].clone()
}

/// The properties, one a line: what `spec/model.json` has of them.
fn table(properties: &BTreeMap<String, Property>) -> String {
    let line = |(name, property): (&String, &Property)| {
        format!("{name} {}\n", serde_json::to_string(property).unwrap())
    };
    properties.iter().map(line).collect()
}

/// The same of a resource type and its property types.
fn tables(resource: &Resource) -> String {
    let types = resource.types.iter().map(|(name, property_type)| {
        let properties = table(&property_type.properties);
        format!("[{name}]\n{properties}")
    });
    let attributes = resource.attributes.iter().map(|(name, attribute)| {
        let attribute = serde_json::to_string(attribute).unwrap();
        format!("@{name} {attribute}\n")
    });
    let own = std::iter::once(table(&resource.properties));
    own.chain(types).chain(attributes).collect()
}

#[test]
fn the_real_model_survives_writing_and_reading() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/model.json");
    let text = std::fs::read_to_string(file).unwrap();
    let model = Model::from_json("spec/model.json", &text).unwrap();
    assert!(model.resources.len() >= 18);
    assert!(
        model.to_json().unwrap() == text,
        "reading and writing changes spec/model.json"
    );
}

#[test]
fn a_file_that_is_no_model_is_refused_by_its_name() {
    for text in ["", "[]", "{}", "{\"resources\": 1}"] {
        let error = Model::from_json("spec/model.json", text).unwrap_err();
        assert!(
            format!("{error:#}").starts_with("spec/model.json is not a model"),
            "{error:#}"
        );
    }
}

#[test]
fn a_type_in_neither_source_is_an_error() {
    let error = try_merge(&specification(&json!({}), &json!({})), None).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the resource type `AWS::Test::Thing` is in neither source; correct its name in spec/resources.toml"
    );
}
