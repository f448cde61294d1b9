//! Invented schemas: the keywords, the oddities of the real files, and every mistake.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes the expected texts, with hashes"
)]

use super::{Additional, JsonType, Node, Schema};
use crate::regen::load::json::tests::mutations;
use expect_test::expect;
use serde_json::{Value, json};
use std::fmt::Write as _;

fn parse(document: &Value) -> anyhow::Result<Schema> {
    Schema::parse("barn.json", document.to_string().as_bytes())
}

/// A schema of `AWS::Farm::Barn` with one property, `Door`.
fn barn(door: Value) -> Value {
    let mut document = json!({"typeName": "AWS::Farm::Barn", "properties": {}});
    document["properties"]["Door"] = door;
    document
}

/// The node of the property `Door` in a schema that is fine and leaves no note.
fn door(door: Value) -> Node {
    let schema = parse(&barn(door)).unwrap();
    assert_eq!(schema.notes, Vec::<String>::new());
    schema.root.properties["Door"].clone()
}

fn sample() -> Value {
    json!({
        "typeName": "AWS::Farm::Barn",
        "description": "A barn.",
        "documentationUrl": "https://docs.aws.amazon.com/barn.html",
        "additionalProperties": false,
        "required": ["Name"],
        "properties": {
            "Name": {"type": "string", "minLength": 1, "maxLength": 20, "pattern": "^[a-z]+$", "format": "name"},
            "Stalls": {
                "type": "array", "items": {"$ref": "#/definitions/Stall"}, "minItems": 0, "maxItems": 9, "uniqueItems": true,
            },
            "Labels": {"type": "object", "patternProperties": {"": {"type": "string"}}, "additionalProperties": {"type": "number"}},
            "Kind": {"enum": ["Hay", "Straw", "Hay"], "default": "Hay"},
            "Size": {"type": ["integer", "string", "integer"], "minimum": -1, "maximum": 2.5},
            "Copy": {"$ref": "#/properties/Name", "description": "Like the name."},
            "Choice": {
                "oneOf": [{"required": ["A"]}, true], "anyOf": [{"const": 5}], "allOf": [{"properties": {"A": {}}}],
            },
            "BarnTags": {"type": "array"},
        },
        "definitions": {
            "Stall": {"type": "object", "properties": {"Inner": {"$ref": "#/definitions/Stall"}}, "additionalProperties": true},
        },
        "primaryIdentifier": ["/properties/Name", "/properties/Size"],
        "createOnlyProperties": ["/properties/Name"],
        "conditionalCreateOnlyProperties": ["/properties/Kind"],
        "readOnlyProperties": ["/properties/Stalls/*/Inner"],
        "writeOnlyProperties": ["/properties/Size"],
        "deprecatedProperties": ["/properties/Copy"],
        "tagging": {"taggable": true, "tagProperty": "/properties/BarnTags", "permissions": []},
        "handlers": {"create": {"permissions": []}},
    })
}

#[test]
fn a_document_is_read() {
    let schema = parse(&sample()).unwrap();
    expect!["barn.json: properties.Kind.enum[2]: a value that the list has twice is read once"]
        .assert_eq(&schema.notes.join("\n"));
    assert_eq!(schema.type_name, "AWS::Farm::Barn");
    assert_eq!(
        schema.documentation.as_deref(),
        Some("https://docs.aws.amazon.com/barn.html")
    );
    assert_eq!(schema.root.additional_properties, Additional::Denied);
    assert!(schema.root.required.contains("Name"));
    assert_eq!(schema.primary_identifier, ["Name", "Size"]);
    assert!(schema.create_only.contains("Name"));
    assert!(schema.conditional_create_only.contains("Kind"));
    assert!(schema.read_only.contains("Stalls/*/Inner"));
    assert!(schema.write_only.contains("Size"));
    assert!(schema.deprecated.contains("Copy"));
    assert_eq!(schema.tags.as_deref(), Some("BarnTags"));
}

#[test]
fn keywords_are_read() {
    let schema = parse(&sample()).unwrap();
    let properties = &schema.root.properties;
    let name = &properties["Name"];
    assert_eq!((name.min_length, name.max_length), (Some(1), Some(20)));
    assert_eq!(
        (name.pattern.as_deref(), name.format.as_deref()),
        (Some("^[a-z]+$"), Some("name"))
    );
    let stalls = &properties["Stalls"];
    assert_eq!(
        (stalls.min_items, stalls.max_items, stalls.unique_items),
        (Some(0), Some(9), true)
    );
    assert_eq!(
        stalls.items.as_ref().unwrap().reference.as_deref(),
        Some("Stall")
    );
    let labels = &properties["Labels"];
    assert_eq!(labels.pattern_properties[""].types, [JsonType::String]);
    let Additional::Schema(labels) = &labels.additional_properties else {
        panic!("{labels:?}")
    };
    assert_eq!(labels.types, [JsonType::Number]);
    assert_eq!(
        properties["Kind"].enum_values,
        [json!("Hay"), json!("Straw")]
    );
    let size = &properties["Size"];
    assert_eq!(size.types, [JsonType::Integer, JsonType::String]);
    assert_eq!(
        (
            size.minimum.as_ref().unwrap().as_i64(),
            size.maximum.as_ref().unwrap().as_f64()
        ),
        (Some(-1), Some(2.5))
    );
    let choice = &properties["Choice"];
    assert!(choice.one_of[0].required.contains("A"));
    assert_eq!(choice.one_of[1], Node::default());
    assert_eq!(choice.any_of[0].constant, Some(json!(5)));
    assert!(choice.all_of[0].properties.contains_key("A"));
    assert_eq!(properties["BarnTags"].items, None);
    assert_eq!(
        schema.definitions["Stall"].additional_properties,
        Additional::Allowed
    );
}

#[test]
fn oddities_of_the_real_files_are_read() {
    assert_eq!(door(json!(true)), Node::default());
    assert_eq!(door(json!({})), Node::default());
    assert_eq!(
        door(json!({"type": "string", "maxLength": 128.0})).max_length,
        Some(128)
    );
    assert_eq!(
        door(json!({"enum": [400, "x", null]})).enum_values,
        [json!(400), json!("x"), json!(null)]
    );
    assert_eq!(
        door(json!({"type": ["boolean", "null"]})).types,
        [JsonType::Boolean, JsonType::Null]
    );
    // Bounds of another type say nothing.
    let list =
        door(json!({"type": "array", "pattern": "a", "maxLength": 5, "maximum": 3, "maxItems": 2}));
    assert_eq!(
        (list.pattern, list.max_length, list.maximum, list.max_items),
        (None, None, None, Some(2))
    );
    let either = door(json!({"type": ["object", "string"], "pattern": "a", "maxItems": 2}));
    assert_eq!(
        (either.pattern.as_deref(), either.max_items),
        (Some("a"), None)
    );
    // Without a type, and beside a reference, they may.
    let schema = barn(json!({"$ref": "#/definitions/Door", "maxItems": 2}));
    let schema = parse(&with(schema, "definitions", json!({"Door": {}}))).unwrap();
    let door = &schema.root.properties["Door"];
    assert_eq!(
        (door.reference.as_deref(), door.max_items),
        (Some("Door"), Some(2))
    );
}

fn with(mut document: Value, key: &str, value: Value) -> Value {
    document[key] = value;
    document
}

#[test]
fn references_are_followed() {
    let mut document = sample();
    document["definitions"]["Alias"] = json!({"$ref": "#/definitions/Stall"});
    document["properties"]["Aliased"] = json!({"$ref": "#/definitions/Alias"});
    document["properties"]["Deep"] = json!({"$ref": "#/definitions/Stall/properties/Inner"});
    document["definitions"]["a/b"] = json!({"type": "null"});
    document["properties"]["Escaped"] = json!({"$ref": "#/definitions/a~1b"});
    document["properties"]["Whole"] = json!({"$ref": "#"});
    let schema = parse(&document).unwrap();
    let target = |name: &str| schema.resolve(&schema.root.properties[name]).unwrap();

    assert!(std::ptr::eq(
        target("Aliased"),
        &raw const schema.definitions["Stall"]
    ));
    assert!(std::ptr::eq(
        target("Deep"),
        &raw const schema.definitions["Stall"]
    ));
    assert_eq!(
        schema.root.properties["Copy"].reference.as_deref(),
        Some("#/properties/Name")
    );
    assert_eq!(target("Copy"), &schema.root.properties["Name"]);
    assert_eq!(target("Escaped").types, [JsonType::Null]);
    assert!(target("Whole").properties.contains_key("Whole"));
    assert_eq!(target("Name"), &schema.root.properties["Name"]);
}

#[test]
fn a_circle_of_references_is_a_note_until_it_is_followed() {
    let definitions = json!({"A": {"$ref": "#/definitions/B"}, "B": {"$ref": "#/definitions/A"}});
    let schema = parse(&with(
        barn(json!({"$ref": "#/definitions/A"})),
        "definitions",
        definitions,
    ))
    .unwrap();
    expect![[r#"
        barn.json: AWS::Farm::Barn: the references of definitions go round in a circle: A -> B -> A
        barn.json: AWS::Farm::Barn: the references of definitions go round in a circle: B -> A -> B"#]].assert_eq(&schema.notes.join("\n"));
    let error = schema.resolve(&schema.root.properties["Door"]).unwrap_err();
    expect!["AWS::Farm::Barn: the references of definitions go round in a circle: A -> B -> A"]
        .assert_eq(&error.to_string());
}

#[test]
fn tags_are_found_where_the_schema_says() {
    let tags = |tagging: Option<Value>, older: Option<bool>, properties: Value| {
        let mut document = json!({"typeName": "AWS::Farm::Barn", "properties": properties});
        if let Some(tagging) = tagging {
            document["tagging"] = tagging;
        }
        if let Some(older) = older {
            document["taggable"] = json!(older);
        }
        parse(&document).unwrap().tags
    };
    let both = || json!({"Tags": {}, "Labels": {}});
    let labels = "/properties/Labels";
    assert_eq!(
        tags(Some(json!({"tagProperty": labels})), None, both()).as_deref(),
        Some("Labels")
    );
    assert_eq!(
        tags(Some(json!({"taggable": true})), None, both()).as_deref(),
        Some("Tags")
    );
    assert_eq!(
        tags(
            Some(json!({"taggable": false, "tagProperty": labels})),
            None,
            both()
        ),
        None
    );
    assert_eq!(
        tags(
            Some(json!({"tagProperty": "/properties/Specs/*/Tags"})),
            None,
            both()
        ),
        None
    );
    assert_eq!(tags(None, Some(true), both()).as_deref(), Some("Tags"));
    assert_eq!(tags(None, Some(false), both()), None);
    assert_eq!(tags(None, None, both()).as_deref(), Some("Tags"));
    assert_eq!(tags(None, None, json!({})), None);
}

#[test]
fn a_mistake_in_a_node_names_its_place() {
    let cases = [
        json!(false),
        json!("string"),
        json!({"type": "text"}),
        json!({"type": ["string", 5]}),
        json!({"type": []}),
        json!({"type": {"type": "string"}}),
        json!({"enum": []}),
        json!({"enum": "A"}),
        json!({"pattern": ["a"]}),
        json!({"minLength": -1}),
        json!({"maxLength": 1.5}),
        json!({"maximum": "10"}),
        json!({"uniqueItems": "yes"}),
        json!({"items": {"items": 5}}),
        json!({"properties": {"": {}}}),
        json!({"properties": ["A"]}),
        json!({"required": true}),
        json!({"required": [""]}),
        json!({"additionalProperties": "no"}),
        json!({"oneOf": {"type": "string"}}),
        json!({"anyOf": [{}, 5]}),
        json!({"$ref": "#/definitions/Missing"}),
        json!({"$ref": "#/definitions/Missing/properties/X"}),
        json!({"$ref": "https://example.com/schema.json"}),
        json!({"$ref": "#Door"}),
        json!({"$ref": 5}),
        json!({"$dynamicRef": "#door"}),
    ];
    let mut errors = String::new();
    for case in cases {
        writeln!(errors, "{}", parse(&barn(case)).unwrap_err()).unwrap();
    }
    expect![[r##"
        barn.json: properties.Door: expected a schema (an object or true), found false
        barn.json: properties.Door: expected a schema (an object or true), found the string "string"
        barn.json: properties.Door.type: expected string, integer, number, boolean, object, array or null, found the string "text"
        barn.json: properties.Door.type[1]: expected a string, found the number 5
        barn.json: properties.Door.type: expected at least one type, found an empty list
        barn.json: properties.Door.type: expected a type or a list of types, found an object with `type`
        barn.json: properties.Door.enum: expected at least one value, found an empty list
        barn.json: properties.Door.enum: expected a list, found the string "A"
        barn.json: properties.Door.pattern: expected a string, found a list of 1
        barn.json: properties.Door.minLength: expected a whole number from 0, found the number -1
        barn.json: properties.Door.maxLength: expected a whole number from 0, found the number 1.5
        barn.json: properties.Door.maximum: expected a number, found the string "10"
        barn.json: properties.Door.uniqueItems: expected true or false, found the string "yes"
        barn.json: properties.Door.items.items: expected a schema (an object or true), found the number 5
        barn.json: properties.Door.properties: an entry has an empty name
        barn.json: properties.Door.properties: expected an object, found a list of 1
        barn.json: properties.Door.required: expected a list, found true
        barn.json: properties.Door.required[0]: expected the name of a property, found an empty string
        barn.json: properties.Door.additionalProperties: expected a schema (an object or true), found the string "no"
        barn.json: properties.Door.oneOf: expected a list, found an object with `type`
        barn.json: properties.Door.anyOf[1]: expected a schema (an object or true), found the number 5
        barn.json: properties.Door."$ref": it refers to `#/definitions/Missing`, where nothing is
        barn.json: properties.Door."$ref": it refers to `#/definitions/Missing/properties/X`, where nothing is
        barn.json: properties.Door."$ref": expected a reference within the document, such as `#/definitions/X`, found the string "https://example.com/schema.json"
        barn.json: properties.Door."$ref": expected a reference within the document, such as `#/definitions/X`, found the string "#Door"
        barn.json: properties.Door."$ref": expected a string, found the number 5
        barn.json: properties.Door."$dynamicRef": the keyword `$dynamicRef` is unknown and may change what is read: teach load/schema/node.rs what it means
    "##]].assert_eq(&errors);
}

#[test]
fn a_mistake_in_the_document_names_its_place() {
    let cases = [
        json!([]),
        json!({"properties": {}}),
        json!({"typeName": "AWS::Farm::Barn"}),
        json!({"typeName": "../Barn", "properties": {}}),
        json!({"typeName": "AWS::Farm::", "properties": {}}),
        json!({"typeName": "", "properties": {}}),
        json!({"ResourceSpecificationVersion": "1", "ResourceTypes": {}, "PropertyTypes": {}}),
        with(barn(json!({})), "definitions", json!({"": {}})),
        with(
            barn(json!({})),
            "readOnlyProperties",
            json!(["/properties/A", 5]),
        ),
        with(barn(json!({})), "primaryIdentifier", json!("/properties/A")),
        with(barn(json!({})), "tagging", json!({"taggable": "yes"})),
        with(barn(json!({})), "$defs", json!({})),
    ];
    let mut errors = String::new();
    for case in cases {
        writeln!(errors, "{}", parse(&case).unwrap_err()).unwrap();
    }
    expect![[r#"
        barn.json: expected an object, found an empty list
        barn.json: expected the key `typeName`, found an object with `properties`
        barn.json: expected the key `properties`, found an object with `typeName`
        barn.json: typeName: expected the name of a resource type such as `AWS::Cognito::UserPool`, found `../Barn`
        barn.json: typeName: expected the name of a resource type such as `AWS::Cognito::UserPool`, found `AWS::Farm::`
        barn.json: typeName: expected the name of a resource type such as `AWS::Cognito::UserPool`, found ``
        barn.json: this is the resource specification; expected a provider schema
        barn.json: definitions: an entry has an empty name
        barn.json: readOnlyProperties[1]: expected a string, found the number 5
        barn.json: primaryIdentifier: expected a list, found the string "/properties/A"
        barn.json: tagging.taggable: expected true or false, found the string "yes"
        barn.json: "$defs": the keyword `$defs` is unknown and may change what is read: teach load/schema/node.rs what it means
    "#]].assert_eq(&errors);
}

#[test]
fn what_can_be_passed_over_is_noted() {
    let mut document =
        barn(json!({"type": "string", "sensitive": true, "items": [{"type": "string"}]}));
    document["nonPublicProperties"] = json!([]);
    document["readOnlyProperties"] = json!([
        "/properties/Door",
        "/definitions/Door/Lock",
        "/properties//Lock",
        ""
    ]);
    document["tagging"] = json!({"tagProperty": "Door", "tagLimit": 50});
    let schema = parse(&document).unwrap();
    expect![[r#"
        barn.json: properties.Door.items: a list with a type for each place is read as one of anything
        barn.json: nonPublicProperties: the new key `nonPublicProperties` is passed over
        barn.json: properties.Door.sensitive: the new key `sensitive` is passed over
        barn.json: tagging.tagLimit: the new key `tagLimit` is passed over
        barn.json: readOnlyProperties[1]: this is no path such as `/properties/Name` and is passed over (and so at 3 more places)"#]].assert_eq(&schema.notes.join("\n"));
    assert_eq!(Vec::from_iter(&schema.read_only), ["Door"]);
}

#[test]
fn no_damage_panics_and_every_error_names_the_file() {
    let mut errors = 0;
    for mutation in mutations(&sample()) {
        if let Err(error) = parse(&mutation) {
            assert!(error.to_string().starts_with("barn.json: "), "{error}");
            errors += 1;
        }
    }
    assert!(errors > 200, "{errors}");
    let text = sample().to_string();
    for end in 0..text.len() {
        assert!(
            Schema::parse("barn.json", &text.as_bytes()[..end]).is_err(),
            "{end}"
        );
    }
}
