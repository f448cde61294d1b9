//! App clients and resource servers.

use super::{Program, case, minimal};
use cognito_cdk::cognito::{
    AuthFlow, AuthorizationCodeGrant, CfnIdentityPool, ClientAttributes, ClientCredentials,
    CustomAttribute, IUserPool, IUserPoolClient, OAuthScope, ResourceServerScope,
    StandardAttribute, UserPool, UserPoolClient, UserPoolClientIdentityProvider,
    UserPoolClientOptions, UserPoolIdentityProviderAmazon, UserPoolIdentityProviderAmazonOptions,
    UserPoolProps, UserPoolResourceServerOptions,
};
use cognito_cdk::{App, CfnOutput, Duration, Scope, SecretValue, Stack, TagOptions, Tags};

pub(super) const PROGRAMS: &[Program] = &[
    Program {
        name: "cases/client-attributes",
        run: attributes,
    },
    Program {
        name: "cases/client-defaults",
        run: defaults,
    },
    Program {
        name: "cases/client-explicit",
        run: explicit,
    },
    Program {
        name: "cases/client-idps",
        run: identity_providers,
    },
    Program {
        name: "cases/client-import-secret",
        run: import,
    },
    Program {
        name: "cases/client-oauth",
        run: o_auth,
    },
    Program {
        name: "cases/client-token-validity",
        run: token_validity,
    },
    Program {
        name: "minimal/user-pool-client",
        run: minimal_client,
    },
    Program {
        name: "minimal/user-pool-client-full",
        run: minimal_full,
    },
    Program {
        name: "minimal/user-pool-resource-server",
        run: minimal_resource_server,
    },
    Program {
        name: "cases/core-cross-stack",
        run: cross_stack,
    },
    Program {
        name: "cases/core-tags-aspects",
        run: tags,
    },
    Program {
        name: "minimal/cross-stack",
        run: minimal_cross_stack,
    },
];

fn pool(stack: &Stack) -> UserPool {
    UserPool::new(stack, "Pool", UserPoolProps::new())
}

fn scope(name: &str, description: &str) -> ResourceServerScope {
    ResourceServerScope {
        scope_name: name.into(),
        scope_description: description.into(),
    }
}

fn attributes(app: &App) {
    let pool = UserPool::new(
        &case(app),
        "Pool",
        UserPoolProps::new().custom_attribute(CustomAttribute::string("tenant")),
    );
    pool.add_client(
        "A",
        UserPoolClientOptions::new()
            .read_attributes(
                ClientAttributes::new()
                    .with_standard_attributes(StandardAttribute::ALL.iter().copied())
                    .with_email_verified()
                    .with_phone_number_verified()
                    .with_custom_attributes(["tenant", "custom:other"]),
            )
            .write_attributes(ClientAttributes::new()),
    );
}

fn defaults(app: &App) {
    let stack = case(app);
    let pool = pool(&stack);
    pool.add_client("Web", UserPoolClientOptions::new());
    UserPoolClient::new(&stack, "Standalone", &pool, UserPoolClientOptions::new());
    pool.add_client("NoOAuth", UserPoolClientOptions::new().disable_o_auth());
}

fn explicit(app: &App) {
    let all_flows = AuthFlow::admin_user_password()
        .and_custom()
        .and_user_password()
        .and_user_srp()
        .and_user();
    let grant = AuthorizationCodeGrant::new(["https://redirect-here.myapp.com"])
        .and_implicit_grant_exposing_tokens_in_urls()
        .scopes([
            OAuthScope::Phone,
            OAuthScope::Email,
            OAuthScope::OpenId,
            OAuthScope::Profile,
            OAuthScope::CognitoAdmin,
        ])
        .logout_urls(["https://redirect-here.myapp.com/out"])
        .default_redirect_uri("https://redirect-here.myapp.com");
    let write = ClientAttributes::new()
        .with_standard_attributes([
            StandardAttribute::Address,
            StandardAttribute::Birthdate,
            StandardAttribute::Email,
            StandardAttribute::Fullname,
        ])
        .with_custom_attributes(["attr1", "attr2"]);
    pool(&case(app)).add_client(
        "App",
        UserPoolClientOptions::new()
            .user_pool_client_name("myuserpoolclient")
            .auth_flows(all_flows)
            .generate_secret()
            .o_auth(grant)
            .prevent_user_existence_errors(true)
            .auth_session_validity(Duration::minutes(3))
            .write_attributes(write)
            .access_token_validity(Duration::minutes(60))
            .id_token_validity(Duration::hours(2))
            .refresh_token_validity(Duration::days(30))
            .enable_token_revocation(true)
            .enable_propagate_additional_user_context_data(true),
    );
}

fn identity_providers(app: &App) {
    let stack = case(app);
    let pool = pool(&stack);
    let some = UserPoolClientOptions::new().supported_identity_providers([
        UserPoolClientIdentityProvider::Cognito,
        UserPoolClientIdentityProvider::Facebook,
        UserPoolClientIdentityProvider::Amazon,
        UserPoolClientIdentityProvider::Google,
        UserPoolClientIdentityProvider::Apple,
        UserPoolClientIdentityProvider::custom("corp"),
    ]);
    pool.add_client("Some", some);
    let secret = SecretValue::unsafe_plain_text("shh");
    let options = UserPoolIdentityProviderAmazonOptions::new("amzn", secret);
    let amazon = UserPoolIdentityProviderAmazon::new(&stack, "Amazon", &pool, options);
    let all = pool.add_client("All", UserPoolClientOptions::new());
    all.node().add_dependency(&amazon);
}

fn import(app: &App) {
    let stack = case(app);
    let pool = pool(&stack);
    let imported = UserPoolClient::from_user_pool_client_id(&stack, "Imp", "client-id-for-import");
    let client = pool.add_client(
        "Named",
        UserPoolClientOptions::new().user_pool_client_name("named"),
    );
    CfnOutput::new(&stack, "Id", client.user_pool_client_id());
    if let Some(name) = client.user_pool_client_name() {
        CfnOutput::new(&stack, "Name", name);
    }
    CfnOutput::new(&stack, "ImpId", imported.user_pool_client_id());
}

fn o_auth(app: &App) {
    let pool = pool(&case(app));
    let grant = AuthorizationCodeGrant::new(["https://my-app-domain.com/welcome"])
        .scopes([OAuthScope::OpenId]);
    pool.add_client("Code", UserPoolClientOptions::new().o_auth(grant));
    let grant = AuthorizationCodeGrant::new(["myapp://example"]).scopes([OAuthScope::Phone]);
    pool.add_client(
        "PhoneAddsOpenId",
        UserPoolClientOptions::new().o_auth(grant),
    );
    pool.add_client(
        "Credentials",
        UserPoolClientOptions::new()
            .generate_secret()
            .o_auth(ClientCredentials::new([OAuthScope::custom("api/read")])),
    );
    // AWS CDK fills in the grants and the callback; here they are said.
    let grant = AuthorizationCodeGrant::new(["https://example.com"])
        .and_implicit_grant_exposing_tokens_in_urls()
        .scopes([OAuthScope::Email]);
    pool.add_client("ScopesOnly", UserPoolClientOptions::new().o_auth(grant));
}

fn token_validity(app: &App) {
    let pool = pool(&case(app));
    pool.add_client(
        "A",
        UserPoolClientOptions::new().access_token_validity(Duration::minutes(5)),
    );
    pool.add_client(
        "B",
        UserPoolClientOptions::new()
            .id_token_validity(Duration::hours(24))
            .refresh_token_validity(Duration::days(3650)),
    );
    pool.add_client(
        "C",
        UserPoolClientOptions::new()
            .refresh_token_validity(Duration::minutes(60))
            .access_token_validity(Duration::minutes(30))
            .id_token_validity(Duration::minutes(59)),
    );
    pool.add_client(
        "D",
        UserPoolClientOptions::new()
            .auth_session_validity(Duration::minutes(15))
            .refresh_token_rotation_grace_period(Duration::seconds(10)),
    );
}

fn minimal_client(app: &App) {
    pool(&minimal(app)).add_client("Client", UserPoolClientOptions::new());
}

fn minimal_full(app: &App) {
    let pool = pool(&minimal(app));
    let read = scope("read", "Read access");
    let server = pool.add_resource_server(
        "Api",
        UserPoolResourceServerOptions::new("users").scopes([&read]),
    );
    let attributes = ClientAttributes::new()
        .with_standard_attributes([StandardAttribute::Email, StandardAttribute::Fullname])
        .with_custom_attributes(["tier"]);
    let grant = AuthorizationCodeGrant::new(["https://app.example.com/cb"])
        .scopes([
            OAuthScope::Email,
            OAuthScope::resource_server(&server, &read).into(),
        ])
        .logout_urls(["https://app.example.com/bye"])
        .default_redirect_uri("https://app.example.com/cb");
    pool.add_client(
        "Client",
        UserPoolClientOptions::new()
            .user_pool_client_name("web")
            .generate_secret()
            .auth_flows(
                AuthFlow::admin_user_password()
                    .and_custom()
                    .and_user_password()
                    .and_user_srp()
                    .and_user(),
            )
            .o_auth(grant)
            .auth_session_validity(Duration::minutes(5))
            .prevent_user_existence_errors(true)
            .supported_identity_providers([
                UserPoolClientIdentityProvider::Cognito,
                UserPoolClientIdentityProvider::Google,
            ])
            .id_token_validity(Duration::hours(1))
            .access_token_validity(Duration::minutes(30))
            .refresh_token_validity(Duration::days(7))
            .refresh_token_rotation_grace_period(Duration::seconds(30))
            .read_attributes(attributes.clone().with_email_verified())
            .write_attributes(attributes)
            .enable_token_revocation(true)
            .enable_propagate_additional_user_context_data(true),
    );
}

fn minimal_resource_server(app: &App) {
    let pool = pool(&minimal(app));
    let read_only = scope("read", "Read-only access");
    let full = scope("*", "Full access");
    let server = pool.add_resource_server(
        "ResourceServer",
        UserPoolResourceServerOptions::new("users").scopes([&read_only, &full]),
    );
    let grant = ClientCredentials::new([OAuthScope::resource_server(&server, &read_only)]);
    pool.add_client(
        "M2M",
        UserPoolClientOptions::new().generate_secret().o_auth(grant),
    );
}

fn cross_stack(app: &App) {
    let (producer, consumer) = (Stack::new(app, "Producer"), Stack::new(app, "Consumer"));
    let pool = pool(&producer);
    UserPoolClient::new(&consumer, "Client", &pool, UserPoolClientOptions::new());
    CfnOutput::new(&consumer, "PoolArn", pool.user_pool_arn());
    CfnOutput::new(&producer, "ClientCount", "1");
}

fn minimal_cross_stack(app: &App) {
    let pool = pool(&minimal(app));
    let other = Stack::new(app, "Consumer");
    UserPoolClient::new(&other, "Client", &pool, UserPoolClientOptions::new());
}

fn tags(app: &App) {
    let stack = Stack::new(app, "Tagged");
    Tags::of(&stack).add("owner", "identity");
    let not_identity_pools = TagOptions::new().exclude("AWS::Cognito::IdentityPool");
    Tags::of(&stack).add_with("cost", "42", not_identity_pools);
    let pool = pool(&stack);
    Tags::of(&pool).add("owner", "customers");
    Tags::of(&pool).add("tier", "gold");
    Tags::of(&pool).remove("cost");
    let identities = CfnIdentityPool::builder()
        .allow_unauthenticated_identities(false)
        .build();
    stack.add("Ids", identities);
    pool.add_client("Web", UserPoolClientOptions::new());
}
