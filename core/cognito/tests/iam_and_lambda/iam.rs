//! Principals, policies and roles: what is rendered.

use crate::cdk::{golden, of_types, pool, template};
use cognito_cdk::cognito::CfnIdentityPool;
use cognito_cdk::iam::{
    AccountPrincipal, AnyPrincipal, ArnPrincipal, CompositePrincipal, Conditions,
    FederatedPrincipal, Grant, IGrantable, IRole, ManagedPolicy, Policy, PolicyDocument,
    PolicyProps, PolicyStatement, Principal, Role, RoleProps, ServicePrincipal, StarPrincipal,
    WebIdentityPrincipal,
};
use cognito_cdk::synth::{App, CfnOutput, Construct, Scope, Stack};
use cognito_cdk::{Duration, IntoValue, Json, ToJson, intrinsics};
use serde_json::{Value as Data, json};

const IAM: &[&str] = &["AWS::IAM::Role", "AWS::IAM::Policy"];

fn service(name: &str) -> ServicePrincipal {
    ServicePrincipal::new(name)
}

fn allow(action: &'static str) -> PolicyStatement {
    PolicyStatement::allow().actions([action]).resources(["*"])
}

/// The statements of the trust policy of a role for `principal`.
fn trust(principal: impl Into<Principal>) -> Data {
    let stack = Stack::new(&App::new(), "S");
    Role::new(&stack, "R", RoleProps::new(principal));
    let template = template(&stack);
    let roles = of_types(&template, IAM);
    let (_, role) = roles.first().expect("the role");
    let document = &role["Properties"]["AssumeRolePolicyDocument"];
    document["Statement"].clone()
}

#[test]
fn grants_to_a_role_are_those_of_cdk() {
    let stack = Stack::new(&App::new(), "S");
    let pool = pool(&stack, "P", None);
    let role = Role::new(
        &stack,
        "Role",
        RoleProps::new(service("lambda.amazonaws.com")),
    );
    let arn = || [pool.attr_arn()];
    Grant::add_to_principal(
        &role,
        ["cognito-idp:AdminCreateUser", "cognito-idp:ListUsers"],
        arn(),
    );
    Grant::add_to_principal(&role, ["cognito-idp:AdminDeleteUser"], arn());
    Grant::add_to_principal(&role, ["cognito-idp:AdminDeleteUser"], arn());
    assert_eq!(
        template(&stack),
        golden("cases/userpool-grant/S.template.json")
    );
}

#[test]
fn federated_roles_are_those_of_cdk() {
    let stack = Stack::new(&App::new(), "S");
    let conditions = Conditions::new()
        .with(
            "StringEquals",
            "cognito-identity.amazonaws.com:aud",
            "us-east-1:12345678-dead-beef-cafe-123456790ab",
        )
        .with(
            "ForAnyValue:StringLike",
            "cognito-identity.amazonaws.com:amr",
            "authenticated",
        );
    let users = FederatedPrincipal::new("cognito-identity.amazonaws.com")
        .with_conditions(conditions)
        .assume_action("sts:AssumeRoleWithWebIdentity");
    Role::new(&stack, "Role", RoleProps::new(users));
    let expected = golden("cases/group-resource-server/S.template.json");
    assert_eq!(of_types(&template(&stack), IAM), of_types(&expected, IAM));
}

#[test]
fn roles_of_an_identity_pool_are_those_of_cdk() {
    let stack = Stack::new(&App::new(), "S");
    let role = Role::new(
        &stack,
        "Auth",
        RoleProps::new(service("service.amazonaws.com")),
    );
    let ids = Construct::new(&stack, "Ids");
    let pool = CfnIdentityPool::builder()
        .allow_unauthenticated_identities(true)
        .build();
    let pool = ids.add("Resource", pool);
    let users = WebIdentityPrincipal::new("cognito-identity.amazonaws.com").with_conditions(
        Conditions::new()
            .with(
                "StringEquals",
                "cognito-identity.amazonaws.com:aud",
                pool.ref_(),
            )
            .with(
                "ForAnyValue:StringLike",
                "cognito-identity.amazonaws.com:amr",
                "unauthenticated",
            ),
    );
    let description = intrinsics::concat([
        "Default Unauthenticated Role for Identity Pool ".into(),
        pool.attr_name(),
    ]);
    let props = RoleProps::new(users).description(description);
    Role::new(&ids, "UnauthenticatedRole", props);
    role.add_to_principal_policy(allow("s3:GetObject"));

    let expected = golden("cases/identity-pool-full/S.template.json");
    let mut expected = of_types(&expected, IAM);
    for (_, resource) in &mut expected {
        // The identity pool waits for its providers as a whole, which is no matter of the role.
        resource
            .as_object_mut()
            .expect("a resource")
            .remove("DependsOn");
    }
    assert_eq!(of_types(&template(&stack), IAM), expected);
}

#[test]
fn the_role_that_sends_text_messages_is_that_of_cdk() {
    let stack = Stack::new(&App::new(), "S");
    for id in ["Auto", "ByPhone"] {
        let pool = Construct::new(&stack, id);
        let publish = PolicyDocument::new([allow("sns:Publish")]);
        let props = RoleProps::new(service("cognito-idp.amazonaws.com"))
            .external_id(pool.node().unique_id().expect("an id"))
            .inline_policy("sns-publish", publish);
        Role::new(&pool, "smsRole", props);
    }
    let given = Role::from_role_arn(&stack, "Imported", "arn:aws:iam::123456789012:role/sms");
    assert_eq!(given.role_name(), "sms".into_value());
    let expected = golden("cases/userpool-sms-role/S.template.json");
    assert_eq!(of_types(&template(&stack), IAM), of_types(&expected, IAM));
}

#[test]
fn each_kind_of_principal_is_rendered_as_by_cdk() {
    let assume = |principal: Data| json!([{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": principal }]);
    assert_eq!(
        trust(service("lambda.amazonaws.com")),
        assume(json!({ "Service": "lambda.amazonaws.com" }))
    );
    assert_eq!(
        trust(ArnPrincipal::new("arn:aws:iam::123456789012:role/x")),
        assume(json!({ "AWS": "arn:aws:iam::123456789012:role/x" }))
    );
    let parts = json!(["arn:", { "Ref": "AWS::Partition" }, ":iam::123456789012:root"]);
    assert_eq!(
        trust(AccountPrincipal::new("123456789012")),
        assume(json!({ "AWS": { "Fn::Join": ["", parts] } }))
    );
    assert_eq!(trust(AnyPrincipal::new()), assume(json!({ "AWS": "*" })));
    assert_eq!(trust(StarPrincipal::new()), assume(json!("*")));
    assert_eq!(
        trust(service("a.amazonaws.com").with_session_tags())[0]["Action"],
        json!(["sts:AssumeRole", "sts:TagSession"])
    );
    assert_eq!(
        trust(WebIdentityPrincipal::new("accounts.google.com")),
        json!([{
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Effect": "Allow",
            "Principal": { "Federated": "accounts.google.com" },
        }])
    );
}

#[test]
fn conditions_of_a_principal_add_up() {
    let first = Conditions::new().with("StringEquals", "a", "1");
    let more = Conditions::new().with("StringEquals", "b", "2").with(
        "StringLike",
        "c",
        Json::list(["3", "4"]),
    );
    let principal = service("a.amazonaws.com")
        .with_conditions(first)
        .with_conditions(more);
    assert_eq!(
        trust(principal)[0]["Condition"],
        json!({ "StringEquals": { "a": "1", "b": "2" }, "StringLike": { "c": ["3", "4"] } })
    );
}

#[test]
fn several_principals_have_a_statement_each() {
    let condition = Conditions::new().with("StringEquals", "x", "y");
    let both = CompositePrincipal::new(service("a.amazonaws.com"))
        .and(service("b.amazonaws.com").with_conditions(condition))
        .and(WebIdentityPrincipal::new("cognito-identity.amazonaws.com"));
    assert_eq!(
        trust(both),
        json!([
            { "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "a.amazonaws.com" } },
            {
                "Action": "sts:AssumeRole",
                "Condition": { "StringEquals": { "x": "y" } },
                "Effect": "Allow",
                "Principal": { "Service": "b.amazonaws.com" },
            },
            {
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Effect": "Allow",
                "Principal": { "Federated": "cognito-identity.amazonaws.com" },
            },
        ])
    );
}

#[test]
fn principals_of_one_statement_are_merged_by_kind() {
    let principals: [Principal; 4] = [
        ArnPrincipal::new("arn:x").into(),
        service("q.amazonaws.com").into(),
        ArnPrincipal::new("arn:y").into(),
        ArnPrincipal::new("arn:x").into(),
    ];
    let statement = PolicyStatement::allow()
        .actions(["sts:TagSession"])
        .principals(principals);
    assert_eq!(
        statement.to_json().to_string(),
        r#"{"Action":"sts:TagSession","Effect":"Allow","Principal":{"AWS":["arn:x","arn:y"],"Service":"q.amazonaws.com"}}"#
    );
}

#[test]
fn a_role_with_everything_is_that_of_cdk() {
    let app = App::new();
    let stack = Stack::new(&app, "S");
    let get = PolicyStatement::allow()
        .actions(["s3:GetObject", "s3:GetObject", "s3:A"])
        .resources(["*", "*", "arn:b", "arn:a"]);
    let deny = PolicyStatement::deny()
        .sid("Foo")
        .not_actions(["s3:*"])
        .not_resources(["x", "y"])
        .conditions(
            Conditions::new()
                .with("StringEquals", "z", Json::list(["1", "2"]))
                .with("StringEquals", "a", "q")
                .with("Bool", "aws:X", true),
        );
    let props = RoleProps::new(service("lambda.amazonaws.com"))
        .description("d")
        .path("/p/")
        .role_name("n")
        .max_session_duration(Duration::hours(2))
        .permissions_boundary(ManagedPolicy::from_aws_managed_policy_name("Boundary"))
        .managed_policy(ManagedPolicy::from_aws_managed_policy_name(
            "service-role/X",
        ))
        .managed_policy(ManagedPolicy::from_managed_policy_arn(
            "arn:aws:iam::123456789012:policy/mine",
        ))
        .managed_policy(ManagedPolicy::from_aws_managed_policy_name(
            "service-role/X",
        ))
        .inline_policy("b", PolicyDocument::new([get]))
        .inline_policy("c", PolicyDocument::new([deny]));
    let role = Role::new(&stack, "R", props);
    role.add_managed_policy(&ManagedPolicy::from_aws_managed_policy_name("Later"));
    role.add_to_assume_role_policy(
        PolicyStatement::allow()
            .actions(["sts:TagSession"])
            .principals([service("q.amazonaws.com")]),
    );
    for action in ["s3:GetObject", "s3:GetObject", "s3:PutObject"] {
        role.add_to_principal_policy(allow(action));
    }
    let own = Policy::new(&stack, "Pol", PolicyProps::new([allow("s3:GetObject")]));
    own.attach_to_role(&role);
    own.attach_to_role(&role);
    let named = PolicyProps::new([allow("s3:GetObject")]).policy_name("given");
    Policy::new(&stack, "Pol2", named.role(&role));
    CfnOutput::new(&stack, "Id", role.role_id());

    // AWS CDK has made it of the program `role.js`.
    let expected = include_str!("role.template.json");
    let expected: Data = serde_json::from_str(expected).expect("JSON");
    assert_eq!(template(&stack), expected);
}

/// The statements of a minimized document, each as its actions and its resources.
fn minimized(statements: impl IntoIterator<Item = PolicyStatement>) -> Vec<String> {
    let document = PolicyDocument::new(statements).minimize().to_json();
    let document: Data = serde_json::from_str(&document.to_string()).expect("JSON");
    let statements = document["Statement"].as_array().expect("a list");
    statements.iter().map(Data::to_string).collect()
}

fn statement<const A: usize, const R: usize>(
    actions: [&'static str; A],
    resources: [&'static str; R],
) -> PolicyStatement {
    PolicyStatement::allow()
        .actions(actions)
        .resources(resources)
}

#[test]
fn statements_that_differ_in_one_element_are_merged_as_by_cdk() {
    let shown = |actions: &str, resources: &str| {
        format!(r#"{{"Action":{actions},"Effect":"Allow","Resource":{resources}}}"#)
    };
    let abc = [
        statement(["s3:b", "s3:a"], ["y", "x"]),
        statement(["s3:c"], ["x", "y"]),
    ];
    let expected = [shown(r#"["s3:a","s3:b","s3:c"]"#, r#"["x","y"]"#)];
    assert_eq!(minimized(abc), expected);

    let crosswise = [
        statement(["s3:a"], ["x"]),
        statement(["s3:b"], ["y"]),
        statement(["s3:a"], ["y"]),
        statement(["s3:b"], ["x"]),
    ];
    let expected = [shown(r#"["s3:a","s3:b"]"#, r#"["x","y"]"#)];
    assert_eq!(minimized(crosswise), expected);

    let apart = [
        statement(["s3:b", "s3:c"], ["x"]),
        statement(["s3:b", "s3:c"], ["y"]),
        statement(["s3:b"], ["x", "y", "*"]),
        statement(["s3:*"], ["x"]),
    ];
    let expected = [
        shown(r#"["s3:b","s3:c"]"#, r#"["x","y"]"#),
        shown(r#""s3:b""#, r#"["*","x","y"]"#),
        shown(r#""s3:*""#, r#""x""#),
    ];
    assert_eq!(minimized(apart), expected);
}

#[test]
fn what_must_stay_apart_is_not_merged() {
    let when = |key: &'static str| Conditions::new().with("StringEquals", key, "v");
    let statements = [
        statement(["s3:b"], ["x"]),
        PolicyStatement::deny().actions(["s3:b"]).resources(["y"]),
        statement(["s3:c"], ["x"]).sid("Q"),
        statement(["s3:d"], ["x"]).conditions(when("k")),
        statement(["s3:e"], ["x"]).conditions(when("l")),
        PolicyStatement::allow()
            .not_actions(["s3:b"])
            .resources(["x"]),
        PolicyStatement::allow()
            .actions(["s3:c"])
            .not_resources(["x"]),
    ];
    assert_eq!(minimized(statements.clone()).len(), statements.len());
    let alike = [
        statement(["s3:d"], ["x"]).conditions(when("k")),
        statement(["s3:e"], ["x"]).conditions(when("k")),
        PolicyStatement::allow()
            .actions(["s3:c"])
            .not_resources(["x"]),
        PolicyStatement::allow()
            .actions(["s3:d"])
            .not_resources(["x"]),
    ];
    assert_eq!(minimized(alike).len(), 2);
}

#[test]
fn principals_are_merged_but_for_everyone() {
    let assume = |principal: Principal| {
        PolicyStatement::allow()
            .actions(["sts:AssumeRole"])
            .principals([principal])
    };
    let named = [
        assume(service("b.amazonaws.com").into()),
        assume(service("a.amazonaws.com").into()),
        assume(ArnPrincipal::new("arn:x").into()),
        assume(StarPrincipal::new().into()),
    ];
    assert_eq!(
        minimized(named),
        [
            r#"{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"AWS":"arn:x","Service":["a.amazonaws.com","b.amazonaws.com"]}}"#,
            r#"{"Action":"sts:AssumeRole","Effect":"Allow","Principal":"*"}"#,
        ]
    );
}

#[test]
fn expressions_are_sorted_behind_texts() {
    let stack = Stack::new(&App::new(), "S");
    let pool = pool(&stack, "P", None);
    let read = PolicyStatement::allow().actions(["cognito-idp:ListUsers"]);
    let statements = [
        read.clone().resources([pool.attr_arn()]),
        read.resources(["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_x"]),
    ];
    let role = Role::new(&stack, "R", RoleProps::new(service("x.amazonaws.com")));
    let document = PolicyDocument::new(statements).minimize();
    let policy = stack.add(
        "Readers",
        cognito_cdk::iam::CfnManagedPolicy::builder()
            .policy_document(document)
            .build(),
    );
    role.add_managed_policy(&(&policy).into());
    let template = template(&stack);
    let resources = &template["Resources"]["Readers"]["Properties"]["PolicyDocument"]["Statement"]
        [0]["Resource"];
    assert_eq!(
        *resources,
        json!([
            "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_x",
            { "Fn::GetAtt": ["P4E0919BE", "Arn"] },
        ])
    );
}
