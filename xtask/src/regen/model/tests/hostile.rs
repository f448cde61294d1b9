//! Schemas that are odd, circular or made to break the generator: an answer, or an error, and no crash.

use super::{newer, specification, table, try_merge};
use expect_test::expect;
use serde_json::{Map, Value, json};

fn refusal(schema: &Value) -> String {
    let error = try_merge(&specification(&json!({}), &json!({})), Some(schema)).unwrap_err();
    format!("{error:#}")
}

/// Definitions `D0` to `D999`, each made by `make` from a reference to the next.
fn chain(make: impl Fn(Value) -> Value) -> Value {
    let mut definitions = Map::new();
    for number in 0..1000 {
        let next = json!({ "$ref": format!("#/definitions/D{}", number + 1) });
        definitions.insert(format!("D{number}"), make(next));
    }
    definitions.insert("D1000".to_owned(), json!({ "type": "string" }));
    json!({ "definitions": definitions, "properties": { "Start": { "$ref": "#/definitions/D0" } } })
}

#[test]
fn a_list_or_map_of_itself_is_json() {
    let schema = json!({
        "definitions": {
            "List": { "type": "array", "items": { "$ref": "#/definitions/List" } },
            "Map": { "type": "object", "additionalProperties": { "$ref": "#/definitions/Map" } },
        },
        "properties": { "List": { "$ref": "#/definitions/List" }, "Map": { "$ref": "#/definitions/Map" } },
    });
    expect![[r#"
        List {"update":"Mutable","type":{"list":{"items":"json"}}}
        Map {"update":"Mutable","type":{"map":{"values":"json"}}}
    "#]]
    .assert_eq(&table(&newer(&schema).properties));
}

#[test]
fn an_attribute_that_is_a_list_of_itself_ends() {
    let schema = json!({
        "definitions": { "List": { "type": "array", "items": { "$ref": "#/definitions/List" } } },
        "properties": { "List": { "$ref": "#/definitions/List" } },
        "readOnlyProperties": ["/properties/List"],
    });
    assert!(newer(&schema).attributes["List"].ty.name().contains("Json"));
}

#[test]
fn an_object_in_itself_by_a_pointer_ends() {
    let schema = json!({ "properties": { "Part": { "type": "object", "properties": {
        "Again": { "$ref": "#/properties/Part" },
    }}}});
    let resource = newer(&schema);
    assert_eq!(resource.properties["Part"].ty.name(), "Part");
    assert_eq!(
        resource.types["Again"].properties["Again"].ty.name(),
        "Again"
    );
}

#[test]
fn definitions_too_deep_in_each_other_are_refused() {
    let objects = chain(|next| json!({ "type": "object", "properties": { "Next": next } }));
    let lists = chain(|next| json!({ "type": "array", "items": next }));
    let branches = chain(|next| json!({ "type": "object", "allOf": [next] }));
    let refusals = [objects, lists, branches]
        .map(|schema| refusal(&schema))
        .join("\n");
    expect![[r#"
        cannot merge the provider schema of `AWS::Test::Thing`: its properties lie more than 64 deep in each other, which no resource type of AWS does
        cannot merge the provider schema of `AWS::Test::Thing`: its properties lie more than 64 deep in each other, which no resource type of AWS does
        cannot merge the provider schema of `AWS::Test::Thing`: there are branches inside branches, more than 64 deep"#]].assert_eq(&refusals);
}

#[test]
fn branches_that_meet_again_are_walked_once() {
    // Walked one by one there would be two to the power of thirty of them.
    let mut definitions = Map::new();
    for number in 0..30 {
        let next = json!({ "$ref": format!("#/definitions/D{}", number + 1) });
        definitions.insert(
            format!("D{number}"),
            json!({ "type": "object", "anyOf": [next, next] }),
        );
    }
    definitions.insert(
        "D30".to_owned(),
        json!({ "type": "object", "properties": { "End": { "type": "string" } } }),
    );
    let schema = json!({ "definitions": definitions, "properties": { "Start": { "$ref": "#/definitions/D0" } } });
    assert!(newer(&schema).types["D0"].properties.contains_key("End"));
}

#[test]
fn references_in_a_circle_are_refused() {
    let schema = json!({
        "definitions": { "A": { "$ref": "#/definitions/B" }, "B": { "$ref": "#/definitions/A" } },
        "properties": { "A": { "$ref": "#/definitions/A" } },
    });
    expect!["cannot merge the provider schema of `AWS::Test::Thing`: AWS::Test::Thing: the references of definitions go round in a circle: A -> B -> A"].assert_eq(&refusal(&schema));
}

#[test]
fn numbers_that_nothing_keeps_to_are_no_bounds() {
    let schema = json!({ "properties": {
        "Long": { "type": "string", "maxLength": 5_000_000_000_u64 },
        "Inverted": { "type": "integer", "minimum": 2, "maximum": 1 },
        "Big": { "type": "integer", "maximum": 1.5 },
        "Huge": { "type": "integer", "maximum": 18_446_744_073_709_551_615_u64 },
    }});
    expect![[r#"
        Big {"update":"Mutable","type":{"integer":{}}}
        Huge {"update":"Mutable","type":{"integer":{}}}
        Inverted {"update":"Mutable","type":{"integer":{}}}
        Long {"update":"Mutable","type":{"text":{}}}
    "#]]
    .assert_eq(&table(&newer(&schema).properties));
}
