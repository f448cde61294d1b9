//! What IAM and Lambda refuse for sure is reported, with the place where it was written.

use cognito_cdk::iam::{
    AnyPrincipal, CfnPolicy, Conditions, Grant, IGrantable, IRole, Policy, PolicyDocument,
    PolicyProps, PolicyStatement, Role, RoleProps, ServicePrincipal, StarPrincipal,
};
use cognito_cdk::lambda::{Code, Function, FunctionProps, IFunction, Permission, Runtime};
use cognito_cdk::rules::Rule;
use cognito_cdk::synth::{App, CfnResource, Finding, Object, RawResource, Scope, Stack};
use expect_test::{Expect, expect};
use std::collections::BTreeSet;
use std::panic::Location;

fn service() -> ServicePrincipal {
    ServicePrincipal::new("x.amazonaws.com")
}

/// What the synthesis says of what `make` makes.
fn refused(make: impl FnOnce(&Stack), expected: &Expect) {
    let app = App::new();
    let stack = Stack::new(&app, "S");
    // A template with nothing in it would be reported too.
    let queue = RawResource::new("AWS::SQS::Queue", Object::new());
    CfnResource::new(&stack, "Queue", queue);
    make(&stack);
    let error = app.build().expect_err("there is an error");
    let known: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.id()).collect();
    let text = |found: &Finding| {
        let file = found.position.map(Location::file);
        assert_eq!(
            file,
            Some(file!()),
            "a finding is in the user's program: {found}"
        );
        assert!(known.contains(&*found.rule), "the check is listed: {found}");
        let (rule, construct) = (&found.rule, &found.construct);
        format!("{rule} {construct}: {}; {}\n", found.message, found.remedy)
    };
    let text: String = error.findings().iter().map(text).collect();
    expected.assert_eq(&text);
}

fn refused_statement(statement: PolicyStatement, expected: &Expect) {
    let add = |stack: &Stack| {
        let role = Role::new(stack, "R", RoleProps::new(service()));
        role.add_to_principal_policy(statement);
    };
    refused(add, expected);
}

fn refused_trust(statement: PolicyStatement, expected: &Expect) {
    let add = |stack: &Stack| {
        let role = Role::new(stack, "R", RoleProps::new(service()));
        role.add_to_assume_role_policy(statement);
    };
    refused(add, expected);
}

fn allow(actions: &'static [&'static str]) -> PolicyStatement {
    PolicyStatement::allow().actions(actions.iter().copied())
}

#[test]
fn statements_without_an_action() {
    refused_statement(
        allow(&[]).resources(["*"]),
        &expect![[r#"
        COG401 S/R/DefaultPolicy: the statement has no action; say with `actions` what it is about
    "#]],
    );
    let both = allow(&["s3:A"]).not_actions(["s3:B"]).resources(["*"]);
    refused_statement(
        both,
        &expect![[r#"
        COG401 S/R/DefaultPolicy: the statement has both actions and actions that it leaves out; write two statements
    "#]],
    );
}

#[test]
fn actions_that_are_none() {
    let none = allow(&[
        "s3GetObject",
        "s3:Get Object",
        "",
        ":A",
        "s3:",
        "s3:A:B",
        "ü:A",
        "**",
    ]);
    refused_statement(
        none.resources(["*"]),
        &expect![[r#"
        COG402 S/R/DefaultPolicy: `s3GetObject` is no action; write `service:Action`, such as `cognito-idp:ListUsers`, or `*`
        COG402 S/R/DefaultPolicy: `s3:Get Object` is no action; write `service:Action`, such as `cognito-idp:ListUsers`, or `*`
        COG402 S/R/DefaultPolicy: `` is no action; write `service:Action`, such as `cognito-idp:ListUsers`, or `*`
        COG402 S/R/DefaultPolicy: `:A` is no action; write `service:Action`, such as `cognito-idp:ListUsers`, or `*`
        COG402 S/R/DefaultPolicy: `s3:` is no action; write `service:Action`, such as `cognito-idp:ListUsers`, or `*`
        COG402 S/R/DefaultPolicy: `s3:A:B` is no action; write `service:Action`, such as `cognito-idp:ListUsers`, or `*`
        COG402 S/R/DefaultPolicy: `ü:A` is no action; write `service:Action`, such as `cognito-idp:ListUsers`, or `*`
        COG402 S/R/DefaultPolicy: `**` is no action; write `service:Action`, such as `cognito-idp:ListUsers`, or `*`
    "#]],
    );
}

#[test]
fn actions_that_are_some() {
    let app = App::new();
    let stack = Stack::new(&app, "S");
    let role = Role::new(&stack, "R", RoleProps::new(service()));
    let some = [
        "*",
        "cognito-idp:*",
        "cognito-idp:Admin*User",
        "s3:Get?bject",
        "x-y:A1",
    ];
    role.add_to_principal_policy(PolicyStatement::allow().actions(some).resources(["*"]));
    assert!(app.build().is_ok());
}

#[test]
fn statements_without_a_resource() {
    refused_statement(
        allow(&["s3:A"]),
        &expect![[r#"
        COG403 S/R/DefaultPolicy: the statement has no resource; say with `resources` what it is about; `*` is all
    "#]],
    );
    let both = allow(&["s3:A"]).resources(["*"]).not_resources(["x"]);
    refused_statement(
        both,
        &expect![[r#"
        COG403 S/R/DefaultPolicy: the statement has both resources and resources that it leaves out; write two statements
    "#]],
    );
}

#[test]
fn principals_where_none_may_be_and_none_where_one_must_be() {
    let named = allow(&["s3:A"])
        .resources(["*"])
        .principals([AnyPrincipal::new()]);
    refused_statement(
        named,
        &expect![[r#"
        COG404 S/R/DefaultPolicy: the statement of a role's policy names a principal; leave it out: the principal is the role
    "#]],
    );
    refused_trust(
        allow(&["sts:AssumeRole"]),
        &expect![[r#"
        COG404 S/R: the statement does not say who may assume the role; name those who may with `principals`
    "#]],
    );
    let resource = allow(&["sts:AssumeRole"]).principals([AnyPrincipal::new()]);
    refused_trust(
        resource.resources(["*"]),
        &expect![[r#"
        COG403 S/R: the statement of a trust policy names a resource; leave it out: the resource is the role
    "#]],
    );
}

#[test]
fn principals_with_different_conditions_in_one_statement() {
    let one = service().with_conditions(Conditions::new().with("StringEquals", "a", "b"));
    let both = allow(&["sts:AssumeRole"]).principals([one, service()]);
    refused_trust(
        both,
        &expect![[r#"
        COG406 S/R: principals with different conditions share a statement, and all conditions would hold for each; give each a statement of its own
    "#]],
    );
}

#[test]
fn ids_of_statements() {
    refused_statement(
        allow(&["s3:A"]).resources(["*"]).sid("a b"),
        &expect![[r#"
        COG405 S/R/DefaultPolicy: `a b` cannot be the id of a statement; use letters and digits
    "#]],
    );
    let twice = |stack: &Stack| {
        let role = Role::new(stack, "R", RoleProps::new(service()));
        for action in ["s3:A", "s3:B", "s3:A"] {
            let statement = PolicyStatement::allow().actions([action]).resources(["*"]);
            role.add_to_principal_policy(statement.sid("Same"));
        }
    };
    refused(
        twice,
        &expect![[r#"
        COG405 S/R/DefaultPolicy: two statements of the policy have the id `Same`; give each an id of its own, or none
    "#]],
    );
}

#[test]
fn policies_without_statements_or_attached_to_nothing() {
    refused(
        |stack| {
            let role = Role::new(stack, "R", RoleProps::new(service()));
            Policy::new(stack, "Empty", PolicyProps::new([]).role(&role));
            let list = allow(&["s3:ListBucket"]).resources(["*"]);
            let loose = Policy::new(stack, "Loose", PolicyProps::new([list]));
            loose.attach_to_role(&role.without_policy_updates());
            let l1 = CfnPolicy::builder()
                .policy_name("l1")
                .policy_document(PolicyDocument::default());
            stack.add("L1", l1.build());
        },
        &expect![[r#"
            COG407 S/Empty/Resource: the policy has no statement; add one, or leave the policy out
            COG407 S/Loose/Resource: the policy is attached to nothing; attach it to a role whose policies this app can change, or leave it out
            COG407 S/L1: the policy has no statement; add one, or leave the policy out
            COG407 S/L1: the policy is attached to nothing; attach it to a role whose policies this app can change, or leave it out
        "#]],
    );
    refused(
        |stack| {
            let empty = PolicyDocument::default();
            Role::new(
                stack,
                "R",
                RoleProps::new(service()).inline_policy("none", empty),
            );
        },
        &expect![[r#"
            COG407 S/R: a policy has no statement; add one, or leave the policy out
        "#]],
    );
}

#[test]
fn arns_that_are_none_or_of_something_else() {
    refused(
        |stack| {
            let role = Role::from_role_arn(stack, "A", "nonsense");
            Grant::add_to_principal(&role, ["s3:A"], ["*"]);
            Role::from_role_arn(stack, "B", "arn:aws:iam::123456789012:user/x");
            Role::from_role_arn(stack, "C", "arn:aws:iam::123456789012:role/");
            Function::from_function_arn(stack, "D", "arn:aws:lambda:x");
            Function::from_function_arn(stack, "E", "arn:aws:lambda:x:1:layer:y");
        },
        &expect![[r#"
            COG408 S/A: `nonsense` is no ARN: it does not begin with `arn:`; write `arn:aws:iam::ACCOUNT:role/NAME`
            COG408 S/B: `arn:aws:iam::123456789012:user/x` is the ARN of something else than a role; write `arn:aws:iam::ACCOUNT:role/NAME`
            COG408 S/C: `arn:aws:iam::123456789012:role/` is the ARN of something else than a role; write `arn:aws:iam::ACCOUNT:role/NAME`
            COG408 S/D: `arn:aws:lambda:x` is no ARN: it is not `arn:partition:service:region:account:resource`; write `arn:aws:lambda:REGION:ACCOUNT:function:NAME`
            COG408 S/E: `arn:aws:lambda:x:1:layer:y` is the ARN of something else than a function; write `arn:aws:lambda:REGION:ACCOUNT:function:NAME`
        "#]],
    );
}

#[test]
fn a_grant_that_is_relied_on() {
    refused(
        |stack| {
            Grant::add_to_principal(&service(), ["s3:A"], ["*"]).assert_success(stack);
        },
        &expect![[r#"
            COG409 S: a permission was granted to something that has no policies which this app can change; grant it to a role or to a function whose role is known
        "#]],
    );
}

#[test]
fn code_that_cannot_stand_in_the_template() {
    refused(
        |stack| {
            for (id, runtime, code) in [
                ("A", Runtime::Java21, "class A {}"),
                ("B", Runtime::Nodejs22X, ""),
            ] {
                let props = FunctionProps::new(runtime, "index.handler", Code::from_inline(code));
                Function::new(stack, id, props);
            }
        },
        &expect![[r#"
            COG451 S/A: code in the template is for Node.js and Python, and not for `java21`; give the code with `Code::from_asset` or `Code::from_bucket`
            COG451 S/B: the code is empty; give the code with `Code::from_asset` or `Code::from_bucket`
        "#]],
    );
}

#[test]
fn permissions_for_nobody_that_lambda_knows() {
    refused(
        |stack| {
            let code = Code::from_inline("x");
            let props = FunctionProps::new(Runtime::Nodejs22X, "index.handler", code);
            let function = Function::new(stack, "F", props);
            let conditions = Conditions::new().with("StringEquals", "a", "b");
            let some = service().with_conditions(conditions);
            function.add_permission(stack, "A", Permission::new(some));
            function.add_permission(stack, "B", Permission::new(StarPrincipal::new()));
        },
        &expect![[r#"
            COG452 S: the permission is not for one service, account or ARN without conditions; name one with `ServicePrincipal`, `AccountPrincipal` or `ArnPrincipal`, and say with `source_arn` on whose behalf it may call
            COG452 S: the permission is not for one service, account or ARN without conditions; name one with `ServicePrincipal`, `AccountPrincipal` or `ArnPrincipal`, and say with `source_arn` on whose behalf it may call
        "#]],
    );
}
