//! Takes the prose out of a provider schema: the repository keeps facts, and links to AWS's words.

use serde_json::{Map, Value};

/// Keywords whose value is one schema, or a list of them.
const SCHEMAS: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "oneOf",
    "prefixItems",
    "propertyNames",
    "then",
    "typeConfiguration",
];

/// Keywords whose value has schemas by name: each key is a name, whatever it looks like.
const NAMED: &[&str] = &[
    "definitions",
    "dependencies",
    "dependentSchemas",
    "patternProperties",
    "properties",
];

/// Takes the prose out of a schema document.
pub(super) fn strip(document: &mut Value) {
    if let Some(document) = document.as_object_mut() {
        // What the service's handlers may do is nothing that a template sets.
        document.shift_remove("handlers");
        object(document);
    }
}

/// Takes the prose out of what is a schema, or a list of them.
fn schema(value: &mut Value) {
    match value {
        Value::Object(schema) => object(schema),
        Value::Array(schemas) => schemas.iter_mut().for_each(schema),
        _ => {}
    }
}

fn object(object: &mut Map<String, Value>) {
    object.retain(|keyword, value| match keyword.as_str() {
        "$comment" | "description" | "title" => !value.is_string(),
        "examples" => !value.is_array(),
        _ => true,
    });
    for (keyword, value) in object.iter_mut() {
        if SCHEMAS.contains(&keyword.as_str()) {
            schema(value);
        } else if NAMED.contains(&keyword.as_str())
            && let Some(named) = value.as_object_mut()
        {
            named.values_mut().for_each(schema);
        }
    }
}
