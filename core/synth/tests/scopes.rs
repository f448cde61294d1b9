//! What applies to a scope or a stack as a whole: removal policies, ARNs, exports by name.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]

use cognito_cdk_synth::{
    App, ArnComponents, ArnFormat, AspectPriority, CfnOutput, CfnResource, Construct, Environment,
    Object, RawResource, RemovalPolicies, RemovalPoliciesOptions, RemovalPolicy, Scope, Stack,
    StackProps, Value, intrinsics, names,
};
use serde_json::{Value as Data, json};

fn resource(scope: &impl Scope, id: &str, cfn_type: &'static str) -> CfnResource {
    CfnResource::new(scope, id, RawResource::new(cfn_type, Object::new()))
}

fn template(app: &App, stack: &str) -> Data {
    let assembly = app.build().unwrap();
    serde_json::from_str(assembly.stack(stack).unwrap().template()).unwrap()
}

/// The policies of a resource for its deletion and for its replacement.
fn policies(template: &Data, id: &str) -> (Data, Data) {
    let resource = &template["Resources"][id];
    let [deletion, replacement] = ["DeletionPolicy", "UpdateReplacePolicy"];
    (resource[deletion].clone(), resource[replacement].clone())
}

#[test]
fn removal_policies_reach_everything_in_the_scope() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    RemovalPolicies::of(&stack).destroy();
    let pools = Construct::new(&stack, "Pools");
    RemovalPolicies::of(&pools).retain_with(
        RemovalPoliciesOptions::new()
            .include("AWS::Acme::Pool")
            .exclude("AWS::Acme::Client"),
    );
    resource(&stack, "Topic", "AWS::Acme::Topic");
    resource(&pools, "Pool", "AWS::Acme::Pool");
    resource(&pools, "Client", "AWS::Acme::Client");
    let template = template(&app, "Auth");
    let in_pools = |id| names::unique_id(&["Pools", id]).unwrap();
    let delete = (json!("Delete"), json!("Delete"));
    let retain = (json!("Retain"), json!("Retain"));
    assert_eq!(policies(&template, "Topic"), delete);
    assert_eq!(policies(&template, &in_pools("Client")), delete);
    assert_eq!(policies(&template, &in_pools("Pool")), retain);
}

#[test]
fn only_missing_removal_policies_are_filled_in() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    let kept = resource(&stack, "Kept", "AWS::Acme::Pool");
    kept.apply_removal_policy(RemovalPolicy::RetainOnUpdateOrDelete);
    resource(&stack, "Other", "AWS::Acme::Pool");
    RemovalPolicies::of(&app).apply(
        RemovalPolicy::Destroy,
        RemovalPoliciesOptions::new()
            .only_missing()
            .priority(AspectPriority::READONLY),
    );
    let template = template(&app, "Auth");
    let kept = (json!("RetainExceptOnCreate"), json!("Retain"));
    assert_eq!(policies(&template, "Kept"), kept);
    assert_eq!(policies(&template, "Other").0, json!("Delete"));
}

#[test]
fn arns_take_what_is_open_from_the_stack() {
    let app = App::new();
    let anywhere = Stack::new(&app, "Anywhere");
    let env = Environment::new("123456789012", "eu-west-1");
    let here = Stack::with_props(&app, "Here", StackProps::new().env(env));
    let arn = |stack: &Stack, components| {
        let value: Value<String> = stack.format_arn(components);
        cognito_cdk_synth::Json::from(value).to_string()
    };
    let bucket = || {
        ArnComponents::new("s3", "bucket")
            .region("")
            .account("")
            .format(ArnFormat::NoResourceName)
    };
    assert_eq!(
        arn(&here, bucket().partition("aws")),
        r#""arn:aws:s3:::bucket""#
    );
    let named = bucket().partition("aws").resource_name("nobody");
    assert_eq!(arn(&here, named), r#""arn:aws:s3:::bucket""#);
    let api = ArnComponents::new("apigateway", "restapis")
        .resource_name("abc")
        .format(ArnFormat::SlashResourceSlashResourceName);
    assert_eq!(
        arn(&here, api),
        r#"{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":apigateway:eu-west-1:123456789012:/restapis/abc"]]}"#
    );
    let pool = ArnComponents::new("cognito-idp", "userpool").resource_name("x");
    assert_eq!(
        arn(&anywhere, pool),
        r#"{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":cognito-idp:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":userpool/x"]]}"#
    );
}

#[test]
fn an_arn_that_was_taken_apart_is_put_together_as_it_was() {
    let stack = Stack::new(&App::new(), "Auth");
    for (arn, format, resource, name) in [
        (
            "arn:aws:sns:eu-west-1:1:news",
            ArnFormat::NoResourceName,
            "news",
            None,
        ),
        (
            "arn:aws:sns:eu-west-1:1:a:b/c",
            ArnFormat::NoResourceName,
            "a:b/c",
            None,
        ),
        (
            "arn:aws:lambda::1:function:f:1",
            ArnFormat::ColonResourceName,
            "function",
            Some("f:1"),
        ),
        (
            "arn:aws:iam::1:role/path/r",
            ArnFormat::SlashResourceName,
            "role",
            Some("path/r"),
        ),
        (
            "arn:aws:iam::1:root",
            ArnFormat::SlashResourceName,
            "root",
            None,
        ),
        (
            "arn:aws:s4:x:1:/a/b",
            ArnFormat::SlashResourceSlashResourceName,
            "a",
            Some("b"),
        ),
    ] {
        let parts = Stack::split_arn(arn, format).unwrap();
        assert_eq!(parts.resource, resource.into());
        assert_eq!(parts.resource_name, name.map(Value::from));
        assert_eq!(stack.format_arn(parts), arn.into());
    }
    for none in [
        "",
        "arn",
        "arn:aws:s3:::",
        "arn:aws::::x",
        "urn:aws:s3:::x",
        "arn:aws:s3",
    ] {
        assert_eq!(
            Stack::split_arn(none, ArnFormat::SlashResourceName),
            None,
            "{none}"
        );
    }
}

#[test]
fn cloudformation_takes_an_arn_apart_that_only_the_deployment_knows() {
    let arn = Value::<String>::from_expr(intrinsics::ref_("Arn"));
    let text = |format| {
        let parts = Stack::split_arn(arn.clone(), format).unwrap();
        let shown = |value: Option<Value<String>>| {
            value.map(|value| cognito_cdk_synth::Json::from(value).to_string())
        };
        (
            shown(Some(parts.resource)).unwrap(),
            shown(parts.resource_name),
        )
    };
    let part =
        |index| format!(r#"{{"Fn::Select":[{index},{{"Fn::Split":[":",{{"Ref":"Arn"}}]}}]}}"#);
    let of_last = |index| {
        format!(
            r#"{{"Fn::Select":[{index},{{"Fn::Split":["/",{}]}}]}}"#,
            part(5)
        )
    };
    assert_eq!(text(ArnFormat::NoResourceName), (part(5), None));
    assert_eq!(text(ArnFormat::ColonResourceName), (part(5), Some(part(6))));
    assert_eq!(
        text(ArnFormat::SlashResourceName),
        (of_last(0), Some(of_last(1)))
    );
    let slashes = ArnFormat::SlashResourceSlashResourceName;
    assert_eq!(text(slashes), (of_last(1), Some(of_last(2))));
}

#[test]
fn an_export_has_the_name_that_the_program_gives() {
    let app = App::new();
    let producer = Stack::new(&app, "Producer");
    let pool = resource(&producer, "Pool", "AWS::Acme::Pool");
    let import = producer.export_value_as("acme:pool", pool.ref_());
    let consumer = Stack::new(&app, "Consumer");
    resource(&consumer, "Thing", "AWS::Acme::Thing");
    CfnOutput::new(&consumer, "Pool", import);
    assert_eq!(
        template(&app, "Producer")["Outputs"],
        json!({ "Exportacmepool": { "Value": { "Ref": "Pool" }, "Export": { "Name": "acme:pool" } } })
    );
    assert_eq!(
        template(&app, "Consumer")["Outputs"]["Pool"]["Value"],
        json!({ "Fn::ImportValue": "acme:pool" })
    );
}
