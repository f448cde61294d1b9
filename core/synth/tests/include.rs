//! `CfnInclude`: an existing template goes out as it came in, and its elements can be used.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use cognito_cdk_synth::{App, CfnElement, CfnInclude, CfnOutput, RemovalPolicy, Stack};
use serde_json::{Value as Data, json};

fn template() -> Data {
    json!({
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "made by hand",
        "Metadata": { "Owner": "identity" },
        "Parameters": { "Stage": { "Type": "String", "Default": "dev" } },
        "Mappings": { "Names": { "dev": { "pool": "customers-dev" } } },
        "Conditions": {
            "IsProd": { "Fn::Equals": [{ "Ref": "Stage" }, "prod"] },
            "Never": { "Fn::Not": [{ "Condition": "IsProd" }] },
        },
        "Rules": { "Known": { "Assertions": [{
            "Assert": { "Fn::Contains": [["dev", "prod"], { "Ref": "Stage" }] },
            "AssertDescription": "dev or prod",
        }] } },
        "Resources": {
            "Pool": {
                "DeletionPolicy": "Retain",
                "Type": "AWS::Cognito::UserPool",
                "Condition": "IsProd",
                "Properties": {
                    "UserPoolName": { "Fn::FindInMap": ["Names", { "Ref": "Stage" }, "pool"] },
                    "MfaConfiguration": { "Fn::If": ["IsProd", "ON", { "Ref": "AWS::NoValue" }] },
                    "UserPoolTags": { "z": "1", "a": { "Fn::Sub": "${Stage}-${AWS::Region}" } },
                },
            },
            "Client": {
                "Type": "AWS::Cognito::UserPoolClient",
                "DependsOn": "Pool",
                "Properties": { "UserPoolId": { "Ref": "Pool" } },
            },
            "Empty": { "Type": "AWS::SNS::Topic", "Properties": {} },
        },
        "Outputs": { "Id": {
            "Value": { "Fn::GetAtt": ["Pool", "Arn"] },
            "Export": { "Name": "pool-arn" },
            "Condition": "IsProd",
        } },
    })
}

fn included() -> (App, Stack, CfnInclude) {
    let app = App::new();
    let stack = Stack::new(&app, "Old");
    let include = CfnInclude::new(&stack, "Template", &template().to_string());
    (app, stack, include)
}

fn written(app: &App) -> Data {
    let assembly = app.build().unwrap();
    serde_json::from_str(assembly.stack("Old").unwrap().template()).unwrap()
}

#[test]
fn it_goes_out_unchanged() {
    let (app, _, _) = included();
    let written = written(&app);
    assert_eq!(written, template());
    let keys = |data: &Data| {
        data.as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect::<Vec<_>>()
    };
    let pool = |data: &Data| keys(&data["Resources"]["Pool"]);
    assert_eq!(pool(&written), pool(&template()));
    assert_eq!(keys(&written["Resources"]), keys(&template()["Resources"]));
}

#[test]
fn its_elements_are_constructs() {
    let (app, stack, include) = included();
    let pool = include.resource("Pool").unwrap();
    assert_eq!(pool.cfn_resource_type(), "AWS::Cognito::UserPool");
    assert_eq!(pool.logical_id(), "Pool");
    pool.add_property_override("UserPoolName", "customers");
    pool.apply_removal_policy(RemovalPolicy::Destroy);
    pool.add_metadata("Ticket", "ID-42");
    let client = include.resource("Client").unwrap();
    client.add_dependency(&include.resource("Empty").unwrap());
    CfnOutput::new(
        &stack,
        "Name",
        include.parameter("Stage").unwrap().value_as_string(),
    );
    assert!(include.resource("Nothing").is_none());
    assert!(include.condition("IsProd").is_some());
    assert!(include.mapping("Names").is_some());
    assert!(include.rule("Known").is_some());
    assert!(include.output("Id").is_some());

    let written = written(&app);
    let resources = &written["Resources"];
    assert_eq!(resources["Pool"]["Properties"]["UserPoolName"], "customers");
    assert_eq!(resources["Pool"]["DeletionPolicy"], "Delete");
    assert_eq!(resources["Pool"]["Metadata"], json!({ "Ticket": "ID-42" }));
    assert_eq!(resources["Client"]["DependsOn"], json!(["Pool", "Empty"]));
    assert_eq!(
        written["Outputs"]["Name"]["Value"],
        json!({ "Ref": "Stage" })
    );
}

#[test]
fn references_follow_a_logical_id() {
    let (app, _, include) = included();
    include
        .resource("Pool")
        .unwrap()
        .override_logical_id("Renamed");
    include
        .resource("Client")
        .unwrap()
        .add_deletion_override("DependsOn");
    let written = written(&app);
    assert_eq!(
        written["Resources"]["Client"]["Properties"]["UserPoolId"],
        json!({ "Ref": "Renamed" })
    );
    let value = &written["Outputs"]["Id"]["Value"];
    assert_eq!(value, &json!({ "Fn::GetAtt": ["Renamed", "Arn"] }));
}

#[test]
fn a_template_that_is_none() {
    for (text, problem) in [
        ("{", "EOF while parsing"),
        ("[]", "it is no object"),
        (r#"{"Resources": {"A": {}}}"#, "the resource has no `Type`"),
        (
            r#"{"Ressources": {}}"#,
            "Ressources: CloudFormation has no such section",
        ),
    ] {
        let app = App::new();
        CfnInclude::new(&Stack::new(&app, "Old"), "Template", text);
        let error = app.build().unwrap_err();
        let finding = &error.findings()[0];
        assert_eq!(
            (&*finding.rule, finding.construct.as_str()),
            ("SYN020", "Old/Template")
        );
        assert!(finding.message.contains(problem), "{}", finding.message);
    }
}
