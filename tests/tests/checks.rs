//! Each rule of the template's checks, with a template that breaks it and the text of the finding.
#![allow(clippy::panic, clippy::expect_used, reason = "these are tests")]
#![allow(clippy::needless_raw_string_hashes, reason = "`expect!` writes them")]

use cognito_cdk::check::Rule;
use cognito_cdk::cognito::user_pool::{MfaConfiguration, PasswordPolicy, Policies};
use cognito_cdk::cognito::{CfnUserPool, CfnUserPoolClient, CfnUserPoolGroup};
use cognito_cdk::intrinsics::{get_att, if_, ref_, region};
use cognito_cdk::{
    Condition, Json, Object, Output, RawResource, Severity, Template, resource_schema,
};
use expect_test::{Expect, expect};
use std::collections::BTreeSet;

/// A template with one resource, so that nothing else is wrong with it.
fn template() -> Template {
    let mut template = Template::new();
    template.add("Pool", CfnUserPool::builder().build());
    template
}

/// A template that is read from text, with what is known about its resource types.
fn read(text: &str) -> Template {
    let mut template = Template::from_json(text).expect("a template");
    template.attach_schemas(resource_schema);
    template
}

/// A user pool with these properties, read from text: the compiler would not let them be written.
fn pool(properties: &str) -> Template {
    read(&format!(
        r#"{{"Resources": {{"Pool": {{"Type": "AWS::Cognito::UserPool", "Properties": {properties}}}}}}}"#
    ))
}

fn check(template: &Template, expected: &Expect) {
    let findings = template.check();
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    let text = lines.join("\n");
    expected.assert_eq(&text);
    // An error stops the output, with the same text; a warning does not.
    match template.to_json() {
        Ok(_) => assert!(
            findings
                .iter()
                .all(|finding| finding.severity == Severity::Warning)
        ),
        Err(error) => {
            assert_eq!(error.findings(), findings);
            assert!(error.to_string().contains(&text), "{error}");
        }
    }
}

#[test]
fn cfn001_duplicate_logical_id() {
    let mut template = template();
    template.add("Pool", CfnUserPool::builder().build());
    check(
        &template,
        &expect![
            "error[CFN001] Pool: the logical id `Pool` is given to two elements of `Resources`; give each element its own id"
        ],
    );
    let mut template = self::template();
    template.add_parameter("Pool", cognito_cdk::Parameter::string());
    check(
        &template,
        &expect![
            "error[CFN001] Pool: the logical id `Pool` is given to a parameter and to a resource; give each element its own id"
        ],
    );
}

#[test]
fn cfn002_invalid_logical_id() {
    let mut template = template();
    template.add("user-pool", CfnUserPool::builder().build());
    template.add("", CfnUserPool::builder().build());
    template.add("Pool\n\u{202e}é", CfnUserPool::builder().build());
    template.add("P".repeat(256), CfnUserPool::builder().build());
    template.add("P".repeat(255), CfnUserPool::builder().build());
    check(
        &template,
        &expect![[r#"
            error[CFN002] user-pool: `user-pool` is no logical id; use 1 to 255 of the characters A-Z, a-z and 0-9
            error[CFN002] : `` is no logical id; use 1 to 255 of the characters A-Z, a-z and 0-9
            error[CFN002] Pool\n\u{202e}é: `Pool\n\u{202e}é` is no logical id; use 1 to 255 of the characters A-Z, a-z and 0-9
            error[CFN002] PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP…: `PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP…` is no logical id; use 1 to 255 of the characters A-Z, a-z and 0-9"#]],
    );
}

#[test]
fn cfn003_dangling_reference() {
    let mut template = read(
        r#"{
            "Conditions": {"No": {"Fn::Not": [{"Condition": "Yes"}]}},
            "Resources": {"Group": {
                "Type": "AWS::Cognito::UserPoolGroup",
                "Condition": "Maybe",
                "DependsOn": "Nobody",
                "Properties": {
                    "UserPoolId": {"Ref": "Pool"},
                    "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]},
                    "GroupName": {"Fn::FindInMap": ["Names", "a", "b"]},
                    "Description": {"Fn::Sub": ["${Local} ${Global} ${Pool.Arn} ${!Text}", {"Local": "x"}]}
                }
            }}
        }"#,
    );
    check(
        &template,
        &expect![[r#"
            error[CFN003] No [0]: the condition `Yes` is not in the template; add it, or correct the name
            error[CFN003] Group Properties.UserPoolId: the reference to `Pool` points at nothing in the template; add an element of that logical id, or correct the reference
            error[CFN003] Group Properties.RoleArn: the reference to `Role` points at nothing in the template; add an element of that logical id, or correct the reference
            error[CFN003] Group Properties.GroupName: the mapping `Names` is not in the template; add it, or correct the name
            error[CFN003] Group Properties.Description: the reference to `Global` points at nothing in the template; add an element of that logical id, or correct the reference
            error[CFN003] Group Properties.Description: the reference to `Pool` points at nothing in the template; add an element of that logical id, or correct the reference
            error[CFN003] Group DependsOn: `DependsOn` names `Nobody`, which is no resource of the template; add the resource, or remove the dependency
            error[CFN003] Group Condition: the condition `Maybe` is not in the template; add it, or correct the name"#]],
    );
    // A macro may add what is missing, so that it is a warning then.
    template.transforms.push("Company::Macro".into());
    assert!(
        template
            .check()
            .iter()
            .all(|finding| finding.severity == Severity::Warning)
    );
    assert!(template.to_json().is_ok());
}

#[test]
fn cfn004_unknown_attribute() {
    let mut template = template();
    template.add_output("Url", get_att("Pool", "Url"));
    check(
        &template,
        &expect![
            "warning[CFN004] Url Value: `AWS::Cognito::UserPool` has no attribute `Url`; check the name; if AWS has added it since, nothing is wrong"
        ],
    );
}

#[test]
fn cfn005_dependency_cycle() {
    let mut template = read(
        r#"{"Resources": {
            "Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {
                "LambdaConfig": {"PreSignUp": {"Fn::GetAtt": ["Trigger", "Arn"]}}
            }},
            "Trigger": {"Type": "AWS::Lambda::Function", "DependsOn": ["Permission"], "Properties": {
                "Code": {"ZipFile": ""}, "Role": "arn:aws:iam::123456789012:role/trigger"
            }},
            "Permission": {"Type": "AWS::Lambda::Permission", "Properties": {
                "Action": "lambda:InvokeFunction", "FunctionName": "trigger",
                "Principal": "cognito-idp.amazonaws.com",
                "SourceArn": {"Fn::Sub": "${Pool.Arn}"}
            }}
        }}"#,
    );
    check(
        &template,
        &expect![
            "error[CFN005] Pool: the resources wait for each other: `Pool` (Properties.LambdaConfig.PreSignUp) → `Trigger` (DependsOn) → `Permission` (Properties.SourceArn) → `Pool`; break the circle: move one of the references into a resource of its own"
        ],
    );
    let related = &template.check()[0].related;
    assert_eq!(related, &["Pool", "Trigger", "Permission"]);
    // A resource that waits for itself.
    template = pool(r#"{"UserPoolName": {"Ref": "Pool"}}"#);
    check(
        &template,
        &expect![
            "error[CFN005] Pool: the resources wait for each other: `Pool` (Properties.UserPoolName) → `Pool`; break the circle: move one of the references into a resource of its own"
        ],
    );
}

#[test]
fn cfn006_limit() {
    let mut template = template();
    template.description = Some("é".repeat(513));
    for number in 0..500 {
        template.add(format!("Pool{number}"), CfnUserPool::builder().build());
    }
    for number in 0..201 {
        template.add_output(format!("Output{number}"), region());
    }
    template.add_output("Export", Output::new("x").export("not a name"));
    check(
        &template,
        &expect![[r#"
            error[CFN006] Resources: there are 501 elements, and CloudFormation takes 500; divide the template into several stacks
            error[CFN006] Outputs: there are 202 elements, and CloudFormation takes 200; divide the template into several stacks
            error[CFN006] Description: 1026 bytes are set, and 1024 are allowed; shorten it
            error[CFN006] Export Export.Name: `not a name` is no export name; use 1 to 255 letters, digits, colons and hyphens"#]],
    );
}

#[test]
fn cfn007_no_resources() {
    check(
        &Template::new(),
        &expect!["error[CFN007] Resources: the template has no resource; add at least one"],
    );
}

#[test]
fn cfn008_misplaced_function() {
    let mut template = template();
    template.add_condition("Listed", Condition::contains(vec!["a"], "a"));
    template.add_condition("Known", Condition::equals(ref_("Pool"), "x"));
    check(
        &template,
        &expect![[r#"
            error[CFN008] Listed: `Fn::Contains` is evaluated in rules only; use `Condition::equals` and its like
            error[CFN008] Known [0]: a reference to the resource `Pool` cannot be evaluated before the deployment; refer to a parameter"#]],
    );
}

#[test]
fn cfn009_duplicate_export() {
    let mut template = template();
    template.add_output("One", Output::new("1").export("pool"));
    template.add_output("Two", Output::new("2").export("pool"));
    check(
        &template,
        &expect![
            "error[CFN009] Two Export.Name: `pool` is exported by two outputs; give each export its own name"
        ],
    );
}

#[test]
fn cfn101_missing_property() {
    let template = read(
        r#"{"Resources": {
            "Group": {"Type": "AWS::Cognito::UserPoolGroup"},
            "Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {
                "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "admin_only"}]}
            }}
        }}"#,
    );
    check(
        &template,
        &expect![[r#"
            error[CFN101] Group Properties.UserPoolId: required property `UserPoolId` of `AWS::Cognito::UserPoolGroup` is not set; set it, or take back the override that deletes it
            error[CFN101] Pool Properties.AccountRecoverySetting.RecoveryMechanisms[0].Priority: required property `Priority` of `RecoveryOption` is not set; set it, or take back the override that deletes it"#]],
    );
}

#[test]
fn cfn102_unknown_property() {
    let template = pool(
        r#"{"userPoolName": "x", "Colour": "red", "Policies": {"PasswordPolicy": {"MinLength": 8}}}"#,
    );
    check(
        &template,
        &expect![[r#"
            warning[CFN102] Pool Properties.userPoolName: `AWS::Cognito::UserPool` has no property `userPoolName`; write `UserPoolName`
            warning[CFN102] Pool Properties.Colour: `AWS::Cognito::UserPool` has no property `Colour`; check the name; if AWS has added it since, nothing is wrong
            warning[CFN102] Pool Properties.Policies.PasswordPolicy.MinLength: `PasswordPolicy` has no property `MinLength`; check the name; if AWS has added it since, nothing is wrong"#]],
    );
}

#[test]
fn cfn103_wrong_type() {
    let template = pool(
        r#"{
            "UserPoolName": ["x"],
            "AliasAttributes": "email",
            "Policies": {"PasswordPolicy": {
                "MinimumLength": "eight", "RequireNumbers": "yes", "RequireSymbols": 1
            }},
            "LambdaConfig": "x",
            "MfaConfiguration": {"On": true},
            "UserPoolTags": ["a"]
        }"#,
    );
    check(
        &template,
        &expect![[r#"
            error[CFN103] Pool Properties.UserPoolName: a list is set where a string is needed
            error[CFN103] Pool Properties.AliasAttributes: a string is set where a list is needed
            error[CFN103] Pool Properties.Policies.PasswordPolicy.MinimumLength: a string is set where a whole number is needed
            error[CFN103] Pool Properties.Policies.PasswordPolicy.RequireNumbers: a string is set where a boolean is needed
            error[CFN103] Pool Properties.Policies.PasswordPolicy.RequireSymbols: a number is set where a boolean is needed
            error[CFN103] Pool Properties.LambdaConfig: a string is set where an object is needed
            error[CFN103] Pool Properties.MfaConfiguration: an object is set where a string is needed
            error[CFN103] Pool Properties.UserPoolTags: a list is set where an object is needed"#]],
    );
}

#[test]
fn cfn104_text_length() {
    let mut template = template();
    let long = "ab ".repeat(43);
    template.add("Long", CfnUserPool::builder().user_pool_name(&long).build());
    template.add("Empty", CfnUserPool::builder().user_pool_name("").build());
    template.add(
        "Fits",
        CfnUserPool::builder()
            .user_pool_name("ab".repeat(64))
            .build(),
    );
    check(
        &template,
        &expect![[r#"
            error[CFN104] Long Properties.UserPoolName: the text has 129 characters, and 1 to 128 are allowed
            error[CFN104] Empty Properties.UserPoolName: the text has 0 characters, and 1 to 128 are allowed
            error[CFN105] Empty Properties.UserPoolName: `` does not match `^[\w\s+=,.@-]+$`"#]],
    );
}

#[test]
fn cfn105_text_pattern() {
    let mut template = template();
    template.add(
        "Client",
        CfnUserPoolClient::builder()
            .user_pool_id("the pool")
            .client_name("a\u{7}/\u{202e}".repeat(20))
            .callback_urls(["https://app.example.com", "not a url"])
            .build(),
    );
    check(
        &template,
        &expect![[r#"
            error[CFN105] Client Properties.CallbackURLs[1]: `not a url` does not match `^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$`; it cannot have a space
            error[CFN105] Client Properties.ClientName: `a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}a\u{7}/\u{202e}…` does not match `^[\w\s+=,.@-]+$`; it cannot have `\u{7}`, `/`, `\u{202e}`
            error[CFN105] Client Properties.UserPoolId: `the pool` does not match `^[\w-]+_[0-9a-zA-Z]+$`"#]],
    );
}

#[test]
fn cfn106_number_range() {
    let mut template = template();
    template.add(
        "Strict",
        CfnUserPool::builder()
            .policies(
                Policies::builder()
                    .password_policy(
                        PasswordPolicy::builder()
                            .minimum_length(100)
                            .password_history_size(-1)
                            .build(),
                    )
                    .build(),
            )
            .build(),
    );
    template.add(
        "Group",
        CfnUserPoolGroup::builder()
            .user_pool_id(ref_("Pool"))
            .precedence(-1)
            .build(),
    );
    check(
        &template,
        &expect![[r#"
            error[CFN106] Strict Properties.Policies.PasswordPolicy.MinimumLength: 100 is set, and 6 to 99 is allowed
            error[CFN106] Strict Properties.Policies.PasswordPolicy.PasswordHistorySize: -1 is set, and 0 to 24 is allowed
            error[CFN106] Group Properties.Precedence: -1 is set, and at least 0 is allowed"#]],
    );
}

#[test]
fn cfn107_unknown_value_is_only_a_warning() {
    let mut template = template();
    template.add(
        "Newer",
        CfnUserPool::builder()
            .mfa_configuration(MfaConfiguration::other("TELEPATHY"))
            .build(),
    );
    check(
        &template,
        &expect![
            "warning[CFN107] Newer Properties.MfaConfiguration: `TELEPATHY` is none of the published values; write one of `OFF`, `ON`, `OPTIONAL`; if AWS has added it since, nothing is wrong"
        ],
    );
    let json = template
        .to_json()
        .expect("a warning does not stop the output");
    assert!(json.contains(r#""MfaConfiguration": "TELEPATHY""#));
}

#[test]
fn cfn108_list_elements() {
    let template = read(
        r#"{"Resources": {
            "Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {
                "AccountRecoverySetting": {"RecoveryMechanisms": []}
            }},
            "Risk": {"Type": "AWS::Cognito::UserPoolRiskConfigurationAttachment", "Properties": {
                "ClientId": "ALL",
                "UserPoolId": {"Ref": "Pool"},
                "RiskExceptionConfiguration": {
                    "BlockedIPRangeList": ["192.0.2.0/24", "198.51.100.0/24", "192.0.2.0/24"]
                }
            }},
            "Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {
                "UserPoolId": {"Ref": "Pool"},
                "AllowedOAuthFlows": ["code", "implicit", "client_credentials", "device_code"]
            }}
        }}"#,
    );
    check(
        &template,
        &expect![[r#"
            error[CFN108] Pool Properties.AccountRecoverySetting.RecoveryMechanisms: the list has 0 elements, and 1 to 2 are allowed
            error[CFN108] Risk Properties.RiskExceptionConfiguration.BlockedIPRangeList: `\"192.0.2.0/24\"` stands in the list twice; leave one of them out
            error[CFN108] Client Properties.AllowedOAuthFlows: the list has 4 elements, and 0 to 3 are allowed
            warning[CFN107] Client Properties.AllowedOAuthFlows[3]: `device_code` is none of the published values; write one of `client_credentials`, `code`, `implicit`; if AWS has added it since, nothing is wrong"#]],
    );
}

/// The rules whose tests stand above, by their ids.
#[test]
fn every_rule_has_a_test() {
    let source = include_str!("checks.rs");
    let tested: BTreeSet<String> = source
        .lines()
        .filter_map(|line| line.strip_prefix("fn cfn"))
        .filter_map(|name| name.get(..3))
        .map(|number| format!("CFN{number}"))
        .collect();
    let rules: BTreeSet<String> = Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect();
    assert_eq!(tested, rules);
}

#[test]
fn all_findings_come_at_once() {
    let template = read(
        r#"{
            "Resources": {
                "Pool": {"Type": "AWS::Cognito::UserPool", "Properties": {
                    "UserPoolName": "", "MfaConfiguration": "MAYBE",
                    "Policies": {"PasswordPolicy": {"MinimumLength": 3, "RequireNumbers": "often"}}
                }},
                "my-group": {"Type": "AWS::Cognito::UserPoolGroup", "Properties": {
                    "RoleArn": {"Ref": "Role"}
                }}
            },
            "Outputs": {"Out": {"Value": {"Fn::GetAtt": ["Pool", "Colour"]}}}
        }"#,
    );
    check(
        &template,
        &expect![[r#"
            error[CFN002] my-group: `my-group` is no logical id; use 1 to 255 of the characters A-Z, a-z and 0-9
            error[CFN003] my-group Properties.RoleArn: the reference to `Role` points at nothing in the template; add an element of that logical id, or correct the reference
            warning[CFN004] Out Value: `AWS::Cognito::UserPool` has no attribute `Colour`; check the name; if AWS has added it since, nothing is wrong
            error[CFN104] Pool Properties.UserPoolName: the text has 0 characters, and 1 to 128 are allowed
            error[CFN105] Pool Properties.UserPoolName: `` does not match `^[\w\s+=,.@-]+$`
            warning[CFN107] Pool Properties.MfaConfiguration: `MAYBE` is none of the published values; write one of `OFF`, `ON`, `OPTIONAL`; if AWS has added it since, nothing is wrong
            error[CFN106] Pool Properties.Policies.PasswordPolicy.MinimumLength: 3 is set, and 6 to 99 is allowed
            error[CFN103] Pool Properties.Policies.PasswordPolicy.RequireNumbers: a string is set where a boolean is needed
            error[CFN101] my-group Properties.UserPoolId: required property `UserPoolId` of `AWS::Cognito::UserPoolGroup` is not set; set it, or take back the override that deletes it"#]],
    );
}

#[test]
fn expressions_are_left_alone() {
    let mut template = template();
    let europe = template.add_condition("Europe", Condition::equals(region(), "eu-central-1"));
    let text = region().cast();
    template.add(
        "Computed",
        CfnUserPool::builder()
            .user_pool_name(text.clone())
            .mfa_configuration(text.clone())
            .alias_attributes([text.clone(), text.clone()])
            .deletion_protection(if_::<String>(&europe, "NONSENSE", "ACTIVE").cast())
            .policies(
                Policies::builder()
                    .password_policy(
                        PasswordPolicy::builder()
                            .minimum_length(text.clone())
                            .require_numbers(text.clone())
                            .build(),
                    )
                    .build(),
            )
            .build(),
    );
    template.add(
        "Member",
        CfnUserPoolGroup::builder().user_pool_id(text).build(),
    );
    assert_eq!(template.check(), []);
}

#[test]
fn resources_of_unknown_types_have_their_references_checked() {
    let mut template = Template::new();
    let mut properties = Object::new();
    properties.insert("Anything", Json::list([Json::from(ref_("Missing"))]));
    template.add_raw("Queue", RawResource::new("AWS::SQS::Queue", properties));
    check(
        &template,
        &expect![
            "error[CFN003] Queue Properties.Anything[0]: the reference to `Missing` points at nothing in the template; add an element of that logical id, or correct the reference"
        ],
    );
}
