//! The names that identity providers get by themselves, and the addresses of domains. What is compared with
//! `Defaults::aws_cdk()` was read off the templates that AWS CDK 2.276.0 makes of the same programs.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by a panic"
)]

use cognito_cdk::assertions::Template;
use cognito_cdk::cognito::{
    AuthorizationCodeGrant, BaseUrlOptions, IUserPool, IUserPoolDomain, IUserPoolGroup,
    ImplicitCodeGrant, OidcClient, SignInUrlOptions, UserPool, UserPoolClientOptions,
    UserPoolDomain, UserPoolDomainOptions, UserPoolGroup, UserPoolIdentityProviderOidc,
    UserPoolIdentityProviderOidcOptions, UserPoolIdentityProviderSaml,
    UserPoolIdentityProviderSamlMetadata, UserPoolIdentityProviderSamlOptions, UserPoolProps,
};
use cognito_cdk::{
    App, CfnOutput, Construct, Defaults, Environment, SecretValue, Stack, StackProps, ToJson,
};
use serde_json::{Value as Data, json};

/// A stack in the region, with these defaults.
fn stack(app: &App, id: &str, region: &str, defaults: Defaults) -> Stack {
    let props = StackProps::new().env(Environment::in_region(region));
    let stack = Stack::with_props(app, id, props);
    defaults.apply_to(&stack);
    stack
}

/// The values of the outputs of the only stack.
fn outputs(app: &App) -> Data {
    let assembly = app.build().expect("a valid app");
    let stacks = assembly.stacks();
    let [stack] = stacks else {
        panic!("one stack");
    };
    let template: Data = serde_json::from_str(stack.template()).expect("a template");
    let outputs = template["Outputs"].as_object().expect("outputs").iter();
    outputs
        .map(|(id, output)| (id.clone(), output["Value"].clone()))
        .collect()
}

#[test]
fn names_of_identity_providers_are_cut_as_aws_cdk_cuts_them() {
    let app = App::new();
    let stack = Stack::new(&app, "A-Stack-With-A-Long-Name");
    let scope = Construct::new(&stack, "Some/Group-Of_Things");
    let pool = UserPool::new(&stack, "Pool", UserPoolProps::new());
    let client = OidcClient {
        client_id: "a".into(),
        client_secret: SecretValue::secrets_manager("oidc"),
        issuer_url: "https://i.example.com".into(),
    };
    let options = UserPoolIdentityProviderOidcOptions::new(client);
    UserPoolIdentityProviderOidc::new(&scope, "AVeryLongNameForAnOidcProvider", &pool, options);
    let metadata = UserPoolIdentityProviderSamlMetadata::file("<x/>");
    let options = UserPoolIdentityProviderSamlOptions::new(metadata);
    UserPoolIdentityProviderSaml::new(&scope, "AVeryLongNameForASamlProvider", &pool, options);
    let template = Template::from_stack(&stack);
    for name in [
        "AStackWithALongNProvider5591F94B",
        "AStackWithALSamlProvider327B4911",
    ] {
        template.has_resource_properties(
            "AWS::Cognito::UserPoolIdentityProvider",
            json!({"ProviderName": name}),
        );
    }
}

#[test]
fn addresses_in_a_region_of_the_government() {
    let address = |defaults: Defaults| {
        let app = App::new();
        let stack = stack(&app, "Auth", "us-gov-west-1", defaults);
        let pool = UserPool::new(&stack, "Pool", UserPoolProps::new());
        let domain = pool.add_domain("D", UserPoolDomainOptions::cognito_domain("acme"));
        CfnOutput::new(&stack, "Url", domain.base_url(BaseUrlOptions::new()));
        let domain = json!({"Ref": "PoolDD400895D"});
        outputs(&app)["Url"]["Fn::Join"][1]
            .as_array()
            .map(|parts| (parts[1] == domain, parts[2].clone()))
    };
    assert_eq!(
        address(Defaults::aws_cdk()),
        Some((true, json!(".auth.us-gov-west-1.amazoncognito.com")))
    );
    assert_eq!(
        address(Defaults::secure()),
        Some((true, json!(".auth-fips.us-gov-west-1.amazoncognito.com")))
    );
}

#[test]
fn what_a_login_page_answers_with() {
    let app = App::new();
    let stack = Stack::new(&app, "Auth");
    let pool = UserPool::new(&stack, "Pool", UserPoolProps::new());
    let domain = pool.add_domain("D", UserPoolDomainOptions::cognito_domain("acme"));
    let url = "https://a.example";
    let code = UserPoolClientOptions::new().o_auth(AuthorizationCodeGrant::new([url]));
    let token =
        UserPoolClientOptions::new().o_auth(ImplicitCodeGrant::exposing_tokens_in_urls([url]));
    let code = pool.add_client("Code", code);
    let token = pool.add_client("Token", token);
    let options = || SignInUrlOptions::new(url);
    CfnOutput::new(&stack, "Code", domain.sign_in_url(&code, options()));
    CfnOutput::new(
        &stack,
        "Token",
        domain.sign_in_url(&token, options().fips(true)),
    );
    let outputs = outputs(&app);
    let rest = "&redirect_uri=https%3A%2F%2Fa.example";
    let parts = |id: &str| outputs[id]["Fn::Join"][1].clone();
    assert_eq!(parts("Code")[2], ".auth.");
    assert_eq!(parts("Code")[6], format!("&response_type=code{rest}"));
    assert_eq!(parts("Token")[2], ".auth-fips.");
    assert_eq!(parts("Token")[6], format!("&response_type=token{rest}"));
}

#[test]
fn imported_ones_are_their_names() {
    let stack = Stack::new(&App::new(), "Auth");
    let domain = UserPoolDomain::from_domain_name(&stack, "Login", "auth.example.com");
    assert_eq!(
        domain.domain_name().to_json().as_str(),
        Some("auth.example.com")
    );
    let group = UserPoolGroup::from_group_name(&stack, "Admins", "admins");
    assert_eq!(group.group_name().to_json().as_str(), Some("admins"));
}
