//! Tests of the pass: reading the files, each fact, and the repository's own overlay.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes the expected texts, with hashes"
)]

/// Each fact: stated where there is none, where there is the same, where there is another one.
mod facts;
/// The repository's own overlay against AWS's files as AWS itself publishes them.
mod lean;
/// Reading the files.
mod parse;

use super::Overlay;
use crate::regen::load::schema::Schema;
use crate::regen::load::specification::Specification;
use crate::regen::model::{self, Model};
use std::collections::{BTreeMap, BTreeSet};

fn overlay(text: &str) -> anyhow::Result<Overlay> {
    Overlay::parse(&BTreeMap::from([(
        "facts.toml".to_owned(),
        text.to_owned(),
    )]))
}

/// An entry with a reason and a link.
fn entry(at: &str, facts: &str) -> String {
    format!(
        "[[entry]]\nat = \"{at}\"\n{facts}\nreason = \"It is so.\"\nlink = \"https://docs.aws.amazon.com/a.html\"\n"
    )
}

/// A model with a property of every kind, and an identifier `ThingId`.
fn thing() -> Model {
    let specification = serde_json::json!({
        "ResourceSpecificationVersion": "1",
        "ResourceTypes": { "AWS::Test::Thing": {
            "Attributes": { "Arn": { "PrimitiveType": "String" } },
            "Properties": {
                "Text": { "PrimitiveType": "String", "Required": false, "UpdateType": "Mutable" },
                "Bounded": { "PrimitiveType": "String", "Required": true, "UpdateType": "Immutable" },
                "Choice": { "PrimitiveType": "String", "Required": false, "UpdateType": "Mutable" },
                "Whole": { "PrimitiveType": "Integer", "Required": false, "UpdateType": "Mutable" },
                "Ranged": { "PrimitiveType": "Integer", "Required": false, "UpdateType": "Mutable" },
                "Json": { "PrimitiveType": "Json", "Required": false, "UpdateType": "Mutable" },
                "List": { "Type": "List", "PrimitiveItemType": "String", "Required": false, "UpdateType": "Mutable" },
                "Set": { "Type": "List", "PrimitiveItemType": "String", "DuplicatesAllowed": false, "Required": false, "UpdateType": "Mutable" },
                "Map": { "Type": "Map", "PrimitiveItemType": "String", "Required": false, "UpdateType": "Mutable" },
                "Part": { "Type": "Part", "Required": false, "UpdateType": "Mutable" },
            },
        }},
        "PropertyTypes": { "AWS::Test::Thing.Part": { "Properties": {
            "Size": { "PrimitiveType": "Integer", "Required": false, "UpdateType": "Mutable" },
        }}},
    });
    let schema = serde_json::json!({
        "typeName": "AWS::Test::Thing",
        "properties": {
            "Bounded": { "type": "string", "minLength": 2, "maxLength": 4, "pattern": "^a" },
            "Choice": { "type": "string", "enum": ["a", "b"] },
            "Ranged": { "type": "integer", "minimum": 1, "maximum": 9 },
            "Set": { "type": "array", "minItems": 1, "maxItems": 2 },
        },
    });
    let specification = Specification::parse("s", specification.to_string().as_bytes()).unwrap();
    let schema = Schema::parse("s", schema.to_string().as_bytes()).unwrap();
    let name = schema.type_name.clone();
    let schemas = BTreeMap::from([(name.clone(), schema)]);
    model::build(&specification, &schemas, &BTreeSet::from([name])).unwrap()
}

const IDENTIFIER: &str = "[[identifier]]\nname = \"ThingId\"\nwhat = \"the id of a thing\"\nexample = \"t-1\"\n\
                          link = \"https://docs.aws.amazon.com/a.html\"\n";

/// What becomes of the model, as the JSON of a place in it; or the error.
fn applied(entries: &[String], place: &str) -> String {
    let mut model = thing();
    let text = format!("{IDENTIFIER}{}", entries.concat());
    match overlay(&text).and_then(|overlay| overlay.apply(&mut model)) {
        Ok(()) => {
            let resource = serde_json::to_value(&model.resources["AWS::Test::Thing"]).unwrap();
            resource
                .pointer(place)
                .unwrap_or_else(|| panic!("nothing at {place}"))
                .to_string()
        }
        Err(error) => format!("{error:#}"),
    }
}
