//! What the rules say of app clients and resource servers: rule, construct, property, message, place in the
//! program, and what to write instead.
#![allow(clippy::expect_used, reason = "a test fails by a panic")]
#![allow(
    clippy::needless_raw_string_hashes,
    reason = "as expect-test writes them"
)]

mod findings;

use cognito_cdk::cognito::{
    AuthFlow, AuthorizationCodeGrant, ClientAttributes, ClientCredentials, CustomAttribute,
    IUserPool, OAuthScope, ResourceServerScope, StandardAttribute, UserPool, UserPoolClient,
    UserPoolClientOptions, UserPoolProps, UserPoolResourceServerOptions,
};
use cognito_cdk::{
    App, CfnOutput, Defaults, Duration, RemovalPolicy, Scope, Stack, Template, rules,
};
use expect_test::{Expect, expect};

/// What is said of the resources of a template that was read, beside a pool `Pool`.
fn check_resources(resources: &str, expected: &Expect) {
    let text = format!(
        r#"{{"Resources": {{"Pool": {{"Type": "AWS::Cognito::UserPool", "Properties": {{}}}}, {resources}}}}}"#
    );
    let found = rules::check(&Template::from_json(&text).expect("a template"));
    let ours = found
        .iter()
        .filter(|finding| finding.rule.starts_with("COG2"));
    let lines: Vec<String> = ours.map(|finding| format!("{finding}\n")).collect();
    expected.assert_eq(&lines.concat());
}

/// What is said of a client that was read, with these properties.
fn check(properties: &str, expected: &Expect) {
    let resources = format!(
        r#""Client": {{"Type": "AWS::Cognito::UserPoolClient", "Properties":
            {{"UserPoolId": {{"Ref": "Pool"}}, {properties}}}}}"#
    );
    check_resources(&resources, expected);
}

/// What is said of a client with these options.
fn check_options<S, O>(options: UserPoolClientOptions<S, O>, expected: &Expect) {
    let build = |stack: &Stack| {
        pool_in(stack).add_client("Web", options);
    };
    findings::check(build, expected);
}

fn pool(app: &App) -> UserPool {
    pool_in(&Stack::new(app, "Auth"))
}

fn pool_in(stack: &Stack) -> UserPool {
    let props = UserPoolProps::new().removal_policy(RemovalPolicy::Destroy);
    UserPool::new(stack, "Users", props)
}

fn read() -> ResourceServerScope {
    ResourceServerScope {
        scope_name: "read".into(),
        scope_description: "See orders".into(),
    }
}

#[test]
fn what_is_right_is_quiet() {
    let app = App::new();
    let pool = UserPool::new(
        &Stack::new(&app, "Auth"),
        "Users",
        UserPoolProps::new()
            .standard_attribute(StandardAttribute::Email.required())
            .custom_attribute(CustomAttribute::string("tenant")),
    );
    let server = pool.add_resource_server(
        "Orders",
        UserPoolResourceServerOptions::new("orders").scopes([read()]),
    );
    let attributes = ClientAttributes::new()
        .with_standard_attributes([StandardAttribute::Email])
        .with_custom_attributes(["tenant"]);
    let grant = AuthorizationCodeGrant::new([
        "https://app.example.com/callback",
        "http://localhost:5173/callback",
    ])
    .scopes([OAuthScope::Email])
    .default_redirect_uri("http://localhost:5173/callback");
    pool.add_client(
        "Web",
        UserPoolClientOptions::new()
            .o_auth(grant)
            .read_attributes(attributes.clone().with_email_verified())
            .write_attributes(attributes)
            .refresh_token_rotation_grace_period(Duration::seconds(10)),
    );
    let grant = ClientCredentials::new([OAuthScope::resource_server(&server, &read())]);
    pool.add_client(
        "Reports",
        UserPoolClientOptions::new().generate_secret().o_auth(grant),
    );
    pool.add_client("Plain", UserPoolClientOptions::new());
    expect![[""]].assert_eq(&findings::of(&app));
}

#[test]
fn a_session_of_seconds() {
    check_options(
        UserPoolClientOptions::new().auth_session_validity(Duration::seconds(200)),
        &expect![[r#"
            error[COG201] Auth/Users/Web: the validity of a session is 3 minutes 20 seconds, and it counts in minutes
              at rules_client.rs
              help: use `Duration::minutes` of 3 to 15
        "#]],
    );
}

#[test]
fn a_scope_that_is_not_declared() {
    let app = App::new();
    let pool = pool(&app);
    let server = pool.add_resource_server("Orders", UserPoolResourceServerOptions::new("orders"));
    let scope = OAuthScope::resource_server(&server, &read());
    let options = UserPoolClientOptions::new()
        .generate_secret()
        .o_auth(ClientCredentials::new([scope]));
    pool.add_client("Reports", options.clone());
    // In another stack the template does not show it.
    UserPoolClient::new(&Stack::new(&app, "Other"), "Reports", &pool, options);
    expect![[r#"
        error[COG202] Other/Reports: the resource server `Auth/Users/Orders` does not declare the scope `read`
          at rules_client.rs
          help: add it to the `scopes` of the resource server
        error[COG202] Auth/Users/Reports/Resource (UsersReports83B15AA9) Properties.AllowedOAuthScopes[0]: the resource server `UsersOrdersFE445D30` does not declare the scope `read`
          at rules_client.rs
          help: add it to the `Scopes` of the resource server, or use one that it has
    "#]].assert_eq(&findings::of(&app));
}

#[test]
fn a_scope_is_known_by_its_name() {
    let app = App::new();
    let pool = pool(&app);
    let options = UserPoolResourceServerOptions::new("orders").scopes([read()]);
    let server = pool.add_resource_server("Orders", options);
    let described = ResourceServerScope {
        scope_description: "In other words".into(),
        ..read()
    };
    let scope = OAuthScope::resource_server(&server, &described);
    let options = UserPoolClientOptions::new()
        .generate_secret()
        .o_auth(ClientCredentials::new([scope]));
    UserPoolClient::new(&Stack::new(&app, "Other"), "Reports", &pool, options);
    expect![[""]].assert_eq(&findings::of(&app));
}

#[test]
fn a_scope_by_its_name() {
    let server = |scopes: &str, client: &str| {
        format!(
            r#""Orders": {{"Type": "AWS::Cognito::UserPoolResourceServer", "Properties": {{
                "UserPoolId": {{"Ref": "Pool"}}, "Identifier": "https://orders", "Name": "Orders",
                "Scopes": [{scopes}]}}}},
            "Client": {{"Type": "AWS::Cognito::UserPoolClient", "Properties": {{
                "UserPoolId": {{"Ref": "Pool"}}, "AllowedOAuthFlowsUserPoolClient": true,
                "AllowedOAuthFlows": ["client_credentials"], "GenerateSecret": true,
                "AllowedOAuthScopes": ["https://orders/read"]}} {client}}}"#
        )
    };
    let scope = r#"{"ScopeName": "read", "ScopeDescription": "See orders"}"#;
    check_resources(
        &server(scope, ""),
        &expect![[r#"
        warning[COG226] Client Properties.AllowedOAuthScopes[0]: the scope is made by `Orders`, and CloudFormation may make the client first, which fails then; refer to it: `OAuthScope::resource_server(&server, &scope)`
    "#]],
    );
    check_resources(&server(scope, r#", "DependsOn": "Orders""#), &expect![[""]]);
    check_resources(
        &server("", r#", "DependsOn": "Orders""#),
        &expect![[r#"
        error[COG202] Client Properties.AllowedOAuthScopes[0]: the resource server `Orders` does not declare the scope `read`; add it to the `Scopes` of the resource server, or use one that it has
    "#]],
    );
    let twice = format!("{scope}, {scope}");
    check_resources(
        &server(&twice, r#", "DependsOn": "Orders""#),
        &expect![[r#"
            warning[COG227] Orders Properties.Scopes[1].ScopeName: the scope `read` is there already; declare each scope once
        "#]],
    );
}

#[test]
fn a_scope_by_a_function() {
    let server = |scope: &str| {
        format!(
            r#""Orders": {{"Type": "AWS::Cognito::UserPoolResourceServer", "Properties": {{
                "UserPoolId": {{"Ref": "Pool"}}, "Identifier": "orders", "Name": "Orders"}}}},
            "Client": {{"Type": "AWS::Cognito::UserPoolClient", "Properties": {{
                "UserPoolId": {{"Ref": "Pool"}}, "AllowedOAuthFlowsUserPoolClient": true,
                "AllowedOAuthFlows": ["client_credentials"], "GenerateSecret": true,
                "AllowedOAuthScopes": [{scope}]}}}}"#
        )
    };
    let sub = r#"{"Fn::Sub": "${Orders}/write"}"#;
    check_resources(
        &server(sub),
        &expect![[r#"
        error[COG202] Client Properties.AllowedOAuthScopes[0]: the resource server `Orders` does not declare the scope `write`; add it to the `Scopes` of the resource server, or use one that it has
    "#]],
    );
    let join = r#"{"Fn::Join": ["", [{"Ref": "Orders"}, "/write"]]}"#;
    check_resources(
        &server(join),
        &expect![[r#"
        error[COG202] Client Properties.AllowedOAuthScopes[0]: the resource server `Orders` does not declare the scope `write`; add it to the `Scopes` of the resource server, or use one that it has
    "#]],
    );
    let unknown = r#"{"Fn::Join": ["", [{"Ref": "Parameter"}, "/write"]]}"#;
    check_resources(&server(unknown), &expect![[""]]);
}

#[test]
fn callback_urls() {
    check(
        r#""AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid"], "LogoutURLs": ["http://app.example.com"],
        "CallbackURLs": ["http://app.example.com", "https://app.example.com/#/in", "/in",
            "https://example.com", "localhost:3000/in", {"Ref": "Pool"}, "myapp://in"]"#,
        &expect![[r#"
            error[COG203] Client Properties.CallbackURLs[0]: `http://app.example.com` cannot be a callback URL; a callback URL is `https`; `http` is for `localhost`, `127.0.0.1` and `[::1]` only
            error[COG203] Client Properties.CallbackURLs[1]: `https://app.example.com/#/in` cannot be a callback URL; a callback URL has no fragment: take `#` and what follows it away
            error[COG203] Client Properties.CallbackURLs[2]: `/in` cannot be a callback URL; a callback URL is absolute: it begins with `https://`, or with the scheme of an app
            warning[COG204] Client Properties.CallbackURLs[3]: users are sent to `https://example.com` with their tokens or codes: it is AWS CDK's default; set the URL of the application, or turn OAuth off
            warning[COG204] Client Properties.CallbackURLs[4]: `localhost:3000/in` has `localhost` as its scheme, so no browser will come back to it; use `http://localhost:3000/in`
            warning[COG228] Client Properties.LogoutURLs[0]: `http://app.example.com` sends users somewhere without protection; use `https`; `http` is for `localhost`, `127.0.0.1` and `[::1]` only
        "#]],
    );
}

#[test]
fn no_callback_url() {
    check(
        r#""AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthFlows": ["code"],
        "AllowedOAuthScopes": ["openid"], "CallbackURLs": []"#,
        &expect![[r#"
            warning[COG205] Client Properties.CallbackURLs: the client has a grant that sends users to a callback URL, and no such URL; list the URLs of the application in `CallbackURLs`, or remove the grant
        "#]],
    );
}

#[test]
fn a_default_redirect_that_is_no_callback() {
    let grant = AuthorizationCodeGrant::new(["https://app.example.com/in"])
        .default_redirect_uri("https://app.example.com");
    check_options(
        UserPoolClientOptions::new().o_auth(grant),
        &expect![[r#"
        error[COG206] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.DefaultRedirectURI: `https://app.example.com` is not among the `CallbackURLs`
          at rules_client.rs
          help: use one of the callback URLs, or add it to them
    "#]],
    );
    check(
        r#""DefaultRedirectURI": "https://app.example.com""#,
        &expect![[r#"
            error[COG206] Client Properties.DefaultRedirectURI: `https://app.example.com` is not among the `CallbackURLs`; use one of the callback URLs, or add it to them
        "#]],
    );
    // One of the callbacks is known to CloudFormation only.
    check(
        r#""DefaultRedirectURI": "https://app.example.com", "CallbackURLs": [{"Ref": "Url"}]"#,
        &expect![[""]],
    );
}

#[test]
fn client_credentials() {
    check(
        r#""AllowedOAuthFlowsUserPoolClient": true, "CallbackURLs": ["https://app.example.com"],
        "AllowedOAuthFlows": ["client_credentials", "code"], "AllowedOAuthScopes": ["openid", "email"]"#,
        &expect![[r#"
            error[COG207] Client Properties.AllowedOAuthFlows: `client_credentials` stands beside other grants: client_credentials, code; make two clients: one with `ClientCredentials` for the program, one with the other grants for its users
            error[COG208] Client Properties.GenerateSecret: `client_credentials` needs a client secret, and the client has none; set `GenerateSecret` to true (`.generate_secret()`); a deployed client is replaced by it
            warning[COG209] Client Properties.AllowedOAuthScopes: `client_credentials` acts for no user, and these scopes mean one: openid, email; use scopes of a resource server: `OAuthScope::resource_server(&server, &scope)`
        "#]],
    );
}

#[test]
fn o_auth_that_is_off_or_incomplete() {
    check(
        r#""AllowedOAuthFlows": ["code"], "CallbackURLs": ["https://app.example.com"]"#,
        &expect![[r#"
            warning[COG210] Client Properties.AllowedOAuthFlowsUserPoolClient: grants or scopes of OAuth are set, and OAuth is off; set `AllowedOAuthFlowsUserPoolClient` to true, or remove `AllowedOAuthFlows` and `AllowedOAuthScopes`
        "#]],
    );
    check(
        r#""AllowedOAuthFlowsUserPoolClient": true, "AllowedOAuthScopes": []"#,
        &expect![[r#"
            error[COG211] Client Properties.AllowedOAuthFlows: OAuth is on, and the client has no grant and no scope; set both `AllowedOAuthFlows` and `AllowedOAuthScopes`, or turn OAuth off
        "#]],
    );
}

#[test]
fn the_defaults_of_aws_cdk() {
    let app = App::new();
    Defaults::aws_cdk().apply_to(&app);
    pool(&app).add_client("Web", UserPoolClientOptions::new());
    expect![[r#"
        warning[COG212] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.AllowedOAuthFlows: the implicit grant shows tokens in URLs, where histories, logs and other scripts can see them
          at rules_client.rs
          help: use `AuthorizationCodeGrant` (`code`) with PKCE alone; public clients can use it too
        warning[COG204] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.CallbackURLs[0]: users are sent to `https://example.com` with their tokens or codes: it is AWS CDK's default
          at rules_client.rs
          help: set the URL of the application, or turn OAuth off
    "#]].assert_eq(&findings::of(&app));
}

#[test]
fn token_validities_out_of_range() {
    check_options(
        UserPoolClientOptions::new()
            .access_token_validity(Duration::seconds(299))
            .id_token_validity(Duration::days(2))
            .refresh_token_validity(Duration::minutes(59)),
        &expect![[r#"
            error[COG213] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.AccessTokenValidity: the access token is valid for 4 minutes 59 seconds
              at rules_client.rs
              help: Cognito takes 5 minutes to 1 day
            error[COG213] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.IdTokenValidity: the id token is valid for 2 days
              at rules_client.rs
              help: Cognito takes 5 minutes to 1 day
            error[COG213] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.RefreshTokenValidity: the refresh token is valid for 59 minutes
              at rules_client.rs
              help: Cognito takes 1 hour to 3650 days
        "#]],
    );
    check(
        r#""AccessTokenValidity": 60, "IdTokenValidity": 10, "RefreshTokenValidity": 36500,
        "TokenValidityUnits": {"IdToken": {"Ref": "Unit"}}"#,
        &expect![[r#"
            error[COG213] Client Properties.AccessTokenValidity: the access token is valid for 2 days 12 hours (without `TokenValidityUnits.AccessToken`, AccessTokenValidity counts hours); Cognito takes 5 minutes to 1 day
            error[COG213] Client Properties.RefreshTokenValidity: the refresh token is valid for 36500 days (without `TokenValidityUnits.RefreshToken`, RefreshTokenValidity counts days); Cognito takes 1 hour to 3650 days
        "#]],
    );
}

#[test]
fn tokens_that_outlive_the_refresh_token() {
    check_options(
        UserPoolClientOptions::new()
            .access_token_validity(Duration::hours(2))
            .refresh_token_validity(Duration::hours(1)),
        &expect![[r#"
            error[COG214] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.AccessTokenValidity: the access token is valid for 2 hours, and the refresh token for 1 hour
              at rules_client.rs
              help: let the refresh token be valid for at least as long
        "#]],
    );
}

#[test]
fn auth_flows() {
    check(
        r#""ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        "RefreshTokenRotation": {"Feature": "ENABLED"}"#,
        &expect![[r#"
            error[COG215] Client Properties.ExplicitAuthFlows: refresh tokens are rotated, which excludes `ALLOW_REFRESH_TOKEN_AUTH`; remove `ALLOW_REFRESH_TOKEN_AUTH`, and refresh with `GetTokensFromRefreshToken`
        "#]],
    );
    check(
        r#""ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "USER_PASSWORD_AUTH"]"#,
        &expect![[r#"
            error[COG217] Client Properties.ExplicitAuthFlows: names with and without `ALLOW_` are mixed: ALLOW_USER_SRP_AUTH, USER_PASSWORD_AUTH; use the names that begin with `ALLOW_` only; the others are old names of the same flows
        "#]],
    );
    check_options(
        UserPoolClientOptions::new()
            .auth_flows(AuthFlow::none())
            .refresh_token_rotation_grace_period(Duration::seconds(0)),
        &expect![[r#"
            warning[COG216] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.ExplicitAuthFlows: no authentication flow is listed, which Cognito takes for its default: SRP, custom and refreshing
              at rules_client.rs
              help: list the flows that the client needs, `AuthFlow::user_srp()` for example
        "#]],
    );
}

#[test]
fn attributes() {
    let app = App::new();
    let pool = UserPool::new(
        &Stack::new(&app, "Auth"),
        "Users",
        UserPoolProps::new().standard_attribute(StandardAttribute::Email.required()),
    );
    pool.add_client(
        "Web",
        UserPoolClientOptions::new()
            .read_attributes(ClientAttributes::new().with_custom_attributes(["tenant"]))
            .write_attributes(
                ClientAttributes::new()
                    .with_standard_attributes([StandardAttribute::Nickname])
                    .with_email_verified(),
            ),
    );
    expect![[r#"
        warning[COG219] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.ReadAttributes: the user pool `Users0A0EEA89` declares no attribute `tenant`
          at rules_client.rs
          help: declare it: `.custom_attribute(CustomAttribute::string("tenant"))`
        warning[COG220] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.WriteAttributes: Cognito itself writes these attributes, and clients cannot: email_verified
          at rules_client.rs
          help: remove them; `ReadAttributes` can have them
        warning[COG220] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.WriteAttributes: users of `Users0A0EEA89` must have attributes that the client cannot write: email
          at rules_client.rs
          help: add them; Cognito refuses clients without them
    "#]].assert_eq(&findings::of(&app));
    check(
        r#""ReadAttributes": ["e-mail", "name"]"#,
        &expect![[r#"
        warning[COG219] Client Properties.ReadAttributes: `e-mail` is no standard attribute; use the name of a standard attribute, or `custom:e-mail` for one of the pool's own
    "#]],
    );
}

#[test]
fn context_data_without_a_secret() {
    check(
        r#""EnablePropagateAdditionalUserContextData": true"#,
        &expect![[r#"
            error[COG221] Client Properties.EnablePropagateAdditionalUserContextData: only clients with a secret can send data about their users along, and this one has none; set `GenerateSecret` to true (`.generate_secret()`), or remove the property
        "#]],
    );
}

#[test]
fn analytics() {
    check(
        r#""AnalyticsConfiguration": {"ApplicationId": "1",
            "ApplicationArn": "arn:aws:mobiletargeting:us-east-1:123456789012:apps/1"}"#,
        &expect![[r#"
            error[COG222] Client Properties.AnalyticsConfiguration.ApplicationArn: `ApplicationArn` stands beside ApplicationId; set `ApplicationArn` alone (`AnalyticsConfiguration::application`), or `ApplicationId`, `ExternalId` and `RoleArn` (`::application_id`)
        "#]],
    );
    check(
        r#""AnalyticsConfiguration": {"ApplicationId": "1"}"#,
        &expect![[r#"
            error[COG222] Client Properties.AnalyticsConfiguration.ExternalId: an application by its id needs ExternalId and RoleArn too; set `ApplicationArn` alone (`AnalyticsConfiguration::application`), or `ApplicationId`, `ExternalId` and `RoleArn` (`::application_id`)
        "#]],
    );
}

#[test]
fn a_secret_that_is_shown() {
    let app = App::new();
    let pool = pool(&app);
    let client = pool.add_client("Server", UserPoolClientOptions::new().generate_secret());
    let stack = Stack::of(pool.node()).expect("a stack");
    let secret = client.client_secret().unsafe_unwrap();
    CfnOutput::new(&stack, "Secret", secret.clone());
    CfnOutput::new(&Stack::new(&app, "Other"), "Secret", secret.clone());
    client.cfn().add_metadata("Secret", secret);
    expect![[r#"
        warning[COG223] Auth/Secret (Secret) Value: the secret of the client `UsersServer83AAB6C8` is written to an output, which everybody who can see the stack can read
          at rules_client.rs
          help: keep it in an `AWS::SecretsManager::Secret`, and let the program read it from there
        warning[COG223] Auth (ExportsOutputFnGetAttUsersServer83AAB6C8ClientSecretBE10C38E) Value: the secret of the client `UsersServer83AAB6C8` is written to an export, which everybody in the account can read
          at rules_client.rs
          help: keep it in an `AWS::SecretsManager::Secret`, and let the program read it from there
        warning[COG223] Auth/Users/Server/Resource (UsersServer83AAB6C8) Metadata.Secret: the secret of the client `UsersServer83AAB6C8` is written to metadata, which everybody who can see the stack can read
          at rules_client.rs
          help: keep it in an `AWS::SecretsManager::Secret`, and let the program read it from there
    "#]].assert_eq(&findings::of(&app));
}

#[test]
fn a_secret_in_an_environment_variable() {
    check_resources(
        r#""Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties":
            {"UserPoolId": {"Ref": "Pool"}, "GenerateSecret": true}},
        "Function": {"Type": "AWS::Lambda::Function", "Properties": {"Environment": {"Variables":
            {"SECRET": {"Fn::GetAtt": ["Client", "ClientSecret"]},
             "CLIENT": {"Fn::GetAtt": ["Client", "ClientId"]}}}}}"#,
        &expect![[r#"
            warning[COG223] Function Properties.Environment.Variables.SECRET: the secret of the client `Client` is written to an environment variable, which everybody who can see the function can read; keep it in an `AWS::SecretsManager::Secret`, and let the program read it from there
        "#]],
    );
}

#[test]
fn a_secret_that_cannot_be_kept() {
    check_options(
        UserPoolClientOptions::new()
            .generate_secret()
            .o_auth(AuthorizationCodeGrant::new(["myapp://callback"])),
        &expect![[r#"
            warning[COG224] Auth/Users/Web/Resource (UsersWebA39D1A70) Properties.GenerateSecret: `myapp://callback` is the callback of an app on a device, which cannot keep a secret
              at rules_client.rs
              help: make a client without a secret for it; with PKCE the code grant needs none
        "#]],
    );
}

#[test]
fn an_identity_provider_by_its_name() {
    let resources = |client: &str| {
        format!(
            r#""Google": {{"Type": "AWS::Cognito::UserPoolIdentityProvider", "Properties": {{
                "UserPoolId": {{"Ref": "Pool"}}, "ProviderName": "Google", "ProviderType": "Google",
                "ProviderDetails": {{}}}}}},
            "Client": {{"Type": "AWS::Cognito::UserPoolClient", "Properties": {{
                "UserPoolId": {{"Ref": "Pool"}}, "SupportedIdentityProviders": ["COGNITO", "Google"]
                }} {client}}}"#
        )
    };
    check_resources(
        &resources(""),
        &expect![[r#"
        warning[COG225] Client Properties.SupportedIdentityProviders: `Google` is made by `Google`, and CloudFormation may make the client first, which fails then; refer to it: `{"Ref": "Google"}` is its name too
    "#]],
    );
    check_resources(&resources(r#", "DependsOn": "Google""#), &expect![[""]]);
}
