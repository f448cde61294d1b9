//! App clients and resource servers: what they render to where AWS CDK has nothing to compare with, and what
//! they say of themselves.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

use cognito_cdk::cognito::{
    AnalyticsApplication, AnalyticsConfiguration, AuthFlow, AuthorizationCodeGrant,
    ClientCredentials, IUserPool, IUserPoolClient, IUserPoolIdentityProvider, ImplicitCodeGrant,
    OAuthScope, ResourceServerScope, UserPool, UserPoolClient, UserPoolClientIdentityProvider,
    UserPoolClientOptions, UserPoolIdentityProvider, UserPoolIdentityProviderGoogle,
    UserPoolIdentityProviderGoogleOptions, UserPoolProps, UserPoolResourceServer,
};
use cognito_cdk::{
    App, Defaults, Duration, IntoValue, RemovalPolicy, SecretValue, Stack, callback_url, text,
};
use expect_test::{Expect, expect};
use serde_json::Value;
use std::fmt::Write;

fn pool(app: &App) -> UserPool {
    let props = UserPoolProps::new().removal_policy(RemovalPolicy::Destroy);
    UserPool::new(&Stack::new(app, "Auth"), "Users", props)
}

/// The properties of the one client of a stack that are named.
fn check_app(app: &App, stack: &str, names: &[&str], expected: &Expect) {
    let assembly = app.build().expect("an assembly");
    let stack = assembly.stack(stack).expect("a stack");
    let template: Value = serde_json::from_str(stack.template()).expect("JSON");
    let resources = template["Resources"].as_object().expect("resources");
    let mut text = String::new();
    for resource in resources.values() {
        if resource["Type"] == "AWS::Cognito::UserPoolClient" {
            for name in names {
                writeln!(text, "{name}: {}", resource["Properties"][name]).expect("a text");
            }
        }
    }
    expected.assert_eq(&text);
}

/// The same of a client with these options.
fn check<S, O>(options: UserPoolClientOptions<S, O>, names: &[&str], expected: &Expect) {
    let app = App::new();
    pool(&app).add_client("Web", options);
    check_app(&app, "Auth", names, expected);
}

fn google(pool: &UserPool) -> UserPoolIdentityProviderGoogle {
    let secret = SecretValue::secrets_manager("google");
    let options = UserPoolIdentityProviderGoogleOptions::new("id", secret);
    UserPoolIdentityProviderGoogle::new(pool, "Google", pool, options)
}

const PROVIDERS: &[&str] = &["SupportedIdentityProviders"];

#[test]
fn providers_that_come_later_are_supported() {
    let app = App::new();
    let pool = pool(&app);
    pool.add_client("Web", UserPoolClientOptions::new());
    google(&pool);
    check_app(
        &app,
        "Auth",
        PROVIDERS,
        &expect![[r#"
        SupportedIdentityProviders: [{"Ref":"UsersGoogle28B8523D"},"COGNITO"]
    "#]],
    );
}

#[test]
fn providers_in_another_stack_are_imported() {
    let app = App::new();
    let pool = pool(&app);
    google(&pool);
    let stack = Stack::new(&app, "Web");
    UserPoolClient::new(&stack, "Web", &pool, UserPoolClientOptions::new());
    check_app(
        &app,
        "Web",
        PROVIDERS,
        &expect![[r#"
        SupportedIdentityProviders: [{"Fn::ImportValue":"Auth:ExportsOutputRefUsersGoogle28B8523D6E9607DD"},"COGNITO"]
    "#]],
    );
}

#[test]
fn a_registered_provider_by_its_name_is_a_reference() {
    let app = App::new();
    let pool = pool(&app);
    let partner = UserPoolIdentityProvider::from_provider_name(&pool, "Partner", "Partner");
    let options = UserPoolClientOptions::new().supported_identity_providers([
        UserPoolClientIdentityProvider::Google,
        UserPoolClientIdentityProvider::Facebook,
        UserPoolClientIdentityProvider::of(&partner),
    ]);
    pool.add_client("Web", options);
    google(&pool);
    check_app(
        &app,
        "Auth",
        PROVIDERS,
        &expect![[r#"
        SupportedIdentityProviders: [{"Ref":"UsersGoogle28B8523D"},"Facebook","Partner"]
    "#]],
    );
}

#[test]
fn providers_are_registered() {
    let app = App::new();
    let pool = pool(&app);
    let google = google(&pool);
    let partner = UserPoolIdentityProvider::from_provider_name(&pool, "Partner", "Partner");
    pool.register_identity_provider(&partner);
    // A second time changes nothing.
    pool.register_identity_provider(&partner);
    let names = pool.identity_providers();
    let names: Vec<_> = names
        .iter()
        .map(IUserPoolIdentityProvider::provider_name)
        .collect();
    assert_eq!(names.first(), Some(&google.provider_name()));
    assert_eq!(names.get(1), Some(&partner.provider_name()));
    let options = UserPoolClientOptions::new().supported_identity_providers([&google]);
    pool.add_client("GoogleOnly", options);
    pool.add_client("All", UserPoolClientOptions::new());
    check_app(
        &app,
        "Auth",
        PROVIDERS,
        &expect![[r#"
        SupportedIdentityProviders: [{"Ref":"UsersGoogle28B8523D"}]
        SupportedIdentityProviders: [{"Ref":"UsersGoogle28B8523D"},"Partner","COGNITO"]
    "#]],
    );
}

const FLOWS: &[&str] = &["ExplicitAuthFlows", "RefreshTokenRotation"];

#[test]
fn authentication_flows() {
    let options = UserPoolClientOptions::new;
    check(
        options(),
        FLOWS,
        &expect![[r#"
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]
        RefreshTokenRotation: null
    "#]],
    );
    check(
        options().auth_flows(AuthFlow::none()),
        FLOWS,
        &expect![[r#"
            ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH"]
            RefreshTokenRotation: null
        "#]],
    );
    let default = AuthFlow::service_default();
    check(
        options().auth_flows(default),
        FLOWS,
        &expect![[r#"
        ExplicitAuthFlows: null
        RefreshTokenRotation: null
    "#]],
    );
    let rotated = options().refresh_token_rotation_grace_period(Duration::seconds(0));
    check(
        rotated,
        FLOWS,
        &expect![[r#"
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH"]
        RefreshTokenRotation: {"Feature":"ENABLED","RetryGracePeriodSeconds":0}
    "#]],
    );
}

#[test]
fn seconds_are_kept() {
    let options = UserPoolClientOptions::new()
        .access_token_validity(Duration::seconds(301))
        .id_token_validity(Duration::minutes(6));
    let names = [
        "AccessTokenValidity",
        "IdTokenValidity",
        "RefreshTokenValidity",
        "TokenValidityUnits",
    ];
    check(
        options,
        &names,
        &expect![[r#"
        AccessTokenValidity: 301
        IdTokenValidity: 6
        RefreshTokenValidity: 43200
        TokenValidityUnits: {"AccessToken":"seconds","IdToken":"minutes","RefreshToken":"minutes"}
    "#]],
    );
}

#[test]
fn user_existence_errors() {
    let name = ["PreventUserExistenceErrors"];
    let options = UserPoolClientOptions::new().prevent_user_existence_errors(false);
    check(
        options,
        &name,
        &expect![[r#"
        PreventUserExistenceErrors: "LEGACY"
    "#]],
    );
}

#[test]
fn no_secret_is_said_so() {
    let app = App::new();
    Defaults::aws_cdk().apply_to(&app);
    let pool = pool(&app);
    pool.add_client("Silent", UserPoolClientOptions::new());
    pool.add_client("Explicit", UserPoolClientOptions::new().without_secret());
    check_app(
        &app,
        "Auth",
        &["GenerateSecret"],
        &expect![[r#"
        GenerateSecret: null
        GenerateSecret: false
    "#]],
    );
}

#[test]
fn analytics() {
    let arn = "arn:aws:mobiletargeting:us-east-1:123456789012:apps/1a2b";
    let by_arn = AnalyticsConfiguration::application(text!(
        "arn:aws:mobiletargeting:us-east-1:123456789012:apps/1a2b"
    ))
    .share_user_data(true);
    assert_eq!(
        by_arn,
        AnalyticsConfiguration::application(arn).share_user_data(true)
    );
    let name = ["AnalyticsConfiguration"];
    let options = UserPoolClientOptions::new().analytics(by_arn);
    check(
        options,
        &name,
        &expect![[r#"
        AnalyticsConfiguration: {"ApplicationArn":"arn:aws:mobiletargeting:us-east-1:123456789012:apps/1a2b","UserDataShared":true}
    "#]],
    );
    let by_id = AnalyticsConfiguration::application_id(AnalyticsApplication {
        application_id: "1a2b".into(),
        external_id: "external".into(),
        role: "arn:aws:iam::123456789012:role/pinpoint".into_value(),
    });
    let options = UserPoolClientOptions::new().analytics(by_id);
    check(
        options,
        &name,
        &expect![[r#"
        AnalyticsConfiguration: {"ApplicationId":"1a2b","ExternalId":"external","RoleArn":"arn:aws:iam::123456789012:role/pinpoint"}
    "#]],
    );
}

#[test]
fn grants() {
    let names = [
        "AllowedOAuthFlows",
        "AllowedOAuthScopes",
        "CallbackURLs",
        "LogoutURLs",
    ];
    let callbacks = [
        callback_url!("https://app.example.com/in"),
        callback_url!("myapp://in"),
    ];
    let code = AuthorizationCodeGrant::new(callbacks).logout_urls([callbacks[0]]);
    check(
        UserPoolClientOptions::new().o_auth(code),
        &names,
        &expect![[r#"
            AllowedOAuthFlows: ["code"]
            AllowedOAuthScopes: ["openid"]
            CallbackURLs: ["https://app.example.com/in","myapp://in"]
            LogoutURLs: ["https://app.example.com/in"]
        "#]],
    );
    let hosts = ["a.example.com", "b.example.com"].map(|host| format!("https://{host}"));
    let [first, rest] = hosts;
    let code = AuthorizationCodeGrant::from_first_and_rest(first, [rest]);
    check(
        UserPoolClientOptions::new().o_auth(code),
        &names,
        &expect![[r#"
            AllowedOAuthFlows: ["code"]
            AllowedOAuthScopes: ["openid"]
            CallbackURLs: ["https://a.example.com","https://b.example.com"]
            LogoutURLs: null
        "#]],
    );
    let implicit = ImplicitCodeGrant::exposing_tokens_in_urls(["https://app.example.com"])
        .scopes([OAuthScope::Email, OAuthScope::Email, OAuthScope::OpenId]);
    check(
        UserPoolClientOptions::new().o_auth(implicit),
        &names,
        &expect![[r#"
            AllowedOAuthFlows: ["implicit"]
            AllowedOAuthScopes: ["email","openid"]
            CallbackURLs: ["https://app.example.com"]
            LogoutURLs: null
        "#]],
    );
}

#[test]
fn a_client_knows_its_grants() {
    let app = App::new();
    let pool = pool(&app);
    let plain = pool.add_client("Plain", UserPoolClientOptions::new());
    assert_eq!(plain.o_auth_flows(), <_>::default());
    assert_eq!(plain.user_pool_client_name(), None);
    let grant = AuthorizationCodeGrant::new(["https://app.example.com"]);
    let options = UserPoolClientOptions::new()
        .user_pool_client_name("web")
        .o_auth(grant);
    let web = pool.add_client("Web", options);
    assert!(web.o_auth_flows().authorization_code_grant);
    assert!(!web.o_auth_flows().implicit_code_grant);
    assert_eq!(
        web.callback_urls(),
        ["https://app.example.com".into_value()]
    );
    assert_eq!(web.user_pool_client_name(), Some("web".into_value()));
    let grant = ClientCredentials::new([OAuthScope::custom("api/read")]);
    let options = UserPoolClientOptions::new().generate_secret().o_auth(grant);
    let machine = pool.add_client("Machine", options);
    assert!(machine.o_auth_flows().client_credentials);
    assert!(machine.callback_urls().is_empty());
    // What is changed later counts.
    machine.cfn_mut(|client| client.allowed_oauth_flows = None);
    assert!(!machine.o_auth_flows().client_credentials);
}

#[test]
fn what_is_imported_goes_by_its_id() {
    let app = App::new();
    let stack = Stack::new(&app, "Imports");
    let client = UserPoolClient::from_user_pool_client_id(&stack, "Client", "1example23456789");
    assert_eq!(
        client.user_pool_client_id(),
        "1example23456789".into_value()
    );
    let server =
        UserPoolResourceServer::from_user_pool_resource_server_id(&stack, "Server", "orders");
    let read = ResourceServerScope {
        scope_name: "read".into(),
        scope_description: "See orders".into(),
    };
    // What scopes the server has is not known here, so any is taken.
    let scope = OAuthScope::resource_server(&server, &read);
    assert_eq!(scope, OAuthScope::custom("orders/read"));
}
