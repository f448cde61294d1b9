//! How overrides are merged: each case as AWS CDK does it.

use super::Patch;
use cognito_cdk_template::{Json, Object, intrinsics};
use serde_json::{Value as Data, json};

/// A resource after overrides: a path with a value, or with nothing to delete it.
fn merged<const N: usize>(resource: Data, overrides: [(&str, Option<Data>); N]) -> Data {
    let mut patch = Patch::default();
    for (path, value) in overrides {
        assert!(patch.set(path, value.map(Json::from)));
    }
    let Json::Object(mut object) = Json::from(resource) else {
        panic!("a resource is an object")
    };
    patch.apply(&mut object, None);
    serde_json::from_str(&Json::Object(object).to_string()).unwrap()
}

#[test]
fn objects_are_merged_and_everything_else_is_replaced() {
    let resource = json!({ "P": { "A": { "x": 1, "y": [1, 2] }, "B": "b" } });
    let overrides = [
        ("P.A", Some(json!({ "z": 3, "y": [9] }))),
        ("P.B", Some(json!({ "now": "an object" }))),
    ];
    assert_eq!(
        merged(resource, overrides),
        json!({ "P": { "A": { "x": 1, "y": [9], "z": 3 }, "B": { "now": "an object" } } })
    );
}

#[test]
fn a_number_in_a_path_is_an_element_of_a_list() {
    let resource = || json!({ "P": { "L": [{ "a": 1 }, { "b": 2 }] } });
    let change = |path: &str, value| merged(resource(), [(path, value)])["P"]["L"].clone();
    assert_eq!(
        change("P.L.1.b", Some(json!(3))),
        json!([{ "a": 1 }, { "b": 3 }])
    );
    assert_eq!(
        change("P.L.7", Some(json!("end"))),
        json!([{ "a": 1 }, { "b": 2 }, "end"])
    );
    assert_eq!(change("P.L.0", None), json!([{ "b": 2 }]));
    assert_eq!(
        change("P.L.x", Some(json!(1))),
        json!([{ "a": 1 }, { "b": 2 }])
    );
    // Without a list to change, it is the key of an object.
    let made = merged(json!({ "P": {} }), [("P.New.0", Some(json!("a")))]);
    assert_eq!(made, json!({ "P": { "New": { "0": "a" } } }));
}

#[test]
fn what_is_deleted_takes_what_it_leaves_empty_along() {
    let resource = || json!({ "Type": "T", "P": { "A": { "x": 1 }, "B": 1 } });
    assert_eq!(
        merged(resource(), [("P.A.x", None)]),
        json!({ "Type": "T", "P": { "B": 1 } })
    );
    assert_eq!(
        merged(resource(), [("P.A.x", None), ("P.B", None)]),
        json!({ "Type": "T" })
    );
    assert_eq!(merged(resource(), [("P.Q.R", None)]), resource());
    assert_eq!(
        merged(resource(), [("P.B", Some(Data::Null))]),
        json!({ "Type": "T", "P": { "A": { "x": 1 }, "B": null } })
    );
}

#[test]
fn functions_are_replaced_as_a_whole() {
    let resource = json!({ "P": { "A": { "Ref": "X" }, "B": { "a": 1, "b": 2 } } });
    let overrides = [
        ("P.A.y", Some(json!(1))),
        ("P.B", Some(json!({ "Fn::GetAtt": ["X", "Arn"] }))),
    ];
    assert_eq!(
        merged(resource, overrides),
        json!({ "P": { "A": { "y": 1 }, "B": { "Fn::GetAtt": ["X", "Arn"] } } })
    );
    // An expression is one, whether it was written as data or not.
    let mut object = Object::new();
    object.insert("P", Json::object([("A", intrinsics::region())]));
    let mut patch = Patch::default();
    patch.set("P.A.y", Some(Json::from(1)));
    patch.apply(&mut object, None);
    assert_eq!(Json::Object(object).to_string(), r#"{"P":{"A":{"y":1}}}"#);
}

#[test]
fn the_last_override_of_a_path_wins() {
    let overrides = [
        ("P.A.B", Some(json!(1))),
        ("P.A", Some(json!("scalar"))),
        ("P.A.C", Some(json!(2))),
    ];
    assert_eq!(
        merged(json!({}), overrides),
        json!({ "P": { "A": { "C": 2 } } })
    );
}

#[test]
fn dots_and_backslashes_can_be_part_of_a_name() {
    let overrides = [("P.a\\.b", Some(json!(1))), ("P.c\\\\d", Some(json!(2)))];
    assert_eq!(
        merged(json!({}), overrides),
        json!({ "P": { "a.b": 1, "c\\d": 2 } })
    );
}
