//! What the rules say of identity pools.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

use cognito_cdk::{Template, rules};
use expect_test::{Expect, expect};

fn check(mappings: &str, expected: &Expect) {
    let template = format!(
        r#"{{"Resources": {{"Roles": {{
            "Type": "AWS::Cognito::IdentityPoolRoleAttachment",
            "Properties": {{
                "IdentityPoolId": "eu-west-1:1cf667a2-49a6-454b-9e45-23199e6a5d4c",
                "RoleMappings": {mappings}
            }}
        }}}}}}"#
    );
    let found = rules::check(&Template::from_json(&template).expect("a template"));
    let lines: Vec<String> = found.iter().map(|finding| format!("{finding}\n")).collect();
    expected.assert_eq(&lines.concat());
}

#[test]
fn mappings() {
    check(
        r#"{
            "by-rules": {"Type": "Rules", "AmbiguousRoleResolution": "Deny"},
            "by-token": {"Type": "Token"}
        }"#,
        &expect![[r#"
            error[COG501] Roles Properties.RoleMappings.by-rules: roles are chosen by rules, and there are none; set `RulesConfiguration`, or let the token choose: `RoleMappingType::Token`
            error[COG502] Roles Properties.RoleMappings.by-token: the mapping does not say which role users get if it gives none or several; set `AmbiguousRoleResolution`: `Deny` gives them none
        "#]],
    );
    check(
        r#"{
            "by-token": {"Type": "Token", "AmbiguousRoleResolution": "AuthenticatedRole"},
            "by-expression": {"Type": {"Ref": "Kind"}},
            "by-rules": {"Type": "Rules", "AmbiguousRoleResolution": "Deny",
                "RulesConfiguration": {"Ref": "Rules"}}
        }"#,
        &expect![[""]],
    );
}

#[test]
fn many_rules() {
    let rule = r#"{"Claim": "department", "MatchType": "Equals", "Value": "sales",
        "RoleARN": "arn:aws:iam::111122223333:role/sales"}"#;
    let with = |count: usize| {
        let rules = vec![rule; count].join(",");
        format!(
            r#"{{"graph.facebook.com": {{"Type": "Rules", "AmbiguousRoleResolution": "Deny",
                "RulesConfiguration": {{"Rules": [{rules}]}}}}}}"#
        )
    };
    check(&with(25), &expect![[""]]);
    check(
        &with(26),
        &expect![[r#"
        error[COG503] Roles Properties.RoleMappings.graph.facebook.com.RulesConfiguration.Rules: there are 26 rules, and a mapping takes 25; let the token choose the role: groups of the user pool have roles
    "#]],
    );
}
