//! Existing templates as constructs, the typed reading of their resources, and overrides.

use super::check_message;
use super::templates::normal;
use cognito_cdk::synth::{CfnIncludeProps, SynthError};
use cognito_cdk::{
    App, CfnInclude, CfnResource, FromJson, Json, ResourceType, Stack, StackProps, Synthesizer,
    cognito, iam, lambda, resource_schema,
};
use serde_json::Value as Data;

fn stack(app: &App) -> Stack {
    let props = StackProps::new().synthesizer(Synthesizer::plain());
    Stack::with_props(app, "Old", props)
}

/// The template of the stack, unless something is wrong, which then is a message.
fn build(app: &App) -> Option<String> {
    match app.build() {
        Ok(assembly) => {
            let stack = assembly.stack("Old");
            let template = stack.map(|stack| stack.template().to_owned());
            assert!(template.is_some(), "the stack got lost");
            template
        }
        Err(error) => {
            check_error(&error);
            None
        }
    }
}

fn check_error(error: &SynthError) {
    assert!(!error.findings().is_empty(), "an error without a finding");
    for finding in error.findings() {
        check_message(&finding.to_string());
        assert!(!finding.construct.is_empty(), "no place: {finding}");
    }
}

/// A template goes out of an app as it came in, whether its resources are read as typed ones or not.
pub(super) fn include(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let props = || CfnIncludeProps::new().schemas(resource_schema);
    let app = App::new();
    CfnInclude::with_props(&stack(&app), "Include", text, props());
    let plain = build(&app);

    let app = App::new();
    let include = CfnInclude::with_props(&stack(&app), "Include", text, props());
    let data: Data = serde_json::from_str(text).unwrap_or_default();
    let resources = data.get("Resources").and_then(Data::as_object);
    for (id, _) in resources.into_iter().flatten() {
        if let Some(resource) = include.resource(id) {
            read_typed(&resource);
        }
    }
    let typed = build(&app);
    assert_eq!(typed, plain, "typed, and as it came");
    if let Some(plain) = plain
        && text.trim_start().starts_with('{')
    {
        let written: Data = serde_json::from_str(&plain).unwrap_or_default();
        assert_eq!(normal(written), normal(data), "not as it came");
    }

    let app = App::new();
    let props = props().preserve_logical_ids(false);
    CfnInclude::with_props(&stack(&app), "Include", text, props);
    build(&app);
}

/// Reads a resource as one of its type. What does not fit is kept; what lacks something required stays raw.
fn read_typed(resource: &CfnResource) {
    macro_rules! types {
        ($($service:ident: $($name:ident)*;)*) => {
            match resource.cfn_resource_type().as_str() {
                $($($service::$name::TYPE => read_as::<$service::$name>(resource),)*)*
                _ => {}
            }
        };
    }
    types! {
        cognito: CfnIdentityPool CfnIdentityPoolRoleAttachment CfnManagedLoginBranding CfnUserPool
            CfnUserPoolClient CfnUserPoolDomain CfnUserPoolGroup CfnUserPoolIdentityProvider
            CfnUserPoolResourceServer CfnUserPoolRiskConfigurationAttachment CfnUserPoolUser;
        iam: CfnManagedPolicy CfnPolicy CfnRole;
        lambda: CfnFunction CfnPermission;
    }
}

fn read_as<R: ResourceType + FromJson>(resource: &CfnResource) {
    match resource.read_as::<R>() {
        Ok((typed, misfits)) => {
            assert_eq!(typed.cfn_resource_type(), R::TYPE);
            for misfit in misfits {
                assert!(!misfit.path.is_empty(), "no place: {misfit}");
            }
        }
        Err(error) => check_message(&error.to_string()),
    }
}

/// What the overrides are tried on.
const TEMPLATE: &str = r#"{
    "Resources": {
        "Pool": {
            "Type": "AWS::Cognito::UserPool",
            "Metadata": { "Owner": "me" },
            "Properties": {
                "Policies": { "PasswordPolicy": { "MinimumLength": 12 } },
                "Schema": [{ "Name": "a" }, { "Name": "b" }],
                "UserPoolName": { "Fn::Sub": "${AWS::StackName}-users" },
                "UserPoolTags": { "a.b": "1" }
            }
        }
    }
}"#;

/// Each line of the input is an override: `path=value` sets JSON, and a path alone deletes. A text that was
/// set last is what stands at its path.
pub(super) fn overrides(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let app = App::new();
    let include = CfnInclude::new(&stack(&app), "Include", TEMPLATE);
    let Some(pool) = include.resource("Pool") else {
        panic!("the pool got lost");
    };
    let mut last = None;
    for line in text.lines() {
        if let Some((path, value)) = line.split_once('=') {
            let value: Data = serde_json::from_str(value).unwrap_or_else(|_| value.into());
            pool.add_property_override(path, Json::from(value.clone()));
            last = Some((path, value));
        } else {
            pool.add_deletion_override(line);
            last = None;
        }
    }
    let Some(template) = build(&app) else {
        return;
    };
    let template: Data = serde_json::from_str(&template).unwrap_or_default();
    if let Some((path, value @ Data::String(_))) = last {
        check_override(&template, path, &value);
    }
}

/// The value stands at the end of the path, unless the path goes through a list, whose elements may have
/// moved, or has names with dots.
fn check_override(template: &Data, path: &str, value: &Data) {
    if path.contains('\\') {
        return;
    }
    let properties = template.pointer("/Resources/Pool/Properties");
    let mut place = properties.unwrap_or(&Data::Null);
    for part in path.split('.') {
        match place {
            Data::Object(members) => place = members.get(part).unwrap_or(&Data::Null),
            Data::Array(_) => return,
            _ => break,
        }
    }
    assert_eq!(place, value, "at {path:?}");
}
