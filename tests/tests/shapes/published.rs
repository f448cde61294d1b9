//! What AWS has published about the Amazon Cognito types, read from the pinned files without the generator.

use crate::shape::{Kind, Property, Resource, Type};
use cognito_cdk_tests::{files, json};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The union of the two sources, by resource type.
pub(crate) fn resources() -> BTreeMap<String, Resource> {
    let specification = json("spec/upstream/specification.json");
    let mut resources = BTreeMap::new();
    for (name, source) in members(&specification["ResourceTypes"]) {
        if name.starts_with("AWS::Cognito::") {
            resources.insert(
                name.clone(),
                from_specification(&specification, name, source),
            );
        }
    }
    for path in files("spec/upstream/schemas", ".json") {
        let schema = json(&path);
        let name = text(&schema["typeName"]);
        if name.starts_with("AWS::Cognito::") {
            add_schema(resources.entry(name).or_default(), &schema);
        }
    }
    resources
}

fn from_specification(specification: &Value, name: &str, source: &Value) -> Resource {
    let prefix = format!("{name}.");
    let types = members(&specification["PropertyTypes"]).filter_map(|(full, source)| {
        let short = full.strip_prefix(&prefix)?;
        Some((short.to_owned(), specified_properties(source)))
    });
    Resource {
        properties: specified_properties(source),
        attributes: members(&source["Attributes"])
            .map(|(name, _)| name.clone())
            .collect(),
        types: types.collect(),
    }
}

fn specified_properties(source: &Value) -> Type {
    members(&source["Properties"])
        .map(|(name, property)| {
            let update = match text(&property["UpdateType"]).as_str() {
                "Mutable" => "in place",
                "Immutable" => "replacement",
                other => panic!("{name}: {other}"),
            };
            let property = Property {
                required: property["Required"] == true,
                update: update.to_owned(),
                kind: specified_kind(property),
            };
            (name.clone(), property)
        })
        .collect()
}

fn specified_kind(property: &Value) -> Kind {
    let items = || match property["ItemType"].as_str() {
        Some(item) => Kind::Object(item.to_owned()),
        None => primitive(&text(&property["PrimitiveItemType"])),
    };
    match property["Type"].as_str() {
        None => primitive(&text(&property["PrimitiveType"])),
        Some("List") => Kind::List(Box::new(items())),
        Some("Map") => Kind::Map(Box::new(items())),
        Some(other) => Kind::Object(other.to_owned()),
    }
}

fn primitive(name: &str) -> Kind {
    match name {
        "String" => Kind::Text,
        "Integer" => Kind::Integer,
        "Boolean" => Kind::Boolean,
        "Json" => Kind::Json,
        other => panic!("the primitive type {other}"),
    }
}

/// Adds what only the provider schema has. Where both sources have a property they must agree, except that
/// the specification calls some texts that the schema leaves open by a type.
fn add_schema(resource: &mut Resource, schema: &Value) {
    let read_only = pointers(schema, "readOnlyProperties");
    let create_only = pointers(schema, "createOnlyProperties");
    resource.attributes.extend(read_only.iter().cloned());
    let mut wanted = Vec::new();
    let required = names(&schema["required"]);
    for (name, node) in members(&schema["properties"]) {
        if read_only.contains(name) {
            continue;
        }
        let update = if create_only.contains(name) {
            "replacement"
        } else {
            "in place"
        };
        let kind = node_kind(schema, node, &mut wanted);
        let property = Property {
            required: required.contains(name),
            update: update.to_owned(),
            kind,
        };
        match resource.properties.get(name) {
            None => {
                resource.properties.insert(name.clone(), property);
            }
            Some(known) => {
                assert_eq!(
                    (known.required, &known.update),
                    (property.required, &property.update),
                    "the sources disagree about {name} of {}",
                    schema["typeName"]
                );
            }
        }
    }
    let mut seen = BTreeSet::new();
    while let Some(definition) = wanted.pop() {
        // `Tag` is the type that all resources share, and stands in a place of its own.
        if definition == "Tag" || !seen.insert(definition.clone()) {
            continue;
        }
        let node = &schema["definitions"][&definition];
        let required = names(&node["required"]);
        let properties: Vec<_> = members(&node["properties"])
            .map(|(name, node)| (name.clone(), node_kind(schema, node, &mut wanted)))
            .collect();
        let known = resource.types.entry(definition.clone()).or_default();
        for (name, kind) in properties {
            let property = Property {
                required: required.contains(&name),
                update: "in place".to_owned(),
                kind,
            };
            match known.get(&name) {
                None => {
                    known.insert(name, property);
                }
                Some(known) => assert_eq!(
                    known.required, property.required,
                    "the sources disagree about {name} of {definition}"
                ),
            }
        }
    }
}

/// The kind of a schema node; the definitions of objects that it leads to are added to `wanted`.
fn node_kind(schema: &Value, node: &Value, wanted: &mut Vec<String>) -> Kind {
    if let Some(reference) = node["$ref"].as_str() {
        let name = reference.trim_start_matches("#/definitions/");
        let definition = &schema["definitions"][name];
        if definition["properties"].is_object() {
            wanted.push(name.to_owned());
            return Kind::Object(name.to_owned());
        }
        return node_kind(schema, definition, wanted);
    }
    match node["type"].as_str() {
        Some("string") => Kind::Text,
        Some("integer") => Kind::Integer,
        Some("boolean") => Kind::Boolean,
        Some("array") => Kind::List(Box::new(node_kind(schema, &node["items"], wanted))),
        Some("object") => match members(&node["patternProperties"]).next() {
            Some((_, values)) => Kind::Map(Box::new(node_kind(schema, values, wanted))),
            None => Kind::Json,
        },
        _ => Kind::Json,
    }
}

fn pointers(schema: &Value, key: &str) -> BTreeSet<String> {
    let pointers = names(&schema[key]);
    pointers
        .iter()
        .map(|pointer| {
            let name = pointer.trim_start_matches("/properties/");
            assert!(!name.contains('/'), "{pointer} is no top-level property");
            name.to_owned()
        })
        .collect()
}

fn names(list: &Value) -> BTreeSet<String> {
    let list = list.as_array().into_iter().flatten();
    list.map(text).collect()
}

fn members(object: &Value) -> impl Iterator<Item = (&String, &Value)> {
    object.as_object().into_iter().flat_map(Map::iter)
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
