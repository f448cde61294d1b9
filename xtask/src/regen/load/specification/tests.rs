//! Invented specifications: every kind of type, and every mistake.

#![allow(
    clippy::needless_raw_string_hashes,
    reason = "expect-test writes the expected texts, with hashes"
)]

use super::{Primitive, SpecPropertyType, SpecType, SpecUpdate, Specification};
use crate::regen::load::json::tests::mutations;
use expect_test::expect;
use serde_json::{Value, json};
use std::fmt::Write as _;

fn parse(document: &Value) -> anyhow::Result<Specification> {
    Specification::parse("spec.json", document.to_string().as_bytes())
}

/// A specification with one resource type, `AWS::Farm::Barn`, and some property types.
fn farm(barn: &Value, property_types: &Value) -> Value {
    json!({
        "ResourceSpecificationVersion": "1.2.3",
        "ResourceTypes": {"AWS::Farm::Barn": barn},
        "PropertyTypes": property_types,
    })
}

/// A property with the keys that all have, and those of its type.
fn property(ty: &Value) -> Value {
    let mut property = json!({"Required": false, "UpdateType": "Mutable"});
    property
        .as_object_mut()
        .unwrap()
        .extend(ty.as_object().unwrap().clone());
    property
}

fn sample() -> Value {
    farm(
        &json!({
            "Documentation": "https://docs.aws.amazon.com/barn.html",
            "AdditionalProperties": true,
            "Properties": {
                "Name": {"Required": true, "UpdateType": "Immutable", "PrimitiveType": "String", "Documentation": "https://x"},
                "Stalls": {
                    "Required": false, "UpdateType": "Conditional", "Type": "List", "ItemType": "Stall", "DuplicatesAllowed": false,
                },
                "Tags": property(&json!({"Type": "List", "ItemType": "Tag"})),
                "Labels": property(&json!({"Type": "Map", "PrimitiveItemType": "Json"})),
                "Door": property(&json!({"Type": "Door"})),
            },
            "Attributes": {
                "Arn": {"PrimitiveType": "String"},
                "Door.Lock": {"Type": "Lock"},
                "Keys": {"Type": "List", "PrimitiveItemType": "Long"},
            },
        }),
        &json!({
            "Tag": {"Documentation": "https://tag", "Properties": {"Key": property(&json!({"PrimitiveType": "String"}))}},
            "AWS::Farm::Barn.Stall": {"Properties": {"Inner": property(&json!({"Type": "Stall"}))}},
            "AWS::Farm::Barn.Door": property(&json!({"Type": "List", "ItemType": "Lock"})),
            "AWS::Farm::Barn.Lock": property(&json!({"PrimitiveType": "Timestamp"})),
        }),
    )
}

#[test]
fn every_kind_of_type_is_read() {
    let specification = parse(&sample()).unwrap();
    let named = |name: &str| SpecType::Named(name.to_owned());
    let barn = &specification.resource_types["AWS::Farm::Barn"];
    let ty = |name: &str| barn.properties[name].ty.clone();

    assert_eq!(specification.version, "1.2.3");
    assert_eq!(specification.notes, Vec::<String>::new());
    assert!(barn.additional_properties);
    assert_eq!(
        barn.documentation.as_deref(),
        Some("https://docs.aws.amazon.com/barn.html")
    );
    assert_eq!(ty("Name"), SpecType::Primitive(Primitive::String));
    assert!(barn.properties["Name"].required);
    assert_eq!(barn.properties["Name"].update, SpecUpdate::Immutable);
    assert_eq!(
        barn.properties["Name"].documentation.as_deref(),
        Some("https://x")
    );
    assert_eq!(ty("Stalls"), SpecType::List(Box::new(named("Stall"))));
    assert_eq!(barn.properties["Stalls"].duplicates_allowed, Some(false));
    assert_eq!(barn.properties["Stalls"].update, SpecUpdate::Conditional);
    assert_eq!(ty("Tags"), SpecType::List(Box::new(named("Tag"))));
    assert_eq!(
        ty("Labels"),
        SpecType::Map(Box::new(SpecType::Primitive(Primitive::Json)))
    );
    assert_eq!(ty("Door"), named("Door"));
    assert_eq!(barn.attributes["Door.Lock"], named("Lock"));
    assert_eq!(
        barn.attributes["Keys"],
        SpecType::List(Box::new(SpecType::Primitive(Primitive::Long)))
    );

    let (name, door) = specification
        .property_type("AWS::Farm::Barn", "Door")
        .unwrap();
    assert_eq!(name, "AWS::Farm::Barn.Door");
    assert!(
        matches!(door, SpecPropertyType::Alias(door) if door.ty == SpecType::List(Box::new(named("Lock"))))
    );
    assert_eq!(
        specification
            .property_type("AWS::Farm::Barn", "Tag")
            .unwrap()
            .0,
        "Tag"
    );
    assert_eq!(specification.property_type("AWS::Farm::Barn", "Roof"), None);
}

#[test]
fn a_resource_needs_neither_attributes_nor_documentation() {
    let specification = parse(&farm(&json!({"Properties": {}}), &json!({}))).unwrap();
    let barn = &specification.resource_types["AWS::Farm::Barn"];
    assert_eq!(
        (
            barn.attributes.len(),
            barn.documentation.as_deref(),
            barn.additional_properties
        ),
        (0, None, false)
    );
}

#[test]
fn a_mistake_in_a_type_names_its_place() {
    let cases = [
        json!({"Type": "Roof"}),
        json!({"Type": "List", "ItemType": "Roof"}),
        json!({"Type": "Json"}),
        json!({"Type": "AWS::Farm::Barn.Door"}),
        json!({"Type": "List"}),
        json!({"Type": "Map", "ItemType": "Door", "PrimitiveItemType": "String"}),
        json!({"Type": "Door", "PrimitiveType": "Json"}),
        json!({"Type": "Door", "ItemType": "Lock"}),
        json!({"PrimitiveType": "Text"}),
        json!({"Type": "List", "PrimitiveItemType": "Text"}),
        json!({"Type": 5}),
        json!({}),
        json!({"Type": "Map", "PrimitiveItemType": "String", "KeyType": "Integer"}),
    ];
    let mut errors = String::new();
    for case in cases {
        let mut document = sample();
        document["ResourceTypes"]["AWS::Farm::Barn"]["Properties"]["Door"] = property(&case);
        writeln!(errors, "{}", parse(&document).unwrap_err()).unwrap();
    }
    expect![[r#"
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.Type: the property type `Roof` does not exist: neither `AWS::Farm::Barn.Roof` nor a common `Roof`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.ItemType: the property type `Roof` does not exist: neither `AWS::Farm::Barn.Roof` nor a common `Roof`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.Type: the property type `Json` does not exist; a primitive belongs in `PrimitiveType` or `PrimitiveItemType`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.Type: the property type `AWS::Farm::Barn.Door` does not exist; a name stands without its resource type
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door: the type is `List`: expected either `ItemType` or `PrimitiveItemType`, found neither
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door: the type is `Map`: expected either `ItemType` or `PrimitiveItemType`, found both
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door: expected one type, found Type `Door`, PrimitiveType `Json`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door: expected one type, found Type `Door`, ItemType `Lock`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.PrimitiveType: expected String, Integer, Long, Double, Boolean, Timestamp or Json, found the string "Text"
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.PrimitiveItemType: expected String, Integer, Long, Double, Boolean, Timestamp or Json, found the string "Text"
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.Type: expected a string, found the number 5
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door: expected a type (the key `Type` or `PrimitiveType`), found an object with `Required`, `UpdateType`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.KeyType: the key `KeyType` is unknown here and may change the type: teach load/specification.rs what it means
    "#]].assert_eq(&errors);
}

#[test]
fn a_mistake_elsewhere_names_its_place() {
    let door = "/ResourceTypes/AWS::Farm::Barn/Properties/Door";
    let cases = [
        (
            door.to_owned(),
            json!({"PrimitiveType": "String", "UpdateType": "Mutable"}),
        ),
        (
            door.to_owned(),
            json!({"PrimitiveType": "String", "Required": false, "UpdateType": "Sometimes"}),
        ),
        (format!("{door}/Required"), json!("true")),
        (
            "/ResourceTypes/AWS::Farm::Barn".to_owned(),
            json!({"Attributes": {}}),
        ),
        (
            "/ResourceTypes/AWS::Farm::Barn/Attributes/Arn".to_owned(),
            json!({"Type": "Roof"}),
        ),
        (
            "/ResourceTypes/AWS::Farm::Barn/Properties".to_owned(),
            json!({"": {}}),
        ),
        (
            "/ResourceTypes".to_owned(),
            json!({"AWS::Farm::../Barn": {"Properties": {}}}),
        ),
        ("/ResourceTypes".to_owned(), json!([])),
        (
            "/PropertyTypes/Tag".to_owned(),
            json!({"Properties": {"Key": property(&json!({"Type": "Door"}))}}),
        ),
        (
            "/PropertyTypes/Tag".to_owned(),
            json!({"Documentation": "https://tag"}),
        ),
        (
            "/PropertyTypes".to_owned(),
            json!({"AWS::Farm::Barn.": {"Properties": {}}}),
        ),
        (
            "/PropertyTypes".to_owned(),
            json!({"Barn.Door": {"Properties": {}}}),
        ),
        (
            "/PropertyTypes/AWS::Farm::Barn.Stall".to_owned(),
            json!({"Properties": {}, "Type": "List"}),
        ),
        (
            "/PropertyTypes/AWS::Farm::Barn.Lock".to_owned(),
            property(&json!({"Type": "Map", "ItemType": "Door"})),
        ),
        ("/ResourceSpecificationVersion".to_owned(), json!(236)),
        (
            String::new(),
            json!({"typeName": "AWS::Farm::Barn", "properties": {}}),
        ),
        (String::new(), json!({"ResourceType": {}})),
        (String::new(), json!("text")),
    ];
    let mut errors = String::new();
    for (place, value) in cases {
        let mut document = sample();
        *document.pointer_mut(&place).unwrap() = value;
        writeln!(errors, "{}", parse(&document).unwrap_err()).unwrap();
    }
    expect![[r#"
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door: expected the key `Required`, found an object with `PrimitiveType`, `UpdateType`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.UpdateType: expected Mutable, Immutable or Conditional, found the string "Sometimes"
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Door.Required: expected true or false, found the string "true"
        spec.json: ResourceTypes."AWS::Farm::Barn": expected the key `Properties`, found an object with `Attributes`
        spec.json: ResourceTypes."AWS::Farm::Barn".Attributes.Arn.Type: the property type `Roof` does not exist: neither `AWS::Farm::Barn.Roof` nor a common `Roof`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties: an entry has an empty name
        spec.json: ResourceTypes."AWS::Farm::../Barn": expected the name of a resource type such as `AWS::Cognito::UserPool`, found `AWS::Farm::../Barn`
        spec.json: ResourceTypes: expected an object, found an empty list
        spec.json: PropertyTypes.Tag.Properties.Key.Type: the property type `Door` does not exist
        spec.json: PropertyTypes.Tag: expected a type (the key `Type` or `PrimitiveType`), found an object with `Documentation`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Stalls.ItemType: the property type `Stall` does not exist: neither `AWS::Farm::Barn.Stall` nor a common `Stall`
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Stalls.ItemType: the property type `Stall` does not exist: neither `AWS::Farm::Barn.Stall` nor a common `Stall`
        spec.json: PropertyTypes."AWS::Farm::Barn.Stall".Type: the key `Type` is unknown here and may change the type: teach load/specification.rs what it means
        spec.json: PropertyTypes."AWS::Farm::Barn.Door": the type is made of itself: AWS::Farm::Barn.Door -> AWS::Farm::Barn.Lock -> AWS::Farm::Barn.Door
        spec.json: ResourceSpecificationVersion: expected a string, found the number 236
        spec.json: this is a provider schema; expected the resource specification
        spec.json: expected the key `PropertyTypes`, found an object with `ResourceType`
        spec.json: expected an object, found the string "text"
    "#]].assert_eq(&errors);
}

#[test]
fn new_keys_are_notes() {
    let mut document = sample();
    document["Generated"] = json!("today");
    document["ResourceTypes"]["AWS::Farm::Barn"]["Lifecycle"] = json!("sunset");
    for name in ["Name", "Door", "Tags"] {
        document["ResourceTypes"]["AWS::Farm::Barn"]["Properties"][name]["Sensitive"] = json!(true);
    }
    document["PropertyTypes"]["Tag"]["Since"] = json!(2);
    let specification = parse(&document).unwrap();
    expect![[r#"
        spec.json: Generated: the new key `Generated` is passed over
        spec.json: ResourceTypes."AWS::Farm::Barn".Lifecycle: the new key `Lifecycle` is passed over
        spec.json: ResourceTypes."AWS::Farm::Barn".Properties.Name.Sensitive: the new key `Sensitive` is passed over (and so at 2 more places)
        spec.json: PropertyTypes.Tag.Since: the new key `Since` is passed over"#]].assert_eq(&specification.notes.join("\n"));
    assert_eq!(
        specification.resource_types,
        parse(&sample()).unwrap().resource_types
    );
}

#[test]
fn no_damage_panics_and_every_error_names_the_file() {
    let mut errors = 0;
    for mutation in mutations(&sample()) {
        if let Err(error) = parse(&mutation) {
            assert!(error.to_string().starts_with("spec.json: "), "{error}");
            errors += 1;
        }
    }
    assert!(errors > 100, "{errors}");
    let text = sample().to_string();
    for end in 0..text.len() {
        assert!(
            Specification::parse("spec.json", &text.as_bytes()[..end]).is_err(),
            "{end}"
        );
    }
}
