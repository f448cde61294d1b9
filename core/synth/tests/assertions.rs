//! The assertions for tests of programs: what holds, and what they say if it does not.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]
#![allow(
    clippy::needless_raw_string_hashes,
    clippy::needless_pass_by_value,
    reason = "as expect-test writes and takes them"
)]

use cognito_cdk_synth::assertions::{Capture, Match, Template};
use expect_test::{Expect, expect};
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};

fn template() -> Template {
    let template = json!({
        "Resources": {
            "A": { "Type": "T", "Properties": { "Name": "a", "Tags": ["x", "y", "z"], "N": 1 } },
            "B": { "Type": "T", "Properties": { "Name": "b", "Policy": "{\"v\":[1,2]}" },
                   "DependsOn": ["A"] },
            "C": { "Type": "U" },
        },
        "Outputs": { "O": { "Value": { "Ref": "A" } } },
        "Parameters": { "P": { "Type": "String" } },
        "Conditions": { "If": { "Fn::Equals": ["a", "b"] } },
        "Mappings": { "M": { "k": { "l": "v" } } },
    });
    Template::from_json(&template.to_string())
}

fn says(assertion: impl FnOnce(&Template), expected: Expect) {
    let template = template();
    let panic = catch_unwind(AssertUnwindSafe(|| assertion(&template))).unwrap_err();
    expected.assert_eq(panic.downcast_ref::<String>().unwrap());
}

#[test]
fn what_holds() {
    let template = template();
    template.resource_count_is("T", 2);
    template.resource_count_is("V", 0);
    template.has_resource_properties("T", json!({ "Name": "b" }));
    template.has_resource("T", json!({ "DependsOn": ["A"] }));
    template.has_resource("U", Match::object_equals([("Type", "U")]));
    template.resource_properties_count_is("T", json!({ "Name": "a" }), 1);
    template.all_resources_properties("T", Match::object_like([("Name", Match::any_value())]));
    let tags = Match::array_with(["x", "z"]);
    template.has_resource_properties("T", Match::object_like([("Tags", tags)]));
    let policy = Match::serialized_json(json!({ "v": [1, 2] }));
    template.has_resource_properties("T", Match::object_like([("Policy", policy)]));
    let none = Match::object_like([("Tags", Match::absent()), ("Name", Match::not("a"))]);
    template.has_resource_properties("T", none);
    let part = Match::object_like([("Policy", Match::string_containing("\"v\""))]);
    assert_eq!(
        template.find_resources("T", Match::object_like([("Properties", part)]))[0].0,
        "B"
    );
    template.has_output("O", json!({ "Value": { "Ref": "A" } }));
    template.has_output("*", json!({ "Value": { "Ref": "A" } }));
    template.has_parameter("P", json!({ "Type": "String" }));
    template.has_condition("If", json!({ "Fn::Equals": ["a", "b"] }));
    template.has_mapping("M", json!({ "k": { "l": "v" } }));
    template.template_matches(json!({ "Resources": { "C": { "Type": "U" } } }));
}

#[test]
fn captures() {
    let template = template();
    let (name, tag) = (Capture::new(), Capture::new());
    template.has_resource_properties(
        "T",
        Match::object_like([
            ("Name", Match::from(&name)),
            (
                "Tags",
                Match::array_equals([Match::exact("x"), Match::from(&tag), Match::any_value()]),
            ),
        ]),
    );
    assert_eq!(
        (name.texts(), tag.values()),
        (vec!["a".to_owned()], vec![json!("y")])
    );
    // What did not match is not kept.
    let name = Capture::new();
    let expected = Match::object_like([("Name", Match::from(&name)), ("N", Match::absent())]);
    template.has_resource_properties("T", expected);
    assert_eq!(name.texts(), ["b"]);
}

#[test]
fn what_does_not_hold() {
    says(
        |template| template.resource_count_is("T", 3),
        expect!["3 resources of type T are expected, and there are 2: A, B"],
    );
    says(
        |template| {
            template.has_resource_properties("T", json!({ "Name": "c", "N": 1, "Tags": ["x"] }));
        },
        expect![[r#"
            there is no such T; the closest is A:
              Properties.Name: expected "c", found "a"
              Properties.Tags[1]: expected nothing, found "y"
              Properties.Tags[2]: expected nothing, found "z""#]],
    );
    says(
        |template| template.has_resource("V", json!({})),
        expect!["there is no V"],
    );
    says(
        |template| {
            template.has_resource("U", Match::object_equals([("Properties", Match::absent())]));
        },
        expect![[r#"
            there is no such U; the closest is C:
              Type: expected nothing, found "U""#]],
    );
    says(
        |template| template.all_resources_properties("T", json!({ "Name": "a" })),
        expect![[r#"
            not every T is as expected; the closest is B:
              Properties.Name: expected "a", found "b""#]],
    );
    says(
        |template| template.resource_properties_count_is("T", json!({ "Name": "a" }), 2),
        expect!["2 resources of type T with these properties are expected, and there are 1: A"],
    );
    says(
        |template| template.has_output("X", json!({})),
        expect!["there is no `X` in Outputs"],
    );
    says(
        |template| template.has_output("O", json!({ "Value": "a" })),
        expect![[r#"
        there is no such `O` in Outputs; the closest is O:
          Value: expected "a", found {"Ref":"A"}"#]],
    );
    says(
        |template| template.template_matches(json!({ "Outputs": {}, "Rules": {} })),
        expect![[r#"
        the template is not as expected; the closest is the template:
          Rules: expected an object, found nothing"#]],
    );
    let tags = Match::array_with([Match::exact("z"), Match::not("y")]);
    says(
        move |template| template.has_resource_properties("T", Match::object_like([("Tags", tags)])),
        expect![[r#"
            there is no such T; the closest is A:
              Properties.Tags: expected an element that is not "y", found ["x","y","z"]"#]],
    );
}
