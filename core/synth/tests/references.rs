//! The ways in which a reference reaches another stack, and what they are written as.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use cognito_cdk_synth::{
    App, AppProps, CfnElement, CfnOutput, CfnResource, CloudAssembly, Environment, Object,
    RawResource, ReferenceStrength, Scope, Stack, StackProps, consume_reference, intrinsics, lazy,
};
use serde_json::{Value as Data, json};

fn thing(scope: &impl Scope, id: &str) -> CfnResource {
    CfnResource::new(
        scope,
        id,
        RawResource::new("AWS::Acme::Thing", Object::new()),
    )
}

fn template(assembly: &CloudAssembly, stack: &str) -> Data {
    serde_json::from_str(assembly.stack(stack).unwrap().template()).unwrap()
}

/// What a reference of a strength makes of the producer and of the value in the consumer.
fn crossing(strength: Option<ReferenceStrength>) -> (Data, Data, Data) {
    let app = App::new();
    let producer = Stack::new(&app, "Producer");
    let pool = thing(&producer, "Pool");
    let consumer = Stack::new(&app, "Consumer");
    let value = match strength {
        Some(strength) => consume_reference(pool.ref_(), strength),
        None => pool.ref_(),
    };
    let mut properties = Object::new();
    properties.insert("Of", value);
    CfnResource::new(
        &consumer,
        "Thing",
        RawResource::new("AWS::Acme::Thing", properties),
    );
    let assembly = app.build().unwrap();
    assert_eq!(
        assembly.stack("Consumer").unwrap().dependencies(),
        ["Producer"]
    );
    let consumer = template(&assembly, "Consumer");
    let value = consumer["Resources"]["Thing"]["Properties"]["Of"].clone();
    (template(&assembly, "Producer"), consumer, value)
}

const EXPORT: &str = "ExportsOutputRefPoolC043904E";

#[test]
fn strong() {
    for strength in [None, Some(ReferenceStrength::Strong)] {
        let (producer, _, value) = crossing(strength);
        let name = format!("Producer:{EXPORT}");
        assert_eq!(value, json!({ "Fn::ImportValue": name }));
        let output = json!({ EXPORT: { "Value": { "Ref": "Pool" }, "Export": { "Name": name } } });
        assert_eq!(producer["Outputs"], output);
    }
}

#[test]
fn weak_and_both() {
    let (producer, _, value) = crossing(Some(ReferenceStrength::Weak));
    let outputs = producer["Outputs"].as_object().unwrap();
    let (name, output) = outputs.iter().next().unwrap();
    assert!(name.starts_with("PublishOutputRefPool"));
    assert_eq!(
        (outputs.len(), output),
        (1, &json!({ "Value": { "Ref": "Pool" } }))
    );
    let region = json!({ "Ref": "AWS::Region" });
    let get = json!({ "StackName": "Producer", "Region": region, "OutputName": name });
    assert_eq!(value, json!({ "Fn::GetStackOutput": get }));

    let (producer, _, value) = crossing(Some(ReferenceStrength::Both));
    assert_eq!(value, json!({ "Fn::GetStackOutput": get }));
    assert_eq!(producer["Outputs"].as_object().unwrap().len(), 2);
    assert!(producer["Outputs"][EXPORT]["Export"].is_object());
}

#[test]
fn through_the_parameter_store() {
    let (producer, consumer, value) = crossing(Some(ReferenceStrength::Ssm));
    let resources = producer["Resources"].as_object().unwrap();
    let (_, written) = resources.iter().nth(1).unwrap();
    let name = format!("/cdk/exports/Producer/{EXPORT}");
    assert_eq!(
        written,
        &json!({ "Type": "AWS::SSM::Parameter", "Properties": {
            "Name": name, "Type": "String", "Value": { "Ref": "Pool" },
        } })
    );
    let (id, parameter) = consumer["Parameters"]
        .as_object()
        .unwrap()
        .iter()
        .next()
        .unwrap();
    assert_eq!(value, json!({ "Ref": id }));
    let expected = json!({ "Type": "AWS::SSM::Parameter::Value<String>", "Default": name });
    assert_eq!(parameter, &expected);
}

#[test]
fn the_strength_of_the_resource_and_of_the_context() {
    let key = "@aws-cdk/core:defaultCrossStackReferences";
    let app = App::with_props(AppProps::new().context(key, "weak"));
    let producer = Stack::new(&app, "Producer");
    let (plain, strong) = (thing(&producer, "Plain"), thing(&producer, "Strong"));
    strong.apply_cross_stack_reference_strength(ReferenceStrength::Strong);
    let consumer = Stack::new(&app, "Consumer");
    thing(&consumer, "Thing");
    CfnOutput::new(&consumer, "Plain", plain.ref_());
    CfnOutput::new(&consumer, "Strong", strong.ref_());
    let outputs = template(&app.build().unwrap(), "Consumer")["Outputs"].clone();
    assert!(outputs["Plain"]["Value"]["Fn::GetStackOutput"].is_object());
    assert!(outputs["Strong"]["Value"]["Fn::ImportValue"].is_string());
}

#[test]
fn a_weak_reference_reaches_another_region() {
    let app = App::new();
    let stack = |id: &str, region: &str| {
        let env = Environment::new("123456789012", region);
        Stack::with_props(&app, id, StackProps::new().env(env))
    };
    let pool = thing(&stack("Producer", "eu-west-1"), "Pool");
    let consumer = stack("Consumer", "us-east-1");
    thing(&consumer, "Thing");
    let weak = consume_reference(pool.get_att("Arn"), ReferenceStrength::Weak);
    CfnOutput::new(&consumer, "Arn", intrinsics::join("-", ["x".into(), weak]));
    let value = template(&app.build().unwrap(), "Consumer")["Outputs"]["Arn"]["Value"].clone();
    let parts = value["Fn::Join"][1].as_array().unwrap();
    assert_eq!(parts[1]["Fn::GetStackOutput"]["Region"], "eu-west-1");
}

#[test]
fn an_export_by_hand_is_the_one_that_references_use() {
    let app = App::new();
    let producer = Stack::new(&app, "Producer");
    let pool = thing(&producer, "Pool");
    let import = producer.export_value(pool.ref_());
    let consumer = Stack::new(&app, "Consumer");
    thing(&consumer, "Thing");
    CfnOutput::new(&consumer, "ByHand", import);
    CfnOutput::new(&consumer, "ByReference", pool.ref_());
    let assembly = app.build().unwrap();
    let outputs = template(&assembly, "Consumer")["Outputs"].clone();
    assert_eq!(outputs["ByHand"], outputs["ByReference"]);
    assert_eq!(
        template(&assembly, "Producer")["Outputs"]
            .as_object()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn lazy_values_are_literals_in_joins() {
    let app = App::new();
    let stack = Stack::new(&app, "Stack");
    let renamed = thing(&stack, "Thing");
    let value = intrinsics::join("-", ["a".into(), renamed.logical_id_value(), "b".into()]);
    CfnOutput::new(&stack, "Joined", value);
    CfnOutput::new(&stack, "List", lazy(&stack, || "x,y"));
    renamed.override_logical_id("Renamed");
    let template = template(&app.build().unwrap(), "Stack");
    assert_eq!(template["Outputs"]["Joined"]["Value"], "a-Renamed-b");
    assert_eq!(template["Outputs"]["List"]["Value"], "x,y");
}
