//! The texts of errors, and of what does not fit.

use cognito_cdk_l1::cognito::{CfnUserPool, CfnUserPoolClient};
use cognito_cdk_l1::iam::CfnRole;
use cognito_cdk_l1::{FromJson, ResourceType, Template};
use expect_test::expect;
use serde_json::{Value as Data, json};

fn template(properties: &Data) -> Template {
    let template = json!({ "Resources": {
        "Pool": { "Type": "AWS::Cognito::UserPool", "Properties": properties },
        "Web": { "Type": "AWS::Cognito::UserPoolClient" },
        "Role": { "Type": "AWS::IAM::Role", "Properties": properties },
    } });
    Template::from_data(template).expect("a template")
}

fn error<R: ResourceType + FromJson>(id: &str) -> String {
    let mut template = template(&json!({}));
    let before = template.to_text();
    let result = template.resource_as::<R>(id).map(|_| ());
    assert_eq!(template.to_text(), before);
    result.expect_err("an error").to_string()
}

#[test]
fn a_resource_that_is_none_of_the_type() {
    let errors = [
        error::<CfnUserPool>("Poll"),
        error::<CfnUserPool>("Web"),
        error::<CfnUserPoolClient>("Web"),
        error::<CfnRole>("Role"),
    ];
    expect![[r#"
        `Poll` cannot be read as `AWS::Cognito::UserPool`: the template has no such resource; of that type it has `Pool`
        `Web` cannot be read as `AWS::Cognito::UserPool`: it is of the type `AWS::Cognito::UserPoolClient`
        `Web` cannot be read as `AWS::Cognito::UserPoolClient`: the required property `UserPoolId` is missing
        `Role` cannot be read as `AWS::IAM::Role`: the required property `AssumeRolePolicyDocument` is missing"#]].assert_eq(&errors.join("\n"));
}

#[test]
fn values_that_do_not_fit() {
    let properties = json!({
        "UserPoolName": 7,
        "MfaConfiguration": "MAYBE",
        "DeletionProtection": true,
        "Policies": {
            "PasswordPolicy": { "MinimumLength": "8", "RequireNumbers": "true", "Newer": "secret" },
            "SignInPolicy": { "AllowedFirstAuthFactors": "PASSWORD" },
        },
        "Schema": [{ "Mutable": 1 }, "email"],
        "AccountRecoverySetting": { "RecoveryMechanisms": [{ "Name": "verified_email" }] },
        "UserPoolTags": ["a"],
        "LambdaConfig": { "Fn::Newest": [] },
        "UserPoolAddOns": { "Ref": "AWS::NoValue" },
        "Newest": { "secret": true },
    });
    let mut template = template(&properties);
    let before = template.to_text();
    let pool = template.resources_mut().get_mut("Pool").expect("the pool");
    let misfits = pool.read_as::<CfnUserPool>("Pool").expect("a pool");
    let misfits: Vec<_> = misfits.iter().map(ToString::to_string).collect();
    expect![[r#"
        DeletionProtection: a boolean is set where a text is needed
        LambdaConfig: a function that is not known is set where an object is needed
        Policies.PasswordPolicy.MinimumLength: "8" is set where a whole number is needed
        Policies.PasswordPolicy.RequireNumbers: "true" is set where a boolean is needed
        Policies.PasswordPolicy.Newer: a string is set, and the type has no such property
        Policies.SignInPolicy.AllowedFirstAuthFactors: a string is set where a list is needed
        Schema[0].Mutable: 1 is set where a boolean is needed
        Schema[1]: a string is set where an object is needed
        UserPoolName: a number is set where a text is needed
        UserPoolTags: a list is set where an object is needed
        Newest: an object is set, and the type has no such property"#]]
    .assert_eq(&misfits.join("\n"));
    assert_eq!(template.to_text(), before);
}
