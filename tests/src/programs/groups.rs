//! Groups.

use super::{Program, case, minimal};
use cognito_cdk::App;
use cognito_cdk::cognito::{
    AuthorizationCodeGrant, ClientCredentials, IUserPool, OAuthScope, ResourceServerScope,
    UserPool, UserPoolClientOptions, UserPoolGroup, UserPoolGroupOptions, UserPoolProps,
    UserPoolResourceServerOptions,
};
use cognito_cdk::iam::{Conditions, FederatedPrincipal, Role, RoleProps, ServicePrincipal};

pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "cases/group-resource-server",
        run: group_and_resource_server,
    },
    Program {
        name: "minimal/user-pool-group",
        run: minimal_group,
    },
];

fn group_and_resource_server(app: &App) {
    let stack = case(app);
    let pool = UserPool::new(&stack, "Pool", UserPoolProps::new());
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
    let role = Role::new(&stack, "Role", RoleProps::new(users));
    let admins = UserPoolGroupOptions::new()
        .description("admin group")
        .group_name("admins")
        .precedence(1)
        .role(&role);
    UserPoolGroup::new(&stack, "Admins", &pool, admins);
    pool.add_group("Others", UserPoolGroupOptions::new());
    let read_only = ResourceServerScope {
        scope_name: "read".into(),
        scope_description: "Read-only access".into(),
    };
    let full = ResourceServerScope {
        scope_name: "*".into(),
        scope_description: "Full access".into(),
    };
    let server = pool.add_resource_server(
        "Server",
        UserPoolResourceServerOptions::new("users").scopes([&read_only, &full]),
    );
    pool.add_resource_server(
        "Bare",
        UserPoolResourceServerOptions::new("bare").user_pool_resource_server_name("Bare server"),
    );
    // AWS CDK fills in the grants and the callback; here they are said.
    let grant = AuthorizationCodeGrant::new(["https://example.com"])
        .and_implicit_grant_exposing_tokens_in_urls()
        .scopes([OAuthScope::resource_server(&server, &read_only)]);
    pool.add_client("RO", UserPoolClientOptions::new().o_auth(grant));
    let grant = ClientCredentials::new([OAuthScope::resource_server(&server, &full)]);
    pool.add_client(
        "Full",
        UserPoolClientOptions::new().generate_secret().o_auth(grant),
    );
}

fn minimal_group(app: &App) {
    let stack = minimal(app);
    let pool = UserPool::new(&stack, "Pool", UserPoolProps::new());
    pool.add_group("Empty", UserPoolGroupOptions::new());
    let cognito = ServicePrincipal::new("cognito-idp.amazonaws.com");
    let role = Role::new(&stack, "Role", RoleProps::new(cognito));
    let admins = UserPoolGroupOptions::new()
        .group_name("admins")
        .description("Administrators")
        .precedence(1)
        .role(&role);
    pool.add_group("Admins", admins);
}
