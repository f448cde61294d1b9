//! The names and orders of AWS CDK, as it has shown them: `vectors.json`.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use cognito_cdk_synth::names::{NameRules, unique_id, unique_resource_name};
use cognito_cdk_synth::{
    App, CfnElement, CfnResource, Construct, Object, RawResource, Scope, Stack,
};
use cognito_cdk_template::{IntoValue, Json, Value, intrinsics};
use serde_json::Value as Data;

fn vectors() -> Data {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

fn texts(value: &Data) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|text| text.as_str().unwrap())
        .collect()
}

#[test]
fn unique_ids() {
    let vectors = vectors();
    let cases = vectors["uniqueId"].as_array().unwrap();
    assert!(cases.len() > 30);
    for case in cases {
        // An error of AWS CDK is nothing here.
        let expected = case["id"].as_str().map(str::to_owned);
        assert_eq!(
            unique_id(&texts(&case["path"])),
            expected,
            "{}",
            case["path"]
        );
    }
}

#[test]
fn unique_resource_names() {
    let vectors = vectors();
    let cases = vectors["uniqueResourceName"].as_array().unwrap();
    assert!(cases.len() > 8);
    for case in cases {
        let options = &case["options"];
        let text = |key: &str| options[key].as_str().unwrap_or_default();
        let max_length = options["maxLength"].as_u64().unwrap();
        let rules = NameRules {
            max_length: usize::try_from(max_length).unwrap(),
            separator: text("separator"),
            allowed_special_characters: text("allowedSpecialCharacters"),
            prefix: text("prefix"),
        };
        let name = unique_resource_name(&texts(&case["components"]), &rules);
        assert_eq!(name.as_deref(), case["name"].as_str(), "{case}");
    }
}

#[test]
fn minimal_joins() {
    let vectors = vectors();
    let cases = vectors["minimalJoin"].as_array().unwrap();
    assert!(cases.len() > 5);
    for case in cases {
        let delimiter = case["delimiter"].as_str().unwrap().to_owned();
        let parts = case["values"]
            .as_array()
            .unwrap()
            .iter()
            .map(|value| -> Value<String> {
                match Json::from_template_data(value.clone()).unwrap() {
                    Json::Expr(expression) => Value::Expr(expression),
                    // A number in a list of texts is the text of it.
                    Json::Number(number) => number.to_string().into_value(),
                    literal => literal.as_str().unwrap().into_value(),
                }
            });
        let joined = Json::from(intrinsics::join(delimiter.clone(), parts));
        let expected = match case["result"].as_array().unwrap().as_slice() {
            [only] => only.clone(),
            several => serde_json::json!({ "Fn::Join": [delimiter, several] }),
        };
        let joined: Data = serde_json::from_str(&joined.to_string()).unwrap();
        assert_eq!(joined, expected, "{case}");
    }
}

/// `DependsOn` is in the order of paths, so a resource that depends on all of them shows it.
#[test]
fn the_order_of_paths() {
    let vectors = vectors();
    let app = App::new();
    let make = |path: &str| {
        let mut parts = path.split('/').peekable();
        let mut scope = app.node().clone();
        while let Some(part) = parts.next() {
            let known = scope.find_child(part);
            if parts.peek().is_none() {
                let queue = RawResource::new("AWS::SQS::Queue", Object::new());
                return CfnResource::new(&scope, part, queue);
            }
            let next = |scope| {
                if path.starts_with(part) {
                    Stack::new(scope, part).node().clone()
                } else {
                    Construct::new(scope, part).node().clone()
                }
            };
            scope = known.unwrap_or_else(|| next(&scope));
        }
        unreachable!("a path has parts")
    };
    // The order is that of whole paths, so that all of them may stand in one stack.
    let input = texts(&vectors["pathSort"]["input"]);
    let in_stack = |path: &&str| path.starts_with("Stack/");
    let resources: Vec<_> = input
        .iter()
        .filter(|path| in_stack(path))
        .map(|path| {
            let resource = make(path);
            // Several of the ids have the same letters and digits.
            let logical_id: String = path
                .bytes()
                .fold(String::new(), |id, byte| format!("{id}{byte:02x}"));
            resource.override_logical_id(logical_id);
            resource
        })
        .collect();
    let last = make("Stack/zz");
    for resource in &resources {
        last.add_dependency(resource);
    }
    let assembly = app.build().unwrap();
    let template: Data = serde_json::from_str(assembly.stack("Stack").unwrap().template()).unwrap();
    let depends_on = template["Resources"]["zz"]["DependsOn"].as_array().unwrap();
    let order: Vec<String> = depends_on
        .iter()
        .map(|id| {
            let id = id.as_str().unwrap();
            let byte = |at: usize| u8::from_str_radix(&id[at..at + 2], 16).unwrap();
            let bytes = (0..id.len()).step_by(2).map(byte).collect();
            String::from_utf8(bytes).unwrap()
        })
        .collect();
    let sorted = texts(&vectors["pathSort"]["sorted"]);
    let sorted: Vec<&str> = sorted.into_iter().filter(in_stack).collect();
    assert_eq!(order, sorted);
}
