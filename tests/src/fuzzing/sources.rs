//! The two formats that AWS publishes: the resource specification and the provider schemas.

use super::check_message;
use std::collections::BTreeMap;
use xtask::regen::load::schema::{Node, Schema};
use xtask::regen::load::specification::{SpecProperty, SpecPropertyType, SpecType, Specification};

/// The name of the file in messages.
const FILE: &str = "upstream.json";

/// An error says in which file it is, and goes on with the place or the problem.
fn check_error(error: &anyhow::Error) {
    let message = error.to_string();
    check_message(&message);
    let after = message.strip_prefix(FILE);
    let after = after.and_then(|after| after.strip_prefix(": "));
    assert!(
        after.is_some_and(|after| !after.is_empty()),
        "no place: {message}"
    );
}

/// A specification is read, or the error says where it is wrong; every type that it names is there.
pub(super) fn specification(input: &[u8]) {
    let specification = match Specification::parse(FILE, input) {
        Ok(specification) => specification,
        Err(error) => return check_error(&error),
    };
    specification
        .notes
        .iter()
        .for_each(|note| check_message(note));
    for (name, resource) in &specification.resource_types {
        check_properties(&specification, name, &resource.properties);
        for ty in resource.attributes.values() {
            check_type(&specification, name, ty);
        }
    }
    for (name, property_type) in &specification.property_types {
        let owner = name.split_once('.').map_or("", |(owner, _)| owner);
        match property_type {
            SpecPropertyType::Object { properties, .. } => {
                check_properties(&specification, owner, properties);
            }
            SpecPropertyType::Alias(property) => {
                check_type(&specification, owner, &property.ty);
            }
        }
    }
    let again = Specification::parse(FILE, input);
    assert_eq!(again.ok(), Some(specification), "read in two ways");
}

fn check_properties(
    specification: &Specification,
    owner: &str,
    properties: &BTreeMap<String, SpecProperty>,
) {
    for property in properties.values() {
        check_type(specification, owner, &property.ty);
    }
}

fn check_type(specification: &Specification, owner: &str, ty: &SpecType) {
    match ty {
        SpecType::Primitive(_) => {}
        SpecType::Named(name) => assert!(
            specification.property_type(owner, name).is_some(),
            "`{name}` of `{owner}` leads nowhere"
        ),
        SpecType::List(items) | SpecType::Map(items) => check_type(specification, owner, items),
    }
}

/// A schema is read, or the error says where it is wrong; every reference ends, or an error says why not.
pub(super) fn schema(input: &[u8]) {
    let schema = match Schema::parse(FILE, input) {
        Ok(schema) => schema,
        Err(error) => return check_error(&error),
    };
    schema.notes.iter().for_each(|note| check_message(note));
    let nodes: Vec<&Node> = schema.definitions.values().chain([&schema.root]).collect();
    for node in nodes {
        match schema.resolve(node) {
            Ok(end) => assert!(end.reference.is_none(), "a reference led to a reference"),
            Err(error) => check_message(&error.to_string()),
        }
    }
    let again = Schema::parse(FILE, input);
    assert_eq!(again.ok(), Some(schema), "read in two ways");
}
