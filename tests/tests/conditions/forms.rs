//! The conditions that have no form here, or that do not arise.

use super::findings;
use cognito_cdk::assertions::{Match, Template};
use cognito_cdk::cognito::*;
use cognito_cdk::{App, CfnOutput, Scope, Stack};
use expect_test::expect;
use serde_json::json;

#[test]
fn one_option_for_one_thing() {
    // A match without a wildcard compiles as long as there are no other ways.
    let way = match AccountRecovery::None {
        way @ (AccountRecovery::EmailAndPhoneWithoutMfa
        | AccountRecovery::PhoneWithoutMfaAndEmail
        | AccountRecovery::EmailOnly
        | AccountRecovery::PhoneOnlyWithoutMfa
        | AccountRecovery::PhoneAndEmail
        | AccountRecovery::None) => way,
    };
    let stack = Stack::new(&App::new(), "Auth");
    UserPool::new(
        &stack,
        "Users",
        UserPoolProps::new()
            .account_recovery(way)
            .email(UserPoolEmail::with_cognito().reply_to("help@example.com"))
            .email(UserPoolEmail::with_cognito())
            .feature_plan(FeaturePlan::Plus)
            .standard_threat_protection_mode(StandardThreatProtectionMode::AuditOnly)
            .standard_threat_protection_mode(StandardThreatProtectionMode::FullFunction),
    );
    // The later call of an option stands for the earlier one.
    let email = Match::exact(json!({"EmailSendingAccount": "COGNITO_DEFAULT"}));
    let protection = Match::exact(json!({"AdvancedSecurityMode": "ENFORCED"}));
    Template::from_stack(&stack).has_resource_properties(
        "AWS::Cognito::UserPool",
        Match::object_like([
            ("EmailConfiguration", email),
            ("UserPoolAddOns", protection),
        ]),
    );
}

#[test]
fn ses_without_a_region() {
    let stack = Stack::new(&App::new(), "Auth");
    let email = UserPoolEmail::with_ses("no-reply@example.com");
    UserPool::new(&stack, "Users", UserPoolProps::new().email(email));
    let arn = json!({"Fn::Join": ["", [
        "arn:", {"Ref": "AWS::Partition"}, ":ses:", {"Ref": "AWS::Region"}, ":", {"Ref": "AWS::AccountId"},
        ":identity/no-reply@example.com",
    ]]});
    Template::from_stack(&stack).has_resource_properties(
        "AWS::Cognito::UserPool",
        json!({"EmailConfiguration": {"SourceArn": arn}}),
    );
}

#[test]
fn imports_have_what_they_know() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    let client = UserPoolClient::from_user_pool_client_id(&stack, "Web", "1example23456789");
    let api = UserPoolResourceServer::from_user_pool_resource_server_id(&stack, "Api", "orders");
    let domain = UserPoolDomain::from_domain_name(&stack, "Login", "acme");
    let group = UserPoolGroup::from_group_name(&stack, "Admins", "admins");
    let provider = UserPoolIdentityProvider::from_provider_name(&stack, "Partner", "Globex");
    CfnOutput::new(&stack, "A", client.user_pool_client_id());
    CfnOutput::new(&stack, "B", api.user_pool_resource_server_id());
    CfnOutput::new(&stack, "C", domain.domain_name());
    CfnOutput::new(&stack, "D", group.group_name());
    CfnOutput::new(&stack, "E", provider.provider_name());
    let template = Template::from_stack(&stack);
    let values = [
        ("A", "1example23456789"),
        ("B", "orders"),
        ("C", "acme"),
        ("D", "admins"),
        ("E", "Globex"),
    ];
    for (id, value) in values {
        template.has_output(id, json!({"Value": value}));
    }
}

#[test]
fn no_function_reads_what_the_resource_has() {
    let stack = Stack::new(&App::new(), "Auth");
    let pool = UserPool::new(&stack, "Users", UserPoolProps::new());
    let client = pool.add_client("Server", UserPoolClientOptions::new().generate_secret());
    let certificate =
        "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012";
    let domain = UserPoolDomainOptions::custom_domain("login.example.com", certificate);
    let domain = pool.add_domain("Login", domain);
    CfnOutput::new(&stack, "Secret", client.client_secret().unsafe_unwrap());
    CfnOutput::new(&stack, "CloudFront", domain.cloud_front_endpoint());
    let template = Template::from_stack(&stack);
    for (id, attribute) in [
        ("Secret", "ClientSecret"),
        ("CloudFront", "CloudFrontDistribution"),
    ] {
        let name = [Match::any_value(), Match::exact(attribute)];
        let value = Match::object_equals([("Fn::GetAtt", Match::array_equals(name))]);
        template.has_output(id, Match::object_like([("Value", value)]));
    }
    template.resource_count_is("AWS::Lambda::Function", 0);
    assert_eq!(
        template.as_data()["Resources"]
            .as_object()
            .map(serde_json::Map::len),
        Some(3)
    );
}

#[test]
fn a_pool_that_waits_for_its_client() {
    let found = findings(|stack| {
        let pool = UserPool::new(stack, "Users", UserPoolProps::new());
        let client = pool.add_client("Web", UserPoolClientOptions::new());
        pool.cfn().add_dependency(client.cfn());
    });
    expect![[r#"
        error[CFN005] Auth/Users/Resource (Users0A0EEA89): the resources wait for each other: `Users0A0EEA89` (DependsOn) → `UsersWebA39D1A70` (Properties.UserPoolId) → `Users0A0EEA89`
            `Users0A0EEA89` is Auth/Users/Resource
            `UsersWebA39D1A70` is Auth/Users/Web/Resource
          help: break the circle: move one of the references into a resource of its own"#]].assert_eq(&found);
}

#[test]
fn messages_name_the_place() {
    let found = findings(|stack| {
        let pool = UserPool::new(stack, "Users", UserPoolProps::new());
        pool.cfn()
            .add_property_override("MfaConfiguration", "SOMETIMES");
        assert_eq!(pool.node().path(), "Auth/Users");
    });
    expect![[r#"
        warning[CFN107] Auth/Users/Resource (Users0A0EEA89) Properties.MfaConfiguration: `SOMETIMES` is none of the published values
          help: write one of `OFF`, `ON`, `OPTIONAL`; if AWS has added it since, nothing is wrong"#]].assert_eq(&found);
}
