//! The base of the model: the specification alone.

use super::{THING, collection, named, property, specification, tables, try_merge};
use expect_test::expect;
use serde_json::json;

#[test]
fn the_specification_is_the_base() {
    let resources = json!({ THING: {
        "Attributes": { "Arn": { "PrimitiveType": "String" }, "Part.Sizes": { "Type": "List", "PrimitiveItemType": "Integer" } },
        "Properties": {
            "Text": property("String"), "When": property("Timestamp"),
            "Whole": property("Integer"), "Long": property("Long"), "Broken": property("Double"),
            "Flag": property("Boolean"), "Free": property("Json"),
            "Unique": { "Type": "List", "PrimitiveItemType": "String", "DuplicatesAllowed": false, "Required": true, "UpdateType": "Immutable" },
            "Often": { "Type": "Map", "PrimitiveItemType": "String", "Required": false, "UpdateType": "Conditional" },
            "Part": named("Part"), "Parts": collection("List", "Part"), "Marks": collection("List", "Mark"),
        },
    }});
    let types = json!({
        "AWS::Test::Thing.Part": { "Properties": { "Size": property("Integer"), "Part": named("Part") } },
        "AWS::Test::Things.Part": { "Properties": { "Other": property("String") } },
        "Mark": { "Properties": { "Key": property("String"), "Part": collection("List", "Mark") } },
        "Unused": { "Properties": {} },
    });
    let model = try_merge(&specification(&resources, &types), None).unwrap();
    expect![[r#"
        Broken {"update":"Mutable","type":{"double":{}}}
        Flag {"update":"Mutable","type":"boolean"}
        Free {"update":"Mutable","type":"json"}
        Long {"update":"Mutable","type":{"integer":{}}}
        Marks {"update":"Mutable","type":{"list":{"items":{"global":"Mark"}}}}
        Often {"update":"Conditional","type":{"map":{"values":{"text":{}}}}}
        Part {"update":"Mutable","type":{"type":"Part"}}
        Parts {"update":"Mutable","type":{"list":{"items":{"type":"Part"}}}}
        Text {"update":"Mutable","type":{"text":{}}}
        Unique {"required":true,"update":"Immutable","type":{"list":{"items":{"text":{}},"uniqueItems":true}}}
        When {"update":"Mutable","type":{"text":{}}}
        Whole {"update":"Mutable","type":{"integer":{}}}
        [Part]
        Part {"update":"Mutable","type":{"type":"Part"}}
        Size {"update":"Mutable","type":{"integer":{}}}
        @Arn {"type":{"text":{}}}
        @Part.Sizes {"type":{"list":{"items":{"integer":{}}}}}
    "#]].assert_eq(&tables(&model.resources[THING]));
    assert_eq!(model.globals.keys().collect::<Vec<_>>(), ["Mark"]);
    assert_eq!(model.specification, "1");
}

#[test]
fn an_alias_stands_for_what_it_names() {
    let resources = json!({ THING: { "Properties": {
        "Plan": named("Plan"), "Plans": collection("List", "Plan"), "Marks": named("Marks"), "Size": named("Size"),
    }}});
    let types = json!({
        "AWS::Test::Thing.Plan": collection("List", "Part"),
        "AWS::Test::Thing.Size": property("Double"),
        "AWS::Test::Thing.Part": { "Properties": {} },
        // An alias of everybody's.
        "Marks": collection("List", "Mark"),
        "Mark": { "Properties": { "Key": property("String") } },
    });
    let model = try_merge(&specification(&resources, &types), None).unwrap();
    expect![[r#"
        Marks {"update":"Mutable","type":{"list":{"items":{"global":"Mark"}}}}
        Plan {"update":"Mutable","type":{"list":{"items":{"type":"Part"}}}}
        Plans {"update":"Mutable","type":{"list":{"items":{"list":{"items":{"type":"Part"}}}}}}
        Size {"update":"Mutable","type":{"double":{}}}
        [Part]
    "#]]
    .assert_eq(&tables(&model.resources[THING]));
    assert_eq!(model.globals.keys().collect::<Vec<_>>(), ["Mark"]);
}

#[test]
fn a_common_type_does_not_mean_a_resource_types_own() {
    let resources = json!({ THING: { "Properties": { "Mark": named("Mark") } } });
    let types = json!({
        "AWS::Test::Thing.Part": { "Properties": { "Own": property("String") } },
        "Mark": { "Properties": { "Part": named("Part") } },
        "Part": { "Properties": { "Common": property("String") } },
    });
    let model = try_merge(&specification(&resources, &types), None).unwrap();
    assert_eq!(model.globals.keys().collect::<Vec<_>>(), ["Mark", "Part"]);
    assert_eq!(model.globals["Mark"].properties["Part"].ty.name(), "Part");
    assert!(model.globals["Part"].properties.contains_key("Common"));
}
