//! What the checks say of typed resources: with the construct, the property, and the place in the program.
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

use cognito_cdk_l1::cognito::user_pool::{PasswordPolicy, Policies};
use cognito_cdk_l1::cognito::{CfnUserPool, CfnUserPoolClient, CfnUserPoolDomain};
use cognito_cdk_l1::int;
use cognito_cdk_synth::{Annotations, App, CfnInclude, Construct, Scope, Stack};
use expect_test::{Expect, expect};

/// The findings, with the names of files alone and without their lines.
fn check(app: &App, expected: &Expect) {
    let text = match app.build() {
        Err(error) => error.to_string(),
        Ok(assembly) => {
            let lines = assembly.warnings().iter().map(ToString::to_string);
            lines.collect::<Vec<_>>().join("\n")
        }
    };
    let lines = text.lines().map(|line| match line.split_once("  at ") {
        Some((before, position)) if position.contains("synth_findings.rs:") => {
            format!("{before}  at synth_findings.rs")
        }
        _ => line.to_owned(),
    });
    expected.assert_eq(&(lines.collect::<Vec<_>>().join("\n") + "\n"));
}

#[test]
fn a_required_property_that_an_override_deletes() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    let pool = stack.add("Pool", CfnUserPool::builder().build());
    let client = CfnUserPoolClient::builder().user_pool_id(&pool).build();
    let client = Construct::new(&stack, "Web").add("Resource", client);
    client.add_property_deletion_override("UserPoolId");
    check(
        &app,
        &expect![[r#"
        the app has 1 error
        error[CFN101] Auth/Web/Resource (Web3C8945DB) Properties.UserPoolId: required property `UserPoolId` of `AWS::Cognito::UserPoolClient` is not set
          at synth_findings.rs
          help: set it, or take back the override that deletes it
    "#]],
    );
}

#[test]
fn values_that_are_known_when_the_program_runs() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    let length: i64 = "3".parse().expect("a number");
    let policy = PasswordPolicy::builder().minimum_length(length).build();
    let pool = CfnUserPool::builder()
        .user_pool_name("x".repeat(129))
        .policies(Policies::builder().password_policy(policy).build())
        .build();
    let pool = stack.add("Pool", pool);
    pool.add_property_override("MfaConfiguration", "SOMETIMES");
    pool.add_property_override("Polices", 1);
    let domain = CfnUserPoolDomain::builder()
        .user_pool_id(&pool)
        .domain("UPPER CASE");
    stack.add("Domain", domain.build());
    check(
        &app,
        &expect![[r#"
        the app has 3 errors
        warning[CFN107] Auth/Pool (Pool) Properties.MfaConfiguration: `SOMETIMES` is none of the published values
          at synth_findings.rs
          help: write one of `OFF`, `ON`, `OPTIONAL`; if AWS has added it since, nothing is wrong
        error[CFN106] Auth/Pool (Pool) Properties.Policies.PasswordPolicy.MinimumLength: 3 is set, and 6 to 99 is allowed
          at synth_findings.rs
        error[CFN104] Auth/Pool (Pool) Properties.UserPoolName: the text has 129 characters, and 1 to 128 are allowed
          at synth_findings.rs
        warning[CFN102] Auth/Pool (Pool) Properties.Polices: `AWS::Cognito::UserPool` has no property `Polices`
          at synth_findings.rs
          help: check the name; if AWS has added it since, nothing is wrong
        error[CFN105] Auth/Domain (Domain) Properties.Domain: `UPPER CASE` does not match `^[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?)*$`
          at synth_findings.rs
    "#]],
    );
}

#[test]
fn a_warning_that_is_meant_to_be() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    let policy = PasswordPolicy::builder().minimum_length(int!(12)).build();
    let pool = CfnUserPool::builder().policies(Policies::builder().password_policy(policy).build());
    let pool = stack.add("Pool", pool.build());
    pool.add_property_override("UserPoolTier", "PLATINUM");
    check(
        &app,
        &expect![[r#"
        warning[CFN107] Auth/Pool (Pool) Properties.UserPoolTier: `PLATINUM` is none of the published values
          at synth_findings.rs
          help: write one of `LITE`, `ESSENTIALS`, `PLUS`; if AWS has added it since, nothing is wrong
    "#]],
    );
    Annotations::of(&app).acknowledge("CFN107", "we were told of it");
    let assembly = app.build().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(assembly.warnings(), []);
    let acknowledged = assembly.acknowledged().iter();
    let reasons: Vec<&str> = acknowledged.map(|(_, reason)| reason.as_str()).collect();
    assert_eq!(reasons, ["we were told of it"]);
}

#[test]
fn an_included_template_is_checked_alike() {
    let app = App::new();
    let stack = Stack::new(&app, "Old");
    let template = r#"{"Resources": {
        "Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {"UserPoolName": ""}},
        "Client": {"Type": "AWS::Cognito::UserPoolClient", "DependsOn": "Gone"}
    }}"#;
    let old = CfnInclude::with_schemas(&stack, "T", template, cognito_cdk_l1::resource_schema);
    let pool = old.reference::<CfnUserPool>("Pool").expect("a pool");
    assert!(old.reference::<CfnUserPoolClient>("Pool").is_none());
    let domain = CfnUserPoolDomain::builder()
        .user_pool_id(&pool)
        .domain("acme");
    stack.add("Domain", domain.build());
    check(
        &app,
        &expect![[r#"
        the app has 4 errors
        error[CFN003] Old/T/Client (Client) DependsOn: `DependsOn` names `Gone`, which is no resource of the template
          at synth_findings.rs
          help: add the resource, or remove the dependency
        error[CFN104] Old/T/Pool (Pool) Properties.UserPoolName: the text has 0 characters, and 1 to 128 are allowed
          at synth_findings.rs
        error[CFN105] Old/T/Pool (Pool) Properties.UserPoolName: `` does not match `^[\w\s+=,.@-]+$`
          at synth_findings.rs
        error[CFN101] Old/T/Client (Client) Properties.UserPoolId: required property `UserPoolId` of `AWS::Cognito::UserPoolClient` is not set
          at synth_findings.rs
          help: set it, or take back the override that deletes it
    "#]],
    );
}
