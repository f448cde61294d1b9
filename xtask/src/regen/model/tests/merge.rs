//! What the schemas add to what the specification has.

use super::{both, collection, named, newer, property, tables};
use expect_test::expect;
use serde_json::json;

#[test]
fn the_type_is_the_specifications_and_the_checks_are_the_schemas() {
    let properties = json!({
        "Text": property("String"), "Choice": property("String"), "Far": property("String"),
        "Whole": property("Integer"), "Broken": property("Double"), "Flag": property("Boolean"), "Free": property("Json"),
        "Mixed": property("String"),
        "List": { "Type": "List", "PrimitiveItemType": "String", "Required": false, "UpdateType": "Mutable" },
        "Map": { "Type": "Map", "PrimitiveItemType": "String", "Required": false, "UpdateType": "Mutable" },
    });
    let schema = json!({
        "definitions": {
            "Choice": { "$ref": "#/definitions/Inner" },
            "Inner": { "type": "string", "enum": ["a", "b"] },
            "Far": { "type": "string", "minLength": 0, "maxLength": 5, "pattern": "^a" },
        },
        "properties": {
            "Text": { "type": "string", "minLength": 1 },
            "Choice": { "$ref": "#/definitions/Choice" },
            "Far": { "$ref": "#/definitions/Far" },
            "Whole": { "type": "integer", "minimum": -1, "maximum": 9 },
            "Broken": { "type": "number", "minimum": 0.5 },
            "Flag": { "type": "string", "enum": ["true"] },
            "Free": { "type": "object", "properties": { "Part": { "type": "string" } } },
            "Mixed": { "type": ["string", "object"], "maxLength": 3 },
            "List": { "type": "array", "minItems": 1, "maxItems": 3, "uniqueItems": true, "items": { "$ref": "#/definitions/Far" } },
            "Map": { "type": "object", "patternProperties": { ".*": { "$ref": "#/definitions/Choice" } } },
        },
    });
    expect![[r#"
        Broken {"update":"Mutable","type":{"double":{"minimum":0.5}}}
        Choice {"update":"Mutable","type":{"enum":["a","b"]}}
        Far {"update":"Mutable","type":{"text":{"maxLength":5,"pattern":"^a"}}}
        Flag {"update":"Mutable","type":"boolean"}
        Free {"update":"Mutable","type":"json"}
        List {"update":"Mutable","type":{"list":{"items":{"text":{"maxLength":5,"pattern":"^a"}},"minItems":1,"maxItems":3,"uniqueItems":true}}}
        Map {"update":"Mutable","type":{"map":{"values":{"enum":["a","b"]}}}}
        Mixed {"update":"Mutable","type":{"text":{}}}
        Text {"update":"Mutable","type":{"text":{"minLength":1}}}
        Whole {"update":"Mutable","type":{"integer":{"minimum":-1,"maximum":9}}}
    "#]].assert_eq(&tables(&both(&properties, &json!({}), &schema)));
}

#[test]
fn required_and_update_are_the_specifications_for_what_it_has() {
    let properties = json!({
        "Optional": property("String"),
        "Required": { "PrimitiveType": "String", "Required": true, "UpdateType": "Mutable" },
    });
    let schema = json!({
        "properties": { "Optional": { "type": "string" }, "Required": { "type": "string" } },
        "required": ["Optional"],
        "createOnlyProperties": ["/properties/Required"],
        "deprecatedProperties": ["/properties/Optional"],
    });
    expect![[r#"
        Optional {"update":"Mutable","deprecated":true,"type":{"text":{}}}
        Required {"required":true,"update":"Mutable","type":{"text":{}}}
    "#]]
    .assert_eq(&tables(&both(&properties, &json!({}), &schema)));
}

#[test]
fn newer_properties_and_types_are_added() {
    let properties = json!({ "Part": named("Part") });
    let types = json!({ "AWS::Test::Thing.Part": { "Properties": { "Old": property("String") } } });
    let schema = json!({
        "definitions": {
            "Part": { "type": "object", "required": ["New", "Old"], "properties": {
                "Old": { "type": "string" }, "New": { "type": "string", "enum": ["x"] }, "Deep": { "$ref": "#/definitions/Deep" },
            }},
            "Deep": { "type": "object", "properties": { "Count": { "type": "integer", "minimum": 1 } } },
        },
        "properties": {
            "Part": { "$ref": "#/definitions/Part" },
            "More": { "type": "array", "items": { "$ref": "#/definitions/Deep" }, "uniqueItems": true },
            "Sizes": { "type": "object", "additionalProperties": { "type": "number", "maximum": 2 } },
            "Free": { "type": "object" },
            "Either": { "type": ["string", "integer"] },
            "Flag": { "type": "boolean" },
        },
        "required": ["More"],
    });
    expect![[r#"
        Either {"update":"Mutable","type":"json"}
        Flag {"update":"Mutable","type":"boolean"}
        Free {"update":"Mutable","type":"json"}
        More {"required":true,"update":"Mutable","type":{"list":{"items":{"type":"Deep"},"uniqueItems":true}}}
        Part {"update":"Mutable","type":{"type":"Part"}}
        Sizes {"update":"Mutable","type":{"map":{"values":{"double":{"maximum":2.0}}}}}
        [Deep]
        Count {"update":"Mutable","type":{"integer":{"minimum":1}}}
        [Part]
        Deep {"update":"Mutable","type":{"type":"Deep"}}
        New {"required":true,"update":"Mutable","type":{"enum":["x"]}}
        Old {"update":"Mutable","type":{"text":{}}}
    "#]].assert_eq(&tables(&both(&properties, &types, &schema)));
}

#[test]
fn create_only_is_immutable_with_all_that_is_inside() {
    let schema = json!({
        "definitions": { "Part": { "type": "object", "properties": { "Size": { "type": "integer" } } } },
        "properties": {
            "Fixed": { "type": "string" }, "Free": { "type": "string" }, "Maybe": { "type": "string" }, "Both": { "type": "string" },
            "Part": { "$ref": "#/definitions/Part" },
            "FixedPrefix": { "type": "string" },
        },
        "createOnlyProperties": ["/properties/Fixed", "/properties/Part", "/properties/Both"],
        "conditionalCreateOnlyProperties": ["/properties/Maybe", "/properties/Both"],
    });
    expect![[r#"
        Both {"update":"Immutable","type":{"text":{}}}
        Fixed {"update":"Immutable","type":{"text":{}}}
        FixedPrefix {"update":"Mutable","type":{"text":{}}}
        Free {"update":"Mutable","type":{"text":{}}}
        Maybe {"update":"Conditional","type":{"text":{}}}
        Part {"update":"Immutable","type":{"type":"Part"}}
        [Part]
        Size {"update":"Immutable","type":{"integer":{}}}
    "#]]
    .assert_eq(&tables(&newer(&schema)));
}

#[test]
fn read_only_is_an_attribute_and_no_property() {
    let schema = json!({
        "definitions": { "Ends": { "type": "object", "properties": {
            "In": { "type": "string", "maxLength": 9 }, "Out": { "type": "array", "items": { "type": "integer" } }, "Set": { "type": "string" },
        }}},
        "properties": {
            "Arn": { "type": "string", "pattern": "^arn" },
            "Ends": { "$ref": "#/definitions/Ends" },
            "State": { "type": "object", "properties": { "On": { "type": "boolean" } } },
            "Parts": { "type": "array", "items": { "type": "object", "properties": { "Id": { "type": "string" }, "Name": { "type": "string" } } } },
        },
        "readOnlyProperties": [
            "/properties/Arn", "/properties/Ends/In", "/properties/Ends/Out", "/properties/State", "/properties/State/On",
            "/properties/Parts/*/Id", "/properties/Nowhere",
        ],
    });
    expect![[r#"
        Ends {"update":"Mutable","type":{"type":"Ends"}}
        Parts {"update":"Mutable","type":{"list":{"items":{"type":"Parts"}}}}
        [Ends]
        Set {"update":"Mutable","type":{"text":{}}}
        [Parts]
        Name {"update":"Mutable","type":{"text":{}}}
        @Arn {"type":{"text":{}}}
        @Ends.In {"type":{"text":{}}}
        @Ends.Out {"type":{"list":{"items":{"integer":{}}}}}
        @State {"type":"json"}
        @State.On {"type":"boolean"}
    "#]]
    .assert_eq(&tables(&newer(&schema)));
}

#[test]
fn an_attribute_of_the_specification_stays_as_it_is() {
    let mut model = both(
        &json!({ "Name": property("String") }),
        &json!({}),
        &json!({ "properties": { "Name": { "type": "string" } }, "readOnlyProperties": ["/properties/Name"] }),
    );
    // The specification says that it can be set, and the schema that it can be read.
    assert!(model.properties.remove("Name").is_some());
    assert_eq!(model.attributes["Name"].ty.name(), "String");
}

#[test]
fn branches_add_their_properties_and_only_all_of_requires() {
    let schema = json!({ "definitions": {
            "Shared": { "type": "object", "required": ["Third"], "properties": { "Third": { "type": "string" } } },
            "Choice": { "type": "object",
                "required": ["Always"],
                "properties": { "Always": { "type": "string" } },
                "oneOf": [
                    { "required": ["First"], "properties": { "First": { "type": "string" }, "Always": { "type": "integer" } } },
                    { "required": ["Second"], "properties": { "Second": { "type": "string" } } },
                ],
                "anyOf": [{ "required": ["Always"] }],
                "allOf": [{ "$ref": "#/definitions/Shared" }],
            },
        },
        "properties": { "Choice": { "$ref": "#/definitions/Choice" } },
    });
    expect![[r#"
        Choice {"update":"Mutable","type":{"type":"Choice"}}
        [Choice]
        Always {"required":true,"update":"Mutable","type":{"text":{}}}
        First {"update":"Mutable","type":{"text":{}}}
        Second {"update":"Mutable","type":{"text":{}}}
        Third {"required":true,"update":"Mutable","type":{"text":{}}}
    "#]]
    .assert_eq(&tables(&newer(&schema)));
}

#[test]
fn recursive_definitions_become_types_once() {
    let schema = json!({ "definitions": {
            "Node": { "type": "object", "properties": { "Next": { "$ref": "#/definitions/Node" }, "All": { "$ref": "#/definitions/Nodes" } } },
            "Nodes": { "type": "array", "items": { "$ref": "#/definitions/Node" } },
            "Ping": { "type": "object", "properties": { "Pong": { "$ref": "#/definitions/Pong" } } },
            "Pong": { "type": "object", "properties": { "Ping": { "type": "object", "additionalProperties": { "$ref": "#/definitions/Ping" } } } },
        },
        "properties": { "Nodes": { "$ref": "#/definitions/Nodes" }, "Ping": { "$ref": "#/definitions/Ping" } },
    });
    expect![[r#"
        Nodes {"update":"Mutable","type":{"list":{"items":{"type":"Node"}}}}
        Ping {"update":"Mutable","type":{"type":"Ping"}}
        [Node]
        All {"update":"Mutable","type":{"list":{"items":{"type":"Node"}}}}
        Next {"update":"Mutable","type":{"type":"Node"}}
        [Ping]
        Pong {"update":"Mutable","type":{"type":"Pong"}}
        [Pong]
        Ping {"update":"Mutable","type":{"map":{"values":{"type":"Ping"}}}}
    "#]]
    .assert_eq(&tables(&newer(&schema)));
}

#[test]
fn inline_objects_are_named_by_their_property_and_never_share_a_name() {
    let object =
        |name: &str| json!({ "type": "object", "properties": { name: { "type": "string" } } });
    let schema = json!({
        "definitions": { "Lock": object("OfDefinition") },
        "properties": {
            "A": { "type": "object", "properties": { "Config": object("OfA"), "Lock": object("OfALock") } },
            "B": { "type": "object", "properties": { "Config": object("OfB") } },
            "BConfig": object("Top"),
            "Lock": { "$ref": "#/definitions/Lock" },
            "Pointed": { "$ref": "#/properties/B" },
        },
    });
    expect![[r#"
        A {"update":"Mutable","type":{"type":"A"}}
        B {"update":"Mutable","type":{"type":"B"}}
        BConfig {"update":"Mutable","type":{"type":"BConfig2"}}
        Lock {"update":"Mutable","type":{"type":"Lock"}}
        Pointed {"update":"Mutable","type":{"type":"Pointed"}}
        [A]
        Config {"update":"Mutable","type":{"type":"Config"}}
        Lock {"update":"Mutable","type":{"type":"ALock"}}
        [ALock]
        OfALock {"update":"Mutable","type":{"text":{}}}
        [B]
        Config {"update":"Mutable","type":{"type":"BConfig"}}
        [BConfig]
        OfB {"update":"Mutable","type":{"text":{}}}
        [BConfig2]
        Top {"update":"Mutable","type":{"text":{}}}
        [Config]
        OfA {"update":"Mutable","type":{"text":{}}}
        [Lock]
        OfDefinition {"update":"Mutable","type":{"text":{}}}
        [Pointed]
        Config {"update":"Mutable","type":{"type":"PointedConfig"}}
        [PointedConfig]
        OfB {"update":"Mutable","type":{"text":{}}}
    "#]]
    .assert_eq(&tables(&newer(&schema)));
}

#[test]
fn tags_are_the_property_that_takes_them() {
    let tagging = |tagging: serde_json::Value| {
        let properties = json!({ "Tags": collection("List", "Mark"), "Labels": property("Json") });
        let mut schema = json!({ "properties": { "Tags": { "type": "array" }, "Labels": { "type": "object" } } });
        schema["tagging"] = tagging;
        both(
            &properties,
            &json!({ "Mark": { "Properties": {} } }),
            &schema,
        )
        .tags
    };
    assert_eq!(tagging(json!({})).as_deref(), Some("Tags"));
    assert_eq!(
        tagging(json!({ "tagProperty": "/properties/Labels" })).as_deref(),
        Some("Labels")
    );
    assert_eq!(tagging(json!({ "taggable": false })), None);
}
