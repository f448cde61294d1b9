//! Templates with any data inside are read back as they were written.
#![allow(clippy::panic, clippy::expect_used, reason = "these are tests")]
#![allow(clippy::needless_raw_string_hashes, reason = "`expect!` writes them")]

use cognito_cdk::{Expr, Function, Json, Object, RawResource, ResourceEntry, Target, Template};
use proptest::prelude::*;

/// Texts that a writer or a reader could stumble over, and any others.
fn text() -> impl Strategy<Value = String> {
    let traps = [
        "",
        "\"",
        "\\",
        "\u{0}",
        "\u{1f}\u{7f}\u{85}\u{2028}\u{feff}",
        "${",
        "${Name}",
        "${!Name}",
        "${}",
        "}",
        "é",
        "日本語",
        "😀",
        "\r\n",
        "\t",
        "true",
        "null",
        "1",
        "1e3",
        "0x1F",
        "~",
        "yes",
        "- a",
        "a: b",
        "# x",
        "!Ref x",
        "&a",
        "*a",
        "%",
        "@",
        "`",
        "'",
        "<<",
        "2001-01-01",
        " x ",
    ];
    prop_oneof![
        prop::sample::select(traps.to_vec()).prop_map(str::to_owned),
        any::<String>(),
        "[a-zA-Z0-9:/ ${}!\"'\\\\]{0,40}",
        (
            prop::sample::select(vec!["a", "é", "\n", "\"", "😀 "]),
            0..10_000_usize
        )
            .prop_map(|(part, times)| part.repeat(times / part.len())),
    ]
}

/// A name that cannot be mistaken for a function.
fn key() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("k{text}"))
}

fn target() -> impl Strategy<Value = Target> {
    prop::sample::select(vec!["Queue", "AWS::Region", "AWS::NoValue"]).prop_map(Target::logical_id)
}

fn scalar() -> impl Strategy<Value = Json> {
    prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        text().prop_map(Json::from),
        target().prop_map(|target| Json::from(Expr::Ref(target))),
        text().prop_map(|name| {
            Json::from(Expr::GetAtt(Target::logical_id("Queue"), name.into()))
        }),
    ]
}

fn object(value: impl Strategy<Value = Json>) -> impl Strategy<Value = Object> {
    prop::collection::vec((key(), value), 0..5).prop_map(|members| {
        let members = members.into_iter();
        members.map(|(key, value)| (key.into(), value)).collect()
    })
}

/// Data and expressions of every form, some levels deep.
fn json() -> impl Strategy<Value = Json> {
    scalar().prop_recursive(5, 40, 5, |inner| {
        let list = || prop::collection::vec(inner.clone(), 0..5);
        let functions = prop::sample::select(vec![
            Function::Join,
            Function::Select,
            Function::Split,
            Function::Base64,
            Function::Cidr,
            Function::GetAzs,
            Function::ImportValue,
            Function::Transform,
        ]);
        prop_oneof![
            list().prop_map(Json::List),
            object(inner.clone()).prop_map(Json::from),
            (functions, list()).prop_map(|(function, list)| Json::from(Expr::Call(
                function,
                Box::new(list.into())
            ))),
            (inner.clone(), inner.clone()).prop_map(|(then, otherwise)| {
                Json::from(Expr::If {
                    condition: Target::logical_id("Sometimes"),
                    then: Box::new(then),
                    otherwise: Box::new(otherwise),
                })
            }),
            (inner.clone(), inner.clone()).prop_map(|(top, second)| {
                Json::from(Expr::FindInMap {
                    map: Target::logical_id("Map"),
                    top: Box::new(top),
                    second: Box::new(second),
                    default: None,
                })
            }),
            (text(), object(inner)).prop_map(|(body, variables)| {
                Json::from(Expr::Sub {
                    body: body.into(),
                    variables,
                })
            }),
        ]
    })
}

fn template(properties: Object, metadata: Json) -> Template {
    let mut template = Template::new();
    let mut entry = ResourceEntry::from(RawResource::new("AWS::SQS::Queue", properties));
    entry.metadata("Data", metadata);
    template.add_entry("Queue", entry);
    template
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(properties in object(json()), metadata in json()) {
        let template = template(properties, metadata);
        let written = template.to_text();
        let again = Template::from_json(&written).expect("it was written as a template");
        prop_assert_eq!(again.to_object(), template.to_object());
        // The same bytes, however often.
        prop_assert_eq!(again.to_text(), written.clone());
        prop_assert_eq!(template.clone().to_text(), written.clone());
        // Another reader of JSON finds the same, whether it is written over lines or in one.
        let value: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        let compact: serde_json::Value =
            serde_json::from_str(&template.to_compact_text()).expect("JSON");
        prop_assert_eq!(&compact, &value);
        // The checks do not panic, whatever they find.
        let _ = template.check();
    }

    #[test]
    fn yaml_carries_the_same(properties in object(json()), metadata in json()) {
        let mut template = template(properties, metadata);
        template.add_condition("Sometimes", cognito_cdk::Condition::equals("a", "a"));
        template.add_mapping("Map", cognito_cdk::Mapping::new().entry("a", "b", "c"));
        // A `Fn::Sub` with a random body may point at nothing, and then nothing is written.
        prop_assume!(template.to_json().is_ok());
        let yaml = template.to_yaml().expect("its JSON was written");
        let again = Template::from_yaml(&yaml);
        let again = again.unwrap_or_else(|error| panic!("{error}\n{yaml}"));
        prop_assert_eq!(again.to_object(), template.to_object(), "{}", yaml);
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "[{}\\[\\]\",:a-zA-Z0-9.$ -]{0,200}") {
        let _ = Template::from_json(&text);
        let _ = Template::from_yaml(&text);
    }
}

#[test]
fn what_is_no_template_is_refused_with_its_place() {
    let expected = expect_test::expect![[r#"
        not a CloudFormation template: EOF while parsing a value at line 1 column 0
        not a CloudFormation template: it is no object
        not a CloudFormation template: it is no object
        not a CloudFormation template: EOF while parsing an object at line 1 column 1
        not a CloudFormation template: Resource: CloudFormation has no such section
        not a CloudFormation template: Resources: an object is needed here
        not a CloudFormation template: Resources.A: an object is needed here
        not a CloudFormation template: Resources.A: the resource has no `Type`
        not a CloudFormation template: Resources.A.Type: a string is needed here
        not a CloudFormation template: Resources.A.Typ: a resource has no such attribute
        not a CloudFormation template: Resources.A.Properties: a function cannot stand for all properties
        not a CloudFormation template: Resources.A.Properties.P: `Fn::If` needs the name of a condition and two values
        not a CloudFormation template: Resources.A.Properties.P: `Fn::GetAtt` needs a logical id and an attribute
        not a CloudFormation template: Resources.A.Properties.P: `Fn::Sub` needs a text, or a text and an object of variables
        not a CloudFormation template: Resources.Fn::ForEach::A: loops over whole elements cannot be read; expand the template first
        not a CloudFormation template: Outputs.A: the output has no `Value`
        not a CloudFormation template: Outputs.A.Name: an output has `Value`, `Description`, `Export` and `Condition`
        not a CloudFormation template: Rules.A.Assertions: an assertion has no `Assert`
        not a CloudFormation template: recursion limit exceeded at line 1 column 183
        not a CloudFormation template: recursion limit exceeded at line 1 column 128
    "#]];
    let deep = format!("{}1{}", "[".repeat(120), "]".repeat(120));
    let deep = format!(
        r#"{{"Resources": {{"A": {{"Type": "T", "Properties": {{"a": {{"b": [[[[[[[[[[{deep}]]]]]]]]]]}}}}}}}}}}"#
    );
    let deeper = "[".repeat(100_000);
    let texts = [
        "",
        "[]",
        "1",
        "{",
        r#"{"Resource": {}}"#,
        r#"{"Resources": []}"#,
        r#"{"Resources": {"A": 1}}"#,
        r#"{"Resources": {"A": {}}}"#,
        r#"{"Resources": {"A": {"Type": 1}}}"#,
        r#"{"Resources": {"A": {"Type": "T", "Typ": 1}}}"#,
        r#"{"Resources": {"A": {"Type": "T", "Properties": {"Ref": "B"}}}}"#,
        r#"{"Resources": {"A": {"Type": "T", "Properties": {"P": {"Fn::If": ["c", 1]}}}}}"#,
        r#"{"Resources": {"A": {"Type": "T", "Properties": {"P": {"Fn::GetAtt": ["B"]}}}}}"#,
        r#"{"Resources": {"A": {"Type": "T", "Properties": {"P": {"Fn::Sub": {}}}}}}"#,
        r#"{"Resources": {"Fn::ForEach::A": []}}"#,
        r#"{"Outputs": {"A": {}}}"#,
        r#"{"Outputs": {"A": {"Value": 1, "Name": 2}}}"#,
        r#"{"Rules": {"A": {"Assertions": [{}]}}}"#,
        &deep,
        &deeper,
    ];
    let errors = texts.map(|text| match Template::from_json(text) {
        Err(error) => {
            assert!(error.is_read());
            format!("{error}\n")
        }
        Ok(_) => panic!("{text} was read"),
    });
    expected.assert_eq(&errors.concat());
}
