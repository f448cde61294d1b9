//! Grants: to roles of the app, to imported ones, to those that are not to be changed, and to principals.

use crate::cdk::{of_types, pool, template};
use cognito_cdk::iam::{
    AccountPrincipal, ArnPrincipal, Conditions, Grant, IGrantable, IRole, Policy, PolicyProps,
    PolicyStatement, Principal, Role, RoleProps, ServicePrincipal,
};
use cognito_cdk::synth::{
    App, AppProps, CfnOutput, CfnParameter, CfnResource, Construct, Environment, Object, Parameter,
    RawResource, Stack, StackProps,
};
use cognito_cdk::{IntoValue, intrinsics};
use serde_json::{Value as Data, json};

const POLICY: &[&str] = &["AWS::IAM::Policy"];
const ROLE: &[&str] = &["AWS::IAM::Role"];
const ARN: &str = "arn:aws:iam::123456789012:role/path/sms";

fn role(scope: &Stack, id: &str) -> Role {
    let lambda = ServicePrincipal::new("lambda.amazonaws.com");
    Role::new(scope, id, RoleProps::new(lambda))
}

fn grant(grantee: &dyn IGrantable, action: &'static str) -> Grant {
    Grant::add_to_principal(grantee, [action], ["*"])
}

/// A policy of statements that allow one action each.
fn policy(actions: &[&str], name: &str, role: &Data) -> Data {
    let statement = |action| json!({ "Action": action, "Effect": "Allow", "Resource": "*" });
    let statements: Vec<Data> = actions.iter().map(statement).collect();
    json!({
        "Type": "AWS::IAM::Policy",
        "Properties": {
            "PolicyDocument": { "Statement": statements, "Version": "2012-10-17" },
            "PolicyName": name,
            "Roles": [role],
        },
    })
}

fn queue(scope: &Stack, id: &str) -> CfnResource {
    CfnResource::new(
        scope,
        id,
        RawResource::new("AWS::SQS::Queue", Object::new()),
    )
}

#[test]
fn an_imported_role_has_its_policy_beside_it_as_by_cdk() {
    let stack = Stack::new(&App::new(), "S");
    let imported = Role::from_role_arn(&stack, "Imp", ARN);
    assert!(grant(&imported, "s3:A").success());
    grant(&imported, "s3:B");
    let named = Role::from_role_name(&stack, "Named", "myrole");
    grant(&named, "s3:N");
    CfnOutput::new(&stack, "Arn", named.role_arn());
    let own = Policy::new(
        &stack,
        "Pol",
        PolicyProps::new([PolicyStatement::allow()
            .actions(["s3:Own"])
            .resources(["*"])]),
    );
    imported.attach_inline_policy(&own);

    let template = template(&stack);
    assert_eq!(
        of_types(&template, POLICY),
        [
            (
                "ImpPolicy7A6E815A",
                policy(&["s3:A", "s3:B"], "ImpPolicy7A6E815A", &json!("sms"))
            ),
            (
                "NamedPolicy18B77E0A",
                policy(&["s3:N"], "NamedPolicy18B77E0A", &json!("myrole"))
            ),
            (
                "Pol0FE9AD5D",
                policy(&["s3:Own"], "Pol0FE9AD5D", &json!("sms"))
            ),
        ]
        .map(|(id, policy)| (id.to_owned(), policy))
    );
    let account = json!({ "Ref": "AWS::AccountId" });
    assert_eq!(
        template["Outputs"]["Arn"]["Value"],
        json!({ "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" }, ":iam::", account, ":role/myrole"]] })
    );
}

#[test]
fn the_name_in_an_arn_that_cloudformation_computes_is_taken_out_by_it() {
    let stack = Stack::new(&App::new(), "S");
    let arn = CfnParameter::new(&stack, "Par", Parameter::string());
    let imported = Role::from_role_arn(&stack, "Tok", arn.value_as_string().cast());
    grant(&imported, "s3:T");
    let resource = json!({ "Fn::Select": [5, { "Fn::Split": [":", { "Ref": "Par" }] }] });
    let name = json!({ "Fn::Select": [1, { "Fn::Split": ["/", resource] }] });
    assert_eq!(
        template(&stack)["Resources"]["TokPolicy428A9EA1"],
        policy(&["s3:T"], "TokPolicy428A9EA1", &name)
    );
}

#[test]
fn the_policies_of_two_stacks_can_have_different_names() {
    let props = AppProps::new().context(
        "@aws-cdk/aws-iam:importedRoleStackSafeDefaultPolicyName",
        true,
    );
    let stack = Stack::new(&App::with_props(props), "S");
    grant(
        &Role::from_role_arn(&stack, "Imp", "arn:aws:iam::123456789012:role/x"),
        "s3:A",
    );
    assert_eq!(
        template(&stack)["Resources"]["ImpPolicySImpBA9D7CD86F86728F"],
        policy(&["s3:A"], "PolicySImpBA9D7CD8", &json!("x"))
    );
}

#[test]
fn the_name_of_a_policy_is_the_end_of_a_long_logical_id() {
    let stack = Stack::new(&App::new(), "S");
    let deep = Construct::new(&stack, "Very".repeat(40));
    let deep = Role::new(
        &deep,
        "Y",
        RoleProps::new(ServicePrincipal::new("x.amazonaws.com")),
    );
    grant(&deep, "s3:L");
    let found = of_types(&template(&stack), POLICY);
    let (id, policy) = found.first().expect("the policy");
    let name = policy["Properties"]["PolicyName"].as_str().expect("a name");
    assert_eq!(name.len(), 128);
    assert!(id.len() > 128 && id.ends_with(name));
}

#[test]
fn all_policies_are_minimized_if_the_context_says_so() {
    let props = AppProps::new().context("@aws-cdk/aws-iam:minimizePolicies", true);
    let stack = Stack::new(&App::with_props(props), "S");
    let role = role(&stack, "R");
    grant(&role, "s3:B");
    grant(&role, "s3:A");
    let found = of_types(&template(&stack), POLICY);
    let (_, policy) = found.first().expect("the policy");
    let statements = &policy["Properties"]["PolicyDocument"]["Statement"];
    assert_eq!(
        *statements,
        json!([{ "Action": ["s3:A", "s3:B"], "Effect": "Allow", "Resource": "*" }])
    );
}

#[test]
fn what_is_not_to_be_changed_is_not_changed() {
    let stack = Stack::new(&App::new(), "S");
    let imported = Role::from_role_arn(&stack, "Imp", ARN).without_policy_updates();
    let own = role(&stack, "Own").without_policy_updates();
    for immutable in [&imported, &own] {
        let granted = grant(immutable, "s3:A");
        assert!(granted.success());
        granted.apply_before(&queue(
            &stack,
            &format!("Q{}", immutable.role_name().is_literal()),
        ));
    }
    let template = template(&stack);
    assert_eq!(of_types(&template, POLICY), []);
    let queues = of_types(&template, &["AWS::SQS::Queue"]);
    assert!(
        queues
            .iter()
            .all(|(_, queue)| queue.get("DependsOn").is_none())
    );
}

/// Whether a value is known here.
trait IsLiteral {
    fn is_literal(&self) -> bool;
}

impl<T> IsLiteral for cognito_cdk::Value<T> {
    fn is_literal(&self) -> bool {
        self.as_literal().is_some()
    }
}

#[test]
fn a_role_of_another_account_is_not_changed() {
    let env = Environment::new("111111111111", "us-east-1");
    let stack = Stack::with_props(&App::new(), "E", StackProps::new().env(env));
    let other = Role::from_role_arn(&stack, "Other", "arn:aws:iam::222222222222:role/x");
    let same = Role::from_role_arn(&stack, "Same", "arn:aws:iam::111111111111:role/x");
    assert!(grant(&other, "s3:O").success());
    assert!(grant(&same, "s3:O").success());
    let found = of_types(&template(&stack), POLICY);
    let expected = policy(&["s3:O"], "SamePolicyD73D580E", &json!("x"));
    assert_eq!(found, [("SamePolicyD73D580E".to_owned(), expected)]);
}

#[test]
fn a_grant_can_come_before_something_else() {
    let stack = Stack::new(&App::new(), "S");
    let pool = pool(&stack, "P", None);
    let own = Grant::add_to_principal(&role(&stack, "R"), ["cognito-idp:X"], [pool.attr_arn()]);
    own.apply_before(&queue(&stack, "Q"));
    let imported = Role::from_role_arn(&stack, "Imp", ARN);
    grant(&imported, "cognito-idp:Y").apply_before(&queue(&stack, "Q2"));
    let template = template(&stack);
    let depends_on = |id: &str| template["Resources"][id]["DependsOn"].clone();
    assert_eq!(depends_on("Q"), json!(["RDefaultPolicy0707467B"]));
    assert_eq!(depends_on("Q2"), json!(["ImpPolicy7A6E815A"]));
}

#[test]
fn a_principal_has_no_policies() {
    let bare = ServicePrincipal::new("x.amazonaws.com");
    assert!(!grant(&bare, "s3:A").success());
    assert!(!grant(&Principal::from(bare.clone()), "s3:A").success());
    let app = App::new();
    let stack = Stack::new(&app, "S");
    grant(&role(&stack, "R"), "s3:A").assert_success(&stack);
    assert!(app.build().is_ok());
    grant(&bare, "s3:A").assert_success(&stack);
    let error = app.build().expect_err("nothing was granted");
    assert_eq!(
        error.findings().first().map(|found| &*found.rule),
        Some("COG409")
    );
}

#[test]
fn conditions_can_be_part_of_a_grant() {
    let stack = Stack::new(&App::new(), "S");
    let own_data = Conditions::new().with(
        "ForAllValues:StringEquals",
        "dynamodb:LeadingKeys",
        "${cognito-identity.amazonaws.com:sub}",
    );
    let statement = PolicyStatement::allow()
        .actions(["dynamodb:GetItem"])
        .resources([intrinsics::concat(["arn:".into(), intrinsics::partition()])])
        .conditions(own_data);
    Grant::add_statement(&role(&stack, "R"), statement);
    let found = of_types(&template(&stack), POLICY);
    let (_, policy) = found.first().expect("the policy");
    assert_eq!(
        policy["Properties"]["PolicyDocument"]["Statement"][0]["Condition"],
        json!({ "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": "${cognito-identity.amazonaws.com:sub}" } })
    );
}

#[test]
fn another_role_may_assume_a_role_by_its_own_policy() {
    let stack = Stack::new(&App::new(), "S");
    let granted = role(&stack, "Granted");
    assert!(granted.grant_assume_role(&role(&stack, "Who")).success());
    let found = of_types(&template(&stack), POLICY);
    let (id, policy) = found.first().expect("the policy");
    assert_eq!(id, "WhoDefaultPolicy15FCFCA9");
    assert_eq!(
        policy["Properties"]["PolicyDocument"]["Statement"],
        json!([{
            "Action": "sts:AssumeRole",
            "Effect": "Allow",
            "Resource": { "Fn::GetAtt": ["GrantedD462F1D8", "Arn"] },
        }])
    );
}

#[test]
fn a_principal_may_assume_a_role_by_its_trust() {
    let stack = Stack::new(&App::new(), "S");
    let granted = role(&stack, "Granted");
    let other = ArnPrincipal::new("arn:aws:iam::999999999999:role/x");
    assert!(granted.grant_assume_role(&other).success());
    let account = AccountPrincipal::new("999999999999");
    assert!(granted.grant_assume_role(&account).success());
    let template = template(&stack);
    assert_eq!(of_types(&template, POLICY), []);
    let found = of_types(&template, ROLE);
    let (_, role) = found.first().expect("the role");
    let statements = role["Properties"]["AssumeRolePolicyDocument"]["Statement"].clone();
    let principals: Vec<&Data> = statements
        .as_array()
        .into_iter()
        .flatten()
        .map(|statement| &statement["Principal"])
        .collect();
    let root = json!(["arn:", { "Ref": "AWS::Partition" }, ":iam::999999999999:root"]);
    assert_eq!(
        principals,
        [
            &json!({ "Service": "lambda.amazonaws.com" }),
            &json!({ "AWS": "arn:aws:iam::999999999999:role/x" }),
            &json!({ "AWS": { "Fn::Join": ["", root] } }),
        ]
    );
    // The trust of a role that was made elsewhere is not ours to change.
    let imported = Role::from_role_arn(&stack, "Imp", ARN);
    assert!(!imported.grant_assume_role(&other).success());
    assert_eq!(imported.role_arn(), ARN.into_value());
}
